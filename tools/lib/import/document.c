/*
 * The priorities of a document: where one ends and the next begins, and what
 * stands in their sections.
 */
#include "import/document.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "import/reading.h"
#include "record/tables.h"

#include <string.h>

void *tw_reading_take(struct tw_reading *r, size_t size)
{
	void *place = tw_arena_take(r->report->arena, size);

	if (!place)
		r->report->status = tw_fail_memory(r->report->err);
	return place;
}

void tw_reading_item(struct tw_reading *r, struct tw_doc_item ***end,
	struct tw_view text, uint32_t line)
{
	struct tw_doc_item *item = tw_reading_take(r, sizeof(*item));

	if (!item)
		return;
	*item = (struct tw_doc_item){ NULL, text, line };
	**end = item;
	*end = &item->next;
}

/* ---- priorities ---- */

/* More priorities than any area shares. */
enum { MOST_PRIORITIES = 200 };

static struct tw_doc_priority *begin_priority(struct tw_reading *r,
	uint32_t line)
{
	struct tw_doc_priority *priority = tw_reading_take(r,
		sizeof(*priority));

	if (!priority)
		return NULL;
	priority->line = line;
	priority->field_end = &priority->fields;
	priority->paragraph_end = &priority->paragraphs;
	priority->other_end = &priority->others;
	for (int i = 0; i < TW_SECTIONS; i++) {
		struct tw_doc_section *section = &priority->sections[i];

		section->end = &section->items;
		section->subtitle_end = &section->subtitles;
	}
	return priority;
}

static void end_priority(struct tw_reading *r,
	struct tw_doc_priority *priority)
{
	if (!priority)
		return;
	*r->document->end = priority;
	r->document->end = &priority->next;
	r->document->count++;
}

/* ---- where the next priority begins ---- */

/* The blocks between two headings: from `from`, up to the heading at `to`. */
struct between {
	const struct tw_reading *r;
	size_t from, to;
};

static const struct tw_block *block_in(const struct between *b, size_t i)
{
	return &b->r->blocks->at[i];
}

static bool like_title(const struct tw_block *block)
{
	return block->kind == TW_PARAGRAPH && block->text.len <= 160;
}

/* The paragraphs behind the last point; `to` if there are none. */
static size_t find_unpointed(const struct between *b)
{
	size_t i = b->to;

	while (i > b->from && block_in(b, i - 1)->kind != TW_POINT &&
	       block_in(b, i - 1)->kind != TW_OTHER)
		i--;
	return i > b->from && i < b->to && block_in(b, i)->gap ? i : b->to;
}

/*
 * True if the line above a label of officers belongs to the head, as it does
 * where the document's own head has the area there.
 */
static bool is_area_above(const struct between *b, size_t i)
{
	const struct tw_doc *document = b->r->document;
	const struct tw_block *label = block_in(b, i);

	return label->kind == TW_LABEL && label->value == TW_OFFICERS &&
		document->area.text.ptr && document->officers.text.ptr &&
		document->area.line < document->officers.line &&
		like_title(block_in(b, i - 1)) &&
		block_in(b, i - 1)->text.len < 60;
}

/*
 * What stands below the last heading of no section is all that is looked at; one
 * that says all on its line is like a point.
 */
static size_t behind_others(const struct between *b)
{
	size_t i = b->to;

	while (i > b->from && (block_in(b, i - 1)->kind != TW_OTHER ||
	       block_in(b, i - 1)->value))
		i--;
	return i - (i > b->from && block_in(b, i - 1)->rest.len);
}

/* A head that is said again, or a label; `to` if there is none. */
static size_t find_head(const struct between *b)
{
	size_t i = b->from, unpointed = find_unpointed(b);

	while (i < b->to && !tw_reading_is_head(b->r, block_in(b, i)))
		i++;
	if (i == b->to)
		return i;
	/* What stands apart above it belongs to the head, too. */
	if (unpointed < i && block_in(b, i - 1)->kind == TW_PARAGRAPH)
		return unpointed;
	while (i > b->from && ((i > b->from + 1 &&
	       block_in(b, i - 1)->gap > 1 && like_title(block_in(b, i - 1))) ||
	       is_area_above(b, i)))
		i--;
	return i;
}

