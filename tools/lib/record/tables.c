#include "record/tables.h"

#include "base/utf8.h"

#include <string.h>

#define NAME(literal) { literal, sizeof(literal) - 1 }

/* Lengths stand beside the names: every line of a record is looked up. */
static const struct tw_view field_names[TW_KNOWN_FIELDS] = {
	[TW_PRIORITY] = NAME("Priority"),
	[TW_TITLE] = NAME("Title"),
	[TW_AREA] = NAME("Area"),
	[TW_TERM] = NAME("Term"),
	[TW_DATE] = NAME("Date"),
	[TW_OFFICERS] = NAME("Officers"),
	[TW_STATUS] = NAME("Status"),
	[TW_SUCCEEDS] = NAME("Succeeds"),
	[TW_THEME] = NAME("Theme"),
	[TW_SCOPE] = NAME("Scope"),
	[TW_FORMAT_FIELD] = NAME("Format"),
};

static const struct tw_view section_names[TW_SECTIONS] = {
	[TW_OUTCOMES] = NAME("Intended outcomes"),
	[TW_ACTIVITY] = NAME("Activity last period"),
	[TW_PLANNED] = NAME("Planned activity next period"),
	[TW_IMPACT] = NAME("Impact so far"),
	[TW_EXIT] = NAME("Exit strategy"),
};

static const struct tw_view state_names[] = {
	[TW_NO_STATE] = NAME(""),
	[TW_DONE] = NAME("done"),
	[TW_ONGOING] = NAME("ongoing"),
	[TW_ON_HOLD] = NAME("on hold"),
	[TW_DROPPED] = NAME("dropped"),
};

/* Words that people write in a disposition's place. */
static const struct {
	const char *word;
	enum tw_state state;
} synonyms[] = {
	{ "complete", TW_DONE },
	{ "completed", TW_DONE },
	{ "finished", TW_DONE },
	{ "continuing", TW_ONGOING },
	{ "in progress", TW_ONGOING },
	{ "deferred", TW_ON_HOLD },
	{ "delayed", TW_ON_HOLD },
	{ "paused", TW_ON_HOLD },
	{ "postponed", TW_ON_HOLD },
	{ "abandoned", TW_DROPPED },
	{ "canceled", TW_DROPPED },
	{ "cancelled", TW_DROPPED },
	{ "stopped", TW_DROPPED },
};

enum { SYNONYMS = sizeof(synonyms) / sizeof(synonyms[0]) };

const char *tw_field_name(enum tw_field_kind kind)
{
	return kind < TW_KNOWN_FIELDS ? field_names[kind].ptr : "";
}

/* The one word that is a section's own. */
static const char *const section_words[TW_SECTIONS] = {
	[TW_OUTCOMES] = "outcomes",
	[TW_ACTIVITY] = "activity",
	[TW_PLANNED] = "planned",
	[TW_IMPACT] = "impact",
	[TW_EXIT] = "exit",
};

const char *tw_section_word(enum tw_section_kind kind)
{
	return section_words[kind];
}

const char *tw_status_word(enum tw_priority_status status)
{
	static const char *const words[] = {
		[TW_ACTIVE] = "active",
		[TW_STATUS_ON_HOLD] = "on-hold",
		[TW_CLOSING] = "closing",
		[TW_CLOSED] = "closed",
	};

	return words[status];
}

const char *tw_section_name(enum tw_section_kind kind)
{
	return section_names[kind].ptr;
}

const char *tw_state_name(enum tw_state state)
{
	return state_names[state].ptr;
}

enum tw_field_kind tw_field_find(struct tw_view name)
{
	struct tw_view x = { name.ptr, name.len < 2 ? name.len : 2 };

	for (int i = 0; i < TW_KNOWN_FIELDS; i++)
		if (name.len == field_names[i].len &&
		    tw_fold_equal(name, field_names[i]))
			return i;
	if (name.len > 2 && tw_fold_equal(x, TW_VIEW("X-")))
		return TW_X_FIELD;
	return TW_UNKNOWN_FIELD;
}

enum tw_field_kind tw_field_near(struct tw_view name)
{
	enum tw_field_kind best = TW_UNKNOWN_FIELD;
	unsigned least = name.len > 4 ? 3 : 2;

	for (int i = 0; i < TW_KNOWN_FIELDS; i++) {
		unsigned slips = tw_slips(name, field_names[i], 2);

		if (slips < least) {
			least = slips;
			best = i;
		}
	}
	return best;
}

enum tw_field_kind tw_field_meant(struct tw_view *value, struct tw_view line)
{
	static const char *const signs[] = { "-", "=", ";", ".", "\xE2\x80\x93",
		"\xE2\x80\x94", "\xEF\xBC\x9A" };
	struct tw_view name = line, rest;

	for (name.len = 0; name.len < line.len &&
	     (line.ptr[name.len] | 0x20) >= 'a' &&
	     (line.ptr[name.len] | 0x20) <= 'z';)
		name.len++;
	rest = tw_trim(tw_after(line, name.len));
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		struct tw_view sign = tw_view_of(signs[i]);

