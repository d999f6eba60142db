/*
 * Aids to better prose, each for those who ask for it: what is spelt wrong,
 * too long, two things at once, or a figure that nothing counts.
 */
#include "lint/texts.h"

#include "account/spoken.h"
#include "base/utf8.h"
#include "rules/rules.h"
#include "rules/spelling.h"

#include <string.h>

enum {
	MOST_WORDS = 60,      /* of an item */
	MOST_SUGGESTED = 20,  /* words of a record */
	MOST_TOLD = 1000,     /* the same */
	ITEMS = (1 << TW_SECTIONS) - 1,
	/* What became of plans is told by these; each item is one of them. */
	COUNTED = TW_WHERE_SECTION(TW_ACTIVITY) | TW_WHERE_SECTION(TW_PLANNED) |
		TW_WHERE_SECTION(TW_IMPACT)
};
#define READ (ITEMS | TW_WHERE_FIELD(TW_TITLE) | TW_WHERE_FIELD(TW_SCOPE))

struct aiding {
	const struct tw_lint_options *options;
	unsigned told;
	struct tw_buffer word;
	struct tw_phrases officers; /* their names, word by word */
};

bool tw_lint_wants(const struct tw_house *house, const bool *asked,
	enum tw_diagnostic_id id)
{
	enum tw_weight weight = house ? (enum tw_weight)house->weights[id] :
		TW_WEIGHT_TABLE;

	return (asked && asked[id]) || (weight != TW_WEIGHT_TABLE &&
		weight != TW_WEIGHT_OFF);
}

static bool is_on(const struct tw_lint_options *options,
	enum tw_diagnostic_id id)
{
	return tw_lint_wants(options->house, options->asked, id);
}

/* ---- length ---- */

static void judge_length(struct tw_judge *judge, const struct tw_passage *text)
{
	struct tw_view word;
	size_t at = 0, words = 0;

	while (tw_word_next(&word, &at, text->text))
		words++;
	if (words > MOST_WORDS)
		tw_text_report(judge, text, NULL, TW_DIAG_LONG_ITEM, 0,
			text->text.len, tw_judge_hint(judge, "it has %zu "
			"words", words));
}

/* ---- two things at once ---- */

