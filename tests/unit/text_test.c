/*
 * Widths and slugs, the words of a text, and the order of the closed lists.
 */
#include "../test.h"

#include "text/lexicon.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

static void test_width(void **state)
{
	assert_int_equal(tw_text_width(TW_VIEW("")), 0);
	assert_int_equal(tw_text_width(TW_VIEW("Ribble")), 6);
	assert_int_equal(tw_text_width(TW_VIEW("M\xC3\xB4n")), 3);
	assert_int_equal(tw_text_width(TW_VIEW("Mo\xCC\x82n")), 3);
	assert_int_equal(tw_text_width(TW_VIEW("\xE4\xB8\xAD\xE5\xAD\x97")), 4);
	assert_int_equal(tw_text_width(TW_VIEW("a\xFF\xFEz")), 4);
	assert_int_equal(tw_text_width(TW_VIEW("caf\xC3")), 4);
}

/* In one form, unless there are more marks than can soon be put in order. */
static void test_compose(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_view heap;

	assert_non_null(arena);
	assert_view(tw_text_compose(TW_VIEW("cafe\xCC\x81"), arena),
		"caf\xC3\xA9");
	for (int i = 0; i < 32; i++)
		tw_buffer_string(&text, "\xCC\x81\xCC\x96");
	assert_false(text.failed);
	heap = tw_buffer_get(&text);
	assert_ptr_not_equal(tw_text_compose(heap, arena).ptr, heap.ptr);
	tw_buffer_string(&text, "\xCC\x81");
	assert_false(text.failed);
	heap = tw_buffer_get(&text);
	assert_ptr_equal(tw_text_compose(heap, arena).ptr, heap.ptr);
	tw_buffer_release(&text);
	tw_arena_free(arena);
}

/* The text as it is, what turns round in it between braces. */
static void check_turns(const char *marked)
{
	struct tw_buffer text = TW_BUFFER_INIT, out = TW_BUFFER_INIT;
	struct tw_view whole, part;
	size_t at = 0;

	for (const char *c = marked; *c; c++)
		if (*c != '{' && *c != '}')
			tw_buffer_byte(&text, *c);
	whole = tw_buffer_get(&text);
	while (tw_text_turn(&part, whole, at)) {
		size_t from = (size_t)(part.ptr - whole.ptr);

		tw_buffer_add(&out, whole.ptr + at, from - at);
		tw_buffer_format(&out, "{%.*s}", TW_ARG(part));
		at = from + part.len;
	}
	tw_buffer_view(&out, tw_after(whole, at));
	tw_buffer_byte(&out, '\0');
	assert_string_equal(out.ptr, marked);
	tw_buffer_release(&text);
	tw_buffer_release(&out);
}

static void test_turn(void **state)
{
	check_turns("");
	check_turns("Met 東京 in Ånn Árbor.");
	check_turns("Met {شركاء}.com and {בית} two.");
	check_turns("Met {شركاء, 3 مدارس} and {בית}.");
	check_turns("{التقينا بثلاث مدارس.}");
	check_turns("{التقينا بثلاث مدارس.} (1 statement of evidence)");
	check_turns("{3 مدارس}: up from 1 to 3");
	check_turns("{\"مرحبا بكم\"} was said, and it was \"{مرحبا}\".");
	check_turns("planned: \"{مرحبا بكم.}\"; \"{مرحبا}. Hm.\"");
	check_turns("{فتحنا مقهى TASS للأمهات (مرتين في الشهر).} Done.");
	check_turns("{عائلات, Dunya دنيا}: 1 of 3 plans, {عائلات}");
	check_turns("(done) {فتحنا مقهى (مرتين).}");
	check_turns("{(مرتين في الشهر)} one");
	check_turns("{عائلات} one two three four {عائلات}");
	check_turns("{عائلات one two three عائلات}!x");
	check_turns("{\xFFא}\xFF\xD6");
}

static void check_slug(struct tw_view name, const char *slug)
{
	struct tw_buffer out = TW_BUFFER_INIT;

	assert_true(tw_buffer_string(&out, "-/"));
	assert_true(tw_text_slug(&out, name));
	assert_true(tw_buffer_byte(&out, '\0'));
	assert_string_equal(out.ptr + 2, slug);
	tw_buffer_release(&out);
}

