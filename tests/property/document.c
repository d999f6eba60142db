#include "document.h"

#include "base/utf8.h"
#include "report/document.h"

#include <stdlib.h>
#include <string.h>

static const char *const fault_of[] = {
	"a document in text does not give the record back",
	"a document in Markdown does not give the record back",
	"a document in HTML does not give the record back",
};

static bool begins(struct tw_view text, const char *what)
{
	size_t len = strlen(what);

	return text.len >= len && !memcmp(text.ptr, what, len);
}

static void skip(struct tw_view *text, size_t len)
{
	text->ptr += len;
	text->len -= len;
}

/* Takes the next line off, without its end. */
static struct tw_view take_line(struct tw_view *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);
	struct tw_view line = { rest->ptr, end ? (size_t)(end - rest->ptr) :
		rest->len };

	skip(rest, line.len + (end != NULL));
	return line;
}

/* Goes behind the first `what`; false if it is not there. */
static bool go_behind(struct tw_view *text, const char *what)
{
	for (; text->len; skip(text, 1)) {
		if (!begins(*text, what))
			continue;
		skip(text, strlen(what));
		return true;
	}
	return false;
}

/* ---- text ---- */

/* Adds a line without the backslashes that kept it from being a command. */
static void add_disarmed(struct tw_buffer *out, struct tw_view line)
{
	size_t blanks = 0, slashes;

	while (blanks < line.len && line.ptr[blanks] == ' ')
		blanks++;
	slashes = blanks;
	while (slashes < line.len && line.ptr[slashes] == '\\')
		slashes++;
	tw_buffer_add(out, line.ptr, blanks);
	if (slashes > blanks && begins((struct tw_view){ line.ptr + slashes,
	    line.len - slashes }, "::"))
		blanks++;
	skip(&line, blanks);
	for (; line.len; skip(&line, 1)) {
		size_t i = 2;

		tw_buffer_byte(out, *line.ptr);
		if (!begins(line, "##\\"))
			continue;
		while (i < line.len && line.ptr[i] == '\\')
			i++;
		if (i == line.len || line.ptr[i] != '[')
			continue;
		tw_buffer_byte(out, '#');
		skip(&line, 2); /* and the backslash, by the loop */
	}
	tw_buffer_byte(out, '\n');
}

static bool undress_text(struct tw_buffer *out, struct tw_view text)
{
	if (!go_behind(&text, "\n\n\nPriority\n\n"))
		return false;
	take_line(&text);
	if (take_line(&text).len)
		return false;
	while (text.len) {
		struct tw_view line = take_line(&text);

		if (begins(line, "\xE2\x80\xA2 ")) {
			tw_buffer_string(out, "- ");
			skip(&line, 4);
		}
		add_disarmed(out, line);
	}
	return true;
}

/* ---- Markdown ---- */

