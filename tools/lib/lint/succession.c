#include "lint/succession.h"

#include "account/account.h"
#include "lint/terms_work.h"

#include <stdlib.h>

/*
 * Of a list under Succeeds so many names are followed, of a priority the last
 * updates, and of its successors the first by name.
 */
enum { MOST_NAMES = 32, MOST_UPDATES = 128, MOST_FOLLOWERS = 32 };

/* A priority whose first update says that it carries on others. */
struct follower {
	struct follower *next;
	const struct tw_priority_folder *folder;
	struct tw_view succeeds;
};

struct tw_succession {
	struct tw_terms *kin;   /* a priority that is succeeded */
	struct tw_arena *arena; /* of the followers of an area */
	struct follower *followers;
	bool listed;
};

struct tw_succession *tw_succession_new(void)
{
	struct tw_succession *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	s->kin = tw_terms_new();
	s->arena = tw_arena_new();
	if (s->kin && s->arena)
		return s;
	tw_succession_free(s);
	return NULL;
}

void tw_succession_free(struct tw_succession *s)
{
	if (!s)
		return;
	tw_terms_free(s->kin);
	tw_arena_free(s->arena);
	free(s);
}

void tw_succession_reset(struct tw_succession *s)
{
	tw_arena_reset(s->arena);
	s->followers = NULL;
	s->listed = false;
}

/* What is worked on: one priority that the record at hand succeeds. */
struct following {
	struct tw_succession *own;
	struct tw_terms *terms;
	const struct tw_standing *at;
	const struct tw_priority_folder *folder; /* of the priority */
	const struct tw_dated *last;             /* its last update */
	struct tw_error *err;
};

/* ---- reading ---- */

/*
 * Reads a record of a folder; NULL if it cannot be read, has a line without a
 * place, or does not lie where it says: others tell of that.
 */
static enum tw_status read_record(struct tw_record **record,
	struct tw_arena *arena, const struct following *f,
	const struct tw_priority_folder *folder, const struct tw_dated *dated)
{
	struct tw_view bytes, text, priority;
	struct tw_error fault;
	struct tw_term term;
	enum tw_status status = tw_entry_read(&bytes, f->at->worker,
		dated->entry, &fault);

	*record = NULL;
	if (status == TW_NO_MEMORY)
		return tw_fail_memory(f->err);
	if (status) {
		tw_task_note(f->at->task, "%s; what \"%.*s\" carries on of "
			"it is not judged", fault.message,
			TW_ARG(tw_folder_name(f->at->folder)));
		f->at->task->unread = true;
		return TW_OK;
	}
	bytes = tw_arena_copy(arena, bytes);
	if (!bytes.ptr)
		return tw_fail_memory(f->err);
	status = tw_record_parse(record, arena, bytes, f->err);
	if (status)
		return status;
	text = tw_record_value(*record, TW_TERM, arena);
	priority = tw_record_value(*record, TW_PRIORITY, arena);
	if (!text.ptr || !priority.ptr)
		return tw_fail_memory(f->err);
	if ((*record)->diagnostics.layout ||
	    !tw_view_equal(priority, tw_folder_name(folder)) ||
	    !tw_term_read(&term, tw_house_calendar(dated->entry->house), text) ||
	    tw_term_compare(term, dated->term))
		*record = NULL;
	return TW_OK;
}

/* The number of updates that have a term in their names; they come first. */
static size_t dated_count(const struct tw_priority_folder *folder)
{
	size_t count = folder->count;

	while (count && !folder->dated[count - 1].has_term)
		count--;
	return count;
}

/* Reads the priority, in silence, up to its last update. */
static enum tw_status read_kin(struct following *f)
{
	struct tw_terms *kin = f->own->kin;
	size_t count = dated_count(f->folder);
	size_t i = count > MOST_UPDATES ? count - MOST_UPDATES : 0;
	enum tw_status status = TW_OK;

	tw_terms_begin(kin, f->terms->house, false);
	for (; i < count && !status; i++) {
		const struct tw_dated *dated = &f->folder->dated[i];
		struct tw_in_term in = { .term = dated->term };
		struct tw_record *record;

		status = read_record(&record, tw_terms_arena(kin), f,
			f->folder, dated);
		if (!status && record)
			status = tw_terms_judge(kin, record, &in, f->err);
		else if (!status)
			tw_terms_pass(kin, dated->term);
	}
	return status;
}

/* ---- other successors ---- */

/* Lists the priorities of the area whose first updates succeed any. */
static enum tw_status list_followers(struct following *f)
{
	const struct tw_priority_folder *folder = f->at->folders->first;
	struct tw_view above = tw_folder_above(f->folder);
	struct follower **end = &f->own->followers;
	enum tw_status status = TW_OK;

	for (; folder && !status; folder = folder->next) {
		struct tw_record *record = NULL;
		struct follower *made;

		if (!dated_count(folder) ||
		    !tw_view_equal(tw_folder_above(folder), above))
			continue;
		status = read_record(&record, f->terms->scratch, f, folder,
			&folder->dated[0]);
		if (status || !record ||
		    !tw_record_field(record, TW_SUCCEEDS))
			continue;
		made = tw_arena_take(f->own->arena, sizeof(*made));
		if (!made)
			return tw_fail_memory(f->err);
		made->folder = folder;
		made->succeeds = tw_arena_copy(f->own->arena, tw_record_value(
			record, TW_SUCCEEDS, f->terms->scratch));
		if (!made->succeeds.ptr)
			return tw_fail_memory(f->err);
		*end = made;
		end = &made->next;
	}
	f->own->listed = true;
	return status;
}

