"""Holds the account of plans against what a reader says became of them.

    score.py BIN WORK TOP [--wrong]

BIN has the programs, WORK is a folder to work in, TOP the top of the house.
README.md beside this file says what is counted. --wrong lists what is wrong,
but not of the sealed areas.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CHAINS = HERE.parent / "chains"
NEAR = HERE.parent / "near"
SEALED = {"thornby-and-marsh", "brackwater", "aldersey", "castle-wray",
          "orme-haven", "ashmoor", "brindlewick", "dalloway", "eastry-vale",
          "fenwick-strand", "gull-haven", "netherholt", "priors-lench",
          "tannery-row", "west-inver"}
PLAIN = {"long-marling", "nether-stow"}
LETTER = {"activity": "A", "planned": "P", "impact": "I", "exit": "E"}
HEADINGS = {
    "Intended outcomes": "O",
    "Activity last period": "A",
    "Planned activity next period": "P",
    "Impact so far": "I",
    "Exit strategy": "E",
}
STATES = {"carried-over": "carried", "unaccounted": "nothing"}
MARKS = re.compile(
    r"^- (?:\[[a-z0-9-]+\] *)?(?:\((?:done|ongoing|on hold|dropped)\) *)?"
)
Answer = collections.namedtuple("Answer", "states right allowed")


class Count:
    """What is counted of an area, or of several."""

    def __init__(self):
        self.plans = self.answered = 0
        self.shown = self.shown_right = 0
        self.links = self.links_found = 0
        self.found = self.two = self.states = 0
        self.silent = self.misled = 0

    def add(self, other):
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def copy_plain(source, target):
    """Copies records without keys, evidence and dispositions."""
    for path in source.rglob("*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        if path.name != "house-rules.txt":
            lines = [MARKS.sub("- ", x) for x in lines if x[:3] != "  >"]
        to = target / path.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text("\n".join(lines) + "\n", encoding="utf-8")


def ordinals(path):
    """The name of each item of a record, by the line where it begins."""
    names, letter, count = {}, "", collections.Counter()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        letter = HEADINGS.get(line, letter)
        if letter and line.startswith("-"):
            count[letter] += 1
            names[number] = f"{letter}{count[letter]}"
    return names


def answers(path, area):
    """The answers of a file: by area, priority, from, to, and plan."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if area is None:
            place, cells = cells[0], cells[1:]
        else:
            place = area
        priority, start, end, plan, states, right, allowed = cells
        if "/" not in start:
            start = f"{priority}/{start}"
        found[place, start, f"{priority}/{end}", plan] = Answer(
            states.split("|"),
            set(right.split()) - {"-"},
            set(allowed.split()) - {"-"},
        )
    return found


def slug(term):
    return term.lower().replace(" ", "-")


def steps(programs, folder, terms):
    """Every step of the records of a folder, from each term to the next."""
    seen = {}
    for term in terms:
        result = subprocess.run(
            [programs / "termwise-diff-by-term", "--format=json",
             "--to", term, folder],
            capture_output=True, text=True, check=False,
        )
        for step in json.loads(result.stdout or "{}").get("comparisons", []):
            if step["from"] and step["to"]:
                seen[step["from"]["path"], step["to"]["path"]] = step
    return seen.values()


def place_of(path):
    """Area, and priority with term, of the path of a record."""
    area, priority, name = pathlib.PurePosixPath(path).parts[-3:]
    return area, f"{priority}/{name.removesuffix('.txt')}"


def offered(plan, names):
    """Items matched with a plan, and all that are offered, best first."""
    def name(item):
        return names[item["line"]]

    matched = [name(x) for x in plan.get("traces", [])]
    if not matched and plan["shown"]:
        matched = [name(plan["shown"])]
    ranked = [name(x) for x in plan["candidates"]]
    return matched, list(dict.fromkeys(matched + ranked))


def judge(count, plan, answer, names):
    """Counts one plan; returns what is wrong about it."""
    wrong = []
    matched, ranked = offered(plan, names)
    if answer.states == ["?"]:
        return wrong
    count.plans += 1
    for item in matched:
        if item in answer.right or item not in answer.allowed:
            count.shown += 1
            count.shown_right += item in answer.right
            wrong += [] if item in answer.right else [f"took {item}"]
    became = STATES.get(plan["became"], plan["became"])
    if became in answer.states:
        count.states += 1
    else:
        wrong.append(f"{became}, not {'|'.join(answer.states)}")
    if not answer.right:
        count.silent += 1
        count.misled += plan["band"] == "matched" and not (
            set(matched) <= answer.allowed and became in answer.states)
        return wrong
    count.answered += 1
    count.links += len(answer.right)
    count.links_found += len(answer.right & set(matched))
    count.found += bool(answer.right & set(matched))
    first = [x for x in ranked if x not in answer.allowed][:2]
    count.two += bool(answer.right & set(first))
    if not answer.right & set(matched):
        wrong.append(f"missed {' '.join(sorted(answer.right))}"
                     f" (offered {' '.join(ranked[:3]) or 'nothing'})")
    return wrong


