#include "import/place.h"
#include "import/hints.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "import/looks.h"
#include "import/words.h"
#include "record/typed.h"
#include "text/text.h"

#include <string.h>

/* ---- areas ---- */

/* A name that an area may go by, and the one that records carry. */
struct area {
	struct tw_view name;  /* a folder's until its record is read */
	struct tw_view slug;  /* of what it goes by */
	const struct tw_cataloged *record; /* NULL: of the house rules */
};

struct areas {
	struct area *at;
	size_t count, room;
	bool failed;
};

static void add_area(struct areas *areas, struct tw_arena *arena,
	struct tw_view name, struct tw_view goes_by,
	const struct tw_cataloged *record)
{
	struct tw_view slug = record ? goes_by :
		tw_slug(arena, goes_by);

	if (!slug.ptr) {
		areas->failed = true;
		return;
	}
	areas->at[areas->count++] = (struct area){ name, slug, record };
}

static size_t count_house(const struct tw_house *house)
{
	size_t count = 0;

	for (const struct tw_alias *a = house ? house->areas.first : NULL; a;
	     a = a->next) {
		count += 2;
		for (size_t i = 0; i < a->also.len; i++)
			count += a->also.ptr[i] == ';';
	}
	return count;
}

/* The areas of the house rules; without any, those that have a folder. */
static bool collect(struct areas *areas, const struct tw_place *place)
{
	const struct tw_house *house = place->house;
	const struct tw_catalog *catalog = place->options->catalog;
	size_t records = catalog ? catalog->count : 0;
	struct tw_view other, rest, last = { NULL, 0 };

	*areas = (struct areas){ .room = count_house(house) + records + 1 };
	areas->at = tw_arena_take(place->arena,
		areas->room * sizeof(*areas->at));
	if (!areas->at)
		return false;
	for (const struct tw_alias *a = house ? house->areas.first : NULL; a;
	     a = a->next) {
		add_area(areas, place->arena, a->name, a->name, NULL);
		rest = a->also.len ? a->also : (struct tw_view){ NULL, 0 };
		while (tw_list_next(&other, &rest))
			add_area(areas, place->arena, a->name, other, NULL);
	}
	for (size_t i = 0; i < records && !count_house(house); i++) {
		const struct tw_cataloged *record = &catalog->records[i];

		if (!tw_view_equal(record->area, last))
			add_area(areas, place->arena, record->area,
				record->area, record);
		last = record->area;
	}
	return !areas->failed;
}

/* True if the words of `part` stand in a row in `whole`. */
static bool holds(struct tw_view whole, struct tw_view part)
{
	if (!part.len)
		return false;
	for (size_t i = 0; i + part.len <= whole.len; i++)
		if ((!i || whole.ptr[i - 1] == '-') &&
		    (i + part.len == whole.len ||
		     whole.ptr[i + part.len] == '-') &&
		    !memcmp(whole.ptr + i, part.ptr, part.len))
			return true;
	return false;
}

/* The name that records of a folder carry. */
static enum tw_status name_of_folder(struct tw_view *name,
	const struct tw_place *place, const struct area *area,
	struct tw_report *report)
{
	struct tw_record *record;
	struct tw_error fault = { TW_OK, "" };
	struct tw_view value;
	enum tw_status status = tw_catalog_load(&record, place->arena,
		area->record, &fault);

	*name = (struct tw_view){ NULL, 0 };
	if (status)
		return report->status = tw_fail(report->err, status, "%s",
			fault.message);
	value = tw_record_value(record, TW_AREA, place->arena);
	if (!value.ptr)
		return report->status = tw_fail_memory(report->err);
	if (value.len)
		*name = value;
	return TW_OK;
}

/* All areas that a text may be a part of, or that are a part of it. */
static size_t find_partial(const struct area **found,
	const struct areas *areas, struct tw_view slug)
{
	size_t count = 0;

	for (size_t i = 0; i < areas->count; i++) {
		const struct area *area = &areas->at[i];

		if (!holds(area->slug, slug) && !holds(slug, area->slug))
			continue;
		if (count && tw_view_equal((*found)->name, area->name))
			continue;
		*found = count ? *found : area;
		count++;
	}
	return count;
}

static void take_area(struct tw_place *place, const struct area *area,
	struct tw_view text, uint32_t line, struct tw_report *report)
{
	struct tw_view name = area->name;

