#include "match/likeness.h"

#include <stdlib.h>
#include <string.h>

/* Where the search for marks stands in a text. */
struct finder {
	struct tw_side *side;
	const struct tw_word *words;
	size_t count;
	size_t at;
	bool head;    /* in the first sentence */
	bool open;    /* numbers that come now belong to a label noun */
	bool taken;   /* and one has come */
	uint8_t key;  /* of that noun */
};

static void put(struct finder *finder, uint32_t key, uint32_t value)
{
	struct tw_side *side = finder->side;

	side->marks[side->mark_count++] = (struct tw_mark){ key, value,
		finder->head };
}

/* The neighbours within the sentence, NULL if there is none. */
static const struct tw_word *before(const struct finder *finder, size_t at)
{
	return !at || (finder->words[at].flags & TW_WORD_FIRST) ? NULL :
		&finder->words[at - 1];
}

static const struct tw_word *after(const struct finder *finder)
{
	size_t next = finder->at + 1;

	return next == finder->count ||
		(finder->words[next].flags & TW_WORD_FIRST) ? NULL :
		&finder->words[next];
}

static bool is(const struct tw_word *word, uint32_t flags)
{
	return word && (word->flags & flags);
}

/*
 * A month or season that stands before what it tells apart, as in "the
 * spring meeting", and is not just a date, as in "until the spring term".
 */
static bool tells_apart(const struct finder *finder)
{
	const struct tw_word *next = after(finder);
	const struct tw_word *word = before(finder, finder->at);

	if (!next || is(next, TW_WORD_NUMBER | TW_WORD_FUNCTION))
		return false;
	if (is(word, TW_WORD_NUMBER | TW_WORD_TIME))
		return false;
	return !is(word, TW_WORD_TIME_MORE) ||
		!is(before(finder, finder->at - 1), TW_WORD_TIME);
}

/* The number that a text begins with, 0 if it has none or more than two. */
static uint32_t day_of(const char *text, uint32_t length)
{
	uint32_t day = 0, i = 0;

	for (; i < length && text[i] >= '0' && text[i] <= '9'; i++)
		day = i < 2 ? day * 10 + (uint32_t)(text[i] - '0') : 0;
	return i > 2 ? 0 : day;
}

/* Puts down the day of a month, as in "8 March" and "March 8th". */
static void see_day(struct finder *finder, const struct tw_word *word,
	const struct tw_word *month)
{
	enum { MONTHS = 12, DAYS = 31 };
	uint32_t day = day_of(finder->side->words.norm.ptr + word->norm,
		word->length);

	if (day && day <= DAYS && month->month <= MONTHS)
		put(finder, TW_KEY_DATE, (uint32_t)(month->month * 32 + day));
}

/* True for a figure that belongs to a date. */
static bool dated(struct finder *finder, const struct tw_word *word)
{
	const char *text = finder->side->words.norm.ptr + word->norm;
	const struct tw_word *month = after(finder);

	if (!is(month, TW_WORD_MONTH))
		month = before(finder, finder->at);
	if (is(month, TW_WORD_MONTH)) {
		see_day(finder, word, month);
		return true;
	}
	return (word->flags & TW_WORD_FIGURES) && word->length >= 4 &&
		(!memcmp(text, "19", 2) || !memcmp(text, "20", 2)) &&
		text[2] >= '0' && text[2] <= '9' && text[3] >= '0' &&
		text[3] <= '9' && (word->length == 4 ||
		(text[4] != '.' && text[4] != ',' &&
		(text[4] < '0' || text[4] > '9')));
}

static void see_ordinal(struct finder *finder, const struct tw_word *word)
{
	const struct tw_word *next = after(finder);

	finder->open = false;
	if (dated(finder, word))
		return;
	if (is(next, TW_WORD_LABEL))
		put(finder, next->key, word->number);
	else if (!is(next, TW_WORD_UNCOUNTED))
		put(finder, TW_KEY_ORDINAL, word->number);
}

static void see_number(struct finder *finder, const struct tw_word *word)
{
	struct tw_ids *quantities = &finder->side->quantities;

	if (word->flags & TW_WORD_ORDINAL) {
		see_ordinal(finder, word);
		return;
	}
	if (dated(finder, word))
		return;
	if (!finder->open) {
		quantities->ids[quantities->count++] = word->number;
		return;
	}
	put(finder, finder->key, word->number);
	finder->taken = true;
}

