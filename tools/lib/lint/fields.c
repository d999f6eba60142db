/*
 * The rules of fields, and of the place of the record.
 */
#include "base/lines.h"
#include "lint/judge.h"
#include "lint/names.h"
#include "record/tables.h"
#include "text/text.h"

#include <string.h>

/* What is being read: a field, and its value in one line. */
struct value {
	const struct tw_field *field;
	struct tw_view text;
	const struct tw_segment *segment; /* that was looked up last */
	size_t before;                    /* bytes of `text` before it */
};

/*
 * Where a part of the joined value stands in the source. Parts must come in
 * order; one that goes on over lines is cut at the end of its first.
 */
static struct tw_view place_of(struct value *value, struct tw_view part)
{
	size_t offset = (size_t)(part.ptr - value->text.ptr), room;

	while (offset - value->before >= value->segment->text.len + 1 &&
	       value->segment->next) {
		value->before += value->segment->text.len + 1;
		value->segment = value->segment->next;
	}
	offset -= value->before;
	if (offset > value->segment->text.len)
		offset = value->segment->text.len;
	room = value->segment->text.len - offset;
	return (struct tw_view){ value->segment->text.ptr + offset,
		part.len < room ? part.len : room };
}

static void report(struct tw_judge *judge, struct value *value,
	enum tw_diagnostic_id id, struct tw_view part, struct tw_view hint)
{
	tw_judge_report(judge, id, place_of(value, part), hint);
}

/* The same, mended by another text; what goes on over lines is not. */
static void report_mend(struct tw_judge *judge, struct value *value,
	enum tw_diagnostic_id id, struct tw_view part, struct tw_view hint,
	struct tw_view by, bool unsafe)
{
	struct tw_view place = place_of(value, part);

	tw_judge_report(judge, id, place, hint);
	if (by.ptr && place.len == part.len && !judge->status)
		tw_judge_mend(judge, place, by, unsafe);
}

static const struct tw_view no_hint = { NULL, 0 };

/* A few suggestions are enough, where each takes long. */
enum { MOST_SUGGESTED = 20 };

/* ---- lists ---- */

static struct tw_view mean(struct tw_judge *judge, struct tw_view what)
{
	return what.len ? tw_judge_hint(judge, "did you mean \"%.*s\"?",
		TW_ARG(what)) : no_hint;
}

static void judge_slug(struct tw_judge *judge, struct value *value,
	struct tw_view slug)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view made, by = no_hint;

	if (tw_slug_valid(slug))
		return;
	if (!tw_text_slug(&out, slug))
		judge->status = tw_fail_memory(judge->err);
	made = tw_buffer_get(&out);
	/* Over several lines it is hardly all meant. */
	if (made.len && made.len < 100 && place_of(value, slug).len == slug.len)
		by = tw_judge_hint(judge, "%.*s", TW_ARG(made));
	tw_buffer_release(&out);
	report_mend(judge, value, TW_DIAG_BAD_SLUG, slug, mean(judge, by), by,
		true);
}

/* What may be looked at for a suggestion, of the names there are. */
enum { MOST_LOOKED = 200 };

/* "Morecambe Bay" of "Morecambe", if it is the only one that goes on so. */
static struct tw_view continued(const struct tw_names *names,
	struct tw_view words)
{
	struct tw_view found = no_hint;
	unsigned looked = 0;

	for (const struct tw_alias *a = names->first; a &&
	     looked++ < MOST_LOOKED; a = a->next) {
		struct tw_view start = { a->name.ptr, words.len };

		if (a->name.len <= words.len || a->name.ptr[words.len] != ' ' ||
		    !tw_fold_equal(start, words))
			continue;
		if (found.len)
			return no_hint;
		found = a->name;
	}
	return found;
}

/* What a declared name was meant by, out of not too many: the nearest one. */
static struct tw_view nearest(struct tw_judge *judge,
	const struct tw_names *names, struct tw_view name)
{
	unsigned limit = name.len < 3 ? 0 : name.len < 5 ? 1 :
		name.len < 12 ? 2 : 3;
	unsigned looked = 0;
	struct tw_view near = no_hint;

	if (judge->suggested++ >= MOST_SUGGESTED)
		return near;
	for (const struct tw_alias *a = names->first;
	     a && looked++ < MOST_LOOKED && limit; a = a->next) {
		unsigned slips = tw_slips(a->name, name, limit);

		if (slips > limit)
			continue;
		limit = slips ? slips - 1 : 0;
		near = a->name;
	}
	return near.len ? near : continued(names, name);
}

