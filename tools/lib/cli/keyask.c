/*
 * Pairs of a plan and what became of it, asked about on a terminal.
 */
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/keying.h"
#include "report/compare.h"
#include "report/marked.h"
#include "report/safe.h"

struct session {
	struct tw_keyer *keyer;
	struct tw_asker asker;
	struct tw_keys *keys;
	struct tw_key_pair *pair;
	struct tw_key_offer offer;
	struct tw_buffer answer;
	size_t number, count;
	struct tw_error *err;
};

#define say(s, ...) tw_asker_say(&(s)->asker, __VA_ARGS__)

enum command { YES, NO, EDIT, SKIP, QUIT, HELP, NO_COMMAND };

static const struct tw_command commands[] = {
	[YES] = { 'y', "yes", "they are one promise: write the key" },
	[NO] = { 'n', "no", "they are two things; nothing is written" },
	[EDIT] = { 'e', "edit", "they are one promise, under another key" },
	[SKIP] = { 's', "skip", "leave it open, for another time" },
	[QUIT] = { 'q', "quit", "stop; the keys so far are written" },
	[HELP] = { '?', "help", "say what the answers mean" },
};

/* ---- the question ---- */

/* An item: which section, where, its key, and its words. */
static void add_item(struct session *s, struct tw_paper *paper,
	const struct tw_key_item *item)
{
	struct tw_buffer line = TW_BUFFER_INIT;
	char term[TW_TERM_ROOM];

	tw_term_write(term, s->keys->steps->calendar, item->filed->term);
	tw_buffer_format(&line, "%s, %s", term,
		tw_section_name(item->node->section));
	if (item->key.len)
		tw_buffer_format(&line, " [%.*s]", TW_ARG(item->key));
	tw_paper_to(paper, 2);
	tw_paper_broken(paper, tw_buffer_get(&line), 2);
	tw_paper_newline(paper);
	tw_paper_to(paper, 4);
	tw_paper_broken(paper, item->node->text, 4);
	tw_paper_newline(paper);
	tw_buffer_clear(&line);
	tw_buffer_format(&line, "%s, line %u", item->filed->entry->shown,
		(unsigned)item->node->item->line);
	tw_paper_to(paper, 4);
	tw_paper_broken(paper, tw_buffer_get(&line), 4);
	tw_paper_newline(paper);
	tw_buffer_end(&line, paper->out);
}

/* Who gets which key, as a sentence. */
static void add_offer(struct session *s, struct tw_buffer *line)
{
	const struct tw_key_item *from = &s->keys->items[s->pair->from];
	const struct tw_key_item *to = &s->keys->items[s->pair->to];
	struct tw_view key = s->offer.key;

	if (s->offer.means == TW_KEY_LINE)
		tw_buffer_format(line, "Key: [%.*s]; the item stands for "
			"another plan as well, and gets the line \"> %.*s\".",
			TW_ARG(key), TW_ARG(key));
	else
		tw_buffer_format(line, "Key: [%.*s], %s.", TW_ARG(key),
			from->key.len ? "the plan's own" : to->key.len ?
			"the item's own" : s->offer.proposed ?
			"new for both" : "as in other updates");
}

static enum tw_status show(struct session *s)
{
	const struct tw_key_item *from = &s->keys->items[s->pair->from];
	struct tw_buffer out = TW_BUFFER_INIT, line = TW_BUFFER_INIT;
	struct tw_paper paper = tw_asker_paper(&s->asker, &out);

	tw_buffer_byte(&out, '\n');
	tw_buffer_format(&line, "Pair %zu of %zu in %.*s: %.*s", s->number,
		s->count, TW_ARG(from->filed->area),
		TW_ARG(from->filed->title));
	tw_paper_bold(&paper, true);
	tw_paper_broken(&paper, tw_buffer_get(&line), 0);
	tw_paper_bold(&paper, false);
	tw_paper_newline(&paper);
	add_item(s, &paper, from);
	add_item(s, &paper, &s->keys->items[s->pair->to]);
	tw_buffer_clear(&line);
	tw_buffer_format(&line, "Likeness " TW_SCORE ": %s%s.",
		TW_SCORE_ARG(s->pair->score),
		s->pair->counted ? "" : "not counted so far, since ",
		tw_reason_words(s->pair->reason));
	tw_paper_to(&paper, 2);
	tw_paper_broken(&paper, tw_buffer_get(&line), 2);
	tw_paper_newline(&paper);
	tw_buffer_clear(&line);
	add_offer(s, &line);
	tw_paper_to(&paper, 2);
	tw_paper_broken(&paper, tw_buffer_get(&line), 2);
	tw_paper_newline(&paper);
	out.failed |= line.failed;
	tw_buffer_release(&line);
	if (!out.failed)
		tw_safe_lines(&out, 0);
	return tw_cli_show(&out, s->err);
}

static enum tw_status help(struct session *s)
{
	enum tw_status status = tw_asker_help(&s->asker, commands, NO_COMMAND);

	if (!status)
		status = say(s, "Records are written when all pairs of an "
			"area are answered. Ctrl-C stops, and writes nothing "
			"of this area.");
	return status;
}

/* ---- answers ---- */

static enum command command_of(struct tw_view answer)
{
	return (enum command)tw_command_find(commands, NO_COMMAND, answer);
}

