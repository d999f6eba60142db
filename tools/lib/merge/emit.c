#include "merge/emit.h"

#include "base/set.h"
#include "base/utf8.h"

/* ---- bytes ---- */

void tw_emit_end_line(struct tw_emit *e, struct tw_buffer *out)
{
	tw_buffer_string(out, e->crlf ? "\r\n" : "\n");
}

/* A last line without an end gets one, since more may follow. */
void tw_emit_raw(struct tw_emit *e, struct tw_buffer *out, struct tw_view raw,
	int side)
{
	const char *at = raw.ptr, *end = raw.ptr + raw.len;

	if (e->plan->side[side].record->crlf == e->crlf && raw.len &&
	    end[-1] == '\n') {
		tw_buffer_view(out, raw);
		return;
	}
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *next = newline ? newline + 1 : end;
		size_t len = (size_t)((newline ? newline : end) - at);

		if (newline && len && at[len - 1] == '\r')
			len--;
		tw_buffer_add(out, at, len);
		tw_emit_end_line(e, out);
		at = next;
	}
}

static void emit_comment(struct tw_emit *e, struct tw_buffer *out,
	const struct tw_comment *comment)
{
	tw_buffer_view(out, comment->text);
	tw_emit_end_line(e, out);
}

/* ---- what stands above ---- */

static bool comment_same(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_comment *)a)->text,
		((const struct tw_comment *)b)->text);
}

static void set_fill(struct tw_set *set, struct tw_emit *e,
	const struct tw_comment *list)
{
	for (; list && !e->failed; list = list->next)
		tw_set_add(set, e->arena, tw_hash(list->text), list,
			comment_same, &e->failed);
}

static bool set_has(const struct tw_set *set, const struct tw_comment *c)
{
	return set->count && tw_set_get(set, tw_hash(c->text), c,
		comment_same);
}

/* Where the last comment in raw lines ends; the start if there is none. */
static size_t last_comment_end(struct tw_view raw)
{
	size_t cut = 0;

	for (size_t at = 0; at < raw.len;) {
		const char *newline = memchr(raw.ptr + at, '\n', raw.len - at);
		size_t next = newline ? (size_t)(newline - raw.ptr) + 1 :
			raw.len;

		if (raw.ptr[at] == '#')
			cut = next;
		at = next;
	}
	return cut;
}

/* Ours without the comments that theirs took out of the base. */
static void emit_kept(struct tw_emit *e, struct tw_buffer *out,
	struct tw_view raw, const struct tw_set *base,
	const struct tw_set *theirs)
{
	for (size_t at = 0; at < raw.len;) {
		const char *newline = memchr(raw.ptr + at, '\n', raw.len - at);
		size_t next = newline ? (size_t)(newline - raw.ptr) + 1 :
			raw.len;
		struct tw_view line = { raw.ptr + at, next - at };
		struct tw_comment comment = { .text = line };

		while (comment.text.len && strchr("\r\n",
		       comment.text.ptr[comment.text.len - 1]))
			comment.text.len--;
		comment.text = tw_trim(comment.text);
		if (line.ptr[0] != '#' || !set_has(base, &comment) ||
		    set_has(theirs, &comment))
			tw_emit_raw(e, out, line, TW_OURS);
		at = next;
	}
}

/* Both sides changed what stands there: comments are merged as a set. */
static void emit_both(struct tw_emit *e, struct tw_buffer *out,
	const struct tw_lead *const lead[TW_MERGED])
{
	struct tw_set sets[TW_MERGED] = { { NULL, 0, 0 } };
	struct tw_view raw = lead[TW_OURS]->raw;
	size_t cut = last_comment_end(raw);

	for (int s = 0; s < TW_MERGED; s++)
		set_fill(&sets[s], e, lead[s] ? lead[s]->comments : NULL);
	if (e->failed)
		return;
	emit_kept(e, out, (struct tw_view){ raw.ptr, cut }, &sets[TW_BASE],
		&sets[TW_THEIRS]);
	for (const struct tw_comment *c = lead[TW_THEIRS]->comments; c;
	     c = c->next)
		if (!set_has(&sets[TW_BASE], c) && !set_has(&sets[TW_OURS], c))
			emit_comment(e, out, c);
	tw_emit_raw(e, out, (struct tw_view){ raw.ptr + cut, raw.len - cut },
		TW_OURS);
}

