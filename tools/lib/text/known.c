#include "text/known.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 64, FIRST_CODES = 1024 };

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

void tw_ids_sort(struct tw_ids *set)
{
	enum { FEW = 32 };
	uint32_t *ids = set->ids;
	size_t kept = 0;

	if (set->count > FEW)
		qsort(ids, set->count, sizeof(*ids), by_number);
	for (size_t i = 1; set->count <= FEW && i < set->count; i++) {
		uint32_t id = ids[i];
		size_t at = i;

		for (; at > 0 && ids[at - 1] > id; at--)
			ids[at] = ids[at - 1];
		ids[at] = id;
	}
	for (size_t i = 0; i < set->count; i++)
		if (!kept || ids[kept - 1] != ids[i])
			ids[kept++] = ids[i];
	set->count = kept;
}

/* Puts numbers that were gathered into an arena. */
static bool keep(struct tw_ids *set, struct tw_arena *arena,
	const uint32_t *ids, size_t count)
{
	set->ids = tw_arena_take_raw(arena, count * sizeof(*ids));
	if (!set->ids)
		return false;
	if (count)
		memcpy(set->ids, ids, count * sizeof(*ids));
	set->count = count;
	return true;
}

/* ---- texts that were met ---- */

static struct tw_text **place_of(const struct tw_lexicon *lexicon,
	struct tw_view text, uint64_t hash)
{
	size_t mask = lexicon->text_room - 1, at = hash & mask;
	struct tw_text *known;

	for (; (known = lexicon->texts[at]); at = (at + 1) & mask)
		if (known->text_hash == hash &&
		    tw_view_equal(known->text, text))
			break;
	return &lexicon->texts[at];
}

/* Twice the room, of which half stays free. */
static bool grow_texts(struct tw_lexicon *lexicon)
{
	size_t old = lexicon->text_room, room = old ? 2 * old : FIRST_ROOM;
	struct tw_text **before = lexicon->texts;
	struct tw_text **texts = calloc(room, sizeof(*texts));

	if (!texts)
		return false;
	lexicon->texts = texts;
	lexicon->text_room = room;
	for (size_t i = 0; i < old; i++)
		if (before[i])
			*place_of(lexicon, before[i]->text,
				before[i]->text_hash) = before[i];
	free(before);
	return true;
}

struct tw_text *tw_text_known(struct tw_lexicon *lexicon, struct tw_view text)
{
	uint64_t hash = tw_text_hash(lexicon->seed, text);
	struct tw_text **place, *made;

	if (2 * lexicon->text_count >= lexicon->text_room &&
	    !grow_texts(lexicon))
		return NULL;
	place = place_of(lexicon, text, hash);
	if (*place)
		return *place;
	made = tw_arena_take(lexicon->arena, sizeof(*made));
	if (!made)
		return NULL;
	made->text = tw_arena_copy(lexicon->arena, text);
	made->text_hash = hash;
	if (!made->text.ptr)
		return NULL;
	lexicon->text_count++;
	lexicon->text_bytes += text.len;
	return *place = made;
}

/* ---- short forms ---- */

/* The words for which "D1", "KS2" and "Y7" stand, by their keys. */
static const char *const alias_words[3][2] = {
	{ "district", NULL }, { "key", "stage" }, { "year", NULL }
};

static bool number_aliases(struct tw_lexicon *lexicon)
{
	for (size_t i = 0; i < 3; i++)
		for (size_t j = 0; j < 2 && alias_words[i][j]; j++)
			if (!tw_lexicon_word(&lexicon->alias[i][j], lexicon,
			    tw_view_of(alias_words[i][j])))
				return false;
	return true;
}

size_t tw_word_pieces(struct tw_piece pieces[static TW_PIECES_MOST],
	const struct tw_lexicon *lexicon, const struct tw_words *words,
	const struct tw_word *word)
{
	struct tw_view norm = { words->norm.ptr + word->norm, word->length };
	size_t count = 0, kind;

	if (!(word->flags & TW_WORD_ALIAS)) {
		pieces[0] = (struct tw_piece){ word->stem, norm,
			word->flags & TW_WORD_FUNCTION };
		return 1;
	}
	kind = (size_t)word->key - TW_KEY_DISTRICT;
	for (; count < 2 && alias_words[kind][count]; count++)
		pieces[count] = (struct tw_piece){ lexicon->alias[kind][count],
			tw_view_of(alias_words[kind][count]), false };
	while (norm.len > 1 && (*norm.ptr == '0' || *norm.ptr > '9'))
		norm = tw_after(norm, 1);
	pieces[count++] = (struct tw_piece){ word->number, norm, false };
	return count;
}

