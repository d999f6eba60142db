/*
 * The words that made-up records are written in: undertakings of the field,
 * each worded in more than one way, as people do from term to term.
 */
#ifndef TW_BENCH_WORDS_H
#define TW_BENCH_WORDS_H

#include "base/buffer.h"
#include "property/random.h"

/* One undertaking, as numbers of the parts that its sentences are made of. */
struct work {
	unsigned object, verb, partner, aim, tail;
};

enum { WORDINGS = 3 }; /* of a plan, and of a report */

/* No two undertakings of a priority are about one object; there are 48. */
enum { OBJECTS = 48 };
void work_make(struct work *work, struct random *random, unsigned object);

/* The slug by which it may be traced. */
const char *work_key(const struct work *work);

/* Appends a sentence that promises it, or that says it was done. */
void work_plan(struct tw_buffer *out, const struct work *work,
	unsigned wording);
void work_report(struct tw_buffer *out, const struct work *work,
	unsigned wording);

/* Appends a sentence of impact that is about no figure. */
void work_impact(struct tw_buffer *out, const struct work *work,
	unsigned wording);

/* What a priority is about: a row for each of an area. */
struct topic {
	const char *slug, *title, *themes, *subject;
	const char *scope;
	const char *outcomes[4][2]; /* key and text */
	const char *level, *share, *addition; /* names of measures */
};

enum { TOPICS = 10 };
extern const struct topic topics[TOPICS];

/* Appends how the work is handed on. */
void exit_add(struct tw_buffer *out, const struct topic *topic,
	unsigned number, unsigned wording);

/* Appends the name of an area, the list of its officers. */
enum { AREAS = 8000 };
void area_add(struct tw_buffer *out, unsigned number);
void officers_add(struct tw_buffer *out, struct random *random);

#endif
