#include "cli/merge.h"

#include "base/file.h"
#include "cli/sides.h"
#include "draft/draft.h"
#include "git/config.h"
#include "git/lines.h"
#include "lint/lint.h"
#include "report/safe.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

/* Where in its arguments git gives what. */
enum { SIZE = 3, PATH = 4, NAMES = 5 };

/* What a file may have to be merged by lines; of a record it is TW_MAX. */
enum { MOST_BYTES = 64 * 1024 * 1024 };

/* ---- what git gives ---- */

/* A name that will stand in a record: nothing in it may do harm there. */
static enum tw_status keep_name(const char **kept, struct tw_merger *m,
	const char *name, struct tw_error *err)
{
	struct tw_buffer safe = TW_BUFFER_INIT;
	struct tw_view copy = { NULL, 0 };

	tw_safe_add(&safe, tw_view_of(name));
	if (!safe.failed)
		copy = tw_arena_copy(m->arena, tw_buffer_get(&safe));
	tw_buffer_release(&safe);
	*kept = copy.ptr;
	return copy.ptr ? TW_OK : tw_fail_memory(err);
}

/* A whole id, as git pull names what it merges, says nothing to people. */
static bool is_bare_id(const char *name)
{
	return strlen(name) == 40 && strspn(name, "0123456789abcdef") == 40;
}

/* Before git 2.44 a placeholder comes as it stands, and git merge says in the
 * environment what it merges. */
static enum tw_status read_names(struct tw_merger *m, struct tw_error *err)
{
	const struct tw_cli *cli = m->cli;
	const char *head = tw_sides_head();
	enum tw_status status = TW_OK;

	for (size_t s = 0; s < TW_MERGED && !status; s++) {
		const char *name = NAMES + s < cli->count ?
			cli->paths[NAMES + s] : "";

		if (*name == '%' && strchr("SXY", name[1]) && !name[2])
			name = "";
		if (!*name && s == TW_THEIRS && head)
			name = strchr(head, '=') + 1;
		if (*name && !is_bare_id(name))
			status = keep_name(&m->options.names[s], m, name, err);
	}
	return status;
}

static enum tw_status read_driver(struct tw_merger *m, struct tw_error *err)
{
	const char *size = m->cli->paths[SIZE];
	char *end;
	unsigned long length = strtoul(size, &end, 10);

	if (*size < '0' || *size > '9' || *end || !length ||
	    length > TW_MARKER_MOST)
		return tw_fail(err, TW_USAGE, "\"%s\" is no size of a conflict "
			"marker, 1 to %d", size, TW_MARKER_MOST);
	/* Shorter ones nobody would know as markers later. */
	m->options.marker_size = length < TW_MARKER_SIZE ? TW_MARKER_SIZE :
		(unsigned)length;
	m->shown = m->cli->paths[PATH];
	m->driver = true;
	return read_names(m, err);
}

/* ---- beginning and end ---- */

static const char *const styles[] = { "merge", "diff3", "zdiff3", NULL };

static bool read_style(struct tw_merger *m, const char *style)
{
	int choice = tw_cli_choice(m->cli, "style", style, styles);

	m->options.style = (enum tw_merge_style)choice;
	m->style_given = true;
	return choice >= 0;
}

enum tw_status tw_merger_judge(struct tw_record *record,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_lint_options options = { .house = NULL };

	return tw_lint_record(record, arena, &options, err);
}

enum tw_status tw_merger_begin(struct tw_merger *m, struct tw_cli *cli,
	bool driver, const char *style, struct tw_error *err)
{
	enum tw_status status = TW_OK;
	size_t first;

	*m = (struct tw_merger){ .cli = cli, .arena = tw_arena_new(),
		.two = !driver && cli->count == 2 };
	m->options.judge = tw_merger_judge;
	first = m->two ? TW_OURS : TW_BASE;
	m->shown = cli->paths[TW_OURS - first];
	m->theirs = driver ? NULL : cli->paths[TW_THEIRS - first];
	if (!m->arena)
		return tw_fail_memory(err);
	if (style && !read_style(m, style))
		return tw_fail(err, TW_USAGE, "see --help");
	if (driver)
		status = read_driver(m, err);
	for (size_t s = first; s < TW_MERGED && !status; s++)
		status = tw_file_read(&m->bytes[s], AT_FDCWD,
			cli->paths[s - first], MOST_BYTES,
			cli->paths[s - first], err);
	for (size_t s = first; s < TW_MERGED && !status; s++)
		if (m->bytes[s].len > MOST_BYTES)
			status = tw_fail(err, TW_IO, "%s: is larger than 64 "
				"MiB, and no record", cli->paths[s - first]);
	m->two |= !status && !m->bytes[TW_BASE].len;
	return status;
}

