"""Holds what the programs print as JSON against spec/json.md.

json_test.py TOP TMP: TOP is the checkout, TMP the folder in which run.sh ran
the cases. Every document that was printed must be valid, documents that are
mangled must not be, every example of spec/json.md must be what its command
prints, and every member must have its row there.
"""

import collections
import copy
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import documents

failures = []


def fail(message):
    failures.append(message)
    print("json_test: " + message)


def parse(text, where):
    try:
        return documents.read(text)
    except ValueError as error:
        fail("%s: %s" % (where, error))
        return None


# ---- all that was printed ----

def printed(tmp):
    """The documents that the cases and the probes printed."""
    for path in sorted(Path(tmp).glob("*/out.*")) \
            + sorted(Path(tmp).glob("*/probe.json.*")):
        text = path.read_bytes()
        if text.startswith(b'{"termwise"'):
            yield path.relative_to(tmp), text.decode("utf-8")
        elif text.startswith(b'{"table"'):
            for line in text.decode("utf-8").splitlines():
                yield path.relative_to(tmp), line


def check_printed(schemas, tmp):
    count = {name: 0 for name in schemas.raw}
    for where, text in printed(tmp):
        document = parse(text, where)
        if document is None:
            continue
        for name in count:
            count[name] += len(document.get(name, []))
        count["tables"] += "table" in document
        for fault in schemas.faults(document)[:3]:
            fail("%s: %s" % (where, fault))
    for name, seen in count.items():
        if not seen:
            fail("no document has any " + name)


# ---- the schemas themselves ----

def check_strict(schemas):
    for name, schema in schemas.raw.items():
        for _, part in documents.walk(schema):
            if not isinstance(part, dict) or part.get("type") != "object" \
                    or "required" not in part:
                continue
            if part.get("additionalProperties") is not False or \
                    sorted(part["required"]) != sorted(part["properties"]):
                fail("%s: an object is not strict: %s"
                     % (name, part["required"]))


OTHERS = {str: [7, None, [], ""], bool: ["yes", None, 2], type(None): [{}],
          int: ["7", -1, Decimal("1.5"), [], True], list: [None, {}, "x"],
          Decimal: ["7", Decimal("-0.001"), []], dict: [[], "x", 7]}


def places(value, path=()):
    """The places in a document, as tuples of names and indices."""
    yield path
    if isinstance(value, dict):
        for key, below in value.items():
            yield from places(below, path + (key,))
    elif isinstance(value, list):
        for i, below in enumerate(value):
            yield from places(below, path + (i,))


def at(document, path):
    for step in path:
        document = document[step]
    return document


def edited(document, path, change):
    """A copy in which `change` was done to what stands at `path`."""
    document = copy.deepcopy(document)
    change(at(document, path))
    return document


def mangled(document):
    """The document with one thing wrong, in every kind of place in turn:
    elements of one list are of one kind, and some of each are enough."""
    tried = collections.Counter()
    for path in places(document):
        kind = tuple("*" if isinstance(name, int) else name for name in path)
        tried[kind] += 1
        if tried[kind] > 4:
            continue
        value = at(document, path)
        if isinstance(value, dict):
            yield path, "a member more", edited(
                document, path, lambda object: object.update(more=1))
            for key in value:
                yield path, "without " + key, edited(
                    document, path, lambda object: object.pop(key))
        if not path:
            continue
        for other in OTHERS[type(value)]:
            if not nullable(path, value, other):
                yield path, repr(other), edited(
                    document, path[:-1],
                    lambda object: object.__setitem__(path[-1], other))


NUMBERS = {"from", "to", "change", "percent", "expected"}
NULLS = NUMBERS | {"key", "path", "title", "evidence", "from_whole",
                   "to_whole", "from_term", "shown", "succession",
                   "said"}
NUMBERS_OF_ROWS = {"value", "total", "expected", "term_order"}
NULLS_OF_ROWS = {"title", "date", "themes", "officers", "succeeds", "path",
                 "key", "disposition", "evidence", "item", "total",
                 "expected"}
NUMBERS_OF_SUMMARY = {"start", "since_start", "since_last", "percent",
                      "expected", "value", "reached", "sum"}
NULLS_OF_SUMMARY = {"title", "key", "evidence", "evidence_term", "start",
                    "since_start", "since_last", "percent", "expected"}
PAST = {"log", "blame"}
SUMMARY = {"priorities", "areas", "themes", "overdue"}
NULLS_OF_PAST = {"author", "subject", "date", "renamed_from", "area", "priority",
                 "term", "fault", "held_against", "from", "to", "key",
                 "disposition", "text", "by", "score", "name", "value",
                 "unit", "whole", "first", "second", "merged", "commit",
                 "promised"}
NULLS_OF_AUDIT = {"author", "subject", "date", "section", "key", "item",
                  "name", "right", "found", "rule", "who", "says"}


