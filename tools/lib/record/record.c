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

/* A bit of each byte of `word` that is `byte`; all of them are ASCII. */
static uint64_t bytes_that_are(uint64_t word, unsigned char byte)
{
	const uint64_t low = 0x7F7F7F7F7F7F7F7F;
	uint64_t other = word ^ byte * UINT64_C(0x0101010101010101);

	return ~(((other & low) + low) | other | low);
}

/*
 * How far `text` surely has no blank but single spaces, eight bytes at a time
 * for as long as all are ASCII.
 */
static size_t spaced_ahead(struct tw_view text)
{
	size_t i = 0;

	for (; i + 8 <= text.len; i += 8) {
		uint64_t word, spaces;

		memcpy(&word, text.ptr + i, sizeof(word));
		if (word & 0x8080808080808080)
			break;
		spaces = bytes_that_are(word, ' ');
		if (bytes_that_are(word, '\t') || (spaces & spaces << 8))
			break;
		if (text.ptr[i] == ' ' && i && text.ptr[i - 1] == ' ')
			break;
	}
	return i;
}

/* True if `text` has no blank but single spaces of ASCII. */
static bool spaced(struct tw_view text)
{
	for (size_t i = spaced_ahead(text); i < text.len; i++) {
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
