#!/usr/bin/python3
"""Tries import on documents as officers type them, and on what is none.

check.py BIN [NAME...]: BIN is the folder of the programs; NAMEs are documents
or parts of the check ("terms", "bad", ...), all of them if none is given.
Each document is imported into an empty corpus with house rules, and into one
without. What comes out is held against the expectation beside the document,
each word of the document must be in a record or in what the program said, the
records must be canonical and without errors, and a second import must change
nothing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(HERE.parent / "cli")]

import bad  # noqa: E402
import more  # noqa: E402
import forms  # noqa: E402
import word  # noqa: E402
import tables  # noqa: E402
import text_test  # noqa: E402
from reader import (SECTIONS, Expected, Record, document_words,  # noqa: E402
                    fold, words)


UNWATCHED = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")


class Corpus:
    """A corpus of a test, and the programs run on it."""

    def __init__(self, bench, rules):
        self.bench = bench
        self.top = Path(tempfile.mkdtemp(dir=bench.tmp))
        self.root = self.top / "records"
        self.root.mkdir()
        if rules:
            shutil.copy(HERE / "house-rules.txt", self.root)

    def run(self, name, *arguments, **more_arguments):
        """The exit status of a program, and what it printed."""
        more_arguments.setdefault("stdin", subprocess.DEVNULL)
        # Of the others the failing machines look for leaks, which is slow.
        if name != "import":
            more_arguments.setdefault("env", UNWATCHED)
        done = subprocess.run(
            [str(self.bench.bin / ("termwise-" + name)), *map(str, arguments)],
            cwd=self.top, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            timeout=self.bench.seconds, check=False, **more_arguments)
        if done.returncode not in (0, 1, 2, 3):
            self.bench.fault("%s %s ends with status %d" % (
                name, " ".join(map(str, arguments)), done.returncode))
        for fault in text_test.faults(done.stdout) + \
                text_test.faults(done.stderr):
            self.bench.fault("what %s prints is not safe: %s" % (name, fault))
        return (done.returncode, done.stdout.decode("utf-8", "replace"),
                done.stderr.decode("utf-8", "replace"))

    def add(self, *arguments, **more_arguments):
        """Imports into this corpus."""
        return self.run("import", *arguments, "--into", "records",
                        **more_arguments)

    def files(self):
        """The bytes of all files, by their paths."""
        return {str(path.relative_to(self.root)): path.read_bytes()
                for path in sorted(self.root.rglob("*")) if path.is_file()}

    def records(self):
        """The records, by their paths."""
        return {path: Record(raw.decode("utf-8"))
                for path, raw in self.files().items()
                if path != "house-rules.txt"}

    def sound(self):
        """Says what fmt and lint have against the records."""
        status, out, err = self.run("fmt", "--check", "records")
        if status:
            self.bench.fault("fmt --check: %s%s" % (out, err))
        status, out, err = self.run("lint", "records")
        if status:
            self.bench.fault("lint: %s%s" % (out, err))

    def drop(self):
        shutil.rmtree(self.top)


class Bench:
    """Where faults are gathered."""

    def __init__(self, bin_folder, tmp):
        self.bin, self.tmp = Path(bin_folder).resolve(), tmp
        self.seconds = 120 if "asan" in str(self.bin) else 20
        self.name, self.tried = "", 0
        self.faults = Counter()

    def fault(self, what):
        self.faults[self.name] += 1
        print("import: %s: %s" % (self.name, what.rstrip().replace(
            "\n", "\n    ")))

    def expect(self, what, expected, got):
        if expected != got:
            self.fault("%s\n  expected %s\n  got      %s" % (
                what, expected, got))

    def corpus(self, rules=True):
        return Corpus(self, rules)

    def tmp_files(self):
        """All files that there are."""
        return {str(path) for path in Path(self.tmp).rglob("*")
                if path.is_file()}


# ---- one document ----

def refused(bench, corpus, before, result):
    """A document is refused in clear words, and nothing is written."""
    status, out, err = result
    if status not in (1, 3):
        bench.fault("refused with exit status %d" % status)
    if not fold(err):
        bench.fault("refused without a word on standard error: " + out)
    if corpus.files() != before:
        bench.fault("something was written, although it was refused")


def compare_section(bench, name, expected, record):
    got = record.items(name)
    if expected is None:
        bench.expect("the section %s should be absent" % name, None, got)
        return
    if expected["open"]:
        return
    if got is None:
        bench.fault("the section %s is absent" % name)
        return
    bench.expect("%s: number of items" % name, len(expected["items"]),
                 len(got))
    for variants, text in zip(expected["items"], got):
        if text not in map(fold, variants):
            bench.expect(name, fold(variants[0]), text)
    comments = fold(" ".join(record.sections[name]["comments"]))
    for comment in expected["comments"]:
        if fold(comment) not in comments:
            bench.fault("%s: no comment \"%s\" but \"%s\"" % (
                name, comment, comments))


def compare_record(bench, expected, wanted, record, bare):
    bench.name += " \"%s\"" % record.fields.get("Title", "")[:24]
    for fault in record.faults:
        bench.fault(fault)
    for field in ("Area", "Term", "Date", "Officers"):
        value = wanted["head"].get(field.lower(),
                                   expected.of(field.lower(), bare))
        got = fold(record.fields.get(field, "none"))
        if value != "?":
            bench.expect(field, value, got)
    for field, variants in (("Title", wanted["title"]),
                            ("Scope", wanted["scope"])):
        got = fold(record.fields.get(field, ""))
        if "?" not in variants and got not in map(fold, variants):
            bench.expect(field, fold(variants[0]), got)
    for field, value in (("Priority", wanted["slug"]),
                         ("Theme", wanted["theme"])):
        if value is not None:
            bench.expect(field, value, record.fields.get(field))
    if not wanted["open"]:
        for name in SECTIONS:
            compare_section(bench, name, wanted["sections"].get(name), record)


def pair(bench, expected, records):
    """Pairs of an expected record and the one that came of it."""
    left = list(records.values())
    bench.expect("number of records", len(expected.records), len(left))
    for wanted in expected.records:
        titles = list(map(fold, wanted["title"]))
        term = wanted["head"].get("term")
        same = [r for r in left if fold(r.fields.get("Title", "")) in titles
                and term in (None, r.fields.get("Term"))]
        record = same[0] if same else left[0] if len(left) == 1 else None
        if record is None:
            bench.fault("no record has the title \"%s\"; there are: %s" % (
                titles[0], [r.fields.get("Title") for r in left]))
            continue
        left.remove(record)
        yield wanted, record


def conserved(bench, path, expected, records, said):
    """Every word of the source is in a record or in what was said."""
    source = document_words(path)
    lost = source - words("\n".join(expected.labels))
    shared = Counter()
    for record in records.values():
        lost -= record.said()
        shared |= record.shared()
    lost = lost - shared - words(said)
    if lost:
        bench.fault("words are lost: %s" % dict(lost))
    for record in records.values():
        new = Counter()
        for name in SECTIONS:
            new += words("\n".join(record.items(name) or []))
        new = set(new + words(record.fields.get("Title", "") + " " +
                              record.fields.get("Scope", ""))) - set(source)
        if new:
            bench.fault("words are made up: %s" % new)


def again(bench, corpus, path):
    """A second import changes nothing, and says so."""
    before = corpus.files()
    status, out, err = corpus.add(path)
    bench.expect("exit status of a second import", 0, status)
    if corpus.files() != before:
        changed = {name for name in set(before) | set(corpus.files())
                   if before.get(name) != corpus.files().get(name)}
        bench.fault("a second import changes %s\n%s%s" % (
            sorted(changed), out, err))
    if not fold(out + err):
        bench.fault("a second import says nothing")


def try_document(bench, path, expected, bare):
    bench.name = "%s, %s house rules" % (
        path.name, "without" if bare else "with")
    bench.tried += 1
    corpus = bench.corpus(rules=not bare)
    before = corpus.files()
    status, out, err = result = corpus.add(path)
    wanted = expected.of("import", bare)
    if status:
        refused(bench, corpus, before, result)
        if wanted == "yes":
            bench.fault("refused: %s%s" % (out, err))
        for phrase in expected.says if wanted == "no" else []:
            if fold(phrase).lower() not in fold(err).lower():
                bench.fault("does not say \"%s\" but: %s" % (phrase, err))
        return
    if wanted == "no":
        bench.fault("imported, but it should be refused")
    records = corpus.records()
    name = bench.name
    for one, record in pair(bench, expected, records):
        compare_record(bench, expected, one, record, bare)
        bench.name = name
    conserved(bench, path, expected, records, out + err)
    for phrase in expected.says if not bare else []:
        if fold(phrase).lower() not in fold(out + err).lower():
            bench.fault("does not say \"%s\" but: %s%s" % (phrase, out, err))
    kept = fold(out + err + "".join(
        raw.decode("utf-8") for raw in corpus.files().values()))
    for line in expected.unplaced:
        if fold(line) not in kept:
            bench.fault("does not report \"%s\" but: %s%s" % (line, out, err))
    corpus.sound()
    again(bench, corpus, path)
    corpus.drop()


def documents():
    found = {path.stem: path
             for path in sorted((HERE / "documents").iterdir())
             if path.suffix in (".txt", ".md", ".html", ".htm")}
    return [(path, Expected(path.with_suffix(".expect")))
            for path in found.values()]


def accounted(bench, path, expected):
    """The expectation itself says what becomes of each word."""
    bench.name = path.with_suffix(".expect").name
    source, said = document_words(path), expected.words()
    if expected.certain() and source != said:
        bench.fault("words without an expectation %s, and without a source %s"
                    % (dict(source - said), dict(said - source)))
    elif said - source:
        bench.fault("words without a source %s" % dict(said - source))


def main(bin_folder, names):
    with tempfile.TemporaryDirectory(prefix="termwise-import.") as tmp:
        bench = Bench(bin_folder, tmp)
        for path, expected in documents():
            if names and path.name not in names and path.stem not in names:
                continue
            accounted(bench, path, expected)
            try_document(bench, path, expected, False)
            try_document(bench, path, expected, True)
        for part in (tables, more, bad, word, forms):
            for name, function in part.PARTS.items():
                if not names or name in names:
                    bench.name = name
                    function(bench)
    if bench.faults:
        print("import: %d differences in %d of what was tried" % (
            sum(bench.faults.values()), len(bench.faults)))
    else:
        print("%d imports tried" % bench.tried)
    return 1 if bench.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
