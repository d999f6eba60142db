/*
 * Eight times a document of Word or LibreOffice, or as text, costs at most ten
 * times as much to read as lines and blocks, whatever its shape. What is counted is told
 * in count.h; expat and libarchive are not.
 */
#include "../test.h"

#include "base/buffer.h"
#include "count.h"
#include "import/blocks.h"
#include "import/lines.h"
#include "word/zip.h"

#include <dlfcn.h>
#include <sys/resource.h>

enum { SMALL = 250, TIMES = 8, MOST_TIMES = 10 };

/* And no byte costs more than this. */
enum { MOST_PER_BYTE = 4000 };

/* What is worse than quadratic would go on for hours. */
enum { RUNAWAY = 600 };

/*
 * A part with so many pieces in it, each with its number for every "%u"; the
 * letter says which part: W of Word's text, S of its styles, N of its lists, O
 * of LibreOffice's text; T is the text itself.
 */
struct shape {
	const char *name;
	char part;
	const char *start, *piece, *end;
};

#define P "<w:p><w:r><w:t>"
#define Q "</w:t></w:r></w:p>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"
#define CELL(text) "<w:tc>" P text Q "</w:tc>"
#define NESTED "<w:tbl><w:tr><w:tc>"

static const struct shape shapes[] = {
	{ "paragraphs", 'W', "", P "Words %u and more." Q, "" },
	{ "small letters", 'W', "", P "words %u and more" Q, "" },
	{ "headings of sections", 'W', "", P "Impact so far" Q, "" },
	{ "points", 'W', "", "<w:p><w:pPr><w:numPr><w:numId w:val='%u'/>"
		"</w:numPr><w:ind w:left='9'/></w:pPr><w:r><w:t>One.</w:t>"
		"</w:r></w:p>", "" },
	{ "headings", 'W', "", "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr>"
		"<w:r><w:t>Warm clothes %u</w:t></w:r></w:p>", "" },
	{ "headings, and one section", 'W', "", "<w:p><w:pPr><w:outlineLvl "
		"w:val='1'/></w:pPr><w:r><w:t>Warm clothes</w:t></w:r></w:p>"
		P "Words." Q P "Words." Q, P "Impact so far" Q },
	{ "runs", 'W', "<w:p>", "<w:r><w:t>word %u </w:t></w:r>", "</w:p>" },
	{ "lines", 'W', "<w:p>", "<w:r><w:t>word</w:t><w:br/></w:r>",
		"</w:p>" },
	{ "ends that are deleted", 'W', "", "<w:p><w:pPr><w:rPr><w:del/>"
		"</w:rPr></w:pPr><w:r><w:t>word </w:t></w:r></w:p>", "" },
	{ "what is deleted", 'W', "", "<w:p><w:del><w:r><w:delText>x"
		"</w:delText></w:r></w:del></w:p>", "" },
	{ "hidden text", 'W', "<w:p>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>"
		"x %u</w:t></w:r>", "</w:p>" },
	{ "alternates", 'W', "<w:p>", "<mc:AlternateContent><mc:Choice>"
		"<w:r><w:t>x</w:t></w:r></mc:Choice><mc:Fallback/>"
		"</mc:AlternateContent>", "</w:p>" },
	{ "boxes", 'W', "<w:p>", "<w:r><w:txbxContent>" P "Words." Q
		"</w:txbxContent></w:r>", "</w:p>" },
	{ "tables", 'W', "", "<w:tbl>" ROW(CELL("School %u") CELL("12"))
		"</w:tbl>", "" },
	{ "rows", 'W', "<w:tbl>", ROW(CELL("School %u") CELL("12")),
		"</w:tbl>" },
	{ "rows that may head priorities", 'W', "<w:tbl>", ROW(CELL("")
		CELL("One") CELL("Two")), "</w:tbl>" },
	{ "rows of sections", 'W', "<w:tbl>", ROW(CELL("Impact so far")
		CELL("One") CELL("Two")), "</w:tbl>" },
	{ "rows of headings", 'W', "<w:tbl>", ROW(CELL("Impact so far")
		CELL("Exit strategy")) ROW(CELL("One") CELL("Two")),
		"</w:tbl>" },
	{ "rows below headings", 'W', "<w:tbl>" ROW(CELL("Priority")
		CELL("Impact so far") CELL("Exit strategy") CELL("RAG")),
		ROW(CELL("Warm %u") CELL("One") CELL("Two") CELL("red")),
		"</w:tbl>" },
	{ "rows beside priorities", 'W', "<w:tbl>", ROW(CELL("Warm %u")
		CELL("Impact so far") CELL("One")) ROW(CELL("")
		CELL("Exit strategy") CELL("Two")), "</w:tbl>" },
	{ "columns", 'W', "<w:tbl><w:tr>", CELL("Words %u"),
		"</w:tr></w:tbl>" },
	{ "rows below many headings", 'W', "<w:tbl><w:tr>" CELL("Priority")
		CELL("Impact so far") CELL("Exit strategy")
		CELL("Impact so far") CELL("Exit strategy")
		CELL("Impact so far") CELL("Exit strategy")
		CELL("Impact so far") CELL("Exit strategy") "</w:tr>",
		ROW(CELL("Warm %u")), "</w:tbl>" },
	{ "columns of sections", 'W', "<w:tbl><w:tr>", CELL("Impact so far"),
		"</w:tr>" ROW(CELL("One")) "</w:tbl>" },
	{ "columns of priorities", 'W', "<w:tbl><w:tr>" CELL("Priority"),
		CELL("Warm clothes %u"), "</w:tr>" ROW(CELL("Impact so far")
		CELL("One")) ROW(CELL("Exit strategy") CELL("One"))
		"</w:tbl>" },
	{ "wide cells", 'W', "<w:tbl>", ROW("<w:tc><w:tcPr><w:gridSpan "
		"w:val='999'/></w:tcPr>" P "x" Q "</w:tc>" CELL("y")),
		"</w:tbl>" },
	{ "a long cell", 'W', "<w:tbl><w:tr>" CELL("Impact so far") "<w:tc>",
		P "Words %u." Q, "</w:tc></w:tr></w:tbl>" },
	{ "a long heading of a row", 'W', "<w:tbl>" ROW(CELL("") CELL("One")
		CELL("Two")) "<w:tr><w:tc>" P "Impact so far" Q, P "Hint." Q,
		"</w:tc>" CELL("a") CELL("b") "</w:tr>" ROW(
		CELL("Exit strategy") CELL("a") CELL("b")) "</w:tbl>" },
	{ "tables in tables", 'W', NESTED NESTED NESTED NESTED NESTED NESTED,
		NESTED P "x" Q "</w:tc></w:tr></w:tbl>",
		"</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
		"</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
		"</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>" },
	{ "fields", 'W', "<w:p>", "<w:r><w:fldChar w:fldCharType='begin'>"
		"<w:ffData><w:ddList><w:listEntry w:val='x%u'/></w:ddList>"
		"</w:ffData></w:fldChar><w:fldChar w:fldCharType='end'/>"
		"</w:r>", "</w:p>" },
	{ "a field of a long list", 'W', "<w:p><w:r><w:fldChar "
		"w:fldCharType='begin'><w:ffData><w:ddList><w:result "
		"w:val='900'/>", "<w:listEntry w:val='x%u'/>",
		"</w:ddList></w:ffData></w:fldChar><w:fldChar "
		"w:fldCharType='end'/><w:fldChar w:fldCharType='end'/>"
		"</w:r></w:p>" },
	{ "styles", 'S', "", "<w:style w:styleId='s%u'><w:basedOn w:val='L'/>"
		"</w:style>", "" },
	{ "lists", 'N', "", "<w:num w:numId='%u'><w:abstractNumId w:val='0'/>"
		"</w:num>", "" },
	{ "odt: paragraphs", 'O', "", "<text:p>Words %u.</text:p>", "" },
	{ "odt: spaces", 'O', "<text:p>", "x<text:s text:c='9'/>",
		"</text:p>" },
	{ "odt: points", 'O', "<text:list>", "<text:list-item><text:p>One %u."
		"</text:p><text:p>more</text:p></text:list-item>",
		"</text:list>" },
	{ "odt: notes", 'O', "<text:p>", "x<text:note><text:note-body><text:p>"
		"Note %u</text:p></text:note-body></text:note>", "</text:p>" },
	{ "odt: rows", 'O', "<table:table>", "<table:table-row>"
		"<table:table-cell><text:p>x</text:p></table:table-cell>"
		"<table:covered-table-cell/></table:table-row>",
		"</table:table>" },
	{ "odt: fields", 'O', "<text:p>", "<field:fieldmark><field:param "
		"field:name='Dropdown_ListEntry' field:value='x%u'/>"
		"<field:fieldmark/></field:fieldmark>", "</text:p>" },
	{ "text: mails", 'T', "", "From: a\nDate: b\nTo: c\n\n", "Aims\n- x\n" },
	{ "text: greetings", 'T', "", "Dear all,\nand more\n", "Aims\n- x\n" },
	{ "text: signatures", 'T', "Aims\n- x\n", "\nKind regards\nA %u\n",
		"Impact\n- x\n" },
	{ "text: closings", 'T', "Aims\n- x\n", "\n\nPlease ask\n",
		"Impact\n- x\n" },
	{ "text: pages", 'T', "Aims\n- x to\n", "\nPage %u\n", "y\n" },
	{ "text: memos", 'T', "", "From: A B\nTo: c\nDate: 1 May 2026\n\n",
		"Aims\n- x\n" },
	{ "text: memos on end", 'T', "", "From: A B\nDate: 1 May 2026\n",
		"\nAims\n- x\n" },
	{ "text: paths", 'T', "", "A > B\n", "Aims\n- x\n" },
	{ "text: feet", 'T', "Aims\n", "\na foot   %u\n", "" },
	{ "text: marks", 'T', "Aims\n", "OFFICIAL   Marking: x\n", "" },
	{ "text: kinds of items", 'T', "Aims\n", "Content Type: x\n", "" },
	{ "text: who made items", 'T', "Aims\n", "Created at 1:2\n- x\n", "" },
	{ "text: pages amid points", 'T', "Aims\n", "- x\n\n\nPage %u\n", "" },
	{ "text: labels on one line", 'T', "Area: x", "   Term: %u", "\n" },
	{ "text: colons", 'T', "Area: x", " A:::", "\n" },
	{ "text: blanks before colons", 'T', "Area: x", "        :", "\n" },
	{ "text: terms on the first line", 'T', "", "2 - ", "\n" },
	{ "text: rows", 'T', "Aims\n", "| x | y %u |\n", "" },
	{ "text: cells", 'T', "Aims\n", "| x ", "|\n|---|\n" },
	{ "text: tables", 'T', "Aims\n", "| x | y |\n|---|---|\n\n", "" },
	{ "text: tabs", 'T', "Aims\n", "x\ty\tz %u\n", "" },
	{ "text: points within", 'T', "Aims\n- one\n", "  - two %u\n", "" },
	{ "text: points within points", 'T', "Aims\n", "- x\n  - 2 y\n", "" },
	{ "text: boxes", 'T', "Aims\n", "- [x] done %u\n", "" },
	{ "text: rules", 'T', "Aims\n", "word\n----\n", "" },
	{ "text: titles with numbers", 'T', "1. Warm clothes\n", "Aims: Nobody "
		"is cold.\n\n2. Warm clothes\n", "Aims: Nobody is cold.\n" },
	{ "text: sections of one line", 'T', "", "Aims: x; y. Zoo\n\n",
		"Impact: z\nExit: z\n" },
	{ "text: half of such a line", 'T', "", "Aims: nobody is cold\n\n\n\n", "" },
	{ "text: headings with a time", 'T', "Aims\n",
		"- x\nWork since our last meeting\n", "" },
	{ "text: headings of names", 'T', "Aims\n",
		"- x\nAims / aim & goals and aims/aim/aim/aim/aim/aim\n", "" },
	{ "text: headings of marks", 'T', "Aims\n", "//&&++//&&++: x\n", "" },
	{ "Markdown: quotations", 'T', "# Aims\n", "> word %u\n", "" },
	{ "Markdown: titles", 'T', "# Eastwick\n", "### Warm clothes\n#### Aims\n"
		"- Nobody is cold.\n", "" },
	{ "HTML: tables", 'T', "<html>", "<table><tr><td>x</td></tr></table>",
		"<p>Aims</p></html>" },
	{ "HTML: tables within each other", 'T', "<html>", "<table><tr><td>x",
		"<p>Aims</p></html>" },
	{ "HTML: lists within each other", 'T', "<html>", "<ul><li>x",
		"<p>Aims</p></html>" },
	{ "odt: boxes", 'O', "<text:p>", "<draw:text-box><text:p>x</text:p>"
		"</draw:text-box>", "</text:p>" },
};

