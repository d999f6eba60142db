#include "cli/revisions.h"

#include "base/utf8.h"
#include "cli/place.h"
#include "corpus/paths.h"
#include "history/reader.h"
#include "history/updates.h"
#include "report/past_json.h"

#include <string.h>

enum form { TEXT, JSON, MARKDOWN };
static const char *const form_names[] = { "text", "json", "markdown", NULL };

/* What fits into a comment on a pull request. */
enum { MOST_MARKDOWN = 60000, SENTENCE = 80 };

/* A run on its way. */
struct run {
	struct tw_cli *cli;
	const struct tw_comparing *asked;
	enum form form;
	struct tw_past_page page;
	struct tw_revision *revision;
	struct tw_commit commits[2]; /* from, to */
	struct tw_view *paths;       /* below the top of the repository */
	size_t path_count;
	const struct tw_house *houses[2];
	struct tw_term terms[2];     /* that was asked for, by each calendar */
	bool has_term[2];            /* that has it */
	struct tw_update_edit *updates;
	size_t count, told, left;
	/* Of those that were asked for: how many became what. */
	size_t changed, added, removed, same, unreadable;
	struct tw_arena *arena, *scratch;
	struct tw_error *err;
};

bool tw_cli_two_revisions(const struct tw_comparing *asked)
{
	return asked->rev && strstr(asked->rev, "..");
}

/* ---- what was asked for ---- */

static bool read_asked(struct run *r)
{
	const struct tw_comparing *a = r->asked;
	const char *const none[][2] = { { "from", a->from },
		{ "since", a->since }, { "table", a->table }, { "why", a->why },
		{ "exit-code", a->exit_code }, { "min-kept", a->min_kept },
		{ "at", a->at } };
	int form = a->format ? tw_cli_choice(r->cli, "format", a->format,
		form_names) : TEXT;

	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		if (!none[i][1])
			continue;
		tw_cli_say(r->cli, "--rev \"%s\" compares two revisions as "
			"they are, and goes without --%s", a->rev,
			none[i][0]);
		return false;
	}
	if (form < 0 || !tw_cli_columns(&r->page.width, r->cli, a->width))
		return false;
	r->form = (enum form)form;
	r->page.out = &r->cli->out;
	r->page.markdown = form == MARKDOWN;
	r->page.color = r->cli->color && form == TEXT;
	return true;
}

/* ---- where to look ---- */

/* True if a path is there in one of the two. */
static enum tw_status is_there(bool *there, struct run *r, struct tw_view path)
{
	struct tw_tree_entry entry;
	enum tw_status status = TW_OK;

	*there = false;
	for (int i = 0; i < 2 && !status && !*there; i++) {
		tw_revision_turn(r->revision, r->commits[i].tree);
		status = tw_revision_find(&entry, there, r->revision,
			path.ptr, r->err);
	}
	return status;
}

/* "records" here or above. */
static enum tw_status seek_records(struct run *r)
{
	struct tw_view folder, path;
	bool there = false;
	enum tw_status status = tw_place_below(&folder, r->revision, ".",
		r->arena, r->err);

	while (!status) {
		path = tw_arena_format(r->arena, "%.*s%srecords",
			TW_ARG(folder), folder.len ? "/" : "");
		status = path.ptr ? is_there(&there, r, path) :
			tw_fail_memory(r->err);
		if (status || there)
			break;
		if (!folder.len)
			return tw_fail(r->err, TW_USAGE, "there is no folder "
				"\"records\" here or above; name what to "
				"compare");
		folder = tw_path_above(folder);
	}
	r->paths[r->path_count++] = path;
	return status;
}

static enum tw_status find_paths(struct run *r)
{
	enum tw_status status = TW_OK;
	bool there;

	r->paths = tw_arena_take(r->arena,
		(r->cli->count + 1) * sizeof(*r->paths));
	if (!r->paths)
		return tw_fail_memory(r->err);
	for (size_t i = 0; i < r->cli->count && !status; i++) {
		const char *given = r->cli->paths[i];
		struct tw_view below;

		status = tw_place_below(&below, r->revision, given, r->arena,
			r->err);
		if (!status)
			status = is_there(&there, r, below);
		if (!status && !there)
			status = tw_fail(r->err, TW_IO, "%s: is in neither of "
				"the two revisions", given);
		r->paths[r->path_count++] = below;
	}
	return status || r->cli->count ? status : seek_records(r);
}

static enum tw_status open_revisions(struct run *r)
{
	const char *place = r->cli->count ? r->cli->paths[0] : ".";
	bool ranged;
	enum tw_status status = tw_revision_open(&r->revision, place, NULL,
		r->err);

