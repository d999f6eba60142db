/*
 * Parts of a review, as Markdown: bounded, and safe whatever records say.
 */
#ifndef TW_REPORT_REVIEW_H
#define TW_REPORT_REVIEW_H

#include "export/export.h"
#include "lint/task.h"
#include "report/veil.h"

/* A part on its way: blocks, as long as they fit; and how many did not. */
struct tw_review_part {
	struct tw_buffer text;
	size_t most; /* bytes of it */
	size_t left;
};

/* Takes a block that fits, whole; false without memory. */
bool tw_review_add(struct tw_review_part *part, struct tw_view block);

/*
 * Appends the errors and warnings of a record on lines that a change touched:
 * changed[i] of line i + 1, of `lines`. Those on other lines are counted. All
 * of it, and `path`, may be shown as it is.
 */
void tw_review_findings(struct tw_buffer *out, const struct tw_judged *judged,
	struct tw_view path, const bool *changed, size_t lines);

/* Appends an update as officers know it, folded away, below a veil. */
void tw_review_update(struct tw_buffer *out, const struct tw_filed *filed,
	struct tw_view path, const struct tw_veil *veil);

/* A line of text of others, escaped. */
void tw_review_text(struct tw_buffer *out, struct tw_view text);

#endif
