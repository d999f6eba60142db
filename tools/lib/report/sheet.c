#include "report/sheet.h"

#include <stdarg.h>
#include <string.h>

void tw_sheet_heading(struct tw_paper *paper, const char *text)
{
	tw_paper_newline(paper);
	tw_paper_to(paper, TW_PART);
	tw_paper_string(paper, text);
	tw_paper_newline(paper);
}

void tw_sheet_empty(struct tw_buffer *text, struct tw_paper *paper)
{
	paper->out->failed |= text->failed;
	tw_buffer_clear(text);
}

/* A term as year and period. */
struct words {
	char year[TW_TERM_ROOM];
	const char *period;
};

static void split(struct words *words, const struct tw_calendar *calendar,
	struct tw_term term)
{
	char *blank;

	tw_term_write(words->year, calendar, term);
	blank = strchr(words->year, ' ');
	words->period = blank ? blank + 1 : "";
	if (blank)
		*blank = '\0';
}

void tw_sheet_term(struct tw_buffer *out, const struct tw_calendar *calendar,
	struct tw_term term)
{
	struct words words;

	split(&words, calendar, term);
	tw_buffer_format(out, "%s, %s", words.period, words.year);
}

void tw_sheet_terms(struct tw_buffer *out, const struct tw_calendar *calendar,
	struct tw_term from, struct tw_term to)
{
	struct words words;

	if (tw_term_compare(from, to)) {
		split(&words, calendar, from);
		tw_buffer_format(out, from.year == to.year ? "%s to " :
			"%s, %s to ", words.period, words.year);
	}
	tw_sheet_term(out, calendar, to);
}

void tw_sheet_words(struct tw_paper *paper, unsigned indent,
	const char *format, ...)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	va_list args;

	va_start(args, format);
	tw_buffer_vformat(&text, format, args);
	va_end(args);
	tw_paper_words(paper, tw_buffer_get(&text), indent);
	paper->out->failed |= text.failed;
	tw_buffer_release(&text);
}

void tw_sheet_kept(struct tw_buffer *out, const size_t became[TW_BECAME_COUNT])
{
	size_t due = tw_plans_due(became), kept = tw_plans_kept(became);

	if (due)
		tw_buffer_format(out, "%zu of %zu (%zu%%)", kept, due,
			(200 * kept + due) / (2 * due));
	else
		tw_buffer_string(out, "-");
}
