/*
 * What import reads from what export wrote is the record again: its fields,
 * sections and items; and with marks, every byte. Records are made up; what no
 * document can show, since lint calls it an error, is taken out of them first.
 */
#include "../test.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "import/import.h"
#include "model.h"
#include "record/write.h"
#include "report/document.h"
#include "text/text.h"

#include <dlfcn.h>
#include <stdlib.h>

/* Of documents that are packed only every fourth is tried: they take long. */
enum { RECORDS = 3000, PACKED = 4 };

struct trip {
	struct tw_arena *arena;
	uint64_t seed;
	struct tw_record *record;
	struct tw_view canonical;
	struct tw_filed filed;
};

static const char *const forms[] = { "text", "Markdown", "HTML",
	"Word", "LibreOffice" };

static struct tw_view kept(struct trip *trip, struct tw_buffer *out)
{
	struct tw_view text = tw_arena_copy(trip->arena, tw_buffer_get(out));

	assert_non_null(text.ptr);
	tw_buffer_release(out);
	return text;
}

/* A text in one line, without the comments within. */
static struct tw_segment *one_line(struct trip *trip, struct tw_segment *s)
{
	struct tw_segment *joined = tw_arena_take(trip->arena,
		sizeof(*joined));

	assert_non_null(joined);
	/* A run of blanks is one space, as far as texts are equal. */
	joined->text = tw_text_fold(trip->arena, tw_segments_join(s,
		trip->arena));
	return s ? joined : NULL;
}

/* Takes off a record what a document without marks does not show. */
static void reduce(struct trip *trip, struct tw_record *record)
{
	record->closing = NULL;
	for (struct tw_field *f = record->fields; f; f = f->next) {
		f->comments = NULL;
		f->value = one_line(trip, f->value);
	}
	for (struct tw_section *s = record->sections; s; s = s->next) {
		s->comments = s->closing = NULL;
		for (struct tw_item *i = s->items; i; i = i->next) {
			i->comments = NULL;
			i->details = NULL;
			i->key.len = 0;
			i->text = one_line(trip, i->text);
		}
	}
}

static struct tw_view reduced(struct trip *trip, struct tw_view bytes)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_record *record;

	assert_int_equal(tw_record_parse(&record, trip->arena, bytes, NULL),
		TW_OK);
	reduce(trip, record);
	record_dump(&out, record);
	return kept(trip, &out);
}

/* ---- records that are right ---- */

/* A record lies in a folder that is called as its area. */
static bool has_slug(struct tw_view name)
{
	struct tw_buffer slug = TW_BUFFER_INIT;
	bool has;

	assert_true(tw_text_slug(&slug, name));
	has = slug.len > 0;
	tw_buffer_release(&slug);
	return has;
}

static bool has_empty(struct tw_view list)
{
	struct tw_view element;

	while (tw_list_next(&element, &list))
		if (!element.len)
			return true;
	return false;
}

/* True if a field may stand in a record that lint finds right. */
static bool may_stay(const struct trip *trip, const struct tw_field *field)
{
	struct tw_view value = tw_segments_join(field->value, trip->arena);
	enum tw_priority_status status;
	struct tw_term term;
	struct tw_date date;

	if (!value.len)
		return false;
	switch (field->kind) {
	case TW_AREA:
		return has_slug(value);
	case TW_PRIORITY:
		return tw_slug_valid(value);
	case TW_TERM:
		return tw_term_read(&term, &tw_half_terms, value);
	case TW_DATE:
		return tw_date_read(&date, value);
	case TW_STATUS:
		return tw_status_read(&status, value);
	case TW_FORMAT_FIELD:
		return tw_view_equal(value, TW_VIEW("1"));
	case TW_OFFICERS:
	case TW_SUCCEEDS:
	case TW_THEME:
		return !has_empty(value);
	case TW_UNKNOWN_FIELD:
		return false;
	default:
		return true;
	}
}

static bool stands_before(const struct tw_record *record,
	const struct tw_field *field)
{
	const struct tw_field *f = record->fields;

	while (f != field && (f->kind != field->kind ||
	       !tw_fold_equal(f->name, field->name)))
		f = f->next;
	return f != field;
}

/* Takes dispositions away where none may stand. */
static void mend_items(struct tw_section *section)
{
	for (struct tw_item *i = section->items; i; i = i->next) {
		if (section->kind == TW_ACTIVITY ||
		    section->kind == TW_PLANNED || !i->state)
			continue;
		i->state = TW_NO_STATE;
		i->escaped |= i->text->text.ptr[0] == '(';
	}
}

/* Drops fields that are wrong, and sections that stand already. */
static void mend(struct trip *trip, struct tw_record *record)
{
	bool seen[TW_SECTIONS] = { false };

	for (struct tw_field **f = &record->fields; *f;)
		if (may_stay(trip, *f) && !stands_before(record, *f))
			f = &(*f)->next;
		else
			*f = (*f)->next;
	for (struct tw_section **s = &record->sections; *s;)
		if (!seen[(*s)->kind]) {
			seen[(*s)->kind] = true;
			mend_items(*s);
			s = &(*s)->next;
		} else {
			*s = (*s)->next;
		}
}

