/*
 * Which partners items name. Letter case does not count, but for the first
 * letter of a name of one word, since "Mind" is a partner and "mind" is none.
 * spec/summary.md, "Partners".
 */
#include "summary/parts.h"

#include "base/set.h"
#include "base/utf8.h"

#include <stdlib.h>

/* Longer names are not sought, so that a text is read in its own time. */
enum { MOST_WORDS = 16 };

/* A name of a partner. */
struct name {
	struct tw_view text; /* up to the end of its last word */
	size_t partner;
	size_t words;
};

/* A partner, and who names it in the priority that is told. */
struct sought {
	struct tw_partner partner;
	size_t update, item; /* the last that names it; 0: none has */
};

struct tw_partner_names {
	struct tw_set names;
	struct sought *partners;
	size_t count;
	size_t *named;         /* numbers of those that are named */
	size_t named_count;
	size_t items, updates; /* read so far, of all priorities */
	size_t most_words;     /* in any name */
};

/* A letter or digit of ASCII, or a part of any other character. */
static bool of_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' &&
		(c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

/* The length up to the end of the first word; 0: there is none. */
static size_t word_end(struct tw_view text)
{
	size_t len = 0;

	while (len < text.len && !of_word(text.ptr[len]))
		len++;
	if (len == text.len)
		return 0;
	while (len < text.len && of_word(text.ptr[len]))
		len++;
	return len;
}

static bool same_name(const void *a, const void *b)
{
	const struct name *x = a, *y = b;

	return tw_fold_equal(x->text, y->text) &&
		(x->words > 1 || x->text.ptr[0] == y->text.ptr[0]);
}

static bool add_name(struct tw_partner_names *all, struct tw_view text,
	size_t partner, struct tw_arena *arena)
{
	struct name *name = tw_arena_take(arena, sizeof(*name));
	size_t end = 0, more;
	bool failed = false;

	if (!name)
		return false;
	while ((more = word_end(tw_after(text, end)))) {
		end += more;
		name->words++;
	}
	if (!end || name->words > MOST_WORDS)
		return true;
	name->text = (struct tw_view){ text.ptr, end };
	name->partner = partner;
	if (name->words > all->most_words)
		all->most_words = name->words;
	tw_set_add(&all->names, arena, tw_fold_hash(name->text), name,
		same_name, &failed);
	return !failed;
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

/* The longest name that a text begins with; NULL: none. */
static const struct name *name_at(const struct tw_partner_names *names,
	struct tw_view text)
{
	const struct name *found = NULL, *longer;
	size_t end = 0, more;

	for (size_t words = 1; words <= names->most_words &&
	     (more = word_end(tw_after(text, end))); words++) {
		struct name wanted = { .words = words };

		end += more;
		wanted.text = (struct tw_view){ text.ptr, end };
		longer = tw_set_get(&names->names, tw_fold_hash(wanted.text),
			&wanted, same_name);
		found = longer ? longer : found;
	}
	return found;
}

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
	all->items++;
	while (text.len) {
		const struct name *name = of_word(text.ptr[0]) ?
			name_at(all, text) : NULL;
		size_t len = name ? name->text.len : 1;

		if (name)
			take_name(all, name, term, section);
		/* To the next word: no name begins within one. */
		while (len < text.len && of_word(text.ptr[len - 1]) &&
		       of_word(text.ptr[len]))
			len++;
		text = tw_after(text, len);
	}
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
