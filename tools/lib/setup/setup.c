#include "setup/work.h"

#include <string.h>
#include <sys/stat.h>

const char *tw_setup_shown(struct tw_setup *setup, struct tw_view base,
	const char *name)
{
	struct tw_view root = setup->root;
	struct tw_view inner = { NULL, 0 };

	if (base.len >= root.len && (!root.len ||
	    !memcmp(base.ptr, root.ptr, root.len)) &&
	    (base.len == root.len || base.ptr[root.len] == '/'))
		inner = (struct tw_view){ base.ptr + root.len,
			base.len - root.len };
	if (!inner.ptr)
		return tw_arena_format(setup->arena, "%.*s/%s", TW_ARG(base),
			name).ptr;
	if (inner.len)
		inner = (struct tw_view){ inner.ptr + 1, inner.len - 1 };
	return tw_arena_format(setup->arena, "%.*s%s%s", TW_ARG(inner),
		inner.len ? "/" : "", name).ptr;
}

static enum tw_status run(struct tw_setup *setup, struct tw_error *err)
{
	bool shared = setup->options->shared;
	enum tw_status status = TW_OK;

	/* Taken back is what is there, wherever the records are. */
	if (setup->options->action != TW_SETUP_REMOVE)
		status = tw_setup_folders(setup, err);
	if (!status && !setup->blind)
		status = tw_setup_attributes(setup, err);
	if (!status && !shared)
		status = tw_setup_settings(setup, err);
	if (!status && !shared)
		status = tw_setup_hook(setup, err);
	if (!status)
		status = tw_setup_ci(setup, err);
	if (!status && !shared && setup->options->action == TW_SETUP_CHECK)
		status = tw_setup_programs(setup, err);
	if (!status && !shared && setup->options->action == TW_SETUP_CHECK)
		status = tw_setup_leftovers(setup, err);
	return status;
}

enum tw_status tw_setup_run(struct tw_setup_thing **things,
	const struct tw_setup_options *options, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_setup setup = { .options = options, .arena = arena,
		.end = &setup.first };
	struct stat st;
	enum tw_status status;
	bool bare;

	*things = NULL;
	/* A slip must not set up the repository that one stands in. */
	if (stat(options->place, &st) < 0 || !S_ISDIR(st.st_mode))
		return tw_fail(err, TW_IO, "%s: there is no such folder",
			options->place);
	status = tw_config_open(&setup.config, options->place, err);
	if (status)
		return status;
	setup.root = tw_config_root(setup.config, &bare);
	setup.common = tw_config_common(setup.config);
	if (bare)
		status = tw_fail(err, TW_USAGE, "%.*s: is a bare repository, "
			"in which nobody edits or merges; set up the clones "
			"of it", TW_ARG(setup.root));
	else
		status = run(&setup, err);
	tw_config_close(setup.config);
	*things = setup.first;
	return status;
}
