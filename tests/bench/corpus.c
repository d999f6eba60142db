/*
 * Makes a corpus up: corpus FOLDER RECORDS TERMS. Ten priorities an area,
 * TERMS updates a priority, about 3 KB each, always the same bytes; no error
 * for lint, nothing to do for fmt. A smaller corpus is a part of a larger one
 * with as many terms.
 */
#include "bench/words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COLUMNS = 80, MOST_PLANS = 5, FIRST_YEAR = 2021, NAME_ROOM = 64 };

static const struct {
	const char *name, *slug;
	int month, years; /* in which its update is dated, after the first */
} periods[] = {
	{ "Autumn 1", "autumn-1", 10, 0 }, { "Autumn 2", "autumn-2", 12, 0 },
	{ "Spring 1", "spring-1", 2, 1 }, { "Spring 2", "spring-2", 3, 1 },
	{ "Summer 1", "summer-1", 5, 1 }, { "Summer 2", "summer-2", 7, 1 },
};

enum fate { NEW, DONE, REPORTED, ONGOING, AGAIN, WAITS, DROPPED, FORGOTTEN };

struct promise {
	struct work work;
	enum fate fate; /* in the record that is being written */
	unsigned wording;
	bool keyed;
};

struct priority {
	const struct topic *topic;
	struct tw_buffer area, officers;
	struct random random;
	unsigned term;
	unsigned object; /* of the next undertaking */
	struct promise plans[MOST_PLANS];
	unsigned planned;
	struct work kept; /* of an impact that is told again */
	unsigned level, share, total;
	bool failed;
	struct tw_buffer page, text;
};

/* ---- texts ---- */

/* A dash may not begin a line: it would be a bullet. */
static bool may_begin(struct tw_view word)
{
	return word.len && (unsigned char)word.ptr[0] < 0x80;
}

static size_t columns_of(struct tw_view word)
{
	size_t columns = 0;

	for (size_t i = 0; i < word.len; i++)
		columns += ((unsigned char)word.ptr[i] & 0xC0) != 0x80;
	return columns;
}

/* Sets what stands in p->text, from `column` on, and empties it. */
static void set_text(struct priority *p, size_t column)
{
	struct tw_view rest = tw_buffer_get(&p->text), word;
	bool first = true;

	while (rest.len) {
		const char *space = memchr(rest.ptr, ' ', rest.len);

		word = rest;
		word.len = space ? (size_t)(space - rest.ptr) : rest.len;
		rest.ptr += word.len + (space != NULL);
		rest.len -= word.len + (space != NULL);
		if (!first && may_begin(word) &&
		    column + 1 + columns_of(word) > COLUMNS) {
			tw_buffer_string(&p->page, "\n ");
			column = 1;
		}
		if (!first)
			tw_buffer_byte(&p->page, ' ');
		tw_buffer_view(&p->page, word);
		column += columns_of(word) + !first;
		first = false;
	}
	tw_buffer_byte(&p->page, '\n');
	p->failed |= p->text.failed;
	tw_buffer_clear(&p->text);
}

static void set_item(struct priority *p, const char *key, const char *state)
{
	size_t start = p->page.len;

	tw_buffer_string(&p->page, "- ");
	if (key)
		tw_buffer_format(&p->page, "[%s] ", key);
	if (state)
		tw_buffer_format(&p->page, "(%s) ", state);
	set_text(p, p->page.len - start);
}

static const char *key_of(const struct promise *promise)
{
	return promise->keyed ? work_key(&promise->work) : NULL;
}

/* ---- sections ---- */

static void add_heading(struct priority *p, const char *name)
{
	tw_buffer_format(&p->page, "\n%s\n", name);
}

static void add_fields(struct priority *p)
{
	unsigned period = p->term % 6, year = FIRST_YEAR + p->term / 6;
	const struct topic *topic = p->topic;

	tw_buffer_format(&p->page, "Priority: %s\nTitle: %s\nArea: ",
		topic->slug, topic->title);
	tw_buffer_view(&p->page, tw_buffer_get(&p->area));
	tw_buffer_format(&p->page, "\nTerm: %u-%02u %s\nDate: %u-%02d\n", year,
		(year + 1) % 100, periods[period].name,
		year + (unsigned)periods[period].years,
		periods[period].month);
	tw_buffer_string(&p->page, "Officers: ");
	tw_buffer_view(&p->page, tw_buffer_get(&p->officers));
	tw_buffer_format(&p->page, "\nTheme: %s\nScope: ", topic->themes);
	tw_buffer_format(&p->text, "%s Work on %s is shared by all schools of "
		"the area.", topic->scope, topic->subject);
	set_text(p, strlen("Scope: "));
}

static void add_outcomes(struct priority *p)
{
	add_heading(p, "Intended outcomes");
	for (int i = 0; i < 4; i++) {
		const char *text = p->topic->outcomes[i][1];

		if (random_once(&p->random, 8))
			tw_buffer_format(&p->text, "%.*s across the area.",
				(int)strlen(text) - 1, text);
		else
			tw_buffer_string(&p->text, text);
		set_item(p, p->topic->outcomes[i][0], NULL);
	}
}

