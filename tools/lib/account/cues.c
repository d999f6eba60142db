/*
 * What a report says in words. The cues of the format stand in cues.def,
 * those of a corpus in its house rules.
 */
#include "account/account.h"
#include "base/utf8.h"

#include <string.h>

struct cue {
	struct tw_view words;
	enum tw_says says;
};

#define CUE(words, says) { { words, sizeof(words) - 1 }, says },
static const struct cue cues[] = {
#include "account/cues.def"
};
#undef CUE

/* Words that tell of something past, as those that end in "ed" do. */
#define REPORT(word) { word, sizeof(word) - 1 },
static const struct tw_view reports[] = {
#include "account/reports.def"
};
#undef REPORT

/* Words of a plan that asks somebody. */
#define ASK(word) { word, sizeof(word) - 1 },
static const struct tw_view asks[] = {
#include "account/asks.def"
};
#undef ASK

enum {
	ASKS = sizeof(asks) / sizeof(*asks),
	CUES = sizeof(cues) / sizeof(*cues),
	REPORTS = sizeof(reports) / sizeof(*reports)
};

static int word_character(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c & 0x80;
}

static int lowered(char c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : (unsigned char)c;
}

/* True if the words stand at `at`, blanks and hyphens being alike. */
static bool stands_at(struct tw_view text, size_t at, struct tw_view words)
{
	for (size_t i = 0; i < words.len; i++, at++) {
		int c = at < text.len ? lowered(text.ptr[at]) : 0;
		int wanted = lowered(words.ptr[i]);

		if (c != wanted && !(wanted == ' ' && c == '-'))
			return false;
	}
	return at >= text.len || !word_character(lowered(text.ptr[at]));
}

/* What cues begin with: their first two characters, for hardly any others. */
static unsigned slot_of(int first, int second)
{
	return ((unsigned)first * 31 ^ (unsigned)(second == '-' ? ' ' :
		second)) % TW_CUE_SLOTS;
}

void tw_cues_begin(struct tw_cues *all, const struct tw_house *house)
{
	_Static_assert((int)CUES < (int)TW_CUES_MOST, "one byte each");

	*all = (struct tw_cues){ .house = house };
	for (int k = CUES; k > 0; k--) {
		const char *words = cues[k - 1].words.ptr;
		unsigned slot = slot_of(words[0], words[1]);

		all->next[k] = all->first[slot];
		all->first[slot] = (uint8_t)k;
	}
}

/* What the first cue of the format says that stands at `at`. */
static enum tw_says says_at(size_t *length, const struct tw_cues *all,
	struct tw_view text, size_t at)
{
	int second = at + 1 < text.len ? lowered(text.ptr[at + 1]) : 0;
	uint8_t k = all->first[slot_of(lowered(text.ptr[at]), second)];

	for (; k; k = all->next[k]) {
		if (!stands_at(text, at, cues[k - 1].words))
			continue;
		*length = cues[k - 1].words.len;
		return cues[k - 1].says;
	}
	return TW_SAYS_NOTHING;
}

/* The same of the cues of house rules. */
static enum tw_says house_says_at(size_t *length, struct tw_view text,
	size_t at, const struct tw_house *house)
{
	const struct tw_alias *cue = house ? house->cues.first : NULL;

	for (; cue; cue = cue->next) {
		struct tw_view rest = cue->also, words = cue->name;

		do {
			*length = words.len;
			if (words.len && stands_at(text, at, words))
				return cue->says;
		} while (tw_list_next(&words, &rest));
	}
	return TW_SAYS_NOTHING;
}

/* The word that ends before `at`; moves `at` to where it begins. */
static struct tw_view word_before(struct tw_view text, size_t *at)
{
	size_t end = *at;

	while (end && (text.ptr[end - 1] == ' ' || text.ptr[end - 1] == '-'))
		end--;
	*at = end;
	while (*at && word_character(lowered(text.ptr[*at - 1])))
		--*at;
	return (struct tw_view){ text.ptr + *at, end - *at };
}

static bool is(struct tw_view word, const char *other)
{
	return tw_fold_equal(word, tw_view_of(other));
}

