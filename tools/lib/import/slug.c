/*
 * Which priority of the corpus a priority of a document is, and what a new
 * one may be called.
 */
#include "import/propose.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "match/match.h"
#include "record/typed.h"
#include "text/text.h"
#include "text/words.h"

#include <string.h>

/* ---- what the corpus has ---- */

static enum tw_status load(struct tw_known_priority *known,
	const struct tw_cataloged *record, const struct tw_place *place,
	struct tw_report *report)
{
	struct tw_error fault = { TW_OK, "" };
	enum tw_status status = tw_catalog_load(&known->record, place->arena,
		record, &fault);

	if (status)
		return report->status = tw_fail(report->err, status, "%s",
			fault.message);
	if (known->record->diagnostics.layout) {
		known->record = NULL;
		tw_report_note(report, 0, "a line of %s has no place in it, so "
			"that the record is not looked at", record->shown);
		return TW_OK;
	}
	known->title = tw_record_value(known->record, TW_TITLE, place->arena);
	return known->title.ptr ? TW_OK :
		(report->status = tw_fail_memory(report->err));
}

enum tw_status tw_known_read(struct tw_known_priorities *known,
	const struct tw_place *place, struct tw_report *report)
{
	const struct tw_catalog *catalog = place->options->catalog;
	size_t count = catalog ? catalog->count : 0, end;

	known->count = 0;
	known->at = tw_arena_take(place->arena,
		(count + 1) * sizeof(*known->at));
	if (!known->at)
		return report->status = tw_fail_memory(report->err);
	for (size_t i = 0; i < count && !report->status; i = end) {
		const struct tw_cataloged *c = &catalog->records[i];
		struct tw_known_priority *one = &known->at[known->count];

		*one = (struct tw_known_priority){ .slug = c->priority };
		for (end = i; end < count &&
		     tw_view_equal(catalog->records[end].area, c->area) &&
		     tw_view_equal(catalog->records[end].priority,
			c->priority); end++) {
			int order = tw_term_compare(
				catalog->records[end].term, place->term);

			if (order < 0)
				one->before = &catalog->records[end];
			else if (!order)
				one->same = &catalog->records[end];
		}
		if (!tw_view_equal(c->area, place->area_slug))
			continue;
		known->count++;
		load(one, one->same ? one->same : one->before ? one->before :
			c, place, report);
	}
	return report->status;
}

/* ---- the same priority ---- */

struct matching {
	const struct tw_place *place;
	struct tw_report *report;
	struct tw_lexicon *lexicon;
	struct tw_known_priorities *known;
	const struct tw_doc_priority **priorities; /* of the document */
	size_t count;
	struct tw_view *slugs;
	struct tw_known_priority **which;
	struct tw_likeness *titles; /* the corpus's, then the document's */
	bool given; /* every priority has its slug without being sought */
};

static struct tw_view *outcomes_of_record(size_t *count,
	const struct tw_record *record, struct tw_arena *arena)
{
	const struct tw_section *section = tw_record_section(record,
		TW_OUTCOMES);
	struct tw_view *texts = tw_arena_take(arena, ((section ?
		section->count : 0) + 1) * sizeof(*texts));

	*count = 0;
	for (const struct tw_item *i = texts && section ? section->items :
	     NULL; i; i = i->next) {
		texts[*count] = tw_segments_join(i->text, arena);
		if (!texts[(*count)++].ptr)
			return NULL;
	}
	return texts;
}

