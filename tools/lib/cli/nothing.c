#include "cli/run.h"

#include "base/lines.h"
#include "base/utf8.h"
#include "corpus/filed.h"
#include "text/text.h"

#include <string.h>

/* Of more names than these none is said but one that is near. */
enum { MOST_NAMED = 8, MOST_KEPT = 256, MOST_SLIPS = 3 };

/* What records say, by the option that narrows them. */
enum kind { AREA, PRIORITY, THEME, KINDS };

static const struct {
	const char *option, *many;
} kinds[KINDS] = {
	{ "area", "areas" }, { "priority", "priorities" }, { "theme", "themes" }
};

/* On the way through all records, for the names that there are. */
struct looking {
	enum kind kind;
	const char *wanted;
	struct tw_view slug;     /* of that */
	struct tw_buffer names;  /* each once, with a NUL behind it */
	size_t count;
	struct tw_buffer near;   /* the nearest of them; empty: none is */
	unsigned least;          /* how far that is */
	bool fits;               /* some record is of what is wanted */
};

/* ---- in any thread ---- */

static void put(struct tw_task *task, struct tw_view name, struct tw_view also)
{
	tw_buffer_view(&task->out, name);
	tw_buffer_byte(&task->out, '\0');
	tw_buffer_view(&task->out, also);
	tw_buffer_byte(&task->out, '\0');
}

static enum tw_status put_filed(struct tw_task *task,
	const struct looking *look, const struct tw_filed *filed,
	struct tw_error *err)
{
	struct tw_view wanted = tw_trim(tw_view_of(look->wanted));
	struct tw_view theme, rest = filed->themes;
	enum tw_status status = TW_OK;
	bool is = false;

	switch (look->kind) {
	case AREA:
		status = tw_filed_is_of(&is, filed, look->wanted, err);
		put(task, filed->area, TW_VIEW(""));
		break;
	case PRIORITY:
		is = tw_view_equal(filed->priority, wanted);
		put(task, filed->priority, filed->title);
		break;
	default:
		is = tw_list_holds(filed->themes, wanted);
		while (tw_list_next(&theme, &rest))
			put(task, theme, TW_VIEW(""));
	}
	task->found |= is;
	return status ? status : task->out.failed ? tw_fail_memory(err) :
		TW_OK;
}

static enum tw_status work(struct tw_task *task, struct tw_worker *worker,
	void *context, struct tw_error *err)
{
	struct tw_filing filing;
	enum tw_status status = tw_filing_read(&filing, task, worker, err);

	for (size_t i = 0; i < filing.count && !status; i++)
		status = put_filed(task, context, &filing.at[i], err);
	return status;
}

/* ---- in one ---- */

/* How far a name is from what is wanted, by their slugs. */
static unsigned distance(const struct looking *look, struct tw_view name,
	struct tw_buffer *room)
{
	struct tw_view slug;
	size_t start = room->len;

	tw_text_slug(room, name);
	slug = tw_after(tw_buffer_get(room), start);
	if (!slug.len || !look->slug.len)
		return MOST_SLIPS;
	/* Who types the beginning of a name means it. */
	if (slug.len > look->slug.len &&
	    !memcmp(slug.ptr, look->slug.ptr, look->slug.len))
		return 1;
	return tw_slips(slug, look->slug, MOST_SLIPS - 1);
}

static bool is_known(const struct looking *look, struct tw_view name)
{
	struct tw_view names = tw_buffer_get(&look->names), known;

	while (tw_cut(&known, &names, '\0'))
		if (tw_view_equal(known, name))
			return true;
	return look->count == MOST_KEPT;
}

static void take(struct looking *look, struct tw_view name,
	struct tw_view also)
{
	struct tw_buffer room = TW_BUFFER_INIT;
	unsigned far, other;

	if (is_known(look, name))
		return;
	look->count++;
	tw_buffer_view(&look->names, name);
	tw_buffer_byte(&look->names, '\0');
	far = distance(look, name, &room);
	other = also.len ? distance(look, also, &room) : far;
	far = other < far ? other : far;
	if (far < look->least) {
		look->least = far;
		tw_buffer_clear(&look->near);
		tw_buffer_view(&look->near, name);
	}
	tw_buffer_end(&room, &look->names);
}

