/*
 * The check that no word of a document is lost.
 */
#ifndef TW_IMPORT_WORDS_H
#define TW_IMPORT_WORDS_H

#include "import/import.h"
#include "import/source.h"

/*
 * Holds the words of the lines (runs of letters and digits, marks of lists
 * aside) against those of the records and of what was said, each as often as
 * it stands there. What is missing becomes a problem.
 */
enum tw_status tw_words_check(struct tw_report *report,
	const struct tw_source *source,
	const struct tw_imported_record *records, struct tw_error *err);

/* Takes the next word, a run of letters and digits, off `text`. */
bool tw_words_next(struct tw_view *word, struct tw_view *text);

/*
 * Notes words that seem to be two which lost the space between them: they stay
 * as they are.
 */
enum tw_status tw_words_glued(struct tw_report *report,
	const struct tw_source *source, struct tw_error *err);

#endif
