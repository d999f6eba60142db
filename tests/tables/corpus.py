"""Makes a corpus whose totals are known beforehand.

make(folder, seed): two areas, priorities that skip terms, that carry on one
another, figures of every unit, keys, dispositions and texts as an attacker
would type them. What it returns are the totals that every table must give.
"""

import random
from decimal import Decimal
from pathlib import Path

TERMS = ["%d-%02d %s" % (year, (year + 1) % 100, period)
         for year in (2022, 2023)
         for period in ("Autumn 1", "Autumn 2", "Spring 1", "Spring 2",
                        "Summer 1", "Summer 2")]

HOUSE = """Area: North Vale
Also: Vale North

Area: East Moor

Theme: attendance

Theme: eet

Measure: staff trained
Also: trained staff
"""

WORDS = ("panel schools mentors letters parents transitions visits drop-in "
         "nurses colleges surveys funding lunches breakfast reading walking "
         "buses tutors clinics evenings governors pilots registers "
         "referrals").split()

# What a spreadsheet, a terminal or a careless reader would stumble over.
HOSTILE = [
    "=1+1", "=HYPERLINK(\"http://example.org\",\"here\")", "+44 20 phones",
    "-2 is a number", "@SUM(A1:A9)", "'quoted already", "a \"quote\", a comma",
    "semi;=1+1;colon", "＝1+1", "two\n  lines", "emoji \U0001F600 and £5",
    "::warning::x", "{\"table\":\"plans\"}", "''",
]

HEADINGS = [("outcomes", "Intended outcomes"),
            ("activity", "Activity last period"),
            ("planned", "Planned activity next period"),
            ("impact", "Impact so far"), ("exit", "Exit strategy")]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.records = 0
        self.items = {name: 0 for name, _ in HEADINGS}
        self.figures = {"level": 0, "addition": 0, "target": 0}
        self.added = {}     # (unit, whole): the sum of all additions
        self.levels = {}    # (slug, priority, name, unit): the last one

    def sentence(self):
        if self.random.random() < 0.15:
            return self.random.choice(HOSTILE)
        return " ".join(self.random.sample(WORDS, 6)).capitalize() + "."

    def value(self):
        """A value as it is typed, and (number, unit, whole)."""
        unit = self.random.choice(["", "%", "£", "of"])
        number = self.random.choice([Decimal(self.random.randint(0, 900)),
                                     Decimal(self.random.randint(0, 99999))
                                     / 100])
        if unit == "of":
            return "%d of 400" % number, (Decimal(int(number)), unit, 400)
        typed = {"": "%s", "%": "%s%%", "£": "£%s"}[unit] % number
        return typed, (number, unit, None)

    def figure(self, section, where, names):
        sign = self.random.choice("=+")
        typed, (number, unit, whole) = self.value()
        # A name by unit, so that each series has one.
        name = {"": "staff trained", "%": "share", "£": "money",
                "of": "part"}[unit]
        typed_name = "trained staff" if unit == "" and \
            self.random.random() < 0.3 else name
        if section in ("outcomes", "planned"):
            self.figures["target"] += 1
        elif sign == "+":
            self.figures["addition"] += 1
            key = (unit, whole)
            self.added[key] = self.added.get(key, Decimal(0)) + number
        elif name in names:
            return []
        else:
            names.add(name)
            self.figures["level"] += 1
            self.levels[where + (name, unit)] = number
        return ["  %s %s: %s" % (sign, typed_name, typed)]

    def item(self, section, where, key, names):
        self.items[section] += 1
        state = self.random.choice(["", "", "", "(done) ", "(ongoing) ",
                                    "(on hold) ", "(dropped) "]) \
            if section in ("activity", "planned") else ""
        lines = ["- %s%s%s" % ("[%s] " % key if key else "", state,
                               self.sentence())]
        if section != "exit" and self.random.random() < 0.4:
            lines += self.figure(section, where, names)
        return lines

    def record(self, area, slug, priority, term, succeeds):
        where, names, keys = (slug, priority), set(), set()
        lines = ["Priority: " + priority, "Title: =Title of " + priority,
                 "Area: " + area, "Term: " + term,
                 "Officers: Ann Lee; -Bob", "Theme: eet"]
        if succeeds:
            lines.append("Succeeds: " + succeeds)
        for section, heading in HEADINGS:
            lines += ["", heading]
            for _ in range(self.random.randint(1, 4)):
                key = "%s-%d" % (section if section in ("outcomes", "exit")
                                 else "plan", self.random.randint(1, 5))
                # A key once in a section.
                use = self.random.random() < 0.5 and \
                    (section, key) not in keys
                keys.add((section, key))
                lines += self.item(section, where, key if use else "", names)
        lines.append("- None.")
        self.records += 1
        return "\n".join(lines) + "\n"


def make(folder, seed):
    maker = Maker(seed)
    root = Path(folder)
    root.mkdir(parents=True)
    (root / "house-rules.txt").write_text(HOUSE, encoding="utf-8")
    for area, slug in (("North Vale", "north-vale"), ("East Moor",
                                                      "east-moor")):
        for number in range(5):
            first = maker.random.randint(0, 4) if number < 3 else 8
            last = first + maker.random.randint(1, 3) if number < 3 else 11
            for at in range(first, last + 1):
                if first < at < last and maker.random.random() < 0.2:
                    continue
                succeeds = "priority-%d" % (number - 3) \
                    if number > 2 and at == first else None
                path = root / slug / ("priority-%d" % number) / (
                    TERMS[at].lower().replace(" ", "-") + ".txt")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(maker.record(
                    area, slug, "priority-%d" % number, TERMS[at],
                    succeeds), encoding="utf-8")
    return maker
