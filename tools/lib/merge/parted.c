/*
 * Items that a side put into one, made several of one, or has twice.
 * spec/merge.md, "Pieces".
 */
#include "base/arena.h"
#include "merge/emit.h"

enum {
	MOST_WORDS = 512, /* of a text that is looked at */
	MOST_POSTED = 8,  /* a word of more texts tells nothing */
	LEAST = 2,        /* words that a piece must have */
	LONGER = 8        /* bytes that a whole has more than its rest */
};

/* The units whose whole has a word. */
struct posting {
	uint64_t spelt;
	size_t count, units[MOST_POSTED];
};

/* Units that may be one thing or another. */
struct units {
	size_t *at, count;
};

/* Of which whole a unit seems to be a piece, and how; 0: of none. */
struct seeming {
	size_t head;
	int how;
};

/* What one side did, by one way. */
struct parting {
	struct tw_merging *plan;
	struct tw_arena *scratch;
	int way, side, other;
	int piece, whole; /* of which copy a piece and a whole are */
	struct units gone, fresh, reworded; /* on the side */
	struct units added; /* what is fresh, and what both sides added */
	struct tw_set postings;
	size_t *met;       /* [unit]: words of the piece at hand */
	struct units list; /* that were met */
	struct seeming *seems[TW_MERGED]; /* [side][unit] */
	bool noted; /* something does */
};

/* ---- which unit may be what ---- */

static bool is_placeholder(const struct parting *p, size_t unit, int side)
{
	return tw_strand_item(p->plan, &p->plan->units[unit], side)
		->placeholder;
}

/* Which texts of the base the side has not, or not so, and which are new. */
static void sort_out(struct parting *p)
{
	p->gone.count = p->fresh.count = p->reworded.count = 0;
	p->added.count = 0;
	for (size_t u = 0; u < p->plan->unit_count; u++) {
		const struct tw_strand *unit = &p->plan->units[u];
		const struct tw_part_item *base = tw_strand_item(p->plan, unit,
			TW_BASE);
		const struct tw_part_item *item = tw_strand_item(p->plan, unit,
			p->side);

		if (base && item) {
			if (base->hash != item->hash)
				p->reworded.at[p->reworded.count++] = u;
		} else if (base && !base->placeholder) {
			p->gone.at[p->gone.count++] = u;
		} else if (item && !item->placeholder) {
			p->added.at[p->added.count++] = u;
			if (unit->at[p->other] == TW_NONE)
				p->fresh.at[p->fresh.count++] = u;
		}
	}
}

/* The other side took out what the base has, or worked on it. */
static bool worked_on(const struct parting *p, const struct tw_strand *unit)
{
	return unit->whole || (unit->at[TW_BASE] != TW_NONE &&
		(unit->at[p->other] == TW_NONE ||
		tw_strand_touched(p->plan, unit, p->other)));
}

/*
 * A whole is longer than what the other copy has of it, if that has anything,
 * and it is not its key that says so.
 */
static bool is_longer(const struct parting *p, const struct tw_strand *unit)
{
	const struct tw_part_item *whole = tw_strand_item(p->plan, unit,
		p->whole);
	const struct tw_part_item *rest = tw_strand_item(p->plan, unit,
		p->piece);

	return !rest || whole->text.len >= rest->text.len + LONGER ||
		(whole->node->key.len && tw_view_equal(whole->node->key,
		rest->node->key));
}

/* A new item that several were put into is longer than each of them. */
static bool may_hold(const struct parting *p, size_t whole, size_t piece)
{
	const struct tw_strand *units = p->plan->units;

	return p->way != TW_PUT_TOGETHER ||
		units[whole].at[p->piece] != TW_NONE ||
		tw_strand_item(p->plan, &units[whole], p->whole)->text.len >=
		tw_strand_item(p->plan, &units[piece], p->piece)->text.len +
		LONGER;
}

/* The words of a unit on a side, or NULL; *failed without memory. */
static const struct tw_tokens *words_of(const struct parting *p, size_t unit,
	int side, bool *failed)
{
	size_t item = p->plan->units[unit].at[side];
	const struct tw_tokens *words = item == TW_NONE ? NULL :
		tw_item_words(p->plan, side, item, NULL);

	*failed |= item != TW_NONE && !words;
	return words;
}

/* ---- how much of a text stands in another one ---- */

