#include "import/parts.h"

#include <stdlib.h>

/* Takes the next part off the priorities that are left. */
static void cut(struct tw_doc_part *part, const struct tw_doc *document,
	const struct tw_calendar *calendar, struct tw_doc_priority **rest)
{
	struct tw_doc_priority *first = *rest, *last = first;
	struct tw_term_reading reading;

	part->document = *document;
	part->document.priorities = first;
	part->document.count = 1;
	part->document.officers = first->names;
	part->document.period = first->period;
	part->document.date = first->date;
	if (first != document->priorities)
		part->document.preface = NULL;
	/* Lines do not tell terms apart that head columns of one table. */
	while (last->next &&
	       last->next->period.text.ptr == first->period.text.ptr &&
	       last->next->date.text.ptr == first->date.text.ptr) {
		last = last->next;
		part->document.count++;
	}
	*rest = last->next;
	last->next = NULL;
	if (tw_term_interpret(&reading, calendar, first->period.text.len ?
	    first->period.text : first->date.text))
		part->term = reading.terms[0];
}

enum tw_status tw_doc_parts_cut(struct tw_doc_part **parts, size_t *count,
	const struct tw_doc *document, const struct tw_calendar *calendar,
	struct tw_report *report)
{
	struct tw_doc_priority *rest = document->priorities;

	*count = 0;
	*parts = tw_arena_take(report->arena,
		(document->count + 1) * sizeof(**parts));
	if (!*parts)
		return report->status = tw_fail_memory(report->err);
	while (rest) {
		struct tw_doc_part *part = &(*parts)[*count];

		part->number = (*count)++;
		cut(part, document, calendar, &rest);
	}
	return TW_OK;
}

static int by_term(const void *a, const void *b)
{
	const struct tw_doc_part *x = a, *y = b;
	int order = tw_term_compare(x->term, y->term);

	return order ? order : (x->number > y->number) -
		(x->number < y->number);
}

void tw_doc_parts_sort(struct tw_doc_part *parts, size_t count)
{
	qsort(parts, count, sizeof(*parts), by_term);
}
