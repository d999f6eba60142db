#include "record/conflict.h"

#include "base/utf8.h"

#include <termwise/record.h>

#include <string.h>

enum { SHORTEST = 7 };

/* Which part of a conflict the present line stands in. */
enum state {
	OUTSIDE,
	OURS,
	BASE,
	THEIRS,
	ASTRAY /* in what has a fault already, up to its end */
};

struct reading {
	struct tw_conflicts *out;
	struct tw_conflict **end;
	struct tw_conflict_fault **fault_end;
	struct tw_arena *arena;
	struct tw_conflict at; /* the one that is open */
	struct tw_view comments; /* that stand right above the present line */
	enum state state;
	uint32_t number;
	bool failed; /* no memory */
};

/* ---- lines ---- */

bool tw_raw_line(struct tw_view *line, struct tw_view *rest)
{
	const char *newline = rest->len ? memchr(rest->ptr, '\n', rest->len) :
		NULL;

	*line = *rest;
	if (newline)
		line->len = (size_t)(newline - rest->ptr) + 1;
	rest->ptr += line->len;
	rest->len -= line->len;
	return line->len;
}

struct tw_view tw_raw_bare(struct tw_view line)
{
	if (line.len && line.ptr[line.len - 1] == '\n') {
		line.len--;
		if (line.len && line.ptr[line.len - 1] == '\r')
			line.len--;
	}
	return line;
}

size_t tw_marker_length(struct tw_view line)
{
	size_t i = 0;

	if (!line.len || !memchr("<=>|", line.ptr[0], 4))
		return 0;
	while (i < line.len && line.ptr[i] == line.ptr[0])
		i++;
	return i >= SHORTEST && (i == line.len ||
		tw_blank_start(tw_after(line, i))) ? i : 0;
}

bool tw_comment_merge(struct tw_view *sentence, struct tw_view line)
{
	return line.len && line.ptr[0] == '#' &&
		tw_comment_says(sentence, tw_trim(line), TW_VIEW("merge"));
}

/* ---- faults ---- */

static void fault(struct reading *r, uint32_t line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void fault(struct reading *r, uint32_t line, const char *format, ...)
{
	struct tw_conflict_fault *f = tw_arena_take(r->arena, sizeof(*f));
	va_list args;

	if (!f) {
		r->failed = true;
		return;
	}
	va_start(args, format);
	f->what = tw_arena_vformat(r->arena, format, args);
	va_end(args);
	f->line = line;
	r->failed |= !f->what.ptr;
	*r->fault_end = f;
	r->fault_end = &f->next;
}

/* A marker that comes out of its turn; the conflict it ends is given up. */
static void misplaced(struct reading *r, char sign, size_t size)
{
	unsigned begun = (unsigned)r->at.line;

	if (r->state == OUTSIDE)
		fault(r, r->number, "this marker ends or parts a conflict that "
			"begins nowhere");
	else if (sign == '<')
		fault(r, r->number, "a conflict begins here before the one of "
			"line %u has ended", begun);
	else if (size != r->at.size)
		fault(r, r->number, "this marker is not as long as the one of "
			"line %u, and stands between its lines", begun);
	else if (sign == '>')
		fault(r, r->number, "the conflict of line %u ends without a "
			"line of \"=\" between its two sides", begun);
	else
		fault(r, r->number, "this marker stands in the conflict of "
			"line %u for a second time, or too late", begun);
	r->state = sign == '>' ? OUTSIDE : ASTRAY;
}

/* ---- conflicts ---- */

/* What a part has so far ends where the line of a marker begins. */
static void end_part(struct reading *r, const char *at)
{
	struct tw_view *part = &r->at.part[r->state - OURS];

	part->len = (size_t)(at - part->ptr);
}

static void begin_part(struct reading *r, enum state state,
	struct tw_view line, struct tw_view bare)
{
	int part = state - OURS;

	r->at.part[part] = (struct tw_view){ line.ptr + line.len, 0 };
	r->at.label[part] = tw_trim(tw_after(bare, r->at.size));
	r->state = state;
}

static void begin(struct reading *r, struct tw_view line, struct tw_view bare,
	size_t size)
{
	r->at = (struct tw_conflict){ .size = size, .line = r->number,
		.comments = r->comments };
	r->at.whole.ptr = r->comments.len ? r->comments.ptr : line.ptr;
	begin_part(r, OURS, line, bare);
}

static void end(struct reading *r, struct tw_view line, struct tw_view bare)
{
	struct tw_conflict *conflict = tw_arena_take(r->arena,
		sizeof(*conflict));

	end_part(r, line.ptr);
	r->at.label[TW_PART_THEIRS] = tw_trim(tw_after(bare, r->at.size));
	r->at.whole.len = (size_t)(line.ptr + line.len - r->at.whole.ptr);
	r->state = OUTSIDE;
	if (!conflict) {
		r->failed = true;
		return;
	}
	*conflict = r->at;
	*r->end = conflict;
	r->end = &conflict->next;
	r->out->count++;
}

static void read_marker(struct reading *r, struct tw_view line,
	struct tw_view bare, size_t size)
{
	char sign = bare.ptr[0];
	bool fits = size == r->at.size;

	if (r->state == BASE && size > r->at.size)
		return;
	if (sign == '<' && (r->state == OUTSIDE || r->state == ASTRAY)) {
		begin(r, line, bare, size);
	} else if (r->state == ASTRAY) {
		if (sign == '>')
			r->state = OUTSIDE;
	} else if (sign == '|' && r->state == OURS && fits) {
		end_part(r, line.ptr);
		begin_part(r, BASE, line, bare);
	} else if (sign == '=' && (r->state == OURS || r->state == BASE) &&
	           fits) {
		end_part(r, line.ptr);
		begin_part(r, THEIRS, line, bare);
	} else if (sign == '>' && r->state == THEIRS && fits) {
		end(r, line, bare);
	} else {
		misplaced(r, sign, size);
	}
}

/* Comments that stand one below the other, with nothing between. */
static void read_outside(struct reading *r, struct tw_view line,
	struct tw_view bare)
{
	struct tw_view sentence;

	if (!tw_comment_merge(&sentence, bare))
		r->comments.len = 0;
	else if (r->comments.len)
		r->comments.len += line.len;
	else
		r->comments = line;
}

enum tw_status tw_conflicts_read(struct tw_conflicts *conflicts,
	struct tw_arena *arena, struct tw_view text, struct tw_error *err)
{
	struct reading r = { .out = conflicts, .arena = arena };
	struct tw_view line, bare;

	*conflicts = (struct tw_conflicts){ NULL, 0, NULL };
	r.end = &conflicts->first;
	r.fault_end = &conflicts->faults;
	if (text.len >= 3 && !memcmp(text.ptr, "\xEF\xBB\xBF", 3))
		text = tw_after(text, 3);
	while (!r.failed && tw_raw_line(&line, &text)) {
		size_t size;

		r.number++;
		bare = tw_raw_bare(line);
		size = tw_marker_length(bare);
		if (size)
			read_marker(&r, line, bare, size);
		if (size || r.state != OUTSIDE)
			r.comments.len = 0;
		else
			read_outside(&r, line, bare);
	}
	if (r.state != OUTSIDE && r.state != ASTRAY)
		fault(&r, r.at.line, "the conflict that begins here does not "
			"end");
	return r.failed ? tw_fail_memory(err) : TW_OK;
}
