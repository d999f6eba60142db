/*
 * What is left of plans and items when none stands out: reports that only name
 * a plan, as in "Film postponed until September" or "DSA signed by both
 * colleges" of the plan "DSA"; what has a word that no other item has; what
 * says the same in other words; and what begins with what the plan is of.
 * spec/likeness.md, chapter 11.
 */
#include "account/account.h"

/* Plans that no item is about, by rows, and items about no plan, by columns. */
struct left {
	const struct tw_table *table;
	bool *row, *column;
	bool any, all; /* any plan; and not one is settled */
	struct tw_others plans; /* the first of them, left or not */
};

/* True if an item is left that a plan may have: with more than a name. */
static bool is_open(const struct left *left, size_t row, size_t column)
{
	uint8_t reason = left->table->reasons[row *
		left->table->columns.count + column];

	return left->column[column] && reason != TW_WHY_NAME_ONLY &&
		reason != TW_WHY_OTHER_DEED;
}

/* Settles a plan by an item, unless that tells of something else. */
static void take(const struct tw_table *table, size_t row, size_t column,
	struct tw_sides *sides, enum tw_reason reason)
{
	table->reasons[row * table->columns.count + column] =
		tw_sides_other_deed(sides, table->rows.at[row],
		table->columns.at[column]) ? TW_WHY_OTHER_DEED : reason;
}

static enum tw_status find_left(struct left *left,
	const struct tw_table *table, const struct tw_sides *sides,
	struct tw_error *err)
{
	size_t width = table->columns.count;

	*left = (struct left){ table,
		tw_arena_take(sides->scratch, table->rows.count + 1),
		tw_arena_take(sides->scratch, width + 1), false, true,
		{ NULL, 0 } };
	if (!left->row || !left->column)
		return tw_fail_memory(err);
	for (size_t c = 0; c < width; c++)
		left->column[c] = true;
	for (size_t r = 0; r < table->rows.count; r++) {
		left->row[r] = true;
		for (size_t c = 0; c < width; c++)
			if (table->reasons[r * width + c] <= TW_WHY_LAST)
				left->row[r] = left->column[c] = false;
		left->any |= left->row[r];
		left->all &= left->row[r];
	}
	return TW_OK;
}

/* ---- reports that name a plan ---- */

/* True if an item says what became of what it names. */
static bool tells(struct tw_sides *sides, size_t to)
{
	return sides->to.at[to].item->state || tw_sides_told(sides, to).state;
}

/* Settles a plan, if one activity that is left names it, and only one. */
static enum tw_status settle(struct tw_table *table, size_t row,
	const struct left *left, struct tw_sides *sides, struct tw_error *err)
{
	size_t width = table->columns.count, found = width, count = 0;

	for (size_t c = 0; c < width; c++) {
		size_t to = table->columns.at[c];
		struct tw_naming naming;

		if (!is_open(left, row, c) ||
		    sides->to.at[to].section != TW_ACTIVITY ||
		    !table->scores[row * width + c])
			continue;
		if (tw_likeness_named(&naming, sides->likeness,
		    table->rows.at[row], to, err))
			return err->status;
		if (naming.wholly || (naming.word && tells(sides, to))) {
			found = c;
			count++;
		}
	}
	if (count == 1)
		take(table, row, found, sides, TW_WHY_NAMED);
	return TW_OK;
}

enum tw_status tw_table_name(struct tw_table *table, struct tw_sides *sides,
	struct tw_error *err)
{
	struct left left;
	enum tw_status status = find_left(&left, table, sides, err);

	for (size_t r = 0; r < table->rows.count && !status; r++)
		if (left.row[r])
			status = settle(table, r, &left, sides, err);
	return status;
}

/* ---- what only two have ---- */

static bool is_exit(const struct tw_table *table,
	const struct tw_sides *sides, size_t column)
{
	return sides->to.at[table->columns.at[column]].section == TW_EXIT;
}

/* The best item that is left for a plan; the width of the table if none is. */
static size_t best_left(const struct left *left, size_t row)
{
	size_t width = left->table->columns.count, best = width;
	const uint16_t *scores = left->table->scores + row * width;

	for (size_t c = 0; c < width; c++)
		if (is_open(left, row, c) && scores[c] &&
		    (best == width || scores[c] > scores[best]))
			best = c;
	return best;
}

/* True if nothing else that is left has more than of / parts of a score. */
static bool stands_clear(const struct left *left, size_t row, size_t column,
	unsigned of, unsigned parts)
{
	size_t width = left->table->columns.count;
	const uint16_t *scores = left->table->scores;
	unsigned most = of * scores[row * width + column];

	for (size_t c = 0; c < width; c++)
		if (c != column && is_open(left, row, c) &&
		    parts * scores[row * width + c] > most)
			return false;
	for (size_t r = 0; r < left->table->rows.count; r++)
		if (r != row && left->row[r] && is_open(left, r, column) &&
		    parts * scores[r * width + column] > most)
			return false;
	return true;
}

