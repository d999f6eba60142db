#include "merge/audit_work.h"

/* ---- names ---- */

const char *tw_audit_kind_name(enum tw_audit_kind kind)
{
	static const char *const names[TW_AUDIT_KINDS] = { "lost", "doubled",
		"back", "disagreed", "markers" };

	return names[kind];
}

const char *tw_audit_part_name(enum tw_audit_part part)
{
	static const char *const names[TW_AUDIT_PARTS] = { "item", "section",
		"key", "disposition", "text", "detail", "field", "element",
		"comment", "record" };

	return names[part];
}

/* ---- findings ---- */

struct tw_audit_finding *tw_audit_add(struct tw_auditing *work,
	enum tw_audit_kind kind, enum tw_audit_part part)
{
	struct tw_audit_finding *finding = tw_arena_take(work->arena,
		sizeof(*finding));

	work->failed |= !finding;
	if (!finding)
		return NULL;
	finding->kind = kind;
	finding->part = part;
	finding->section = TW_SECTIONS;
	finding->rule = TW_DIAG_COUNT;
	finding->line = 1;
	*work->end = finding;
	work->end = &finding->next;
	return finding;
}

bool tw_audit_same(const struct tw_audit_finding *a,
	const struct tw_audit_finding *b)
{
	return a->kind == b->kind && a->part == b->part &&
		a->line == b->line && tw_view_equal(a->key, b->key) &&
		tw_view_equal(a->item, b->item) &&
		tw_view_equal(a->name, b->name) &&
		tw_view_equal(a->right, b->right);
}

/* ---- the right merge ---- */

/* One way in which its conflicts may end, taken apart; by unit. */
static enum tw_status read_right(struct tw_auditing *work, int reading)
{
	const struct tw_buffer *expected = &work->emit.expected[reading];
	struct tw_side_parts *parts = &work->right[reading];
	struct tw_record *record;
	struct tw_view text;
	size_t items = 0;
	enum tw_status status;

	work->item[reading] = tw_arena_take(work->arena,
		(work->plan.unit_count + 1) * sizeof(**work->item));
	if (!work->item[reading])
		return tw_fail_memory(work->err);
	status = tw_emit_settle(&text, &work->emit, reading == AS_OUR_SIDE ?
		TW_OURS : TW_THEIRS, work->err);
	if (!status)
		status = tw_record_parse(&record, work->arena, text,
			work->err);
	if (!status)
		status = tw_side_parts(parts, work->arena, record, work->err);
	/* It was read back: what was expected is there, in that order. */
	for (size_t i = 0; !status && i < expected->len /
	     sizeof(struct tw_wanted); i++) {
		struct tw_wanted one;

		memcpy(&one, expected->ptr + i * sizeof(one), sizeof(one));
		if (one.unit != TW_NONE)
			work->item[reading][one.unit] = &parts->items[items++];
	}
	return status;
}

static enum tw_status merge_right(struct tw_auditing *work)
{
	const struct tw_record *records[] = { work->copies->base,
		work->copies->ours, work->copies->theirs };
	enum tw_status status = TW_OK;

	for (int s = 0; s < TW_MERGED && !status; s++)
		status = tw_side_parts(&work->plan.side[s], work->arena,
			records[s], work->err);
	if (!status)
		status = tw_emit_run(&work->emit, work->err);
	for (int r = 0; r < READINGS && !status && !work->emit.undivided; r++)
		status = read_right(work, r);
	return status;
}

/* ---- the line merge ---- */

