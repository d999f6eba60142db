/*
 * Pairs that are taken unasked, so that no plan becomes something else.
 */
#include "key/key.h"

/* Takes back all that was given; refused pairs stay refused. */
static void reset(struct tw_keys *keys)
{
	for (size_t i = 0; i < keys->item_count; i++) {
		struct tw_key_item *item = &keys->items[i];

		item->key = item->node->item->key;
		item->given = false;
		item->lines = NULL;
	}
	for (size_t i = 0; i < keys->pair_count; i++)
		if (keys->pairs[i].answer == TW_KEY_YES)
			keys->pairs[i].answer = TW_KEY_OPEN;
}

/* True if all that the account takes for its plan, and its item for, are. */
static bool is_chosen(const struct tw_keys *keys,
	const struct tw_key_pair *pair)
{
	const struct tw_key_pair *pairs = keys->pairs;

	for (size_t i = keys->by_from[pair->from]; i != SIZE_MAX;
	     i = pairs[i].next_from)
		if (pairs[i].step == pair->step && pairs[i].counted &&
		    !pairs[i].chosen)
			return false;
	for (size_t i = keys->by_to[pair->to]; i != SIZE_MAX;
	     i = pairs[i].next_to)
		if (pairs[i].step == pair->step && pairs[i].counted &&
		    !pairs[i].chosen)
			return false;
	return true;
}

static void choose_of_step(const struct tw_keys *keys, size_t first,
	size_t end, unsigned least)
{
	bool again = true;

	for (size_t i = first; i < end; i++) {
		struct tw_key_pair *pair = &keys->pairs[i];

		pair->chosen = pair->counted && pair->wanted &&
			pair->score >= least && pair->answer != TW_KEY_NO;
	}
	while (again) {
		again = false;
		for (size_t i = first; i < end; i++) {
			struct tw_key_pair *pair = &keys->pairs[i];

			if (!pair->chosen || is_chosen(keys, pair))
				continue;
			pair->chosen = false;
			again = true;
		}
	}
}

static void choose(struct tw_keys *keys, unsigned least)
{
	size_t end;

	for (size_t i = 0; i < keys->pair_count; i = end) {
		for (end = i; end < keys->pair_count &&
		     keys->pairs[end].step == keys->pairs[i].step;)
			end++;
		choose_of_step(keys, i, end, least);
	}
}

/* Takes what is chosen; *again if something cannot be, and is refused. */
static enum tw_status take_chosen(bool *again, struct tw_keys *keys,
	struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < keys->pair_count && !status; i++) {
		struct tw_key_pair *pair = &keys->pairs[i];
		struct tw_key_offer offer;

		if (!pair->chosen)
			continue;
		status = tw_keys_offer(&offer, keys, pair, err);
		if (status)
			break;
		if (tw_key_writes(offer.means)) {
			status = tw_keys_take(keys, pair, &offer, err);
		} else if (offer.means != TW_KEY_SAME) {
			pair->answer = TW_KEY_NO;
			*again = true;
		}
	}
	return status;
}

/* Refuses all that would write into one of two records; true if any. */
static bool refuse(struct tw_keys *keys, const struct tw_step *step)
{
	bool any = false;

	for (size_t i = 0; i < keys->pair_count; i++) {
		struct tw_key_pair *pair = &keys->pairs[i];
		const struct tw_filed *from = keys->items[pair->from].filed;
		const struct tw_filed *to = keys->items[pair->to].filed;

		if (pair->answer != TW_KEY_YES || (from != step->from &&
		    from != step->to && to != step->from && to != step->to))
			continue;
		pair->answer = TW_KEY_NO;
		any = true;
	}
	return any;
}

static enum tw_status check_steps(bool *again, struct tw_keys *keys,
	struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < keys->steps->count && !status; i++) {
		const struct tw_step *step = &keys->steps->at[i];
		bool same = true;

		if (!step->comparison)
			continue;
		status = tw_keys_check(&same, keys, step, err);
		if (!status && !same)
			*again |= refuse(keys, step);
	}
	return status;
}

enum tw_status tw_keys_take_above(struct tw_keys *keys, unsigned least,
	struct tw_error *err)
{
	enum tw_status status = TW_OK;
	bool again = true;

	while (again && !status) {
		again = false;
		reset(keys);
		choose(keys, least);
		status = take_chosen(&again, keys, err);
		if (!status && !again)
			status = check_steps(&again, keys, err);
	}
	return status;
}
