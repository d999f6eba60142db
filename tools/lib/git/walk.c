/*
 * What commits come from: each is read once. What one comes from is read
 * first, and then given in an order in which no commit comes before one made
 * of it; of two, what both come from is looked for.
 */
#include "git/commit.h"

#include "base/arena.h"
#include "base/set.h"
#include "git/head.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { WRONG_CLOCKS = 1000 };

/* What leads to a commit: the first that was asked for, the other, or both by
 * way of one that both lead to. */
enum { ONE = 1, OTHER = 2, BOTH = ONE | OTHER, BEYOND = 4 };

struct node {
	git_oid id;
	long long committed;
	git_oid *parent_ids;
	struct node **parents; /* NULL: it was not opened yet */
	size_t parent_count;
	size_t children;       /* that are still to be given */
	unsigned reached;      /* from where */
	bool given, listed;
	struct node *next;     /* on a list of those that pass on what they got */
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
	unsigned hides;         /* reached from there, one is hidden */
	size_t shown_waiting;   /* of those that wait, not hidden */
	long long oldest;       /* of those that were opened, not hidden */
	size_t idle;            /* opened since one of these was hidden */
	size_t left;            /* of these, what is still to be given */
	size_t common;          /* to which both lead, and not beyond another */
};

static bool is_hidden(const struct tw_commits *c, const struct node *node)
{
	return node->reached & c->hides;
}

static bool is_common(const struct node *node)
{
	return node->reached == BOTH;
}

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
	c->shown_waiting += !is_hidden(c, node);
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
	c->shown_waiting -= !is_hidden(c, first);
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

/* ---- what leads where ---- */

static unsigned passed_on(const struct node *node)
{
	return node->reached |
		((node->reached & BOTH) == BOTH ? BEYOND : 0);
}

/* If that is news to one that was opened, it is to pass it on. */
static void reach(struct tw_commits *c, struct node *node, unsigned from,
	struct node **list)
{
	bool was_hidden = is_hidden(c, node);

	if (!(from & ~node->reached))
		return;
	c->common -= is_common(node);
	node->reached |= from;
	c->common += is_common(node);
	if (!was_hidden && is_hidden(c, node)) {
		c->idle = node->parents ? 0 : c->idle;
		c->shown_waiting -= !node->parents;
	}
	if (!node->parents || node->listed)
		return;
	node->listed = true;
	node->next = *list;
	*list = node;
}

/* What leads to a commit leads to all it comes from, though met before. */
static void spread(struct tw_commits *c, struct node *first, unsigned from)
{
	struct node *list = NULL, *node;

	reach(c, first, from, &list);
	while ((node = list)) {
		list = node->next;
		node->listed = false;
		for (size_t i = 0; i < node->parent_count; i++)
			if (node->parents[i])
				reach(c, node->parents[i], passed_on(node),
					&list);
	}
}

/* The node of a commit, which waits from then on if it is a new one. */
static enum tw_status meet(struct node **node, struct tw_commits *c,
	const git_oid *id, unsigned from, struct tw_error *err)
{
	struct node wanted = { .id = *id }, *made;
	bool failed = false;
	enum tw_status status;

	*node = (struct node *)(uintptr_t)tw_set_get(&c->known, hash_of(id),
		&wanted, same_id);
	if (*node) {
		spread(c, *node, from);
		return TW_OK;
	}
	*node = made = tw_arena_take(c->arena, sizeof(*made));
	if (!made)
		return tw_fail_memory(err);
	*made = (struct node){ .id = *id, .reached = from };
	status = node_read(made, c, err);
	if (!status)
		tw_set_add(&c->known, c->arena, hash_of(id), made, same_id,
			&failed);
	if (failed)
		return tw_fail_memory(err);
	c->common += is_common(made);
	return status ? status : wait(c, made, err);
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
	for (size_t i = 0; i < node->parent_count && !status; i++)
		status = meet(&node->parents[i], c, &node->parent_ids[i],
			passed_on(node), err);
	if (!is_hidden(c, node) && node->committed < c->oldest)
		c->oldest = node->committed;
	return status;
}

