"""One document after another that differs in one line: the period, the
officers, or a heading. The lines and what they mean stand in *.tsv."""

from pathlib import Path

from reader import SECTIONS, fold, words

HERE = Path(__file__).resolve().parent

HEAD = "Eastwick\n\nEducation Partnership Officers\n\n%s\n\n%s\n\n"
TITLE = "Warm clothes\n\n"
PLACES = {"o": 0, "a": 1, "p": 2, "i": 3, "e": 4}
TEXTS = ["No child is cold in the playground.",
         "Asked for coats in the mosque.", "Wash the coats, all of them.",
         "140 coats were given out.", "The parish hall keeps the rail."]


def rows(name):
    """The rows of a table, their cells padded to four."""
    for line in (HERE / name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield (line.split("\t") + [""] * 3)[:4]


def body(headings, bullet="- "):
    """A priority with these headings; None leaves a section out."""
    return TITLE + "\n".join("%s\n\n%s%s\n" % (heading, bullet, text)
                             for heading, text in zip(headings, TEXTS)
                             if heading is not None)


def attempt(bench, text, name="update.txt"):
    """Imports a text: the status, what was said, and the records."""
    bench.tried += 1
    corpus = bench.corpus()
    (corpus.top / name).write_text(text, encoding="utf-8", newline="")
    before = corpus.files()
    status, out, err = corpus.add(name)
    records = list(corpus.records().values())
    if status:
        if status not in (1, 3):
            bench.fault("exit status %d: %s%s" % (status, out, err))
        if not fold(err):
            bench.fault("refused without a word")
        if corpus.files() != before:
            bench.fault("something was written, although it was refused")
    else:
        corpus.sound()
    corpus.drop()
    return status, out + err, records


def try_term(bench, spelling, term, date, said, label):
    bench.name = "terms.tsv: \"%s\"%s" % (spelling, label and ", labelled")
    status, heard, records = attempt(bench, HEAD % (
        "Tilda Brome", label + spelling) + body(SECTIONS))
    if status:
        if term not in ("-", "?"):
            bench.fault("refused: " + heard)
        return
    if len(records) != 1:
        bench.fault("%d records" % len(records))
        return
    got = records[0].fields.get("Term")
    if term == "-":
        bench.fault("was read as %s, but should be refused" % got)
        return
    if term != "?":
        bench.expect("Term", term, got)
        if date != "?":
            bench.expect("Date", date.replace("-", "none") if date == "-"
                         else date, records[0].fields.get("Date", "none"))
    if (said or term == "?") and got not in fold(heard):
        bench.fault("does not say that it inferred %s: %s" % (got, heard))


def terms(bench):
    for spelling, term, date, said in rows("terms.tsv"):
        for label in ("", "Period\n\n"):
            try_term(bench, spelling, term, date, said, label)


def officers(bench):
    for spelling, names, _, _ in rows("officers.tsv"):
        bench.name = "officers.tsv: \"%s\"" % spelling
        status, heard, records = attempt(bench, HEAD % (
            spelling, "Summer 1 2024") + body(SECTIONS))
        if status:
            if names != "?":
                bench.fault("refused: " + heard)
            continue
        got = records[0].fields.get("Officers", "")
        if names != "?":
            bench.expect("Officers", names, got)
        missing = words(spelling) - words("\n".join(
            (got, "and\nand\nAND\nAnd", heard)))
        if missing:
            bench.fault("words are lost: %s" % dict(missing))


def heading_of(bench, written, place, comment, said):
    """One heading in its place among the five."""
    headings = list(SECTIONS)
    headings[place] = written
    status, heard, records = attempt(bench, HEAD % (
        "Tilda Brome", "Summer 1 2024") + body(headings))
    if status or len(records) != 1:
        bench.fault("status %d, %d records: %s" % (
            status, len(records), heard))
        return
    for name, text in zip(SECTIONS, TEXTS):
        bench.expect(name, [text], records[0].items(name))
    section = records[0].sections.get(SECTIONS[place])
    comments = fold(" ".join(section["comments"])) if section else ""
    if comment and fold(comment) not in comments:
        bench.fault("no comment \"%s\" but \"%s\"" % (comment, comments))
    if said and fold(written) not in fold(heard):
        bench.fault("does not say what it took \"%s\" for: %s" % (
            written, heard))


def heading_open(bench, written):
    """One that readers could take for this or that: no word is lost."""
    text = body([SECTIONS[0], written, None, None, SECTIONS[4]])
    status, heard, records = attempt(bench, HEAD % (
        "Tilda Brome", "Summer 1 2024") + text)
    if status:
        return
    lost = words(text) - words(heard)
    for record in records:
        lost -= record.said() + words("\n".join(record.sections))
    if lost:
        bench.fault("words are lost: %s" % dict(lost))


def headings(bench):
    for written, place, comment, said in rows("headings.tsv"):
        bench.name = "headings.tsv: \"%s\"" % written
        if place == "?":
            heading_open(bench, written)
        else:
            heading_of(bench, written, PLACES[place], comment, said)


PARTS = {"terms": terms, "officers": officers, "headings": headings}
