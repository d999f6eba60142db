/*
 * The words of texts, what they say, and what changed from one text to the
 * other. spec/merge.md, "Which item is which" and "Texts".
 */
#include "base/arena.h"
#include "base/set.h"
#include "base/utf8.h"
#include "merge/plan.h"
#include "text/lexicon.h"
#include "text/number.h"
#include "text/text.h"

/* ---- words ---- */

static bool written_same(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_written *)a)->text,
		((const struct tw_written *)b)->text);
}

struct tw_written *tw_written(struct tw_merging *plan, struct tw_view text)
{
	struct tw_written wanted = { text, -1, 0, 0 }, *word;
	uint64_t hash = tw_hash(text);
	bool failed = false;

	word = (void *)tw_set_get(&plan->written, hash, &wanted, written_same);
	if (word)
		return word;
	word = tw_arena_take_raw(plan->arena, sizeof(*word));
	if (!word)
		return NULL;
	*word = wanted;
	tw_set_add(&plan->written, plan->arena, hash, word, written_same,
		&failed);
	return failed ? NULL : word;
}

/* False for what may begin a blank. */
static bool is_plain(char c)
{
	return (unsigned char)(c - '!') <= '~' - '!';
}

static size_t word_length(struct tw_view text)
{
	const char *at = text.ptr, *end = text.ptr + text.len;

	for (; at < end; at++) {
		while (at < end && is_plain(*at))
			at++;
		if (tw_blank_start((struct tw_view){ at, (size_t)(end - at) }))
			break;
	}
	return (size_t)(at < end ? at - text.ptr : end - text.ptr);
}

static size_t blanks_length(struct tw_view text)
{
	size_t len = 0, blank;

	while ((blank = tw_blank_start(tw_after(text, len))))
		len += blank;
	return len;
}

/* As many words as there can be between what may be blanks. */
static size_t most_words(const struct tw_segment *text)
{
	size_t most = 0;

	for (; text; text = text->next) {
		most++;
		for (size_t i = 0; i < text->text.len; i++)
			most += !is_plain(text->text.ptr[i]);
	}
	return most;
}

/* The words of a text that may be like the one at hand, and which is next. */
struct likely {
	const struct tw_tokens *text;
	size_t next;
	bool typeset; /* the line at hand has marks that may be typed in ASCII */
};

/*
 * The same word of the text that is alike, if it comes next there, or soon:
 * it needs not be looked for among all words.
 */
static struct tw_written *met_before(struct likely *likely,
	struct tw_view word)
{
	enum { SOON = 3 };
	size_t count = likely->text ? likely->text->count : 0;

	for (size_t i = likely->next; i < count && i < likely->next + SOON;
	     i++) {
		const struct tw_token *met = &likely->text->at[i];

		if (met->len == word.len && *met->start == *word.ptr &&
		    !memcmp(met->start, word.ptr, word.len)) {
			likely->next = i + 1;
			return met->word;
		}
	}
	return NULL;
}

/* The word that stands in a text, as it is compared. */
static struct tw_written *read_word(struct tw_merging *plan,
	struct likely *likely, struct tw_view word)
{
	struct tw_written *met = met_before(likely, word);

	if (met)
		return met;
	if (likely->typeset)
		word = tw_text_typed(word, plan->arena);
	return word.ptr ? tw_written(plan, word) : NULL;
}

struct tw_tokens tw_words_part(struct tw_merging *plan,
	const struct tw_segment *text, const struct tw_tokens *alike)
{
	struct likely likely = { alike, 0, false };
	struct tw_token *at = tw_arena_take_raw(plan->arena,
		most_words(text) * sizeof(*at));
	struct tw_tokens tokens = { at, 0 };

	for (const struct tw_segment *s = text; tokens.at && s; s = s->next) {
		struct tw_view composed = tw_text_compose(s->text, plan->arena);
		struct tw_view rest = tw_trim(composed);
		bool breaks = s != text;

		if (!composed.ptr)
			tokens.at = NULL;
		likely.typeset = rest.len && memchr(rest.ptr, 0xE2, rest.len);
		while (rest.len && tokens.at) {
			struct tw_view word = { rest.ptr, word_length(rest) };

			rest = tw_after(rest, word.len);
			rest = tw_after(rest, blanks_length(rest));
			at->start = word.ptr;
			at->len = (uint32_t)word.len;
			at->word = read_word(plan, &likely, word);
			at->breaks = breaks;
			breaks = false;
			if (!at++->word)
				tokens.at = NULL;
			tokens.count++;
		}
	}
	return tokens;
}

