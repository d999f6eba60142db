/*
 * What a record says, of a record made up and of one read: the two must not
 * differ.
 */
#include "model.h"

#include <string.h>

static void add_comment(struct tw_buffer *out, struct tw_view text)
{
	tw_buffer_format(out, "    comment <%.*s>\n", TW_ARG(text));
}

static void add_text(struct tw_buffer *out, struct tw_view text)
{
	tw_buffer_format(out, "  line <%.*s>\n", TW_ARG(text));
}

/* ---- of a record made up ---- */

static void dump_made_comments(struct tw_buffer *out,
	const struct made_comments *comments)
{
	for (unsigned i = 0; i < comments->count; i++)
		add_comment(out, tw_view_of(comments->text[i]));
}

static void dump_made_lines(struct tw_buffer *out,
	const struct made_line *lines, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		dump_made_comments(out, &lines[i].comments);
		add_text(out, tw_view_of(lines[i].text));
	}
}

static void dump_made_item(struct tw_buffer *out, const struct made_item *item)
{
	dump_made_comments(out, &item->comments);
	tw_buffer_format(out, " item key <%s> state %d\n",
		item->key ? item->key : "", (int)item->state);
	dump_made_lines(out, item->lines, item->count);
	for (unsigned i = 0; i < item->detail_count; i++) {
		dump_made_comments(out, &item->details[i].comments);
		tw_buffer_format(out, "  detail %c <%s> <%s>\n",
			item->details[i].sign, item->details[i].name,
			item->details[i].value);
	}
}

void made_dump(struct tw_buffer *out, const struct made *made)
{
	for (unsigned i = 0; i < made->field_count; i++) {
		const struct made_field *f = &made->fields[i];

		dump_made_comments(out, &f->comments);
		tw_buffer_format(out, "field %d <%s>\n", (int)f->kind,
			f->name ? f->name : "");
		dump_made_lines(out, f->lines, f->count);
	}
	dump_made_comments(out, &made->closing);
	for (unsigned i = 0; i < made->section_count; i++) {
		const struct made_section *s = &made->sections[i];

		dump_made_comments(out, &s->comments);
		tw_buffer_format(out, "section %d\n", (int)s->kind);
		for (unsigned j = 0; j < s->count; j++)
			dump_made_item(out, &s->items[j]);
		dump_made_comments(out, &s->closing);
	}
}

/* ---- of a record read ---- */

static void dump_comments(struct tw_buffer *out, const struct tw_comment *c)
{
	for (; c; c = c->next)
		add_comment(out, c->text);
}

/*
 * Adds a text with its tabs as spaces; a list, the blanks about its
 * semicolons as they are canonical.
 */
static void dump_segments(struct tw_buffer *out, const struct tw_segment *s,
	bool list)
{
	for (; s; s = s->next) {
		struct tw_view rest = s->text, element;
		size_t start;

		dump_comments(out, s->comments);
		tw_buffer_string(out, "  line <");
		start = out->len;
		for (bool first = true; list && tw_list_next(&element, &rest);
		     first = false)
			tw_buffer_format(out, "%s%.*s", first ? "" :
				element.len ? "; " : ";", TW_ARG(element));
		if (!list)
			tw_buffer_view(out, rest);
		for (size_t i = start; i < out->len; i++)
			if (out->ptr[i] == '\t')
				out->ptr[i] = ' ';
		tw_buffer_string(out, ">\n");
	}
}

/* True if a list has no empty element. */
static bool is_parted(const struct tw_field *field)
{
	struct tw_view rest, element;
	struct tw_arena *arena = tw_arena_new();
	bool parted = field->kind == TW_OFFICERS ||
		field->kind == TW_SUCCEEDS || field->kind == TW_THEME;

	rest = arena ? tw_segments_join(field->value, arena) :
		(struct tw_view){ NULL, 0 };
	while (parted && tw_list_next(&element, &rest))
		parted = element.len > 0;
	tw_arena_free(arena);
	return parted;
}

static void dump_spaced(struct tw_buffer *out, struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++)
		tw_buffer_byte(out, text.ptr[i] == '\t' ? ' ' : text.ptr[i]);
}

static void dump_item(struct tw_buffer *out, const struct tw_item *item)
{
	dump_comments(out, item->comments);
	tw_buffer_format(out, " item key <%.*s> state %d\n",
		TW_ARG(item->key), (int)item->state);
	dump_segments(out, item->text, false);
	for (const struct tw_detail *d = item->details; d; d = d->next) {
		dump_comments(out, d->comments);
		tw_buffer_format(out, "  detail %c <", d->sign);
		dump_spaced(out, d->name);
		tw_buffer_string(out, "> <");
		dump_spaced(out, d->value);
		tw_buffer_string(out, ">\n");
	}
}

static void dump_field(struct tw_buffer *out, const struct tw_field *field)
{
	bool named = field->kind >= TW_KNOWN_FIELDS;

	dump_comments(out, field->comments);
	tw_buffer_format(out, "field %d <%.*s>\n", (int)field->kind,
		named ? (int)field->name.len : 0, field->name.ptr);
	dump_segments(out, field->value, is_parted(field));
}

static void dump_section(struct tw_buffer *out,
	const struct tw_section *section)
{
	dump_comments(out, section->comments);
	tw_buffer_format(out, "section %d\n", (int)section->kind);
	for (const struct tw_item *i = section->items; i; i = i->next)
		dump_item(out, i);
	dump_comments(out, section->closing);
}

void record_dump(struct tw_buffer *out, const struct tw_record *record)
{
	for (int kind = 0; kind <= TW_UNKNOWN_FIELD; kind++)
		for (const struct tw_field *f = record->fields; f; f = f->next)
			if ((int)f->kind == kind)
				dump_field(out, f);
	dump_comments(out, record->closing);
	for (int kind = 0; kind < TW_SECTIONS; kind++)
		for (const struct tw_section *s = record->sections; s;
		     s = s->next)
			if ((int)s->kind == kind)
				dump_section(out, s);
}
