#include "record/typed.h"

#include "base/utf8.h"

#include <string.h>

const struct tw_typed tw_typed[] = {
#define TW_TYPED(kind, value, text) \
	{ { text, sizeof(text) - 1 }, TW_TYPED_##kind, value },
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
	unsigned char first;

	text = tw_trim(text);
	first = text.len ? (unsigned char)text.ptr[0] | 0x20 : 0;
	/* Most begin otherwise; what is not ASCII may be folded to what is. */
	for (size_t i = tw_typed_first(kind); i < tw_typed_count &&
	     tw_typed[i].kind == kind; i++)
		if ((first == tw_typed[i].text.ptr[0] || first & 0x80) &&
		    tw_fold_equal(tw_typed[i].text, text))
			return &tw_typed[i];
	return NULL;
}

/* What is left of a name before `about`, with the dash between the two. */
static struct tw_view before(struct tw_view name, struct tw_view about)
{
	struct tw_view rest = name, tail;
	size_t blank;

	if (name.len <= about.len)
		return name;
	rest.len -= about.len;
	tail = tw_after(name, rest.len);
	blank = tw_blank_end(rest);
	if (!blank || !tw_fold_equal(tail, about))
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
	static const char *const links[] = { "for ", "from ", "of ", "in " };
	struct tw_view rest;

	if (name.len <= about.len || !tw_fold_equal(about, (struct tw_view){
	    name.ptr, about.len }))
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

struct tw_view tw_typed_area(struct tw_view name)
{
	struct tw_view least = name;

	if (tw_typed_find(TW_TYPED_ABOUT, name))
		return name;
	for (size_t i = tw_typed_first(TW_TYPED_ABOUT); i < tw_typed_count;
	     i++) {
		struct tw_view rest = before(name, tw_typed[i].text);

		if (rest.len == name.len)
			rest = behind(name, tw_typed[i].text);
		least = rest.len < least.len ? rest : least;
	}
	return least;
}
