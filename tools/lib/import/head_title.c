/*
 * The title and the scope of a priority, as its head has them.
 */
#include "base/buffer.h"
#include "base/utf8.h"
#include "import/head.h"
#include "import/compound.h"
#include "import/heading.h"
#include "import/looks.h"
#include "record/typed.h"

#include <string.h>

void tw_head_scope(struct tw_doc_head *h, struct tw_view text, uint32_t line)
{
	tw_reading_item(h->r, &h->priority->paragraph_end, text, line);
}

/* The scope's paragraphs as one, with what the title ended in before them. */
static void join_scope(struct tw_doc_head *h, struct tw_view first)
{
	const struct tw_doc_item *p = h->priority->paragraphs;
	struct tw_buffer out = TW_BUFFER_INIT;
	uint32_t line = first.len || !p ? h->priority->title.line : p->line;

	tw_buffer_view(&out, first);
	for (; p; p = p->next) {
		if (out.len)
			tw_buffer_byte(&out, ' ');
		tw_buffer_view(&out, p->text);
	}
	if (out.len)
		h->priority->scope = (struct tw_typed_text){ tw_arena_copy(
			h->r->report->arena, tw_buffer_get(&out)), line, line };
	if (out.failed || (out.len && !h->priority->scope.text.ptr))
		h->r->report->status = tw_fail_memory(h->r->report->err);
	tw_buffer_release(&out);
}

/*
 * Parts "School Avoidance- what help schools can call on ..." where the title
 * ends and a sentence begins; 0: it is all title.
 */
static size_t title_length(size_t *behind, struct tw_view text)
{
	static const char *const marks[] = {
		": ", "- ", "\xE2\x80\x93 ", "\xE2\x80\x94 "
	};

	if (!text.len || text.ptr[text.len - 1] != '.')
		return 0;
	for (size_t i = 4; i + 2 < text.len && i < 80; i++)
		for (size_t k = 0; k < 4; k++) {
			struct tw_view mark = tw_view_of(marks[k]), rest;
			size_t words = 1;

			if (text.len < i + mark.len || memcmp(text.ptr + i,
			    mark.ptr, mark.len))
				continue;
			rest = tw_after(text, i + mark.len);
			for (size_t c = 0; c < rest.len; c++)
				words += rest.ptr[c] == ' ';
			if (words < 5 || !rest.len || rest.ptr[0] < 'a' ||
			    rest.ptr[0] > 'z')
				continue;
			*behind = i + mark.len;
			return i;
		}
	return 0;
}

/* The length of a number at the start of a text, in figures or as a word. */
static size_t figure_length(struct tw_view text)
{
	static const char *const words[] = {
		"one", "two", "three", "four", "five", "six"
	};
	size_t len = 0;

	while (len < text.len && tw_digit(text.ptr[len]))
		len++;
	for (size_t i = 0; !len && i < sizeof(words) / sizeof(*words); i++) {
		struct tw_view word = tw_view_of(words[i]);

		if (text.len > word.len && tw_fold_equal(word,
		    (struct tw_view){ text.ptr, word.len }) &&
		    !tw_letter(text.ptr[word.len]))
			len = word.len;
	}
	return len;
}

/*
 * "Outcome 2 - Young carers" and "Priority 1 Youth voice" are numbered; where
 * the title begins, or 0.
 */
static size_t number_length(struct tw_view text)
{
	static const char *const names[] = {
		"priority ", "outcome ", "objective ", "aim ", "goal ",
		"strand ", "workstream ", "theme ", "project ", "focus "
	};
	bool dash;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct tw_view name = tw_view_of(names[i]);
		size_t at = name.len, mark, figure;

		if (text.len < at || !tw_fold_equal(name, (struct tw_view){
		    text.ptr, at }))
			continue;
		figure = figure_length(tw_after(text, at));
		at += figure;
		mark = figure ? tw_heading_mark(&dash, tw_after(text, at)) : 0;
		/* Nothing else is numbered without a mark. */
		if (!i && figure && !mark && at + 1 < text.len &&
		    text.ptr[at] == ' ' && text.ptr[at + 1] >= 'A' &&
		    text.ptr[at + 1] <= 'Z')
			return at + 1;
		return mark && text.ptr[at + mark - 1] != '(' &&
			at + mark < text.len ? at + mark : 0;
	}
	return 0;
}

