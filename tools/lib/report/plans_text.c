/*
 * The part of a comparison on plans: what became of each, what it was taken
 * for, and why.
 */
#include "report/compare_told.h"
#include "report/compare_page.h"
#include "report/told.h"

/* So many other items that are about a plan are shown unasked. */
enum { OTHERS = 2 };

static const char *const section_words[TW_SECTIONS] = {
	[TW_OUTCOMES] = "outcomes",
	[TW_ACTIVITY] = "activity",
	[TW_PLANNED] = "plans",
	[TW_IMPACT] = "impact",
	[TW_EXIT] = "exit",
};

static const char *const reason_words[] = {
	[TW_WHY_KEY] = "they have one key",
	[TW_WHY_TEXT] = "the texts are equal",
	[TW_WHY_ALIKE] = "the two are alike",
	[TW_WHY_STANDS_OUT] = "no other item and no other plan comes near",
	[TW_WHY_PART] = "one of several reports of this plan alone",
	[TW_WHY_TOGETHER] = "it is about several plans, and this is one",
	[TW_WHY_COUNTED] = "it counts as many as the plan's number",
	[TW_WHY_NAMED] = "it begins with what this plan is of",
	[TW_WHY_ALONE] = "of what is left, only these two have a word",
	[TW_WHY_KIN] = "of what is left, it says the same in other words",
	[TW_WHY_TOO_LITTLE] = "there is too little in common",
	[TW_WHY_ANOTHER_ITEM] = "another item is as much alike",
	[TW_WHY_ANOTHER_PLAN] = "another plan is as much alike",
	[TW_WHY_ELSEWHERE] = "too much of the plan is not in it",
	[TW_WHY_REPORTED] = "a report is more alike",
	[TW_WHY_ANNOUNCED] = "it only says what is to come",
	[TW_WHY_NAME_ONLY] = "little but a name is in both",
	[TW_WHY_OTHER_DEED] = "it does not tell of what was to be done",
};

const char *tw_reason_words(enum tw_reason reason)
{
	return reason_words[reason];
}

/* ---- what else is about a plan ---- */

/* What else an update says of a plan, as far as there is room for it. */
static void add_others(struct tw_page *page, const struct tw_plan *plan)
{
	struct tw_paper *paper = &page->paper;
	size_t most = page->all || page->why ? plan->trace_count : OTHERS;
	size_t count = 0;

	for (size_t i = 0; i < plan->trace_count && plan->shown; i++) {
		const struct tw_node *node = plan->traces[i].node;

		if (node == plan->shown || count++ >= most)
			continue;
		tw_paper_to(paper, TW_BODY);
		tw_paper_string(paper, "and: ");
		tw_paper_words(paper, node->text, TW_BODY);
		tw_paper_newline(paper);
	}
	if (count <= most)
		return;
	tw_paper_to(paper, TW_BODY);
	tw_paper_format(paper, "and %zu more   (--all shows them)",
		count - most);
	tw_paper_newline(paper);
}

/* ---- why ---- */

static void add_reason(struct tw_page *page, const char *label,
	const struct tw_candidate *item)
{
	struct tw_paper *paper = &page->paper;

	tw_paper_to(paper, TW_BODY);
	tw_paper_format(paper, "%s " TW_SCORE " in %s, ", label,
		TW_SCORE_ARG(item->score), section_words[item->node->section]);
	tw_paper_words(paper, tw_view_of(reason_words[item->reason]),
		TW_BODY);
	tw_paper_newline(paper);
}

/* What was taken for the plan and what was not, and why. */
static void add_why(struct tw_page *page, const struct tw_plan *plan)
{
	struct tw_paper *paper = &page->paper;

	for (size_t i = 0; i < plan->trace_count; i++)
		add_reason(page, "why:", &plan->traces[i]);
	if (plan->said.len && plan->shown) {
		tw_paper_to(paper, TW_BODY);
		tw_paper_string(paper, "why: it says \"");
		tw_paper_words(paper, plan->said, TW_BODY);
		tw_paper_string(paper, "\"");
		tw_paper_newline(paper);
	}
	for (size_t i = 0; i < plan->candidate_count; i++) {
		const struct tw_candidate *candidate = &plan->candidates[i];

		add_reason(page, "not:", candidate);
		tw_paper_to(paper, TW_BODY + 2);
		tw_paper_words(paper, candidate->node->text, TW_BODY + 2);
		tw_paper_newline(paper);
	}
}

