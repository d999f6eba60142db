#include "key/key.h"

#include "text/words.h"

#include <string.h>

/* Makes sure that there is room for a stem; what is new is zero. */
static bool make_room(struct tw_key_stems *stems, struct tw_arena *arena,
	uint32_t stem)
{
	enum { FIRST_ROOM = 512 };
	size_t room = stems->room ? stems->room : FIRST_ROOM;
	struct tw_key_stem *more;

	if (stem < stems->room)
		return true;
	while (room <= stem)
		room *= 2;
	more = tw_arena_take(arena, room * sizeof(*more));
	if (!more)
		return false;
	if (stems->room)
		memcpy(more, stems->at, stems->room * sizeof(*more));
	stems->at = more;
	stems->room = room;
	return true;
}

static bool count_words(struct tw_keys *keys, const struct tw_words *words,
	bool plan)
{
	struct tw_key_stems *stems = keys->stems;

	stems->items++;
	for (size_t i = 0; i < words->count; i++) {
		const struct tw_word *word = &words->words[i];
		struct tw_key_stem *stem;

		if (!make_room(stems, keys->arena, word->stem))
			return false;
		stem = &stems->at[word->stem];
		stem->small += (word->flags & TW_WORD_SMALL) != 0;
		stem->plans += plan && stem->item != stems->items;
		stem->item = stems->items;
	}
	return true;
}

static enum tw_status count_items(struct tw_keys *keys,
	const struct tw_section *s, struct tw_arena *arena,
	struct tw_error *err)
{
	for (const struct tw_item *i = s->items; i; i = i->next) {
		struct tw_view text;
		struct tw_words words;

		if (!i->text)
			continue;
		tw_arena_reset(arena);
		text = tw_segments_join(i->text, arena);
		if (!text.ptr || tw_words_read(&words, keys->lexicon, arena,
		    text, err) || !count_words(keys, &words,
		    s->kind == TW_PLANNED))
			return tw_fail_memory(err);
	}
	return TW_OK;
}

enum tw_status tw_key_stems_count(struct tw_keys *keys,
	const struct tw_filed *filed, struct tw_error *err)
{
	struct tw_key_stems *stems = keys->stems;
	struct tw_arena *arena;
	enum tw_status status;

	if (stems->filed == filed)
		return TW_OK;
	arena = tw_arena_new();
	status = arena ? TW_OK : tw_fail_memory(err);
	if (stems->room)
		memset(stems->at, 0, stems->room * sizeof(*stems->at));
	stems->items = 0;
	stems->filed = NULL;
	for (const struct tw_section *s = filed->record->sections;
	     s && !status; s = s->next)
		status = count_items(keys, s, arena, err);
	if (!status)
		stems->filed = filed;
	tw_arena_free(arena);
	return status;
}

struct tw_key_stem tw_key_stem_of(const struct tw_keys *keys, uint32_t stem)
{
	return stem < keys->stems->room ? keys->stems->at[stem] :
		(struct tw_key_stem){ 0, 0, 0 };
}