static bool is_capital(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* True if a full stop ends an abbreviation and no sentence. */
static bool abbreviates(struct tw_view text, size_t stop)
{
	static const char *const short_forms[] = {
		"approx", "cf", "dr", "eg", "e.g", "etc", "ie", "i.e", "inc",
		"mr", "mrs", "ms", "no", "prof", "rev", "st", "vs", NULL
	};
	struct tw_view word = { text.ptr + stop, 0 };

	while (word.ptr > text.ptr && (word.ptr[-1] == '.' ||
	       tw_letter(word.ptr[-1]))) {
		word.ptr--;
		word.len++;
	}
	return word.len == 1 || tw_fold_any(word, short_forms);
}

/* Where another sentence or clause begins behind `at`; 0: none does. */
static size_t next_clause(struct tw_view text, size_t at)
{
	for (; at + 2 < text.len; at++) {
		char c = text.ptr[at];
		size_t next = at + 1;

		if (!strchr(".!?;", c) || (c == '.' && abbreviates(text, at)))
			continue;
		while (next < text.len && strchr(")'\"", text.ptr[next]))
			next++;
		if (next + 1 >= text.len || text.ptr[next] != ' ')
			continue;
		while (next < text.len && text.ptr[next] == ' ')
			next++;
		if (next < text.len && (c == ';' || is_capital(text.ptr[next])))
			return next;
	}
	return 0;
}

static void judge_clauses(struct tw_judge *judge, const struct tw_passage *text)
{
	size_t start = next_clause(text->text, 0);

	if (start)
		tw_text_report(judge, text, NULL, TW_DIAG_TWO_FACTS, start,
			start + 1, TW_VIEW("here it may begin to say something "
			"else"));
}

/* ---- figures ---- */

static bool has_figure(const struct tw_item *item)
{
	const struct tw_detail *d = item->details;

	while (d && d->sign == '>')
		d = d->next;
	return d;
}

static void judge_figure(struct tw_judge *judge, const struct tw_passage *text)
{
	struct tw_spoken figure;
	size_t at = 0;

	if (has_figure(text->item))
		return;
	judge->status = tw_spoken_next(&figure, &at, text->text, judge->arena,
		judge->err);
	if (!judge->status && figure.name.len)
		tw_text_report(judge, text, NULL, TW_DIAG_BARE_FIGURE,
			figure.start, at, tw_judge_hint(judge, "for example "
			"\"= %.*s: %.*s\"", TW_ARG(figure.name),
			TW_ARG(figure.value)));
}

/* ---- spelling ---- */

/* Of a word: a letter of ASCII, or a part of any other character. */
static bool of_word(char c)
{
	return tw_letter(c) || (unsigned char)c >= 0x80;
}

/* The length of an apostrophe, typed or set. */
static size_t apostrophe(struct tw_view text)
{
	if (text.len && text.ptr[0] == '\'')
		return 1;
	return text.len > 2 && !memcmp(text.ptr, "\xE2\x80\x99", 3) ? 3 : 0;
}

static bool letter_at(struct tw_view text, size_t at)
{
	return at < text.len && of_word(text.ptr[at]) &&
		!apostrophe(tw_after(text, at)) &&
		!tw_blank_start(tw_after(text, at));
}

/*
 * The next word at or behind *at: letters, with apostrophes between them. The
 * buffer gets it with plain ones.
 */
static struct tw_view next_word(struct tw_buffer *out, size_t *at,
	struct tw_view text)
{
	size_t i = *at, start;

	while (i < text.len && !letter_at(text, i))
		i++;
	start = i;
	tw_buffer_clear(out);
	while (i < text.len) {
		size_t mark = apostrophe(tw_after(text, i));

		if (!letter_at(text, i) && !(mark && i > start &&
		    letter_at(text, i + mark)))
			break;
		tw_buffer_byte(out, mark ? '\'' : text.ptr[i]);
		i += mark ? mark : 1;
	}
	*at = i;
	return (struct tw_view){ text.ptr + start, i - start };
}

/* What is glued to figures or signs is no word: "Hi-5", "a@b", "x.org/y". */
static bool is_part_of_more(struct tw_view text, struct tw_view word)
{
	const char *from = word.ptr, *to = word.ptr + word.len;
	const char *start = text.ptr, *end = text.ptr + text.len;

	while (from > start && from[-1] != ' ')
		from--;
	while (to < end && *to != ' ')
		to++;
	for (; from < to; from++)
		if ((*from >= '0' && *from <= '9') || strchr("@_\\", *from) ||
		    (from + 1 < to && (*from == '.' || *from == '/') &&
		     of_word(from[1]) && from > start && *from == '.'))
			return true;
	return false;
}

/* Names and acronyms are nobody's to spell: capitals but for the first. */
static bool is_name(struct tw_view text, struct tw_view word)
{
	size_t before = (size_t)(word.ptr - text.ptr);

	for (size_t i = 1; i < word.len; i++)
		if (is_capital(word.ptr[i]))
			return true;
	if (!is_capital(word.ptr[0]))
		return false;
	while (before && strchr(" '\"(", text.ptr[before - 1]))
		before--;
	return before && !strchr(".!?:;", text.ptr[before - 1]);
}

static bool is_own(const struct aiding *aiding, struct tw_view word)
{
	const struct tw_rules *rules = aiding->options->rules;
	struct tw_view found;
	size_t at = 0, again = 0;

	return (rules && tw_phrases_next(&found, &at, &rules->own, word,
		true)) || tw_phrases_next(&found, &again, &aiding->officers,
		word, true);
}

/* "'s" behind it is nobody's slip. */
static struct tw_view without_s(struct tw_view word)
{
	if (word.len > 2 && !memcmp(word.ptr + word.len - 2, "'s", 2))
		word.len -= 2;
	return word;
}

static void report_word(struct tw_judge *judge, struct aiding *aiding,
	const struct tw_passage *text, struct tw_view word)
{
	struct tw_buffer near = TW_BUFFER_INIT;
	size_t start = (size_t)(word.ptr - text->text.ptr);
	bool found = false, kept = true;

	if (aiding->told++ < MOST_SUGGESTED)
		kept = tw_speller_near(&found, &near,
			aiding->options->speller,
			without_s(tw_buffer_get(&aiding->word)));
	if (!kept)
		judge->status = tw_fail_memory(judge->err);
	else
		tw_text_report(judge, text, NULL, TW_DIAG_SPELLING, start,
			start + word.len, found ? tw_judge_hint(judge,
			"did you mean \"%.*s\"?",
			TW_ARG(tw_buffer_get(&near))) : TW_VIEW(""));
	tw_buffer_release(&near);
}

static void judge_spelling(struct tw_judge *judge, struct aiding *aiding,
	const struct tw_passage *text)
{
	struct tw_view word;
	size_t at = 0;

	while (!judge->status && aiding->told < MOST_TOLD) {
		word = next_word(&aiding->word, &at, text->text);
		if (aiding->word.failed)
			judge->status = tw_fail_memory(judge->err);
		if (!word.len || judge->status)
			return;
		/* "eg", "ie" and their like are no words. */
		if (word.len > 2 && !is_name(text->text, word) &&
		    !is_part_of_more(text->text, word) &&
		    !tw_speller_knows(aiding->options->speller,
			tw_buffer_get(&aiding->word)) &&
		    !is_own(aiding, word))
			report_word(judge, aiding, text, word);
		if (tw_speller_failed(aiding->options->speller))
			judge->status = tw_fail_memory(judge->err);
	}
}

/* ---- all aids ---- */

static void judge_text(struct tw_judge *judge, const struct tw_passage *text,
	void *context)
{
	struct aiding *aiding = context;
	const struct tw_lint_options *options = aiding->options;

	if (text->item && is_on(options, TW_DIAG_LONG_ITEM))
		judge_length(judge, text);
	if ((text->bits & COUNTED) && is_on(options, TW_DIAG_TWO_FACTS))
		judge_clauses(judge, text);
	if ((text->bits & TW_WHERE_SECTION(TW_IMPACT)) &&
	    is_on(options, TW_DIAG_BARE_FIGURE))
		judge_figure(judge, text);
	if (options->speller && is_on(options, TW_DIAG_SPELLING) &&
	    !judge->status)
		judge_spelling(judge, aiding, text);
}

static void collect_officers(struct tw_judge *judge, struct aiding *aiding)
{
	struct tw_view names = tw_record_value(judge->record, TW_OFFICERS,
		judge->arena), word;
	size_t at = 0;

	if (!names.ptr)
		judge->status = tw_fail_memory(judge->err);
	while (!judge->status && tw_word_next(&word, &at, names))
		if (!tw_phrases_add(&aiding->officers, judge->arena, word,
		    judge))
			judge->status = tw_fail_memory(judge->err);
}

void tw_judge_prose(struct tw_judge *judge)
{
	static const enum tw_diagnostic_id aids[] = { TW_DIAG_SPELLING,
		TW_DIAG_LONG_ITEM, TW_DIAG_TWO_FACTS, TW_DIAG_BARE_FIGURE };
	struct aiding aiding = { .options = judge->options };
	bool on = false;

	for (size_t i = 0; i < sizeof(aids) / sizeof(*aids); i++)
		on |= is_on(judge->options, aids[i]);
	if (!on)
		return;
	if (judge->options->speller)
		collect_officers(judge, &aiding);
	if (!judge->status)
		tw_judge_texts(judge, READ, judge_text, &aiding);
	tw_buffer_release(&aiding.word);
}