static void add_shape(struct tw_buffer *text, const struct shape *shape,
	unsigned count)
{
	tw_buffer_string(text, shape->start);
	for (unsigned i = 0; i < count; i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		tw_buffer_format(text, shape->piece, i);
#pragma GCC diagnostic pop
	}
	tw_buffer_string(text, shape->end);
}

static void add_part(struct tw_zip *zip, const char *name, const char *start,
	const struct shape *shape, unsigned count, const char *end)
{
	struct tw_buffer text = TW_BUFFER_INIT;

	tw_buffer_string(&text, start);
	if (shape)
		add_shape(&text, shape, count);
	tw_buffer_string(&text, end);
	tw_zip_add(zip, name, tw_buffer_get(&text));
	assert_false(text.failed);
	tw_buffer_release(&text);
}

#define WORD " xmlns:w='http://schemas.openxmlformats.org/" \
	"wordprocessingml/2006/main' xmlns:mc='http://schemas." \
	"openxmlformats.org/markup-compatibility/2006'>"
#define OASIS "='urn:oasis:names:tc:opendocument:xmlns:"

static void make(struct tw_buffer *out, const struct shape *shape,
	unsigned count)
{
	struct tw_zip zip;

	if (shape->part == 'T') {
		add_shape(out, shape, count);
		assert_false(out->failed);
		return;
	}
	tw_zip_begin(&zip, out);
	if (shape->part == 'O') {
		add_part(&zip, "content.xml", "<office:document-content "
			"xmlns:office" OASIS "office:1.0' xmlns:text" OASIS
			"text:1.0' xmlns:table" OASIS "table:1.0' xmlns:draw"
			OASIS "drawing:1.0' xmlns:field='urn:openoffice:names:"
			"experimental:ooo-ms-interop:xmlns:field:1.0'>"
			"<office:text>", shape, count,
			"</office:text></office:document-content>");
	} else {
		add_part(&zip, "_rels/.rels", "<R/>", NULL, 0, "");
		add_part(&zip, "word/document.xml", "<w:document" WORD,
			shape->part == 'W' ? shape : NULL, count,
			P "Impact so far" Q "</w:document>");
		add_part(&zip, "word/styles.xml", "<w:styles" WORD,
			shape->part == 'S' ? shape : NULL, count,
			"</w:styles>");
		add_part(&zip, "word/numbering.xml", "<w:numbering" WORD,
			shape->part == 'N' ? shape : NULL, count,
			"</w:numbering>");
	}
	tw_zip_end(&zip);
	assert_false(out->failed);
}

