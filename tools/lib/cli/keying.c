#include "cli/keying.h"

#include "cli/ask.h"
#include "cli/patch.h"
#include "cli/replace.h"
#include "cli/run.h"
#include "corpus/filed.h"
#include "lint/lint.h"
#include "report/compare.h"
#include "report/safe.h"
#include "text/words.h"
#include "thread/share.h"

#include <unistd.h>

/* ---- pairs ---- */

static const struct tw_key_item *from_of(const struct tw_keys *keys,
	const struct tw_key_pair *pair)
{
	return &keys->items[pair->from];
}

static const struct tw_key_item *to_of(const struct tw_keys *keys,
	const struct tw_key_pair *pair)
{
	return &keys->items[pair->to];
}

void tw_key_refusal(struct tw_buffer *out, const struct tw_keys *keys,
	const struct tw_key_pair *pair, const struct tw_key_offer *offer)
{
	if (offer->means == TW_KEY_TAKEN)
		tw_buffer_format(out, "[%.*s] is the key of something else in "
			"an earlier update", TW_ARG(offer->key));
	else
		tw_buffer_format(out, "they have different keys, [%.*s] and "
			"[%.*s]", TW_ARG(from_of(keys, pair)->key),
			TW_ARG(to_of(keys, pair)->key));
}

/* ---- listing ---- */

static void add_place(struct tw_buffer *out, const struct tw_key_item *item)
{
	tw_safe_add(out, tw_view_of(item->filed->entry->shown));
	tw_buffer_format(out, ":%u", (unsigned)item->node->item->line);
}

static void add_pair(struct tw_buffer *out, const struct tw_keys *keys,
	const struct tw_key_pair *pair, const struct tw_key_offer *offer)
{
	struct tw_buffer refusal = TW_BUFFER_INIT;

	add_place(out, from_of(keys, pair));
	tw_buffer_format(out, ": " TW_SCORE " %s",
		TW_SCORE_ARG(pair->score), pair->counted ? "" : "perhaps ");
	if (tw_key_writes(offer->means)) {
		tw_buffer_format(out, "[%.*s] ", TW_ARG(offer->key));
	} else {
		tw_key_refusal(&refusal, keys, pair, offer);
		tw_buffer_format(out, "(left: %.*s) ",
			TW_ARG(tw_buffer_get(&refusal)));
	}
	tw_safe_add(out, from_of(keys, pair)->node->text);
	tw_buffer_string(out, " -> ");
	add_place(out, to_of(keys, pair));
	tw_buffer_string(out, ": ");
	tw_safe_add(out, to_of(keys, pair)->node->text);
	tw_buffer_byte(out, '\n');
	tw_buffer_end(&refusal, out);
}

static enum tw_status list(struct tw_keyer *k, struct tw_keys *keys,
	struct tw_error *err)
{
	struct tw_buffer *out = &k->cli->out;
	size_t start = out->len;
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < keys->pair_count && !status; i++) {
		struct tw_key_pair *pair = &keys->pairs[i];
		struct tw_key_offer offer;

		if (!pair->wanted)
			continue;
		status = tw_keys_offer(&offer, keys, pair, err);
		if (status)
			break;
		if (offer.means != TW_KEY_SAME)
			add_pair(out, keys, pair, &offer);
		/* What comes after is named as if this were taken. */
		if (pair->counted && tw_key_writes(offer.means))
			status = tw_keys_take(keys, pair, &offer, err);
	}
	if (!out->failed)
		tw_safe_lines(out, start);
	return status;
}

/* ---- unasked ---- */

/* What reads like one promise, and cannot have one key, is said. */
static enum tw_status say_refused(struct tw_keyer *k, struct tw_keys *keys,
	struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < keys->pair_count && !status; i++) {
		const struct tw_key_pair *pair = &keys->pairs[i];
		struct tw_buffer text = TW_BUFFER_INIT;
		struct tw_key_offer offer;

		if (pair->answer == TW_KEY_YES || pair->score < k->above ||
		    !pair->wanted)
			continue;
		status = tw_keys_offer(&offer, keys, pair, err);
		if (status || tw_key_writes(offer.means) ||
		    offer.means == TW_KEY_SAME)
			continue;
		add_place(&text, from_of(keys, pair));
		tw_buffer_string(&text, " and ");
		add_place(&text, to_of(keys, pair));
		tw_buffer_string(&text, " are left as they are: ");
		tw_key_refusal(&text, keys, pair, &offer);
		tw_cli_say(k->cli, "%.*s", TW_ARG(tw_buffer_get(&text)));
		tw_buffer_release(&text);
	}
	return status;
}

static enum tw_status take_above(struct tw_keyer *k, struct tw_keys *keys,
	struct tw_error *err)
{
	enum tw_status status = tw_keys_take_above(keys, k->above, err);

	return status ? status : say_refused(k, keys, err);
}

