/*
 * The priorities of an area, each told from its first update to its last.
 */
#include "summary/parts.h"

#include <stdlib.h>
#include <string.h>

bool tw_told(const struct tw_telling *telling, struct tw_term term)
{
	return !telling->area->has_since ||
		tw_term_compare(term, telling->area->since) >= 0;
}

static int compare_terms(const void *wanted, const void *filed)
{
	return tw_term_compare(*(const struct tw_term *)wanted,
		((const struct tw_filed *)filed)->term);
}

struct tw_story *tw_story_find(const struct tw_area *area,
	struct tw_view priority)
{
	for (size_t low = 0, high = area->count; low < high;) {
		size_t middle = low + (high - low) / 2;
		struct tw_story *story = &area->stories[middle];
		int order = tw_view_compare(story->latest->priority, priority);

		if (!order)
			return story;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* The story of a priority, and its number for the term of an update. */
static struct tw_story *story_of(struct tw_area *area,
	const struct tw_filed *filed, size_t *update)
{
	struct tw_story *story = tw_story_find(area, filed->priority);
	const struct tw_filed *found = bsearch(&filed->term,
		story->thread->filed, story->thread->count, sizeof(*filed),
		compare_terms);

	*update = (size_t)(found - story->thread->filed);
	return story;
}

/* ---- plans ---- */

static size_t count_plans(const struct tw_record *record)
{
	size_t count = 0;

	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->kind == TW_PLANNED ?
		     s->items : NULL; i; i = i->next)
			count += i->text && !tw_item_placeholder(i);
	return count;
}

static enum tw_status begin(struct tw_area *area, struct tw_story *story,
	const struct tw_thread *thread, struct tw_arena *arena)
{
	story->thread = thread;
	story->latest = &thread->filed[thread->count - 1];
	story->promised_count = thread->count;
	story->promised = tw_arena_take(arena,
		thread->count * sizeof(*story->promised));
	if (!story->promised)
		return TW_NO_MEMORY;
	for (size_t i = 0; i < thread->count; i++)
		story->promised[i] = (struct tw_promised){
			.term = thread->filed[i].term, .open = true,
			.plans = count_plans(thread->filed[i].record) };
	area->count++;
	return TW_OK;
}

/* Each plan stands in one comparison, so that all of them add up. */
static void add_step(struct tw_area *area, const struct tw_step *step)
{
	const struct tw_comparison *c = step->comparison;
	struct tw_promised *promised;
	struct tw_story *story;
	size_t update;

	if (!c)
		return;
	story = story_of(area, step->from, &update);
	promised = &story->promised[update];
	promised->open = false;
	tw_plans_add(promised->became, c->became);
	if (step->succession != TW_SAME)
		promised->moved += c->plan_count;
}

/* ---- where it comes from ---- */

static enum tw_status add_before(struct tw_area *area,
	const struct tw_step *step, struct tw_arena *arena)
{
	struct tw_story *story;
	const struct tw_filed **grown;
	size_t update, count;

	if (!step->from || !step->to || step->succession == TW_SAME)
		return TW_OK;
	story = story_of(area, step->to, &update);
	count = story->before_count;
	/* Room grows when the count is a power of two. */
	if (!(count & (count - 1))) {
		grown = tw_arena_take(arena, (2 * count + 1) * sizeof(*grown));
		if (!grown)
			return TW_NO_MEMORY;
		if (count)
			memcpy(grown, story->before, count * sizeof(*grown));
		story->before = grown;
	}
	story->before[story->before_count++] = step->from;
	story->likely = step->succession == TW_LIKELY;
	return TW_OK;
}

/* Figures come from the longest thread that leads to the latest update. */
static void add_line(struct tw_area *area, const struct tw_step *step)
{
	struct tw_story *story;
	size_t update;

	if (!step->thread)
		return;
	story = story_of(area, step->to, &update);
	if (update + 1 == story->thread->count && (!story->line ||
	    step->thread_count > story->line->thread_count))
		story->line = step;
}

static enum tw_status figures_of(const struct tw_telling *telling)
{
	const struct tw_story *story = telling->story;
	const struct tw_thread *thread = story->thread;
	struct tw_update *own;

