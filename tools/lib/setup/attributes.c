#include "setup/work.h"

#include <string.h>

/* Appends a folder as a pattern means it, itself and no other. */
static void add_escaped(struct tw_buffer *out, const char *folder, bool quoted)
{
	for (; *folder; folder++) {
		if (strchr("\\*?[", *folder))
			tw_buffer_string(out, quoted ? "\\\\" : "\\");
		if (quoted && strchr("\\\"", *folder))
			tw_buffer_byte(out, '\\');
		tw_buffer_byte(out, *folder);
	}
}

/*
 * Records lie at least one folder deep; what lies beside these folders, above
 * all the house rules, is no record. At the top of a repository there may be
 * anything, so that there it has to be two.
 */
static void add_pattern(struct tw_buffer *out, const char *folder)
{
	bool top = !strcmp(folder, "."), quoted = strpbrk(folder, " \"");

	tw_buffer_string(out, quoted ? "\"/" : "/");
	if (top)
		tw_buffer_byte(out, '*');
	else
		add_escaped(out, folder, quoted);
	tw_buffer_string(out, quoted ? "/*/**/*.txt\"" : "/*/**/*.txt");
}

static void add_lines(struct tw_buffer *out, const struct tw_setup *setup)
{
	for (size_t i = 0; i < setup->folder_count; i++) {
		tw_buffer_format(out, TW_SETUP_FOLDER_BEGIN "%s"
			TW_SETUP_FOLDER_END "\n", setup->folders[i]);
		add_pattern(out, setup->folders[i]);
		tw_buffer_string(out, " text eol=lf merge=termwise "
			"diff=termwise\n");
	}
}

/* What is put or found is of use only where nothing else is in force. */
static enum tw_status look_over(bool *shadowed, struct tw_setup *setup,
	const struct tw_setup_piece *piece, struct tw_error *err)
{
	struct tw_look look;
	enum tw_status status = tw_setup_look(&look, setup, piece, err);

	*shadowed = false;
	/* Who was to put it has said this. */
	if (status == TW_IO && setup->options->action == TW_SETUP_PUT)
		return TW_OK;
	if (!status && look.block.found)
		status = tw_setup_shadows(setup, piece->what, shadowed, err);
	*shadowed |= status == TW_IO;
	return tw_setup_failed(setup, piece->what, status, err);
}

static enum tw_status run(struct tw_setup *setup,
	const struct tw_setup_piece *piece, struct tw_error *err)
{
	bool shadowed = false;
	enum tw_status status = TW_OK;

	if (setup->options->action == TW_SETUP_CHECK)
		status = look_over(&shadowed, setup, piece, err);
	if (!status && !shadowed)
		status = tw_setup_piece(setup, piece, err);
	if (!status && setup->options->action == TW_SETUP_PUT)
		status = look_over(&shadowed, setup, piece, err);
	return status;
}

enum tw_status tw_setup_attributes(struct tw_setup *setup,
	struct tw_error *err)
{
	struct tw_buffer body = TW_BUFFER_INIT;
	struct tw_setup_piece piece = { .what = "attributes",
		.base = setup->root, .name = ".gitattributes",
		.shown = ".gitattributes", .head = "",
		.place = TW_BLOCK_LAST };
	enum tw_status status;

	add_lines(&body, setup);
	piece.body = tw_buffer_get(&body);
	status = body.failed ? tw_fail_memory(err) : run(setup, &piece, err);
	tw_buffer_release(&body);
	return status;
}
