#include "history/reader.h"

#include "base/arena.h"
#include "base/lines.h"
#include "base/set.h"
#include "base/utf8.h"
#include "corpus/walk.h"
#include "history/same.h"
#include "record/tables.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_RENAMES = 10000 }; /* pairs of files that are held together */

enum tw_status tw_reader_open(struct tw_reader *reader,
	struct tw_revision *revision, struct tw_error *err)
{
	enum tw_status status;

	*reader = (struct tw_reader){ .revision = revision };
	reader->trees = tw_revision_trees(revision);
	status = tw_blobs_open(&reader->blobs, revision, err);
	reader->lexicon = tw_lexicon_new();
	return status ? status : reader->lexicon ? TW_OK :
		tw_fail_memory(err);
}

void tw_reader_close(struct tw_reader *reader)
{
	tw_lexicon_free(reader->lexicon);
	tw_blobs_close(reader->blobs);
	tw_buffer_release(&reader->bytes);
	for (size_t i = 0; reader->kept && i < TW_KEPT_FILES; i++)
		free(reader->kept[i].bytes);
	free(reader->kept);
}

/* ---- bytes ---- */

static struct tw_kept_file *place_of(const struct tw_reader *reader,
	const unsigned char id[32])
{
	uint32_t number;

	memcpy(&number, id, sizeof(number));
	return &reader->kept[number % TW_KEPT_FILES];
}

/* What is not kept for want of room or memory is read again. */
static void keep(struct tw_reader *reader, const unsigned char id[32],
	struct tw_view bytes)
{
	struct tw_kept_file *place;
	char *copy;

	if (!reader->kept)
		reader->kept = calloc(TW_KEPT_FILES, sizeof(*reader->kept));
	if (!reader->kept || bytes.len > TW_KEPT_LONGEST)
		return;
	place = place_of(reader, id);
	if (reader->kept_bytes - place->len + bytes.len > TW_KEPT_BYTES)
		return;
	copy = realloc(place->bytes, bytes.len + 1);
	if (!copy)
		return;
	reader->kept_bytes += bytes.len - place->len;
	*place = (struct tw_kept_file){ .bytes = copy, .len = bytes.len };
	memcpy(place->id, id, sizeof(place->id));
	if (bytes.len)
		memcpy(copy, bytes.ptr, bytes.len);
}

/* A file that the repository need not have. */
struct given {
	unsigned char id[32];
	struct tw_view bytes;
};

static bool same_given(const void *a, const void *b)
{
	return !memcmp(((const struct given *)a)->id,
		((const struct given *)b)->id, 32);
}

static uint64_t hash_id(const unsigned char id[32])
{
	return tw_hash((struct tw_view){ (const char *)id, 32 });
}

enum tw_status tw_reader_give(struct tw_reader *reader,
	const unsigned char id[32], struct tw_view bytes,
	struct tw_arena *arena, struct tw_error *err)
{
	struct given *given = tw_arena_take(arena, sizeof(*given));
	bool failed = !given;

	if (given) {
		memcpy(given->id, id, sizeof(given->id));
		given->bytes = bytes;
		tw_set_add(&reader->given, arena, hash_id(id), given,
			same_given, &failed);
	}
	return failed ? tw_fail_memory(err) : TW_OK;
}

static const struct given *find_given(const struct tw_reader *reader,
	const unsigned char id[32])
{
	struct given wanted = { .bytes = { NULL, 0 } };

	memcpy(wanted.id, id, sizeof(wanted.id));
	return reader->given.count ? tw_set_get(&reader->given, hash_id(id),
		&wanted, same_given) : NULL;
}

/* The bytes of a file, until the next one is read. */
static enum tw_status read_bytes(struct tw_view *bytes,
	struct tw_reader *reader, const unsigned char id[32],
	struct tw_view path, struct tw_error *err)
{
	const struct tw_kept_file *place = reader->kept ?
		place_of(reader, id) : NULL;
	const struct given *given = find_given(reader, id);
	enum tw_status status;

