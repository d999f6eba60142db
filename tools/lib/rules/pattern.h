/*
 * Patterns of house rules. Whoever proposes a record may propose a pattern,
 * so that none is trusted: what it costs is counted in steps, and what it
 * takes more of is given up. The verdict hangs on pattern and text alone: it
 * is the same in every run and thread. spec/format.md, "Rules".
 *
 * This floor is the only one that sees PCRE2. Its compiler for the processor
 * is left alone, since it counts otherwise and knows no limits of its own.
 */
#ifndef TW_RULES_PATTERN_H
#define TW_RULES_PATTERN_H

#include "base/buffer.h"

enum {
	TW_PATTERN_MOST = 1000,  /* bytes of a pattern */
	TW_GROUPS_MOST = 50,     /* that capture */
	TW_RULED_MOST = 4096     /* bytes of a text */
};

/* Compiled; it may serve many threads at a time. */
struct tw_pattern;

/* What one thread has for itself. NULL without memory. */
struct tw_matcher;
struct tw_matcher *tw_matcher_new(void);
void tw_matcher_free(struct tw_matcher *matcher);

/*
 * Compiles a pattern, into `arena`. One that cannot be used is no failure:
 * *pattern is NULL then, `why` says so in `arena`, and *at is the byte of it
 * where that shows.
 */
enum tw_status tw_pattern_new(struct tw_pattern **pattern, struct tw_view *why,
	size_t *at, struct tw_view text, struct tw_arena *arena,
	struct tw_error *err);

/*
 * True if patterns may be sought in a text, and replace by one: if it is
 * UTF-8. What is not is an error of its own, and PCRE2 must not see it.
 */
bool tw_pattern_reads(struct tw_view text);

/* The steps that a text of so many bytes may take, whatever is found in it. */
uint64_t tw_pattern_budget(size_t length);

enum tw_verdict {
	TW_ABSENT, /* it does not match */
	TW_FOUND,
	TW_BEYOND  /* that cannot be told in the steps that are left */
};

/* Where in a text a pattern matches; it may be of no length. */
struct tw_span {
	size_t start, end;
};

/*
 * Seeks the first match at or behind `from` in a text that patterns read, and
 * that has at most TW_RULED_MOST bytes. What it took is taken off *steps.
 */
enum tw_status tw_pattern_seek(enum tw_verdict *verdict, struct tw_span *span,
	const struct tw_pattern *pattern, struct tw_matcher *matcher,
	struct tw_view text, size_t from, uint64_t *steps,
	struct tw_error *err);

/*
 * What `by`, with "$1" and "${name}" for groups, makes of the match that the
 * matcher found last, by the same pattern and text. *made is false, and `out`
 * untouched, if it makes nothing: it is wrong, or longer than TW_RULED_MOST.
 */
enum tw_status tw_pattern_replace(bool *made, struct tw_buffer *out,
	const struct tw_pattern *pattern, struct tw_matcher *matcher,
	struct tw_view text, struct tw_view by, struct tw_error *err);

#endif
