#include "git/origin.h"

#include "base/set.h"
#include "base/utf8.h"
#include "git/objects.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST_BYTES = 4 * 1024 * 1024, /* of a file that is looked into */
	MOST_STEPS = 20000            /* commits that are gone back */
};

enum { OURS, THEIRS, SIDES };

struct tw_origins {
	struct tw_arena *arena;
	struct tw_revision *revision;
	struct tw_blobs *blobs;
	struct tw_buffer buffer;
	enum tw_under_way under_way;
	struct tw_commit tip[SIDES], base, reverted;
	bool based;
};

/* ---- what is under way ---- */

/* What cannot be found, or read, goes unsaid; memory is another matter. */
static enum tw_status try_find(struct tw_commit *commit, bool *found,
	struct tw_origins *o, const char *name, struct tw_error *err)
{
	struct tw_error fault;
	enum tw_status status = tw_commit_find(commit, o->revision, name,
		o->arena, &fault);

	*found = !status;
	return status == TW_NO_MEMORY ? tw_fail_memory(err) : TW_OK;
}

static enum tw_status try_read(struct tw_commit *commit, bool *found,
	struct tw_origins *o, const unsigned char id[32],
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_error fault;
	enum tw_status status = tw_commit_read(commit, o->revision, id, arena,
		&fault);

	*found = !status;
	return status == TW_NO_MEMORY ? tw_fail_memory(err) : TW_OK;
}

/* The commit that a side's work began at: of a pick, what came before it. */
static enum tw_status find_base(struct tw_origins *o, struct tw_error *err)
{
	const struct tw_commit *theirs = &o->tip[THEIRS];
	unsigned char (*bases)[32] = NULL;
	struct tw_error fault;
	enum tw_status status = TW_OK;
	size_t count = 0;

	if (o->under_way != TW_MERGE_UNDER_WAY)
		return theirs->parent_count ? try_read(&o->base, &o->based, o,
			theirs->parents[0], o->arena, err) : TW_OK;
	status = tw_commit_bases(&bases, &count, o->revision, o->tip[OURS].id,
		theirs->id, o->arena, &fault);
	if (status == TW_NO_MEMORY)
		return tw_fail_memory(err);
	return status || !count ? TW_OK : try_read(&o->base, &o->based, o,
		bases[0], o->arena, err);
}

/* Theirs of a revert is the record as it was before what is taken back. */
static enum tw_status turn_round(struct tw_origins *o, struct tw_error *err)
{
	bool found = false;
	enum tw_status status = TW_OK;

	o->reverted = o->base = o->tip[THEIRS];
	o->based = true;
	if (o->reverted.parent_count)
		status = try_read(&o->tip[THEIRS], &found, o,
			o->reverted.parents[0], o->arena, err);
	if (!found)
		o->under_way = TW_NOTHING_UNDER_WAY;
	return status;
}

/* By what git has in hand: heads of what is over may be left. */
static enum tw_under_way find_under_way(const struct tw_revision *revision)
{
	const struct tw_repository *repository = &revision->repository;

	switch (repository->git->repository_state(repository->handle)) {
	case GIT_REPOSITORY_STATE_MERGE:
		return TW_MERGE_UNDER_WAY;
	case GIT_REPOSITORY_STATE_REBASE:
	case GIT_REPOSITORY_STATE_REBASE_INTERACTIVE:
	case GIT_REPOSITORY_STATE_REBASE_MERGE:
		return TW_REBASE_UNDER_WAY;
	case GIT_REPOSITORY_STATE_CHERRYPICK:
	case GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE:
		return TW_PICK_UNDER_WAY;
	case GIT_REPOSITORY_STATE_REVERT:
	case GIT_REPOSITORY_STATE_REVERT_SEQUENCE:
		return TW_REVERT_UNDER_WAY;
	default:
		return TW_NOTHING_UNDER_WAY;
	}
}

static enum tw_status find_tips(struct tw_origins *o, struct tw_error *err)
{
	static const char *const heads[] = {
		[TW_MERGE_UNDER_WAY] = "MERGE_HEAD",
		[TW_REBASE_UNDER_WAY] = "REBASE_HEAD",
		[TW_PICK_UNDER_WAY] = "CHERRY_PICK_HEAD",
		[TW_REVERT_UNDER_WAY] = "REVERT_HEAD",
	};
	enum tw_under_way under_way = find_under_way(o->revision);
	bool found = false;
	enum tw_status status = try_find(&o->tip[OURS], &found, o, "HEAD",
		err);

