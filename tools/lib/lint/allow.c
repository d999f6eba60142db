#include "lint/allow.h"

#include "base/utf8.h"
#include "lint/judge.h"
#include "lint/since.h"
#include "rules/rules.h"

#include <string.h>

/* One id that a comment allows, and where the thing begins that it is about. */
struct allowance {
	struct allowance *next;
	struct tw_view id;   /* in the comment */
	uint32_t line;
	bool used;
	bool young; /* the comment is new since the revision that judges */
};

/* A thing of several lines, with allowances: a field or an item. */
struct thing {
	struct thing *next;
	uint32_t from, to; /* to: the line behind it */
};

struct allowing {
	struct tw_judge judge;       /* reports; its places come in order */
	const struct tw_allowing *by; /* NULL: nothing is reported */
	struct allowance *first, **end;
	struct thing *things, **things_end; /* in order, none in another */
	struct tw_set set;           /* of allowances, by id and line */
	struct tw_new_lines lines;   /* where by->from is there */
};

static const struct tw_view no_hint = { NULL, 0 };

/* ---- reading a comment ---- */

static void report(struct allowing *a, struct tw_view place,
	struct tw_view hint)
{
	if (a->by)
		tw_judge_report(&a->judge, TW_DIAG_BAD_ALLOWANCE, place, hint);
}

/* Cuts the first word off a text. */
static struct tw_view cut_word(struct tw_view *text)
{
	struct tw_view word = { text->ptr, 0 };

	while (word.len < text->len && text->ptr[word.len] != ',' &&
	       !tw_blank_start(tw_after(*text, word.len)))
		word.len++;
	*text = tw_trim(tw_after(*text, word.len));
	return word;
}

static bool has_rule(const struct tw_rules *rules, struct tw_view id)
{
	for (size_t i = 0; i < rules->count; i++)
		if (tw_view_equal(tw_view_of(rules->at[i].kind.name), id))
			return true;
	return false;
}

/* Which finding an id was meant to be; NULL: none is near. */
static const char *nearest(struct allowing *a, struct tw_view id)
{
	enum { MOST_SUGGESTED = 20 };
	const char *near = NULL;
	unsigned least = 3;

	if (a->judge.suggested++ >= MOST_SUGGESTED)
		return NULL;
	for (int i = 0; i < TW_DIAG_COUNT; i++) {
		const char *name = tw_diagnostic_kind(
			(enum tw_diagnostic_id)i)->name;
		unsigned slips = tw_slips(id, tw_view_of(name), 2);

		if (slips < least) {
			least = slips;
			near = name;
		}
	}
	return near;
}

/* What is wrong with an id; NULL: nothing is. */
static const char *fault_of(struct allowing *a, struct tw_view id)
{
	enum tw_diagnostic_id known;
	const char *near;

	if (tw_diagnostic_find(&known, id)) {
		if (tw_diagnostic_kind(known)->class == TW_LAYOUT)
			return "a line that has no place cannot be allowed";
		return known == TW_DIAG_BAD_ALLOWANCE ||
			known == TW_DIAG_UNUSED_ALLOWANCE ?
			"that cannot be allowed" : NULL;
	}
	if (id.len > 5 && !memcmp(id.ptr, "rule/", 5))
		return a->by && a->by->rules && !has_rule(a->by->rules, id) ?
			"the house rules have no such rule" : NULL;
	near = nearest(a, id);
	return near ? tw_judge_hint(&a->judge, "did you mean \"%s\"?",
		near).ptr : "there is no finding of this name; "
		"\"termwise lint --list\" shows all";
}

static bool same_allowance(const void *a, const void *b)
{
	const struct allowance *x = a, *y = b;

	return x->line == y->line && tw_view_equal(x->id, y->id);
}

static uint64_t hash_of(struct tw_view id, uint32_t line)
{
	return tw_hash(id) ^ line * 0x9E3779B97F4A7C15u;
}

static void add(struct allowing *a, struct tw_view id, uint32_t line)
{
	bool failed = false;
	struct allowance *allowance;
	const char *fault = fault_of(a, id);

	if (fault) {
		report(a, id, tw_view_of(fault));
		return;
	}
	allowance = tw_arena_take(a->judge.arena, sizeof(*allowance));
	if (allowance) {
		*allowance = (struct allowance){ .id = id, .line = line };
		*a->end = allowance;
		a->end = &allowance->next;
		tw_set_add(&a->set, a->judge.arena, hash_of(id, line),
			allowance, same_allowance, &failed);
	}
	if (!allowance || failed)
		a->judge.status = tw_fail_memory(a->judge.err);
}

static void add_thing(struct allowing *a, uint32_t from, uint32_t to)
{
	struct thing *thing = tw_arena_take(a->judge.arena, sizeof(*thing));

	if (!thing) {
		a->judge.status = tw_fail_memory(a->judge.err);
		return;
	}
	*thing = (struct thing){ NULL, from, to };
	*a->things_end = thing;
	a->things_end = &thing->next;
}