/* How many outcomes are alike; *of is the length of the shorter list. */
static enum tw_status outcomes_alike(size_t *alike, size_t *of,
	const struct matching *m, const struct tw_known_priority *known,
	const struct tw_doc_priority *priority)
{
	enum { MOST = 20 };
	struct tw_arena *arena = m->place->arena;
	struct tw_view to[MOST], *from;
	struct tw_likeness *likeness;
	size_t from_count, to_count = 0;

	*alike = *of = 0;
	from = outcomes_of_record(&from_count, known->record, arena);
	if (!from)
		return m->report->status = tw_fail_memory(m->report->err);
	from_count = from_count < MOST ? from_count : MOST;
	for (const struct tw_doc_item *i =
	     priority->sections[TW_OUTCOMES].items; i && to_count < MOST;
	     i = i->next)
		to[to_count++] = i->text;
	*of = from_count < to_count ? from_count : to_count;
	if (tw_likeness_new(&likeness, arena, m->lexicon, from, from_count,
	    to, to_count, m->report->err))
		return m->report->status = m->report->err->status;
	for (size_t i = 0; i < from_count; i++) {
		unsigned best = 0, score;

		for (size_t k = 0; k < to_count; k++) {
			if (tw_likeness_score(&score, likeness, i, k,
			    m->report->err))
				return m->report->status =
					m->report->err->status;
			best = score > best ? score : best;
		}
		*alike += best >= TW_MATCHED;
	}
	*alike = *alike < *of ? *alike : *of;
	return TW_OK;
}

static void take(struct matching *m, size_t i,
	struct tw_known_priority *known, unsigned score)
{
	known->taken = true;
	m->which[i] = known;
	m->slugs[i] = known->slug;
	if (score < TW_SCORE_MAX)
		tw_report_note(m->report, m->priorities[i]->title.line,
			"\"%.*s\" is taken for the priority \"%.*s\", by "
			"likeness 0.%03u to \"%.*s\"",
			TW_ARG(m->priorities[i]->title.text),
			TW_ARG(known->slug), score, TW_ARG(known->title));
}

/* The best pair that is left, of at least `least`; false if there is none. */
static bool best_pair(size_t *row, size_t *column, unsigned *best,
	struct matching *m, unsigned least)
{
	*best = least - 1;
	for (size_t k = 0; k < m->known->count; k++) {
		if (m->known->at[k].taken || !m->known->at[k].record)
			continue;
		for (size_t i = 0; i < m->count; i++) {
			unsigned score;

			if (m->slugs[i].len)
				continue;
			if (tw_likeness_score(&score, m->titles, k, i,
			    m->report->err)) {
				m->report->status = m->report->err->status;
				return false;
			}
			if (tw_fold_equal(m->known->at[k].title,
			    m->priorities[i]->title.text))
				score = TW_SCORE_MAX;
			if (score <= *best)
				continue;
			*best = score;
			*row = k;
			*column = i;
		}
	}
	return *best >= least;
}

static enum tw_status match_titles(struct matching *m)
{
	struct tw_view *from, *to;
	size_t row = 0, column = 0, alike, of;
	unsigned score;

	from = tw_arena_take(m->place->arena,
		(m->known->count + m->count + 1) * sizeof(*from));
	if (!from)
		return m->report->status = tw_fail_memory(m->report->err);
	to = from + m->known->count;
	for (size_t k = 0; k < m->known->count; k++)
		from[k] = m->known->at[k].title.ptr ?
			m->known->at[k].title : TW_VIEW("");
	for (size_t i = 0; i < m->count; i++)
		to[i] = m->priorities[i]->title.text;
	if (tw_likeness_new(&m->titles, m->place->arena, m->lexicon, from,
	    m->known->count, to, m->count, m->report->err))
		return m->report->status = m->report->err->status;
	while (best_pair(&row, &column, &score, m, TW_MATCHED))
		take(m, column, &m->known->at[row], score);
	/* Titles that are less alike need outcomes that are. */
	while (!m->report->status &&
	       best_pair(&row, &column, &score, m, TW_REVIEW)) {
		if (outcomes_alike(&alike, &of, m, &m->known->at[row],
		    m->priorities[column]) || alike < 2 || 2 * alike < of)
			break;
		take(m, column, &m->known->at[row], score);
	}
	return m->report->status;
}

/* ---- new ones ---- */

