#include "key/key.h"

#include "match/match.h"

#include <stdlib.h>

/* ---- items and keys of an area ---- */

static bool same_view(const void *a, const void *b)
{
	return tw_view_equal(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

/* Notes that a key is used, in an update unless `filed` is NULL. */
static bool use_key(struct tw_keys *keys, struct tw_view key,
	const struct tw_filed *filed)
{
	struct tw_key_used *made, *known;
	bool failed = false;

	if (!key.len)
		return true;
	made = tw_arena_take(keys->arena, sizeof(*made));
	if (!made)
		return false;
	*made = (struct tw_key_used){ key, filed };
	known = (struct tw_key_used *)(uintptr_t)tw_set_add(&keys->used, keys->arena,
		tw_hash(key), made, same_view, &failed);
	if (known && filed && (!known->first ||
	    tw_term_compare(filed->term, known->first->term) < 0))
		known->first = filed;
	return !failed;
}

/* A section of a record in which a key stands, or is to stand. */
struct place {
	struct tw_view key;
	const struct tw_filed *filed;
	enum tw_section_kind section;
	const struct tw_item *item; /* that has it already */
	bool several;               /* and others have */
	const struct tw_key_item *given; /* that was given it last */
};

static bool same_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return x->filed == y->filed && x->section == y->section &&
		tw_view_equal(x->key, y->key);
}

static const struct place *find_place(const struct tw_keys *keys,
	const struct tw_key_item *item, struct tw_view key)
{
	struct place wanted = { .key = key, .filed = item->filed,
		.section = item->node->section };

	return tw_set_get(&keys->places, tw_hash(key), &wanted, same_place);
}

/* The place of a key, new or known. NULL without memory. */
static struct place *add_place(struct tw_keys *keys, struct tw_view key,
	const struct tw_filed *filed, enum tw_section_kind section)
{
	struct place *made = tw_arena_take(keys->arena, sizeof(*made)), *known;
	bool failed = false;

	if (!made)
		return NULL;
	*made = (struct place){ .key = key, .filed = filed,
		.section = section };
	known = (struct place *)(uintptr_t)tw_set_add(&keys->places, keys->arena,
		tw_hash(key), made, same_place, &failed);
	return failed ? NULL : known ? known : made;
}

static bool use_item(struct tw_keys *keys, const struct tw_filed *filed,
	enum tw_section_kind section, const struct tw_item *item)
{
	struct place *place;

	for (const struct tw_detail *d = item->details; d; d = d->next)
		if (d->sign == '>' && !use_key(keys, d->name, NULL))
			return false;
	if (!item->key.len)
		return true;
	place = add_place(keys, item->key, filed, section);
	if (!place)
		return false;
	place->several = place->item;
	place->item = item;
	return use_key(keys, item->key, filed);
}

/* All keys that stand in a record, those that details name as well. */
static bool use_record(struct tw_keys *keys, const struct tw_filed *filed)
{
	for (const struct tw_section *s = filed->record->sections; s;
	     s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			if (!use_item(keys, filed, s->kind, i))
				return false;
	return true;
}

/* Two items of one record are told apart by where they stand. */
static int compare_items(const void *a, const void *b)
{
	const struct tw_key_item *x = a, *y = b;

	if (x->filed != y->filed)
		return x->filed < y->filed ? -1 : 1;
	return (x->node->item->line > y->node->item->line) -
		(x->node->item->line < y->node->item->line);
}

static size_t find_item(const struct tw_keys *keys,
	const struct tw_filed *filed, const struct tw_node *node)
{
	struct tw_key_item wanted = { .filed = filed, .node = node };
	const struct tw_key_item *found = bsearch(&wanted, keys->items,
		keys->item_count, sizeof(wanted), compare_items);

	return (size_t)(found - keys->items);
}

size_t tw_keys_first(const struct tw_keys *keys, const struct tw_filed *filed)
{
	size_t low = 0, high = keys->item_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (keys->items[middle].filed < filed)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- pairs ---- */

/* What is offered for a plan comes best first; the last ones tell nothing. */
static size_t count_pairs(const struct tw_plan *plan)
{
	size_t count = 0;

	if (plan->trace_count)
		return plan->trace_count;
	while (count < plan->candidate_count &&
	       plan->candidates[count].score >= TW_REVIEW)
		count++;
	return count;
}

static size_t count_all(const struct tw_steps *steps)
{
	size_t count = 0;

	for (size_t i = 0; i < steps->count; i++) {
		const struct tw_comparison *c = steps->at[i].comparison;

		for (size_t k = 0; c && k < c->plan_count; k++)
			count += count_pairs(&c->plans[k]);
	}
	return count;
}

static void add_item(struct tw_keys *keys, const struct tw_filed *filed,
	const struct tw_node *node)
{
	keys->items[keys->item_count++] = (struct tw_key_item){
		.filed = filed, .node = node, .key = node->item->key };
}

static void add_items(struct tw_keys *keys, const struct tw_step *step,
	const struct tw_plan *plan)
{
	const struct tw_candidate *found = plan->trace_count ? plan->traces :
		plan->candidates;

	add_item(keys, step->from, plan->node);
	for (size_t i = 0; i < count_pairs(plan); i++)
		add_item(keys, step->to, found[i].node);
}

static void add_pairs(struct tw_keys *keys, const struct tw_step *step,
	const struct tw_plan *plan)
{
	bool counted = plan->trace_count;
	const struct tw_candidate *found = counted ? plan->traces :
		plan->candidates;
	size_t from = find_item(keys, step->from, plan->node);

	for (size_t i = 0; i < count_pairs(plan); i++)
		if (found[i].reason != TW_WHY_KEY)
			keys->pairs[keys->pair_count++] = (struct tw_key_pair){
				.step = step, .from = from,
				.to = find_item(keys, step->to, found[i].node),
				.score = found[i].score,
				.reason = found[i].reason,
				.counted = counted, .wanted = true };
}

static void for_plans(struct tw_keys *keys, void (*add)(struct tw_keys *,
	const struct tw_step *, const struct tw_plan *))
{
	for (size_t i = 0; i < keys->steps->count; i++) {
		const struct tw_step *step = &keys->steps->at[i];
		const struct tw_comparison *c = step->comparison;

		for (size_t k = 0; c && k < c->plan_count; k++)
			if (count_pairs(&c->plans[k]))
				add(keys, step, &c->plans[k]);
	}
}

static void sort_items(struct tw_keys *keys)
{
	size_t kept = 0;

	if (keys->item_count)
		qsort(keys->items, keys->item_count, sizeof(*keys->items),
			compare_items);
	for (size_t i = 0; i < keys->item_count; i++)
		if (!kept || compare_items(&keys->items[kept - 1],
		    &keys->items[i]))
			keys->items[kept++] = keys->items[i];
	keys->item_count = kept;
}

/* Hangs each pair on its items, in the order of pairs. */
static bool index_pairs(struct tw_keys *keys)
{
	size_t room = (keys->item_count + 1) * sizeof(*keys->by_from);

	keys->by_from = tw_arena_take(keys->arena, room);
	keys->by_to = tw_arena_take(keys->arena, room);
	keys->queue = tw_arena_take(keys->arena, room);
	keys->seen = tw_arena_take(keys->arena, keys->item_count + 1);
	if (!keys->by_from || !keys->by_to || !keys->queue || !keys->seen)
		return false;
	for (size_t i = 0; i < keys->item_count; i++)
		keys->by_from[i] = keys->by_to[i] = SIZE_MAX;
	for (size_t i = keys->pair_count; i-- > 0;) {
		struct tw_key_pair *pair = &keys->pairs[i];

		pair->next_from = keys->by_from[pair->from];
		pair->next_to = keys->by_to[pair->to];
		keys->by_from[pair->from] = keys->by_to[pair->to] = i;
	}
	return true;
}

enum tw_status tw_keys_find(struct tw_keys *keys, struct tw_steps *steps,
	const struct tw_filed *filed, size_t count, struct tw_arena *arena,
	struct tw_lexicon *lexicon, struct tw_error *err)
{
	struct tw_key_found *differing;
	size_t pairs = count_all(steps), count_differing;

	*keys = (struct tw_keys){ .arena = arena, .lexicon = lexicon,
		.steps = steps, .filed = filed, .filed_count = count };
	keys->stems = tw_arena_take(arena, sizeof(*keys->stems));
	if (!keys->stems)
		return tw_fail_memory(err);
	if (tw_key_find_differing(&differing, &count_differing, keys, err))
		return err->status;
	pairs += count_differing;
	keys->items = tw_arena_take(arena,
		(2 * pairs + 1) * sizeof(*keys->items));
	keys->pairs = tw_arena_take(arena,
		(pairs + 1) * sizeof(*keys->pairs));
	if (!keys->items || !keys->pairs)
		return tw_fail_memory(err);
	for (size_t i = 0; i < count; i++)
		if (!use_record(keys, &filed[i]))
			return tw_fail_memory(err);
	for_plans(keys, add_items);
	for (size_t i = 0; i < count_differing; i++) {
		add_item(keys, differing[i].step->from, differing[i].plan);
		add_item(keys, differing[i].step->to, differing[i].node);
	}
	sort_items(keys);
	for_plans(keys, add_pairs);
	for (size_t i = 0; i < count_differing; i++)
		keys->pairs[keys->pair_count++] = (struct tw_key_pair){
			.step = differing[i].step, .score = differing[i].score,
			.reason = TW_WHY_ALIKE, .wanted = true,
			.from = find_item(keys, differing[i].step->from,
				differing[i].plan),
			.to = find_item(keys, differing[i].step->to,
				differing[i].node) };
	return index_pairs(keys) ? TW_OK : tw_fail_memory(err);
}

/* ---- where keys stand ---- */

static bool stands_in(const struct tw_record *record, struct tw_view key)
{
	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			if (tw_view_equal(i->key, key))
				return true;
	return false;
}

const struct tw_filed *tw_keys_where(const struct tw_keys *keys,
	struct tw_view key)
{
	for (size_t i = 0; i < keys->item_count; i++)
		if (tw_view_equal(keys->items[i].key, key))
			return keys->items[i].filed;
	for (size_t i = 0; i < keys->filed_count; i++)
		if (stands_in(keys->filed[i].record, key))
			return &keys->filed[i];
	return NULL;
}

/*
 * True if another item of the same section has a key, or is given it; what was
 * given may have been taken back.
 */
static bool is_taken(const struct tw_keys *keys,
	const struct tw_key_item *item, struct tw_view key)
{
	const struct place *place = find_place(keys, item, key);

	if (!place)
		return false;
	if (place->several || (place->item && place->item !=
	    item->node->item))
		return true;
	return place->given && place->given != item &&
		tw_view_equal(place->given->key, key);
}

/*
 * True if a key of the later record is something else in an earlier one: to
 * give it to the plan would make the two one promise.
 */
static bool means_other(const struct tw_keys *keys,
	const struct tw_key_item *plan, struct tw_view key)
{
	const struct tw_key_used *used = tw_set_get(&keys->used, tw_hash(key),
		&key, same_view);

	return used && used->first && tw_term_compare(used->first->term,
		plan->filed->term) <= 0;
}

/* ---- what a pair would be called ---- */

static void queue_item(struct tw_keys *keys, const struct tw_key_pair *pair,
	size_t item, size_t *count)
{
	if (keys->seen[item] || pair->answer == TW_KEY_NO ||
	    !(pair->counted || pair->answer == TW_KEY_YES))
		return;
	keys->seen[item] = true;
	keys->queue[(*count)++] = item;
}

/* Queues the items that pairs lead to from one. */
static void queue_next(struct tw_keys *keys, size_t at, size_t *count)
{
	const struct tw_key_pair *pairs = keys->pairs;

	for (size_t i = keys->by_from[at]; i != SIZE_MAX;
	     i = pairs[i].next_from)
		queue_item(keys, &pairs[i], pairs[i].to, count);
	for (size_t i = keys->by_to[at]; i != SIZE_MAX; i = pairs[i].next_to)
		queue_item(keys, &pairs[i], pairs[i].from, count);
}

/*
 * The one key that stands along the pairs which lead on from an item, so that
 * a promise has the same one through all terms; empty if there is none, or
 * several.
 */
static struct tw_view key_along(struct tw_keys *keys, size_t from)
{
	struct tw_view found = { NULL, 0 };
	bool several = false;
	size_t count = 1;

	keys->seen[from] = true;
	keys->queue[0] = from;
	for (size_t i = 0; i < count; i++) {
		struct tw_view key = keys->items[keys->queue[i]].key;

		several |= key.len && found.len && !tw_view_equal(key, found);
		found = key.len ? key : found;
		queue_next(keys, keys->queue[i], &count);
	}
	while (count--)
		keys->seen[keys->queue[count]] = false;
	return several ? (struct tw_view){ NULL, 0 } : found;
}

static enum tw_status offer_new(struct tw_key_offer *offer,
	struct tw_keys *keys, const struct tw_key_pair *pair,
	struct tw_error *err)
{
	const struct tw_key_item *from = &keys->items[pair->from];
	const struct tw_key_item *to = &keys->items[pair->to];

	offer->key = key_along(keys, pair->from);
	if (offer->key.len && !is_taken(keys, from, offer->key) &&
	    !is_taken(keys, to, offer->key))
		return TW_OK;
	offer->proposed = true;
	return tw_key_propose(&offer->key, keys, from, err);
}

/* A line "> key" is understood in the update that follows the plan's. */
static enum tw_status offer_line(struct tw_key_offer *offer,
	struct tw_keys *keys, const struct tw_key_pair *pair,
	struct tw_error *err)
{
	const struct tw_key_item *from = &keys->items[pair->from];

	if (pair->step->succession != TW_SAME) {
		offer->means = TW_KEY_DIFFER;
		return TW_OK;
	}
	offer->means = TW_KEY_LINE;
	offer->key = from->key;
	offer->proposed = !from->key.len;
	return from->key.len ? TW_OK : tw_key_propose(&offer->key, keys, from,
		err);
}

enum tw_status tw_keys_offer(struct tw_key_offer *offer, struct tw_keys *keys,
	const struct tw_key_pair *pair, struct tw_error *err)
{
	const struct tw_key_item *from = &keys->items[pair->from];
	const struct tw_key_item *to = &keys->items[pair->to];

	*offer = (struct tw_key_offer){ .means = TW_KEY_WRITE };
	if (from->key.len && tw_view_equal(from->key, to->key)) {
		offer->means = TW_KEY_SAME;
	} else if (from->key.len && to->key.len) {
		if (to->given)
			return offer_line(offer, keys, pair, err);
		offer->means = TW_KEY_DIFFER;
	} else if (from->key.len) {
		if (is_taken(keys, to, from->key))
			return offer_line(offer, keys, pair, err);
		offer->key = from->key;
	} else if (to->key.len) {
		if (is_taken(keys, from, to->key))
			return offer_line(offer, keys, pair, err);
		offer->key = to->key;
		if (!to->given && means_other(keys, from, to->key))
			offer->means = TW_KEY_TAKEN;
	} else {
		return offer_new(offer, keys, pair, err);
	}
	return TW_OK;
}

/* ---- taking ---- */

/* Gives an item a key, unless it has one. False without memory. */
static bool give(struct tw_keys *keys, struct tw_key_item *item,
	struct tw_view key)
{
	struct place *place;

	if (item->key.len)
		return true;
	place = add_place(keys, key, item->filed, item->node->section);
	if (!place)
		return false;
	place->given = item;
	item->key = key;
	item->given = true;
	return true;
}

static bool add_line(struct tw_keys *keys, struct tw_key_item *item,
	struct tw_view key)
{
	struct tw_key_line **end = &item->lines;

	for (; *end; end = &(*end)->next)
		if (tw_view_equal((*end)->key, key))
			return true;
	for (const struct tw_detail *d = item->node->item->details; d;
	     d = d->next)
		if (d->sign == '>' && tw_view_equal(d->name, key))
			return true;
	*end = tw_arena_take(keys->arena, sizeof(**end));
	if (!*end)
		return false;
	(*end)->key = key;
	return true;
}

enum tw_status tw_keys_take(struct tw_keys *keys, struct tw_key_pair *pair,
	const struct tw_key_offer *offer, struct tw_error *err)
{
	struct tw_key_item *from = &keys->items[pair->from];
	struct tw_key_item *to = &keys->items[pair->to];
	struct tw_view key = tw_arena_copy(keys->arena, offer->key);

	if (!key.ptr || !use_key(keys, key, NULL) || !give(keys, from, key))
		return tw_fail_memory(err);
	if (!(offer->means == TW_KEY_WRITE ? give(keys, to, key) :
	      add_line(keys, to, key)))
		return tw_fail_memory(err);
	pair->answer = TW_KEY_YES;
	return TW_OK;
}
