/*
 * What changed since a revision: the copy of a record that it had, and the
 * parts of the record that are not the same any more.
 */
#ifndef TW_LINT_SINCE_H
#define TW_LINT_SINCE_H

#include "base/buffer.h"
#include "corpus/corpus.h"

#include <termwise/record.h>

/* A revision that is looked back to; for one thread. */
struct tw_since;

/*
 * Opens the commit at which `name` and `tip` (NULL: HEAD) parted, as "git diff
 * name...tip" does; where they have nothing in common, `name` itself. `place`
 * and all that fails are as in tw_revision_open.
 */
enum tw_status tw_since_open(struct tw_since **since, const char *place,
	const char *name, const char *tip, struct tw_error *err);
void tw_since_close(struct tw_since *since);

/*
 * Reads what was there in the place of an entry: a view into a buffer that is
 * used again; *found is false if there was no such file.
 */
enum tw_status tw_since_read(struct tw_view *bytes, bool *found,
	struct tw_since *since, const struct tw_entry *entry,
	struct tw_arena *arena, struct tw_error *err);

/* The lines of a text that are new, changed, or have lost one below them. */
struct tw_new_lines {
	uint32_t *before; /* [i]: how many there are before line i */
	uint32_t count;   /* lines of the text */
	bool all;         /* there was no text before */
};

/* Compares two texts, line by line. */
enum tw_status tw_new_lines_find(struct tw_new_lines *lines,
	struct tw_view before, struct tw_view after, struct tw_arena *arena,
	struct tw_error *err);

/* True if one of the lines from `from` on, and before `to`, is new. */
bool tw_new_lines_any(const struct tw_new_lines *lines, uint32_t from,
	uint32_t to);

/*
 * keep[i] tells if the ith finding is of what changed: of an item or a field
 * with a new line in it, of a heading with one in its section. One of the
 * record as a whole is kept if `older`, the record that was, had it not.
 */
void tw_new_lines_keep(bool *keep, const struct tw_new_lines *lines,
	const struct tw_record *record, const struct tw_diagnostics *found,
	const struct tw_diagnostics *older);

#endif
