/*
 * First names that many people have, which of them hardly a child has, words
 * that are written with a capital and are no part of a person's name, and
 * pairs of letters that are no initials. All sorted.
 */
#include "privacy/match.h"
#include "privacy/words.h"

#include <string.h>

enum { LONGEST = 15 };

/* In the lists themselves, as those of struct tw_special (text/lexicon.h). */
static const char first_names[][LONGEST + 1] = {
	"aaliyah", "aarav", "aaron", "abbie", "abdul", "abdullah", "abena",
	"abigail", "adaeze", "adam", "adnan", "adrian", "agnieszka", "aidan",
	"aiden", "aimee", "aisha", "alan", "alana", "alannah", "alba", "albert",
	"albie", "aleena", "aleksander", "aleksandra", "alex", "alexander",
	"alexandra", "alexandru", "alexis", "alfie", "alfred", "ali", "alice",
	"alicia", "alina", "alisa", "alisha", "alistair", "aliya", "aliza",
	"amaan", "amber", "amelia", "amelie", "amelka", "amina", "amir",
	"amira", "ammar", "amy", "ana", "anais", "anastasia", "anaya", "andrea",
	"andrei", "andrew", "angela", "angharad", "anjali", "anna", "annabelle",
	"anne", "annie", "annika", "anthony", "antonia", "anya", "aoife",
	"archie", "aria", "arianna", "arjun", "arlo", "armaan", "arnav",
	"arthur", "arya", "aryan", "asha", "ashton", "austin", "ava", "ayaan",
	"ayesha", "ayla", "bailey", "barbara", "barnaby", "bartosz", "beatrice",
	"becky", "bella", "ben", "benjamin", "beryl", "beth", "bethany",
	"betsy", "bev", "bilal", "billy", "blake", "bob", "bobby", "bogdan",
	"bonnie", "bradley", "brandon", "brenda", "brian", "brody", "bronte",
	"bronwyn", "bryony", "caden", "caitlin", "caleb", "callum", "cameron",
	"carl", "carla", "carly", "caroline", "carter", "casey", "cassidy",
	"catherine", "celia", "cerys", "charles", "charlie", "charlotte",
	"chelsea", "chiamaka", "chidera", "chidi", "chinedu", "chloe", "chris",
	"christian", "christine", "christopher", "cian", "ciara", "ciaran",
	"cillian", "claire", "clara", "cody", "cole", "colin", "connie",
	"connor", "conor", "cora", "corben", "corey", "cormac", "courtney",
	"craig", "dafydd", "daisy", "damian", "damien", "daniel", "danielle",
	"danny", "darcey", "darcy", "dariusz", "darragh", "darren", "dave",
	"david", "dawid", "dawud", "dean", "debbie", "deborah", "declan",
	"deepak", "delilah", "denise", "dennis", "derek", "desmond", "dewi",
	"dexter", "diana", "diego", "dina", "diya", "dominic", "dominik",
	"donna", "doreen", "dorothy", "dwayne", "dylan", "ebony", "eddie",
	"edith", "edward", "eesa", "eileen", "eilidh", "eleanor", "elena",
	"elias", "elif", "elijah", "eliza", "elizabeta", "elizabeth", "ella",
	"ellen", "ellia", "ellie", "elliot", "elliott", "ellis", "ellise",
	"eloise", "elsie", "emeka", "emelia", "emilia", "emily", "emma",
	"emmanuel", "emmie", "eoin", "eric", "erica", "erin", "esme", "esmee",
	"esther", "ethan", "eva", "evan", "evangeline", "eve", "evelyn", "evie",
	"ewan", "ezekiel", "ezra", "faisal", "farah", "farhan", "fatima",
	"fatimah", "felicity", "felix", "femi", "fern", "filip", "finlay",
	"finley", "finn", "fiona", "florence", "flynn", "francesca", "francis",
	"frank", "frankie", "fraser", "freddie", "frederick", "freya",
	"gabriel", "gabriella", "gabrielle", "gareth", "gary", "gavin", "gemma",
	"george", "georgi", "georgia", "georgie", "georgina", "gethin",
	"gethyn", "gianna", "gillian", "giorgio", "glenn", "gordon", "grace",
	"gracie", "graham", "grayson", "greta", "gwen", "hafsa", "hafsah",
	"haider", "hallie", "hamid", "hamish", "hamza", "hamzah", "hana",
	"hannah", "haris", "harley", "haroon", "harper", "harriet", "harris",
	"harrison", "harry", "harvey", "hasan", "hassan", "hayley", "heather",
	"heidi", "helen", "henrik", "henry", "hira", "hollie", "holly",
	"howard", "hudson", "hugo", "hussain", "ian", "ibraheem", "ibrahim",
	"idris", "ieuan", "igor", "imaan", "imogen", "imran", "inaya", "indie",
	"ioana", "iona", "ionut", "iqra", "iris", "isaac", "isabel", "isabella",
	"isabelle", "isaiah", "isha", "isla", "ismael", "ismail", "isobel",
	"ivy", "izzy", "jack", "jackie", "jackson", "jacob", "jade", "jaden",
	"jake", "jakob", "jakub", "jamal", "james", "jamie", "jane", "janet",
	"jared", "jasmine", "jason", "jasper", "jaxon", "jaxson", "jay",
	"jayce", "jayden", "jaydon", "jean", "jemima", "jenna", "jennifer",
	"jenny", "jenson", "jeremy", "jermaine", "jess", "jesse", "jessica",
	"jessie", "jill", "jim", "jimmy", "joanna", "joanne", "jodie", "joe",
	"joel", "joey", "john", "johnny", "jonah", "jonas", "jonathan",
	"jordan", "jorja", "joseph", "josh", "joshua", "josiah", "joss", "jude",
	"judith", "julia", "julian", "julie", "juliet", "justin", "kacey",
	"kacie", "kacper", "kaden", "kai", "kaiden", "kaitlin", "kaitlyn",
	"kaleb", "kamil", "kamila", "karen", "karim", "karl", "karol", "kasia",
	"kasper", "katarzyna", "kate", "kath", "katherine", "kathleen",
	"kathryn", "katie", "katy", "katya", "kaya", "kaydee", "kayden",
	"kayla", "kaylee", "kayleigh", "keane", "keanu", "keaton", "keegan",
	"keeley", "keira", "keith", "kelly", "kelsey", "ken", "kenan",
	"kenneth", "kenzie", "kerry", "kevin", "khadeeja", "khadija",
	"khadijah", "khalid", "kian", "kiera", "kieran", "kieron", "kim",
	"kimberley", "kimberly", "kiran", "kirsty", "klaudia", "kobi", "kofi",
	"kornelia", "krish", "krzysztof", "kwame", "kyla", "kyle", "kylie",
	"kyra", "kyran", "lacey", "lachlan", "lana", "lara", "laura", "lauren",
	"layla", "leah", "leanne", "lee", "leia", "leighton", "leila", "lenny",
	"leo", "leon", "leona", "leonard", "leonardo", "leroy", "leszek",
	"levi", "lewis", "lexi", "lexie", "leyla", "liam", "libby", "lilah",
	"lilia", "lilian", "lillian", "lillie", "lilly", "lily", "linda",
	"lindsay", "lisa", "logan", "lois", "lola", "lorcan", "lorna", "lottie",
	"louie", "louis", "louisa", "louise", "lowri", "luca", "lucas", "lucia",
	"lucie", "lucy", "lukas", "lukasz", "luke", "luna", "lydia", "lyla",
	"lynn", "lynne", "lyra", "maariyah", "mabel", "macie", "mackenzie",
	"macy", "maddie", "maddison", "madison", "maeve", "magdalena", "maisey",
	"maisie", "maisy", "maja", "malachi", "malakai", "malik", "mandy",
	"marcel", "marcie", "marcin", "marcus", "marek", "margaret", "margot",
	"maria", "mariam", "mariana", "marie", "marion", "mariyah", "mark",
	"marley", "marnie", "marta", "martha", "martin", "mary", "maryam",
	"maryum", "mason", "mateo", "mateusz", "matilda", "matteo", "matthew",
	"maureen", "max", "maxim", "maya", "megan", "mel", "melanie", "melissa",
	"mia", "miah", "michael", "michelle", "mick", "mihaela", "mihai",
	"mike", "mikey", "mila", "miley", "millie", "minahil", "miriam",
	"mohamad", "mohamed", "mohammad", "mohammed", "mohsin", "mollie",
	"molly", "monika", "moosa", "morgan", "muhammad", "muhammed", "musa",
	"mustafa", "mya", "myla", "nabil", "nadia", "nancy", "naomi", "nasir",
	"nasreen", "natalia", "natalie", "natasha", "nathan", "nathaniel",
	"neha", "neil", "nellie", "nevaeh", "nia", "niall", "niamh", "nicholas",
	"nick", "nicola", "nicole", "nieve", "nikita", "nikola", "nina", "noah",
	"noelle", "noor", "nora", "norma", "nusrat", "oisin", "oliver",
	"olivia", "oliwia", "ollie", "oluwaseun", "omar", "orla", "orlaith",
	"oscar", "oskar", "osman", "otis", "ottilie", "otto", "owen", "paddy",
	"paige", "pat", "patricia", "patrick", "patryk", "paul", "paula",
	"pauline", "pavel", "penelope", "persephone", "pete", "peter", "petra",
	"phil", "philip", "phillip", "phoebe", "piotr", "pippa", "pola",
	"pooja", "poppy", "priya", "priyanka", "quinn", "rachel", "rafferty",
	"raheem", "rahul", "ralph", "rania", "ravi", "rayan", "rayyan",
	"rebecca", "rebekah", "reece", "reggie", "remi", "reuben", "reyansh",
	"rhea", "rhiannon", "rhys", "rian", "richard", "riley", "rita",
	"rizwan", "rob", "robert", "robin", "robyn", "rocco", "rohan", "roisin",
	"roman", "romeo", "ron", "ronan", "ronnie", "rory", "rosa", "rosalie",
	"rosalind", "rose", "rosie", "ross", "rowan", "roxanne", "roy", "ruben",
	"ruby", "rudy", "rupert", "ruth", "ryan", "sadie", "saffron", "safiya",
	"sally", "sam", "samantha", "sami", "samir", "samira", "samuel", "sana",
	"sandra", "sanjay", "saoirse", "sara", "sarah", "sasha", "savannah",
	"scarlett", "scott", "sean", "sebastian", "selina", "seren", "seth",
	"shabana", "shahid", "shane", "shanice", "shannon", "sharon", "shaun",
	"shauna", "shay", "shayla", "sheila", "shelby", "shirley", "sian",
	"sienna", "simon", "sinead", "siobhan", "skye", "sofia", "sonia",
	"sonny", "sophia", "sophie", "spencer", "stacey", "stanley", "stefan",
	"stella", "stephanie", "stephen", "steve", "steven", "stuart", "sue",
	"sumaya", "sumayyah", "summayah", "suri", "susan", "suzanne", "sylvia",
	"szymon", "tallulah", "tamara", "tammy", "tamsin", "tanya", "tara",
	"tariq", "tayla", "taylor", "ted", "teddy", "tegan", "temi", "teresa",
	"thalia", "thea", "theo", "theodore", "theresa", "thomas", "tia",
	"tiana", "tiffany", "tilly", "tim", "timothy", "tobi", "tobias",
	"tobiasz", "toby", "todd", "tom", "tomasz", "tommy", "tomos", "tony",
	"tracey", "tracy", "travis", "trevor", "trish", "tristan", "tunde",
	"tyla", "tyler", "tyrese", "tyrone", "umair", "umar", "usmaan", "usman",
	"uzair", "val", "vanessa", "vera", "veronica", "vicky", "victoria",
	"vikram", "vincent", "vinnie", "violet", "viv", "vivian", "vlad",
	"wanda", "warren", "wayne", "wendy", "wiktor", "wiktoria", "wilfred",
	"will", "william", "willow", "winston", "wojciech", "wren", "xander",
	"xanthe", "yahya", "yasir", "yasmin", "yasmine", "yousef", "yousuf",
	"yunus", "yusuf", "yvonne", "zac", "zach", "zachariah", "zachary",
	"zachery", "zahra", "zaid", "zain", "zainab", "zak", "zakariya",
	"zander", "zane", "zara", "zayd", "zayn", "zayna", "zaynab", "zaynah",
	"zeke", "zeynep", "zoe", "zofia", "zoya", "zubair", "zuzana", "zuzanna",
};

