"""Documents of Word and LibreOffice, made byte by byte."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
HEAD = "<?xml version='1.0' encoding='UTF-8'?>"

STYLES = """<w:styles xmlns:w='%s'>
<w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/>
 <w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='Rubrik'><w:name w:val='Mine'/>
 <w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='Rubrik2'><w:name w:val='Ours'/>
 <w:basedOn w:val='Rubrik'/></w:style>
<w:style w:type='paragraph' w:styleId='Punkt'><w:name w:val='List Bullet'/>
 <w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='Punkt2'><w:name w:val='List Bullet 2'/>
 <w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='Loop'><w:name w:val='Loop'/>
 <w:basedOn w:val='Loop'/></w:style>
<w:style w:type='paragraph' w:styleId='ListParagraph'>
 <w:name w:val='List Paragraph'/></w:style>
<w:style w:type='paragraph' w:styleId='TOC1'><w:name w:val='toc 1'/></w:style>
</w:styles>""" % MAIN

NUMBERING = """<w:numbering xmlns:w='%s'>
<w:abstractNum w:abstractNumId='5'>
 <w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='x'/></w:lvl>
 <w:lvl w:ilvl='1'><w:numFmt w:val='none'/><w:lvlText w:val=''/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId='6'>
 <w:lvl w:ilvl='0'><w:numFmt w:val='lowerRoman'/></w:lvl></w:abstractNum>
<w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num>
<w:num w:numId='2'><w:abstractNumId w:val='6'/></w:num>
<w:num w:numId='3'><w:abstractNumId w:val='6'/></w:num>
</w:numbering>""" % MAIN


def pack(files, stored=False):
    """An archive of (name, text or bytes) in this order."""
    out = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", how) as package:
        for name, content in files:
            package.writestr(zipfile.ZipInfo(name), content, how)
    return out.getvalue()


def relations(*rows):
    return HEAD + ("<Relationships xmlns='http://schemas.openxmlformats.org/"
                   "package/2006/relationships'>%s</Relationships>" % "".join(
                       "<Relationship Id='r%d' Type='%s/%s' Target='%s'/>" % (
                           i, OFFICE, kind, target)
                       for i, (kind, target) in enumerate(rows)))


def docx(body, more=(), main="word/document.xml", space=MAIN):
    """A document of Word with this body; `more`: files besides."""
    document = HEAD + ("<w:document xmlns:w='%s' xmlns:mc='http://schemas."
                       "openxmlformats.org/markup-compatibility/2006' "
                       "xmlns:pic='http://schemas.openxmlformats.org/"
                       "drawingml/2006/picture' xmlns:wps='urn:x' "
                       "xmlns:v='urn:schemas-microsoft-com:vml' "
                       "xmlns:o='urn:schemas-microsoft-com:office:office'>"
                       "<w:body>%s<w:sectPr/></w:body></w:document>" % (
                           space, body))
    return pack([("[Content_Types].xml", HEAD + "<Types/>"),
                 ("_rels/.rels", relations(("officeDocument", main))),
                 (main, document),
                 ("word/styles.xml", HEAD + STYLES),
                 ("word/numbering.xml", HEAD + NUMBERING), *more])


def run(text, inner=""):
    return "<w:r><w:rPr>%s</w:rPr><w:t xml:space='preserve'>%s</w:t></w:r>" % (
        inner, text)


def p(content="", style=None, properties=""):
    """A paragraph: of a text, or of runs."""
    if content and not content.startswith("<"):
        content = run(content)
    if style:
        properties = "<w:pStyle w:val='%s'/>" % style + properties
    return "<w:p><w:pPr>%s</w:pPr>%s</w:p>" % (properties, content)


def li(content, number=1, level=0):
    return p(content, None, "<w:numPr><w:ilvl w:val='%d'/><w:numId "
             "w:val='%d'/></w:numPr>" % (level, number))


def table(*rows):
    """A table of rows of cells, each of them paragraphs or a text."""
    return "<w:tbl><w:tblPr/><w:tblGrid/>%s</w:tbl>" % "".join(
        "<w:tr>%s</w:tr>" % "".join(
            "<w:tc><w:tcPr/>%s</w:tc>" % (
                cell if cell.startswith("<") else p(cell)) for cell in row)
        for row in rows)


def odt(body, styles="", more=()):
    names = "".join(" xmlns:%s='%s%s:1.0'" % (name, OASIS, space)
                    for name, space in (
                        ("office", "office"), ("text", "text"),
                        ("table", "table"), ("style", "style"),
                        ("draw", "drawing")))
    names += " xmlns:field='urn:openoffice:names:experimental:" \
        "ooo-ms-interop:xmlns:field:1.0'"
    names += " xmlns:loext='urn:org:documentfoundation:names:experimental:" \
        "office:xmlns:loext:1.0'"
    names += " xmlns:dc='http://purl.org/dc/elements/1.1/'"
    content = HEAD + ("<office:document-content%s><office:automatic-styles>%s"
                      "</office:automatic-styles><office:body><office:text>"
                      "%s</office:text></office:body>"
                      "</office:document-content>" % (names, styles, body))
    return pack([("mimetype", "application/vnd.oasis.opendocument.text"),
                 ("content.xml", content), *more])
