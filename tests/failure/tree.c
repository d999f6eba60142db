#define _XOPEN_SOURCE 700 /* nftw */

#include "tree.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool bytes_read(struct bytes *bytes, const char *path)
{
	FILE *file = fopen(path, "rb");
	struct stat st;
	bool good;

	*bytes = (struct bytes){ NULL, 0 };
	if (!file)
		return false;
	good = !fstat(fileno(file), &st);
	bytes->len = good ? (size_t)st.st_size : 0;
	bytes->at = malloc(bytes->len + 1);
	good = good && bytes->at &&
		fread(bytes->at, 1, bytes->len, file) == bytes->len;
	fclose(file);
	return good;
}

bool bytes_equal(const struct bytes *a, const struct bytes *b)
{
	return a->len == b->len && (!a->len || a->at == b->at ||
		!memcmp(a->at, b->at, a->len));
}

bool bytes_hold(const struct bytes *bytes, const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i + len <= bytes->len; i++)
		if (!memcmp(bytes->at + i, text, len))
			return true;
	return false;
}

/* The tree that is being read, and one before: nftw hands over nothing. */
static struct tree *reading;
static const struct tree *known;

static bool is_folder(const struct tree_file *file)
{
	return file->path[strlen(file->path) - 1] == '/';
}

static bool add_folder(struct tree_file *file, const char *path)
{
	size_t len = strlen(path);

	file->bytes = (struct bytes){ NULL, 0 };
	file->path = malloc(len + 2);
	if (file->path)
		sprintf(file->path, "%s/", path);
	return file->path;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct tree_file *)a)->path,
		((const struct tree_file *)b)->path);
}

static const struct tree_file *find(const struct tree *tree, const char *path)
{
	struct tree_file wanted = { .path = (char *)path };

	return tree->count ? bsearch(&wanted, tree->files, tree->count,
		sizeof(*tree->files), by_path) : NULL;
}

static bool is_before(struct timespec a, struct timespec b)
{
	return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec :
		a.tv_nsec < b.tv_nsec;
}

/* True if nobody can have written to a file since it was read. */
static bool is_untouched(const struct tree_file *file, const struct stat *st)
{
	return file->inode == st->st_ino && file->mode ==
		(st->st_mode & 07777) && (off_t)file->bytes.len ==
		st->st_size && is_before(st->st_ctim, known->settled) &&
		!is_before(st->st_ctim, file->changed) &&
		!is_before(file->changed, st->st_ctim);
}

/* A file's bytes: those that are known, or read again. */
static bool add_bytes(struct tree_file *file, const struct stat *st)
{
	const struct tree_file *before = known ? find(known, file->path) :
		NULL;

	file->inode = st->st_ino;
	file->changed = st->st_ctim;
	file->lent = before && is_untouched(before, st);
	if (!file->lent)
		return bytes_read(&file->bytes, file->path);
	file->bytes = before->bytes;
	return true;
}

static int add_file(const char *path, const struct stat *st, int type,
	struct FTW *ftw)
{
	struct tree_file *files, *file;

	if ((type != FTW_F && type != FTW_D) || !ftw->level)
		return 0;
	files = realloc(reading->files,
		(reading->count + 1) * sizeof(*files));
	if (!files)
		return 1;
	reading->files = files;
	file = &files[reading->count++];
	*file = (struct tree_file){ .mode = st->st_mode & 07777 };
	if (type == FTW_D)
		return !add_folder(file, path);
	file->path = strdup(path);
	return !file->path || !add_bytes(file, st);
}

/* Clocks of files go by some milliseconds. */
static bool settle(struct timespec *time)
{
	const long second = 1000000000, part = second / 10;

	if (clock_gettime(CLOCK_REALTIME, time))
		return false;
	time->tv_sec -= time->tv_nsec < part;
	time->tv_nsec = (time->tv_nsec + second - part) % second;
	return true;
}

bool tree_read(struct tree *tree, const char *folder,
	const struct tree *before)
{
	*tree = (struct tree){ .files = NULL };
	if (!settle(&tree->settled))
		return false;
	reading = tree;
	known = before;
	if (nftw(folder, add_file, 16, FTW_PHYS))
		return false;
	if (tree->count)
		qsort(tree->files, tree->count, sizeof(*tree->files), by_path);
	return true;
}

void tree_release(struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		free(tree->files[i].path);
		if (!tree->files[i].lent)
			free(tree->files[i].bytes.at);
	}
	free(tree->files);
	*tree = (struct tree){ .files = NULL };
}

bool tree_drop(struct tree *tree, const char *start)
{
	size_t kept = 0;
	bool good = true;

	for (size_t i = 0; i < tree->count; i++) {
		struct tree_file *file = &tree->files[i];
		const char *name = strrchr(file->path, '/');

		name = name ? name + 1 : file->path;
		if (strncmp(name, start, strlen(start))) {
			tree->files[kept++] = *file;
			continue;
		}
		good &= !unlink(file->path);
		free(file->path);
		if (!file->lent)
			free(file->bytes.at);
	}
	tree->count = kept;
	return good;
}

static bool same(const struct tree_file *a, const struct tree_file *b)
{
	return a && b && a->mode == b->mode &&
		bytes_equal(&a->bytes, &b->bytes);
}

const char *tree_fault(const struct tree *now, const struct tree *before,
	const struct tree *after, bool partial)
{
	for (size_t i = 0; i < now->count; i++) {
		const struct tree_file *file = &now->files[i];
		const struct tree_file *old = find(before, file->path);
		const struct tree_file *new = find(after, file->path);

		if (!old && !new)
			return "a file is left behind";
		if (!same(file, old) && !same(file, new) && (old || !partial))
			return "a file is neither old nor new";
	}
	for (size_t i = 0; i < before->count; i++)
		if (find(after, before->files[i].path) &&
		    !find(now, before->files[i].path))
			return "a file is gone";
	return NULL;
}

bool tree_hollow(const struct tree *now, const struct tree *before)
{
	for (size_t i = 0; i < now->count; i++) {
		const struct tree_file *folder = &now->files[i];
		size_t len = strlen(folder->path);

		/* What lies in it comes right behind it. */
		if (is_folder(folder) && !find(before, folder->path) &&
		    (i + 1 == now->count || strncmp(now->files[i + 1].path,
		    folder->path, len)))
			return true;
	}
	return false;
}

static bool put_back(const struct tree_file *file)
{
	FILE *out;
	bool good;

	if (is_folder(file))
		return !mkdir(file->path, file->mode);
	out = fopen(file->path, "wb");
	if (!out)
		return false;
	good = fwrite(file->bytes.at, 1, file->bytes.len, out) ==
		file->bytes.len;
	good = !fclose(out) && good;
	return good && !chmod(file->path, file->mode);
}

bool tree_restore(const struct tree *now, const struct tree *then)
{
	bool good = true;

	/* From the end, so that a folder is empty when its turn comes. */
	for (size_t i = now->count; i-- > 0;)
		if (!find(then, now->files[i].path))
			good &= !remove(now->files[i].path);
	for (size_t i = 0; i < then->count; i++)
		if (!same(find(now, then->files[i].path), &then->files[i]))
			good &= put_back(&then->files[i]);
	return good;
}
