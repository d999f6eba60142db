/*
 * What a finding is known by where lines move: its fingerprint.
 */
#ifndef TW_LINT_PRINTS_H
#define TW_LINT_PRINTS_H

#include <termwise/diagnostic.h>

/*
 * The same for the same finding in the same words of a record, wherever in
 * the file they stand; alike ones of a file are numbered from 1. The hash is
 * one of every machine: 64-bit FNV-1a over the id, the path below the root
 * and the line, blanks left out.
 */
struct tw_print {
	uint64_t hash;
	uint32_t number;
};

/* True of what is missing: there is no line to show, and the hint says it. */
bool tw_finding_of_whole(const struct tw_diagnostic *diagnostic);

/*
 * Makes the prints of all findings, in their order, in `arena`. Of `source`
 * only what may be shown must be in it: a hash of a telephone number tells
 * the number.
 */
enum tw_status tw_prints_make(struct tw_print **prints,
	struct tw_arena *arena, const struct tw_diagnostics *diagnostics,
	struct tw_view below, struct tw_view source, struct tw_error *err);

#endif
