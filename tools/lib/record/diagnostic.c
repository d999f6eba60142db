#include <termwise/diagnostic.h>

#include "base/arena.h"

static const uint8_t severities[TW_DIAG_COUNT] = {
#define TW_DIAGNOSTIC(symbol, name, severity, class, message, advice) \
	[TW_DIAG_##symbol] = severity,
#include <termwise/diagnostic.def>
#undef TW_DIAGNOSTIC
};

/* A row of each, as a note, a warning and an error. */
static const struct tw_diagnostic_kind weighed[TW_DIAG_COUNT][TW_ERROR + 1] = {
#define TW_DIAGNOSTIC(symbol, name, severity, class, message, advice) \
	[TW_DIAG_##symbol] = { { name, TW_NOTE, class, message, advice }, \
		{ name, TW_WARNING, class, message, advice }, \
		{ name, TW_ERROR, class, message, advice } },
#include <termwise/diagnostic.def>
#undef TW_DIAGNOSTIC
};

const struct tw_diagnostic_kind *tw_diagnostic_kind(enum tw_diagnostic_id id)
{
	return &weighed[id][severities[id]];
}

const struct tw_diagnostic_kind *tw_diagnostic_weighed(
	enum tw_diagnostic_id id, enum tw_severity severity)
{
	return &weighed[id][severity];
}

bool tw_diagnostic_find(enum tw_diagnostic_id *id, struct tw_view name)
{
	for (int i = 0; i < TW_DIAG_COUNT; i++) {
		if (tw_view_equal(name, tw_view_of(weighed[i][0].name))) {
			*id = i;
			return true;
		}
	}
	return false;
}

const char *tw_severity_name(enum tw_severity severity)
{
	static const char *const names[] = { "note", "warning", "error" };

	return names[severity];
}

enum tw_status tw_diagnostics_add(struct tw_diagnostics *list,
	struct tw_arena *arena, struct tw_diagnostic diagnostic)
{
	const struct tw_diagnostic_kind *kind = diagnostic.kind ?
		diagnostic.kind : tw_diagnostic_kind(diagnostic.id);
	struct tw_diagnostic *added = tw_arena_take_raw(arena,
		sizeof(*added));

	if (!added)
		return TW_NO_MEMORY;
	*added = diagnostic;
	added->kind = kind;
	added->next = NULL;
	if (!list->end)
		list->end = &list->first;
	*list->end = added;
	list->end = &added->next;
	list->count[kind->severity]++;
	list->layout += kind->class == TW_LAYOUT;
	return TW_OK;
}

static bool stands_after(const struct tw_diagnostic *a,
	const struct tw_diagnostic *b)
{
	if (a->line != b->line)
		return a->line > b->line;
	if (a->column != b->column)
		return a->column > b->column;
	return a->id > b->id;
}

/* Merges two sorted lists; of equals, a's come first. */
static struct tw_diagnostic *merge(struct tw_diagnostic *a,
	struct tw_diagnostic *b)
{
	struct tw_diagnostic *first = NULL, **end = &first;

	while (a && b) {
		struct tw_diagnostic **less = stands_after(a, b) ? &b : &a;

		*end = *less;
		end = &(*less)->next;
		*less = *end;
	}
	*end = a ? a : b;
	return first;
}

/* Cuts the first run that is in order off a list; returns what is left. */
static struct tw_diagnostic *cut_run(struct tw_diagnostic *d)
{
	struct tw_diagnostic *rest;

	while (d->next && !stands_after(d, d->next))
		d = d->next;
	rest = d->next;
	d->next = NULL;
	return rest;
}

/*
 * Bottom up, so that a list of any length needs no recursion, and by the
 * runs that are there: most of it is in order already.
 */
void tw_diagnostics_sort(struct tw_diagnostics *list)
{
	struct tw_diagnostic *runs[64] = { NULL }, *next;
	size_t most = 0;

	for (struct tw_diagnostic *d = list->first; d; d = next) {
		size_t i = 0;

		next = cut_run(d);
		for (; runs[i]; i++) {
			d = merge(runs[i], d);
			runs[i] = NULL;
		}
		runs[i] = d;
		most = i > most ? i : most;
	}
	list->first = NULL;
	for (size_t i = 0; i <= most; i++)
		if (runs[i])
			list->first = merge(runs[i], list->first);
	list->end = &list->first;
	while (*list->end)
		list->end = &(*list->end)->next;
}
