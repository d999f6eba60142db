/*
 * The blocks of house rules that judge: Rule and Check. What a pattern means
 * is no matter of this floor. spec/format.md, "Rules".
 */
#include "base/set.h"
#include "base/utf8.h"
#include "record/house_read.h"
#include "record/tables.h"

/* What may stand once below a rule. */
static void read_once(struct tw_house_reader *r, struct tw_said *said)
{
	if (said->field)
		tw_house_report(r, TW_VIEW("this field stands once below a "
			"Rule"));
	else
		*said = (struct tw_said){ r->value, r->field };
}

/* ---- where ---- */

enum {
	ITEMS = (1 << TW_SECTIONS) - 1,
	FIELDS = ((1 << TW_KNOWN_FIELDS) - 1) << 8 | TW_WHERE_OTHER
};

static bool free_name(struct tw_view name)
{
	return name.len > 2 && tw_fold_equal((struct tw_view){ name.ptr, 2 },
		TW_VIEW("X-"));
}

/* The texts that a name of Where stands for; 0: none. */
static uint32_t texts_of(struct tw_view name)
{
	static const struct {
		const char *name;
		uint32_t texts;
	} groups[] = {
		{ "items", ITEMS }, { "fields", FIELDS },
		{ "measures", TW_WHERE_MEASURES },
		{ "comments", TW_WHERE_COMMENTS },
		{ "anything", ITEMS | FIELDS | TW_WHERE_MEASURES |
			TW_WHERE_COMMENTS },
	};
	enum tw_section_kind section = tw_section_find(name);
	enum tw_field_kind field = tw_field_find(name);

	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		if (tw_fold_equal(name, tw_view_of(groups[i].name)))
			return groups[i].texts;
	if (section != TW_SECTIONS)
		return TW_WHERE_SECTION(section);
	if (field < TW_KNOWN_FIELDS)
		return TW_WHERE_FIELD(field);
	return 0;
}

/* A name that begins with "X-" is kept in the list, and looked up there. */
static void read_where(struct tw_house_reader *r)
{
	struct tw_view rest = r->value, name;
	uint32_t texts;

	if (r->rule->where.field) {
		read_once(r, &r->rule->where);
		return;
	}
	read_once(r, &r->rule->where);
	r->rule->looks_at = 0;
	while (tw_list_next(&name, &rest)) {
		texts = texts_of(name);
		if (!texts && !free_name(name))
			tw_house_report(r, TW_VIEW("a rule looks at items, "
				"fields, measures, comments or anything, or at "
				"a heading or field by its name"));
		r->rule->looks_at |= texts;
	}
}

/* ---- severity ---- */

static enum tw_weight weight_of(struct tw_view word)
{
	static const char *const words[] = {
		[TW_WEIGHT_ON] = "on", [TW_WEIGHT_OFF] = "off",
		[TW_WEIGHT_NOTE] = "note", [TW_WEIGHT_WARNING] = "warning",
		[TW_WEIGHT_ERROR] = "error"
	};
	int weight = TW_WEIGHT_ERROR;

	while (weight && !tw_fold_equal(word, tw_view_of(words[weight])))
		weight--;
	return (enum tw_weight)weight;
}

static void read_severity(struct tw_house_reader *r)
{
	enum tw_weight weight = weight_of(r->value);

	if (!weight) {
		tw_house_report(r, TW_VIEW("a severity is error, warning, "
			"note, on or off"));
		weight = TW_WEIGHT_ON;
	}
	if (r->rule && !r->rule->weighed) {
		r->rule->weight = weight;
		r->rule->weighed = true;
	} else if (!r->rule && r->check != TW_DIAG_COUNT &&
	           !r->house->weights[r->check]) {
		r->house->weights[r->check] = (uint8_t)weight;
	} else {
		tw_house_report(r, TW_VIEW("\"Severity\" stands once below a "
			"Rule or a Check"));
	}
}

/*
 * What a record loses when it is rewritten, and what is wrong with the house
 * rules themselves, is nothing that they may keep quiet.
 */
static bool may_be_weighed(enum tw_diagnostic_id id)
{
	static const enum tw_diagnostic_id always[] = {
		TW_DIAG_HOUSE_RULES, TW_DIAG_RULE_PATTERN,
		TW_DIAG_RULE_EXAMPLE, TW_DIAG_RULE_CONFLICT,
		TW_DIAG_RULE_LONG, TW_DIAG_RULE_BUDGET, TW_DIAG_RULE
	};

	for (size_t i = 0; i < sizeof(always) / sizeof(*always); i++)
		if (id == always[i])
			return false;
	return tw_diagnostic_kind(id)->class != TW_LAYOUT;
}

/* ---- blocks ---- */

static void end_check(struct tw_house_reader *r)
{
	const struct tw_field *field = r->field;

	if (r->check == TW_DIAG_COUNT || r->house->weights[r->check])
		return;
	r->field = r->checked;
	tw_house_report(r, TW_VIEW("\"Severity\" is missing below it"));
	r->field = field;
}

