#include "export/export.h"

#include "base/utf8.h"

#include <string.h>

/*
 * A task hands on what it found: for each area one of these letters, a text
 * and a NUL; behind an area with a document, its length in eight bytes, and it.
 */
enum {
	DOCUMENT = 'd', /* the area's name */
	ASKED = 'a',    /* a sentence on an area that was asked for */
	OTHER = 'o'     /* the name of another area */
};

/* Of a list that is shown in a message, so many. */
enum { MOST_SHOWN = 8 };

struct choosing {
	struct tw_task *task;
	struct tw_worker *worker;
	const struct tw_export *all;
	struct tw_error *err;
	struct tw_filed *at; /* of one area */
	size_t count;
	const struct tw_calendar *calendar;
};

/* ---- lists in messages ---- */

/* Takes what stands before the next NUL. */
static bool next_name(struct tw_view *name, struct tw_view *rest)
{
	size_t len;

	if (!rest->len)
		return false;
	len = strnlen(rest->ptr, rest->len);
	*name = (struct tw_view){ rest->ptr, len };
	len += len < rest->len;
	rest->ptr += len;
	rest->len -= len;
	return true;
}

/* Appends "A, B and C"; `names` has a NUL behind each. */
static void add_list(struct tw_buffer *out, struct tw_view names,
	const char *between, const char *last, const char *quote)
{
	struct tw_view name, rest = names;
	size_t count = 0, i = 0;

	while (next_name(&name, &rest))
		count++;
	for (rest = names; i < MOST_SHOWN && next_name(&name, &rest); i++)
		tw_buffer_format(out, "%s%s%.*s%s", !i ? "" :
			i + 1 < count ? between : last, quote, TW_ARG(name),
			quote);
	if (count > i)
		tw_buffer_format(out, " and %zu more", count - i);
}

/* ---- choosing among the records of an area ---- */

/* Leaves the records of the priority that was asked for. */
static void keep_priority(struct choosing *c)
{
	const char *name = c->all->scope.priority;
	size_t kept = 0;

	for (size_t i = 0; i < c->count; i++)
		if (!name || tw_view_equal(c->at[i].priority,
		    tw_trim(tw_view_of(name))))
			c->at[kept++] = c->at[i];
	c->count = kept;
}

/* Named records all have their say: of two terms the later is no better. */
static enum tw_status named_term(bool *named, struct tw_term *term,
	const struct choosing *c)
{
	char one[TW_TERM_ROOM], other[TW_TERM_ROOM];

	*named = false;
	for (size_t i = 0; i < c->count; i++) {
		if (!c->at[i].entry->named)
			continue;
		if (*named && tw_term_compare(*term, c->at[i].term)) {
			tw_term_write(one, c->calendar, *term);
			tw_term_write(other, c->calendar, c->at[i].term);
			return tw_fail(c->err, TW_USAGE, "a document is of one "
				"term, and these records are of \"%s\" and "
				"\"%s\": say which with --term", one, other);
		}
		*named = true;
		*term = c->at[i].term;
	}
	return TW_OK;
}

/* The term that was asked for, or that of named records, or the latest. */
static enum tw_status choose_term(struct tw_term *term,
	const struct choosing *c)
{
	bool named;
	enum tw_status status;

	if (c->all->scope.term)
		return tw_term_take(term, c->calendar, "--term",
			tw_view_of(c->all->scope.term), c->err);
	status = named_term(&named, term, c);
	for (size_t i = 0; i < c->count && !status && !named; i++)
		if (!i || tw_term_compare(c->at[i].term, *term) > 0)
			*term = c->at[i].term;
	return status;
}

/* Leaves the records of a term; of two of one priority the first. */
static void keep_term(struct choosing *c, struct tw_term term)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->count; i++) {
		const struct tw_filed *filed = &c->at[i];

		if (tw_term_compare(filed->term, term))
			continue;
		if (kept && tw_view_equal(c->at[kept - 1].priority,
		    filed->priority))
			tw_filed_doubled(c->task, filed->entry,
				c->at[kept - 1].entry);
		else
			c->at[kept++] = *filed;
	}
	c->count = kept;
}

