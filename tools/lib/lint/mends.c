/*
 * What mends the findings of the parser, which itself only reads. The table
 * of all mends stands in spec/diagnostics.md, "What lint mends".
 */
#include "lint/judge.h"

#include "base/buffer.h"
#include "base/lines.h"
#include "lint/meant.h"
#include "record/bullet.h"
#include "record/tables.h"
#include "record/typed.h"
#include "text/text.h"

#include <string.h>

/* The finding at hand, and the line that it stands in. */
struct mending {
	struct tw_judge *judge;
	const struct tw_diagnostic *finding;
	struct tw_view line;   /* without its end */
	struct tw_view marked; /* what the finding marks of it */
};

static void mend(struct mending *m, const char *from, const char *to,
	struct tw_view text, bool unsafe)
{
	tw_judge_mend(m->judge, (struct tw_view){ from, (size_t)(to - from) },
		text, unsafe);
}

/* Behind the line end; of the last line, its end. */
static const char *next_line(const struct mending *m)
{
	const struct tw_view source = m->judge->record->source;
	const char *end = source.ptr + source.len;
	const char *newline = memchr(m->line.ptr, '\n',
		(size_t)(end - m->line.ptr));

	return newline ? newline + 1 : end;
}

/* True if items may stand there. */
static bool is_below_heading(const struct mending *m)
{
	const struct tw_section *first = m->judge->record->sections;

	return first && first->line < m->finding->line;
}

/* "Priority - eet" lacks its colon. */
static void mend_colon(struct mending *m)
{
	struct tw_view value;
	enum tw_field_kind field = tw_field_meant(&value, m->line);

	if (field != TW_UNKNOWN_FIELD)
		mend(m, m->line.ptr, value.ptr, tw_judge_hint(m->judge, "%s: ",
			tw_field_name(field)), true);
}

/* The bullet, number or box at the start of a text becomes a dash. */
static void mend_bullet(struct mending *m, struct tw_view text)
{
	bool number, ticked = false;
	size_t bullet = tw_box_length(text, &ticked);

	if (!bullet)
		bullet = tw_bullet_length(text, &number);
	if (bullet && bullet < text.len && is_below_heading(m))
		mend(m, m->line.ptr, text.ptr + bullet, ticked ?
			TW_VIEW("- (done) ") : TW_VIEW("- "), true);
}

/*
 * A bullet at the start of the line becomes a dash and a space, and so does one
 * that is typed several times. Stars on both sides of a word are for looks, and
 * stay; an arrow, or several dashes before a figure, may be something else; and
 * a line of bullets alone is a rule that somebody drew.
 */
static void mend_first(struct mending *m, struct tw_view bullet)
{
	struct tw_view behind = tw_after(m->line, bullet.len), text;
	bool again = false, arrow;

	while (behind.len >= bullet.len &&
	       !memcmp(behind.ptr, bullet.ptr, bullet.len)) {
		behind = tw_after(behind, bullet.len);
		again = true;
	}
	arrow = *bullet.ptr == '-' && behind.len && *behind.ptr == '>';
	text = tw_trim(tw_after(behind, arrow));
	if (text.len && *bullet.ptr == '*' && !tw_blank_start(behind) &&
	    memchr(text.ptr, '*', text.len))
		mend(m, m->line.ptr, m->line.ptr, TW_VIEW("- "), false);
	else if (text.len)
		mend(m, m->line.ptr, text.ptr, TW_VIEW("- "), arrow ||
			(again && tw_digit(*text.ptr)));
}

/* A text without the dashes, colons and the like that begin it. */
static struct tw_view behind_marks(struct tw_view text)
{
	size_t len;

	text = tw_trim(text);
	while (text.len && (len = strchr(":-.,;=|", text.ptr[0]) ? 1 :
	       text.len > 3 && (!memcmp(text.ptr, "\xE2\x80\x93", 3) ||
	       !memcmp(text.ptr, "\xE2\x80\x94", 3)) ? 3 : 0))
		text = tw_trim(tw_after(text, len));
	return text;
}

/*
 * What stands behind a heading on its line and is no part of it: "Exit
 * strategy: the heads carry on". What is in brackets only says which one it
 * is, and a placeholder says nothing.
 */
static struct tw_view behind_heading(struct tw_view line,
	enum tw_section_kind kind)
{
	struct tw_view name = tw_view_of(tw_section_name(kind)), rest = line;
	const char *colon = memchr(line.ptr, ':', line.len);
	struct tw_segment text;

	rest.len = 0;
	if (line.len > name.len && !tw_letter(line.ptr[name.len]) &&
	    tw_fold_equal(name, (struct tw_view){ line.ptr, name.len }))
		rest = tw_after(line, name.len);
	else if (colon)
		rest = tw_after(line, (size_t)(colon - line.ptr) + 1);
	rest = behind_marks(rest);
	text = (struct tw_segment){ .text = rest };
	if (rest.len && (rest.ptr[0] == '(' ||
	    tw_section_near(rest) == kind ||
	    tw_item_placeholder(&(struct tw_item){ .text = &text })))
		rest.len = 0;
	return rest;
}

