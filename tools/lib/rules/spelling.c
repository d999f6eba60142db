#include "rules/spelling.h"

#include "base/file.h"
#include "base/set.h"
#include "base/utf8.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
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
	struct tw_buffer last;     /* the end of the dictionary */
};

struct tw_speller {
	const struct tw_spelling *spelling;
	struct hunspell *handle;
	bool failed;               /* for want of memory */
	struct tw_arena *arena;    /* of what is known */
	struct tw_set known;       /* words that are right, by their hash */
};

/*
 * hunspell is written in C++, where memory that is refused is thrown, and
 * nobody here can catch it. So one block is kept for that, for the process, as
 * the handler is: it is given back, the call goes on, and its thread is told.
 */
typedef void handler(void);
static struct {
	handler *(*set)(handler *handler);
	void *_Atomic block;
} reserve;
static _Thread_local bool denied;

enum { RESERVE = 1 << 20 };

static void give_back(void)
{
	void *block = atomic_exchange(&reserve.block, NULL);

	denied = true;
	if (block)
		free(block);
	else
		reserve.set(NULL);
}

/* True if there was memory for all that was done since it was last asked. */
static bool went_well(void)
{
	bool well = !denied;

	denied = false;
	return well;
}

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

/* What stands at the end of it must be known, once it is read. */
static enum tw_status read_end(struct tw_spelling *spelling,
	struct tw_error *err)
{
	enum { MOST = 64 * 1024 * 1024, END = 2000 };
	struct tw_buffer all = TW_BUFFER_INIT;
	enum tw_status status = tw_file_read(&all, AT_FDCWD,
		spelling->dic.ptr, MOST, spelling->dic.ptr, err);
	struct tw_view end = tw_buffer_get(&all);

	if (end.len > END)
		end = (struct tw_view){ end.ptr + end.len - END, END };
	if (!status && !tw_buffer_view(&spelling->last, end))
		status = tw_fail_memory(err);
	tw_buffer_release(&all);
	return status;
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
	if (!status && found)
		status = read_end(spelling, err);
	else if (!status)
		status = tw_fail(err, TW_IO, "spelling is checked by the "
			"dictionary " NAME " of hunspell, which is not there: "
			"install it (Debian: hunspell-en-gb), or name its "
			"folder in DICPATH");
	return status;
}

/* The standard library of C++ comes with hunspell. */
static bool keep_reserve(struct tw_spelling *spelling)
{
	void *symbol = dlsym(spelling->library,
		"_ZSt15set_new_handlerPFvvE");

	reserve.block = malloc(RESERVE);
	if (!reserve.block)
		return false;
	if (symbol) {
		memcpy(&reserve.set, &symbol, sizeof(symbol));
		reserve.set(give_back);
	}
	return true;
}

static void leave_reserve(void)
{
	if (reserve.set)
		reserve.set(NULL);
	reserve.set = NULL;
	free(atomic_exchange(&reserve.block, NULL));
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
	else if (!keep_reserve(opened))
		status = tw_fail_memory(err);
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
	tw_buffer_release(&spelling->last);
	leave_reserve();
	if (spelling->library)
		dlclose(spelling->library);
	free(spelling);
}

/* ---- words ---- */

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
	bool right = speller->spelling->calls.spell(speller->handle, word);

	speller->failed |= !went_well();
	return right;
}

bool tw_speller_failed(const struct tw_speller *speller)
{
	return speller->failed;
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

/* Words are their lines up to a "/"; the first line may be half of one. */
static bool knows_end(struct tw_speller *speller)
{
	struct tw_view rest = tw_buffer_get(&speller->spelling->last);
	const char *line;

	while (rest.len && (line = memchr(rest.ptr, '\n', rest.len))) {
		struct tw_view word = { line + 1, 0 };

		rest = tw_after(rest, (size_t)(word.ptr - rest.ptr));
		while (word.len < rest.len &&
		       !strchr("/\t\r\n", word.ptr[word.len]))
			word.len++;
		if (word.len && tw_speller_knows(speller, word))
			return true;
	}
	return false;
}

/*
 * hunspell passes over what it cannot read, and takes all words for wrong; so
 * some are asked for, of which the affixes make most.
 */
static bool knows_english(struct tw_speller *speller)
{
	static const char *const words[] = {
		"attendance", "colleagues", "organised", "reviewing",
		"schools", "supported", "unhelpful"
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!ask(speller, words[i]))
			return false;
	return knows_end(speller);
}

enum tw_status tw_speller_new(struct tw_speller **speller,
	const struct tw_spelling *spelling, struct tw_error *err)
{
	struct tw_speller *made = calloc(1, sizeof(*made));
	enum tw_status status = TW_NO_MEMORY;

	*speller = made;
	if (!made)
		return tw_fail_memory(err);
	made->spelling = spelling;
	made->arena = tw_arena_new();
	if (made->arena)
		made->handle = spelling->calls.create(spelling->aff.ptr,
			spelling->dic.ptr);
	if (!went_well() || !made->handle)
		status = tw_fail_memory(err);
	else if (knows_english(made))
		status = TW_OK;
	else
		status = made->failed ? tw_fail_memory(err) :
			tw_fail(err, TW_IO, "%s: cannot be read as a "
				"dictionary, whole and with its affixes",
				spelling->dic.ptr);
	if (status) {
		tw_speller_free(made);
		*speller = NULL;
	}
	return status;
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
