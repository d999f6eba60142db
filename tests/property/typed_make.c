#include "typed.h"
#include "random.h"

#include <stdio.h>
#include <string.h>

struct maker {
	struct random random;
	struct tw_arena *arena;
	struct tw_buffer text; /* that is being put together */
	bool failed;
};

#define COUNT(list) (sizeof(list) / sizeof(*(list)))
#define PICK(maker, list) \
	(list)[random_below(&(maker)->random, COUNT(list))]

/* Hands out the text that was put together. */
static const char *finish(struct maker *maker)
{
	struct tw_view text;

	tw_buffer_byte(&maker->text, '\0');
	text = tw_arena_copy(maker->arena, tw_buffer_get(&maker->text));
	maker->failed |= !text.ptr || maker->text.failed;
	tw_buffer_clear(&maker->text);
	return text.ptr ? text.ptr : "";
}

/* ---- words ---- */

/* None is a word of a label, a heading or a term. */
static const char *const inner_words[] = {
	"schools", "pupils", "families", "the", "a", "with", "for", "in", "by",
	"nursery", "governors", "library", "met", "visited", "agreed",
	"shared", "printed", "29", "85%", "4 of 10", "1,200", "Year 7", "2024",
	"caf\xC3\xA9", "\xC2\xA3" "3,500", "parents\xE2\x80\x99", "well-being",
	"reading", "transport", "garden", "music", "teachers", "Tarnside High",
	"(with the trust)", "e.g.", "and/or", "& more", "12.5", "weekly",
	"about", "together,", "twice;", "\"quoted\"", "'said'", "KS2", "30+",
};

static const char *const last_words[] = {
	"schools", "pupils", "families", "together", "weekly", "garden",
	"transport", "teachers", "library", "governors",
};

static const char *const first_words[] = {
	"Teachers", "Families", "Schools", "Seven nurseries", "The library",
	"12 governors", "A visit", "Parents", "29 pupils", "Nobody", "All",
	"2024's pupils", "Year 7",
};

/* Behind a bullet, these begin an item all the same. */
static const char *const odd_starts[] = {
	"[draft]", "-5 degrees:", "= 4 weeks:", "> 30 hours:", "# 1 wish:",
	"Impact on all", "Officers: all", "Period poverty and", "3 cases of",
	"Exit interviews of", "2024: the", "Priority for", "(with luck)",
	"+ 2 places for", "Outcomes:", "\"Activity\" of", "[see] the",
};

static const char *const states[] = {
	"(done) ", "(ongoing) ", "(on hold) ", "(dropped) ",
};

static void add_words(struct maker *maker, unsigned count)
{
	while (count--) {
		tw_buffer_byte(&maker->text, ' ');
		tw_buffer_string(&maker->text, PICK(maker, inner_words));
	}
	tw_buffer_byte(&maker->text, ' ');
	tw_buffer_string(&maker->text, PICK(maker, last_words));
}

static const char *make_item(struct maker *maker,
	const struct typed_section *section)
{
	bool work = section->kind == TW_ACTIVITY || section->kind == TW_PLANNED;

	if (work && random_once(&maker->random, 8))
		tw_buffer_string(&maker->text, PICK(maker, states));
	else if (section->bullet && random_once(&maker->random, 8))
		tw_buffer_format(&maker->text, "%s ", PICK(maker, odd_starts));
	tw_buffer_string(&maker->text, PICK(maker, first_words));
	add_words(maker, random_below(&maker->random, 24));
	tw_buffer_byte(&maker->text, '.');
	return finish(maker);
}

/* ---- priorities ---- */

static const char *const subtitles[] = {
	"linked to the county plan", "by Easter", "for two years",
	"with the trusts", "LINKED TO THE TRUST",
};

/* Titles differ in their first word. */
static const char *const title_words[MOST_PRIORITIES][3] = {
	{ "Warm clothes", "Young carers", "Fewer moves" },
	{ "Maths", "Speech and language", "Quiet places" },
	{ "Attendance", "Healthy lunches", "A first job" },
};

