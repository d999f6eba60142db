/*
 * Which item is which. spec/merge.md, "Which item is which".
 */
#include "base/arena.h"
#include "base/set.h"
#include "match/match.h"
#include "merge/plan.h"
#include "text/words.h"

enum {
	MOST_PAIRS = 250000, /* that are weighed at once */
	CLEAR = 100,         /* by how much a pair must beat any other */
	AT_HOME = 100,       /* what a pair within one section has more */
	STRONG = 700,        /* a pair that is taken before all others */
	SURE = 800,          /* a pair that both sides may have worked on */
	NEARLY = 750         /* from here on two additions are one */
};

/* What is left of two sides, in one section or in all. */
struct rest {
	int a, b; /* the sides */
	size_t *rows, *columns;
	size_t row_count, column_count;
	uint16_t *scores;
	size_t *column; /* of each row */
};

struct matching {
	struct tw_merging *plan;
	struct tw_arena *scratch; /* for one step, and then anew */
	/* What was weighed, by section, and of which nothing was taken. */
	struct rest rests[TW_SECTIONS + 1];
	struct tw_lexicon *lexicon;
	struct tw_error *err;
	size_t *to[TW_MERGED];   /* [s][base item]: which item of the side */
	size_t *from[TW_MERGED]; /* and back */
	size_t *twin[TW_MERGED]; /* additions of ours and theirs */
	bool *known[TW_MERGED];   /* [s][base item]: by key or by text */
	bool *guessed[TW_MERGED]; /* [s][base item] */
	bool *lost;              /* [base item]: too many to be weighed */
};

/* ---- by key and by equal text ---- */

enum { BY_ALL_HERE, BY_KEY_HERE, BY_KEY, BY_TEXT_HERE, BY_ALL, BY_TEXT, WAYS };

static bool in_section(int way)
{
	return way == BY_ALL_HERE || way == BY_KEY_HERE || way == BY_TEXT_HERE;
}

struct comparison {
	const struct tw_part_item *a, *b;
	int way;
};

static bool item_same(const void *context, size_t i, size_t j)
{
	const struct comparison *c = context;
	const struct tw_part_item *a = &c->a[i], *b = &c->b[j];

	if (in_section(c->way) && a->kind != b->kind)
		return false;
	if (c->way == BY_ALL_HERE || c->way == BY_ALL)
		return tw_part_item_same(a, b);
	return c->way <= BY_KEY ? tw_view_equal(a->node->key, b->node->key) :
		tw_view_equal(a->text, b->text);
}

/* Of an item with all that it says. */
static uint64_t hash_all(const struct tw_part_item *item)
{
	uint64_t hash = tw_hash(item->text) ^ tw_hash(item->node->key) ^
		(uint64_t)item->node->state << 8;

	for (const struct tw_detail *d = item->node->details; d; d = d->next)
		hash = hash * 31 + tw_hash(d->name) + 3 * tw_hash(d->value);
	return hash;
}

static uint64_t item_hash(const struct tw_part_item *item, int way)
{
	bool key = way == BY_KEY_HERE || way == BY_KEY;
	uint64_t hash;

	if (key ? !item->node->key.len : item->placeholder && !in_section(way))
		return 0;
	hash = (way == BY_ALL_HERE || way == BY_ALL ? hash_all(item) :
		tw_hash(key ? item->node->key : item->text)) | 1;
	return in_section(way) ? hash + 2 * (uint64_t)item->kind : hash;
}

static uint64_t *item_hashes(const struct tw_side_parts *side, int way,
	struct tw_arena *arena)
{
	uint64_t *hashes = tw_arena_take(arena,
		(side->item_count + 1) * sizeof(*hashes));

	for (size_t i = 0; hashes && i < side->item_count; i++)
		hashes[i] = item_hash(&side->items[i], way);
	return hashes;
}

static bool text_same(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_part_item *)a)->text,
		((const struct tw_part_item *)b)->text);
}

/* Marks the items of a side whose text another one has, too. */
static bool *find_twice(const struct tw_side_parts *side,
	struct tw_arena *arena)
{
	bool *twice = tw_arena_take(arena, side->item_count + 1);
	struct tw_set set = { NULL, 0, 0 };
	bool failed = false;

