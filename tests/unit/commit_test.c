#include "git/commit.h"

#include "../test.h"

#include "repository.h"

static struct tw_arena *arena;

static struct tw_commit found(struct tw_revision *revision, const char *name)
{
	struct tw_commit commit;

	if (tw_commit_find(&commit, revision, name, arena, &err))
		fail_msg("%s: %s", name, err.message);
	return commit;
}

static void says_who_and_when(void **state)
{
	struct tw_revision *revision = opened("work", NULL);
	struct tw_commit commit = found(revision, "left");

	assert_view(commit.author, "Claire Fox");
	assert_view(commit.summary, "Left");
	/* Late in the evening in London, and in Lancashire. */
	assert_int_equal(commit.time, 1714689000);
	assert_int_equal(commit.offset, 60);
	assert_view(tw_commit_day(&commit, arena), "2 May 2024");
	commit.offset = 120;
	assert_view(tw_commit_day(&commit, arena), "3 May 2024");
	commit.time = -1;
	commit.offset = 0;
	assert_view(tw_commit_day(&commit, arena), "31 December 1969");
	commit.time = 253402300800;
	assert_view(tw_commit_day(&commit, arena), "");
	commit.time = INT64_MIN;
	assert_view(tw_commit_day(&commit, arena), "");
	memset(commit.id, 0xAB, 20);
	assert_view(tw_commit_short(commit.id, arena), "abababa");
	tw_revision_close(revision);
}

static void turns_to_other_trees(void **state)
{
	struct tw_revision *revision = opened("work", NULL);
	struct tw_commit commit = found(revision, "left"), parent;
	struct tw_tree_entry entry, other;
	bool is;

	tw_revision_turn(revision, commit.tree);
	assert_int_equal(tw_revision_find(&entry, &is, revision, "x.txt",
		&err), TW_OK);
	assert_true(is);
	assert_int_equal(commit.parent_count, 1);
	assert_int_equal(tw_commit_read(&parent, revision, commit.parents[0],
		arena, &err), TW_OK);
	assert_view(parent.summary, "Base");
	assert_int_equal(parent.parent_count, 0);
	tw_revision_turn(revision, parent.tree);
	assert_int_equal(tw_revision_find(&other, &is, revision, "x.txt",
		&err), TW_OK);
	assert_true(is);
	assert_memory_not_equal(entry.id, other.id, sizeof(entry.id));
	tw_revision_close(revision);
}

static size_t count_bases(struct tw_revision *revision, const char *one,
	const char *other, const char *base)
{
	struct tw_commit a = found(revision, one), b = found(revision, other);
	unsigned char (*ids)[32];
	struct tw_commit commit;
	size_t count;

	assert_int_equal(tw_commit_bases(&ids, &count, revision, a.id, b.id,
		arena, &err), TW_OK);
	if (count == 1) {
		commit = found(revision, base);
		assert_memory_equal(ids[0], commit.id, sizeof(commit.id));
	}
	return count;
}

static void finds_what_two_come_from(void **state)
{
	struct tw_revision *revision = opened("work", "HEAD");

	assert_int_equal(count_bases(revision, "left", "right", "base"), 1);
	assert_int_equal(count_bases(revision, "left", "merged", "left"), 1);
	assert_int_equal(count_bases(revision, "cross", "merged", ""), 2);
	assert_int_equal(count_bases(revision, "left", "stranger", ""), 0);
	tw_revision_close(revision);
}

/* The first letters of the commits in a range, as they come. */
static const char *walked(struct tw_revision *revision, const char *range)
{
	static char letters[16];
	struct tw_commit from, to, commit;
	struct tw_commits *commits;
	bool ranged, ended;
	size_t n = 0;

	if (tw_commit_range(&from, &ranged, &to, revision, range, arena, &err))
		fail_msg("%s: %s", range, err.message);
	assert_int_equal(tw_commits_open(&commits, revision, to.id,
		ranged ? from.id : NULL, &err), TW_OK);
	for (;;) {
		assert_int_equal(tw_commits_next(&commit, &ended, commits,
			arena, &err), TW_OK);
		if (ended)
			break;
		letters[n++] = *commit.summary.ptr;
	}
	letters[n] = '\0';
	tw_commits_close(commits);
	return letters;
}

static void walks_ranges(void **state)
{
	struct tw_revision *revision = opened("work", NULL);

	assert_string_equal(walked(revision, "merged"), "MRLB");
	assert_string_equal(walked(revision, "left..merged"), "MR");
	assert_string_equal(walked(revision, "base.."), "MRL");
	assert_string_equal(walked(revision, "..left"), "");
	assert_string_equal(walked(revision, "stranger..left"), "LB");
	tw_revision_close(revision);
}

