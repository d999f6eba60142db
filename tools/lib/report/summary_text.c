/*
 * A summary as text.
 */
#include "report/text_dress.h"

#include "report/safe.h"

struct tw_text_page *tw_text_page(struct tw_summary_sheet *sheet)
{
	struct tw_text_page *page = sheet->own;

	page->blank = false;
	return page;
}

/* ---- titles ---- */

/* Words, and others flush right of them. */
static void add_title(struct tw_summary_sheet *sheet, struct tw_view words,
	struct tw_view beside, bool bold)
{
	struct tw_paper *paper = &tw_text_page(sheet)->paper;

	if (bold)
		tw_paper_bold(paper, true);
	tw_paper_words(paper, words, 0);
	if (bold)
		tw_paper_bold(paper, false);
	if (beside.len)
		tw_paper_right(paper, beside);
	tw_paper_newline(paper);
}

static void county(struct tw_summary_sheet *sheet, struct tw_view words,
	struct tw_view beside)
{
	add_title(sheet, words, beside, false);
}

static void title(struct tw_summary_sheet *sheet, struct tw_view words,
	struct tw_view beside)
{
	add_title(sheet, words, tw_told_slug(words, beside), true);
}

/* ---- lines ---- */

static void say(struct tw_summary_sheet *sheet, struct tw_view words)
{
	struct tw_paper *paper = &tw_text_page(sheet)->paper;

	tw_paper_words(paper, words, 0);
	tw_paper_newline(paper);
}

static void part(struct tw_summary_sheet *sheet, struct tw_view heading)
{
	bool blank = ((struct tw_text_page *)sheet->own)->blank;
	struct tw_paper *paper = &tw_text_page(sheet)->paper;

	if (!blank)
		tw_paper_newline(paper);
	tw_paper_to(paper, TW_PART);
	tw_paper_text(paper, heading);
	tw_paper_newline(paper);
}

static void group(struct tw_summary_sheet *sheet, struct tw_view name)
{
	struct tw_paper *paper = &tw_text_page(sheet)->paper;

	tw_paper_to(paper, TW_LINE);
	tw_paper_text(paper, name);
	tw_paper_newline(paper);
}

static void line(struct tw_summary_sheet *sheet, struct tw_view words)
{
	struct tw_paper *paper = &tw_text_page(sheet)->paper;

	tw_paper_to(paper, TW_LINE);
	tw_paper_words(paper, words, TW_MORE);
	tw_paper_newline(paper);
}

static void item(struct tw_summary_sheet *sheet, struct tw_view words)
{
	struct tw_paper *paper = &tw_text_page(sheet)->paper;

	tw_paper_to(paper, TW_LINE);
	tw_paper_string(paper, "- ");
	tw_paper_words(paper, words, TW_MORE);
	tw_paper_newline(paper);
}

static void end(struct tw_summary_sheet *sheet)
{
	struct tw_text_page *page = tw_text_page(sheet);

	tw_paper_newline(&page->paper);
	page->blank = true;
}

/* ---- plans ---- */

enum { BEHIND_TERM = TW_LINE + 22 };

static void plans(struct tw_summary_sheet *sheet, const struct tw_area *area,
	const struct tw_story *story)
{
	struct tw_paper *paper = &tw_text_page(sheet)->paper;
	struct tw_told_plans all = tw_told_plans(story);
	struct tw_buffer *words = &sheet->words;

	for (size_t i = 0; i < story->promised_count; i++) {
		const struct tw_promised *p = &story->promised[i];

		if (!p->plans)
			continue;
		tw_told_term(words, area->calendar, p->term);
		tw_paper_to(paper, TW_LINE);
		tw_paper_text(paper, tw_buffer_get(words));
		tw_paper_to(paper, BEHIND_TERM);
		tw_summary_told(sheet);
		tw_told_promised(words, story, p);
		tw_paper_words(paper, tw_buffer_get(words), BEHIND_TERM);
		tw_paper_newline(paper);
		tw_summary_told(sheet);
	}
	if (all.updates < 2)
		return;
	tw_paper_to(paper, TW_LINE);
	tw_paper_string(paper, "In all");
	tw_paper_to(paper, BEHIND_TERM);
	tw_told_kept_in_all(words, all.became);
	tw_paper_words(paper, tw_buffer_get(words), BEHIND_TERM);
	tw_paper_newline(paper);
	tw_summary_told(sheet);
}

/* ---- all of it ---- */

const struct tw_summary_dress tw_text_dress = {
	county, title, false, title, say, part, group, item, line, plans,
	tw_text_figures, tw_text_table, tw_text_row, end
};

void tw_stories_text(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context)
{
	const struct tw_summary_style *style = context;
	struct tw_text_page page = { { out, style->width, 0, style->color },
		true };
	struct tw_summary_sheet sheet = { out, &tw_text_dress, &page,
		TW_BUFFER_INIT };
	size_t start = out->len;

	tw_dress_stories(&sheet, area, scope);
	if (!out->failed)
		tw_safe_lines(out, start);
}

enum tw_status tw_county_text(struct tw_buffer *out,
	const struct tw_county *areas, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	struct tw_text_page page = { { out, style->width, 0, style->color },
		true };
	struct tw_summary_sheet sheet = { out, &tw_text_dress, &page,
		TW_BUFFER_INIT };
	size_t start = out->len;
	enum tw_status status = tw_dress_county(&sheet, areas, scope, style,
		err);

	if (!status)
		tw_safe_lines(out, start);
	return !status && out->failed ? tw_fail_memory(err) : status;
}
