/*
 * A comparison as text: the headline, what needs a decision, the rest.
 */
#include "report/page.h"

#include "report/safe.h"
#include "text/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- terms ---- */

void tw_term_words(struct tw_term_words *words, const struct tw_page *page,
	struct tw_term term)
{
	char *blank;

	tw_term_write(words->text, page->steps->calendar, term);
	blank = strchr(words->text, ' ');
	words->period = blank ? blank + 1 : "";
	if (blank)
		*blank = '\0';
}

void tw_page_term(struct tw_page *page, struct tw_term term)
{
	struct tw_term_words words;

	tw_term_words(&words, page, term);
	tw_paper_format(&page->paper, "%s, %s", words.period, words.text);
}

static void add_terms(struct tw_page *page, struct tw_term from,
	struct tw_term to)
{
	struct tw_term_words a, b;

	tw_term_words(&a, page, from);
	tw_term_words(&b, page, to);
	if (from.year == to.year)
		tw_paper_format(&page->paper, "%s to %s, %s", a.period,
			b.period, b.text);
	else
		tw_paper_format(&page->paper, "%s, %s to %s, %s", a.period,
			a.text, b.period, b.text);
}

/* ---- sentences ---- */

static size_t count_plans(const struct tw_record *record)
{
	size_t count = 0;

	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			count += s->kind == TW_PLANNED && i->text &&
				!tw_item_placeholder(i);
	return count;
}

/* A line of its own, printf-like, wrapped. */
static void say(struct tw_page *page, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void say(struct tw_page *page, const char *format, ...)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	va_list args;

	va_start(args, format);
	tw_buffer_vformat(&text, format, args);
	va_end(args);
	tw_paper_words(&page->paper, tw_buffer_get(&text), 0);
	tw_paper_newline(&page->paper);
	page->paper.out->failed |= text.failed;
	tw_buffer_release(&text);
}

/* "Of 5 plans 2 were kept, 2 carried over, 1 put on hold." */
static void say_plans(struct tw_page *page, const struct tw_comparison *c)
{
	static const char *const verbs[] = {
		"kept", "carried over", "put on hold", "dropped"
	};
	const size_t *n = c->became;
	size_t counts[] = { n[TW_BECAME_DONE] + n[TW_BECAME_ONGOING],
		n[TW_BECAME_CARRIED_OVER], n[TW_BECAME_ON_HOLD],
		n[TW_BECAME_DROPPED] };
	size_t lost = n[TW_BECAME_UNACCOUNTED];
	struct tw_buffer text = TW_BUFFER_INIT;
	bool any = false;

	if (lost && lost == c->plan_count) {
		say(page, lost == 1 ? "Its one plan is unaccounted for." :
			"All %zu plans are unaccounted for.", lost);
		return;
	}
	for (int i = 0; i < 4; i++) {
		if (!counts[i])
			continue;
		tw_buffer_format(&text, any ? ", %zu %s%s" : " %zu %s%s",
			counts[i], any ? "" : counts[i] == 1 ? "was " :
			"were ", verbs[i]);
		any = true;
	}
	if (!c->plan_count)
		say(page, "The update before had no plans to account for.");
	else if (lost)
		say(page, "Of %zu plan%s%.*s. %zu %s unaccounted for.",
			c->plan_count, c->plan_count == 1 ? "" : "s",
			TW_ARG(tw_buffer_get(&text)), lost,
			lost == 1 ? "is" : "are");
	else
		say(page, "Of %zu plan%s%.*s. None is unaccounted for.",
			c->plan_count, c->plan_count == 1 ? "" : "s",
			TW_ARG(tw_buffer_get(&text)));
	page->paper.out->failed |= text.failed;
	tw_buffer_release(&text);
}

static void say_count_to_come(struct tw_page *page, const struct tw_step *step,
	const char *before, const char *after)
{
	size_t count = count_plans(step->to ? step->to->record :
		step->from->record);

	if (count)
		say(page, "%s%zu plan%s %s.", before, count,
			count == 1 ? "" : "s", after);
	else
		say(page, "%sIt has no plans.", before);
}

