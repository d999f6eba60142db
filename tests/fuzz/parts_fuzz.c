/*
 * What else is read from text. The first byte says what: house rules, a
 * term, a date, a value, a slug, words that are nearly others, text to be made
 * safe or written as JSON, or one to be searched for personal data.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "privacy/privacy.h"
#include "record/tables.h"
#include "report/json.h"
#include "report/safe.h"

#include <termwise/house.h>
#include <termwise/record.h>
#include <termwise/term.h>
#include <termwise/value.h>

#include <string.h>

static void fuzz_house(struct tw_arena *arena, struct tw_view text)
{
	struct tw_view rest, name;
	struct tw_house *house;

	require(!tw_house_parse(&house, arena, text, NULL));
	require(house->calendar.count >= 1 &&
		house->calendar.count <= TW_PERIODS_MAX);
	for (const struct tw_alias *a = house->areas.first; a; a = a->next) {
		require(tw_names_find(&house->areas, a->name));
		for (rest = a->also; tw_list_next(&name, &rest);)
			require(!name.len ||
				tw_names_find(&house->areas, name));
	}
}

/* A term is written as it is read, but for runs of blanks. */
static void fuzz_term(struct tw_view text)
{
	char out[TW_TERM_ROOM], guess[2 * TW_TERM_ROOM];
	struct tw_term term, again;
	size_t len;

	if (tw_term_read(&term, &tw_half_terms, text)) {
		len = tw_term_write(out, &tw_half_terms, term);
		require(tw_fold_equal(text, (struct tw_view){ out, len }));
		len = tw_term_write_slug(out, &tw_half_terms, term);
		require(tw_slug_valid((struct tw_view){ out, len }));
		require(tw_term_read_slug(&again, &tw_half_terms,
			(struct tw_view){ out, len }));
		require(!tw_term_compare(term, again));
	}
	require(tw_term_guess(guess, &tw_half_terms, text) == (*guess != '\0'));
	require(strlen(guess) < sizeof(guess));
}

static void fuzz_date(struct tw_view text)
{
	struct tw_term term = { 2023, 4 };
	struct tw_date date;

	if (!tw_date_read(&date, text))
		return;
	require(date.year >= TW_YEAR_FIRST && date.year <= TW_YEAR_LAST);
	require(date.month >= 1 && date.month <= 12 && date.day <= 31);
	(void)tw_term_covers(&tw_half_terms, term, date);
}

/* A value is written for people so that it is read as the same. */
static void fuzz_value(struct tw_view text)
{
	struct tw_value value, again, sum, change;
	char out[TW_VALUE_ROOM];
	int64_t tenths;
	size_t len;

	if (!tw_value_read(&value, text))
		return;
	len = tw_value_write(out, value, false);
	require(len < sizeof(out) && strlen(out) == len);
	require(tw_value_read(&again, (struct tw_view){ out, len }));
	require(!tw_value_compare(value, again));
	require(tw_value_alike(value, again));
	len = tw_value_write_plain(out, value);
	require(len < sizeof(out) && strlen(out) == len);
	if (tw_value_change(&change, value, again))
		require(change.mantissa == 0);
	if (tw_value_add(&sum, value, again))
		(void)tw_value_percent(&tenths, value, sum);
}

static void fuzz_tables(struct tw_view text)
{
	enum tw_section_kind kind = tw_section_find(text);

	require(kind == TW_SECTIONS || tw_section_near(tw_trim(text)) == kind);
	(void)tw_section_near(text);
	(void)tw_field_find(text);
	(void)tw_field_near(text);
	require(!tw_key_valid(text) || tw_slug_valid(text));
	if (text.len && text.ptr[0] == '(')
		require(tw_opening_read(text).len <= text.len);
	require(tw_slips(text, text, 2) == 0 || text.len > 64);
}

/* Two texts, parted at the first NUL: what is equal has one hash. */
static void fuzz_folding(struct tw_view text)
{
	const char *nul = text.len ? memchr(text.ptr, '\0', text.len) : NULL;
	size_t len = nul ? (size_t)(nul - text.ptr) : 0;
	struct tw_view a = { text.ptr, len };
	struct tw_view b = { text.ptr + len + !!nul, text.len - len - !!nul };
	bool equal = tw_fold_equal(a, b);

	require(equal == tw_fold_equal(b, a));
	require(!equal || tw_fold_hash(a) == tw_fold_hash(b));
	require(tw_fold_equal(a, a));
	require(tw_slips(a, b, 2) == tw_slips(b, a, 2));
}

static void fuzz_shown(struct tw_view text)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_json json = { &out, false };
	size_t start;

	tw_safe_add(&out, text);
	tw_safe_lines(&out, 0);
	require_safe(tw_buffer_get(&out), false);
	start = out.len;
	tw_json_string(&json, text);
	require(out.len >= start + 2);
	for (size_t i = start; i < out.len; i++)
		require((unsigned char)out.ptr[i] >= 0x20);
	tw_buffer_release(&out);
}

/* A list of names, up to the first NUL, or none if it is no list; a text. */
static void fuzz_private(struct tw_arena *arena, struct tw_view text)
{
	const char *nul = text.len ? memchr(text.ptr, '\0', text.len) : NULL;
	struct tw_private_options options = { .when = { 2024, 5, 0 } };
	struct tw_private_spans quick, slow;
	struct tw_private_names *names = NULL;
	struct tw_view list = { text.ptr, 0 }, masked;

	if (nul) {
		list.len = (size_t)(nul - text.ptr);
		text.len -= list.len + 1;
		text.ptr = nul + 1;
	}
	(void)tw_private_names_parse(&names, list, "list", NULL);
	options.names = list.len ? names : NULL;
	require(!tw_private_find(&quick, arena, text, &options, NULL));
	require(!tw_private_find_slowly(&slow, arena, text, &options, NULL));
	require(quick.count == slow.count);
	for (size_t i = 0; i < slow.count; i++) {
		struct tw_view at = slow.at[i].text;

		require(quick.at[i].text.ptr == at.ptr);
		require(at.len && at.ptr >= text.ptr &&
			at.ptr + at.len <= text.ptr + text.len);
	}
	masked = tw_private_mask(text, &slow, arena);
	require(masked.len == text.len);
	for (size_t i = 0; i < slow.count; i++)
		for (size_t k = 0; k < slow.at[i].text.len; k++) {
			char c = masked.ptr[slow.at[i].text.ptr - text.ptr + k];

			require(!((c >= '0' && c <= '9') ||
				((c | 32) >= 'a' && (c | 32) <= 'z')));
		}
	tw_private_names_free(names);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct tw_view text = { (const char *)bytes + 1, size - 1 };
	struct tw_arena *arena;

	if (!size)
		return 0;
	switch (bytes[0] % 8) {
	case 0:
		arena = tw_arena_new();
		require(arena);
		fuzz_house(arena, text);
		tw_arena_free(arena);
		break;
	case 1:
		fuzz_term(text);
		break;
	case 2:
		fuzz_date(text);
		break;
	case 3:
		fuzz_value(text);
		break;
	case 4:
		fuzz_tables(text);
		break;
	case 5:
		fuzz_folding(text);
		break;
	case 6:
		fuzz_shown(text);
		break;
	default:
		arena = tw_arena_new();
		require(arena);
		fuzz_private(arena, text);
		tw_arena_free(arena);
	}
	return 0;
}
