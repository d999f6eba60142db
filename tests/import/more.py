"""What import proposes from a corpus, and what its options do."""

import re
from pathlib import Path

from reader import SECTIONS, fold
from tables import HEAD, body

DOCUMENTS = Path(__file__).resolve().parent / "documents"

# Documents of one area, in time, whose priorities keep their titles.
THREADS = [
    ("harrowmere-2024-autumn-1.txt", "harrowmere-2025-spring-1.txt"),
    ("thornsea-and-ellerby-2024-summer-2.txt", "thornsea-2024-autumn-2.txt",
     "thornsea-and-ellerby-2025-spring-2.txt"),
    ("north-fellside-2025-spring-2.txt", "north-fellside-2025-summer-1.txt"),
    ("saltmarsh-2024-autumn-2.txt", "saltmarsh-coast-2024-summer-2.txt"),
    ("kestrel-valley-2024-autumn-1.txt", "kestrel-valley-2025-spring-2.txt"),
    ("brackenshaw-2025-spring-2.txt", "brackenshaw-2025-summer-2.txt"),
    ("millbeck-south-2024-spring-2.txt", "millbeck-south-2024-autumn-1.txt",
     "millbeck-south-2025-autumn-1.txt"),
    ("st-osrics-2024-summer-1.txt", "st-osrics-2024-autumn-1.txt"),
]

BEFORE = """Priority: coats
Title: Warm clothes for cold days in the playground
Area: Eastwick
Term: 2023-24 Spring 2
Officers: Tilda Brome
Theme: wellbeing

Intended outcomes
- [not-cold] No child is cold in the playground.

Planned activity next period
- [wash-coats] Wash the coats, all of them.
"""


def threads(bench):
    """A title of last term brings the slug of last term."""
    for names in THREADS:
        bench.name = "thread: " + names[0]
        corpus = bench.corpus()
        folders = {}
        for name in names:
            bench.tried += 1
            status, out, err = corpus.add(DOCUMENTS / name)
            if status:
                bench.fault("%s refused: %s%s" % (name, out, err))
        for path, record in corpus.records().items():
            title = fold(record.fields.get("Title", "")).lower()
            folders.setdefault(title, set()).add(path.rsplit("/", 1)[0])
        for title, found in folders.items():
            if len(found) > 1:
                bench.fault("\"%s\" lies in %s" % (title, sorted(found)))
        corpus.sound()
        corpus.drop()


def seeded(bench):
    """A corpus that has the priority of the term before."""
    corpus = bench.corpus()
    folder = corpus.root / "eastwick/coats"
    folder.mkdir(parents=True)
    (folder / "2023-24-spring-2.txt").write_text(BEFORE, encoding="utf-8")
    return corpus, "eastwick/coats/2023-24-summer-1.txt"


def proposals(bench):
    """Slug, theme and keys from last term's record, by likeness."""
    bench.name = "proposals"
    bench.tried += 1
    corpus, place = seeded(bench)
    (corpus.top / "update.txt").write_text(HEAD % (
        "Tilda Brome", "Summer 1 2024") + body(SECTIONS).replace(
            "Warm clothes", "Warm clothes for the cold days"),
        encoding="utf-8")
    status, out, err = corpus.add("update.txt")
    record = corpus.records().get(place)
    if status or record is None:
        bench.fault("status %d, %s: %s%s" % (
            status, sorted(corpus.records()), out, err))
        return
    bench.expect("Theme", "wellbeing", record.fields.get("Theme"))
    bench.expect("keys of outcomes", ["[not-cold] No child is cold in the "
                                      "playground."],
                 record.items("Intended outcomes"))
    bench.expect("keys of plans",
                 ["[wash-coats] Wash the coats, all of them."],
                 record.items("Planned activity next period"))
    if not re.search(r"\b[01]\.\d\d", out + err):
        bench.fault("no score is said: %s%s" % (out, err))
    bench.expect("the earlier record", BEFORE.encode(), corpus.files()[
        "eastwick/coats/2023-24-spring-2.txt"])
    corpus.sound()
    corpus.drop()


def themes(bench):
    """Themes as people spell them are written as records write them."""
    bench.name = "themes"
    bench.tried += 1
    corpus = bench.corpus()
    (corpus.top / "update.txt").write_text(HEAD % (
        "Tilda Brome", "Summer 1 2024") + body(SECTIONS).replace(
            "Warm clothes", "Priority: Warm clothes\nTheme: Wellbeing; "
            "Attendance"), encoding="utf-8")
    status, out, err = corpus.add("update.txt")
    for record in corpus.records().values():
        bench.expect("Theme", "wellbeing; attendance",
                     record.fields.get("Theme"))
    if status or "\"Wellbeing; Attendance\" is written" not in out + err:
        bench.fault("status %d: %s%s" % (status, out, err))
    corpus.drop()


