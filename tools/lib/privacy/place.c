#include "privacy/place.h"

#include "privacy/person.h"
#include "privacy/watch.h"

#include <string.h>

/* How many words a road's name has, and how far what says more may stand. */
enum { MOST_WORDS = 4, SENTENCE = 160, NEAR = 60 };

/* What roads are called, by the first letter. */
#define ROW(letter) [letter - 'a']
static const char *const roads[26][7] = {
	ROW('a') = { "avenue", "ave" }, ROW('b') = { "brow" },
	ROW('c') = { "close", "court", "crescent", "cres", "croft" },
	ROW('d') = { "drive" }, ROW('f') = { "fold" },
	ROW('g') = { "gardens", "grove" }, ROW('l') = { "lane" },
	ROW('m') = { "mews" }, ROW('p') = { "place" },
	ROW('r') = { "rd", "rise", "road", "row" },
	ROW('s') = { "square", "st", "street" }, ROW('t') = { "terrace" },
	ROW('v') = { "view", "villas" }, ROW('w') = { "walk", "way" },
};
#undef ROW

static bool is_road(const struct tw_plain *plain, struct tw_spot word)
{
	char first = plain->c[word.from] | 0x20;

	return word.to > word.from && tw_plain_alpha(first) &&
		tw_plain_any(plain, word.from, word.to, roads[first - 'a']);
}

/* What stands behind a road's name where something has it for its own. */
static const char *const venues[] = { "academy", "baptist", "cafe", "campus",
	"centre", "chapel", "children", "childrens", "church", "clinic",
	"club", "college", "community", "family", "hall", "health",
	"hospital", "hub", "infant", "junior", "library", "medical",
	"methodist", "mosque", "nursery", "office", "offices", "pavilion",
	"primary", "school", "station", "surgery", "youth", NULL };

/* One person, or those who live together. */
static const char *const people[] = { "aunt", "auntie", "boy", "brother",
	"carer", "child", "dad", "daughter", "family", "father", "girl",
	"gran", "grandad", "granddad", "grandfather", "grandma",
	"grandmother", "grandparents", "guardian", "he", "mother", "mum",
	"nan", "nana", "parent", "pupil", "she", "sibling", "sister", "son",
	"stepdad", "stepmum", "student", "uncle", NULL };

/* ---- a house number, and a road ---- */

/* Where the number ends: "14", "27b"; `i`: it is none. */
static size_t house_number(const struct tw_plain *plain, size_t i)
{
	size_t at = i;

	while (tw_plain_digit(plain->c[at]))
		at++;
	if (at - i > 4 || (i && strchr("./-:,$&", plain->c[i - 1])))
		return i;
	at += tw_plain_alpha(plain->c[at]);
	return tw_plain_inner(plain->c[at]) ? i : at;
}

/* The next word, behind a blank, and a comma or the stop of "St."; or none. */
static struct tw_spot word_behind(const struct tw_plain *plain, size_t i,
	char mark)
{
	i += plain->c[i] == mark;
	i += tw_plain_blank(plain->c[i]);
	if (plain->c[i - 1] != ' ' && plain->c[i - 1] != '\n')
		return (struct tw_spot){ i, i };
	return (struct tw_spot){ i, tw_plain_word(plain, i) };
}

/* The "s" of "Mary's" belongs to the word. */
static size_t with_s(const struct tw_plain *plain, size_t to)
{
	return plain->c[to] == '\'' && tw_plain_small(plain->c[to + 1]) ==
		's' && !tw_plain_inner(plain->c[to + 2]) ? to + 2 : to;
}

/* Where the name of a road ends that begins behind `i`; 0: there is none. */
static size_t road_end(const struct tw_plain *plain, size_t i)
{
	struct tw_spot word = word_behind(plain, i, ',');

	for (int n = 0; n < MOST_WORDS && word.to > word.from &&
	     tw_plain_upper(plain->c[word.from]); n++) {
		if (n && is_road(plain, word) && !is_road(plain,
		    word_behind(plain, word.to, '.')))
			return word.to;
		word = word_behind(plain, with_s(plain, word.to), '.');
	}
	return 0;
}

/* "14 Mill Lane Community Centre" */
static bool is_venue(const struct tw_plain *plain, size_t to)
{
	struct tw_spot word = word_behind(plain, to, ',');

	return tw_spot_any(plain, word, venues) || (word.to > word.from &&
		tw_plain_upper(plain->c[word.from]) && tw_spot_any(plain,
		word_behind(plain, with_s(plain, word.to), ','), venues));
}

