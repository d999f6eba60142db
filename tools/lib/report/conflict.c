#include "report/conflict.h"

#include "base/utf8.h"
#include "report/marked.h"
#include "report/safe.h"

enum {
	INDENT = 2,
	MOST_INDENT = 4,  /* that a line keeps of its own */
	MOST_LINES = 24,  /* of a side */
	MOST_CONTEXT = 6, /* lines of the item above */
	MOST_WORDS = 600, /* of a side */
	MOST_COMPARED = 1 << 16 /* bytes of a side: more is not shown */
};

static void add_line(struct tw_paper *paper, unsigned from, const char *text)
{
	tw_paper_to(paper, from);
	tw_paper_broken(paper, tw_view_of(text), from);
	tw_paper_newline(paper);
}

/* ---- lines of a record ---- */

static unsigned own_indent(struct tw_view line)
{
	unsigned indent = 0;

	while (indent < line.len && line.ptr[indent] == ' ')
		indent++;
	return indent < MOST_INDENT ? indent : MOST_INDENT;
}

static void begin_line(struct tw_paper *paper, unsigned *indent,
	struct tw_view line)
{
	unsigned from = INDENT + own_indent(line);

	tw_buffer_pad(paper->out, ' ', from);
	paper->column = from;
	*indent = from + INDENT;
}

/* Lines as they are, at most `most`. */
static void add_plain(struct tw_paper *paper, struct tw_view lines,
	size_t most)
{
	struct tw_view line;
	unsigned indent;

	while (most-- && tw_raw_line(&line, &lines)) {
		line = tw_raw_bare(line);
		begin_line(paper, &indent, line);
		tw_paper_broken(paper, line, indent);
		tw_paper_newline(paper);
	}
	if (lines.len)
		add_line(paper, INDENT, "...");
}

static void add_part(struct tw_paper *paper, struct tw_view lines,
	const struct tw_shown_words *words, bool marks)
{
	struct tw_view line;
	size_t i = 0;
	unsigned indent;

	if (!words->count)
		add_line(paper, INDENT, "(nothing here)");
	for (uint32_t n = 0; i < words->count && tw_raw_line(&line, &lines);
	     n++) {
		if (n == MOST_LINES || i > MOST_WORDS) {
			add_line(paper, INDENT, "... there is more: \"e\" "
				"shows all of it");
			return;
		}
		if (words->at[i].line == n) {
			begin_line(paper, &indent, line);
			i = tw_paper_marked(paper, words, i, marks, indent);
		}
		tw_paper_newline(paper);
	}
}

/* ---- where it stands ---- */

/* True if the lines go on with what stands above them. */
static bool goes_on(struct tw_view part)
{
	struct tw_view line;

	while (tw_raw_line(&line, &part)) {
		struct tw_view text = tw_trim(tw_raw_bare(line));

		if (text.len && line.ptr[0] != '#')
			return tw_blank_start(line);
	}
	return false;
}

static void add_item(struct tw_paper *paper,
	const struct tw_conflict_shown *shown,
	const struct tw_section *section)
{
	const struct tw_conflict *c = shown->conflict;
	const struct tw_item *item = NULL;

	for (const struct tw_item *i = section->items;
	     i && i->raw.ptr < shown->at; i = i->next)
		item = i;
	if (!item || (!goes_on(c->part[TW_PART_OURS]) &&
	    !goes_on(c->part[TW_PART_THEIRS])))
		return;
	tw_paper_newline(paper);
	add_plain(paper, (struct tw_view){ item->raw.ptr,
		(size_t)(shown->at - item->raw.ptr) }, MOST_CONTEXT);
}

static enum tw_status add_place(struct tw_paper *paper,
	const struct tw_conflict_shown *shown, struct tw_arena *arena,
	struct tw_error *err)
{
	const struct tw_section *section = NULL;
	struct tw_view title = tw_record_value(shown->record, TW_TITLE, arena);
	struct tw_view term = tw_record_value(shown->record, TW_TERM, arena);
	struct tw_view line = tw_arena_format(arena, "%.*s%s%.*s",
		TW_ARG(title), title.len && term.len ? ", " : "",
		TW_ARG(term));

	if (!title.ptr || !term.ptr || !line.ptr)
		return tw_fail_memory(err);
	if (line.len) {
		tw_paper_broken(paper, line, 0);
		tw_paper_newline(paper);
	}
	for (const struct tw_section *s = shown->record->sections;
	     s && s->raw.ptr < shown->at; s = s->next)
		section = s;
	add_line(paper, 0, section ? tw_section_name(section->kind) :
		"The fields at the top");
	if (section)
		add_item(paper, shown, section);
	return TW_OK;
}

/* ---- what the sides did ---- */

