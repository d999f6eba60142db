/*
 * Text of others within Markdown and HTML, so that none of it is active and a
 * reader gets back every byte. spec/documents.md.
 */
#ifndef TW_REPORT_MARKUP_H
#define TW_REPORT_MARKUP_H

#include "base/buffer.h"

/*
 * Appends one line of text, or a part of it, with a backslash before all that
 * Markdown might take for its own; `start`: a line begins with it.
 */
void tw_markdown_add(struct tw_buffer *out, struct tw_view text, bool start);

/* A space without width, which parts what sites would take for one. */
#define TW_NO_WIDTH "&#8203;"

/*
 * The same for what may be posted where people work together: nobody is
 * called by "@name", and nothing referred to by "#1", since a space without
 * width stands behind the sign. No reader gets back every byte of that.
 */
void tw_markdown_quiet(struct tw_buffer *out, struct tw_view text, bool start);

/* The same of text that may have what is not to be seen as it is: safe.h. */
void tw_markdown_safe(struct tw_buffer *out, struct tw_view text, bool start);

/*
 * Appends one line of text as HTML. Blanks that HTML would fold, or that are
 * not the usual one, become references.
 */
void tw_html_add(struct tw_buffer *out, struct tw_view text);

/*
 * The same as the content of an element, where what is written from right to
 * left has one of its own, so that nothing beside it changes places.
 */
void tw_html_turned(struct tw_buffer *out, struct tw_view text);

#endif