/*
 * Three in four of the words of a piece stand in the whole, and half of those
 * that the rest of it has not.
 */
static bool is_within(const struct tw_tokens *piece,
	const struct tw_tokens *whole, const struct tw_tokens *rest)
{
	size_t words = 0, within = 0, own = 0, found = 0;

	if (piece->count > MOST_WORDS || whole->count > MOST_WORDS ||
	    (rest && rest->count > MOST_WORDS))
		return false;
	for (size_t i = 0; i < piece->count; i++) {
		uint64_t spelt = tw_word_spelt(&piece->at[i]);
		bool there, alone;

		if (tw_word_joins(piece, i))
			continue;
		there = tw_words_have(whole, spelt);
		alone = !tw_words_have(rest, spelt);
		words++;
		within += there;
		own += alone;
		found += there && alone;
	}
	return words >= LEAST && 4 * within >= 3 * words && found &&
		2 * found >= own;
}

/* The whole has half of the words that the rest of it has. */
static bool keeps(const struct tw_tokens *whole, const struct tw_tokens *rest)
{
	size_t words = 0, within = 0;

	for (size_t i = 0; rest && i < rest->count; i++) {
		if (tw_word_joins(rest, i))
			continue;
		words++;
		within += tw_words_have(whole, tw_word_spelt(&rest->at[i]));
	}
	return 2 * within >= words;
}

/* ---- which whole a piece may be of ---- */

static bool post(struct parting *p, size_t unit, uint64_t spelt)
{
	struct posting *posting = (void *)tw_set_get(&p->postings, spelt,
		NULL, NULL);
	bool failed = false;

	if (!posting) {
		posting = tw_arena_take(p->scratch, sizeof(*posting));
		if (!posting)
			return false;
		posting->spelt = spelt;
		tw_set_add(&p->postings, p->scratch, spelt, posting, NULL,
			&failed);
	}
	if (posting->count && posting->count <= MOST_POSTED &&
	    posting->units[posting->count - 1] == unit)
		return true;
	if (posting->count < MOST_POSTED)
		posting->units[posting->count] = unit;
	posting->count += posting->count <= MOST_POSTED;
	return !failed;
}

static bool post_whole(struct parting *p, size_t unit)
{
	bool failed = false;
	const struct tw_tokens *words = words_of(p, unit, p->whole, &failed);

	for (size_t i = 0; words && i < words->count && !failed; i++)
		if (!tw_word_joins(words, i))
			failed = !post(p, unit, tw_word_spelt(&words->at[i]));
	return !failed;
}

/* Of those that nobody else worked on none matters but for a piece. */
static bool post_wholes(struct parting *p, const struct units *pieces,
	const struct units *others)
{
	const struct units *lists[] = { &p->reworded, others };
	bool at_stake = false;

	for (size_t i = 0; p->way == TW_PUT_TOGETHER && !at_stake &&
	     i < pieces->count; i++)
		at_stake = worked_on(p, &p->plan->units[pieces->at[i]]);
	for (int l = 0; l < 2; l++)
		for (size_t i = 0; i < lists[l]->count; i++) {
			size_t u = lists[l]->at[i];
			const struct tw_strand *unit = &p->plan->units[u];

			if ((at_stake || worked_on(p, unit)) &&
			    !is_placeholder(p, u, p->whole) &&
			    is_longer(p, unit) && !post_whole(p, u))
				return false;
		}
	return true;
}

static void meet(struct parting *p, size_t piece, uint64_t spelt)
{
	const struct posting *posting = p->postings.count ?
		tw_set_get(&p->postings, spelt, NULL, NULL) : NULL;

	if (!posting || posting->count > MOST_POSTED)
		return;
	for (size_t i = 0; i < posting->count; i++) {
		size_t unit = posting->units[i];

		if (unit == piece)
			continue;
		if (!p->met[unit]++)
			p->list.at[p->list.count++] = unit;
	}
}

/* The unit that has most words of a piece, or TW_NONE. */
static size_t likeliest(struct parting *p, size_t piece,
	const struct tw_tokens *words)
{
	size_t best = TW_NONE;

	p->list.count = 0;
	for (size_t i = 0; i < words->count && i < MOST_WORDS; i++)
		if (!tw_word_joins(words, i))
			meet(p, piece, tw_word_spelt(&words->at[i]));
	for (size_t i = 0; i < p->list.count; i++) {
		size_t unit = p->list.at[i];

		if (best == TW_NONE || p->met[unit] > p->met[best] ||
		    (p->met[unit] == p->met[best] && unit < best))
			best = unit;
	}
	for (size_t i = 0; i < p->list.count; i++)
		p->met[p->list.at[i]] = 0;
	return best;
}

