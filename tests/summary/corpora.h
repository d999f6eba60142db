/*
 * Corpora made up from a seed, for summaries: areas that lie in several
 * folders, under several house rules and calendars, with priorities that carry
 * on others, a term that is there twice, and files that take no part.
 */
#ifndef TW_SUMMARY_CORPORA_H
#define TW_SUMMARY_CORPORA_H

#include "../property/random.h"

#include <stddef.h>

enum { CORPORA = 4, MOST_FILES = 400, PATH_ROOM = 96 };

struct corpora {
	char paths[MOST_FILES][PATH_ROOM]; /* of all files but house rules */
	size_t count;
	char roots[CORPORA][PATH_ROOM];    /* the folders of the corpora */
	size_t root_count;
	size_t left_out;                   /* how many take no part */
	bool one_calendar;
};

/*
 * Writes corpora below the folder in which one stands, which must be empty.
 * Failures end the test.
 */
void corpora_make(struct corpora *corpora, struct random *random);

/* Writes a file, with the folders above it. */
void corpora_write(const char *path, const char *bytes, size_t len);

#endif
