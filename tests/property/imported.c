#include "imported.h"

#include "base/utf8.h"
#include "import/import.h"
#include "lint/lint.h"
#include "record/tables.h"

#include <stdlib.h>
#include <string.h>

/* ---- the calls of the importer ---- */

static void say(struct imported *imported, const struct tw_import_note *note)
{
	for (; note; note = note->next) {
		tw_buffer_view(&imported->said, note->text);
		tw_buffer_byte(&imported->said, '\n');
	}
}

static bool take(struct imported *imported, struct tw_arena *arena,
	const struct tw_imported_record *record)
{
	for (; record; record = record->next) {
		size_t i = imported->count++;

		imported->places[i] = record->place;
		if (tw_record_parse(&imported->records[i], arena,
		    record->bytes, NULL))
			return false;
	}
	return true;
}

bool imported_read(struct imported *imported, struct tw_arena *arena,
	struct tw_view bytes, const char *rules)
{
	/* A corpus that holds nothing, in a folder that does not exist. */
	struct tw_catalog catalog = { .arena = arena, .root = "no-records",
		.calendar = &tw_half_terms };
	struct tw_import_options options = { .catalog = &catalog };
	struct tw_house *house = NULL;
	struct tw_imported *result;
	size_t count = 0;

	*imported = (struct imported){ .said = TW_BUFFER_INIT };
	if (rules && tw_house_parse(&house, arena, tw_view_of(rules), NULL))
		return false;
	imported->house = catalog.house = house;
	if (house)
		catalog.calendar = &house->calendar;
	if (tw_import(&result, arena, bytes, &options, NULL))
		return false;
	say(imported, result->report.notes);
	say(imported, result->report.offers);
	say(imported, result->report.problems);
	imported->refused = result->report.problems != NULL;
	for (const struct tw_imported_record *r = result->records; r;
	     r = r->next)
		count++;
	imported->records = tw_arena_take(arena,
		(count + 1) * sizeof(*imported->records));
	imported->places = tw_arena_take(arena,
		(count + 1) * sizeof(*imported->places));
	return imported->records && imported->places &&
		take(imported, arena, result->records) &&
		!imported->said.failed;
}

void imported_release(struct imported *imported)
{
	tw_buffer_release(&imported->said);
}

/* ---- what holds of each ---- */

static const char *form_fault(const struct tw_record *record,
	struct tw_arena *arena)
{
	struct tw_view canonical;

	/* What may stand in no record may stand in a document. */
	for (const struct tw_diagnostic *d = record->diagnostics.first; d;
	     d = d->next)
		if (d->kind->class == TW_LAYOUT)
			return d->id == TW_DIAG_BAD_CHARACTER ? NULL :
				d->kind->name;
	if (tw_record_write(&canonical, record, arena, NULL) ||
	    !tw_view_equal(canonical, record->source))
		return "a record is not canonical";
	return NULL;
}

static const char *rule_fault(struct tw_record *record, struct tw_view place,
	const struct tw_house *house, struct tw_arena *arena)
{
	struct tw_lint_options options = { .house = house, .path = place };

	if (tw_lint_record(record, arena, &options, NULL))
		return "a record cannot be judged";
	for (const struct tw_diagnostic *d = record->diagnostics.first; d;
	     d = d->next) {
		if (d->kind->severity == TW_ERROR)
			return d->kind->name;
		if (d->id == TW_DIAG_PATH)
			return "a record does not lie in its place";
	}
	return NULL;
}

const char *imported_fault(const struct imported *imported,
	struct tw_arena *arena, bool rules)
{
	const char *fault = NULL;

	if (imported->refused)
		return imported->said.len > 1 ? NULL : "refused in silence";
	if (!imported->count)
		return "no record, and no problem";
	for (size_t i = 0; i < imported->count && !fault; i++) {
		fault = form_fault(imported->records[i], arena);
		if (!fault && rules)
			fault = rule_fault(imported->records[i],
				imported->places[i], imported->house, arena);
	}
	return fault;
}

/* ---- words ---- */

struct words {
	struct tw_view *at;
	size_t count, room;
	bool failed;
};

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z');
}

static void add_word(struct words *words, struct tw_view word)
{
	if (words->count == words->room) {
		size_t room = words->room * 2 + 64;
		struct tw_view *at = realloc(words->at, room * sizeof(*at));

		if (!at) {
			words->failed = true;
			return;
		}
		words->at = at;
		words->room = room;
	}
	words->at[words->count++] = word;
}

static void add_words(struct words *words, struct tw_view text)
{
	size_t i = 0, start;

	while (i < text.len) {
		while (i < text.len && !is_word(text.ptr[i]))
			i++;
		for (start = i; i < text.len && is_word(text.ptr[i]);)
			i++;
		if (i > start)
			add_word(words, (struct tw_view){ text.ptr + start,
				i - start });
	}
}

