/*
 * Figures that are typed as people speak: what was meant by them.
 */
#ifndef TW_LINT_MEANT_H
#define TW_LINT_MEANT_H

#include <termwise/value.h>

enum tw_meant {
	TW_MEANT_NONE,
	TW_MEANT_ONE,  /* `value` says which */
	TW_MEANT_RANGE /* "3 to 5" */
};

/*
 * Reads "about 40", "40+", "eight", "81 per cent", "12/14", "1.5k", "91,5%",
 * "12 pupils" and the like: a suggestion, for somebody to look at.
 */
enum tw_meant tw_value_meant(struct tw_value *value, struct tw_view text);

/*
 * Reads "schools 4", "4 schools" and "schools - 4" as a name and the text of
 * its value, both in `text`; false if it is neither.
 */
bool tw_detail_meant(struct tw_view *name, struct tw_view *value,
	struct tw_view text);

#endif