static void test_slug(void **state)
{
	check_slug(TW_VIEW("Central Lancs"), "central-lancs");
	check_slug(TW_VIEW("St Helen's & Knowsley"), "st-helens-knowsley");
	check_slug(TW_VIEW("St Helen\xE2\x80\x99s"), "st-helens");
	check_slug(TW_VIEW("Ynys M\xC3\xB4n"), "ynys-mon");
	check_slug(TW_VIEW("Ynys Mo\xCC\x82n"), "ynys-mon");
	check_slug(TW_VIEW("  (Fylde)  and\xC2\xA0Wyre. "), "fylde-and-wyre");
	check_slug(TW_VIEW("2023-24 Summer 1"), "2023-24-summer-1");
	check_slug(TW_VIEW("\xEF\xAC\x81ne \xC2\xBD"), "fine-1-2");
	check_slug(TW_VIEW("a\xFF\xFF" "b"), "a-b");
	check_slug(TW_VIEW("\xE4\xB8\xAD &"), "");
	check_slug(TW_VIEW(""), "");
}

/* A lexicon and the words of one text. */
struct reading {
	struct tw_lexicon *lexicon;
	struct tw_arena *arena;
	struct tw_words words;
};

static void read_text(struct reading *reading, struct tw_view text)
{
	reading->lexicon = tw_lexicon_new();
	reading->arena = tw_arena_new();
	assert_non_null(reading->lexicon);
	assert_non_null(reading->arena);
	assert_int_equal(tw_words_read(&reading->words, reading->lexicon,
		reading->arena, text, NULL), TW_OK);
}

static void release(struct reading *reading)
{
	tw_arena_free(reading->arena);
	tw_lexicon_free(reading->lexicon);
}

static void check_norm(struct tw_view text, struct tw_view norm)
{
	struct reading reading;

	read_text(&reading, text);
	assert_true(tw_view_equal(reading.words.norm, norm));
	release(&reading);
}

static void test_normal_form(void **state)
{
	check_norm(TW_VIEW(""), TW_VIEW(""));
	check_norm(TW_VIEW(" -- \xE2\x80\xA6!"), TW_VIEW(""));
	check_norm(TW_VIEW("Met CFW, again."), TW_VIEW("met cfw again"));
	check_norm(TW_VIEW("multi-agency\xC2\xA0work"),
		TW_VIEW("multi agency work"));
	check_norm(TW_VIEW("Barnardo's partners' 'offer'"),
		TW_VIEW("barnardos partners offer"));
	check_norm(TW_VIEW("Barnardo\xE2\x80\x99s"), TW_VIEW("barnardos"));
	check_norm(TW_VIEW("1,200 of 12,34 are 3.5. 2024-25"),
		TW_VIEW("1,200 of 12 34 are 3.5 2024 25"));
	check_norm(TW_VIEW("\xC3\x89" "cole STRASSE Stra\xC3\x9F" "e"),
		TW_VIEW("\xC3\xA9" "cole strasse strasse"));
	check_norm(TW_VIEW("E\xCC\x81" "cole \xEF\xAC\x81ne"),
		TW_VIEW("\xC3\xA9" "cole fine"));
	check_norm(TW_VIEW("bad\xFF" "byte"), TW_VIEW("bad byte"));
}

/* Both words have the same stem. */
static void check_stem(const char *one, const char *other)
{
	struct reading reading;
	uint32_t a, b;

	read_text(&reading, TW_VIEW(""));
	assert_true(tw_lexicon_word(&a, reading.lexicon,
		tw_view_of(one)));
	assert_true(tw_lexicon_word(&b, reading.lexicon,
		tw_view_of(other)));
	assert_int_equal(a, b);
	release(&reading);
}

static void test_stems(void **state)
{
	check_stem("meeting", "met");
	check_stem("holds", "held");
	check_stem("written", "writing");
	check_stem("schools's", "school");
	check_stem("children", "child");
	check_stem("counterrevolutionaries", "counterrevolutionary");
}

/* The flags of the word at `at`, of those in `mask`. */
static void check_flags(struct tw_view text, size_t at, uint32_t mask,
	uint32_t flags)
{
	struct reading reading;

	read_text(&reading, text);
	assert_true(at < reading.words.count);
	assert_int_equal(reading.words.words[at].flags & mask, flags);
	release(&reading);
}

