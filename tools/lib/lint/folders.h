/*
 * The records of a task by their folders, each of which is a priority, and
 * in the order of the terms that their names tell.
 */
#ifndef TW_LINT_FOLDERS_H
#define TW_LINT_FOLDERS_H

#include "base/set.h"
#include "corpus/corpus.h"

/* An entry of a folder. */
struct tw_dated {
	const struct tw_entry *entry;
	struct tw_term term; /* that its name tells */
	size_t at;           /* its place in the task, of those in the folder */
	bool has_term;
};

struct tw_priority_folder {
	struct tw_priority_folder *next;
	struct tw_view place;
	struct tw_dated *dated; /* in time; without a term: last */
	size_t count;
	size_t asked;           /* how many are not there beside others only */
};

struct tw_folders {
	struct tw_priority_folder *first, **end; /* in the order of the task */
	struct tw_set set;                       /* by place */
	struct tw_view whole; /* the folder whose folders are all here */
};

/*
 * Files the entries of a task that are records, whether they can be read or
 * not; what is asked for and lies beside as well is there once. It all lives
 * in `arena`, as long as the task does.
 */
enum tw_status tw_folders_make(struct tw_folders *folders,
	const struct tw_task *task, struct tw_arena *arena,
	struct tw_error *err);

/* The folder that another one's neighbour of this name is; NULL: none. */
const struct tw_priority_folder *tw_folders_beside(
	const struct tw_folders *folders,
	const struct tw_priority_folder *folder, struct tw_view name);

/* The folder that a folder lies in, and the last part of its place. */
struct tw_view tw_folder_above(const struct tw_priority_folder *folder);
struct tw_view tw_folder_name(const struct tw_priority_folder *folder);

#endif
