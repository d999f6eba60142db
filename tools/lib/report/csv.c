#include "report/csv.h"

#include "base/utf8.h"

#include <string.h>

/*
 * True if a spreadsheet may take a text for a formula, by a sign of usual or
 * of full width; and of what begins with the mark itself, so that the mark can
 * be taken off again.
 */
static bool is_armed(struct tw_view text)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };

	if (!text.len)
		return false;
	for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++)
		if (text.len >= strlen(wide[i]) &&
		    !memcmp(text.ptr, wide[i], strlen(wide[i])))
			return true;
	return strchr("=+-@\t\r'", text.ptr[0]);
}

static bool is_quoted(struct tw_view text)
{
	bool quoted = !text.len;

	for (size_t i = 0; i < text.len; i++)
		quoted |= text.ptr[i] == '"' || text.ptr[i] == ',' ||
			text.ptr[i] == ';' || text.ptr[i] == '\t' ||
			text.ptr[i] == '\r' || text.ptr[i] == '\n';
	return quoted;
}

static void add_text(struct tw_buffer *out, struct tw_view text)
{
	bool quoted = is_quoted(text);

	if (quoted)
		tw_buffer_byte(out, '"');
	if (is_armed(text))
		tw_buffer_byte(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			tw_buffer_byte(out, '"');
		tw_buffer_byte(out, text.ptr[i]);
	}
	if (quoted)
		tw_buffer_byte(out, '"');
}

void tw_csv_row(struct tw_buffer *out, const struct tw_data_table *table,
	const struct tw_view cells[TW_MOST_COLUMNS])
{
	for (size_t i = 0; i < table->count; i++) {
		enum tw_cell_kind kind = table->columns[i].kind;

		tw_buffer_string(out, i ? "," : "");
		if (!cells[i].ptr)
			continue;
		if (kind == TW_CELL_TEXT || kind == TW_CELL_ID)
			add_text(out, cells[i]);
		else
			tw_buffer_view(out, cells[i]);
	}
	tw_buffer_string(out, "\r\n");
}

void tw_csv_names(struct tw_buffer *out, const struct tw_data_table *table)
{
	for (size_t i = 0; i < table->count; i++)
		tw_buffer_format(out, i ? ",%s" : "%s",
			table->columns[i].name);
	tw_buffer_string(out, "\r\n");
}

/* What may not stand in a record is shown as a character that is none. */
struct tw_view tw_cell_text(struct tw_view text, struct tw_arena *arena)
{
	struct tw_buffer cell = TW_BUFFER_INIT;
	struct tw_view copy = { NULL, 0 };

	if (tw_ascii_plain(text))
		return text.ptr ? text : TW_VIEW("");
	while (text.len) {
		uint32_t code;
		size_t len = tw_utf8_decode(&code, text);

		if (!len || tw_code_forbidden(code))
			tw_buffer_string(&cell, "\xEF\xBF\xBD");
		else
			tw_buffer_add(&cell, text.ptr, len);
		text = tw_after(text, len ? len : 1);
	}
	if (!cell.failed)
		copy = tw_arena_copy(arena, tw_buffer_get(&cell));
	tw_buffer_release(&cell);
	return copy;
}
