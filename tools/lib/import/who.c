/*
 * Who the officers are, where only what is left out of a document names them.
 * spec/documents.md, chapter 15.
 */
#include "import/hints.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "import/compound.h"
#include "import/looks.h"
#include "record/typed.h"

#include <string.h>

/*
 * "Sara Holt" of "Sara Holt (EPO), heads of two schools": up to three words, with
 * capitals, before what officers are called.
 */
static struct tw_view named_before(struct tw_view text)
{
	struct tw_view name = { NULL, 0 };

	for (size_t open = 0; open < text.len; open++) {
		struct tw_view role = tw_after(text, open + 1);
		const struct tw_typed *row;
		size_t len = 0, words = 0, at = open;

		if (text.ptr[open] != '(')
			continue;
		while (len < role.len && !strchr(",)(;", role.ptr[len]))
			len++;
		row = tw_typed_find(TW_TYPED_LABEL, (struct tw_view){ role.ptr,
			len });
		if (!row || row->value != TW_OFFICERS)
			continue;
		while (at && text.ptr[at - 1] == ' ')
			at--;
		for (size_t i = at; i && words < 3; i--)
			if ((i == 1 || text.ptr[i - 2] == ' ') && ++words) {
				if (text.ptr[i - 1] < 'A' ||
				    text.ptr[i - 1] > 'Z' || memchr(text.ptr +
				    i - 1, ',', at - i + 1) || memchr(text.ptr +
				    i - 1, ':', at - i + 1))
					break;
				name = (struct tw_view){ text.ptr + i - 1,
					at - i + 1 };
			}
		if (name.len && memchr(name.ptr, ' ', name.len))
			return name;
	}
	return (struct tw_view){ NULL, 0 };
}

/* "From: Nerys Quill", as memos have it, if no other is from somebody else. */
static struct tw_typed_text sender(const struct tw_report *report)
{
	const struct tw_view from = TW_VIEW("from:");
	const struct tw_import_note *hint = report->hints;
	struct tw_typed_text found = { { NULL, 0 }, 0, 0 };

	for (; hint; hint = hint->next) {
		struct tw_view name;

		if (hint->text.len <= from.len || !tw_fold_equal(from,
		    (struct tw_view){ hint->text.ptr, from.len }))
			continue;
		name = tw_trim(tw_after(hint->text, from.len));
		if (!tw_looks_like_names(name))
			continue;
		if (found.text.len && !tw_fold_equal(found.text, name))
			return (struct tw_typed_text){ { NULL, 0 }, 0, 0 };
		found = (struct tw_typed_text){ name, hint->line, hint->line };
	}
	return found;
}

/* ---- what stands side by side ---- */

/* Cuts what stands up to the next "|", dash, comma or semicolon off `rest`. */
static bool next_part(struct tw_view *part, struct tw_view *rest)
{
	static const char *const seams[] = {
		"|", ";", ",", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 "
	};
	size_t len = 0, mark = 0;

	while (len < rest->len && !mark) {
		for (size_t i = 0; i < sizeof(seams) / sizeof(*seams); i++) {
			struct tw_view seam = tw_view_of(seams[i]);

			if (len + seam.len <= rest->len && !memcmp(rest->ptr +
			    len, seam.ptr, seam.len))
				mark = seam.len;
		}
		len += !mark;
	}
	*part = tw_trim((struct tw_view){ rest->ptr, len });
	*rest = tw_after(*rest, len + mark);
	return len > 0 || mark > 0;
}

static bool is_role(struct tw_view text)
{
	const struct tw_typed *row = tw_typed_find(TW_TYPED_LABEL, text);

	return row && row->value == TW_OFFICERS;
}

/* ---- signatures ---- */

/*
 * "Clare Hobb | Education Partnership Officer", or the two on lines below each
 * other: the name.
 */
static struct tw_typed_text signed_by(const struct tw_report *report)
{
	const struct tw_import_note *hint = report->hints, *above = NULL;

	for (; hint; hint = hint->next) {
		struct tw_view rest = hint->text, part, name = { NULL, 0 };

		if (hint->number != TW_HINT_SIGNATURE)
			continue;
		if (above)
			name = above->text;
		while (next_part(&part, &rest)) {
			if (is_role(part) && tw_looks_like_names(name))
				return (struct tw_typed_text){ name,
					hint->line, hint->line };
			name = part;
		}
		above = hint;
	}
	return (struct tw_typed_text){ { NULL, 0 }, 0, 0 };
}

