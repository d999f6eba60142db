#include "cli/review.h"

#include "base/lines.h"
#include "base/set.h"
#include "cli/place.h"
#include "cli/proposed.h"
#include "cli/run.h"
#include "compare/task.h"
#include "corpus/paths.h"
#include "history/reader.h"
#include "lint/lint.h"
#include "report/compare.h"
#include "report/past_json.h"
#include "report/review.h"
#include "report/told.h"

#include <stdlib.h>
#include <string.h>

/*
 * How much of each part is printed, in bytes: with all that stands around
 * them less than the 65,536 characters that a comment on GitHub may have.
 */
enum { MOST_CHANGES = 24000, MOST_FINDINGS = 8000, MOST_COMPARED = 12000,
	MOST_UPDATES = 16000 };

struct review {
	struct tw_cli *cli;
	struct tw_error *err;
	struct tw_arena *arena;
	struct tw_proposed proposed;
	char **paths;       /* those that are there: arguments */
	size_t path_count;
	char **areas;       /* the folders that they lie in, two above */
	size_t area_count;
	char id[TW_ID_ROOM], base[TW_ID_ROOM]; /* of the commits */
	const struct tw_house *house; /* of before the change; NULL: none */
	struct tw_view *shown; /* [deed]: its path, as it may be shown */
	bool **changed;     /* [deed][line] */
	size_t *lines;      /* [deed] */
	struct tw_buffer notes; /* of all runs, a NUL behind each */
	bool unread;
};

/* ---- which deed a file is of ---- */

/* True if the last `len` bytes of a path are whole parts of it. */
static bool is_part(struct tw_view path, size_t len)
{
	return len == path.len || path.ptr[path.len - len - 1] == '/';
}

/* How many bytes both end in, if one of the two is the end of the other. */
static size_t end_shared(struct tw_view path, struct tw_view shown)
{
	size_t len = path.len < shown.len ? path.len : shown.len;

	return !memcmp(path.ptr + path.len - len, shown.ptr + shown.len - len,
		len) && is_part(path, len) && is_part(shown, len) ? len : 0;
}

/*
 * By its path, however it is shown: from where one stands, or from the root of
 * all; masked, or not.
 */
static const struct tw_deed *deed_of(const struct review *r,
	struct tw_view shown)
{
	const struct tw_deed *best = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < r->proposed.count; i++) {
		const struct tw_deed *deed = &r->proposed.deeds[i];
		size_t own = end_shared(deed->path, shown);
		size_t len = end_shared(r->shown[i], shown);

		len = own > len ? own : len;
		if (len > longest) {
			best = deed;
			longest = len;
		}
	}
	return best;
}

/* ---- what others may read ---- */

/*
 * What is posted where others read it shows no personal data, and no change
 * declares its own to be public.
 */
static struct tw_veil veil_of(const struct review *r,
	const struct tw_record *record, struct tw_arena *arena)
{
	struct tw_veil veil = { .arena = arena };

	if (r->house)
		veil.privacy.allowed = r->house->allowed;
	if (record)
		veil.privacy.when = tw_lint_date(record, arena, r->house);
	return veil;
}

static const struct tw_record *record_of(const struct tw_deed *deed)
{
	return deed->to.record ? deed->to.record : deed->from.record;
}

/* The house rules of before the change, and paths as they may be shown. */
static enum tw_status hide_paths(struct review *r)
{
	const struct tw_proposed *p = &r->proposed;
	struct tw_tree_place before = { .revision = p->revision,
		.commit = p->from };
	enum tw_status status = TW_OK;
	bool failed = false;

	r->shown = tw_arena_take(r->arena, (p->count + 1) * sizeof(*r->shown));
	if (!r->shown)
		return tw_fail_memory(r->err);
	if (p->born && p->count) {
		before.path = tw_path_above(p->deeds[0].path);
		status = tw_place_house(&r->house, &before, r->arena, r->err);
	}
	for (size_t i = 0; i < p->count && !status; i++) {
		struct tw_veil veil = veil_of(r, record_of(&p->deeds[i]),
			r->arena);

		r->shown[i] = tw_veiled(&veil, p->deeds[i].path, &failed);
	}
	return failed ? tw_fail_memory(r->err) : status;
}