static void make_section(struct maker *maker,
	struct typed_section *section, int kind, enum bullet bullet)
{
	section->kind = kind;
	section->bullet = random_once(&maker->random, 4) ?
		random_below(&maker->random, BULLET_COUNT) : bullet;
	section->heading = random_below(&maker->random, 8);
	section->subtitle = random_once(&maker->random, 3) ?
		PICK(maker, subtitles) : NULL;
	section->count = random_once(&maker->random, 8) ? 0 :
		1 + random_below(&maker->random, MOST_ENTRIES);
	for (unsigned i = 0; i < section->count; i++)
		section->items[i] = make_item(maker, section);
}

static void make_priority(struct maker *maker, struct typed *document,
	enum bullet bullet)
{
	unsigned number = document->count++;
	struct typed_priority *priority = &document->priorities[number];

	tw_buffer_string(&maker->text, PICK(maker, title_words[number]));
	if (random_once(&maker->random, 2))
		add_words(maker, random_below(&maker->random, 4));
	priority->title = finish(maker);
	if (random_once(&maker->random, 3)) {
		tw_buffer_string(&maker->text, "What it is about:");
		add_words(maker, 3 + random_below(&maker->random, 20));
		tw_buffer_byte(&maker->text, '.');
		priority->scope = finish(maker);
	}
	for (int kind = 0; kind < TW_SECTIONS; kind++)
		if (!random_once(&maker->random, 6))
			make_section(maker, &priority->sections[
				priority->count++], kind, bullet);
	if (!priority->count)
		make_section(maker, &priority->sections[priority->count++],
			TW_OUTCOMES, bullet);
}

static void shuffle(struct maker *maker, struct typed_priority *priority)
{
	for (unsigned i = priority->count; i-- > 1;) {
		unsigned j = random_below(&maker->random, i + 1);
		struct typed_section section = priority->sections[i];

		priority->sections[i] = priority->sections[j];
		priority->sections[j] = section;
	}
}

/* ---- the head ---- */

static const char *const areas[] = {
	"Eastwick", "North Fellside", "St Osric's", "Ashdale & Wyndmoor",
	"Thornsea and Ellerby", "Saltmarsh Coast",
};

static const char *const officers[] = {
	"Ada Thorne", "Ben Okell", "Moira O'Dell", "Jos\xC3\xA9 Whitlock",
	"Anne-Marie Crabtree", "Dr Sandy Anders", "B. Landis",
};

static const struct {
	unsigned period;  /* from 0 */
	const char *name, *number, *month, *abbreviated, *iso;
	bool first; /* the calendar year is that in which the term's begins */
} times[] = {
	{ 0, "Autumn", "1", "September", "Sept", "09", true },
	{ 0, "Autumn", "1", "October", "Oct", "10", true },
	{ 1, "Autumn", "2", "November", "Nov", "11", true },
	{ 1, "Autumn", "2", "December", "Dec", "12", true },
	{ 2, "Spring", "1", "January", "Jan", "01", false },
	{ 3, "Spring", "2", "March", "March", "03", false },
	{ 4, "Summer", "1", "May", "May", "05", false },
	{ 5, "Summer", "2", "June", "June", "06", false },
	{ 5, "Summer", "2", "July", "July", "07", false },
};

