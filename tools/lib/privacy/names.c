/*
 * The private list of names. Of each name a hash is kept, in both orders, and
 * nothing else: whoever reads the memory of the program learns none.
 */
#include "privacy/match.h"

#include "base/file.h"
#include "base/utf8.h"
#include "text/plain.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST_BYTES = 256 * 1024 * 1024, /* of the list */
	MOST_LINE = 256,                /* bytes of a name */
	MOST_WORDS = 8,
	FILTER_BITS = 1 << 23
};

struct tw_private_names {
	uint64_t *slots; /* hashes; 0: free */
	size_t room;     /* a power of two */
	size_t count;
	size_t longest;  /* words */
	uint8_t *firsts; /* a bit for each word that a name begins with */
};

void tw_private_names_free(struct tw_private_names *names)
{
	if (!names)
		return;
	free(names->slots);
	free(names->firsts);
	free(names);
}

/* ---- the set ---- */

static uint64_t mix(uint64_t hash)
{
	hash ^= hash >> 33;
	hash *= UINT64_C(0xFF51AFD7ED558CCD);
	hash ^= hash >> 33;
	hash *= UINT64_C(0xC4CEB9FE1A85EC53);
	hash ^= hash >> 33;
	return hash ? hash : 1;
}

static size_t slot_of(const struct tw_private_names *names, uint64_t hash)
{
	size_t i = (size_t)hash & (names->room - 1);

	while (names->slots[i] && names->slots[i] != hash)
		i = (i + 1) & (names->room - 1);
	return i;
}

static bool grow(struct tw_private_names *names)
{
	struct tw_private_names bigger = *names;

	bigger.room = names->room ? 2 * names->room : 1024;
	bigger.slots = calloc(bigger.room, sizeof(*bigger.slots));
	if (!bigger.slots)
		return false;
	for (size_t i = 0; i < names->room; i++)
		if (names->slots[i])
			bigger.slots[slot_of(&bigger, names->slots[i])] =
				names->slots[i];
	free(names->slots);
	*names = bigger;
	return true;
}

static bool add(struct tw_private_names *names, uint64_t hash)
{
	size_t slot;

	if (2 * (names->count + 1) > names->room && !grow(names))
		return false;
	slot = slot_of(names, hash);
	names->count += !names->slots[slot];
	names->slots[slot] = hash;
	return true;
}

static size_t filter_bit(uint64_t word)
{
	return (size_t)(mix(word) & (FILTER_BITS - 1));
}

static void add_first(struct tw_private_names *names, uint64_t word)
{
	size_t bit = filter_bit(word);

	names->firsts[bit / 8] |= (uint8_t)(1 << bit % 8);
}

static bool has_first(const struct tw_private_names *names, uint64_t word)
{
	size_t bit = filter_bit(word);

	return names->firsts[bit / 8] >> bit % 8 & 1;
}

/* ---- words of names ---- */

/* A hash of small letters; apostrophes within a word do not count. */
static size_t read_word(uint64_t *hash, const char *c, size_t i, bool *figures)
{
	*hash = TW_HIT_HASH;
	*figures = false;
	for (;; i++) {
		if (tw_plain_inner(c[i])) {
			*hash = tw_hit_hash(*hash, tw_plain_small(c[i]));
			*figures |= tw_plain_digit(c[i]);
		} else if (c[i] != '\'' || !tw_plain_letter(c[i + 1]) ||
		           !i || !tw_plain_letter(c[i - 1])) {
			return i;
		}
	}
}

static uint64_t join(uint64_t name, uint64_t word)
{
	return mix(name * UINT64_C(0x9E3779B97F4A7C15) + word);
}

/* ---- the list ---- */

/* The plain form of a line; false if it is not UTF-8. */
static bool read_line(char *plain, size_t *len, struct tw_view line)
{
	*len = 0;
	while (line.len) {
		uint32_t code;
		size_t length = tw_utf8_decode(&code, line);

		if (!length)
			return false;
		*len += tw_text_plain((unsigned char *)plain + *len, code);
		line = tw_after(line, length);
	}
	plain[*len] = plain[*len + 1] = '\0';
	return true;
}

/* Both orders: "Jack Smith" may be written "Smith, Jack". */
static bool add_name(struct tw_private_names *names, const uint64_t *words,
	size_t count)
{
	uint64_t whole = 0, turned;

	for (size_t i = 0; i < count; i++)
		whole = join(whole, words[i]);
	add_first(names, words[0]);
	if (count > names->longest)
		names->longest = count;
	if (count == 1)
		return add(names, whole);
	turned = join(join(0, words[count - 1]), ',');
	for (size_t i = 0; i + 1 < count; i++)
		turned = join(turned, words[i]);
	add_first(names, words[count - 1]);
	return add(names, whole) && add(names, turned);
}

/* What is wrong with a line, or NULL. */
static const char *take_line(struct tw_private_names *names,
	struct tw_view line, bool *failed)
{
	char plain[MOST_LINE * TW_PLAIN_MOST / 2 + TW_PLAIN_MOST + 2];
	uint64_t words[MOST_WORDS], surname = 0;
	size_t len, count = 0, comma = 0;
	bool figures = false;

