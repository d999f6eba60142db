#include "report/compare_told.h"

#include "report/told.h"

#include <stdio.h>

/* ---- terms ---- */

void tw_compare_told_span(struct tw_buffer *out,
	const struct tw_compare_sheet *sheet, const struct tw_step *step)
{
	struct tw_term to = tw_step_filed(step)->term;

	tw_told_terms(out, sheet->steps->calendar, step->from ?
		step->from->term : to, to);
}

static void add_term(struct tw_buffer *out,
	const struct tw_compare_sheet *sheet, struct tw_term term)
{
	tw_told_term(out, sheet->steps->calendar, term);
}

void tw_compare_told_terms(struct tw_buffer *out,
	const struct tw_compare_sheet *sheet)
{
	const struct tw_steps *steps = sheet->steps;

	if (sheet->sample) {
		tw_compare_told_span(out, sheet, sheet->sample);
		return;
	}
	if (steps->base == TW_BASE_TERM || steps->base == TW_BASE_SINCE) {
		tw_buffer_string(out, steps->base == TW_BASE_TERM ?
			"from " : "since ");
		add_term(out, sheet, steps->from);
		if (tw_term_compare(steps->latest, steps->from) <= 0)
			return;
		tw_buffer_string(out, ", ");
	} else if (steps->base == TW_BASE_LAST_YEAR) {
		tw_buffer_string(out, "against a year before, ");
	} else if (!steps->asked_to) {
		tw_buffer_string(out, "the latest updates, ");
	}
	tw_buffer_string(out, "up to ");
	add_term(out, sheet, steps->asked_to ? steps->to : steps->latest);
}

/* ---- plans ---- */

void tw_compare_told_plans(struct tw_buffer *out,
	const size_t n[TW_BECAME_COUNT])
{
	static const char *const verbs[] = {
		"kept", "carried over", "put on hold", "dropped"
	};
	size_t counts[] = { tw_plans_kept(n), n[TW_BECAME_CARRIED_OVER],
		n[TW_BECAME_ON_HOLD], n[TW_BECAME_DROPPED] };
	size_t lost = n[TW_BECAME_UNACCOUNTED];
	size_t all = tw_plans_due(n) + n[TW_BECAME_ON_HOLD];
	const char *what = "unaccounted for";
	bool any = false;

	if (all > 1 && lost == all) {
		tw_buffer_format(out, "All %zu plans are unaccounted for.",
			lost);
		return;
	}
	if (all == 1) {
		for (int i = 0; i < 4; i++)
			any |= counts[i] && (what = verbs[i]);
		tw_buffer_format(out, "Its one plan %s %s.", any ? "was" :
			"is", what);
		return;
	}
	tw_buffer_format(out, "Of %zu plan%s", all, tw_told_s(all));
	for (int i = 0; i < 4; i++) {
		if (!counts[i])
			continue;
		tw_buffer_format(out, any ? ", %zu %s%s" : " %zu %s%s",
			counts[i], any ? "" : counts[i] == 1 ? "was " :
			"were ", verbs[i]);
		any = true;
	}
	if (lost)
		tw_buffer_format(out, ". %zu %s unaccounted for.", lost,
			lost == 1 ? "is" : "are");
	else
		tw_buffer_string(out, ". None is unaccounted for.");
}

static size_t count_plans(const struct tw_record *record)
{
	size_t count = 0;

	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			count += s->kind == TW_PLANNED && i->text &&
				!tw_item_placeholder(i);
	return count;
}

/* ---- sentences ---- */

/* Sentences on their way. */
struct saying {
	const struct tw_compare_sheet *sheet;
	tw_compare_say *say;
	void *context;
	struct tw_buffer words;
};

static void flush(struct saying *s)
{
	if (s->words.len)
		s->say(s->context, tw_buffer_get(&s->words));
	s->sheet->out->failed |= s->words.failed;
	tw_buffer_clear(&s->words);
}

static void say(struct saying *s, const char *sentence)
{
	tw_buffer_string(&s->words, sentence);
	flush(s);
}

static void term(struct saying *s, struct tw_term at)
{
	add_term(&s->words, s->sheet, at);
}

