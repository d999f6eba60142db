#include "git/commit.h"

#include "git/head.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *shown(const struct tw_revision *revision)
{
	return tw_repository_shown(&revision->repository);
}

/* ---- one ---- */

static enum tw_status fill(struct tw_commit *commit,
	const struct tw_head *head, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_signature author = tw_head_signature(head->author);
	size_t count = head->parent_count < TW_MOST_PARENTS ?
		head->parent_count : TW_MOST_PARENTS;

	commit->committed = tw_head_committed(head);
	commit->time = author.time;
	commit->offset = author.offset;
	commit->author = tw_head_name(head, author.name, arena);
	commit->summary = tw_head_subject(head, arena);
	commit->parents = tw_arena_take(arena,
		(count + 1) * sizeof(*commit->parents));
	if (!commit->author.ptr || !commit->summary.ptr || !commit->parents)
		return tw_fail_memory(err);
	commit->parent_count = count;
	for (size_t i = 0; i < count; i++) {
		git_oid parent = tw_head_parent(head, i);

		tw_oid_save(commit->parents[i], &parent);
	}
	return TW_OK;
}

enum tw_status tw_commit_read(struct tw_commit *commit,
	struct tw_revision *revision, const unsigned char id[32],
	struct tw_arena *arena, struct tw_error *err)
{
	git_oid oid = tw_oid_of(id);
	struct tw_head head;
	enum tw_status status = tw_head_open(&head, revision, &oid, err);

	*commit = (struct tw_commit){ .parents = NULL };
	if (!status) {
		tw_oid_save(commit->id, &oid);
		tw_oid_save(commit->tree, &head.tree);
		commit->cut = tw_shallow_ends(revision, commit->id);
		status = fill(commit, &head, arena, err);
	}
	tw_head_close(&head, revision);
	return status;
}

enum tw_status tw_commit_find(struct tw_commit *commit,
	struct tw_revision *revision, const char *name,
	struct tw_arena *arena, struct tw_error *err)
{
	unsigned char id[32];
	git_oid oid;
	enum tw_status status = tw_commit_name(&oid, revision, name, err);

	tw_oid_save(id, &oid);
	return status ? status : tw_commit_read(commit, revision, id, arena,
		err);
}

enum tw_status tw_commit_at(struct tw_commit *commit,
	struct tw_revision *revision, long long time, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_arena *scratch = tw_arena_new();
	unsigned char id[32];
	enum tw_status status = scratch ? TW_OK : tw_fail_memory(err);

	while (!status && commit->committed > time && commit->parent_count) {
		memcpy(id, commit->parents[0], sizeof(id));
		tw_arena_reset(scratch);
		status = tw_commit_read(commit, revision, id, scratch, err);
	}
	if (!status && commit->committed > time)
		status = tw_fail(err, TW_USAGE, "%s: there is no commit as "
			"old as that%s%s", shown(revision), commit->cut ?
			"; " : "", commit->cut ? tw_shallow_why(revision) : "");
	memcpy(id, commit->id, sizeof(id));
	tw_arena_free(scratch);
	return status ? status : tw_commit_read(commit, revision, id, arena,
		err);
}

enum tw_status tw_commit_range(struct tw_commit *from, bool *ranged,
	struct tw_commit *to, struct tw_revision *revision, const char *range,
	struct tw_arena *arena, struct tw_error *err)
{
	const char *dots = strstr(range, ".."), *end = range;
	struct tw_view name;
	enum tw_status status = TW_OK;

	*ranged = dots;
	if (dots && dots[2] == '.')
		return tw_fail(err, TW_USAGE, "\"%s\" has three dots; two of "
			"them say from where to where", range);
	if (dots) {
		name = tw_arena_copy(arena, (struct tw_view){ range,
			(size_t)(dots - range) });
		if (!name.ptr)
			return tw_fail_memory(err);
		status = tw_commit_find(from, revision,
			name.len ? name.ptr : "HEAD", arena, err);
		end = dots + 2;
	}
	return status ? status : tw_commit_find(to, revision,
		*end ? end : "HEAD", arena, err);
}

/* ---- as people write it ---- */

struct tw_view tw_commit_day(const struct tw_commit *commit,
	struct tw_arena *arena)
{
	static const char *const months[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };
	/* The first second of year 1, and the one after year 9999. */
	const long long first = -62135596800, end = 253402300800;
	time_t there;
	struct tm day;

	if (commit->time < first || commit->time >= end)
		return TW_VIEW("");
	there = (time_t)(commit->time + commit->offset * 60LL);
	if (!gmtime_r(&there, &day))
		return TW_VIEW("");
	return tw_arena_format(arena, "%d %s %d", day.tm_mday,
		months[day.tm_mon], day.tm_year + 1900);
}

struct tw_view tw_commit_author(const struct tw_commit *commit)
{
	return commit->author.len ? commit->author : TW_VIEW("somebody");
}

struct tw_view tw_commit_short(const unsigned char id[32],
	struct tw_arena *arena)
{
	return tw_arena_format(arena, "%02x%02x%02x%x", id[0], id[1], id[2],
		id[3] >> 4);
}
