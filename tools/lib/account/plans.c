/*
 * What became of each plan. spec/format.md, chapter 19, gives the order in
 * which the signs are read.
 */
#include "account/account.h"
#include "base/set.h"

#include <stdlib.h>

/* The sections in which a plan may show up again. */
static const enum tw_section_kind sought[] = {
	TW_ACTIVITY, TW_PLANNED, TW_IMPACT, TW_EXIT
};

enum { SOUGHT = sizeof(sought) / sizeof(*sought) };

/* An item that is about a plan. */
struct trace {
	struct trace *next;
	size_t to; /* index in sides->to */
	unsigned score;
	enum tw_reason reason;
};

/* Where a plan shows up. */
struct traces {
	struct trace *first, *last;
	struct trace *link[TW_SECTIONS]; /* that tells most; NULL: none */
	size_t count;
};

struct account {
	struct tw_comparison *comparison;
	struct tw_sides *sides;
	struct tw_index plans;    /* in sides->from */
	size_t *plan_of;          /* the plan that an item of it is */
	struct traces *traces;    /* of each plan */
	bool missing; /* only whether a plan shows up is asked */
	struct tw_error *err;
};

static const struct tw_node *node_of(const struct account *a,
	const struct trace *trace)
{
	return trace ? &a->sides->to.at[trace->to] : NULL;
}

/* Of several reports one that settles tells most, then any disposition. */
static int weight_of(enum tw_state state)
{
	return state == TW_NO_STATE ? 0 :
		state == TW_DONE || state == TW_DROPPED ? 2 : 1;
}

static bool tells_more(const struct account *a, const struct trace *trace,
	const struct trace *than)
{
	int x, y;

	if (!than)
		return true;
	x = weight_of(node_of(a, trace)->item->state);
	y = weight_of(node_of(a, than)->item->state);
	return x > y || (x == y && trace->score > than->score);
}

static enum tw_status add_trace(struct account *a, size_t plan, size_t to,
	unsigned score, enum tw_reason reason)
{
	struct traces *traces = &a->traces[plan];
	struct trace *trace, **link;

	if (traces->last && traces->last->to == to)
		return TW_OK;
	trace = tw_arena_take(a->sides->scratch, sizeof(*trace));
	if (!trace)
		return tw_fail_memory(a->err);
	*trace = (struct trace){ NULL, to, score, reason };
	if (traces->last)
		traces->last->next = trace;
	else
		traces->first = trace;
	traces->last = trace;
	traces->count++;
	link = &traces->link[a->sides->to.at[to].section];
	if (tells_more(a, trace, *link))
		*link = trace;
	return TW_OK;
}

static void mark_traced(struct account *a)
{
	for (size_t i = 0; i < a->plans.count; i++)
		for (const struct trace *t = a->traces[i].first; t;
		     t = t->next)
			a->sides->traced[t->to] = true;
}

/* ---- by key ---- */

static enum tw_status trace_key(struct account *a, const struct tw_set *keys,
	struct tw_view key, size_t to)
{
	const struct tw_node *plan = tw_node_by_key(keys, key);

	if (!plan || a->sides->to.at[to].section == TW_OUTCOMES)
		return TW_OK;
	return add_trace(a, a->plan_of[plan - a->sides->from.at], to,
		TW_SCORE_MAX, TW_WHY_KEY);
}

static enum tw_status trace_keys(struct account *a)
{
	struct tw_set keys;
	enum tw_status status = tw_keys_collect(&keys, a->sides->scratch,
		&a->sides->from, TW_PLANNED, a->err);

	for (size_t i = 0; !status && i < a->sides->to.count && keys.count;
	     i++) {
		const struct tw_item *item = a->sides->to.at[i].item;

		status = trace_key(a, &keys, item->key, i);
		for (const struct tw_detail *d = item->details; d && !status;
		     d = d->next)
			if (d->sign == '>')
				status = trace_key(a, &keys, d->name, i);
	}
	mark_traced(a);
	return status;
}

/* ---- by text ---- */

/* The plans that show up nowhere yet, in sides->from. */
static struct tw_index untraced(struct account *a)
{
	struct tw_index rows = { tw_arena_take(a->sides->scratch,
		(a->plans.count + 1) * sizeof(*rows.at)), 0 };

