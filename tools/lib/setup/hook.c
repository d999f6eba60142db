#include "setup/work.h"

#include "corpus/paths.h"

#include <string.h>

static const char what[] = "pre-commit hook";
static const char by_hand[] = "termwise lint --staged";

/* Where git seeks hooks. */
struct hooks {
	struct tw_setup_piece piece;
	bool moved;        /* by core.hooksPath, whose value is `value` */
	bool nowhere;      /* it is set to nothing, and "/" is the value */
	const char *value;
	bool ours;         /* lies in this repository */
};

static bool lies_below(struct tw_view path, struct tw_view folder)
{
	return path.len > folder.len && path.ptr[folder.len] == '/' &&
		!memcmp(path.ptr, folder.ptr, folder.len);
}

static bool holds(struct tw_view text, const char *words)
{
	size_t len = strlen(words);

	for (size_t i = 0; i + len <= text.len; i++)
		if (!memcmp(text.ptr + i, words, len))
			return true;
	return false;
}

static void make_piece(struct hooks *hooks, struct tw_view base,
	const char *name, const char *shown)
{
	hooks->piece = (struct tw_setup_piece){ .what = what, .base = base,
		.name = name, .shown = shown, .head = "#!/bin/sh\n",
		.body = tw_share("pre-commit.sh"), .place = TW_BLOCK_SECOND,
		.program = true };
}

static enum tw_status find_usual(struct hooks *hooks, struct tw_setup *setup,
	struct tw_error *err)
{
	static const char name[] = "hooks/pre-commit";
	const char *shown = tw_setup_shown(setup, setup->common, name);

	make_piece(hooks, setup->common, name, shown);
	hooks->ours = true;
	return shown ? TW_OK : tw_fail_memory(err);
}

/* A path is seen from the top, as hooks are run there. */
static enum tw_status find_moved(struct hooks *hooks, struct tw_setup *setup,
	struct tw_error *err)
{
	struct tw_view root = tw_arena_copy(setup->arena, setup->root);
	struct tw_view path = { NULL, 0 }, base = setup->root;
	const char *shown = NULL;

	if (root.ptr)
		path = tw_path_whole(setup->arena, root.ptr, hooks->value);
	if (path.ptr)
		path = tw_path_join(setup->arena, path, "pre-commit");
	if (path.ptr && !lies_below(path, base))
		base = setup->common;
	hooks->ours = *hooks->value != '~' && path.ptr &&
		lies_below(path, base);
	if (hooks->ours)
		shown = tw_setup_shown(setup, base, path.ptr + base.len + 1);
	else if (path.ptr)
		shown = hooks->value;
	if (!shown)
		return tw_fail_memory(err);
	make_piece(hooks, base, hooks->ours ? path.ptr + base.len + 1 : "",
		shown);
	return TW_OK;
}

static enum tw_status find(struct hooks *hooks, struct tw_setup *setup,
	struct tw_error *err)
{
	struct tw_buffer value = TW_BUFFER_INIT;
	enum tw_status status;

	*hooks = (struct hooks){ .moved = false };
	status = tw_config_get(&value, &hooks->moved, setup->config,
		"core.hookspath", err);
	hooks->nowhere = hooks->moved && !value.len;
	if (!status && hooks->moved) {
		hooks->value = hooks->nowhere ? "/" : tw_arena_copy(
			setup->arena, tw_buffer_get(&value)).ptr;
		status = hooks->value ? find_moved(hooks, setup, err) :
			tw_fail_memory(err);
	} else if (!status) {
		status = find_usual(hooks, setup, err);
	}
	tw_buffer_release(&value);
	return status;
}

/* ---- hooks of others ---- */

/* True for a script of a shell that knows what ours is written in. */
static bool is_shell(struct tw_view text)
{
	static const char *const shells[] = { "sh", "bash", "dash", "ksh",
		"zsh", "ash", "mksh" };
	const char *end = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
	struct tw_view line = { text.ptr, end ? (size_t)(end - text.ptr) :
		text.len };
	struct tw_view word = { NULL, 0 };

	if (line.len < 2 || memcmp(line.ptr, "#!", 2) || !end)
		return false;
	for (size_t i = 2, start = 2; i <= line.len; i++) {
		if (i < line.len && !strchr(" \t/", line.ptr[i]))
			continue;
		/* "env" and its options stand before another name. */
		if (i > start) {
			word = (struct tw_view){ line.ptr + start, i - start };
			if ((i == line.len || line.ptr[i] != '/') &&
			    *word.ptr != '-' && !tw_view_equal(word, TW_VIEW("env")))
				break;
		}
		start = i + 1;
	}
	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++)
		if (tw_view_equal(word, tw_view_of(shells[i])))
			return true;
	return false;
}

