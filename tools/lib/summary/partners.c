/*
 * Which partners items name. Letter case does not count, but for the first
 * letter of a name of one word, since "Mind" is a partner and "mind" is none.
 * spec/summary.md, "Partners".
 */
#include "summary/parts.h"

#include "text/phrases.h"

#include <stdlib.h>

/* A name of a partner. */
struct name {
	size_t partner;
	char first;    /* of a name of one word its first letter; else 0 */
};

/* A partner, and who names it in the priority that is told. */
struct sought {
	struct tw_partner partner;
	size_t update, item; /* the last that names it; 0: none has */
};

struct tw_partner_names {
	struct tw_phrases names; /* struct name */
	struct sought *partners;
	size_t count;
	size_t *named;         /* numbers of those that are named */
	size_t named_count;
	size_t items, updates; /* read so far, of all priorities */
};

static bool add_name(struct tw_partner_names *all, struct tw_view text,
	size_t partner, struct tw_arena *arena)
{
	struct name *name = tw_arena_take(arena, sizeof(*name));
	struct tw_view word, more;
	size_t at = 0;

	if (!name)
		return false;
	name->partner = partner;
	if (tw_word_next(&word, &at, text) &&
	    !tw_word_next(&more, &at, text))
		name->first = word.ptr[0];
	return tw_phrases_add(&all->names, arena, text, name);
}

enum tw_status tw_partner_names_new(struct tw_partner_names **names,
	const struct tw_house *house, struct tw_arena *arena,
	struct tw_error *err)
{
	const struct tw_alias *first = house ? house->partners.first : NULL;
	struct tw_partner_names *all = tw_arena_take(arena, sizeof(*all));
	size_t count = 0;

	*names = all;
	for (const struct tw_alias *a = first; a; a = a->next)
		count++;
	if (all) {
		all->partners = tw_arena_take(arena,
			(count + 1) * sizeof(*all->partners));
		all->named = tw_arena_take(arena,
			(count + 1) * sizeof(*all->named));
	}
	if (!all || !all->partners || !all->named)
		return tw_fail_memory(err);
	for (const struct tw_alias *alias = first; alias;
	     alias = alias->next, all->count++) {
		struct tw_view rest = alias->also, also;

		all->partners[all->count].partner.alias = alias;
		if (!add_name(all, alias->name, all->count, arena))
			return tw_fail_memory(err);
		while (tw_list_next(&also, &rest))
			if (!add_name(all, also, all->count, arena))
				return tw_fail_memory(err);
	}
	return TW_OK;
}

/* ---- who is named ---- */

static void take_name(struct tw_partner_names *all, const struct name *name,
	struct tw_term term, enum tw_section_kind section)
{
	struct sought *sought = &all->partners[name->partner];
	struct tw_partner *partner = &sought->partner;

	if (!partner->updates) {
		partner->first = term;
		all->named[all->named_count++] = name->partner;
	}
	partner->last = term;
	partner->updates += sought->update != all->updates;
	partner->items += sought->item != all->items;
	partner->exit |= section == TW_EXIT;
	sought->update = all->updates;
	sought->item = all->items;
}

static void seek(struct tw_partner_names *all, struct tw_view text,
	struct tw_term term, enum tw_section_kind section)
{
	const struct name *name;
	struct tw_view found;
	size_t at = 0;

	all->items++;
	while ((name = tw_phrases_next(&found, &at, &all->names, text, false)))
		if (!name->first || name->first == found.ptr[0])
			take_name(all, name, term, section);
}

static bool seek_all(struct tw_partner_names *all,
	const struct tw_telling *telling)
{
	const struct tw_thread *thread = telling->story->thread;

	for (size_t i = 0; i < thread->count; i++) {
		const struct tw_filed *filed = &thread->filed[i];
		const struct tw_section *section = filed->record->sections;

		if (!tw_told(telling, filed->term))
			continue;
		all->updates++;
		for (; section; section = section->next) {
			const struct tw_item *item = section->items;

			for (; item; item = item->next) {
				struct tw_view text = tw_segments_join(
					item->text, telling->arena);

				if (!text.ptr)
					return false;
				seek(all, text, filed->term, section->kind);
			}
		}
	}
	return true;
}

static int compare_numbers(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

/* Moves those who are named into the story, and forgets them. */
static void hand_over(struct tw_partner_names *all, struct tw_story *story)
{
	qsort(all->named, all->named_count, sizeof(*all->named),
		compare_numbers);
	while (story->partner_count < all->named_count) {
		struct sought *sought =
			&all->partners[all->named[story->partner_count]];

		story->partners[story->partner_count++] = sought->partner;
		*sought = (struct sought){ .partner = {
			.alias = sought->partner.alias } };
	}
	all->named_count = 0;
}

enum tw_status tw_tell_partners(const struct tw_telling *telling)
{
	struct tw_partner_names *all = telling->partners;
	struct tw_story *story = telling->story;

	if (!all->count)
		return TW_OK;
	if (!seek_all(all, telling))
		return tw_fail_memory(telling->err);
	story->partners = tw_arena_take(telling->arena,
		(all->named_count + 1) * sizeof(*story->partners));
	if (!story->partners)
		return tw_fail_memory(telling->err);
	hand_over(all, story);
	return TW_OK;
}
