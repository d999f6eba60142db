#include "report/site.h"

#include "base/set.h"
#include "match/match.h"
#include "report/compare_told.h"
#include "report/feed.h"
#include "report/html.h"
#include "report/html_dress.h"
#include "summary/pack.h"
#include "thread/share.h"

#include <stdlib.h>

/* The pages of an area on their way. */
struct making {
	struct tw_site *site;
	const struct tw_area *area;
	const struct tw_summary_scope *scope;
	struct tw_steps steps;       /* with comparisons in full */
	const struct tw_step **to;   /* those that have one, by step->to */
	size_t to_count;
	struct tw_set lines;         /* steps with all updates, by priority */
	struct tw_arena *arena;
	struct tw_lexicon *lexicon;
	struct tw_buffer page, path, words;
	struct tw_buffer entries;    /* of the feed, packed */
	size_t entry_count;
	bool failed;
};

static void put(struct tw_site *site, struct tw_buffer *path,
	struct tw_buffer *page, bool *failed)
{
	*failed |= path->failed || page->failed;
	if (!*failed)
		site->put(site, tw_buffer_get(path), tw_buffer_get(page));
	tw_buffer_clear(path);
	tw_buffer_clear(page);
}

/* ---- addresses; slugs alone, which need no escape ---- */

static void add_slug(struct tw_buffer *out, const struct tw_calendar *calendar,
	struct tw_term term)
{
	char slug[TW_TERM_ROOM];

	tw_term_write_slug(slug, calendar, term);
	tw_buffer_format(out, "%s.html", slug);
}

static void add_path(struct tw_buffer *out, const struct tw_filed *filed)
{
	tw_buffer_format(out, "areas/%.*s/%.*s/", TW_ARG(filed->area_slug),
		TW_ARG(filed->priority));
}

/* ---- the way back ---- */

static void add_way(struct tw_buffer *page, const char *href,
	struct tw_view name)
{
	tw_buffer_format(page, "<li><a href=\"%s\">", href);
	tw_html_element(page, "", name, "</a></li>\n");
}

/* A page below that of an area; `story`: the priority has a page above it. */
static void begin(struct making *m, struct tw_view title,
	const struct tw_filed *story)
{
	tw_page_begin(&m->page, title);
	tw_buffer_string(&m->page, "<nav>\n<ul>\n");
	add_way(&m->page, "../../../index.html", TW_VIEW("All areas"));
	add_way(&m->page, "../index.html", m->area->stories[0].latest->area);
	if (story)
		add_way(&m->page, "index.html", tw_filed_title(story));
	tw_buffer_string(&m->page, "</ul>\n</nav>\n");
}

/* ---- each update against the one before ---- */

/* The words, as the content of an element. */
static void told(struct making *m, const char *before, const char *after)
{
	tw_html_element(&m->page, before, tw_buffer_get(&m->words), after);
	m->failed |= m->words.failed;
	tw_buffer_clear(&m->words);
}

/*
 * The comparisons that lead to an update: one, or one for each priority that it
 * carries on.
 */
struct ways {
	const struct tw_step *const *at;
	size_t count; /* 0: it is a first one */
};

static struct ways ways_to(const struct making *m, const struct tw_filed *to)
{
	size_t from = 0, end = m->to_count, count = 0;

	while (from < end) {
		size_t half = from + (end - from) / 2;

		if ((uintptr_t)m->to[half]->to < (uintptr_t)to)
			from = half + 1;
		else
			end = half;
	}
	while (from + count < m->to_count && m->to[from + count]->to == to)
		count++;
	return (struct ways){ m->to + from, count };
}

/*
 * The sentence that stands at the head of a comparison, or of several; of all
 * of them, or of what came of one update.
 */
static void tell_ways(struct making *m, struct ways ways,
	const struct tw_filed *from)
{
	size_t became[TW_BECAME_COUNT] = { 0 };

	if (!ways.count)
		tw_buffer_string(&m->words, "First update.");
	for (size_t i = 0; i < ways.count; i++)
		if (!from || ways.at[i]->from == from)
			tw_plans_add(became, ways.at[i]->comparison->became);
	if (ways.count)
		tw_compare_told_plans(&m->words, became);
}