	if (given) {
		*bytes = given->bytes;
		return TW_OK;
	}
	if (place && place->bytes && !memcmp(place->id, id,
	    sizeof(place->id))) {
		*bytes = (struct tw_view){ place->bytes, place->len };
		return TW_OK;
	}
	status = tw_blobs_read(&reader->bytes, reader->blobs, id,
		TW_MAX_BYTES, path.ptr, err);
	*bytes = tw_buffer_get(&reader->bytes);
	if (!status)
		keep(reader, id, *bytes);
	return status;
}

/* ---- versions ---- */

static uint32_t first_fault(const struct tw_record *record)
{
	const struct tw_diagnostic *d = record->diagnostics.first;

	while (d && tw_diagnostic_kind(d->id)->class != TW_LAYOUT)
		d = d->next;
	return d ? d->line : 0;
}

static bool in_conflict(const struct tw_record *record)
{
	const struct tw_diagnostic *d = record->diagnostics.first;

	while (d && d->id != TW_DIAG_CONFLICT_MARKER)
		d = d->next;
	return d;
}

enum tw_status tw_version_parse(struct tw_version *version,
	struct tw_view bytes, struct tw_arena *arena, struct tw_error *err)
{
	enum tw_status status;

	*version = (struct tw_version){ .present = true };
	if (bytes.len > TW_MAX_BYTES) {
		version->fault = "larger than a record may be";
		return TW_OK;
	}
	status = tw_record_parse(&version->record, arena, bytes, err);
	if (status || !version->record->diagnostics.layout)
		return status;
	version->fault = in_conflict(version->record) ?
		"conflicts of a merge stand in it" :
		"lines in it have no place";
	version->line = first_fault(version->record);
	return TW_OK;
}

/* Links and the like are no files, whatever their names. */
static const char *odd_mode(uint32_t mode)
{
	if ((mode & 0170000) == 0120000)
		return "a link, not a file";
	if ((mode & 0170000) == 0160000)
		return "a submodule, not a file";
	return "its mode is none that git gives a file";
}

enum tw_status tw_version_read(struct tw_version *version,
	struct tw_reader *reader, const unsigned char id[32], uint32_t mode,
	struct tw_view path, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_view bytes;
	enum tw_status status;

	*version = (struct tw_version){ .present = mode };
	if (!mode)
		return TW_OK;
	if (!tw_mode_is_file(mode)) {
		version->fault = odd_mode(mode);
		return TW_OK;
	}
	status = read_bytes(&bytes, reader, id, path, err);
	if (status)
		return status;
	bytes = tw_arena_copy(arena, bytes);
	return bytes.ptr ? tw_version_parse(version, bytes, arena, err) :
		tw_fail_memory(err);
}

/* True if it has a field that every record begins with. */
static bool is_record(const struct tw_version *version)
{
	return version->record && (tw_record_field(version->record,
		TW_PRIORITY) || tw_record_field(version->record, TW_TERM));
}

enum tw_status tw_deed_compare(struct tw_deed *deed,
	struct tw_reader *reader, struct tw_arena *arena,
	struct tw_error *err)
{
	if (deed->from.fault || deed->to.fault)
		return TW_OK;
	return tw_edits_find(&deed->edits, arena, reader->lexicon,
		deed->from.record, deed->to.record, err);
}

/* ---- renames ---- */

/*
 * The lines of a file, each by its hash, sorted; without those that all records
 * have: empty ones, and headings.
 */
struct lines {
	uint64_t *at;
	size_t count;
};

