#include "merge/settle.h"

#include "base/utf8.h"
#include "merge/plan.h"

enum {
	WIDTH = 78,
	/* Bytes that are judged to offer both for all conflicts of a text. */
	MOST_JUDGED = 1 << 28
};

/* ---- texts ---- */

enum tw_status tw_settling_begin(struct tw_settling *s,
	struct tw_arena *arena, struct tw_view text,
	const struct tw_conflicts *conflicts, tw_settle_judge *judge,
	void *context, struct tw_error *err)
{
	const struct tw_conflict *c = conflicts->first;
	const char *newline = text.len ? memchr(text.ptr, '\n', text.len) :
		NULL;

	*s = (struct tw_settling){ .arena = arena, .text = text,
		.judge = judge, .context = context,
		.count = conflicts->count };
	s->crlf = newline && newline > text.ptr && newline[-1] == '\r';
	s->conflicts = tw_arena_take(arena, (s->count + 1) * sizeof(void *));
	s->answers = tw_arena_take(arena,
		(s->count + 1) * sizeof(*s->answers));
	if (!s->conflicts || !s->answers)
		return tw_fail_memory(err);
	for (size_t i = 0; c; c = c->next)
		s->conflicts[i++] = c;
	return TW_OK;
}

size_t tw_settling_open(const struct tw_settling *s)
{
	size_t count = 0;

	for (size_t i = 0; i < s->count; i++)
		count += s->answers[i].choice == TW_LEFT_OPEN;
	return count;
}

static struct tw_view answered(const struct tw_conflict *c,
	const struct tw_answer *answer, enum tw_choice open)
{
	switch (answer->choice == TW_LEFT_OPEN ? open : answer->choice) {
	case TW_TAKE_OURS:
		return c->part[TW_PART_OURS];
	case TW_TAKE_THEIRS:
		return c->part[TW_PART_THEIRS];
	case TW_TAKE_GIVEN:
		return answer->given;
	default:
		return c->whole;
	}
}

/* *at is where the answer to `which` begins. */
static void compose(struct tw_buffer *out, size_t *at,
	const struct tw_settling *s, size_t which,
	const struct tw_answer *answers, enum tw_choice open)
{
	const char *from = s->text.ptr, *end = from + s->text.len;

	for (size_t i = 0; i < s->count; i++) {
		struct tw_view whole = s->conflicts[i]->whole;

		tw_buffer_add(out, from, (size_t)(whole.ptr - from));
		if (i == which)
			*at = out->len;
		tw_buffer_view(out, answered(s->conflicts[i], &answers[i],
			open));
		from = whole.ptr + whole.len;
	}
	if (from)
		tw_buffer_add(out, from, (size_t)(end - from));
}

void tw_settling_text(struct tw_buffer *out, const struct tw_settling *s,
	enum tw_choice open)
{
	size_t at;

	compose(out, &at, s, TW_NONE, s->answers, open);
}

struct tw_view tw_settling_lines(const struct tw_settling *s,
	struct tw_view bytes)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view line, sentence, lines;

	if (bytes.len >= 3 && !memcmp(bytes.ptr, "\xEF\xBB\xBF", 3))
		bytes = tw_after(bytes, 3);
	while (tw_raw_line(&line, &bytes)) {
		line = tw_raw_bare(line);
		if (tw_comment_merge(&sentence, line))
			continue;
		tw_buffer_view(&out, line);
		tw_buffer_string(&out, s->crlf ? "\r\n" : "\n");
	}
	lines = tw_arena_copy(s->arena, tw_buffer_get(&out));
	if (out.failed)
		lines.ptr = NULL;
	tw_buffer_release(&out);
	return lines;
}

/* ---- records ---- */

/* The text with one answer more, as a record that was judged. */
struct reading {
	struct tw_record *record;
	struct tw_view text;
	size_t at; /* where the answer stands */
	size_t count[TW_DIAG_COUNT]; /* of errors and warnings */
};

static void count_findings(struct reading *r)
{
	const struct tw_diagnostic *d = r->record->diagnostics.first;

	for (; d; d = d->next)
		if (d->kind->severity != TW_NOTE)
			r->count[d->id]++;
}

static enum tw_status judge(struct reading *r, const struct tw_settling *s,
	struct tw_arena *arena, struct tw_error *err)
{
	enum tw_status status = tw_record_parse(&r->record, arena, r->text,
		err);

