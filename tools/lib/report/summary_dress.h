/*
 * What a summary says, in the order in which people read it, and the ways to
 * dress it: text_dress.h, markdown_dress.h, html_dress.h, word_dress.h.
 */
#ifndef TW_REPORT_SUMMARY_DRESS_H
#define TW_REPORT_SUMMARY_DRESS_H

#include "report/summary.h"
#include "report/told.h"

struct tw_summary_dress;

/* A summary on its way. */
struct tw_summary_sheet {
	struct tw_buffer *out;
	const struct tw_summary_dress *dress;
	void *own;              /* the dress's, for as long as the sheet */
	struct tw_buffer words; /* of what is said next; empty in between */
};

/* A column behind that of the names. */
struct tw_summary_column {
	const char *name;
	unsigned most; /* characters of what stands in it, as a rule */
	bool number;
};

enum { TW_SUMMARY_COLUMNS = 4 };

struct tw_summary_table {
	const char *name; /* above the names */
	struct tw_summary_column columns[TW_SUMMARY_COLUMNS];
	const char *more; /* what else is said of a row; NULL: nothing */
};

struct tw_summary_row {
	struct tw_view name, cells[TW_SUMMARY_COLUMNS];
	struct tw_view area, slug; /* of what the name names; may be empty */
	struct tw_view more; /* may be empty */
};

/* Takes words of one line, which are made safe where they are shown. */
typedef void tw_summary_say(struct tw_summary_sheet *sheet,
	struct tw_view words);

/*
 * How each part looks. A part ends with `end`, or where the next one begins;
 * without memory sheet->out->failed is set.
 */
struct tw_summary_dress {
	/* At the top of several areas, and of one: what it is, how much. */
	void (*county)(struct tw_summary_sheet *sheet, struct tw_view words,
		struct tw_view beside);
	void (*area)(struct tw_summary_sheet *sheet, struct tw_view name,
		struct tw_view beside);
	bool names_area; /* `area`, then, also above a story that is alone */
	/* A theme, or a story: its title, and its slug. */
	void (*title)(struct tw_summary_sheet *sheet, struct tw_view title,
		struct tw_view slug);
	tw_summary_say *say;   /* a sentence under a title */
	tw_summary_say *part;  /* the heading of a part */
	tw_summary_say *group; /* a term, with items under it */
	tw_summary_say *item;  /* what a record says */
	tw_summary_say *line;  /* what we say */
	/* The plans of a story, and its figures; there are some. */
	void (*plans)(struct tw_summary_sheet *sheet,
		const struct tw_area *area, const struct tw_story *story);
	void (*figures)(struct tw_summary_sheet *sheet,
		const struct tw_area *area, const struct tw_story *story);
	/* A table; then each of its rows. */
	void (*table)(struct tw_summary_sheet *sheet,
		const struct tw_summary_table *table);
	void (*row)(struct tw_summary_sheet *sheet,
		const struct tw_summary_table *table,
		const struct tw_summary_row *row);
	/* The end of what stands together. */
	void (*end)(struct tw_summary_sheet *sheet);
};

/* Tells those stories of an area that a scope asks for. */
void tw_dress_stories(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_summary_scope *scope);

/*
 * Tells a county: tables, what is overdue, themes, then what areas bring
 * along, and what was left out.
 */
enum tw_status tw_dress_county(struct tw_summary_sheet *sheet,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err);

/*
 * A page of a site on a theme: its areas side by side, its priorities, and
 * those that are overdue.
 */
void tw_dress_theme(struct tw_summary_sheet *sheet,
	const struct tw_county *county, const struct tw_theme *theme);

/* Hands words over, printf-like, or those that are in sheet->words. */
void tw_summary_tell(struct tw_summary_sheet *sheet, tw_summary_say *say,
	const char *format, ...) __attribute__((format(printf, 3, 4)));
void tw_summary_flush(struct tw_summary_sheet *sheet, tw_summary_say *say);

/* Empties sheet->words, once they are told. */
void tw_summary_told(struct tw_summary_sheet *sheet);

#endif
