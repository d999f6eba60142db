"""How often a successor that is not declared is found, and a stranger taken
for one.

succession.py BIN WORK TOP: sets pairs of updates of the made-up areas side by
side, under new slugs, without Succeeds. Of one priority, and with another
title, the later should seem to carry on the earlier; of two priorities never.
"""
import json
import os
import re
import subprocess
import sys
from pathlib import Path


def write(folder, slug, term, source, title):
    text = source.read_text(encoding="utf-8")
    for field, value in (("Priority", slug), ("Area", folder.name),
                         ("Term", term), ("Title", title)):
        if value:
            text = re.sub(r"(?m)^%s:.*$" % field, "%s: %s" % (field, value),
                          text, count=1)
    text = re.sub(r"(?m)^Succeeds:.*\n", "", text)
    path = folder / slug / (term.lower().replace(" ", "-") + ".txt")
    os.makedirs(path.parent, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main(program, work, top):
    priorities = [sorted(folder.glob("*.txt")) for folder
                  in sorted(Path(top).glob("tests/bench/accounting/*/*"))
                  if folder.is_dir()]
    work = Path(work)
    wanted, strangers = [], []
    for i, one in enumerate(priorities):
        for k in range(len(one) - 1):
            wanted.append("same-%d-%d" % (i, k))
            write(work / wanted[-1], "one", "2023-24 Spring 1", one[k], None)
            write(work / wanted[-1], "two", "2023-24 Spring 2", one[k + 1],
                  "Another title, number %d" % i)
        for k, other in enumerate(priorities):
            if k == i:
                continue
            strangers.append("other-%d-%d" % (i, k))
            write(work / strangers[-1], "one", "2023-24 Spring 1", one[0],
                  None)
            write(work / strangers[-1], "two", "2023-24 Spring 2", other[1],
                  None)
    run = subprocess.run([program, "--format=json", work], check=True,
                         stdout=subprocess.PIPE)
    found = {step["area"] for step in json.loads(run.stdout)["comparisons"]
             if step["succession"] == "likely"}
    for what, areas in (("successors", wanted), ("strangers", strangers)):
        print("%s: %d of %d are taken to carry on the other"
              % (what, len(found.intersection(areas)), len(areas)))


main(sys.argv[1], sys.argv[2], sys.argv[3])
