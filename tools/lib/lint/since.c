#include "lint/since.h"

#include "base/utf8.h"
#include "git/commit.h"
#include "git/patch.h"
#include "git/revision.h"
#include "lint/prints.h"

#include <stdlib.h>
#include <string.h>

struct tw_since {
	struct tw_revision *revision;
	struct tw_blobs *blobs;
	struct tw_buffer buffer;
};

/* ---- the revision ---- */

static enum tw_status turn(struct tw_since *since, const char *name,
	const char *tip, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_commit from, to, base;
	unsigned char (*ids)[32];
	size_t count = 0;
	enum tw_status status = tw_commit_find(&from, since->revision, name,
		arena, err);

	if (!status)
		status = tw_commit_find(&to, since->revision,
			tip ? tip : "HEAD", arena, err);
	if (!status)
		status = tw_commit_bases(&ids, &count, since->revision,
			from.id, to.id, arena, err);
	if (!status && count) {
		status = tw_commit_read(&base, since->revision, ids[0], arena,
			err);
		from = base;
	}
	if (!status)
		tw_revision_turn(since->revision, from.tree);
	return status;
}

enum tw_status tw_since_open(struct tw_since **since, const char *place,
	const char *name, const char *tip, struct tw_error *err)
{
	struct tw_since *opened = calloc(1, sizeof(*opened));
	struct tw_arena *arena = tw_arena_new();
	enum tw_status status = opened && arena ?
		tw_revision_open(&opened->revision, place, NULL, err) :
		tw_fail_memory(err);

	if (!status)
		status = turn(opened, name, tip, arena, err);
	if (!status)
		status = tw_blobs_open(&opened->blobs, opened->revision, err);
	tw_arena_free(arena);
	if (status)
		tw_since_close(opened);
	else
		*since = opened;
	return status;
}

void tw_since_close(struct tw_since *since)
{
	if (!since)
		return;
	tw_blobs_close(since->blobs);
	tw_revision_close(since->revision);
	tw_buffer_release(&since->buffer);
	free(since);
}

/* The path from the top of the repository; NULL: it lies elsewhere. */
static const char *path_of(const struct tw_since *since,
	const struct tw_entry *entry, struct tw_arena *arena)
{
	struct tw_view root = tw_revision_root(since->revision);
	struct tw_view place = entry->place;

	if (place.len > root.len && !memcmp(place.ptr, root.ptr, root.len))
		place = tw_after(place, root.len);
	else if (entry->kind != TW_ENTRY_BLOB && entry->kind != TW_ENTRY_HOUSE)
		return "";
	if (place.len && place.ptr[0] == '/')
		place = tw_after(place, 1);
	return tw_arena_format(arena, "%.*s", TW_ARG(place)).ptr;
}

enum tw_status tw_since_read(struct tw_view *bytes, bool *found,
	struct tw_since *since, const struct tw_entry *entry,
	struct tw_arena *arena, struct tw_error *err)
{
	enum { REGULAR = 0100000, KIND = 0170000 };
	const char *path = path_of(since, entry, arena);
	struct tw_tree_entry at;
	enum tw_status status = TW_OK;

	*found = false;
	if (!path)
		return tw_fail_memory(err);
	if (*path)
		status = tw_revision_find(&at, found, since->revision, path,
			err);
	*found = *found && (at.mode & KIND) == REGULAR;
	if (status || !*found)
		return status;
	status = tw_blobs_read(&since->buffer, since->blobs, at.id,
		TW_MAX_BYTES, entry->shown, err);
	*bytes = tw_buffer_get(&since->buffer);
	if (!bytes->ptr)
		bytes->ptr = "";
	return status;
}

/* ---- lines ---- */

static uint32_t count_lines(struct tw_view text)
{
	uint32_t count = 1;

	for (const char *at = text.ptr, *end = at + text.len; at < end &&
	     (at = memchr(at, '\n', (size_t)(end - at))); at++)
		count++;
	return count;
}

/* The number of the first line of a hunk, in "@@ -3,7 +3,8 @@". */
static uint32_t hunk_start(struct tw_view line)
{
	const char *plus = memchr(line.ptr, '+', line.len);

	return plus ? (uint32_t)strtoul(plus + 1, NULL, 10) : 0;
}

/* Marks lines as they go by in a patch: mark[i] is of line i. */
struct marking {
	uint32_t *mark, count;
	uint32_t line; /* the next one of the text; 0: before the first hunk */
	bool taken;    /* lines were taken out just before it */
};

/* Lines taken out, with none in their place, count for the line above. */
static void mark_taken(struct marking *m)
{
	if (m->taken && m->line > 1 && m->line - 1 <= m->count)
		m->mark[m->line - 1] = 1;
	m->taken = false;
}

