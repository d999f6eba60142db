#include "cli/audit.h"

#include "cli/merge.h"
#include "cli/place.h"
#include "cli/sides.h"
#include "corpus/paths.h"
#include "corpus/walk.h"
#include "git/lines.h"
#include "git/merged.h"
#include "report/audit.h"
#include "report/json.h"
#include "report/told.h"

#include <stdio.h>
#include <string.h>

enum form { TEXT, JSON, GCC };
static const char *const forms[] = { "text", "json", "gcc", NULL };

/* More than a few are as good as never seen. */
enum { MOST_BASES = 8 };

/* Of a record: the copies of merged.h, and what it is by now. */
enum { LATEST = TW_FILE_COPIES, COPIES };

struct history {
	struct tw_cli *cli;
	struct tw_error *err;
	enum form form;
	struct tw_revision *revision;
	struct tw_blobs *blobs;
	struct tw_arena *arena;     /* of the whole run */
	struct tw_view *under;      /* what was asked for; none: all */
	size_t under_count;
	unsigned char latest[32];   /* the tree of the range's end */
	size_t commits, merges, records, findings, settled, passed;
	bool listed; /* the array has an element */
	bool ended;  /* that the clone is a shallow one was said */
};

/* A merge, and what is used again for each. */
struct merge {
	struct history *h;
	struct tw_arena *arena;
	struct tw_commit commit, side[2];
	struct tw_view id, day;
	struct tw_merged_file *files[MOST_BASES]; /* one list for each base */
	size_t count[MOST_BASES];
	size_t bases; /* 0: none, which makes one list all the same */
	struct tw_buffer bytes[COPIES];
	bool told; /* something was said of it */
};

/* ---- which records ---- */

static const char *name_of(struct tw_view path)
{
	const char *slash = strrchr(path.ptr, '/');

	return slash ? slash + 1 : path.ptr;
}

static bool wanted(void *context, struct tw_view path, bool folder)
{
	const struct history *h = context;
	bool asked = !h->under_count;

	for (size_t i = 0; i < h->under_count && !asked; i++)
		asked = tw_path_below(path, h->under[i]) ||
			(folder && tw_path_below(h->under[i], path));
	return asked && (folder ? *name_of(path) != '.' :
		tw_walk_is_record(name_of(path)));
}

/* A path as given, below the top of the repository. */
static enum tw_status read_path(struct history *h, const char *path)
{
	struct tw_tree_entry entry;
	struct tw_view below;
	bool found;
	enum tw_status status = tw_place_below(&below, h->revision, path,
		h->arena, h->err);

	if (status)
		return status;
	h->under[h->under_count++] = below;
	tw_revision_turn(h->revision, h->latest);
	status = tw_revision_find(&entry, &found, h->revision, below.ptr,
		h->err);
	return status || found ? status : tw_fail(h->err, TW_IO, "%s: there "
		"is no such file or folder where the range ends", path);
}

static enum tw_status read_paths(struct history *h)
{
	enum tw_status status = TW_OK;

	h->under = tw_arena_take(h->arena,
		(h->cli->count + 1) * sizeof(*h->under));
	if (!h->under)
		return tw_fail_memory(h->err);
	for (size_t i = 0; i < h->cli->count && !status; i++)
		status = read_path(h, h->cli->paths[i]);
	return status;
}

/* ---- one record ---- */

static void report(struct merge *m, const struct tw_audited *audited)
{
	struct history *h = m->h;
	struct tw_buffer *out = &h->cli->out;
	size_t start = out->len;

	h->findings++;
	h->settled += audited->finding->settled;
	if (h->form == JSON)
		tw_audit_json(out, audited);
	else if (h->form == GCC)
		tw_audit_gcc(out, audited);
	else
		tw_audit_text(out, audited, h->cli->width, h->cli->color);
	if (h->form == JSON && !h->listed)
		tw_json_first(out, start);
	h->listed = true;
}

static enum tw_status report_all(struct merge *m, struct tw_view path,
	const struct tw_audit_finding *findings)
{
	struct tw_audited audited = { .commit = &m->commit, .id = m->id,
		.day = m->day, .path = path };
	enum tw_status status = TW_OK;

	for (int s = 0; s < 2 && findings && !status; s++)
		status = tw_sides_who(&audited.who[s], m->h->revision,
			path.ptr, m->commit.parents[s], m->commit.parents[!s],
			m->h->form == JSON, m->arena, m->h->err);
	for (; findings && !status; findings = findings->next) {
		audited.finding = findings;
		audited.first = !m->told;
		m->told = true;
		report(m, &audited);
		status = tw_cli_flush(m->h->cli, m->h->err);
	}
	return status;
}

