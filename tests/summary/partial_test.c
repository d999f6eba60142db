/*
 * Partials byte by byte: the example of spec/partials.md, and what is refused.
 * To be run where spec/ is.
 */
#include "../test.h"

#include "base/file.h"
#include "base/utf8.h"
#include "match/match.h"
#include "summary/partial.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

static struct tw_error err;
static struct tw_worker worker;
static struct tw_buffer example; /* with its checksum */

static const char first_line[] = "termwise-partial 1 " TERMWISE_VERSION "\n";

/* ---- bytes as the specification writes them ---- */

static int hex_of(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ?
		c - 'A' + 10 : -1;
}

/* Appends what stands between quotation marks; returns what is behind it. */
static const char *add_quoted(struct tw_buffer *out, const char *at)
{
	for (at++; *at != '"'; at++) {
		assert_true(*at && *at != '\n');
		if (*at == '\\')
			at++;
		tw_buffer_byte(out, at[-1] == '\\' && *at == 'n' ? '\n' : *at);
	}
	return at + 1;
}

static void add_bytes(struct tw_buffer *out, const char *at)
{
	while (*at) {
		if (*at == '"') {
			at = add_quoted(out, at);
		} else if (*at == ';') {
			at += strcspn(at, "\n");
		} else if (*at == ' ' || *at == '\n') {
			at++;
		} else {
			assert_true(hex_of(at[0]) >= 0 && hex_of(at[1]) >= 0);
			tw_buffer_byte(out, (char)(hex_of(at[0]) << 4 |
				hex_of(at[1])));
			at += 2;
		}
	}
}

/* Puts the checksum into the last eight bytes. */
static void seal(struct tw_buffer *out)
{
	uint64_t sum = 14695981039346656037u;

	assert_true(out->len > 8);
	for (size_t i = 0; i < out->len - 8; i++)
		sum = (sum ^ (unsigned char)out->ptr[i]) * 1099511628211u;
	for (int i = 0; i < 8; i++)
		out->ptr[out->len - 8 + (size_t)i] = (char)(sum >> 8 * i);
}

/* A partial of bytes that follow the first line, with its checksum. */
static void seal_bytes(struct tw_buffer *out, const char *bytes)
{
	tw_buffer_clear(out);
	tw_buffer_string(out, first_line);
	add_bytes(out, bytes);
	add_bytes(out, "00 00 00 00 00 00 00 00");
	seal(out);
	assert_false(out->failed);
}

/* ---- reading and writing ---- */

static enum tw_status read_into(struct tw_pile *pile, struct tw_view bytes,
	const char *name)
{
	memset(&err, 0, sizeof(err));
	return tw_pile_read(pile, bytes, name, &err);
}

static enum tw_status write_again(struct tw_buffer *out,
	struct tw_pile *pile)
{
	tw_buffer_clear(out);
	return tw_pile_write(out, pile, &worker, &err);
}

/* What is said of bytes, by the time they are read and written again. */
static const char *said_of(struct tw_view bytes)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_pile *pile = tw_pile_new();
	enum tw_status status;

	assert_non_null(pile);
	status = read_into(pile, bytes, "x.partial");
	if (!status)
		status = write_again(&out, pile);
	tw_pile_free(pile);
	tw_buffer_release(&out);
	if (!status)
		return "";
	assert_int_equal(status, TW_USAGE);
	assert_memory_equal(err.message, "x.partial: ", 11);
	return err.message + 11;
}

static void assert_refused(struct tw_view bytes, const char *message)
{
	assert_string_equal(said_of(bytes), message);
}

static void assert_written(const struct tw_buffer *from,
	const struct tw_buffer *to)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_pile *pile = tw_pile_new();

	assert_non_null(pile);
	assert_int_equal(read_into(pile, (struct tw_view){ from->ptr,
		from->len }, "x.partial"), TW_OK);
	assert_int_equal(write_again(&out, pile), TW_OK);
	assert_int_equal(out.len, to->len);
	assert_memory_equal(out.ptr, to->ptr, to->len);
	tw_pile_free(pile);
	tw_buffer_release(&out);
}

#define NO_PARTIAL "is no partial; \"termwise summarise --partial\" makes them"
#define OTHER_VERSION "was made by another version of termwise than " \
	TERMWISE_VERSION "; make it again with this one"
#define DAMAGED "is cut off or damaged; make it again, or copy it again"
#define NOT_MADE "is no partial that termwise made, although it begins like " \
	"one"
#define NO_RECORD "holds something that is no record of its area; make it " \
	"again"

/* ---- the example ---- */

static int read_example(void **state)
{
	struct tw_buffer page = TW_BUFFER_INIT;
	char *start, *end;

	assert_int_equal(tw_file_read(&page, AT_FDCWD, "spec/partials.md",
		1 << 20, "spec/partials.md", &err), TW_OK);
	tw_buffer_byte(&page, '\0');
	start = strstr(page.ptr, "\n````bytes\n");
	assert_non_null(start);
	start += strlen("\n````bytes\n");
	end = strstr(start, "\n````\n");
	assert_non_null(end);
	*end = '\0';
	add_bytes(&example, start);
	assert_false(example.failed);
	tw_buffer_release(&page);
	worker.arena = tw_arena_new();
	worker.own = tw_lexicon_new();
	return !worker.arena || !worker.own;
}

