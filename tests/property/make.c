/*
 * Making records up. What is made has no layout error; every rule may be
 * broken.
 */
#include "model.h"
#include "random.h"

#include <stdio.h>
#include <string.h>

struct maker {
	struct random random;
	struct tw_arena *arena;
	struct tw_buffer text; /* that is being put together */
	bool failed;
};

#define PICK(maker, list) \
	(list)[random_below(&(maker)->random, sizeof(list) / sizeof(*(list)))]

/* Hands out the text that was put together. */
static const char *finish(struct maker *maker)
{
	struct tw_view text = tw_arena_copy(maker->arena,
		tw_buffer_get(&maker->text));

	maker->failed |= !text.ptr || maker->text.failed;
	tw_buffer_clear(&maker->text);
	return text.ptr ? text.ptr : "";
}

/* ---- words ---- */

/* Words that may stand anywhere in a line, also at its start. */
static const char *const plain_words[] = {
	"schools", "met", "Compass", "Bloom", "a", "I", "the", "29", "1,200",
	"85%", "\xC2\xA3" "3,500", "Caf\xC3\xA9", "\xE5\xAD\xA6\xE6\xA0\xA1",
	"\xF0\x9F\x8C\xB1", "None.", "TBC", "N/A", "multi-", "well-being", "-5",
	"--", "(with", "CFW)", "[draft]", "# no comment", "exit", "Impact",
	"so", "far", "strategy", "e.g.", "http://example.org/", "\\other", "*",
	"\\(", "o'clock", "\"quoted\"", "=======", "&", ";", "a;b", "::set",
	"<b>", "Year", "10", "cohort", "2", "and/or", "x\xCC\x81",
	"d'\xC3\xA9t",
};

/* And those that may stand behind another word only. */
static const char *const inner_words[] = {
	"-", "\xE2\x80\xA2", "\xE2\x80\x93", "\xE2\x80\x94", "=", "+", ">",
	"= n: 4", "> key", "[year-11]", "(done)", "- item", "Officers: X",
};

static const char *const separators[] = {
	" ", " ", " ", " ", " ", " ", " ", "  ", "\xC2\xA0", "\xE3\x80\x80",
};

/* A line may begin with none of these in every place. */
static bool starts_badly(const char *word)
{
	return strchr("=+>[(*#;\\-", *word) ||
		!strncmp(word, "Impact", 6) || !strncmp(word, "exit", 4);
}

static void add_words(struct maker *maker, unsigned most)
{
	unsigned count = 1 + random_below(&maker->random, most);

	for (unsigned i = 0; i < count; i++) {
		const char *word = PICK(maker, plain_words);

		while (!i && starts_badly(word))
			word = PICK(maker, plain_words);
		if (i) {
			tw_buffer_string(&maker->text, PICK(maker, separators));
			if (random_once(&maker->random, 6))
				word = PICK(maker, inner_words);
		}
		tw_buffer_string(&maker->text, word);
	}
}

/* The starts of lines that go on which look like something else. */
static const char *const odd_starts[] = {
	"-5", "#", "--", "\\(", "[", "(", ";", ":", "Impact so far, really",
	"\xE2\x80\x93so", "*so", "Exit strategy: none", "Officers: Y", "\\",
};

static const char *make_line(struct maker *maker)
{
	if (random_once(&maker->random, 8)) {
		tw_buffer_string(&maker->text, PICK(maker, odd_starts));
		tw_buffer_byte(&maker->text, ' ');
	}
	add_words(maker, 9);
	return finish(maker);
}

/* ---- comments ---- */

static const char *const comments[] = {
	"#", "# a comment", "#- no item", "# Impact so far", "#\ttab  inside",
	"## \xC2\xA0 caf\xC3\xA9", "#=======", "# key: value", "# draft: who?",
};

static void make_comments(struct maker *maker, struct made_comments *made)
{
	unsigned few = random_below(&maker->random, 12);

	made->count = few == 0 ? 2 : few < 3;
	for (unsigned i = 0; i < made->count; i++)
		made->text[i] = PICK(maker, comments);
}

/* ---- fields ---- */

static const char *const slugs[] = {
	"eet", "school-avoidance", "year-11", "a", "10", "transitions",
	"Not a slug", "attendance", "--", "a-", "mental-health",
};

static const char *const names[] = {
	"Claire Fox", "Alison Walsh", "A/B", "A & B", "A and B", "Zo\xC3\xAB",
	"X, Y", "O'Neil",
};