/*
 * The page of an update: what came of the one before, or of each of those that
 * it carries on. Where there are later ones it is not said that there are none.
 */
static void put_ways(struct making *m, const struct tw_filed *to,
	struct ways ways, bool last)
{
	struct tw_compare_style style = { .width = 80,
		.alone = ways.count == 1 };
	struct tw_steps steps = m->steps;
	struct tw_compare_sheet sheet = tw_compare_sheet(&m->page, &steps,
		&style);

	steps.asked_to = !last;
	steps.to = to->term;
	begin(m, tw_filed_title(to), to);
	if (style.alone)
		tw_buffer_string(&m->page, "<article>\n");
	else
		tw_html_element(&m->page, "<h1>", tw_filed_title(to),
			"</h1>\n");
	for (size_t i = 0; i < ways.count; i++)
		tw_compare_html(&sheet, ways.at[i]);
	tw_buffer_string(&m->page, style.alone ? "</article>\n" : "");
	tw_page_end(&m->page);
	add_path(&m->path, to);
	add_slug(&m->path, m->area->calendar, to->term);
	put(m->site, &m->path, &m->page, &m->failed);
}

static void add_entry(struct making *m, const struct tw_filed *filed,
	struct ways ways)
{
	struct tw_date date = tw_feed_date(tw_record_value(filed->record,
		TW_DATE, m->arena), m->area->calendar, filed->term);
	struct tw_buffer *out = &m->entries;

	tw_pack_number(out, (uint64_t)date.year);
	tw_pack_number(out, date.month);
	tw_pack_number(out, date.day);
	add_path(&m->words, filed);
	if (ways.count)
		add_slug(&m->words, m->area->calendar, filed->term);
	else
		tw_buffer_string(&m->words, "index.html");
	tw_pack_buffer(out, &m->words);
	tw_buffer_view(&m->words, filed->area);
	tw_buffer_string(&m->words, ": ");
	tw_buffer_view(&m->words, tw_filed_title(filed));
	tw_buffer_string(&m->words, ", ");
	tw_told_term(&m->words, m->area->calendar, filed->term);
	tw_pack_buffer(out, &m->words);
	tell_ways(m, ways, NULL);
	tw_pack_buffer(out, &m->words);
	m->entry_count++;
}

/* ---- a priority ---- */

/*
 * A line that leads to the page of an update, if it has one; `before`, if not
 * NULL, is of another priority, and it carries that on.
 */
static void add_term(struct making *m, const struct tw_filed *filed,
	const struct tw_filed *before)
{
	struct ways ways = ways_to(m, filed);

	tw_told_term(&m->words, m->area->calendar, filed->term);
	if (before) {
		tw_buffer_string(&m->words, ", carried on by \"");
		tw_buffer_view(&m->words, tw_filed_title(filed));
		tw_buffer_byte(&m->words, '"');
	}
	if (ways.count) {
		tw_buffer_string(&m->page, "<li><a href=\"");
		if (before)
			tw_buffer_format(&m->page, "../%.*s/",
				TW_ARG(filed->priority));
		add_slug(&m->page, m->area->calendar, filed->term);
	}
	told(m, ways.count ? "\">" : "<li>", ways.count ? "</a>: " : ": ");
	tell_ways(m, ways, before);
	told(m, "", "</li>\n");
}

/* Its updates, the latest first, each with what became of the plans. */
static void add_terms(struct making *m, const struct tw_story *story)
{
	const struct tw_thread *thread = story->thread;

	tw_buffer_string(&m->page, "<h2>Term by term</h2>\n<ul>\n");
	for (size_t i = 0; i < thread->next_count; i++)
		add_term(m, thread->next[i], story->latest);
	for (size_t i = thread->count; i-- > 0;)
		add_term(m, &thread->filed[i], NULL);
	tw_buffer_string(&m->page, "</ul>\n");
}

