/*
 * The vocabulary of the house: words that it prefers, and acronyms that are
 * spelt out where they are first used.
 */
#include "lint/texts.h"

#include "rules/rules.h"

#include <string.h>

/* What people read as a text; lists of names and slugs are none. */
enum { MOST_TOLD = 1000, PROSE = (1 << TW_SECTIONS) - 1 };
#define READ (PROSE | TW_WHERE_FIELD(TW_TITLE) | TW_WHERE_FIELD(TW_SCOPE))

struct reading {
	struct tw_rules *rules;
	unsigned told;       /* words that are not preferred */
	struct tw_set met;   /* struct tw_alias, acronyms that need no more */
	struct tw_buffer by;
};

/* ---- preferred words ---- */

static void prefer(struct tw_judge *judge, struct reading *reading,
	const struct tw_passage *text, const struct tw_alias *preferred,
	struct tw_view found)
{
	size_t start = (size_t)(found.ptr - text->text.ptr);
	struct tw_view by;

	reading->told++;
	tw_buffer_clear(&reading->by);
	if (!tw_rules_prefer(&reading->by, preferred, found)) {
		judge->status = tw_fail_memory(judge->err);
		return;
	}
	by = tw_arena_copy(judge->arena, tw_buffer_get(&reading->by));
	if (!by.ptr) {
		judge->status = tw_fail_memory(judge->err);
		return;
	}
	tw_text_report(judge, text, NULL, TW_DIAG_PREFERRED_TERM, start,
		start + found.len, tw_judge_hint(judge, "write \"%.*s\"",
		TW_ARG(by)));
	if (!judge->status)
		tw_text_mend(judge, text, start, start + found.len, by);
}

/* ---- acronyms ---- */

static bool same_alias(const void *a, const void *b)
{
	return a == b;
}

static uint64_t alias_hash(const struct tw_alias *alias)
{
	return tw_hash((struct tw_view){ (const char *)&alias,
		sizeof(alias) });
}

/* Letter case counts: "Send it" names nobody. */
static bool is_acronym(struct tw_view found)
{
	for (size_t i = 0; i < found.len; i++)
		if (found.ptr[i] < 'A' || found.ptr[i] > 'Z')
			return false;
	return true;
}

static void meet(struct tw_judge *judge, struct reading *reading,
	const struct tw_alias *acronym, bool *before)
{
	*before = tw_judge_seen(judge, &reading->met, alias_hash(acronym),
		acronym, same_alias);
}

/* Spelt out before or anywhere in the text of the first use is spelt out. */
static void judge_acronyms(struct tw_judge *judge, struct reading *reading,
	const struct tw_passage *text)
{
	const struct tw_alias *acronym;
	struct tw_view found;
	size_t at = 0;
	bool before;

	while ((acronym = tw_phrases_next(&found, &at,
	       &reading->rules->meanings, text->text, true)))
		meet(judge, reading, acronym, &before);
	at = 0;
	while ((acronym = tw_phrases_next(&found, &at,
	       &reading->rules->acronyms, text->text, true))) {
		size_t start = (size_t)(found.ptr - text->text.ptr);

		if (!is_acronym(found))
			continue;
		meet(judge, reading, acronym, &before);
		if (!before && !judge->status)
			tw_text_report(judge, text, NULL,
				TW_DIAG_ACRONYM_FIRST, start,
				start + found.len, tw_judge_hint(judge,
				"write \"%.*s (%.*s)\"",
				TW_ARG(acronym->title), TW_ARG(found)));
	}
}

static void read_text(struct tw_judge *judge, const struct tw_passage *text,
	void *context)
{
	struct reading *reading = context;
	const struct tw_alias *preferred;
	struct tw_view found;
	size_t at = 0;

	while (!judge->status && reading->told < MOST_TOLD &&
	       (preferred = tw_phrases_next(&found, &at,
	        &reading->rules->preferred, text->text, false)))
		prefer(judge, reading, text, preferred, found);
	judge_acronyms(judge, reading, text);
}

void tw_judge_words(struct tw_judge *judge)
{
	struct reading reading = { .rules = judge->options->rules };

	if (!reading.rules->preferred.most && !reading.rules->acronyms.most)
		return;
	tw_judge_texts(judge, READ, read_text, &reading);
	tw_buffer_release(&reading.by);
}
