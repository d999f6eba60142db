/*
 * Files and folders that are new.
 */
#define _GNU_SOURCE /* renameat2 */

#include "base/file.h"

#include "../test.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "folder.h"

/* Disks that know no hard links, or no renaming that replaces nothing. */
static bool no_links, no_careful_rename;

/* A link that somebody puts in the way just then; NULL: nobody does. */
static const char *meanwhile;

int linkat(int a, const char *from, int b, const char *to, int flags)
{
	if (meanwhile && symlink("goal", meanwhile) < 0)
		return -1;
	if (no_links) {
		errno = EPERM;
		return -1;
	}
	return (int)syscall(SYS_linkat, a, from, b, to, flags);
}

int renameat2(int a, const char *from, int b, const char *to,
	unsigned flags)
{
	if (no_careful_rename) {
		errno = EINVAL;
		return -1;
	}
	return (int)syscall(SYS_renameat2, a, from, b, to, flags);
}

static void assert_uncreated(const char *path, const char *message)
{
	assert_int_equal(tw_file_create(path, TW_VIEW("new"), &err), TW_IO);
	assert_string_equal(err.message, message);
	assert_false(is_littered("."));
}

static void creates_what_is_new(void **state)
{
	struct stat st;
	mode_t umask_before = umask(027);

	assert_int_equal(tw_file_create("new-1", TW_VIEW("one"), &err), TW_OK);
	no_links = true;
	assert_int_equal(tw_file_create("new-2", TW_VIEW("two"), &err), TW_OK);
	no_careful_rename = true;
	assert_uncreated("new-3", "new-3: cannot be written, since this disk "
		"has no way to make a file without replacing one");
	no_links = no_careful_rename = false;
	umask(umask_before);
	assert_file("new-1", "one");
	assert_file("new-2", "two");
	assert_int_equal(access("new-3", F_OK), -1);
	assert_int_equal(mode_of("new-1"), 0640);
	assert_int_equal(lstat("new-1", &st), 0);
	assert_int_equal(st.st_nlink, 1);
	assert_false(is_littered("."));
}

/* Whatever it is: each way of making a file leaves it alone. */
static void creates_over_nothing(void **state)
{
	static const char *const there[] = {
		"c-file", "c-link", "c-lost", "c-folder", "c-fifo",
	};
	char message[80];
	size_t i;

	put("c-file", "old");
	assert_int_equal(symlink("c-file", "c-link"), 0);
	assert_int_equal(symlink("nowhere", "c-lost"), 0);
	assert_int_equal(mkdir("c-folder", 0755), 0);
	assert_int_equal(mkfifo("c-fifo", 0644), 0);
	for (i = 0; i < sizeof(there) / sizeof(*there); i++) {
		snprintf(message, sizeof(message), "%s: is there already, and "
			"is left as it is", there[i]);
		assert_uncreated(there[i], message);
	}
	assert_file("c-file", "old");
	assert_int_equal(access("nowhere", F_OK), -1);
	assert_uncreated("c-folder/", "c-folder/: is a folder");
	assert_uncreated("c-folder/..", "c-folder/..: is a folder");
	assert_uncreated("none/x", "none/x: its folder does not exist");
}

/* What comes between the first look and the end stays, too. */
static void creates_over_nothing_that_comes_meanwhile(void **state)
{
	int way;

	for (way = 0; way < 2; way++) {
		no_links = way;
		meanwhile = "come";
		assert_uncreated("come",
			"come: is there already, and is left as it is");
		meanwhile = NULL;
		assert_int_equal(unlink("come"), 0);
	}
	no_links = false;
	assert_int_equal(access("goal", F_OK), -1);
}

static size_t made_of(const char *path)
{
	size_t made = 99;

	assert_int_equal(tw_folder_make(path, &made, &err), TW_OK);
	return made;
}

