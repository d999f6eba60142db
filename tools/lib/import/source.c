#include "import/source.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

/*
 * A line that ends within a paragraph, as people type it with Shift and
 * Enter: it parts lines, but does not count as one.
 */
enum { SOFT_END = '\v' };

/* ---- what is no document ---- */

static const struct {
	const char *start, *fault;
} others[] = {
	{ "%PDF", "this is a PDF; open it, copy its text and paste that into "
		"a text file" },
	{ "{\\rtf", "this is a document in Rich Text Format; save it as .docx "
		"or as plain text" },
	{ "\xFF\xD8\xFF", "this is a picture and no text, "
		"whatever its name says" },
	{ "\x89PNG", "this is a picture and no text, "
		"whatever its name says" },
	{ "GIF8", "this is a picture and no text, "
		"whatever its name says" },
};

static const char *other_kind(struct tw_view bytes)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		size_t len = strlen(others[i].start);

		if (bytes.len >= len &&
		    !memcmp(bytes.ptr, others[i].start, len))
			return others[i].fault;
	}
	return NULL;
}

/* ---- characters ---- */

/* Windows-1252 from 0x80 to 0x9F; 0 is none. */
static const uint16_t windows[32] = {
	0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178
};

struct decoding {
	struct tw_source *source;
	struct tw_buffer out;
	bool binary;   /* holds what no text holds */
	bool carriage; /* a CR came last */
	bool lenient;  /* what no text holds is left out */
};

static void put(struct decoding *d, uint32_t code)
{
	char bytes[4];

	tw_buffer_add(&d->out, bytes, tw_utf8_encode(bytes, code));
}

/* Controls that word processors leave in what is copied from them. */
static void take_control(struct decoding *d, uint32_t code)
{
	if (code == '\n') {
		if (!d->carriage)
			put(d, '\n');
	} else if (code == '\r' || code == '\a' || code == 0x85 ||
	           code == 0x2029) {
		put(d, '\n');
	} else if (code == '\f' || code == '\v' || code == 0x2028) {
		put(d, SOFT_END);
	} else if (code == 0x1E) {
		put(d, '-');
	} else if (code != 0x1F && code < 0xA0 && !d->lenient) {
		d->binary = true;
	}
}

static void take_code(struct decoding *d, uint32_t code)
{
	/* Bytes of Windows that were taken for characters once before. */
	if (code >= 0x80 && code < 0xA0 && code != 0x85 &&
	    windows[code - 0x80])
		code = windows[code - 0x80];
	if (tw_code_forbidden(code))
		take_control(d, code);
	else if (!tw_code_hidden(code))
		put(d, code);
	d->carriage = code == '\r';
}

/*
 * True if more of what is not ASCII is UTF-8 than is not; *stray are the bytes
 * that are not.
 */
static bool is_utf8(size_t *stray, struct tw_view bytes)
{
	size_t good = 0;

	*stray = 0;
	while (bytes.len) {
		size_t run = tw_ascii_run(bytes), len = run;
		uint32_t code;

		if (!run) {
			len = tw_utf8_decode(&code, bytes);
			good += len > 1;
			*stray += !len;
		}
		bytes = tw_after(bytes, len ? len : 1);
	}
	return !*stray || good > *stray;
}

static uint32_t from_windows(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xA0 ? windows[byte - 0x80] : byte;
}

static void decode_utf8(struct decoding *d, struct tw_view bytes)
{
	while (bytes.len && !d->binary) {
		size_t len = tw_ascii_run(bytes);
		uint32_t code;

		if (len) {
			tw_buffer_add(&d->out, bytes.ptr, len);
			d->carriage = false;
		} else {
			len = tw_utf8_decode(&code, bytes);
			if (!len)
				code = from_windows((unsigned char)*bytes.ptr);
			take_code(d, code);
		}
		bytes = tw_after(bytes, len ? len : 1);
	}
}

static void decode_windows(struct decoding *d, struct tw_view bytes)
{
	for (size_t i = 0; i < bytes.len && !d->binary; i++) {
		take_code(d, from_windows((unsigned char)bytes.ptr[i]));
	}
}

