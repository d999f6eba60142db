#include "report/import.h"

#include <stdlib.h>

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
		imported->count, imported->terms > 1 ? "records" :
		imported->count == 1 ? "priority" : "priorities");
	end_line(out);
}

static int by_line(const void *a, const void *b)
{
	const struct tw_import_note *x = *(const struct tw_import_note *const *)a;
	const struct tw_import_note *y = *(const struct tw_import_note *const *)b;
	uint32_t m = x->line - 1, n = y->line - 1; /* no line comes last */

	return m != n ? (m > n) - (m < n) : (x->number > y->number) -
		(x->number < y->number);
}

static void add_note(struct tw_buffer *out, const struct tw_import_note *n)
{
	if (n->line)
		tw_buffer_format(out, "  line %-4u %.*s", (unsigned)n->line,
			TW_ARG(n->text));
	else
		tw_buffer_format(out, "  %.*s", TW_ARG(n->text));
	end_line(out);
}

/* Notes in the order of the lines they speak of. */
static void add_notes(struct tw_buffer *out,
	const struct tw_import_note *notes)
{
	const struct tw_import_note **sorted;
	size_t count = 0, i = 0;

	for (const struct tw_import_note *n = notes; n; n = n->next)
		count++;
	sorted = malloc((count + 1) * sizeof(*sorted));
	if (!sorted) {
		out->failed = true;
		return;
	}
	for (const struct tw_import_note *n = notes; n; n = n->next)
		sorted[i++] = n;
	qsort(sorted, count, sizeof(*sorted), by_line);
	for (i = 0; i < count; i++)
		add_note(out, sorted[i]);
	free(sorted);
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