void tw_emit_lead(struct tw_emit *e, struct tw_buffer *out,
	const struct tw_lead *const lead[TW_MERGED])
{
	const struct tw_lead *base = lead[TW_BASE], *ours = lead[TW_OURS];
	const struct tw_lead *theirs = lead[TW_THEIRS];
	int side;

	if (!ours || !theirs) {
		side = ours ? TW_OURS : TW_THEIRS;
		if (lead[side])
			tw_emit_raw(e, out, lead[side]->raw, side);
		return;
	}
	side = tw_choose(tw_raw_equal(ours->raw, theirs->raw),
		base && tw_raw_equal(base->raw, ours->raw),
		base && tw_raw_equal(base->raw, theirs->raw));
	if (side == TW_MERGED)
		emit_both(e, out, lead);
	else
		tw_emit_raw(e, out, lead[side]->raw, side);
}

void tw_emit_inner(struct tw_emit *e, struct tw_buffer *out,
	const struct tw_segment *text, const struct tw_segment *const had[2])
{
	struct tw_set set = { NULL, 0, 0 };

	for (int i = 0; i < 2; i++)
		for (const struct tw_segment *s = had[i]; s; s = s->next)
			set_fill(&set, e, s->comments);
	for (; text && !e->failed; text = text->next)
		for (const struct tw_comment *c = text->comments; c;
		     c = c->next)
			if (!set_has(&set, c))
				emit_comment(e, out, c);
}

/* ---- texts ---- */

void tw_emit_tokens(struct tw_emit *e, struct tw_buffer *out,
	const struct tw_tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		if (i && tokens->at[i].breaks) {
			tw_emit_end_line(e, out);
			tw_buffer_string(out, "  ");
		} else if (i) {
			tw_buffer_byte(out, ' ');
		}
		tw_buffer_view(out, tw_token_text(&tokens->at[i]));
	}
	tw_emit_end_line(e, out);
}

void tw_emit_segments(struct tw_emit *e, struct tw_buffer *out,
	const struct tw_segment *text)
{
	tw_buffer_view(out, text->text);
	tw_emit_end_line(e, out);
	while ((text = text->next)) {
		for (const struct tw_comment *c = text->comments; c;
		     c = c->next)
			emit_comment(e, out, c);
		tw_buffer_string(out, "  ");
		tw_buffer_view(out, text->text);
		tw_emit_end_line(e, out);
	}
}

/* ---- conflicts ---- */

static const struct tw_merge_options *options_asked(struct tw_emit *e)
{
	const struct tw_merge_options *options = e->plan->options;

	if (options->ask && !e->asked)
		e->refused = options->ask(options->asker, &e->refusal);
	e->asked = true;
	return options;
}

static const char *side_name(struct tw_emit *e, int side)
{
	static const char *const names[] = { "base", "ours", "theirs" };
	const char *name = options_asked(e)->names[side];

	return name && *name ? name : names[side];
}

const char *tw_side_said(struct tw_emit *e, int side)
{
	const char *said = options_asked(e)->said[side];

	return said ? said : side_name(e, side);
}

static void emit_marker(struct tw_emit *e, char sign, const char *name)
{
	unsigned size = e->plan->options->marker_size;

	tw_buffer_pad(&e->out, sign, size ? size : TW_MARKER_SIZE);
	if (name) {
		tw_buffer_byte(&e->out, ' ');
		tw_buffer_add(&e->out, name, strcspn(name, "\r\n"));
	}
	tw_emit_end_line(e, &e->out);
}

static size_t first_line(struct tw_view v)
{
	const char *newline = v.len ? memchr(v.ptr, '\n', v.len) : NULL;

	return newline ? (size_t)(newline - v.ptr) + 1 : v.len;
}

static size_t last_line(struct tw_view v)
{
	size_t start = v.len ? v.len - 1 : 0;

	while (start && v.ptr[start - 1] != '\n')
		start--;
	return v.len - start;
}

/* Takes lines off both that they begin with, or end with. */
static struct tw_view take_common(struct tw_view *a, struct tw_view *b,
	bool last)
{
	struct tw_view common = { a->ptr, 0 };

	if (last)
		common.ptr += a->len;
	for (;;) {
		size_t len = last ? last_line(*a) : first_line(*a);
		size_t other = last ? last_line(*b) : first_line(*b);
		const char *x = last ? a->ptr + a->len - len : a->ptr;
		const char *y = last ? b->ptr + b->len - other : b->ptr;

		if (!len || len != other || memcmp(x, y, len))
			return common;
		a->len -= len;
		b->len -= len;
		common.len += len;
		if (last) {
			common.ptr -= len;
		} else {
			a->ptr += len;
			b->ptr += len;
		}
	}
}

static void emit_part(struct tw_emit *e, struct tw_hunk *hunk, int side,
	struct tw_view text)
{
	hunk->from[side] = e->out.len;
	tw_buffer_view(&e->out, text);
	hunk->to[side] = e->out.len;
}

