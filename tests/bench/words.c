#include "bench/words.h"

#define COUNT(list) (sizeof(list) / sizeof(*(list)))
#define PICK(random, list) random_below(random, COUNT(list))

/* To do it, did it, it was done. */
static const struct {
	const char *plain, *past, *done;
} verbs[] = {
	{ "Hold", "Held", "held" },
	{ "Set up", "Set up", "set up" },
	{ "Write", "Wrote", "written" },
	{ "Agree", "Agreed", "agreed" },
	{ "Share", "Shared", "shared" },
	{ "Review", "Reviewed", "reviewed" },
	{ "Explore", "Explored", "explored" },
	{ "Plan", "Planned", "planned" },
	{ "Pilot", "Piloted", "piloted" },
	{ "Launch", "Launched", "launched" },
	{ "Promote", "Promoted", "promoted" },
	{ "Organise", "Organised", "organised" },
	{ "Develop", "Developed", "developed" },
	{ "Extend", "Extended", "extended" },
	{ "Prepare", "Prepared", "prepared" },
	{ "Bring forward", "Brought forward", "brought forward" },
	{ "Evaluate", "Evaluated", "evaluated" },
	{ "Offer", "Offered", "offered" },
};

static const struct {
	const char *key, *name;
} objects[OBJECTS] = {
	{ "network-meeting", "the Senior Mental Health Leads network meeting" },
	{ "service-directory", "the directory of services for families" },
	{ "sharing-agreement", "an information sharing agreement" },
	{ "parent-drop-in", "a termly drop-in for parents and carers" },
	{ "graduated-response", "the graduated response to anxiety" },
	{ "missing-pathway", "a pathway for pupils who are missing school" },
	{ "year-6-transition", "the transition programme for Year 6" },
	{ "timetable-workshop", "a workshop on reduced timetables" },
	{ "attendance-toolkit", "the attendance toolkit for form tutors" },
	{ "trauma-training", "a training day on trauma informed practice" },
	{ "family-guide", "a plain guide to the local offer" },
	{ "steering-group", "the steering group of head teachers" },
	{ "case-discussions", "monthly case discussions" },
	{ "peer-mentors", "a peer mentor scheme for Years 8 and 9" },
	{ "nurture-groups", "nurture groups in four primary schools" },
	{ "restore-cohort", "Cohort 2 of the Restore programme" },
	{ "data-profile", "the data profile of the district" },
	{ "exclusion-panel", "the panel on fixed term exclusions" },
	{ "college-visits", "visits to the sixth form colleges" },
	{ "careers-day", "a careers day for young people who are NEET" },
	{ "inclusion-hub", "the Inclusion Hub conference" },
	{ "governor-briefing", "a briefing for school governors" },
	{ "youth-forum", "the youth forum on coming to school" },
	{ "summer-scheme", "a summer scheme for the holidays" },
	{ "early-help", "early help assessments in schools" },
	{ "speech-screening", "a screening of speech and language needs" },
	{ "sen-surgery", "a surgery for SEN coordinators" },
	{ "outreach-team", "the outreach team of the special schools" },
	{ "parent-survey", "a survey of parents about absence" },
	{ "bus-routes", "the talks on bus routes from the villages" },
	{ "breakfast-clubs", "breakfast clubs before the exam weeks" },
	{ "home-visits", "joint home visits with the family workers" },
	{ "reading-project", "a reading project with the libraries" },
	{ "sports-mentoring", "sports mentoring after school" },
	{ "police-liaison", "the liaison with neighbourhood police" },
	{ "bereavement-offer", "an offer of bereavement support" },
	{ "wellbeing-audit", "the wellbeing audit of staff" },
	{ "alternative-places", "the list of alternative provision places" },
	{ "young-carers", "a register of young carers" },
	{ "elective-home", "contact with families who teach at home" },
	{ "online-safety", "lessons on online safety and messaging" },
	{ "sleep-clinic", "a sleep clinic with the school nurses" },
	{ "language-buddies", "language buddies for pupils new to English" },
	{ "vaping-campaign", "a campaign against vaping at lunch time" },
	{ "uniform-bank", "a uniform bank and a food parcel scheme" },
	{ "work-placements", "work placements for Year 10" },
	{ "school-nurse-hours", "longer hours of the school nurses" },
	{ "moving-on-plan", "moving on plans for Year 11" },
};