bool tw_head_is_about(struct tw_view text)
{
	struct tw_view word;
	size_t words = 0;

	while (tw_heading_word(&word, &text) && ++words)
		if (!tw_typed_find(TW_TYPED_ABOUT, word))
			return false;
	return words > 1;
}

/*
 * "Monitoring report: Moving up to Year 7": the length of what the document
 * calls itself before a colon or a dash, with that; or 0.
 */
static size_t about_length(struct tw_view text)
{
	static const char *const marks[] = {
		": ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 "
	};
	struct tw_view about = text;
	size_t len = 0, mark = 0;

	for (; len < text.len && !mark; len += !mark)
		for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
			if (text.len > len + strlen(marks[i]) &&
			    !memcmp(text.ptr + len, marks[i], strlen(marks[i])))
				mark = strlen(marks[i]);
	about.len = mark ? len : 0;
	return tw_says_what_it_is(about) && tw_head_is_about(about) ?
		len + mark : 0;
}

/* Keeps what was taken for the title, but is that of the document. */
static void leave_title(struct tw_doc_head *h)
{
	struct tw_typed_text *title = &h->priority->title;

	tw_reading_item(h->r, &h->r->document->preface_end, title->text,
		title->line);
	tw_report_note(h->r->report, title->line, "\"%.*s\" is the "
		"document's title, and is kept as a comment at the top "
		"of the first record", TW_ARG(title->text));
	title->text.ptr = NULL;
}

/*
 * The first text is the title, what follows it the scope; but "Title" may be
 * that of the document, where "Priority" stands below it, and so may what says
 * what a document is.
 */
void tw_head_title(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text)
{
	struct tw_typed_text *title = &h->priority->title;
	const struct tw_block *label = h->label;

	if (title->text.ptr && label && label->strong &&
	    (h->weak || tw_head_is_about(title->text)))
		leave_title(h);
	if (title->text.ptr && label && label->strong)
		tw_report_note(h->r->report, block->line, "\"%.*s\" stands "
			"below another title, and is read as its scope",
			TW_ARG(tw_report_short(h->r->report, text)));
	if (title->text.ptr) {
		tw_head_scope(h, text, block->line);
		return;
	}
	*title = (struct tw_typed_text){ text, block->line, block->line };
	h->weak = label && !label->strong;
}

/* Takes off the title what belongs to the scope, and its full stop. */
void tw_head_part_title(struct tw_doc_head *h)
{
	struct tw_doc_priority *priority = h->priority;
	struct tw_view text = priority->title.text, rest = { NULL, 0 };
	size_t number, behind = 0, len = text.ptr ?
		title_length(&behind, text) : 0;
	const struct tw_doc_field *f = priority->fields;

	while (f && f->kind != TW_TITLE)
		f = f->next;
	number = f || !text.ptr ? 0 : about_length(text);
	if (number) {
		struct tw_view about = tw_trim((struct tw_view){ text.ptr,
			number });

		tw_report_said(h->r->report, about);
		tw_report_note(h->r->report, priority->title.line, "\"%.*s\" "
			"before the title is left out", TW_ARG(about));
		text = tw_trim(tw_after(text, number));
		len = title_length(&behind, text);
	}
	number = f || !text.ptr ? 0 : number_length(text);
	if (number) {
		tw_report_label(h->r->report, (struct tw_view){ text.ptr,
			number }, priority->title.line);
		text = tw_trim(tw_after(text, number));
		len = title_length(&behind, text);
	}
	if (len && !f) {
		rest = tw_after(text, behind);
		text = tw_trim((struct tw_view){ text.ptr, len });
	}
	if (!f && text.len > 1 && text.ptr[text.len - 1] == '.' &&
	    text.ptr[text.len - 2] != '.')
		text.len--;
	join_scope(h, rest);
	priority->title.text = text;
	if (f && text.ptr && !tw_fold_equal(text, f->value)) {
		tw_report_said(h->r->report, text);
		tw_report_note(h->r->report, priority->title.line, "\"%.*s\" "
			"stands here; the title below says more",
			TW_ARG(text));
	}
}
