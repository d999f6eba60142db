/*
 * Which item is which, by likeness. spec/merge.md, "Which item is which".
 */
#include "base/arena.h"
#include "match/match.h"
#include "merge/matching.h"

enum {
	MOST_PAIRS = 250000, /* that are weighed at once */
	CLEAR = 100,         /* by how much a pair must beat any other */
	AT_HOME = 100,       /* what a pair within one section has more */
	STRONG = 700,        /* a pair that is taken before all others, and given
	                      * a key that the other side gave it */
	SURE = 800,          /* a pair that both sides may have worked on */
	NEARLY = 750         /* from here on two additions are one */
};

static size_t collect(size_t *out, const struct tw_side_parts *side,
	const size_t *taken, int kind)
{
	size_t count = 0;

	for (size_t i = 0; i < side->item_count; i++)
		if (taken[i] == TW_NONE && !side->items[i].placeholder &&
		    (kind == TW_SECTIONS || (int)side->items[i].kind == kind))
			out[count++] = i;
	return count;
}

/* True if the other side gave the base's item the same key, a new one. */
static bool same_new_key(const struct tw_matching *m, int side, size_t row,
	const struct tw_part_item *item)
{
	int other = TW_OURS + TW_THEIRS - side;
	const struct tw_part_item *items = m->plan->side[other].items;
	size_t at = m->known[other][row] ? m->to[other][row] :
		m->twin[side][item - m->plan->side[side].items];

	return at != TW_NONE && tw_view_equal(items[at].node->key,
		item->node->key);
}

/*
 * What both sides have in the same words is what became of a base's item only
 * if it is so on both sides.
 */
static bool allowed(const struct tw_matching *m, const struct tw_rest *rest,
	size_t row, size_t column)
{
	const struct tw_part_item *a = &m->plan->side[rest->a].items[row];
	const struct tw_part_item *b = &m->plan->side[rest->b].items[column];

	if (a->node->key.len && b->node->key.len && (rest->a != TW_BASE ||
	    !same_new_key(m, rest->b, row, b)))
		return false;
	return rest->a != TW_BASE || m->twin[rest->b][column] == TW_NONE ||
		!m->known[TW_OURS + TW_THEIRS - rest->b][row];
}

static bool at_home(const struct tw_matching *m, const struct tw_rest *rest,
	size_t r, size_t c)
{
	return m->plan->side[rest->a].items[rest->rows[r]].kind ==
		m->plan->side[rest->b].items[rest->columns[c]].kind;
}

static enum tw_status weigh(struct tw_matching *m, struct tw_rest *rest)
{
	struct tw_arena *arena = m->scratch;
	size_t rows = rest->row_count, columns = rest->column_count;
	struct tw_view *texts = tw_arena_take_raw(arena,
		(rows + columns + 1) * sizeof(*texts));
	struct tw_likeness *likeness;
	enum tw_status status;

	rest->scores = tw_arena_take_raw(arena,
		(rows * columns + 1) * sizeof(*rest->scores));
	rest->column = tw_none_array(arena, rows);
	if (!m->lexicon)
		m->lexicon = tw_lexicon_new();
	if (!texts || !rest->scores || !rest->column || !m->lexicon)
		return tw_fail_memory(m->err);
	for (size_t r = 0; r < rows; r++)
		texts[r] = m->plan->side[rest->a].items[rest->rows[r]].text;
	for (size_t c = 0; c < columns; c++)
		texts[rows + c] =
			m->plan->side[rest->b].items[rest->columns[c]].text;
	status = tw_likeness_new(&likeness, arena, m->lexicon, texts, rows,
		texts + rows, columns, m->err);
	if (!status)
		status = tw_likeness_all(rest->scores, likeness, m->err);
	for (size_t r = 0; r < rows && !status; r++) {
		uint16_t *scores = rest->scores + r * columns;

		for (size_t c = 0; (c = tw_next_score(scores, c, columns)) <
		     columns; c++)
			if (!allowed(m, rest, rest->rows[r], rest->columns[c]))
				scores[c] = 0;
			else if (at_home(m, rest, r, c))
				scores[c] += AT_HOME;
	}
	return status;
}

/*
 * Which pairs of base and side are no more than guesses since another way to
 * pair their items comes near, if it is with an item of the side that is free.
 *
 * Only ways that have a score need to be looked at: an item that gives up its
 * own pair for the column of this one takes at most TW_SCORE_MAX + AT_HOME
 * for it, and gives up at least TW_REVIEW + AT_HOME.
 */
_Static_assert(SURE + TW_REVIEW - (int)TW_SCORE_MAX + AT_HOME >= CLEAR,
	"a pair without a score may come near");

