#include "privacy/match.h"

#include "base/utf8.h"
#include "privacy/public.h"
#include "privacy/watch.h"
#include "text/plain.h"

#include <stdlib.h>
#include <string.h>

/* Lines that go together: an item with those below it, or comments. */
struct block {
	struct tw_watch watch;
	const char *end;   /* of what it has so far */
	bool open;
	bool interrupted;  /* a comment stands above this line */
};

struct finder {
	const struct tw_private_options *options;
	struct tw_view text;
	bool slowly;
	bool failed;
	struct tw_buffer anchors; /* of the text, for the first look */
	struct block item, comment;
	struct tw_buffer chars, places; /* of the block that is looked at */
	struct tw_hits hits;
	struct tw_buffer spans;
	struct tw_buffer *hashes; /* of hits, in place of spans; or NULL */
	bool mixed;        /* spans are not in order */
};

/* ---- a block in plain characters ---- */

/* Room for what so many bytes may become. */
static bool make_room(struct finder *f, size_t len)
{
	f->failed |= !tw_buffer_reserve(&f->chars, len) ||
		!tw_buffer_reserve(&f->places, len * sizeof(uint32_t));
	return !f->failed;
}

/* For this and what follows there must be room. */
static inline void put(struct finder *f, char c, uint32_t at)
{
	f->chars.ptr[f->chars.len++] = c;
	((uint32_t *)(void *)f->places.ptr)[f->places.len /
		sizeof(at)] = at;
	f->places.len += sizeof(at);
}

/* A blank, unless one stands there; '\n' is the one that stays. */
static inline void put_blank(struct finder *f, char blank, uint32_t at)
{
	char *last = f->chars.ptr + f->chars.len - 1;

	if (f->chars.len == TW_PLAIN_MARGIN)
		return;
	if (*last != ' ' && *last != '\n')
		put(f, blank, at);
	else if (blank == '\n')
		*last = '\n';
}

/* What is no UTF-8 is read as the old encoding of the West. */
static size_t put_character(struct finder *f, const char *at, const char *end)
{
	struct tw_view rest = { at, (size_t)(end - at) };
	uint32_t place = (uint32_t)(at - f->text.ptr), code;
	unsigned char plain[TW_PLAIN_MOST];
	size_t len = tw_utf8_decode(&code, rest), count;

	if (!len) {
		len = 1;
		code = (unsigned char)*at;
	}
	count = tw_text_plain(plain, code);
	if (!make_room(f, count))
		return len;
	if (count == 1 && plain[0] == ' ')
		put_blank(f, ' ', place);
	else
		for (size_t i = 0; i < count; i++)
			put(f, (char)plain[i], place);
	return len;
}

static void put_line(struct finder *f, const char *at, const char *end)
{
	while (at < end) {
		struct tw_view rest = { at, (size_t)(end - at) };
		size_t run = tw_ascii_run(rest);

		if (!make_room(f, run + 1))
			return;
		for (size_t i = 0; i < run; i++, at++) {
			uint32_t place = (uint32_t)(at - f->text.ptr);

			if (*at == ' ')
				put_blank(f, ' ', place);
			else
				put(f, *at, place);
		}
		if (at < end)
			at += put_character(f, at, end);
		if (f->failed)
			return;
	}
	if (make_room(f, 1))
		put_blank(f, '\n', (uint32_t)(end - f->text.ptr));
}

static const char *line_end(const char *at, const char *end)
{
	const char *newline = at == end ? NULL :
		memchr(at, '\n', (size_t)(end - at));

	return newline ? newline : end;
}

/* Comments within an item are blocks of their own. */
static void put_block(struct finder *f, const struct block *block,
	bool comment)
{
	static const char margin[TW_PLAIN_MARGIN] = "";
	const char *at = block->watch.start, *end;

	tw_buffer_clear(&f->chars);
	tw_buffer_clear(&f->places);
	f->failed |= !tw_buffer_add(&f->chars, margin, sizeof(margin));
	for (; at < block->end && !f->failed; at = end + (end < block->end)) {
		end = line_end(at, block->end);
		if (comment) {
			while (at < end && *at == '#')
				at++;
		} else if (*at == '#') {
			continue;
		}
		put_line(f, at, end);
	}
	f->failed |= !tw_buffer_add(&f->chars, margin, sizeof(margin));
}

/* ---- what is found ---- */

/* Behind the character of the source that plain character `i` stands for. */
static size_t source_end(const struct finder *f, const struct tw_plain *plain,
	size_t i)
{
	struct tw_view rest = tw_after(f->text, plain->at[i]);
	uint32_t code;
	size_t len = tw_utf8_decode(&code, rest);

	return plain->at[i] + (len ? len : 1);
}

/* One that overlaps the last one is made one with it. */
static void add_span(struct finder *f, size_t from, size_t to,
	enum tw_private_kind kind, bool first)
{
	struct tw_private_span span = { { f->text.ptr + from, to - from },
		kind }, *last = NULL;

	if (f->spans.len)
		last = (struct tw_private_span *)(void *)(f->spans.ptr +
			f->spans.len) - 1;
	if (last && !first && span.text.ptr < last->text.ptr +
	    last->text.len) {
		const char *end = last->text.ptr + last->text.len;

		if (kind < last->kind)
			last->kind = kind;
		if (span.text.ptr + span.text.len > end)
			last->text.len = (size_t)(span.text.ptr +
				span.text.len - last->text.ptr);
		return;
	}
	f->mixed |= last && span.text.ptr < last->text.ptr;
	f->failed |= !tw_buffer_add(&f->spans, &span, sizeof(span));
}

