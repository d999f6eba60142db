#include "cli/blame.h"

#include "base/file.h"
#include "cli/log.h"
#include "cli/place.h"
#include "report/blame.h"
#include "report/json.h"

#include <fcntl.h>
#include <string.h>

enum form { TEXT, JSON };
static const char *const forms[] = { "text", "json", NULL };

struct run {
	struct tw_cli *cli;
	const struct tw_blame_asked *asked;
	enum form form;
	struct tw_past_page page;
	struct tw_tree_place place;
	struct tw_buffer bytes;
	struct tw_arena *arena;
	struct tw_error *err;
};

/* A revision was asked for, or there is nothing else. */
static bool is_of_revision(const struct run *r)
{
	return r->asked->rev || r->asked->at ||
		tw_revision_bare(r->place.revision);
}

static enum tw_status tell(struct run *r, const struct tw_blame *blame)
{
	struct tw_buffer *out = &r->cli->out;
	enum tw_status status;
	size_t start;

	if (r->form == TEXT)
		return tw_blame_text(&r->page, blame, r->place.path, r->err);
	tw_buffer_string(out, "{\"termwise\":1,\"blame\":[");
	start = out->len;
	status = tw_blame_json(out, blame, r->place.path, r->arena, r->err);
	tw_json_first(out, start);
	tw_buffer_string(out, "\n]}\n");
	return status;
}

static enum tw_status blame(struct run *r)
{
	const char *path = r->cli->paths[0];
	struct tw_view bytes;
	struct tw_blame blame;
	bool own = !is_of_revision(r);
	enum tw_status status = TW_OK;

	if (own)
		status = tw_file_read(&r->bytes, AT_FDCWD, path, TW_MAX_BYTES,
			path, r->err);
	else if (!tw_mode_is_file(r->place.entry.mode))
		status = tw_fail(r->err, TW_USAGE, r->place.entry.mode ?
			"%s: is no file" : "%s: there is no such file there",
			path);
	if (status)
		return status;
	bytes = tw_buffer_get(&r->bytes);
	status = tw_blame_find(&blame, r->place.revision, &r->place.commit,
		r->place.path, own ? &bytes : NULL, r->arena, r->err);
	if (!status && blame.version.fault)
		status = tw_fail(r->err, TW_USAGE, "%s: cannot be read as a "
			"record (%s); \"termwise lint\" says more", path,
			blame.version.fault);
	else if (!status && !tw_record_field(blame.version.record,
	         TW_PRIORITY))
		status = tw_fail(r->err, TW_USAGE, "%s: is no record, since "
			"it names no priority", path);
	return status ? status : tell(r, &blame);
}

static enum tw_status run(struct run *r)
{
	enum tw_status status = tw_place_open(&r->place,
		r->cli->paths[0], r->asked->rev, r->asked->at, false,
		r->arena, r->err);

	if (!status)
		status = blame(r);
	tw_place_close(&r->place);
	return status;
}

int tw_cli_blame(struct tw_cli *cli, const struct tw_blame_asked *asked)
{
	struct tw_error err = { TW_OK, "" };
	struct run r = { .cli = cli, .asked = asked, .err = &err,
		.page = { .out = &cli->out, .color = cli->color } };
	int form = asked->format ? tw_cli_choice(cli, "format",
		asked->format, forms) : TEXT;
	enum tw_status status;

	if (form < 0 || !tw_cli_columns(&r.page.width, cli, asked->width))
		return TW_EXIT_USAGE;
	if (cli->count != 1 || !strcmp(cli->paths[0], "-")) {
		tw_cli_say(cli, "name one record, by its path");
		return TW_EXIT_USAGE;
	}
	if (asked->at && !tw_cli_date(NULL, cli, "at", asked->at))
		return TW_EXIT_USAGE;
	r.form = (enum form)form;
	r.arena = r.page.arena = tw_arena_new();
	status = r.arena ? run(&r) : tw_fail_memory(&err);
	tw_buffer_release(&r.bytes);
	tw_arena_free(r.arena);
	return tw_cli_end(cli, status, &err, false, false);
}
