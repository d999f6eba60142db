/*
 * What tests of files do with the folder they stand in. Included once by each
 * of them, below test.h.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include "base/file.h"
#include "home.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOBODY = 65534 };

static struct tw_error err;

static void put(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void assert_file(const char *name, const char *text)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;

	assert_int_equal(tw_file_read(&buffer, AT_FDCWD, name, 1 << 20, name,
		&err), TW_OK);
	assert_int_equal(buffer.len, strlen(text));
	assert_memory_equal(buffer.len ? buffer.ptr : "", text, buffer.len);
	tw_buffer_release(&buffer);
}

static mode_t mode_of(const char *name)
{
	struct stat st;

	assert_int_equal(lstat(name, &st), 0);
	return st.st_mode & 07777;
}

/* Whether a temporary file was left in a folder. */
static bool is_littered(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	bool found = false;

	assert_non_null(dir);
	while ((entry = readdir(dir)))
		found |= !strncmp(entry->d_name, ".termwise", 9);
	closedir(dir);
	return found;
}

/* Permissions mean nothing to root, who thus turns into somebody else. */
static void become_nobody(void)
{
	if (getuid() == 0)
		assert_int_equal(seteuid(NOBODY), 0);
}

static void become_oneself(void)
{
	if (getuid() == 0)
		assert_int_equal(seteuid(0), 0);
}

#endif
