/*
 * What a plan is of, and what a report begins with: "Complete the film with
 * pupils" and "The film is ready". spec/likeness.md, chapter 11, rule 8.
 */
#include "account/clause.h"
#include "account/cues.h"

/* More words than so many are no topic. */
enum { MADE_MOST = 3, TOPIC_MOST = 4, OPENING_MOST = 3 };

static bool is_passed_over(struct tw_view word)
{
	static const char *const over[] = { "a", "all", "an", "both", "our",
		"the", "up", NULL };

	return tw_clause_any(word, over);
}

static bool is_making(struct tw_view word)
{
	static const char *const making[] = {
#define MAKE(word) word,
#include "account/makes.def"
#undef MAKE
		NULL
	};

	return tw_clause_any(word, making);
}

static bool goes_on(struct tw_view text, size_t at)
{
	return tw_clause_match(text, at, TW_VIEW("carries/carry/continue/"
		"continues/goes/keep/keeps/meet/meets/run/runs"));
}

/* Past a mark that parts clauses, and blanks. */
static size_t past_mark(struct tw_view text, size_t at)
{
	while (at < text.len && !tw_clause_inside(text, at))
		at++;
	return at;
}

struct tw_topic tw_topic_of(const struct tw_cues *cues, struct tw_view plan)
{
	struct tw_view word = tw_clause_word(plan, 0);
	struct tw_topic topic = { 0, 0, false };
	bool made = is_making(word), ends = false;
	size_t most = made ? MADE_MOST : TOPIC_MOST, n = 0;
	size_t at = made ? tw_clause_next(plan, 0) : 0;

	for (; !ends; at = tw_clause_next(plan, at)) {
		unsigned is;

		word = tw_clause_word(plan, at);
		is = tw_particle_of(cues, plan, word);
		if (word.len && is_passed_over(word))
			continue;
		if (is & TW_SHALL)
			at = tw_clause_next(plan, at);
		ends = made ? !word.len || is & ~(unsigned)TW_PAST ||
			n == most : !word.len || is || goes_on(plan, at);
		if (ends)
			break;
		if (++n > most)
			return topic;
	}
	at = word.len ? at : past_mark(plan, at);
	if (!made && !goes_on(plan, at)) {
		if (word.len || at == plan.len)
			return topic;
		topic.heading = true;
	}
	topic.first = made;
	topic.count = n;
	return topic;
}

size_t tw_opening_of(const struct tw_cues *cues, struct tw_view report)
{
	size_t at = 0, n = 0;

	while (n <= OPENING_MOST) {
		struct tw_view word = tw_clause_word(report, at);
		unsigned is = tw_particle_of(cues, report, word);

		at = tw_clause_next(report, at);
		if (word.len && is_passed_over(word))
			continue;
		if (!word.len)
			return at < report.len ? n : 0;
		if (is & (TW_HAS | TW_PAST | TW_SAME))
			return is & TW_SHALL ? 0 : n;
		if (is || !tw_letter(*word.ptr))
			return 0;
		n++;
	}
	return 0;
}