	if (!status)
		status = s->judge(r->record, arena, s->context, err);
	if (!status)
		count_findings(r);
	return status;
}

static enum tw_status read_answers(struct reading *r,
	const struct tw_settling *s, size_t which,
	const struct tw_answer *answers, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	bool failed;

	*r = (struct reading){ .record = NULL };
	compose(&out, &r->at, s, which, answers, TW_TAKE_OURS);
	r->text = tw_arena_copy(arena, tw_buffer_get(&out));
	failed = out.failed || !r->text.ptr;
	tw_buffer_release(&out);
	return failed ? tw_fail_memory(err) : judge(r, s, arena, err);
}

static enum tw_status read_with(struct reading *r,
	const struct tw_settling *s, size_t which, struct tw_answer answer,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_answer had = s->answers[which];
	enum tw_status status;

	s->answers[which] = answer;
	status = read_answers(r, s, which, s->answers, arena, err);
	s->answers[which] = had;
	return status;
}

enum tw_status tw_settling_place(struct tw_record **record, const char **at,
	const struct tw_settling *s, size_t which, struct tw_arena *arena,
	struct tw_error *err)
{
	struct reading r;
	enum tw_status status = read_answers(&r, s, which, s->answers, arena,
		err);

	if (!status) {
		*record = r.record;
		*at = r.text.ptr + r.at;
	}
	return status;
}

/* ---- what is worse than the sides ---- */

static struct tw_view line_at(struct tw_view text, uint32_t number)
{
	struct tw_view line = { "", 0 };

	if (text.len >= 3 && !memcmp(text.ptr, "\xEF\xBB\xBF", 3))
		text = tw_after(text, 3);
	while (number-- && tw_raw_line(&line, &text))
		;
	return tw_raw_bare(line);
}

/*
 * What neither side has, and both together have no more often than each for
 * itself, is no worse.
 */
static size_t allowed(size_t neither, size_t ours, size_t theirs)
{
	size_t common = neither < ours ? neither : ours;

	if (theirs < common)
		common = theirs;
	return ours + theirs - common;
}

enum { NEITHER, OURS, THEIRS, GIVEN, READINGS };

/* The first finding that is too many, one within the answer before others. */
static const struct tw_diagnostic *pick(const struct reading r[READINGS],
	size_t len)
{
	const struct reading *given = &r[GIVEN];
	const struct tw_diagnostic *d = given->record->diagnostics.first;
	const struct tw_diagnostic *found = NULL;
	uint32_t first = 1, last;

	for (size_t i = 0; i < given->at; i++)
		first += given->text.ptr[i] == '\n';
	last = first;
	for (size_t i = 0; i < len; i++)
		last += given->text.ptr[given->at + i] == '\n';
	for (; d; d = d->next) {
		if (given->count[d->id] <= allowed(r[NEITHER].count[d->id],
		    r[OURS].count[d->id], r[THEIRS].count[d->id]))
			continue;
		if (d->line >= first && d->line < last)
			return d;
		if (!found)
			found = d;
	}
	return found;
}

static enum tw_status look(const struct tw_diagnostic **found,
	struct reading r[READINGS], const struct tw_settling *s, size_t which,
	struct tw_view given, struct tw_arena *arena, struct tw_error *err)
{
	const struct tw_answer answers[READINGS] = {
		[NEITHER] = { TW_TAKE_GIVEN, { "", 0 } },
		[OURS] = { TW_TAKE_OURS, { "", 0 } },
		[THEIRS] = { TW_TAKE_THEIRS, { "", 0 } },
		[GIVEN] = { TW_TAKE_GIVEN, given },
	};
	enum tw_status status = TW_OK;

	for (int i = 0; i < READINGS && !status; i++)
		status = read_with(&r[i], s, which, answers[i], arena, err);
	if (!status)
		*found = pick(r, given.len);
	return status;
}

/* Looks in an arena of its own: a text may have many conflicts. */
enum tw_status tw_settling_given(bool *found, struct tw_diagnostic *what,
	struct tw_view *line, const struct tw_settling *s, size_t which,
	struct tw_view given, struct tw_error *err)
{
	struct tw_arena *scratch = tw_arena_new();
	const struct tw_diagnostic *d = NULL;
	struct reading r[READINGS];
	enum tw_status status = scratch ? look(&d, r, s, which, given,
		scratch, err) : tw_fail_memory(err);

