/*
 * The parser: one pass over the lines, each looked at once, no way back.
 * What a line is follows from its first visible character and from what is
 * open above it. spec/format.md, "Lines" and "Recovery".
 */
#include "record/conflict.h"
#include "record/parser.h"
#include "record/tables.h"
#include "record/typed.h"

#include <string.h>

/* ---- fields ---- */

/* Parts "Name : value"; false if the line has no such form. */
static bool part_field(struct tw_view line, struct tw_view *name,
	struct tw_view *value)
{
	size_t i = 0, blank;

	while (i < line.len && (((line.ptr[i] | 0x20) >= 'a' &&
	       (line.ptr[i] | 0x20) <= 'z') || (i && (line.ptr[i] == '-' ||
	       (line.ptr[i] >= '0' && line.ptr[i] <= '9')))))
		i++;
	*name = (struct tw_view){ line.ptr, i };
	while ((blank = tw_blank_start(tw_after(line, i))))
		i += blank;
	if (!name->len || i == line.len || line.ptr[i] != ':')
		return false;
	*value = tw_trim(tw_after(line, i + 1));
	return true;
}

static bool add_field(struct tw_parser *p)
{
	struct tw_view name, value;
	struct tw_field *field;

	if (!part_field(p->line, &name, &value))
		return false;
	field = tw_parser_take(p, sizeof(*field));
	if (!field)
		return true;
	field->comments = tw_parser_comments(p);
	field->name = name;
	field->kind = tw_field_find(name);
	field->line = p->number;
	field->raw = p->raw;
	*p->field_end = field;
	p->field_end = &field->next;
	p->field = field;
	p->segment_end = &field->value;
	p->last = NULL;
	p->open = FIELD;
	p->outside = false;
	if (value.len)
		tw_parser_segment(p, value);
	return true;
}

/* ---- sections ---- */

static void add_section(struct tw_parser *p, enum tw_section_kind kind)
{
	struct tw_section *section = tw_parser_take(p, sizeof(*section));

	if (!section)
		return;
	tw_parser_close(p, false);
	section->comments = tw_parser_comments(p);
	section->kind = kind;
	section->line = p->number;
	section->raw = p->raw;
	*p->section_end = section;
	p->section_end = &section->next;
	p->section = section;
	p->item_end = &section->items;
	p->open = NOTHING;
}

/* ---- items ---- */

/* The disposition that stands in a key's place, or TW_NO_STATE. */
static enum tw_state reserved(struct tw_view key)
{
	char first = key.len ? (char)(key.ptr[0] | 0x20) : ' ';

	/* Every key comes by here; most begin with another letter. */
	if (first != 'd' && first != 'o')
		return TW_NO_STATE;
	for (int i = TW_DONE; i <= TW_DROPPED; i++)
		if (tw_fold_equal(key, tw_view_of(tw_state_name(i))) ||
		    (i == TW_ON_HOLD && tw_fold_equal(key,
		     TW_VIEW("on-hold"))))
			return i;
	return TW_NO_STATE;
}

/* What a name would be as a key: its letters and digits, with hyphens. */
static struct tw_view mean_key(struct tw_parser *p, struct tw_view name)
{
	char key[65];
	size_t len = 0;

	for (size_t i = 0; i < name.len && len < sizeof(key) - 1; i++) {
		char c = name.ptr[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 'a' - 'A');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			key[len++] = c;
		else if (len && key[len - 1] != '-')
			key[len++] = '-';
	}
	while (len && key[len - 1] == '-')
		len--;
	key[len] = '\0';
	return tw_key_valid((struct tw_view){ key, len }) ?
		tw_parser_mean(p, "[", key, "]") : (struct tw_view){ NULL, 0 };
}

