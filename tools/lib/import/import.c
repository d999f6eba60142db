#include "import/import.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "corpus/paths.h"
#include "import/document.h"
#include "import/hyphen.h"
#include "import/lines.h"
#include "import/measure.h"
#include "import/parts.h"
#include "import/place.h"
#include "import/propose.h"
#include "import/words.h"
#include "text/text.h"

#include <string.h>

struct importing {
	struct tw_imported *imported;
	struct tw_report *report;
	struct tw_import_options given; /* with a catalog that grows */
	const struct tw_import_options *options; /* these */
	struct tw_catalog catalog;
	struct tw_source source;
	struct tw_doc *document; /* or the part of it that is of one term */
	struct tw_place place;
	struct tw_known_priorities known;
	struct tw_view *slugs;
	struct tw_known_priority **which;
	struct tw_imported_record **end;
};

static enum tw_status no_memory(struct importing *in)
{
	return in->report->status = tw_fail_memory(in->report->err);
}

/* ---- one record ---- */

/* The theme that somebody typed: by its title, or as a slug of what it says. */
static struct tw_view typed_theme(const struct importing *in,
	struct tw_view typed)
{
	const struct tw_alias *a = in->place.house ?
		in->place.house->themes.first : NULL;
	struct tw_view slug = tw_slug(in->report->arena, typed);

	while (a && !(a->title.len && tw_fold_equal(a->title, typed)))
		a = a->next;
	return a && slug.ptr ? a->name : slug;
}

