"""Forms and mails as other councils have them: what is bold, columns without a
title, boxes to be ticked, names that only a page or a signature has."""

from word import docx, head, imported, li, p, run, table, wordmade
from wordmade import relations

WARM = p("Priority") + p("Warm clothes")
GRID = [["Impact so far", "Exit strategy"], ["One.", "The end."],
        ["Two.", "Really."]]


def bold(text):
    return p(run(text, "<w:b/>"))


def page(kind, text):
    """The files of a document whose pages have a header or a footer."""
    return [("word/%s1.xml" % kind, wordmade.HEAD + "<w:hdr xmlns:w='%s'>%s"
             "</w:hdr>" % (wordmade.MAIN, p(text))),
            ("word/_rels/document.xml.rels", relations(
                ("styles", "styles.xml"), ("numbering", "numbering.xml"),
                (kind, kind + "1.xml")))]


def sections(**items):
    """The end of a record: sections by the letter they begin with."""
    names = {"o": "Intended outcomes", "a": "Activity last period",
             "p": "Planned activity next period", "i": "Impact so far",
             "e": "Exit strategy"}
    return "".join("\n%s\n%s" % (names[key], "".join(
        line + "\n" if line.startswith("#") else "- %s\n" % line
        for line in lines)) for key, lines in items.items())


UNNAMED = p("Eastwick") + p("Period") + p("Summer 1 2024") + WARM
ONE = p("Impact so far") + li("One.")

