/*
 * What a report says in words: spec/format.md, chapter 19, "Cues". Those of
 * the format stand in cues.def and undone.def, those of a corpus in its house
 * rules.
 */
#include "account/account.h"
#include "account/clause.h"
#include "base/utf8.h"

#include <string.h>

struct cue {
	struct tw_view words;
	enum tw_says says;
};

#define CUE(words, says) { { words, sizeof(words) - 1 }, says },
static const struct cue cues[] = {
#include "account/cues.def"
};
#undef CUE

/* What was not done, if a word that denies stands before. */
#define UNDONE(words, says) { { words, sizeof(words) - 1 }, says },
static const struct cue undone[] = {
#include "account/undone.def"
};
#undef UNDONE

/* Words that tell of something past, as those that end in "ed" do. */
#define REPORT(word) { word, sizeof(word) - 1 },
static const struct tw_view reports[] = {
#include "account/reports.def"
};
#undef REPORT

/* Words of a plan that asks somebody. */
#define ASK(word) { word, sizeof(word) - 1 },
static const struct tw_view asks[] = {
#include "account/asks.def"
};
#undef ASK

/* So many words before or behind some others are looked at. */
enum { FAR = 32 };

enum {
	ASKS = sizeof(asks) / sizeof(*asks),
	CUES = sizeof(cues) / sizeof(*cues),
	UNDONES = sizeof(undone) / sizeof(*undone),
	REPORTS = sizeof(reports) / sizeof(*reports)
};

/* True if the words stand at `at`, blanks and hyphens being alike. */
static bool stands_at(struct tw_view text, size_t at, struct tw_view words)
{
	for (size_t i = 0; i < words.len; i++, at++) {
		int c = at < text.len ? tw_clause_lowered(text.ptr[at]) : 0;
		int wanted = tw_clause_lowered(words.ptr[i]);

		if (c != wanted && !(wanted == ' ' && c == '-'))
			return false;
	}
	return !tw_clause_inside(text, at);
}

/* "Not", and what has it at its end. */
static const char *const denials[] = { "not", "never", "arent", "cannot",
	"cant", "couldnt", "didnt", "doesnt", "hadnt", "hasnt", "havent",
	"isnt", "wasnt", "werent", "wont", NULL };

static bool denies(struct tw_view word)
{
	return tw_clause_any(word, denials);
}

/* What cues begin with: their first two characters, for hardly any others. */
static unsigned slot_of(int first, int second)
{
	return ((unsigned)first * 31 ^ (unsigned)(second == '-' ? ' ' :
		second)) % TW_CUE_SLOTS;
}

void tw_cues_begin(struct tw_cues *all, const struct tw_house *house)
{
	_Static_assert((int)CUES < (int)TW_CUES_MOST, "room for each");

	*all = (struct tw_cues){ .house = house };
	for (int k = CUES; k > 0; k--) {
		const char *words = cues[k - 1].words.ptr;
		unsigned slot = slot_of(words[0], words[1]);

		all->next[k] = all->first[slot];
		all->first[slot] = (uint16_t)k;
	}
	for (const char *const *word = denials; *word; word++)
		all->denies[slot_of((*word)[0], (*word)[1])] = true;
	all->denies[slot_of('w', 'i')] = true; /* "will not" */
}

static int lowered_at(struct tw_view text, size_t at)
{
	return at < text.len ? tw_clause_lowered(text.ptr[at]) : 0;
}

static unsigned slot_at(struct tw_view text, size_t at)
{
	return slot_of(lowered_at(text, at), lowered_at(text, at + 1));
}

/* True if a word may deny, by how it begins and ends. */
static bool may_deny(const struct tw_cues *all, struct tw_view text, size_t at,
	struct tw_view word)
{
	int last = tw_clause_lowered(word.ptr[word.len - 1]);

	return (last == 't' || last == 'o' || last == 'l' || last == 'r') &&
		all->denies[slot_at(text, at)];
}

/* True if a word is written in letters and digits of ASCII alone. */
static bool is_bare(struct tw_view word)
{
	unsigned char others = 0;

	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i];

		others |= (unsigned char)(c == '\'') << 7 | (c & 0x80);
	}
	return !others;
}