static void decode_utf16(struct decoding *d, struct tw_view bytes)
{
	bool big = (unsigned char)bytes.ptr[0] == 0xFE;
	uint32_t high = 0;

	d->binary = bytes.len % 2;
	for (size_t i = 2; i + 1 < bytes.len && !d->binary; i += 2) {
		uint32_t a = (unsigned char)bytes.ptr[i];
		uint32_t b = (unsigned char)bytes.ptr[i + 1];
		uint32_t unit = big ? a << 8 | b : b << 8 | a;

		if (unit >= 0xD800 && unit < 0xDC00 && !high) {
			high = unit;
			continue;
		}
		d->binary = (unit >= 0xDC00 && unit < 0xE000) != (high != 0);
		if (high)
			unit = 0x10000 + ((high - 0xD800) << 10) +
				(unit & 0x3FF);
		high = 0;
		if (!d->binary)
			take_code(d, unit);
	}
	d->binary |= high != 0;
}

static void decode(struct decoding *d, struct tw_view bytes)
{
	struct tw_source *source = d->source;
	const unsigned char *p = (const unsigned char *)bytes.ptr;

	if (bytes.len > 1 && ((p[0] == 0xFF && p[1] == 0xFE) ||
	    (p[0] == 0xFE && p[1] == 0xFF))) {
		source->encoding = TW_UTF16;
		decode_utf16(d, bytes);
		return;
	}
	if (bytes.len > 2 && !memcmp(p, "\xEF\xBB\xBF", 3))
		bytes = tw_after(bytes, 3);
	source->encoding = is_utf8(&source->stray, bytes) ? TW_UTF8 :
		TW_WINDOWS_1252;
	if (source->encoding == TW_UTF8)
		decode_utf8(d, bytes);
	else
		decode_windows(d, bytes);
}

/* ---- lines ---- */

void tw_lines_add(struct tw_lines *lines, struct tw_view text,
	uint32_t number)
{
	/* One more than may be says that there are too many. */
	if (lines->count > TW_MAX_LINES)
		return;
	if (lines->count == lines->room) {
		size_t room = lines->room ? 2 * lines->room : 64;
		struct tw_line *more = tw_arena_take(lines->arena,
			room * sizeof(*more));

		if (!more) {
			lines->failed = true;
			return;
		}
		if (lines->count)
			memcpy(more, lines->at, lines->count * sizeof(*more));
		lines->at = more;
		lines->room = room;
	}
	lines->at[lines->count++] = (struct tw_line){ .text = text,
		.number = number };
}

bool tw_line_next(struct tw_view *line, uint32_t *number,
	struct tw_view *rest)
{
	size_t len = 0;

	if (!rest->len)
		return false;
	while (len < rest->len && rest->ptr[len] != '\n' &&
	       rest->ptr[len] != SOFT_END)
		len++;
	*line = (struct tw_view){ rest->ptr, len };
	*rest = tw_after(*rest, len);
	if (rest->len) {
		*number += rest->ptr[0] == '\n';
		*rest = tw_after(*rest, 1);
	}
	return true;
}

/*
 * Where the backslash stands that keeps a line of an exported document from
 * being a command to a log: before "::" at its start, and within "##["; the
 * length of the line if there is none from `from` on.
 */
static size_t armour(struct tw_view line, size_t from)
{
	struct tw_view start = tw_trim(line);
	size_t i = 0, end;

	while (i < start.len && start.ptr[i] == '\\')
		i++;
	if (!from && i && i + 2 <= start.len &&
	    !memcmp(start.ptr + i, "::", 2))
		return (size_t)(start.ptr - line.ptr);
	for (i = from; i + 3 < line.len; i++) {
		if (memcmp(line.ptr + i, "##\\", 3))
			continue;
		for (end = i + 2; end < line.len && line.ptr[end] == '\\';)
			end++;
		if (end < line.len && line.ptr[end] == '[')
			return i + 2;
	}
	return line.len;
}