static bool is_punctuation(char c)
{
	return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') &&
		!((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static void add_unescaped(struct tw_buffer *out, struct tw_view line)
{
	for (; line.len; skip(&line, 1)) {
		if (*line.ptr == '\\' && line.len == 1)
			break; /* a hard break */
		if (*line.ptr == '\\' && is_punctuation(line.ptr[1]))
			skip(&line, 1);
		tw_buffer_byte(out, *line.ptr);
	}
	tw_buffer_byte(out, '\n');
}

static bool undress_markdown(struct tw_buffer *out, struct tw_view text)
{
	if (!go_behind(&text, "\n\n## "))
		return false;
	take_line(&text);
	if (take_line(&text).len)
		return false;
	while (text.len) {
		struct tw_view line = take_line(&text);

		skip(&line, begins(line, "### ") ? 4 : 0);
		add_unescaped(out, line);
	}
	return true;
}

/* ---- HTML ---- */

struct undressing {
	struct tw_buffer *out;
	struct tw_buffer line;
	bool text; /* there is some in the line */
	bool list; /* within <li> */
};

/* Ends a line, unless there is nothing in it. */
static void end_line(struct undressing *u)
{
	struct tw_view line = tw_buffer_get(&u->line);

	while (line.len && line.ptr[line.len - 1] == ' ')
		line.len--;
	u->out->failed |= u->line.failed;
	if (u->text) {
		tw_buffer_view(u->out, line);
		tw_buffer_byte(u->out, '\n');
	}
	tw_buffer_clear(&u->line);
	u->text = false;
}

static void take_tag(struct undressing *u, struct tw_view *text)
{
	bool inline_tag = begins(*text, "<span") || begins(*text, "</span");

	if (!inline_tag)
		end_line(u);
	if (begins(*text, "<li>"))
		tw_buffer_string(&u->line, "- ");
	if (begins(*text, "<br>") && u->list)
		tw_buffer_string(&u->line, "  ");
	u->list = begins(*text, "<li>") || (u->list &&
		!begins(*text, "</li>"));
	go_behind(text, ">");
}

static void take_reference(struct undressing *u, struct tw_view *text)
{
	static const struct {
		const char *name, *is;
	} names[] = {
		{ "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&nbsp;", "\xC2\xA0" },
	};
	char code[4];

	u->text = true;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!begins(*text, names[i].name))
			continue;
		tw_buffer_string(&u->line, names[i].is);
		skip(text, strlen(names[i].name));
		return;
	}
	skip(text, 2);
	tw_buffer_add(&u->line, code, tw_utf8_encode(code,
		(uint32_t)strtoul(text->ptr, NULL, 10)));
	go_behind(text, ";");
}

static bool undress_html(struct tw_buffer *out, struct tw_view text)
{
	struct undressing u = { .out = out, .line = TW_BUFFER_INIT };

	if (!go_behind(&text, "</h2>"))
		return false;
	while (text.len) {
		char c = *text.ptr;

		if (c == '<') {
			take_tag(&u, &text);
		} else if (c == '&') {
			take_reference(&u, &text);
		} else {
			if (c != '\n' && (c != ' ' || u.text)) {
				tw_buffer_byte(&u.line, c);
				u.text = true;
			}
			skip(&text, 1);
		}
	}
	tw_buffer_release(&u.line);
	return true;
}

/* ---- all forms ---- */

static bool (*const undress[])(struct tw_buffer *out, struct tw_view text) = {
	[TW_DOCUMENT_TEXT] = undress_text,
	[TW_DOCUMENT_MARKDOWN] = undress_markdown,
	[TW_DOCUMENT_HTML] = undress_html,
};

/* No line is a command to the log of an integration run. */
static bool is_calm(struct tw_view text)
{
	while (text.len) {
		struct tw_view line = take_line(&text);

		if (begins(tw_trim(line), "::") || go_behind(&line, "##["))
			return false;
	}
	return true;
}

/* What was undressed, read and written: HTML shows no empty lines. */
static bool gives_back(struct tw_view undressed, struct tw_view canonical,
	struct tw_arena *arena)
{
	struct tw_record *record;
	struct tw_view again = { NULL, 0 };

	if (tw_record_parse(&record, arena, undressed, NULL) ||
	    record->diagnostics.layout ||
	    tw_record_write(&again, record, arena, NULL))
		return false;
	return tw_view_equal(again, canonical);
}

static const char *form_fault(const struct tw_document *document,
	struct tw_view canonical, int form)
{
	struct tw_document_style told = { .form = form };
	struct tw_document_style whole = { .form = form, .marks = true };
	struct tw_buffer out = TW_BUFFER_INIT, back = TW_BUFFER_INIT;
	const char *fault = NULL;
	struct tw_view text;

	tw_document_write(&out, document, &told);
	if (out.failed || !is_calm(tw_buffer_get(&out)))
		fault = "a document would be a command";
	tw_buffer_clear(&out);
	tw_document_write(&out, document, &whole);
	if (out.failed || !is_calm(tw_buffer_get(&out)))
		fault = "a document with marks would be a command";
	text = tw_buffer_get(&out);
	if (!undress[form](&back, text) || back.failed ||
	    (form != TW_DOCUMENT_HTML &&
	     !tw_view_equal(tw_buffer_get(&back), canonical)) ||
	    !gives_back(tw_buffer_get(&back), canonical, document->arena))
		fault = fault_of[form];
	tw_buffer_release(&out);
	tw_buffer_release(&back);
	return fault;
}

const char *document_fault(const struct tw_record *record,
	struct tw_view canonical, struct tw_arena *arena)
{
	/* The parser and the writer do not change what they look at. */
	struct tw_filed filed = { .record = (struct tw_record *)
		(uintptr_t)record, .term = { 2023, 4 },
		.area = tw_record_value(record, TW_AREA, arena),
		.title = tw_record_value(record, TW_TITLE, arena) };
	struct tw_document document = { &filed, 1, &tw_half_terms, arena };
	const char *fault = NULL;

	for (int form = 0; form <= TW_DOCUMENT_HTML && !fault; form++)
		fault = form_fault(&document, canonical, form);
	return fault;
}
