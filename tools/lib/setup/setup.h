/*
 * What a repository needs so that git merges, shows and checks records as
 * termwise does: put there, looked over, or taken back.
 */
#ifndef TW_SETUP_SETUP_H
#define TW_SETUP_SETUP_H

#include <termwise/base.h>

enum tw_setup_action { TW_SETUP_PUT, TW_SETUP_CHECK, TW_SETUP_REMOVE };

/* Sites that run checks on what is pushed to them; to be or-ed together. */
enum tw_setup_sites {
	TW_SETUP_NOWHERE = 0,
	TW_SETUP_GITHUB = 1,
	TW_SETUP_GITLAB = 2,
	TW_SETUP_DETECTED = 4 /* those that the repository seems to be on */
};

struct tw_setup_options {
	enum tw_setup_action action;
	const char *place;    /* a folder of the repository */
	const char *records;  /* their folder, from its top; NULL: sought */
	const char *programs; /* the folder of ours */
	const char *path;     /* folders where programs are sought: PATH */
	unsigned sites;
	bool shared;          /* only what all clones have */
};

/* What became of a thing, or how it is. */
enum tw_setup_state {
	TW_SETUP_DONE,     /* put there */
	TW_SETUP_UPDATED,
	TW_SETUP_THERE,    /* and as it should be */
	TW_SETUP_TAKEN,    /* back */
	TW_SETUP_ABSENT,   /* so that there is nothing to take back */
	TW_SETUP_UNASKED,  /* not put, for nobody needs it */
	TW_SETUP_CHANGED,  /* by somebody, and thus left alone */
	TW_SETUP_LEFT,     /* to be done by hand */
	TW_SETUP_MISSING,
	TW_SETUP_STALE,
	TW_SETUP_SHADOWED,
	TW_SETUP_FAILED,   /* could not be read or written */
	TW_SETUP_STATES
};

/* One thing, in the arena. */
struct tw_setup_thing {
	struct tw_setup_thing *next;
	const char *what;  /* "merge driver" */
	enum tw_setup_state state;
	const char *says;  /* where it is, why, what to do; or "" */
};

/*
 * Goes through all things. What cannot be read or written is a thing that
 * failed, and the others are done all the same; but if the repository cannot
 * be opened, has no work tree, or the records cannot lie where they are said
 * to, that is the status.
 */
enum tw_status tw_setup_run(struct tw_setup_thing **things,
	const struct tw_setup_options *options, struct tw_arena *arena,
	struct tw_error *err);

#endif
