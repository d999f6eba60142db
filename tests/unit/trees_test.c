/* Trees, one after another: what stands where, and what two differ in. */
#include "git/commit.h"
#include "git/trees.h"

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

static bool all(void *context, struct tw_view path, bool folder)
{
	(void)path;
	(void)folder;
	++*(size_t *)context;
	return true;
}

static bool no_folder(void *context, struct tw_view path, bool folder)
{
	(void)context;
	(void)path;
	return !folder;
}

/* "+new -gone *changed", in the order in which they come. */
static const char *differing(const char *from, const char *to,
	const char *below, tw_file_wanted *wanted, size_t *asked)
{
	static char line[512];
	struct tw_revision *revision = opened("work", NULL);
	struct tw_tree_entry a = { .mode = 0 }, b;
	struct tw_tree_change *changes;
	struct tw_trees *trees;
	size_t count, len = 0;
	bool there;

	trees = tw_revision_trees(revision);
	*line = '\0';
	*asked = 0;
	memcpy(b.id, found(revision, to).tree, sizeof(b.id));
	if (from)
		memcpy(a.id, found(revision, from).tree, sizeof(a.id));
	if (*below) {
		assert_int_equal(tw_trees_find(&a, &there, trees, a.id, below,
			&err), TW_OK);
		assert_int_equal(tw_trees_find(&b, &there, trees, b.id, below,
			&err), TW_OK);
	}
	if (tw_trees_differ(&changes, &count, trees, &(struct tw_tree_pair){
	    from ? a.id : NULL, b.id, wanted, asked, tw_view_of(below) },
	    arena, &err))
		fail_msg("%s", err.message);
	for (size_t i = 0; i < count; i++)
		len += (size_t)snprintf(line + len, sizeof(line) - len,
			"%s%c%.*s", i ? " " : "", !changes[i].from_mode ? '+' :
			!changes[i].to_mode ? '-' : '*',
			TW_ARG(changes[i].path));
	tw_revision_close(revision);
	return line;
}

static void tells_what_differs(void **state)
{
	size_t asked;

	assert_string_equal(differing("one", "one", "", all, &asked), "");
	assert_int_equal(asked, 0);
	assert_string_equal(differing(NULL, "one", "", all, &asked),
		"+a/b/x.txt +a/y.txt +same/z.txt +top.txt");
	/* What is equal is not even asked about. */
	assert_string_equal(differing("one", "two", "", all, &asked),
		"*a/b/x.txt +a/b/z.txt -a/y.txt");
	assert_int_equal(asked, 5);
	assert_string_equal(differing("two", "one", "", no_folder, &asked),
		"");
	assert_string_equal(differing("one", "two", "a/b", all, &asked),
		"*a/b/x.txt +a/b/z.txt");
}

/* A file in place of a folder, names that begin alike, a link, a program. */
static void tells_kinds_apart(void **state)
{
	size_t asked;

	assert_string_equal(differing("two", "three", "", all, &asked),
		"+a +a.txt -a/b/x.txt -a/b/z.txt +a0.txt *top.txt");
}

/* What comes first is the same, however much is asked for. */
static void tells_the_first(void **state)
{
	struct tw_revision *revision = opened("work", NULL);
	struct tw_commit two = found(revision, "two");
	struct tw_commit three = found(revision, "three");
	struct tw_trees *trees = tw_revision_trees(revision);
	size_t asked, count, few, left;
	const struct tw_tree_pair pair = { two.tree, three.tree, all, &asked,
		TW_VIEW("") };
	struct tw_tree_change *whole, *first;

	assert_int_equal(tw_trees_differ(&whole, &count, trees, &pair, arena,
		&err), TW_OK);
	assert_int_equal(count, 6);
	for (size_t most = 1; most <= count + 1; most++) {
		assert_int_equal(tw_trees_differ_first(&first, &few, &left,
			most, trees, &pair, arena, &err), TW_OK);
		assert_int_equal(few, most < count ? most : count);
		assert_int_equal(few + left, count);
		for (size_t i = 0; i < few; i++) {
			assert_string_equal(first[i].path.ptr,
				whole[i].path.ptr);
			assert_memory_equal(first[i].from, whole[i].from, 32);
			assert_memory_equal(first[i].to, whole[i].to, 32);
			assert_int_equal(first[i].from_mode,
				whole[i].from_mode);
			assert_int_equal(first[i].to_mode, whole[i].to_mode);
		}
	}
	tw_revision_close(revision);
}