static void judge_theme(struct tw_judge *judge, struct value *value,
	struct tw_view theme)
{
	const struct tw_house *house = judge->options->house;
	struct tw_view near;

	if (!house || !house->themes.first ||
	    tw_names_find(&house->themes, theme)) {
		judge_slug(judge, value, theme);
		return;
	}
	near = nearest(judge, &house->themes, theme);
	report_mend(judge, value, TW_DIAG_THEME_UNKNOWN, theme,
		mean(judge, near), near, true);
}

/* "Claire Fox and Alison Walsh", unless it may be one and what she is. */
static void judge_officer(struct tw_judge *judge, struct value *value,
	struct tw_view officer)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	bool parted = tw_names_part(&out, officer);
	struct tw_view by = no_hint;

	if (out.failed)
		judge->status = tw_fail_memory(judge->err);
	else if (parted && out.len && !memchr(officer.ptr, '(', officer.len))
		by = tw_judge_hint(judge, "%.*s", TW_ARG(tw_buffer_get(&out)));
	tw_buffer_release(&out);
	if (parted)
		report_mend(judge, value, TW_DIAG_OFFICER_SPLIT, officer,
			mean(judge, by), by, true);
}

/* Every line of a list but the last should end in a semicolon. */
static bool parted(const struct tw_segment *s)
{
	return !s->next || (s->text.len &&
		s->text.ptr[s->text.len - 1] == ';') ||
		(s->next->text.len && s->next->text.ptr[0] == ';');
}

static void judge_list(struct tw_judge *judge, struct value *value)
{
	struct tw_view rest = value->text, element;
	const char *end = rest.ptr + rest.len;

	while (!judge->status && tw_list_next(&element, &rest)) {
		if (!element.len) {
			/* Empty at the very end: the semicolon before it. */
			if (element.ptr == end && end > value->text.ptr)
				element = (struct tw_view){ end - 1, 1 };
			else if (element.ptr < end && *element.ptr == ';')
				element.len = 1;
			report_mend(judge, value, TW_DIAG_LIST_EMPTY, element,
				no_hint, element.len ? TW_VIEW("") : no_hint,
				true);
		} else if (value->field->kind == TW_OFFICERS) {
			judge_officer(judge, value, element);
		} else if (value->field->kind == TW_THEME) {
			judge_theme(judge, value, element);
		} else {
			judge_slug(judge, value, element);
		}
	}
	tw_judge_from(judge, value->field->raw.ptr, value->field->line);
	for (const struct tw_segment *s = value->field->value; s; s = s->next)
		if (!parted(s)) {
			tw_judge_report(judge, TW_DIAG_LIST_LINE,
				s->next->text, no_hint);
			tw_judge_mend(judge, tw_after(s->text, s->text.len),
				TW_VIEW(";"), true);
		}
}

/* ---- single values ---- */

static const struct tw_calendar *calendar_of(const struct tw_judge *judge)
{
	return tw_house_calendar(judge->options->house);
}

/* True if the value is of the first field of its kind, which counts. */
static bool is_first(const struct tw_judge *judge, const struct value *value)
{
	return tw_record_field(judge->record, value->field->kind) ==
		value->field;
}

static void judge_term(struct tw_judge *judge, struct value *value)
{
	char guess[2 * TW_TERM_ROOM];
	struct tw_term term;

	if (is_first(judge, value) ? judge->has_term :
	    tw_term_read(&term, calendar_of(judge), value->text))
		return;
	tw_term_guess(guess, calendar_of(judge), value->text);
	/* Of two that are as likely, people choose. */
	report_mend(judge, value, TW_DIAG_BAD_TERM, value->text, guess[0] ?
		tw_judge_hint(judge, "did you mean \"%s\"?", guess) : no_hint,
		guess[0] && !strstr(guess, " or ") ?
		tw_judge_hint(judge, "%s", guess) : no_hint, true);
}

