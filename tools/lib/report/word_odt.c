/*
 * A document for LibreOffice: OpenDocument 1.3, part 3.
 */
#include "report/word_writer.h"

#include "word/zip.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define TYPE "application/vnd.oasis.opendocument.text"
#define NAMESPACES \
	" xmlns:office=\"" OASIS "office:1.0\"" \
	" xmlns:style=\"" OASIS "style:1.0\"" \
	" xmlns:text=\"" OASIS "text:1.0\"" \
	" xmlns:table=\"" OASIS "table:1.0\"" \
	" xmlns:fo=\"" OASIS "xsl-fo-compatible:1.0\"" \
	" xmlns:svg=\"" OASIS "svg-compatible:1.0\"" \
	" office:version=\"1.3\""

/* ---- files that are always the same ---- */

static const char manifest[] = DECLARATION
	"<manifest:manifest xmlns:manifest=\"" OASIS "manifest:1.0\" "
	"manifest:version=\"1.3\">"
	"<manifest:file-entry manifest:full-path=\"/\" "
	"manifest:version=\"1.3\" manifest:media-type=\"" TYPE "\"/>"
	"<manifest:file-entry manifest:full-path=\"content.xml\" "
	"manifest:media-type=\"text/xml\"/>"
	"<manifest:file-entry manifest:full-path=\"styles.xml\" "
	"manifest:media-type=\"text/xml\"/>"
	"<manifest:file-entry manifest:full-path=\"meta.xml\" "
	"manifest:media-type=\"text/xml\"/>"
	"</manifest:manifest>\n";

#define PARAGRAPH(name, shown, parent, more) \
	"<style:style style:name=\"" name "\" style:display-name=\"" shown \
	"\" style:family=\"paragraph\" style:parent-style-name=\"" parent \
	"\" " more

#define HEADING(level, above, size) \
	PARAGRAPH("Heading_20_" level, "Heading " level, "Standard", \
	"style:next-style-name=\"Standard\" " \
	"style:default-outline-level=\"" level "\" style:class=\"text\">") \
	"<style:paragraph-properties fo:margin-top=\"" above "\" " \
	"fo:margin-bottom=\"4pt\" fo:keep-with-next=\"always\"/>" \
	"<style:text-properties fo:font-size=\"" size "\" " \
	"fo:font-weight=\"bold\"/></style:style>"

#define CHARACTERS(name, shown, properties) \
	"<style:style style:name=\"" name "\" style:display-name=\"" shown \
	"\" style:family=\"text\"><style:text-properties " properties \
	"/></style:style>"

static const char styles[] = DECLARATION
	"<office:document-styles" NAMESPACES ">"
	"<office:font-face-decls><style:font-face style:name=\"Calibri\" "
	"svg:font-family=\"Calibri\" style:font-family-generic=\"swiss\" "
	"style:font-pitch=\"variable\"/></office:font-face-decls>"
	"<office:styles>"
	"<style:default-style style:family=\"paragraph\">"
	"<style:paragraph-properties fo:margin-top=\"0pt\" "
	"fo:margin-bottom=\"6pt\" fo:line-height=\"110%\" fo:orphans=\"2\" "
	"fo:widows=\"2\" style:tab-stop-distance=\"12.5mm\"/>"
	"<style:text-properties style:font-name=\"Calibri\" "
	"fo:font-size=\"11pt\" fo:language=\"en\" fo:country=\"GB\"/>"
	"</style:default-style>"
	"<style:style style:name=\"Standard\" style:family=\"paragraph\" "
	"style:class=\"text\"/>"
	PARAGRAPH("Title", "Title", "Standard",
	"style:next-style-name=\"Standard\" style:class=\"chapter\">")
	"<style:paragraph-properties fo:margin-bottom=\"10pt\" "
	"fo:keep-with-next=\"always\"/><style:text-properties "
	"fo:font-size=\"22pt\" fo:font-weight=\"bold\"/></style:style>"
	HEADING("1", "20pt", "16pt")
	HEADING("2", "12pt", "13pt")
	HEADING("3", "10pt", "11pt")
	PARAGRAPH("List_20_Bullet", "List Bullet", "Standard",
	"style:list-style-name=\"Bullets\">")
	"<style:paragraph-properties fo:margin-bottom=\"3pt\"/></style:style>"
	PARAGRAPH("Aside", "Aside", "Standard", ">")
	"<style:text-properties fo:color=\"#595959\" fo:font-size=\"10pt\"/>"
	"</style:style>"
	PARAGRAPH("Table_20_Contents", "Table Contents", "Standard",
	"style:class=\"extra\">")
	"<style:paragraph-properties fo:margin-top=\"2pt\" "
	"fo:margin-bottom=\"2pt\" fo:line-height=\"100%\"/>"
	"<style:text-properties fo:font-size=\"10pt\"/></style:style>"
	PARAGRAPH("Table_20_Heading", "Table Heading", "Table_20_Contents",
	"style:class=\"extra\">")
	"<style:text-properties fo:font-weight=\"bold\"/></style:style>"
	CHARACTERS("Strong_20_Emphasis", "Strong Emphasis",
		"fo:font-weight=\"bold\"")
	CHARACTERS("Emphasis", "Emphasis", "fo:font-style=\"italic\"")
	CHARACTERS("Muted", "Muted", "fo:color=\"#595959\"")
	CHARACTERS("Marked", "Marked", "style:text-underline-style=\"solid\" "
		"style:text-underline-width=\"auto\" "
		"style:text-underline-color=\"font-color\"")
	"<text:list-style style:name=\"Bullets\">"
	"<text:list-level-style-bullet text:level=\"1\" "
	"text:bullet-char=\"\xE2\x80\xA2\">"
	"<style:list-level-properties "
	"text:list-level-position-and-space-mode=\"label-alignment\">"
	"<style:list-level-label-alignment text:label-followed-by=\"listtab\" "
	"text:list-tab-stop-position=\"6.3mm\" fo:text-indent=\"-6.3mm\" "
	"fo:margin-left=\"6.3mm\"/></style:list-level-properties>"
	"</text:list-level-style-bullet></text:list-style>"
	"</office:styles>"
	"<office:automatic-styles><style:page-layout style:name=\"A4\">"
	"<style:page-layout-properties fo:page-width=\"210mm\" "
	"fo:page-height=\"297mm\" style:print-orientation=\"portrait\" "
	"fo:margin-top=\"20mm\" fo:margin-bottom=\"20mm\" "
	"fo:margin-left=\"20mm\" fo:margin-right=\"20mm\"/>"
	"</style:page-layout></office:automatic-styles>"
	"<office:master-styles><style:master-page style:name=\"Standard\" "
	"style:page-layout-name=\"A4\"/></office:master-styles>"
	"</office:document-styles>\n";

