"""Shows a document of ours for Word or LibreOffice, a line a paragraph.

word.py FILE: each line has its style and its text, words that are underlined in
underscores; a row of a table is a line. Both forms of one document are shown
alike. Paragraphs stand nowhere but in the body, in cells and in list items.
"""

import sys
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLES = {"Heading_20_1": "Heading1", "Heading_20_2": "Heading2",
          "Heading_20_3": "Heading3", "List_20_Bullet": "ListBullet",
          "Standard": "", "Table_20_Contents": "", "TableText": "",
          "Table_20_Heading": "", None: ""}


def known(element, *names):
    assert element.tag in names, "%s stands out of place" % element.tag


def docx_paragraph(p):
    style, text = None, ""
    for part in p:
        known(part, W + "pPr", W + "r")
        if part.tag == W + "pPr":
            found = part.find(W + "pStyle")
            style = None if found is None else found.get(W + "val")
            continue
        mark = "_" if part.find(W + "rPr/" + W + "u") is not None else ""
        for piece in part:
            known(piece, W + "rPr", W + "t", W + "br", W + "tab")
            text += {W + "t": mark + (piece.text or "") + mark,
                     W + "br": " / ", W + "tab": "\t"}.get(piece.tag, "")
    return STYLES.get(style, style), text


def docx_blocks(parent):
    for element in parent:
        known(element, W + "p", W + "tbl", W + "sectPr", W + "tcPr")
        if element.tag == W + "p" and element.find(W + "pPr/" + W +
                                                   "spacing") is None:
            yield docx_paragraph(element)
        elif element.tag == W + "tbl":
            yield [[list(docx_blocks(cell)) for cell in row.iter(W + "tc")]
                   for row in element.iter(W + "tr")]


def odt_text(element):
    text = element.text or ""
    for part in element:
        known(part, TEXT + "span", TEXT + "s", TEXT + "tab",
              TEXT + "line-break")
        mark = "_" if part.get(TEXT + "style-name") == "Marked" else ""
        text += {TEXT + "s": " ", TEXT + "tab": "\t",
                 TEXT + "line-break": " / "}.get(part.tag) or \
            mark + odt_text(part) + mark
        text += part.tail or ""
    return text


def odt_blocks(parent):
    for element in parent:
        known(element, TEXT + "p", TEXT + "h", TEXT + "list", TABLE + "table")
        if element.tag == TEXT + "list":
            for item in element:
                known(item, TEXT + "list-item")
                yield from odt_blocks(item)
        elif element.tag == TABLE + "table":
            yield [[list(odt_blocks(cell))
                    for cell in row.iter(TABLE + "table-cell")]
                   for row in element.iter(TABLE + "table-row")]
        else:
            name = element.get(TEXT + "style-name")
            yield STYLES.get(name, name), odt_text(element)


def show(blocks):
    for block in blocks:
        if isinstance(block, tuple):
            yield (block[0] + ": " if block[0] else "") + block[1]
            continue
        widths = {len(row) for row in block}
        assert len(widths) == 1, "rows of one table differ: %s" % widths
        for row in block:
            yield "| " + " | ".join(" // ".join(show(cell))
                                    for cell in row) + " |"


def main(path):
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        if "content.xml" in names:
            tree = ElementTree.fromstring(package.read("content.xml"))
            body = tree[-1][0]
            meta = package.read("meta.xml")
            lines = odt_blocks(body)
        else:
            tree = ElementTree.fromstring(package.read("word/document.xml"))
            meta = package.read("docProps/core.xml")
            lines = docx_blocks(tree[0])
    title = [e.text for e in ElementTree.fromstring(meta).iter()
             if e.tag.endswith("}title")]
    print("(%s)" % title[0])
    for line in show(lines):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1])
