#include "rules/spelling.h"

#include "base/set.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "en_GB"
#define SONAME "libhunspell-1.7.so.0"

enum { MOST_BYTES = 100, MOST_KNOWN = 1 << 16 };

/* The calls of hunspell's interface for C that are made here. */
struct hunspell;
struct calls {
	struct hunspell *(*create)(const char *aff, const char *dic);
	void (*destroy)(struct hunspell *handle);
	int (*spell)(struct hunspell *handle, const char *word);
};

struct tw_spelling {
	void *library;
	struct calls calls;
	struct tw_buffer aff, dic; /* paths, with a NUL */
};

struct tw_speller {
	const struct tw_spelling *spelling;
	struct hunspell *handle;
	struct tw_arena *arena;    /* of what is known */
	struct tw_set known;       /* words that are right, by their hash */
};

/* ---- the library ---- */

static bool calls_find(struct tw_spelling *spelling)
{
	static const struct {
		const char *symbol;
		size_t offset;
	} calls[] = {
		{ "Hunspell_create", offsetof(struct calls, create) },
		{ "Hunspell_destroy", offsetof(struct calls, destroy) },
		{ "Hunspell_spell", offsetof(struct calls, spell) },
	};

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		void *symbol = dlsym(spelling->library, calls[i].symbol);

		if (!symbol)
			return false;
		/* POSIX has it that a function fits into a void pointer. */
		memcpy((char *)&spelling->calls + calls[i].offset, &symbol,
			sizeof(symbol));
	}
	return true;
}

/* ---- the dictionary ---- */

static bool name_files(struct tw_spelling *spelling, struct tw_view folder)
{
	tw_buffer_clear(&spelling->aff);
	tw_buffer_clear(&spelling->dic);
	tw_buffer_format(&spelling->aff, "%.*s/" NAME ".aff", TW_ARG(folder));
	tw_buffer_byte(&spelling->aff, '\0');
	tw_buffer_format(&spelling->dic, "%.*s/" NAME ".dic", TW_ARG(folder));
	tw_buffer_byte(&spelling->dic, '\0');
	return !spelling->aff.failed && !spelling->dic.failed;
}

/* Takes the first folder of a list that has the dictionary. */
static enum tw_status seek(bool *found, struct tw_spelling *spelling,
	const char *path, struct tw_error *err)
{
	while (!*found && *path) {
		struct tw_view folder = { path, strcspn(path, ":") };

		path += folder.len + (path[folder.len] == ':');
		if (!folder.len)
			continue;
		if (!name_files(spelling, folder))
			return tw_fail_memory(err);
		*found = !access(spelling->aff.ptr, R_OK) &&
			!access(spelling->dic.ptr, R_OK);
	}
	return TW_OK;
}

static enum tw_status find_dictionary(struct tw_spelling *spelling,
	const char *path, struct tw_error *err)
{
	static const char usual[] = "/usr/share/hunspell:/usr/share/myspell:"
		"/usr/share/myspell/dicts:/usr/local/share/hunspell";
	bool found = false;
	enum tw_status status = TW_OK;

	if (path)
		status = seek(&found, spelling, path, err);
	if (!status && !found)
		status = seek(&found, spelling, usual, err);
	if (!status && !found)
		status = tw_fail(err, TW_IO, "spelling is checked by the "
			"dictionary " NAME " of hunspell, which is not there: "
			"install it (Debian: hunspell-en-gb), or name its "
			"folder in DICPATH");
	return status;
}

enum tw_status tw_spelling_open(struct tw_spelling **spelling,
	const char *path, struct tw_error *err)
{
	struct tw_spelling *opened = calloc(1, sizeof(*opened));
	enum tw_status status;

	*spelling = NULL;
	if (!opened)
		return tw_fail_memory(err);
	opened->library = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
	if (!opened->library || !calls_find(opened))
		status = tw_fail(err, TW_IO, "spelling is checked by the "
			"library " SONAME ", which cannot be loaded: install "
			"the package Hunspell (Debian: libhunspell-1.7-0)");
	else
		status = find_dictionary(opened, path, err);
	if (status)
		tw_spelling_close(opened);
	else
		*spelling = opened;
	return status;
}

void tw_spelling_close(struct tw_spelling *spelling)
{
	if (!spelling)
		return;
	tw_buffer_release(&spelling->aff);
	tw_buffer_release(&spelling->dic);
	if (spelling->library)
		dlclose(spelling->library);
	free(spelling);
}

/* ---- words ---- */