	for (size_t i = 0; rows.at && i < a->plans.count; i++)
		if (!a->traces[i].count)
			rows.at[rows.count++] = a->plans.at[i];
	return rows;
}

static struct tw_index in_section(const struct account *a,
	enum tw_section_kind kind)
{
	const struct tw_nodes *to = &a->sides->to;
	struct tw_index columns = { tw_arena_take(a->sides->scratch,
		(to->count + 1) * sizeof(*columns.at)), 0 };

	for (size_t i = 0; columns.at && i < to->count; i++)
		if (to->at[i].section == kind && !a->sides->traced[i])
			columns.at[columns.count++] = i;
	return columns;
}

static enum tw_status trace_equal(struct account *a)
{
	struct tw_index rows = untraced(a);
	struct tw_link *links = tw_arena_take(a->sides->scratch,
		(rows.count + 1) * sizeof(*links));
	enum tw_status status = rows.at && links ? TW_OK :
		tw_fail_memory(a->err);

	for (int i = 0; i < SOUGHT && rows.count && !status; i++) {
		struct tw_index columns = in_section(a, sought[i]);

		status = !columns.at ? tw_fail_memory(a->err) : tw_pair(links,
			NULL, a->sides, rows, columns, false, a->err);
		for (size_t r = 0; r < rows.count && !status; r++)
			if (links[r].to != SIZE_MAX)
				status = add_trace(a, a->plan_of[rows.at[r]],
					links[r].to, TW_SCORE_MAX,
					TW_WHY_TEXT);
	}
	mark_traced(a);
	return status;
}

/* Of so many items of a section the first are weighed. */
static size_t weighed(size_t count)
{
	return count < TW_PAIR_MOST ? count : TW_PAIR_MOST;
}

/* Collects the items that are weighed, section by section. */
static enum tw_status begin_table(struct tw_table *table, struct account *a,
	struct tw_index columns[SOUGHT])
{
	struct tw_arena *arena = a->sides->scratch;
	size_t size;

	table->columns.at = tw_arena_take(arena,
		(a->sides->to.count + 1) * sizeof(*table->columns.at));
	if (!table->columns.at)
		return tw_fail_memory(a->err);
	for (int i = 0; i < SOUGHT; i++) {
		columns[i] = in_section(a, sought[i]);
		if (!columns[i].at)
			return tw_fail_memory(a->err);
		for (size_t c = 0; c < weighed(columns[i].count); c++)
			table->columns.at[table->columns.count++] =
				columns[i].at[c];
	}
	size = table->rows.count * table->columns.count + 1;
	table->scores = tw_arena_take(arena, size * sizeof(*table->scores));
	table->reasons = tw_arena_take(arena, size);
	return table->scores && table->reasons ? TW_OK :
		tw_fail_memory(a->err);
}

/* Puts what was found of one section, from a column on, into the table. */
static void fill_columns(struct tw_table *table, const struct tw_link *links,
	const uint16_t *scores, struct tw_index columns, size_t first)
{
	columns.count = weighed(columns.count);
	for (size_t r = 0; r < table->rows.count; r++) {
		for (size_t c = 0; c < columns.count; c++) {
			size_t at = r * table->columns.count + first + c;
			bool linked = links[r].to == columns.at[c];

			table->scores[at] = linked ?
				(uint16_t)links[r].score :
				scores[r * columns.count + c];
			table->reasons[at] = !linked ? TW_WHY_TOO_LITTLE :
				links[r].by == TW_BY_EQUAL ? TW_WHY_TEXT :
				TW_WHY_ALIKE;
		}
	}
}

/* Weighs all plans that are left against all items that are. */
static enum tw_status fill_table(struct tw_table *table, struct account *a)
{
	struct tw_sides *sides = a->sides;
	struct tw_index columns[SOUGHT];
	struct tw_link *links = tw_arena_take(sides->scratch,
		(table->rows.count + 1) * sizeof(*links));
	uint16_t *scores;
	size_t first = 0;