static void mark_line(struct marking *m, struct tw_view line)
{
	switch (line.ptr[0]) {
	case '@':
		mark_taken(m);
		m->line = hunk_start(line);
		break;
	case '+':
		m->taken = false;
		if (m->line && m->line <= m->count)
			m->mark[m->line] = 1;
		m->line += m->line > 0;
		break;
	case '-':
		m->taken = m->line;
		break;
	case ' ':
		mark_taken(m);
		m->line += m->line > 0;
		break;
	default:
		break;
	}
}

static void mark_lines(uint32_t *mark, uint32_t count, struct tw_view patch)
{
	struct marking m = { mark, count, 0, false };

	while (patch.len) {
		const char *end = memchr(patch.ptr, '\n', patch.len);
		size_t len = end ? (size_t)(end - patch.ptr) + 1 : patch.len;

		mark_line(&m, (struct tw_view){ patch.ptr, len });
		patch = tw_after(patch, len);
	}
	mark_taken(&m);
}

enum tw_status tw_new_lines_find(struct tw_new_lines *lines,
	struct tw_view before, struct tw_view after, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_buffer patch = TW_BUFFER_INIT;
	uint32_t sum = 0, count = count_lines(after);
	uint32_t *mark = tw_arena_take(arena, (count + 2) * sizeof(*mark));
	enum tw_status status = mark ? tw_patch_add(&patch, before, after,
		"record", err) : tw_fail_memory(err);

	if (!status) {
		mark_lines(mark, count, tw_buffer_get(&patch));
		for (uint32_t i = 0; i < count + 2; i++) {
			uint32_t own = mark[i];

			mark[i] = sum;
			sum += own;
		}
		*lines = (struct tw_new_lines){ mark, count, false };
	}
	tw_buffer_release(&patch);
	return status;
}

bool tw_new_lines_any(const struct tw_new_lines *lines, uint32_t from,
	uint32_t to)
{
	uint32_t end = lines->count + 1;

	if (lines->all)
		return true;
	to = to < end ? to : end;
	return from < to && lines->before[to] > lines->before[from];
}

/* ---- findings ---- */

/* Goes through the things of a record, in the order of the text. */
struct things {
	const struct tw_field *field;
	const struct tw_section *section;
	const struct tw_item *item;
	const char *counted; /* the thing whose lines were counted last */
	uint32_t lines;
};

static uint32_t lines_in(struct things *t, struct tw_view raw)
{
	if (t->counted != raw.ptr) {
		t->counted = raw.ptr;
		t->lines = count_lines(raw) -
			(raw.len && raw.ptr[raw.len - 1] == '\n');
	}
	return t->lines;
}

/* The lines of the thing that a line stands in. */
static void find_thing(uint32_t *from, uint32_t *to, struct things *t,
	uint32_t line)
{
	*from = line;
	*to = line + 1;
	while (t->field && t->field->line + lines_in(t, t->field->raw) <= line)
		t->field = t->field->next;
	if (t->field && t->field->line <= line) {
		*from = t->field->line;
		*to = *from + lines_in(t, t->field->raw);
		return;
	}
	while (t->section && t->section->next &&
	       t->section->next->line <= line) {
		t->section = t->section->next;
		t->item = t->section->items;
	}
	if (!t->section || t->section->line > line)
		return;
	if (t->section->line == line) {
		*to = t->section->next ? t->section->next->line : UINT32_MAX;
		return;
	}
	while (t->item && t->item->line + lines_in(t, t->item->raw) <= line)
		t->item = t->item->next;
	if (t->item && t->item->line <= line) {
		*from = t->item->line;
		*to = *from + lines_in(t, t->item->raw);
	}
}

static bool had(const struct tw_diagnostics *older,
	const struct tw_diagnostic *wanted)
{
	const struct tw_diagnostic *d = older->first;

	for (; d && d->line == 1; d = d->next)
		if (d->id == wanted->id && tw_view_equal(d->hint,
		    wanted->hint))
			return true;
	return false;
}

void tw_new_lines_keep(bool *keep, const struct tw_new_lines *lines,
	const struct tw_record *record, const struct tw_diagnostics *found,
	const struct tw_diagnostics *older)
{
	struct things things = { .field = NULL };

	if (record) {
		things.field = record->fields;
		things.section = record->sections;
		things.item = record->sections ? record->sections->items :
			NULL;
	}
	for (const struct tw_diagnostic *d = found->first; d;
	     d = d->next, keep++) {
		uint32_t from, to;

		if (lines->all) {
			*keep = true;
		} else if (tw_finding_of_whole(d)) {
			*keep = !had(older, d);
		} else {
			find_thing(&from, &to, &things, d->line);
			*keep = tw_new_lines_any(lines, from, to);
		}
	}
}
