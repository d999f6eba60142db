#include "../test.h"

#include "corpora.h"

#include "base/buffer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { AREAS = 3, PRIORITIES = 4, TERMS = 6, WORKS = 12, TEXT_ROOM = 160 };

static const char *const half_terms[] = { "Autumn 1", "Autumn 2", "Spring 1",
	"Spring 2", "Summer 1", "Summer 2" };
static const char *const thirds[] = { "Autumn", "Spring", "Summer" };

/* Names of areas, each with another one. */
static const char *const areas[AREAS][2] = {
	{ "North Ashton", "Ashton North" }, { "West Vale", "The Vale" },
	{ "Hill Side", "Hillside" },
};

/* What is done, planned and then reported, each in words of its own. */
static const char *const works[WORKS][2] = {
	{ "Hold a meeting of attendance leads",
		"The attendance leads met, with Lancashire Mind" },
	{ "Ask schools about transition days",
		"Schools were asked about their transition days" },
	{ "Visit the pupil referral unit with CFW",
		"The pupil referral unit was visited" },
	{ "Write a guide to early help", "A guide to early help was written" },
	{ "Train 12 staff in trauma informed practice",
		"12 staff were trained in trauma informed practice" },
	{ "Link the district to county mental health work",
		"The district is linked to the county's work" },
	{ "Share data on exclusions", "Data on exclusions is shared by term" },
	{ "Plan the summer school with the library",
		"The summer school with the library is planned" },
	{ "Recruit parents for the panel", "Four parents joined the panel" },
	{ "Map services for young carers", "Services for carers were mapped" },
	{ "Review the graduated response",
		"The graduated response was reviewed" },
	{ "Bring Cohort 2 together", "Cohort 3 came together" },
};

static const char *const measures[][3] = {
	{ "schools in group", "%u", "%u of 40" },
	{ "Staff  Trained", "%u", "1,%03u" },
	{ "money found", "\xC2\xA3%u00", "\xC2\xA3%u.50" },
	{ "attendance", "%u.5%%", "%u" }, { "young people", "%u", "%u" },
};

enum { MEASURES = sizeof(measures) / sizeof(*measures) };

struct making {
	struct corpora *corpora;
	struct random *random;
	struct tw_buffer text;
	size_t root;
	const char *const *periods;
	unsigned period_count;
};

/* ---- files ---- */

