"""Holds the tables of "termwise summarise" against what is known otherwise.

tables_test.py TOP BIN WORK [MADE]: the checkout, the built programs, a folder
to work in, and how many corpora are made, 2 unless told. Tables are loaded
into SQLite from NDJSON, from CSV and from the file that termwise makes; each
must have the same rows, and give the totals that "termwise diff-by-term
--format=json" and the maker of the corpus give. Those totals go to WORK/*.json,
with the queries, so that other databases can be held against them.
"""

import csv
import io
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "cli"))
import corpus  # noqa: E402
import documents  # noqa: E402
import queries  # noqa: E402

TABLES = ("records", "items", "measures", "plans")
failures = []


def check(right, *what):
    if not right:
        failures.append(what)
        print("tables_test:", *what)


def run(*arguments, status=0):
    done = subprocess.run(arguments, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    check(done.returncode == status, "status", done.returncode, arguments,
          done.stderr.decode())
    return done.stdout


# ---- the three forms ----

def summarise(bin, form, *arguments):
    return run(bin + "/termwise-summarise", "--format=" + form, *arguments)


def from_ndjson(text):
    rows = {name: [] for name in TABLES}
    for line in text.decode("utf-8").splitlines():
        row = documents.read(line)
        check(next(iter(row)) == "table", "table is not the first member")
        rows[row.pop("table")].append(row)
    return rows


def cell(text, kind):
    """What a cell of CSV says; an empty one is null."""
    if kind == "text":
        return text[1:] if text.startswith("'") else text
    if kind == "truth":
        return {"true": True, "false": False}[text]
    return Decimal(text) if "." in text else int(text)


def from_csv(text, kinds):
    """The rows, told apart from null by quotes as the module csv does not."""
    lines = list(csv.reader(io.StringIO(text.decode("utf-8"), newline="")))
    return [{name: None if value == "" and name != "unit" else
             cell(value, kinds[name]) for name, value in zip(lines[0], line)}
            for line in lines[1:]]


def from_sqlite(path):
    base = sqlite3.connect(path)
    base.row_factory = sqlite3.Row
    return base, {name: [dict(row) for row in base.execute(
        "SELECT * FROM %s ORDER BY rowid" % name)] for name in TABLES}


def kinds_of(schema):
    """Which columns hold what, by table."""
    kinds = {}
    for table in schema["oneOf"]:
        table = schema["$defs"][table["$ref"].rsplit("/", 1)[1]]
        kinds[table["properties"]["table"]["const"]] = {
            name: kind_of(schema, part) for name, part
            in table["properties"].items() if name != "table"}
    return kinds


def kind_of(schema, part):
    while "$ref" in part or "anyOf" in part:
        part = part["anyOf"][0] if "anyOf" in part else \
            schema["$defs"][part["$ref"].rsplit("/", 1)[1]]
    kinds = part.get("type", "string")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return "truth" if "boolean" in kinds else "number" if \
        "integer" in kinds or "number" in kinds else "text"


def as_stored(value):
    """A number as SQLite keeps it."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return int(value) if isinstance(value, bool) else value


def armed(text):
    return text[:1] in ("=", "+", "-", "@", "\t", "\r") or \
        text[:1] in ("＝", "＋", "－", "＠")


def check_cells(text, kinds):
    check(text.endswith(b"\r\n"), "the last line of CSV has no end")
    for line in csv.DictReader(io.StringIO(text.decode(), newline="")):
        for name, value in line.items():
            check(kinds[name] != "text" or not armed(value),
                  "a spreadsheet would run", name, value)
            check(not re.search("[\0-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e]",
                                value), "a control character", name)


def load(bin, work, paths, kinds, *more):
    """The rows, once from each form, and the database of SQLite."""
    lines = from_ndjson(summarise(bin, "ndjson", *more, *paths))
    file = str(Path(work) / "tables.db")
    summarise(bin, "sqlite", "--output=" + file, *more, *paths)
    base, stored = from_sqlite(file)
    for name in TABLES:
        text = summarise(bin, "csv", "--table=" + name, *more, *paths)
        check_cells(text, kinds[name])
        cells = from_csv(text, kinds[name])
        check(cells == lines[name], "CSV and NDJSON differ:", name, paths)
        check([{key: as_stored(value) for key, value in row.items()}
               for row in lines[name]] == stored[name],
              "SQLite and NDJSON differ:", name, paths)
        one = summarise(bin, "ndjson", "--table=" + name, *more, *paths)
        check(from_ndjson(one)[name] == lines[name], "--table differs", name)
    return lines, base


def into_sqlite(rows):
    """The same rows in a database that termwise had no hand in."""
    base = sqlite3.connect(":memory:")
    for name in TABLES:
        if not rows[name]:
            continue
        names = list(rows[name][0])
        base.execute("CREATE TABLE %s (%s)" % (name, ", ".join(names)))
        base.executemany("INSERT INTO %s VALUES (%s)" % (
            name, ", ".join("?" * len(names))),
            [[as_stored(row[key]) for key in names] for row in rows[name]])
    return base


# ---- the database by itself ----

def check_database(base):
    check(base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
          or [tuple(r) for r in base.execute("PRAGMA integrity_check")]
          == [("ok",)], "the database is damaged")
    check(not base.execute("PRAGMA foreign_key_check").fetchall(),
          "a key leads nowhere")
    check(base.execute("PRAGMA user_version").fetchone()[0] == 1,
          "the version is not 1")
    for name in TABLES:
        columns = base.execute("PRAGMA table_info(%s)" % name).fetchall()
        check([c["name"] for c in columns if c["pk"]] == ["id"],
              name, "has no key")
        check(all(c["type"] in ("TEXT", "INTEGER", "NUMERIC")
                  for c in columns), name, "has a column without a type")
        keys = {(k["from"], k["table"]) for k in base.execute(
            "PRAGMA foreign_key_list(%s)" % name)}
        check(name == "records" or ("record", "records") in keys,
              name, "does not lead to records")


# ---- what else says the same ----

def compared(bin, root, rows):
    """Each step of each term, as diff-by-term has it."""
    for term in sorted({row["term"] for row in rows["records"]}):
        text = run(bin + "/termwise-diff-by-term", "--format=json",
                   "--to=" + term, root)
        for step in documents.read(text.decode("utf-8"))["comparisons"]:
            if step["from"] and step["to"]:
                yield step


def check_plan(step, plan, row, items):
    where = "%s:%d" % (step["from"]["path"], plan["line"])
    for name in ("text", "key", "became", "by", "score"):
        check(plan[name] == row[name], where, name, plan[name], row[name])
    shown = plan["shown"] and items[row["shown"]]
    check(bool(plan["shown"]) == (row["shown"] is not None), where, "shown")
    if shown:
        check((plan["shown"]["section"], plan["shown"]["line"]) ==
              (shown["section"], shown["line"]), where, "is shown elsewhere")
        check((row["shown_section"], row["shown_position"]) ==
              (shown["section"], shown["position"]), where, "is torn")
        check(row["shown_term"] == step["to"]["term"], where, "term")


def check_figures(step, rows, records):
    """Levels and sums of the later update of a step."""
    record = records[step["to"]["path"]]
    mine = {(m["name"], m["kind"]): m for m in rows["measures"]
            if m["record"] == record["id"] and m["counts"]}
    for m in step["measures"]:
        row = mine.get((m["name"], m["kind"]))
        if m["kind"] == "target" or not row or m["to"] is None:
            continue
        what = "value" if m["kind"] == "level" else "total"
        check(row[what] == m["to"], record["id"], m["name"], row[what],
              m["to"])
        if m["from"] is not None and m["from_term"] is None:
            check(row["expected"] == m["expected"], record["id"], m["name"],
                  "expected", row["expected"], m["expected"])


def check_against_steps(bin, root, rows):
    items = {row["id"]: row for row in rows["items"]}
    records = {row["path"]: row for row in rows["records"]}
    plans = {(row["record"], items[row["id"]]["line"]): row
             for row in rows["plans"]}
    became, seen = {}, 0
    for step in compared(bin, root, rows):
        record = records[step["from"]["path"]]["id"]
        for plan in step["plans"]:
            check_plan(step, plan, plans[record, plan["line"]], items)
            became[plan["became"]] = became.get(plan["became"], 0) + 1
            seen += 1
        check_figures(step, rows, records)
    check(seen > 0, "there was no plan to compare")
    became["open"] = len(plans) - seen
    check(sum(row["open"] for row in rows["plans"]) == len(plans) - seen,
          "open plans")
    return {key: count for key, count in became.items() if count}


# ---- what follows from one update to the next ----

def by_priority(rows, name):
    """The rows of a table, those of each priority in time."""
    records = {row["id"]: row for row in rows["records"]}
    groups = {}
    for row in rows[name]:
        record = records[row["record"]]
        groups.setdefault((record["area_slug"], record["priority"]),
                          []).append((record, row))
    return groups.values()


def check_running(rows):
    """Each total is the one before and what was added."""
    for group in by_priority(rows, "measures"):
        before = {}
        for _, row in group:
            check((row["total"] is not None) == (row["kind"] == "addition"),
                  row["id"], "total")
            if row["kind"] != "addition":
                continue
            name = row["name"]
            check(name not in before or
                  before[name] + row["value"] == row["total"],
                  row["id"], "does not go on from", before.get(name))
            before[name] = row["total"]


def fold(text):
    return " ".join(text.rstrip(".").split()).lower()


def check_statements(rows):
    """spec/summary.md, chapter 3, told once more."""
    for group in by_priority(rows, "items"):
        keys, texts, last = {}, {}, group[-1][0]["term"]
        made = []
        for record, row in group:
            text = (row["section"], fold(row["text"]))
            said = keys.get((row["section"], row["key"]))
            other = texts.get(text)
            if said is None and other is not None and not (
                    row["key"] and other["key"]):
                said = other
            if said is None:
                said = {"first": record["term"]}
            said.update(key=row["key"], last=record["term"])
            if row["key"]:
                keys.setdefault((row["section"], row["key"]), said)
            texts.setdefault(text, said)
            made.append((row, said))
        for row, said in made:
            check(row["first_term"] == said["first"], row["id"],
                  "stands first in", said["first"], row["first_term"])
            check(row["stands"] == (said["last"] == last), row["id"],
                  "stands")


# ---- totals ----

def totals(base):
    return {name: [list(row) for row in base.execute(query)]
            for name, query in queries.ALL.items()}


def cents(number):
    return int(round(number * 100))


def known(maker, became):
    """The totals by what the maker of a corpus knows."""
    return {
        "records": [[maker.records]],
        "items": sorted([name, count] for name, count
                        in maker.items.items()),
        "measures": sorted([name, count] for name, count
                           in maker.figures.items()),
        "plans": sorted([name, count] for name, count in became.items()),
        "additions": sorted([unit, whole or 0, cents(number)]
                            for (unit, whole), number
                            in maker.added.items()),
        "levels": sorted([*key, cents(number)] for key, number
                         in maker.levels.items()),
    }


def counted(root):
    """Records, items and figures of a folder, counted by their lines."""
    paths = [p for p in Path(root).rglob("*.txt")
             if p.name != "house-rules.txt"]
    texts = [p.read_text(encoding="utf-8") for p in paths]
    lines = [line for text in texts for line in text.splitlines()]
    return (len(paths), sum(line.startswith("- ") for line in lines),
            sum(bool(re.match(r"\s+[=+] ", line)) for line in lines))


# ---- parts, and what is asked for ----

def forms(bin, work, name, *arguments):
    """The bytes of every form."""
    file = Path(work) / (name + ".db")
    summarise(bin, "sqlite", "--output=%s" % file, *arguments)
    return [file.read_bytes(), summarise(bin, "ndjson", *arguments)] + [
        summarise(bin, "csv", "--table=" + table, *arguments)
        for table in TABLES]


def check_partials(bin, work, root):
    """One run, and partials of each priority in any order: equal bytes."""
    parts = []
    for folder in sorted(p for p in Path(root).glob("*/*") if p.is_dir()):
        for path in sorted(folder.iterdir()):
            part = str(Path(work) / ("%d.partial" % len(parts)))
            run(bin + "/termwise-summarise", "--partial",
                "--output=" + part, str(path))
            parts.append(part)
    random.Random(5).shuffle(parts)
    whole = forms(bin, work, "whole", root)
    check(whole == forms(bin, work, "parts", "--from-partials", *parts),
          "partials give other bytes")
    check(whole == forms(bin, work, "again", *[
        str(p) for p in sorted(Path(root).iterdir(), reverse=True)
        if p.is_dir()]), "the order of folders matters")


def check_choice(bin, work, root, kinds, rows):
    area = rows["records"][0]["area"]
    priority = rows["records"][-1]["priority"]
    terms = sorted((r["term_order"], r["term"]) for r in rows["records"])
    order, term = terms[len(terms) // 2]
    choices = [
        ("--area=" + area, lambda r: r["area"] == area),
        ("--priority=" + priority, lambda r: r["priority"] == priority),
        ("--since=" + term, lambda r: r["term_order"] >= order),
    ]
    for option, keeps in choices:
        some, _ = load(bin, work, [root], kinds, option)
        kept = {r["id"] for r in rows["records"] if keeps(r)}
        for name in TABLES:
            key = "id" if name == "records" else "record"
            check(some[name] == [r for r in rows[name] if r[key] in kept],
                  option, "chooses other rows of", name)
    some, _ = load(bin, work, [root], kinds, "--term=" + term)
    check([r["id"] for r in some["records"]] == [
        r["id"] for r in rows["records"] if r["term_order"] <= order],
        "--term chooses other records")
    check(all(r["open"] for r in some["plans"]
              if r["record"].endswith("/" + term.lower().replace(" ", "-"))),
          "a plan of the term asked for is not open")


def check_twins(bin, work, kinds):
    """One area under two house rules: two areas, and no key twice."""
    roots = []
    for name, more in (("one", ""), ("two", "\nTheme: more\n")):
        root = Path(work) / name
        corpus.make(root, 3)
        with (root / "house-rules.txt").open("a") as rules:
            rules.write(more)
        roots.append(str(root))
    rows, base = load(bin, work, roots, kinds)
    check_database(base)
    check({r["area_slug"] for r in rows["records"]} == {
        "north-vale", "north-vale@2", "east-moor", "east-moor@2"},
        "areas of one name are not told apart")
    again, _ = load(bin, work, roots[::-1], kinds)
    check(rows == again, "ids depend on what is read first")


def check_corpus(bin, work, name, root, kinds, maker=None):
    rows, base = load(bin, work, [root], kinds)
    check_database(base)
    became = check_against_steps(bin, root, rows)
    records, items, figures = counted(root)
    check_statements(rows)
    check_running(rows)
    nones = records if maker else 0
    check((records, items - nones, figures) == (
        len(rows["records"]), len(rows["items"]), len(rows["measures"])),
        "rows are lost or made up:", name)
    sums = totals(base)
    check(sums == totals(into_sqlite(rows)), "totals differ by form:", name)
    check(dict(sums["plans"]) == became, "plans", sums["plans"], became)
    if maker:
        check(any(m["expected"] for m in rows["measures"]) and not all(
            m["counts"] for m in rows["measures"]), name, "shows too little")
        for what, wanted in known(maker, became).items():
            check(sums[what] == wanted, name, what, sums[what], wanted)
    (Path(work) / (name + ".json")).write_text(json.dumps(sums))
    for table in TABLES:
        (Path(work) / ("%s-%s.csv" % (name, table))).write_bytes(
            summarise(bin, "csv", "--table=" + table, root))
    (Path(work) / (name + ".ndjson")).write_bytes(
        summarise(bin, "ndjson", root))
    return rows


def check_valid(schemas, rows):
    for name in TABLES:
        for row in rows[name]:
            for fault in schemas.faults({"table": name, **row})[:2]:
                check(False, name, row["id"], fault)


def main(top, bin, work, made=2):
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    schemas = documents.Schemas(top)
    kinds = kinds_of(schemas.raw["tables"])
    shutil.copytree(top + "/records", work + "/records")
    rows = check_corpus(bin, work, "real", work + "/records", kinds)
    check_valid(schemas, rows)
    check_partials(bin, work, work + "/records")
    for seed in range(1, int(made) + 1):
        root = "%s/made%d" % (work, seed)
        maker = corpus.make(root, seed)
        rows = check_corpus(bin, work, "made%d" % seed, root, kinds, maker)
        check_valid(schemas, rows)
        check_choice(bin, work, root, kinds, rows)
    check_partials(bin, work, work + "/made1")
    check_twins(bin, work, kinds)
    Path(work, "queries.json").write_text(json.dumps(queries.ALL))
    if not failures:
        print("tables: three forms of four tables agree, with each other and"
              " with what is known")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
