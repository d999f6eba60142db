/*
 * Which words of a text a side kept. spec/merge.md, "Texts".
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "merge/plan.h"

enum { MOST_CELLS = 1 << 20 };

static void keep(struct tw_lined *lined, size_t i, size_t j)
{
	lined->to[i] = j;
	lined->kept++;
}

/*
 * The longest common subsequences of all ends of two texts, in bits: a row for
 * each word of the base and one more, and in it a bit for each word of the
 * side, its last word first. The bit of word y is 0 if the ends from y on have
 * one word more in common than those from y + 1 on. (Allison and Dix 1986;
 * Hyyrö 2004.)
 */
struct ends {
	uint64_t *rows;
	size_t wide; /* words of 64 bits in a row */
	size_t side; /* bits in it that count */
};

/* Not the compiler's own, which is a call where no machine is named. */
static unsigned count_bits(uint64_t bits)
{
	bits -= bits >> 1 & 0x5555555555555555u;
	bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
	bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
	return (unsigned)(bits * 0x0101010101010101u >> 56);
}

/* How long it is for the ends from row x and from word y on. */
static unsigned length_of(const struct ends *ends, size_t x, size_t y)
{
	const uint64_t *row = ends->rows + x * ends->wide;
	size_t bits = ends->side - y;
	unsigned length = 0;

	for (; bits >= 64; bits -= 64)
		length += count_bits(~*row++);
	return bits ? length + count_bits(~*row & (((uint64_t)1 << bits) - 1)) :
		length;
}

/* True if more is in common without word y of the side than without word x. */
static bool drops_side(const struct ends *ends, size_t x, size_t y)
{
	size_t bit = ends->side - 1 - y;

	return ends->rows[x * ends->wide + bit / 64] >> bit % 64 & 1 &&
		length_of(ends, x, y + 1) > length_of(ends, x + 1, y);
}

/*
 * Where each word of the side stands in it: a row of bits for each, the first
 * one empty, of all words that are not there.
 */
static uint64_t *match_words(const struct ends *ends, const struct tw_token *at,
	struct tw_arena *arena)
{
	size_t count = 0;
	uint64_t *match = tw_arena_take(arena, (ends->side + 1) * ends->wide *
		sizeof(*match));

	for (size_t y = 0; match && y < ends->side; y++) {
		size_t bit = ends->side - 1 - y;

		if (!at[y].word->at)
			at[y].word->at = ++count;
		match[at[y].word->at * ends->wide + bit / 64] |=
			(uint64_t)1 << bit % 64;
	}
	return match;
}

static void next_row(uint64_t *row, const uint64_t *last,
	const uint64_t *match, size_t wide)
{
	uint64_t carry = 0;

	for (size_t i = 0; i < wide; i++) {
		uint64_t met = last[i] & match[i];
		uint64_t sum = last[i] + met, all = sum + carry;

		carry = sum < met || all < sum;
		row[i] = all | (last[i] & ~met);
	}
}

static bool find_ends(struct ends *ends, const struct tw_token *base, size_t n,
	const struct tw_token *side, size_t m, struct tw_arena *arena)
{
	uint64_t *match;

	ends->side = m;
	ends->wide = m / 64 + 1;
	ends->rows = tw_arena_take_raw(arena,
		(n + 1) * ends->wide * sizeof(*ends->rows));
	match = match_words(ends, side, arena);
	if (ends->rows && match) {
		memset(ends->rows + n * ends->wide, 0xFF,
			ends->wide * sizeof(*ends->rows));
		for (size_t x = n; x-- > 0;)
			next_row(ends->rows + x * ends->wide,
				ends->rows + (x + 1) * ends->wide,
				match + base[x].word->at * ends->wide,
				ends->wide);
	}
	for (size_t y = 0; y < m; y++)
		side[y].word->at = 0;
	return ends->rows && match;
}

/*
 * Where a side has all words of the base, in order, or the base all of the
 * side: words were only put in, or only taken out. The first place of each is
 * what the longest common subsequence would come to as well.
 */
static bool line_up_whole(struct tw_lined *l, size_t i, size_t n, size_t j,
	size_t m)
{
	size_t x = 0, y = 0, kept = l->kept;

	while (x < n && y < m) {
		if (tw_word_same(l->base, i + x, l->side, j + y))
			keep(l, i + x++, j + y++);
		else if (n < m)
			y++;
		else
			x++;
	}
	if (n < m ? x == n : y == m)
		return true;
	while (x)
		l->to[i + --x] = TW_NONE;
	l->kept = kept;
	return false;
}

