/*
 * A text that both sides changed, word by word. spec/merge.md, "Texts".
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "merge/plan.h"

enum {
	APART = 2, /* unchanged words between edits of two sides */
	SLIPS = 2, /* in a word of as many bytes, and else one */
	LONG = 7
};

/* ---- edits ---- */

/* Words from, to of each side, between words that all three have. */
struct edit {
	size_t from[TW_MERGED], to[TW_MERGED];
	int by; /* a side; TW_BASE: both the same; TW_MERGED: clash */
};

struct word_merging {
	const struct tw_tokens *const *text;
	struct tw_lined side[TW_MERGED];
	struct edit *edits;
	size_t count;
};

/* Both sides wrote a word in other letter case, and not alike. */
static bool recased_unlike(const struct word_merging *m, size_t i, size_t ours,
	size_t theirs)
{
	return !tw_word_same(m->text[TW_BASE], i, m->text[TW_OURS], ours) &&
		!tw_word_same(m->text[TW_BASE], i, m->text[TW_THEIRS],
		theirs) && !tw_word_same(m->text[TW_OURS], ours,
		m->text[TW_THEIRS], theirs);
}

static bool spans_equal(const struct word_merging *m, const struct edit *e,
	int a, int b)
{
	if (e->to[a] - e->from[a] != e->to[b] - e->from[b])
		return false;
	for (size_t i = 0; i < e->to[a] - e->from[a]; i++)
		if (!tw_word_same(m->text[a], e->from[a] + i, m->text[b],
		    e->from[b] + i))
			return false;
	return true;
}

static void add_edit(struct word_merging *m, struct edit *edit)
{
	bool ours = spans_equal(m, edit, TW_BASE, TW_OURS);
	bool theirs = spans_equal(m, edit, TW_BASE, TW_THEIRS);

	if (ours && theirs)
		return;
	edit->by = ours ? TW_THEIRS : theirs ? TW_OURS :
		spans_equal(m, edit, TW_OURS, TW_THEIRS) ? TW_BASE : TW_MERGED;
	m->edits[m->count++] = *edit;
}

static void find_edits(struct word_merging *m)
{
	struct edit edit = { .by = TW_BASE };

	for (size_t i = 0; i <= m->text[TW_BASE]->count; i++) {
		bool end = i == m->text[TW_BASE]->count;
		size_t ours = end ? m->text[TW_OURS]->count :
			m->side[TW_OURS].to[i];
		size_t theirs = end ? m->text[TW_THEIRS]->count :
			m->side[TW_THEIRS].to[i];

		if (ours == TW_NONE || theirs == TW_NONE ||
		    (!end && recased_unlike(m, i, ours, theirs)))
			continue;
		edit.to[TW_BASE] = i;
		edit.to[TW_OURS] = ours;
		edit.to[TW_THEIRS] = theirs;
		add_edit(m, &edit);
		edit.from[TW_BASE] = i + 1;
		edit.from[TW_OURS] = ours + 1;
		edit.from[TW_THEIRS] = theirs + 1;
	}
}

/* One number took another's place, and nothing else. */
static bool is_number(const struct word_merging *m, const struct edit *e)
{
	int side = e->by;

	return e->to[TW_BASE] - e->from[TW_BASE] == 1 &&
		e->to[side] - e->from[side] == 1 &&
		tw_word_counts(m->text[TW_BASE], e->from[TW_BASE]) &&
		tw_word_counts(m->text[side], e->from[side]);
}

/*
 * A word took the place of one that it differs from by a slip or two, and says
 * nothing that is never left to guessing, nor names anything.
 */
static bool is_slip(const struct word_merging *m, const struct edit *e)
{
	size_t was = e->from[TW_BASE], is = e->from[e->by];
	struct tw_view a, b;

	if (e->to[TW_BASE] - was != 1 || e->to[e->by] - is != 1 ||
	    tw_word_says(m->text[TW_BASE], was) ||
	    tw_word_says(m->text[e->by], is))
		return false;
	a = tw_word_bare(m->text[TW_BASE]->at[was].word->text);
	b = tw_word_bare(m->text[e->by]->at[is].word->text);
	return a.len > 3 && b.len > 3 && !(was && *a.ptr >= 'A' &&
		*a.ptr <= 'Z') && tw_slips(a, b, SLIPS) <= (a.len < LONG ? 1 :
		SLIPS);
}

static bool one_sided(const struct edit *e)
{
	return e->by == TW_OURS || e->by == TW_THEIRS;
}