/* The line becomes a heading, and what else it says an item below. */
static void mend_heading(struct mending *m, struct tw_view line,
	enum tw_section_kind kind)
{
	const char *name = tw_section_name(kind);
	struct tw_view rest = behind_heading(line, kind);
	const char *end = line.ptr + line.len;
	bool cr = m->line.ptr + m->line.len + 1 < next_line(m);

	mend(m, line.ptr, end, rest.len ? tw_judge_hint(m->judge,
		"%s%s- %.*s", name, cr ? "\r\n" : "\n", TW_ARG(rest)) :
		tw_view_of(name), true);
}

/*
 * A bullet that the format knows, with words behind it: where items may stand,
 * a dash says the same. A line that is nearly a heading, or a field, or has a
 * bullet of another kind may have been meant so.
 */
static void mend_margin(struct mending *m)
{
	struct tw_view line = tw_trim(m->line);
	enum tw_section_kind near;

	if (m->marked.len < line.len) {
		if (is_below_heading(m))
			mend_first(m, m->marked);
		return;
	}
	near = tw_section_near(line);
	if (near == TW_SECTIONS)
		near = tw_typed_heading(line);
	if (near != TW_SECTIONS)
		mend_heading(m, line, near);
	else if (is_below_heading(m))
		mend_bullet(m, line);
	else
		mend_colon(m);
}

/* All unusual blanks of the line from the first on, in one. */
static void mend_blanks(struct mending *m)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view rest = tw_after(m->line,
		(size_t)(m->marked.ptr - m->line.ptr));
	const char *from = rest.ptr, *to = from;
	size_t kept = 0;
	struct tw_view text;

	while (rest.len) {
		size_t len = tw_blank_start(rest);

		if (len && rest.ptr[0] != ' ') {
			tw_buffer_byte(&out, ' ');
			to = rest.ptr + len;
			kept = out.len;
		} else {
			tw_buffer_byte(&out, rest.ptr[0]);
			len = 1;
		}
		rest = tw_after(rest, len);
	}
	text = tw_arena_copy(m->judge->arena,
		(struct tw_view){ out.ptr, kept });
	if (out.failed || !text.ptr)
		m->judge->status = tw_fail_memory(m->judge->err);
	else
		mend(m, from, to, text, false);
	tw_buffer_release(&out);
}

/* All that nobody sees of the line from the first on, in one. */
static void mend_hidden(struct mending *m)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view rest = m->marked, text;
	const char *from = rest.ptr, *to = from;
	size_t len, at;

	rest.len = (size_t)(m->line.ptr + m->line.len - from);
	for (at = tw_hidden_find(&len, rest); len;
	     at = tw_hidden_find(&len, rest)) {
		tw_buffer_add(&out, rest.ptr, at);
		rest = tw_after(rest, at + len);
		to = rest.ptr;
	}
	text = tw_arena_copy(m->judge->arena, tw_buffer_get(&out));
	if (out.failed || !text.ptr)
		m->judge->status = tw_fail_memory(m->judge->err);
	else
		mend(m, from, to, text, false);
	tw_buffer_release(&out);
}

/* "(Done)": may have been meant as text. */
static void mend_state(struct mending *m)
{
	struct tw_opening opening = tw_opening_read(tw_trim(tw_after(m->line,
		(size_t)(m->marked.ptr - m->line.ptr))));

	if (opening.state == TW_NO_STATE || opening.exact)
		return;
	mend(m, m->marked.ptr, m->marked.ptr + opening.len,
		tw_judge_hint(m->judge, "(%s)%s", tw_state_name(opening.state),
		opening.glued ? " " : ""), true);
}

/* What a name in square brackets was likely meant as; empty: who knows. */
static struct tw_view key_meant(struct tw_judge *judge, struct tw_view key)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_opening opening;
	struct tw_view meant = { NULL, 0 };

	tw_buffer_format(&text, "(%.*s)", TW_ARG(key));
	opening = tw_opening_read(tw_buffer_get(&text));
	tw_buffer_clear(&text);
	if (!tw_text_slug(&text, key))
		judge->status = tw_fail_memory(judge->err);
	else if (tw_fold_equal(key, TW_VIEW("x")))
		meant = TW_VIEW("(done) ");
	else if (opening.state != TW_NO_STATE)
		meant = tw_judge_hint(judge, "(%s) ",
			tw_state_name(opening.state));
	else if (tw_key_valid(tw_buffer_get(&text)))
		meant = tw_judge_hint(judge, "[%.*s] ",
			TW_ARG(tw_buffer_get(&text)));
	tw_buffer_release(&text);
	return meant;
}

