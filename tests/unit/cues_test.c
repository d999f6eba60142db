/* What a report says in words, and the tables of it in spec/format.md. */
#include "../test.h"

#include "account/cues.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct cue {
	const char *words;
	enum tw_says says;
} cues[] = {
#define CUE(words, says) { words, (enum tw_says)(says) },
#include "account/cues.def"
#undef CUE
};

/* What a word that denies makes of others. */
static const struct cue undone[] = {
#define UNDONE(words, says) { words, says },
#include "account/undone.def"
#undef UNDONE
};

/* What small words do, by the name that the page has for it. */
static const struct {
	const char *role, *words;
} particles[] = {
#define PARTICLES(role, words) { #role, words },
#include "account/particles.def"
#undef PARTICLES
};

/* Lists of words of a plan, by the name that the page has for them. */
static const struct {
	const char *begins, *words[32];
} lists[] = {
	{ "```list asking\n", {
#define ASK(word) word,
#include "account/asks.def"
#undef ASK
	} },
	{ "```list making\n", {
#define MAKE(word) word,
#include "account/makes.def"
#undef MAKE
	} }
};

enum { TW_TURN_ON, TW_TURN_END };

static const struct {
	const char *word;
	int kind;
} turns[] = {
#define TURN(word, kind) { word, kind },
#include "account/turns.def"
#undef TURN
};

enum {
	TURNS = sizeof(turns) / sizeof(*turns),
	CUES = sizeof(cues) / sizeof(*cues),
	UNDONES = sizeof(undone) / sizeof(*undone),
	ROLES = sizeof(particles) / sizeof(*particles)
};

static struct tw_view last; /* words that said so */

static struct tw_lexicon *lexicon;

static struct tw_sides sides_of(const struct tw_house *house)
{
	return (struct tw_sides){ .house = house,
		.cues = tw_cues_of(lexicon) };
}

static enum tw_state said_in(const char *text, const struct tw_house *house)
{
	struct tw_sides sides = sides_of(house);
	struct tw_told told = tw_cue_read(&sides, tw_view_of(text), 0);

	last = told.words;
	return told.state;
}

/* The same of a text that begins with what was planned. */
static enum tw_state said_begun(const char *text)
{
	struct tw_sides sides = sides_of(NULL);

	return tw_cue_read(&sides, tw_view_of(text), TW_READS_BEGUN).state;
}

static bool announced_in(const char *text, const struct tw_house *house)
{
	struct tw_sides sides = sides_of(house);

	return tw_cue_read(&sides, tw_view_of(text), 0).announces;
}

static enum tw_state said(const char *text)
{
	return said_in(text, NULL);
}

static bool announced(const char *text)
{
	return announced_in(text, NULL);
}

static const struct {
	enum tw_says says;
	enum tw_state state;
	const char *end; /* of its row of the page */
} rows[] = {
	{ TW_SAYS_ON_HOLD, TW_ON_HOLD, "| on hold |" },
	{ TW_SAYS_DROPPED, TW_DROPPED, "| dropped |" },
	{ TW_SAYS_ONGOING, TW_ONGOING, "| ongoing |" },
	{ (enum tw_says)TW_SAYS_GOES_ON, TW_ONGOING, "| goes on |" },
	{ TW_SAYS_DONE, TW_NO_STATE, "| done |" },
	{ TW_SAYS_PLANNED, TW_NO_STATE, "| still to come |" },
	{ TW_SAYS_NOTHING, TW_NO_STATE, "| nothing |" },
};

/* ---- the page ---- */

static char page[1 << 20];

static int read_page(void **state)
{
	FILE *file = fopen("spec/format.md", "r");

	assert_non_null(file);
	page[fread(page, 1, sizeof(page) - 1, file)] = '\0';
	fclose(file);
	return 0;
}

static char *copy_of(const char *begin, const char *end)
{
	size_t length = (size_t)(end - begin);
	char *copy = malloc(length + 1);

	assert_non_null(copy);
	memcpy(copy, begin, length);
	copy[length] = '\0';
	return copy;
}

/* The part of the page from one text to the next place of another. */
static char *part(const char *from, const char *to)
{
	const char *begin = strstr(page, from), *end;

	assert_non_null(begin);
	end = strstr(begin + strlen(from), to);
	assert_non_null(end);
	return copy_of(begin, end);
}

