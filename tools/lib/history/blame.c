#include "history/blame.h"

#include "base/utf8.h"
#include "history/before.h"
#include "history/same.h"

#include <stdlib.h>
#include <string.h>

/* A record that suspects share; the last of them frees it. */
struct kept {
	struct tw_arena *arena;
	struct tw_version version;
	size_t holders;
};

/*
 * A version that is held against those before it. Of its items those that
 * are still looked for have a place in the blame: `change` while their last
 * change is sought, `promise` while the first plan is.
 */
struct suspect {
	struct suspect *next;
	const struct tw_commit *at;     /* before which it stands; NULL: before
	                                 * the one that all begins with */
	const struct tw_commit *blamed; /* of what is new in it; may be NULL */
	struct tw_view path;
	struct kept *kept;
	const struct tw_record *record;
	struct tw_arena *own;           /* that this lives in */
	unsigned char id[32];           /* of its blob; zeros: of none */
	size_t *change, *promise;       /* [item]: TW_NOWHERE: not */
	size_t count;                   /* items */
	bool field[TW_KNOWN_FIELDS];
};

struct blaming {
	struct tw_blame *blame;
	struct tw_reader reader;
	const struct tw_commit *from;
	struct suspect *todo; /* the newest first */
	struct tw_arena *arena;   /* of what is found, and of commits */
	struct tw_arena *looking; /* of one suspect at a time */
	struct tw_arena *scratch; /* of a commit that is passed on the way */
	struct tw_error *err;
};

/* ---- suspects ---- */

static size_t *nowhere(struct tw_arena *arena, size_t count)
{
	size_t *list = tw_arena_take(arena, (count + 1) * sizeof(*list));

	for (size_t i = 0; list && i <= count; i++)
		list[i] = TW_NOWHERE;
	return list;
}

static size_t count_items(const struct tw_record *record)
{
	size_t count = 0;

	for (const struct tw_section *s = record->sections; s; s = s->next)
		count += s->count;
	return count;
}

static struct kept *kept_new(struct tw_error *err)
{
	struct kept *kept = calloc(1, sizeof(*kept));

	if (kept && !(kept->arena = tw_arena_new())) {
		free(kept);
		kept = NULL;
	}
	if (kept)
		kept->holders = 1;
	else
		tw_fail_memory(err);
	return kept;
}

static void kept_drop(struct kept *kept)
{
	if (!kept || --kept->holders)
		return;
	tw_arena_free(kept->arena);
	free(kept);
}

static void suspect_free(struct suspect *s)
{
	kept_drop(s->kept);
	tw_arena_free(s->own);
}

static struct suspect *suspect_new(const struct tw_commit *at,
	const struct tw_commit *blamed, struct tw_view path,
	struct kept *kept, const unsigned char *id)
{
	struct tw_arena *own = tw_arena_new();
	struct suspect *s = own ? tw_arena_take(own, sizeof(*s)) : NULL;

	if (s) {
		*s = (struct suspect){ .at = at, .blamed = blamed,
			.path = tw_arena_copy(own, path), .own = own,
			.record = kept->version.record,
			.count = count_items(kept->version.record) };
		s->change = nowhere(own, s->count);
		s->promise = nowhere(own, s->count);
	}
	if (!s || !s->path.ptr || !s->change || !s->promise) {
		tw_arena_free(own);
		return NULL;
	}
	if (id)
		memcpy(s->id, id, sizeof(s->id));
	s->kept = kept;
	kept->holders++;
	return s;
}

static bool has_some(const struct suspect *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->change[i] != TW_NOWHERE || s->promise[i] != TW_NOWHERE)
			return true;
	for (int k = 0; k < TW_KNOWN_FIELDS; k++)
		if (s->field[k])
			return true;
	return false;
}

static bool same_commit(const struct tw_commit *a, const struct tw_commit *b)
{
	return a && b && !memcmp(a->id, b->id, sizeof(a->id));
}

/* True if both hold the same file of the same commit. */
static bool is_one(const struct suspect *a, const struct suspect *b)
{
	return same_commit(a->at, b->at) && same_commit(a->blamed,
			b->blamed) &&
		!memcmp(a->id, b->id, sizeof(a->id)) &&
		a->count == b->count && tw_view_equal(a->path, b->path);
}

