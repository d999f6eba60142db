#include "report/compare.h"
#include "report/json_parts.h"
#include "text/differ.h"

static void add_node(struct tw_json *json, const struct tw_node *node)
{
	tw_json_word(json, "section", tw_section_word(node->section));
	tw_json_member(json, "text", node->text);
	tw_json_maybe(json, "key", node->item->key);
	tw_json_count(json, "line", node->item->line);
}

static void add_shown(struct tw_json *json, const char *name,
	const struct tw_node *node)
{
	if (!node) {
		tw_json_word(json, name, NULL);
		return;
	}
	tw_json_object(json, name);
	add_node(json, node);
	tw_json_close(json, '}');
}

static void add_side(struct tw_json *json, const char *name,
	const struct tw_filed *filed, const struct tw_calendar *calendar)
{
	if (!filed) {
		tw_json_word(json, name, NULL);
		return;
	}
	tw_json_object(json, name);
	tw_json_member(json, "priority", filed->priority);
	tw_json_term(json, "term", true, filed->term, calendar);
	tw_json_maybe(json, "path", filed->entry->below);
	tw_json_close(json, '}');
}

/* ---- plans ---- */

static void add_candidates(struct tw_json *json, const char *name,
	const struct tw_candidate *candidates, size_t count)
{
	tw_json_list(json, name);
	for (size_t i = 0; i < count; i++) {
		tw_json_open(json, '{');
		add_node(json, candidates[i].node);
		tw_json_score(json, true, candidates[i].score);
		tw_json_word(json, "reason",
			tw_reason_name(candidates[i].reason));
		tw_json_close(json, '}');
	}
	tw_json_close(json, ']');
}

/* The term of the update in which a plan shows up. */
static void add_shown_term(struct tw_json *json, const struct tw_plan *plan,
	const struct tw_step *step, const struct tw_calendar *calendar)
{
	tw_json_term(json, "shown_term", plan->shown, plan->when ?
		plan->when->term : step->to->term, calendar);
}

static void add_plan(struct tw_json *json, const struct tw_plan *plan,
	const struct tw_step *step, const struct tw_calendar *calendar,
	bool why)
{
	bool offered = why || plan->band == TW_BAND_REVIEW;

	tw_json_open(json, '{');
	tw_json_member(json, "text", plan->node->text);
	tw_json_maybe(json, "key", plan->node->item->key);
	tw_json_count(json, "line", plan->node->item->line);
	tw_json_word(json, "became", tw_became_name(plan->became));
	tw_json_word(json, "by", tw_by_name(plan->by));
	tw_json_word(json, "band", tw_band_name(plan->band));
	tw_json_score(json, true, plan->score);
	tw_json_maybe(json, "said", plan->said);
	add_shown(json, "shown", plan->shown);
	add_shown_term(json, plan, step, calendar);
	add_candidates(json, "traces", plan->traces, plan->trace_count);
	add_candidates(json, "candidates", plan->candidates,
		offered ? plan->candidate_count : 0);
	tw_json_close(json, '}');
}

static void add_plans(struct tw_json *json, const struct tw_step *step,
	const struct tw_calendar *calendar, bool why)
{
	const struct tw_comparison *c = step->comparison;

	tw_json_list(json, "plans");
	for (size_t i = 0; c && i < c->plan_count; i++)
		add_plan(json, &c->plans[i], step, calendar, why);
	tw_json_close(json, ']');
}

/* ---- figures ---- */

static void add_measure(struct tw_json *json, const struct tw_measure *m,
	const struct tw_calendar *calendar)
{
	struct tw_term since = m->since ? *m->since : (struct tw_term){ 0, 0 };

	tw_json_open(json, '{');
	tw_json_member(json, "name", m->name);
	tw_json_unit(json, "unit", true, m->has_to ? m->to : m->from);
	tw_json_word(json, "kind", tw_measure_kind_name(m->kind));
	tw_json_value(json, "from", m->has_from, m->from);
	tw_json_unit(json, "from_unit", m->has_from, m->from);
	tw_json_whole(json, "from_whole", m->has_from, m->from);
	tw_json_term(json, "from_term", m->since, since, calendar);
	tw_json_value(json, "to", m->has_to, m->to);
	tw_json_whole(json, "to_whole", m->has_to, m->to);
	tw_json_value(json, "change", m->has_change, m->change);
	tw_json_percent(json, m->has_percent, m->percent);
	tw_json_value(json, "expected", m->has_expected, m->expected);
	tw_json_close(json, '}');
}

/* ---- items and outcomes ---- */

/* The next `count` words as a member of the list; nothing for none. */
static void add_run(struct tw_json *json, const char *in,
	const struct tw_shown_word *words, size_t count)
{
	struct tw_buffer text = TW_BUFFER_INIT;

	for (size_t i = 0; i < count; i++) {
		tw_buffer_string(&text, i ? " " : "");
		tw_buffer_view(&text, words[i].text);
	}
	if (count) {
		tw_json_open(json, '{');
		tw_json_word(json, "in", in);
		tw_json_member(json, "text", tw_buffer_get(&text));
		tw_json_close(json, '}');
	}
	tw_buffer_end(&text, json->out);
}

