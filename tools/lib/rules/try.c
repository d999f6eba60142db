/*
 * A rule is held against its own examples, and what rules put in the place of
 * something against all rules: to change a text for ever, or back and forth,
 * is no mending.
 */
#include "rules/try.h"

#include "base/utf8.h"


/* ---- examples ---- */

static enum tw_status try_example(struct tw_making *making,
	const struct tw_rule *rule, const struct tw_example *example)
{
	uint64_t steps = tw_pattern_budget(example->said.text.len);
	enum tw_verdict verdict;
	struct tw_span span;
	enum tw_status status;

	if (example->said.text.len > TW_RULED_MOST)
		return tw_making_report(making, TW_DIAG_RULE_LONG,
			&example->said, 0, TW_VIEW(""));
	status = tw_pattern_seek(&verdict, &span, rule->pattern,
		making->matcher, example->said.text, 0, &steps, making->err);
	if (status)
		return status;
	if (verdict == TW_BEYOND)
		return tw_making_report(making, TW_DIAG_RULE_BUDGET,
			&example->said, 0, TW_VIEW(""));
	if ((verdict == TW_FOUND) == example->match)
		return TW_OK;
	return tw_making_report(making, TW_DIAG_RULE_EXAMPLE, &example->said,
		verdict == TW_FOUND ? span.start : 0, example->match ?
		TW_VIEW("the pattern does not match this") :
		TW_VIEW("the pattern matches this"));
}

enum tw_status tw_rule_try(struct tw_making *making, struct tw_rule *rule)
{
	const struct tw_example *example = rule->said->examples;
	enum tw_status status = TW_OK;

	for (; example && !status; example = example->next)
		if (tw_pattern_reads(example->said.text))
			status = try_example(making, rule, example);
	return status;
}

/* ---- replacing ---- */

/* A text as it is changed, in turns of two buffers. */
struct draft {
	struct tw_buffer text[2];
	unsigned now;
	bool changed; /* since it was last asked */
	bool failed;  /* what a rule says in place of it cannot be used */
	const struct tw_rule *other; /* that changed it last; NULL: a word */
};

static struct tw_view draft_text(const struct draft *draft)
{
	struct tw_view text = tw_buffer_get(&draft->text[draft->now]);

	return text.ptr ? text : TW_VIEW("");
}

static struct tw_buffer *draft_next(struct draft *draft)
{
	struct tw_buffer *next = &draft->text[!draft->now];

	tw_buffer_clear(next);
	return next;
}

/* Closes a turn: what stands behind the last change goes along. */
static bool draft_turn(struct draft *draft, struct tw_view rest)
{
	struct tw_buffer *next = &draft->text[!draft->now];

	if (!tw_buffer_view(next, rest))
		return false;
	if (!tw_view_equal(tw_buffer_get(next), draft_text(draft)))
		draft->changed = true;
	draft->now = !draft->now;
	return true;
}

/* The steps that a text may take, off those that are left of all. */
static uint64_t take_steps(struct tw_making *making, size_t length)
{
	uint64_t steps = tw_pattern_budget(length);

	if (steps > making->steps)
		steps = making->steps;
	making->steps -= steps;
	return steps;
}

static enum tw_status replace_by_rule(struct draft *draft,
	struct tw_making *making, const struct tw_rule *rule)
{
	struct tw_view text = draft_text(draft);
	struct tw_buffer *out = draft_next(draft);
	uint64_t steps = take_steps(making, text.len);
	size_t from = 0;

	while (text.len <= TW_RULED_MOST) {
		enum tw_verdict verdict;
		struct tw_span span;
		bool made;
		enum tw_status status = tw_pattern_seek(&verdict, &span,
			rule->pattern, making->matcher, text, from, &steps,
			making->err);

		if (status)
			return status;
		if (verdict != TW_FOUND || span.start < from)
			break;
		if (!tw_buffer_add(out, text.ptr + from, span.start - from))
			return tw_fail_memory(making->err);
		status = tw_pattern_replace(&made, out, rule->pattern,
			making->matcher, text, rule->said->replace.text,
			making->err);
		if (status)
			return status;
		draft->failed |= !made;
		from = span.end;
		if (span.start == span.end || !made)
			break;
	}
	making->steps += steps;
	return draft_turn(draft, tw_after(text, from)) ? TW_OK :
		tw_fail_memory(making->err);
}

static enum tw_status replace_by_words(struct draft *draft,
	struct tw_making *making)
{
	struct tw_view text = draft_text(draft), found;
	struct tw_buffer *out = draft_next(draft);
	const struct tw_alias *preferred;
	size_t at = 0, from = 0;

	while ((preferred = tw_phrases_next(&found, &at,
	       &making->rules->preferred, text, false))) {
		if (!tw_buffer_add(out, text.ptr + from,
		    (size_t)(found.ptr - text.ptr) - from) ||
		    !tw_rules_prefer(out, preferred, found))
			return tw_fail_memory(making->err);
		from = (size_t)(found.ptr - text.ptr) + found.len;
	}
	return draft_turn(draft, tw_after(text, from)) ? TW_OK :
		tw_fail_memory(making->err);
}

/* How many rules are held against each other, how often, in which steps. */
enum { MOST_HELD = 100, MOST_TURNS = 8, MOST_STEPS = 20 * 1000 * 1000 };

