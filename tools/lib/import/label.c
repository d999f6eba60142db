/*
 * Labels as people type them, and what heads no section: by the table, one slip
 * away, or in the words of forms.
 */
#include "base/utf8.h"
#include "import/blocks.h"
#include "import/compound.h"
#include "import/heading.h"
#include "import/looks.h"
#include "import/worded.h"
#include "record/tables.h"

#include <string.h>

/* The number behind "Priority", its blanks too: " 2", " no. 2", " two". */
static size_t number_length(struct tw_view v)
{
	static const char *const words[] = {
		"one", "two", "three", "four", "five", "six"
	};
	size_t i = tw_blank_start(v), start;

	for (size_t k = 0; i && k < sizeof(words) / sizeof(*words); k++) {
		struct tw_view word = { v.ptr + i, strlen(words[k]) };

		if (v.len >= i + word.len &&
		    tw_fold_equal(word, tw_view_of(words[k])))
			return i + word.len;
	}
	if (i && i + 3 < v.len && tw_fold_equal(TW_VIEW("no."),
	    (struct tw_view){ v.ptr + i, 3 }))
		i += 3 + tw_blank_start(tw_after(v, i + 3));
	i += i && i < v.len && v.ptr[i] == '#';
	start = i;

	while (i < v.len && i < start + 2 && v.ptr[i] >= '0' &&
	       v.ptr[i] <= '9')
		i++;
	return i > start && start ? i : 0;
}

/* "Priority 2" and what stands behind it. */
static bool read_numbered(struct tw_block *block)
{
	const struct tw_view name = TW_VIEW("priority");
	struct tw_view rest;
	size_t number, mark;

	if (block->text.len <= name.len || !tw_fold_equal(name,
	    (struct tw_view){ block->text.ptr, name.len }))
		return false;
	rest = tw_after(block->text, name.len);
	number = number_length(rest);
	if (!number)
		return false;
	rest = tw_after(rest, number);
	mark = tw_heading_mark(&block->dash, rest);
	if (rest.len && !mark)
		return false;
	block->rest = tw_trim(tw_after(rest, mark));
	block->value = TW_TITLE;
	block->strong = true;
	return true;
}

static const struct tw_typed *near_label(struct tw_view text)
{
	/* "Priority: Reading" is no slip of "priority heading". */
	if (memchr(text.ptr, ':', text.len))
		return NULL;
	for (size_t i = tw_typed_first(TW_TYPED_LABEL); i < tw_typed_count &&
	     tw_typed[i].kind == TW_TYPED_LABEL; i++)
		if (tw_typed[i].len > 12 &&
		    tw_heading_may_be(text, tw_typed_text(&tw_typed[i])) &&
		    tw_slips(text, tw_typed_text(&tw_typed[i]), 2) <= 2)
			return &tw_typed[i];
	return NULL;
}

static bool read_behind(struct tw_block *block)
{
	static const enum tw_typed_kind kinds[] = {
		TW_TYPED_LABEL, TW_TYPED_LABEL_FIELD, TW_TYPED_LABEL_TOP
	};
	enum tw_typed_kind kind = TW_TYPED_LABEL;
	const struct tw_typed *row = NULL;
	size_t length = 0;

	for (size_t i = 0; i < 3 && !row; i++) {
		kind = kinds[i];
		row = tw_heading_start(&length, &block->dash, kind, block->text);
	}
	if (!row)
		return false;
	block->top = kind == TW_TYPED_LABEL_TOP;
	/* Ordinary words label with a colon only, that of areas but above. */
	if (block->dash && kind == TW_TYPED_LABEL && row->value == TW_AREA &&
	    block->text.ptr[row->len] == ' ')
		block->top = true;
	else if (block->dash && (kind != TW_TYPED_LABEL ||
	    (tw_heading_one_word(tw_typed_text(row)) && row->value != TW_TITLE &&
	     row->value != TW_OFFICERS && row->value != TW_TERM)))
		return false;
	block->rest = tw_trim(tw_after(block->text, length));
	/* "Partnership priority - monitoring form" is what a document is. */
	if (block->dash && row->value == TW_TITLE &&
	    !tw_heading_one_word(tw_typed_text(row)) &&
	    tw_says_what_it_is(block->rest))
		return false;
	block->value = row->value;
	block->strong = row->value != TW_SCOPE &&
		(!tw_heading_one_word(tw_typed_text(row)) ||
		(kind == TW_TYPED_LABEL && (row->value == TW_TITLE ||
		row->value == TW_TERM)));
	return true;
}

/*
 * "Swyddog / Officer: Elin Prosser": one of two is a label, and the other
 * nothing that is known.
 */
