/*
 * What was chosen on a form: of several boxes on a line, or below each other
 * above the first heading, those that are ticked. spec/documents.md, chapter 20.
 */
#include "import/arranging.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "record/bullet.h"

#include <string.h>

/* A box in a line, and what it is to choose. */
struct choice {
	struct tw_view text, shown; /* without its box, and with it */
	bool ticked;
};

enum { MOST_CHOICES = 16 };

struct choices {
	struct choice at[MOST_CHOICES];
	size_t count;
	struct tw_view before; /* the first box */
};

static void end_choice(struct choice *choice, struct tw_view text, size_t end)
{
	choice->text.len = (size_t)(text.ptr + end - choice->text.ptr);
	choice->shown.len = (size_t)(text.ptr + end - choice->shown.ptr);
	choice->text = tw_trim(choice->text);
	choice->shown = tw_trim(choice->shown);
}

/* The length of a box at the start of a text, a blank behind it or nothing. */
static size_t box_length(struct tw_view text, bool *ticked)
{
	char room[] = "    ";
	size_t len = tw_box_length(text, ticked);

	if (len || !text.len || text.len >= sizeof(room) - 1)
		return len;
	for (size_t i = 0; i < text.len; i++)
		room[i] = text.ptr[i];
	return tw_box_length((struct tw_view){ room, text.len + 1 }, ticked) ?
		text.len : 0;
}

static bool find_choices(struct choices *c, struct tw_view text)
{
	size_t ticks = 0;

	*c = (struct choices){ .count = 0, .before = text };
	for (size_t i = 0, len; i < text.len; i += len ? len : 1) {
		bool ticked = false;

		/* What a box begins with, behind a blank. */
		len = strchr("[\xE2", text.ptr[i]) && (!i || tw_blank_end(
			(struct tw_view){ text.ptr, i })) ?
			box_length(tw_after(text, i), &ticked) : 0;
		if (!len)
			continue;
		if (c->count == MOST_CHOICES)
			return false;
		if (c->count)
			end_choice(&c->at[c->count - 1], text, i);
		else
			c->before = tw_trim((struct tw_view){ text.ptr, i });
		c->at[c->count++] = (struct choice){ { text.ptr + i + len, 0 },
			{ text.ptr + i, 0 }, ticked };
		ticks += ticked;
	}
	if (!ticks || ticks == c->count)
		return false;
	end_choice(&c->at[c->count - 1], text, text.len);
	for (size_t i = 0; i < c->count; i++)
		if (!c->at[i].text.len)
			return false;
	return true;
}

/* Puts what is ticked in the place of all. */
static void choose(struct tw_arranging *a, struct tw_line *line,
	const struct choices *c)
{
	struct tw_buffer chosen = TW_BUFFER_INIT, left = TW_BUFFER_INIT;
	struct tw_buffer shown = TW_BUFFER_INIT;
	struct tw_view text;

	for (size_t i = 0; i < c->count; i++) {
		struct tw_buffer *out = c->at[i].ticked ? &chosen : &left;

		tw_buffer_format(out, "%s%.*s", out->len ? ", " : "",
			TW_ARG(c->at[i].text));
		if (c->at[i].ticked)
			tw_buffer_format(&shown, "%s%.*s", shown.len ? ", " :
				"", TW_ARG(c->at[i].shown));
	}
	text = tw_arena_format(a->report->arena, "%.*s%s%.*s",
		TW_ARG(c->before), c->before.len ? " " : "",
		TW_ARG(tw_buffer_get(&chosen)));
	tw_report_said(a->report, tw_arena_copy(a->report->arena,
		tw_buffer_get(&left)));
	tw_report_note(a->report, line->number, "\"%.*s\" is ticked; what is "
		"not is left out: \"%.*s\"", TW_ARG(tw_buffer_get(&shown)),
		TW_ARG(tw_buffer_get(&left)));
	a->out.failed |= chosen.failed || left.failed || shown.failed ||
		!text.ptr;
	if (text.ptr)
		line->text = text;
	tw_buffer_release(&chosen);
	tw_buffer_release(&left);
	tw_buffer_release(&shown);
}

void tw_choices_take(struct tw_arranging *a)
{
	struct choices choices;

	for (size_t i = 0; i < a->count && !a->out.failed; i++)
		if (find_choices(&choices, tw_text_at(a, i)))
			choose(a, &a->source->lines[i], &choices);
}
