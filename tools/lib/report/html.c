#include "report/html.h"

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
	"'sha256-Gt5Jhf5v2sAmXuB3/K/TMhsB9XKT81tYSKFmD0btph0='\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, "
	"initial-scale=1\">\n"
	"<meta name=\"color-scheme\" content=\"light dark\">\n"
	"<title>";

void tw_html_safe(struct tw_buffer *out, struct tw_view text)
{
	struct tw_buffer safe = TW_BUFFER_INIT;

	tw_safe_add(&safe, text);
	tw_html_add(out, tw_buffer_get(&safe));
	tw_buffer_end(&safe, out);
}

void tw_html_text(struct tw_buffer *out, struct tw_view text)
{
	struct tw_buffer safe = TW_BUFFER_INIT;

	tw_safe_add(&safe, text);
	tw_html_turned(out, tw_buffer_get(&safe));
	tw_buffer_end(&safe, out);
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