	for (size_t i = 0; twice && i < side->item_count; i++) {
		const struct tw_part_item *item = &side->items[i], *earlier;

		earlier = item->placeholder ? NULL : tw_set_add(&set, arena,
			tw_hash(item->text), item, text_same, &failed);
		if (earlier)
			twice[i] = twice[earlier - side->items] = true;
	}
	return failed ? NULL : twice;
}

/* An equal text tells little where it stands twice, in base or side. */
static bool doubt_twice(struct matching *m, int s)
{
	const struct tw_side_parts *base = &m->plan->side[TW_BASE];
	const struct tw_side_parts *side = &m->plan->side[s];
	const bool *here = find_twice(base, m->scratch);
	const bool *there = find_twice(side, m->scratch);
	struct tw_set set = { NULL, 0, 0 };
	bool failed = !here || !there;

	for (size_t i = 0; i < side->item_count && !failed; i++)
		if (there[i])
			tw_set_add(&set, m->scratch,
				tw_hash(side->items[i].text), &side->items[i],
				text_same, &failed);
	for (size_t i = 0; i < base->item_count && !failed; i++)
		m->guessed[s][i] = m->to[s][i] == TW_NONE && (here[i] ||
			(set.count && tw_set_get(&set,
			tw_hash(base->items[i].text), &base->items[i],
			text_same)));
	return !failed;
}

/* The texts of a side, each once. */
static bool gather_texts(struct tw_set *set, const struct tw_side_parts *side,
	struct tw_arena *arena)
{
	bool failed = false;

	*set = (struct tw_set){ NULL, 0, 0 };
	for (size_t i = 0; i < side->item_count && !failed; i++)
		if (!side->items[i].placeholder)
			tw_set_add(set, arena, tw_hash(side->items[i].text),
				&side->items[i], text_same, &failed);
	return !failed;
}

static bool has_text(const struct tw_set *set, const struct tw_part_item *item)
{
	return set->count && tw_set_get(set, tw_hash(item->text), item,
		text_same);
}

/* A key may have been given to another item: the texts tell. */
static bool doubt_keys(struct matching *m, int s)
{
	const struct tw_side_parts *base = &m->plan->side[TW_BASE];
	const struct tw_side_parts *side = &m->plan->side[s];
	struct tw_set here, there;
	bool gathered = false;

	for (size_t i = 0; i < base->item_count; i++) {
		size_t j = m->to[s][i];

		if (j == TW_NONE || text_same(&base->items[i],
		    &side->items[j]))
			continue;
		if (!gathered && (!gather_texts(&here, base, m->scratch) ||
		    !gather_texts(&there, side, m->scratch)))
			return false;
		gathered = true;
		m->guessed[s][i] = has_text(&here, &side->items[j]) ||
			has_text(&there, &base->items[i]);
	}
	return true;
}

static bool join_items(struct matching *m, int a, int b, size_t *to,
	size_t *from)
{
	struct tw_side_parts *sides = m->plan->side;
	struct comparison c = { sides[a].items, sides[b].items, 0 };
	struct tw_join join = { .to = to, .from = from,
		.a_count = sides[a].item_count, .b_count = sides[b].item_count,
		.same = item_same, .context = &c };

	for (c.way = 0; c.way < WAYS; c.way++) {
		tw_arena_reset(m->scratch);
		if (a == TW_BASE && c.way == BY_TEXT_HERE &&
		    (!doubt_twice(m, b) || !doubt_keys(m, b)))
			return false;
		join.a = item_hashes(&sides[a], c.way, m->scratch);
		join.b = item_hashes(&sides[b], c.way, m->scratch);
		if (!join.a || !join.b || !tw_join(&join, m->scratch))
			return false;
	}
	return true;
}

/* What neither key nor text finds in the base: which of it both have. */
static bool join_twins(struct matching *m)
{
	size_t ours = m->plan->side[TW_OURS].item_count;
	size_t theirs = m->plan->side[TW_THEIRS].item_count;
	size_t *to = m->twin[TW_OURS], *from = m->twin[TW_THEIRS];

	for (size_t i = 0; i < m->plan->side[TW_BASE].item_count; i++)
		for (int s = TW_OURS; s < TW_MERGED; s++)
			m->known[s][i] = m->to[s][i] != TW_NONE;
	for (size_t i = 0; i < ours; i++)
		to[i] = m->from[TW_OURS][i] == TW_NONE ? TW_NONE : 0;
	for (size_t i = 0; i < theirs; i++)
		from[i] = m->from[TW_THEIRS][i] == TW_NONE ? TW_NONE : 0;
	if (!join_items(m, TW_OURS, TW_THEIRS, to, from))
		return false;
	for (size_t i = 0; i < ours; i++)
		if (m->from[TW_OURS][i] != TW_NONE)
			to[i] = TW_NONE;
	for (size_t i = 0; i < theirs; i++)
		if (m->from[TW_THEIRS][i] != TW_NONE)
			from[i] = TW_NONE;
	return true;
}

