/*
 * A level and the words above it: "79 parents are now in contact with us", and
 * "= parents in contact: 97".
 */
#include "lint/terms_work.h"

#include "account/spoken.h"
#include "base/utf8.h"
#include "text/phrases.h"

#include <string.h>

static const struct tw_detail *figure_from(const struct tw_detail *d)
{
	while (d && d->sign == '>')
		d = d->next;
	return d;
}

/*
 * True if an item has no other figure. What comes behind is looked at first,
 * so that of many figures only the last one looks at all before it.
 */
static bool is_alone(const struct tw_item *item, const struct tw_detail *d)
{
	return !figure_from(d->next) && figure_from(item->details) == d;
}

/* With these a text counts a part, another time, or what came to it. */
static bool counts_otherwise(struct tw_view text)
{
	static const char *const words[] = { "above", "added", "additional",
		"aim", "another", "average", "below", "booked", "closed",
		"dropped", "each", "every", "extra", "fewer", "first", "from",
		"further", "gained", "goal", "had", "joined", "last", "left",
		"less", "lost", "more", "moved", "national", "new", "next",
		"not", "others", "per", "planned", "since", "started", "still",
		"target", "than", "this", "was", "were", "will", "without",
		NULL };
	struct tw_view word;
	size_t at = 0;

	while (tw_word_next(&word, &at, text))
		if (tw_fold_any(word, words))
			return true;
	return false;
}

static struct tw_view without_s(struct tw_view word)
{
	word.len -= word.len && (word.ptr[word.len - 1] | 0x20) == 's';
	return word;
}

/* True if a word of some length is one of a measure's name. */
static bool is_of(struct tw_view word, struct tw_view name)
{
	enum { LEAST = 4 };
	struct tw_view other;
	size_t at = 0;

	word = without_s(word);
	while (word.len >= LEAST && tw_word_next(&other, &at, name))
		if (tw_fold_equal(word, without_s(other)))
			return true;
	return false;
}

/* True if what a number counts is, by a word soon behind it, the measure. */
static bool is_about(struct tw_view text, size_t at, struct tw_view name)
{
	enum { SOON = 8, LONGEST = 120 };
	struct tw_view word;

	for (int i = 0; i < SOON && name.len <= LONGEST &&
	     tw_word_next(&word, &at, text); i++)
		if (is_of(word, name))
			return true;
	return false;
}

static bool has_digit(struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (tw_digit(text.ptr[i]))
			return true;
	return false;
}

/* The number of a text that has no digits but in one, with its sign; or none. */
static struct tw_view only_number(struct tw_view text)
{
	const char *from = text.ptr, *end = from + text.len, *to = end;

	while (from < to && !tw_digit(*from))
		from++;
	while (to > from && !tw_digit(to[-1]))
		to--;
	for (const char *c = from; c < to; c++)
		if (!tw_digit(*c) && *c != ',' && *c != '.')
			return (struct tw_view){ from, 0 };
	to += to < end && *to == '%';
	if (from - text.ptr > 1 && !memcmp(from - 2, "\xC2\xA3", 2))
		from -= 2;
	return (struct tw_view){ from, (size_t)(to - from) };
}

/* True if the one number that a text has is the level, as most often it is. */
static bool says_level(struct tw_view text, struct tw_value level)
{
	struct tw_value said;

	return tw_value_read(&said, only_number(text)) &&
		tw_value_alike(said, level) && !tw_value_compare(said, level);
}

/* True if the number is what was added, as far as the figures tell. */
static bool was_added(const struct tw_followed *measure, struct tw_value said,
	struct tw_value level)
{
	struct tw_value sum;

	return (measure->has_since && !tw_value_compare(said,
		measure->since)) || (measure->level_at &&
		tw_value_add(&sum, measure->level, said) &&
		!tw_value_compare(sum, level));
}

/* ---- "23 in all" ---- */