	if (status || !found || !under_way)
		return status;
	status = try_find(&o->tip[THEIRS], &found, o, heads[under_way], err);
	if (status || !found)
		return status;
	o->under_way = under_way;
	return under_way == TW_REVERT_UNDER_WAY ? turn_round(o, err) :
		find_base(o, err);
}

enum tw_status tw_origins_open(struct tw_origins **origins,
	const char *place, struct tw_error *err)
{
	struct tw_origins *o = calloc(1, sizeof(*o));
	struct tw_error fault;
	enum tw_status status;

	*origins = NULL;
	if (!o || !(o->arena = tw_arena_new())) {
		free(o);
		return tw_fail_memory(err);
	}
	status = tw_revision_open(&o->revision, place, NULL, &fault);
	if (!status)
		status = tw_blobs_open(&o->blobs, o->revision, &fault);
	if (!status) {
		status = find_tips(o, &fault);
		if (!status) {
			*origins = o;
			return TW_OK;
		}
	}
	tw_origins_close(o);
	return status == TW_NO_MEMORY ? tw_fail_memory(err) : TW_OK;
}

void tw_origins_close(struct tw_origins *o)
{
	if (!o)
		return;
	tw_blobs_close(o->blobs);
	tw_revision_close(o->revision);
	tw_buffer_release(&o->buffer);
	tw_arena_free(o->arena);
	free(o);
}

enum tw_under_way tw_origins_under_way(const struct tw_origins *o)
{
	return o->under_way;
}

struct tw_view tw_origins_root(const struct tw_origins *o)
{
	return tw_revision_root(o->revision);
}

/* ---- lines ---- */

static bool next_line(struct tw_view *line, struct tw_view *rest)
{
	const char *newline;

	while (rest->len) {
		newline = memchr(rest->ptr, '\n', rest->len);
		*line = *rest;
		if (newline)
			line->len = (size_t)(newline - rest->ptr);
		*rest = tw_after(*rest, line->len + (newline != NULL));
		if (line->len && line->ptr[line->len - 1] == '\r')
			line->len--;
		*line = tw_trim(*line);
		if (line->len)
			return true;
	}
	return false;
}

/* Lines by their hashes, sorted, each once. */
struct lines {
	uint64_t *hash;
	bool *seen;
	size_t count;
};

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static size_t find_line(const struct lines *lines, uint64_t hash)
{
	const uint64_t *at = lines->count ? bsearch(&hash, lines->hash,
		lines->count, sizeof(hash), by_number) : NULL;

	return at ? (size_t)(at - lines->hash) : lines->count;
}

/* The lines of `text` that `without` (NULL: none) does not have. */
static bool lines_read(struct lines *lines, struct tw_view text,
	const struct lines *without, struct tw_arena *arena)
{
	struct tw_view line, rest = text;
	size_t most = 1, count = 0;

	for (size_t i = 0; i < text.len; i++)
		most += text.ptr[i] == '\n';
	lines->count = 0;
	lines->hash = tw_arena_take(arena, most * sizeof(*lines->hash));
	lines->seen = tw_arena_take(arena, most * sizeof(*lines->seen));
	if (!lines->hash || !lines->seen)
		return false;
	while (next_line(&line, &rest)) {
		uint64_t hash = tw_hash(line);

		if (!without || find_line(without, hash) == without->count)
			lines->hash[count++] = hash;
	}
	if (count)
		qsort(lines->hash, count, sizeof(*lines->hash), by_number);
	for (size_t i = 0; i < count; i++)
		if (!i || lines->hash[i] != lines->hash[i - 1])
			lines->hash[lines->count++] = lines->hash[i];
	return true;
}

/* How many of the lines stand in a text. */
static size_t lines_in(const struct lines *lines, struct tw_view text)
{
	struct tw_view line;
	size_t count = 0;

	memset(lines->seen, 0, lines->count * sizeof(*lines->seen));
	while (count < lines->count && next_line(&line, &text)) {
		size_t i = find_line(lines, tw_hash(line));

		if (i < lines->count && !lines->seen[i]) {
			lines->seen[i] = true;
			count++;
		}
	}
	return count;
}

