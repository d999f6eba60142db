/*
 * Whether a report names what a plan is to make or to hold: "a focus group" of
 * "Hold a focus group with young carers". spec/format.md, chapter 19, "Deeds".
 */
#include "match/likeness.h"

#include <assert.h>

/* So many words behind the first one are looked at. */
enum { OBJECT_MOST = 5 };

static bool is_passed_over(const struct tw_words *words,
	const struct tw_word *word)
{
	static const struct tw_view over[] = {
		{ "a", 1 }, { "all", 3 }, { "an", 2 }, { "both", 4 },
		{ "each", 4 }, { "every", 5 }, { "our", 3 }, { "out", 3 },
		{ "some", 4 }, { "the", 3 }, { "their", 5 }, { "up", 2 }
	};

	for (size_t i = 0; i < sizeof(over) / sizeof(*over); i++)
		if (tw_view_equal(over[i], (struct tw_view){
		    words->norm.ptr + word->norm, word->length }))
			return true;
	return false;
}

/* True if a side has a word, or one of its kin. */
static bool has_word(struct tw_likeness *likeness, const struct tw_side *side,
	const struct tw_word *word)
{
	struct tw_stems *stems = &likeness->lexicon->stems;
	uint8_t kin = tw_stem_kin(stems, word->stem);

	for (size_t i = 0; i < side->stems.count; i++) {
		uint32_t stem = likeness->usage[side->stems.ids[i]].stem;

		if (stem == word->stem ||
		    (kin && kin == tw_stem_kin(stems, stem)))
			return true;
	}
	return false;
}

bool tw_likeness_lacks_object(struct tw_likeness *likeness, size_t from,
	size_t to)
{
	const struct tw_side *b = &likeness->sides[likeness->side_of[
		likeness->from_count + to]];
	const struct tw_words *words = &likeness->sides[
		likeness->side_of[from]].text->words;
	size_t count = 0;

	assert(likeness->weighed);
	for (size_t i = 1; i < words->count && count < OBJECT_MOST; i++) {
		const struct tw_word *word = &words->words[i];

		if (!count && is_passed_over(words, word))
			continue;
		if (word->flags & (TW_WORD_FIRST | TW_WORD_FUNCTION))
			break;
		if (word->flags & (TW_WORD_ACRONYM | TW_WORD_ALIAS) ||
		    has_word(likeness, b, word))
			return false;
		count++;
	}
	return count;
}