static void begin_check(struct tw_house_reader *r)
{
	if (!tw_diagnostic_find(&r->check, r->value))
		tw_house_report(r, TW_VIEW("there is no finding of this name; "
			"\"termwise lint --list\" has them all"));
	else if (!may_be_weighed(r->check))
		tw_house_report(r, TW_VIEW("a corpus cannot weigh this "
			"finding"));
	else if (r->house->weights[r->check])
		tw_house_report(r, TW_VIEW("this finding is weighed already"));
	else
		r->checked = r->field;
	r->lost = r->checked != r->field;
	if (r->lost)
		r->check = TW_DIAG_COUNT;
}

static bool same_slug(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_house_rule *)a)->slug.text,
		((const struct tw_house_rule *)b)->slug.text);
}

static void begin_rule(struct tw_house_reader *r)
{
	struct tw_house_rule *rule = tw_arena_take(r->arena, sizeof(*rule));

	if (r->rule_count++ == TW_HOUSE_RULES_MOST)
		tw_house_report(r, TW_VIEW("a corpus has at most 1,000 "
			"rules"));
	if (!r->slugs)
		r->slugs = tw_arena_take(r->arena, sizeof(*r->slugs));
	if (!rule || !r->slugs) {
		r->failed = true;
		return;
	}
	rule->slug = (struct tw_said){ r->value, r->field };
	rule->looks_at = ITEMS;
	rule->weight = TW_WEIGHT_WARNING;
	rule->end = &rule->examples;
	r->rule = rule;
	if (r->rule_count > TW_HOUSE_RULES_MOST)
		return;
	*r->rules = rule;
	r->rules = &rule->next;
	if (!tw_slug_valid(r->value))
		tw_house_report(r, TW_VIEW("a rule is named by a slug, as in "
			"\"no-jargon\""));
	else if (tw_set_add(r->slugs, r->arena, tw_hash(r->value), rule,
	         same_slug, &r->failed))
		tw_house_report(r, TW_VIEW("another rule has this name"));
}

void tw_house_block_end(struct tw_house_reader *r)
{
	end_check(r);
	r->block = NULL;
	r->rule = NULL;
	r->check = TW_DIAG_COUNT;
	r->lost = false;
}

bool tw_house_rule_begin(struct tw_house_reader *r)
{
	bool rule = tw_fold_equal(r->field->name, TW_VIEW("Rule"));

	if (!rule && !tw_fold_equal(r->field->name, TW_VIEW("Check")))
		return false;
	tw_house_block_end(r);
	if (rule)
		begin_rule(r);
	else
		begin_check(r);
	return true;
}

/* ---- fields ---- */

static void read_example(struct tw_house_reader *r, bool match)
{
	struct tw_example *example = tw_arena_take(r->arena,
		sizeof(*example));

	if (!example) {
		r->failed = true;
		return;
	}
	if (r->rule->example_count++ == TW_EXAMPLES_MOST)
		tw_house_report(r, TW_VIEW("a rule has at most 20 examples"));
	if (r->rule->example_count > TW_EXAMPLES_MOST)
		return;
	example->said = (struct tw_said){ r->value, r->field };
	example->match = match;
	*r->rule->end = example;
	r->rule->end = &example->next;
}

static void read_pattern(struct tw_house_reader *r)
{
	read_once(r, &r->rule->pattern);
}

static void read_message(struct tw_house_reader *r)
{
	read_once(r, &r->rule->message);
}

static void read_replace(struct tw_house_reader *r)
{
	read_once(r, &r->rule->replace);
}

static void read_match(struct tw_house_reader *r)
{
	read_example(r, true);
}

static void read_no_match(struct tw_house_reader *r)
{
	read_example(r, false);
}

bool tw_house_rule_field(struct tw_house_reader *r)
{
	static const struct {
		const char *name;
		void (*read)(struct tw_house_reader *r);
	} fields[] = {
		{ "Pattern", read_pattern }, { "Where", read_where },
		{ "Message", read_message }, { "Replace", read_replace },
		{ "Match", read_match }, { "No-match", read_no_match },
	};

	if (tw_fold_equal(r->field->name, TW_VIEW("Severity"))) {
		if (!r->lost)
			read_severity(r);
		return true;
	}
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		if (!tw_fold_equal(r->field->name,
		    tw_view_of(fields[i].name)))
			continue;
		if (r->rule)
			fields[i].read(r);
		else if (!r->lost)
			tw_house_report(r, TW_VIEW("this field stands below a "
				"Rule"));
		return true;
	}
	return false;
}

void tw_house_rules_end(struct tw_house_reader *r)
{
	const struct tw_house_rule *rule = r->house->rules;

	r->field = NULL;
	end_check(r);
	for (; rule && !r->failed; rule = rule->next) {
		const struct tw_example *e = rule->examples;

		r->field = rule->slug.field;
		if (rule->lost)
			continue;
		while (e && !e->match)
			e = e->next;
		if (!rule->pattern.field)
			tw_house_report(r, TW_VIEW("\"Pattern\" is missing "
				"below it"));
		if (!rule->message.field)
			tw_house_report(r, TW_VIEW("\"Message\" is missing "
				"below it"));
		if (rule->replace.field && !e)
			tw_house_report(r, TW_VIEW("a rule that replaces needs "
				"a \"Match\", by which that is tried"));
	}
	r->field = NULL;
}
