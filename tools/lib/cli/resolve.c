#include "cli/resolve.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/replace.h"
#include "cli/run.h"
#include "lint/lint.h"
#include "report/conflict.h"
#include "report/findings.h"
#include "report/marked.h"
#include "report/safe.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* How many markers of a record are named that do not go with the others. */
enum { MOST_FAULTS = 10 };

/* ---- messages ---- */

void tw_resolver_say(struct tw_resolver *r, const char *format, ...)
{
	struct tw_buffer text = TW_BUFFER_INIT, out = TW_BUFFER_INIT;
	struct tw_paper paper = { &out, r->width, 0, false };
	struct tw_error ignored;
	va_list args;

	va_start(args, format);
	tw_buffer_vformat(&text, format, args);
	va_end(args);
	if (r->what != TW_ASK) {
		tw_cli_say(r->cli, "%.*s", TW_ARG(tw_buffer_get(&text)));
	} else {
		tw_paper_string(&paper, "termwise-resolve: ");
		tw_paper_broken(&paper, tw_buffer_get(&text), 2);
		tw_paper_newline(&paper);
		tw_safe_lines(&out, 0);
		(void)tw_fd_write(STDERR_FILENO, tw_buffer_get(&out),
			"standard error", &ignored);
	}
	tw_buffer_release(&text);
	tw_buffer_release(&out);
}

/* ---- judging, as lint does ---- */

static enum tw_status judge(struct tw_record *record, struct tw_arena *arena,
	void *context, struct tw_error *err)
{
	const struct tw_entry *entry = context;
	struct tw_lint_options options = { .house = entry->house,
		.path = entry->place };

	return tw_lint_record(record, arena, &options, err);
}

static void add_astray(struct tw_buffer *out, const struct tw_astray *astray)
{
	for (; astray; astray = astray->next) {
		struct tw_view raw = astray->item->raw, line = { "", 0 };

		tw_raw_line(&line, &raw);
		tw_buffer_string(out, astray->twice ?
			"This item of both sides now stands there twice:\n  " :
			"This item of both sides now stands nowhere:\n  ");
		tw_safe_add(out, tw_raw_bare(line));
		tw_buffer_string(out, "\n\n");
	}
}

static void add_review(struct tw_buffer *out, const struct tw_settled *settled,
	const struct tw_unsettled *u)
{
	struct tw_judged judged = { .shown = tw_view_of(u->entry->shown),
		.below = u->entry->below, .source = settled->record->source,
		.diagnostics = &settled->fresh };

	if (settled->fresh.first)
		tw_findings_text(out, &judged, u->resolver->cli->color);
	add_astray(out, settled->astray);
	tw_safe_lines(out, 0);
}

enum tw_status tw_unsettled_review(bool *any, struct tw_unsettled *u,
	struct tw_error *err)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_settled settled;
	enum tw_status status = arena ? tw_settling_review(&settled,
		&u->settling, arena, err) : tw_fail_memory(err);

	if (!status) {
		*any = settled.fresh.first || settled.astray;
		add_review(&out, &settled, u);
		status = out.failed ? tw_fail_memory(err) : tw_fd_write(
			STDERR_FILENO,
			tw_buffer_get(&out), "standard error", err);
	}
	tw_buffer_release(&out);
	tw_arena_free(arena);
	return status;
}

/* ---- saving ---- */

static enum tw_status save(struct tw_unsettled *u, struct tw_error *err)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	enum tw_status status;

	tw_settling_text(&text, &u->settling, TW_LEFT_OPEN);
	status = text.failed ? tw_fail_memory(err) : tw_cli_replace(
		u->entry->shown, u->bytes, tw_buffer_get(&text), "settle it",
		err);
	tw_buffer_release(&text);
	return status;
}

/* A file that cannot be written is no reason to leave out the others. */
static enum tw_status finish(struct tw_unsettled *u, bool wanted,
	struct tw_error *err)
{
	struct tw_resolver *r = u->resolver;
	size_t open = tw_settling_open(&u->settling);
	enum tw_status status = TW_OK;