static void join(struct suspect *into, const struct suspect *s)
{
	for (size_t i = 0; i < s->count; i++) {
		if (s->change[i] != TW_NOWHERE)
			into->change[i] = s->change[i];
		if (s->promise[i] != TW_NOWHERE)
			into->promise[i] = s->promise[i];
	}
	for (int k = 0; k < TW_KNOWN_FIELDS; k++)
		into->field[k] |= s->field[k];
}

static void put(struct blaming *b, struct suspect *s)
{
	struct suspect **end = &b->todo;

	if (!has_some(s)) {
		suspect_free(s);
		return;
	}
	for (struct suspect *i = b->todo; i; i = i->next)
		if (is_one(i, s)) {
			join(i, s);
			suspect_free(s);
			return;
		}
	while (*end && s->at && (!(*end)->at || (*end)->at->committed >=
	       s->at->committed))
		end = &(*end)->next;
	s->next = *end;
	*end = s;
}

/* The version that stands in a tree. */
static enum tw_status read_kept(struct kept **kept, struct blaming *b,
	const struct tw_tree_entry *entry, struct tw_view path)
{
	*kept = kept_new(b->err);
	return *kept ? tw_version_read(&(*kept)->version, &b->reader,
		entry->id, entry->mode, path, (*kept)->arena, b->err) :
		b->err->status;
}

/* ---- promises of the term before ---- */

/* The place of an item in its record. */
static size_t place_of(const struct tw_record *record,
	const struct tw_item *item)
{
	size_t place = 0;

	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next) {
			if (i == item)
				return place;
			place++;
		}
	return TW_NOWHERE;
}

static bool is_planned_again(const struct tw_plan *plan)
{
	return plan->shown && plan->shown->section == TW_PLANNED &&
		plan->band == TW_BAND_MATCHED;
}

/* Takes over what is a plan of the term before, planned again. */
static enum tw_status hand_back(struct blaming *b, struct suspect *s,
	struct suspect *before)
{
	struct tw_update thread[] = { { before->record, { 0, 0 } },
		{ s->record, { 0, 1 } } };
	struct tw_comparison *c;
	enum tw_status status = tw_compare(&c, b->looking, b->reader.lexicon,
		NULL, thread, 0, 1, b->err);

	for (size_t i = 0; i < (status ? 0 : c->plan_count); i++) {
		const struct tw_plan *plan = &c->plans[i];
		size_t now, then;

		if (!is_planned_again(plan))
			continue;
		now = place_of(s->record, plan->shown->item);
		then = place_of(before->record, plan->node->item);
		if (now == TW_NOWHERE || then == TW_NOWHERE ||
		    s->promise[now] == TW_NOWHERE ||
		    before->promise[then] != TW_NOWHERE)
			continue;
		before->promise[then] = s->promise[now];
		s->promise[now] = TW_NOWHERE;
	}
	return status;
}

static bool has_promise(const struct suspect *s)
{
	size_t i = 0;

	while (i < s->count && s->promise[i] == TW_NOWHERE)
		i++;
	return i < s->count;
}

/* *any is false if the folder has no record before. */
static enum tw_status look_in(bool *any, struct blaming *b, struct suspect *s,
	struct tw_view folder)
{
	const struct tw_commit *commit = s->blamed ? s->blamed : b->from;
	const struct tw_before_place in = { &b->reader, commit->tree,
		b->looking, b->err };
	struct tw_found_before found;
	struct suspect *before;
	struct kept *kept = NULL;
	enum tw_status status = tw_before_find(&found, &in, folder,
		tw_after(s->path, tw_folder_of(s->path).len));

	*any = found.entry.mode;
	if (status || !*any)
		return status;
	status = read_kept(&kept, b, &found.entry, found.path);
	if (!status && !kept->version.fault && kept->version.record) {
		before = suspect_new(commit, commit, found.path, kept,
			found.entry.id);
		status = before ? hand_back(b, s, before) :
			tw_fail_memory(b->err);
		if (before)
			put(b, before);
	}
	kept_drop(kept);
	return status;
}

/*
 * Of plans that begin here: were they plans of the term before, or of a
 * priority that this one carries on?
 */
