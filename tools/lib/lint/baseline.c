#include "lint/baseline.h"

#include "base/set.h"
#include "base/utf8.h"
#include "lint/prints.h"
#include "record/conflict.h"

#include <stdlib.h>
#include <string.h>

static const char heading[] =
	"# Findings that termwise lint takes as they are, each by what it\n"
	"# says: path, id, print, how often. It may only shrink:\n"
	"# termwise lint --baseline FILE --write-baseline=shrink\n";

/* A line: findings of one print. */
struct accepted {
	struct tw_view path, id; /* the path as written, escaped */
	uint64_t hash;
	uint32_t count;
	uint32_t seen;           /* the greatest number that was found */
	struct judged_file *file;
};

struct judged_file {
	struct tw_view path;
	bool judged;
};

struct tw_baseline {
	struct accepted *at;
	size_t count;
	struct tw_set prints; /* struct accepted, by hash */
	struct tw_set files;  /* struct judged_file, by path */
};

/* ---- lines ---- */

/* Appends a path so that it is one word: what would part it as %XX. */
static void add_path(struct tw_buffer *out, struct tw_view path)
{
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];

		if (c <= ' ' || c == '%' || c == '#' || c >= 0x7F)
			tw_buffer_format(out, "%%%02X", c);
		else
			tw_buffer_byte(out, (char)c);
	}
	if (!path.len)
		tw_buffer_byte(out, '-');
}

static void add_line(struct tw_buffer *out, struct tw_view path,
	struct tw_view id, uint64_t hash, uint32_t count)
{
	tw_buffer_format(out, "%.*s %.*s %016llx %u\n", TW_ARG(path),
		TW_ARG(id), (unsigned long long)hash, (unsigned)count);
}

static struct tw_view cut(struct tw_view *line)
{
	const char *blank = line->len ? memchr(line->ptr, ' ', line->len) :
		NULL;
	struct tw_view word = { line->ptr, blank ?
		(size_t)(blank - line->ptr) : line->len };

	*line = tw_after(*line, word.len + (blank != NULL));
	return word;
}

static bool read_number(uint64_t *number, struct tw_view text, unsigned base,
	size_t digits)
{
	static const char all[] = "0123456789abcdef";

	*number = 0;
	if (!text.len || text.len > digits)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		const char *digit = memchr(all, text.ptr[i], base);

		if (!digit)
			return false;
		*number = *number * base + (uint64_t)(digit - all);
	}
	return true;
}

static bool read_line(struct accepted *accepted, struct tw_view line)
{
	uint64_t count;

	accepted->path = cut(&line);
	accepted->id = cut(&line);
	if (!accepted->path.len || !accepted->id.len ||
	    !read_number(&accepted->hash, cut(&line), 16, 16) ||
	    !read_number(&count, line, 10, 9) || !count)
		return false;
	accepted->count = (uint32_t)count;
	return true;
}

/* ---- reading ---- */

static bool same_hash(const void *a, const void *b)
{
	return ((const struct accepted *)a)->hash ==
		((const struct accepted *)b)->hash;
}

static bool same_path(const void *a, const void *b)
{
	return tw_view_equal(((const struct judged_file *)a)->path,
		((const struct judged_file *)b)->path);
}

/* The file of a path, made if it is new; NULL: no memory. */
static struct judged_file *file_of(struct tw_baseline *baseline,
	struct tw_view path, struct tw_arena *arena)
{
	struct judged_file *file = tw_arena_take(arena, sizeof(*file));
	bool failed = false;
	const void *there;

	if (!file)
		return NULL;
	file->path = path;
	there = tw_set_add(&baseline->files, arena, tw_hash(path), file,
		same_path, &failed);
	return failed ? NULL : there ?
		(struct judged_file *)(uintptr_t)there : file;
}

static bool keep(struct tw_baseline *baseline, struct accepted *accepted,
	struct tw_arena *arena)
{
	const struct accepted *last = baseline->count ?
		&baseline->at[baseline->count - 1] : NULL;
	bool failed = false;

	accepted->file = last && tw_view_equal(last->path, accepted->path) ?
		last->file : file_of(baseline, accepted->path, arena);
	if (!accepted->file)
		return false;
	baseline->at[baseline->count] = *accepted;
	tw_set_add(&baseline->prints, arena, accepted->hash,
		&baseline->at[baseline->count], same_hash, &failed);
	baseline->count++;
	return !failed;
}

/* Of what both sides accepted nothing is lost, and what is gone goes. */
static const char in_conflict[] = "a conflict that a merge left; delete the "
	"lines with markers, then \"--write-baseline=shrink\" tidies up";
static const char no_line[] = "no line of a baseline; "
	"\"--write-baseline=all\" writes it anew";

enum tw_status tw_baseline_read(struct tw_baseline **baseline,
	struct tw_arena *arena, struct tw_view bytes, const char *shown,
	struct tw_error *err)
{
	struct tw_baseline *b = tw_arena_take(arena, sizeof(*b));
	size_t lines = 1, number = 0;

