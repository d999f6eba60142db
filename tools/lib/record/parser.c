#include "record/parser.h"

#include "record/tables.h"

void tw_parser_report_hint(struct tw_parser *p, enum tw_diagnostic_id id,
	const char *from, size_t len, struct tw_view hint)
{
	struct tw_diagnostic d = {
		.id = id,
		.line = p->number,
		.column = (uint32_t)(from - p->line.ptr) + 1,
		.length = len ? (uint32_t)len : 1,
		.hint = hint,
	};

	if (tw_diagnostics_add(&p->record->diagnostics, p->arena, d))
		p->failed = true;
}

void tw_parser_report(struct tw_parser *p, enum tw_diagnostic_id id,
	struct tw_view at)
{
	tw_parser_report_hint(p, id, at.ptr, at.len, (struct tw_view){ NULL, 0 });
}

struct tw_view tw_parser_mean(struct tw_parser *p, const char *before,
	const char *name, const char *after)
{
	struct tw_view hint = tw_arena_format(p->arena,
		"did you mean \"%s%s%s\"?", before, name, after);

	if (!hint.ptr)
		p->failed = true;
	return hint;
}

/* ---- characters ---- */

static void report_character(struct tw_parser *p, enum tw_diagnostic_id id,
	const char *start, size_t len, uint32_t code)
{
	struct tw_view hint = tw_arena_format(p->arena, "U+%04X",
		(unsigned)code);

	p->failed |= !hint.ptr;
	tw_parser_report_hint(p, id, start, len, hint);
}

static void check_hidden(struct tw_parser *p)
{
	size_t len, at = tw_hidden_find(&len, p->line);
	uint32_t code;

	if (!len)
		return;
	tw_utf8_decode(&code, tw_after(p->line, at));
	report_character(p, TW_DIAG_HIDDEN_CHARACTER, p->line.ptr + at, len,
		code);
}

void tw_parser_check(struct tw_parser *p)
{
	struct tw_view rest = p->line;
	bool encoding = false, character = false;
	uint32_t code;

	check_hidden(p);
	for (;;) {
		size_t len;

		rest = tw_after(rest, tw_ascii_run(rest));
		if (!rest.len || (encoding && character))
			return;
		len = tw_utf8_decode(&code, rest);
		if (!len && !encoding) {
			tw_parser_report(p, TW_DIAG_BAD_ENCODING,
				(struct tw_view){ rest.ptr, 1 });
			encoding = true;
		} else if (len && !character && tw_code_forbidden(code)) {
			report_character(p, TW_DIAG_BAD_CHARACTER, rest.ptr,
				len, code);
			character = true;
		}
		rest = tw_after(rest, len ? len : 1);
	}
}

bool tw_parser_check_blanks(struct tw_parser *p, struct tw_view text)
{
	for (;;) {
		size_t len;

		text = tw_after(text, tw_ascii_run(text));
		if (!text.len)
			return false;
		len = tw_blank_start(text);
		if (len) {
			tw_parser_report_hint(p, TW_DIAG_ODD_SPACE, text.ptr,
				len, *text.ptr != '\t' ? TW_VIEW("") :
				TW_VIEW("a tab: if it parts the columns of a "
				"table, make each row an item"));
			return true;
		}
		text = tw_after(text, 1);
	}
}

/* ---- comments ---- */

void tw_parser_comment(struct tw_parser *p)
{
	struct tw_comment *comment = tw_parser_take(p, sizeof(*comment));
	struct tw_view words;

	if (!comment)
		return;
	comment->text = tw_trim(p->line);
	if (tw_comment_says(&words, comment->text, TW_VIEW("draft")))
		tw_parser_report_hint(p, TW_DIAG_DRAFT, comment->text.ptr,
			comment->text.len, words);
	else if (tw_comment_says(&words, comment->text, TW_VIEW("merge")))
		tw_parser_report_hint(p, TW_DIAG_MERGE_COMMENT,
			comment->text.ptr, comment->text.len,
			(struct tw_view){ NULL, 0 });
	else if (tw_section_find(tw_comment_words(comment->text)) !=
	         TW_SECTIONS)
		tw_parser_report(p, TW_DIAG_HEADING_COMMENT, comment->text);
	*p->comments_end = comment;
	p->comments_end = &comment->next;
}

struct tw_comment *tw_parser_comments(struct tw_parser *p)
{
	struct tw_comment *taken = p->comments;

	p->comments = NULL;
	p->comments_end = p->comments_cut = &p->comments;
	return taken;
}

void tw_parser_close(struct tw_parser *p, bool all)
{
	struct tw_comment **place = p->section ? &p->section->closing :
		&p->record->closing;
	struct tw_comment **cut = all ? p->comments_end : p->comments_cut;
	struct tw_comment *kept = *cut;

	if (cut == &p->comments)
		return;
	*cut = NULL;
	while (*place)
		place = &(*place)->next;
	*place = p->comments;
	p->comments = kept;
	p->comments_cut = &p->comments;
	if (!kept)
		p->comments_end = &p->comments;
}

/* ---- texts ---- */

static void check_break(struct tw_parser *p)
{
	const char *hyphen, *start;
	uint32_t line = p->number;
	struct tw_view text;
	char c;

	if (!p->last || p->last->text.len < 2)
		return;
	text = p->last->text;
	c = text.ptr[text.len - 2];
	if (text.ptr[text.len - 1] != '-' || c == '-' ||
	    tw_blank_end((struct tw_view){ text.ptr, text.len - 1 }))
		return;
	/* The line is no longer at hand: count back to it. */
	hyphen = start = text.ptr + text.len - 1;
	for (const char *at = p->line.ptr; at > hyphen; at--)
		line -= at[-1] == '\n';
	while (start > p->start && start[-1] != '\n')
		start--;
	struct tw_diagnostic d = {
		.id = TW_DIAG_BREAK_AT_HYPHEN,
		.line = line,
		.column = (uint32_t)(hyphen - start) + 1,
		.length = 1,
	};
	if (tw_diagnostics_add(&p->record->diagnostics, p->arena, d))
		p->failed = true;
}

void tw_parser_segment(struct tw_parser *p, struct tw_view text)
{
	struct tw_segment *segment = tw_parser_take(p, sizeof(*segment));

	if (!segment)
		return;
	check_break(p);
	segment->comments = tw_parser_comments(p);
	segment->text = text;
	*p->segment_end = segment;
	p->segment_end = &segment->next;
	p->last = segment;
	if (!p->plain)
		tw_parser_check_blanks(p, text);
}