static void say_successors(struct tw_page *page, const struct tw_step *step)
{
	struct tw_buffer names = TW_BUFFER_INIT;
	struct tw_term_words words;

	for (size_t i = 0; i < step->next_count; i++) {
		const struct tw_filed *next = step->next[i];

		tw_term_words(&words, page, next->term);
		tw_buffer_format(&names, "%s\"%.*s\" in %s, %s",
			!i ? "" : i + 1 < step->next_count ? ", " : " and ",
			TW_ARG(next->title), words.period, words.text);
	}
	say(page, "%s by %.*s.", step->next_likely ? "Seems to be carried on" :
		"Carried on", TW_ARG(tw_buffer_get(&names)));
	page->paper.out->failed |= names.failed;
	tw_buffer_release(&names);
}

static void say_where_it_stands(struct tw_page *page,
	const struct tw_step *step)
{
	const struct tw_filed *to = step->to;
	struct tw_term_words words;

	if (step->succession == TW_DECLARED)
		say(page, "Carries on \"%.*s\".", TW_ARG(step->from->title));
	else if (step->succession == TW_LIKELY)
		say(page, "Seems to carry on \"%.*s\", by its title, outcomes "
			"and plans; if it does, name \"%.*s\" under Succeeds.",
			TW_ARG(step->from->title),
			TW_ARG(step->from->priority));
	for (size_t i = 0; i < step->unknown_count; i++)
		say(page, "Succeeds names \"%.*s\", which has no update "
			"among these records.",
			TW_ARG(step->unknown[i]));
	if (step->next_count) {
		say_successors(page, step);
	} else if (to && to->status == TW_CLOSED) {
		say(page, "This priority is closed.");
	} else if (to && to->status == TW_CLOSING) {
		say(page, "This priority is closing.");
	} else if (to && !page->steps->asked_to && tw_term_compare(to->term,
	           page->steps->latest) < 0) {
		tw_term_words(&words, page, page->steps->latest);
		say(page, "No update since: the area's latest is of %s, %s.",
			words.period, words.text);
	}
}

/* ---- headings ---- */

void tw_page_heading(struct tw_page *page, const char *text)
{
	tw_paper_newline(&page->paper);
	tw_paper_to(&page->paper, TW_INDENT);
	tw_paper_string(&page->paper, text);
	tw_paper_newline(&page->paper);
}

/* ---- the rest ---- */

/* The section of an item: where it is now, or was. */
static enum tw_section_kind section_of(const struct tw_item_change *item)
{
	return (item->to ? item->to : item->from)->section;
}

/* True if a row is not the first of its group, which was split or merged. */
static bool goes_on(const struct tw_comparison *c, size_t i)
{
	const struct tw_item_change *item = &c->items[i];

	return i && ((item->change == TW_SPLIT &&
		item->from == c->items[i - 1].from) ||
		(item->change == TW_JOINED && item->to == c->items[i - 1].to));
}

static size_t count_changes(const struct tw_comparison *c,
	enum tw_section_kind kind, enum tw_change change)
{
	size_t count = 0;

	for (size_t i = 0; i < c->item_count; i++)
		count += section_of(&c->items[i]) == kind &&
			c->items[i].change == change && !goes_on(c, i);
	return count;
}

static size_t count_moved_away(const struct tw_comparison *c,
	enum tw_section_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < c->item_count; i++)
		count += c->items[i].change == TW_MOVED &&
			c->items[i].from->section == kind;
	return count;
}

/* ", 2 reworded" and the like, for what is not nothing. */
static void add_counts(struct tw_page *page, const struct tw_comparison *c,
	enum tw_section_kind kind)
{
	static const struct {
		enum tw_change change;
		const char *word;
	} counted[] = {
		{ TW_NEW, "new" }, { TW_REWORDED, "reworded" },
		{ TW_SPLIT, "split" }, { TW_JOINED, "merged" },
		{ TW_MOVED, "moved here" }, { TW_GONE, "gone" }
	};
	size_t away = count_moved_away(c, kind);

