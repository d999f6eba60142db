#include "import/story.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "import/dress.h"
#include "import/story_table.h"
#include "record/bullet.h"

#include <string.h>

/* How much of what is left out is quoted: so many, and so many bytes. */
enum { MOST_ASIDES = 40, LONGEST_ASIDE = 2000 };

/* Lines longer than this were not broken by the program that wrote them. */
enum { BROKEN_MOST = 100 };

static const struct tw_view rule = { "---", 3 };

void tw_story_begin(struct tw_word_story *story, struct tw_arena *arena,
	struct tw_source *source)
{
	memset(story, 0, sizeof(*story));
	story->arena = arena;
	story->source = source;
	if (!source->aside_end)
		source->aside_end = &source->asides;
}

void tw_story_release(struct tw_word_story *story)
{
	for (size_t i = 0; i < TW_STORY_BOXES; i++)
		tw_buffer_release(&story->open[i].text);
}

/* ---- what is left out ---- */

/* What wide gaps part in the header of a page is told apart. */
static struct tw_view told_apart(struct tw_word_story *story,
	struct tw_view text)
{
	enum { WIDE = 3 }; /* blanks */
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view rest = tw_trim(text);

	while (rest.len) {
		size_t blanks = 0;
		bool tab = false;

		while (blanks < rest.len && strchr(" \t", rest.ptr[blanks]))
			tab |= rest.ptr[blanks++] == '\t';
		if (tab || blanks >= WIDE)
			tw_buffer_string(&out, " | ");
		else if (blanks)
			tw_buffer_byte(&out, ' ');
		rest = tw_after(rest, blanks);
		if (!rest.len)
			break;
		tw_buffer_byte(&out, rest.ptr[0]);
		rest = tw_after(rest, 1);
	}
	text = tw_arena_copy(story->arena, tw_buffer_get(&out));
	if (out.failed)
		text.ptr = NULL;
	tw_buffer_release(&out);
	return text;
}

static void add_aside(struct tw_word_story *story, const char *what,
	struct tw_view text, bool kept)
{
	struct tw_source *source = story->source;
	struct tw_aside *aside;

	text = tw_source_clean(source, story->arena, text);
	if (text.ptr && !strncmp(what, TW_OF_PAGE, strlen(TW_OF_PAGE)))
		text = told_apart(story, text);
	if (text.ptr)
		text = tw_text_fold(story->arena, text);
	if (!text.ptr) {
		story->failed = true;
		return;
	}
	for (aside = source->asides; aside; aside = aside->next)
		if (!strcmp(aside->what, what) &&
		    tw_view_equal(aside->text, text)) {
			aside->again++;
			return;
		}
	if (source->aside_count == MOST_ASIDES || text.len > LONGEST_ASIDE) {
		text.len = 0;
		what = "more that is no part of its text";
		kept = false;
	}
	if (source->aside_count > MOST_ASIDES)
		return;
	aside = tw_arena_take(story->arena, sizeof(*aside));
	if (!aside) {
		story->failed = true;
		return;
	}
	*aside = (struct tw_aside){ .line = story->number, .what = what,
		.text = text, .kept = kept };
	*source->aside_end = aside;
	source->aside_end = &aside->next;
	source->aside_count++;
}

void tw_story_aside(struct tw_word_story *story, const char *what,
	struct tw_view text)
{
	add_aside(story, what, text, false);
}

void tw_story_kept(struct tw_word_story *story, const char *how,
	struct tw_view text)
{
	add_aside(story, how, text, true);
}

/* ---- paragraphs ---- */

struct tw_story_paragraph *tw_story_open(struct tw_word_story *story)
{
	size_t count = story->paragraphs;

	return count && count <= TW_STORY_BOXES ? &story->open[count - 1] :
		NULL;
}

struct tw_story_paragraph *tw_story_paragraph(struct tw_word_story *story)
{
	struct tw_story_paragraph *p;
	struct tw_buffer text;

	story->paragraphs++;
	p = tw_story_open(story);
	if (!p) {
		story->source->fault = "has boxes of text within each other, "
			"more than 16 deep";
		return NULL;
	}
	text = p->text;
	tw_buffer_clear(&text);
	*p = (struct tw_story_paragraph){ .text = text };
	return p;
}

void tw_story_text(struct tw_word_story *story, struct tw_view text)
{
	struct tw_story_paragraph *p = tw_story_open(story);

	if (!p)
		return;
	tw_buffer_view(&p->text, text);
	story->failed |= p->text.failed;
}

