#include "planted.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))
#define ONE_OF(random, list) (list)[random_below(random, COUNT(list))]

/* ---- values ---- */

static void digits(char *out, struct random *random, size_t count)
{
	for (size_t i = 0; i < count; i++)
		out[i] = (char)('0' + random_below(random, 10));
	out[count] = '\0';
}

static void make_upn(char *out, struct random *random)
{
	static const char letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
	unsigned sum = 0;

	digits(out + 1, random, 12);
	if (random_once(random, 4))
		out[12] = letters[random_below(random, 23)];
	for (unsigned i = 1; i < 13; i++) {
		const char *at = strchr(letters, out[i]);

		sum += (i + 1) * (unsigned)(isdigit((unsigned char)out[i]) ?
			out[i] - '0' : at - letters);
	}
	out[0] = letters[sum % 23];
}

/* Ten digits whose weighted sum is `rest` modulo 11, the first not 0. */
static void make_ten(char *out, struct random *random, unsigned rest)
{
	unsigned sum, last;

	do {
		digits(out, random, 10);
		out[0] = (char)('1' + random_below(random, 9));
		sum = 0;
		for (unsigned i = 0; i < 9; i++)
			sum += (10 - i) * (unsigned)(out[i] - '0');
		last = (11 + rest - sum % 11) % 11;
	} while (last == 10);
	out[9] = (char)('0' + last);
}

static void group(char *digits, char sign)
{
	char whole[11];

	memcpy(whole, digits, sizeof(whole));
	sprintf(digits, "%.3s%c%.3s%c%.4s", whole, sign, whole + 3, sign,
		whole + 6);
}

static void make_ni(char *out, struct random *random)
{
	char number[7];

	do {
		out[0] = "ABCEGHJKLMNOPRSTWXYZ"[random_below(random, 20)];
		out[1] = "ABCEGHJKLMNPRSTWXYZ"[random_below(random, 19)];
		out[2] = '\0';
	} while (strstr("BG GB KN NK NT TN ZZ", out));
	digits(number, random, 6);
	sprintf(out + 2, random_once(random, 2) ? "%.2s%.2s%.2s%c" :
		" %.2s %.2s %.2s %c", number, number + 2, number + 4,
		'A' + (char)random_below(random, 4));
}

static void make_postcode(char *out, struct random *random)
{
	static const char *const outward[] = { "PR1", "PR25", "LA1", "BB12",
		"M1", "L37", "S3", "EC1A", "W1A", "SW1A", "FY8", "OL13" };
	static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ";

	sprintf(out, "%s%s%u%c%c", ONE_OF(random, outward),
		random_once(random, 4) ? "" : " ", random_below(random, 10),
		letters[random_below(random, 20)],
		letters[random_below(random, 20)]);
}

static void make_mobile(char *out, struct random *random)
{
	static const char *const forms[] = { "07700 900%03u", "07700900%03u",
		"+44 7700 900%03u", "+447700900%03u", "+44 (0)7700 900%03u",
		"0044 7700 900%03u", "07700-900-%03u", "07700 900 %03u",
		"(07700) 900%03u", "07700.900.%03u" };

	sprintf(out, ONE_OF(random, forms), random_below(random, 1000));
}

static void make_phone(char *out, struct random *random)
{
	static const char *const forms[] = { "01632 960%03u", "01632960%03u",
		"+44 1632 960%03u", "(01632) 960%03u", "01632-960-%03u",
		"+44 (0)1632 960 %03u", "0044 1632 960%03u",
		"01632 960 %03u" };

	sprintf(out, ONE_OF(random, forms), random_below(random, 1000));
}

static void make_email(char *out, struct random *random)
{
	static const char *const names[] = { "jane", "jane.doe", "j.doe42",
		"jane_doe", "doe-family", "jane+school", "JDoe" };
	static const char *const forms[] = { "%s@example.org",
		"%s@mail.example.org", "%s@EXAMPLE.ORG", "%s [at] example.org",
		"%s(at)example.org", "%s at example dot org",
		"%s [at] example [dot] org", "%s @ example.org",
		"%s{at}example{dot}org", "%s AT example DOT org" };

	sprintf(out, ONE_OF(random, forms), ONE_OF(random, names));
}