void corpora_write(const char *path, const char *bytes, size_t len)
{
	char folder[PATH_ROOM];
	FILE *file;

	for (size_t i = 1; path[i]; i++) {
		if (path[i] != '/')
			continue;
		assert_true(i < sizeof(folder));
		memcpy(folder, path, i);
		folder[i] = '\0';
		assert_true(!mkdir(folder, 0777) || errno == EEXIST);
	}
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static void slug_of(char *out, const char *name)
{
	for (; *name; name++, out++)
		*out = *name == ' ' ? '-' : (char)(*name | 0x20);
	*out = '\0';
}

/* ---- records ---- */

static void add_figure(struct making *m, bool target)
{
	unsigned which = random_below(m->random, MEASURES);
	bool odd = random_once(m->random, 8);
	const char *name = measures[which][0];

	if (random_once(m->random, 3))
		name = which == 1 ? "staff trained" : name;
	tw_buffer_format(&m->text, "  %c %s: ", target &&
		!random_once(m->random, 3) ? '=' : random_once(m->random, 2) ?
		'+' : '=', name);
	tw_buffer_format(&m->text, measures[which][1 + odd],
		1 + random_below(m->random, 60));
	tw_buffer_byte(&m->text, '\n');
}

static void add_work(struct making *m, unsigned work, bool said, bool state)
{
	static const char *const states[] = { "done", "ongoing", "on hold",
		"dropped" };

	tw_buffer_string(&m->text, "- ");
	if (random_once(m->random, 3))
		tw_buffer_format(&m->text, "[work-%u] ", work);
	if (state && random_once(m->random, 3))
		tw_buffer_format(&m->text, "(%s) ",
			states[random_below(m->random, 4)]);
	tw_buffer_format(&m->text, "%s%s\n", works[work][said],
		random_once(m->random, 2) ? "." : "");
}

/* Some of the works, each once. */
static void add_section(struct making *m, const char *heading, bool said,
	bool state, bool figures)
{
	unsigned first = random_below(m->random, WORKS);
	unsigned count = random_below(m->random, 5);

	if (random_once(m->random, 9))
		return;
	tw_buffer_format(&m->text, "\n%s\n", heading);
	if (!count && random_once(m->random, 2))
		tw_buffer_string(&m->text, "- None.\n");
	for (unsigned i = 0; i < count; i++) {
		add_work(m, (first + 5 * i) % WORKS, said, state);
		if (figures && random_once(m->random, 2))
			add_figure(m, !said);
		if (said && random_once(m->random, 4))
			tw_buffer_format(&m->text, "  > work-%u\n",
				random_below(m->random, WORKS));
	}
}

static void add_fields(struct making *m, unsigned area, unsigned priority,
	const char *term)
{
	static const char *const statuses[] = { "active", "on hold", "closing",
		"closed" };
	struct tw_buffer *text = &m->text;

	tw_buffer_format(text, "Priority: p%u\nTitle: Priority %u\n", priority,
		priority);
	tw_buffer_format(text, "Area: %s\nTerm: %s\nOfficers: Sam\n",
		areas[area][m->root != 2 && random_once(m->random, 3)], term);
	if (random_once(m->random, 3))
		tw_buffer_format(text, "Status: %s\n",
			statuses[random_below(m->random, 4)]);
	if (random_once(m->random, 2))
		tw_buffer_format(text, "Succeeds: p%u; p%u\n",
			random_below(m->random, PRIORITIES),
			random_below(m->random, PRIORITIES));
	if (!random_once(m->random, 3))
		tw_buffer_format(text, "Theme: %s\n",
			random_once(m->random, 2) ? "attendance" :
			"eet; attendance");
}

static void add_record(struct making *m, unsigned area, unsigned priority,
	unsigned year, unsigned period)
{
	char term[64];

	snprintf(term, sizeof(term), "%u-%02u %s", year, (year + 1) % 100,
		m->periods[period]);
	tw_buffer_clear(&m->text);
	add_fields(m, area, priority, term);
	add_section(m, "Intended outcomes", false, false, true);
	add_section(m, "Activity last period", true, true, true);
	add_section(m, "Planned activity next period", false, true, true);
	add_section(m, "Impact so far", true, false, true);
	add_section(m, "Exit strategy", false, false, false);
	assert_false(m->text.failed);
}

/* A record that takes no part, and why. */
static void break_record(struct making *m)
{
	static const char *const reasons[] = { "\nA line without a place\n",
		"", "Priority: p1\nArea: Hill Side\nTerm: 1850 Summer\n",
		"Priority: p1\nTerm: 2023-24 Summer 1\n", "\xFF\xFE\n" };
	unsigned reason = random_below(m->random, 5);

	if (reason)
		tw_buffer_clear(&m->text);
	tw_buffer_string(&m->text, reasons[reason]);
	m->corpora->left_out++;
}

static void put_record(struct making *m, unsigned area, unsigned priority,
	const char *name)
{
	struct corpora *c = m->corpora;
	char slug[32], path[PATH_ROOM];
	int len;

	/* Where a record lies does not matter, as long as it lies once. */
	slug_of(slug, areas[random_once(m->random, 6) ?
		random_below(m->random, AREAS) : area][0]);
	if (random_once(m->random, 10))
		snprintf(slug, sizeof(slug), "more");
	len = snprintf(path, PATH_ROOM, "%s/%s/p%u/%s.txt",
		c->roots[m->root], slug, priority, name);
	assert_true(len > 0 && len < PATH_ROOM);
	for (size_t i = 0; i < c->count; i++)
		if (!strcmp(c->paths[i], path))
			return;
	if (random_once(m->random, 20))
		break_record(m);
	corpora_write(path, m->text.ptr ? m->text.ptr : "", m->text.len);
	memcpy(c->paths[c->count++], path, sizeof(path));
	assert_true(c->count < MOST_FILES);
}

static void make_priority(struct making *m, unsigned area, unsigned priority)
{
	unsigned first = random_below(m->random, TERMS);
	unsigned last = first + 1 + random_below(m->random, TERMS);
	char name[64];

	for (unsigned t = first; t < last; t++) {
		unsigned year = 2021 + t / m->period_count;

		if (random_once(m->random, 5))
			continue;
		snprintf(name, sizeof(name), "t%u", t);
		for (bool again = true; again;) {
			add_record(m, area, priority, year,
				t % m->period_count);
			put_record(m, area, priority, name);
			again = random_once(m->random, 12);
			snprintf(name, sizeof(name), "t%u-again", t);
		}
	}
}

/* ---- corpora ---- */

/* The second has a calendar of its own and a mistake, the third no rules. */
static void make_rules(struct making *m)
{
	char path[PATH_ROOM + 32];

	tw_buffer_clear(&m->text);
	if (m->root == 2)
		return;
	for (unsigned i = 0; i < AREAS; i++)
		tw_buffer_format(&m->text, "Area: %s\nAlso: %s\n\n",
			areas[i][0], areas[i][1]);
	if (m->period_count == 3)
		tw_buffer_string(&m->text, "Calendar: Autumn; Spring; Summer"
			"\n\nPartner:\n\n");
	tw_buffer_string(&m->text, "Theme: attendance\nTitle: Coming to "
		"school\n\nMeasure: young people\nAlso: money found\n\n"
		"Partner: Lancashire Mind\nAlso: Mind\n\nPartner: CFW\n");
	assert_false(m->text.failed);
	snprintf(path, sizeof(path), "%s/house-rules.txt",
		m->corpora->roots[m->root]);
	corpora_write(path, m->text.ptr, m->text.len);
}

void corpora_make(struct corpora *corpora, struct random *random)
{
	struct making m = { corpora, random, TW_BUFFER_INIT, 0, NULL, 0 };

	*corpora = (struct corpora){ .root_count = 1 +
		random_below(random, CORPORA) };
	corpora->one_calendar = random_once(random, 2) ||
		corpora->root_count == 1;
	for (m.root = 0; m.root < corpora->root_count; m.root++) {
		bool other = m.root == 1 && !corpora->one_calendar;

		snprintf(corpora->roots[m.root], PATH_ROOM, "r%zu", m.root);
		m.periods = other ? thirds : half_terms;
		m.period_count = other ? 3 : 6;
		make_rules(&m);
		for (unsigned a = 0; a < AREAS; a++)
			for (unsigned p = 0; p < PRIORITIES; p++)
				make_priority(&m, a, p);
	}
	tw_buffer_release(&m.text);
}
