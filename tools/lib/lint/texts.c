#include "lint/texts.h"

#include "record/tables.h"

#include <string.h>

/* ---- handing out ---- */

struct handing {
	struct tw_judge *judge;
	uint32_t bits;
	tw_text_taker *take;
	void *context;
};

static void hand_out(struct handing *handing, struct tw_passage text)
{
	if (!(text.bits & handing->bits) || handing->judge->status)
		return;
	if (text.segments)
		text.text = tw_segments_join(text.segments,
			handing->judge->arena);
	if (!text.text.ptr)
		handing->judge->status = tw_fail_memory(handing->judge->err);
	else
		handing->take(handing->judge, &text, handing->context);
}

static void hand_out_field(struct handing *handing,
	const struct tw_field *field)
{
	uint32_t bits = field->kind < TW_KNOWN_FIELDS ?
		TW_WHERE_FIELD(field->kind) : TW_WHERE_OTHER;

	if (field->value)
		hand_out(handing, (struct tw_passage){ .segments = field->value,
			.raw = field->raw, .line = field->line, .bits = bits,
			.name = field->name });
}

static void hand_out_item(struct handing *handing,
	const struct tw_section *section, const struct tw_item *item)
{
	if (item->text)
		hand_out(handing, (struct tw_passage){ .segments = item->text,
			.raw = item->raw, .line = item->line,
			.bits = TW_WHERE_SECTION(section->kind),
			.item = item });
	for (const struct tw_detail *d = item->details; d; d = d->next)
		if (d->sign != '>')
			hand_out(handing, (struct tw_passage){ .text = d->name,
				.raw = d->raw, .line = d->line,
				.bits = TW_WHERE_MEASURES });
}

/* A line at the margin that begins with "#" is a comment, wherever it is. */
static void hand_out_comments(struct handing *handing)
{
	struct tw_view rest = handing->judge->record->source;

	for (uint32_t line = 1; rest.len && !handing->judge->status; line++) {
		const char *end = memchr(rest.ptr, '\n', rest.len);
		struct tw_view raw = { rest.ptr, end ?
			(size_t)(end - rest.ptr) : rest.len };

		rest = tw_after(rest, raw.len + (end != NULL));
		if (raw.len > 1 && raw.ptr[0] == '#' && raw.len <= TW_MAX_LINE)
			hand_out(handing, (struct tw_passage){
				.text = tw_trim(tw_after(raw, 1)), .raw = raw,
				.line = line, .bits = TW_WHERE_COMMENTS });
	}
}

void tw_judge_texts(struct tw_judge *judge, uint32_t bits,
	tw_text_taker *take, void *context)
{
	struct handing handing = { judge, bits, take, context };
	const struct tw_record *record = judge->record;

	for (const struct tw_field *f = record->fields; f; f = f->next)
		hand_out_field(&handing, f);
	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			hand_out_item(&handing, s, i);
	if (bits & TW_WHERE_COMMENTS)
		hand_out_comments(&handing);
}

/* ---- places ---- */

/*
 * The byte of the source that one of the text is. The space that joins two
 * lines is the end of the upper one.
 */
static const char *byte_at(const struct tw_passage *text, size_t at)
{
	const struct tw_segment *s = text->segments;

	if (!s)
		return text->text.ptr + at;
	while (s->next && at > s->text.len) {
		at -= s->text.len + 1;
		s = s->next;
	}
	return s->text.ptr + at;
}

/* True if a mend may change the text: no name or slug hangs on it. */
static bool is_free(const struct tw_passage *text)
{
	return text->item || (text->bits & (TW_WHERE_FIELD(TW_TITLE) |
		TW_WHERE_FIELD(TW_SCOPE) | TW_WHERE_OTHER));
}

void tw_text_report(struct tw_judge *judge, const struct tw_passage *text,
	const struct tw_diagnostic_kind *kind, enum tw_diagnostic_id id,
	size_t start, size_t end, struct tw_view hint)
{
	const char *from = byte_at(text, start);
	struct tw_view place = { from, (size_t)(byte_at(text, end) -
		from) };
	const char *newline = memchr(place.ptr, '\n', place.len);

	if (newline)
		place.len = (size_t)(newline - place.ptr);
	if (place.len && place.ptr[place.len - 1] == '\r')
		place.len--;
	tw_judge_from(judge, text->raw.ptr, text->line);
	tw_judge_report_as(judge, kind, id, place, hint);
}