static const char *const partners[] = {
	"Compass Bloom", "Child and Family Wellbeing", "CAMHS",
	"the Educational Psychology team", "the county council's Post 16 lead",
	"Lancashire Youth Challenge", "Inspire Youth Zone", "Lancashire Mind",
	"the borough council", "the Targeted Youth Service",
	"the Primary Mental Health Workers", "Lancashire Adult Learning",
	"Children's Social Care", "the Virtual School", "the school nurses",
	"head teachers of the high schools", "the Pupil Access team",
	"the Early Help hub", "the Inclusion Service",
	"the diocesan education office", "the parish churches",
	"the library service", "the housing association", "Citizens Advice",
	"the district's SEN coordinators", "the football club's foundation",
	"the job centre's youth coach", "the parent carer forum",
	"the safeguarding partnership", "the integrated care board",
	"the fire and rescue service", "the university's outreach team",
};

static const char *const aims[] = {
	"so that families know whom to ask",
	"to see which wards need more of it",
	"so that pupils settle before the summer",
	"to bring in the schools that have not taken part yet",
	"before the next Locality Group",
	"to save schools from asking twice",
	"to agree who does what, and by when",
	"so that no pupil waits longer than six weeks",
	"to learn from what worked in the pilot",
	"for the pupils whose attendance is below 50%",
	"with one page of guidance for each school",
	"and to collect what parents say about it",
	"so that staff feel able to talk about it",
	"to make better use of what is there already",
	"for schools in the north of the district first",
	"to find out why referrals were turned down",
	"and to report back to the partnership board",
	"before funding ends in March",
	"so that primary and secondary schools hear the same",
	"to reach families who do not answer letters",
	"with places for two members of staff a school",
	"to fit in with the county wide strategy",
	"and to publish the dates for the whole year",
	"so that the offer lasts beyond this year",
};

static const char *const tails[] = {
	"with 14 schools in the room", "and the notes went to all partners",
	"which schools asked for at the last meeting",
	"although two partners could not come",
	"and a second date was fixed at once",
	"with very good feedback from parents",
	"and three actions were taken away",
	"at no cost to the schools", "in spite of a late start",
	"and the slides are on the schools portal",
	"first in two schools, then in all",
	"after talks with the unions", "as agreed in the autumn",
	"and schools said that it saved them time",
};

static const char *const effects[] = {
	"Schools say that they now know whom to ring, and cases reach the "
	"right team sooner",
	"Staff who took part feel more able to talk with families about it",
	"Pupils told the youth forum that they noticed the difference",
	"Two more partners have joined and bring time of their own",
	"Parents came back for a second session and brought others along",
	"Referrals that reach the service are fuller than they were",
	"Head teachers asked for it to go on next year",
	"Fewer families tell their story more than once",
};

void work_make(struct work *work, struct random *random, unsigned object)
{
	work->object = object % OBJECTS;
	work->verb = PICK(random, verbs);
	work->partner = PICK(random, partners);
	work->aim = PICK(random, aims);
	work->tail = PICK(random, tails);
}

const char *work_key(const struct work *work)
{
	return objects[work->object].key;
}

/* A name as a sentence begins with it. */
static void add_capital(struct tw_buffer *out, const char *name)
{
	size_t start = out->len;

	if (tw_buffer_string(out, name) && out->ptr[start] >= 'a' &&
	    out->ptr[start] <= 'z')
		out->ptr[start] = (char)(out->ptr[start] - 'a' + 'A');
}

void work_plan(struct tw_buffer *out, const struct work *work,
	unsigned wording)
{
	const char *plain = verbs[work->verb].plain;
	const char *object = objects[work->object].name;
	const char *partner = partners[work->partner];

	switch (wording % WORDINGS) {
	case 0:
		tw_buffer_format(out, "%s %s with %s %s.", plain, object,
			partner, aims[work->aim]);
		break;
	case 1:
		add_capital(out, partner);
		tw_buffer_format(out, " will help to go on with %s, %s.",
			object, aims[work->aim]);
		break;
	default:
		tw_buffer_format(out, "%s %s next term \xE2\x80\x93 and ask %s "
			"to come in on it \xE2\x80\x93 %s.", plain, object,
			partner, aims[work->aim]);
	}
}

void work_report(struct tw_buffer *out, const struct work *work,
	unsigned wording)
{
	const char *object = objects[work->object].name;
	const char *partner = partners[work->partner];

	switch (wording % WORDINGS) {
	case 0:
		tw_buffer_format(out, "%s %s with %s, %s.",
			verbs[work->verb].past, object, partner,
			tails[work->tail]);
		break;
	case 1:
		add_capital(out, object);
		tw_buffer_format(out, " %s, run by %s, %s.",
			verbs[work->verb].done, partner, aims[work->aim]);
		break;
	default:
		tw_buffer_format(out, "Work on %s has begun; %s lead on it, "
			"%s.", object, partner, tails[work->tail]);
	}
}

