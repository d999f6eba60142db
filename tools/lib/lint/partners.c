/*
 * Partners of the house rules whose names texts write with a slip.
 */
#include "lint/names.h"
#include "lint/texts.h"
#include "rules/rules.h"

#include <string.h>

/*
 * As far as names are sought in a text, of those that share a word, and told
 * in a record.
 */
enum { MOST_WORDS = 2000, MOST_TOLD = 20, MOST_ALIKE = 50 };

struct reading {
	const struct tw_rules *rules;
	struct tw_view *words; /* of the text at hand */
	size_t count;
	unsigned told;
};

/* A name with an "s" behind it is no slip. */
static bool is_plural(struct tw_view name, struct tw_view found)
{
	return found.len == name.len + 1 && found.ptr[name.len] == 's' &&
		!memcmp(name.ptr, found.ptr, name.len);
}

static void judge_name(struct tw_judge *judge, struct reading *reading,
	const struct tw_passage *text, const struct tw_partner_word *by,
	size_t i)
{
	size_t first = by->last ? i + 1 - by->words : i, start;
	struct tw_view end, found;

	if ((by->last && i + 1 < by->words) ||
	    first + by->words > reading->count)
		return;
	end = reading->words[first + by->words - 1];
	found.ptr = reading->words[first].ptr;
	found.len = (size_t)(end.ptr + end.len - found.ptr);
	if (found.ptr[0] < 'A' || found.ptr[0] > 'Z' ||
	    !tw_name_slipped(by->name, found) || is_plural(by->name, found) ||
	    tw_names_find(&reading->rules->house->partners, found))
		return;
	reading->told++;
	start = (size_t)(found.ptr - text->text.ptr);
	tw_text_report(judge, text, NULL, TW_DIAG_NAME_SLIP, start,
		start + found.len, tw_judge_hint(judge, "the house rules have "
			"\"%.*s\"", TW_ARG(by->name)));
}

static void read_text(struct tw_judge *judge, const struct tw_passage *text,
	void *context)
{
	struct reading *reading = context;
	struct tw_view word;
	size_t at = 0;

	reading->count = 0;
	while (reading->count < MOST_WORDS &&
	       tw_word_next(&word, &at, text->text))
		reading->words[reading->count++] = word;
	for (size_t i = 0; i < reading->count; i++) {
		const struct tw_partner_word *by = tw_set_get(
			&reading->rules->partners,
			tw_fold_hash(reading->words[i]), NULL, NULL);

		for (int alike = 0; by && !judge->status &&
		     alike < MOST_ALIKE && reading->told < MOST_TOLD;
		     by = by->next, alike++)
			judge_name(judge, reading, text, by, i);
	}
}

void tw_judge_partners(struct tw_judge *judge)
{
	struct reading reading = { .rules = judge->options->rules };

	if (!reading.rules->partners.count)
		return;
	reading.words = tw_arena_take(judge->arena,
		MOST_WORDS * sizeof(*reading.words));
	if (!reading.words)
		judge->status = tw_fail_memory(judge->err);
	else
		tw_judge_texts(judge, ((1 << TW_SECTIONS) - 1) |
			TW_WHERE_FIELD(TW_TITLE) | TW_WHERE_FIELD(TW_SCOPE),
			read_text, &reading);
}
