/*
 * What a corpus holds, by its paths alone: which record of which area,
 * priority and term lies where. No record is read.
 */
#ifndef TW_CORPUS_CATALOG_H
#define TW_CORPUS_CATALOG_H

#include "base/buffer.h"

#include <termwise/house.h>
#include <termwise/record.h>

/* A file that lies where a record would: AREA/PRIORITY/TERM.txt. */
struct tw_cataloged {
	const char *shown;             /* the path as people gave it; to open */
	struct tw_view area, priority; /* the folders' names */
	struct tw_term term;
	struct tw_view bytes;          /* of one that does not lie there yet */
};

/* It lives in its arena, with all that it points at. */
struct tw_catalog {
	struct tw_arena *arena;
	const char *root;              /* as people gave it: "records" */
	const struct tw_house *house;  /* NULL: none */
	const char *house_shown;       /* the path of its file, or NULL */
	const struct tw_calendar *calendar; /* never NULL */
	struct tw_cataloged *records;  /* by area, priority (bytes), term */
	size_t count, room;            /* room: made by tw_catalog_add */
	struct tw_view notes; /* what could not be looked at, for tw_cli_note */
};

/*
 * Walks the folder of a corpus (NULL: "records" is sought upwards) as every
 * program does. Files that lie elsewhere than a record would, whose names are
 * no term of the corpus's calendar, or that belong to a corpus of their own
 * within it, are left out. A folder that does not exist is an empty catalog;
 * its house rules are sought from the nearest folder above that does. TW_IO
 * if it is no folder or its house rules cannot be read; TW_USAGE if there is
 * no "records".
 */
enum tw_status tw_catalog_read(struct tw_catalog **catalog,
	struct tw_arena *arena, const char *folder, struct tw_error *err);

/*
 * The same of one priority alone: of `folder`, which lies two below that of
 * its corpus. Nothing else is walked, so that any folder may be asked about.
 */
enum tw_status tw_catalog_read_priority(struct tw_catalog **catalog,
	struct tw_arena *arena, const char *folder, struct tw_error *err);

/* The record of a term, and the last one of an earlier term; NULL: none. */
const struct tw_cataloged *tw_catalog_find(const struct tw_catalog *catalog,
	struct tw_view area, struct tw_view priority, struct tw_term term);
const struct tw_cataloged *tw_catalog_before(const struct tw_catalog *catalog,
	struct tw_view area, struct tw_view priority, struct tw_term term);

/*
 * Adds a record that lies at `place`, "area/priority/term.txt" below the root,
 * or would, and then is `bytes`; empty: it lies there. What it keeps lives in
 * the catalog's arena.
 */
enum tw_status tw_catalog_add(struct tw_catalog *catalog,
	struct tw_view place, struct tw_term term, struct tw_view bytes,
	struct tw_error *err);

/* True if the file at `path`, whatever it is called by, is a record here. */
bool tw_catalog_holds(const struct tw_catalog *catalog, const char *path);

/*
 * Appends the slug of an area by what people call it: a name, another name
 * that the house rules (NULL: none) know, or the slug itself. False without
 * memory.
 */
bool tw_area_slug(struct tw_buffer *out, const struct tw_house *house,
	struct tw_view typed);

/*
 * Reads and parses a record; it and its bytes, unless the catalog has these,
 * live in `arena`.
 */
enum tw_status tw_catalog_load(struct tw_record **record,
	struct tw_arena *arena, const struct tw_cataloged *cataloged,
	struct tw_error *err);

#endif
