/*
 * A document for Word: Office Open XML, transitional (ECMA-376, part 1).
 */
#include "report/word_writer.h"

#include "word/zip.h"

/* Twentieths of a point between the margins of A4: 210 mm less 2 x 20 mm. */
enum { PAGE_WIDTH = 9638 };

#define DECLARATION \
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define WORD_TYPE \
	"application/vnd.openxmlformats-officedocument.wordprocessingml."
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"

/* ---- files that are always the same ---- */

static const char types[] = DECLARATION
	"<Types xmlns=\"" PACKAGE "content-types\">"
	"<Default Extension=\"rels\" ContentType=\"application/vnd."
	"openxmlformats-package.relationships+xml\"/>"
	"<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	"<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE
	"document.main+xml\"/>"
	"<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_TYPE
	"styles+xml\"/>"
	"<Override PartName=\"/word/numbering.xml\" ContentType=\"" WORD_TYPE
	"numbering+xml\"/>"
	"<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_TYPE
	"settings+xml\"/>"
	"<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
	"vnd.openxmlformats-package.core-properties+xml\"/>"
	"</Types>\n";

static const char relations[] = DECLARATION
	"<Relationships xmlns=\"" PACKAGE "relationships\">"
	"<Relationship Id=\"rId1\" Type=\"" OFFICE "relationships/"
	"officeDocument\" Target=\"word/document.xml\"/>"
	"<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/"
	"core-properties\" Target=\"docProps/core.xml\"/>"
	"</Relationships>\n";

static const char document_relations[] = DECLARATION
	"<Relationships xmlns=\"" PACKAGE "relationships\">"
	"<Relationship Id=\"rId1\" Type=\"" OFFICE "relationships/styles\" "
	"Target=\"styles.xml\"/>"
	"<Relationship Id=\"rId2\" Type=\"" OFFICE "relationships/numbering\" "
	"Target=\"numbering.xml\"/>"
	"<Relationship Id=\"rId3\" Type=\"" OFFICE "relationships/settings\" "
	"Target=\"settings.xml\"/>"
	"</Relationships>\n";

/* Mode 15 is that of Word 2013 and all that came after it. */
static const char settings[] = DECLARATION
	"<w:settings xmlns:w=\"" MAIN "\">"
	"<w:defaultTabStop w:val=\"720\"/>"
	"<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
	"w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
	"</w:compat><w:themeFontLang w:val=\"en-GB\"/></w:settings>\n";

static const char numbering[] = DECLARATION
	"<w:numbering xmlns:w=\"" MAIN "\">"
	"<w:abstractNum w:abstractNumId=\"0\">"
	"<w:multiLevelType w:val=\"singleLevel\"/>"
	"<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
	"<w:numFmt w:val=\"bullet\"/><w:pStyle w:val=\"ListBullet\"/>"
	"<w:lvlText w:val=\"\xE2\x80\xA2\"/><w:lvlJc w:val=\"left\"/>"
	"<w:pPr><w:ind w:left=\"360\" w:hanging=\"360\"/></w:pPr></w:lvl>"
	"</w:abstractNum>"
	"<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
	"</w:numbering>\n";

#define HEADING(id, name, level, before, size) \
	"<w:style w:type=\"paragraph\" w:styleId=\"" id "\">" \
	"<w:name w:val=\"" name "\"/><w:basedOn w:val=\"Normal\"/>" \
	"<w:next w:val=\"Normal\"/><w:uiPriority w:val=\"9\"/><w:qFormat/>" \
	"<w:pPr><w:keepNext/><w:keepLines/>" \
	"<w:spacing w:before=\"" before "\" w:after=\"80\"/>" \
	"<w:outlineLvl w:val=\"" level "\"/></w:pPr>" \
	"<w:rPr><w:b/><w:bCs/><w:sz w:val=\"" size "\"/>" \
	"<w:szCs w:val=\"" size "\"/></w:rPr></w:style>"

#define EDGE(side) \
	"<w:" side " w:val=\"single\" w:sz=\"4\" w:space=\"0\" " \
	"w:color=\"A6A6A6\"/>"

