/*
 * One child of whom so much is said that neighbours know who it is: "A Year 6
 * girl at Blacko Primary who lost her mother". spec/diagnostics.md, one-child.
 */
#include "lint/private.h"
#include "lint/texts.h"

#include "base/utf8.h"
#include "text/phrases.h"

#include <string.h>

enum {
	BEFORE = 5, /* words that are looked at before the child */
	BEHIND = 30
};
#define READ ((1 << TW_SECTIONS) - 1)

/* "Year", or "Y6". */
static bool is_year(struct tw_view word)
{
	static const char *const words[] = { "year", "yr", NULL };

	return tw_fold_any(word, words) || (word.len > 1 && word.len < 4 &&
		(word.ptr[0] | 0x20) == 'y' && tw_digit(word.ptr[1]));
}

/*
 * What is read in no text without one of these: a lot, or a part of one. A "k"
 * may be the sign for kelvins.
 */
static const char *const lots[] = { "abuse", "abused", "arrested", "asylum",
	"bereaved", "cancer", "care", "custody", "died", "epilepsy",
	"fostered", "gypsy", "homeless", "imprisoned", "leu", "leukaemia",
	"loo", "looked", "lost", "murdered", "overdose", "pmld", "pregnant",
	"prison", "refugee", "roma", "stillborn", "suicidal", "suicide",
	"trafficked", "transgender", "traveller", NULL };

/* What befell or marks few, by a word; or by one and that before it. */
static bool is_lot(struct tw_view word, struct tw_view before)
{
	static const char *const alone[] = { "abuse", "abused", "arrested",
		"asylum", "bereaved", "cancer", "custody", "died", "epilepsy",
		"fostered", "gypsy", "homeless", "imprisoned", "leukaemia",
		"murdered", "overdose", "pmld", "pregnant", "prison",
		"refugee", "roma", "stillborn", "suicidal", "suicide",
		"trafficked", "transgender", "traveller", NULL };
	static const char *const whose[] = { "her", "his", "their", NULL };

	return tw_fold_any(word, alone) ||
		(tw_fold_equal(before, TW_VIEW("lost")) &&
		 tw_fold_any(word, whose)) ||
		(tw_fold_equal(before, TW_VIEW("in")) &&
		 tw_fold_equal(word, TW_VIEW("care"))) ||
		(tw_fold_equal(before, TW_VIEW("looked")) &&
		 tw_fold_equal(word, TW_VIEW("after")));
}

static bool is_place(struct tw_view word, struct tw_view before)
{
	static const char *const words[] = { "at", "from", "in", "near", "of",
		NULL };

	return word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' &&
		tw_fold_any(before, words);
}

/* True if a sentence ends between two words. */
static bool parted(struct tw_view before, struct tw_view word)
{
	for (const char *c = before.ptr + before.len; c < word.ptr; c++)
		if (strchr(".!?;", *c) && c + 1 < word.ptr && c[1] == ' ')
			return true;
	return false;
}

/* The words before a child, the last one first. */
struct lead {
	struct tw_view at[BEFORE];
	size_t count;
};

static void put(struct lead *lead, struct tw_view word)
{
	memmove(lead->at + 1, lead->at, (BEFORE - 1) * sizeof(*lead->at));
	lead->at[0] = word;
	lead->count += lead->count < BEFORE;
}

struct story {
	bool one, year, place, lot;
	struct tw_view first;
};

static void add(struct story *story, struct tw_view word,
	struct tw_view before)
{
	story->year |= is_year(word);
	story->place |= is_place(word, before);
	story->lot |= is_lot(word, before);
}

/* True of "1" in "Stage 1", and of what else only numbers something. */
static bool is_label(const struct lead *lead, size_t i)
{
	static const char *const words[] = { "level", "phase", "stage", "step",
		"tier", NULL };

	return ++i < lead->count && (is_year(lead->at[i]) ||
		tw_fold_any(lead->at[i], words));
}

/* What leads to a child: "the only pupil", "a Year 6 girl", "1 child". */
static void read_lead(struct story *story, const struct lead *lead)
{
	static const char *const sure[] = { "1", "one", "only", NULL };
	static const char *const other[] = { "a", "an", "the", NULL };

	for (size_t i = 0; i < lead->count; i++) {
		struct tw_view word = lead->at[i];
		bool alone = tw_fold_any(word, sure) && !is_label(lead, i);

		add(story, word, i + 1 < lead->count ? lead->at[i + 1] :
			TW_VIEW(""));
		if (!alone && !tw_fold_any(word, other))
			continue;
		story->first = word;
		story->one = alone || story->year;
		return;
	}
}