static void put_story(struct making *m, const struct tw_story *story)
{
	struct tw_html_page page = { .begun = true, .alone = true };
	struct tw_summary_sheet sheet = { &m->page, &tw_html_dress, &page,
		TW_BUFFER_INIT };
	struct tw_area alone = *m->area;

	alone.stories = (struct tw_story *)(uintptr_t)story;
	alone.count = 1;
	begin(m, tw_filed_title(story->latest), NULL);
	tw_buffer_string(&m->page, "<article>\n");
	tw_dress_stories(&sheet, &alone, m->scope);
	add_terms(m, story);
	tw_buffer_string(&m->page, "</article>\n");
	tw_page_end(&m->page);
	add_path(&m->path, story->latest);
	tw_buffer_string(&m->path, "index.html");
	put(m->site, &m->path, &m->page, &m->failed);
}

static void make_story(struct making *m, const struct tw_story *story)
{
	const struct tw_thread *thread = story->thread;

	for (size_t i = 0; i < thread->count; i++) {
		const struct tw_filed *filed = &thread->filed[i];
		struct ways ways = ways_to(m, filed);

		if (ways.count)
			put_ways(m, filed, ways, i + 1 == thread->count);
		add_entry(m, filed, ways);
	}
	put_story(m, story);
}

/* ---- an area ---- */

static bool find_record(size_t *at, const struct tw_step *in,
	const struct tw_filed *filed)
{
	for (*at = 0; *at < in->thread_count; (*at)++)
		if (in->thread[*at].record == filed->record)
			return true;
	return false;
}

static bool same_priority(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_step *)a)->to->priority,
		((const struct tw_step *)b)->to->priority);
}

/* Of each priority the last step alone has the updates; others are in them. */
static enum tw_status list_lines(struct making *m, struct tw_error *err)
{
	const struct tw_steps *plain = &m->area->steps;
	bool failed = false;

	for (size_t i = 0; i < plain->count; i++)
		if (plain->at[i].thread_count)
			tw_set_add(&m->lines, m->arena, tw_hash(
				plain->at[i].to->priority), &plain->at[i],
				same_priority, &failed);
	return failed ? tw_fail_memory(err) : TW_OK;
}

static enum tw_status find_thread(struct making *m, struct tw_step *step,
	struct tw_error *err)
{
	const struct tw_step *last = tw_set_get(&m->lines,
		tw_hash(step->to->priority), step, same_priority);
	size_t from, to;

	if (last && find_record(&to, last, step->to) &&
	    find_record(&from, last, step->from)) {
		step->thread = last->thread;
		step->thread_count = to + 1;
		step->from_at = from;
		return TW_OK;
	}
	step->thread = tw_arena_take(m->arena, 2 * sizeof(*step->thread));
	if (!step->thread)
		return tw_fail_memory(err);
	step->thread[0] = (struct tw_update){ step->from->record,
		step->from->term };
	step->thread[1] = (struct tw_update){ step->to->record,
		step->to->term };
	step->thread_count = 2;
	step->from_at = 0;
	return TW_OK;
}

/* The terms that the area reported, each once, in time. */
static enum tw_status list_terms(struct making *m, struct tw_error *err)
{
	struct tw_steps *steps = &m->steps;
	size_t count = 0;
	struct tw_term *terms;

	for (size_t i = 0; i < steps->thread_count; i++)
		count += steps->threads[i].count;
	terms = tw_arena_take(m->arena, (count + 1) * sizeof(*terms));
	if (!terms)
		return tw_fail_memory(err);
	count = 0;
	for (size_t i = 0; i < steps->thread_count; i++)
		for (size_t k = 0; k < steps->threads[i].count; k++)
			terms[count++] = steps->threads[i].filed[k].term;
	steps->terms = terms;
	steps->term_count = tw_terms_sort(terms, count);
	return TW_OK;
}

/* By the update that they lead to, and as they came. */
static int compare_ways(const void *a, const void *b)
{
	const struct tw_step *x = *(const struct tw_step *const *)a;
	const struct tw_step *y = *(const struct tw_step *const *)b;
	uintptr_t p = (uintptr_t)x->to, q = (uintptr_t)y->to;

	return p != q ? (p > q) - (p < q) : (x > y) - (x < y);
}