	if (!status)
		status = tw_commit_range(&r->commits[0], &ranged,
			&r->commits[1], r->revision, r->asked->rev, r->arena,
			r->err);
	if (!status)
		status = find_paths(r);
	for (int i = 0; i < 2 && !status; i++) {
		struct tw_tree_place at = { .revision = r->revision,
			.commit = r->commits[i], .path = r->paths[0] };

		status = tw_place_house(&r->houses[i], &at, r->arena, r->err);
	}
	return status;
}

/* A calendar may have changed: one that has the term is enough. */
static enum tw_status find_term(struct run *r)
{
	const char *typed = r->asked->to;

	if (!typed)
		return TW_OK;
	for (int i = 0; i < 2; i++)
		r->has_term[i] = !tw_term_take(&r->terms[i], r->houses[i] ?
			&r->houses[i]->calendar : &tw_half_terms, "--to",
			tw_view_of(typed), r->err);
	return r->has_term[0] || r->has_term[1] ? TW_OK : r->err->status;
}

/* Records in what was named, and the folders that lead to it. */
static bool wanted(void *context, struct tw_view path, bool folder)
{
	const struct run *r = context;

	if (!tw_path_wanted(NULL, path, folder))
		return false;
	for (size_t i = 0; i < r->path_count; i++)
		if (tw_path_below(path, r->paths[i]) || (folder &&
		    tw_path_below(r->paths[i], path)))
			return true;
	return false;
}

static enum tw_status find_updates(struct run *r)
{
	struct tw_reader reader;
	struct tw_deed *deeds;
	size_t n;
	enum tw_status status = tw_reader_open(&reader, r->revision, r->err);

	if (!status)
		status = tw_deeds_between(&deeds, &n, &reader,
			&(struct tw_tree_pair){ r->commits[0].tree,
			r->commits[1].tree, wanted, r, TW_VIEW("") }, r->arena,
			r->err);
	if (!status)
		status = tw_updates_find(&r->updates, &r->count, &reader,
			deeds, n, r->houses, r->arena, r->err);
	tw_reader_close(&reader);
	return status;
}

/* ---- which of them ---- */

/* True if one revision's update is of what was asked for. */
static enum tw_status fits(bool *fit, struct run *r, int which,
	const struct tw_filed *filed)
{
	const struct tw_comparing *a = r->asked;

	*fit = filed->record;
	if (!filed->record || tw_filed_is_of(fit, filed, a->area, r->err))
		return filed->record ? r->err->status : TW_OK;
	if (a->priority && !tw_view_equal(filed->priority,
	    tw_trim(tw_view_of(a->priority))))
		*fit = false;
	if (a->theme && !tw_list_holds(filed->themes,
	    tw_trim(tw_view_of(a->theme))))
		*fit = false;
	if (a->to && !(r->has_term[which] && !tw_term_compare(filed->term,
	    r->terms[which])))
		*fit = false;
	return TW_OK;
}

/* What cannot be filed fits where nothing was asked for. */
static enum tw_status is_asked(bool *asked, struct run *r,
	const struct tw_update_edit *update)
{
	const struct tw_comparing *a = r->asked;
	bool was, is;
	enum tw_status status = fits(&was, r, 0, &update->was);

	if (!status)
		status = fits(&is, r, 1, &update->is);
	*asked = !status && (was || is || (!a->area && !a->priority &&
		!a->theme && !a->to));
	return status;
}

/* Only lines, order, comments or the path changed: nothing in substance. */
static bool is_same(const struct tw_deed *deed)
{
	return deed->from.present && deed->to.present && !deed->from.fault &&
		!deed->to.fault && !tw_edits_matter(&deed->edits);
}

static void count(struct run *r, const struct tw_deed *deed)
{
	if (deed->from.fault || deed->to.fault)
		r->unreadable++;
	else if (is_same(deed))
		r->same++;
	else if (!deed->from.present)
		r->added++;
	else if (!deed->to.present)
		r->removed++;
	else
		r->changed++;
}

static enum tw_status choose(struct run *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct tw_deed *deed = &r->updates[i].deed;
		bool asked;

		if (is_asked(&asked, r, &r->updates[i]))
			return r->err->status;
		if (!asked)
			continue;
		count(r, deed);
		if (!is_same(deed) || r->asked->all)
			r->updates[kept++] = r->updates[i];
	}
	r->count = kept;
	return TW_OK;
}

/* ---- telling ---- */

