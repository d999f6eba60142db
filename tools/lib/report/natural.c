#include "report/natural.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "import/looks.h"
#include "record/bullet.h"
#include "record/tables.h"
#include "record/typed.h"

#include <string.h>

/* ---- characters ---- */

/* Letters of any script; signs and bullets of any sort are none. */
static bool is_letter(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} signs[] = {
		{ 0x80, 0xBF }, { 0xD7, 0xD7 }, { 0xF7, 0xF7 },
		{ 0x2000, 0x2BFF }, { 0x3000, 0x303F }, { 0xE000, 0xF8FF },
		{ 0xFE00, 0xFE6F }, { 0xFF00, 0xFF0F }, { 0x1F000, 0x1FAFF }
	};

	if (code < 0x80)
		return tw_letter((char)code);
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (code >= signs[i].first && code <= signs[i].last)
			return false;
	return true;
}

static bool begins_with_letter(struct tw_view v)
{
	uint32_t code;

	return v.len && tw_utf8_decode(&code, v) && is_letter(code);
}

static bool is_quote(uint32_t code)
{
	return code == '\'' || code == '"' || code == 0x2018 || code == 0x201C;
}

/* A letter, a digit, or either behind a quotation mark. */
static bool begins_as_words_do(struct tw_view v)
{
	uint32_t code;
	size_t len = tw_utf8_decode(&code, v);

	if (len && is_quote(code))
		v = tw_after(v, len);
	return v.len && (tw_digit(v.ptr[0]) || begins_with_letter(v));
}

static bool has_letter(struct tw_view v)
{
	for (; v.len; v = tw_after(v, 1))
		if (begins_with_letter(v))
			return true;
	return false;
}

static bool has(struct tw_view v, const char *sign)
{
	size_t len = strlen(sign);

	for (; v.len >= len; v = tw_after(v, 1))
		if (!memcmp(v.ptr, sign, len))
			return true;
	return false;
}

/* A hyphen, an en dash or an em dash at the start: its length. */
static size_t dash_at(struct tw_view v)
{
	if (v.len && v.ptr[0] == '-')
		return 1;
	return v.len >= 3 && (!memcmp(v.ptr, "\xE2\x80\x93", 3) ||
		!memcmp(v.ptr, "\xE2\x80\x94", 3)) ? 3 : 0;
}

/* ---- what a line may be taken for ---- */

/* "1.", "12)", "a)", "iv." at the start, and "o " as a bullet. */
static bool is_numbered(struct tw_view line)
{
	size_t digits = 0, letters = 0, len;

	while (digits < line.len && tw_digit(line.ptr[digits]))
		digits++;
	while (!digits && letters < line.len &&
	       strchr("ivxIVX", line.ptr[letters]))
		letters++;
	if (!digits && !letters && tw_letter(line.ptr[0]))
		letters = 1;
	len = digits + letters;
	if (line.ptr[0] == 'o' && (line.len == 1 ||
	    tw_blank_start(tw_after(line, 1))))
		return true;
	if (!len || len == line.len ||
	    (line.ptr[len] != '.' && line.ptr[len] != ')'))
		return false;
	return digits || len + 1 == line.len ||
		tw_blank_start(tw_after(line, len + 1));
}

/*
 * True if a line is a heading or label of the table or one slip away from it,
 * or goes on behind it with something that is no word.
 */
static bool is_row(struct tw_view line, struct tw_view row)
{
	struct tw_view start = { line.ptr, row.len }, rest, word;

	if (line.len <= row.len + 1 && line.len + 1 >= row.len &&
	    tw_slips(line, row, 1) <= 1)
		return true;
	/* Rows are in small letters; most lines do not even begin so. */
	if ((line.ptr[0] | 0x20) != row.ptr[0] || line.len < row.len)
		return false;
	if (!tw_fold_equal(start, row))
		return tw_fold_equal(line, row);
	rest = tw_after(line, row.len);
	if (!tw_blank_start(rest))
		return !begins_with_letter(rest);
	rest = word = tw_trim(rest);
	for (word.len = 0; word.len < rest.len &&
	     tw_letter(rest.ptr[word.len]);)
		word.len++;
	return !begins_with_letter(rest) ||
		tw_typed_find(TW_TYPED_ORDINAL, word);
}

static bool is_heading_or_label(struct tw_view line)
{
	struct tw_block block = { .text = line };
	bool number;

	/* Whatever the reader of documents would take it for. */
	if (tw_heading_read(&block) || tw_label_read(&block) ||
	    tw_other_read(&block) ||
	    tw_bullet_length(line, &number))
		return true;
	if (line.ptr[line.len - 1] == ':')
		line.len--;
	line = tw_trim(line);
	if (!line.len || is_row(line, TW_VIEW("marks")) ||
	    tw_section_find(line) != TW_SECTIONS ||
	    tw_section_near(line) != TW_SECTIONS)
		return true;
	for (size_t i = 0; i < tw_typed_count; i++)
		if (tw_typed[i].kind <= TW_TYPED_LABEL_FIELD &&
		    is_row(line, tw_typed_text(&tw_typed[i])))
			return true;
	return tw_line_aside(line) != TW_ASIDE_NONE;
}

/*
 * True for a few words and a colon, "Name: value"; but for the time of day.
 */
static bool is_labelled(struct tw_view line)
{
	enum { FEW = 4 };
	size_t words = 1;

	for (size_t i = 0; i < line.len && words <= FEW; i++) {
		words += tw_blank_start(tw_after(line, i)) > 0;
		if (line.ptr[i] == ':' && !(i && i + 1 < line.len &&
		    tw_digit(line.ptr[i - 1]) && tw_digit(line.ptr[i + 1])))
			return true;
	}
	return false;
}