void tw_conflict_sentence(struct tw_buffer *out,
	const struct tw_conflict *conflict)
{
	struct tw_view rest = conflict->comments, line, sentence;
	size_t start = out->len;

	while (tw_raw_line(&line, &rest)) {
		if (!tw_comment_merge(&sentence, tw_raw_bare(line)) ||
		    !sentence.len)
			continue;
		if (out->len > start)
			tw_buffer_byte(out, ' ');
		tw_buffer_view(out, sentence);
	}
	if (out->len == start)
		tw_buffer_string(out, "both changed these lines, and not to "
			"the same.");
}

static void add_sentence(struct tw_paper *paper,
	const struct tw_conflict *conflict)
{
	struct tw_buffer text = TW_BUFFER_INIT;

	tw_conflict_sentence(&text, conflict);
	tw_paper_newline(paper);
	if (!text.failed)
		tw_paper_broken(paper, tw_buffer_get(&text), 0);
	tw_paper_newline(paper);
	tw_buffer_end(&text, paper->out);
}

static void add_name(struct tw_paper *paper,
	const struct tw_conflict_shown *shown, int side)
{
	static const char *const names[] = { "ours", "theirs" };
	struct tw_view label = shown->conflict->label[side == TW_SHOWN_OURS ?
		TW_PART_OURS : TW_PART_THEIRS];
	struct tw_buffer line = TW_BUFFER_INIT;

	tw_paper_newline(paper);
	tw_paper_bold(paper, true);
	tw_buffer_string(&line, names[side]);
	if (label.len && !tw_view_equal(label, tw_view_of(names[side])))
		tw_buffer_format(&line, " (%.*s)", TW_ARG(label));
	if (shown->role[side])
		tw_buffer_format(&line, ": %s", shown->role[side]);
	tw_paper_broken(paper, tw_buffer_get(&line), INDENT);
	tw_paper_bold(paper, false);
	tw_paper_newline(paper);
	if (shown->who[side].len) {
		tw_paper_to(paper, INDENT);
		tw_paper_broken(paper, shown->who[side], INDENT);
		tw_paper_newline(paper);
	}
	tw_buffer_end(&line, paper->out);
}

static enum tw_status add_sides(struct tw_paper *paper,
	const struct tw_conflict_shown *shown, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_view part[TW_PARTS];
	struct tw_shown_words ours, theirs;
	bool marks;

	for (int i = 0; i < TW_PARTS; i++) {
		part[i] = shown->conflict->part[i];
		if (part[i].len > MOST_COMPARED)
			part[i].len = MOST_COMPARED;
	}
	if (!tw_shown_words(&ours, part[TW_PART_OURS], arena) ||
	    !tw_shown_words(&theirs, part[TW_PART_THEIRS], arena) ||
	    !tw_words_differ(&ours, &theirs, arena))
		return tw_fail_memory(err);
	marks = tw_any_common(&ours);
	if (part[TW_PART_BASE].ptr) {
		tw_paper_newline(paper);
		add_line(paper, 0, "before");
		if (part[TW_PART_BASE].len)
			add_plain(paper, part[TW_PART_BASE], MOST_CONTEXT);
		else
			add_line(paper, INDENT, "(nothing here)");
	}
	add_name(paper, shown, TW_SHOWN_OURS);
	add_part(paper, part[TW_PART_OURS], &ours, marks);
	add_name(paper, shown, TW_SHOWN_THEIRS);
	add_part(paper, part[TW_PART_THEIRS], &theirs, marks);
	return TW_OK;
}

enum tw_status tw_conflict_show(struct tw_paper *paper,
	const struct tw_conflict_shown *shown, struct tw_error *err)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_buffer path = TW_BUFFER_INIT;
	size_t start = paper->out->len;
	enum tw_status status;

	if (!arena)
		return tw_fail_memory(err);
	tw_paper_bold(paper, true);
	tw_paper_format(paper, "Conflict %zu of %zu", shown->number,
		shown->count);
	tw_paper_bold(paper, false);
	tw_paper_newline(paper);
	tw_buffer_format(&path, "%s, line %u", shown->path,
		(unsigned)shown->conflict->line);
	tw_paper_broken(paper, tw_buffer_get(&path), 0);
	tw_paper_newline(paper);
	status = add_place(paper, shown, arena, err);
	if (!status) {
		add_sentence(paper, shown->conflict);
		status = add_sides(paper, shown, arena, err);
	}
	tw_paper_newline(paper);
	if (!status && (path.failed || paper->out->failed))
		status = tw_fail_memory(err);
	if (!status)
		tw_safe_lines(paper->out, start);
	tw_buffer_release(&path);
	tw_arena_free(arena);
	return status;
}
