#include "report/past_page.h"

#include "report/markup.h"
#include "report/wrap.h"

#include <string.h>

enum { PART = 4, LABEL = 6, BODY = 18, MOST_WORDS = 2000 };

static struct tw_paper paper_of(struct tw_past_page *page)
{
	return (struct tw_paper){ page->out, page->width, 0, page->color };
}

static struct tw_view veiled(struct tw_past_page *page, struct tw_view text)
{
	return tw_veiled(page->veil, text, &page->out->failed);
}

/* An empty line, unless one stands there, or nothing does. */
static void part_from_above(struct tw_past_page *page)
{
	if (page->filled && !page->blank)
		tw_buffer_byte(page->out, '\n');
	page->filled = true;
	page->blank = false;
}

/* ---- Markdown ---- */

static void add_escaped(struct tw_buffer *out, struct tw_view text)
{
	tw_markdown_safe(out, text, true);
}

static void add_label(struct tw_buffer *out, const char *label)
{
	if (*label)
		tw_buffer_format(out, "- **%s** ", label);
	else
		tw_buffer_string(out, "- ");
}

static void add_marked(struct tw_buffer *out,
	const struct tw_shown_words *words, const char *open,
	const char *close, bool escape)
{
	bool within = false;

	for (size_t i = 0; i < words->count && i < MOST_WORDS; i++) {
		const struct tw_shown_word *word = &words->at[i];
		bool ends = i + 1 == words->count || i + 1 == MOST_WORDS ||
			!words->at[i + 1].alone;

		if (i)
			tw_buffer_byte(out, ' ');
		if (word->alone && !within)
			tw_buffer_string(out, open);
		if (escape)
			add_escaped(out, word->text);
		else
			tw_buffer_view(out, word->text);
		within = word->alone && !ends;
		if (word->alone && ends)
			tw_buffer_string(out, close);
	}
	if (words->count > MOST_WORDS)
		tw_buffer_string(out, " ...");
}

static void markdown_heading(struct tw_past_page *page,
	enum tw_past_rank rank, struct tw_view words, struct tw_view beside)
{
	static const char *const signs[] = { "# ", "## ", "### ", "" };

	part_from_above(page);
	tw_buffer_string(page->out, signs[rank]);
	add_escaped(page->out, words);
	if (beside.len) {
		tw_buffer_string(page->out, " \xC2\xB7 ");
		add_escaped(page->out, beside);
	}
	tw_buffer_string(page->out, "\n\n");
	page->blank = true;
}

/* ---- both ---- */

void tw_past_heading(struct tw_past_page *page, enum tw_past_rank rank,
	struct tw_view words, struct tw_view beside)
{
	static const unsigned indents[] = { 0, 0, 2, PART };
	struct tw_paper paper = paper_of(page);

	words = veiled(page, words);
	beside = veiled(page, beside);
	if (page->markdown) {
		markdown_heading(page, rank, words, beside);
		return;
	}
	if (rank <= TW_PAST_RECORD)
		part_from_above(page);
	page->blank = false;
	tw_paper_to(&paper, indents[rank]);
	if (rank <= TW_PAST_COMMIT)
		tw_paper_bold(&paper, true);
	tw_paper_words(&paper, words, indents[rank] + 2);
	if (rank <= TW_PAST_COMMIT)
		tw_paper_bold(&paper, false);
	if (beside.len)
		tw_paper_right(&paper, beside);
	tw_paper_newline(&paper);
}

void tw_past_say(struct tw_past_page *page, enum tw_past_rank rank,
	struct tw_view words)
{
	static const unsigned indents[] = { 0, 0, PART, LABEL };
	struct tw_paper paper = paper_of(page);

	words = veiled(page, words);
	if (!words.len)
		return;
	if (page->markdown) {
		part_from_above(page);
		add_escaped(page->out, words);
		tw_buffer_string(page->out, "\n\n");
		page->blank = true;
		return;
	}
	page->blank = false;
	tw_paper_to(&paper, indents[rank]);
	tw_paper_words(&paper, words, indents[rank]);
	tw_paper_newline(&paper);
}

void tw_past_edit(struct tw_past_page *page, const char *label,
	struct tw_view lead, const struct tw_shown_words *words)
{
	struct tw_paper paper = paper_of(page);
	struct tw_buffer text = TW_BUFFER_INIT;

	lead = veiled(page, lead);
	page->blank = false;
	if (page->markdown) {
		add_label(page->out, label);
		add_escaped(page->out, lead);
		add_marked(page->out, words, "**", "**", true);
		tw_buffer_byte(page->out, '\n');
		return;
	}
	tw_buffer_view(&text, lead);
	add_marked(&text, words, "{", "}", false);
	tw_paper_to(&paper, LABEL);
	tw_paper_string(&paper, label);
	tw_paper_to(&paper, BODY);
	tw_paper_words(&paper, tw_buffer_get(&text), BODY);
	tw_paper_newline(&paper);
	tw_buffer_end(&text, page->out);
}

void tw_past_more(struct tw_past_page *page, const char *label,
	struct tw_view words)
{
	struct tw_paper paper = paper_of(page);

	words = veiled(page, words);
	if (page->markdown) {
		tw_buffer_string(page->out, "  ");
		add_label(page->out, label);
		add_escaped(page->out, words);
		tw_buffer_byte(page->out, '\n');
		return;
	}
	if (*label) {
		tw_paper_to(&paper, LABEL);
		tw_paper_string(&paper, label);
	}
	tw_paper_to(&paper, BODY);
	tw_paper_words(&paper, words, BODY + 2);
	tw_paper_newline(&paper);
}

void tw_past_title(struct tw_past_page *page, struct tw_view title,
	struct tw_view beside, struct tw_view below)
{
	page->title = title;
	tw_past_heading(page, TW_PAST_TITLE, title, beside);
	tw_past_say(page, TW_PAST_TITLE, below);
}