	if (!links || begin_table(table, a, columns))
		return tw_fail_memory(a->err);
	if (table->columns.count && tw_likeness_table(table->scores,
	    sides->likeness, table->rows.at, table->rows.count,
	    table->columns.at, table->columns.count, a->err))
		return a->err->status;
	for (int i = 0; i < SOUGHT; i++) {
		if (tw_pair_known(links, &scores, sides, table->rows,
		    columns[i], (struct tw_scores){ table->scores + first,
		    table->columns.count }, a->err))
			return a->err->status;
		fill_columns(table, links, scores, columns[i], first);
		first += weighed(columns[i].count);
	}
	return TW_OK;
}

/* Puts a candidate in its place among the best of a plan. */
static void add_candidate(struct tw_plan *plan, struct tw_candidate candidate)
{
	size_t i = plan->candidate_count;

	if (candidate.score < TW_OFFERED)
		return;
	if (i < TW_CANDIDATES)
		plan->candidate_count++;
	else if (plan->candidates[--i].score >= candidate.score)
		return;
	for (; i && plan->candidates[i - 1].score < candidate.score; i--)
		plan->candidates[i] = plan->candidates[i - 1];
	plan->candidates[i] = candidate;
}

/* True if all that is asked of a plan is known. */
static bool known(const struct account *a, size_t plan)
{
	return a->missing && a->traces[plan].count;
}

static enum tw_status read_table(struct account *a,
	const struct tw_table *table)
{
	size_t width = table->columns.count;
	enum tw_status status = TW_OK;

	for (size_t r = 0; r < table->rows.count; r++) {
		size_t plan = a->plan_of[table->rows.at[r]];

		for (size_t c = 0; c < width && !status && !known(a, plan);
		     c++) {
			size_t to = table->columns.at[c], at = r * width + c;
			struct tw_candidate found = { &a->sides->to.at[to],
				table->scores[at], TW_WHY_TOO_LITTLE };

			found.reason = (enum tw_reason)table->reasons[at];
			if (found.reason <= TW_WHY_LAST &&
			    found.reason != TW_WHY_TEXT &&
			    tw_sides_announce(a->sides, to) &&
			    !tw_cue_answers(a->sides->from.at[
			    table->rows.at[r]].text, found.node->text))
				found.reason = TW_WHY_ANNOUNCED;
			if (found.reason <= TW_WHY_LAST)
				status = add_trace(a, plan, to, found.score,
					found.reason);
			else
				add_candidate(&a->comparison->plans[plan],
					found);
		}
	}
	return status;
}

static enum tw_status trace_alike(struct account *a)
{
	struct tw_table table = { .rows = untraced(a) };
	enum tw_status status;

	if (!table.rows.at)
		return tw_fail_memory(a->err);
	if (!table.rows.count)
		return TW_OK;
	if (table.rows.count > TW_PAIR_MOST)
		table.rows.count = TW_PAIR_MOST;
	status = fill_table(&table, a);
	if (!status)
		status = tw_table_decide(&table, a->sides, a->err);
	if (!status)
		status = tw_table_count(&table, a->sides, a->err);
	if (!status)
		status = tw_table_name(&table, a->sides, a->err);
	if (!status)
		status = tw_table_pair_left(&table, a->sides,
			table.rows.count < a->plans.count, a->err);
	if (!status)
		status = tw_table_look_closer(&table, a->sides,
			table.rows.count < a->plans.count, a->err);
	if (!status)
		status = read_table(a, &table);
	mark_traced(a);
	return status;
}

/* ---- what became of it ---- */

/*
 * What tells of a plan says of it, by disposition, whose words are empty, or
 * else in words; nothing where there is no trace.
 */
static enum tw_status read_says(struct tw_told *says, const struct account *a,
	size_t plan, const struct trace *trace)
{
	const struct tw_node *node = node_of(a, trace);
	struct tw_naming naming;

	*says = (struct tw_told){ .state = node ? node->item->state :
		TW_NO_STATE };
	if (!node || says->state)
		return TW_OK;
	*says = tw_sides_told(a->sides, trace->to);
	if (!says->state || says->state == TW_DONE)
		return TW_OK;
	if (tw_likeness_named(&naming, a->sides->likeness, a->plans.at[plan],
	    trace->to, a->err))
		return a->err->status;
	if (naming.begins)
		*says = tw_cue_read(a->sides, node->text, TW_READS_BEGUN |
			tw_reads_of(node->section));
	return TW_OK;
}