	if (area->record && name_of_folder(&name, place, area, report))
		return;
	if (!name.len)
		name = text;
	place->area = name;
	if (tw_view_equal(name, text))
		return;
	tw_report_said(report, text);
	tw_report_note(report, line, "the area \"%.*s\" is taken for \"%.*s\", "
		"as the corpus has it", TW_ARG(text), TW_ARG(name));
}

static void say_areas(struct tw_place *place, struct tw_view text,
	uint32_t line, size_t count, struct tw_report *report)
{
	const char *file = place->options->catalog &&
		place->options->catalog->house_shown ?
		place->options->catalog->house_shown : "the house rules";

	if (count)
		tw_report_problem(report, line, "the area \"%.*s\" may be one "
			"of several that the corpus has; say which with "
			"--area", TW_ARG(text));
	else
		tw_report_problem(report, line, "%s know no area \"%.*s\"; "
			"declare it there, or say which it is with --area",
			file, TW_ARG(text));
}

static enum tw_status find_area(struct tw_place *place,
	const struct tw_doc *document, struct tw_report *report)
{
	struct tw_typed_text typed = document->area;
	const struct area *found = NULL;
	struct areas areas;
	struct tw_view slug;
	size_t count;

	if (place->options->area)
		typed = (struct tw_typed_text){
			tw_trim(tw_view_of(place->options->area)), 0, 0 };
	if (place->options->area && document->area.text.ptr &&
	    !tw_fold_equal(typed.text, document->area.text)) {
		tw_report_said(report, document->area.text);
		tw_report_note(report, document->area.line, "\"%.*s\" stands "
			"there; --area says %.*s", TW_ARG(document->area.text),
			TW_ARG(typed.text));
	}
	if (!typed.text.len)
		typed = tw_hint_area(report, &(struct tw_areas){
			.known = tw_place_known, .context = place });
	if (!typed.text.len) {
		tw_report_problem(report, 0, "it names no area; say which "
			"with --area");
		return report->status;
	}
	slug = tw_slug(place->arena, typed.text);
	if (!slug.ptr || !collect(&areas, place))
		return report->status = tw_fail_memory(report->err);
	for (size_t i = 0; i < areas.count && !found; i++)
		if (tw_view_equal(areas.at[i].slug, slug))
			found = &areas.at[i];
	count = found ? 1 : find_partial(&found, &areas, slug);
	place->area = typed.text;
	if (count == 1)
		take_area(place, found, typed.text, typed.line, report);
	else if (count || count_house(place->house))
		say_areas(place, typed.text, typed.line, count, report);
	place->area_slug = tw_slug(place->arena, place->area);
	if (!place->area_slug.ptr)
		return report->status = tw_fail_memory(report->err);
	if (!place->area_slug.len)
		tw_report_problem(report, typed.line, "\"%.*s\" is no name of "
			"an area; say which it is with --area",
			TW_ARG(typed.text));
	return report->status;
}

struct tw_view tw_place_known(struct tw_view text, const void *context)
{
	const struct tw_view none = { NULL, 0 };
	const struct tw_place *place = context;
	const struct tw_alias *area;
	const struct tw_catalog *catalog = place->options->catalog;
	struct tw_view slug;

	if (text.len > 100)
		return none;
	if (place->house && place->house->areas.first) {
		area = tw_names_find(&place->house->areas, text);
		return area ? area->name : none;
	}
	if (!catalog || !catalog->count)
		return none;
	slug = tw_slug(place->arena, text);
	for (size_t i = 0; i < catalog->count && slug.len; i++)
		if (tw_view_equal(catalog->records[i].area, slug))
			return slug;
	return none;
}

/* ---- terms ---- */

static struct tw_view write_term(const struct tw_place *place,
	struct tw_term term)
{
	char text[TW_TERM_ROOM];
	size_t len = tw_term_write(text, place->calendar, term);

	return tw_arena_copy(place->arena, (struct tw_view){ text, len });
}

static void take_date(struct tw_place *place, struct tw_date date)
{
	char text[TW_DATE_ROOM];

	if (date.month)
		place->date = tw_arena_copy(place->arena, (struct tw_view){
			text, tw_date_write(text, date) });
}

