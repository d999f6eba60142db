/*
 * Items across terms: plans, words that stay the same, evidence.
 */
#include "lint/terms_work.h"

#include "account/account.h"

#include <string.h>

/* What a mark is of. */
enum { OF_KEY = 1, OF_WORDS, OF_PLAN, OF_SAME };

static uint64_t mix(uint64_t hash, uint64_t more)
{
	hash = (hash ^ more) * 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 29;
}

/* A hash of the words of an item, to be mixed with what is marked by them. */
static uint64_t text_hash(const struct tw_item *item)
{
	uint64_t hash = 0;

	for (const struct tw_segment *s = item->text; s; s = s->next)
		hash = mix(hash, tw_hash(s->text));
	return hash;
}

uint64_t tw_mark_text(const struct tw_item *item, uint64_t more)
{
	return mix(text_hash(item), more);
}

/* The mark of the record before; NULL: none. */
static const struct tw_repeat *mark_before(const struct tw_terms *terms,
	uint64_t hash)
{
	return tw_set_get(&terms->before.marks, hash, NULL, NULL);
}

unsigned tw_mark_now(struct tw_terms *terms, uint64_t hash)
{
	struct tw_judge *judge = &terms->judge;
	const struct tw_repeat *before = mark_before(terms, hash);
	struct tw_repeat *mark = tw_arena_take(judge->arena, sizeof(*mark));
	bool failed = !mark;

	if (mark) {
		mark->run = before ? before->run + 1 : 1;
		tw_set_add(&terms->now.marks, judge->arena, hash, mark, NULL,
			&failed);
	}
	if (failed)
		judge->status = tw_fail_memory(judge->err);
	return mark ? mark->run : 0;
}

/* Reports an item, at its dash. */
static void report(struct tw_terms *terms, enum tw_diagnostic_id id,
	const struct tw_item *item, struct tw_view hint)
{
	if (!terms->in->report)
		return;
	tw_judge_from(&terms->judge, item->raw.ptr, item->line);
	tw_judge_report(&terms->judge, id,
		(struct tw_view){ item->raw.ptr, 1 }, hint);
}

static const struct tw_view no_hint = { NULL, 0 };

/* ---- words that stay ---- */

/* What is so short, or has a figure, may well be said again. */
static bool may_stay(const struct tw_item *item)
{
	enum { LEAST = 24 };

	for (const struct tw_detail *d = item->details; d; d = d->next)
		if (d->sign != '>')
			return true;
	return !item->text->next && item->text->text.len < LEAST;
}

static void judge_same(struct tw_terms *terms, const struct tw_item *item,
	uint64_t text, enum tw_section_kind kind)
{
	enum { TOO_OFTEN = 3 };
	uint64_t hash = mix(text, mix(OF_SAME, kind * 8u + item->state));

	if (!may_stay(item) && tw_mark_now(terms, hash) >= TOO_OFTEN)
		report(terms, TW_DIAG_TEXT_PASTED, item, no_hint);
}

/* ---- plans that come again ---- */

/* The fourth time it is planned, it was carried over three times. */
static void judge_plan(struct tw_terms *terms, const struct tw_item *item,
	uint64_t text)
{
	enum { TOO_OFTEN = 4 };
	unsigned run = tw_mark_now(terms, item->key.len ?
		mix(OF_PLAN, tw_hash(item->key)) : mix(text, OF_PLAN));

	if (run >= TOO_OFTEN && (item->state == TW_NO_STATE ||
	    item->state == TW_ONGOING))
		report(terms, TW_DIAG_PLAN_AGAIN, item, run == TOO_OFTEN ?
			no_hint : tw_judge_hint(&terms->judge,
				"by now for the %uth", run - 1));
}

enum tw_status tw_terms_plan(bool *known, bool *planned, struct tw_view key,
	void *context, struct tw_error *err)
{
	const struct tw_terms *terms = context;

	(void)err;
	*known = terms->before.record;
	*planned = mark_before(terms, mix(OF_PLAN, tw_hash(key)));
	return TW_OK;
}

/* ---- plans unaccounted for ---- */

