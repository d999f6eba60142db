"""Undresses documents, and holds them against the records they were made of.

export_test.py TOP WORK: TOP is the top of the source, WORK a folder for the
records that are made up. Documents of all records of the repository, and of
hostile ones, are written in each form, with marks and without. By what
spec/documents.md says of each form, and with readers of others (html.parser,
cmark), each comes down to the same lines; from these, with marks, the
canonical form of each record comes back byte for byte, and without them its
fields, sections and items.
"""

import base64
import hashlib
import random
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

HEADINGS = ["Intended outcomes", "Activity last period",
            "Planned activity next period", "Impact so far", "Exit strategy"]
BULLET = "\u2022 "
OFFICER = "Education Partnership Officer"
MONTHS = ["January", "February", "March", "April", "May", "June", "July",
          "August", "September", "October", "November", "December"]
BLANK = "[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
STATE = re.compile(r"\((done|ongoing|on hold|dropped)\) ")


class Fault(Exception):
    """What does not hold."""


def check(holds, what):
    if not holds:
        raise Fault(what)


# ---- undressing ----

def from_text(text):
    """The lines of a document in plain text."""
    lines = []
    for line in text.split("\n")[:-1]:
        line = re.sub(r"^( *)\\(\\*::)", r"\1\2", line)
        lines.append(re.sub(r"##\\(\\*\[)", r"##\1", line))
    return lines


def unescape(text):
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def from_markdown(text):
    """The same of Markdown."""
    lines = []
    for line in text.split("\n")[:-1]:
        # An odd number of backslashes ends in a hard break.
        if len(line) - len(line.rstrip("\\")) & 1:
            line = line[:-1]
        label = re.fullmatch(r"\*\*([A-Za-z ]+):\*\* (.*)", line)
        if label and label[1] != "Marks":
            lines += [label[1], "", unescape(label[2])]
        elif label:
            lines.append("Marks: " + unescape(label[2]))
        elif line.startswith("# "):
            lines.append(unescape(line[2:]))
        elif line.startswith("## "):
            lines += ["", "Priority", "", unescape(line[3:])]
        elif line.startswith("### "):
            lines.append(unescape(line[4:]))
        elif line.startswith("- "):
            lines.append(BULLET + unescape(line[2:]))
        else:
            lines.append(unescape(line))
    return lines


class Undresser(HTMLParser):
    """HTML by the rules of spec/documents.md: a reference is no white space."""

    BLOCKS = set("p div section header main body h1 h2 h3 ul li dl dt dd "
                 "br".split())
    SILENT = {"head", "style", "title"}
    VOID = {"meta", "br"}
    ATTRIBUTES = {"html": {"lang"}, "p": {"class"}, "div": {"class"},
                  "span": {"class"},
                  "meta": {"charset", "http-equiv", "content", "name"}}

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.lines, self.line, self.open, self.style = [], "", [], ""

    def handle_starttag(self, tag, attrs):
        check(tag in self.BLOCKS | self.SILENT | {"html", "meta", "span"},
              "a tag that is none of ours: " + tag)
        for name, _ in attrs:
            check(name in self.ATTRIBUTES.get(tag, ()),
                  "an attribute that is none of ours: %s in %s" % (name, tag))
        if tag in self.BLOCKS:
            self.flush()
        if tag == "h2":
            self.lines.append("Priority")
        elif tag == "li":
            self.line = BULLET
        elif tag == "br" and "li" in self.open:
            self.line = "  "
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        check(self.open and self.open.pop() == tag, "a tag ends out of turn")
        if tag in self.BLOCKS:
            self.flush()

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data
        if self.SILENT.isdisjoint(self.open):
            text = re.sub("[ \t\n\r\f]+", " ", data)
            if not self.line or self.line in (BULLET, "  "):
                text = text.lstrip(" ")
            self.line += text

    def handle_entityref(self, name):
        known = {"amp": "&", "lt": "<", "gt": ">", "quot": '"',
                 "nbsp": "\u00a0"}
        check(name in known, "a reference that is none of ours: " + name)
        if self.SILENT.isdisjoint(self.open):
            self.line += known[name]

    def handle_charref(self, name):
        if self.SILENT.isdisjoint(self.open):
            self.line += chr(int(name))

    def handle_comment(self, data):
        raise Fault("a comment of HTML: " + data)

    def flush(self):
        # What is left at the end of a line is the line end of the source.
        line = re.sub(" $", "", self.line)
        if line:
            self.lines.append(line)
        self.line = ""


