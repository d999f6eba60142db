/*
 * Which item is which. spec/merge.md, "Which item is which".
 */
#include "base/arena.h"
#include "base/set.h"
#include "base/utf8.h"
#include "merge/matching.h"

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
	uint64_t hash = item->hash ^ tw_hash(item->node->key) ^
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
		key ? tw_hash(item->node->key) : item->hash) | 1;
	return in_section(way) ? hash + 2 * (uint64_t)item->kind : hash;
}

/* 0 for those that are `taken` already. */
static uint64_t *item_hashes(const struct tw_side_parts *side, int way,
	const size_t *taken, struct tw_arena *arena)
{
	uint64_t *hashes = tw_arena_take_raw(arena,
		(side->item_count + 1) * sizeof(*hashes));

	for (size_t i = 0; hashes && i < side->item_count; i++)
		hashes[i] = taken[i] != TW_NONE ? 0 :
			item_hash(&side->items[i], way);
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
			item->hash, item, text_same, &failed);
		if (earlier)
			twice[i] = twice[earlier - side->items] = true;
	}
	return failed ? NULL : twice;
}

/* An equal text tells little where it stands twice, in base or side. */
static bool doubt_twice(struct tw_matching *m, int s)
{
	const struct tw_side_parts *base = &m->plan->side[TW_BASE];
	const struct tw_side_parts *side = &m->plan->side[s];
	const bool *here = m->twice ? m->twice : find_twice(base,
		m->plan->arena);
	const bool *there = find_twice(side, m->scratch);
	struct tw_set set = { NULL, 0, 0 };
	bool failed = !here || !there;

	m->twice = here;
	for (size_t i = 0; i < side->item_count && !failed; i++)
		if (there[i])
			tw_set_add(&set, m->scratch,
				side->items[i].hash, &side->items[i],
				text_same, &failed);
	m->plan->repeats[s] = set.count;
	for (size_t i = 0; i < base->item_count && !failed; i++)
		m->guessed[s][i] = m->to[s][i] == TW_NONE && (here[i] ||
			(set.count && tw_set_get(&set,
			base->items[i].hash, &base->items[i],
			text_same)));
	return !failed;
}

static bool join_items(struct tw_matching *m, int a, int b, size_t *to,
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
		    !doubt_twice(m, b))
			return false;
		join.a = item_hashes(&sides[a], c.way, to, m->scratch);
		join.b = item_hashes(&sides[b], c.way, from, m->scratch);
		if (!join.a || !join.b || !tw_join(&join, m->scratch))
			return false;
	}
	return true;
}

/* What neither key nor text finds in the base: which of it both have. */
static bool join_twins(struct tw_matching *m)
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

/* The texts of a side, each once. */
static bool gather_texts(struct tw_set *set, const struct tw_side_parts *side,
	struct tw_arena *arena)
{
	bool failed = false;

	*set = (struct tw_set){ NULL, 0, 0 };
	for (size_t i = 0; i < side->item_count && !failed; i++)
		if (!side->items[i].placeholder)
			tw_set_add(set, arena, side->items[i].hash,
				&side->items[i], text_same, &failed);
	return !failed;
}

static bool has_text(const struct tw_set *set, const struct tw_part_item *item)
{
	return set->count && tw_set_get(set, item->hash, item,
		text_same);
}

/*
 * Where a text stands elsewhere as well, a key may have been given to another
 * item, or the item copied in place of one that is gone.
 */
static bool doubt_texts(struct tw_matching *m, int s)
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
		if (has_text(&here, &side->items[j]) ||
		    has_text(&there, &base->items[i])) {
			m->guessed[s][i] = true;
			m->fair[s][i] = false;
		}
	}
	return true;
}

/* ---- additions that were counted unlike ---- */

struct recounting {
	struct tw_merging *plan;
	bool *failed; /* no memory */
};

static bool may_differ(const struct tw_tokens *a, const struct tw_tokens *b,
	size_t i)
{
	return (tw_word_quantity(a, i) && tw_word_quantity(b, i)) ||
		(tw_word_day(a, i) && tw_word_day(b, i));
}

/*
 * Word for word the same but for quantities and days, and not made of these
 * alone.
 */
static bool recounted(const void *context, size_t i, size_t j)
{
	const struct recounting *r = context;
	const struct tw_part_item *ours = &r->plan->side[TW_OURS].items[i];
	const struct tw_part_item *theirs = &r->plan->side[TW_THEIRS].items[j];
	const struct tw_tokens *a, *b;
	size_t same = 0;

	if (ours->kind != theirs->kind ||
	    (ours->node->key.len && theirs->node->key.len))
		return false;
	a = tw_item_words(r->plan, TW_OURS, i, NULL);
	b = tw_item_words(r->plan, TW_THEIRS, j, a);
	*r->failed |= !a || !b;
	if (!a || !b || a->count != b->count)
		return false;
	for (size_t w = 0; w < a->count; w++)
		if (tw_word_same(a, w, b, w))
			same++;
		else if (!may_differ(a, b, w))
			return false;
	return same > 1 && 2 * same >= a->count;
}

