#include "text/lexicon.h"

#include <stdlib.h>

/* More forms than a rest forgets are not kept. */
enum { FIRST_ROOM = 256, FORMS_MOST = 16384 };

static bool grow(struct tw_forms *forms)
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
		*tw_form_slot(&more, (struct tw_view){ list[i].text,
			list[i].length }, list[i].hash) = (uint16_t)(i + 1);
	free(forms->slots);
	*forms = more;
	return true;
}

void tw_form_keep(struct tw_word *word, struct tw_lexicon *lexicon,
	struct tw_view text)
{
	struct tw_forms *forms = &lexicon->forms;
	uint32_t hash = (uint32_t)tw_hash_of(lexicon->seed, text);
	struct tw_form *form;
	uint16_t *slot;

	if (text.len > TW_ENTRY_ROOM ||
	    (forms->count == forms->room && !grow(forms)))
		return;
	slot = tw_form_slot(forms, text, hash);
	if (!*slot) {
		form = &forms->list[forms->count++];
		*form = (struct tw_form){ .hash = hash, .word = *word,
			.length = (uint8_t)text.len };
		memcpy(form->text, text.ptr, text.len);
		form->word.form = *slot = (uint16_t)forms->count;
	}
	word->form = *slot;
}