def from_html(text):
    """The same of HTML, without the empty lines that say nothing."""
    parser = Undresser()
    parser.feed(text)
    parser.close()
    check(not parser.open, "a tag is not closed")
    digest = hashlib.sha256(parser.style.encode()).digest()
    policy = "style-src 'sha256-%s'" % base64.b64encode(digest).decode()
    check(policy in text, "the policy should have " + policy)
    check(text.count("<h1>") == 1, "there is one h1")
    lines = []
    for line in parser.lines:
        line = re.sub("^\u00a0\u00a0", "  ", line)
        lines.append("" if line == "\u00a0" else line)
    return lines


class Rendered(HTMLParser):
    """What cmark makes of Markdown, as lines; nothing may be active."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.line, self.strong = [], "", False

    def handle_starttag(self, tag, attrs):
        check(tag in {"h1", "h2", "h3", "p", "strong", "ul", "li", "br"},
              "Markdown made a tag: " + tag)
        check(not attrs, "Markdown made an attribute")
        if tag == "h2":
            self.flush()
            self.lines.append("Priority")
        elif tag == "li":
            self.flush()
            self.line = BULLET
        elif tag == "br":
            self.flush()
        self.strong = tag == "strong"

    def handle_endtag(self, tag):
        if tag not in {"strong", "br"}:
            self.flush()

    def handle_data(self, data):
        if self.strong and data != "Marks:":
            self.lines.append(data[:-1])
        elif data.strip("\n"):
            check("\n" not in data.strip("\n"), "Markdown joined two lines")
            self.line += data.strip("\n")
        self.strong = False

    def flush(self):
        if self.line:
            self.lines.append(self.line.strip(" "))
        self.line = ""


def from_cmark(text):
    made = subprocess.run(["cmark"], input=text.encode(),
                          capture_output=True, check=True)
    parser = Rendered()
    parser.feed(made.stdout.decode())
    parser.close()
    parser.flush()
    return parser.lines


# ---- records ----

def split_list(value):
    return [element.strip() for element in value.split(";")]


def canonical_value(name, value):
    """As a document gives it back: the blanks of a list mean nothing."""
    return split_list(value) if name == "Officers" else value


class Record:
    """A record, from its canonical form."""

    def __init__(self, text):
        self.text = text
        self.fields, self.sections = [], {}
        items = None
        for line in text.split("\n"):
            if not line or line.startswith("#"):
                continue
            if line in HEADINGS:
                items = self.sections.setdefault(line, [])
            elif line.startswith("- "):
                items.append(self.item(line[2:]))
            elif line.startswith("  ") and items is None:
                name, value = self.fields[-1]
                self.fields[-1] = name, (value + " " + line[2:]).lstrip(" ")
            elif line.startswith("  ") and line[2] not in "=+>":
                items[-1][1] += " " + line[2:]
            elif items is None:
                name, value = line.split(":", 1)
                self.fields.append((name, value[1:]))

    @staticmethod
    def item(text):
        text = re.sub(r"^\[[a-z0-9-]+\] ", "", text)
        state = STATE.match(text)
        text = text[state.end():] if state else text
        text = re.sub(r"^\\([\[(])", r"\1", text)
        return [state[1] if state else "", text]

    def told(self):
        """The fields, as often as they stand."""
        fields = list(self.fields)
        for name in ("Title", "Officers"):
            if name not in dict(fields):
                fields.append((name, ""))
        return sorted((name, canonical_value(name, value))
                      for name, value in fields)


# ---- reading documents ----

def read_period(value):
    """A period and the date behind it, as fields."""
    found = re.fullmatch(r"(.+), (\d{4}-\d\d)(?: - (?:(\d+) )?([A-Z][a-z]+) "
                         r"(\d{4}))?", value)
    check(found, "no period: " + value)
    period, years, day, month, year = found.groups()
    fields = {"Term": years + " " + period}
    if month:
        fields["Date"] = "%s-%02d" % (year, MONTHS.index(month) + 1)
        fields["Date"] += "-%02d" % int(day) if day else ""
    return fields


def read_officers(value):
    if value.endswith(";"):
        return "; ".join(split_list(value[:-1]))
    return "; ".join(value.split(" / "))


def read_head(lines):
    head, rest = {"Area": lines[0]}, lines[1:]
    while rest:
        if rest[0].startswith("Marks: "):
            rest = rest[1:]
        elif rest[0] == "Period":
            head.update(read_period(rest[1]))
            rest = rest[2:]
        else:
            check(rest[0].startswith(OFFICER), "no label: " + rest[0])
            head["Officers"] = read_officers(rest[1])
            check(rest[0].endswith("s") == (";" in head["Officers"]),
                  "one officer, or several")
            rest = rest[2:]
    return head


def parts_of(lines):
    """The head, and the lines of each priority."""
    parts = [[]]
    for line in lines:
        if line == "Priority":
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def read_item(line):
    text = line[len(BULLET):]
    state = STATE.match(text)
    text = text[state.end():] if state else text
    return [state[1] if state else "",
            re.sub(r"^\\([\[(])", r"\1", text)]


def read_priority(lines, head):
    """Fields and sections of one priority, its title first."""
    named = {"Title": [lines[0]]}
    named.update((name, [value]) for name, value in head.items())
    own, sections, items = {}, {}, None
    for line in lines[1:]:
        field = re.match("((?:Short name)|[A-Za-z][A-Za-z0-9-]*):(?: |$)",
                         line)
        if line in HEADINGS:
            items = sections.setdefault(line, [])
        elif items is not None:
            check(line.startswith(BULLET), "no item: " + line)
            items.append(read_item(line))
        elif field:
            name = field[1] if field[1] != "Short name" else "Priority"
            own.setdefault(name, []).append(line[field.end():])
        else:
            check("Scope" not in named, "more than one paragraph")
            named["Scope"] = [line]
    named.update(own)
    told = sorted((name, canonical_value(name, value))
                  for name, values in named.items() for value in values)
    return told, sections


def read_document(lines):
    head, *priorities = parts_of([line for line in lines if line])
    head = read_head(head)
    return [read_priority(lines, head) for lines in priorities]


def read_whole(lines):
    """The records of a document with marks."""
    records = []
    for part in parts_of(lines)[1:]:
        while part and not part[0]:
            part = part[1:]
        body = part[2:] if part[1:2] == [""] else part[1:]
        while body and not body[-1]:
            body = body[:-1]
        records.append("".join(
            ("- " + line[2:] if line.startswith(BULLET) else line) + "\n"
            for line in body))
    return records


# ---- hostile records ----

HOSTILE = [
    "<script>alert(1)</script>", "&amp; &lt; &#60; &", "\"quoted\" 'too'",
    "javascript:alert(1)", "[a](javascript:alert(1))", "![a](b.png)", "`code`",
    "**bold** __too__", "_em_ *em*", "~~gone~~", "# no heading", "## none",
    "### Impact so far", "1. one", "12) two", "a) three", "::set-output x::y",
    "\\::x", "##[group]x", "##\\[x", "###[x", "a ##[b", "<!-- no comment -->",
    "</li></ul>", "<br>", "https://example.org/?a=1&b=2", "www.example.org",
    "sam@example.org", "mailto:x@example.org", "| a | b |", "---", "===",
    "\\", "a\\", "\\\\", "\\n", "two  blanks", "no-break\u00a0space",
    "wide\u3000blank", "Caf\u00e9 \u00a35 \u5b66\u6821 \U0001f331",
    "None.", "TBC", "Priority", "Priority: x", "Period", "Impact so far",
    "Exit strategy", "Intended outcomes:", "Next steps", "Short name: x",
    "Theme: x", "Title: x", "Scope", "Marks: x", "Summer 1 2024", "May 2024",
    "2023-24 Summer 1", "2024-05", "See below", "a \u2022 b", "\u2022b",
    "Fewer exclusions: permanent", "Ends here.", "One. Two", "pre- and post",
    "Schools - and partners", "Schools \u2013 and partners", "o bullet",
    "Claire Fox / Alison Walsh", "(on hold) text", "(done)", "[key] text",
    "\\[draft] minutes", "\\(done) minutes", "&nbsp;", "$x$ ^y^ {z}", "a|b",
    "Education Partnership Officers", "Plain words that say nothing",
    "A paragraph that goes on: with a colon, and then some more words.",
]

# And what people write, most of which stands in its natural place.
CALM = [
    "Emotional health and wellbeing offers for schools", "School Avoidance",
    "Fewer exclusions, permanent and suspensions", "Caf\u00e9 culture",
    "'Ready for school' in Chorley & South Ribble", "Year 11 and after",
    "What help schools can call on, and how they reach it: all of it.",
]

NAMES = ["Claire Fox", "Alison Walsh", "O'Neil", "Zo\u00eb \u5b66", "Ann-Marie X"]
ODD_NAMES = ["A/B", "A & B", "X, Y", "Jo and Sam", "Period", "J. Smith",
             "Sam 2", "<b>Sam</b>", "(acting) Jo", "::x", "May 2024", "A: B",
             "TBC", "- Jo"]

# These would have no place in a record, where an item or a line begins so.
AS_TEXT = re.compile(r"^[\[(]")
AS_LINE = re.compile(r"^(?:[=+>]|[-*\u2022\u2013\u2014](?:%s|$))" % BLANK)


class Maker:
    """Makes up records in canonical form."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.all_alike = self.random.random() < 0.5
        self.date, self.names = self.dates(), self.officers()

    def some(self, most):
        return [self.random.choice(HOSTILE)
                for _ in range(self.random.randrange(1, most + 1))]

    def words(self):
        return " ".join(self.some(2))

    def paragraph(self):
        return self.random.choice(CALM) if self.random.random() < 0.4 \
            else self.words()

    def comments(self):
        return ["# " + self.words()] if self.random.random() < 0.2 else []

    def more(self, refuse=AS_LINE):
        """Lines that go on, with comments between them."""
        lines = []
        for text in self.some(2) if self.random.random() < 0.5 else []:
            known = re.sub(" *:$", "", re.sub(BLANK + "+", " ", text.lower()))
            if refuse.match(text) or \
                    known in [heading.lower() for heading in HEADINGS]:
                text = "x " + text
            lines += self.comments() + ["  " + text]
        return lines

    def field(self, name, value):
        return self.comments() + ["%s: %s" % (name, value)]

    def text_field(self, name):
        never = re.compile("(?!)")
        lines = self.field(name, self.paragraph())
        return lines + (self.more(never) if self.random.random() < 0.3
                        else [])

    def dates(self):
        return self.random.choice(["2024-05", "2024-05-01", "May 2024",
                                   "2024-11", "2024-06-30"])

    def officers(self):
        odd = ODD_NAMES if self.random.random() < 0.5 else []
        names = self.random.sample(NAMES + odd,
                                   self.random.randrange(1, 4))
        return "; ".join(names)

    def item(self, state_allowed):
        text = self.words()
        escaped = AS_TEXT.match(text)
        if text.startswith("[") or re.match(
                r"\((done|ongoing|on hold|dropped)\)(?:%s|$)" % BLANK, text):
            text = "\\" + text
        elif escaped:
            text = "x " + text
        elif re.match(r"\\[\[(]", text):
            text = text[1:] if text[1] == "[" else "\\" + "(done) x"
        text = "\\" + text if text.startswith("[") else text
        state = self.random.choice(["", "", "(done) ", "(on hold) "])
        state = state if state_allowed else ""
        key = self.random.choice(["", "", "[key-%d] "
                                  % self.random.randrange(10 ** 6)])
        lines = self.comments() + ["- " + key + state + text] + self.more()
        for detail in ("  = %s: 4", "  + %s: 1,200", "  > key"):
            if self.random.random() < 0.2:
                name = self.words().replace(":", " ").strip()
                name = re.sub(BLANK + "+$|^" + BLANK + "+", "", name)
                lines += self.comments() + [
                    detail % name if "%" in detail else detail]
        return lines

    def section(self, heading, state_allowed):
        closing = self.comments()
        lines = [""] + self.comments() + [heading]
        for _ in range(self.random.randrange(4)):
            lines += self.item(state_allowed)
        return lines + closing

    def record(self, area, priority, term):
        known = [self.field("Priority", priority)]
        if self.random.random() < 0.95:
            known.append(self.text_field("Title"))
        known += [self.field("Area", area), self.field("Term", term)]
        if self.all_alike or self.random.random() < 0.7:
            known.append(self.field("Date", self.date if self.all_alike
                                    else self.dates()))
        if self.all_alike or self.random.random() < 0.9:
            known.append(self.field("Officers", self.names if self.all_alike
                                    else self.officers()))
        for name, value in (("Status", "On  Hold"), ("Succeeds", "a; b"),
                            ("Theme", "eet; mental-health")):
            if self.random.random() < 0.4:
                known.append(self.field(name, value))
        if self.random.random() < 0.7:
            known.append(self.text_field("Scope"))
        for name in ("Format", "X-Note", "x-more", "Unknown"):
            if self.random.random() < 0.2:
                known.append(self.field(name, "1") if name == "Format"
                             else self.text_field(name))
        lines = [line for field in known for line in field]
        lines += self.comments()
        for i, heading in enumerate(HEADINGS):
            if self.random.random() < 0.8:
                lines += self.section(heading, i in (1, 2))
        return "\n".join(lines) + "\n"