/* Of these; names of those who work with children. */
static const char grown_names[][LONGEST + 1] = {
	"alan", "alistair", "andrea", "angela", "barbara", "beryl", "bev",
	"bob", "brenda", "brian", "caroline", "christine", "claire", "colin",
	"craig", "darren", "dave", "debbie", "deborah", "denise", "dennis",
	"derek", "desmond", "donna", "doreen", "dorothy", "eileen", "fiona",
	"gareth", "gary", "gavin", "gillian", "glenn", "gordon", "graham",
	"helen", "howard", "ian", "jackie", "janet", "jean", "jeremy", "jill",
	"jim", "joanne", "judith", "julie", "karen", "kath", "kathleen",
	"kathryn", "keith", "kerry", "kevin", "kim", "leanne", "linda",
	"lindsay", "lisa", "lorna", "lynn", "lynne", "mandy", "margaret",
	"marion", "maureen", "michelle", "mick", "neil", "nicola", "norma",
	"pat", "patricia", "paula", "pauline", "pete", "phil", "rita", "ron",
	"roy", "sandra", "sharon", "sheila", "shirley", "stephen", "steve",
	"stuart", "sue", "susan", "suzanne", "tracey", "tracy", "trevor",
	"trish", "val", "vicky", "viv", "wayne", "wendy", "yvonne",
};