static void finds_what_stands_where(void **state)
{
	struct tw_revision *revision = opened("work", NULL);
	struct tw_commit two = found(revision, "two");
	struct tw_tree_entry entry, again;
	struct tw_trees *trees;
	bool there;

	trees = tw_revision_trees(revision);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(tw_trees_find(&entry, &there, trees,
			two.tree, "a/b/x.txt", &err), TW_OK);
		assert_true(there && tw_mode_is_file(entry.mode));
		assert_int_equal(tw_trees_find(&again, &there, trees,
			two.tree, "a/b", &err), TW_OK);
		assert_true(there && tw_mode_is_folder(again.mode));
		assert_int_equal(tw_trees_find(&again, &there, trees,
			two.tree, "a/none", &err), TW_OK);
		assert_false(there);
		assert_int_equal(tw_trees_find(&again, &there, trees,
			two.tree, "top.txt/below", &err), TW_OK);
		assert_false(there);
	}
	tw_revision_turn(revision, two.tree);
	assert_int_equal(tw_revision_find(&again, &there, revision,
		"a/b/x.txt", &err), TW_OK);
	assert_memory_equal(entry.id, again.id, sizeof(entry.id));
	tw_revision_close(revision);
}

static void refuses_names_that_mislead(void **state)
{
	struct tw_revision *revision = opened("work", NULL);
	struct tw_commit bad = found(revision, "bad");
	struct tw_tree_change *changes;
	struct tw_trees *trees;
	size_t count, asked = 0;

	trees = tw_revision_trees(revision);
	assert_int_equal(tw_trees_differ(&changes, &count, trees,
		(&(struct tw_tree_pair){ NULL, bad.tree, all, &asked,
		TW_VIEW("") }), arena, &err), TW_IO);
	assert_non_null(strstr(err.message, "git fsck"));
	tw_revision_close(revision);
}

static void goes_to_a_day(void **state)
{
	struct tw_revision *revision = opened("work", NULL);
	struct tw_commit commit = found(revision, "three");

	assert_int_equal(tw_commit_at(&commit, revision, 1714694399, arena,
		&err), TW_OK);
	assert_memory_equal(commit.id, found(revision, "two").id, 20);
	assert_int_equal(tw_commit_at(&commit, revision, 0, arena, &err),
		TW_USAGE);
	tw_revision_close(revision);
}

static bool commit(const char *name, const char *what)
{
	char line[1024];

	snprintf(line, sizeof(line), "cd work; %s; git add -A; "
		"GIT_COMMITTER_DATE=\"2024-05-0%dT12:00:00Z\" git commit -q "
		"-m %s; git tag %s", what, *name == 'o' ? 1 : name[1] == 'w' ?
		2 : 3, name, name);
	return shell(line);
}

static int begin(void **state)
{
	arena = tw_arena_new();
	return home_end(arena && home_begin() && shell("git init -q work") &&
		commit("one", "mkdir -p a/b same; echo 1 >a/b/x.txt; echo 1 "
			">a/y.txt; echo 1 >same/z.txt; echo 1 >top.txt") &&
		commit("two", "echo 2 >a/b/x.txt; echo 2 >a/b/z.txt; "
			"rm a/y.txt") &&
		commit("three", "rm -r a; echo 3 >a; echo 3 >a.txt; echo 3 "
			">a0.txt; chmod +x top.txt") &&
		shell("cd work; blob=$(git rev-parse HEAD:a); tree=$(printf "
			"\"100644 blob $blob\\t..\\n\" | git mktree); git tag "
			"bad $(git commit-tree -m bad $tree)"));
}

static int finish(void **state)
{
	tw_arena_free(arena);
	return home_remove(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_what_differs),
		cmocka_unit_test(tells_kinds_apart),
		cmocka_unit_test(tells_the_first),
		cmocka_unit_test(finds_what_stands_where),
		cmocka_unit_test(refuses_names_that_mislead),
		cmocka_unit_test(goes_to_a_day),
	};

	return cmocka_run_group_tests(tests, begin, finish);
}
