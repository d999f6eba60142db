#include "run.h"

#include "base/buffer.h"
#include "lint/lint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum tw_status merge_judge(struct tw_record *record, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_lint_options options = { .house = NULL };

	return tw_lint_record(record, arena, &options, err);
}

struct merged merge_texts(struct tw_arena *arena, struct tw_view base,
	struct tw_view ours, struct tw_view theirs, enum tw_merge_style style)
{
	struct tw_merge_options options = { .style = style,
		.judge = merge_judge };
	struct tw_view text[] = { base, ours, theirs };
	struct tw_record *record[TW_MERGED] = { NULL, NULL, NULL };
	struct merged merged = { { NULL, 0 }, 0, false };
	struct tw_merge result;
	struct tw_error err = { TW_OK, "" };

	for (int s = 0; s < TW_MERGED; s++)
		if (text[s].ptr && tw_record_parse(&record[s], arena, text[s],
		    &err))
			merged.failed = true;
	merged.failed |= tw_merge(&result, arena, record[TW_BASE],
		record[TW_OURS], record[TW_THEIRS], &options, &err) != TW_OK;
	if (!merged.failed) {
		merged.text = result.text;
		merged.conflicts = result.conflicts;
	}
	return merged;
}

/* ---- lines ---- */

static struct tw_view line_at(struct tw_view text, size_t at)
{
	const char *newline = memchr(text.ptr + at, '\n', text.len - at);

	return (struct tw_view){ text.ptr + at, newline ?
		(size_t)(newline - text.ptr) + 1 - at : text.len - at };
}

static bool begins(struct tw_view line, const char *with)
{
	return line.len >= strlen(with) && !memcmp(line.ptr, with,
		strlen(with));
}

struct tw_view settled(struct tw_arena *arena, struct tw_view text, int side)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view result;
	int within = TW_MERGED;

	for (size_t at = 0; at < text.len;) {
		struct tw_view line = line_at(text, at);

		at += line.len;
		if (begins(line, "# merge: "))
			continue;
		if (begins(line, "<<<<<<<"))
			within = TW_OURS;
		else if (begins(line, "|||||||"))
			within = TW_BASE;
		else if (begins(line, "======="))
			within = TW_THEIRS;
		else if (begins(line, ">>>>>>>"))
			within = TW_MERGED;
		else if (within == TW_MERGED || within == side)
			tw_buffer_view(&out, line);
	}
	result = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return result;
}

/* ---- what a record says, whatever the order and the line breaks ---- */

