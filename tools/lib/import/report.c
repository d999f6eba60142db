#include "import/import.h"
#include "import/source.h"

#include <string.h>

static void add(struct tw_report *report, struct tw_import_note ***end,
	uint32_t line, const char *format, va_list args)
{
	struct tw_import_note *note = tw_arena_take(report->arena,
		sizeof(*note));
	struct tw_view text = tw_arena_vformat(report->arena, format, args);

	if (!note || !text.ptr) {
		report->status = tw_fail_memory(report->err);
		return;
	}
	*note = (struct tw_import_note){ NULL, line, report->count++, text };
	**end = note;
	*end = &note->next;
}

void tw_report_note(struct tw_report *report, uint32_t line,
	const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(report, &report->note_end, line, format, args);
	va_end(args);
}

void tw_report_problem(struct tw_report *report, uint32_t line,
	const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(report, &report->problem_end, line, format, args);
	va_end(args);
}

void tw_report_offer(struct tw_report *report, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(report, &report->offer_end, 0, format, args);
	va_end(args);
}

struct tw_view tw_report_short(struct tw_report *report,
	struct tw_view text)
{
	enum { ENOUGH = 48 };
	size_t len = ENOUGH;

	if (text.len <= ENOUGH + 8)
		return text;
	while (len && text.ptr[len] != ' ')
		len--;
	if (!len)
		return text;
	text = tw_arena_format(report->arena, "%.*s...", (int)len, text.ptr);
	if (!text.ptr)
		report->status = tw_fail_memory(report->err);
	return text;
}

void tw_report_said(struct tw_report *report, struct tw_view text)
{
	struct tw_import_note *said = tw_arena_take(report->arena,
		sizeof(*said));

	if (!said) {
		report->status = tw_fail_memory(report->err);
		return;
	}
	said->text = text;
	*report->said_end = said;
	report->said_end = &said->next;
}

void tw_report_hint(struct tw_report *report, uint32_t line,
	struct tw_view text, enum tw_hint_kind kind)
{
	enum { MOST = 32 }; /* of a kind: each is held against others */
	struct tw_import_note *hint;

	if (report->hint_count[kind]++ >= MOST)
		return;
	hint = tw_arena_take(report->arena, sizeof(*hint));
	if (!hint) {
		report->status = tw_fail_memory(report->err);
		return;
	}
	*hint = (struct tw_import_note){ .line = line,
		.number = kind, .text = text };
	*report->hint_end = hint;
	report->hint_end = &hint->next;
}

void tw_report_label(struct tw_report *report, struct tw_view label,
	uint32_t line)
{
	enum { MOST = 1000 };
	struct tw_buffer *labels = &report->labels;

	if (report->label_count++ > MOST) {
		if (report->label_count == MOST + 2)
			tw_report_problem(report, line, "there are more than "
				"1,000 labels, which no update has");
		return;
	}
	while (label.len && strchr(": -", label.ptr[label.len - 1]))
		label.len--;
	tw_report_said(report, label);
	tw_buffer_format(labels, "%s\"%.*s\" (line %u)",
		labels->len ? ", " : "", TW_ARG(label), (unsigned)line);
	if (labels->failed)
		report->status = tw_fail_memory(report->err);
}

void tw_source_say(const struct tw_source *source,
	struct tw_report *report)
{
	const struct tw_aside *aside = source->asides;

	if (source->packed)
		tw_report_note(report, 0, "is read as a document of %s; "
			"lines are its paragraphs, and a row of a table is one",
			source->packed);
	for (; aside; aside = aside->next) {
		if (aside->kept) {
			tw_report_note(report, aside->line, "\"%.*s\" %s",
				TW_ARG(aside->text), aside->what);
			continue;
		}
		for (size_t i = 0; i <= aside->again; i++)
			tw_report_said(report, aside->text);
		if (!strncmp(aside->what, TW_OF_PAGE, strlen(TW_OF_PAGE)))
			tw_report_hint(report, aside->line, aside->text,
				TW_HINT_PAGE);
		if (aside->text.len)
			tw_report_note(report, aside->line, "%s is left "
				"out: \"%.*s\"", aside->what,
				TW_ARG(aside->text));
		else
			tw_report_note(report, aside->line, "%s %s not "
				"read", aside->what, aside->many ? "are" :
				"is");
	}
}
