/*
 * Headings that no list has, known by what they have in common with those that
 * are known: their rank, their numbers, their place. spec/documents.md,
 * chapter 12.
 */
#include "base/utf8.h"
#include "import/blocks.h"
#include "import/worded.h"

#include <string.h>

/* What the headings of sections have in common, and those beside a block. */
struct betraying {
	struct tw_blocks *blocks;
	const struct tw_block *last; /* the heading above */
	size_t next;                 /* the one below; the count: none */
	unsigned rank;               /* of all of them; 0: they have none */
};

static size_t next_heading(const struct tw_blocks *blocks, size_t i)
{
	while (i < blocks->count && blocks->at[i].kind != TW_HEADING)
		i++;
	return i;
}

/*
 * The rank that all headings of sections have, two or more, but for those that
 * have none, as within tables, if these are fewer; or 0.
 */
static unsigned common_rank(const struct tw_blocks *blocks)
{
	unsigned rank = 0;
	size_t count = 0, unranked = 0;

	for (size_t i = 0; i < blocks->count; i++) {
		const struct tw_block *block = &blocks->at[i];

		if (block->kind != TW_HEADING)
			continue;
		if (block->rank && rank && rank != block->rank)
			return 0;
		rank = block->rank ? block->rank : rank;
		count += block->rank > 0;
		unranked += !block->rank;
	}
	return count > 1 && count > unranked ? rank : 0;
}

/* True if a number goes on with those of the headings above and below. */
static bool is_counted(const struct betraying *b, const struct tw_block *block)
{
	const struct tw_blocks *blocks = b->blocks;
	unsigned next = b->next < blocks->count ? blocks->at[b->next].list : 0;

	return block->list && b->last->list && b->last->list + 1 ==
		block->list && (!next || next == block->list + 1 || next == 1);
}

static size_t count_words(struct tw_view text)
{
	size_t words = 1;

	for (size_t i = 0; i < text.len; i++)
		words += text.ptr[i] == ' ';
	return words;
}

/*
 * A few words that end no sentence, with something below that is no heading, or
 * one of the same section, as a table may have.
 */
static bool looks_like_heading(const struct betraying *b, size_t i)
{
	enum { MOST = 9 };
	const struct tw_block *block = &b->blocks->at[i];
	struct tw_view text = block->text;

	return i + 1 < b->blocks->count && text.len &&
		block[1].kind != TW_LABEL && block[1].kind != TW_OTHER &&
		!(text.ptr[0] >= 'a' && text.ptr[0] <= 'z') &&
		!strchr(".,;!", text.ptr[text.len - 1]) &&
		count_words(text) <= MOST && !block->heads &&
		!(block[-1].kind == TW_LABEL && !block[-1].rest.len) &&
		(i + 1 < b->next || (block->kind == TW_PARAGRAPH &&
		block[1].value == (int)tw_worded_betrayed(text)));
}

/* True if a section would stand in order between the headings beside it. */
static bool stands_in_order(const struct betraying *b, int section)
{
	const struct tw_blocks *blocks = b->blocks;
	int next = b->next < blocks->count ? blocks->at[b->next].value :
		TW_SECTIONS;

	return b->last->value < section &&
		(next > section || next <= b->last->value);
}

/* True if a section is the one that is missing between the headings beside it. */
static bool fills_gap(const struct betraying *b, int section)
{
	const struct tw_blocks *blocks = b->blocks;
	int next = b->next < blocks->count ? blocks->at[b->next].value :
		TW_SECTIONS;

	return section == b->last->value + 1 && (section + 1 ==
		(next > section ? next : TW_SECTIONS));
}

/*
 * Judges a block between two headings. What has their rank, or goes on with
 * their numbers, is a heading, whatever it says; elsewhere it must betray a
 * section that is missing there, and stand above points.
 */
static void judge(const struct betraying *b, size_t i)
{
	struct tw_block *block = &b->blocks->at[i];
	enum tw_section_kind section;
	bool sure = block->chapter || (b->rank && block->rank == b->rank) ||
		(block->kind != TW_PARAGRAPH && is_counted(b, block));

	if (!looks_like_heading(b, i) || (!sure &&
	    (block->kind != TW_PARAGRAPH || block[1].kind != TW_POINT)))
		return;
	section = tw_worded_betrayed(block->text);
	if (section == TW_SECTIONS && sure &&
	    fills_gap(b, (int)tw_worded_hinted(block->text)))
		section = tw_worded_hinted(block->text);
	if (section != TW_SECTIONS && (stands_in_order(b, (int)section) ||
	    (sure && (int)section == b->last->value))) {
		block->kind = TW_HEADING;
		block->value = (int)section;
		block->chapter = false;
	} else if (sure && (block->kind == TW_PARAGRAPH ||
	           section != TW_SECTIONS ||
	           block->text.ptr[block->text.len - 1] == '?')) {
		block->kind = TW_OTHER;
		block->value = 0;
	}
}

void tw_blocks_betray(struct tw_blocks *blocks)
{
	struct betraying b = { .blocks = blocks, .last = NULL };

	b.rank = common_rank(blocks);
	b.next = next_heading(blocks, 0);
	for (size_t i = 0; i < blocks->count; i++) {
		const struct tw_block *block = &blocks->at[i];

		if (i == b.next)
			b.next = next_heading(blocks, i + 1);
		else if (b.last && (block->kind == TW_PARAGRAPH ||
		         block->kind == TW_POINT || block->chapter))
			judge(&b, i);
		if (block->kind == TW_HEADING)
			b.last = block;
	}
}
