/*
 * Inside the reader of documents: what its two parts share, that of the head
 * and that of priorities.
 */
#ifndef TW_IMPORT_READING_H
#define TW_IMPORT_READING_H

#include "import/document.h"

struct tw_reading {
	struct tw_doc *document;
	struct tw_report *report;
	const struct tw_blocks *blocks;
	const struct tw_areas *areas;
	const struct tw_calendar *calendar;
};

/* Zeroed memory, or NULL, and then the report has failed. */
void *tw_reading_take(struct tw_reading *r, size_t size);

/* Hangs a text to a list of items. */
void tw_reading_item(struct tw_reading *r, struct tw_doc_item ***end,
	struct tw_view text, uint32_t line);

/*
 * Reads blocks from `from` up to `to`, which stand above the first section of
 * a priority: the head of the document, or what repeats of it, then the title
 * and the scope.
 */
void tw_reading_head(struct tw_reading *r, struct tw_doc_priority *priority,
	size_t from, size_t to);

/* Fills a section from the block that heads it, up to block `to`. */
void tw_reading_section(struct tw_reading *r,
	struct tw_doc_priority *priority, size_t heading, size_t to);

/* Keeps blocks that are of no section, the first of which says so. */
void tw_reading_others(struct tw_reading *r,
	struct tw_doc_priority *priority, size_t from, size_t to);

/* What a heading has of its own, without what stands behind it. */
struct tw_view tw_heading_words(const struct tw_block *heading);

/* True if a block can be nothing but a part of a head. */
bool tw_reading_is_head(const struct tw_reading *r,
	const struct tw_block *block);

#endif