static void test_flags(void **state)
{
	const uint32_t kind = TW_WORD_NAME | TW_WORD_ACRONYM | TW_WORD_NUMBER |
		TW_WORD_ORDINAL | TW_WORD_FIRST | TW_WORD_MONTH;

	check_flags(TW_VIEW("Ask Lancashire Mind"), 0, kind,
		TW_WORD_FIRST | TW_WORD_NAME);
	check_flags(TW_VIEW("Ask Lancashire Mind"), 1, kind, TW_WORD_NAME);
	check_flags(TW_VIEW("the Steering Group"), 2, kind, 0);
	check_flags(TW_VIEW("the LCC's EPOs"), 1, kind, TW_WORD_ACRONYM);
	check_flags(TW_VIEW("the LCC\xE2\x80\x99s EPOs"), 1, kind,
		TW_WORD_ACRONYM);
	check_flags(TW_VIEW("the LCC's EPOs"), 2, kind, TW_WORD_ACRONYM);
	check_flags(TW_VIEW("THE LCC"), 1, kind, 0);
	check_flags(TW_VIEW("do NOT go"), 1, kind, 0);
	check_flags(TW_VIEW("its 3rd"), 1, kind,
		TW_WORD_NUMBER | TW_WORD_ORDINAL);
	check_flags(TW_VIEW("the Third"), 1, kind,
		TW_WORD_NUMBER | TW_WORD_ORDINAL);
	check_flags(TW_VIEW("three"), 0, kind,
		TW_WORD_NUMBER | TW_WORD_FIRST);
	check_flags(TW_VIEW("done. May"), 1, kind,
		TW_WORD_FIRST | TW_WORD_MONTH);
	check_flags(TW_VIEW("we may"), 1, kind, 0);
	check_flags(TW_VIEW("Y7 and"), 0, TW_WORD_ALIAS, TW_WORD_ALIAS);
	check_flags(TW_VIEW("Yr7s and"), 0, TW_WORD_ALIAS, TW_WORD_ALIAS);
	check_flags(TW_VIEW("KS2s and"), 0, TW_WORD_ALIAS, 0);
	check_flags(TW_VIEW("Ys and"), 0, TW_WORD_ALIAS, 0);
	check_flags(TW_VIEW("Hi-5 and"), 1, kind, TW_WORD_NUMBER);
}

/* Numbers are numbered by value. */
/*
 * What was met before is read in another way, eight letters at a time: words
 * of any length and of all kinds must be what they are to a lexicon that has
 * met none, alone at the end of a text or before another.
 */
static void check_again(struct reading *reading, struct tw_view text)
{
	struct reading fresh;
	struct tw_words first, again;

	read_text(&fresh, text);
	first = fresh.words;
	for (int i = 0; i < 2; i++)
		assert_int_equal(tw_words_read(&again, reading->lexicon,
			reading->arena, text, NULL), TW_OK);
	assert_true(tw_view_equal(first.norm, again.norm));
	assert_int_equal(first.count, again.count);
	assert_int_equal(first.flags, again.flags);
	for (size_t i = 0; i < first.count; i++) {
		const struct tw_word *x = &first.words[i], *y = &again.words[i];

		assert_int_equal(x->flags, y->flags);
		assert_int_equal(x->norm, y->norm);
		assert_int_equal(x->length, y->length);
		assert_true(x->initials == y->initials && x->key == y->key &&
			x->month == y->month);
	}
	release(&fresh);
}

static void test_met_again(void **state)
{
	enum { LONGEST = 40 };
	static const char *const others[] = { "MH", "Y7", "Mind's", "12th",
		"1,200", "3.5", "May", "\xC3\xA9" "cole", "x@y", "[z]", "{q}" };
	struct reading reading;
	char text[LONGEST + 32];

	read_text(&reading, TW_VIEW("a"));
	for (int length = 1; length <= LONGEST; length++) {
		char word[LONGEST + 1] = "";

		for (int i = 0; i < length; i++)
			word[i] = (char)(i % 7 == 6 ? '0' + length % 10 :
				i % 5 == 4 ? 'A' + i % 26 : 'a' + i % 26);
		check_again(&reading, tw_view_of(word));
		for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
			snprintf(text, sizeof(text), "to %s %s, so", word,
				others[i]);
			check_again(&reading, tw_view_of(text));
			snprintf(text, sizeof(text), "a %s%s", others[i],
				word);
			check_again(&reading, tw_view_of(text));
		}
	}
	release(&reading);
}

