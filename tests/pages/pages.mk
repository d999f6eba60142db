# Pages of HTML, held against what checkers of the web find: `make pages` puts
# the Nu checker, axe-core and what drives Chromium, by npm, into the build
# folder, and needs chromium and java.

.PHONY: pages

checkers    := $(BUILD)/checkers
checkers_are := vnu-jar@26.9.27 axe-core@4.14.1 playwright-core@1.65.1

$(checkers)/made: tests/pages/pages.mk
	$(call from_npm,$(checkers_are),pages)

pages: $(programs) $(checkers)/made
	$(Q)sh tools/deps.sh pages
	$(Q)sh tests/pages/pages.sh $(BUILD)/bin $(checkers) \
		$(BUILD)/tests/pages
