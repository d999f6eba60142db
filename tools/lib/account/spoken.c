#include "account/spoken.h"

#include "base/utf8.h"
#include "record/typed.h"
#include "text/lexicon.h"

#include <termwise/value.h>

#include <string.h>

struct reading {
	struct tw_arena *arena;
	struct tw_error *err;
	enum tw_status status;
};

/* ---- words ---- */

struct tw_view tw_spoken_word(struct tw_view text)
{
	struct tw_view word = { text.ptr, 0 };

	if (text.len && text.ptr[0] == ' ') {
		word.ptr++;
		text = tw_after(text, 1);
	}
	while (word.len < text.len && (tw_letter(text.ptr[word.len]) ||
	       (word.len && strchr("-'", text.ptr[word.len]))))
		word.len++;
	return word;
}

static struct tw_view word_before(struct tw_view text, size_t at)
{
	struct tw_view word;

	while (at && (text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '('))
		at--;
	word = (struct tw_view){ text.ptr + at, 0 };
	while (word.ptr > text.ptr && tw_letter(word.ptr[-1])) {
		word.ptr--;
		word.len++;
	}
	return word;
}

/* A word in small letters in the arena; ptr NULL: no memory. */
static struct tw_view lowered(struct tw_arena *arena, struct tw_view text)
{
	struct tw_view copy = tw_arena_copy(arena, text);

	for (size_t i = 0; copy.ptr && i < copy.len; i++)
		if (copy.ptr[i] >= 'A' && copy.ptr[i] <= 'Z')
			((char *)(uintptr_t)copy.ptr)[i] |= 0x20;
	return copy;
}

/* What is known of a word, or of its singular. */
static uint32_t flags_of(struct tw_arena *arena, struct tw_view word)
{
	struct tw_view low = lowered(arena, word);
	const struct tw_special *special = NULL;

	if (!low.len)
		return 0;
	special = tw_special_word(low);
	if (!special)
		special = tw_special_stem(low);
	low.len -= low.ptr[low.len - 1] == 's';
	if (!special)
		special = tw_special_stem(low);
	return special ? special->flags : 0;
}

static bool is_short_for(enum tw_typed_kind kind, struct tw_view word)
{
	for (size_t i = tw_typed_first(kind); i < tw_typed_count &&
	     tw_typed[i].kind == kind; i++)
		if (word.len <= tw_typed[i].len && tw_fold_equal(word,
		    (struct tw_view){ tw_typed[i].words, word.len }))
			return true;
	return false;
}

static bool is_month(struct tw_view word)
{
	return word.len > 2 && (is_short_for(TW_TYPED_MONTH, word) ||
		is_short_for(TW_TYPED_SEASON, word));
}

/* ---- numbers ---- */

static size_t number_length(struct tw_view text)
{
	size_t len = 0;

	while (len < text.len && (tw_digit(text.ptr[len]) ||
	       (len + 1 < text.len && strchr(",.", text.ptr[len]) &&
	        tw_digit(text.ptr[len + 1]))))
		len++;
	return len;
}

/* True behind "c.f." and "cf.": what a figure is compared with is another's. */
static bool is_compared(struct tw_view text, size_t at)
{
	static const char *const marks[] = { "c.f.", "cf." };

	while (at && text.ptr[at - 1] == ' ')
		at--;
	for (size_t i = 0; i < 2; i++) {
		struct tw_view mark = tw_view_of(marks[i]);

		if (at >= mark.len && tw_fold_equal(mark, (struct tw_view){
		    text.ptr + at - mark.len, mark.len }))
			return true;
	}
	return false;
}

/* True if what stands before a number makes it something else. */
static bool barred_before(struct reading *r, struct tw_view text,
	size_t at)
{
	struct tw_view word = word_before(text, at);
	uint32_t flags;

	if (at && (tw_letter(text.ptr[at - 1]) ||
	    strchr("-/:.,'", text.ptr[at - 1]) || text.ptr[at - 1] & 0x80))
		return true;
	if (is_compared(text, at))
		return true;
	if (!word.len)
		return false;
	flags = flags_of(r->arena, word);
	return (flags & (TW_WORD_LABEL | TW_WORD_MONTH)) ||
		tw_fold_equal(word, TW_VIEW("post")) ||
		tw_typed_find(TW_TYPED_ROUGH, word) || is_month(word);
}

static bool is_year(struct tw_view number)
{
	return number.len == 4 && (!memcmp(number.ptr, "19", 2) ||
		!memcmp(number.ptr, "20", 2));
}

/* "Y9", "KS3": letters that figures go on with are no noun. */
static bool goes_on(struct tw_view text, struct tw_view word)
{
	const char *end = word.ptr + word.len;

	return end < text.ptr + text.len && tw_digit(*end);
}

/* The noun behind a number: up to its first plural, or a word that links. */
static struct tw_view noun_at(struct reading *r, struct tw_view text)
{
	enum { WORDS = 3 };
	struct tw_view noun = { NULL, 0 }, word;