/*
 * Behind more empty lines than any other block has above it; `to` if nothing
 * is. The first one counts only if no other could be meant: then the section
 * is empty.
 */
static size_t find_gap(const struct between *b)
{
	size_t best = b->to, equals = 0;
	unsigned most = 1;

	for (size_t i = b->from + 1; i < b->to; i++) {
		unsigned gap = block_in(b, i)->gap;

		equals += gap == most;
		if (gap <= most)
			continue;
		most = gap;
		best = block_in(b, i)->kind == TW_PARAGRAPH ? i : b->to;
		equals = 0;
	}
	if (most == 1 && b->from < b->to &&
	    block_in(b, b->from)->gap > 1 &&
	    block_in(b, b->from)->kind == TW_PARAGRAPH)
		return b->from;
	return most > 1 && !equals ? best : b->to;
}

static bool ends_sentence(const struct tw_block *block)
{
	return block->text.len && block->text.ptr[block->text.len - 1] == '.';
}

/* Among paragraphs alone: the last short one; `to` if there is but one. */
static size_t find_last(const struct between *b)
{
	const struct tw_block *last, *above;

	if (b->to < b->from + 2)
		return b->to;
	last = block_in(b, b->to - 1);
	above = block_in(b, b->to - 2);
	/* Prose below a short line is the scope of what that names. */
	if ((last->text.len > 100 || ends_sentence(last)) &&
	    b->to >= b->from + 3 && like_title(above) &&
	    above->text.len < 100 && !ends_sentence(above))
		return b->to - 2;
	return like_title(last) ? b->to - 1 : b->to;
}

/*
 * True if a section that is there already has another heading here: "Aims" and
 * "Success criteria" are of one priority, and "Aims" twice of two.
 */
static bool in_other_words(const struct tw_doc_section *section,
	const struct tw_block *heading)
{
	enum { SLIPS = 2 };

	return section->given && tw_slips(section->typed,
		tw_heading_words(heading), SLIPS) > SLIPS;
}

/*
 * Above a section that this priority may well have: a title of another one, if
 * it stands behind points, and more empty lines than anywhere else. One that
 * stands there behind as many as elsewhere may be either, and is refused.
 */
static size_t find_doubtful(struct tw_reading *r, const struct between *b)
{
	const struct tw_block *last;
	size_t at = find_unpointed(b), words = 1;

	if (at == b->to)
		return at;
	last = block_in(b, b->to - 1);
	for (size_t i = 0; i < last->text.len; i++)
		words += last->text.ptr[i] == ' ';
	if (at + 1 != b->to || words > 8 || last->text.ptr[0] < 'A' ||
	    last->text.ptr[0] > 'Z' ||
	    strchr(".,:;!?", last->text.ptr[last->text.len - 1]))
		return b->to;
	if (find_gap(b) == at)
		return at;
	tw_report_problem(r->report, last->line, "\"%.*s\" may be the title of "
		"another priority, or a point of the section above; write "
		"\"Priority: %.*s\", or a bullet before it",
		TW_ARG(last->text), TW_ARG(last->text));
	return b->to;
}

/*
 * Where, above the heading at `to`, the head of another priority begins; `to`
 * if the heading goes on with this one.
 */
