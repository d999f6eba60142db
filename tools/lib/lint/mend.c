#include "lint/mend.h"

#include "base/buffer.h"

#include <stdlib.h>

/* In the order of the text; stable, since no two stand at one place in it. */
static int by_place(const void *a, const void *b)
{
	const struct tw_mend *x = *(const struct tw_mend *const *)a;
	const struct tw_mend *y = *(const struct tw_mend *const *)b;

	if (x->place.ptr != y->place.ptr)
		return x->place.ptr < y->place.ptr ? -1 : 1;
	if (x->place.len != y->place.len)
		return x->place.len < y->place.len ? -1 : 1;
	return tw_view_compare(x->text, y->text);
}

static size_t collect(const struct tw_mend **mends,
	const struct tw_record *record, bool unsafe)
{
	const struct tw_diagnostic *d = record->diagnostics.first;
	size_t count = 0;

	for (; d; d = d->next)
		if (d->mend && (unsafe || !d->mend->unsafe))
			mends[count++] = d->mend;
	if (count)
		qsort(mends, count, sizeof(const struct tw_mend *), by_place);
	return count;
}

/*
 * Of mends that touch each other the first is applied: what is left of the
 * others shows when the text is judged again.
 */
static size_t apply(struct tw_buffer *out, const struct tw_mend **mends,
	size_t count, struct tw_view source)
{
	const char *kept = source.ptr, *end = source.ptr + source.len;
	size_t applied = 0;

	for (size_t i = 0; i < count; i++) {
		const struct tw_view place = mends[i]->place;

		if (place.ptr < kept || (applied && place.ptr == kept &&
		    !place.len))
			continue;
		tw_buffer_add(out, kept, (size_t)(place.ptr - kept));
		tw_buffer_view(out, mends[i]->text);
		kept = place.ptr + place.len;
		applied++;
	}
	tw_buffer_add(out, kept, (size_t)(end - kept));
	return applied;
}

struct parts {
	size_t fields, sections, items;
};

static struct parts count_parts(const struct tw_record *record)
{
	struct parts parts = { 0, 0, 0 };

	for (const struct tw_field *f = record->fields; f; f = f->next)
		parts.fields++;
	for (const struct tw_section *s = record->sections; s; s = s->next) {
		parts.sections++;
		parts.items += s->count;
	}
	return parts;
}

/*
 * True if nothing was lost. Of items that had no place before, and were told
 * once for all, each may now have a finding of its own.
 */
static bool is_sound(const struct tw_record *before,
	const struct tw_record *after)
{
	struct parts was = count_parts(before), is = count_parts(after);

	return is.fields >= was.fields && is.sections >= was.sections &&
		is.items >= was.items && after->diagnostics.layout <=
		before->diagnostics.layout + (is.items - was.items);
}

enum tw_status tw_lint_mend(struct tw_view *text, size_t *mended,
	bool *spoilt, const struct tw_record *record, bool unsafe,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	const struct tw_mend **mends;
	struct tw_record *after;
	size_t count = 0;
	enum tw_status status = TW_OK;

	*mended = 0;
	*spoilt = false;
	*text = record->source;
	for (const struct tw_diagnostic *d = record->diagnostics.first; d;
	     d = d->next)
		count += d->mend != NULL;
	if (!count)
		return TW_OK;
	mends = tw_arena_take(arena, count * sizeof(const struct tw_mend *));
	if (!mends)
		return tw_fail_memory(err);
	count = collect(mends, record, unsafe);
	*mended = apply(&out, mends, count, record->source);
	*text = tw_arena_copy(arena, tw_buffer_get(&out));
	if (out.failed || !text->ptr)
		status = tw_fail_memory(err);
	tw_buffer_release(&out);
	if (!status && *mended)
		status = tw_record_parse(&after, arena, *text, err);
	if (status || !*mended || is_sound(record, after))
		return status;
	*text = record->source;
	*mended = 0;
	*spoilt = true;
	return TW_OK;
}