/* A line without what kept it from being a command. */
static struct tw_view disarmed(struct tw_lines *lines, struct tw_view line)
{
	size_t at = armour(line, 0), from = 0;
	struct tw_buffer out = TW_BUFFER_INIT;

	if (at == line.len)
		return line;
	for (; from < line.len; at = armour(line, from)) {
		tw_buffer_add(&out, line.ptr + from, at - from);
		from = at + (at < line.len);
	}
	line = tw_arena_copy(lines->arena, tw_buffer_get(&out));
	lines->failed |= out.failed || !line.ptr;
	tw_buffer_release(&out);
	return line;
}

static void plain_lines(struct tw_lines *lines, struct tw_view text)
{
	struct tw_view line;
	uint32_t next = 1;

	bool soft = false;

	for (uint32_t number = 1; !lines->failed &&
	     lines->count <= TW_MAX_LINES &&
	     tw_line_next(&line, &next, &text); number = next) {
		tw_lines_add(lines, disarmed(lines, line), number);
		if (lines->count)
			lines->at[lines->count - 1].soft = soft;
		soft = next == number && text.len;
	}
}

/*
 * An answered mail has ">" before every line. Where most lines have it, it is
 * taken off, as often as it stands there.
 */
static bool unquote(struct tw_lines *lines)
{
	size_t quoted = 0, written = 0;

	for (size_t i = 0; i < lines->count; i++) {
		struct tw_view text = tw_trim(lines->at[i].text);

		written += text.len > 0;
		quoted += text.len && text.ptr[0] == '>';
	}
	if (quoted < 4 || 3 * quoted < 2 * written)
		return false;
	for (size_t i = 0; i < lines->count; i++) {
		struct tw_view text = tw_trim(lines->at[i].text);

		if (!text.len || text.ptr[0] != '>')
			continue;
		text = tw_after(text, 1);
		lines->at[i].text = text.len && text.ptr[0] == ' ' ?
			tw_after(text, 1) : text;
	}
	return true;
}

struct tw_view tw_source_clean(struct tw_source *source,
	struct tw_arena *arena, struct tw_view text)
{
	struct decoding d = { .source = source, .out = TW_BUFFER_INIT,
		.lenient = true };
	struct tw_view clean;

	decode_utf8(&d, text);
	clean = tw_arena_copy(arena, tw_buffer_get(&d.out));
	if (d.out.failed)
		clean.ptr = NULL;
	tw_buffer_release(&d.out);
	return clean;
}

/* ---- documents ---- */

static enum tw_status read_text(struct tw_source *source,
	struct tw_lines *lines, struct tw_view bytes, struct tw_error *err)
{
	struct decoding d = { .source = source, .out = TW_BUFFER_INIT };

	decode(&d, bytes);
	source->text = tw_arena_copy(lines->arena, tw_buffer_get(&d.out));
	lines->failed = d.out.failed || !source->text.ptr;
	tw_buffer_release(&d.out);
	if (d.binary) {
		source->fault = "this is no text, whatever its name says";
	} else if (lines->failed) {
		return tw_fail_memory(err);
	} else if (tw_html_is(source->text)) {
		tw_html_lines(lines, source);
	} else if (tw_markdown_is(source->text)) {
		source->markdown = true;
		tw_markdown_lines(lines, source->text);
	} else {
		plain_lines(lines, source->text);
		while (unquote(lines))
			continue;
	}
	return TW_OK;
}

enum tw_status tw_source_read(struct tw_source *source,
	struct tw_arena *arena, struct tw_view bytes, struct tw_error *err)
{
	struct tw_lines lines = { .arena = arena };
	enum tw_status status;

	*source = (struct tw_source){ .fault = other_kind(bytes) };
	if (source->fault)
		return TW_OK;
	status = tw_word_is(bytes) ? tw_word_lines(&lines, source, bytes,
		err) : read_text(source, &lines, bytes, err);
	if (status)
		return status;
	source->lines = lines.at;
	source->count = lines.count;
	if (lines.count > TW_MAX_LINES)
		source->fault = "this has more than 200,000 lines, which no "
			"update has";
	return lines.failed ? tw_fail_memory(err) : TW_OK;
}