static int release(void **state)
{
	tw_buffer_release(&example);
	tw_arena_free(worker.arena);
	tw_lexicon_free(worker.own);
	return 0;
}

static void example_is_what_is_written(void **state)
{
	struct tw_buffer sealed = TW_BUFFER_INIT;

	tw_buffer_add(&sealed, example.ptr, example.len);
	seal(&sealed);
	assert_memory_equal(sealed.ptr, example.ptr, example.len);
	assert_written(&example, &example);
	tw_buffer_release(&sealed);
}

/* The example, but for the last bytes of its body, which others replace. */
static void with_end(struct tw_buffer *out, size_t cut, const char *bytes)
{
	tw_buffer_clear(out);
	tw_buffer_add(out, example.ptr, example.len - 8 - cut);
	add_bytes(out, bytes);
	add_bytes(out, "00 00 00 00 00 00 00 00");
	seal(out);
	assert_false(out->failed);
}

enum { KNOWN = 11 }; /* bytes on what became of plans, their count first */

/* What is known is worked out where it is not, and where it does not fit. */
static void what_is_known_is_made_anew(void **state)
{
	static const char *const others[] = {
		"00", "01 00 01 07 01 00 02 02 E8 07 07", /* a line of none */
		"01 00 01 01 00", "01 01 00 07 01 00 02 02 E8 07 08",
		"01 00 01 08 01 00 02 02 E8 07 08 00",
		"01 00 01 07 02 00 02 02 E8 07 08",
	};
	struct tw_buffer bytes = TW_BUFFER_INIT;

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		with_end(&bytes, KNOWN, others[i]);
		assert_written(&bytes, &example);
	}
	tw_buffer_release(&bytes);
}

/* ---- what is refused ---- */

static void what_is_cut_off_is_refused(void **state)
{
	for (size_t len = 0; len < example.len; len++) {
		const char *said = said_of((struct tw_view){ example.ptr,
			len });

		assert_string_equal(said, len < 19 ? NO_PARTIAL :
			len < sizeof(first_line) - 1 ? OTHER_VERSION :
			DAMAGED);
	}
}

static void what_is_damaged_is_refused(void **state)
{
	for (size_t at = sizeof(first_line) - 1; at < example.len; at++)
		for (int bit = 0; bit < 8; bit++) {
			example.ptr[at] ^= (char)(1 << bit);
			assert_refused(tw_buffer_get(&example), DAMAGED);
			example.ptr[at] ^= (char)(1 << bit);
		}
	assert_refused(TW_VIEW("Priority: eet\n"), NO_PARTIAL);
	assert_refused(TW_VIEW(""), NO_PARTIAL);
	assert_refused(TW_VIEW("termwise-partial 2 1.0.0\n"), NO_PARTIAL);
	assert_refused(TW_VIEW("termwise-partial 1 0.9.9\n"), OTHER_VERSION);
}

#define RECORD(area) "\"Priority: p\\nArea: " area "\\nTerm: 2023-24 " \
	"Spring 1\\n\""

/* The checksum fits, so that each count and length is looked at. */
static void what_nobody_made_is_refused(void **state)
{
	static const char *const bodies[] = {
		/* 2^60 notes, records, comparisons; a number without end */
		"80 80 80 80 80 80 80 80 10",
		"00 00 01 \"a\" 80 80 80 80 80 80 80 80 10",
		"00 00 01 \"a\" 00 80 80 80 80 80 80 80 80 10",
		"FF FF FF FF FF FF FF FF FF FF FF 01",
		"FF FF FF FF FF FF FF FF FF 02",
		/* a note and a path longer than what is left, rules 3 */
		"01 09 \"a\"", "00 00 01 \"a\" 01 FF 01 \"a\"", "00 03",
		/* an area of no record, a record of no bytes */
		"00 00 01 \"a\" 00 00",
		"00 00 01 \"a\" 01 01 \"b\" 00 00",
		/* a comparison of no record */
		"00 00 01 \"b\" 01 01 \"x\" 2B " RECORD("b") " 01 01 00 01 00",
		"00 00", "00 02 01", "",
	};
	struct tw_buffer bytes = TW_BUFFER_INIT;

	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
		seal_bytes(&bytes, bodies[i]);
		assert_refused(tw_buffer_get(&bytes), NOT_MADE);
	}
	seal_bytes(&bytes, "00");
	assert_written(&bytes, &bytes);
	tw_buffer_release(&bytes);
}