const struct tw_tokens *tw_item_words(struct tw_merging *plan, int side,
	size_t item, const struct tw_tokens *alike)
{
	const struct tw_side_parts *parts = &plan->side[side];
	struct tw_tokens *words = plan->words[side];

	if (!words)
		words = plan->words[side] = tw_arena_take(plan->arena,
			parts->item_count * sizeof(*words));
	if (words && !words[item].at)
		words[item] = tw_words_part(plan,
			parts->items[item].node->text, alike);
	return words && words[item].at ? &words[item] : NULL;
}

struct tw_view tw_word_bare(struct tw_view word)
{
	while (word.len && strchr("\"'(.,;:!?)", word.ptr[0])) {
		word.ptr++;
		word.len--;
	}
	while (word.len && strchr("\"'(.,;:!?)", word.ptr[word.len - 1]))
		word.len--;
	return word;
}

/* A word in small letters without marks of punctuation around it. */
static struct tw_view bare(struct tw_view word, char room[static 32])
{
	size_t len = 0;

	word = tw_word_bare(word);
	for (; len < word.len && len < 31; len++)
		room[len] = word.ptr[len] >= 'A' && word.ptr[len] <= 'Z' ?
			(char)(word.ptr[len] | 0x20) : word.ptr[len];
	return (struct tw_view){ room, len };
}

static bool negates(struct tw_view word)
{
	static const char *const words[] = { "cannot", "neither", "never", "no",
		"nobody", "none", "nor", "not", "nothing", "without", NULL };

	return tw_fold_any(word, words) || (word.len > 3 &&
		!memcmp(word.ptr + word.len - 3, "n't", 3));
}

/* "thirteen", "twenty-four"; the shorter ones are in the list. */
static bool is_number_word(struct tw_view plain)
{
	const char *end = plain.ptr + plain.len;

	return plain.len > 4 && (!memcmp(end - 2, "ty", 2) ||
		!memcmp(end - 4, "teen", 4) ||
		memchr(plain.ptr, '-', plain.len)) &&
		tw_number_word(plain) >= 0;
}

static unsigned find_kind(struct tw_view word)
{
	static const char *const feasts[] = { "christmas", "easter", "whitsun",
		NULL };
	char room[32];
	struct tw_view plain = bare(word, room);
	const struct tw_special *special;
	unsigned kind = 0;

	if (!plain.len)
		return TW_SAYS_LITTLE;
	special = tw_special_word(plain);
	if (special && special->flags & (TW_WORD_FUNCTION | TW_WORD_JOIN))
		kind |= TW_SAYS_LITTLE;
	if (special && special->flags & (TW_WORD_NUMBER | TW_WORD_ORDINAL))
		kind |= TW_SAYS_NUMBER;
	if (!special && is_number_word(plain))
		kind |= TW_SAYS_NUMBER;
	/* "may" is a month where it begins with a capital. */
	if (special && special->flags & TW_WORD_MONTH &&
	    !memchr(word.ptr, 'm', 1))
		kind |= TW_SAYS_DATE;
	if (tw_fold_any(plain, feasts))
		kind |= TW_SAYS_DATE;
	for (size_t i = 0; i < plain.len; i++)
		if (plain.ptr[i] >= '0' && plain.ptr[i] <= '9')
			kind |= TW_SAYS_NUMBER;
	return kind | (negates(plain) ? TW_SAYS_NEGATION : 0);
}

