#include "rules/rules.h"

#include "base/utf8.h"
#include "rules/try.h"

#include <termwise/record.h>

#include <string.h>

/* Where a part of what a field says stands: its line and column. */
static void locate(struct tw_diagnostic *d, const struct tw_said *said,
	size_t from)
{
	const struct tw_field *field = said->field;
	const struct tw_segment *segment = field->value;
	const char *at = field->raw.ptr, *place = at, *newline;

	/* Behind the first line of a value its place goes unsaid. */
	d->length = (uint32_t)field->name.len;
	if (segment && from <= segment->text.len) {
		place = segment->text.ptr + from;
		d->length = (uint32_t)(segment->text.len - from);
	}
	d->line = field->line;
	while ((newline = memchr(at, '\n', (size_t)(place - at)))) {
		at = newline + 1;
		d->line++;
	}
	d->column = (uint32_t)(place - at) + 1;
	if (!d->length)
		d->length = 1;
}

enum tw_status tw_making_report(struct tw_making *making,
	enum tw_diagnostic_id id, const struct tw_said *said, size_t from,
	struct tw_view hint)
{
	struct tw_diagnostic d = { .id = id, .hint = hint };

	locate(&d, said, from);
	return tw_diagnostics_add(&making->rules->findings, making->arena, d) ?
		tw_fail_memory(making->err) : TW_OK;
}

/* ---- patterns ---- */

static enum tw_severity severity_of(enum tw_weight weight)
{
	switch (weight) {
	case TW_WEIGHT_ERROR:
		return TW_ERROR;
	case TW_WEIGHT_NOTE:
		return TW_NOTE;
	default:
		return TW_WARNING;
	}
}

/* What a finding of the rule says is what the rule says. */
static enum tw_status name_rule(struct tw_making *making,
	struct tw_rule *rule)
{
	const struct tw_diagnostic_kind *row = tw_diagnostic_kind(TW_DIAG_RULE);
	struct tw_view slug = rule->said->slug.text;
	/* What is no slug has been reported, and may be anything. */
	bool named = tw_slug_valid(slug);
	struct tw_view name = tw_arena_format(making->arena, "%s%s%.*s",
		row->name, named ? "/" : "", named ? (int)slug.len : 0,
		slug.ptr);
	struct tw_view message = tw_arena_format(making->arena, "%.*s",
		TW_ARG(rule->said->message.text));

	if (!name.ptr || !message.ptr)
		return tw_fail_memory(making->err);
	rule->kind = *row;
	rule->kind.name = name.ptr;
	rule->kind.message = message.ptr;
	rule->kind.severity = severity_of(rule->said->weight);
	return TW_OK;
}

/* Compiles a rule and tries it; *kept if it is to judge. */
static enum tw_status make_rule(bool *kept, struct tw_making *making,
	struct tw_rule *rule)
{
	const struct tw_house_rule *said = rule->said;
	struct tw_view why;
	size_t at;
	enum tw_status status = tw_pattern_new(&rule->pattern, &why, &at,
		said->pattern.text, making->arena, making->err);

	*kept = !status && rule->pattern;
	if (!status && !rule->pattern)
		return tw_making_report(making, TW_DIAG_RULE_PATTERN,
			&said->pattern, at, why);
	if (!status)
		status = name_rule(making, rule);
	rule->replaces = said->replace.field &&
		tw_pattern_reads(said->replace.text);
	rule->mends = rule->replaces;
	if (!status)
		status = tw_rule_try(making, rule);
	return status;
}

static enum tw_status make_rules(struct tw_making *making)
{
	struct tw_rules *rules = making->rules;
	const struct tw_house_rule *said = rules->house->rules;
	enum tw_status status = TW_OK;
	size_t most = 0;

	for (; said; said = said->next)
		most++;
	rules->at = tw_arena_take(making->arena,
		(most + 1) * sizeof(*rules->at));
	if (!rules->at)
		return tw_fail_memory(making->err);
	for (said = rules->house->rules; said && !status; said = said->next) {
		struct tw_rule *rule = &rules->at[rules->count];
		bool kept = false;

		if (!said->pattern.field || !said->message.field)
			continue;
		*rule = (struct tw_rule){ .said = said };
		status = make_rule(&kept, making, rule);
		/* What is off is tried on its examples all the same. */
		if (!kept || said->weight == TW_WEIGHT_OFF)
			continue;
		rules->looks_at |= said->looks_at;
		/* It may name fields that begin with "X-". */
		if (said->where.field)
			rules->looks_at |= TW_WHERE_OTHER;
		rules->count++;
	}
	return status;
}

/* ---- words ---- */

/* Adds the name of each block, or each other name of it, or what it means. */
static bool add_names(struct tw_phrases *phrases, struct tw_arena *arena,
	const struct tw_names *names, bool name, bool also)
{
	bool added = true;

	for (const struct tw_alias *a = names->first; a && added;
	     a = a->next) {
		struct tw_view rest = a->also, other;

		if (name)
			added = tw_phrases_add(phrases, arena, a->name, a);
		while (also && added && tw_list_next(&other, &rest))
			added = tw_phrases_add(phrases, arena, other, a);
	}
	return added;
}

