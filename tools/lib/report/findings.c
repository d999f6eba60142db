#include "report/findings.h"

#include "base/lines.h"
#include "lint/prints.h"
#include "report/json.h"
#include "report/safe.h"
#include "text/text.h"

#include <string.h>

/* How much of a line is shown before and behind what is marked, in bytes. */
enum { BEFORE = 50, BEHIND = 90, WINDOW = 150 };

/* How many findings of one kind are shown to people. */
enum { MOST_SHOWN = 1000 };

#define BOLD "\x1B[1m"
#define RED "\x1B[1;31m"
#define YELLOW "\x1B[1;33m"
#define CYAN "\x1B[1;36m"
#define PLAIN "\x1B[0m"

/* Moves `i` back to where its character begins; what is none stays. */
static size_t character_start(struct tw_view line, size_t i)
{
	for (size_t back = 0; back < 4 && back <= i && i < line.len; back++)
		if (((unsigned char)line.ptr[i - back] & 0xC0) != 0x80)
			return i - back;
	return i;
}

static void add_safe_width(struct tw_buffer *out, struct tw_view text,
	size_t *width)
{
	size_t start = out->len;

	tw_safe_add(out, text);
	if (width && !out->failed)
		*width += tw_text_width((struct tw_view){ out->ptr + start,
			out->len - start });
}

/*
 * What stands in the line that is shown needs no saying below it: a part of
 * it, or the same words at the caret.
 */
static bool is_shown(struct tw_view hint, struct tw_view line, size_t column)
{
	return !hint.len || ((uintptr_t)hint.ptr >= (uintptr_t)line.ptr &&
		(uintptr_t)hint.ptr < (uintptr_t)line.ptr + line.len) ||
		(hint.len <= line.len - column &&
		 !memcmp(hint.ptr, line.ptr + column, hint.len));
}

/* "  31 | text", and below it the caret with what is special here. */
static void add_excerpt(struct tw_buffer *out, struct tw_view line,
	const struct tw_diagnostic *d, bool color)
{
	size_t column = d->column - 1 > line.len ? line.len : d->column - 1;
	size_t from = column > WINDOW ?
		character_start(line, column - BEFORE) : 0;
	size_t to = line.len - column > BEHIND + WINDOW ?
		character_start(line, column + BEHIND) : line.len;
	size_t width = 0, start = out->len;

	tw_buffer_format(out, "  %u | ", (unsigned)d->line);
	start = out->len - start;
	if (from) {
		tw_buffer_string(out, "... ");
		width = 4;
	}
	add_safe_width(out, (struct tw_view){ line.ptr + from, column - from },
		&width);
	add_safe_width(out, (struct tw_view){ line.ptr + column, to - column },
		NULL);
	tw_buffer_string(out, to < line.len ? " ...\n" : "\n");
	tw_buffer_pad(out, ' ', start - 2);
	tw_buffer_string(out, "| ");
	tw_buffer_pad(out, ' ', width);
	tw_buffer_format(out, "%s^%s", color ? BOLD : "", color ? PLAIN : "");
	if (!is_shown(d->hint, line, column)) {
		tw_buffer_byte(out, ' ');
		tw_safe_add(out, d->hint);
	}
	tw_buffer_byte(out, '\n');
}

static void add_place(struct tw_buffer *out, const struct tw_judged *judged,
	const struct tw_diagnostic *d)
{
	tw_safe_add(out, judged->shown);
	tw_buffer_format(out, ":%u:%u:", (unsigned)d->line,
		(unsigned)d->column);
}

static void add_severity(struct tw_buffer *out, enum tw_severity severity,
	bool color)
{
	static const char *const colors[] = { CYAN, YELLOW, RED };

	tw_buffer_format(out, "%s%s:%s ", color ? colors[severity] : "",
		tw_severity_name(severity), color ? PLAIN : "");
}

static void add_note(struct tw_buffer *out, const struct tw_judged *judged,
	const struct tw_diagnostic *d, bool color)
{
	add_place(out, judged, d);
	tw_buffer_byte(out, ' ');
	add_severity(out, TW_NOTE, color);
	if (!tw_finding_of_whole(d))
		tw_safe_add(out, tw_view_of(d->kind->message));
	if (d->hint.len) {
		tw_buffer_string(out, tw_finding_of_whole(d) ? "" : "; ");
		tw_safe_add(out, d->hint);
	}
	tw_buffer_byte(out, '\n');
}

