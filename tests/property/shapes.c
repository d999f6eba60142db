#include "shapes.h"

#include <termwise/record.h>

#include <string.h>

#define HEAD \
	"Priority: eet\nTitle: T\nArea: A\nTerm: 2023-24 Summer 1\n" \
	"Officers: X\n"
#define IMPACT HEAD "\nImpact so far\n"
#define PLANS HEAD "\nPlanned activity next period\n"
#define ITEM IMPACT "- One\n"

const struct shape shapes[] = {
	/* items */
	{ "items", IMPACT, "- An item, number \1, as people write it.\n", "" },
	{ "items of one letter", IMPACT, "- a\n", "" },
	{ "items with one text", IMPACT, "- The same text again.\n", "" },
	{ "items that start alike", IMPACT,
		"- Schools in the district took part, number \1.\n", "" },
	{ "items that differ in the middle", IMPACT,
		"- aaaaa\2bbbbbbbb\n", "" },
	{ "items that differ in few letters", IMPACT,
		"- aaaaabbb\2ccccc\n", "" },
	{ "items without a text", IMPACT, "-\n", "" },
	{ "items without a space", IMPACT, "-a\n", "" },
	{ "items above the first heading", HEAD, "- a\n", "" },
	{ "items with a gap", IMPACT, "- a\n\n  b\n", "" },
	{ "items that are allowed", IMPACT,
		"# lint: allow bad-value because of it\n- \1\n  = a: b\n", "" },
	{ "allowances in an item", ITEM,
		"# lint: allow bad-value because of it\n  = \1: b\n", "" },
	{ "ids in one allowance", IMPACT "# lint: allow path", ", bad-value",
		" because of it\n- a\n" },
	{ "placeholders", IMPACT, "- None.\n", "" },
	{ "dispositions", PLANS, "- (done) Plan \1\n", "" },
	{ "dispositions out of place", IMPACT, "- (done) Item \1\n", "" },
	{ "nearly dispositions", PLANS, "- (donne) Plan \1\n", "" },
	{ "cues that do not count", PLANS "- Visits\n",
		"  if the cancelled visits which are not yet to be held\n", "" },
	{ "cues of what has passed", PLANS "- Visits\n",
		"  the cancelled ones had been moved to the next\n",
		"  were held\n" },
	{ "cues that are denied", PLANS "- Visits\n",
		"  not done will not been being none been held no\n", "" },
	{ "items of many lines", IMPACT, "- a\n  b\n  c\n  d\n  e\n", "" },
	{ "one item of many lines", ITEM, "  and a line more\n", "" },
	{ "lines that end in a hyphen", ITEM, "  multi-\n", "" },
	{ "hyphens, then a long gap", IMPACT, "- multi-\n\n\n\n\n\n\n  a\n",
		"" },
	{ "a hyphen, comments, a line", IMPACT "- multi-\n", "# c\n",
		"  end\n" },
	{ "a hyphen, empty lines, a line", IMPACT "- multi-\n", "\n",
		"  end\n" },
	{ "a hyphen, misplaced lines, a line", IMPACT "- multi-\n",
		"  - \n", "  end\n" },
	{ "margin bullets", IMPACT, "\xE2\x80\xA2 a\n", "" },
	{ "bullets inside an item", ITEM, "  - a\n", "" },

	{ "additions to activity", HEAD "\nActivity last period\n",
		"- a \1\n  + m \1: 4\n", "" },
	{ "levels and additions in turn", IMPACT,
		"- a \1\n  = n \1: 4\n- b \1\n  + m \1: 4\n", "" },
	{ "targets of one plan", PLANS "- a\n", "  = n \1: 4\n", "" },
	{ "the same headings", HEAD, "# c\nExit strategy\n# d\n\n", "" },

	/* personal data, and what nearly is */
	{ "telephone numbers", IMPACT, "- On 07700 900123, number \1.\n", "" },
	{ "numbers in one item", ITEM, "  943 476 5919\n", "" },
	{ "digits alone", ITEM, "  1 \1", "\n" },
	{ "letters that look like digits", ITEM, "  OlO0", "\n" },
	{ "addresses in one item", ITEM, "  a@b.cd\n", "" },
	{ "signs of addresses", ITEM, "  a@a.a@a", "\n" },
	{ "addresses in words", ITEM, "  a at b dot c at\n", "" },
	{ "dots in words", ITEM "  a at b", " dot c", "\n" },
	{ "names behind a pupil", ITEM, "  pupil Jack, a pupil\n", "" },
	{ "pupils in a long word", ITEM "  pupil A", "a", " (aged 7)\n" },
	{ "digits in a long word", ITEM "  ", "a1", "\n" },
	{ "dots in a long word", ITEM "  ", "a.a_", "\n" },
	{ "single letters behind a comma", ITEM "  ", "a s, A ", "\n" },
	{ "a pupil behind many words", ITEM "  pupil", ", a year", " A\n" },
	{ "numbers, parted by much", ITEM "  ", "1.,-.,-", "\n" },
	{ "dates of birth", ITEM, "  born 1 May 2015\n", "" },
	{ "wide digits", ITEM, "  \xEF\xBC\x99", "\n" },
	{ "what nobody sees", ITEM, "  \xE2\x80\x8B", "\n" },
	{ "comments within an item", ITEM, "# 07700\n  900123\n", "" },
	{ "children in small numbers", ITEM, "  3 children\n", "" },
	{ "public addresses", "", "Public: a\1@example.org\n", "" },

	/* keys */
	{ "keys", PLANS, "- [k-\1] Plan\n", "" },
	{ "keys, all the same", PLANS, "- [key] Plan \1\n", "" },
	{ "keys of outcomes", HEAD "\nIntended outcomes\n", "- [k-\1] a\n",
		"\nActivity last period\n- [k-1] b\n" },
	{ "keys that are none", PLANS, "- [K \1] Plan\n", "" },
	{ "ticked boxes", PLANS, "- [x] Plan \1\n", "" },
	{ "open brackets", PLANS, "- [[[[[[[[\n", "" },
	{ "brackets in one line", PLANS "- ", "[", "\n" },
	{ "pairs of brackets in one line", PLANS "- ", "[a]", "\n" },
	{ "parentheses in one line", PLANS "- ", "(", "\n" },
	{ "pairs of parentheses", PLANS "- ", "(done)", "\n" },
	{ "open parentheses", PLANS, "- ((((((((\n", "" },
	{ "blanks in a parenthesis", PLANS "- (", " ", "done)\n" },
	{ "backslashes", PLANS "- ", "\\", "\n" },

	/* detail lines */
	{ "levels", ITEM, "  = measure \1: 4\n", "" },
	{ "levels of one measure", ITEM, "  = n: 4\n", "" },
	{ "additions with commas", ITEM, "  + n \1: 1,234,567\n", "" },
	{ "units that change", ITEM, "  = n: 4\n  = n: 4%\n", "" },
	{ "values that are none", ITEM, "  = n: over 4\n", "" },
	{ "a value of digits", ITEM "  = n: ", "1", "\n" },
	{ "a value of commas", ITEM "  = n: ", "1,", "\n" },
	{ "evidence", ITEM, "  > key-\1\n", "" },
	{ "evidence of one key", ITEM, "  > key\n", "" },
	{ "details that are none", ITEM, "  = n\n", "" },
	{ "colons", ITEM "  = n", ":", "\n" },
	{ "signs", ITEM, "=+>\n", "" },
	{ "indented signs", ITEM, "  >\n", "" },

	/* fields and lists */
	{ "fields", HEAD, "a:\n", "" },
	{ "fields of one name", HEAD, "Date: 2024\n", "" },
	{ "fields with other names", HEAD, "X-\1: a\n", "" },
	{ "fields with near names", HEAD, "Officer\2: a\n", "" },
	{ "a field of many lines", HEAD "Scope: a\n", "  b\n", "" },
	{ "semicolons", HEAD "Theme: ", ";", "\n" },
	{ "semicolons in lines of 64 KiB", HEAD "Theme: a;\n", "\5", " b\n" },
	{ "semicolons over lines", HEAD "Theme: a\n", "  ;\n", "" },
	{ "a list over lines without semicolons", HEAD "Theme: a\n", "  b\n",
		"" },
	{ "a list of slugs", HEAD "Theme: a", "; b\1", "\n" },
	{ "a list over lines", HEAD "Theme: a;\n", "  b-\1;\n", "  c\n" },
	{ "officers in one name", HEAD "Theme: a\nOfficers: a", " and b",
		"\n" },
	{ "officers over lines", HEAD "Theme: a\nOfficers: a;\n", "  a/b;\n",
		"" },
	{ "a name of a field", "", "a", ": b\n" },
	{ "blanks before a colon", "Title", " ", ": b\n" },
	{ "terms", "", "Term: 2023-24 Summer\n", "" },
	{ "a long term", "Term: ", "2023-24 ", "\n" },
	{ "a long term over lines", "Term: a\n", "  summer autumn\n", "" },
	{ "a long date", "Date: ", "2024-", "\n" },

	/* headings and layout */
	{ "headings", HEAD, "Impact so far\n", "" },
	{ "headings with comments", HEAD, "# c\nImpact so far\n", "" },
	{ "headings, all out of order", HEAD, "Exit strategy\nImpact so far\n",
		"" },
	{ "headings, indented", HEAD "\n", "  Impact so far\n", "" },
	{ "headings, nearly", HEAD, "Impact so fare\n", "" },
	{ "words at the margin", IMPACT, "margin text\n", "" },
	{ "words of headings at the margin", IMPACT,
		"activity planned outcomes period next\n", "" },
	{ "a long line of such words", IMPACT, "planned activity impact ",
		"\n" },
	{ "orphans", HEAD "\nImpact so far\n", "  orphan\n", "" },
	{ "orphans that are bullets", HEAD "\nImpact so far\n", "  * o\n", "" },
	{ "conflict markers", IMPACT, "<<<<<<< a\n", "" },
	{ "one long marker", IMPACT, "<", "\n" },
	{ "comments", HEAD, "# c\n", "" },
	{ "comments only", "", "#\n", "" },
	{ "comments that close", HEAD, "#\n\n", "Impact so far\n" },
	{ "comments that close each", HEAD, "#\n\nImpact so far\n#\n", "" },
	{ "comments in a text", ITEM, "# c\n  and a line\n", "" },

	/* bytes */
	{ "nothing but one letter", "", "a", "" },
	{ "one line of letters", IMPACT "- ", "a", "\n" },
	{ "empty lines", HEAD, "\n", "" },
	{ "empty lines alone", "", "\n", "" },
	{ "lines of blanks", HEAD, "  \n", "" },
	{ "a line of blanks", HEAD, " ", "\n" },
	{ "a line of wide blanks", HEAD "Scope: a\n ", "\xE3\x80\x80", "b\n" },
	{ "blanks within a text", IMPACT "- a", " ", "b\n" },
	{ "deep indentation", ITEM,
		"                                                  a\n", "" },
	{ "carriage returns", ITEM, "\r", "" },
	{ "lines that end in CR LF", IMPACT, "- item \1\r\n", "" },
	{ "NUL", ITEM, "  \3\n", "" },
	{ "no UTF-8", ITEM "  ", "\xFF", "\n" },
	{ "no UTF-8 in any line", ITEM, "  \xFF \xC2\x9B\n", "" },
	{ "byte order marks", "", "\xEF\xBB\xBF", "" },
	{ "no-break spaces", ITEM, "  a\xC2\xA0" "b\n", "" },
	{ "half a character", ITEM, "  \xE2\x80\n", "" },
	{ "combining marks", IMPACT "- a", "\xCC\x81", "\n" },
	{ "lines of 64 KiB", IMPACT, "\4", "" },

	/* house rules */
	{ "areas", "", "Area: Area \1\n", "" },
	{ "areas, all the same", "", "Area: A\n", "" },
	{ "themes", "", "Theme: theme-\1\n", "" },
	{ "short themes", "", "Theme: \2\n", "" },
	{ "other names", "Measure: m\nAlso: a", "; m \1", "\n" },
	{ "other names over lines", "Measure: m\nAlso: a;\n", "  m \1;\n",
		"  end\n" },
	{ "a long calendar", "Calendar: a", "; period \1", "\n" },
	{ "a calendar of one name", "Calendar: a", "; a", "\n" },
	{ "calendars", "", "Calendar: a; b\n", "" },
};