/*
 * True if a name alone is enough: where it is planned again, or put off or
 * dropped, or told of somebody who was to be asked. Other news of a place or
 * a partner is mostly of something else.
 */
static bool name_tells(struct tw_sides *sides, size_t plan, size_t to)
{
	enum tw_state state = sides->to.at[to].item->state;

	if (!state)
		state = tw_sides_told(sides, to).state;
	return sides->to.at[to].section == TW_PLANNED ||
		state == TW_ON_HOLD || state == TW_DROPPED ||
		tw_cue_asks(sides->from.at[plan].text);
}

static enum tw_status find_plans(struct left *left,
	const struct tw_sides *sides, struct tw_error *err)
{
	size_t *at = tw_arena_take(sides->scratch,
		(sides->from.count + 1) * sizeof(*at));

	left->plans = (struct tw_others){ at, 0 };
	if (!at)
		return tw_fail_memory(err);
	for (size_t i = 0; i < sides->from.count &&
	     left->plans.count < TW_PAIR_MOST; i++)
		if (sides->from.at[i].section == TW_PLANNED)
			at[left->plans.count++] = i;
	return TW_OK;
}

/* Settles a plan by an item with which alone it has a word, or a name. */
static enum tw_status settle_left(const struct left *left, size_t row,
	size_t column, struct tw_sides *sides, struct tw_error *err)
{
	const struct tw_table *table = left->table;
	size_t plan = table->rows.at[row], to = table->columns.at[column];
	struct tw_common common;
	uint64_t weight = 0;

	if (tw_likeness_common(&common, sides->likeness, plan, SIZE_MAX, to,
	    err))
		return err->status;
	if (!common.alone && tw_likeness_alone(&weight, sides->likeness, plan,
	    to, left->plans, err))
		return err->status;
	if (common.alone || (weight && weight < common.shared))
		weight = common.shared;
	if (!common.apart && common.lacking <= 4 * weight &&
	    common.elsewhere < weight &&
	    (common.alone || name_tells(sides, plan, to)))
		take(table, row, column, sides, TW_WHY_ALONE);
	return TW_OK;
}

/*
 * What is left if what two have alone may settle a plan: if both updates are of
 * one priority, and some plan is settled. Else `any` is false.
 */
static enum tw_status find_linked(struct left *left,
	const struct tw_table *table, const struct tw_sides *sides,
	bool known, struct tw_error *err)
{
	enum tw_status status = find_left(left, table, sides, err);
	struct tw_view slug;
	bool same;

	left->any &= known || !left->all;
	if (status || !left->any)
		return status;
	status = tw_sides_same(&same, &slug, sides, TW_PRIORITY, err);
	left->any = !status && same;
	for (size_t c = 0; c < table->columns.count; c++)
		left->column[c] &= !is_exit(table, sides, c);
	return status;
}

enum tw_status tw_table_pair_left(struct tw_table *table,
	struct tw_sides *sides, bool known, struct tw_error *err)
{
	size_t width = table->columns.count;
	struct left left;
	enum tw_status status = find_linked(&left, table, sides, known, err);

	if (status || !left.any)
		return status;
	if (find_plans(&left, sides, err))
		return err->status;
	for (size_t r = 0; r < table->rows.count && !status; r++) {
		size_t c = left.row[r] ? best_left(&left, r) : width;

		if (c != width && stands_clear(&left, r, c, 3, 4))
			status = settle_left(&left, r, c, sides, err);
	}
	return status;
}

/* ---- what is left, looked at more closely ---- */

/* Of so many plans; no update has as many that nothing is about. */
enum { CLOSE_MOST = 50 };

/* Gives a plan that is left the scores of a closer look. */
static enum tw_status look_at(struct tw_table *table, size_t row,
	struct tw_sides *sides, struct tw_error *err)
{
	size_t width = table->columns.count, plan = table->rows.at[row];

	for (size_t c = 0; c < width; c++) {
		struct tw_close close = { .score = 0 };

		if (tw_keys_allow(sides, plan, table->columns.at[c]) &&
		    tw_likeness_close(&close, sides->likeness, plan,
		    table->columns.at[c], err))
			return err->status;
		table->scores[row * width + c] = (uint16_t)close.score;
	}
	return TW_OK;
}