/* The words of a list, parted by `marks`, each taken off the list. */
static void tick_off(char *list, const char *marks, bool (*known)(
	const char *word, int row), int row, size_t *count)
{
	for (char *word = strtok(list, marks); word;
	     word = strtok(NULL, marks)) {
		word += strspn(word, " \n");
		for (size_t n = strlen(word); n && strchr(" \n", word[n - 1]);)
			word[--n] = '\0';
		if (!*word)
			continue;
		if (!known(word, row))
			fail_msg("\"%s\" is in the page alone", word);
		++*count;
	}
}

static bool is_in(const struct cue *list, size_t count, const char *words,
	enum tw_says says)
{
	for (size_t k = 0; k < count; k++)
		if (!strcmp(list[k].words, words))
			return list[k].says == says;
	return false;
}

static bool is_cue(const char *words, int row)
{
	return is_in(cues, CUES, words, rows[row].says);
}

static bool is_undone(const char *words, int row)
{
	return is_in(undone, UNDONES, words, rows[row].says);
}

/* The rows that a table of the page has, each word ticked off. */
static size_t tick_table(const char *head, bool (*known)(const char *word,
	int row))
{
	char *table = part(head, "\n\n");
	size_t found = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *end = strstr(table, rows[i].end), *begin = end, *row;

		if (!end)
			continue;
		while (begin[-1] != '\n')
			begin--;
		row = copy_of(begin + strlen("| "), end);
		tick_off(row, ";", known, (int)i, &found);
		free(row);
	}
	free(table);
	return found;
}

/* The tables of the page have each cue, and nothing else. */
static void test_table(void **state)
{
	assert_int_equal(tick_table("\n| words | say |\n|---|---|\n", is_cue),
		CUES);
	assert_int_equal(tick_table("\n| not | say |\n|---|---|\n", is_undone),
		UNDONES);
}

/* The page has the words of each role, and no other role. */
static void test_particles(void **state)
{
	char *table = part("\n| name | words |\n|---|---|\n", "\n\n");
	size_t count = 0;

	for (const char *c = table; (c = strstr(c, "\n| ")); c++)
		count++;
	assert_int_equal(count, ROLES + 1); /* the heading, too */
	for (int k = 0; k < ROLES; k++) {
		char row[512];

		snprintf(row, sizeof(row), "| %s |", particles[k].words);
		if (!strstr(table, row))
			fail_msg("the page has no row of %s", row);
	}
	free(table);
}

static bool is_listed(const char *word, int list)
{
	for (const char *const *w = lists[list].words; *w; w++)
		if (!strcmp(*w, word))
			return true;
	return false;
}

static void test_lists(void **state)
{
	for (int k = 0; k < 2; k++) {
		char *list = part(lists[k].begins, "```\n");
		size_t count = 0, words = 0;

		while (lists[k].words[words])
			words++;
		tick_off(strchr(list, '\n'), " \n", is_listed, k, &count);
		assert_int_equal(count, words);
		free(list);
	}
}

static bool is_turn(const char *word, int kind)
{
	for (int k = 0; k < TURNS; k++)
		if (!strcmp(turns[k].word, word))
			return turns[k].kind == kind;
	return false;
}

static void test_turns(void **state)
{
	static const char *const heads[] = { "```list moved", "```list ended" };
	size_t count = 0;

	for (int i = 0; i < 2; i++) {
		char *list = part(heads[i], "```\n");

		tick_off(list + strlen(heads[i]), " \n", is_turn, i, &count);
		free(list);
	}
	assert_int_equal(count, TURNS);
}

/* ---- reading ---- */

/* One way of many to write words of a table; false if there are no more. */
static bool write_out(char *text, const char *words, size_t way)
{
	static char when[] = "next May";
	char all[120];
	size_t to = 0;

	snprintf(all, sizeof(all), "%s", words);
	for (char *word = strtok(all, " "); word; word = strtok(NULL, " ")) {
		size_t count = 1, one;

		for (const char *c = word; *c; c++)
			count += *c == '/';
		one = way % count;
		way /= count;
		while (one--)
			word = strchr(word, '/') + 1;
		word[strcspn(word, "/")] = '\0';
		if (!strcmp(word, "WHEN"))
			word = when;
		if (to)
			text[to++] = ' ';
		if (!strcmp(word, "*"))
			text[to++] = 'x';
		for (; *word; word++)
			if (!strchr("*.", *word))
				text[to++] = *word;
	}
	while (to && text[to - 1] == ' ')
		to--;
	text[to] = '\0';
	return !way;
}