/* Of what is said beside digits, the marks in numbers, and letters that go on
 * with these: "4th"; 0: no digit. */
static uint64_t hash_uncounted(const struct tw_part_item *item)
{
	uint64_t hash = (uint64_t)item->kind + 1;
	bool digit = false, within = false;

	for (size_t i = 0; i < item->text.len; i++) {
		unsigned char c = (unsigned char)item->text.ptr[i];

		within = tw_digit((char)c) || (within && tw_letter((char)c));
		digit |= within;
		if (c > '9' && c < 0x80 && !within)
			hash = (hash ^ c) * 0x9E3779B97F4A7C15u;
	}
	return digit ? hash | 1 : 0;
}

static uint64_t *hashes_uncounted(const struct tw_matching *m, int s)
{
	const struct tw_side_parts *side = &m->plan->side[s];
	uint64_t *hashes = tw_arena_take_raw(m->scratch,
		(side->item_count + 1) * sizeof(*hashes));

	for (size_t i = 0; hashes && i < side->item_count; i++)
		hashes[i] = m->twin[s][i] == TW_NONE ?
			hash_uncounted(&side->items[i]) : 0;
	return hashes;
}

static bool join_recounted(struct tw_matching *m)
{
	const struct tw_side_parts *sides = m->plan->side;
	bool failed = false;
	struct recounting r = { m->plan, &failed };
	struct tw_join join = { .to = m->twin[TW_OURS],
		.from = m->twin[TW_THEIRS], .same = recounted, .context = &r,
		.a_count = sides[TW_OURS].item_count,
		.b_count = sides[TW_THEIRS].item_count };

	tw_arena_reset(m->scratch);
	join.a = hashes_uncounted(m, TW_OURS);
	join.b = hashes_uncounted(m, TW_THEIRS);
	return join.a && join.b && tw_join(&join, m->scratch) && !failed;
}

/* ---- all of it ---- */

static bool make_room(struct tw_matching *m)
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
		m->fair[s] = tw_arena_take(plan->arena, base + 1);
		m->known[s] = tw_arena_take(plan->arena, base + 1);
		m->above[s] = tw_none_array(plan->arena, base);
		m->below[s] = tw_none_array(plan->arena, base);
		made &= m->to[s] && m->from[s] && m->twin[s] &&
			m->guessed[s] && m->fair[s] && m->known[s] && m->above[s] &&
			m->below[s];
	}
	m->lost = tw_arena_take(plan->arena,
		plan->side[TW_BASE].item_count + 1);
	return made && m->lost;
}

/* Twins that came from two items of the base, or one of them: from none. */
static void part_twins(struct tw_matching *m)
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
static void drop_matched(struct tw_matching *m, int side)
{
	for (size_t i = 0; i < m->plan->side[side].item_count; i++)
		if (m->from[side][i] != TW_NONE && m->twin[side][i] == TW_NONE)
			m->twin[side][i] = TW_NONE - 1;
}

static void add_units(struct tw_matching *m)
{
	struct tw_merging *plan = m->plan;
	struct tw_strand *unit = plan->units;

	for (size_t i = 0; i < plan->side[TW_BASE].item_count; i++, unit++)
		*unit = (struct tw_strand){
			.at = { i, m->to[TW_OURS][i], m->to[TW_THEIRS][i] },
			.guessed = { m->lost[i], m->guessed[TW_OURS][i],
				m->guessed[TW_THEIRS][i] },
			.fair = { false, m->fair[TW_OURS][i],
				m->fair[TW_THEIRS][i] } };
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
		plan->units[u].head = plan->units[u].next = TW_NONE;
		for (int s = 0; s < TW_MERGED; s++)
			if (plan->units[u].at[s] != TW_NONE)
				plan->unit_of[s][plan->units[u].at[s]] = u;
	}
}

static enum tw_status match(struct tw_matching *m)
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
	status = tw_pair_base(m);
	if (!status && (!doubt_texts(m, TW_OURS) ||
	    !doubt_texts(m, TW_THEIRS)))
		status = tw_fail_memory(m->err);
	part_twins(m);
	drop_matched(m, TW_OURS);
	drop_matched(m, TW_THEIRS);
	if (!status && !join_recounted(m))
		status = tw_fail_memory(m->err);
	if (!status)
		status = tw_pair_additions(m);
	if (!status && !tw_pair_longer(m))
		status = tw_fail_memory(m->err);
	if (!status)
		add_units(m);
	return status;
}

enum tw_status tw_merging_match(struct tw_merging *plan, struct tw_error *err)
{
	struct tw_matching m = { .plan = plan, .scratch = tw_arena_new(),
		.lines = tw_arena_new(), .err = err };
	enum tw_status status = m.scratch && m.lines ? match(&m) :
		tw_fail_memory(err);

	tw_rests_release(&m);
	tw_arena_free(m.scratch);
	tw_arena_free(m.lines);
	tw_lexicon_free(m.lexicon);
	return status;
}
