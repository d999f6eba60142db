#include "cli/summarise.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cli/run.h"
#include "cli/site.h"
#include "match/match.h"
#include "report/tables.h"
#include "summary/partial.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct summarising {
	struct tw_cli *cli;
	const struct tw_summarise_options *options;
	struct tw_summary_run summary;
	struct tw_corpus_options corpus;
	struct tw_summary_style style;
	struct tw_site_folder *site; /* NULL: none is asked for */
	struct tw_county county;
	struct tw_pile *pile;
	struct tw_worker worker;  /* of this thread, for piles */
	struct tw_buffer notes;
	struct tw_error err;
	struct tw_seal seal;      /* of the records, in the last run */
	struct tw_set areas;      /* that stand in some place */
	size_t filed;             /* records that take part */
	bool found, unread;
	bool several;             /* an area stands in several */
	bool looked, stands;      /* at a site; it is as it should be */
};

/* ---- from records ---- */

static enum tw_status take_rows(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	struct summarising *s = taker;

	return tw_county_add(&s->county, tw_buffer_get(&task->out), err);
}

static enum tw_status take_blocks(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	struct summarising *s = taker;

	return tw_pile_add(s->pile, tw_buffer_get(&task->out),
		tw_after(tw_buffer_get(&task->notes),
		task->tally[TW_TALLY_MENTIONED]), err);
}

static enum tw_status run_over(struct summarising *s, struct tw_job job,
	enum tw_status (*take)(struct tw_task *, void *, struct tw_error *),
	size_t *filed, size_t *left_out)
{
	struct tw_run run = { .cli = s->cli, .take = take, .taker = s,
		.progress = TW_TALLY_SUMMARISED, .notes = &s->notes };
	enum tw_status status;

	job.worker_new = tw_run_lexicon_new;
	job.worker_free = tw_run_lexicon_free;
	job.whole_areas = true;
	job.seals = s->site;
	tw_buffer_clear(&s->notes);
	status = tw_run_corpus(&run, &s->corpus, job, &s->err);
	s->found |= run.found;
	s->unread |= run.unread;
	s->seal = run.seal;
	*filed = run.tally[TW_TALLY_FILED];
	*left_out = run.tally[TW_TALLY_LEFT_OUT];
	return status;
}

static enum tw_status rows_of_records(struct summarising *s)
{
	struct tw_job job = { .work = tw_summary_task,
		.context = &s->summary };

	return run_over(s, job, take_rows, &s->filed, &s->county.left_out);
}

static enum tw_status pile_records(struct summarising *s)
{
	struct tw_job job = { .work = tw_partial_task };
	size_t filed, left_out;

	return run_over(s, job, take_blocks, &filed, &left_out);
}

/* ---- from piles ---- */

static enum tw_status take_view(struct tw_view rows, void *taker,
	struct tw_error *err)
{
	struct summarising *s = taker;

	return tw_county_add(&s->county, rows, err);
}

static enum tw_status rows_of_pile(struct summarising *s)
{
	struct tw_task task = { .status = TW_OK };
	enum tw_status status = tw_pile_summarise(s->pile, &s->summary, &task,
		&s->worker, take_view, s, &s->err);

	tw_buffer_clear(&s->notes);
	if (!tw_buffer_view(&s->notes, tw_buffer_get(&task.notes)) && !status)
		status = tw_fail_memory(&s->err);
	s->found |= task.found;
	s->unread |= task.unread;
	s->filed = task.tally[TW_TALLY_FILED];
	s->county.left_out = task.tally[TW_TALLY_LEFT_OUT];
	tw_buffer_release(&task.out);
	tw_buffer_release(&task.notes);
	return status;
}

static enum tw_status read_partial(struct summarising *s, const char *path,
	struct tw_buffer *bytes)
{
	enum { MOST = 1 << 30 };
	bool stream = !strcmp(path, "-");
	const char *shown = stream ? "standard input" : path;
	enum tw_status status = stream ? tw_stream_read(bytes, STDIN_FILENO,
		TW_PARTIAL_HEAD, shown, &s->err) : tw_file_read(bytes,
		AT_FDCWD, path, TW_PARTIAL_HEAD, shown, &s->err);

	/* Nobody waits for a gigabyte of something else. */
	if (!status)
		status = tw_partial_begins(tw_buffer_get(bytes), shown,
			&s->err);
	if (!status)
		status = stream ? tw_stream_go_on(bytes, STDIN_FILENO, MOST,
			shown, &s->err) : tw_file_read(bytes, AT_FDCWD, path,
			MOST, shown, &s->err);
	if (!status && bytes->len > MOST)
		return tw_fail(&s->err, TW_USAGE, "%s: is longer than 1 GiB; "
			"put smaller partials together in a tree", shown);
	return status ? status : tw_pile_read(s->pile, tw_buffer_get(bytes),
		shown, &s->err);
}