void tw_emit_conflict(struct tw_emit *e, struct tw_buffer part[TW_MERGED],
	struct tw_view sentence)
{
	enum tw_merge_style style = options_asked(e)->style;
	struct tw_hunk *hunk = tw_arena_take(e->arena, sizeof(*hunk));
	struct tw_view ours = tw_buffer_get(&part[TW_OURS]), after = { "", 0 };
	struct tw_view theirs = tw_buffer_get(&part[TW_THEIRS]);

	e->failed |= !hunk || part[TW_OURS].failed || part[TW_BASE].failed ||
		part[TW_THEIRS].failed;
	if (e->failed)
		goto out;
	if (style == TW_STYLE_ZDIFF3 && ours.len && theirs.len) {
		tw_buffer_view(&e->out, take_common(&ours, &theirs, false));
		after = take_common(&ours, &theirs, true);
	}
	hunk->start = e->out.len;
	tw_buffer_string(&e->out, "# merge: ");
	tw_buffer_view(&e->out, sentence);
	tw_emit_end_line(e, &e->out);
	emit_marker(e, '<', side_name(e, TW_OURS));
	emit_part(e, hunk, TW_OURS, ours);
	if (style != TW_STYLE_MERGE) {
		emit_marker(e, '|', side_name(e, TW_BASE));
		tw_buffer_view(&e->out, tw_buffer_get(&part[TW_BASE]));
	}
	emit_marker(e, '=', NULL);
	emit_part(e, hunk, TW_THEIRS, theirs);
	emit_marker(e, '>', side_name(e, TW_THEIRS));
	hunk->end = e->out.len;
	tw_buffer_view(&e->out, after);
	*e->hunk_end = hunk;
	e->hunk_end = &hunk->next;
	e->conflicts++;
out:
	for (int s = 0; s < TW_MERGED; s++)
		tw_buffer_release(&part[s]);
}

/* ---- what must be read back ---- */

static uint64_t mix(uint64_t digest, uint64_t more)
{
	digest = (digest ^ more) * 0x9E3779B97F4A7C15u;
	return digest ^ digest >> 29;
}

static void expect(struct tw_emit *e, int as, struct tw_wanted expected)
{
	for (int i = 0; i < 2; i++)
		if (as & 1 << i && !tw_buffer_add(&e->expected[i], &expected,
		    sizeof(expected)))
			e->failed = true;
}

static uint64_t field_digest(struct tw_view name, struct tw_view value)
{
	return mix(mix(1, tw_fold_hash(name)), tw_hash(value));
}

static uint64_t item_digest(enum tw_section_kind kind, struct tw_view key,
	enum tw_state state, struct tw_view text)
{
	return mix(mix(mix(mix(2, kind), tw_hash(key)), state), tw_hash(text));
}

static uint64_t detail_digest(uint64_t item, const struct tw_detail *d)
{
	return mix(mix(mix(item, (unsigned char)d->sign), tw_hash(d->name)),
		tw_hash(d->value));
}

void tw_expect_field(struct tw_emit *e, int as, size_t field,
	struct tw_view name, struct tw_view value)
{
	expect(e, as, (struct tw_wanted){ field_digest(name, value),
		TW_NONE, field });
}

void tw_expect_item(struct tw_emit *e, int as, size_t unit,
	enum tw_section_kind kind, struct tw_view key, enum tw_state state,
	struct tw_view text)
{
	expect(e, as, (struct tw_wanted){ item_digest(kind, key, state,
		text), unit, TW_NONE });
}

void tw_expect_detail(struct tw_emit *e, int as,
	const struct tw_detail *detail)
{
	for (int i = 0; i < 2; i++) {
		struct tw_wanted last;
		char *at;

		if (!(as & 1 << i) || e->expected[i].len < sizeof(last))
			continue;
		at = e->expected[i].ptr + e->expected[i].len - sizeof(last);
		memcpy(&last, at, sizeof(last));
		last.digest = detail_digest(last.digest, detail);
		memcpy(at, &last, sizeof(last));
	}
}

bool tw_digests(struct tw_buffer *digests, const struct tw_side_parts *side)
{
	for (size_t i = 0; i < side->field_count; i++) {
		uint64_t digest = field_digest(side->fields[i].node->name,
			side->fields[i].value);

		tw_buffer_add(digests, &digest, sizeof(digest));
	}
	for (size_t i = 0; i < side->item_count; i++) {
		const struct tw_part_item *item = &side->items[i];
		uint64_t digest = item_digest(item->kind, item->node->key,
			item->node->state, item->text);

		for (const struct tw_detail *d = item->node->details; d;
		     d = d->next)
			digest = detail_digest(digest, d);
		tw_buffer_add(digests, &digest, sizeof(digest));
	}
	return !digests->failed;
}