def most_of_a_theme(bench):
    """A title gets the theme with which it shares most words, and two."""
    for title, theme in (
            ("Emotional health and fresh air for schools", "mind"),
            ("Fresh paint in schools", None), ("Health visits", None)):
        bench.name = "the theme of \"%s\"" % title
        bench.tried += 1
        corpus = bench.corpus()
        rules = corpus.root / "house-rules.txt"
        rules.write_text(rules.read_text("utf-8") + "\nTheme: mind\n"
                         "Title: Mental health and fresh air\n", "utf-8")
        (corpus.top / "update.txt").write_text(
            HEAD % ("Tilda Brome", "Summer 1 2024") +
            body(SECTIONS).replace("Warm clothes", title), encoding="utf-8")
        status, out, err = corpus.add("update.txt")
        found = [r.fields.get("Theme") for r in corpus.records().values()]
        bench.expect("Theme", [theme], found)
        if status or ("\"mind\" is proposed" in out + err) != bool(theme):
            bench.fault("status %d: %s%s" % (status, out, err))
        corpus.drop()


def differing(bench):
    """A record that differs is left alone, and named."""
    bench.name = "a record that differs"
    bench.tried += 1
    corpus = bench.corpus()
    path = corpus.top / "update.txt"
    text = HEAD % ("Tilda Brome", "Summer 1 2024") + body(SECTIONS)
    path.write_text(text, encoding="utf-8")
    corpus.add("update.txt")
    before = corpus.files()
    for other in (text.replace("140", "141"), text + "\n- And one more.\n",
                  text.replace("Tilda", "Hilda")):
        path.write_text(other, encoding="utf-8")
        status, out, err = corpus.add("update.txt")
        bench.expect("exit status", True, status in (1, 3))
        if corpus.files() != before:
            bench.fault("something was written: %s%s" % (out, err))
        if "2023-24-summer-1.txt" not in err:
            bench.fault("does not name the record: %s%s" % (out, err))
    # By half: one of two priorities differs.
    path.write_text(text.replace("140", "141") + "\n\nPriority\n\n" +
                    body(SECTIONS).replace("Warm clothes", "Dry shoes"),
                    encoding="utf-8")
    status, out, err = corpus.add("update.txt")
    bench.expect("exit status with one more priority", True, status in (1, 3))
    for name, content in before.items():
        bench.expect(name, content, corpus.files().get(name))
    corpus.drop()


def shown_only(bench):
    """--dry-run and --diff write nothing, and show what they would."""
    for option in ("--dry-run", "--diff"):
        bench.name = option
        bench.tried += 1
        corpus = bench.corpus()
        before = corpus.files()
        status, out, err = corpus.add(
            option, DOCUMENTS / "central-lancs-2024-summer-1.txt")
        bench.expect("exit status", 0, status)
        if corpus.files() != before or sorted(corpus.root.iterdir()) != [
                corpus.root / "house-rules.txt"]:
            bench.fault("something was written")
        if len(re.findall(r"central-lancs/[a-z0-9-]+/2023-24-summer-1\.txt",
                          out + err)) < 3:
            bench.fault("does not name three records: %s%s" % (out, err))
        if option == "--diff" and not re.search(
                r"^\+- First Senior Mental Health", out, re.M):
            bench.fault("shows no difference: %s" % out)
        corpus.drop()


def compared(bench):
    """What a figure is compared with is offered as no measure."""
    bench.name = "figures compared with"
    bench.tried += 1
    corpus = bench.corpus()
    _, out, err = corpus.add(DOCUMENTS / "pennick-vale-2026-autumn-1.txt")
    if "= pools: 12" not in out + err or "last time: 1" in out + err or \
            "March: 3" in out + err:
        bench.fault("offers: %s%s" % (out, err))
    corpus.drop()


def measures(bench):
    """--measures writes figures, and changes nothing else."""
    for name in ("eastwick-2025-summer-1.txt", "st-osrics-2024-autumn-1.txt",
                 "central-lancs-2024-summer-1.txt",
                 "kestrel-valley-2025-summer-2.txt"):
        bench.name = "--measures " + name
        bench.tried += 1
        plain, written = bench.corpus(), bench.corpus()
        status, out, err = plain.add(DOCUMENTS / name)
        if status or not re.search(r"measure|figure", out + err):
            bench.fault("status %d; figures are not offered: %s%s" % (
                status, out, err))
        status, out, err = written.add("--measures", DOCUMENTS / name)
        if status:
            bench.fault("status %d: %s%s" % (status, out, err))
        written.sound()
        count = 0
        for path, record in plain.records().items():
            other = written.records().get(path)
            if other is None:
                bench.fault("no %s with --measures" % path)
                continue
            bench.expect("fields", record.fields, other.fields)
            for section in SECTIONS:
                bench.expect(section, record.items(section),
                             other.items(section))
                count += sum(len(details) for _, details in other.sections.get(
                    section, {"items": []})["items"])
        if not count:
            bench.fault("no figure was written: %s%s" % (out, err))
        plain.drop()
        written.drop()


