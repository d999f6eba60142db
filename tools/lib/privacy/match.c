#include "privacy/place.h"

#include <stdlib.h>
#include <string.h>

void tw_hits_add(struct tw_hits *hits, struct tw_hit hit)
{
	if (!tw_buffer_add(&hits->list, &hit, sizeof(hit)))
		hits->failed = true;
}

size_t tw_plain_word(const struct tw_plain *plain, size_t i)
{
	while (tw_plain_inner(plain->c[i]))
		i++;
	return i;
}

bool tw_plain_is(const struct tw_plain *plain, size_t from, size_t to,
	const char *word)
{
	for (; from < to && *word; from++, word++)
		if (tw_plain_small(plain->c[from]) != *word)
			return false;
	return from == to && !*word;
}

bool tw_plain_any(const struct tw_plain *plain, size_t from, size_t to,
	const char *const *words)
{
	char first = from < to ? tw_plain_small(plain->c[from]) : '\0';

	for (; *words; words++)
		if (**words == first && tw_plain_is(plain, from, to, *words))
			return true;
	return false;
}

bool tw_plain_near(const struct tw_plain *plain, size_t from, size_t to,
	const char *const *words)
{
	/* Not the rest of a word that begins before. */
	while (from < to && from && tw_plain_inner(plain->c[from - 1]))
		from++;
	while (from < to) {
		size_t end = tw_plain_word(plain, from);

		if (end > from && tw_plain_any(plain, from, end, words))
			return true;
		from = end > from ? end : from + 1;
	}
	return false;
}

uint64_t tw_hit_name(const struct tw_plain *plain, size_t from, size_t to)
{
	uint64_t hash = TW_HIT_HASH;
	bool gap = false;

	for (; from < to; from++) {
		char c = plain->c[from];

		if (!tw_plain_inner(c)) {
			gap = hash != TW_HIT_HASH;
			continue;
		}
		if (gap)
			hash = tw_hit_hash(hash, ' ');
		gap = false;
		hash = tw_hit_hash(hash, tw_plain_small(c));
	}
	return hash;
}

/* What begins at `i` with a letter, and is more than letters. */
static bool may_be_number(const char *c)
{
	return !tw_plain_alpha(c[1]) || !tw_plain_alpha(c[2]) || c[0] == 'O' ||
		c[0] == 'o' || c[0] == 'I' || c[0] == 'l' || c[1] == 'O' ||
		c[1] == 'o' || c[1] == 'I' || c[1] == 'l' || c[2] == 'O' ||
		c[2] == 'o' || c[2] == 'I' || c[2] == 'l' || c[0] == 'G';
}

/* The words that begin at `i`: where what is found there ends. */
static size_t match_word(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	size_t end, to;

	if (tw_plain_alpha(plain->c[i]) && may_be_number(plain->c + i)) {
		if ((end = tw_match_upn(hits, plain, i)) > i ||
		    (end = tw_match_ni(hits, plain, i)) > i ||
		    (end = tw_match_postcode(hits, plain, i)) > i ||
		    (end = tw_match_plate(hits, plain, i)) > i)
			return end;
	}
	if (tw_plain_digit(plain->c[i]) &&
	    (end = tw_match_address(hits, plain, i)) > i)
		return end;
	if ((end = tw_match_date(hits, plain, i)) > i ||
	    (end = tw_match_number(hits, plain, i)) > i)
		return end;
	to = tw_plain_word(plain, i);
	tw_match_pupil(hits, plain, i, to);
	if (plain->options->counts)
		tw_match_count(hits, plain, i, to);
	return to;
}

static int in_order(const void *a, const void *b)
{
	const struct tw_hit *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->kind < y->kind ? -1 : x->kind > y->kind;
}

void tw_match_all(struct tw_hits *hits, const struct tw_plain *plain)
{
	bool mail = false;

	tw_buffer_clear(&hits->list);
	for (size_t i = 0; i < plain->len;) {
		const char *c = plain->c + i;

		if (!tw_plain_inner(*c)) {
			mail |= *c++ == '@';
			i++;
			continue;
		}
		mail |= (*c | 32) == 'a' && (c[1] | 32) == 't' &&
			!tw_plain_inner(c[2]);
		i = match_word(hits, plain, i);
	}
	if (mail)
		tw_match_mails(hits, plain);
	if (plain->options->names)
		tw_match_names(hits, plain);
	if (hits->list.len)
		qsort(hits->list.ptr, hits->list.len / sizeof(struct tw_hit),
			sizeof(struct tw_hit), in_order);
}
