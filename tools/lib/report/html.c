#include "report/html.h"

#include "base/utf8.h"
#include "report/markup.h"
#include "report/safe.h"

/*
 * The policy lets in the style sheet, by its hash, and nothing else. A test
 * says what the hash should be when the sheet has changed.
 */
static const char opening[] =
	"<!DOCTYPE html>\n"
	"<html lang=\"en-GB\">\n"
	"<head>\n"
	"<meta charset=\"utf-8\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\""
	"default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
	"'sha256-5XzDDSmXKRERmE6Wx00b/ynAYbiYs5c79lhzBUK1rro='\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, "
	"initial-scale=1\">\n"
	"<meta name=\"color-scheme\" content=\"light dark\">\n"
	"<title>";

enum { YEAR = 7 }; /* the letters of one */

void tw_html_safe(struct tw_buffer *out, struct tw_view text)
{
	struct tw_buffer safe = TW_BUFFER_INIT;

	tw_safe_add(&safe, text);
	tw_html_add(out, tw_buffer_get(&safe));
	tw_buffer_end(&safe, out);
}

/* True if an academic year ends at `end`, as "2023-24". */
static bool is_year(struct tw_view text, size_t end)
{
	const char *shape = "dddd-dd", *at = text.ptr + end - YEAR;

	if ((end < text.len && tw_digit(text.ptr[end])) ||
	    (end > YEAR && tw_digit(at[-1])))
		return false;
	for (size_t i = 0; i < YEAR; i++)
		if (shape[i] == 'd' ? !tw_digit(at[i]) : at[i] != '-')
			return false;
	return true;
}

/* Appends HTML, in which no line ends within a year. */
static void add_years(struct tw_buffer *out, struct tw_view html)
{
	size_t done = 0;

	for (size_t i = YEAR; i <= html.len; i++) {
		if (!is_year(html, i))
			continue;
		tw_buffer_add(out, html.ptr + done, i - YEAR - done);
		tw_buffer_format(out, "<span class=\"when\">%.*s</span>",
			YEAR, html.ptr + i - YEAR);
		done = i;
	}
	tw_buffer_view(out, tw_after(html, done));
}

void tw_html_text(struct tw_buffer *out, struct tw_view text)
{
	struct tw_buffer safe = TW_BUFFER_INIT, html = TW_BUFFER_INIT;

	tw_safe_add(&safe, text);
	tw_html_turned(&html, tw_buffer_get(&safe));
	tw_buffer_end(&safe, &html);
	add_years(out, tw_buffer_get(&html));
	tw_buffer_end(&html, out);
}

void tw_html_element(struct tw_buffer *out, const char *before,
	struct tw_view text, const char *after)
{
	tw_buffer_string(out, before);
	tw_html_text(out, text);
	tw_buffer_string(out, after);
}

void tw_page_begin(struct tw_buffer *out, struct tw_view title)
{
	tw_buffer_string(out, opening);
	tw_html_safe(out, title);
	tw_buffer_string(out, "</title>\n<style>");
	tw_buffer_view(out, tw_style());
	tw_buffer_string(out, "</style>\n</head>\n<body>\n<main>\n");
}

void tw_page_end(struct tw_buffer *out)
{
	tw_buffer_string(out, "</main>\n</body>\n</html>\n");
}