static bool add_meanings(struct tw_phrases *phrases, struct tw_arena *arena,
	const struct tw_names *acronyms)
{
	bool added = true;

	for (const struct tw_alias *a = acronyms->first; a && added;
	     a = a->next)
		added = tw_phrases_add(phrases, arena, a->title, a);
	return added;
}

/* Adds the words of a text one by one. */
static bool add_each(struct tw_phrases *phrases, struct tw_arena *arena,
	struct tw_view text, const struct tw_alias *alias)
{
	struct tw_view word;
	size_t at = 0;
	bool added = true;

	while (added && tw_word_next(&word, &at, text))
		added = tw_phrases_add(phrases, arena, word, alias);
	return added;
}

static bool add_own(struct tw_phrases *own, struct tw_arena *arena,
	const struct tw_house *house)
{
	const struct tw_names *all[] = { &house->areas, &house->themes,
		&house->measures, &house->partners, &house->acronyms,
		&house->preferred, &house->words };
	bool added = true;

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		for (const struct tw_alias *a = all[i]->first; a && added;
		     a = a->next)
			added = add_each(own, arena, a->name, a) &&
				add_each(own, arena, a->title, a) &&
				(all[i] == &house->preferred ||
				 add_each(own, arena, a->also, a));
	return added;
}

static bool add_partner_word(struct tw_rules *rules, struct tw_arena *arena,
	struct tw_view word, struct tw_partner_word found)
{
	struct tw_partner_word *added = tw_arena_take(arena, sizeof(*added));
	struct tw_partner_word *there;
	bool failed = !added;

	if (!added)
		return false;
	*added = found;
	/* What is in the set was put there to be hung on to. */
	there = (struct tw_partner_word *)(uintptr_t)tw_set_add(
		&rules->partners, arena, tw_fold_hash(word), added, NULL,
		&failed);
	if (there) {
		added->next = there->next;
		there->next = added;
	}
	return !failed;
}

/* A slip spoils one word of a name; so the first or the last is whole. */
static bool add_partner(struct tw_rules *rules, struct tw_arena *arena,
	struct tw_view name)
{
	struct tw_view first, word, last = { NULL, 0 };
	struct tw_partner_word found = { .name = name };
	size_t at = 0;

	while (tw_word_next(&word, &at, name)) {
		if (!found.words++)
			first = word;
		last = word;
	}
	if (found.words < 2 || found.words > 8)
		return true;
	if (!add_partner_word(rules, arena, first, found))
		return false;
	found.last = true;
	return add_partner_word(rules, arena, last, found);
}

static bool add_partners(struct tw_rules *rules, struct tw_arena *arena)
{
	const struct tw_alias *a = rules->house->partners.first;
	bool added = true;

	for (; a && added; a = a->next) {
		struct tw_view rest = a->also, other;

		added = add_partner(rules, arena, a->name);
		while (added && tw_list_next(&other, &rest))
			added = add_partner(rules, arena, other);
	}
	return added;
}

static bool add_words(struct tw_rules *rules, struct tw_arena *arena)
{
	const struct tw_house *house = rules->house;

	return add_names(&rules->preferred, arena, &house->preferred, false,
		true) && add_names(&rules->acronyms, arena, &house->acronyms,
		true, true) &&
		add_meanings(&rules->meanings, arena, &house->acronyms) &&
		add_own(&rules->own, arena, house) &&
		add_partners(rules, arena);
}

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

bool tw_rules_prefer(struct tw_buffer *out, const struct tw_alias *preferred,
	struct tw_view found)
{
	size_t start = out->len;
	bool raise = found.len && preferred->name.len &&
		found.ptr[0] >= 'A' && found.ptr[0] <= 'Z' &&
		is_small(preferred->name.ptr[0]);

	if (!tw_buffer_view(out, preferred->name))
		return false;
	if (raise)
		out->ptr[start] = (char)(out->ptr[start] - 'a' + 'A');
	return true;
}

/* ---- all of it ---- */

static enum tw_status copy_findings(struct tw_making *making)
{
	const struct tw_diagnostic *d =
		making->rules->house->diagnostics.first;

	for (; d; d = d->next)
		if (tw_diagnostics_add(&making->rules->findings,
		    making->arena, *d))
			return tw_fail_memory(making->err);
	return TW_OK;
}

enum tw_status tw_rules_new(struct tw_rules **rules,
	const struct tw_house *house, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_making making = { .arena = arena, .err = err };
	enum tw_status status;

	making.rules = tw_arena_take(arena, sizeof(*making.rules));
	making.matcher = tw_matcher_new();
	if (!making.rules || !making.matcher) {
		status = tw_fail_memory(err);
		goto out;
	}
	making.rules->house = house;
	status = copy_findings(&making);
	if (!status && !add_words(making.rules, arena))
		status = tw_fail_memory(err);
	if (!status)
		status = make_rules(&making);
	if (!status)
		status = tw_rules_try(&making);
	if (!status && making.rules->findings.first)
		tw_diagnostics_sort(&making.rules->findings);
	*rules = making.rules;
out:
	tw_matcher_free(making.matcher);
	return status;
}
