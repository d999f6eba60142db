"""What is no update, or not one: a clear word, status 1 or 3, nothing
written."""

import os
import subprocess

from reader import SECTIONS, fold
from tables import HEAD, TEXTS, TITLE, body

GOOD = HEAD % ("Tilda Brome", "Summer 1 2024") + body(SECTIONS)
JPEG = (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\x48\0\x48\0\0\xff\xdb\0\x43\0" +
        bytes((i * 37 + 11) % 256 for i in range(4000)) + b"\xff\xd9")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8
ZIP = b"PK\3\4\x14\0\6\0\x08\0\0\0!\0" + bytes(range(256)) * 8


def without(line):
    """The good document without a line."""
    assert line in GOOD.split("\n"), line
    return "\n".join(part for part in GOOD.split("\n") if part != line)


TWO = HEAD % ("Ivo Saxby", "Summer 1 2024")
TWINS = GOOD + "\n\nPriority\n\n" + body(SECTIONS)

# Name, bytes, and words of which the message should have one.
FILES = [
    ("a photo", JPEG, ["no text", "picture", "archive", "packed"]),
    ("a picture", PNG, ["no text", "picture", "archive", "packed"]),
    ("an archive", ZIP, ["no text", "picture", "archive", "packed"]),
    ("no bytes", b"", ["empty", "nothing", "no text"]),
    ("blank lines", b"\n \n\t\n\xc2\xa0\n\n", ["empty", "nothing", "no text"]),
    ("a byte order mark", b"\xef\xbb\xbf", ["empty", "nothing", "no text"]),
    ("half a character", b"\xc3", []),
    ("no heading", HEAD % ("Tilda Brome", "Summer 1 2024") + TITLE +
     "\n\n".join(TEXTS) + "\n", ["heading"]),
    ("a shopping list", "- milk\n- bread\n- two stamps\n", ["heading"]),
    ("headings of its own", (HEAD % ("Tilda Brome", "Summer 1 2024") + TITLE +
     "Weather\n\n- Warmth.\n\nNews\n\n- None.\n"), ["heading"]),
    ("two areas", GOOD + "\n\n" + TWO.replace("Eastwick", "Brackenshaw") +
     "Cold feet\n\nIntended outcomes\n\n- None.\n", ["area"]),
    ("two labelled areas", "Area: Harrowmere\n" + GOOD, ["area"]),
    ("two terms of one priority", GOOD.replace(
        "Summer 1 2024", "Summer 1 2024\n\nPeriod: Summer 2 2024"),
     ["term", "period"]),
    ("two terms and no title", GOOD + TWINS.replace("Warm", "Dry") +
     "\n\nPeriod\nSummer 2 2024\n\n" + body(SECTIONS), ["title"]),
    ("two priorities with one title", TWINS, ["title", "Warm clothes"]),
    ("titles that differ in case", TWINS.replace(
        TITLE, "WARM  CLOTHES\n\n", 1), ["title", "WARM"]),
    ("no term", without("Summer 1 2024"), ["term", "period"]),
    ("no title", without("Warm clothes"), ["title"]),
    ("no area", without("Eastwick"), ["area"]),
    ("no officers", without("Tilda Brome").replace(
        "Education Partnership Officers\n", ""), ["officer"]),
    ("an unknown area", GOOD.replace("Eastwick", "Westwick"), ["Westwick"]),
    ("a word processor's document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" +
     b"\0" * 2000 + b"W\0o\0r\0d\0", []),
    ("a page without a text", "<html><head><title>x</title></head>"
     "<body><p>&nbsp;</p></body></html>", []),
]

# A labelled line below the title, as records are written back into documents.
FIELD = GOOD.replace(TITLE, "Priority\n\n" + TITLE + "%s\n\n")

# The line that says that records follow as they are.
MARKS = "Marks: fields, keys, figures and comments are shown as in a record"