static int compare_views(const void *a, const void *b)
{
	return tw_view_compare(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

static struct tw_view sorted_list(struct tw_arena *arena, struct tw_view value)
{
	struct tw_view elements[64], element, rest = value;
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view result;
	size_t count = 0;

	while (count < 64 && tw_list_next(&element, &rest))
		elements[count++] = element;
	qsort(elements, count, sizeof(*elements), compare_views);
	for (size_t i = 0; i < count; i++) {
		tw_buffer_view(&out, elements[i]);
		tw_buffer_string(&out, "; ");
	}
	result = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return result;
}

struct said {
	struct tw_view *lines;
	size_t count;
};

static void say(struct said *said, struct tw_arena *arena,
	const struct tw_buffer *line)
{
	said->lines[said->count++] = tw_arena_copy(arena, tw_buffer_get(line));
}

static struct said say_all(struct tw_arena *arena, struct tw_view text)
{
	struct said said = { tw_arena_take(arena,
		(text.len + 8) * sizeof(struct tw_view)), 0 };
	struct tw_buffer line = TW_BUFFER_INIT;
	struct tw_record *record;

	tw_record_parse(&record, arena, text, NULL);
	for (const struct tw_field *f = record->fields; f; f = f->next) {
		struct tw_view value = tw_segments_join(f->value, arena);

		if (f->kind == TW_OFFICERS || f->kind == TW_THEME)
			value = sorted_list(arena, value);
		tw_buffer_clear(&line);
		tw_buffer_format(&line, "%.*s: %.*s", TW_ARG(f->name),
			TW_ARG(value));
		say(&said, arena, &line);
	}
	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next) {
			struct tw_view figures[64], words;
			size_t count = 0;

			words = tw_segments_join(i->text, arena);
			tw_buffer_clear(&line);
			tw_buffer_format(&line, "%s|%.*s|%s|%.*s",
				tw_section_name(s->kind), TW_ARG(i->key),
				i->state ? tw_state_name(i->state) : "",
				TW_ARG(words));
			for (const struct tw_detail *d = i->details;
			     d && count < 64; d = d->next)
				figures[count++] = tw_arena_format(arena,
					"|%c%.*s: %.*s", d->sign,
					TW_ARG(d->name), TW_ARG(d->value));
			qsort(figures, count, sizeof(*figures), compare_views);
			for (size_t d = 0; d < count; d++)
				tw_buffer_view(&line, figures[d]);
			say(&said, arena, &line);
		}
	qsort(said.lines, said.count, sizeof(*said.lines), compare_views);
	tw_buffer_release(&line);
	return said;
}

static size_t count_in(const struct said *said, struct tw_view line)
{
	size_t count = 0;

	for (size_t i = 0; i < said->count; i++)
		count += tw_view_equal(said->lines[i], line);
	return count;
}

bool says_same(struct tw_arena *arena, struct tw_view a, struct tw_view b)
{
	struct said x = say_all(arena, a), y = say_all(arena, b);

	for (size_t i = 0; i < x.count && i < y.count; i++)
		if (!tw_view_equal(x.lines[i], y.lines[i]))
			return false;
	return x.count == y.count;
}

size_t says_missing(struct tw_arena *arena, struct tw_view right,
	struct tw_view a, struct tw_view b)
{
	struct said all = say_all(arena, right), x = say_all(arena, a);
	struct said y = say_all(arena, b);
	size_t missing = 0;

	for (size_t i = 0; i < all.count; i++)
		missing += !count_in(&x, all.lines[i]) &&
			!count_in(&y, all.lines[i]);
	return missing;
}

/* ---- words ---- */

static bool is_word(char c)
{
	return c != ' ' && c != '\n' && c != '\r' && c != ';';
}

struct words {
	struct tw_view *at;
	size_t count;
};

static struct words words_of(struct tw_arena *arena, struct tw_view text)
{
	struct words words = { tw_arena_take(arena,
		(text.len / 2 + 2) * sizeof(struct tw_view)), 0 };

	for (size_t i = 0; i < text.len;) {
		size_t len = 0;

		while (i + len < text.len && is_word(text.ptr[i + len]))
			len++;
		if (len)
			words.at[words.count++] = (struct tw_view){
				text.ptr + i, len };
		i += len + 1;
	}
	qsort(words.at, words.count, sizeof(*words.at), compare_views);
	return words;
}

static bool has_word(const struct words *words, struct tw_view word)
{
	return words->count && bsearch(&word, words->at, words->count,
		sizeof(word), compare_views);
}

/* A word that is in `of`, in none of `but`, and not in `in`. */
static bool is_missing(const struct words *of, const struct words *but,
	const struct words *in, struct tw_view date)
{
	for (size_t i = 0; i < of->count; i++)
		if (!(but && has_word(but, of->at[i])) &&
		    !has_word(in, of->at[i]) &&
		    !tw_view_equal(of->at[i], date))
			return true;
	return false;
}

static struct tw_view date_of(struct tw_arena *arena, struct tw_view text)
{
	struct tw_record *record;

	tw_record_parse(&record, arena, text, NULL);
	return tw_record_value(record, TW_DATE, arena);
}

/* ---- what must hold ---- */

static bool has_marker(struct tw_view text)
{
	for (size_t at = 0; at < text.len;) {
		struct tw_view line = line_at(text, at);

		at += line.len;
		if (begins(line, "<<<<<<<") || begins(line, ">>>>>>>") ||
		    begins(line, "=======") || begins(line, "# merge:"))
			return true;
	}
	return false;
}

static size_t errors(struct tw_arena *arena, struct tw_view text,
	size_t *layout)
{
	struct tw_record *record;
	struct tw_error err;

	tw_record_parse(&record, arena, text, &err);
	*layout = record->diagnostics.layout;
	merge_judge(record, arena, &err);
	return record->diagnostics.count[TW_ERROR];
}

/* The same with a blank line more, so that no shortcut can be taken. */
static struct tw_view disturbed(struct tw_arena *arena, struct tw_view text)
{
	return tw_arena_format(arena, "\n%.*s", TW_ARG(text));
}

static struct tw_view with_crlf(struct tw_arena *arena, struct tw_view text)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view result;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n')
			tw_buffer_byte(&out, '\r');
		tw_buffer_byte(&out, text.ptr[i]);
	}
	result = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return result;
}