/* What is left out was made long before what it comes from, by its clock. */
static void walks_in_spite_of_clocks(void **state)
{
	struct tw_revision *revision;

	assert_true(shell("git init -q clocks; cd clocks; at() { "
		"GIT_COMMITTER_DATE=\"@$1 +0000\" git commit -q --allow-empty "
		"-m $2; }; at 1700000000 A; at 1700000100 B; git checkout -q -b "
		"old; at 86400 C; git checkout -q -b new; at 1700000300 D; "
		"git checkout -q -b side HEAD~2; at 1700000500 E; "
		"git checkout -q new; GIT_COMMITTER_DATE='@90000 +0000' "
		"git merge -q -m M side"));
	revision = opened("clocks", NULL);
	assert_string_equal(walked(revision, "old..new"), "MED");
	assert_string_equal(walked(revision, "new"), "MEDCBA");
	assert_string_equal(walked(revision, "new..old"), "");
	tw_revision_close(revision);
}

static void refuses_what_is_no_range(void **state)
{
	struct tw_revision *revision = opened("work", NULL);
	struct tw_commit from, to;
	bool ranged;

	assert_int_equal(tw_commit_range(&from, &ranged, &to, revision,
		"left...right", arena, &err), TW_USAGE);
	assert_non_null(strstr(err.message, "three dots"));
	assert_int_equal(tw_commit_range(&from, &ranged, &to, revision,
		"left..rihgt", arena, &err), TW_IO);
	assert_non_null(strstr(err.message, "perhaps \"right\" is meant"));
	tw_revision_close(revision);
}

/* A shallow clone ends where it does, and says how to get more. */
static void says_what_a_shallow_clone_lacks(void **state)
{
	struct tw_revision *revision = opened("shallow", NULL);
	struct tw_commit tip = found(revision, "HEAD"), first;
	struct tw_commits *commits;
	unsigned char (*ids)[32];
	bool ended = false;
	size_t count;

	assert_true(tw_revision_shallow(revision));
	assert_false(tip.cut);
	assert_int_equal(tip.parent_count, 2);
	assert_int_equal(tw_commit_bases(&ids, &count, revision,
		tip.parents[0], tip.parents[1], arena, &err), TW_IO);
	assert_non_null(strstr(err.message, "what the two commits come from "
		"is not known: this is a shallow clone"));
	assert_non_null(strstr(err.message, "--unshallow"));
	assert_int_equal(tw_commit_at(&tip, revision, 1, arena, &err),
		TW_USAGE);
	assert_non_null(strstr(err.message, "--unshallow"));
	tip = found(revision, "HEAD");
	assert_int_equal(tw_commit_read(&first, revision, tip.parents[0],
		arena, &err), TW_OK);
	assert_true(first.cut);
	assert_int_equal(first.parent_count, 0);
	assert_int_equal(tw_commits_open(&commits, revision, tip.id, NULL,
		&err), TW_OK);
	for (count = 0; !ended; count += !ended)
		assert_int_equal(tw_commits_next(&tip, &ended, commits, arena,
			&err), TW_OK);
	assert_int_equal(count, 3);
	tw_commits_close(commits);
	tw_revision_close(revision);
}

static bool commit(const char *branch, const char *date, const char *what)
{
	char line[512];

	snprintf(line, sizeof(line), "cd work; export "
		"GIT_COMMITTER_DATE='2024-05-0%sT12:00:00Z'; "
		"git checkout -q %s; %s", date, branch, what);
	return shell(line);
}

static int begin(void **state)
{
	arena = tw_arena_new();
	return home_end(arena && home_begin() && shell("git init -q work") &&
		commit("-b main", "1", "echo 1 >x.txt; git add -A; "
			"git commit -q -m Base; git tag base") &&
		commit("-b left", "2", "echo 2 >x.txt; "
			"GIT_AUTHOR_DATE='2024-05-02T23:30:00+01:00' "
			"GIT_AUTHOR_NAME='Claire Fox' git commit -qam Left") &&
		commit("-b right base", "3", "echo >y; git add -A; "
			"git commit -q -m Right") &&
		commit("-b merged left", "4",
			"git merge -q --no-ff -m Merged right") &&
		commit("-b cross right", "5",
			"git merge -q --no-ff -m Cross left") &&
		commit("--orphan stranger", "6", "git commit -q -m Stranger; "
			"git checkout -q merged; git clone -q --depth 2 "
			"\"file://$PWD\" ../shallow"));
}

static int finish(void **state)
{
	tw_arena_free(arena);
	return home_remove(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_who_and_when),
		cmocka_unit_test(turns_to_other_trees),
		cmocka_unit_test(finds_what_two_come_from),
		cmocka_unit_test(walks_ranges),
		cmocka_unit_test(walks_in_spite_of_clocks),
		cmocka_unit_test(refuses_what_is_no_range),
		cmocka_unit_test(says_what_a_shallow_clone_lacks),
	};

	return cmocka_run_group_tests(tests, begin, finish);
}
