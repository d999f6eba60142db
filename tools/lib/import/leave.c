/*
 * Lines that are no part of an update: what mails and pages say of themselves.
 * spec/documents.md, chapter 20.
 */
#include "import/arranging.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "import/blocks.h"
#include "import/looks.h"
#include "record/bullet.h"
#include "record/typed.h"

#include <string.h>

struct tw_view tw_text_at(const struct tw_arranging *a, size_t i)
{
	return tw_trim(a->source->lines[i].text);
}

/* The subject of a mail, or its greeting, may say what else nothing does. */
static void keep_hint(struct tw_arranging *a, size_t i)
{
	const struct tw_view subject = TW_VIEW("subject:");
	struct tw_view text = tw_text_at(a, i);
	const char *colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;

	if (text.len > subject.len && tw_fold_equal(subject,
	    (struct tw_view){ text.ptr, subject.len }))
		text = tw_after(text, subject.len);
	else if (colon && tw_typed_find(TW_TYPED_MAIL, (struct tw_view){
	         text.ptr, (size_t)(colon - text.ptr) }))
		return;
	tw_report_hint(a->report, a->source->lines[i].number, text,
		TW_HINT_TEXT);
}

/* Whom a mail is from, and the names of its signature, may be the officers. */
static void keep_names(struct tw_arranging *a, size_t from, size_t to,
	enum tw_hint_kind kind)
{
	static const char *const names[] = { "from:", "sent:", "date:" };
	enum { MOST = 8 }; /* of a signature, and more than a mail has */

	for (size_t i = from; i < to && i < from + MOST; i++) {
		struct tw_view text = tw_text_at(a, i);
		bool told = kind == TW_HINT_SIGNATURE && text.len;

		for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
			told |= text.len > 5 && tw_fold_equal(
				tw_view_of(names[k]), (struct tw_view){
				text.ptr, 5 });
		if (told)
			tw_report_hint(a->report, a->source->lines[i].number,
				text, kind);
	}
}

/* Says that lines are no part of the update, with all their words. */
static void leave_out(struct tw_arranging *a, size_t from, size_t to,
	const char *what)
{
	struct tw_buffer words = TW_BUFFER_INIT;
	struct tw_view text;

	for (size_t i = from; i < to; i++) {
		text = tw_text_fold(a->report->arena, tw_text_at(a, i));
		a->out.failed |= !text.ptr;
		if (!text.ptr || !text.len)
			continue;
		tw_report_said(a->report, text);
		if (!a->headed && i < a->heading)
			keep_hint(a, i);
		tw_buffer_format(&words, "%s%.*s", words.len ? " / " : "",
			TW_ARG(text));
	}
	tw_report_note(a->report, a->source->lines[from].number, "%s, left "
		"out: \"%.*s\"", what, TW_ARG(tw_buffer_get(&words)));
	a->out.failed |= words.failed;
	tw_buffer_release(&words);
}

/* The role of officers alone stands in signatures, too. */
bool tw_arranging_begins(struct tw_view text)
{
	struct tw_block block = { .text = text };
	bool number;

	if (!text.len || (tw_bullet_length(text, &number) && !number))
		return false;
	return tw_heading_read(&block) || (tw_label_read(&block) &&
		block.strong && (block.value != TW_OFFICERS ||
		block.rest.len));
}

/* Up to the next empty line, if a line is one of a mail's head. */
static bool is_mail(struct tw_view text)
{
	const char *colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;

	return colon && tw_typed_find(TW_TYPED_MAIL, (struct tw_view){
		text.ptr, (size_t)(colon - text.ptr) });
}

/* Where the head of a mail that begins at `i` ends; `i`: there is none. */
static size_t mail_end(const struct tw_arranging *a, size_t i)
{
	size_t end = i, count = 0;

	for (; end < a->count && tw_text_at(a, end).len; end++) {
		struct tw_view text = tw_text_at(a, end);

		if (is_mail(text))
			count++;
		else if (!count || text.len < 5 || !tw_fold_equal(
		         TW_VIEW("date:"), (struct tw_view){ text.ptr, 5 }))
			break;
	}
	return count > 1 ? end : i;
}

