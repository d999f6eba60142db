#include "text/number.h"

#include "base/utf8.h"

static int number_below(struct tw_view word)
{
	static const char *const names[] = { "zero", "one", "two", "three",
		"four", "five", "six", "seven", "eight", "nine", "ten",
		"eleven", "twelve", "thirteen", "fourteen", "fifteen",
		"sixteen", "seventeen", "eighteen", "nineteen" };

	for (int i = 0; i < 20; i++)
		if (tw_fold_equal(word, tw_view_of(names[i])))
			return i;
	return tw_fold_equal(word, TW_VIEW("none")) ||
		tw_fold_equal(word, TW_VIEW("nil")) ? 0 : -1;
}

/* "twenty", "twenty-four": at its start the tens, behind a hyphen the ones. */
int tw_number_word(struct tw_view word)
{
	static const char *const tens[] = { "twenty", "thirty", "forty",
		"fifty", "sixty", "seventy", "eighty", "ninety" };

	for (int i = 0; i < 8; i++) {
		struct tw_view name = tw_view_of(tens[i]);
		struct tw_view start = { word.ptr, name.len }, ones;
		int n;

		if (word.len < name.len || !tw_fold_equal(start, name))
			continue;
		ones = tw_after(word, name.len);
		if (!ones.len)
			return 10 * (i + 2);
		n = ones.ptr[0] == '-' ? number_below(tw_after(ones, 1)) : -1;
		return n > 0 && n < 10 ? 10 * (i + 2) + n : -1;
	}
	return number_below(word);
}