/* ---- blocks ---- */

static const char *const style_of[] = {
	[TW_WORD_NONE] = "Standard", [TW_WORD_TITLE] = "Title",
	[TW_WORD_HEADING_1] = "Heading_20_1",
	[TW_WORD_HEADING_2] = "Heading_20_2",
	[TW_WORD_HEADING_3] = "Heading_20_3",
	[TW_WORD_PARAGRAPH] = "Standard", [TW_WORD_NOTE] = "Aside",
	[TW_WORD_ITEM] = "List_20_Bullet"
};

static bool is_heading(const struct tw_word_sheet *word)
{
	return word->open >= TW_WORD_HEADING_1 &&
		word->open <= TW_WORD_HEADING_3;
}

/* Ends a list, unless the block that follows is another of its items. */
static void end_list(struct tw_word_sheet *word)
{
	if (word->list)
		tw_buffer_string(word->body, "</text:list>\n");
	word->list = false;
}

static const char *paragraph_style(const struct tw_word_sheet *word)
{
	if (word->open != TW_WORD_PARAGRAPH || !word->cell)
		return style_of[word->open];
	return word->heading_row ? "Table_20_Heading" : "Table_20_Contents";
}

static void block(struct tw_word_sheet *word)
{
	struct tw_buffer *out = word->body;
	const char *style = paragraph_style(word);

	if (word->open != TW_WORD_ITEM)
		end_list(word);
	else if (!word->list)
		tw_buffer_string(out, "<text:list "
			"text:style-name=\"Bullets\">\n");
	word->list = word->open == TW_WORD_ITEM;
	if (word->list)
		tw_buffer_string(out, "<text:list-item>");
	if (is_heading(word))
		tw_buffer_format(out, "<text:h text:style-name=\"%s\" "
			"text:outline-level=\"%d\">", style,
			word->open - TW_WORD_HEADING_1 + 1);
	else
		tw_buffer_format(out, "<text:p text:style-name=\"%s\">",
			style);
}

static void block_end(struct tw_word_sheet *word)
{
	tw_buffer_string(word->body, is_heading(word) ? "</text:h>" :
		"</text:p>");
	tw_buffer_string(word->body, word->list ? "</text:list-item>\n" :
		"\n");
}

/* Of blanks in a row, and at the start of a line, all but one are folded. */
static void put_text(struct tw_word_sheet *word, struct tw_view text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.len; i++) {
		bool blank = text.ptr[i] == ' ';

		if (blank && (word->blank || i + 1 == text.len)) {
			tw_word_xml(word->body, (struct tw_view){
				text.ptr + from, i - from });
			tw_buffer_string(word->body, "<text:s/>");
			from = i + 1;
		}
		word->blank = blank;
	}
	tw_word_xml(word->body, (struct tw_view){ text.ptr + from,
		text.len - from });
}

static void run(struct tw_word_sheet *word, struct tw_view text, unsigned look)
{
	static const char *const names[] = { "Strong_20_Emphasis", "Emphasis",
		"Muted", "Marked" };
	size_t count = sizeof(names) / sizeof(*names);

	for (size_t i = 0; i < count; i++)
		if (look >> i & 1)
			tw_buffer_format(word->body, "<text:span "
				"text:style-name=\"%s\">", names[i]);
	put_text(word, text);
	for (size_t i = 0; i < count; i++)
		if (look >> i & 1)
			tw_buffer_string(word->body, "</text:span>");
}

