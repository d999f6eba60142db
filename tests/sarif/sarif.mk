# SARIF of lint, held against what Microsoft's validator says: `make sarif` puts
# that, by npm, into the build folder.

.PHONY: sarif

validator    := $(BUILD)/validator
validator_is := @microsoft/sarif-multitool@5.7.0

$(validator)/made: tests/sarif/sarif.mk
	$(call from_npm,$(validator_is),sarif)

sarif: $(programs) $(validator)/made
	$(Q)sh tests/sarif/sarif.sh $(BUILD)/bin $(validator)