# Name, document, files besides, the ends of its records in the order of their
# titles, and what is said.
FORMS = [
    ("titles and headings in bold", head() + bold("Cold feet") +
     bold("What we hoped for") + li("One.") + bold("Impact so far") + li("Two.") +
     bold("Warm clothes") + bold("Impact so far") + li("Three.") +
     bold("Photographs of it") + li("Four.") + bold("Exit strategy") +
     p("The end."), [],
     [sections(o=["One."], i=["Two."]), sections(i=["Three."], e=["The end."]) +
      "# Photographs of it\n# - Four.\n"], []),
    ("titles in bold alone", head() + bold("Cold feet") +
     p("Impact so far: one.") + p("Exit strategy: the end.") +
     bold("Warm clothes") + p("Impact so far: two.") +
     p("Exit strategy: none yet."), [],
     [sections(i=["one."], e=["the end."]),
      sections(i=["two."], e=["none yet."])], []),
    ("a title in bold below other words", head() + p(
        "A word on this term first.") + bold("Cold feet") +
     bold("What we hoped for") + li("One.") + bold("Impact so far") +
     li("Two."), [], [sections(o=["One."], i=["Two."])],
     ["\"Cold feet\" is new here"]),
    ("outcomes that are titles, numbered", head() + bold(
        "Outcome 1: Cold feet") + ONE + bold("Outcome 2 - Warm clothes") + ONE,
     [], [sections(i=["One."])] * 2, ["\"Outcome 1\" (line 6)"]),
    ("columns of one priority", head() + WARM + table(*GRID), [],
     [sections(i=["One.", "Two."], e=["The end.", "Really."])], []),
    ("columns with more cells below than heads", head() + WARM + table(
        ["Impact so far", "Exit strategy"], ["One.", "The end.", "Behind it."],
        ["Two.", "Really."]), [],
     [sections(i=["One.", "Two."], e=["The end.", "Behind it.", "Really."])],
     []),
    ("a row across columns of priorities", head() + table(
        ["Priority", "Cold feet", "Warm clothes"],
        ["Impact so far", "One.", "Two."], ["All was agreed in May."],
        ["Exit strategy", "Three.", "Four."]), [],
     [sections(i=["One."], e=["Three."]), sections(i=["Two."], e=["Four."])],
     ["across all priorities is left out: \"All was agreed in May.\""]),
    ("columns of one priority, and who does it", head() + WARM + table(
        ["Impact so far", "Who", "Exit strategy", "Outputs planned"],
        ["One.", "Ann", "The end.", "Three."], ["Two.", "", "", "Four."]), [],
     [sections(p=["Three.", "Four."], i=["One. | Who: Ann", "Two."],
               e=["The end."])], []),
    ("plan, do, review", head() + WARM + table(
        ["Plan", "Do", "Review"], ["One.", "Two.", "Three."]), [],
     [sections(o=["One."], a=["Two."], i=["Three."])], []),
    ("plans and their progress below labels", table(
        ["Area", "Eastwick", "Period", "Summer 1 2024"],
        ["Officers", "Tilda Brome"], ["Priority", "Warm clothes"],
        ["Planned", "Progress"], ["One.", "Done."]).replace(
            "<w:tr><w:tc><w:tcPr/>" + p("Planned"),
            "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr/>" +
            p("Planned")), [],
     [sections(a=["# Planned | Progress", "One. | Done."])], []),
    ("two tables of priorities", head() + table(
        ["Priority 1", "Cold feet", ""], *GRID,
        ["Next half term", "Three.", ""]) + p() + table(
        ["Priority 2", "Warm clothes", ""], *GRID), [],
     [sections(p=["Three."], i=["One.", "Two."], e=["The end.", "Really."]),
      sections(i=["One.", "Two."], e=["The end.", "Really."])], []),
    ("priorities as columns, marked, below who and when", head() + table(
        ["Who", "Tilda Brome", ""], ["Priority", "Cold feet", "Warm clothes"],
        ["Impact so far", "One.", "Two."], ["Exit strategy", "The end.", ""])
     .replace("<w:tr><w:tc><w:tcPr/>" + p("Priority"), "<w:tr><w:trPr>"
              "<w:tblHeader/></w:trPr><w:tc><w:tcPr/>" + p("Priority")), [],
     [sections(i=["One."], e=["The end."]), sections(i=["Two."])], []),
    ("boxes to choose by", table(
        ["Name of area", "Eastwick"], ["Name of officer(s)", "Tilda Brome"],
        ["Half-term", "\u2610 Spr 2  \u2612 Sum 1  \u2610 Sum 2"],
        ["Academic year", "2023/24"], ["Priority", "Warm clothes"]) + ONE, [],
     [sections(i=["One."])], ["\"\u2612 Sum 1\" is ticked; what is not is left out: "
                              "\"Spr 2, Sum 2\""]),
    ("small letters", head() + WARM + p("Impact so far") +
     p("one school came") + p("two schools wrote") + p("Exit strategy") +
     p("the end"), [],
     [sections(i=["one school came", "two schools wrote"], e=["the end"])], []),
    ("what a form asks", head() + WARM + p("What did you plan to do?") +
     li("One.") + p("What did you do?") + li("Two.") +
     p("What will you do next?") + li("Three.") +
     p("Key outcomes / impact achieved to date") + li("Four.") +
     p("Challenges / barriers:") + li("Five."), [],
     [sections(o=["One."], a=["Two."], p=["Three."], i=["Four."]) +
      "# Challenges / barriers:\n# - Five.\n"], []),
    ("this half term, behind the last", head() + WARM + p(
        "Last half term: one.") + p("This half term: two.") +
     p("Impact: three."), [],
     [sections(a=["one."], p=["two."], i=["three."])], []),
    ("what became of actions", head() + WARM + p("Actions completed") +
     li("One.") + p("Actions in progress") + li("Two.") +
     p("Purpose of this priority") + li("Three."), [],
     [sections(o=["Three."], a=["(done) One.", "(ongoing) Two."])], []),
    ("a name in a page's header", UNNAMED + ONE,
     page("header", "Eastwick partnership update       Tilda Brome"),
     [sections(i=["One."])],
     ["\"Tilda Brome\" is taken for the officer"]),
    ("an author in a page's footer", UNNAMED + ONE,
     page("footer", "Author: Tilda Brome, May 2024"), [sections(i=["One."])],
     ["\"Tilda Brome\" is taken for the officer"]),
    ("a name of a form", table(
        ["Area", "Eastwick"], ["Name", "Tilda Brome"], ["Period",
        "Summer 1 2024"], ["Priority", "Warm clothes"]) + ONE, [],
     [sections(i=["One."])], []),
    ("a cover whose second line names the area", p("Shared Priorities") +
     p("Eastwick \u2013 Progress report") + p("Officer: Tilda Brome for the "
     "Locality Board") + p("Period: Summer 1 2024") + WARM + ONE, [],
     [sections(i=["One."])],
     ["\"Eastwick\" is read as the name of the area",
      "\"Tilda Brome for the Locality Board\" is read as \"Tilda Brome\""]),
    ("the area behind a label of officers", p("EPO update: Eastwick") +
     p("Progress report by Tilda Brome") + p("Date: 16 July 2024") +
     p("Time period covered: Summer 1") + WARM + ONE, [],
     [sections(i=["One."])],
     ["\"Tilda Brome\" is read as the officers",
      "\"Summer 1\" is read as 2023-24 Summer 1"]),
    ("a title that says what the document is", p("Eastwick") +
     p("Monitoring report: Warm clothes") + p("Officer: Tilda Brome") +
     p("Period: Summer 1 2024") + p("Background") + p("It is cold.") + ONE, [],
     ["Title: Warm clothes\nArea: Eastwick\nTerm: 2023-24 Summer 1\n"
      "Officers: Tilda Brome\nScope: It is cold.\n" +
      sections(i=["One."])],
     ["\"Monitoring report:\" before the title is left out",
      "\"Background\" (line 5)"]),
    ("a title below that of the document", p("Eastwick", "berschrift1") +
     p("Education partnership: monitoring", "Rubrik") +
     table(["Officer", "Tilda Brome"], ["Period", "Summer 1 2024"],
           ["Priority", "Warm clothes"]) + ONE, [],
     ["Title: Warm clothes\nArea: Eastwick\nTerm: 2023-24 Summer 1\n"
      "Officers: Tilda Brome\n" + sections(i=["One."])], []),
    ("a list of contents that was typed", head() + p("Contents") +
     p(run("Priority 1: Warm clothes") + "<w:r><w:tab/></w:r>" + run("2")) +
     p("Exit strategy ........ 3") + bold("Priority 1 Warm clothes") +
     bold("Progress in Summer Term 1 2023-24") + li("One.") +
     bold("Exit strategy") + p("The end."), [],
     [sections(a=["One."], e=["The end."])],
     ["a table of contents, left out: \"Contents / "]),
    ("figures of two terms", head() + WARM + p("Intended outcomes") +
     li("One.") + p("Impact so far") + table(
        ["Measure", "Last term", "This term"], ["Coats", "24", "51"],
        ["Pupils in coats", "78%", "84%"]) + p("Exit strategy") +
     p("The end."), [],
     [sections(o=["One."], i=["# Measure | Last term | This term",
                              "Coats | 24 | 51", "Pupils in coats | 78% | 84%"],
               e=["The end."])],
     ["\"Measure | Last term | This term\" heads a table"]),
    ("figures of one kind, of two terms", head() + WARM + p("Impact so far") +
     table(["Measure", "Last half-term", "This half-term"],
           ["Coats", "24 pupils", "51 pupils"]), [],
     [sections(i=["# Measure | Last half-term | This half-term",
                  "Coats | 24 pupils | 51 pupils"])], []),
    ("words of two terms", head() + WARM + table(
        ["Last term", "Next term"], ["24 coats were hung up.", "51 more."],
        ["A hook was found.", "Another."]), [],
     [sections(a=["24 coats were hung up.", "A hook was found."],
               p=["51 more.", "Another."])], []),
    ("headings in own words, in bold", head() + WARM +
     bold("Outcomes we are after") + li("One.") +
     bold("Story of the half-term") + li("Two.") +
     bold("To do in September") + li("Three.") +
     bold("What parents tell us") + li("Four.") + bold("Legacy") +
     li("The end."), [],
     [sections(o=["One."], a=["Two."], p=["Three."], i=["Four."],
               e=["The end."])],
     ["\"Outcomes we are after\" is read as",
      "\"Story of the half-term\" is read as"]),
    ("headings of no section in a gap", head() + WARM +
     bold("Intended outcomes") + li("One.") + bold("Photographs of it") +
     li("Two.") + bold("Planned activity") + li("Three.") +
     bold("How families see it") + li("Four.") + bold("Exit strategy") +
     li("The end."), [],
     [sections(o=["One."], p=["Three."], e=["The end."]) +
      "# Photographs of it\n# - Two.\n# How families see it\n# - Four.\n"],
     []),
    ("terms as columns", p("Eastwick") + p("Officer: Tilda Brome") + WARM +
     table(["", "Spring 2 2023-24", "Summer Term 1, 2024"],
           ["Impact so far", "One.", "Two."],
           ["Exit strategy", "The end.", "Still."]), [],
     ["Term: 2023-24 Spring 2\nOfficers: Tilda Brome\n" +
      sections(i=["One."], e=["The end."]),
      "Term: 2023-24 Summer 1\nOfficers: Tilda Brome\n" +
      sections(i=["Two."], e=["Still."])],
     ["goes on with \"Warm clothes\""]),
    ("strands of one priority", head() + WARM + table(
        ["Strand", "Impact so far", "Exit strategy"],
        ["North", "One.", "The end."], ["South", li("Two.") + li("Three."),
        "Still."]), [],
     [sections(i=["North: One.", "South: Two.", "South: Three."],
               e=["North: The end.", "South: Still."])],
     ["what heads a column is left out: \"Strand\""]),
    ("strands that are priorities", head() + table(
        ["Strand", "Impact so far", "Exit strategy"],
        ["Cold feet", "One.", "The end."], ["Warm clothes", "Two.",
        "Still."]), [],
     [sections(i=["One."], e=["The end."]),
      sections(i=["Two."], e=["Still."])], []),
    ("a head of nothing but what a document is", p("Half-termly partnership "
     "update") + table(["Officer", "Tilda Brome"], ["Half-term", "Summer 1"],
        ["School year", "2023/24"], ["Priority", "Warm clothes"]) + p() + table(
        ["Section", "What we want to say"], ["Our aim", "One."],
        ["Impact so far", "Two."]), page("header", "Eastwick\tPartnerships"),
     [sections(o=["One."], i=["Two."])],
     ["\"Eastwick\" is taken for the area",
      "what heads a column is left out: \"What we want to say\""]),
    ("signed by the officer, with the day", p("Eastwick") +
     p("Officer\u2019s half-termly update: Tilda Brome") +
     p("Half-term: Summer 1 2024") + p("Focus: Warm clothes") + ONE +
     p("For the long run") + li("The end.") + li("After 2026: more.") + p() +
     p("Tilda Brome") + p("23 May 2024"), [],
     [sections(i=["One."], e=["The end.", "After 2026: more."]) +
      "# Tilda Brome\n# 23 May 2024\n"],
     ["\"Tilda Brome\" signs the document"]),
    ("a day and a name at the end that sign nothing", head() + WARM +
     p("Exit strategy") + p("The network meets without us on:") + p() +
     p("23 May 2024") + p() + p("Tove Lamm"), [],
     [sections(e=["The network meets without us on:", "23 May 2024",
                  "Tove Lamm"])], []),
    ("a period beside what the document is", p("Eastwick") +
     p("Half term 5 report, 2023-24") + p("Officer: Tilda Brome") + WARM + ONE,
     [], [sections(i=["One."])], ["\"report,\" is left out"]),
]