/* Takes "[key]" off the text, or reports it; false: the text begins here. */
static bool take_key(struct tw_parser *p, struct tw_view *text)
{
	struct tw_view key = { text->ptr + 1, 0 }, rest;
	const char *close = memchr(text->ptr, ']', text->len);
	size_t len = close ? (size_t)(close - text->ptr) + 1 : text->len;
	struct tw_view hint = { NULL, 0 };

	if (close) {
		key.len = len - 2;
		rest = tw_after(*text, len);
		if (!p->item->key.len && tw_key_valid(key) && !reserved(key) &&
		    (!rest.len || tw_blank_start(rest))) {
			p->item->key = key;
			*text = tw_trim(rest);
			return true;
		}
		key = tw_trim(key);
		if (p->item->key.len)
			hint = TW_VIEW("an item has one key");
		else if (!key.len || tw_fold_equal(key, TW_VIEW("x")))
			hint = TW_VIEW("a ticked box is written \"(done)\"");
		else if (reserved(key))
			hint = tw_parser_mean(p, "(", tw_state_name(
				reserved(key)), ")");
		else if (tw_key_valid(key))
			hint = TW_VIEW("put a space after the bracket");
		else
			hint = mean_key(p, key);
	}
	tw_parser_report_hint(p, TW_DIAG_BAD_KEY, text->ptr, len, hint);
	return false;
}

/* The same for "(disposition)". */
static bool take_state(struct tw_parser *p, struct tw_view *text)
{
	struct tw_opening opening = tw_opening_read(*text);
	struct tw_view hint;

	if (opening.state == TW_NO_STATE)
		return false;
	if (opening.exact && p->item->state == TW_NO_STATE) {
		p->item->state = opening.state;
		*text = tw_trim(tw_after(*text, opening.len));
		return true;
	}
	if (opening.exact)
		hint = TW_VIEW("an item has one disposition");
	else if (opening.glued)
		hint = TW_VIEW("put a space after the parenthesis");
	else
		hint = tw_parser_mean(p, "(", tw_state_name(opening.state),
			")");
	tw_parser_report_hint(p, TW_DIAG_BAD_STATE, text->ptr, opening.len, hint);
	return false;
}

static void read_opening(struct tw_parser *p, struct tw_view text)
{
	bool mark = true;

	while (mark && text.len)
		mark = text.ptr[0] == '[' ? take_key(p, &text) :
			text.ptr[0] == '(' ? take_state(p, &text) : false;
	if (!text.len) {
		tw_parser_report(p, TW_DIAG_EMPTY_ITEM, p->line);
		return;
	}
	if (text.len > 1 && text.ptr[0] == '\\' &&
	    (text.ptr[1] == '[' || text.ptr[1] == '(')) {
		p->item->escaped = true;
		text = tw_after(text, 1);
	}
	tw_parser_segment(p, text);
}

static void add_item(struct tw_parser *p, struct tw_view text)
{
	struct tw_item *item;

	if (++p->items > TW_MAX_ITEMS) {
		tw_parser_report_hint(p, TW_DIAG_TOO_LONG, p->line.ptr, 1,
			TW_VIEW("item 100,001; nothing after it was read"));
		p->stopped = true;
		return;
	}
	item = tw_parser_take(p, sizeof(*item));
	if (!item)
		return;
	item->comments = tw_parser_comments(p);
	item->line = p->number;
	item->raw = p->raw;
	*p->item_end = item;
	p->item_end = &item->next;
	p->section->count++;
	p->item = item;
	p->segment_end = &item->text;
	p->detail_end = &item->details;
	p->last = NULL;
	p->open = TEXT;
	read_opening(p, text);
}

static void read_dash(struct tw_parser *p)
{
	struct tw_view text = tw_after(p->line, 1);

	if (!p->section) {
		if (!p->outside)
			tw_parser_report_hint(p, TW_DIAG_ITEM_OUTSIDE_SECTION,
				p->line.ptr, 1, (struct tw_view){ NULL, 0 });
		p->outside = true;
		p->open = LOST;
		return;
	}
	if (text.len && !tw_blank_start(text))
		tw_parser_report_hint(p, TW_DIAG_ITEM_SPACE, p->line.ptr, 1,
			(struct tw_view){ NULL, 0 });
	add_item(p, tw_trim(text));
}

/* ---- detail lines ---- */

static void check_gap(struct tw_parser *p, struct tw_view text)
{
	if (p->blank)
		tw_parser_report(p, TW_DIAG_GAP_IN_ITEM, text);
}