struct tw_speller *tw_speller_new(const struct tw_spelling *spelling)
{
	struct tw_speller *speller = calloc(1, sizeof(*speller));

	if (!speller)
		return NULL;
	speller->spelling = spelling;
	speller->arena = tw_arena_new();
	if (speller->arena)
		speller->handle = spelling->calls.create(spelling->aff.ptr,
			spelling->dic.ptr);
	if (speller->handle)
		return speller;
	tw_speller_free(speller);
	return NULL;
}

void tw_speller_free(struct tw_speller *speller)
{
	if (!speller)
		return;
	if (speller->handle)
		speller->spelling->calls.destroy(speller->handle);
	tw_arena_free(speller->arena);
	free(speller);
}

static bool ask(struct tw_speller *speller, const char *word)
{
	return speller->spelling->calls.spell(speller->handle, word) != 0;
}

static bool same_word(const void *a, const void *b)
{
	return tw_view_equal(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

/* Keeps a word that is right, for speed only: without memory it is not. */
static void keep(struct tw_speller *speller, struct tw_view word)
{
	struct tw_view *kept;
	bool failed = false;

	if (speller->known.count >= MOST_KNOWN) {
		speller->known = (struct tw_set){ NULL, 0, 0 };
		tw_arena_reset(speller->arena);
	}
	kept = tw_arena_take(speller->arena, sizeof(*kept));
	if (!kept)
		return;
	*kept = tw_arena_copy(speller->arena, word);
	if (kept->ptr)
		tw_set_add(&speller->known, speller->arena, tw_hash(word),
			kept, same_word, &failed);
}

bool tw_speller_knows(struct tw_speller *speller, struct tw_view word)
{
	char copy[MOST_BYTES + 1];
	bool right;

	if (!word.len || word.len > MOST_BYTES ||
	    tw_set_get(&speller->known, tw_hash(word), &word, same_word))
		return true;
	memcpy(copy, word.ptr, word.len);
	copy[word.len] = '\0';
	right = ask(speller, copy);
	if (right)
		keep(speller, word);
	return right;
}

static bool all_letters(struct tw_view word)
{
	for (size_t i = 0; i < word.len; i++)
		if ((word.ptr[i] | 0x20) < 'a' || (word.ptr[i] | 0x20) > 'z')
			return false;
	return true;
}

/* Words one slip away, in an order of their own, made in one place. */
struct slip {
	struct tw_view word;
	char made[MOST_BYTES + 2];
};

static bool swapped(struct slip *slip, struct tw_speller *speller)
{
	for (size_t i = 0; i + 1 < slip->word.len; i++) {
		memcpy(slip->made, slip->word.ptr, slip->word.len);
		slip->made[slip->word.len] = '\0';
		slip->made[i] = slip->word.ptr[i + 1];
		slip->made[i + 1] = slip->word.ptr[i];
		if (ask(speller, slip->made))
			return true;
	}
	return false;
}

static bool left_out(struct slip *slip, struct tw_speller *speller)
{
	for (size_t i = 0; i < slip->word.len; i++) {
		memcpy(slip->made, slip->word.ptr, i);
		memcpy(slip->made + i, slip->word.ptr + i + 1,
			slip->word.len - i - 1);
		slip->made[slip->word.len - 1] = '\0';
		if (ask(speller, slip->made))
			return true;
	}
	return false;
}

/* Changes each letter (`in` 0) or puts one in before it (1). */
static bool with_letter(struct slip *slip, struct tw_speller *speller,
	size_t in)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz'";

	for (size_t i = 0; i < slip->word.len + in; i++)
		for (const char *c = letters; *c; c++) {
			size_t rest = i + 1 - in;

			memcpy(slip->made, slip->word.ptr, i);
			slip->made[i] = *c;
			memcpy(slip->made + i + 1, slip->word.ptr + rest,
				slip->word.len - rest);
			slip->made[slip->word.len + in] = '\0';
			if (ask(speller, slip->made))
				return true;
		}
	return false;
}

bool tw_speller_near(bool *found, struct tw_buffer *out,
	struct tw_speller *speller, struct tw_view word)
{
	struct slip slip = { .word = word };

	*found = false;
	if (word.len < 2 || word.len > MOST_BYTES || !all_letters(word))
		return true;
	*found = swapped(&slip, speller) ||
		with_letter(&slip, speller, 1) ||
		left_out(&slip, speller) ||
		with_letter(&slip, speller, 0);
	return !*found || tw_buffer_string(out, slip.made);
}