/* Adds how many plans there are to account for. */
static void add_to_come(struct saying *s, const struct tw_filed *filed,
	const char *what)
{
	size_t count = count_plans(filed->record);

	if (count)
		tw_buffer_format(&s->words, "%zu plan%s %s.", count,
			tw_told_s(count), what);
	else
		tw_buffer_string(&s->words, "It has no plans.");
}

static void say_first(struct saying *s, const struct tw_step *step)
{
	if (!step->apart) {
		tw_buffer_string(&s->words, "First update. ");
	} else {
		tw_buffer_format(&s->words, "First update by this calendar: "
			"%zu earlier one%s, the last of them of %.*s, count%s "
			"by another and cannot be compared. ", step->apart,
			tw_told_s(step->apart), TW_ARG(step->apart_last),
			step->apart == 1 ? "s" : "");
	}
	add_to_come(s, step->to, step->next_count ? "handed on" :
		step->to->status == TW_CLOSED ? "left open at the close" :
		"to account for next term");
	flush(s);
}

/* The update that there is has none to go with it. */
static void say_no_base(struct saying *s, const struct tw_step *step)
{
	const struct tw_steps *steps = s->sheet->steps;
	struct tw_term asked = steps->base == TW_BASE_LAST_YEAR ?
		tw_term_last_year(step->to->term) : steps->from;
	int order = tw_term_compare(step->to->term, asked);

	if (order < 0)
		tw_buffer_string(&s->words, "No update since ");
	else if (!order || steps->base == TW_BASE_SINCE)
		tw_buffer_string(&s->words, "Only one update since ");
	else
		tw_buffer_string(&s->words, "No update in ");
	term(s, asked);
	if (order < 0) {
		tw_buffer_string(&s->words, "; the last is of ");
		term(s, step->to->term);
	} else {
		tw_buffer_string(&s->words, !order || steps->base ==
			TW_BASE_SINCE ? ", and so nothing to compare" :
			" to compare with");
	}
	say(s, ".");
}

static void say_no_update(struct saying *s, const struct tw_step *step)
{
	tw_buffer_string(&s->words, "No update in ");
	term(s, s->sheet->steps->to);
	tw_buffer_string(&s->words, "; the last is of ");
	term(s, step->from->term);
	say(s, step->from->status == TW_STATUS_ON_HOLD ?
		", which has it on hold." : ".");
	add_to_come(s, step->from, "still to account for");
	flush(s);
}

/* ---- what lies between ---- */

/* How many terms of the area are before `at`. */
static size_t terms_before(const struct tw_steps *steps, struct tw_term at)
{
	return tw_terms_before(steps->terms, steps->term_count, at);
}

/* Of more terms than these only the number is said. */
enum { MOST_NAMED = 3 };

/* How many terms between the two nobody of the area reported. */
static size_t count_unreported(const struct tw_steps *steps,
	const struct tw_step *step)
{
	long between = tw_term_distance(steps->calendar, step->from->term,
		step->to->term) - 1;

	if (between < 1)
		return 0;
	return (size_t)between - (terms_before(steps, step->to->term) -
		terms_before(steps, step->from->term) - 1);
}

/* Appends terms as a list, in which a year is said once. */
static void add_list(struct saying *s, const struct tw_term *terms,
	size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool more = i + 1 < count;
		struct tw_buffer *out = &s->words;
		size_t start;

		tw_buffer_string(out, !i ? "" : more ? ", " : " or ");
		start = out->len;
		term(s, terms[i]);
		if (!more || terms[i + 1].year != terms[i].year)
			continue;
		/* "Autumn 1" of "Autumn 1, 2023-24": the next one has it. */
		while (out->len > start && out->ptr[--out->len] != ',')
			;
	}
}

static void say_unreported(struct saying *s, const struct tw_step *step)
{
	const struct tw_steps *steps = s->sheet->steps;
	size_t count = count_unreported(steps, step), named = 0;
	size_t at = terms_before(steps, step->from->term) + 1;
	struct tw_term next = step->from->term, terms[MOST_NAMED];

	if (!count)
		return;
	tw_buffer_string(&s->words, "Nobody in this area reported ");
	while (count <= MOST_NAMED && named < count) {
		next = tw_term_step(steps->calendar, next, 1);
		if (at < steps->term_count &&
		    !tw_term_compare(steps->terms[at], next))
			at++;
		else
			terms[named++] = next;
	}
	if (named)
		add_list(s, terms, named);
	else
		tw_buffer_format(&s->words, "%zu of the terms between", count);
	say(s, ".");
}

