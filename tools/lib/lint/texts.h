/*
 * The texts of a record that words are sought in: what items say, and what
 * fields have as their values, each in one line.
 */
#ifndef TW_LINT_TEXTS_H
#define TW_LINT_TEXTS_H

#include "lint/judge.h"

/* A text, and where it stands. */
struct tw_passage {
	struct tw_view text;               /* in one line */
	const struct tw_segment *segments; /* its lines; NULL: it is `text` */
	struct tw_view raw;                /* of the node it belongs to */
	uint32_t line;                     /* where that begins */
	uint32_t bits;                     /* as TW_WHERE_... */
	struct tw_view name;               /* of a field */
	const struct tw_item *item;        /* NULL: it is of none */
};

/* Takes each text in the order of the record, until judge->status fails. */
typedef void tw_text_taker(struct tw_judge *judge,
	const struct tw_passage *text, void *context);

/* Hands out the texts that have one of the bits. */
void tw_judge_texts(struct tw_judge *judge, uint32_t bits,
	tw_text_taker *take, void *context);

/*
 * Reports what stands between two bytes of a text; what goes on over lines is
 * marked to the end of its first.
 */
void tw_text_report(struct tw_judge *judge, const struct tw_passage *text,
	const struct tw_diagnostic_kind *kind, enum tw_diagnostic_id id,
	size_t start, size_t end, struct tw_view hint);

/*
 * Says that `by` in the place of these bytes mends what was reported last, if
 * the text may be changed and its lines stay what they are.
 */
void tw_text_mend(struct tw_judge *judge, const struct tw_passage *text,
	size_t start, size_t end, struct tw_view by);

#endif
