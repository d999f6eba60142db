/*
 * Feet of pages, which are the same on each but for the number at their end.
 * spec/documents.md, chapter 20.
 */
#include "import/arranging.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "import/compound.h"
#include "record/bullet.h"

#include <string.h>

/* What a foot says, and the number of its page. */
struct foot {
	struct tw_view words;
	size_t number;
};

static bool is_gap(char c)
{
	return c == ' ' || c == '\t';
}

/* Takes a number of up to three digits off the end of a text; 0: none. */
static size_t take_number(struct tw_view *text)
{
	enum { DIGITS = 3 };
	size_t number = 0, scale = 1, digits = 0;

	while (digits < text->len &&
	       tw_digit(text->ptr[text->len - 1 - digits])) {
		if (++digits > DIGITS)
			return 0;
		number += scale * (size_t)(text->ptr[text->len - digits] - '0');
		scale *= 10;
	}
	text->len -= number ? digits : 0;
	return number;
}

static bool take_end(struct tw_view *text, const char *end)
{
	struct tw_view word = tw_view_of(end);

	if (text->len < word.len || !tw_fold_equal(word,
	    tw_after(*text, text->len - word.len)))
		return false;
	text->len -= word.len;
	return true;
}

/*
 * Parts "Harrowmere | Return     Page 2 of 3". The number stands behind a wide
 * gap or a bar, with the word perhaps that says what it is of.
 */
static bool part(struct foot *foot, struct tw_view text)
{
	size_t blanks = 0;
	bool marked = false;

	foot->number = take_number(&text);
	if (foot->number && (take_end(&text, " of ") || take_end(&text, "/")))
		foot->number = take_number(&text);
	take_end(&text, "page ");
	for (; text.len && is_gap(text.ptr[text.len - 1]); text.len--)
		blanks += text.ptr[text.len - 1] == '\t' ? 3 : 1;
	for (; text.len && (is_gap(text.ptr[text.len - 1]) ||
	     text.ptr[text.len - 1] == '|'); text.len--)
		marked |= text.ptr[text.len - 1] == '|';
	foot->words = text;
	return foot->number && (marked || blanks > 2);
}

/* True beside an empty line, or where the document begins or ends. */
static bool is_apart(const struct tw_arranging *a, size_t i)
{
	return !i || i + 1 == a->count || !tw_text_at(a, i - 1).len ||
		!tw_text_at(a, i + 1).len;
}

/* True if a line may be a foot: two words or more, and no part of a priority. */
static bool may_be(struct foot *foot, const struct tw_arranging *a, size_t i)
{
	struct tw_view text = tw_text_at(a, i);
	struct tw_block block;
	bool number;

	if (!text.len || !tw_digit(text.ptr[text.len - 1]) ||
	    !is_apart(a, i) || !part(foot, text))
		return false;
	block = (struct tw_block){ .text = foot->words };
	return tw_heading_word_count(foot->words) > 1 &&
		!tw_bullet_length(text, &number) && !tw_heading_read(&block) &&
		!tw_label_read(&block) && !tw_other_read(&block);
}

static struct tw_foot *find(struct tw_arranging *a, struct tw_view words)
{
	for (size_t i = 0; i < a->foot_count; i++)
		if (tw_fold_equal(a->feet[i].words, words))
			return &a->feet[i];
	return NULL;
}

/* The pages are counted from 1, or from 2 below a cover, and none is missed. */
void tw_feet_find(struct tw_arranging *a)
{
	for (size_t i = 0; i < a->count; i++) {
		struct tw_foot *same;
		struct foot foot;

		if (!may_be(&foot, a, i))
			continue;
		same = find(a, foot.words);
		if (same) {
			same->broken |= foot.number != same->last + 1;
			same->last = foot.number;
			same->again = true;
		} else if (foot.number < 3 && a->foot_count < TW_FEET) {
			a->feet[a->foot_count++] = (struct tw_foot){
				.words = foot.words, .last = foot.number };
		}
	}
}

bool tw_foot_is(struct tw_arranging *a, size_t i)
{
	const struct tw_foot *same;
	struct foot foot;

	if (!a->foot_count || !may_be(&foot, a, i))
		return false;
	same = find(a, foot.words);
	return same && same->again && !same->broken;
}
