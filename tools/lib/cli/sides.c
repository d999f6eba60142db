#include "cli/sides.h"

#include "base/utf8.h"
#include "git/touched.h"
#include "report/safe.h"

#include <string.h>

extern char **environ;

enum { NAME_MOST = 40, ID_LEAST = 7, ID_MOST = 40, LATEST_MOST = 32 };

/* A side's last commit. */
struct tip {
	struct tw_commit commit;
	bool known;
	bool alone; /* the side is what this one did, and none before it */
};

/* Those who changed the record on a side, the last one first. */
struct people {
	struct tw_view name[LATEST_MOST];
	size_t count;
	struct tw_view day; /* of the last change */
};

struct asking {
	struct tw_revision *revision;
	const char *path;
	struct tw_arena *arena;
};

const char *tw_sides_head(void)
{
	static const char prefix[] = "GITHEAD_";
	const char *found = NULL;

	for (char **at = environ; *at; at++) {
		if (strncmp(*at, prefix, sizeof(prefix) - 1) ||
		    !strchr(*at, '='))
			continue;
		if (found)
			return NULL;
		found = *at + sizeof(prefix) - 1;
	}
	return found;
}

/* ---- which commits ---- */

/* True if a name is that of one commit that is applied: "1a2b3c4 (Words)". */
static bool is_applied(const char *name, size_t *length)
{
	*length = strspn(name, "0123456789abcdef");
	return *length >= ID_LEAST && *length <= ID_MOST &&
		!strncmp(name + *length, " (", 2);
}

static enum tw_status find(struct tip *tip, const struct asking *a,
	struct tw_view name, struct tw_error *err)
{
	struct tw_view copy = tw_arena_copy(a->arena, name);
	struct tw_error ignored;
	enum tw_status status;

	if (!copy.ptr)
		return tw_fail_memory(err);
	status = tw_commit_find(&tip->commit, a->revision, copy.ptr, a->arena,
		&ignored);
	tip->known = !status;
	return status == TW_NO_MEMORY ? tw_fail_memory(err) : TW_OK;
}

static enum tw_status find_named(struct tip *tip, const struct asking *a,
	const char *name, struct tw_error *err)
{
	size_t length;

	tip->alone = is_applied(name, &length);
	return find(tip, a, tip->alone ? (struct tw_view){ name, length } :
		tw_view_of(name), err);
}

static enum tw_status find_tips(struct tip tips[TW_MERGED],
	const struct asking *a, const struct tw_merge_options *options,
	struct tw_error *err)
{
	const char *head = tw_sides_head();
	const char *ours = options->names[TW_OURS];
	const char *theirs = options->names[TW_THEIRS];
	enum tw_status status = TW_OK;

	if (head)
		status = find(&tips[TW_THEIRS], a, (struct tw_view){ head,
			(size_t)(strchr(head, '=') - head) }, err);
	else if (theirs)
		status = find_named(&tips[TW_THEIRS], a, theirs, err);
	if (!status && (ours || head))
		status = find_named(&tips[TW_OURS], a, ours ? ours : "HEAD",
			err);
	return status;
}

/* ---- who ---- */

static bool has(const struct people *people, struct tw_view name)
{
	for (size_t i = 0; i < people->count; i++)
		if (tw_view_equal(people->name[i], name))
			return true;
	return people->count == LATEST_MOST;
}

static enum tw_status add(struct people *people,
	const struct tw_commit *commit, struct tw_arena *arena,
	struct tw_error *err)
{
	if (!people->count)
		people->day = tw_commit_day(commit, arena);
	if (people->day.ptr && !has(people, commit->author))
		people->name[people->count++] = commit->author;
	return people->day.ptr ? TW_OK : tw_fail_memory(err);
}

static enum tw_status gather(struct people *people, const struct asking *a,
	const unsigned char tip[32], const unsigned char other[32],
	struct tw_error *err)
{
	struct tw_commits *commits = NULL;
	struct tw_commit commit;
	bool ended = false;
	enum tw_status status = tw_commits_open(&commits, a->revision, tip,
		other, err);