static void see_other(bool *doubted, const struct tw_rest *rest,
	const size_t *owner, size_t r, size_t c)
{
	size_t columns = rest->column_count, own = rest->column[r];
	int score = rest->scores[r * columns + c];

	if (owner[c] == TW_NONE) {
		if (own != TW_NONE && score + CLEAR >
		    rest->scores[r * columns + own])
			doubted[r] = true;
		return;
	}
	if (own != TW_NONE)
		score += rest->scores[owner[c] * columns + own] -
			rest->scores[r * columns + own];
	if (rest->scores[owner[c] * columns + c] - score < CLEAR)
		doubted[owner[c]] = true;
}

static bool *find_doubted(const struct tw_rest *rest, struct tw_arena *arena)
{
	size_t columns = rest->column_count;
	size_t *owner = tw_none_array(arena, columns);
	bool *doubted = tw_arena_take(arena, rest->row_count + 1);

	if (!owner || !doubted)
		return NULL;
	for (size_t r = 0; r < rest->row_count; r++)
		if (rest->column[r] != TW_NONE)
			owner[rest->column[r]] = r;
	for (size_t r = 0; r < rest->row_count; r++) {
		const uint16_t *scores = rest->scores + r * columns;

		for (size_t c = 0; (c = tw_next_score(scores, c, columns)) <
		     columns; c++)
			if (owner[c] != r)
				see_other(doubted, rest, owner, r, c);
	}
	return doubted;
}

/* Where an item stands that is known, in the section it stood in. */
static size_t known_place(const struct tw_matching *m, int side, size_t i)
{
	size_t at = m->to[side][i];

	return m->known[side][i] && m->plan->side[side].items[at].kind ==
		m->plan->side[TW_BASE].items[i].kind ? at : TW_NONE;
}

/* Finds m->above and m->below of a side. */
static void look_around(struct tw_matching *m, int side)
{
	const struct tw_part_item *base = m->plan->side[TW_BASE].items;
	size_t count = m->plan->side[TW_BASE].item_count, last = TW_NONE;

	for (size_t i = 0; i < count; i++) {
		if (i && base[i - 1].kind != base[i].kind)
			last = TW_NONE;
		m->above[side][i] = last;
		if (known_place(m, side, i) != TW_NONE)
			last = m->to[side][i];
	}
	last = TW_NONE;
	for (size_t i = count; i-- > 0;) {
		if (i + 1 < count && base[i + 1].kind != base[i].kind)
			last = TW_NONE;
		m->below[side][i] = last;
		if (known_place(m, side, i) != TW_NONE)
			last = m->to[side][i];
	}
}

/* True if it stands between the neighbours that it had in the base. */
static bool in_place(const struct tw_matching *m, int side, size_t row)
{
	size_t at = m->to[side][row];

	return (m->above[side][row] == TW_NONE ||
		m->above[side][row] < at) && at < m->below[side][row];
}

/* Of what is to come there is one, whenever; of what was, one each time. */
static bool is_to_come(enum tw_section_kind kind)
{
	return kind == TW_OUTCOMES || kind == TW_PLANNED || kind == TW_EXIT;
}

/*
 * A pair in which one name took another's place, or that stands elsewhere,
 * is no more than a guess. So is one that is not likely, unless both sides have
 * its new key, or the change is slight. A guess is fair if the item stands in
 * its place, and is likely enough.
 */
static enum tw_status distrust(struct tw_matching *m, int side, size_t row,
	unsigned score)
{
	const struct tw_part_item *was = &m->plan->side[TW_BASE].items[row];
	const struct tw_part_item *is =
		&m->plan->side[side].items[m->to[side][row]];
	bool *guessed = &m->guessed[side][row];
	bool likely = score >= SURE + AT_HOME || (was->node->key.len &&
		is->node->key.len);
	bool renamed = false, slight = false;
	const struct tw_tokens *a, *b;
	enum tw_status status;

	*guessed |= was->kind != is->kind || !in_place(m, side, row);
	if (*guessed)
		return TW_OK;
	a = tw_item_words(m->plan, TW_BASE, row, NULL);
	b = tw_item_words(m->plan, side, m->to[side][row], a);
	tw_arena_reset(m->lines);
	status = a && b ? tw_words_change(&renamed, &slight, a, b,
		is_to_come(was->kind), m->lines, m->err) :
		tw_fail_memory(m->err);
	*guessed = !status && (renamed || (!likely && !slight));
	m->fair[side][row] = *guessed && !renamed && score >= STRONG + AT_HOME;
	return status;
}

/* It is none if a figure says which item it is. */
static enum tw_status trust_figure(struct tw_matching *m, int side, size_t row)
{
	size_t column = TW_NONE, to = m->to[side][row];