static const char styles[] = DECLARATION
	"<w:styles xmlns:w=\"" MAIN "\">"
	"<w:docDefaults><w:rPrDefault><w:rPr>"
	"<w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" "
	"w:eastAsia=\"Calibri\" w:cs=\"Calibri\"/>"
	"<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>"
	"<w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/>"
	"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
	"<w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/>"
	"</w:pPr></w:pPrDefault></w:docDefaults>"
	"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
	"<w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
	"<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
	"<w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/>"
	"<w:semiHidden/><w:unhideWhenUsed/><w:tblPr>"
	"<w:tblCellMar><w:left w:w=\"108\" w:type=\"dxa\"/>"
	"<w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
	"</w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"Title\">"
	"<w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/>"
	"<w:next w:val=\"Normal\"/><w:uiPriority w:val=\"10\"/><w:qFormat/>"
	"<w:pPr><w:keepNext/><w:spacing w:after=\"200\"/></w:pPr>"
	"<w:rPr><w:b/><w:bCs/><w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/>"
	"</w:rPr></w:style>"
	HEADING("Heading1", "heading 1", "0", "400", "32")
	HEADING("Heading2", "heading 2", "1", "240", "26")
	HEADING("Heading3", "heading 3", "2", "200", "22")
	"<w:style w:type=\"paragraph\" w:styleId=\"ListBullet\">"
	"<w:name w:val=\"List Bullet\"/><w:basedOn w:val=\"Normal\"/>"
	"<w:uiPriority w:val=\"99\"/><w:qFormat/><w:pPr><w:numPr>"
	"<w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"60\"/>"
	"<w:ind w:left=\"360\" w:hanging=\"360\"/></w:pPr></w:style>"
	"<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Aside\">"
	"<w:name w:val=\"Aside\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>"
	"<w:rPr><w:color w:val=\"595959\"/><w:sz w:val=\"20\"/>"
	"<w:szCs w:val=\"20\"/></w:rPr></w:style>"
	"<w:style w:type=\"paragraph\" w:customStyle=\"1\" "
	"w:styleId=\"TableText\"><w:name w:val=\"Table Text\"/>"
	"<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>"
	"<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" "
	"w:lineRule=\"auto\"/></w:pPr><w:rPr><w:sz w:val=\"20\"/>"
	"<w:szCs w:val=\"20\"/></w:rPr></w:style>"
	"<w:style w:type=\"table\" w:styleId=\"TableGrid\">"
	"<w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/>"
	"<w:uiPriority w:val=\"39\"/><w:tblPr><w:tblBorders>"
	EDGE("top") EDGE("left") EDGE("bottom") EDGE("right") EDGE("insideH")
	EDGE("insideV")
	"</w:tblBorders></w:tblPr></w:style>"
	"</w:styles>\n";

/* ---- blocks ---- */

static const char *const style_of[] = {
	[TW_WORD_NONE] = NULL, [TW_WORD_TITLE] = "Title",
	[TW_WORD_HEADING_1] = "Heading1", [TW_WORD_HEADING_2] = "Heading2",
	[TW_WORD_HEADING_3] = "Heading3", [TW_WORD_PARAGRAPH] = NULL,
	[TW_WORD_NOTE] = "Aside", [TW_WORD_ITEM] = "ListBullet"
};

static void block(struct tw_word_sheet *word)
{
	const char *style = word->cell && word->open == TW_WORD_PARAGRAPH ?
		"TableText" : style_of[word->open];

	tw_buffer_string(word->body, "<w:p>");
	if (style)
		tw_buffer_format(word->body, "<w:pPr><w:pStyle "
			"w:val=\"%s\"/></w:pPr>", style);
}

static void block_end(struct tw_word_sheet *word)
{
	tw_buffer_string(word->body, "</w:p>\n");
}

static void begin_run(struct tw_buffer *out, unsigned look)
{
	tw_buffer_string(out, "<w:r>");
	if (!look)
		return;
	tw_buffer_string(out, "<w:rPr>");
	if (look & TW_WORD_STRONG)
		tw_buffer_string(out, "<w:b/><w:bCs/>");
	if (look & TW_WORD_EMPHASIS)
		tw_buffer_string(out, "<w:i/><w:iCs/>");
	if (look & TW_WORD_MUTED)
		tw_buffer_string(out, "<w:color w:val=\"595959\"/>");
	if (look & TW_WORD_MARKED)
		tw_buffer_string(out, "<w:u w:val=\"single\"/>");
	tw_buffer_string(out, "</w:rPr>");
}

static void run(struct tw_word_sheet *word, struct tw_view text, unsigned look)
{
	if (word->heading_row && word->cell)
		look |= TW_WORD_STRONG;
	begin_run(word->body, look);
	tw_buffer_string(word->body, "<w:t xml:space=\"preserve\">");
	tw_word_xml(word->body, text);
	tw_buffer_string(word->body, "</w:t></w:r>");
}

