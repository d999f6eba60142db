/*
 * Merges looked over in history, with a known right answer: line merges that
 * nobody looked at, merges by the driver whose conflicts were settled, and
 * right ones from which an item was taken, or in which one was doubled.
 *
 *   audit_test [MERGES [SEED]]
 *
 * Prints how many of the wrong ones are found, and how many right ones are
 * taken for wrong.
 */
#include "run.h"
#include "triple.h"

#include "git/lines.h"
#include "merge/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MERGES = 4000, SHOWN = 2 };

static const struct tw_merge_options options = { .judge = merge_judge };

/* What is judged: how it was made, and what must be found of it. */
enum { LINES, SETTLED, DROPPED, DOUBLED, WAYS };

struct score {
	const char *name;
	size_t right, alarms, wrong, found;
	unsigned least; /* of those that are wrong, found in 1,000 */
	unsigned most;  /* of those that are right, alarms in 1,000 */
	size_t shown;
};

static struct score scores[WAYS] = {
	[LINES] = { .name = "merged by lines, unseen", .least = 995,
		.most = 1 },
	[SETTLED] = { .name = "by the driver, settled", .most = 1 },
	[DROPPED] = { .name = "an item dropped", .least = 999 },
	[DOUBLED] = { .name = "an item doubled", .least = 999 },
};

static size_t kinds[TW_AUDIT_KINDS][TW_AUDIT_PARTS];

struct judged {
	struct tw_audit_copies copies;
	struct tw_audit_finding *findings;
	bool clean; /* the line merge */
};

static void fail(const char *what)
{
	printf("audit_test: %s\n", what);
	exit(2);
}

static const struct tw_record *parse(struct tw_arena *arena,
	struct tw_view text)
{
	struct tw_record *record;

	if (tw_record_parse(&record, arena, text, NULL))
		fail("no memory");
	return record;
}

/* Everything but what was made of the copies. */
static struct judged begin(struct tw_arena *arena, const struct triple *t)
{
	struct tw_line_merge lines = { tw_buffer_get(&t->text[0]),
		tw_buffer_get(&t->text[1]), tw_buffer_get(&t->text[2]),
		{ "base", "ours", "theirs" }, TW_MARKER_SIZE, true };
	struct tw_buffer out = TW_BUFFER_INIT;
	struct judged j = { .copies = {
		.base = parse(arena, lines.base),
		.ours = parse(arena, lines.ours),
		.theirs = parse(arena, lines.theirs) } };

	if (tw_lines_merge(&out, &j.clean, &lines, NULL))
		fail("no line merge");
	j.copies.lines = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return j;
}

static void look(struct tw_arena *arena, struct judged *j,
	struct tw_view merged)
{
	j->copies.merged = j->copies.latest = parse(arena, merged);
	if (tw_audit(&j->findings, arena, &j->copies, &options, NULL))
		fail("the audit failed");
	for (const struct tw_audit_finding *f = j->findings; f; f = f->next)
		if (f->settled)
			fail("what was just made is said to be put right");
}

static void show(const struct triple *t, const struct judged *j,
	const char *what, uint64_t seed)
{
	static const char *const names[] = { "base", "ours", "theirs" };

	printf("seed %llu: %s\n", (unsigned long long)seed, what);
	for (int s = 0; s < 3; s++)
		printf("---- %s\n%.*s", names[s],
			TW_ARG(tw_buffer_get(&t->text[s])));
	printf("---- right (%d clashes)\n%.*s---- merged\n%.*s----\n",
		t->verdict.clashes, TW_ARG(tw_buffer_get(&t->right)),
		TW_ARG(j->copies.merged->source));
	for (const struct tw_audit_finding *f = j->findings; f; f = f->next)
		printf("%s %s: %.*s %.*s: right \"%.*s\", found \"%.*s\"\n",
			tw_audit_kind_name(f->kind),
			tw_audit_part_name(f->part), TW_ARG(f->item),
			TW_ARG(f->name), TW_ARG(f->right), TW_ARG(f->found));
}