static const char *const terms[] = {
	"2023-24 Summer 1", "2024-25 Autumn 2", "Summer 1 2024",
	"1999-00 Spring 1",
	"2023-24 summer 1", "now",
};

static const char *const dates[] = {
	"2024-05", "2024-05-01", "2024-02-30", "May 2024", "2199-12-31",
};

static const char *const states[] = {
	"active", "On  Hold", "closing", "closed", "paused",
};

static const char *const formats[] = { "1", "0", "one", "01" };

static const char *const free_names[] = {
	"X-note", "x-our-number", "X-9", "Officer", "Colour", "Y", "X",
	"Web-site", "Priorities",
};

static const char *make_list_line(struct maker *maker, bool last, bool parted,
	bool slug)
{
	unsigned count = 1 + random_below(&maker->random, 3);

	for (unsigned i = 0; i < count; i++) {
		tw_buffer_string(&maker->text, !i ? "" : parted ? "; " : ";;");
		tw_buffer_string(&maker->text, slug ? PICK(maker, slugs) :
			PICK(maker, names));
	}
	if (!last && (!parted || !random_once(&maker->random, 6)))
		tw_buffer_byte(&maker->text, ';');
	if (last && !parted)
		tw_buffer_string(&maker->text, " ;");
	return finish(maker);
}

static const char *make_value(struct maker *maker, enum tw_field_kind kind)
{
	switch (kind) {
	case TW_PRIORITY:
		return PICK(maker, slugs);
	case TW_TERM:
		return PICK(maker, terms);
	case TW_DATE:
		return PICK(maker, dates);
	case TW_STATUS:
		return PICK(maker, states);
	case TW_FORMAT_FIELD:
		return PICK(maker, formats);
	default:
		return make_line(maker);
	}
}

static bool is_list(enum tw_field_kind kind)
{
	return kind == TW_OFFICERS || kind == TW_SUCCEEDS || kind == TW_THEME;
}

static void make_field(struct maker *maker, struct made *made,
	enum tw_field_kind kind)
{
	struct made_field *field = &made->fields[made->field_count++];
	bool list = is_list(kind);

	field->kind = kind;
	make_comments(maker, &field->comments);
	field->count = random_once(&maker->random, 3) ?
		random_below(&maker->random, MOST_LINES) : 1;
	field->below = random_once(&maker->random, 8);
	field->parted = list && !random_once(&maker->random, 5);
	if (kind == TW_FORMAT_FIELD)
		field->count = field->count > 0;
	for (unsigned i = 0; i < field->count; i++) {
		struct made_line *line = &field->lines[i];

		if (i || field->below)
			make_comments(maker, &line->comments);
		line->text = list ? make_list_line(maker,
			i + 1 == field->count, field->parted,
			kind != TW_OFFICERS) : make_value(maker, kind);
	}
}

static void make_free_fields(struct maker *maker, struct made *made,
	enum tw_field_kind kind)
{
	unsigned count = random_below(&maker->random, 3);

	while (count--) {
		const char *name = PICK(maker, free_names);
		bool x = (*name == 'X' || *name == 'x') && name[1] == '-';

		while (x != (kind == TW_X_FIELD)) {
			name = PICK(maker, free_names);
			x = (*name == 'X' || *name == 'x') && name[1] == '-';
		}
		make_field(maker, made, kind);
		made->fields[made->field_count - 1].name = name;
	}
}

static void make_fields(struct maker *maker, struct made *made)
{
	for (int kind = 0; kind < TW_KNOWN_FIELDS; kind++) {
		bool wanted = kind < TW_DATE || kind == TW_OFFICERS;

		if (random_once(&maker->random, wanted ? 12 : 2) == wanted)
			continue;
		make_field(maker, made, kind);
		if (random_once(&maker->random, 12))
			make_field(maker, made, kind);
	}
	make_free_fields(maker, made, TW_X_FIELD);
	make_free_fields(maker, made, TW_UNKNOWN_FIELD);
}

/* ---- items ---- */

static const char *const keys[] = {
	"know-the-offer", "year-11", "smhl-network", "a1", "ab", "pilot-2",
	"k123456789-123456789-123456789-123456789-123456789-123456789-123",
};

/* Openings that are not read as they stand without a backslash. */
static const char *const escaped_starts[] = {
	"[draft]", "[", "[year-11] x", "(done)", "( On  hold ) then", "(donne)",
	"(completed)", "(on-hold)", "[]", "(done)(ongoing)",
};

