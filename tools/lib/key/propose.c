#include "key/key.h"

#include "privacy/privacy.h"
#include "text/text.h"
#include "text/words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 3, MOST_LENGTH = 40, MOST_TOKENS = 64 };

/* A word of a plan that may stand in its key, or a label with its number. */
struct token {
	struct tw_view slug;
	uint32_t stem;
	unsigned rank; /* the lower, the more it tells */
	size_t place;
};

struct proposing {
	struct tw_keys *keys;
	const struct tw_key_item *plan;
	struct tw_arena *arena;
	struct token tokens[MOST_TOKENS];
	size_t count;
	struct tw_words words; /* but for what is nobody's business */
	struct tw_words own;   /* as they stand in the record */
	struct tw_view officers;
	struct tw_error *err;
};

/* ---- words ---- */

static struct tw_view norm_of(const struct tw_words *words, size_t i)
{
	return (struct tw_view){ words->norm.ptr + words->words[i].norm,
		words->words[i].length };
}

/* A part of the name of somebody who wrote the record. */
static bool is_officer(const struct proposing *p, struct tw_view slug)
{
	struct tw_view rest = p->officers;

	while (rest.len) {
		const char *end = memchr(rest.ptr, '-', rest.len);
		size_t len = end ? (size_t)(end - rest.ptr) : rest.len;

		if (len == slug.len && !memcmp(rest.ptr, slug.ptr, len))
			return true;
		len += end != NULL;
		rest = (struct tw_view){ rest.ptr + len, rest.len - len };
	}
	return false;
}

/*
 * Names of people are no keys. What begins with a capital may be one, unless
 * it is an acronym or a common word; so may all of a text in capitals.
 */
static bool may_be_name(const struct tw_word *word, uint32_t of_text)
{
	if (word->flags & (TW_WORD_ACRONYM | TW_WORD_COMMON | TW_WORD_SMALL))
		return false;
	return (word->flags & TW_WORD_CAPITAL) ||
		!(of_text & (TW_WORD_CAPITAL | TW_WORD_SMALL));
}

/* How many of the other plans have a stem. */
static unsigned count_others(const struct proposing *p, uint32_t stem)
{
	unsigned count = tw_key_stem_of(p->keys, stem).plans;

	for (size_t i = 0; i < p->own.count; i++)
		if (p->own.words[i].stem == stem)
			return count - 1;
	return count;
}

/*
 * True if a stem stands in small letters in another item: then it is no name.
 */
static bool stands_small(const struct proposing *p, uint32_t stem)
{
	unsigned count = tw_key_stem_of(p->keys, stem).small;

	for (size_t i = 0; i < p->own.count; i++)
		count -= p->own.words[i].stem == stem &&
			p->own.words[i].flags & TW_WORD_SMALL;
	return count;
}

/* "to explore", "exploring": what is done tells less than what it is about. */
static bool is_verb(const struct tw_words *words, size_t i)
{
	struct tw_view word = norm_of(words, i);

	return (word.len > 5 && !memcmp(word.ptr + word.len - 3, "ing", 3)) ||
		(i && tw_view_equal(norm_of(words, i - 1), TW_VIEW("to")));
}

static bool add_token(struct proposing *p, size_t i, struct tw_view number)
{
	const struct tw_word *word = &p->words.words[i];
	struct tw_buffer slug = TW_BUFFER_INIT;
	struct token *token = &p->tokens[p->count];
	bool fine;

	tw_text_slug(&slug, norm_of(&p->words, i));
	if (number.len && slug.len)
		tw_buffer_format(&slug, "-%.*s", TW_ARG(number));
	token->slug = tw_arena_copy(p->arena, tw_buffer_get(&slug));
	fine = !slug.failed && token->slug.ptr;
	tw_buffer_release(&slug);
	if (!fine || !token->slug.len || is_officer(p, token->slug))
		return fine;
	for (size_t k = 0; k < p->count; k++)
		if (p->tokens[k].stem == word->stem && !number.len)
			return true;
	token->stem = word->stem;
	token->place = p->count;
	token->rank = 8 * count_others(p, word->stem) +
		(word->flags & TW_WORD_COMMON ? 4 : 0) +
		(is_verb(&p->words, i) ? 2 : 0) + (number.len ||
		word->flags & TW_WORD_ACRONYM ? 0 : 1);
	p->count++;
	return true;
}