static enum tw_status look_before(struct blaming *b, struct suspect *s)
{
	struct tw_view own = tw_folder_of(s->path), folder, slug, rest;
	bool any;
	enum tw_status status = look_in(&any, b, s, own);

	rest = tw_record_value(s->record, TW_SUCCEEDS, b->looking);
	while (!status && !any && has_promise(s) &&
	       tw_list_next(&slug, &rest)) {
		bool ignored;

		folder = tw_folder_beside(own, slug, b->looking);
		if (tw_slug_valid(slug))
			status = folder.ptr ? look_in(&ignored, b, s, folder) :
				tw_fail_memory(b->err);
	}
	return status;
}

/* ---- what begins here ---- */

static enum tw_status keep_promises(struct blaming *b,
	const struct suspect *s)
{
	struct tw_promise promise = { s->blamed,
		tw_arena_copy(b->arena, s->path), tw_arena_copy(b->arena,
		tw_record_value(s->record, TW_TERM, b->looking)) };

	if (!promise.path.ptr || !promise.term.ptr)
		return tw_fail_memory(b->err);
	for (size_t i = 0; i < s->count; i++)
		if (s->promise[i] != TW_NOWHERE)
			b->blame->promises[s->promise[i]] = promise;
	return TW_OK;
}

static enum tw_status settle(struct blaming *b, struct suspect *s,
	const unsigned *changed)
{
	struct tw_blame *blame = b->blame;
	enum tw_status status = TW_OK;

	for (int k = 0; k < TW_KNOWN_FIELDS; k++)
		if (s->field[k])
			blame->fields[k].commit = s->blamed;
	for (size_t i = 0; i < s->count; i++)
		if (s->change[i] != TW_NOWHERE)
			blame->items[s->change[i]] = (struct tw_origin_of){
				s->blamed, changed ? changed[i] :
				TW_EDIT_ADDED };
	if (has_promise(s))
		status = look_before(b, s);
	if (!status && has_promise(s))
		status = keep_promises(b, s);
	return status;
}

/* ---- from a version to one before it ---- */

static void hand_fields(struct suspect *to, struct suspect *s,
	const struct tw_edits *edits)
{
	bool changed[TW_UNKNOWN_FIELD + 1] = { false };

	for (size_t i = 0; i < edits->field_count; i++)
		if (edits->fields[i].to)
			changed[edits->fields[i].to->kind] = true;
	for (int k = 0; k < TW_KNOWN_FIELDS; k++)
		if (s->field[k] && !changed[k]) {
			to->field[k] = true;
			s->field[k] = false;
		}
}

static void hand_items(struct suspect *to, struct suspect *s,
	const struct tw_edits *edits)
{
	for (size_t i = 0; i < edits->to_count && i < s->count; i++) {
		size_t origin = edits->origin[i];

		if (origin == TW_NOWHERE)
			continue;
		if (!(edits->changed[i] & TW_EDIT_SUBSTANCE)) {
			to->change[origin] = s->change[i];
			s->change[i] = TW_NOWHERE;
		}
		if (edits->from_nodes[origin].section == TW_PLANNED) {
			to->promise[origin] = s->promise[i];
			s->promise[i] = TW_NOWHERE;
		}
	}
}

/* The whole of it goes on: the file is the same, or cannot be read. */
static enum tw_status hand_all(struct blaming *b, struct suspect *s,
	const struct tw_commit *at, const struct tw_commit *blamed)
{
	struct suspect *to = suspect_new(at, blamed, s->path, s->kept, s->id);

	if (!to)
		return tw_fail_memory(b->err);
	join(to, s);
	memset(s->field, 0, sizeof(s->field));
	for (size_t i = 0; i < s->count; i++)
		s->change[i] = s->promise[i] = TW_NOWHERE;
	put(b, to);
	return TW_OK;
}