/*
 * Terms that others of the area reported, and updates that are read, too. Of
 * one that was on hold by then none was to be expected.
 */
static void say_between(struct saying *s, const struct tw_step *step)
{
	const struct tw_steps *steps = s->sheet->steps;
	size_t at = terms_before(steps, step->from->term) + 1;
	size_t others = terms_before(steps, step->to->term) - at;
	size_t between = tw_step_between(step);

	if (between) {
		tw_buffer_format(&s->words, "%zu update%s between the two "
			"count%s for what became of plans.", between,
			tw_told_s(between), between == 1 ? "s" : "");
		flush(s);
	} else if (others && step->from->status != TW_STATUS_ON_HOLD) {
		tw_buffer_string(&s->words, "It has no update of ");
		if (others <= MOST_NAMED)
			add_list(s, &steps->terms[at], others);
		else
			tw_buffer_format(&s->words, "%zu terms between",
				others);
		say(s, ", which others of the area reported.");
	}
}

/* ---- where it stands ---- */

static void say_successors(struct saying *s, const struct tw_step *step)
{
	tw_buffer_string(&s->words, step->next_likely ?
		"Seems to be carried on by " : "Carried on by ");
	for (size_t i = 0; i < step->next_count; i++) {
		const struct tw_filed *next = step->next[i];

		tw_buffer_format(&s->words, "%s\"%.*s\" in ",
			!i ? "" : i + 1 < step->next_count ? ", " : " and ",
			TW_ARG(next->title));
		term(s, next->term);
	}
	say(s, ".");
}

static void say_where_it_stands(struct saying *s, const struct tw_step *step)
{
	const struct tw_steps *steps = s->sheet->steps;
	const struct tw_filed *to = step->to;

	if (step->succession == TW_DECLARED)
		tw_buffer_format(&s->words, "Carries on \"%.*s\".",
			TW_ARG(step->from->title));
	else if (step->succession == TW_LIKELY)
		tw_buffer_format(&s->words, "Seems to carry on \"%.*s\", by "
			"its title, outcomes and plans; if it does, name "
			"\"%.*s\" under Succeeds.", TW_ARG(step->from->title),
			TW_ARG(step->from->priority));
	flush(s);
	for (size_t i = 0; i < step->unknown_count; i++) {
		tw_buffer_format(&s->words, "Succeeds names \"%.*s\", which "
			"has no update among these records.",
			TW_ARG(step->unknown[i]));
		flush(s);
	}
	if (step->next_count) {
		say_successors(s, step);
	} else if (to && to->status == TW_CLOSED) {
		say(s, "This priority is closed.");
	} else if (to && to->status == TW_CLOSING) {
		say(s, "This priority is closing.");
	} else if (to && !steps->asked_to && tw_term_compare(to->term,
	           steps->latest) < 0) {
		tw_buffer_string(&s->words, "No update since: the area's "
			"latest is of ");
		term(s, steps->latest);
		say(s, ".");
	}
}

void tw_compare_told_step(const struct tw_compare_sheet *sheet,
	const struct tw_step *step, tw_compare_say *taker, void *context)
{
	struct saying s = { sheet, taker, context, TW_BUFFER_INIT };

	if (!step->to) {
		say_no_update(&s, step);
	} else if (!step->comparison && step->first) {
		say_first(&s, step);
	} else if (!step->comparison) {
		say_no_base(&s, step);
	} else {
		if (!step->comparison->plan_count)
			tw_buffer_string(&s.words, "The update before had no "
				"plans to account for.");
		else
			tw_compare_told_plans(&s.words,
				step->comparison->became);
		flush(&s);
		say_between(&s, step);
		if (!sheet->sample)
			say_unreported(&s, step);
	}
	say_where_it_stands(&s, step);
	tw_buffer_release(&s.words);
}

/* True if a term was asked for that nobody reported. */
static bool is_unheard(const struct tw_steps *steps)
{
	size_t at = terms_before(steps, steps->to);

	return steps->asked_to && (at == steps->term_count ||
		tw_term_compare(steps->terms[at], steps->to));
}