void work_impact(struct tw_buffer *out, const struct work *work,
	unsigned wording)
{
	tw_buffer_format(out, "%s, since %s was %s.",
		effects[(work->tail + wording) % COUNT(effects)],
		objects[work->object].name, verbs[work->verb].done);
}

/* ---- priorities ---- */

const struct topic topics[TOPICS] = {
	{
		"emotional-health",
		"Emotional health and wellbeing offers for schools",
		"mental-health; attendance",
		"mental health support",
		"Find out what support there is for emotional health and how "
		"schools reach it.",
		{
			{ "know-the-offer",
				"Schools understand the mental health and "
				"wellbeing support on offer better, and can "
				"reach it." },
			{ "county-link",
				"The partnership joins up with the county wide "
				"work on the same theme." },
			{ "local-needs",
				"Local needs are picked up early and tied to "
				"the trauma informed work." },
			{ "trained-leads",
				"Every school has a mental health lead who is "
				"trained and meets others." },
		},
		"schools in the leads network",
		"schools with a trained lead",
		"staff at awareness sessions",
	},
	{
		"school-avoidance",
		"Help for pupils who are anxious about school",
		"attendance; mental-health",
		"school avoidance",
		"What help schools can call on for children and families who "
		"are anxious about coming to school.",
		{
			{ "early-sign",
				"Schools see the early signs of avoidance and "
				"act on them." },
			{ "one-pathway",
				"There is one pathway for families, whichever "
				"school their child goes to." },
			{ "parents-heard",
				"Parents feel heard and know what happens "
				"next." },
			{ "back-in-school",
				"More pupils come back to school, and stay." },
		},
		"pilot high schools",
		"pupils back at school after a term",
		"parents at support sessions",
	},
	{
		"exclusions",
		"Fewer exclusions and suspensions",
		"exclusions",
		"exclusion and suspension",
		"Permanent exclusions have risen for three years, most of all "
		"in Years 8 and 9.",
		{
			{ "fewer-exclusions",
				"Permanent exclusions & suspensions go down." },
			{ "more-interventions",
				"Schools & settings have more interventions to "
				"choose from." },
			{ "good-practice",
				"Good practice is shared between schools & "
				"settings." },
			{ "managed-moves",
				"Managed moves are planned together, and "
				"hold." },
		},
		"schools with a behaviour lead",
		"managed moves that held",
		"staff trained in restorative practice",
	},
	{
		"transitions",
		"Transitions from primary to secondary school",
		"transitions; exclusions",
		"transition",
		"Pupils who find the move hard, from the spring of Year 6 to "
		"the end of Year 7.",
		{
			{ "settled-year-7",
				"Pupils with a hard start settle in Year 7." },
			{ "information-moves",
				"What the primary school knows reaches the "
				"secondary school in time." },
			{ "families-ready",
				"Families know what will be different, and "
				"whom to ask." },
			{ "shared-curriculum",
				"Teachers of both phases know each other's "
				"work." },
		},
		"cohorts delivered in full",
		"pupils settled by Christmas",
		"pupils in transition sessions",
	},
	{
		"eet",
		"More young people in education, employment and training",
		"eet",
		"work and training",
		"Young people of 16 to 18 who are NEET, or at risk of it.",
		{
			{ "know-who",
				"Partners know who is NEET, and why." },
			{ "one-advice",
				"There is one place for advice and guidance." },
			{ "more-places",
				"There are more places that start during the "
				"year." },
			{ "stay-on",
				"Young people who start stay on." },
		},
		"employers with placements",
		"young people still in place after 12 weeks",
		"young people given advice",
	},
	{
		"attendance",
		"Coming to school, and staying",
		"attendance",
		"attendance",
		"Schools whose attendance is furthest below that of the "
		"county.",
		{
			{ "attend-more",
				"Pupils attend more, and persistent absence "
				"falls." },
			{ "shared-message",
				"Schools, surgeries and families give the same "
				"message about illness." },
			{ "first-day",
				"Absence is followed up on the first day." },
			{ "barriers-known",
				"What keeps pupils away is known and worked "
				"on." },
		},
		"schools in the attendance network",
		"attendance in network schools",
		"families visited",
	},
	{
		"trauma-informed",
		"Trauma informed practice in every school",
		"trauma-informed; mental-health",
		"trauma informed practice",
		"All schools and settings, their governors and their partners.",
		{
			{ "common-words",
				"Schools and services use common words for "
				"what children have been through." },
			{ "trained-staff",
				"Staff in every school are trained, new ones "
				"in their first year." },
			{ "policies-changed",
				"Behaviour policies take account of trauma." },
			{ "staff-cared-for",
				"Those who listen are looked after, too." },
		},
		"schools with a changed policy",
		"schools with all staff trained",
		"staff trained",
	},
	{
		"send-support",
		"Support for pupils with special needs in school",
		"send; exclusions",
		"special needs support",
		"Pupils on SEN support who have no plan of their own.",
		{
			{ "needs-met",
				"Needs are met sooner, and where the pupil "
				"is." },
			{ "confident-staff",
				"Teachers feel confident with the most common "
				"needs." },
			{ "fair-access",
				"Support does not depend on the school." },
			{ "parents-trust",
				"Parents trust what the school offers." },
		},
		"schools using the shared toolkit",
		"pupils with a reviewed plan",
		"teachers at SEN surgeries",
	},
	{
		"early-years",
		"Ready for school at five",
		"early-years; transitions",
		"early years",
		"Children of two to five years in the four wards with the "
		"lowest results.",
		{
			{ "talking-early",
				"More children talk as well as others of their "
				"age." },
			{ "settings-joined",
				"Nurseries and schools plan the start "
				"together." },
			{ "families-play",
				"Families play, read and sing at home." },
			{ "checks-done",
				"The checks at two are done, and followed "
				"up." },
		},
		"settings in the project",
		"children at the expected level",
		"families at play sessions",
	},
	{
		"young-people-heard",
		"Young people have a say",
		"voice; mental-health",
		"youth voice",
		"Pupils of all ages, above all those who are rarely asked.",
		{
			{ "asked-first",
				"Young people are asked before things are "
				"decided." },
			{ "told-after",
				"They hear what became of what they said." },
			{ "all-kinds",
				"Those who are rarely asked are among them." },
			{ "adults-listen",
				"Adults know how to listen, and make time." },
		},
		"schools with an active council",
		"pupils who feel heard",
		"young people at forums",
	},
};