/* True if a text has something to read. */
static bool is_read(struct tw_view text)
{
	for (; text.len; text = tw_after(text, 1)) {
		text = tw_trim(text);
		if (text.len && text.ptr[0] != '\v' && text.ptr[0] != '\n')
			return true;
		if (!text.len)
			return false;
	}
	return false;
}

/* True below a point, as which the paragraph has no mark of its own. */
static bool goes_on(struct tw_word_story *story,
	const struct tw_story_paragraph *p)
{
	const struct tw_piece *above = tw_story_target(story)->last;

	return p->indented && !p->rank && !p->list && above &&
		!story->after_table && (above->list || above->more);
}

static struct tw_piece *add_piece(struct tw_word_story *story,
	const struct tw_story_paragraph *p)
{
	struct tw_view text = tw_source_clean(story->source, story->arena,
		tw_buffer_get(&p->text));
	struct tw_piece *piece = tw_arena_take(story->arena, sizeof(*piece));

	if (!piece || !text.ptr) {
		story->failed = true;
		return NULL;
	}
	story->bytes += text.len;
	if (story->bytes > TW_MAX_BYTES)
		story->source->fault = "says more than 4 MiB of text, which "
			"no update does";
	*piece = (struct tw_piece){ .text = text, .rank = p->rank,
		.level = p->level < TW_STORY_LEVELS ? p->level :
			TW_STORY_LEVELS,
		.list = p->rank ? TW_NO_LIST : p->list,
		.more = goes_on(story, p),
		.apart = story->after_table,
		.bold = p->bold && !p->list && !story->depth };
	story->after_table = false;
	if (is_read(text)) {
		piece->number = tw_story_number(story);
		return piece;
	}
	piece->text = p->ruled ? rule : TW_VIEW("");
	piece->list = TW_NO_LIST;
	piece->rank = 0;
	return piece;
}

void tw_story_paragraph_end(struct tw_word_story *story)
{
	struct tw_story_paragraph *p = tw_story_open(story);
	struct tw_piece *piece = p ? add_piece(story, p) : NULL;

	if (piece)
		tw_pieces_add(tw_story_target(story), piece);
	story->paragraphs -= story->paragraphs > 0;
}

/* ---- which headings are titles ---- */


struct telling {
	struct tw_word_story *story;
	struct tw_lines *lines;
	unsigned rank;    /* of titles; 0: none */
	bool same;        /* that is the one of sections */
	bool broken;      /* lines are no paragraphs, but parts of them */
	bool section;     /* a heading of one stands above */
	bool marks;       /* records follow as they are */
	unsigned seen;    /* sections since the last title, a bit each */
	bool point;       /* the last line is one */
	bool empty;       /* or empty */
	const struct tw_piece *only; /* a heading that is no title */
};

/* What a piece says, without the signs before it. */
static struct tw_block said_by(const struct tw_piece *piece)
{
	struct tw_view text = tw_trim(piece->text);
	bool part;

	return (struct tw_block){ .text = tw_after(text,
		tw_lead_length(text, &part)) };
}

/* The section that a heading is of; TW_SECTIONS: it is of none. */
static int section_of(const struct tw_piece *piece)
{
	struct tw_block block = said_by(piece);

	return block.text.len && block.text.len <= BROKEN_MOST &&
		piece->list != TW_BULLETS && tw_heading_read(&block) ?
		block.value : TW_SECTIONS;
}

static bool is_section(const struct tw_piece *piece)
{
	return section_of(piece) != TW_SECTIONS;
}

static bool is_label(const struct tw_piece *piece)
{
	struct tw_block block = said_by(piece);

	return block.text.len && (tw_label_read(&block) ||
		tw_dress_is_term(block.text));
}

/* Below that of all headings that the document calls so. */
enum { RANK_OF_BOLD = 10 };

/* A few words, and no sentence. */
static bool may_head(const struct tw_piece *piece)
{
	struct tw_view text = tw_trim(piece->text);

	return piece->bold && !piece->rank && text.len &&
		text.len <= BROKEN_MOST &&
		!memchr(text.ptr, '\v', text.len) &&
		!strchr(".,;!", text.ptr[text.len - 1]);
}

/* A heading of a section, or a title right above one. */
static bool heads_section(const struct tw_piece *piece)
{
	const struct tw_piece *next = piece->next;

	while (next && !next->number)
		next = next->next;
	return is_section(piece) || (next && !next->bold && !is_label(piece) &&
		is_section(next));
}

/*
 * A paragraph that is bold as a whole is dressed as a heading, if sections are
 * headed so, or priorities.
 */
