/*
 * The right answer, from who did what to which item.
 */
#include "world.h"

#include <string.h>

static const struct thing *find(const struct world *world, int id)
{
	for (int i = 0; i < world->count; i++)
		if (world->things[i].id == id)
			return &world->things[i];
	return NULL;
}

/* What two sides make of a number; false: they disagree. */
static bool choose(int *out, int base, int ours, int theirs)
{
	*out = ours == base ? theirs : ours;
	return ours == theirs || ours == base || theirs == base;
}

/* ---- texts ---- */

static bool is_number(const char *text)
{
	return *text >= '0' && *text <= '9';
}

/* What a side did to each word of the base, and before it. */
struct deed {
	const struct word *now; /* NULL: dropped */
	const struct word *before; /* that were put in */
	int put_in;
};

static void find_deeds(struct deed *deeds, const struct thing *base,
	const struct thing *side)
{
	const struct word *run = side->words;
	int length = 0;

	memset(deeds, 0, (MOST_WORDS + 1) * sizeof(*deeds));
	for (int i = 0; i <= side->count; i++) {
		int was = i < side->count ? side->words[i].was : base->count;

		if (was < 0) {
			length++;
			continue;
		}
		deeds[was].before = run;
		deeds[was].put_in = length;
		if (i < side->count)
			deeds[was].now = &side->words[i];
		run = &side->words[i] + 1;
		length = 0;
	}
}

static bool kept(const struct deed *deed, const struct thing *base, int at)
{
	return deed->now && !strcmp(deed->now->text, base->words[at].text);
}

static bool words_equal(const struct word *a, int a_count,
	const struct word *b, int b_count)
{
	for (int i = 0; i < a_count && i < b_count; i++)
		if (strcmp(a[i].text, b[i].text))
			return false;
	return a_count == b_count;
}

static bool deed_equal(const struct deed *a, const struct deed *b)
{
	return words_equal(a->before, a->put_in, b->before, b->put_in) &&
		!a->now == !b->now &&
		(!a->now || !strcmp(a->now->text, b->now->text));
}

static bool negates(const struct deed *deed)
{
	for (int i = 0; i < deed->put_in; i++)
		if (!strcmp(deed->before[i].text, "not"))
			return true;
	return false;
}

static bool only_number(const struct deed *deed, const struct thing *base,
	int at)
{
	return !deed->put_in && deed->now && is_number(deed->now->text) &&
		at < base->count && is_number(base->words[at].text);
}

/* Edits of two sides have two unchanged words between them, or numbers. */
static bool texts_clash(const struct deed *ours, const struct deed *theirs,
	const struct thing *base)
{
	bool ours_not = false, theirs_not = false;

	for (int i = 0; i <= base->count; i++) {
		bool a = ours[i].put_in || (i < base->count &&
			!kept(&ours[i], base, i));

		if (deed_equal(&ours[i], &theirs[i]))
			continue;
		ours_not |= negates(&ours[i]);
		theirs_not |= negates(&theirs[i]);
		if (!a)
			continue;
		for (int j = 0; j <= base->count; j++) {
			bool b = theirs[j].put_in || (j < base->count &&
				!kept(&theirs[j], base, j));
			int gap = i < j ? j - i : i - j;

			if (!b || deed_equal(&ours[j], &theirs[j]))
				continue;
			/* What is put in stands before its word. */
			if (i < j && (i == base->count || kept(&ours[i], base,
			    i)))
				gap++;
			if (j < i && (j == base->count || kept(&theirs[j],
			    base, j)))
				gap++;
			if (gap < 3 && !(i != j && only_number(&ours[i], base,
			    i) && only_number(&theirs[j], base, j)))
				return true;
		}
	}
	return ours_not && theirs_not;
}

static void put(struct thing *out, const struct word *words, int count)
{
	for (int i = 0; i < count && out->count < MOST_WORDS; i++)
		out->words[out->count++] = words[i];
}

static bool merge_text(struct thing *out, const struct thing *base,
	const struct thing *ours, const struct thing *theirs)
{
	struct deed a[MOST_WORDS + 1], b[MOST_WORDS + 1];

	find_deeds(a, base, ours);
	find_deeds(b, base, theirs);
	if (!words_equal(ours->words, ours->count, theirs->words,
	    theirs->count) && texts_clash(a, b, base))
		return false;
	out->count = 0;
	for (int i = 0; i <= base->count; i++) {
		const struct deed *from = a[i].put_in ? &a[i] : &b[i];

		put(out, from->before, from->put_in);
		if (i == base->count)
			break;
		from = kept(&a[i], base, i) ? &b[i] : &a[i];
		if (from->now)
			put(out, from->now, 1);
	}
	return true;
}

/* ---- figures ---- */

static const struct figure *figure_of(const struct thing *thing, int name,
	char sign)
{
	for (int i = 0; i < thing->figure_count; i++)
		if (thing->figures[i].name == name &&
		    thing->figures[i].sign == sign)
			return &thing->figures[i];
	return NULL;
}

static bool merge_figures(struct thing *out, const struct thing *base,
	const struct thing *ours, const struct thing *theirs)
{
	out->figure_count = 0;
	for (int name = 0; name < 20; name++) {
		char sign = name < 10 ? '=' : '+';
		const struct figure *o = figure_of(base, name % 10, sign);
		const struct figure *a = figure_of(ours, name % 10, sign);
		const struct figure *b = figure_of(theirs, name % 10, sign);
		int value;

		if (!choose(&value, o ? o->value : -1, a ? a->value : -1,
		    b ? b->value : -1))
			return false;
		if (value >= 0 && out->figure_count == MOST_FIGURES)
			return false;
		if (value >= 0)
			out->figures[out->figure_count++] = (struct figure){
				name % 10, sign, value };
	}
	return true;
}

