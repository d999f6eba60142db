/*
 * Findings that can be mended without anybody being asked.
 */
#ifndef TW_LINT_MEND_H
#define TW_LINT_MEND_H

#include <termwise/record.h>

/*
 * The text of a judged record, mended: what "# merge:" comments told of is
 * settled, so their lines go. `text` lives in `arena` and *mended is how many
 * findings it is rid of; it is the record's own if there are none.
 */
enum tw_status tw_lint_mend(struct tw_view *text, size_t *mended,
	const struct tw_record *record, struct tw_arena *arena,
	struct tw_error *err);

#endif