static void rank_bold(struct tw_word_story *story)
{
	enum { LEAST = 2 };
	size_t sections = 0;

	for (struct tw_piece *p = story->pieces.first; p; p = p->next)
		sections += may_head(p) && heads_section(p);
	for (struct tw_piece *p = story->pieces.first; p; p = p->next)
		if (sections >= LEAST && may_head(p))
			p->rank = RANK_OF_BOLD;
}

static bool has_words(const struct tw_piece *piece)
{
	return piece->number > 0;
}

/*
 * True if what is bold may be a title: the section next below it is the first
 * of all, or stands above already.
 */
static bool may_begin(const struct telling *t, const struct tw_piece *bold,
	const struct tw_piece *section)
{
	return bold->rank != RANK_OF_BOLD || !t->seen ||
		t->seen >> section_of(section) & 1;
}

/*
 * True if a section follows a heading, or the short name of a priority; where
 * titles have the rank of sections, with no point between the two.
 */
static bool begins_priority(const struct telling *t,
	const struct tw_piece *heading)
{
	bool same = t->same;
	const struct tw_view name = TW_VIEW("Short name:");
	const struct tw_piece *p = heading->next;

	for (; p; p = p->next) {
		struct tw_view text = tw_trim(p->text);

		if (is_section(p))
			return may_begin(t, heading, p);
		if (p->rank || (same && p->list))
			return false;
		if (text.len > name.len && tw_fold_equal(name,
		    (struct tw_view){ text.ptr, name.len }))
			return true;
	}
	return false;
}

static bool may_be_title(const struct tw_piece *piece, unsigned rank)
{
	return rank && piece->rank == rank && has_words(piece) &&
		!is_section(piece) && !is_label(piece);
}

/* The lowest rank above that of sections that another heading has. */
static unsigned rank_of_titles(bool *is_same, const struct tw_piece *first)
{
	unsigned sections = 0, best = 0, same = 0;

	for (const struct tw_piece *p = first; p; p = p->next)
		if (p->rank && is_section(p) &&
		    (!sections || p->rank < sections))
			sections = p->rank;
	for (const struct tw_piece *p = first; p; p = p->next) {
		bool above = !sections || p->rank < sections;

		if ((above ? p->rank <= best : same || p->rank > sections) ||
		    !may_be_title(p, p->rank))
			continue;
		if (above)
			best = p->rank;
		same |= !above;
	}
	*is_same = !best && same;
	return best ? best : same ? sections : 0;
}

/*
 * The first line of a document may be a heading that names the area, and none
 * of its priorities: it is a title only where there are others.
 */
static void find_titles(struct telling *t)
{
	const struct tw_piece *first = t->story->pieces.first, *top;
	size_t count = 0;

	t->rank = rank_of_titles(&t->same, first);
	for (top = first; top && !has_words(top);)
		top = top->next;
	for (const struct tw_piece *p = first; p; p = p->next) {
		count += count < 2 && may_be_title(p, t->rank);
		t->marks |= tw_marks_line(tw_trim(p->text));
	}
	if (count == 1 && top)
		t->only = top;
}

/* ---- lines ---- */

static void add_line(struct telling *t, struct tw_view text,
	uint32_t number, bool soft, bool implied)
{
	struct tw_lines *lines = t->lines;

	tw_lines_add(lines, text, number);
	if (lines->failed || !lines->count)
		return;
	lines->at[lines->count - 1].soft = soft;
	lines->at[lines->count - 1].implied = implied;
}

static void part(struct telling *t, uint32_t number)
{
	if (t->lines->count && !t->empty)
		add_line(t, TW_VIEW(""), number, false, true);
	t->empty = true;
}

static const char *mark_of(const struct telling *t,
	const struct tw_piece *piece)
{
	if (piece->list == TW_NUMBERS)
		return "1. ";
	return piece->list == TW_BULLETS ||
		(piece->row && t->section && !piece->heads) ?
		"\xE2\x80\xA2 " : piece->more ? "  " : "";
}

/* "and on", which begins nothing. */
static bool begins_within(struct tw_view text)
{
	static const char *const words[] = { "and ", "or ", "which ", "that " };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct tw_view word = tw_view_of(words[i]);

		if (text.len > word.len && !memcmp(text.ptr, word.ptr, word.len))
			return true;
	}
	return false;
}

/*
 * A paragraph that begins with a small letter is one of its own, unless it goes
 * on with a point, or paragraphs are but lines.
 */
static bool stands_alone(const struct telling *t, struct tw_view text)
{
	return !t->broken && !t->point && text.len && text.ptr[0] >= 'a' &&
		text.ptr[0] <= 'z' && !begins_within(text);
}