/* Opens and closes the reach of a label noun. */
static void see_noun(struct finder *finder, const struct tw_word *word)
{
	if (finder->open && (word->flags & TW_WORD_LETTER) &&
	    is(before(finder, finder->at), TW_WORD_LABEL)) {
		put(finder, finder->key, word->stem);
		finder->open = false;
	} else if (word->flags & TW_WORD_LABEL) {
		finder->open = true;
		finder->taken = false;
		finder->key = word->key;
	} else if (!finder->taken || !(word->flags & TW_WORD_LINK)) {
		finder->open = false;
	}
}

static void see(struct finder *finder)
{
	const struct tw_word *word = &finder->words[finder->at];

	if (finder->at && (word->flags & TW_WORD_FIRST))
		finder->head = finder->open = false;
	if (word->flags & TW_WORD_CONTRAST)
		put(finder, word->key, word->stem);
	if (word->flags & TW_WORD_ALIAS)
		put(finder, word->key, word->number);
	if ((word->flags & TW_WORD_MONTH) && tells_apart(finder))
		put(finder, TW_KEY_TIME, word->month);
	if (word->flags & TW_WORD_NUMBER)
		see_number(finder, word);
	else
		see_noun(finder, word);
}

static int by_mark(const void *a, const void *b)
{
	const struct tw_mark *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return y->head - x->head;
}

/* Sorts the marks; of equal ones one stays, in the head if any was. */
static void sort_marks(struct tw_side *side)
{
	struct tw_mark *marks = side->marks;
	size_t kept = 0;

	if (side->mark_count < 2)
		return;
	qsort(marks, side->mark_count, sizeof(*marks), by_mark);
	for (size_t i = 0; i < side->mark_count; i++)
		if (!kept || marks[kept - 1].key != marks[i].key ||
		    marks[kept - 1].value != marks[i].value)
			marks[kept++] = marks[i];
	side->mark_count = kept;
}

enum tw_status tw_marks_find(struct tw_side *side,
	struct tw_likeness *likeness, struct tw_error *err)
{
	struct finder finder = { .side = side, .words = side->words.words,
		.count = side->words.count, .head = true };
	/* None of these gives more than one mark or quantity. */
	const uint32_t flags = TW_WORD_CONTRAST | TW_WORD_ALIAS |
		TW_WORD_MONTH | TW_WORD_NUMBER | TW_WORD_LETTER;
	size_t most = 0;

	if (side->words.flags & flags)
		for (size_t i = 0; i < finder.count; i++)
			most += is(&finder.words[i], flags);
	side->mark_count = side->quantities.count = 0;
	if (!most)
		return TW_OK;
	side->marks = tw_arena_take(likeness->arena,
		most * sizeof(*side->marks));
	side->quantities.ids = tw_arena_take(likeness->arena,
		most * sizeof(*side->quantities.ids));
	if (!side->marks || !side->quantities.ids)
		return tw_fail_memory(err);
	for (; finder.at < finder.count; finder.at++)
		see(&finder);
	sort_marks(side);
	tw_ids_sort(&side->quantities);
	return TW_OK;
}

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

/* Looks for contradictions of ordinals, and of any other marks. */
static void compare_marks(bool *ordinals, bool *labels, bool *dates,
	const struct tw_side *a, const struct tw_side *b)
{
	const struct tw_mark *x = a->marks, *y = b->marks;
	const struct tw_mark *x_end = x + a->mark_count;
	const struct tw_mark *y_end = y + b->mark_count;

	*ordinals = *labels = *dates = false;
	while (x < x_end && y < y_end) {
		struct group p = group_at(x, x_end), q = group_at(y, y_end);
		uint32_t key = x->key, other = y->key;

		if (key == other && p.head && q.head && !agree(p, q)) {
			*ordinals |= key == TW_KEY_ORDINAL;
			*dates |= key == TW_KEY_DATE;
			*labels |= key != TW_KEY_ORDINAL &&
				key != TW_KEY_DATE;
		}
		x = key <= other ? p.end : x;
		y = other <= key ? q.end : y;
	}
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
	const struct tw_side *b, const struct tw_usage *usage)
{
	bool ordinals, labels, dates;

	if (a->names.count && b->names.count) {
		uint64_t least = a->name_weight < b->name_weight ?
			a->name_weight : b->name_weight;
		uint64_t shared = names_shared(a, b, usage);

		score = (unsigned)(score * (2 * least + 3 * shared) /
			(5 * least));
	}
	if (a->mark_count && b->mark_count) {
		compare_marks(&ordinals, &labels, &dates, a, b);
		if (labels)
			score = score * 2 / 5;
		if (ordinals)
			score = score * 2 / 5;
		if (dates)
			score = score * 3 / 4;
	}
	if (a->quantities.count && b->quantities.count &&
	    disjoint(&a->quantities, &b->quantities))
		score = score * 9 / 10;
	return score;
}