/* The next word of letters and digits; *ends if a mark stands before it. */
static bool next_word(struct tw_view *word, bool *ends, struct tw_view *rest)
{
	size_t i = 0, start;

	*ends = false;
	while (i < rest->len && !((rest->ptr[i] | 0x20) >= 'a' &&
	       (rest->ptr[i] | 0x20) <= 'z') && !(rest->ptr[i] >= '0' &&
	       rest->ptr[i] <= '9') && !(rest->ptr[i] & 0x80))
		*ends |= strchr(",;:()/&.", rest->ptr[i++]) != NULL;
	start = i;
	while (i < rest->len && !strchr(" ,;:()/&.", rest->ptr[i]))
		i++;
	*word = (struct tw_view){ rest->ptr + start, i - start };
	*rest = tw_after(*rest, i);
	return word->len > 0;
}

/* The matter of a title: its first words, up to one that links. */
static struct tw_view matter_of(struct tw_view title)
{
	enum { WORDS = 3 };
	struct tw_view rest = title, word, matter = { NULL, 0 };
	size_t words = 0;
	bool ends;

	while (words < WORDS && next_word(&word, &ends, &rest)) {
		bool link = tw_typed_find(TW_TYPED_LINK, word);

		if (words && (ends || link))
			break;
		if (link || (!words && rest.len &&
		    tw_typed_find(TW_TYPED_OPENING, word)))
			continue;
		if (!words++)
			matter.ptr = word.ptr;
		matter.len = (size_t)(word.ptr + word.len - matter.ptr);
	}
	return matter.len ? matter : title;
}

/* A text and the themes that it names. */
struct theming {
	const struct tw_place *place;
	struct tw_report *report;
	struct tw_lexicon *lexicon;
};

/* The stems of a text's words that carry weight. */
static enum tw_status stems_of(struct tw_words *words, struct theming *t,
	struct tw_view text)
{
	size_t kept = 0;

	if (tw_words_read(words, t->lexicon, t->place->arena, text,
	    t->report->err))
		return t->report->status = t->report->err->status;
	for (size_t i = 0; i < words->count; i++)
		if (!(words->words[i].flags & TW_WORD_FUNCTION))
			words->words[kept++] = words->words[i];
	words->count = kept;
	return TW_OK;
}

/* How many words of the part the whole has. */
static size_t shared(const struct tw_words *whole, const struct tw_words *part)
{
	size_t count = 0;

	for (size_t i = 0; i < part->count; i++) {
		size_t k = 0;

		while (k < whole->count &&
		       whole->words[k].stem != part->words[i].stem)
			k++;
		count += k < whole->count;
	}
	return count;
}

static bool has_all(const struct tw_words *whole, const struct tw_words *part)
{
	return part->count && shared(whole, part) == part->count;
}

/* A theme's slug as words: "mental-health" is "mental health". */
static struct tw_view slug_words(struct theming *t, struct tw_view slug)
{
	struct tw_view words = tw_arena_copy(t->place->arena, slug);

	for (size_t i = 0; i < words.len; i++)
		if (words.ptr[i] == '-')
			((char *)(uintptr_t)words.ptr)[i] = ' ';
	if (!words.ptr)
		t->report->status = tw_fail_memory(t->report->err);
	return words;
}

/* True if a text has all the words of a theme: of its title, or its slug. */
static bool names_theme(struct theming *t, struct tw_view text,
	const struct tw_alias *theme, bool by_slug)
{
	struct tw_words whole, part;

	if (stems_of(&whole, t, text))
		return false;
	if (theme->title.len) {
		if (stems_of(&part, t, theme->title))
			return false;
		if (has_all(&whole, &part))
			return true;
	}
	if (!by_slug || stems_of(&part, t, slug_words(t, theme->name)))
		return false;
	return has_all(&whole, &part);
}

/* True if a title has most words of that of a theme, and more than one. */
static bool names_most(struct theming *t, struct tw_view title,
	const struct tw_alias *theme)
{
	struct tw_words whole, part;
	size_t count;

	if (!theme->title.len || stems_of(&whole, t, title) ||
	    stems_of(&part, t, theme->title))
		return false;
	count = shared(&whole, &part);
	return count > 1 && 2 * count > part.count;
}

