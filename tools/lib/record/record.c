#include <termwise/record.h>

#include "base/utf8.h"

#include <string.h>

const struct tw_field *tw_record_field(const struct tw_record *record,
	enum tw_field_kind kind)
{
	const struct tw_field *field = record->fields;

	while (field && field->kind != kind)
		field = field->next;
	return field;
}

const struct tw_section *tw_record_section(const struct tw_record *record,
	enum tw_section_kind kind)
{
	const struct tw_section *section = record->sections;

	while (section && section->kind != kind)
		section = section->next;
	return section;
}

struct tw_view tw_segments_join(const struct tw_segment *first,
	struct tw_arena *arena)
{
	struct tw_view joined = { "", 0 };
	size_t len = 0;
	char *at;

	if (!first)
		return joined;
	if (!first->next)
		return first->text;
	for (const struct tw_segment *s = first; s; s = s->next)
		len += s->text.len + (s->next != NULL);
	at = tw_arena_take(arena, len);
	joined = (struct tw_view){ at, at ? len : 0 };
	for (const struct tw_segment *s = first; at && s; s = s->next) {
		memcpy(at, s->text.ptr, s->text.len);
		at += s->text.len;
		if (s->next)
			*at++ = ' ';
	}
	return joined;
}

/* True if `text` has no blank but single spaces of ASCII. */
static bool spaced(struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c == '\t' || (c == ' ' && text.ptr[i - 1] == ' '))
			return false;
		if (c >= 0xC2 && tw_blank_start((struct tw_view){
		    text.ptr + i, text.len - i }))
			return false;
	}
	return true;
}

struct tw_view tw_words_join(const struct tw_segment *first,
	struct tw_arena *arena)
{
	struct tw_view joined = tw_segments_join(first, arena), rest;
	char *copy, *at;

	if (!joined.ptr || spaced(joined))
		return joined;
	copy = at = tw_arena_take(arena, joined.len);
	if (!copy)
		return (struct tw_view){ NULL, 0 };
	for (rest = joined; rest.len;) {
		size_t blank = tw_blank_start(rest);

		if (!blank)
			*at++ = *rest.ptr;
		else if (at[-1] != ' ')
			*at++ = ' ';
		rest.ptr += blank ? blank : 1;
		rest.len -= blank ? blank : 1;
	}
	return (struct tw_view){ copy, (size_t)(at - copy) };
}

struct tw_view tw_record_value(const struct tw_record *record,
	enum tw_field_kind kind, struct tw_arena *arena)
{
	const struct tw_field *field = tw_record_field(record, kind);

	return tw_segments_join(field ? field->value : NULL, arena);
}
