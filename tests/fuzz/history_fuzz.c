/*
 * A history, made of objects that the input gives, parted by lines of "~~~~".
 * Each begins with a line that names its kind:
 *
 *   blob      the bytes behind it
 *   tree      lines "MODE NAME @N", the Nth object before it
 *   bytes     a tree, as its bytes are
 *   commit    its bytes, in which @N is the id of the Nth object
 *
 * The last commit is walked back from, whatever it says: each walk ends, and
 * what is told of it may be shown.
 */
#include "fuzz.h"

#include "git/objects.h"
#include "history/blame.h"
#include "report/blame.h"
#include "report/past.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_OBJECTS = 64, MOST_BYTES = 1 << 16, FIRST_OF_ALL = 1000 };

static const char part[] = "~~~~\n";
static char home[] = "/tmp/termwise-history-XXXXXX";

struct fuzzed {
	struct tw_revision *revision;
	__typeof__(git_odb_write) *write;
	git_oid ids[MOST_OBJECTS];
	size_t count;
	git_oid last;    /* commit */
	bool has_commit;
	struct tw_buffer object, out;
	struct tw_arena *arena, *scratch;
	struct tw_error err;
};

/* ---- an empty repository ---- */

static void remove_home(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", home);
	require(!system(command));
}

static const char *in_home(const char *name)
{
	static char path[64];

	snprintf(path, sizeof(path), "%s/%s", home, name);
	return path;
}

static void make_home(void)
{
	static bool made;
	FILE *head;

	if (made)
		return;
	made = true;
	require(mkdtemp(home));
	atexit(remove_home);
	require(!mkdir(in_home("objects"), 0700));
	require(!mkdir(in_home("refs"), 0700));
	head = fopen(in_home("HEAD"), "w");
	require(head && fputs("ref: refs/heads/main\n", head) >= 0 &&
		!fclose(head));
}

/* All that is written goes to memory. */
static void open_revision(struct fuzzed *f)
{
	static void *library;
	git_odb_backend *backend;
	const struct tw_git *git;

	require(!tw_revision_open(&f->revision, home, NULL, &f->err));
	git = f->revision->repository.git;
	if (!library)
		library = dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_NOW);
	require(library);
	*(void **)&f->write = dlsym(library, "git_odb_write");
	require(f->write && !git->mempack_new(&backend) &&
		!git->odb_add_backend(f->revision->odb, backend,
		FIRST_OF_ALL));
}

/* ---- objects ---- */

static const git_oid *named(const struct fuzzed *f, struct tw_view *rest)
{
	size_t n = 0;

	while (rest->len && *rest->ptr >= '0' && *rest->ptr <= '9') {
		n = (n * 10 + (size_t)(*rest->ptr - '0')) % MOST_OBJECTS;
		rest->ptr++;
		rest->len--;
	}
	return n < f->count ? &f->ids[n] : &f->ids[MOST_OBJECTS - 1];
}

/* "@N" becomes an id: its bytes, or its digits. */
static void fill_object(struct fuzzed *f, struct tw_view rest, bool raw)
{
	tw_buffer_clear(&f->object);
	while (rest.len) {
		const git_oid *id;
		char c = *rest.ptr++;

		rest.len--;
		if (c != '@') {
			/* A line of a tree ends where its id does. */
			if (!(raw && c == '\n'))
				tw_buffer_byte(&f->object, c);
			continue;
		}
		if (raw && f->object.len &&
		    f->object.ptr[f->object.len - 1] == ' ')
			f->object.ptr[f->object.len - 1] = '\0';
		id = named(f, &rest);
		if (raw)
			tw_buffer_add(&f->object, id->id, 20);
		for (int i = 0; i < 20 && !raw; i++)
			tw_buffer_format(&f->object, "%02x", id->id[i]);
	}
	require(!f->object.failed);
}

static bool begins(struct tw_view *text, const char *word)
{
	size_t len = strlen(word);

	if (text->len < len || memcmp(text->ptr, word, len))
		return false;
	text->ptr += len;
	text->len -= len;
	return true;
}

