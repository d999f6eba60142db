"""Documents of Word and LibreOffice: each gives the records that the same text
gives, and what is none of them is refused."""

import io
import struct
import warnings
import zipfile
from pathlib import Path

import wordmade
from bad import JPEG, refuse
from wordmade import docx, li, odt, p, run, table

HERE = Path(__file__).resolve().parent

HEAD = ["Eastwick", "", "Education Partnership Officers", "Tilda Brome", "",
        "Period", "Summer 1 2024", ""]
SECTIONS = ["Intended outcomes", "Activity last period",
            "Planned activity next period", "Impact so far", "Exit strategy"]
TITLE = ["Priority", "Warm clothes", ""]


def head():
    return "".join(map(p, HEAD))


def lines(*sections, title=TITLE):
    """A typed document: (section, items...) for each."""
    out = HEAD + title
    for name, *items in sections:
        out += [name, ""] + ["- " + item for item in items] + [""]
    return "\n".join(out) + "\n"


def imported(bench, name, raw):
    """The records of a document, and what was said."""
    corpus = bench.corpus()
    (corpus.top / name).write_bytes(raw)
    bench.tried += 1
    status, out, err = corpus.add(name)
    files = {path: raw for path, raw in corpus.files().items()
             if path != "house-rules.txt"}
    if status:
        bench.fault("%s: exit status %d: %s" % (name, status, err))
    else:
        corpus.sound()
        again, _, err_again = corpus.add(name)
        if again:
            bench.fault("a second import: %d: %s" % (again, err_again))
    corpus.drop()
    return files, out + err


def alike(bench, raw, text, says=(), hides=()):
    """A document gives the records of a text; `says` is said of it."""
    expected, _ = imported(bench, "update.txt", text.encode())
    files, said = imported(bench, "update.docx", raw)
    for path in sorted(set(expected) | set(files)):
        bench.expect("the record " + path,
                     expected.get(path, b"none").decode(),
                     files.get(path, b"none").decode())
    for words in says:
        if words not in said:
            bench.fault("does not say \"%s\": %s" % (words, said))
    for words in hides:
        if words in said:
            bench.fault("says \"%s\": %s" % (words, said))
    if not expected:
        bench.fault("the text gives no record")


def fixtures(bench):
    """What LibreOffice made of the typed documents; make.py says how."""
    found = sorted((HERE / "word/documents").glob("*.*odt")) + \
        sorted((HERE / "word/documents").glob("*.docx"))
    for path in found:
        bench.name = "LibreOffice: " + path.name
        text = HERE / "documents" / (path.name.split(".")[0] + ".txt")
        alike(bench, path.read_bytes(), text.read_text("utf-8"),
              ["is read as a document of"])
    if len(found) < 12:
        bench.fault("only %d documents" % len(found))


# ---- Word ----

TRACKED = li(
    run("140 ") + "<w:ins w:id='1'>%s</w:ins>" % run("warm ") + run("coats") +
    "<w:del w:id='2'><w:r><w:delText> and a hat</w:delText></w:r></w:del>" +
    "<w:moveFrom w:id='3'>%s</w:moveFrom>" % run(" in May") +
    run(" were given out") + "<w:moveTo w:id='4'>%s</w:moveTo>" % run(
        " in May") + run(".")) + \
    li("<w:del w:id='5'><w:r><w:delText>Gone.</w:delText></w:r></w:del>") \
    .replace("</w:pPr>", "<w:rPr><w:del w:id='6'/></w:rPr></w:pPr>") + \
    li("Two halves of ").replace(
        "</w:pPr>", "<w:rPr><w:del w:id='7'/></w:rPr></w:pPr>") + \
    li("one point.") + \
    "<w:tbl><w:tr><w:trPr><w:del w:id='8'/></w:trPr><w:tc>%s</w:tc></w:tr>" \
    "<w:tr><w:tc>%s</w:tc><w:tc><w:tcPr><w:cellDel w:id='9'/></w:tcPr>%s" \
    "</w:tc></w:tr></w:tbl>" % (p("A row that is gone"), li("Kept."),
                                p("A cell that is gone"))

