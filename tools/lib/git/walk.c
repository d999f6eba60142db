/*
 * What a commit comes from: all of it is read first, each commit once, and
 * then given in an order in which no commit comes before one made of it.
 */
#include "git/commit.h"

#include "base/arena.h"
#include "base/set.h"
#include "git/head.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { WRONG_CLOCKS = 1000 };

struct node {
	git_oid id;
	long long committed;
	git_oid *parent_ids;
	struct node **parents; /* NULL: it was not opened yet */
	size_t parent_count;
	size_t children;       /* that are still to be given */
	bool hidden, given;
	struct node *next;     /* on a list of those that are to be hidden */
};

/* The newest of those that wait comes first, then the one that came first. */
struct waiting {
	struct node *node;
	size_t place;
};

struct tw_commits {
	struct tw_revision *revision;
	struct tw_arena *arena;
	struct tw_set known;    /* of struct node */
	struct tw_buffer heap;  /* of struct waiting */
	struct tw_buffer found; /* of struct node *: opened, in that order */
	size_t placed;
	size_t shown_waiting;   /* of those that wait, not hidden */
	long long oldest;       /* of those that were opened, not hidden */
	size_t idle;            /* opened since one of these was hidden */
	size_t left;            /* of these, what is still to be given */
};

/* ---- those that wait ---- */

static bool goes_first(const struct waiting *a, const struct waiting *b)
{
	if (a->node->committed != b->node->committed)
		return a->node->committed > b->node->committed;
	return a->place < b->place;
}

static void swap(struct waiting *a, struct waiting *b)
{
	struct waiting kept = *a;

	*a = *b;
	*b = kept;
}

static enum tw_status wait(struct tw_commits *c, struct node *node,
	struct tw_error *err)
{
	struct waiting last = { node, c->placed++ }, *heap;
	size_t at = c->heap.len / sizeof(last);

	if (!tw_buffer_add(&c->heap, &last, sizeof(last)))
		return tw_fail_memory(err);
	c->shown_waiting += !node->hidden;
	for (heap = (void *)c->heap.ptr; at && goes_first(&heap[at],
	     &heap[(at - 1) / 2]); at = (at - 1) / 2)
		swap(&heap[at], &heap[(at - 1) / 2]);
	return TW_OK;
}

static struct node *first_waiting(const struct tw_commits *c)
{
	return c->heap.len ? ((struct waiting *)(void *)c->heap.ptr)->node :
		NULL;
}

/* Takes the first one off the heap. */
static struct node *take_first(struct tw_commits *c)
{
	struct waiting *heap = (void *)c->heap.ptr;
	struct node *first = first_waiting(c);
	size_t count = c->heap.len / sizeof(*heap) - 1, at = 0, child;

	heap[0] = heap[count];
	c->heap.len = count * sizeof(*heap);
	c->shown_waiting -= !first->hidden;
	while ((child = 2 * at + 1) < count) {
		child += child + 1 < count &&
			goes_first(&heap[child + 1], &heap[child]);
		if (!goes_first(&heap[child], &heap[at]))
			break;
		swap(&heap[child], &heap[at]);
		at = child;
	}
	return first;
}

/* ---- reading ---- */

static bool same_id(const void *a, const void *b)
{
	return !memcmp(((const struct node *)a)->id.id,
		((const struct node *)b)->id.id, GIT_OID_RAWSZ);
}

static uint64_t hash_of(const git_oid *id)
{
	return tw_hash((struct tw_view){ (const char *)id->id,
		GIT_OID_RAWSZ });
}

static enum tw_status node_read(struct node *node, struct tw_commits *c,
	struct tw_error *err)
{
	struct tw_head head;
	enum tw_status status = tw_head_open(&head, c->revision, &node->id,
		err);

	if (!status) {
		node->committed = tw_head_committed(&head);
		node->parent_count = head.parent_count;
		node->parent_ids = tw_arena_take_raw(c->arena,
			(head.parent_count + 1) * sizeof(*node->parent_ids));
		if (!node->parent_ids)
			status = tw_fail_memory(err);
	}
	for (size_t i = 0; !status && i < head.parent_count; i++)
		node->parent_ids[i] = tw_head_parent(&head, i);
	tw_head_close(&head, c->revision);
	return status;
}

/* The node of a commit, which waits from then on if it is a new one. */
static enum tw_status meet(struct node **node, struct tw_commits *c,
	const git_oid *id, bool hidden, struct tw_error *err)
{
	struct node wanted = { .id = *id }, *made;
	bool failed = false;
	enum tw_status status;

	*node = (struct node *)(uintptr_t)tw_set_get(&c->known, hash_of(id),
		&wanted, same_id);
	if (*node)
		return TW_OK;
	*node = made = tw_arena_take(c->arena, sizeof(*made));
	if (!made)
		return tw_fail_memory(err);
	*made = (struct node){ .id = *id, .hidden = hidden };
	status = node_read(made, c, err);
	if (!status)
		tw_set_add(&c->known, c->arena, hash_of(id), made, same_id,
			&failed);
	if (failed)
		return tw_fail_memory(err);
	return status ? status : wait(c, made, err);
}