	if (story->line)
		return tw_tell_series(telling, story->line->thread,
			story->line->thread_count);
	own = tw_arena_take(telling->arena, thread->count * sizeof(*own));
	if (!own)
		return tw_fail_memory(telling->err);
	for (size_t i = 0; i < thread->count; i++)
		own[i] = (struct tw_update){ thread->filed[i].record,
			thread->filed[i].term };
	return tw_tell_series(telling, own, thread->count);
}

/* ---- all of it ---- */

/* Plans of before --since are not told either. */
static void cut_promised(const struct tw_telling *telling)
{
	struct tw_story *story = telling->story;

	while (story->promised_count && !tw_told(telling,
	       story->promised->term)) {
		story->promised++;
		story->promised_count--;
	}
}

static enum tw_status tell(struct tw_area *area, enum tw_telling_depth depth,
	const struct tw_house *house, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_partner_names *partners;
	enum tw_status status = tw_partner_names_new(&partners, house, arena,
		err);

	for (size_t i = 0; i < area->count && !status; i++) {
		struct tw_telling telling = { area, &area->stories[i], arena,
			house, partners, err };

		status = figures_of(&telling);
		if (!status && depth == TW_TELL_ALL)
			status = tw_tell_statements(&telling);
		if (!status && depth == TW_TELL_ALL)
			status = tw_tell_partners(&telling);
		cut_promised(&telling);
	}
	return status;
}

static const struct tw_calendar *calendar_of(const struct tw_filed *filed)
{
	return tw_house_calendar(filed->entry->house);
}

enum tw_status tw_until_term(struct tw_filed *filed, size_t *count,
	const struct tw_summary_scope *scope, struct tw_error *err)
{
	enum tw_status status;
	struct tw_term term, since;
	size_t kept = 0;

	if (!scope->term || !*count)
		return TW_OK;
	status = tw_term_take(&term, calendar_of(filed), "--term",
		tw_view_of(scope->term), err);
	if (!status && scope->since)
		status = tw_term_take(&since, calendar_of(filed), "--since",
			tw_view_of(scope->since), err);
	if (!status && scope->since && tw_term_compare(since, term) > 0)
		status = tw_fail(err, TW_USAGE,
			"--since must not be a term after --term");
	for (size_t i = 0; i < *count && !status; i++)
		if (tw_term_compare(filed[i].term, term) <= 0)
			filed[kept++] = filed[i];
	if (!status)
		*count = kept;
	return status;
}

static enum tw_status tell_all(struct tw_area *area,
	enum tw_telling_depth depth, const struct tw_house *house,
	const struct tw_known *known, struct tw_arena *arena,
	struct tw_lexicon *lexicon, struct tw_error *err)
{
	const struct tw_steps *steps = &area->steps;
	enum tw_status status = tw_settle_plans(&area->steps, house, known,
		arena, lexicon, err);

	area->stories = tw_arena_take(arena,
		(steps->thread_count + 1) * sizeof(*area->stories));
	if (!status && !area->stories)
		status = tw_fail_memory(err);
	for (size_t i = 0; i < steps->thread_count && !status; i++)
		if (begin(area, &area->stories[i], &steps->threads[i], arena))
			status = tw_fail_memory(err);
	for (size_t i = 0; i < steps->count && !status; i++) {
		add_step(area, &steps->at[i]);
		add_line(area, &steps->at[i]);
		if (add_before(area, &steps->at[i], arena))
			status = tw_fail_memory(err);
	}
	return status || depth == TW_TELL_PLANS ? status :
		tell(area, depth, house, arena, err);
}

enum tw_status tw_summarise(struct tw_area *area, struct tw_filed *filed,
	size_t count, enum tw_telling_depth depth,
	const struct tw_summary_scope *scope, const struct tw_known *known,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	const struct tw_scope every = { .every = true };
	enum tw_status status = TW_OK;

	*area = (struct tw_area){ .calendar = calendar_of(filed),
		.has_since = scope->since };
	if (scope->since)
		status = tw_term_take(&area->since, area->calendar, "--since",
			tw_view_of(scope->since), err);
	if (!status)
		status = tw_scope_choose(&area->steps, filed, count, &every,
			arena, lexicon, err);
	return status ? status : tell_all(area, depth, filed->entry->house,
		known, arena, lexicon, err);
}
