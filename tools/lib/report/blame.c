#include "report/blame.h"

#include "report/past_json.h"
#include "report/safe.h"
#include "report/wrap.h"

#include <string.h>

enum { ITEM = 4, BELOW = 6 };

struct telling {
	struct tw_paper paper;
	struct tw_arena *arena;
	const struct tw_blame *blame;
	struct tw_buffer words;
};

/* Sets what is in t->words, and empties it. */
static void set(struct telling *t, unsigned indent, unsigned more)
{
	tw_paper_to(&t->paper, indent);
	tw_paper_words(&t->paper, tw_buffer_get(&t->words), more);
	tw_paper_newline(&t->paper);
	t->paper.out->failed |= t->words.failed;
	tw_buffer_clear(&t->words);
}

/* "Claire Fox, 3 May 2024, 1a2b3c4"; who it was, a clone may not say. */
static void add_commit(struct telling *t, const struct tw_commit *commit)
{
	struct tw_view day = tw_commit_day(commit, t->arena);
	struct tw_view id = tw_commit_short(commit->id, t->arena);

	t->words.failed |= !day.ptr || !id.ptr;
	if (commit->cut) {
		tw_buffer_format(&t->words, "%.*s%s%.*s or before, where this "
			"shallow clone ends", TW_ARG(day), day.len ? ", " :
			"", TW_ARG(id));
		return;
	}
	tw_buffer_format(&t->words, "%.*s%s%.*s, %.*s",
		TW_ARG(tw_commit_author(commit)), day.len ? ", " : "", TW_ARG(day),
		TW_ARG(id));
}

static void add_what(struct tw_buffer *out, unsigned what)
{
	bool some = false;

	for (unsigned bit = 1; bit & TW_EDIT_SUBSTANCE; bit <<= 1) {
		if (!(what & bit))
			continue;
		tw_buffer_string(out, some ? ", " : ": ");
		tw_buffer_string(out, bit == TW_EDIT_DETAILS ?
			"figures or evidence" : bit == TW_EDIT_STATE ? "mark" :
			tw_edit_name(bit));
		some = true;
	}
}

static void tell_origin(struct telling *t, const struct tw_origin_of *origin)
{
	if (origin->commit) {
		add_commit(t, origin->commit);
		if (!origin->commit->cut)
			add_what(&t->words, origin->what);
	} else {
		tw_buffer_string(&t->words, "not committed yet");
	}
	set(t, BELOW, BELOW + 2);
}

static void tell_promise(struct telling *t, const struct tw_promise *promise,
	struct tw_view term)
{
	if (!promise->commit)
		return;
	tw_buffer_string(&t->words, promise->commit->cut ? "promised " :
		"promised by ");
	add_commit(t, promise->commit);
	if (promise->term.len && !tw_view_equal(promise->term, term))
		tw_buffer_format(&t->words, ", in %.*s",
			TW_ARG(promise->term));
	set(t, BELOW, BELOW + 2);
}

static void tell_part(struct telling *t, const char *name)
{
	tw_paper_newline(&t->paper);
	tw_paper_to(&t->paper, 2);
	tw_paper_string(&t->paper, name);
	tw_paper_newline(&t->paper);
}

static bool same_origin(const struct tw_origin_of *a,
	const struct tw_origin_of *b)
{
	return a->what == b->what && (a->commit == b->commit || (a->commit &&
		b->commit && !memcmp(a->commit->id, b->commit->id,
		sizeof(a->commit->id))));
}

static void tell_fields(struct telling *t)
{
	const struct tw_record *record = t->blame->version.record;
	const struct tw_origin_of *before = NULL;

	tell_part(t, "Fields");
	for (int k = 0; k < TW_KNOWN_FIELDS; k++) {
		const struct tw_field *field = tw_record_field(record,
			(enum tw_field_kind)k);
		const struct tw_origin_of *origin = &t->blame->fields[k];
		struct tw_view value;

		if (!field)
			continue;
		/* Most are of one commit, which is told below the last. */
		if (before && !same_origin(before, origin))
			tell_origin(t, before);
		before = origin;
		value = tw_words_join(field->value, t->arena);
		t->words.failed |= !value.ptr;
		tw_buffer_format(&t->words, "%.*s: %.*s", TW_ARG(field->name),
			TW_ARG(value));
		set(t, ITEM, ITEM + 2);
	}
	if (before)
		tell_origin(t, before);
}