/* ---- which lines changed ---- */

static int hash_order(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static size_t hash_lines(uint64_t **hashes, struct tw_view rest,
	struct tw_arena *arena)
{
	struct tw_view line;
	size_t room = 1, count = 0;

	for (size_t i = 0; i < rest.len; i++)
		room += rest.ptr[i] == '\n';
	*hashes = tw_arena_take(arena, room * sizeof(**hashes));
	while (*hashes && tw_cut(&line, &rest, '\n')) {
		line.len -= line.len && line.ptr[line.len - 1] == '\r';
		(*hashes)[count++] = tw_hash(line);
	}
	return count;
}

static struct tw_view source_of(const struct tw_version *version)
{
	return version->record ? version->record->source : TW_VIEW("");
}

/* A line is new if the version before has none like it. */
static enum tw_status find_lines(struct review *r, size_t which)
{
	const struct tw_deed *deed = &r->proposed.deeds[which];
	uint64_t *was, *is;
	size_t before = hash_lines(&was, source_of(&deed->from), r->arena);
	size_t now = hash_lines(&is, source_of(&deed->to), r->arena);

	r->lines[which] = now;
	r->changed[which] = tw_arena_take(r->arena, now + 1);
	if (!was || !is || !r->changed[which])
		return tw_fail_memory(r->err);
	qsort(was, before, sizeof(*was), hash_order);
	for (size_t i = 0; i < now; i++)
		r->changed[which][i] = !bsearch(&is[i], was, before,
			sizeof(*was), hash_order);
	return TW_OK;
}

/* ---- parts that are made of the corpus ---- */

/* What is read: the records, or the areas that they are of. */
static struct tw_corpus_options corpus_of(const struct review *r, bool areas)
{
	struct tw_corpus_options options = { .paths = areas ? r->areas :
		r->paths, .count = areas ? r->area_count : r->path_count,
		.output = r->cli->output };

	if (r->proposed.kind == TW_PROPOSED_RANGE)
		options.revision = r->id;
	options.staged = options.whole =
		r->proposed.kind == TW_PROPOSED_STAGED;
	options.index = getenv("GIT_INDEX_FILE");
	return options;
}

/* As tw_run.take: a block for each NUL. */
static enum tw_status take(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	struct tw_view rest = tw_buffer_get(&task->out), block;
	bool good = true;

	while (good && tw_cut(&block, &rest, '\0'))
		good = !block.len || tw_review_add(taker, block);
	return good ? TW_OK : tw_fail_memory(err);
}

static enum tw_status run_job(struct review *r, struct tw_job job,
	struct tw_review_part *part, struct tw_corpus_options corpus)
{
	struct tw_run run = { .cli = r->cli, .take = take, .taker = part,
		.notes = &r->notes };
	enum tw_status status;

	if (!r->path_count)
		return TW_OK;
	status = tw_run_corpus(&run, &corpus, job, r->err);
	r->unread |= run.unread;
	return status;
}

static void report_findings(struct tw_buffer *out,
	const struct tw_judged *judged, void *context)
{
	const struct review *r = context;
	const struct tw_deed *deed = deed_of(r, judged->shown);
	size_t i;

	if (!deed)
		return;
	i = (size_t)(deed - r->proposed.deeds);
	tw_review_findings(out, judged, r->shown[i], r->changed[i],
		r->lines[i]);
	tw_buffer_byte(out, '\0');
}

static enum tw_status find_findings(struct review *r,
	struct tw_review_part *part)
{
	struct tw_lint_run lint = { .report = report_findings, .context = r,
		.arena = tw_arena_new() };
	struct tw_corpus_options corpus = corpus_of(r, false);
	enum tw_status status;

	/* No change weakens the rules that judge it. */
	if (r->proposed.born) {
		corpus.rules_from = lint.rules_from = r->base;
		lint.place = *r->paths;
	}
	status = lint.arena ? run_job(r, tw_lint_job(&lint), part, corpus) :
		tw_fail_memory(r->err);
	tw_arena_free(lint.arena);
	return status;
}

static void report_steps(struct tw_buffer *out, const struct tw_steps *steps,
	void *context)
{
	struct tw_veil veil = { .arena = tw_arena_new() };
	const struct tw_compare_style style = { .width = 80, .veil = &veil };
	struct tw_compare_sheet sheet = tw_compare_sheet(out, steps, &style);

	out->failed |= !veil.arena;
	for (size_t i = 0; i < steps->count && !out->failed; i++) {
		const struct tw_filed *to = steps->at[i].to;

		if (!to || !deed_of(context, tw_view_of(to->entry->shown)))
			continue;
		tw_arena_reset(veil.arena);
		veil = veil_of(context, to->record, veil.arena);
		tw_compare_markdown(&sheet, &steps->at[i]);
		tw_buffer_string(out, "\n");
		tw_buffer_byte(out, '\0');
	}
	tw_arena_free(veil.arena);
}

/* No terms are asked for. */
static void ignore_area(struct tw_buffer *out, struct tw_view area,
	struct tw_view why, void *context)
{
	(void)out;
	(void)area;
	(void)why;
	(void)context;
}

static struct tw_view term_of(const struct review *r,
	const struct tw_deed *deed)
{
	return deed->to.record && !deed->to.fault ? tw_record_value(
		deed->to.record, TW_TERM, r->arena) : TW_VIEW("");
}

/*
 * A priority may carry on another one of its area: so the areas are read in
 * which records of this term changed, and of them told what was asked for.
 */
static enum tw_status name_areas(struct review *r, struct tw_view term)
{
	struct tw_view root = tw_revision_root(r->proposed.revision);
	size_t kept = 0;

	for (size_t i = 0; i < r->proposed.count; i++) {
		const char *path = r->proposed.paths[i];
		struct tw_view area;

		if (!path || !tw_view_equal(term_of(r,
		    &r->proposed.deeds[i]), term))
			continue;
		area = tw_path_above(tw_path_above(tw_view_of(path)));
		/* Not every record lies as deep as it should. */
		if (area.len < root.len)
			area = root;
		if (kept && tw_view_equal(area, tw_view_of(
		    r->areas[kept - 1])))
			continue;
		r->areas[kept] = (char *)(uintptr_t)tw_arena_copy(r->arena,
			area).ptr;
		if (!r->areas[kept++])
			return tw_fail_memory(r->err);
	}
	r->area_count = kept;
	return TW_OK;
}

static enum tw_status compare_term(struct review *r,
	struct tw_review_part *part, struct tw_view term)
{
	struct tw_compare_run compare = { .report = report_steps,
		.apart = ignore_area, .context = r };
	struct tw_view to = tw_arena_copy(r->arena, term);
	enum tw_status status = to.ptr ? name_areas(r, term) :
		tw_fail_memory(r->err);

	compare.scope.to = to.ptr;
	return status ? status : run_job(r, (struct tw_job){
		.work = tw_compare_task, .context = &compare,
		.worker_new = tw_run_lexicon_new,
		.worker_free = tw_run_lexicon_free,
		.whole_areas = true }, part, corpus_of(r, true));
}

/* Term by term, in the order in which records of them come. */
static enum tw_status find_compared(struct review *r,
	struct tw_review_part *part)
{
	struct tw_set done = { NULL, 0, 0 };
	enum tw_status status = TW_OK;
	bool failed = false;

	r->areas = tw_arena_take(r->arena,
		(r->proposed.count + 1) * sizeof(*r->areas));
	if (!r->areas)
		return tw_fail_memory(r->err);
	for (size_t i = 0; i < r->proposed.count && !status; i++) {
		struct tw_view term = term_of(r, &r->proposed.deeds[i]);

		if (!term.len || tw_set_add(&done, r->arena, tw_hash(term),
		    &r->proposed.deeds[i], NULL, &failed))
			continue;
		status = failed ? tw_fail_memory(r->err) :
			compare_term(r, part, term);
		/* A term that is none has no term before. */
		if (status == TW_USAGE)
			status = TW_OK;
	}
	return status;
}

/* As tw_job.work: the updates of a task that were asked for. */
static enum tw_status write_updates(struct tw_task *task,
	struct tw_worker *worker, void *context, struct tw_error *err)
{
	const struct review *r = context;
	struct tw_filing filing;
	enum tw_status status = tw_filing_read(&filing, task, worker, err);

	for (size_t i = 0; i < (status ? 0 : filing.count); i++) {
		const struct tw_filed *filed = &filing.at[i];
		const struct tw_deed *deed = filed->entry->named ?
			deed_of(r, tw_view_of(filed->entry->shown)) : NULL;
		struct tw_veil veil;

		if (!deed)
			continue;
		veil = veil_of(r, filed->record, worker->arena);
		tw_review_update(&task->out, filed, deed->path, &veil);
		tw_buffer_byte(&task->out, '\0');
	}
	return status || !task->out.failed ? status : tw_fail_memory(err);
}

static enum tw_status find_updates(struct review *r,
	struct tw_review_part *part)
{
	return run_job(r, (struct tw_job){ .work = write_updates,
		.context = r }, part, corpus_of(r, false));
}

/* What changed in substance, record by record. */
static enum tw_status find_changes(struct review *r,
	struct tw_review_part *part)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_buffer block = TW_BUFFER_INIT;
	enum tw_status status = arena ? TW_OK : tw_fail_memory(r->err);

	for (size_t i = 0; i < r->proposed.count && !status; i++) {
		struct tw_veil veil = veil_of(r, record_of(
			&r->proposed.deeds[i]), arena);
		struct tw_past_page page = { .out = &block, .width = 80,
			.markdown = true, .arena = arena, .veil = &veil };

		tw_arena_reset(arena);
		tw_buffer_clear(&block);
		status = tw_deed_tell(&page, &r->proposed.deeds[i], r->err);
		if (!page.blank)
			tw_buffer_byte(&block, '\n');
		if (!status && (block.failed || !tw_review_add(part,
		    tw_buffer_get(&block))))
			status = tw_fail_memory(r->err);
	}
	tw_buffer_release(&block);
	tw_arena_free(arena);
	return status;
}