/* The name that a file had before a commit gave it this one. */
static enum tw_status find_renamed(struct tw_view *path,
	struct tw_tree_entry *entry, struct blaming *b,
	const struct suspect *s, const struct tw_commit *commit,
	const struct tw_commit *parent)
{
	struct tw_tree_change *all, own = { .path = s->path,
		.to_mode = 0100644 };
	size_t n, gone = 0, from = TW_NOWHERE;
	enum tw_status status;

	entry->mode = 0;
	if (!commit)
		return TW_OK;
	status = tw_trees_differ(&all, &n, b->reader.trees,
		&(struct tw_tree_pair){ parent->tree, commit->tree,
		tw_path_wanted, NULL, TW_VIEW("") }, b->looking, b->err);
	for (size_t i = 0; i < n && !status; i++)
		if (!all[i].to_mode)
			all[gone++] = all[i];
	memcpy(own.to, s->id, sizeof(own.to));
	if (!status && gone)
		status = tw_renames_find(&from, &b->reader, &own, 1, all,
			gone, b->looking, b->err);
	if (status || !gone || from == TW_NOWHERE)
		return status;
	*path = all[from].path;
	entry->mode = all[from].from_mode;
	memcpy(entry->id, all[from].from, sizeof(entry->id));
	return TW_OK;
}

/* What is not new in a version goes on to the one before it. */
static enum tw_status hand_on(unsigned **changed, struct blaming *b,
	struct suspect *s, const struct tw_commit *source,
	const struct tw_tree_entry *entry, struct tw_view path,
	struct kept *kept)
{
	struct tw_edits edits;
	struct suspect *to;
	enum tw_status status = tw_edits_find(&edits, b->looking,
		b->reader.lexicon, kept->version.record, s->record, b->err);

	if (status)
		return status;
	to = suspect_new(source, source, path, kept, entry->id);
	if (!to)
		return tw_fail_memory(b->err);
	if (!*changed)
		*changed = edits.changed;
	hand_fields(to, s, &edits);
	hand_items(to, s, &edits);
	put(b, to);
	return TW_OK;
}

/* Hands on to `source` what stood there already. */
static enum tw_status look_at(unsigned **changed, struct blaming *b,
	struct suspect *s, const struct tw_commit *source)
{
	struct tw_view path = s->path;
	struct tw_tree_entry entry;
	struct kept *kept = NULL;
	enum tw_status status;
	bool found;

	status = tw_trees_find(&entry, &found, b->reader.trees, source->tree,
		path.ptr, b->err);
	if (!status && !found)
		status = find_renamed(&path, &entry, b, s, s->at, source);
	if (status || !entry.mode)
		return status;
	if (!memcmp(entry.id, s->id, sizeof(s->id)) &&
	    tw_view_equal(path, s->path))
		return hand_all(b, s, source, source);
	status = read_kept(&kept, b, &entry, path);
	/* What could not be read then is passed over. */
	if (!status)
		status = kept->version.fault ?
			hand_all(b, s, source, s->blamed) :
			hand_on(changed, b, s, source, &entry, path, kept);
	kept_drop(kept);
	return status;
}

static const struct tw_commit *read_commit(struct blaming *b,
	const unsigned char id[32])
{
	struct tw_commit *commit = tw_arena_take(b->arena, sizeof(*commit));

	if (!commit) {
		tw_fail_memory(b->err);
		return NULL;
	}
	return tw_commit_read(commit, b->reader.revision, id, b->arena,
		b->err) ? NULL : commit;
}

/*
 * Goes past the commits that left the file alone, as long as nothing newer
 * waits that might meet it.
 */
static enum tw_status run_ahead(struct blaming *b, struct suspect *s)
{
	struct tw_commit at = { .parents = NULL };
	unsigned char id[32], last[32];
	struct tw_tree_entry entry;
	enum tw_status status = TW_OK;
	bool found, passed = false;

	if (s->at)
		at = *s->at;
	while (s->at && s->at == s->blamed && at.parent_count == 1) {
		memcpy(id, at.parents[0], sizeof(id));
		tw_arena_reset(b->scratch);
		status = tw_commit_read(&at, b->reader.revision, id,
			b->scratch, b->err);
		if (!status)
			status = tw_trees_find(&entry, &found,
				b->reader.trees, at.tree, s->path.ptr, b->err);
		if (status || !found || memcmp(entry.id, s->id,
		    sizeof(s->id)) || (b->todo && b->todo->at &&
		    b->todo->at->committed > at.committed))
			break;
		memcpy(last, id, sizeof(last));
		passed = true;
	}
	if (status || !passed)
		return status;
	s->at = s->blamed = read_commit(b, last);
	return s->at ? TW_OK : b->err->status;
}

