#include "text/known.h"

#include "base/arena.h"

#include <utf8proc.h>

#include <assert.h>
#include <string.h>

/* Where the reader of a text stands. */
struct reader {
	struct tw_lexicon *lexicon;
	struct tw_view text; /* what is left */
	bool mixed;          /* the text has small letters */
	bool stop;           /* a full stop since the last word */
	bool first;          /* and a blank after it */
};

/* A word as it is written. */
struct raw {
	struct tw_view text;
	size_t characters;
	bool apostrophes;
	bool foreign; /* more than ASCII and apostrophes */
	bool plain;   /* letters and digits of ASCII */
	bool figures;
};

/* Letters and digits of ASCII, lowered; all other bytes are 0. */
static const unsigned char lowered[256] = {
	['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4',
	['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9',
#define LETTER(capital, small) [capital] = small, [small] = small
	LETTER('A', 'a'), LETTER('B', 'b'), LETTER('C', 'c'),
	LETTER('D', 'd'), LETTER('E', 'e'), LETTER('F', 'f'),
	LETTER('G', 'g'), LETTER('H', 'h'), LETTER('I', 'i'),
	LETTER('J', 'j'), LETTER('K', 'k'), LETTER('L', 'l'),
	LETTER('M', 'm'), LETTER('N', 'n'), LETTER('O', 'o'),
	LETTER('P', 'p'), LETTER('Q', 'q'), LETTER('R', 'r'),
	LETTER('S', 's'), LETTER('T', 't'), LETTER('U', 'u'),
	LETTER('V', 'v'), LETTER('W', 'w'), LETTER('X', 'x'),
	LETTER('Y', 'y'), LETTER('Z', 'z'),
#undef LETTER
};

/* Of what stands in that table only letters have this bit. */
enum { LETTER_BIT = 0x40 };

static bool letter(unsigned char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool in_range(uint32_t code, uint32_t first, uint32_t last)
{
	return code >= first && code <= last;
}

static bool code_letter(uint32_t code)
{
	if (code < 0x80)
		return letter((unsigned char)code);
	return in_range((uint32_t)utf8proc_category((utf8proc_int32_t)code),
		UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO);
}

/* Letters, marks and numbers. */
static bool code_word(uint32_t code)
{
	if (code < 0x80)
		return lowered[code];
	return in_range((uint32_t)utf8proc_category((utf8proc_int32_t)code),
		UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_NO);
}

static bool code_capital(uint32_t code)
{
	utf8proc_category_t category;

	if (code < 0x80)
		return code >= 'A' && code <= 'Z';
	category = utf8proc_category((utf8proc_int32_t)code);
	return category == UTF8PROC_CATEGORY_LU ||
		category == UTF8PROC_CATEGORY_LT;
}

/* Steps over what is between words; false at the end of the text. */
static bool skip(struct reader *reader)
{
	struct tw_view *text = &reader->text;

	while (text->len) {
		uint32_t code = (unsigned char)text->ptr[0];
		size_t length = 1;

		if (code & 0x80)
			length = tw_text_decode(&code, *text);
		if (code_word(code))
			return true;
		if (code == ' ' || code == '\t' || code == 0xA0)
			reader->first |= reader->stop;
		else if (code == '.' || code == '!' || code == '?')
			reader->stop = true;
		text->ptr += length;
		text->len -= length;
	}
	return false;
}

/* True if `code`, between `before` and `rest`, goes on with a word. */
static bool inner(uint32_t code, uint32_t before, struct tw_view rest)
{
	const unsigned char *p = (const unsigned char *)rest.ptr;
	uint32_t next;

	if (code != '\'' && code != 0x2019 && code != '.' && code != ',')
		return false;
	if (!rest.len)
		return false;
	if (code == '\'' || code == 0x2019)
		return tw_text_decode(&next, rest) && code_letter(before) &&
			code_letter(next);
	if (!in_range(before, '0', '9') || !digit(p[0]))
		return false;
	return code == '.' || (rest.len >= 3 && digit(p[1]) && digit(p[2]) &&
		(rest.len == 3 || !digit(p[3])));
}

/* True if a word of letters and digits may go on at `at`. */
static bool goes_on(struct tw_view text, size_t at)
{
	unsigned char c = at < text.len ? (unsigned char)text.ptr[at] : 0;

	return c & 0x80 || c == '\'' || ((c == '.' || c == ',') &&
		digit((unsigned char)text.ptr[at - 1]));
}

/*
 * Takes a word of letters and digits of ASCII, as most are, and writes it to
 * `norm`, which has room, lowered. False, and nothing is taken, if the word
 * may hold anything else.
 */
static bool take_plain(struct raw *raw, struct reader *reader,
	struct tw_buffer *norm)
{
	const unsigned char *from = (const unsigned char *)reader->text.ptr;
	char *to = norm->ptr + norm->len;
	size_t length = reader->text.len, count = 0;
	unsigned char c, bits = LETTER_BIT;

	while (count < length && (c = lowered[from[count]])) {
		to[count++] = (char)c;
		bits &= c;
	}
	if (!count || goes_on(reader->text, count))
		return false;
	*raw = (struct raw){ .text = { reader->text.ptr, count },
		.characters = count, .figures = !bits, .plain = true };
	norm->len += count;
	reader->text.ptr += count;
	reader->text.len -= count;
	return true;
}

/* Takes the word at which the reader stands. */
static struct raw take(struct reader *reader)
{
	struct raw raw = { .text = { reader->text.ptr, 0 } };
	uint32_t before = 0;

	while (reader->text.len) {
		uint32_t code;
		size_t length = tw_text_decode(&code, reader->text);
		struct tw_view rest = { reader->text.ptr + length,
			reader->text.len - length };

		if (!code_word(code) && !inner(code, before, rest))
			break;
		raw.apostrophes |= code == '\'' || code == 0x2019;
		raw.foreign |= code >= 0x80 && code != 0x2019;
		raw.figures |= in_range(code, '0', '9');
		raw.text.len += length;
		raw.characters++;
		reader->text = rest;
		before = code;
	}
	return raw;
}

/* Makes curly apostrophes straight. */
static size_t straighten(char *text, size_t length)
{
	size_t to = 0;

	for (size_t from = 0; from < length; from++) {
		bool curly = length - from >= 3 &&
			!memcmp(text + from, "\xE2\x80\x99", 3);

		text[to++] = curly ? '\'' : text[from];
		from += curly ? 2 : 0;
	}
	return to;
}

static size_t drop_apostrophes(char *text, size_t length)
{
	size_t to = 0;

	for (size_t from = 0; from < length; from++)
		if (text[from] != '\'')
			text[to++] = text[from];
	return to;
}

/* Appends a word of ASCII and apostrophes, lowered; there is room. */
static void fold_ascii(struct tw_buffer *norm, struct tw_view text)
{
	char *to = norm->ptr + norm->len;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		to[i] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
	}
	norm->len += text.len;
}

/* Appends the folded word to the normalised text, apostrophes and all. */
static bool fold(struct tw_buffer *norm, const struct raw *raw)
{
	size_t start = norm->len;

	if (!raw->foreign)
		fold_ascii(norm, raw->text);
	else if (!tw_text_casefold(norm, raw->text))
		return false;
	norm->len = start + straighten(norm->ptr + start, norm->len - start);
	return true;
}

/* Words are written eight letters at a time, whatever their length. */
enum { ROOM_BEHIND = 8 };

/* True if there is room for the rest of the text, unless it is foreign. */
static bool has_room(const struct reader *reader)
{
	const struct tw_buffer *norm = &reader->lexicon->norm;

	return norm->room - norm->len >= reader->text.len + ROOM_BEHIND;
}

/* Takes a word, and appends it to the normalised text. */
static bool take_folded(struct tw_word *word, struct raw *raw,
	struct reader *reader)
{
	struct tw_buffer *norm = &reader->lexicon->norm;

	if (!has_room(reader) &&
	    !tw_buffer_reserve(norm, reader->text.len + ROOM_BEHIND))
		return false;
	if (norm->len)
		norm->ptr[norm->len++] = ' ';
	word->norm = (uint32_t)norm->len;
	if (!take_plain(raw, reader, norm)) {
		*raw = take(reader);
		if (!fold(norm, raw))
			return false;
	}
	word->length = (uint32_t)(norm->len - word->norm);
	return true;
}

/*
 * The length of the acronym that a word is, as written: two to eight
 * capitals, and after them perhaps a small s or an apostrophe and an s.
 */
static size_t acronym(const struct raw *raw)
{
	const char *p = raw->text.ptr;
	size_t end = raw->text.len, length;

	if (raw->foreign || raw->figures || end < 2)
		return 0;
	if (raw->apostrophes) {
		size_t mark = (unsigned char)p[end - 2] == 0x99 ? 3 : 1;

		if (end < mark + 3 || (p[end - 1] | 32) != 's' ||
		    (p[end - 2] != '\'' && mark == 1))
			return 0;
		end -= mark + 1;
	}
	if (p[end - 1] == 's')
		end--;
	for (length = 0; length < end; length++)
		if (p[length] < 'A' || p[length] > 'Z')
			return 0;
	return length >= 2 && length <= 8 ? length : 0;
}

/* The value in the lexicon's buffer, without zeroes before it. */
static struct tw_view value_of(const struct tw_lexicon *lexicon)
{
	struct tw_view value = tw_buffer_get(&lexicon->value);

	while (value.len > 1 && value.ptr[0] == '0' && value.ptr[1] != '.') {
		value.ptr++;
		value.len--;
	}
	return value;
}

/* Adds the value of figures: commas and leading zeroes left out. */
static bool add_value(struct tw_word *word, struct reader *reader,
	struct tw_view figures)
{
	struct tw_buffer *value = &reader->lexicon->value;

	tw_buffer_clear(value);
	tw_buffer_byte(value, '0');
	for (size_t i = 0; i < figures.len; i++)
		if (figures.ptr[i] != ',')
			tw_buffer_byte(value, figures.ptr[i]);
	return !value->failed && tw_lexicon_number(&word->number,
		reader->lexicon, value_of(reader->lexicon));
}

/* The stem of an ordinal is its value, just added, and a full stop. */
static bool add_ordinal(struct tw_word *word, struct reader *reader)
{
	return tw_buffer_byte(&reader->lexicon->value, '.') &&
		tw_lexicon_number(&word->stem, reader->lexicon,
		value_of(reader->lexicon));
}

static bool ends(struct tw_view v, const char *end)
{
	size_t length = strlen(end);

	return v.len == length && !memcmp(v.ptr, end, length);
}

static bool ordinal_end(struct tw_view v)
{
	return ends(v, "st") || ends(v, "nd") || ends(v, "rd") ||
		ends(v, "th");
}

static struct tw_view norm_of(const struct tw_word *word,
	const struct reader *reader)
{
	return (struct tw_view){ reader->lexicon->norm.ptr + word->norm,
		word->length };
}

/* The key of what stands before the figures in "Y7", "KS2" or "D1". */
static bool alias_key(uint8_t *key, struct tw_view letters)
{
	if (ends(letters, "y") || ends(letters, "yr"))
		*key = TW_KEY_YEAR;
	else if (ends(letters, "ks"))
		*key = TW_KEY_STAGE;
	else if (ends(letters, "d"))
		*key = TW_KEY_DISTRICT;
	else
		return false;
	return true;
}

/* "Y7", "Y7s": letters that stand for words, then nothing but figures. */
static bool read_alias(struct tw_word *word, struct reader *reader,
	struct tw_view norm)
{
	size_t letters = 0;

	while (letters < norm.len && letter((unsigned char)norm.ptr[letters]))
		letters++;
	norm.len -= norm.ptr[0] == 'y' && norm.len > letters + 1 &&
		norm.ptr[norm.len - 1] == 's';
	for (size_t i = letters; i < norm.len; i++)
		if (!digit((unsigned char)norm.ptr[i]))
			return true;
	if (!alias_key(&word->key, (struct tw_view){ norm.ptr, letters }))
		return true;
	word->flags |= TW_WORD_ALIAS;
	return add_value(word, reader, (struct tw_view){ norm.ptr + letters,
		norm.len - letters });
}

/* A word that holds a digit. */
static bool read_figures(struct tw_word *word, struct reader *reader)
{
	struct tw_view norm = norm_of(word, reader), tail = norm;

	word->flags |= TW_WORD_FIGURES;
	while (tail.len && (digit((unsigned char)tail.ptr[0]) ||
	       tail.ptr[0] == '.' || tail.ptr[0] == ',')) {
		tail.ptr++;
		tail.len--;
	}
	if (tail.len == norm.len ||
	    (tail.len && !ends(tail, "s") && !ordinal_end(tail)))
		return read_alias(word, reader, norm) && tw_lexicon_number(
			&word->stem, reader->lexicon, norm);
	norm.len -= tail.len;
	word->flags |= TW_WORD_NUMBER;
	if (!add_value(word, reader, norm))
		return false;
	word->stem = word->number;
	if (!ordinal_end(tail))
		return true;
	word->flags |= TW_WORD_ORDINAL;
	return add_ordinal(word, reader);
}

/* Adds the acronym that a word is; *done is false if it is none. */
static bool read_acronym(bool *done, struct tw_word *word,
	struct reader *reader, const struct raw *raw)
{
	size_t length = word->flags & TW_WORD_CAPITAL ? acronym(raw) : 0;
	struct tw_view letters = norm_of(word, reader);
	const struct tw_learnt *entry;

	*done = false;
	if (!length)
		return true;
	letters.len = length;
	entry = tw_lexicon_find(reader->lexicon, letters);
	if (!entry)
		return false;
	if (entry->flags & (TW_WORD_FUNCTION | TW_WORD_NUMBER))
		return true;
	word->flags |= TW_WORD_ACRONYM;
	word->stem = entry->id;
	for (size_t i = 0; i < length; i++)
		word->initials = word->initials << 8 |
			(unsigned char)letters.ptr[i];
	*done = true;
	return true;
}

/* Takes over what the lexicon knows of a word. */
static bool read_known(struct tw_word *word, struct reader *reader)
{
	struct tw_view base = norm_of(word, reader);
	const struct tw_learnt *entry;
	uint32_t flags;

	if (base.len > 2 && !memcmp(base.ptr + base.len - 2, "'s", 2))
		base.len -= 2;
	entry = tw_lexicon_find(reader->lexicon, base);
	if (!entry)
		return false;
	flags = entry->flags;
	word->stem = entry->id;
	word->key = entry->key;
	word->month = entry->month;
	if (entry->month <= TW_DECEMBER && (word->flags & TW_WORD_SMALL))
		flags &= ~(uint32_t)TW_WORD_MONTH;
	word->flags |= flags;
	return !(flags & TW_WORD_NUMBER) ||
		tw_lexicon_number(&word->number, reader->lexicon,
		(struct tw_view){ entry->stem, entry->stem_length -
			(size_t)((flags & TW_WORD_ORDINAL) != 0) });
}

/* Sets the flags that follow from how a word is written. */
static void see_case(struct tw_word *word, const struct reader *reader,
	const struct raw *raw)
{
	uint32_t code;

	tw_text_decode(&code, raw->text);
	if (!code_capital(code))
		word->flags |= TW_WORD_SMALL;
	else if (reader->mixed)
		word->flags |= raw->text.len == 1 ?
			TW_WORD_CAPITAL | TW_WORD_LETTER : TW_WORD_CAPITAL;
}

static bool may_be_name(const struct tw_word *word, const struct raw *raw)
{
	return (word->flags & TW_WORD_CAPITAL) && raw->characters > 1 &&
		!word->month && !(word->flags & (TW_WORD_FUNCTION |
		TW_WORD_LABEL | TW_WORD_COMMON | TW_WORD_NUMBER));
}

/* Classes a word that was taken. */
static bool class_word(struct tw_word *word, struct reader *reader,
	const struct raw *raw)
{
	struct tw_buffer *norm = &reader->lexicon->norm;
	bool done = raw->figures;

	see_case(word, reader, raw);
	if (!done && !read_acronym(&done, word, reader, raw))
		return false;
	if (!done) {
		if (!read_known(word, reader))
			return false;
		if (may_be_name(word, raw))
			word->flags |= TW_WORD_NAME;
	}
	if (raw->apostrophes || raw->foreign)
		word->length = (uint32_t)drop_apostrophes(
			norm->ptr + word->norm, word->length);
	norm->len = word->norm + word->length;
	return !raw->figures || read_figures(word, reader);
}

/*
 * Reads words that have a known form, with a space between them, as most do;
 * false if there is none here.
 */
static bool read_forms(struct tw_words *words, struct reader *reader)
{
	struct tw_lexicon *lexicon = reader->lexicon;
	struct tw_buffer *norm = &lexicon->norm;
	struct tw_word *word = lexicon->words + words->count;
	const char *at = reader->text.ptr, *end;
	uint32_t first = !words->count || reader->first ? TW_WORD_FIRST : 0;
	uint32_t flags = words->flags;
	char *to;

	if (!reader->text.len || !reader->mixed || !lexicon->forms.count ||
	    !has_room(reader))
		return false;
	end = at + reader->text.len;
	to = norm->ptr + norm->len;
	for (;; at++) {
		char *start = to + (to > norm->ptr);
		struct tw_spelt spelt;
		size_t length = tw_spell_likely(&spelt, at, end);
		uint16_t form;

		if (!length || (at + length < end && at[length] != ' ' &&
		    goes_on((struct tw_view){ at, (size_t)(end - at) },
			length)))
			break;
		form = *tw_form_slot(&lexicon->forms, &spelt, lexicon->seed);
		if (!form)
			break;
		*word = lexicon->forms.list[form - 1].word;
		word->norm = (uint32_t)(start - norm->ptr);
		word->flags |= first;
		flags |= word++->flags;
		*to = ' ';
		for (size_t i = 0; 8 * i < length; i++)
			tw_eight_write(start + 8 * i, spelt.part[i] |
				TW_EIGHT(0x20u));
		to = start + length;
		at += length;
		first = 0;
		if (end - at < 2 || *at != ' ' ||
		    !lowered[(unsigned char)at[1]])
			break;
	}
	if (word == lexicon->words + words->count)
		return false;
	words->count = (size_t)(word - lexicon->words);
	words->flags = flags;
	norm->len = (size_t)(to - norm->ptr);
	reader->text = (struct tw_view){ at, (size_t)(end - at) };
	reader->first = reader->stop = false;
	return true;
}

/* Takes the word at which the reader stands, and classes it. */
static bool read_word(struct tw_words *words, struct reader *reader)
{
	struct tw_word *word = &reader->lexicon->words[words->count];
	bool first = !words->count || reader->first;
	struct tw_spelt spelt;
	struct raw raw;

	memset(word, 0, sizeof(*word));
	reader->first = reader->stop = false;
	if (!take_folded(word, &raw, reader) ||
	    !class_word(word, reader, &raw))
		return false;
	word->flags |= tw_use_of(word->flags) << TW_WORD_USE;
	if (raw.plain && reader->mixed && tw_spell(&spelt, raw.text.ptr,
	    raw.text.ptr + raw.text.len))
		tw_form_keep(word, reader->lexicon, &spelt);
	word->flags |= first ? TW_WORD_FIRST : 0;
	words->flags |= word->flags;
	words->count++;
	return true;
}

/* Reads all words into the lexicon's room. */
static bool read_all(struct tw_words *words, struct reader *reader)
{
	words->count = words->flags = 0;
	tw_buffer_clear(&reader->lexicon->norm);
	while (skip(reader)) {
		assert(words->count < TW_WORDS_MOST);
		if (!read_forms(words, reader) && !read_word(words, reader))
			return false;
	}
	return true;
}

enum tw_status tw_words_read(struct tw_words *words,
	struct tw_lexicon *lexicon, struct tw_arena *arena,
	struct tw_view text, struct tw_error *err)
{
	struct reader reader = { .lexicon = lexicon, .text = text };

	if (!tw_text_prepare(&reader.text, &words->cut,
	    &reader.mixed, lexicon))
		return tw_fail_memory(err);
	if (!read_all(words, &reader))
		return tw_fail_memory(err);
	words->words = tw_arena_take_raw(arena,
		words->count * sizeof(*words->words));
	words->norm = tw_arena_copy(arena, tw_buffer_get(&lexicon->norm));
	if (!words->words || !words->norm.ptr)
		return tw_fail_memory(err);
	memcpy(words->words, lexicon->words,
		words->count * sizeof(*words->words));
	return TW_OK;
}
