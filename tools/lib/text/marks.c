#include "text/known.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* Where the search for marks stands in a text. */
struct finder {
	struct tw_text *text;
	const struct tw_word *words;
	size_t count;
	size_t at;
	bool head;    /* in the first sentence */
	bool open;    /* numbers that come now belong to a label noun */
	bool taken;   /* and one has come */
	bool counted; /* it is one whose numbers are counted */
	uint8_t key;  /* of that noun */
};

/* The letter that a name goes on with: no stem has such a number. */
#define LETTER_OF_NAME (UINT32_C(1) << 31)

static void put(struct finder *finder, uint32_t key, uint32_t value)
{
	struct tw_text *text = finder->text;

	text->marks[text->mark_count++] = (struct tw_mark){ key, value,
		finder->head, false };
}

/* The number of a label noun. */
static void put_label(struct finder *finder, uint32_t key, uint32_t value,
	bool counted)
{
	put(finder, key, value);
	finder->text->marks[finder->text->mark_count - 1].counted = counted;
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
	uint32_t day = day_of(finder->text->words.norm.ptr + word->norm,
		word->length);

	if (day && day <= DAYS && month->month <= MONTHS)
		put(finder, TW_KEY_DATE, (uint32_t)(month->month * 32 + day));
}

/* True for a figure that belongs to a date. */
static bool dated(struct finder *finder, const struct tw_word *word)
{
	const char *text = finder->text->words.norm.ptr + word->norm;
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
		put_label(finder, next->key, word->number,
			is(next, TW_WORD_COUNTED));
	else if (!is(next, TW_WORD_UNCOUNTED))
		put(finder, TW_KEY_ORDINAL, word->number);
}

static void see_number(struct finder *finder, const struct tw_word *word)
{
	struct tw_ids *quantities = &finder->text->quantities;

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
	put_label(finder, finder->key, word->number, finder->counted);
	finder->taken = true;
}

/*
 * Puts down of which kind a name is, as in "Holt Lane Primary": the words
 * before it that are no names go for nothing.
 */
static void see_kind(struct finder *finder, const struct tw_word *word)
{
	const struct tw_word *name = word;

	do
		name = before(finder, (size_t)(name - finder->words));
	while (is(name, TW_WORD_CAPITAL) &&
	       is(name, TW_WORD_COMMON | TW_WORD_KIND));
	if (is(word, TW_WORD_CAPITAL) && is(name, TW_WORD_CAPITAL) &&
	    !is(name, TW_WORD_FUNCTION))
		put(finder, TW_KEY_NAMED + name->stem, word->stem);
}

/* A word that may be one of a name of several, within a sentence. */
static bool names(const struct tw_word *word)
{
	return is(word, TW_WORD_NAME) && !is(word, TW_WORD_FIRST |
		TW_WORD_KIND);
}

/*
 * Puts down how a name goes on, "Claire Fox" and not "Claire Walsh": by its
 * first letter, since what is cut short, as Street is to St, is no other name.
 */
static void see_name(struct finder *finder, const struct tw_word *word)
{
	const struct tw_word *name = before(finder, finder->at);

	if (names(word) && names(name))
		put(finder, TW_KEY_NAMED + name->stem, LETTER_OF_NAME |
			(unsigned char)finder->text->words.norm.ptr[
			word->norm]);
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
		finder->counted = word->flags & TW_WORD_COUNTED;
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
	if (word->flags & TW_WORD_KIND)
		see_kind(finder, word);
	else
		see_name(finder, word);
	if (word->flags & TW_WORD_ALIAS)
		put(finder, word->key, word->number);
	if ((word->flags & TW_WORD_MONTH) && tells_apart(finder))
		put(finder, TW_KEY_TIME, word->month);
	if (word->flags & TW_WORD_NUMBER)
		see_number(finder, word);
	else
		see_noun(finder, word);
}

/*
 * True if something is to be seen in a word, as in few: a label noun that is
 * not open stays so.
 */
static bool tells(const struct finder *finder, const struct tw_word *word)
{
	return finder->open || (word->flags & (TW_WORD_FIRST | TW_WORD_NAME |
		TW_WORD_CONTRAST | TW_WORD_KIND | TW_WORD_ALIAS |
		TW_WORD_MONTH | TW_WORD_NUMBER | TW_WORD_LABEL));
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
static void sort_marks(struct tw_text *text)
{
	struct tw_mark *marks = text->marks;
	size_t kept = 0;

	if (text->mark_count < 2)
		return;
	qsort(marks, text->mark_count, sizeof(*marks), by_mark);
	for (size_t i = 0; i < text->mark_count; i++)
		if (!kept || marks[kept - 1].key != marks[i].key ||
		    marks[kept - 1].value != marks[i].value)
			marks[kept++] = marks[i];
	text->mark_count = kept;
}

bool tw_marks_find(struct tw_text *text, struct tw_arena *arena)
{
	struct finder finder = { .text = text, .words = text->words.words,
		.count = text->words.count, .head = true };
	/* None of these gives more than one mark or quantity, but names. */
	const uint32_t flags = TW_WORD_CONTRAST | TW_WORD_ALIAS |
		TW_WORD_MONTH | TW_WORD_NUMBER | TW_WORD_LETTER |
		TW_WORD_KIND | TW_WORD_NAME;
	size_t most = 0;

	if (text->words.flags & flags)
		for (size_t i = 0; i < finder.count; i++)
			most += is(&finder.words[i], flags) +
				is(&finder.words[i], TW_WORD_KIND |
				TW_WORD_NAME);
	text->mark_count = text->quantities.count = 0;
	if (!most)
		return true;
	text->marks = tw_arena_take(arena, most * sizeof(*text->marks));
	text->quantities.ids = tw_arena_take(arena,
		most * sizeof(*text->quantities.ids));
	if (!text->marks || !text->quantities.ids)
		return false;
	for (; finder.at < finder.count; finder.at++)
		if (tells(&finder, &finder.words[finder.at]))
			see(&finder);
	sort_marks(text);
	tw_ids_sort(&text->quantities);
	return true;
}