/* What an edit touches that no two sides may touch unlike. */
static unsigned touches(const struct word_merging *m, const struct edit *e)
{
	unsigned kind = 0;

	for (int s = TW_BASE; s <= e->by; s += e->by)
		for (size_t i = e->from[s]; i < e->to[s]; i++)
			kind |= tw_word_says(m->text[s], i);
	return kind & (TW_SAYS_DATE | TW_SAYS_NEGATION);
}

/* Edits of two sides, one behind the other, that nobody may put together. */
static bool too_near(const struct word_merging *m, const struct edit *before,
	const struct edit *e)
{
	size_t end = before->to[TW_BASE], start = e->from[TW_BASE];

	if (end > before->from[TW_BASE] && start < e->to[TW_BASE] &&
	    (tw_words_share(m->text[TW_BASE], end - 1, start) ||
	     tw_words_share(m->text[TW_BASE], start, end - 1)))
		return true;
	return start < end + APART && !(is_number(m, before) &&
		is_number(m, e)) && !(start > end && is_slip(m, before) &&
		is_slip(m, e));
}

/* Finds the first edits that clash: from the first word of them to the last. */
static bool find_clash(struct edit *clash, const struct word_merging *m)
{
	const struct edit *last[TW_MERGED] = { NULL, NULL, NULL };
	unsigned touched[TW_MERGED] = { 0, 0, 0 };

	for (size_t i = 0; i < m->count; i++) {
		const struct edit *e = &m->edits[i], *other;

		*clash = *e;
		if (e->by == TW_MERGED)
			return true;
		if (!one_sided(e))
			continue;
		other = last[TW_OURS + TW_THEIRS - e->by];
		touched[e->by] |= touches(m, e);
		if (touched[TW_OURS] & touched[TW_THEIRS])
			return true;
		if (other && too_near(m, other, e)) {
			memcpy(clash->from, other->from, sizeof(clash->from));
			clash->by = TW_MERGED;
			return true;
		}
		last[e->by] = e;
	}
	return false;
}

/* ---- the merged text ---- */

/*
 * Words that all three have, from a place behind an edit, or the start, to the
 * next one: with the line breaks, the letter case and the marks of the side that
 * set them anew.
 */
static void add_unchanged(struct tw_tokens *merged,
	const struct word_merging *m, const size_t from[TW_MERGED], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct tw_token *at[TW_MERGED];
		struct tw_token *word = &merged->at[merged->count++];

		for (int s = 0; s < TW_MERGED; s++)
			at[s] = &m->text[s]->at[from[s] + i];
		*word = *at[TW_OURS];
		if (word->word == at[TW_BASE]->word &&
		    (word->word != at[TW_THEIRS]->word ||
		     tw_view_equal(tw_token_text(at[TW_BASE]),
		     tw_token_text(word))))
			*word = *at[TW_THEIRS];
		word->breaks = (at[TW_OURS]->breaks == at[TW_BASE]->breaks ?
			at[TW_THEIRS] : at[TW_OURS])->breaks;
	}
}

static void add_edited(struct tw_tokens *merged, const struct word_merging *m,
	const struct edit *e)
{
	int by = e->by == TW_THEIRS ? TW_THEIRS : TW_OURS;

	for (size_t i = e->from[by]; i < e->to[by]; i++)
		merged->at[merged->count++] = m->text[by]->at[i];
}

static bool write_merged(struct tw_tokens *merged, const struct word_merging *m,
	struct tw_arena *arena)
{
	size_t at[TW_MERGED] = { 0, 0, 0 };

	merged->count = 0;
	merged->at = tw_arena_take(arena, (m->text[TW_OURS]->count +
		m->text[TW_THEIRS]->count + 1) * sizeof(*merged->at));
	if (!merged->at)
		return false;
	for (size_t i = 0; i < m->count; i++) {
		const struct edit *e = &m->edits[i];

		add_unchanged(merged, m, at, e->from[TW_OURS] - at[TW_OURS]);
		add_edited(merged, m, e);
		memcpy(at, e->to, sizeof(at));
	}
	add_unchanged(merged, m, at, m->text[TW_OURS]->count - at[TW_OURS]);
	if (merged->count)
		merged->at[0].breaks = false;
	return true;
}

/* From the first to the last word of a span, as it stands in the source. */
static struct tw_view span_text(const struct tw_tokens *tokens, size_t from,
	size_t to)
{
	const char *start;

	if (from >= to)
		return (struct tw_view){ "", 0 };
	for (size_t i = from + 1; i < to; i++)
		if (tokens->at[i].breaks)
			to = i;
	start = tokens->at[from].start;
	return (struct tw_view){ start, (size_t)(tokens->at[to - 1].start -
		start) + tokens->at[to - 1].len };
}

