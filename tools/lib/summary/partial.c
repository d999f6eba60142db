#include "summary/pile.h"

#include "base/set.h"

#include <stdlib.h>
#include <string.h>

/* How a partial begins: what it is, its version, and the program's. */
#define FIRST_LINE "termwise-partial 1 "
#define OWN_LINE FIRST_LINE TERMWISE_VERSION "\n"

enum { CHECKSUM = 8 };

struct tw_pile *tw_pile_new(void)
{
	struct tw_pile *pile = calloc(1, sizeof(*pile));

	if (pile)
		pile->arena = tw_arena_new();
	if (pile && !pile->arena) {
		free(pile);
		pile = NULL;
	}
	return pile;
}

void tw_pile_free(struct tw_pile *pile)
{
	if (pile)
		tw_arena_free(pile->arena);
	free(pile);
}

/* ---- onto the pile ---- */

/* Room for one more of `size` bytes; the array, moved or not, or NULL. */
static void *more_room(void *array, size_t count, size_t *room, size_t size,
	struct tw_arena *arena)
{
	size_t more = *room ? 2 * *room : 16;
	void *grown;

	if (count < *room)
		return array;
	grown = tw_arena_take(arena, more * size);
	if (!grown)
		return NULL;
	if (count)
		memcpy(grown, array, count * size);
	*room = more;
	return grown;
}

static bool add_block(struct tw_pile *pile, struct tw_unpack *in,
	const char *name)
{
	struct tw_view before = TW_VIEW("");
	struct tw_bundle *block = tw_arena_take(pile->arena, sizeof(*block));

	if (pile->count && pile->blocks[pile->count - 1]->name == name)
		before = pile->blocks[pile->count - 1]->house;
	if (!block || !tw_block_unpack(block, before, pile->arena, in))
		return false;
	block->name = name;
	pile->blocks = more_room(pile->blocks, pile->count, &pile->room,
		sizeof(*pile->blocks), pile->arena);
	if (!pile->blocks)
		return false;
	pile->blocks[pile->count++] = block;
	return true;
}

static bool add_note(struct tw_pile *pile, struct tw_view note)
{
	pile->notes = more_room(pile->notes, pile->note_count,
		&pile->note_room, sizeof(*pile->notes), pile->arena);
	if (!pile->notes)
		return false;
	pile->notes[pile->note_count++] = note;
	return true;
}

enum tw_status tw_pile_add(struct tw_pile *pile, struct tw_view packed,
	struct tw_view notes, struct tw_error *err)
{
	struct tw_unpack in = { tw_arena_copy(pile->arena, packed), false };
	struct tw_view rest = tw_arena_copy(pile->arena, notes);

	if (!in.rest.ptr || !rest.ptr)
		return tw_fail_memory(err);
	while (in.rest.len && !in.failed)
		if (!add_block(pile, &in, NULL))
			return tw_fail_memory(err);
	while (rest.len) {
		const char *end = memchr(rest.ptr, '\0', rest.len);
		size_t len = end ? (size_t)(end - rest.ptr) : rest.len;

		if (!add_note(pile, (struct tw_view){ rest.ptr, len }))
			return tw_fail_memory(err);
		rest.ptr += len + (end != NULL);
		rest.len -= len + (end != NULL);
	}
	return in.failed ? tw_fail(err, TW_USAGE, "these are no blocks") :
		TW_OK;
}

/* ---- files ---- */

/* FNV-1a, 64 bits: what is cut off or damaged shows. spec/partials.md. */
static uint64_t checksum(struct tw_view bytes)
{
	uint64_t sum = 14695981039346656037u;

	for (size_t i = 0; i < bytes.len; i++)
		sum = (sum ^ (unsigned char)bytes.ptr[i]) * 1099511628211u;
	return sum;
}

static bool begins(struct tw_view bytes, struct tw_view with)
{
	return bytes.len >= with.len &&
		!memcmp(bytes.ptr, with.ptr, with.len);
}