def nullable(path, value, other):
    """True if `other` may be right where `value` stands."""
    name = path[-1]
    summary = path[0] in SUMMARY
    if other is None:
        return name in (NULLS_OF_AUDIT if path[0] == "audit" else
                        NULLS_OF_PAST if path[0] in PAST else
                        NULLS_OF_SUMMARY if summary else NULLS)
    if isinstance(value, (int, Decimal)) and \
            name in (NUMBERS_OF_SUMMARY if summary else NUMBERS) \
            or name == "value" and path[0] in PAST:
        return isinstance(other, (int, Decimal)) and other is not True
    return other == "" and name in ("unit", "from_unit", "reached_unit",
                                    "area_slug")


def check_mangled(schemas, samples):
    for document in samples:
        faults = schemas.faults(document)
        if faults:
            fail("a sample is not valid: " + faults[0])
        lists = [(name, len(value)) for name, value
                 in documents.walk(document) if isinstance(value, list)]
        for name in {name for name, _ in lists}:
            if not any(count for other, count in lists if other == name):
                fail("a sample has no " + name)
        count = 0
        for path, what, wrong in mangled(document):
            count += 1
            if not schemas.faults(wrong):
                fail("not rejected at %s: %s"
                     % ("/".join(map(str, path)), what))
        if count < 100:
            fail("only %d documents were mangled" % count)


# ---- rows of tables ----

def right_in_row(name, value, other):
    """True if `other` may be right where `value` stands in a row."""
    if other is None:
        return name in NULLS_OF_ROWS
    return name in NUMBERS_OF_ROWS and not isinstance(other, (str, list)) \
        and other is not True and not (
            name == "term_order" and isinstance(other, Decimal))


def mangled_rows(row):
    yield "a member more", {**row, "more": 1}
    for name, value in row.items():
        yield "without " + name, {key: below for key, below in row.items()
                                  if key != name}
        for other in OTHERS[type(value)]:
            if not right_in_row(name, value, other) and \
                    (name, other) not in (("unit", ""), ("area_slug", "")):
                yield "%s %r" % (name, other), {**row, name: other}


def check_rows(schemas, lines):
    """Of each table and kind the row with the fewest nulls, mangled."""
    best = {}
    for row in map(documents.read, lines.splitlines()):
        kind = row["table"], row.get("kind"), row.get("open"), \
            row.get("became") == "unaccounted"
        nulls = list(row.values()).count(None)
        if nulls < best.get(kind, (99,))[0]:
            best[kind] = nulls, row
    if {kind[0] for kind in best} != {"records", "items", "measures",
                                      "plans"}:
        fail("a sample lacks a table")
    for _, row in best.values():
        if schemas.faults(row):
            fail("a row is not valid: " + schemas.faults(row)[0])
        for what, wrong in mangled_rows(row):
            if not schemas.faults(wrong):
                fail("not rejected in %s: %s" % (row["id"], what))


# What no single change of a kind shows: (sample, path, member, value).
WRONG = [
    ("findings", (), "termwise", 2),
    ("findings", ("findings", 0), "severity", "fatal"),
    ("findings", ("findings", 0), "path", "/etc/records/a.txt"),
    ("findings", ("findings", 0), "line", 0),
    ("findings", ("findings", 0), "id", "Bad Key"),
    ("audit", (), "termwise", 2),
    ("audit", ("audit", 0), "kind", "found"),
    ("audit", ("audit", 0), "part", "officer"),
    ("audit", ("audit", 0), "commit", "1a2b3c4"),
    ("audit", ("audit", 0), "date", "3 May 2024"),
    ("audit", ("audit", 0, "sides", 0), "did", ["nothing"]),
    ("log", (), "termwise", 2),
    ("log", ("log", 0, "commit"), "id", "1a2b3c4"),
    ("log", ("log", 0, "commit"), "date", "3 May 2024"),
    ("log", ("log", 0, "records", 0), "now", "there"),
    ("log", ("log", 0, "records", 0), "path", "/etc/a.txt"),
    ("log", ("log", 0, "records", 0), "what", ["mended"]),
    ("blame", (), "termwise", 2),
    ("blame", ("blame", 0, "items", 0), "item", None),
    ("blame", ("blame", 0, "items", 0), "what", ["wrapped"]),
    ("comparisons", (), "termwise", Decimal("1.5")),
    ("comparisons", ("comparisons", 0), "succession", "perhaps"),
    ("comparisons", ("comparisons", 0), "from", None),
    ("comparisons", ("comparisons", 0, "plans", 0), "became", "kept"),
    ("comparisons", ("comparisons", 0, "plans", 0), "became", "unaccounted"),
    ("comparisons", ("comparisons", 0, "plans", 0), "shown", None),
    ("comparisons", ("comparisons", 0, "plans", 0), "by", "none"),
    ("comparisons", ("comparisons", 0, "plans", 0), "score",
     Decimal("0.9995")),
    ("comparisons", ("comparisons", 0, "plans", 0), "score",
     Decimal("1.001")),
    ("comparisons", ("comparisons", 0, "measures", 0), "kind", "sum"),
    ("comparisons", ("comparisons", 0, "measures", 0), "unit", "km"),
    ("comparisons", ("comparisons", 0, "measures", 0), "percent",
     Decimal("50.00")),
    ("comparisons", ("comparisons", 0, "items", 0), "change", "moved"),
    ("comparisons", ("comparisons", 0, "items", 0), "from", None),
    ("priorities", (), "termwise", 2),
    ("priorities", ("priorities", 0), "status", "open"),
    ("priorities", ("priorities", 0), "succession", "declared"),
    ("priorities", ("priorities", 1), "succession", None),
    ("priorities", ("priorities", 0, "outcomes", 0), "evidence", 0),
    ("priorities", ("priorities", 1, "plans", 0), "done", 1),
    ("priorities", ("priorities", 0, "figures", 1), "adds", True),
    ("priorities", ("priorities", 0, "figures", 1), "reached", 5),
    ("priorities", ("priorities", 1, "figures", 2), "start", None),
    ("priorities", ("priorities", 1, "figures", 2), "since_start", None),
    ("priorities", ("priorities", 1, "figures", 1, "points", 1), "whole",
     None),
    ("priorities", ("priorities", 0, "figures", 1, "points", 0), "unit",
     None),
    ("priorities", ("themes", 0), "one_calendar", False),
    ("priorities", ("themes", 0, "sums", 0), "not_summed", None),
    ("priorities", ("themes", 0, "sums", 1), "sum", None),
    ("priorities", ("overdue", 0), "behind", 0),
]


