#include "base/utf8.h"
#include "git/head.h"
#include "git/refs.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	SUGGESTION_ROOM = 256,
	MOST_TAGS = 64,          /* that lead to one another */
	MOST_TAG = 16 * 1024 * 1024, /* bytes */
	LEAST_DIGITS = 4,        /* of the beginning of an id */
	DIGITS = 2 * GIT_OID_RAWSZ
};

/* What may be named without its prefix, the likelier first. */
static const char *const prefixes[] = {
	"refs/heads/", "refs/tags/", "refs/remotes/",
};
enum { PREFIXES = sizeof(prefixes) / sizeof(*prefixes) };

/*
 * The search for the name that was meant. The least wins by slips, by kind,
 * then by bytes, so that the order in which names are found plays no part.
 */
struct nearest {
	struct tw_view wanted;
	unsigned slips; /* of the best so far; at first, the most allowed */
	unsigned kind;
	size_t count;   /* of all references */
	char name[SUGGESTION_ROOM]; /* "": none yet */
};

/* The part of an expression such as "main~2" or "v1^{}" that is a name. */
static struct tw_view name_part(const char *name)
{
	size_t len = strcspn(name, "~^:");
	const char *at = strstr(name, "@{");

	if (at && (size_t)(at - name) < len)
		len = (size_t)(at - name);
	return (struct tw_view){ name, len };
}

/* A name from a repository is shown only if no character in it misleads. */
static bool is_presentable(struct tw_view name)
{
	uint32_t code;
	size_t len;

	while (name.len > 0) {
		len = tw_utf8_decode(&code, name);
		if (len == 0 || code == '\t' || tw_code_forbidden(code))
			return false;
		name.ptr += len;
		name.len -= len;
	}
	return true;
}

/* A branch of a remote may have been asked for without the remote's name. */
static unsigned slips_of(const struct nearest *nearest, struct tw_view name,
	bool remote)
{
	const char *slash = remote ? memchr(name.ptr, '/', name.len) : NULL;
	unsigned slips = tw_slips(nearest->wanted, name, nearest->slips);
	unsigned short_slips;
	struct tw_view branch;

	if (!slash)
		return slips;
	branch.ptr = slash + 1;
	branch.len = name.len - (size_t)(branch.ptr - name.ptr);
	short_slips = tw_slips(nearest->wanted, branch, nearest->slips);
	return short_slips < slips ? short_slips : slips;
}

/* What a remote has checked out: a second name of one of its branches. */
static bool ends_in_head(struct tw_view name)
{
	struct tw_view head = TW_VIEW("/HEAD");

	if (name.len < head.len)
		return false;
	name.ptr += name.len - head.len;
	name.len = head.len;
	return tw_view_equal(name, head);
}

static int nearest_judge(const char *reference, void *payload)
{
	struct nearest *nearest = payload;
	struct tw_view name;
	unsigned kind = 0, slips;
	bool remote;

	nearest->count++;
	while (kind < PREFIXES &&
	       strncmp(reference, prefixes[kind], strlen(prefixes[kind])))
		kind++;
	if (kind == PREFIXES)
		return 0;
	name = tw_view_of(reference + strlen(prefixes[kind]));
	if (name.len >= SUGGESTION_ROOM || !is_presentable(name))
		return 0;
	remote = kind == PREFIXES - 1;
	if (remote && ends_in_head(name))
		return 0;
	slips = slips_of(nearest, name, remote);
	if (slips > nearest->slips || (slips == nearest->slips &&
			(kind > nearest->kind || (kind == nearest->kind &&
			strcmp(name.ptr, nearest->name) >= 0))))
		return 0;
	nearest->slips = slips;
	nearest->kind = kind;
	snprintf(nearest->name, sizeof(nearest->name), "%s", name.ptr);
	return 0;
}

/* A slip for every three characters, and one more, is still likeness. */
static void nearest_find(struct nearest *nearest,
	const struct tw_repository *repository, struct tw_view wanted)
{
	nearest->wanted = wanted;
	nearest->slips = 1 + (unsigned)(wanted.len < 9 ? wanted.len : 9) / 3;
	nearest->kind = PREFIXES;
	nearest->count = 0;
	nearest->name[0] = '\0';
	repository->git->reference_foreach_name(repository->handle,
		nearest_judge, nearest);
}

/* ---- what a name stands for ---- */

