"""Documents of Word and LibreOffice, held against the records they were made
of.

word_test.py TOP WORK: as export_test.py. Each document is read with zipfile and
ElementTree, by what spec/documents.md says of its form, and comes down to the
lines of the plain text; with marks, to the canonical form of each record.
"""

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from export_test import (BULLET, Fault, Record, canonical, check, from_text,
                         lines_only, make, of_repository, read_whole, same)
import export_test

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
O = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT = O % "text"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
TYPE = b"application/vnd.oasis.opendocument.text"


def run(*arguments):
    """What a program prints, as bytes; it must be the same twice."""
    done = [subprocess.run(arguments, capture_output=True, check=False)
            for _ in range(2)]
    check(done[0].returncode == 0, "%s: %s" % (
        " ".join(map(str, arguments)), done[0].stderr.decode()))
    check(done[0].stdout == done[1].stdout, "the same bytes each time")
    return done[0].stdout


def unpack(raw):
    """The files of a package, each well-formed XML but for the type."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        check(package.testzip() is None, "a sum is wrong")
        for info in package.infolist():
            check(info.date_time == FIRST_DAY, "a file has a time")
            check(not info.extra, "a file has an extra field")
        files = {name: package.read(name) for name in package.namelist()}
    return files, {name: ElementTree.fromstring(text)
                   for name, text in files.items() if name != "mimetype"}


# ---- paragraphs: style, and text with "\n" for each line that begins ----

def docx_paragraphs(raw):
    _, parts = unpack(raw)
    for p in parts["word/document.xml"].iter(W + "p"):
        style = p.find(W + "pPr/" + W + "pStyle")
        text, bold = "", False
        for run_ in p.iter(W + "r"):
            bold |= not text and run_.find(W + "rPr/" + W + "b") is not None
            for part in run_:
                text += {W + "t": part.text or "", W + "br": "\n",
                         W + "tab": "\t"}.get(part.tag, "")
        yield "" if style is None else style.get(W + "val"), text, bold


def odt_text(element):
    text = element.text or ""
    for part in element:
        text += {TEXT + "s": " ", TEXT + "tab": "\t",
                 TEXT + "line-break": "\n"}.get(part.tag) or odt_text(part)
        text += part.tail or ""
    return text


def odt_paragraphs(raw):
    files, parts = unpack(raw)
    check(raw[30:38] == b"mimetype" and raw[38:].startswith(TYPE),
          "the type stands where it is sought")
    check(files["mimetype"] == TYPE, "the type")
    check("  " not in files["content.xml"].decode().split("<office:text")[1],
          "a blank that would be folded")
    names = {"Title": "Title", "Heading_20_1": "Heading1",
             "Heading_20_2": "Heading2", "Aside": "Aside",
             "List_20_Bullet": "ListBullet"}
    items = {p for item in parts["content.xml"].iter(TEXT + "list-item")
             for p in item}
    for p in parts["content.xml"].iter():
        if p.tag not in (TEXT + "p", TEXT + "h"):
            continue
        style = names.get(p.get(TEXT + "style-name"), "")
        check((style == "ListBullet") == (p in items), "items are of a list")
        check(style[:-1] != "Heading" or p.tag == TEXT + "h" and
              p.get(TEXT + "outline-level") == style[-1], "a real heading")
        first = p[0].get(TEXT + "style-name") if len(p) and not p.text else ""
        yield style, odt_text(p), first == "Strong_20_Emphasis"


def undress(paragraphs):
    """Lines, as spec/documents.md has them."""
    lines, head = [], True
    for style, text, bold in paragraphs:
        parts = text.split("\n")
        if style == "Heading1":
            lines.append("Priority")
            head = False
        if style == "ListBullet":
            parts[0] = BULLET + parts[0]
        elif head and bold and style == "":
            label, value = text.split(": ", 1)
            parts = [label, value]
        lines += ["  " + part[2:] if part.startswith("\u00a0\u00a0") else part
                  for part in parts]
    return lines


READERS = (("docx", docx_paragraphs), ("odt", odt_paragraphs))


def examine(records, arguments):
    command = ["termwise-export", *arguments]
    lines = lines_only(from_text(export_test.run(*command)))
    for form, reader in READERS:
        raw = run(*command, "--format=" + form)
        same(form, lines_only(undress(reader(raw))), lines)
        raw = run(*command, "--with-marks", "--format=" + form)
        same("records in " + form, [
            canonical(text) for text in read_whole(undress(reader(raw)))],
            [record.text for record in records])


def main(top, work):
    jobs = list(of_repository(Path(top)))
    for folder in make(Path(work), 26, 6):
        jobs.append((sorted(folder.glob("a/*/*.txt")), [folder]))
    failed = 0
    for paths, arguments in jobs:
        records = [Record(path.read_bytes().decode()) for path in paths]
        try:
            examine(records, [str(word) for word in arguments])
        except Fault as fault:
            failed += 1
            print("word_test: %s: %s" % (arguments[-1], fault))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