static enum tw_status pile_partials(struct summarising *s)
{
	struct tw_buffer bytes = TW_BUFFER_INIT;
	enum tw_status status = TW_OK;

	if (!s->cli->count)
		status = tw_fail(&s->err, TW_USAGE, "name the partials that "
			"are to be put together");
	for (size_t i = 0; i < s->cli->count && !status; i++)
		status = read_partial(s, s->cli->paths[i], &bytes);
	tw_buffer_release(&bytes);
	return status;
}

/* ---- before a site is made ---- */

static bool same_seal(const void *a, const void *b)
{
	return tw_seal_equal(a, b);
}

/* True if all was read, and nothing has to be said of it. */
static bool is_clean(const struct summarising *s)
{
	return !s->unread && !s->notes.len;
}

static enum tw_status take_areas(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	struct summarising *s = taker;
	struct tw_view rest = tw_buffer_get(&task->out);
	bool failed = false;

	for (; rest.len && !failed; rest = tw_after(rest,
	     sizeof(struct tw_seal))) {
		struct tw_seal *area = tw_arena_take(s->county.arena,
			sizeof(*area));

		if (!area)
			return tw_fail_memory(err);
		memcpy(area, rest.ptr, sizeof(*area));
		s->several |= tw_set_add(&s->areas, s->county.arena,
			area->half[0], area, same_seal, &failed) != NULL;
	}
	return failed ? tw_fail_memory(err) : TW_OK;
}

static bool has_stream(const struct tw_cli *cli)
{
	for (size_t i = 0; i < cli->count; i++)
		if (!strcmp(cli->paths[i], "-"))
			return true;
	return false;
}

/*
 * Reads what a site is to be made of: whether an area stands in several
 * places, whose pages are then made once they are together, and whether the
 * site stands there already. What has a note is never as it was.
 */
static enum tw_status look(struct summarising *s)
{
	struct tw_job job = { .work = tw_areas_task };
	size_t filed, left_out;
	enum tw_status status = run_over(s, job, take_areas, &filed,
		&left_out);

	s->looked = !status;
	s->stands = s->looked && is_clean(s) &&
		tw_site_stands(s->site, &s->seal);
	s->areas = (struct tw_set){ NULL, 0, 0 };
	return status;
}

/* ---- which way ---- */

static void forget_rows(struct summarising *s)
{
	struct tw_arena *arena = s->county.arena;

	tw_arena_reset(arena);
	s->county = (struct tw_county){ .arena = arena };
}

/* True if all that was asked for is one area's, so that its story is. */
static bool one_area(const struct tw_county *county)
{
	size_t areas = 0;

	for (size_t i = 0; i < county->count; i++)
		areas += county->areas[i]->count > 0;
	return areas == 1;
}

static enum tw_status make_rows(struct summarising *s, bool piled)
{
	forget_rows(s);
	s->found = s->unread = false;
	return piled ? rows_of_pile(s) : rows_of_records(s);
}

/* The rows once more, with stories. What went wrong the first time is told. */
static enum tw_status make_stories(struct summarising *s, bool piled)
{
	struct tw_buffer notes = s->notes;
	bool unread = s->unread;
	enum tw_status status;

	s->notes = (struct tw_buffer)TW_BUFFER_INIT;
	s->summary.report = s->options->form->area;
	status = make_rows(s, piled);
	if (!tw_view_equal(tw_buffer_get(&notes), tw_buffer_get(&s->notes)) &&
	    !tw_buffer_view(&s->notes, tw_buffer_get(&notes)) && !status)
		status = tw_fail_memory(&s->err);
	s->unread |= unread;
	tw_buffer_release(&notes);
	return status;
}

static enum tw_status check_rows(struct summarising *s)
{
	const struct tw_summary_scope *scope = &s->options->scope;
	const struct tw_run_asked asked[] = { { "area", scope->area },
		{ "priority", scope->priority }, { "theme", scope->theme },
		{ "term", scope->term } };

	for (size_t i = 0; i < s->county.count; i++)
		if (s->county.areas[i]->count)
			return TW_OK;
	/* It may fit what could not be read. */
	return s->unread && !s->filed ? TW_OK : tw_run_nothing(asked,
		sizeof(asked) / sizeof(*asked), "summarise", s->filed,
		s->unread ? TW_IO : TW_USAGE, s->options->from_partials ? NULL :
		&s->corpus, &s->err);
}

