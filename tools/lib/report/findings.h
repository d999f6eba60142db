/*
 * Findings of one file, for people and for programs.
 */
#ifndef TW_REPORT_FINDINGS_H
#define TW_REPORT_FINDINGS_H

#include "base/buffer.h"

#include "lint/task.h"

/*
 * For people: errors and warnings with their line and a caret, advice once
 * for each id, notes in one line each. Safe to show.
 */
void tw_findings_text(struct tw_buffer *out, const struct tw_judged *judged,
	bool color);

/* "path:line:column: error: message; hint [id]", a line each. Safe to show. */
void tw_findings_gcc(struct tw_buffer *out, const struct tw_judged *judged);

/* Objects of the JSON array "findings", with a comma before each. */
void tw_findings_json(struct tw_buffer *out, const struct tw_judged *judged);

#endif
