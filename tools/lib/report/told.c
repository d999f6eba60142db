#include "report/told.h"

#include <string.h>

const char *tw_told_s(size_t count)
{
	return count == 1 ? "" : "s";
}

const char *tw_told_y(size_t count)
{
	return count == 1 ? "y" : "ies";
}

struct tw_view tw_told_slug(struct tw_view title, struct tw_view slug)
{
	return tw_view_equal(title, slug) ? TW_VIEW("theme") : slug;
}

/* ---- terms ---- */

/* A term as year and period. */
struct words {
	char year[TW_TERM_ROOM];
	const char *period;
};

static void split(struct words *words, const struct tw_calendar *calendar,
	struct tw_term term)
{
	char *blank;

	tw_term_write(words->year, calendar, term);
	blank = strchr(words->year, ' ');
	words->period = blank ? blank + 1 : "";
	if (blank)
		*blank = '\0';
}

void tw_told_term(struct tw_buffer *out, const struct tw_calendar *calendar,
	struct tw_term term)
{
	struct words words;

	split(&words, calendar, term);
	tw_buffer_format(out, "%s, %s", words.period, words.year);
}

void tw_told_terms(struct tw_buffer *out, const struct tw_calendar *calendar,
	struct tw_term from, struct tw_term to)
{
	struct words words;

	if (tw_term_compare(from, to)) {
		split(&words, calendar, from);
		tw_buffer_format(out, from.year == to.year ? "%s to " :
			"%s, %s to ", words.period, words.year);
	}
	tw_told_term(out, calendar, to);
}

/* ---- plans ---- */

void tw_told_kept(struct tw_buffer *out, const size_t became[TW_BECAME_COUNT])
{
	size_t due = tw_plans_due(became), kept = tw_plans_kept(became);

	if (due)
		tw_buffer_format(out, "%zu of %zu (%zu%%)", kept, due,
			(200 * kept + due) / (2 * due));
	else
		tw_buffer_string(out, "-");
}

void tw_told_kept_in_all(struct tw_buffer *out,
	const size_t became[TW_BECAME_COUNT])
{
	if (tw_plans_due(became)) {
		tw_told_kept(out, became);
		tw_buffer_string(out, " kept");
	} else {
		tw_buffer_string(out, "none is due");
	}
	if (became[TW_BECAME_ON_HOLD])
		tw_buffer_string(out, ", those on hold left out");
}

struct tw_told_plans tw_told_plans(const struct tw_story *story)
{
	struct tw_told_plans all = { .plans = 0 };

	for (size_t i = 0; i < story->promised_count; i++) {
		const struct tw_promised *p = &story->promised[i];

		all.plans += p->plans;
		all.updates += !p->open && p->plans;
		tw_plans_add(all.became, p->became);
	}
	return all;
}

const char *tw_told_became(enum tw_became became)
{
	static const char *const words[] = {
		[TW_BECAME_DONE] = "done",
		[TW_BECAME_ONGOING] = "ongoing",
		[TW_BECAME_CARRIED_OVER] = "carried over",
		[TW_BECAME_ON_HOLD] = "on hold",
		[TW_BECAME_DROPPED] = "dropped",
		[TW_BECAME_UNACCOUNTED] = "unaccounted for",
	};

	return words[became];
}

void tw_told_promised(struct tw_buffer *out, const struct tw_story *story,
	const struct tw_promised *p)
{
	if (p->open) {
		tw_buffer_format(out, story->latest->status == TW_CLOSED ?
			"%zu left open at the close" :
			"%zu to account for next term", p->plans);
		return;
	}
	tw_buffer_format(out, "%zu of %zu kept", tw_plans_kept(p->became),
		p->plans);
	for (int i = TW_BECAME_CARRIED_OVER; i < TW_BECAME_COUNT; i++)
		if (p->became[i])
			tw_buffer_format(out, ", %zu %s", p->became[i],
				tw_told_became(i));
}

/* ---- tables ---- */

