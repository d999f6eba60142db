/*
 * Plans for the priority itself, as in "Consider moving this priority to
 * transitions": what became of them no item tells, but that the priority is
 * another one now, or closed. spec/format.md, chapter 19.
 */
#include "account/account.h"

#include "text/lexicon.h"

enum turn { TW_TURN_NONE, TW_TURN_ON, TW_TURN_END };

#define TURN(word, kind) { { word, sizeof(word) - 1 }, kind },
static const struct {
	struct tw_view word;
	enum turn turn;
} turns[] = {
#include "account/turns.def"
};
#undef TURN

/* So many words of a plan are looked at, and so many on either side. */
enum { WORDS_MOST = 64, NEAR = 3 };

struct words {
	struct tw_view at[WORDS_MOST];
	bool stop[WORDS_MOST]; /* something but a blank stands behind it */
	size_t count;
};

static bool letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static void read_words(struct words *words, struct tw_view text)
{
	words->count = 0;
	for (size_t i = 0; i < text.len && words->count < WORDS_MOST;) {
		size_t start = i;

		while (i < text.len && letter(text.ptr[i]))
			i++;
		if (i > start) {
			words->stop[words->count] = i == text.len ||
				text.ptr[i] != ' ';
			words->at[words->count++] = (struct tw_view){
				text.ptr + start, i - start };
		}
		i += i == start;
	}
}

static bool is(const struct words *words, size_t i, const char *word)
{
	return i < words->count &&
		tw_fold_equal(words->at[i], tw_view_of(word));
}

static enum turn turn_of(const struct words *words, size_t i)
{
	if (i < words->count && !is(words, i - 1, "not") &&
	    !is(words, i - 1, "never"))
		for (size_t k = 0; k < sizeof(turns) / sizeof(*turns); k++)
			if (tw_fold_equal(words->at[i], turns[k].word))
				return turns[k].turn;
	return TW_TURN_NONE;
}

/* A word behind "priority" that does not go on with what it names. */
static bool apart(const struct words *words, size_t i)
{
	enum { LONGEST = 16 };
	const struct tw_special *row;
	char low[LONGEST];
	size_t len;

	if (i == words->count || words->stop[i - 1] || turn_of(words, i))
		return true;
	len = words->at[i].len;
	for (size_t k = 0; k < len && len <= LONGEST; k++)
		low[k] = (char)(words->at[i].ptr[k] | 0x20);
	row = len > LONGEST ? NULL :
		tw_special_word((struct tw_view){ low, len });
	return row && (row->flags & TW_WORD_FUNCTION);
}

/* What a plan says shall become of the priority itself. */
static enum turn read_turn(struct tw_view text)
{
	struct words words;

	read_words(&words, text);
	for (size_t i = 1; i < words.count; i++) {
		enum turn turn = TW_TURN_NONE;

		if (!is(&words, i, "priority") || !apart(&words, i + 1) ||
		    !(is(&words, i - 1, "this") || is(&words, i - 1, "our") ||
		      is(&words, i - 1, "the")))
			continue;
		for (size_t k = 1; k <= NEAR && !turn; k++) {
			if (i >= k + 1)
				turn = turn_of(&words, i - 1 - k);
			if (!turn)
				turn = turn_of(&words, i + k);
		}
		if (turn)
			return turn;
	}
	return TW_TURN_NONE;
}

enum tw_status tw_sides_same(bool *same, struct tw_view *now,
	const struct tw_sides *sides, enum tw_field_kind kind,
	struct tw_error *err)
{
	struct tw_view before = tw_record_value(sides->before, kind,
		sides->scratch);

	*now = tw_record_value(sides->now, kind, sides->arena);
	if (!before.ptr || !now->ptr)
		return tw_fail_memory(err);
	*same = tw_fold_equal(before, *now);
	return TW_OK;
}

enum tw_status tw_account_priority(struct tw_view *said,
	const struct tw_sides *sides, struct tw_view plan,
	struct tw_error *err)
{
	enum turn turn = read_turn(plan);
	enum tw_priority_status is_now;
	bool same_slug, same_title, same_status;
	struct tw_view slug, title, status;

	*said = (struct tw_view){ NULL, 0 };
	if (!turn)
		return TW_OK;
	if (tw_sides_same(&same_slug, &slug, sides, TW_PRIORITY, err) ||
	    tw_sides_same(&same_title, &title, sides, TW_TITLE, err) ||
	    tw_sides_same(&same_status, &status, sides, TW_STATUS, err))
		return TW_NO_MEMORY;
	if (turn == TW_TURN_END && tw_status_read(&is_now, status) &&
	    (is_now == TW_CLOSED || is_now == TW_CLOSING))
		*said = status;
	else if (!same_slug || (turn == TW_TURN_ON && !same_title))
		*said = title.len ? title : slug;
	return TW_OK;
}