static bool has_same_words(struct tw_view typed, struct tw_view term)
{
	struct tw_view word, other, rest;

	while (tw_words_next(&word, &typed)) {
		rest = term;
		do {
			if (!tw_words_next(&other, &rest))
				return false;
		} while (!tw_fold_equal(word, other));
	}
	return true;
}

static void say_term(struct tw_place *place,
	const struct tw_term_reading *reading,
	const struct tw_typed_text *typed, struct tw_report *report)
{
	/* The same words in another order are nothing to speak of. */
	if (!reading->year_inferred &&
	    has_same_words(typed->text, place->term_text))
		return;
	tw_report_said(report, typed->text);
	tw_report_note(report, typed->line, "\"%.*s\" is read as %.*s%s%.*s%s",
		TW_ARG(typed->text), TW_ARG(place->term_text),
		place->date.len ? ", dated " : "", TW_ARG(place->date),
		reading->period_inferred && reading->year_inferred ?
		" (half-term and academic year are worked out)" :
		reading->period_inferred ? " (the half-term is worked out)" :
		reading->year_inferred ? " (the academic year is worked out)" :
		"");
}

/*
 * "Summer 2", and the day on which it was written: the latest of that name
 * which had begun by then. False: there is no such day.
 */
static bool find_year(struct tw_term_reading *reading, struct tw_place *place,
	const struct tw_doc *document, struct tw_report *report)
{
	const struct tw_typed_text *typed = &document->period;
	struct tw_term_reading day;

	if (!typed->text.len || !document->date.text.len ||
	    !tw_says_a_time(typed->text) || !tw_term_interpret(&day,
	    place->calendar, document->date.text) || day.doubtful ||
	    day.count != 1 || !day.date.month)
		return false;
	for (int year = day.terms[0].year; year >= day.terms[0].year - 1;
	     year--) {
		struct tw_view text = tw_arena_format(place->arena,
			"%.*s %d-%02d", TW_ARG(typed->text), year,
			(year + 1) % 100);

		if (!text.ptr) {
			report->status = tw_fail_memory(report->err);
			return false;
		}
		if (!tw_term_interpret(reading, place->calendar, text) ||
		    reading->doubtful || reading->count != 1 ||
		    tw_term_compare(reading->terms[0], day.terms[0]) > 0)
			continue;
		reading->year_inferred = true;
		return true;
	}
	return false;
}

static enum tw_status find_term(struct tw_place *place,
	const struct tw_doc *document, struct tw_report *report)
{
	const char *said = place->options->term;
	struct tw_typed_text typed = document->period;
	struct tw_term_reading reading;

	/* A date says it as well, for want of a period. */
	if (!typed.text.len)
		typed = document->date;
	if (typed.text.len && said) {
		tw_report_note(report, typed.line, "\"%.*s\" stands there; "
			"--term says %s", TW_ARG(typed.text), said);
		tw_report_said(report, typed.text);
	}
	if (said)
		typed = (struct tw_typed_text){ tw_view_of(said), 0, 0 };
	if (!typed.text.len)
		typed = tw_hint_term(report, place->calendar);
	if (!typed.text.len) {
		tw_report_problem(report, 0, "it names no term; say which with "
			"--term, as in \"2023-24 Summer 1\"");
		return report->status;
	}
	if ((!tw_term_interpret(&reading, place->calendar, typed.text) ||
	    reading.doubtful) && (said || !find_year(&reading, place, document,
	    report))) {
		tw_report_problem(report, typed.line, "\"%.*s\" is no term that "
			"can be; say which it is with --term, as in \"2023-24 "
			"Summer 1\"", TW_ARG(typed.text));
		return report->status;
	}
	place->term = reading.terms[0];
	place->term_text = write_term(place, place->term);
	take_date(place, reading.date);
	if (!place->term_text.ptr || (place->date.ptr == NULL &&
	    reading.date.month))
		return report->status = tw_fail_memory(report->err);
	if (reading.count > 1)
		tw_report_problem(report, typed.line, "\"%.*s\" may be %.*s or "
			"%.*s; say which with --term", TW_ARG(typed.text),
			TW_ARG(place->term_text),
			TW_ARG(write_term(place, reading.terms[1])));
	else if (!said && !tw_view_equal(typed.text, place->term_text))
		say_term(place, &reading, &typed, report);
	return report->status;
}