/* What has an id that is, or begins, so. */
static int id_find(git_oid *id, const struct tw_revision *revision,
	const char *name, size_t least)
{
	const struct tw_git *git = revision->repository.git;
	size_t len = strlen(name);
	git_oid start;

	if (len < least || len > DIGITS ||
	    strspn(name, "0123456789abcdefABCDEF") < len ||
	    git->oid_fromstrn(&start, name, len) < 0)
		return GIT_ENOTFOUND;
	return git->odb_exists_prefix(id, revision->odb, &start, len);
}

static int reference_find(git_oid *id, const struct tw_revision *revision,
	const char *name)
{
	const struct tw_git *git = revision->repository.git;
	git_reference *reference = NULL, *direct = NULL;
	int code = git->reference_dwim(&reference, revision->repository.handle,
		name);

	if (code == 0)
		code = git->reference_resolve(&direct, reference);
	if (code == 0)
		*id = *git->reference_target(direct);
	git->reference_free(direct);
	git->reference_free(reference);
	return code;
}

/* The object that a name leads to, which is not read if libgit2 need not. */
static int object_find(git_oid *id, const struct tw_revision *revision,
	const char *name)
{
	const struct tw_git *git = revision->repository.git;
	git_object *object = NULL;
	int code = id_find(id, revision, name, DIGITS);

	if (!*name)
		return GIT_EINVALIDSPEC;
	if (code < 0)
		code = reference_find(id, revision, name);
	if (code < 0)
		code = id_find(id, revision, name, LEAST_DIGITS);
	if (code != GIT_ENOTFOUND || tw_git_denied())
		return code;
	code = git->revparse_single(&object, revision->repository.handle,
		name);
	if (code == 0)
		*id = *git->object_id(object);
	git->object_free(object);
	return code;
}

/* ---- what it does not stand for ---- */

/* True if `part` of a longer expression is known by itself. */
static bool is_known(const struct tw_revision *revision, struct tw_view part)
{
	char *name = strndup(part.ptr, part.len);
	git_oid ignored;
	bool known = name && part.len > 0 &&
		object_find(&ignored, revision, name) == 0;

	free(name);
	return known;
}

/* True if git noted where HEAD was: then something was committed once. */
static bool had_commits(const struct tw_repository *repository)
{
	char path[PATH_MAX + 16];
	struct stat st;

	snprintf(path, sizeof(path), "%slogs/HEAD",
		repository->git->repository_path(repository->handle));
	return !stat(path, &st) && st.st_size > 0;
}

static enum tw_status unknown_fail(const struct tw_revision *revision,
	const char *name, struct tw_error *err)
{
	const struct tw_repository *repository = &revision->repository;
	const char *shown = tw_repository_shown(repository);
	const char *gap = tw_repository_gap(repository);
	const char *link = gap ? "; " : "";
	struct tw_view part = name_part(name);
	struct nearest nearest;
	enum tw_status status = tw_refs_check(repository, err);

	if (status)
		return status;
	if (!gap)
		gap = "";
	nearest_find(&nearest, repository, part);
	if (!nearest.count &&
	    repository->git->repository_head_unborn(repository->handle) == 1)
		return tw_fail(err, TW_IO, had_commits(repository) ?
			"%s: no branch is left here, and so no revision "
			"\"%s\", though there were commits; \"git fsck "
			"--lost-found\" finds those" : "%s: this repository "
			"has no commit yet, and so no revision \"%s\"", shown,
			name);
	if (is_known(revision, part))
		return tw_fail(err, TW_IO, "%s: there is no revision \"%s\", "
			"though there is \"%.*s\"%s%s", shown, name,
			TW_ARG(part), link, gap);
	if (*nearest.name)
		return tw_fail(err, TW_IO, "%s: there is no revision \"%s\"; "
			"perhaps \"%s\" is meant%s%s", shown, name,
			nearest.name, link, gap);
	return tw_fail(err, TW_IO, "%s: there is no revision \"%s\"%s%s",
		shown, name, link, gap);
}

static enum tw_status name_fail(const struct tw_revision *revision,
	int code, const char *name, struct tw_error *err)
{
	const char *shown = tw_repository_shown(&revision->repository);

	switch (code) {
	case GIT_ENOTFOUND:
	case GIT_EUNBORNBRANCH:
		return unknown_fail(revision, name, err);
	case GIT_EAMBIGUOUS:
		return tw_fail(err, TW_IO, "%s: several objects have an id "
			"that begins with \"%s\"; give more of it",
			shown, name);
	case GIT_EINVALIDSPEC:
		return tw_fail(err, TW_USAGE, "%s: \"%s\" cannot be the name "
			"of a revision", shown, name);
	case GIT_EPEEL:
		return tw_fail(err, TW_IO, "%s: \"%s\" is no commit, nor a tag "
			"or branch that leads to one", shown, name);
	default:
		return tw_git_fail(revision->repository.git, err, shown,
			"the revision cannot be read");
	}
}

