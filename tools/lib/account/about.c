/*
 * Which items are about which plans, by their words alone: what two texts
 * have in common is held against what the other items and the other plans
 * have. spec/likeness.md, "What is about a plan".
 */
#include "account/account.h"

/* The least scores, of 1000, at which an item may be about a plan. */
enum { LEAST_REPORT = 250, LEAST_PLAN = 300, LEAST_PART = 350 };

/* Of several plans that an item is like, so many are looked into. */
enum { RIVALS_MOST = 8 };

/* An update tells of a plan in three ways. */
enum kind { REPORT, AGAIN, EFFECT, KINDS };

static const enum kind kind_of[TW_SECTIONS] = {
	[TW_ACTIVITY] = REPORT, [TW_PLANNED] = AGAIN,
	[TW_IMPACT] = EFFECT, [TW_EXIT] = EFFECT,
};

/* The two highest scores of a plan with items of one kind. */
struct best {
	unsigned first, second;
};

struct scales {
	struct tw_table *table;
	struct tw_sides *sides;
	struct best *best; /* [row * KINDS + kind] */
	struct tw_error *err;
};

static unsigned score_at(const struct scales *s, size_t r, size_t c)
{
	return s->table->scores[r * s->table->columns.count + c];
}

static enum kind kind_at(const struct scales *s, size_t c)
{
	return kind_of[s->sides->to.at[s->table->columns.at[c]].section];
}

static void find_best(struct scales *s)
{
	for (size_t r = 0; r < s->table->rows.count; r++) {
		for (size_t c = 0; c < s->table->columns.count; c++) {
			struct best *best =
				&s->best[r * KINDS + kind_at(s, c)];
			unsigned score = score_at(s, r, c);

			if (score > best->first) {
				best->second = best->first;
				best->first = score;
			} else if (score > best->second) {
				best->second = score;
			}
		}
	}
}

/* One plan and one item, and what stands against the two. */
struct pair {
	size_t row, column;
	unsigned score;
	unsigned same, other; /* of the plan, with items of this kind, others */
	struct tw_common common;
	bool common_known;
};

static struct pair pair_at(const struct scales *s, size_t r, size_t c)
{
	const struct best *best = &s->best[r * KINDS];
	enum kind kind = kind_at(s, c);
	struct pair pair = { .row = r, .column = c,
		.score = score_at(s, r, c) };

	pair.same = pair.score == best[kind].first ? best[kind].second :
		best[kind].first;
	for (int k = 0; k < KINDS; k++)
		if (k != (int)kind && best[k].first > pair.other)
			pair.other = best[k].first;
	return pair;
}

/*
 * Of a plan that is planned again: what only announces it stands in nobody's
 * way, so that `other` is that of the other items.
 */
static void pass_over_announced(struct scales *s, struct pair *pair)
{
	enum kind kind = kind_at(s, pair->column);
	unsigned most = 0;

	if (4 * pair->other <= 3 * pair->score)
		return;
	for (size_t c = 0; c < s->table->columns.count; c++) {
		unsigned score = score_at(s, pair->row, c);

		if (score > most && kind_at(s, c) != kind &&
		    !tw_sides_announce(s->sides, s->table->columns.at[c]))
			most = score;
	}
	pair->other = most;
}

static enum tw_status common_of(struct scales *s, struct pair *pair)
{
	if (pair->common_known)
		return TW_OK;
	pair->common_known = true;
	return tw_likeness_common(&pair->common, s->sides->likeness,
		s->table->rows.at[pair->row], SIZE_MAX,
		s->table->columns.at[pair->column], s->err);
}

/*
 * True if another plan, scoring at least `least` with the item, may claim
 * it: it does not if the words that this plan has and that one has not stand
 * mostly in the item.
 */
static enum tw_status rivalled(bool *rival, struct scales *s,
	const struct pair *pair, unsigned least)
{
	const struct tw_table *table = s->table;
	size_t looked = 0;

	*rival = false;
	for (size_t q = 0; q < table->rows.count && !*rival; q++) {
		struct tw_common own;

		if (q == pair->row || score_at(s, q, pair->column) < least)
			continue;
		if (++looked > RIVALS_MOST) {
			*rival = true;
			return TW_OK;
		}
		if (tw_likeness_common(&own, s->sides->likeness,
		    table->rows.at[pair->row], table->rows.at[q],
		    table->columns.at[pair->column], s->err))
			return s->err->status;
		*rival = own.shared <= own.lacking;
	}
	return TW_OK;
}

/* True if x is more than `of` fourths of y. */
static bool above(unsigned x, unsigned y, unsigned of)
{
	return 4 * x > of * y;
}

/* An item in the matched band that another plan has: both may be kept. */
static enum tw_status try_together(enum tw_reason *reason, struct scales *s,
	struct pair *pair)
{
	bool rival;

	*reason = TW_WHY_ANOTHER_ITEM;
	if (pair->same > pair->score)
		return TW_OK;
	if (rivalled(&rival, s, pair, pair->score * 3 / 4 + 1))
		return s->err->status;
	*reason = rival ? TW_WHY_ANOTHER_PLAN : TW_WHY_TOGETHER;
	return TW_OK;
}

/* An item that stands out, from the other items and for the other plans. */
static enum tw_status try_standing_out(enum tw_reason *reason,
	struct scales *s, struct pair *pair, bool again)
{
	bool rival;

