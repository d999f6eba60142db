# What is installed, and where. Included by the Makefile, which sets BUILD,
# PREFIX, DESTDIR, VERSION, LIBS, library and programs.

headers  := $(sort $(wildcard include/termwise/*))
pages1   := $(sort $(wildcard tools/*.1))
pages5   := $(sort $(wildcard tools/*.5))

bindir   := $(DESTDIR)$(PREFIX)/bin
libdir   := $(DESTDIR)$(PREFIX)/lib
incdir   := $(DESTDIR)$(PREFIX)/include/termwise
mandir   := $(DESTDIR)$(PREFIX)/share/man

INSTALL  ?= install

.PHONY: install uninstall

install: $(programs) $(library)
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

# Folders that others may use as well stay.
uninstall:
	for f in $(notdir $(programs)); do rm -f "$(bindir)/$$f"; done
	for f in $(notdir $(pages1)); do rm -f "$(mandir)/man1/$$f"; done
	for f in $(notdir $(pages5)); do rm -f "$(mandir)/man5/$$f"; done
	rm -f "$(libdir)/$(notdir $(library))" \
		"$(libdir)/pkgconfig/termwise.pc"
	rm -rf "$(incdir)"