static void make_birth(char *out, struct random *random)
{
	static const char *const months[] = { "January", "Feb", "March",
		"April", "May", "June", "July", "Aug", "September", "Oct",
		"November", "Dec" };
	unsigned day = 1 + random_below(random, 28);
	unsigned month = 1 + random_below(random, 12);
	unsigned year = 2006 + random_below(random, 14);

	switch (random_below(random, 6)) {
	case 0:
		sprintf(out, "%02u/%02u/%u", day, month, year);
		break;
	case 1:
		sprintf(out, "%u.%u.%u", day, month, year);
		break;
	case 2:
		sprintf(out, "%u-%02u-%02u", year, month, day);
		break;
	case 3:
		sprintf(out, "%u %s %u", day, months[month - 1], year);
		break;
	case 4:
		sprintf(out, "%uth of %s %u", day, months[month - 1], year);
		break;
	default:
		sprintf(out, "%s %u, %u", months[month - 1], day, year);
		break;
	}
}

static void make_address(char *value, struct random *random)
{
	static const char *const roads[] = { "Mill Lane", "St Mary's Walk",
		"Preston New Road", "High St", "Oak Close", "ELM GROVE" };

	sprintf(value, "%u%s %s", random_below(random, 2000) + 1,
		random_once(random, 4) ? "b" : "", ONE_OF(random, roads));
}

static void make_plate(char *value, struct random *random)
{
	static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXY";

	sprintf(value, "%c%c%02u%s%c%c%c", letters[random_below(random, 22)],
		letters[random_below(random, 22)], random_below(random, 99),
		random_once(random, 2) ? " " : "",
		letters[random_below(random, 22)],
		letters[random_below(random, 22)],
		letters[random_below(random, 22)]);
}

/* `known`: the first name is one that many have. */
static void make_pupil(char *out, struct random *random, bool known)
{
	static const char *const firsts[] = { "Jack", "Zofia", "Aisha",
		"Thomas", "Ellie", "Kacper", "Muhammad", "Niamh", "Oluwaseun",
		"Siobhan", "Tyler", "Xin" };
	static const char *const lasts[] = { "", " Smith", " Kowalczyk",
		" O'Brien", " Begum", " Okafor-Jones", " K", " Wright" };

	sprintf(out, "%s%s", firsts[random_below(random, COUNT(firsts) -
		known)], ONE_OF(random, lasts));
}

/* ---- disguises ---- */

struct disguise {
	const char *name;
	const char *from; /* the characters that it changes */
	const char *to[12]; /* to any of these; or, if `each`, each to its own */
	bool each;
	unsigned once;    /* in how many of them */
};

static const struct disguise disguises[] = {
	{ "no-break space", " ", { "\xC2\xA0" }, false, 1 },
	{ "thin spaces", " ", { "\xE2\x80\x89", "\xE2\x80\xAF", "\xE2\x80\x87",
		"\xE3\x80\x80", "  ", "\t" }, false, 1 },
	{ "dashes", "-", { "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x93",
		"\xE2\x88\x92", "\xEF\xBC\x8D" }, false, 1 },
	{ "wide digits", "0123456789", { "\xEF\xBC\x90", "\xEF\xBC\x91",
		"\xEF\xBC\x92", "\xEF\xBC\x93", "\xEF\xBC\x94", "\xEF\xBC\x95",
		"\xEF\xBC\x96", "\xEF\xBC\x97", "\xEF\xBC\x98",
		"\xEF\xBC\x99" }, true, 1 },
	{ "some bold digits", "0123456789", { "\xF0\x9D\x9F\x8E",
		"\xF0\x9D\x9F\x8F", "\xF0\x9D\x9F\x90", "\xF0\x9D\x9F\x91",
		"\xF0\x9D\x9F\x92", "\xF0\x9D\x9F\x93", "\xF0\x9D\x9F\x94",
		"\xF0\x9D\x9F\x95", "\xF0\x9D\x9F\x96",
		"\xF0\x9D\x9F\x97" }, true, 3 },
	{ "Cyrillic letters", "ABCEHKMOPTX", { "\xD0\x90", "\xD0\x92",
		"\xD0\xA1", "\xD0\x95", "\xD0\x9D", "\xD0\x9A", "\xD0\x9C",
		"\xD0\x9E", "\xD0\xA0", "\xD0\xA2", "\xD0\xA5" }, true, 1 },
	{ "wide letters", "ABCDEFGHJKM", { "\xEF\xBC\xA1", "\xEF\xBC\xA2",
		"\xEF\xBC\xA3", "\xEF\xBC\xA4", "\xEF\xBC\xA5", "\xEF\xBC\xA6",
		"\xEF\xBC\xA7", "\xEF\xBC\xA8", "\xEF\xBC\xAA", "\xEF\xBC\xAB",
		"\xEF\xBC\xAD" }, true, 1 },
	{ "wide signs", "@.", { "\xEF\xBC\xA0", "\xEF\xBC\x8E" }, true, 1 },
	/* The last: a comment does not go on so. */
	{ "line ends", " ", { "\n  ", " \r\n   ", "\n\t" }, false, 1 },
};

