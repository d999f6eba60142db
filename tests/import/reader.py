"""Documents, records and expectations, read without any help of the program.

A document is undressed of its encoding and, if it is HTML, of its tags, no
further. A record is read in the canonical form only. An expectation is the
file NAME.expect beside a document; README.md says what may stand in it.
"""

import html.parser
import re
from collections import Counter

SECTIONS = ["Intended outcomes", "Activity last period",
            "Planned activity next period", "Impact so far", "Exit strategy"]

WORD = re.compile(r"[^\W_]+")
BULLETS = ("-*\u2022\u00b7\u2013\u2014\u25aa\u25cf\u25e6\u27a2\u2713"
           "\uf0b7\uf0a7")
ESCAPE = re.compile(r"^((?:\[[a-z0-9-]+\] )?(?:\([a-z ]+\) )?)\\([\[(])")
MARKER = re.compile(r"^\s*(?:\d{1,3}[.)]|\d{1,2}\.\d{1,2}(?:\.\d)?|[a-z][.)]|[A-Z]\)|"
                    r"[ivx]{1,4}[.)]|\d{1,2} -|o|[%s])(?=\s)"
                    % re.escape(BULLETS), re.M)


def fold(text):
    """A text with each run of blanks, whatever they are, as one space."""
    return re.sub(r"\s+", " ", text).strip()


def words(text):
    """How often each run of letters and digits stands in a text."""
    return Counter(WORD.findall(text))


# ---- documents ----

class Undress(html.parser.HTMLParser):
    """The text of a page."""

    def __init__(self):
        super().__init__()
        self.out, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        if tag in ("head", "style", "script", "title"):
            self.hidden += 1
        if tag not in ("b", "i", "span", "a", "em", "strong"):
            self.out.append("\n")

    def handle_endtag(self, tag):
        if tag in ("head", "style", "script", "title"):
            self.hidden -= 1

    def handle_data(self, data):
        if not self.hidden:
            self.out.append(re.sub(r"\s+", " ", data))


def decode(raw):
    """The text of a document's bytes."""
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8"),
                          (b"\xff\xfe", "utf-16-le"),
                          (b"\xfe\xff", "utf-16-be")):
        if raw.startswith(bom):
            return raw[len(bom):].decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def is_heading(line):
    """True if a line is one of the headings, letter case aside."""
    line = fold(line).lstrip("#").rstrip(":").strip()
    return line.lower() in [name.lower() for name in SECTIONS]


def document_words(path):
    """The words of a document, but for headings and what marks an item. A
    ticked box is the word "done", and words that ends of lines part are whole
    where "% parted words" is in the expectation."""
    text = decode(path.read_bytes())
    text = re.sub(r"\r\n?|[\v\f]", "\n", text)
    text = re.sub(r"\[[xX]\](?=\s)", "done", text)
    if "\n% parted words" in path.with_suffix(".expect").read_text("utf-8"):
        text = re.sub(r"(\w)-\n\s*(?=[a-z])", r"\1", text)
    if path.suffix == ".md":
        text = re.sub(r"<br ?/?>", "\n", text)
    if path.suffix.startswith(".htm"):
        page = Undress()
        page.feed(text)
        text = "".join(page.out)
    return words("\n".join(line for line in MARKER.sub("", text).split("\n")
                           if not is_heading(line)))


# ---- records ----