/*
 * False if words do not stand where a bare word does: most are told by its
 * length and last letter, and by what the next one begins with.
 */
static bool may_match(struct tw_view words, struct tw_view text, size_t at,
	size_t length)
{
	int wanted, next = lowered_at(text, at + length + 1);

	if (words.len < length || words.ptr[length - 1] !=
	    lowered_at(text, at + length - 1))
		return false;
	if (words.len == length)
		return true;
	if (words.ptr[length] != ' ')
		return false;
	wanted = words.ptr[length + 1];
	return wanted == next || wanted == 'W' || wanted == '*' ||
		next == ' ' || next == '-';
}

/* What the first cue of the format says that stands at `at`. */
static enum tw_says says_at(size_t *length, const struct tw_cues *all,
	struct tw_view text, size_t at, struct tw_view word)
{
	uint16_t k = all->first[slot_at(text, at)];
	bool bare = k && is_bare(word);

	for (; k; k = all->next[k]) {
		struct tw_view words = cues[k - 1].words;
		size_t end;

		if (bare && !may_match(words, text, at, word.len))
			continue;
		end = tw_clause_match(text, at, words);
		if (!end)
			continue;
		*length = end - at;
		return cues[k - 1].says;
	}
	return TW_SAYS_NOTHING;
}

/* True if "yet" stands in what is left of the clause. */
static bool is_yet(struct tw_view text, size_t at)
{
	struct tw_view word = { NULL, 0 };

	for (int i = 0; i < FAR; i++) {
		at = tw_clause_next(text, at);
		word = tw_clause_word(text, at);
		if (!word.len || tw_clause_is(word, "yet"))
			break;
	}
	return tw_clause_is(word, "yet");
}

/* Where the words of a denial end that begins at `at`; 0 if none does. */
static size_t match_denial(bool *ever, struct tw_view text, size_t at)
{
	struct tw_view word = tw_clause_word(text, at);
	size_t next = tw_clause_next(text, at);
	struct tw_view second = tw_clause_word(text, next);

	*ever = tw_clause_is(word, "wont");
	if (denies(word)) {
		size_t end = tw_clause_match(text, next, TW_VIEW("going to"));

		*ever |= end;
		return end ? end : at + word.len;
	}
	*ever = (tw_clause_is(word, "will") && denies(second)) ||
		(tw_clause_is(word, "no") && tw_clause_is(second, "longer"));
	return *ever ? next + second.len : 0;
}

/*
 * What is said not to have been done, or not to be: "has not yet been sent",
 * "won't be going ahead".
 */
static enum tw_says undone_at(size_t *length, struct tw_view text, size_t at)
{
	static const char *const between[] = { "actually", "as", "be", "been",
		"being", "currently", "fully", "now", "quite", "really", "to",
		"yet", NULL };
	bool ever;
	size_t end = match_denial(&ever, text, at), next = end;

	if (!end)
		return TW_SAYS_NOTHING;
	do
		next = tw_clause_next(text, next);
	while (tw_clause_any(tw_clause_word(text, next), between));
	for (int k = 0; k < UNDONES; k++) {
		size_t behind = tw_clause_match(text, next, undone[k].words);

		if (!behind)
			continue;
		*length = behind - at;
		return ever ? TW_SAYS_DROPPED : is_yet(text, end) ?
			TW_SAYS_ON_HOLD : undone[k].says;
	}
	return TW_SAYS_NOTHING;
}

/* The same of the cues of house rules. */
static enum tw_says house_says_at(size_t *length, struct tw_view text,
	size_t at, const struct tw_house *house)
{
	const struct tw_alias *cue = house ? house->cues.first : NULL;

	for (; cue; cue = cue->next) {
		struct tw_view rest = cue->also, words = cue->name;

		do {
			*length = words.len;
			if (words.len && stands_at(text, at, words))
				return cue->says;
		} while (tw_list_next(&words, &rest));
	}
	return TW_SAYS_NOTHING;
}

static const char *const be[] = { "be", "been", "being", NULL };

/*
 * "Not" or "longer" stands before, a form of "be" between; or "no" or "none" a
 * few words before, as in "No visits were cancelled".
 */
