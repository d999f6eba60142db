#include "privacy/beside.h"

#include <stdbool.h>

struct known {
	const char *word;
	unsigned is;
};

/* By their first letters. */
#define ROW(letter) [letter - 'a'] = (const struct known[])
static const struct known *const rows[26] = {
	ROW('a') { { "a", TW_FILLER }, { "an", TW_FILLER }, { "as", TW_FILLER },
		{ "age", TW_FILLER }, { "aged", TW_FILLER | TW_AGE },
		{ "after", TW_FILLER }, { "another", TW_FILLER },
		{ "aunt", TW_NOUN }, { "auntie", TW_NOUN }, { NULL, 0 } },
	ROW('b') { { "boy", TW_NOUN }, { "brother", TW_NOUN }, { NULL, 0 } },
	ROW('c') { { "called", TW_FILLER }, { "cla", TW_FILLER },
		{ "child", TW_NOUN }, { "children", TW_NOUN },
		{ "carer", TW_NOUN }, { NULL, 0 } },
	ROW('d') { { "daughter", TW_NOUN }, { "dad", TW_NOUN },
		{ "daddy", TW_NOUN }, { NULL, 0 } },
	ROW('f') { { "first", TW_FILLER }, { "former", TW_FILLER },
		{ "father", TW_NOUN }, { "family", TW_NOUN },
		{ "familie", TW_NOUN }, { NULL, 0 } },
	ROW('g') { { "girl", TW_NOUN }, { "guardian", TW_NOUN },
		{ "gran", TW_NOUN }, { "grandma", TW_NOUN },
		{ "grandad", TW_NOUN }, { "granddad", TW_NOUN },
		{ "grandmother", TW_NOUN }, { "grandfather", TW_NOUN },
		{ "grandparent", TW_NOUN }, { NULL, 0 } },
	ROW('i') { { "in", TW_FILLER }, { "is", TW_FILLER },
		{ "including", TW_FILLER }, { NULL, 0 } },
	ROW('k') { { "known", TW_FILLER }, { NULL, 0 } },
	ROW('l') { { "like", TW_FILLER }, { "lac", TW_FILLER },
		{ "looked", TW_FILLER }, { "learner", TW_NOUN }, { NULL, 0 } },
	ROW('m') { { "mr", TW_FILLER }, { "mrs", TW_FILLER },
		{ "ms", TW_FILLER }, { "miss", TW_FILLER }, { "mum", TW_NOUN },
		{ "mam", TW_NOUN }, { "mom", TW_NOUN }, { "mummy", TW_NOUN },
		{ "mother", TW_NOUN }, { NULL, 0 } },
	ROW('n') { { "name", TW_FILLER }, { "named", TW_FILLER },
		{ "namely", TW_FILLER }, { "new", TW_FILLER },
		{ "now", TW_FILLER }, { "nan", TW_NOUN }, { "nana", TW_NOUN },
		{ NULL, 0 } },
	ROW('o') { { "of", TW_FILLER }, { "old", TW_FILLER | TW_AGE },
		{ "our", TW_FILLER }, { NULL, 0 } },
	ROW('p') { { "pupil", TW_NOUN }, { "parent", TW_NOUN },
		{ "person", TW_NOUN }, { NULL, 0 } },
	ROW('s') { { "s", TW_FILLER }, { "such", TW_FILLER },
		{ "student", TW_NOUN }, { "son", TW_NOUN },
		{ "sister", TW_NOUN }, { "sibling", TW_NOUN },
		{ "stepmum", TW_NOUN }, { "stepdad", TW_NOUN }, { NULL, 0 } },
	ROW('t') { { "the", TW_FILLER }, { "to", TW_FILLER },
		{ "teenager", TW_NOUN }, { "toddler", TW_NOUN },
		{ "twin", TW_NOUN }, { NULL, 0 } },
	ROW('u') { { "uncle", TW_NOUN }, { NULL, 0 } },
	ROW('w') { { "whose", TW_FILLER }, { NULL, 0 } },
	ROW('y') { { "y", TW_FILLER }, { "year", TW_FILLER },
		{ "years", TW_FILLER }, { "young", TW_FILLER },
		{ "yr", TW_FILLER }, { "yrs", TW_FILLER },
		{ "youngster", TW_NOUN }, { NULL, 0 } },
};
#undef ROW

/* True if a word, whose first two letters are the other's, is the other one. */
static bool spells(const char *word, size_t len, const struct known *known)
{
	size_t i = 1;

	while (i < len && (word[i] | 32) == known->word[i])
		i++;
	if (known->word[i])
		return false;
	/* Of nouns there may be several. */
	return i == len || (i + 1 == len && known->is & TW_NOUN &&
		(word[i] | 32) == 's');
}

unsigned tw_beside(const char *word, size_t len)
{
	const struct known *known = rows[(word[0] | 32) - 'a'];
	char second = len > 1 ? word[1] | 32 : '\0';

	for (; known && known->word; known++)
		if (known->word[1] == second && spells(word, len, known))
			return known->is;
	return 0;
}
