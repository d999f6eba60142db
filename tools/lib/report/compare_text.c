/*
 * A comparison as text: the headline, what needs a decision, the rest.
 */
#include "report/page.h"

#include "report/compare_told.h"
#include "report/safe.h"
#include "report/told.h"

#include <stdio.h>

/* ---- lines ---- */

void tw_page_term(struct tw_page *page, struct tw_term term)
{
	struct tw_buffer text = TW_BUFFER_INIT;

	tw_told_term(&text, page->steps->calendar, term);
	tw_paper_text(&page->paper, tw_buffer_get(&text));
	tw_buffer_end(&text, page->paper.out);
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

static void add_facts(struct tw_page *page, const struct tw_comparison *c)
{
	struct tw_paper *paper = &page->paper;
	struct tw_buffer outcomes = TW_BUFFER_INIT;
	size_t surprises = tw_compare_surprises(c);
	const char *exit = tw_compare_told_exit(c);

	tw_compare_told_outcomes(&outcomes, c);
	if (outcomes.len || surprises || exit)
		tw_paper_newline(paper);
	if (outcomes.len) {
		label(page, "Outcomes");
		tw_paper_words(paper, tw_buffer_get(&outcomes), TW_FACT);
		tw_paper_newline(paper);
	}
	if (surprises) {
		label(page, "New activity");
		tw_paper_format(paper, "%zu item%s that nobody had planned%s",
			surprises, tw_told_s(surprises),
			page->all ? "" : "   (--all shows them)");
		tw_paper_newline(paper);
	}
	if (exit) {
		label(page, "Exit strategy");
		tw_paper_string(paper, exit);
		tw_paper_newline(paper);
	}
	tw_buffer_end(&outcomes, paper->out);
}

/* ---- a step, and what stands above all of an area ---- */

static struct tw_page page_of(const struct tw_compare_sheet *sheet)
{
	return (struct tw_page){ { sheet->out, sheet->style->width, 0,
		sheet->style->color }, sheet->steps, sheet->style->all,
		sheet->style->why };
}

static void add_title(struct tw_page *page, const struct tw_filed *filed)
{
	tw_paper_bold(&page->paper, true);
	tw_paper_words(&page->paper, tw_filed_title(filed), 0);
	tw_paper_bold(&page->paper, false);
	tw_paper_right(&page->paper, filed->priority);
	tw_paper_newline(&page->paper);
}

/* Which terms are compared, where that is not the same for all. */
static void add_terms(struct tw_page *page, const struct tw_step *step)
{
	struct tw_buffer text = TW_BUFFER_INIT;

	tw_told_terms(&text, page->steps->calendar, step->from ?
		step->from->term : step->to->term, step->to->term);
	tw_paper_text(&page->paper, tw_buffer_get(&text));
	tw_paper_newline(&page->paper);
	tw_buffer_end(&text, page->paper.out);
}

void tw_compare_text(const struct tw_compare_sheet *sheet,
	const struct tw_step *step)
{
	const struct tw_comparison *c = step->comparison;
	struct tw_page page = page_of(sheet);
	size_t start = sheet->out->len;

	add_title(&page, step->to ? step->to : step->from);
	if (!sheet->sample && step->to)
		add_terms(&page, step);
	tw_compare_told_step(sheet, step, say, &page);
	if (c) {
		tw_page_plans(&page, c);
		tw_page_figures(&page, c);
		add_facts(&page, c);
		if (page.all)
			tw_page_items(&page, c);
	}
	tw_paper_newline(&page.paper);
	if (!sheet->out->failed)
		tw_safe_lines(sheet->out, start);
}

void tw_compare_text_head(const struct tw_compare_sheet *sheet)
{
	const struct tw_step *first = &sheet->steps->at[0];
	struct tw_page page = page_of(sheet);
	struct tw_buffer terms = TW_BUFFER_INIT;
	size_t start = sheet->out->len, count = sheet->steps->priorities;
	char priorities[48];

	tw_paper_bold(&page.paper, true);
	tw_paper_words(&page.paper, (first->to ? first->to : first->from)->
		area, 0);
	tw_paper_bold(&page.paper, false);
	tw_paper_string(&page.paper, ": ");
	tw_compare_told_terms(&terms, sheet);
	tw_paper_words(&page.paper, tw_buffer_get(&terms), 0);
	snprintf(priorities, sizeof(priorities), "%zu priorit%s", count,
		tw_told_y(count));
	tw_paper_right(&page.paper, tw_view_of(priorities));
	tw_paper_newline(&page.paper);
	tw_compare_told_area(sheet, say, &page);
	tw_paper_newline(&page.paper);
	tw_buffer_end(&terms, sheet->out);
	if (!sheet->out->failed)
		tw_safe_lines(sheet->out, start);
}