static bool same_line(const void *a, const void *b)
{
	return tw_view_equal(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

bool tw_audit_asked(const struct tw_auditing *work, struct tw_view line)
{
	return work->asked.count && tw_set_get(&work->asked, tw_hash(line),
		&line, same_line);
}

static void add_asked(struct tw_auditing *work, struct tw_view line)
{
	struct tw_view *kept = tw_arena_take(work->arena, sizeof(*kept));

	work->failed |= !kept;
	if (work->failed)
		return;
	*kept = line;
	tw_set_add(&work->asked, work->arena, tw_hash(line), kept, same_line,
		&work->failed);
}

static bool is_marker(struct tw_view line, char sign)
{
	for (size_t i = 0; i < TW_MARKER_SIZE; i++)
		if (i >= line.len || line.ptr[i] != sign)
			return false;
	return line.len > TW_MARKER_SIZE && line.ptr[TW_MARKER_SIZE] == ' ';
}

/* What nobody had before their eyes, and what somebody had to settle. */
static void part_lines(struct tw_buffer *unseen, struct tw_auditing *work)
{
	struct tw_view text = work->copies->lines;
	bool within = false;

	work->clean = true;
	while (text.len) {
		const char *newline = memchr(text.ptr, '\n', text.len);
		struct tw_view line = { text.ptr, newline ?
			(size_t)(newline - text.ptr) + 1 : text.len };

		within |= is_marker(line, '<');
		work->clean &= !within;
		if (within)
			add_asked(work, line);
		else
			tw_buffer_view(unseen, line);
		within &= !is_marker(line, '>');
		text = (struct tw_view){ text.ptr + line.len,
			text.len - line.len };
	}
}

static enum tw_status read_lines(struct tw_auditing *work)
{
	struct tw_buffer unseen = TW_BUFFER_INIT;
	struct tw_record *record;
	struct tw_view text;
	enum tw_status status;

	part_lines(&unseen, work);
	text = tw_arena_copy(work->arena, tw_buffer_get(&unseen));
	status = unseen.failed || work->failed || !text.ptr ?
		tw_fail_memory(work->err) :
		tw_record_parse(&record, work->arena, text, work->err);
	tw_buffer_release(&unseen);
	/* Lines without a place may be anything: nothing is told by them. */
	return status || record->diagnostics.layout ? status :
		tw_side_parts(&work->lines, work->arena, record, work->err);
}

/* ---- all of it ---- */

static const struct tw_diagnostic *marker_in(const struct tw_record *record)
{
	const struct tw_diagnostic *d = record->diagnostics.first;

	while (d && d->id != TW_DIAG_CONFLICT_MARKER)
		d = d->next;
	return d;
}

/* Nothing smaller than the record can be told. */
static void look_at_whole(struct tw_auditing *work)
{
	if (work->clean && tw_view_equal(work->copies->lines,
	    work->copies->merged->source))
		tw_audit_add(work, TW_AUDIT_DISAGREED, TW_AUDIT_RECORD);
}

static enum tw_status look(struct tw_auditing *work)
{
	enum tw_status status = merge_right(work);

	if (!status)
		status = read_lines(work);
	if (!status && work->emit.undivided) {
		look_at_whole(work);
		return work->failed ? tw_fail_memory(work->err) : TW_OK;
	}
	if (!status)
		status = tw_side_parts(&work->merged, work->arena,
			work->copies->merged, work->err);
	if (!status)
		status = tw_audit_match(work);
	if (!status)
		status = tw_audit_fields(work);
	if (!status)
		status = tw_audit_items(work);
	if (!status)
		status = tw_audit_comments(work);
	return status;
}

enum tw_status tw_audit(struct tw_audit_finding **findings,
	struct tw_arena *arena, const struct tw_audit_copies *copies,
	const struct tw_merge_options *options, struct tw_error *err)
{
	const struct tw_record *sides[] = { copies->base, copies->ours,
		copies->theirs };
	const struct tw_diagnostic *marker = marker_in(copies->merged);
	struct tw_auditing work = { .arena = arena, .err = err,
		.copies = copies, .plan = { .arena = arena,
		.options = options, .two = !copies->base } };
	enum tw_status status = TW_OK;

	*findings = NULL;
	for (int s = 0; s < TW_MERGED; s++)
		if (sides[s] && sides[s]->diagnostics.layout)
			return tw_fail(err, TW_USAGE, "a record with layout "
				"errors cannot be merged item by item");
	work.end = &work.first;
	work.emit.plan = &work.plan;
	work.emit.arena = arena;
	if (marker) {
		struct tw_audit_finding *f = tw_audit_add(&work,
			TW_AUDIT_MARKERS, TW_AUDIT_RECORD);

		if (!f)
			return tw_fail_memory(err);
		f->line = marker->line;
	} else if (!copies->merged->diagnostics.layout) {
		status = look(&work);
	}
	tw_emit_release(&work.emit);
	if (!status)
		status = tw_audit_settle(&work);
	*findings = status ? NULL : work.first;
	return status;
}