/* ---- going back ---- */

struct search {
	struct tw_origins *o;
	struct tw_arena *arena;
	const char *path;
	struct lines lines;
	bool gone; /* it is sought since when they are not there */
};

/* A commit, and what it has at the path. */
struct step {
	struct tw_commit commit;
	unsigned char blob[32];
	bool there;  /* the file is */
	bool holds;  /* and is as it is sought */
};

/* *there is false if the commit has no such file. */
static enum tw_status look_up(unsigned char blob[32], bool *there,
	struct search *s, const struct tw_commit *commit, struct tw_error *err)
{
	struct tw_tree_entry entry;
	struct tw_error fault;
	enum tw_status status;

	tw_revision_turn(s->o->revision, commit->tree);
	status = tw_revision_find(&entry, there, s->o->revision, s->path,
		&fault);
	if (status == TW_NO_MEMORY)
		return tw_fail_memory(err);
	*there = !status && *there && (entry.mode & 0170000) == 0100000;
	if (*there)
		memcpy(blob, entry.id, 32);
	return TW_OK;
}

static enum tw_status read_blob(struct tw_view *bytes, bool *there,
	struct search *s, const unsigned char blob[32], struct tw_error *err)
{
	struct tw_error fault;
	enum tw_status status = tw_blobs_read(&s->o->buffer, s->o->blobs, blob,
		MOST_BYTES, s->path, &fault);

	*there = !status && s->o->buffer.len <= MOST_BYTES;
	*bytes = tw_buffer_get(&s->o->buffer);
	return status == TW_NO_MEMORY ? tw_fail_memory(err) : TW_OK;
}

static enum tw_status examine(struct step *step, struct search *s,
	const struct step *child, struct tw_error *err)
{
	struct tw_view bytes;
	enum tw_status status = look_up(step->blob, &step->there, s,
		&step->commit, err);

	step->holds = false;
	if (status || !step->there)
		return status;
	if (child && !memcmp(step->blob, child->blob, 32)) {
		step->holds = child->holds;
		return TW_OK;
	}
	status = read_blob(&bytes, &step->there, s, step->blob, err);
	if (!status && step->there)
		step->holds = lines_in(&s->lines, bytes) ==
			(s->gone ? 0 : s->lines.count);
	return status;
}

/*
 * To a parent that is as it is sought. *had says that one is there which is
 * not.
 */
static enum tw_status go_back(struct step *at, bool *moved, bool *had,
	struct search *s, struct tw_error *err)
{
	enum tw_status status = TW_OK;
	size_t count = at->commit.parent_count;

	*moved = *had = false;
	for (size_t i = 0; i < count && !status && !*moved; i++) {
		struct step parent;
		bool found;

		status = try_read(&parent.commit, &found, s->o,
			at->commit.parents[i], s->arena, err);
		if (!status && found)
			status = examine(&parent, s, at, err);
		if (status || !found)
			continue;
		*had |= parent.there && !parent.holds;
		*moved = parent.holds;
		if (*moved)
			*at = parent;
	}
	return status;
}

static enum tw_status go_all_the_way(struct step *at, bool *found,
	struct search *s, const struct tw_commit *tip, struct tw_error *err)
{
	bool moved = true, had = false;
	enum tw_status status;

	at->commit = *tip;
	status = examine(at, s, NULL, err);
	if (status || !at->holds)
		return status;
	for (size_t steps = 0; moved && !status; steps++) {
		if (steps == MOST_STEPS)
			return TW_OK;
		status = go_back(at, &moved, &had, s, err);
	}
	/*
	 * What was never there was not taken out; and where a shallow clone
	 * ends, it may be older.
	 */
	*found = !status && (had || (!s->gone && !at->commit.cut));
	return status;
}

/* ---- what was taken out ---- */

static bool next_word(struct tw_view *word, struct tw_view *text)
{
	*text = tw_trim(*text);
	*word = (struct tw_view){ text->ptr, 0 };
	while (word->len < text->len && !memchr(" \t\r\n", text->ptr[word->len],
	       4))
		word->len++;
	*text = tw_after(*text, word->len);
	while (text->len && memchr("\r\n", text->ptr[0], 2))
		*text = tw_after(*text, 1);
	return word->len;
}

