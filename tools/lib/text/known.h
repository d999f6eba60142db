/*
 * What is known of a text by itself, whatever it is compared with: its words
 * and how they are used, its trigrams, marks and quantities. A lexicon keeps
 * it, so that a text which stands in many updates is read once.
 */
#ifndef TW_TEXT_KNOWN_H
#define TW_TEXT_KNOWN_H

#include "text/lexicon.h"

/* How a text uses a stem. */
enum {
	TW_USE_WEIGHS = 1 << 0, /* it is a stem of the text */
	TW_USE_SMALL = 1 << 1,  /* stands without capital inside a sentence */
	TW_USE_INSIDE = 1 << 2, /* stands with one there */
	TW_USE_TITLE = 1 << 3,  /* and beside another word with one */
	TW_USE_PLAIN = 1 << 4,  /* as a word that is no number, label or name */
	TW_USE_NAME = 1 << 5    /* as one that may be a proper name */
};

/* What the flags of a word say of its stem. */
uint32_t tw_use_of(uint32_t flags);

struct tw_use {
	uint32_t stem;
	uint32_t flags;
};

/* A label, ordinal, contrast or season of a text. */
struct tw_mark {
	uint32_t key; /* enum tw_key */
	uint32_t value;
	bool head;    /* stands in the first sentence */
	bool counted; /* of a noun whose numbers are counted */
};

/* Numbers, none twice. */
struct tw_ids {
	uint32_t *ids;
	size_t count;
};

/* Sorts numbers, and drops what is in it twice. */
void tw_ids_sort(struct tw_ids *ids);

/* Its parts are filled in the order in which they stand. */
struct tw_text {
	struct tw_view text;
	uint64_t text_hash;
	struct tw_met met; /* as a stem's */

	/* tw_text_read */
	bool read;
	struct tw_words words;
	uint64_t hash; /* of words.norm */
	struct tw_use *uses; /* of each stem, an acronym standing for itself */
	size_t use_count;
	size_t stem_count; /* of the uses that weigh, which come first */
	bool spelled; /* `second` is filled in, which is for long forms */
	uint32_t second[26]; /* initials that come after one: a bit a letter */

	/* tw_text_analyse */
	bool analysed;
	struct tw_ids trigrams; /* an acronym standing for itself */
	struct tw_mark *marks;  /* by key, then value */
	size_t mark_count;
	struct tw_ids quantities; /* in rising order */
};

/*
 * What is known of a text that is equal to the byte, or as good as nothing if
 * it is new; the bytes are copied. NULL without memory.
 */
struct tw_text *tw_text_known(struct tw_lexicon *lexicon, struct tw_view text);

/*
 * The later update of two is soon the earlier one: what was known of its texts
 * is put down from `place` 0 on, and then given for the text that is found at
 * the same place, if it is equal to the byte; else NULL.
 */
void tw_text_expect(struct tw_lexicon *lexicon, size_t place,
	struct tw_text *text);
struct tw_text *tw_text_expected(const struct tw_lexicon *lexicon,
	size_t place, struct tw_view text);

/* Reads its words, once. */
enum tw_status tw_text_read(struct tw_text *text, struct tw_lexicon *lexicon,
	struct tw_error *err);

/* Finds its trigrams, marks and quantities, once; it has been read. */
enum tw_status tw_text_analyse(struct tw_text *text,
	struct tw_lexicon *lexicon, struct tw_error *err);

/* Finds marks and quantities. False without memory. */
bool tw_marks_find(struct tw_text *text, struct tw_arena *arena);

/* A word that takes another's place. */
struct tw_stand_in {
	uint32_t stem;
	struct tw_view norm;
};

/* What stands for a word if no acronym does. */
enum { TW_PIECES_MOST = 3 };

size_t tw_word_pieces(struct tw_stand_in pieces[static TW_PIECES_MOST],
	const struct tw_lexicon *lexicon, const struct tw_words *words,
	const struct tw_word *word);

/*
 * A text on its way to trigrams: each character by its low ten bits. Words
 * are added one after another, and then tw_trigrams_of is asked, once.
 */
struct tw_letters {
	uint16_t codes[TW_TEXT_MOST];
	size_t count;
};

void tw_spelling_add(struct tw_letters *spelling, struct tw_view words);

/* Numbers its trigrams, into an arena. False without memory. */
bool tw_trigrams_of(struct tw_ids *trigrams, struct tw_letters *spelling,
	struct tw_lexicon *lexicon, struct tw_arena *arena);

#endif
