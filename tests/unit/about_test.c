/* Which items are about which plans: spec/likeness.md, chapter 11. */
#include "../test.h"

#include "account/account.h"

#include <stdlib.h>
#include <string.h>

#define HEAD "Priority: eet\nTitle: T\nArea: A\nTerm: 2023-24 Summer 1\n" \
	"Officers: X\n\n"
#define PLAN "Planned activity next period\n"
#define DID "Activity last period\n"
#define IMPACT "Impact so far\n"
#define DID_BEFORE "\n" IMPACT
#define EXIT "Exit strategy\n"

/* Two records, and what was found of the plans of the first. */
struct pair {
	struct tw_arena *arena;
	struct tw_comparison *comparison;
};

static struct tw_record *parse(struct tw_arena *arena, const char *text)
{
	struct tw_record *record;

	assert_int_equal(tw_record_parse(&record, arena, tw_view_of(text),
		NULL), TW_OK);
	assert_int_equal(record->diagnostics.layout, 0);
	return record;
}

static struct pair compare(const char *before, const char *now,
	const char *rules)
{
	struct pair pair = { .arena = tw_arena_new() };
	struct tw_update thread[2];
	struct tw_house *house = NULL;

	assert_non_null(pair.arena);
	if (rules)
		assert_int_equal(tw_house_parse(&house, pair.arena,
			tw_view_of(rules), NULL), TW_OK);
	thread[0] = (struct tw_update){ parse(pair.arena, before),
		{ 2023, 0 } };
	thread[1] = (struct tw_update){ parse(pair.arena, now), { 2023, 1 } };
	assert_int_equal(tw_compare(&pair.comparison, pair.arena, NULL, house,
		thread, 0, 1, NULL), TW_OK);
	return pair;
}

/* What a plan is told of an item that begins so; -1: nothing. */
static int reason_of(const struct pair *pair, size_t which, const char *item)
{
	const struct tw_plan *plan = &pair->comparison->plans[which];
	size_t length = strlen(item);

	for (size_t i = 0; i < plan->trace_count + plan->candidate_count; i++) {
		const struct tw_candidate *found = i < plan->trace_count ?
			&plan->traces[i] :
			&plan->candidates[i - plan->trace_count];

		if (found->node->text.len >= length &&
		    !memcmp(found->node->text.ptr, item, length))
			return (int)found->reason;
	}
	return -1;
}

#define DEBATE "- Debate for Year 8.\n"
#define HEADS "- Meet the heads of Wells.\n"
#define MET "- Met the heads of Wells.\n"
#define LATER "- Our debate at Bungay is now in July.\n"
#define FILM "- Finish the film on trams, so that jam, kites and snow matter.\n"
#define WORRY "- Train teachers on anxiety.\n"
#define PANIC "- Pastoral staff had a course on panic.\n"
#define PICNIC "- Young people's summer picnic in the park\n"
#define COHORT "- Launch Cohort 3, around SATS week, on Wednesday mornings.\n"
#define THREE "- 3 cohorts of the pilot have been delivered in full at 3 " \
	"schools.\n"