struct verdict {
	enum tw_became became;
	const struct trace *trace; /* that decided; NULL: none */
	struct tw_view said;       /* its words that did; empty: none */
};

static const enum tw_became became_of_state[] = {
	[TW_NO_STATE] = TW_BECAME_DONE,
	[TW_DONE] = TW_BECAME_DONE,
	[TW_ONGOING] = TW_BECAME_ONGOING,
	[TW_ON_HOLD] = TW_BECAME_ON_HOLD,
	[TW_DROPPED] = TW_BECAME_DROPPED,
};

/* A report that settles the plan whatever else is said of it. */
static bool settled(enum tw_state state, const struct tw_node *node)
{
	return state == TW_DROPPED ||
		(state == TW_DONE && node->item->state == TW_DONE);
}

static struct verdict judge_again(const struct trace *trace, struct tw_told says)
{
	struct verdict verdict = { TW_BECAME_CARRIED_OVER, trace,
		{ NULL, 0 } };

	if (says.state != TW_NO_STATE && says.state != TW_ONGOING) {
		verdict.became = became_of_state[says.state];
		verdict.said = says.words;
	}
	return verdict;
}

/* What is only being prepared is not done, nor what is to go on. */
static bool is_under_way(const struct account *a, size_t plan,
	const struct trace *trace)
{
	const struct tw_node *node = node_of(a, trace);

	return !node->item->state && tw_deed_under_way(a->sides,
		a->comparison->plans[plan].node->text, node->text);
}

static enum tw_status judge(struct verdict *verdict, const struct account *a,
	size_t plan)
{
	const struct traces *traces = &a->traces[plan];
	const struct trace *activity = traces->link[TW_ACTIVITY];
	const struct trace *again = traces->link[TW_PLANNED];
	const struct trace *effect = traces->link[TW_IMPACT];
	struct tw_told says;
	enum tw_status status = read_says(&says, a, plan, activity);

	*verdict = (struct verdict){ TW_BECAME_UNACCOUNTED, NULL, { NULL, 0 } };
	if (status)
		return status;
	if (again && !(activity && settled(says.state, node_of(a, activity)))) {
		status = read_says(&says, a, plan, again);
		*verdict = judge_again(again, says);
		return status;
	}
	if (activity) {
		if (!says.state && is_under_way(a, plan, activity))
			says.state = TW_ONGOING;
		*verdict = (struct verdict){ became_of_state[says.state],
			activity, says.words };
		return TW_OK;
	}
	if (!effect)
		effect = traces->link[TW_EXIT];
	if (!effect)
		return TW_OK;
	status = read_says(&says, a, plan, effect);
	*verdict = (struct verdict){ became_of_state[says.state], effect,
		says.words };
	return status;
}

enum tw_by tw_by_of(enum tw_reason reason)
{
	return reason == TW_WHY_KEY ? TW_BY_KEY :
		reason == TW_WHY_TEXT ? TW_BY_EQUAL : TW_BY_LIKENESS;
}

static int by_place(const void *a, const void *b)
{
	const struct tw_candidate *x = a, *y = b;

	return (x->node > y->node) - (x->node < y->node);
}

/* Writes down all that is about a plan, in the order of the record. */
static enum tw_status list_traces(struct account *a, size_t i)
{
	struct tw_plan *plan = &a->comparison->plans[i];
	const struct trace *trace = a->traces[i].first;

	plan->traces = tw_arena_take(a->sides->arena,
		(a->traces[i].count + 1) * sizeof(*plan->traces));
	if (!plan->traces)
		return tw_fail_memory(a->err);
	for (; trace; trace = trace->next)
		plan->traces[plan->trace_count++] = (struct tw_candidate){
			node_of(a, trace), trace->score, trace->reason };
	qsort(plan->traces, plan->trace_count, sizeof(*plan->traces),
		by_place);
	return TW_OK;
}

