/*
 * Inside the floor of history: the record of the term before, as a commit has
 * it, by the names of the files in a folder. spec/history.md, chapter 4.
 */
#ifndef TW_HISTORY_BEFORE_H
#define TW_HISTORY_BEFORE_H

#include "history/reader.h"

/* Where records are sought, and where what is found lives. */
struct tw_before_place {
	struct tw_reader *reader;
	const unsigned char *tree; /* of the commit */
	struct tw_arena *arena;
	struct tw_error *err;
};

/* A record that was found; entry.mode 0: there is none. */
struct tw_found_before {
	struct tw_view path; /* with a NUL behind it */
	struct tw_tree_entry entry;
};

/* The folder of a path, with its slash; of one at the top, empty. */
struct tw_view tw_folder_of(struct tw_view path);

/*
 * The folder beside `folder`, which has a slash at its end, of the priority
 * `slug`; ptr NULL: no memory.
 */
struct tw_view tw_folder_beside(struct tw_view folder, struct tw_view slug,
	struct tw_arena *arena);

/* The last record in a folder whose name comes before `name`. */
enum tw_status tw_before_find(struct tw_found_before *found,
	const struct tw_before_place *in, struct tw_view folder,
	struct tw_view name);

#endif