void tw_compare_told_area(const struct tw_compare_sheet *sheet,
	tw_compare_say *taker, void *context)
{
	const struct tw_steps *steps = sheet->steps;
	struct saying s = { sheet, taker, context, TW_BUFFER_INIT };
	size_t became[TW_BECAME_COUNT] = { 0 }, compared = 0;

	for (size_t i = 0; i < steps->count; i++) {
		const struct tw_comparison *c = steps->at[i].comparison;

		compared += c && c->plan_count;
		if (c)
			tw_plans_add(became, c->became);
	}
	if (is_unheard(steps)) {
		tw_buffer_string(&s.words, "Nobody in this area reported ");
		term(&s, steps->to);
		say(&s, ".");
	}
	if (compared > 1) {
		tw_compare_told_plans(&s.words, became);
		flush(&s);
	}
	if (sheet->sample)
		say_unreported(&s, sheet->sample);
	tw_buffer_release(&s.words);
}

/* ---- a plan ---- */

const enum tw_became tw_compare_order[TW_BECAME_COUNT] = {
	TW_BECAME_UNACCOUNTED, TW_BECAME_DONE, TW_BECAME_ONGOING,
	TW_BECAME_CARRIED_OVER, TW_BECAME_ON_HOLD, TW_BECAME_DROPPED
};

/* Why the item that decided is about the plan. */
static enum tw_reason reason_of(const struct tw_plan *plan)
{
	for (size_t i = 0; i < plan->trace_count; i++)
		if (plan->traces[i].node == plan->shown)
			return plan->traces[i].reason;
	return TW_WHY_ALIKE;
}

bool tw_compare_told_by(char out[static TW_BY_ROOM],
	const struct tw_plan *plan)
{
	bool told = plan->by == TW_BY_LIKENESS && plan->shown;

	*out = '\0';
	if (told && reason_of(plan) == TW_WHY_COUNTED)
		snprintf(out, TW_BY_ROOM, "by its number");
	else if (told && (reason_of(plan) == TW_WHY_NAMED ||
	    reason_of(plan) == TW_WHY_ALONE ||
	    reason_of(plan) == TW_WHY_KIN))
		snprintf(out, TW_BY_ROOM, "by its words");
	else if (told)
		snprintf(out, TW_BY_ROOM, "by likeness " TW_SCORE,
			TW_SCORE_ARG(plan->score));
	return told;
}

void tw_compare_told_turn(struct tw_buffer *out, const struct tw_plan *plan)
{
	tw_buffer_format(out, "This priority is now \"%.*s\".",
		TW_ARG(plan->said));
}

void tw_compare_told_place(struct tw_buffer *out,
	const struct tw_compare_sheet *sheet, const struct tw_plan *plan,
	const struct tw_node *node)
{
	tw_buffer_string(out, tw_section_name(node->section));
	if (!plan->when)
		return;
	tw_buffer_string(out, ", ");
	tw_told_term(out, sheet->steps->calendar, plan->when->term);
}

void tw_compare_told_also(struct tw_buffer *out,
	const struct tw_compare_sheet *sheet, const struct tw_plan *plan,
	const struct tw_node *node)
{
	tw_buffer_string(out, "Also in ");
	tw_compare_told_place(out, sheet, plan, node);
	tw_buffer_string(out, ": ");
	tw_buffer_view(out, node->text);
}

void tw_compare_told_perhaps(struct tw_buffer *out,
	const struct tw_candidate *candidate)
{
	tw_buffer_string(out, "Perhaps, not counted: ");
	tw_buffer_view(out, candidate->node->text);
	tw_buffer_format(out, " (%s, likeness " TW_SCORE ")",
		tw_section_name(candidate->node->section),
		TW_SCORE_ARG(candidate->score));
}

/* ---- figures ---- */

const char *tw_compare_told_kind(const struct tw_measure *m)
{
	return m->kind == TW_LEVEL ? "" : m->kind == TW_ADDITION ?
		m->part ? ", added in all" : ", in all" :
		m->to_add ? ", aim to add" : ", aim";
}