static int hash_order(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static enum tw_status read_lines(struct lines *lines,
	struct tw_reader *reader, const unsigned char id[32],
	struct tw_view path, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_view rest, line;
	enum tw_status status = read_bytes(&rest, reader, id, path, err);
	size_t room = 1;

	lines->count = 0;
	if (status)
		return status;
	for (size_t i = 0; i < rest.len; i++)
		room += rest.ptr[i] == '\n';
	lines->at = tw_arena_take_raw(arena, room * sizeof(*lines->at));
	if (!lines->at)
		return tw_fail_memory(err);
	while (tw_cut(&line, &rest, '\n')) {
		line = tw_trim(line);
		if (line.len && tw_section_find(line) == TW_SECTIONS)
			lines->at[lines->count++] = tw_hash(line);
	}
	qsort(lines->at, lines->count, sizeof(*lines->at), hash_order);
	return TW_OK;
}

/* How many lines of 1,000 of the longer file both have. */
static size_t lines_shared(const struct lines *a, const struct lines *b)
{
	size_t shared = 0, i = 0, j = 0;

	while (i < a->count && j < b->count) {
		uint64_t x = a->at[i], y = b->at[j];

		shared += x == y;
		i += x <= y;
		j += y <= x;
	}
	i = a->count > b->count ? a->count : b->count;
	return i ? shared * 1000 / i : 0;
}

static bool is_free(const struct tw_tree_change *change)
{
	return tw_mode_is_file(change->from_mode);
}

/* Equal files first: their ids tell. */
static void pair_equal(size_t *from, bool *used,
	const struct tw_tree_change *changes, size_t count,
	const struct tw_tree_change *vanished, size_t vanished_count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < vanished_count; k++)
			if (!changes[i].from_mode && !used[k] &&
			    from[i] == TW_NOWHERE && is_free(&vanished[k]) &&
			    !memcmp(changes[i].to, vanished[k].from, 20)) {
				from[i] = k;
				used[k] = true;
			}
}

static enum tw_status pair_likest(size_t *from, bool *used,
	struct tw_reader *reader, const struct tw_tree_change *change,
	const struct tw_tree_change *vanished, const struct lines *lines,
	size_t count, struct tw_arena *scratch, struct tw_error *err)
{
	size_t best = 499;
	struct lines own;
	enum tw_status status = read_lines(&own, reader, change->to,
		change->path, scratch, err);

	for (size_t k = 0; k < count && !status; k++) {
		size_t shared = used[k] || !is_free(&vanished[k]) ? 0 :
			lines_shared(&own, &lines[k]);

		if (shared > best) {
			best = shared;
			*from = k;
		}
	}
	if (*from != TW_NOWHERE)
		used[*from] = true;
	return status;
}

static enum tw_status pair_alike(size_t *from, bool *used,
	struct tw_reader *reader, const struct tw_tree_change *changes,
	size_t count, const struct tw_tree_change *vanished,
	size_t vanished_count, struct tw_arena *scratch, struct tw_error *err)
{
	struct lines *lines = tw_arena_take(scratch,
		(vanished_count + 1) * sizeof(*lines));
	enum tw_status status = lines ? TW_OK : tw_fail_memory(err);

	for (size_t k = 0; k < vanished_count && !status; k++)
		if (!used[k] && is_free(&vanished[k]))
			status = read_lines(&lines[k], reader,
				vanished[k].from, vanished[k].path, scratch,
				err);
	for (size_t i = 0; i < count && !status; i++)
		if (!changes[i].from_mode && from[i] == TW_NOWHERE &&
		    tw_mode_is_file(changes[i].to_mode))
			status = pair_likest(&from[i], used, reader,
				&changes[i], vanished, lines, vanished_count,
				scratch, err);
	return status;
}

enum tw_status tw_renames_find(size_t *from, struct tw_reader *reader,
	const struct tw_tree_change *changes, size_t count,
	const struct tw_tree_change *vanished, size_t vanished_count,
	struct tw_arena *arena, struct tw_error *err)
{
	bool *used = tw_arena_take(arena, vanished_count + 1);
	struct tw_arena *scratch;
	enum tw_status status;
	size_t fresh = 0;

	if (!used)
		return tw_fail_memory(err);
	for (size_t i = 0; i < count; i++) {
		from[i] = TW_NOWHERE;
		fresh += !changes[i].from_mode;
	}
	if (!fresh || !vanished_count || fresh > MOST_RENAMES / vanished_count)
		return TW_OK;
	pair_equal(from, used, changes, count, vanished, vanished_count);
	scratch = tw_arena_new();
	status = scratch ? pair_alike(from, used, reader, changes, count,
		vanished, vanished_count, scratch, err) : tw_fail_memory(err);
	tw_arena_free(scratch);
	return status;
}

/* ---- from changes to deeds ---- */

