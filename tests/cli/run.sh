#!/bin/sh
# Runs the cases of the command line and holds what they print against what
# they printed when somebody last read it.
#
#   run.sh [--accept] BIN [CASE...]
#
# BIN is the folder of the built programs; a CASE is a file of cases/, without
# ".case". --accept writes what is printed now into the cases: read the change
# before you commit it.
#
# A case is prose, then blocks that begin with "%%%":
#
#   %%% file PATH    a file that is there before anything runs
#   %%% run          commands for the shell, in the folder of these files;
#                    lib.sh is at hand
#   %%% status N     their exit status, unless it is 0
#   %%% out          their standard output, unless it is empty
#   %%% err          their standard error, unless it is empty
#
# "no line end" behind "out" or "err" says that the last line has none.
set -u
LC_ALL=C TZ=UTC0
export LC_ALL TZ
umask 022

accept=
[ "${1-}" = --accept ] && accept=1 && shift
[ $# -ge 1 ] || { echo "usage: run.sh [--accept] BIN [CASE...]" >&2; exit 2; }
BIN=$(cd "$1" && pwd) || exit 2
shift
TESTS=$(cd "$(dirname "$0")" && pwd)
TOP=$(cd "$TESTS/../.." && pwd)
PYTHON=${PYTHON:-/usr/bin/python3}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-cli.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM HUP

# Nothing of whoever runs this may show in what is printed.
PATH=$BIN:$PATH HOME=$tmp GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
GIT_AUTHOR_NAME=Sam GIT_AUTHOR_EMAIL=sam@example.org
GIT_COMMITTER_NAME=Sam GIT_COMMITTER_EMAIL=sam@example.org
GIT_AUTHOR_DATE='2024-06-01T12:00:00Z' GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
GIT_CEILING_DIRECTORIES=$tmp
PYTHONDONTWRITEBYTECODE=1
export PATH HOME TESTS TOP GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL
export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE
export GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_COMMITTER_DATE
export GIT_CEILING_DIRECTORIES PYTHONDONTWRITEBYTECODE
unset NO_COLOR TERM COLUMNS LANGUAGE GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

# Takes a case apart: its files into work/, its commands into run.1, run.2 ...
take_apart()
{
	mkdir -p work $(sed -n 's|^%%% file \(.*\)/[^/]*$|work/\1|p' "$1")
	awk '
		/^%%% / { if (out) close(out); out = "" }
		/^%%% file / { out = "work/" substr($0, 10); printf "" >out }
		/^%%% run$/ { out = "run." ++n
			print ". \"$TESTS/lib.sh\"" >out }
		/^%%% / { next }
		out { print >out }
	' "$1"
}

# One block of a result: result_block NAME FILE.
result_block()
{
	[ -s "$2" ] || return 0
	if [ -z "$(tail -c 1 "$2")" ]; then
		echo "%%% $1"
		cat "$2"
	else
		echo "%%% $1 no line end"
		cat "$2"
		echo
	fi
}

# Runs the commands, leaving out.N, err.N and result.N.
run_all()
{
	n=1
	while [ -f run.$n ]; do
		(cd work && exec sh ../run.$n) >out.$n 2>err.$n </dev/null
		status=$?
		{
			[ $status = 0 ] || echo "%%% status $status"
			result_block out out.$n
			result_block err err.$n
		} >result.$n
		n=$((n + 1))
	done
}

# The case as it would read with what was printed now.
put_together()
{
	awk '
		function flush(line) {
			if (!n || done == n) return
			while ((getline line <("result." n)) > 0) print line
			done = n
		}
		/^%%% / { flush() }
		/^%%% (status|out|err)/ { skip = 1; next }
		/^%%% / { skip = 0 }
		/^%%% run$/ { n++ }
		!skip { print }
		END { flush() }
	' "$1"
}

# What the programs say about a case as a whole, for the tests below. No input
# may end a program in any other way than by an exit status.
probe()
{
	set -- lint=json lint=text lint=gcc diff-by-term=json \
		diff-by-term=text diff-by-term=markdown export=text \
		export=markdown export=html summarise=json summarise=text \
		summarise=markdown summarise=html diff-by-term=html
	for ask do
		form=${ask#*=} ask=${ask%=*}
		out=probe.$form.$ask
		(cd work && exec termwise-$ask --format=$form .) \
			>$out 2>$out.err </dev/null
		[ $? -lt 4 ] || { echo "$name: termwise-$ask died"; return 1; }
	done
}

# Holds all that was printed against the specification, once.
judge()
{
	cp -R "$TOP/records" bare.records &&
		(. "$TESTS/lib.sh" && bare bare.records)
	"$PYTHON" "$TESTS/became_test.py" "$TOP" bare.records || bad=1
	"$PYTHON" "$TESTS/text_test.py" "$tmp" || bad=1
	"$PYTHON" "$TESTS/page_test.py" "$tmp" || bad=1
	"$PYTHON" "$TESTS/export_test.py" "$TOP" "$tmp/documents" || bad=1
	"$PYTHON" "$TESTS/word_test.py" "$TOP" "$tmp/word" || bad=1
	"$PYTHON" "$TESTS/json_test.py" "$TOP" "$tmp" || bad=1
	[ ! "$bad" ]
}

total=0 failed=0 bad=
some=$*
[ $# -gt 0 ] || set -- "$TESTS"/cases/*.case
for case do
	name=${case##*/} name=${name%.case} case=$TESTS/cases/$name.case
	total=$((total + 1))
	mkdir "$tmp/$name" && cd "$tmp/$name" || exit 2
	take_apart "$case"
	run_all
	put_together "$case" >now
	probe || failed=$((failed + 1))
	cmp -s "$case" now && continue
	if [ "$accept" ]; then
		cp now "$case"
		echo "accepted: $name"
	else
		diff -u "$case" now
		failed=$((failed + 1))
	fi
done
cd "$tmp" || exit 2
[ "$some" ] || judge || failed=$((failed + 1))
echo "$total cases of the command line, $failed failed"
[ $failed = 0 ]
