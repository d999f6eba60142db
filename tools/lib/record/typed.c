#include "record/typed.h"

#include "base/utf8.h"

const struct tw_typed tw_typed[] = {
#define TW_TYPED(kind, value, text) \
	{ { text, sizeof(text) - 1 }, TW_TYPED_##kind, value },
#include "record/typed.def"
#undef TW_TYPED
};

const size_t tw_typed_count = sizeof(tw_typed) / sizeof(*tw_typed);

const struct tw_typed *tw_typed_find(enum tw_typed_kind kind,
	struct tw_view text)
{
	for (size_t i = 0; i < tw_typed_count; i++)
		if (tw_typed[i].kind == kind &&
		    tw_fold_equal(tw_typed[i].text, text))
			return &tw_typed[i];
	return NULL;
}