class Record:
    """Fields, and sections of items and comments, of a canonical record."""

    def __init__(self, text):
        self.fields, self.sections, self.comments = {}, {}, []
        self.faults = []
        self.add = None
        for line in text.split("\n"):
            self.take(line)

    def take(self, line):
        if line.startswith("  "):
            self.go_on(line[2:])
        elif line.startswith("#"):
            self.comments.append(line[1:].strip())
            if self.sections:
                list(self.sections.values())[-1]["comments"].append(
                    line[1:].strip())
        elif line in SECTIONS:
            if line in self.sections:
                self.faults.append("a section stands twice: " + line)
            self.sections[line] = {"items": [], "comments": []}
        elif line.startswith("- ") and self.sections:
            self.add = list(self.sections.values())[-1]["items"]
            self.add.append([line[2:], []])
        elif not self.sections and re.match(r"[A-Za-z-]+:", line):
            name, value = line.split(":", 1)
            self.add = name
            self.fields[name] = value.strip()
        elif line:
            self.faults.append("a line without a place: " + line)

    def go_on(self, line):
        if self.add is None:
            self.faults.append("a line goes on with nothing: " + line)
        elif isinstance(self.add, str):
            self.fields[self.add] += " " + line
        elif re.match(r"[=+>] ", line):
            self.add[-1][1].append(line)
        else:
            self.add[-1][0] += " " + line

    def items(self, name):
        """The texts of a section as they are shown; None: no such section."""
        section = self.sections.get(name)
        if section is None:
            return None
        return [fold(ESCAPE.sub(r"\1\2", text))
                for text, _ in section["items"]]

    def said(self):
        """The words of its own, but for fields that a document shares."""
        shared = ("Area", "Term", "Date", "Officers")
        own = [value for name, value in self.fields.items()
               if name not in shared]
        for section in self.sections.values():
            own += section["comments"]
            own += [text for text, _ in section["items"]]
        own += self.comments
        return words("\n".join(own))

    def shared(self):
        """The words of the fields that the records of a document share."""
        return words("\n".join(self.fields.get(name, "") for name in
                               ("Area", "Term", "Date", "Officers")))


# ---- expectations ----

class Expected:
    """What a document must become."""

    def __init__(self, path):
        self.head, self.records = {}, []
        self.labels, self.says, self.unplaced = [], [], []
        self.section = self.last = None
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line and not line.startswith("%"):
                self.take(line)

    def take(self, line):
        record = self.records[-1] if self.records else None
        many = {"label": self.labels, "says": self.says,
                "unplaced": self.unplaced}
        name, _, value = line.partition(": ")
        if line == "record":
            self.records.append({"sections": {}, "open": False, "slug": None,
                                 "theme": None, "title": ["?"], "scope": [""],
                                 "head": {}})
            self.section = None
        elif line.startswith("[") and line.endswith("]") and record:
            assert line[1:-1] in SECTIONS, line
            self.section = {"items": [], "comments": [], "open": False}
            record["sections"][line[1:-1]] = self.section
        elif line == "?":
            (self.section or record)["open"] = True
        elif line.startswith("- "):
            self.last = [line[2:]]
            self.section["items"].append(self.last)
        elif line.startswith("or "):
            self.last.append(line[3:])
        elif name == "comment":
            self.section["comments"].append(value)
        elif name in ("title", "scope"):
            self.last = record[name] = [value]
        elif name in ("slug", "theme"):
            record[name] = value
        elif name in ("term", "date", "officers") and record:
            record["head"][name] = value
        elif name in many:
            many[name].append(value)
        else:
            assert name in ("area", "area bare", "import", "import bare",
                            "term", "date", "officers") and not record, line
            self.head[name] = value

    def of(self, name, bare):
        """A value of the head, with house rules or without."""
        value = self.head.get(name, "yes" if name == "import" else "?")
        return self.head.get(name + " bare", value) if bare else value

    def certain(self):
        """True if it says what becomes of each word."""
        return all(not r["open"] and "?" not in r["title"] + r["scope"] and
                   not any(s["open"] for s in r["sections"].values())
                   for r in self.records)

    def words(self):
        """The words that it says something about."""
        parts = self.labels + self.unplaced + [self.head["officers"]]
        parts += [r["head"].get("officers", "") for r in self.records]
        areas = [self.of("area", True), self.of("area", False)]
        parts += [area for area in areas if area != "?"][:1]
        for record in self.records:
            parts += [record["title"][0], record["scope"][0],
                      record["theme"] or "",
                      record["slug"] or ""]
            for section in record["sections"].values():
                parts += section["comments"]
                parts += [item[0] for item in section["items"]]
        return words("\n".join(parts))