static bool denied(struct tw_view text, size_t at)
{
	static const char *const joins[] = { "and", "as", "because", "but",
		"meant", "means", "since", "so", NULL };
	enum { NEAR = 3, NEARBY = 5 };
	struct tw_view word = tw_clause_before(text, &at);

	if (tw_clause_any(word, be))
		word = tw_clause_before(text, &at);
	if (denies(word) || tw_clause_is(word, "longer"))
		return true;
	for (int i = 0; i < NEARBY && word.len && !tw_clause_any(word, joins); i++) {
		if ((i < NEAR && tw_clause_is(word, "no")) ||
		    tw_clause_is(word, "none"))
			return true;
		word = tw_clause_before(text, &at);
	}
	return false;
}

static bool ends_in(struct tw_view word, struct tw_view end)
{
	return word.len > end.len && tw_fold_equal(tw_after(word,
		word.len - end.len), end);
}

/* A word that tells of something past. */
static bool reports_it(struct tw_view word)
{
	if (ends_in(word, TW_VIEW("ed")))
		return true;
	for (int i = 0; i < REPORTS; i++)
		if (tw_fold_equal(word, reports[i]))
			return true;
	return false;
}

/* What the word at `at` tells of did not come to be, or not yet. */
static bool open(struct tw_view text, size_t at, size_t end)
{
	static const struct tw_view after[] = { { " not", 4 }, { " never", 6 } };
	size_t before = at;

	for (int i = 0; i < 2; i++)
		if (stands_at(text, end, after[i]))
			return true;
	return denied(text, at) ||
		tw_clause_is(tw_clause_before(text, &before), "be");
}

/* "That" stands for others where what it does comes right behind it. */
static bool stands_for(struct tw_view text, size_t that)
{
	static const char *const does[] = { "are", "could", "couldnt", "did",
		"didnt", "do", "dont", "had", "hadnt", "has", "have", "havent",
		"is", "was", "were", NULL };

	return tw_clause_any(tw_clause_word(text, tw_clause_next(text, that)),
		does);
}

/*
 * It is said of others, as in "rang the schools who had not sent theirs", or
 * only as what may be.
 */
static bool aside(struct tw_view text, size_t at)
{
	static const char *const may_be[] = { "if", "whether", "unless", NULL };
	static const char *const others[] = { "who", "whose", "whom", "which",
		"where", "why", "how", NULL };
	struct tw_view word, first = { NULL, 0 };
	bool found = false, that = false;

	for (int i = 0; i < FAR; i++) {
		word = tw_clause_before(text, &at);
		if (!word.len)
			break;
		if (tw_clause_any(word, may_be) || (that && reports_it(word)))
			return true;
		found |= tw_clause_any(word, others);
		that |= tw_clause_is(word, "that") && stands_for(text, at);
		first = word;
	}
	return found && !tw_clause_any(first, others);
}

/* True if a word of the text does; `surely`: and it came to be. */
static bool reports_any(struct tw_view text, bool surely)
{
	size_t at = text.len;

	while (at) {
		struct tw_view word = tw_clause_before(text, &at);

		if (reports_it(word) && !(surely && open(text, at,
		    at + word.len)))
			return true;
		at -= at && !word.len;
	}
	return false;
}

/* True if what follows tells what came to be, with more than "has been". */
static bool came_to_be(struct tw_view text, size_t at)
{
	static const char *const mere[] = { "been", "had", "has", "have", "put",
		"set", "was", "were", NULL };

	for (int i = 0; i < FAR && at < text.len;) {
		struct tw_view word = tw_clause_word(text, at);

		if (reports_it(word) && !tw_clause_any(word, mere) &&
		    !open(text, at, at + word.len))
			return true;
		at += word.len + !word.len;
		i += word.len > 0;
	}
	return false;
}

/* It was so once, and what comes behind tells how it went on. */
static bool is_past(struct tw_view text, size_t at, size_t end)
{
	static const char *const before[] = { "a", "after", "an", "had",
		"having", "initially", "originally", "our", "previously",
		"the", NULL };
	struct tw_view word = tw_clause_before(text, &at), next;

	if (tw_clause_any(word, be))
		word = tw_clause_before(text, &at);
	next = tw_clause_word(text, tw_clause_next(text, end));
	return (tw_clause_any(word, before) || tw_clause_is(next, "from")) &&
		came_to_be(text, end);
}

