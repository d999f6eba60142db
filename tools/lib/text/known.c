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

static struct tw_text **place_of(const struct tw_texts *texts,
	struct tw_view text, uint64_t hash)
{
	size_t mask = texts->room - 1, at = hash & mask;
	const struct tw_text *known;

	for (; (known = texts->slots[at]); at = (at + 1) & mask)
		if (known->text_hash == hash &&
		    tw_view_equal(known->text, text))
			break;
	return &texts->slots[at];
}

/* Twice the room, of which half stays free. */
static bool grow_texts(struct tw_texts *texts)
{
	struct tw_texts more = *texts;

	more.room = texts->room ? 2 * texts->room : FIRST_ROOM;
	more.slots = calloc(more.room, sizeof(*more.slots));
	if (!more.slots)
		return false;
	for (size_t i = 0; i < texts->room; i++) {
		struct tw_text *text = texts->slots[i];

		if (text)
			*place_of(&more, text->text, text->text_hash) = text;
	}
	free(texts->slots);
	*texts = more;
	return true;
}

struct tw_text *tw_text_known(struct tw_lexicon *lexicon, struct tw_view text)
{
	struct tw_texts *texts = &lexicon->texts;
	uint64_t hash = tw_text_hash(lexicon->seed, text);
	struct tw_text **place, *made;

	if (2 * texts->count >= texts->room && !grow_texts(texts))
		return NULL;
	place = place_of(texts, text, hash);
	if (*place)
		return *place;
	made = lexicon->older.count ? *place_of(&lexicon->older, text, hash) :
		NULL;
	if (made)
		return made;
	made = tw_arena_take(texts->arena, sizeof(*made));
	if (!made)
		return NULL;
	made->text = tw_arena_copy(texts->arena, text);
	made->text_hash = hash;
	if (!made->text.ptr)
		return NULL;
	texts->count++;
	texts->bytes += text.len;
	return *place = made;
}

/* Without memory nothing is expected. */
void tw_text_expect(struct tw_lexicon *lexicon, size_t place,
	struct tw_text *text)
{
	struct tw_expected *expected = &lexicon->expected;
	struct tw_text **more;
	size_t room = expected->room ? 2 * expected->room : FIRST_ROOM;

	if (place == 0)
		expected->count = 0;
	if (place != expected->count)
		return;
	if (place == expected->room) {
		more = realloc(expected->at, room * sizeof(*more));
		if (!more)
			return;
		expected->at = more;
		expected->room = room;
	}
	expected->at[expected->count++] = text;
}