static bool is_folder(const char *name)
{
	struct stat st;

	return !lstat(name, &st) && S_ISDIR(st.st_mode);
}

static void makes_folders_and_takes_them_back(void **state)
{
	mode_t umask_before = umask(027);
	char path[80];

	assert_int_equal(made_of("f/g/h"), 3);
	umask(umask_before);
	assert_true(is_folder("f/g/h"));
	assert_int_equal(mode_of("f/g"), 0750);
	assert_int_equal(made_of("f/g/h"), 0);
	assert_int_equal(made_of("f//g/./i/"), 1);
	assert_int_equal(made_of("f/../f/j"), 1);
	assert_int_equal(made_of("."), 0);
	assert_int_equal(made_of("/"), 0);
	tw_folder_unmake("f//g/./i/", 1);
	tw_folder_unmake("f/../f/j", 1);
	assert_false(is_folder("f/g/i"));
	assert_false(is_folder("f/j"));
	tw_folder_unmake("f/g/h", 2);
	assert_false(is_folder("f/g"));
	assert_true(is_folder("f"));
	assert_int_equal(made_of("f/./k/./l/."), 2);
	tw_folder_unmake("f/./k/./l/.", 2);
	assert_false(is_folder("f/k"));
	snprintf(path, sizeof(path), "%s/f/m/n", home);
	assert_int_equal(made_of(path), 2);
	put("f/m/kept", "old");
	tw_folder_unmake(path, 2);
	assert_false(is_folder("f/m/n"));
	assert_file("f/m/kept", "old");
}

static void assert_unmade(const char *path, const char *message)
{
	size_t made = 99;

	assert_int_equal(tw_folder_make(path, &made, &err), TW_IO);
	assert_string_equal(err.message, message);
	assert_int_equal(made, 0);
}

static void makes_folders_where_they_may_be(void **state)
{
	assert_int_equal(mkdir("w", 0777), 0);
	put("w/file", "old");
	assert_int_equal(symlink("nowhere", "w/lost"), 0);
	assert_int_equal(symlink("../f", "w/alias"), 0);
	assert_int_equal(symlink("loop", "w/loop"), 0);
	assert_unmade("w/file", "w/file: is in the way, since it is no folder");
	assert_unmade("w/file/x",
		"w/file: is in the way, since it is no folder");
	assert_unmade("w/lost/x", "w/lost: is a link that leads nowhere, and "
		"no folder is made through it");
	assert_unmade("w/loop/x",
		"w/loop: cannot be entered (too many links)");
	assert_unmade("w/x/../y", "w/x: was not there to go up from");
	assert_false(is_folder("w/x"));
	assert_unmade("w/x/y/z/../y", "w/x: was not there to go up from");
	assert_false(is_folder("w/x"));
	assert_int_equal(made_of("w/alias/x"), 1);
	assert_true(is_folder("f/x"));
	assert_int_equal(chmod("w", 0555), 0);
	become_nobody();
	assert_unmade("w/a/b", "w/a: cannot be made (permission denied)");
	become_oneself();
	assert_int_equal(chmod("w", 0755), 0);
}

/* A name that is too long comes last: what was made for it goes again. */
static void makes_all_folders_or_none(void **state)
{
	char path[600] = "w/deep/deeper/";

	memset(path + strlen(path), 'x', 300);
	assert_int_equal(tw_folder_make(path, &(size_t){ 0 }, NULL), TW_IO);
	assert_false(is_folder("w/deep"));
	assert_true(is_folder("w"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(creates_what_is_new),
		cmocka_unit_test(creates_over_nothing),
		cmocka_unit_test(creates_over_nothing_that_comes_meanwhile),
		cmocka_unit_test(makes_folders_and_takes_them_back),
		cmocka_unit_test(makes_folders_where_they_may_be),
		cmocka_unit_test(makes_all_folders_or_none),
	};

	return cmocka_run_group_tests(tests, home_make, home_remove);
}
