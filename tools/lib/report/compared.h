/*
 * Comparisons of all areas, put together: what threads hand over of each
 * area, and what is told of them all before their pages.
 */
#ifndef TW_REPORT_COMPARED_H
#define TW_REPORT_COMPARED_H

#include "report/compare.h"
#include "report/word.h"

/* A form that comparisons are reported in. */
struct tw_compare_form {
	tw_compare_head *head;  /* of an area; NULL: nothing */
	tw_compare_page *page;  /* of a step */
	size_t most;            /* bytes in all; 0: as many as come */
	bool overview;          /* pages wait for what is told of them all, */
	bool names_lost;        /* which names plans that are unaccounted for */
};

/* Appends what an area hands over. */
void tw_compared_pack(struct tw_buffer *out, const struct tw_steps *steps,
	const struct tw_compare_form *form,
	const struct tw_compare_style *style);

/* The same of an area whose calendar has not the terms that were asked for. */
void tw_compared_pack_apart(struct tw_buffer *out, struct tw_view area,
	struct tw_view why);

/* A figure, in words. */
struct tw_compared_figure {
	struct tw_view name; /* ", in all" and the like included */
	struct tw_view told; /* "4 to 6, +2, +50%" */
};

/* A step, as a line of what is told of them all. */
struct tw_compared_row {
	struct tw_view priority, title, terms;
	size_t became[TW_BECAME_COUNT];
	size_t doubts;            /* figures that do not follow */
	bool silent;              /* an update in the term asked for is missed */
	struct tw_view *lost;     /* plans that are unaccounted for, cut */
	size_t lost_count;        /* at most TW_COMPARED_LOST */
	struct tw_compared_figure *figures; /* if they go side by side */
	size_t figure_count;
	const struct tw_compared_area *area;
	size_t place;             /* in the order of the walk */
	struct tw_view page;      /* of a form with a limit; empty: no room */
};

enum { TW_COMPARED_LOST = 3 };

struct tw_compared_area {
	struct tw_compared_area *next;
	struct tw_view name, terms;
	size_t priorities;
	struct tw_compared_row *rows;
	size_t count;
};

/* An area that takes no part, by its calendar. */
struct tw_compared_apart {
	struct tw_compared_apart *next;
	struct tw_view area, why;
};

struct tw_compared {
	struct tw_arena *arena;
	const struct tw_compare_form *form;
	struct tw_compared_area *areas, **end; /* in the order of the walk */
	struct tw_compared_apart *apart, **apart_end;
	size_t area_count, priorities, steps;
	size_t became[TW_BECAME_COUNT];
	struct tw_buffer pages; /* of a form without a limit, as they come */
	size_t kept[2];         /* bytes of rows' pages: of those that need a */
	                        /* decision, and of others */
};

/* Begins with nothing; `arena` and `form` stay the caller's. */
void tw_compared_init(struct tw_compared *all, struct tw_arena *arena,
	const struct tw_compare_form *form);
void tw_compared_release(struct tw_compared *all);

/* True if a step has something that somebody has to see to. */
bool tw_compared_is_open(const struct tw_compared_row *row);

/* Adds what a task handed over; its pages go to all->pages. */
enum tw_status tw_compared_add(struct tw_compared *all, struct tw_view packed,
	struct tw_error *err);

/*
 * The overview, and then the pages: as text only where there are several
 * areas, as Markdown and as HTML always.
 */
enum tw_status tw_compared_text(struct tw_buffer *out,
	const struct tw_compared *all, const struct tw_compare_style *style,
	struct tw_error *err);
enum tw_status tw_compared_markdown(struct tw_buffer *out,
	const struct tw_compared *all, const struct tw_compare_style *style,
	struct tw_error *err);

enum tw_status tw_compared_html(struct tw_buffer *out,
	const struct tw_compared *all, const struct tw_compare_style *style,
	struct tw_error *err);

/* The same as a document for Word or LibreOffice. */
enum tw_status tw_compared_word(struct tw_buffer *out,
	enum tw_word_form form, const struct tw_compared *all,
	const struct tw_compare_style *style, struct tw_error *err);

/*
 * Appends which areas, or which priorities of the one area, are below a share
 * of plans kept, as in "; below that: eet 1 of 4 (25%)".
 */
void tw_compared_below(struct tw_buffer *out, const struct tw_compared *all,
	struct tw_value least);

/* True if fewer plans were kept than `least` of those that are due. */
bool tw_compared_is_below(const size_t became[TW_BECAME_COUNT],
	struct tw_value least);

#endif