static void add_advice(struct tw_buffer *out,
	const struct tw_diagnostic_kind *kind)
{
	const char *word = kind->advice;
	size_t column = 0;

	while (*word) {
		size_t len = strcspn(word, " ");

		tw_buffer_string(out, !column ? "  " :
			column + 1 + len > 76 ? "\n  " : " ");
		column = column && column + 1 + len <= 76 ?
			column + 1 + len : len;
		tw_buffer_add(out, word, len);
		word += len + (word[len] == ' ');
	}
	tw_buffer_format(out, "\n  More: termwise lint --explain %s\n",
		kind->name);
}

static void add_finding(struct tw_buffer *out, const struct tw_judged *judged,
	const struct tw_diagnostic *d, struct tw_line_walk *lines, bool color)
{
	const struct tw_diagnostic_kind *kind = d->kind;

	add_place(out, judged, d);
	out->len--; /* no colon at the end of the line */
	tw_buffer_byte(out, '\n');
	add_severity(out, kind->severity, color);
	tw_safe_add(out, tw_view_of(kind->message));
	tw_buffer_string(out, "\n\n");
	if (!tw_finding_of_whole(d)) {
		add_excerpt(out, tw_line_at(lines, d->line), d, color);
	} else {
		tw_buffer_string(out, "  ");
		tw_safe_add(out, d->hint);
		tw_buffer_byte(out, '\n');
	}
	tw_buffer_byte(out, '\n');
}

/* Nobody reads thousands of one kind: they are counted. */
static void add_rest(struct tw_buffer *out, const struct tw_judged *judged,
	const size_t *shown)
{
	for (int id = 0; id < TW_DIAG_COUNT; id++) {
		if (shown[id] <= MOST_SHOWN)
			continue;
		tw_safe_add(out, judged->shown);
		tw_buffer_format(out, ": %zu more of %s; --format=gcc lists "
			"them all\n\n", shown[id] - MOST_SHOWN,
			tw_diagnostic_kind((enum tw_diagnostic_id)id)->name);
	}
}

void tw_findings_text(struct tw_buffer *out, const struct tw_judged *judged,
	bool color)
{
	size_t shown[TW_DIAG_COUNT] = { 0 };
	struct tw_line_walk lines = tw_line_walk(judged->source);
	const struct tw_diagnostic *d = judged->diagnostics->first;
	size_t start = out->len;

	for (; d; d = d->next) {
		const struct tw_diagnostic_kind *kind = d->kind;

		if (kind->severity == TW_NOTE || ++shown[d->id] > MOST_SHOWN)
			continue;
		add_finding(out, judged, d, &lines, color);
		if (shown[d->id] == 1) {
			add_advice(out, kind);
			tw_buffer_byte(out, '\n');
		}
	}
	add_rest(out, judged, shown);
	for (d = judged->diagnostics->first; d; d = d->next)
		if (d->kind->severity == TW_NOTE)
			add_note(out, judged, d, color);
	if (judged->diagnostics->count[TW_NOTE])
		tw_buffer_byte(out, '\n');
	if (!out->failed)
		tw_safe_lines(out, start);
}

void tw_findings_gcc(struct tw_buffer *out, const struct tw_judged *judged)
{
	const struct tw_diagnostic *d = judged->diagnostics->first;
	size_t start = out->len;

	for (; d; d = d->next) {
		const struct tw_diagnostic_kind *kind = d->kind;

		add_place(out, judged, d);
		tw_buffer_format(out, " %s: ", tw_severity_name(
			kind->severity));
		tw_safe_add(out, tw_view_of(kind->message));
		if (d->hint.len) {
			tw_buffer_string(out, "; ");
			tw_safe_add(out, d->hint);
		}
		tw_buffer_format(out, " [%s]\n", kind->name);
	}
	if (!out->failed)
		tw_safe_lines(out, start);
}

void tw_findings_json(struct tw_buffer *out, const struct tw_judged *judged)
{
	struct tw_json json = { out, true };
	const struct tw_diagnostic *d = judged->diagnostics->first;

	for (; d; d = d->next) {
		const struct tw_diagnostic_kind *kind = d->kind;

		json.comma = false;
		tw_buffer_string(out, ",\n");
		tw_json_open(&json, '{');
		tw_json_word(&json, "id", kind->name);
		tw_json_word(&json, "severity",
			tw_severity_name(kind->severity));
		tw_json_maybe(&json, "path", judged->below);
		tw_json_count(&json, "line", d->line);
		tw_json_count(&json, "column", d->column);
		tw_json_word(&json, "message", kind->message);
		tw_json_key(&json, "hint");
		if (d->hint.len)
			tw_json_string(&json, d->hint);
		else
			tw_json_text(&json, kind->advice);
		tw_json_close(&json, '}');
	}
}
