#include "text/phrases.h"

#include "base/utf8.h"

/* Longer phrases are not sought, so that a text is read in its own time. */
enum { MOST_WORDS = 16 };

struct phrase {
	struct tw_view text; /* from its first word to its last */
	const void *thing;
};

static bool of_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' &&
		(c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

/* A blank that is no space of ASCII parts words as well. */
static bool word_goes_on(struct tw_view text, size_t at)
{
	return at < text.len && of_word(text.ptr[at]) &&
		(!(text.ptr[at] & 0x80) || !tw_blank_start(tw_after(text, at)));
}

bool tw_word_next(struct tw_view *word, size_t *at, struct tw_view text)
{
	size_t i = *at;

	while (i < text.len && !word_goes_on(text, i)) {
		size_t blank = tw_blank_start(tw_after(text, i));

		i += blank ? blank : 1;
	}
	if (i >= text.len) {
		*at = text.len;
		return false;
	}
	*word = (struct tw_view){ text.ptr + i, 0 };
	while (word_goes_on(text, i))
		i++;
	word->len = (size_t)(text.ptr + i - word->ptr);
	*at = i;
	return true;
}

static bool same_phrase(const void *a, const void *b)
{
	return tw_fold_equal(((const struct phrase *)a)->text,
		((const struct phrase *)b)->text);
}

bool tw_phrases_add(struct tw_phrases *phrases, struct tw_arena *arena,
	struct tw_view text, const void *thing)
{
	struct phrase *phrase = tw_arena_take(arena, sizeof(*phrase));
	struct tw_view word;
	size_t at = 0, words = 0;
	bool failed = false;

	if (!phrase)
		return false;
	phrase->thing = thing;
	for (; tw_word_next(&word, &at, text); words++) {
		if (!words)
			phrase->text.ptr = word.ptr;
		phrase->text.len = (size_t)(word.ptr + word.len -
			phrase->text.ptr);
	}
	if (!words || words > MOST_WORDS)
		return true;
	if (words > phrases->most)
		phrases->most = words;
	tw_set_add(&phrases->set, arena, tw_fold_hash(phrase->text), phrase,
		same_phrase, &failed);
	return !failed;
}

static const struct phrase *find(const struct tw_phrases *phrases,
	struct tw_view text)
{
	struct phrase wanted = { text, NULL };

	return tw_set_get(&phrases->set, tw_fold_hash(text), &wanted,
		same_phrase);
}

/* The longest phrase that begins where the word does. */
static const struct phrase *longest(struct tw_view *found, size_t *end,
	const struct tw_phrases *phrases, struct tw_view text,
	struct tw_view word, bool plural)
{
	const struct phrase *best = NULL, *phrase;
	struct tw_view last = word;

	for (size_t words = 1; words <= phrases->most; words++) {
		struct tw_view part = { word.ptr,
			(size_t)(last.ptr + last.len - word.ptr) };
		size_t at = (size_t)(last.ptr + last.len - text.ptr);

		phrase = find(phrases, part);
		if (!phrase && plural && last.len > 1 &&
		    last.ptr[last.len - 1] == 's') {
			part.len--;
			phrase = find(phrases, part);
		}
		if (phrase) {
			best = phrase;
			*found = part;
			*end = at;
		}
		if (!tw_word_next(&last, &at, text))
			break;
	}
	return best;
}

const void *tw_phrases_next(struct tw_view *found, size_t *at,
	const struct tw_phrases *phrases, struct tw_view text, bool plural)
{
	struct tw_view word;

	if (!phrases->most)
		return NULL;
	while (tw_word_next(&word, at, text)) {
		const struct phrase *phrase = longest(found, at, phrases,
			text, word, plural);

		if (phrase)
			return phrase->thing;
	}
	return NULL;
}
