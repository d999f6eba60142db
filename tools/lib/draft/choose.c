#include "draft/choose.h"

#include "base/utf8.h"
#include "corpus/paths.h"
#include "draft/succeeded.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

static const struct tw_term end_of_time = { INT16_MAX, UINT16_MAX };

void tw_next_note(struct tw_next_result *result, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	tw_buffer_vformat(&result->notes, format, args);
	va_end(args);
	tw_buffer_byte(&result->notes, '\0');
}

/* ---- corpora ---- */

static void mention(struct tw_choosing *c, const struct tw_catalog *catalog)
{
	const struct tw_corpus_read *read = c->corpora;

	if (catalog->notes.len) {
		tw_buffer_view(&c->result->notes, catalog->notes);
		c->result->unread = true;
	}
	while (read && (!read->catalog->house_shown || !catalog->house ||
	       strcmp(read->catalog->house_shown, catalog->house_shown)))
		read = read->next;
	if (!read && catalog->house &&
	    catalog->house->diagnostics.count[TW_ERROR])
		tw_next_note(c->result, "%s: has errors; \"termwise lint\" "
			"says which", catalog->house_shown);
}

static enum tw_status read_corpus(struct tw_catalog **catalog,
	struct tw_choosing *c, const char *folder, bool priority,
	struct tw_error *err)
{
	enum tw_status status = priority ? tw_catalog_read_priority(catalog,
		c->arena, folder, err) : tw_catalog_read(catalog, c->arena,
		folder, err);

	return status == TW_USAGE ? tw_fail(err, TW_USAGE, "there is no "
		"folder \"records\" here or above; --into names another one") :
		status;
}

/*
 * The corpus of a folder (NULL: the one that is sought), or of the folder of
 * a priority that much of it; read once.
 */
static enum tw_status find_corpus(const struct tw_catalog **found,
	struct tw_choosing *c, const char *folder, bool priority,
	struct tw_error *err)
{
	struct tw_view place = folder ? tw_path_whole(c->arena, c->here,
		folder) : TW_VIEW("");
	struct tw_corpus_read *read = c->corpora;
	struct tw_catalog *catalog;
	enum tw_status status;

	*found = NULL;
	if (!place.ptr)
		return tw_fail_memory(err);
	while (read && (read->priority != priority ||
	       !tw_view_equal(read->place, place)))
		read = read->next;
	if (!read) {
		read = tw_arena_take(c->arena, sizeof(*read));
		if (!read)
			return tw_fail_memory(err);
		status = read_corpus(&catalog, c, folder, priority, err);
		if (status)
			return status;
		mention(c, catalog);
		*read = (struct tw_corpus_read){ c->corpora, catalog, place,
			priority };
		c->corpora = read;
	}
	*found = read->catalog;
	return TW_OK;
}

/* ---- terms ---- */

static const char *term_text(struct tw_choosing *c,
	const struct tw_catalog *catalog, struct tw_term term)
{
	char text[TW_TERM_ROOM];
	const char *kept;

	tw_term_write(text, catalog->calendar, term);
	kept = tw_arena_copy(c->arena, tw_view_of(text)).ptr;
	return kept ? kept : "";
}

static void refuse_existing(struct tw_choosing *c,
	const struct tw_cataloged *record)
{
	tw_next_note(c->result, "%s: is there already, and is left as it is",
		record->shown);
	c->result->refused = true;
}

/* Where the record of a term lies beside the one before. */
static const char *path_beside(struct tw_choosing *c,
	const struct tw_catalog *catalog, const struct tw_cataloged *before,
	struct tw_term term)
{
	size_t folder = strlen(before->shown);
	char slug[TW_TERM_ROOM];

	while (folder && before->shown[folder - 1] != '/')
		folder--;
	tw_term_write_slug(slug, catalog->calendar, term);
	return tw_arena_format(c->arena, "%.*s%s.txt", (int)folder,
		before->shown, slug).ptr;
}

static bool same_place(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_target *)a)->place,
		((const struct tw_target *)b)->place);
}

/* True of a catalog that one priority alone was read into. */
static bool is_alone(const struct tw_choosing *c,
	const struct tw_catalog *catalog)
{
	const struct tw_corpus_read *read = c->corpora;

	while (read->catalog != catalog)
		read = read->next;
	return read->priority;
}