# What may be refused or read; but what is written must be sound.
DOUBTFUL = [
    ("a NUL", GOOD.replace("coats", "co\0ats", 1).encode()),
    ("an escape", GOOD.replace("coats", "co\x1b[31mats", 1).encode()),
    ("a right-to-left override", GOOD.replace("coats", "\u202ecoats")),
    ("a soft hyphen", GOOD.replace("coats", "co\u00adats").encode()),
    ("a zero-width space", GOOD.replace("coats", "co\u200bats").encode()),
    ("a mark in the middle", GOOD.replace("coats", "co\ufeffats").encode()),
    ("a line separator", GOOD.replace("coats", "co\u2028ats").encode()),
    ("bytes of no encoding", GOOD.encode().replace(b"coats", b"co\x81ats")),
    ("half UTF-8, half not", GOOD.encode().replace(b"coats", "café".encode())
     .replace(b"parish", b"caf\xe9")),
    ("a conflict", GOOD.replace("- 140", "<<<<<<< ours\n- 140").encode()),
    ("an item of 100 KB", GOOD.replace("140 coats", "140 coats " +
                                       "and a hat " * 10000).encode()),
    ("a word of 100 KB", GOOD.replace("140 coats", "h" * 100000).encode()),
    ("a title of 100 KB", GOOD.replace("Warm clothes", "Warm clothes " * 8000)
     .encode()),
    ("20,000 items", (GOOD + "".join("- Item %d.\n" % i for i in range(20000)))
     .encode()),
    ("a section twice", GOOD.replace("Exit strategy", "Impact so far\n\n"
                                     "- More.\n\nExit strategy").encode()),
    ("the same item twice", GOOD.replace("- 140", "- 140 coats were given "
                                         "out.\n- 140").encode()),
    ("a record", b"Priority: coats\nTitle: Warm clothes\nArea: Eastwick\n"
     b"Term: 2023-24 Summer 1\nOfficers: Tilda Brome\n\n"
     b"Impact so far\n- [coats-out] (done) 140 coats were given out.\n"
     b"  = coats: 140\n"),
    ("a theme that is not declared", FIELD % "Theme: wellbeing; weather"),
    ("a theme that is no slug", FIELD % "Theme: Warm feet"),
    ("a status that is none", FIELD % "Status: paused"),
    ("a short name that is no slug", FIELD % "Short name: Warm Clothes!"),
    ("a predecessor that is no slug", FIELD % "Succeeds: Cold feet"),
    ("a newer format", FIELD % "Format: 2"),
    ("a field twice", FIELD % "Theme: wellbeing\nTheme: attendance"),
    ("another title", FIELD % "Title: Cold feet"),
    ("another term", FIELD % "Term: 2023-24 Autumn 1"),
    ("another area", FIELD % "Area: Brackenshaw"),
    ("a date out of the term", FIELD % "Date: 2023-10"),
    ("a field that nobody knows", FIELD % "Colour: red"),
    ("a field of its own", FIELD % "X-colour: red"),
    ("a field of its own without a value", FIELD % "X-colour:"),
    ("the same in the head", GOOD.replace("Eastwick\n",
                                          "Eastwick\nX-colour:\n")),
    ("a label without a value in the head", GOOD.replace(
        "Eastwick\n", "Eastwick\nDate:\n\nTheme:\n")),
    ("marks that are announced behind it all", GOOD + MARKS + "\n"),
    ("marks that are announced amid items", GOOD.replace(
        "- 140", MARKS + "\n\n- 140")),
    ("a sentence about marks", GOOD.replace("- 140", MARKS.replace(
        " are shown as in a record", "arily") + "\n\n- 140")),
    ("marks that no record follows", GOOD.replace(
        "Warm clothes\n", MARKS + "\n\nWarm clothes\n")),
    ("a title that makes no slug", GOOD.replace("Warm clothes", "“…”")),
    ("a title in Greek", GOOD.replace(TITLE, "Ζεστά ρούχα\n\n")),
    ("an area that climbs", GOOD.replace("Eastwick", "../../East")),
    ("only headings", (HEAD % ("Tilda Brome", "Summer 1 2024") + TITLE +
                       "\n".join(SECTIONS) + "\n").encode()),
]


