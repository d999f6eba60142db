#include "world.h"

#include <stdio.h>
#include <string.h>

static const char *const verbs[] = { "Meet", "Visit", "Support", "Invite",
	"Train", "Map", "Review", "Host", "Brief", "Link" };
static const char *const nouns[] = { "schools", "governors", "parents",
	"colleges", "providers", "families", "pupils", "headteachers",
	"partners", "officers", "librarians", "volunteers" };
static const char *const topics[] = { "attendance", "transitions", "reading",
	"anxiety", "careers", "exclusions", "language", "numeracy",
	"wellbeing", "safeguarding", "nurseries", "apprenticeships" };
static const char *const places[] = { "Chorley", "Leyland", "Preston",
	"Morecambe", "Lancaster", "Heysham", "Garstang", "Penwortham" };
static const char *const tails[] = { "before the summer", "with the council",
	"for the second year", "in small groups", "after a slow start",
	"at no cost to them", "over three sessions", "through the network",
	"as the panel asked", "by telephone and post" };
static const char *const extras[] = { "gladly", "together", "soon", "twice",
	"carefully", "jointly", "openly", "briefly", "mostly", "locally" };
static const char *const measures[] = { "schools reached", "staff trained",
	"pupils seen", "sessions held", "families helped", "visits made",
	"leaflets sent", "calls answered", "plans signed", "panels held" };

#define PICK(list, random) \
	(list)[random_below((random), sizeof(list) / sizeof(*(list)))]

static void add_word(struct thing *thing, const char *text, size_t len)
{
	struct word *word = &thing->words[thing->count];

	if (thing->count == MOST_WORDS / 2 || !len || len >= WORD_ROOM)
		return;
	memcpy(word->text, text, len);
	word->text[len] = '\0';
	word->was = -1;
	word->breaks = false;
	thing->count++;
}

static void add_words(struct thing *thing, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, " ");

		add_word(thing, text, len);
		text += len + (text[len] == ' ');
	}
}

/* Lines of about sixty characters. */
static void wrap(struct thing *thing, size_t width)
{
	size_t column = 2;

	for (int i = 0; i < thing->count; i++) {
		size_t len = strlen(thing->words[i].text) + 1;

		thing->words[i].breaks = i && column + len > width;
		column = thing->words[i].breaks ? 2 + len : column + len;
	}
}

static void say_something(struct thing *thing, struct random *random)
{
	char text[256];

	snprintf(text, sizeof(text), "%s %u %s of Year %u in %s about %s and "
		"%s %s", PICK(verbs, random), 2 + random_below(random, 30),
		PICK(nouns, random), 1 + random_below(random, 11),
		PICK(places, random), PICK(topics, random),
		PICK(topics, random), PICK(tails, random));
	thing->count = 0;
	add_words(thing, text);
	if (random_once(random, 3)) {
		snprintf(text, sizeof(text), "so that the %s of %s hear from "
			"%u of the %s %s", PICK(nouns, random),
			PICK(places, random), 2 + random_below(random, 8),
			PICK(nouns, random), PICK(tails, random));
		add_words(thing, text);
	}
	wrap(thing, 60 + random_below(random, 20));
}

/* Measures are free if no item of the record has them. */
static void add_figure(struct world *world, struct thing *thing,
	struct random *random)
{
	int name = (int)random_below(random, 10);

	for (int i = 0; i < world->count; i++)
		for (int f = 0; f < world->things[i].figure_count; f++)
			if (world->things[i].figures[f].name == name)
				return;
	if (thing->figure_count < MOST_FIGURES)
		thing->figures[thing->figure_count++] = (struct figure){ name,
			random_once(random, 2) ? '=' : '+',
			1 + (int)random_below(random, 90) };
}

/* Says the same as another one, but for a name, a number or a label. */
static void confuse(struct thing *thing, const struct thing *other,
	struct random *random)
{
	const struct thing like = *other;
	int at;

