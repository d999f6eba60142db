"""Holds what became of plans against what readers say who knew both updates.

became_test.py TOP BARE: TOP is the checkout, BARE a copy of its records without
keys, dispositions, detail lines and Succeeds. What readers could differ about
is not in the table.
"""

import json
import subprocess
import sys

# Area, later term, plans by how they begin.
EMOTIONAL = ("Central Lancs", "2023-24 Summer 1", "emotional-health", {
    "Hold the first Senior MH Leads": "done",
    "Explore joint work with South Ribble": "on-hold",
    "Link the district to the county wide": "carried-over",
    "Link Primary MH leads": "carried-over",
    "Meet CFW to explore": "done",
})
AVOIDANCE = ("Central Lancs", "2024-25 Autumn 1", "school-avoidance", {
    "Meeting on wider solutions": "unaccounted",
    "Link Primary MH leads": "unaccounted",
    "EPOs to attend the Compass Bloom": "done",
})
TRANSITIONS = ("Morecambe Bay", "2023-24 Summer 1", "transitions", {
    "Monitor and review Cohort 2": "carried-over",
    "Launch Cohort 3": "carried-over",
})
CLOSED = ("Morecambe Bay", "2024-25 Autumn 2", "transitions", {
    "Lancashire Youth Challenge to deliver": "unaccounted",
})

# Which update succeeds another priority's, and how that is known.
SUCCESSION = {"school-avoidance": ("declared", "likely"),
              ("transitions", "2023-24 Summer 1"): ("declared", "likely")}

# Without its key, only a reader who knows that the Compass Bloom group is
# called MHiST can be sure of this one; it has to be offered, at least.
HARD = "EPOs to attend the Compass Bloom"
ANSWER = "EPO attended the MHiST"

failures = []


def fail(message):
    failures.append(message)
    print("became_test: " + message)


def compare(records, area, term, priority):
    run = subprocess.run(
        ["termwise-diff-by-term", "--format=json", "--area", area, "--to",
         term, "--priority", priority, records],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    steps = [step for step in json.loads(run.stdout)["comparisons"]
             if step["to"] and step["to"]["priority"] == priority]
    if len(steps) != 1:
        fail("%s, %s: %d steps" % (priority, term, len(steps)))
    return steps[0]


def find(plans, start):
    found = [plan for plan in plans if plan["text"].startswith(start)]
    if len(found) != 1:
        fail("%d plans begin with %s" % (len(found), start))
    return found[0]


def offered(plan):
    """True if a plan is unaccounted for, with its item as a candidate."""
    return plan["became"] == "unaccounted" and any(
        candidate["text"].startswith(ANSWER)
        for candidate in plan["candidates"])


def check(records, bare):
    for area, term, priority, table in (EMOTIONAL, AVOIDANCE, TRANSITIONS,
                                        CLOSED):
        where = "%s%s, %s" % ("bare " if bare else "", priority, term)
        step = compare(records, area, term, priority)
        wanted = SUCCESSION.get(priority, SUCCESSION.get((priority, term)))
        if step["succession"] != (wanted[bare] if wanted else None):
            fail("%s: succession is %s" % (where, step["succession"]))
        for start, became in table.items():
            plan = find(step["plans"], start)
            if plan["became"] == became:
                continue
            if not (bare and start == HARD and offered(plan)):
                fail("%s: %s: %s, not %s"
                     % (where, start, plan["became"], became))
    step = compare(records, *EMOTIONAL[:3])
    if [plan["became"] for plan in step["plans"]] != \
            list(EMOTIONAL[3].values()):
        fail("the five plans of Spring 2 do not come in their order")


if __name__ == "__main__":
    check(sys.argv[1] + "/records", False)
    check(sys.argv[2], True)
    sys.exit(1 if failures else 0)