/* ---- by likeness ---- */

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

/*
 * What both sides have in the same words is what became of a base's item only
 * if it is so on both sides.
 */
static bool allowed(const struct matching *m, const struct rest *rest,
	size_t row, size_t column)
{
	const struct tw_part_item *a = &m->plan->side[rest->a].items[row];
	const struct tw_part_item *b = &m->plan->side[rest->b].items[column];

	if (a->node->key.len && b->node->key.len)
		return false;
	return rest->a != TW_BASE || m->twin[rest->b][column] == TW_NONE ||
		!m->known[TW_OURS + TW_THEIRS - rest->b][row];
}

static bool at_home(const struct matching *m, const struct rest *rest,
	size_t r, size_t c)
{
	return m->plan->side[rest->a].items[rest->rows[r]].kind ==
		m->plan->side[rest->b].items[rest->columns[c]].kind;
}

static enum tw_status weigh(struct matching *m, struct rest *rest)
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
	for (size_t r = 0; r < rows && !status; r++)
		for (size_t c = 0; c < columns; c++) {
			uint16_t *score = &rest->scores[r * columns + c];

			if (!allowed(m, rest, rest->rows[r], rest->columns[c]))
				*score = 0;
			else if (*score && at_home(m, rest, r, c))
				*score += AT_HOME;
		}
	return status;
}

/*
 * True if the pair is likely by itself, and no other way to pair its items
 * comes near.
 */
static bool is_clear(const struct rest *rest, size_t row)
{
	size_t columns = rest->column_count, column = rest->column[row];
	int score = rest->scores[row * columns + column];

	if (score < SURE + AT_HOME)
		return false;
	for (size_t r = 0; r < rest->row_count; r++) {
		int other = rest->scores[r * columns + column];

		if (r == row)
			continue;
		if (rest->column[r] != TW_NONE)
			other += rest->scores[row * columns +
				rest->column[r]] - rest->scores[r * columns +
				rest->column[r]];
		if (score - other < CLEAR)
			return false;
	}
	return true;
}

/* No free item of the side is nearly as good. */
static bool no_rival(const struct rest *rest, size_t row, const bool *used)
{
	size_t columns = rest->column_count;
	const uint16_t *scores = &rest->scores[row * columns];

	for (size_t c = 0; c < columns; c++)
		if (!used[c] && scores[c] + CLEAR > scores[rest->column[row]])
			return false;
	return true;
}

/*
 * True if it stands between the neighbours that it had in the base: those
 * of its section that are known.
 */
static bool in_place(const struct matching *m, int side, size_t row)
{
	const struct tw_part_item *base = m->plan->side[TW_BASE].items;
	const struct tw_part_item *items = m->plan->side[side].items;
	size_t count = m->plan->side[TW_BASE].item_count;
	size_t column = m->to[side][row];

	for (size_t i = row; i > 0 && base[i - 1].kind == base[row].kind; i--)
		if (m->known[side][i - 1] && items[m->to[side][i - 1]].kind ==
		    base[row].kind) {
			if (m->to[side][i - 1] > column)
				return false;
			break;
		}
	for (size_t i = row + 1; i < count && base[i].kind == base[row].kind;
	     i++)
		if (m->known[side][i] && items[m->to[side][i]].kind ==
		    base[row].kind)
			return m->to[side][i] > column;
	return true;
}

/*
 * A pair in which one name took another's place, or that stands elsewhere,
 * is no more than a guess.
 */
static enum tw_status distrust(struct matching *m, int side, size_t row)
{
	bool *guessed = &m->guessed[side][row];

