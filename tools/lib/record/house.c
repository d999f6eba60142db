/*
 * House rules are read as the header of a record is: fields, comments, and
 * lines that go on. What each field means is decided here.
 */
#include <termwise/house.h>
#include <termwise/record.h>

#include "base/set.h"
#include "base/utf8.h"
#include "record/house_read.h"

void tw_house_report(struct tw_house_reader *r, struct tw_view hint)
{
	struct tw_diagnostic d = {
		.id = TW_DIAG_HOUSE_RULES,
		.line = r->field->line,
		.column = 1,
		.length = (uint32_t)r->field->name.len,
		.hint = hint,
	};

	if (tw_diagnostics_add(&r->house->diagnostics, r->arena, d))
		r->failed = true;
}

/* What the sets of names hold. */
struct name {
	struct tw_view text;
	const struct tw_alias *alias;
};

static bool same_name(const void *a, const void *b)
{
	return tw_fold_equal(((const struct name *)a)->text,
		((const struct name *)b)->text);
}

const struct tw_calendar *tw_house_calendar(const struct tw_house *house)
{
	return house ? &house->calendar : &tw_half_terms;
}

const struct tw_alias *tw_names_find(const struct tw_names *names,
	struct tw_view name)
{
	struct name wanted = { name, NULL };
	const struct name *found;

	if (!names->set)
		return NULL;
	found = tw_set_get(names->set, tw_fold_hash(name), &wanted, same_name);
	return found ? found->alias : NULL;
}

/* Takes a name for an alias; a name can be taken once. */
static void declare(struct tw_house_reader *r, struct tw_view text,
	const struct tw_alias *alias)
{
	struct name *name = tw_arena_take(r->arena, sizeof(*name));

	if (!r->names->set)
		r->names->set = tw_arena_take(r->arena,
			sizeof(*r->names->set));
	if (!name || !r->names->set) {
		r->failed = true;
		return;
	}
	*name = (struct name){ text, alias };
	if (tw_set_add(r->names->set, r->arena, tw_fold_hash(text), name,
	    same_name, &r->failed))
		tw_house_report(r, TW_VIEW("this name is declared already, "
			"letter case aside"));
}

/* Begins a block of a declared name, the value of the field. */
static void begin_names(struct tw_house_reader *r, struct tw_names *names)
{
	struct tw_alias *block = tw_arena_take(r->arena, sizeof(*block));

	if (!block) {
		r->failed = true;
		return;
	}
	block->name = r->value;
	block->line = r->field->line;
	if (!names->first)
		names->end = &names->first;
	*names->end = block;
	names->end = &block->next;
	r->names = names;
	r->block = block;
	declare(r, r->value, block);
}

static void read_theme(struct tw_house_reader *r)
{
	if (tw_slug_valid(r->value)) {
		begin_names(r, &r->house->themes);
		return;
	}
	tw_house_report(r, TW_VIEW("a theme is a slug, as in "
		"\"mental-health\""));
	r->lost = true;
}

/* As many letters, all capitals, as an acronym in a text may have. */
static bool acronym_valid(struct tw_view name)
{
	enum { LEAST = 2, MOST = 8 };

	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] < 'A' || name.ptr[i] > 'Z')
			return false;
	return name.len >= LEAST && name.len <= MOST;
}

static const char no_acronym[] = "an acronym has two to eight "
	"capital letters, as in \"MHST\"";

static void read_acronym(struct tw_house_reader *r)
{
	if (acronym_valid(r->value)) {
		begin_names(r, &r->house->acronyms);
		return;
	}
	tw_house_report(r, tw_view_of(no_acronym));
	r->lost = true;
}

static void read_means(struct tw_house_reader *r)
{
	if (!r->block || r->names != &r->house->acronyms ||
	    r->block->title.len)
		tw_house_report(r, TW_VIEW("\"Means\" stands once below an "
			"Acronym"));
	else
		r->block->title = r->value;
}