/* "15th Dec 2024", "15/12/2024": any date that terms may be told by. */
static void report_date(struct tw_judge *judge, struct value *value)
{
	struct tw_term_reading reading;
	struct tw_view by = no_hint;
	char date[TW_DATE_ROOM];

	if (judge->suggested++ < MOST_SUGGESTED &&
	    tw_term_interpret(&reading, &tw_half_terms, value->text) &&
	    reading.date.month && !reading.doubtful) {
		tw_date_write(date, reading.date);
		by = tw_judge_hint(judge, "%s", date);
	}
	report_mend(judge, value, TW_DIAG_BAD_DATE, value->text,
		mean(judge, by), by, true);
}

/* "on-hold", "Close": a status, but for a slip, a hyphen or another word. */
static void report_status(struct tw_judge *judge, struct value *value)
{
	static const struct {
		const char *word, *status;
	} words[] = {
		{ "active", "active" }, { "on hold", "on hold" },
		{ "closing", "closing" }, { "closed", "closed" },
		{ "ongoing", "active" }, { "in progress", "active" },
		{ "current", "active" }, { "live", "active" },
		{ "open", "active" }, { "new", "active" },
		{ "paused", "on hold" }, { "postponed", "on hold" },
		{ "deferred", "on hold" }, { "ending", "closing" },
		{ "complete", "closed" }, { "completed", "closed" },
		{ "done", "closed" }, { "ended", "closed" },
		{ "finished", "closed" }
	};
	struct tw_view text = value->text, by = no_hint;
	unsigned limit = 2;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		/* Of other words only the whole will do. */
		unsigned slips = tw_slips(text, tw_view_of(words[i].word),
			limit);

		if (slips > limit || (i >= 4 && slips))
			continue;
		by = tw_view_of(words[i].status);
		limit = slips ? slips - 1 : 0;
		if (!slips)
			break;
	}
	report_mend(judge, value, TW_DIAG_BAD_STATUS, value->text,
		mean(judge, by), by, true);
}

static void judge_date(struct tw_judge *judge, struct value *value)
{
	struct tw_view text = tw_record_value(judge->record, TW_TERM,
		judge->arena);
	struct tw_date date;

	if (!text.ptr)
		judge->status = tw_fail_memory(judge->err);
	else if (!tw_date_read(&date, value->text))
		report_date(judge, value);
	else if (judge->has_term && !tw_term_covers(calendar_of(judge),
	         judge->term, date))
		report(judge, value, TW_DIAG_DATE_TERM, value->text,
			tw_judge_hint(judge, "the record is of %.*s",
				TW_ARG(text)));
}

static void judge_area(struct tw_judge *judge, struct value *value)
{
	const struct tw_house *house = judge->options->house;
	const struct tw_alias *area;
	struct tw_view near;

	if (!house || !house->areas.first)
		return;
	area = is_first(judge, value) ? judge->area :
		tw_names_find(&house->areas, value->text);
	if (area && tw_view_equal(area->name, value->text))
		return;
	near = area ? area->name : nearest(judge, &house->areas, value->text);
	report_mend(judge, value, TW_DIAG_AREA_UNKNOWN, value->text, area ?
		tw_judge_hint(judge, "write \"%.*s\"", TW_ARG(near)) :
		mean(judge, near), near, !area);
}

static void judge_format(struct tw_judge *judge, struct value *value)
{
	for (size_t i = 0; i < value->text.len; i++) {
		char c = value->text.ptr[i];

		if (c >= (i ? '0' : '1') && c <= '9')
			continue;
		report(judge, value, TW_DIAG_BAD_FORMAT, value->text, no_hint);
		return;
	}
}

static void judge_value(struct tw_judge *judge, struct value *value)
{
	enum tw_priority_status status;

	switch (value->field->kind) {
	case TW_PRIORITY:
		judge_slug(judge, value, value->text);
		break;
	case TW_AREA:
		judge_area(judge, value);
		break;
	case TW_TERM:
		judge_term(judge, value);
		break;
	case TW_DATE:
		judge_date(judge, value);
		break;
	case TW_STATUS:
		if (!tw_status_read(&status, value->text))
			report_status(judge, value);
		break;
	case TW_FORMAT_FIELD:
		judge_format(judge, value);
		break;
	case TW_OFFICERS:
	case TW_SUCCEEDS:
	case TW_THEME:
		judge_list(judge, value);
		break;
	default:
		break;
	}
}