	for (size_t i = 0; i < sizeof(counted) / sizeof(*counted); i++) {
		size_t count = count_changes(c, kind, counted[i].change);

		if (count)
			tw_paper_format(&page->paper, ", %zu %s", count,
				counted[i].word);
	}
	if (away)
		tw_paper_format(&page->paper, ", %zu moved to another section",
			away);
}

/* What became of a section, in a word or so; NULL: nothing. */
static const char *word_of(const struct tw_comparison *c,
	enum tw_section_kind kind)
{
	bool kept = false, changed = false, added = false, gone = false;

	for (size_t i = 0; i < c->item_count; i++) {
		const struct tw_item_change *item = &c->items[i];
		bool was = item->from && item->from->section == kind;
		bool is = item->to && item->to->section == kind;

		kept |= was && is && item->change == TW_KEPT;
		changed |= was && is && item->change != TW_KEPT;
		added |= is && !was;
		gone |= was && !is;
	}
	if (!changed && !added && !gone)
		return NULL;
	if (changed || kept)
		return "changed";
	return !gone ? "new" : added ? "replaced" : "no longer given";
}

static void add_unevidenced(struct tw_page *page, const struct tw_comparison *c)
{
	bool any = false;

	if (!c->evidence_given)
		return;
	for (size_t i = 0; i < c->outcome_count; i++) {
		const struct tw_outcome *outcome = &c->outcomes[i];
		struct tw_view key = outcome->node->item->key;

		if (outcome->evidence)
			continue;
		tw_paper_words(&page->paper, any ? TW_VIEW(",") :
			TW_VIEW("; no evidence yet for:"), TW_FACT);
		tw_paper_string(&page->paper, " ");
		tw_paper_words(&page->paper, key.len ? key :
			outcome->node->text, TW_FACT);
		any = true;
	}
	if (!any)
		tw_paper_string(&page->paper, ", each with evidence");
}

static void label(struct tw_page *page, const char *text)
{
	tw_paper_to(&page->paper, TW_INDENT);
	tw_paper_string(&page->paper, text);
	tw_paper_to(&page->paper, TW_FACT);
}

static void add_facts(struct tw_page *page, const struct tw_comparison *c)
{
	struct tw_paper *paper = &page->paper;
	const char *exit = word_of(c, TW_EXIT);
	bool outcomes = c->outcome_count || word_of(c, TW_OUTCOMES);
	size_t surprises = 0;

	for (size_t i = 0; i < c->item_count; i++)
		surprises += c->items[i].change == TW_NEW && c->items[i].to->
			section == TW_ACTIVITY && !c->items[i].planned;
	if (outcomes || surprises || exit)
		tw_paper_newline(paper);
	if (outcomes) {
		label(page, "Outcomes");
		tw_paper_format(paper, "%zu", c->outcome_count);
		add_counts(page, c, TW_OUTCOMES);
		add_unevidenced(page, c);
		tw_paper_newline(paper);
	}
	if (surprises) {
		label(page, "New activity");
		tw_paper_format(paper, "%zu item%s that nobody had planned%s",
			surprises, surprises == 1 ? "" : "s",
			page->all ? "" : "   (--all shows them)");
		tw_paper_newline(paper);
	}
	if (exit) {
		label(page, "Exit strategy");
		tw_paper_string(paper, exit);
		tw_paper_newline(paper);
	}
}

/* ---- a step, and all of an area ---- */

static void add_title(struct tw_page *page, const struct tw_filed *filed)
{
	tw_paper_bold(&page->paper, true);
	tw_paper_words(&page->paper, filed->title.len ? filed->title :
		filed->priority, 0);
	tw_paper_bold(&page->paper, false);
	tw_paper_right(&page->paper, filed->priority);
	tw_paper_newline(&page->paper);
}