/* True if a plan has come again beyond doubt, so that nothing is weighed. */
static bool settled(const struct tw_terms *terms, const struct tw_item *plan)
{
	return tw_set_get(&terms->now.marks, plan->key.len ?
		mix(OF_KEY, tw_hash(plan->key)) :
		tw_mark_text(plan, OF_WORDS), NULL, NULL);
}

static bool all_settled(const struct tw_terms *terms)
{
	const struct tw_section *s = terms->before.record->sections;

	for (; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			if (s->kind == TW_PLANNED && i->text &&
			    !tw_item_placeholder(i) && !settled(terms, i))
				return false;
	return true;
}

/* The text of an item in quotation marks, cut where it grows long. */
static struct tw_view quote(struct tw_terms *terms, struct tw_view text)
{
	enum { MOST = 100 };
	size_t len = text.len;

	if (len > MOST) {
		for (len = MOST; len && ((unsigned char)text.ptr[len] &
		     0xC0) == 0x80;)
			len--;
		for (size_t i = len; i > len / 2; i--)
			if (text.ptr[i] == ' ') {
				len = i;
				break;
			}
	}
	return tw_judge_hint(&terms->judge, "\"%.*s%s\"", (int)len, text.ptr,
		len < text.len ? " ..." : "");
}

/*
 * A key of the record at hand that is nearly this one, and that the record
 * before did not have.
 */
static struct tw_view key_near(struct tw_terms *terms, struct tw_view key)
{
	enum { MOST_SOUGHT = 20 }; /* plans, since each looks at all items */
	const struct tw_section *s = terms->now.record->sections;

	if (!key.len || terms->judge.suggested++ >= MOST_SOUGHT)
		return no_hint;
	for (; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			if (s->kind != TW_OUTCOMES && i->key.len &&
			    tw_name_slipped(key, i->key) &&
			    !mark_before(terms, mix(OF_KEY, tw_hash(i->key))))
				return i->key;
	return no_hint;
}

static struct tw_view ask_for(struct tw_terms *terms,
	const struct tw_plan *plan, struct tw_term term, struct tw_view of)
{
	struct tw_judge *judge = &terms->judge;
	struct tw_view text = quote(terms, plan->node->text);
	struct tw_view when = tw_terms_name(terms, term), key, near;

	if (tw_plan_perhaps(plan))
		return tw_judge_hint(judge, "is this about %.*s, planned in "
			"%.*s%.*s?", TW_ARG(text), TW_ARG(when), TW_ARG(of));
	key = plan->node->item->key;
	near = key_near(terms, key);
	if (near.len)
		return tw_judge_hint(judge, "%.*s was planned in %.*s%.*s as "
			"[%.*s]; is it what is [%.*s] here?", TW_ARG(text),
			TW_ARG(when), TW_ARG(of), TW_ARG(key), TW_ARG(near));
	return tw_judge_hint(judge, "%.*s was planned in %.*s%.*s",
		TW_ARG(text), TW_ARG(when), TW_ARG(of));
}

void tw_terms_unaccounted(struct tw_terms *terms, const struct tw_plan *plan,
	struct tw_term term, struct tw_view of)
{
	const struct tw_section *s = tw_record_section(terms->now.record,
		TW_ACTIVITY);
	struct tw_view hint = ask_for(terms, plan, term, of);

	if (tw_plan_perhaps(plan))
		report(terms, TW_DIAG_PLAN_UNACCOUNTED,
			plan->candidates[0].node->item, hint);
	else if (s)
		tw_judge_from(&terms->judge, s->raw.ptr, s->line),
		tw_judge_report(&terms->judge, TW_DIAG_PLAN_UNACCOUNTED,
			(struct tw_view){ s->raw.ptr,
				strlen(tw_section_name(TW_ACTIVITY)) }, hint);
	else
		tw_judge_absent(&terms->judge, TW_DIAG_PLAN_UNACCOUNTED,
			hint.ptr);
}

static void account(struct tw_terms *terms)
{
	struct tw_comparison made = { .plan_count = 0 };
	struct tw_sides sides = { .arena = terms->scratch,
		.scratch = terms->scratch, .house = terms->house };
	struct tw_judge *judge = &terms->judge;
	enum tw_status status = tw_sides_fill(&sides, terms->lexicon,
		terms->before.record, terms->now.record, judge->err);

	if (!status)
		status = tw_account_missing(&made, &sides, judge->err);
	if (status)
		judge->status = status;
	for (size_t i = 0; i < made.plan_count && !judge->status; i++)
		if (made.plans[i].became == TW_BECAME_UNACCOUNTED)
			tw_terms_unaccounted(terms, &made.plans[i],
				terms->before.term, no_hint);
	tw_arena_reset(terms->scratch);
	tw_lexicon_rest(terms->lexicon);
}

/* ---- evidence ---- */

static bool same_key(const void *a, const void *b)
{
	return tw_view_equal(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

/* Keeps a key for longer than its record. */
static void keep_key(struct tw_terms *terms, struct tw_set *set,
	struct tw_view key)
{
	struct tw_view *kept;
	bool failed = false;

	if (tw_set_get(set, tw_hash(key), &key, same_key))
		return;
	kept = tw_arena_take(terms->folder, sizeof(*kept));
	if (kept) {
		*kept = tw_arena_copy(terms->folder, key);
		tw_set_add(set, terms->folder, tw_hash(key), kept, same_key,
			&failed);
	}
	if (!kept || !kept->ptr || failed)
		terms->judge.status = tw_fail_memory(terms->judge.err);
}

static void keep_keys(struct tw_terms *terms, struct tw_set *set,
	const struct tw_set *keys)
{
	for (size_t i = 0; i < keys->room && !terms->judge.status; i++)
		if (keys->slots[i].thing)
			keep_key(terms, set, *(const struct tw_view *)
				keys->slots[i].thing);
}

void tw_terms_carry_keys(struct tw_terms *terms, const struct tw_terms *kin)
{
	keep_keys(terms, &terms->proved, &kin->proved);
	keep_keys(terms, &terms->outcomes, &kin->outcomes);
}

/*
 * An outcome of a record before that nothing was evidence for; where no
 * evidence is ever given, nobody misses it.
 */
static void judge_outcome(struct tw_terms *terms, const struct tw_item *item)
{
	struct tw_view key = item->key;

	if (terms->in->last && terms->proved.count &&
	    tw_set_get(&terms->outcomes, tw_hash(key), &key, same_key) &&
	    !tw_set_get(&terms->proved, tw_hash(key), &key, same_key))
		report(terms, TW_DIAG_OUTCOME_UNPROVED, item, no_hint);
}

/* ---- all items ---- */

static void mark_item(struct tw_terms *terms, const struct tw_section *s,
	const struct tw_item *item)
{
	uint64_t text = text_hash(item);

	tw_mark_now(terms, item->key.len ? mix(OF_KEY, tw_hash(item->key)) :
		mix(text, OF_WORDS));
	for (const struct tw_detail *d = item->details; d; d = d->next) {
		if (d->sign != '>')
			continue;
		tw_mark_now(terms, mix(OF_KEY, tw_hash(d->name)));
		keep_key(terms, &terms->proved, d->name);
	}
	if (s->kind == TW_PLANNED)
		judge_plan(terms, item, text);
	else if (s->kind != TW_EXIT)
		judge_same(terms, item, text, s->kind);
}

/* Outcomes come first in the text, evidence behind them. */
static void judge_outcomes(struct tw_terms *terms)
{
	const struct tw_section *s = terms->now.record->sections;

	for (; s; s = s->next)
		for (const struct tw_item *i = s->items;
		     i && !terms->judge.status; i = i->next)
			if (s->kind == TW_OUTCOMES && i->key.len) {
				judge_outcome(terms, i);
				keep_key(terms, &terms->outcomes, i->key);
			}
}

void tw_terms_items(struct tw_terms *terms)
{
	const struct tw_section *s = terms->now.record->sections;

	for (; s; s = s->next)
		for (const struct tw_item *i = s->items;
		     i && !terms->judge.status; i = i->next)
			if (s->kind != TW_OUTCOMES && i->text &&
			    !tw_item_placeholder(i))
				mark_item(terms, s, i);
	if (!terms->judge.status)
		judge_outcomes(terms);
	if (!terms->judge.status && terms->in->report &&
	    terms->before.record && !all_settled(terms))
		account(terms);
}