enum tw_status tw_partial_begins(struct tw_view bytes, const char *name,
	struct tw_error *err)
{
	if (!begins(bytes, TW_VIEW(FIRST_LINE)))
		return tw_fail(err, TW_USAGE, "%s: is no partial; \"termwise "
			"summarise --partial\" makes them", name);
	if (!begins(bytes, TW_VIEW(OWN_LINE)))
		return tw_fail(err, TW_USAGE, "%s: was made by another "
			"version of termwise than " TERMWISE_VERSION
			"; make it again with this one", name);
	return TW_OK;
}

/* Takes the first line and the checksum off; TW_USAGE if they are wrong. */
static enum tw_status open_partial(struct tw_view *body, struct tw_view bytes,
	const char *name, struct tw_error *err)
{
	uint64_t sum = 0;
	enum tw_status status = tw_partial_begins(bytes, name, err);

	if (status)
		return status;
	for (int i = CHECKSUM; i-- > 0 && bytes.len >= sizeof(OWN_LINE) - 1 +
	     CHECKSUM;)
		sum = sum << 8 | (unsigned char)bytes.ptr[bytes.len -
			CHECKSUM + (size_t)i];
	body->ptr = bytes.ptr;
	body->len = bytes.len > CHECKSUM ? bytes.len - CHECKSUM : 0;
	if (checksum(*body) != sum)
		return tw_fail(err, TW_USAGE, "%s: is cut off or damaged; "
			"make it again, or copy it again", name);
	body->ptr += sizeof(OWN_LINE) - 1;
	body->len -= sizeof(OWN_LINE) - 1;
	return TW_OK;
}

enum tw_status tw_pile_read(struct tw_pile *pile, struct tw_view bytes,
	const char *name, struct tw_error *err)
{
	struct tw_unpack in = { TW_VIEW(""), false };
	enum tw_status status = open_partial(&in.rest, bytes, name, err);
	const char *kept = tw_arena_format(pile->arena, "%s", name).ptr;
	size_t count;

	if (status)
		return status;
	in.rest = tw_arena_copy(pile->arena, in.rest);
	if (!in.rest.ptr || !kept)
		return tw_fail_memory(err);
	count = tw_unpack_count(&in, 1);
	while (count-- && !in.failed)
		if (!add_note(pile, tw_unpack_view(&in)))
			return tw_fail_memory(err);
	while (in.rest.len && !in.failed)
		if (!add_block(pile, &in, kept))
			return tw_fail_memory(err);
	return in.failed ? tw_fail(err, TW_USAGE, "%s: is no partial that "
		"termwise made, although it begins like one", name) : TW_OK;
}

/* ---- off the pile ---- */

static int compare_blocks(const void *a, const void *b)
{
	const struct tw_bundle *x = *(struct tw_bundle *const *)a;
	const struct tw_bundle *y = *(struct tw_bundle *const *)b;
	int order = tw_view_compare(x->slug, y->slug);

	return order ? order : tw_view_compare(x->house, y->house);
}