static void make_term(struct maker *maker, struct typed *document)
{
	unsigned way = random_below(&maker->random, 10), i =
		random_below(&maker->random, COUNT(times));
	int year = 2015 + (int)random_below(&maker->random, 20);
	int calendar = times[i].first ? year : year + 1;
	const char *name = times[i].name, *number = times[i].number;
	const char *month = times[i].month, *brief = times[i].abbreviated;
	struct tw_buffer *text = &maker->text;

	if (way == 0)
		tw_buffer_format(text, "%s %s %d", name, number, calendar);
	else if (way == 1)
		tw_buffer_format(text, "%d-%02d %s %s", year,
			(year + 1) % 100, name, number);
	else if (way == 2)
		tw_buffer_format(text, "%s Term %s, %d/%02d", name, number,
			year, (year + 1) % 100);
	else if (way == 3)
		tw_buffer_format(text, "%s Term %s- %s %d", name, number,
			month, calendar);
	else if (way == 4)
		tw_buffer_format(text, "%s %s \xE2\x80\x93 %s %d", name,
			number, month, calendar);
	else if (way == 5)
		tw_buffer_format(text, "%s - %s %d", name, month, calendar);
	else if (way == 6)
		tw_buffer_format(text, "%s %s %d", name, month,
			calendar % 100);
	else if (way == 7)
		tw_buffer_format(text, "%s- %s %d", name, month, calendar);
	else if (way == 8)
		tw_buffer_format(text, "%s %s (%s %d)", name, number, brief,
			calendar);
	else
		tw_buffer_format(text, "%s %s, %d-%02d - %s %d", name, number,
			year, (year + 1) % 100, month, calendar);
	document->spelling = finish(maker);
	tw_buffer_format(text, "%d-%02d %s %s", year, (year + 1) % 100, name,
		number);
	document->term = finish(maker);
	if (way < 3)
		return;
	tw_buffer_format(text, "%d-%s", calendar, times[i].iso);
	document->date = finish(maker);
}

static void make_head(struct maker *maker, struct typed *document)
{
	unsigned first = random_below(&maker->random, COUNT(officers));

	document->area = PICK(maker, areas);
	document->officer_count = 1 + random_below(&maker->random,
		MOST_OFFICERS);
	document->separator = random_below(&maker->random, 6);
	for (unsigned i = 0; i < document->officer_count; i++)
		document->officers[i] = officers[(first + i) % COUNT(officers)];
	make_term(maker, document);
}

/* Half of the documents have few habits, half have many. */
static uint32_t make_shape(struct maker *maker)
{
	unsigned often = random_once(&maker->random, 2) ? 2 : 8;
	uint32_t shape = 0;

	for (unsigned i = 0; i < SHAPE_COUNT; i++)
		if (random_once(&maker->random, often))
			shape |= UINT32_C(1) << i;
	return shape;
}

struct typed *typed_new(struct tw_arena *arena, uint64_t seed)
{
	struct maker maker = { .random = { seed }, .arena = arena,
		.text = TW_BUFFER_INIT };
	struct typed *document = tw_arena_take(arena, sizeof(*document));
	unsigned priorities;
	enum bullet bullet;

	if (!document)
		return NULL;
	document->seed = seed * 31 + 7;
	document->shape = make_shape(&maker);
	make_head(&maker, document);
	bullet = random_below(&maker.random, BULLET_COUNT);
	priorities = 1 + random_below(&maker.random, MOST_PRIORITIES);
	while (document->count < priorities)
		make_priority(&maker, document, bullet);
	for (unsigned i = 0; i < document->count; i++)
		if (document->shape & SHAPE_SHUFFLED)
			shuffle(&maker, &document->priorities[i]);
	typed_settle(document);
	tw_buffer_release(&maker.text);
	return maker.failed ? NULL : document;
}

/* ---- what could be read in two ways ---- */

static bool in_order(const struct typed_priority *priority)
{
	for (unsigned i = 1; i < priority->count; i++)
		if (priority->sections[i].kind <= priority->sections[i - 1].kind)
			return false;
	return true;
}

/*
 * Without a label, a title is known by standing above the intended outcomes;
 * what stands before it must have come to its end, and what stands below must
 * not be in doubt.
 */