/* ---- what belongs together ---- */

static size_t slot_of(const struct tw_merging *plan,
	const struct tw_strand *unit, int side)
{
	const struct tw_part_item *item = tw_strand_item(plan, unit, side);

	return item ? plan->slot_of[side][item->section] : TW_NONE;
}

/* Both sides have all of it in one section. */
static bool stand_together(const struct tw_merging *plan,
	const struct tw_strand *a, const struct tw_strand *b)
{
	size_t slot = TW_NONE;

	for (int s = TW_OURS; s < TW_MERGED; s++)
		for (int i = 0; i < 2; i++) {
			size_t at = slot_of(plan, i ? b : a, s);

			if (at != TW_NONE && slot != TW_NONE && at != slot)
				return false;
			slot = at == TW_NONE ? slot : at;
		}
	return true;
}

/* What seems to be so of a piece, until all is seen. */
static void note(struct parting *p, size_t head, size_t piece, int how)
{
	struct seeming *seeming = &p->seems[p->side][piece];

	if (seeming->how)
		return;
	*seeming = (struct seeming){ head, how };
	p->noted = true;
}

/*
 * Where they stand apart, and the whole may be in question, what was put into
 * it is so, too, where it stood.
 */
static void ask_apart(const struct parting *p, struct tw_strand *piece,
	const struct seeming *seeming, int side)
{
	int other = TW_OURS + TW_THEIRS - side;
	const struct tw_strand *head = &p->plan->units[seeming->head];

	if (seeming->how == TW_PUT_APART || (seeming->how != TW_PUT_TWICE &&
	    piece->at[other] == TW_NONE) || !(piece->whole || head->whole ||
	    (head->at[other] != TW_NONE &&
	    tw_strand_touched(p->plan, head, other))))
		return;
	piece->parter = side;
	piece->parting = seeming->how;
	if (!piece->whole)
		tw_strand_whole(p->plan, piece);
}

static void link(struct tw_merging *plan, size_t piece,
	const struct seeming *seeming, int side)
{
	struct tw_strand *unit = &plan->units[piece];
	struct tw_strand *head = &plan->units[seeming->head];

	unit->parter = side;
	unit->parting = seeming->how;
	unit->head = seeming->head;
	unit->next = head->next;
	head->next = piece;
}

static bool make_met(struct parting *p)
{
	size_t most = p->plan->unit_count + 1;

	if (!p->met) {
		p->met = tw_arena_take(p->scratch, most * sizeof(*p->met));
		p->list.at = tw_arena_take_raw(p->scratch,
			most * sizeof(*p->list.at));
	}
	return p->met && p->list.at;
}

static enum tw_status find_pieces(struct parting *p, const struct units *pieces,
	const struct units *others, struct tw_error *err)
{
	bool failed = false;

	p->postings = (struct tw_set){ NULL, 0, 0 };
	if (!pieces->count)
		return TW_OK;
	if (!post_wholes(p, pieces, others) ||
	    (p->postings.count && !make_met(p)))
		return tw_fail_memory(err);
	for (size_t i = 0; p->postings.count && i < pieces->count && !failed;
	     i++) {
		size_t piece = pieces->at[i], head;
		const struct tw_tokens *words, *whole, *rest;

		words = words_of(p, piece, p->piece, &failed);
		head = words ? likeliest(p, piece, words) : TW_NONE;
		if (head == TW_NONE)
			continue;
		whole = words_of(p, head, p->whole, &failed);
		rest = words_of(p, head, p->piece, &failed);
		if (!failed && may_hold(p, head, piece) &&
		    is_within(words, whole, rest))
			note(p, head, piece, keeps(whole, rest) ? p->way :
				TW_PUT_OTHERWISE);
	}
	return failed ? tw_fail_memory(err) : TW_OK;
}

/* ---- what a side has twice ---- */

static bool text_same(const void *a, const void *b)
{
	const struct tw_part_item *x = a, *y = b;

	return x->kind == y->kind && tw_view_equal(x->text, y->text);
}

