/*
 * The feed of a site, in Atom (RFC 4287): the latest updates, newest first.
 */
#ifndef TW_REPORT_FEED_H
#define TW_REPORT_FEED_H

#include "base/buffer.h"

#include <termwise/term.h>

/* An update. Texts are of others; `path` is of its page, below the site. */
struct tw_feed_entry {
	struct tw_date date;
	struct tw_view path, title, summary;
};

/*
 * Appends the feed; the entries are put in order. `url` names the folder of
 * the site, or is NULL.
 */
void tw_feed_write(struct tw_buffer *out, struct tw_feed_entry *entries,
	size_t count, const char *url);

/* When an update was written: its date, or else in its term. */
struct tw_date tw_feed_date(struct tw_view date,
	const struct tw_calendar *calendar, struct tw_term term);

#endif
