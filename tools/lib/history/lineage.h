/*
 * A priority and what it carries on: the folders in which its history lies.
 */
#ifndef TW_HISTORY_LINEAGE_H
#define TW_HISTORY_LINEAGE_H

#include "git/revision.h"

#include <termwise/record.h>

enum { TW_MOST_LINEAGE = 32 };

struct tw_lineage {
	struct tw_view paths[TW_MOST_LINEAGE]; /* the first: that was asked for */
	size_t count;
	struct tw_record *latest; /* the last by name in the first folder; or
	                           * NULL: it has none that can be read */
};

/*
 * Follows what the records of a folder, as the revision's tree has them, say
 * they succeed, and what those do: folders beside it. A file, or a folder
 * without records of its own, has no other lineage than itself.
 */
enum tw_status tw_lineage_find(struct tw_lineage *lineage,
	struct tw_revision *revision, struct tw_view path,
	struct tw_arena *arena, struct tw_error *err);

#endif
