/*
 * House rules are read as the header of a record is: fields, comments, and
 * lines that go on. What each field means is decided here.
 */
#include <termwise/house.h>
#include <termwise/record.h>

#include "base/set.h"
#include "base/utf8.h"

struct reader {
	struct tw_house *house;
	struct tw_arena *arena;
	struct tw_alias *block;    /* that Also and Title belong to */
	struct tw_names *names;    /* where the block stands */
	bool calendar;             /* one was declared */
	bool failed;
	const struct tw_field *field;
	struct tw_view value;
};

static void report(struct reader *r, struct tw_view hint)
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
static void declare(struct reader *r, struct tw_view text,
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
		report(r, TW_VIEW("this name is declared already"));
}

static void begin_block(struct reader *r, struct tw_names *names)
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

static void read_theme(struct reader *r)
{
	if (tw_slug_valid(r->value))
		begin_block(r, &r->house->themes);
	else
		report(r, TW_VIEW("a theme is a slug, as in \"mental-health\""));
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

static void read_acronym(struct reader *r)
{
	if (acronym_valid(r->value))
		begin_block(r, &r->house->acronyms);
	else
		report(r, tw_view_of(no_acronym));
}

static void read_means(struct reader *r)
{
	if (!r->block || r->names != &r->house->acronyms ||
	    r->block->title.len)
		report(r, TW_VIEW("\"Means\" stands once below an Acronym"));
	else
		r->block->title = r->value;
}

static void read_says(struct reader *r)
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
		report(r, TW_VIEW("\"Says\" stands once below a Cue"));
	else if (!says)
		report(r, TW_VIEW("a cue says done, ongoing, on hold, dropped "
			"or planned"));
	else
		r->block->says = (enum tw_says)says;
}

static void read_also(struct reader *r)
{
	struct tw_view rest = r->value, other;

	if (!r->block || r->names == &r->house->themes || r->block->also.len) {
		report(r, TW_VIEW("\"Also\" stands once below an Area, a "
			"Measure, a Partner, an Acronym or a Cue"));
		return;
	}
	r->block->also = r->value;
	while (tw_list_next(&other, &rest)) {
		if (!other.len)
			report(r, TW_VIEW("an element of this list is empty"));
		else if (r->names == &r->house->acronyms &&
		         !acronym_valid(other))
			report(r, tw_view_of(no_acronym));
		else
			declare(r, other, r->block);
	}
}

static void read_title(struct reader *r)
{
	if (!r->block || r->names != &r->house->themes || r->block->title.len)
		report(r, TW_VIEW("\"Title\" stands once below a Theme"));
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

static void read_calendar(struct reader *r)
{
	struct tw_view rest = r->value, name, *periods;
	size_t count = 0;

	if (r->calendar) {
		report(r, TW_VIEW("a corpus has one calendar"));
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
			report(r, TW_VIEW("a calendar lists the periods of a "
				"year in time, each once, as in \"Autumn; "
				"Spring; Summer\""));
			return;
		}
		periods[count++] = name;
	}
	r->house->calendar = (struct tw_calendar){ periods, count, false };
}

static void read_field(struct reader *r)
{
	struct tw_view name = r->field->name;
	bool block = false;

	if (!r->value.len) {
		report(r, TW_VIEW("this field has no value"));
		return;
	}
	if (tw_fold_equal(name, TW_VIEW("Also"))) {
		read_also(r);
		return;
	}
	if (tw_fold_equal(name, TW_VIEW("Title"))) {
		read_title(r);
		return;
	}
	if (tw_fold_equal(name, TW_VIEW("Means"))) {
		read_means(r);
		return;
	}
	if (tw_fold_equal(name, TW_VIEW("Says"))) {
		read_says(r);
		return;
	}
	r->block = NULL;
	if ((block = tw_fold_equal(name, TW_VIEW("Area"))))
		begin_block(r, &r->house->areas);
	else if ((block = tw_fold_equal(name, TW_VIEW("Measure"))))
		begin_block(r, &r->house->measures);
	else if ((block = tw_fold_equal(name, TW_VIEW("Partner"))))
		begin_block(r, &r->house->partners);
	else if ((block = tw_fold_equal(name, TW_VIEW("Theme"))))
		read_theme(r);
	else if ((block = tw_fold_equal(name, TW_VIEW("Acronym"))))
		read_acronym(r);
	else if ((block = tw_fold_equal(name, TW_VIEW("Cue"))))
		begin_block(r, &r->house->cues);
	else if ((block = tw_fold_equal(name, TW_VIEW("Calendar"))))
		read_calendar(r);
	if (block)
		return;
	report(r, tw_fold_equal(name, TW_VIEW("Rule")) ?
		TW_VIEW("rules with patterns are not known to this version") :
		TW_VIEW("a block begins with Area, Theme, Measure, Partner, "
			"Acronym, Cue or Calendar"));
}

/* An acronym without meaning, and a cue that says nothing, are no use. */
static void check_blocks(struct reader *r)
{
	struct tw_field at = { .name = TW_VIEW("Acronym") };
	const struct tw_alias *block = r->house->acronyms.first;

	r->field = &at;
	for (; block; block = block->next) {
		at.line = block->line;
		if (!block->title.len)
			report(r, TW_VIEW("\"Means\" is missing below it"));
	}
	at.name = TW_VIEW("Cue");
	for (block = r->house->cues.first; block; block = block->next) {
		at.line = block->line;
		if (!block->says)
			report(r, TW_VIEW("\"Says\" is missing below it"));
	}
	r->field = NULL;
}

/* Lines that a header would not take are no house rules either. */
static bool take_layout(struct reader *r, const struct tw_record *record)
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
	struct reader r = { .arena = arena };
	struct tw_record *record;

	r.house = tw_arena_take(arena, sizeof(*r.house));
	if (!r.house)
		return tw_fail_memory(err);
	r.house->source = bytes;
	r.house->calendar = tw_half_terms;
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
		check_blocks(&r);
	if (r.failed)
		return tw_fail_memory(err);
	tw_diagnostics_sort(&r.house->diagnostics);
	*house = r.house;
	return TW_OK;
}