AREAS = ["Central Lancs", "Morecambe Bay", "::x", "Priority", "A: B",
         "St Helen's & Ormskirk", "May 2024", "<i>A</i>", "Lancs - north",
         "A [b](c) `d`", "Impact so far", "Area 51.", "\u5b66\u6821 A"]


def make(work, documents, priorities):
    """Writes records; gives the folder of each document."""
    for number in range(documents):
        maker = Maker(number)
        area = AREAS[number % len(AREAS)]
        folder = work / str(number)
        for i in range(1 if number % 3 == 0 else priorities):
            path = folder / "a" / ("p%03d" % i) / "x.txt"
            path.parent.mkdir(parents=True)
            path.write_bytes(maker.record(
                area, "p%03d" % i, "2023-24 Summer 1").encode())
        yield folder


# ---- the test ----

def run(*arguments):
    done = subprocess.run(arguments, capture_output=True, check=False)
    check(done.returncode == 0, "%s: exit status %d: %s" % (
        " ".join(map(str, arguments)), done.returncode,
        done.stderr.decode()))
    return done.stdout.decode()


def safe(text):
    check(not re.search(r"^\s*::", text, re.M), "a line begins with ::")
    check("##[" not in text, "##[ stands in it")
    check(not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text),
          "a control character")


def lines_only(lines):
    return [line for line in lines if line.strip("\u00a0 ")]


