#include "cli/cost.h"

#include "rules/rules.h"

static uint64_t read(const atomic_uint_fast64_t *count)
{
	return atomic_load_explicit(count, memory_order_relaxed);
}

/* The dearest rule that is no dearer than `last` and stands behind it. */
static const struct tw_rule *next(const struct tw_rules *rules,
	const struct tw_rule *last)
{
	const struct tw_rule *best = NULL;

	for (size_t i = 0; i < rules->count; i++) {
		const struct tw_rule *rule = &rules->at[i];
		uint64_t steps = read(&rule->toll.steps);
		uint64_t most = last ? read(&last->toll.steps) : 0;

		if (last && (steps > most || (steps == most && rule <= last)))
			continue;
		if (!best || steps > read(&best->toll.steps))
			best = rule;
	}
	return best;
}

static void say(struct tw_cli *cli, const struct tw_rule *rule)
{
	const struct tw_toll *toll = &rule->toll;
	unsigned long long steps = read(&toll->steps);
	unsigned long long texts = read(&toll->texts);
	unsigned long long findings = read(&toll->findings);

	tw_cli_say(cli, "%s: %llu step%s in %llu text%s, %llu finding%s%s",
		rule->kind.name, steps, steps == 1 ? "" : "s", texts,
		texts == 1 ? "" : "s", findings, findings == 1 ? "" : "s",
		read(&toll->given_up) ?
		"; given up where rule-budget says so" : "");
}

void tw_cli_cost(struct tw_cli *cli, const struct tw_rules *rules)
{
	size_t count = 0;

	for (; rules; rules = rules->older) {
		const struct tw_rule *rule = NULL;

		count += rules->count;
		while ((rule = next(rules, rule)))
			say(cli, rule);
	}
	if (!count)
		tw_cli_say(cli, "there are no house rules with patterns");
}
