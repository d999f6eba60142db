# Tests beside the units and examples: properties, costs, fuzzing, failing
# machines, and the floors of the house. Included by the Makefile.

checks    += property cost fuzz-replay failure floors
sanitized += property fuzz-replay failure

.PHONY: property cost fuzz fuzz-replay failure floors

# ---- properties of records ----

property_names := property bytes size
property_tests := $(property_names:%=$(BUILD)/tests/property/%_test)
property_parts := $(patsubst tests/%.c,$(BUILD)/tests/%.o, \
	$(filter-out %_test.c tests/property/count.c, \
	$(sort $(wildcard tests/property/*.c))))

$(property_tests): $(BUILD)/tests/property/%_test: \
		$(BUILD)/tests/property/%_test.o $(property_parts) $(library)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(library) $(LIBS) -lcmocka

property: $(property_tests)
	$(Q)for t in $^; do $$t || exit 1; done

# ---- what input costs ----

# A library that counts the blocks of code it enters; tests/property/count.h.
# Calls into the C library stay calls, so that they can be counted as well.
counted := $(patsubst tools/%.c,$(BUILD)/count/%.o, \
	$(filter-out tools/lib/compare/% tools/lib/account/% \
	tools/lib/match/% tools/lib/cli/% tools/lib/report/compare%, \
	$(sources)))
counting := -O1 -g -fno-builtin -U_FORTIFY_SOURCE
empty    :=
comma    := ,
wrapped  := $(subst $(empty) ,,$(addprefix $(comma)--wrap=,memchr memcmp \
	memcpy memset strlen))
cost     := $(BUILD)/tests/property/cost_test

$(BUILD)/count/%.o: tools/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -std=c11 -pthread $(counting) \
		-fsanitize-coverage=trace-pc -MMD -MP -c -o $@ $<

$(BUILD)/count/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -std=c11 -pthread $(WARN) $(counting) -MMD -MP \
		-c -o $@ $<

$(cost): $(counted) $(addprefix $(BUILD)/count/tests/property/,count.o \
		shapes.o cost_test.o)
	@mkdir -p $(@D)
	$(Q)$(CC) -pthread -Wl$(wrapped) -o $@ $^ $(LIBS) -lcmocka

cost: $(cost)
	$(Q)$<

-include $(counted:.o=.d) $(wildcard $(BUILD)/count/tests/property/*.d)
-include $(property_parts:.o=.d) $(property_tests:=.d)