/* Subjects, roles, offices and short words in capitals. */
static const char short_forms[][LONGEST + 1] = {
	"ad", "ah", "ai", "am", "ao", "ap", "ar", "as", "at", "av", "ba", "bc",
	"bs", "by", "ca", "cd", "ce", "ci", "cp", "cs", "ct", "cv", "da", "dh",
	"dj", "dl", "do", "dp", "ds", "dt", "dv", "ea", "ec", "ed", "ee", "ef",
	"el", "em", "eo", "ep", "er", "es", "et", "eu", "ew", "ey", "fa", "fe",
	"ff", "fl", "fm", "fs", "ft", "gb", "gp", "gs", "he", "hi", "ho", "hq",
	"hr", "hs", "ht", "ia", "ib", "ic", "id", "ie", "if", "ii", "in", "iq",
	"is", "it", "iv", "ix", "ks", "la", "lo", "lp", "ls", "lt", "ma", "mc",
	"md", "me", "mh", "ml", "mp", "my", "ne", "ni", "no", "nt", "nw", "of",
	"oh", "ok", "on", "op", "or", "ot", "oz", "pa", "pc", "pd", "pe", "pl",
	"pm", "po", "pp", "pr", "ps", "pt", "pv", "qa", "qi", "rc", "re", "rp",
	"ru", "sa", "sb", "sc", "se", "si", "sl", "so", "sp", "st", "su", "sw",
	"ta", "tb", "to", "tp", "tt", "tv", "uc", "uk", "un", "up", "us", "vi",
	"vp", "vr", "wb", "we", "wp", "xi", "xl", "yp",
};