/* Each byte of the body changed, and the checksum fitting: nothing breaks. */
static void any_change_is_read_or_refused(void **state)
{
	struct tw_buffer bytes = TW_BUFFER_INIT;

	for (size_t at = sizeof(first_line) - 1; at < example.len - 8; at++) {
		static const unsigned char others[] = { 0x00, 0x01, 0x7F,
			0x80, 0xFF };

		for (size_t i = 0; i < sizeof(others); i++) {
			const char *said;

			tw_buffer_clear(&bytes);
			tw_buffer_add(&bytes, example.ptr, example.len);
			bytes.ptr[at] = (char)others[i];
			seal(&bytes);
			said = said_of(tw_buffer_get(&bytes));
			assert_true(!*said || !strcmp(said, NOT_MADE) ||
				!strcmp(said, NO_RECORD));
		}
	}
	tw_buffer_release(&bytes);
}

static void what_is_no_record_of_its_area_is_refused(void **state)
{
	struct tw_buffer bytes = TW_BUFFER_INIT;

	seal_bytes(&bytes, "00 00 01 \"b\" 01 01 \"x\" 2B " RECORD("b") " 00");
	assert_written(&bytes, &bytes);
	seal_bytes(&bytes, "00 00 01 \"c\" 01 01 \"x\" 2B " RECORD("b") " 00");
	assert_refused(tw_buffer_get(&bytes), NO_RECORD);
	seal_bytes(&bytes, "00 00 01 \"b\" 01 01 \"x\" 1F \"A line that has "
		"no place at all\" 00");
	assert_refused(tw_buffer_get(&bytes), NO_RECORD);
	tw_buffer_release(&bytes);
}

/* ---- several ---- */

static enum tw_status together(struct tw_buffer *out, struct tw_view one,
	struct tw_view other)
{
	struct tw_pile *pile = tw_pile_new();
	enum tw_status status;

	assert_non_null(pile);
	assert_int_equal(read_into(pile, one, "one"), TW_OK);
	assert_int_equal(read_into(pile, other, "other"), TW_OK);
	status = write_again(out, pile);
	tw_pile_free(pile);
	return status;
}

static void what_is_there_twice_is_refused(void **state)
{
	struct tw_buffer one = TW_BUFFER_INIT, other = TW_BUFFER_INIT;
	struct tw_buffer out = TW_BUFFER_INIT;

	assert_int_equal(together(&out, tw_buffer_get(&example),
		tw_buffer_get(&example)), TW_USAGE);
	assert_non_null(strstr(err.message, "holds vale/eet/2023-24-spring-2"
		".txt, which "));
	/* Two that overlap in one record of two. */
	seal_bytes(&one, "00 00 01 \"b\" 02 01 \"w\" 2B " RECORD("b")
		" 01 \"x\" 2B " RECORD("b") " 00");
	seal_bytes(&other, "00 00 01 \"b\" 02 01 \"x\" 2B " RECORD("b")
		" 01 \"y\" 2B " RECORD("B") " 00");
	assert_int_equal(together(&out, tw_buffer_get(&one),
		tw_buffer_get(&other)), TW_USAGE);
	assert_non_null(strstr(err.message, "holds x, which "));
	/* The same path with other bytes is a record of its own. */
	seal_bytes(&other, "00 00 01 \"b\" 01 01 \"x\" 2B " RECORD("B")
		" 00");
	assert_int_equal(together(&out, tw_buffer_get(&one),
		tw_buffer_get(&other)), TW_OK);
	/* And one partial may hold copies. */
	seal_bytes(&other, "00 00 01 \"b\" 02 01 \"z\" 2B " RECORD("b")
		" 01 \"z\" 2B " RECORD("b") " 00");
	assert_written(&other, &other);
	tw_buffer_release(&one);
	tw_buffer_release(&other);
	tw_buffer_release(&out);
}

/* House rules that are those of the block before are not written again. */
static void rules_are_written_once(void **state)
{
	static const char before[] = "00 02 08 \"Area: b\\n\" 01 \"b\" 01 "
		"01 \"x\" 2B " RECORD("b") " 00 ";
	struct tw_buffer one = TW_BUFFER_INIT, other = TW_BUFFER_INIT;
	char bytes[512];

	strcpy(bytes, before);
	strcat(bytes, "02 08 \"Area: b\\n\" 01 \"c\" 01 01 \"x\" 2B "
		RECORD("c") " 00");
	seal_bytes(&one, bytes);
	strcpy(bytes, before);
	strcat(bytes, "01 01 \"c\" 01 01 \"x\" 2B " RECORD("c") " 00");
	seal_bytes(&other, bytes);
	assert_written(&one, &other);
	assert_written(&other, &other);
	tw_buffer_release(&one);
	tw_buffer_release(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(example_is_what_is_written),
		cmocka_unit_test(what_is_known_is_made_anew),
		cmocka_unit_test(what_is_cut_off_is_refused),
		cmocka_unit_test(what_is_damaged_is_refused),
		cmocka_unit_test(what_nobody_made_is_refused),
		cmocka_unit_test(any_change_is_read_or_refused),
		cmocka_unit_test(what_is_no_record_of_its_area_is_refused),
		cmocka_unit_test(what_is_there_twice_is_refused),
		cmocka_unit_test(rules_are_written_once),
	};

	return cmocka_run_group_tests(tests, read_example, release);
}
