/*
 * A document of any bytes, imported with house rules and without: it is
 * refused with a word, or becomes records that are canonical, without errors
 * and in their places, the same each time; and where its bytes are its text,
 * no word is lost.
 */
#include "fuzz.h"

#include "../property/imported.h"
#include "base/utf8.h"

#include <string.h>

static const char rules[] =
	"Area: Central Lancs\nAlso: Central; Central Lancashire\n"
	"Area: Eastwick\nArea: North Fellside\nAlso: Fellside\n"
	"Area: Thornsea and Ellerby\nTheme: attendance\n";

/* What labels and terms are made of, in any place. */
static const char structure[] =
	"education Education EDUCATION partnership Partnership PARTNERSHIP "
	"officer Officer OFFICER officers Officers OFFICERS EPO "
	"intended Intended outcomes Outcomes activity Activity last planned Planned "
	"next impact Impact so far exit Exit strategy Strategy "
	"period Period PERIOD priority Priority PRIORITY area Area AREA "
	"term Term TERM half Half and And AND of the "
	"Short short name Name Title title Theme theme Scope scope Date date "
	"Autumn Spring Summer autumn spring summer AUTUMN SPRING SUMMER "
	"January February March April May June July August September October "
	"November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec "
	"0 1 2 3 4 5 6 7 8 9 10 11 12 20 21 22 23 24 25 26 27 28 29 30 "
	"2022 2023 2024 2025 2026 2027";

/* What parts the bytes of a word, but not the word that is read. */
static bool is_invisible(struct tw_view text)
{
	uint32_t code;

	if (strchr("\n\v\f\r", text.ptr[0]))
		return !text.ptr[0];
	/* In Windows-1252, what is no letter and no sign. */
	if (!tw_utf8_decode(&code, text))
		return strchr("\x81\x8D\x8F\x90\x9D\xAD", text.ptr[0]);
	return tw_code_forbidden(code) || tw_code_hidden(code) ||
		code == 0x200C || code == 0x200D;
}

/*
 * True if words stand in the bytes as they stand in the text, since these are
 * no HTML, no Markdown and no UTF-16.
 */
static bool is_bare(struct tw_view text)
{
	for (; text.len; text.ptr++, text.len--)
		if (memchr("<&\\#", text.ptr[0], 4) || is_invisible(text))
			return false;
	return true;
}

/*
 * Adds the lines that may be a period or a date: these are written in another
 * way in records.
 */
static void add_periods(struct tw_buffer *out, struct tw_view text)
{
	size_t i = 0, start;

	while (i < text.len) {
		bool digit = false;

		for (start = i; i < text.len && text.ptr[i] != '\n' &&
		     text.ptr[i] != '\r'; i++)
			digit |= text.ptr[i] >= '0' && text.ptr[i] <= '9';
		if (digit && i - start < 64) {
			tw_buffer_byte(out, ' ');
			tw_buffer_add(out, text.ptr + start, i - start);
		}
		i++;
	}
}

static void require_words(const struct imported *imported,
	struct tw_view text)
{
	struct tw_buffer exempt = TW_BUFFER_INIT;

	tw_buffer_string(&exempt, structure);
	add_periods(&exempt, text);
	tw_buffer_byte(&exempt, '\0');
	require(!exempt.failed);
	require(!imported_lost(imported, text, exempt.ptr).len);
	tw_buffer_release(&exempt);
}

static size_t total(const struct imported *imported)
{
	size_t sum = imported->count + imported->said.len;

	for (size_t i = 0; i < imported->count; i++)
		sum = sum * 31 + imported->records[i]->source.len;
	return sum;
}

static void import(struct tw_arena *arena, struct tw_view text,
	const char *house)
{
	struct imported imported, again;

	require(imported_read(&imported, arena, text, house));
	require(!imported_fault(&imported, arena, false));
	if (!imported.refused && is_bare(text))
		require_words(&imported, text);
	require(imported_read(&again, arena, text, house));
	require(total(&imported) == total(&again));
	imported_release(&imported);
	imported_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct tw_view text = { (const char *)bytes, size };
	struct tw_arena *arena = tw_arena_new();

	require(arena);
	import(arena, text, NULL);
	import(arena, text, rules);
	tw_arena_free(arena);
	return 0;
}
