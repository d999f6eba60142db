#include "match/likeness.h"

/* The marks of one key: where they begin and end. */
struct group {
	const struct tw_mark *first, *end;
	bool head;
};

static struct group group_at(const struct tw_mark *first,
	const struct tw_mark *end)
{
	struct group group = { first, first, false };

	while (group.end < end && group.end->key == first->key)
		group.head |= group.end++->head;
	return group;
}

/* True if a value of one's first sentence stands in the other. */
static bool agree(struct group a, struct group b)
{
	while (a.first < a.end && b.first < b.end) {
		uint32_t x = a.first->value, y = b.first->value;

		if (x == y && (a.first->head || b.first->head))
			return true;
		a.first += x <= y;
		b.first += y <= x;
	}
	return false;
}

/* What two texts contradict each other in. */
enum {
	NO_ORDINAL = 1 << 0,
	NO_DATE = 1 << 1,
	NO_LABEL = 1 << 2,
	NO_NUMBER = 1 << 3 /* a label that is a number */
};

static unsigned of_key(uint32_t key)
{
	if (key == TW_KEY_ORDINAL)
		return NO_ORDINAL;
	if (key == TW_KEY_DATE)
		return NO_DATE;
	return key >= TW_KEY_DISTRICT && key < TW_KEY_NAMED ?
		NO_LABEL | NO_NUMBER : NO_LABEL;
}

static unsigned compare_marks(const struct tw_text *a,
	const struct tw_text *b)
{
	const struct tw_mark *x = a->marks, *y = b->marks, *x_end, *y_end;
	unsigned found = 0;

	if (!a->mark_count || !b->mark_count)
		return 0;
	x_end = x + a->mark_count;
	y_end = y + b->mark_count;
	while (x < x_end && y < y_end) {
		struct group p = group_at(x, x_end), q = group_at(y, y_end);
		uint32_t key = x->key, other = y->key;

		if (key == other && p.head && q.head && !agree(p, q))
			found |= of_key(key);
		x = key <= other ? p.end : x;
		y = other <= key ? q.end : y;
	}
	return found;
}

bool tw_numbers_differ(const struct tw_text *a, const struct tw_text *b)
{
	return compare_marks(a, b) & NO_NUMBER;
}

bool tw_number_shared(const struct tw_text *a, const struct tw_text *b)
{
	size_t i = 0, k = 0;

	while (i < a->mark_count && k < b->mark_count) {
		const struct tw_mark *x = &a->marks[i], *y = &b->marks[k];
		bool less = x->key != y->key ? x->key < y->key :
			x->value < y->value;
		bool same = x->key == y->key && x->value == y->value;

		if (same && x->counted && x->head && y->head)
			return true;
		i += same || less;
		k += same || !less;
	}
	return false;
}

static uint64_t names_shared(const struct tw_side *a, const struct tw_side *b,
	const struct tw_usage *usage)
{
	uint64_t sum = 0;
	size_t i = 0, j = 0;

	while (i < a->names.count && j < b->names.count) {
		uint32_t x = a->names.ids[i], y = b->names.ids[j];

		sum += x == y ? usage[x].name_weight : 0;
		i += x <= y;
		j += y <= x;
	}
	return sum;
}

static bool disjoint(const struct tw_ids *a, const struct tw_ids *b)
{
	size_t i = 0, j = 0;

	while (i < a->count && j < b->count) {
		if (a->ids[i] == b->ids[j])
			return false;
		if (a->ids[i] < b->ids[j])
			i++;
		else
			j++;
	}
	return true;
}

unsigned tw_contradicted(unsigned score, const struct tw_side *a,
	const struct tw_side *b, const struct tw_usage *usage, unsigned left)
{
	const struct tw_text *x = a->text, *y = b->text;

	if (a->names.count && b->names.count) {
		uint64_t least = a->name_weight < b->name_weight ?
			a->name_weight : b->name_weight;
		uint64_t shared = names_shared(a, b, usage);

		score = (unsigned)(score * (left * least +
			(5 - left) * shared) / (5 * least));
	}
	if (x->mark_count && y->mark_count) {
		unsigned found = compare_marks(x, y);

		if (found & NO_LABEL)
			score = score * 2 / 5;
		if (found & NO_ORDINAL)
			score = score * 2 / 5;
		if (found & NO_DATE)
			score = score * 3 / 4;
	}
	if (x->quantities.count && y->quantities.count &&
	    disjoint(&x->quantities, &y->quantities))
		score = score * 9 / 10;
	return score;
}
