/*
 * First names that many people have, and words that are written with a
 * capital and are no part of a person's name. Both sorted.
 */
#include "privacy/match.h"
#include "privacy/words.h"

#include <string.h>

static const char *const first_names[] = {
	"aaliyah", "aaron", "abbie", "abdul", "abdullah", "abigail", "adam",
	"adrian", "aidan", "aiden", "aimee", "aisha", "alan", "alana", "alba",
	"albert", "albie", "alex", "alexander", "alexandra", "alexis",
	"alfie", "alfred", "ali", "alice", "alicia", "alisha", "alistair",
	"aliya", "amber", "amelia", "amelie", "amina", "amir", "amy", "ana",
	"andrea", "andrew", "angela", "anna", "annabelle", "anne", "annie",
	"anthony", "antonia", "anya", "archie", "aria", "arjun", "arlo",
	"arthur", "arya", "asha", "ashton", "austin", "ava", "ayesha",
	"barnaby", "beatrice", "becky", "bella", "ben", "benjamin", "beth",
	"bethany", "betsy", "billy", "blake", "bobby", "bonnie", "bradley",
	"brandon", "brian", "bryony", "caitlin", "caleb", "callum", "cameron",
	"carl", "carla", "carly", "caroline", "carter", "casey", "catherine",
	"cerys", "charles", "charlie", "charlotte", "chelsea", "chloe",
	"chris", "christian", "christopher", "claire", "clara", "cody",
	"cole", "connor", "conor", "corey", "courtney", "craig", "daisy",
	"damian", "daniel", "danielle", "danny", "darcey", "darcy", "dariusz",
	"darren", "david", "dean", "debbie", "declan", "dennis", "dexter",
	"dominic", "donna", "dylan", "ebony", "eddie", "edith", "edward",
	"eleanor", "eliza", "elizabeth", "ella", "ellen", "ellie", "elliot",
	"elliott", "ellis", "elsie", "emily", "emma", "erin", "ethan", "eva",
	"evan", "eve", "evelyn", "evie", "ewan", "ezra", "faisal", "farah",
	"fatima", "felicity", "felix", "fern", "finlay", "finley", "finn",
	"fiona", "florence", "francesca", "francis", "frank", "frankie",
	"fraser", "freddie", "frederick", "freya", "gabriel", "gabriella",
	"gareth", "gary", "gavin", "gemma", "george", "georgia", "georgie",
	"georgina", "gianna", "gillian", "grayson", "greta", "gwen", "hamza",
	"hannah", "harley", "harper", "harriet", "harris", "harrison",
	"harry", "harvey", "hassan", "hayley", "heather", "heidi", "helen",
	"henry", "hollie", "holly", "howard", "hugo", "hussain", "ian",
	"ibrahim", "imogen", "imran", "iona", "iris", "isaac", "isabel",
	"isabella", "isabelle", "isaiah", "isha", "isla", "ismail", "ivy",
	"jack", "jackson", "jacob", "jade", "jaden", "jake", "jakub", "james",
	"jamie", "jane", "janet", "jasmine", "jason", "jasper", "jaxon",
	"jay", "jayden", "jean", "jenna", "jennifer", "jenny", "jenson",
	"jeremy", "jessica", "jimmy", "joanna", "joanne", "jodie", "joe",
	"joel", "joey", "john", "johnny", "jonah", "jonathan", "jordan",
	"joseph", "josh", "joshua", "jude", "judith", "julia", "julian",
	"julie", "justin", "kacey", "kai", "kaitlyn", "karen", "karl",
	"kasia", "kate", "katherine", "kathleen", "kathryn", "katie", "katy",
	"kayden", "kayla", "kayleigh", "keira", "keith", "kelly", "ken",
	"kenneth", "kerry", "kevin", "khadija", "kian", "kieran", "kim",
	"kimberley", "kirsty", "kyle", "kylie", "lacey", "lara", "laura",
	"lauren", "layla", "leah", "leanne", "lee", "leia", "leila", "leo",
	"leon", "leonardo", "lewis", "lexi", "liam", "libby", "lily", "linda",
	"lindsay", "lisa", "lois", "lola", "lorna", "lottie", "louie",
	"louis", "louisa", "louise", "luca", "lucas", "lucia", "lucy", "luke",
	"luna", "lydia", "lyla", "maddison", "madison", "maeve", "maisie",
	"malik", "mandy", "marcel", "marcus", "margaret", "maria", "mariam",
	"marie", "martha", "martin", "mary", "maryam", "mason", "mateusz",
	"matilda", "matthew", "max", "maya", "megan", "mel", "melissa", "mia",
	"michael", "michelle", "mila", "millie", "miriam", "mohamed",
	"mohammad", "mohammed", "molly", "morgan", "muhammad", "mustafa",
	"myla", "nadia", "naomi", "natalia", "natalie", "natasha", "nathan",
	"nathaniel", "neil", "nia", "niall", "nicholas", "nicola", "nicole",
	"nina", "noah", "nora", "oliver", "olivia", "ollie", "omar", "oscar",
	"oskar", "otis", "owen", "paige", "patricia", "patrick", "paul",
	"paula", "penelope", "peter", "philip", "phillip", "phoebe", "piotr",
	"poppy", "priya", "rachel", "ralph", "rebecca", "rebekah", "reece",
	"reggie", "reuben", "rhiannon", "rhys", "rian", "richard", "robert",
	"robin", "robyn", "roman", "ronnie", "rory", "rosalie", "rosie",
	"ross", "rowan", "roxanne", "ruby", "rupert", "ruth", "ryan", "sadie",
	"sam", "samantha", "samira", "samuel", "sara", "sarah", "scarlett",
	"scott", "sean", "sebastian", "selina", "seth", "shane", "shannon",
	"sharon", "shaun", "shelby", "shirley", "sian", "sienna", "simon",
	"skye", "sofia", "sonia", "sophia", "sophie", "spencer", "stacey",
	"stanley", "stefan", "stella", "stephanie", "stephen", "steven",
	"stuart", "summayah", "susan", "sylvia", "tallulah", "tammy",
	"tamsin", "tanya", "tara", "taylor", "teddy", "teresa", "thea",
	"theo", "theodore", "theresa", "thomas", "tia", "tilly", "tim",
	"timothy", "tobias", "toby", "todd", "tom", "tomasz", "tommy", "tony",
	"tracey", "tracy", "travis", "trevor", "tristan", "tyler", "umar",
	"vanessa", "vera", "veronica", "vicky", "victoria", "vincent",
	"violet", "vivian", "wanda", "warren", "wayne", "wendy", "wiktoria",
	"william", "willow", "wojciech", "xander", "yasmin", "yasmine",
	"yousef", "yusuf", "yvonne", "zac", "zach", "zachary", "zahra",
	"zainab", "zak", "zakariya", "zara", "zayn", "zeynep", "zoe", "zofia",
	"zuzanna",
};