		if (rest.len <= sign.len ||
		    memcmp(rest.ptr, sign.ptr, sign.len))
			continue;
		*value = tw_trim(tw_after(rest, sign.len));
		return value->len ? tw_field_find(name) : TW_UNKNOWN_FIELD;
	}
	return TW_UNKNOWN_FIELD;
}

static bool is_start(int first, int second)
{
	return first == 'i' ? second == 'n' || second == 'm' :
		first == 'a' ? second == 'c' :
		first == 'p' ? second == 'l' : first == 'e' && second == 'x';
}

enum tw_section_kind tw_section_find(struct tw_view line)
{
	/* Most lines are none: the first two letters tell. */
	if (line.len < section_names[TW_IMPACT].len ||
	    !is_start(line.ptr[0] | 0x20, line.ptr[1] | 0x20))
		return TW_SECTIONS;
	line = tw_trim(line);
	if (line.len && line.ptr[line.len - 1] == ':')
		line.len--;
	for (int i = 0; i < TW_SECTIONS; i++) {
		struct tw_view name = section_names[i];

		if (line.len >= name.len && tw_fold_equal(line, name))
			return i;
	}
	return TW_SECTIONS;
}

/* Takes the next word (a run of ASCII letters) off `rest`. */
static bool next_word(struct tw_view *word, struct tw_view *rest)
{
	size_t i = 0, start;

#define LETTER(c) (((c) | 0x20) >= 'a' && ((c) | 0x20) <= 'z')
	while (i < rest->len && !LETTER(rest->ptr[i]))
		i++;
	start = i;
	while (i < rest->len && LETTER(rest->ptr[i]))
		i++;
#undef LETTER
	*word = (struct tw_view){ rest->ptr + start, i - start };
	rest->ptr += i;
	rest->len -= i;
	return word->len > 0;
}

static bool has_word(struct tw_view line, struct tw_view word)
{
	struct tw_view other;

	while (next_word(&other, &line))
		if (tw_slips(other, word, 1) <= (word.len > 4))
			return true;
	return false;
}

/* How many words of a heading the line has, out of how many. */
static unsigned shared_words(unsigned *all, struct tw_view line,
	struct tw_view heading)
{
	struct tw_view word;
	unsigned shared = 0;

	*all = 0;
	while (next_word(&word, &heading)) {
		shared += has_word(line, word);
		++*all;
	}
	return shared;
}

/* True of a line with the word that betrays a section. */
static bool is_betrayed(struct tw_view line, enum tw_section_kind kind)
{
	/* Both activity and plans are "activity". */
	if (kind == TW_ACTIVITY && is_betrayed(line, TW_PLANNED))
		return false;
	return has_word(line, tw_view_of(section_words[kind]));
}

enum tw_section_kind tw_section_near(struct tw_view line)
{
	enum { ALL = 12 }; /* any number of words up to four divides it */
	enum tw_section_kind best = TW_SECTIONS;
	struct tw_view word, rest;
	unsigned words = 0, most = 0;

	if (line.len > 400)
		line.len = 400;
	for (rest = line; next_word(&word, &rest);)
		words++;
	for (int i = 0; i < TW_SECTIONS; i++) {
		struct tw_view name = section_names[i];
		struct tw_view start = { line.ptr, name.len };
		unsigned all, shared = shared_words(&all, line, name);
		unsigned share = ALL * shared / all;
		bool betrayed = is_betrayed(line, i);

		if (line.len > name.len && tw_fold_equal(start, name))
			return i;
		if (words > all + 3 || (2 * shared < all + (all == 2) &&
		    !(words <= 3 && betrayed)))
			continue;
		share += betrayed ? ALL : 0;
		if (share > most) {
			most = share;
			best = i;
		}
	}
	return best;
}

/* Copies `v` to `out` with runs of blanks as one space; false if too long. */
static bool fold_blanks(char *out, size_t room, struct tw_view *v)
{
	struct tw_view rest = tw_trim(*v);
	size_t len = 0, blank;

	while (rest.len) {
		if (len == room)
			return false;
		blank = tw_blank_start(rest);
		out[len] = blank ? ' ' : rest.ptr[0];
		len++;
		do {
			rest.ptr += blank ? blank : 1;
			rest.len -= blank ? blank : 1;
		} while (blank && (blank = tw_blank_start(rest)));
	}
	*v = (struct tw_view){ out, len };
	return true;
}

struct tw_opening tw_opening_read(struct tw_view text)
{
	struct tw_opening opening = { 0, TW_NO_STATE, false, false };
	struct tw_view body = { text.ptr + 1, 0 }, after;
	char folded[32];