/* Notes who changes what the rule that is tried has made. */
static enum tw_status have_turn(struct draft *draft, struct tw_making *making,
	const struct tw_rule *rule, const struct tw_rule *own)
{
	bool changed = draft->changed;
	enum tw_status status;

	draft->changed = false;
	status = replace_by_rule(draft, making, rule);
	if (draft->changed && rule != own)
		draft->other = rule;
	draft->changed |= changed;
	return status;
}

/* Lets all that replaces have its turn, until nothing changes. */
static enum tw_status settle(struct draft *draft, struct tw_making *making,
	const struct tw_rule *own)
{
	struct tw_rules *rules = making->rules;
	enum tw_status status = TW_OK;

	draft->changed = true;
	for (int turn = 0; draft->changed && turn < MOST_TURNS && !status;
	     turn++) {
		size_t held = 0;

		draft->changed = false;
		for (size_t i = 0; i < rules->count && !status &&
		     held < MOST_HELD; i++) {
			if (!rules->at[i].mends)
				continue;
			held++;
			status = have_turn(draft, making, &rules->at[i],
				own);
		}
		if (!status)
			status = replace_by_words(draft, making);
	}
	return status;
}

static enum tw_status draft_begin(struct draft *draft,
	struct tw_making *making, struct tw_view text)
{
	draft->changed = draft->failed = false;
	draft->other = NULL;
	if (tw_buffer_view(draft_next(draft), text) &&
	    draft_turn(draft, TW_VIEW("")))
		return TW_OK;
	return tw_fail_memory(making->err);
}

/* Lets a rule replace in an example; twice must be as once. */
static enum tw_status try_alone(struct draft *draft, struct tw_making *making,
	struct tw_rule *rule, struct tw_view text)
{
	const struct tw_said *by = &rule->said->replace;
	enum tw_status status = draft_begin(draft, making, text);

	if (!status)
		status = replace_by_rule(draft, making, rule);
	if (status)
		return status;
	if (draft->failed) {
		rule->mends = false;
		return tw_making_report(making, TW_DIAG_RULE_PATTERN, by, 0,
			TW_VIEW("\"$\" begins the number or the name of a "
			"group, as in $1 or ${name}; \"$$\" is one"));
	}
	draft->changed = false;
	status = replace_by_rule(draft, making, rule);
	if (status || !draft->changed)
		return status;
	rule->mends = false;
	return tw_making_report(making, TW_DIAG_RULE_CONFLICT, by, 0,
		TW_VIEW("the pattern matches what this makes of an example, "
		"and would replace it again"));
}

/* Lets all have their turn at what a rule makes of an example. */
static enum tw_status try_among(struct draft *draft, struct tw_making *making,
	struct tw_rule *rule, struct tw_view text)
{
	const struct tw_said *by = &rule->said->replace;
	enum tw_status status = draft_begin(draft, making, text);
	struct tw_view hint;

	if (!status)
		status = replace_by_rule(draft, making, rule);
	if (!status)
		status = settle(draft, making, rule);
	if (status || !draft->changed)
		return status;
	rule->mends = false;
	hint = tw_arena_format(making->arena, "%s%.*s undoes what this makes "
		"of an example", draft->other ? "the rule " : "a preferred "
		"word", TW_ARG(draft->other ? draft->other->said->slug.text :
		TW_VIEW("")));
	return hint.ptr ? tw_making_report(making, TW_DIAG_RULE_CONFLICT, by,
		0, hint) : tw_fail_memory(making->err);
}

typedef enum tw_status trial(struct draft *draft, struct tw_making *making,
	struct tw_rule *rule, struct tw_view text);

/* Rules that replace, one by one; one that is at fault replaces no more. */
static enum tw_status try_all(struct draft *draft, struct tw_making *making,
	trial *try)
{
	struct tw_rules *rules = making->rules;
	enum tw_status status = TW_OK;
	size_t held = 0;

	for (size_t i = 0; i < rules->count && !status && held < MOST_HELD;
	     i++) {
		struct tw_rule *rule = &rules->at[i];
		const struct tw_example *e = rule->said->examples;

		held += rule->mends;
		for (; e && rule->mends && !status; e = e->next)
			if (e->match && e->said.text.len <= TW_RULED_MOST &&
			    tw_pattern_reads(e->said.text))
				status = try(draft, making, rule,
					e->said.text);
	}
	return status;
}

/* ---- preferred words ---- */

/* What is preferred must not hold what is not, whichever block says so. */
static enum tw_status try_words(struct tw_making *making)
{
	const struct tw_alias *a = making->rules->house->preferred.first;

	for (; a; a = a->next) {
		struct tw_diagnostic d = { .id = TW_DIAG_RULE_CONFLICT,
			.line = a->line, .column = 1, .length = 1 };
		struct tw_view found;
		size_t at = 0;

		if (!tw_phrases_next(&found, &at, &making->rules->preferred,
		    a->name, false))
			continue;
		d.hint = tw_arena_format(making->arena, "\"%.*s\" in it is to "
			"be replaced", TW_ARG(found));
		if (!d.hint.ptr || tw_diagnostics_add(
		    &making->rules->findings, making->arena, d))
			return tw_fail_memory(making->err);
	}
	return TW_OK;
}

enum tw_status tw_rules_try(struct tw_making *making)
{
	struct draft draft = { .now = 0 };
	enum tw_status status = try_words(making);

	making->steps = MOST_STEPS;
	if (!status)
		status = try_all(&draft, making, try_alone);
	if (!status)
		status = try_all(&draft, making, try_among);
	tw_buffer_release(&draft.text[0]);
	tw_buffer_release(&draft.text[1]);
	return status;
}
