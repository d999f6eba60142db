/*
 * What may stand in its natural place in a document, as officers write it,
 * and is read back from there as it was; all else stands in a line with a
 * label. spec/documents.md. What is too careful here costs a label; what is
 * not careful enough would cost a word.
 */
#ifndef TW_REPORT_NATURAL_H
#define TW_REPORT_NATURAL_H

#include <termwise/record.h>
#include <termwise/term.h>

/* True if every character of a line may stand in a record. */
bool tw_natural_characters(struct tw_view line);

/*
 * True if a line reads as plain words: it does not look like a heading, a
 * label, an item, a term or a date, nor begin as anything but words do.
 */
bool tw_natural_line(struct tw_view line, const struct tw_calendar *calendar);

/* True if a line is read whole as a title, or as the name of an area. */
bool tw_natural_name(struct tw_view line, const struct tw_calendar *calendar);

/*
 * The start of a name that is not natural, up to where a reader would part
 * it, if that is; else an empty view.
 */
struct tw_view tw_natural_start(struct tw_view line,
	const struct tw_calendar *calendar);

enum tw_officers {
	TW_OFFICERS_LABELLED, /* only behind the label of the field */
	TW_OFFICERS_CLOSED,   /* "; " behind each name, the last one too */
	TW_OFFICERS_PARTED    /* " / " between the names */
};

/* How a list of officers, its lines joined, may be written. */
enum tw_officers tw_natural_officers(struct tw_view list,
	const struct tw_calendar *calendar);

/*
 * True if `line` is read back as this term and this date, whose month is 0 if
 * there is none.
 */
bool tw_natural_period(struct tw_view line, struct tw_term term,
	struct tw_date date, const struct tw_calendar *calendar);

#endif