/*
 * Where a signature ends: at the next heading or strong label; above the first
 * heading at an empty line.
 */
static size_t signature_end(const struct tw_arranging *a, size_t i)
{
	size_t end = i + 1;

	while (end < a->count && !tw_arranging_begins(tw_text_at(a, end)) &&
	       (a->headed || tw_text_at(a, end).len))
		end++;
	return end;
}

/* True if nothing that begins a part stands from `i` on. */
static bool is_last(struct tw_arranging *a, size_t i)
{
	if (!a->sought) {
		a->last = a->count;
		while (a->last &&
		       !tw_arranging_begins(tw_text_at(a, a->last - 1)))
			a->last--;
		a->sought = true;
	}
	return i >= a->last;
}

/* Where a greeting ends: with its sentence. */
static size_t greeting_end(const struct tw_arranging *a, size_t i)
{
	size_t end = i + 1;

	while (end < a->count && tw_text_at(a, end).len &&
	       tw_text_at(a, end).ptr[0] >= 'a' &&
	       tw_text_at(a, end).ptr[0] <= 'z')
		end++;
	return end;
}

/*
 * "Afternoon Jo," and "Colleagues,": up to four words, apart, the last with a
 * comma, and no name of several below each other.
 */
static bool is_address(const struct tw_arranging *a, size_t i)
{
	enum { MOST = 4 };
	struct tw_view text = tw_text_at(a, i);
	size_t words = 1, above = i;

	if (text.len < 2 || text.ptr[text.len - 1] != ',' ||
	    text.ptr[0] < 'A' || text.ptr[0] > 'Z')
		return false;
	for (size_t k = 0; k + 1 < text.len; k++) {
		if (tw_digit(text.ptr[k]) || strchr(":,;", text.ptr[k]))
			return false;
		words += text.ptr[k] == ' ';
	}
	while (above && !tw_text_at(a, above - 1).len)
		above--;
	return words <= MOST && i + 1 < a->count &&
		!tw_looks_like_names(tw_text_at(a, i + 1)) && (!above ||
		!tw_arranging_begins(tw_text_at(a, above - 1)));
}

/* "Young carers ..... 2": what a list of contents says of one of them. */
static bool is_content_line(struct tw_view text)
{
	size_t len = text.len, gap;

	while (len && tw_digit(text.ptr[len - 1]))
		len--;
	for (gap = len; gap && strchr(" .\t", text.ptr[gap - 1]);)
		gap--;
	return len < text.len && gap && (len - gap >= 3 ||
		(len > gap && text.ptr[len - 1] == '\t'));
}

/* Where a list of contents that was typed ends; `i`: it is none. */
static size_t contents_end(const struct tw_arranging *a, size_t i)
{
	static const char *const names[] = {
		"contents", "contents:", "table of contents", "contents page",
		NULL
	};
	size_t end = i;

	for (size_t k = i + 1; tw_fold_any(tw_text_at(a, i), names) &&
	     k < a->count; k++)
		if (is_content_line(tw_text_at(a, k)))
			end = k + 1;
		else if (tw_text_at(a, k).len)
			break;
	return end;
}

/* True below an empty line, that is, apart from what is above. */
static bool is_apart(const struct tw_arranging *a, size_t i)
{
	return !i || !tw_text_at(a, i - 1).len;
}

/* True if the line above has the heading of what would then be empty. */
static bool is_content(const struct tw_arranging *a, size_t i)
{
	while (i && !tw_text_at(a, i - 1).len)
		i--;
	return i && tw_arranging_begins(tw_text_at(a, i - 1));
}

/* True for what the document begins with, as pages say it above each. */
static bool is_top(const struct tw_arranging *a, struct tw_view text)
{
	for (size_t i = 0; i < a->top_count; i++)
		if (tw_fold_equal(a->top[i], text))
			return true;
	return false;
}