static int compare(const void *a, const void *b)
{
	return tw_view_compare(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

static void sort(struct words *words)
{
	if (words->count)
		qsort(words->at, words->count, sizeof(*words->at), compare);
}

static const char *const labels[] = {
	"Education Partnership Officer", "Education Partnership Officers",
	"Period", "Priority",
};

/* A line that only says what comes below it. */
static bool is_label(struct tw_view line)
{
	if (line.len && line.ptr[line.len - 1] == ':')
		line.len--;
	line = tw_trim(line);
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (tw_fold_equal(line, tw_view_of(labels[i])))
			return true;
	return tw_section_find(line) != TW_SECTIONS;
}

/* How many characters of a set begin a text, up to `most`. */
static size_t span(struct tw_view text, const char *set, size_t most)
{
	size_t len = 0;

	while (len < text.len && len < most && text.ptr[len] &&
	       strchr(set, text.ptr[len]))
		len++;
	return len;
}

/* The number or letter of a list, with what ends it: "12.", "1.2", "iv)". */
static size_t number_length(struct tw_view line)
{
	size_t len = span(line, "0123456789", 4), more;

	if (len > 3)
		return 0;
	if (len && len < line.len && line.ptr[len] == '.') {
		more = span((struct tw_view){ line.ptr + len + 1,
			line.len - len - 1 }, "0123456789", 2);
		len += more ? 1 + more : 0;
		if (more && (len == line.len || line.ptr[len] == ' '))
			return len;
	}
	if (!len)
		len = span(line, "ivx", 4);
	if (!len)
		len = span(line, "abcdefghijklmnopqrstuvwyz"
			"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1);
	/* "A." begins a name. */
	return len && len < line.len && (line.ptr[len] == ')' ||
		(line.ptr[len] == '.' && (line.ptr[0] > 'Z' ||
		line.ptr[0] <= '9'))) ? len + 1 : 0;
}

/* A line without the number, the "o" or the signs of a heading before it. */
static struct tw_view without_mark(struct tw_view line)
{
	struct tw_view rest;
	size_t len;

	while (line.len && line.ptr[0] == '#')
		line.ptr++, line.len--;
	line = tw_trim(line);
	len = number_length(line);
	if (!len && line.len && line.ptr[0] == 'o')
		len = 1;
	rest = (struct tw_view){ line.ptr + len, line.len - len };
	return len && tw_blank_start(rest) ? tw_trim(rest) : line;
}

static void add_source(struct words *words, struct tw_view source)
{
	size_t i = 0, start;

	while (i < source.len) {
		struct tw_view line;

		for (start = i; i < source.len && source.ptr[i] != '\n' &&
		     source.ptr[i] != '\r';)
			i++;
		line = (struct tw_view){ source.ptr + start, i - start };
		line = without_mark(tw_trim(line));
		if (!is_label(line))
			add_words(words, line);
		i++;
	}
}

static void add_comments(struct words *words, const struct tw_comment *c)
{
	for (; c; c = c->next)
		add_words(words, c->text);
}

static void add_segments(struct words *words, const struct tw_segment *s)
{
	for (; s; s = s->next) {
		add_comments(words, s->comments);
		add_words(words, s->text);
	}
}

static void add_item(struct words *words, const struct tw_item *item)
{
	add_comments(words, item->comments);
	add_words(words, item->key);
	if (item->state)
		add_words(words, tw_view_of(tw_state_name(item->state)));
	add_segments(words, item->text);
	for (const struct tw_detail *d = item->details; d; d = d->next)
		add_comments(words, d->comments);
}

/* True if two fields say the same, byte for byte. */
static bool same_field(const struct tw_field *a, const struct tw_field *b)
{
	return a && b && tw_view_equal(a->raw, b->raw);
}

/* What a record says, but for fields of the head that `first` has, too. */
static void add_record(struct words *words, const struct tw_record *record,
	const struct tw_record *first)
{
	for (const struct tw_field *f = record->fields; f; f = f->next) {
		bool head = f->kind == TW_AREA || f->kind == TW_TERM ||
			f->kind == TW_DATE || f->kind == TW_OFFICERS;

		add_comments(words, f->comments);
		if (!head || record == first ||
		    !same_field(f, tw_record_field(first, f->kind)))
			add_segments(words, f->value);
	}
	add_comments(words, record->closing);
	for (const struct tw_section *s = record->sections; s; s = s->next) {
		add_comments(words, s->comments);
		for (const struct tw_item *item = s->items; item;
		     item = item->next)
			add_item(words, item);
		add_comments(words, s->closing);
	}
}

/* The first of the sorted `source` that stands in neither of the others. */
static struct tw_view first_lost(const struct words *source,
	const struct words *found, const struct words *exempt)
{
	for (size_t i = 0, j = 0; i < source->count; i++) {
		const struct tw_view *word = &source->at[i];

		while (j < found->count && compare(&found->at[j], word) < 0)
			j++;
		if (j < found->count && !compare(&found->at[j], word))
			j++;
		else if (!exempt->count || !bsearch(word, exempt->at,
			 exempt->count, sizeof(*word), compare))
			return *word;
	}
	return (struct tw_view){ NULL, 0 };
}

struct tw_view imported_lost(const struct imported *imported,
	struct tw_view source, const char *exempt)
{
	struct words words = { .count = 0 }, found = { .count = 0 };
	struct words free_words = { .count = 0 };
	struct tw_view lost;

	add_source(&words, source);
	for (size_t i = 0; i < imported->count; i++)
		add_record(&found, imported->records[i],
			imported->records[0]);
	add_words(&found, tw_buffer_get(&imported->said));
	add_words(&free_words, tw_view_of(exempt));
	sort(&words);
	sort(&found);
	sort(&free_words);
	lost = first_lost(&words, &found, &free_words);
	if (words.failed || found.failed || free_words.failed)
		lost = TW_VIEW("(no memory)");
	free(words.at);
	free(found.at);
	free(free_words.at);
	return lost;
}