/* Each holds if one plan, by its place, finds that of an item. */
static const struct {
	const char *before, *now;
	size_t plan;
	const char *item;
	int reason;
} cases[] = {
	/* Less than half alike, and nothing else near. */
	{ HEAD PLAN "- Poetry slam at the Pier Theatre in July.\n"
		"- Buy the story boxes.\n",
		HEAD DID "- The poetry slam had to move into a school hall.\n"
		"- A visit from the county music service.\n",
		0, "The poetry", TW_WHY_STANDS_OUT },
	/* Two reports of one plan alone. */
	{ HEAD PLAN "- Directory: check the last entries, print, send out.\n"
		"- Visit the youth club.\n",
		HEAD DID "- Directory is checked.\n- Directory printed and "
		"sent to 46 schools in the district.\n- Met the police.\n",
		0, "Directory is", TW_WHY_PART },
	/* One report of two plans: what tells them apart stands in it. */
	{ HEAD PLAN "- Share the attendance toolkit with primary schools.\n"
		"- Share the attendance toolkit with secondary schools.\n",
		HEAD DID "- The attendance toolkit was shared with primary and "
		"secondary schools.\n- Met the police.\n",
		1, "The attendance toolkit", TW_WHY_TOGETHER },
	/* And does not: it is the other plan's. */
	{ HEAD PLAN "- Share the attendance toolkit with governors.\n"
		"- Share the attendance toolkit with colleges.\n",
		HEAD DID "- The attendance toolkit was shared with colleges.\n"
		"- Met the police.\n",
		0, "The attendance toolkit", TW_WHY_ANOTHER_PLAN },
	/* The next step is planned; what was done is more alike. */
	{ HEAD PLAN "- Draft the toolkit on school avoidance.\n",
		HEAD DID "- The toolkit on school avoidance was drafted.\n\n"
		PLAN "- Publish the toolkit on school avoidance.\n",
		0, "Publish", TW_WHY_REPORTED },
	/* A name and a number in common are too little. */
	{ HEAD PLAN "- Run a survey in Year 7.\n- Meet heads.\n",
		HEAD DID "- Year 7 data came in from three schools.\n",
		0, "Year 7", TW_WHY_TOO_LITTLE },
	/* A panel met; what another item says of the plan is more of it. */
	{ HEAD PLAN "- A leaflet on lateness to be printed for the Inclusion "
		"Review Board.\n- Meet the police.\n",
		HEAD DID "- Our leaflet about lateness was stopped by the "
		"Board.\n- The Inclusion Review Board printed ten pages.\n",
		0, "The Inclusion", TW_WHY_NAME_ONLY },
	{ HEAD PLAN "- Find a tutor for girls on Larkhill estate.\n"
		"- Meet heads.\n",
		HEAD DID "- Larkhill estate has new bus stops since May.\n"
		"- Wells has a new head.\n\n" PLAN
		"- A tutor, perhaps from the college, for Larkhill's young "
		"women.\n",
		0, "Larkhill estate", TW_WHY_NAME_ONLY },
	/* What it says of the plan leaves this to nobody else. */
	{ HEAD PLAN "- Find a tutor for girls on Larkhill estate.\n"
		"- Meet heads.\n",
		HEAD DID "- Larkhill estate has a tutor for girls since May.\n"
		"- Wells has a new head.\n\n" PLAN
		"- Girls of Larkhill: find a second tutor.\n",
		0, "Larkhill estate", TW_WHY_ALIKE },
	/* Of what an acronym stands for each word counts; it is one name. */
	{ HEAD DID "- Met the Dale Pupil Referral Unit.\n\n" PLAN
		"- Dale PRU, leavers, exams, coats\n- Print forms.\n"
		"- Ask about taxis.\n",
		HEAD DID "- Dale PRU moved\n- Met the police.\n- Wells has a "
		"new head.\n- Forms came.\n\n" IMPACT "- Taxis cost less.\n",
		0, "Dale PRU", TW_WHY_NAME_ONLY },
	/* The same people; but it tells of something else that they did. */
	{ HEAD PLAN "- Train midday supervisors in first aid.\n" HEADS,
		HEAD DID "- Midday supervisors asked for more first aid "
		"cover.\n" MET, 0, "Midday", TW_WHY_OTHER_DEED },
	{ HEAD PLAN "- Train midday supervisors in first aid.\n" HEADS,
		HEAD DID "- Midday supervisors were trained in first aid.\n"
		MET, 0, "Midday", TW_WHY_ALIKE },
	{ HEAD PLAN "- Train midday supervisors in first aid.\n" HEADS,
		HEAD DID "- (done) Midday supervisors asked for more first "
		"aid cover.\n" MET, 0, "Midday", TW_WHY_ALIKE },
	{ HEAD PLAN "- Train midday supervisors in first aid.\n" HEADS,
		HEAD DID "- Midday supervisors' first aid was cancelled.\n"
		MET, 0, "Midday", TW_WHY_ALIKE },
	{ HEAD PLAN "- Hold a focus group with young carers in Year 8.\n"
		HEADS, HEAD DID "- Young carers in Year 8 came to the "
		"party.\n" MET, 0, "Young", TW_WHY_OTHER_DEED },
	{ HEAD PLAN "- Visit Thornley Infants to see its clubs.\n" HEADS,
		HEAD DID MET "\n" PLAN "- Run a club at Thornley "
		"Infants.\n", 0, "Run", TW_WHY_OTHER_DEED },
	{ HEAD PLAN "- Visit Thornley Infants to see its clubs.\n" HEADS,
		HEAD DID MET "\n" PLAN "- Clubs at Thornley Infants.\n",
		0, "Clubs", TW_WHY_ALIKE },
	/* Nor does it settle the plan where nothing else is left. */
	{ HEAD PLAN "- Interview pupils on kites.\n" HEADS,
		HEAD DID MET "- The kites flew and were lost at "
		"sea.\n", 0, "The kites", TW_WHY_OTHER_DEED },
	/* Only announced. */
	{ HEAD PLAN "- Hold the debate between the schools.\n",
		HEAD DID "- The debate between the schools is planned for "
		"May.\n",
		0, "The debate", TW_WHY_ANNOUNCED },
	/* And so it leaves the plan to where it is planned again. */
	{ HEAD PLAN "- Hold the debate between the schools.\n",
		HEAD DID "- The debate between the schools is planned for "
		"May.\n\n" PLAN "- Debate of schools\n",
		0, "Debate of", TW_WHY_STANDS_OUT },
	{ HEAD PLAN "- Hold the debate between the schools.\n",
		HEAD DID "- The debate between the schools was held in "
		"May.\n\n" PLAN "- Debate of schools\n",
		0, "Debate of", TW_WHY_ANOTHER_ITEM },
	/* Evidence in impact alone. */
	{ HEAD PLAN "- Map breakfast clubs in the Vale.\n- Meet heads.\n",
		HEAD IMPACT "- Breakfast clubs are mapped: 14 run in the "
		"Vale.\n- Attendance rose.\n",
		0, "Breakfast", TW_WHY_ALIKE },
	/* An exit strategy is so much alike or not at all. */
	{ HEAD PLAN "- Publish the handbook for schools in May.\n",
		HEAD EXIT "- The board takes over the handbook for "
		"colleges.\n",
		0, "The board", TW_WHY_TOO_LITTLE },
	/* What counts as many settles the number; a level does likewise. */
	{ HEAD PLAN COHORT, HEAD IMPACT THREE, 0, "3 cohorts",
		TW_WHY_COUNTED },
	{ HEAD PLAN "- Cohort 3 to start in May.\n- Meet heads.\n",
		HEAD IMPACT THREE, 0, "3 cohorts", TW_WHY_COUNTED },
	{ HEAD PLAN "- Start the third cohort soon.\n- Meet heads.\n",
		HEAD IMPACT THREE, 0, "3 cohorts", TW_WHY_COUNTED },
	{ HEAD PLAN COHORT, HEAD IMPACT "- All cohorts are through.\n"
		"  = cohorts delivered in full: 3\n", 0, "All cohorts",
		TW_WHY_COUNTED },
	/* Not if it counts fewer, counted them before, or only means to. */
	{ HEAD PLAN "- Run Cohorts 3 and 4, around SATS week.\n",
		HEAD IMPACT THREE, 0, "3 cohorts", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN COHORT "\n" IMPACT "- 3 cohorts have been delivered.\n",
		HEAD IMPACT THREE, 0, "3 cohorts", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN COHORT, HEAD IMPACT "- 3 cohorts of the pilot to be "
		"delivered in full at 3 schools.\n", 0, "3 cohorts",
		TW_WHY_TOO_LITTLE },
	{ HEAD PLAN COHORT, HEAD IMPACT "- 3 cohorts of the pilot have not "
		"been delivered in full.\n", 0, "3 cohorts",
		TW_WHY_TOO_LITTLE },
	/* Nor if the plan is another one about that cohort. */
	{ HEAD PLAN "- Monitor Cohort 3 around SATS week.\n",
		HEAD IMPACT THREE, 0, "3 cohorts", TW_WHY_TOO_LITTLE },
	/* A report that only names the plan, and says what became of it. */
	{ HEAD PLAN PICNIC "- Meet heads.\n",
		HEAD DID "- Picnic moved to September because of the heat.\n"
		"- Wrote to the police.\n", 0, "Picnic", TW_WHY_NAMED },
	{ HEAD PLAN PICNIC "- Meet heads.\n",
		HEAD DID "- (done) Picnic at the weekend, which was sunny.\n"
		"- Wrote to the police.\n", 0, "Picnic", TW_WHY_NAMED },
	{ HEAD PLAN "- DSA\n- Meet heads.\n",
		HEAD DID "- DSA finally signed by both colleges.\n"
		"- Wrote to the police.\n", 0, "DSA", TW_WHY_NAMED },
	{ HEAD PLAN "- DSA\n- Meet heads.\n",
		HEAD DID "- DSA will be signed by both colleges.\n"
		"- Wrote to the police.\n", 0, "DSA", TW_WHY_ANNOUNCED },
	/* Not if it says nothing of the kind, or begins with other things. */
	{ HEAD PLAN PICNIC "- Meet heads.\n",
		HEAD DID "- Picnic baskets bought because of the heat.\n"
		"- Wrote to the police.\n", 0, "Picnic", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN PICNIC "- Meet heads.\n",
		HEAD DID "- Baskets of fruit for the picnic are delayed by "
		"frost.\n- Wrote to the police.\n",
		0, "Baskets", TW_WHY_TOO_LITTLE },
	/* Nor if something else has the word, or the number is another one. */
	{ HEAD PLAN PICNIC "- Meet heads about the picnic.\n",
		HEAD DID "- Picnic moved to September because of the heat.\n"
		"- Wrote to the police.\n", 0, "Picnic", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN "- Young people's summer picnic for Year 7 leavers\n"
		"- Meet heads.\n",
		HEAD DID "- Picnic for Year 9 leavers moved to next term.\n"
		"- Wrote to the police.\n", 0, "Picnic", TW_WHY_TOO_LITTLE },
	/* A plain word may be part of a name elsewhere, but not here. */
	{ HEAD PLAN "- Library makeover - North Denes primary\n"
		"- Meet library service re. impact of challenge\n" DID_BEFORE
		"- Norfolk Library Service: reading assemblies\n",
		HEAD DID "- North Denes library: paint & shelves in, books to "
		"come\n- 5 schools visited\n",
		0, "North Denes", TW_WHY_STANDS_OUT },
	{ HEAD PLAN "- Bike hub at Orme Community School\n"
		"- Find a school in the community.\n",
		HEAD DID "- Samba workshop at Orme Community School\n"
		"- Wrote to the police.\n",
		0, "Samba", TW_WHY_TOO_LITTLE },
	/* The number of what is counted is as good as one; a year is not. */
	{ HEAD PLAN "- Cohort 1 of Reading Leaders (Y5) to start in Sept\n"
		"- Cohort 2 after half term\n",
		HEAD DID "- Cohort 1 of Reading Leaders up and running, 8 "
		"schools\n- Library service met\n",
		0, "Cohort 1", TW_WHY_STANDS_OUT },
	/* A number that names is another one, though nothing else is near. */
	{ HEAD PLAN "- Deliver Year 5 workshop on reading\n- Meet heads.\n",
		HEAD DID "- Year 6 workshop on reading delivered\n- Wrote.\n",
		0, "Year 6", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN "- Run Cohort 2 of Restore\n- Meet heads.\n",
		HEAD DID "- Cohort 3 of Restore run\n- Wrote.\n",
		0, "Cohort 3", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN "- Inclusion Panel 5 to meet at Elm Street\n- Ask heads.\n",
		HEAD DID "- Inclusion Panel 4 met at Elm Street\n- Wrote.\n",
		0, "Inclusion", TW_WHY_TOO_LITTLE },
	/* Of what is left, the two that have a word alone: plain, or a name. */
	{ HEAD PLAN DEBATE HEADS, HEAD DID MET "- Wrote a letter.\n\n"
		PLAN LATER, 0, "Our debate", TW_WHY_ALONE },
	{ HEAD PLAN "- Ask Bungay on dates\n" HEADS,
		HEAD DID MET "- Wrote a letter.\n\n" PLAN LATER,
		0, "Our debate", TW_WHY_ALONE },
	/* A name tells of who was asked, of what is planned, or will not be. */
	{ HEAD PLAN "- Have a stall at Bungay Fair.\n" HEADS,
		HEAD DID MET "- Wrote a letter.\n- Bungay has a new bus stop.\n",
		0, "Bungay has", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN "- Have a stall at Bungay Fair.\n" HEADS,
		HEAD DID MET "- Wrote a letter.\n- Bungay was called off.\n",
		0, "Bungay was", TW_WHY_ALONE },
	{ HEAD PLAN "- Ask the Rotary for money.\n" HEADS,
		HEAD DID MET "- Wrote a letter.\n- Rotary have nothing to "
		"spare.\n- On Sunday, Rotary people cooked breakfast, played "
		"banjo and jazz, then gave prizes to young swimmers.\n",
		0, "Rotary have", TW_WHY_ALONE },
	{ HEAD PLAN "- Ask the Rotary for money.\n" HEADS
		"- Meet Beccles Rotary.\n",
		HEAD DID MET "- Wrote a letter.\n- Rotary have nothing to "
		"spare.\n",
		0, "Rotary have", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN "- Bring the Targeted Youth Service into this work.\n"
		HEADS, HEAD DID MET "- Wrote a letter.\n"
		"- The Targeted Youth Service has joined the group.\n",
		0, "The Targeted", TW_WHY_ALONE },
	/* Not if as much of the plan stands elsewhere. */
	{ HEAD PLAN "- Debate on trams.\n" HEADS,
		HEAD DID MET "- Wrote a letter.\n\n" PLAN
		"- A debate of girls and boys\n\n" EXIT "- Trams go on.\n",
		0, "A debate", TW_WHY_TOO_LITTLE },
	/* Not if other items have it, another is near, or nothing is known. */
	{ HEAD PLAN DEBATE HEADS, HEAD DID MET "- Wrote a letter.\n\n"
		PLAN LATER "- Ask who pays for a debate.\n",
		0, "Our debate", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN DEBATE HEADS "- Find July dates for Bungay.\n",
		HEAD DID MET "- Wrote a letter.\n\n" PLAN LATER,
		0, "Our debate", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN DEBATE HEADS, HEAD DID "- Wrote a letter.\n\n"
		PLAN LATER, 0, "Our debate", TW_WHY_TOO_LITTLE },
	/* Nor in an exit strategy, or of another year. */
	{ HEAD PLAN DEBATE HEADS, HEAD DID MET "\n" EXIT LATER,
		0, "Our debate", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN DEBATE HEADS, HEAD DID MET "\n" PLAN
		"- Our Year 7 debate is now in the week after.\n",
		0, "Our Year", TW_WHY_TOO_LITTLE },
	/* Another school of the same name. */
	{ HEAD PLAN "- Visit Holt Lane Primary\n- Meet heads.\n",
		HEAD DID "- Visited Holt Lane High\n- Wrote a letter.\n",
		0, "Visited", TW_WHY_TOO_LITTLE },
	/* What a plan is of, however much else it says. */
	{ HEAD PLAN FILM HEADS, HEAD DID MET "- The film is ready.\n"
		"- Film night held.\n", 0, "The film", TW_WHY_NAMED },
	{ HEAD PLAN "- Panel continues.\n" HEADS, HEAD DID MET
		"- Panel met twice; 6 pupils.\n- Police on the panel.\n",
		0, "Panel", TW_WHY_NAMED },
	{ HEAD PLAN "- Film - show six trams, jam, kites and snow.\n" HEADS,
		HEAD DID MET "- Film showed.\n- Film night held.\n"
		"- Shows went well.\n", 0, "Film showed", TW_WHY_NAMED },
	/* Not of what is so called besides, nor of two plans or reports. */
	{ HEAD PLAN FILM HEADS, HEAD DID MET "- The film club is ready.\n"
		"- Film night held.\n", 0, "The film", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN FILM "- Film continues.\n" HEADS, HEAD DID MET
		"- The film is ready.\n- Film night held.\n", 0, "The film",
		TW_WHY_TOO_LITTLE },
	{ HEAD PLAN FILM HEADS, HEAD DID MET "- The film is ready.\n"
		"- Film was held up.\n", 0, "The film", TW_WHY_TOO_LITTLE },
	/* A heading alone says too little. */
	{ HEAD PLAN "- Film - ask six trams, jam, kites and snow.\n" HEADS,
		HEAD DID MET "- Film showed.\n- Film night held.\n",
		0, "Film showed", TW_WHY_TOO_LITTLE },
	/* In words of the same meaning, where nothing else comes near. */
	{ HEAD PLAN WORRY HEADS, HEAD DID MET "- Wrote a letter.\n" PANIC,
		0, "Pastoral", TW_WHY_KIN },
	{ HEAD PLAN WORRY HEADS, HEAD DID MET PANIC "- Workshop for staff: fear.\n",
		0, "Pastoral", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN WORRY HEADS, HEAD DID MET "\n" PLAN PANIC,
		0, "Pastoral", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN WORRY HEADS, HEAD DID "- Wrote a letter.\n" PANIC,
		0, "Pastoral", TW_WHY_TOO_LITTLE },
	/* Not in another year, nor where each names somebody else. */
	{ HEAD PLAN "- Leaflet on toilets for Year 7.\n" HEADS,
		HEAD DID MET "- Wrote a letter.\n- Potty booklet, Year 8.\n",
		0, "Potty", TW_WHY_TOO_LITTLE },
	{ HEAD PLAN "- Leaflet on toilets from Bungay.\n" HEADS,
		HEAD DID MET "- Wrote a letter.\n- Potty booklet by Ellough.\n",
		0, "Potty", TW_WHY_TOO_LITTLE },
	/* Too much is in no word of the other's. */
	{ HEAD PLAN "- Leaflet on trams, jam, kites and snow.\n" HEADS,
		HEAD DID MET "- Wrote a letter.\n- Booklet printed.\n",
		0, "Booklet", TW_WHY_TOO_LITTLE },
};