static void add_object(struct fuzzed *f, struct tw_view text)
{
	git_object_t type = GIT_OBJECT_BLOB;
	bool raw = false, fill = false;
	git_oid id;

	if (f->count == MOST_OBJECTS - 1)
		return;
	if (begins(&text, "tree\n")) {
		type = GIT_OBJECT_TREE;
		raw = fill = true;
	} else if (begins(&text, "bytes\n")) {
		type = GIT_OBJECT_TREE;
	} else if (begins(&text, "commit\n")) {
		type = GIT_OBJECT_COMMIT;
		fill = true;
	} else {
		begins(&text, "blob\n");
	}
	if (fill) {
		fill_object(f, text, raw);
		text = tw_buffer_get(&f->object);
	}
	require(!f->write(&id, f->revision->odb, text.ptr, text.len, type));
	f->ids[f->count++] = id;
	if (type == GIT_OBJECT_COMMIT) {
		f->last = id;
		f->has_commit = true;
	}
}

static void add_objects(struct fuzzed *f, struct tw_view rest)
{
	size_t len = sizeof(part) - 1;

	while (rest.len) {
		size_t end = rest.len;

		for (size_t i = 0; i + len <= rest.len && end == rest.len; i++)
			if (!memcmp(rest.ptr + i, part, len))
				end = i;
		add_object(f, (struct tw_view){ rest.ptr, end });
		len = end == rest.len ? 0 : sizeof(part) - 1;
		rest.ptr += end + len;
		rest.len -= end + len;
		len = sizeof(part) - 1;
	}
}

/* ---- what is told ---- */

static void tell_all(struct fuzzed *f, const struct tw_commit *commit,
	const struct tw_deed *deeds, size_t count)
{
	for (int form = 0; form < 3; form++) {
		struct tw_past_page page = { .out = &f->out, .width = 80,
			.markdown = form == 1, .arena = f->scratch };

		tw_buffer_clear(&f->out);
		if (form == 2)
			require(!tw_past_json(&f->out, commit, deeds, count,
				f->scratch, &f->err));
		else
			require(!tw_past_tell(&page, commit, deeds, count, 0,
				&f->err));
		if (form < 2)
			require_safe(tw_buffer_get(&f->out), false);
	}
}

static void walk(struct fuzzed *f, const struct tw_commit *from,
	struct tw_view path)
{
	struct tw_commit commit;
	struct tw_deed *deeds;
	struct tw_past *past;
	size_t count, left;
	bool ended = false;

	if (tw_past_open(&past, f->revision, from->id, &path, 1, LLONG_MIN,
	    8, &f->err))
		return;
	while (!tw_past_next(&commit, &deeds, &count, &left, &ended, past,
	       f->scratch, &f->err) && !ended)
		tell_all(f, &commit, deeds, count);
	tw_past_close(past);
}

static void blame(struct fuzzed *f, const struct tw_commit *from,
	struct tw_view path)
{
	struct tw_past_page page = { .out = &f->out, .width = 80,
		.arena = f->scratch };
	struct tw_blame blame;

	tw_arena_reset(f->scratch);
	tw_buffer_clear(&f->out);
	if (tw_blame_find(&blame, f->revision, from, path, NULL, f->scratch,
	    &f->err) || !blame.version.record || blame.version.fault)
		return;
	require(!tw_blame_text(&page, &blame, path, &f->err));
	require_safe(tw_buffer_get(&f->out), false);
}

static bool any(void *context, struct tw_view path, bool folder)
{
	(void)context;
	(void)path;
	(void)folder;
	return true;
}

static void look(struct fuzzed *f)
{
	struct tw_tree_change *all = NULL;
	unsigned char id[32];
	struct tw_commit from;
	struct tw_trees *trees;
	size_t count = 0;

	tw_oid_save(id, &f->last);
	if (tw_commit_read(&from, f->revision, id, f->arena, &f->err))
		return;
	walk(f, &from, (struct tw_view){ "", 0 });
	trees = tw_revision_trees(f->revision);
	if (!tw_trees_differ(&all, &count, trees, &(struct tw_tree_pair){
	    NULL, from.tree, any, NULL, TW_VIEW("") }, f->arena, &f->err))
		for (size_t i = 0; i < count && i < 4; i++) {
			walk(f, &from, all[i].path);
			blame(f, &from, all[i].path);
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzzed f = { .arena = tw_arena_new(),
		.scratch = tw_arena_new() };

	require(f.arena && f.scratch);
	make_home();
	open_revision(&f);
	if (size <= MOST_BYTES)
		add_objects(&f, (struct tw_view){ (const char *)bytes, size });
	if (f.has_commit)
		look(&f);
	tw_revision_close(f.revision);
	tw_buffer_release(&f.object);
	tw_buffer_release(&f.out);
	tw_arena_free(f.arena);
	tw_arena_free(f.scratch);
	return 0;
}