static void test_values(void **state)
{
	struct reading reading;
	const struct tw_word *words;

	read_text(&reading, TW_VIEW("1200 1,200 01200 three 3 3rd third"));
	words = reading.words.words;
	assert_int_equal(words[0].number, words[1].number);
	assert_int_equal(words[0].number, words[2].number);
	assert_int_equal(words[3].number, words[4].number);
	assert_int_equal(words[3].number, words[5].number);
	assert_int_equal(words[3].number, words[6].number);
	assert_int_equal(words[3].stem, words[4].stem);
	assert_int_equal(words[5].stem, words[6].stem);
	assert_int_not_equal(words[4].stem, words[5].stem);
	release(&reading);
}

static void test_no_more_than_is_looked_at(void **state)
{
	static char text[3 * TW_TEXT_MOST];
	struct reading reading;

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = i % 2 ? ' ' : (char)('a' + i % 26);
	read_text(&reading, (struct tw_view){ text, sizeof(text) });
	assert_true(reading.words.cut);
	assert_int_equal(reading.words.count, TW_WORDS_MOST);
	release(&reading);
	read_text(&reading, (struct tw_view){ text, TW_TEXT_MOST });
	assert_false(reading.words.cut);
	release(&reading);
}

static void test_lists_are_sorted(void **state)
{
	for (size_t i = 1; i < tw_special_word_count; i++)
		assert_true(strcmp(tw_special_words[i - 1].word,
			tw_special_words[i].word) < 0);
	for (size_t i = 1; i < tw_special_stem_count; i++)
		assert_true(strcmp(tw_special_stems[i - 1].word,
			tw_special_stems[i].word) < 0);
	assert_non_null(tw_special_word(TW_VIEW("a")));
	assert_non_null(tw_special_word(TW_VIEW("yet")));
	assert_null(tw_special_word(TW_VIEW("school")));
}

/* ---- the lists of the spec ---- */

static const struct list {
	const char *name;
	uint32_t flag;
	bool stems; /* its words are matched by stem */
	bool months;
} lists[] = {
	{ "function", TW_WORD_FUNCTION, false, false },
	{ "joining", TW_WORD_JOIN, false, false },
	{ "linking", TW_WORD_LINK, false, false },
	{ "time", TW_WORD_TIME, false, false },
	{ "time-more", TW_WORD_TIME_MORE, false, false },
	{ "ordinal", TW_WORD_ORDINAL, false, false },
	{ "number", TW_WORD_NUMBER, false, false },
	{ "month", TW_WORD_MONTH, false, true },
	{ "season", TW_WORD_MONTH, false, true },
	{ "label", TW_WORD_LABEL, true, false },
	{ "common", TW_WORD_COMMON, true, false },
	{ "uncounted", TW_WORD_UNCOUNTED, true, false },
	{ "kind", TW_WORD_KIND, true, false },
	{ "counted", TW_WORD_COUNTED, true, false },
	{ "deliver", TW_WORD_DELIVER, true, false },
	{ "irregular", 0, false, false },
};

enum { LISTS = sizeof(lists) / sizeof(*lists) };

static bool of_list(const struct tw_special *row, size_t which)
{
	uint32_t flag = lists[which].flag;

	if (!flag)
		return *row->stem && !(row->flags & TW_WORD_NUMBER);
	if (flag == TW_WORD_NUMBER && (row->flags & TW_WORD_ORDINAL))
		return false;
	if (lists[which].months && (row->flags & flag))
		return (row->value > TW_DECEMBER) ==
			!strcmp(lists[which].name, "season");
	return row->flags & flag;
}

static size_t count_rows(size_t which)
{
	const struct tw_special *rows = lists[which].stems ?
		tw_special_stems : tw_special_words;
	size_t all = lists[which].stems ? tw_special_stem_count :
		tw_special_word_count, count = 0;

	for (size_t i = 0; i < all; i++)
		count += of_list(&rows[i], which);
	return count;
}

/* The row of a word, by its stem if the list goes by stems. */
static const struct tw_special *row_of(struct reading *reading,
	const char *word, size_t which)
{
	const struct tw_learnt *entry;

	if (!lists[which].stems)
		return tw_special_word(tw_view_of(word));
	entry = tw_lexicon_find(reading->lexicon, tw_view_of(word));
	assert_non_null(entry);
	return tw_special_stem((struct tw_view){ entry->stem,
		entry->stem_length });
}

/* Irregular forms that wait for the word after "=", over lines. */
struct waiting {
	const struct tw_special *rows[4];
	size_t count;
	bool after;
};