static enum tw_status list_ways(struct making *m, struct tw_error *err)
{
	m->to = tw_arena_take(m->arena, (m->steps.count + 1) *
		sizeof(*m->to));
	if (!m->to)
		return tw_fail_memory(err);
	for (size_t i = 0; i < m->steps.count; i++)
		if (m->steps.at[i].comparison)
			m->to[m->to_count++] = &m->steps.at[i];
	if (m->to_count)
		qsort(m->to, m->to_count, sizeof(*m->to), compare_ways);
	return TW_OK;
}

/* Every step with all there is to compare; plans alone were needed so far. */
static enum tw_status compare_all(struct making *m, struct tw_error *err)
{
	const struct tw_steps *plain = &m->area->steps;
	enum tw_status status;

	m->steps = *plain;
	status = list_terms(m, err);
	if (!status)
		status = list_lines(m, err);
	m->steps.at = tw_arena_take(m->arena,
		(plain->count + 1) * sizeof(*plain->at));
	if (!m->steps.at)
		return tw_fail_memory(err);
	for (size_t i = 0; i < plain->count && !status; i++) {
		struct tw_step *step = &m->steps.at[i];

		*step = plain->at[i];
		step->comparison = NULL;
		if (!step->from || !step->to)
			continue;
		status = find_thread(m, step, err);
		if (!status)
			status = tw_compare(&step->comparison, m->arena,
				m->lexicon, step->to->entry->house,
				step->thread, step->from_at,
				step->thread_count - 1, err);
	}
	if (!status)
		status = tw_steps_share(&m->steps, m->arena, err);
	return status ? status : list_ways(m, err);
}

void tw_site_area(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context)
{
	const struct tw_summary_style *style = context;
	struct making m = { .site = style->site, .area = area, .scope = scope,
		.arena = tw_arena_new(), .lexicon = tw_lexicon_new(),
		.page = TW_BUFFER_INIT, .path = TW_BUFFER_INIT,
		.words = TW_BUFFER_INIT, .entries = TW_BUFFER_INIT };
	struct tw_error err;

	m.failed = !m.arena || !m.lexicon || compare_all(&m, &err);
	for (size_t i = 0; i < area->count && !m.failed; i++)
		make_story(&m, &area->stories[i]);
	tw_pack_number(out, m.entry_count);
	tw_buffer_view(out, tw_buffer_get(&m.entries));
	out->failed |= m.failed || m.entries.failed || m.words.failed;
	tw_buffer_release(&m.page);
	tw_buffer_release(&m.path);
	tw_buffer_release(&m.words);
	tw_buffer_release(&m.entries);
	tw_lexicon_free(m.lexicon);
	tw_arena_free(m.arena);
}

/* ---- the county ---- */

struct putting {
	const struct tw_county *county;
	const struct tw_summary_style *style;
	struct tw_error *err;
	struct tw_buffer page, path;
	bool failed;
};

/* A page of the county, or of a part of it, as a summary tells it. */
static enum tw_status put_part(struct putting *p,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_html_links *links)
{
	struct tw_html_page page = { .links = links };
	struct tw_summary_sheet sheet = { &p->page, &tw_html_dress, &page,
		TW_BUFFER_INIT };
	enum tw_status status = tw_dress_county(&sheet, county, scope,
		p->style, p->err);

	tw_html_close(&sheet);
	tw_page_end(&p->page);
	/* What went without memory is no page. */
	p->failed |= status != TW_OK;
	put(p->style->site, &p->path, &p->page, &p->failed);
	return status;
}

static enum tw_status put_area(struct putting *p, struct tw_area_rows *area)
{
	static const struct tw_html_links links = { "../../index.html",
		NULL, NULL };
	struct tw_summary_scope scope = { .area = "this one" };
	struct tw_county one = *p->county;