SIGNS = p("<w:r><w:sym w:font='Symbol' w:char='F0B7'/></w:r><w:r><w:tab/>"
          "</w:r>" + run("One.")) + \
    p("<w:r><w:sym w:font='Wingdings' w:char='F0D8'/></w:r>" +
      run(" Two <w:x/>").replace("<w:x/>", "")) + p("\uf0a7 Three.") + \
    p("o\tFour.") + p(run("\u201cFive\u201d,\u00a0six") +
                      "<w:r><w:noBreakHyphen/></w:r>" + run("seven") +
                      "<w:r><w:softHyphen/></w:r>" + run("fold\u00ad.")) + \
    li(run("Eight ") + "<w:r><w:sym w:font='Wingdings' w:char='F0E0'/></w:r>" +
       run(" nine."))

FIELDS = li("<w:hyperlink>%s</w:hyperlink>" % run("The hall") +
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>"
            " DATE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="
            "'separate'/></w:r>" + run(" opens in May") +
            "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple "
            "w:instr='X'>%s</w:fldSimple>" % run(" at noon")) + \
    "<w:sdt><w:sdtPr/><w:sdtContent>%s</w:sdtContent></w:sdt>" % li(
        "Filled in.") + \
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>%s" \
    "</w:sdtContent></w:sdt>" % p("Click here to enter text.") + \
    li(run("Read this") + run(" not this", "<w:vanish/>") + run("."))



def field(data, shown=None):
    """A field of an old form, as Word writes it."""
    def sign(kind, inner=""):
        return "<w:r><w:fldChar w:fldCharType='%s'>%s</w:fldChar></w:r>" % (
            kind, inner)
    return sign("begin", "<w:ffData><w:name w:val='X'/><w:enabled/>"
                "<w:calcOnExit w:val='0'/>%s</w:ffData>" % data) + \
        "<w:r><w:instrText> FORM </w:instrText></w:r>" + \
        ("" if shown is None else sign("separate") + shown) + sign("end")


def choices(chosen, *entries, shown=None):
    return field("<w:ddList>%s%s</w:ddList>" % (chosen, "".join(
        "<w:listEntry w:val='%s'/>" % entry for entry in entries)), shown)


def box(chosen, shown=None):
    return field("<w:checkBox><w:sizeAuto/>%s</w:checkBox>" % chosen, shown)


def control(properties, content):
    return "<w:sdt><w:sdtPr><w:id w:val='7'/>%s</w:sdtPr><w:sdtContent>%s" \
        "</w:sdtContent></w:sdt>" % (properties, content)


LIST = "<w:dropDownList w:lastValue='eet'><w:listItem w:displayText='Work' " \
    "w:value='eet'/><w:listItem w:displayText='Health' w:value='x'/>" \
    "</w:dropDownList>"
FORMS = li(run("A: ") + choices("<w:result w:val='1'/>", "low", "high")) + \
    li(run("B: ") + choices("<w:default w:val='1'/>", "low", "high")) + \
    li(run("C: ") + choices("<w:result w:val='0'/><w:default w:val='1'/>",
                            "low", "high", shown="") + run(", D")) + \
    li(run("E: ") + choices("", "first", "second")) + \
    li(run("F: ") + choices("<w:result w:val='1'/>", "low", "high",
                            shown=run("high"))) + \
    li(run("G: ") + choices("<w:result w:val='2'/>", "low", "high") +
       run("none")) + \
    li(box("<w:default w:val='0'/><w:checked/>") + run(" H")) + \
    li(box("<w:default w:val='1'/><w:checked w:val='0'/>", "") + run(" I")) + \
    li(box("<w:default w:val='1'/>") + run(" J")) + \
    li(run("K: ") + field("<w:textInput/>", run("typed"))) + \
    li(run("L: ") + control(LIST, run("Work")) + run(", ") + control(
        "<w:date w:fullDate='2024-05-01T00:00:00Z'><w:dateFormat "
        "w:val='MMMM yyyy'/></w:date>", run("May 2024"))) + \
    li(control("<x:checkbox xmlns:x='urn:x'/>", run("\u2612")) + run(" M")) + \
    li("<w:del w:id='1'>%s</w:del>" % choices("", "gone") + run("N")) + \
    p(control(LIST + "<w:showingPlcHdr/>", run("Choose an item."))) + \
    p("<w:r><w:object><w:control w:name='Box1'/></w:object></w:r>")
FORM_ITEMS = ("A: high", "B: high", "C: low, D", "E: first", "F: high",
              "G: none", "\u2612 H", "\u2610 I", "\u2612 J", "K: typed",
              "L: Work, May 2024", "\u2612 M", "N")

