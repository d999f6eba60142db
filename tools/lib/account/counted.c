/*
 * Plans to deliver what has a number, and items that count: "Launch Cohort 3"
 * and "3 cohorts have been delivered". spec/likeness.md, chapter 11.
 */
#include "account/account.h"

#include "base/arena.h"
#include "text/counts.h"

struct counting {
	struct tw_table *table;
	struct tw_sides *sides;
	struct tw_counts before;    /* of all items of the earlier record */
	struct tw_counts *now;      /* of each column that reports */
	struct tw_error *err;
};

/* A level as words: "3 cohorts delivered in full". */
static enum tw_status see_level(struct tw_counts *counts, bool *reports,
	struct counting *c, const struct tw_detail *d)
{
	struct tw_view text = tw_arena_format(c->sides->scratch, "%.*s %.*s",
		TW_ARG(d->value), TW_ARG(d->name));

	if (!text.ptr)
		return tw_fail_memory(c->err);
	*reports |= tw_cue_reports(c->sides, d->name);
	return tw_likeness_counts(counts, c->sides->likeness, text, c->err);
}

/* What an item counts, in its text and levels; *reports: that it came to be. */
static enum tw_status see_item(struct tw_counts *counts, bool *reports,
	struct counting *c, const struct tw_node *node)
{
	const struct tw_detail *d = node->item->details;
	enum tw_status status = tw_likeness_counts(counts,
		c->sides->likeness, node->text, c->err);

	*reports = tw_cue_reports(c->sides, node->text);
	for (; d && !status; d = d->next)
		if (d->sign == '=')
			status = see_level(counts, reports, c, d);
	return status;
}

/* What is only announced, put off or dropped has not come to be. */
static bool came_to_be(const struct counting *c, const struct tw_node *node)
{
	struct tw_told told = tw_cue_read(c->sides, node->text, 0);
	enum tw_state state = node->item->state ? node->item->state :
		told.state;

	return state != TW_ON_HOLD && state != TW_DROPPED && !told.announces;
}

/* Counts what the two records count, once a plan asks for it. */
static enum tw_status count_all(struct counting *c)
{
	const struct tw_sides *sides = c->sides;
	const struct tw_index *columns = &c->table->columns;
	enum tw_status status = TW_OK;
	bool reports;

	c->now = tw_arena_take(sides->scratch,
		(columns->count + 1) * sizeof(*c->now));
	if (!c->now)
		return tw_fail_memory(c->err);
	for (size_t i = 0; i < sides->from.count && !status; i++)
		status = see_item(&c->before, &reports, c,
			&sides->from.at[i]);
	for (size_t k = 0; k < columns->count && !status; k++) {
		const struct tw_node *node = &sides->to.at[columns->at[k]];

		if (node->section != TW_ACTIVITY && node->section != TW_IMPACT)
			continue;
		status = see_item(&c->now[k], &reports, c, node);
		c->now[k].any &= reports && came_to_be(c, node);
	}
	return status;
}

/* Takes the likest of the items that count as many as the plan's number. */
static void settle(struct counting *c, size_t row, struct tw_delivery delivery)
{
	size_t width = c->table->columns.count, best = width;
	const uint16_t *scores = c->table->scores + row * width;

	if (c->before.most[delivery.key] >= delivery.number)
		return;
	for (size_t k = 0; k < width; k++)
		if (scores[k] && c->now[k].any &&
		    c->now[k].most[delivery.key] >= delivery.number &&
		    (best == width || scores[k] > scores[best]))
			best = k;
	if (best < width)
		c->table->reasons[row * width + best] = TW_WHY_COUNTED;
}

static bool is_settled(const struct tw_table *table, size_t row)
{
	const uint8_t *reasons = table->reasons + row * table->columns.count;

	for (size_t k = 0; k < table->columns.count; k++)
		if (reasons[k] <= TW_WHY_LAST)
			return true;
	return false;
}

enum tw_status tw_table_count(struct tw_table *table, struct tw_sides *sides,
	struct tw_error *err)
{
	struct counting c = { .table = table, .sides = sides, .err = err };
	enum tw_status status = TW_OK;

	for (size_t r = 0; r < table->rows.count && !status; r++) {
		struct tw_delivery delivery;

		if (is_settled(table, r))
			continue;
		status = tw_likeness_delivery(&delivery, sides->likeness,
			table->rows.at[r], err);
		if (!status && delivery.number && !c.now)
			status = count_all(&c);
		if (!status && delivery.number)
			settle(&c, r, delivery);
	}
	return status;
}
