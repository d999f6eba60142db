"""Looks for anything active in what the programs print for people.

text_test.py TMP: TMP is the folder in which run.sh ran the cases. Whatever the
records say, no line begins, after blanks, with "::", none contains "##[", and
there is no control character, bidirectional ones included, but line ends.
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


# The test must be able to fail.
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
    for path in sorted(Path(tmp).glob("*/*")):
        if not re.match(r"(out|err|probe\.(text|markdown|html))\.", path.name):
            continue
        text = path.read_bytes()
        seen += 1
        if text.startswith(b'{"termwise"'):
            continue
        for fault in faults(text):
            failed += 1
            print("text_test: %s: %s" % (path.relative_to(tmp), fault))
    if seen < 50:
        failed += 1
        print("text_test: only %d texts were looked at" % seen)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