/* ---- tags ---- */

/* A tag's bytes begin with what it is a tag of. */
static bool tag_follow(git_oid *id, const struct tw_git *git,
	git_odb_object *tag)
{
	static const char word[] = "object ";
	size_t len = sizeof(word) - 1;
	const char *bytes = git->odb_object_data(tag);

	return git->odb_object_size(tag) > len + DIGITS &&
		!memcmp(bytes, word, len) &&
		!git->oid_fromstrn(id, bytes + len, DIGITS);
}

/* Follows tags to what is none; *code is GIT_EPEEL if that is no commit. */
static enum tw_status tags_follow(git_oid *id, int *code,
	struct tw_revision *revision, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	git_odb_object *object = NULL;
	git_object_t type = GIT_OBJECT_TAG;
	enum tw_status status = TW_OK;
	bool large = false, led = true;

	for (int i = 0; i < MOST_TAGS && led && type == GIT_OBJECT_TAG; i++) {
		status = tw_object_read(&object, &large, revision,
			revision->odb, id, MOST_TAG, "a commit", err);
		if (status)
			return status;
		type = large ? GIT_OBJECT_INVALID :
			git->odb_object_type(object);
		led = type == GIT_OBJECT_TAG && tag_follow(id, git, object);
		git->odb_object_free(object);
	}
	*code = type == GIT_OBJECT_COMMIT ? 0 : GIT_EPEEL;
	return TW_OK;
}

/* ---- steps back from there: "~2", "^", "^2" ---- */

/* Where these begin; the end of the name if there are none. */
static const char *steps_of(const char *name)
{
	const char *at = name + strlen(name), *steps = at;

	while (at > name && (tw_digit(at[-1]) || strchr("~^", at[-1])))
		if (strchr("~^", *--at))
			steps = at;
	return steps;
}

static unsigned take_number(const char **at)
{
	unsigned number = 0;

	if (!tw_digit(**at))
		return 1;
	for (; tw_digit(**at); ++*at)
		if (number < UINT_MAX / 10 - 1)
			number = number * 10 + (unsigned)(**at - '0');
	return number;
}

/* *code is GIT_ENOTFOUND if there is no such parent. */
static enum tw_status parent_find(git_oid *id, int *code,
	struct tw_revision *revision, unsigned which, struct tw_error *err)
{
	struct tw_head head;
	enum tw_status status = tw_head_open(&head, revision, id, err);

	if (!status && which > head.parent_count)
		*code = GIT_ENOTFOUND;
	else if (!status)
		*id = tw_head_parent(&head, which - 1);
	tw_head_close(&head, revision);
	return status;
}

static enum tw_status steps_take(git_oid *id, int *code,
	struct tw_revision *revision, const char *at, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	while (*at && !status && !*code) {
		bool back = *at++ == '~';
		unsigned number = take_number(&at);

		for (unsigned i = 0; back && i < number && !status && !*code;
		     i++)
			status = parent_find(id, code, revision, 1, err);
		if (!back && number)
			status = parent_find(id, code, revision, number, err);
	}
	return status;
}

/*
 * By its message: libgit2 tries a pattern on that of every commit, and what
 * somebody wrote into one may keep it busy for ever.
 */
static bool is_by_message(const char *name)
{
	return !strncmp(name, ":/", 2) || strstr(name, "^{/");
}

enum tw_status tw_commit_name(git_oid *commit, struct tw_revision *revision,
	const char *name, struct tw_error *err)
{
	const char *steps = steps_of(name);
	char *base = strndup(name, (size_t)(steps - name));
	enum tw_status status = TW_OK;
	int code;

	memset(commit, 0, sizeof(*commit));
	if (is_by_message(name)) {
		free(base);
		return tw_fail(err, TW_USAGE, "%s: \"%s\": no commit is "
			"sought here by its message; \"git log --grep\" tells "
			"its id", tw_repository_shown(&revision->repository),
			name);
	}
	if (!base)
		return tw_fail_memory(err);
	code = object_find(commit, revision, base);
	free(base);
	/* A moment without memory is taken for a fault of the name. */
	if (tw_git_denied())
		return tw_fail_memory(err);
	if (code == 0)
		status = tags_follow(commit, &code, revision, err);
	if (code < 0)
		return name_fail(revision, code, name, err);
	if (!status)
		status = steps_take(commit, &code, revision, steps, err);
	return code < 0 ? unknown_fail(revision, name, err) : status;
}
