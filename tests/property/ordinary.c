/*
 * Items as officers write them, with all that looks like personal data and is
 * none.
 */
#include "planted.h"

#include <stdio.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))
#define ONE_OF(random, list) (list)[random_below(random, COUNT(list))]

static const char *const who[] = { "The locality group", "Compass Bloom",
	"Lancashire Mind", "The PRU", "Moor Park High School", "St Mary's",
	"Ashton Community Science College", "Our EPO", "CAMHS", "Claire Fox",
	"A working group", "Schools in Preston", "Year 6 teachers", "The MHST",
	"School nurses", "Parents and carers", "12 primary schools",
	"Pupil Voice Leads", "The Student Council", "Headteachers",
	"Joanne Pickup (Year 7)", "Year 7 (Mr Pickup)", "St Thomas (Y5)",
	"Miss Ruby Fox (Year 6)", "Preston (13)", "Chelsea (12)", "HT in Year 7",
	"PE (Y8)", "The SEND parents' forum", "Ellie's Place",
	"Holly Grove, 8 staff,", "Claire Fox (12)", "Father Paul Cole",
	"Mum and Dad groups (Sarah Jones, CFW)", "St Mary's parents",
	"The family hub at 27 Station Road", "The hub, 9 High Street,",
	"The team that moved to 14 Mill Lane", "CAMHS (5 Union Street)",
	"Parents' groups at 3 Oak Close", "Flat Street, Room AB12 CDE,",
	"Parents at 14 Mill Lane Community Centre", "KS12 AND KS13",
	"The Inclusion Hub", "Alison Walsh and Jane Harris" };

static const char *const did[] = { "met with", "reviewed", "visited",
	"will carry on with", "shared", "trained", "planned", "looked at",
	"agreed a plan for", "funded", "has set up", "are working on" };

static const char *const what[] = { "the Pupil Premium strategy",
	"a pupil passport", "transition for Year 6 and Year 7",
	"the Child Friendly Schools award", "Boys into Books",
	"each child in care", "a Year 4 boy at Moor Park Primary",
	"girls from St Thomas the Martyr", "the Girls' Network",
	"children aged 5 to 11", "pupils aged 7-11 in Chorley",
	"young people aged 16+", "families in Leyland aged under 25",
	"a student-led conference", "Student Voice", "the Child Protection Plan",
	"emotional support", "the graduated response", "an attendance panel",
	"the boy's group", "Learner Progress Reviews", "one child at a time",
	"a young person's guide", "the Old School House",
	"a programme called Thrive", "a team named Aspire",
	"mentoring for a boy in Key Stage 2", "a pupil at risk of exclusion",
	"a sister school in Preston", "brothers and sisters from Victoria Road",
	"colleges such as Runshaw", "children like the Young Carers",
	"twin towns, Preston and Almelo",
	"parents, Claire Fox and the school", "parents of Holly Grove",
	"EHCP training for Claire Fox", "placements for Ellie's Place",
	"pupils (Claire Fox and Alison Walsh)", "Claire's attendance at a panel",
	"a parent, Mrs Jones the SENCO and a governor", "years 5, 6 and 7",
	"pupils, Claire Fox and the MHST" };

