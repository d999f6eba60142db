#include "import/headline.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "import/looks.h"
#include "record/typed.h"

#include <string.h>

/* A line with what seams part in it, each from one place to another. */
struct headline {
	struct tw_view text;
	size_t from[TW_HEADLINE_PARTS], to[TW_HEADLINE_PARTS];
	size_t count;
	struct tw_view *parts; /* of the caller, that many */
	size_t parts_count;
};

/*
 * The length of what may part two things at the start of a text, or 0. A
 * parenthesis does where it closes at the end.
 */
static size_t seam_length(struct tw_view text)
{
	static const char *const seams[] = {
		" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " | ",
		" / ", ": ", ", "
	};
	enum { WIDE = 3 }; /* blanks */
	size_t blanks = 0;

	for (size_t i = 0; i < sizeof(seams) / sizeof(*seams); i++) {
		size_t len = strlen(seams[i]);

		if (text.len > len && !memcmp(text.ptr, seams[i], len))
			return len;
	}
	if (text.len > 3 && !memcmp(text.ptr, " (", 2) &&
	    memchr(text.ptr, ')', text.len) == text.ptr + text.len - 1)
		return 2;
	/* "Spring 1, 2025-26. EPO: Ada Thorne." */
	if (text.len > 3 && !memcmp(text.ptr, ". ", 2) && tw_digit(text.ptr[-1]))
		return 2;
	while (blanks < text.len && strchr(" \t", text.ptr[blanks]))
		blanks++;
	return blanks >= WIDE || (blanks && memchr(text.ptr, '\t', blanks)) ?
		blanks : 0;
}

static void cut_at_seams(struct headline *line)
{
	size_t start = 0, at = 1, seam;

	for (; at < line->text.len && line->count + 1 < TW_HEADLINE_PARTS;
	     at++) {
		seam = seam_length(tw_after(line->text, at));
		if (!seam)
			continue;
		line->from[line->count] = start;
		line->to[line->count++] = at;
		start = at + seam;
		at = start;
	}
	line->from[line->count] = start;
	line->to[line->count++] = line->text.len;
}

/*
 * What stands from the start of one piece to the end of another; a parenthesis
 * that began before it ends there.
 */
static struct tw_view between(const struct headline *line, size_t first,
	size_t last)
{
	struct tw_view text = tw_trim((struct tw_view){ line->text.ptr +
		line->from[first], line->to[last] - line->from[first] });

	if (text.len && text.ptr[text.len - 1] == ')' &&
	    !memchr(text.ptr, '(', text.len))
		text.len--;
	/* "EPO: Ada Thorne." */
	if (last + 1 == line->count && text.len > 3 &&
	    text.ptr[text.len - 1] == '.' && tw_letter(text.ptr[text.len - 3]))
		text.len--;
	return text;
}

/* No term without a year in figures. */
static bool has_figure(struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (tw_digit(text.ptr[i]))
			return true;
	return false;
}

/* Names or a place, and no word of a term. */
static bool may_stand_before(struct tw_view text)
{
	return !has_figure(text) && !tw_says_a_time(text) &&
		(tw_looks_like_names(text) || tw_looks_like_place(text));
}

/* Where, in a piece, a term begins behind names or a place; 0: nowhere. */
static size_t term_begins(struct tw_view piece,
	const struct tw_calendar *calendar)
{
	struct tw_term_reading reading;

	if (tw_term_interpret(&reading, calendar, piece))
		return 0;
	for (size_t at = 1; at < piece.len; at++) {
		struct tw_view before = { piece.ptr, at };
		struct tw_view rest = tw_after(piece, at + 1);

		if (piece.ptr[at] == ' ' && has_figure(rest) &&
		    tw_term_interpret(&reading, calendar, rest))
			return may_stand_before(before) ? at : 0;
	}
	return 0;
}

/* "Ada Thorne Autumn 2 2026" has a seam, too, if it is but a blank. */
static void cut_before_term(struct headline *line,
	const struct tw_calendar *calendar)
{
	for (size_t i = 0; i < line->count &&
	     line->count < TW_HEADLINE_PARTS; i++) {
		size_t from = line->from[i];
		size_t at = term_begins((struct tw_view){ line->text.ptr + from,
			line->to[i] - from }, calendar);

		if (!at)
			continue;
		memmove(line->from + i + 1, line->from + i,
			(line->count - i) * sizeof(*line->from));
		memmove(line->to + i + 1, line->to + i,
			(line->count - i) * sizeof(*line->to));
		line->count++;
		line->to[i] = from + at;
		line->from[i + 1] = from + at + 1;
		return;
	}
}