static struct promise new_promise(struct priority *p)
{
	struct promise promise = { .fate = NEW };

	work_make(&promise.work, &p->random, p->object++);
	promise.wording = random_below(&p->random, WORDINGS);
	promise.keyed = random_once(&p->random, 2);
	return promise;
}

static const char *state_of(struct priority *p, enum fate fate)
{
	switch (fate) {
	case DONE:
		return random_once(&p->random, 2) ? "done" : NULL;
	case ONGOING:
		return "ongoing";
	case DROPPED:
		return "dropped";
	default:
		return NULL;
	}
}

static void add_activity(struct priority *p)
{
	struct promise fresh;

	add_heading(p, "Activity last period");
	for (unsigned i = 0; i < p->planned; i++) {
		struct promise *plan = &p->plans[i];

		plan->fate = DONE + random_below(&p->random, FORGOTTEN);
		if (plan->fate == AGAIN || plan->fate == WAITS ||
		    plan->fate == FORGOTTEN)
			continue;
		work_report(&p->text, &plan->work, plan->wording);
		set_item(p, key_of(plan), state_of(p, plan->fate));
	}
	for (unsigned i = p->planned ? 3 : 0; i < 5; i++) {
		fresh = new_promise(p);
		work_report(&p->text, &fresh.work, fresh.wording);
		set_item(p, key_of(&fresh), NULL);
	}
}

/* What is planned again stands first, at times in other words. */
static void add_plans(struct priority *p)
{
	unsigned kept = 0;

	add_heading(p, "Planned activity next period");
	for (unsigned i = 0; i < p->planned; i++)
		if (p->plans[i].fate == AGAIN || p->plans[i].fate == WAITS)
			p->plans[kept++] = p->plans[i];
	for (unsigned i = 0; i < kept; i++)
		if (random_once(&p->random, 2))
			p->plans[i].wording++;
	while (kept < MOST_PLANS)
		p->plans[kept++] = new_promise(p);
	p->planned = kept;
	for (unsigned i = 0; i < kept; i++) {
		work_plan(&p->text, &p->plans[i].work, p->plans[i].wording);
		set_item(p, key_of(&p->plans[i]),
			p->plans[i].fate == WAITS ? "on hold" : NULL);
	}
}

static void add_evidence(struct priority *p, const char *key)
{
	if (key)
		tw_buffer_format(&p->page, "  > %s\n", key);
}

static void add_figures(struct priority *p)
{
	const struct topic *topic = p->topic;
	unsigned more = 3 + random_below(&p->random, 40);

	p->level += random_below(&p->random, 3);
	tw_buffer_format(&p->text, "There are now %u %s.", p->level,
		topic->level);
	set_item(p, NULL, NULL);
	tw_buffer_format(&p->page, "  = %s: %u\n", topic->level, p->level);
	add_evidence(p, topic->outcomes[0][0]);
	p->share += random_below(&p->random, 4);
	tw_buffer_format(&p->text, "The share that the partners follow has "
		"gone up to %u.5%%.", p->share);
	set_item(p, NULL, NULL);
	tw_buffer_format(&p->page, "  = %s: %u.5%%\n", topic->share, p->share);
	add_evidence(p, topic->outcomes[1][0]);
	p->total += more;
	tw_buffer_format(&p->text, "Another %u %s this half-term.", more,
		topic->addition);
	set_item(p, NULL, NULL);
	if (p->term % 3 == 0)
		tw_buffer_format(&p->page, "  = %s: %u\n", topic->addition,
			p->total);
	tw_buffer_format(&p->page, "  + %s: %u\n", topic->addition, more);
}

static void add_money(struct priority *p)
{
	unsigned hundreds = 5 + random_below(&p->random, 90);

	if (!random_once(&p->random, 3))
		return;
	tw_buffer_format(&p->text, "The partners found \xC2\xA3%u,%u00 for it "
		"\xE2\x80\x93 more than was hoped for.", 1 + hundreds / 10,
		hundreds % 10);
	set_item(p, NULL, NULL);
	tw_buffer_format(&p->page, "  + money found: \xC2\xA3%u,%u00\n",
		1 + hundreds / 10, hundreds % 10);
}

/* `before` are the plans of the record before; one may be settled here. */
static void add_impact(struct priority *p, const struct promise *before,
	unsigned count)
{
	struct work told = p->kept;

	add_heading(p, "Impact so far");
	add_figures(p);
	add_money(p);
	if (p->term) {
		work_impact(&p->text, &told, p->term - 1);
		set_item(p, NULL, NULL);
		add_evidence(p, p->topic->outcomes[2][0]);
	}
	p->kept = count ? before[0].work : p->plans[0].work;
	work_impact(&p->text, &p->kept, p->term);
	set_item(p, NULL, NULL);
	if (count && random_once(&p->random, 4))
		add_evidence(p, key_of(&before[0]));
}