/* ---- all of it ---- */

static void add_head(const struct review *r)
{
	const struct tw_veil veil = veil_of(r, NULL, r->arena);
	const struct tw_proposed *p = &r->proposed;
	struct tw_buffer *out = &r->cli->out;
	size_t count = p->count + p->left;

	tw_buffer_format(out, "# Review: %zu update%s changed\n\n", count,
		tw_told_s(count));
	if (p->kind == TW_PROPOSED_RANGE) {
		tw_buffer_format(out, "%.7s to %.7s, %zu commit%s%s", r->base,
			r->id, p->commits, tw_told_s(p->commits),
			p->authors.len ? " by " : "");
		tw_review_text(out, p->authors);
		tw_buffer_string(out, ".\n\n");
	} else {
		tw_buffer_string(out, p->kind == TW_PROPOSED_STAGED ?
			"What is staged for the next commit.\n\n" :
			"What the work tree has, and no commit yet.\n\n");
	}
	for (size_t i = 0; i < p->house_count; i++) {
		tw_buffer_string(out, "**House rules change**, in ");
		tw_review_text(out, tw_veiled(&veil, p->houses[i],
			&out->failed));
		tw_buffer_string(out, p->born ? ". What is found below is "
			"found by those before the change.\n\n" : ".\n\n");
	}
}

