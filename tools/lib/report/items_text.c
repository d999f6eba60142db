/*
 * The part of a comparison on items: what became of each, and which words
 * changed.
 */
#include "report/marked.h"
#include "report/compare_page.h"

static void add_label(struct tw_page *page, const char *word)
{
	tw_paper_to(&page->paper, TW_LABEL);
	tw_paper_string(&page->paper, word);
	tw_paper_to(&page->paper, TW_BODY);
}

/* What stands before an item as it was; plans are called by their name. */
static void add_was(struct tw_paper *paper, const struct tw_node *from,
	const struct tw_node *to)
{
	if (from->section == to->section)
		tw_paper_string(paper, "was: ");
	else if (from->section == TW_PLANNED)
		tw_paper_string(paper, "was planned: ");
	else
		tw_paper_format(paper, "was under \"%s\": ",
			tw_section_name(from->section));
}

/* Now and before, each with the words marked that the other one has not. */
static bool add_both(struct tw_page *page, const struct tw_node *from,
	const struct tw_node *to, struct tw_arena *arena)
{
	struct tw_paper *paper = &page->paper;
	struct tw_shown_words was, is;
	bool marks;

	if (!tw_words_compare(&was, from->text, &is, to->text, arena))
		return false;
	marks = tw_any_common(&is);
	tw_paper_marked(paper, &is, 0, marks, TW_BODY);
	tw_paper_newline(paper);
	tw_paper_to(paper, TW_BODY);
	if (tw_view_equal(from->text, to->text)) {
		tw_buffer_format(&page->words, "was under \"%s\", in the "
			"same words", tw_section_name(from->section));
		tw_page_words(page, TW_BODY);
		tw_paper_newline(paper);
		return true;
	}
	add_was(paper, from, to);
	tw_paper_marked(paper, &was, 0, marks, TW_BODY);
	tw_paper_newline(paper);
	return true;
}

/* The rows of a group, which was split or merged; returns how many. */
static size_t add_group(struct tw_page *page,
	const struct tw_item_change *first, size_t most)
{
	struct tw_paper *paper = &page->paper;
	bool split = first->change == TW_SPLIT;
	const struct tw_node *one = split ? first->from : first->to;
	size_t count = 0;

	tw_paper_words(paper, one->text, TW_BODY);
	tw_paper_newline(paper);
	for (; count < most && first[count].change == first->change &&
	     (split ? first[count].from : first[count].to) == one; count++) {
		const struct tw_item_change *part = &first[count];

		tw_paper_to(paper, TW_BODY);
		if (split)
			tw_paper_string(paper, "now: ");
		else
			add_was(paper, part->from, part->to);
		tw_paper_words(paper, (split ? part->to : part->from)->text,
			TW_BODY);
		tw_paper_newline(paper);
	}
	return count;
}

/* Returns how many rows were shown. */
static size_t add_change(struct tw_page *page,
	const struct tw_item_change *change, size_t most,
	struct tw_arena *arena)
{
	const struct tw_node *node = tw_change_node(change);

	add_label(page, tw_change_name(change->change));
	if (change->change == TW_SPLIT || change->change == TW_JOINED)
		return add_group(page, change, most);
	if (change->change == TW_REWORDED || change->change == TW_MOVED) {
		page->paper.out->failed |= !add_both(page, change->from,
			change->to, arena);
		return 1;
	}
	tw_paper_words(&page->paper, node->text, TW_BODY);
	tw_paper_newline(&page->paper);
	return 1;
}

void tw_page_items(struct tw_page *page, const struct tw_comparison *c)
{
	struct tw_arena *arena = tw_arena_new();
	int section = -1;

	page->paper.out->failed |= !arena;
	for (size_t i = 0; i < c->item_count && arena;) {
		const struct tw_item_change *change = &c->items[i];
		const struct tw_node *node = tw_change_node(change);

		if ((int)node->section != section)
			tw_page_heading(page, tw_section_name(node->section));
		section = (int)node->section;
		tw_arena_reset(arena);
		i += add_change(page, change, c->item_count - i, arena);
	}
	tw_arena_free(arena);
}