static enum tw_status done(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	struct looking *look = taker;
	struct tw_view text = tw_buffer_get(&task->out), name, also;

	while (tw_cut(&name, &text, '\0') && tw_cut(&also, &text, '\0'))
		take(look, name, also);
	look->fits |= task->found;
	return look->names.failed || look->near.failed ? tw_fail_memory(err) :
		TW_OK;
}

/* ---- what is said ---- */

static void say_names(struct tw_buffer *out, const struct looking *look)
{
	struct tw_view names = tw_buffer_get(&look->names), name;

	if (look->count == 1)
		tw_buffer_format(out, "; the only %s is ",
			kinds[look->kind].option);
	else
		tw_buffer_format(out, "; the %s are ", kinds[look->kind].many);
	for (size_t i = 0; tw_cut(&name, &names, '\0'); i++)
		tw_buffer_format(out, "%s\"%.*s\"", !i ? "" :
			i + 1 < look->count ? ", " : " and ", TW_ARG(name));
}

/* What may have been meant by a name that no record has; *is: it has none. */
static enum tw_status look_for(struct tw_buffer *out, bool *is, enum kind kind,
	const char *wanted, const struct tw_corpus_options *corpus,
	struct tw_error *err)
{
	struct tw_buffer slug = TW_BUFFER_INIT;
	struct looking look = { .kind = kind, .wanted = wanted,
		.least = MOST_SLIPS };
	struct tw_job job = { .work = work, .done = done, .context = &look,
		.taker = &look, .whole_areas = true };
	enum tw_status status;

	if (!tw_text_slug(&slug, tw_view_of(wanted)))
		return tw_fail_memory(err);
	look.slug = tw_buffer_get(&slug);
	status = tw_corpus_run(corpus, &job, err);
	*is = !status && !look.fits;
	if (*is && look.near.len)
		tw_buffer_format(out, "; did you mean \"%.*s\"?",
			TW_ARG(tw_buffer_get(&look.near)));
	else if (*is && look.count && look.count <= MOST_NAMED)
		say_names(out, &look);
	tw_buffer_release(&look.near);
	tw_buffer_release(&look.names);
	tw_buffer_release(&slug);
	return status;
}

/* Of the first name that no record has; nothing of what is read but once. */
static enum tw_status suggest(struct tw_buffer *out,
	const struct tw_run_asked *asked, size_t count,
	const struct tw_corpus_options *corpus, struct tw_error *err)
{
	enum tw_status status = TW_OK;
	bool said = !corpus;

	for (size_t i = 0; !said && i < corpus->count; i++)
		said = !strcmp(corpus->paths[i], "-");
	for (size_t i = 0; i < count; i++)
		for (int k = 0; k < KINDS && !said && !status; k++)
			if (asked[i].value &&
			    !strcmp(asked[i].name, kinds[k].option))
				status = look_for(out, &said, k,
					asked[i].value, corpus, err);
	return status;
}

enum tw_status tw_run_nothing(const struct tw_run_asked *asked, size_t count,
	const char *doing, size_t records, enum tw_status status,
	const struct tw_corpus_options *corpus, struct tw_error *err)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	enum tw_status looked;

	if (!records)
		return tw_fail(err, TW_USAGE, "there are no records here");
	for (size_t i = 0; i < count; i++)
		if (asked[i].value)
			tw_buffer_format(&text, " --%s \"%s\"", asked[i].name,
				asked[i].value);
	if (records == 1)
		tw_buffer_string(&text, " does not fit the one record");
	else
		tw_buffer_format(&text, " fits none of the %zu records",
			records);
	looked = suggest(&text, asked, count, corpus, err);
	if (!looked)
		looked = text.failed ? tw_fail_memory(err) :
			tw_fail(err, status, "nothing to %s:%.*s", doing,
				TW_ARG(tw_buffer_get(&text)));
	tw_buffer_release(&text);
	return looked;
}
