/*
 * Which item of a merge is which of those that it should have.
 */
#include "merge/audit_work.h"

#include "base/utf8.h"

/* ---- equal ones ---- */

/* Where an item of the merge may have come from, in the order of trust. */
enum { RIGHT, OTHERWISE, OURS, THEIRS, BASE, SOURCES };

enum { BY_ALL, BY_KEY_HERE, BY_KEY, BY_TEXT_HERE, BY_TEXT, WAYS };

static const struct tw_part_item *source(const struct tw_auditing *work,
	size_t unit, int from)
{
	static const int sides[] = { [OURS] = TW_OURS, [THEIRS] = TW_THEIRS,
		[BASE] = TW_BASE };

	return from < OURS ? work->item[from][unit] :
		tw_strand_item(&work->plan, &work->plan.units[unit],
			sides[from]);
}

struct comparison {
	const struct tw_auditing *work;
	int from, way;
};

/* A number of all that an item says, its section included. */
static uint64_t item_hash(const struct tw_part_item *item)
{
	uint64_t hash = item->hash ^ tw_hash(item->node->key) ^
		(uint64_t)item->node->state << 8 ^ (uint64_t)item->kind << 16;

	for (const struct tw_detail *d = item->node->details; d; d = d->next)
		hash = hash * 31 + tw_hash(d->name) + 3 * tw_hash(d->value);
	return hash | 1;
}

static uint64_t hash_of(const struct tw_part_item *item, int way)
{
	if (!item)
		return 0;
	switch (way) {
	case BY_ALL:
		return item_hash(item);
	case BY_KEY_HERE:
	case BY_KEY:
		return item->node->key.len ? tw_hash(item->node->key) | 1 : 0;
	default:
		return item->placeholder && way == BY_TEXT ? 0 :
			item->hash | 1;
	}
}

static bool same_by(const struct tw_part_item *a, const struct tw_part_item *b,
	int way)
{
	if (way != BY_KEY && way != BY_TEXT && a->kind != b->kind)
		return false;
	if (way == BY_ALL)
		return tw_part_item_same(a, b);
	return way == BY_KEY || way == BY_KEY_HERE ?
		tw_view_equal(a->node->key, b->node->key) :
		tw_view_equal(a->text, b->text);
}

static bool same(const void *context, size_t unit, size_t item)
{
	const struct comparison *c = context;

	return same_by(source(c->work, unit, c->from),
		&c->work->merged.items[item], c->way);
}

/* `gone`: of units that a right merge has not; else of those it has. */
static void join(struct tw_auditing *work, int from, int way, bool gone)
{
	struct comparison c = { work, from, way };
	size_t units = work->plan.unit_count, items = work->merged.item_count;
	uint64_t *a = tw_arena_take(work->arena, (units + 1) * sizeof(*a));
	uint64_t *b = tw_arena_take(work->arena, (items + 1) * sizeof(*b));
	struct tw_join all = { .to = work->found, .from = work->unit_of,
		.a = a, .b = b, .a_count = units, .b_count = items,
		.same = same, .context = &c };

	work->failed |= !a || !b;
	for (size_t u = 0; !work->failed && u < units; u++)
		if (work->plan.units[u].gone == gone)
			a[u] = hash_of(source(work, u, from), way);
	for (size_t i = 0; !work->failed && i < items; i++)
		b[i] = hash_of(&work->merged.items[i], way);
	work->failed = work->failed || !tw_join(&all, work->arena);
}

static bool all_found(const struct tw_auditing *work)
{
	for (size_t i = 0; i < work->merged.item_count; i++)
		if (work->unit_of[i] == TW_NONE)
			return false;
	return true;
}

static void join_equal(struct tw_auditing *work, bool gone)
{
	for (int way = 0; way < WAYS; way++)
		for (int from = gone ? OURS : RIGHT; from < SOURCES; from++) {
			/* What it was is no better than a key that it has. */
			if (!work->failed && !all_found(work) &&
			    !(way == BY_ALL && from == BASE && !gone))
				join(work, from, way, gone);
		}
}

/* ---- copies of those that were found ---- */

struct entry {
	const struct tw_part_item *item;
	size_t unit;
};

static bool same_key(const void *a, const void *b)
{
	return tw_view_equal(((const struct entry *)a)->item->node->key,
		((const struct entry *)b)->item->node->key);
}

static bool same_text(const void *a, const void *b)
{
	return tw_view_equal(((const struct entry *)a)->item->text,
		((const struct entry *)b)->item->text);
}

