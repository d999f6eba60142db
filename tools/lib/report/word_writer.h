/*
 * What a writer of one form does, and what both share.
 */
#ifndef TW_REPORT_WORD_WRITER_H
#define TW_REPORT_WORD_WRITER_H

#include "report/word.h"

/* All write to word->body, but for `package`, which makes the document. */
struct tw_word_writer {
	void (*block)(struct tw_word_sheet *word); /* the one that is open */
	void (*block_end)(struct tw_word_sheet *word);
	void (*run)(struct tw_word_sheet *word, struct tw_view text,
		unsigned look);
	void (*line)(struct tw_word_sheet *word);
	void (*tab)(struct tw_word_sheet *word);
	void (*table)(struct tw_word_sheet *word);
	void (*row)(struct tw_word_sheet *word);
	void (*cell)(struct tw_word_sheet *word);
	void (*cell_end)(struct tw_word_sheet *word);
	void (*row_end)(struct tw_word_sheet *word);
	void (*table_end)(struct tw_word_sheet *word);
	void (*end)(struct tw_word_sheet *word);
	void (*package)(struct tw_buffer *out, struct tw_view title,
		struct tw_view body);
};

extern const struct tw_word_writer tw_word_docx;
extern const struct tw_word_writer tw_word_odt;

/* Appends a text as that of an element, or of an attribute, of XML. */
void tw_word_xml(struct tw_buffer *out, struct tw_view text);

#endif
