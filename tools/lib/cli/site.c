#include "cli/site.h"

#include "base/file.h"
#include "base/lines.h"
#include "base/set.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/*
 * What tells a site: the paths of its pages, a line each, below a first. A
 * line of a seal between says what it all comes to: pages, and what they were
 * made of.
 */
static const char list_name[] = ".termwise-site";
static const char list_head[] = "Pages that termwise made; it removes those "
	"it does not make again.\n";
static const char seal_head[] = "Seal: ";

enum { MOST_LIST = 1 << 28, MOST_PAGE = 1 << 28 };

struct page {
	struct tw_view path;  /* first: see same_path */
	struct tw_seal seal;  /* of its bytes */
};

struct tw_site_folder {
	struct tw_site site;
	pthread_mutex_t lock;    /* of all below, and of writing */
	const char *path;
	struct tw_arena *arena;
	struct tw_buffer before; /* the list that was there */
	struct tw_set put;       /* pages of this run */
	size_t count, written, removed;
	struct tw_error err;     /* the first one */
	enum tw_status status;
	bool begun;              /* a page was written */
	bool stands;             /* there is nothing to put */
};

static bool same_path(const void *a, const void *b)
{
	return tw_view_equal(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

/* A path below the folder; its bytes are the caller's to free. */
static enum tw_status path_of(struct tw_buffer *out,
	const struct tw_site_folder *folder, struct tw_view path,
	struct tw_error *err)
{
	tw_buffer_clear(out);
	tw_buffer_format(out, "%s/%.*s", folder->path, TW_ARG(path));
	tw_buffer_byte(out, '\0');
	return out->failed ? tw_fail_memory(err) : TW_OK;
}

/* ---- pages ---- */

/* True if the page stands there already, byte for byte. */
static bool is_there(const char *path, struct tw_view bytes)
{
	struct tw_buffer old = TW_BUFFER_INIT;
	struct tw_error err;
	struct stat st;
	bool same;

	if (lstat(path, &st) || (uint64_t)st.st_size != bytes.len)
		return false;
	same = !tw_file_read(&old, AT_FDCWD, path, MOST_PAGE, path, &err) &&
		tw_view_equal(tw_buffer_get(&old), bytes);
	tw_buffer_release(&old);
	return same;
}

static enum tw_status write_list(struct tw_site_folder *folder,
	struct tw_view list, struct tw_error *err)
{
	struct tw_buffer path = TW_BUFFER_INIT;
	enum tw_status status = path_of(&path, folder, tw_view_of(list_name),
		err);

	if (!status)
		status = tw_file_replace(path.ptr, list, err);
	tw_buffer_release(&path);
	return status;
}

/* Before there is a page there is a list, if only an empty one. */
static enum tw_status begin_list(struct tw_site_folder *folder,
	struct tw_error *err)
{
	folder->begun = true;
	return folder->before.len ? TW_OK : write_list(folder,
		tw_view_of(list_head), err);
}

/* A page can be made again, so that it need not be synced. */
static enum tw_status write_page(struct tw_site_folder *folder,
	const char *path, struct tw_view bytes, struct tw_error *err)
{
	const char *slash = strrchr(path, '/');
	char *above = strndup(path, (size_t)(slash - path));
	size_t made = 0;
	enum tw_status status = above ? TW_OK : tw_fail_memory(err);

	pthread_mutex_lock(&folder->lock);
	if (!status)
		status = tw_folder_make(above, &made, err);
	if (!status && !folder->begun)
		status = begin_list(folder, err);
	if (!status)
		status = tw_file_swap(path, bytes, err);
	if (status && made)
		tw_folder_unmake(above, made);
	pthread_mutex_unlock(&folder->lock);
	free(above);
	return status;
}

/* Notes that a page is there, and how it came there. */
static void count(struct tw_site_folder *folder, const struct page *page,
	bool written, enum tw_status status, const struct tw_error *err)
{
	struct page *kept;
	bool failed = false;

	pthread_mutex_lock(&folder->lock);
	kept = tw_arena_take(folder->arena, sizeof(*kept));
	if (kept)
		*kept = (struct page){ tw_arena_copy(folder->arena,
			page->path), page->seal };
	if (!kept || !kept->path.ptr)
		failed = true;
	else if (!tw_set_add(&folder->put, folder->arena,
	         tw_hash(kept->path), kept, same_path, &failed) && !failed)
		folder->count++;
	folder->written += written && !status;
	if (failed && !folder->status)
		folder->status = tw_fail_memory(&folder->err);
	if (status && !folder->status) {
		folder->status = status;
		folder->err = *err;
	}
	pthread_mutex_unlock(&folder->lock);
}

static void put(struct tw_site *site, struct tw_view path,
	struct tw_view bytes)
{
	struct tw_site_folder *folder = (struct tw_site_folder *)site;
	struct tw_buffer whole = TW_BUFFER_INIT;
	struct tw_error err = { TW_OK, "" };
	enum tw_status status = path_of(&whole, folder, path, &err);
	bool written = !status && !is_there(whole.ptr, bytes);
	struct page page = { path, { { 0, 0 } } };

	tw_seal_add(&page.seal, bytes);
	if (written)
		status = write_page(folder, whole.ptr, bytes, &err);
	count(folder, &page, written, status, &err);
	tw_buffer_release(&whole);
}

/* ---- the folder ---- */

static enum tw_status check_empty(const struct tw_site_folder *folder,
	struct tw_error *err)
{
	DIR *dir = opendir(folder->path);
	const struct dirent *entry;
	bool empty = true;

	if (!dir)
		return tw_fail(err, TW_IO, "%s: %s", folder->path,
			strerror(errno));
	while ((entry = readdir(dir)))
		empty &= !strcmp(entry->d_name, ".") ||
			!strcmp(entry->d_name, "..");
	closedir(dir);
	return empty ? TW_OK : tw_fail(err, TW_USAGE, "%s: holds something "
		"that is no site of termwise; name a folder that is new, or "
		"empty", folder->path);
}

/* Reads the list of a site, if there is one. */
static enum tw_status look(struct tw_site_folder *folder, struct tw_error *err)
{
	struct tw_buffer path = TW_BUFFER_INIT;
	enum tw_status status = path_of(&path, folder, tw_view_of(list_name),
		err);
	struct stat st;

	if (!status && lstat(folder->path, &st)) {
		if (errno != ENOENT)
			status = tw_fail(err, TW_IO, "%s: %s", folder->path,
				strerror(errno));
	} else if (!status && !S_ISDIR(st.st_mode)) {
		status = tw_fail(err, TW_USAGE, "%s: is no folder",
			folder->path);
	} else if (!status && lstat(path.ptr, &st)) {
		status = errno == ENOENT ? check_empty(folder, err) :
			tw_fail(err, TW_IO, "%s: %s", path.ptr,
			strerror(errno));
	} else if (!status) {
		status = tw_file_read(&folder->before, AT_FDCWD, path.ptr,
			MOST_LIST, path.ptr, err);
		if (!status && strncmp(tw_buffer_get(&folder->before).ptr,
		    list_head, sizeof(list_head) - 1))
			status = tw_fail(err, TW_USAGE, "%s: is not the list "
				"of pages that termwise made; remove it if the "
				"folder may be overwritten", path.ptr);
	}
	tw_buffer_release(&path);
	return status;
}

enum tw_status tw_site_open(struct tw_site_folder **out, const char *path,
	const char *url, struct tw_error *err)
{
	struct tw_site_folder *folder = calloc(1, sizeof(*folder));
	enum tw_status status;

	*out = NULL;
	if (!folder)
		return tw_fail_memory(err);
	folder->site = (struct tw_site){ put, url };
	folder->path = path;
	folder->before = (struct tw_buffer)TW_BUFFER_INIT;
	folder->arena = tw_arena_new();
	if (!folder->arena || pthread_mutex_init(&folder->lock, NULL)) {
		tw_arena_free(folder->arena);
		free(folder);
		return tw_fail_memory(err);
	}
	status = look(folder, err);
	if (status)
		tw_site_free(folder);
	else
		*out = folder;
	return status;
}

struct tw_site *tw_site_of(struct tw_site_folder *folder)
{
	return &folder->site;
}

void tw_site_free(struct tw_site_folder *folder)
{
	if (!folder)
		return;
	pthread_mutex_destroy(&folder->lock);
	tw_buffer_release(&folder->before);
	tw_arena_free(folder->arena);
	free(folder);
}

/* ---- seals ---- */

/* True for paths such as this program puts: nobody else's file is removed. */
static bool is_page(struct tw_view path)
{
	bool start = true;

	for (size_t i = 0; i < path.len; i++) {
		char c = path.ptr[i];

		if (start && (c == '.' || c == '/'))
			return false;
		if (c != '/' && c != '.' && c != '-' && !(c >= 'a' && c <= 'z')
		    && !(c >= '0' && c <= '9'))
			return false;
		start = c == '/';
	}
	return path.len && !start;
}

static struct tw_view cut_line(struct tw_view *rest)
{
	struct tw_view line = { rest->ptr, 0 };

	tw_cut(&line, rest, '\n');
	return line;
}

/* Of all but pages. */
static struct tw_seal begin_seal(const struct tw_site_folder *folder,
	const struct tw_seal *made_of)
{
	const char *url = folder->site.url;
	struct tw_seal seal = { { 0, 0 } };

	tw_seal_add(&seal, tw_view_of(tw_build));
	tw_seal_add(&seal, url ? tw_view_of(url) : TW_VIEW(""));
	if (made_of)
		tw_seal_join(&seal, made_of);
	return seal;
}

static void seal_page(struct tw_seal *seal, const struct page *page)
{
	tw_seal_add(seal, page->path);
	tw_seal_join(seal, &page->seal);
}

static void add_seal(struct tw_buffer *out, const struct tw_seal *seal)
{
	char digits[TW_SEAL_ROOM];

	tw_seal_write(digits, seal);
	tw_buffer_format(out, "%s%s\n", seal_head, digits);
}

/* Cuts the first line and that of a seal, which may be empty. */
static struct tw_view cut_seal(struct tw_view *list)
{
	struct tw_view none = { list->ptr, 0 };

	if (list->len)
		cut_line(list);
	return list->len >= sizeof(seal_head) && !memcmp(list->ptr, seal_head,
		sizeof(seal_head) - 1) ? cut_line(list) : none;
}

/* Goes on with a page as it lies there. */
static bool seal_file(struct tw_seal *seal, struct tw_buffer *bytes,
	struct tw_buffer *whole, const struct tw_site_folder *folder,
	struct tw_view path)
{
	struct page page = { path, { { 0, 0 } } };
	struct tw_error err;

	if (!is_page(path) || path_of(whole, folder, path, &err) ||
	    tw_file_read(bytes, AT_FDCWD, whole->ptr, MOST_PAGE, whole->ptr,
	    &err))
		return false;
	tw_seal_add(&page.seal, tw_buffer_get(bytes));
	seal_page(seal, &page);
	return true;
}

bool tw_site_stands(struct tw_site_folder *folder,
	const struct tw_seal *made_of)
{
	struct tw_buffer bytes = TW_BUFFER_INIT, whole = TW_BUFFER_INIT;
	struct tw_seal seal = begin_seal(folder, made_of);
	struct tw_view list = tw_buffer_get(&folder->before);
	struct tw_view sealed = cut_seal(&list);
	bool all = sealed.len;
	size_t count = 0;

	for (; list.len && all; count++)
		all = seal_file(&seal, &bytes, &whole, folder, cut_line(&list));
	tw_buffer_clear(&bytes);
	add_seal(&bytes, &seal);
	folder->stands = all && !bytes.failed && sealed.len + 1 == bytes.len &&
		!memcmp(sealed.ptr, bytes.ptr, sealed.len);
	if (folder->stands)
		folder->count = count;
	tw_buffer_release(&bytes);
	tw_buffer_release(&whole);
	return folder->stands;
}

/* ---- the end ---- */

/* Removes a page, and the folders that it leaves empty. */
static enum tw_status remove_page(struct tw_site_folder *folder,
	struct tw_view page, struct tw_error *err)
{
	struct tw_buffer path = TW_BUFFER_INIT;
	enum tw_status status = path_of(&path, folder, page, err);
	size_t deep = 0;
	struct stat st;
	char *slash;

	if (!status && !lstat(path.ptr, &st)) {
		status = tw_file_remove(path.ptr, err);
		folder->removed += !status;
	}
	for (size_t i = 0; i < page.len; i++)
		deep += page.ptr[i] == '/';
	slash = status ? NULL : strrchr(path.ptr, '/');
	if (slash && deep) {
		*slash = '\0';
		tw_folder_unmake(path.ptr, deep);
	}
	tw_buffer_release(&path);
	return status;
}

static enum tw_status remove_stale(struct tw_site_folder *folder,
	struct tw_error *err)
{
	struct tw_view rest = tw_buffer_get(&folder->before), line;
	enum tw_status status = TW_OK;

	cut_seal(&rest);
	while (!status && tw_cut(&line, &rest, '\n')) {
		if (is_page(line) && !tw_set_get(&folder->put, tw_hash(line),
		    &line, same_path))
			status = remove_page(folder, line, err);
	}
	return status;
}

static int compare_pages(const void *a, const void *b)
{
	return tw_view_compare((*(const struct page *const *)a)->path,
		(*(const struct page *const *)b)->path);
}

/* Appends the list of all pages, in order. */
static enum tw_status add_list(struct tw_buffer *list,
	struct tw_site_folder *folder, const struct tw_seal *made_of,
	struct tw_error *err)
{
	const struct page **pages = tw_arena_take(folder->arena,
		(folder->put.count + 1) * sizeof(*pages));
	struct tw_seal seal = begin_seal(folder, made_of);
	size_t count = 0;

	for (size_t i = 0; pages && i < folder->put.room; i++)
		if (folder->put.slots[i].thing)
			pages[count++] = folder->put.slots[i].thing;
	if (count)
		qsort(pages, count, sizeof(*pages), compare_pages);
	for (size_t i = 0; i < count; i++)
		seal_page(&seal, pages[i]);
	tw_buffer_string(list, list_head);
	if (made_of)
		add_seal(list, &seal);
	for (size_t i = 0; i < count; i++)
		tw_buffer_format(list, "%.*s\n", TW_ARG(pages[i]->path));
	return !pages || list->failed ? tw_fail_memory(err) : TW_OK;
}

/*
 * Where pages come or go, the list has the ones and the others until those
 * that go are gone, so that no page is ever without a list.
 */
static enum tw_status list_pages(struct tw_site_folder *folder, bool keep,
	const struct tw_seal *made_of, struct tw_error *err)
{
	struct tw_view before = tw_buffer_get(&folder->before);
	struct tw_buffer list = TW_BUFFER_INIT, both = TW_BUFFER_INIT;
	enum tw_status status = add_list(&list, folder, made_of, err);

	if (status || tw_view_equal(tw_buffer_get(&list), before))
		goto out;
	tw_buffer_view(&both, tw_buffer_get(&list));
	if (before.len)
		tw_buffer_view(&both, tw_after(before, sizeof(list_head) - 1));
	status = both.failed ? tw_fail_memory(err) :
		before.len || keep ? write_list(folder,
		tw_buffer_get(&both), err) : TW_OK;
	if (!status && !keep)
		status = remove_stale(folder, err);
	if (!status && !keep)
		status = write_list(folder, tw_buffer_get(&list), err);
out:
	tw_buffer_release(&list);
	tw_buffer_release(&both);
	return status;
}

enum tw_status tw_site_finish(struct tw_site_folder *folder,
	struct tw_cli *cli, bool keep, const struct tw_seal *made_of,
	struct tw_error *err)
{
	enum tw_status status = folder->status;
	struct tw_error other;

	if (status)
		*err = folder->err;
	if (folder->count && !folder->stands && list_pages(folder,
	    keep || status, status ? NULL : made_of, status ? &other : err) &&
	    !status)
		status = err->status;
	if (!status && folder->count)
		tw_cli_say(cli, "%s: %zu pages, %zu of them written, %zu "
			"removed", folder->path, folder->count,
			folder->written, folder->removed);
	return status;
}
