#include "cli/comparing.h"

#include "base/utf8.h"
#include "cli/run.h"
#include "compare/task.h"
#include "report/compared.h"
#include "report/told.h"

#include <string.h>

enum form { TEXT, JSON, MARKDOWN, HTML, DOCX, ODT, CSV };
static const char *const form_names[] = { "text", "json", "markdown",
	"html", "docx", "odt", "csv", NULL };
static const char *const table_names[] = { "plans", "measures", NULL };

/* What fits into a comment on a pull request, with room for words around it. */
enum { MOST_MARKDOWN = 60000 };

/* Bytes of text that are held until all areas are read. */
enum { MOST_HELD = 4 * 1024 * 1024 };

static const struct tw_compare_form forms[] = {
	[TEXT] = { tw_compare_text_head, tw_compare_text, 0, true, false },
	[JSON] = { NULL, tw_compare_json, 0, false, false },
	[MARKDOWN] = { NULL, tw_compare_markdown, MOST_MARKDOWN, true,
		true },
	[HTML] = { NULL, tw_compare_html, 0, true, true },
	[DOCX] = { NULL, tw_compare_docx, 0, true, true },
	[ODT] = { NULL, tw_compare_odt, 0, true, true },
	[CSV] = { NULL, tw_compare_csv, 0, false, false },
};

/* A run on its way. */
struct comparing {
	struct tw_cli *cli;
	const struct tw_comparing *asked;
	struct tw_compare_style style;
	enum form form;
	bool has_least;
	struct tw_value least; /* percent of plans that have to be kept */
	struct tw_compared all;
	bool listed;           /* pages have been printed */
};

/* ---- what was asked for ---- */

static bool read_least(struct comparing *c)
{
	const char *typed = c->asked->min_kept;
	struct tw_value hundred = { 100, 0, 0, TW_PERCENT };

	c->has_least = typed;
	if (!typed)
		return true;
	if (tw_value_read(&c->least, tw_trim(tw_view_of(typed))) &&
	    (c->least.unit == TW_PERCENT || c->least.unit == TW_COUNT) &&
	    c->least.mantissa >= 0 && c->least.scale <= 3) {
		c->least.unit = TW_PERCENT;
		if (tw_value_compare(c->least, hundred) <= 0)
			return true;
	}
	tw_cli_say(c->cli, "--min-kept takes a share from 0%% to 100%%, such "
		"as 80%%, not \"%s\"", typed);
	return false;
}

static bool read_form(struct comparing *c)
{
	const char *typed = c->asked->format, *table = c->asked->table;
	int form = typed ? tw_cli_choice(c->cli, "format", typed, form_names) :
		TEXT;
	int which = table ? tw_cli_choice(c->cli, "table", table,
		table_names) : 0;

	if (form < 0 || which < 0 || ((form == DOCX || form == ODT) &&
	    !tw_cli_binary(c->cli, form_names[form])))
		return false;
	c->form = (enum form)form;
	c->style.table = (enum tw_compare_table)which;
	if (table && form != CSV)
		tw_cli_say(c->cli, "--table goes with --format=csv");
	else if (!table && form == CSV)
		tw_cli_say(c->cli, "--format=csv writes one table; choose it "
			"with --table=plans or --table=measures");
	else
		return true;
	return false;
}

static bool read_asked(struct comparing *c)
{
	const struct tw_comparing *asked = c->asked;

	if (!read_form(c) || !read_least(c) ||
	    !tw_cli_columns(&c->style.width, c->cli, asked->width))
		return false;
	c->style.color = c->cli->color;
	c->style.all = asked->all;
	c->style.why = asked->why;
	c->style.asked = asked->priority ? asked->priority : asked->theme;
	if (asked->from && asked->since)
		tw_cli_say(c->cli, "--from and --since both say what to "
			"compare with; give one of them");
	else if (asked->why && c->form > JSON)
		tw_cli_say(c->cli, "--why goes with --format=text or json");
	else
		return true;
	return false;
}

/* ---- from areas ---- */

static void report(struct tw_buffer *out, const struct tw_steps *steps,
	void *context)
{
	const struct comparing *c = context;

	tw_compared_pack(out, steps, &forms[c->form], &c->style);
}

static void apart(struct tw_buffer *out, struct tw_view area,
	struct tw_view why, void *context)
{
	(void)context;
	tw_compared_pack_apart(out, area, why);
}

/*
 * True if pages need not wait for what is told of them all, or are too many
 * for that: then it stands below them, where a terminal shows it.
 */
static bool is_due(const struct comparing *c)
{
	return !forms[c->form].overview || (c->form == TEXT && (c->listed ||
		c->all.pages.len > MOST_HELD));
}