static bool gather(struct tw_set *set, const struct parting *p)
{
	const struct tw_side_parts *base = &p->plan->side[TW_BASE];
	bool failed = false;

	for (size_t i = 0; i < base->item_count && !failed; i++)
		tw_set_add(set, p->scratch, base->items[i].hash,
			&base->items[i], text_same, &failed);
	return !failed;
}

/* A new item has the text of one that the side left as it was. */
static enum tw_status find_pasted(struct parting *p, struct tw_error *err)
{
	const struct tw_side_parts *base = &p->plan->side[TW_BASE];
	struct tw_set set = { NULL, 0, 0 };

	for (size_t i = 0; i < p->fresh.count; i++) {
		size_t piece = p->fresh.at[i], head;
		const struct tw_part_item *same, *item = tw_strand_item(p->plan,
			&p->plan->units[piece], p->side);

		if (!set.count && !gather(&set, p))
			return tw_fail_memory(err);
		same = set.count ? tw_set_get(&set, item->hash, item,
			text_same) : NULL;
		if (!same)
			continue;
		head = p->plan->unit_of[TW_BASE][same - base->items];
		if (p->plan->units[head].at[p->side] != TW_NONE &&
		    same->hash == tw_strand_item(
		    p->plan, &p->plan->units[head], p->side)->hash)
			note(p, head, piece, p->way);
	}
	return TW_OK;
}

/* A figure of an item that the side has no longer there stands in a new one. */
static enum tw_status find_figures(struct parting *p, struct tw_error *err)
{
	for (size_t i = 0; i < p->fresh.count; i++) {
		size_t piece = p->fresh.at[i], at;
		const struct tw_part_item *item = tw_strand_item(p->plan,
			&p->plan->units[piece], p->side), *had;

		for (size_t d = 0; d < item->detail_count; d++) {
			const struct tw_detail *figure = item->details[d].node;

			if (!tw_detail_figure(figure))
				continue;
			if (!tw_measure_alone(&at, p->plan, TW_BASE, figure,
			    tw_part_targets(item)))
				return tw_fail_memory(err);
			if (at == TW_NONE)
				continue;
			at = p->plan->unit_of[TW_BASE][at];
			had = tw_strand_item(p->plan, &p->plan->units[at],
				p->side);
			if (!had || (tw_part_few(had) &&
			    !tw_part_line(had, figure)))
				note(p, at, piece, TW_PUT_APART);
		}
	}
	return TW_OK;
}

/* ---- what is asked about ---- */

/* The side that did not part it changed the piece, or took it out. */
static bool is_at_odds(const struct tw_merging *plan,
	const struct tw_strand *head, const struct tw_strand *piece)
{
	int other = TW_OURS + TW_THEIRS - piece->parter;
	const struct tw_strand *unit = piece->parting == TW_PUT_TWICE ? head :
		piece;
	const struct tw_part_item *a = tw_strand_item(plan, head, TW_OURS);
	const struct tw_part_item *b = tw_strand_item(plan, head, TW_THEIRS);

	if (piece->parting == TW_PUT_APART)
		return false;
	if (unit->at[other] != TW_NONE)
		return tw_strand_touched(plan, unit, other);
	return piece->parting == TW_PUT_TWICE || !a || !b ||
		!tw_part_item_same(a, b);
}

bool tw_parted_by_both(const struct tw_merging *plan,
	const struct tw_strand *head)
{
	bool has[TW_MERGED] = { false, false, false };

	for (size_t m = tw_strand_pieces(head); m != TW_NONE;
	     m = plan->units[m].next)
		for (int s = TW_OURS; s < TW_MERGED; s++)
			has[s] |= plan->units[m].parting == TW_PUT_APART &&
				plan->units[m].at[s] != TW_NONE;
	return has[TW_OURS] && has[TW_THEIRS];
}

/* Both made several items of one that is left, and one made more, or others. */
static bool is_made_unlike(const struct tw_merging *plan,
	const struct tw_strand *head)
{
	bool alone = false;

	if (head->at[TW_OURS] == TW_NONE && head->at[TW_THEIRS] == TW_NONE)
		return false;
	for (size_t m = tw_strand_pieces(head); m != TW_NONE && !alone;
	     m = plan->units[m].next)
		alone = plan->units[m].parting == TW_PUT_APART &&
			(plan->units[m].at[TW_OURS] == TW_NONE ||
			plan->units[m].at[TW_THEIRS] == TW_NONE);
	return alone && tw_parted_by_both(plan, head);
}