static void add_count(struct tw_buffer *out, size_t count, const char *one,
	const char *more)
{
	if (count)
		tw_buffer_format(out, "%s%zu %s", out->len ? ", " : "", count,
			count == 1 ? one : more);
}

static enum tw_status tell_title(struct run *r)
{
	const char *range = r->asked->rev, *dots = strstr(range, "..");
	const char *to = dots[2] ? dots + 2 : "HEAD";
	struct tw_view title = dots == range ? tw_arena_format(r->arena,
		"From HEAD to %s", to) : tw_arena_format(r->arena,
		"From %.*s to %s", (int)(dots - range), range, to);
	struct tw_buffer below = TW_BUFFER_INIT;
	enum tw_status status = TW_OK;

	add_count(&below, r->changed, "update says something else",
		"updates say something else");
	add_count(&below, r->added, "is new", "are new");
	add_count(&below, r->removed, "was taken out", "were taken out");
	add_count(&below, r->unreadable, "cannot be read", "cannot be read");
	if (!below.len)
		tw_buffer_string(&below, "No update says something else");
	if (r->same)
		tw_buffer_format(&below, "; %zu say%s the same in another "
			"layout or place%s", r->same, r->same == 1 ? "s" : "",
			r->asked->all ? "" : " (--all tells which)");
	tw_buffer_byte(&below, '.');
	if (title.ptr && !below.failed)
		tw_past_title(&r->page, title, TW_VIEW(""),
			tw_buffer_get(&below));
	else
		status = tw_fail_memory(r->err);
	tw_buffer_release(&below);
	/* Records are not told by this title. */
	r->page.title = (struct tw_view){ NULL, 0 };
	return status;
}

static enum tw_status tell_json(struct run *r, const struct tw_deed *deed)
{
	struct tw_buffer *out = &r->cli->out;
	struct tw_json json = { out, false };
	bool failed = false;

	tw_buffer_string(out, r->told ? ",\n" : "\n");
	tw_json_deed(&json, deed, r->scratch, &failed);
	return failed || out->failed ? tw_fail_memory(r->err) : TW_OK;
}

static enum tw_status tell(struct run *r, const struct tw_deed *deed)
{
	struct tw_buffer *out = &r->cli->out;
	struct tw_past_page page = r->page;
	size_t start = out->len;
	enum tw_status status;

	tw_arena_reset(r->scratch);
	if (r->form == JSON)
		status = tell_json(r, deed);
	else
		status = tw_deed_tell(&r->page, deed, r->err);
	r->told++;
	if (status || r->form != MARKDOWN)
		return status ? status : tw_cli_flush(r->cli, r->err);
	/* Markdown fits into a comment; what does not is counted below it. */
	if (r->left || out->len + SENTENCE > MOST_MARKDOWN) {
		r->left++;
		r->page = page;
		out->len = start;
	}
	return TW_OK;
}

static enum tw_status tell_all(struct run *r)
{
	enum tw_status status = r->form == JSON ? TW_OK : tell_title(r);
	struct tw_buffer *out = &r->cli->out;

	if (r->form == JSON)
		tw_buffer_string(out, "{\"termwise\":1,\"revisions\":[");
	for (size_t i = 0; i < r->count && !status; i++)
		status = tell(r, &r->updates[i].deed);
	if (r->form == JSON)
		tw_buffer_string(out, r->told ? "\n]}\n" : "]}\n");
	if (r->left)
		tw_buffer_format(out, "\nTo keep this short, %zu update%s not "
			"shown.\n", r->left, r->left == 1 ? " is" : "s are");
	return status;
}

static enum tw_status run(struct run *r)
{
	enum tw_status status = open_revisions(r);

	if (!status)
		status = find_term(r);
	if (!status)
		status = find_updates(r);
	if (!status)
		status = choose(r);
	return status ? status : tell_all(r);
}

int tw_cli_revisions(struct tw_cli *cli, const struct tw_comparing *asked)
{
	struct tw_error err = { TW_OK, "" };
	struct run r = { .cli = cli, .asked = asked, .err = &err };
	enum tw_status status;

	if (!read_asked(&r))
		return TW_EXIT_USAGE;
	r.arena = tw_arena_new();
	r.scratch = r.page.arena = tw_arena_new();
	status = r.arena && r.scratch ? run(&r) : tw_fail_memory(&err);
	tw_revision_close(r.revision);
	tw_arena_free(r.arena);
	tw_arena_free(r.scratch);
	return tw_cli_end(cli, status, &err, false, r.unreadable);
}