	one.areas = &area;
	one.count = 1;
	one.left_out = 0;
	tw_buffer_format(&p->path, "areas/%.*s/index.html",
		TW_ARG(area->slug));
	return put_part(p, &one, &scope, &links);
}

static void put_theme(struct putting *p, const struct tw_theme *theme)
{
	static const struct tw_html_links links = { "../index.html",
		"../areas/", NULL };
	struct tw_html_page page = { .links = &links };
	struct tw_summary_sheet sheet = { &p->page, &tw_html_dress, &page,
		TW_BUFFER_INIT };

	tw_buffer_format(&p->path, "themes/%.*s.html", TW_ARG(theme->slug));
	tw_dress_theme(&sheet, p->county, theme);
	tw_html_close(&sheet);
	tw_page_end(&p->page);
	put(p->style->site, &p->path, &p->page, &p->failed);
}

static enum tw_status put_themes(struct putting *p)
{
	struct tw_theme *themes;
	size_t count;
	enum tw_status status = tw_county_themes(&themes, &count, p->county,
		p->err);

	for (size_t i = 0; i < count && !status; i++)
		if (tw_slug_valid(themes[i].slug))
			put_theme(p, &themes[i]);
	return status;
}

/* What areas brought along becomes the feed. */
static enum tw_status put_feed(struct putting *p)
{
	struct tw_feed_entry *entries;
	size_t count = 0, at = 0;

	for (size_t i = 0; i < p->county->count; i++) {
		struct tw_unpack in = { p->county->areas[i]->body, false };

		count += in.rest.len ? (size_t)tw_unpack_number(&in) : 0;
	}
	entries = tw_arena_take(p->county->arena,
		(count + 1) * sizeof(*entries));
	if (!entries)
		return tw_fail_memory(p->err);
	for (size_t i = 0; i < p->county->count; i++) {
		struct tw_unpack in = { p->county->areas[i]->body, false };

		for (size_t left = in.rest.len ? (size_t)tw_unpack_number(&in)
		     : 0; left; left--, at++) {
			entries[at].date.year = (int16_t)tw_unpack_number(&in);
			entries[at].date.month = (uint8_t)tw_unpack_number(&in);
			entries[at].date.day = (uint8_t)tw_unpack_number(&in);
			entries[at].path = tw_unpack_view(&in);
			entries[at].title = tw_unpack_view(&in);
			entries[at].summary = tw_unpack_view(&in);
		}
	}
	tw_feed_write(&p->page, entries, count, p->style->site->url);
	tw_buffer_string(&p->path, "feed.atom");
	put(p->style->site, &p->path, &p->page, &p->failed);
	return TW_OK;
}

/* The areas lie in order of their slugs. */
static enum tw_status check_places(const struct tw_county *county,
	struct tw_error *err)
{
	for (size_t i = 1; i < county->count; i++)
		if (tw_view_equal(county->areas[i - 1]->slug,
		    county->areas[i]->slug))
			return tw_fail(err, TW_USAGE, "\"%.*s\" is an area of "
				"two corpora, and both would have the same "
				"pages; make a site of each corpus",
				TW_ARG(county->areas[i]->name));
	return TW_OK;
}

enum tw_status tw_site_county(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	static const struct tw_html_links links = { NULL, "areas/",
		"themes/" };
	struct putting p = { .style = style, .err = err,
		.page = TW_BUFFER_INIT, .path = TW_BUFFER_INIT };
	enum tw_status status = check_places(county, err);

	(void)out;
	p.county = county;
	if (!status)
		status = put_feed(&p);
	/* No page has what the feed is made of. */
	for (size_t i = 0; i < county->count; i++)
		county->areas[i]->body = TW_VIEW("");
	if (!status) {
		tw_buffer_string(&p.path, "index.html");
		status = put_part(&p, county, scope, &links);
	}
	for (size_t i = 0; i < county->count && !status; i++)
		if (county->areas[i]->count)
			status = put_area(&p, county->areas[i]);
	if (!status)
		status = put_themes(&p);
	tw_buffer_release(&p.page);
	tw_buffer_release(&p.path);
	return !status && p.failed ? tw_fail_memory(err) : status;
}