static void open_heads(struct tw_merging *plan)
{
	for (size_t u = 0; u < plan->unit_count; u++) {
		struct tw_strand *head = &plan->units[u];
		bool open = head->whole || is_made_unlike(plan, head);

		for (size_t m = tw_strand_pieces(head); m != TW_NONE && !open;
		     m = plan->units[m].next)
			open = is_at_odds(plan, head, &plan->units[m]);
		if (open && tw_strand_pieces(head) != TW_NONE)
			tw_strand_whole(plan, head);
	}
}

/*
 * Nothing is a piece of two things, nor a piece and a whole: what is which, the
 * sides do not say then.
 */
static bool is_plain(const struct parting *p, const bool *heads, size_t piece,
	int side)
{
	const struct seeming *seeming = &p->seems[side][piece];
	const struct seeming *other =
		&p->seems[TW_OURS + TW_THEIRS - side][piece];

	return seeming->how && !heads[piece] &&
		(!other->how || other->head == seeming->head) &&
		!p->seems[TW_OURS][seeming->head].how &&
		!p->seems[TW_THEIRS][seeming->head].how;
}

/* Twice: what stands apart is asked about if its whole is. */
static enum tw_status settle(struct parting *p, struct tw_error *err)
{
	struct tw_merging *plan = p->plan;
	bool *heads = tw_arena_take(p->scratch, plan->unit_count + 1);

	if (!heads)
		return tw_fail_memory(err);
	for (size_t u = 0; u < plan->unit_count; u++)
		for (int s = TW_OURS; s < TW_MERGED; s++)
			if (p->seems[s][u].how)
				heads[p->seems[s][u].head] = true;
	for (int apart = 0; apart < 2; apart++) {
		for (size_t u = 0; u < plan->unit_count; u++)
			for (int s = TW_OURS; s < TW_MERGED; s++) {
				const struct seeming *seeming =
					&p->seems[s][u];

				bool together = seeming->how &&
					is_plain(p, heads, u, s) &&
					stand_together(plan, &plan->units[
					seeming->head], &plan->units[u]);

				if (!apart && together &&
				    plan->units[u].head == TW_NONE)
					link(plan, u, seeming, s);
				else if (apart && seeming->how && !together)
					ask_apart(p, &plan->units[u], seeming,
						s);
			}
		if (!apart)
			open_heads(plan);
	}
	return TW_OK;
}

static enum tw_status part_side(struct parting *p, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	p->other = TW_OURS + TW_THEIRS - p->side;
	sort_out(p);
	p->way = TW_PUT_TWICE;
	if (p->plan->repeats[p->side])
		status = find_pasted(p, err);
	p->way = TW_PUT_APART;
	p->piece = p->side;
	p->whole = TW_BASE;
	if (!status)
		status = find_figures(p, err);
	if (!status)
		status = find_pieces(p, &p->added, &p->gone, err);
	p->way = TW_PUT_TOGETHER;
	p->piece = TW_BASE;
	p->whole = p->side;
	return status ? status : find_pieces(p, &p->gone, &p->fresh, err);
}

static enum tw_status part(struct parting *p, struct tw_error *err)
{
	size_t most = p->plan->unit_count + 1;
	struct units *const lists[] = { &p->gone, &p->fresh, &p->added,
		&p->reworded };
	enum tw_status status = TW_OK;

	for (int i = 0; i < 4; i++) {
		lists[i]->at = tw_arena_take_raw(p->scratch,
			most * sizeof(size_t));
		if (!lists[i]->at)
			return tw_fail_memory(err);
	}
	for (int s = TW_OURS; s < TW_MERGED; s++) {
		p->seems[s] = tw_arena_take(p->scratch,
			most * sizeof(*p->seems[s]));
		if (!p->seems[s])
			return tw_fail_memory(err);
	}
	for (p->side = TW_OURS; p->side < TW_MERGED && !status; p->side++)
		status = part_side(p, err);
	return status || !p->noted ? status : settle(p, err);
}

enum tw_status tw_merging_part(struct tw_merging *plan, struct tw_error *err)
{
	struct parting p = { .plan = plan, .scratch = tw_arena_new() };
	enum tw_status status = p.scratch ? part(&p, err) :
		tw_fail_memory(err);

	tw_arena_free(p.scratch);
	return status;
}