/* A figure alone, as pages are counted: "3", "- 3 -". */
static size_t page_number(struct tw_view text)
{
	enum { DIGITS = 3 };
	size_t number = 0, digits = 0;

	if (text.len > 2 && text.ptr[0] == '-' &&
	    text.ptr[text.len - 1] == '-')
		text = tw_trim((struct tw_view){ text.ptr + 1, text.len - 2 });
	for (; digits < text.len && tw_digit(text.ptr[digits]); digits++)
		number = number * 10 + (size_t)(text.ptr[digits] - '0');
	return digits == text.len && digits <= DIGITS ? number : 0;
}

/* "Marking: OFFICIAL - SENSITIVE" */
static bool is_marked(struct tw_view text)
{
	static const char *const labels[] = {
		"marking", "protective marking", "security marking",
		"classification", "security classification", "handling",
		"sensitivity", NULL
	};
	const char *colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;
	struct tw_view label = { text.ptr, colon ? (size_t)(colon - text.ptr) :
		0 };

	return label.len && tw_line_aside(tw_after(text, label.len + 1)) ==
		TW_ASIDE_PAGE && tw_fold_any(tw_trim(label), labels);
}

/* "OFFICIAL            Page 1": all that wide gaps part is of a page. */
static bool is_wide_page(struct tw_view text)
{
	size_t from = 0, blanks = 0, parts = 0;

	for (size_t i = 0; i <= text.len; i++) {
		bool tab = i < text.len && text.ptr[i] == '\t';

		if (i < text.len && (tab || text.ptr[i] == ' ')) {
			blanks += tab ? 3 : 1;
			continue;
		}
		if (i == text.len || blanks > 2) {
			struct tw_view one = { text.ptr + from, i - from };

			if (tw_line_aside(one) != TW_ASIDE_PAGE)
				return false;
			from = i;
			parts++;
		}
		blanks = 0;
	}
	return parts > 1;
}

/* What a page says of itself, and nothing else does. */
static bool is_page(struct tw_arranging *a, size_t i)
{
	struct tw_view text = tw_text_at(a, i);

	return tw_line_aside(text) == TW_ASIDE_PAGE || is_marked(text) ||
		is_wide_page(text) ||
		(a->paged && page_number(text)) ||
		tw_foot_is(a, i);
}

/*
 * Where what pages say at their end and start ends, from line `i` on; `i`: none
 * does. What the document begins with is of a page beside that alone.
 */
static size_t page_end(struct tw_arranging *a, size_t i)
{
	size_t from = i, end = i;
	bool page = false;

	for (; i < a->count && from >= a->unpaged; i++) {
		struct tw_view text = tw_text_at(a, i);

		if (!text.len)
			continue;
		if (is_page(a, i))
			page = true;
		else if (!a->headed || !is_top(a, text))
			break;
		end = i + 1;
	}
	/* It is not looked at again for each of these lines. */
	if (!page && end > from)
		a->unpaged = end;
	return page ? end : from;
}

/*
 * Leaves out what pages say, from line `i` to `end`, and empty lines behind it;
 * where those end. The gap around it is one empty line at most, and none where
 * a sentence goes on over it.
 */
static size_t turn_page(struct tw_arranging *a, size_t i, size_t end)
{
	struct tw_lines *out = &a->out;
	size_t last = out->count;
	struct tw_view above, below;
	bool gap = false;

	for (; i < a->count && (i < end || !tw_text_at(a, i).len);
	     i++) {
		if (tw_text_at(a, i).len)
			leave_out(a, i, i + 1, "of the page or the paper");
		else
			gap = true;
	}
	while (last && !tw_trim(out->at[last - 1].text).len)
		last--;
	if (i == a->count || !last)
		return i;
	above = tw_trim(out->at[last - 1].text);
	below = tw_text_at(a, i);
	if (below.ptr[0] >= 'a' && below.ptr[0] <= 'z' &&
	    !strchr(".!?:;", above.ptr[above.len - 1]))
		out->count = last;
	else if (gap && out->count == last)
		tw_lines_add(out, TW_VIEW(""), a->source->lines[i].number);
	return i;
}

