#include "lint/terms_work.h"

#include "account/account.h"
#include "text/words.h"

#include <stdlib.h>

static const struct tw_view no_hint = { NULL, 0 };

struct tw_terms *tw_terms_new(void)
{
	struct tw_terms *terms = calloc(1, sizeof(*terms));

	if (!terms)
		return NULL;
	terms->lexicon = tw_lexicon_new();
	terms->arenas[0] = tw_arena_new();
	terms->arenas[1] = tw_arena_new();
	terms->folder = tw_arena_new();
	terms->area = tw_arena_new();
	terms->scratch = tw_arena_new();
	if (terms->lexicon && terms->arenas[0] && terms->arenas[1] &&
	    terms->folder && terms->area && terms->scratch)
		return terms;
	tw_terms_free(terms);
	return NULL;
}

void tw_terms_free(struct tw_terms *terms)
{
	if (!terms)
		return;
	tw_lexicon_free(terms->lexicon);
	tw_arena_free(terms->arenas[0]);
	tw_arena_free(terms->arenas[1]);
	tw_arena_free(terms->folder);
	tw_arena_free(terms->area);
	tw_arena_free(terms->scratch);
	free(terms);
}

void tw_terms_begin(struct tw_terms *terms, const struct tw_house *house,
	bool same_area)
{
	struct tw_terms fresh = { .lexicon = terms->lexicon,
		.arenas = { terms->arenas[0], terms->arenas[1] },
		.folder = terms->folder, .area = terms->area,
		.scratch = terms->scratch, .house = house, .count = 1,
		.calendar = tw_house_calendar(house) };

	tw_arena_reset(terms->folder);
	if (same_area) {
		fresh.officers = terms->officers;
		fresh.themes = terms->themes;
	} else {
		tw_arena_reset(terms->area);
	}
	*terms = fresh;
}

struct tw_arena *tw_terms_arena(struct tw_terms *terms)
{
	terms->turn = terms->before.record ? !terms->kept : 0;
	tw_arena_reset(terms->arenas[terms->turn]);
	return terms->arenas[terms->turn];
}

static void remember(struct tw_terms *terms, struct tw_term term)
{
	terms->any = true;
	terms->last = term;
}

/* What it might have said of plans and figures is not known. */
void tw_terms_pass(struct tw_terms *terms, struct tw_term term)
{
	terms->before = (struct tw_earlier){ .record = NULL };
	terms->unknown = terms->count;
	remember(terms, term);
}

struct tw_view tw_terms_name(struct tw_terms *terms, struct tw_term term)
{
	char name[TW_TERM_ROOM];

	tw_term_write(name, terms->calendar, term);
	return tw_judge_hint(&terms->judge, "%s", name);
}

/* ---- fields ---- */

static struct tw_view value_of(struct tw_terms *terms,
	enum tw_field_kind kind)
{
	struct tw_view value = tw_record_value(terms->now.record, kind,
		terms->judge.arena);

	if (!value.ptr)
		terms->judge.status = tw_fail_memory(terms->judge.err);
	return value;
}

/* Reports a field, at the first line of its value. */
static void report(struct tw_terms *terms, enum tw_diagnostic_id id,
	enum tw_field_kind kind, struct tw_view hint)
{
	const struct tw_field *field = tw_record_field(terms->now.record,
		kind);

	if (!terms->in->report || !field || !field->value)
		return;
	tw_judge_from(&terms->judge, field->raw.ptr, field->line);
	tw_judge_report(&terms->judge, id, field->value->text, hint);
}

static void judge_gap(struct tw_terms *terms)
{
	struct tw_term next;
	long distance;

	if (!terms->any || (terms->before.record &&
	    terms->before.status == TW_STATUS_ON_HOLD))
		return;
	distance = tw_term_distance(terms->calendar, terms->last,
		terms->now.term);
	next = tw_term_step(terms->calendar, terms->last, 1);
	if (distance > 1 && terms->in->report)
		report(terms, TW_DIAG_TERM_GAP, TW_TERM, distance == 2 ?
			tw_judge_hint(&terms->judge, "none is of %.*s",
				TW_ARG(tw_terms_name(terms, next))) :
			tw_judge_hint(&terms->judge, "none is of %.*s to "
				"%.*s", TW_ARG(tw_terms_name(terms, next)),
				TW_ARG(tw_terms_name(terms, tw_term_step(
					terms->calendar, terms->now.term,
					-1)))));
}