/* True if all figures of an item are of one measure. */
static bool is_of_one(const struct tw_item *item, struct tw_view name)
{
	for (const struct tw_detail *d = item->details; d; d = d->next)
		if (d->sign != '>' && !tw_fold_equal(d->name, name))
			return false;
	return true;
}

/* True of "in all", "altogether" and the like, but not of "in all schools". */
static bool says_all(struct tw_view word, size_t at, struct tw_view text)
{
	static const char *const wholes[] = { "all", "total", NULL };
	static const char *const one[] = { "altogether", NULL };

	if (!tw_fold_equal(word, TW_VIEW("in")))
		return tw_fold_any(word, one);
	return tw_word_next(&word, &at, text) && tw_fold_any(word, wholes) &&
		(at == text.len || strchr(".,;:)", text.ptr[at]));
}

/*
 * The number of which a text says that it is the whole: "23 in all", "23
 * families altogether", but not "6 schools in all". Empty: none.
 */
static struct tw_view said_in_all(struct tw_view text, struct tw_view name)
{
	struct tw_view number = { NULL, 0 }, word;
	bool counts = false;
	size_t at = 0;

	while (tw_word_next(&word, &at, text)) {
		if (number.len && counts && says_all(word, at, text))
			return number;
		if (tw_digit(word.ptr[0])) {
			/* "1,034" is two words. */
			bool more = counts && word.ptr == number.ptr +
				number.len + 1 && strchr(",.", word.ptr[-1]);

			number.ptr = more ? number.ptr : word.ptr;
			number.len = (size_t)(word.ptr + word.len -
				number.ptr);
			counts = true;
		} else {
			counts = is_of(word, name);
		}
	}
	return (struct tw_view){ NULL, 0 };
}

/* ---- what is said ---- */

/* What a text says a level to be; empty where much else can be meant. */
static struct tw_view said_of(struct tw_terms *terms, struct tw_view text,
	const struct tw_item *item, const struct tw_detail *d,
	struct tw_value level)
{
	struct tw_judge *judge = &terms->judge;
	struct tw_view none = { NULL, 0 };
	struct tw_spoken figure;
	size_t at = 0;

	if (!is_alone(item, d))
		return said_in_all(text, d->name);
	if (level.unit == TW_PERCENT) {
		judge->status = tw_spoken_percentage(&figure, text,
			judge->arena, judge->err);
		at = figure.start;
		return judge->status || counts_otherwise(text) ||
			!(is_about(text, 0, d->name) ||
			is_about(text, at, d->name)) ? none : figure.value;
	}
	judge->status = tw_spoken_next(&figure, &at, text, judge->arena,
		judge->err);
	return judge->status || !figure.name.len ||
		has_digit((struct tw_view){ text.ptr, figure.start }) ||
		has_digit(tw_after(text, at)) || counts_otherwise(text) ||
		!is_about(text, at, d->name) ? none : figure.value;
}

void tw_terms_said(struct tw_terms *terms, const struct tw_followed *measure,
	const struct tw_item *item, const struct tw_detail *d,
	struct tw_value level)
{
	struct tw_judge *judge = &terms->judge;
	struct tw_view text, words;
	struct tw_value said;

	if (!terms->in->report || !is_of_one(item, d->name))
		return;
	text = tw_segments_join(item->text, judge->arena);
	if (!text.ptr)
		judge->status = tw_fail_memory(judge->err);
	if (judge->status || says_level(text, level))
		return;
	words = said_of(terms, text, item, d, level);
	if (judge->status || !tw_value_read(&said, words) ||
	    !tw_value_alike(said, level) || !tw_value_compare(said, level) ||
	    was_added(measure, said, level))
		return;
	tw_judge_from(judge, d->raw.ptr, d->line);
	tw_judge_report(judge, TW_DIAG_FIGURE_SAID, d->value,
		tw_judge_hint(judge, "the text says %.*s", TW_ARG(words)));
}
