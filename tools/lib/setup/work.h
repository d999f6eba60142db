/*
 * A run over a repository, and what its parts share.
 */
#ifndef TW_SETUP_WORK_H
#define TW_SETUP_WORK_H

#include "git/config.h"
#include "setup/block.h"
#include "setup/setup.h"

#include <sys/stat.h>

enum { TW_SETUP_MOST = 1 << 20 }; /* bytes of a file that is looked into */

struct tw_setup {
	const struct tw_setup_options *options;
	struct tw_arena *arena;
	struct tw_config *config;
	struct tw_view root;    /* of the work tree, without a slash behind */
	struct tw_view common;  /* what linked work trees share */
	const char **folders;   /* of records, from the root; "." is it */
	size_t folder_count;
	bool blind;             /* they cannot be told; that is said */
	struct tw_setup_thing *first, **end;
};

/* What lies at a path, 0: nothing. TW_IO if the disk cannot tell. */
enum tw_status tw_setup_kind(mode_t *kind, const char *path,
	const char *shown, struct tw_error *err);

/* Says what became of a thing. */
enum tw_status tw_setup_say(struct tw_setup *setup, const char *what,
	enum tw_setup_state state, struct tw_error *err, const char *format,
	...) __attribute__((format(printf, 5, 6)));

/* The same of what could not be read or written; only memory fails. */
enum tw_status tw_setup_failed(struct tw_setup *setup, const char *what,
	enum tw_status status, struct tw_error *err);

/*
 * A file below `base` as people see it: from the top of the work tree if it
 * lies in it, else its whole path. NULL: no memory.
 */
const char *tw_setup_shown(struct tw_setup *setup, struct tw_view base,
	const char *name);

/* A text of ours, and the file that it goes into. */
struct tw_setup_piece {
	const char *what;         /* "merge driver" */
	struct tw_view base;      /* a folder that no link can lead out of */
	const char *name;         /* of the file, from there */
	const char *shown;        /* the file, as people see it */
	const char *head;         /* the first line of a new one, or "" */
	struct tw_view body;
	enum tw_block_place place;
	bool program;             /* a new one is to be run */
	bool alone;               /* nothing of others is in it */
	bool locked;              /* as git locks what it writes */
};

/* A file as it is; the text is in the arena. */
struct tw_look {
	bool exists, runs; /* runs: may be run by its owner */
	bool link;
	const char *path;
	struct tw_view text;
	struct tw_setup_block block;
};

/* TW_IO says that the file cannot be read. */
enum tw_status tw_setup_look(struct tw_look *look, struct tw_setup *setup,
	const struct tw_setup_piece *piece, struct tw_error *err);

/* How a piece is, for one who checks: nothing is written. */
enum tw_setup_state tw_setup_state_of(const struct tw_look *look,
	const struct tw_setup_piece *piece);

/* Puts a piece, looks it over, or takes it back, and says so. */
enum tw_status tw_setup_piece(struct tw_setup *setup,
	const struct tw_setup_piece *piece, struct tw_error *err);

/* The things, one by one. */
enum tw_status tw_setup_attributes(struct tw_setup *setup,
	struct tw_error *err);
enum tw_status tw_setup_settings(struct tw_setup *setup,
	struct tw_error *err);
enum tw_status tw_setup_hook(struct tw_setup *setup, struct tw_error *err);
enum tw_status tw_setup_ci(struct tw_setup *setup, struct tw_error *err);
enum tw_status tw_setup_programs(struct tw_setup *setup,
	struct tw_error *err);

enum tw_status tw_setup_leftovers(struct tw_setup *setup,
	struct tw_error *err);

/* Says what else than ours is in force for records, and where it stands. */
enum tw_status tw_setup_shadows(struct tw_setup *setup, const char *what,
	bool *shadowed, struct tw_error *err);

/* Finds the folders of the records. */
enum tw_status tw_setup_folders(struct tw_setup *setup, struct tw_error *err);
/* The line of our block that tells of a folder, around its name. */
#define TW_SETUP_FOLDER_BEGIN "# The records in "
#define TW_SETUP_FOLDER_END "/:"

/* Stands in every program before its version; see cli/cli.c. */
#define TW_SETUP_TAG "@(#)termwise "

/* A file of tools/share, as it is built in. */
struct tw_view tw_share(const char *name);

#endif
