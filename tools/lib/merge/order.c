#include "merge/plan.h"

struct ordering {
	const struct tw_order *order;
	size_t *place[TW_MERGED]; /* of each thing on a side; TW_NONE */
	bool *kept[TW_MERGED];    /* the side left it among its fellows */
	size_t *next;             /* the list; [count] is before its first */
	bool *placed, *by_ours;
};

static size_t *places(const struct tw_order *order, int side,
	struct tw_arena *arena)
{
	size_t *place = tw_none_array(arena, order->count);

	for (size_t i = 0; place && i < order->length[side]; i++)
		place[order->seq[side][i]] = i;
	return place;
}

/*
 * Marks a longest run of things that stand in the base's order on a side:
 * the fewest others have moved. Patience, in n log n.
 */
static bool mark_kept(struct ordering *o, int side, struct tw_arena *arena)
{
	const struct tw_order *order = o->order;
	size_t count = order->length[side], length = 0;
	size_t *tail = tw_arena_take(arena, (count + 1) * sizeof(*tail));
	size_t *before = tw_none_array(arena, order->count);

	o->kept[side] = tw_arena_take(arena, order->count + 1);
	if (!tail || !before || !o->kept[side])
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t thing = order->seq[side][i], low = 0, high = length;
		size_t place = o->place[TW_BASE][thing];

		if (place == TW_NONE)
			continue;
		while (low < high) {
			size_t mid = (low + high) / 2;

			if (o->place[TW_BASE][tail[mid]] < place)
				low = mid + 1;
			else
				high = mid;
		}
		before[thing] = low ? tail[low - 1] : TW_NONE;
		tail[low] = thing;
		length += low == length;
	}
	for (size_t t = length ? tail[length - 1] : TW_NONE; t != TW_NONE;
	     t = before[t])
		o->kept[side][t] = true;
	return true;
}

static bool moved(const struct ordering *o, int side, size_t thing)
{
	return o->place[side][thing] != TW_NONE && !o->kept[side][thing];
}

static void insert(struct ordering *o, size_t *after, size_t thing)
{
	o->next[thing] = o->next[*after];
	o->next[*after] = thing;
	o->placed[thing] = true;
	*after = thing;
}

/* What stands in the base and was left there by whoever still has it. */
static void place_base(struct ordering *o)
{
	size_t after = o->order->count;

	for (size_t i = 0; i < o->order->length[TW_BASE]; i++) {
		size_t thing = o->order->seq[TW_BASE][i];

		if (!moved(o, TW_OURS, thing) && !moved(o, TW_THEIRS, thing))
			insert(o, &after, thing);
	}
}

static void place_ours(struct ordering *o)
{
	size_t after = o->order->count;

	for (size_t i = 0; i < o->order->length[TW_OURS]; i++) {
		size_t thing = o->order->seq[TW_OURS][i];

		if (o->placed[thing]) {
			after = thing;
		} else if (o->place[TW_BASE][thing] == TW_NONE ||
		           o->kept[TW_OURS][thing] == false ||
		           o->place[TW_THEIRS][thing] == TW_NONE) {
			insert(o, &after, thing);
			o->by_ours[thing] = true;
		}
	}
}

/* Behind the same neighbour what ours put there comes first. */
static void place_theirs(struct ordering *o)
{
	size_t after = o->order->count;

	for (size_t i = 0; i < o->order->length[TW_THEIRS]; i++) {
		size_t thing = o->order->seq[TW_THEIRS][i];
		size_t ours;

		if (o->placed[thing]) {
			after = thing;
			continue;
		}
		while ((ours = o->next[after]) != TW_NONE && o->by_ours[ours] &&
		       o->place[TW_THEIRS][ours] == TW_NONE)
			after = ours;
		insert(o, &after, thing);
	}
}

bool tw_order_merge(size_t *out, size_t *out_count,
	const struct tw_order *order, struct tw_arena *arena)
{
	struct ordering o = { .order = order };

	*out_count = 0;
	for (int s = 0; s < TW_MERGED; s++) {
		o.place[s] = places(order, s, arena);
		if (!o.place[s])
			return false;
	}
	o.next = tw_none_array(arena, order->count + 1);
	o.placed = tw_arena_take(arena, order->count + 1);
	o.by_ours = tw_arena_take(arena, order->count + 1);
	if (!o.next || !o.placed || !o.by_ours ||
	    !mark_kept(&o, TW_OURS, arena) || !mark_kept(&o, TW_THEIRS, arena))
		return false;
	place_base(&o);
	place_ours(&o);
	place_theirs(&o);
	for (size_t t = o.next[order->count]; t != TW_NONE; t = o.next[t])
		out[(*out_count)++] = t;
	return true;
}
