/*
 * House rules: what a corpus declares for itself in house-rules.txt: its
 * areas and themes, its calendar, names of measures that are one, the
 * partners that items name, acronyms, and words that say what became of a
 * plan.
 * spec/format.md, "House rules".
 */
#ifndef TERMWISE_HOUSE_H
#define TERMWISE_HOUSE_H

#include <termwise/diagnostic.h>
#include <termwise/term.h>

/* What a cue says of a plan. */
enum tw_says {
	TW_SAYS_NOTHING,
	TW_SAYS_DONE,
	TW_SAYS_ONGOING,
	TW_SAYS_ON_HOLD,
	TW_SAYS_DROPPED,
	TW_SAYS_PLANNED /* it is still to come */
};

/* A declared name, and other names for it. */
struct tw_alias {
	struct tw_alias *next;
	struct tw_view name;
	struct tw_view also;  /* a list, parted by ";" (tw_list_next) */
	/* Of a theme its title, of an acronym what it means; else empty. */
	struct tw_view title;
	enum tw_says says; /* of a cue */
	uint32_t line;
};

/* Declared names in the order of the file, and how to find them. */
struct tw_set;
struct tw_names {
	struct tw_alias *first, **end;
	struct tw_set *set; /* NULL: none declared */
};

struct tw_house {
	struct tw_view source; /* the bytes that were read */
	struct tw_names areas;
	struct tw_names themes;
	struct tw_names measures;
	struct tw_names partners;
	struct tw_names acronyms;
	struct tw_names cues;
	struct tw_calendar calendar; /* the half-terms unless declared */
	struct tw_diagnostics diagnostics;
};

/* Reads house rules; they live in `arena` and hold views into `bytes`. */
enum tw_status tw_house_parse(struct tw_house **house, struct tw_arena *arena,
	struct tw_view bytes, struct tw_error *err);

/*
 * The declared name for `name`, by itself or as another name of it; NULL if
 * there is none. Letter case and runs of blanks do not count.
 */
const struct tw_alias *tw_names_find(const struct tw_names *names,
	struct tw_view name);

#endif