def refuse(bench, corpus, arguments, speaks, **more):
    """A refusal in clear words; `speaks`: one of these should be in it."""
    bench.tried += 1
    before = corpus.files()
    status, out, err = corpus.add(*arguments, **more)
    if status not in (1, 3):
        bench.fault("exit status %d: %s%s" % (status, out, err))
    elif not fold(err):
        bench.fault("refused without a word on standard error")
    elif speaks and not any(word.lower() in err.lower() for word in speaks):
        bench.fault("says nothing of %s: %s" % (speaks, err))
    if corpus.files() != before:
        bench.fault("wrote %s" % sorted(set(corpus.files()) - set(before)))


def files(bench):
    for name, content, speaks in FILES:
        bench.name = "bad input: " + name
        corpus = bench.corpus()
        raw = content if isinstance(content, bytes) else content.encode()
        (corpus.top / "update.txt").write_bytes(raw)
        refuse(bench, corpus, ["update.txt"], speaks)
        corpus.drop()


def doubtful(bench):
    for name, content in DOUBTFUL:
        content = content if isinstance(content, bytes) else content.encode()
        bench.name = "doubtful input: " + name
        bench.tried += 1
        corpus = bench.corpus()
        (corpus.top / "update.txt").write_bytes(content)
        before, everywhere = corpus.files(), bench.tmp_files()
        status, out, err = corpus.add("update.txt")
        if status == 0:
            corpus.sound()
            if corpus.files() == before:
                bench.fault("nothing written, and status 0: %s%s" % (out, err))
        elif status not in (1, 3) or not fold(err) or "memory" in err:
            bench.fault("exit status %d: %s%s" % (status, out, err))
        elif corpus.files() != before:
            bench.fault("refused, but something was written")
        outside = [path for path in bench.tmp_files() - everywhere
                   if not path.startswith(str(corpus.root) + "/")]
        if outside:
            bench.fault("wrote outside the records: %s" % outside)
        corpus.drop()


def places(bench):
    """What is no file, or cannot be read."""
    corpus = bench.corpus()
    (corpus.top / "good.txt").write_text(GOOD, encoding="utf-8")
    (corpus.top / "folder").mkdir()
    os.mkfifo(corpus.top / "pipe.txt")
    (corpus.top / "link.txt").symlink_to("good.txt")
    (corpus.top / "loop.txt").symlink_to("loop.txt")
    for name, speaks in [("folder", ["folder", "director"]),
                         ("pipe.txt", ["file"]), ("link.txt", ["link"]),
                         ("loop.txt", ["link"]), ("/dev/zero", ["file"]),
                         ("nowhere.txt", ["nowhere.txt"]),
                         ("good.txt/x", ["good.txt"])]:
        bench.name = "bad place: " + name
        refuse(bench, corpus, [name], speaks)
    for into in ("good.txt", "link.txt", "/dev/null"):
        bench.name = "bad corpus: " + into
        before = corpus.files()
        status, _, err = corpus.run("import", "good.txt", "--into", into)
        if status not in (1, 2, 3) or not fold(err) or \
                corpus.files() != before or \
                (corpus.top / "good.txt").read_text("utf-8") != GOOD:
            bench.fault("exit status %d: %s" % (status, err))
    corpus.drop()


def spaces(bench):
    """300 MB of spaces, as a file and as a stream."""
    bench.name = "bad input: 300 MB of spaces"
    corpus = bench.corpus()
    path = corpus.top / "spaces.txt"
    with open(path, "wb") as out:
        for _ in range(300):
            out.write(b" " * 1000000)
    refuse(bench, corpus, ["spaces.txt"], [])
    path.unlink()
    os.symlink("/dev/null", path)
    bench.name = "bad input: 300 MB of spaces on standard input"
    with subprocess.Popen("yes '                               ' | "
                          "head -c 300000000", shell=True,
                          stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as stream:
        refuse(bench, corpus, ["-"], [], stdin=stream.stdout)
        stream.stdout.close()
    corpus.drop()


PARTS = {"bad": files, "doubtful": doubtful, "places": places,
         "spaces": spaces}