static void read_says(struct tw_house_reader *r)
{
	static const char *const words[] = {
		[TW_SAYS_DONE] = "done", [TW_SAYS_ONGOING] = "ongoing",
		[TW_SAYS_ON_HOLD] = "on hold", [TW_SAYS_DROPPED] = "dropped",
		[TW_SAYS_PLANNED] = "planned"
	};
	int says = TW_SAYS_PLANNED;

	while (says && !tw_fold_equal(r->value, tw_view_of(words[says])))
		says--;
	if (!r->block || r->names != &r->house->cues || r->block->says)
		tw_house_report(r, TW_VIEW("\"Says\" stands once below a Cue"));
	else if (!says)
		tw_house_report(r, TW_VIEW("a cue says done, ongoing, on hold, "
			"dropped or planned"));
	else
		r->block->says = (enum tw_says)says;
}

static const char empty_element[] = "an element of this list is empty";

static void read_also(struct tw_house_reader *r)
{
	struct tw_view rest = r->value, other;

	if (!r->block || r->names == &r->house->themes ||
	    r->names == &r->house->preferred || r->block->also.len) {
		tw_house_report(r, TW_VIEW("\"Also\" stands once below an "
			"Area, a Measure, a Partner, an Acronym or a Cue"));
		return;
	}
	r->block->also = r->value;
	while (tw_list_next(&other, &rest)) {
		if (!other.len)
			tw_house_report(r, tw_view_of(empty_element));
		else if (r->names == &r->house->acronyms &&
		         !acronym_valid(other))
			tw_house_report(r, tw_view_of(no_acronym));
		else
			declare(r, other, r->block);
	}
}

/* The other names of what is preferred are those that it stands for. */
static void read_instead(struct tw_house_reader *r)
{
	struct tw_view rest = r->value, other;

	if (!r->block || r->names != &r->house->preferred ||
	    r->block->also.len) {
		tw_house_report(r, TW_VIEW("\"Instead-of\" stands once below "
			"a Prefer"));
		return;
	}
	r->block->also = r->value;
	while (tw_list_next(&other, &rest))
		if (!other.len)
			tw_house_report(r, tw_view_of(empty_element));
		else
			declare(r, other, r->block);
}

static void read_title(struct tw_house_reader *r)
{
	if (!r->block || r->names != &r->house->themes || r->block->title.len)
		tw_house_report(r, TW_VIEW("\"Title\" stands once below a "
			"Theme"));
	else
		r->block->title = r->value;
}

/* A name of letters, digits and single spaces. */
static bool period_valid(struct tw_view name)
{
	bool space = true;

	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		bool word = (c >= '0' && c <= '9') ||
			((c | 0x20) >= 'a' && (c | 0x20) <= 'z');

		if (!word && (c != ' ' || space))
			return false;
		space = c == ' ';
	}
	return name.len && name.len <= TW_PERIOD_MAX && !space;
}

static bool period_known(const struct tw_view *periods, size_t count,
	struct tw_view name)
{
	for (size_t i = 0; i < count; i++)
		if (tw_fold_equal(periods[i], name))
			return true;
	return false;
}

static void read_calendar(struct tw_house_reader *r)
{
	struct tw_view rest = r->value, name, *periods;
	size_t count = 0;

	if (r->calendar) {
		tw_house_report(r, TW_VIEW("a corpus has one calendar"));
		return;
	}
	r->calendar = true;
	periods = tw_arena_take(r->arena, TW_PERIODS_MAX * sizeof(*periods));
	if (!periods) {
		r->failed = true;
		return;
	}
	while (tw_list_next(&name, &rest)) {
		if (count == TW_PERIODS_MAX || !period_valid(name) ||
		    period_known(periods, count, name)) {
			tw_house_report(r, TW_VIEW("a calendar lists the "
				"periods of a year in time, each once, as in "
				"\"Autumn; Spring; Summer\""));
			return;
		}
		periods[count++] = name;
	}
	r->house->calendar = (struct tw_calendar){ periods, count, false };
}

static void read_area(struct tw_house_reader *r)
{
	begin_names(r, &r->house->areas);
}