MAIL = """From: %s <tb@example.org>
Sent: 14 May 2024 16:10
To: partnerships@example.org
Subject: Eastwick - Summer 1 update

Afternoon Jo,

Update as discussed.

Priority: Warm clothes

Impact so far
- One.

%s
"""

MAILS = [
    ("signed, with a role below", "Jo Bell",
     "Kind regards\nTilda\n\nTilda Brome\nEducation Partnership Officer",
     "\"Tilda Brome\" is taken for the officer"),
    ("signed, with a role beside", "Jo Bell",
     "Best wishes,\nTilda Brome | Education Partnership Officer | Eastwick",
     "\"Tilda Brome\" is taken for the officer"),
    ("signed by the sender", "Tilda Brome", "Thanks\nTilda",
     "\"Tilda Brome\", whom it is from, is taken"),
    ("of nobody who signed", "Jo Bell", "Thanks\nTilda", None),
]


def forms(bench):
    for name, body, more, ends, says in FORMS:
        bench.name = "form: " + name
        raw = docx(body, more)
        files, said = imported(bench, "update.docx", raw)
        titled = sorted(files.items(), key=lambda item: item[1].split(
            b"Title: ")[1])
        bench.expect("records", len(ends), len(files))
        for (path, record), ending in zip(titled, ends):
            bench.expect("the end of " + path, ending,
                         record.decode()[-len(ending):])
            if b"Officers: Tilda Brome\n" not in record:
                bench.fault("other officers: " + record.decode())
        for words in says:
            if words not in said:
                bench.fault("does not say \"%s\": %s" % (words, said))


def mails(bench):
    for name, sender, signature, says in MAILS:
        bench.name = "mail " + name
        bench.tried += 1
        corpus = bench.corpus()
        (corpus.top / "update.txt").write_text(MAIL % (sender, signature),
                                               encoding="utf-8")
        status, out, err = corpus.add("update.txt")
        bench.expect("exit status", 0 if says else 1, status)
        if (says or "it names no officers") not in out + err:
            bench.fault("does not say \"%s\": %s%s" % (says, out, err))
        for path in corpus.records():
            bench.expect("the record", "eastwick/warm-clothes/"
                         "2023-24-summer-1.txt", path)
        corpus.drop()


PARTS = {"forms": forms, "mails": mails}
