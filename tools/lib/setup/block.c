#include "setup/block.h"

#include <stdio.h>
#include <string.h>

static const char heading[] = "[termwise] ";
static const char begin[] = "# termwise setup ";
static const char begun[] = ", begin";
static const char end[] = "# termwise setup, end";
static const char about[] =
	". \"termwise setup --remove\" takes these lines back.";

static const char *const origins[] = {
	[TW_BLOCK_ADDED] = "",
	[TW_BLOCK_JOINED] = " (the line above had no end)",
	[TW_BLOCK_MADE] = " (the file was made for it)",
	[TW_BLOCK_HOUSED] = " (the file and its folder were made for it)",
};

enum { SUM = 8, ORIGINS = sizeof(origins) / sizeof(*origins) };

/* FNV-1a, of all but carriage returns: the same on every machine. */
static void sum_of(char sum[static SUM + 1], struct tw_view body)
{
	uint32_t hash = 2166136261U;

	for (size_t i = 0; i < body.len; i++)
		if (body.ptr[i] != '\r')
			hash = (hash ^ (unsigned char)body.ptr[i]) * 16777619U;
	snprintf(sum, SUM + 1, "%08lx", (unsigned long)hash);
}

/* Cuts the next line, with its end, off a text. */
static struct tw_view cut_line(struct tw_view *rest)
{
	const char *newline = rest->len ?
		memchr(rest->ptr, '\n', rest->len) : NULL;
	struct tw_view line = { rest->ptr, newline ?
		(size_t)(newline + 1 - rest->ptr) : rest->len };

	rest->ptr += line.len;
	rest->len -= line.len;
	return line;
}

/* True if the first line of a text ends in CRLF. */
static bool has_crlf(struct tw_view text)
{
	struct tw_view line = cut_line(&text);

	return line.len > 1 && !memcmp(line.ptr + line.len - 2, "\r\n", 2);
}

static bool skip(struct tw_view *line, const char *word)
{
	size_t len = strlen(word);

	if (line->len < len || memcmp(line->ptr, word, len))
		return false;
	line->ptr += len;
	line->len -= len;
	return true;
}

/* Reads the first line of a block, and the sum in it. */
static bool read_begin(enum tw_block_origin *origin, struct tw_view *sum,
	struct tw_view line)
{
	skip(&line, heading);
	if (!skip(&line, begin) || line.len < SUM)
		return false;
	*sum = (struct tw_view){ line.ptr, SUM };
	line.ptr += SUM;
	line.len -= SUM;
	if (!skip(&line, begun))
		return false;
	*origin = TW_BLOCK_ADDED;
	for (int i = ORIGINS - 1; i > 0; i--)
		if (skip(&line, origins[i]))
			*origin = (enum tw_block_origin)i;
	return true;
}

/* A block without its last line goes to the end, and is not sound. */
static bool find_end(struct tw_setup_block *block, struct tw_view rest)
{
	block->body = (struct tw_view){ rest.ptr, 0 };
	while (rest.len) {
		struct tw_view line = cut_line(&rest), word = line;

		if (skip(&word, end)) {
			block->after = rest;
			return true;
		}
		block->body.len += line.len;
	}
	block->after = rest;
	return false;
}

void tw_block_find(struct tw_setup_block *block, struct tw_view text)
{
	struct tw_view rest = text, line, sum;
	char now[SUM + 1];

	*block = (struct tw_setup_block){ .before = text };
	while (rest.len && !block->found) {
		block->before.len = (size_t)(rest.ptr - text.ptr);
		line = cut_line(&rest);
		block->found = read_begin(&block->origin, &sum, line);
		block->crlf = has_crlf(line);
	}
	if (!block->found) {
		block->before = text;
		return;
	}
	block->sound = find_end(block, rest);
	sum_of(now, block->body);
	block->sound &= tw_view_equal(sum, tw_view_of(now));
}

/* Appends lines that end in LF with the ends that a text has. */
static void add_lines(struct tw_buffer *out, struct tw_view lines, bool crlf)
{
	for (size_t i = 0; i < lines.len; i++) {
		if (crlf && lines.ptr[i] == '\n')
			tw_buffer_byte(out, '\r');
		if (lines.ptr[i] != '\r')
			tw_buffer_byte(out, lines.ptr[i]);
	}
}

bool tw_block_says(const struct tw_setup_block *block, struct tw_view body)
{
	size_t at = 0;

	for (size_t i = 0; i < block->body.len; i++) {
		if (block->body.ptr[i] == '\r')
			continue;
		if (at == body.len || body.ptr[at++] != block->body.ptr[i])
			return false;
	}
	return block->found && at == body.len;
}

static void add_block(struct tw_buffer *out, struct tw_view body,
	enum tw_block_place place, enum tw_block_origin origin, bool crlf)
{
	char sum[SUM + 1], head[160];

	sum_of(sum, body);
	snprintf(head, sizeof(head), "%s%s%s%s%s%s\n",
		place == TW_BLOCK_HEADED ? heading : "", begin, sum, begun,
		origins[origin], about);
	add_lines(out, tw_view_of(head), crlf);
	add_lines(out, body, crlf);
	add_lines(out, tw_view_of(end), crlf);
	add_lines(out, TW_VIEW(".\n"), crlf);
}

void tw_block_put(struct tw_buffer *out, struct tw_view text,
	struct tw_view body, enum tw_block_place place,
	enum tw_block_origin origin)
{
	struct tw_setup_block block;
	bool crlf;

	tw_block_find(&block, text);
	crlf = block.found ? block.crlf : has_crlf(text);
	if (!block.found && place == TW_BLOCK_SECOND) {
		block.after = text;
		block.before = cut_line(&block.after);
	}
	if (!block.found)
		block.origin = origin;
	tw_buffer_view(out, block.before);
	if (!block.found && block.before.len &&
	    block.before.ptr[block.before.len - 1] != '\n') {
		block.origin = TW_BLOCK_JOINED;
		add_lines(out, TW_VIEW("\n"), crlf);
	}
	add_block(out, body, place, block.origin, crlf);
	tw_buffer_view(out, block.after);
}

void tw_block_take(struct tw_buffer *out, const struct tw_setup_block *block)
{
	struct tw_view before = block->before;

	/* Where more was written below, the line above has its end now. */
	if (block->origin == TW_BLOCK_JOINED && !block->after.len) {
		before.len -= before.len > 0;
		before.len -= before.len && block->crlf;
	}
	tw_buffer_view(out, before);
	tw_buffer_view(out, block->after);
}