/*
 * "03/12/2027", an update of March: the month stands first where only that lies
 * about the term.
 */
static struct tw_date in_term(const struct tw_place *place,
	struct tw_date date, struct tw_view typed)
{
	struct tw_date other = { date.year, date.day, date.month };

	for (size_t i = 0; i < typed.len; i++)
		if (tw_letter(typed.ptr[i]))
			return date;
	return place->term_text.ptr && other.month && other.month <= 12 &&
		!tw_term_covers(place->calendar, place->term, date) &&
		tw_term_covers(place->calendar, place->term, other) ? other :
		date;
}

/* A date on a line of its own, in any spelling that a term may have. */
static enum tw_status find_date(struct tw_place *place,
	const struct tw_doc *document, struct tw_report *report)
{
	struct tw_typed_text typed = document->date;
	struct tw_term_reading reading;
	struct tw_date date;

	if (!typed.text.len)
		return TW_OK;
	if (tw_date_read(&date, typed.text)) {
		take_date(place, date);
	} else if (tw_term_interpret(&reading, place->calendar, typed.text) &&
	           reading.date.month) {
		take_date(place, in_term(place, reading.date, typed.text));
	} else {
		tw_report_said(report, typed.text);
		tw_report_note(report, typed.line, "the date \"%.*s\" cannot be "
			"read, and is left out", TW_ARG(typed.text));
		return report->status;
	}
	/* Where it is the term as well, it was said there. */
	if (place->date.len && !tw_view_equal(typed.text, place->date) &&
	    (document->period.text.len || place->options->term)) {
		tw_report_said(report, typed.text);
		tw_report_note(report, typed.line, "the date \"%.*s\" is read "
			"as %.*s", TW_ARG(typed.text), TW_ARG(place->date));
	}
	return place->date.len && !place->date.ptr ?
		(report->status = tw_fail_memory(report->err)) : TW_OK;
}

/* ---- officers ---- */

/* The length of what parts two names here, or 0. */
static size_t parting(struct tw_view v)
{
	static const char *const marks[] = {
		" and ", " with ", "&", "/", ",", ";", " + "
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t len = strlen(marks[i]);

		if (v.len > len && v.ptr[0] == marks[i][0] &&
		    tw_fold_equal((struct tw_view){ v.ptr, len },
			tw_view_of(marks[i])))
			return len;
	}
	return v.len == 1 && (*v.ptr == ';' || *v.ptr == ',') ? 1 : 0;
}

static bool is_role(struct tw_view text)
{
	const struct tw_typed *row = tw_typed_find(TW_TYPED_LABEL, text);

	return row && row->value == TW_OFFICERS;
}

/* "Ada Thorne (EPO)" without what stands in parentheses. */
static struct tw_view without_behind(struct tw_view name)
{
	size_t at = name.len;

	if (!at || name.ptr[at - 1] != ')')
		return name;
	while (at && name.ptr[at - 1] != '(')
		at--;
	return at && is_role(tw_trim((struct tw_view){ name.ptr + at,
		name.len - at - 1 })) ?
		tw_trim((struct tw_view){ name.ptr, at - 1 }) : name;
}

/* "EPO" beside a name is no name: before it, behind it, or alone. */
static struct tw_view without_role(struct tw_view name)
{
	name = without_behind(name);
	for (size_t i = tw_typed_first(TW_TYPED_LABEL); i < tw_typed_count &&
	     tw_typed[i].kind == TW_TYPED_LABEL; i++) {
		struct tw_view role = tw_typed_text(&tw_typed[i]);
		struct tw_view rest = tw_after(name, role.len);

		if (tw_typed[i].value != TW_OFFICERS || name.len < role.len ||
		    !tw_fold_equal(role, (struct tw_view){ name.ptr,
			role.len }))
			continue;
		if (!rest.len || (rest.ptr[0] == ' ' && rest.len > 1))
			return tw_trim(rest);
	}
	return name;
}

/* "Ada Thorne for the Locality Board" without whom it is for. */
static struct tw_view without_reader(struct tw_view name)
{
	static const char *const links[] = { " for ", " on behalf of " };

	for (size_t at = 1; at < name.len; at++)
		for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
			struct tw_view link = tw_view_of(links[i]);

			if (name.ptr[at] == ' ' && name.len > at + link.len &&
			    !memcmp(name.ptr + at, link.ptr, link.len))
				return (struct tw_view){ name.ptr, at };
		}
	return name;
}