static void line(struct tw_word_sheet *word)
{
	tw_buffer_string(word->body, "<text:line-break/>");
}

static void tab(struct tw_word_sheet *word)
{
	tw_buffer_string(word->body, "<text:tab/>");
}

/* ---- tables ---- */

static void table(struct tw_word_sheet *word)
{
	struct tw_buffer *out = word->body;

	end_list(word);
	tw_buffer_string(out, "<table:table "
		"table:style-name=\"Table\">\n");
	for (unsigned i = 0; i < word->columns; i++)
		tw_buffer_format(out, "<table:table-column "
			"table:style-name=\"Share%u\"/>\n", word->shares[i]);
	word->headed = false;
}

static void row(struct tw_word_sheet *word)
{
	if (word->heading_row && !word->headed)
		tw_buffer_string(word->body, "<table:table-header-rows>\n");
	else if (!word->heading_row && word->headed)
		tw_buffer_string(word->body, "</table:table-header-rows>\n");
	word->headed = word->heading_row;
	tw_buffer_string(word->body, "<table:table-row "
		"table:style-name=\"Row\">\n");
}

static void cell(struct tw_word_sheet *word)
{
	tw_buffer_string(word->body, "<table:table-cell "
		"table:style-name=\"Cell\" office:value-type=\"string\">");
}

static void cell_end(struct tw_word_sheet *word)
{
	end_list(word);
	tw_buffer_string(word->body, "</table:table-cell>\n");
}

static void row_end(struct tw_word_sheet *word)
{
	tw_buffer_string(word->body, "</table:table-row>\n");
}

static void table_end(struct tw_word_sheet *word)
{
	if (word->headed)
		tw_buffer_string(word->body, "</table:table-header-rows>\n");
	word->headed = false;
	tw_buffer_string(word->body, "</table:table>\n");
}

/* ---- the package ---- */

/* A style of a column for each share, for they are few. */
static void add_column_styles(struct tw_buffer *out)
{
	for (unsigned share = 1; share <= TW_WORD_MOST_SHARE; share++)
		tw_buffer_format(out, "<style:style style:name=\"Share%u\" "
			"style:family=\"table-column\">"
			"<style:table-column-properties "
			"style:rel-column-width=\"%u*\"/></style:style>",
			share, 1000 * share);
}

static void add_content(struct tw_zip *zip, struct tw_view body)
{
	struct tw_buffer all = TW_BUFFER_INIT;

	tw_buffer_string(&all, DECLARATION "<office:document-content"
		NAMESPACES "><office:automatic-styles>"
		"<style:style style:name=\"Table\" style:family=\"table\">"
		"<style:table-properties style:rel-width=\"100%\" "
		"table:align=\"margins\" fo:margin-top=\"4pt\" "
		"fo:margin-bottom=\"10pt\"/></style:style>"
		"<style:style style:name=\"Row\" style:family=\"table-row\">"
		"<style:table-row-properties fo:keep-together=\"always\"/>"
		"</style:style>"
		"<style:style style:name=\"Cell\" style:family=\"table-cell\">"
		"<style:table-cell-properties fo:padding=\"1.2mm\" "
		"fo:border=\"0.5pt solid #a6a6a6\"/></style:style>");
	add_column_styles(&all);
	tw_buffer_string(&all, "</office:automatic-styles>"
		"<office:body><office:text>\n");
	tw_buffer_view(&all, body);
	tw_buffer_string(&all, "</office:text></office:body>"
		"</office:document-content>\n");
	tw_zip_add(zip, "content.xml", tw_buffer_get(&all));
	tw_buffer_end(&all, zip->out);
}

static void add_meta(struct tw_zip *zip, struct tw_view title)
{
	struct tw_buffer all = TW_BUFFER_INIT;

	tw_buffer_string(&all, DECLARATION "<office:document-meta"
		" xmlns:office=\"" OASIS "office:1.0\""
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
		" office:version=\"1.3\"><office:meta><dc:title>");
	tw_word_xml(&all, title);
	tw_buffer_string(&all, "</dc:title><dc:language>en-GB</dc:language>"
		"</office:meta></office:document-meta>\n");
	tw_zip_add(zip, "meta.xml", tw_buffer_get(&all));
	tw_buffer_end(&all, zip->out);
}

/* The type comes first, as it is, so that it stands where it is sought. */
static void package(struct tw_buffer *out, struct tw_view title,
	struct tw_view body)
{
	struct tw_zip zip;

	tw_zip_begin(&zip, out);
	tw_zip_add(&zip, "mimetype", TW_VIEW(TYPE));
	add_content(&zip, body);
	tw_zip_add(&zip, "styles.xml", tw_view_of(styles));
	add_meta(&zip, title);
	tw_zip_add(&zip, "META-INF/manifest.xml", tw_view_of(manifest));
	tw_zip_end(&zip);
}

const struct tw_word_writer tw_word_odt = {
	block, block_end, run, line, tab, table, row, cell, cell_end, row_end,
	table_end, end_list, package
};
