# Merges: what must hold of them, and how they compare.

checks    += merge
wide      += merge-matrix
sanitized += merge

.PHONY: merge merge-matrix merge-proof

merge_names := property universe simulate audit
merge_tests := $(merge_names:%=$(BUILD)/tests/merge/%_test)
merge_parts := $(addprefix $(BUILD)/tests/merge/,run.o settling.o world.o \
	oracle.o triple.o)

$(BUILD)/tests/merge/%.o: CPPFLAGS += -D_GNU_SOURCE

$(merge_tests): $(BUILD)/tests/merge/%_test: $(BUILD)/tests/merge/%_test.o \
		$(merge_parts) $(library)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(library) $(LIBS)

# Of each a part, in seconds, and less under the sanitizers; what is taken is
# printed.
merge: $(merge_tests)
	$(Q)$(BUILD)/tests/merge/property_test $(if $(SAN),2000)
	$(Q)$(BUILD)/tests/merge/universe_test $(if $(SAN),397)
	$(Q)$(BUILD)/tests/merge/simulate_test $(if $(SAN),1500)
	$(Q)$(BUILD)/tests/merge/audit_test $(if $(SAN),400)

# All the ways in which git merges, with the driver as setup puts it.
merge-matrix: all $(fault)
	$(Q)sh tests/merge/matrix.sh $(BUILD)/bin $(fault)

# All of it: a million triples, the whole universe, and a simulation beside
# other programs, in one run.
merge-proof: $(merge_tests)
	$(Q)sh tools/deps.sh build proof
	$(Q)$(BUILD)/tests/merge/universe_test 1
	$(Q)$(BUILD)/tests/merge/simulate_test 100000 1000
	$(Q)$(BUILD)/tests/merge/property_test 1000000

-include $(merge_parts:.o=.d) $(merge_tests:=.d)