/* ---- mending ---- */

/* True if an indented line may begin so and go on with what is above it. */
static bool goes_on(struct tw_view line)
{
	static const char *const marks[] = {
		"=", "+", ">", "-", "*", "\xE2\x80\xA2", "\xE2\x80\x93",
		"\xE2\x80\x94"
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (line.len >= strlen(marks[i]) &&
		    !memcmp(line.ptr, marks[i], strlen(marks[i])))
			return false;
	return line.len && !tw_blank_start(line) &&
		tw_section_find(line) == TW_SECTIONS;
}

/*
 * True if a line of the text may become this. The first of an item must not
 * begin with what would be read as a key or a disposition.
 */
static bool line_fits(const struct tw_passage *text, struct tw_view line,
	bool first)
{
	if (!first || !text->item)
		return first ? line.len && !tw_blank_start(line) :
			goes_on(line);
	return line.len && line.ptr[0] != '[' && line.ptr[0] != '(' &&
		line.ptr[0] != '\\' && goes_on(line);
}

/* No line end may come in, nor anything that may stand in no record. */
static bool text_fits(struct tw_view text)
{
	while (text.len) {
		uint32_t code;
		size_t len = tw_utf8_decode(&code, text);

		if (!len || tw_code_forbidden(code))
			return false;
		text = tw_after(text, len);
	}
	return true;
}

/* Where what is left of a line ends. */
static struct tw_view line_left(const char *from, const struct tw_segment *s)
{
	return (struct tw_view){ from, (size_t)(s->text.ptr + s->text.len -
		from) };
}

/* The line of the text that a byte of the source stands in. */
static const struct tw_segment *segment_of(const struct tw_passage *text,
	const char *at)
{
	const struct tw_segment *s = text->segments;

	while (s->next && (at < s->text.ptr || at > s->text.ptr + s->text.len))
		s = s->next;
	return s;
}

/*
 * `by` for bytes that go on over lines: the break stays, at the last blank
 * of it; else what is left of the lower line moves up.
 */
static struct tw_view keep_break(struct tw_judge *judge, struct tw_view by,
	const struct tw_segment *upper, const struct tw_segment *lower)
{
	const char *end = upper->text.ptr + upper->text.len;
	struct tw_view gap = { end, (size_t)(lower->text.ptr - end) };
	size_t at = by.len;

	while (at && by.ptr[at - 1] != ' ')
		at--;
	if (!at)
		return by;
	return tw_judge_hint(judge, "%.*s%.*s%.*s", (int)at - 1, by.ptr,
		TW_ARG(gap), (int)(by.len - at), by.ptr + at);
}

/* The lines that a mend makes, each held against what it must be. */
static bool lines_fit(const struct tw_passage *text, struct tw_view by,
	struct tw_view before, struct tw_view after, bool first,
	struct tw_judge *judge)
{
	struct tw_view whole = tw_judge_hint(judge, "%.*s%.*s%.*s",
		TW_ARG(before), TW_ARG(by), TW_ARG(after));

	while (whole.len) {
		const char *end = memchr(whole.ptr, '\n', whole.len);
		struct tw_view line = { whole.ptr, end ?
			(size_t)(end - whole.ptr) : whole.len };

		whole = tw_after(whole, line.len + (end != NULL));
		if (!first)
			line = tw_trim(line);
		if (!line_fits(text, line, first))
			return false;
		first = false;
		if (!end)
			return true;
	}
	return false;
}

void tw_text_mend(struct tw_judge *judge, const struct tw_passage *text,
	size_t start, size_t end, struct tw_view by)
{
	const char *from = byte_at(text, start);
	const char *to = byte_at(text, end);
	const struct tw_segment *upper, *lower;

	if (!is_free(text) || start == end || !text_fits(by))
		return;
	upper = segment_of(text, from);
	lower = segment_of(text, to);
	/* A comment between them has its place; more lines are rare. */
	if (upper != lower && (upper->next != lower || lower->comments))
		return;
	if (upper != lower)
		by = keep_break(judge, by, upper, lower);
	if (judge->status || !lines_fit(text, by, (struct tw_view){
	    upper->text.ptr, (size_t)(from - upper->text.ptr) },
	    line_left(to, lower), upper == text->segments, judge))
		return;
	tw_judge_mend(judge, (struct tw_view){ from, (size_t)(to - from) }, by,
		false);
}
