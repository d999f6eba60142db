/*
 * Several documents, in the order of their terms, so that each finds in the
 * corpus what the ones before it brought.
 */
#ifndef TW_IMPORT_RUN_H
#define TW_IMPORT_RUN_H

#include "import/import.h"

struct tw_import_run {
	char *const *paths; /* "-": standard input */
	size_t count;
	struct tw_import_options *options; /* its catalog grows */
	/* Says what is wrong with a document, which is `shown`. */
	void (*complain)(void *context, const char *shown,
		const struct tw_import_note *problem);
	/* Says what was made of one. */
	void (*say)(void *context, const char *shown,
		const struct tw_imported *imported);
	/* Judges a record that is to be written, adding diagnostics. */
	enum tw_status (*judge)(void *context, struct tw_record *record,
		struct tw_view place, struct tw_arena *arena,
		struct tw_error *err);
	/*
	 * Takes a record that lies at `path` now, or would if this were no
	 * dry run, or differs from what lies there.
	 */
	enum tw_status (*take)(void *context,
		const struct tw_imported_record *record, const char *path,
		struct tw_error *err);
	void *context;
	const char *output; /* a file for what is printed, or NULL */
	bool dry;    /* nothing is written */
	bool diff;   /* nor that; and `take` shows records that differ, too */
	bool found;  /* a document had problems */
	bool unread; /* one could not be read */
};

enum tw_status tw_import_run(struct tw_import_run *run,
	struct tw_catalog *catalog, struct tw_error *err);

#endif
