/*
 * The likeness of items, on labelled pairs and on parts of real updates, and
 * the worked examples of spec/likeness.md.
 */
#include "../test.h"

#include "match/match.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 40 };

/* Two records' items, prepared. */
struct pair {
	struct tw_arena *arena;
	struct tw_lexicon *lexicon;
	struct tw_likeness *likeness;
	struct tw_view from[MOST], to[MOST];
};

static void prepare(struct pair *pair, const char *const *from,
	size_t from_count, const char *const *to, size_t to_count)
{
	pair->arena = tw_arena_new();
	pair->lexicon = tw_lexicon_new();
	assert_non_null(pair->arena);
	assert_non_null(pair->lexicon);
	assert_true(from_count <= MOST && to_count <= MOST);
	for (size_t i = 0; i < from_count; i++)
		pair->from[i] = tw_view_of(from[i]);
	for (size_t i = 0; i < to_count; i++)
		pair->to[i] = tw_view_of(to[i]);
	assert_int_equal(tw_likeness_new(&pair->likeness, pair->arena,
		pair->lexicon, pair->from, from_count, pair->to, to_count,
		NULL), TW_OK);
}

static void release(struct pair *pair)
{
	tw_arena_free(pair->arena);
	tw_lexicon_free(pair->lexicon);
}

static unsigned score(struct pair *pair, size_t from, size_t to)
{
	unsigned value = 9999;

	assert_int_equal(tw_likeness_score(&value, pair->likeness, from, to,
		NULL), TW_OK);
	assert_true(value <= TW_SCORE_MAX);
	return value;
}

static bool equal(struct pair *pair, size_t from, size_t to)
{
	bool value = false;

	assert_int_equal(tw_likeness_equal(&value, pair->likeness, from, to,
		NULL), TW_OK);
	return value;
}

/* The score of two texts that are all there is. */
static unsigned score_alone(const char *from, const char *to)
{
	struct pair pair;
	unsigned value;

	prepare(&pair, &from, 1, &to, 1);
	value = score(&pair, 0, 0);
	release(&pair);
	return value;
}

static bool equal_alone(const char *from, const char *to)
{
	struct pair pair;
	bool value;

	prepare(&pair, &from, 1, &to, 1);
	value = equal(&pair, 0, 0);
	if (value)
		assert_int_equal(score(&pair, 0, 0), TW_SCORE_MAX);
	release(&pair);
	return value;
}

/* ---- labelled pairs of areas and themes that do not exist ---- */

enum label { SAME, OTHER, UNLIKE };

