#include "setup/work.h"

#include <termwise/record.h>

#include <ctype.h>
#include <string.h>
#include <unistd.h>

static const char what[] = "drivers";

/* A value in quotes; each of its lines stands on one of its own. */
static void add_quoted(struct tw_buffer *out, struct tw_view value)
{
	tw_buffer_byte(out, '"');
	for (size_t i = 0; i < value.len; i++) {
		char byte = value.ptr[i];

		if (byte == '"' || byte == '\\')
			tw_buffer_byte(out, '\\');
		if (byte == '\n')
			tw_buffer_string(out, "\\n\\");
		tw_buffer_byte(out, byte);
	}
	tw_buffer_string(out, "\"\n");
}

/* The headings, in any letter case and with any blanks between the words. */
static void add_headings(struct tw_buffer *out)
{
	tw_buffer_string(out, "^(");
	for (int s = 0; s < TW_SECTIONS; s++) {
		struct tw_view name = tw_view_of(tw_section_name(
			(enum tw_section_kind)s));

		tw_buffer_string(out, s ? "|" : "");
		for (size_t i = 0; i < name.len; i++) {
			int letter = (unsigned char)name.ptr[i];

			if (letter == ' ')
				tw_buffer_string(out, "[[:blank:]]+");
			else
				tw_buffer_format(out, "[%c%c]",
					toupper(letter), tolower(letter));
		}
	}
	tw_buffer_string(out, ")[[:space:]]*$");
}

/* What is to be in force; the values are in the arena. */
struct wanted {
	struct tw_view driver, headings, programs; /* programs: or empty */
};

static bool runs_from(struct tw_setup *setup, struct tw_view folder,
	bool *failed)
{
	struct tw_view path = tw_arena_format(setup->arena,
		"%.*s/termwise-merge", TW_ARG(folder));

	*failed = !path.ptr;
	return *failed || !access(path.ptr, X_OK);
}

/* Where programs were found before and still are, there they stay. */
static enum tw_status want_programs(struct wanted *wanted,
	struct tw_setup *setup, struct tw_error *err)
{
	const char *ours = setup->options->programs;
	struct tw_buffer value = TW_BUFFER_INIT;
	enum tw_status status;
	bool found, failed = false;

	status = tw_config_get(&value, &found, setup->config,
		"termwise.programs", err);
	wanted->programs = tw_view_of(ours ? ours : "");
	if (!status && found && runs_from(setup, tw_buffer_get(&value),
	    &failed)) {
		wanted->programs = tw_arena_copy(setup->arena,
			tw_buffer_get(&value));
		failed |= !wanted->programs.ptr;
	}
	if (failed)
		status = tw_fail_memory(err);
	tw_buffer_release(&value);
	return status;
}

static enum tw_status want(struct wanted *wanted, struct tw_setup *setup,
	struct tw_error *err)
{
	struct tw_buffer headings = TW_BUFFER_INIT;

	add_headings(&headings);
	wanted->driver = tw_share("merge-driver.sh");
	wanted->headings = tw_arena_copy(setup->arena,
		tw_buffer_get(&headings));
	if (headings.failed || !wanted->headings.ptr) {
		tw_buffer_release(&headings);
		return tw_fail_memory(err);
	}
	tw_buffer_release(&headings);
	return want_programs(wanted, setup, err);
}

/* All at once: a driver with a name and no command would be fatal to git. */
static void add_body(struct tw_buffer *out, const struct wanted *wanted)
{
	tw_buffer_string(out, "[merge \"termwise\"]\n"
		"\tname = termwise, item by item\n"
		"\tdriver = ");
	add_quoted(out, wanted->driver);
	tw_buffer_string(out, "[diff \"termwise\"]\n\txfuncname = ");
	add_quoted(out, wanted->headings);
	if (wanted->programs.len) {
		tw_buffer_string(out, "[termwise]\n\tprograms = ");
		add_quoted(out, wanted->programs);
	}
}

/* Says whether a setting is in force as we would have it. */
static enum tw_status check_setting(struct tw_setup *setup, bool *said,
	const char *name, struct tw_view value, struct tw_error *err)
{
	struct tw_buffer now = TW_BUFFER_INIT;
	enum tw_status status;
	bool found;

	status = tw_config_get(&now, &found, setup->config, name, err);
	if (!status && !found) {
		*said = true;
		status = tw_setup_say(setup, what, TW_SETUP_MISSING, err,
			"%s is not set", name);
	} else if (!status && !tw_view_equal(tw_buffer_get(&now),
	    value)) {
		*said = true;
		status = tw_setup_say(setup, what, TW_SETUP_SHADOWED, err,
			"another value of %s is in force; \"git config "
			"--show-origin --get-all %s\" shows where from", name,
			name);
	}
	tw_buffer_release(&now);
	return status;
}

static enum tw_status check(struct tw_setup *setup,
	const struct tw_setup_piece *piece, const struct wanted *wanted,
	struct tw_error *err)
{
	const struct { const char *name; struct tw_view value; } rows[] = {
		{ "merge.termwise.driver", wanted->driver },
		{ "diff.termwise.xfuncname", wanted->headings },
	};
	struct tw_look look;
	enum tw_status status = tw_setup_look(&look, setup, piece, err);
	enum tw_setup_state state = status ? TW_SETUP_FAILED :
		tw_setup_state_of(&look, piece);
	bool said = false;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows) && !status; i++)
		if (state == TW_SETUP_THERE || state == TW_SETUP_CHANGED)
			status = check_setting(setup, &said, rows[i].name,
				rows[i].value, err);
	if (status || said)
		return tw_setup_failed(setup, what, status, err);
	return tw_setup_piece(setup, piece, err);
}

enum tw_status tw_setup_settings(struct tw_setup *setup, struct tw_error *err)
{
	struct tw_setup_piece piece = { .what = what, .base = setup->common,
		.name = "config", .head = "", .place = TW_BLOCK_HEADED,
		.locked = true };
	struct tw_buffer body = TW_BUFFER_INIT;
	struct wanted wanted;
	enum tw_status status = want(&wanted, setup, err);

	piece.shown = tw_setup_shown(setup, setup->common, piece.name);
	if (!status && !piece.shown)
		status = tw_fail_memory(err);
	if (status)
		return status;
	add_body(&body, &wanted);
	piece.body = tw_buffer_get(&body);
	if (body.failed)
		status = tw_fail_memory(err);
	else if (setup->options->action == TW_SETUP_CHECK)
		status = check(setup, &piece, &wanted, err);
	else
		status = tw_setup_piece(setup, &piece, err);
	tw_buffer_release(&body);
	return status;
}