static void add_exit(struct priority *p)
{
	/* Now and then nobody has thought of it yet. */
	if (random_once(&p->random, 25))
		return;
	if (random_once(&p->random, 8))
		tw_buffer_string(&p->page, "\n# Ask the group about this "
			"before the next update.\nExit strategy\n");
	else
		add_heading(p, "Exit strategy");
	for (unsigned i = 0; i < 2; i++) {
		exit_add(&p->text, p->topic, i, random_once(&p->random, 8));
		set_item(p, NULL, NULL);
	}
}

static void make_record(struct priority *p)
{
	struct promise before[MOST_PLANS];
	unsigned count = p->planned;

	tw_buffer_clear(&p->page);
	memcpy(before, p->plans, sizeof(before));
	add_fields(p);
	add_outcomes(p);
	add_activity(p);
	add_plans(p);
	add_impact(p, before, count);
	add_exit(p);
	p->failed |= p->page.failed;
}

/* ---- files ---- */

/* Makes a folder and goes into it; out again by chdir(".."). */
static bool enter_folder(const char *name)
{
	return (!mkdir(name, 0777) || errno == EEXIST) && !chdir(name);
}

static bool write_file(const char *name, const struct tw_buffer *bytes)
{
	FILE *file = fopen(name, "wb");
	bool good;

	if (!file)
		return false;
	good = fwrite(bytes->ptr, 1, bytes->len, file) == bytes->len;
	return !fclose(file) && good;
}

static bool make_priority(struct priority *p, unsigned terms)
{
	char name[NAME_ROOM];
	bool good = enter_folder(p->topic->slug);

	for (p->term = 0; p->term < terms && good; p->term++) {
		unsigned year = FIRST_YEAR + p->term / 6;

		make_record(p);
		snprintf(name, sizeof(name), "%u-%02u-%s.txt", year,
			(year + 1) % 100, periods[p->term % 6].slug);
		good = !p->failed && write_file(name, &p->page);
	}
	return good && !chdir("..");
}

/* What differs from one priority to another before the first record. */
static void begin_priority(struct priority *p, unsigned area, unsigned number)
{
	p->random.state = area * TOPICS + number;
	p->topic = &topics[number];
	p->planned = 0;
	p->object = random_below(&p->random, OBJECTS);
	p->level = 2 + random_below(&p->random, 20);
	p->share = 20 + random_below(&p->random, 40);
	p->total = random_below(&p->random, 200);
	tw_buffer_clear(&p->officers);
	officers_add(&p->officers, &p->random);
}

/* The area's name as its folder is called. */
static void slug_of(char out[static NAME_ROOM], struct tw_view name)
{
	size_t len = name.len < NAME_ROOM ? name.len : NAME_ROOM - 1;

	for (size_t i = 0; i < len; i++)
		out[i] = name.ptr[i] == ' ' ? '-' : (char)(name.ptr[i] | 0x20);
	out[len] = '\0';
}

static bool make_area(unsigned number, unsigned terms)
{
	struct priority p = { .topic = NULL };
	char slug[NAME_ROOM];
	bool good;

	area_add(&p.area, number);
	slug_of(slug, tw_buffer_get(&p.area));
	good = !p.area.failed && enter_folder(slug);
	for (unsigned i = 0; i < TOPICS && good; i++) {
		begin_priority(&p, number, i);
		good = make_priority(&p, terms);
	}
	tw_buffer_release(&p.area);
	tw_buffer_release(&p.officers);
	tw_buffer_release(&p.page);
	tw_buffer_release(&p.text);
	return good && !chdir("..");
}

static bool make_house(unsigned areas)
{
	static const char *const themes[] = { "attendance", "early-years",
		"eet", "exclusions", "mental-health", "send", "transitions",
		"trauma-informed", "voice" };
	struct tw_buffer text = TW_BUFFER_INIT;
	bool good;

	for (unsigned i = 0; i < areas; i++) {
		tw_buffer_string(&text, "Area: ");
		area_add(&text, i);
		tw_buffer_byte(&text, '\n');
	}
	for (size_t i = 0; i < sizeof(themes) / sizeof(*themes); i++)
		tw_buffer_format(&text, "Theme: %s\n", themes[i]);
	good = !text.failed && write_file("house-rules.txt", &text);
	tw_buffer_release(&text);
	return good;
}

int main(int argc, char **argv)
{
	unsigned long count = argc == 4 ? strtoul(argv[2], NULL, 10) : 0;
	unsigned long terms = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;
	unsigned long areas = terms ? count / (TOPICS * terms) : 0;
	bool good;

	if (!areas || areas > AREAS || terms > 30) {
		fputs("use: corpus FOLDER RECORDS TERMS\n", stderr);
		return 2;
	}
	good = enter_folder(argv[1]) && enter_folder("records") &&
		make_house((unsigned)areas);
	for (unsigned i = 0; i < areas && good; i++)
		good = make_area(i, (unsigned)terms);
	if (!good)
		perror("corpus");
	return !good;
}