static size_t find_next(struct tw_reading *r,
	const struct tw_doc_priority *priority, int last, size_t from,
	size_t to)
{
	struct between b = { r, from, to };
	const struct tw_block *heading = block_in(&b, to);
	const struct tw_doc_section *section =
		&priority->sections[heading->value];
	bool seen = section->given;
	size_t at, gap;

	from = b.from = behind_others(&b);
	at = find_head(&b);

	if (at == to && !seen && heading->value > last)
		return find_doubtful(r, &b);
	if (at < to)
		return at;
	gap = find_gap(&b);
	at = find_unpointed(&b);
	if (at < to && gap < to && gap > at)
		at = gap;
	if (at == to)
		at = gap;
	/*
	 * Out of order, a section is still this priority's, unless a title
	 * stands right above its outcomes and titles have no label here.
	 */
	if (at == to && !in_other_words(section, heading) &&
	    (seen || (heading->value == TW_OUTCOMES &&
	    !r->document->labelled && to > from &&
	    !ends_sentence(block_in(&b, to - 1)))))
		at = find_last(&b);
	return at;
}

/* ---- priorities of a document ---- */

static size_t next_heading(const struct tw_blocks *blocks, size_t from)
{
	while (from < blocks->count && blocks->at[from].kind != TW_HEADING)
		from++;
	return from;
}

static size_t next_label(const struct tw_blocks *blocks, size_t from,
	size_t to, enum tw_field_kind value)
{
	while (from < to && (blocks->at[from].kind != TW_LABEL ||
	       blocks->at[from].value != (int)value))
		from++;
	return from;
}

/* ---- headings that may be of either of two sections ---- */

/* True if a section would stand in order, between the headings beside it. */
static bool stands_in_order(const struct tw_blocks *blocks, size_t i,
	int kind)
{
	size_t before = i, after = next_heading(blocks, i + 1);

	while (before && (blocks->at[before - 1].kind != TW_HEADING ||
	       blocks->at[before - 1].either))
		before--;
	while (after < blocks->count && blocks->at[after].either)
		after = next_heading(blocks, after + 1);
	return (!before || blocks->at[before - 1].value < kind) &&
		(after == blocks->count || blocks->at[after].value > kind ||
		 (before && blocks->at[after].value <=
			blocks->at[before - 1].value));
}

static bool is_at_hand(struct tw_view heading)
{
	const struct tw_view word = TW_VIEW("this ");

	return heading.len > word.len && tw_fold_equal(word,
		(struct tw_view){ heading.ptr, word.len });
}

/* Which sections have a heading that is of no other. */
static unsigned sure_sections(const struct tw_blocks *blocks)
{
	unsigned sure = 0;

	for (size_t i = 0; i < blocks->count; i++)
		if (blocks->at[i].kind == TW_HEADING && !blocks->at[i].either)
			sure |= 1u << blocks->at[i].value;
	return sure;
}

/*
 * Decides by the other headings, or by the order, what one is that may be of
 * either of two sections; says so where neither does.
 */
static void settle_headings(struct tw_reading *r)
{
	unsigned sure = sure_sections(r->blocks);

	for (size_t i = next_heading(r->blocks, 0); i < r->blocks->count;
	     i = next_heading(r->blocks, i + 1)) {
		struct tw_block *block = &r->blocks->at[i];
		bool one, other;

		if (!block->either)
			continue;
		one = !(sure >> block->value & 1);
		other = !(sure >> block->other & 1);
		if (one == other) {
			one = stands_in_order(r->blocks, i, block->value);
			other = stands_in_order(r->blocks, i, block->other);
		}
		/* What was planned last, the last record has. */
		if (one == other && block->value == TW_OUTCOMES &&
		    block->other == TW_ACTIVITY) {
			block->kind = TW_OTHER;
			block->value = 0;
			continue;
		}
		/* "This half term" is past, where nothing says otherwise. */
		if (one == other && is_at_hand(block->text))
			continue;
		if (one == other) {
			tw_report_problem(r->report, block->line, "\"%.*s\" "
				"may be \"%s\" or \"%s\"; write there which",
				TW_ARG(block->text),
				tw_section_name(block->value),
				tw_section_name(block->other));
			return;
		}
		if (other)
			block->value = block->other;
	}
}