	if (!wanted || open == u->settling.count) {
		r->left += u->settling.count;
		return TW_OK;
	}
	status = save(u, err);
	if (status == TW_IO) {
		tw_resolver_say(r, "%s", err->message);
		r->unread = true;
		r->left += u->settling.count;
		return TW_OK;
	}
	if (status)
		return status;
	r->settled += u->settling.count - open;
	r->left += open;
	if (open)
		return TW_OK;
	r->records++;
	tw_safe_add(&r->cli->out, tw_view_of(u->entry->shown));
	tw_buffer_byte(&r->cli->out, '\n');
	return TW_OK;
}

/* ---- without asking ---- */

static enum tw_status take_both(struct tw_unsettled *u, size_t which,
	struct tw_error *err)
{
	struct tw_settling *s = &u->settling;
	struct tw_view lines, why_not;
	enum tw_status status = tw_settling_both(&lines, &why_not, s, which,
		false, err);

	if (!status && lines.ptr)
		s->answers[which] = (struct tw_answer){ TW_TAKE_GIVEN, lines };
	else if (!status)
		tw_resolver_say(u->resolver, "%s:%u: not both, since %.*s",
			u->entry->shown, (unsigned)s->conflicts[which]->line,
			TW_ARG(why_not));
	return status;
}

static enum tw_status take_all(struct tw_unsettled *u, struct tw_error *err)
{
	struct tw_settling *s = &u->settling;
	enum tw_status status = TW_OK;
	bool any;

	for (size_t i = 0; i < s->count && !status; i++) {
		if (u->resolver->what == TW_BOTH_ALL)
			status = take_both(u, i, err);
		else
			s->answers[i].choice =
				u->resolver->what == TW_OURS_ALL ?
				TW_TAKE_OURS : TW_TAKE_THEIRS;
	}
	if (!status && !tw_settling_open(s))
		status = tw_unsettled_review(&any, u, err);
	return status;
}

static void list(struct tw_unsettled *u)
{
	struct tw_resolver *r = u->resolver;
	struct tw_buffer *out = &r->cli->out;
	size_t start = out->len;

	for (size_t i = 0; i < u->settling.count; i++) {
		struct tw_buffer sentence = TW_BUFFER_INIT;

		tw_conflict_sentence(&sentence, u->settling.conflicts[i]);
		tw_safe_add(out, tw_view_of(u->entry->shown));
		tw_buffer_format(out, ":%u: ",
			(unsigned)u->settling.conflicts[i]->line);
		tw_safe_add(out, tw_buffer_get(&sentence));
		tw_buffer_byte(out, '\n');
		tw_buffer_end(&sentence, out);
	}
	r->left += u->settling.count;
	if (!out->failed)
		tw_safe_lines(out, start);
}

/* ---- one record ---- */

static void say_faults(struct tw_unsettled *u,
	const struct tw_conflicts *conflicts)
{
	const struct tw_conflict_fault *f = conflicts->faults;
	struct tw_resolver *r = u->resolver;

	for (size_t i = 0; f && i < MOST_FAULTS; i++, f = f->next)
		tw_resolver_say(r, "%s:%u: %.*s", u->entry->shown,
			(unsigned)f->line, TW_ARG(f->what));
	tw_resolver_say(r, "%s: its markers do not go together, so that "
		"nobody can tell whose lines are whose; mend it in an editor",
		u->entry->shown);
	r->broken++;
}

static enum tw_status settle(struct tw_unsettled *u,
	const struct tw_conflicts *conflicts, struct tw_error *err)
{
	bool wanted = true;
	enum tw_status status = tw_settling_begin(&u->settling, u->arena,
		u->bytes, conflicts, judge,
		(void *)(uintptr_t)u->entry, err);

	if (status)
		return status;
	if (u->resolver->what == TW_LIST) {
		list(u);
		return TW_OK;
	}
	if (u->resolver->what == TW_ASK && !tw_cli_may_ask())
		return tw_fail(err, TW_USAGE, "%s: is in conflict, and there "
			"is no terminal to ask on; --list shows conflicts, and "
			"--take=ours, theirs or both settles them",
			u->entry->shown);
	status = u->resolver->what == TW_ASK ?
		tw_unsettled_ask(&wanted, u, err) : take_all(u, err);
	return status ? status : finish(u, wanted, err);
}

