#include "record/write.h"

#include "base/utf8.h"
#include "record/tables.h"

#include <string.h>

static void write_comments(struct tw_buffer *out, const struct tw_comment *c)
{
	for (; c; c = c->next) {
		tw_buffer_view(out, c->text);
		tw_buffer_byte(out, '\n');
	}
}

/* A text as it stands, but that a tab becomes a space. */
static void write_text(struct tw_buffer *out, struct tw_view text)
{
	size_t start = out->len;

	if (!tw_buffer_view(out, text) || !text.len)
		return;
	for (char *tab = out->ptr + start;
	     (tab = memchr(tab, '\t', out->len - (size_t)(tab - out->ptr)));)
		*tab = ' ';
}

static void write_segments(struct tw_buffer *out, const struct tw_segment *s)
{
	for (; s; s = s->next) {
		write_comments(out, s->comments);
		tw_buffer_string(out, "  ");
		write_text(out, s->text);
		tw_buffer_byte(out, '\n');
	}
}

/* ---- fields ---- */

static bool is_list(enum tw_field_kind kind)
{
	return kind == TW_OFFICERS || kind == TW_SUCCEEDS || kind == TW_THEME;
}

/* A list with an empty element is wrong, and wrong values stand as they are. */
static bool list_broken(const struct tw_segment *value)
{
	bool empty = true; /* no visible character since the last semicolon */

	for (const struct tw_segment *s = value; s; s = s->next) {
		for (size_t i = 0; i < s->text.len; i++) {
			char c = s->text.ptr[i];

			if (c == ';' && empty)
				return true;
			empty = c == ';' || (empty && (c == ' ' || c == '\t' ||
				tw_blank_start((struct tw_view){
					s->text.ptr + i, s->text.len - i })));
		}
	}
	return empty;
}

static void write_list_line(struct tw_buffer *out, struct tw_view line)
{
	struct tw_view element, rest = line;
	bool first = true;

	while (tw_list_next(&element, &rest)) {
		if (!first)
			tw_buffer_string(out, element.len ? "; " : ";");
		write_text(out, element);
		first = false;
	}
}

static void write_value_line(struct tw_buffer *out, struct tw_view text,
	bool list)
{
	if (list)
		write_list_line(out, text);
	else
		write_text(out, text);
	tw_buffer_byte(out, '\n');
}

/* True if the value begins on a line below its name. */
static bool begins_below(const struct tw_field *field)
{
	const char *from = field->name.ptr + field->name.len;

	return memchr(from, '\n', (size_t)(field->value->text.ptr - from));
}

static void write_field(struct tw_buffer *out, const struct tw_field *field)
{
	const struct tw_segment *s = field->value;
	bool list = is_list(field->kind) && !list_broken(s);

	write_comments(out, field->comments);
	if (field->kind < TW_KNOWN_FIELDS)
		tw_buffer_string(out, tw_field_name(field->kind));
	else
		tw_buffer_view(out, field->name);
	tw_buffer_byte(out, ':');
	if (s && !begins_below(field)) {
		tw_buffer_byte(out, ' ');
		write_value_line(out, s->text, list);
		s = s->next;
	} else {
		tw_buffer_byte(out, '\n');
	}
	for (; s; s = s->next) {
		write_comments(out, s->comments);
		tw_buffer_string(out, "  ");
		write_value_line(out, s->text, list);
	}
}

/* ---- items ---- */

bool tw_text_needs_escape(struct tw_view text)
{
	return text.ptr[0] == '[' ||
		tw_opening_read(text).state != TW_NO_STATE;
}

static void write_item(struct tw_buffer *out, const struct tw_item *item)
{
	write_comments(out, item->comments);
	tw_buffer_string(out, "- ");
	if (item->key.len) {
		tw_buffer_byte(out, '[');
		tw_buffer_view(out, item->key);
		tw_buffer_string(out, "] ");
	}
	if (item->state) {
		tw_buffer_byte(out, '(');
		tw_buffer_string(out, tw_state_name(item->state));
		tw_buffer_string(out, ") ");
	}
	if (item->escaped && tw_text_needs_escape(item->text->text))
		tw_buffer_byte(out, '\\');
	write_text(out, item->text->text);
	tw_buffer_byte(out, '\n');
	write_segments(out, item->text->next);
	for (const struct tw_detail *d = item->details; d; d = d->next) {
		write_comments(out, d->comments);
		tw_buffer_string(out, "  ");
		tw_buffer_byte(out, d->sign);
		tw_buffer_byte(out, ' ');
		write_text(out, d->name);
		if (d->sign != '>')
			tw_buffer_string(out, ": ");
		write_text(out, d->value);
		tw_buffer_byte(out, '\n');
	}
}

static void write_section(struct tw_buffer *out,
	const struct tw_section *section)
{
	if (out->len)
		tw_buffer_byte(out, '\n');
	write_comments(out, section->comments);
	tw_buffer_string(out, tw_section_name(section->kind));
	tw_buffer_byte(out, '\n');
	for (const struct tw_item *i = section->items; i; i = i->next)
		if (i->text)
			write_item(out, i);
	write_comments(out, section->closing);
}

void tw_record_write_to(struct tw_buffer *out, const struct tw_record *record)
{
	for (int kind = 0; kind <= TW_UNKNOWN_FIELD; kind++)
		for (const struct tw_field *f = record->fields; f; f = f->next)
			if ((int)f->kind == kind)
				write_field(out, f);
	write_comments(out, record->closing);
	for (int kind = 0; kind < TW_SECTIONS; kind++)
		for (const struct tw_section *s = record->sections; s;
		     s = s->next)
			if ((int)s->kind == kind)
				write_section(out, s);
}

enum tw_status tw_record_write(struct tw_view *text,
	const struct tw_record *record, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	enum tw_status status = TW_OK;

	if (record->diagnostics.layout)
		return tw_fail(err, TW_USAGE,
			"a record with layout errors cannot be written");
	/* The canonical form is hardly longer than what was read. */
	tw_buffer_reserve(&out, record->source.len + 64);
	tw_record_write_to(&out, record);
	*text = tw_arena_copy(arena, tw_buffer_get(&out));
	if (out.failed || !text->ptr)
		status = tw_fail_memory(err);
	tw_buffer_release(&out);
	return status;
}
