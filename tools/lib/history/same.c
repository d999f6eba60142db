#include "history/same.h"

#include "base/arena.h"
#include "match/match.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST_PAIRS = 250000, /* that are weighed at once */
	AT_HOME = 100,       /* what a pair within one section has more */
	STRONG = 700         /* a pair that is taken before all others */
};

static void take(struct tw_versions *v, size_t from, size_t to,
	enum tw_by by, unsigned score)
{
	v->fate[from] = to;
	v->origin[to] = from;
	v->by[to] = (uint8_t)by;
	v->score[to] = (uint16_t)score;
}

/* ---- by key and by text ---- */

enum way { ALL_HERE, KEY_HERE, KEY, TEXT_HERE, TEXT, WAYS };

static int key_compare(const struct tw_entry_key *x,
	const struct tw_entry_key *y)
{
	int order = tw_view_compare(x->name, y->name);

	if (!order)
		order = tw_view_compare(x->text, y->text);
	return order ? order : (x->group > y->group) - (x->group < y->group);
}

static int key_order(const void *a, const void *b)
{
	const struct tw_entry_key *x = a, *y = b;
	int order = key_compare(x, y);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

void tw_keys_join(struct tw_entry_key *a, size_t n, struct tw_entry_key *b,
	size_t m, void (*pair)(void *context, size_t from, size_t to),
	void *context)
{
	qsort(a, n, sizeof(*a), key_order);
	qsort(b, m, sizeof(*b), key_order);
	for (size_t i = 0, j = 0; i < n && j < m;) {
		int order = key_compare(&a[i], &b[j]);

		if (!order)
			pair(context, a[i].at, b[j].at);
		i += order <= 0;
		j += order >= 0;
	}
}

/* False if the way does not look for this item. */
static bool key_fill(struct tw_entry_key *key, const struct tw_node *node,
	enum way way, size_t at)
{
	*key = (struct tw_entry_key){ .at = at };
	if (way != TEXT_HERE && way != TEXT)
		key->name = node->item->key;
	if (way != KEY_HERE && way != KEY)
		key->text = node->text;
	if (way != KEY && way != TEXT)
		key->group = (int)node->section;
	if (way == KEY_HERE || way == KEY)
		return key->name.len > 0;
	return way != TEXT || !tw_item_placeholder(node->item);
}

static size_t collect(struct tw_entry_key *keys, const struct tw_node *nodes,
	size_t count, const size_t *taken, enum way way)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (taken[i] == TW_NOWHERE)
			n += key_fill(&keys[n], &nodes[i], way, i);
	return n;
}

static void take_key(void *v, size_t from, size_t to)
{
	take(v, from, to, TW_BY_KEY, TW_SCORE_MAX);
}

static void take_equal(void *v, size_t from, size_t to)
{
	take(v, from, to, TW_BY_EQUAL, TW_SCORE_MAX);
}

static enum tw_status pair_way(struct tw_versions *v, enum way way)
{
	struct tw_entry_key *a, *b;
	size_t n, m;

	tw_arena_reset(v->scratch);
	a = tw_arena_take_raw(v->scratch, (v->from_count + 1) * sizeof(*a));
	b = tw_arena_take_raw(v->scratch, (v->to_count + 1) * sizeof(*b));
	if (!a || !b)
		return tw_fail_memory(v->err);
	n = collect(a, v->from, v->from_count, v->fate, way);
	m = collect(b, v->to, v->to_count, v->origin, way);
	tw_keys_join(a, n, b, m, way == KEY_HERE || way == KEY ? take_key :
		take_equal, v);
	return TW_OK;
}

/* ---- by likeness ---- */

/* What is left, in one section or (TW_SECTIONS) in all. */
struct rest {
	size_t *rows, *columns;
	size_t row_count, column_count;
	uint16_t *scores;
	size_t *column;
};

static size_t *collect_rest(size_t *count, struct tw_versions *v,
	const struct tw_node *nodes, size_t node_count, const size_t *taken,
	int kind)
{
	size_t *rest = tw_arena_take_raw(v->scratch,
		(node_count + 1) * sizeof(*rest));

	*count = 0;
	for (size_t i = 0; rest && i < node_count; i++)
		if (taken[i] == TW_NOWHERE && nodes[i].text.len &&
		    !tw_item_placeholder(nodes[i].item) &&
		    (kind == TW_SECTIONS || (int)nodes[i].section == kind))
			rest[(*count)++] = i;
	return rest;
}

/* Two keys are two items; and far from home only what is surely alike. */
static unsigned weight(const struct tw_node *from, const struct tw_node *to,
	unsigned score)
{
	if (from->item->key.len && to->item->key.len)
		return 0;
	if (from->section == to->section)
		return score ? score + AT_HOME : 0;
	return score >= TW_MATCHED ? score : 0;
}