/* ---- who lives there ---- */

/* The word before, with no more between than blanks and a mark. */
static struct tw_spot word_before(const struct tw_plain *plain, size_t i)
{
	i = tw_blanks_before(plain, i);
	if (i && plain->c[i - 1] && strchr(",:(-.", plain->c[i - 1]))
		i = tw_blanks_before(plain, i - 1);
	return tw_spot_before(plain, i);
}

/* The word before one that is whose: "mum" of "mum's address". */
static struct tw_spot owner(const struct tw_plain *plain, struct tw_spot s)
{
	bool own = s.to == s.from + 1 && plain->c[s.from] == 's' && s.from &&
		plain->c[s.from - 1] == '\'';

	return own ? tw_spot_before(plain, s.from - 1) : s;
}

/* Where "Flat 2, " begins that ends at `i`; `i`: there is none. */
static size_t flat_start(const struct tw_plain *plain, size_t i)
{
	struct tw_spot word = word_before(plain, i), flat;

	if (word.to == word.from || word.to - word.from > 3)
		return i;
	flat = word_before(plain, word.from);
	return tw_plain_is(plain, flat.from, flat.to, "flat") ? flat.from : i;
}

/* "her new address is", "home address", "mum's address:" */
static bool is_address(const struct tw_plain *plain, struct tw_spot word)
{
	static const char *const words[] = { "is", "now", "was", "at", NULL };
	static const char *const kinds[] = { "new", "old", "current",
		"former", NULL };
	static const char *const whose[] = { "his", "her", "home", "family",
		NULL };

	while (tw_spot_any(plain, word, words))
		word = word_before(plain, word.from);
	if (!tw_plain_is(plain, word.from, word.to, "address"))
		return false;
	word = word_before(plain, word.from);
	while (tw_spot_any(plain, word, kinds))
		word = word_before(plain, word.from);
	return tw_spot_any(plain, word, whose) ||
		tw_spot_any(plain, owner(plain, word), people);
}

/* "a home visit was made to", "the family home," */
static bool is_home(const struct tw_plain *plain, struct tw_spot word)
{
	static const char *const words[] = { "to", "at", "was", "were", "made",
		"done", "carried", "out", "is", NULL };
	static const char *const visits[] = { "visit", "visits", NULL };
	static const char *const kinds[] = { "home", "doorstep", NULL };
	static const char *const whose[] = { "the", "his", "her", "their",
		"family", NULL };
	struct tw_spot before;

	while (tw_spot_any(plain, word, words))
		word = word_before(plain, word.from);
	before = word_before(plain, word.from);
	if (tw_spot_any(plain, word, visits))
		return tw_spot_any(plain, before, kinds);
	return tw_plain_is(plain, word.from, word.to, "home") &&
		(tw_spot_any(plain, before, whose) ||
		 tw_spot_any(plain, owner(plain, before), people));
}

/* "lives at", "living with Nan at", "the parent at", "a pupil of" */
static bool is_person(const struct tw_plain *plain, struct tw_spot word)
{
	static const char *const places[] = { "at", "of", "from", "in", "on",
		NULL };
	static const char *const words[] = { "now", "who", "still", "back",
		NULL };
	static const char *const living[] = { "live", "lived", "lives",
		"living", "resides", NULL };
	static const char *const went[] = { "go", "goes", "going", "gone",
		"went", "independent", "supported", "assisted", NULL };

	if (!tw_spot_any(plain, word, places))
		return false;
	word = word_before(plain, word.from);
	while (tw_spot_any(plain, word, words))
		word = word_before(plain, word.from);
	if (tw_spot_any(plain, word, living))
		return !tw_spot_any(plain, word_before(plain, word.from), went);
	return tw_spot_any(plain, word, people);
}

/* "The family has moved to": who did stands in the sentence. */
static bool is_moved(const struct tw_plain *plain, struct tw_spot word)
{
	static const char *const places[] = { "to", "into", "at", "in", "out",
		"from", "of", "back", "with", NULL };
	static const char *const moved[] = { "moved", "moving", "moves",
		"rehoused", "staying", "stays", "stayed", "placed", "housed",
		NULL };
	static const char *const verbs[] = { "moved", "moving", "moves", "has",
		"have", "had", "is", "are", "was", "were", "will", "now",
		"recently", "also", "just", "stays", "stayed", "who",
		NULL };
	size_t from;

	while (tw_spot_any(plain, word, places) ||
	       tw_spot_any(plain, word, people))
		word = word_before(plain, word.from);
	if (!tw_spot_any(plain, word, moved))
		return false;
	from = word.from > SENTENCE ? word.from - SENTENCE : 0;
	for (; word.from > from; word = tw_spot_before(plain,
	     tw_blanks_before(plain, word.from))) {
		bool who = tw_plain_is(plain, word.from, word.to, "who");
		struct tw_spot before = who ? word_before(plain, word.from) :
			tw_spot_before(plain, tw_blanks_before(plain,
			word.from));

		if (before.to == before.from)
			return false;
		if (tw_spot_any(plain, before, people) &&
		    tw_spot_any(plain, word, verbs))
			return true;
	}
	return false;
}