/*
 * Reads what stands above a section. A priority that has its short name, and
 * then another label "Priority", has no section at all, which is all the same
 * a record.
 */
static struct tw_doc_priority *read_heads(struct tw_reading *r,
	struct tw_doc_priority *priority, size_t from, size_t to)
{
	size_t next;

	for (; priority; from = next) {
		next = next_label(r->blocks, from, to, TW_PRIORITY);
		next = next_label(r->blocks, next, to, TW_TITLE);
		while (next < to && !r->blocks->at[next].strong)
			next = next_label(r->blocks, next + 1, to, TW_TITLE);
		tw_reading_head(r, priority, from, next);
		if (next == to)
			break;
		end_priority(r, priority);
		priority = begin_priority(r, r->blocks->at[next].line);
	}
	return priority;
}

static void read_priorities(struct tw_reading *r)
{
	const struct tw_blocks *blocks = r->blocks;
	size_t heading = next_heading(blocks, 0), next, head;
	struct tw_doc_priority *priority = begin_priority(r, 1);

	priority = read_heads(r, priority, 0, heading);
	for (; heading < blocks->count && priority && !r->report->status;
	     heading = next) {
		int kind = blocks->at[heading].value;

		if (r->document->count > MOST_PRIORITIES) {
			tw_report_problem(r->report, blocks->at[heading].line,
				"this is priority %zu of one document, which is "
				"more than an area has", r->document->count);
			return;
		}

		next = next_heading(blocks, heading + 1);
		head = next < blocks->count ? find_next(r, priority, kind,
			heading + 1, next) : next;
		tw_reading_section(r, priority, heading, head);
		if (head == next && next < blocks->count &&
		    blocks->at[next].value == TW_OUTCOMES &&
		    priority->sections[TW_OUTCOMES].given &&
		    !in_other_words(&priority->sections[TW_OUTCOMES],
			&blocks->at[next])) {
			tw_report_problem(r->report, blocks->at[next].line,
				"\"%s\" stands here a second time, but no "
				"title of another priority above it; write "
				"\"Priority: ...\" there",
				tw_section_name(TW_OUTCOMES));
			return;
		}
		if (head == next)
			continue;
		end_priority(r, priority);
		priority = read_heads(r, begin_priority(r,
			blocks->at[head].line), head, next);
	}
	end_priority(r, priority);
}

/*
 * Where an update of one priority is followed by one of another term that has
 * no title, it is of the same.
 */
static void go_on_with_titles(struct tw_reading *r)
{
	struct tw_doc_priority *above = r->document->priorities, *p;
	bool alone = true; /* no other priority is of the term above */

	for (; above && above->next; above = p) {
		bool again = above->next->period.text.ptr ==
			above->period.text.ptr;

		p = above->next;
		if (!again && alone && !p->title.text.len && !p->fields) {
			p->title = above->title;
			tw_report_note(r->report, p->line, "what begins here "
				"has no title, and goes on with \"%.*s\"",
				TW_ARG(p->title.text));
		}
		alone = !again;
	}
}

/* ---- with marks ---- */

/* At the margin only: an indented one goes on with the line above it. */
static bool is_priority_line(struct tw_view line)
{
	size_t blank;

	while ((blank = tw_blank_end(line)))
		line.len -= blank;
	return tw_view_equal(line, TW_VIEW("Priority"));
}