BOXES = "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>" \
    "<wps:txbx><w:txbxContent>%s</w:txbxContent></wps:txbx></w:drawing>" \
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>%s" \
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback>" \
    "</mc:AlternateContent></w:r></w:p>" % (li("In a box."), li("In a box.")) \
    + "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>" * 2 + \
    li(run("Noted") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run("."))

NOTES = [("word/footnotes.xml", "<w:footnotes xmlns:w='%s'><w:footnote>%s"
          "</w:footnote></w:footnotes>" % (wordmade.MAIN, p("As in May"))),
         ("word/comments.xml", "<w:comments xmlns:w='%s'><w:comment>%s"
          "</w:comment></w:comments>" % (wordmade.MAIN, p("Really?"))),
         ("word/header1.xml", "<w:hdr xmlns:w='%s'>%s</w:hdr>" % (
             wordmade.MAIN, p("TASS update"))),
         ("word/header2.xml", "<w:hdr xmlns:w='%s'>%s</w:hdr>" % (
             wordmade.MAIN, p("TASS update"))),
         ("word/media/image1.jpeg", JPEG)]

WORD = [
    ("tracked changes", p("Impact so far") + TRACKED,
     [("Impact so far", "140 warm coats were given out in May.",
       "Two halves of one point.", "Kept.")], [], (), ["Gone", "gone"]),
    ("signs", p("Impact so far") + SIGNS,
     [("Impact so far", "One.", "Two", "Three.", "Four.",
       "\u201cFive\u201d, six-sevenfold.", "Eight \u2192 nine.")], [], (), ()),
    ("fields and controls", p("Impact so far") + FIELDS,
     [("Impact so far", "The hall opens in May at noon", "Filled in.",
       "Read this.")], [],
     ["prompt that nobody filled in is left out: \"Click here to enter text.",
      "hidden text is left out: \"not this\""], ["DATE"]),
    ("forms", p("Impact so far") + FORMS, [("Impact so far", *FORM_ITEMS)], [],
     ["a list of which nothing is chosen is not read",
      "what is chosen in a control is not read",
      "prompt that nobody filled in is left out: \"Choose an item.\""],
     ["gone", "second"]),
    ("boxes, notes and pictures", p("Impact so far") + BOXES,
     [("Impact so far", "In a box.", "Noted.")], NOTES,
     ["a footnote is left out: \"As in May\"",
      "a comment is left out: \"Really?\"", "2 pictures are not read",
      "a page's header is left out: \"TASS update\""], ()),
    ("lists", p("Impact so far") + li("One") + li("Within", 1, 1) +
     p("and on", "ListParagraph") + li("Roman", 2) + li("More", 2) +
     p("By style.", "Punkt") + p("None.", "Punkt",
                                 "<w:numPr><w:numId w:val='0'/></w:numPr>"),
     [("Impact so far", "One", "Within and on", "Roman", "More", "By style.",
       "None.")], [], (), ()),
    ("a numbered heading of a section", li("Impact so far", 2) + li("One") +
     li("Exit strategy", 2) + p("The end."),
     [("Impact so far", "One"), ("Exit strategy", "The end.")], [], (), ()),
    ("lines within a paragraph", p("Impact so far") + li(
        run("One") + "<w:r><w:br/></w:r>" + run("goes on") +
        "<w:r><w:br w:type='page'/></w:r>" + run("here.")) + p(
            run("- Two") + "<w:r><w:br/></w:r>" + run("- Three")),
     [("Impact so far", "One goes on here.", "Two", "Three")], [], (), ()),
    ("small letters", p("Impact so far") + p("better links with families, "
                                              "schools and the parish, which "
                                              "took all of the term and some "
                                              "of the next one") +
     p("more coats"),
     [("Impact so far", "better links with families, schools and the parish, "
       "which took all of the term and some of the next one", "more coats")],
     [], (), ()),
    ("changes of looks", p("Impact so far") + li("One").replace(
        "</w:pPr>", "<w:pPrChange><w:pPr><w:numPr><w:numId w:val='0'/>"
        "</w:numPr><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange></w:pPr>"),
     [("Impact so far", "One")], [], (), ()),
    ("contents", p("Impact so far", "TOC1") + "<w:sdt><w:sdtPr><w:docPartObj>"
     "<w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
     "<w:sdtContent>%s</w:sdtContent></w:sdt>" % p("Warm clothes 1") +
     p("Impact so far") + li("One"),
     [("Impact so far", "One")], [], ["the table of contents is not read"],
     ()),
]