/* ---- writing ---- */

/* How many findings lint has of a text, those that are no notes first. */
static enum tw_status judge(size_t count[2], const struct tw_filed *filed,
	struct tw_view text, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_lint_options options = { .house = filed->entry->house,
		.path = filed->entry->place };
	struct tw_record *record;

	if (tw_record_parse(&record, arena, text, err) ||
	    tw_lint_record(record, arena, &options, err))
		return err->status;
	count[0] = record->diagnostics.count[TW_ERROR] +
		record->diagnostics.count[TW_WARNING];
	count[1] = record->diagnostics.count[TW_NOTE];
	return TW_OK;
}

static enum tw_status is_clean(bool *clean, const struct tw_filed *filed,
	struct tw_view text, struct tw_error *err)
{
	struct tw_arena *arena = tw_arena_new();
	size_t before[2], after[2];
	enum tw_status status = arena ? judge(before, filed,
		filed->record->source, arena, err) : tw_fail_memory(err);

	if (!status)
		status = judge(after, filed, text, arena, err);
	if (!status)
		*clean = after[0] <= before[0] && after[1] <= before[1] &&
			text.len <= TW_MAX_BYTES;
	tw_arena_free(arena);
	return status;
}

/* What a record gets, a line each. */
static void add_given(struct tw_buffer *out, const struct tw_keys *keys,
	const struct tw_filed *filed)
{
	for (size_t i = 0; i < keys->item_count; i++) {
		const struct tw_key_item *item = &keys->items[i];
		const struct tw_key_line *line = item->lines;

		if (item->filed != filed)
			continue;
		if (item->given) {
			add_place(out, item);
			tw_buffer_format(out, ": [%.*s] ", TW_ARG(item->key));
			tw_safe_add(out, item->node->text);
			tw_buffer_byte(out, '\n');
		}
		for (; line; line = line->next) {
			add_place(out, item);
			tw_buffer_format(out, ": > %.*s\n", TW_ARG(line->key));
		}
	}
}

static enum tw_status write_text(struct tw_keyer *k,
	const struct tw_keys *keys, const struct tw_filed *filed,
	struct tw_view text, struct tw_error *err)
{
	const char *shown = filed->entry->shown;
	struct tw_buffer *out = &k->cli->out;
	size_t start = out->len;
	struct tw_error fault;
	enum tw_status status = TW_OK;

	if (k->diff) {
		status = tw_cli_patch(k->cli, filed->record->source, text,
			shown, err);
	} else if (k->dry_run) {
		add_given(out, keys, filed);
	} else {
		status = tw_cli_replace(shown, filed->record->source, text,
			"ask for its keys", &fault);
		if (status == TW_IO) {
			tw_cli_say(k->cli, "%s", fault.message);
			k->unread = true;
			k->left++;
			return TW_OK;
		}
		if (status)
			return tw_fail_memory(err);
		tw_safe_add(out, tw_view_of(shown));
		tw_buffer_byte(out, '\n');
	}
	if (!k->diff && !out->failed)
		tw_safe_lines(out, start);
	k->changed++;
	return status;
}

static enum tw_status write_record(struct tw_keyer *k,
	const struct tw_keys *keys, const struct tw_filed *filed,
	struct tw_error *err)
{
	struct tw_view text;
	bool changed, clean = false;
	enum tw_status status = tw_keys_text(&text, &changed, keys, filed,
		err);

	if (status || !changed)
		return status;
	status = is_clean(&clean, filed, text, err);
	if (status)
		return status;
	if (!clean) {
		tw_cli_say(k->cli, "%s: is left as it is, since lint would "
			"find more in it with its keys than without",
			filed->entry->shown);
		k->left++;
		return TW_OK;
	}
	return write_text(k, keys, filed, text, err);
}

/* ---- an area ---- */

static enum tw_status compare(struct tw_keyer *k, struct tw_steps *steps,
	const struct tw_house *house, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < steps->count && !status; i++) {
		struct tw_step *step = &steps->at[i];
		struct tw_update pair[2];

		if (!step->from || !step->to)
			continue;
		pair[0] = (struct tw_update){ step->from->record,
			step->from->term };
		pair[1] = (struct tw_update){ step->to->record,
			step->to->term };
		status = tw_compare(&step->comparison, k->arena,
			k->worker.own, house, pair, 0, 1, err);
	}
	return status ? status : tw_steps_share(steps, k->arena, err);
}

static enum tw_status answer(struct tw_keyer *k, struct tw_keys *keys,
	struct tw_error *err)
{
	if (k->what == TW_KEYS_LISTED)
		return list(k, keys, err);
	if (k->what == TW_KEYS_ABOVE)
		return take_above(k, keys, err);
	if (!tw_cli_may_ask())
		return tw_fail(err, TW_USAGE, "there is no terminal to ask "
			"on; --list shows what may be one promise, and "
			"--above=SCORE takes it");
	return tw_keyer_ask(k, keys, err);
}