	*reason = TW_WHY_ANOTHER_ITEM;
	if (above(pair->same, pair->score, 3) ||
	    (again ? above(pair->other, pair->score, 3) :
	     above(pair->other, pair->score, 6)))
		return TW_OK;
	if (common_of(s, pair))
		return s->err->status;
	*reason = TW_WHY_TOO_LITTLE;
	if (pair->common.apart)
		return TW_OK;
	if (!pair->common.plain &&
	    2 * pair->common.lacking > pair->common.shared)
		return TW_OK;
	if (again && pair->common.beyond > 4 * pair->common.shared)
		return TW_OK;
	*reason = TW_WHY_ELSEWHERE;
	if (pair->common.elsewhere > pair->common.shared ||
	    pair->common.lacking > (again ? 2 : 3) * pair->common.shared)
		return TW_OK;
	if (rivalled(&rival, s, pair, pair->score * 3 / 4 + 1))
		return s->err->status;
	*reason = rival ? TW_WHY_ANOTHER_PLAN : TW_WHY_STANDS_OUT;
	return TW_OK;
}

/* One of several reports of a plan, and of that plan alone. */
static enum tw_status try_part(enum tw_reason *reason, struct scales *s,
	struct pair *pair)
{
	unsigned most = pair->same > pair->other ? pair->same : pair->other;
	bool rival;

	if (pair->score < LEAST_PART || above(most, pair->score, 6))
		return TW_OK;
	if (common_of(s, pair))
		return s->err->status;
	if (!pair->common.plain || pair->common.apart ||
	    2 * pair->common.elsewhere > 3 * pair->common.shared)
		return TW_OK;
	if (rivalled(&rival, s, pair, pair->score / 2 + 1))
		return s->err->status;
	*reason = rival ? *reason : TW_WHY_PART;
	return TW_OK;
}

/* True if another item comes near, and has more of the plan's plain words. */
static enum tw_status outdone(bool *is, struct scales *s,
	const struct pair *pair)
{
	const struct tw_index *columns = &s->table->columns;

	*is = false;
	for (size_t c = 0; c < columns->count && !*is; c++) {
		struct tw_division plain;

		if (c == pair->column ||
		    !above(score_at(s, pair->row, c), pair->score, 3))
			continue;
		if (tw_likeness_divide(&plain, s->sides->likeness,
		    s->table->rows.at[pair->row], columns->at[pair->column],
		    columns->at[c], s->err))
			return s->err->status;
		*is = plain.second && plain.second >= plain.first;
	}
	return TW_OK;
}

/*
 * Takes a pair back that has little but a name in common: what tells of a
 * place, or of somebody, may tell of something else.
 */
static enum tw_status refuse_named(enum tw_reason *reason, struct scales *s,
	struct pair *pair, bool again)
{
	const struct tw_common *common = &pair->common;
	bool other = false;

	if (!tw_likeness_share_name(s->sides->likeness,
	    s->table->rows.at[pair->row], s->table->columns.at[pair->column]))
		return TW_OK;
	if (common_of(s, pair))
		return s->err->status;
	if (!common->plain && common->lacking > common->shared)
		*reason = TW_WHY_NAME_ONLY;
	else if (!again && 2 * common->beyond > common->shared &&
	    outdone(&other, s, pair))
		return s->err->status;
	if (other)
		*reason = TW_WHY_NAME_ONLY;
	return TW_OK;
}

static bool about(enum tw_reason reason)
{
	return reason <= TW_WHY_LAST;
}

/* Decides on a pair that was not assigned, or takes it back. */
static enum tw_status decide(enum tw_reason *reason, struct scales *s,
	struct pair *pair)
{
	const struct tw_node *node =
		&s->sides->to.at[s->table->columns.at[pair->column]];
	bool again = node->section == TW_PLANNED;
	enum tw_status status = TW_OK;

	if (again && pair->score >= LEAST_PLAN)
		pass_over_announced(s, pair);
	if (*reason == TW_WHY_ALIKE) {
		if (again && pair->other > pair->score)
			*reason = TW_WHY_REPORTED;
		return about(*reason) ? refuse_named(reason, s, pair, again) :
			TW_OK;
	}
	*reason = TW_WHY_TOO_LITTLE;
	if (pair->score < (again ? LEAST_PLAN : LEAST_REPORT))
		return TW_OK;
	if (node->section == TW_EXIT && pair->score < TW_MATCHED)
		return TW_OK;
	if (pair->score >= TW_MATCHED && !(again &&
	    pair->other > pair->score))
		status = try_together(reason, s, pair);
	if (!status && !about(*reason))
		status = try_standing_out(reason, s, pair, again);
	if (!status && !about(*reason) && !again)
		status = try_part(reason, s, pair);
	if (!status && about(*reason))
		status = refuse_named(reason, s, pair, again);
	return status;
}

enum tw_status tw_table_decide(struct tw_table *table, struct tw_sides *sides,
	struct tw_error *err)
{
	size_t width = table->columns.count;
	struct scales s = { .table = table, .sides = sides, .err = err };
	enum tw_status status = TW_OK;

	s.best = tw_arena_take(sides->scratch,
		(table->rows.count * KINDS + 1) * sizeof(*s.best));
	if (!s.best)
		return tw_fail_memory(err);
	find_best(&s);
	for (size_t r = 0; r < table->rows.count; r++) {
		for (size_t c = 0; c < width && !status; c++) {
			enum tw_reason reason = table->reasons[r * width + c];
			struct pair pair;

			if (reason == TW_WHY_TEXT || !score_at(&s, r, c))
				continue;
			pair = pair_at(&s, r, c);
			status = decide(&reason, &s, &pair);
			if (about(reason) && tw_sides_other_deed(sides,
			    table->rows.at[r], table->columns.at[c]))
				reason = TW_WHY_OTHER_DEED;
			table->reasons[r * width + c] = (uint8_t)reason;
		}
	}
	return status;
}
