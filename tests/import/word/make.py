#!/usr/bin/python3
"""Makes the documents of this folder, once: make.py FOLDER

The six typed documents of ../documents become pages with headings, lists and
tables in several shapes, which LibreOffice (soffice must be at hand) turns into
what stands here. The tests need neither.
"""

import html
import re
import subprocess
import sys
from pathlib import Path

DOCUMENTS = Path(__file__).resolve().parent.parent / "documents"
HEADING = re.compile(r"(intended outcomes|activity last period|planned activity "
                     r"next period|impact so far|exit strategy)$", re.I)
TITLES = ("School Avoidance-", "Emotional health and wellbeing offers",
          "More young people", "Trauma Informed Practice with",
          "Transitions from primary to secondary school", "Increasing",
          "Fewer exclusions")


def parse(text):
    """The head, and each priority: its title, scope and sections."""
    head, priorities, items = [], [], None
    for line in filter(None, map(str.strip, text.split("\n"))):
        if HEADING.match(line):
            items = []
            priorities[-1]["sections"].append((line, items))
        elif line.startswith(TITLES) and (
                not priorities or len(priorities[-1]["sections"]) > 2):
            priorities.append({"title": line, "scope": [], "sections": []})
        elif not priorities:
            head += [line] if line != "Priority" else []
        elif not priorities[-1]["sections"]:
            priorities[-1]["scope"].append(line)
        else:
            items.append(line)
    return head, priorities


def tag(name, *inner):
    return "<%s>%s</%s>\n" % (name, "".join(inner), name)


def text(line):
    return html.escape(line)


def points(items):
    """Bullets as a list, what has none as paragraphs."""
    out, listed = "", []
    for item in items + [None]:
        if item and item.startswith("\u2022"):
            listed.append(tag("li", text(item[1:].strip())))
            continue
        if listed:
            out += tag("ul", *listed)
            listed = []
        out += tag("p", text(item)) if item else ""
    return out


def as_headings(head, priorities):
    out = tag("h1", text(head[0]))
    out += "".join(tag("p", text(line)) for line in head[1:])
    for p in priorities:
        out += tag("h2", text(p["title"]))
        out += "".join(tag("p", text(line)) for line in p["scope"])
        out += "".join(tag("h3", text(name)) + points(items)
                       for name, items in p["sections"])
    return out


def as_numbered(head, priorities):
    """Sections in bold, points numbered, titles as the only headings."""
    out = "".join(tag("p", text(line)) for line in head)
    for p in priorities:
        out += tag("h1", text(p["title"]))
        out += "".join(tag("p", text(line)) for line in p["scope"])
        out += "".join(tag("p", tag("b", text(name))) +
                       points(items).replace("ul>", "ol>")
                       for name, items in p["sections"])
    return out


def row(*cells):
    return tag("tr", *(tag("td", cell) for cell in cells))


def as_rows(head, priorities):
    """A table for each priority, its sections in the first column."""
    out = "".join(tag("p", text(line)) for line in head)
    for p in priorities:
        out += tag("h2", text(p["title"]))
        out += "".join(tag("p", text(line)) for line in p["scope"])
        rows = "".join(row(tag("p", tag("b", text(name))), points(items))
                       for name, items in p["sections"])
        out += "<table border=1>" + rows + "</table>\n<p></p>\n"
    return out


def as_columns(head, priorities):
    """One table, with a priority in each column."""
    out = "".join(tag("p", text(line)) for line in head)
    rows = row("<p>Priority</p>", *(
        "".join(tag("p", text(line)) for line in [p["title"]] + p["scope"])
        for p in priorities))
    names = [name for name, _ in priorities[0]["sections"]]
    for name in names:
        key = name.strip().lower()
        cells = []
        for p in priorities:
            held = {n.strip().lower(): i for n, i in p["sections"]}
            cells.append(points(held.get(key, [])))
        rows += row(tag("p", tag("b", text(name))), *cells)
    return out + "<table border=1>" + rows + "</table>\n"


SHAPES = [
    ("central-lancs-2024-autumn-1", "headings", as_headings, ["docx", "odt"]),
    ("central-lancs-2024-spring-2", "rows", as_rows, ["docx", "odt"]),
    ("central-lancs-2024-summer-1", "headings", as_headings, ["docx", "odt"]),
    ("central-lancs-2024-summer-1", "rows", as_rows, ["docx"]),
    ("morecambe-bay-2024-autumn-2", "columns", as_columns, ["docx", "odt"]),
    ("morecambe-bay-2024-autumn-2", "numbered", as_numbered, ["docx"]),
    ("morecambe-bay-2024-spring-2", "numbered", as_numbered, ["docx", "odt"]),
    ("morecambe-bay-2024-summer-1", "rows", as_rows, ["odt", "fodt"]),
    ("morecambe-bay-2024-summer-1", "plain", None, ["docx", "odt"]),
]


def main(folder):
    for name, shape, make, forms in SHAPES:
        source = DOCUMENTS / (name + ".txt")
        page = folder / ("%s.%s.txt" % (name, shape))
        page.write_bytes(source.read_bytes())
        read = []
        if make:
            page = page.with_suffix(".html")
            body = make(*parse(source.read_text(encoding="utf-8")))
            page.write_text("<!DOCTYPE html><meta charset=utf-8><body>" +
                            body, encoding="utf-8")
            read = ["--infilter=HTML (StarWriter)"]
        for form in forms:
            subprocess.run(["soffice", "--headless", *read, "--convert-to",
                            form, "--outdir", folder, page], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