static const struct labelled {
	enum label label;
	const char *from, *to;
} labelled[] = {
	{ SAME,
		"School readiness workshops for parents at Fleetwood Family "
		"Hub",
		"Ran two school readiness workshops for parents at the "
		"Fleetwood Family Hub." },
	{ SAME,
		"Visit the 5 primary schools with the highest persistent "
		"absence.",
		"Visited four of the five primary schools with the highest "
		"persistent absence." },
	{ SAME,
		"Detached youth work on Friday evenings in the town centre",
		"Friday evening detached youth work has started in the town "
		"centre." },
	{ SAME,
		"Launch the emotionally based school avoidance toolkit with "
		"all secondary schools.",
		"EBSA toolkit launched with every secondary school in the "
		"district." },
	{ SAME,
		"Apply for Violence Reduction Network funding for a "
		"mentoring offer.",
		"VRN funding for the mentoring offer was applied for in "
		"December." },
	{ SAME,
		"Chase the ICB for a decision on the neurodevelopmental "
		"pathway.",
		"Still no decision from the Integrated Care Board about the "
		"neurodevelopmental pathway." },
	{ SAME,
		"Early Years transition forms to be agreed across nurseries "
		"and schools.",
		"The early years transition form was agreed by 22 nurseries "
		"and all schools." },
	{ SAME,
		"Map post 16 provision for young people with EHCPs",
		"Post-16 provision for young people with an EHCP has been "
		"mapped and shared with SENCOs." },
	{ SAME,
		"Managed moves protocol to be signed off by all high "
		"schools",
		"The managed moves protocol has been signed by every high "
		"school but one." },
	{ SAME,
		"Meet health visitors to discuss the two year check",
		"Met with Health Visitors about the 2 year check." },
	{ SAME,
		"Hold a youth voice event with the Children and Young "
		"People's Board.",
		"Youth voice event took place with the CYP Board; 40 young "
		"people took part." },
	{ SAME,
		"Set up a task and finish group on elective home education",
		"Task & finish group on elective home education met twice." },
	{ SAME,
		"Phase 2 of the Respect programme to begin in four schools",
		"Phase two of Respect started in four schools." },
	{ SAME,
		"Hold the second attendance network meeting in February.",
		"Second attendance network held on 12 February; 14 schools "
		"came." },
	{ SAME,
		"Develop a late arrivals protocol with the bus companies",
		"The late arrivals protocol has not been taken forward; the "
		"bus companies did not respond." },
	{ SAME,
		"Widen the Skelmersdale young carers group to pupils in "
		"Year 5 and Year 6",
		"The Skelmersdale young carers group now takes Years 5 and "
		"6." },
	{ SAME,
		"Train 20 staff in restorative approaches",
		"17 staff were trained in restorative approaches." },
	{ OTHER,
		"Hold the second attendance network meeting in February.",
		"Third attendance network meeting is booked for May." },
	{ OTHER,
		"Attendance drop-ins for Year 7 parents at Unity College",
		"Attendance drop-ins for Year 9 parents at Blessed Trinity" },
	{ OTHER,
		"Deliver autism awareness training to teaching assistants "
		"in primary schools",
		"Teaching assistants in 4 secondary schools had autism "
		"awareness training." },
	{ OTHER,
		"Phase 2 of the Respect programme to begin in four schools",
		"Phase 1 of the Respect programme ended in four schools." },
	{ OTHER,
		"Stay and play sessions in Rossall ward",
		"Stay & play sessions in Pharos ward" },
	{ OTHER,
		"Autumn term network meeting for reception teachers",
		"Spring term network meeting for reception teachers" },
	{ OTHER,
		"Hold focus groups with boys about attendance",
		"Two focus groups with girls took place on attendance." },
	{ OTHER,
		"Extend the alternative provision offer at The Heights",
		"Coal Clough extended its alternative provision by 6 places" },
	{ OTHER,
		"Recruit for Cohort 2 of Step Up.",
		"Cohort 3 of Step Up is not funded yet." },
	{ OTHER,
		"Write to governors about exclusions training.",
		"No governors have booked training on safeguarding" },
	{ OTHER,
		"Look at exclusions of pupils with EHCPs with the Inclusion "
		"Service",
		"Exclusions of looked after children were reviewed with the "
		"Virtual School." },
	{ OTHER,
		"Review transport barriers for rural pupils with Ribble "
		"Valley Borough Council.",
		"Ribble Valley Borough Council funded a summer reading "
		"scheme." },
	{ UNLIKE,
		"Share the September Guarantee figures with headteachers.",
		"Sensory room opened at Kirkham Grammar." },
	{ UNLIKE,
		"Commission knife crime theatre performances for Year 9",
		"Parents and staff wrote a one-page profile together." },
	{ UNLIKE,
		"Find out waiting times for speech and language therapy.",
		"Coal Clough extended its alternative provision by 6 places" },
};

static void check_label(const struct labelled *row)
{
	unsigned value = score_alone(row->from, row->to);
	bool right = row->label == SAME ? value >= TW_MATCHED :
		row->label == OTHER ? value < TW_MATCHED : value == 0;

	if (!right)
		fail_msg("%u for \"%s\" and \"%s\"", value, row->from,
			row->to);
	/* It is the same from either side. */
	assert_int_equal(score_alone(row->to, row->from), value);
}

