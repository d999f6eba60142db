#include "../test.h"

#include "repository.h"

#include <pthread.h>

enum { LIMIT = 1000, BLOBS = 300 };

static void assert_opens(const char *place, const char *name,
	const char *root, bool bare)
{
	struct tw_revision *revision;
	char expected[256];
	struct tw_view real;

	if (tw_revision_open(&revision, place, name, &err))
		fail_msg("%s, %s: %s", place, name, err.message);
	real = tw_revision_root(revision);
	snprintf(expected, sizeof(expected), "%s/%s", home, root);
	assert_int_equal(real.len, strlen(expected));
	assert_memory_equal(real.ptr, expected, real.len);
	assert_int_equal(tw_revision_bare(revision), bare);
	tw_revision_close(revision);
}

/* `message` stands for what follows the root and ": ". */
static void assert_refused(const char *place, const char *name,
	const char *root, const char *message)
{
	struct tw_revision *revision;
	char expected[1024];
	enum tw_status status;

	status = tw_revision_open(&revision, place, name, &err);
	assert_true(status == TW_IO || status == TW_USAGE);
	assert_null(revision);
	snprintf(expected, sizeof(expected), "%s/%s: %s", home, root, message);
	if (strncmp(err.message, expected, strlen(expected)) != 0)
		fail_msg("%s\nis not: %s", err.message, expected);
}

/* What a file holds in a revision; NULL if it is not there. */
static const char *content(struct tw_revision *revision, const char *path)
{
	static char text[2 * LIMIT];
	struct tw_buffer buffer = TW_BUFFER_INIT;
	struct tw_tree_entry entry;
	struct tw_blobs *blobs;
	bool found;

	assert_int_equal(tw_revision_find(&entry, &found, revision, path,
		&err), TW_OK);
	if (!found)
		return NULL;
	assert_int_equal(tw_blobs_open(&blobs, revision, &err), TW_OK);
	if (tw_blobs_read(&buffer, blobs, entry.id, LIMIT, path, &err))
		fail_msg("%s", err.message);
	assert_true(buffer.len < sizeof(text));
	if (buffer.len)
		memcpy(text, buffer.ptr, buffer.len);
	text[buffer.len] = '\0';
	tw_buffer_release(&buffer);
	tw_blobs_close(blobs);
	return text;
}

static void assert_content(const char *place, const char *name,
	const char *path, const char *expected)
{
	struct tw_revision *revision = opened(place, name);
	const char *text = content(revision, path);

	assert_non_null(text);
	assert_string_equal(text, expected);
	tw_revision_close(revision);
}

static void finds_every_kind_of_name(void **state)
{
	assert_content("work", "HEAD", "records/a/x.txt", "two\n");
	assert_content("work", "main", "records/a/x.txt", "two\n");
	assert_content("work", "v1", "records/a/x.txt", "one\n");
	assert_content("work", "light", "records/a/x.txt", "one\n");
	assert_content("work", "v1^{}", "records/a/x.txt", "one\n");
	assert_content("work", "HEAD~1", "records/a/x.txt", "one\n");
	assert_content("work", "topic/wide", "records/a/x.txt", "two\n");
}

static void finds_an_abbreviated_id(void **state)
{
	char path[128], id[16] = "";
	FILE *file;

	assert_true(shell("git -C work rev-parse --short=8 HEAD~1 > id"));
	snprintf(path, sizeof(path), "%s/id", home);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(id, 9, file));
	fclose(file);
	assert_content("work", id, "records/a/x.txt", "one\n");
}

static void suggests_what_was_meant(void **state)
{
	assert_refused("work", "mian", "work", "there is no revision "
		"\"mian\"; perhaps \"main\" is meant");
	assert_refused("work", "V2", "work", "there is no revision "
		"\"V2\"; perhaps \"v1\" is meant");
	assert_refused("work", "topic/wdie~2", "work", "there is no revision "
		"\"topic/wdie~2\"; perhaps \"topic/wide\" is meant");
	assert_refused("work", "HEAD~9", "work", "there is no revision "
		"\"HEAD~9\", though there is \"HEAD\"");
	assert_refused("clone", "topic/wide", "clone", "there is no revision "
		"\"topic/wide\"; perhaps \"origin/topic/wide\" is meant");
	assert_refused("clone", "HAED", "clone",
		"there is no revision \"HAED\"");
	assert_null(strstr(err.message, "perhaps"));
	assert_refused("work", "nothing-like-it", "work",
		"there is no revision \"nothing-like-it\"");
	assert_null(strstr(err.message, "perhaps"));
}