/* Put between two characters. */
static const char *const unseen[] = { "\xE2\x80\x8B", "\xE2\x80\x8C",
	"\xE2\x81\xA0", "\xC2\xAD", "\xCD\x8F" };

static void put_changed(struct tw_buffer *out, char c,
	const struct disguise *disguise, struct random *random)
{
	const char *at = strchr(disguise->from, c);
	size_t many = 0;

	if (!at || !random_once(random, disguise->once)) {
		tw_buffer_byte(out, c);
		return;
	}
	while (many < 12 && disguise->to[many])
		many++;
	tw_buffer_string(out, disguise->to[disguise->each ?
		(size_t)(at - disguise->from) :
		random_below(random, (unsigned)many)]);
}

static void put_value(struct planted *planted, const char *value,
	bool wraps, struct random *random)
{
	const struct disguise *disguise = NULL;
	bool hidden = random_once(random, 8);

	planted->disguise = hidden ? "unseen characters" : "none";
	if (!hidden && !random_once(random, 4)) {
		disguise = &disguises[random_below(random,
			COUNT(disguises) - !wraps)];
		planted->disguise = disguise->name;
	}
	planted->from = planted->text.len;
	for (size_t i = 0; value[i]; i++) {
		if (hidden && i && random_once(random, 4))
			tw_buffer_string(&planted->text,
				ONE_OF(random, unseen));
		if (disguise)
			put_changed(&planted->text, value[i], disguise,
				random);
		else
			tw_buffer_byte(&planted->text, value[i]);
	}
	planted->to = planted->text.len;
}

/* ---- values among words ---- */

/* What may be said before a value, and its kind with it. */
struct cue {
	enum tw_private_kind kind;
	const char *before, *behind;
};