static void tell_item(struct telling *t, size_t i, struct tw_view term)
{
	const struct tw_node *node = &t->blame->nodes[i];
	const struct tw_item *item = node->item;

	tw_buffer_string(&t->words, "- ");
	if (item->key.len)
		tw_buffer_format(&t->words, "[%.*s] ", TW_ARG(item->key));
	if (item->state)
		tw_buffer_format(&t->words, "(%s) ",
			tw_state_name(item->state));
	tw_buffer_view(&t->words, node->text);
	set(t, ITEM, BELOW);
	for (const struct tw_detail *d = item->details; d; d = d->next) {
		tw_buffer_format(&t->words, "%c %.*s%s%.*s", d->sign,
			TW_ARG(d->name), d->sign == '>' ? "" : ": ",
			TW_ARG(d->value));
		set(t, BELOW, BELOW + 2);
	}
	tell_origin(t, &t->blame->items[i]);
	tell_promise(t, &t->blame->promises[i], term);
}

static struct tw_view value_of(struct telling *t, enum tw_field_kind kind)
{
	return tw_record_value(t->blame->version.record, kind, t->arena);
}

enum tw_status tw_blame_text(struct tw_past_page *page,
	const struct tw_blame *blame, struct tw_view path,
	struct tw_error *err)
{
	struct telling t = { .paper = { page->out, page->width, 0,
		page->color }, .arena = page->arena, .blame = blame };
	struct tw_view title = value_of(&t, TW_TITLE);
	struct tw_view term = value_of(&t, TW_TERM), below;
	size_t start = page->out->len;
	int part = -1;

	below = tw_arena_format(t.arena, "%.*s%s%.*s", TW_ARG(term), term.len ?
		", " : "", TW_ARG(path));
	tw_past_title(page, title.len ? title : path,
		value_of(&t, TW_PRIORITY), below);
	tell_fields(&t);
	for (size_t i = 0; i < blame->count; i++) {
		int kind = (int)blame->nodes[i].section;

		if (kind != part)
			tell_part(&t, tw_section_name(
				(enum tw_section_kind)kind));
		part = kind;
		tell_item(&t, i, term);
	}
	tw_safe_lines(page->out, start);
	tw_buffer_release(&t.words);
	return page->out->failed || !below.ptr ? tw_fail_memory(err) : TW_OK;
}

/* ---- for programs ---- */

static void write_commit(struct tw_json *json, const char *key,
	const struct tw_commit *commit)
{
	tw_json_key(json, key);
	if (commit)
		tw_json_commit(json, commit);
	else
		tw_json_null(json);
}

static void write_promise(struct tw_json *json,
	const struct tw_promise *promise)
{
	if (!promise->commit) {
		tw_json_word(json, "promised", NULL);
		return;
	}
	tw_json_object(json, "promised");
	write_commit(json, "commit", promise->commit);
	tw_json_member(json, "path", promise->path);
	tw_json_maybe(json, "term", promise->term);
	tw_json_close(json, '}');
}

/* What happened at the end of a shallow clone is not known. */
static bool is_known(const struct tw_origin_of *origin)
{
	return !origin->commit || !origin->commit->cut;
}

enum tw_status tw_blame_json(struct tw_buffer *out,
	const struct tw_blame *blame, struct tw_view path,
	struct tw_arena *arena, struct tw_error *err)
{
	const struct tw_record *record = blame->version.record;
	struct tw_json json = { .out = out };
	bool failed = false;

	tw_buffer_string(out, ",\n");
	tw_json_open(&json, '{');
	tw_json_member(&json, "path", path);
	tw_json_list(&json, "fields");
	for (int k = 0; k < TW_KNOWN_FIELDS; k++) {
		const struct tw_field *field = tw_record_field(record,
			(enum tw_field_kind)k);
		struct tw_view value;

		if (!field)
			continue;
		value = tw_words_join(field->value, arena);
		failed |= !value.ptr;
		tw_json_open(&json, '{');
		tw_json_maybe(&json, "name", field->name);
		tw_json_maybe(&json, "text", value);
		write_commit(&json, "commit", blame->fields[k].commit);
		tw_json_close(&json, '}');
	}
	tw_json_close(&json, ']');
	tw_json_list(&json, "items");
	for (size_t i = 0; i < blame->count; i++) {
		tw_json_open(&json, '{');
		tw_json_past_item(&json, "item", &blame->nodes[i]);
		write_commit(&json, "commit", blame->items[i].commit);
		tw_json_what(&json, "what", is_known(&blame->items[i]) ?
			blame->items[i].what & TW_EDIT_SUBSTANCE : 0);
		write_promise(&json, &blame->promises[i]);
		tw_json_close(&json, '}');
	}
	tw_json_close(&json, ']');
	tw_json_close(&json, '}');
	return failed || out->failed ? tw_fail_memory(err) : TW_OK;
}
