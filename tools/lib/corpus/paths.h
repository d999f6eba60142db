/*
 * Paths: as people write them, and whole, from "/" and without one at the
 * end.
 */
#ifndef TW_CORPUS_PATHS_H
#define TW_CORPUS_PATHS_H

#include <termwise/base.h>

/* The folder in which one stands, in `arena`; TW_IO if it is gone. */
enum tw_status tw_path_here(const char **here, struct tw_arena *arena,
	struct tw_error *err);

/* The folder that a whole path lies in; of what lies in "/", empty. */
struct tw_view tw_path_above(struct tw_view place);

/* True of a folder itself and of all in it; "" is the one that has all. */
bool tw_path_below(struct tw_view path, struct tw_view folder);

/* "FOLDER/NAME" with a NUL behind it; ptr NULL: no memory. */
struct tw_view tw_path_join(struct tw_arena *arena, struct tw_view folder,
	const char *name);

/*
 * The same as people see it: NAME alone where the folder goes unsaid. NULL:
 * no memory.
 */
const char *tw_path_shown(struct tw_arena *arena, const char *folder,
	const char *name);

/*
 * The folder that a path lies in, as people see it; "" is where one stands.
 * Of one that may be a link, ".." is spelt out. NULL: no memory.
 */
const char *tw_path_shown_above(struct tw_arena *arena, const char *shown);

/* The whole path that `path` is, seen from `here`, dots worked out. */
struct tw_view tw_path_whole(struct tw_arena *arena, const char *here,
	const char *path);

#endif
