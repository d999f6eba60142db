#include "git/merged.h"

#include "git/entries.h"

#include <stdlib.h>
#include <string.h>

/* A folder that is still to be opened, on a list of the arena. */
struct folder {
	struct folder *next;
	struct tw_view path; /* empty: the top */
	unsigned char id[TW_FILE_COPIES][32]; /* zeros: there is none */
};

struct search {
	struct tw_trees *trees;
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

static struct tw_view join(struct search *s, struct tw_view above,
	struct tw_view name)
{
	return tw_arena_format(s->arena, "%.*s%s%.*s", TW_ARG(above),
		above.len ? "/" : "", TW_ARG(name));
}

/* A name that both sides and the merge have, as a folder or as a file. */
static enum tw_status take(struct search *s, const struct folder *folder,
	const struct tw_raw_entry *const entries[TW_FILE_COPIES])
{
	bool (*is)(uint32_t) = tw_mode_is_folder(entries[TW_FILE_OURS]->mode) ?
		tw_mode_is_folder : tw_mode_is_file;
	struct tw_merged_file file = { .path = { NULL, 0 } };
	struct folder *below;

	for (int c = TW_FILE_OURS; c < TW_FILE_COPIES; c++)
		if (!entries[c] || !is(entries[c]->mode))
			return TW_OK;
	for (int c = 0; c < TW_FILE_COPIES; c++)
		if (entries[c] && is(entries[c]->mode))
			memcpy(file.id[c], entries[c]->id, TW_ID);
	if (!differs(file.id))
		return TW_OK;
	file.path = join(s, folder->path, entries[TW_FILE_OURS]->name);
	if (!file.path.ptr)
		return tw_fail_memory(s->err);
	if (!s->wanted(s->context, file.path, is == tw_mode_is_folder))
		return TW_OK;
	if (is == tw_mode_is_file)
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

/* Goes on to what stands under the same name as `wanted`, if it does. */
static enum tw_status go_to(const struct tw_raw_entry **entry,
	struct tw_entries *copy, const struct tw_raw_entry *wanted,
	struct search *s)
{
	enum tw_status status = TW_OK;

	while (!status && !copy->ended && (!copy->entry.name.ptr ||
	       tw_raw_order(&copy->entry, wanted) < 0))
		status = tw_entries_next(copy, s->trees, s->err);
	*entry = !status && !copy->ended &&
		!tw_raw_order(&copy->entry, wanted) ?
		&copy->entry : NULL;
	return status;
}

/* Name by name of what ours has, and theirs has not the same. */
static enum tw_status look_into(struct search *s, const struct folder *folder)
{
	const struct tw_raw_entry *at[TW_FILE_COPIES];
	struct tw_entries copies[TW_FILE_COPIES] = { { .own = NULL } };
	struct tw_entries *ours = &copies[TW_FILE_OURS];
	struct tw_entries *theirs = &copies[TW_FILE_THEIRS];
	enum tw_status status = TW_OK;

	for (int c = 0; c < TW_FILE_COPIES && !status; c++) {
		git_oid id = tw_oid_of(folder->id[c]);

		status = tw_entries_open(&copies[c], s->trees,
			is_none(folder->id[c]) ? NULL : &id, s->err);
	}
	while (!status) {
		tw_entries_skip(ours, theirs);
		status = tw_entries_next(ours, s->trees, s->err);
		if (status || ours->ended)
			break;
		for (int c = 0; c < TW_FILE_COPIES && !status; c++)
			status = go_to(&at[c], &copies[c], &ours->entry, s);
		if (!status)
			status = take(s, folder, at);
	}
	for (int c = 0; c < TW_FILE_COPIES; c++)
		tw_entries_close(&copies[c], s->trees);
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
	struct tw_trees *trees,
	const unsigned char *const tops[TW_FILE_COPIES],
	tw_file_wanted *wanted, void *context, struct tw_arena *arena,
	struct tw_error *err)
{
	struct search s = { .trees = trees, .wanted = wanted,
		.context = context, .arena = arena, .err = err };
	struct folder top = { .path = { "", 0 } };
	enum tw_status status = TW_OK;

	*files = NULL;
	*count = 0;
	for (int c = 0; c < TW_FILE_COPIES; c++)
		if (tops[c])
			memcpy(top.id[c], tops[c], sizeof(none));
	if (differs(top.id))
		s.todo = &top;
	while (s.todo && !status) {
		const struct folder *folder = s.todo;

		s.todo = folder->next;
		status = look_into(&s, folder);
	}
	if (!status)
		status = give(files, count, &s);
	tw_buffer_release(&s.found);
	return status;
}