/* Fields that a record must have, before those that are there. */
static void add_missing(struct tw_buffer *out, const struct tw_record *record)
{
	static const struct {
		enum tw_field_kind kind;
		const char *line;
	} needed[] = {
		{ TW_PRIORITY, "Priority: eet" }, { TW_TITLE, "Title: A title" },
		{ TW_AREA, "Area: Anytown" }, { TW_TERM, "Term: 2023-24 Summer 1" },
		{ TW_OFFICERS, "Officers: Sam Example; Jo Sample" },
	};

	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (!tw_record_field(record, needed[i].kind))
			tw_buffer_format(out, "%s\n", needed[i].line);
}

static void parse(struct trip *trip, struct tw_view text)
{
	assert_int_equal(tw_record_parse(&trip->record, trip->arena, text,
		NULL), TW_OK);
	assert_int_equal(trip->record->diagnostics.layout, 0);
}

/* Makes up a record, and mends what lint would find wrong in its fields. */
static void make(struct trip *trip)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view text;

	made_write(&out, made_new(trip->arena, trip->seed));
	parse(trip, kept(trip, &out));
	mend(trip, trip->record);
	out = (struct tw_buffer)TW_BUFFER_INIT;
	add_missing(&out, trip->record);
	tw_record_write_to(&out, trip->record);
	parse(trip, kept(trip, &out));
	assert_int_equal(tw_record_write(&text, trip->record, trip->arena,
		NULL), TW_OK);
	parse(trip, text);
	trip->canonical = text;
	trip->filed = (struct tw_filed){ .record = trip->record,
		.area = tw_record_value(trip->record, TW_AREA, trip->arena),
		.title = tw_record_value(trip->record, TW_TITLE, trip->arena),
		.priority = tw_record_value(trip->record, TW_PRIORITY,
			trip->arena) };
	assert_true(tw_term_read(&trip->filed.term, &tw_half_terms,
		tw_record_value(trip->record, TW_TERM, trip->arena)));
}

/* ---- there and back ---- */

/* The line of `v` in which it first differs from `other`. */
static struct tw_view line_that_differs(struct tw_view v,
	struct tw_view other)
{
	size_t at = 0, from, to;

	while (at < v.len && at < other.len && v.ptr[at] == other.ptr[at])
		at++;
	for (from = at; from && v.ptr[from - 1] != '\n';)
		from--;
	for (to = at; to < v.len && v.ptr[to] != '\n';)
		to++;
	return (struct tw_view){ v.ptr + from, to - from };
}

static void complain(const struct trip *trip, int form, bool marks,
	struct tw_view want, struct tw_view got)
{
	struct tw_view is = line_that_differs(got, want);

	want = line_that_differs(want, got);
	fail_msg("seed %llu, %s %s marks:\n  %.*s\ncame back as\n  %.*s",
		(unsigned long long)trip->seed, forms[form],
		marks ? "with" : "without", TW_ARG(want), TW_ARG(is));
}

static void go_round(struct trip *trip, int form, bool marks)
{
	struct tw_document document = { &trip->filed, 1, &tw_half_terms,
		trip->arena };
	struct tw_document_style style = { form, marks, NULL };
	struct tw_import_options options = { .catalog = NULL };
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_imported *imported;
	struct tw_error err;
	struct tw_view text, got, want = trip->canonical;

	tw_document_write(&out, &document, &style);
	text = tw_buffer_get(&out);
	assert_int_equal(tw_import(&imported, trip->arena, text, &options,
		&err), TW_OK);
	if (imported->report.problems)
		complain(trip, form, marks, trip->canonical,
			imported->report.problems->text);
	assert_int_equal(imported->count, 1);
	got = imported->records->bytes;
	if (!marks) {
		want = reduced(trip, want);
		got = reduced(trip, got);
	}
	if (!tw_view_equal(got, want))
		complain(trip, form, marks, want, got);
	tw_buffer_release(&out);
}

static void records_come_back(void **state)
{
	struct trip trip = { .arena = tw_arena_new() };

	assert_non_null(trip.arena);
	/* Loaded once, and not with each document. */
	assert_non_null(dlopen("libarchive.so.13", RTLD_LAZY));
	for (trip.seed = 1; trip.seed <= RECORDS; trip.seed++) {
		tw_arena_reset(trip.arena);
		make(&trip);
		for (int form = 0; form <= TW_DOCUMENT_ODT; form++) {
			if (form > TW_DOCUMENT_HTML && trip.seed % PACKED)
				break;
			go_round(&trip, form, false);
			go_round(&trip, form, true);
		}
	}
	tw_arena_free(trip.arena);
}

/* Each term is a record, with no corpus in which the next could find it. */
static void several_terms_need_no_corpus(void **state)
{
	static const char text[] = "Eastwick\n\nEducation Partnership "
		"Officer\n\nIvo Saxby\n\nPeriod\n\nSpring 1 2024\n\n"
		"Priority\n\nWarm clothes\n\nActivity last period\n"
		"- Met heads.\n\nPeriod\n\nSpring 2 2024\n\nPriority\n\n"
		"Warm clothes\n\nActivity last period\n- Met them again.\n";
	struct tw_import_options options = { .catalog = NULL };
	struct tw_arena *arena = tw_arena_new();
	struct tw_imported *imported;

	assert_non_null(arena);
	assert_int_equal(tw_import(&imported, arena, tw_view_of(text),
		&options, NULL), TW_OK);
	assert_null(imported->report.problems);
	assert_int_equal(imported->count, 2);
	tw_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_come_back),
		cmocka_unit_test(several_terms_need_no_corpus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