static void test_labelled_pairs(void **state)
{
	for (size_t i = 0; i < sizeof(labelled) / sizeof(*labelled); i++)
		check_label(&labelled[i]);
}

/* ---- parts of real updates ---- */

static const char *const central_plans[] = {
	"Hold the first Senior MH Leads network meeting.",
	"Explore joint work with South Ribble Borough Council and "
	"Lancashire Mind",
	"Link the district to the county wide MH work on support "
	"for schools, above all a graduated response to MH support "
	"in the district - asked for at the last Locality Group",
	"Link Primary MH leads to the Primary Mental Health Worker "
	"sessions.",
	"Meet CFW to explore their response to school avoidance",
};

static const char *const central_after[] = {
	"First Senior Mental Health Leads network meeting held for "
	"schools, run by Compass Bloom.",
	"Met CFW to explore their response to school avoidance, "
	"with the CME/PME process and ways to bring the Transitions "
	"programme up to date with the factors that schools named.",
	"Met Childrens Social Care about how they handle persistent "
	"absenteeism.",
	"Talked with Lancashire Adult Learning about an offer for "
	"parents.",
	"Looked at the mental health partners' offer through the "
	"lens of school avoidance.",
	"First meeting with the multi-agency partners held.",
	"Terms of Reference and an Information Sharing Agreement "
	"written and shared to frame the meeting. Pilot criteria "
	"agreed as well.",
	"3 cases discussed, with actions and ideas for partners and "
	"schools to try.",
	"Follow up meeting to review the cases and take them "
	"further.",
	"Meeting on wider solutions, an offer for parents and "
	"transitions work, and how partners carry these out "
	"together.",
	"The work with South Ribble Borough Council and Lancashire "
	"Mind is on hold until the Autumn term.",
	"Link the district to the county wide mental health work on "
	"support for schools, above all a graduated response to "
	"mental health support in the district - asked for at the "
	"last Locality Group.",
	"Link Primary MH leads to the PMHW sessions.",
	"Chase CAMHs about the directory of services that they are "
	"building.",
	"EPOs to attend the Compass Bloom MH Steering Group for the "
	"district.",
	"4 High Schools are taking part in the School Avoidance "
	"pilot, 3 individual cases have been discussed in it.",
	"12 high schools came to the first discussion on school "
	"avoidance and added to it.",
	"The School Attendance network for Chorley and South Ribble "
	"will host the school avoidance discussions.",
	"PMHW committed to termly network meetings for schools, for "
	"CPD and support on mental health.",
	"Compass Bloom committed to coordinate and run the Senior "
	"Mental Health Lead network.",
	"80 schools/partners came to the mental health development "
	"session that CFW hosted, with presentations for partners.",
	"Schools already have details of some provision - eg "
	"Lancashire Mind and YOGI.",
};

static const char *const central_later[] = {
	"Pilot findings and recommendations written up, with "
	"feedback from schools and partners. Main finding: a "
	"permanent district panel would help.",
	"Talked with the LCC Attendance team about a more permanent "
	"School Avoidance Panel for Chorley and South Ribble",
	"Mapped the district panels and multi-agency meetings for "
	"gaps or overlap; no other meeting looks at this cohort of "
	"young people.",
	"Every Chorley and South Ribble secondary school invited to "
	"the next school avoidance panel meeting.",
	"More partners identified as key to the school avoidance "
	"panel.",
	"New Terms of Reference and criteria written.",
	"Met Lancashire Mind to explore their wider offer.",
	"Met Barnardo's about the offer for schools.",
	"Schools encouraged to go to the Senior Mental Health Lead "
	"(SMHL) network that Compass Bloom runs.",
	"EPO attended the MHiST strategic steering group.",
	"Follow up with PMHW/CAMHs.",
	"EPO to join the mental health pathways mapping across "
	"mental health providers in South Lancs.",
};

