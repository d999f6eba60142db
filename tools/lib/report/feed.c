#include "report/feed.h"

#include "report/word_writer.h"

#include <stdlib.h>

/* So many are in it. */
enum { MOST_ENTRIES = 50 };

static void add_element(struct tw_buffer *out, const char *before,
	struct tw_view text, const char *after)
{
	tw_buffer_string(out, before);
	tw_word_xml(out, text);
	tw_buffer_string(out, after);
}

static int newest_first(const void *a, const void *b)
{
	const struct tw_feed_entry *x = a, *y = b;

	if (x->date.year != y->date.year)
		return x->date.year < y->date.year ? 1 : -1;
	if (x->date.month != y->date.month)
		return x->date.month < y->date.month ? 1 : -1;
	if (x->date.day != y->date.day)
		return x->date.day < y->date.day ? 1 : -1;
	return tw_view_compare(x->path, y->path);
}

/* A date without a day is the first of its month. */
static void add_date(struct tw_buffer *out, struct tw_date date)
{
	tw_buffer_format(out, "<updated>%04d-%02d-%02dT00:00:00Z</updated>\n",
		(int)date.year, (int)date.month, date.day ? (int)date.day : 1);
}

/* What names a thing for ever: its address, or a name of our own. */
static void add_id(struct tw_buffer *out, const char *url, struct tw_view path)
{
	add_element(out, "<id>", tw_view_of(url ? url :
		"urn:termwise:"), "");
	add_element(out, "", path.len ? path : tw_view_of(url ? "" :
		"feed"), "</id>\n");
}

static void add_entry(struct tw_buffer *out, const struct tw_feed_entry *entry,
	const char *url)
{
	add_element(out, "<entry>\n<title>", entry->title, "</title>\n");
	add_id(out, url, entry->path);
	add_date(out, entry->date);
	add_element(out, "<link href=\"", entry->path, "\"/>\n");
	if (entry->summary.len)
		add_element(out, "<summary>", entry->summary,
			"</summary>\n");
	tw_buffer_string(out, "</entry>\n");
}

void tw_feed_write(struct tw_buffer *out, struct tw_feed_entry *entries,
	size_t count, const char *url)
{
	struct tw_date none = { .year = 1970, .month = 1, .day = 1 };

	if (count)
		qsort(entries, count, sizeof(*entries), newest_first);
	tw_buffer_string(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		"<feed xmlns=\"http://www.w3.org/2005/Atom\" "
		"xml:lang=\"en-GB\"");
	if (url)
		add_element(out, " xml:base=\"", tw_view_of(url), "\"");
	tw_buffer_string(out, ">\n<title>Updates</title>\n"
		"<author><name>Termwise</name></author>\n");
	add_id(out, url, TW_VIEW(""));
	add_date(out, count ? entries[0].date : none);
	tw_buffer_string(out, "<link href=\"index.html\"/>\n"
		"<link rel=\"self\" href=\"feed.atom\"/>\n");
	for (size_t i = 0; i < count && i < MOST_ENTRIES; i++)
		add_entry(out, &entries[i], url);
	tw_buffer_string(out, "</feed>\n");
}

/* The last month in which an update of a term may be written. */
static struct tw_date last_month(const struct tw_calendar *calendar,
	struct tw_term term)
{
	struct tw_date date = { .year = term.year, .month = 9 }, last = date;

	for (int i = 0; i < 12; i++) {
		if (tw_term_covers(calendar, term, date))
			last = date;
		date.year += date.month == 12;
		date.month = date.month % 12 + 1;
	}
	return last;
}

struct tw_date tw_feed_date(struct tw_view text,
	const struct tw_calendar *calendar, struct tw_term term)
{
	struct tw_date date;

	return tw_date_read(&date, text) ? date : last_month(calendar, term);
}
