#include "text/lexicon.h"

#include <stdlib.h>

/* More forms than a rest forgets are not kept. */
enum { FIRST_ROOM = 256, FORMS_MOST = 16384 };

static bool grow(struct tw_forms *forms, uint64_t seed)
{
	struct tw_forms more = { forms->list, NULL, forms->count,
		forms->room ? 2 * forms->room : FIRST_ROOM };
	struct tw_form *list;

	if (more.room > FORMS_MOST)
		return false;
	list = realloc(forms->list, more.room * sizeof(*list));
	if (!list)
		return false;
	forms->list = more.list = list;
	more.slots = calloc(2 * more.room, sizeof(*more.slots));
	if (!more.slots)
		return false;
	for (size_t i = 0; i < more.count; i++)
		*tw_form_slot(&more, &list[i].text, seed) =
			(uint16_t)(i + 1);
	free(forms->slots);
	*forms = more;
	return true;
}

void tw_form_keep(struct tw_word *word, struct tw_lexicon *lexicon,
	const struct tw_spelt *text)
{
	struct tw_forms *forms = &lexicon->forms;
	struct tw_form *form;
	uint16_t *slot;

	if (forms->count == forms->room && !grow(forms, lexicon->seed))
		return;
	slot = tw_form_slot(forms, text, lexicon->seed);
	if (!*slot) {
		form = &forms->list[forms->count++];
		*form = (struct tw_form){ .text = *text, .word = *word };
		form->word.form = *slot = (uint16_t)forms->count;
	}
	word->form = *slot;
}