static void judge_closed(struct tw_terms *terms)
{
	bool said = tw_record_field(terms->now.record, TW_STATUS);

	if (terms->before.record && terms->before.status == TW_CLOSED &&
	    terms->now.status != TW_CLOSED && terms->in->report)
		report(terms, TW_DIAG_CLOSED_GOES_ON,
			said ? TW_STATUS : TW_TERM,
			tw_judge_hint(&terms->judge, "%.*s closed it",
				TW_ARG(tw_terms_name(terms,
					terms->before.term))));
}

/*
 * A value that was another, but for a slip, in the record before. Each pair
 * is named once, whichever of the two came first, so that who puts a slip
 * right hears nothing of it.
 */
static void judge_slip(struct tw_terms *terms, enum tw_field_kind kind,
	struct tw_view before, struct tw_view now)
{
	bool failed = false;

	if (!terms->before.record || !tw_name_slipped(before, now))
		return;
	if (!tw_set_add(&terms->slipped, terms->folder,
	    tw_hash(before) + tw_hash(now), terms, NULL, &failed) &&
	    !failed)
		report(terms, TW_DIAG_NAME_SLIP, kind,
			tw_judge_hint(&terms->judge, "%.*s has \"%.*s\"",
				TW_ARG(tw_terms_name(terms,
					terms->before.term)),
				TW_ARG(before)));
	if (failed)
		terms->judge.status = tw_fail_memory(terms->judge.err);
}

/*
 * The names of a list; one that goes on over the end of a line is passed
 * over.
 */
static void judge_names(struct tw_terms *terms, struct tw_names_seen *seen,
	enum tw_field_kind kind)
{
	const struct tw_field *field = tw_record_field(terms->now.record,
		kind);
	struct tw_judge *judge = &terms->judge;
	struct tw_view rest, name;

	if (!field)
		return;
	tw_judge_from(judge, field->raw.ptr, field->line);
	for (const struct tw_segment *s = field->value; s; s = s->next) {
		rest = s->text;
		while (tw_list_next(&name, &rest)) {
			struct tw_view near = no_hint;
			bool open = !rest.len && s->next && s->text.len &&
				s->text.ptr[s->text.len - 1] != ';';

			if (open || !name.len)
				continue;
			if (!tw_names_meet(&near, seen, name, terms->area))
				judge->status = tw_fail_memory(judge->err);
			else if (near.len && terms->in->report)
				tw_judge_report(judge, TW_DIAG_NAME_SLIP, name,
					tw_judge_hint(judge, "there it is "
						"\"%.*s\"", TW_ARG(near)));
		}
	}
}

/* ---- succession ---- */

/* One priority that is succeeded; `place` is where the line names it. */
static void judge_kin(struct tw_terms *terms, struct tw_view slug)
{
	struct tw_judge *judge = &terms->judge;
	struct tw_view near = no_hint, hint = no_hint;

	if (!tw_slug_valid(slug))
		return;
	switch (terms->in->kin(&near, slug, terms->in->context)) {
	case TW_KIN_NONE:
		hint = near.len ? tw_judge_hint(judge, "did you mean "
			"\"%.*s\"?", TW_ARG(near)) : tw_judge_hint(judge,
			"the area has no records of \"%.*s\"", TW_ARG(slug));
		break;
	case TW_KIN_SELF:
		hint = TW_VIEW("this is the priority itself");
		break;
	case TW_KIN_LATER:
		hint = tw_judge_hint(judge, "\"%.*s\" does not begin before "
			"%.*s", TW_ARG(slug), TW_ARG(tw_terms_name(terms,
			terms->now.term)));
		break;
	default:
		return;
	}
	tw_judge_report(judge, TW_DIAG_BAD_SUCCESSION, slug, hint);
}

/* Said once: of the record that begins to say so. */
static void judge_succession(struct tw_terms *terms)
{
	enum { MOST = 32 };
	const struct tw_field *field = tw_record_field(terms->now.record,
		TW_SUCCEEDS);
	struct tw_view rest, slug;
	int count = 0;

	if (!field || !terms->in->kin || !terms->in->report ||
	    (terms->before.record && tw_view_equal(terms->before.succeeds,
	     terms->now.succeeds)))
		return;
	tw_judge_from(&terms->judge, field->raw.ptr, field->line);
	for (const struct tw_segment *s = field->value; s; s = s->next)
		for (rest = s->text; tw_list_next(&slug, &rest) &&
		     count < MOST; count++)
			judge_kin(terms, slug);
}

