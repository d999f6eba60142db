/*
 * The page on which history is set: how each part looks, as text and as
 * Markdown.
 */
#ifndef TW_REPORT_PAST_PAGE_H
#define TW_REPORT_PAST_PAGE_H

#include "report/past.h"
#include "text/differ.h"

/* A heading of each rank; `beside` may be empty. */
enum tw_past_rank { TW_PAST_TITLE, TW_PAST_COMMIT, TW_PAST_RECORD,
	TW_PAST_PART };
void tw_past_heading(struct tw_past_page *page, enum tw_past_rank rank,
	struct tw_view words, struct tw_view beside);

/* A sentence below a heading. */
void tw_past_say(struct tw_past_page *page, enum tw_past_rank rank,
	struct tw_view words);

/*
 * What happened, in a word, and to what: `lead` as it is, then words, of
 * which those that are alone are marked; and more about it, below, with a word
 * of its own or "".
 */
void tw_past_edit(struct tw_past_page *page, const char *label,
	struct tw_view lead, const struct tw_shown_words *words);
void tw_past_more(struct tw_past_page *page, const char *label,
	struct tw_view words);

#endif
