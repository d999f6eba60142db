#include "setup/work.h"

#include <string.h>

static const char include[] = ".gitlab-ci.yml";
static const char included[] = ".gitlab/termwise.yml";

static enum tw_status is_there(bool *there, struct tw_setup *setup,
	const char *name, struct tw_error *err)
{
	struct tw_view path = tw_arena_format(setup->arena, "%.*s/%s",
		TW_ARG(setup->root), name);
	enum tw_status status;
	mode_t kind;

	if (!path.ptr)
		return tw_fail_memory(err);
	status = tw_setup_kind(&kind, path.ptr, name, err);
	*there |= !status && kind;
	return status;
}

/* By where the repository is pushed to, or by the files that a site reads. */
static enum tw_status detect(unsigned *sites, struct tw_setup *setup,
	struct tw_error *err)
{
	bool hub = false, lab = false;
	enum tw_status status = tw_config_remote(&hub, setup->config,
		"github", err);

	if (!status)
		status = tw_config_remote(&lab, setup->config, "gitlab", err);
	if (!status)
		status = is_there(&hub, setup, ".github", err);
	if (!status)
		status = is_there(&lab, setup, ".gitlab", err);
	if (!status)
		status = is_there(&lab, setup, include, err);
	*sites = (hub ? TW_SETUP_GITHUB : 0U) | (lab ? TW_SETUP_GITLAB : 0U);
	return status;
}

/* The folders of the records, as the shell takes them for what they are. */
static void add_folders(struct tw_buffer *out, const struct tw_setup *setup)
{
	for (size_t i = 0; i < setup->folder_count; i++) {
		tw_buffer_string(out, i ? " './" : "'./");
		for (const char *at = setup->folders[i]; *at; at++)
			if (*at == '\'')
				tw_buffer_string(out, "'\\''");
			else
				tw_buffer_byte(out, *at);
		tw_buffer_byte(out, '\'');
	}
}

static void add_script(struct tw_buffer *out, const struct tw_setup *setup,
	const char *name)
{
	static const char gap[] = "@RECORDS@";
	const char *text = tw_share(name).ptr;
	const char *at;

	while ((at = strstr(text, gap))) {
		tw_buffer_add(out, text, (size_t)(at - text));
		add_folders(out, setup);
		text = at + sizeof(gap) - 1;
	}
	tw_buffer_string(out, text);
}

static enum tw_status put_script(struct tw_setup *setup, const char *what,
	const char *path, const char *name, struct tw_error *err)
{
	struct tw_buffer body = TW_BUFFER_INIT;
	struct tw_setup_piece piece = { .what = what, .base = setup->root,
		.name = path, .shown = path, .head = "", .alone = true };
	enum tw_status status;

	add_script(&body, setup, name);
	piece.body = tw_buffer_get(&body);
	status = body.failed ? tw_fail_memory(err) :
		tw_setup_piece(setup, &piece, err);
	tw_buffer_release(&body);
	return status;
}

/* GitLab reads one file; where that is somebody's, they have to add a line. */
static enum tw_status include_script(struct tw_setup *setup, const char *what,
	struct tw_error *err)
{
	struct tw_setup_piece piece = { .what = what, .base = setup->root,
		.name = include, .shown = include, .head = "",
		.body = tw_share("gitlab-ci.yml") };
	struct tw_look look;
	enum tw_status status = tw_setup_look(&look, setup, &piece, err);

	if (status)
		return tw_setup_failed(setup, what, status, err);
	if (!look.exists || look.block.found ||
	    setup->options->action == TW_SETUP_REMOVE)
		return tw_setup_piece(setup, &piece, err);
	for (size_t i = 0; i + sizeof(included) - 1 <= look.text.len; i++)
		if (!memcmp(look.text.ptr + i, included,
		    sizeof(included) - 1))
			return tw_setup_say(setup, what, TW_SETUP_THERE, err,
				"%s includes it", include);
	return tw_setup_say(setup, what, setup->options->action ==
		TW_SETUP_PUT ? TW_SETUP_LEFT : TW_SETUP_MISSING, err,
		"%s is yours: add \"- local: %s\" under \"include:\"",
		include, included);
}

static enum tw_status github(struct tw_setup *setup, struct tw_error *err)
{
	return put_script(setup, "GitHub", ".github/workflows/termwise.yml",
		"github.yml", err);
}

static enum tw_status gitlab(struct tw_setup *setup, struct tw_error *err)
{
	static const char what[] = "GitLab";
	enum tw_status status = put_script(setup, what, included,
		"gitlab.yml", err);

	return status ? status : include_script(setup, what, err);
}

enum tw_status tw_setup_ci(struct tw_setup *setup, struct tw_error *err)
{
	unsigned sites = setup->options->sites;
	enum tw_status status = TW_OK;

	/* What is taken back is so wherever it was put. */
	if (setup->options->action == TW_SETUP_REMOVE)
		sites = TW_SETUP_GITHUB | TW_SETUP_GITLAB;
	else if (sites & TW_SETUP_DETECTED)
		status = detect(&sites, setup, err);
	if (status)
		return tw_setup_failed(setup, "CI", status, err);
	if (sites && setup->blind)
		return tw_setup_say(setup, "CI", TW_SETUP_FAILED, err, "not "
			"looked at, since .gitattributes, which says where "
			"the records are, cannot be read");
	if (!sites)
		status = tw_setup_say(setup, "CI", TW_SETUP_UNASKED, err,
			setup->options->sites == TW_SETUP_NOWHERE ? "--ci=none"
			: "no site is known; --ci=github or --ci=gitlab names "
			"one");
	if (!status && sites & TW_SETUP_GITHUB)
		status = github(setup, err);
	if (!status && sites & TW_SETUP_GITLAB)
		status = gitlab(setup, err);
	return status;
}