	*found = d;
	if (d) {
		*what = *d;
		what->hint = tw_arena_copy(s->arena, d->hint);
		*line = tw_arena_copy(s->arena, line_at(r[GIVEN].text,
			d->line));
		if (!what->hint.ptr || !line->ptr)
			status = tw_fail_memory(err);
	}
	tw_arena_free(scratch);
	return status;
}

/* ---- both ---- */

/* What the lines of a part are. */
enum lines {
	NO_LINES, /* but comments and blanks */
	ITEMS,
	DETAILS,
	MIDDLE,   /* it goes on with a text above */
	MARGIN,   /* fields, headings */
	MIXED
};

static enum lines line_kind(struct tw_view line)
{
	struct tw_view text = tw_trim(tw_raw_bare(line));

	if (!text.len || line.ptr[0] == '#')
		return NO_LINES;
	if (tw_blank_start(line))
		return memchr("=+>", text.ptr[0], 3) ? DETAILS : MIDDLE;
	return line.ptr[0] == '-' ? ITEMS : MARGIN;
}

static enum lines part_kind(struct tw_view part)
{
	enum lines kind = NO_LINES;
	struct tw_view line;

	while (tw_raw_line(&line, &part)) {
		enum lines next = line_kind(line);

		if (kind == NO_LINES)
			kind = next;
		else if (kind == DETAILS && next != NO_LINES && next != kind)
			return MIXED;
	}
	return kind;
}

static bool goes_on(enum lines kind)
{
	return kind == DETAILS || kind == MIDDLE || kind == MIXED;
}

/* True if lines below a conflict belong to the item that stands above. */
static bool goes_on_below(const struct tw_settling *s, size_t which)
{
	const struct tw_conflict *c = s->conflicts[which];
	const struct tw_conflict *next = which + 1 < s->count ?
		s->conflicts[which + 1] : NULL;
	const char *end = s->text.ptr + s->text.len;
	struct tw_view rest = { c->whole.ptr + c->whole.len, 0 }, line;

	rest.len = (size_t)((next ? next->whole.ptr : end) - rest.ptr);
	while (tw_raw_line(&line, &rest))
		if (line_kind(line) != NO_LINES)
			return goes_on(line_kind(line));
	return next && (goes_on(part_kind(next->part[TW_PART_OURS])) ||
		goes_on(part_kind(next->part[TW_PART_THEIRS])));
}

static const char *why_not_both(const struct tw_settling *s, size_t which)
{
	const struct tw_conflict *c = s->conflicts[which];
	enum lines ours = part_kind(c->part[TW_PART_OURS]);
	enum lines theirs = part_kind(c->part[TW_PART_THEIRS]);

	if (ours == NO_LINES || theirs == NO_LINES)
		return "one side has nothing here";
	if (ours == MIDDLE || theirs == MIDDLE)
		return "they begin in the middle of a text";
	if (ours != theirs || ours == MIXED)
		return "their lines are not of one kind";
	if (ours == ITEMS && goes_on_below(s, which))
		return "the lines below belong to one item, not to two";
	if (s->text.len > MOST_JUDGED / (s->count + 1))
		return "the record is too large to see what would come of it";
	return NULL;
}

/* The field, if a part is one that is a list; NULL: it is something else. */
static const struct tw_field *list_field(struct tw_view part,
	struct tw_arena *arena, bool *failed)
{
	const struct tw_field *field;
	struct tw_record *record;

	if (tw_record_parse(&record, arena, part, NULL)) {
		*failed = true;
		return NULL;
	}
	field = record->fields;
	return field && !field->next && !record->sections &&
		!record->diagnostics.layout && (field->kind == TW_OFFICERS ||
		field->kind == TW_THEME || field->kind == TW_SUCCEEDS) ?
		field : NULL;
}

static bool list_has(struct tw_view list, struct tw_view element)
{
	struct tw_view other;

	while (tw_list_next(&other, &list))
		if (tw_fold_equal(element, other))
			return true;
	return false;
}

/* `first` says that no element stands before these. */
static void add_elements(struct tw_buffer *out, size_t *column, bool *first,
	struct tw_view list, struct tw_view had, const char *eol)
{
	struct tw_view element;

