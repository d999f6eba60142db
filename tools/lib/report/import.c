#include "report/import.h"

static void end_line(struct tw_buffer *out)
{
	tw_buffer_byte(out, '\0');
}

static void add_head(struct tw_buffer *out, const char *shown,
	const struct tw_imported *imported)
{
	tw_buffer_string(out, shown);
	if (imported->area.len)
		tw_buffer_format(out, ": %.*s, %.*s", TW_ARG(imported->area),
			TW_ARG(imported->term_text));
	tw_buffer_format(out, "%s %zu %s", imported->area.len ? "," : ":",
		imported->count, imported->count == 1 ? "priority" :
		"priorities");
	end_line(out);
}

/* Notes in the order of the lines they speak of; those of none come last. */
static void add_notes(struct tw_buffer *out,
	const struct tw_import_note *notes)
{
	const struct tw_import_note *next = NULL;
	uint32_t line = 0;

	do {
		next = NULL;
		for (const struct tw_import_note *n = notes; n; n = n->next)
			if (n->line > line && (!next || n->line < next->line))
				next = n;
		line = next ? next->line : 0;
		for (const struct tw_import_note *n = notes; n; n = n->next) {
			if (n->line != line)
				continue;
			if (line)
				tw_buffer_format(out, "  line %-4u %.*s",
					(unsigned)line, TW_ARG(n->text));
			else
				tw_buffer_format(out, "  %.*s",
					TW_ARG(n->text));
			end_line(out);
		}
	} while (next);
}

void tw_import_text(struct tw_buffer *out, const char *shown,
	const struct tw_imported *imported, bool wrote)
{
	const struct tw_import_note *offer = imported->report.offers;

	add_head(out, shown, imported);
	add_notes(out, imported->report.notes);
	if (offer) {
		tw_buffer_string(out, wrote ? "  written as measures:" :
			"  these could be measures (--measures writes them):");
		end_line(out);
	}
	for (; offer; offer = offer->next) {
		tw_buffer_format(out, "    %.*s", TW_ARG(offer->text));
		end_line(out);
	}
}
