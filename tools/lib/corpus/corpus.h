/*
 * The records of folders, files or a revision, in order, worked on by a pool
 * of threads. What is printed does not depend on how many there are.
 */
#ifndef TW_CORPUS_CORPUS_H
#define TW_CORPUS_CORPUS_H

#include "base/buffer.h"
#include "base/seal.h"

#include <termwise/house.h>
#include <termwise/record.h>

enum tw_entry_kind {
	TW_ENTRY_FILE,   /* of the work tree */
	TW_ENTRY_BLOB,   /* of a revision */
	TW_ENTRY_STREAM, /* standard input */
	TW_ENTRY_HOUSE,  /* house rules: read already, to be judged */
	TW_ENTRY_FAULT   /* something that could not be walked */
};

/* A record to read, or what stands in its place. */
struct tw_entry {
	struct tw_entry *next;
	const char *shown;      /* the path as people gave it; to open it */
	struct tw_view place;   /* the same from the root of all paths */
	struct tw_view below;   /* the part of it below the corpus's root */
	const struct tw_house *house; /* NULL: none */
	void *made;             /* what job->house made of that */
	struct tw_view bytes;   /* of house rules */
	const char *fault;      /* NULL, or what is wrong */
	unsigned char id[32];   /* of a blob */
	enum tw_entry_kind kind;
	bool beside;            /* not asked for: lies in a file's folder */
	bool named;             /* asked for by its own path */
	bool idle;              /* house rules that judge nothing: see rules_from */
};

struct tw_blobs;
struct tw_revision;

/* What one thread has for itself. */
struct tw_worker {
	struct tw_arena *arena;   /* free to reset */
	struct tw_buffer buffer;  /* of tw_entry_read */
	struct tw_blobs *blobs;   /* opened when the first blob is read */
	struct tw_revision *revision; /* NULL: the work tree */
	void *own;                /* from job->worker_new */
	bool seals;               /* job->seals */
};

/* Entries that are worked on together, and what came of it. */
struct tw_task {
	struct tw_task *next, *older; /* the pool's */
	struct tw_arena *arena;   /* of the entries */
	struct tw_entry *entries, **end;
	size_t count;
	struct tw_buffer out;     /* what to print */
	struct tw_buffer notes;   /* for standard error: tw_task_note */
	size_t tally[8];          /* the job's own counts */
	struct tw_seal seal;      /* of what was read to be filed, if the job
	                           * asks for it */
	struct tw_view whole;     /* the folder, all whose folders are in it */
	bool unread;              /* something could not be read */
	bool found;               /* something was found */
	bool complete;            /* worked on, with `status` and `err` */
	enum tw_status status;
	struct tw_error err;
};

struct tw_job {
	/* Works on a task, in any thread; what fails stops the run. */
	enum tw_status (*work)(struct tw_task *task, struct tw_worker *worker,
		void *context, struct tw_error *err);
	/* Takes a finished task, in the order of the walk, in one thread. */
	enum tw_status (*done)(struct tw_task *task, void *context,
		struct tw_error *err);
	/*
	 * Makes of house rules what judging by them takes; NULL: nothing. It is
	 * called in one thread, before any record is judged by them.
	 */
	enum tw_status (*house)(void **made, const struct tw_house *house,
		void *context, struct tw_error *err);
	/* A thread's own state; both NULL if there is none. */
	void *(*worker_new)(void);
	void (*worker_free)(void *own);
	void *context; /* of `work` and `house` */
	void *taker;   /* the context of `done` */
	bool seals;       /* task->seal is asked for */
	bool whole_areas; /* a task is an area's folder, not a priority's */
	bool beside;      /* for all that, arguments have tasks of their own,
	                   * and files the others of their folder */
	bool writes;      /* `work` may replace files: a signal that would end
	                   * the program waits until no thread does */
};

struct tw_corpus_options {
	char *const *paths;     /* none: records/ is sought upwards */
	size_t count;
	const char *revision;   /* NULL: the work tree */
	const char *stdin_path; /* what "-" is said to be; NULL: no place */
	const char *output;     /* a file that must not be read; NULL: none */
	bool staged;            /* what is staged and new, in place of a revision */
	const char *index;      /* the file that says so; NULL: the usual one */
	/*
	 * The revision whose house rules judge, wherever the records are read;
	 * NULL: those that lie with them. Then what lies there is read as well,
	 * and judges nothing.
	 */
	const char *rules_from;
	bool whole; /* of what is staged all, not only what is new */
	/*
	 * A date as typed: of the revision (NULL: HEAD) the newest of its first
	 * parents that is not after that day or month, or itself; NULL: it.
	 */
	const char *at;
};

/*
 * Walks, works and hands out. Folders below one that begins with "." are
 * passed over, as are files that do not end in ".txt". One path that cannot be
 * read does not stop it.
 */
enum tw_status tw_corpus_run(const struct tw_corpus_options *options,
	const struct tw_job *job, struct tw_error *err);

/*
 * Adds a line for standard error. Notes end in NUL, since a file's name may
 * hold anything else.
 */
void tw_task_note(struct tw_task *task, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Reads an entry: `bytes` stay until the worker reads the next one. Of a
 * fault, or what cannot be read, the status is TW_IO and the message whole.
 */
enum tw_status tw_entry_read(struct tw_view *bytes, struct tw_worker *worker,
	const struct tw_entry *entry, struct tw_error *err);

/*
 * The same for a task: what cannot be read is noted, and then *readable is
 * false and the status TW_OK.
 */
enum tw_status tw_task_read(struct tw_view *bytes, bool *readable,
	struct tw_task *task, struct tw_worker *worker,
	const struct tw_entry *entry, struct tw_error *err);

#endif
