#!/bin/sh
# Prints what a program says of history as JSON, in a repository that has all
# there is to say: past_sample.sh PROGRAM ARGUMENT...
set -eu
TOP=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-past.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
. "$TOP/tests/cli/past.sh"
past
edit $summer '/^Exit strategy/,$d
	s/^Intended outcomes/# A remark.\
&/'
by 'Claire Fox' 2024-10-05 'No exit yet'
edit $summer '$a\
\
Exit strategy'
edit $spring '/^Planned activity/,$d'
by 'Claire Fox' 2024-10-06 'Headings'
edit $spring '/^Activity last/,$d'
by 'Claire Fox' 2024-10-07 'Shorter'
edit $spring '$a\
\
Activity last period'
by 'Claire Fox' 2024-10-08 'An empty one'
edit $spring '/^Activity last/d'
by 'Claire Fox' 2024-10-09 'And not'
termwise "$1" --format=json "$2"
