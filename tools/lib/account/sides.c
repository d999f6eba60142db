#include "account/account.h"

#include "base/set.h"
#include "text/words.h"

static enum tw_status collect(struct tw_nodes *nodes, struct tw_arena *arena,
	const struct tw_record *record, struct tw_error *err)
{
	size_t count = 0;

	for (const struct tw_section *s = record->sections; s; s = s->next)
		count += s->count;
	nodes->at = tw_arena_take(arena, (count + 1) * sizeof(*nodes->at));
	if (!nodes->at)
		return tw_fail_memory(err);
	for (const struct tw_section *s = record->sections; s; s = s->next) {
		for (const struct tw_item *i = s->items; i; i = i->next) {
			struct tw_node *node = &nodes->at[nodes->count];

			if (!i->text || tw_item_placeholder(i))
				continue;
			node->item = i;
			node->section = s->kind;
			node->text = tw_segments_join(i->text, arena);
			if (!node->text.ptr)
				return tw_fail_memory(err);
			nodes->count++;
		}
	}
	return TW_OK;
}

static struct tw_view *texts_of(const struct tw_nodes *nodes,
	struct tw_arena *arena)
{
	struct tw_view *texts = tw_arena_take(arena,
		(nodes->count + 1) * sizeof(*texts));

	for (size_t i = 0; texts && i < nodes->count; i++)
		texts[i] = nodes->at[i].text;
	return texts;
}

static bool same_key(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_node *)a)->item->key,
		((const struct tw_node *)b)->item->key);
}

enum tw_status tw_keys_collect(struct tw_set *keys, struct tw_arena *arena,
	const struct tw_nodes *nodes, enum tw_section_kind kind,
	struct tw_error *err)
{
	bool failed = false;

	*keys = (struct tw_set){ NULL, 0, 0 };
	for (size_t i = 0; i < nodes->count && !failed; i++) {
		const struct tw_node *node = &nodes->at[i];

		if (node->section == kind && node->item->key.len)
			tw_set_add(keys, arena,
				tw_text_hash(0, node->item->key), node,
				same_key, &failed);
	}
	return failed ? tw_fail_memory(err) : TW_OK;
}

const struct tw_node *tw_node_by_key(const struct tw_set *keys,
	struct tw_view key)
{
	struct tw_item item = { .key = key };
	struct tw_node wanted = { .item = &item };

	return key.len ? tw_set_get(keys, tw_text_hash(0, key), &wanted,
		same_key) : NULL;
}

/* Marks the items of both sides whose key stands on the other one, too. */
static bool mark_paired(struct tw_nodes *from, struct tw_nodes *to,
	struct tw_arena *arena)
{
	const struct tw_node **first = tw_arena_take(arena,
		(to->count + 1) * sizeof(*first)); /* [j]: with its key */
	struct tw_set keys = { NULL, 0, 0 };
	bool failed = false;

	from->paired = tw_arena_take(arena, from->count + 1);
	to->paired = tw_arena_take(arena, to->count + 1);
	if (!first || !from->paired || !to->paired)
		return false;
	for (size_t j = 0; j < to->count && !failed; j++) {
		struct tw_view key = to->at[j].item->key;

		if (key.len)
			first[j] = tw_set_add(&keys, arena,
				tw_text_hash(0, key), &to->at[j], same_key,
				&failed);
		if (!first[j])
			first[j] = &to->at[j];
	}
	for (size_t i = 0; i < from->count && !failed; i++) {
		const struct tw_node *found = tw_node_by_key(&keys,
			from->at[i].item->key);

		if (found)
			from->paired[i] = to->paired[found - to->at] = true;
	}
	for (size_t j = 0; j < to->count && !failed; j++)
		to->paired[j] = to->paired[first[j] - to->at];
	return !failed;
}

enum tw_status tw_sides_fill(struct tw_sides *sides,
	struct tw_lexicon *lexicon, const struct tw_record *from,
	const struct tw_record *to, struct tw_error *err)
{
	struct tw_view *from_texts, *to_texts;

	sides->before = from;
	sides->now = to;
	sides->cues = tw_cues_of(lexicon);
	if (!sides->cues)
		return tw_fail_memory(err);
	if (collect(&sides->from, sides->arena, from, err) ||
	    collect(&sides->to, sides->arena, to, err))
		return TW_NO_MEMORY;
	if (!mark_paired(&sides->from, &sides->to, sides->scratch))
		return tw_fail_memory(err);
	from_texts = texts_of(&sides->from, sides->scratch);
	to_texts = texts_of(&sides->to, sides->scratch);
	if (!from_texts || !to_texts)
		return tw_fail_memory(err);
	if (tw_likeness_new(&sides->likeness, sides->scratch, lexicon,
	    from_texts, sides->from.count, to_texts, sides->to.count, err))
		return err->status;
	tw_likeness_from(sides->likeness, TW_OFFERED);
	if (sides->house)
		tw_likeness_acronyms(sides->likeness, &sides->house->acronyms);
	return TW_OK;
}

bool tw_keys_allow(const struct tw_sides *sides, size_t from, size_t to)
{
	struct tw_view x = sides->from.at[from].item->key;
	struct tw_view y = sides->to.at[to].item->key;

	if (x.len && y.len)
		return tw_view_equal(x, y);
	return !sides->from.paired[from] && !sides->to.paired[to];
}
