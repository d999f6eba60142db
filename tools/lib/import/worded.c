#include "import/worded.h"

#include "base/utf8.h"
#include "import/compound.h"
#include "record/typed.h"

#include <string.h>

/* Longer than any heading is. */
enum { LONGEST = 80, MOST_WORDS = 14, LEAST_WORDS = 3 };

/* The words of a text, and what they betray. */
struct worded {
	struct tw_view words[MOST_WORDS];
	size_t count;
	unsigned signs; /* a bit for each */
	unsigned weak;  /* the same, of weak ones */
	bool next;      /* one of them is "next", or such a time */
	bool progress;  /* one is that: "Progress on planned actions" */
	bool strange;   /* a word is none of such headings */
};

static bool take_words(struct worded *w, struct tw_view text)
{
	*w = (struct worded){ .count = 0 };
	if (text.len > LONGEST)
		return false;
	while (w->count < MOST_WORDS &&
	       tw_heading_word(&w->words[w->count], &text))
		w->count++;
	return w->count && w->count < MOST_WORDS;
}

/* The sign of a word, or of it and the next, which tell more; NULL: none. */
static const struct tw_typed *sign_at(const struct worded *w, size_t i,
	size_t *taken)
{
	const struct tw_typed *row = NULL;
	struct tw_view both = w->words[i];

	*taken = 2;
	if (i + 1 < w->count) {
		both.len = (size_t)(w->words[i + 1].ptr - both.ptr) +
			w->words[i + 1].len;
		row = tw_typed_find(TW_TYPED_SIGN, both);
	}
	if (row)
		return row;
	*taken = 1;
	return tw_typed_find(TW_TYPED_SIGN, w->words[i]);
}

static bool may_stand_beside(struct tw_view word)
{
	return tw_typed_find(TW_TYPED_OPENS, word) ||
		tw_typed_find(TW_TYPED_FILLS, word) ||
		tw_typed_find(TW_TYPED_TIME, word);
}

static void find_signs(struct worded *w)
{
	static const char *const be[] = { "are", "were", NULL };
	size_t taken;

	for (size_t i = 0; i < w->count; i += taken) {
		const struct tw_typed *row = sign_at(w, i, &taken);
		const struct tw_typed *time = tw_typed_find(TW_TYPED_TIME,
			w->words[i]);

		w->progress |= tw_fold_equal(w->words[i], TW_VIEW("progress"));
		w->next |= time && time->value == TW_TIME_AHEAD;
		/* "How will the work last?" */
		if (i && i + 1 == w->count && tw_fold_equal(w->words[i],
		    TW_VIEW("last")))
			w->signs |= 1u << TW_SIGN_LASTS;
		/* "What we are after" */
		else if (i && i + 1 == w->count && tw_fold_equal(w->words[i],
		         TW_VIEW("after")) && tw_fold_any(w->words[i - 1], be))
			w->signs |= 1u << TW_SIGN_WANTED;
		else if (row && row->value & TW_SIGN_WEAK)
			w->weak |= 1u << (row->value & ~TW_SIGN_WEAK);
		else if (row)
			w->signs |= 1u << row->value;
		else
			w->strange |= !may_stand_beside(w->words[i]);
	}
}

/*
 * What the signs say together: how it will last is its exit, whatever else is
 * said of it; what will be different is wanted; what is wanted next is planned;
 * and progress on plans is activity.
 */
static enum tw_section_kind judge(const struct worded *w, unsigned signs)
{
	bool ahead = signs >> TW_SIGN_AHEAD & 1;

	if (signs >> TW_SIGN_LASTS & 1)
		return TW_EXIT;
	if (signs >> TW_SIGN_WANTED & 1)
		return w->next ? TW_PLANNED : TW_OUTCOMES;
	if (signs >> TW_SIGN_CHANGED & 1)
		return ahead ? w->next ? TW_SECTIONS : TW_OUTCOMES : TW_IMPACT;
	if (ahead && (w->next || !w->progress))
		return TW_PLANNED;
	return signs >> TW_SIGN_DONE & 1 ? TW_ACTIVITY : TW_SECTIONS;
}

