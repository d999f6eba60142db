/*
 * What a priority says of itself, each statement once, however often it is
 * made. spec/summary.md, "Statements".
 */
#include "summary/parts.h"

#include "base/set.h"
#include "base/utf8.h"

/* A statement while it is collected. */
struct said {
	struct tw_statement statement;
	struct said *next, *alias; /* the same under another name; NULL: none */
	struct tw_view name;       /* a key, or a text without its full stop */
	size_t last_update;        /* the number of the update, from 1 */
	bool key;
};

struct collector {
	const struct tw_telling *telling;
	struct tw_set names;
	struct said *first, **end;
	size_t count;
	struct said **made;        /* by each item, in turn; NULL: not asked */
	size_t items;
	bool failed;
};

static bool same_said(const void *a, const void *b)
{
	const struct said *x = a, *y = b;

	if (x->key != y->key)
		return false;
	return x->key ? tw_view_equal(x->name, y->name) :
		tw_fold_equal(x->name, y->name);
}

static struct tw_view without_stop(struct tw_view text)
{
	while (text.len && text.ptr[text.len - 1] == '.')
		text = tw_trim((struct tw_view){ text.ptr, text.len - 1 });
	return text;
}

static struct said *find(const struct collector *c, struct said *wanted)
{
	const struct said *found = tw_set_get(&c->names,
		tw_fold_hash(wanted->name), wanted, same_said);

	if (found && found->alias)
		found = found->alias;
	return (struct said *)(uintptr_t)found;
}

/* Files a statement under a name. */
static void name_it(struct collector *c, struct said *said, bool key,
	struct tw_view name)
{
	struct said *entry = said->name.ptr ? tw_arena_take(
		c->telling->arena, sizeof(*entry)) : said;

	if (!entry) {
		c->failed = true;
		return;
	}
	entry->name = name;
	entry->key = key;
	if (entry != said)
		entry->alias = said;
	tw_set_add(&c->names, c->telling->arena, tw_fold_hash(name), entry,
		same_said, &c->failed);
}

static struct said *begin(struct collector *c, const struct tw_term term)
{
	struct said *said = tw_arena_take(c->telling->arena, sizeof(*said));

	if (!said) {
		c->failed = true;
		return NULL;
	}
	said->statement.first = term;
	*c->end = said;
	c->end = &said->next;
	c->count++;
	return said;
}

/* A statement goes on by its key, or else by its text. */
static void take_item(struct collector *c, const struct tw_item *item,
	struct tw_term term, size_t update)
{
	struct tw_view text = tw_segments_join(item->text, c->telling->arena);
	struct said by_key = { .name = item->key, .key = true };
	struct said by_text = { .name = without_stop(text) };
	struct said *said = NULL, *other;

	if (!text.ptr) {
		c->failed = true;
		return;
	}
	if (!by_text.name.len)
		by_text.name = text;
	other = find(c, &by_text);
	if (item->key.len)
		said = find(c, &by_key);
	/* A text that has a key of its own by now is another's. */
	if (!said && other && !(item->key.len &&
	    other->statement.item->key.len))
		said = other;
	if (!said)
		said = begin(c, term);
	if (!said)
		return;
	if (c->made)
		c->made[c->items] = said;
	c->items++;
	if (item->key.len && !find(c, &by_key))
		name_it(c, said, true, item->key);
	if (!other)
		name_it(c, said, false, by_text.name);
	said->statement.item = item;
	said->statement.text = text;
	said->statement.last = term;
	said->statement.updates += said->last_update != update;
	said->last_update = update;
}

/* Those that still stood when the telling begins, in their order. */
static bool keep(struct tw_statements *kept, const struct collector *c,
	size_t updates)
{
	kept->at = tw_arena_take(c->telling->arena,
		(c->count + 1) * sizeof(*kept->at));
	if (!kept->at || c->failed)
		return false;
	for (struct said *said = c->first; said; said = said->next) {
		said->statement.stands = said->last_update == updates;
		if (tw_told(c->telling, said->statement.last))
			kept->at[kept->count++] = said->statement;
	}
	return true;
}

