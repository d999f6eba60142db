#include "text/differ.h"

#include "base/utf8.h"

#include <string.h>

enum { MOST_PAIRS = 1 << 20 };

bool tw_shown_words(struct tw_shown_words *words, struct tw_view text,
	struct tw_arena *arena)
{
	size_t i = 0, room = text.len / 2 + 1;
	uint32_t line = 0;

	words->count = 0;
	words->loose = false;
	words->at = tw_arena_take(arena, room * sizeof(*words->at));
	while (words->at && i < text.len) {
		struct tw_view rest = tw_after(text, i);
		size_t len = tw_blank_start(rest);

		if (len || *rest.ptr == '\n' || *rest.ptr == '\r') {
			line += *rest.ptr == '\n';
			i += len ? len : 1;
			continue;
		}
		while (len < rest.len && rest.ptr[len] != '\n' &&
		       rest.ptr[len] != '\r' &&
		       !tw_blank_start(tw_after(rest, len)))
			len++;
		words->at[words->count++] = (struct tw_shown_word){
			{ rest.ptr, len }, line, false };
		i += len;
	}
	return words->at;
}

/* A word without the punctuation around it, unless it is nothing else. */
static struct tw_view bare(struct tw_view word)
{
	static const char around[] = ".,;:!?'\"()";
	size_t from = 0, to = word.len;

	while (from < to && memchr(around, word.ptr[from], sizeof(around) - 1))
		from++;
	while (to > from && memchr(around, word.ptr[to - 1],
	       sizeof(around) - 1))
		to--;
	return from == to ? word : (struct tw_view){ word.ptr + from,
		to - from };
}

static bool same(const struct tw_shown_words *a, size_t i,
	const struct tw_shown_words *b, size_t j)
{
	if (tw_view_equal(a->at[i].text, b->at[j].text))
		return true;
	return a->loose && tw_fold_equal(bare(a->at[i].text),
		bare(b->at[j].text));
}

static void mark_rest(struct tw_shown_words *words, size_t from, size_t to)
{
	while (from < to)
		words->at[from++].alone = true;
}

/* A longest common subsequence of the `n` and `m` words from `start` on. */
static bool mark_middle(struct tw_shown_words *a, struct tw_shown_words *b,
	size_t start, size_t n, size_t m, struct tw_arena *arena)
{
	uint32_t *length = tw_arena_take(arena,
		(n + 1) * (m + 1) * sizeof(*length));
	size_t x = 0, y = 0;

	if (!length)
		return false;
	for (size_t i = n; i-- > 0;)
		for (size_t j = m; j-- > 0;) {
			uint32_t *cell = &length[i * (m + 1) + j];

			if (same(a, start + i, b, start + j))
				*cell = cell[m + 2] + 1;
			else
				*cell = cell[1] > cell[m + 1] ? cell[1] :
					cell[m + 1];
		}
	while (x < n && y < m) {
		const uint32_t *cell = &length[x * (m + 1) + y];

		if (same(a, start + x, b, start + y)) {
			x++;
			y++;
		} else if (cell[1] > cell[m + 1]) {
			b->at[start + y++].alone = true;
		} else {
			a->at[start + x++].alone = true;
		}
	}
	mark_rest(a, start + x, start + n);
	mark_rest(b, start + y, start + m);
	return true;
}

bool tw_words_differ(struct tw_shown_words *a, struct tw_shown_words *b,
	struct tw_arena *arena)
{
	size_t n = a->count, m = b->count, start = 0;

	while (start < n && start < m && same(a, start, b, start))
		start++;
	while (n > start && m > start && same(a, n - 1, b, m - 1)) {
		n--;
		m--;
	}
	if (m > start && n - start > MOST_PAIRS / (m - start)) {
		mark_rest(a, start, n);
		mark_rest(b, start, m);
		return true;
	}
	return mark_middle(a, b, start, n - start, m - start, arena);
}

bool tw_words_compare(struct tw_shown_words *a, struct tw_view a_text,
	struct tw_shown_words *b, struct tw_view b_text,
	struct tw_arena *arena)
{
	if (!tw_shown_words(a, a_text, arena) ||
	    !tw_shown_words(b, b_text, arena))
		return false;
	a->loose = b->loose = true;
	return tw_words_differ(a, b, arena);
}
