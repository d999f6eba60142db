/*
 * Reports that only name a plan: "Film postponed until September", or "DSA
 * signed by both colleges" of the plan "DSA". spec/likeness.md, chapter 11.
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

/* Activity that is about no plan, by columns. NULL without memory. */
static bool *find_open(const struct tw_table *table,
	const struct tw_sides *sides)
{
	size_t width = table->columns.count;
	bool *open = tw_arena_take(sides->scratch, width + 1);

	for (size_t c = 0; open && c < width; c++)
		open[c] = sides->to.at[table->columns.at[c]].section ==
			TW_ACTIVITY;
	for (size_t r = 0; open && r < table->rows.count; r++)
		for (size_t c = 0; c < width; c++)
			open[c] &= !is_about(table, r, c);
	return open;
}

/* True if an item says what became of what it names. */
static bool tells(struct tw_sides *sides, size_t to)
{
	return sides->to.at[to].item->state || tw_sides_told(sides, to).state;
}

/* Settles a plan, if one such item names it, and only one. */
static enum tw_status settle(struct tw_table *table, size_t row,
	const bool *open, struct tw_sides *sides, struct tw_error *err)
{
	size_t width = table->columns.count, found = width, count = 0;

	for (size_t c = 0; c < width; c++) {
		size_t to = table->columns.at[c];
		struct tw_naming naming;

		if (!open[c] || !table->scores[row * width + c])
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
		table->reasons[row * width + found] = TW_WHY_NAMED;
	return TW_OK;
}

enum tw_status tw_table_name(struct tw_table *table, struct tw_sides *sides,
	struct tw_error *err)
{
	enum tw_status status = TW_OK;
	bool *open = NULL;

	for (size_t r = 0; r < table->rows.count && !status; r++) {
		if (is_settled(table, r))
			continue;
		if (!open)
			open = find_open(table, sides);
		status = open ? settle(table, r, open, sides, err) :
			tw_fail_memory(err);
	}
	return status;
}
