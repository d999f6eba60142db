/*
 * The order of a document: what stands where, and in which of its places a
 * field is shown. How it looks is the affair of a dress.
 */
#include "report/document.h"

#include "base/lines.h"
#include "base/set.h"
#include "record/tables.h"
#include "record/write.h"
#include "report/document_dress.h"
#include "report/natural.h"

#include <stdio.h>
#include <string.h>

/* Where a name would not be read back, the label below has it. */
#define ELSEWHERE TW_VIEW("See below")

/* What the head shows of a field, so that no priority needs to. */
struct shown {
	struct tw_view area; /* empty: only a word for it */
	bool term, date, officers;
};

struct writing {
	struct tw_document_sheet sheet;
	const struct tw_document *document;
	const struct tw_calendar *calendar;
	struct tw_arena *arena;
	struct shown head;
};

/* ---- values ---- */

static struct tw_view no_memory(struct writing *w)
{
	w->sheet.out->failed = true;
	return TW_VIEW("");
}

/* A tab within a text is written as a space. */
static struct tw_view without_tabs(struct writing *w, struct tw_view line)
{
	char *at;

	if (!line.len || !memchr(line.ptr, '\t', line.len))
		return line;
	at = tw_arena_take(w->arena, line.len);
	if (!at)
		return no_memory(w);
	for (size_t i = 0; i < line.len; i++)
		at[i] = line.ptr[i] == '\t' ? ' ' : line.ptr[i];
	return (struct tw_view){ at, line.len };
}

/* Lines as one, joined by a space. */
static struct tw_view join(struct writing *w, const struct tw_segment *first)
{
	struct tw_view line = tw_segments_join(first, w->arena);

	return line.ptr ? without_tabs(w, line) : no_memory(w);
}

/* The only field of a kind; NULL if there is none, or more than one. */
static const struct tw_field *only(const struct tw_record *record,
	enum tw_field_kind kind)
{
	const struct tw_field *field = tw_record_field(record, kind);

	for (const struct tw_field *f = field ? field->next : NULL; f;
	     f = f->next)
		if (f->kind == kind)
			return NULL;
	return field;
}

/* The value of such a field; ptr NULL: none. */
static struct tw_view value_of(struct writing *w,
	const struct tw_filed *filed, enum tw_field_kind kind)
{
	const struct tw_field *field = only(filed->record, kind);

	return field ? join(w, field->value) : (struct tw_view){ NULL, 0 };
}

/* True if all records have a field of a kind, each one, with one value. */
static bool all_alike(struct writing *w, enum tw_field_kind kind)
{
	const struct tw_document *d = w->document;
	struct tw_view first = value_of(w, &d->at[0], kind);

	for (size_t i = 1; i < d->count; i++)
		if (!tw_view_equal(first, value_of(w, &d->at[i], kind)))
			return false;
	return first.ptr != NULL;
}

/* The name as it is if it is natural, or its start, or a word for it. */
static struct tw_view shown_name(const struct writing *w, struct tw_view name)
{
	struct tw_view start;

	if (tw_natural_name(name, w->calendar))
		return name;
	start = tw_natural_start(name, w->calendar);
	return start.len ? start : ELSEWHERE;
}

/* ---- the head ---- */

/* "Summer 1, 2023-24" */
static struct tw_view period_of(struct writing *w)
{
	char text[TW_TERM_ROOM];
	size_t len = tw_term_write(text, w->calendar, w->document->at[0].term);
	const char *blank = memchr(text, ' ', len);
	struct tw_view period = tw_arena_format(w->arena, "%s, %.*s",
		blank + 1, (int)(blank - text), text);

	return period.ptr ? period : no_memory(w);
}

static const char *const months[] = {
	"", "January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"
};

/* " - May 2024" behind it, if that is the date of all records. */
static struct tw_view dated(struct writing *w, struct tw_view period)
{
	struct tw_date date;
	struct tw_view line;
	char day[8] = "";