static const char *name_of(struct tw_view path)
{
	size_t at = path.len;

	while (at && path.ptr[at - 1] != '/')
		at--;
	return path.ptr + at;
}

bool tw_path_wanted(void *context, struct tw_view path, bool folder)
{
	const char *name = name_of(path);
	size_t len = path.len - (size_t)(name - path.ptr);

	(void)context;
	return folder ? *name != '.' : len > 4 && *name != '.' &&
		!memcmp(name + len - 4, ".txt", 4) && !(len ==
		strlen(TW_HOUSE_RULES) && !memcmp(name, TW_HOUSE_RULES, len));
}

static enum tw_status read_both(struct tw_deed *deed,
	struct tw_reader *reader, const struct tw_tree_change *to,
	const struct tw_tree_change *from, struct tw_arena *arena,
	struct tw_error *err)
{
	enum tw_status status = tw_version_read(&deed->from, reader,
		from->from, from->from_mode, from->path, arena, err);

	return status ? status : tw_version_read(&deed->to, reader, to->to,
		to->to_mode, to->path, arena, err);
}

static bool is_odd(const struct tw_version *version)
{
	return version->fault && !version->record;
}

static bool matters(const struct tw_deed *deed)
{
	return is_odd(&deed->from) || is_odd(&deed->to) ||
		is_record(&deed->from) ||
		is_record(&deed->to);
}

static enum tw_status make_one(struct tw_deed *deeds, size_t *count,
	struct tw_reader *reader, const struct tw_tree_change *change,
	const struct tw_tree_change *before, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_deed deed = { .path = change->path };
	enum tw_status status;

	/* A file that may be run, or may no more, says the same. */
	if (before == change && change->from_mode && change->to_mode &&
	    tw_mode_is_file(change->from_mode) ==
	    tw_mode_is_file(change->to_mode) &&
	    !memcmp(change->from, change->to, 20))
		return TW_OK;
	if (before != change)
		deed.was = before->path;
	status = read_both(&deed, reader, change, before, arena, err);
	if (status || !matters(&deed))
		return status;
	status = tw_deed_compare(&deed, reader, arena, err);
	deeds[(*count)++] = deed;
	return status;
}

enum tw_status tw_deeds_make(struct tw_deed **deeds, size_t *count,
	struct tw_reader *reader, const struct tw_tree_change *changes,
	size_t change_count, struct tw_arena *arena, struct tw_error *err)
{
	size_t n = change_count, gone = 0;
	struct tw_tree_change *vanished = tw_arena_take(arena,
		(n + 1) * sizeof(*vanished));
	size_t *from = tw_arena_take(arena, (n + 1) * sizeof(*from));
	bool *moved = tw_arena_take(arena, n + 1);
	size_t *place = tw_arena_take(arena, (n + 1) * sizeof(*place));
	enum tw_status status;

	*count = 0;
	*deeds = tw_arena_take(arena, (n + 1) * sizeof(**deeds));
	if (!*deeds || !vanished || !from || !moved || !place)
		return tw_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		if (!changes[i].to_mode) {
			place[gone] = i;
			vanished[gone++] = changes[i];
		}
	status = tw_renames_find(from, reader, changes, n, vanished, gone,
		arena, err);
	for (size_t i = 0; i < n && !status; i++)
		if (from[i] != TW_NOWHERE)
			moved[place[from[i]]] = true;
	for (size_t i = 0; i < n && !status; i++)
		if (!moved[i])
			status = make_one(*deeds, count, reader, &changes[i],
				from[i] == TW_NOWHERE ? &changes[i] :
				&vanished[from[i]], arena, err);
	return status;
}

enum tw_status tw_deeds_between(struct tw_deed **deeds, size_t *count,
	struct tw_reader *reader, const struct tw_tree_pair *pair,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_tree_change *changes;
	size_t n;
	enum tw_status status = tw_trees_differ(&changes, &n, reader->trees,
		pair, arena, err);

	*deeds = NULL;
	*count = 0;
	return status ? status : tw_deeds_make(deeds, count, reader, changes,
		n, arena, err);
}
