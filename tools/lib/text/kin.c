/*
 * Words that mean the same in this field: the list "kin" of spec/likeness.md,
 * "Lists". Rows stand in bytewise order, which a test checks.
 */
#include "text/kin.h"

const struct tw_kin_stem tw_kins[] = {
#define K(stem, kin) { stem, kin },
#include "text/kin.def"
#undef K
};

const size_t tw_kin_count = sizeof(tw_kins) / sizeof(*tw_kins);

uint8_t tw_kin_of(struct tw_view stem)
{
	const struct tw_kin_stem *rows = tw_kins;
	size_t count = tw_kin_count;

	while (count) {
		const struct tw_kin_stem *middle = rows + count / 2;
		int order = tw_view_compare(stem, tw_view_of(middle->stem));

		if (!order)
			return middle->kin;
		if (order > 0) {
			rows = middle + 1;
			count -= count / 2 + 1;
		} else {
			count /= 2;
		}
	}
	return 0;
}
