#include "lint/mend.h"

#include "base/buffer.h"

#include <string.h>

enum { BOM_LENGTH = 3 };

/* Where a line of the text begins, sought from an earlier line's start. */
static const char *line_start(const char *at, uint32_t from, uint32_t line,
	const char *end)
{
	for (; from < line && at < end; from++) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		at = newline ? newline + 1 : end;
	}
	return at;
}

static void leave_out_lines(struct tw_buffer *out, size_t *mended,
	const struct tw_record *record)
{
	const struct tw_diagnostic *d = record->diagnostics.first;
	const char *kept = record->source.ptr;
	const char *end = kept + record->source.len, *next;
	const char *at = kept + (record->bom ? BOM_LENGTH : 0);
	uint32_t line = 1;

	for (; d; d = d->next) {
		if (d->id != TW_DIAG_MERGE_COMMENT)
			continue;
		at = line_start(at, line, d->line, end);
		next = line_start(at, 0, 1, end);
		tw_buffer_add(out, kept, (size_t)(at - kept));
		at = kept = next;
		line = d->line + 1;
		++*mended;
	}
	tw_buffer_add(out, kept, (size_t)(end - kept));
}

enum tw_status tw_lint_mend(struct tw_view *text, size_t *mended,
	const struct tw_record *record, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	bool failed;

	*mended = 0;
	*text = record->source;
	leave_out_lines(&out, mended, record);
	if (*mended)
		*text = tw_arena_copy(arena, tw_buffer_get(&out));
	failed = out.failed || !text->ptr;
	tw_buffer_release(&out);
	return failed ? tw_fail_memory(err) : TW_OK;
}