	thing->count = like.count;
	memcpy(thing->words, like.words, sizeof(like.words));
	for (at = 0; at < thing->count; at++) {
		char *text = thing->words[at].text;

		thing->words[at].was = -1;
		if (at && !strcmp(thing->words[at - 1].text, "Year") &&
		    random_once(random, 2))
			snprintf(text, WORD_ROOM, "%u",
				1 + random_below(random, 11));
		else if (at && !strcmp(thing->words[at - 1].text, "in") &&
		         text[0] >= 'A' && text[0] <= 'Z')
			snprintf(text, WORD_ROOM, "%s", PICK(places, random));
		else if (at && !strcmp(thing->words[at - 1].text, "about"))
			snprintf(text, WORD_ROOM, "%s", PICK(topics, random));
	}
}

bool says_alike(const struct thing *a, const struct thing *b)
{
	for (int i = 0; i < a->count && i < b->count; i++)
		if (strcmp(a->words[i].text, b->words[i].text))
			return false;
	return a->count == b->count;
}

static bool is_new(const struct world *world, const struct thing *thing)
{
	for (int i = 0; i < world->count; i++)
		if (says_alike(&world->things[i], thing))
			return false;
	return true;
}

static void insert(struct world *world, int at, const struct thing *thing)
{
	memmove(&world->things[at + 1], &world->things[at],
		(size_t)(world->count - at) * sizeof(*thing));
	world->things[at] = *thing;
	world->count++;
}

static void take_out(struct world *world, int at)
{
	world->count--;
	memmove(&world->things[at], &world->things[at + 1],
		(size_t)(world->count - at) * sizeof(*world->things));
}

/* A place for an item in its section. */
static int find_place(const struct world *world, enum tw_section_kind kind,
	struct random *random)
{
	int first = 0, last;

	while (first < world->count && world->things[first].kind < kind)
		first++;
	last = first;
	while (last < world->count && world->things[last].kind == kind)
		last++;
	return random_once(random, 2) ? last :
		first + (int)random_below(random, (unsigned)(last - first + 1));
}

static bool holds_state(enum tw_section_kind kind)
{
	return kind == TW_ACTIVITY || kind == TW_PLANNED;
}

static bool make_thing(struct thing *thing, struct world *world,
	struct random *random, int id)
{
	memset(thing, 0, sizeof(*thing));
	thing->id = id;
	thing->kind = (enum tw_section_kind)random_below(random, TW_SECTIONS);
	if (world->count && random_once(random, 3))
		confuse(thing, &world->things[random_below(random,
			(unsigned)world->count)], random);
	else
		say_something(thing, random);
	if (!is_new(world, thing))
		return false;
	if (random_once(random, 4))
		thing->key = id + 1;
	if (holds_state(thing->kind) && random_once(random, 4))
		thing->state = 1 + random_below(random, 4);
	if (thing->kind == TW_IMPACT && random_once(random, 2))
		add_figure(world, thing, random);
	thing->comment = random_once(random, 8);
	return true;
}

static void add_thing(struct world *world, struct random *random, int id)
{
	struct thing thing;

	for (int tries = 0; tries < 20; tries++) {
		if (world->count >= MOST_THINGS - 2 ||
		    !make_thing(&thing, world, random, id))
			continue;
		insert(world, find_place(world, thing.kind, random), &thing);
		return;
	}
}

void world_make(struct world *world, struct random *random, int count)
{
	memset(world, 0, sizeof(*world));
	world->date = (int)random_below(random, 20);
	for (int i = 0; i < 3; i++)
		world->names[i] = true;
	for (int i = 0; i < count; i++)
		add_thing(world, random, i);
	for (int i = 0; i < world->count; i++)
		for (int w = 0; w < world->things[i].count; w++)
			world->things[i].words[w].was = w;
}

/* ---- what people do ---- */

static void edit_word(struct thing *thing, struct random *random)
{
	int at = (int)random_below(random, (unsigned)thing->count);
	struct word *word = &thing->words[at];
	bool digit = word->text[0] >= '0' && word->text[0] <= '9';

	if (digit)
		snprintf(word->text, WORD_ROOM, "%u",
			31 + random_below(random, 60));
	else if (at)
		snprintf(word->text, WORD_ROOM, "%s", random_once(random, 2) ?
			PICK(extras, random) : PICK(topics, random));
}

