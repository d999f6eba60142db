/*
 * What is to be done to people, a place or a thing that is there already: a
 * report that only speaks of these does not tell that it was. spec/format.md,
 * chapter 19, "Deeds".
 */
#include "account/clause.h"
#include "account/cues.h"

/* Of each text so much is looked at, in bytes. */
enum { DEED_MOST = 1024 };

static struct tw_view looked_at(struct tw_view text)
{
	return tw_start(text, text.len < DEED_MOST ? text.len : DEED_MOST);
}

static bool tells(const struct tw_cues *cues, unsigned row,
	struct tw_view report)
{
	for (size_t at = 0; at < report.len;) {
		size_t len = tw_clause_word(report, at).len;

		if (len && tw_deed_tells(cues, row, report, at))
			return true;
		at += len + !len;
	}
	return false;
}

/* True if a word in "ed" is the past of a word of the plan. */
static bool is_past_of(struct tw_view past, struct tw_view plan)
{
	for (size_t at = 0; at < plan.len;) {
		struct tw_view word = tw_clause_word(plan, at);

		if (word.len && word.len + 2 >= past.len &&
		    word.len < past.len &&
		    tw_fold_equal(word, tw_start(past, word.len)))
			return true;
		at += word.len + !word.len;
	}
	return false;
}

static bool has_past_of(struct tw_view report, struct tw_view plan)
{
	for (size_t at = 0; at < report.len;) {
		struct tw_view word = tw_clause_word(report, at);

		if (tw_clause_ends(word, "ed") && is_past_of(word, plan))
			return true;
		at += word.len + !word.len;
	}
	return false;
}

/* Moves to where the next clause begins; *leads: behind ":" or a dash. */
static size_t next_clause(bool *leads, struct tw_view text, size_t at)
{
	while (at < text.len && (tw_clause_inside(text, at) ||
	       !tw_clause_parts(text, at)))
		at++;
	*leads = false;
	for (; at < text.len && !tw_clause_inside(text, at); at++)
		*leads |= text.ptr[at] == ':' || text.ptr[at] == '-' ||
			tw_clause_mark(text, at);
	return at;
}

/* True if it tells of what the plan does, or if that has no words here. */
static bool is_told(const struct tw_cues *cues, struct tw_view plan,
	struct tw_view report)
{
	bool leads = true, any = false;
	uint64_t seen = 0; /* rows */

	for (size_t at = 0; at < plan.len;
	     at = next_clause(&leads, plan, at)) {
		unsigned row = tw_deed_of(cues, plan,
			tw_clause_word(plan, at)) / TW_DOES;

		if (row && !(seen >> row & 1) && tells(cues, row, report))
			return true;
		seen |= (uint64_t)1 << row;
		any |= row && leads;
	}
	return !any || has_past_of(report, plan);
}

/* True if a report tells of something past, and not only that it is there. */
static bool has_happened(const struct tw_cues *cues, struct tw_view report)
{
	static const char *const there[] = { "been", "done", "had", "has",
		"have", "made", NULL };

	unsigned is = 0, before = 0;

	for (size_t at = 0; at < report.len;) {
		struct tw_view word = tw_clause_word(report, at);

		before = word.len ? is : before;
		is = word.len ? tw_particle_of(cues, report, word) : is;
		if (word.len && is & TW_PAST && !(before & TW_SHALL) &&
		    !tw_clause_any(word, there))
			return true;
		at += word.len + !word.len;
	}
	return false;
}

/* What a plan does that begins so. */
static unsigned deed_of(const struct tw_cues *cues, struct tw_view plan)
{
	return tw_deed_of(cues, plan, tw_clause_word(plan, 0));
}

static bool has_any(struct tw_view text, const char *const *words)
{
	bool has = false;

	for (size_t at = 0; at < text.len && !has;) {
		struct tw_view word = tw_clause_word(text, at);

		has = tw_clause_any(word, words);
		at += word.len + !word.len;
	}
	return has;
}

bool tw_deed_under_way(const struct tw_sides *sides, struct tw_view plan,
	struct tw_view report)
{
	static const char *const prepare[] = {
#define PREPARE(word) word,
#include "account/prepares.def"
#undef PREPARE
		NULL
	};
	static const char *const held[] = {
#define HELD(word) word,
#include "account/prepares.def"
#undef HELD
		NULL
	};
	static const char *const over[] = {
#define OVER(word) word,
#include "account/prepares.def"
#undef OVER
		NULL
	};

	if (deed_of(sides->cues, plan) & TW_MAKES &&
	    has_any(report, prepare) && !has_any(report, held))
		return true;
	return tw_cue_goes_on(sides, plan) && !has_any(report, over);
}

bool tw_deed_other(const struct tw_cues *cues, struct tw_view plan,
	struct tw_view report)
{
	plan = looked_at(plan);
	report = looked_at(report);
	return !is_told(cues, plan, report) && has_happened(cues, report);
}

bool tw_sides_other_deed(struct tw_sides *sides, size_t from, size_t to)
{
	const struct tw_node *node = &sides->to.at[to];
	const struct tw_cues *cues = sides->cues;
	struct tw_view plan = looked_at(sides->from.at[from].text);
	struct tw_view text = looked_at(node->text);

	if (is_told(cues, plan, text) && !(deed_of(cues, plan) &
	    TW_MAKES && tw_likeness_lacks_object(sides->likeness, from, to)))
		return false;
	return (node->section == TW_PLANNED ? deed_of(cues, text) :
		has_happened(cues, text)) &&
		!node->item->state && !tw_sides_told(sides, to).state;
}
