#include "merge/emit.h"

/* Each round puts something in conflict as a whole; few are ever needed. */
enum { MOST_ROUNDS = 8 };

void tw_emit_release(struct tw_emit *e)
{
	tw_buffer_release(&e->out);
	tw_buffer_release(&e->expected[0]);
	tw_buffer_release(&e->expected[1]);
	tw_arena_free(e->scratch);
}

static void emit_reset(struct tw_emit *e)
{
	tw_buffer_clear(&e->out);
	tw_buffer_clear(&e->expected[0]);
	tw_buffer_clear(&e->expected[1]);
	e->hunks = NULL;
	e->hunk_end = &e->hunks;
	e->conflicts = 0;
	e->again = false;
}

static bool is_emptied(const struct tw_merging *plan, int side)
{
	return !plan->two && !plan->side[side].field_count &&
		!plan->side[side].item_count &&
		plan->side[TW_BASE].field_count;
}

static struct tw_view say_both(struct tw_emit *e)
{
	for (int s = TW_OURS; s < TW_MERGED; s++)
		if (is_emptied(e->plan, s))
			return tw_say(e, "%s has nothing left of this record, "
				"and %s changed it.", tw_side_said(e, s),
				tw_side_said(e, TW_OURS + TW_THEIRS - s));
	return tw_say(e, "too much has changed on both sides to tell which "
		"item is which.");
}

static enum tw_status check_asked(const struct tw_emit *e,
	struct tw_error *err)
{
	if (e->refused && err)
		*err = e->refusal;
	return e->refused;
}

/* Both copies from start to end, where nothing smaller can be told. */
static enum tw_status give_both(struct tw_emit *e, struct tw_error *err)
{
	struct tw_buffer part[TW_MERGED] = { TW_BUFFER_INIT, TW_BUFFER_INIT,
		TW_BUFFER_INIT };

	emit_reset(e);
	e->undivided = true;
	for (int s = 0; s < TW_MERGED; s++)
		if (e->plan->side[s].record)
			tw_emit_raw(e, &part[s],
				e->plan->side[s].record->source, s);
	tw_emit_conflict(e, part, say_both(e));
	return e->failed || e->out.failed ? tw_fail_memory(err) :
		check_asked(e, err);
}

static enum tw_status write_out(struct tw_emit *e, struct tw_error *err)
{
	bool sound = false, hopeless = e->plan->lost ||
		is_emptied(e->plan, TW_OURS) || is_emptied(e->plan, TW_THEIRS);
	enum tw_status status = TW_OK;

	for (int round = 0; round < MOST_ROUNDS && !sound && !hopeless;
	     round++) {
		emit_reset(e);
		e->rounds++;
		status = tw_emit_all(e, err);
		if (!status)
			status = check_asked(e, err);
		if (!status && !e->again)
			status = tw_check(&sound, &hopeless, e, err);
		if (status)
			return status;
	}
	return sound ? TW_OK : give_both(e, err);
}

enum tw_status tw_emit_run(struct tw_emit *e, struct tw_error *err)
{
	enum tw_status status;

	e->scratch = tw_arena_new();
	if (!e->scratch)
		return tw_fail_memory(err);
	status = tw_merging_match(e->plan, err);
	if (!status)
		status = tw_merging_decide(e->plan, err);
	if (!status)
		status = tw_fields_match(e, err);
	return status ? status : write_out(e, err);
}

static enum tw_status merge(struct tw_merge *result, struct tw_merging *plan,
	struct tw_error *err)
{
	struct tw_emit e = { .plan = plan, .arena = plan->arena };
	enum tw_status status = tw_emit_run(&e, err);

	if (!status) {
		result->text = tw_arena_copy(plan->arena,
			tw_buffer_get(&e.out));
		result->conflicts = e.conflicts;
		if (!result->text.ptr)
			status = tw_fail_memory(err);
	}
	tw_emit_release(&e);
	return status;
}

/* What needs no look inside. */
static bool is_plain(struct tw_merge *result, const struct tw_record *base,
	const struct tw_record *ours, const struct tw_record *theirs)
{
	int side = tw_choose(tw_view_equal(ours->source, theirs->source),
		base && tw_view_equal(base->source, ours->source),
		base && tw_view_equal(base->source, theirs->source));

	*result = (struct tw_merge){ (side == TW_THEIRS ? theirs :
		ours)->source, 0 };
	return side != TW_MERGED;
}

enum tw_status tw_merge(struct tw_merge *result, struct tw_arena *arena,
	const struct tw_record *base, const struct tw_record *ours,
	const struct tw_record *theirs,
	const struct tw_merge_options *options, struct tw_error *err)
{
	const struct tw_record *records[] = { base, ours, theirs };
	struct tw_merging plan = { .arena = arena, .options = options,
		.two = !base || options->drafted };
	struct tw_questions questions = { NULL, 0 };
	struct tw_record *settled;
	enum tw_status status = TW_OK;

	if (base && base->diagnostics.layout) {
		status = tw_base_settle(&settled, &questions, arena, base,
			err);
		if (status)
			return status;
		records[TW_BASE] = settled;
	}
	for (int s = TW_OURS; s < TW_MERGED; s++)
		if (records[s]->diagnostics.layout)
			return tw_fail(err, TW_USAGE, "a record with layout "
				"errors cannot be merged item by item");
	if (is_plain(result, plan.two ? NULL : base, ours, theirs))
		return TW_OK;
	for (int s = 0; s < TW_MERGED && !status; s++)
		status = tw_side_parts(&plan.side[s], arena, records[s], err);
	if (!status)
		tw_base_question(&plan.side[TW_BASE], &questions);
	return status ? status : merge(result, &plan, err);
}

static void add_marker(struct tw_buffer *out,
	const struct tw_merge_options *options, char sign, const char *name)
{
	tw_buffer_pad(out, sign, options->marker_size ? options->marker_size :
		TW_MARKER_SIZE);
	if (*name)
		tw_buffer_byte(out, ' ');
	tw_buffer_add(out, name, strcspn(name, "\r\n"));
	tw_buffer_byte(out, '\n');
}

static void add_lines(struct tw_buffer *out, struct tw_view lines)
{
	tw_buffer_view(out, lines);
	if (lines.len && lines.ptr[lines.len - 1] != '\n')
		tw_buffer_byte(out, '\n');
}

enum tw_status tw_merge_marked(struct tw_view *text, struct tw_arena *arena,
	struct tw_view ours, struct tw_view theirs,
	const struct tw_merge_options *options, struct tw_error *err)
{
	const char *const *names = options->names;
	struct tw_buffer out = TW_BUFFER_INIT;
	bool failed;

	add_marker(&out, options, '<', names[TW_OURS] ? names[TW_OURS] :
		"ours");
	add_lines(&out, ours);
	add_marker(&out, options, '=', "");
	add_lines(&out, theirs);
	add_marker(&out, options, '>', names[TW_THEIRS] ? names[TW_THEIRS] :
		"theirs");
	*text = tw_arena_copy(arena, tw_buffer_get(&out));
	failed = out.failed || !text->ptr;
	tw_buffer_release(&out);
	return failed ? tw_fail_memory(err) : TW_OK;
}