static void set_hidden(struct tw_commits *c, struct node *node,
	struct node **list)
{
	node->hidden = true;
	node->next = *list;
	*list = node;
	if (node->parents)
		c->idle = 0;
	else
		c->shown_waiting--;
}

/* What something hidden comes from is hidden, though it was met before. */
static void hide(struct tw_commits *c, struct node *first)
{
	struct node *list = NULL, *node;

	if (!first->hidden)
		set_hidden(c, first, &list);
	while ((node = list)) {
		list = node->next;
		for (size_t i = 0; node->parents && i < node->parent_count;
		     i++)
			if (node->parents[i] && !node->parents[i]->hidden)
				set_hidden(c, node->parents[i], &list);
	}
}

static enum tw_status node_open(struct node *node, struct tw_commits *c,
	struct tw_error *err)
{
	enum tw_status status = TW_OK;

	c->idle++;
	node->parents = tw_arena_take(c->arena,
		(node->parent_count + 1) * sizeof(*node->parents));
	if (!node->parents || !tw_buffer_add(&c->found, &node, sizeof(node)))
		return tw_fail_memory(err);
	for (size_t i = 0; i < node->parent_count && !status; i++) {
		status = meet(&node->parents[i], c, &node->parent_ids[i],
			node->hidden, err);
		if (!status && node->hidden)
			hide(c, node->parents[i]);
	}
	if (!node->hidden && node->committed < c->oldest)
		c->oldest = node->committed;
	return status;
}

/*
 * Goes back until all is known that is not hidden. What waits then is hidden,
 * and older than that, so that it does not come from it, unless clocks were
 * wrong: so a thousand more are looked at.
 */
static enum tw_status read_all(struct tw_commits *c, struct tw_error *err)
{
	enum tw_status status = TW_OK;
	struct node *first;

	while (!status && (first = first_waiting(c)) &&
	       (c->shown_waiting || first->committed >= c->oldest ||
	       c->idle < WRONG_CLOCKS))
		status = node_open(take_first(c), c, err);
	c->heap.len = 0;
	return status;
}

static void count_children(struct tw_commits *c)
{
	struct node **found = (void *)c->found.ptr;
	size_t count = c->found.len / sizeof(*found);

	for (size_t i = 0; i < count; i++) {
		c->left += !found[i]->hidden;
		for (size_t k = 0; !found[i]->hidden &&
		     k < found[i]->parent_count; k++)
			found[i]->parents[k]->children++;
	}
}

/* No commit does, but one that was made to mislead. */
static enum tw_status fail_round(const struct tw_revision *revision,
	struct tw_error *err)
{
	return tw_fail(err, TW_IO, "%s: the repository has commits that come "
		"from themselves; \"git fsck\" says more",
		tw_repository_shown(&revision->repository));
}

/* ---- one after another ---- */

enum tw_status tw_commits_open(struct tw_commits **commits,
	struct tw_revision *revision, const unsigned char to[32],
	const unsigned char *hidden, struct tw_error *err)
{
	struct tw_commits *opened = calloc(1, sizeof(*opened));
	struct node *tip = NULL, *base;
	git_oid id;
	enum tw_status status = TW_OK;

	*commits = NULL;
	if (!opened)
		return tw_fail_memory(err);
	opened->revision = revision;
	opened->oldest = LLONG_MAX;
	opened->arena = tw_arena_new();
	if (!opened->arena)
		status = tw_fail_memory(err);
	if (!status && hidden) {
		id = tw_oid_of(hidden);
		status = meet(&base, opened, &id, true, err);
	}
	id = tw_oid_of(to);
	if (!status)
		status = meet(&tip, opened, &id, false, err);
	if (!status)
		status = read_all(opened, err);
	if (!status)
		count_children(opened);
	if (!status && tip->children)
		status = fail_round(revision, err);
	if (!status && !tip->hidden)
		status = wait(opened, tip, err);
	if (status)
		tw_commits_close(opened);
	else
		*commits = opened;
	return status;
}

enum tw_status tw_commits_next(struct tw_commit *commit, bool *ended,
	struct tw_commits *commits, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_revision *revision = commits->revision;
	struct node *node = first_waiting(commits), *parent;
	unsigned char id[32];
	enum tw_status status = TW_OK;

	*ended = !node;
	if (!node)
		return commits->left ? fail_round(revision, err) : TW_OK;
	take_first(commits);
	commits->left--;
	node->given = true;
	for (size_t i = 0; i < node->parent_count && !status; i++) {
		parent = node->parents[i];
		if (!parent->hidden && !parent->given &&
		    parent->children && !--parent->children)
			status = wait(commits, parent, err);
	}
	tw_oid_save(id, &node->id);
	return status ? status : tw_commit_read(commit, revision, id, arena,
		err);
}

void tw_commits_close(struct tw_commits *commits)
{
	if (!commits)
		return;
	tw_arena_free(commits->arena);
	tw_buffer_release(&commits->heap);
	tw_buffer_release(&commits->found);
	free(commits);
}

struct tw_revision *tw_commits_of(const struct tw_commits *commits)
{
	return commits->revision;
}
