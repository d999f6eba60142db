#include "report/veil.h"

struct tw_view tw_veiled(const struct tw_veil *veil, struct tw_view text,
	bool *failed)
{
	struct tw_view masked;

	if (!veil || !text.len)
		return text;
	masked = tw_private_hide(text, &veil->privacy, veil->arena);
	if (masked.ptr)
		return masked;
	*failed = true;
	return TW_VIEW("");
}
