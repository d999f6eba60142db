# Merges: what must hold of them, and how they compare.

merge_names := property universe simulate
merge_tests := $(merge_names:%=$(BUILD)/tests/merge/%_test)
merge_parts := $(addprefix $(BUILD)/tests/merge/,run.o world.o oracle.o)

$(BUILD)/tests/merge/%.o: CPPFLAGS += -D_GNU_SOURCE
$(merge_tests): $(BUILD)/tests/merge/%_test: $(BUILD)/tests/merge/%_test.o \
		$(merge_parts) $(library)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(library) $(LIBS)

-include $(merge_parts:.o=.d) $(merge_tests:=.d)