static uint64_t cost_of(const struct shape *shape, unsigned count,
	size_t *bytes)
{
	struct tw_buffer package = TW_BUFFER_INIT;
	struct tw_arena *arena = tw_arena_new();
	struct tw_source source, arranged;
	struct tw_report report = { .arena = arena };
	struct tw_blocks blocks;
	uint64_t before;

	assert_non_null(arena);
	make(&package, shape, count);
	*bytes = package.len;
	before = cost;
	assert_int_equal(tw_source_read(&source, arena,
		tw_buffer_get(&package), NULL), TW_OK);
	if (source.fault)
		fail_msg("%s: %s", shape->name, source.fault);
	assert_true(source.count);
	report.note_end = &report.notes;
	report.said_end = &report.said;
	report.hint_end = &report.hints;
	assert_int_equal(tw_lines_arrange(&arranged, &report, &source,
		&tw_half_terms, NULL), TW_OK);
	assert_int_equal(tw_blocks_read(&blocks, arena, &arranged, NULL),
		TW_OK);
	before = cost - before;
	tw_arena_free(arena);
	tw_buffer_release(&package);
	return before;
}

static void reading_is_linear(void **state)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		size_t bytes;
		uint64_t small = cost_of(&shapes[i], SMALL, &bytes);
		uint64_t large = cost_of(&shapes[i], SMALL * TIMES, &bytes);

		if (large > MOST_TIMES * small || large > MOST_PER_BYTE *
		    (uint64_t)bytes)
			fail_msg("%s: %llu, then %llu for %zu bytes",
				shapes[i].name, (unsigned long long)small,
				(unsigned long long)large, bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reading_is_linear),
	};
	const struct rlimit most = { RUNAWAY, RUNAWAY };

	setrlimit(RLIMIT_CPU, &most);
	/* Loaded once, and not with each document. */
	if (!dlopen("libarchive.so.13", RTLD_LAZY))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