static bool names(struct tw_view list, struct tw_view slug)
{
	struct tw_view name;

	for (int n = 0; n < MOST_NAMES && tw_list_next(&name, &list); n++)
		if (tw_view_equal(name, slug))
			return true;
	return false;
}

/* True if a priority of the area carries on the one that is followed, too. */
static bool carries_on(const struct follower *follower,
	const struct following *f)
{
	return follower->folder != f->at->folder &&
		follower->folder != f->folder &&
		tw_term_compare(f->last->term,
			follower->folder->dated[0].term) < 0 &&
		names(follower->succeeds, tw_folder_name(f->folder));
}

/* ---- plans ---- */

/* The plans of the priority's last update, held against another's. */
static enum tw_status account(struct tw_comparison *made,
	const struct following *f, const struct tw_record *record)
{
	struct tw_terms *terms = f->terms;
	struct tw_sides sides = { .arena = terms->scratch,
		.scratch = terms->scratch, .house = terms->house };
	enum tw_status status;

	*made = (struct tw_comparison){ .plan_count = 0 };
	tw_lexicon_rest(terms->lexicon);
	status = tw_sides_fill(&sides, terms->lexicon,
		f->own->kin->before.record, record, f->err);
	return status ? status : tw_account_plans(made, &sides, f->err);
}

/*
 * Takes for accounted what another successor accounts for, and what one tells
 * that comes first by name.
 */
static enum tw_status leave_to_others(struct tw_comparison *made,
	const struct following *f)
{
	struct tw_view name = tw_folder_name(f->at->folder);
	const struct follower *other = f->own->followers;
	int looked = 0;

	for (; other && looked < MOST_FOLLOWERS; other = other->next) {
		struct tw_comparison its;
		struct tw_record *record;
		bool first;

		if (!carries_on(other, f))
			continue;
		looked++;
		if (read_record(&record, f->terms->scratch, f, other->folder,
		    &other->folder->dated[0]) ||
		    (record && account(&its, f, record)))
			return f->err->status;
		first = record && tw_view_compare(tw_folder_name(
			other->folder), name) < 0;
		for (size_t i = 0; record && i < made->plan_count; i++)
			if (first || its.plans[i].became !=
			    TW_BECAME_UNACCOUNTED)
				made->plans[i].became = TW_BECAME_DONE;
	}
	return TW_OK;
}

static bool any_open(const struct tw_comparison *made)
{
	for (size_t i = 0; i < made->plan_count; i++)
		if (made->plans[i].became == TW_BECAME_UNACCOUNTED)
			return true;
	return false;
}

static enum tw_status judge_plans(struct following *f)
{
	struct tw_terms *terms = f->terms;
	const struct tw_earlier *before = &f->own->kin->before;
	struct tw_comparison made;
	enum tw_status status = account(&made, f, terms->now.record);
	struct tw_view of = tw_judge_hint(&terms->judge, " under \"%.*s\"",
		TW_ARG(tw_folder_name(f->folder)));

	if (!status && any_open(&made) && !f->own->listed)
		status = list_followers(f);
	if (!status && any_open(&made))
		status = leave_to_others(&made, f);
	for (size_t i = 0; i < made.plan_count && !status; i++)
		if (made.plans[i].became == TW_BECAME_UNACCOUNTED)
			tw_terms_unaccounted(terms, &made.plans[i],
				before->term, of);
	return status ? status : terms->judge.status;
}

/* ---- all of it ---- */

static enum tw_status follow(struct following *f)
{
	enum tw_status status = read_kin(f);

	if (!status)
		status = tw_terms_carry_on(f->terms, f->own->kin);
	if (!status && f->terms->in->report && f->own->kin->before.record)
		status = judge_plans(f);
	tw_arena_reset(f->terms->scratch);
	tw_lexicon_rest(f->terms->lexicon);
	return status;
}

enum tw_status tw_succession_follow(struct tw_succession *succession,
	struct tw_terms *terms, const struct tw_standing *at,
	struct tw_error *err)
{
	struct following f = { .own = succession, .terms = terms, .at = at,
		.err = err };
	struct tw_view rest = terms->now.succeeds, slug;
	enum tw_status status = TW_OK;

	if (!rest.len || !tw_view_equal(at->folders->whole,
	    tw_folder_above(at->folder)))
		return TW_OK;
	for (int n = 0; n < MOST_NAMES && !status &&
	     tw_list_next(&slug, &rest); n++) {
		size_t count;

		f.folder = tw_folders_beside(at->folders, at->folder, slug);
		count = f.folder ? dated_count(f.folder) : 0;
		if (!count || f.folder == at->folder)
			continue;
		f.last = &f.folder->dated[count - 1];
		if (tw_term_compare(f.last->term, at->dated->term) < 0 &&
		    (!terms->any || tw_term_compare(f.last->term,
		     terms->last) >= 0))
			status = follow(&f);
	}
	return status;
}