static int compare_notes(const void *a, const void *b)
{
	return tw_view_compare(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

static void sort(struct tw_pile *pile)
{
	if (pile->count)
		qsort(pile->blocks, pile->count, sizeof(*pile->blocks),
			compare_blocks);
	if (pile->note_count)
		qsort(pile->notes, pile->note_count, sizeof(*pile->notes),
			compare_notes);
}

/* How many blocks from `at` on are of one area. */
static size_t area_at(const struct tw_pile *pile, size_t at)
{
	size_t end = at;

	while (end < pile->count && !compare_blocks(&pile->blocks[at],
	       &pile->blocks[end]))
		end++;
	return end - at;
}

static enum tw_status settle(struct tw_gathered *gathered,
	struct tw_worker *worker, struct tw_error *err)
{
	const struct tw_summary_scope scope = { NULL, NULL, NULL, NULL, NULL };
	struct tw_known known = tw_gathered_known(gathered, worker->own);
	struct tw_area area;
	enum tw_status status = tw_summarise(&area, gathered->filed,
		gathered->count, TW_TELL_PLANS, &scope, &known, worker->arena,
		worker->own, err);

	tw_gathered_sort(gathered);
	return status;
}

enum tw_status tw_pile_write(struct tw_buffer *out, struct tw_pile *pile,
	struct tw_worker *worker, struct tw_error *err)
{
	struct tw_view house = TW_VIEW("");
	size_t start = out->len, count;
	enum tw_status status = TW_OK;
	uint64_t sum;

	sort(pile);
	tw_buffer_string(out, OWN_LINE);
	tw_pack_number(out, pile->note_count);
	for (size_t i = 0; i < pile->note_count; i++)
		tw_pack_view(out, pile->notes[i]);
	for (size_t i = 0; i < pile->count && !status; i += count) {
		struct tw_gathered gathered;

		count = area_at(pile, i);
		tw_arena_reset(worker->arena);
		status = tw_pile_gather(&gathered, pile->blocks + i, count,
			worker->arena, err);
		if (!status)
			status = settle(&gathered, worker, err);
		if (!status)
			tw_block_pack(out, house, &gathered);
		house = pile->blocks[i]->house;
	}
	if (!status && out->failed)
		status = tw_fail_memory(err);
	if (status)
		return status;
	sum = checksum((struct tw_view){ out->ptr + start, out->len - start });
	for (int i = 0; i < CHECKSUM; i++)
		tw_buffer_byte(out, (char)(sum >> 8 * i));
	return out->failed ? tw_fail_memory(err) : TW_OK;
}

/* House rules that have errors, once: where they lay is not known any more. */
static void mention_rules(struct tw_task *task,
	const struct tw_gathered *gathered, struct tw_set *mentioned,
	struct tw_arena *arena)
{
	const struct tw_house *house = gathered->filed->entry->house;
	bool failed = false;

	if (house && house->diagnostics.count[TW_ERROR] &&
	    !tw_set_add(mentioned, arena, tw_hash(gathered->house), task,
	    NULL, &failed))
		tw_task_note(task, "the house rules of %.*s have errors; "
			"\"termwise lint\" says which",
			TW_ARG(gathered->filed->area));
}

enum tw_status tw_pile_summarise(struct tw_pile *pile,
	const struct tw_summary_run *run, struct tw_task *task,
	struct tw_worker *worker, enum tw_status (*take)(struct tw_view rows,
	void *taker, struct tw_error *err), void *taker, struct tw_error *err)
{
	struct tw_set mentioned = { NULL, 0, 0 };
	enum tw_status status = TW_OK;
	size_t count;

	sort(pile);
	for (size_t i = 0; i < pile->note_count; i++)
		tw_task_note(task, "%.*s", TW_ARG(pile->notes[i]));
	task->tally[TW_TALLY_LEFT_OUT] += pile->note_count;
	task->unread |= pile->note_count > 0;
	for (size_t i = 0; i < pile->count && !status; i += count) {
		struct tw_gathered gathered;
		struct tw_known known;

		count = area_at(pile, i);
		tw_arena_reset(worker->arena);
		status = tw_pile_gather(&gathered, pile->blocks + i, count,
			worker->arena, err);
		if (status || !gathered.count)
			continue;
		task->tally[TW_TALLY_FILED] += gathered.count;
		mention_rules(task, &gathered, &mentioned, pile->arena);
		known = tw_gathered_known(&gathered, worker->own);
		tw_buffer_clear(&task->out);
		status = tw_summary_filed(&task->out, gathered.filed,
			gathered.count, run, &known, task, worker, err);
		if (!status)
			status = take(tw_buffer_get(&task->out), taker, err);
	}
	return status;
}

enum tw_status tw_partial_task(struct tw_task *task,
	struct tw_worker *worker, void *context, struct tw_error *err)
{
	struct tw_filing filing;
	enum tw_status status = tw_filing_read(&filing, task, worker, err);
	struct tw_view house = TW_VIEW("");
	size_t count;

	(void)context;
	task->tally[TW_TALLY_SUMMARISED] += filing.read;
	task->tally[TW_TALLY_MENTIONED] += filing.mentioned;
	for (size_t i = 0; i < filing.count && !status; i += count) {
		struct tw_gathered gathered;

		count = tw_filed_area(&filing.at[i], filing.count - i);
		status = tw_filed_gather(&gathered, &filing.at[i], count,
			worker->arena, err);
		if (!status)
			status = settle(&gathered, worker, err);
		if (!status)
			tw_block_pack(&task->out, house, &gathered);
		house = gathered.house;
	}
	return !status && task->out.failed ? tw_fail_memory(err) : status;
}