/* Settles a plan by what says the same of it, in words of one kin. */
static enum tw_status settle_kin(const struct left *left, size_t row,
	size_t column, struct tw_sides *sides, struct tw_error *err)
{
	const struct tw_table *table = left->table;
	size_t plan = table->rows.at[row], to = table->columns.at[column];
	struct tw_common common;
	struct tw_close close;
	uint64_t said;

	if (tw_likeness_close(&close, sides->likeness, plan, to, err) ||
	    tw_likeness_common(&common, sides->likeness, plan, SIZE_MAX, to,
	    err))
		return err->status;
	said = common.shared + close.kin;
	if (close.kin && !close.others && !common.apart &&
	    common.shared + common.lacking <= 3 * said &&
	    common.elsewhere < said && sides->to.at[to].section != TW_PLANNED)
		take(table, row, column, sides, TW_WHY_KIN);
	return TW_OK;
}

/* ---- what a plan is of ---- */

static struct tw_topic topic_at(const struct tw_table *table, size_t row,
	const struct tw_sides *sides)
{
	return tw_topic_of(sides->cues,
		sides->from.at[table->rows.at[row]].text);
}

/* True if a plan is of what a report begins with. */
static enum tw_status opens(bool *is, const struct tw_table *table,
	size_t row, struct tw_topic topic, size_t column,
	struct tw_sides *sides, struct tw_error *err)
{
	size_t to = table->columns.at[column];
	size_t opening = !topic.count ? 0 : tw_opening_of(sides->cues,
		sides->to.at[to].text);
	struct tw_opens found = { false, false };

	if (opening && tw_likeness_opens(&found, sides->likeness,
	    table->rows.at[row], topic.first + topic.count, to, opening, err))
		return err->status;
	*is = found.is && (found.more || !topic.heading);
	return TW_OK;
}

/* True if another plan, left or not, is of the same; or has other names. */
static enum tw_status contested(bool *is, const struct tw_table *table,
	size_t row, bool heading, size_t column, struct tw_sides *sides,
	struct tw_error *err)
{
	struct tw_close close;

	*is = false;
	for (size_t r = 0; r < table->rows.count && !*is; r++)
		if (r != row && opens(is, table, r, topic_at(table, r, sides),
		    column, sides, err))
			return err->status;
	if (*is || heading)
		return TW_OK;
	if (tw_likeness_close(&close, sides->likeness, table->rows.at[row],
	    table->columns.at[column], err))
		return err->status;
	*is = close.others;
	return TW_OK;
}

/* Settles a plan by the one activity left that begins with what it is of. */
static enum tw_status settle_topic(const struct left *left, size_t row,
	struct tw_sides *sides, struct tw_error *err)
{
	const struct tw_table *table = left->table;
	size_t width = table->columns.count, found = width, count = 0;
	struct tw_topic topic = topic_at(table, row, sides);
	bool is;

	for (size_t c = 0; c < width && topic.count; c++) {
		if (!is_open(left, row, c) || !table->scores[row * width + c] ||
		    sides->to.at[table->columns.at[c]].section != TW_ACTIVITY)
			continue;
		if (opens(&is, table, row, topic, c, sides, err))
			return err->status;
		found = is ? c : found;
		count += is;
	}
	if (count != 1)
		return TW_OK;
	if (contested(&is, table, row, topic.heading, found, sides, err))
		return err->status;
	if (!is)
		take(table, row, found, sides, TW_WHY_NAMED);
	return TW_OK;
}

/* Of the plans that were looked at more closely, those still left. */
static enum tw_status settle_topics(const struct left *looked,
	const struct tw_table *table, struct tw_sides *sides,
	struct tw_error *err)
{
	struct left left;
	enum tw_status status = find_left(&left, table, sides, err);

	for (size_t r = 0; r < table->rows.count && !status; r++)
		if (looked->row[r] && left.row[r])
			status = settle_topic(&left, r, sides, err);
	return status;
}

enum tw_status tw_table_look_closer(struct tw_table *table,
	struct tw_sides *sides, bool known, struct tw_error *err)
{
	size_t width = table->columns.count, looked = 0;
	struct left left;
	enum tw_status status = find_linked(&left, table, sides, known, err);

	for (size_t r = 0; r < table->rows.count && !status; r++) {
		left.row[r] &= looked < CLOSE_MOST;
		looked += left.row[r];
		if (left.row[r])
			status = look_at(table, r, sides, err);
	}
	for (size_t r = 0; r < table->rows.count && !status && left.any; r++) {
		size_t c = left.row[r] ? best_left(&left, r) : width;

		if (c != width && stands_clear(&left, r, c, 4, 5))
			status = settle_kin(&left, r, c, sides, err);
	}
	if (!status && left.any)
		status = settle_topics(&left, table, sides, err);
	for (size_t i = 0; i < table->rows.count * width && !status; i++)
		if (left.row[i / width] && table->scores[i] >= TW_MATCHED)
			table->scores[i] = TW_MATCHED - 1;
	return status;
}