static bool read_bilingual(struct tw_block *block)
{
	struct tw_view text = block->text, first = { text.ptr, 0 }, second;
	const char *colon = memchr(text.ptr, ':', text.len);
	const struct tw_typed *row, *other;

	text.len = colon ? (size_t)(colon - text.ptr) : 0;
	while (first.len + 3 < text.len &&
	       memcmp(text.ptr + first.len, " / ", 3))
		first.len++;
	if (first.len + 3 >= text.len || text.len > TW_HEADING_LONGEST)
		return false;
	second = tw_trim(tw_after(text, first.len + 3));
	row = tw_typed_find(TW_TYPED_LABEL, second);
	other = tw_typed_find(TW_TYPED_LABEL, first);
	if (!row == !other)
		return false;
	row = row ? row : other;
	block->rest = tw_trim(tw_after(block->text, text.len + 1));
	block->value = row->value;
	block->strong = !tw_heading_one_word(tw_typed_text(row)) || row->value == TW_TITLE ||
		row->value == TW_TERM;
	return block->rest.len > 0;
}

/* "X-number: 7", a field of the format that is anybody's. */
static bool read_free(struct tw_block *block)
{
	const char *colon = memchr(block->text.ptr, ':', block->text.len);
	struct tw_view name = { block->text.ptr, 0 };

	name.len = colon ? (size_t)(colon - name.ptr) : 0;
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] == ' ')
			return false;
	if (!name.len || tw_field_find(name) != TW_X_FIELD)
		return false;
	block->value = TW_X_FIELD;
	block->rest = tw_trim(tw_after(block->text, name.len + 1));
	return block->rest.len > 0;
}

/*
 * "3. Which half-term does this return cover? *", as forms ask; elsewhere than
 * above the first heading it must look like a question, too.
 */
static bool read_worded(struct tw_block *block)
{
	struct tw_view text = block->text, part = text;
	const char *colon = memchr(text.ptr, ':', text.len);
	enum tw_field_kind kind;
	bool marked;

	/* "Which area do you work in? Eastwick" */
	if (!colon)
		colon = memchr(text.ptr, '?', text.len);
	if (colon)
		part.len = (size_t)(colon - text.ptr);
	kind = tw_worded_label(tw_heading_bare(part));
	marked = colon || strchr("?*", text.ptr[text.len - 1]);
	if (kind == TW_KNOWN_FIELDS || (!marked && !tw_worded_asks(text)))
		return false;
	block->rest = tw_trim(tw_after(text, part.len + (colon != NULL)));
	if (block->rest.len == 1 && block->rest.ptr[0] == '*')
		block->rest.len = 0;
	block->value = (int)kind;
	block->strong = true;
	block->top = !marked;
	return true;
}

bool tw_label_read(struct tw_block *block)
{
	struct tw_view text = tw_heading_bare(block->text);
	const struct tw_view plural = TW_VIEW("(s)");
	const struct tw_typed *row;

	if (text.len < TW_HEADING_LEAST)
		return false;
	row = tw_typed_find(TW_TYPED_LABEL, text);
	if (!row && text.len > plural.len && tw_fold_equal(plural,
	    tw_after(text, text.len - plural.len)))
		row = tw_typed_find(TW_TYPED_LABEL, (struct tw_view){ text.ptr,
			text.len - plural.len });
	if (!row)
		row = near_label(text);
	if (row) {
		block->value = row->value;
		block->strong = row->value != TW_SCOPE &&
			(!tw_heading_one_word(tw_typed_text(row)) ||
			row->value == TW_TITLE || row->value == TW_TERM);
	} else if (!read_numbered(block) && !read_behind(block) &&
	           !read_bilingual(block) && !read_free(block) &&
	           !read_worded(block)) {
		return false;
	}
	block->kind = TW_LABEL;
	return true;
}

/* "Challenges / barriers": all of them head what no section is. */
static const struct tw_typed *find_others(struct tw_view text)
{
	const struct tw_typed *row = tw_typed_find(TW_TYPED_OTHER, text);
	struct tw_view name;

	if (row || text.len > TW_HEADING_LONGEST ||
	    !tw_heading_name(&name, &text) || !text.len)
		return row;
	do
		row = tw_typed_find(TW_TYPED_OTHER, name);
	while (row && tw_heading_name(&name, &text));
	return row;
}

bool tw_other_read(struct tw_block *block)
{
	struct tw_view text = tw_heading_bare(block->text);
	const struct tw_typed *row = text.len < TW_HEADING_LEAST ? NULL :
		find_others(text);
	size_t length = block->text.len;
	bool dash = false;

	if (!row && text.len <= TW_HEADING_LONGEST && tw_heading_past_plans(text)) {
		block->kind = TW_OTHER;
		block->value = 0;
		block->rest = tw_after(block->text, length);
		return true;
	}

	/* Such words are also words: what they head stands behind a colon. */
	if (!row)
		row = tw_heading_start(&length, &dash, TW_TYPED_OTHER, block->text);
	if (!row || dash || *block->text.ptr == '"')
		return false;
	block->kind = TW_OTHER;
	block->value = row->value;
	block->rest = tw_trim(tw_after(block->text, length));
	return true;
}