static const char *const bay_plans[] = {
	"Monitor and review Cohort 2 of Restore at Lancaster Road & "
	"Westend Primary, around SATS week.",
	"Carry on planning Cohort 3 and its logistics, with "
	"Carnforth HS involved.",
	"Launch Cohort 3, around SATS week.",
	"Consider moving this priority from reducing exclusions to "
	"supporting transitions.",
};

static const char *const bay_after[] = {
	"Cohort 2 of the Restore project still being delivered.",
	"Cohort 3 starts after Easter. A delivery in 3 schools was "
	"considered, but without finishing the 2 school one first "
	"its lessons could not shape the pilot. It will be a whole "
	"class delivery.",
	"15 pupils of that class go on to Carnforth High, so "
	"Carnforth High can help to follow how they settle after "
	"primary.",
	"Monitor and review Cohort 2 of Restore at Lancaster Road & "
	"Westend Primary, around SATS week.",
	"Launch Cohort 3, around SATS week, on Wednesday mornings "
	"in school so that it is complete before the academic year "
	"ends.",
	"Lancashire Youth Challenge to deliver Restore Hi-5, a "
	"smaller and shorter programme, in a school in the "
	"district.",
	"TASS and the exclusion priority were highlighted at the D1 "
	"Inclusion Hub Conference",
	"Lancaster Community Voluntary Solutions and Lancashire "
	"Youth Challenge are engaged in supporting this priority.",
	"The District 1 Inclusion Hub funded a 12-month pilot of "
	"the Restore Programme. Cohort 2 of the pilot is being "
	"delivered.",
	"1 Cohort of the pilot has been delivered in full.",
};