static void number_words(struct tw_buffer *out, struct random *r)
{
	unsigned a = random_below(r, 3000), b = random_below(r, 90) + 5;

	switch (random_below(r, 34)) {
	case 0: tw_buffer_format(out, " in 20%02u-%02u", b % 30, b % 30 + 1);
		break;
	case 1: tw_buffer_format(out, ", %u of %u schools", b / 2, b); break;
	case 2: tw_buffer_format(out, " (%u%%, up from %u.%u%%)", b, b / 2,
			b % 10);
		break;
	case 3: tw_buffer_format(out, " for \xC2\xA3%u,%03u", b, a % 1000);
		break;
	case 4: tw_buffer_format(out, " on %02u/%02u/2024", b % 28 + 1,
			b % 12 + 1);
		break;
	case 5: tw_buffer_format(out, " on %u March 2024", b % 28 + 1); break;
	case 6: tw_buffer_format(out, " from %02u:%02u to %02u:30", b % 24,
			b % 60, (b + 2) % 24);
		break;
	case 7: tw_buffer_format(out, " at a ratio of 1:%u", b); break;
	case 8: tw_buffer_format(out, " in room %c%u", 'A' + (char)(b % 26),
			b % 40);
		break;
	case 9: tw_buffer_format(out, " (LAESTAB 888/%04u)", a + 1000); break;
	case 10: tw_buffer_format(out, " (URN %06u)", 100000 + a * 13); break;
	case 11: tw_buffer_format(out, " (UKPRN 100%05u)", a * 7); break;
	case 12: tw_buffer_format(out, ": %u, %u, %u, %u and %u", b, b + 3,
			a, b * 2, b + 17);
		break;
	case 13: tw_buffer_format(out, ", Years %u/%u/%u", b % 7 + 1,
			b % 7 + 2, b % 7 + 3);
		break;
	case 14: tw_buffer_format(out, ", see www.lancashire.gov.uk/"
			"schools-%u", b);
		break;
	case 15: tw_buffer_format(out, ", see https://example.org/p/%u?y=%u",
			a, b);
		break;
	case 16: tw_buffer_format(out, " with Year 11 3PP and 2PP"); break;
	case 17: tw_buffer_format(out, " (ISBN 978-0-306-%05u-%u)", a * 31 %
			100000, b % 10);
		break;
	case 18: tw_buffer_format(out, " (charity %07u)", 1000000 + a); break;
	case 19: tw_buffer_format(out, " at %u High Street", b); break;
	case 20: tw_buffer_format(out, " in KS%u, 2nd cohort", b % 4 + 1);
		break;
	case 21: tw_buffer_format(out, " for %u-%u year olds", b % 10 + 4,
			b % 10 + 8);
		break;
	case 22: tw_buffer_format(out, " in Summer %u, 2023-24", b % 2 + 1);
		break;
	case 23: tw_buffer_format(out, ", %u+%u=%u in all", b, a, a + b);
		break;
	case 24: tw_buffer_format(out, " since March 20%02u", 10 + b % 14);
		break;
	case 25: tw_buffer_format(out, " %u %u %u %u", b, b + 12, a,
			a + b);
		break;
	case 26: tw_buffer_format(out, ", phase %u.%u.%u", b % 5, b % 3,
			b % 9);
		break;
	case 27: tw_buffer_format(out, " before %u.%02upm", b % 12 + 1,
			b % 60);
		break;
	case 28: tw_buffer_format(out, " (%u out of 10)", b % 11); break;
	case 29: tw_buffer_format(out, " on the A%u near M6 J%u", b * 7,
			b % 40);
		break;
	case 30: tw_buffer_format(out, ", ref. EP/%04u/%02u", a, b); break;
	case 31: tw_buffer_format(out, ", 1-2-1 and 2:1 support"); break;
	case 32: tw_buffer_format(out, " (PO %06u)", 400000 + a * 11); break;
	default: tw_buffer_format(out, " %u times", b); break;
	}
}

void ordinary_write(struct tw_buffer *out, struct random *random)
{
	static const char *const ends[] = { ".", "", ";", "!", " so far." };

	tw_buffer_format(out, "- %s %s %s", ONE_OF(random, who),
		ONE_OF(random, did), ONE_OF(random, what));
	for (unsigned i = random_below(random, 4); i; i--)
		number_words(out, random);
	if (random_once(random, 3))
		tw_buffer_format(out, " and %s %s %s", ONE_OF(random, who),
			ONE_OF(random, did), ONE_OF(random, what));
	tw_buffer_string(out, ONE_OF(random, ends));
}
