/*
 * Findings that can be mended, mended. What mends a finding it says itself
 * (struct tw_mend); spec/diagnostics.md, "What lint mends".
 */
#ifndef TW_LINT_MEND_H
#define TW_LINT_MEND_H

#include <termwise/record.h>

/*
 * The text of a judged record, mended as far as no mend stands in another's
 * way: `text` lives in `arena` and *mended is how many findings it is rid of;
 * it is the record's own if there are none. `unsafe`: also by mends that may
 * say something else than was meant. Where the text would have fewer fields,
 * sections or items than before, or a line more without a place, nothing is
 * mended and *spoilt is set.
 */
enum tw_status tw_lint_mend(struct tw_view *text, size_t *mended,
	bool *spoilt, const struct tw_record *record, bool unsafe,
	struct tw_arena *arena, struct tw_error *err);

#endif