/* Parts what stands after the sign; false if it is malformed. */
static bool part_detail(struct tw_detail *detail, struct tw_view text)
{
	const char *colon;

	detail->sign = text.ptr[0];
	text = tw_trim(tw_after(text, 1));
	if (detail->sign == '>') {
		detail->name = text;
		return tw_slug_valid(text);
	}
	colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;
	if (!colon)
		return false;
	detail->name.ptr = text.ptr;
	detail->name.len = (size_t)(colon - text.ptr);
	detail->value = tw_trim(tw_after(text, detail->name.len + 1));
	detail->name = tw_trim(detail->name);
	return detail->name.len && detail->value.len;
}

static void add_detail(struct tw_parser *p, struct tw_view text)
{
	struct tw_detail *detail = tw_parser_take(p, sizeof(*detail));

	if (!detail)
		return;
	p->open = DETAILS;
	if (!part_detail(detail, text)) {
		tw_parser_report(p, TW_DIAG_BAD_DETAIL, text);
		return;
	}
	check_gap(p, text);
	p->item->gap |= p->blank;
	detail->comments = tw_parser_comments(p);
	detail->raw = p->raw;
	detail->line = p->number;
	*p->detail_end = detail;
	p->detail_end = &detail->next;
	if (!p->plain && !tw_parser_check_blanks(p, detail->name) &&
	    detail->value.len)
		tw_parser_check_blanks(p, detail->value);
}

/* ---- indented lines ---- */

/* The length of a bullet with a blank (or nothing) after it, or 0. */
static size_t bullet_length(struct tw_view text, bool bare)
{
	static const char *const bullets[] = {
		"-", "*", "\xE2\x80\xA2", "\xE2\x80\x93", "\xE2\x80\x94"
	};

	if (text.ptr[0] != '-' && text.ptr[0] != '*' && text.ptr[0] != '\xE2')
		return 0;
	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++) {
		struct tw_view bullet = tw_view_of(bullets[i]), rest;

		if (text.len < bullet.len ||
		    memcmp(text.ptr, bullet.ptr, bullet.len))
			continue;
		rest = tw_after(text, bullet.len);
		return bare || !rest.len || tw_blank_start(rest) ?
			bullet.len : 0;
	}
	return 0;
}

static void go_on(struct tw_parser *p, struct tw_view *raw)
{
	raw->len = (size_t)(p->raw.ptr + p->raw.len - raw->ptr);
}

/* An indented line that no item takes. */
static void read_orphan(struct tw_parser *p, struct tw_view text)
{
	if (p->open != LOST || bullet_length(text, false))
		tw_parser_report(p, TW_DIAG_ORPHAN_INDENT, text);
	p->open = LOST;
}

static void read_below_item(struct tw_parser *p, struct tw_view text)
{
	size_t bullet = bullet_length(text, false);
	char c = text.ptr[0];

	go_on(p, &p->item->raw);
	if (c == '=' || c == '+' || c == '>') {
		add_detail(p, text);
	} else if (bullet) {
		tw_parser_report(p, TW_DIAG_INDENTED_BULLET,
			(struct tw_view){ text.ptr, bullet });
	} else if (p->open == DETAILS) {
		tw_parser_report(p, TW_DIAG_TEXT_AFTER_DETAIL, text);
	} else {
		check_gap(p, text);
		p->item->gap |= p->blank;
		tw_parser_segment(p, text);
	}
}

static void read_indented(struct tw_parser *p, struct tw_view text)
{
	enum tw_section_kind heading = tw_section_find(text);

	if (heading != TW_SECTIONS) {
		tw_parser_report(p, TW_DIAG_INDENTED_HEADING, text);
		add_section(p, heading);
		p->open = LOST;
		return;
	}
	switch (p->open) {
	case FIELD:
		check_gap(p, text);
		go_on(p, &p->field->raw);
		tw_parser_segment(p, text);
		break;
	case TEXT:
	case DETAILS:
		read_below_item(p, text);
		break;
	default:
		read_orphan(p, text);
	}
}

/* ---- lines at the margin ---- */

