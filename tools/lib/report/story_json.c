/*
 * The stories of an area as JSON. spec/json.md, chapter 6.
 */
#include "report/json_parts.h"
#include "report/summary.h"

/* A story on its way. */
struct telling {
	struct tw_json *json;
	const struct tw_story *story;
	const struct tw_calendar *calendar;
};

static void add_term(const struct telling *t, const char *key,
	struct tw_term term)
{
	tw_json_term(t->json, key, true, term, t->calendar);
}

/* ---- where it stands ---- */

static void add_list(struct tw_json *json, const char *key,
	struct tw_view list)
{
	struct tw_view element;

	tw_json_list(json, key);
	while (tw_list_next(&element, &list))
		if (element.len)
			tw_json_string(json, element);
	tw_json_close(json, ']');
}

static void add_terms(const struct telling *t)
{
	const struct tw_thread *thread = t->story->thread;
	char term[TW_TERM_ROOM];

	tw_json_list(t->json, "terms");
	for (size_t i = 0; i < thread->count; i++) {
		tw_term_write(term, t->calendar, thread->filed[i].term);
		tw_json_text(t->json, term);
	}
	tw_json_close(t->json, ']');
}

static void add_others(const struct telling *t, const char *key,
	const struct tw_filed *const *others, size_t count)
{
	tw_json_list(t->json, key);
	for (size_t i = 0; i < count; i++) {
		tw_json_open(t->json, '{');
		tw_json_member(t->json, "priority", others[i]->priority);
		tw_json_maybe(t->json, "title", others[i]->title);
		add_term(t, "term", others[i]->term);
		tw_json_close(t->json, '}');
	}
	tw_json_close(t->json, ']');
}

static void add_head(const struct telling *t)
{
	const struct tw_story *story = t->story;
	const struct tw_filed *latest = story->latest;

	tw_json_member(t->json, "area", latest->area);
	tw_json_member(t->json, "area_slug", latest->area_slug);
	tw_json_member(t->json, "priority", latest->priority);
	tw_json_maybe(t->json, "title", latest->title);
	tw_json_word(t->json, "status", tw_status_word(latest->status));
	add_list(t->json, "themes", latest->themes);
	add_terms(t);
	tw_json_word(t->json, "succession", !story->before_count ? NULL :
		story->likely ? "likely" : "declared");
	add_others(t, "carries_on", story->before, story->before_count);
	add_others(t, "carried_on_by", story->thread->next,
		story->thread->next_count);
}

/* ---- statements ---- */

static void add_said(const struct telling *t, const struct tw_statement *s)
{
	tw_json_member(t->json, "text", s->text);
	tw_json_maybe(t->json, "key", s->item->key);
	add_term(t, "first_term", s->first);
	add_term(t, "last_term", s->last);
	tw_json_count(t->json, "updates", s->updates);
}

static void add_aims(const struct telling *t)
{
	const struct tw_story *story = t->story;

	tw_json_list(t->json, "outcomes");
	for (size_t i = 0; i < story->aim_count; i++) {
		const struct tw_aim *aim = &story->aims[i];

		tw_json_open(t->json, '{');
		add_said(t, aim->statement);
		if (story->evidence_given)
			tw_json_count(t->json, "evidence", aim->evidence);
		else
			tw_json_word(t->json, "evidence", NULL);
		tw_json_term(t->json, "evidence_term", aim->evidence > 0,
			aim->evidenced, t->calendar);
		tw_json_close(t->json, '}');
	}
	tw_json_close(t->json, ']');
}

static void add_statements(const struct telling *t, const char *key,
	const struct tw_statements *statements)
{
	tw_json_list(t->json, key);
	for (size_t i = 0; i < statements->count; i++) {
		tw_json_open(t->json, '{');
		add_said(t, &statements->at[i]);
		tw_json_flag(t->json, "stands", statements->at[i].stands);
		tw_json_close(t->json, '}');
	}
	tw_json_close(t->json, ']');
}

/* ---- plans ---- */

static void add_promised(const struct telling *t,
	const struct tw_promised *p)
{
	tw_json_open(t->json, '{');
	add_term(t, "term", p->term);
	tw_json_count(t->json, "planned", p->plans);
	tw_json_flag(t->json, "open", p->open);
	tw_json_became(t->json, p->became);
	tw_json_count(t->json, "moved", p->moved);
	tw_json_close(t->json, '}');
}