def check_wrong(schemas, samples):
    for name, path, member, value in WRONG:
        document = next(s for s in samples if name in s)
        if not schemas.faults(edited(document, path, lambda object:
                                     object.__setitem__(member, value))):
            fail("not rejected: %s %s" % (member, value))


# ---- spec/json.md ----

EXAMPLE = re.compile(r"<!-- (.*?)(?: at (/\S*))? -->\n```json\n(.*?)```",
                     re.S)


def shell(command, folder):
    run = subprocess.run(["sh", "-c", command], cwd=folder,
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, check=False)
    return run.stdout.decode("utf-8")


def pointed(document, pointer):
    for step in (pointer or "").split("/")[1:]:
        document = document[int(step) if isinstance(document, list)
                            else step]
    return document


def literal(value):
    """A document whose numbers are as they were written."""
    if isinstance(value, dict):
        return {key: literal(below) for key, below in value.items()}
    if isinstance(value, list):
        return [literal(below) for below in value]
    return str(value) if isinstance(value, Decimal) else value


def check_examples(top, tmp):
    page = (Path(top) / "spec/json.md").read_text(encoding="utf-8")
    examples = EXAMPLE.findall(page)
    if len(examples) != page.count("```json") or not examples:
        fail("an example of json.md does not say what prints it")
    for command, pointer, text in examples:
        command = " ".join(command.split())
        wanted = parse(text, "json.md, " + command)
        got = parse(shell(command, top), command)
        if got is not None and \
                literal(pointed(got, pointer)) != literal(wanted):
            fail("json.md: this is not what is printed by %s" % command)


def check_members(schemas, top):
    page = (Path(top) / "spec/json.md").read_text(encoding="utf-8")
    for name, schema in schemas.raw.items():
        for _, part in documents.walk(schema):
            if not isinstance(part, dict) or "required" not in part:
                continue
            for member in part["required"]:
                if not re.search(r"^\| `%s` \|" % member, page, re.M):
                    fail("json.md has no row for %s of %s" % (member, name))


# ---- all of it ----

ROWS = "termwise summarise --format=ndjson tests/cli/sample"

SAMPLES = [
    "printf 'Priority: Eet\\nTitel: T\\n' | termwise lint --format=json - "
    "--stdin-path records/a/eet/2023-24-spring-1.txt",
    "termwise diff-by-term --format=json %s/sample",
    "sh %s/audited.sh",
    "sh %s/past_sample.sh log central-lancs/emotional-health",
    "sh %s/past_sample.sh blame records/central-lancs/emotional-health/"
    "2023-24-summer-1.txt",
    "termwise summarise --format=json %s/summed",
]


def main(top, tmp):
    schemas = documents.Schemas(top)
    samples = [parse(shell(command % Path(top, "tests/cli") if "%s" in command
                           else command, top), command)
               for command in SAMPLES]
    check_strict(schemas)
    check_printed(schemas, tmp)
    if None not in samples:
        check_mangled(schemas, samples)
        check_wrong(schemas, samples)
    check_rows(schemas, shell(ROWS, top))
    check_examples(top, tmp)
    check_members(schemas, top)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
