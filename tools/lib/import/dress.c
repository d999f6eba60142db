#include "import/dress.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "import/looks.h"
#include "record/bullet.h"

#include <termwise/term.h>

#include <string.h>

void tw_dress_line(struct tw_lines *lines, struct tw_buffer *line,
	uint32_t number, size_t rank)
{
	struct tw_view kept = tw_arena_copy(lines->arena,
		tw_buffer_get(line));

	if (!kept.ptr || line->failed)
		lines->failed = true;
	else
		tw_lines_add(lines, kept, number);
	if (!lines->failed && lines->count)
		lines->at[lines->count - 1].rank = (unsigned char)rank;
	tw_buffer_clear(line);
}

void tw_dress_code(struct tw_buffer *out, uint32_t code)
{
	char bytes[4];

	tw_buffer_add(out, bytes, tw_utf8_encode(bytes, code));
}

/* ---- headings that are titles ---- */

enum { NO_RANK = 7 }; /* below all of them */

bool tw_dress_is_term(struct tw_view heading)
{
	enum { LONGEST = 60 };
	struct tw_term_reading reading;

	return heading.len < LONGEST && tw_says_a_time(heading) &&
		tw_term_interpret(&reading, &tw_half_terms, heading);
}

/* What a line with a rank is: of a section, a label, or words. */
static struct tw_block read_line(const struct tw_line *line)
{
	struct tw_block block = { .text = tw_trim(line->text) };
	bool part;

	block.text = tw_after(block.text, tw_lead_length(block.text, &part));
	if (block.text.len && !tw_heading_read(&block) &&
	    !tw_label_read(&block) && line->rank &&
	    tw_dress_is_term(block.text)) {
		block.kind = TW_LABEL;
		block.value = TW_TERM;
	}
	return block;
}

/*
 * The rank of titles: the lowest above that of headings of sections; the
 * second where these have none, or the first is the document's alone, or that
 * below where the second are terms.
 */
static unsigned rank_of_titles(const struct tw_lines *lines)
{
	unsigned sections = NO_RANK, best = 0;

	for (size_t i = 0; i < lines->count; i++)
		if (lines->at[i].rank && lines->at[i].rank < sections &&
		    read_line(&lines->at[i]).kind == TW_HEADING)
			sections = lines->at[i].rank;
	for (size_t i = 0; i < lines->count && sections < NO_RANK; i++)
		if (lines->at[i].rank > best && lines->at[i].rank < sections &&
		    read_line(&lines->at[i]).kind == TW_PARAGRAPH)
			best = lines->at[i].rank;
	for (size_t i = 0; i < lines->count && !best; i++)
		if (lines->at[i].rank == 2 || lines->at[i].rank == 3)
			best = read_line(&lines->at[i]).kind == TW_LABEL ? 0 :
				lines->at[i].rank;
	return best > 1 ? best : 2;
}

/* Tells titles, below each of which a section stands, or its short name. */
static size_t find_titles(struct tw_lines *lines, bool marks)
{
	const struct tw_view name = TW_VIEW("Short name:");
	unsigned rank = rank_of_titles(lines);
	bool begins = marks;
	size_t count = 0;

	for (size_t i = lines->count; i--;) {
		struct tw_line *line = &lines->at[i];
		struct tw_block block = read_line(line);

		if (!block.text.len)
			continue;
		begins |= block.kind == TW_HEADING || (block.text.len >
			name.len && tw_fold_equal(name, (struct tw_view){
			block.text.ptr, name.len }));
		if (!line->rank || line->rank > rank ||
		    block.kind == TW_HEADING || (block.kind == TW_LABEL &&
		    block.value != TW_TITLE))
			continue;
		line->title = begins && line->rank == rank &&
			block.kind == TW_PARAGRAPH;
		count += line->title;
		begins = marks;
	}
	return count;
}

/* Where a document was kept, its first line, heads nothing. */
static void unrank_path(struct tw_lines *lines)
{
	size_t i = 0;

	while (i < lines->count && !tw_trim(lines->at[i].text).len)
		i++;
	if (i < lines->count && tw_is_path(tw_trim(lines->at[i].text)))
		lines->at[i].rank = 0;
}

void tw_dress_titles(struct tw_lines *lines)
{
	struct tw_lines out = { .arena = lines->arena };
	bool marks = false;

	for (size_t i = 0; i < lines->count && !marks; i++)
		marks = tw_marks_line(tw_trim(lines->at[i].text));
	if (!lines->failed && !marks)
		unrank_path(lines);
	if (lines->failed || !find_titles(lines, marks))
		return;
	for (size_t i = 0; i < lines->count && !out.failed; i++) {
		if (lines->at[i].title)
			tw_lines_add(&out, TW_VIEW("Priority"),
				lines->at[i].number);
		tw_lines_add(&out, lines->at[i].text, lines->at[i].number);
		if (out.count)
			out.at[out.count - 1] = lines->at[i];
	}
	*lines = out;
}