	if (!m->guessed[side][row] || m->plan->side[TW_BASE].items[row].kind !=
	    m->plan->side[side].items[to].kind)
		return TW_OK;
	if (!tw_measure_find(&column, m, side, row))
		return tw_fail_memory(m->err);
	m->guessed[side][row] = column != to;
	return TW_OK;
}

/* *any is true if there was a pair. */
static enum tw_status take_pairs(bool *any, struct tw_matching *m,
	const struct tw_rest *rest)
{
	const bool *doubted = find_doubted(rest, m->scratch);
	enum tw_status status = TW_OK;

	if (!doubted)
		return tw_fail_memory(m->err);
	for (size_t r = 0; r < rest->row_count && !status; r++) {
		size_t row = rest->rows[r], column;

		if (rest->column[r] == TW_NONE)
			continue;
		*any = true;
		column = rest->columns[rest->column[r]];
		if (rest->a == TW_BASE) {
			m->to[rest->b][row] = column;
			m->from[rest->b][column] = row;
			m->guessed[rest->b][row] = doubted[r];
			status = distrust(m, rest->b, row,
				rest->scores[r * rest->column_count +
				rest->column[r]]);
			if (!status)
				status = trust_figure(m, rest->b, row);
		} else {
			m->twin[TW_OURS][row] = column;
			m->twin[TW_THEIRS][column] = row;
		}
	}
	return status;
}

void tw_rests_release(struct tw_matching *m)
{
	for (int s = TW_OURS; s < TW_MERGED; s++)
		for (int kind = 0; kind <= TW_SECTIONS; kind++)
			tw_arena_free(m->rests[s][kind].arena);
	memset(m->rests, 0, sizeof(m->rests));
}

/* What was weighed counts no more. */
static void forget(struct tw_matching *m)
{
	tw_rests_release(m);
	tw_arena_reset(m->scratch);
}

/* It still does if nothing was taken of it. */
static bool keep(struct tw_matching *m, struct tw_rest *rest)
{
	rest->arena = m->scratch;
	m->scratch = tw_arena_new();
	return m->scratch;
}

static enum tw_status collect_rest(struct tw_rest *rest, struct tw_matching *m,
	int kind)
{
	const struct tw_side_parts *a = &m->plan->side[rest->a];
	const struct tw_side_parts *b = &m->plan->side[rest->b];
	bool base = rest->a == TW_BASE;

	rest->rows = tw_arena_take_raw(m->scratch,
		(a->item_count + 1) * sizeof(*rest->rows));
	rest->columns = tw_arena_take_raw(m->scratch,
		(b->item_count + 1) * sizeof(*rest->columns));
	if (!rest->rows || !rest->columns)
		return tw_fail_memory(m->err);
	rest->row_count = collect(rest->rows, a, base ? m->to[rest->b] :
		m->twin[rest->a], kind);
	rest->column_count = collect(rest->columns, b, base ?
		m->from[rest->b] : m->twin[rest->b], kind);
	return TW_OK;
}

/* *fits is false, and nothing was done, if there are too many of them. */
static enum tw_status pair_rest(bool *fits, struct tw_matching *m, int a, int b,
	int kind, unsigned least)
{
	struct tw_rest *rest = &m->rests[b][kind];
	enum tw_status status = TW_OK;
	bool any = false;

	*fits = true;
	if (!rest->scores) {
		*rest = (struct tw_rest){ .a = a, .b = b };
		status = collect_rest(rest, m, kind);
		if (status || !rest->row_count || !rest->column_count)
			return status;
		*fits = rest->row_count <= MOST_PAIRS / rest->column_count;
		if (!*fits)
			return TW_OK;
		status = weigh(m, rest);
	}
	if (!status)
		status = tw_assign(rest->column, rest->scores, rest->row_count,
			rest->column_count, least, m->scratch, m->err);
	if (!status)
		status = take_pairs(&any, m, rest);
	if (any) {
		tw_arena_free(rest->arena);
		*rest = (struct tw_rest){ .arena = NULL };
		tw_arena_reset(m->scratch);
	} else if (!status && !rest->arena && !keep(m, rest)) {
		status = tw_fail_memory(m->err);
	}
	return status;
}

/* Base items that stand in another section; the side's that have no base. */
static bool collect_moved(struct tw_matching *m, struct tw_rest *rest)
{
	const struct tw_side_parts *base = &m->plan->side[TW_BASE];
	const struct tw_side_parts *side = &m->plan->side[rest->b];

	rest->rows = tw_none_array(m->scratch, base->item_count);
	rest->columns = tw_none_array(m->scratch, side->item_count);
	if (!rest->rows || !rest->columns)
		return false;
	for (size_t i = 0; i < base->item_count; i++)
		if (m->known[rest->b][i] && side->items[
		    m->to[rest->b][i]].kind != base->items[i].kind)
			rest->rows[rest->row_count++] = i;
	rest->column_count = collect(rest->columns, side, m->from[rest->b],
		TW_SECTIONS);
	return true;
}

