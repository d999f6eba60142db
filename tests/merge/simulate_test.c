/*
 * Merges with a known right answer: how many are right, in conflict, and
 * silently wrong, beside what line by line merges make of them.
 *
 *   simulate_test [MERGES [PEERS [SEED]]]
 *
 * MERGES are made; of the first PEERS the other programs have their turn.
 */
#include "run.h"
#include "triple.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MERGES = 4000, PEERS = 0, MOST_BYTES = 1 << 20 };

struct score {
	const char *name;
	size_t merges, right, conflicts, needless, wrong, hunks;
};

enum { TERMWISE, MERGE_FILE, UNION, WIGGLE, PROGRAMS };

static struct score scores[PROGRAMS + 1] = {
	[TERMWISE] = { .name = "termwise merge" },
	[MERGE_FILE] = { .name = "git merge-file" },
	[UNION] = { .name = "git merge-file --union" },
	[WIGGLE] = { .name = "wiggle --merge" },
	[PROGRAMS] = { .name = "oracle" },
};

static bool count(struct score *score, struct tw_arena *arena,
	const struct triple *t, struct tw_view text, size_t conflicts)
{
	bool clash = t->verdict.clashes > 0, wrong = false;
	struct tw_view right = tw_buffer_get(&t->right);

	score->merges++;
	score->hunks += conflicts;
	score->conflicts += conflicts > 0;
	score->needless += conflicts && !clash;
	if (!conflicts)
		wrong = clash || !says_same(arena, text, right);
	else if (score == &scores[TERMWISE])
		wrong = says_missing(arena, right, settled(arena, text,
			TW_OURS), settled(arena, text, TW_THEIRS)) > conflicts;
	score->wrong += wrong;
	score->right += !wrong && (conflicts > 0) == clash;
	return !wrong;
}

static void show(const struct triple *t, uint64_t seed, struct tw_view text)
{
	static const char *const names[] = { "base", "ours", "theirs" };

	printf("seed %llu is silently wrong; %d clashes are right\n",
		(unsigned long long)seed, t->verdict.clashes);
	for (int s = 0; s < 3; s++)
		printf("---- %s\n%.*s", names[s],
			TW_ARG(tw_buffer_get(&t->text[s])));
	printf("---- right\n%.*s---- merged\n%.*s----\n",
		TW_ARG(tw_buffer_get(&t->right)), TW_ARG(text));
}

/* ---- other programs ---- */

static void write_file(const char *name, const struct tw_buffer *text)
{
	FILE *file = fopen(name, "w");

	if (!file || fwrite(text->ptr, 1, text->len, file) != text->len ||
	    fclose(file))
		exit(2);
}

/* Runs a program; *status is how it ended. */
static size_t run(char *out, const char *command, int *status)
{
	FILE *pipe = popen(command, "r");
	size_t len;

	if (!pipe)
		exit(2);
	len = fread(out, 1, MOST_BYTES, pipe);
	*status = pclose(pipe);
	*status = WIFEXITED(*status) ? WEXITSTATUS(*status) : 255;
	return len;
}

static void ask_peers(const struct triple *t, struct tw_arena *arena)
{
	static const char *const commands[PROGRAMS] = {
		[MERGE_FILE] = "git merge-file -p ours base theirs 2>/dev/null",
		[UNION] = "git merge-file --union -p ours base theirs "
			"2>/dev/null",
		[WIGGLE] = "wiggle --merge ours base theirs 2>/dev/null",
	};
	static char out[MOST_BYTES];
	int status;

	write_file("base", &t->text[0]);
	write_file("ours", &t->text[1]);
	write_file("theirs", &t->text[2]);
	for (int p = MERGE_FILE; p < PROGRAMS; p++) {
		size_t len = run(out, commands[p], &status);

		if (status < 127)
			count(&scores[p], arena, t, (struct tw_view){ out,
				len }, (size_t)status);
	}
}

static void print(const struct score *s)
{
	if (!s->merges)
		return;
	printf("%-24s %8zu %8zu %9zu %9zu %7zu %7zu\n", s->name, s->merges,
		s->right, s->conflicts, s->needless, s->wrong, s->hunks);
}

static size_t number(int argc, char **argv, int at, size_t otherwise)
{
	return argc > at ? strtoul(argv[at], NULL, 10) : otherwise;
}

int main(int argc, char **argv)
{
	size_t merges = number(argc, argv, 1, MERGES);
	size_t peers = number(argc, argv, 2, PEERS), shown = 0;
	size_t first = number(argc, argv, 3, 1);
	static struct triple t;
	char folder[] = "/tmp/termwise-merge.XXXXXX";

	if (peers && (!mkdtemp(folder) || chdir(folder)))
		return 2;
	for (size_t i = 0; i < merges; i++) {
		struct tw_arena *arena = tw_arena_new();
		struct merged m;

		while (!triple_make(&t, first + i))
			first++;
		m = merge_texts(arena, tw_buffer_get(&t.text[0]),
			tw_buffer_get(&t.text[1]), tw_buffer_get(&t.text[2]),
			TW_STYLE_MERGE);
		scores[PROGRAMS].merges++;
		scores[PROGRAMS].right++;
		scores[PROGRAMS].hunks += (size_t)t.verdict.clashes;
		scores[PROGRAMS].conflicts += t.verdict.clashes > 0;
		if (m.failed)
			return 2;
		if (!count(&scores[TERMWISE], arena, &t, m.text,
		    m.conflicts) && shown++ < 2)
			show(&t, first + i, m.text);
		if (i < peers)
			ask_peers(&t, arena);
		tw_arena_free(arena);
	}
	printf("%-24s %8s %8s %9s %9s %7s %7s\n", "", "merges", "right",
		"conflicts", "needless", "wrong", "hunks");
	for (int p = 0; p <= PROGRAMS; p++)
		print(&scores[p]);
	triple_release(&t);
	if (peers && (unlink("base") || unlink("ours") || unlink("theirs") ||
	    chdir("/") || rmdir(folder)))
		return 2;
	return scores[TERMWISE].wrong > 0;
}