	if (!all_alike(w, TW_DATE) || !tw_date_read(&date,
	    value_of(w, &w->document->at[0], TW_DATE)))
		return period;
	if (date.day)
		snprintf(day, sizeof(day), "%d ", date.day % 100);
	line = tw_arena_format(w->arena, "%.*s - %s%s %d", TW_ARG(period),
		day, months[date.month], (int)date.year);
	if (!line.ptr)
		return no_memory(w);
	w->head.date = tw_natural_period(line, w->document->at[0].term, date,
		w->calendar);
	return w->head.date ? line : period;
}

static bool same_name(const void *a, const void *b)
{
	return tw_view_equal(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

/* True for a name that was not met before. */
static bool is_new(struct writing *w, struct tw_set *met, struct tw_view name)
{
	struct tw_view *kept = tw_arena_take(w->arena, sizeof(*kept));
	bool failed = !kept, met_before = false;

	if (kept) {
		*kept = name;
		met_before = tw_set_add(met, w->arena, tw_hash(name), kept,
			same_name, &failed);
	}
	w->sheet.out->failed |= failed;
	return !met_before && name.len;
}

/* The officers of all records, each once, as a list: "A; B". */
static struct tw_view officers_of(struct writing *w)
{
	struct tw_buffer all = TW_BUFFER_INIT;
	struct tw_view name, rest, list = { NULL, 0 };
	struct tw_set met = { NULL, 0, 0 };

	for (size_t i = 0; i < w->document->count; i++) {
		rest = value_of(w, &w->document->at[i], TW_OFFICERS);
		while (tw_list_next(&name, &rest)) {
			if (!is_new(w, &met, name))
				continue;
			if (all.len)
				tw_buffer_string(&all, "; ");
			tw_buffer_view(&all, name);
		}
	}
	if (all.len)
		list = tw_arena_copy(w->arena, tw_buffer_get(&all));
	if (all.failed || (all.len && !list.ptr))
		no_memory(w);
	tw_buffer_release(&all);
	return list;
}

/* The same as people write it. */
static void write_officers(struct writing *w, struct tw_view list,
	enum tw_officers way)
{
	struct tw_buffer line = TW_BUFFER_INIT;
	struct tw_view name, rest = list;
	size_t count = 0;

	while (tw_list_next(&name, &rest)) {
		if (count++)
			tw_buffer_string(&line, way == TW_OFFICERS_PARTED ?
				" / " : " ");
		tw_buffer_view(&line, name);
		if (way == TW_OFFICERS_CLOSED)
			tw_buffer_byte(&line, ';');
	}
	w->sheet.dress->label(&w->sheet, count == 1 ?
		TW_VIEW("Education Partnership Officer") :
		TW_VIEW("Education Partnership Officers"),
		tw_buffer_get(&line));
	tw_buffer_end(&line, w->sheet.out);
}

/* Two lists are alike if their elements are. */
static bool same_list(struct tw_view a, struct tw_view b)
{
	struct tw_view x, y;

	while (tw_list_next(&x, &a))
		if (!tw_list_next(&y, &b) || !tw_view_equal(x, y))
			return false;
	return !tw_list_next(&y, &b);
}

/* True if the list in the head is that of every record. */
static bool officers_alike(struct writing *w, struct tw_view list)
{
	for (size_t i = 0; i < w->document->count; i++)
		if (!same_list(list, value_of(w, &w->document->at[i],
		    TW_OFFICERS)))
			return false;
	return true;
}

/* House rules may name an area by what may not stand in a record. */
static struct tw_view head_area(struct writing *w)
{
	struct tw_view area = w->document->at[0].area;

	return tw_natural_characters(area) ? without_tabs(w, area) : ELSEWHERE;
}

static void write_head(struct writing *w, bool marks)
{
	const struct tw_document_dress *dress = w->sheet.dress;
	struct tw_view area = head_area(w);
	struct tw_view officers = officers_of(w), period = period_of(w);
	struct tw_view name = tw_arena_format(w->arena, "%.*s: %.*s",
		TW_ARG(area), TW_ARG(period));
	enum tw_officers way = tw_natural_officers(officers, w->calendar);

	if (!name.ptr)
		name = no_memory(w);
	if (tw_natural_name(area, w->calendar))
		w->head.area = area;
	w->head.term = tw_natural_period(period, w->document->at[0].term,
		(struct tw_date){ 0, 0, 0 }, w->calendar);
	w->head.officers = way != TW_OFFICERS_LABELLED &&
		officers_alike(w, officers);
	dress->begin(&w->sheet, shown_name(w, area), name);
	if (way != TW_OFFICERS_LABELLED)
		write_officers(w, officers, way);
	dress->label(&w->sheet, TW_VIEW("Period"), dated(w, period));
	if (marks)
		dress->marks(&w->sheet, TW_VIEW("Marks"), TW_VIEW("fields, "
			"keys, figures and comments are shown as in a record"));
}

/* ---- a priority ---- */

/* True if a field stands in its natural place, and needs no label. */
static bool is_shown(struct writing *w, const struct tw_filed *filed,
	const struct tw_field *field)
{
	struct tw_view value;

	if (field->kind >= TW_KNOWN_FIELDS ||
	    only(filed->record, field->kind) != field)
		return false;
	value = join(w, field->value);
	switch (field->kind) {
	case TW_TITLE:
		return tw_natural_name(value, w->calendar);
	case TW_AREA:
		return w->head.area.len && tw_view_equal(value, w->head.area);
	case TW_TERM:
		return w->head.term;
	case TW_DATE:
		return w->head.date;
	case TW_OFFICERS:
		return w->head.officers;
	case TW_SCOPE:
		return tw_natural_line(value, w->calendar);
	default:
		return false;
	}
}

static void write_field(struct writing *w, const struct tw_field *field)
{
	struct tw_view name = field->name;

	if (field->kind < TW_KNOWN_FIELDS)
		name = tw_view_of(field->kind == TW_PRIORITY ? "Short name" :
			tw_field_name(field->kind));
	w->sheet.dress->field(&w->sheet, name, join(w, field->value));
}

/*
 * All fields that are not shown elsewhere. A record without a title or
 * without officers says so, where others would be read for them.
 */
static void write_fields(struct writing *w, const struct tw_filed *filed)
{
	for (int kind = 0; kind <= TW_UNKNOWN_FIELD; kind++) {
		const struct tw_field *f = filed->record->fields;
		bool any = false;

		for (; f; f = f->next) {
			if ((int)f->kind != kind)
				continue;
			any = true;
			if (!is_shown(w, filed, f))
				write_field(w, f);
		}
		if (!any && (kind == TW_TITLE || kind == TW_OFFICERS))
			w->sheet.dress->field(&w->sheet, tw_view_of(
				tw_field_name(kind)), TW_VIEW(""));
	}
}

static void write_item(struct writing *w, const struct tw_item *item)
{
	struct tw_buffer line = TW_BUFFER_INIT;
	struct tw_view text = join(w, item->text);

	if (item->state)
		tw_buffer_format(&line, "(%s) ", tw_state_name(item->state));
	if (tw_text_needs_escape(text))
		tw_buffer_byte(&line, '\\');
	tw_buffer_view(&line, text);
	w->sheet.dress->item(&w->sheet, tw_buffer_get(&line));
	tw_buffer_end(&line, w->sheet.out);
}

/* Sections of one kind are one. */
static void write_sections(struct writing *w, const struct tw_record *record)
{
	for (int kind = 0; kind < TW_SECTIONS; kind++) {
		const struct tw_section *s = tw_record_section(record, kind);

		if (!s)
			continue;
		w->sheet.dress->heading(&w->sheet,
			tw_view_of(tw_section_name(kind)));
		for (; s; s = s->next)
			for (const struct tw_item *i = s->items; i &&
			     (int)s->kind == kind; i = i->next)
				write_item(w, i);
	}
}

static void write_priority(struct writing *w, const struct tw_filed *filed)
{
	const struct tw_field *scope = only(filed->record, TW_SCOPE);

	if (scope && is_shown(w, filed, scope))
		w->sheet.dress->scope(&w->sheet, join(w, scope->value));
	write_fields(w, filed);
	write_sections(w, filed->record);
}

/* ---- records as they are written ---- */

static struct tw_view take_line(struct tw_view *rest)
{
	struct tw_view line = *rest;

	tw_cut(&line, rest, '\n');
	return line;
}

static bool begins(struct tw_view line, const char *what)
{
	size_t len = strlen(what);

	return line.len >= len && !memcmp(line.ptr, what, len);
}

/* What a line of the canonical form is; comments all alike. */
static enum tw_document_line_kind kind_of(struct tw_view line)
{
	if (!line.len)
		return TW_WRITTEN_EMPTY;
	if (begins(line, "  "))
		return TW_WRITTEN_MORE;
	if (begins(line, "#"))
		return TW_WRITTEN_COMMENT;
	if (begins(line, "- "))
		return TW_WRITTEN_ITEM;
	return tw_section_find(line) != TW_SECTIONS ? TW_WRITTEN_HEADING :
		TW_WRITTEN_FIELD;
}

/* The kind of the line that `rest` begins with. */
static enum tw_document_line_kind next_kind(struct tw_view rest)
{
	return rest.len ? kind_of(take_line(&rest)) : TW_WRITTEN_NONE;
}

/* True if a comment stands between lines of what is above it. */
static bool is_within(struct tw_view rest)
{
	enum tw_document_line_kind kind;

	do {
		kind = next_kind(rest);
		if (kind == TW_WRITTEN_COMMENT)
			take_line(&rest);
	} while (kind == TW_WRITTEN_COMMENT);
	return kind == TW_WRITTEN_MORE;
}

/* What stands before the text that a dress may write in its own way. */
static size_t opening_of(enum tw_document_line_kind kind)
{
	return kind == TW_WRITTEN_ITEM || kind == TW_WRITTEN_MORE ? 2 : 0;
}

static void write_whole(struct writing *w, const struct tw_record *record)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_document_line line = { .before = TW_WRITTEN_NONE };
	struct tw_view rest;
	bool item = false; /* the last line that began at the margin is one */

	tw_record_write_to(&text, record);
	rest = tw_buffer_get(&text);
	while (rest.len) {
		size_t opening;

		line.text = take_line(&rest);
		line.kind = kind_of(line.text);
		line.next = next_kind(rest);
		if (line.kind != TW_WRITTEN_MORE &&
		    line.kind != TW_WRITTEN_COMMENT)
			item = line.kind == TW_WRITTEN_ITEM;
		if (line.kind == TW_WRITTEN_COMMENT && item &&
		    (line.before == TW_WRITTEN_WITHIN ||
		    (line.before != TW_WRITTEN_COMMENT && is_within(rest))))
			line.kind = TW_WRITTEN_WITHIN;
		opening = opening_of(line.kind);
		line.text.ptr += opening;
		line.text.len -= opening;
		w->sheet.dress->written(&w->sheet, &line);
		line.before = line.kind;
	}
	tw_buffer_end(&text, w->sheet.out);
}

/* ---- all of it ---- */

void tw_document_write(struct tw_buffer *out,
	const struct tw_document *document,
	const struct tw_document_style *style)
{
	static const struct tw_document_dress *const dresses[] = {
		[TW_DOCUMENT_TEXT] = &tw_document_text,
		[TW_DOCUMENT_MARKDOWN] = &tw_document_markdown,
		[TW_DOCUMENT_HTML] = &tw_document_html,
		[TW_DOCUMENT_DOCX] = &tw_document_word,
		[TW_DOCUMENT_ODT] = &tw_document_word,
	};
	const struct tw_document_dress *dress = dresses[style->form];
	struct writing w = { .sheet = { .out = out, .dress = dress,
		.veil = style->veil, .form = style->form == TW_DOCUMENT_DOCX ?
		TW_WORD_DOCX : TW_WORD_ODT },
		.document = document, .calendar = document->calendar,
		.arena = document->arena, .head = { .area = TW_VIEW("") } };

	write_head(&w, style->marks);
	for (size_t i = 0; i < document->count; i++) {
		const struct tw_filed *filed = &document->at[i];

		dress->priority(&w.sheet, shown_name(&w,
			without_tabs(&w, filed->title)));
		if (style->marks)
			write_whole(&w, filed->record);
		else
			write_priority(&w, filed);
	}
	dress->end(&w.sheet);
}