/* "Theme: Mental Health; Attendance", as records write it. */
static struct tw_view typed_themes(struct importing *in,
	const struct tw_doc_field *f)
{
	struct tw_view rest = f->value, typed, themes = { NULL, 0 };
	struct tw_buffer out = TW_BUFFER_INIT;

	while (tw_list_next(&typed, &rest)) {
		struct tw_view theme = typed_theme(in, typed);

		out.failed |= !theme.ptr;
		if (out.len && theme.len)
			tw_buffer_string(&out, "; ");
		tw_buffer_view(&out, theme);
	}
	if (!out.failed)
		themes = tw_arena_copy(in->report->arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	if (!themes.ptr)
		no_memory(in);
	else if (!tw_view_equal(themes, f->value)) {
		tw_report_said(in->report, f->value);
		tw_report_note(in->report, f->line, "the theme \"%.*s\" is "
			"written \"%.*s\"", TW_ARG(f->value),
			TW_ARG(themes));
	}
	return themes;
}

/* What a priority has a line for goes before what the document says. */
static void own_fields(struct tw_plan_of_record *plan, struct importing *in)
{
	const struct tw_doc_field *f = plan->priority->fields;

	for (; f; f = f->next)
		if (f->kind == TW_THEME && !plan->priority->complete)
			plan->value[TW_THEME] = typed_themes(in, f);
		else if (f->kind < TW_KNOWN_FIELDS && f->kind != TW_PRIORITY)
			plan->value[f->kind] = f->value;
}

static enum tw_status plan_record(struct tw_plan_of_record *plan,
	struct importing *in, const struct tw_doc_priority *priority,
	struct tw_view slug, bool is_new)
{
	*plan = (struct tw_plan_of_record){ .priority = priority };
	if (priority == in->document->priorities)
		plan->preface = in->document->preface;
	plan->value[TW_PRIORITY] = slug;
	plan->value[TW_TITLE] = priority->title.text;
	plan->value[TW_AREA] = in->place.area;
	plan->value[TW_TERM] = in->place.term_text;
	plan->value[TW_DATE] = in->place.date;
	plan->value[TW_OFFICERS] = in->place.officers;
	plan->value[TW_SCOPE] = priority->scope.text;
	if (priority->officers.text.ptr) {
		plan->value[TW_OFFICERS] = tw_place_officers(
			in->report->arena, priority->officers.text);
		if (!plan->value[TW_OFFICERS].ptr)
			return no_memory(in);
		tw_report_said(in->report, priority->officers.text);
		tw_report_note(in->report, priority->officers.line, "\"%.*s\" "
			"is read as the officers of this priority, "
			"\"%.*s\"", TW_ARG(priority->officers.text),
			TW_ARG(plan->value[TW_OFFICERS]));
	}
	if (is_new && !priority->complete &&
	    tw_theme_find(&plan->value[TW_THEME], priority, slug, &in->place,
		in->report))
		return in->report->status;
	own_fields(plan, in);
	return in->report->status;
}

/* Parses what was composed; what has no place in it stops the import. */
static enum tw_status parse(struct tw_record **record, struct importing *in,
	struct tw_view text, uint32_t line)
{
	struct tw_arena *arena = in->report->arena;
	const struct tw_diagnostic *d;

	text = tw_arena_copy(arena, text);
	if (!text.ptr || tw_record_parse(record, arena, text,
	    in->report->err))
		return no_memory(in);
	d = (*record)->diagnostics.first;
	while (d && d->kind->class != TW_LAYOUT)
		d = d->next;
	if (d)
		tw_report_problem(in->report, line, "what stands here makes no "
			"record: %s%s%.*s", d->kind->message,
			d->hint.len ? "; " : "", TW_ARG(d->hint));
	return TW_OK;
}

static void place_record(struct importing *in,
	struct tw_imported_record *out, struct tw_view area,
	struct tw_view slug, struct tw_term term)
{
	char text[TW_TERM_ROOM];

	tw_term_write_slug(text, in->place.calendar, term);
	out->term = term;
	out->place = tw_arena_format(in->report->arena, "%.*s/%.*s/%s.txt",
		TW_ARG(area), TW_ARG(slug), text);
	if (!out->place.ptr)
		no_memory(in);
}

/* Where dates differ, one priority may stand there twice. */
static void check_place(struct importing *in,
	const struct tw_imported_record *out, uint32_t line)
{
	const struct tw_imported_record *other = in->imported->records;

	while (other != out && !tw_view_equal(other->place, out->place))
		other = other->next;
	if (other != out)
		tw_report_problem(in->report, line, "what begins here would be "
			"the record %.*s, and so would what stands above; "
			"give each a term or a title of its own",
			TW_ARG(out->place));
}

static struct tw_imported_record *add_record(struct importing *in)
{
	struct tw_imported_record *out = tw_arena_take(in->report->arena,
		sizeof(*out));

	if (!out) {
		no_memory(in);
		return NULL;
	}
	*in->end = out;
	in->end = &out->next;
	in->imported->count++;
	return out;
}

/* True if what lies there is the same in canonical form. */
static bool is_same(struct importing *in,
	const struct tw_imported_record *out)
{
	struct tw_record *record;
	struct tw_view bytes;

	if (!out->before.ptr)
		return false;
	if (tw_record_parse(&record, in->report->arena, out->before,
	    in->report->err)) {
		no_memory(in);
		return false;
	}
	if (record->diagnostics.layout)
		return false;
	if (tw_record_write(&bytes, record, in->report->arena,
	    in->report->err)) {
		no_memory(in);
		return false;
	}
	return tw_view_equal(bytes, out->bytes);
}

static enum tw_status finish(struct importing *in,
	struct tw_imported_record *out, const struct tw_record *record)
{
	if (tw_record_write(&out->bytes, record, in->report->arena,
	    in->report->err))
		return in->report->status = in->report->err->status;
	out->same = is_same(in, out);
	return in->report->status;
}

/* What the corpus has of the priority: this very record, or the one before. */
static enum tw_status consult(struct importing *in,
	struct tw_record *record, struct tw_imported_record *out,
	const struct tw_known_priority *known, bool complete)
{
	out->there = known->same;
	if (!known->record)
		return TW_OK;
	if (known->before && !known->same)
		return tw_keys_propose(record, known->record,
			known->before->shown, in->report);
	if (!known->same)
		return TW_OK;
	/* The lines of a record that is written anew are its own. */
	out->before = known->record->source;
	return tw_marks_return(record, known->record, complete, in->report);
}

/* The theme that the priority had last time. */
static void propose_theme(struct importing *in,
	struct tw_plan_of_record *plan, const struct tw_known_priority *known)
{
	struct tw_view theme = tw_record_value(known->record, TW_THEME,
		in->report->arena);

	if (!theme.ptr)
		no_memory(in);
	if (!theme.len)
		return;
	plan->value[TW_THEME] = theme;
	tw_report_note(in->report, plan->priority->title.line, "the theme "
		"\"%.*s\" of \"%.*s\" is kept", TW_ARG(theme),
		TW_ARG(known->slug));
}

static enum tw_status import_record(struct importing *in,
	const struct tw_doc_priority *priority, size_t i)
{
	struct tw_imported_record *out = add_record(in);
	const struct tw_known_priority *known = in->which[i];
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_plan_of_record plan;
	struct tw_record *record;

	if (!out || plan_record(&plan, in, priority, in->slugs[i], !known))
		return in->report->status;
	if (known && !known->same && known->record && !priority->complete)
		propose_theme(in, &plan, known);
	place_record(in, out, in->place.area_slug, in->slugs[i],
		in->place.term);
	check_place(in, out, priority->line);
	tw_compose(&text, &plan, in->report);
	if (text.failed)
		no_memory(in);
	else
		parse(&record, in, tw_buffer_get(&text), priority->line);
	tw_buffer_release(&text);
	if (in->report->status || in->report->problems)
		return in->report->status;
	if (known && consult(in, record, out, known, priority->complete))
		return in->report->status;
	if (!out->there && tw_measures_offer(record, known ? known->record :
	    NULL, in->options->measures, in->report))
		return in->report->status;
	return finish(in, out, record);
}

/* ---- with marks ---- */

/* What the head says, and a field below says otherwise. */
static void say_left_out(struct importing *in,
	const struct tw_typed_text *typed)
{
	if (!typed->text.len)
		return;
	tw_report_said(in->report, typed->text);
	tw_report_note(in->report, typed->line, "\"%.*s\" is left out, since "
		"the record below says it", TW_ARG(typed->text));
}

/* A record that the document holds as it is; its fields say where it lies. */
static enum tw_status import_marked(struct importing *in,
	const struct tw_doc_priority *priority)
{
	struct tw_imported_record *out;
	struct tw_record *record;
	struct tw_view area, slug, term;
	const struct tw_cataloged *same;
	struct tw_record *old;
	struct tw_term when;
	struct tw_error fault = { TW_OK, "" };

	if (parse(&record, in, priority->record, priority->line) ||
	    in->report->problems)
		return in->report->status;
	area = tw_record_value(record, TW_AREA, in->report->arena);
	slug = tw_record_value(record, TW_PRIORITY, in->report->arena);
	term = tw_record_value(record, TW_TERM, in->report->arena);
	if (!area.ptr || !slug.ptr || !term.ptr)
		return no_memory(in);
	if (!area.len || !tw_slug_valid(slug) ||
	    !tw_term_read(&when, in->place.calendar, term)) {
		tw_report_problem(in->report, priority->line, "the record that "
			"stands here lacks its Priority, its Area or its Term, "
			"or they cannot be read");
		return TW_OK;
	}
	tw_report_label(in->report, TW_VIEW("Priority"), priority->line);
	area = tw_slug(in->report->arena, area);
	out = area.ptr ? add_record(in) : NULL;
	if (!out)
		return no_memory(in);
	place_record(in, out, area, slug, when);
	same = in->options->catalog ? tw_catalog_find(in->options->catalog,
		area, slug, when) : NULL;
	if (same && tw_catalog_load(&old, in->report->arena, same, &fault))
		return in->report->status = tw_fail(in->report->err,
			fault.status, "%s", fault.message);
	out->there = same;
	if (same)
		out->before = old->source;
	return finish(in, out, record);
}

/* ---- the document ---- */

static struct tw_doc_field *field_of(const struct tw_doc_priority *priority,
	enum tw_field_kind kind)
{
	struct tw_doc_field *field = priority->fields;

	while (field && field->kind != kind)
		field = field->next;
	return field;
}

/* A line for a field counts, and not what the head says of the same. */
static void own_head(struct importing *in, struct tw_typed_text *place,
	enum tw_field_kind kind)
{
	const struct tw_doc_priority *p = in->document->priorities;
	const struct tw_doc_field *first = field_of(p, kind), *other;

	if (!first)
		return;
	for (p = p->next; p; p = p->next) {
		other = field_of(p, kind);
		if (!other || !tw_fold_equal(first->value, other->value))
			tw_report_problem(in->report, other ? other->line :
				p->line, "here the document is of another %s "
				"than in line %u; part it in two",
				kind == TW_AREA ? "area" : "term",
				(unsigned)first->line);
	}
	if (place->text.len && !tw_fold_equal(place->text, first->value))
		say_left_out(in, place);
	*place = (struct tw_typed_text){ first->value, first->line,
		first->line };
}

/* True if each priority has a line for its officers. */
static bool own_officers(const struct importing *in)
{
	const struct tw_doc_priority *p = in->document->priorities;

	while (p && field_of(p, TW_OFFICERS))
		p = p->next;
	return !p;
}

/* ---- the parts of a document, each of one term ---- */

/* What speaks of one term only cannot be said of several. */
static bool may_be_parted(struct importing *in, const struct tw_doc_part *second)
{
	const char *given = in->options->term ? "--term" :
		in->options->priorities ? "--priority" : NULL;

	if (given)
		tw_report_problem(in->report, second->document.period.text.len ?
			second->document.period.line :
			second->document.date.line, "another term or date is "
			"said here, so that %s does not say enough; part the "
			"document, or do without", given);
	return !given;
}

/* Later parts find in the corpus, if there is one, what this one brings. */
static enum tw_status keep_part(struct importing *in,
	const struct tw_imported_record *record)
{
	for (; in->options->catalog && record && !in->report->status;
	     record = record->next)
		if (!record->there && tw_catalog_add(&in->catalog,
		    record->place, record->term, record->bytes,
		    in->report->err))
			no_memory(in);
	return in->report->status;
}

/* What all parts are said of is said once. */
static void say_part(struct importing *in)
{
	struct tw_imported *imported = in->imported;
	const struct tw_imported_record *last = imported->records;

	imported->area = in->place.area;
	if (!imported->terms++) {
		imported->term = in->place.term;
		imported->term_text = in->place.term_text;
		return;
	}
	while (last->next)
		last = last->next;
	if (!tw_term_compare(last->term, in->place.term)) {
		imported->terms--;
		return;
	}
	imported->term_text = tw_arena_format(in->report->arena,
		"%.*s; %.*s", TW_ARG(imported->term_text),
		TW_ARG(in->place.term_text));
	if (!imported->term_text.ptr)
		no_memory(in);
}

static enum tw_status import_part(struct importing *in)
{
	const struct tw_doc_priority *p = in->document->priorities;
	size_t count = in->document->count, i = 0;

	in->place.date = (struct tw_view){ NULL, 0 };
	if (tw_place_find(&in->place, in->document, in->report) ||
	    in->report->problems)
		return in->report->status;
	say_part(in);
	if (in->options->term_only)
		return in->report->status;
	in->slugs = tw_arena_take(in->report->arena,
		(count + 1) * sizeof(*in->slugs));
	in->which = tw_arena_take(in->report->arena,
		(count + 1) * sizeof(*in->which));
	if (!in->slugs || !in->which)
		return no_memory(in);
	if (tw_known_read(&in->known, &in->place, in->report) ||
	    tw_slugs_find(in->slugs, in->which, in->document, &in->known,
		&in->place, in->report))
		return in->report->status;
	for (; p && !in->report->status && !in->report->problems;
	     p = p->next)
		import_record(in, p, i++);
	return in->report->status;
}

static enum tw_status import_parts(struct importing *in)
{
	struct tw_doc_part *parts;
	struct tw_imported_record **from;
	size_t count;

	if (tw_doc_parts_cut(&parts, &count, in->document, in->place.calendar,
	    in->report))
		return in->report->status;
	if (count > 1 && !may_be_parted(in, &parts[1]))
		return TW_OK;
	tw_doc_parts_sort(parts, count);
	for (size_t i = 0; i < count && !in->report->status &&
	     !in->report->problems; i++) {
		in->document = &parts[i].document;
		/* The area was found, and its other name said, before. */
		if (i)
			in->document->area.text = in->place.area;
		from = in->end;
		import_part(in);
		if (in->options->term_only)
			break;
		if (i + 1 < count && !in->report->status)
			keep_part(in, *from);
	}
	return in->report->status;
}

static enum tw_status import_all(struct importing *in)
{
	struct tw_doc_priority *p = in->document->priorities;

	if (in->document->marks) {
		for (; p && !in->report->status && !in->report->problems;
		     p = p->next)
			import_marked(in, p);
		return in->report->status;
	}
	own_head(in, &in->document->area, TW_AREA);
	own_head(in, &in->document->period, TW_TERM);
	in->place.own_officers = own_officers(in);
	if (in->place.own_officers)
		say_left_out(in, &in->document->officers);
	for (; p; p = p->next) {
		if (in->place.own_officers)
			p->names.text = (struct tw_view){ NULL, 0 };
		if (field_of(in->document->priorities, TW_TERM))
			p->period = in->document->period;
	}
	return in->report->problems ? TW_OK : import_parts(in);
}

/* The first line that is neither empty nor a comment. */
static struct tw_view first_line(const struct tw_source *source)
{
	struct tw_view line = { NULL, 0 };

	for (size_t i = 0; i < source->count; i++) {
		line = tw_trim(source->lines[i].text);
		if (line.len && line.ptr[0] != '#')
			break;
	}
	return line;
}

/* A record begins with its Priority, and every line of it has its place. */
static bool is_record(struct importing *in, struct tw_view bytes)
{
	const struct tw_view name = TW_VIEW("Priority:");
	struct tw_view line = first_line(&in->source);
	struct tw_record *record;

	if (line.len < name.len || memcmp(line.ptr, name.ptr, name.len))
		return false;
	if (tw_record_parse(&record, in->report->arena, bytes,
	    in->report->err)) {
		no_memory(in);
		return false;
	}
	return !record->diagnostics.layout && record->sections &&
		tw_record_field(record, TW_TERM);
}

static enum tw_status read_document(struct importing *in,
	struct tw_view bytes)
{
	struct tw_areas areas = { tw_place_known, &in->place,
		tw_view_of(in->options->officers ? in->options->officers : ""),
		in->place.house && in->place.house->areas.first };
	struct tw_source arranged;
	struct tw_blocks blocks;

	if (bytes.len > TW_MAX_BYTES && !tw_word_is(bytes)) {
		tw_report_problem(in->report, 0, "this is longer than 4 MiB, "
			"which no update is");
		return TW_OK;
	}
	if (tw_source_read(&in->source, in->report->arena, bytes,
	    in->report->err))
		return no_memory(in);
	if (in->source.fault) {
		tw_report_problem(in->report, 0, "%s", in->source.fault);
		return TW_OK;
	}
	if (tw_lines_arrange(&arranged, in->report, &in->source,
	    in->place.calendar, &areas))
		return in->report->status;
	tw_source_say(&in->source, in->report);
	if (in->source.encoding == TW_WINDOWS_1252)
		tw_report_note(in->report, 0, "is read as Windows-1252, since "
			"it is not UTF-8");
	else if (in->source.stray)
		tw_report_note(in->report, 0, "%zu byte%s in it %s no UTF-8, and "
			"%s read as Windows-1252", in->source.stray,
			in->source.stray == 1 ? "" : "s",
			in->source.stray == 1 ? "is" : "are",
			in->source.stray == 1 ? "is" : "are");
	if (is_record(in, bytes)) {
		tw_report_problem(in->report, 0, "this is a record already; "
			"copy it to its place, and \"termwise lint\" says "
			"whether it is right there");
		return in->report->status;
	}
	if (tw_blocks_read(&blocks, in->report->arena, &arranged,
	    in->report->err))
		return no_memory(in);
	tw_hyphen_say(blocks.parted, in->report);
	return tw_doc_read(&in->document, in->report, &in->source,
		&blocks, &areas, in->place.calendar);
}

static void begin(struct importing *in, struct tw_arena *arena,
	const struct tw_import_options *options, struct tw_error *err)
{
	struct tw_report *report = in->report;

	report->arena = arena;
	report->err = err;
	report->note_end = &report->notes;
	report->problem_end = &report->problems;
	report->said_end = &report->said;
	report->hint_end = &report->hints;
	report->offer_end = &report->offers;
	in->end = &in->imported->records;
	in->given = *options;
	in->options = &in->given;
	if (options->catalog) {
		in->catalog = *options->catalog;
		in->catalog.arena = arena;
		in->catalog.room = 0;
		in->given.catalog = &in->catalog;
	}
	in->place = (struct tw_place){ .arena = arena, .options = in->options,
		.house = options->catalog ? options->catalog->house : NULL,
		.calendar = options->catalog ? options->catalog->calendar :
			&tw_half_terms };
}

enum tw_status tw_import(struct tw_imported **imported,
	struct tw_arena *arena, struct tw_view bytes,
	const struct tw_import_options *options, struct tw_error *err)
{
	struct importing in = { .imported = NULL };

	*imported = tw_arena_take(arena, sizeof(**imported));
	if (!*imported)
		return tw_fail_memory(err);
	in.imported = *imported;
	in.report = &(*imported)->report;
	begin(&in, arena, options, err);
	if (!read_document(&in, bytes) && !in.report->problems)
		import_all(&in);
	if (options->term_only) {
		tw_buffer_release(&in.report->labels);
		return in.report->status;
	}
	if (in.report->labels.len)
		tw_report_note(in.report, 0, "read as labels: %.*s",
			TW_ARG(tw_buffer_get(&in.report->labels)));
	tw_buffer_release(&in.report->labels);
	if (!in.report->problems && !in.report->status)
		in.report->status = tw_words_check(in.report, &in.source,
			(*imported)->records, err);
	if (!in.report->problems && !in.report->status && !in.document->marks)
		in.report->status = tw_words_glued(in.report, &in.source,
			err);
	if (in.report->problems) {
		(*imported)->records = NULL;
		(*imported)->count = 0;
	}
	return in.report->status;
}

enum tw_status tw_imported_write(const struct tw_imported_record *record,
	const char *root, struct tw_error *err)
{
	struct tw_arena *arena = tw_arena_new();
	const char *path, *folder;
	size_t made = 0, len;
	enum tw_status status;

	if (!arena)
		return tw_fail_memory(err);
	path = tw_path_shown(arena, root, record->place.ptr);
	len = path ? (size_t)(strrchr(path, '/') - path) : 0;
	folder = path ? tw_arena_copy(arena,
		(struct tw_view){ path, len }).ptr : NULL;
	status = folder ? tw_folder_make(folder, &made, err) :
		tw_fail_memory(err);
	if (!status)
		status = tw_file_create(path, record->bytes, err);
	if (status && folder)
		tw_folder_unmake(folder, made);
	tw_arena_free(arena);
	return status;
}
