/*
 * What must hold of settling the conflicts of a merge.
 */
#include "run.h"

#include "lint/lint.h"
#include "merge/settle.h"

static enum tw_status judge_settled(struct tw_record *record,
	struct tw_arena *arena, void *context, struct tw_error *err)
{
	struct tw_lint_options options = { .house = NULL };

	(void)context;
	return tw_lint_record(record, arena, &options, err);
}

/* Taking a side everywhere gives what the markers show of it. */
static const char *taken_fault(struct tw_arena *arena,
	struct tw_settling *settling, enum tw_choice choice, int side)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	bool same;

	for (size_t i = 0; i < settling->count; i++)
		settling->answers[i].choice = choice;
	tw_settling_text(&out, settling, TW_LEFT_OPEN);
	same = tw_view_equal(tw_buffer_get(&out), settled(arena,
		settling->text, side));
	tw_buffer_release(&out);
	return same ? NULL : "a side can be taken everywhere";
}

/* Where both may stand they do, and what comes of it can be read. */
static const char *both_fault(struct tw_arena *arena,
	struct tw_settling *settling)
{
	struct tw_settled review;
	const char *fault = NULL;
	struct tw_view lines, why_not;

	for (size_t i = 0; i < settling->count && !fault; i++) {
		struct tw_answer had = settling->answers[i];

		if (tw_settling_both(&lines, &why_not, settling, i, i % 2,
		    NULL))
			return "both can be asked for";
		if (!lines.ptr != (why_not.len > 0))
			fault = "why both may not stand is said";
		if (!lines.ptr)
			continue;
		settling->answers[i] = (struct tw_answer){ TW_TAKE_GIVEN,
			lines };
		if (tw_settling_review(&review, settling, arena, NULL) ||
		    review.record->diagnostics.layout)
			fault = "both can be read";
		settling->answers[i] = had;
	}
	return fault;
}

const char *settling_fault(struct tw_arena *arena,
	const struct merged *m)
{
	struct tw_conflicts conflicts;
	struct tw_settling settling;
	const char *fault;

	if (tw_conflicts_read(&conflicts, arena, m->text, NULL) ||
	    conflicts.faults || conflicts.count != m->conflicts)
		return "the conflicts are found again";
	if (tw_settling_begin(&settling, arena, m->text, &conflicts,
	    judge_settled, NULL, NULL))
		return "conflicts can be settled";
	fault = taken_fault(arena, &settling, TW_TAKE_THEIRS, TW_THEIRS);
	if (!fault)
		fault = taken_fault(arena, &settling, TW_TAKE_OURS, TW_OURS);
	return fault ? fault : both_fault(arena, &settling);
}
