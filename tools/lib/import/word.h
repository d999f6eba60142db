/*
 * Documents of word processors, each of one kind, as lines.
 */
#ifndef TW_IMPORT_WORD_H
#define TW_IMPORT_WORD_H

#include "import/source.h"
#include "word/package.h"

/*
 * The lines of a document of Word; what is wrong with it is source->fault,
 * which begins with a verb.
 */
enum tw_status tw_docx_lines(struct tw_lines *lines,
	struct tw_source *source, const struct tw_package *package,
	struct tw_error *err);

/* Those of an OpenDocument text: its two files, or a flat one and none. */
enum tw_status tw_odf_lines(struct tw_lines *lines,
	struct tw_source *source, struct tw_view content,
	struct tw_view styles, struct tw_error *err);

#endif
