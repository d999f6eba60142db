/*
 * What people name on the command line, as a path of a repository's tree.
 */
#ifndef TW_CLI_PLACE_H
#define TW_CLI_PLACE_H

#include "git/commit.h"
#include "git/trees.h"

#include <termwise/house.h>

/* A place in the tree of a commit, as it was asked for. */
struct tw_tree_place {
	struct tw_revision *revision;
	struct tw_commit commit; /* that is looked at, or from */
	struct tw_view path;     /* below the top, with a NUL behind it */
	struct tw_tree_entry entry; /* what stands there; mode 0: nothing */
	struct tw_view key;      /* behind "#"; empty: none */
};

/* A path as given, below the top of the repository; TW_IO if it is outside. */
enum tw_status tw_place_below(struct tw_view *below,
	const struct tw_revision *revision, const char *path,
	struct tw_arena *arena, struct tw_error *err);

/*
 * Opens the repository that an argument lies in (NULL: the folder "records"
 * here or above) and finds `name` (NULL: HEAD) in it, or the newest of its
 * first parents that is not after a date, if one is given that has been
 * looked at. The argument is a path, there now or once, or AREA/PRIORITY; if
 * it is `keyed`, "#KEY" may stand behind. tw_place_close ends it in any case.
 */
enum tw_status tw_place_open(struct tw_tree_place *place, const char *argument,
	const char *name, const char *date, bool keyed, struct tw_arena *arena,
	struct tw_error *err);
void tw_place_close(struct tw_tree_place *place);

/*
 * The house rules that hold for what stands at place->path, or NULL. They
 * live in `arena`.
 */
enum tw_status tw_place_house(const struct tw_house **house,
	struct tw_tree_place *place, struct tw_arena *arena,
	struct tw_error *err);

#endif
