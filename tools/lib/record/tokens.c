#include "record/tokens.h"

#include "base/utf8.h"
#include "record/typed.h"

/* The length of what parts words at the start of `v`; 0 within a word. */
static size_t separator(bool *joins, struct tw_view v)
{
	uint32_t code;
	size_t len = tw_utf8_decode(&code, v);

	*joins = len && (code == '-' || code == '/' || code == 0x2212 ||
		(code >= 0x2010 && code <= 0x2015) || (code == '.' &&
		v.len > 1 && tw_digit(v.ptr[1])));
	if (len == 1)
		return !tw_digit(v.ptr[0]) && !tw_letter(v.ptr[0]);
	if (len && (tw_code_blank(code) || code == 0x2212 ||
		(code >= 0x2000 && code < 0x2070)))
		return len;
	return 0;
}

/* The length of the digits, or else of the word, at the start of `v`. */
static size_t token_length(struct tw_view v, bool number)
{
	size_t len = 0;
	bool joins;

	while (len < v.len && tw_digit(v.ptr[len]) == number) {
		struct tw_view rest = { v.ptr + len, v.len - len };

		if (separator(&joins, rest))
			break;
		len++;
	}
	return len;
}

/* True for "Sept" and "september", and for one slip: "Septembr". */
static bool is_short_for(struct tw_view word, struct tw_view full)
{
	struct tw_view start = { full.ptr, word.len };

	if (word.len >= 3 && word.len <= full.len &&
	    tw_fold_equal(word, start))
		return true;
	return word.len >= 5 && full.len >= 5 && tw_slips(word, full, 1) <= 1;
}

/* The first row of a kind that `word` may be short for, or NULL. */
static const struct tw_typed *find_name(enum tw_typed_kind kind,
	struct tw_view word)
{
	for (size_t i = tw_typed_first(kind); i < tw_typed_count &&
	     tw_typed[i].kind == kind; i++)
		if (is_short_for(word, tw_typed_text(&tw_typed[i])))
			return &tw_typed[i];
	return NULL;
}

static const char *const ordinal[] = { "st", "nd", "rd", "th", NULL };

static void classify_word(struct tw_term_word *token)
{
	const struct tw_typed *row = tw_typed_find_of(TW_TYPED_ORDINAL,
		TW_TYPED_WEEKDAY, token->text);

	token->kind = !row ? WORD : row->kind == TW_TYPED_ORDINAL ? NUMBER :
		SILENT;
	if (!row && (row = find_name(TW_TYPED_SEASON, token->text)))
		token->kind = SEASON;
	if (!row && (row = find_name(TW_TYPED_MONTH, token->text)))
		token->kind = MONTH;
	if (row)
		token->value = row->value;
}

/* True if `word` makes an ordinal of the token before it: "1st". */
static bool ends_ordinal(struct tw_view word, const struct tw_term_word *before)
{
	return before && before->digits && tw_fold_any(word, ordinal) &&
		before->text.ptr + before->text.len == word.ptr;
}

static void classify_number(struct tw_term_word *token)
{
	size_t len = token->text.len;

	token->kind = NUMBER;
	token->digits = (int)len;
	token->value = len > 4 ? -1 : 0;
	for (size_t i = 0; i < len && len <= 4; i++)
		token->value = token->value * 10 + (token->text.ptr[i] - '0');
}

/*
 * Takes the token at the start of `v`. False if it is but the end of the one
 * before, which is NULL if there is none.
 */
static bool take_token(struct tw_term_word *token, struct tw_term_word *before,
	struct tw_view *v)
{
	bool number = tw_digit(v->ptr[0]);
	size_t len = token_length(*v, number);

	token->text = (struct tw_view){ v->ptr, len };
	v->ptr += len;
	v->len -= len;
	if (number) {
		classify_number(token);
		return true;
	}
	if (ends_ordinal(token->text, before)) {
		before->digits = 0;
		return false;
	}
	classify_word(token);
	return true;
}

