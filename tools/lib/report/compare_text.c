/*
 * A comparison as text: the headline, what needs a decision, the rest.
 */
#include "report/compare_page.h"

#include "report/compare_told.h"
#include "report/safe.h"
#include "report/told.h"

/* ---- lines ---- */

void tw_page_told(struct tw_page *page)
{
	page->paper.out->failed |= page->words.failed;
	tw_buffer_clear(&page->words);
}

void tw_page_words(struct tw_page *page, unsigned indent)
{
	tw_paper_words(&page->paper, tw_buffer_get(&page->words), indent);
	tw_page_told(page);
}

void tw_page_text(struct tw_page *page)
{
	tw_paper_text(&page->paper, tw_buffer_get(&page->words));
	tw_page_told(page);
}

void tw_page_heading(struct tw_page *page, const char *text)
{
	tw_paper_newline(&page->paper);
	tw_paper_to(&page->paper, TW_INDENT);
	tw_paper_string(&page->paper, text);
	tw_paper_newline(&page->paper);
}

/* A sentence is a line of its own, wrapped. */
static void say(void *context, struct tw_view sentence)
{
	struct tw_page *page = context;

	tw_paper_words(&page->paper, sentence, 0);
	tw_paper_newline(&page->paper);
}

/* ---- the rest ---- */

static void label(struct tw_page *page, const char *text)
{
	tw_paper_to(&page->paper, TW_INDENT);
	tw_paper_string(&page->paper, text);
	tw_paper_to(&page->paper, TW_FACT);
}

/* Beside what is said, or below it where there is no room. */
static void add_more(struct tw_paper *paper)
{
	static const char more[] = "   (--all shows them)";

	if (paper->column + sizeof(more) - 1 > paper->width) {
		tw_paper_newline(paper);
		tw_paper_to(paper, TW_FACT);
	}
	tw_paper_string(paper, paper->column > TW_FACT ? more : more + 3);
}

static void add_facts(struct tw_page *page, const struct tw_comparison *c)
{
	struct tw_paper *paper = &page->paper;
	size_t surprises = tw_compare_surprises(c);
	const char *exit = tw_compare_told_exit(c);

	tw_compare_told_outcomes(&page->words, c);
	if (page->words.len || surprises || exit)
		tw_paper_newline(paper);
	if (page->words.len) {
		label(page, "Outcomes");
		tw_page_words(page, TW_FACT);
		tw_paper_newline(paper);
	}
	if (surprises) {
		label(page, "New activity");
		tw_buffer_format(&page->words, "%zu item%s that nobody had "
			"planned", surprises, tw_told_s(surprises));
		tw_page_words(page, TW_FACT);
		if (!page->all)
			add_more(paper);
		tw_paper_newline(paper);
	}
	if (exit) {
		label(page, "Exit strategy");
		tw_paper_string(paper, exit);
		tw_paper_newline(paper);
	}
}

/* ---- a step, and what stands above all of an area ---- */

static struct tw_page page_of(const struct tw_compare_sheet *sheet)
{
	return (struct tw_page){ { sheet->out, sheet->style->width, 0,
		sheet->style->color }, sheet->steps, sheet->style->all,
		sheet->style->why, TW_BUFFER_INIT };
}

static void add_title(struct tw_page *page, const struct tw_filed *filed)
{
	tw_paper_bold(&page->paper, true);
	tw_paper_words(&page->paper, tw_filed_title(filed), 0);
	tw_paper_bold(&page->paper, false);
	tw_paper_right(&page->paper, filed->priority);
	tw_paper_newline(&page->paper);
}

void tw_compare_text(const struct tw_compare_sheet *sheet,
	const struct tw_step *step)
{
	const struct tw_comparison *c = step->comparison;
	struct tw_page page = page_of(sheet);
	size_t start = sheet->out->len;

	add_title(&page, tw_step_filed(step));
	if (!sheet->sample && step->to) {
		tw_compare_told_span(&page.words, sheet, step);
		tw_page_text(&page);
		tw_paper_newline(&page.paper);
	}
	tw_compare_told_step(sheet, step, say, &page);
	if (c) {
		tw_page_plans(&page, c);
		tw_page_figures(&page, c);
		add_facts(&page, c);
		if (page.all)
			tw_page_items(&page, c);
	}
	tw_paper_newline(&page.paper);
	tw_buffer_end(&page.words, sheet->out);
	if (!sheet->out->failed)
		tw_safe_lines(sheet->out, start);
}

void tw_compare_text_head(const struct tw_compare_sheet *sheet)
{
	const struct tw_filed *first = tw_step_filed(&sheet->steps->at[0]);
	struct tw_page page = page_of(sheet);
	size_t start = sheet->out->len, count = sheet->steps->priorities;

	tw_paper_bold(&page.paper, true);
	tw_paper_words(&page.paper, first->area, 0);
	tw_paper_bold(&page.paper, false);
	tw_paper_string(&page.paper, ": ");
	tw_compare_told_terms(&page.words, sheet);
	tw_page_words(&page, 0);
	tw_buffer_format(&page.words, "%zu priorit%s", count,
		tw_told_y(count));
	tw_paper_right(&page.paper, tw_buffer_get(&page.words));
	tw_page_told(&page);
	tw_paper_newline(&page.paper);
	tw_compare_told_area(sheet, say, &page);
	tw_paper_newline(&page.paper);
	tw_buffer_end(&page.words, sheet->out);
	if (!sheet->out->failed)
		tw_safe_lines(sheet->out, start);
}
