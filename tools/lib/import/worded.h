/*
 * Headings in somebody's own words, known by words that betray a section:
 * "The difference it made", "How it carries on"; and labels in those of forms.
 * spec/documents.md, chapters 12 and 13.
 */
#ifndef TW_IMPORT_WORDED_H
#define TW_IMPORT_WORDED_H

#include <termwise/record.h>

/*
 * The section of a text that is nothing but such words, three or more, the
 * first with a capital letter; TW_SECTIONS: of none.
 */
enum tw_section_kind tw_worded_heading(struct tw_view text);

/*
 * The section that words of a text betray, whatever stands beside them, for
 * what its dress shows to be a heading; TW_SECTIONS: none does.
 */
enum tw_section_kind tw_worded_betrayed(struct tw_view text);

/* The same with weak signs, for what is the one that is missing there, too. */
enum tw_section_kind tw_worded_hinted(struct tw_view text);

/*
 * What a text labels that is nothing but words with which forms ask for that,
 * two or more: "Name of officer completing this return"; TW_KNOWN_FIELDS:
 * nothing.
 */
enum tw_field_kind tw_worded_label(struct tw_view text);

/* True if a word of a text asks: "Your area", and not "Priority update". */
bool tw_worded_asks(struct tw_view text);

#endif
