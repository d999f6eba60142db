#include "import/run.h"

#include "base/file.h"
#include "corpus/paths.h"
#include "word/package.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A document of the run. */
struct one {
	const char *shown;
	struct tw_view bytes;
	struct tw_term term; /* by which documents are sorted */
	size_t number;       /* as given */
	bool readable;
};

static void tell(struct tw_import_run *run, const char *shown,
	const char *text)
{
	struct tw_import_note note = { .text = tw_view_of(text) };
	size_t len = strlen(shown);

	/* Messages of failures begin with the path already. */
	if (!strncmp(text, shown, len) && text[len] == ':')
		note.text = tw_view_of(text + len + 2);
	run->complain(run->context, shown, &note);
}

static enum tw_status read_one(struct one *one, struct tw_import_run *run,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;
	struct tw_error fault;
	bool stream = !strcmp(one->shown, "-");
	enum tw_status status;

	if (stream)
		one->shown = "standard input";
	status = stream ? tw_stream_read(&buffer, STDIN_FILENO,
		TW_PACKAGE_BYTES, one->shown, &fault) :
		tw_file_read(&buffer, AT_FDCWD, one->shown, TW_PACKAGE_BYTES,
		one->shown, &fault);
	if (status == TW_NO_MEMORY) {
		tw_buffer_release(&buffer);
		return tw_fail_memory(err);
	}
	if (status) {
		tell(run, one->shown, fault.message);
		run->unread = true;
	} else {
		one->readable = true;
		one->bytes = tw_arena_copy(arena, tw_buffer_get(&buffer));
	}
	tw_buffer_release(&buffer);
	return one->readable && !one->bytes.ptr ? tw_fail_memory(err) : TW_OK;
}

/* Documents whose term cannot be told come first, and have problems. */
static enum tw_status find_term(struct one *one,
	const struct tw_import_run *run, struct tw_error *err)
{
	struct tw_import_options options = *run->options;
	struct tw_arena *arena = tw_arena_new();
	struct tw_imported *imported;
	enum tw_status status;

	if (!arena)
		return tw_fail_memory(err);
	options.term_only = true;
	status = tw_import(&imported, arena, one->bytes, &options, err);
	if (!status)
		one->term = imported->term;
	tw_arena_free(arena);
	return status;
}

static int by_term(const void *a, const void *b)
{
	const struct one *x = a, *y = b;
	int order = tw_term_compare(x->term, y->term);

	return order ? order : x->number < y->number ? -1 :
		x->number > y->number;
}

/* ---- one document ---- */

/* Errors that lint would find, as problems; false if there are any. */
static bool is_right(struct tw_import_run *run, const struct one *one,
	const struct tw_imported_record *record, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_record *parsed;
	bool right = true;

	if (tw_record_parse(&parsed, arena, record->bytes, err) ||
	    run->judge(run->context, parsed, record->place, arena, err))
		return false;
	for (const struct tw_diagnostic *d = parsed->diagnostics.first; d;
	     d = d->next) {
		const struct tw_diagnostic_kind *kind = d->kind;
		struct tw_import_note note = { .line = 0 };

		if (kind->severity != TW_ERROR)
			continue;
		note.text = tw_arena_format(arena, "the record %.*s would have "
			"an error in line %u, so that it is not written: "
			"%s%s%.*s", TW_ARG(record->place), (unsigned)d->line,
			kind->message, d->hint.len ? "; " : "",
			TW_ARG(d->hint));
		run->complain(run->context, one->shown, &note);
		right = false;
	}
	return right;
}

/* Puts a record in its place, unless one is there. */
static enum tw_status settle(struct tw_import_run *run,
	const struct tw_imported_record *record,
	const struct tw_catalog *catalog, const char *path,
	struct tw_error *err)
{
	struct tw_error fault;

	if (record->same) {
		tell(run, path, "is there already, and says the same");
		return TW_OK;
	}
	if (record->there && !run->diff) {
		tell(run, path, "is there already and differs, so that it is "
			"left as it is; --diff shows how");
		run->found = true;
		return TW_OK;
	}
	if (!run->dry && !run->diff &&
	    tw_imported_write(record, catalog->root, &fault)) {
		if (fault.status == TW_NO_MEMORY)
			return tw_fail_memory(err);
		tell(run, path, fault.message);
		run->unread = true;
		return TW_OK;
	}
	return run->take(run->context, record, path, err);
}

static enum tw_status import_one(struct tw_import_run *run,
	const struct one *one, struct tw_catalog *catalog,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_imported *imported;
	const struct tw_imported_record *record;
	bool right = true;
	enum tw_status status = tw_import(&imported, arena, one->bytes,
		run->options, err);

	if (status)
		return status;
	for (const struct tw_import_note *problem = imported->report.problems;
	     problem; problem = problem->next)
		run->complain(run->context, one->shown, problem);
	run->found |= imported->report.problems != NULL;
	if (!imported->report.problems)
		run->say(run->context, one->shown, imported);
	err->status = TW_OK;
	for (record = imported->records; record; record = record->next)
		right &= is_right(run, one, record, arena, err);
	if (err->status)
		return err->status;
	run->found |= !right;
	for (record = right ? imported->records : NULL; record && !status;
	     record = record->next) {
		const char *path = tw_path_shown(arena, catalog->root,
			record->place.ptr);

		if (!path)
			return tw_fail_memory(err);
		status = settle(run, record, catalog, path, err);
		if (!status && !record->there)
			status = tw_catalog_add(catalog, record->place,
				record->term, run->dry || run->diff ?
				record->bytes : TW_VIEW(""), err);
	}
	return status;
}

/* What is printed must not go where a document or a record lies. */
static enum tw_status check_output(const struct tw_import_run *run,
	const struct tw_catalog *catalog, struct tw_error *err)
{
	struct tw_view output = run->output ? tw_path_whole(catalog->arena, "",
		run->output) : TW_VIEW("");
	struct tw_view whole;
	const char *other;

	for (size_t i = 0; run->output && i < run->count + catalog->count;
	     i++) {
		other = i < run->count ? run->paths[i] :
			catalog->records[i - run->count].shown;
		whole = tw_path_whole(catalog->arena, "", other);
		if (!output.ptr || !whole.ptr)
			return tw_fail_memory(err);
		if (tw_view_equal(output, whole))
			return tw_fail(err, TW_USAGE, "--output would replace "
				"%s; name another file", other);
	}
	return TW_OK;
}

enum tw_status tw_import_run(struct tw_import_run *run,
	struct tw_catalog *catalog, struct tw_error *err)
{
	struct one *all = tw_arena_take(catalog->arena,
		(run->count + 1) * sizeof(*all));
	struct tw_arena *arena = tw_arena_new();
	enum tw_status status = all && arena ? check_output(run, catalog, err) :
		tw_fail_memory(err);

	for (size_t i = 0; i < run->count && !status; i++) {
		all[i] = (struct one){ .shown = run->paths[i], .number = i };
		status = read_one(&all[i], run, catalog->arena, err);
		if (!status && all[i].readable && run->count > 1)
			status = find_term(&all[i], run, err);
	}
	if (!status)
		qsort(all, run->count, sizeof(*all), by_term);
	for (size_t i = 0; i < run->count && !status; i++) {
		tw_arena_reset(arena);
		if (all[i].readable)
			status = import_one(run, &all[i], catalog, arena,
				err);
	}
	tw_arena_free(arena);
	return status;
}
