# Termwise. `make compare` for a first look, `make check` for the tests.
# `make V=1` shows the commands.

VERSION := $(shell sed -n 's/^.define TERMWISE_VERSION "\(.*\)"/\1/p' \
	include/termwise/base.h)
BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= cc
SAN     ?=
V       ?=

WARN     := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wvla -Wwrite-strings
HARDEN   := -fstack-protector-strong -fPIE -fno-common
CFLAGS   ?= -O2 -g
ifeq ($(SAN),)
HARDEN   += -D_FORTIFY_SOURCE=2 -fstack-clash-protection -fcf-protection
# What a program never calls is left out of it, and its addresses, which are put
# right at each start, are packed: git starts a merge for each file.
SLIM     := -ffunction-sections -fdata-sections
unused   := ,--gc-sections,-z,pack-relative-relocs
endif
CPPFLAGS += -Iinclude -Itools/lib -D_POSIX_C_SOURCE=200809L
ALL_CFLAGS = -std=c11 -pthread $(WARN) $(HARDEN) $(SLIM) $(SAN) \
	$(CFLAGS)
LDFLAGS  += -pie -pthread -Wl,-z,relro,-z,now,--as-needed$(unused) $(SAN)
# In each program, and to be found by what it loads: cli/certificates.c.
certificates := mbedtls_x509_crt_parse_file
LDFLAGS  += -Wl,-u,$(certificates),--export-dynamic-symbol=$(certificates)
# Of libstemmer one language, which only the archive gives by itself; and of what
# is loaded each program would have to wait for at each start, one less.
LIBS     := -l:libstemmer.a -l:libutf8proc.a -lpcre2-8 -lexpat

sources  := $(sort $(wildcard tools/lib/*/*.c))
objects  := $(sources:tools/%.c=$(BUILD)/%.o) $(BUILD)/gen/explain.o \
	$(BUILD)/gen/share.o $(BUILD)/gen/style.o $(BUILD)/gen/build.o
library  := $(BUILD)/libtermwise.a
mains    := $(sort $(wildcard tools/termwise*.c))
programs := $(mains:tools/%.c=$(BUILD)/bin/%)
units    := $(sort $(wildcard tests/unit/*_test.c))
unitbins := $(units:tests/%.c=$(BUILD)/tests/%)

Q   := $(if $(V),,@)
jobs := $(if $(findstring j,$(firstword -$(MAKEFLAGS))),,-j$(shell nproc))

.PHONY: all clean compare check asan-check deps unit spec records manuals install-check
.SECONDARY:

all: $(programs)

# ---- the two commands ----

compare:
	$(Q)sh tools/deps.sh build
	@$(MAKE) -q --no-print-directory all >/dev/null 2>&1 || echo "Building, which takes a moment ..."
	$(Q)$(MAKE) --no-print-directory $(jobs) all
	$(Q)$(BUILD)/bin/termwise diff-by-term records

check:
	$(Q)sh tools/deps.sh build check
	$(Q)$(MAKE) --no-print-directory $(jobs) all $(unitbins)
	$(Q)$(MAKE) --no-print-directory $(jobs) -O records $(checks)
	$(Q)$(MAKE) --no-print-directory $(wide)
	@echo "All checks passed."

# What the tests add is in their own folders. Of `checks` several run side by
# side, and what each prints stays together; those of `wide` use all cores.
checks := unit spec manuals install-check
wide   :=

deps:
	$(Q)sh tools/deps.sh build check

# ---- building ----

$(BUILD)/%.o: tools/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The answers of --explain are those of the specification.
$(BUILD)/gen/explain.c: tools/lib/lint/explain.awk spec/diagnostics.md
	@mkdir -p $(@D)
	$(Q)awk -f $^ >$@.new && mv $@.new $@

# What is put into repositories is built in, so that it is always at hand.
$(BUILD)/gen/share.c: tools/lib/setup/share.awk $(sort $(wildcard \
		tools/share/*.sh tools/share/*.yml))
	@mkdir -p $(@D)
	$(Q)awk -f $^ >$@.new && mv $@.new $@

$(BUILD)/gen/style.c: tools/lib/report/style.awk tools/share/page.css
	@mkdir -p $(@D)
	$(Q)awk -f $^ >$@.new && mv $@.new $@

# A site that another build made is made again: what a page looks like may
# change in any of these.
built_of := $(sources) $(sort $(wildcard tools/lib/*/*.h tools/lib/*/*.def \
	include/termwise/* tools/lib/*/*.awk)) spec/diagnostics.md \
	tools/share/page.css
$(BUILD)/gen/build.c: $(built_of)
	@mkdir -p $(@D)
	$(Q)cat $^ | cksum | awk '{ \
		print "#include \"base/seal.h\"\n"; \
		print "const char tw_build[] = TERMWISE_VERSION \" " $$1 "\";" \
	}' >$@.new && mv $@.new $@

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(library): $(objects)
	@rm -f $@
	$(Q)ar rcsD $@ $(objects)

$(BUILD)/bin/%: $(BUILD)/%.o $(library)
	@mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $< $(library) $(LIBS)

clean:
	rm -rf $(BUILD)

# ---- tests ----

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%_test: $(BUILD)/tests/%_test.o $(library)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(library) $(LIBS) -lcmocka

$(BUILD)/tests/spec/spec_test: $(BUILD)/tests/spec/signs.o

unit: $(unitbins)
	$(Q)for t in $(abspath $^); do $$t || exit 1; done

# The examples of the specification, run.
spec: $(BUILD)/tests/spec/spec_test
	$(Q)$(abspath $<)

# The real updates: no error, and canonical.
records: all
	$(Q)$(BUILD)/bin/termwise lint records
	$(Q)$(BUILD)/bin/termwise fmt --check records

# Manual pages and README against the programs; an installation, used and removed.
manuals: all
	$(Q)BUILD=$(BUILD) sh tests/cli/manuals.sh
	$(Q)BUILD=$(BUILD) sh tests/cli/readme.sh
	$(Q)BUILD=$(BUILD) sh tests/cli/completions.sh

install-check: all
	$(Q)BUILD=$(BUILD) sh tests/install/install.sh

# The same tests in another build, under the sanitizers.
sanitizers := -fsanitize=address,undefined -fno-sanitize-recover=all
sanitize    = BUILD=$(BUILD)/asan SAN='$(sanitizers)' \
	CFLAGS='-O1 -g -fno-omit-frame-pointer'
asan-check:
	$(Q)$(MAKE) --no-print-directory $(jobs) -O $(sanitize) \
		records $(sanitized)
	$(Q)$(MAKE) --no-print-directory $(sanitize) $(sanitized_wide)

sanitized := unit spec
sanitized_wide :=

# Puts packages of npm below the folder of the target:
# $(call from_npm,PACKAGES,what they are for).
define from_npm
	$(Q)command -v npm >/dev/null || { \
		echo "make $(2) needs node and npm" >&2; exit 1; }
	@mkdir -p $(@D)
	$(Q)npm install --prefix $(@D) --no-audit --no-fund --silent $(1)
	@touch $@
endef

-include $(wildcard tools/install.mk tests/tests.mk tests/cli/cli.mk \
	tests/import/import.mk tests/bench/bench.mk tests/merge/merge.mk \
	tests/summary/summary.mk tests/scale/scale.mk tests/tables/tables.mk \
	tests/pages/pages.mk tests/sarif/sarif.mk)
-include $(objects:.o=.d) $(mains:tools/%.c=$(BUILD)/%.d) $(unitbins:=.d)
-include $(wildcard $(BUILD)/tests/spec/*.d)