static const char *const bay_later[] = {
	"Lancashire Youth Challenge, the Inclusion Hub chair, its "
	"transition lead and the EPO met.",
	"Discussed evaluating the project and what is needed to "
	"complete it.",
	"Discussed the project's future and how it is sustained.",
	"Looking at the project's legacy and at an educational "
	"resource that the Inclusion Hub could be given.",
	"TASS and the exclusion priority were highlighted at the D1 "
	"Inclusion Hub Conference",
	"Lancaster Community Voluntary Solutions and Lancashire "
	"Youth Challenge are engaged in supporting this priority.",
	"The District 1 Inclusion Hub funded a 12-month pilot of "
	"the Restore Programme.",
	"3 cohorts of the pilot have been delivered in full at 3 "
	"establishments in the district",
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* The place of the text that begins so. */
static size_t at(const struct tw_view *texts, size_t count, const char *start)
{
	for (size_t i = 0; i < count; i++)
		if (!strncmp(texts[i].ptr, start, strlen(start)))
			return i;
	fail_msg("no text begins \"%s\"", start);
	return 0;
}

/*
 * `from` is matched with nothing but the text that begins with `to`, if that
 * is not NULL.
 */
static void check_only(struct pair *pair, size_t from_count, size_t to_count,
	const char *from, const char *to)
{
	size_t i = at(pair->from, from_count, from);
	size_t right = to ? at(pair->to, to_count, to) : to_count;

	for (size_t j = 0; j < to_count; j++) {
		unsigned value = score(pair, i, j);

		if ((value >= TW_MATCHED) != (j == right))
			fail_msg("%u for \"%s\" and \"%s\"", value,
				pair->from[i].ptr, pair->to[j].ptr);
	}
}

static void test_central_lancs(void **state)
{
	static const char *const became[][2] = {
		{ "Hold the first", "First Senior Mental Health Leads" },
		{ "Explore joint work", "The work with South Ribble" },
		{ "Link the district", "Link the district" },
		{ "Link Primary MH leads", "Link Primary MH leads" },
		{ "Meet CFW", "Met CFW" },
	};
	struct pair pair;

	prepare(&pair, central_plans, COUNT(central_plans), central_after,
		COUNT(central_after));
	for (size_t i = 0; i < COUNT(became); i++)
		check_only(&pair, COUNT(central_plans), COUNT(central_after),
			became[i][0], became[i][1]);
	release(&pair);
	prepare(&pair, central_after, COUNT(central_after), central_later,
		COUNT(central_later));
	check_only(&pair, COUNT(central_after), COUNT(central_later),
		"Link Primary MH leads", NULL);
	check_only(&pair, COUNT(central_after), COUNT(central_later),
		"Meeting on wider solutions", NULL);
	release(&pair);
}

static void test_morecambe_bay(void **state)
{
	struct pair pair;

	prepare(&pair, bay_plans, COUNT(bay_plans), bay_after,
		COUNT(bay_after));
	check_only(&pair, COUNT(bay_plans), COUNT(bay_after),
		"Monitor and review Cohort 2", "Monitor and review Cohort 2");
	check_only(&pair, COUNT(bay_plans), COUNT(bay_after),
		"Launch Cohort 3", "Launch Cohort 3");
	check_only(&pair, COUNT(bay_plans), COUNT(bay_after),
		"Carry on planning", NULL);
	release(&pair);
	prepare(&pair, bay_after, COUNT(bay_after), bay_later,
		COUNT(bay_later));
	check_only(&pair, COUNT(bay_after), COUNT(bay_later),
		"Lancashire Youth Challenge to deliver", NULL);
	release(&pair);
}

/* ---- what the spec says ---- */

static void test_worked_examples(void **state)
{
	assert_int_equal(score_alone(
		"Hold the first Senior MH Leads network meeting.",
		"First Senior Mental Health Leads network meeting held for "
		"schools, run by Compass Bloom."), 845);
	assert_int_equal(score_alone(
		"Meet CFW about the Year 7 offer in Chorley.",
		"The Year 7 offer in Chorley was discussed with Lancashire "
		"Mind; Lancashire is keen."), 326);
}

static void test_equality(void **state)
{
	assert_true(equal_alone("Met CFW.", "met  cfw"));
	assert_true(equal_alone("Follow up with PMHW/ CAMHs.",
		"Follow up with PMHW/CAMHs"));
	assert_true(equal_alone("Barnardo's", "Barnardo\xE2\x80\x99s!"));
	assert_false(equal_alone("Met CFW", "Meet CFW"));
	assert_false(equal_alone("4 schools", "5 schools"));
	assert_false(equal_alone("...", "!"));
	assert_true(equal_alone("...", "..."));
	assert_true(equal_alone("", ""));
	assert_false(equal_alone("MH work", "mental health work"));
}

/* A few words do not become a long text by standing in it. */
static void test_short_items(void **state)
{
	assert_true(score_alone("Steering group.", "EPO attended the MHiST "
		"strategic steering group.") < TW_MATCHED);
	assert_true(score_alone("Transitions.", "Transitions from primary to "
		"secondary are better.") < TW_MATCHED);
	assert_true(score_alone("The", "The schools of the district") <
		TW_MATCHED);
	assert_true(score_alone("Steering group", "Steering groups") >=
		TW_MATCHED);
}

static void test_numbers_and_names(void **state)
{
	const char *cohort_2 = "Monitor and review Cohort 2 of Restore";

	assert_true(score_alone(cohort_2,
		"Cohort 2 of Restore monitored and reviewed") >= TW_MATCHED);
	assert_true(score_alone(cohort_2,
		"Cohort 3 of Restore monitored and reviewed") < TW_MATCHED);
	assert_true(score_alone(cohort_2,
		"Cohorts 2 and 3 of Restore monitored and reviewed") >=
		TW_MATCHED);
	/* So do the names that follow names, but for what is cut short. */
	assert_true(score_alone("Meet Claire Fox about the panel",
		"Met Claire Walsh about the panel") < TW_REVIEW);
	assert_true(score_alone("Visit Mrs Hughes at Holt Lane",
		"Visited Mrs Ahmed at Holt Lane") < TW_REVIEW);
	assert_true(score_alone("Evening for parents in Cole Street",
		"Parents' evening in Cole St") >= TW_REVIEW);
	assert_true(score_alone("Evening for parents in Cole Street",
		"Parents' evening in Cole Mews") < TW_REVIEW);
	/* Kinds of schools count behind a name, and only there. */
	assert_true(score_alone("Visited Holt Lane High School",
		"Holt Lane Primary School visited") < TW_MATCHED);
	assert_true(score_alone("Meet Carnforth College about the panel",
		"Met Carnforth High about the panel") < TW_MATCHED);
	assert_true(score_alone("Meet Carnforth High about the panel",
		"Met Carnforth High Academy about the panel") >= TW_MATCHED);
	assert_true(score_alone("Meet Carnforth High about the panel",
		"Met staff of Carnforth High and Ryelands Primary about the "
		"panel") >= TW_MATCHED);
	assert_true(score_alone("Meet high schools about the panel",
		"Met High Schools and the College about the panel") >=
		TW_MATCHED);
	assert_true(score_alone("Meet Group A about the panel",
		"Met Group B about the panel") < TW_MATCHED);
	assert_true(score_alone("Plan Y7 transition with governors",
		"Year 7 transition planned with governors") >= TW_MATCHED);
	assert_true(score_alone("Mentor training for Y9s",
		"Year 9 mentor training") >= TW_MATCHED);
	assert_true(score_alone("Mentor training for Y9s",
		"Year 8 mentor training") < TW_MATCHED);
	assert_true(score_alone("Plan Y7 transition with governors",
		"Year 8 transition planned with governors") < TW_MATCHED);
	assert_true(score_alone("Talk to CFW about their offer for schools",
		"Talked to Lancashire Mind about their offer for schools") <
		TW_MATCHED);
	assert_true(score_alone("Hold the spring meeting of the panel",
		"The summer meeting of the panel was held") < TW_MATCHED);
	assert_true(score_alone("The panel waits until the Spring term",
		"The panel waits until the Summer term") >= TW_MATCHED);
	/* A later sentence is detail. */
	assert_true(score_alone("The Hub funded a pilot. Cohort 1 runs.",
		"The Hub funded a pilot. Cohort 2 runs.") >= TW_MATCHED);
}

/* What goes beyond the first 4,096 characters is compared byte by byte. */
/*
 * A word that stands small anywhere is no name, be it one that does not weigh:
 * what tells two items apart is then a word like others.
 */
static void test_small_elsewhere(void **state)
{
	const char *from = "Ask Downs about the visit";
	const char *to[] = { "Ask Hills about the visit", "Then go slow" };
	struct pair pair;
	unsigned named, small;

	prepare(&pair, &from, 1, to, 2);
	named = score(&pair, 0, 0);
	release(&pair);
	to[1] = "Then slow down";
	prepare(&pair, &from, 1, to, 2);
	small = score(&pair, 0, 0);
	release(&pair);
	assert_true(named < small);
}

static void test_long_texts(void **state)
{
	enum { LONG = 4 * 1024 * 1024 };
	char *one = malloc(LONG + 1), *other = malloc(LONG + 1);

	assert_non_null(one);
	assert_non_null(other);
	for (size_t i = 0; i < LONG; i++)
		one[i] = i % 7 ? (char)('a' + i % 23) : ' ';
	one[LONG] = '\0';
	memcpy(other, one, LONG + 1);
	assert_true(equal_alone(one, other));
	other[LONG - 1] ^= 1;
	assert_false(equal_alone(one, other));
	assert_int_equal(score_alone(one, other), TW_SCORE_MAX);
	free(one);
	free(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_labelled_pairs),
		cmocka_unit_test(test_central_lancs),
		cmocka_unit_test(test_morecambe_bay),
		cmocka_unit_test(test_worked_examples),
		cmocka_unit_test(test_equality),
		cmocka_unit_test(test_short_items),
		cmocka_unit_test(test_numbers_and_names),
		cmocka_unit_test(test_small_elsewhere),
		cmocka_unit_test(test_long_texts),
	};

	return cmocka_run_group_tests_name("likeness", tests, NULL, NULL);
}
