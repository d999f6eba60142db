#include "report/marks.h"

#include "report/told.h"

/* Marks are squares; so many fit in a strip. */
enum { SIZE = 12, STEP = 16, MOST = 40 };

/* What is inside the square, no two alike without colour. */
static void add_mark(struct tw_buffer *out, enum tw_became became, unsigned x)
{
	bool kept = became == TW_BECAME_DONE || became == TW_BECAME_ONGOING;

	tw_buffer_format(out, "<rect class=\"%s\" x=\"%u\" y=\"1\" "
		"width=\"%d\" height=\"%d\"/>", kept ? "kept" :
		became == TW_BECAME_UNACCOUNTED ? "lost" : "open", x + 1,
		SIZE, SIZE);
	switch (became) {
	case TW_BECAME_ONGOING:
		tw_buffer_format(out, "<circle class=\"dot\" cx=\"%u\" "
			"cy=\"7\" r=\"2.5\"/>", x + 7);
		break;
	case TW_BECAME_CARRIED_OVER:
		tw_buffer_format(out, "<path class=\"half\" d=\"M%u 13V1L%u "
			"13z\"/>", x + 1, x + 13);
		break;
	case TW_BECAME_ON_HOLD:
		tw_buffer_format(out, "<path class=\"open\" d=\"M%u 4v6M%u "
			"4v6\"/>", x + 5, x + 9);
		break;
	case TW_BECAME_DROPPED:
		tw_buffer_format(out, "<path class=\"open\" d=\"M%u 3l8 8M%u "
			"3l-8 8\"/>", x + 3, x + 11);
		break;
	default:
		break;
	}
}

static void begin(struct tw_buffer *out, const char *name, size_t count)
{
	tw_buffer_format(out, "<svg class=\"%s\" aria-hidden=\"true\" "
		"width=\"%zu\" height=\"14\" viewBox=\"0 0 %zu 14\">", name,
		count * STEP, count * STEP);
}

void tw_marks_add(struct tw_buffer *out, const size_t became[TW_BECAME_COUNT])
{
	size_t count = 0;
	unsigned at = 0;

	for (int i = 0; i < TW_BECAME_COUNT; i++)
		count += became[i] < MOST ? became[i] : MOST;
	if (!count || count > MOST)
		return;
	begin(out, "marks", count);
	for (int k = 0; k < TW_BECAME_COUNT; k++)
		for (size_t i = 0; i < became[k]; i++)
			add_mark(out, k, STEP * at++);
	tw_buffer_string(out, "</svg>\n");
}

void tw_marks_key(struct tw_buffer *out, const size_t became[TW_BECAME_COUNT])
{
	bool any = false;

	tw_buffer_string(out, "<p class=\"lines\">");
	for (int k = 0; k < TW_BECAME_COUNT; k++) {
		if (!became[k])
			continue;
		tw_buffer_string(out, any ? ",</span>\n<span class=\"kind\">" :
			"<span class=\"kind\">");
		begin(out, "key", 1);
		add_mark(out, k, 0);
		tw_buffer_format(out, "</svg> %s", tw_told_became(k));
		any = true;
	}
	tw_buffer_string(out, any ? "</span></p>\n" : "</p>\n");
}