static void add_part(struct tw_buffer *out, const char *heading,
	const struct tw_review_part *part, const char *more)
{
	if (!part->text.len && !part->left)
		return;
	tw_buffer_format(out, "## %s\n\n", heading);
	tw_buffer_view(out, tw_buffer_get(&part->text));
	if (part->left)
		tw_buffer_format(out, "%zu more %s not shown here, to keep "
			"this short: %s\n\n", part->left, part->left == 1 ?
			"is" : "are", more);
	out->failed |= part->text.failed;
}

static enum tw_status write_all(struct review *r)
{
	struct tw_review_part changes = { .most = MOST_CHANGES };
	struct tw_review_part findings = { .most = MOST_FINDINGS };
	struct tw_review_part compared = { .most = MOST_COMPARED };
	struct tw_review_part updates = { .most = MOST_UPDATES };
	struct tw_buffer *out = &r->cli->out;
	enum tw_status status = find_changes(r, &changes);

	if (!status)
		status = find_findings(r, &findings);
	if (!status)
		status = find_compared(r, &compared);
	if (!status)
		status = find_updates(r, &updates);
	changes.left += r->proposed.left;
	if (!status) {
		add_head(r);
		add_part(out, "What changed in substance", &changes,
			"`termwise log` tells them.");
		add_part(out, "Findings on lines that changed", &findings,
			"`termwise lint` has them all.");
		add_part(out, "Beside the term before", &compared,
			"`termwise diff-by-term` has them all.");
		add_part(out, "The updates as they read now", &updates,
			"`termwise export` writes them.");
	}
	tw_buffer_release(&changes.text);
	tw_buffer_release(&findings.text);
	tw_buffer_release(&compared.text);
	tw_buffer_release(&updates.text);
	return status;
}

