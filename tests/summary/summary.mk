# Summaries: what they say of records, and that parts make the same whole.

checks    += summary
sanitized += summary

.PHONY: summary

summary_names := statements figures partial split
summary_tests := $(summary_names:%=$(BUILD)/tests/summary/%_test)
summary_parts := $(addprefix $(BUILD)/tests/summary/,corpora.o told.o)

$(summary_tests): $(BUILD)/tests/summary/%_test: \
		$(BUILD)/tests/summary/%_test.o $(summary_parts) $(library)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(library) $(LIBS) -lcmocka

# Of splits a part, in seconds, and less under the sanitizers.
summary: $(summary_tests)
	$(Q)for t in $(filter-out %/split_test,$(summary_tests)); do \
		$$t || exit 1; \
	done
	$(Q)$(BUILD)/tests/summary/split_test $(if $(SAN),4)

-include $(summary_parts:.o=.d) $(summary_tests:=.d)