/* *fit is false if a key cannot stand; why is said. */
static enum tw_status check_key(bool *fit, struct session *s,
	struct tw_view key)
{
	const struct tw_filed *where;
	char term[TW_TERM_ROOM];

	*fit = false;
	if (!tw_key_valid(key))
		return say(s, "A key is 2 to 64 small letters, digits and "
			"hyphens, with a letter, as in \"%.*s\".",
			TW_ARG(s->offer.key));
	where = tw_keys_where(s->keys, key);
	*fit = !where;
	if (*fit)
		return TW_OK;
	tw_term_write(term, s->keys->steps->calendar, where->term);
	return say(s, "[%.*s] is the key of another promise already, in %.*s, "
		"%s.", TW_ARG(key), TW_ARG(where->priority), term);
}

/* A key that one of the two has stays; only a proposed one can be edited. */
static enum tw_status edit(bool *done, struct session *s)
{
	struct tw_buffer typed = TW_BUFFER_INIT;
	bool ended = false, fit = false;
	struct tw_view key;
	enum tw_status status = TW_OK;

	if (!s->offer.proposed)
		return say(s, "[%.*s] stands in the records already, and is "
			"kept. Answer \"y\", or \"n\".", TW_ARG(s->offer.key));
	status = tw_cli_ask(&typed, &ended, "Key", s->offer.key, s->err);
	key = tw_trim(tw_buffer_get(&typed));
	fit = !status && !ended && tw_view_equal(key, s->offer.key);
	if (!status && !ended && !fit)
		status = check_key(&fit, s, key);
	if (!status && fit) {
		struct tw_key_offer offer = s->offer;

		offer.key = key;
		status = tw_keys_take(s->keys, s->pair, &offer, s->err);
		*done = true;
	}
	s->keyer->quit |= ended;
	tw_buffer_release(&typed);
	return status;
}

/* An item or plan of which another pair has a key is counted by that alone. */
static enum tw_status warn(struct session *s)
{
	for (size_t i = 0; i < s->keys->pair_count; i++) {
		const struct tw_key_pair *other = &s->keys->pairs[i];

		if (other->step == s->pair->step && s->pair->counted &&
		    other->answer == TW_KEY_YES &&
		    (other->from == s->pair->from || other->to == s->pair->to))
			return say(s, "The other one of them has a key now, so "
				"that these two are no longer taken for one.");
	}
	return TW_OK;
}

static enum tw_status obey(bool *done, struct session *s,
	enum command command)
{
	switch (command) {
	case YES:
		*done = true;
		return tw_keys_take(s->keys, s->pair, &s->offer, s->err);
	case NO:
		s->pair->answer = TW_KEY_NO;
		*done = true;
		return TW_OK;
	case EDIT:
		return edit(done, s);
	case SKIP:
		*done = true;
		return warn(s);
	case QUIT:
		s->keyer->quit = true;
		return TW_OK;
	case HELP:
		return help(s);
	default:
		return say(s, "This is no answer; \"?\" says which there are.");
	}
}

static enum tw_status ask(struct session *s)
{
	enum tw_status status = show(s);
	bool done = false, ended;

	while (!status && !done && !s->keyer->quit) {
		status = tw_cli_ask(&s->answer, &ended,
			"One promise? y, n, e, s, q or ?",
			(struct tw_view){ NULL, 0 }, s->err);
		s->keyer->quit |= ended;
		if (!status && !ended)
			status = obey(&done, s, command_of(tw_trim(
				tw_buffer_get(&s->answer))));
	}
	return status;
}

/* What no answer could change is said, and not asked. */
static enum tw_status say_refusal(struct session *s)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	enum tw_status status = show(s);

	tw_key_refusal(&text, s->keys, s->pair, &s->offer);
	if (!status)
		status = say(s, "Left as they are: %.*s.",
			TW_ARG(tw_buffer_get(&text)));
	tw_buffer_release(&text);
	return status;
}

/* A plan that has found its item is not offered others. */
static bool is_settled(const struct tw_keys *keys,
	const struct tw_key_pair *pair)
{
	for (size_t i = 0; i < keys->pair_count && !pair->counted; i++)
		if (keys->pairs[i].answer == TW_KEY_YES &&
		    keys->pairs[i].from == pair->from &&
		    keys->pairs[i].step == pair->step)
			return true;
	return false;
}

enum tw_status tw_keyer_ask(struct tw_keyer *keyer, struct tw_keys *keys,
	struct tw_error *err)
{
	struct session s = { .keyer = keyer, .keys = keys, .err = err,
		.asker = { keyer->width, keyer->cli->color, err } };
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < keys->pair_count; i++)
		s.count += keys->pairs[i].wanted;
	for (size_t i = 0; i < keys->pair_count && !status && !keyer->quit;
	     i++) {
		s.pair = &keys->pairs[i];
		if (!s.pair->wanted)
			continue;
		s.number++;
		if (is_settled(keys, s.pair))
			continue;
		status = tw_keys_offer(&s.offer, keys, s.pair, err);
		if (status || s.offer.means == TW_KEY_SAME)
			continue;
		status = tw_key_writes(s.offer.means) ? ask(&s) :
			say_refusal(&s);
	}
	tw_buffer_release(&s.answer);
	return status;
}
