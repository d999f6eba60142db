/*
 * What the house rules say of a record: their patterns, on its texts.
 */
#include "lint/texts.h"

#include "rules/rules.h"

/* What a rule has cost in this record. */
struct bill {
	uint64_t texts, steps;
	uint32_t findings;
	bool given_up;
	struct tw_diagnostic *last;
};

struct judging {
	struct tw_rules *rules;
	struct bill *bills;
	struct tw_buffer by; /* what a match is to be replaced by */
};

static bool looks_at(const struct tw_rule *rule, const struct tw_passage *text)
{
	return (rule->said->looks_at & text->bits) ||
		((text->bits & TW_WHERE_OTHER) && rule->said->where.field &&
		tw_list_holds(rule->said->where.text, text->name));
}

static bool is_done(const struct bill *bill)
{
	return bill->given_up || bill->findings > TW_RULE_FINDINGS_MOST;
}

/* What the rule puts in, as a hint and as a mend. */
static void propose(struct tw_judge *judge, struct judging *judging,
	const struct tw_rule *rule, const struct tw_passage *text,
	struct tw_span span)
{
	struct tw_view by;
	bool made;

	tw_buffer_clear(&judging->by);
	if (tw_pattern_replace(&made, &judging->by, rule->pattern,
	    judge->options->matcher, text->text, rule->said->replace.text,
	    judge->err)) {
		judge->status = TW_NO_MEMORY;
		return;
	}
	if (!made)
		return;
	by = tw_arena_copy(judge->arena, tw_buffer_get(&judging->by));
	if (!by.ptr) {
		judge->status = tw_fail_memory(judge->err);
		return;
	}
	judge->last->hint = by.len ? tw_judge_hint(judge, "write \"%.*s\"",
		TW_ARG(by)) : TW_VIEW("leave it out");
	if (rule->mends)
		tw_text_mend(judge, text, span.start, span.end, by);
}

/* Many findings of one rule in a record tell no more than some. */
static void report(struct tw_judge *judge, struct judging *judging,
	const struct tw_rule *rule, struct bill *bill,
	const struct tw_passage *text, struct tw_span span)
{
	static const char more[] = "there are more of these in the record";

	if (++bill->findings > TW_RULE_FINDINGS_MOST) {
		bill->last->hint = !bill->last->hint.len ? tw_view_of(more) :
			tw_judge_hint(judge, "%.*s; %s",
			TW_ARG(bill->last->hint), more);
		return;
	}
	tw_text_report(judge, text, &rule->kind, TW_DIAG_RULE, span.start,
		span.end, TW_VIEW(""));
	bill->last = judge->last;
	if (!judge->status && rule->replaces)
		propose(judge, judging, rule, text, span);
}

static void give_up(struct tw_judge *judge, const struct tw_rule *rule,
	struct bill *bill, const struct tw_passage *text)
{
	bill->given_up = true;
	tw_text_report(judge, text, NULL, TW_DIAG_RULE_BUDGET, 0,
		text->text.len, tw_judge_hint(judge, "the rule is \"%.*s\"; "
		"the rest of the record is not judged by it",
		TW_ARG(rule->said->slug.text)));
}

/* A match of no length would be found again for ever: it is the last. */
static void judge_by(struct tw_judge *judge, struct judging *judging,
	const struct tw_rule *rule, struct bill *bill,
	const struct tw_passage *text)
{
	uint64_t budget = tw_pattern_budget(text->text.len), steps = budget;
	enum tw_verdict verdict = TW_FOUND;
	size_t from = 0;

	while (verdict == TW_FOUND && !is_done(bill) && !judge->status) {
		struct tw_span span;

		judge->status = tw_pattern_seek(&verdict, &span,
			rule->pattern, judge->options->matcher, text->text,
			from, &steps, judge->err);
		if (judge->status || verdict != TW_FOUND)
			break;
		report(judge, judging, rule, bill, text, span);
		if (span.end <= from || span.start == span.end)
			break;
		from = span.end;
	}
	if (verdict == TW_BEYOND && !judge->status)
		give_up(judge, rule, bill, text);
	bill->texts++;
	bill->steps += budget - steps;
}

/* The first rule that looks at a text that none can judge. */
static const struct tw_rule *first_for(const struct tw_rules *rules,
	const struct tw_passage *text)
{
	size_t i = 0;

	while (i < rules->count && !looks_at(&rules->at[i], text))
		i++;
	return i < rules->count ? &rules->at[i] : NULL;
}

static void judge_text(struct tw_judge *judge, const struct tw_passage *text,
	void *context)
{
	struct judging *judging = context;
	const struct tw_rules *rules = judging->rules;

	if (text->text.len > TW_RULED_MOST) {
		if (first_for(rules, text))
			tw_text_report(judge, text, NULL, TW_DIAG_RULE_LONG, 0,
				text->text.len, TW_VIEW(""));
		return;
	}
	/* Else it is an error already. */
	if (!tw_pattern_reads(text->text))
		return;
	for (size_t i = 0; i < rules->count && !judge->status; i++)
		if (!is_done(&judging->bills[i]) &&
		    looks_at(&rules->at[i], text))
			judge_by(judge, judging, &rules->at[i],
				&judging->bills[i], text);
}

static void pay(struct tw_toll *toll, const struct bill *bill)
{
	uint32_t findings = bill->findings > TW_RULE_FINDINGS_MOST ?
		TW_RULE_FINDINGS_MOST : bill->findings;

	atomic_fetch_add_explicit(&toll->texts, bill->texts,
		memory_order_relaxed);
	atomic_fetch_add_explicit(&toll->steps, bill->steps,
		memory_order_relaxed);
	atomic_fetch_add_explicit(&toll->findings, findings,
		memory_order_relaxed);
	atomic_fetch_add_explicit(&toll->given_up, bill->given_up,
		memory_order_relaxed);
}

static void judge_rules(struct tw_judge *judge)
{
	struct judging judging = { .rules = judge->options->rules };

	if (!judging.rules->count)
		return;
	judging.bills = tw_arena_take(judge->arena,
		judging.rules->count * sizeof(*judging.bills));
	if (!judging.bills) {
		judge->status = tw_fail_memory(judge->err);
		return;
	}
	tw_judge_texts(judge, judging.rules->looks_at, judge_text, &judging);
	for (size_t i = 0; i < judging.rules->count; i++)
		if (judging.bills[i].texts)
			pay(&judging.rules->at[i].toll, &judging.bills[i]);
	tw_buffer_release(&judging.by);
}

void tw_judge_house(struct tw_judge *judge)
{
	if (judge->options->rules)
		judge_rules(judge);
	if (!judge->status && judge->options->rules)
		tw_judge_words(judge);
	if (!judge->status && judge->options->rules)
		tw_judge_partners(judge);
	if (!judge->status)
		tw_judge_prose(judge);
}