static enum tw_status add_target(struct tw_choosing *c,
	const struct tw_catalog *catalog, const struct tw_cataloged *before,
	struct tw_term term, bool named, struct tw_error *err)
{
	struct tw_target *target = tw_arena_take(c->arena, sizeof(*target));
	const char *path = path_beside(c, catalog, before, term);
	struct tw_view place = { NULL, 0 };
	struct tw_target *known;
	bool failed = false;

	if (path)
		place = tw_path_whole(c->arena, c->here, path);
	if (!target || !place.ptr)
		return tw_fail_memory(err);
	*target = (struct tw_target){ NULL, catalog, before, term, path,
		place, named, is_alone(c, catalog) };
	/* What is in the set was put there to be changed. */
	known = (struct tw_target *)(uintptr_t)tw_set_add(&c->places,
		c->arena, tw_hash(place), target, same_place, &failed);
	if (failed)
		return tw_fail_memory(err);
	if (known) {
		known->named |= named;
		return TW_OK;
	}
	*c->end = target;
	c->end = &target->next;
	return TW_OK;
}

/* The term that is to follow a record; *there says that it does already. */
static enum tw_status term_after(struct tw_term *term, bool *there,
	struct tw_choosing *c, const struct tw_catalog *catalog,
	const struct tw_cataloged *before, struct tw_error *err)
{
	const struct tw_cataloged *found;

	*term = tw_term_step(catalog->calendar, before->term, 1);
	if (c->options->term && tw_term_take(term, catalog->calendar,
	    "--term", tw_view_of(c->options->term), err))
		return TW_USAGE;
	found = tw_catalog_find(catalog, before->area, before->priority,
		*term);
	*there = found && (found != before || c->options->term);
	if (*there) {
		refuse_existing(c, found);
		return TW_OK;
	}
	if (tw_term_compare(*term, before->term) > 0)
		return TW_OK;
	if (!c->options->term)
		return tw_fail(err, TW_USAGE, "there is no term after %s, the "
			"term of %s", term_text(c, catalog, before->term),
			before->shown);
	return tw_fail(err, TW_USAGE, "--term: %s does not come after %s, the "
		"term of %s", term_text(c, catalog, *term),
		term_text(c, catalog, before->term), before->shown);
}

/* A record that was named, or the last one of a priority that was. */
static enum tw_status choose_record(struct tw_choosing *c,
	const struct tw_catalog *catalog, const struct tw_cataloged *before,
	struct tw_error *err)
{
	const struct tw_cataloged *last;
	struct tw_term term;
	bool there;
	enum tw_status status = term_after(&term, &there, c, catalog, before,
		err);

	if (status || there)
		return status;
	last = tw_catalog_before(catalog, before->area, before->priority,
		term);
	if (last != before)
		return tw_fail(err, TW_USAGE, "the last record before %s is "
			"%s, not %s", term_text(c, catalog, term), last->shown,
			before->shown);
	return add_target(c, catalog, before, term, true, err);
}

/* ---- what was typed ---- */

/* The name of an area's folder by what people call it; empty: none. */
static enum tw_status find_area(struct tw_view *area,
	const struct tw_catalog *catalog, struct tw_view typed,
	struct tw_error *err)
{
	struct tw_buffer slug = TW_BUFFER_INIT;
	struct tw_view name = tw_trim(typed);

	*area = (struct tw_view){ NULL, 0 };
	if (!tw_area_slug(&slug, catalog->house, typed)) {
		tw_buffer_release(&slug);
		return tw_fail_memory(err);
	}
	for (size_t i = 0; i < catalog->count; i++) {
		struct tw_view known = catalog->records[i].area;

		if (tw_view_equal(known, name) || (!area->len &&
		    tw_view_equal(known, tw_buffer_get(&slug))))
			*area = known;
	}
	tw_buffer_release(&slug);
	return TW_OK;
}

/*
 * What is not there makes no sense to ask for; but where not all could be
 * looked at, it may be there.
 */
