#include "report/compare.h"
#include "report/json.h"

#include <stdio.h>

static const char *const section_names[TW_SECTIONS] = {
	[TW_OUTCOMES] = "outcomes",
	[TW_ACTIVITY] = "activity",
	[TW_PLANNED] = "planned",
	[TW_IMPACT] = "impact",
	[TW_EXIT] = "exit",
};

static void add_score(struct tw_json *json, unsigned score)
{
	char text[16];

	snprintf(text, sizeof(text), "%u.%03u", score / 1000, score % 1000);
	tw_json_key(json, "score");
	tw_json_bare(json, text);
}

static void add_node(struct tw_json *json, const struct tw_node *node)
{
	tw_json_key(json, "section");
	tw_json_text(json, section_names[node->section]);
	tw_json_key(json, "text");
	tw_json_string(json, node->text);
	tw_json_key(json, "key");
	tw_json_filled(json, node->item->key);
	tw_json_key(json, "line");
	tw_json_number(json, node->item->line);
}

static void add_shown(struct tw_json *json, const struct tw_node *node)
{
	if (!node) {
		tw_json_null(json);
		return;
	}
	tw_json_open(json, '{');
	add_node(json, node);
	tw_json_close(json, '}');
}

static void add_side(struct tw_json *json, const char *name,
	const struct tw_filed *filed, const struct tw_calendar *calendar)
{
	char term[TW_TERM_ROOM];

	tw_json_key(json, name);
	if (!filed) {
		tw_json_null(json);
		return;
	}
	tw_term_write(term, calendar, filed->term);
	tw_json_open(json, '{');
	tw_json_key(json, "priority");
	tw_json_string(json, filed->priority);
	tw_json_key(json, "term");
	tw_json_text(json, term);
	tw_json_key(json, "path");
	tw_json_filled(json, filed->entry->below);
	tw_json_close(json, '}');
}

/* ---- plans ---- */

static void add_candidates(struct tw_json *json, const char *name,
	const struct tw_candidate *candidates, size_t count)
{
	tw_json_key(json, name);
	tw_json_open(json, '[');
	for (size_t i = 0; i < count; i++) {
		tw_json_open(json, '{');
		add_node(json, candidates[i].node);
		add_score(json, candidates[i].score);
		tw_json_key(json, "reason");
		tw_json_text(json, tw_reason_name(candidates[i].reason));
		tw_json_close(json, '}');
	}
	tw_json_close(json, ']');
}

static void add_plan(struct tw_json *json, const struct tw_plan *plan,
	bool why)
{
	bool offered = why || plan->band == TW_BAND_REVIEW;

	tw_json_open(json, '{');
	tw_json_key(json, "text");
	tw_json_string(json, plan->node->text);
	tw_json_key(json, "key");
	tw_json_filled(json, plan->node->item->key);
	tw_json_key(json, "line");
	tw_json_number(json, plan->node->item->line);
	tw_json_key(json, "became");
	tw_json_text(json, tw_became_name(plan->became));
	tw_json_key(json, "by");
	tw_json_text(json, tw_by_name(plan->by));
	tw_json_key(json, "band");
	tw_json_text(json, tw_band_name(plan->band));
	add_score(json, plan->score);
	tw_json_key(json, "said");
	tw_json_filled(json, plan->said);
	tw_json_key(json, "shown");
	add_shown(json, plan->shown);
	add_candidates(json, "traces", plan->traces, plan->trace_count);
	add_candidates(json, "candidates", plan->candidates,
		offered ? plan->candidate_count : 0);
	tw_json_close(json, '}');
}

static void add_plans(struct tw_json *json, const struct tw_step *step,
	bool why)
{
	const struct tw_comparison *c = step->comparison;

	tw_json_key(json, "plans");
	tw_json_open(json, '[');
	for (size_t i = 0; c && i < c->plan_count; i++)
		add_plan(json, &c->plans[i], why);
	tw_json_close(json, ']');
}

/* ---- figures ---- */

static void add_value(struct tw_json *json, const char *name, bool given,
	struct tw_value value)
{
	char text[TW_VALUE_ROOM];

	tw_json_key(json, name);
	if (!given) {
		tw_json_null(json);
		return;
	}
	tw_value_write_plain(text, value);
	tw_json_bare(json, text);
}

/* A ratio's whole, "of how many"; null for all else. */
static void add_whole(struct tw_json *json, const char *name, bool given,
	struct tw_value value)
{
	tw_json_key(json, name);
	if (given && value.unit == TW_RATIO)
		tw_json_number(json, value.whole);
	else
		tw_json_null(json);
}

static void add_percent(struct tw_json *json, const struct tw_measure *m)
{
	unsigned long long tenths = m->percent < 0 ?
		0ULL - (unsigned long long)m->percent :
		(unsigned long long)m->percent;
	char text[32];

	tw_json_key(json, "percent");
	if (!m->has_percent) {
		tw_json_null(json);
		return;
	}
	snprintf(text, sizeof(text), "%s%llu.%llu",
		m->percent < 0 ? "-" : "", tenths / 10, tenths % 10);
	tw_json_bare(json, text);
}