static void refuses_what_is_no_commit(void **state)
{
	assert_refused("work", "HEAD:records", "work", "\"HEAD:records\" is "
		"no commit, nor a tag or branch that leads to one");
	assert_refused("work", "blob-tag", "work", "\"blob-tag\" is "
		"no commit, nor a tag or branch that leads to one");
	assert_refused("work", "a..b", "work", "\"a..b\" cannot be the name "
		"of a revision");
	assert_int_equal(err.status, TW_USAGE);
	assert_refused("work", "", "work",
		"\"\" cannot be the name of a revision");
}

static void finds_the_repository_of_any_place(void **state)
{
	static const char *const places[] = {
		"work", "work/", "work/records/a", "work/records/a/x.txt",
		"work/records/gone/there/y.txt", "work/none/../records",
		"work/.git", "work/.git/refs/heads", "to-work/records",
	};
	size_t i;

	for (i = 0; i < sizeof(places) / sizeof(*places); i++)
		assert_opens(places[i], "main", "work", false);
	assert_opens("bare.git", "main", "bare.git", true);
	assert_opens("bare.git/records", "main", "bare.git", true);
	assert_int_equal(chdir("work/records"), 0);
	assert_opens("", "main", "work", false);
	assert_opens("gone.txt", "main", "work", false);
	assert_int_equal(chdir(home), 0);
}

static void says_that_there_is_none(void **state)
{
	struct tw_revision *revision;

	assert_int_equal(tw_revision_open(&revision, "/usr", "HEAD", &err),
		TW_IO);
	assert_string_equal(err.message, "/usr: there is no git repository "
		"here, nor in a folder above it");
	assert_refused("astray", "HEAD", "astray",
		"its .git leads to no repository");
	assert_refused("garbled", "HEAD", "garbled",
		"the file .git here leads to no repository");
}

static void opens_linked_work_trees_and_submodules(void **state)
{
	assert_opens("linked/records", "HEAD", "linked", false);
	assert_content("linked", "HEAD", "records/a/x.txt", "one\n");
	assert_content("linked", "main", "records/a/x.txt", "two\n");
	assert_opens("super/sub/records", "HEAD", "super/sub", false);
	assert_content("super/sub", "HEAD", "records/a/x.txt", "two\n");
	assert_content("shared", "HEAD~1", "records/a/x.txt", "one\n");
}

static void is_not_led_elsewhere(void **state)
{
	assert_true(shell("git clone -q work led; "
		"git -C led config core.worktree /etc"));
	assert_opens("led/records", "HEAD", "led", false);
	assert_true(shell("git config -f led/.git/config core.worktree /non; "
		"git config -f led/.git/config core.bare true"));
	assert_opens("led/records", "HEAD", "led", false);
	setenv("GIT_DIR", "/nowhere", 1);
	setenv("GIT_WORK_TREE", "/nowhere", 1);
	setenv("GIT_OBJECT_DIRECTORY", "/nowhere", 1);
	assert_content("work", "HEAD", "records/a/x.txt", "two\n");
	unsetenv("GIT_DIR");
	unsetenv("GIT_WORK_TREE");
	unsetenv("GIT_OBJECT_DIRECTORY");
}

static void runs_nothing(void **state)
{
	assert_true(shell("git clone -q work trap; cd trap; "
		"printf '#!/bin/sh\\ntouch %s/sprung' $(dirname $PWD) > run; "
		"chmod +x run; for k in core.fsmonitor core.sshCommand "
		"core.pager core.editor core.hooksPath diff.external "
		"filter.x.smudge filter.x.clean diff.x.textconv; do "
		"git config $k $PWD/run; done; "
		"echo '* filter=x diff=x' > .git/info/attributes"));
	assert_content("trap", "HEAD", "records/a/x.txt", "two\n");
	assert_refused("trap", "mian", "trap", "there is no revision");
	assert_int_equal(access("sprung", F_OK), -1);
}

