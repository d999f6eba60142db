/*
 * Documents made up from priorities that are known come back as these
 * priorities; and of the beginnings of documents, cut at any byte, no word is
 * lost. With a seed as its argument, the program runs that one alone. To be
 * run where tests/ is.
 */
#define _XOPEN_SOURCE 700 /* nftw */

#include "../test.h"

#include "base/file.h"
#include "base/utf8.h"
#include "typed.h"
#include "imported.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
enum { SEEDS = 800, STEP = 29 };
#else
enum { SEEDS = 6000, STEP = 1 };
#endif

static uint64_t first_seed = 1, last_seed = SEEDS;
static struct tw_arena *arena;

/* What was found wrong, in words. */
static char fault[2048];

static const char *wrong(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

static const char *wrong(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(fault, sizeof(fault), format, args);
	va_end(args);
	return fault;
}

/* ---- a record against the priority it was made from ---- */

static const char *compare(const char *what, const char *expected,
	struct tw_view got)
{
	if (tw_view_equal(tw_view_of(expected), got))
		return NULL;
	return wrong("%s\n  expected: %s\n  got:      %.*s", what, expected,
		TW_ARG(got));
}

static const char *compare_field(const struct tw_record *record,
	enum tw_field_kind kind, const char *expected)
{
	return compare(tw_field_name(kind), expected ? expected : "",
		tw_record_value(record, kind, arena));
}

/* An item as a document shows it: its disposition, then its text. */
static struct tw_view shown(const struct tw_item *item)
{
	struct tw_view text = tw_segments_join(item->text, arena);

	if (!item->state)
		return text;
	return tw_arena_format(arena, "(%s) %.*s", tw_state_name(item->state),
		TW_ARG(text));
}

static bool has_comment(const struct tw_section *section, const char *comment)
{
	const struct tw_comment *c = section->items ?
		section->items->comments : section->closing;

	size_t len = strlen(comment);

	/* With or without what parts it from the heading. */
	for (; c; c = c->next)
		for (size_t i = 1; i + len <= c->text.len; i++)
			if (!memcmp(c->text.ptr + i, comment, len))
				return true;
	return false;
}

static const char *compare_section(const struct tw_record *record,
	const struct typed_section *expected, bool subtitle)
{
	const struct tw_section *section = tw_record_section(record,
		expected->kind);
	const char *name = tw_section_name(expected->kind), *found = NULL;
	const struct tw_item *item;

	if (!section)
		return wrong("%s is absent", name);
	item = section->items;
	for (unsigned i = 0; i < expected->count && !found; i++) {
		if (!item)
			return wrong("%s has %u items, not %u", name, i,
				expected->count);
		if (item->key.len)
			return wrong("an item has a key");
		found = compare(name, expected->items[i], shown(item));
		item = item->next;
	}
	if (!found && item)
		return wrong("%s has more items: %.*s", name,
			TW_ARG(shown(item)));
	if (!found && subtitle && expected->subtitle &&
	    !has_comment(section, expected->subtitle))
		return wrong("%s: no comment says \"%s\"", name,
			expected->subtitle);
	return found;
}

static const char *compare_officers(const struct tw_record *record,
	const struct typed *document)
{
	char names[256] = "";

	for (unsigned i = 0; i < document->officer_count; i++) {
		strcat(names, i ? "; " : "");
		strcat(names, document->officers[i]);
	}
	return compare_field(record, TW_OFFICERS, names);
}

static const char *compare_record(const struct tw_record *record,
	const struct typed *document,
	const struct typed_priority *priority)
{
	const char *found = compare_field(record, TW_AREA, document->area);
	unsigned sections = 0;

	if (!found)
		found = compare_field(record, TW_TERM, document->term);
	if (!found)
		found = compare_field(record, TW_DATE, document->date);
	if (!found)
		found = compare_officers(record, document);
	if (!found)
		found = compare_field(record, TW_SCOPE, priority->scope);
	for (unsigned i = 0; i < priority->count && !found; i++)
		found = compare_section(record, &priority->sections[i],
			document->shape & SHAPE_SUBTITLES);
	for (const struct tw_section *s = record->sections; s; s = s->next)
		sections++;
	if (!found && sections != priority->count)
		return wrong("%u sections, not %u", sections, priority->count);
	return found;
}

static const char *compare_priority(const struct imported *imported,
	const struct typed *document, unsigned number)
{
	const struct typed_priority *priority =
		&document->priorities[number];

	for (size_t i = 0; i < imported->count; i++) {
		const struct tw_record *record = imported->records[i];

		if (tw_view_equal(tw_record_value(record, TW_TITLE, arena),
		    tw_view_of(priority->title)))
			return compare_record(record, document, priority);
	}
	return wrong("no record is called \"%s\"", priority->title);
}

/* ---- documents made up ---- */

/* The words of labels and headings, as a line with more in it has them. */
static const char structure[] =
	"o 4 5 and Education Partnership Officer Officers Period Priority 1 2 3 "
	"Intended outcomes Activity last period Planned activity next Impact "
	"so far Exit strategy EDUCATION PARTNERSHIP OFFICER OFFICERS PERIOD "
	"PRIORITY INTENDED OUTCOMES ACTIVITY LAST PERIOD PLANNED ACTIVITY "
	"NEXT IMPACT SO FAR EXIT STRATEGY";

static const char *import_fault(const struct typed *document,
	const struct imported *imported, struct tw_view text)
{
	const char *found = imported_fault(imported, arena, true);
	char exempt[512];
	struct tw_view lost;

	if (imported->refused)
		return wrong("refused: %.*s",
			TW_ARG(tw_buffer_get(&imported->said)));
	if (found)
		return found;
	if (imported->count != document->count)
		return wrong("%zu records, not %u", imported->count,
			document->count);
	for (unsigned i = 0; i < document->count && !found; i++)
		found = compare_priority(imported, document, i);
	if (found)
		return found;
	snprintf(exempt, sizeof(exempt), "%s %s", structure,
		document->spelling);
	/* A head that is said again is in the records once. */
	lost = imported_lost(imported, text, document->shape & SHAPE_REPEATED
		? text.ptr : exempt);
	return lost.len ? wrong("the word \"%.*s\" is lost", TW_ARG(lost)) :
		NULL;
}

/* What is wrong with what comes of a document; NULL: nothing. */
static const char *typed_fault(const struct typed *document)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct imported imported;
	const char *found;

	typed_write(&text, document);
	assert_false(text.failed);
	assert_true(imported_read(&imported, arena, tw_buffer_get(&text),
		typed_rules(document)));
	tw_buffer_byte(&text, '\0');
	text.len--;
	found = import_fault(document, &imported, tw_buffer_get(&text));
	imported_release(&imported);
	tw_buffer_release(&text);
	return found;
}

