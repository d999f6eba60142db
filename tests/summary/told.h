/*
 * Summaries of records that a test writes down, without files. Failures end
 * the test.
 */
#ifndef TW_SUMMARY_TOLD_H
#define TW_SUMMARY_TOLD_H

#include "summary/county.h"

#include "match/match.h"

enum { MOST_TOLD = 160, MOST_TOLD_AREAS = 8 };

struct told {
	struct tw_arena *arena;
	struct tw_lexicon *lexicon;
	struct tw_house *house;             /* of the records to come */
	struct tw_filed filed[MOST_TOLD];
	size_t count;
	struct tw_summary_scope scope;
	struct tw_area areas[MOST_TOLD_AREAS];
	size_t area_count;
	struct tw_county county;
	struct tw_theme *themes;
	size_t theme_count;
};

/* Begins anew; `rules` are the house rules, NULL: none. */
void told_begin(struct told *told, const char *rules);
void told_end(struct told *told);

/* Other house rules for the records to come. */
void told_rules(struct told *told, const char *rules);

/*
 * Adds an update. `rest` is what comes behind its fields: more fields, an
 * empty line, and sections.
 */
void told_add(struct told *told, const char *area, const char *priority,
	const char *term, const char *rest);

/* Summarises all that was added. */
void told_tell(struct told *told);

/* A story of the first area; a row of any; a theme. They must be there. */
const struct tw_story *told_story(const struct told *told,
	const char *priority);
const struct tw_row *told_row(const struct told *told, const char *area,
	const char *priority);
const struct tw_theme *told_theme(const struct told *told, const char *slug);

/* A value as people see it; `to` is room for it. */
const char *told_value(char to[static TW_VALUE_ROOM], struct tw_value value);

#define assert_value(value, text) \
	do { \
		char shown[TW_VALUE_ROOM]; \
		assert_string_equal(told_value(shown, value), text); \
	} while (0)

#endif