static enum tw_status work_on(struct tw_keyer *k, struct tw_keys *keys,
	size_t count, struct tw_error *err)
{
	size_t wanted = 0;
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < keys->pair_count; i++) {
		struct tw_key_pair *pair = &keys->pairs[i];

		pair->wanted = !k->to || !tw_term_compare(
			pair->step->to->term, keys->steps->to);
		wanted += pair->wanted;
	}
	k->pairs += wanted;
	if (!wanted)
		return TW_OK;
	status = answer(k, keys, err);
	if (status || k->what == TW_KEYS_LISTED)
		return status;
	for (size_t i = 0; i < keys->pair_count; i++)
		k->taken += keys->pairs[i].answer == TW_KEY_YES;
	for (size_t i = 0; i < count && !status; i++)
		status = write_record(k, keys, &keys->filed[i], err);
	return status;
}

static enum tw_status key_area(struct tw_keyer *k, struct tw_filed *filed,
	size_t count, struct tw_task *task, struct tw_error *err)
{
	struct tw_scope scope = { .area = k->area, .priority = k->priority,
		.to = k->to, .every = true };
	const struct tw_house *house = filed[0].entry->house;
	struct tw_steps steps;
	struct tw_keys keys;
	enum tw_status status;

	tw_arena_reset(k->arena);
	tw_lexicon_rest(k->worker.own);
	status = tw_scope_choose(&steps, filed, count, &scope, k->arena,
		k->worker.own, err);
	for (size_t i = 0; !status && i < steps.count; i++)
		k->updates += steps.at[i].asked && steps.at[i].to && (!k->to ||
			!tw_term_compare(steps.at[i].to->term, steps.to));
	for (size_t i = 0; !status && i < steps.doubled_count; i++)
		tw_filed_doubled(task, steps.doubled[i].left_out,
			steps.doubled[i].taken);
	if (!status)
		status = compare(k, &steps, house, err);
	if (!status)
		status = tw_keys_find(&keys, &steps, filed, count, k->arena,
			k->worker.own, err);
	return status ? status : work_on(k, &keys, count, err);
}

/* ---- the run ---- */

/* People are asked in one thread: all is done when a task is taken. */
static enum tw_status work(struct tw_task *task, struct tw_worker *worker,
	void *context, struct tw_error *err)
{
	(void)task;
	(void)worker;
	(void)context;
	(void)err;
	return TW_OK;
}

static enum tw_status take(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	struct tw_keyer *k = taker;
	struct tw_filing filing;
	size_t count;
	enum tw_status status;

	if (k->quit)
		return TW_OK;
	status = tw_filing_read(&filing, task, &k->worker, err);
	if (!status)
		k->records += filing.read;
	for (size_t i = 0; !status && i < filing.count && !k->quit;
	     i += count) {
		struct tw_filed *filed = &filing.at[i];
		bool asked;

		count = tw_filed_area(filed, filing.count - i);
		status = tw_filed_is_of(&asked, filed, k->area, err);
		if (!status && asked)
			status = key_area(k, filed, count, task, err);
	}
	return status;
}

/* Nothing to ask about is fine, unless nothing fits what was asked for. */
static enum tw_status check_found(const struct tw_keyer *k,
	const struct tw_corpus_options *corpus, struct tw_error *err)
{
	const struct tw_run_asked asked[] = { { "area", k->area },
		{ "priority", k->priority }, { "to", k->to } };

	return k->updates || k->unread || k->quit ? TW_OK : tw_run_nothing(
		asked, sizeof(asked) / sizeof(*asked), "look at", k->records,
		TW_USAGE, corpus, err);
}

enum tw_status tw_keyer_run(struct tw_keyer *k, struct tw_error *err)
{
	struct tw_corpus_options corpus = { k->cli->paths, k->cli->count,
		.output = k->cli->output };
	struct tw_job job = { .work = work, .whole_areas = true };
	struct tw_run run = { .cli = k->cli, .take = take, .taker = k };
	enum tw_status status;

	/* Where people are asked, nothing else is written on the terminal. */
	if (k->what == TW_KEYS_ASKED)
		k->cli->begun = 0;
	k->width = tw_cli_width(STDERR_FILENO);
	k->arena = tw_arena_new();
	k->worker.arena = tw_arena_new();
	k->worker.own = tw_lexicon_new();
	status = k->arena && k->worker.arena && k->worker.own ?
		tw_run_corpus(&run, &corpus, job, err) : tw_fail_memory(err);
	k->unread |= run.unread;
	if (!status)
		status = check_found(k, &corpus, err);
	tw_buffer_release(&k->worker.buffer);
	tw_arena_free(k->worker.arena);
	tw_arena_free(k->arena);
	tw_lexicon_free(k->worker.own);
	return status;
}