void exit_add(struct tw_buffer *out, const struct topic *topic,
	unsigned number, unsigned wording)
{
	if (number)
		tw_buffer_format(out, "The group of schools goes on meeting "
			"%s, and one of them calls the meetings.",
			wording ? "once a term" : "every term");
	else
		tw_buffer_format(out, "Schools lead on %s themselves%s, with a "
			"named person in each and a page of guidance that the "
			"partners keep up to date.", topic->subject,
			wording ? " from the summer" : "");
}

/* ---- names ---- */

/* The three lists part evenly, so that no two areas have one name. */
static const char *const area_heads[] = {
	"North", "South", "East", "West", "Upper", "Lower", "Great", "Little",
	"Old", "New", "Inner", "Outer", "High", "Near", "Far", "Mid", "Long",
	"Fair", "Broad", "Royal",
};

static const char *const area_names[] = {
	"Ash", "Beck", "Calder", "Darwen", "Elm", "Fylde", "Grims", "Hazel",
	"Irwell", "Kirk", "Lune", "Mere", "Nether", "Ormer", "Pendle", "Ribble",
	"Sever", "Tarle", "Whit", "Yarrow",
};

static const char *const area_tails[] = {
	"ton", "ley", "worth", "by", "ham", "wick", "ford", "dale", "field",
	"bank", "shaw", "thorpe", "bridge", "brook", "holme", "side", "gate",
	"croft", "well", "stead",
};

void area_add(struct tw_buffer *out, unsigned number)
{
	tw_buffer_format(out, "%s %s%s",
		area_heads[number % COUNT(area_heads)],
		area_names[number / 20 % COUNT(area_names)],
		area_tails[number / 400 % COUNT(area_tails)]);
}

static const char *const first_names[] = {
	"Alison", "Ben", "Claire", "Daniel", "Esther", "Farah", "Graham",
	"Hana", "Imran", "Jo", "Kate", "Liam", "Maya", "Neil", "Olive",
	"Priya",
};

static const char *const last_names[] = {
	"Archer", "Brown", "Clegg", "Dawson", "Entwistle", "Fox", "Greenhalgh",
	"Hussain", "Iqbal", "Jackson", "Kay", "Lomax", "Mistry", "Nuttall",
	"Ormerod", "Patel", "Ramsbottom", "Walsh",
};

void officers_add(struct tw_buffer *out, struct random *random)
{
	unsigned count = 1 + random_below(random, 3);

	for (unsigned i = 0; i < count; i++)
		tw_buffer_format(out, "%s%s %s", i ? "; " : "",
			first_names[PICK(random, first_names)],
			last_names[PICK(random, last_names)]);
}
