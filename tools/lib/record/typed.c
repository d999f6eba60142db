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

/* The first row of a kind, or of one behind it: kinds stand in their order. */
static size_t first_of(enum tw_typed_kind kind)
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
	for (size_t i = first_of(kind); i < tw_typed_count &&
	     tw_typed[i].kind == kind; i++)
		if (tw_fold_equal(tw_typed[i].text, text))
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

struct tw_view tw_typed_area(struct tw_view name)
{
	struct tw_view least = name;

	if (tw_typed_find(TW_TYPED_ABOUT, name))
		return name;
	for (size_t i = first_of(TW_TYPED_ABOUT); i < tw_typed_count; i++) {
		struct tw_view rest = before(name, tw_typed[i].text);

		least = rest.len < least.len ? rest : least;
	}
	return least;
}
