# What is installed, and where. Included by the Makefile, which sets BUILD,
# PREFIX, DESTDIR, VERSION, LIBS, library and programs.

headers  := $(sort $(wildcard include/termwise/*))
pages1   := $(sort $(wildcard tools/*.1))
pages5   := $(sort $(wildcard tools/*.5))

bindir   := $(DESTDIR)$(PREFIX)/bin
libdir   := $(DESTDIR)$(PREFIX)/lib
incdir   := $(DESTDIR)$(PREFIX)/include/termwise
mandir   := $(DESTDIR)$(PREFIX)/share/man
datadir  := $(DESTDIR)$(PREFIX)/share
shared   := pre-commit-hooks.yaml problem-matcher.json
shells   := bash zsh fish
# Where each shell seeks the completions of others' programs, and their name.
bash_to  := bash-completion/completions/termwise
zsh_to   := zsh/site-functions/_termwise
fish_to  := fish/vendor_completions.d/termwise.fish
completed := $(shells:%=$(BUILD)/share/termwise.%)

INSTALL  ?= install

.PHONY: install uninstall completions

all completions: $(completed)

# Made of what the programs say of themselves.
$(completed): $(BUILD)/share/termwise.%: tools/completions.sh $(programs)
	@mkdir -p $(@D)
	$(Q)sh tools/completions.sh $(BUILD)/bin $* >$@.new && mv $@.new $@

install: $(programs) $(library) $(completed)
	$(INSTALL) -d "$(bindir)" "$(libdir)/pkgconfig" "$(incdir)" \
		"$(mandir)/man1" "$(mandir)/man5"
	$(INSTALL) -m 755 $(programs) "$(bindir)"
	$(INSTALL) -m 644 $(library) "$(libdir)"
	$(INSTALL) -m 644 $(headers) "$(incdir)"
	$(INSTALL) -m 644 $(pages1) "$(mandir)/man1"
	$(INSTALL) -m 644 $(pages5) "$(mandir)/man5"
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' \
		-e 's|@LIBS@|$(LIBS)|' tools/share/termwise.pc.in \
		>"$(libdir)/pkgconfig/termwise.pc"
	chmod 644 "$(libdir)/pkgconfig/termwise.pc"
	$(INSTALL) -d "$(datadir)/termwise" \
		$(foreach s,$(shells),"$(datadir)/$(dir $($(s)_to))")
	$(INSTALL) -m 644 $(shared:%=tools/share/%) "$(datadir)/termwise"
	$(foreach s,$(shells),$(INSTALL) -m 644 $(BUILD)/share/termwise.$(s) \
		"$(datadir)/$($(s)_to)" &&) :

# Folders that others may use as well stay.
uninstall:
	for f in $(notdir $(programs)); do rm -f "$(bindir)/$$f"; done
	for f in $(notdir $(pages1)); do rm -f "$(mandir)/man1/$$f"; done
	for f in $(notdir $(pages5)); do rm -f "$(mandir)/man5/$$f"; done
	rm -f "$(libdir)/$(notdir $(library))" \
		"$(libdir)/pkgconfig/termwise.pc"
	rm -f $(foreach s,$(shells),"$(datadir)/$($(s)_to)")
	rm -rf "$(incdir)" "$(datadir)/termwise"