static void judge_fields(struct tw_terms *terms)
{
	struct tw_earlier *now = &terms->now;
	const struct tw_house *house = terms->house;
	struct tw_view status;

	now->title = value_of(terms, TW_TITLE);
	now->area = value_of(terms, TW_AREA);
	now->succeeds = value_of(terms, TW_SUCCEEDS);
	status = value_of(terms, TW_STATUS);
	if (terms->judge.status)
		return;
	if (!tw_status_read(&now->status, status))
		now->status = TW_ACTIVE;
	judge_slip(terms, TW_TITLE, terms->before.title, now->title);
	if (!house || !house->areas.first)
		judge_slip(terms, TW_AREA, terms->before.area, now->area);
	judge_gap(terms);
	judge_closed(terms);
	judge_names(terms, &terms->officers, TW_OFFICERS);
	judge_succession(terms);
	if (!house || !house->themes.first)
		judge_names(terms, &terms->themes, TW_THEME);
}

/* What its last record is marked by; one that is there already stays. */
static void carry_marks(struct tw_terms *terms, const struct tw_terms *kin)
{
	const struct tw_set *marks = &kin->before.marks;
	bool failed = false;

	for (size_t i = 0; i < marks->room && !failed; i++) {
		const struct tw_repeat *old = marks->slots[i].thing;
		struct tw_repeat *mark = old ? tw_arena_take(terms->folder,
			sizeof(*mark)) : NULL;

		if (mark) {
			*mark = *old;
			tw_set_add(&terms->before.marks, terms->folder,
				marks->slots[i].hash, mark, NULL, &failed);
		}
		failed |= old && !mark;
	}
	if (failed)
		terms->judge.status = tw_fail_memory(terms->judge.err);
}

enum tw_status tw_terms_carry_on(struct tw_terms *terms,
	const struct tw_terms *kin)
{
	tw_terms_carry_figures(terms, kin);
	if (!terms->judge.status)
		tw_terms_carry_keys(terms, kin);
	if (!terms->judge.status && !terms->before.record)
		carry_marks(terms, kin);
	return terms->judge.status;
}

/* ---- all of it ---- */

enum tw_status tw_terms_twice(struct tw_record *record,
	struct tw_arena *arena, struct tw_view other, struct tw_error *err)
{
	struct tw_judge judge = { .record = record, .arena = arena,
		.err = err };
	const struct tw_field *field = tw_record_field(record, TW_TERM);

	if (!field || !field->value)
		return TW_OK;
	tw_judge_from(&judge, field->raw.ptr, field->line);
	tw_judge_report(&judge, TW_DIAG_TERM_TWICE, field->value->text,
		tw_judge_hint(&judge, "see %.*s", TW_ARG(other)));
	tw_diagnostics_sort(&record->diagnostics);
	return judge.status;
}

enum tw_status tw_terms_judge(struct tw_terms *terms,
	struct tw_record *record, const struct tw_in_term *in,
	struct tw_error *err)
{
	struct tw_diagnostics *found = &record->diagnostics;
	struct tw_diagnostic **end = found->end;
	struct tw_lint_options options = { .house = terms->house };

	terms->judge = (struct tw_judge){ .record = record, .err = err,
		.options = &options, .arena = terms->arenas[terms->turn] };
	terms->now = (struct tw_earlier){ .record = record, .term = in->term };
	terms->in = in;
	terms->count++;
	judge_fields(terms);
	if (!terms->judge.status && in->ahead)
		terms->judge.status = in->ahead(terms, in->context, err);
	if (!terms->judge.status)
		tw_terms_items(terms);
	if (!terms->judge.status)
		tw_terms_figures(terms);
	if (terms->judge.status)
		return terms->judge.status;
	if (found->end != end && terms->house)
		tw_judge_weights(&terms->judge);
	if (found->end != end && found->first)
		tw_diagnostics_sort(found);
	terms->before = terms->now;
	terms->kept = terms->turn;
	remember(terms, in->term);
	return TW_OK;
}