static enum tw_state state_of(enum tw_says says)
{
	for (size_t k = 0; k < sizeof(rows) / sizeof(*rows); k++)
		if (rows[k].says == says)
			return rows[k].state;
	return TW_NO_STATE;
}

/* What is said behind that which was done: of something else, or not. */
static void test_behind(void **state)
{
	static const struct {
		const char *text;
		enum tw_state alone, begun;
	} texts[] = {
		{ "Trained eight; two could not come",
			TW_NO_STATE, TW_NO_STATE },
		{ "Trained eight; our guest could not come",
			TW_ON_HOLD, TW_NO_STATE },
		{ "Trained mentors are on hold", TW_ON_HOLD, TW_ON_HOLD },
		{ "We ran it although a speaker cancelled",
			TW_NO_STATE, TW_NO_STATE },
		{ "Held off, and it is paused", TW_ON_HOLD, TW_ON_HOLD },
		{ "A trip that ran; it is now on hold",
			TW_ON_HOLD, TW_ON_HOLD },
		{ "Visit; now on hold", TW_ON_HOLD, TW_ON_HOLD },
		{ "Applied in May but it was unsuccessful",
			TW_DROPPED, TW_DROPPED },
		{ "Ran out of time, so it was deferred",
			TW_ON_HOLD, TW_ON_HOLD },
		{ "Day for Year 6 held: two could not come",
			TW_NO_STATE, TW_NO_STATE },
		{ "Day for Year 6 not held: two cancelled",
			TW_ON_HOLD, TW_ON_HOLD },
		{ "It was set up, but has been paused",
			TW_ON_HOLD, TW_ON_HOLD },
		{ "Visit was booked but postponed", TW_ON_HOLD, TW_ON_HOLD },
		{ "Visited; another visit is under way",
			TW_ONGOING, TW_NO_STATE },
		{ "Visited; the rest is under way", TW_ONGOING, TW_ONGOING },
		{ "Contacted heads but the day was postponed",
			TW_ON_HOLD, TW_NO_STATE },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (said(texts[i].text) != texts[i].alone ||
		    said_begun(texts[i].text) != texts[i].begun)
			fail_msg("misread: %s", texts[i].text);
}

/* Each cue is read between word ends, however it is written. */
static void test_cues(void **state)
{
	char words[120], text[160];

	for (int i = 0; i < CUES; i++) {
		bool planned = cues[i].says == TW_SAYS_PLANNED;

		for (size_t n = 0; write_out(words, cues[i].words, n); n++) {
			snprintf(text, sizeof(text), "The work: %s. X", words);
			if (said(text) != state_of(cues[i].says) ||
			    announced(text) != planned)
				fail_msg("misread: %s", text);
			snprintf(text, sizeof(text), "The work%sx.", words);
			if (said(text) || (announced(text) && planned))
				fail_msg("misread: %s", text);
		}
	}
	assert_int_equal(said("It is ON-HOLD."), TW_ON_HOLD);
}

/* And so is what a word that denies stands before. */
static void test_undone(void **state)
{
	static const struct {
		const char *form;
		enum tw_state state; /* TW_NO_STATE: that of the table */
	} forms[] = {
		{ "The work was not really %s x", TW_NO_STATE },
		{ "The work has not yet been %s x", TW_ON_HOLD },
		{ "The work won't %s x", TW_DROPPED },
		{ "The work will not be %s x until May", TW_ON_HOLD },
	};
	char words[120], text[160];

	for (int i = 0; i < UNDONES; i++)
		for (size_t n = 0; write_out(words, undone[i].words, n); n++)
			for (int k = 0; k < 4; k++) {
				enum tw_state wanted = state_of(undone[i].says);

				if (wanted && forms[k].state)
					wanted = forms[k].state;
				snprintf(text, sizeof(text), forms[k].form,
					words);
				if (said(text) != wanted)
					fail_msg("misread: %s", text);
			}
}

/* The last one about the same counts, and none that is denied. */
static void test_denial(void **state)
{
	assert_int_equal(said("It is On-Hold now."), TW_ON_HOLD);
	assert_true(tw_view_equal(last, TW_VIEW("On-Hold")));
	assert_int_equal(said("Paused, then cancelled."), TW_DROPPED);
	assert_int_equal(said("Paused; the speaker cancelled."), TW_ON_HOLD);
	assert_int_equal(said("Cancelled; we hope to rebook."), TW_ON_HOLD);
	assert_int_equal(said("Paused; it could not have gone on."),
		TW_ON_HOLD);
	assert_int_equal(said("It is with the board and has been signed off."),
		TW_NO_STATE);
	assert_int_equal(said("It is handed over and no longer run by us."),
		TW_NO_STATE);
	assert_int_equal(said("Cancelled, not paused."), TW_DROPPED);
	assert_int_equal(said("It is no longer on hold."), TW_NO_STATE);
	assert_int_equal(said("It was not cancelled; it continues."),
		TW_ONGOING);
	assert_int_equal(said("It will not be cancelled."), TW_NO_STATE);
	assert_int_equal(said("It was never abandoned."), TW_NO_STATE);
	assert_int_equal(said("cancelled"), TW_DROPPED);
	assert_int_equal(said(""), TW_NO_STATE);
}

/* Reports as people write them. */
static const struct {
	enum tw_state state;
	const char *text;
} told[] = {
	{ TW_ON_HOLD, "The parent survey has been parked for the time being." },
	{ TW_ON_HOLD,
		"We've paused the mentoring until a new lead is appointed." },
	{ TW_ON_HOLD, "Reading van shelved until the budget is known." },
	{ TW_ON_HOLD, "Postponed until the new year." },
	{ TW_ON_HOLD, "Deferred to the summer term." },
	{ TW_ON_HOLD,
		"The conference had been planned for May but has been "
		"put back to June." },
	{ TW_ON_HOLD, "The form hasn't been sent out yet." },
	{ TW_ON_HOLD, "Form hasn\xE2\x80\x99" "t gone out yet." },
	{ TW_ON_HOLD, "We have not managed to meet the college." },
	{ TW_ON_HOLD, "Didn't manage to see the college." },
	{ TW_ON_HOLD, "No date has been found that suits everyone." },
	{ TW_ON_HOLD, "Not done." },
	{ TW_ON_HOLD, "Not started yet." },
	{ TW_ON_HOLD, "Delayed because of staff sickness." },
	{ TW_ON_HOLD, "Slipped to autumn." },
	{ TW_ON_HOLD, "Carried over to the autumn term." },
	{ TW_ON_HOLD, "Moved to next half term." },
	{ TW_ON_HOLD, "On the back burner." },
	{ TW_ON_HOLD, "Put on the back burner for now." },
	{ TW_ON_HOLD, "Temporarily suspended." },
	{ TW_ON_HOLD, "Session suspended until a new trainer is found." },
	{ TW_ON_HOLD, "Was to be held in March but the trainer was ill." },
	{ TW_ON_HOLD, "Trainer was ill so this was moved to May." },
	{ TW_DROPPED, "The reading van has been shelved." },
	{ TW_DROPPED, "Joint inset not going ahead." },
	{ TW_DROPPED, "The joint inset is not now going ahead." },
	{ TW_DROPPED, "Event won't be going ahead due to low numbers." },
	{ TW_DROPPED, "Extra sessions are no longer required." },
	{ TW_DROPPED, "A second visit was no longer necessary." },
	{ TW_DROPPED, "The working party was stood down in May." },
#define SAID(state, text) { state, text },
#include "said.def"
#undef SAID
	{ TW_DROPPED, "We took the decision not to proceed." },
	{ TW_DROPPED, "Agreed with heads to drop this." },
	{ TW_DROPPED, "Overtaken by the new county scheme." },
	{ TW_DROPPED, "Not needed in the end." },
	{ TW_ONGOING, "Awaiting a date from the trust." },
	{ TW_ONGOING, "Work continues with the two schools." },
	{ TW_ONGOING, "This is ongoing." },
	{ TW_ONGOING, "This work is progressing well." },
	{ TW_ONGOING, "Partly done - leaflet printed, not yet posted." },
	{ TW_ONGOING, "Training has begun; two of four sessions so far." },
	{ TW_NO_STATE,
		"Cars parked on the zig zags were raised with the council." },
	{ TW_NO_STATE,
		"Poster campaign about cars that are parked outside "
		"schools launched." },
	{ TW_NO_STATE, "Session delivered to 30 staff." },
	{ TW_NO_STATE, "The protocol is now in place across the cluster." },
	{ TW_NO_STATE, "All 12 visits have now been wrapped up." },
	{ TW_NO_STATE, "Stood in for the chair at the meeting." },
	{ TW_NO_STATE, "Meeting was not cancelled despite the snow." },
	{ TW_NO_STATE,
		"The visit wasn't postponed after all and took place on "
		"4 May." },
	{ TW_NO_STATE, "No sessions were cancelled." },
	{ TW_NO_STATE, "None of the visits were postponed." },
	{ TW_NO_STATE,
		"The training, postponed from March, was delivered in May." },
	{ TW_NO_STATE,
		"After being paused in the autumn the group met again "
		"in March." },
	{ TW_NO_STATE,
		"The conference had been cancelled but was then held online." },
	{ TW_NO_STATE, "Rang the schools who had not returned the form." },
	{ TW_NO_STATE, "Contacted families whose meetings were cancelled." },
	{ TW_NO_STATE, "Attendance dropped at 3 schools so letters went out." },
	{ TW_NO_STATE, "Heads decided to run a second session." },
	{ TW_NO_STATE,
		"Moved to the library because of the numbers, 40 came." },
	{ TW_NO_STATE, "The group moved to a new room." },
	{ TW_NO_STATE, "Looked at suspended pupils with the inclusion team." },
	{ TW_NO_STATE, "Not only held but full." },
	{ TW_NO_STATE, "The café didn't only run, it was full every week." },
	{ TW_NO_STATE,
		"Parents who can't read English had the letter read to them." },
	{ TW_NO_STATE, "Shared guidance on pupils not in school." },
	{ TW_NO_STATE, "Guidance for pupils who are not attending was sent." },
	{ TW_NO_STATE, "Visited 4 schools which had not been visited before." },
	{ TW_NO_STATE, "Completed." },
	{ TW_NO_STATE, "Visited schools that do not yet have a lead." },
	{ TW_ON_HOLD, "We agreed that the visit could not go ahead." },
	{ TW_DROPPED, "The course that was planned for May was cancelled." },
	{ TW_NO_STATE, "Ran a stall about the cancelled rail link." },
	{ TW_NO_STATE, "Met 14 families awaiting an assessment." },
	{ TW_ONGOING, "The letter was written, awaiting approval." },
	{ TW_ONGOING, "Met with heads and work ongoing." },
	{ TW_ONGOING, "Wrote the first draft." },
	{ TW_NO_STATE, "Discussed the ongoing works with heads." },
	{ TW_NO_STATE, "Supported families who are still waiting." },
	{ TW_NO_STATE, "Reviewed the club and whether to continue it." },
	{ TW_NO_STATE, "Ran a talk on why progress has stalled." },
	{ TW_NO_STATE, "Feedback so far is good." },
	{ TW_NO_STATE, "It could not have been made without the arts team." },
	{ TW_NO_STATE, "Schools couldn't have gone further." },
	{ TW_ON_HOLD, "We couldn't have the hall." },
	{ TW_NO_STATE, "Pupils practised pausing and learnt to pause." },
	{ TW_ON_HOLD, "We are pausing the pilot." },
	{ TW_NO_STATE, "The leaflet has superseded the handbook." },
	{ TW_DROPPED, "The leaflet has been superseded." },
	{ TW_NO_STATE, "Agreed how to follow up absences." },
	{ TW_NO_STATE, "Wrote to heads about cancelled trains." },
	{ TW_ON_HOLD, "Told heads that the visit was postponed." },
	{ TW_NO_STATE, "Workshop held over three days." },
	{ TW_ON_HOLD, "Workshop held over until May." },
	{ TW_NO_STATE, "Their policy was held up as a model." },
	{ TW_ON_HOLD, "The visit was held up by the flood." },
	{ TW_NO_STATE, "The old bus is put back into service." },
	{ TW_NO_STATE, "Pupils were pushed to aim high." },
	{ TW_ON_HOLD, "The visit was pushed to the summer term." },
	{ TW_NO_STATE, "The report runs to 40 pages." },
	{ TW_ONGOING, "The course runs to the end of June." },
	{ TW_NO_STATE, "Training complete; 3 schools have asked for more." },
	{ TW_NO_STATE, "Twelve staff passed; one was unsuccessful." },
	{ TW_DROPPED, "It was icy, several said no and one was cancelled." },
	{ TW_DROPPED, "We booked it, and one week later it was cancelled." },
	{ TW_DROPPED, "Wrote home, two replied, and the trip was cancelled." },
	{ TW_DROPPED, "No visits made: two were cancelled." },
	{ TW_NO_STATE, "Explained what to do when a place is withdrawn." },
	{ TW_DROPPED, "We asked the trust, but they said no." },
	{ TW_NO_STATE,
		"Asked heads if the panel should be paused; they said "
		"it should go on." },
};

/* What an example of the page says that a text is. */
static const char *example(const char *text, bool begun)
{
	static const char *const names[] = { [TW_NO_STATE] = "reported",
		[TW_ONGOING] = "ongoing", [TW_ON_HOLD] = "on hold",
		[TW_DROPPED] = "dropped" };
	enum tw_state state = begun ? said_begun(text) : said(text);

	return announced(text) ? "announced" : names[state];
}

/* Each example of the page is read so. */
static void test_examples(void **state)
{
	int count = 0;

	for (char *at = page; (at = strstr(at, "\n```says")); count++) {
		bool begun = !strncmp(at, "\n```says begun\n", 15);
		char *end = strstr(at + 1, "\n```\n");

		assert_non_null(end);
		at = strchr(at + 1, '\n') + 1;
		while (at < end + 1) {
			char *text = strstr(at, ": "), *next = strchr(at, '\n');

			*text = *next = '\0';
			if (strcmp(example(text + 2, begun), at))
				fail_msg("misread: %s", text + 2);
			at = next + 1;
		}
	}
	assert_true(count > 9);
}

static void test_told(void **state)
{
	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
		if (said(told[i].text) != told[i].state)
			fail_msg("misread: %s", told[i].text);
}

/* What is still to come is no report, unless something past stands before. */
static void test_announcements(void **state)
{
	assert_true(announced("A debate is planned for the spring."));
	assert_true(announced("Heads will meet in May."));
	assert_false(announced("Heads met in March and will meet in May."));
	assert_false(announced("The plan was shared; a visit is planned."));
	assert_false(announced("There will be no debate."));
	assert_false(announced("It was put off and will be held in May."));
	assert_false(announced("Heads met."));
}

static const struct tw_house *house;

static enum tw_state said_here(const char *text)
{
	return said_in(text, house);
}

/* The cues of a corpus come first, and add to those of the format. */
static void test_house(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_house *made;

	assert_int_equal(tw_house_parse(&made, arena, TW_VIEW("Cue: parked\n"
		"Also: in the long grass\nSays: on hold\n\nCue: signed off\n"
		"Says: done\n\nCue: pencilled in\nSays: planned\n\n"
		"Cue: cancelled\nSays: on hold\n"), NULL), TW_OK);
	assert_null(made->diagnostics.first);
	house = made;
	assert_int_equal(said_here("It is in the long grass."), TW_ON_HOLD);
	assert_int_equal(said_here("Parked."), TW_ON_HOLD);
	assert_int_equal(said_here("Signed-off."), TW_DONE);
	assert_int_equal(said_here("Cancelled."), TW_ON_HOLD);
	assert_int_equal(said_here("Abandoned."), TW_DROPPED);
	assert_int_equal(said_here("Not parked."), TW_NO_STATE);
	assert_true(announced_in("A visit, pencilled in.", house));
	assert_false(announced_in("A visit.", house));
	tw_arena_free(arena);
}

static int begin(void **state)
{
	lexicon = tw_lexicon_new();
	return !lexicon || !tw_cues_of(lexicon);
}

static int end(void **state)
{
	tw_lexicon_free(lexicon);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_table, read_page),
		cmocka_unit_test_setup(test_particles, read_page),
		cmocka_unit_test(test_turns),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_behind),
		cmocka_unit_test(test_cues),
		cmocka_unit_test(test_undone),
		cmocka_unit_test(test_denial),
		cmocka_unit_test_setup(test_examples, read_page),
		cmocka_unit_test(test_told),
		cmocka_unit_test(test_announcements),
		cmocka_unit_test(test_house),
	};

	return cmocka_run_group_tests_name("cues", tests, begin, end);
}