/* "> - text": an item as e-mail programs quote it. */
static bool is_quoted(struct tw_view line)
{
	if (line.ptr[0] != '>')
		return false;
	while (line.len && (line.ptr[0] == '>' || line.ptr[0] == ' '))
		line = tw_after(line, 1);
	return line.len && bullet_length(line, false);
}

/* Comments as other languages have them. */
static bool is_other_comment(struct tw_view line)
{
	static const char *const marks[] = { "//", "/*", "<!--" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (line.len >= strlen(marks[i]) &&
		    !memcmp(line.ptr, marks[i], strlen(marks[i])))
			return true;
	return false;
}

static void report_margin_text(struct tw_parser *p, enum tw_section_kind near)
{
	struct tw_view hint = { NULL, 0 }, name, value;
	enum tw_field_kind field;

	/* Nothing is taken for what is only known as another heading. */
	if (near == TW_SECTIONS)
		near = tw_typed_heading(p->line);
	if (near != TW_SECTIONS)
		hint = tw_parser_mean(p, "", tw_section_name(near), "");
	else if (p->section && is_quoted(p->line))
		hint = TW_VIEW("take away what the e-mail put before the "
			"line");
	else if (p->section && p->line.ptr[0] == '|')
		hint = TW_VIEW("there are no tables here: make an item of each "
			"row");
	else if (is_other_comment(p->line))
		hint = TW_VIEW("a comment begins with \"#\"");
	else if (p->section && strchr("=+>", p->line.ptr[0]))
		hint = TW_VIEW("a detail line is indented, below its item");
	else if (p->section && part_field(p->line, &name, &value) &&
	         tw_field_find(name) != TW_UNKNOWN_FIELD)
		hint = TW_VIEW("fields stand before the first section");
	else if (p->section)
		hint = TW_VIEW("an item starts with a hyphen and a space, "
			"\"- \"");
	else {
		field = tw_field_meant(&value, p->line);
		if (field == TW_UNKNOWN_FIELD)
			field = tw_field_near(tw_trim(p->line));
		hint = field == TW_UNKNOWN_FIELD ?
			TW_VIEW("a field is written \"Name: value\"") :
			tw_parser_mean(p, "", tw_field_name(field), ": ...");
	}
	tw_parser_report_hint(p, TW_DIAG_MARGIN_TEXT, p->line.ptr,
		tw_trim(p->line).len, hint);
}

/* A bullet of another kind is read on as an item, once it is reported. */
static void read_margin_bullet(struct tw_parser *p, size_t bullet)
{
	tw_parser_report_hint(p, TW_DIAG_MARGIN_TEXT, p->line.ptr, bullet,
		TW_VIEW("an item starts with a hyphen and a space, \"- \""));
	if (p->section)
		add_item(p, tw_trim(tw_after(p->line, bullet)));
	else
		p->open = LOST;
}

static void read_margin(struct tw_parser *p)
{
	enum tw_section_kind kind = tw_section_find(p->line);
	size_t bullet;

	if (kind != TW_SECTIONS) {
		add_section(p, kind);
		return;
	}
	if (!p->section && add_field(p))
		return;
	bullet = bullet_length(p->line, true);
	if (bullet) {
		read_margin_bullet(p, bullet);
		return;
	}
	kind = tw_section_near(p->line);
	report_margin_text(p, kind);
	if (kind != TW_SECTIONS)
		add_section(p, kind);
	p->open = LOST;
}

/* ---- lines ---- */

/* Most lines are plain: what ends the run of ASCII ends the line. */
static bool next_line(struct tw_parser *p)
{
	struct tw_view rest = { p->at, (size_t)(p->end - p->at) };
	size_t run = tw_ascii_run(rest), len = run;
	const char *newline;

	if (!rest.len)
		return false;
	if (run < rest.len && rest.ptr[run] != '\n') {
		newline = memchr(rest.ptr + run, '\n', rest.len - run);
		len = newline ? (size_t)(newline - rest.ptr) : rest.len;
	}
	p->raw = (struct tw_view){ rest.ptr, len + (len < rest.len) };
	p->at += p->raw.len;
	if (len < rest.len && len && rest.ptr[len - 1] == '\r') {
		len--;
		p->record->crlf |= !p->number;
	}
	p->line = (struct tw_view){ rest.ptr, len };
	p->plain = run == len;
	p->number++;
	return true;
}

static void read_line(struct tw_parser *p)
{
	struct tw_view text = p->line;
	size_t marker;

	if (text.len > TW_MAX_LINE) {
		tw_parser_report_hint(p, TW_DIAG_TOO_LONG, text.ptr, 1,
			TW_VIEW("this line is longer than 64 KiB"));
		return;
	}
	if (!p->plain)
		tw_parser_check(p);
	if (!text.len || tw_blank_start(text)) {
		text = tw_trim(text);
		if (!text.len) {
			p->blank = true;
			p->comments_cut = p->comments_end;
			return;
		}
		read_indented(p, text);
	} else if (text.ptr[0] == '#') {
		tw_parser_comment(p);
		return;
	} else if (text.ptr[0] == '-') {
		read_dash(p);
	} else {
		marker = tw_marker_length(text);
		if (marker)
			tw_parser_report_hint(p, TW_DIAG_CONFLICT_MARKER, text.ptr,
				marker, (struct tw_view){ NULL, 0 });
		else
			read_margin(p);
	}
	p->blank = false;
}

/* A newer format may mean anything: say so, and nothing else. */
static void check_format(struct tw_parser *p)
{
	const struct tw_field *field =
		tw_record_field(p->record, TW_FORMAT_FIELD);
	struct tw_view value;
	unsigned long number = 0;

	if (!field || !field->value || field->value->next)
		return;
	value = field->value->text;
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] < '0' || value.ptr[i] > '9')
			return;
		number = number > 1000 ? number :
			number * 10 + (unsigned long)(value.ptr[i] - '0');
	}
	if (number <= TW_FORMAT)
		return;
	p->record->diagnostics = (struct tw_diagnostics){ .first = NULL };
	p->number = field->line;
	p->line.ptr = field->raw.ptr;
	/* The value may begin on a line below its name. */
	for (const char *c = field->raw.ptr; c < value.ptr; c++) {
		if (*c != '\n')
			continue;
		p->number++;
		p->line.ptr = c + 1;
	}
	tw_parser_report(p, TW_DIAG_FORMAT_NEWER, value);
}