static void count(struct score *score, const struct triple *t,
	const struct judged *j, bool wrong, uint64_t seed)
{
	bool found = j->findings != NULL;

	score->wrong += wrong;
	score->right += !wrong;
	score->found += wrong && found;
	score->alarms += !wrong && found;
	for (const struct tw_audit_finding *f = j->findings; f; f = f->next)
		kinds[f->kind][f->part] += score == scores;
	if (wrong != found && score->shown++ < SHOWN)
		show(t, j, wrong ? "wrong, and not found" :
			"right, and taken for wrong", seed);
}

/* The right answer with one item left out, or put in twice. */
static struct tw_view spoilt(struct tw_arena *arena, const struct triple *t,
	uint64_t seed, bool twice)
{
	static struct world world;
	struct random random = { seed };
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view text;
	int at;

	world = t->verdict.world;
	if (!world.count || world.count == MOST_THINGS)
		return (struct tw_view){ NULL, 0 };
	at = (int)random_below(&random, (unsigned)world.count);
	if (twice)
		memmove(&world.things[at + 1], &world.things[at],
			(size_t)(world.count - at) * sizeof(*world.things));
	else
		memmove(&world.things[at], &world.things[at + 1],
			(size_t)(world.count - at - 1) *
			sizeof(*world.things));
	world.count += twice ? 1 : -1;
	world_write(&out, &world);
	text = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return text;
}

static void look_at_merge(struct tw_arena *arena, const struct triple *t,
	uint64_t seed)
{
	struct tw_view right = tw_buffer_get(&t->right);
	struct judged j = begin(arena, t);
	struct merged m = merge_texts(arena, tw_buffer_get(&t->text[0]),
		tw_buffer_get(&t->text[1]), tw_buffer_get(&t->text[2]),
		TW_STYLE_MERGE);

	if (m.failed)
		fail("the merge failed");
	if (j.clean) {
		look(arena, &j, j.copies.lines);
		count(&scores[LINES], t, &j, t->verdict.clashes ||
			!says_same(arena, j.copies.lines, right), seed);
	}
	look(arena, &j, settled(arena, m.text, seed % 2 ? TW_OURS :
		TW_THEIRS));
	count(&scores[SETTLED], t, &j, false, seed);
	if (t->verdict.clashes)
		return;
	for (int way = DROPPED; way <= DOUBLED; way++) {
		struct tw_view text = spoilt(arena, t, seed, way == DOUBLED);

		if (!text.ptr)
			continue;
		look(arena, &j, text);
		count(&scores[way], t, &j, true, seed);
	}
}

static void print_kinds(void)
{
	for (int k = 0; k < TW_AUDIT_KINDS; k++)
		for (int p = 0; p < TW_AUDIT_PARTS; p++)
			if (kinds[k][p])
				printf("  %s %s %zu\n", tw_audit_kind_name(k),
					tw_audit_part_name(p), kinds[k][p]);
}

int main(int argc, char **argv)
{
	size_t merges = argc > 1 ? strtoul(argv[1], NULL, 10) : MERGES;
	uint64_t first = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	static struct triple t;
	bool bad = false;

	for (size_t i = 0; i < merges; i++) {
		struct tw_arena *arena = tw_arena_new();

		while (!triple_make(&t, first + i))
			first++;
		look_at_merge(arena, &t, first + i);
		tw_arena_free(arena);
	}
	print_kinds();
	printf("%-24s %8s %8s %8s %8s\n", "", "wrong", "found", "right",
		"alarms");
	for (int w = 0; w < WAYS; w++) {
		const struct score *s = &scores[w];

		printf("%-24s %8zu %8zu %8zu %8zu\n", s->name, s->wrong,
			s->found, s->right, s->alarms);
		bad |= s->found * 1000 < s->wrong * s->least ||
			s->alarms * 1000 > s->right * s->most;
	}
	triple_release(&t);
	return bad;
}