/* ---- how stems are used ---- */

/* True for a word that makes a title if its neighbour is one, too. */
static bool titled(uint32_t flags)
{
	return (flags & TW_WORD_CAPITAL) && !(flags & (TW_WORD_FIRST |
		TW_WORD_FUNCTION | TW_WORD_ACRONYM | TW_WORD_FIGURES));
}

/* True for a word that says what is done or with what, not whose or which. */
static bool plain(uint32_t flags)
{
	return !(flags & (TW_WORD_FUNCTION | TW_WORD_NUMBER | TW_WORD_MONTH |
		TW_WORD_LABEL | TW_WORD_CONTRAST | TW_WORD_FIGURES
		| TW_WORD_ACRONYM)) &&
		((flags & (TW_WORD_SMALL | TW_WORD_FIRST)));
}

/* What the flags of a word say of its stem. */
static uint32_t use_of(uint32_t flags)
{
	uint32_t use = 0;

	if (plain(flags))
		use |= TW_USE_PLAIN;
	if (flags & TW_WORD_NAME)
		use |= TW_USE_NAME;
	if (!(flags & (TW_WORD_FUNCTION | TW_WORD_ALIAS)))
		use |= TW_USE_WEIGHS;
	if (flags & TW_WORD_FIRST)
		return use;
	if (flags & TW_WORD_SMALL)
		use |= TW_USE_SMALL;
	if ((flags & TW_WORD_CAPITAL) && !(flags & TW_WORD_ACRONYM))
		use |= TW_USE_INSIDE;
	return use;
}

/* Uses on their way, each stem once under one stamp. */
struct uses {
	struct tw_lexicon *lexicon;
	struct tw_use *list;
	size_t count;
};

static struct tw_use *add_use(struct uses *uses, uint32_t stem, uint32_t flags)
{
	struct tw_met *met = &uses->lexicon->stems.met[stem];

	if (met->stamp != uses->lexicon->stamp) {
		*met = (struct tw_met){ uses->lexicon->stamp,
			(uint32_t)uses->count };
		uses->list[uses->count++] = (struct tw_use){ stem, 0 };
	}
	uses->list[met->at].flags |= flags;
	return &uses->list[met->at];
}

/* Adds all of a text; returns the most that there can be if list is NULL. */
static void add_uses(struct uses *uses, const struct tw_words *words)
{
	struct tw_use *before = NULL, *now;

	for (size_t i = 0; i < words->count; i++) {
		const struct tw_word *word = &words->words[i];
		struct tw_piece pieces[TW_PIECES_MOST];
		size_t n = 0;

		now = add_use(uses, word->stem, use_of(word->flags));
		if (!titled(word->flags))
			now = NULL;
		if (now && before) {
			now->flags |= TW_USE_TITLE;
			before->flags |= TW_USE_TITLE;
		}
		before = now;
		if (word->flags & TW_WORD_ALIAS)
			n = tw_word_pieces(pieces, uses->lexicon, words,
				word);
		for (size_t k = 0; k < n; k++)
			add_use(uses, pieces[k].stem, TW_USE_WEIGHS);
	}
}

static bool find_uses(struct tw_text *text, struct tw_lexicon *lexicon)
{
	struct tw_use few[TW_WORDS_MOST];
	struct uses uses = { lexicon, few, 0 };
	size_t most = text->words.count;

	if (text->words.flags & TW_WORD_ALIAS) {
		most *= 1 + TW_PIECES_MOST;
		uses.list = malloc((most + 1) * sizeof(*uses.list));
		if (!uses.list || !number_aliases(lexicon)) {
			free(uses.list);
			return false;
		}
	}
	lexicon->stamp++;
	add_uses(&uses, &text->words);
	text->uses = tw_arena_take_raw(lexicon->arena,
		uses.count * sizeof(*text->uses));
	if (text->uses && uses.count)
		memcpy(text->uses, uses.list,
			uses.count * sizeof(*text->uses));
	text->use_count = uses.count;
	if (uses.list != few)
		free(uses.list);
	return text->uses;
}

enum tw_status tw_text_read(struct tw_text *text, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	enum tw_status status;

	if (text->read)
		return TW_OK;
	status = tw_words_read(&text->words, lexicon, lexicon->arena,
		text->text, err);
	if (!status && !find_uses(text, lexicon))
		status = tw_fail_memory(err);
	text->hash = tw_text_hash(lexicon->seed, text->words.norm);
	text->read = !status;
	return status;
}