	for (size_t i = 0; i < WORDS; i++) {
		word = tw_spoken_word(text);
		if (!word.len || tw_typed_find(TW_TYPED_LINK, word) ||
		    (flags_of(r->arena, word) & TW_WORD_FUNCTION) ||
		    is_month(word) || goes_on(text, word))
			break;
		if (!noun.len)
			noun.ptr = word.ptr;
		noun.len = (size_t)(word.ptr + word.len - noun.ptr);
		text = tw_after(text, (size_t)(word.ptr - text.ptr) +
			word.len);
		if (word.len > 3 && word.ptr[word.len - 1] == 's' &&
		    word.ptr[word.len - 2] != 's')
			break;
	}
	/* "members of staff" */
	word = tw_spoken_word(text);
	if (noun.len && tw_fold_equal(word, TW_VIEW("of"))) {
		word = tw_spoken_word(tw_after(text, word.len + 1));
		if (word.len && !(flags_of(r->arena, word) &
		    TW_WORD_FUNCTION) && !tw_typed_find(TW_TYPED_LINK, word))
			noun.len = (size_t)(word.ptr + word.len - noun.ptr);
	}
	return noun;
}

/* "14 of the 20": the second number, and where it ends; 0: no part. */
static size_t part_of(struct tw_view *whole, struct tw_view text)
{
	struct tw_view word = tw_spoken_word(text), rest;
	size_t len;

	if (!tw_fold_equal(word, TW_VIEW("of")))
		return 0;
	rest = tw_after(text, word.len + 1);
	word = tw_spoken_word(rest);
	if (tw_fold_equal(word, TW_VIEW("the")))
		rest = tw_after(rest, word.len + 1);
	if (rest.len < 2 || rest.ptr[0] != ' ' || !tw_digit(rest.ptr[1]))
		return 0;
	rest = tw_after(rest, 1);
	len = number_length(rest);
	*whole = (struct tw_view){ rest.ptr, len };
	return (size_t)(rest.ptr + len - text.ptr);
}

/* Reads the number at `at`; returns where to go on. */
static size_t read_figure(struct tw_spoken *figure, struct reading *r,
	struct tw_view text, size_t at)
{
	size_t len = number_length(tw_after(text, at)), end = at + len, more;
	bool pound = at > 1 && !memcmp(text.ptr + at - 2, "\xC2\xA3", 2);
	bool percent = end < text.len && text.ptr[end] == '%';
	struct tw_view number = { text.ptr + at, len }, whole, noun;
	struct tw_value value;

	figure->value = figure->name = (struct tw_view){ NULL, 0 };
	if ((!pound && barred_before(r, text, at)) ||
	    (is_year(number) && !pound && !percent) || (end < text.len &&
	    (tw_letter(text.ptr[end]) || strchr("-/:'+", text.ptr[end]))))
		return end;
	end += percent;
	more = percent || pound ? 0 : part_of(&whole, tw_after(text, end));
	if (more)
		figure->value = tw_arena_format(r->arena,
			"%.*s of %.*s", TW_ARG(number), TW_ARG(whole));
	else
		figure->value = (struct tw_view){ number.ptr - 2 * pound,
			len + 2 * pound + percent };
	end += more;
	noun = noun_at(r, tw_after(text, end));
	if (!tw_value_read(&value, figure->value))
		noun.len = 0;
	figure->name = lowered(r->arena, noun);
	if (!figure->value.ptr || !figure->name.ptr)
		r->status = tw_fail_memory(r->err);
	return end;
}

enum tw_status tw_spoken_next(struct tw_spoken *figure, size_t *at,
	struct tw_view text, struct tw_arena *arena, struct tw_error *err)
{
	struct reading r = { arena, err, TW_OK };

	figure->name.len = 0;
	while (*at < text.len && !figure->name.len && !r.status)
		if (tw_digit(text.ptr[*at])) {
			figure->start = *at;
			*at = read_figure(figure, &r, text, *at);
		} else {
			++*at;
		}
	return r.status;
}

enum tw_status tw_spoken_percentage(struct tw_spoken *figure,
	struct tw_view text, struct tw_arena *arena, struct tw_error *err)
{
	struct reading r = { arena, err, TW_OK };
	struct tw_spoken next;
	size_t signs = 0;

	*figure = (struct tw_spoken){ .start = 0 };
	for (size_t i = 0; i < text.len; i++)
		signs += text.ptr[i] == '%';
	for (size_t at = 0; signs == 1 && at < text.len && !r.status;) {
		if (!tw_digit(text.ptr[at])) {
			at++;
			continue;
		}
		next.start = at;
		at = read_figure(&next, &r, text, at);
		if (next.value.len && text.ptr[at - 1] == '%') {
			*figure = next;
			figure->name.len = 0;
		}
	}
	return r.status;
}