static void take_all(struct collector *c, const struct tw_thread *thread,
	enum tw_section_kind kind)
{
	c->end = &c->first;
	for (size_t i = 0; i < thread->count && !c->failed; i++) {
		const struct tw_filed *filed = &thread->filed[i];
		const struct tw_section *s = filed->record->sections;

		for (; s; s = s->next)
			for (const struct tw_item *item = s->kind == kind ?
			     s->items : NULL; item && !c->failed;
			     item = item->next)
				if (item->text && !tw_item_placeholder(item))
					take_item(c, item, filed->term, i + 1);
	}
}

static enum tw_status collect(struct tw_statements *kept,
	const struct tw_telling *telling, enum tw_section_kind kind)
{
	const struct tw_thread *thread = telling->story->thread;
	struct collector c = { .telling = telling };

	*kept = (struct tw_statements){ NULL, 0 };
	take_all(&c, thread, kind);
	return keep(kept, &c, thread->count) ? TW_OK :
		tw_fail_memory(telling->err);
}

bool tw_trace_statements(struct tw_trace *trace,
	const struct tw_thread *thread, enum tw_section_kind kind, size_t most,
	struct tw_arena *arena)
{
	const struct tw_telling telling = { .arena = arena };
	struct collector c = { .telling = &telling,
		.made = tw_arena_take(arena, (most + 1) * sizeof(*c.made)) };

	if (!c.made)
		return false;
	take_all(&c, thread, kind);
	for (size_t i = 0; i < c.items && !c.failed; i++)
		trace[i] = (struct tw_trace){ c.made[i]->statement.first,
			c.made[i]->last_update == thread->count };
	return !c.failed;
}

/* ---- evidence ---- */

static bool same_aim(const void *a, const void *b)
{
	const struct tw_aim *x = a, *y = b;

	return tw_view_equal(x->statement->item->key,
		y->statement->item->key);
}

/* Counts each statement once for every outcome that it names. */
static void count_evidence(const struct tw_set *aims,
	const struct tw_statements *statements)
{
	for (size_t i = 0; i < statements->count; i++) {
		const struct tw_statement *s = &statements->at[i];
		const struct tw_detail *d = s->item->details;

		for (; d; d = d->next) {
			struct tw_item item = { .key = d->name };
			struct tw_statement named = { .item = &item };
			struct tw_aim wanted = { .statement = &named }, *aim;

			if (d->sign != '>')
				continue;
			aim = (struct tw_aim *)(uintptr_t)tw_set_get(aims,
				tw_hash(d->name), &wanted, same_aim);
			if (!aim)
				continue;
			if (!aim->evidence ||
			    tw_term_compare(s->last, aim->evidenced) > 0)
				aim->evidenced = s->last;
			aim->evidence++;
		}
	}
}

static enum tw_status find_evidence(const struct tw_telling *telling)
{
	struct tw_story *story = telling->story;
	struct tw_set aims = { NULL, 0, 0 };
	struct tw_statements activity;
	bool failed = false;

	story->aims = tw_arena_take(telling->arena,
		(story->outcomes.count + 1) * sizeof(*story->aims));
	if (!story->aims)
		return tw_fail_memory(telling->err);
	for (size_t i = 0; i < story->outcomes.count; i++) {
		struct tw_aim *aim = &story->aims[story->aim_count];

		if (!story->outcomes.at[i].stands)
			continue;
		story->aim_count++;
		aim->statement = &story->outcomes.at[i];
		if (aim->statement->item->key.len)
			tw_set_add(&aims, telling->arena, tw_hash(
				aim->statement->item->key), aim, same_aim,
				&failed);
	}
	if (failed)
		return tw_fail_memory(telling->err);
	if (!aims.count)
		return TW_OK;
	if (collect(&activity, telling, TW_ACTIVITY))
		return TW_NO_MEMORY;
	count_evidence(&aims, &story->impact);
	count_evidence(&aims, &activity);
	for (size_t i = 0; i < story->aim_count; i++)
		story->evidence_given |= story->aims[i].evidence > 0;
	return TW_OK;
}

enum tw_status tw_tell_statements(const struct tw_telling *telling)
{
	struct tw_story *story = telling->story;

	if (collect(&story->outcomes, telling, TW_OUTCOMES) ||
	    collect(&story->impact, telling, TW_IMPACT) ||
	    collect(&story->exit, telling, TW_EXIT))
		return TW_NO_MEMORY;
	return find_evidence(telling);
}