	while (tw_list_next(&element, &list)) {
		if (!element.len || list_has(had, element))
			continue;
		if (!*first)
			tw_buffer_byte(out, ';');
		*first = false;
		if (*column + element.len + 2 > WIDTH) {
			tw_buffer_format(out, "%s ", eol);
			*column = 1;
		}
		tw_buffer_byte(out, ' ');
		tw_buffer_view(out, element);
		*column += element.len + 2;
	}
}

/* Comments that do not stand in `had`. */
static void add_comments(struct tw_buffer *out, const struct tw_comment *list,
	const struct tw_comment *had, const char *eol)
{
	for (; list; list = list->next) {
		const struct tw_comment *same = had;

		while (same && !tw_view_equal(same->text, list->text))
			same = same->next;
		if (!same)
			tw_buffer_format(out, "%.*s%s", TW_ARG(list->text),
				eol);
	}
}

/* Two values of a field that is a list, as one; false if they are none. */
static bool unite(struct tw_buffer *out, const struct tw_settling *s,
	const struct tw_view part[2], struct tw_arena *arena, bool *failed)
{
	const struct tw_field *a = list_field(part[0], arena, failed);
	const struct tw_field *b = list_field(part[1], arena, failed);
	const char *eol = s->crlf ? "\r\n" : "\n";
	struct tw_view first, second;
	bool nothing = true;
	size_t column;

	if (!a || !b || a->kind != b->kind)
		return false;
	first = tw_segments_join(a->value, arena);
	second = tw_segments_join(b->value, arena);
	*failed |= !first.ptr || !second.ptr;
	add_comments(out, a->comments, NULL, eol);
	add_comments(out, b->comments, a->comments, eol);
	tw_buffer_format(out, "%s:", tw_field_name(a->kind));
	column = strlen(tw_field_name(a->kind)) + 1;
	if (*failed || out->failed)
		return true;
	add_elements(out, &column, &nothing, first, TW_VIEW(""), eol);
	add_elements(out, &column, &nothing, second, first, eol);
	tw_buffer_string(out, eol);
	return true;
}

static enum tw_status put_together(struct tw_view *lines,
	const struct tw_settling *s, size_t which, bool turned,
	struct tw_arena *arena, struct tw_error *err)
{
	const struct tw_conflict *c = s->conflicts[which];
	struct tw_view part[2] = {
		c->part[turned ? TW_PART_THEIRS : TW_PART_OURS],
		c->part[turned ? TW_PART_OURS : TW_PART_THEIRS],
	};
	struct tw_buffer out = TW_BUFFER_INIT;
	bool failed = false;

	if (!unite(&out, s, part, arena, &failed)) {
		tw_buffer_view(&out, part[0]);
		tw_buffer_view(&out, part[1]);
	}
	*lines = tw_arena_copy(s->arena, tw_buffer_get(&out));
	failed |= out.failed || !lines->ptr;
	tw_buffer_release(&out);
	return failed ? tw_fail_memory(err) : TW_OK;
}

static enum tw_status try_both(struct tw_view *lines, struct tw_view *why_not,
	const struct tw_settling *s, size_t which, bool turned,
	struct tw_arena *arena, struct tw_error *err)
{
	const struct tw_diagnostic *d = NULL;
	struct reading r[READINGS];
	enum tw_status status = put_together(lines, s, which, turned, arena,
		err);

	if (!status)
		status = look(&d, r, s, which, *lines, arena, err);
	if (status || !d)
		return status;
	lines->ptr = NULL;
	*why_not = tw_arena_format(s->arena, "together they break a rule "
		"(%s): %s", d->kind->name,
		d->kind->message);
	return why_not->ptr ? TW_OK : tw_fail_memory(err);
}

enum tw_status tw_settling_both(struct tw_view *lines,
	struct tw_view *why_not, const struct tw_settling *s, size_t which,
	bool turned, struct tw_error *err)
{
	const char *reason = why_not_both(s, which);
	struct tw_arena *scratch;
	enum tw_status status;

	*lines = (struct tw_view){ NULL, 0 };
	*why_not = tw_view_of(reason ? reason : "");
	if (reason)
		return TW_OK;
	scratch = tw_arena_new();
	status = scratch ? try_both(lines, why_not, s, which, turned, scratch,
		err) : tw_fail_memory(err);
	tw_arena_free(scratch);
	return status;
}
