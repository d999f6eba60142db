#!/bin/sh
# Holds the completions that are installed against the programs: bash is asked
# for those of every option, and the other shells, where there are any, read
# theirs. From the top of the source:
#
#   BUILD=build sh tests/cli/completions.sh
set -eu
LC_ALL=C
export LC_ALL
BUILD=${BUILD:-build}
made=$BUILD/share/termwise
bad=0

complain()
{
	echo "completions: $*" >&2
	bad=1
}

# What bash offers for words, of which the last one is being typed.
offered()
{
	bash -c 'completions=$1; shift
	. "$completions"
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
	_termwise
	echo "${COMPREPLY[*]-}"' bash "$made.bash" "$@"
}

expect()
{
	wanted=$1
	shift
	got=$(offered "$@")
	[ "$got" = "$wanted" ] || complain "for \"$*\" bash offers \"$got\""
}

count=0
for program in "$BUILD"/bin/termwise-*; do
	name=${program##*/termwise-}
	expect "$name" termwise "$name"
	options=$("$program" --help | sed -n 's/^  \(--[a-z-]*=*\).*/\1/p' |
		tr '\n' ' ')
	expect "${options% }" termwise "$name" --
	expect "${options% }" "termwise-$name" --
	for shell in zsh fish; do
		for option in $options; do
			option=${option#--}
			grep -q -e "-l ${option%=} " -e "'--$option\[" \
				"$made.$shell" ||
				complain "$shell does not know $name --$option"
		done
	done
	count=$((count + 1))
done

expect "sarif" termwise lint --format = s
expect "json junit" termwise-lint --format j
expect "bad-key" termwise lint --explain = bad-k
expect "plans measures" termwise diff-by-term --table = ""
expect "text json markdown html docx odt ndjson csv sqlite" \
	termwise summarise --format = ""
expect "shrink all" termwise lint --write-baseline = ""
expect "Makefile" termwise lint Makef
expect "Makefile" termwise lint --output = Makef
expect "tools" termwise setup --records = tool
expect "" termwise lint --rev = HE

bash -n "$made.bash" || complain "bash cannot read its own"
for shell in zsh fish; do
	if command -v "$shell" >/dev/null; then
		"$shell" -n "$made.$shell" || complain "$shell cannot read its own"
	fi
done

# What the matcher makes of every line that it is given.
"$BUILD/bin/termwise-lint" --format=gcc records tests/cli/sample \
	>"$BUILD/share/gcc" 2>/dev/null || [ $? = 1 ]
"${PYTHON:-/usr/bin/python3}" - "$BUILD/share/gcc" <<'END' || bad=1
import json
import re
import sys

matchers = json.load(open("tools/share/problem-matcher.json"))
patterns = [m["pattern"][0] for m in matchers["problemMatcher"]]
lines = open(sys.argv[1]).read().splitlines()
lines += ["a: b.txt:1:2: error: x: [y] [rule/a-1]",
          "a.txt:1:2: warning: w [b]"]
for line in lines:
    found = [m for m in (re.match(p["regexp"], line) for p in patterns) if m]
    if len(found) != 1:
        sys.exit("completions: the problem matcher fails at: " + line)
for owner in matchers["problemMatcher"]:
    for part in owner["pattern"]:
        groups = re.compile(part["regexp"]).groups
        if sorted(v for v in part.values() if isinstance(v, int)) != \
                list(range(1, groups + 1)):
            sys.exit("completions: the matcher leaves groups out")
END
rm -f "$BUILD/share/gcc"
"${PYTHON:-/usr/bin/python3}" - "$BUILD/bin" <<'END' || bad=1
import os
import sys

import yaml

for hook in yaml.safe_load(open("tools/share/pre-commit-hooks.yaml")):
    words = hook["entry"].split()
    if words[0] != "termwise" or not os.access(
            sys.argv[1] + "/termwise-" + words[1], os.X_OK):
        sys.exit("completions: the hook runs " + hook["entry"])
    if not {"id", "name", "entry", "language"} <= set(hook):
        sys.exit("completions: a hook lacks what every hook needs")
END
[ "$bad" = 0 ] && echo "completions: of $count programs, as they are"
exit "$bad"