static void read_measure(struct tw_house_reader *r)
{
	begin_names(r, &r->house->measures);
}

static void read_partner(struct tw_house_reader *r)
{
	begin_names(r, &r->house->partners);
}

static void read_cue(struct tw_house_reader *r)
{
	begin_names(r, &r->house->cues);
}

static void read_public(struct tw_house_reader *r)
{
	begin_names(r, &r->house->publics);
}

static void read_prefer(struct tw_house_reader *r)
{
	begin_names(r, &r->house->preferred);
}

/* Every element is a name of its own. */
static void read_words(struct tw_house_reader *r)
{
	struct tw_view rest = r->value;

	while (tw_list_next(&r->value, &rest))
		if (r->value.len)
			begin_names(r, &r->house->words);
		else
			tw_house_report(r, tw_view_of(empty_element));
	r->block = NULL;
}

/* A field of no such name; of the first twenty what was meant is sought. */
static void report_unknown(struct tw_house_reader *r)
{
	enum { MOST_SUGGESTED = 20 };
	static const char *const names[] = { "Area", "Theme", "Measure",
		"Partner", "Acronym", "Cue", "Prefer", "Words", "Public",
		"Rule", "Check", "Calendar", "Also", "Title", "Means", "Says",
		"Instead-of", "Pattern", "Where", "Message", "Replace",
		"Match", "No-match", "Severity", NULL };
	struct tw_view hint = TW_VIEW("a block begins with Area, Theme, "
		"Measure, Partner, Acronym, Cue, Prefer, Words, Public, Rule, "
		"Check or Calendar");
	unsigned least = r->field->name.len > 4 ? 3 : 2;

	for (size_t i = 0; names[i] && r->suggested < MOST_SUGGESTED; i++) {
		unsigned slips = tw_slips(r->field->name,
			tw_view_of(names[i]), 2);

		if (slips >= least)
			continue;
		least = slips;
		hint = tw_arena_format(r->arena, "did you mean \"%s\"?",
			names[i]);
	}
	r->suggested++;
	r->failed |= !hint.ptr;
	tw_house_report(r, hint);
}

/* What the block at hand lacks is not known any more; nor what follows. */
static void lose_block(struct tw_house_reader *r, bool whole)
{
	if (r->block)
		r->block->lost = true;
	if (r->rule)
		r->rule->lost = true;
	if (!whole && r->check == TW_DIAG_COUNT)
		return;
	r->block = NULL;
	r->rule = NULL;
	r->check = TW_DIAG_COUNT;
	r->lost = true;
}

static void read_field(struct tw_house_reader *r)
{
	static const struct {
		const char *name;
		void (*read)(struct tw_house_reader *r);
	} blocks[] = {
		{ "Area", read_area }, { "Theme", read_theme },
		{ "Measure", read_measure }, { "Partner", read_partner },
		{ "Acronym", read_acronym }, { "Cue", read_cue },
		{ "Prefer", read_prefer }, { "Words", read_words },
		{ "Public", read_public },
		{ "Calendar", read_calendar },
	}, parts[] = {
		{ "Also", read_also }, { "Title", read_title },
		{ "Means", read_means }, { "Says", read_says },
		{ "Instead-of", read_instead },
	};
	struct tw_view name = r->field->name;
	bool whole = tw_fold_equal(name, TW_VIEW("Rule")) ||
		tw_fold_equal(name, TW_VIEW("Check"));

	if (!r->value.len) {
		tw_house_report(r, TW_VIEW("this field has no value"));
		for (size_t i = 0; i < sizeof(blocks) / sizeof(*blocks); i++)
			whole |= tw_fold_equal(name, tw_view_of(
				blocks[i].name));
		lose_block(r, whole);
		return;
	}
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (tw_fold_equal(name, tw_view_of(parts[i].name))) {
			if (!r->lost)
				parts[i].read(r);
			return;
		}
	if (tw_house_rule_field(r))
		return;
	if (tw_house_rule_begin(r))
		return;
	for (size_t i = 0; i < sizeof(blocks) / sizeof(*blocks); i++)
		if (tw_fold_equal(name, tw_view_of(blocks[i].name))) {
			tw_house_block_end(r);
			blocks[i].read(r);
			return;
		}
	report_unknown(r);
	lose_block(r, true);
}