/* True if a word before it in its clause tells of something that came to be. */
static bool told_before(struct tw_view text, size_t at)
{
	static const char *const joins[] = { "and", "but", "so", "though",
		"while", NULL };

	for (int i = 0; i < FAR; i++) {
		size_t end = at;
		struct tw_view word = tw_clause_before(text, &at);

		if (!word.len || tw_clause_any(word, joins))
			break;
		if (reports_it(word) && !open(text, at, end))
			return true;
	}
	return false;
}

/*
 * It tells which one, of what was done: "ran a stall about the cancelled line",
 * "met families awaiting a place".
 */
static bool tells_which(struct tw_view text, size_t at)
{
	static const char *const before[] = { "a", "about", "an", "any", "by",
		"for", "from", "of", "on", "our", "over", "the", "their",
		"these", "those", "with", NULL };
	static const char *const goes_on[] = { "am", "and", "are", "been",
		"but", "currently", "is", "just", "now", "still", "was", "were",
		NULL };
	struct tw_view cue = tw_clause_word(text, at);
	size_t start = at;
	struct tw_view word = tw_clause_before(text, &start);
	bool going = ends_in(cue, TW_VIEW("ing"));

	if (tw_clause_any(word, before) ?
	    !going && !ends_in(cue, TW_VIEW("ed")) :
	    !going || reports_it(word) || tw_clause_any(word, goes_on))
		return false;
	return told_before(text, start);
}

/* True if a cue counts that stands from `at` to `end`. */
static bool counts(struct tw_view text, size_t at, size_t end,
	enum tw_says says)
{
	if (denied(text, at))
		return false;
	if (says == TW_SAYS_PLANNED)
		return true;
	return !aside(text, at) && !tells_which(text, at) &&
		(says == TW_SAYS_ONGOING || !is_past(text, at, end));
}

/* A cue of a text, and where it stands. */
struct found {
	enum tw_says says;
	struct tw_view words;
};

/* What says something at a word, as house rules or the format have it. */
static struct found read_at(const struct tw_cues *all, struct tw_view text,
	size_t at, struct tw_view word)
{
	struct found found = { TW_SAYS_NOTHING, { text.ptr + at, 0 } };

	if (all->house && all->house->cues.first)
		found.says = house_says_at(&found.words.len, text, at,
			all->house);
	if (!word.len)
		return found;
	if (!found.says && may_deny(all, text, at, word))
		found.says = undone_at(&found.words.len, text, at);
	if (!found.says)
		found.says = says_at(&found.words.len, all, text, at, word);
	return found;
}

/*
 * The first cue of a text that says what became of something; and *planned the
 * first before it that says what is to come, if there is one.
 */
static struct found find(struct found *planned, const struct tw_cues *all,
	struct tw_view text)
{
	struct found found = { TW_SAYS_NOTHING, { text.ptr, 0 } };

	*planned = found;
	for (size_t i = 0, next; i < text.len; i = next) {
		struct tw_view word = tw_clause_word(text, i);

		next = i + word.len + 1;
		found = read_at(all, text, i, word);
		if (!found.says ||
		    !counts(text, i, i + found.words.len, found.says))
			continue;
		if (found.says != TW_SAYS_PLANNED)
			return found;
		if (!planned->says)
			*planned = found;
	}
	return (struct found){ TW_SAYS_NOTHING, { text.ptr, 0 } };
}

/* What is called off may get another date in what comes behind. */
static bool is_put_off(struct tw_view text)
{
	static const char *const list[] = { "postponed", "rearrange",
		"rearranged", "rearranging", "rebook", "rebooked", "rebooking",
		"reschedule", "rescheduled", "rescheduling", NULL };
	size_t at = text.len;

	while (at) {
		struct tw_view word = tw_clause_before(text, &at);

		if (tw_clause_any(word, list))
			return true;
		at -= at && !word.len;
	}
	return false;
}

