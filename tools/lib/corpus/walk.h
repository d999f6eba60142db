/*
 * Finding the records: from arguments to tasks.
 */
#ifndef TW_CORPUS_WALK_H
#define TW_CORPUS_WALK_H

#include "base/set.h"
#include "corpus/corpus.h"
#include "git/revision.h"

/* A folder with house rules, and what is below it. */
struct tw_root {
	struct tw_root *next;
	struct tw_view place;
	const struct tw_house *house; /* NULL: none */
	void *made;                   /* of them, by job->house */
};

struct tw_walk {
	const struct tw_corpus_options *options;
	const struct tw_job *job;
	struct tw_arena *arena;       /* of roots and house rules */
	struct tw_root *roots;
	struct tw_revision *revision; /* NULL: the work tree */
	struct tw_revision *rules;    /* that house rules are read from, if
	                                 options->rules_from says so */
	const char *here;             /* where relative paths begin */
	unsigned depth;
	size_t records;               /* found so far */
	size_t listed;                /* names in folders of the revision */
	struct tw_set folders;        /* views of their ids, of one argument; */
	size_t again;                 /* names in those that came before */
	/* Takes a task; it is no longer the walk's. */
	enum tw_status (*submit)(void *pool, struct tw_task *task,
		struct tw_error *err);
	struct tw_task *(*task_new)(void *pool);
	void *pool;
};

/* Walks all arguments, handing out tasks in order. */
enum tw_status tw_walk_all(struct tw_walk *walk, struct tw_error *err);

/* Seeks the folder "records" from where one stands upwards. */
enum tw_status tw_walk_seek(const char **found, struct tw_walk *walk,
	struct tw_error *err);

#define TW_HOUSE_RULES "house-rules.txt"

/* A folder on the way. */
struct tw_folder {
	const char *shown;
	struct tw_view place; /* from "/", without a slash at its end */
	unsigned char id[32]; /* of a tree */
	struct tw_root *root; /* NULL: not known yet */
	bool named;           /* its files were given, one by one */
};

/* What walking arguments and walking folders share. */

/* A new task; one that is full goes to the pool. */
enum tw_status tw_walk_task(struct tw_task **task, struct tw_walk *walk,
	struct tw_error *err);
enum tw_status tw_walk_submit(struct tw_walk *walk, struct tw_task *task,
	struct tw_error *err);

struct tw_name;

/* Adds to a task what is to be read, or could not be. NULL: no memory. */
struct tw_entry *tw_walk_add_entry(struct tw_task *task,
	enum tw_entry_kind kind, const char *shown, struct tw_view place,
	const struct tw_root *root);
enum tw_status tw_walk_add_fault(struct tw_walk *walk, struct tw_task *task,
	const char *shown, const char *fault, struct tw_error *err);

enum tw_status tw_walk_add_file(struct tw_walk *walk, struct tw_task *task,
	const struct tw_folder *folder, const struct tw_name *name, bool beside,
	struct tw_error *err);

/* True for "*.txt" that is not house rules. */
bool tw_walk_is_record(const char *name);

/*
 * The root of a folder: the nearest with house rules at or above it, which
 * are then read and handed out; else `otherwise`.
 */
enum tw_status tw_walk_root(struct tw_root **root, struct tw_walk *walk,
	const char *shown, struct tw_view folder, struct tw_view otherwise,
	struct tw_error *err);

/* House rules in a folder on the way make it a root of its own. */
enum tw_status tw_walk_enter(struct tw_walk *walk, struct tw_folder *folder,
	const struct tw_name *names, size_t count, struct tw_error *err);

/*
 * House rules that were named are read as a root's. Where others judge, they
 * are handed out all the same, to be judged themselves.
 */
enum tw_status tw_walk_house(struct tw_walk *walk,
	const struct tw_folder *folder, const struct tw_name *file,
	struct tw_error *err);

/* A message without the path that it begins with. */
const char *tw_walk_behind(const char *message);

/*
 * Walks a folder. The task of an area's folder takes the records of the
 * folders in it, so `above` gets this folder's own; a priority's folder has
 * its own task.
 */
enum tw_status tw_walk_folder(struct tw_walk *walk,
	const struct tw_folder *folder, struct tw_task *above,
	struct tw_error *err);

/* One name in a folder. */
struct tw_name {
	const char *name;
	unsigned char id[32];
	enum { TW_NAME_FOLDER, TW_NAME_FILE, TW_NAME_LINK, TW_NAME_OTHER,
		TW_NAME_NONE } kind;
};

/*
 * The names in a folder, sorted by bytes, and what a path is: both of the
 * work tree or of the revision. `shown` is the path as people see it,
 * `place` the whole one. id is of a folder of a revision, else unused. A link
 * leads to a target, of the revision if it is one of it; kind TW_NAME_NONE:
 * to nothing there.
 */
enum tw_status tw_walk_list(struct tw_name **names, size_t *count,
	struct tw_walk *walk, const char *shown, const unsigned char id[32],
	struct tw_arena *arena, struct tw_error *err);
enum tw_status tw_walk_look(struct tw_name *name, struct tw_walk *walk,
	const char *shown, const char *place, struct tw_error *err);
enum tw_status tw_walk_target(struct tw_name *target, struct tw_walk *walk,
	const struct tw_folder *folder, const struct tw_name *name,
	const char *shown, struct tw_arena *arena, struct tw_error *err);

#endif
