# The programs on the command line: cases with what they print, and what they
# print as JSON against its schemas. "make cli-accept" takes what they print now
# for right; read what changed before you commit it.

.PHONY: cli cli-accept trace

checks += cli trace

cli: $(programs)
	$(Q)sh tests/cli/run.sh $(BUILD)/bin

cli-accept: $(programs)
	$(Q)sh tests/cli/run.sh --accept $(BUILD)/bin

# What system calls the programs make that read history.
trace: $(programs)
	$(Q)BUILD=$(BUILD) sh tests/cli/trace.sh