def several(bench):
    """Several documents at once are what they are one by one."""
    bench.name = "several documents"
    bench.tried += 1
    names = [DOCUMENTS / name for name in (
        "morecambe-bay-2024-spring-2.txt", "morecambe-bay-2024-summer-1.txt",
        "harrowmere-2024-autumn-1.txt", "saltmarsh-coast-2024-summer-2.txt")]
    one, all_of_them = bench.corpus(), bench.corpus()
    for name in names:
        one.add(name)
    status, out, err = all_of_them.add(*names)
    bench.expect("exit status", 0, status)
    bench.expect("records", sorted(one.files()), sorted(all_of_them.files()))
    if one.files() != all_of_them.files():
        bench.fault("records differ: %s%s" % (out, err))
    one.drop()
    # One that is bad, among good ones: it is named.
    bench.tried += 1
    corpus = bench.corpus()
    (corpus.top / "bad.txt").write_text("milk\n", encoding="utf-8")
    status, out, err = corpus.add(names[0], "bad.txt", names[2])
    bench.expect("exit status with a bad one", True, status in (1, 3))
    if "bad.txt" not in err:
        bench.fault("does not name the bad one: %s%s" % (out, err))
    corpus.drop()
    # The same document twice.
    bench.tried += 1
    status, out, err = all_of_them.add(names[0], names[0])
    bench.expect("exit status of the same twice", 0, status)
    all_of_them.drop()


def dry(bench):
    """Without writing, each document finds what the ones before would bring:
    what is said of them is the same."""
    bench.name = "several documents, dry"
    bench.tried += 1
    names = [DOCUMENTS / name for name in (
        "central-lancs-2024-summer-1.txt", "central-lancs-2024-autumn-1.txt",
        "central-lancs-2024-spring-2.txt")]
    wet, dry_run = bench.corpus(), bench.corpus()
    status, out, err = wet.add(*names)
    before = dry_run.files()
    bench.expect("what a dry run says", (status, out, err),
                 dry_run.add("--dry-run", *names))
    if "\"attendance; wellbeing\" of \"emotional-health\" is kept" not in err:
        bench.fault("one document knows nothing of another: " + err)
    bench.expect("files after a dry run", before, dry_run.files())
    # Nor is a difference shown to what the same run would bring first.
    bench.tried += 1
    status, out, err = dry_run.add("--diff", names[0], names[0])
    bench.expect("exit status of --diff", 0, status)
    if "there already" not in err:
        bench.fault("does not know the record that it would bring: " + err)
    wet.drop()
    dry_run.drop()


def officers(bench):
    """A document without officers is refused by name, and taken with them."""
    bench.name = "no officers"
    bench.tried += 1
    corpus = bench.corpus()
    text = (DOCUMENTS / "millbeck-south-2026-autumn-1.txt").read_text(
        encoding="utf-8").replace("Lead officer: Gwen Tarrant\n", "")
    (corpus.top / "update.txt").write_text(text, encoding="utf-8")
    status, out, err = corpus.add("update.txt")
    bench.expect("exit status without officers", 1, status)
    if "--officers" not in err:
        bench.fault("does not say what to do: %s%s" % (out, err))
    status, out, err = corpus.add("update.txt", "--officers", "Gwen Tarrant")
    bench.expect("exit status with officers", 0, status)
    for record in corpus.records().values():
        bench.expect("Area", "Millbeck South", record.fields["Area"])
        bench.expect("Activity", 2, len(record.items("Activity last period")))
    corpus.sound()
    # What looks like their names is shown, where a title would stand.
    bench.tried += 1
    (corpus.top / "update.txt").write_text(text.replace(
        "Autumn 1 2026\n", "Autumn 1 2026\nGwen Tarrant\nSchool food\n"),
        encoding="utf-8")
    status, out, err = corpus.add("update.txt")
    if status != 1 or "Officers: Gwen Tarrant" not in err:
        bench.fault("does not show who it may be: %s%s" % (out, err))
    corpus.drop()


def stream(bench):
    """From standard input, it is the same."""
    bench.name = "standard input"
    bench.tried += 1
    name = DOCUMENTS / "morecambe-bay-2024-summer-1.txt"
    piped, named = bench.corpus(), bench.corpus()
    named.add(name)
    with open(name, "rb") as document:
        status, out, err = piped.add("-", stdin=document)
    bench.expect("exit status", 0, status)
    if piped.files() != named.files():
        bench.fault("records differ: %s%s" % (out, err))
    piped.drop()
    named.drop()


PARTS = {"threads": threads, "proposals": proposals, "themes": themes,
         "most of a theme": most_of_a_theme, "differing": differing,
         "shown-only": shown_only, "measures": measures,
         "compared": compared, "several": several,
         "dry": dry, "officers": officers,
         "stream": stream}
