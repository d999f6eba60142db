/*
 * Runs the examples of the specification: every block of spec/format.md,
 * spec/privacy.md, spec/diagnostics.md and tests/spec/regression.md that is
 * fenced by four backquotes and the word "example". spec/format.md, "How the
 * examples are written", says what they look like. Also holds the entries of
 * spec/diagnostics.md against the table of diagnostics.
 *
 * To be run where those folders are. Names of files as arguments are read
 * instead of the four.
 */
#include "../test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <termwise/house.h>
#include <termwise/record.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "lint/allow.h"
#include "lint/lint.h"
#include "lint/terms.h"
#include "rules/rules.h"
#include "signs.h"

/* What the fence line of an example says, and what stands in it. */
struct example {
	const char *file;
	unsigned line; /* of the fence */
	bool house, names, rules, canonical, notes, terms;
	struct tw_view path;
	struct tw_view area;         /* other priorities of it, and "," */
	struct tw_view before;       /* what stands before the last record */
	struct tw_buffer rules_text; /* what stands before "---" */
	struct tw_buffer text;
	struct tw_view findings;
	struct tw_buffer rewritten;
};

/* A page being read, and the entry of diagnostics.md one is in. */
struct page {
	const char *file;
	struct tw_view rest;
	unsigned line; /* of the first line of `rest` */
	unsigned examples, failures;
	unsigned entries;
	bool in_entry, yields, spares;
	enum tw_diagnostic_id id;
};

static bool page_line(struct tw_view *line, struct page *page)
{
	page->line++;
	return next_line(line, &page->rest);
}

static void complain(struct page *page, unsigned line, const char *what,
	struct tw_view expected, struct tw_view got)
{
	page->failures++;
	print_error("%s:%u: %s\n--- expected\n%.*s--- got\n%.*s---\n",
		page->file, line, what, TW_ARG(expected), TW_ARG(got));
}

/*
 * Reading an example.
 */

static void read_fence(struct example *e, struct tw_view words)
{
	struct tw_view word;

	while (words.len) {
		const char *blank = memchr(words.ptr, ' ', words.len);

		word.ptr = words.ptr;
		word.len = blank ? (size_t)(blank - words.ptr) : words.len;
		advance(&words, word.len + (blank != NULL));
		if (starts(word, "path=")) {
			advance(&word, 5);
			e->path = word;
		} else if (starts(word, "area=")) {
			advance(&word, 5);
			e->area = word;
		} else if (is(word, "terms")) {
			e->terms = true;
		} else if (is(word, "house")) {
			e->house = true;
		} else if (is(word, "names")) {
			e->names = true;
		} else if (is(word, "rules")) {
			e->rules = true;
		} else if (is(word, "canonical")) {
			e->canonical = true;
		} else if (is(word, "notes")) {
			e->notes = true;
		} else if (word.len) {
			fail_msg("%s:%u: what is \"%.*s\"?", e->file, e->line,
				TW_ARG(word));
		}
	}
}

/* Takes the lines up to one that is `mark`, or to the end of the block. */
static struct tw_view part(struct page *page, const char *mark, bool *ended)
{
	struct tw_view lines = { page->rest.ptr, 0 }, line;

	while (!*ended && page_line(&line, page)) {
		if (is(line, mark))
			return lines;
		*ended = is(line, "````");
		if (!*ended)
			lines.len = (size_t)(page->rest.ptr - lines.ptr);
	}
	*ended = true;
	return lines;
}

/* Cuts the last record off those that "---" parts. */
static struct tw_view last_record(struct tw_view *before)
{
	struct tw_view all = *before, line, rest = all;

	before->len = 0;
	while (next_line(&line, &rest))
		if (is(line, "---"))
			before->len = (size_t)(rest.ptr - all.ptr);
	return (struct tw_view){ all.ptr + before->len,
		all.len - before->len };
}

static void read_example(struct example *e, struct page *page,
	struct tw_view fence)
{
	bool ended = false;