static void read_rest(struct story *story, struct tw_view text, size_t at,
	struct tw_view noun)
{
	struct tw_view before = noun, word;

	for (int i = 0; i < BEHIND && tw_word_next(&word, &at, text) &&
	     !parted(before, word); i++) {
		add(story, word, before);
		before = word;
	}
}

static void judge_child(struct tw_judge *judge, const struct tw_passage *text,
	const struct lead *lead, struct tw_view noun, size_t at)
{
	struct story story = { .one = false };

	read_lead(&story, lead);
	if (story.one)
		read_rest(&story, text->text, at, noun);
	if (story.one && story.lot && (story.year || story.place))
		tw_text_report(judge, text, NULL, TW_DIAG_ONE_CHILD,
			(size_t)(story.first.ptr - text->text.ptr), at,
			TW_VIEW(""));
}

/* ---- which texts are read at all ---- */

/*
 * Words in order, and by the first letter of each where those with it begin,
 * and which ones, as bits, come second and third.
 */
struct heads {
	const char *const *first[26];
	struct {
		uint32_t second, third;
	} then[26];
};

/* A letter as a bit; what is none may be the same as one. */
static inline uint32_t bit_of(char letter)
{
	return UINT32_C(1) << (letter & 31);
}

static struct heads heads_of(const char *const *words)
{
	struct heads heads = { .first = { NULL } };

	for (; *words; words++) {
		int first = (*words)[0] - 'a';

		if (!heads.first[first])
			heads.first[first] = words;
		heads.then[first].second |= bit_of((*words)[1]);
		heads.then[first].third |= bit_of((*words)[2]);
	}
	return heads;
}

static bool begins_with(struct tw_view text, const char *word)
{
	size_t len = 0;

	while (word[len] && len < text.len &&
	       (text.ptr[len] | 0x20) == word[len])
		len++;
	return !word[len] && (len == text.len || !tw_letter(text.ptr[len]));
}

/* True if a text, which begins with a letter, begins with one of the words. */
static inline bool begins_with_any(struct tw_view text,
	const struct heads *heads)
{
	int first = (text.ptr[0] | 0x20) - 'a';
	const char *const *word;

	if (text.len < 3 ||
	    !(heads->then[first].second & bit_of(text.ptr[1])) ||
	    !(heads->then[first].third & bit_of(text.ptr[2])))
		return false;
	for (word = heads->first[first]; *word && **word == first + 'a'; word++)
		if (begins_with(text, *word))
			return true;
	return false;
}

/* True if one of the words stands in a text; of letters of ASCII. */
static bool has_any(struct tw_view text, const struct heads *heads)
{
	const char *end = text.ptr + text.len;
	uint64_t before = 0;

	for (const char *at = text.ptr; at < end; at += 8) {
		uint64_t letters = tw_eight_letters(end - at >= 8 ?
			tw_eight(at) : tw_eight_last(at, end));
		uint64_t starts = letters & ~(letters << 8 | before);

		for (; starts; starts &= starts - 1) {
			const char *word = at + __builtin_ctzll(starts) / 8;

			if (begins_with_any((struct tw_view){ word,
			    (size_t)(end - word) }, heads))
				return true;
		}
		before = letters >> 56;
	}
	return false;
}

/* Words of one child. */
static const char *const nouns[] = { "boy", "child", "girl", "learner",
	"person", "pupil", "student", "teenager", NULL };

struct reading {
	struct heads nouns, lots;
};

static void judge_text(struct tw_judge *judge, const struct tw_passage *text,
	void *context)
{
	const struct reading *reading = context;
	struct lead lead = { .count = 0 };
	struct tw_view word;
	size_t at = 0;

	if (!has_any(text->text, &reading->lots) ||
	    !has_any(text->text, &reading->nouns))
		return;
	while (!judge->status && tw_word_next(&word, &at, text->text)) {
		if (lead.count && parted(lead.at[0], word))
			lead.count = 0;
		if (tw_letter(word.ptr[0]) &&
		    begins_with_any(word, &reading->nouns))
			judge_child(judge, text, &lead, word, at);
		put(&lead, word);
	}
}

void tw_judge_story(struct tw_judge *judge)
{
	struct reading reading = { heads_of(nouns), heads_of(lots) };

	/* Most records tell of none, and so of no child's. */
	if (has_any(judge->record->source, &reading.lots))
		tw_judge_texts(judge, READ, judge_text, &reading);
}