/* ---- items ---- */

static bool same(const struct thing *a, const struct thing *b)
{
	if (a->kind != b->kind || a->state != b->state || a->key != b->key ||
	    a->figure_count != b->figure_count ||
	    !words_equal(a->words, a->count, b->words, b->count))
		return false;
	for (int i = 0; i < a->figure_count; i++)
		if (memcmp(&a->figures[i].value, &b->figures[i].value,
		    sizeof(int)) || a->figures[i].name != b->figures[i].name)
			return false;
	return true;
}

static int negations(const struct thing *thing)
{
	int count = 0;

	for (int i = 0; i < thing->count; i++)
		count += !strcmp(thing->words[i].text, "not");
	return count;
}

static bool is_reported(const struct thing *thing)
{
	return thing->kind == TW_ACTIVITY || thing->kind == TW_IMPACT;
}

/* A plan was reported on, or a disposition given. */
static bool is_marked(const struct thing *base, const struct thing *side)
{
	return (base->kind == TW_PLANNED && is_reported(side)) ||
		(side->state && side->state != base->state);
}

/* One says what became of it, and the other one that it is otherwise. */
static bool contradicts(const struct thing *base, const struct thing *one,
	const struct thing *other)
{
	bool otherwise = other->state == TW_DROPPED || other->state ==
		(base->kind == TW_PLANNED ? TW_ON_HOLD : TW_DONE);

	if (is_marked(base, one) && !is_marked(base, other) &&
	    negations(one) == negations(base) &&
	    negations(other) != negations(base))
		return true;
	return other->kind == base->kind && one->state == base->state &&
		other->state != base->state && otherwise &&
		(base->kind == TW_PLANNED ? is_reported(one) :
		is_reported(base) && one->kind == TW_PLANNED);
}

static bool merge_thing(struct thing *out, const struct thing *base,
	const struct thing *ours, const struct thing *theirs)
{
	int kind, state, key;

	*out = *ours;
	if (contradicts(base, ours, theirs) || contradicts(base, theirs, ours))
		return false;
	if (!choose(&kind, base->kind, ours->kind, theirs->kind) ||
	    !choose(&state, (int)base->state, (int)ours->state,
		(int)theirs->state) ||
	    !choose(&key, base->key, ours->key, theirs->key) ||
	    !merge_text(out, base, ours, theirs) ||
	    !merge_figures(out, base, ours, theirs))
		return false;
	out->kind = (enum tw_section_kind)kind;
	out->state = (enum tw_state)state;
	out->key = key;
	/* One moved it to where the other's disposition may not stand. */
	return !state || kind == TW_ACTIVITY || kind == TW_PLANNED;
}

static void merge_one(struct verdict *v, const struct thing *base,
	const struct thing *ours, const struct thing *theirs, int id)
{
	struct thing *out = &v->world.things[v->world.count];
	bool clash = false;

	if (ours && theirs && base)
		clash = !merge_thing(out, base, ours, theirs);
	else if (base && (ours || theirs))
		clash = !same(base, ours ? ours : theirs);
	else if (ours || theirs)
		*out = ours ? *ours : *theirs;
	if (clash) {
		v->clash[id] = true;
		v->clashes++;
	} else if ((ours && theirs) || (!base && (ours || theirs))) {
		v->world.count++;
	}
}

/* One measure, added by each side to another item. */
static void find_doubles(struct verdict *v)
{
	for (int i = 0; i < v->world.count; i++)
		for (int f = 0; f < v->world.things[i].figure_count; f++) {
			const struct figure *x = &v->world.things[i].figures[f];

			for (int j = 0; j < i; j++)
				if (figure_of(&v->world.things[j], x->name,
				    x->sign)) {
					v->clash[v->world.things[i].id] = true;
					v->clash[v->world.things[j].id] = true;
					v->clashes++;
				}
		}
}

static void merge_header(struct verdict *v, const struct world *base,
	const struct world *ours, const struct world *theirs)
{
	struct world *out = &v->world;

	v->header_clash = !choose(&out->title, base->title, ours->title,
		theirs->title);
	if (!choose(&out->status, base->status, ours->status, theirs->status))
		v->header_clash = true;
	v->clashes += v->header_clash;
	if (!choose(&out->date, base->date, ours->date, theirs->date))
		out->date = ours->date > theirs->date ? ours->date :
			theirs->date;
	for (int i = 0; i < MOST_NAMES; i++)
		out->names[i] = ours->names[i] == base->names[i] ?
			theirs->names[i] : ours->names[i];
}

void world_merge(struct verdict *v, const struct world *base,
	const struct world *ours, const struct world *theirs)
{
	static const int most = sizeof(v->clash) / sizeof(*v->clash);

	memset(v, 0, sizeof(*v));
	merge_header(v, base, ours, theirs);
	for (int id = 0; id < most && v->world.count < MOST_THINGS; id++) {
		const struct thing *o = find(base, id), *a = find(ours, id);
		const struct thing *b = find(theirs, id);

		if (o || a || b)
			merge_one(v, o, a, b, id);
	}
	find_doubles(v);
}