/* "ID, ID because ...": true if it is written so. */
static bool read_ids(struct allowing *a, struct tw_view text, uint32_t line,
	bool take)
{
	struct tw_view word;

	for (;;) {
		word = cut_word(&text);
		if (!word.len)
			return false;
		if (take && !a->judge.status)
			add(a, word, line);
		if (!text.len || text.ptr[0] != ',')
			break;
		text = tw_trim(tw_after(text, 1));
	}
	return tw_fold_equal(cut_word(&text), TW_VIEW("because")) && text.len;
}

/* A comment before what begins in a line; 0: it stands before nothing. */
static void read_comment(struct allowing *a, const struct tw_comment *comment,
	uint32_t line)
{
	struct tw_view words, verb;

	if (!tw_comment_says(&words, comment->text, TW_VIEW("lint")))
		return;
	verb = cut_word(&words);
	if (!tw_fold_equal(verb, TW_VIEW("allow")))
		report(a, comment->text, TW_VIEW("it is written "
			"\"# lint: allow ID because ...\""));
	else if (!read_ids(a, words, line, false))
		report(a, comment->text, TW_VIEW("it needs an id and a "
			"reason: \"# lint: allow ID because ...\""));
	else if (!line)
		report(a, comment->text, TW_VIEW("nothing stands below it "
			"that it could be about"));
	else
		read_ids(a, words, line, true);
}

static void read_comments(struct allowing *a,
	const struct tw_comment *comments, uint32_t line)
{
	for (; comments; comments = comments->next)
		read_comment(a, comments, line);
}

/* ---- all comments, in the order of the text ---- */

static uint32_t lines_of(struct tw_view raw)
{
	uint32_t count = raw.len && raw.ptr[raw.len - 1] != '\n';
	const char *at = raw.ptr, *end = raw.ptr + raw.len;

	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		count++;
		at++;
	}
	return count;
}

/* Lines of a text within a node: a comment is about the one it precedes. */
static void read_segments(struct allowing *a, const struct tw_segment *s,
	struct tw_view raw, uint32_t line)
{
	for (; s; s = s->next) {
		if (!s->comments)
			continue;
		line += lines_of((struct tw_view){ raw.ptr,
			(size_t)(s->text.ptr - raw.ptr) });
		line -= s->text.ptr > raw.ptr && s->text.ptr[-1] != '\n';
		read_comments(a, s->comments, line);
		raw.ptr = s->text.ptr;
		while (raw.ptr[-1] != '\n')
			raw.ptr--;
	}
}

/* A field or an item: what is allowed before it is so in all its lines. */
static void read_thing(struct allowing *a, const struct tw_comment *comments,
	struct tw_view raw, uint32_t line)
{
	struct allowance **end = a->end;

	read_comments(a, comments, line);
	if (a->end != end)
		add_thing(a, line, line + lines_of(raw));
}

static void read_item(struct allowing *a, const struct tw_item *item)
{
	read_thing(a, item->comments, item->raw, item->line);
	read_segments(a, item->text, item->raw, item->line);
	for (const struct tw_detail *d = item->details; d; d = d->next)
		read_comments(a, d->comments, d->line);
}

static void read_all(struct allowing *a, const struct tw_record *record)
{
	a->end = &a->first;
	a->things_end = &a->things;
	tw_judge_from(&a->judge, record->source.ptr + (record->bom ? 3 : 0),
		1);
	/* Most have no comment. */
	if (!record->source.len || !memchr(record->source.ptr, '#',
	    record->source.len))
		return;
	for (const struct tw_field *f = record->fields; f; f = f->next) {
		read_thing(a, f->comments, f->raw, f->line);
		read_segments(a, f->value, f->raw, f->line);
	}
	read_comments(a, record->closing, 0);
	for (const struct tw_section *s = record->sections; s; s = s->next) {
		read_comments(a, s->comments, s->line);
		for (const struct tw_item *i = s->items; i; i = i->next)
			read_item(a, i);
		read_comments(a, s->closing, 0);
	}
}

/* ---- what is new ---- */

/* Marks allowances whose comments are new; they come in the order of the text. */
static enum tw_status mark_young(struct allowing *a)
{
	struct tw_view source = a->judge.record->source;
	uint32_t line = 1;
	enum tw_status status;

	if (!a->by->from)
		return TW_OK;
	status = a->by->changed(&a->lines, a->by->context);
	for (struct allowance *i = a->first; i && !status; i = i->next) {
		const char *end = i->id.ptr;

		while ((source.ptr = memchr(source.ptr, '\n',
		       (size_t)(end - source.ptr)))) {
			source.ptr++;
			line++;
		}
		source.ptr = end;
		i->young = tw_new_lines_any(&a->lines, line, line + 1);
	}
	return status;
}