TWO = lines(("Impact so far", "One.", "Two."), ("Exit strategy", "The end.")) \
    + "\n" + "\n".join(["Priority", "Cold feet", "", "Impact so far", "",
                        "- Three."]) + "\n"

TABLES = [
    ("sections as rows", head() + p("Priority") + p("Warm clothes") + table(
        ["Section", "Update"], ["Impact so far", li("One.") + li("Two.")],
        ["Exit strategy:", "The end."]),
     lines(("Impact so far", "One.", "Two."), ("Exit strategy", "The end.")),
     ["what heads a column is left out: \"Section\""]),
    ("labels in a table", table(
        ["Area", "Eastwick", "Period", "Summer 1 2024"],
        ["Education Partnership Officers", "Tilda Brome"],
        ["Priority", "Warm clothes"], ["Impact so far", "One."]),
     lines(("Impact so far", "One.")), []),
    ("labels that head columns", table(
        ["Area", "Officers", "Period"],
        ["Eastwick", "Tilda Brome", "Summer 1 2024"]) + p("Priority") +
     p("Warm clothes") + p("Impact so far") + li("One."),
     lines(("Impact so far", "One.")), []),
    ("sections as columns", head() + table(
        ["Priority", "Impact so far", "Exit strategy", "RAG"],
        ["Warm clothes", li("One.") + li("Two."), "The end.", ""],
        ["Cold feet", "Three.", "", "green"]),
     TWO.rstrip() + "\nRAG: green\n", []),
    ("sections as columns, numbered rows, and who leads", head() + table(
        ["No", "Shared priority", "Lead", "Impact so far", "Exit strategy"],
        ["1", "Warm clothes", "Ann", li("One.") + li("Two."), "The end."],
        ["2.", "Cold feet", "", "Three.", ""]),
     TWO.replace("Warm clothes\n", "Warm clothes\n\nLead: Ann\n"),
     ["the number of a row is left out: \"1\""]),
    ("priorities as columns", head() + table(
        ["Priority", "Warm clothes", "Cold feet"],
        ["Impact so far", li("One.") + li("Two."), "Three."],
        ["Exit strategy", "The end.", ""]), TWO, []),
    ("priorities as columns, wide and merged", head() + table(
        ["", "<w:p/>", "Warm clothes", "Cold feet"],
        ["Impact so far", li("One.") + li("Two."), "Three."],
        ["Exit strategy", "The end.", ""]).replace(
            "<w:tc><w:tcPr/>" + p("Impact"), "").replace(
            "<w:tcPr/>" + p("Impact so far"),
            "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p("Impact so far"))
     .replace("<w:tcPr/>" + p("Exit strategy"),
              "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" +
              p("Exit strategy")), TWO, []),
    ("sections beside priorities, over merged rows", head() + table(
        ["Priority", "Section", "Update"],
        ["Warm clothes", "Impact so far", li("One.") + li("Two.")],
        ["<w:p/>", "Exit strategy", "The end."],
        ["Cold feet", "Impact so far", "Three."]), TWO,
     ["what heads a column is left out: \"Update\""]),
    ("sections beside priorities, whose rows are numbered", head() + table(
        ["1", p("Warm clothes", "Rubrik"), "Impact so far", li("One.") +
         li("Two.")], ["", "", "Exit strategy", "The end."],
        ["2.", "Cold feet", "Impact so far", "Three."]), TWO,
     ["the number of a row is left out: \"2.\""]),
    ("a section beside something, once", head() + p("Priority") +
     p("Warm clothes") + table(["Now", "Impact so far", li("One.")]),
     lines(("Impact so far", "One.")).replace(
         "\nImpact", "\nNow\n\nImpact"), []),
    ("a table of figures", head() + p("Warm clothes", "berschrift1") +
     p("Impact so far") + li("One.") + table(
         ["School", "Before", "After"], ["St Osric", "12", "14"]) +
     p("Exit strategy") + p("The end."),
     lines(("Impact so far", "One.", "School | Before | After",
            "St Osric | 12 | 14"), ("Exit strategy", "The end.")), []),
    ("a table in a table in a frame", table([head() + p("Priority") +
                                             p("Warm clothes") + table(
        ["Impact so far", table(["One.", ""], ["Two.", ""])],
        ["Exit strategy", "The end."])]),
     lines(("Impact so far", "One.", "Two."), ("Exit strategy", "The end.")),
     []),
    ("a date beside several lines, in a table within a section", head() +
     p("Priority") + p("Warm clothes") + table(
         ["Impact so far", table(["May", "One."], ["June", p("Two:") +
                                                 li("three") + li("four")])],
         ["Exit strategy", "The end."]),
     lines(("Impact so far", "May | One.", "June | Two: three; four"),
           ("Exit strategy", "The end.")), []),
    ("labels beside cells that others span, and names on lines", table(
        ["Area", "Eastwick", "", ""],
        ["Officers", p("Tilda Brome") + p("Abe Rusk"), "Period",
         "Summer 1 2024"], ["Priority", "Warm clothes"],
        ["Impact so far", "One."]),
     lines(("Impact so far", "One.")).replace("Brome", "Brome / Abe Rusk"),
     []),
    ("a horizontal line", head() + p("Priority") + p("Warm clothes") +
     p("Impact so far") + p("One.") + p(
        "<w:r><w:pict><v:rect o:hr='t'/></w:pict></w:r>") +
     p("Cold feet") + p("What helps, and for how long it does.") +
     p("And what does not help at all, in winter.") + p("Impact so far") +
     p("Two."), lines(("Impact so far", "One.")).replace("- ", "") +
     "---\nCold feet\nWhat helps, and for how long it does.\nAnd what does "
     "not help at all, in winter.\nImpact so far\nTwo.\n", []),
    ("headings by their ranks", "".join(map(p, HEAD)) +
     p("Warm clothes", "berschrift1") + p("Impact so far", "Rubrik2") +
     li("One.") + li("Two.") + p("Exit strategy", "Rubrik") + p("The end.") +
     p("Cold feet", "berschrift1") + p("Impact so far", "Rubrik") +
     p("Three.", "Loop"), TWO, []),
    ("headings of one rank", "".join(map(p, HEAD)) +
     p("Warm clothes", "berschrift1") + p("Impact so far", "berschrift1") +
     li("One.") + li("Two.") + p("Exit strategy", "berschrift1") +
     p("The end.") + p("Cold feet", "berschrift1") +
     p("Impact so far", "berschrift1") + p("Three."), TWO, []),
    ("points within a point, by their style", head() + p("Priority") +
     p("Warm clothes") + p("Impact so far") + p("Two schools:", "Punkt") +
     p("One", "Punkt2") + p("Two", "Punkt2") + p("Three.", "Punkt"),
     lines(("Impact so far", "Two schools: One; Two", "Three.")),
     ["2 points within \"Two schools: One; Two\" are put behind it"]),
    ("the area as a heading above", p("Eastwick", "berschrift1") +
     "".join(map(p, HEAD[1:])) + p("Warm clothes", "Rubrik") +
     p("Impact so far") + li("One.") + li("Two.") + p("Exit strategy") +
     p("The end.") + p("Cold feet", "Rubrik") + p("Impact so far") +
     li("Three."), TWO, []),
]

KEPT = "\nActivity last period\n- One.\n\nPlanned activity next period\n" \
    "- Two.\n\nImpact so far\n- Three.\n\nExit strategy\n- The end.\n"

# What no section is, and what is one in other words: what ends the record.
BETRAYED = [
    ("a rank that shows what is a heading", head() + p("Priority") +
     p("Warm clothes") + p("Activity last period", "Rubrik") + li("One.") +
     p("Next steps", "Rubrik") + li("Two.") +
     p("Evidence for Eastwick", "Rubrik") + li("Three.") +
     p("Photographs of it", "Rubrik") + li("Four.") +
     p("Exit strategy", "Rubrik") + p("The end."),
     KEPT + "# Photographs of it\n# - Four.\n",
     ["\"Evidence for Eastwick\" is read as the heading \"Impact so far\"",
      "\"Photographs of it\" heads none of the five sections"]),
    ("rows of a form", head() + p("Priority") + p("Warm clothes") + table(
        ["Status", "Amber"], ["Reference", "IP/22"],
        ["Activity last period", li("One.")], ["Next steps", li("Two.")],
        ["Exit strategy", "The end."], ["Who we worked with", "Four."],
        ["Evidence for Eastwick", li("Three.")]),
     KEPT + "# Status: Amber\n# Reference | IP/22\n# Who we worked with\n"
     "# Four.\n",
     ["\"Status: Amber\" is a rating",
      "\"Reference | IP/22\" is of none of the five sections",
      "\"Evidence for Eastwick\" is read as the heading \"Impact so far\"",
      "\"Who we worked with\" heads none of the five sections"]),
]


def betrayed(bench):
    for name, body, ending, says in BETRAYED:
        bench.name = "Word: " + name
        files, said = imported(bench, "update.docx", docx(body))
        for raw in files.values():
            bench.expect("the record's end", ending,
                         raw.decode()[-len(ending):])
        for words in says:
            if words not in said:
                bench.fault("does not say \"%s\": %s" % (words, said))


PLAIN = p("Priority") + p("Warm clothes") + p("Impact so far") + li("One.")
ONE = lines(("Impact so far", "One."))


def word(bench):
    for name, body, sections, more, says, hides in WORD:
        bench.name = "Word: " + name
        alike(bench, docx(head() + p("Priority") + p("Warm clothes") + body,
                          more), lines(*sections), says, hides)
    for name, body, text, says in TABLES:
        bench.name = "Word: " + name
        alike(bench, docx(body), text, says)
    bench.name = "Word: strict"
    alike(bench, docx(head() + PLAIN, space=wordmade.STRICT), ONE)
    bench.name = "Word: another main part, and backslashes"
    alike(bench, docx(head() + PLAIN, main="word/document2.xml").replace(
        b"word/styles", b"word\\styles"), ONE)
    bench.name = "Word: UTF-16"
    with_bom = docx(head() + PLAIN, [("x.xml", "")])
    files = unpack(with_bom)
    files["word/document.xml"] = files["word/document.xml"].decode().replace(
        "UTF-8", "UTF-16").encode("utf-16")
    alike(bench, wordmade.pack(files.items()), ONE)


def unpack(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


# ---- LibreOffice ----

def tp(content):
    return "<text:p>%s</text:p>" % content


def tl(*items):
    return "<text:list text:style-name='L'>%s</text:list>" % "".join(
        "<text:list-item>%s</text:list-item>" % item for item in items)


ODT_STYLES = """<style:style style:name='T9' style:family='text'>
<style:text-properties text:display='none'/></style:style>
<text:list-style style:name='L'><text:list-level-style-bullet text:level='1'/>
<text:list-level-style-number text:level='2' style:num-format='1'/>
</text:list-style>"""

ODT = "<text:tracked-changes><text:changed-region><text:deletion>%s" \
    "</text:deletion></text:changed-region></text:tracked-changes>" % tp(
        "Gone.") + "".join(map(tp, HEAD)) + \
    "<text:h text:outline-level='1'>Warm clothes</text:h>" \
    "<text:list><text:list-item><text:h text:outline-level='2'>Impact so far" \
    "</text:h></text:list-item></text:list>" + tl(
        tp("One<text:span>,<text:s text:c='2'/>or</text:span><text:tab/>two"
           "<text:soft-page-break/><text:line-break/>and <text:a>three"
           "</text:a><text:note text:note-class='footnote'>"
           "<text:note-citation>1</text:note-citation><text:note-body>%s"
           "</text:note-body></text:note>." % tp("Not that")) +
        tp("It goes on.") + tl(tp("Within")),
        tp("Four<office:annotation><dc:creator>Sam</dc:creator>%s"
           "</office:annotation><text:span text:style-name='T9'> unseen"
           "</text:span>" % tp("Really?"))) + \
    tp("<draw:frame><draw:image/></draw:frame>") + \
    "<table:table><table:table-header-rows><table:table-row>" \
    "<table:table-cell>%s</table:table-cell><table:covered-table-cell/>" \
    "<table:table-cell>%s</table:table-cell></table:table-row>" \
    "</table:table-header-rows></table:table>" % (tp("Exit strategy"),
                                                  tp("The end."))


def mark(kind, *params):
    """A field of a form, as LibreOffice writes it."""
    return "<field:fieldmark field:type='vnd.oasis.opendocument.field.%s'>%s" \
        "</field:fieldmark>" % (kind, "".join(
            "<field:param field:name='%s' field:value='%s'/>" % param
            for param in params))


def marks(chosen, *entries):
    return mark("FORMDROPDOWN", *[("Dropdown_ListEntry", entry)
                                  for entry in entries], *chosen)


ODT_FORMS = tp("Priority") + tp("Warm clothes") + tp("Impact so far") + tl(
    tp("A: " + marks([("Dropdown_Selected", "1")], "low", "high")),
    tp("B: " + marks([("Dropdown_Selected", "0")], "low", "high") + "!"),
    tp("C: " + marks([], "low", "high") + "none"),
    tp("D: " + marks([("Dropdown_Selected", "9")], "low") + "none"),
    tp(mark("FORMCHECKBOX", ("Checkbox_Checked", "true")) + " E"),
    tp(mark("FORMCHECKBOX") + " F"),
    tp("G: <field:fieldmark-start field:type='x.FORMTEXT'/>typed"
       "<field:fieldmark-end/>"),
    tp("H: <loext:content-control><loext:list-item loext:display-text='x'/>"
       "chosen</loext:content-control><loext:content-control "
       "loext:showing-place-holder='true'>Choose an item."
       "</loext:content-control>")) + \
    tp("<draw:control draw:control='control1'/>")


def libreoffice(bench):
    bench.name = "LibreOffice: forms"
    alike(bench, odt("".join(map(tp, HEAD)) + ODT_FORMS, ODT_STYLES), lines(
        ("Impact so far", "A: high", "B: low!", "C: none", "D: none",
         "\u2612 E", "\u2610 F", "G: typed", "H: chosen")),
        ["a list of which nothing is chosen is not read",
         "what is chosen in a control is not read",
         "prompt that nobody filled in is left out: \"Choose an item.\""])
    bench.name = "LibreOffice: odd shapes"
    alike(bench, odt(ODT, ODT_STYLES), lines(
        ("Impact so far", "One, or two and three. It goes on.", "Within",
         "Four"), ("Exit strategy", "The end.")),
        ["a footnote is left out: \"Not that\"", "a comment is left out: "
         "\"Really?\"", "hidden text is left out: \"unseen\"",
         "a picture is not read"], ["Gone", "Sam"])


# ---- what is refused ----

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
DTD = "<!DOCTYPE w:document [<!ENTITY x SYSTEM '/etc/passwd'>]>"


def edited(raw, name, change):
    files = unpack(raw)
    files[name] = change(files[name])
    return wordmade.pack(files.items())


def locked(raw):
    """The same archive, its files said to be encrypted."""
    out = bytearray(raw)
    for sign, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = out.find(sign)
        while start >= 0:
            flags = struct.unpack_from("<H", out, start + at)[0]
            struct.pack_into("<H", out, start + at, flags | 1)
            start = out.find(sign, start + 4)
    return bytes(out)


def refused():
    good = docx(head() + PLAIN)
    part = "word/document.xml"
    yield "a photo", JPEG, ["picture"]
    yield "a photo in an archive", wordmade.pack([("a.jpg", JPEG)]), [
        "packed archive"]
    yield "a locked document", OLE + "EncryptedPackage".encode("utf-16-le"), [
        "password"]
    yield "an old document", OLE + "WordDocument".encode("utf-16-le"), [
        ".docx"]
    yield "an old sheet", OLE + "Workbook".encode("utf-16-le"), ["Office"]
    yield "an encrypted archive", locked(good), ["password"]
    yield "a locked odt", odt("", more=[(
        "META-INF/manifest.xml", "<m><encryption-data/></m>")]), ["password"]
    for length in (4, 30, 100, len(good) // 2, len(good) - 30, len(good) - 1):
        yield "a document of %d bytes" % length, good[:length], ["damaged"]
    at = good.find(b"PK\3\4", 4) + 60
    yield "a byte turned", good[:at] + b"~~~~" + good[at + 4:], []
    yield "a workbook", edited(good, part, lambda raw: raw.replace(
        b"w:document", b"w:workbook")), ["workbook"]
    yield "no main part", wordmade.pack([("[Content_Types].xml", "<x/>")]), [
        "missing"]
    yield "slides", edited(odt(""), "mimetype", lambda raw: raw.replace(
        b".text", b".presentation")), ["another kind"]
    yield "a sheet", edited(odt(""), "content.xml", lambda raw: raw.replace(
        b"office:text", b"office:spreadsheet")), ["a sheet"]
    yield "a bomb", wordmade.pack([("[Content_Types].xml", "<x/>"), (
        part, b" " * (60 << 20))]), ["500 times"]
    yield "a long file", wordmade.pack([("[Content_Types].xml", "<x/>"), (
        part, b" " * (65 << 20))]), ["more than"]
    yield "many files", wordmade.pack([(str(i), "") for i in range(10001)]), [
        "10,000"]
    yield "a file twice", wordmade.pack([("[Content_Types].xml", "<x/>")] + [
        ("../" + part, "")] * 2), ["two files"]
    yield "a document type", edited(good, part, lambda raw: raw.replace(
        b"<w:document", DTD.encode() + b"<w:document", 1)), ["DTD"]
    yield "deep parts", docx("<w:x>" * 5000 + "</w:x>" * 5000), ["deep"]
    yield "deep boxes", docx("<w:p><w:r><w:txbxContent>" * 40 +
                             "</w:txbxContent></w:r></w:p>" * 40), ["deep"]
    yield "bad UTF-8", edited(good, part, lambda raw: raw.replace(
        b"Warm", b"W\xff\xferm")), ["damaged"]
    yield "bad UTF-16", edited(good, part, lambda raw: b"\xff\xfe" + b"<\xd8\0"
                               * 50), []
    yield "another encoding", edited(good, part, lambda raw: raw.replace(
        b"UTF-8", b"IBM-037")), ["encoding"]
    yield "XML that breaks off", edited(good, part, lambda raw: raw[:-20]), []
    yield "styles that break off", edited(
        good, "word/styles.xml", lambda raw: raw[:-20]), []
    yield "no text", docx(""), ["empty"]
    yield "no heading", docx(head() + p("Words.")), ["five headings"]
    yield "Word in one file", b"<?xml version='1.0'?><?mso-application " \
        b"progid=\"Word.Document\"?><w:wordDocument/>", [".docx"]
    yield "5 MiB of text", docx(head() + PLAIN + p(
        "one word after another " * 230000)), ["4 MiB"]


def bad_word(bench):
    warnings.simplefilter("ignore")  # Of files of one name.
    for name, raw, speaks in refused():
        bench.name = "bad document: " + name
        corpus = bench.corpus()
        (corpus.top / "update.docx").write_bytes(raw)
        refuse(bench, corpus, ["update.docx"], speaks)
        corpus.drop()


def hostile(bench):
    """Names that climb, and what is large but right."""
    bench.name = "hostile names"
    alike(bench, docx(head() + PLAIN, [
        ("../../../tmp/x.xml", "<x/>"), ("/etc/passwd", "x"),
        ("a\\..\\..\\b.xml", "<x/>"), ("\u202e.xml", "<x/>"),
        ("x" * 5000 + ".xml", "<x/>")]), ONE)
    bench.name = "10,000 tables"
    tables = "".join(table(["School %d" % i, str(i)]) for i in range(10000))
    files, _ = imported(bench, "update.docx", docx(
        head() + PLAIN + tables))
    for raw in files.values():
        bench.expect("items", 10001, raw.count(b"\n- "))


def caps(bench):
    """What has a limit is taken up to it, and not one more."""
    def files(count):
        return docx(head() + PLAIN, [("f%d" % i, "")
                                     for i in range(count - 5)])

    def depth(count):
        return docx(head() + PLAIN + "<w:x>" * (count - 2) +
                    "</w:x>" * (count - 2))

    def boxes(count):
        return docx(head() + PLAIN + "<w:p><w:r><w:txbxContent>" * (
            count - 1) + li("In it.") + "</w:txbxContent></w:r></w:p>" * (
                count - 1))

    def bytes_of_text(count):
        used = sum(len(line) for line in HEAD) + len(
            "PriorityWarm clothesImpact so farOne.")
        return docx(head() + PLAIN + "".join(
            p("y" * min(1000, left)) for left in range(count - used, 0,
                                                        -1000)))

    for make, most, speaks in ((files, 10000, "10,000 files"),
                               (depth, 1000, "1,000 deep"),
                               (boxes, 16, "16 deep"),
                               (bytes_of_text, 4 << 20, "4 MiB of text")):
        for count in (most - 1, most, most + 1):
            bench.name = "%s: %d" % (make.__name__, count)
            corpus = bench.corpus()
            bench.tried += 1
            (corpus.top / "update.docx").write_bytes(make(count))
            status, out, err = corpus.add("update.docx", "--dry-run")
            if count > most:
                if status != 1 or speaks not in err:
                    bench.fault("status %d: %s%s" % (status, out, err))
            elif speaks in err:
                bench.fault("refused: " + err[-300:])
            corpus.drop()
    for count in (15, 16, 17, 40):
        bench.name = "tables: %d" % count
        alike(bench, docx(head() + PLAIN + "<w:tbl><w:tr><w:tc>" * count +
                          li("In it.") + "</w:tc></w:tr></w:tbl>" * count),
              lines(("Impact so far", "One.", "In it.")))


PARTS = {"word-fixtures": fixtures, "word": word,
         "word-betrayed": betrayed, "libreoffice": libreoffice,
         "bad-word": bad_word, "hostile-word": hostile,
         "caps-word": caps}
