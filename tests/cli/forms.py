"""Holds the forms of lint that other programs read against what these make of
them: forms.py PATH... runs termwise lint on the paths in each form."""

import collections
import json
import os
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

import jsonschema

LEVELS = {"error": "error", "warning": "warning", "notice": "note"}
TEXT = {"type": "object", "required": ["text"], "additionalProperties": False,
        "properties": {"text": {"type": "string", "minLength": 1}}}
ARTIFACT = {"type": "object", "required": ["uri"],
            "additionalProperties": False,
            "properties": {"uri": {"type": "string",
                                   "pattern": r"^(file:///)?[^\s:?#\\]*$"}}}
REGION = {"type": "object", "additionalProperties": False,
          "required": ["startLine", "startColumn", "endColumn"],
          "properties": {name: {"type": "integer", "minimum": 1} for name in
                         ("startLine", "startColumn", "endLine",
                          "endColumn")}}


def closed(**members):
    """An object of these members and no others; "name?" may be absent."""
    return {"type": "object", "additionalProperties": False,
            "required": [m for m in members if not m.endswith("_")],
            "properties": {m.rstrip("_"): s for m, s in members.items()}}


def some(schema, least=0):
    return {"type": "array", "items": schema, "minItems": least}


LEVEL = {"enum": ["error", "warning", "note"]}
ANY = {"type": "string", "minLength": 1}
FIX = closed(
    description=TEXT,
    artifactChanges=some(closed(
        artifactLocation=ARTIFACT,
        replacements=some(closed(
            deletedRegion=REGION,
            insertedContent=closed(text={"type": "string"})), 1)), 1))
SARIF = {
    "type": "object", "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": some(closed(
            tool=closed(driver=closed(
                name=ANY, semanticVersion=ANY,
                rules=some(closed(
                    id=ANY, name_={"pattern": "^[A-Z][A-Za-z]+$"},
                    shortDescription=TEXT, fullDescription=TEXT, help=TEXT,
                    defaultConfiguration=closed(level=LEVEL)), 1))),
            columnKind={"const": "unicodeCodePoints"},
            results=some(closed(
                ruleId=ANY, ruleIndex_={"type": "integer"}, level=LEVEL,
                message=TEXT,
                locations=some(closed(physicalLocation=closed(
                    artifactLocation=ARTIFACT, region=REGION)), 1),
                partialFingerprints=closed(primaryLocationLineHash={
                    "pattern": "^[0-9a-f]{16}:[1-9][0-9]*$"}),
                fixes_=some(FIX, 1)))), 1)}}
GITLAB = some(closed(
    description=ANY, check_name=ANY,
    severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
    location=closed(path=ANY, lines=closed(
        begin={"type": "integer", "minimum": 1})),
    fingerprint={"pattern": "^[0-9a-f]{24}$"}))


def lint(form):
    done = subprocess.run(
        ["termwise-lint", "--format=" + form] + sys.argv[1:],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    assert done.returncode in (0, 1), done.returncode
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", done.stdout), form
    return done.stdout.decode()


def findings():
    """Each finding as path, line, id and severity."""
    for line in lint("gcc").splitlines():
        found = re.match(r"(.*?):(\d+):(\d+): (\w+): .* \[([a-z0-9/-]+)\]$", line)
        yield (found[1], int(found[2]), found[5], found[4])


def lines_of(path):
    with open(path, "rb") as file:
        return file.read().split(b"\n")


def code_points(line):
    """The line as columns count it: what is no UTF-8 byte by byte."""
    return line.decode("utf-8", "surrogateescape")


def check_fix(path, replacement):
    """A place that a fix replaces must be there."""
    region = replacement["deletedRegion"]
    lines = lines_of(path)
    last = region.get("endLine", region["startLine"])
    assert region["startLine"] <= last <= len(lines), region
    assert region["startColumn"] <= \
        len(code_points(lines[region["startLine"] - 1])) + 1, region
    assert region["endColumn"] <= len(code_points(lines[last - 1])) + 1, region
    if last == region["startLine"]:
        assert region["startColumn"] <= region["endColumn"], region


def check_sarif(known):
    document = json.loads(lint("sarif"))
    jsonschema.validate(document, SARIF)
    run = document["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    seen = []
    prints = set()
    for result in run["results"]:
        if "ruleIndex" in result:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        path = urllib.parse.unquote(place["artifactLocation"]["uri"],
                                    errors="surrogateescape")
        path = path.removeprefix("file://")
        region = place["region"]
        line = code_points(lines_of(path)[region["startLine"] - 1])
        assert region["startColumn"] <= region["endColumn"] <= len(line) + 1, \
            (region, line)
        print_ = (path, result["ruleId"],
                  result["partialFingerprints"]["primaryLocationLineHash"])
        assert print_ not in prints, print_
        prints.add(print_)
        seen.append((path, region["startLine"], result["ruleId"],
                     result["level"]))
        for fix in result.get("fixes", []):
            check_fix(path, fix["artifactChanges"][0]["replacements"][0])
    assert sorted(seen) == known, "sarif"


def decode(text):
    return re.sub("%(25|0D|0A|3A|2C)",
                  lambda m: chr(int(m[1], 16)), text)


def check_github(known):
    count = collections.Counter(f[3] for f in known)
    shown = collections.Counter()
    last = 0
    for line in lint("github").splitlines():
        found = re.match(r"::(error|warning|notice) ([^:]*)::([^\r\n]+)$", line)
        assert found, line
        level = LEVELS[found[1]]
        order = list(LEVELS).index(found[1])
        assert order >= last, "the most important come first"
        last = order
        shown[level] += 1
        properties = dict(p.split("=", 1) for p in found[2].split(","))
        properties = {k: decode(v) for k, v in properties.items()}
        if properties == {"title": "more"}:
            more = int(re.match(r"(\d+) more", found[3])[1])
            assert more == count[level] - 9 and shown[level] == 10
        else:
            assert set(properties) == {"file", "line", "col", "title"}
            assert os.path.exists(properties["file"]), properties
            assert (properties["file"], int(properties["line"]),
                    properties["title"], level) in known, properties
    for level, number in count.items():
        assert shown[level] == min(number, 10), (level, number, shown)


def check_gitlab(known):
    document = json.loads(lint("gitlab"))
    jsonschema.validate(document, GITLAB)
    assert len({f["fingerprint"] for f in document}) == len(document)
    assert sorted((f["location"]["path"], f["location"]["lines"]["begin"],
                   f["check_name"]) for f in document) == \
        sorted(f[:3] for f in known)


def check_junit(known):
    suites = ElementTree.fromstring(lint("junit"))
    assert suites.tag == "testsuites"
    seen = []
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases) > 0
        assert int(suite.get("failures")) == \
            len(suite.findall("testcase/failure"))
        for case in cases:
            failure = case.find("failure")
            if case.get("line"):
                seen.append((case.get("file"), int(case.get("line")),
                             case.get("name").split(" ")[0],
                             failure is not None))
    assert sorted(seen) == sorted((*f[:3], f[3] == "error") for f in known)


def main():
    known = sorted(findings())
    check_sarif(known)
    check_github(known)
    check_gitlab(known)
    check_junit(known)
    print(f"{len(known)} findings, the same in every form")


main()
