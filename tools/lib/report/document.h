/*
 * Records as the document that officers know. spec/documents.md.
 */
#ifndef TW_REPORT_DOCUMENT_H
#define TW_REPORT_DOCUMENT_H

#include "base/buffer.h"
#include "export/export.h"
#include "report/veil.h"

enum tw_document_form { TW_DOCUMENT_TEXT, TW_DOCUMENT_MARKDOWN,
	TW_DOCUMENT_HTML, TW_DOCUMENT_DOCX, TW_DOCUMENT_ODT };

struct tw_document_style {
	enum tw_document_form form;
	bool marks; /* each record whole, as it is written */
	const struct tw_veil *veil; /* over Markdown; NULL: none */
};

/* Appends a document. Without memory `failed` of the buffer is set. */
void tw_document_write(struct tw_buffer *out,
	const struct tw_document *document,
	const struct tw_document_style *style);

#endif