static bool has(const struct thing *thing, const struct thing *words)
{
	for (int at = 0; at + words->count <= thing->count; at++) {
		int same = 0;

		while (same < words->count && !strcmp(words->words[same].text,
		       thing->words[at + same].text))
			same++;
		if (same == words->count)
			return true;
	}
	return false;
}

static void insert_words(struct thing *thing, struct random *random, int at)
{
	struct thing more = { .count = 0 };

	add_words(&more, random_once(random, 12) ? "not" :
		random_once(random, 2) ? PICK(extras, random) :
		PICK(tails, random));
	/* "in June in June" can be read in two ways, and is rarely written. */
	if (thing->count + more.count > MOST_WORDS / 2 || has(thing, &more))
		return;
	memmove(&thing->words[at + more.count], &thing->words[at],
		(size_t)(thing->count - at) * sizeof(*thing->words));
	memcpy(&thing->words[at], more.words,
		(size_t)more.count * sizeof(*thing->words));
	thing->count += more.count;
}

static void drop_word(struct thing *thing, struct random *random)
{
	int at = 1 + (int)random_below(random, (unsigned)thing->count - 1);

	if (thing->count < 8)
		return;
	memmove(&thing->words[at], &thing->words[at + 1],
		(size_t)(thing->count - at - 1) * sizeof(*thing->words));
	thing->count--;
}

static void reword(struct thing *thing, struct random *random)
{
	switch (random_below(random, 6)) {
	case 0:
		insert_words(thing, random, thing->count);
		break;
	case 1:
		insert_words(thing, random, 1 + (int)random_below(random,
			(unsigned)thing->count));
		break;
	case 2:
		drop_word(thing, random);
		break;
	default:
		edit_word(thing, random);
	}
	thing->words[0].breaks = false;
	if (random_once(random, 2))
		wrap(thing, 60 + random_below(random, 20));
}

static void edit_figures(struct world *world, struct thing *thing,
	struct random *random)
{
	if (!thing->figure_count || random_once(random, 4)) {
		if (thing->kind == TW_IMPACT)
			add_figure(world, thing, random);
	} else if (random_once(random, 5)) {
		thing->figure_count--;
	} else {
		thing->figures[random_below(random,
			(unsigned)thing->figure_count)].value +=
			1 + (int)random_below(random, 9);
	}
}

static void move(struct world *world, int at, struct random *random)
{
	struct thing thing = world->things[at];

	if (random_once(random, 2)) {
		thing.kind = (enum tw_section_kind)random_below(random,
			TW_SECTIONS);
		if (thing.figure_count && thing.kind != TW_IMPACT)
			return;
		if (!holds_state(thing.kind))
			thing.state = TW_NO_STATE;
	}
	take_out(world, at);
	insert(world, find_place(world, thing.kind, random), &thing);
}

/* Another Year, in another place, takes an item's place. */
static void replace(struct world *world, struct random *random, int at,
	int id)
{
	struct thing thing = world->things[at];
	bool changed = false;

	confuse(&thing, &world->things[at], random);
	for (int i = 1; i < thing.count; i++)
		changed |= strcmp(thing.words[i].text,
			world->things[at].words[i].text) &&
			(!strcmp(thing.words[i - 1].text, "Year") ||
			!strcmp(thing.words[i - 1].text, "in"));
	if (!changed || !is_new(world, &thing))
		return;
	thing.id = id;
	thing.key = 0;
	thing.comment = false;
	thing.figure_count = 0;
	take_out(world, at);
	insert(world, at, &thing);
}

