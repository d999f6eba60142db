/*
 * What was found in merges of the past, for people and for programs.
 */
#ifndef TW_REPORT_AUDIT_H
#define TW_REPORT_AUDIT_H

#include "base/buffer.h"
#include "git/commit.h"
#include "merge/audit.h"

/* A finding, with where and when it came about. */
struct tw_audited {
	const struct tw_commit *commit; /* with two parents */
	struct tw_view id, day;         /* as people write them */
	struct tw_view path;            /* below the repository's top */
	struct tw_view who[2];          /* ours, theirs; empty: nobody known */
	const struct tw_audit_finding *finding;
	bool first; /* of this merge, which is said once */
};

/* For people; wrapped at `width`. Safe to show. */
void tw_audit_text(struct tw_buffer *out, const struct tw_audited *audited,
	unsigned width, bool color);

/* "path:line:1: error: message [kind]", a line each. Safe to show. */
void tw_audit_gcc(struct tw_buffer *out, const struct tw_audited *audited);

/* An object of the JSON array "audit", with a comma before it. */
void tw_audit_json(struct tw_buffer *out, const struct tw_audited *audited);

#endif