	for (size_t i = 0; i < bytes.len; i++)
		lines += bytes.ptr[i] == '\n';
	if (b)
		b->at = tw_arena_take(arena, lines * sizeof(*b->at));
	if (!b || !b->at)
		return tw_fail_memory(err);
	while (bytes.len) {
		const char *end = memchr(bytes.ptr, '\n', bytes.len);
		struct tw_view line = { bytes.ptr, end ?
			(size_t)(end - bytes.ptr) : bytes.len };
		struct accepted accepted = { .seen = 0 };

		number++;
		bytes = tw_after(bytes, line.len + (end != NULL));
		line = tw_trim(line);
		if (line.len && line.ptr[line.len - 1] == '\r')
			line.len--;
		if (!line.len || line.ptr[0] == '#')
			continue;
		if (!read_line(&accepted, line))
			return tw_fail(err, TW_USAGE, "%s:%zu: is %s", shown,
				number, tw_marker_length(line) ? in_conflict :
				no_line);
		if (!keep(b, &accepted, arena))
			return tw_fail_memory(err);
	}
	*baseline = b;
	return TW_OK;
}

/* ---- judging ---- */

void tw_baseline_judged(struct tw_baseline *baseline, struct tw_view known)
{
	struct tw_buffer path = TW_BUFFER_INIT;
	struct judged_file wanted, *file;

	add_path(&path, known);
	wanted.path = tw_buffer_get(&path);
	/* What is in the set was put there to be changed. */
	file = path.failed ? NULL : (struct judged_file *)(uintptr_t)
		tw_set_get(&baseline->files, tw_hash(wanted.path), &wanted,
			same_path);
	if (file)
		file->judged = true;
	tw_buffer_release(&path);
}

bool tw_baseline_accepts(struct tw_baseline *baseline,
	const struct tw_print *print)
{
	struct accepted wanted = { .hash = print->hash };
	struct accepted *accepted = (struct accepted *)(uintptr_t)tw_set_get(
		&baseline->prints, print->hash, &wanted, same_hash);

	if (!accepted)
		return false;
	if (print->number > accepted->seen)
		accepted->seen = print->number;
	return print->number <= accepted->count;
}

static bool is_stale(const struct accepted *accepted, bool all)
{
	return (accepted->file->judged || all) &&
		accepted->seen < accepted->count;
}

size_t tw_baseline_stale(const struct tw_baseline *baseline, bool all)
{
	size_t count = 0;

	for (size_t i = 0; i < baseline->count; i++)
		if (is_stale(&baseline->at[i], all))
			count += baseline->at[i].count - baseline->at[i].seen;
	return count;
}

/* ---- writing ---- */

void tw_baseline_lines(struct tw_buffer *out, const struct tw_judged *judged)
{
	const struct tw_print *print = judged->prints;
	struct tw_buffer path = TW_BUFFER_INIT;

	add_path(&path, judged->known);
	for (const struct tw_diagnostic *d = judged->diagnostics->first; d;
	     d = d->next, print++)
		add_line(out, tw_buffer_get(&path),
			tw_view_of(d->kind->name), print->hash, print->number);
	tw_buffer_end(&path, out);
}

/* By path, id and print; of one print that with the greatest number first. */
static int in_order(const void *a, const void *b)
{
	const struct accepted *x = a, *y = b;
	int order = tw_view_compare(x->path, y->path);

	if (!order)
		order = tw_view_compare(x->id, y->id);
	if (!order)
		order = (x->hash > y->hash) - (x->hash < y->hash);
	return order ? order : (x->count < y->count) - (x->count > y->count);
}

/* What is to stand in the file of an older line. */
static uint32_t left_of(const struct accepted *older, bool all)
{
	if (is_stale(older, all))
		return older->seen;
	return older->count;
}

/* How many findings of a print of today are in the older baseline. */
static uint32_t held(const struct tw_baseline *older,
	const struct accepted *today)
{
	const struct accepted *there = older ? tw_set_get(&older->prints,
		today->hash, today, same_hash) : NULL;

	return there ? there->count : 0;
}

static void write(struct tw_buffer *out, size_t *refused,
	const struct tw_baseline *older, struct accepted *at, size_t count,
	bool grow)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t most = at[i].count, there = held(older, &at[i]);

		/* Later lines of one print have lower numbers. */
		if (i && at[i].hash == at[i - 1].hash)
			continue;
		if (!grow && !at[i].seen && most > there) {
			*refused += most - there;
			most = there;
		}
		if (most)
			add_line(out, at[i].path, at[i].id, at[i].hash, most);
	}
}

enum tw_status tw_baseline_write(struct tw_buffer *out, size_t *refused,
	const struct tw_baseline *older, struct tw_view lines, bool grow,
	bool all, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_baseline *today;
	struct accepted *at;
	size_t count = 0;
	enum tw_status status = tw_baseline_read(&today, arena, lines,
		"the findings", err);

	*refused = 0;
	if (status)
		return status;
	at = tw_arena_take(arena, (today->count +
		(older ? older->count : 0) + 1) * sizeof(*at));
	if (!at)
		return tw_fail_memory(err);
	for (size_t i = 0; i < today->count; i++) {
		at[count] = today->at[i];
		at[count++].seen = 0;
	}
	/* Of files that were not judged, and what stands in no file now. */
	for (size_t i = 0; older && i < older->count; i++) {
		at[count] = older->at[i];
		at[count].seen = 1; /* it was there: never refused */
		at[count].count = left_of(&older->at[i], all);
		count += at[count].count && !older->at[i].file->judged;
	}
	if (count)
		qsort(at, count, sizeof(*at), in_order);
	tw_buffer_string(out, heading);
	write(out, refused, older, at, count, grow);
	return out->failed ? tw_fail_memory(err) : TW_OK;
}