/* What is left and says the same as a unit in any of the copies is its. */
static void find_copies(struct tw_auditing *work, int way)
{
	bool (*equal)(const void *, const void *) = way == BY_KEY ? same_key :
		same_text;
	size_t count = work->plan.unit_count;
	struct entry *entries = tw_arena_take(work->arena,
		(count * (SOURCES + 1) + 1) * sizeof(*entries));
	struct entry *next = entries;
	struct tw_set set = { NULL, 0, 0 };

	work->failed |= !entries;
	for (int from = 0; !work->failed && from < SOURCES; from++)
		for (size_t u = 0; u < count; u++) {
			const struct tw_part_item *item = source(work, u,
				from);

			if (!hash_of(item, way) || work->found[u] == TW_NONE)
				continue;
			*next = (struct entry){ item, u };
			tw_set_add(&set, work->arena, hash_of(item, way),
				next++, equal, &work->failed);
		}
	for (size_t u = 0; !work->failed && u < count; u++) {
		const struct tw_part_item *item = work->found[u] == TW_NONE ?
			NULL : &work->merged.items[work->found[u]];

		if (!hash_of(item, way))
			continue;
		*next = (struct entry){ item, u };
		tw_set_add(&set, work->arena, hash_of(item, way), next++,
			equal, &work->failed);
	}
	for (size_t i = 0; !work->failed && set.count &&
	     i < work->merged.item_count; i++) {
		struct entry wanted = { &work->merged.items[i], 0 };
		const struct entry *found;

		if (work->unit_of[i] != TW_NONE || !hash_of(wanted.item, way))
			continue;
		found = tw_set_get(&set, hash_of(wanted.item, way), &wanted,
			equal);
		if (found)
			work->unit_of[i] = found->unit;
	}
}

/* ---- reworded ones ---- */

/* The likeness of merging is asked: of what should be there to what is. */
static bool pair_sides(struct tw_merging *pair, struct tw_auditing *work,
	const struct tw_part_item *from, size_t from_count,
	struct tw_part_item *to, size_t to_count)
{
	struct tw_part_item *items = tw_arena_take(work->arena,
		(from_count + 1) * sizeof(*items));

	*pair = (struct tw_merging){ .arena = work->arena,
		.options = work->plan.options };
	if (!items)
		return false;
	memcpy(items, from, from_count * sizeof(*items));
	pair->side[TW_BASE].items = items;
	pair->side[TW_BASE].item_count = from_count;
	pair->side[TW_OURS].items = to;
	pair->side[TW_OURS].item_count = to_count;
	return true;
}

static enum tw_status join_reworded(struct tw_auditing *work)
{
	size_t units = work->plan.unit_count, items = work->merged.item_count;
	size_t rows = 0, columns = 0;
	size_t *row = tw_none_array(work->arena, units * READINGS);
	size_t *column = tw_none_array(work->arena, items);
	struct tw_part_item *from = tw_arena_take(work->arena,
		(units * READINGS + 1) * sizeof(*from));
	struct tw_part_item *to = tw_arena_take(work->arena,
		(items + 1) * sizeof(*to));
	struct tw_merging pair;
	enum tw_status status;

	if (!row || !column || !from || !to)
		return tw_fail_memory(work->err);
	for (size_t u = 0; u < units; u++)
		for (int r = 0; r < READINGS; r++)
			if (work->found[u] == TW_NONE && work->item[r][u] &&
			    !(r && work->item[0][u] && tw_view_equal(
			    work->item[0][u]->text, work->item[1][u]->text))) {
				from[rows] = *work->item[r][u];
				row[rows++] = u;
			}
	for (size_t i = 0; i < items; i++)
		if (work->unit_of[i] == TW_NONE) {
			to[columns] = work->merged.items[i];
			column[columns++] = i;
		}
	if (!rows || !columns)
		return TW_OK;
	if (!pair_sides(&pair, work, from, rows, to, columns))
		return tw_fail_memory(work->err);
	status = tw_merging_match(&pair, work->err);
	for (size_t u = 0; u < pair.unit_count && !status; u++) {
		size_t a = pair.units[u].at[TW_BASE];
		size_t b = pair.units[u].at[TW_OURS];

		if (a == TW_NONE || b == TW_NONE ||
		    work->found[row[a]] != TW_NONE)
			continue;
		work->found[row[a]] = column[b];
		work->unit_of[column[b]] = row[a];
	}
	return status;
}

/* What says what it should, or as a side had it, is nobody's rewording. */
static bool is_edited(const struct tw_auditing *work, size_t i)
{
	const struct tw_part_item *item = &work->merged.items[i];
	size_t unit = work->unit_of[i];

	for (int from = 0; unit != TW_NONE && from < SOURCES; from++) {
		const struct tw_part_item *other = source(work, unit, from);

		if (other && tw_view_equal(other->text, item->text))
			return false;
	}
	return !tw_audit_by_lines(work, item);
}

/*
 * What is nowhere may have been put together with another one by whoever had
 * both before their eyes.
 */
