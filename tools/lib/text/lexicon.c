#include "text/lexicon.h"

#include "base/arena.h"
#include "text/stemmer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The lexicon grows from few entries, whose pages a short run pays for. */
enum { ENTRIES_FIRST = 128, ENTRIES_MOST = 16384, FIRST_ROOM = 512,
	BYTES_ROOM = 4096 };

struct tw_stem {
	const char *ptr;
	uint32_t len;
	uint32_t hash;
};

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
	lexicon->stemmer = tw_stemmer_new();
	if (!lexicon->entries || !lexicon->stemmer) {
		tw_lexicon_free(lexicon);
		return NULL;
	}
	lexicon->seed = seed_of(lexicon);
	return lexicon;
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
	free(lexicon);
}

/* At most eight bytes as a number; of one length each has its own. */
static inline uint64_t number_of(struct tw_view v)
{
	const unsigned char *p = (const unsigned char *)v.ptr;
	uint32_t first, last;

	if (v.len >= 4) {
		memcpy(&first, p, 4);
		memcpy(&last, p + v.len - 4, 4);
		return (uint64_t)first << 32 | last;
	}
	return v.len ? (uint64_t)p[0] << 16 | (uint64_t)p[v.len / 2] << 8 |
		p[v.len - 1] : 0;
}

static inline uint64_t hash_of(uint64_t seed, struct tw_view v)
{
	uint64_t hash = seed ^ v.len, word;

	for (; v.len > 8; v.ptr += 8, v.len -= 8) {
		memcpy(&word, v.ptr, 8);
		hash = (hash ^ word) * 0x9FB21C651E98DF25u;
		hash ^= hash >> 35;
	}
	hash = (hash ^ number_of(v)) * 0x9FB21C651E98DF25u;
	hash ^= hash >> 35;
	hash *= 0xD6E8FEB86659FD93u;
	return hash ^ hash >> 32;
}

uint64_t tw_text_hash(uint64_t seed, struct tw_view v)
{
	return hash_of(seed, v);
}

struct tw_vocabulary *tw_vocabulary_new(struct tw_arena *arena)
{
	struct tw_vocabulary *vocabulary =
		tw_arena_take(arena, sizeof(*vocabulary));

	if (!vocabulary)
		return NULL;
	vocabulary->arena = arena;
	vocabulary->seed = seed_of(vocabulary);
	return vocabulary;
}

void tw_vocabulary_lend(struct tw_vocabulary *vocabulary,
	struct tw_lexicon *lexicon)
{
	vocabulary->lexicon = lexicon;
	if (lexicon)
		vocabulary->serial = ++lexicon->serial;
}

static void place(struct tw_vocabulary *vocabulary, uint32_t id)
{
	size_t mask = vocabulary->slot_count - 1;
	size_t slot = vocabulary->stems[id].hash & mask;

	while (vocabulary->slots[slot])
		slot = (slot + 1) & mask;
	vocabulary->slots[slot] = id + 1;
}

/* Twice the room, and twice as many slots as room, so that some are free. */
static bool grow(struct tw_vocabulary *vocabulary)
{
	size_t room = vocabulary->room ? 2 * vocabulary->room : FIRST_ROOM;
	struct tw_stem *stems;
	uint32_t *slots;

	if (room > UINT32_MAX / 4)
		return false;
	stems = tw_arena_take_raw(vocabulary->arena, room * sizeof(*stems));
	slots = tw_arena_take(vocabulary->arena, 2 * room * sizeof(*slots));
	if (!stems || !slots)
		return false;
	if (vocabulary->count)
		memcpy(stems, vocabulary->stems,
			vocabulary->count * sizeof(*stems));
	vocabulary->stems = stems;
	vocabulary->slots = slots;
	vocabulary->room = room;
	vocabulary->slot_count = 2 * room;
	for (size_t i = 0; i < vocabulary->count; i++)
		place(vocabulary, (uint32_t)i);
	return true;
}

static bool find(uint32_t *id, const struct tw_vocabulary *vocabulary,
	struct tw_view stem, uint32_t hash)
{
	size_t mask = vocabulary->slot_count - 1;

	for (size_t slot = hash & mask; vocabulary->slots[slot];
	     slot = (slot + 1) & mask) {
		uint32_t number = vocabulary->slots[slot] - 1;
		const struct tw_stem *known = &vocabulary->stems[number];

		if (known->hash == hash && known->len == stem.len &&
		    !memcmp(known->ptr, stem.ptr, stem.len)) {
			*id = number;
			return true;
		}
	}
	return false;
}