/* ---- all fields ---- */

struct seen {
	bool known[TW_KNOWN_FIELDS];
	/* By names that are nearly theirs, or lines that lack the colon. */
	bool meant[TW_UNKNOWN_FIELD + 1];
	int highest; /* the known kind that stands latest in the table */
	struct tw_set others;
};

static bool same_name(const void *a, const void *b)
{
	return tw_fold_equal(((const struct tw_field *)a)->name,
		((const struct tw_field *)b)->name);
}

static void judge_unknown(struct tw_judge *judge, struct seen *seen,
	const struct tw_field *field)
{
	enum tw_field_kind near = tw_field_near(field->name);
	bool known = near < TW_KNOWN_FIELDS;

	tw_judge_report(judge, TW_DIAG_UNKNOWN_FIELD, field->name, known ?
		tw_judge_hint(judge, "did you mean \"%s\"?",
			tw_field_name(near)) : no_hint);
	if (!known)
		return;
	seen->meant[near] = true;
	tw_judge_mend(judge, field->name, tw_view_of(tw_field_name(near)),
		true);
}

/* The name of a field: known, once, in its order. */
static void judge_name(struct tw_judge *judge, struct seen *seen,
	const struct tw_field *field)
{
	bool twice, first = judge->record->fields == field;
	int kind = (int)field->kind;

	if (kind == TW_UNKNOWN_FIELD)
		judge_unknown(judge, seen, field);
	if (kind >= TW_KNOWN_FIELDS) {
		twice = tw_judge_seen(judge, &seen->others,
			tw_fold_hash(field->name), field, same_name);
	} else {
		twice = seen->known[kind];
		seen->known[kind] = true;
		if (!twice && (kind < seen->highest ||
		    (kind == TW_PRIORITY && !first)))
			tw_judge_report(judge, TW_DIAG_FIELD_ORDER,
				field->name, no_hint);
		seen->highest = kind > seen->highest ? kind : seen->highest;
	}
	if (twice)
		tw_judge_report(judge, TW_DIAG_FIELD_TWICE, field->name,
			no_hint);
}

static void judge_field(struct tw_judge *judge, struct seen *seen,
	const struct tw_field *field)
{
	struct value value = { field, { NULL, 0 }, field->value, 0 };

	tw_judge_from(judge, field->raw.ptr, field->line);
	judge_name(judge, seen, field);
	if (!field->value) {
		tw_judge_report(judge, TW_DIAG_FIELD_EMPTY, field->name,
			no_hint);
		return;
	}
	value.text = tw_segments_join(field->value, judge->arena);
	if (!value.text.ptr)
		judge->status = tw_fail_memory(judge->err);
	else
		judge_value(judge, &value);
}

/* ---- the place ---- */

/* Takes the last part off a path; empty if there is none. */
static struct tw_view last_part(struct tw_view *path)
{
	size_t i = path->len;
	struct tw_view part;

	while (i && path->ptr[i - 1] != '/')
		i--;
	part = (struct tw_view){ path->ptr + i, path->len - i };
	path->len = i ? i - 1 : 0;
	return part;
}

/*
 * Appends "area/priority/term.txt" as the fields have it; a part whose field
 * is missing or wrong is taken from the path, and so is not judged.
 */
static bool expected_place(struct tw_buffer *out, struct tw_judge *judge,
	struct tw_view path)
{
	struct tw_view file = last_part(&path), priority = last_part(&path),
		folder = last_part(&path), area, text;
	const struct tw_house *house = judge->options->house;
	char slug[TW_TERM_ROOM];
	size_t start = out->len;

	area = tw_record_value(judge->record, TW_AREA, judge->arena);
	text = tw_record_value(judge->record, TW_PRIORITY, judge->arena);
	if (judge->area)
		area = judge->area->name;
	else if (house && house->areas.first)
		area.len = 0;
	if (!area.ptr || !text.ptr || !tw_text_slug(out, area))
		return false;
	if (out->len == start)
		tw_buffer_view(out, folder);
	tw_buffer_byte(out, '/');
	tw_buffer_view(out, tw_slug_valid(text) ? text : priority);
	tw_buffer_byte(out, '/');
	if (!judge->has_term)
		return tw_buffer_view(out, file);
	tw_term_write_slug(slug, calendar_of(judge), judge->term);
	tw_buffer_string(out, slug);
	return tw_buffer_string(out, ".txt");
}