/* Takes away from a document what its fault does not need. */
static void shrink(struct typed *document)
{
	struct typed smaller;
	bool again = true;

	while (again) {
		again = false;
		for (unsigned step = 0;
		     typed_shrink(&smaller, document, step); step++) {
			if (!memcmp(&smaller, document, sizeof(smaller)) ||
			    !typed_fault(&smaller))
				continue;
			*document = smaller;
			again = true;
		}
	}
}

static void report(uint64_t seed, const struct typed *document)
{
	struct tw_buffer text = TW_BUFFER_INIT;

	typed_write(&text, document);
	fprintf(stderr, "seed %llu, shape %x: %s\n--- the document\n%.*s\n---\n",
		(unsigned long long)seed, document->shape,
		typed_fault(document), TW_ARG(tw_buffer_get(&text)));
	tw_buffer_release(&text);
	fail();
}

static void documents_become_their_priorities(void **state)
{
	for (uint64_t seed = first_seed; seed <= last_seed; seed++) {
		struct typed *document;

		tw_arena_reset(arena);
		document = typed_new(arena, seed);
		assert_non_null(document);
		if (!typed_fault(document))
			continue;
		shrink(document);
		report(seed, document);
	}
}

/* ---- beginnings ---- */

static const char terms[] =
	"Spring Summer Autumn Term 1 2 24 2024 March May October November "
	"Priority Education Partnership Officers Central";

/* Where words are cut off, they are words all the same. */
static void check_beginning(const char *path, struct tw_view text)
{
	struct imported imported;
	struct tw_view lost;
	const char *found;

	tw_arena_reset(arena);
	assert_true(imported_read(&imported, arena, text, NULL));
	found = imported_fault(&imported, arena, true);
	lost = imported.refused ? (struct tw_view){ NULL, 0 } :
		imported_lost(&imported, text, terms);
	if (found || lost.len) {
		fprintf(stderr, "%s, its first %zu bytes: %s%.*s\n", path,
			text.len, found ? found : "lost: ", TW_ARG(lost));
		fail();
	}
	imported_release(&imported);
}

static unsigned cut;

static int cut_file(const char *path, const struct stat *st, int type,
	struct FTW *ftw)
{
	struct tw_buffer bytes = TW_BUFFER_INIT;
	const char *name = path + ftw->base;
	struct tw_error err;

	(void)st;
	if (type != FTW_F || (strncmp(name, "central-", 8) &&
	    strncmp(name, "morecambe-", 10)) || !strstr(name, ".txt"))
		return 0;
	if (tw_file_read(&bytes, AT_FDCWD, path, TW_MAX_BYTES, path, &err)) {
		fprintf(stderr, "%s\n", err.message);
		return 1;
	}
	for (size_t len = 0; len <= bytes.len; len += STEP) {
		/* A copy, so that the sanitizers see what is overrun. */
		char *copy = malloc(len ? len : 1);

		assert_non_null(copy);
		if (len)
			memcpy(copy, bytes.ptr, len);
		check_beginning(path, (struct tw_view){ copy, len });
		free(copy);
		cut++;
	}
	tw_buffer_release(&bytes);
	return 0;
}

static void beginnings_lose_no_word(void **state)
{
	assert_int_equal(nftw("tests/import/documents", cut_file, 16,
		FTW_PHYS), 0);
	assert_true(cut >= 6);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest made[] = {
		cmocka_unit_test(documents_become_their_priorities),
	};
	const struct CMUnitTest beginnings[] = {
		cmocka_unit_test(beginnings_lose_no_word),
	};
	int failed;

	if (argc > 1)
		first_seed = last_seed = strtoull(argv[1], NULL, 10);
	arena = tw_arena_new();
	if (!arena)
		return EXIT_FAILURE;
	failed = cmocka_run_group_tests(made, NULL, NULL);
	if (argc == 1)
		failed += cmocka_run_group_tests(beginnings, NULL, NULL);
	tw_arena_free(arena);
	return failed;
}