static enum tw_status resolve(struct tw_resolver *r,
	const struct tw_entry *entry, struct tw_error *err)
{
	struct tw_unsettled u = { .resolver = r, .entry = entry,
		.arena = tw_arena_new() };
	struct tw_buffer bytes = TW_BUFFER_INIT;
	struct tw_conflicts conflicts;
	enum tw_status status = u.arena ? tw_file_read(&bytes, AT_FDCWD,
		entry->shown, TW_MAX_BYTES, entry->shown, err) :
		tw_fail_memory(err);

	if (status == TW_IO || bytes.len > TW_MAX_BYTES) {
		tw_resolver_say(r, status ? "%s" : "%s: is longer than 4 MiB, "
			"and no record; look into it with an editor",
			status ? err->message : entry->shown);
		r->unread = true;
		status = TW_OK;
		goto out;
	}
	u.bytes = tw_buffer_get(&bytes);
	if (!status)
		status = tw_conflicts_read(&conflicts, u.arena, u.bytes, err);
	if (!status && conflicts.faults)
		say_faults(&u, &conflicts);
	else if (!status && conflicts.count)
		status = settle(&u, &conflicts, err);
out:
	tw_buffer_release(&bytes);
	tw_arena_free(u.arena);
	return status;
}

/* ---- finding them ---- */

static bool has_marker(struct tw_view text)
{
	struct tw_view line;

	if (text.len >= 3 && !memcmp(text.ptr, "\xEF\xBB\xBF", 3))
		text = tw_after(text, 3);
	while (tw_raw_line(&line, &text))
		if (tw_marker_length(tw_raw_bare(line)))
			return true;
	return false;
}

/* Hands on, as the task's output, where the entries with markers are. */
static enum tw_status work(struct tw_task *task, struct tw_worker *worker,
	void *context, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	(void)context;
	for (const struct tw_entry *e = task->entries; e && !status;
	     e = e->next) {
		struct tw_view bytes;
		bool readable = false;

		if (e->beside || e->kind == TW_ENTRY_HOUSE)
			continue;
		status = tw_task_read(&bytes, &readable, task, worker, e, err);
		/* What is cut off may hold one, too. */
		if (!status && readable && (bytes.len > TW_MAX_BYTES ||
		    has_marker(bytes)) &&
		    !tw_buffer_add(&task->out, &e, sizeof(e)))
			status = tw_fail_memory(err);
	}
	return status;
}

static enum tw_status take(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	struct tw_resolver *r = taker;
	struct tw_view found = tw_buffer_get(&task->out);
	enum tw_status status = TW_OK;

	while (found.len && !status) {
		const struct tw_entry *entry;

		memcpy(&entry, found.ptr, sizeof(entry));
		found = tw_after(found, sizeof(entry));
		if (r->quit)
			r->passed++;
		else
			status = resolve(r, entry, err);
	}
	return status;
}

enum tw_status tw_resolver_run(struct tw_resolver *r, struct tw_error *err)
{
	struct tw_corpus_options corpus = { r->cli->paths, r->cli->count,
		.output = r->cli->output };
	struct tw_job job = { .work = work };
	struct tw_run run = { .cli = r->cli, .take = take, .taker = r };
	enum tw_status status;

	/* Where people are asked, nothing else is written on the terminal. */
	if (r->what == TW_ASK)
		r->cli->begun = 0;
	r->width = tw_cli_width(STDERR_FILENO);
	status = tw_run_corpus(&run, &corpus, job, err);
	r->unread |= run.unread;
	return status;
}