static enum tw_status weigh(struct tw_versions *v, struct rest *r)
{
	size_t rows = r->row_count, columns = r->column_count;
	struct tw_view *texts = tw_arena_take_raw(v->scratch,
		(rows + columns) * sizeof(*texts));
	struct tw_likeness *likeness;
	enum tw_status status;

	r->scores = tw_arena_take_raw(v->scratch,
		rows * columns * sizeof(*r->scores));
	r->column = tw_arena_take_raw(v->scratch, rows * sizeof(*r->column));
	if (!v->lexicon)
		v->lexicon = tw_lexicon_new();
	if (!texts || !r->scores || !r->column || !v->lexicon)
		return tw_fail_memory(v->err);
	for (size_t i = 0; i < rows; i++)
		texts[i] = v->from[r->rows[i]].text;
	for (size_t i = 0; i < columns; i++)
		texts[rows + i] = v->to[r->columns[i]].text;
	status = tw_likeness_new(&likeness, v->scratch, v->lexicon, texts,
		rows, texts + rows, columns, v->err);
	if (!status)
		status = tw_likeness_all(r->scores, likeness, v->err);
	for (size_t i = 0; i < rows * columns && !status; i++)
		r->scores[i] = (uint16_t)weight(&v->from[r->rows[i / columns]],
			&v->to[r->columns[i % columns]], r->scores[i]);
	return status;
}

/* Assigns what scores `least` or more, and takes it out of the table. */
static enum tw_status assign(struct tw_versions *v, struct rest *r,
	unsigned least)
{
	size_t columns = r->column_count;
	enum tw_status status = tw_assign(r->column, r->scores, r->row_count,
		columns, least, v->scratch, v->err);

	for (size_t i = 0; i < r->row_count && !status; i++) {
		size_t c = r->column[i], row = r->rows[i], column;
		unsigned score;

		if (c == SIZE_MAX)
			continue;
		column = r->columns[c];
		score = r->scores[i * columns + c];
		if (v->from[row].section == v->to[column].section)
			score -= AT_HOME;
		take(v, row, column, TW_BY_LIKENESS, score);
		memset(&r->scores[i * columns], 0, columns *
			sizeof(*r->scores));
		for (size_t k = 0; k < r->row_count; k++)
			r->scores[k * columns + c] = 0;
	}
	return status;
}

/* *fits is false, and nothing done, if there are too many of them. */
static enum tw_status pair_rest(bool *fits, struct tw_versions *v, int kind)
{
	struct rest r = { .scores = NULL };
	enum tw_status status;

	*fits = true;
	tw_arena_reset(v->scratch);
	r.rows = collect_rest(&r.row_count, v, v->from, v->from_count, v->fate,
		kind);
	r.columns = collect_rest(&r.column_count, v, v->to, v->to_count,
		v->origin, kind);
	if (!r.rows || !r.columns)
		return tw_fail_memory(v->err);
	if (!r.row_count || !r.column_count)
		return TW_OK;
	*fits = r.row_count <= MOST_PAIRS / r.column_count;
	if (!*fits)
		return TW_OK;
	status = weigh(v, &r);
	/* Or the best sum might be that of two weak ones for a strong one. */
	if (!status)
		status = assign(v, &r, STRONG + AT_HOME);
	return status ? status : assign(v, &r, 1);
}

static enum tw_status pair_alike(struct tw_versions *v)
{
	bool fits, some;
	enum tw_status status = pair_rest(&fits, v, TW_SECTIONS);

	for (int kind = 0; kind < TW_SECTIONS && !fits && !status; kind++)
		status = pair_rest(&some, v, kind);
	return status;
}

/* ---- all of it ---- */

static bool is_same(const struct tw_node *a, const struct tw_node *b)
{
	return a->section == b->section && tw_view_equal(a->text, b->text) &&
		tw_view_equal(a->item->key, b->item->key);
}

/*
 * Most edits leave most items alone: those at both ends are found at once.
 * False if nothing is left on a side.
 */
static bool pair_ends(struct tw_versions *v)
{
	size_t n = v->from_count, m = v->to_count, i = 0;

	for (; i < n && i < m && is_same(&v->from[i], &v->to[i]); i++)
		take(v, i, i, TW_BY_EQUAL, TW_SCORE_MAX);
	for (; n > i && m > i && is_same(&v->from[n - 1], &v->to[m - 1]);
	     n--, m--)
		take(v, n - 1, m - 1, TW_BY_EQUAL, TW_SCORE_MAX);
	return n > i && m > i;
}

enum tw_status tw_versions_pair(struct tw_versions *v)
{
	enum tw_status status = TW_OK;

	if (!pair_ends(v))
		return TW_OK;
	for (int way = 0; way < WAYS && !status; way++)
		status = pair_way(v, (enum way)way);
	return status ? status : pair_alike(v);
}
