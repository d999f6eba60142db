/*
 * What a match costs is counted at callouts, which PCRE2 makes before each
 * item of the pattern that it tries. Its own limit of matches starts afresh
 * at every character of the text, and so bounds nothing by itself.
 */
#include "rules/pattern.h"

#include "base/utf8.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdlib.h>
#include <string.h>

enum {
	/* A step is about what it takes to try an item once. */
	STEPS_LEAST = 4000,
	STEPS_BYTE = 16,
	/* Matches nest no deeper than there are steps; that is no limit. */
	MOST_DEPTH = 100000,
	MOST_HEAP = 256 * 1024, /* KiB */
	NESTED_GROUPS = 50
};

/* What trying an item costs, by where it stands in the pattern. */
struct price {
	uint16_t entry; /* before it has read anything */
	uint16_t byte;  /* in 64ths of a step, of each byte that it reads */
};

struct tw_pattern {
	pcre2_code *code;
	struct price *prices; /* for each byte of the pattern, and its end */
};

struct tw_matcher {
	pcre2_match_context *context;
	pcre2_match_data *data;
};

/* The steps of one call. */
struct meter {
	const struct price *prices;
	uint64_t left;
	size_t at;         /* where in the text the last item was tried */
	unsigned byte;     /* the price of that */
};

/* ---- compiling ---- */

static void *arena_take(size_t size, void *arena)
{
	return tw_arena_take(arena, size);
}

static void arena_leave(void *block, void *arena)
{
	(void)block;
	(void)arena;
}

/* How often an item must match at least, as "{250,}" says behind it. */
static unsigned long least_times(struct tw_view item)
{
	size_t i = item.len;

	if (i && (item.ptr[i - 1] == '?' || item.ptr[i - 1] == '+'))
		i--;
	if (!i || item.ptr[i - 1] != '}')
		return 0;
	while (i && item.ptr[i - 1] != '{')
		i--;
	return i ? strtoul(item.ptr + i, NULL, 10) : 0;
}

/* "\1" and the like compare what may be long. */
static bool looks_back(struct tw_view item)
{
	return item.len > 1 && ((item.ptr[0] == '\\' &&
		strchr("123456789gkX", item.ptr[1])) ||
		(item.len > 3 && !memcmp(item.ptr, "(?P=", 4)));
}

struct pricing {
	struct tw_view text;
	struct price *prices;
};

/*
 * An item that fails may have read as much as it must match at least; one
 * that does not fail shows by how far it went. A class is read in its length.
 */
static int price_item(pcre2_callout_enumerate_block *block, void *context)
{
	const struct pricing *pricing = context;
	struct price *price = &pricing->prices[block->pattern_position];
	struct tw_view item = { pricing->text.ptr + block->pattern_position,
		block->next_item_length };
	unsigned long least = least_times(item);

	price->byte = (uint16_t)(16 + item.len);
	if (looks_back(item))
		least = TW_RULED_MOST / 16;
	if (least > TW_RULED_MOST)
		least = TW_RULED_MOST;
	price->entry = (uint16_t)(1 + least * price->byte / 64);
	return 0;
}

static enum tw_status take_price(struct tw_pattern *pattern,
	struct tw_view text, struct tw_arena *arena, struct tw_error *err)
{
	struct pricing pricing = { .text = text };

	pricing.prices = tw_arena_take(arena,
		(text.len + 1) * sizeof(*pricing.prices));
	if (!pricing.prices)
		return tw_fail_memory(err);
	for (size_t i = 0; i <= text.len; i++)
		pricing.prices[i] = (struct price){ 1, 16 };
	pcre2_callout_enumerate(pattern->code, price_item, &pricing);
	pattern->prices = pricing.prices;
	return TW_OK;
}

/* What does not hang on how PCRE2 was built. */
static pcre2_compile_context *context_new(pcre2_general_context *memory)
{
	pcre2_compile_context *context = pcre2_compile_context_create(memory);

	if (!context)
		return NULL;
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_bsr(context, PCRE2_BSR_UNICODE);
	pcre2_set_parens_nest_limit(context, NESTED_GROUPS);
	return context;
}

/* Makes *pattern, or says why there is none. */
static enum tw_status explain(struct tw_view *why, int code,
	struct tw_arena *arena, struct tw_error *err)
{
	PCRE2_UCHAR message[256] = "";

	if (code == PCRE2_ERROR_HEAP_FAILED)
		return tw_fail_memory(err);
	pcre2_get_error_message(code, message, sizeof(message));
	*why = tw_arena_format(arena, "%s", (const char *)message);
	return why->ptr ? TW_OK : tw_fail_memory(err);
}

static enum tw_status compile(struct tw_pattern *pattern, struct tw_view *why,
	size_t *at, struct tw_view text, struct tw_arena *arena,
	struct tw_error *err)
{
	pcre2_general_context *memory = pcre2_general_context_create(
		arena_take, arena_leave, arena);
	pcre2_compile_context *context = memory ? context_new(memory) : NULL;
	uint32_t groups = 0;
	int code;

	if (!context)
		return tw_fail_memory(err);
	pattern->code = pcre2_compile((PCRE2_SPTR)text.ptr, text.len,
		PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C |
		PCRE2_AUTO_CALLOUT, &code, at, context);
	if (!pattern->code)
		return explain(why, code, arena, err);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	if (groups <= TW_GROUPS_MOST)
		return take_price(pattern, text, arena, err);
	pattern->code = NULL;
	*why = tw_arena_format(arena, "it has more than %d groups that "
		"capture; those that need not begin with \"(?:\"",
		TW_GROUPS_MOST);
	return why->ptr ? TW_OK : tw_fail_memory(err);
}