	*guessed |= m->plan->side[TW_BASE].items[row].kind !=
		m->plan->side[side].items[m->to[side][row]].kind ||
		!in_place(m, side, row);
	return *guessed ? TW_OK : tw_words_contradict(guessed,
		m->plan->side[TW_BASE].items[row].node->text,
		m->plan->side[side].items[m->to[side][row]].node->text,
		m->scratch, m->err);
}

/* *any is true if there was a pair. */
static enum tw_status take_pairs(bool *any, struct matching *m,
	const struct rest *rest)
{
	bool *used = tw_arena_take(m->scratch, rest->column_count + 1);
	enum tw_status status = TW_OK;

	if (!used)
		return tw_fail_memory(m->err);
	for (size_t r = 0; r < rest->row_count; r++)
		if (rest->column[r] != TW_NONE)
			used[rest->column[r]] = true;
	for (size_t r = 0; r < rest->row_count && !status; r++) {
		size_t row = rest->rows[r], column;

		if (rest->column[r] == TW_NONE)
			continue;
		*any = true;
		column = rest->columns[rest->column[r]];
		if (rest->a == TW_BASE) {
			m->to[rest->b][row] = column;
			m->from[rest->b][column] = row;
			m->guessed[rest->b][row] = !is_clear(rest, r) ||
				!no_rival(rest, r, used);
			status = distrust(m, rest->b, row);
		} else {
			m->twin[TW_OURS][row] = column;
			m->twin[TW_THEIRS][column] = row;
		}
	}
	return status;
}

/* What was weighed counts no more. */
static void forget(struct matching *m)
{
	memset(m->rests, 0, sizeof(m->rests));
	tw_arena_reset(m->scratch);
}

