/*
 * A head while it is read, for head.c, which finds out what is what, and
 * head_values.c, which keeps it.
 */
#ifndef TW_IMPORT_HEAD_H
#define TW_IMPORT_HEAD_H

#include "import/reading.h"

/* What was found between two places of a document. */
struct tw_doc_head {
	struct tw_reading *r;
	struct tw_doc_priority *priority;
	size_t from, to;
	size_t *loose;       /* blocks without a label, by number */
	size_t loose_count;
	size_t last;         /* behind the last block of the head itself */
	size_t title_at;     /* behind the label of the title; or SIZE_MAX */
	bool area, officers, period, date; /* found here */
	bool another;        /* a term other than that of what stands above */
	const struct tw_block *known; /* names an area that is; NULL: none */
	const struct tw_block *label; /* of the value in hand; NULL: none */
	bool weak;           /* the title stands behind "Title" alone */
};

/* True if a text is a term; if it is meant for one, and may be none. */
bool tw_head_has_term(const struct tw_reading *r, struct tw_view text);
bool tw_head_may_be_term(const struct tw_reading *r, struct tw_view text);

/*
 * Takes a text for the title, if there is none, or for a part of the scope; then
 * parts from the title what belongs to that, and its number.
 */
void tw_head_title(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text);
void tw_head_scope(struct tw_doc_head *h, struct tw_view text, uint32_t line);
void tw_head_part_title(struct tw_doc_head *h);

/* The names that end "From your Education Partnership Officer, Dan Reeve". */
void tw_head_role(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view names);

/* "HT3", "Half term 3", which says a term beside a day or a year. */
bool tw_head_is_half(struct tw_view text);

/* "18 March 2027", a day and no name of a term. */
bool tw_head_is_day(const struct tw_reading *r, struct tw_view text);

/* True if a text is, for certain, another term than that of the head so far. */
bool tw_head_is_other_term(const struct tw_doc_head *h, struct tw_view text);

/* "Half term 5 report, 2024-25": the term, what the document is left out. */
bool tw_head_named_term(struct tw_doc_head *h, const struct tw_block *block);

/* "Half-termly monitoring": nothing but what a document calls itself. */
bool tw_head_is_about(struct tw_view text);

/* Notes that a text only says again what stands above. */
void tw_head_again(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text);

/* Sets a value of the document once; another one is a problem. */
void tw_head_once(struct tw_doc_head *h, struct tw_typed_text *place,
	const struct tw_block *block, struct tw_view text, const char *what);

/*
 * The same of these; other officers, and another date, are those of the
 * priority, and with another term the next part of the document begins.
 */
void tw_head_officers(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text);
void tw_head_area(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text);
void tw_head_date(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text);
void tw_head_period(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text);

#endif