const size_t shape_count = sizeof(shapes) / sizeof(*shapes);

/* A number by the letters a to z, the one that changes most first. */
static void add_letters(struct tw_buffer *out, unsigned number)
{
	for (int i = 0; i < 5; i++) {
		tw_buffer_byte(out, (char)('a' + number % 26));
		number /= 26;
	}
}

static void add_piece(struct tw_buffer *out, const char *piece,
	unsigned number)
{
	for (; *piece; piece++) {
		switch (*piece) {
		case '\1':
			tw_buffer_format(out, "%07u", number);
			break;
		case '\2':
			add_letters(out, number);
			break;
		case '\3':
			tw_buffer_byte(out, '\0');
			break;
		case '\4':
		case '\5':
			tw_buffer_string(out, *piece == '\4' ? "- " : "  ");
			tw_buffer_pad(out, *piece == '\4' ? 'a' : ';',
				TW_MAX_LINE - 2);
			tw_buffer_byte(out, '\n');
			break;
		default:
			tw_buffer_byte(out, *piece);
		}
	}
}

bool shape_write(struct tw_buffer *out, const struct shape *shape,
	size_t size)
{
	size_t tail = strlen(shape->tail), before;

	tw_buffer_string(out, shape->head);
	for (unsigned number = 1; !out->failed; number++) {
		before = out->len;
		add_piece(out, shape->piece, number);
		if (out->len + tail > size) {
			out->len = before;
			break;
		}
	}
	tw_buffer_string(out, shape->tail);
	return !out->failed;
}
