/*
 * Postcodes.
 */
#include "privacy/match.h"

#include <string.h>

/* The areas that there are; of one letter, and of two. */
static const char short_areas[] = "BEGLMNSW";
static const char long_areas[] =
	"ABALBABBBDBHBLBNBRBSBTCACBCFCHCMCOCRCTCVCWDADDDEDGDHDLDNDTDYECEHENEX"
	"FKFYGLGUGYHAHDHGHPHRHSHUHXIGIMIPIVJEKAKTKWKYLALDLELLLNLSLUMEMKMLNENG"
	"NNNPNRNWOLOXPAPEPHPLPOPRRGRHRMSASESGSKSLSMSNSOSPSRSSSTSWSYTATDTFTNTQ"
	"TRTSTWUBWAWCWDWFWNWRWSWVYOZE";

static bool area(const char *letters, size_t count)
{
	char a = letters[0] & ~32, b = letters[1] & ~32;

	if (count == 1)
		return strchr(short_areas, a);
	for (size_t i = 0; long_areas[i]; i += 2)
		if (a == long_areas[i] && b == long_areas[i + 1])
			return true;
	return false;
}

/* The outward half that begins at `i`; its length, or 0. */
static size_t outward(const char *c)
{
	size_t letters = 0, i;

	while (letters < 2 && tw_plain_alpha(c[letters]))
		letters++;
	i = letters;
	if (!letters || !tw_plain_digit(c[i]) || !area(c, letters))
		return 0;
	i++;
	if (tw_plain_digit(c[i]))
		return i + 1;
	return i;
}

/* After one digit a letter may end the outward half. */
static bool may_end(char c, size_t letters)
{
	return c && strchr(letters == 1 ? "ABCDEFGHJKPSTUW" : "ABEHMNPRVWXY",
		c & ~32);
}

/* What is written behind a number in small letters, and is no postcode. */
static bool unit(const char *c)
{
	static const char units[] = "stndrdthhrydyrftlbptppwk";

	for (size_t i = 0; units[i]; i += 2)
		if (c[0] == units[i] && c[1] == units[i + 1])
			return true;
	return false;
}

static bool inward(const char *c)
{
	static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ";

	return tw_plain_digit(c[0]) && tw_plain_alpha(c[1]) &&
		tw_plain_alpha(c[2]) && strchr(letters, c[1] & ~32) &&
		strchr(letters, c[2] & ~32) && !tw_plain_inner(c[3]) &&
		!unit(c + 1);
}

/* Between the halves: nothing, a blank, or a hyphen between capitals. */
static size_t gap(const char *c, bool capitals)
{
	size_t i = 0;

	if (tw_plain_blank(c[i]))
		i++;
	if (capitals && c[i] == '-') {
		i++;
		if (tw_plain_blank(c[i]))
			i++;
	}
	return i;
}

static size_t found(struct tw_hits *hits, const struct tw_plain *plain,
	size_t from, size_t to)
{
	uint64_t hash = TW_HIT_HASH;

	for (size_t i = from; i < to; i++)
		if (tw_plain_inner(plain->c[i]))
			hash = tw_hit_hash(hash, tw_plain_small(plain->c[i]));
	tw_hits_add(hits, (struct tw_hit){ from, to, hash,
		TW_PRIVATE_POSTCODE });
	return to;
}

/* The one that has no digit in its outward half. */
static size_t girobank(const struct tw_plain *plain, size_t i)
{
	size_t at = i + 3 + (plain->c[i + 3] == ' ');

	return tw_plain_is(plain, i, i + 3, "gir") &&
		tw_plain_is(plain, at, at + 3, "0aa") &&
		!tw_plain_inner(plain->c[at + 3]) ? at + 3 : i;
}

size_t tw_match_postcode(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	const char *c = plain->c + i;
	size_t half = outward(c), at, letters = tw_plain_alpha(c[1]) ? 2 : 1;
	bool capitals = tw_plain_upper(c[0]) && tw_plain_upper(c[letters - 1]);

	if (!half) {
		at = girobank(plain, i);
		return at > i ? found(hits, plain, i, at) : i;
	}
	/* "PR12AB" is PR1 2AB, "PR112AB" PR11 2AB. */
	for (size_t end = half; end > letters; end--) {
		at = end + gap(c + end, capitals);
		if (inward(c + at))
			return found(hits, plain, i, i + at + 3);
	}
	if (half == letters + 1 && may_end(c[half], letters)) {
		at = half + 1 + gap(c + half + 1, capitals);
		if (inward(c + at))
			return found(hits, plain, i, i + at + 3);
	}
	return i;
}
