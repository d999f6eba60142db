#!/bin/sh
# Prints what merge --check says, as JSON, of a merge that lost what one side
# had changed, and has one line twice.
set -eu
tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-audited.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

# record SCOPE ITEM...: the record, committed.
record()
{
	{
		printf 'Priority: eet\nTitle: T\nArea: A\n'
		printf 'Term: 2023-24 Spring 1\nOfficers: X\n%s' "$1"
		shift
		printf '\nPlanned activity next period\n'
		printf '%s\n' "$@"
	} >record.txt
	git add record.txt
	git commit -q -m 'A step'
}

git init -q --template= -b main .
record '' '- [pool] Open the pool.' '- [hall] Open the hall.'
git checkout -q -b topic
record '' '- [pool] (done) Open the pool.' '- [hall] Open the hall.'
git checkout -q main
record '' '- [pool] Open the pool.' '- [hall] Open the hall.' '- Close it.'
git merge -q --no-commit -s ours topic >/dev/null 2>&1
record '' '- [pool] Open the pool.' '- [hall] Open the hall.' '- Close it.' \
	'- Close it.'
termwise merge --check=HEAD --format=json 2>/dev/null || [ $? = 1 ]
