#include "text/lexicon.h"

#include "base/arena.h"
#include "text/stemmer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The lexicon grows from few entries, whose pages a short run pays for. */
enum { ENTRIES_FIRST = 128, ENTRIES_MOST = 16384, FIRST_ROOM = 512 };

/* More than this is forgotten where there is a rest; texts are soon many. */
enum { STEMS_MOST = 1 << 14, CODES_MOST = 1 << 15, BYTES_MOST = 1 << 14 };

/* As many bits as a stem has for its length. */
enum { STEM_LENGTH = (1 << 23) - 1 };

/* The address differs from run to run, and so does the time. */
static uint64_t seed_of(const void *address)
{
	return ((uint64_t)(uintptr_t)address ^ (uint64_t)time(NULL) << 32) *
		0x9E3779B97F4A7C15u;
}

struct tw_lexicon *tw_lexicon_new(void)
{
	struct tw_lexicon *lexicon = calloc(1, sizeof(*lexicon));

	if (!lexicon)
		return NULL;
	lexicon->room = ENTRIES_FIRST;
	lexicon->entries = calloc(lexicon->room, sizeof(*lexicon->entries));
	lexicon->words = malloc(TW_WORDS_MOST * sizeof(*lexicon->words));
	lexicon->stemmer = tw_stemmer_new();
	lexicon->arena = tw_arena_new();
	lexicon->texts.arena = tw_arena_new();
	lexicon->older.arena = tw_arena_new();
	if (!lexicon->entries || !lexicon->words || !lexicon->stemmer ||
	    !lexicon->arena || !lexicon->texts.arena ||
	    !lexicon->older.arena) {
		tw_lexicon_free(lexicon);
		return NULL;
	}
	lexicon->seed = seed_of(lexicon);
	lexicon->age = 1;
	return lexicon;
}

static void free_numbers(struct tw_lexicon *lexicon)
{
	free(lexicon->stems.list);
	free(lexicon->stems.met);
	free(lexicon->stems.slots);
	free(lexicon->forms.list);
	free(lexicon->forms.slots);
	free(lexicon->codes.slots);
	free(lexicon->codes.stamps);
	free(lexicon->codes.lanes);
}

void tw_lexicon_free(struct tw_lexicon *lexicon)
{
	if (!lexicon)
		return;
	tw_stemmer_free(lexicon->stemmer);
	tw_buffer_release(&lexicon->norm);
	tw_buffer_release(&lexicon->plain);
	tw_buffer_release(&lexicon->value);
	free(lexicon->entries);
	free(lexicon->words);
	free(lexicon->kept);
	free_numbers(lexicon);
	tw_arena_free(lexicon->arena);
	free(lexicon->texts.slots);
	tw_arena_free(lexicon->texts.arena);
	free(lexicon->older.slots);
	tw_arena_free(lexicon->older.arena);
	free(lexicon->expected.at);
	free(lexicon);
}

void *tw_lexicon_keep(struct tw_lexicon *lexicon, size_t size)
{
	if (!lexicon->kept)
		lexicon->kept = calloc(1, size);
	return lexicon->kept;
}

/* As many as there are between two rests keep their room. */
static void forget_texts(struct tw_texts *texts)
{
	enum { ROOM_KEPT = 1024 };

	tw_arena_reset(texts->arena);
	texts->count = texts->bytes = 0;
	if (texts->room > ROOM_KEPT) {
		free(texts->slots);
		texts->slots = NULL;
		texts->room = 0;
	}
	for (size_t i = 0; i < texts->room; i++)
		texts->slots[i] = NULL;
}

/* Words stay, but their stems get numbers anew. */
static void forget_numbers(struct tw_lexicon *lexicon)
{
	free_numbers(lexicon);
	lexicon->stems = (struct tw_stems){ .count = 0 };
	lexicon->forms = (struct tw_forms){ .count = 0 };
	lexicon->codes = (struct tw_codes){ .count = 0 };
	lexicon->stamp = 0;
	lexicon->age++;
	tw_arena_reset(lexicon->arena);
}

/*
 * The texts that were met last stay, since what was the later update may soon
 * be the earlier one.
 */