static void test_reasons(void **state)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct pair pair = compare(cases[i].before, cases[i].now,
			NULL);
		int reason = reason_of(&pair, cases[i].plan, cases[i].item);

		if (reason != cases[i].reason)
			fail_msg("case %zu: %s, not %s", i, reason < 0 ?
				"nothing" : tw_reason_name(
				(enum tw_reason)reason), tw_reason_name(
				(enum tw_reason)cases[i].reason));
		tw_arena_free(pair.arena);
	}
}

/* All that is about a plan is listed, in the order of the record. */
static void test_traces(void **state)
{
	struct pair pair = compare(HEAD PLAN "- [fair] Hold the fair.\n",
		HEAD DID "- [fair] The fair was held.\n- Met heads.\n\n"
		IMPACT "- 40 came.\n  > fair\n", NULL);
	const struct tw_plan *plan = &pair.comparison->plans[0];

	assert_int_equal(plan->trace_count, 2);
	assert_int_equal(plan->traces[0].node->section, TW_ACTIVITY);
	assert_ptr_equal(plan->traces[0].node, plan->shown);
	assert_int_equal(plan->traces[1].node->section, TW_IMPACT);
	assert_int_equal(plan->traces[1].reason, TW_WHY_KEY);
	tw_arena_free(pair.arena);
}