static const char no_names[][LONGEST + 1] = {
	"academies", "academy", "achieve", "achievement", "achieves", "action",
	"acute", "adults", "adviser", "advisor", "after", "all", "allowance",
	"also", "alternative", "ambassador", "ambassadors", "an", "and",
	"annual", "apprentice", "apprentices", "apprenticeship", "april", "are",
	"arts", "as", "assembly", "assessment", "assistance", "association",
	"at", "attainment", "attendance", "august", "autumn", "avenue", "award",
	"awards", "baccalaureate", "bank", "barnardo", "basis", "becoming",
	"behaviour", "benefit", "benefits", "board", "borough", "boys",
	"bridge", "briefing", "british", "btec", "bursary", "business", "but",
	"by", "cafe", "calendar", "call", "camhs", "camp", "campus", "care",
	"career", "careers", "carer", "carers", "case", "catholic",
	"celebration", "central", "centre", "centred", "chair", "champion",
	"champions", "charity", "charter", "child", "childhood", "childline",
	"children", "christmas", "church", "city", "class", "clinic", "close",
	"club", "coach", "coaches", "code", "cohort", "college", "colleges",
	"community", "conference", "consortium", "consultation", "contact",
	"convention", "coordinator", "council", "councils", "counsellor",
	"county", "courses", "court", "crescent", "criminal", "crown", "cup",
	"data", "day", "days", "december", "department", "destination",
	"destinations", "development", "diary", "diploma", "directory",
	"disabled", "district", "doctor", "drive", "each", "early", "east",
	"easter", "education", "educational", "eligible", "embassy",
	"emotional", "employability", "employment", "empowerment", "engagement",
	"england", "english", "enrichment", "entitlement", "equality", "equity",
	"evaluation", "event", "every", "exclusion", "exclusions", "experience",
	"exploitation", "extended", "fair", "families", "family", "farm",
	"february", "federation", "fellowship", "fest", "festival", "finance",
	"finances", "first", "focus", "focused", "food", "football", "for",
	"form", "forms", "forum", "forums", "foundation", "framework", "free",
	"friday", "friendly", "from", "fund", "funding", "further", "gallery",
	"gardens", "gcse", "gcses", "girls", "good", "governing", "government",
	"governor", "governors", "graduate", "graduates", "grammar", "grant",
	"great", "green", "group", "groups", "grove", "guidance", "guide",
	"guides", "guiding", "hall", "he", "health", "hearing", "her", "hero",
	"heroes", "high", "his", "holiday", "holidays", "home", "homes",
	"hospital", "hour", "house", "housing", "hub", "hubs", "if", "impact",
	"improvement", "in", "inclusion", "independent", "induction", "infant",
	"infants", "information", "initiative", "inspection", "inspectorate",
	"integrated", "interest", "international", "intervention",
	"interventions", "into", "introduction", "it", "its", "january", "job",
	"journey", "journeys", "july", "june", "junior", "key", "kingdom",
	"lancashire", "lancaster", "lane", "language", "lead", "leader",
	"leaders", "leadership", "league", "learner", "learners", "learning",
	"led", "lesson", "level", "levels", "library", "life", "line", "link",
	"links", "list", "loan", "loans", "local", "london", "looked",
	"maintenance", "manager", "managers", "mandarin", "march", "maths",
	"matters", "may", "mayor", "media", "medical", "meeting", "mental",
	"mentor", "mentoring", "mentors", "minder", "minds", "ministry",
	"mobility", "monday", "month", "more", "morecambe", "mortality", "most",
	"mount", "movement", "mp", "multi", "museum", "music", "nation",
	"national", "nations", "navigator", "needs", "neglect", "network",
	"networks", "new", "next", "no", "nobody", "none", "north", "not",
	"november", "now", "nurse", "nursery", "oak", "observation",
	"observations", "october", "of", "office", "officer", "officers",
	"ofsted", "olympics", "on", "one", "open", "opportunities", "our",
	"outcome", "outcomes", "outreach", "over", "panel", "panels", "parent",
	"parenting", "parents", "parish", "park", "parliament", "participation",
	"partner", "partners", "partnership", "partnerships", "passport",
	"passports", "pastoral", "pathway", "pathways", "pe", "people",
	"personal", "persons", "phase", "physical", "place", "plan", "plans",
	"play", "playing", "plus", "police", "policy", "pool", "post",
	"poverty", "practice", "premium", "preston", "prevention", "pride",
	"primary", "prince", "princess", "principal", "priory", "prize",
	"profile", "profiles", "programme", "programmes", "progress", "project",
	"projects", "prom", "protection", "protocol", "provision", "pshe",
	"public", "pupil", "pupils", "quality", "queen", "questionnaire",
	"questionnaires", "quiz", "reading", "ready", "record", "records",
	"referral", "referrals", "region", "register", "registration", "rep",
	"report", "reports", "representative", "representatives", "reps",
	"request", "requests", "research", "residents", "resilience", "respect",
	"results", "returns", "review", "reviews", "ribble", "rights", "risk",
	"road", "roll", "room", "rota", "route", "routes", "royal", "rural",
	"safe", "safeguarding", "safety", "saint", "sats", "saturday", "saver",
	"scheme", "school", "schools", "science", "scout", "scouts", "second",
	"secondary", "secretary", "section", "selection", "semh", "seminar",
	"seminars", "sen", "senco", "send", "september", "service", "services",
	"session", "sessions", "sexual", "shadow", "shadowing", "she", "sheet",
	"sheets", "since", "sixth", "skills", "smart", "social", "society",
	"some", "south", "special", "specialist", "speech", "sports", "spring",
	"st", "staff", "stage", "standards", "star", "start", "statement",
	"station", "status", "statutory", "steering", "strategy", "street",
	"student", "students", "studies", "study", "subject", "success", "such",
	"summer", "summit", "sunday", "support", "sure", "surgery", "survey",
	"sustainability", "syllabus", "syndrome", "talent", "talk", "talks",
	"target", "task", "taskforce", "tasks", "tax", "teacher", "teachers",
	"team", "teams", "technical", "technology", "tenancy", "term", "terms",
	"terrace", "that", "the", "theatre", "their", "them", "then", "there",
	"these", "they", "think", "thinkers", "this", "those", "three",
	"thursday", "ticket", "tickets", "time", "times", "to", "together",
	"toolkit", "tour", "toward", "towards", "town", "tracked", "tracker",
	"tracking", "trafficking", "training", "transition", "transport",
	"trauma", "travel", "trip", "trips", "trust", "tuesday", "tuesdays",
	"tuition", "tutor", "tutors", "tv", "twelve", "two", "ucas", "under",
	"uniform", "union", "unit", "united", "units", "universal",
	"university", "upper", "value", "values", "view", "views", "village",
	"villas", "virtual", "vision", "visit", "visitors", "visits", "voice",
	"voices", "volunteer", "volunteers", "vote", "votes", "walk", "we",
	"wednesday", "week", "weekly", "weeks", "welcome", "welfare",
	"wellbeing", "wellness", "welsh", "west", "what", "when", "where",
	"which", "while", "who", "whole", "wide", "winter", "wise", "with",
	"women", "work", "workbook", "worker", "workers", "workforce",
	"working", "workshop", "workshops", "world", "writing", "year",
	"yearly", "years", "you", "young", "your", "youth", "zone",
};

/* Of these; last names that many have. */
static const char last_names[][LONGEST + 1] = {
	"day", "grant", "green", "hall", "may", "west", "wise", "young",
};

static bool listed(const char *word, size_t len,
	const char words[][LONGEST + 1], size_t count)
{
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

bool tw_grown_name(const char *word, size_t len)
{
	return listed(word, len, grown_names,
		sizeof(grown_names) / sizeof(*grown_names));
}

bool tw_short_form(const char *word, size_t len)
{
	return listed(word, len, short_forms,
		sizeof(short_forms) / sizeof(*short_forms));
}

bool tw_no_name(const char *word, size_t len)
{
	return listed(word, len, no_names,
		sizeof(no_names) / sizeof(*no_names));
}

bool tw_last_name(const char *word, size_t len)
{
	return listed(word, len, last_names,
		sizeof(last_names) / sizeof(*last_names));
}
