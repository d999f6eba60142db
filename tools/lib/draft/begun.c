/*
 * What two copies of a record, filled in apart, both began with.
 */
#include "draft/draft.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "corpus/catalog.h"
#include "corpus/paths.h"
#include "corpus/walk.h"

#include <string.h>

/* The questions of a draft; other comments may have been there or not. */
static bool keep_questions(struct tw_view *text, struct tw_arena *arena)
{
	struct tw_buffer kept = TW_BUFFER_INIT;
	struct tw_view rest = *text, words;
	bool failed;

	while (rest.len) {
		const char *newline = memchr(rest.ptr, '\n', rest.len);
		struct tw_view line = { rest.ptr, newline ?
			(size_t)(newline - rest.ptr) + 1 : rest.len };

		if (*line.ptr != '#' || tw_comment_says(&words, tw_trim(line),
		    TW_VIEW("draft")))
			tw_buffer_view(&kept, line);
		rest.ptr += line.len;
		rest.len -= line.len;
	}
	failed = kept.failed;
	*text = tw_arena_copy(arena, tw_buffer_get(&kept));
	tw_buffer_release(&kept);
	return !failed && text->ptr;
}

/* The last record of an earlier term in the folder of a path; NULL: none. */
static enum tw_status find_before(const struct tw_cataloged **before,
	struct tw_carrying *carrying, const char *path,
	const struct tw_record *record, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_view term = tw_record_value(record, TW_TERM, arena);
	const char *folder = tw_path_shown_above(arena, path);
	struct tw_catalog *catalog;
	enum tw_status status;

	if (!term.ptr || !folder)
		return tw_fail_memory(err);
	status = tw_catalog_read_priority(&catalog, arena, folder, err);
	if (!status && !catalog->count && catalog->notes.len)
		status = tw_fail(err, TW_IO, "%s", catalog->notes.ptr);
	if (status || !catalog->count || !tw_term_read(&carrying->term,
	    catalog->calendar, term))
		return status;
	*before = tw_catalog_before(catalog, catalog->records->area,
		catalog->records->priority, carrying->term);
	carrying->calendar = catalog->calendar;
	return TW_OK;
}

static enum tw_status draft_again(struct tw_view *text,
	struct tw_carrying *carrying, const struct tw_record *record,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_view priority = tw_record_value(record, TW_PRIORITY, arena);
	struct tw_view before = tw_record_value(carrying->before, TW_PRIORITY,
		arena);
	struct tw_draft draft;
	enum tw_status status;

	if (!priority.ptr || !before.ptr)
		return tw_fail_memory(err);
	if (!tw_view_equal(priority, before))
		return TW_OK;
	status = tw_draft_next(&draft, arena, carrying, err);
	if (status)
		return status;
	*text = draft.text;
	return keep_questions(text, arena) ? TW_OK : tw_fail_memory(err);
}

enum tw_status tw_draft_begun(struct tw_view *text, struct tw_arena *arena,
	const char *path, const struct tw_record *record, struct tw_error *err)
{
	const struct tw_cataloged *before = NULL;
	struct tw_carrying carrying = { .before = NULL };
	const char *slash = strrchr(path, '/');
	struct tw_record *found;
	enum tw_status status;

	*text = (struct tw_view){ NULL, 0 };
	if (!tw_walk_is_record(slash ? slash + 1 : path))
		return TW_OK;
	status = find_before(&before, &carrying, path, record, arena, err);
	if (!status && before)
		status = tw_catalog_load(&found, arena, before, err);
	if (!status && before) {
		carrying.before = found;
		carrying.from = before->term;
		status = draft_again(text, &carrying, record, arena, err);
	}
	return status == TW_USAGE ? TW_OK : status;
}