static bool same_note(const void *a, const void *b)
{
	return !strcmp(a, b);
}

/* What several parts could not read is said once. */
static enum tw_status say_notes(struct review *r)
{
	const char *note = r->notes.ptr, *end = note + r->notes.len;
	struct tw_set said = { NULL, 0, 0 };
	bool failed = false;

	for (size_t len; note < end && !failed; note += len + 1) {
		len = strlen(note);
		if (!tw_set_add(&said, r->arena, tw_hash((struct tw_view){
		    note, len }), note, same_note, &failed))
			tw_cli_note(r->cli, (struct tw_view){ note, len + 1 });
	}
	return failed || r->notes.failed ? tw_fail_memory(r->err) : TW_OK;
}

static enum tw_status prepare(struct review *r)
{
	struct tw_proposed *p = &r->proposed;
	enum tw_status status = TW_OK;

	tw_id_write(r->id, p->to.id);
	tw_id_write(r->base, p->from.id);
	r->paths = tw_arena_take(r->arena, (p->count + 1) * sizeof(*r->paths));
	r->changed = tw_arena_take(r->arena,
		(p->count + 1) * sizeof(*r->changed));
	r->lines = tw_arena_take(r->arena, (p->count + 1) * sizeof(*r->lines));
	if (!r->paths || !r->changed || !r->lines)
		return tw_fail_memory(r->err);
	status = hide_paths(r);
	for (size_t i = 0; i < p->count && !status; i++) {
		status = find_lines(r, i);
		/* What is no file is told, and not read. */
		if (p->paths[i] && p->deeds[i].to.record)
			r->paths[r->path_count++] = p->paths[i];
	}
	return status;
}

static enum tw_status run(struct review *r, enum tw_proposal kind)
{
	const char *argument = r->cli->count ? r->cli->paths[0] : NULL;
	bool range = kind == TW_PROPOSED_RANGE;
	enum tw_status status = tw_proposed_find(&r->proposed, kind, range ?
		argument : NULL, range ? NULL : argument, r->arena, r->err);

	r->unread = r->proposed.unread;
	tw_buffer_view(&r->notes, tw_buffer_get(&r->proposed.notes));
	if (!status)
		status = prepare(r);
	if (!status)
		status = write_all(r);
	if (!status)
		status = say_notes(r);
	tw_proposed_end(&r->proposed);
	return status;
}

int tw_cli_review(struct tw_cli *cli, const struct tw_review_asked *asked)
{
	struct tw_error err = { TW_OK, "" };
	struct review r = { .cli = cli, .err = &err };
	enum tw_proposal kind = asked->staged ? TW_PROPOSED_STAGED :
		asked->worktree ? TW_PROPOSED_WORKTREE : TW_PROPOSED_RANGE;
	enum tw_status status;

	if (asked->staged && asked->worktree) {
		tw_cli_say(cli, "--staged goes without --worktree");
		return TW_EXIT_USAGE;
	}
	if (cli->count > 1 || (kind == TW_PROPOSED_RANGE && !cli->count)) {
		tw_cli_say(cli, "%s", kind == TW_PROPOSED_RANGE ? "name one "
			"range, as in main..HEAD, or say --staged or "
			"--worktree" : "one folder at a time");
		return TW_EXIT_USAGE;
	}
	r.arena = tw_arena_new();
	status = r.arena ? run(&r, kind) : tw_fail_memory(&err);
	tw_arena_free(r.arena);
	tw_buffer_release(&r.notes);
	return tw_cli_end(cli, status, &err, false, r.unread);
}