void tw_compare_told_value(char out[static TW_VALUE_ROOM], bool given,
	struct tw_value value)
{
	if (given)
		tw_value_write(out, value, false);
	else
		snprintf(out, TW_VALUE_ROOM, "-");
}

/*
 * How far a figure is from its target. Whether that is short of it or beyond
 * it, nobody said: absence is to fall, attendance to rise.
 */
static void add_distance(struct tw_buffer *out, struct tw_value distance)
{
	char text[TW_VALUE_ROOM];
	bool below = distance.mantissa < 0;
	bool points = distance.unit == TW_PERCENT;

	if (below)
		distance.mantissa = -distance.mantissa;
	if (points || distance.unit == TW_RATIO)
		distance.unit = TW_COUNT;
	tw_value_write(text, distance, false);
	tw_buffer_format(out, "%s%s %s", text, points ? " points" : "",
		below ? "below" : "above");
}

void tw_compare_told_movement(struct tw_buffer *out,
	const struct tw_measure *m)
{
	if (m->units_differ) {
		tw_buffer_string(out, "not of one unit");
	} else if (!m->has_to) {
		tw_buffer_string(out, "not reported");
	} else if (!m->has_from) {
		tw_buffer_string(out, "new");
	} else if (!m->has_change) {
		tw_buffer_string(out, m->to.unit == TW_RATIO ?
			"not of the same whole" : "too far apart");
	} else if (!m->change.mantissa) {
		tw_buffer_string(out, m->kind == TW_TARGET ? "reached" :
			"no change");
	} else if (m->kind == TW_TARGET) {
		add_distance(out, m->change);
	} else {
		tw_told_step(out, m->change);
		if (m->has_percent)
			tw_told_percent(out, m->percent, m->from, m->to);
	}
}

void tw_compare_told_doubt(struct tw_buffer *out, const struct tw_measure *m)
{
	char value[TW_VALUE_ROOM];

	tw_value_write(value, m->expected, false);
	tw_buffer_format(out, "does not follow: with what was added since it "
		"would be %s", value);
}

/* ---- the rest ---- */

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
		count += tw_change_node(&c->items[i])->section == kind &&
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
static void add_counts(struct tw_buffer *out, const struct tw_comparison *c,
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
			tw_buffer_format(out, ", %zu %s", count,
				counted[i].word);
	}
	if (away)
		tw_buffer_format(out, ", %zu moved to another section", away);
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

void tw_compare_told_between(struct tw_buffer *out,
	const struct tw_compare_sheet *of, const struct tw_step *step)
{
	const struct tw_filed *filed = tw_step_filed(step);

	tw_buffer_format(out, "%.*s, %.*s: ", TW_ARG(filed->area),
		TW_ARG(filed->priority));
	tw_compare_told_span(out, of, step);
}

bool tw_compare_is_new(const struct tw_item_change *change,
	enum tw_section_kind section)
{
	return change->change == TW_NEW && change->to->section == section &&
		!change->planned;
}

size_t tw_compare_surprises(const struct tw_comparison *c)
{
	size_t count = 0;

	for (size_t i = 0; i < c->item_count; i++)
		count += tw_compare_is_new(&c->items[i], TW_ACTIVITY);
	return count;
}

static void add_unevidenced(struct tw_buffer *out,
	const struct tw_comparison *c)
{
	bool any = false;

	for (size_t i = 0; i < c->outcome_count; i++) {
		const struct tw_outcome *outcome = &c->outcomes[i];
		struct tw_view key = outcome->node->item->key;

		if (outcome->evidence)
			continue;
		tw_buffer_string(out, any ? ", " :
			"; no evidence in this update for: ");
		tw_buffer_view(out, key.len ? key : outcome->node->text);
		any = true;
	}
	if (!any)
		tw_buffer_string(out, ", each with evidence");
}

void tw_compare_told_outcomes(struct tw_buffer *out,
	const struct tw_comparison *c)
{
	if (!c->outcome_count && !word_of(c, TW_OUTCOMES))
		return;
	tw_buffer_format(out, "%zu", c->outcome_count);
	add_counts(out, c, TW_OUTCOMES);
	if (c->evidence_given)
		add_unevidenced(out, c);
}

const char *tw_compare_told_exit(const struct tw_comparison *c)
{
	return word_of(c, TW_EXIT);
}