static enum tw_status take(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	struct comparing *c = taker;
	enum tw_status status = tw_compared_add(&c->all,
		tw_buffer_get(&task->out), err);
	struct tw_view pages = tw_buffer_get(&c->all.pages);

	if (status || !pages.len || !is_due(c))
		return status;
	if (c->form == JSON && !c->listed)
		pages = tw_after(pages, 1); /* the comma before the first */
	c->listed = true;
	tw_buffer_view(&c->cli->out, pages);
	tw_buffer_clear(&c->all.pages);
	return TW_OK;
}

/* ---- all of them ---- */

static enum tw_status check(const struct comparing *c,
	const struct tw_run *run, const struct tw_corpus_options *corpus,
	struct tw_error *err)
{
	const struct tw_comparing *a = c->asked;
	const struct tw_run_asked asked[] = { { "area", a->area },
		{ "priority", a->priority }, { "theme", a->theme },
		{ "from", a->from }, { "since", a->since }, { "to", a->to } };

	if (c->all.steps)
		return TW_OK;
	if (c->all.apart)
		return tw_fail(err, TW_USAGE, "%.*s",
			TW_ARG(c->all.apart->why));
	return run->unread ? TW_OK : tw_run_nothing(asked,
		sizeof(asked) / sizeof(*asked), "compare",
		run->tally[TW_TALLY_RECORDS], TW_USAGE, corpus, err);
}

static enum tw_status finish(struct comparing *c, struct tw_error *err)
{
	struct tw_buffer *out = &c->cli->out;

	if (c->form == TEXT)
		return tw_compared_text(out, &c->all, &c->style, err);
	if (c->form == MARKDOWN)
		return tw_compared_markdown(out, &c->all, &c->style, err);
	if (c->form == HTML)
		return tw_compared_html(out, &c->all, &c->style, err);
	if (c->form == DOCX || c->form == ODT)
		return tw_compared_word(out, c->form == DOCX ? TW_WORD_DOCX :
			TW_WORD_ODT, &c->all, &c->style, err);
	if (c->form == JSON)
		tw_buffer_string(out, c->listed ? "\n]}\n" : "]}\n");
	for (const struct tw_compared_apart *a = c->all.apart; a; a = a->next)
		tw_cli_say(c->cli, "%.*s takes no part, since its calendar "
			"has other terms: %.*s", TW_ARG(a->area),
			TW_ARG(a->why));
	return TW_OK;
}

static enum tw_status run_compare(struct comparing *c, struct tw_run *run,
	struct tw_error *err)
{
	const struct tw_comparing *asked = c->asked;
	struct tw_corpus_options corpus = { c->cli->paths, c->cli->count,
		asked->rev, .output = c->cli->output, .at = asked->at };
	struct tw_compare_run compare = { .scope = { .area = asked->area,
		.priority = asked->priority, .theme = asked->theme,
		.from = asked->from, .since = asked->since, .to = asked->to },
		.report = report, .apart = apart, .context = c,
		.misnamed = true };
	struct tw_job job = { .work = tw_compare_task, .context = &compare,
		.worker_new = tw_run_lexicon_new,
		.worker_free = tw_run_lexicon_free,
		.whole_areas = true };
	enum tw_status status;

	if (c->form == JSON)
		tw_buffer_string(&c->cli->out,
			"{\"termwise\":1,\"comparisons\":[");
	else if (c->form == CSV)
		tw_compare_csv_names(&c->cli->out, c->style.table);
	status = tw_run_corpus(run, &corpus, job, err);
	if (!status)
		status = check(c, run, &corpus, err);
	return status ? status : finish(c, err);
}

/* True, and said, if fewer plans were kept than had to be. */
static bool is_below(struct comparing *c)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	char least[TW_VALUE_ROOM];

	if (!c->has_least || !tw_compared_is_below(c->all.became, c->least))
		return false;
	tw_value_write(least, c->least, false);
	tw_told_kept(&text, c->all.became);
	tw_buffer_format(&text, " plans were kept, less than %s", least);
	tw_compared_below(&text, &c->all, c->least);
	tw_cli_say(c->cli, "%.*s", TW_ARG(tw_buffer_get(&text)));
	tw_buffer_release(&text);
	return true;
}

int tw_cli_compare(struct tw_cli *cli, const struct tw_comparing *asked)
{
	struct comparing c = { .cli = cli, .asked = asked };
	struct tw_run run = { .cli = cli, .progress = TW_TALLY_RECORDS,
		.take = take, .taker = &c };
	struct tw_arena *arena;
	struct tw_error err = { TW_OK, "" };
	enum tw_status status;
	bool found;

	if (!read_asked(&c))
		return TW_EXIT_USAGE;
	arena = tw_arena_new();
	tw_compared_init(&c.all, arena, &forms[c.form]);
	status = arena ? run_compare(&c, &run, &err) : tw_fail_memory(&err);
	found = !status && is_below(&c);
	found |= asked->exit_code && run.found;
	tw_compared_release(&c.all);
	tw_arena_free(arena);
	return tw_cli_end(cli, status, &err, found, run.unread);
}
