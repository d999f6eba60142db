#include "base/utf8.h"
#include "git/repository.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUGGESTION_ROOM = 256 };

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

/* True if `part` of a longer expression is known by itself. */
static bool is_known(const struct tw_repository *repository,
	struct tw_view part)
{
	const struct tw_git *git = repository->git;
	git_object *object = NULL;
	char *name = strndup(part.ptr, part.len);
	bool known = name && part.len > 0 &&
		git->revparse_single(&object, repository->handle, name) == 0;

	git->object_free(object);
	free(name);
	return known;
}

static enum tw_status unknown_fail(const struct tw_repository *repository,
	const char *name, struct tw_error *err)
{
	const char *shown = tw_repository_shown(repository);
	const char *gap = tw_repository_gap(repository);
	const char *link = gap ? "; " : "";
	struct tw_view part = name_part(name);
	struct nearest nearest;

	if (!gap)
		gap = "";
	nearest_find(&nearest, repository, part);
	if (!nearest.count &&
	    repository->git->repository_head_unborn(repository->handle) == 1)
		return tw_fail(err, TW_IO, "%s: this repository has no commit "
			"yet, and so no revision \"%s\"", shown, name);
	if (is_known(repository, part))
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

static enum tw_status resolve_fail(const struct tw_repository *repository,
	int code, const char *name, struct tw_error *err)
{
	const char *shown = tw_repository_shown(repository);

	switch (code) {
	case GIT_ENOTFOUND:
	case GIT_EUNBORNBRANCH:
		return unknown_fail(repository, name, err);
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
		return tw_git_fail(repository->git, err, shown,
			"the revision cannot be read");
	}
}

enum tw_status tw_repository_resolve(git_oid *commit,
	const struct tw_repository *repository, const char *name,
	struct tw_error *err)
{
	const struct tw_git *git = repository->git;
	git_object *object = NULL, *peeled = NULL;
	int code;

	memset(commit, 0, sizeof(*commit));
	code = git->revparse_single(&object, repository->handle, name);
	if (code == 0 && !tw_git_denied()) {
		code = git->object_peel(&peeled, object, GIT_OBJECT_COMMIT);
		/* The name was fine; what it names is of a wrong kind. */
		if (code == GIT_EINVALIDSPEC)
			code = GIT_EPEEL;
	}
	git->object_free(object);
	/* A moment without memory is taken for a fault of the name. */
	if (tw_git_denied()) {
		git->object_free(peeled);
		return tw_fail_memory(err);
	}
	if (code < 0)
		return resolve_fail(repository, code, name, err);
	*commit = *git->commit_id((git_commit *)peeled);
	git->object_free(peeled);
	return TW_OK;
}