static enum tw_status collect_rest(struct rest *rest, struct matching *m,
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
static enum tw_status pair_rest(bool *fits, struct matching *m, int a, int b,
	int kind, unsigned least)
{
	struct rest *rest = &m->rests[kind];
	enum tw_status status = TW_OK;
	bool any = false;

	*fits = true;
	if (!rest->scores) {
		*rest = (struct rest){ .a = a, .b = b };
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
	if (any)
		rest->scores = NULL;
	return status;
}

/* Base items that stand in another section; the side's that have no base. */
static bool collect_moved(struct matching *m, struct rest *rest)
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
static enum tw_status doubt_moved(struct matching *m, int side)
{
	struct rest rest = { .a = TW_BASE, .b = side };
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
static void give_up(struct matching *m, int side, int kind)
{
	for (size_t i = 0; i < m->plan->side[TW_BASE].item_count; i++)
		if (m->to[side][i] == TW_NONE &&
		    (int)m->plan->side[TW_BASE].items[i].kind == kind)
			m->lost[i] = true;
}

/* All sections at once, if they fit. */
static enum tw_status pair_least(struct matching *m, int side, unsigned least)
{
	bool fits;
	enum tw_status status = pair_rest(&fits, m, TW_BASE, side, TW_SECTIONS,
		least);

	for (int kind = 0; kind < TW_SECTIONS && !fits && !status; kind++) {
		bool some;

		status = pair_rest(&some, m, TW_BASE, side, kind, least);
		if (!some)
			give_up(m, side, kind);
	}
	return status;
}

/*
 * What became of the base's items. Strong pairs come first, since the best
 * sum may be that of two weak ones in place of a strong one.
 */
static enum tw_status pair_base(struct matching *m, int side)
{
	enum tw_status status;

	forget(m);
	status = pair_least(m, side, STRONG + AT_HOME);
	if (!status)
		status = pair_least(m, side, TW_REVIEW + AT_HOME);
	return status ? status : doubt_moved(m, side);
}

/* Additions of both sides, section by section. */
static enum tw_status pair_additions(struct matching *m)
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

/* ---- all of it ---- */

static bool make_room(struct matching *m)
{
	struct tw_merging *plan = m->plan;
	bool made = true;

	for (int s = TW_OURS; s < TW_MERGED; s++) {
		size_t base = plan->side[TW_BASE].item_count;
		size_t count = plan->side[s].item_count;

		m->to[s] = tw_none_array(plan->arena, base);
		m->from[s] = tw_none_array(plan->arena, count);
		m->twin[s] = tw_none_array(plan->arena, count);
		m->guessed[s] = tw_arena_take(plan->arena, base + 1);
		m->known[s] = tw_arena_take(plan->arena, base + 1);
		made &= m->to[s] && m->from[s] && m->twin[s] &&
			m->guessed[s] && m->known[s];
	}
	m->lost = tw_arena_take(plan->arena,
		plan->side[TW_BASE].item_count + 1);
	return made && m->lost;
}

/* Twins that came from two items of the base, or one of them: from none. */
static void part_twins(struct matching *m)
{
	for (size_t i = 0; i < m->plan->side[TW_OURS].item_count; i++) {
		size_t j = m->twin[TW_OURS][i], x, y;

		if (j == TW_NONE)
			continue;
		x = m->from[TW_OURS][i];
		y = m->from[TW_THEIRS][j];
		if (x != y && x != TW_NONE)
			m->to[TW_OURS][x] = m->from[TW_OURS][i] = TW_NONE;
		if (x != y && y != TW_NONE)
			m->to[TW_THEIRS][y] = m->from[TW_THEIRS][j] = TW_NONE;
	}
}

/* Those with an item of the base are told apart from additions. */
static void drop_matched(struct matching *m, int side)
{
	for (size_t i = 0; i < m->plan->side[side].item_count; i++)
		if (m->from[side][i] != TW_NONE && m->twin[side][i] == TW_NONE)
			m->twin[side][i] = TW_NONE - 1;
}

static void add_units(struct matching *m)
{
	struct tw_merging *plan = m->plan;
	struct tw_strand *unit = plan->units;

	for (size_t i = 0; i < plan->side[TW_BASE].item_count; i++, unit++)
		*unit = (struct tw_strand){
			.at = { i, m->to[TW_OURS][i], m->to[TW_THEIRS][i] },
			.guessed = { m->lost[i], m->guessed[TW_OURS][i],
				m->guessed[TW_THEIRS][i] } };
	for (size_t i = 0; i < plan->side[TW_OURS].item_count; i++)
		if (m->from[TW_OURS][i] == TW_NONE)
			*unit++ = (struct tw_strand){ .at = { TW_NONE, i,
				m->twin[TW_OURS][i] } };
	for (size_t i = 0; i < plan->side[TW_THEIRS].item_count; i++)
		if (m->from[TW_THEIRS][i] == TW_NONE &&
		    m->twin[TW_THEIRS][i] == TW_NONE)
			*unit++ = (struct tw_strand){ .at = { TW_NONE, TW_NONE,
				i } };
	plan->unit_count = (size_t)(unit - plan->units);
	for (size_t u = 0; u < plan->unit_count; u++) {
		plan->units[u].broken = TW_DIAG_COUNT;
		for (int s = 0; s < TW_MERGED; s++)
			if (plan->units[u].at[s] != TW_NONE)
				plan->unit_of[s][plan->units[u].at[s]] = u;
	}
}

static enum tw_status match(struct matching *m)
{
	struct tw_merging *plan = m->plan;
	enum tw_status status = TW_OK;
	size_t most = 1;

	for (int s = 0; s < TW_MERGED; s++) {
		most += plan->side[s].item_count;
		plan->unit_of[s] = tw_none_array(plan->arena,
			plan->side[s].item_count);
		if (!plan->unit_of[s])
			return tw_fail_memory(m->err);
	}
	plan->units = tw_arena_take(plan->arena, most * sizeof(*plan->units));
	if (!plan->units || !make_room(m) ||
	    !join_items(m, TW_BASE, TW_OURS, m->to[TW_OURS],
		m->from[TW_OURS]) ||
	    !join_items(m, TW_BASE, TW_THEIRS, m->to[TW_THEIRS],
		m->from[TW_THEIRS]) ||
	    !join_twins(m))
		return tw_fail_memory(m->err);
	for (int s = TW_OURS; s < TW_MERGED && !status; s++)
		status = pair_base(m, s);
	part_twins(m);
	drop_matched(m, TW_OURS);
	drop_matched(m, TW_THEIRS);
	if (!status)
		status = pair_additions(m);
	if (!status)
		add_units(m);
	return status;
}

enum tw_status tw_merging_match(struct tw_merging *plan, struct tw_error *err)
{
	struct matching m = { .plan = plan, .scratch = tw_arena_new(),
		.err = err };
	enum tw_status status = m.scratch ? match(&m) : tw_fail_memory(err);

	tw_arena_free(m.scratch);
	tw_lexicon_free(m.lexicon);
	return status;
}