void tw_lexicon_rest(struct tw_lexicon *lexicon)
{
	struct tw_texts older = lexicon->older;

	if (lexicon->stems.count > STEMS_MOST ||
	    lexicon->codes.count > CODES_MOST ||
	    lexicon->stamp > UINT32_MAX / 2) {
		forget_texts(&lexicon->texts);
		forget_texts(&lexicon->older);
		forget_numbers(lexicon);
		lexicon->expected.count = 0;
	} else if (lexicon->texts.bytes > BYTES_MOST) {
		forget_texts(&older);
		lexicon->older = lexicon->texts;
		lexicon->texts = older;
		lexicon->expected.count = 0;
	}
}

uint64_t tw_text_hash(uint64_t seed, struct tw_view v)
{
	return tw_hash_of(seed, v);
}

static void place(struct tw_stems *stems, uint32_t number)
{
	size_t mask = 2 * stems->room - 1;
	size_t slot = stems->list[number].hash & mask;

	while (stems->slots[slot])
		slot = (slot + 1) & mask;
	stems->slots[slot] = number + 1;
}

/* Twice the room, and twice as many slots as room, so that some are free. */
static bool grow(struct tw_stems *stems)
{
	size_t room = stems->room ? 2 * stems->room : FIRST_ROOM;
	struct tw_stem *list;
	struct tw_met *met;

	if (room > UINT32_MAX / 4)
		return false;
	list = realloc(stems->list, room * sizeof(*list));
	if (!list)
		return false;
	stems->list = list;
	met = realloc(stems->met, room * sizeof(*met));
	if (!met)
		return false;
	stems->met = met;
	memset(met + stems->count, 0, (room - stems->count) * sizeof(*met));
	free(stems->slots);
	stems->slots = calloc(2 * room, sizeof(*stems->slots));
	if (!stems->slots) {
		/* What has no place cannot be found: it begins anew. */
		stems->count = stems->room = 0;
		return false;
	}
	stems->room = room;
	for (size_t i = 0; i < stems->count; i++)
		place(stems, (uint32_t)i);
	return true;
}

static bool find(uint32_t *number, const struct tw_stems *stems,
	struct tw_view stem, uint32_t hash)
{
	size_t mask = 2 * stems->room - 1;

	for (size_t slot = hash & mask; stems->slots[slot];
	     slot = (slot + 1) & mask) {
		uint32_t at = stems->slots[slot] - 1;
		const struct tw_stem *known = &stems->list[at];

		if (known->hash == hash && known->len == stem.len &&
		    !memcmp(known->ptr, stem.ptr, stem.len)) {
			*number = at;
			return true;
		}
	}
	return false;
}

bool tw_lexicon_number(uint32_t *number, struct tw_lexicon *lexicon,
	struct tw_view stem)
{
	struct tw_stems *stems = &lexicon->stems;
	uint32_t hash = (uint32_t)tw_hash_of(lexicon->seed, stem);
	struct tw_view kept;

	if (stems->count == stems->room && !grow(stems))
		return false;
	if (find(number, stems, stem, hash))
		return true;
	kept = tw_arena_copy(lexicon->arena, stem);
	if (!kept.ptr)
		return false;
	*number = (uint32_t)stems->count++;
	stems->list[*number] = (struct tw_stem){ .ptr = kept.ptr,
		.len = (uint32_t)stem.len & STEM_LENGTH, .kin = TW_KINS_MOST,
		.hash = hash };
	place(stems, *number);
	return true;
}

bool tw_lexicon_word(uint32_t *number, struct tw_lexicon *lexicon,
	struct tw_view word)
{
	const struct tw_learnt *entry = tw_lexicon_find(lexicon, word);

	if (entry)
		*number = entry->id;
	return entry;
}

/* Fills an entry from the closed lists and the stemmer. */
static bool learn(struct tw_learnt *entry, struct tw_lexicon *lexicon,
	struct tw_view word)
{
	const struct tw_special *row = tw_special_word(word);
	struct tw_view stem;