static enum tw_status fail_absent(const struct tw_choosing *c,
	struct tw_error *err, const char *what, const char *typed,
	const char *more)
{
	if (c->result->unread)
		return tw_fail(err, TW_IO, "there is no %s \"%s\" in what "
			"could be read", what, typed);
	return tw_fail(err, TW_USAGE, "there is no %s \"%s\"%s", what, typed,
		more);
}

/* What of AREA/PRIORITY is nearest to what was typed, or NULL. */
static const char *nearest(struct tw_choosing *c,
	const struct tw_catalog *catalog, const char *typed)
{
	struct tw_view wanted = tw_view_of(typed);
	bool both = strchr(typed, '/');
	const char *best = NULL;
	unsigned least = 3;

	for (size_t i = 0; i < catalog->count; i++) {
		const struct tw_cataloged *at = &catalog->records[i];
		const char *name = tw_arena_format(c->arena, "%.*s/%.*s",
			TW_ARG(at->area), TW_ARG(at->priority)).ptr;
		unsigned slips = !name ? least : tw_slips(wanted, both ?
			tw_view_of(name) : at->priority, 2);

		if (slips < least) {
			least = slips;
			best = name;
		}
	}
	return best;
}

static enum tw_status fail_unknown(struct tw_choosing *c,
	const struct tw_catalog *catalog, const char *typed,
	struct tw_error *err)
{
	const char *near = nearest(c, catalog, typed);
	struct tw_view more = near ? tw_arena_format(c->arena,
		"; did you mean \"%s\"?", near) : TW_VIEW("; it is written "
		"AREA/PRIORITY, and \"termwise new\" begins one");

	return fail_absent(c, err, "priority", typed, more.ptr ? more.ptr :
		"");
}

static bool is_record_name(const char *path)
{
	size_t len = strlen(path);

	return len > 4 && !strcmp(path + len - 4, ".txt");
}

/*
 * The record that lies at a place, or the last one below a folder there;
 * NULL: none.
 */
static enum tw_status find_place(const struct tw_cataloged **found,
	struct tw_choosing *c, const struct tw_catalog *catalog,
	struct tw_view place, bool record, struct tw_error *err)
{
	*found = NULL;
	for (size_t i = 0; i < catalog->count; i++) {
		const struct tw_cataloged *at = &catalog->records[i];
		struct tw_view whole = tw_path_whole(c->arena, c->here,
			at->shown);

		if (!whole.ptr)
			return tw_fail_memory(err);
		if (tw_view_equal(record ? whole : tw_path_above(whole),
		    place))
			*found = at;
	}
	return TW_OK;
}

static enum tw_status check_into(struct tw_choosing *c,
	const struct tw_catalog *catalog, const char *path,
	struct tw_error *err)
{
	struct tw_view into, root;

	if (!c->options->into)
		return TW_OK;
	into = tw_path_whole(c->arena, c->here, c->options->into);
	root = tw_path_whole(c->arena, c->here, catalog->root);
	if (!into.ptr || !root.ptr)
		return tw_fail_memory(err);
	return tw_view_equal(into, root) ? TW_OK : tw_fail(err, TW_USAGE,
		"%s does not lie in the folder that --into names", path);
}

/* A record, or the folder of a priority. */
static enum tw_status choose_path(struct tw_choosing *c, const char *path,
	struct tw_error *err)
{
	bool record = is_record_name(path);
	struct tw_view place = tw_path_whole(c->arena, c->here, path);
	const char *folder = record ? tw_path_shown_above(c->arena, path) :
		path;
	const struct tw_catalog *catalog;
	const struct tw_cataloged *before;
	enum tw_status status;

	if (!folder || !place.ptr)
		return tw_fail_memory(err);
	status = find_corpus(&catalog, c, folder, true, err);
	if (!status)
		status = check_into(c, catalog, path, err);
	if (!status)
		status = find_place(&before, c, catalog, place, record, err);
	if (status)
		return status;
	if (before)
		return choose_record(c, catalog, before, err);
	if (record)
		return fail_absent(c, err, "record", path, " that lies where "
			"one does, at AREA/PRIORITY/TERM.txt");
	return fail_unknown(c, catalog, path, err);
}

/* A disk that fails is none to say that there is no folder. */
static enum tw_status look_for_folder(bool *there, const char *path,
	struct tw_error *err)
{
	struct stat st;

