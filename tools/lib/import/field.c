#include "import/field.h"

#include "base/utf8.h"

#include <string.h>

void tw_field_begin(struct tw_form_field *field, bool box)
{
	struct tw_buffer choices = field->choices;

	tw_buffer_clear(&choices);
	*field = (struct tw_form_field){ .choices = choices, .box = box };
}

void tw_field_release(struct tw_form_field *field)
{
	tw_buffer_release(&field->choices);
}

bool tw_field_choice(struct tw_form_field *field, const char *choice)
{
	return tw_buffer_add(&field->choices, choice, strlen(choice) + 1);
}

struct tw_view tw_field_shown(bool *none, const struct tw_form_field *field)
{
	struct tw_view rest = tw_buffer_get(&field->choices);
	unsigned count = 1;

	*none = false;
	if (field->box)
		return field->on ? TW_VIEW("\u2612") : TW_VIEW("\u2610");
	*none = rest.len;
	for (; rest.len && count < field->choice; count++)
		rest = tw_after(rest, strlen(rest.ptr) + 1);
	if (!rest.len || !field->choice)
		return TW_VIEW("");
	*none = false;
	return tw_view_of(rest.ptr);
}