	while (!status && !ended) {
		status = tw_commits_touching(&commit, &ended, commits,
			tw_revision_trees(a->revision), a->path, a->arena,
			err);
		if (!status && !ended)
			status = add(people, &commit, a->arena, err);
	}
	tw_commits_close(commits);
	return status;
}

/* ---- in words ---- */

static void add_name(struct tw_buffer *out, struct tw_view name, bool raw)
{
	struct tw_view start = tw_start(name, NAME_MOST);

	if (raw) {
		tw_buffer_view(out, name);
		return;
	}
	tw_safe_add(out, start);
	if (start.len < name.len)
		tw_buffer_string(out, "...");
}

/* "Claire Fox and Sam Roe"; "Claire Fox and 3 others". */
static void add_people(struct tw_buffer *out, const struct people *people,
	bool raw)
{
	add_name(out, people->name[0], raw);
	if (people->count == 2) {
		tw_buffer_string(out, " and ");
		add_name(out, people->name[1], raw);
	} else if (people->count > 2) {
		tw_buffer_format(out, " and %zu others", people->count - 1);
	}
}

static enum tw_status say(struct tw_merge_options *options, int side,
	const struct people *people, struct tw_arena *arena,
	struct tw_error *err)
{
	const char *name = options->names[side];
	struct tw_buffer out = TW_BUFFER_INIT;
	enum tw_status status = TW_OK;
	struct tw_view said;
	size_t length;

	if (!people->count)
		return TW_OK;
	if (!name)
		name = side == TW_OURS ? "ours" : "theirs";
	tw_buffer_add(&out, name, is_applied(name, &length) ? length :
		strlen(name));
	tw_buffer_string(&out, " (");
	add_people(&out, people, false);
	tw_buffer_string(&out, people->day.len ? ", " : "");
	tw_buffer_view(&out, people->day);
	tw_buffer_byte(&out, ')');
	said = tw_arena_copy(arena, tw_buffer_get(&out));
	options->said[side] = said.ptr;
	if (out.failed || !said.ptr)
		status = tw_fail_memory(err);
	tw_buffer_release(&out);
	return status;
}

/* Of both sides, or of neither, where history cannot be read. */
static enum tw_status ask(struct tw_merge_options *options,
	const struct asking *a, struct tw_error *err)
{
	struct tip tips[TW_MERGED] = { { .known = false } };
	struct people people[TW_MERGED] = { { .count = 0 } };
	enum tw_status status = find_tips(tips, a, options, err);

	for (int s = TW_OURS; s < TW_MERGED && !status; s++) {
		const struct tip *other = &tips[TW_OURS + TW_THEIRS - s];

		if (tips[s].known && tips[s].alone)
			status = add(&people[s], &tips[s].commit, a->arena,
				err);
		else if (tips[s].known && other->known)
			status = gather(&people[s], a, tips[s].commit.id,
				other->commit.id, err);
	}
	for (int s = TW_OURS; s < TW_MERGED && !status; s++)
		status = say(options, s, &people[s], a->arena, err);
	return status;
}

enum tw_status tw_sides_ask(struct tw_merge_options *options,
	const char *path, struct tw_arena *arena, struct tw_error *err)
{
	struct asking a = { NULL, path, arena };
	struct tw_error ignored;
	enum tw_status status;

	status = tw_revision_open(&a.revision, ".", NULL, &ignored);
	if (!status)
		status = ask(options, &a, &ignored);
	tw_revision_close(a.revision);
	return status == TW_NO_MEMORY ? tw_fail_memory(err) : TW_OK;
}

enum tw_status tw_sides_who(struct tw_view *who, struct tw_revision *revision,
	const char *path, const unsigned char tip[32],
	const unsigned char other[32], bool raw, struct tw_arena *arena,
	struct tw_error *err)
{
	struct asking a = { revision, path, arena };
	struct people people = { .count = 0 };
	struct tw_buffer out = TW_BUFFER_INIT;
	enum tw_status status = gather(&people, &a, tip, other, err);

	*who = TW_VIEW("");
	if (status || !people.count)
		return status;
	add_people(&out, &people, raw);
	*who = tw_arena_copy(arena, tw_buffer_get(&out));
	if (out.failed || !who->ptr)
		status = tw_fail_memory(err);
	tw_buffer_release(&out);
	return status;
}