	if (line.len > MOST_LINE)
		return "is longer than a name is: 256 bytes";
	if (memchr(line.ptr, '\0', line.len))
		return "holds bytes that are no text; save the list as UTF-8";
	if (!read_line(plain, &len, line))
		return "is not UTF-8 text; save the list as UTF-8";
	for (size_t i = 0; i < len;) {
		if (plain[i] == ',' && count && !comma)
			comma = count;
		if (!tw_plain_inner(plain[i])) {
			i++;
			continue;
		}
		if (count == MOST_WORDS)
			return "has more than eight words: a line is one name";
		i = read_word(&words[count++], plain, i, &figures);
		if (figures)
			return "has a digit, which no name has";
	}
	if (!count)
		return "has no letter: a line is one name";
	if (comma == 1 && count > 1) {
		surname = words[0];
		memmove(words, words + 1, (count - 1) * sizeof(*words));
		words[count - 1] = surname;
	}
	*failed |= !add_name(names, words, count);
	return NULL;
}

static bool next_line(struct tw_view *line, struct tw_view *rest)
{
	const char *end;

	if (!rest->len)
		return false;
	end = memchr(rest->ptr, '\n', rest->len);
	line->ptr = rest->ptr;
	line->len = end ? (size_t)(end - rest->ptr) : rest->len;
	*rest = tw_after(*rest, line->len + (end != NULL));
	return true;
}

static enum tw_status take_lines(struct tw_private_names *names,
	struct tw_view rest, const char *path, struct tw_error *err)
{
	struct tw_view line;
	unsigned long number = 0;
	bool failed = false;

	if (rest.len >= 3 && !memcmp(rest.ptr, "\xEF\xBB\xBF", 3))
		rest = tw_after(rest, 3);
	while (next_line(&line, &rest)) {
		const char *wrong = NULL;

		number++;
		if (line.len && line.ptr[line.len - 1] == '\r')
			line.len--;
		line = tw_trim(line);
		if (line.len && line.ptr[0] != '#')
			wrong = take_line(names, line, &failed);
		if (failed)
			return tw_fail_memory(err);
		if (wrong)
			return tw_fail(err, TW_IO, "%s:%lu: this line of the "
				"list of names %s", path, number, wrong);
	}
	return TW_OK;
}

enum tw_status tw_private_names_parse(struct tw_private_names **names,
	struct tw_view bytes, const char *path, struct tw_error *err)
{
	struct tw_private_names *made = calloc(1, sizeof(*made));
	enum tw_status status;

	if (made)
		made->firsts = calloc(FILTER_BITS / 8, 1);
	if (!made || !made->firsts || !grow(made))
		status = tw_fail_memory(err);
	else
		status = take_lines(made, bytes, path, err);
	if (status)
		tw_private_names_free(made);
	else
		*names = made;
	return status;
}

enum tw_status tw_private_names_read(struct tw_private_names **names,
	const char *path, const char *shown, struct tw_error *err)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;
	enum tw_status status = tw_file_read(&buffer, AT_FDCWD, path,
		MOST_BYTES, shown, err);

	if (!status && buffer.len > MOST_BYTES)
		status = tw_fail(err, TW_IO, "%s: a list of names has at most "
			"256 MiB", shown);
	if (!status)
		status = tw_private_names_parse(names, tw_buffer_get(&buffer),
			shown, err);
	tw_buffer_release(&buffer);
	return status;
}

/* ---- names in a text ---- */

/* What may stand between two words of a name; *comma: a comma does. */
static size_t skip_gap(const struct tw_plain *plain, size_t i, bool *comma)
{
	enum { LONGEST = 3 };
	size_t start = i;

	*comma = false;
	while (i - start < LONGEST && plain->c[i] &&
	       strchr(" \n-_.,'", plain->c[i])) {
		*comma |= plain->c[i] == ',';
		i++;
	}
	return i;
}

/* A name of one word is a name only where it is written as one. */
static bool counts(const struct tw_plain *plain, size_t i, size_t words)
{
	return words > 1 || !tw_plain_alpha(plain->c[i]) ||
		tw_plain_upper(plain->c[i]);
}

/* The longest name that begins at `i`; where the first word ends. */
static size_t match_name(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	const struct tw_private_names *names = plain->options->names;
	uint64_t word, whole = 0;
	size_t from = i, first, best = i, words = 0;
	bool figures, comma = false;

	first = i = read_word(&word, plain->c, i, &figures);
	if (figures || !has_first(names, word))
		return first;
	while (!figures && words < names->longest) {
		whole = join(whole, comma ? ',' : word);
		if (comma)
			whole = join(whole, word);
		words++;
		if (names->slots[slot_of(names, whole)] &&
		    counts(plain, from, words))
			best = i;
		i = skip_gap(plain, i, &comma);
		if (!tw_plain_inner(plain->c[i]))
			break;
		i = read_word(&word, plain->c, i, &figures);
	}
	if (best > from)
		tw_hits_add(hits, (struct tw_hit){ from, best,
			tw_hit_name(plain, from, best), TW_PRIVATE_NAME });
	return first;
}

void tw_match_names(struct tw_hits *hits, const struct tw_plain *plain)
{
	for (size_t i = 0; i < plain->len;)
		i = tw_plain_inner(plain->c[i]) ?
			match_name(hits, plain, i) : i + 1;
}
