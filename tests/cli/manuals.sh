#!/bin/sh
# Holds the manual pages against the programs, from the top of the source:
#
#   BUILD=build sh tests/cli/manuals.sh
#
# Every program has a page and every page a program; no page has a slip;
# options, exit statuses and the list of "termwise" agree with what the
# programs say themselves; examples run, on a copy of the records.
set -u
LC_ALL=C
export LC_ALL

BIN=$(cd "${BUILD:-build}/bin" && pwd) || exit 2
TOP=$(pwd)
tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-manuals.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM HUP

PATH=$BIN:$PATH HOME=$tmp GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
GIT_CEILING_DIRECTORIES=$tmp
export PATH HOME GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL GIT_CEILING_DIRECTORIES
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

bad=0
complain()
{
	echo "manuals: $*" >&2
	bad=1
}

# agree WHAT A B: both files have the same lines.
agree()
{
	diff "$2" "$3" >"$tmp/diff" && return
	complain "$1 disagree:"
	sed 's/^/    /' "$tmp/diff" >&2
}

# What a page says in its source, as people read it.
plain()
{
	sed -e 's/\\(aq/'\''/g' -e 's/\\-/-/g' -e 's/\\&//g'
}

# section PAGE NAME: the lines of a section.
section()
{
	awk -v name="$2" '
		/^\.Sh / { on = substr($0, 5) == name; next }
		on' "$1"
}

# The options of mdoc lines, as "--format=FORM", sorted.
options()
{
	awk '{
		for (i = 1; i < NF; i++) {
			if ($i !~ /^\.?Fl$/)
				continue
			value = $(i + 3) == "=" ? "=" $(i + 6) : ""
			print "-" $(i + 1) value
		}
	}' | sort
}

# ---- the pages by themselves ----

slips=$(cd tools && mandoc -Tlint -Wstyle ./*.1 ./*.5 2>&1)
[ -z "$slips" ] || complain "mandoc finds:
$slips"

for page in tools/*.1; do
	name=$(basename "$page" .1)
	[ -x "$BIN/$name" ] || complain "$page: no such program is built"
	for want in NAME SYNOPSIS DESCRIPTION OPTIONS FILES "EXIT STATUS" \
	    EXAMPLES "SEE ALSO"; do
		[ "$(section "$page" "$want")" ] ||
			complain "$page: has no section $want"
	done
	section "$page" NAME | grep -qx "\.Nm $name" ||
		complain "$page: is not called $name"
	statuses=$(section "$page" "EXIT STATUS" |
		sed -n 's/^\.It \([0-9]*\)$/\1/p' | tr '\n' ' ')
	[ "$statuses" = "0 1 2 3 " ] ||
		complain "$page: the exit statuses are 0 1 2 3, not $statuses"
done

# ---- the pages and the programs ----

: >"$tmp/built"
for program in "$BIN"/*; do
	name=$(basename "$program")
	[ "$name" = termwise ] || echo "${name#termwise-}" >>"$tmp/built"
	page=tools/$name.1
	[ -f "$page" ] || { complain "$name has no page"; continue; }
	"$program" --help >"$tmp/help" || complain "$name --help fails"
	"$program" --no-such-option >/dev/null 2>&1
	[ $? = 2 ] || complain "$name: a wrong option is not exit status 2"
	awk 'length > 79 { exit 1 }' "$tmp/help" ||
		complain "$name --help is wider than 79 columns"
	sed -n 's/^  \(--[^ ]*\).*/\1/p' "$tmp/help" | sort >"$tmp/told"
	[ -s "$tmp/told" ] || complain "$name --help shows no option"
	section "$page" OPTIONS | grep '^\.It Fl' | options >"$tmp/options"
	section "$page" SYNOPSIS | options >"$tmp/synopsis"
	agree "$name --help and OPTIONS of $page" "$tmp/told" "$tmp/options"
	agree "OPTIONS and SYNOPSIS of $page" "$tmp/options" "$tmp/synopsis"
done

termwise | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p' >"$tmp/listed"
section tools/termwise.1 DESCRIPTION |
	sed -n 's/^\.It Cm \([a-z-]*\)$/\1/p' >"$tmp/described"
agree "what is built and the list of termwise" "$tmp/built" "$tmp/listed"
agree "what is built and tools/termwise.1" "$tmp/built" "$tmp/described"

# ---- examples ----

cp -R records "$tmp/records"
cp tests/import/documents/central-lancs-2024-summer-1.txt "$tmp/update.txt"
cd "$tmp" || exit 2
{
	git init -q . && git add records && git -c user.name=Sam \
		-c user.email=sam@example.org commit -q -m Records &&
		git update-ref refs/remotes/origin/main HEAD
} || complain "the records cannot be committed for the examples"

for page in "$TOP"/tools/*.[15]; do
	section "$page" EXAMPLES | sed -n 's/^\.Dl \$ //p' | plain >examples
	[ -s examples ] || complain "$page: has no example"
	while read -r example; do
		sh -c "$example" </dev/null >out 2>err
		status=$?
		case "$status $example" in
		"0 "* | "1 "*" --exit-code"* | "1 "*" --min-kept "*) ;;
		*) complain "$page: \"$example\" ends with $status:" \
			"$(cat err)" ;;
		esac
	done <examples
done
diff -r "$TOP/records" records >out ||
	complain "examples change records that are canonical: $(cat out)"

# The record in the page of the format is one, and canonical; it stands alone.
record=records/central-lancs/emotional-health/2023-24-summer-1.txt
rm records/central-lancs/emotional-health/*
awk '/^\.Bd -literal/ { on = 1; next } /^\.Ed/ { on = 0 } on' \
	"$TOP/tools/termwise-format.5" | plain >$record
for check in "lint --strict" "fmt --check"; do
	# shellcheck disable=SC2086
	termwise $check $record >out 2>&1 ||
		complain "the record in termwise-format(5): $(cat out)"
done

set -- "$TOP"/tools/*.[15]
[ $bad = 0 ] && echo "manuals: $# pages agree with the programs"
exit $bad
