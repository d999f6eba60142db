#include "lint/names.h"

#include "base/utf8.h"

#include <string.h>

enum { LEAST = 6, MOST = 64 };

/* The word that begins at `i`. */
static struct tw_view word_at(struct tw_view v, size_t i)
{
	size_t end = i;

	while (end < v.len && v.ptr[end] != ' ' && v.ptr[end] != '.' &&
	       v.ptr[end] != '-')
		end++;
	return (struct tw_view){ v.ptr + i, end - i };
}

/*
 * What differs must not tell two things apart: a digit, or a word of one or
 * two letters, which is an initial or an acronym.
 */
static bool tells_apart(struct tw_view a, struct tw_view b)
{
	size_t i = 0, start;

	while (i < a.len && i < b.len && a.ptr[i] == b.ptr[i])
		i++;
	if ((i < a.len && tw_digit(a.ptr[i])) ||
	    (i < b.len && tw_digit(b.ptr[i])))
		return true;
	for (start = i; start && a.ptr[start - 1] != ' ' &&
	     a.ptr[start - 1] != '.' && a.ptr[start - 1] != '-';)
		start--;
	return word_at(a, start).len <= 2 || word_at(b, start).len <= 2;
}

bool tw_name_slipped(struct tw_view a, struct tw_view b)
{
	if (a.len < LEAST || b.len < LEAST || tw_view_equal(a, b))
		return false;
	return tw_slips(a, b, 1) <= 1 && !tells_apart(a, b);
}

/* ---- the same words ---- */

/* A word that says nothing of what is counted. */
static bool is_small(struct tw_view word)
{
	enum { LONGEST = 4 };
	static const char *const small[] = { "a", "an", "and", "are", "at",
		"by", "for", "from", "had", "have", "in", "is", "of", "on",
		"our", "that", "the", "to", "who", "with", NULL };

	return word.len <= LONGEST && tw_fold_any(word, small);
}

static bool ends_in(struct tw_view word, const char *end)
{
	size_t len = strlen(end);

	return word.len >= len + 4 && tw_fold_equal(tw_view_of(end),
		tw_after(word, word.len - len));
}

/* Without "s", and then "ing" or "ed": "needs", "needing", "needed". */
static struct tw_view without_end(struct tw_view word)
{
	word.len -= word.len > 3 && (word.ptr[word.len - 1] | 32) == 's';
	word.len -= ends_in(word, "ing") ? 3 : ends_in(word, "ed") ? 2 : 0;
	return word;
}

/* The next word that says something, without its ending. */
static bool next_word(struct tw_view *word, struct tw_view *rest)
{
	do {
		while (rest->len && (rest->ptr[0] == ' ' ||
		       rest->ptr[0] == '.' || rest->ptr[0] == '-'))
			*rest = tw_after(*rest, 1);
		*word = word_at(*rest, 0);
		*rest = tw_after(*rest, word->len);
	} while (word->len && is_small(*word));
	*word = without_end(*word);
	return word->len;
}

uint64_t tw_name_words(struct tw_view name)
{
	struct tw_view word, rest = name;
	uint64_t sum = 0, hash;

	while (name.len <= MOST && next_word(&word, &rest)) {
		hash = tw_fold_hash(word) * 0x9E3779B97F4A7C15u;
		sum += hash ^ hash >> 32;
	}
	return sum;
}

/* ---- names met so far ---- */

static uint64_t fold(uint64_t hash, char c)
{
	if (c >= 'A' && c <= 'Z')
		c += 'a' - 'A';
	return (hash ^ (unsigned char)c) * 0x100000001B3u;
}

/* A hash of a name without the byte at `left_out`. */
static uint64_t hash_without(struct tw_view v, size_t left_out)
{
	uint64_t hash = 0xCBF29CE484222325u;

	for (size_t i = 0; i < v.len; i++)
		if (i != left_out)
			hash = fold(hash, v.ptr[i]);
	return hash;
}

