/*
 * A text as words: folded, stemmed, and classed by the closed lists that
 * spec/likeness.md gives. Stems are numbers of a lexicon, so that all above
 * this floor compares numbers and sees neither library.
 */
#ifndef TW_TEXT_WORDS_H
#define TW_TEXT_WORDS_H

#include <termwise/base.h>

/*
 * Words, stems and texts that were met before. One for each thread: what is
 * read with one lexicon can be compared, and is compared the faster the more
 * of it was met before, but no result depends on that. NULL without memory.
 */
struct tw_lexicon;
struct tw_lexicon *tw_lexicon_new(void);
void tw_lexicon_free(struct tw_lexicon *lexicon);

/*
 * Forgets texts and the numbers of stems, if it holds many. Nothing that was
 * read or compared with it may be used afterwards. To be called now and then
 * by whoever compares without end.
 */
void tw_lexicon_rest(struct tw_lexicon *lexicon);

/*
 * Room for what a floor above works out once, and keeps as long as the lexicon
 * is there: `size` bytes, 0 at first. Only one asks for it. NULL without memory.
 */
void *tw_lexicon_keep(struct tw_lexicon *lexicon, size_t size);

/* How much of a text is looked at, in characters; and so, in words. */
enum { TW_TEXT_MOST = 4096, TW_WORDS_MOST = TW_TEXT_MOST / 2 };

/* What a word is. spec/likeness.md, "Words" and "Lists". */
enum {
	TW_WORD_FUNCTION = 1 << 0,  /* carries no weight */
	TW_WORD_JOIN = 1 << 1,      /* may stand unseen in a long form */
	TW_WORD_LINK = 1 << 2,      /* links numbers: "Years 7 and 8" */
	TW_WORD_TIME = 1 << 3,      /* makes the month that follows a date */
	TW_WORD_TIME_MORE = 1 << 4, /* may stand between the two */
	TW_WORD_NUMBER = 1 << 5,
	TW_WORD_ORDINAL = 1 << 6,   /* always with TW_WORD_NUMBER */
	TW_WORD_MONTH = 1 << 7,     /* a month or a season */
	TW_WORD_LABEL = 1 << 8,     /* a number after it is its name */
	TW_WORD_CONTRAST = 1 << 9,  /* excludes its counterparts */
	TW_WORD_UNCOUNTED = 1 << 10, /* "aid": no ordinal before it */
	TW_WORD_COMMON = 1 << 11,   /* no name, although in capitals */
	TW_WORD_ACRONYM = 1 << 12,
	TW_WORD_FIGURES = 1 << 13,  /* holds a digit */
	TW_WORD_ALIAS = 1 << 14,    /* "Y7": stands for several words */
	TW_WORD_CAPITAL = 1 << 15,  /* begins with one, in a mixed text */
	TW_WORD_SMALL = 1 << 16,    /* does not begin with a capital */
	TW_WORD_FIRST = 1 << 17,    /* of its sentence */
	TW_WORD_LETTER = 1 << 18,   /* one capital letter of ASCII */
	TW_WORD_NAME = 1 << 19,     /* may be a proper name */
	TW_WORD_KIND = 1 << 20,     /* behind a name: which of those so named */
	TW_WORD_COUNTED = 1 << 21,  /* a label noun whose numbers are counted */
	TW_WORD_DELIVER = 1 << 22   /* does what such a noun names */
};

/*
 * The highest bits, from this one on, are TW_USE_... of text/known.h: how the
 * word uses its stem, where it is not the first of its sentence.
 */
enum { TW_WORD_USE = 24 };

/*
 * What a mark of a text is about; from TW_KEY_NOUN on, the label nouns. From
 * TW_KEY_NAMED on, how a name goes on, be it by the kind of school that it is
 * of: the stem of the name.
 */
enum tw_key {
	TW_KEY_ORDINAL,
	TW_KEY_TIME,
	TW_KEY_DATE,
	TW_KEY_PHASE,
	TW_KEY_SEX,
	TW_KEY_SIDE,
	TW_KEY_DISTRICT,
	TW_KEY_STAGE,
	TW_KEY_YEAR,
	TW_KEY_NOUN,
	TW_KEY_NAMED = 256
};

struct tw_word {
	uint64_t initials; /* of an acronym: its letters, the last one lowest */
	uint32_t stem;     /* in the lexicon */
	uint32_t number;   /* of a number or alias: its value there */
	uint32_t norm;     /* where it begins in the normalised text */
	uint32_t length;   /* there, in bytes */
	uint32_t flags;
	uint8_t key;       /* of a label noun, contrast or alias */
	uint8_t month;     /* of a month (1 to 12) or season: which */
	uint16_t form;     /* the lexicon's number of its form; 0: none */
};

struct tw_words {
	struct tw_word *words;
	size_t count;
	struct tw_view norm; /* the words folded, one space between them */
	uint32_t flags;      /* that any of them has */
	bool cut;            /* more was written than is looked at */
};

/*
 * The number of a stem, new or known, from 0 on as they are met. False
 * without memory.
 */
bool tw_lexicon_number(uint32_t *number, struct tw_lexicon *lexicon,
	struct tw_view stem);

/* The number of the stem of an English word. False without memory. */
bool tw_lexicon_word(uint32_t *number, struct tw_lexicon *lexicon,
	struct tw_view word);

/* A hash of bytes: the same for one seed, on one machine only. */
uint64_t tw_text_hash(uint64_t seed, struct tw_view v);

/*
 * Reads the words of a text into an arena. What is not UTF-8 counts as a mark
 * of punctuation a byte.
 */
enum tw_status tw_words_read(struct tw_words *words,
	struct tw_lexicon *lexicon, struct tw_arena *arena,
	struct tw_view text, struct tw_error *err);

#endif