/* A term has a year in figures, and few words beside it. */
static bool is_term_or_date(struct tw_view line,
	const struct tw_calendar *calendar)
{
	enum { LONGEST = 200 };
	struct tw_term_reading reading;
	struct tw_term term;
	struct tw_date date;
	size_t i = 0;

	while (i < line.len && !tw_digit(line.ptr[i]))
		i++;
	return i < line.len && line.len <= LONGEST &&
		(tw_date_read(&date, line) ||
		tw_term_read(&term, calendar, line) ||
		tw_term_interpret(&reading, calendar, line) ||
		tw_term_interpret(&reading, &tw_half_terms, line));
}

static bool is_placeholder(struct tw_view line)
{
	struct tw_segment text = { .text = line };
	struct tw_item item = { .text = &text };

	return tw_item_placeholder(&item);
}

bool tw_natural_characters(struct tw_view line)
{
	uint32_t code;
	size_t len;

	for (; line.len; line = tw_after(line, len)) {
		len = tw_utf8_decode(&code, line);
		if (!len || tw_code_forbidden(code))
			return false;
	}
	return true;
}

bool tw_natural_line(struct tw_view line, const struct tw_calendar *calendar)
{
	return line.len && tw_trim(line).len == line.len &&
		begins_as_words_do(line) && has_letter(line) &&
		!has(line, "|") && !has(line, "\xE2\x80\xA2") &&
		!tw_is_path(line) &&
		!is_numbered(line) && !is_placeholder(line) &&
		!is_heading_or_label(line) && !is_labelled(line) &&
		!is_term_or_date(line, calendar);
}

/* ---- names ---- */

/* Where a reader would part a name from what goes on behind it; its length. */
static size_t name_end(struct tw_view line)
{
	for (size_t i = 1; i < line.len; i++) {
		struct tw_view rest = tw_after(line, i);
		size_t dash = dash_at(rest);
		size_t len = dash ? dash : strchr(".:;?!", *rest.ptr) != NULL;

		if (len && len < rest.len &&
		    (tw_blank_start(tw_after(rest, len)) ||
		    (dash && tw_blank_end((struct tw_view){ line.ptr, i }))))
			return i;
	}
	return line.len;
}

/* What ends a sentence or goes on, at the end of a name: its length. */
static size_t bad_end(struct tw_view line)
{
	if (line.len && strchr(".:,;-", line.ptr[line.len - 1]))
		return 1;
	return line.len >= 3 && dash_at(tw_after(line, line.len - 3)) == 3 ?
		3 : 0;
}

bool tw_natural_name(struct tw_view line, const struct tw_calendar *calendar)
{
	return tw_natural_line(line, calendar) && !bad_end(line) &&
		name_end(line) == line.len &&
		tw_typed_area(line).len == line.len;
}

struct tw_view tw_natural_start(struct tw_view line,
	const struct tw_calendar *calendar)
{
	/* A word before a hyphen that goes on, as in "pre- and post-16". */
	struct tw_view start = { line.ptr, name_end(line) };
	bool cut = start.len < line.len && dash_at(tw_after(line, start.len)) &&
		!tw_blank_end(start);
	size_t len;

	start = tw_trim(start);
	while ((len = bad_end(start))) {
		start.len -= len;
		start = tw_trim(start);
	}
	return !cut && tw_natural_name(start, calendar) ? start :
		(struct tw_view){ "", 0 };
}

/* ---- officers ---- */

/*
 * Letters, blanks, full stops, apostrophes and hyphens within words only, and
 * no "and".
 */
static bool is_plain_name(struct tw_view name)
{
	static const char inside[] = " .'-";
	uint32_t code;
	size_t len;

	for (struct tw_view v = name; v.len; v = tw_after(v, len)) {
		len = tw_utf8_decode(&code, v);
		if (!len || (!is_letter(code) && code != 0x2019 &&
		    !(code < 0x80 && strchr(inside, (int)code))))
			return false;
		if (code == ' ' && v.len > 4 && v.ptr[4] == ' ' &&
		    tw_fold_equal((struct tw_view){ v.ptr + 1, 3 },
		    TW_VIEW("and")))
			return false;
	}
	return !has(name, "- ") && !has(name, " -");
}

/* A name behind its initials, which are no numbers: "J. R. Smith". */
static struct tw_view behind_initials(struct tw_view name)
{
	while (name.len > 2 && name.ptr[0] >= 'A' && name.ptr[0] <= 'Z' &&
	       name.ptr[1] == '.')
		name = tw_trim(tw_after(name, 2));
	return name;
}

enum tw_officers tw_natural_officers(struct tw_view list,
	const struct tw_calendar *calendar)
{
	enum tw_officers found = TW_OFFICERS_PARTED;
	struct tw_view name, rest = list;

	if (!list.len)
		return TW_OFFICERS_LABELLED;
	while (tw_list_next(&name, &rest)) {
		if (!tw_natural_line(behind_initials(name), calendar) ||
		    has(name, ":"))
			return TW_OFFICERS_LABELLED;
		if (!is_plain_name(name))
			found = TW_OFFICERS_CLOSED;
	}
	return found;
}

/* ---- the period ---- */

bool tw_natural_period(struct tw_view line, struct tw_term term,
	struct tw_date date, const struct tw_calendar *calendar)
{
	struct tw_term_reading reading;

	return tw_term_interpret(&reading, calendar, line) &&
		reading.count == 1 && !reading.period_inferred &&
		!reading.year_inferred &&
		!tw_term_compare(reading.terms[0], term) &&
		reading.date.year == date.year &&
		reading.date.month == date.month &&
		reading.date.day == date.day;
}
