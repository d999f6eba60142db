#include "record/typed.h"

#include "base/utf8.h"

#include <string.h>

const struct tw_typed tw_typed[] = {
#define TW_TYPED(kind, value, text) \
	{ text, sizeof(text) - 1, TW_TYPED_##kind, value },
#include "record/typed.def"
#undef TW_TYPED
};

const size_t tw_typed_count = sizeof(tw_typed) / sizeof(*tw_typed);

size_t tw_typed_first(enum tw_typed_kind kind)
{
	size_t low = 0, high = tw_typed_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tw_typed[middle].kind < kind)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct tw_typed *tw_typed_find(enum tw_typed_kind kind,
	struct tw_view text)
{
	return tw_typed_find_of(kind, kind, text);
}

const struct tw_typed *tw_typed_find_of(enum tw_typed_kind kind,
	enum tw_typed_kind last, struct tw_view text)
{
	unsigned char first, next;

	text = tw_trim(text);
	first = text.len ? (unsigned char)text.ptr[0] | 0x20 : 0;
	next = text.len > 1 ? (unsigned char)text.ptr[1] | 0x20 : 0;
	if (next < 'a' || next > 'z')
		next = 0;
	/* A bullet, a dash or a quote is no letter, however it is folded. */
	if (text.len > 1 && !memcmp(text.ptr, "\xE2\x80", 2))
		return NULL;
	/*
	 * Most begin otherwise, or are longer, as which nothing folds; what is
	 * not ASCII may be folded to what is.
	 */
	for (size_t i = tw_typed_first(kind); i < tw_typed_count &&
	     tw_typed[i].kind <= last; i++) {
		const struct tw_typed *row = &tw_typed[i];

		if (row->words[0] != first && !(first & 0x80))
			continue;
		if (row->len <= text.len && (!next || next == row->words[1]) &&
		    tw_fold_equal(tw_typed_text(row), text))
			return row;
	}
	return NULL;
}

enum tw_section_kind tw_typed_heading(struct tw_view line)
{
	const struct tw_typed *found;

	line = tw_trim(line);
	while (line.len && strchr(":-", line.ptr[line.len - 1]))
		line = tw_trim((struct tw_view){ line.ptr, line.len - 1 });
	/* No heading has a colon within it, and most lines of fields do. */
	if (!line.len || memchr(line.ptr, ':', line.len))
		return TW_SECTIONS;
	found = tw_typed_find(TW_TYPED_HEADING, line);
	return found ? (enum tw_section_kind)found->value : TW_SECTIONS;
}

/* What is left of a name before `about`, with the dash between the two. */
static struct tw_view before(struct tw_view name, struct tw_view about)
{
	struct tw_view rest = name;

	if (name.len <= about.len)
		return name;
	rest.len -= about.len;
	if (!tw_blank_end(rest))
		return name;
	rest = tw_trim(rest);
	while (rest.len && strchr("-:,|", rest.ptr[rest.len - 1]))
		rest = tw_trim((struct tw_view){ rest.ptr, rest.len - 1 });
	/* The dashes of typesetters, which have three bytes. */
	if (rest.len > 3 && !memcmp(rest.ptr + rest.len - 3, "\xE2\x80", 2) &&
	    (rest.ptr[rest.len - 1] == '\x93' ||
	     rest.ptr[rest.len - 1] == '\x94'))
		rest = tw_trim((struct tw_view){ rest.ptr, rest.len - 3 });
	return rest.len ? rest : name;
}

/* What is left of a name behind `about`, and a word such as "for". */
static struct tw_view behind(struct tw_view name, struct tw_view about)
{
	static const char *const links[] = { "for ", "from ", "of ", "in ",
		"the " };
	struct tw_view rest;

	if (!about.len || name.len <= about.len)
		return name;
	rest = tw_after(name, about.len);
	if (!tw_blank_start(rest) && !strchr("-:,|", rest.ptr[0]))
		return name;
	rest = tw_trim(rest);
	while (rest.len && strchr("-:,|", rest.ptr[0]))
		rest = tw_trim(tw_after(rest, 1));
	if (rest.len > 3 && !memcmp(rest.ptr, "\xE2\x80", 2) &&
	    (rest.ptr[2] == '\x93' || rest.ptr[2] == '\x94'))
		rest = tw_trim(tw_after(rest, 3));
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		size_t len = strlen(links[i]);

		if (rest.len > len && tw_fold_equal(tw_view_of(links[i]),
		    (struct tw_view){ rest.ptr, len }))
			rest = tw_trim(tw_after(rest, len));
	}
	return rest.len ? rest : name;
}

/* The last word of a text, without the blanks behind it. */
static struct tw_view last_word(struct tw_view text)
{
	struct tw_view word;

	text = tw_trim(text);
	word = tw_after(text, text.len);
	while (word.ptr > text.ptr && !tw_blank_end((struct tw_view){
	       text.ptr, (size_t)(word.ptr - text.ptr) })) {
		word.ptr--;
		word.len++;
	}
	return word;
}

/* The first one, which a mark may end. */
static struct tw_view first_word(struct tw_view text)
{
	struct tw_view word = { tw_trim(text).ptr, 0 };
	const char *end = text.ptr + text.len;

	while (word.ptr + word.len < end && !strchr(":,|",
	       word.ptr[word.len]) && !tw_blank_start((struct tw_view){
	       word.ptr + word.len, (size_t)(end - word.ptr) - word.len }))
		word.len++;
	return word;
}

/* How much of the end of a name says what the document is. */
static struct tw_view about_end(struct tw_view name)
{
	const struct tw_typed *found;
	struct tw_view rest = name, word;
	bool says = false;

	while (word = last_word(rest), word.len &&
	       (found = tw_typed_find(TW_TYPED_ABOUT, word))) {
		says |= found->value;
		rest.len = (size_t)(word.ptr - name.ptr);
	}
	return tw_after(name, says ? rest.len : name.len);
}

/* The same of its start. */
static struct tw_view about_start(struct tw_view name)
{
	const struct tw_typed *found;
	struct tw_view rest = name, word;
	bool says = false;
	size_t len = 0;

	while (word = first_word(rest), word.len &&
	       (found = tw_typed_find(TW_TYPED_ABOUT, word))) {
		says |= found->value;
		len = (size_t)(word.ptr - name.ptr) + word.len;
		rest = tw_after(name, len);
	}
	return (struct tw_view){ name.ptr, says ? len : 0 };
}

struct tw_view tw_typed_area(struct tw_view name)
{
	struct tw_view about = about_end(name);
	struct tw_view rest = before(name, about);

	return about.len && rest.len < name.len ? rest :
		behind(name, about_start(name));
}