/* True if what stands before `i` says that somebody lives there. */
static bool is_lived_at(const struct tw_plain *plain, size_t i)
{
	static const char *const numbers[] = { "number", "no", NULL };
	struct tw_spot word = word_before(plain, i);

	if (tw_spot_any(plain, word, numbers))
		word = word_before(plain, word.from);
	return is_address(plain, word) || is_home(plain, word) ||
		is_person(plain, word) || is_moved(plain, word);
}

size_t tw_match_address(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	size_t number = house_number(plain, i), to, from;

	to = number > i ? road_end(plain, number) : 0;
	if (!to)
		return i;
	from = flat_start(plain, i);
	if (!plain->declared && (is_venue(plain, to) || (from == i &&
	    !is_lived_at(plain, i))))
		return i;
	tw_hits_add(hits, (struct tw_hit){ from, to,
		tw_hit_name(plain, from, to), TW_PRIVATE_ADDRESS });
	return to;
}

/* ---- plates ---- */

static bool is_plate(const char *c, size_t *len)
{
	size_t i = 4;

	for (int n = 0; n < 2; n++)
		if (!tw_plain_upper(c[n]) || strchr("IQZ", c[n]) ||
		    !tw_plain_digit(c[2 + n]))
			return false;
	i += tw_plain_blank(c[i]);
	for (int n = 0; n < 3; n++, i++)
		if (!tw_plain_upper(c[i]) || strchr("IQ", c[i]))
			return false;
	*len = i;
	return !tw_plain_inner(c[i]);
}

size_t tw_match_plate(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	static const char *const cars[] = { "car", "cars", "drives", "drove",
		"plate", "plates", "reg", "registration",
		"taxi", "van", "vehicle", "vehicles", NULL };
	size_t len, from = i > NEAR ? i - NEAR : 0, to, hash_to;

	if (!is_plate(plain->c + i, &len))
		return i;
	hash_to = i + len;
	to = hash_to + NEAR < plain->len ? hash_to + NEAR : plain->len;
	if (!plain->declared && !tw_plain_near(plain, from, i, cars) &&
	    !tw_plain_near(plain, hash_to, to, cars))
		return i;
	tw_hits_add(hits, (struct tw_hit){ i, hash_to,
		tw_hit_name(plain, i, i + 4) ^
		tw_hit_name(plain, hash_to - 3, hash_to),
		TW_PRIVATE_PLATE });
	return hash_to;
}

/* ---- a first look ---- */

static bool is_capital(const char *at, const char *end)
{
	return at < end && tw_plain_upper(*at);
}

/* What may part words in plain characters, or become nothing. */
static const char *skip(const char *at, const char *end)
{
	while (at < end && !tw_plain_alpha(*at) && !tw_plain_digit(*at) &&
	       *at != '=')
		at++;
	return at;
}

bool tw_place_follows(const struct tw_watch *watch, const char *from,
	const char *digits_end)
{
	const struct tw_plain plain = { .c = watch->text };
	const char *end = watch->end, *word = digits_end;

	if (digits_end - from == 2 && from - watch->start >= 2 &&
	    tw_plain_upper(from[-1]) && tw_plain_upper(from[-2]) &&
	    is_capital(skip(word, end), end))
		return true;
	if (digits_end - from > 4)
		return false;
	word += word < end && tw_plain_alpha(*word);
	if (word < end && tw_plain_alpha(*word))
		word = digits_end;
	for (int n = 0; n <= 2 * MOST_WORDS; n++) {
		const char *to;

		word = skip(word, end);
		for (to = word; to < end && tw_plain_alpha(*to);)
			to++;
		if (is_road(&plain, (struct tw_spot){
		    (size_t)(word - watch->text), (size_t)(to - watch->text) }))
			return true;
		/* The "s" of "Mary's" is no capital. */
		if (!is_capital(word, end) && to - word != 1)
			return false;
		word = to;
	}
	return false;
}
