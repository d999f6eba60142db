#include "key/key.h"

#include "base/utf8.h"

/* Something to put into a record, before the byte at `at`. */
struct piece {
	size_t at;
	struct tw_view text;
};

/* ---- where things go ---- */

/* Behind the dash and its blanks. */
static size_t key_place(const struct tw_record *record,
	const struct tw_item *item)
{
	struct tw_view rest = tw_after(item->raw, 1);

	while (tw_blank_start(rest))
		rest = tw_after(rest, tw_blank_start(rest));
	return (size_t)(rest.ptr - record->source.ptr);
}

/* Behind the last line of the item. */
static size_t line_place(const struct tw_record *record,
	const struct tw_item *item)
{
	return (size_t)(item->raw.ptr + item->raw.len - record->source.ptr);
}

static struct tw_view line_text(const struct tw_keys *keys,
	const struct tw_record *record, const struct tw_item *item,
	struct tw_view key)
{
	const char *end = record->crlf ? "\r\n" : "\n";
	bool open = item->raw.ptr[item->raw.len - 1] != '\n';

	return tw_arena_format(keys->arena, "%s  > %.*s%s", open ? end : "",
		TW_ARG(key), open ? "" : end);
}

static bool add_pieces(struct piece *pieces, size_t *count,
	const struct tw_keys *keys, const struct tw_key_item *item)
{
	const struct tw_record *record = item->filed->record;
	const struct tw_key_line *line = item->lines;
	bool fine = true;

	if (item->given) {
		struct piece *piece = &pieces[(*count)++];

		piece->at = key_place(record, item->node->item);
		piece->text = tw_arena_format(keys->arena, "[%.*s] ",
			TW_ARG(item->key));
		fine = piece->text.ptr;
	}
	for (; line && fine; line = line->next) {
		struct piece *piece = &pieces[(*count)++];

		piece->at = line_place(record, item->node->item);
		piece->text = line_text(keys, record, item->node->item,
			line->key);
		fine = piece->text.ptr;
	}
	return fine;
}

static size_t count_pieces(const struct tw_keys *keys,
	const struct tw_filed *filed)
{
	size_t count = 0;

	for (size_t i = tw_keys_first(keys, filed); i < keys->item_count &&
	     keys->items[i].filed == filed; i++) {
		const struct tw_key_item *item = &keys->items[i];

		count += item->given;
		for (const struct tw_key_line *l = item->lines; l; l = l->next)
			count++;
	}
	return count;
}

/* Items stand in the order of the text, and so do the pieces of each. */
static bool put_in(struct tw_buffer *out, struct tw_view source,
	const struct piece *pieces, size_t count)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		tw_buffer_add(out, source.ptr + at, pieces[i].at - at);
		tw_buffer_view(out, pieces[i].text);
		at = pieces[i].at;
	}
	tw_buffer_add(out, source.ptr + at, source.len - at);
	return !out->failed;
}

enum tw_status tw_keys_text(struct tw_view *text, bool *changed,
	const struct tw_keys *keys, const struct tw_filed *filed,
	struct tw_error *err)
{
	size_t count = count_pieces(keys, filed), made = 0;
	struct piece *pieces = tw_arena_take(keys->arena,
		(count + 1) * sizeof(*pieces));
	struct tw_buffer out = TW_BUFFER_INIT;
	bool fine = pieces;

	*changed = count;
	*text = filed->record->source;
	if (fine && !count)
		return TW_OK;
	for (size_t i = tw_keys_first(keys, filed); fine &&
	     i < keys->item_count && keys->items[i].filed == filed; i++)
		fine = add_pieces(pieces, &made, keys, &keys->items[i]);
	fine = fine && put_in(&out, filed->record->source, pieces, made);
	if (fine)
		*text = tw_arena_copy(keys->arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return fine && text->ptr ? TW_OK : tw_fail_memory(err);
}

/* ---- what the account makes of it ---- */

static enum tw_status compare(struct tw_comparison **comparison,
	const struct tw_keys *keys, const struct tw_step *step,
	const struct tw_record *from, const struct tw_record *to,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_update thread[2] = { { from, step->from->term },
		{ to, step->to->term } };

	keys->stems->filed = NULL; /* numbers of stems may be others now */
	return tw_compare(comparison, arena, keys->lexicon,
		keys->filed->entry->house, thread, 0, 1, err);
}

static enum tw_status read_with_keys(struct tw_record **record,
	const struct tw_keys *keys, const struct tw_filed *filed,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_view text;
	bool changed;

	return tw_keys_text(&text, &changed, keys, filed, err) ?
		err->status : tw_record_parse(record, arena, text, err);
}

enum tw_status tw_keys_check(bool *same, const struct tw_keys *keys,
	const struct tw_step *step, struct tw_error *err)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_comparison *before, *after;
	struct tw_record *from, *to;
	enum tw_status status = arena ? TW_OK : tw_fail_memory(err);

	if (!status)
		status = read_with_keys(&from, keys, step->from, arena, err);
	if (!status)
		status = read_with_keys(&to, keys, step->to, arena, err);
	if (!status)
		status = compare(&before, keys, step, step->from->record,
			step->to->record, arena, err);
	if (!status)
		status = compare(&after, keys, step, from, to, arena, err);
	if (!status) {
		*same = !from->diagnostics.layout && !to->diagnostics.layout &&
			before->plan_count == after->plan_count;
		for (size_t i = 0; *same && i < after->plan_count; i++)
			*same = before->plans[i].became ==
				after->plans[i].became;
	}
	tw_arena_free(arena);
	return status;
}