/* How much of a revision's name is told: of a whole id, what git shows. */
static int name_length(const char *name)
{
	enum { SHORT = 10, LEAST = 40 };
	size_t length = strlen(name);

	return length >= LEAST && strspn(name, "0123456789abcdef") == length ?
		SHORT : (int)length;
}

/* True if an allowance counts for a finding; else the finding says why not. */
static bool counts(struct allowing *a, const struct allowance *by,
	struct tw_diagnostic *d)
{
	if (!a->by->from || (!by->young &&
	    !tw_new_lines_any(&a->lines, d->line, d->line + 1)))
		return true;
	d->hint = tw_judge_hint(&a->judge, "%.*s%sthe comment that allows "
		"it counts once %.*s has it and this line", TW_ARG(d->hint),
		d->hint.len ? "; " : "", name_length(a->by->from),
		a->by->from);
	return false;
}

/* ---- what is allowed ---- */

static struct allowance *find_at(const struct allowing *a, struct tw_view id,
	uint32_t line)
{
	struct allowance wanted = { .id = id, .line = line };

	return (struct allowance *)(uintptr_t)tw_set_get(&a->set,
		hash_of(id, line), &wanted, same_allowance);
}

/*
 * What allows a finding; `thing` goes on to the one that it may stand in. Of
 * the record as a whole the first field stands for it, as comments may stand
 * above that.
 */
static struct allowance *find(const struct allowing *a,
	const struct thing **thing, const struct tw_diagnostic *d)
{
	const struct tw_field *field = a->judge.record->fields;
	struct tw_view id = tw_view_of(d->kind->name);
	uint32_t line = field && d->line < field->line ? field->line : d->line;
	struct allowance *by = NULL;

	if (d->kind->class == TW_LAYOUT)
		return NULL;
	while (*thing && (*thing)->to <= line)
		*thing = (*thing)->next;
	if (*thing && (*thing)->from <= line)
		by = find_at(a, id, (*thing)->from);
	return by ? by : find_at(a, id, line);
}

enum tw_status tw_allow_keep(struct tw_record *record,
	struct tw_arena *arena, struct tw_error *err)
{
	struct allowing a = { .judge = { .record = record, .arena = arena,
		.err = err } };
	const struct thing *thing;

	read_all(&a, record);
	thing = a.things;
	for (struct tw_diagnostic *d = record->diagnostics.first;
	     d && a.first; d = d->next)
		if (d->mend && find(&a, &thing, d))
			d->mend = NULL;
	return a.judge.status;
}

static void take_out(size_t *allowed, struct allowing *a)
{
	struct tw_diagnostics *all = &a->judge.record->diagnostics;
	struct tw_diagnostic *d = all->first, **end = &all->first;
	const struct thing *thing = a->things;

	for (; d; d = d->next) {
		struct allowance *by = find(a, &thing, d);

		if (by)
			by->used = true;
		if (by && counts(a, by, d)) {
			all->count[d->kind->severity]--;
			++*allowed;
			continue;
		}
		*end = d;
		end = &d->next;
	}
	*end = NULL;
	all->end = all->first ? end : NULL;
}

/* True if what an id stands for was looked for, so that it would show. */
static bool looked_for(const struct allowing *a, struct tw_view id)
{
	enum tw_diagnostic_id known;

	if (!tw_diagnostic_find(&known, id))
		return a->by->rules;
	if (known >= TW_DIAG_TERM_TWICE && known <= TW_DIAG_LEVEL_GONE)
		return a->by->across;
	return known != TW_DIAG_PRIVATE_NAME &&
		tw_diagnostic_kind(known)->class != TW_AID;
}

static void report_unused(struct allowing *a)
{
	const struct tw_record *record = a->judge.record;

	tw_judge_from(&a->judge, record->source.ptr + (record->bom ? 3 : 0),
		1);
	for (const struct allowance *i = a->first; i && !a->judge.status;
	     i = i->next)
		if (!i->used && looked_for(a, i->id))
			tw_judge_report(&a->judge, TW_DIAG_UNUSED_ALLOWANCE,
				i->id, no_hint);
}

enum tw_status tw_allow(size_t *allowed, struct tw_record *record,
	const struct tw_allowing *allowing, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_lint_options options = { .house = allowing->house };
	struct allowing a = { .judge = { .record = record, .arena = arena,
		.options = &options, .err = err }, .by = allowing };
	struct tw_diagnostic **end = record->diagnostics.end;

	*allowed = 0;
	read_all(&a, record);
	if (a.first && !a.judge.status)
		a.judge.status = mark_young(&a);
	if (a.first && !a.judge.status) {
		take_out(allowed, &a);
		report_unused(&a);
	} else if (record->diagnostics.end == end) {
		return a.judge.status;
	}
	if (!a.judge.status && allowing->house)
		tw_judge_weights(&a.judge);
	if (!a.judge.status && record->diagnostics.first)
		tw_diagnostics_sort(&record->diagnostics);
	return a.judge.status;
}