	if (row) {
		entry->flags = row->flags;
		if (row->flags & TW_WORD_MONTH)
			entry->month = row->value;
	}
	if (row && (row->flags & TW_WORD_NUMBER)) {
		stem = tw_view_of(row->stem);
	} else {
		stem = tw_stemmer_stem(lexicon->stemmer, row && *row->stem ?
			tw_view_of(row->stem) : word);
		if (!stem.ptr)
			return false;
		row = tw_special_stem(stem);
		if (row) {
			entry->flags |= row->flags;
			entry->key = row->value;
		}
	}
	assert(stem.len <= TW_ENTRY_ROOM);
	memcpy(entry->stem, stem.ptr, stem.len);
	entry->stem_length = (uint8_t)stem.len;
	return true;
}

/* A word too long for an entry is stemmed each time; it is never special. */
static const struct tw_learnt *find_long(struct tw_lexicon *lexicon,
	struct tw_view word)
{
	struct tw_view stem = tw_stemmer_stem(lexicon->stemmer, word);

	memset(&lexicon->spare, 0, sizeof(lexicon->spare));
	if (!stem.ptr || !tw_lexicon_number(&lexicon->spare.id, lexicon, stem))
		return NULL;
	return &lexicon->spare;
}

static inline bool holds(const struct tw_learnt *entry, struct tw_view word,
	uint32_t hash)
{
	struct tw_view known = { entry->word, entry->length };

	return entry->hash == hash && entry->length == word.len &&
		(word.len <= 8 ? tw_short_number(known) == tw_short_number(word) :
		!memcmp(entry->word, word.ptr, word.len));
}

/* The place of a word in the lexicon, or the free one where it would be. */
static inline struct tw_learnt *place_of(const struct tw_lexicon *lexicon,
	struct tw_view word, uint32_t hash)
{
	size_t at = hash & (lexicon->room - 1);

	while (lexicon->entries[at].length &&
	       !holds(&lexicon->entries[at], word, hash))
		at = (at + 1) & (lexicon->room - 1);
	return &lexicon->entries[at];
}

/*
 * Keeps half of the lexicon free: doubles it or, where it is large already or
 * there is no memory, forgets all and starts anew.
 */
static void make_room(struct tw_lexicon *lexicon)
{
	struct tw_learnt *old = lexicon->entries, *more = NULL;
	size_t count = lexicon->room;

	if (count < ENTRIES_MOST)
		more = calloc(2 * count, sizeof(*more));
	if (!more) {
		memset(old, 0, count * sizeof(*old));
		lexicon->learnt = 0;
		return;
	}
	lexicon->entries = more;
	lexicon->room = 2 * count;
	for (size_t i = 0; i < count; i++)
		if (old[i].length)
			*place_of(lexicon, (struct tw_view){ old[i].word,
				old[i].length }, old[i].hash) = old[i];
	free(old);
}

/* Learns a word that is not in the lexicon. NULL without memory. */
static struct tw_learnt *add_entry(struct tw_lexicon *lexicon,
	struct tw_view word, uint32_t hash)
{
	struct tw_learnt entry = { .hash = hash, .length = (uint8_t)word.len },
		*place;

	if (!learn(&entry, lexicon, word))
		return NULL;
	memcpy(entry.word, word.ptr, word.len);
	if (2 * ++lexicon->learnt > lexicon->room)
		make_room(lexicon);
	place = place_of(lexicon, word, hash);
	*place = entry;
	return place;
}

const struct tw_learnt *tw_lexicon_find(struct tw_lexicon *lexicon,
	struct tw_view word)
{
	struct tw_learnt *entry;
	uint32_t hash;

	if (word.len > TW_ENTRY_ROOM)
		return find_long(lexicon, word);
	hash = (uint32_t)tw_hash_of(lexicon->seed, word);
	entry = place_of(lexicon, word, hash);
	if (!entry->length)
		entry = add_entry(lexicon, word, hash);
	if (!entry || entry->age == lexicon->age)
		return entry;
	if (!tw_lexicon_number(&entry->id, lexicon,
	    (struct tw_view){ entry->stem, entry->stem_length }))
		return NULL;
	entry->age = lexicon->age;
	return entry;
}