static void show(struct tw_view differ[TW_MERGED], const struct word_merging *m,
	const struct edit *e)
{
	for (int s = 0; s < TW_MERGED; s++)
		differ[s] = e->by == TW_MERGED ? span_text(m->text[s],
			e->from[s], e->to[s]) : (struct tw_view){ NULL, 0 };
}

/* Merges words as they stand, the last ones with their full stops. */
static enum tw_status merge_words(struct tw_tokens *merged, bool *clash,
	struct tw_view differ[TW_MERGED],
	const struct tw_tokens *const text[TW_MERGED],
	struct tw_arena *arena, struct tw_error *err)
{
	struct word_merging m = { .text = text, .count = 0 };
	struct edit found = { .by = TW_BASE };
	bool fits = true;

	*clash = true;
	show(differ, &m, &found);
	for (int s = TW_OURS; s < TW_MERGED && fits; s++) {
		m.side[s].base = m.text[TW_BASE];
		m.side[s].side = m.text[s];
		if (!tw_line_up(&m.side[s], &fits, arena))
			return tw_fail_memory(err);
		/* What was written anew has no words that were changed. */
		fits &= 2 * m.side[s].kept >= m.text[TW_BASE]->count;
	}
	if (!fits)
		return TW_OK;
	m.edits = tw_arena_take(arena, (m.text[TW_BASE]->count + 1) *
		sizeof(*m.edits));
	if (!m.edits)
		return tw_fail_memory(err);
	find_edits(&m);
	*clash = find_clash(&found, &m);
	show(differ, &m, &found);
	return *clash || write_merged(merged, &m, arena) ? TW_OK :
		tw_fail_memory(err);
}

/* ---- full stops ---- */

/* A text ends in a full stop, and in no more of them. */
static bool is_stopped(const struct tw_tokens *text)
{
	struct tw_view last = text->count ?
		text->at[text->count - 1].word->text : (struct tw_view){ "", 0 };

	return last.len > 1 && last.ptr[last.len - 1] == '.' &&
		last.ptr[last.len - 2] != '.';
}

/* A text without the full stop at its end. */
static bool leave_stop(struct tw_tokens *text, struct tw_merging *plan,
	struct tw_arena *arena)
{
	size_t size = text->count * sizeof(*text->at);
	struct tw_token *at = tw_arena_take_raw(arena, size), *last;
	struct tw_view word;

	if (!at)
		return false;
	memcpy(at, text->at, size);
	text->at = at;
	last = &at[text->count - 1];
	word = last->word->text;
	word.len--;
	last->len--;
	last->word = tw_written(plan, word);
	return last->word;
}

/* Puts one to the end, unless another mark is there. */
static bool add_stop(struct tw_tokens *text, struct tw_merging *plan)
{
	struct tw_token *last = &text->at[text->count - 1];
	struct tw_view word = last->word->text;
	char *stopped;

	if (strchr(".,;:!?", word.ptr[word.len - 1]))
		return true;
	stopped = tw_arena_take_raw(plan->arena, word.len + 1);
	if (!stopped)
		return false;
	memcpy(stopped, word.ptr, word.len);
	stopped[word.len] = '.';
	word = (struct tw_view){ stopped, word.len + 1 };
	last->word = tw_written(plan, word);
	last->start = word.ptr;
	last->len = (uint32_t)word.len;
	return last->word;
}

enum tw_status tw_words_merge(struct tw_tokens *merged, bool *clash,
	struct tw_view differ[TW_MERGED],
	const struct tw_tokens *const text[TW_MERGED],
	struct tw_merging *plan, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_tokens bare[TW_MERGED];
	const struct tw_tokens *const ends[] = { bare, bare + 1, bare + 2 };
	struct tw_view unshown[TW_MERGED];
	enum tw_status status = merge_words(merged, clash, differ, text, arena,
		err);
	bool has[TW_MERGED];

	for (int s = 0; s < TW_MERGED; s++)
		has[s] = is_stopped(text[s]);
	if (status || !*clash || (has[TW_OURS] == has[TW_BASE] &&
	    has[TW_THEIRS] == has[TW_BASE]))
		return status;
	for (int s = 0; s < TW_MERGED; s++) {
		bare[s] = *text[s];
		if (has[s] && !leave_stop(&bare[s], plan, arena))
			return tw_fail_memory(err);
	}
	status = merge_words(merged, clash, unshown, ends, arena, err);
	if (!status && !*clash && !has[TW_BASE] && merged->count &&
	    !add_stop(merged, plan))
		status = tw_fail_memory(err);
	return status;
}
