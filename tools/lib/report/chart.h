/*
 * A figure through the terms, drawn: what it shows in a sentence, the picture
 * as inline SVG with a description in words, and its table.
 */
#ifndef TW_REPORT_CHART_H
#define TW_REPORT_CHART_H

#include "summary/summary.h"

/* What is to be drawn. The last three are for tw_charts_add to fill in. */
struct tw_chart {
	const struct tw_calendar *calendar;
	bool step;         /* the one to this term is marked: else the last */
	struct tw_term to;
	const struct tw_term *terms; /* of all charts that stand together */
	size_t term_count;
	const struct tw_series *series;
};

/*
 * False if there is no way to draw: of a figure that was stated once, or an aim
 * that is drawn with what it is held against.
 */
bool tw_chart_can(const struct tw_series *series);

/*
 * Appends a <figure> for each figure of a story that has a way to be drawn;
 * without memory out->failed is set.
 */
void tw_charts_add(struct tw_buffer *out, struct tw_chart *chart,
	const struct tw_story *story);

#endif