static void respects_the_owner(void **state)
{
	if (getuid() != 0)
		skip();
	assert_true(shell("cp -r work foreign; cp -r bare.git foreign.git; "
		"chown -R 65534 foreign foreign.git"));
	assert_refused("foreign", "HEAD", "foreign", "this repository belongs "
		"to another user; if you trust it, say so by its full name: "
		"git config --global --add safe.directory '");
	assert_refused("foreign.git", "HEAD", "foreign.git",
		"this repository belongs to another user");
	assert_true(shell("git config --global --add safe.directory "
		"$PWD/foreign"));
	assert_content("foreign", "HEAD", "records/a/x.txt", "two\n");
	assert_refused("foreign.git", "HEAD", "foreign.git",
		"this repository belongs to another user");
	assert_true(shell("git config --global --add safe.directory "
		"$PWD/foreign.git"));
	assert_opens("foreign.git", "HEAD", "foreign.git", true);
	/* One that claims the work tree of another, which is trusted. */
	assert_true(shell("cp -r work liar; git config -f liar/.git/config "
		"core.worktree $PWD/foreign; chown -R 65534 liar"));
	assert_refused("liar", "HEAD", "liar",
		"this repository belongs to another user");
}

static void says_what_it_cannot_open(void **state)
{
	assert_true(shell("cp -r work extended; cat >> extended/.git/config "
		"<<'END'\n[core]\nrepositoryformatversion = 1\n[extensions]\n"
		"worktreeConfig = true\nrelativeWorktrees = true\n"
		"preciousObjects = true\nEND"));
	assert_opens("extended", "HEAD", "extended", false);
	assert_true(shell("cp -r extended strange; printf "
		"'[extensions]\\nodd = 1\\n' >> strange/.git/config"));
	assert_refused("strange", "HEAD", "strange", "this repository uses a "
		"feature of git that libgit2 does not know");
	assert_true(shell("cp -r extended tables; printf "
		"'[extensions]\\nrefStorage = reftable\\n' >> "
		"tables/.git/config"));
	assert_refused("tables", "HEAD", "tables", "this repository keeps its "
		"references as \"reftable\", which libgit2 cannot read");
	assert_true(shell("cp -r work later; printf "
		"'[core]\\nrepositoryformatversion = 9\\n' >> "
		"later/.git/config"));
	assert_refused("later", "HEAD", "later",
		"this repository is of a newer version than libgit2 knows");
	if (!shell("git init -q --object-format=sha256 sha256"))
		skip();
	assert_refused("sha256", "HEAD", "sha256",
		"this repository uses SHA-256, which libgit2 cannot read");
}

static void says_that_there_is_no_commit(void **state)
{
	assert_true(shell("git init -q empty"));
	assert_refused("empty", "main", "empty", "this repository has no "
		"commit yet, and so no revision \"main\"");
}

static void says_what_a_clone_lacks(void **state)
{
	struct tw_revision *revision;
	struct tw_tree_entry entry;
	struct tw_buffer buffer = TW_BUFFER_INIT;
	struct tw_blobs *blobs;
	bool found;

	assert_true(shell("git clone -q --depth 1 file://$PWD/work shallow"));
	assert_content("shallow", "HEAD", "records/a/x.txt", "two\n");
	assert_refused("shallow", "HEAD~1", "shallow", "there is no revision "
		"\"HEAD~1\", though there is \"HEAD\"; this is a shallow "
		"clone, which lacks older commits; \"git fetch --unshallow\" "
		"gets them");
	assert_true(shell("git -C work config uploadpack.allowFilter true; "
		"git clone -q --filter=blob:none --no-checkout "
		"file://$PWD/work partial"));
	revision = opened("partial", "origin/sizes");
	assert_int_equal(tw_revision_find(&entry, &found, revision, "big",
		&err), TW_OK);
	assert_true(found);
	assert_int_equal(tw_blobs_open(&blobs, revision, &err), TW_OK);
	assert_int_equal(tw_blobs_read(&buffer, blobs, entry.id, LIMIT,
		"big", &err), TW_IO);
	assert_string_equal(err.message, "big: is missing from the repository: "
		"this is a partial clone, which lacks what git has not "
		"fetched yet; \"git fetch --refetch --no-filter\" gets it "
		"all");
	tw_blobs_close(blobs);
	tw_revision_close(revision);
	tw_buffer_release(&buffer);
}