/* Keeps the first lines, and finds out whether figures count the pages. */
static void look_for_pages(struct tw_arranging *a)
{
	size_t pages = 0, first = 0;

	for (size_t i = 0; i < a->count; i++) {
		struct tw_view text = tw_text_at(a, i);
		size_t number = text.len ? page_number(text) : 0;

		if (number && !pages++)
			first = number;
		if (number && (first > 2 || number != first + pages - 1))
			return;
		if (text.len && !number && i < a->heading &&
		    a->top_count < TW_TOP_LINES)
			a->top[a->top_count++] = text;
	}
	a->paged = pages > 1;
}

/* ---- mails that are answered ---- */

/* "On 11 Jan 2027, at 09:12, Gwen Tarrant wrote:" */
static bool is_wrote(struct tw_view text)
{
	const struct tw_view start = TW_VIEW("On "), end = TW_VIEW("wrote:");
	enum { LONGEST = 240 };

	return text.len > start.len + end.len && text.len < LONGEST &&
		!memcmp(text.ptr, start.ptr, start.len) &&
		tw_view_equal(end, tw_after(text, text.len - end.len));
}

/* "-----Original Message-----" */
static bool is_original(struct tw_view text)
{
	const struct tw_view words = TW_VIEW("original message");

	while (text.len && strchr("- ", text.ptr[0]))
		text = tw_after(text, 1);
	return text.len >= words.len && tw_fold_equal(words,
		(struct tw_view){ text.ptr, words.len }) &&
		tw_view_equal(TW_VIEW("-"), tw_after(text, text.len - 1));
}

/* ---- memos ---- */

/* What stands behind a name and its colon; empty: another does. */
static struct tw_view value_of(struct tw_view text, struct tw_view name)
{
	return text.len > name.len && tw_fold_equal(name, (struct tw_view){
		text.ptr, name.len }) ? tw_trim(tw_after(text, name.len)) :
		TW_VIEW("");
}

/* A day, and no time of it, as mails have. */
static bool is_day(const struct tw_arranging *a, struct tw_view text)
{
	enum { LONGEST = 40 };
	struct tw_term_reading reading;

	return text.len && text.len < LONGEST &&
		!memchr(text.ptr, ':', text.len) &&
		tw_term_interpret(&reading, a->calendar, text) &&
		reading.date.day;
}

/*
 * True if the head of a mail is that of a memo: it says no time and no address,
 * and has a day, or no subject.
 */
static bool is_memo(const struct tw_arranging *a, size_t i, size_t end)
{
	bool subject = false, day = false;

	for (; i < end; i++) {
		struct tw_view text = tw_text_at(a, i);
		struct tw_view date = value_of(text, TW_VIEW("date:"));

		if (memchr(text.ptr, '@', text.len) ||
		    value_of(text, TW_VIEW("sent:")).len ||
		    (date.len && !is_day(a, date)))
			return false;
		subject |= value_of(text, TW_VIEW("subject:")).len > 0;
		day |= date.len > 0;
	}
	return day || !subject;
}

/* Leaves out the head of a mail; the day of a memo is that of the update. */
static void leave_head(struct tw_arranging *a, size_t i, size_t end)
{
	bool memo = is_memo(a, i, end);
	size_t from = i;

	if (!memo)
		keep_names(a, i, end, TW_HINT_MAIL);
	for (; i <= end; i++) {
		struct tw_view text = i < end ? tw_text_at(a, i) : TW_VIEW("");
		bool date = memo && value_of(text, TW_VIEW("date:")).len;

		if (memo && value_of(text, TW_VIEW("from:")).len)
			tw_report_hint(a->report, a->source->lines[i].number,
				text, TW_HINT_TEXT);
		if (i < end && !date)
			continue;
		if (i > from)
			leave_out(a, from, i, memo ? "the head of a memo" :
				"the head of a mail");
		if (date)
			tw_lines_add(&a->out, text,
				a->source->lines[i].number);
		from = i + 1;
	}
}