/* Says why a record is passed over. */
static void pass_over(struct merge *m, struct tw_view path, const char *why)
{
	m->h->passed++;
	tw_cli_say(m->h->cli, "merge %.*s: %.*s is passed over, since %s",
		TW_ARG(m->id), TW_ARG(path), why);
}

/* NULL, or why the copies cannot be held against each other. */
static const char *misfit(struct tw_record *const record[COPIES])
{
	static const char *const whys[] = {
		"what both sides come from has a line without a place",
		"the first side has a line without a place",
		"the second side has a line without a place",
		"it has a line without a place, which \"termwise lint\" shows"
	};

	for (int c = 0; c < TW_FILE_COPIES; c++) {
		const struct tw_diagnostic *d = record[c] ?
			record[c]->diagnostics.first : NULL;

		while (c == TW_FILE_MERGED && d &&
		       d->id != TW_DIAG_CONFLICT_MARKER)
			d = d->next;
		if (record[c] && record[c]->diagnostics.layout &&
		    !(c == TW_FILE_MERGED && d))
			return whys[c];
	}
	return NULL;
}

static enum tw_status merge_lines(struct tw_view *text, struct merge *m)
{
	const struct tw_line_merge lines = {
		tw_buffer_get(&m->bytes[TW_FILE_BASE]),
		tw_buffer_get(&m->bytes[TW_FILE_OURS]),
		tw_buffer_get(&m->bytes[TW_FILE_THEIRS]),
		{ "base", "ours", "theirs" }, TW_MARKER_SIZE, true };
	struct tw_buffer out = TW_BUFFER_INIT;
	enum tw_status status;
	bool clean;

	status = tw_lines_merge(&out, &clean, &lines, m->h->err);
	if (!status) {
		*text = tw_arena_copy(m->arena, tw_buffer_get(&out));
		if (!text->ptr)
			status = tw_fail_memory(m->h->err);
	}
	tw_buffer_release(&out);
	return status;
}

static enum tw_status judge(struct tw_audit_finding **findings,
	const char **why, struct merge *m,
	struct tw_record *const record[COPIES])
{
	const struct tw_merge_options options = { .judge = tw_merger_judge };
	struct tw_audit_copies copies = {
		.base = record[TW_FILE_BASE], .ours = record[TW_FILE_OURS],
		.theirs = record[TW_FILE_THEIRS],
		.merged = record[TW_FILE_MERGED], .latest = record[LATEST] };
	enum tw_status status = TW_OK;

	*findings = NULL;
	*why = misfit(record);
	if (!*why)
		status = merge_lines(&copies.lines, m);
	if (!*why && !status)
		status = tw_audit(findings, m->arena, &copies, &options,
			m->h->err);
	if (status == TW_USAGE) {
		*why = "it cannot be taken apart";
		status = TW_OK;
	}
	return status;
}

/* Reads a copy, if there is one. Its bytes stay until the next is read. */
static enum tw_status read_copy(struct tw_record **record, struct merge *m,
	int copy, const unsigned char id[32], struct tw_view path)
{
	static const unsigned char none[32];
	enum tw_status status;

	*record = NULL;
	tw_buffer_clear(&m->bytes[copy]);
	if (!memcmp(id, none, sizeof(none)))
		return TW_OK;
	status = tw_blobs_read(&m->bytes[copy], m->h->blobs, id, TW_MAX_BYTES,
		path.ptr, m->h->err);
	return status ? status : tw_record_parse(record, m->arena,
		tw_buffer_get(&m->bytes[copy]), m->h->err);
}

static enum tw_status read_base(struct tw_record **record, struct merge *m,
	const unsigned char id[32], struct tw_view path)
{
	struct tw_view text;
	enum tw_status status = read_copy(record, m, TW_FILE_BASE, id, path);

	if (status || !*record)
		return status;
	text = tw_arena_copy(m->arena, tw_buffer_get(&m->bytes[TW_FILE_BASE]));
	return text.ptr ? tw_record_parse(record, m->arena, text, m->h->err) :
		tw_fail_memory(m->h->err);
}

static enum tw_status read_latest(struct tw_record **record, struct merge *m,
	struct tw_view path)
{
	struct tw_tree_entry entry;
	enum tw_status status;
	bool found;

