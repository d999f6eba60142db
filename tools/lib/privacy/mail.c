/*
 * E-mail addresses, written out or in disguise.
 */
#include "privacy/match.h"

#include <string.h>

/* How much of either side is looked at. */
enum { MOST = 255 };

/* What a local part may hold, as HTML forms accept it; and its inner signs. */
static bool local_char(char c)
{
	return tw_plain_inner(c) || (c && strchr(".!#$%&'*+/=?^_`{|}~-", c));
}

/* What stands for "@" or ".": it, or a word, with the blanks around. */
struct sign {
	size_t from, to;
	bool word; /* in brackets */
	bool bare; /* a word without: " at " */
};

static size_t skip_blanks(const struct tw_plain *plain, size_t i, bool *space)
{
	while (tw_plain_blank(plain->c[i])) {
		*space |= plain->c[i] == ' ';
		i++;
	}
	return i;
}

/* "(at)", "[@]", "[ dot ]", "_at_" from `i` on; its end, or `i`. */
static size_t bracketed(const struct tw_plain *plain, size_t i,
	const char *word)
{
	static const char open[] = "([{<_*", close[] = ")]}>_*";
	const char *at = plain->c[i] ? strchr(open, plain->c[i]) : NULL;
	size_t from, to;
	bool space = false;

	if (!at)
		return i;
	from = skip_blanks(plain, i + 1, &space);
	to = *word == 'a' && plain->c[from] == '@' ? from + 1 :
		tw_plain_word(plain, from);
	if (plain->c[from] != '@' && !tw_plain_is(plain, from, to, word))
		return i;
	to = skip_blanks(plain, to, &space);
	return plain->c[to] == close[at - open] ? to + 1 : i;
}

/* The dot of a domain from `i` on; a line may end behind it if it `may`. */
static bool read_dot(struct sign *dot, const struct tw_plain *plain, size_t i,
	bool may)
{
	bool space = false;
	size_t from = skip_blanks(plain, i, &space), to;

	*dot = (struct sign){ i, i, false, false };
	if (plain->c[from] == '.') {
		dot->to = from + 1 + (may && plain->c[from + 1] == '\n');
		return !space;
	}
	to = bracketed(plain, from, "dot");
	dot->word = to > from;
	if (!dot->word) {
		to = tw_plain_word(plain, from);
		if (from == i || !tw_plain_is(plain, from, to, "dot"))
			return false;
		dot->bare = true;
	}
	dot->to = skip_blanks(plain, to, &space);
	return true;
}

/* What was read of a domain. */
struct domain {
	size_t end;
	uint64_t hash;
	size_t labels;
	bool words; /* a dot is a word in brackets */
	bool bare;  /* a dot is a word without */
	bool top;   /* the last label is of letters, two or more */
	size_t last; /* where it begins */
};

/* The ends of domains that are written with words. */
static const char *const tops[] = { "uk", "com", "org", "net", "gov", "edu",
	"sch", "ac", "co", "eu", "info", "wales", "scot", "london", NULL };

static size_t read_label(struct domain *domain, const struct tw_plain *plain,
	size_t i)
{
	size_t start = i, letters = 0;

	while (i - start < MOST && (tw_plain_inner(plain->c[i]) ||
	       (plain->c[i] == '-' && i > start &&
		(tw_plain_inner(plain->c[i + 1]) ||
		 plain->c[i + 1] == '-')))) {
		letters += tw_plain_letter(plain->c[i]);
		domain->hash = tw_hit_hash(domain->hash,
			tw_plain_small(plain->c[i]));
		i++;
	}
	if (i > start) {
		domain->labels++;
		domain->last = start;
		domain->top = letters == i - start && letters >= 2;
	}
	return i;
}

static void read_domain(struct domain *domain, const struct tw_plain *plain,
	size_t i)
{
	struct domain next = *domain;
	struct sign dot;
	size_t end = read_label(&next, plain, i);

	if (end == i)
		return;
	next.end = end;
	*domain = next;
	while (end - i < MOST && read_dot(&dot, plain, end,
	       domain->labels < 2 || !domain->top)) {
		next = *domain;
		next.hash = tw_hit_hash(next.hash, '.');
		end = read_label(&next, plain, dot.to);
		if (end == dot.to)
			return;
		next.words |= dot.word;
		next.bare |= dot.bare;
		next.end = end;
		*domain = next;
	}
}