def judge_step(counts, step, folder, known, show):
    area, start = place_of(step["from"]["path"])
    end = place_of(step["to"]["path"])[1]
    before = ordinals(folder / step["from"]["path"])
    now = ordinals(folder / step["to"]["path"])
    for plan in step["plans"]:
        answer = known.pop((area, start, end, before[plan["line"]]), None)
        if answer is None:
            continue
        wrong = judge(counts[area], plan, answer, now)
        if wrong and show and area not in SEALED:
            print(f"{area} {end} {before[plan['line']]} {plan['score']:.3f} "
                  f"{'; '.join(wrong)}\n    {plan['text']}")
            for item in plan.get("traces", [plan["shown"]]):
                print(f"    = {item and item['text']}")


def share(part, whole):
    return f"{part / whole:9.3f}" if whole else "        -"


def row(name, c):
    print(f"{name:<20}{c.plans:>6}{share(c.shown_right, c.shown)}"
          f"{share(c.found, c.answered)}{share(c.links_found, c.links)}"
          f"{share(c.two, c.answered)}{share(c.states, c.plans)}")


def groups_of(area, chained):
    """The groups that an area is counted in."""
    if area in PLAIN:
        return ["plainly put"]
    sealed = "sealed" if area in SEALED else "open"
    if area in chained:
        return [f"{chained[area]}, {sealed}"]
    return [sealed, "all"]


def table(counts, real, chained):
    print(f"{'area':<20}{'plans':>6}{'precision':>9}{'recall':>9}"
          f"{'links':>9}{'1st/2nd':>9}{'state':>9}")
    groups = collections.defaultdict(Count)
    for area in sorted(counts, key=lambda x: (
            x in real, x in chained, x in SEALED, x)):
        row(area + (" *" if area in SEALED else ""), counts[area])
        for group in groups_of(area, chained) if area not in real else ():
            groups[group].add(counts[area])
    for name, count in groups.items():
        row(f"= {name}", count)
    for name, count in groups.items():
        print(f"of {count.silent} plans that are not reported ({name}) "
              f"{count.misled} are taken for reported")


def strangers(records, folder):
    """Makes pairs of updates of two priorities, of which nothing belongs."""
    count = 0
    for area in sorted(x for x in records.iterdir() if x.is_dir()):
        one, two = sorted(x for x in area.iterdir() if x.is_dir())
        for first, second in (one, two), (two, one):
            for before in sorted(first.glob("*.txt")):
                for now in sorted(second.glob("*.txt")):
                    count += 1
                    place = folder / area.name / f"p{count}"
                    place.mkdir(parents=True)
                    for source, term in (before, "1"), (now, "2"):
                        text = re.sub(r"(?m)^Priority: .*$",
                                      f"Priority: p{count}",
                                      source.read_text("utf-8"))
                        text = re.sub(r"(?m)^Term: .*$",
                                      f"Term: 2001-02 Autumn {term}", text)
                        (place / f"2001-02-autumn-{term}.txt").write_text(
                            text, encoding="utf-8")


def judge_strangers(programs, work):
    folder = work / "strangers"
    strangers(work / HERE.name, folder)
    plans = [plan for step in steps(programs, folder, ["2001-02 Autumn 2"])
             for plan in step["plans"]]
    found = sum(plan["band"] == "matched" for plan in plans)
    print(f"of {len(plans)} plans beside an update of another priority, "
          f"{found} are found there ({found / len(plans):.2%})")


def main(programs, work, top, *rest):
    counts = collections.defaultdict(Count)
    real, chained = set(), {}
    for source, name in (CHAINS, "other words"), (NEAR, "near misses"):
        chained |= {x.name: name for x in source.iterdir() if x.is_dir()}
    for source in HERE, CHAINS, NEAR, top / "records":
        folder = work / source.name
        copy_plain(source, folder)
        if source in (HERE, CHAINS, NEAR):
            known = {}
            for path in sorted(source.glob("*/answers.tsv")):
                known |= answers(path, path.parent.name)
        else:
            known = answers(HERE / "records.tsv", None)
            real = {area for area, *_ in known}
        terms = sorted({re.sub(r"(?m)^.*?^Term: (.*?)$.*", r"\1",
                               x.read_text("utf-8"), flags=re.S | re.M)
                        for x in folder.glob("*/*/*.txt")})
        for step in steps(programs, folder, terms):
            judge_step(counts, step, folder, known, "--wrong" in rest)
        if known:
            sys.exit(f"no plan stands where an answer is: {list(known)[:3]}")
    table(counts, real, chained)
    judge_strangers(programs, work)


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:4]), *sys.argv[4:])