static bool same_name(const void *a, const void *b)
{
	return tw_view_equal(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

/*
 * Two names one slip apart are equal once a letter of each, or of one, is
 * left out; of several names that leave the same, the first is kept.
 */
static bool meet_slips(struct tw_view *near, struct tw_names_seen *seen,
	const struct tw_view *name, struct tw_arena *arena)
{
	bool failed = false;

	for (size_t i = 0; i <= name->len && !failed; i++) {
		const struct tw_view *other = tw_set_add(&seen->slips, arena,
			hash_without(*name, i), name, NULL, &failed);

		if (other && !near->len && tw_name_slipped(*other, *name))
			*near = *other;
	}
	return !failed;
}

/* "C Fox", "C. Fox": one capital stands for the first name. */
static bool has_initial(struct tw_view name)
{
	size_t len = word_at(name, 0).len;

	return len == 1 && name.len > 1 &&
		(name.ptr[1] == ' ' || name.ptr[1] == '.');
}

/*
 * Two names of a person are one if both have the same last word, and one of
 * them the initial of the other; of several such, the first is kept.
 */
static bool meet_initials(struct tw_view *near, struct tw_names_seen *seen,
	const struct tw_view *name, struct tw_arena *arena)
{
	const struct tw_view *other;
	struct tw_view last;
	bool failed = false;
	size_t i = name->len;

	while (i && name->ptr[i - 1] != ' ' && name->ptr[i - 1] != '.')
		i--;
	last = tw_after(*name, i);
	if (!i || last.len < 2)
		return true;
	other = tw_set_add(&seen->people, arena, fold(tw_fold_hash(last),
		name->ptr[0]), name, NULL, &failed);
	if (other && (has_initial(*other) || has_initial(*name)))
		*near = *other;
	return !failed;
}

bool tw_names_meet(struct tw_view *near, struct tw_names_seen *seen,
	struct tw_view name, struct tw_arena *arena)
{
	struct tw_view found = { NULL, 0 }, *kept;
	bool failed = false;

	if (name.len > MOST ||
	    tw_set_get(&seen->names, tw_hash(name), &name, same_name))
		return true;
	kept = tw_arena_take(arena, sizeof(*kept));
	if (!kept)
		return false;
	*kept = tw_arena_copy(arena, name);
	if (!kept->ptr)
		return false;
	tw_set_add(&seen->names, arena, tw_hash(name), kept, same_name,
		&failed);
	if (failed || !meet_initials(&found, seen, kept, arena) ||
	    (kept->len >= LEAST && !meet_slips(&found, seen, kept, arena)))
		return false;
	if (found.len)
		*near = found;
	return true;
}

/* ---- several in one ---- */

static size_t blanks(struct tw_view v)
{
	size_t len = 0, blank;

	while ((blank = tw_blank_start(tw_after(v, len))))
		len += blank;
	return len;
}

/* The length of a word or sign that parts two names, `apart` by blanks. */
static size_t parting(struct tw_view v, bool apart)
{
	static const char *const words[] = { "and", "&" };

	if (v.len && (v.ptr[0] == '/' || v.ptr[0] == ','))
		return 1;
	for (size_t i = 0; i < 2 && apart; i++) {
		size_t len = strlen(words[i]);

		if (v.len > len && !memcmp(v.ptr, words[i], len) &&
		    tw_blank_start(tw_after(v, len)))
			return len;
	}
	return 0;
}

bool tw_names_part(struct tw_buffer *out, struct tw_view name)
{
	bool parted = false, open = false;

	while (name.len) {
		size_t blank = blanks(name), len;
		struct tw_view behind = tw_after(name, blank);

		len = parting(behind, blank || open);
		parted |= len > 0;
		if (!len) {
			if (open && out->len)
				tw_buffer_string(out, "; ");
			else
				tw_buffer_add(out, name.ptr, blank);
			if (behind.len)
				tw_buffer_byte(out, behind.ptr[0]);
			len = behind.len > 0;
			open = false;
		} else {
			open = true;
			len += blanks(tw_after(behind, len));
		}
		name = tw_after(behind, len);
	}
	return parted;
}