static void say_no_update(struct tw_page *page, const struct tw_step *step)
{
	struct tw_term_words asked, last;

	tw_term_words(&asked, page, page->steps->to);
	tw_term_words(&last, page, step->from->term);
	say(page, "No update in %s, %s; the last is of %s, %s.",
		asked.period, asked.text, last.period, last.text);
	say_count_to_come(page, step, "", "still to account for");
}

/* Updates between the two may have answered for a plan. */
static void say_passed_over(struct tw_page *page, const struct tw_step *step)
{
	size_t count = step->thread_count - step->from_at - 2;

	if (count)
		say(page, "%zu update%s between the two %s passed over.",
			count, count == 1 ? "" : "s",
			count == 1 ? "was" : "were");
}

static void say_nothing_before(struct tw_page *page)
{
	struct tw_term_words asked;

	tw_term_words(&asked, page, page->steps->from);
	say(page, "No update in %s, %s to compare with.", asked.period,
		asked.text);
}

static void add_step(struct tw_page *page, const struct tw_step *step,
	bool terms)
{
	const struct tw_comparison *c = step->comparison;

	add_title(page, step->to ? step->to : step->from);
	if (terms && step->to) {
		if (step->from)
			add_terms(page, step->from->term, step->to->term);
		else
			tw_page_term(page, step->to->term);
		tw_paper_newline(&page->paper);
	}
	if (!step->to) {
		say_no_update(page, step);
	} else if (!c && page->steps->asked_from) {
		say_nothing_before(page);
	} else if (!c) {
		say_count_to_come(page, step, "First update. ",
			"to account for next term");
	} else {
		say_plans(page, c);
		say_passed_over(page, step);
	}
	say_where_it_stands(page, step);
	if (c) {
		tw_page_plans(page, c);
		tw_page_figures(page, c);
		add_facts(page, c);
		if (page->all)
			tw_page_items(page, c);
	}
	tw_paper_newline(&page->paper);
}

/* True if all steps go from one term to one other. */
static bool same_terms(const struct tw_steps *steps,
	const struct tw_step **sample)
{
	*sample = NULL;
	for (size_t i = 0; i < steps->count; i++) {
		const struct tw_step *step = &steps->at[i];

		if (!step->to)
			continue;
		if (step->from && !*sample)
			*sample = step;
	}
	for (size_t i = 0; i < steps->count && *sample; i++) {
		const struct tw_step *step = &steps->at[i];

		if (!step->to)
			continue;
		if (tw_term_compare(step->to->term, (*sample)->to->term) ||
		    (step->from && tw_term_compare(step->from->term,
		     (*sample)->from->term)))
			return false;
	}
	return *sample;
}

void tw_compare_text(struct tw_buffer *out, const struct tw_steps *steps,
	const struct tw_compare_style *style)
{
	struct tw_page page = { { out, style->width, 0, style->color }, steps,
		style->all, style->why };
	const struct tw_step *sample, *first = &steps->at[0];
	size_t start = out->len, count = steps->priorities;
	bool same = same_terms(steps, &sample);
	char priorities[48];

	tw_paper_bold(&page.paper, true);
	tw_paper_words(&page.paper, (first->to ? first->to : first->from)->
		area, 0);
	tw_paper_bold(&page.paper, false);
	if (same) {
		tw_paper_string(&page.paper, ": ");
		add_terms(&page, sample->from->term, sample->to->term);
	} else {
		tw_paper_string(&page.paper, ": ");
		tw_paper_string(&page.paper, steps->asked_to ? "up to " :
			"the latest updates, up to ");
		tw_page_term(&page, steps->asked_to ? steps->to : steps->latest);
	}
	snprintf(priorities, sizeof(priorities), "%zu priorit%s", count,
		count == 1 ? "y" : "ies");
	tw_paper_right(&page.paper, tw_view_of(priorities));
	tw_paper_newline(&page.paper);
	tw_paper_newline(&page.paper);
	for (size_t i = 0; i < steps->count; i++)
		add_step(&page, &steps->at[i], !same);
	if (!out->failed)
		tw_safe_lines(out, start);
}
