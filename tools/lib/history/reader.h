/*
 * Inside the floor of history: versions of records, read from a repository,
 * and held against each other.
 */
#ifndef TW_HISTORY_READER_H
#define TW_HISTORY_READER_H

#include "base/set.h"
#include "history/past.h"
#include "text/words.h"

/*
 * Bytes of files that were read: what a commit made of a file is what the next
 * one that changed it began with.
 */
enum {
	TW_KEPT_FILES = 4096,          /* one for each remainder of the ids */
	TW_KEPT_BYTES = 8 * 1024 * 1024,
	TW_KEPT_LONGEST = 64 * 1024
};

struct tw_kept_file {
	unsigned char id[32];
	char *bytes; /* NULL: there is none */
	size_t len;
};

struct tw_reader {
	struct tw_revision *revision;
	struct tw_blobs *blobs;
	struct tw_trees *trees;
	struct tw_lexicon *lexicon;
	struct tw_buffer bytes;
	struct tw_kept_file *kept; /* TW_KEPT_FILES, or NULL: none yet */
	size_t kept_bytes;
	struct tw_set given;       /* see tw_reader_give */
};

/* What failed to open is closed by tw_reader_close as well. */
enum tw_status tw_reader_open(struct tw_reader *reader,
	struct tw_revision *revision, struct tw_error *err);
void tw_reader_close(struct tw_reader *reader);

/*
 * Gives it the bytes of a file that the repository need not have, under the id
 * that they have there. They live, as `arena` does, longer than the reader.
 */
enum tw_status tw_reader_give(struct tw_reader *reader,
	const unsigned char id[32], struct tw_view bytes,
	struct tw_arena *arena, struct tw_error *err);

/*
 * Reads what stands at `path`; mode 0: nothing. What git has there but is no
 * file, or has a line without a place, is no record, but a version with a
 * fault.
 */
enum tw_status tw_version_read(struct tw_version *version,
	struct tw_reader *reader, const unsigned char id[32], uint32_t mode,
	struct tw_view path, struct tw_arena *arena, struct tw_error *err);

/* The same of bytes, which live as long as the version. */
enum tw_status tw_version_parse(struct tw_version *version,
	struct tw_view bytes, struct tw_arena *arena, struct tw_error *err);

/* Fills deed->edits of the versions, as far as they can be read. */
enum tw_status tw_deed_compare(struct tw_deed *deed,
	struct tw_reader *reader, struct tw_arena *arena,
	struct tw_error *err);

/*
 * Makes deeds of changes: versions read, renames found, edits filled in. What
 * is no record before and after is left out.
 */
enum tw_status tw_deeds_make(struct tw_deed **deeds, size_t *count,
	struct tw_reader *reader, const struct tw_tree_change *changes,
	size_t change_count, struct tw_arena *arena, struct tw_error *err);

/*
 * Of changes that appeared the one from which each came, of those that
 * vanished: from[i] of changes[i], or TW_NOWHERE. One is used once.
 */
enum tw_status tw_renames_find(size_t *from, struct tw_reader *reader,
	const struct tw_tree_change *changes, size_t count,
	const struct tw_tree_change *vanished, size_t vanished_count,
	struct tw_arena *arena, struct tw_error *err);

/* What a merge decided of a record; any version but `merged` may be absent. */
enum tw_status tw_decisions_find(struct tw_deed *deed,
	struct tw_reader *reader, const struct tw_version *base,
	const struct tw_version side[2], const struct tw_version *merged,
	struct tw_arena *arena, struct tw_error *err);

/* True of "*.txt" that is not house rules, and of folders to look into. */
bool tw_path_wanted(void *context, struct tw_view path, bool folder);

#endif