/* Reports the blocks of a sort that lack what they need. */
static void check_blocks(struct tw_house_reader *r,
	const struct tw_names *names, const char *sort,
	bool (*whole)(const struct tw_alias *block), struct tw_view hint)
{
	struct tw_field at = { .name = tw_view_of(sort) };

	r->field = &at;
	for (const struct tw_alias *a = names->first; a; a = a->next) {
		at.line = a->line;
		if (!whole(a) && !a->lost)
			tw_house_report(r, hint);
	}
	r->field = NULL;
}

static bool has_title(const struct tw_alias *block)
{
	return block->title.len;
}

static bool says_something(const struct tw_alias *block)
{
	return block->says;
}

static bool has_others(const struct tw_alias *block)
{
	return block->also.len;
}

static void check_all(struct tw_house_reader *r)
{
	const struct tw_house *house = r->house;

	check_blocks(r, &house->acronyms, "Acronym", has_title,
		TW_VIEW("\"Means\" is missing below it"));
	check_blocks(r, &house->cues, "Cue", says_something,
		TW_VIEW("\"Says\" is missing below it"));
	check_blocks(r, &house->preferred, "Prefer", has_others,
		TW_VIEW("\"Instead-of\" is missing below it"));
	tw_house_rules_end(r);
}

/* Lines that a header would not take are no house rules either. */
static bool take_layout(struct tw_house_reader *r,
	const struct tw_record *record)
{
	const struct tw_diagnostic *d = record->diagnostics.first;

	for (; d; d = d->next) {
		struct tw_diagnostic copy = *d;

		if (d->id == TW_DIAG_MARGIN_TEXT ||
		    d->id == TW_DIAG_ORPHAN_INDENT ||
		    d->id == TW_DIAG_ITEM_OUTSIDE_SECTION) {
			copy.id = TW_DIAG_HOUSE_RULES;
			copy.kind = NULL; /* that of its new id */
			copy.hint = TW_VIEW("house rules are fields, "
				"\"Name: value\"");
		}
		if (tw_diagnostics_add(&r->house->diagnostics, r->arena, copy))
			return false;
	}
	for (const struct tw_section *s = record->sections; s; s = s->next) {
		struct tw_diagnostic heading = {
			.id = TW_DIAG_HOUSE_RULES,
			.line = s->line,
			.column = 1,
			.length = 1,
			.hint = TW_VIEW("house rules have no sections"),
		};

		if (tw_diagnostics_add(&r->house->diagnostics, r->arena,
		    heading))
			return false;
	}
	return true;
}

enum tw_status tw_house_parse(struct tw_house **house, struct tw_arena *arena,
	struct tw_view bytes, struct tw_error *err)
{
	struct tw_house_reader r = { .arena = arena, .check = TW_DIAG_COUNT };
	struct tw_record *record;

	r.house = tw_arena_take(arena, sizeof(*r.house));
	if (!r.house)
		return tw_fail_memory(err);
	r.house->source = bytes;
	r.house->calendar = tw_half_terms;
	r.rules = &r.house->rules;
	if (tw_record_parse(&record, arena, bytes, err))
		return TW_NO_MEMORY;
	if (!take_layout(&r, record))
		return tw_fail_memory(err);
	for (r.field = record->fields; r.field && !r.failed;
	     r.field = r.field->next) {
		r.value = tw_segments_join(r.field->value, arena);
		r.failed |= !r.value.ptr;
		if (!r.failed)
			read_field(&r);
	}
	if (!r.failed)
		check_all(&r);
	if (r.failed)
		return tw_fail_memory(err);
	tw_diagnostics_sort(&r.house->diagnostics);
	*house = r.house;
	return TW_OK;
}