static void says_that_it_is_damaged(void **state)
{
	struct tw_revision *revision;
	struct tw_tree_entry entry;
	bool found;

	assert_true(shell("git init -q damaged; cd damaged; "
		"mkdir -p records/a; echo > records/a/x.txt; git add -A; "
		"git commit -q -m 1; h=$(git rev-parse HEAD:records/a); "
		"rm -f .git/objects/$(echo $h | cut -c1-2)/$(echo $h | "
		"cut -c3-)"));
	revision = opened("damaged", "HEAD");
	assert_int_equal(tw_revision_find(&entry, &found, revision,
		"records/a", &err), TW_OK);
	assert_true(found);
	assert_int_equal(tw_revision_find(&entry, &found, revision,
		"records/a/x.txt", &err), TW_IO);
	assert_false(found);
	assert_string_equal(err.message, "a folder of the revision: is "
		"missing from the repository: it is damaged, and \"git fsck\" "
		"says more");
	tw_revision_close(revision);
}

static void assert_found(struct tw_revision *revision, const char *path,
	uint32_t mode, const char *name)
{
	struct tw_tree_entry entry;
	bool found;

	assert_int_equal(tw_revision_find(&entry, &found, revision, path,
		&err), TW_OK);
	assert_int_equal(found, mode != 0);
	if (!found)
		return;
	assert_int_equal(entry.mode, mode);
	assert_true(tw_view_equal(entry.name, tw_view_of(name)));
}

static void finds_paths(void **state)
{
	struct tw_revision *revision = opened("work", "kinds");

	assert_found(revision, "", 0040000, "");
	assert_found(revision, "records", 0040000, "records");
	assert_found(revision, "records/a", 0040000, "a");
	assert_found(revision, "records/a/x.txt", 0100644, "x.txt");
	assert_found(revision, "records/a.b/run", 0100755, "run");
	assert_found(revision, "records/link", 0120000, "link");
	assert_found(revision, "sub", 0160000, "sub");
	assert_found(revision, "records/none", 0, NULL);
	assert_found(revision, "record", 0, NULL);
	assert_found(revision, "records/a/x.txt/more", 0, NULL);
	assert_found(revision, "records/link/x", 0, NULL);
	assert_found(revision, "sub/x", 0, NULL);
	assert_found(revision, "/records", 0, NULL);
	assert_found(revision, "records//a", 0, NULL);
	tw_revision_close(revision);
}

/* git itself has "a" behind "a-" and "a.b", as if it were "a/". */
static void lists_by_bytes(void **state)
{
	static const struct {
		const char *name;
		uint32_t mode;
	} expected[] = {
		{ "a", 0040000 }, { "a-", 0100644 }, { "a.b", 0040000 },
		{ "link", 0120000 },
	};
	struct tw_revision *revision = opened("work", "kinds");
	struct tw_arena *arena = tw_arena_new();
	struct tw_tree_entry top, *entries;
	size_t i, count;
	bool found;

	assert_int_equal(tw_revision_find(&top, &found, revision, "records",
		&err), TW_OK);
	assert_int_equal(tw_revision_list(&entries, &count, revision, top.id,
		arena, &err), TW_OK);
	assert_int_equal(count, 4);
	for (i = 0; i < count; i++) {
		assert_true(tw_view_equal(entries[i].name,
			tw_view_of(expected[i].name)));
		assert_int_equal(entries[i].mode, expected[i].mode);
	}
	assert_int_equal(tw_revision_list(&entries, &count, revision,
		entries[1].id, arena, &err), TW_IO);
	assert_null(entries);
	tw_arena_free(arena);
	tw_revision_close(revision);
}

