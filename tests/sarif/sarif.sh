#!/bin/sh
# Makes SARIF of the records and of every finding there is, and has it
# validated.
#
#   sarif.sh BIN PACKAGES
#
# BIN is the folder of the programs, PACKAGES that of what npm installed.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
bin=$(cd "$1" && pwd)
packages=$(cd "$2" && pwd)
# What npm puts into .bin hands its arguments to a shell.
validator=$(echo "$packages"/node_modules/@microsoft/*-*-*/Sarif.Multitool)
cd "$here/../.."

# No page of ours on the web is known to us, so that none is given. That this is
# said of each file also tells that it was read: of one that is no SARIF, the
# validator says nothing at all.
always=SARIF2005

# Outside of this repository, within which lint takes no list of names.
work=$(mktemp -d "${TMPDIR:-/tmp}/termwise-sarif.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
mkdir -p "$work/good" "$work/bad"
/usr/bin/python3 "$here/findings.py" "$bin" spec/diagnostics.md \
	"$work/good"
"$bin/termwise-lint" --format=sarif records \
	>"$work/good/records.sarif" 2>/dev/null

# validate FOLDER: what is wrong with the files in it, one a line.
validate()
{
	for file in "$1"/*.sarif; do
		"$validator" validate "$file" --rule-kind 'Sarif;Ghas' \
			--level 'Error;Warning' >"$work/said" 2>&1 || :
		grep -q "warning $always: " "$work/said" ||
			echo "$file: cannot be read"
		sed -n "/ $always: /d; /: \(error\|warning\) /p" "$work/said"
	done
}

validate "$work/good" >"$work/wrong"
cat "$work/wrong" >&2
[ ! -s "$work/wrong" ]

# It sees what is wrong: a place that there is not, a level that is none.
sed 's/"startLine":[0-9]*/"startLine":-1/' "$work/good/records.sarif" \
	>"$work/bad/place.sarif"
sed 's/"level":"note"/"level":"hint"/' "$work/good/records.sarif" \
	>"$work/bad/level.sarif"
validate "$work/bad" >"$work/seen"
for fault in place level; do
	grep -q "/$fault.sarif" "$work/seen" || {
		echo "sarif: the validator does not see bad/$fault.sarif" >&2
		exit 1
	}
done
echo "sarif: all of it is valid"
