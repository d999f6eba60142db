/*
 * Summaries as a site: pages of the county, of areas, priorities and themes,
 * of each update against the one before, and a feed. Below the site's folder
 * lie
 *
 *   index.html                        areas, what is overdue, themes
 *   feed.atom                         the latest updates
 *   themes/THEME.html                 areas side by side
 *   areas/AREA/index.html             its priorities, and their terms
 *   areas/AREA/PRIORITY/index.html    the story
 *   areas/AREA/PRIORITY/TERM.html     that update against the one before
 */
#ifndef TW_REPORT_SITE_H
#define TW_REPORT_SITE_H

#include "report/summary.h"

/* What goes on where pages are put; several threads may put pages at once. */
struct tw_site {
	void (*put)(struct tw_site *site, struct tw_view path,
		struct tw_view bytes);
	const char *url; /* of the folder, as the feed names it; may be NULL */
};

/*
 * The pages of an area, and, appended, what the county needs of it; `context`
 * is a struct tw_summary_style that has a site.
 */
tw_area_report tw_site_area;

/*
 * All other pages; nothing is appended. Two areas whose pages would lie in one
 * place are TW_USAGE.
 */
tw_county_report tw_site_county;

#endif