static const struct cue cues[] = {
	{ TW_PRIVATE_UPN, "", "" }, { TW_PRIVATE_UPN, "UPN ", "" },
	{ TW_PRIVATE_NHS, "NHS number ", "" }, { TW_PRIVATE_NHS, "", "" },
	{ TW_PRIVATE_NHS_LIKE, "case ", "" },
	{ TW_PRIVATE_ULN, "ULN: ", "" }, { TW_PRIVATE_ULN, "", "" },
	{ TW_PRIVATE_ULN_LIKE, "enrolled ", "" },
	{ TW_PRIVATE_NI, "", "" }, { TW_PRIVATE_NI, "NI no. ", "" },
	{ TW_PRIVATE_MOBILE, "", "" }, { TW_PRIVATE_MOBILE, "Tel: ", "" },
	{ TW_PRIVATE_PHONE, "", "" }, { TW_PRIVATE_PHONE, "call ", "" },
	{ TW_PRIVATE_EMAIL, "", "" }, { TW_PRIVATE_EMAIL, "mail ", "" },
	{ TW_PRIVATE_POSTCODE, "", "" }, { TW_PRIVATE_POSTCODE, "from ", "" },
	{ TW_PRIVATE_ADDRESS, "a pupil who lives at ", "" },
	{ TW_PRIVATE_ADDRESS, "the family, who moved to ", "" },
	{ TW_PRIVATE_ADDRESS, "a home visit to ", "" },
	{ TW_PRIVATE_ADDRESS, "mum's new address: ", "" },
	{ TW_PRIVATE_PLATE, "a car, ", "" },
	{ TW_PRIVATE_PLATE, "", " (number plate)" },
	{ TW_PRIVATE_BIRTH, "DOB ", "" }, { TW_PRIVATE_BIRTH, "born ", "" },
	{ TW_PRIVATE_BIRTH, "date of birth: ", "" },
	{ TW_PRIVATE_BIRTH, "", " (DOB)" },
	{ TW_PRIVATE_BIRTH_LIKE, "", "" },
	{ TW_PRIVATE_PUPIL, "pupil ", "" },
	{ TW_PRIVATE_PUPIL, "a Year 4 boy called ", "" },
	{ TW_PRIVATE_PUPIL, "a girl aged 9, ", "" },
	{ TW_PRIVATE_PUPIL, "", " (aged 7)" },
	{ TW_PRIVATE_PUPIL, "the 14-year-old ", "" },
	{ TW_PRIVATE_PUPIL, "", " aged eight" }
};

/* What says enough only of a name that many have. */
static const struct cue weak_cues[] = {
	{ TW_PRIVATE_PUPIL, "", " (13)" },
	{ TW_PRIVATE_PUPIL, "", ", 13," },
	{ TW_PRIVATE_PUPIL, "", " (8 yrs)" },
	{ TW_PRIVATE_PUPIL, "\"", "\", 15, said" },
	{ TW_PRIVATE_PUPIL, "", " (Yr7)" },
	{ TW_PRIVATE_PUPIL, "mum (", ")" },
	{ TW_PRIVATE_PUPIL, "dad of ", "" },
	{ TW_PRIVATE_PUPIL, "his nan, ", ", again" },
	{ TW_PRIVATE_PUPIL, "", "'s parents" },
	{ TW_PRIVATE_PUPIL, "", " and her mum" },
	{ TW_PRIVATE_PUPIL, "", ", Year 9, with his parents" },
	{ TW_PRIVATE_PUPIL, "", "'s social worker" },
	{ TW_PRIVATE_PUPIL, "an EHCP for ", "" },
	{ TW_PRIVATE_PUPIL, "pupils ", "" },
	{ TW_PRIVATE_PUPIL, "", ", a looked-after child," }
};

static void make_value(char *value, const struct cue *cue, bool known,
	struct random *random)
{
	switch (cue->kind) {
	case TW_PRIVATE_UPN:
		make_upn(value, random);
		break;
	case TW_PRIVATE_NHS:
	case TW_PRIVATE_NHS_LIKE:
		make_ten(value, random, 0);
		break;
	case TW_PRIVATE_ULN:
	case TW_PRIVATE_ULN_LIKE:
		make_ten(value, random, 10);
		break;
	case TW_PRIVATE_NI:
		make_ni(value, random);
		break;
	case TW_PRIVATE_MOBILE:
		make_mobile(value, random);
		break;
	case TW_PRIVATE_PHONE:
		make_phone(value, random);
		break;
	case TW_PRIVATE_EMAIL:
		make_email(value, random);
		break;
	case TW_PRIVATE_POSTCODE:
		make_postcode(value, random);
		break;
	case TW_PRIVATE_ADDRESS:
		make_address(value, random);
		break;
	case TW_PRIVATE_PLATE:
		make_plate(value, random);
		break;
	case TW_PRIVATE_PUPIL:
		make_pupil(value, random, known);
		break;
	default:
		make_birth(value, random);
		break;
	}
	if ((cue->kind == TW_PRIVATE_NHS || cue->kind == TW_PRIVATE_ULN) &&
	    (!*cue->before || random_once(random, 2)))
		group(value, random_once(random, 2) ? ' ' : '-');
}