/* Looks up the words of a line; returns how many it has. */
static size_t check_line(struct reading *reading, char *line, size_t which,
	struct waiting *waiting)
{
	size_t count = 0;

	for (char *word = strtok(line, " \n"); word;
	     word = strtok(NULL, " \n")) {
		const struct tw_special *row;

		if (!strcmp(word, "=")) {
			waiting->after = true;
			continue;
		}
		if (waiting->after) {
			word[strlen(word) - 1] = '\0'; /* a comma */
			while (waiting->count)
				assert_string_equal(waiting->rows[
					--waiting->count]->stem, word);
			waiting->after = false;
			continue;
		}
		row = row_of(reading, word, which);
		if (!row || !of_list(row, which))
			fail_msg("\"%s\" is not in the list %s", word,
				lists[which].name);
		if (!lists[which].flag)
			waiting->rows[waiting->count++] = row;
		count++;
	}
	return count;
}

/* The list of kin has a test of its own. */
#define KIN_LIST "```list kin\n"

static void test_lists_are_those_of_the_spec(void **state)
{
	FILE *spec = fopen("spec/likeness.md", "r");
	size_t which = LISTS, seen = 0, found[LISTS] = { 0 };
	struct waiting waiting = { .count = 0 };
	struct reading reading;
	char line[512];

	if (!spec)
		fail_msg("spec/likeness.md is sought where one stands");
	read_text(&reading, TW_VIEW(""));
	while (fgets(line, sizeof(line), spec)) {
		if (!strcmp(line, KIN_LIST)) {
			continue;
		} else if (!strncmp(line, "```list ", 8)) {
			line[strcspn(line, "\n")] = '\0';
			for (which = 0; which < LISTS; which++)
				if (!strcmp(lists[which].name, line + 8))
					break;
			assert_true(which < LISTS);
			seen++;
		} else if (!strncmp(line, "```", 3)) {
			which = LISTS;
		} else if (which < LISTS) {
			found[which] += check_line(&reading, line, which,
				&waiting);
		}
	}
	fclose(spec);
	release(&reading);
	assert_int_equal(seen, LISTS);
	for (size_t i = 0; i < LISTS; i++)
		assert_int_equal(found[i], count_rows(i));
}

/* The kin of a word, which may have a comma behind it. */
static uint8_t kin_of(struct reading *reading, char *word)
{
	const struct tw_learnt *entry;

	word[strcspn(word, ",")] = '\0';
	entry = tw_lexicon_find(reading->lexicon, tw_view_of(word));
	assert_non_null(entry);
	return tw_kin_of((struct tw_view){ entry->stem, entry->stem_length });
}

/* Kins are numbered as their groups stand in the spec. */
static void test_kins_are_those_of_the_spec(void **state)
{
	FILE *spec = fopen("spec/likeness.md", "r");
	struct reading reading;
	size_t found = 0;
	uint8_t kin = 1;
	bool in = false;
	char line[512];

	if (!spec)
		fail_msg("spec/likeness.md is sought where one stands");
	read_text(&reading, TW_VIEW(""));
	while (fgets(line, sizeof(line), spec)) {
		if (!strncmp(line, "```", 3)) {
			in = !strcmp(line, KIN_LIST);
			continue;
		}
		for (char *word = strtok(line, " \n"); in && word;
		     word = strtok(NULL, " \n")) {
			bool last = strchr(word, ',');

			if (kin_of(&reading, word) != kin)
				fail_msg("\"%s\" is not of kin %d", word, kin);
			kin += last;
			found++;
		}
	}
	fclose(spec);
	release(&reading);
	assert_true(kin < TW_KINS_MOST);
	assert_int_equal(found, tw_kin_count);
	for (size_t i = 1; i < tw_kin_count; i++)
		assert_true(strcmp(tw_kins[i - 1].stem, tw_kins[i].stem) < 0);
	assert_int_equal(tw_kin_of(TW_VIEW("of")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_compose),
		cmocka_unit_test(test_turn),
		cmocka_unit_test(test_slug),
		cmocka_unit_test(test_normal_form),
		cmocka_unit_test(test_stems),
		cmocka_unit_test(test_flags),
		cmocka_unit_test(test_met_again),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_no_more_than_is_looked_at),
		cmocka_unit_test(test_lists_are_sorted),
		cmocka_unit_test(test_lists_are_those_of_the_spec),
		cmocka_unit_test(test_kins_are_those_of_the_spec),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