static const char *const no_names[] = {
	"academies", "academy", "action", "acute", "adults", "adviser",
	"advisor", "after", "all", "also", "alternative", "ambassador",
	"ambassadors", "an", "and", "annual", "april", "are", "arts", "as",
	"assembly", "assessment", "assistance", "association", "at",
	"attendance", "august", "autumn", "award", "awards", "bank",
	"barnardo", "basis", "becoming", "behaviour", "board", "borough",
	"boys", "bridge", "briefing", "british", "bursary", "business", "but",
	"by", "cafe", "calendar", "call", "camhs", "camp", "campus", "care",
	"career", "careers", "case", "catholic", "celebration", "central",
	"centre", "chair", "champion", "champions", "charity", "charter",
	"child", "childhood", "childline", "children", "christmas", "church",
	"city", "class", "clinic", "club", "coach", "coaches", "code",
	"cohort", "college", "colleges", "community", "conference",
	"consortium", "consultation", "contact", "convention", "coordinator",
	"council", "councils", "counsellor", "county", "courses", "court",
	"crown", "cup", "data", "day", "days", "december", "department",
	"development", "diary", "directory", "disabled", "district", "doctor",
	"drive", "each", "early", "east", "easter", "education",
	"educational", "eligible", "embassy", "emotional", "employability",
	"employment", "engagement", "england", "english", "equality",
	"evaluation", "event", "every", "exclusion", "exclusions",
	"experience", "extended", "fair", "families", "family", "farm",
	"february", "federation", "fellowship", "fest", "festival", "finance",
	"first", "focus", "food", "football", "for", "form", "forms", "forum",
	"forums", "foundation", "framework", "free", "friday", "friendly",
	"from", "fund", "funding", "further", "gallery", "girls", "good",
	"governing", "government", "governor", "governors", "grammar",
	"grant", "great", "green", "group", "groups", "guidance", "guide",
	"guides", "guiding", "hall", "he", "health", "hearing", "her", "hero",
	"heroes", "high", "his", "home", "homes", "hospital", "hour", "house",
	"housing", "hub", "hubs", "if", "improvement", "in", "inclusion",
	"independent", "infant", "infants", "information", "initiative",
	"inspection", "inspectorate", "integrated", "interest",
	"international", "into", "introduction", "it", "its", "january",
	"job", "journey", "journeys", "july", "june", "junior", "key",
	"kingdom", "lancashire", "lancaster", "lane", "language", "lead",
	"leader", "leaders", "leadership", "league", "learner", "learners",
	"learning", "lesson", "level", "library", "life", "line", "link",
	"links", "list", "local", "london", "looked", "manager", "managers",
	"march", "matters", "may", "mayor", "media", "medical", "meeting",
	"mental", "mentor", "mentoring", "mentors", "minds", "ministry",
	"monday", "month", "more", "morecambe", "most", "mp", "multi",
	"museum", "national", "navigator", "network", "networks", "new",
	"next", "no", "nobody", "none", "north", "not", "november", "now",
	"nurse", "nursery", "oak", "october", "of", "office", "officer",
	"officers", "ofsted", "on", "one", "open", "opportunities", "our",
	"outcome", "outcomes", "outreach", "over", "panel", "panels",
	"parent", "parenting", "parents", "parish", "parliament", "partner",
	"partners", "partnership", "partnerships", "passport", "passports",
	"pastoral", "pathway", "pathways", "people", "personal", "persons",
	"phase", "physical", "plan", "plans", "play", "playing", "plus",
	"police", "policy", "pool", "post", "poverty", "practice", "premium",
	"preston", "primary", "prince", "princess", "principal", "priory",
	"profile", "profiles", "programme", "programmes", "progress",
	"project", "projects", "protection", "provision", "public", "pupil",
	"pupils", "queen", "questionnaire", "reading", "record", "records",
	"referral", "referrals", "region", "register", "registration",
	"report", "reports", "research", "residents", "review", "reviews",
	"ribble", "risk", "road", "room", "royal", "rural", "safe",
	"safeguarding", "saint", "saturday", "scheme", "school", "schools",
	"science", "scout", "scouts", "second", "secondary", "section",
	"semh", "sen", "senco", "send", "september", "service", "services",
	"session", "sessions", "sexual", "shadow", "she", "since", "sixth",
	"skills", "social", "society", "some", "south", "special",
	"specialist", "sports", "spring", "st", "staff", "stage", "standards",
	"star", "start", "statement", "station", "steering", "strategy",
	"street", "student", "students", "studies", "study", "subject",
	"success", "such", "summer", "summit", "sunday", "support", "survey",
	"sustainability", "target", "taskforce", "teacher", "teachers",
	"team", "teams", "technical", "technology", "tenancy", "term",
	"terms", "that", "the", "theatre", "their", "them", "then", "there",
	"these", "they", "this", "those", "three", "thursday", "to",
	"together", "toolkit", "town", "tracker", "tracking", "training",
	"transition", "transport", "trauma", "trust", "tuesday", "tuition",
	"twelve", "two", "under", "union", "unit", "united", "units",
	"university", "upper", "village", "virtual", "visit", "voice",
	"voices", "volunteer", "volunteers", "we", "wednesday", "week",
	"weeks", "welcome", "welfare", "wellbeing", "welsh", "west", "what",
	"when", "where", "which", "while", "who", "winter", "with", "women",
	"work", "worker", "workers", "working", "workshop", "workshops",
	"world", "year", "years", "you", "young", "your", "youth", "zone",
};

static bool listed(const char *word, size_t len, const char *const *words,
	size_t count)
{
	enum { LONGEST = 24 };
	char small[LONGEST + 1];
	size_t low = 0;

	if (len > LONGEST)
		return false;
	for (size_t i = 0; i < len; i++)
		small[i] = tw_plain_small(word[i]);
	small[len] = '\0';
	while (low < count) {
		size_t middle = (low + count) / 2;
		int order = strcmp(words[middle], small);

		if (!order)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			count = middle;
	}
	return false;
}

bool tw_first_name(const char *word, size_t len)
{
	return listed(word, len, first_names,
		sizeof(first_names) / sizeof(*first_names));
}

bool tw_no_name(const char *word, size_t len)
{
	return listed(word, len, no_names,
		sizeof(no_names) / sizeof(*no_names));
}