/* A number behind a label, as in "Cohort 2", tells it from another one. */
static bool is_label_number(const struct tw_words *words, size_t i)
{
	return i + 1 < words->count && (words->words[i].flags &
		TW_WORD_LABEL) && (words->words[i + 1].flags &
		TW_WORD_FIGURES) && words->words[i + 1].length < 5;
}

/* What is left of "they'd" and its like. */
static bool is_short_form(struct tw_view word)
{
	static const char *const forms[] = {
		"im", "ive", "ill", "id", "weve", "well", "wed", "were",
		"youre", "theyre", "theyd", "theyll", "theyve", "thats",
		"its", "dont", "didnt", "cant", "isnt", "wont", "lets"
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (tw_view_equal(word, tw_view_of(forms[i])))
			return true;
	return word.len < 2;
}

/*
 * True if a word may stand in a key. The first word of a sentence is a verb,
 * or a name, and only taken with `first`, if it is no name for certain.
 */
static bool may_stand(const struct proposing *p, const struct tw_word *word,
	struct tw_view norm, bool first)
{
	const uint32_t silent = TW_WORD_FUNCTION | TW_WORD_NUMBER |
		TW_WORD_FIGURES | TW_WORD_MONTH | TW_WORD_TIME |
		TW_WORD_LETTER;

	if (word->flags & silent || is_short_form(norm))
		return false;
	if (word->flags & TW_WORD_FIRST && !(word->flags & TW_WORD_ACRONYM))
		return first && stands_small(p, word->stem);
	return !may_be_name(word, p->words.flags);
}

static bool collect(struct proposing *p, bool first)
{
	const struct tw_words *words = &p->words;

	p->count = 0;
	for (size_t i = 0; i < words->count && p->count < MOST_TOKENS; i++) {
		bool label = is_label_number(words, i);

		if (!label && !may_stand(p, &words->words[i],
		    norm_of(words, i), first))
			continue;
		if (!add_token(p, i, label ? norm_of(words, i + 1) :
		    (struct tw_view){ NULL, 0 }))
			return false;
	}
	return true;
}

static bool read_items(struct proposing *p)
{
	/* Nothing of an address or a telephone number, either. */
	const struct tw_private_options private = { .names = NULL };
	struct tw_view own = p->plan->node->text;
	struct tw_view text = tw_private_hide(own, &private, p->arena);

	return text.ptr && !tw_words_read(&p->words, p->keys->lexicon,
		p->arena, text, p->err) && !tw_words_read(&p->own,
		p->keys->lexicon, p->arena, own, p->err) &&
		!tw_key_stems_count(p->keys, p->plan->filed, p->err);
}

/* ---- the key ---- */

static int by_rank(const void *a, const void *b)
{
	const struct token *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static int by_place(const void *a, const void *b)
{
	const struct token *x = a, *y = b;

	return (x->place > y->place) - (x->place < y->place);
}

static bool same_view(const void *a, const void *b)
{
	return tw_view_equal(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

static bool is_free(const struct proposing *p, struct tw_view key)
{
	return tw_key_valid(key) && !tw_set_get(&p->keys->used, tw_hash(key),
		&key, same_view);
}

/* The first `count` tokens by rank, in the order of the text. */
static bool join(struct tw_buffer *key, const struct proposing *p,
	size_t count)
{
	struct token taken[MOST_TOKENS];

	memcpy(taken, p->tokens, count * sizeof(*taken));
	qsort(taken, count, sizeof(*taken), by_place);
	tw_buffer_clear(key);
	for (size_t i = 0; i < count; i++)
		tw_buffer_format(key, i ? "-%.*s" : "%.*s",
			TW_ARG(taken[i].slug));
	return !key->failed;
}

/* With one word more while it is no key, or another promise's. */
static bool find_free(struct tw_buffer *key, const struct proposing *p)
{
	size_t count = p->count < MOST_WORDS ? p->count : MOST_WORDS;

	while (count > 1 && join(key, p, count) && key->len > MOST_LENGTH)
		count--;
	for (; count && count <= p->count && count <= MOST_WORDS + 2;
	     count++) {
		if (!join(key, p, count))
			return false;
		if (is_free(p, tw_buffer_get(key)))
			return true;
	}
	return false;
}

/* What a number comes behind, and the lowest that was not tried. */
struct base {
	struct tw_view text; /* first, so that it is found as one */
	unsigned next;
};

/* The base of these words; NULL without memory. */
static struct base *find_base(const struct proposing *p, struct tw_view text)
{
	struct tw_arena *arena = p->keys->arena;
	struct base *made = tw_arena_take(arena, sizeof(*made)), *known;
	bool failed = false;

	if (!made)
		return NULL;
	*made = (struct base){ tw_arena_copy(arena, text), 1 };
	if (!made->text.ptr)
		return NULL;
	known = (struct base *)(uintptr_t)tw_set_add(&p->keys->bases, arena,
		tw_hash(text), made, same_view, &failed);
	return failed ? NULL : known ? known : made;
}

/* No key becomes free again, so that numbers go on where they ended. */
static bool number(struct tw_buffer *key, const struct proposing *p)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	size_t count = p->count < MOST_WORDS ? p->count : MOST_WORDS;
	struct base *base = NULL;

	if (count && !join(&text, p, count))
		goto out;
	if (text.len < 2 || text.len > MOST_LENGTH ||
	    !tw_key_valid(tw_buffer_get(&text))) {
		tw_buffer_clear(&text);
		tw_buffer_string(&text, "plan");
	}
	base = text.failed ? NULL : find_base(p, tw_buffer_get(&text));
	for (; base && !key->failed; base->next++) {
		tw_buffer_clear(key);
		tw_buffer_format(key, base->next > 1 ? "%.*s-%u" : "%.*s",
			TW_ARG(base->text), base->next);
		if (is_free(p, tw_buffer_get(key)))
			break;
	}
out:
	tw_buffer_release(&text);
	return base && !key->failed;
}

static bool make(struct tw_view *key, struct proposing *p)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	bool fine = read_items(p) && collect(p, false);

	if (fine && p->count < 2)
		fine = collect(p, true);
	if (p->count)
		qsort(p->tokens, p->count, sizeof(*p->tokens), by_rank);
	if (fine && !find_free(&text, p))
		fine = !text.failed && number(&text, p);
	*key = tw_arena_copy(p->keys->arena, tw_buffer_get(&text));
	tw_buffer_release(&text);
	return fine && key->ptr;
}

enum tw_status tw_key_propose(struct tw_view *key, struct tw_keys *keys,
	const struct tw_key_item *plan, struct tw_error *err)
{
	struct proposing p = { .keys = keys, .plan = plan,
		.arena = tw_arena_new(), .err = err };
	struct tw_buffer officers = TW_BUFFER_INIT;
	bool fine = p.arena;

	if (fine) {
		struct tw_view list = tw_record_value(plan->filed->record,
			TW_OFFICERS, p.arena);

		fine = list.ptr && tw_text_slug(&officers, list);
		p.officers = tw_buffer_get(&officers);
	}
	fine = fine && make(key, &p);
	tw_buffer_release(&officers);
	tw_arena_free(p.arena);
	return fine ? TW_OK : tw_fail_memory(err);
}