/* ---- handing on ---- */

/* House rules may name an area with a NUL in it: that ends it here. */
static void hand_on(struct choosing *c, char letter, struct tw_view text)
{
	tw_buffer_byte(&c->task->out, letter);
	tw_buffer_add(&c->task->out, text.ptr, strnlen(text.ptr, text.len));
	tw_buffer_byte(&c->task->out, '\0');
}

/* The terms of records, each once, in time. */
static enum tw_status list_terms(struct tw_buffer *names,
	const struct choosing *c)
{
	struct tw_term *terms = tw_arena_take(c->worker->arena,
		(c->count + 1) * sizeof(*terms));
	char text[TW_TERM_ROOM];
	size_t count;

	if (!terms)
		return tw_fail_memory(c->err);
	for (size_t i = 0; i < c->count; i++)
		terms[i] = c->at[i].term;
	count = tw_terms_sort(terms, c->count);
	for (size_t i = 0; i < count; i++)
		tw_buffer_add(names, text, tw_term_write(text, c->calendar,
			terms[i]) + 1);
	return TW_OK;
}

/* The priorities of records, each once. */
static void list_priorities(struct tw_buffer *names, const struct choosing *c)
{
	for (size_t i = 0; i < c->count; i++) {
		if (i && tw_view_equal(c->at[i - 1].priority,
		    c->at[i].priority))
			continue;
		tw_buffer_view(names, c->at[i].priority);
		tw_buffer_byte(names, '\0');
	}
}

/* "Central Lancs has updates of A and B". */
static enum tw_status hand_on_what_there_is(struct choosing *c, bool terms)
{
	struct tw_buffer names = TW_BUFFER_INIT, said = TW_BUFFER_INIT;
	enum tw_status status = TW_OK;

	if (terms)
		status = list_terms(&names, c);
	else
		list_priorities(&names, c);
	tw_buffer_format(&said, "%.*s has %s ", TW_ARG(c->at[0].area),
		terms ? "updates of" : "the priorities");
	add_list(&said, tw_buffer_get(&names), ", ", " and ", "");
	if (!status && (names.failed || said.failed))
		status = tw_fail_memory(c->err);
	hand_on(c, ASKED, tw_buffer_get(&said));
	tw_buffer_release(&names);
	tw_buffer_release(&said);
	return status;
}

/* The document, which may hold any bytes, behind its length. */
static void hand_on_document(struct choosing *c,
	const struct tw_document *document)
{
	struct tw_buffer *out = &c->task->out;
	uint64_t len = 0;
	size_t at = out->len;

	tw_buffer_add(out, &len, sizeof(len));
	c->all->report(out, document, c->all->context);
	if (out->failed)
		return;
	len = out->len - at - sizeof(len);
	memcpy(out->ptr + at, &len, sizeof(len));
}

/*
 * The records of one area that was asked for. Where none is kept, none was
 * moved, so that they can still be listed.
 */
static enum tw_status choose(struct choosing *c)
{
	struct choosing before = *c;
	struct tw_document document;
	struct tw_term term = { 0, 0 };
	enum tw_status status;

	keep_priority(c);
	if (!c->count)
		return hand_on_what_there_is(&before, false);
	before = *c;
	status = choose_term(&term, c);
	if (status)
		return status;
	keep_term(c, term);
	if (!c->count)
		return hand_on_what_there_is(&before, true);
	hand_on(c, DOCUMENT, c->at[0].area);
	document = (struct tw_document){ c->at, c->count, c->calendar,
		c->worker->arena };
	hand_on_document(c, &document);
	return TW_OK;
}

enum tw_status tw_export_task(struct tw_task *task, struct tw_worker *worker,
	void *context, struct tw_error *err)
{
	struct choosing c = { .task = task, .worker = worker, .all = context,
		.err = err };
	struct tw_filing filing;
	enum tw_status status = tw_filing_read(&filing, task, worker, err);
	bool asked;

	task->tally[TW_TALLY_EXPORTED] += filing.read;
	for (size_t i = 0; i < filing.count && !status; i += c.count) {
		struct choosing area;

		c.at = &filing.at[i];
		c.count = tw_filed_area(c.at, filing.count - i);
		c.calendar = tw_house_calendar(c.at->entry->house);
		status = tw_filed_is_of(&asked, c.at, c.all->scope.area, err);
		area = c;
		if (!status && asked)
			status = choose(&area);
		else
			hand_on(&c, OTHER, c.at->area);
	}
	return status;
}

