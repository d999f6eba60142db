/*
 * Words that lost the space between them: one of them a short word that is
 * often typed so, the other a word of the same document.
 */
#include "base/set.h"
#include "base/utf8.h"
#include "import/words.h"
#include "record/typed.h"

#include <string.h>

enum { LEAST = 4, MOST = 40, NOTES = 20 };

/* A word of the document. */
struct known {
	struct tw_view text;
	size_t times;
};

struct gluing {
	struct tw_report *report;
	struct tw_set words;
	size_t noted;
	bool failed;
};

static bool same_word(const void *a, const void *b)
{
	return tw_fold_equal(((const struct known *)a)->text,
		((const struct known *)b)->text);
}

static struct known *find(const struct gluing *g, struct tw_view text)
{
	struct known wanted = { text, 0 };

	/* What is in the set was put there to be changed. */
	return (struct known *)(uintptr_t)tw_set_get(&g->words,
		tw_fold_hash(text), &wanted, same_word);
}

static void add(struct gluing *g, struct tw_view text)
{
	struct known *known = find(g, text);

	if (!known) {
		known = tw_arena_take(g->report->arena, sizeof(*known));
		if (!known) {
			g->failed = true;
			return;
		}
		known->text = text;
		tw_set_add(&g->words, g->report->arena, tw_fold_hash(text),
			known, same_word, &g->failed);
	}
	known->times++;
}

static bool is_word(const struct gluing *g, struct tw_view text)
{
	return text.len >= LEAST && find(g, text);
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Where a word falls into two; 0: nowhere. */
static size_t seam(const struct gluing *g, struct tw_view word)
{
	for (size_t i = 2; i + 2 <= word.len && word.len <= MOST; i++) {
		struct tw_view a = { word.ptr, i }, b = tw_after(word, i);

		if ((is_word(g, a) || (i > 2 && is_upper(a.ptr[0]) &&
		     find(g, a))) && tw_typed_find(TW_TYPED_GLUED_AFTER, b))
			return i;
		if (is_word(g, b) && tw_typed_find(TW_TYPED_GLUED_BEFORE, a))
			return i;
		if (is_lower(a.ptr[i - 1]) && is_upper(b.ptr[0]) &&
		    b.len > 1 && is_lower(b.ptr[1]) &&
		    ((is_word(g, a) && is_word(g, b)) ||
		     tw_typed_find(TW_TYPED_LINK, a) ||
		     tw_typed_find(TW_TYPED_LINK, b)))
			return i;
	}
	return 0;
}

static void note(struct gluing *g, const struct tw_line *line,
	struct tw_view word, size_t at)
{
	if (g->noted++ < NOTES)
		tw_report_note(g->report, line->number, "\"%.*s\" may be two "
			"words that lost their space, \"%.*s %.*s\"; it is "
			"kept as it is", TW_ARG(word), (int)at, word.ptr,
			TW_ARG(tw_after(word, at)));
}

/* "held.Next": a sentence that begins right behind the one before. */
static void look_at_stops(struct gluing *g, const struct tw_line *line)
{
	struct tw_view text = line->text;

	for (size_t i = 2; i + 2 < text.len; i++) {
		size_t from = i, to = i + 1;

		if (!strchr(".,;!?", text.ptr[i]) || !text.ptr[i] ||
		    !is_lower(text.ptr[i - 1]) || !is_lower(text.ptr[i - 2]) ||
		    !is_upper(text.ptr[i + 1]) || !is_lower(text.ptr[i + 2]))
			continue;
		while (from && text.ptr[from - 1] != ' ')
			from--;
		while (to < text.len && text.ptr[to] != ' ')
			to++;
		/* An address on the net is no sentence. */
		if (!memchr(text.ptr + from, '/', to - from) &&
		    !memchr(text.ptr + from, '@', to - from))
			note(g, line, (struct tw_view){ text.ptr + from,
				to - from }, i + 1 - from);
	}
}

static void look_at(struct gluing *g, const struct tw_line *line)
{
	struct tw_view rest = line->text, word;

	while (tw_words_next(&word, &rest)) {
		const struct known *known = find(g, word);
		size_t at = known && known->times == 1 &&
			word.len > LEAST ? seam(g, word) : 0;

		if (at)
			note(g, line, word, at);
	}
	look_at_stops(g, line);
}

enum tw_status tw_words_glued(struct tw_report *report,
	const struct tw_source *source, struct tw_error *err)
{
	struct gluing g = { .report = report };
	struct tw_view rest, word;

	for (size_t i = 0; i < source->count && !g.failed; i++) {
		rest = source->lines[i].text;
		while (tw_words_next(&word, &rest) && !g.failed)
			add(&g, word);
	}
	for (size_t i = 0; i < source->count && !g.failed; i++)
		look_at(&g, &source->lines[i]);
	return g.failed ? tw_fail_memory(err) : report->status;
}