static void tell_lines(struct telling *t, const struct tw_piece *piece,
	const char *mark)
{
	struct tw_view rest = piece->text, line;
	struct tw_lines *lines = t->lines;
	uint32_t number = 1;
	bool numbered, first = true;

	while (tw_line_next(&line, &number, &rest)) {
		if (first && *mark)
			line = tw_arena_format(t->story->arena, "%*s%s%.*s",
				piece->list ? 2 * (int)piece->level : 0, "",
				mark, TW_ARG(tw_trim(line)));
		if (!line.ptr) {
			lines->failed = true;
			return;
		}
		add_line(t, line, piece->number, !first || piece->more,
			false);
		if (lines->count) {
			lines->at[lines->count - 1].heads = piece->heads;
			lines->at[lines->count - 1].ranked = piece->rank > 0;
			lines->at[lines->count - 1].rank =
				(unsigned char)piece->rank;
			lines->at[lines->count - 1].dressed = first ?
				piece->dressed : 0;
		}
		t->point = (t->point && (!first || piece->more)) ||
			tw_bullet_length(tw_trim(line), &numbered);
		first = false;
	}
	t->empty = false;
}

/* True if the second of two paragraphs is the end of the first. */
static bool ends_line(const struct tw_piece *p, const struct tw_piece *next,
	size_t widest)
{
	enum { NARROW = 60 };
	struct tw_view text = tw_trim(p->text), below = tw_trim(next->text);
	size_t word = 0;

	if (!text.len || !below.len || below.ptr[0] < 'a' || below.ptr[0] > 'z' ||
	    next->list || next->row || p->row)
		return false;
	while (word < below.len && below.ptr[word] != ' ')
		word++;
	return text.ptr[text.len - 1] == ',' || tw_text_dangles(text) ||
		(text.len >= NARROW && text.len + 1 + word > widest);
}

/*
 * True if paragraphs are but lines, as where a mail was pasted: none is longer
 * than those are, and one ends within a sentence.
 */
static bool are_broken(const struct tw_piece *first)
{
	size_t widest = 0;
	bool broken = false;

	for (const struct tw_piece *p = first; p; p = p->next)
		if (p->text.len > widest)
			widest = p->text.len;
	for (const struct tw_piece *p = first; p && p->next && !broken;
	     p = p->next)
		broken = ends_line(p, p->next, widest);
	return broken && widest <= BROKEN_MOST;
}

static void tell_piece(struct telling *t, const struct tw_piece *piece)
{
	struct tw_view text = tw_trim(piece->text);
	const char *mark = mark_of(t, piece);
	int section;

	if (!text.len) {
		add_line(t, TW_VIEW(""), t->story->number, false, false);
		t->empty = true;
		t->point = false;
		return;
	}
	if (piece->apart || piece->rank ||
	    (!*mark && stands_alone(t, text)))
		part(t, piece->number);
	if (piece != t->only && may_be_title(piece, t->rank) &&
	    (t->marks || begins_priority(t, piece))) {
		add_line(t, TW_VIEW("Priority"), piece->number, false, false);
		t->section = false;
		t->seen = 0;
	}
	tell_lines(t, piece, mark);
	if (piece->rank)
		part(t, piece->number);
	section = section_of(piece);
	t->section |= section != TW_SECTIONS;
	if (section != TW_SECTIONS)
		t->seen |= 1u << section;
}

/* "3 pictures"; there are some. */
static void say_count(struct tw_word_story *story, size_t count,
	const char *one, const char *several)
{
	struct tw_view what = count == 1 ? tw_view_of(one) :
		tw_arena_format(story->arena, "%zu %s", count, several);
	struct tw_source *source = story->source;
	struct tw_aside *aside = count ? tw_arena_take(story->arena,
		sizeof(*aside)) : NULL;

	story->failed |= !what.ptr || (count && !aside);
	if (!what.ptr || !aside)
		return;
	*aside = (struct tw_aside){ .what = what.ptr, .many = count > 1 };
	*source->aside_end = aside;
	source->aside_end = &aside->next;
}

void tw_story_lines(struct tw_lines *lines, struct tw_word_story *story)
{
	struct telling t = { .story = story, .lines = lines, .broken = true,
		.empty = true, .section = story->below_section };

	t.broken = are_broken(story->pieces.first);
	rank_bold(story);
	if (!story->failed)
		find_titles(&t);
	for (const struct tw_piece *p = story->pieces.first;
	     p && !lines->failed && !story->failed &&
	     lines->count <= TW_MAX_LINES; p = p->next)
		tell_piece(&t, p);
	say_count(story, story->pictures, "a picture", "pictures");
	lines->failed |= story->failed;
}
