"""Looks for anything active in what the programs print for people.

text_test.py TMP: TMP is the folder in which run.sh ran the cases. Whatever the
records say, no line begins, after blanks, with "::", none contains "##[", and
there is no control character, bidirectional ones included, but line ends. In
the Markdown of comparisons each fold ends, and there is no other tag.
"""

import re
import sys
from pathlib import Path

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f"
                     "\u2028-\u202e\u2066-\u2069\ufeff]")
COMMAND = re.compile(r"^\s*::", re.M)
GROUP = "##["


def faults(text):
    """What is active in a text."""
    try:
        text = text.decode("utf-8")
    except UnicodeDecodeError as error:
        return [str(error)]
    found = ["control character %r" % control
             for control in set(CONTROL.findall(text))]
    if COMMAND.search(text):
        found.append("a line begins with ::")
    if GROUP in text:
        found.append("##[")
    return found


FOLD = re.compile(r"^<details>\n<summary>[a-z0-9/-]*(: [0-9]+ of [0-9]+ "
                  r"\([0-9]+%\) plans kept|: - plans kept)?</summary>\n$"
                  r"(.*?)^\n</details>$", re.M | re.S)


def tags(text):
    """What is a tag in Markdown once its folds are taken out."""
    bare = re.sub(r"\\\\|\\<", "", FOLD.sub(r"\2", text.decode("utf-8")))
    return ["a tag"] if "<" in bare else []


# The test must be able to fail.
FOLDED = (b"<details>\n<summary>a/b: 1 of 2 (50%) plans kept</summary>\n\n"
          b"a \\<b\n\n</details>\n")
ACTIVE = [b"a\x1b[2J", b"a\tb", b"\xff", b"a\r\n", b"a\n \xc2\xa0::b",
          b"::a", b"a ##[b", "a\u202eb".encode(), "\x9b".encode()]
CALM = [b"", b"a\n\\::b\n a ::\n", b"##\\[a", "Café £5 – 日本".encode()]


def main(tmp):
    failed = seen = 0
    for text in ACTIVE:
        if not faults(text):
            failed += 1
            print("text_test: not seen to be active: %r" % text)
    for text in CALM:
        if faults(text):
            failed += 1
            print("text_test: thought to be active: %r" % text)
    if tags(FOLDED + FOLDED) or not tags(FOLDED + b"</details>") or \
            not tags(FOLDED.replace(b"\\<b", b"\\\\<b")):
        failed += 1
        print("text_test: tags are not seen, or thought to be there")
    for path in sorted(Path(tmp).glob("*/*")):
        if not re.match(r"(out|err|probe\.(text|markdown|html))\.", path.name):
            continue
        text = path.read_bytes()
        seen += 1
        if text.startswith(b'{"termwise"'):
            continue
        folded = path.name == "probe.markdown.diff-by-term"
        for fault in faults(text) + (tags(text) if folded else []):
            failed += 1
            print("text_test: %s: %s" % (path.relative_to(tmp), fault))
    if seen < 50:
        failed += 1
        print("text_test: only %d texts were looked at" % seen)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
