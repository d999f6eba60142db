/*
 * Reports that only name a plan, and say what became of it: "Film postponed
 * until September". spec/likeness.md, chapter 11.
 */
#include "account/account.h"

static bool is_about(const struct tw_table *table, size_t row, size_t column)
{
	return table->reasons[row * table->columns.count + column] <=
		TW_WHY_LAST;
}

static bool is_settled(const struct tw_table *table, size_t row)
{
	for (size_t c = 0; c < table->columns.count; c++)
		if (is_about(table, row, c))
			return true;
	return false;
}

/* Of activity that is about no plan, and says what became of what it names. */
static bool tells(const struct tw_table *table, size_t column,
	const struct tw_node *node, const struct tw_cues *cues)
{
	struct tw_view words;

	if (node->section != TW_ACTIVITY)
		return false;
	for (size_t r = 0; r < table->rows.count; r++)
		if (is_about(table, r, column))
			return false;
	return node->item->state || tw_cue_read(&words, cues, node->text);
}

/* Finds the columns that tell something. */
static enum tw_status find_telling(struct tw_index *telling,
	const struct tw_table *table, const struct tw_sides *sides,
	const struct tw_cues *cues, struct tw_error *err)
{
	telling->at = tw_arena_take(sides->scratch,
		(table->columns.count + 1) * sizeof(*telling->at));
	if (!telling->at)
		return tw_fail_memory(err);
	for (size_t c = 0; c < table->columns.count; c++)
		if (tells(table, c, &sides->to.at[table->columns.at[c]], cues))
			telling->at[telling->count++] = c;
	return TW_OK;
}

/* Settles a plan, if one of these names it, and only one. */
static enum tw_status settle(struct tw_table *table, size_t row,
	struct tw_sides *sides, struct tw_index telling, struct tw_error *err)
{
	size_t width = table->columns.count, found = width, count = 0;

	for (size_t i = 0; i < telling.count; i++) {
		size_t c = telling.at[i];
		bool named;

		if (!table->scores[row * width + c])
			continue;
		if (tw_likeness_named(&named, sides->likeness,
		    table->rows.at[row], table->columns.at[c], err))
			return err->status;
		if (named) {
			found = c;
			count++;
		}
	}
	if (count == 1)
		table->reasons[row * width + found] = TW_WHY_NAMED;
	return TW_OK;
}

enum tw_status tw_table_name(struct tw_table *table, struct tw_sides *sides,
	const struct tw_cues *cues, struct tw_error *err)
{
	struct tw_index telling = { NULL, 0 };
	enum tw_status status = TW_OK;

	for (size_t r = 0; r < table->rows.count && !status; r++) {
		if (is_settled(table, r))
			continue;
		if (!telling.at)
			status = find_telling(&telling, table, sides, cues,
				err);
		if (!status && telling.count)
			status = settle(table, r, sides, telling, err);
	}
	return status;
}