static bool slug_taken(const struct matching *m, struct tw_view slug)
{
	for (size_t k = 0; k < m->known->count; k++)
		if (tw_view_equal(m->known->at[k].slug, slug))
			return true;
	for (size_t i = 0; i < m->count; i++)
		if (tw_view_equal(m->slugs[i], slug))
			return true;
	return false;
}

/* The slug of the theme that a title names in full, unless it is taken. */
static struct tw_view theme_slug(const struct matching *m,
	struct tw_view title)
{
	const struct tw_house *house = m->place->house;
	const struct tw_alias *a = house ? house->themes.first : NULL;
	struct theming t = { m->place, m->report, m->lexicon };
	struct tw_view slug = { NULL, 0 };

	for (; a && !slug.len; a = a->next)
		if (names_theme(&t, title, a, false) &&
		    !slug_taken(m, a->name))
			slug = a->name;
	return slug;
}

static void name_new(struct matching *m, size_t i)
{
	struct tw_view title = m->priorities[i]->title.text, slug;

	slug = theme_slug(m, title);
	if (!slug.len)
		slug = tw_slug(m->place->arena, matter_of(title));
	if (slug.len && slug_taken(m, slug))
		slug = tw_slug(m->place->arena, title);
	if (!slug.ptr) {
		m->report->status = tw_fail_memory(m->report->err);
		return;
	}
	m->slugs[i] = slug;
	if (!slug.len)
		tw_report_problem(m->report, m->priorities[i]->title.line,
			"no short name can be made of \"%.*s\"; give one with "
			"--priority", TW_ARG(title));
	else
		tw_report_note(m->report, m->priorities[i]->title.line,
			"\"%.*s\" is new here, and called \"%.*s\"; --priority "
			"gives it another short name", TW_ARG(title),
			TW_ARG(slug));
}

/* A new priority may be an old one under another name: that is for people. */
static void say_succession(struct matching *m, size_t i)
{
	for (size_t k = 0; k < m->known->count; k++) {
		const struct tw_known_priority *known = &m->known->at[k];
		size_t alike, of;

		if (known->taken || known->same || !known->before ||
		    !known->record)
			continue;
		if (outcomes_alike(&alike, &of, m, known,
		    m->priorities[i]))
			return;
		if (alike > 1 && 2 * alike >= of)
			tw_report_note(m->report,
				m->priorities[i]->title.line, "\"%.*s\" seems "
				"to carry on \"%.*s\" (%zu of %zu outcomes are "
				"alike); if it does, write \"Succeeds: %.*s\"",
				TW_ARG(m->slugs[i]), TW_ARG(known->slug),
				alike, of, TW_ARG(known->slug));
	}
}

/* ---- all of them ---- */

static struct tw_known_priority *find_known(
	const struct tw_known_priorities *known, struct tw_view slug)
{
	for (size_t k = 0; k < known->count; k++)
		if (tw_view_equal(known->at[k].slug, slug))
			return &known->at[k];
	return NULL;
}

/* Slugs that the document or the user gives. */
static void take_given(struct matching *m)
{
	struct tw_view rest = tw_view_of(m->place->options->priorities ?
		m->place->options->priorities : ""), said;
	bool more = rest.len > 0;

	m->given = true;
	for (size_t i = 0; i < m->count; i++) {
		const struct tw_doc_field *f = m->priorities[i]->fields;

		said = (struct tw_view){ NULL, 0 };
		more = more && tw_list_next(&said, &rest);
		while (f && f->kind != TW_PRIORITY)
			f = f->next;
		if (!said.len && f)
			said = f->value;
		if (said.len && !tw_slug_valid(said))
			tw_report_problem(m->report,
				m->priorities[i]->title.line, "\"%.*s\" is no "
				"short name; that is small letters, digits and "
				"single hyphens, as in \"mental-health\"",
				TW_ARG(said));
		m->slugs[i] = said;
		m->given &= said.len > 0;
		m->which[i] = said.len ? find_known(m->known, said) : NULL;
		if (m->which[i])
			m->which[i]->taken = true;
	}
	if (more && tw_list_next(&said, &rest))
		tw_report_problem(m->report, 0, "--priority names more "
			"priorities than the document has");
}

