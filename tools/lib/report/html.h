/*
 * Pages of HTML: one file, no script, nothing fetched; the style sheet is
 * tools/share/page.css. Text of others is made safe and escaped by whoever
 * appends it here, so that none of it is active.
 */
#ifndef TW_REPORT_HTML_H
#define TW_REPORT_HTML_H

#include "base/buffer.h"

/* All up to <main>, and from </main> on. `title` is text of others. */
void tw_page_begin(struct tw_buffer *out, struct tw_view title);
void tw_page_end(struct tw_buffer *out);

/*
 * Text of others, where no element may stand: in a title, in a picture, within
 * the double quotes of an attribute; and as the content of an element.
 */
void tw_html_safe(struct tw_buffer *out, struct tw_view text);
void tw_html_text(struct tw_buffer *out, struct tw_view text);

/* An element that holds nothing but such text: `opening` is "<p>". */
void tw_html_element(struct tw_buffer *out, const char *opening,
	struct tw_view text, const char *closing);

/* The style sheet, which is built in. */
struct tw_view tw_style(void);

#endif