/* One side changed nothing, or both the same. */
static const char *one_sided_fault(struct tw_arena *arena, struct tw_view o,
	struct tw_view a)
{
	struct tw_view other = disturbed(arena, o);
	struct merged m = merge_texts(arena, o, a, o, TW_STYLE_MERGE);

	if (m.failed || m.conflicts || !tw_view_equal(m.text, a))
		return "merge(o,a,o) is a";
	m = merge_texts(arena, o, o, a, TW_STYLE_MERGE);
	if (m.failed || m.conflicts || !tw_view_equal(m.text, a))
		return "merge(o,o,a) is a";
	m = merge_texts(arena, o, a, a, TW_STYLE_MERGE);
	if (m.failed || m.conflicts || !tw_view_equal(m.text, a))
		return "merge(o,a,a) is a";
	m = merge_texts(arena, o, a, other, TW_STYLE_MERGE);
	if (m.failed || m.conflicts || m.text.len != a.len + 1 ||
	    !tw_view_equal(m.text, disturbed(arena, a)))
		return "merge(o,a,o) is a, item by item";
	m = merge_texts(arena, o, other, a, TW_STYLE_MERGE);
	if (m.failed || m.conflicts || !says_same(arena, m.text, a))
		return "merge(o,o,a) is a, item by item";
	m = merge_texts(arena, o, a, disturbed(arena, a), TW_STYLE_MERGE);
	if (m.failed || m.conflicts || !says_same(arena, m.text, a))
		return "merge(o,a,a) is a, item by item";
	return NULL;
}

/* Who deleted an item that the other one left alone has his way. */
static const char *deletion_fault(const struct said *o, const struct said *a,
	const struct said *b, const struct said *m)
{
	for (size_t i = 0; i < o->count; i++) {
		struct tw_view line = o->lines[i];
		size_t was = count_in(o, line);

		if (memchr(line.ptr, '|', line.len) && was == 1 &&
		    count_in(b, line) == 1 && !count_in(a, line) &&
		    count_in(m, line))
			return "what one side took out is gone";
	}
	return NULL;
}

/* The section of a line, or its text, without what stands below it. */
static struct tw_view part_of(struct tw_view line, int number)
{
	while (number--) {
		const char *bar = memchr(line.ptr, '|', line.len);
		size_t len = bar ? (size_t)(bar - line.ptr) + 1 : line.len;

		line.ptr += len;
		line.len -= len;
	}
	if (line.len && memchr(line.ptr, '|', line.len))
		line.len = (size_t)((const char *)memchr(line.ptr, '|',
			line.len) - line.ptr);
	return line;
}

static size_t count_text(const struct said *said, struct tw_view line)
{
	size_t count = 0;

	for (size_t i = 0; i < said->count; i++)
		count += tw_view_equal(part_of(said->lines[i], 0),
			part_of(line, 0)) && tw_view_equal(part_of(
			said->lines[i], 3), part_of(line, 3));
	return count;
}

static const char *doubled_fault(const struct said *a, const struct said *b,
	const struct said *o, const struct said *m)
{
	for (size_t i = 0; i < m->count; i++) {
		size_t base = count_text(o, m->lines[i]);
		size_t ours = count_text(a, m->lines[i]);
		size_t theirs = count_text(b, m->lines[i]);
		size_t most = ours > theirs ? ours : theirs;

		if (ours + theirs > base + most)
			most = ours + theirs - base;
		if (part_of(m->lines[i], 3).len && ours && theirs &&
		    count_text(m, m->lines[i]) > most)
			return "nothing is doubled";
	}
	return NULL;
}

/* One text twice: which of the two is meant, nobody can tell again. */
static bool says_twice(const struct said *said)
{
	for (size_t i = 0; i < said->count; i++)
		for (size_t j = 0; j < i; j++) {
			struct tw_view text = part_of(said->lines[i], 3);

			if (text.len && tw_view_equal(text, part_of(
			    said->lines[j], 3)))
				return true;
		}
	return false;
}

