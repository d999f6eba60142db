#!/bin/sh
# Does floors.sh see what it is to see? Plants one fault after the other in a
# copy of the house, and wants each to be said.
#
#   self_test.sh WORK LIBRARY
#
# WORK is a folder to work in; LIBRARY the built libtermwise.a.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
mkdir -p "$1" || exit 2
work=$(cd "$1" && pwd)
library=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
bad=0
count=0

fresh()
{
	rm -rf "$work/house"
	mkdir -p "$work/house/tests"
	cp -R "$top/tools" "$top/include" "$work/house"
	cp "$library" "$work/lib.a"
}

# The check that is to see what comes now; the first fault is for all of them.
by()
{
	check=$1 only=
}

# wants SENTENCE: the house, as it is now, is said to have this fault.
wants()
{
	count=$((count + 1))
	sh "$here/floors.sh" "$work/house" "$work/lib.a" $only >"$work/said"
	status=$?
	only=$check
	if [ $status = 0 ] || ! grep -qF "$1" "$work/said"; then
		echo "floors.sh does not see: $1" >&2
		bad=1
	fi
	fresh
}

# A line at the end of a file; one more object in the library, or another.
plant()
{
	echo "$2" >>"$work/house/$1"
}
plant_object()
{
	name=${2:-planted}
	echo "$1" >"$work/$name.c"
	${CC:-cc} -c -o "$work/$name.o" "$work/$name.c" || exit 2
	ar rc "$work/lib.a" "$work/$name.o"
}

fresh
by includes
plant tools/lib/base/set.c '#include "record/tables.h"'
wants 'base does not see record'
plant tools/lib/base/buffer.h '#include <termwise/record.h>'
wants 'base does not see record'
plant tools/lib/lint/lint.c '#include "compare/task.h"'
wants 'lint does not see compare'
plant tools/lib/compare/task.c '#include "lint/lint.h"'
wants 'compare does not see lint'
plant tools/lib/merge/merge.c '#include "lint/lint.h"'
wants 'merge does not see lint'
plant tools/lib/git/revision.c '#include <termwise/record.h>'
wants 'git does not see record'
plant tools/lib/corpus/pool.c '#include "report/safe.h"'
wants 'corpus does not see report'
plant tools/lib/record/value.c '#include "no-such-floor/x.h"'
wants 'there is no floor no-such-floor'
plant tools/lib/record/value.c '#include "tables.h"'
wants 'say the floor: "tables.h"'
plant tools/lib/corpus/pool.c '#include <git2.h>'
wants 'only git may include git2.h'
plant tools/termwise-lint.c '#include <git2/odb.h>'
wants 'only git may include git2/odb.h'
plant tools/lib/lint/items.c '#include <utf8proc.h>'
wants 'only base,text may include utf8proc.h'
plant tools/lib/match/side.c '#include <libstemmer.h>'
wants 'only text may include libstemmer.h'
plant tools/lib/lint/items.c '#include <cmocka.h>'
wants 'nobody may include cmocka.h'
plant include/termwise/base.h '#include "base/set.h"'
wants 'public headers include public ones only'
plant include/termwise/extra.h 'int x;'
wants 'extra.h:1: lies on no floor'
mkdir "$work/house/tools/lib/attic"
plant tools/lib/attic/attic.c 'int x;'
wants 'attic.c:1: lies on no floor'
by places
plant tools/helper.c 'int x;'
wants 'tools/helper.c: is neither a program nor on a floor'
mkdir "$work/house/tools/lib/base/deep"
plant tools/lib/base/deep/deep.c 'int x;'
wants 'deep.c: lies too deep'
plant notes.txt 'A note.'
wants 'notes.txt: does not belong at the top'
by lines
yes '/* line */' | head -n 700 >>"$work/house/tools/lib/base/set.c"
wants 'tools/lib/base/set.c: has '
yes '/* line */' | head -n 150 >>"$work/house/tools/termwise-lint.c"
wants 'tools/termwise-lint.c: has '
by tags
plant tools/lib/merge/settle.h 'enum tw_record {'
wants 'tw_record stands in include/termwise/record.h, too'
by calls
plant_object '#include <stdio.h>
void f(int x) { printf("%d", x); }'
wants 'planted.o: uses printf'
plant_object '#include <stdio.h>
void f(int x) { fprintf(stderr, "%d", x); }'
wants 'planted.o: uses stderr'
plant_object '#include <stdlib.h>
void f(void) { exit(1); }'
wants 'planted.o: uses exit'
plant_object '#include <locale.h>
void f(void) { setlocale(LC_ALL, ""); }'
wants 'planted.o: uses setlocale'
plant_object '#include <stdlib.h>
int f(void) { return system("true"); }'
wants 'planted.o: uses system'
spawn='#include <spawn.h>
int f(void) { return posix_spawnp(0, "true", 0, 0, 0, 0); }'
plant_object "$spawn"
wants 'planted.o: uses posix_spawnp'
plant_object "$spawn" ask
wants 'ask.o: uses posix_spawnp'
plant_object '#include <unistd.h>
int f(void) { return fork(); }' editor
wants 'editor.o: uses fork'
rm "$work/house/tools/lib/cli/editor.c"
wants 'editor.o: uses posix_spawnp'
by globals
plant_object 'int count; int f(void) { return count++; }'
wants 'planted.o: has a state of its own, count'
plant_object 'static int count = 4; int f(void) { return count++; }'
wants 'planted.o: has a state of its own, count'
plant_object 'static _Thread_local int count; int f(void) { return count++; }'
wants 'planted.o: has a state of its own, count'
rm -rf "$work/house" "$work/lib.a"
echo "$count planted faults seen by floors.sh"
exit $bad