/* What a word says that is never left to guessing. */
static unsigned kind_of(const struct tw_token *token)
{
	struct tw_written *word = token->word;

	if (word->kind < 0)
		word->kind = (int)find_kind(word->text);
	return (unsigned)word->kind;
}

unsigned tw_word_says(const struct tw_tokens *text, size_t i)
{
	unsigned kind = kind_of(&text->at[i]);
	size_t from = i < 2 ? 0 : i - 2;
	size_t to = i + 3 < text->count ? i + 3 : text->count;

	if (!(kind & TW_SAYS_NUMBER))
		return kind;
	for (size_t j = from; j < to; j++)
		kind |= kind_of(&text->at[j]) & TW_SAYS_DATE;
	return kind;
}

/* ---- names ---- */

static bool is_label(struct tw_view word)
{
	char room[32];
	const struct tw_special *noun;

	word = bare(word, room);
	noun = tw_special_stem(word);
	if (!noun && word.len && word.ptr[word.len - 1] == 's') {
		word.len--;
		noun = tw_special_stem(word);
	}
	return noun && noun->flags & TW_WORD_LABEL;
}

/* A word begins with a capital, and begins no sentence. */
static bool is_capital(const struct tw_tokens *text, size_t i)
{
	struct tw_view word = text->at[i].word->text, before;

	if (!i)
		return false;
	before = text->at[i - 1].word->text;
	while (word.len && strchr("\"'(", word.ptr[0])) {
		word.ptr++;
		word.len--;
	}
	return word.len && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' &&
		!strchr(".!?", before.ptr[before.len - 1]);
}

/* What tells one thing from another that is called the same. */
static bool is_name(const struct tw_tokens *text, size_t i)
{
	return is_capital(text, i) || (i &&
		kind_of(&text->at[i]) & TW_SAYS_NUMBER &&
		is_label(text->at[i - 1].word->text));
}

bool tw_word_quantity(const struct tw_tokens *text, size_t i)
{
	static const char signs[] = "0123456789,.%\xC2\xA3";
	char room[32];
	struct tw_view word = bare(text->at[i].word->text, room);
	const struct tw_special *special = word.len ? tw_special_word(word) :
		NULL;
	bool year = word.len == 4 && (!memcmp(word.ptr, "19", 2) ||
		!memcmp(word.ptr, "20", 2));

	if (!tw_word_counts(text, i) || year || is_name(text, i) ||
	    (i && is_capital(text, i - 1)))
		return false;
	if (special && special->flags & TW_WORD_NUMBER)
		return !(special->flags & TW_WORD_ORDINAL);
	for (size_t c = 0; c < word.len && !is_number_word(word); c++)
		if (!memchr(signs, word.ptr[c], sizeof(signs) - 1))
			return false;
	return true;
}

bool tw_word_day(const struct tw_tokens *text, size_t i)
{
	char room[32];
	struct tw_view word = bare(text->at[i].word->text, room);
	size_t digits = 0;

	while (digits < word.len && tw_digit(word.ptr[digits]))
		digits++;
	word = tw_after(word, digits);
	return tw_word_says(text, i) & TW_SAYS_DATE && digits &&
		digits <= 2 && (!word.len || (word.len == 2 &&
		strstr("st nd rd th", (char[]){ word.ptr[0], word.ptr[1],
		'\0' }))) && !is_name(text, i);
}

/* ---- names in another's place ---- */

/* A hash of letters and digits alone: of "CAMHs", "CAMHS" and "(CAMHS)". */
uint64_t tw_word_spelt(const struct tw_token *token)
{
	struct tw_written *word = token->word;
	uint64_t hash = 1;

	for (size_t i = 0; i < word->text.len && !word->spelt; i++) {
		unsigned char c = (unsigned char)word->text.ptr[i];

		if (c >= 0x80 || (c >= '0' && c <= '9'))
			hash = (hash ^ c) * 0x9E3779B97F4A7C15u;
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
			hash = (hash ^ (c | 0x20)) * 0x9E3779B97F4A7C15u;
	}
	if (!word->spelt)
		word->spelt = hash | 1;
	return word->spelt;
}

