#include "lint/judge.h"

#include "lint/private.h"

#include <stdarg.h>
#include <string.h>

void tw_judge_from(struct tw_judge *judge, const char *at, uint32_t line)
{
	judge->at = judge->start = at;
	judge->line = line;
}

/*
 * Goes forward only, so that many findings cost one walk over the lines. A
 * node's lines start at the margin: the first place looked up is its start.
 */
static void go_to(struct tw_judge *judge, const char *place)
{
	const char *newline;

	while (judge->at < place && (newline = memchr(judge->at, '\n',
	       (size_t)(place - judge->at)))) {
		judge->at = judge->start = newline + 1;
		judge->line++;
	}
	judge->at = place;
}

static void add(struct tw_judge *judge, struct tw_diagnostic d)
{
	struct tw_diagnostics *all = &judge->record->diagnostics;
	struct tw_diagnostic **at = all->end ? all->end : &all->first;

	if (tw_diagnostics_add(all, judge->arena, d))
		judge->status = tw_fail_memory(judge->err);
	judge->last = judge->status ? NULL : *at;
}

void tw_judge_report(struct tw_judge *judge, enum tw_diagnostic_id id,
	struct tw_view place, struct tw_view hint)
{
	tw_judge_report_as(judge, NULL, id, place, hint);
}

void tw_judge_report_as(struct tw_judge *judge,
	const struct tw_diagnostic_kind *kind, enum tw_diagnostic_id id,
	struct tw_view place, struct tw_view hint)
{
	struct tw_diagnostic d = { .id = id, .kind = kind, .hint = hint };

	go_to(judge, place.ptr);
	d.line = judge->line;
	d.column = (uint32_t)(place.ptr - judge->start) + 1;
	d.length = place.len ? (uint32_t)place.len : 1;
	add(judge, d);
}

void tw_judge_mend(struct tw_judge *judge, struct tw_view place,
	struct tw_view text, bool unsafe)
{
	struct tw_mend *mend = tw_arena_take(judge->arena, sizeof(*mend));

	if (!mend) {
		judge->status = tw_fail_memory(judge->err);
		return;
	}
	*mend = (struct tw_mend){ place, text, unsafe };
	if (judge->last)
		judge->last->mend = mend;
}

void tw_judge_absent(struct tw_judge *judge, enum tw_diagnostic_id id,
	const char *what)
{
	tw_judge_whole(judge, id, tw_judge_hint(judge, "%s", what));
}

void tw_judge_whole(struct tw_judge *judge, enum tw_diagnostic_id id,
	struct tw_view hint)
{
	struct tw_diagnostic d = { .id = id, .line = 1, .column = 1,
		.length = 1, .hint = hint };

	add(judge, d);
}

struct tw_view tw_judge_hint(struct tw_judge *judge, const char *format, ...)
{
	struct tw_view hint;
	va_list args;

	va_start(args, format);
	hint = tw_arena_vformat(judge->arena, format, args);
	va_end(args);
	if (!hint.ptr)
		judge->status = tw_fail_memory(judge->err);
	return hint;
}

const char *tw_judge_unit(enum tw_unit unit)
{
	static const char *const names[] = {
		[TW_COUNT] = "a plain number", [TW_PERCENT] = "a percentage",
		[TW_POUND] = "pounds", [TW_RATIO] = "so many of so many"
	};

	return names[unit];
}

const void *tw_judge_seen(struct tw_judge *judge, struct tw_set *set,
	uint64_t hash, const void *thing,
	bool (*same)(const void *a, const void *b))
{
	bool failed = false;
	const void *earlier = tw_set_add(set, judge->arena, hash, thing, same,
		&failed);

	if (failed)
		judge->status = tw_fail_memory(judge->err);
	return earlier;
}

/* Both sides of a conflict stand in the text: no rule could be fair. */
static bool has_no_sense(const struct tw_record *record)
{
	const struct tw_diagnostic *d = record->diagnostics.first;

	if (record->source.len > TW_MAX_BYTES || tw_not_text(record->source))
		return true;
	while (d && d->id != TW_DIAG_CONFLICT_MARKER &&
	       d->id != TW_DIAG_FORMAT_NEWER)
		d = d->next;
	return d;
}

/* Of a conflict only layout errors are left to tell. */
static void keep_layout(struct tw_record *record)
{
	struct tw_diagnostics kept = { .first = NULL };
	struct tw_diagnostic *d, *next, **end = &kept.first;

	for (d = record->diagnostics.first; d; d = next) {
		const struct tw_diagnostic_kind *kind = d->kind;

		next = d->next;
		if (kind->class != TW_LAYOUT)
			continue;
		*end = d;
		end = &d->next;
		kept.count[kind->severity]++;
		kept.layout++;
	}
	*end = NULL;
	record->diagnostics = kept;
	record->diagnostics.end = kept.first ? end : NULL;
}

struct tw_date tw_lint_date(const struct tw_record *record,
	struct tw_arena *arena, const struct tw_house *house)
{
	enum { SEPTEMBER = 9, MONTHS = 12 };
	const struct tw_calendar *calendar = house ? &house->calendar :
		&tw_half_terms;
	struct tw_date date = { 0, 0, 0 };
	struct tw_term term;
	int month;

	if (!tw_term_read(&term, calendar,
	    tw_record_value(record, TW_TERM, arena)))
		return date;
	month = SEPTEMBER - 1 + term.period * MONTHS / (int)calendar->count;
	date.year = (int16_t)(term.year + month / MONTHS);
	date.month = (uint8_t)(month % MONTHS + 1);
	return date;
}

/* True of a weight that turns on what is off without one. */
static bool weighs(enum tw_weight weight)
{
	return weight != TW_WEIGHT_TABLE && weight != TW_WEIGHT_OFF;
}

/* What is private is found in any record: its lines may be shown. */
static enum tw_status find_private(const struct tw_record *record,
	struct tw_arena *arena, const struct tw_lint_options *options,
	struct tw_error *err)
{
	struct tw_private_options privacy;

	if (!options->privacy)
		return TW_OK;
	privacy = *options->privacy;
	privacy.when = tw_lint_date(record, arena, options->house);
	privacy.counts = options->house && weighs((enum tw_weight)
		options->house->weights[TW_DIAG_PRIVATE_COUNT]);
	return tw_private_find(options->found, arena, record->source,
		&privacy, err);
}

enum tw_status tw_lint_record(struct tw_record *record,
	struct tw_arena *arena, const struct tw_lint_options *options,
	struct tw_error *err)
{
	struct tw_judge judge = { .record = record, .arena = arena,
		.options = options, .err = err };

	judge.status = find_private(record, arena, options, err);
	if (judge.status)
		return judge.status;
	if (has_no_sense(record)) {
		keep_layout(record);
		if (options->privacy)
			tw_private_unsay(record, options->found);
		return TW_OK;
	}
	tw_judge_mends(&judge);
	if (!judge.status)
		tw_judge_fields(&judge);
	if (!judge.status)
		tw_judge_items(&judge);
	if (!judge.status)
		tw_judge_dates(&judge);
	if (!judge.status && options->house_judge)
		options->house_judge(&judge);
	if (!judge.status && options->privacy)
		tw_judge_private(&judge);
	if (!judge.status && options->privacy)
		tw_judge_story(&judge);
	if (!judge.status && options->house)
		tw_judge_weights(&judge);
	if (!judge.status && record->diagnostics.first)
		tw_diagnostics_sort(&record->diagnostics);
	if (!judge.status && options->privacy)
		tw_private_unsay(record, options->found);
	return judge.status;
}
