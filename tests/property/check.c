#include "check.h"

#include <string.h>

/* Goes through the lines of a source, forward only. */
struct lines {
	const char *at, *end; /* the line, and the end of the source */
	size_t len;           /* of the line, without its line end */
	uint32_t number;
};

static void measure(struct lines *lines)
{
	size_t rest = (size_t)(lines->end - lines->at);
	const char *newline = rest ? memchr(lines->at, '\n', rest) : NULL;

	lines->len = newline ? (size_t)(newline - lines->at) : rest;
}

static struct lines lines_of(const struct tw_record *record)
{
	struct lines lines = { record->source.ptr + (record->bom ? 3 : 0),
		record->source.ptr + record->source.len, 0, 1 };

	measure(&lines);
	return lines;
}

/* Goes to a line; false if the text has fewer. */
static bool go_to(struct lines *lines, uint32_t number)
{
	while (lines->number < number) {
		if (lines->at + lines->len == lines->end)
			return false;
		lines->at += lines->len + 1;
		lines->number++;
		measure(lines);
	}
	return lines->number == number;
}

/* ---- findings ---- */

static bool in_order(const struct tw_diagnostic *a,
	const struct tw_diagnostic *b)
{
	return a->line != b->line ? a->line < b->line :
		a->column != b->column ? a->column < b->column : a->id <= b->id;
}

static const char *finding_fault(const struct tw_record *record)
{
	const struct tw_diagnostics *all = &record->diagnostics;
	struct lines lines = lines_of(record);
	size_t count[TW_ERROR + 1] = { 0 }, layout = 0;

	for (const struct tw_diagnostic *d = all->first; d; d = d->next) {
		const struct tw_diagnostic_kind *kind = d->kind;

		count[kind->severity]++;
		layout += kind->class == TW_LAYOUT;
		if (d->next && !in_order(d, d->next))
			return "findings are out of order";
		if (!go_to(&lines, d->line))
			return "a finding stands behind the last line";
		if (!d->column || !d->length || d->column > lines.len + 1)
			return "a finding stands behind the end of its line";
		if (d->length > 1 && d->column - 1 + d->length > lines.len)
			return "a finding goes over the end of its line";
	}
	if (memcmp(count, all->count, sizeof(count)) || layout != all->layout)
		return "findings are counted wrong";
	return NULL;
}

/* ---- nodes ---- */

struct nodes {
	const struct tw_record *record;
	struct lines lines;
	const char *fault;
};

static void check_view(struct nodes *nodes, struct tw_view v)
{
	const struct tw_view *source = &nodes->record->source;

	if (v.len && (v.ptr < source->ptr ||
	    v.ptr + v.len > source->ptr + source->len))
		nodes->fault = "a node holds what is not of the text";
}

/* Nodes come in the order of the text. */
static void check_node(struct nodes *nodes, struct tw_view raw, uint32_t line)
{
	check_view(nodes, raw);
	if (!go_to(&nodes->lines, line) || nodes->lines.at != raw.ptr ||
	    !raw.len)
		nodes->fault = "a node's lines are not where it says";
}

static void check_comments(struct nodes *nodes, const struct tw_comment *c)
{
	for (; c; c = c->next) {
		check_view(nodes, c->text);
		if (!c->text.len || c->text.ptr[0] != '#')
			nodes->fault = "a comment is none";
	}
}

static void check_segments(struct nodes *nodes, const struct tw_segment *s)
{
	for (; s; s = s->next) {
		check_comments(nodes, s->comments);
		check_view(nodes, s->text);
		if (!s->text.len || memchr(s->text.ptr, '\n', s->text.len))
			nodes->fault = "a line of text is none";
	}
}

static void check_item(struct nodes *nodes, const struct tw_item *item)
{
	check_node(nodes, item->raw, item->line);
	check_comments(nodes, item->comments);
	check_view(nodes, item->key);
	check_segments(nodes, item->text);
	if (!item->text && !nodes->record->diagnostics.layout)
		nodes->fault = "an item without text is no layout error";
	for (const struct tw_detail *d = item->details; d; d = d->next) {
		check_node(nodes, d->raw, d->line);
		check_comments(nodes, d->comments);
		check_view(nodes, d->name);
		check_view(nodes, d->value);
		if (!d->name.len || (d->sign != '>' && !d->value.len))
			nodes->fault = "a detail line says nothing";
	}
}

static const char *node_fault(const struct tw_record *record)
{
	struct nodes nodes = { record, lines_of(record), NULL };
	size_t count;

	for (const struct tw_field *f = record->fields; f; f = f->next) {
		check_node(&nodes, f->raw, f->line);
		check_comments(&nodes, f->comments);
		check_view(&nodes, f->name);
		check_segments(&nodes, f->value);
	}
	check_comments(&nodes, record->closing);
	for (const struct tw_section *s = record->sections; s; s = s->next) {
		check_node(&nodes, s->raw, s->line);
		check_comments(&nodes, s->comments);
		check_comments(&nodes, s->closing);
		count = 0;
		for (const struct tw_item *i = s->items; i; i = i->next) {
			check_item(&nodes, i);
			count++;
		}
		if (count != s->count)
			nodes.fault = "items are counted wrong";
	}
	return nodes.fault;
}

const char *record_fault(const struct tw_record *record)
{
	const char *fault = finding_fault(record);

	return fault ? fault : node_fault(record);
}
