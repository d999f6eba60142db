#!/usr/bin/python3
"""A repository with a history, as `git fast-import` reads it.

history.py FOLDER COMMITS HOT prints what makes a repository of all files
below FOLDER, and of COMMITS more commits that each edit a record or two as
officers do: a word, a figure, other line ends. The record HOT is edited by
one commit in 20. One commit in 25 merges a branch of three. The same every
time.
"""
import os
import random
import re
import sys

NAMES = ["Claire Fox", "Alison Walsh", "Sam Roe", "Jo Bell", "Ben Jackson"]
SUBJECTS = ["Bring figures up to date", "Reword what was planned",
            "Re-wrap", "What the meeting decided"]


def data(text):
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)


def edit(lines, rng):
    """Another version of a record: one figure, word or line end."""
    figures = [i for i, l in enumerate(lines)
               if re.match(r"\s+[=+] .*: \d+$", l)]
    items = [i for i, l in enumerate(lines) if l.startswith("- ")]
    kind = rng.randrange(3)
    if kind == 0 and figures:
        at = rng.choice(figures)
        name, value = lines[at].rsplit(": ", 1)
        lines[at] = "%s: %d" % (name, int(value) + rng.randrange(1, 9))
    elif kind == 1 and items:
        at = rng.choice(items)
        lines[at] += rng.choice([" Again", " also", " in time"])
    elif items:
        at = rng.choice(items)
        words = lines[at].rsplit(" ", 1)
        lines[at:at + 1] = [words[0], "  " + words[1]] if words[0] != "-" \
            else [lines[at]]
    return lines


def main():
    folder, commits, hot = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    rng = random.Random(8)
    out = sys.stdout.buffer
    paths = []
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        paths += [os.path.relpath(os.path.join(base, f), folder)
                  for f in sorted(files)]
    files, mark = {}, 0

    def head(branch, subject, when, parents=()):
        nonlocal mark
        mark += 1
        who = "%s <o@example.org> %d +0000" % (rng.choice(NAMES), when)
        out.write(b"commit refs/heads/%s\nmark :%d\n" % (branch, mark))
        out.write(("author %s\ncommitter %s\n" % (who, who)).encode())
        out.write(data(subject))
        for word, parent in parents:
            out.write(b"%s :%d\n" % (word, parent))

    when = 1600000000
    head(b"main", "All records", when)
    for path in paths:
        with open(os.path.join(folder, path), encoding="utf-8") as file:
            text = file.read()
        out.write(b"M 644 inline %s\n" % path.encode() + data(text))
    records = [p for p in paths if not p.endswith("house-rules.txt")]

    def put(path):
        out.write(b"M 644 inline %s\n" % path.encode() + data(files[path]))

    def change(path):
        if path not in files:
            with open(os.path.join(folder, path), encoding="utf-8") as file:
                files[path] = file.read()
        lines = edit(files[path].rstrip("\n").split("\n"), rng)
        files[path] = "\n".join(lines) + "\n"
        put(path)

    main_tip, side_tip, aside = mark, 0, []
    while mark <= commits:
        when += rng.randrange(600, 9000)
        number = mark % 25
        if number == 20:
            side_tip = main_tip
        if 20 <= number < 23:
            head(b"side", rng.choice(SUBJECTS), when, [(b"from", side_tip)])
            aside.append(rng.choice(records))
            change(aside[-1])
            side_tip = mark
            continue
        if number == 24:
            head(b"main", "Merge branch 'side'", when,
                 [(b"from", main_tip), (b"merge", side_tip)])
            for path in aside:
                put(path)
            main_tip, aside = mark, []
            continue
        head(b"main", rng.choice(SUBJECTS), when, [(b"from", main_tip)])
        change(hot if mark % 20 == 0 else rng.choice(records))
        main_tip = mark


main()