struct tw_view tw_place_officers(struct tw_arena *arena, struct tw_view text)
{
	bool list = memchr(text.ptr, ';', text.len);
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view names = { NULL, 0 };

	while (text.len) {
		size_t len = 0, mark = 0;
		struct tw_view name;

		while (len < text.len && !(mark = list ?
		       (size_t)(text.ptr[len] == ';') :
		       parting(tw_after(text, len))))
			len++;
		name = without_reader(without_role(tw_trim(
			(struct tw_view){ text.ptr, len })));
		if (name.len && out.len)
			tw_buffer_string(&out, "; ");
		tw_buffer_view(&out, name);
		text = tw_after(text, len + mark);
	}
	if (!out.failed)
		names = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return names;
}

/* The officers of the area's latest record up to the term. */
static enum tw_status officers_before(struct tw_place *place,
	struct tw_report *report)
{
	const struct tw_catalog *catalog = place->options->catalog;
	const struct tw_cataloged *best = NULL;
	struct tw_record *record;
	struct tw_error fault = { TW_OK, "" };
	enum tw_status status;

	for (size_t i = 0; catalog && i < catalog->count; i++) {
		const struct tw_cataloged *c = &catalog->records[i];

		if (tw_view_equal(c->area, place->area_slug) &&
		    tw_term_compare(c->term, place->term) <= 0 &&
		    (!best || tw_term_compare(c->term, best->term) > 0))
			best = c;
	}
	if (!best)
		return TW_OK;
	status = tw_catalog_load(&record, place->arena, best, &fault);
	if (status)
		return report->status = tw_fail(report->err, status, "%s",
			fault.message);
	place->officers = tw_record_value(record, TW_OFFICERS, place->arena);
	if (!place->officers.ptr)
		return report->status = tw_fail_memory(report->err);
	if (place->officers.len)
		tw_report_note(report, 0, "it names no officers; \"%.*s\" is "
			"taken from %s", TW_ARG(place->officers), best->shown);
	return TW_OK;
}

static void say_no_officers(const struct tw_doc *document,
	struct tw_report *report)
{
	struct tw_typed_text perhaps = document->perhaps;

	if (perhaps.text.len)
		tw_report_problem(report, perhaps.line, "no label says who the "
			"officers are; if \"%.*s\" is one, write \"Officers: %.*s\", or "
			"else say who with --officers", TW_ARG(perhaps.text),
			TW_ARG(perhaps.text));
	else
		tw_report_problem(report, 0, "it names no officers; say who "
			"with --officers");
}

static enum tw_status find_officers(struct tw_place *place,
	const struct tw_doc *document, struct tw_report *report)
{
	struct tw_typed_text typed = document->officers;

	if (place->options->officers)
		typed = (struct tw_typed_text){
			tw_view_of(place->options->officers), 0, 0 };
	if (!typed.text.len && place->own_officers)
		return TW_OK;
	if (!typed.text.len)
		typed = tw_hint_officers(report, &(struct tw_areas){
			.known = tw_place_known, .context = place },
			document->area.text);
	if (!typed.text.len) {
		if (officers_before(place, report))
			return report->status;
		if (!place->officers.len ||
		    tw_fold_equal(place->officers, document->perhaps.text))
			say_no_officers(document, report);
		return report->status;
	}
	place->officers = tw_place_officers(place->arena, typed.text);
	if (!place->officers.ptr)
		return report->status = tw_fail_memory(report->err);
	if (document->officers.text.ptr && !tw_view_equal(
	    document->officers.text, place->officers)) {
		tw_report_said(report, document->officers.text);
		tw_report_note(report, document->officers.line,
			"\"%.*s\" is read as \"%.*s\"",
			TW_ARG(document->officers.text),
			TW_ARG(place->officers));
	}
	if (!place->officers.len)
		tw_report_problem(report, typed.line, "no name of an officer "
			"stands there; say who with --officers");
	return report->status;
}

enum tw_status tw_place_find(struct tw_place *place,
	const struct tw_doc *document, struct tw_report *report)
{
	if (find_area(place, document, report) ||
	    find_term(place, document, report) ||
	    find_date(place, document, report))
		return report->status;
	return find_officers(place, document, report);
}