/*
 * An item that was found in another section may have been copied there, and
 * be the one that was reworded where it stood.
 */
static enum tw_status doubt_moved(struct tw_matching *m, int side)
{
	struct tw_rest rest = { .a = TW_BASE, .b = side };
	enum tw_status status;

	forget(m);
	if (!collect_moved(m, &rest))
		return tw_fail_memory(m->err);
	if (!rest.row_count || !rest.column_count)
		return TW_OK;
	if (rest.row_count > MOST_PAIRS / rest.column_count) {
		for (size_t r = 0; r < rest.row_count; r++)
			m->guessed[side][rest.rows[r]] = true;
		return TW_OK;
	}
	status = weigh(m, &rest);
	for (size_t r = 0; r < rest.row_count && !status; r++)
		for (size_t c = 0; c < rest.column_count; c++)
			if (at_home(m, &rest, r, c) &&
			    rest.scores[r * rest.column_count + c] >=
			    TW_MATCHED + AT_HOME)
				m->guessed[side][rest.rows[r]] = true;
	return status;
}

/* Too many to be weighed: nobody knows what became of those of a section. */
static void give_up(struct tw_matching *m, int side, int kind)
{
	for (size_t i = 0; i < m->plan->side[TW_BASE].item_count; i++)
		if (m->to[side][i] == TW_NONE &&
		    (int)m->plan->side[TW_BASE].items[i].kind == kind)
			m->lost[i] = true;
}

/* Of each side all sections at once, if they fit; else one by one. */
static enum tw_status pair_least(struct tw_matching *m, unsigned least)
{
	enum tw_status status = TW_OK;
	bool fits[TW_MERGED], some;

	for (int s = TW_OURS; s < TW_MERGED && !status; s++)
		status = pair_rest(&fits[s], m, TW_BASE, s, TW_SECTIONS,
			least);
	for (int kind = 0; kind < TW_SECTIONS && !status; kind++) {
		for (int s = TW_OURS; s < TW_MERGED && !status; s++) {
			if (fits[s])
				continue;
			status = pair_rest(&some, m, TW_BASE, s, kind, least);
			if (!some)
				give_up(m, s, kind);
		}
		/* What both sides had there is seldom met again. */
		if (m->lexicon)
			tw_lexicon_rest(m->lexicon);
	}
	return status;
}

/* In other words altogether, but with figures that nothing else has. */
static enum tw_status pair_figures(struct tw_matching *m, int side)
{
	const struct tw_side_parts *base = &m->plan->side[TW_BASE];
	const struct tw_rest rest = { .a = TW_BASE, .b = side };
	size_t column;

	for (size_t i = 0; i < base->item_count; i++) {
		if (m->to[side][i] != TW_NONE || !base->items[i].detail_count)
			continue;
		if (!tw_measure_find(&column, m, side, i))
			return tw_fail_memory(m->err);
		if (column == TW_NONE || m->from[side][column] != TW_NONE ||
		    m->plan->side[side].items[column].kind !=
		    base->items[i].kind || !allowed(m, &rest, i, column))
			continue;
		m->to[side][i] = column;
		m->from[side][column] = i;
	}
	return TW_OK;
}

/*
 * What became of the base's items. Strong pairs come first, since the best
 * sum may be that of two weak ones in place of a strong one.
 */
enum tw_status tw_pair_base(struct tw_matching *m)
{
	enum tw_status status;

	look_around(m, TW_OURS);
	look_around(m, TW_THEIRS);
	status = pair_least(m, STRONG + AT_HOME);
	if (!status)
		status = pair_least(m, TW_REVIEW + AT_HOME);
	for (int s = TW_OURS; s < TW_MERGED && !status; s++)
		status = pair_figures(m, s);
	for (int s = TW_OURS; s < TW_MERGED && !status; s++)
		status = doubt_moved(m, s);
	return status;
}

/* Additions of both sides, section by section. */
enum tw_status tw_pair_additions(struct tw_matching *m)
{
	unsigned least = (m->plan->two ? TW_MATCHED : NEARLY) + AT_HOME;
	enum tw_status status = TW_OK;
	bool fits;

	for (int kind = 0; kind < TW_SECTIONS && !status; kind++) {
		forget(m);
		status = pair_rest(&fits, m, TW_OURS, TW_THEIRS, kind, least);
	}
	return status;
}