	while (body.len < text.len - 1 && body.ptr[body.len] != ')')
		body.len++;
	if (body.len == text.len - 1)
		return opening;
	opening.len = body.len + 2;
	after = (struct tw_view){ text.ptr + opening.len,
		text.len - opening.len };
	if (!fold_blanks(folded, sizeof(folded), &body) || !body.len)
		return opening;
	for (int i = TW_DONE; i <= TW_DROPPED; i++) {
		if (!tw_fold_equal(body, state_names[i]))
			continue;
		opening.state = i;
		opening.exact = !after.len || tw_blank_start(after);
		opening.glued = !opening.exact;
		return opening;
	}
	for (int i = TW_DONE; i <= TW_DROPPED; i++)
		if (tw_slips(body, state_names[i], 1) <= 1)
			opening.state = i;
	for (int i = 0; i < SYNONYMS; i++)
		if (tw_fold_equal(body, tw_view_of(synonyms[i].word)))
			opening.state = synonyms[i].state;
	return opening;
}

bool tw_status_read(enum tw_priority_status *status, struct tw_view text)
{
	static const char *const names[] = {
		"active", "on hold", "closing", "closed"
	};

	for (int i = 0; i < 4; i++) {
		if (tw_fold_equal(text, tw_view_of(names[i]))) {
			*status = i;
			return true;
		}
	}
	return false;
}

enum tw_placeholder tw_item_placeholder(const struct tw_item *item)
{
	static const struct {
		struct tw_view text;
		enum tw_placeholder stands;
	} known[] = {
		{ NAME("-"), TW_FOR_NOTHING },
		{ NAME("n/a"), TW_FOR_NOTHING },
		{ NAME("na"), TW_FOR_NOTHING },
		{ NAME("nil"), TW_FOR_NOTHING },
		{ NAME("none"), TW_FOR_NOTHING },
		{ NAME("none to report"), TW_FOR_NOTHING },
		{ NAME("none yet"), TW_FOR_NOTHING },
		{ NAME("not applicable"), TW_FOR_NOTHING },
		{ NAME("nothing"), TW_FOR_NOTHING },
		{ NAME("nothing to report"), TW_FOR_NOTHING },
		{ NAME("nothing yet"), TW_FOR_NOTHING },
		{ NAME("tba"), TW_FOR_LATER },
		{ NAME("tbc"), TW_FOR_LATER },
		{ NAME("tbd"), TW_FOR_LATER },
		{ NAME("to be agreed"), TW_FOR_LATER },
		{ NAME("to be announced"), TW_FOR_LATER },
		{ NAME("to be confirmed"), TW_FOR_LATER },
		{ NAME("to be decided"), TW_FOR_LATER },
		{ NAME("to follow"), TW_FOR_LATER },
	};
	enum { LONGEST = sizeof("nothing to report") };
	struct tw_view text;

	if (!item->text || item->text->next || item->text->text.len > LONGEST)
		return TW_NO_PLACEHOLDER;
	text = item->text->text;
	if (text.len > 1 && text.ptr[text.len - 1] == '.')
		text.len--;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (text.len == known[i].text.len &&
		    tw_fold_equal(text, known[i].text))
			return known[i].stands;
	return TW_NO_PLACEHOLDER;
}

struct tw_view tw_comment_words(struct tw_view comment)
{
	while (comment.len && comment.ptr[0] == '#')
		comment = tw_after(comment, 1);
	return tw_trim(comment);
}

bool tw_comment_says(struct tw_view *words, struct tw_view comment,
	struct tw_view name)
{
	struct tw_view rest = tw_trim((struct tw_view){ comment.ptr + 1,
		comment.len - 1 });

	if (rest.len < name.len || !tw_fold_equal(name,
	    (struct tw_view){ rest.ptr, name.len }))
		return false;
	rest = tw_trim((struct tw_view){ rest.ptr + name.len,
		rest.len - name.len });
	if (!rest.len || rest.ptr[0] != ':')
		return false;
	*words = tw_trim((struct tw_view){ rest.ptr + 1, rest.len - 1 });
	return true;
}

bool tw_slug_valid(struct tw_view v)
{
	size_t i = 0;

	/* Letters and digits, a hyphen between some and others. */
	for (;;) {
		size_t start = i;

		while (i < v.len && ((v.ptr[i] >= 'a' && v.ptr[i] <= 'z') ||
		       (v.ptr[i] >= '0' && v.ptr[i] <= '9')))
			i++;
		if (i == start)
			return false;
		if (i == v.len)
			return true;
		if (v.ptr[i++] != '-')
			return false;
	}
}

bool tw_key_valid(struct tw_view v)
{
	if (v.len < 2 || v.len > 64 || !tw_slug_valid(v))
		return false;
	for (size_t i = 0; i < v.len; i++)
		if (v.ptr[i] >= 'a')
			return true;
	return false;
}

bool tw_list_next(struct tw_view *element, struct tw_view *rest)
{
	size_t i = 0;

	if (!rest->ptr)
		return false;
	while (i < rest->len && rest->ptr[i] != ';')
		i++;
	*element = tw_trim((struct tw_view){ rest->ptr, i });
	if (i < rest->len) {
		rest->ptr += i + 1;
		rest->len -= i + 1;
	} else {
		*rest = (struct tw_view){ NULL, 0 };
	}
	return true;
}

bool tw_list_holds(struct tw_view list, struct tw_view element)
{
	struct tw_view held;

	while (tw_list_next(&held, &list))
		if (tw_fold_equal(held, element))
			return true;
	return false;
}