/* A longest common subsequence of what is left between both ends. */
static bool line_up_middle(struct tw_lined *l, size_t i, size_t n, size_t j,
	size_t m, struct tw_arena *arena)
{
	struct ends ends;

	if (line_up_whole(l, i, n, j, m))
		return true;
	if (!find_ends(&ends, l->base->at + i, n, l->side->at + j, m, arena))
		return false;
	for (size_t x = 0, y = 0; x < n && y < m;) {
		if (tw_word_same(l->base, i + x, l->side, j + y))
			keep(l, i + x++, j + y++);
		else if (drops_side(&ends, x, y))
			y++;
		else
			x++;
	}
	return true;
}

/*
 * What was put in or dropped may be seen in several places ("in June in
 * June"): it is moved to the last one, so that both sides see it alike.
 */
static void slide(struct tw_lined *l)
{
	size_t n = l->base->count, m = l->side->count;

	for (size_t i = n; i-- > 0;) {
		size_t j = l->to[i], above = TW_NONE;

		if (i)
			above = l->to[i - 1];
		if (j == TW_NONE || (i && above == TW_NONE))
			continue;
		/* Words put in before word i. */
		for (size_t x = i, y = i ? above + 1 : 0; y < j && x < n &&
		     l->to[x] == j && tw_word_same(l->base, x, l->side, y);
		     x++, y++, j++)
			l->to[x] = y;
	}
	for (size_t i = n; i-- > 0;) {
		size_t from = i + 1, x, y;

		/* Words dropped down to word i, with nothing in their place. */
		if (l->to[i] != TW_NONE || (from < n && l->to[from] == TW_NONE))
			continue;
		for (x = i; x && l->to[x - 1] == TW_NONE;)
			x--;
		y = x ? l->to[x - 1] + 1 : 0;
		for (; from < n && y < m && l->to[from] == y &&
		     tw_word_same(l->base, x, l->side, y); x++, y++, from++) {
			l->to[x] = y;
			l->to[from] = TW_NONE;
		}
	}
}

/* True if letter case alone tells two words apart, and not what they say. */
static bool is_recased(const struct tw_lined *l, size_t i, size_t j)
{
	struct tw_view was = l->base->at[i].word->text;
	struct tw_view is = l->side->at[j].word->text;

	return was.len == is.len && tw_fold_equal(was, is) &&
		tw_word_says(l->base, i) == tw_word_says(l->side, j);
}

/* Words that were written in other letter case are kept words. */
static void keep_recased(struct tw_lined *l)
{
	size_t n = l->base->count, from = 0, end;

	for (size_t i = 0; i < n; i = end + 1, from = l->to[end] + 1) {
		for (end = i; end < n && l->to[end] == TW_NONE;)
			end++;
		for (; i < end; i++)
			for (size_t j = from; j < (end < n ? l->to[end] :
			     l->side->count); j++)
				if (is_recased(l, i, j)) {
					keep(l, i, j);
					from = j + 1;
					break;
				}
		if (end == n)
			break;
	}
}

static bool fit(size_t n, size_t m)
{
	return !m || n <= MOST_CELLS / m;
}

bool tw_line_up(struct tw_lined *l, bool *fits, struct tw_arena *arena)
{
	size_t n = l->base->count, m = l->side->count, start = 0, end = 0;

	l->to = tw_none_array(arena, n);
	if (!l->to)
		return false;
	while (start < n && start < m &&
	       tw_word_same(l->base, start, l->side, start)) {
		keep(l, start, start);
		start++;
	}
	/*
	 * What both end with is no shortcut where it can be avoided: it would
	 * take the last of several places for the first.
	 */
	while (!fit(n - start - end, m - start - end) &&
	       end < n - start && end < m - start &&
	       tw_word_same(l->base, n - 1 - end, l->side, m - 1 - end)) {
		keep(l, n - 1 - end, m - 1 - end);
		end++;
	}
	n -= start + end;
	m -= start + end;
	*fits = fit(n, m);
	if (*fits && !line_up_middle(l, start, n, start, m, arena))
		return false;
	if (*fits) {
		slide(l);
		keep_recased(l);
	}
	return true;
}