static void edit_thing(struct world *world, struct random *random, int *next)
{
	int at = (int)random_below(random, (unsigned)world->count);
	struct thing *thing = &world->things[at];

	switch (random_below(random, 12)) {
	case 0:
		if (random_once(random, 3))
			replace(world, random, at, (*next)++);
		else
			take_out(world, at);
		break;
	case 1:
		move(world, at, random);
		break;
	case 2:
	case 3:
		if (holds_state(thing->kind))
			thing->state = random_below(random, 5);
		break;
	case 4:
		if (!thing->key)
			thing->key = thing->id + 1;
		break;
	case 5:
	case 6:
		edit_figures(world, thing, random);
		break;
	case 7:
		wrap(thing, 50 + random_below(random, 30));
		break;
	default:
		reword(thing, random);
	}
}

void world_edit(struct world *world, struct random *random, int edits,
	int *next)
{
	for (int i = 0; i < edits; i++) {
		unsigned what = random_below(random, 12);

		if (what == 0)
			world->date += 1 + (int)random_below(random, 3);
		else if (what == 1)
			world->names[random_below(random, MOST_NAMES)] ^= true;
		else if (what == 2 && random_once(random, 2))
			world->title = *next;
		else if (what == 2)
			world->status = (int)random_below(random, 4);
		else if (what < 5)
			add_thing(world, random, (*next)++);
		else if (world->count)
			edit_thing(world, random, next);
	}
	world->names[0] = true;
}

void world_add_both(struct world *ours, struct world *theirs,
	struct random *random, int *next)
{
	struct thing thing;

	if (ours->count >= MOST_THINGS - 2 ||
	    theirs->count >= MOST_THINGS - 2 ||
	    !make_thing(&thing, ours, random, (*next)++) ||
	    !is_new(theirs, &thing) || thing.figure_count)
		return;
	insert(ours, find_place(ours, thing.kind, random), &thing);
	insert(theirs, find_place(theirs, thing.kind, random), &thing);
}

/* ---- as a record ---- */

static void write_header(struct tw_buffer *out, const struct world *world)
{
	static const char *const names[MOST_NAMES] = { "Claire Fox",
		"Alison Walsh", "Craig Brown", "Jo Sample", "Sam Example",
		"Kit Marlowe" };
	static const char *const states[] = { NULL, "on hold", "closing",
		"active" };
	bool first = true;

	tw_buffer_format(out, "Priority: eet\nTitle: Title number %d\n"
		"Area: Central Lancs\nTerm: 2023-24 Summer 1\n"
		"Date: %d-%02d\nOfficers:", world->title,
		2023 + world->date / 12, 1 + world->date % 12);
	for (int i = 0; i < MOST_NAMES; i++) {
		if (!world->names[i])
			continue;
		tw_buffer_format(out, "%s %s", first ? "" : ";", names[i]);
		first = false;
	}
	tw_buffer_string(out, "\n");
	if (states[world->status])
		tw_buffer_format(out, "Status: %s\n", states[world->status]);
}

static void write_thing(struct tw_buffer *out, const struct thing *thing)
{
	if (thing->comment)
		tw_buffer_format(out, "# Comment %d.\n", thing->id);
	tw_buffer_string(out, "-");
	if (thing->key)
		tw_buffer_format(out, " [key-%d]", thing->key);
	if (thing->state)
		tw_buffer_format(out, " (%s)", tw_state_name(thing->state));
	for (int i = 0; i < thing->count; i++)
		tw_buffer_format(out, "%s%s", i && thing->words[i].breaks ?
			"\n  " : " ", thing->words[i].text);
	tw_buffer_string(out, "\n");
	for (int i = 0; i < thing->figure_count; i++)
		tw_buffer_format(out, "  %c %s: %d\n", thing->figures[i].sign,
			measures[thing->figures[i].name],
			thing->figures[i].value);
}

void world_write(struct tw_buffer *out, const struct world *world)
{
	int at = 0;

	write_header(out, world);
	for (int kind = 0; kind < TW_SECTIONS; kind++) {
		tw_buffer_format(out, "\n%s\n", tw_section_name(
			(enum tw_section_kind)kind));
		for (; at < world->count &&
		     (int)world->things[at].kind == kind; at++)
			write_thing(out, &world->things[at]);
	}
}