/* Cuts `text` into tokens; false if there are too many to mean a term. */
bool tw_tokens_cut(struct tw_term_words *tokens, struct tw_view text)
{
	bool joined = false, joins;

	tokens->count = 0;
	tokens->apart = false;
	while (text.len) {
		struct tw_term_word *token = &tokens->at[tokens->count];
		struct tw_term_word *before = tokens->count ? token - 1 : NULL;
		size_t len = separator(&joins, text);

		if (len) {
			joined |= joins;
			text.ptr += len;
			text.len -= len;
			continue;
		}
		if (tokens->count == TW_TOKENS_MOST)
			return false;
		*token = (struct tw_term_word){ .joined = joined };
		joined = false;
		if (take_token(token, before, &text))
			tokens->count++;
	}
	return true;
}

/* True if `b` is the year after `a`, in two digits or four. */
static bool is_next_year(const struct tw_term_word *a,
	const struct tw_term_word *b)
{
	if (b->digits == 2)
		return b->value == (a->value + 1) % 100;
	return b->digits == 4 && b->value == a->value + 1;
}

/*
 * Reads two numbers as an academic year, or as a year and its month
 * ("2024-05"). Of two years that are no neighbours the first one counts.
 */
static void pair_years(struct tw_term_word *a, struct tw_term_word *b)
{
	bool next = is_next_year(a, b);

	if (a->digits == 2 && b->digits == 2 && b->joined && next) {
		a->kind = ACADEMIC;
		a->value += 2000;
		b->kind = SILENT;
	} else if (a->digits == 4 && b->digits == 2 && b->joined && !next &&
		   b->value >= 1 && b->value <= 12) {
		a->kind = CALENDAR;
		b->kind = MONTH;
	} else if (a->digits == 4 && (next || (b->joined &&
		   (b->digits == 2 || b->digits == 4)))) {
		a->kind = ACADEMIC;
		b->kind = SILENT;
	}
}

/*
 * Reads "15/05/2024" and "15.5.24" as a day, a month and a year; "05/15/2024"
 * can but be meant the other way about.
 */
static void read_slashes(struct tw_term_word *at)
{
	if (at[0].kind != NUMBER || at[1].kind != NUMBER ||
	    at[2].kind != NUMBER || !at[1].joined || !at[2].joined ||
	    at[0].digits > 2 || at[1].digits > 2 || at[2].digits % 2 ||
	    !at[2].digits || at[0].value < 1 || at[0].value > 31 ||
	    at[1].value < 1 || at[1].value > 31 ||
	    (at[0].value > 12 && at[1].value > 12))
		return;
	at[at[1].value > 12 ? 0 : 1].kind = MONTH;
	at[2].kind = CALENDAR;
	at[2].value += at[2].digits == 2 ? 2000 : 0;
}

/*
 * Finds the years among the numbers. Without any, the last number of two
 * digits is one ("October 24"), unless a month follows: then it is a day.
 */
void tw_tokens_years(struct tw_term_words *tokens)
{
	struct tw_term_word *at = tokens->at, *two = NULL;
	size_t years = 0;

	for (size_t i = 0; i + 2 < tokens->count; i++)
		read_slashes(at + i);
	for (size_t i = 0; i < tokens->count; i++) {
		bool more = i + 1 < tokens->count;

		years += at[i].kind == CALENDAR;
		if (at[i].kind != NUMBER)
			continue;
		if (more && at[i + 1].kind == NUMBER)
			pair_years(&at[i], &at[i + 1]);
		tokens->apart |= more && at[i].kind == ACADEMIC &&
			!is_next_year(&at[i], &at[i + 1]);
		if (at[i].kind == NUMBER && at[i].digits == 4)
			at[i].kind = CALENDAR;
		if (at[i].kind != NUMBER)
			years++;
		else if (at[i].digits == 2 &&
			 !(more && at[i + 1].kind == MONTH))
			two = &at[i];
	}
	if (!years && two) {
		two->kind = CALENDAR;
		two->value += 2000;
	}
}
