# `make bench`: corpora below $(BUILD)/bench, and the programs measured on
# them, in ratios to a floor. BENCH_RECORDS=10000 leaves the largest out.

BENCH_RECORDS ?= 100000
bench         := $(BUILD)/bench
bench_1000    := 1000
bench_10000   := 1000 10000
bench_100000  := 1000 10000 100000
bench_sizes   := $(bench_$(BENCH_RECORDS))
bench_tools   := corpus documents floor memory merge nothing pair revision run
bench_commits := 2000 10000
bench_py      := /usr/bin/python3 tests/bench
bench_one     := north-ashton/emotional-health/2021-22-summer-1.txt
bench_objects := $(patsubst tests/%.c,$(BUILD)/tests/%.o,\
	$(wildcard tests/bench/*.c))

.PHONY: bench bench-accounting bench-history bench-merge bench-million bench-pair

ifneq ($(filter bench,$(MAKECMDGOALS)),)
$(if $(bench_sizes),,$(error BENCH_RECORDS is 1000, 10000 or 100000))
endif

bench: $(programs) $(bench_tools:%=$(bench)/%) \
		$(bench_sizes:%=$(bench)/%.made) \
		$(bench_sizes:%=$(bench)/%-pairs.made) \
		$(bench)/$(BENCH_RECORDS).ids $(bench)/rules.made
	$(Q)$(bench)/run $(BUILD)/bin $(bench) $(BENCH_RECORDS)
	$(Q)$(bench)/documents $(filter-out %.expect,\
		$(wildcard tests/import/documents/*))
	$(Q)$(bench)/pair
	$(Q)$(MAKE) --no-print-directory bench-merge

# Comparing two large updates, alone.
bench-pair: $(bench)/pair
	$(Q)$<

# How well plans are accounted for, against what a reader says. No speed.
bench-accounting: $(programs)
	$(Q)rm -rf $(bench)/accounting && mkdir -p $(bench)/accounting
	$(Q)/usr/bin/python3 tests/bench/accounting/score.py $(BUILD)/bin \
		$(bench)/accounting .
	$(Q)/usr/bin/python3 tests/bench/accounting/succession.py \
		$(BUILD)/bin/termwise-diff-by-term $(bench)/accounting/pairs .

# History alone: log and blame beside git's, over 2,000 and 10,000 commits on the
# largest corpus. Packed as git packs what grew by commits: as fast-import leaves
# it, each record is known by what is unlike it, which takes long to read.
bench-history: $(programs) $(bench_commits:%=$(bench)/history-%.made)
	$(Q)for n in $(bench_commits); do $(bench_py)/history_run.py \
		$(BUILD)/bin $(bench)/history-$$n records/$(bench_one) 5 || \
		exit 1; done

$(bench)/history-%.made: tests/bench/history.py | $(bench)/$(BENCH_RECORDS).made
	@echo "Making a history of $* commits, which takes a moment ..."
	$(Q)rm -rf $(@:.made=)
	$(Q)git init -q --template= -b main $(@:.made=)
	$(Q)$(bench_py)/history.py $(bench)/$(BENCH_RECORDS) $* \
		records/$(bench_one) | \
		git -C $(@:.made=) fast-import --quiet
	$(Q)git -C $(@:.made=) repack -adfq
	@touch $@

# A repository of a million objects: what is told of one priority, and of one
# record, reads what it needs.
bench-million: $(programs) $(bench)/million.made
	$(Q)$(bench_py)/history_run.py $(BUILD)/bin $(bench)/million \
		records/$(bench_one) 3 'one ' blame

$(bench)/million.made: tests/bench/history.py | $(bench)/1000.made
	@echo "Making a million objects, which takes some minutes ..."
	$(Q)rm -rf $(@:.made=)
	$(Q)git init -q --template= -b main $(@:.made=)
	$(Q)$(bench_py)/history.py $(bench)/1000 170000 records/$(bench_one) | \
		git -C $(@:.made=) fast-import --quiet
	@touch $@

# Merges alone: beside git's, and beside a driver that does nothing.
bench-merge: $(programs) $(bench)/merge $(bench)/nothing $(bench)/1000.made
	$(Q)rm -rf $(bench)/merging && mkdir $(bench)/merging
	$(Q)GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL= $(bench)/merge \
		$(BUILD)/bin $(bench)/merging $(bench)/1000/records/$(bench_one) \
		tools/share/merge-driver.sh

$(bench_objects): CPPFLAGS += -Itests

# Corpora are kept while what they are made by is the same: only these files.
$(bench)/corpus: $(BUILD)/tests/bench/words.o $(BUILD)/lib/base/buffer.o
$(bench)/documents $(bench)/floor $(bench)/memory $(bench)/merge \
	$(bench)/pair $(bench)/revision $(bench)/run: $(library)
$(bench)/memory $(bench)/merge $(bench)/pair $(bench)/run: \
	$(BUILD)/tests/bench/measure.o
$(bench)/merge $(bench)/run: $(BUILD)/tests/bench/rows.o
$(bench)/merge $(bench)/pair: $(BUILD)/tests/bench/words.o
$(bench_tools:%=$(bench)/%): $(bench)/%: $(BUILD)/tests/bench/%.o
	@mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LIBS)

$(bench)/%-pairs.made: $(bench)/corpus
	$(Q)rm -rf $(@:.made=)
	$(Q)$(bench)/corpus $(@:.made=) $* 2
	@touch $@

$(bench)/%.made: $(bench)/corpus
	$(Q)rm -rf $(@:.made=)
	$(Q)$(bench)/corpus $(@:.made=) $* 10
	@touch $@

# The same 1,000 records below so many house rules with patterns.
bench_rules   := 0 10 100 1000

$(bench)/rules.made: tests/bench/rules.awk $(bench)/1000.made
	$(Q)rm -rf $(bench)/rules
	$(Q)for n in $(bench_rules); do \
		mkdir -p $(bench)/rules/$$n && \
		cp -R $(bench)/1000/records $(bench)/rules/$$n && \
		cat $(bench)/1000/records/house-rules.txt \
			>$(bench)/rules/$$n/records/house-rules.txt \
			2>/dev/null; \
		awk -v n=$$n -f $< >>$(bench)/rules/$$n/records/house-rules.txt \
			|| exit 1; \
	done
	@touch $@

# The objects of a corpus, packed as in a repository that is in use.
$(bench)/%.ids: bench_git = GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL= \
	git -C $(bench)/$* -c init.defaultBranch=main -c gc.auto=0 \
	-c core.looseCompression=0 -c user.name=bench \
	-c user.email=bench@example.org
$(bench)/%.ids: $(bench)/%.made | $(bench)/revision
	@echo "Putting $* records into a repository, which takes a moment ..."
	$(Q)rm -rf $(bench)/$*/.git
	$(Q)$(bench_git) init -q
	$(Q)$(bench_git) add -A
	$(Q)$(bench_git) commit -q -m 'All records'
	$(Q)$(bench_git) repack -adq
	$(Q)$(bench)/revision $(bench)/$* --ids >$@.new && mv $@.new $@

-include $(bench_objects:.o=.d)