enum tw_status tw_pattern_new(struct tw_pattern **pattern, struct tw_view *why,
	size_t *at, struct tw_view text, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_pattern *made = tw_arena_take(arena, sizeof(*made));
	enum tw_status status;

	*pattern = NULL;
	*at = 0;
	if (!made)
		return tw_fail_memory(err);
	if (text.len > TW_PATTERN_MOST) {
		*why = tw_arena_format(arena, "it is longer than %d bytes",
			TW_PATTERN_MOST);
		return why->ptr ? TW_OK : tw_fail_memory(err);
	}
	status = compile(made, why, at, text, arena, err);
	if (!status && made->code)
		*pattern = made;
	return status;
}

/* ---- matching ---- */

bool tw_pattern_reads(struct tw_view text)
{
	size_t len = tw_ascii_run(text);
	uint32_t code;

	for (text = tw_after(text, len); text.len; text = tw_after(text, len))
		if (!(len = tw_utf8_decode(&code, text)))
			return false;
	return true;
}

uint64_t tw_pattern_budget(size_t length)
{
	return STEPS_LEAST + STEPS_BYTE * (uint64_t)length;
}

static int count_step(pcre2_callout_block *block, void *context)
{
	struct meter *meter = context;
	const struct price *price = &meter->prices[block->pattern_position];
	size_t at = block->current_position;
	uint64_t cost = price->entry;

	if (at > meter->at && meter->at >= block->start_match)
		cost += (at - meter->at) * meter->byte / 64;
	meter->at = at;
	meter->byte = price->byte;
	if (cost > meter->left) {
		meter->left = 0;
		return PCRE2_ERROR_CALLOUT;
	}
	meter->left -= cost;
	return 0;
}

struct tw_matcher *tw_matcher_new(void)
{
	struct tw_matcher *matcher = calloc(1, sizeof(*matcher));

	if (!matcher)
		return NULL;
	matcher->context = pcre2_match_context_create(NULL);
	matcher->data = pcre2_match_data_create(TW_GROUPS_MOST + 1, NULL);
	if (!matcher->context || !matcher->data) {
		tw_matcher_free(matcher);
		return NULL;
	}
	pcre2_set_match_limit(matcher->context,
		(uint32_t)tw_pattern_budget(TW_RULED_MOST));
	pcre2_set_depth_limit(matcher->context, MOST_DEPTH);
	pcre2_set_heap_limit(matcher->context, MOST_HEAP);
	return matcher;
}

void tw_matcher_free(struct tw_matcher *matcher)
{
	if (!matcher)
		return;
	pcre2_match_data_free(matcher->data);
	pcre2_match_context_free(matcher->context);
	free(matcher);
}

enum tw_status tw_pattern_seek(enum tw_verdict *verdict, struct tw_span *span,
	const struct tw_pattern *pattern, struct tw_matcher *matcher,
	struct tw_view text, size_t from, uint64_t *steps,
	struct tw_error *err)
{
	struct meter meter = { .prices = pattern->prices, .left = *steps,
		.at = from, .byte = 16 };
	const size_t *ovector;
	int found;

	pcre2_set_callout(matcher->context, count_step, &meter);
	found = pcre2_match(pattern->code, (PCRE2_SPTR)text.ptr, text.len,
		from, PCRE2_NO_UTF_CHECK, matcher->data, matcher->context);
	*steps = meter.left;
	if (found == PCRE2_ERROR_NOMEMORY)
		return tw_fail_memory(err);
	*verdict = found > 0 ? TW_FOUND : found == PCRE2_ERROR_NOMATCH ?
		TW_ABSENT : TW_BEYOND;
	if (found <= 0)
		return TW_OK;
	/* "\K" may put the start of a match behind its end. */
	ovector = pcre2_get_ovector_pointer(matcher->data);
	span->start = ovector[0] < ovector[1] ? ovector[0] : ovector[1];
	span->end = ovector[0] < ovector[1] ? ovector[1] : ovector[0];
	return TW_OK;
}

enum tw_status tw_pattern_replace(bool *made, struct tw_buffer *out,
	const struct tw_pattern *pattern, struct tw_matcher *matcher,
	struct tw_view text, struct tw_view by, struct tw_error *err)
{
	PCRE2_UCHAR room[TW_RULED_MOST + 1];
	size_t len = sizeof(room);
	int count;

	pcre2_set_callout(matcher->context, NULL, NULL);
	count = pcre2_substitute(pattern->code, (PCRE2_SPTR)text.ptr,
		text.len, 0, PCRE2_NO_UTF_CHECK | PCRE2_SUBSTITUTE_MATCHED |
		PCRE2_SUBSTITUTE_REPLACEMENT_ONLY |
		PCRE2_SUBSTITUTE_OVERFLOW_LENGTH |
		PCRE2_SUBSTITUTE_UNSET_EMPTY, matcher->data, matcher->context,
		(PCRE2_SPTR)by.ptr, by.len, room, &len);

	*made = count > 0;
	/* Where it is the room that lacks, it says how much that takes. */
	if (count == PCRE2_ERROR_NOMEMORY && (len == PCRE2_UNSET ||
	    len <= sizeof(room)))
		return tw_fail_memory(err);
	if (*made && !tw_buffer_add(out, room, len))
		return tw_fail_memory(err);
	return TW_OK;
}