/* The longest run of pieces, but not all of them, that is a term. */
static bool find_term(size_t *first, size_t *last,
	const struct headline *line, const struct tw_calendar *calendar)
{
	struct tw_term_reading reading;

	if (!calendar || !has_figure(line->text))
		return false;
	for (size_t len = line->count - 1; len; len--)
		for (*first = 0; *first + len <= line->count; ++*first) {
			*last = *first + len - 1;
			if (tw_term_interpret(&reading, calendar,
			    between(line, *first, *last)))
				return true;
		}
	return false;
}

/* "EPO Ada Thorne", "Officers: Ada Thorne" */
static bool labels_officers(struct tw_view piece)
{
	struct tw_block block = { .text = piece };

	return piece.len && tw_label_read(&block) && block.rest.len &&
		block.value == TW_OFFICERS;
}

static void add_part(struct headline *line, struct tw_view part)
{
	if (part.len)
		line->parts[line->parts_count++] = part;
}

/* The pieces on one side of a term; what labels officers begins a part. */
static void add_side(struct headline *line, size_t first, size_t end)
{
	size_t from = first;

	for (size_t i = first; i < end; i++) {
		if (i == from || !labels_officers(between(line, i, i)))
			continue;
		add_part(line, between(line, from, i - 1));
		from = i;
	}
	if (from < end)
		add_part(line, between(line, from, end - 1));
}

/* A title may stand beside the names of officers. */
static bool is_title_beside(const struct headline *line, size_t title,
	size_t names)
{
	struct tw_view text = between(line, title, title);

	return tw_looks_like_names(between(line, names, names)) &&
		!tw_looks_like_names(text) && !tw_says_what_it_is(text);
}

/* The area, the names and the term, in the order in which they stand. */
static void add_three(struct headline *line, size_t area, size_t from,
	size_t to, size_t first, size_t last)
{
	for (size_t i = 0; i < line->count; i++)
		if (i == area || i == from || i == first)
			add_part(line, i == area ? between(line, i, i) :
				i == from ? between(line, from, to) :
				between(line, first, last));
}

/*
 * "Eastwick - Ada Thorne", beside a term at `first` to `last`, which may stand
 * between the two: an area that is known, and names, with no label.
 */
static bool add_named(struct headline *line, size_t first, size_t last,
	const struct tw_areas *areas)
{
	size_t left[TW_HEADLINE_PARTS], count = 0;

	for (size_t i = 0; i < line->count; i++)
		if (i < first || i > last)
			left[count++] = i;
	/* The area is the first or the last of what is left. */
	for (size_t k = 0; areas && count > 1 && k < 2; k++) {
		size_t area = left[k ? count - 1 : 0];
		size_t from = left[!k], to = left[count - 1 - k];
		struct tw_view piece = between(line, area, area);
		struct tw_view names = between(line, from, to);

		/* "Eastwick EPO update - Ada Thorne" */
		if (!areas->known(tw_typed_area(piece), areas->context).len)
			continue;
		if (to - from == count - 2 && tw_looks_like_names(names)) {
			add_three(line, area, from, to, first, last);
			return true;
		}
		if (count == 3 && (is_title_beside(line, from, to) ||
		    is_title_beside(line, to, from))) {
			for (size_t i = 0; i < line->count; i++)
				if (i < first || i >= last)
					add_part(line, between(line, i == last ?
						first : i, i));
			return true;
		}
	}
	return false;
}

/* What a label says is one thing, but for officers. */
static bool may_cut(const struct headline *line)
{
	struct tw_block block = { .text = line->text };

	return line->count > 1 && (!tw_label_read(&block) ||
		block.value == TW_OFFICERS);
}

size_t tw_headline_cut(struct tw_view parts[static TW_HEADLINE_PARTS],
	struct tw_view text, const struct tw_calendar *calendar,
	const struct tw_areas *areas)
{
	enum { LONGEST = 160 };
	struct headline line = { .text = text, .parts = parts };
	struct tw_term_reading reading;
	size_t first, last;

	if (text.len > LONGEST)
		return 0;
	cut_at_seams(&line);
	if (calendar && has_figure(text))
		cut_before_term(&line, calendar);
	if (!may_cut(&line) || (calendar &&
	    tw_term_interpret(&reading, calendar, text)))
		return 0;
	if (!find_term(&first, &last, &line, calendar)) {
		add_side(&line, 0, line.count);
	} else if (!add_named(&line, first, last, areas)) {
		add_side(&line, 0, first);
		add_part(&line, between(&line, first, last));
		add_side(&line, last + 1, line.count);
	}
	return line.parts_count > 1 ? line.parts_count : 0;
}
