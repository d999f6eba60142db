#include "draft/ask.h"

#include "base/utf8.h"

#include <string.h>

enum {
	WIDTH = 80,
	VALUE_MOST = 40, /* only a value that is none is longer */
	NAME_LEAST = 12  /* of a measure, however long the question is */
};

#define START "# draft: "

static void add(struct tw_asking *asking, struct tw_comment ***end,
	struct tw_view text)
{
	struct tw_comment *comment = tw_arena_take(asking->arena,
		sizeof(*comment));

	if (!comment || !text.ptr) {
		asking->failed = true;
		return;
	}
	comment->text = text;
	**end = comment;
	*end = &comment->next;
	asking->count++;
}

void tw_ask(struct tw_asking *asking, struct tw_comment ***end,
	const char *format, ...)
{
	struct tw_view question;
	va_list args;

	va_start(args, format);
	question = tw_arena_vformat(asking->arena, format, args);
	va_end(args);
	if (!question.ptr)
		asking->failed = true;
	if (!asking->failed)
		add(asking, end, tw_arena_format(asking->arena, START "%.*s",
			TW_ARG(question)));
}

/* The length of the whole characters at the start that fit into `most`. */
static size_t fitting(struct tw_view text, size_t most)
{
	struct tw_view rest = text;
	uint32_t code;
	size_t len;

	while ((len = rest.len ? tw_utf8_decode(&code, rest) : 0) &&
	       len <= most) {
		rest.ptr += len;
		rest.len -= len;
		most -= len;
	}
	return text.len - rest.len;
}

/* `text`, or as much of it as fits into `most` bytes with "..." behind it. */
static struct tw_view brief(struct tw_asking *asking, struct tw_view text,
	size_t most)
{
	struct tw_view cut;

	if (text.len <= most)
		return text;
	text.len = fitting(text, most - 3);
	cut = tw_arena_format(asking->arena, "%.*s...", TW_ARG(text));
	if (!cut.ptr)
		asking->failed = true;
	return cut;
}

void tw_ask_figure(struct tw_asking *asking, struct tw_comment ***end,
	const struct tw_detail *figure, const char *format, ...)
{
	struct tw_view value = brief(asking, figure->value, VALUE_MOST);
	struct tw_view question, name;
	size_t taken;
	va_list args;

	va_start(args, format);
	question = tw_arena_vformat(asking->arena, format, args);
	va_end(args);
	taken = strlen(START ": ") + value.len + question.len;
	name = brief(asking, figure->name,
		taken + NAME_LEAST < WIDTH ? WIDTH - taken : NAME_LEAST);
	if (!question.ptr)
		asking->failed = true;
	if (!asking->failed)
		add(asking, end, tw_arena_format(asking->arena,
			START "%.*s: %.*s%.*s", TW_ARG(name), TW_ARG(value),
			TW_ARG(question)));
}

void tw_ask_section(struct tw_asking *asking, struct tw_comment ***end,
	enum tw_section_kind kind)
{
	static const char *const questions[] = {
		[TW_OUTCOMES] = "what is intended? Give each outcome a [key] "
			"of its own.",
		[TW_ACTIVITY] = "what was done so far?",
		[TW_PLANNED] = "what is planned? Give each plan a [key] of "
			"its own.",
		[TW_IMPACT] = "what impact is there so far? Who gains, and "
			"how many?",
		[TW_EXIT] = "how will the work be handed on?",
	};

	tw_ask(asking, end, "%s", questions[kind]);
}