/* The words that decided are told. */
static void test_said(void **state)
{
	struct pair pair = compare(HEAD PLAN "- Hold the careers fair.\n",
		HEAD DID "- The careers fair was Postponed.\n", NULL);
	const struct tw_plan *plan = &pair.comparison->plans[0];

	assert_int_equal(plan->became, TW_BECAME_ON_HOLD);
	assert_true(tw_view_equal(plan->said, TW_VIEW("Postponed")));
	tw_arena_free(pair.arena);
}

/* House rules say what an acronym means, where the records do not. */
static void test_acronyms(void **state)
{
	static const char before[] = HEAD PLAN "- SALT drop-in.\n"
		"- Letter to parents.\n";
	static const char now[] = HEAD DID "- Therapists of speech and "
		"language came for an hour each week.\n- Met the police.\n";
	struct pair plain = compare(before, now, NULL);
	struct pair known = compare(before, now, "Acronym: SALT\n"
		"Means: Speech and Language Therapist\n");

	assert_int_equal(plain.comparison->plans[0].became,
		TW_BECAME_UNACCOUNTED);
	assert_int_equal(known.comparison->plans[0].became, TW_BECAME_DONE);
	tw_arena_free(plain.arena);
	tw_arena_free(known.arena);
}

/* What is announced is an answer to some plans. */
static const struct {
	bool answers;
	const char *plan, *text;
} replies[] = {
	{ true, "Ask the college about it", "The college will offer a day" },
	{ true, "Exam centre: talk to Langley", "Langley will be one" },
	{ true, "Book the town hall.", "Town hall booked for 14 November." },
	{ true, "To schedule tours", "Scheduled for May" },
	{ false, "Talk to heads about outreach", "Talks with heads are planned" },
	{ false, "Arrange a visit", "Visit to be arranged for May." },
	{ false, "Arrange a visit", "We will arrange a visit." },
	{ false, "Visit Derby", "Visit to Derby booked for May." },
	{ false, "Hold the debate", "The debate is planned for May" },
	{ false, "Hold a talk-in; tasks", "The talking point will be May" },
};

static void test_answers(void **state)
{
	for (size_t i = 0; i < sizeof(replies) / sizeof(*replies); i++)
		assert_int_equal(tw_cue_answers(tw_view_of(replies[i].plan),
			tw_view_of(replies[i].text)), replies[i].answers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_traces),
		cmocka_unit_test(test_said),
		cmocka_unit_test(test_acronyms),
		cmocka_unit_test(test_answers),
	};

	return cmocka_run_group_tests_name("about", tests, NULL, NULL);
}