/* True if the head of a mail begins at a line, with what only mails have. */
static bool is_mail_head(const struct tw_arranging *a, size_t i)
{
	static const char *const sure[] = { "sent:", "subject:" };
	size_t end = mail_end(a, i);

	for (size_t k = i; k < end; k++)
		for (size_t j = 0; j < 2; j++) {
			struct tw_view name = tw_view_of(sure[j]);
			struct tw_view text = tw_text_at(a, k);

			if (text.len > name.len && tw_fold_equal(name,
			    (struct tw_view){ text.ptr, name.len }))
				return true;
		}
	return false;
}

/*
 * What stands below the head of a mail, and that below an update, is an earlier
 * mail, which this one answers.
 */
static void leave_earlier(struct tw_arranging *a)
{
	size_t i = a->heading + 1;

	while (i < a->count && !is_wrote(tw_text_at(a, i)) &&
	       !is_original(tw_text_at(a, i)) && !is_mail_head(a, i))
		i++;
	if (i >= a->count)
		return;
	leave_out(a, i, a->count, "an earlier mail that this one answers");
	a->count = i;
}

void tw_leave_begin(struct tw_arranging *a)
{
	leave_earlier(a);
	look_for_pages(a);
	tw_feet_find(a);
}

/* ---- each line ---- */

/*
 * Leaves out what begins at line `i` and is no part of the update; where that
 * ends, or `i`.
 */
size_t tw_leave_out(struct tw_arranging *a, size_t i)
{
	struct tw_view text = tw_text_at(a, i);
	enum tw_aside_kind aside = tw_line_aside(text);
	size_t end = i;
	bool number;

	if (text.len && (is_page(a, i) || (a->headed && is_top(a, text))))
		end = page_end(a, i);
	if (end > i)
		return turn_page(a, i, end);
	if (text.len && !a->headed && !a->begun && tw_is_path(text)) {
		leave_out(a, i, i + 1, "where it was kept");
		return i + 1;
	}
	end = text.len ? tw_stamp_end(a, i) : i;
	if (end > i) {
		leave_out(a, i, end, "what a program says of it");
		return end;
	}
	/* Two dashes are how mail programs part a signature. */
	if (tw_view_equal(text, TW_VIEW("--")) && a->headed &&
	    is_last(a, i)) {
		keep_names(a, i, a->count, TW_HINT_SIGNATURE);
		leave_out(a, i, a->count, "the signature");
		return a->count;
	}
	if (tw_bullet_length(text, &number))
		return i;
	switch (aside) {
	case TW_ASIDE_SIGNATURE:
		if (is_content(a, i))
			return i;
		end = signature_end(a, i);
		keep_names(a, i, end, TW_HINT_SIGNATURE);
		leave_out(a, i, end, "the signature");
		return end;
	case TW_ASIDE_CLOSING:
		if (!a->headed) {
			end = greeting_end(a, i);
		} else if (is_apart(a, i) && !is_content(a, i) &&
		           is_last(a, i)) {
			end = a->count;
		}
		if (end > i)
			leave_out(a, i, end, a->headed ? "below the update" :
				"above the update");
		return end;
	case TW_ASIDE_GREETING:
		if (a->headed)
			return i;
		end = greeting_end(a, i);
		leave_out(a, i, end, "above the update");
		return end;
	default:
		if (a->headed || !text.len)
			return i;
		end = contents_end(a, i);
		if (end > i) {
			leave_out(a, i, end, "a table of contents");
			return end;
		}
		if (is_address(a, i)) {
			leave_out(a, i, i + 1, "above the update");
			return i + 1;
		}
		if (!is_mail(text))
			return i;
		end = mail_end(a, i);
		if (end > i)
			leave_head(a, i, end);
		return end;
	}
}