static const char *clean_fault(struct tw_arena *arena, struct tw_view o,
	struct tw_view a, struct tw_view b, struct tw_view text)
{
	struct said so = say_all(arena, o), sa = say_all(arena, a);
	struct said sb = say_all(arena, b), sm = say_all(arena, text);
	size_t layout, layout_a, layout_b, found, ours, theirs;
	const char *fault;
	struct merged m;

	if (has_marker(text))
		return "without a conflict there is no marker";
	found = errors(arena, text, &layout);
	ours = errors(arena, a, &layout_a);
	theirs = errors(arena, b, &layout_b);
	if (layout)
		return "the result can be read";
	if (found > ours + theirs)
		return "the result breaks no new rule";
	fault = deletion_fault(&so, &sa, &sb, &sm);
	if (!fault)
		fault = deletion_fault(&so, &sb, &sa, &sm);
	if (!fault)
		fault = doubled_fault(&sa, &sb, &so, &sm);
	if (fault || says_twice(&so) || says_twice(&sa) || says_twice(&sb))
		return fault;
	m = merge_texts(arena, o, text, disturbed(arena, b), TW_STYLE_MERGE);
	if (m.failed || (!m.conflicts && !says_same(arena, m.text, text)))
		return "merging theirs again changes nothing";
	m = merge_texts(arena, o, disturbed(arena, a), text, TW_STYLE_MERGE);
	if (m.failed || (!m.conflicts && !says_same(arena, m.text, text)))
		return "merging ours again changes nothing";
	return NULL;
}

/* Each side of a conflict is of that side. */
static const char *side_fault(struct tw_arena *arena, struct tw_view text,
	struct tw_view a, struct tw_view b)
{
	struct tw_view of[TW_MERGED] = { { NULL, 0 }, a, b };
	struct words words[TW_MERGED] = { { NULL, 0 }, words_of(arena, a),
		words_of(arena, b) };
	int within = TW_MERGED;

	for (size_t at = 0; at < text.len;) {
		struct tw_view line = line_at(text, at);

		at += line.len;
		if (begins(line, "<<<<<<<"))
			within = TW_OURS;
		else if (begins(line, "======="))
			within = TW_THEIRS;
		else if (begins(line, ">>>>>>>"))
			within = TW_MERGED;
		else if (within != TW_MERGED) {
			struct words here = words_of(arena, line);

			if (is_missing(&here, NULL, &words[within],
			    (struct tw_view){ NULL, 0 }) ||
			    !memmem(of[within].ptr, of[within].len, line.ptr,
			    line.len))
				return "each side of a conflict is that side's";
		}
	}
	return NULL;
}

static const char *conflict_fault(struct tw_arena *arena, struct tw_view a,
	struct tw_view b, const struct merged *m)
{
	size_t layout, ignored, sides, found, other;
	const char *fault;

	if (!has_marker(m->text))
		return "a conflict has markers";
	sides = errors(arena, a, &ignored) + errors(arena, b, &ignored);
	found = errors(arena, settled(arena, m->text, TW_OURS), &layout);
	other = errors(arena, settled(arena, m->text, TW_THEIRS), &ignored);
	if (layout || ignored)
		return "either side of a conflict can be read";
	if (found > sides && other > sides)
		return "one side of a conflict breaks no new rule";
	fault = settling_fault(arena, m);
	return fault ? fault : side_fault(arena, m->text, a, b);
}

static const char *words_fault(struct tw_arena *arena, struct tw_view o,
	struct tw_view a, struct tw_view b, struct tw_view text)
{
	struct words wo = words_of(arena, o), wa = words_of(arena, a);
	struct words wb = words_of(arena, b), wm = words_of(arena, text);

	if (is_missing(&wa, &wo, &wm, date_of(arena, a)) ||
	    is_missing(&wb, &wo, &wm, date_of(arena, b)))
		return "no new word is lost";
	return NULL;
}

static const char *invented_fault(struct tw_arena *arena, struct tw_view a,
	struct tw_view b, struct tw_view text)
{
	struct words wa = words_of(arena, a), wb = words_of(arena, b);
	struct words wm = words_of(arena, text);

	if (is_missing(&wm, &wa, &wb, (struct tw_view){ NULL, 0 }))
		return "no word is invented";
	return NULL;
}