static void refuses_names_that_mislead(void **state)
{
	struct tw_revision *revision;
	struct tw_arena *arena = tw_arena_new();
	struct tw_tree_entry top, *entries;
	size_t count;
	bool found;

	assert_true(shell("cp -r work evil; cd evil; "
		"h=$(echo x | git hash-object -w --stdin); "
		"t=$(printf '100644 blob %s\\t..\\n' $h | git mktree); "
		"git tag evil $(git commit-tree -m x $t)"));
	revision = opened("evil", "evil");
	assert_int_equal(tw_revision_find(&top, &found, revision, "", &err),
		TW_OK);
	assert_int_equal(tw_revision_list(&entries, &count, revision, top.id,
		arena, &err), TW_IO);
	assert_non_null(strstr(err.message,
		"the revision has a name that no file can have"));
	tw_revision_close(revision);
	tw_arena_free(arena);
}

static void reads_files_about_the_limit(void **state)
{
	static const struct {
		const char *path;
		size_t limit, len;
	} cases[] = {
		{ "empty", 0, 0 }, { "empty", 10, 0 },
		{ "big", 4999, 5000 }, { "big", 5000, 5000 },
		{ "big", 5001, 5000 }, { "big", 0, 1 }, { "big", 100, 101 },
		{ "big", SIZE_MAX, 5000 }, { "huge", 4096, 4097 },
	};
	struct tw_revision *revision = opened("work", "sizes");
	struct tw_buffer buffer = TW_BUFFER_INIT;
	struct tw_tree_entry entry;
	struct tw_blobs *blobs;
	bool found;
	size_t i;

	assert_int_equal(tw_blobs_open(&blobs, revision, &err), TW_OK);
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(tw_revision_find(&entry, &found, revision,
			cases[i].path, &err), TW_OK);
		assert_true(found);
		assert_int_equal(tw_blobs_read(&buffer, blobs, entry.id,
			cases[i].limit, cases[i].path, &err), TW_OK);
		assert_int_equal(buffer.len, cases[i].len);
	}
	assert_true(buffer.room < 1 << 20);
	assert_int_equal(tw_revision_find(&entry, &found, revision, "records",
		&err), TW_OK);
	assert_int_equal(tw_blobs_read(&buffer, blobs, entry.id, LIMIT,
		"records", &err), TW_IO);
	assert_string_equal(err.message,
		"records: is no file in this revision");
	tw_blobs_close(blobs);
	tw_revision_close(revision);
	tw_buffer_release(&buffer);
}

/* git keeps the smaller one as what it has from the larger one. */
static void reads_small_files_made_of_large_ones(void **state)
{
	struct tw_revision *revision;

	assert_true(shell("git init -q kept; cd kept; seq 4000 > x; "
		"git add -A; git commit -q -m 1; seq 250 > x; git add -A; "
		"git commit -q -m 2; git repack -adfq; "
		"git verify-pack -v .git/objects/pack/*.idx | "
		"grep -q \"^$(git rev-parse HEAD:x) .* 1 \""));
	revision = opened("kept", "HEAD");
	assert_non_null(strstr(content(revision, "x"), "249\n250\n"));
	tw_revision_close(revision);
}

/* One of several threads that read all blobs of a folder. */
struct reading {
	pthread_t thread;
	const struct tw_revision *revision;
	const struct tw_tree_entry *entries;
	size_t count;
	size_t right;
};

static void *read_all(void *payload)
{
	struct reading *reading = payload;
	struct tw_buffer buffer = TW_BUFFER_INIT;
	struct tw_blobs *blobs;
	size_t i;

	if (tw_blobs_open(&blobs, reading->revision, NULL))
		return NULL;
	for (i = 0; i < reading->count; i++) {
		if (tw_blobs_read(&buffer, blobs, reading->entries[i].id,
				LIMIT, "x", NULL))
			break;
		/* Each file holds its name. */
		reading->right += tw_view_equal(tw_buffer_get(&buffer),
			reading->entries[i].name);
	}
	tw_buffer_release(&buffer);
	tw_blobs_close(blobs);
	return NULL;
}

static void reads_in_threads(void **state)
{
	struct tw_revision *revision = opened("work", "many");
	struct tw_arena *arena = tw_arena_new();
	struct reading readings[4];
	struct tw_tree_entry top, *entries;
	size_t i, count;
	bool found;

	assert_int_equal(tw_revision_find(&top, &found, revision, "many",
		&err), TW_OK);
	assert_int_equal(tw_revision_list(&entries, &count, revision, top.id,
		arena, &err), TW_OK);
	assert_int_equal(count, BLOBS);
	for (i = 0; i < 4; i++) {
		readings[i] = (struct reading){ .revision = revision,
			.entries = entries, .count = count };
		assert_int_equal(pthread_create(&readings[i].thread, NULL,
			read_all, &readings[i]), 0);
	}
	for (i = 0; i < 4; i++) {
		pthread_join(readings[i].thread, NULL);
		assert_int_equal(readings[i].right, BLOBS);
	}
	tw_arena_free(arena);
	tw_revision_close(revision);
}

