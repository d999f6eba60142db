#include "draft/draft.h"

#include "base/buffer.h"
#include "draft/ask.h"

/* Headings without items, each with what it is for. */
static void add_sections(struct tw_record *record,
	struct tw_section sections[TW_SECTIONS], struct tw_asking *asking)
{
	for (int i = 0; i < TW_SECTIONS; i++) {
		struct tw_comment **end = &sections[i].closing;

		sections[i] = (struct tw_section){ .kind = i };
		if (i + 1 < TW_SECTIONS)
			sections[i].next = &sections[i + 1];
		tw_ask_section(asking, &end, i);
	}
	record->sections = sections;
}

enum tw_status tw_draft_first(struct tw_draft *draft, struct tw_arena *arena,
	const struct tw_view values[TW_KNOWN_FIELDS], struct tw_error *err)
{
	struct tw_asking asking = { .arena = arena };
	struct tw_section sections[TW_SECTIONS];
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_record *record;
	struct tw_view fields;
	enum tw_status status;

	for (int i = 0; i < TW_KNOWN_FIELDS; i++)
		if (values[i].len)
			tw_buffer_format(&text, "%s: %.*s\n",
				tw_field_name(i), TW_ARG(values[i]));
	fields = tw_arena_copy(arena, tw_buffer_get(&text));
	status = text.failed || !fields.ptr ? tw_fail_memory(err) :
		tw_record_parse(&record, arena, fields, err);
	tw_buffer_release(&text);
	if (status)
		return status;
	if (record->diagnostics.layout || record->sections)
		return tw_fail(err, TW_USAGE, "these fields make no record");
	add_sections(record, sections, &asking);
	if (asking.failed)
		return tw_fail_memory(err);
	draft->open = asking.count;
	return tw_record_write(&draft->text, record, arena, err);
}
