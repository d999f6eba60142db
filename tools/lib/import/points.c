/*
 * Blocks that belong together: titles that are numbered, and points within
 * points.
 */
#include "base/buffer.h"
#include "base/utf8.h"
#include "import/blocks.h"

#include <string.h>

/* A numbered block right above a heading that no list can end with. */
static bool may_be_titled(const struct tw_blocks *b, size_t i)
{
	const struct tw_block *block = &b->at[i];

	return block->list && block->kind == TW_POINT &&
		i + 1 < b->count && block[1].kind == TW_HEADING &&
		(!i || ((block->gap || block->ruled) &&
		!(block[-1].kind == TW_HEADING && !block[-1].rest.len)));
}

/*
 * Titles may be numbered: "1. Oracy" above the first heading, and "2. ..."
 * above one that comes later, and so on.
 */
static void number_titles(struct tw_blocks *b)
{
	unsigned next = 1;
	bool headed = false;

	for (size_t i = 0; i < b->count; i++) {
		struct tw_block *block = &b->at[i];

		if (block->list == next && (next > 1 || !headed) &&
		    may_be_titled(b, i)) {
			block->kind = TW_PARAGRAPH;
			block->titled = true;
			next++;
		}
		headed |= block->kind == TW_HEADING;
	}
}

enum { FEW = 3 }; /* words, which say little */

static size_t count_words(struct tw_view text)
{
	size_t words = 1;

	for (size_t i = 0; i < text.len; i++)
		words += text.ptr[i] == ' ';
	return words;
}

/*
 * True for what says little without what it is a part of: three words or
 * fewer, or what begins as no sentence does, unless it ends as a long one.
 */
static bool is_fragment(struct tw_view text)
{
	enum { LONG = 6 };
	size_t words = count_words(text);

	return words <= FEW || ((tw_digit(text.ptr[0]) ||
		(text.ptr[0] >= 'a' && text.ptr[0] <= 'z')) &&
		(words <= LONG || text.ptr[text.len - 1] != '.'));
}

/*
 * The points within the one at `i`, if they say little by themselves: how
 * many; 0: each stands for itself.
 */
static size_t points_within(const struct tw_blocks *b, size_t i)
{
	const struct tw_block *point = &b->at[i];
	char last = point->text.len ? point->text.ptr[point->text.len - 1] :
		'.';
	bool joined = last == ':' || count_words(point->text) <= FEW;
	size_t count = 0;

	if (point->kind != TW_POINT || strchr(".!?", last))
		return 0;
	for (size_t k = i + 1; k < b->count; k++, count++) {
		const struct tw_block *within = &b->at[k];

		if (within->kind != TW_POINT || !within->text.len ||
		    within->indent < point->indent + 2)
			break;
		if (strchr("([\\", within->text.ptr[0]) || within->box)
			return 0;
		joined |= is_fragment(within->text);
	}
	return joined ? count : 0;
}

/* Puts a point behind the one that it is within. */
static void put_behind(struct tw_buffer *text, struct tw_view within,
	bool first)
{
	while (text->len && strchr(",;", text->ptr[text->len - 1]))
		text->len--;
	if (text->ptr[text->len - 1] != ':' &&
	    (first || !strchr(".!?", text->ptr[text->len - 1])))
		tw_buffer_byte(text, first ? ':' : ';');
	tw_buffer_byte(text, ' ');
	tw_buffer_view(text, within);
}

/*
 * True if headings and labels begin anywhere: then where points begin says
 * nothing.
 */
static bool is_ragged(const struct tw_blocks *b)
{
	const struct tw_block *first = NULL;

	for (size_t i = 0; i < b->count; i++) {
		if (b->at[i].kind != TW_HEADING && b->at[i].kind != TW_LABEL)
			continue;
		if (first && first->indent != b->at[i].indent)
			return true;
		first = &b->at[i];
	}
	return false;
}

enum tw_status tw_blocks_join(struct tw_blocks *b, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	size_t to = 0, count;

	number_titles(b);
	if (is_ragged(b))
		return TW_OK;
	for (size_t i = 0; i < b->count && !text.failed; i += count + 1) {
		struct tw_block *block = &b->at[to++];

		count = points_within(b, i);
		*block = b->at[i];
		if (!count)
			continue;
		tw_buffer_clear(&text);
		tw_buffer_view(&text, block->text);
		for (size_t k = 1; k <= count; k++)
			put_behind(&text, b->at[i + k].text, k == 1);
		block->text = tw_arena_copy(arena, tw_buffer_get(&text));
		block->within = (unsigned)count;
		if (!block->text.ptr)
			text.failed = true;
	}
	b->count = to;
	count = text.failed;
	tw_buffer_release(&text);
	return count ? tw_fail_memory(err) : TW_OK;
}