/* How many words from the first on stand alone, or do not. */
static size_t run_of(const struct tw_shown_words *words, size_t i, bool alone)
{
	size_t start = i;

	while (i < words->count && words->at[i].alone == alone)
		i++;
	return i - start;
}

/* Words that went, that came, and that stayed, as a reader would mark them. */
static void add_words(struct tw_json *json, struct tw_view was,
	struct tw_view is, struct tw_arena *arena)
{
	struct tw_shown_words from, to;
	size_t i = 0, j = 0;

	tw_arena_reset(arena);
	if (!tw_words_compare(&from, was, &to, is, arena)) {
		json->out->failed = true;
		return;
	}
	while (i < from.count || j < to.count) {
		size_t gone = run_of(&from, i, true);
		size_t added = run_of(&to, j, true), both, more;

		add_run(json, "from", from.at + i, gone);
		add_run(json, "to", to.at + j, added);
		i += gone;
		j += added;
		both = run_of(&from, i, false);
		more = run_of(&to, j, false);
		both = both < more ? both : more;
		add_run(json, "both", to.at + j, both);
		i += both;
		j += both;
	}
}

static void add_change(struct tw_json *json,
	const struct tw_item_change *change, struct tw_arena *arena)
{
	const struct tw_node *node = tw_change_node(change);

	tw_json_open(json, '{');
	tw_json_word(json, "section", tw_section_word(node->section));
	tw_json_word(json, "change", tw_change_name(change->change));
	tw_json_word(json, "by", tw_by_name(change->by));
	tw_json_score(json, true, change->score);
	add_shown(json, "from", change->from);
	add_shown(json, "to", change->to);
	tw_json_flag(json, "planned", change->planned);
	tw_json_list(json, "words");
	if (change->change == TW_REWORDED || change->change == TW_MOVED)
		add_words(json, change->from->text, change->to->text, arena);
	tw_json_close(json, ']');
	tw_json_close(json, '}');
}

static void add_outcome(struct tw_json *json,
	const struct tw_outcome *outcome, bool given)
{
	tw_json_open(json, '{');
	tw_json_member(json, "text", outcome->node->text);
	tw_json_maybe(json, "key", outcome->node->item->key);
	tw_json_count(json, "line", outcome->node->item->line);
	if (given)
		tw_json_count(json, "evidence", outcome->evidence);
	else
		tw_json_word(json, "evidence", NULL);
	tw_json_close(json, '}');
}

static void add_items(struct tw_json *json, const struct tw_comparison *c)
{
	struct tw_arena *arena = c ? tw_arena_new() : NULL;

	json->out->failed |= c && !arena;
	tw_json_list(json, "items");
	for (size_t i = 0; arena && i < c->item_count; i++)
		add_change(json, &c->items[i], arena);
	tw_json_close(json, ']');
	tw_arena_free(arena);
}

static void add_lists(struct tw_json *json, const struct tw_comparison *c,
	const struct tw_calendar *calendar)
{
	tw_json_list(json, "measures");
	for (size_t i = 0; c && i < c->measure_count; i++)
		add_measure(json, &c->measures[i], calendar);
	tw_json_close(json, ']');
	add_items(json, c);
	tw_json_list(json, "outcomes");
	for (size_t i = 0; c && i < c->outcome_count; i++)
		add_outcome(json, &c->outcomes[i], c->evidence_given);
	tw_json_close(json, ']');
}

static void add_step(struct tw_json *json, const struct tw_step *step,
	const struct tw_calendar *calendar, bool why)
{
	const struct tw_filed *filed = tw_step_filed(step);

	tw_json_open(json, '{');
	tw_json_member(json, "area", filed->area);
	tw_json_member(json, "priority", filed->priority);
	tw_json_maybe(json, "title", filed->title);
	add_side(json, "from", step->from, calendar);
	add_side(json, "to", step->to, calendar);
	tw_json_word(json, "succession",
		step->succession == TW_DECLARED ? "declared" :
		step->succession == TW_LIKELY ? "likely" : NULL);
	tw_json_count(json, "between", tw_step_between(step));
	tw_json_count(json, "other_calendar", step->apart);
	add_plans(json, step, calendar, why);
	add_lists(json, step->comparison, calendar);
	tw_json_close(json, '}');
}

void tw_compare_json(const struct tw_compare_sheet *sheet,
	const struct tw_step *step)
{
	struct tw_json json = { sheet->out, false };

	tw_buffer_string(sheet->out, ",\n");
	add_step(&json, step, sheet->steps->calendar, sheet->style->why);
}