static void judge_place(struct tw_judge *judge)
{
	struct tw_view path = judge->options->path, tail, expected;
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view hint;

	if (!path.len)
		return;
	if (!expected_place(&out, judge, path) || out.failed) {
		judge->status = tw_fail_memory(judge->err);
		goto out;
	}
	expected = tw_buffer_get(&out);
	tail = path;
	if (tail.len > expected.len) {
		tail.ptr += tail.len - expected.len;
		tail.len = expected.len;
	}
	if (tw_view_equal(tail, expected) && (path.len == tail.len ||
	    tail.ptr[-1] == '/'))
		goto out;
	hint = tw_judge_hint(judge, "its place is %.*s", TW_ARG(expected));
	tw_judge_absent(judge, TW_DIAG_PATH, hint.ptr ? hint.ptr : "");
out:
	tw_buffer_release(&out);
}

/* What several rules ask for is looked up once. */
static void read_place(struct tw_judge *judge)
{
	const struct tw_house *house = judge->options->house;
	struct tw_view area, term;

	area = tw_record_value(judge->record, TW_AREA, judge->arena);
	term = tw_record_value(judge->record, TW_TERM, judge->arena);
	if (!area.ptr || !term.ptr)
		judge->status = tw_fail_memory(judge->err);
	if (house && house->areas.first)
		judge->area = tw_names_find(&house->areas, area);
	judge->has_term = tw_term_read(&judge->term, calendar_of(judge), term);
}

/* A line that goes on with another field, but begins with this name. */
static struct tw_view find_indented(const struct tw_record *record,
	struct tw_view name)
{
	for (const struct tw_field *f = record->fields; f; f = f->next)
		for (const struct tw_segment *s = f->value; s; s = s->next) {
			struct tw_view start = { s->text.ptr, name.len };

			if (s != f->value && s->text.len > name.len &&
			    s->text.ptr[name.len] == ':' &&
			    tw_fold_equal(start, name))
				return start;
		}
	return no_hint;
}

/* Fields that lines without a place above the first heading were meant as. */
static void note_meant(struct tw_judge *judge, struct seen *seen)
{
	struct tw_record *record = judge->record;
	struct tw_line_walk walk = tw_line_walk(record->source);
	struct tw_view value;

	for (const struct tw_diagnostic *d = record->diagnostics.first;
	     d && (!record->sections || d->line < record->sections->line);
	     d = d->next)
		if (d->id == TW_DIAG_MARGIN_TEXT)
			seen->meant[tw_field_meant(&value,
				tw_line_at(&walk, d->line))] = true;
}

static void report_missing(struct tw_judge *judge, enum tw_field_kind kind)
{
	struct tw_view name = tw_view_of(tw_field_name(kind));
	struct tw_view there = find_indented(judge->record, name);
	struct tw_view blanks = { there.ptr, 0 };

	tw_judge_whole(judge, TW_DIAG_FIELD_MISSING, tw_judge_hint(judge,
		there.len ? "\"%.*s\" is there, but indented: take out what "
		"stands before it" : "\"%.*s\" is missing", TW_ARG(name)));
	if (!there.len)
		return;
	for (; blanks.ptr[-1] != '\n'; blanks.ptr--)
		blanks.len++;
	tw_judge_mend(judge, blanks, TW_VIEW(""), true);
}

void tw_judge_fields(struct tw_judge *judge)
{
	static const enum tw_field_kind required[] = {
		TW_PRIORITY, TW_TITLE, TW_AREA, TW_TERM, TW_OFFICERS
	};
	struct seen seen = { .highest = -1 };
	const struct tw_field *field = judge->record->fields;

	read_place(judge);
	for (; field && !judge->status; field = field->next)
		judge_field(judge, &seen, field);
	note_meant(judge, &seen);
	for (size_t i = 0; i < sizeof(required) / sizeof(*required); i++)
		if (!seen.known[required[i]] && !seen.meant[required[i]] &&
		    !judge->status)
			report_missing(judge, required[i]);
	if (!judge->status)
		judge_place(judge);
}