	tw_revision_turn(m->h->revision, m->h->latest);
	status = tw_revision_find(&entry, &found, m->h->revision, path.ptr,
		m->h->err);
	return status || !found ? status : read_copy(record, m, LATEST,
		entry.id, path);
}

/* A finding counts if it holds whichever base is taken. */
static struct tw_audit_finding *both(struct tw_audit_finding *findings,
	const struct tw_audit_finding *others)
{
	struct tw_audit_finding *kept = NULL, **end = &kept, *next;

	for (; findings; findings = next) {
		const struct tw_audit_finding *other = others;

		next = findings->next;
		while (other && !tw_audit_same(findings, other))
			other = other->next;
		if (!other)
			continue;
		findings->next = NULL;
		*end = findings;
		end = &findings->next;
	}
	return kept;
}

/* A text file that begins as no record does on either side is none. */
static bool is_record(struct tw_record *const record[COPIES])
{
	for (int c = TW_FILE_OURS; c <= TW_FILE_THEIRS; c++)
		if (record[c] && tw_record_field(record[c], TW_PRIORITY))
			return true;
	return false;
}

static enum tw_status look_at_record(struct merge *m,
	const struct tw_merged_file *const files[MOST_BASES])
{
	struct tw_audit_finding *findings = NULL, *others;
	struct tw_record *record[COPIES] = { NULL };
	struct tw_view path = files[0]->path;
	enum tw_status status = TW_OK;
	const char *why = NULL;

	for (int c = TW_FILE_OURS; c < TW_FILE_COPIES && !status; c++)
		status = read_copy(&record[c], m, c, files[0]->id[c], path);
	if (!status)
		status = read_latest(&record[LATEST], m, path);
	if (!status && !is_record(record))
		return TW_OK;
	m->h->records++;
	for (size_t b = 0; b < (m->bases ? m->bases : 1) && !status && !why;
	     b++) {
		/* What is found with one base outlives the next one's text. */
		status = read_base(&record[TW_FILE_BASE], m,
			files[b]->id[TW_FILE_BASE], path);
		if (!status)
			status = judge(&others, &why, m, record);
		if (!status)
			findings = b ? both(findings, others) : others;
	}
	if (status || why) {
		if (why)
			pass_over(m, path, why);
		return status;
	}
	return report_all(m, path, findings);
}

/* ---- one merge ---- */

static enum tw_status find_files(struct merge *m)
{
	const unsigned char *trees[TW_FILE_COPIES] = {
		[TW_FILE_OURS] = m->side[0].tree,
		[TW_FILE_THEIRS] = m->side[1].tree,
		[TW_FILE_MERGED] = m->commit.tree };
	struct history *h = m->h;
	unsigned char (*bases)[32];
	struct tw_commit base;
	enum tw_status status;

	status = tw_commit_bases(&bases, &m->bases, h->revision,
		m->commit.parents[0], m->commit.parents[1], m->arena, h->err);
	if (m->bases > MOST_BASES)
		m->bases = MOST_BASES;
	for (size_t b = 0; b < (m->bases ? m->bases : 1) && !status; b++) {
		if (m->bases)
			status = tw_commit_read(&base, h->revision, bases[b],
				m->arena, h->err);
		trees[TW_FILE_BASE] = m->bases ? base.tree : NULL;
		if (!status)
			status = tw_merged_files(&m->files[b], &m->count[b],
				tw_revision_trees(h->revision), trees, wanted,
				h, m->arena, h->err);
	}
	return status;
}

/* What one list has that all others have as well; all are sorted. */
static enum tw_status look_at_files(struct merge *m)
{
	const struct tw_merged_file *files[MOST_BASES];
	size_t at[MOST_BASES] = { 0 };
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < m->count[0] && !status; i++) {
		bool all = true;

		files[0] = &m->files[0][i];
		for (size_t b = 1; b < m->bases; b++) {
			while (at[b] < m->count[b] && tw_view_compare(
			       m->files[b][at[b]].path, files[0]->path) < 0)
				at[b]++;
			all &= at[b] < m->count[b] && tw_view_equal(
				m->files[b][at[b]].path, files[0]->path);
			files[b] = &m->files[b][at[b]];
		}
		if (all)
			status = look_at_record(m, files);
	}
	return status;
}

static enum tw_status look_at_merge(struct merge *m)
{
	struct history *h = m->h;
	enum tw_status status = TW_OK;

