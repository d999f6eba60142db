#include "report/word_writer.h"

#include "base/utf8.h"
#include "report/safe.h"

#include <assert.h>
#include <string.h>

static const struct tw_word_writer *const writers[] = {
	[TW_WORD_DOCX] = &tw_word_docx, [TW_WORD_ODT] = &tw_word_odt
};

void tw_word_begin(struct tw_word_sheet *word, enum tw_word_form form,
	struct tw_buffer *body)
{
	*word = (struct tw_word_sheet){ .writer = writers[form], .body = body };
}

void tw_word_package(struct tw_buffer *out, enum tw_word_form form,
	struct tw_view title, struct tw_view body)
{
	writers[form]->package(out, title, body);
}

/* ---- blocks ---- */

static void end_block(struct tw_word_sheet *word)
{
	if (word->open != TW_WORD_NONE)
		word->writer->block_end(word);
	word->open = TW_WORD_NONE;
}

void tw_word_block(struct tw_word_sheet *word, enum tw_word_block block)
{
	end_block(word);
	assert(!word->columns || word->cell);
	word->open = block;
	word->blank = word->filled = true;
	word->writer->block(word);
}

void tw_word_run(struct tw_word_sheet *word, struct tw_view text, unsigned look)
{
	while (text.len) {
		const char *tab = memchr(text.ptr, '\t', text.len);
		struct tw_view part = text;

		if (tab)
			part.len = (size_t)(tab - text.ptr);
		if (part.len)
			word->writer->run(word, part, look);
		if (tab)
			word->writer->tab(word);
		text = tw_after(text, part.len + (tab != NULL));
	}
}

void tw_word_line(struct tw_word_sheet *word)
{
	word->writer->line(word);
	word->blank = true;
}

void tw_word_add(struct tw_word_sheet *word, enum tw_word_block block,
	struct tw_view text)
{
	tw_word_block(word, block);
	tw_word_run(word, text, TW_WORD_PLAIN);
}

/* ---- tables ---- */

void tw_word_table(struct tw_word_sheet *word, const unsigned *shares,
	unsigned columns)
{
	end_block(word);
	assert(!word->columns && columns && columns <= TW_WORD_COLUMNS);
	word->columns = columns;
	word->sum = 0;
	for (unsigned i = 0; i < columns; i++) {
		word->shares[i] = shares[i];
		word->sum += shares[i];
	}
	word->writer->table(word);
}

/* No cell may be without a block. */
static void end_cell(struct tw_word_sheet *word)
{
	if (!word->cell)
		return;
	if (!word->filled)
		tw_word_block(word, TW_WORD_PARAGRAPH);
	end_block(word);
	word->writer->cell_end(word);
	word->cell = false;
	word->column++;
}

/* Cells that were not given are empty. */
static void end_row(struct tw_word_sheet *word)
{
	if (!word->row)
		return;
	end_cell(word);
	while (word->column < word->columns) {
		tw_word_cell(word);
		end_cell(word);
	}
	word->writer->row_end(word);
	word->row = false;
}

void tw_word_row(struct tw_word_sheet *word, bool heading)
{
	end_row(word);
	word->row = true;
	word->heading_row = heading;
	word->column = 0;
	word->writer->row(word);
}

void tw_word_cell(struct tw_word_sheet *word)
{
	end_cell(word);
	assert(word->row && word->column < word->columns);
	word->cell = true;
	word->filled = false;
	word->writer->cell(word);
}

void tw_word_table_end(struct tw_word_sheet *word)
{
	end_row(word);
	word->writer->table_end(word);
	word->columns = 0;
}

void tw_word_end(struct tw_word_sheet *word)
{
	assert(!word->columns);
	end_block(word);
	word->writer->end(word);
}

/* ---- XML ---- */

static void put_safe(struct tw_buffer *out, struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++) {
		const char *reference = text.ptr[i] == '&' ? "&amp;" :
			text.ptr[i] == '<' ? "&lt;" :
			text.ptr[i] == '>' ? "&gt;" :
			text.ptr[i] == '"' ? "&quot;" : NULL;

		if (reference)
			tw_buffer_string(out, reference);
		else
			tw_buffer_byte(out, text.ptr[i]);
	}
}

void tw_word_xml(struct tw_buffer *out, struct tw_view text)
{
	struct tw_buffer safe = TW_BUFFER_INIT;
	struct tw_view rest;

	tw_safe_add(&safe, text);
	rest = tw_buffer_get(&safe);
	/* The two characters that are text, but not to XML. */
	for (size_t i = 0; i + 2 < rest.len; i++) {
		if (memcmp(rest.ptr + i, "\xEF\xBF\xBE", 3) &&
		    memcmp(rest.ptr + i, "\xEF\xBF\xBF", 3))
			continue;
		put_safe(out, (struct tw_view){ rest.ptr, i });
		tw_buffer_string(out, rest.ptr[i + 2] == '\xBE' ?
			"\\u{FFFE}" : "\\u{FFFF}");
		rest = tw_after(rest, i + 3);
		i = (size_t)-1;
	}
	put_safe(out, rest);
	tw_buffer_end(&safe, out);
}
