/*
 * What the corpus has already: which priority a document means, what it does
 * not show, and keys of promises that were made. spec/documents.md,
 * "What the corpus has".
 */
#ifndef TW_IMPORT_PROPOSE_H
#define TW_IMPORT_PROPOSE_H

#include "import/compose.h"
#include "import/place.h"

struct tw_lexicon;

/* A priority of the area in the corpus. */
struct tw_known_priority {
	struct tw_view slug, title;
	const struct tw_cataloged *same;   /* of the document's term, or NULL */
	const struct tw_cataloged *before; /* the last before it, or NULL */
	struct tw_record *record; /* `same`, else `before`, else the next */
	bool taken;
};

struct tw_known_priorities {
	struct tw_known_priority *at;
	size_t count;
};

/* Reads the priorities of the area, one record each. */
enum tw_status tw_known_read(struct tw_known_priorities *known,
	const struct tw_place *place, struct tw_report *report);

/*
 * Gives each priority of the document its slug: what it says itself, what the
 * user said, the priority of the corpus that it is by title or by likeness,
 * or a short one made of the title. slugs[i] is of the i-th priority.
 */
enum tw_status tw_slugs_find(struct tw_view *slugs,
	struct tw_known_priority **which, const struct tw_doc *document,
	struct tw_known_priorities *known, const struct tw_place *place,
	struct tw_report *report);

/* Proposes themes for a priority that is new. */
enum tw_status tw_theme_find(struct tw_view *themes,
	const struct tw_doc_priority *priority, struct tw_view slug,
	const struct tw_place *place, struct tw_report *report);

/*
 * Puts back into `record` what a document does not show and `old`, the same
 * record as it lies in the corpus, has: keys, details, comments, line breaks;
 * and where the document is not `complete`, dispositions and the fields that
 * officers do not type. Both are changed, and belong to each other after it.
 */
enum tw_status tw_marks_return(struct tw_record *record,
	const struct tw_record *old, bool complete, struct tw_report *report);

/*
 * Gives items the keys that the record before has for what they are; `where`
 * is its path.
 */
enum tw_status tw_keys_propose(struct tw_record *record,
	const struct tw_record *before, const char *where,
	struct tw_report *report);

#endif