/* Says something of the whole file, of which nothing can be read. */
static void pass_over(struct tw_parser *p, enum tw_diagnostic_id id,
	struct tw_view why)
{
	p->number = 1;
	tw_parser_report_hint(p, id, p->at, 1, why);
	p->at = p->end;
}

enum tw_status tw_record_parse(struct tw_record **record,
	struct tw_arena *arena, struct tw_view bytes, struct tw_error *err)
{
	struct tw_parser p = { .arena = arena };
	const char *other = tw_not_text(bytes);

	p.record = tw_parser_take(&p, sizeof(*p.record));
	if (!p.record)
		return tw_fail_memory(err);
	if (!bytes.ptr)
		bytes.ptr = ""; /* an empty view may have no bytes at all */
	p.record->source = bytes;
	p.at = bytes.ptr;
	p.end = bytes.ptr + bytes.len;
	p.comments_end = p.comments_cut = &p.comments;
	p.field_end = &p.record->fields;
	p.section_end = &p.record->sections;
	if (bytes.len >= 3 && !memcmp(p.at, "\xEF\xBB\xBF", 3)) {
		p.record->bom = true;
		p.at += 3;
	}
	p.start = p.line.ptr = p.at;
	if (bytes.len > TW_MAX_BYTES)
		pass_over(&p, TW_DIAG_TOO_LONG,
			TW_VIEW("this file is longer than 4 MiB"));
	else if (other)
		pass_over(&p, TW_DIAG_BAD_ENCODING, tw_view_of(other));
	while (!p.failed && !p.stopped && next_line(&p))
		read_line(&p);
	tw_parser_close(&p, true);
	p.record->lines = p.number;
	check_format(&p);
	if (p.failed)
		return tw_fail_memory(err);
	if (p.record->diagnostics.first)
		tw_diagnostics_sort(&p.record->diagnostics);
	*record = p.record;
	return TW_OK;
}
