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
	"academies", "academy", "achieve", "achievement", "achieves",
	"action", "acute", "adults", "adviser", "advisor", "after", "all",
	"allowance", "also", "alternative", "ambassador", "ambassadors", "an",
	"and", "annual", "apprentice", "apprentices", "apprenticeship",
	"april", "are", "arts", "as", "assembly", "assessment", "assistance",
	"association", "at", "attainment", "attendance", "august", "autumn",
	"award", "awards", "baccalaureate", "bank", "barnardo", "basis",
	"becoming", "behaviour", "benefit", "benefits", "board", "borough",
	"boys", "bridge", "briefing", "british", "btec", "bursary",
	"business", "but", "by", "cafe", "calendar", "call", "camhs", "camp",
	"campus", "care", "career", "careers", "carer", "carers", "case",
	"catholic", "celebration", "central", "centre", "centred", "chair",
	"champion", "champions", "charity", "charter", "child", "childhood",
	"childline", "children", "christmas", "church", "city", "class",
	"clinic", "club", "coach", "coaches", "code", "cohort", "college",
	"colleges", "community", "conference", "consortium", "consultation",
	"contact", "convention", "coordinator", "council", "councils",
	"counsellor", "county", "courses", "court", "criminal", "crown",
	"cup", "data", "day", "days", "december", "department", "destination",
	"destinations", "development", "diary", "diploma", "directory",
	"disabled", "district", "doctor", "drive", "each", "early", "east",
	"easter", "education", "educational", "eligible", "embassy",
	"emotional", "employability", "employment", "empowerment",
	"engagement", "england", "english", "enrichment", "entitlement",
	"equality", "equity", "evaluation", "event", "every", "exclusion",
	"exclusions", "experience", "exploitation", "extended", "fair",
	"families", "family", "farm", "february", "federation", "fellowship",
	"fest", "festival", "finance", "finances", "first", "focus",
	"focused", "food", "football", "for", "form", "forms", "forum",
	"forums", "foundation", "framework", "free", "friday", "friendly",
	"from", "fund", "funding", "further", "gallery", "gcse", "gcses",
	"girls", "good", "governing", "government", "governor", "governors",
	"graduate", "graduates", "grammar", "grant", "great", "green",
	"group", "groups", "guidance", "guide", "guides", "guiding", "hall",
	"he", "health", "hearing", "her", "hero", "heroes", "high", "his",
	"holiday", "holidays", "home", "homes", "hospital", "hour", "house",
	"housing", "hub", "hubs", "if", "impact", "improvement", "in",
	"inclusion", "independent", "induction", "infant", "infants",
	"information", "initiative", "inspection", "inspectorate",
	"integrated", "interest", "international", "intervention",
	"interventions", "into", "introduction", "it", "its", "january",
	"job", "journey", "journeys", "july", "june", "junior", "key",
	"kingdom", "lancashire", "lancaster", "lane", "language", "lead",
	"leader", "leaders", "leadership", "league", "learner", "learners",
	"learning", "led", "lesson", "level", "levels", "library", "life",
	"line", "link", "links", "list", "loan", "loans", "local", "london",
	"looked", "maintenance", "manager", "managers", "mandarin", "march",
	"maths", "matters", "may", "mayor", "media", "medical", "meeting",
	"mental", "mentor", "mentoring", "mentors", "minder", "minds",
	"ministry", "mobility", "monday", "month", "more", "morecambe",
	"mortality", "most", "movement", "mp", "multi", "museum", "music",
	"nation", "national", "nations", "navigator", "needs", "neglect",
	"network", "networks", "new", "next", "no", "nobody", "none", "north",
	"not", "november", "now", "nurse", "nursery", "oak", "observation",
	"observations", "october", "of", "office", "officer", "officers",
	"ofsted", "olympics", "on", "one", "open", "opportunities", "our",
	"outcome", "outcomes", "outreach", "over", "panel", "panels",
	"parent", "parenting", "parents", "parish", "parliament",
	"participation", "partner", "partners", "partnership", "partnerships",
	"passport", "passports", "pastoral", "pathway", "pathways", "pe",
	"people", "personal", "persons", "phase", "physical", "plan", "plans",
	"play", "playing", "plus", "police", "policy", "pool", "post",
	"poverty", "practice", "premium", "preston", "prevention", "pride",
	"primary", "prince", "princess", "principal", "priory", "prize",
	"profile", "profiles", "programme", "programmes", "progress",
	"project", "projects", "prom", "protection", "protocol", "provision",
	"pshe", "public", "pupil", "pupils", "quality", "queen",
	"questionnaire", "questionnaires", "quiz", "reading", "ready",
	"record", "records", "referral", "referrals", "region", "register",
	"registration", "rep", "report", "reports", "representative",
	"representatives", "reps", "request", "requests", "research",
	"residents", "resilience", "respect", "results", "returns", "review",
	"reviews", "ribble", "rights", "risk", "road", "roll", "room", "rota",
	"route", "routes", "royal", "rural", "safe", "safeguarding", "safety",
	"saint", "sats", "saturday", "saver", "scheme", "school", "schools",
	"science", "scout", "scouts", "second", "secondary", "secretary",
	"section", "selection", "semh", "seminar", "seminars", "sen", "senco",
	"send", "september", "service", "services", "session", "sessions",
	"sexual", "shadow", "shadowing", "she", "since", "sixth", "skills",
	"smart", "social", "society", "some", "south", "special",
	"specialist", "speech", "sports", "spring", "st", "staff", "stage",
	"standards", "star", "start", "statement", "station", "status",
	"statutory", "steering", "strategy", "street", "student", "students",
	"studies", "study", "subject", "success", "such", "summer", "summit",
	"sunday", "support", "sure", "surgery", "survey", "sustainability",
	"syllabus", "syndrome", "talent", "talk", "talks", "target", "task",
	"taskforce", "tasks", "tax", "teacher", "teachers", "team", "teams",
	"technical", "technology", "tenancy", "term", "terms", "that", "the",
	"theatre", "their", "them", "then", "there", "these", "they", "think",
	"thinkers", "this", "those", "three", "thursday", "ticket", "tickets",
	"time", "times", "to", "together", "toolkit", "tour", "toward",
	"towards", "town", "tracked", "tracker", "tracking", "trafficking",
	"training", "transition", "transport", "trauma", "travel", "trip",
	"trips", "trust", "tuesday", "tuesdays", "tuition", "tutor", "tutors",
	"tv", "twelve", "two", "ucas", "under", "uniform", "union", "unit",
	"united", "units", "universal", "university", "upper", "value",
	"values", "view", "views", "village", "virtual", "vision", "visit",
	"visitors", "visits", "voice", "voices", "volunteer", "volunteers",
	"vote", "votes", "walk", "we", "wednesday", "week", "weekly", "weeks",
	"welcome", "welfare", "wellbeing", "wellness", "welsh", "west",
	"what", "when", "where", "which", "while", "who", "whole", "wide",
	"winter", "wise", "with", "women", "work", "workbook", "worker",
	"workers", "workforce", "working", "workshop", "workshops", "world",
	"writing", "year", "yearly", "years", "you", "young", "your", "youth",
	"zone",
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