/* ---- gathering ---- */

/* Takes a document behind its length. */
static struct tw_view next_document(struct tw_view *rest)
{
	struct tw_view document;
	uint64_t len = 0;

	memcpy(&len, rest->ptr, sizeof(len));
	document = (struct tw_view){ rest->ptr + sizeof(len), (size_t)len };
	*rest = tw_after(*rest, sizeof(len) + document.len);
	return document;
}

enum tw_status tw_export_take(struct tw_task *task, void *context,
	struct tw_error *err)
{
	struct tw_export *all = context;
	struct tw_view rest = tw_buffer_get(&task->out), name, document;

	while (next_name(&name, &rest)) {
		char letter = *name.ptr;
		struct tw_buffer *list = letter == DOCUMENT ? &all->areas :
			letter == ASKED ? &all->asked : &all->others;

		tw_buffer_add(list, name.ptr + 1, name.len);
		if (letter != DOCUMENT)
			continue;
		document = next_document(&rest);
		if (!all->count++)
			tw_buffer_view(&all->document, document);
	}
	return all->document.failed || all->areas.failed ||
		all->asked.failed || all->others.failed ?
		tw_fail_memory(err) : TW_OK;
}

/* True if all names of a list are the same. */
static bool same_names(struct tw_view names)
{
	struct tw_view first, name;

	next_name(&first, &names);
	while (next_name(&name, &names))
		if (!tw_view_equal(first, name))
			return false;
	return true;
}

static enum tw_status say_several(const struct tw_export *all,
	struct tw_error *err)
{
	struct tw_view areas = tw_buffer_get(&all->areas), rest = areas;
	struct tw_buffer list = TW_BUFFER_INIT;
	struct tw_view first;

	if (same_names(areas) && next_name(&first, &rest))
		return tw_fail(err, TW_USAGE, "the updates of \"%.*s\" lie in "
			"several places; name one of these", TW_ARG(first));
	add_list(&list, areas, ", ", " or ", "\"");
	tw_fail(err, TW_USAGE, "a document is of one area: say which with "
		"--area, %.*s", TW_ARG(tw_buffer_get(&list)));
	tw_buffer_release(&list);
	return TW_USAGE;
}

static void say_nothing(struct tw_buffer *nothing, const struct tw_export *all)
{
	struct tw_view asked = tw_buffer_get(&all->asked);
	struct tw_view others = tw_buffer_get(&all->others);
	const struct tw_export_scope *scope = &all->scope;

	if (!asked.len && !others.len) {
		tw_buffer_string(nothing, "there are no records here that can "
			"be exported");
	} else if (!asked.len) {
		tw_buffer_format(nothing, "there is no area \"%s\" here, only ",
			scope->area);
		add_list(nothing, others, ", ", " and ", "\"");
	} else {
		tw_buffer_string(nothing, "nothing to export: there is no "
			"update");
		if (scope->priority)
			tw_buffer_format(nothing, " on \"%s\"",
				scope->priority);
		if (scope->term)
			tw_buffer_format(nothing, " of \"%s\"", scope->term);
		tw_buffer_string(nothing, "; ");
		add_list(nothing, asked, "; ", "; ", "");
	}
}

enum tw_status tw_export_settle(struct tw_view *document,
	struct tw_buffer *nothing, const struct tw_export *all,
	struct tw_error *err)
{
	*document = tw_buffer_get(&all->document);
	if (all->count > 1)
		return say_several(all, err);
	if (!all->count)
		say_nothing(nothing, all);
	return nothing->failed ? tw_fail_memory(err) : TW_OK;
}

void tw_export_release(struct tw_export *all)
{
	tw_buffer_release(&all->document);
	tw_buffer_release(&all->areas);
	tw_buffer_release(&all->asked);
	tw_buffer_release(&all->others);
}