/*
 * Where the local part that ends at `end` begins. *dotted: it is of words
 * with a dot or "_" between them, which nothing else is.
 */
static size_t local_start(const struct tw_plain *plain, size_t end,
	bool *dotted)
{
	size_t i = end;

	*dotted = false;
	while (i && end - i < MOST && local_char(plain->c[i - 1])) {
		i--;
		*dotted |= (plain->c[i] == '.' || plain->c[i] == '_') &&
			tw_plain_letter(plain->c[i + 1]);
	}
	while (i < end && !tw_plain_inner(plain->c[i]))
		i++;
	*dotted &= i < end && tw_plain_letter(plain->c[i]) &&
		tw_plain_inner(plain->c[end - 1]);
	return i;
}

/* "jane dot doe", "jane[dot]doe": the words before, too. */
static size_t longer_local(const struct tw_plain *plain, size_t start)
{
	static const char *const dots[] = { " dot ", "[dot]", "(dot)",
		"{dot}", " [dot] ", " (dot) ", NULL };
	size_t end = start;
	bool dotted;

	for (size_t i = 0; dots[i] && end - start < MOST; i++) {
		size_t len = strlen(dots[i]);

		if (start < len + 1 ||
		    !tw_plain_is(plain, start - len, start, dots[i]) ||
		    !tw_plain_inner(plain->c[start - len - 1]))
			continue;
		start = local_start(plain, start - len, &dotted);
		i = (size_t)-1;
	}
	return start;
}

static uint64_t hash_local(const struct tw_plain *plain, size_t from,
	size_t to)
{
	uint64_t hash = TW_HIT_HASH;

	for (size_t i = from; i < to; i++)
		hash = tw_hit_hash(hash, tw_plain_small(plain->c[i]));
	return tw_hit_hash(hash, '@');
}

/* True if what follows the sign makes it one. */
static bool plausible(const struct sign *at, const struct domain *domain,
	const struct tw_plain *plain, bool dotted)
{
	bool known = tw_plain_any(plain, domain->last, domain->end, tops);

	if (domain->labels < 2 || !domain->top)
		return false;
	if (at->bare)
		return known && (domain->words || domain->bare || dotted);
	return !domain->bare || known;
}

/* Tries the sign; returns where to go on. */
static size_t match_at(struct tw_hits *hits, const struct tw_plain *plain,
	const struct sign *at)
{
	struct domain domain = { .labels = 0 };
	bool dotted;
	size_t from = local_start(plain, at->from, &dotted);

	if (from == at->from)
		return at->from + 1;
	from = longer_local(plain, from);
	domain.hash = hash_local(plain, from, at->from);
	read_domain(&domain, plain, at->to);
	if (!plausible(at, &domain, plain, dotted))
		return at->from + 1;
	tw_hits_add(hits, (struct tw_hit){ from, domain.end, domain.hash,
		TW_PRIVATE_EMAIL });
	return domain.end;
}

/* Reads what may stand for "@" at `i`, where blanks or a sign begin. */
static bool read_at(struct sign *sign, const struct tw_plain *plain, size_t i)
{
	bool space = false;
	size_t from = skip_blanks(plain, i, &space), to;

	*sign = (struct sign){ i, i, false, false };
	if (plain->c[from] == '@') {
		sign->to = skip_blanks(plain, from + 1, &space);
		return true;
	}
	to = bracketed(plain, from, "at");
	sign->word = to > from;
	if (!sign->word) {
		to = tw_plain_word(plain, from);
		if (from == i || !tw_plain_is(plain, from, to, "at") ||
		    !tw_plain_blank(plain->c[to]))
			return false;
		sign->bare = true;
	}
	sign->to = skip_blanks(plain, to, &space);
	return true;
}

void tw_match_mails(struct tw_hits *hits, const struct tw_plain *plain)
{
	struct sign sign;

	for (size_t i = 1; i < plain->len;)
		if (tw_plain_inner(plain->c[i]) ||
		    !local_char(plain->c[i - 1]) || !read_at(&sign, plain, i))
			i++;
		else
			i = match_at(hits, plain, &sign);
}