void tw_merger_end(struct tw_merger *m)
{
	for (int s = 0; s < TW_MERGED; s++)
		tw_buffer_release(&m->bytes[s]);
	tw_arena_free(m->arena);
}

enum tw_status tw_merger_marked(struct tw_view *text, struct tw_merger *m,
	struct tw_error *err)
{
	return tw_merge_marked(text, m->arena,
		tw_buffer_get(&m->bytes[TW_OURS]),
		tw_buffer_get(&m->bytes[TW_THEIRS]), &m->options, err);
}

/* ---- merging ---- */

/* Git is asked only where it matters: loading libgit2 takes its time. */
static enum tw_status ask_style(struct tw_merger *m, struct tw_error *err)
{
	struct tw_buffer value = TW_BUFFER_INIT;
	enum tw_status status;
	bool found;

	if (m->style_given)
		return TW_OK;
	status = tw_config_read(&value, &found, ".", "merge.conflictstyle",
		err);
	for (int i = 0; found && !status && styles[i]; i++)
		if (tw_view_equal(tw_buffer_get(&value), tw_view_of(styles[i])))
			m->options.style = (enum tw_merge_style)i;
	m->style_given = true;
	tw_buffer_release(&value);
	return status;
}

static bool has_markers(const struct tw_record *record)
{
	const struct tw_diagnostic *d = record->diagnostics.first;

	while (d && d->id != TW_DIAG_CONFLICT_MARKER)
		d = d->next;
	return d;
}

/* The first line of a record that has no place in it. */
static const struct tw_diagnostic *first_layout(const struct tw_record *record)
{
	const struct tw_diagnostic *d = record->diagnostics.first;

	while (d && d->kind->class != TW_LAYOUT)
		d = d->next;
	return d;
}

/*
 * Which copy cannot be merged item by item, and why, in the arena; empty: all
 * can. ptr is NULL without memory.
 */
static struct tw_view misfit(struct tw_record *const record[TW_MERGED],
	struct tw_arena *arena)
{
	static const char *const copies[] = { "the base", "ours", "theirs" };

	for (int s = 0; s < TW_MERGED; s++) {
		const struct tw_diagnostic *d = record[s] ?
			first_layout(record[s]) : NULL;

		/* What of it is in question can be told. */
		if (d && s == TW_BASE && has_markers(record[s]))
			continue;
		if (d && has_markers(record[s]))
			return tw_arena_format(arena, "%s has conflict markers",
				copies[s]);
		if (d)
			return tw_arena_format(arena, "line %u of %s "
				"cannot be read (%s)", (unsigned)d->line,
				copies[s], d->kind->message);
	}
	return TW_VIEW("");
}

/*
 * A conflict that a side had stays one. Where both sides can be read, the
 * result must say what they say.
 */
static enum tw_status look_over(struct tw_view *text, bool *conflict,
	struct tw_merger *m, struct tw_record *const record[TW_MERGED],
	struct tw_error *err)
{
	struct tw_record *merged;
	enum tw_status status;
	bool sound;

	if (*conflict)
		return TW_OK;
	status = tw_record_parse(&merged, m->arena, *text, err);
	*conflict = !status && has_markers(merged);
	if (status || *conflict || record[TW_OURS]->diagnostics.layout ||
	    record[TW_THEIRS]->diagnostics.layout)
		return status;
	status = tw_merge_sound(&sound, m->arena, *text, record[TW_OURS],
		record[TW_THEIRS], err);
	*conflict = !sound;
	return status || sound ? status : tw_merger_marked(text, m, err);
}

static enum tw_status by_lines(struct tw_view *text, bool *conflict,
	struct tw_merger *m, struct tw_record *const record[TW_MERGED],
	struct tw_error *err)
{
	struct tw_line_merge lines = {
		tw_buffer_get(&m->bytes[TW_BASE]),
		tw_buffer_get(&m->bytes[TW_OURS]),
		tw_buffer_get(&m->bytes[TW_THEIRS]),
		{ "base", "ours", "theirs" },
		m->options.marker_size ? m->options.marker_size :
			TW_MARKER_SIZE, false };
	struct tw_buffer out = TW_BUFFER_INIT;
	enum tw_status status = ask_style(m, err);
	bool clean;

