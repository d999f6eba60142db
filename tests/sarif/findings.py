"""Has lint write SARIF of every finding there is.

    findings.py BIN SPEC WORK

BIN has the programs; SPEC is the page of findings, whose examples become a
corpus each in WORK, with what lint says of them beside. Exits with 1 if a
finding of the list stands in none of them.
"""
import json
import pathlib
import re
import subprocess
import sys

HEAD = ("Priority: eet\nTitle: T\nArea: A\nTerm: 2023-24 {}\nOfficers: X\n\n")
TERMS = ("Summer 1", "Spring 2", "Spring 1", "Autumn 2", "Autumn 1")
EXAMPLE = re.compile(r"^```` example(.*)\n((?:.*\n)*?)````$", re.M)
SIGN = re.compile(r"⟦([0-9A-F ]+?)(?: × (\d+))?⟧|[→␣⍽␍]")
SIGNS = {"→": b"\t", "␣": b" ", "⍽": "\u00a0".encode(), "␍": b"\r"}
WRONG_USE, UNREAD = 2, 3


def expand(text):
    """The bytes that the stand-ins of an example mean."""
    text = text.removesuffix("⟦EOF⟧\n")
    made, at = b"", 0
    for found in SIGN.finditer(text):
        made += text[at:found.start()].encode()
        made += SIGNS.get(found[0]) or (
            bytes.fromhex(found[1]) * int(found[2] or 1))
        at = found.end()
    return made + text[at:].encode()


def of_term(text, back):
    """A record whose first line stands for a head, of a term so far back."""
    head, _, rest = text.partition("\n")
    return HEAD.format(TERMS[back]) + rest if head == "..." else text


def place_of(record, back):
    """Where it lies by its fields, or by what it should say."""
    def slug(name, default):
        found = re.search(rf"(?m)^{name}: *(.*)$", record)
        made = re.sub("[^a-z0-9]+", "-", (found[1] if found else "").lower())
        return made.strip("-") or default

    term = slug("Term", "").strip("-") or f"2023-24 {TERMS[back]}"
    return (f"{slug('Area', 'a')}/{slug('Priority', 'eet')}/"
            f"{term.lower().replace(' ', '-')}.txt")


def make(folder, fence, text):
    """Makes the corpus of an example; returns more options for lint."""
    words = dict(x.partition("=")[::2] for x in fence.split())
    text = text.partition("===\n")[0]
    options = []
    folder.mkdir(parents=True)
    if "rules" in words:
        (folder / "house-rules.txt").write_bytes(expand(text))
        return options
    if "house" in words or "names" in words:
        first, _, text = text.partition("---\n")
        path = (folder / "house-rules.txt" if "house" in words else
                folder.with_suffix(".names"))
        path.write_bytes(expand(first))
        options = [] if "house" in words else ["--names", path]
    records = text.split("---\n") if "terms" in words else [text]
    for i, record in enumerate(records):
        back = len(records) - 1 - i
        record = of_term(record, back)
        path = folder / words.get("path", place_of(record, back))
        if path.exists():
            path = path.with_name(f"copy-{path.name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(expand(record))
    return options


# What takes more than one example says: a copy, a record before, a dictionary.
MORE = (" terms", """...
Impact so far
- One.
---
...
Impact so far
- Two schols.
  > nothing
---
Priority: eet
Title: T
Area: A
Term: 2023-24 Spring 2
Officers: X
===
"""), ["--prose=all"]


def judge(programs, options, folders):
    """What lint says of some corpora, as SARIF."""
    result = subprocess.run(
        [programs / "termwise-lint", "--format=sarif", *options, *folders],
        capture_output=True, check=False)
    if result.returncode in (WRONG_USE, UNREAD):
        sys.exit(result.stderr.decode())
    return result.stdout


def main(programs, spec, work):
    kinds = {}
    examples = [(x, []) for x in EXAMPLE.findall(spec.read_text("utf-8"))]
    for number, (example, options) in enumerate([*examples, MORE]):
        folder = work / str(number)
        options = options + make(folder, *example)
        kinds.setdefault(tuple(options), []).append(folder)
    seen = set()
    for number, (options, folders) in enumerate(kinds.items()):
        told = judge(programs, options, folders)
        (work / f"{number}.sarif").write_bytes(told)
        seen |= {x["ruleId"].partition("/")[0]
                 for run in json.loads(told)["runs"] for x in run["results"]}
    listed = subprocess.run([programs / "termwise-lint", "--list"],
                            capture_output=True, text=True, check=True)
    every = {x.split()[0] for x in listed.stdout.splitlines() if x.strip()}
    print(f"sarif: {len(every & seen)} findings in {len(examples) + 1} corpora")
    if every - seen:
        sys.exit(f"sarif: none has {', '.join(sorted(every - seen))}")


main(*map(pathlib.Path, sys.argv[1:4]))