/* The lines of a record, as they are, but for the bullets of its items. */
static void take_record(struct tw_reading *r,
	struct tw_doc_priority *priority, const struct tw_line *from,
	const struct tw_line *to)
{
	const struct tw_view bullet = TW_VIEW("\xE2\x80\xA2 ");
	struct tw_buffer out = TW_BUFFER_INIT;

	while (to > from && !tw_trim(to[-1].text).len)
		to--;
	for (; from < to; from++) {
		struct tw_view line = from->text;

		if (from->implied)
			continue;
		if (line.len > bullet.len &&
		    !memcmp(line.ptr, bullet.ptr, bullet.len)) {
			tw_buffer_string(&out, "- ");
			line = tw_after(line, bullet.len);
		}
		tw_buffer_view(&out, line);
		tw_buffer_byte(&out, '\n');
	}
	priority->record = tw_arena_copy(r->report->arena,
		tw_buffer_get(&out));
	if (out.failed || !priority->record.ptr)
		r->report->status = tw_fail_memory(r->report->err);
	tw_buffer_release(&out);
}

/* What stands above records is for people: the records say it, too. */
static void leave_out(struct tw_reading *r, const struct tw_line *line)
{
	struct tw_view text = tw_text_fold(r->report->arena, line->text);

	if (!text.len)
		return;
	tw_report_said(r->report, text);
	tw_report_note(r->report, line->number, "\"%.*s\" is left out, since "
		"the records below say it", TW_ARG(text));
}

/* Reads the lines from behind the one that says that there are marks. */
static void read_marks(struct tw_reading *r, const struct tw_line *line,
	const struct tw_line *end)
{
	while (line < end && !is_priority_line(line->text))
		line++;
	while (line < end && !r->report->status) {
		struct tw_doc_priority *priority;
		const struct tw_line *from = line + 1, *title;

		while (from < end && !tw_trim(from->text).len)
			from++;
		title = from;
		from += from < end;
		while (from < end && !tw_trim(from->text).len)
			from++;
		for (line = from; line < end &&
		     !is_priority_line(line->text);)
			line++;
		priority = begin_priority(r, title < end ? title->number : 0);
		if (!priority)
			return;
		if (title < end)
			leave_out(r, title);
		take_record(r, priority, from, line);
		end_priority(r, priority);
	}
}

/* A document that has marks: its head, and then record after record. */
static bool find_marks(struct tw_reading *r, const struct tw_source *source)
{
	size_t at = 0;

	while (at < source->count && at < TW_MARKS_WITHIN &&
	       !tw_marks_line(tw_trim(source->lines[at].text)))
		at++;
	if (at == source->count || at == TW_MARKS_WITHIN)
		return false;
	for (size_t i = 0; i <= at; i++)
		leave_out(r, &source->lines[i]);
	r->document->marks = true;
	read_marks(r, source->lines + at + 1, source->lines + source->count);
	if (!r->document->count)
		tw_report_problem(r->report, source->lines[at].number, "it says "
			"here that records follow as they are, but none does");
	return true;
}

/* ---- the document ---- */

enum tw_status tw_doc_read(struct tw_doc **document,
	struct tw_report *report, const struct tw_source *source,
	const struct tw_blocks *blocks, const struct tw_areas *areas,
	const struct tw_calendar *calendar)
{
	struct tw_reading r = { .report = report, .blocks = blocks,
		.areas = areas, .calendar = calendar };

	r.document = tw_reading_take(&r, sizeof(*r.document));
	if (!r.document)
		return TW_NO_MEMORY;
	r.document->end = &r.document->priorities;
	r.document->preface_end = &r.document->preface;
	*document = r.document;
	if (!blocks->count)
		tw_report_problem(report, 0, "it is empty: there is no "
			"text in it");
	else if (!find_marks(&r, source) &&
	         next_heading(blocks, 0) == blocks->count &&
	         next_label(blocks, 0, blocks->count, TW_PRIORITY) ==
	         blocks->count)
		tw_report_problem(report, 0, "it has none of the five "
			"headings: \"Intended outcomes\", \"Activity last "
			"period\", \"Planned activity next period\", \"Impact "
			"so far\" and \"Exit strategy\"");
	else if (!r.document->marks) {
		settle_headings(&r);
		if (!report->problems)
			read_priorities(&r);
		go_on_with_titles(&r);
	}
	return report->status;
}