/* No item tells of it; but a plan for the priority itself, the record does. */
static enum tw_status settle_alone(struct account *a, struct tw_plan *plan)
{
	enum tw_status status = tw_account_priority(&plan->said, a->sides,
		plan->node->text, a->err);

	if (plan->said.len) {
		plan->became = TW_BECAME_DONE;
		plan->by = TW_BY_LIKENESS;
		plan->band = TW_BAND_MATCHED;
	} else if (plan->candidate_count) {
		plan->band = TW_BAND_REVIEW;
		plan->score = plan->candidates[0].score;
	}
	return status;
}

static enum tw_status settle(struct account *a, size_t i)
{
	struct tw_plan *plan = &a->comparison->plans[i];
	enum tw_status status = TW_OK;
	struct verdict verdict;

	if (known(a, i))
		return TW_OK;
	status = judge(&verdict, a, i);
	if (status)
		return status;
	if (plan->candidate_count == TW_CANDIDATES &&
	    plan->candidates[TW_CANDIDATES - 1].score < TW_REVIEW)
		plan->candidate_count--;
	plan->became = verdict.became;
	if (!verdict.trace) {
		status = settle_alone(a, plan);
	} else {
		plan->shown = node_of(a, verdict.trace);
		plan->by = tw_by_of(verdict.trace->reason);
		plan->score = verdict.trace->score;
		plan->said = verdict.said;
		plan->band = TW_BAND_MATCHED;
	}
	a->comparison->became[plan->became]++;
	return status ? status : list_traces(a, i);
}

size_t tw_plan_perhaps(const struct tw_plan *plan)
{
	size_t count = 0;

	while (plan->band == TW_BAND_REVIEW && count < plan->candidate_count &&
	       plan->candidates[count].score >= TW_REVIEW)
		count++;
	return count;
}

static enum tw_status prepare(struct account *a)
{
	struct tw_arena *arena = a->sides->scratch;
	const struct tw_nodes *from = &a->sides->from;
	struct tw_comparison *comparison = a->comparison;

	a->plans.at = tw_arena_take(arena,
		(from->count + 1) * sizeof(*a->plans.at));
	a->plan_of = tw_arena_take(arena,
		(from->count + 1) * sizeof(*a->plan_of));
	if (!a->plans.at || !a->plan_of)
		return tw_fail_memory(a->err);
	for (size_t i = 0; i < from->count; i++) {
		if (from->at[i].section != TW_PLANNED)
			continue;
		a->plan_of[i] = a->plans.count;
		a->plans.at[a->plans.count++] = i;
	}
	a->sides->traced = tw_arena_take(arena, a->sides->to.count + 1);
	a->sides->told = tw_arena_take(arena,
		(a->sides->to.count + 1) * sizeof(*a->sides->told));
	a->traces = tw_arena_take(arena,
		(a->plans.count + 1) * sizeof(*a->traces));
	comparison->plans = tw_arena_take(a->sides->arena,
		(a->plans.count + 1) * sizeof(*comparison->plans));
	if (!a->sides->traced || !a->sides->told || !a->traces ||
	    !comparison->plans)
		return tw_fail_memory(a->err);
	comparison->plan_count = a->plans.count;
	for (size_t i = 0; i < a->plans.count; i++)
		comparison->plans[i].node = &from->at[a->plans.at[i]];
	return TW_OK;
}

static enum tw_status account(struct account *a)
{
	enum tw_status status = prepare(a);

	if (!status)
		status = trace_keys(a);
	if (!status)
		status = trace_equal(a);
	if (!status)
		status = trace_alike(a);
	for (size_t i = 0; i < a->plans.count && !status; i++)
		status = settle(a, i);
	return status;
}

enum tw_status tw_account_plans(struct tw_comparison *comparison,
	struct tw_sides *sides, struct tw_error *err)
{
	struct account a = { .comparison = comparison, .sides = sides,
		.err = err };

	return account(&a);
}

enum tw_status tw_account_missing(struct tw_comparison *comparison,
	struct tw_sides *sides, struct tw_error *err)
{
	struct account a = { .comparison = comparison, .sides = sides,
		.missing = true, .err = err };

	return account(&a);
}