static void line(struct tw_word_sheet *word)
{
	tw_buffer_string(word->body, "<w:r><w:br/></w:r>");
}

static void tab(struct tw_word_sheet *word)
{
	tw_buffer_string(word->body, "<w:r><w:tab/></w:r>");
}

/* ---- tables ---- */

static unsigned width_of(const struct tw_word_sheet *word, unsigned column)
{
	return PAGE_WIDTH * word->shares[column] / word->sum;
}

static void table(struct tw_word_sheet *word)
{
	struct tw_buffer *out = word->body;

	tw_buffer_string(out, "<w:tbl><w:tblPr><w:tblStyle "
		"w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>"
		"<w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr>"
		"<w:tblGrid>");
	for (unsigned i = 0; i < word->columns; i++)
		tw_buffer_format(out, "<w:gridCol w:w=\"%u\"/>",
			width_of(word, i));
	tw_buffer_string(out, "</w:tblGrid>\n");
}

static void row(struct tw_word_sheet *word)
{
	tw_buffer_format(word->body, "<w:tr><w:trPr><w:cantSplit/>%s"
		"</w:trPr>\n", word->heading_row ? "<w:tblHeader/>" : "");
}

static void cell(struct tw_word_sheet *word)
{
	tw_buffer_format(word->body, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" "
		"w:type=\"dxa\"/></w:tcPr>", width_of(word, word->column));
}

static void cell_end(struct tw_word_sheet *word)
{
	tw_buffer_string(word->body, "</w:tc>\n");
}

static void row_end(struct tw_word_sheet *word)
{
	tw_buffer_string(word->body, "</w:tr>\n");
}

/* Word would take two tables without a paragraph between them for one. */
static void table_end(struct tw_word_sheet *word)
{
	tw_buffer_string(word->body, "</w:tbl>\n<w:p><w:pPr><w:spacing "
		"w:after=\"0\" w:line=\"160\" w:lineRule=\"exact\"/></w:pPr>"
		"</w:p>\n");
}

/* ---- the package ---- */

static void add_document(struct tw_zip *zip, struct tw_view body)
{
	struct tw_buffer all = TW_BUFFER_INIT;

	tw_buffer_string(&all, DECLARATION "<w:document xmlns:w=\"" MAIN "\">"
		"<w:body>\n");
	tw_buffer_view(&all, body);
	tw_buffer_string(&all, "<w:sectPr>"
		"<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
		"<w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" "
		"w:left=\"1134\" w:header=\"567\" w:footer=\"567\" "
		"w:gutter=\"0\"/></w:sectPr></w:body></w:document>\n");
	tw_zip_add(zip, "word/document.xml", tw_buffer_get(&all));
	tw_buffer_end(&all, zip->out);
}

static void add_properties(struct tw_zip *zip, struct tw_view title)
{
	struct tw_buffer all = TW_BUFFER_INIT;

	tw_buffer_string(&all, DECLARATION "<cp:coreProperties xmlns:cp=\""
		PACKAGE "metadata/core-properties\" "
		"xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
	tw_word_xml(&all, title);
	tw_buffer_string(&all, "</dc:title><dc:language>en-GB</dc:language>"
		"</cp:coreProperties>\n");
	tw_zip_add(zip, "docProps/core.xml", tw_buffer_get(&all));
	tw_buffer_end(&all, zip->out);
}

static void end(struct tw_word_sheet *word)
{
	(void)word;
}

static void package(struct tw_buffer *out, struct tw_view title,
	struct tw_view body)
{
	struct tw_zip zip;

	tw_zip_begin(&zip, out);
	tw_zip_add(&zip, "[Content_Types].xml", tw_view_of(types));
	tw_zip_add(&zip, "_rels/.rels", tw_view_of(relations));
	tw_zip_add(&zip, "word/_rels/document.xml.rels",
		tw_view_of(document_relations));
	add_document(&zip, body);
	tw_zip_add(&zip, "word/styles.xml", tw_view_of(styles));
	tw_zip_add(&zip, "word/numbering.xml", tw_view_of(numbering));
	tw_zip_add(&zip, "word/settings.xml", tw_view_of(settings));
	add_properties(&zip, title);
	tw_zip_end(&zip);
}

const struct tw_word_writer tw_word_docx = {
	block, block_end, run, line, tab, table, row, cell, cell_end, row_end,
	table_end, end, package
};