static enum tw_status summarise(struct summarising *s)
{
	const struct tw_summarise_options *o = s->options;
	bool stdin_only = s->cli->count == 1 && !o->from_partials &&
		!strcmp(s->cli->paths[0], "-");
	bool stories = o->stories || o->form->always || o->scope.priority ||
		o->scope.area || stdin_only;
	enum tw_status status = TW_OK;
	bool piled;

	if (s->site && !o->from_partials && !has_stream(s->cli))
		status = look(s);
	if (status || s->stands)
		return status;
	/* No page of an area that stands in several places is put twice. */
	piled = o->from_partials || (s->site && (s->looked ? s->several :
		s->cli->count > 1));
	if (piled && !o->from_partials)
		status = pile_records(s);
	s->summary.report = stories ? o->form->area : NULL;
	if (!status)
		status = make_rows(s, piled);
	/* An area that lies in several places is put together first. */
	if (!status && tw_county_sort(&s->county) && !piled) {
		piled = true;
		status = pile_records(s);
		if (!status)
			status = make_rows(s, piled);
	}
	if (!status && !stories && o->form->area && one_area(&s->county))
		status = make_stories(s, piled);
	if (status)
		return status;
	tw_county_sort(&s->county);
	status = check_rows(s);
	/* Nothing that could be read makes no site. */
	if (s->site && !s->filed)
		return status;
	return status ? status : o->form->county(&s->cli->out, &s->county,
		&o->scope, &s->style, &s->err);
}

static enum tw_status make_partial(struct summarising *s)
{
	enum tw_status status = s->options->from_partials ? TW_OK :
		pile_records(s);

	return status ? status : tw_pile_write(&s->cli->out, s->pile,
		&s->worker, &s->err);
}

static enum tw_status run(struct summarising *s)
{
	enum tw_status status;

	s->pile = tw_pile_new();
	s->county.arena = tw_arena_new();
	s->worker.arena = tw_arena_new();
	s->worker.own = tw_lexicon_new();
	if (!s->pile || !s->county.arena || !s->worker.arena || !s->worker.own)
		return tw_fail_memory(&s->err);
	status = s->options->from_partials ? pile_partials(s) : TW_OK;
	if (status)
		return status;
	return s->options->partial ? make_partial(s) : summarise(s);
}

bool tw_cli_tables(unsigned *tables, struct tw_cli *cli,
	const struct tw_summary_form *form, const char *asked)
{
	const char *names[TW_TABLES + 1] = { NULL };
	int kind = 0;

	for (int i = 0; i < TW_TABLES; i++)
		names[i] = tw_tables[i].name;
	if (asked)
		kind = tw_cli_choice(cli, "table", asked, names);
	if (kind < 0)
		return false;
	*tables = asked ? 1u << kind : (1u << TW_TABLES) - 1;
	if (asked && form->tables != TW_ANY_TABLES &&
	    form->tables != TW_ONE_TABLE)
		tw_cli_say(cli, "--table goes with --format=ndjson or csv");
	else if (!asked && form->tables == TW_ONE_TABLE)
		tw_cli_say(cli, "--format=csv writes one table; choose it "
			"with --table");
	else if (!cli->output && form->tables == TW_TABLES_IN_FILE)
		tw_cli_say(cli, "--format=sqlite makes a file; name it with "
			"--output");
	else
		return true;
	return false;
}

int tw_cli_summarise(struct tw_cli *cli,
	const struct tw_summarise_options *options)
{
	struct summarising s = { .cli = cli, .options = options,
		.summary = { .scope = options->scope }, .style = options->style,
		.corpus = { cli->paths, cli->count, options->revision,
		.output = cli->output, .at = options->at } };
	enum tw_status status = TW_OK;

	s.summary.context = &s.style;
	if (options->site)
		status = tw_site_open(&s.site, options->site, options->url,
			&s.err);
	if (!status && s.site)
		s.style.site = tw_site_of(s.site);
	if (!status)
		status = run(&s);
	/* Pages of what could not be read are kept. */
	if (!status && s.site)
		status = tw_site_finish(s.site, cli, s.unread, s.looked &&
			is_clean(&s) ? &s.seal : NULL, &s.err);
	tw_site_free(s.site);
	tw_cli_note(cli, tw_buffer_get(&s.notes));
	tw_buffer_release(&s.notes);
	tw_pile_free(s.pile);
	tw_arena_free(s.county.arena);
	tw_arena_free(s.worker.arena);
	tw_lexicon_free(s.worker.own);
	return tw_cli_end(cli, status, &s.err, options->exit_code && s.found,
		s.unread);
}
