#include "git/commit.h"

#include "git/objects.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct tw_commits {
	struct tw_revision *revision;
	git_revwalk *walk;
};

static const char *shown(const struct tw_revision *revision)
{
	return tw_repository_shown(&revision->repository);
}

static enum tw_status walk_fail(const struct tw_revision *revision,
	struct tw_error *err)
{
	const char *gap = tw_repository_gap(&revision->repository);

	return gap ? tw_fail(err, TW_IO, "%s: a commit is missing from the "
		"repository: %s", shown(revision), gap) :
		tw_git_fail(revision->repository.git, err, shown(revision),
			"its history cannot be read");
}

/* Of a shallow clone: why what it comes from is not known. */
static const char *end_of(const struct tw_revision *revision)
{
	const char *gap = tw_repository_gap(&revision->repository);

	return gap ? gap : "this is a shallow clone";
}

/* ---- one ---- */

static struct tw_view keep(struct tw_arena *arena, const char *text)
{
	return tw_arena_copy(arena, tw_view_of(text ? text : ""));
}

static enum tw_status fill_parents(struct tw_commit *commit,
	const struct tw_git *git, const git_commit *handle,
	struct tw_arena *arena, struct tw_error *err)
{
	unsigned count = git->commit_parentcount(handle);

	if (count > TW_MOST_PARENTS)
		count = TW_MOST_PARENTS;
	commit->parent_count = count;
	commit->parents = tw_arena_take(arena,
		(count + 1) * sizeof(*commit->parents));
	if (!commit->parents)
		return tw_fail_memory(err);
	for (unsigned i = 0; i < count; i++)
		tw_oid_save(commit->parents[i],
			git->commit_parent_id(handle, i));
	return TW_OK;
}

/* Takes over the handle. */
static enum tw_status fill(struct tw_commit *commit,
	const struct tw_revision *revision, git_commit *handle,
	struct tw_arena *arena, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	const git_signature *author;
	enum tw_status status;

	*commit = (struct tw_commit){ .parents = NULL };
	/* What was handed over may be no commit, but its bytes as stored. */
	if (tw_git_denied()) {
		git->commit_free(handle);
		return tw_fail_memory(err);
	}
	author = git->commit_author(handle);
	tw_oid_save(commit->id, git->commit_id(handle));
	tw_oid_save(commit->tree, git->commit_tree_id(handle));
	commit->committed = git->commit_time(handle);
	commit->cut = tw_shallow_ends(revision, commit->id);
	commit->author = keep(arena, author ? author->name : NULL);
	commit->summary = keep(arena, git->commit_summary(handle));
	if (author) {
		commit->time = author->when.time;
		commit->offset = author->when.offset;
	}
	status = fill_parents(commit, git, handle, arena, err);
	if (!status && (!commit->author.ptr || !commit->summary.ptr))
		status = tw_fail_memory(err);
	git->commit_free(handle);
	return status;
}

enum tw_status tw_commit_read(struct tw_commit *commit,
	struct tw_revision *revision, const unsigned char id[32],
	struct tw_arena *arena, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	git_oid oid = tw_oid_of(id);
	git_commit *handle = NULL;
	int code;

	code = git->commit_lookup(&handle, revision->repository.handle, &oid);
	return code < 0 ? tw_object_fail(revision, code, "a commit", err) :
		fill(commit, revision, handle, arena, err);
}

enum tw_status tw_commit_find(struct tw_commit *commit,
	struct tw_revision *revision, const char *name,
	struct tw_arena *arena, struct tw_error *err)
{
	git_commit *handle;
	enum tw_status status = tw_repository_resolve(&handle,
		&revision->repository, name, err);

	return status ? status : fill(commit, revision, handle, arena, err);
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
			"; " : "", commit->cut ? end_of(revision) : "");
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

/* ---- what several come from ---- */

enum tw_status tw_commit_bases(unsigned char (**ids)[32], size_t *count,
	struct tw_revision *revision, const unsigned char one[32],
	const unsigned char other[32], struct tw_arena *arena,
	struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	git_oid first = tw_oid_of(one), second = tw_oid_of(other);
	git_oidarray found = { NULL, 0 };
	const git_error *last;
	enum tw_status status = TW_OK;
	int code;

	*ids = NULL;
	*count = 0;
	code = git->merge_bases(&found, revision->repository.handle, &first,
		&second);
	last = git->error_last();
	if (tw_git_denied()) {
		git->oidarray_dispose(&found);
		return tw_fail_memory(err);
	}
	/* A missing commit has the same code, but is no matter of merging. */
	if (code == GIT_ENOTFOUND && last && last->klass == GIT_ERROR_MERGE)
		return revision->end_count ? tw_fail(err, TW_IO, "%s: what "
			"the two commits come from is not known: %s",
			shown(revision), end_of(revision)) : TW_OK;
	if (code < 0)
		return walk_fail(revision, err);
	*ids = tw_arena_take(arena, (found.count + 1) * sizeof(**ids));
	if (*ids)
		*count = found.count;
	else
		status = tw_fail_memory(err);
	for (size_t i = 0; i < *count; i++)
		tw_oid_save((*ids)[i], &found.ids[i]);
	git->oidarray_dispose(&found);
	return status;
}

/* ---- many ---- */

enum tw_status tw_commits_open(struct tw_commits **commits,
	struct tw_revision *revision, const unsigned char to[32],
	const unsigned char *hidden, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	struct tw_commits *opened = calloc(1, sizeof(*opened));
	git_oid tip = tw_oid_of(to), base;
	int code;

	*commits = NULL;
	if (!opened)
		return tw_fail_memory(err);
	opened->revision = revision;
	code = git->revwalk_new(&opened->walk, revision->repository.handle);
	if (code == 0)
		code = git->revwalk_sorting(opened->walk,
			GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
	if (code == 0)
		code = git->revwalk_push(opened->walk, &tip);
	if (code == 0 && hidden) {
		base = tw_oid_of(hidden);
		code = git->revwalk_hide(opened->walk, &base);
	}
	if (code < 0) {
		enum tw_status status = walk_fail(revision, err);

		tw_commits_close(opened);
		return status;
	}
	*commits = opened;
	return TW_OK;
}

enum tw_status tw_commits_next(struct tw_commit *commit, bool *ended,
	struct tw_commits *commits, struct tw_arena *arena,
	struct tw_error *err)
{
	const struct tw_git *git = commits->revision->repository.git;
	unsigned char id[32];
	git_oid oid;
	int code = git->revwalk_next(&oid, commits->walk);

	*ended = code == GIT_ITEROVER;
	if (tw_git_denied())
		return tw_fail_memory(err);
	if (*ended)
		return TW_OK;
	if (code < 0)
		return walk_fail(commits->revision, err);
	tw_oid_save(id, &oid);
	return tw_commit_read(commit, commits->revision, id, arena, err);
}

void tw_commits_close(struct tw_commits *commits)
{
	if (!commits)
		return;
	commits->revision->repository.git->revwalk_free(commits->walk);
	free(commits);
}

struct tw_revision *tw_commits_of(const struct tw_commits *commits)
{
	return commits->revision;
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

struct tw_view tw_commit_short(const unsigned char id[32],
	struct tw_arena *arena)
{
	return tw_arena_format(arena, "%02x%02x%02x%x", id[0], id[1], id[2],
		id[3] >> 4);
}