/*
 * Goes back until all is known that is not hidden. What waits then is hidden,
 * and older than that, so that it does not come from it, unless clocks were
 * wrong: so a thousand more are looked at. Where the only one that both come
 * from hides the rest, no more is asked.
 */
static enum tw_status read_all(struct tw_commits *c, struct tw_error *err)
{
	enum tw_status status = TW_OK;
	struct node *first;

	while (!status && (first = first_waiting(c)) && (c->shown_waiting ||
	       ((c->hides != BEYOND || c->common > 1) &&
	       (first->committed >= c->oldest || c->idle < WRONG_CLOCKS))))
		status = node_open(take_first(c), c, err);
	c->heap.len = 0;
	return status;
}

static void count_children(struct tw_commits *c)
{
	struct node **found = (void *)c->found.ptr;
	size_t count = c->found.len / sizeof(*found);

	for (size_t i = 0; i < count; i++) {
		if (is_hidden(c, found[i]))
			continue;
		c->left++;
		for (size_t k = 0; k < found[i]->parent_count; k++)
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

/* Reads what both come from; `other` may be NULL. Closed whatever comes of it. */
static enum tw_status commits_read(struct tw_commits **commits,
	struct node **tip, struct tw_revision *revision, unsigned hides,
	const unsigned char one[32], const unsigned char *other,
	struct tw_error *err)
{
	struct tw_commits *opened = *commits = calloc(1, sizeof(*opened));
	struct node *ignored;
	git_oid id = tw_oid_of(one);
	enum tw_status status;

	if (!opened)
		return tw_fail_memory(err);
	opened->revision = revision;
	opened->hides = hides;
	opened->oldest = LLONG_MAX;
	opened->arena = tw_arena_new();
	status = opened->arena ? meet(tip, opened, &id, ONE, err) :
		tw_fail_memory(err);
	if (!status && other) {
		id = tw_oid_of(other);
		status = meet(&ignored, opened, &id, OTHER, err);
	}
	return status ? status : read_all(opened, err);
}

enum tw_status tw_commits_open(struct tw_commits **commits,
	struct tw_revision *revision, const unsigned char to[32],
	const unsigned char *hidden, struct tw_error *err)
{
	struct tw_commits *opened;
	struct node *tip = NULL;
	enum tw_status status = commits_read(&opened, &tip, revision, OTHER,
		to, hidden, err);

	*commits = NULL;
	if (!status)
		count_children(opened);
	if (!status && tip->children)
		status = fail_round(revision, err);
	if (!status && !is_hidden(opened, tip))
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
		if (!is_hidden(commits, parent) && !parent->given &&
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

/* ---- what both come from ---- */

enum tw_status tw_commit_bases(unsigned char (**ids)[32], size_t *count,
	struct tw_revision *revision, const unsigned char one[32],
	const unsigned char other[32], struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_commits *c;
	struct node *tip, **found;
	enum tw_status status = commits_read(&c, &tip, revision, BEYOND, one,
		other, err);

	*ids = NULL;
	*count = 0;
	if (!status && !c->common && revision->end_count)
		status = tw_fail(err, TW_IO, "%s: what the two commits come "
			"from is not known: %s", tw_repository_shown(
			&revision->repository), tw_shallow_why(revision));
	if (!status) {
		*ids = tw_arena_take(arena, (c->common + 1) * sizeof(**ids));
		status = *ids ? TW_OK : tw_fail_memory(err);
	}
	found = c ? (void *)c->found.ptr : NULL;
	for (size_t i = 0; !status && *count < c->common; i++)
		if (is_common(found[i]))
			tw_oid_save((*ids)[(*count)++], &found[i]->id);
	tw_commits_close(c);
	return status;
}
