/*
 * What the program that kept a document as an item of a list says of it: who
 * made it, and when. spec/documents.md, chapter 20.
 */
#include "import/arranging.h"

#include "base/utf8.h"
#include "import/blocks.h"

#include <string.h>

static bool begins_with(struct tw_view text, struct tw_view words)
{
	return text.len > words.len && tw_fold_equal(words, (struct tw_view){
		text.ptr, words.len });
}

/* A time of the day, or a day in figures: "15:22", "20/03/2026". */
static bool has_moment(struct tw_view text)
{
	size_t slashes = 0;

	for (size_t i = 1; i + 1 < text.len; i++) {
		if (!tw_digit(text.ptr[i - 1]) || !tw_digit(text.ptr[i + 1]))
			continue;
		if (text.ptr[i] == ':')
			return true;
		slashes += text.ptr[i] == '/';
	}
	return slashes > 1;
}

/* "Created at 20/03/2026 15:22 by Conor Vane" */
static bool is_stamp(struct tw_view text)
{
	static const char *const starts[] = {
		"created", "modified", "last modified", "last edited",
		"last saved"
	};
	static const char *const next[] = { " at ", " on ", " by ", ":" };
	enum { LONGEST = 120 };

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts) &&
	     text.len <= LONGEST; i++) {
		struct tw_view start = tw_view_of(starts[i]);

		if (!begins_with(text, start))
			continue;
		for (size_t k = 0; k < sizeof(next) / sizeof(*next); k++)
			if (begins_with(tw_after(text, start.len),
			    tw_view_of(next[k])))
				return has_moment(text);
	}
	return false;
}

static bool is_kind(struct tw_view text)
{
	return begins_with(text, TW_VIEW("content type:"));
}

size_t tw_stamp_end(struct tw_arranging *a, size_t i)
{
	size_t from = i, end = i;
	bool stamped = false;

	for (; i < a->count && a->headed && from >= a->unstamped; i++) {
		struct tw_view text = tw_text_at(a, i);
		bool stamp = text.len && is_stamp(text);

		if (text.len && !stamp && !is_kind(text) &&
		    (i == from || tw_line_aside(text) != TW_ASIDE_PAGE))
			break;
		stamped |= stamp;
		end = text.len ? i + 1 : end;
	}
	/* It is not looked at again for each of these lines. */
	if (!stamped && end > from)
		a->unstamped = end;
	return stamped ? end : from;
}
