/*
 * Areas, themes, and what is overdue, as JSON. spec/json.md, chapter 6.
 */
#include "report/json_parts.h"
#include "report/summary.h"

/* Begins an object on a line of its own. */
static void begin(struct tw_json *json, bool *any)
{
	tw_buffer_string(json->out, *any ? ",\n" : "\n");
	*any = true;
	json->comma = false;
	tw_json_open(json, '{');
}

/* Ends a list of lines that was opened by tw_json_list. */
static void end(struct tw_json *json, bool any)
{
	if (any)
		tw_buffer_byte(json->out, '\n');
	tw_json_close(json, ']');
}

static void add_area(struct tw_json *json, const struct tw_area_rows *area)
{
	tw_json_member(json, "area", area->name);
	tw_json_member(json, "area_slug", area->slug);
}

/* ---- areas ---- */

/* What all priorities of a tally make together. */
static void add_tally(struct tw_json *json, const struct tw_tally *tally)
{
	tw_json_count(json, "updates", tally->updates);
	tw_json_term(json, "last_term", true, tally->last,
		tally->area->calendar);
	tw_json_count(json, "overdue", tally->overdue);
	tw_json_object(json, "plans");
	tw_json_count(json, "planned", tally->settled + tally->open);
	tw_json_count(json, "open", tally->open);
	tw_json_became(json, tally->became);
	tw_json_close(json, '}');
}

static void add_areas(struct tw_json *json, const struct tw_county *county)
{
	bool any = false;

	tw_json_list(json, "areas");
	for (size_t i = 0; i < county->count; i++) {
		const struct tw_area_rows *area = county->areas[i];
		struct tw_tally tally = tw_area_tally(area);

		if (!area->count)
			continue;
		begin(json, &any);
		add_area(json, area);
		tw_json_list(json, "priorities");
		for (size_t k = 0; k < area->count; k++)
			tw_json_string(json, area->rows[k].priority);
		tw_json_close(json, ']');
		add_tally(json, &tally);
		tw_json_close(json, '}');
	}
	end(json, any);
}

/* ---- themes ---- */

static void add_theme_areas(struct tw_json *json,
	const struct tw_theme *theme)
{
	struct tw_tally tally;

	tw_json_list(json, "areas");
	for (size_t i = 0; i < theme->count;) {
		size_t end = i + tw_theme_tally(&tally, theme, i);

		tw_json_open(json, '{');
		add_area(json, tally.area);
		tw_json_list(json, "priorities");
		for (; i < end; i++)
			tw_json_string(json, theme->rows[i]->priority);
		tw_json_close(json, ']');
		add_tally(json, &tally);
		tw_json_close(json, '}');
	}
	tw_json_close(json, ']');
}

static void add_sum(struct tw_json *json, const struct tw_theme *theme,
	const struct tw_sum *sum)
{
	static const char *const reasons[] = {
		[TW_SUMMED] = NULL,
		[TW_ONE_ALONE] = "alone",
		[TW_OF_PARTS] = "shares",
		[TW_OF_UNITS] = "units",
		[TW_TOO_LARGE] = "too-large",
	};
	const struct tw_calendar *calendar = theme->rows[0]->area->calendar;

	tw_json_open(json, '{');
	tw_json_member(json, "name", sum->name);
	tw_json_word(json, "kind", tw_measure_kind_name(sum->kind));
	tw_json_unit(json, "unit", true, sum->value);
	tw_json_value(json, "sum", !sum->unsummed, sum->value);
	tw_json_word(json, "not_summed", reasons[sum->unsummed]);
	tw_json_flag(json, "other_units", sum->other_units);
	tw_json_count(json, "priorities", sum->priorities);
	tw_json_count(json, "areas", sum->areas);
	tw_json_term(json, "first_term", !theme->calendars_differ, sum->first,
		calendar);
	tw_json_term(json, "last_term", !theme->calendars_differ, sum->last,
		calendar);
	tw_json_close(json, '}');
}

static void add_theme(struct tw_json *json, const struct tw_theme *theme)
{
	tw_json_member(json, "theme", theme->slug);
	tw_json_maybe(json, "title", theme->title);
	tw_json_flag(json, "one_calendar", !theme->calendars_differ);
	add_theme_areas(json, theme);
	tw_json_list(json, "sums");
	for (size_t i = 0; i < theme->sum_count; i++)
		add_sum(json, theme, &theme->sums[i]);
	tw_json_close(json, ']');
	tw_json_close(json, '}');
}

static enum tw_status add_themes(struct tw_json *json,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	struct tw_error *err)
{
	struct tw_theme *themes;
	size_t count;
	bool any = false;
	enum tw_status status = tw_county_themes(&themes, &count, county, err);

	tw_json_list(json, "themes");
	for (size_t i = 0; i < count && !status; i++) {
		if (!tw_theme_asked(&themes[i], scope))
			continue;
		begin(json, &any);
		add_theme(json, &themes[i]);
	}
	end(json, any);
	return status;
}

/* ---- what is overdue ---- */

static void add_late(struct tw_json *json, const struct tw_row *row)
{
	const struct tw_county_rules *rules = row->area->rules;

	add_area(json, row->area);
	tw_json_member(json, "priority", row->priority);
	tw_json_maybe(json, "title", row->title);
	tw_json_term(json, "last_term", true, row->last, rules->calendar);
	tw_json_term(json, "newest_term", true, rules->newest,
		rules->calendar);
	tw_json_count(json, "behind", (size_t)tw_row_overdue(row));
	tw_json_close(json, '}');
}

static void add_overdue(struct tw_json *json, const struct tw_county *county)
{
	bool any = false;

	tw_json_list(json, "overdue");
	for (size_t i = 0; i < county->count; i++) {
		for (size_t k = 0; k < county->areas[i]->count; k++) {
			const struct tw_row *row = &county->areas[i]->rows[k];

			if (tw_row_overdue(row) <= 0)
				continue;
			begin(json, &any);
			add_late(json, row);
		}
	}
	end(json, any);
}

/* ---- all of it ---- */

/* The stories that areas bring along, without the comma before the first. */
static void add_stories(struct tw_json *json, const struct tw_county *county)
{
	bool any = false;

	tw_json_list(json, "priorities");
	for (size_t i = 0; i < county->count; i++) {
		struct tw_view body = county->areas[i]->body;

		if (!body.len)
			continue;
		if (!any) {
			body.ptr++;
			body.len--;
		}
		any = true;
		tw_buffer_view(json->out, body);
	}
	end(json, any);
}

enum tw_status tw_county_json(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	struct tw_json json = { out, false };
	enum tw_status status;

	(void)style;
	tw_json_open(&json, '{');
	tw_json_count(&json, "termwise", 1);
	add_stories(&json, county);
	add_areas(&json, county);
	status = add_themes(&json, county, scope, err);
	add_overdue(&json, county);
	tw_json_count(&json, "left_out", county->left_out);
	tw_json_close(&json, '}');
	tw_buffer_byte(out, '\n');
	return !status && out->failed ? tw_fail_memory(err) : status;
}
