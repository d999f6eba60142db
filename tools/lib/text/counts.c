#include "text/counts.h"

#include <string.h>

enum { NUMBER_MOST = 9999, BETWEEN_MOST = 2 };

/* The value of a number without a fraction; 0 if it has one or is too large. */
static unsigned value_of(const struct tw_words *words,
	const struct tw_word *word)
{
	struct tw_view text = { words->norm.ptr + word->norm, word->length };
	const struct tw_special *row = word->flags & TW_WORD_FIGURES ? NULL :
		tw_special_word(text);
	unsigned value = 0;

	if (row && *row->stem)
		text = tw_view_of(row->stem);
	for (size_t i = 0; i < text.len && value <= NUMBER_MOST; i++) {
		if (text.ptr[i] == ',')
			continue;
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			break;
		value = value * 10 + (unsigned)(text.ptr[i] - '0');
	}
	if (!(word->flags & TW_WORD_ORDINAL) &&
	    memchr(text.ptr, '.', text.len))
		return 0;
	return value > NUMBER_MOST ? 0 : value;
}

/* The word at `at`, if it is of the sentence of the one before; else NULL. */
static const struct tw_word *next_at(const struct tw_words *words, size_t at)
{
	return at < words->count && !(words->words[at].flags & TW_WORD_FIRST) ?
		&words->words[at] : NULL;
}

static bool is(const struct tw_word *word, uint32_t flags)
{
	return word && (word->flags & flags);
}

/* The noun that the number at `at` counts, one word between allowed. */
static const struct tw_word *counted_at(const struct tw_words *words,
	size_t at)
{
	const struct tw_word *noun = next_at(words, at + 1);

	if (noun && !(noun->flags & (TW_WORD_LABEL | TW_WORD_NUMBER |
	    TW_WORD_FUNCTION)))
		noun = next_at(words, ++at + 1);
	return is(noun, TW_WORD_COUNTED) && !is(next_at(words, at + 2),
		TW_WORD_NUMBER) ? noun : NULL;
}

void tw_counts_see(struct tw_counts *counts, const struct tw_text *text)
{
	const struct tw_words *words = &text->words;

	if (!(words->flags & TW_WORD_NUMBER) ||
	    !(words->flags & TW_WORD_COUNTED))
		return;
	for (size_t i = 0; i < words->count; i++) {
		const struct tw_word *word = &words->words[i], *noun;
		unsigned value;

		if (!(word->flags & TW_WORD_NUMBER) || (word->flags &
		    TW_WORD_ORDINAL) || (i && is(&words->words[i - 1],
		    TW_WORD_LABEL)))
			continue;
		noun = counted_at(words, i);
		value = noun ? value_of(words, word) : 0;
		if (value > 1 && value > counts->most[noun->key]) {
			counts->most[noun->key] = (uint16_t)value;
			counts->any = true;
		}
	}
}

/*
 * Takes the noun at `at` if it has a number behind it, of several the highest,
 * or an ordinal before.
 */
static bool take(struct tw_delivery *delivery, const struct tw_words *words,
	size_t at)
{
	const struct tw_word *noun = &words->words[at], *word;

	if (!(noun->flags & TW_WORD_COUNTED))
		return false;
	*delivery = (struct tw_delivery){ noun->key, 0 };
	if (at && is(&words->words[at - 1], TW_WORD_ORDINAL))
		delivery->number = value_of(words, &words->words[at - 1]);
	while (is(word = next_at(words, ++at), TW_WORD_NUMBER | TW_WORD_LINK))
		if (is(word, TW_WORD_NUMBER) &&
		    value_of(words, word) > delivery->number)
			delivery->number = value_of(words, word);
	return delivery->number;
}

/* True for a word of delivering that leads: "Launch", "to launch". */
static bool leads(const struct tw_words *words, size_t at)
{
	static const struct tw_view before[] = {
		{ "to", 2 }, { "and", 3 }, { "will", 4 }
	};
	const struct tw_word *word;

	if (!(words->words[at].flags & TW_WORD_DELIVER))
		return false;
	if (!at)
		return true;
	word = &words->words[at - 1];
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++)
		if (tw_view_equal(before[i], (struct tw_view){
		    words->norm.ptr + word->norm, word->length }))
			return true;
	return false;
}

bool tw_delivery_find(struct tw_delivery *delivery, const struct tw_text *text)
{
	const struct tw_words *words = &text->words;

	if (!(words->flags & TW_WORD_DELIVER) ||
	    !(words->flags & TW_WORD_COUNTED))
		return false;
	for (size_t i = 0; i < words->count && (!i || next_at(words, i)); i++) {
		size_t last = i + 1 + BETWEEN_MOST;

		if (leads(words, i))
			for (size_t k = i + 1; k <= last && next_at(words, k);
			     k++)
				if (take(delivery, words, k))
					return true;
		/* "Cohort 3 to start" */
		if (i || !take(delivery, words, 0))
			continue;
		for (size_t k = 2; k <= 2 + BETWEEN_MOST && next_at(words, k);
		     k++)
			if (words->words[k].flags & TW_WORD_DELIVER)
				return true;
	}
	return false;
}
