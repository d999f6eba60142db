/*
 * What two revisions say of the same update: of one priority of one area in
 * one term, wherever its record lies in each.
 */
#ifndef TW_HISTORY_UPDATES_H
#define TW_HISTORY_UPDATES_H

#include "corpus/filed.h"
#include "history/past.h"

/* An update, as either revision has it or both do. */
struct tw_update_edit {
	struct tw_deed deed;
	struct tw_filed was, is; /* .record NULL: it is not there, or is no */
	                         /* record that could be filed */
};

/*
 * Takes deeds, as tw_deeds_between makes them, apart and puts those together
 * that are about one update: a record that became one of another term is
 * another update, and one that lies elsewhere is not. houses[0] and [1] are
 * those that name areas in each revision; NULL: none. By path, in `arena`.
 */
enum tw_status tw_updates_find(struct tw_update_edit **updates, size_t *count,
	struct tw_reader *reader, const struct tw_deed *deeds,
	size_t deed_count, const struct tw_house *const houses[2],
	struct tw_arena *arena, struct tw_error *err);

#endif