/* NULL, or why a hook is not to be touched, and what to do instead. */
static const char *reason(const struct hooks *hooks, const struct tw_look *look)
{
	static const char manager[] = "the program pre-commit keeps this "
		"hook; add a local hook with \"entry: termwise lint "
		"--staged\", \"language: system\" and \"pass_filenames: "
		"false\" to .pre-commit-config.yaml";
	size_t len = hooks->moved ? strlen(hooks->value) : 0;

	if (hooks->nowhere)
		return "core.hooksPath is set to nothing, so that git finds no "
			"hook; \"git config --unset core.hooksPath\" mends it";
	if (!hooks->ours)
		return "core.hooksPath leads out of this repository; add "
			"\"termwise lint --staged || exit 1\" to the hook "
			"there";
	if (len >= 8 && !strcmp(hooks->value + len - 8, ".husky/_"))
		return "husky makes this hook; add \"termwise lint "
			"--staged\" to .husky/pre-commit";
	if (!look->exists || look->block.found)
		return NULL;
	if (look->link)
		return "it is a link; add \"termwise lint --staged || exit "
			"1\" where it leads";
	if (holds(look->text, "https://pre-commit.com"))
		return manager;
	if (!look->runs)
		return "it may not be run, so that git passes it over; make "
			"it a program or remove it, and run \"termwise "
			"setup\" again";
	if (!is_shell(look->text))
		return "it is no shell script; have it run \"termwise lint "
			"--staged\", and fail if that fails";
	return NULL;
}

/* Whoever calls us by hand has done what is asked for. */
static enum tw_status calls_us(bool *calls, struct tw_setup *setup,
	const struct tw_look *look, struct tw_error *err)
{
	static const char *const others[] = { ".pre-commit-config.yaml",
		".husky/pre-commit" };
	enum tw_status status = TW_OK;

	*calls = !look->block.found && holds(look->text, by_hand);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others) && !*calls &&
	     !status; i++) {
		const struct tw_setup_piece piece = { .base = setup->root,
			.name = others[i], .shown = others[i] };
		struct tw_look other;

		status = tw_setup_look(&other, setup, &piece, err);
		if (status == TW_IO)
			status = TW_OK;
		else if (!status)
			*calls = holds(other.text, by_hand);
	}
	return status;
}

/* ---- putting and checking ---- */

/* Ours in the usual place does nothing where hooks are sought elsewhere. */
static enum tw_status say_missing(struct tw_setup *setup,
	const struct hooks *hooks, const char *why, struct tw_error *err)
{
	struct hooks usual = { .moved = false };
	struct tw_look look = { .exists = false };
	enum tw_status status = find_usual(&usual, setup, err);

	if (!status && hooks->moved)
		status = tw_setup_look(&look, setup, &usual.piece, err);
	if (status == TW_IO)
		status = TW_OK;
	if (status)
		return status;
	if (look.block.found)
		return tw_setup_say(setup, what, TW_SETUP_SHADOWED, err,
			"%s has ours, but core.hooksPath has git look in %s",
			usual.piece.shown, hooks->value);
	return tw_setup_say(setup, what, TW_SETUP_MISSING, err, "%s%s%s",
		hooks->piece.shown, why ? ": " : "; \"termwise setup\" puts "
		"it there", why ? why : "");
}

static enum tw_status put_or_check(struct tw_setup *setup,
	const struct hooks *hooks, struct tw_error *err)
{
	struct tw_look look = { .exists = false };
	enum tw_status status = TW_OK;
	const char *why;
	bool calls;

	if (hooks->ours)
		status = tw_setup_look(&look, setup, &hooks->piece, err);
	if (status == TW_IO && look.link)
		status = TW_OK;
	if (!status)
		status = calls_us(&calls, setup, &look, err);
	if (status)
		return status;
	why = reason(hooks, &look);
	if (calls)
		return tw_setup_say(setup, what, TW_SETUP_THERE, err,
			"%s is run from a hook of your own", by_hand);
	if (setup->options->action == TW_SETUP_PUT)
		return why ? tw_setup_say(setup, what, TW_SETUP_LEFT, err,
			"%s: %s", hooks->piece.shown, why) :
			tw_setup_piece(setup, &hooks->piece, err);
	if (why || !look.block.found)
		return say_missing(setup, hooks, why, err);
	if (!look.runs)
		return tw_setup_say(setup, what, TW_SETUP_SHADOWED, err,
			"%s may not be run, so that git passes it over",
			hooks->piece.shown);
	return tw_setup_piece(setup, &hooks->piece, err);
}

/* It may have been put before hooks were moved elsewhere. */
static enum tw_status take_back(struct tw_setup *setup,
	const struct hooks *hooks, struct tw_error *err)
{
	struct hooks usual = { .moved = false };
	struct tw_look look = { .exists = false };
	enum tw_status status = find_usual(&usual, setup, err);

	if (!status && hooks->ours && hooks->moved)
		status = tw_setup_look(&look, setup, &hooks->piece, err);
	if (status == TW_IO)
		status = TW_OK;
	if (!status && look.block.found)
		status = tw_setup_piece(setup, &hooks->piece, err);
	/* What is no file, a link for one, has nothing of ours. */
	if (!status)
		status = tw_setup_look(&look, setup, &usual.piece, err);
	if (status == TW_IO && look.link)
		return tw_setup_say(setup, what, TW_SETUP_ABSENT, err, "%s",
			usual.piece.shown);
	return status ? status : tw_setup_piece(setup, &usual.piece, err);
}

enum tw_status tw_setup_hook(struct tw_setup *setup, struct tw_error *err)
{
	struct hooks hooks;
	enum tw_status status = find(&hooks, setup, err);

	if (!status && setup->options->action == TW_SETUP_REMOVE)
		status = take_back(setup, &hooks, err);
	else if (!status)
		status = put_or_check(setup, &hooks, err);
	return tw_setup_failed(setup, what, status, err);
}
