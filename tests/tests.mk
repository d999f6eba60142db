# Tests beside the units and examples: properties, costs, fuzzing, failing
# machines, and the floors of the house. Included by the Makefile.

checks         += property cost fuzz-replay floors
wide           += failure
sanitized      += property fuzz-replay
sanitized_wide += failure

.PHONY: property cost fuzz fuzz-replay failure floors

# ---- properties of records ----

property_names := property bytes size next roundtrip typed private rules key
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
counted := $(patsubst tools/%.c,$(BUILD)/count/%.o,$(filter \
	$(foreach f,base record git word text privacy corpus match account thread \
	rules lint draft compare history key summary merge,tools/lib/$(f)/%) \
	$(foreach f,chart compare% csv figures% html_dress items_text \
	json_parts marked marks markdown% page% plans_text sheet% story_json \
	summary_grid summary_html summary_markdown summary_word county_dress \
	county_text \
	document% figures_told findings \
	html json markup natural past% safe story_dress summary_bars summary_text \
	told veil word% wrap, \
	tools/lib/report/$(f).c) \
	$(foreach f,heading label compound aside blocks betray hyphen points lines \
	leave feet stamp choices \
	headline looks grid report source dress entity markdown html field \
	story story_cells story_columns story_layout story_table docx docx_parts docx_signs odf word \
	worded,\
	tools/lib/import/$(f).c),$(sources)))
counting := -O1 -g -fno-builtin -U_FORTIFY_SOURCE
empty    :=
comma    := ,
wrapped  := $(subst $(empty) ,,$(addprefix $(comma)--wrap=,memchr memcmp \
	memcpy memset strlen))
costs    := $(addprefix $(BUILD)/tests/property/,cost_test \
	compare_cost_test merge_cost_test summary_cost_test word_cost_test)

$(BUILD)/count/%.o: tools/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -std=c11 -pthread $(counting) \
		-fsanitize-coverage=trace-pc -MMD -MP -c -o $@ $<

$(BUILD)/count/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -std=c11 -pthread $(WARN) $(counting) -MMD -MP \
		-c -o $@ $<

$(costs): $(BUILD)/tests/property/%: $(counted) $(BUILD)/gen/style.o \
		$(addprefix $(BUILD)/count/tests/property/,count.o shapes.o \
		%.o)
	@mkdir -p $(@D)
	$(Q)$(CC) -pthread -Wl$(wrapped) -o $@ $^ $(LIBS) -lcmocka

cost: $(costs)
	$(Q)for t in $^; do $$t || exit 1; done

# ---- fuzzing ----

# With libFuzzer, for a while: `make fuzz FUZZ_SECONDS=600`. What it finds
# goes to $(BUILD)/fuzz; what it learns stays there, too.
FUZZ_CC      ?= clang
FUZZ_SECONDS ?= 60
fuzz_names   := record parts import merge partial history rules word
fuzz_flags   := -std=c11 -pthread -O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=all
fuzz_parts   := $(patsubst %,tests/property/%.c,check dump document imported) \
	tests/fuzz/safe.c $(patsubst %,tests/merge/%.c,run settling)
fuzz_objects := $(sources:tools/%.c=$(BUILD)/fuzz/%.o) \
	$(BUILD)/gen/explain.o $(BUILD)/gen/share.o $(BUILD)/gen/style.o \
	$(BUILD)/gen/build.o $(fuzz_parts:%.c=$(BUILD)/fuzz/%.o)
fuzzers      := $(fuzz_names:%=$(BUILD)/fuzz/%)
replayers    := $(fuzz_names:%=$(BUILD)/tests/fuzz/%)
# Of the target $t; documents lie where what becomes of them is checked, too.
fuzz_seeds   := tests/fuzz/corpus/$$t \
	$$([ $$t != import ] || echo tests/import/documents) \
	$$([ $$t != word ] || echo tests/import/word/documents)

$(BUILD)/fuzz/lib/%.o: tools/lib/%.c
	@mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(CPPFLAGS) $(fuzz_flags) -fsanitize=fuzzer-no-link \
		-MMD -MP -c -o $@ $<

$(BUILD)/fuzz/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(CPPFLAGS) $(fuzz_flags) -fsanitize=fuzzer-no-link \
		-MMD -MP -c -o $@ $<

$(BUILD)/fuzz/tests/merge/%.o: CPPFLAGS += -D_GNU_SOURCE
$(BUILD)/tests/fuzz/merge_fuzz.o $(BUILD)/fuzz/tests/fuzz/merge_fuzz.o: \
	CPPFLAGS += -Itests

$(fuzzers): $(BUILD)/fuzz/%: $(BUILD)/fuzz/tests/fuzz/%_fuzz.o $(fuzz_objects)
	$(Q)$(FUZZ_CC) $(fuzz_flags) -fsanitize=fuzzer -o $@ $^ $(LIBS)

fuzz: $(fuzzers)
	$(Q)for t in $(fuzz_names); do \
		mkdir -p $(BUILD)/fuzz/corpus/$$t && \
		$(BUILD)/fuzz/$$t -max_total_time=$(FUZZ_SECONDS) \
			-timeout=10 -dict=tests/fuzz/record.dict \
			-artifact_prefix=$(BUILD)/fuzz/$$t- \
			$(BUILD)/fuzz/corpus/$$t $(fuzz_seeds) || \
		exit 1; \
	done

# Without libFuzzer: what was worth keeping, once.
$(replayers): $(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%_fuzz.o \
		$(BUILD)/tests/fuzz/replay.o \
		$(fuzz_parts:tests/%.c=$(BUILD)/tests/%.o) $(library)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(library) $(LIBS)

fuzz-replay: $(replayers)
	$(Q)for t in $(fuzz_names); do \
		$(BUILD)/tests/fuzz/$$t $(fuzz_seeds) || \
		$(BUILD)/tests/fuzz/$$t -v $(fuzz_seeds) || exit 1; \
	done

# ---- machines that fail ----

failing := $(BUILD)/tests/failure/failure
fault   := $(BUILD)/tests/failure/fault.so

# What runs programs, and what stands before the C library, are no subject of
# the sanitizers.
$(failing): $(patsubst %,tests/failure/%.c,failure program tree) \
		$(patsubst %,tests/failure/%.h,order program tree)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -std=c11 $(WARN) -O2 -o $@ $(filter %.c,$^)

$(fault): tests/failure/fault.c tests/failure/order.h
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(WARN) -O2 -fPIC -shared -o $@ $<

# With the sanitizers each run takes long, so that fewer are made: what they
# alone can see is what becomes of memory.
failure: all $(failing) $(fault)
	$(Q)TIMES=$(if $(SAN),1,2) KINDS='$(if $(SAN),memory EIO)' \
		sh tests/failure/failure.sh $(BUILD)/bin $(failing) $(fault)
	$(Q)sh tests/failure/bad_input.sh $(BUILD)/bin

# ---- the floors of the house ----

floors: $(library)
	$(Q)sh tests/floors/floors.sh . $(library)
	$(Q)sh tests/floors/self_test.sh $(BUILD)/tests/floors $(library)

-include $(counted:.o=.d) $(wildcard $(BUILD)/count/tests/property/*.d)
-include $(property_parts:.o=.d) $(property_tests:=.d)
-include $(wildcard $(BUILD)/tests/fuzz/*.d $(BUILD)/fuzz/tests/*/*.d)
-include $(fuzz_objects:.o=.d)
