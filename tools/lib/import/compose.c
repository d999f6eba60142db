#include "import/compose.h"

#include "base/utf8.h"
#include "record/tables.h"
#include "text/text.h"

#include <string.h>

enum { COLUMNS = 80 };

/* ---- lines ---- */

/* True if a line may begin with this word: no other reader takes it ill. */
static bool may_begin(struct tw_view word)
{
	static const char *const bullets[] = {
		"\xE2\x80\xA2", "\xE2\x80\x93", "\xE2\x80\x94"
	};

	if (strchr("=+>-*", word.ptr[0]))
		return false;
	for (size_t i = 0; i < 3; i++)
		if (word.len >= 3 && !memcmp(word.ptr, bullets[i], 3))
			return false;
	return true;
}

/* Takes the next word, or the next element of a list with its semicolon. */
static struct tw_view take_word(struct tw_view *text, bool list)
{
	struct tw_view word = { text->ptr, 0 };

	while (word.len < text->len && (list ? !(word.len &&
	       text->ptr[word.len - 1] == ';') : text->ptr[word.len] != ' '))
		word.len++;
	*text = tw_after(*text, word.len);
	while (text->len && text->ptr[0] == ' ')
		*text = tw_after(*text, 1);
	return word;
}

/* A line below the first one must not read as a heading. */
static void mend_heading(struct tw_buffer *out, size_t start)
{
	struct tw_view line = tw_trim((struct tw_view){ out->ptr + start,
		out->len - start });

	/* "...\n  Impact so far" becomes "... Impact so far". */
	if (start < 2 || tw_section_find(line) == TW_SECTIONS)
		return;
	memmove(out->ptr + start, out->ptr + start + 2, out->len - start - 2);
	out->ptr[start - 1] = ' ';
	out->len -= 2;
}

/*
 * Appends words, the first line going on at `column`, lines below indented by
 * two blanks. A list is broken behind its semicolons only.
 */
static void compose_words(struct tw_buffer *out, struct tw_view text,
	size_t column, bool list)
{
	size_t start = 0; /* of the line, if it is not the first */
	bool first = true, hyphen = false;

	while (text.len && !out->failed) {
		struct tw_view word = take_word(&text, list);
		size_t width = tw_text_width(word);

		if (!first && column + 1 + width > COLUMNS && !hyphen &&
		    may_begin(word)) {
			if (start)
				mend_heading(out, start);
			tw_buffer_byte(out, '\n');
			start = out->len;
			tw_buffer_string(out, "  ");
			column = 2;
		} else if (!first) {
			tw_buffer_byte(out, ' ');
			column++;
		}
		tw_buffer_view(out, word);
		column += width;
		hyphen = word.len && word.ptr[word.len - 1] == '-';
		first = false;
	}
	if (start && !out->failed)
		mend_heading(out, start);
}

/* ---- fields ---- */

static void write_field(struct tw_buffer *out, struct tw_view name,
	struct tw_view value, bool list)
{
	tw_buffer_view(out, name);
	tw_buffer_byte(out, ':');
	if (value.len)
		tw_buffer_byte(out, ' ');
	compose_words(out, value, name.len + 2, list);
	tw_buffer_byte(out, '\n');
}

static void write_comments(struct tw_buffer *out,
	const struct tw_doc_item *comment)
{
	for (; comment; comment = comment->next) {
		tw_buffer_string(out, "# ");
		tw_buffer_view(out, comment->text);
		tw_buffer_byte(out, '\n');
	}
}

static void write_fields(struct tw_buffer *out,
	const struct tw_plan_of_record *plan)
{
	write_comments(out, plan->preface);
	for (int i = 0; i < TW_KNOWN_FIELDS; i++)
		if (plan->value[i].len)
			write_field(out, tw_view_of(tw_field_name(i)),
				plan->value[i], i == TW_OFFICERS ||
				i == TW_THEME || i == TW_SUCCEEDS);
	for (const struct tw_doc_field *f = plan->priority->fields; f;
	     f = f->next)
		if (f->kind == TW_X_FIELD)
			write_field(out, f->name, f->value, false);
}

/* ---- items ---- */

/*
 * Takes a disposition off a text where one may stand; what only looks like
 * one, or like a key, is text, and is escaped.
 */
static enum tw_state take_state(struct tw_view *text,
	enum tw_section_kind section)
{
	struct tw_opening opening;
	struct tw_view rest;

	if (text->ptr[0] != '(' || (section != TW_ACTIVITY &&
	    section != TW_PLANNED))
		return TW_NO_STATE;
	opening = tw_opening_read(*text);
	rest = tw_trim(tw_after(*text, opening.len));
	if (!opening.exact || !rest.len)
		return TW_NO_STATE;
	*text = rest;
	return opening.state;
}

static bool needs_escape(struct tw_view text)
{
	return text.ptr[0] == '[' || (text.ptr[0] == '(' &&
		tw_opening_read(text).state != TW_NO_STATE);
}

/* "\[" and "\(" are how a record writes what is no mark. */
static bool is_escaped(struct tw_view text)
{
	return text.len > 1 && text.ptr[0] == '\\' &&
		(text.ptr[1] == '[' || text.ptr[1] == '(');
}

static void note_state(const struct tw_doc_item *item, struct tw_view text,
	enum tw_section_kind section, struct tw_report *report)
{
	struct tw_opening opening;

	if (text.ptr[0] != '(' || (section != TW_ACTIVITY &&
	    section != TW_PLANNED))
		return;
	opening = tw_opening_read(text);
	if (opening.state != TW_NO_STATE)
		tw_report_note(report, item->line, "\"%.*s\" is kept as text; "
			"a disposition is written \"(%s)\"",
			(int)opening.len, text.ptr,
			tw_state_name(opening.state));
}

static void write_item(struct tw_buffer *out,
	const struct tw_doc_item *item, enum tw_section_kind section,
	struct tw_report *report)
{
	struct tw_view text = item->text;
	size_t start = out->len;
	enum tw_state state = take_state(&text, section);

	tw_buffer_string(out, "- ");
	if (state)
		tw_buffer_format(out, "(%s) ", tw_state_name(state));
	if (is_escaped(text)) {
		text = tw_after(text, 1);
		tw_buffer_byte(out, '\\');
	} else if (needs_escape(text)) {
		note_state(item, text, section, report);
		tw_buffer_byte(out, '\\');
	}
	compose_words(out, text, out->len - start, false);
	tw_buffer_byte(out, '\n');
}

void tw_compose(struct tw_buffer *out, const struct tw_plan_of_record *plan,
	struct tw_report *report)
{
	write_fields(out, plan);
	for (int i = 0; i < TW_SECTIONS; i++) {
		const struct tw_doc_section *section =
			&plan->priority->sections[i];

		if (!section->given)
			continue;
		tw_buffer_format(out, "\n%s\n", tw_section_name(i));
		write_comments(out, section->subtitles);
		for (const struct tw_doc_item *item = section->items; item;
		     item = item->next)
			write_item(out, item, i, report);
	}
	if (plan->priority->others)
		tw_buffer_byte(out, '\n');
	write_comments(out, plan->priority->others);
}
