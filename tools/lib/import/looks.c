#include "import/looks.h"

#include "base/utf8.h"
#include "import/compound.h"
#include "record/typed.h"

#include <string.h>

bool tw_says_what_it_is(struct tw_view text)
{
	struct tw_view word;

	while (tw_heading_word(&word, &text)) {
		const struct tw_typed *row = tw_typed_find(TW_TYPED_ABOUT,
			word);

		if (row && row->value)
			return true;
	}
	return false;
}

bool tw_says_a_time(struct tw_view text)
{
	static const enum tw_typed_kind kinds[] = {
		TW_TYPED_SEASON, TW_TYPED_MONTH, TW_TYPED_TIME
	};
	struct tw_view word;

	while (tw_heading_word(&word, &text))
		for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
			if (tw_typed_find(kinds[i], word))
				return true;
	return false;
}

/* "Children and Learning" is a part of a council, and nobody's name. */
static bool is_of_department(struct tw_view text)
{
	struct tw_view word;

	while (tw_heading_word(&word, &text))
		if (tw_typed_find(TW_TYPED_BODY, word))
			return true;
	return false;
}

bool tw_looks_like_names(struct tw_view text)
{
	bool start = true, joined = false;
	size_t words = 0;

	if (tw_says_what_it_is(text) || is_of_department(text))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';

		if (c >= '0' && c <= '9')
			return false;
		joined |= c == '/' || c == '&' || c == ',' || c == ';';
		words += start && letter && c < 'a';
		if (start && letter && c >= 'a') {
			if (text.len - i < 4 || memcmp(text.ptr + i, "and ", 4))
				return false;
			joined = true;
		}
		start = !letter && c != '\'' && c != '-' && !(c & 0x80);
	}
	return words == 2 || words == 3 || (joined && words > 1);
}

bool tw_joins_names(struct tw_view text)
{
	for (size_t i = 1; i < text.len; i++)
		if (text.ptr[i] == '&' || text.ptr[i] == '/' ||
		    (i + 4 < text.len && !memcmp(text.ptr + i, " and ", 5)))
			return true;
	return false;
}

bool tw_looks_like_officers(struct tw_view text)
{
	const struct tw_typed *row;
	size_t at = text.len;

	if (!at || text.ptr[at - 1] != ')')
		return false;
	while (at && text.ptr[at - 1] != '(')
		at--;
	row = tw_typed_find(TW_TYPED_LABEL, (struct tw_view){ text.ptr + at,
		text.len - at - 1 });
	return at && row && row->value == TW_OFFICERS &&
		tw_looks_like_names((struct tw_view){ text.ptr, at - 1 });
}

/* The names of "Priority update by Femi Adair", "By Femi Adair"; or none. */
static struct tw_view names_behind_by(struct tw_view text)
{
	struct tw_view word, rest = text;

	while (tw_heading_word(&word, &rest)) {
		if (tw_fold_equal(word, TW_VIEW("by")))
			return tw_looks_like_names(tw_trim(rest)) ?
				tw_trim(rest) : (struct tw_view){ NULL, 0 };
		if (!tw_typed_find(TW_TYPED_ABOUT, word))
			break;
	}
	return (struct tw_view){ NULL, 0 };
}

struct tw_view tw_names_of_officers(struct tw_view text)
{
	struct tw_view role = { text.ptr, text.len }, names = { NULL, 0 };
	const struct tw_typed *row = NULL;
	enum { LONGEST = 120 };

	if (text.len > LONGEST)
		return names;
	names = names_behind_by(text);
	while (role.len && role.ptr[role.len - 1] != ',')
		role.len--;
	if (!role.len || names.len)
		return names;
	names = tw_trim(tw_after(text, role.len));
	role.len--;
	/* The longest end of what stands before that labels officers. */
	for (size_t i = 0; i < role.len && !row; i++)
		if (i && role.ptr[i - 1] == ' ')
			row = tw_typed_find(TW_TYPED_LABEL, tw_after(role, i));
	return row && row->value == TW_OFFICERS &&
		tw_looks_like_names(names) ? names : (struct tw_view){ NULL,
		0 };
}

bool tw_looks_like_place(struct tw_view text)
{
	enum { FEW = 4 };
	size_t words = 0;

	while (text.len) {
		struct tw_view word = { text.ptr, 0 };

		while (word.len < text.len && text.ptr[word.len] != ' ')
			word.len++;
		text = tw_trim(tw_after(text, word.len));
		if (!words++ && tw_typed_find(TW_TYPED_OPENING, word))
			return false;
		if (*word.ptr >= 'a' && *word.ptr <= 'z' &&
		    !tw_typed_find(TW_TYPED_LINK, word))
			return false;
	}
	return words && words <= FEW;
}

/* The length of what parts two steps of a path, blanks around it; or 0. */
static size_t step_length(struct tw_view text)
{
	static const char *const steps[] = {
		" > ", " \xC2\xBB ", " \xE2\x80\xBA "
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (text.len > strlen(steps[i]) &&
		    !memcmp(text.ptr, steps[i], strlen(steps[i])))
			return strlen(steps[i]);
	return 0;
}

bool tw_is_path(struct tw_view text)
{
	size_t steps = 0;

	for (size_t i = 0; i < text.len; i++) {
		size_t len = step_length(tw_after(text, i));

		if (!len)
			continue;
		/* "Attendance > 95%" compares. */
		if (text.ptr[i + len] < 'A' || text.ptr[i + len] > 'Z')
			return false;
		steps++;
	}
	return steps > 0;
}