	*e = (struct example){ .file = page->file, .line = page->line };
	read_fence(e, fence);
	if (e->house || e->names)
		expand(&e->rules_text, part(page, "---", &ended));
	e->before = part(page, "===", &ended);
	if (e->terms)
		expand(&e->text, last_record(&e->before));
	else
		expand(&e->text, e->before);
	if (ended)
		fail_msg("%s:%u: no \"===\" line", e->file, e->line);
	e->findings = part(page, "===", &ended);
	if (e->canonical)
		expand(&e->rewritten, part(page, "===", &ended));
	if (!ended)
		fail_msg("%s:%u: one \"===\" too many", e->file, e->line);
}

static void release_example(struct example *e)
{
	tw_buffer_release(&e->rules_text);
	tw_buffer_release(&e->text);
	tw_buffer_release(&e->rewritten);
}

/*
 * Running an example.
 */

/* The findings as an example writes them. Absent sections only if asked. */
static void list_findings(struct tw_buffer *out,
	const struct tw_diagnostics *list, bool notes)
{
	for (struct tw_diagnostic *d = list->first; d; d = d->next) {
		const struct tw_diagnostic_kind *kind = d->kind;

		if (d->id == TW_DIAG_SECTION_MISSING && !notes)
			continue;
		tw_buffer_format(out, "%u:%u %s %s\n", (unsigned)d->line,
			(unsigned)d->column, tw_severity_name(kind->severity),
			kind->name);
	}
	assert_false(out->failed);
}

static struct tw_house *read_house(const struct example *e,
	struct tw_arena *arena)
{
	struct tw_house *house = NULL;

	if (!e->house)
		return NULL;
	assert_int_equal(tw_house_parse(&house, arena,
		tw_buffer_get(&e->rules_text), NULL), TW_OK);
	if (house->diagnostics.first)
		fail_msg("%s:%u: its house rules cannot be read", e->file,
			e->line);
	assert_int_equal(tw_private_public_read(house, arena, NULL), TW_OK);
	return house;
}

static struct tw_rules *ready(const struct tw_house *house,
	struct tw_arena *arena)
{
	struct tw_rules *rules = NULL;

	if (house)
		assert_int_equal(tw_rules_new(&rules, house, arena, NULL),
			TW_OK);
	return rules;
}

static void allow(struct tw_record *record, const struct tw_house *house,
	const struct tw_rules *made, struct tw_arena *arena)
{
	struct tw_allowing allowing = { .house = house, .rules = made,
		.across = true };
	size_t allowed;

	assert_int_equal(tw_allow(&allowed, record, &allowing, arena, NULL),
		TW_OK);
}

static struct tw_record *judge(const struct example *e,
	const struct tw_house *house, struct tw_view text,
	struct tw_arena *arena)
{
	struct tw_private_options privacy = {
		.allowed = house ? house->allowed : NULL
	};
	struct tw_matcher *matcher = tw_matcher_new();
	struct tw_private_names *names = NULL;
	struct tw_private_spans found;
	struct tw_lint_options options = { .house = house, .path = e->path,
		.house_judge = tw_judge_house,
		.rules = ready(house, arena), .matcher = matcher,
		.privacy = &privacy, .found = &found, .below = e->path };
	struct tw_record *record = NULL;

	assert_non_null(matcher);
	if (e->names)
		assert_int_equal(tw_private_names_parse(&names,
			tw_buffer_get(&e->rules_text), "list", NULL), TW_OK);
	privacy.names = names;
	assert_int_equal(tw_record_parse(&record, arena, text, NULL), TW_OK);
	assert_int_equal(tw_lint_record(record, arena, &options, NULL), TW_OK);
	if (!e->terms)
		allow(record, house, options.rules, arena);
	tw_private_names_free(names);
	tw_matcher_free(matcher);
	return record;
}

/* ---- across terms ---- */

/* As tw_in_term.kin: those that the fence line names began before. */
static enum tw_kin kin(struct tw_view *near, struct tw_view slug,
	const void *context)
{
	const struct example *e = context;
	struct tw_view rest = e->area, name;

	while (rest.len) {
		const char *comma = memchr(rest.ptr, ',', rest.len);

		name.ptr = rest.ptr;
		name.len = comma ? (size_t)(comma - rest.ptr) : rest.len;
		advance(&rest, name.len + (comma != NULL));
		if (tw_view_equal(name, slug))
			return TW_KIN_BEFORE;
		*near = name;
	}
	return e->area.len ? TW_KIN_NONE : TW_KIN_UNKNOWN;
}

