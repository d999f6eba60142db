# Termwise: `make compare` for the first look, `make check` for the tests.

VERSION := 1.0.0
BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= cc
SAN     ?=

WARN     := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wvla -Wwrite-strings
HARDEN   := -fstack-protector-strong -fPIE -fno-common
CFLAGS   ?= -O2 -g
ifeq ($(SAN),)
HARDEN   += -D_FORTIFY_SOURCE=2 -fstack-clash-protection -fcf-protection
endif
CPPFLAGS += -Iinclude -Itools/lib -D_POSIX_C_SOURCE=200809L
ALL_CFLAGS = -std=c11 -pthread $(WARN) $(HARDEN) $(SAN) $(CFLAGS)
LDFLAGS  += -pie -pthread -Wl,-z,relro,-z,now,--as-needed $(SAN)
LIBS     := -lstemmer -lutf8proc

sources  := $(sort $(wildcard tools/lib/*/*.c))
objects  := $(sources:tools/%.c=$(BUILD)/%.o) $(BUILD)/gen/explain.o
library  := $(BUILD)/libtermwise.a
mains    := $(sort $(wildcard tools/termwise*.c))
programs := $(mains:tools/%.c=$(BUILD)/bin/%)
units    := $(sort $(wildcard tests/unit/*_test.c))
unitbins := $(units:tests/%.c=$(BUILD)/tests/%)

.PHONY: all clean compare check deps spec unit

all: $(programs)

$(BUILD)/%.o: tools/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The answers of --explain are those of the specification.
$(BUILD)/gen/explain.c: tools/lib/lint/explain.awk spec/diagnostics.md
	@mkdir -p $(@D)
	awk -f $^ >$@.new && mv $@.new $@

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(library): $(objects)
	@rm -f $@
	ar rcsD $@ $(objects)

$(BUILD)/bin/%: $(BUILD)/%.o $(library)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $< $(library) $(LIBS)

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(library)
	$(CC) $(LDFLAGS) -o $@ $< $(library) $(LIBS) -lcmocka

# The examples of the specification, run.
$(BUILD)/tests/spec/spec_test: $(BUILD)/tests/spec/spec_test.o $(library)
	$(CC) $(LDFLAGS) -o $@ $< $(library) $(LIBS) -lcmocka

spec: $(BUILD)/tests/spec/spec_test
	./$<

unit: $(unitbins)
	@for t in $(unitbins); do ./$$t || exit 1; done

clean:
	rm -rf $(BUILD)

-include $(objects:.o=.d) $(mains:tools/%.c=$(BUILD)/%.d) $(unitbins:=.d)