static void add_plans(const struct telling *t)
{
	tw_json_list(t->json, "plans");
	for (size_t i = 0; i < t->story->promised_count; i++)
		add_promised(t, &t->story->promised[i]);
	tw_json_close(t->json, ']');
}

/* ---- figures ---- */

/* Of several units there is no sum, so that additions have no value. */
static bool has_value(const struct tw_series *s)
{
	return s->kind != TW_ADDITION || !s->units_differ;
}

static void add_point(const struct telling *t, const struct tw_series *s,
	const struct tw_point *point)
{
	bool given = has_value(s);

	tw_json_open(t->json, '{');
	add_term(t, "term", point->term);
	tw_json_value(t->json, "value", given, point->value);
	tw_json_unit(t->json, "unit", given, point->value);
	tw_json_whole(t->json, "whole", given, point->value);
	tw_json_value(t->json, "expected", point->has_expected,
		point->expected);
	tw_json_flag(t->json, "own", point->own);
	tw_json_close(t->json, '}');
}

/* What a target is held against, as it stands last. */
static void add_reached(const struct telling *t, const struct tw_series *s)
{
	const struct tw_value none = { 0, 0, 0, 0 };
	bool given = s && has_value(s);
	struct tw_value value = given ? s->points[s->count - 1].value : none;

	tw_json_value(t->json, "reached", given, value);
	tw_json_unit(t->json, "reached_unit", given, value);
	tw_json_whole(t->json, "reached_whole", given, value);
}

static void add_series(const struct telling *t, const struct tw_series *s)
{
	bool start = s->has_start && !s->units_differ &&
		s->kind != TW_TARGET;

	tw_json_open(t->json, '{');
	tw_json_member(t->json, "name", s->name);
	tw_json_word(t->json, "kind", tw_measure_kind_name(s->kind));
	tw_json_flag(t->json, "adds", s->kind == TW_ADDITION || s->to_add);
	tw_json_flag(t->json, "units_differ", s->units_differ);
	tw_json_list(t->json, "points");
	for (size_t i = 0; i < s->count; i++)
		add_point(t, s, &s->points[i]);
	tw_json_close(t->json, ']');
	tw_json_value(t->json, "start", start, s->start);
	tw_json_whole(t->json, "start_whole", start, s->start);
	tw_json_value(t->json, "since_start", s->has_since_start,
		s->since_start);
	tw_json_percent(t->json, s->has_percent, s->percent);
	tw_json_value(t->json, "since_last", s->has_since_last,
		s->since_last);
	add_reached(t, s->reached);
	tw_json_close(t->json, '}');
}

static void add_figures(const struct telling *t)
{
	tw_json_list(t->json, "figures");
	for (size_t i = 0; i < t->story->series_count; i++)
		add_series(t, &t->story->series[i]);
	tw_json_close(t->json, ']');
}

/* ---- all of it ---- */

static void add_partners(const struct telling *t)
{
	tw_json_list(t->json, "partners");
	for (size_t i = 0; i < t->story->partner_count; i++) {
		const struct tw_partner *p = &t->story->partners[i];

		tw_json_open(t->json, '{');
		tw_json_member(t->json, "name", p->alias->name);
		add_term(t, "first_term", p->first);
		add_term(t, "last_term", p->last);
		tw_json_count(t->json, "updates", p->updates);
		tw_json_count(t->json, "items", p->items);
		tw_json_flag(t->json, "exit", p->exit);
		tw_json_close(t->json, '}');
	}
	tw_json_close(t->json, ']');
}

/* An object a line, each with a comma before it. */
void tw_stories_json(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context)
{
	struct tw_json json = { out, false };

	(void)context;
	for (size_t i = 0; i < area->count; i++) {
		struct telling t = { &json, &area->stories[i],
			area->calendar };

		if (!tw_story_asked(t.story, scope))
			continue;
		tw_buffer_string(out, ",\n");
		json.comma = false;
		tw_json_open(&json, '{');
		add_head(&t);
		add_aims(&t);
		add_statements(&t, "impact", &t.story->impact);
		add_statements(&t, "exit", &t.story->exit);
		add_plans(&t);
		add_figures(&t);
		add_partners(&t);
		tw_json_close(&json, '}');
	}
}