/* Both ways, and with the other line ends. */
static const char *again_fault(struct tw_arena *arena, struct tw_view o,
	struct tw_view a, struct tw_view b, const struct merged *m)
{
	struct merged other = merge_texts(arena, o, b, a, TW_STYLE_MERGE);

	if (other.failed || other.conflicts != m->conflicts ||
	    (!m->conflicts && !says_same(arena, m->text, other.text)))
		return "it does not matter who is ours";
	other = merge_texts(arena, with_crlf(arena, o), with_crlf(arena, a),
		with_crlf(arena, b), TW_STYLE_MERGE);
	if (other.failed || !tw_view_equal(other.text,
	    with_crlf(arena, m->text)))
		return "line ends are kept";
	return NULL;
}

const char *merge_fault(struct tw_arena *arena, struct tw_view o,
	struct tw_view a, struct tw_view b)
{
	struct merged m = merge_texts(arena, o, a, b, TW_STYLE_MERGE);
	const char *fault = NULL;

	if (m.failed)
		return "the merge ends well";
	fault = one_sided_fault(arena, o, a);
	if (!fault)
		fault = one_sided_fault(arena, o, b);
	if (!fault)
		fault = m.conflicts ? conflict_fault(arena, a, b, &m) :
			clean_fault(arena, o, a, b, m.text);
	if (!fault)
		fault = words_fault(arena, o, a, b, m.text);
	if (!fault && !m.conflicts)
		fault = invented_fault(arena, a, b, m.text);
	return fault ? fault : again_fault(arena, o, a, b, &m);
}

/* ---- shrinking ---- */

/* The text without the block of lines that begins at line `number`. */
static struct tw_view without(struct tw_arena *arena, struct tw_view text,
	size_t number, size_t *blocks)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view result;
	size_t block = 0;

	for (size_t at = 0; at < text.len;) {
		struct tw_view line = line_at(text, at);

		if (line.ptr[0] != ' ')
			block++;
		if (block != number)
			tw_buffer_view(&out, line);
		at += line.len;
	}
	*blocks = block;
	result = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return result;
}

static bool is_fine(struct tw_arena *arena, const struct tw_view text[3])
{
	for (int s = 0; s < 3; s++) {
		struct tw_record *record;

		if (tw_record_parse(&record, arena, text[s], NULL) ||
		    record->diagnostics.layout)
			return false;
	}
	return true;
}

static bool still(const struct tw_view text[3], const char *fault)
{
	struct tw_arena *arena = tw_arena_new();
	const char *found = is_fine(arena, text) ?
		merge_fault(arena, text[0], text[1], text[2]) : NULL;
	bool same = found && !strcmp(found, fault);

	tw_arena_free(arena);
	return same;
}

static bool shrink_once(struct tw_arena *arena, struct tw_view text[3],
	const char *fault)
{
	bool smaller = false;

	/* From all three, then from one each. */
	for (int which = 7; which; which = which == 7 ? 4 : which / 2) {
		size_t blocks = 1;

		for (size_t number = 1; number <= blocks; number++) {
			struct tw_view less[3];
			bool fewer = false;

			for (int s = 0; s < 3; s++) {
				less[s] = which & 1 << s ? without(arena,
					text[s], number, &blocks) : text[s];
				fewer |= less[s].len < text[s].len;
			}
			if (!fewer || !still(less, fault))
				continue;
			memcpy(text, less, sizeof(less));
			smaller = true;
			number--;
		}
	}
	return smaller;
}

void merge_shrink(struct tw_view o, struct tw_view a, struct tw_view b,
	const char *fault)
{
	static const char *const names[] = { "base", "ours", "theirs" };
	struct tw_view text[3] = { o, a, b };
	struct tw_arena *arena = tw_arena_new();
	struct merged m;

	while (shrink_once(arena, text, fault))
		continue;
	printf("does not hold: %s\n", fault);
	for (int s = 0; s < 3; s++)
		printf("---- %s\n%.*s", names[s], TW_ARG(text[s]));
	m = merge_texts(arena, text[0], text[1], text[2], TW_STYLE_MERGE);
	printf("---- result, %zu conflicts\n%.*s----\n", m.conflicts,
		TW_ARG(m.text));
	tw_arena_free(arena);
}
