#include "import/hyphen.h"

#include "base/utf8.h"
#include "record/typed.h"

static struct tw_view last_word(struct tw_view text)
{
	size_t from = text.len;

	while (from && tw_letter(text.ptr[from - 1]))
		from--;
	return tw_after(text, from);
}

static struct tw_view first_word(struct tw_view text)
{
	size_t len = 0;

	while (len < text.len && tw_letter(text.ptr[len]))
		len++;
	return (struct tw_view){ text.ptr, len };
}

/* "pre- and post-16" */
static bool links(struct tw_view word)
{
	return tw_fold_equal(word, TW_VIEW("and")) ||
		tw_fold_equal(word, TW_VIEW("or")) ||
		tw_fold_equal(word, TW_VIEW("to"));
}

enum tw_hyphen tw_hyphen_between(struct tw_parted *parted,
	struct tw_view above, struct tw_view below)
{
	struct tw_view part, rest = first_word(below);

	*parted = (struct tw_parted){ .line = 0 };
	if (above.len < 2 || above.ptr[above.len - 1] != '-' || !rest.len ||
	    rest.ptr[0] < 'a' || links(rest))
		return TW_HYPHEN_NONE;
	above.len--;
	part = last_word(above);
	if (!part.len || part.ptr[part.len - 1] < 'a')
		return TW_HYPHEN_NONE;
	parted->part = part;
	parted->rest = rest;
	/* "face-to-" has one already. */
	return tw_typed_find(TW_TYPED_HYPHEN_BEFORE, part) ||
		tw_typed_find(TW_TYPED_HYPHEN_BEHIND, rest) ||
		(part.len < above.len && above.ptr[above.len - part.len -
		1] == '-') ? TW_HYPHEN_OWN : TW_HYPHEN_OF_LINE;
}

void tw_hyphen_say(const struct tw_parted *p, struct tw_report *report)
{
	/* The parts are no words of a record by themselves. */
	for (; p; p = p->next) {
		tw_report_said(report, p->part);
		tw_report_said(report, p->rest);
		tw_report_note(report, p->line, "\"%.*s-\" at the end of "
			"the line and \"%.*s\" below it are read as one word, "
			"\"%.*s%.*s\"", TW_ARG(p->part), TW_ARG(p->rest),
			TW_ARG(p->part), TW_ARG(p->rest));
	}
}