	h->merges++;
	m->told = false;
	m->bases = 0;
	m->id = tw_commit_short(m->commit.id, m->arena);
	m->day = tw_commit_day(&m->commit, m->arena);
	if (!m->id.ptr || !m->day.ptr)
		return tw_fail_memory(h->err);
	if (m->commit.parent_count > 2) {
		h->passed++;
		tw_cli_say(h->cli, "merge %.*s is passed over, since it has "
			"%zu parents", TW_ARG(m->id), m->commit.parent_count);
		return TW_OK;
	}
	for (int s = 0; s < 2 && !status; s++)
		status = tw_commit_read(&m->side[s], h->revision,
			m->commit.parents[s], m->arena, h->err);
	if (!status)
		status = find_files(m);
	return status ? status : look_at_files(m);
}

/* ---- all of them ---- */

/* A clone may end in many commits: that it ends is said once. */
static enum tw_status say_end(struct history *h, const struct merge *m)
{
	struct tw_view id = tw_commit_short(m->commit.id, m->arena);

	if (!id.ptr)
		return tw_fail_memory(h->err);
	if (!h->ended)
		tw_cli_say(h->cli, "this shallow clone ends with %.*s, and "
			"merges before that are not looked at; \"git fetch "
			"--unshallow\" gets them", TW_ARG(id));
	h->ended = true;
	return TW_OK;
}

static enum tw_status go_through(struct history *h, struct tw_commits *commits)
{
	struct merge m = { .h = h, .arena = tw_arena_new() };
	enum tw_status status = m.arena ? TW_OK : tw_fail_memory(h->err);
	bool ended = false;

	while (!status && !ended) {
		tw_arena_reset(m.arena);
		status = tw_commits_next(&m.commit, &ended, commits, m.arena,
			h->err);
		if (status || ended)
			break;
		tw_cli_progress(h->cli, ++h->commits, "commits");
		if (m.commit.cut)
			status = say_end(h, &m);
		if (!status && m.commit.parent_count > 1)
			status = look_at_merge(&m);
	}
	for (int c = 0; c < COPIES; c++)
		tw_buffer_release(&m.bytes[c]);
	tw_arena_free(m.arena);
	return status;
}

static enum tw_status run(struct history *h, const char *range)
{
	struct tw_commits *commits = NULL;
	struct tw_commit from, to;
	bool ranged;
	enum tw_status status;

	status = tw_revision_open(&h->revision,
		h->cli->count ? h->cli->paths[0] : ".", NULL, h->err);
	if (!status)
		status = tw_blobs_open(&h->blobs, h->revision, h->err);
	if (!status)
		status = tw_commit_range(&from, &ranged, &to, h->revision,
			range, h->arena, h->err);
	if (!status) {
		memcpy(h->latest, to.tree, sizeof(h->latest));
		status = read_paths(h);
	}
	if (!status)
		status = tw_commits_open(&commits, h->revision, to.id,
			ranged ? from.id : NULL, h->err);
	if (!status)
		status = go_through(h, commits);
	tw_commits_close(commits);
	tw_blobs_close(h->blobs);
	tw_revision_close(h->revision);
	return status;
}

static void summarise(const struct history *h)
{
	char settled[64] = "";

	if (h->settled)
		snprintf(settled, sizeof(settled), ", %zu of them put right "
			"since", h->settled);
	tw_cli_say(h->cli, "%zu merge%s; %zu record%s that both sides changed; "
		"%zu finding%s%s", h->merges, tw_told_s(h->merges), h->records,
		tw_told_s(h->records), h->findings, tw_told_s(h->findings),
		settled);
}

int tw_audit_history(struct tw_cli *cli, const char *range,
	const char *format)
{
	struct tw_error err = { TW_OK, "" };
	struct history h = { .cli = cli, .err = &err,
		.arena = tw_arena_new() };
	int form = format ? tw_cli_choice(cli, "format", format, forms) : TEXT;
	enum tw_status status = TW_OK;

	if (form >= 0) {
		h.form = (enum form)form;
		if (h.form == JSON)
			tw_buffer_string(&cli->out, "{\"termwise\":1,"
				"\"audit\":[");
		status = h.arena ? run(&h, range) : tw_fail_memory(&err);
		if (h.form == JSON)
			tw_buffer_string(&cli->out, h.listed ? "\n]}\n" :
				"]}\n");
	}
	tw_arena_free(h.arena);
	if (form < 0)
		return TW_EXIT_USAGE;
	if (!status)
		summarise(&h);
	return tw_cli_end(cli, status, &err, h.findings > h.settled, false);
}