/* Cuts the first record off those before the last one. */
static struct tw_view first_record(struct tw_view *before)
{
	struct tw_view record = { before->ptr, 0 }, line;

	while (next_line(&line, before) && !is(line, "---"))
		record.len = (size_t)(before->ptr - record.ptr);
	return record;
}

static void judge_term(struct tw_terms *terms, const struct example *e,
	const struct tw_house *house, struct tw_record *record, bool last)
{
	struct tw_in_term in = { .report = last, .last = last, .kin = kin,
		.context = e };
	struct tw_arena *arena = tw_arena_new();

	assert_non_null(arena);
	if (!tw_term_read(&in.term, house ? &house->calendar :
	    &tw_half_terms, tw_record_value(record, TW_TERM, arena)))
		fail_msg("%s:%u: a record has no term", e->file, e->line);
	assert_int_equal(tw_terms_judge(terms, record, &in, NULL), TW_OK);
	tw_arena_free(arena);
}

/*
 * Where "..." begins a record before the last, it is of the term before that
 * of the record that follows: 2023-24 Spring 2, Spring 1 and so on.
 */
static void add_term(struct tw_buffer *out, struct tw_view text, int back)
{
	struct tw_term last = { 2023, 4 };
	char name[TW_TERM_ROOM];
	struct tw_buffer whole = TW_BUFFER_INIT;
	size_t at = sizeof("Priority: eet\nTitle: T\nArea: A\nTerm: ") - 1;
	size_t behind = at + sizeof("2023-24 Summer 1") - 1;

	expand(&whole, text);
	if (!starts(text, "...\n")) {
		tw_buffer_view(out, tw_buffer_get(&whole));
	} else {
		tw_term_write(name, &tw_half_terms, tw_term_step(
			&tw_half_terms, last, -back));
		tw_buffer_add(out, whole.ptr, at);
		tw_buffer_string(out, name);
		tw_buffer_add(out, whole.ptr + behind, whole.len - behind);
	}
	assert_false(out->failed);
	tw_buffer_release(&whole);
}

/* Judges the last record by those before it; what it finds is as old. */
static struct tw_terms *judge_across(const struct example *e,
	const struct tw_house *house, struct tw_record *record)
{
	struct tw_terms *terms = tw_terms_new();
	struct tw_view rest = e->before;
	struct tw_record *before;
	int back = 0;

	assert_non_null(terms);
	tw_terms_begin(terms, house, false);
	while (rest.len) {
		first_record(&rest);
		back++;
	}
	for (rest = e->before; rest.len; back--) {
		struct tw_arena *arena = tw_terms_arena(terms);
		struct tw_buffer text = TW_BUFFER_INIT;

		add_term(&text, first_record(&rest), back);
		assert_int_equal(tw_record_parse(&before, arena,
			tw_arena_copy(arena, tw_buffer_get(&text)), NULL),
			TW_OK);
		judge_term(terms, e, house, before, false);
		tw_buffer_release(&text);
	}
	tw_terms_arena(terms);
	judge_term(terms, e, house, record, true);
	return terms;
}

static size_t count_of(const struct tw_diagnostics *list,
	enum tw_diagnostic_id id)
{
	size_t count = 0;

	for (struct tw_diagnostic *d = list->first; d; d = d->next)
		count += d->id == id;
	return count;
}

static bool word_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		(c >= 'a' && c <= 'z') || (c & 0x80);
}

