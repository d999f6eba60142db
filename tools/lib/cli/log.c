#include "cli/log.h"

#include "base/utf8.h"
#include "cli/place.h"
#include "history/lineage.h"
#include "history/stated.h"
#include "report/json.h"
#include "report/past.h"

#include <limits.h>
#include <string.h>

enum form { TEXT, JSON, MARKDOWN };
static const char *const forms[] = { "text", "json", "markdown", NULL };

enum { MOST_TOLD = 50 }; /* records of one commit */

struct log {
	struct tw_cli *cli;
	const struct tw_log_asked *asked;
	enum form form;
	struct tw_past_page page;
	struct tw_filter filter;
	struct tw_tree_place place;
	struct tw_lineage lineage;
	struct tw_arena *arena;  /* of the whole run */
	struct tw_arena *commit; /* of the commit at hand */
	struct tw_error *err;
	long long since;
	size_t told;
};

bool tw_cli_date(struct tw_date *date, struct tw_cli *cli,
	const char *option, const char *typed)
{
	struct tw_date ignored;

	if (tw_date_read(date ? date : &ignored, tw_view_of(typed)))
		return true;
	tw_cli_say(cli, "--%s \"%s\" is no date: write it as 2024-05-01, or "
		"2024-05 for a month", option, typed);
	return false;
}

/* ---- what is told of ---- */

static enum tw_status fill_filter(struct log *l)
{
	l->filter.key = l->place.key;
	l->filter.arena = l->arena;
	if (!l->asked->measure)
		return TW_OK;
	l->filter.measure = tw_trim(tw_view_of(l->asked->measure));
	return tw_place_house(&l->filter.house, &l->place, l->arena, l->err);
}

/* ---- telling ---- */

static void tell_title(struct log *l)
{
	const struct tw_record *latest = l->lineage.latest;
	struct tw_view path = l->place.path, title = { "", 0 };
	struct tw_view below = { "", 0 }, slug = { "", 0 };

	if (latest) {
		title = tw_record_value(latest, TW_TITLE, l->arena);
		below = tw_record_value(latest, TW_AREA, l->arena);
		slug = tw_record_value(latest, TW_PRIORITY, l->arena);
	}
	if (l->lineage.count > 1)
		below = tw_arena_format(l->commit, "%.*s; it carries on %zu "
			"other priorit%s", TW_ARG(below), l->lineage.count - 1,
			l->lineage.count == 2 ? "y" : "ies");
	tw_past_title(&l->page, title.len ? title : path.len ? path :
		TW_VIEW("All records"), title.len ? slug : TW_VIEW(""),
		below);
}

static enum tw_status tell(struct log *l, const struct tw_commit *commit,
	const struct tw_deed *deeds, size_t count, size_t left)
{
	struct tw_buffer *out = &l->cli->out;
	size_t start = out->len;
	enum tw_status status;

	if (!l->told && l->form != JSON)
		tell_title(l);
	if (l->form == JSON) {
		status = tw_past_json(out, commit, deeds, count, l->commit,
			l->err);
		if (!l->told)
			tw_json_first(out, start);
	} else {
		status = tw_past_tell(&l->page, commit, deeds, count,
			left, l->err);
	}
	l->told++;
	return status ? status : tw_cli_flush(l->cli, l->err);
}

static bool is_by(const struct tw_commit *commit, const char *name)
{
	size_t len = name ? strlen(name) : 0;

	for (size_t i = 0; name && i + len <= commit->author.len; i++)
		if (tw_fold_equal((struct tw_view){ commit->author.ptr + i,
		    len }, tw_view_of(name)))
			return true;
	return !name;
}

static enum tw_status go_through(struct log *l, struct tw_past *past)
{
	struct tw_commit commit;
	struct tw_deed *deeds;
	enum tw_status status = TW_OK;
	size_t count, left;
	bool ended = false;