	*there = !stat(path, &st);
	if (!*there && (errno == EIO || errno == ENOMEM))
		return tw_fail(err, TW_IO, "%s: cannot be looked at", path);
	*there = *there && S_ISDIR(st.st_mode);
	return TW_OK;
}

/* AREA/PRIORITY; failing that, the path of such a folder. */
static enum tw_status choose_name(struct tw_choosing *c, const char *typed,
	struct tw_error *err)
{
	const char *slash = strchr(typed, '/');
	const struct tw_catalog *catalog;
	const struct tw_cataloged *before = NULL;
	struct tw_view area = { NULL, 0 };
	bool folder = false;
	enum tw_status status = find_corpus(&catalog, c, c->options->into,
		false, err), looked;

	if (status && status != TW_USAGE)
		return status;
	if (!status && slash)
		status = find_area(&area, catalog, (struct tw_view){ typed,
			(size_t)(slash - typed) }, err);
	if (area.len)
		before = tw_catalog_before(catalog, area,
			tw_trim(tw_view_of(slash + 1)), end_of_time);
	if (before)
		return choose_record(c, catalog, before, err);
	looked = look_for_folder(&folder, typed, err);
	if (looked)
		return looked;
	if (folder)
		return choose_path(c, typed, err);
	return status ? status : fail_unknown(c, catalog, typed, err);
}

static enum tw_status choose_argument(struct tw_choosing *c,
	const char *typed, struct tw_error *err)
{
	const char *slash = strchr(typed, '/');

	if (*typed == '/' || *typed == '.' || is_record_name(typed) ||
	    (slash && (!slash[1] || strchr(slash + 1, '/'))))
		return choose_path(c, typed, err);
	return choose_name(c, typed, err);
}

/* ---- a whole area ---- */

struct whole {
	const struct tw_catalog *catalog;
	struct tw_view area;
	struct tw_term bound;  /* records from this term on do not count */
	struct tw_term latest; /* of those that do */
	bool any;
};

/* True if the record at i is the first of a priority of the area. */
static bool begins(const struct whole *whole, size_t i)
{
	const struct tw_cataloged *at = &whole->catalog->records[i];

	return tw_view_equal(at->area, whole->area) && (!i ||
		!tw_view_equal(at[-1].area, at->area) ||
		!tw_view_equal(at[-1].priority, at->priority));
}

static const struct tw_cataloged *last_of(const struct whole *whole, size_t i)
{
	return tw_catalog_before(whole->catalog, whole->area,
		whole->catalog->records[i].priority, whole->bound);
}

static void find_latest(struct whole *whole)
{
	for (size_t i = 0; i < whole->catalog->count; i++) {
		const struct tw_cataloged *last = begins(whole, i) ?
			last_of(whole, i) : NULL;

		if (!last)
			continue;
		if (!whole->any ||
		    tw_term_compare(last->term, whole->latest) > 0)
			whole->latest = last->term;
		whole->any = true;
	}
}

/* Says why a priority that was not reported in the last term stays behind. */
static enum tw_status pass_over(struct tw_choosing *c,
	const struct whole *whole, const struct tw_cataloged *first,
	const struct tw_cataloged *last, struct tw_error *err)
{
	const struct tw_catalog *catalog = whole->catalog;
	const struct tw_target ended = { .catalog = catalog, .before = last,
		.term = whole->latest };
	const struct tw_cataloged *by = NULL;
	enum tw_status status = last ? tw_target_succeeded(&by, &ended,
		c->result, c->arena, err) : TW_OK;

	if (status)
		return status;
	if (by) {
		tw_next_note(c->result, "%.*s/%.*s: passed over, since %s "
			"says that it succeeds it", TW_ARG(first->area),
			TW_ARG(first->priority), by->shown);
		return TW_OK;
	}
	tw_next_note(c->result, "%.*s/%.*s: passed over, since its %s record "
		"is of %s", TW_ARG(first->area), TW_ARG(first->priority),
		last ? "last" : "first", term_text(c, catalog, (last ? last :
		first)->term));
	c->begun |= last && !tw_term_compare(last->term, tw_term_step(
		catalog->calendar, whole->latest, -1));
	return TW_OK;
}