static void *open_one(void *payload)
{
	struct tw_revision *revision;

	*(enum tw_status *)payload = tw_revision_open(&revision, "work",
		"main", NULL);
	tw_revision_close(revision);
	return NULL;
}

/* The first test, since whoever comes first loads the library. */
static void opens_in_threads(void **state)
{
	enum tw_status statuses[8];
	pthread_t threads[8];
	size_t i;

	for (i = 0; i < 8; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, open_one,
			&statuses[i]), 0);
	for (i = 0; i < 8; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(statuses[i], TW_OK);
	}
}

/* Branches of `work`, one for each subject. */
static bool repositories_make(void)
{
	return shell("git init -q work; cd work; mkdir -p records/a; "
		"echo one > records/a/x.txt; git add -A; git commit -q -m 1; "
		"git tag -a v1 -m v1; git tag light; "
		"git branch old; "
		"echo two > records/a/x.txt; git commit -q -a -m 2; "
		"git branch topic/wide; "
		"git tag blob-tag $(git rev-parse HEAD:records/a/x.txt)") &&
	shell("cd work; git checkout -q -b kinds; mkdir records/a.b; "
		"echo > records/a.b/run; chmod +x records/a.b/run; "
		"echo > records/a-; ln -s /etc/passwd records/link; "
		"git add -A; git update-index --add --cacheinfo "
		"160000,$(git rev-parse HEAD),sub; git commit -q -m kinds; "
		"git checkout -q main") &&
	shell("cd work; git checkout -q -b sizes; : > empty; "
		"head -c 5000 /dev/zero > big; "
		"head -c 20000000 /dev/zero > huge; "
		"git add -A; git commit -q -m sizes; git checkout -q main") &&
	shell("cd work; git checkout -q -b many; mkdir many; i=0; "
		"while [ $i -lt 300 ]; do printf f$i > many/f$i; "
		"i=$((i + 1)); done; git add -A; git commit -q -m many; "
		"git gc -q; git checkout -q main") &&
	shell("git clone -q --bare work bare.git; git clone -q work clone; "
		"git clone -q -s work shared; ln -s work to-work; "
		"git -C work worktree add -q ../linked old; "
		"git init -q super; git -C super -c protocol.file.allow=always "
		"submodule --quiet add ../work sub; "
		"git -C super commit -q -m sub; mkdir astray garbled; "
		"echo 'gitdir: /nowhere' > astray/.git; echo x > garbled/.git");
}

static int begin(void **state)
{
	return home_end(home_begin() && repositories_make());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opens_in_threads),
		cmocka_unit_test(finds_every_kind_of_name),
		cmocka_unit_test(finds_an_abbreviated_id),
		cmocka_unit_test(suggests_what_was_meant),
		cmocka_unit_test(refuses_what_is_no_commit),
		cmocka_unit_test(finds_the_repository_of_any_place),
		cmocka_unit_test(says_that_there_is_none),
		cmocka_unit_test(opens_linked_work_trees_and_submodules),
		cmocka_unit_test(is_not_led_elsewhere),
		cmocka_unit_test(runs_nothing),
		cmocka_unit_test(respects_the_owner),
		cmocka_unit_test(says_what_it_cannot_open),
		cmocka_unit_test(says_that_there_is_no_commit),
		cmocka_unit_test(says_what_a_clone_lacks),
		cmocka_unit_test(says_that_it_is_damaged),
		cmocka_unit_test(finds_paths),
		cmocka_unit_test(lists_by_bytes),
		cmocka_unit_test(refuses_names_that_mislead),
		cmocka_unit_test(reads_files_about_the_limit),
		cmocka_unit_test(reads_small_files_made_of_large_ones),
		cmocka_unit_test(reads_in_threads),
	};

	return cmocka_run_group_tests(tests, begin, home_remove);
}
