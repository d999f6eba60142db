# The programs on the command line: cases with what they print, and what they
# print as JSON against its schemas. "make cli-accept" takes what they print now
# for right; read what changed before you commit it.

.PHONY: cli cli-accept

checks += cli

cli: $(programs)
	$(Q)sh tests/cli/run.sh $(BUILD)/bin

cli-accept: $(programs)
	$(Q)sh tests/cli/run.sh --accept $(BUILD)/bin