enum tw_state tw_cue_read(struct tw_view *words, const struct tw_cues *all,
	struct tw_view text)
{
	static const enum tw_state states[] = {
		[TW_SAYS_NOTHING] = TW_NO_STATE, [TW_SAYS_DONE] = TW_DONE,
		[TW_SAYS_ONGOING] = TW_ONGOING, [TW_SAYS_ON_HOLD] = TW_ON_HOLD,
		[TW_SAYS_DROPPED] = TW_DROPPED
	};
	struct found planned, found = find(&planned, all, text);

	*words = found.words;
	if (found.says == TW_SAYS_DROPPED && is_put_off(tw_after(text,
	    (size_t)(words->ptr + words->len - text.ptr))))
		return TW_ON_HOLD;
	return states[found.says];
}

/* Where a clause goes on about the same: "it was held but has been paused". */
static bool is_same(struct tw_view text, size_t at)
{
	static const char *const same[] = { "again", "are", "been", "had",
		"has", "have", "is", "it", "later", "now", "since", "that",
		"then", "they", "this", "was", "were", NULL };

	return tw_clause_any(tw_clause_word(text, at), same);
}

/* True if another clause begins between two places, about something else. */
static bool turns_away(struct tw_view text, size_t at, size_t end, bool active)
{
	static const char *const joins[] = { "after", "although", "and", "as",
		"because", "before", "but", "despite", "since", "so", "though",
		"when", "where", "which", "while", "who", "with", NULL };
	bool joined = false;

	for (at = tw_clause_next(text, at); at < end;) {
		struct tw_view word = tw_clause_word(text, at);
		bool join = !word.len || tw_clause_any(word, joins);

		if (joined && !join)
			return !is_same(text, at);
		if (join && active)
			return true;
		joined |= join;
		at = word.len ? tw_clause_next(text, at) : at + 1;
	}
	return false;
}

/* True if what a word says is turned by the next: "ran out", "held off". */
static bool is_turned(struct tw_view text, size_t at)
{
	static const char *const list[] = { "away", "back", "into", "off",
		"on", "out", "over", "short", "up", NULL };

	return tw_clause_any(tw_clause_word(text, tw_clause_next(text, at)),
		list);
}

bool tw_cue_behind(bool *done, struct tw_view text, struct tw_view words)
{
	static const char *const asked[] = { "applied", "approached", "asked",
		"bid", "invited", "requested", "sought", NULL };
	static const char *const mere[] = { "been", "had", "has", "have", "was",
		"were", NULL };
	static const char *const took_place[] = { "completed", "delivered",
		"held", "hosted", "launched", "published", "ran", NULL };
	enum { FIRST = 3 };
	size_t at = 0, end = (size_t)(words.ptr - text.ptr);

	for (int i = 0; i < FAR && at < end; i++) {
		struct tw_view word = tw_clause_word(text, at);
		bool first = i < FIRST, place = tw_clause_any(word, took_place);

		if (!word.len || (first && tw_clause_any(word, asked)) ||
		    (place && is_turned(text, at)))
			break;
		if ((first && reports_it(word)) ||
		    (place && !open(text, at, at + word.len))) {
			*done = first && place;
			return turns_away(text, at, end, first &&
				!tw_clause_any(word, mere));
		}
		at = tw_clause_next(text, at);
	}
	return false;
}

bool tw_cue_reports(struct tw_view text)
{
	return reports_any(text, true);
}

bool tw_cue_announces(const struct tw_cues *all, struct tw_view text)
{
	struct found planned, found = find(&planned, all, text);

	if (found.says || !planned.says)
		return false;
	text.len = (size_t)(planned.words.ptr - text.ptr);
	return !reports_any(text, false);
}

/* True if a word of the text begins so, letter case aside. */
static bool has_word(struct tw_view text, struct tw_view begin, bool whole)
{
	size_t at = text.len;

	while (at) {
		struct tw_view word = tw_clause_before(text, &at);

		if (word.len >= begin.len && (!whole || word.len == begin.len) &&
		    tw_fold_equal((struct tw_view){ word.ptr, begin.len },
		    begin))
			return true;
		at -= at && !word.len;
	}
	return false;
}

bool tw_cue_answers(struct tw_view plan, struct tw_view text)
{
	for (int i = 0; i < ASKS; i++)
		if (has_word(plan, asks[i], true))
			return !has_word(text, asks[i], false);
	return false;
}