/* Keeps the bytes of a stem; NULL: no memory. */
static const char *keep(struct tw_vocabulary *vocabulary, struct tw_view stem)
{
	size_t room = stem.len < BYTES_ROOM ? BYTES_ROOM : stem.len;
	char *kept = vocabulary->bytes;

	if (!kept || stem.len > vocabulary->left) {
		kept = tw_arena_take_raw(vocabulary->arena, room);
		if (!kept)
			return NULL;
		vocabulary->left = room;
	}
	memcpy(kept, stem.ptr, stem.len);
	vocabulary->bytes = kept + stem.len;
	vocabulary->left -= stem.len;
	return kept;
}

bool tw_vocabulary_add(uint32_t *id, struct tw_vocabulary *vocabulary,
	struct tw_view stem)
{
	uint32_t hash = (uint32_t)hash_of(vocabulary->seed, stem);
	const char *kept;

	if (vocabulary->count == vocabulary->room && !grow(vocabulary))
		return false;
	if (find(id, vocabulary, stem, hash))
		return true;
	kept = keep(vocabulary, stem);
	if (!kept)
		return false;
	*id = (uint32_t)vocabulary->count++;
	vocabulary->stems[*id] = (struct tw_stem){ kept, (uint32_t)stem.len,
		hash };
	place(vocabulary, *id);
	return true;
}

bool tw_vocabulary_word(uint32_t *id, struct tw_vocabulary *vocabulary,
	struct tw_view word)
{
	const struct tw_entry *entry = tw_lexicon_find(vocabulary, word);

	if (entry)
		*id = entry->id;
	return entry;
}

size_t tw_vocabulary_count(const struct tw_vocabulary *vocabulary)
{
	return vocabulary->count;
}

uint64_t tw_vocabulary_seed(const struct tw_vocabulary *vocabulary)
{
	return vocabulary->seed;
}

/* Fills an entry from the closed lists and the stemmer. */
static bool learn(struct tw_entry *entry, struct tw_lexicon *lexicon,
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
		stem = tw_stemmer_stem(lexicon->stemmer, row && row->stem ?
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
static const struct tw_entry *find_long(struct tw_vocabulary *vocabulary,
	struct tw_view word)
{
	struct tw_lexicon *lexicon = vocabulary->lexicon;
	struct tw_view stem = tw_stemmer_stem(lexicon->stemmer, word);

	memset(&lexicon->spare, 0, sizeof(lexicon->spare));
	if (!stem.ptr || !tw_vocabulary_add(&lexicon->spare.id, vocabulary,
	    stem))
		return NULL;
	return &lexicon->spare;
}

static inline bool holds(const struct tw_entry *entry, struct tw_view word,
	uint32_t hash)
{
	struct tw_view known = { entry->word, entry->length };

	return entry->hash == hash && entry->length == word.len &&
		(word.len <= 8 ? number_of(known) == number_of(word) :
		!memcmp(entry->word, word.ptr, word.len));
}

/* The place of a word in the lexicon, or the free one where it would be. */
static inline struct tw_entry *place_of(const struct tw_lexicon *lexicon,
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
	struct tw_entry *old = lexicon->entries, *more = NULL;
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
static struct tw_entry *add_entry(struct tw_lexicon *lexicon,
	struct tw_view word, uint32_t hash)
{
	struct tw_entry entry = { .hash = hash, .length = (uint8_t)word.len },
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

const struct tw_entry *tw_lexicon_find(struct tw_vocabulary *vocabulary,
	struct tw_view word)
{
	struct tw_lexicon *lexicon = vocabulary->lexicon;
	struct tw_entry *entry;
	uint32_t hash;

	if (word.len > TW_ENTRY_ROOM)
		return find_long(vocabulary, word);
	hash = (uint32_t)hash_of(lexicon->seed, word);
	entry = place_of(lexicon, word, hash);
	if (!entry->length)
		entry = add_entry(lexicon, word, hash);
	if (!entry || entry->serial == vocabulary->serial)
		return entry;
	if (!tw_vocabulary_add(&entry->id, vocabulary,
	    (struct tw_view){ entry->stem, entry->stem_length }))
		return NULL;
	entry->serial = vocabulary->serial;
	return entry;
}
