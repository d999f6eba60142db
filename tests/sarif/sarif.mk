# SARIF of lint, held against what Microsoft's validator says: `make sarif` puts
# that, by npm, into the build folder.

.PHONY: sarif

validator    := $(BUILD)/validator
validator_is := @microsoft/sarif-multitool@5.7.0

$(validator)/made: tests/sarif/sarif.mk
	$(Q)command -v npm >/dev/null || { \
		echo "make sarif needs node and npm" >&2; exit 1; }
	@mkdir -p $(@D)
	$(Q)npm install --prefix $(validator) --no-audit --no-fund --silent \
		$(validator_is)
	@touch $@

sarif: $(programs) $(validator)/made
	$(Q)sh tests/sarif/sarif.sh $(BUILD)/bin $(validator)