static enum tw_status examine(struct blaming *b, struct suspect *s)
{
	const struct tw_commit *source;
	unsigned *changed = NULL;
	enum tw_status status = run_ahead(b, s);

	tw_arena_reset(b->looking);
	if (!status && !s->at)
		status = look_at(&changed, b, s, b->from);
	for (size_t i = 0; s->at && i < s->at->parent_count && !status &&
	     has_some(s); i++) {
		source = read_commit(b, s->at->parents[i]);
		status = source ? look_at(&changed, b, s, source) :
			b->err->status;
	}
	return status || !has_some(s) ? status : settle(b, s, changed);
}

/* ---- beginning ---- */

static enum tw_status fill(struct blaming *b)
{
	struct tw_blame *blame = b->blame;
	size_t count = count_items(blame->version.record);

	blame->nodes = tw_arena_take(b->arena,
		(count + 1) * sizeof(*blame->nodes));
	blame->items = tw_arena_take(b->arena,
		(count + 1) * sizeof(*blame->items));
	blame->promises = tw_arena_take(b->arena,
		(count + 1) * sizeof(*blame->promises));
	if (!blame->nodes || !blame->items || !blame->promises)
		return tw_fail_memory(b->err);
	for (const struct tw_section *s = blame->version.record->sections; s;
	     s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next) {
			struct tw_node *node = &blame->nodes[blame->count++];

			*node = (struct tw_node){ i, tw_words_join(i->text,
				b->arena), s->kind };
			if (!node->text.ptr)
				return tw_fail_memory(b->err);
		}
	return TW_OK;
}

static enum tw_status suspect_all(struct blaming *b,
	const struct tw_commit *at, struct tw_view path,
	const unsigned char *id)
{
	struct tw_blame *blame = b->blame;
	struct kept *kept = kept_new(b->err);
	struct suspect *s = NULL;

	if (kept) {
		kept->version = blame->version;
		s = suspect_new(at, at, path, kept, id);
	}
	kept_drop(kept);
	if (!s)
		return tw_fail_memory(b->err);
	for (size_t i = 0; i < blame->count; i++) {
		s->change[i] = i;
		if (blame->nodes[i].section == TW_PLANNED &&
		    !tw_item_placeholder(blame->nodes[i].item))
			s->promise[i] = i;
	}
	for (int k = 0; k < TW_KNOWN_FIELDS; k++)
		s->field[k] = tw_record_field(blame->version.record,
			(enum tw_field_kind)k);
	put(b, s);
	return TW_OK;
}

static enum tw_status begin(struct blaming *b, struct tw_view path,
	const struct tw_view *bytes)
{
	struct tw_version *version = &b->blame->version;
	struct tw_tree_entry entry = { .mode = 0 };
	enum tw_status status;
	bool found;

	if (bytes) {
		status = tw_version_parse(version, *bytes, b->arena, b->err);
	} else {
		status = tw_trees_find(&entry, &found, b->reader.trees,
			b->from->tree, path.ptr, b->err);
		if (!status)
			status = tw_version_read(version, &b->reader,
				entry.id, entry.mode, path, b->arena, b->err);
	}
	if (status || version->fault || !version->record)
		return status;
	status = fill(b);
	return status ? status : suspect_all(b, bytes ? NULL : b->from, path,
		bytes ? NULL : entry.id);
}

enum tw_status tw_blame_find(struct tw_blame *blame,
	struct tw_revision *revision, const struct tw_commit *from,
	struct tw_view path, const struct tw_view *bytes,
	struct tw_arena *arena, struct tw_error *err)
{
	struct blaming b = { .blame = blame, .from = from, .arena = arena,
		.looking = tw_arena_new(), .scratch = tw_arena_new(),
		.err = err };
	struct suspect *s;
	enum tw_status status = tw_reader_open(&b.reader, revision, err);

	if (!status && (!b.looking || !b.scratch))
		status = tw_fail_memory(err);
	*blame = (struct tw_blame){ .count = 0 };
	if (!status)
		status = begin(&b, path, bytes);
	while ((s = b.todo)) {
		b.todo = s->next;
		if (!status)
			status = examine(&b, s);
		suspect_free(s);
	}
	tw_reader_close(&b.reader);
	tw_arena_free(b.looking);
	tw_arena_free(b.scratch);
	return status;
}