const char *tw_told_status(const struct tw_row *row)
{
	static const char *const words[] = {
		[TW_ACTIVE] = "active",
		[TW_STATUS_ON_HOLD] = "on hold",
		[TW_CLOSING] = "closing",
		[TW_CLOSED] = "closed",
	};

	return row->carried_on ? "carried on" : words[row->status];
}

struct tw_view tw_told_title(const struct tw_row *row)
{
	return row->title.len ? row->title : row->priority;
}

static void add_latest(struct tw_buffer *out, const struct tw_row *row,
	const struct tw_latest *latest)
{
	char value[TW_VALUE_ROOM];

	tw_buffer_view(out, latest->name);
	if (latest->units_differ) {
		tw_buffer_string(out, " (not of one unit)");
		return;
	}
	tw_value_write(value, latest->value, false);
	tw_buffer_format(out, " %s", value);
	if (latest->kind == TW_ADDITION) {
		tw_buffer_string(out, latest->part ? " added in all" :
			" in all");
	} else if (tw_term_compare(latest->term, row->last)) {
		tw_buffer_string(out, " in ");
		tw_told_term(out, row->area->calendar, latest->term);
	}
}

void tw_told_latest(struct tw_buffer *out, const struct tw_row *row)
{
	bool any = false;

	for (size_t i = 0; i < row->latest_count; i++) {
		if (row->latest[i].again)
			continue;
		tw_buffer_string(out, any ? "; " : "");
		add_latest(out, row, &row->latest[i]);
		any = true;
	}
}

void tw_told_overdue(struct tw_buffer *out, const struct tw_row *row,
	bool named)
{
	long behind = tw_row_overdue(row);

	if (named) {
		tw_buffer_view(out, row->area->name);
		tw_buffer_string(out, ", ");
	}
	tw_buffer_view(out, tw_told_title(row));
	tw_buffer_string(out, ": last update in ");
	tw_told_term(out, row->area->calendar, row->last);
	tw_buffer_format(out, ", %ld term%s behind ", behind,
		tw_told_s((size_t)behind));
	tw_told_term(out, row->area->calendar, row->area->rules->newest);
}

static const char *why_not(const struct tw_sum *sum)
{
	static const char *const reasons[] = {
		[TW_SUMMED] = NULL,
		[TW_ONE_ALONE] = NULL,
		[TW_OF_PARTS] = "shares of a whole do not add up",
		[TW_OF_UNITS] = "it has several units in one priority",
		[TW_TOO_LARGE] = "the sum is too large",
	};

	return sum->priorities > 1 || sum->unsummed == TW_OF_UNITS ?
		reasons[sum->unsummed] : NULL;
}

void tw_told_sum(struct tw_buffer *out, const struct tw_theme *theme,
	const struct tw_sum *sum)
{
	const char *why = why_not(sum);
	char value[TW_VALUE_ROOM];

	if (sum->unsummed && !why)
		return;
	tw_buffer_view(out, sum->name);
	if (sum->unsummed) {
		tw_buffer_format(out, ": not summed, since %s", why);
		return;
	}
	tw_value_write(value, sum->value, false);
	tw_buffer_format(out, "%s: %s, of %zu priorities in %zu area%s",
		sum->kind == TW_ADDITION ? ", in all" : "", value,
		sum->priorities, sum->areas, tw_told_s(sum->areas));
	if (theme->calendars_differ)
		return;
	tw_buffer_string(out, ", as of ");
	tw_told_terms(out, theme->rows[0]->area->calendar, sum->first,
		sum->last);
}

void tw_told_evidence(struct tw_buffer *out, size_t count, bool given)
{
	if (count)
		tw_buffer_format(out, " (%zu statement%s of evidence)", count,
			tw_told_s(count));
	else if (given)
		tw_buffer_string(out, " (no evidence yet)");
}

void tw_told_group(struct tw_buffer *out, enum tw_became became, size_t count)
{
	const char *word = tw_told_became(became);

	tw_buffer_format(out, "%c%s: %zu", *word - 'a' + 'A', word + 1, count);
}