static void add_measure(struct tw_json *json, const struct tw_measure *m,
	const struct tw_calendar *calendar)
{
	char term[TW_TERM_ROOM];

	tw_json_open(json, '{');
	tw_json_key(json, "name");
	tw_json_string(json, m->name);
	tw_json_key(json, "unit");
	tw_json_text(json, tw_unit_name(m->has_to ? m->to.unit :
		m->from.unit));
	tw_json_key(json, "kind");
	tw_json_text(json, tw_measure_kind_name(m->kind));
	add_value(json, "from", m->has_from, m->from);
	tw_json_key(json, "from_unit");
	tw_json_text(json, m->has_from ? tw_unit_name(m->from.unit) : NULL);
	add_whole(json, "from_whole", m->has_from, m->from);
	tw_json_key(json, "from_term");
	if (m->since)
		tw_term_write(term, calendar, *m->since);
	tw_json_text(json, m->since ? term : NULL);
	add_value(json, "to", m->has_to, m->to);
	add_whole(json, "to_whole", m->has_to, m->to);
	add_value(json, "change", m->has_change, m->change);
	add_percent(json, m);
	add_value(json, "expected", m->has_expected, m->expected);
	tw_json_close(json, '}');
}

/* ---- items and outcomes ---- */

static void add_change(struct tw_json *json,
	const struct tw_item_change *change)
{
	const struct tw_node *node = change->to ? change->to : change->from;

	tw_json_open(json, '{');
	tw_json_key(json, "section");
	tw_json_text(json, section_names[node->section]);
	tw_json_key(json, "change");
	tw_json_text(json, tw_change_name(change->change));
	tw_json_key(json, "by");
	tw_json_text(json, tw_by_name(change->by));
	add_score(json, change->score);
	tw_json_key(json, "from");
	add_shown(json, change->from);
	tw_json_key(json, "to");
	add_shown(json, change->to);
	tw_json_key(json, "planned");
	tw_json_bare(json, change->planned ? "true" : "false");
	tw_json_close(json, '}');
}

static void add_outcome(struct tw_json *json,
	const struct tw_outcome *outcome, bool given)
{
	tw_json_open(json, '{');
	tw_json_key(json, "text");
	tw_json_string(json, outcome->node->text);
	tw_json_key(json, "key");
	tw_json_filled(json, outcome->node->item->key);
	tw_json_key(json, "line");
	tw_json_number(json, outcome->node->item->line);
	tw_json_key(json, "evidence");
	if (given)
		tw_json_number(json, (long long)outcome->evidence);
	else
		tw_json_null(json);
	tw_json_close(json, '}');
}

static void add_lists(struct tw_json *json, const struct tw_comparison *c,
	const struct tw_calendar *calendar)
{
	tw_json_key(json, "measures");
	tw_json_open(json, '[');
	for (size_t i = 0; c && i < c->measure_count; i++)
		add_measure(json, &c->measures[i], calendar);
	tw_json_close(json, ']');
	tw_json_key(json, "items");
	tw_json_open(json, '[');
	for (size_t i = 0; c && i < c->item_count; i++)
		add_change(json, &c->items[i]);
	tw_json_close(json, ']');
	tw_json_key(json, "outcomes");
	tw_json_open(json, '[');
	for (size_t i = 0; c && i < c->outcome_count; i++)
		add_outcome(json, &c->outcomes[i], c->evidence_given);
	tw_json_close(json, ']');
}

static void add_step(struct tw_json *json, const struct tw_step *step,
	const struct tw_calendar *calendar, bool why)
{
	const struct tw_filed *filed = step->to ? step->to : step->from;

	tw_json_open(json, '{');
	tw_json_key(json, "area");
	tw_json_string(json, filed->area);
	tw_json_key(json, "priority");
	tw_json_string(json, filed->priority);
	tw_json_key(json, "title");
	tw_json_filled(json, filed->title);
	add_side(json, "from", step->from, calendar);
	add_side(json, "to", step->to, calendar);
	tw_json_key(json, "succession");
	tw_json_text(json, step->succession == TW_DECLARED ? "declared" :
		step->succession == TW_LIKELY ? "likely" : NULL);
	add_plans(json, step, why);
	add_lists(json, step->comparison, calendar);
	tw_json_close(json, '}');
}

void tw_compare_json(struct tw_buffer *out, const struct tw_steps *steps,
	bool why)
{
	struct tw_json json = { out, false };

	for (size_t i = 0; i < steps->count; i++) {
		tw_buffer_string(out, ",\n");
		json.comma = false;
		add_step(&json, &steps->at[i], steps->calendar, why);
	}
}