/* "Not", "never" or "longer" stands before, a form of "be" between. */
static bool denied(struct tw_view text, size_t at)
{
	struct tw_view word = word_before(text, &at);

	if (is(word, "be") || is(word, "been") || is(word, "being"))
		word = word_before(text, &at);
	return is(word, "not") || is(word, "never") || is(word, "longer");
}

/* Where the word ends that begins at `at`; `at` itself if none does. */
static size_t behind_word(struct tw_view text, size_t at)
{
	while (at < text.len && word_character(lowered(text.ptr[at])))
		at++;
	return at;
}

/* What the first cue of a text says, and which; `planned` ones, or others. */
static enum tw_says find(struct tw_view *words, const struct tw_cues *all,
	struct tw_view text, bool planned)
{
	const struct tw_house *house = all->house && all->house->cues.first ?
		all->house : NULL;

	*words = (struct tw_view){ text.ptr, 0 };
	for (size_t i = 0; i < text.len; i = behind_word(text, i) + 1) {
		enum tw_says says = TW_SAYS_NOTHING;

		words->ptr = text.ptr + i;
		if (house)
			says = house_says_at(&words->len, text, i, house);
		if (!says)
			says = says_at(&words->len, all, text, i);
		if (says && (says == TW_SAYS_PLANNED) == planned &&
		    !denied(text, i))
			return says;
	}
	return TW_SAYS_NOTHING;
}

enum tw_state tw_cue_read(struct tw_view *words, const struct tw_cues *all,
	struct tw_view text)
{
	static const enum tw_state states[] = {
		[TW_SAYS_NOTHING] = TW_NO_STATE, [TW_SAYS_DONE] = TW_DONE,
		[TW_SAYS_ONGOING] = TW_ONGOING, [TW_SAYS_ON_HOLD] = TW_ON_HOLD,
		[TW_SAYS_DROPPED] = TW_DROPPED
	};
	enum tw_says says = find(words, all, text, false);

	if (!says)
		words->len = 0;
	return states[says];
}

/* A word that tells of something past. */
static bool reports_it(struct tw_view word)
{
	if (word.len > 2 && is((struct tw_view){ word.ptr + word.len - 2, 2 },
	    "ed"))
		return true;
	for (int i = 0; i < REPORTS; i++)
		if (tw_fold_equal(word, reports[i]))
			return true;
	return false;
}

/* What the word at `at` tells of did not come to be, or not yet. */
static bool open(struct tw_view text, size_t at, size_t end)
{
	static const struct tw_view after[] = { { " not", 4 }, { " never", 6 } };
	size_t before = at;

	for (int i = 0; i < 2; i++)
		if (stands_at(text, end, after[i]))
			return true;
	return denied(text, at) || is(word_before(text, &before), "be");
}

/* True if a word of the text does; `surely`: and it came to be. */
static bool reports_any(struct tw_view text, bool surely)
{
	size_t at = text.len;

	while (at) {
		struct tw_view word = word_before(text, &at);

		if (reports_it(word) && !(surely && open(text, at,
		    at + word.len)))
			return true;
		at -= at && !word.len;
	}
	return false;
}

bool tw_cue_reports(struct tw_view text)
{
	return reports_any(text, true);
}

bool tw_cue_announces(const struct tw_cues *all, struct tw_view text)
{
	struct tw_view words;

	if (tw_cue_read(&words, all, text) || !find(&words, all, text, true))
		return false;
	text.len = (size_t)(words.ptr - text.ptr);
	return !reports_any(text, false);
}

/* True if a word of the text begins so, letter case aside. */
static bool has_word(struct tw_view text, struct tw_view begin, bool whole)
{
	size_t at = text.len;

	while (at) {
		struct tw_view word = word_before(text, &at);

		if (word.len >= begin.len && (!whole || word.len == begin.len) &&
		    tw_fold_equal((struct tw_view){ word.ptr, begin.len },
		    begin))
			return true;
		at -= at && !word.len;
	}
	return false;
}

bool tw_cue_answers(struct tw_view plan, struct tw_view text)
{
	for (int i = 0; i < ASKS; i++)
		if (has_word(plan, asks[i], true))
			return !has_word(text, asks[i], false);
	return false;
}