static void take_hits(struct finder *f, const struct tw_plain *plain)
{
	const struct tw_hit *hit = (const void *)f->hits.list.ptr;
	size_t count = f->hits.list.len / sizeof(*hit);
	bool first = true;

	for (size_t i = 0; i < count && !f->failed; i++) {
		if (f->hashes) {
			f->failed |= !tw_buffer_add(f->hashes, &hit[i].hash,
				sizeof(hit[i].hash));
			continue;
		}
		if (tw_private_is_public(f->options->allowed, hit[i].hash))
			continue;
		add_span(f, plain->at[hit[i].from],
			source_end(f, plain, hit[i].to - 1), hit[i].kind,
			first);
		first = false;
	}
}

static void match(struct finder *f)
{
	struct tw_plain plain = { f->chars.ptr + TW_PLAIN_MARGIN,
		(const uint32_t *)(const void *)f->places.ptr,
		f->places.len / sizeof(uint32_t), f->options,
		f->hashes != NULL };
	uint64_t hash;

	if (!plain.len)
		return;
	if (f->hashes) {
		hash = tw_hit_name(&plain, 0, plain.len);
		f->failed |= !tw_buffer_add(f->hashes, &hash, sizeof(hash));
	}
	tw_match_all(&f->hits, &plain);
	f->failed |= f->hits.failed;
	if (!f->failed)
		take_hits(f, &plain);
}

/* ---- blocks ---- */

static void close_block(struct finder *f, struct block *block)
{
	bool look = block->open && (block->watch.suspicious || f->slowly ||
		f->options->names || f->options->counts ||
		(block->watch.dated &&
		 tw_watch_birth(&block->watch, block->end)));

	block->open = false;
	if (!look)
		return;
	put_block(f, block, block == &f->comment);
	if (!f->failed)
		match(f);
}

static void open_block(struct finder *f, struct block *block, const char *at)
{
	close_block(f, block);
	*block = (struct block){ .open = true, .watch = { .text = f->text.ptr,
		.anchors = f->anchors.ptr, .start = at,
		.end = f->text.ptr + f->text.len } };
}

/* True of an indented line that begins something of its own. */
static bool is_detail(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return at < end && (*at == '=' || *at == '+' || *at == '>');
}

static bool is_blank(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
		at++;
	return at == end || *at == '\n';
}

/* The blanks at the margin of a line that goes on. */
static bool is_indented(const char *at, const char *end)
{
	return tw_blank_start((struct tw_view){ at, (size_t)(end - at) });
}

static const char *take_comment(struct finder *f, const char *at)
{
	struct block *block = &f->comment;

	if (!block->open)
		open_block(f, block, at);
	block->end = tw_watch_line(&block->watch, at);
	f->item.interrupted = true;
	return block->end;
}

static const char *take_line(struct finder *f, const char *at)
{
	const char *end = f->text.ptr + f->text.len;
	struct block *block = &f->item;

	if (*at == '#')
		return take_comment(f, at);
	close_block(f, &f->comment);
	if (is_blank(at, end))
		return line_end(at, end);
	if (!block->open || !is_indented(at, end) || is_detail(at, end)) {
		open_block(f, block, at);
	} else if (block->interrupted) {
		/* What goes on does so over the comment. */
		block->watch.suspicious = true;
		block->interrupted = false;
	}
	block->end = tw_watch_line(&block->watch, at);
	return block->end;
}

static int in_order(const void *a, const void *b)
{
	const char *x = ((const struct tw_private_span *)a)->text.ptr;
	const char *y = ((const struct tw_private_span *)b)->text.ptr;

	return x < y ? -1 : x > y;
}

/* Looks through the whole text; what it found is the caller's to take. */
static void look(struct finder *f)
{
	const char *at = f->text.ptr, *end = at + f->text.len;

	f->failed |= !tw_watch_mark(&f->anchors, f->text);
	while (at < end && !f->failed) {
		at = take_line(f, at);
		at += at < end;
	}
	close_block(f, &f->comment);
	close_block(f, &f->item);
	tw_buffer_release(&f->anchors);
	tw_buffer_release(&f->chars);
	tw_buffer_release(&f->places);
	tw_buffer_release(&f->hits.list);
}

static enum tw_status find(struct tw_private_spans *spans,
	struct tw_arena *arena, struct tw_view text,
	const struct tw_private_options *options, bool slowly,
	struct tw_error *err)
{
	struct finder f = { .options = options, .text = text,
		.slowly = slowly };
	struct tw_view list;

	*spans = (struct tw_private_spans){ NULL, 0 };
	look(&f);
	if (!f.failed && f.spans.len) {
		list = tw_arena_copy(arena, tw_buffer_get(&f.spans));
		f.failed |= !list.ptr;
		spans->at = (void *)(uintptr_t)list.ptr;
		spans->count = list.len / sizeof(*spans->at);
	}
	if (!f.failed && f.mixed)
		qsort(spans->at, spans->count, sizeof(*spans->at), in_order);
	tw_buffer_release(&f.spans);
	return f.failed ? tw_fail_memory(err) : TW_OK;
}

enum tw_status tw_private_find(struct tw_private_spans *spans,
	struct tw_arena *arena, struct tw_view text,
	const struct tw_private_options *options, struct tw_error *err)
{
	return find(spans, arena, text, options, false, err);
}

enum tw_status tw_private_find_slowly(struct tw_private_spans *spans,
	struct tw_arena *arena, struct tw_view text,
	const struct tw_private_options *options, struct tw_error *err)
{
	return find(spans, arena, text, options, true, err);
}

bool tw_private_hashes(struct tw_buffer *hashes, struct tw_view value)
{
	static const struct tw_private_options options = { .counts = false };
	struct finder f = { .options = &options, .text = value,
		.slowly = true, .hashes = hashes };

	look(&f);
	tw_buffer_release(&f.spans);
	return !f.failed;
}