	for (int s = 0; s < TW_MERGED; s++)
		if (m->options.names[s])
			lines.names[s] = m->options.names[s];
	lines.show_base = m->options.style != TW_STYLE_MERGE;
	if (!status)
		status = tw_lines_merge(&out, &clean, &lines, err);
	/* With bytes that no text has, there is nothing to merge by. */
	if (!status && !clean && !out.len) {
		*conflict = true;
		status = tw_merger_marked(text, m, err);
	} else if (!status) {
		*text = tw_arena_copy(m->arena, tw_buffer_get(&out));
		*conflict = !clean;
		if (!text->ptr)
			status = tw_fail_memory(err);
	}
	tw_buffer_release(&out);
	return status ? status : look_over(text, conflict, m, record, err);
}

/* Now it matters what stands at the markers, and between them. */
static enum tw_status ask_git(void *asker, struct tw_error *err)
{
	struct tw_merger *m = asker;
	enum tw_status status = ask_style(m, err);

	return status || !m->driver ? status : tw_sides_ask(&m->options,
		m->shown, m->arena, err);
}

/*
 * Where nobody has the base, both may have begun with the same draft: of the
 * record before, in the folder of either.
 */
static enum tw_status draft_base(struct tw_merger *m,
	struct tw_record *record[TW_MERGED], struct tw_error *err)
{
	const char *const places[] = { m->shown, m->theirs };
	struct tw_view text = { NULL, 0 };
	enum tw_status status = TW_OK;

	for (int i = 0; i < 2 && !text.ptr && !status; i++)
		if (places[i])
			status = tw_draft_begun(&text, m->arena, places[i],
				record[TW_OURS], err);
	m->options.drafted = text.ptr;
	return status || !text.ptr ? status : tw_record_parse(
		&record[TW_BASE], m->arena, text, err);
}

static enum tw_status by_items(struct tw_view *text, bool *conflict,
	struct tw_merger *m, struct tw_record *const record[TW_MERGED],
	struct tw_error *err)
{
	struct tw_merge result;
	enum tw_status status;

	m->options.ask = ask_git;
	m->options.asker = m;
	status = tw_merge(&result, m->arena, record[TW_BASE], record[TW_OURS],
		record[TW_THEIRS], &m->options, err);
	if (!status) {
		*text = result.text;
		*conflict = result.conflicts > 0;
	}
	return status;
}

/* If a side changed nothing, the other one is the result, whatever it is. */
static bool is_taken_whole(struct tw_view *text, const struct tw_merger *m)
{
	struct tw_view base = tw_buffer_get(&m->bytes[TW_BASE]);
	struct tw_view ours = tw_buffer_get(&m->bytes[TW_OURS]);
	struct tw_view theirs = tw_buffer_get(&m->bytes[TW_THEIRS]);

	*text = tw_view_equal(base, ours) ? theirs : ours;
	return tw_view_equal(base, ours) || tw_view_equal(base, theirs) ||
		tw_view_equal(ours, theirs);
}

enum tw_status tw_merger_run(struct tw_view *text, bool *conflict,
	struct tw_merger *m, struct tw_error *err)
{
	struct tw_record *record[TW_MERGED] = { NULL, NULL, NULL };
	enum tw_status status = TW_OK;
	struct tw_view why;

	if (is_taken_whole(text, m))
		return TW_OK;
	for (int s = m->two ? TW_OURS : TW_BASE; s < TW_MERGED && !status; s++)
		status = tw_record_parse(&record[s], m->arena,
			tw_buffer_get(&m->bytes[s]), err);
	if (status)
		return status;
	why = misfit(record, m->arena);
	if (!why.ptr)
		return tw_fail_memory(err);
	if (!why.len && m->two)
		status = draft_base(m, record, err);
	if (status)
		return status;
	if (!why.len) {
		status = by_items(text, conflict, m, record, err);
		if (status != TW_USAGE)
			return status;
		why = record[TW_BASE] && has_markers(record[TW_BASE]) ?
			TW_VIEW("the base has conflict markers") :
			TW_VIEW("the base cannot be taken apart");
	}
	tw_cli_say(m->cli, "%s: merged line by line, not item by item, since "
		"%.*s; look it over, and run \"termwise lint\"", m->shown,
		TW_ARG(why));
	return by_lines(text, conflict, m, record, err);
}