static bool plain_without_label(const struct typed *document)
{
	for (unsigned i = 0; i < document->count; i++) {
		const struct typed_priority *priority =
			&document->priorities[i];
		const struct typed_section *last;

		if (!in_order(priority) ||
		    priority->sections[0].kind != TW_OUTCOMES)
			return false;
		if (priority->scope && document->shape & SHAPE_TIGHT)
			return false;
		if (!i)
			continue;
		last = &priority[-1].sections[priority[-1].count - 1];
		if (!last->count || (!last->bullet && priority->scope))
			return false;
	}
	return true;
}

/* Behind a heading with nothing below it, a subtitle could be an item. */
static void settle_subtitles(struct typed_priority *priority)
{
	for (unsigned i = 0; i < priority->count; i++)
		if (!priority->sections[i].count)
			priority->sections[i].subtitle = NULL;
}

void typed_settle(struct typed *document)
{
	uint32_t *shape = &document->shape;

	for (unsigned i = 0; i < document->count; i++)
		settle_subtitles(&document->priorities[i]);
	if (*shape & SHAPE_INLINE)
		*shape |= SHAPE_PERIOD | SHAPE_PRIORITY;
	if (*shape & SHAPE_TIGHT)
		*shape &= ~(uint32_t)SHAPE_WRAPPED;
	if (*shape & SHAPE_AREA_LOW)
		*shape |= SHAPE_RULES;
	if (!plain_without_label(document))
		*shape |= SHAPE_PRIORITY;
}

/* ---- smaller ones ---- */

static bool drop_priority(struct typed *document, unsigned number)
{
	if (number >= document->count || document->count == 1)
		return false;
	document->count--;
	memmove(&document->priorities[number],
		&document->priorities[number + 1],
		(document->count - number) * sizeof(*document->priorities));
	return true;
}

static bool drop_section(struct typed_priority *priority, unsigned number)
{
	if (number >= priority->count || priority->count == 1)
		return false;
	priority->count--;
	memmove(&priority->sections[number], &priority->sections[number + 1],
		(priority->count - number) * sizeof(*priority->sections));
	return true;
}

static bool drop_item(struct typed_section *section, unsigned number)
{
	if (number >= section->count)
		return false;
	section->count--;
	memmove(&section->items[number], &section->items[number + 1],
		(section->count - number) * sizeof(*section->items));
	return true;
}

/* Where a step is, among priorities, their sections and items. */
enum {
	ITEM_STEPS = MOST_ENTRIES,
	SECTION_STEPS = 2 + ITEM_STEPS,
	PRIORITY_STEPS = 2 + TW_SECTIONS * SECTION_STEPS,
	ALL_PRIORITIES = MOST_PRIORITIES * PRIORITY_STEPS
};

static void shrink_section(struct typed_priority *priority,
	unsigned number, unsigned step)
{
	struct typed_section *section = &priority->sections[number];

	if (number >= priority->count)
		return;
	if (step == 0)
		drop_section(priority, number);
	else if (step == 1)
		section->subtitle = NULL;
	else
		drop_item(section, step - 2);
}

static void shrink_priority(struct typed *document, unsigned number,
	unsigned step)
{
	struct typed_priority *priority = &document->priorities[number];

	if (number >= document->count)
		return;
	if (step == 0)
		drop_priority(document, number);
	else if (step == 1)
		priority->scope = NULL;
	else
		shrink_section(priority, (step - 2) / SECTION_STEPS,
			(step - 2) % SECTION_STEPS);
}

bool typed_shrink(struct typed *smaller,
	const struct typed *document, unsigned step)
{
	*smaller = *document;
	if (step < ALL_PRIORITIES)
		shrink_priority(smaller, step / PRIORITY_STEPS,
			step % PRIORITY_STEPS);
	else if (step < ALL_PRIORITIES + SHAPE_COUNT)
		smaller->shape &= ~(UINT32_C(1) << (step - ALL_PRIORITIES));
	else if (step == ALL_PRIORITIES + SHAPE_COUNT)
		smaller->officer_count = 1;
	else
		return false;
	typed_settle(smaller);
	return true;
}