/* "[Year 11]", "[on hold]", "[x]", "[key]Text"; not behind another mark. */
static void mend_key(struct mending *m)
{
	struct tw_view key = m->marked, before = tw_after(m->line, 1), by;
	struct tw_view behind = tw_after(m->line,
		(size_t)(m->marked.ptr - m->line.ptr) + m->marked.len);
	size_t blank;

	before.len = (size_t)(m->marked.ptr - before.ptr);
	if (tw_trim(before).len || key.len < 2 || key.ptr[key.len - 1] != ']')
		return;
	key = tw_trim((struct tw_view){ key.ptr + 1, key.len - 2 });
	by = key_meant(m->judge, key);
	while ((blank = tw_blank_start(behind)))
		behind = tw_after(behind, blank);
	if (by.len && behind.len)
		mend(m, m->marked.ptr, behind.ptr, by, true);
}

/* The blank lines before it. */
static void mend_gap(struct mending *m)
{
	const char *start = m->line.ptr, *at = start;

	while (at > m->judge->record->source.ptr) {
		const char *line = at - 1;

		while (line > m->judge->record->source.ptr && line[-1] != '\n')
			line--;
		if (tw_trim((struct tw_view){ line, (size_t)(at - 1 - line) -
		    (at - 1 > line && at[-2] == '\r') }).len)
			break;
		at = line;
	}
	mend(m, at, start, TW_VIEW(""), true);
}

/* "= schools 4", "> Know the offer": what it needs is a colon, or a key. */
static void mend_detail(struct mending *m)
{
	struct tw_judge *judge = m->judge;
	struct tw_view text = tw_trim(tw_after(m->marked, 1)), name, value;
	char sign = m->marked.ptr[0];
	struct tw_buffer slug = TW_BUFFER_INIT;
	struct tw_view by = { NULL, 0 };

	if (sign != '>' && tw_detail_meant(&name, &value, text) &&
	    !memchr(text.ptr, ':', text.len))
		by = tw_judge_hint(judge, "%c %.*s: %.*s", sign, TW_ARG(name),
			TW_ARG(value));
	if (sign == '>' && !tw_text_slug(&slug, text))
		judge->status = tw_fail_memory(judge->err);
	if (sign == '>' && slug.len && slug.len <= 64)
		by = tw_judge_hint(judge, "> %.*s",
			TW_ARG(tw_buffer_get(&slug)));
	tw_buffer_release(&slug);
	if (!by.len)
		return;
	judge->last->hint = tw_judge_hint(judge, "did you mean \"%.*s\"?",
		TW_ARG(by));
	mend(m, m->marked.ptr, m->marked.ptr + m->marked.len, by, true);
}

static void mend_finding(struct mending *m)
{
	const char *start = m->line.ptr, *marked = m->marked.ptr;

	switch (m->finding->id) {
	case TW_DIAG_MERGE_COMMENT:
		mend(m, start, next_line(m), TW_VIEW(""), false);
		break;
	case TW_DIAG_HEADING_COMMENT:
		mend(m, start, tw_comment_words(m->line).ptr, TW_VIEW(""),
			true);
		break;
	case TW_DIAG_MARGIN_TEXT:
		mend_margin(m);
		break;
	case TW_DIAG_ORPHAN_INDENT:
		mend_bullet(m, m->marked);
		break;
	case TW_DIAG_ITEM_SPACE:
		mend_first(m, m->marked);
		break;
	case TW_DIAG_HIDDEN_CHARACTER:
		mend_hidden(m);
		break;
	case TW_DIAG_ODD_SPACE:
		mend_blanks(m);
		break;
	case TW_DIAG_INDENTED_HEADING:
		mend(m, start, marked, TW_VIEW(""), true);
		break;
	case TW_DIAG_BAD_CHARACTER:
		mend(m, marked, marked + m->marked.len, TW_VIEW(""), true);
		break;
	case TW_DIAG_BAD_DETAIL:
		mend_detail(m);
		break;
	case TW_DIAG_BAD_KEY:
		mend_key(m);
		break;
	case TW_DIAG_BAD_STATE:
		mend_state(m);
		break;
	case TW_DIAG_GAP_IN_ITEM:
		mend_gap(m);
		break;
	default:
		break;
	}
}

void tw_judge_mends(struct tw_judge *judge)
{
	struct mending m = { .judge = judge };
	struct tw_line_walk walk = tw_line_walk(judge->record->source);
	struct tw_diagnostic *d = judge->record->diagnostics.first;

	for (; d && !judge->status; d = d->next) {
		size_t left;

		m.finding = judge->last = d;
		m.line = tw_line_at(&walk, d->line);
		if (d->column - 1 > m.line.len)
			continue;
		m.marked = tw_after(m.line, d->column - 1);
		left = m.marked.len;
		m.marked.len = d->length < left ? d->length : left;
		mend_finding(&m);
	}
}
