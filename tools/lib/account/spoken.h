/*
 * Figures as texts say them: "4 high schools", "85% of pupils".
 */
#ifndef TW_ACCOUNT_SPOKEN_H
#define TW_ACCOUNT_SPOKEN_H

#include <termwise/base.h>

struct tw_spoken {
	struct tw_view value; /* as a detail line has it */
	struct tw_view name;  /* what it counts, in small letters */
	size_t start;         /* where in the text its number begins */
};

/*
 * The next figure in a text at or behind *at, which goes behind it; its name
 * is empty if there is none. Years, dates, ordinals, "Year 7" and the like
 * are none, nor is a number that nothing is said to be counted by. What it
 * has is of the text or in `arena`.
 */
enum tw_status tw_spoken_next(struct tw_spoken *figure, size_t *at,
	struct tw_view text, struct tw_arena *arena, struct tw_error *err);

/*
 * The one percentage of a text, whatever it is of, with no name; its value is
 * empty if there is none or several, or one that is none by tw_spoken_next.
 */
enum tw_status tw_spoken_percentage(struct tw_spoken *figure,
	struct tw_view text, struct tw_arena *arena, struct tw_error *err);

/* The next run of letters, hyphens and apostrophes, one blank before it. */
struct tw_view tw_spoken_word(struct tw_view text);

#endif