/* ---- plans ---- */

/* Begins the words with "now: ", or the term of an update between the two. */
static void add_when(struct tw_page *page, const struct tw_plan *plan)
{
	if (!plan->when) {
		tw_buffer_string(&page->words, "now: ");
		return;
	}
	tw_buffer_string(&page->words, "in ");
	tw_told_term(&page->words, page->steps->calendar, plan->when->term);
	tw_buffer_string(&page->words, ": ");
}

/* No item tells of a plan for the priority itself. */
static void add_turn(struct tw_page *page, const struct tw_plan *plan)
{
	struct tw_paper *paper = &page->paper;

	tw_paper_newline(paper);
	tw_paper_to(paper, TW_BODY);
	add_when(page, plan);
	tw_buffer_string(&page->words, "this priority is \"");
	tw_buffer_view(&page->words, plan->said);
	tw_buffer_byte(&page->words, '"');
	tw_page_words(page, TW_BODY);
}

static void add_plan(struct tw_page *page, const struct tw_plan *plan)
{
	struct tw_paper *paper = &page->paper;
	bool lost = plan->became == TW_BECAME_UNACCOUNTED;
	char by[TW_BY_ROOM];

	tw_paper_to(paper, TW_LABEL);
	tw_paper_bold(paper, lost);
	tw_paper_string(paper, lost ? "unaccounted" :
		tw_told_became(plan->became));
	tw_paper_bold(paper, false);
	tw_paper_to(paper, TW_BODY);
	tw_paper_words(paper, plan->node->text, TW_BODY);
	if (plan->shown && !tw_view_equal(plan->shown->text,
	    plan->node->text)) {
		tw_paper_newline(paper);
		tw_paper_to(paper, TW_BODY);
		add_when(page, plan);
		tw_buffer_view(&page->words, plan->shown->text);
		tw_page_words(page, TW_BODY);
	} else if (plan->when) {
		tw_paper_newline(paper);
		tw_paper_to(paper, TW_BODY);
		add_when(page, plan);
		tw_buffer_string(&page->words, "the same words");
		tw_page_words(page, TW_BODY);
	}
	if (!plan->shown && plan->said.len)
		add_turn(page, plan);
	if (tw_compare_told_by(by, plan))
		tw_paper_right(paper, tw_view_of(by));
	tw_paper_newline(paper);
	add_others(page, plan);
	if (page->why)
		add_why(page, plan);
}

static void add_candidates(struct tw_page *page, const struct tw_plan *plan)
{
	struct tw_paper *paper = &page->paper;

	tw_paper_to(paper, TW_LABEL);
	tw_paper_words(paper, plan->node->text, TW_LABEL);
	tw_paper_newline(paper);
	for (size_t i = 0; i < tw_plan_perhaps(plan); i++) {
		const struct tw_candidate *candidate = &plan->candidates[i];

		tw_paper_to(paper, TW_LABEL + 2);
		tw_paper_format(paper, TW_SCORE " %s",
			TW_SCORE_ARG(candidate->score),
			section_words[candidate->node->section]);
		tw_paper_to(paper, TW_BODY + 4);
		tw_paper_words(paper, candidate->node->text, TW_BODY + 4);
		tw_paper_newline(paper);
	}
}

void tw_page_plans(struct tw_page *page, const struct tw_comparison *c)
{
	bool review = false;

	if (!c->plan_count)
		return;
	tw_page_heading(page, "Plans");
	for (size_t k = 0; k < TW_BECAME_COUNT; k++)
		for (size_t i = 0; i < c->plan_count; i++)
			if (c->plans[i].became == tw_compare_order[k])
				add_plan(page, &c->plans[i]);
	for (size_t i = 0; i < c->plan_count; i++) {
		if (page->why || !tw_plan_perhaps(&c->plans[i]))
			continue;
		if (!review)
			tw_page_heading(page, "Perhaps, not counted");
		review = true;
		add_candidates(page, &c->plans[i]);
	}
}