bool tw_words_have(const struct tw_tokens *text, uint64_t spelt)
{
	for (size_t i = 0; text && i < text->count; i++)
		if (tw_word_spelt(&text->at[i]) == spelt)
			return true;
	return false;
}

/* Words from, to of a text. */
struct run {
	const struct tw_tokens *text;
	size_t from, to;
};

static bool has_spelt(const struct run *run, uint64_t hash)
{
	for (size_t i = run->from; i < run->to; i++)
		if (tw_word_spelt(&run->text->at[i]) == hash)
			return true;
	return false;
}

/* A run has a name that another one has not, in whatever spelling. */
static bool has_own_name(const struct run *run, const struct run *other)
{
	for (size_t i = run->from; i < run->to; i++)
		if (is_name(run->text, i) &&
		    !has_spelt(other, tw_word_spelt(&run->text->at[i])))
			return true;
	return false;
}

/* Quantities took the place of as many others. */
static bool has_recounted(const struct run *a, const struct run *b)
{
	for (size_t i = a->from, j = b->from; i < a->to; i++, j++)
		if (j >= b->to || !tw_word_quantity(a->text, i) ||
		    !tw_word_quantity(b->text, j))
			return false;
	return a->to - a->from == b->to - b->from;
}

/* An acronym, and words that begin with its letters: "MH", "mental health". */
static bool is_spelt_out(const struct run *acronym, const struct run *words)
{
	struct tw_view letters;
	char room[32];
	size_t at = 0;

	if (acronym->to - acronym->from != 1)
		return false;
	letters = tw_word_bare(acronym->text->at[acronym->from].word->text);
	if (letters.len < 2)
		return false;
	for (size_t i = words->from; i < words->to; i++) {
		struct tw_view word = bare(words->text->at[i].word->text, room);
		const struct tw_special *special = tw_special_word(word);

		if (at && special && special->flags & TW_WORD_JOIN)
			continue;
		if (!word.len || at == letters.len ||
		    letters.ptr[at] < 'A' || letters.ptr[at] > 'Z' ||
		    word.ptr[0] != (letters.ptr[at++] | 0x20))
			return false;
	}
	return at == letters.len;
}

/* Words that say when, and nothing else: "after Easter", "in May". */
static bool is_when(const struct run *run)
{
	static const char *const times[] = { "holidays", "term", NULL };
	bool when = false;
	char room[32];

	for (size_t i = run->from; i < run->to; i++) {
		bool date = tw_word_says(run->text, i) & TW_SAYS_DATE;

		when |= date;
		if (!date && !tw_word_joins(run->text, i) && !tw_fold_any(bare(
		    run->text->at[i].word->text, room), times))
			return false;
	}
	return when;
}

enum tw_status tw_words_change(bool *renamed, bool *slight,
	const struct tw_tokens *a, const struct tw_tokens *b, bool dated,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_lined lined = { .base = a, .side = b };
	struct run x = { a, 0, 0 }, y = { b, 0, 0 };
	bool fits, put_in = false, taken_out = false, replaced = false;

	if (!tw_line_up(&lined, &fits, arena))
		return tw_fail_memory(err);
	*renamed = !fits;
	for (size_t i = 0; fits && i <= a->count; i++) {
		x.to = i;
		y.to = i < a->count ? lined.to[i] : b->count;
		if (y.to == TW_NONE)
			continue;
		if (x.from == x.to || y.from == y.to) {
			put_in |= y.from < y.to;
			taken_out |= x.from < x.to;
		} else if (!is_spelt_out(&x, &y) && !is_spelt_out(&y, &x) &&
		           !(dated && is_when(&x) && is_when(&y))) {
			*renamed |= has_own_name(&x, &y) &&
				has_own_name(&y, &x);
			replaced |= !has_recounted(&x, &y);
		}
		x.from = x.to + 1;
		y.from = y.to + 1;
	}
	*slight = fits && !replaced && !(put_in && taken_out) &&
		lined.kept > 1 && 2 * lined.kept >= a->count &&
		2 * lined.kept >= b->count;
	return TW_OK;
}