/* True if a signature has a name, or what it begins with. */
static bool is_signed(const struct tw_report *report, struct tw_view name)
{
	const struct tw_import_note *hint = report->hints;
	struct tw_view first = name;
	const char *blank = memchr(name.ptr, ' ', name.len);

	if (blank)
		first.len = (size_t)(blank - name.ptr);
	for (; hint; hint = hint->next)
		if (hint->number == TW_HINT_SIGNATURE &&
		    (tw_fold_equal(hint->text, name) ||
		     tw_fold_equal(hint->text, first)))
			return true;
	return false;
}

/* "From: Tom Birley <...>", a mail that ends in "Tom". */
static struct tw_typed_text wrote(const struct tw_report *report)
{
	const struct tw_view from = TW_VIEW("from:");
	const struct tw_import_note *hint = report->hints;

	for (; hint; hint = hint->next) {
		struct tw_view name = hint->text;
		const char *address;

		if (hint->number != TW_HINT_MAIL || name.len <= from.len ||
		    !tw_fold_equal(from, (struct tw_view){ name.ptr, from.len }))
			continue;
		address = memchr(name.ptr, '<', name.len);
		if (address)
			name.len = (size_t)(address - name.ptr);
		name = tw_trim(tw_after(name, from.len));
		if (tw_looks_like_names(name) && is_signed(report, name))
			return (struct tw_typed_text){ name, hint->line,
				hint->line };
	}
	return (struct tw_typed_text){ { NULL, 0 }, 0, 0 };
}

/* ---- pages ---- */

/* What stands behind the last word of what documents call themselves. */
static struct tw_view behind_about(struct tw_view text)
{
	struct tw_view rest = text, word;

	while (tw_heading_word(&word, &rest))
		if (tw_typed_find(TW_TYPED_ABOUT, word) ||
		    is_role(word))
			text = tw_trim(rest);
	return text;
}

/* The name in a part of what a page says; empty: it has none. */
static struct tw_view named_in(struct tw_view part,
	const struct tw_areas *areas, struct tw_view area, bool alone)
{
	struct tw_block block = { .text = part };
	struct tw_view name = behind_about(part);

	if (part.len && tw_label_read(&block) && block.rest.len)
		name = block.value == TW_OFFICERS ? block.rest : TW_VIEW("");
	else if (alone && name.len == part.len)
		name = TW_VIEW("");
	return tw_looks_like_names(name) && !tw_fold_equal(name, area) &&
		!areas->known(name, areas->context).len ? name : TW_VIEW("");
}

/* The one whom the headers and footers of pages name, if it is but one. */
static struct tw_typed_text of_page(const struct tw_report *report,
	const struct tw_areas *areas, struct tw_view area)
{
	struct tw_typed_text found = { { NULL, 0 }, 0, 0 };
	const struct tw_import_note *hint = report->hints;

	for (; hint; hint = hint->next) {
		struct tw_view rest = hint->text, part;

		while (hint->number == TW_HINT_PAGE &&
		       next_part(&part, &rest)) {
			struct tw_view name = named_in(part, areas, area,
				part.len == hint->text.len);

			if (found.text.len && name.len &&
			    !tw_fold_equal(found.text, name))
				return (struct tw_typed_text){ { NULL, 0 }, 0,
					0 };
			if (name.len)
				found = (struct tw_typed_text){ name,
					hint->line, hint->line };
		}
	}
	return found;
}

struct tw_typed_text tw_hint_officers(struct tw_report *report,
	const struct tw_areas *areas, struct tw_view area)
{
	const struct tw_import_note *hint = report->hints;
	struct tw_typed_text found = { { NULL, 0 }, 0, 0 };

	for (; hint && !found.text.len; hint = hint->next)
		found = (struct tw_typed_text){ named_before(hint->text),
			hint->line, hint->line };
	if (!found.text.len)
		found = signed_by(report);
	if (!found.text.len)
		found = of_page(report, areas, area);
	if (found.text.len) {
		tw_report_note(report, found.line, "\"%.*s\" is taken for the "
			"officer, whom nothing else names", TW_ARG(found.text));
		return found;
	}
	found = sender(report);
	if (!found.text.len)
		found = wrote(report);
	if (found.text.len)
		tw_report_note(report, found.line, "\"%.*s\", whom it is from, "
			"is taken for the officer, whom nothing else names",
			TW_ARG(found.text));
	return found;
}