/* ---- trigrams ---- */

void tw_spelling_add(struct tw_spelling *spelling, struct tw_view words)
{
	const char *at = words.ptr, *end = words.ptr + words.len;
	uint16_t *codes = spelling->codes;
	size_t count = spelling->count;

	if (count < TW_TEXT_MOST - 1)
		codes[count++] = ' ';
	while (at < end && count < TW_TEXT_MOST - 1) {
		uint32_t code = (unsigned char)*at;

		at += code < 0x80 ? 1 : tw_utf8_decode(&code,
			(struct tw_view){ at, (size_t)(end - at) });
		codes[count++] = code & 1023;
	}
	spelling->count = count;
}

/* The slot of a trigram, or the free one where it belongs. */
static inline struct tw_code *slot_of(const struct tw_codes *codes,
	uint32_t code, uint64_t seed)
{
	size_t mask = 2 * codes->room - 1;
	size_t at = (code ^ (seed & 0x3FFFFFFF)) * 0x9FB21C651E98DF25u >> 32 &
		mask;

	while (codes->slots[at].code && codes->slots[at].code != code + 1)
		at = (at + 1) & mask;
	return &codes->slots[at];
}

static bool grow_codes(struct tw_codes *codes, uint64_t seed)
{
	struct tw_codes more = { .count = codes->count,
		.room = codes->room ? 2 * codes->room : FIRST_CODES };
	uint32_t *met = realloc(codes->met, more.room * sizeof(*met));

	if (!met)
		return false;
	codes->met = met;
	memset(met + codes->room, 0,
		(more.room - codes->room) * sizeof(*met));
	more.met = met;
	more.slots = calloc(2 * more.room, sizeof(*more.slots));
	if (!more.slots)
		return false;
	for (size_t i = 0; i < 2 * codes->room; i++)
		if (codes->slots[i].code)
			*slot_of(&more, codes->slots[i].code - 1, seed) =
				codes->slots[i];
	free(codes->slots);
	*codes = more;
	return true;
}

bool tw_trigrams_of(struct tw_ids *trigrams, struct tw_spelling *spelling,
	struct tw_lexicon *lexicon, struct tw_arena *arena)
{
	struct tw_codes *known = &lexicon->codes;
	uint32_t found[TW_TEXT_MOST], stamp = ++lexicon->stamp;
	const uint16_t *codes = spelling->codes;
	uint32_t code;
	size_t count = 0;

	spelling->codes[spelling->count++] = ' ';
	code = spelling->count > 1 ? (uint32_t)codes[0] << 10 | codes[1] : 0;
	while (known->room < known->count + spelling->count)
		if (!grow_codes(known, lexicon->seed))
			return false;
	for (size_t i = 2; i < spelling->count; i++) {
		struct tw_code *slot;

		code = (code << 10 | codes[i]) & 0x3FFFFFFF;
		slot = slot_of(known, code, lexicon->seed);
		if (!slot->code)
			*slot = (struct tw_code){ code + 1,
				(uint32_t)known->count++ };
		if (known->met[slot->number] != stamp)
			found[count++] = slot->number;
		known->met[slot->number] = stamp;
	}
	return keep(trigrams, arena, found, count);
}

static bool find_trigrams(struct tw_text *text, struct tw_lexicon *lexicon)
{
	const struct tw_words *words = &text->words;
	struct tw_spelling spelling;

	spelling.count = 0;
	if (!(words->flags & TW_WORD_ALIAS))
		tw_spelling_add(&spelling, words->norm);
	else for (size_t i = 0; i < words->count; i++) {
		struct tw_piece pieces[TW_PIECES_MOST];
		size_t n = tw_word_pieces(pieces, lexicon, words,
			&words->words[i]);

		for (size_t k = 0; k < n; k++)
			tw_spelling_add(&spelling, pieces[k].norm);
	}
	return tw_trigrams_of(&text->trigrams, &spelling, lexicon,
		lexicon->arena);
}

enum tw_status tw_text_analyse(struct tw_text *text,
	struct tw_lexicon *lexicon, struct tw_error *err)
{
	if (text->analysed)
		return TW_OK;
	if (!find_trigrams(text, lexicon) ||
	    !tw_marks_find(text, lexicon->arena))
		return tw_fail_memory(err);
	text->analysed = true;
	return TW_OK;
}