static int word_order(const void *a, const void *b)
{
	return tw_view_compare(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

/*
 * The words of a text, lowered and sorted: what rewriting may put into
 * another order, but must keep. Blanks and the mark at the start of a file are
 * no words.
 */
static void sorted_words(struct tw_buffer *out, struct tw_view text)
{
	char *copy = malloc(text.len + 1);
	struct tw_view *words = malloc((text.len + 1) * sizeof(*words));
	size_t count = 0;

	assert_true(copy && words);
	for (size_t i = 0; i < text.len; i++) {
		struct tw_view at = { text.ptr + i, text.len - i };
		size_t blank = i || !starts(at, "\xEF\xBB\xBF") ?
			tw_blank_start(at) : 3;
		char c = text.ptr[i];

		copy[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		if (blank) {
			memset(copy + i, ' ', blank);
			i += blank - 1;
		}
	}
	for (size_t i = 0; i < text.len; i++) {
		if (!word_byte(copy[i]))
			continue;
		if (!i || !word_byte(copy[i - 1]))
			words[count++] = (struct tw_view){ copy + i, 0 };
		words[count - 1].len++;
	}
	qsort(words, count, sizeof(*words), word_order);
	for (size_t i = 0; i < count; i++) {
		tw_buffer_view(out, words[i]);
		tw_buffer_byte(out, '\n');
	}
	assert_false(out->failed);
	free(words);
	free(copy);
}

static void check_words(struct page *page, const struct example *e,
	struct tw_view before, struct tw_view after)
{
	struct tw_buffer old = TW_BUFFER_INIT, new = TW_BUFFER_INIT;

	sorted_words(&old, before);
	sorted_words(&new, after);
	if (!tw_view_equal(tw_buffer_get(&old), tw_buffer_get(&new)))
		complain(page, e->line, "words are lost or made by rewriting",
			before, after);
	tw_buffer_release(&old);
	tw_buffer_release(&new);
}

/* The rewriting itself must have its place, and be its own rewriting. */
static void check_again(struct page *page, const struct example *e,
	const struct tw_house *house, const struct tw_record *before,
	struct tw_view once, struct tw_arena *arena)
{
	struct tw_record *record = judge(e, house, once, arena);
	struct tw_view twice;

	for (int id = 0; id < TW_DIAG_COUNT; id++)
		if (count_of(&record->diagnostics, id) >
		    count_of(&before->diagnostics, id))
			complain(page, e->line, "rewriting makes a finding",
				tw_view_of(tw_diagnostic_kind(id)->name), once);
	if (record->diagnostics.layout)
		return;
	assert_int_equal(tw_record_write(&twice, record, arena, NULL), TW_OK);
	if (!tw_view_equal(once, twice))
		complain(page, e->line, "rewriting twice is not rewriting once",
			once, twice);
}

static void check_rewriting(struct page *page, const struct example *e,
	const struct tw_house *house, const struct tw_record *record,
	bool fine, struct tw_arena *arena)
{
	struct tw_view text = tw_buffer_get(&e->text), once;

	assert_int_equal(tw_record_write(&once, record, arena, NULL), TW_OK);
	if (e->canonical) {
		struct tw_view wanted = tw_buffer_get(&e->rewritten);

		if (!tw_view_equal(wanted, once))
			complain(page, e->line, "canonical form differs",
				wanted, once);
	} else if (fine && !tw_view_equal(text, once)) {
		complain(page, e->line, "this fine example is not canonical",
			text, once);
	}
	check_words(page, e, text, once);
	check_again(page, e, house, record, once, arena);
}

static void check_findings(struct page *page, const struct example *e,
	const struct tw_diagnostics *list, struct tw_buffer *got)
{
	list_findings(got, list, e->notes);
	if (!tw_view_equal(e->findings, tw_buffer_get(got)))
		complain(page, e->line, "findings differ", e->findings,
			tw_buffer_get(got));
	if (!page->in_entry)
		return;
	if (count_of(list, page->id))
		page->yields = true;
	else
		page->spares = true;
}

static void run_record(struct page *page, const struct example *e,
	struct tw_buffer *got, struct tw_arena *arena)
{
	struct tw_house *house = read_house(e, arena);
	struct tw_terms *terms = NULL;
	struct tw_record *record;

	record = judge(e, house, tw_buffer_get(&e->text), arena);
	if (e->terms)
		terms = judge_across(e, house, record);
	if (e->terms)
		allow(record, house, NULL, arena);
	check_findings(page, e, &record->diagnostics, got);
	if (!record->diagnostics.layout)
		check_rewriting(page, e, house, record, !got->len, arena);
	else if (e->canonical)
		fail_msg("%s:%u: no canonical form", e->file, e->line);
	tw_terms_free(terms);
}

static void run_example(struct page *page, struct tw_view fence)
{
	struct tw_buffer got = TW_BUFFER_INIT;
	struct tw_arena *arena = tw_arena_new();
	struct example e;

	assert_non_null(arena);
	read_example(&e, page, fence);
	page->examples++;
	if (e.rules) {
		struct tw_house *house = NULL;

		assert_int_equal(tw_house_parse(&house, arena,
			tw_buffer_get(&e.text), NULL), TW_OK);
		check_findings(page, &e, &ready(house, arena)->findings, &got);
	} else {
		run_record(page, &e, &got, arena);
	}
	release_example(&e);
	tw_buffer_release(&got);
	tw_arena_free(arena);
}

/*
 * Pages.
 */

static char *read_page(struct tw_view *text, const char *name)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;
	char block[4096];
	size_t len;
	FILE *file = fopen(name, "rb");

	if (!file)
		fail_msg("%s cannot be read", name);
	while ((len = fread(block, 1, sizeof(block), file)))
		assert_true(tw_buffer_add(&buffer, block, len));
	assert_int_equal(ferror(file), 0);
	fclose(file);
	*text = tw_buffer_get(&buffer);
	return buffer.ptr;
}

/* At the end of an entry: it needs an example of either sort. */
static void end_entry(struct page *page)
{
	/*
	 * What needs the record before, or a folder, one cannot show; nor does
	 * this page have a dictionary.
	 */
	bool yields = page->yields || page->id == TW_DIAG_UNKNOWN_EVIDENCE ||
		page->id == TW_DIAG_TERM_TWICE || page->id == TW_DIAG_SPELLING;

	if (page->in_entry && !(yields && page->spares))
		complain(page, page->line, "the entry above lacks an example",
			tw_view_of(tw_diagnostic_kind(page->id)->name),
			tw_view_of(page->spares ? "none that yields it\n" :
				"none that is free of it\n"));
	page->in_entry = false;
}

/* "severity, class: message", as the table has it. */
static void check_summary(struct page *page)
{
	const struct tw_diagnostic_kind *kind = tw_diagnostic_kind(page->id);
	char wanted[256];
	struct tw_view line = { NULL, 0 };

	while (page_line(&line, page) && !line.len)
		;
	snprintf(wanted, sizeof(wanted), "%s, %s: %s",
		tw_severity_name(kind->severity),
		kind->class == TW_LAYOUT ? "layout" :
		kind->class == TW_AID ? "aid" : "rule", kind->message);
	if (!is(line, wanted))
		complain(page, page->line, "the table says otherwise",
			tw_view_of(wanted), line);
}

static void begin_entry(struct page *page, struct tw_view name)
{
	end_entry(page);
	if (!tw_diagnostic_find(&page->id, name) ||
	    page->id != page->entries) {
		complain(page, page->line, "this entry is not the next one",
			page->entries == TW_DIAG_COUNT ? TW_VIEW("none\n") :
			tw_view_of(tw_diagnostic_kind(page->entries)->name),
			name);
		return;
	}
	page->entries++;
	page->in_entry = true;
	page->yields = page->spares = false;
	check_summary(page);
}

/* Runs all the examples of a page; `entries` if it explains diagnostics. */
static void run_page(const char *name, bool entries)
{
	struct page page = { .file = name };
	struct tw_view line;
	char *text = read_page(&page.rest, name);

	while (page_line(&line, &page)) {
		if (starts(line, "```` example")) {
			advance(&line, 12);
			run_example(&page, line);
		} else if (entries && starts(line, "## ")) {
			advance(&line, 3);
			begin_entry(&page, line);
		}
	}
	end_entry(&page);
	if (entries)
		assert_int_equal(page.entries, TW_DIAG_COUNT);
	free(text);
	print_message("%s: %u examples\n", name, page.examples);
	assert_true(page.examples > 0);
	if (page.failures)
		fail_msg("%s: %u failures", name, page.failures);
}

static void test_format(void **state)
{
	run_page("spec/format.md", false);
	run_page("spec/privacy.md", false);
}

static void test_diagnostics(void **state)
{
	run_page("spec/diagnostics.md", true);
}

static void test_regression(void **state)
{
	run_page("tests/spec/regression.md", false);
}

static void test_named(void **state)
{
	for (const char *const *name = *state; *name; name++)
		run_page(*name, false);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_diagnostics),
		cmocka_unit_test(test_regression),
	};
	const struct CMUnitTest named[] = {
		cmocka_unit_test_prestate(test_named, argv + 1),
	};

	return argc > 1 ? cmocka_run_group_tests(named, NULL, NULL) :
		cmocka_run_group_tests(all, NULL, NULL);
}