/* Where a value may stand: what comes before the text, and behind. */
static const char *const places[][2] = {
	{ "- ", "\n" }, { "- ", "." }, { "Title: ", "\n" },
	{ "X-Note: ", "\n" }, { "# ", "\n" }, { "Scope: ", ";\n" },
	{ "- [reach-out] (done) ", "\n" }, { "- Visits.\n  = ", ": 4\n" },
	{ "", "\n" }, { "- Met.\n\n# then\n- ", "\n" },
	{ "- Met,\n# as agreed,\n  with ", "\n" }, { "- \"", "\"\n" },
	{ "- Met (", ")\n" }, { "\xEF\xBB\xBFTitle: ", "\r\n" }
};

static const char *const before_it[] = { "", "", "Met about ",
	"In spring we helped with ", "Work goes on: ", "The panel saw " };
static const char *const behind_it[] = { "", "", " and agreed next steps",
	", as planned", " again", " at the meeting" };

void planted_make(struct planted *planted, struct random *random)
{
	const char *const *place = ONE_OF(random, places);
	bool known = random_once(random, 3);
	const struct cue *cue = known ? &ONE_OF(random, weak_cues) :
		&ONE_OF(random, cues);
	char value[80];
	size_t len = 0;

	tw_buffer_clear(&planted->text);
	make_value(value, cue, known, random);
	planted->kind = cue->kind;
	tw_buffer_string(&planted->text, place[0]);
	tw_buffer_string(&planted->text, ONE_OF(random, before_it));
	tw_buffer_string(&planted->text, cue->before);
	put_value(planted, value, place[0][0] != '#', random);
	tw_buffer_string(&planted->text, cue->behind);
	tw_buffer_string(&planted->text, ONE_OF(random, behind_it));
	tw_buffer_string(&planted->text, place[1]);
	for (size_t i = 0; value[i]; i++)
		if (isalnum((unsigned char)value[i]))
			planted->plain[len++] =
				(char)tolower((unsigned char)value[i]);
	planted->plain[len] = '\0';
}

/* ---- soup ---- */

void soup_write(struct tw_buffer *out, struct random *random)
{
	static const char *const parts[] = { "\n", "\n  ", "\n- ", "\n# ",
		"\n  = ", "\n\n  ", "\r\n ", " ", " ", "  ", "\t", "-", ".",
		",", "/", ":", "(", ")", "[", "]", "_", "+", "@", "'", "\"",
		"0", "07", "44", "943", "476", "5919", "9434765919", "12",
		"2015", "15", "7", "B80120000", "b801200005001", "AB", "QQ",
		"C", "a", "PR1", "2AB", "GIR", "0AA", "1st", "O", "l", "I",
		"oo", "NHS", "ULN", "DOB", "d.o.b.", "d", "o", "b", "born",
		"birth", "birthday", "March", "mar", "3rd", "of", "pupil",
		"Pupil", "child", "young person", "boy", "aged", "age",
		"year", "Year", "old", "y4", "called", "name", "is", "in",
		"Jack", "Zofia", "SMITH", "Premium", "School", "jane", "doe",
		"at", "dot", "[at]", "(dot)", "example", "org", "isbn",
		"\xC2\xA0", "\xE2\x80\x8B", "\xE2\x80\x93", "\xE2\x80\x99",
		"\xEF\xBC\x99", "\xC3\xA9", "\xD0\x90", "\xE2\x80", "\xFF",
		"\xC2\xA3", "\x01", "\xE2\x80\xA6", "$", "%", "one", "three",
		"pupils", "children", "twins", "sister", "girls", "such",
		"like", "including", "Ellie", "and", "mum", "Dad", "parents",
		"carer", "her", "his", "with", "to", "from", "for", "EHCP",
		"a", "Mrs", "St", "KB", "J.T.", "eight", "13", "(13)", "yrs", "looked", "after",
		"attendance", "fell", "social", "07700,", "07700, 900 123" };

	for (unsigned i = 1 + random_below(random, 14); i; i--)
		tw_buffer_string(out, ONE_OF(random, parts));
	/* Some bytes are lost or changed. */
	if (out->len && random_once(random, 4))
		out->ptr[random_below(random, (unsigned)out->len)] =
			(char)random_below(random, 256);
}
