/*
 * Two partials, parted by a line of "~~~~", without first line and checksum,
 * which are put to them here so that what is inside is reached: each is
 * refused, or is written again as what stays as it is; together they make the
 * same in either order; and what is told of them may be shown.
 */
#include "fuzz.h"

#include "match/match.h"
#include "report/summary.h"
#include "summary/partial.h"

#include <string.h>

static const char part[] = "~~~~\n";
static const char first_line[] = "termwise-partial 1 " TERMWISE_VERSION "\n";

struct fuzzed {
	struct tw_worker worker;
	struct tw_buffer parts[2];
	struct tw_error err;
};

static void seal(struct tw_buffer *out, struct tw_view body)
{
	uint64_t sum = 14695981039346656037u;

	tw_buffer_string(out, first_line);
	tw_buffer_view(out, body);
	require(!out->failed);
	for (size_t i = 0; i < out->len; i++)
		sum = (sum ^ (unsigned char)out->ptr[i]) * 1099511628211u;
	for (int i = 0; i < 8; i++)
		tw_buffer_byte(out, (char)(sum >> 8 * i));
	require(!out->failed);
}

static void cut(struct fuzzed *f, struct tw_view text)
{
	size_t len = sizeof(part) - 1, end = text.len;

	for (size_t i = 0; i + len <= text.len && end == text.len; i++)
		if (!memcmp(text.ptr + i, part, len))
			end = i;
	seal(&f->parts[0], (struct tw_view){ text.ptr, end });
	len = end == text.len ? 0 : len;
	seal(&f->parts[1], (struct tw_view){ text.ptr + end + len,
		text.len - end - len });
}

/* False if they are refused; there is no other way to fail. */
static bool pile_up(struct tw_pile *pile, struct fuzzed *f,
	const struct tw_buffer *bytes, const char *name)
{
	enum tw_status status = tw_pile_read(pile, (struct tw_view){
		bytes->ptr, bytes->len }, name, &f->err);

	require(status == TW_OK || status == TW_USAGE);
	require(!status || !strncmp(f->err.message, name, strlen(name)));
	return !status;
}

static bool write_out(struct tw_buffer *out, struct fuzzed *f,
	struct tw_pile *pile)
{
	enum tw_status status = tw_pile_write(out, pile, &f->worker, &f->err);

	require(status == TW_OK || status == TW_USAGE);
	return !status;
}

/* ---- what is told ---- */

static enum tw_status take(struct tw_view rows, void *taker,
	struct tw_error *err)
{
	return tw_county_add(taker, rows, err);
}

static void tell(struct fuzzed *f, struct tw_pile *pile)
{
	struct tw_summary_style style = { .width = 80, .all = true };
	struct tw_summary_run run = { .report = tw_stories_text,
		.context = &style };
	struct tw_county county = { .arena = tw_arena_new() };
	struct tw_task task = { .status = TW_OK };
	struct tw_buffer out = TW_BUFFER_INIT;

	require(county.arena);
	require(!tw_pile_summarise(pile, &run, &task, &f->worker, take,
		&county, &f->err));
	require(!tw_county_sort(&county));
	require(!tw_county_text(&out, &county, &run.scope, &style, &f->err));
	require_safe(tw_buffer_get(&out), false);
	tw_buffer_release(&out);
	tw_buffer_release(&task.out);
	tw_buffer_release(&task.notes);
	tw_arena_free(county.arena);
}

/* ---- what must hold ---- */

/* What is written again is written as the same. */
static bool check_one(struct fuzzed *f, const struct tw_buffer *bytes)
{
	struct tw_buffer once = TW_BUFFER_INIT, twice = TW_BUFFER_INIT;
	struct tw_pile *pile = tw_pile_new(), *again = tw_pile_new();
	bool good;

	require(pile && again);
	good = pile_up(pile, f, bytes, "one") && write_out(&once, f, pile);
	if (good) {
		require(pile_up(again, f, &once, "again"));
		require(write_out(&twice, f, again));
		require(tw_view_equal(tw_buffer_get(&once),
			tw_buffer_get(&twice)));
		tell(f, again);
	}
	tw_pile_free(pile);
	tw_pile_free(again);
	tw_buffer_release(&once);
	tw_buffer_release(&twice);
	return good;
}

static bool put_together(struct tw_buffer *out, struct fuzzed *f, int first)
{
	struct tw_pile *pile = tw_pile_new();
	bool good;

	require(pile);
	require(pile_up(pile, f, &f->parts[first], "first"));
	require(pile_up(pile, f, &f->parts[!first], "second"));
	good = write_out(out, f, pile);
	tw_pile_free(pile);
	return good;
}

static void check_both(struct fuzzed *f)
{
	struct tw_buffer one = TW_BUFFER_INIT, other = TW_BUFFER_INIT;
	bool good = put_together(&one, f, 0);

	require(good == put_together(&other, f, 1));
	require(!good || tw_view_equal(tw_buffer_get(&one),
		tw_buffer_get(&other)));
	tw_buffer_release(&one);
	tw_buffer_release(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzzed f = { .worker = { .arena = tw_arena_new(),
		.own = tw_lexicon_new() } };
	bool good;

	require(f.worker.arena && f.worker.own);
	cut(&f, (struct tw_view){ (const char *)bytes, size });
	good = check_one(&f, &f.parts[0]);
	if (check_one(&f, &f.parts[1]) && good)
		check_both(&f);
	tw_buffer_release(&f.parts[0]);
	tw_buffer_release(&f.parts[1]);
	tw_arena_free(f.worker.arena);
	tw_lexicon_free(f.worker.own);
	return 0;
}