/* True if a subtitle may stand behind a mark in a text. */
static bool has_subtitle(struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr("(:", text.ptr[i]) || (i + 2 < text.len &&
		    (!memcmp(text.ptr + i, "- ", 2) ||
		    !memcmp(text.ptr + i, "\xE2\x80\x93", 3) ||
		    !memcmp(text.ptr + i, "\xE2\x80\x94", 3))))
			return true;
	return false;
}

/* What counts is no heading; but one may be of half-term 2. */
static bool counts(struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (tw_digit(text.ptr[i]) && (text.ptr[i] < '1' ||
		    text.ptr[i] > '6' || (i + 1 < text.len &&
		    tw_digit(text.ptr[i + 1]))))
			return true;
	return false;
}

enum tw_section_kind tw_worded_heading(struct tw_view text)
{
	static const char *const others[] = {
		"who", "outcomes", "outcome", NULL
	};
	enum tw_section_kind kind;
	struct worded w;

	if (!text.len || text.ptr[0] < 'A' || text.ptr[0] > 'Z' ||
	    !take_words(&w, text) || w.count < LEAST_WORDS ||
	    !tw_typed_find(TW_TYPED_OPENS, w.words[0]) ||
	    has_subtitle(text) || counts(text))
		return TW_SECTIONS;
	find_signs(&w);
	if (w.strange)
		return TW_SECTIONS;
	/* "Who we worked with", "Outcomes we are seeing" are of no section. */
	kind = judge(&w, w.signs | w.weak);
	return kind == TW_ACTIVITY && tw_fold_any(w.words[0], others) ?
		TW_SECTIONS : kind;
}

enum tw_section_kind tw_worded_betrayed(struct tw_view text)
{
	struct worded w;

	if (!take_words(&w, text))
		return TW_SECTIONS;
	find_signs(&w);
	return judge(&w, w.signs);
}

enum tw_section_kind tw_worded_hinted(struct tw_view text)
{
	struct worded w;

	if (!take_words(&w, text))
		return TW_SECTIONS;
	find_signs(&w);
	return judge(&w, w.signs | w.weak);
}

/* ---- labels ---- */

/* Of several fields that words name, the one that counts: "Date of update". */
static enum tw_field_kind first_of(unsigned fields)
{
	static const enum tw_field_kind order[] = {
		TW_DATE, TW_OFFICERS, TW_TERM, TW_TITLE, TW_AREA
	};

	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++)
		if (fields >> order[i] & 1)
			return order[i];
	return TW_KNOWN_FIELDS;
}

/* "Of the officers", "This term": no form asks so. */
static bool may_ask(struct tw_view first)
{
	static const char *const others[] = {
		"of", "the", "this", "for", "to", "about", "in", "on", "by",
		"being", "a", "an", "and", "or", "it", "s", "we", "you", NULL
	};

	return !tw_fold_any(first, others);
}

bool tw_worded_asks(struct tw_view text)
{
	static const char *const asking[] = {
		"your", "name", "names", "which", "what", "please", NULL
	};
	struct tw_view word;

	while (tw_heading_word(&word, &text))
		if (tw_fold_any(word, asking))
			return true;
	return false;
}

enum tw_field_kind tw_worded_label(struct tw_view text)
{
	struct worded w;
	unsigned fields = 0;

	if (!text.len || text.ptr[0] < 'A' || text.ptr[0] > 'Z' ||
	    !take_words(&w, text) || w.count < 2 || !may_ask(w.words[0]))
		return TW_KNOWN_FIELDS;
	for (size_t i = 0; i < w.count; i++) {
		const struct tw_typed *row = tw_typed_find(TW_TYPED_ASKS,
			w.words[i]);

		if (!row)
			return TW_KNOWN_FIELDS;
		if (row->value != TW_KNOWN_FIELDS)
			fields |= 1u << row->value;
	}
	return first_of(fields);
}