struct tw_text *tw_text_expected(const struct tw_lexicon *lexicon,
	size_t place, struct tw_view text)
{
	struct tw_text *known = place < lexicon->expected.count ?
		lexicon->expected.at[place] : NULL;

	return known && tw_view_equal(known->text, text) ? known : NULL;
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

size_t tw_word_pieces(struct tw_stand_in pieces[static TW_PIECES_MOST],
	const struct tw_lexicon *lexicon, const struct tw_words *words,
	const struct tw_word *word)
{
	struct tw_view norm = { words->norm.ptr + word->norm, word->length };
	size_t count = 0, kind;

	if (!(word->flags & TW_WORD_ALIAS)) {
		pieces[0] = (struct tw_stand_in){ word->stem, norm };
		return 1;
	}
	kind = (size_t)word->key - TW_KEY_DISTRICT;
	for (; count < 2 && alias_words[kind][count]; count++)
		pieces[count] = (struct tw_stand_in){
			lexicon->alias[kind][count],
			tw_view_of(alias_words[kind][count]) };
	while (norm.len > 1 && (*norm.ptr == '0' || *norm.ptr > '9'))
		norm = tw_after(norm, 1);
	norm.len -= norm.len > 1 && norm.ptr[norm.len - 1] == 's';
	pieces[count++] = (struct tw_stand_in){ word->number, norm };
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

uint32_t tw_use_of(uint32_t flags)
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
	struct tw_met *met;
	uint32_t stamp;
	struct tw_use *list;
	size_t count;
};

static inline struct tw_use *add_use(struct uses *uses, uint32_t stem,
	uint32_t flags)
{
	struct tw_met *met = &uses->met[stem];
	struct tw_use *use;

	if (met->stamp != uses->stamp) {
		*met = (struct tw_met){ uses->stamp, (uint32_t)uses->count };
		use = &uses->list[uses->count++];
		*use = (struct tw_use){ stem, flags };
		return use;
	}
	use = &uses->list[met->at];
	use->flags |= flags;
	return use;
}

/* Adds all of a text. */
static void add_uses(struct uses *uses, const struct tw_words *words)
{
	struct tw_use *before = NULL, *now;

	for (size_t i = 0; i < words->count; i++) {
		const struct tw_word *word = &words->words[i];
		struct tw_stand_in pieces[TW_PIECES_MOST];
		size_t n = 0;

		now = add_use(uses, word->stem, word->flags & TW_WORD_FIRST ?
			tw_use_of(word->flags) : word->flags >> TW_WORD_USE);
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

/* Puts them down, those that weigh first; the lexicon is told of the others. */
static bool keep_uses(struct tw_text *text, const struct uses *uses)
{
	struct tw_stem *stems = uses->lexicon->stems.list;
	struct tw_use *first, *last;

	text->uses = tw_arena_take_raw(uses->lexicon->texts.arena,
		uses->count * sizeof(*text->uses));
	if (!text->uses)
		return false;
	first = text->uses;
	last = first + uses->count;
	for (size_t i = 0; i < uses->count; i++) {
		if (uses->list[i].flags & TW_USE_WEIGHS) {
			*first++ = uses->list[i];
			continue;
		}
		*--last = uses->list[i];
		stems[last->stem].light = true;
	}
	text->stem_count = (size_t)(first - text->uses);
	text->use_count = uses->count;
	return true;
}

static bool find_uses(struct tw_text *text, struct tw_lexicon *lexicon)
{
	struct tw_use few[TW_WORDS_MOST];
	struct uses uses = { .lexicon = lexicon, .list = few };
	bool kept;
	size_t most = text->words.count;

	if (text->words.flags & TW_WORD_ALIAS) {
		most *= 1 + TW_PIECES_MOST;
		uses.list = malloc((most + 1) * sizeof(*uses.list));
		if (!uses.list || !number_aliases(lexicon)) {
			free(uses.list);
			return false;
		}
	}
	uses.met = lexicon->stems.met;
	uses.stamp = ++lexicon->stamp;
	add_uses(&uses, &text->words);
	kept = keep_uses(text, &uses);
	if (uses.list != few)
		free(uses.list);
	return kept;
}

enum tw_status tw_text_read(struct tw_text *text, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	enum tw_status status;

	if (text->read)
		return TW_OK;
	status = tw_words_read(&text->words, lexicon, lexicon->texts.arena,
		text->text, err);
	if (!status && !find_uses(text, lexicon))
		status = tw_fail_memory(err);
	text->hash = tw_text_hash(lexicon->seed, text->words.norm);
	text->read = !status;
	return status;
}

/* ---- trigrams ---- */

void tw_spelling_add(struct tw_letters *spelling, struct tw_view words)
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
	size_t room = codes->room ? 2 * codes->room : FIRST_CODES;
	size_t added = room - codes->room;
	struct tw_codes more = { .room = room };
	uint32_t *stamps = realloc(codes->stamps, room * sizeof(*stamps));
	uint64_t *lanes;

	if (!stamps)
		return false;
	codes->stamps = stamps;
	memset(stamps + codes->room, 0, added * sizeof(*stamps));
	lanes = realloc(codes->lanes, room * sizeof(*lanes));
	if (!lanes)
		return false;
	codes->lanes = lanes;
	memset(lanes + codes->room, 0, added * sizeof(*lanes));
	more.slots = calloc(2 * room, sizeof(*more.slots));
	if (!more.slots)
		return false;
	for (size_t i = 0; i < 2 * codes->room; i++)
		if (codes->slots[i].code)
			*slot_of(&more, codes->slots[i].code - 1, seed) =
				codes->slots[i];
	free(codes->slots);
	codes->slots = more.slots;
	codes->room = room;
	return true;
}

/* Makes sure that there is room for so many more. */
static bool make_room(struct tw_lexicon *lexicon, size_t more)
{
	while (lexicon->codes.room < lexicon->codes.count + more)
		if (!grow_codes(&lexicon->codes, lexicon->seed))
			return false;
	return true;
}

/* The number of a trigram, new or known; there is room. */
static inline uint32_t number_of(struct tw_lexicon *lexicon, uint32_t code)
{
	struct tw_code *slot = slot_of(&lexicon->codes, code, lexicon->seed);

	if (!slot->code)
		*slot = (struct tw_code){ code + 1,
			(uint32_t)lexicon->codes.count++ };
	return slot->number;
}

/* Trigrams on their way, each once under one stamp; there is room for all. */
struct gathered {
	struct tw_lexicon *lexicon;
	uint32_t *stamps;
	uint32_t stamp;
	size_t count;
	uint32_t numbers[TW_TEXT_MOST];
};

static void gather_begin(struct gathered *g, struct tw_lexicon *lexicon)
{
	g->lexicon = lexicon;
	g->stamps = lexicon->codes.stamps;
	g->stamp = ++lexicon->stamp;
	g->count = 0;
}

static inline void gather(struct gathered *g, uint32_t number)
{
	g->numbers[g->count] = number;
	g->count += g->stamps[number] != g->stamp;
	g->stamps[number] = g->stamp;
}

/* Most go this way, so what is written is kept at hand. */
static inline void gather_all(struct gathered *g, const uint32_t *numbers,
	size_t count)
{
	uint32_t stamp = g->stamp, *stamps = g->stamps;
	uint32_t *to = g->numbers + g->count;

	for (size_t i = 0; i < count; i++) {
		uint32_t number = numbers[i];

		*to = number;
		to += stamps[number] != stamp;
		stamps[number] = stamp;
	}
	g->count = (size_t)(to - g->numbers);
}

bool tw_trigrams_of(struct tw_ids *trigrams, struct tw_letters *spelling,
	struct tw_lexicon *lexicon, struct tw_arena *arena)
{
	const uint16_t *codes = spelling->codes;
	struct gathered g;
	uint32_t code;

	spelling->codes[spelling->count++] = ' ';
	if (!make_room(lexicon, spelling->count))
		return false;
	gather_begin(&g, lexicon);
	code = spelling->count > 1 ? (uint32_t)codes[0] << 10 | codes[1] : 0;
	for (size_t i = 2; i < spelling->count; i++) {
		code = (code << 10 | codes[i]) & 0x3FFFFFFF;
		gather(&g, number_of(lexicon, code));
	}
	return keep(trigrams, arena, g.numbers, g.count);
}

/* ---- trigrams of words that have a form ---- */

/* The place of a small letter or digit among them, and what stands there. */
static uint32_t place_in(char c)
{
	return c > '9' ? (uint32_t)(c - 'a') + 10 : (uint32_t)(c - '0');
}

static uint32_t code_at(uint32_t place)
{
	return place < 10 ? place + '0' : place - 10 + 'a';
}

/*
 * Numbers the trigrams of a form, between spaces, once; there is room. Before
 * them stand the places of its first and its last.
 */
static const uint32_t *trigrams_of_form(struct tw_lexicon *lexicon,
	const struct tw_word *word, const char *norm)
{
	struct tw_form *form = &lexicon->forms.list[word->form - 1];
	uint32_t code = ' ' << 10 | (uint32_t)(unsigned char)norm[0];
	uint32_t *numbers = tw_arena_take_raw(lexicon->arena,
		(2 + word->length) * sizeof(*numbers));

	if (!numbers)
		return NULL;
	form->trigrams = numbers;
	*numbers++ = place_in(norm[0]);
	*numbers++ = place_in(norm[word->length - 1]);
	for (uint32_t i = 0; i < word->length; i++) {
		uint32_t next = i + 1 < word->length ?
			(unsigned char)norm[i + 1] : ' ';

		code = (code << 10 | next) & 0x3FFFFFFF;
		numbers[i] = number_of(lexicon, code);
	}
	return form->trigrams;
}

/* The last two characters, and whether there were two. */
struct window {
	uint32_t code;
	bool full;
};

static void step(struct window *w, struct gathered *g, uint32_t code)
{
	w->code = (w->code << 10 | (code & 1023)) & 0x3FFFFFFF;
	if (w->full)
		gather(g, number_of(g->lexicon, w->code));
	w->full = true;
}

/* Adds the characters of a word, and a space. */
static void step_word(struct window *w, struct gathered *g,
	struct tw_view norm)
{
	while (norm.len) {
		uint32_t code = (unsigned char)*norm.ptr;
		size_t length = code < 0x80 ? 1 : tw_utf8_decode(&code, norm);

		step(w, g, code);
		norm = tw_after(norm, length);
	}
	step(w, g, ' ');
}

/* The number, plus 1, of what stands between two forms. */
static uint32_t number_between(struct tw_lexicon *lexicon, uint32_t last,
	uint32_t first)
{
	uint32_t *known = &lexicon->codes.between[last][first];

	if (!*known)
		*known = 1 + number_of(lexicon, code_at(last) << 20 |
			' ' << 10 | code_at(first));
	return *known;
}

/*
 * Adds the words from `i` on that have a form, a space behind each, and moves
 * `i` to the first that has none. False without memory.
 */
static bool step_forms(struct window *w, struct gathered *g,
	const struct tw_words *words, size_t *i)
{
	struct tw_lexicon *lexicon = g->lexicon;
	uint32_t last = TW_ALNUM;

	for (; *i < words->count && words->words[*i].form; ++*i) {
		const struct tw_word *word = &words->words[*i];
		const char *norm = words->norm.ptr + word->norm;
		const uint32_t *numbers =
			lexicon->forms.list[word->form - 1].trigrams;
		uint32_t between;

		if (!numbers)
			numbers = trigrams_of_form(lexicon, word, norm);
		if (!numbers)
			return false;
		if (last == TW_ALNUM) {
			step(w, g, (unsigned char)*norm);
		} else {
			between = lexicon->codes.between[last][*numbers];
			gather(g, (between ? between : number_between(lexicon,
				last, *numbers)) - 1);
		}
		last = numbers[1];
		gather_all(g, numbers + 2, word->length);
	}
	w->code = code_at(last) << 10 | ' ';
	return true;
}

/* The trigrams of words that are no more than what is looked at. */
static bool find_by_words(struct tw_ids *trigrams,
	const struct tw_words *words, struct tw_lexicon *lexicon)
{
	struct window window = { ' ', false };
	struct gathered g;
	size_t i = 0;

	if (!make_room(lexicon, words->norm.len + 1))
		return false;
	gather_begin(&g, lexicon);
	while (i < words->count) {
		const struct tw_word *word = &words->words[i];

		if (word->form) {
			if (!step_forms(&window, &g, words, &i))
				return false;
			continue;
		}
		step_word(&window, &g, (struct tw_view){ words->norm.ptr +
			word->norm, word->length });
		i++;
	}
	return keep(trigrams, lexicon->texts.arena, g.numbers, g.count);
}

/* And of words of which some stand for others, or of very many. */
static bool find_by_spelling(struct tw_text *text, struct tw_lexicon *lexicon)
{
	const struct tw_words *words = &text->words;
	struct tw_letters spelling;

	spelling.count = 0;
	for (size_t i = 0; i < words->count; i++) {
		struct tw_stand_in pieces[TW_PIECES_MOST];
		size_t n = tw_word_pieces(pieces, lexicon, words,
			&words->words[i]);

		for (size_t k = 0; k < n; k++)
			tw_spelling_add(&spelling, pieces[k].norm);
	}
	return tw_trigrams_of(&text->trigrams, &spelling, lexicon,
		lexicon->texts.arena);
}

enum tw_status tw_text_analyse(struct tw_text *text,
	struct tw_lexicon *lexicon, struct tw_error *err)
{
	const struct tw_words *words = &text->words;
	bool spelled = words->flags & TW_WORD_ALIAS ||
		words->norm.len + 2 >= TW_TEXT_MOST;

	if (text->analysed)
		return TW_OK;
	if (!(spelled ? find_by_spelling(text, lexicon) :
	    find_by_words(&text->trigrams, words, lexicon)) ||
	    !tw_marks_find(text, lexicon->texts.arena))
		return tw_fail_memory(err);
	text->analysed = true;
	return TW_OK;
}