def same(what, got, want):
    if got == want:
        return
    for i, (a, b) in enumerate(zip(got, want)):
        check(a == b, "%s: number %d is\n    %r\nnot\n    %r" % (what, i, a,
                                                                  b))
    raise Fault("%s: %d, not %d" % (what, len(got), len(want)))


def canonical(text):
    done = subprocess.run(["termwise-fmt", "-"], input=text.encode(),
                          capture_output=True, check=True)
    return done.stdout.decode()


def examine(records, arguments):
    """Holds the documents of some records against them."""
    command = ["termwise-export", *arguments]
    told = [run(*command, "--format=" + form)
            for form in ("text", "markdown", "html")]
    whole = [run(*command, "--with-marks", "--format=" + form)
             for form in ("text", "markdown", "html")]
    for text in told + whole:
        safe(text)
        check(text.endswith("\n") and not text.endswith("\n\n"),
              "one line end at the end")
    lines = from_text(told[0])
    same("Markdown", lines_only(from_markdown(told[1])), lines_only(lines))
    same("HTML", lines_only(from_html(told[2])), lines_only(lines))
    same("cmark", from_cmark(told[1]), lines_only(lines))
    got = read_document(lines)
    same("priorities", len(got), len(records))
    for record, (fields, sections) in zip(records, got):
        same("fields", fields, record.told())
        same("headings", list(sections), [heading for heading in HEADINGS
                                          if heading in record.sections])
        for heading, items in sections.items():
            same(heading, items, record.sections[heading])
    texts = [record.text for record in records]
    same("records in text", read_whole(from_text(whole[0])), texts)
    same("records in Markdown", read_whole(from_markdown(whole[1])), texts)
    same("records in HTML", [canonical(text) for text in
                             read_whole(from_html(whole[2]))], texts)
    same("cmark, with marks", from_cmark(whole[1]), [
        line.strip(" ") for line in lines_only(from_text(whole[0]))])