/* How many thousandths of a line's words stand in a set of them. */
static size_t share(struct tw_view line, const struct tw_set *words)
{
	struct tw_view word;
	size_t all = 0, common = 0;

	while (next_word(&word, &line)) {
		all++;
		common += tw_set_get(words, tw_hash(word), NULL, NULL) != NULL;
	}
	return all ? common * 1000 / all : 0;
}

/* The line that the tip lost, and that is most like those of the other side. */
static struct tw_view lost_line(struct tw_view base, const struct lines *tip,
	const struct tw_set *words)
{
	struct tw_view line, best = { NULL, 0 };
	size_t most = 499;

	while (next_line(&line, &base)) {
		size_t score;

		if (find_line(tip, tw_hash(line)) < tip->count)
			continue;
		score = share(line, words);
		if (score > most) {
			most = score;
			best = line;
		}
	}
	return best;
}

static bool words_read(struct tw_set *words, struct tw_view text,
	struct tw_arena *arena)
{
	struct tw_view word;
	bool failed = false;

	while (!failed && next_word(&word, &text))
		tw_set_add(words, arena, tw_hash(word), word.ptr, NULL,
			&failed);
	return !failed;
}

/* The bytes of the file at a commit; ptr NULL: it has none. */
static enum tw_status bytes_at(struct tw_view *bytes, struct search *s,
	const struct tw_commit *commit, struct tw_error *err)
{
	unsigned char blob[32];
	bool there;
	enum tw_status status = look_up(blob, &there, s, commit, err);

	*bytes = (struct tw_view){ NULL, 0 };
	if (!status && there)
		status = read_blob(bytes, &there, s, blob, err);
	if (status || !there)
		return status;
	*bytes = tw_arena_copy(s->arena, *bytes);
	return bytes->ptr ? TW_OK : tw_fail_memory(err);
}

/* Turns the search to the line that a side has taken out, if one is seen. */
static enum tw_status seek_lost(bool *found, struct search *s,
	const struct tw_commit *tip, struct tw_view other,
	struct tw_error *err)
{
	struct tw_view base, now, line;
	struct tw_set words = { NULL, 0, 0 };
	struct lines lines;
	enum tw_status status = bytes_at(&base, s, &s->o->base, err);

	if (!status)
		status = bytes_at(&now, s, tip, err);
	if (status || !base.ptr || !now.ptr)
		return status;
	if (!lines_read(&lines, now, NULL, s->arena) ||
	    !words_read(&words, other, s->arena))
		return tw_fail_memory(err);
	line = lost_line(base, &lines, &words);
	*found = line.ptr;
	s->gone = true;
	return !*found || lines_read(&s->lines, line, NULL, s->arena) ? TW_OK :
		tw_fail_memory(err);
}

static enum tw_status search(struct tw_commit *commit, bool *found,
	struct search *s, const struct tw_commit *tip, struct tw_view lines,
	struct tw_view other, struct tw_arena *arena, struct tw_error *err)
{
	struct lines without;
	struct step at;
	enum tw_status status = TW_OK;
	bool known;

	if (!lines_read(&without, other, NULL, s->arena) ||
	    !lines_read(&s->lines, lines, &without, s->arena))
		return tw_fail_memory(err);
	known = s->lines.count;
	if (!known && s->o->based)
		status = seek_lost(&known, s, tip, other, err);
	if (!status && known)
		status = go_all_the_way(&at, found, s, tip, err);
	return status || !*found ? status : try_read(commit, found, s->o,
		at.commit.id, arena, err);
}

enum tw_status tw_origin_find(struct tw_commit *commit, bool *found,
	struct tw_origins *o, const char *path, bool theirs,
	struct tw_view lines, struct tw_view other, struct tw_arena *arena,
	struct tw_error *err)
{
	struct search s = { .o = o, .arena = NULL, .path = path };
	enum tw_status status;

	*found = false;
	if (o->under_way == TW_NOTHING_UNDER_WAY)
		return TW_OK;
	if (theirs && o->under_way == TW_REVERT_UNDER_WAY) {
		*commit = o->reverted;
		*found = true;
		return TW_OK;
	}
	s.arena = tw_arena_new();
	status = s.arena ? search(commit, found, &s,
		&o->tip[theirs ? THEIRS : OURS], lines, other, arena, err) :
		tw_fail_memory(err);
	tw_arena_free(s.arena);
	return status;
}
