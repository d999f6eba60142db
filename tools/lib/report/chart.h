/*
 * A figure through the terms, drawn: what it shows in a sentence, the picture
 * as inline SVG with a description in words, and its table.
 */
#ifndef TW_REPORT_CHART_H
#define TW_REPORT_CHART_H

#include "summary/summary.h"

/* What is to be drawn. `series` has at least one point. */
struct tw_chart {
	const struct tw_calendar *calendar;
	const struct tw_term *terms; /* of all charts that stand together */
	size_t term_count;
	const struct tw_series *series;
	bool step;                   /* the step between these two is marked: */
	struct tw_term from, to;     /* else the last one is */
};

/*
 * False if there is no way to draw: of a figure that was stated once, or an aim
 * that is drawn with what it is held against.
 */
bool tw_chart_can(const struct tw_series *series);

/* Appends a <figure>; without memory out->failed is set. */
void tw_chart_add(struct tw_buffer *out, const struct tw_chart *chart);

#endif