	while (!status) {
		status = tw_past_next(&commit, &deeds, &count, &left, &ended,
			past,
			l->commit, l->err);
		if (status || ended)
			break;
		tw_cli_progress(l->cli, tw_past_seen(past), "commits");
		status = tw_filter_apply(&l->filter, deeds, &count, l->err);
		if (!status)
			status = tw_stated_find(&l->filter, past, &commit,
				deeds, count, l->commit, l->err);
		if (!status && (commit.cut || (count &&
		    is_by(&commit, l->asked->author))))
			status = tell(l, &commit, deeds, count, left);
	}
	return status;
}

/* Nothing to tell is no answer: say why. */
static enum tw_status check_told(const struct log *l)
{
	const struct tw_log_asked *asked = l->asked;

	if (l->told)
		return TW_OK;
	if (l->place.key.len || asked->measure || asked->author ||
	    asked->since) {
		tw_cli_say(l->cli, "no commit fits what was asked for");
		return TW_OK;
	}
	if (l->place.entry.mode) {
		tw_cli_say(l->cli, "there is no record here, nor was there");
		return TW_OK;
	}
	return tw_fail(l->err, TW_USAGE, "%.*s: there is no such record, area "
		"or priority, nor was there%s", TW_ARG(l->place.path),
		memchr(l->place.path.ptr, '/', l->place.path.len) ? "" :
		"; a priority is written AREA/PRIORITY");
}

/* People do not read what a commit did to a thousand records, or items. */
static bool is_bounded(const struct log *l)
{
	return l->form != JSON && !l->place.key.len && !l->asked->measure &&
		!l->asked->all;
}

static enum tw_status run(struct log *l)
{
	struct tw_past *past = NULL;
	const struct tw_log_asked *asked = l->asked;
	enum tw_status status = tw_place_open(&l->place, l->cli->count ?
		l->cli->paths[0] : NULL, asked->rev, asked->at, true,
		l->arena, l->err);

	if (!status)
		status = fill_filter(l);
	l->page.whole = !is_bounded(l);
	if (!status)
		status = tw_lineage_find(&l->lineage, l->place.revision,
			l->place.path, l->arena, l->err);
	if (!status)
		status = tw_past_open(&past, l->place.revision,
			l->place.commit.id, l->lineage.paths,
			l->lineage.count, l->since, is_bounded(l) ?
			MOST_TOLD : SIZE_MAX, l->err);
	if (!status)
		status = go_through(l, past);
	if (!status)
		status = check_told(l);
	tw_past_close(past);
	tw_place_close(&l->place);
	return status;
}

/* ---- from options to an exit status ---- */

static bool read_asked(struct log *l)
{
	const struct tw_log_asked *asked = l->asked;
	struct tw_date date;
	int form = asked->format ? tw_cli_choice(l->cli, "format",
		asked->format, forms) : TEXT;

	if (form < 0 || !tw_cli_columns(&l->page.width, l->cli, asked->width))
		return false;
	l->form = (enum form)form;
	l->page.markdown = form == MARKDOWN;
	l->page.color = l->cli->color && form == TEXT;
	l->page.out = &l->cli->out;
	l->since = LLONG_MIN;
	if (l->cli->count > 1) {
		tw_cli_say(l->cli, "one path or priority at a time");
		return false;
	}
	if (asked->at && !tw_cli_date(NULL, l->cli, "at", asked->at))
		return false;
	if (!asked->since)
		return true;
	if (!tw_cli_date(&date, l->cli, "since", asked->since))
		return false;
	l->since = tw_date_begins(date);
	return true;
}

int tw_cli_log(struct tw_cli *cli, const struct tw_log_asked *asked)
{
	struct tw_error err = { TW_OK, "" };
	struct log l = { .cli = cli, .asked = asked, .err = &err };
	enum tw_status status;

	if (!read_asked(&l))
		return TW_EXIT_USAGE;
	l.arena = tw_arena_new();
	l.commit = l.page.arena = tw_arena_new();
	if (l.form == JSON)
		tw_buffer_string(&cli->out, "{\"termwise\":1,\"log\":[");
	status = l.arena && l.commit ? run(&l) : tw_fail_memory(&err);
	if (l.form == JSON)
		tw_buffer_string(&cli->out, l.told ? "\n]}\n" : "]}\n");
	tw_arena_free(l.arena);
	tw_arena_free(l.commit);
	return tw_cli_end(cli, status, &err, false, false);
}