static enum tw_status find_reworded(struct tw_auditing *work)
{
	size_t units = work->plan.unit_count, rows = 0, columns = 0;
	size_t *row = tw_none_array(work->arena, units);
	struct tw_part_item *from = tw_arena_take(work->arena,
		(units + 1) * sizeof(*from));
	struct tw_part_item *to = tw_arena_take(work->arena,
		(work->merged.item_count + 1) * sizeof(*to));
	struct tw_merging pair;
	enum tw_status status;

	if (!row || !from || !to)
		return tw_fail_memory(work->err);
	for (size_t u = 0; u < units; u++)
		if (work->found[u] == TW_NONE && work->item[0][u]) {
			from[rows] = *work->item[0][u];
			row[rows++] = u;
		}
	for (size_t i = 0; rows && i < work->merged.item_count; i++)
		if (is_edited(work, i))
			to[columns++] = work->merged.items[i];
	if (!rows || !columns)
		return TW_OK;
	if (!pair_sides(&pair, work, from, rows, to, columns))
		return tw_fail_memory(work->err);
	status = tw_merging_match(&pair, work->err);
	for (size_t u = 0; u < rows && !status; u++)
		work->reworded[row[u]] = pair.units[u].at[TW_OURS] != TW_NONE;
	return status;
}

/* ---- all of it ---- */

static bool same_item(const void *a, const void *b)
{
	return same_by(a, b, BY_ALL);
}

bool tw_audit_by_lines(const struct tw_auditing *work,
	const struct tw_part_item *item)
{
	return work->by_lines.count && tw_set_get(&work->by_lines,
		item_hash(item), item, same_item);
}

bool tw_audit_present(const struct tw_auditing *work,
	const struct tw_part_item *item)
{
	return work->present.count && tw_set_get(&work->present,
		item_hash(item), item, same_item);
}

static bool same_detail(const void *a, const void *b)
{
	const struct tw_detail *one = a, *other = b;

	return one->sign == other->sign && tw_fold_equal(one->name,
		other->name);
}

static uint64_t detail_hash(const struct tw_detail *d)
{
	return tw_fold_hash(d->name) * 31 + (unsigned char)d->sign;
}

bool tw_audit_has_detail(const struct tw_auditing *work,
	const struct tw_detail *detail)
{
	return work->details.count && tw_set_get(&work->details,
		detail_hash(detail), detail, same_detail);
}

static void index_items(struct tw_set *set, struct tw_auditing *work,
	const struct tw_side_parts *side)
{
	for (size_t i = 0; !work->failed && i < side->item_count; i++)
		tw_set_add(set, work->arena, item_hash(&side->items[i]),
			&side->items[i], same_item, &work->failed);
}

static void index_all(struct tw_auditing *work)
{
	index_items(&work->by_lines, work, &work->lines);
	index_items(&work->present, work, &work->merged);
	for (size_t i = 0; i < work->merged.item_count; i++)
		for (const struct tw_detail *d =
		     work->merged.items[i].node->details; d && !work->failed;
		     d = d->next)
			tw_set_add(&work->details, work->arena, detail_hash(d),
				d, same_detail, &work->failed);
}

/* A rule that both together break was seen where one of them was edited. */
static void find_chosen(struct tw_auditing *work)
{
	for (size_t u = 0; u < work->plan.unit_count; u++) {
		enum tw_diagnostic_id broken = work->plan.units[u].broken;
		size_t found = work->found[u];

		if (broken != TW_DIAG_COUNT && (found == TW_NONE ||
		    !tw_audit_by_lines(work, &work->merged.items[found])))
			work->chosen[broken] = true;
	}
}

static enum tw_status match_rest(struct tw_auditing *work)
{
	enum tw_status status = all_found(work) ? TW_OK : join_reworded(work);

	if (!status)
		find_copies(work, BY_TEXT);
	if (!status && work->failed)
		status = tw_fail_memory(work->err);
	return status ? status : find_reworded(work);
}

enum tw_status tw_audit_match(struct tw_auditing *work)
{
	enum tw_status status;

	work->found = tw_none_array(work->arena, work->plan.unit_count);
	work->unit_of = tw_none_array(work->arena, work->merged.item_count);
	work->reworded = tw_arena_take(work->arena,
		work->plan.unit_count + 1);
	work->failed |= !work->found || !work->unit_of || !work->reworded;
	index_all(work);
	if (!work->failed)
		join_equal(work, false);
	if (!work->failed)
		find_copies(work, BY_KEY);
	if (!work->failed)
		find_copies(work, BY_TEXT);
	if (!work->failed)
		join_equal(work, true);
	if (work->failed)
		return tw_fail_memory(work->err);
	status = match_rest(work);
	if (!status)
		find_chosen(work);
	return status;
}