def of_repository(top):
    for path in sorted((top / "records").glob("*/*/*.txt")):
        yield [path], [path]
        yield [path], ["--area", path.parts[-3], "--term", path.stem,
                       "--priority", path.parts[-2], top / "records"]
    for area, term in (("central-lancs", "2023-24-summer-1"),
                       ("morecambe-bay", "2024-25-autumn-2")):
        paths = sorted((top / "records" / area).glob("*/%s.txt" % term))
        yield paths, ["--area", area, "--term", term, top / "records"]


def hold_examples(top):
    """What the specification shows is what is printed."""
    text = (top / "spec/documents.md").read_text(encoding="utf-8")
    shown = re.findall(r"<!-- shown by: (.*?) -->\n\n((?: {4}.*\n|\n)+)", text)
    check(len(shown) > 1, "the specification shows examples")
    for command, block in shown:
        printed = subprocess.run(command.split(), cwd=top, check=True,
                                 capture_output=True).stdout.decode()
        same(command, [line[4:] for line in block.rstrip().split("\n")],
             printed.split("\n")[:-1])


def main(top, work):
    jobs = list(of_repository(Path(top)))
    for folder in make(Path(work), 60, 12):
        jobs.append((sorted(folder.glob("a/*/*.txt")), [folder]))
    failed = count = 0
    try:
        hold_examples(Path(top))
    except Fault as fault:
        failed += 1
        print("export_test: spec/documents.md: %s" % fault)
    for paths, arguments in jobs:
        records = [Record(path.read_bytes().decode()) for path in paths]
        count += len(records)
        try:
            examine(records, [str(word) for word in arguments])
        except Fault as fault:
            failed += 1
            print("export_test: %s: %s" % (arguments[-1], fault))
    if count < 400:
        failed += 1
        print("export_test: only %d records were looked at" % count)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