static const char *const bare_starts[] = {
	"(with CFW)", "(", "()", "(a", "(underdone)", "(donee and dusted)",
};

/* Openings that are said to be wrong, and stay. */
static const char *const wrong_starts[] = {
	"(donne)", "(done)!", "(in  progress) work", "(cancelled)", "(on-hold)",
};

static void make_opening(struct maker *maker, struct made_item *item)
{
	switch (random_below(&maker->random, 16)) {
	case 0:
		item->escaped = true;
		tw_buffer_string(&maker->text, PICK(maker, escaped_starts));
		break;
	case 1:
		item->escapable = true;
		tw_buffer_string(&maker->text, PICK(maker, bare_starts));
		break;
	case 2:
		tw_buffer_string(&maker->text, PICK(maker, wrong_starts));
		break;
	case 3:
		tw_buffer_string(&maker->text, random_once(&maker->random, 2) ?
			"-" : "# one");
		break;
	default:
		return;
	}
	if (random_once(&maker->random, 2))
		tw_buffer_byte(&maker->text, ' ');
	else
		item->lines[0].text = finish(maker);
}

static const char *const measures[] = {
	"schools in pilot", "staff trained", "Staff  trained", "attendance",
	"n", "caf\xC3\xA9 visits", "= odd", "share\xC2\xA0of", "(done)",
};

static const char *const values[] = {
	"4", "1,200", "85%", "85 %", "\xC2\xA3" "3,500", "-\xC2\xA3" "20.50",
	"4 of 10", "4.5", "-2", "over 30", "12,00", "0", "a: b",
	"999999999999999", "1,000,000,000,000,000", "0 of 0", "- 2",
};

static void make_details(struct maker *maker, struct made_item *item)
{
	item->detail_count = random_once(&maker->random, 3) ?
		random_below(&maker->random, MOST_DETAILS + 1) : 0;
	for (unsigned i = 0; i < item->detail_count; i++) {
		struct made_detail *detail = &item->details[i];

		make_comments(maker, &detail->comments);
		detail->sign = "=+>"[random_below(&maker->random, 3)];
		detail->name = detail->sign == '>' ? PICK(maker, keys) :
			PICK(maker, measures);
		detail->value = detail->sign == '>' ? "" : PICK(maker, values);
	}
}

static void make_item(struct maker *maker, struct made_item *item)
{
	make_comments(maker, &item->comments);
	if (random_once(&maker->random, 3))
		item->key = PICK(maker, keys);
	if (random_once(&maker->random, 4))
		item->state = 1 + random_below(&maker->random, TW_DROPPED);
	item->count = random_once(&maker->random, 2) ? 1 :
		1 + random_below(&maker->random, MOST_LINES);
	make_opening(maker, item);
	for (unsigned i = 0; i < item->count; i++) {
		struct made_line *line = &item->lines[i];

		if (i)
			make_comments(maker, &line->comments);
		if (i) {
			line->text = make_line(maker);
		} else if (!line->text) {
			add_words(maker, 12);
			line->text = finish(maker);
		}
	}
	make_details(maker, item);
}

static void make_sections(struct maker *maker, struct made *made)
{
	for (int kind = 0; kind < TW_SECTIONS; kind++) {
		unsigned chance = random_below(&maker->random, 10);
		unsigned times = chance == 0 ? 0 : chance == 1 ? 2 : 1;

		while (times-- && made->section_count < MOST_SECTIONS) {
			struct made_section *section =
				&made->sections[made->section_count++];

			section->kind = kind;
			make_comments(maker, &section->comments);
			section->count = random_below(&maker->random,
				MOST_ITEMS + 1);
			for (unsigned i = 0; i < section->count; i++)
				make_item(maker, &section->items[i]);
			make_comments(maker, &section->closing);
		}
	}
}

struct made *made_new(struct tw_arena *arena, uint64_t seed)
{
	struct maker maker = { .random = { seed }, .arena = arena,
		.text = TW_BUFFER_INIT };
	struct made *made = tw_arena_take(arena, sizeof(*made));

	if (!made)
		return NULL;
	/* Now and then a record has no header, no sections, or neither. */
	if (!random_once(&maker.random, 20))
		make_fields(&maker, made);
	make_comments(&maker, &made->closing);
	if (!random_once(&maker.random, 10))
		make_sections(&maker, made);
	tw_buffer_release(&maker.text);
	return maker.failed ? NULL : made;
}
