#include <termwise/record.h>

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

struct tw_view tw_record_value(const struct tw_record *record,
	enum tw_field_kind kind, struct tw_arena *arena)
{
	const struct tw_field *field = tw_record_field(record, kind);

	return tw_segments_join(field ? field->value : NULL, arena);
}