/* A priority of the area goes on if it was reported in the last term. */
static enum tw_status choose_priority(struct tw_choosing *c,
	const struct whole *whole, const struct tw_cataloged *first,
	const struct tw_cataloged *last, struct tw_error *err)
{
	const struct tw_catalog *catalog = whole->catalog;
	const struct tw_cataloged *found = tw_catalog_find(catalog,
		first->area, first->priority, whole->bound);
	struct tw_term term;
	bool there;
	enum tw_status status;

	if (found) {
		refuse_existing(c, found);
		return TW_OK;
	}
	if (!last || tw_term_compare(last->term, whole->latest))
		return pass_over(c, whole, first, last, err);
	status = term_after(&term, &there, c, catalog, last, err);
	return status || there ? status : add_target(c, catalog, last, term,
		false, err);
}

static enum tw_status fail_area(const struct tw_choosing *c,
	const struct whole *whole, struct tw_error *err)
{
	const struct tw_catalog *catalog = whole->catalog;
	struct tw_buffer list = TW_BUFFER_INIT;
	enum tw_status status;

	if (whole->area.len)
		return tw_fail(err, TW_USAGE, "no record of %s is of a term "
			"before %s", c->options->area, c->options->term);
	for (size_t i = 0; i < catalog->count; i++) {
		struct tw_view area = catalog->records[i].area;

		if (!i || !tw_view_equal(area, catalog->records[i - 1].area))
			tw_buffer_format(&list, "%s%.*s", i ? ", " :
				", but of ", TW_ARG(area));
	}
	tw_buffer_byte(&list, '\0');
	status = list.failed ? tw_fail_memory(err) : fail_absent(c, err,
		"record of an area", c->options->area, list.ptr);
	tw_buffer_release(&list);
	return status;
}

static enum tw_status choose_area(struct tw_choosing *c, struct tw_error *err)
{
	struct whole whole = { .bound = end_of_time };
	enum tw_status status = find_corpus(&whole.catalog, c,
		c->options->into, false, err);

	if (!status && c->options->term)
		status = tw_term_take(&whole.bound, whole.catalog->calendar,
			"--term", tw_view_of(c->options->term), err);
	if (!status)
		status = find_area(&whole.area, whole.catalog,
			tw_view_of(c->options->area), err);
	if (status)
		return status;
	find_latest(&whole);
	if (!whole.any)
		return fail_area(c, &whole, err);
	for (size_t i = 0; i < whole.catalog->count && !status; i++)
		if (begins(&whole, i))
			status = choose_priority(c, &whole,
				&whole.catalog->records[i], last_of(&whole, i),
				err);
	if (!status && c->begun && !c->options->term)
		tw_next_note(c->result, "With --term \"%s\", priorities that "
			"were reported in the term before it are carried on.",
			term_text(c, whole.catalog, whole.latest));
	return status;
}

/* ---- all of it ---- */

/* The list of paths must not take the place of a record. */
static enum tw_status check_output(const struct tw_choosing *c,
	struct tw_error *err)
{
	const char *output = c->options->output;
	const struct tw_corpus_read *read = c->corpora;
	struct tw_view place;
	bool taken = false;

	if (!output)
		return TW_OK;
	place = tw_path_whole(c->arena, c->here, output);
	if (!place.ptr)
		return tw_fail_memory(err);
	for (const struct tw_target *t = c->first; t; t = t->next)
		taken |= tw_view_equal(t->place, place);
	for (; read; read = read->next)
		taken |= tw_catalog_holds(read->catalog, output);
	return taken ? tw_fail(err, TW_USAGE, "--output=%s would replace a "
		"record", output) : TW_OK;
}

enum tw_status tw_choose(struct tw_choosing *c, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	if (!c->options->count && !c->options->area)
		return tw_fail(err, TW_USAGE, "say which priority, as "
			"AREA/PRIORITY, or which area, with --area; see "
			"--help");
	for (size_t i = 0; i < c->options->count && !status; i++)
		status = choose_argument(c, c->options->arguments[i], err);
	if (!status && c->options->area)
		status = choose_area(c, err);
	return status ? status : check_output(c, err);
}