static void check_doubles(struct matching *m)
{
	for (size_t i = 1; i < m->count; i++) {
		size_t k = 0;

		while (k < i && !tw_view_equal(m->slugs[k], m->slugs[i]) &&
		       (m->given || !tw_fold_equal(
			m->priorities[k]->title.text,
			m->priorities[i]->title.text)))
			k++;
		if (k < i)
			tw_report_problem(m->report,
				m->priorities[i]->title.line, "two priorities "
				"are called \"%.*s\", here and in line %u; "
				"give each a title of its own",
				TW_ARG(m->priorities[i]->title.text),
				(unsigned)m->priorities[k]->title.line);
	}
}

/* All of them, as far as there is no problem. */
static void find_all(struct matching *m)
{
	take_given(m);
	if (!m->report->problems && match_titles(m))
		return;
	for (size_t i = 0; i < m->count && !m->report->status &&
	     !m->report->problems; i++) {
		if (m->slugs[i].len)
			continue;
		name_new(m, i);
		say_succession(m, i);
	}
	if (!m->report->status && !m->report->problems)
		check_doubles(m);
}

enum tw_status tw_slugs_find(struct tw_view *slugs,
	struct tw_known_priority **which, const struct tw_doc *document,
	struct tw_known_priorities *known, const struct tw_place *place,
	struct tw_report *report)
{
	struct matching m = { .place = place, .report = report,
		.known = known, .slugs = slugs, .which = which };
	const struct tw_doc_priority *p = document->priorities;

	m.priorities = tw_arena_take(place->arena,
		(document->count + 1) * sizeof(*m.priorities));
	if (!m.priorities)
		return report->status = tw_fail_memory(report->err);
	for (; p; p = p->next) {
		m.priorities[m.count++] = p;
		if (!p->title.text.len)
			tw_report_problem(report, p->line, "a priority begins "
				"here without a title; write one above its "
				"first heading");
	}
	if (report->problems)
		return report->status;
	m.lexicon = tw_lexicon_new();
	if (!m.lexicon)
		return report->status = tw_fail_memory(report->err);
	find_all(&m);
	tw_lexicon_free(m.lexicon);
	return report->status;
}

enum tw_status tw_theme_find(struct tw_view *themes,
	const struct tw_doc_priority *priority, struct tw_view slug,
	const struct tw_place *place, struct tw_report *report)
{
	const struct tw_house *house = place->house;
	struct tw_buffer out = TW_BUFFER_INIT;
	struct theming t = { place, report, NULL };

	*themes = (struct tw_view){ NULL, 0 };
	if (!house || !house->themes.first)
		return report->status;
	t.lexicon = tw_lexicon_new();
	if (!t.lexicon)
		return report->status = tw_fail_memory(report->err);
	for (const struct tw_alias *a = house->themes.first;
	     a && !report->status; a = a->next) {
		if (!tw_view_equal(a->name, slug) &&
		    !names_theme(&t, priority->title.text, a, true) &&
		    !names_most(&t, priority->title.text, a) &&
		    !(priority->scope.text.ptr &&
		      names_theme(&t, priority->scope.text, a, true)))
			continue;
		if (out.len)
			tw_buffer_string(&out, "; ");
		tw_buffer_view(&out, a->name);
	}
	tw_lexicon_free(t.lexicon);
	*themes = tw_arena_copy(place->arena, tw_buffer_get(&out));
	if (!report->status && (out.failed || !themes->ptr))
		report->status = tw_fail_memory(report->err);
	if (themes->len)
		tw_report_note(report, priority->title.line, "the theme \"%.*s\""
			" is proposed for \"%.*s\"", TW_ARG(*themes),
			TW_ARG(slug));
	tw_buffer_release(&out);
	return report->status;
}
