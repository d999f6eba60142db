#include "git/merged.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

enum { KIND = 0170000, FOLDER = 0040000, PLAIN = 0100644, RUNS = 0100755 };

/* A folder that is still to be opened, on a list of the arena. */
struct folder {
	struct folder *next;
	struct tw_view path; /* empty: the top */
	unsigned char id[TW_FILE_COPIES][32]; /* zeros: there is none */
};

struct list {
	struct tw_tree_entry *at;
	size_t count;
};

struct search {
	struct tw_revision *revision;
	tw_file_wanted *wanted;
	void *context;
	struct tw_arena *arena;
	struct tw_error *err;
	struct folder *todo;
	struct tw_buffer found; /* of struct tw_merged_file */
};

static const unsigned char none[32];

static bool is_none(const unsigned char id[32])
{
	return !memcmp(id, none, sizeof(none));
}

static bool equal(const unsigned char a[32], const unsigned char b[32])
{
	return !memcmp(a, b, sizeof(none));
}

/* Each side made something of its own of it. */
static bool differs(unsigned char id[TW_FILE_COPIES][32])
{
	return !equal(id[TW_FILE_OURS], id[TW_FILE_THEIRS]) &&
		!equal(id[TW_FILE_BASE], id[TW_FILE_OURS]) &&
		!equal(id[TW_FILE_BASE], id[TW_FILE_THEIRS]);
}

/* The lists are sorted by name, and asked for names in that order. */
static const struct tw_tree_entry *entry_at(struct list *list,
	struct tw_view name)
{
	int order = -1;

	while (list->count && (order = tw_view_compare(list->at->name, name)) <
	       0) {
		list->at++;
		list->count--;
	}
	return list->count && !order ? list->at : NULL;
}

static bool is_folder(const struct tw_tree_entry *entry)
{
	return entry && (entry->mode & KIND) == FOLDER;
}

static bool is_file(const struct tw_tree_entry *entry)
{
	return entry && (entry->mode == PLAIN || entry->mode == RUNS);
}

static struct tw_view join(struct search *s, struct tw_view above,
	struct tw_view name)
{
	return tw_arena_format(s->arena, "%.*s%s%.*s", TW_ARG(above),
		above.len ? "/" : "", TW_ARG(name));
}

/* A name that both sides have, as a folder or as a file. */
static enum tw_status take(struct search *s, const struct folder *folder,
	const struct tw_tree_entry *const entries[TW_FILE_COPIES])
{
	bool (*is)(const struct tw_tree_entry *) =
		is_folder(entries[TW_FILE_OURS]) ? is_folder : is_file;
	struct tw_merged_file file = { .path = { NULL, 0 } };
	struct folder *below;

	for (int c = TW_FILE_OURS; c < TW_FILE_COPIES; c++)
		if (!is(entries[c]))
			return TW_OK;
	for (int c = 0; c < TW_FILE_COPIES; c++)
		if (is(entries[c]))
			memcpy(file.id[c], entries[c]->id, sizeof(none));
	if (!differs(file.id))
		return TW_OK;
	file.path = join(s, folder->path, entries[TW_FILE_OURS]->name);
	if (!file.path.ptr)
		return tw_fail_memory(s->err);
	if (!s->wanted(s->context, file.path, is == is_folder))
		return TW_OK;
	if (is == is_file)
		return tw_buffer_add(&s->found, &file, sizeof(file)) ? TW_OK :
			tw_fail_memory(s->err);
	below = tw_arena_take(s->arena, sizeof(*below));
	if (!below)
		return tw_fail_memory(s->err);
	*below = (struct folder){ .next = s->todo, .path = file.path };
	memcpy(below->id, file.id, sizeof(file.id));
	s->todo = below;
	return TW_OK;
}

static enum tw_status look_into(struct search *s, const struct folder *folder)
{
	struct list lists[TW_FILE_COPIES] = { { NULL, 0 } };
	enum tw_status status = TW_OK;

	for (int c = 0; c < TW_FILE_COPIES && !status; c++)
		if (!is_none(folder->id[c]))
			status = tw_revision_list(&lists[c].at,
				&lists[c].count, s->revision, folder->id[c],
				s->arena, s->err);
	while (!status && lists[TW_FILE_OURS].count) {
		const struct tw_tree_entry *entries[TW_FILE_COPIES];
		struct tw_view name = lists[TW_FILE_OURS].at->name;

		for (int c = 0; c < TW_FILE_COPIES; c++)
			entries[c] = entry_at(&lists[c], name);
		status = take(s, folder, entries);
		lists[TW_FILE_OURS].at++;
		lists[TW_FILE_OURS].count--;
	}
	return status;
}

static int path_order(const void *a, const void *b)
{
	const struct tw_merged_file *one = a, *other = b;

	return tw_view_compare(one->path, other->path);
}

/* Hands the files over, sorted. */
static enum tw_status give(struct tw_merged_file **files, size_t *count,
	struct search *s)
{
	struct tw_view all = tw_buffer_get(&s->found);

	if (!all.len)
		return TW_OK;
	*files = tw_arena_take(s->arena, all.len);
	if (!*files)
		return tw_fail_memory(s->err);
	memcpy(*files, all.ptr, all.len);
	*count = all.len / sizeof(**files);
	qsort(*files, *count, sizeof(**files), path_order);
	return TW_OK;
}

enum tw_status tw_merged_files(struct tw_merged_file **files, size_t *count,
	struct tw_revision *revision,
	const unsigned char *const trees[TW_FILE_COPIES],
	tw_file_wanted *wanted, void *context, struct tw_arena *arena,
	struct tw_error *err)
{
	struct search s = { .revision = revision, .wanted = wanted,
		.context = context, .arena = arena, .err = err };
	struct folder top = { .path = { "", 0 } }, *folder = &top;
	enum tw_status status = TW_OK;

	*files = NULL;
	*count = 0;
	for (int c = 0; c < TW_FILE_COPIES; c++)
		if (trees[c])
			memcpy(top.id[c], trees[c], sizeof(none));
	if (differs(top.id))
		s.todo = &top;
	while (s.todo && !status) {
		folder = s.todo;
		s.todo = folder->next;
		status = look_into(&s, folder);
	}
	if (!status)
		status = give(files, count, &s);
	tw_buffer_release(&s.found);
	return status;
}
