#!/bin/sh
# Makes the folders that scenarios.txt speaks of, and runs the scenarios in
# them, two at a time.
#
#   failure.sh BIN FAILURE FAULT.so [SCENARIOS]
#
# BIN is the folder of the programs. TIMES=N in the environment says how often
# each place of a program fails, 2 unless told, and KINDS which faults there
# are, all unless told. What is bad is tried again; more than MOST_UNSEEN that
# are not seen again are bad, too.
set -eu
LC_ALL=C
export LC_ALL
umask 022
MOST_UNSEEN=3

here=$(cd "$(dirname "$0")" && pwd)
absolute()
{
	echo "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
}
bin=$(cd "$1" && pwd)
failure=$(absolute "$2")
fault=$(absolute "$3")
table=${4:-$here/scenarios.txt}
table=$(absolute "$table")

tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-failure.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM HUP

# Nothing of whoever runs this may matter.
PATH=$bin:$PATH HOME=$tmp GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
GIT_AUTHOR_NAME=Sam GIT_AUTHOR_EMAIL=sam@example.org
GIT_COMMITTER_NAME=Sam GIT_COMMITTER_EMAIL=sam@example.org
GIT_AUTHOR_DATE='2024-06-01T12:00:00Z' GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
GIT_CEILING_DIRECTORIES=$tmp
export PATH HOME GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL GIT_AUTHOR_NAME
export GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE GIT_COMMITTER_NAME
export GIT_COMMITTER_EMAIL GIT_COMMITTER_DATE GIT_CEILING_DIRECTORIES
unset TERM COLUMNS LANGUAGE GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

# The wrapped calls come before those of the sanitizers, which look for leaks
# as well; libgit2 is not theirs to judge.
ASAN_OPTIONS=verify_asan_link_order=0:exitcode=99 UBSAN_OPTIONS=exitcode=99
LSAN_OPTIONS=suppressions=$here/leaks.supp:print_suppressions=0
export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS

# many TEXT: a record of items that are all alike, so that each is weighed.
many()
{
	cat merge/base.txt
	for year in 1 2 3 4 5 6 7 8; do
		echo "- $1 for Year $year, held in a school."
	done
}

# carry_on PRIORITY HALF FIELD: an update with plans, figures and evidence, of
# priorities of which one may succeed another.
carry_on()
{
	mkdir -p "carried/a/$1"
	{
		printf 'Priority: %s\nTitle: T\nArea: A\n' "$1"
		printf 'Term: 2023-24 Spring %s\nOfficers: X\n%s\n' "$2" "$3"
		printf '\nActivity last period\n\nPlanned activity next'
		printf ' period\n- Plan of %s.\n- [both] Hold it.\n' "$1"
		printf '\nImpact so far\n- [both] Held.\n  = held: %s\n' "$2"
		printf '  + met: %s\n  > here\n' "$2"
	} >"carried/a/$1/2023-24-spring-$2.txt"
}

# marked OURS FILE THEIRS: ours.txt and FILE.txt between markers.
marked()
{
	echo "<<<<<<< $1"
	cat merge/ours.txt
	echo =======
	cat "merge/$2.txt"
	echo ">>>>>>> $3"
}

# One item, added by both sides of a merge at two places, and tagged so;
# merge_twice RECORD.
merge_twice()
{
	git checkout -q --detach
	sed 's/^Activity last period/&\n- Added twice./' "$1" >one.txt
	mv one.txt "$1"
	git commit -q -a -m 'One'
	git tag one
	git checkout -q --detach main
	echo '- Added twice.' >>"$1"
	git commit -q -a -m 'Two'
	git merge -q -m 'Twice' one
	git tag twice
	git checkout -q main
}

make_folder()
{
	mkdir -p "$1/here"
	cd "$1/here"
	cp -R "$here/../../records" records
	cp "$here/../import/documents/central-lancs-2024-summer-1.txt" \
		"$here/../import/documents/central-lancs-2024-autumn-1.txt" .
	cp "$here/../import/word/documents/morecambe-bay-2024-summer-1.rows.odt" \
		update.odt
	mkdir -p messy/a/eet messy/a/attendance broken/a/eet
	cp "$here/messy.txt" messy/a/eet/2023-24-summer-1.txt
	sed 's/^priority *: eet/priority:attendance/' "$here/messy.txt" \
		>messy/a/attendance/2023-24-summer-1.txt
	chmod 640 messy/a/eet/2023-24-summer-1.txt
	termwise-summarise --partial --output=a.partial records/central-lancs
	termwise-summarise --partial --output=b.partial records/morecambe-bay
	termwise-summarise --site=../made records/central-lancs/emotional-health \
		2>/dev/null
	cp "$here/broken.txt" broken/a/eet/2023-24-summer-1.txt
	mkdir -p house/a/eet
	cp "$here/house.txt" house/house-rules.txt
	cp "$here/messy.txt" house/a/eet/2023-24-summer-1.txt
	# A plan that is found by likeness, and one by its key.
	cp -R "$here/../cli/sample" likely
	# Personal data, and beside the repository a list of names.
	mkdir -p named/a/eet
	echo 'Public: 01632 960123' >named/house-rules.txt
	sed 's/^- .*/- NHS 943 476 5919, Zo\xc3\xab Smith, 01632 960123./' \
		"$here/messy.txt" >named/a/eet/2023-24-summer-1.txt
	printf 'Zoe Smith\nJane Doe\n' >../names.txt
	carry_on old 1 'X-Was: none'
	carry_on new-a 2 'Succeeds: old'
	carry_on new-b 2 'Succeeds: old'
	mkdir merge
	sed -n '1,/^Impact/p' records/central-lancs/eet/2023-24-summer-1.txt \
		>merge/base.txt
	printf -- '- One.\n  = schools: 4\n' >>merge/base.txt
	sed 's/One/More than one/; s/^Date:.*/Date: 2024-06/' merge/base.txt \
		>merge/ours.txt
	sed 's/schools: 4/schools: 5/; s/^Date:.*/Date: 2024-07/' \
		merge/base.txt >merge/theirs.txt
	sed 's/schools: 4/schools: 6/' merge/base.txt >merge/other.txt
	sed 's/One/Fewer than one/' merge/base.txt >merge/clash.txt
	sed 's/^- One/A line without a place/' merge/base.txt >merge/broken.txt
	cp merge/ours.txt merge/driven.txt
	many One >merge/many.txt
	many 'More than one' >merge/many-ours.txt
	many 'Fewer than one' >merge/many-theirs.txt
	sed 's/^- One.*/# merge: both changed it.\n&/' merge/base.txt >merge/settled.txt
	marked ours theirs theirs >merge/marked.txt
	# What a driver has done before it is done, and where git says nothing.
	marked main clash topic >merge/marked-who.txt
	cp merge/ours.txt ../marked-bare.txt
	(cd .. && termwise-merge --driver here/merge/base.txt marked-bare.txt \
		here/merge/clash.txt 7 x.txt base main topic) ||
		mv ../marked-bare.txt merge
	# Two copies of a record that were begun alike.
	mkdir -p begun/a
	cp -R carried/a/old begun/a
	termwise-next begun/a/old >/dev/null 2>&1
	sed '/^# draft: done/d' begun/a/old/2023-24-spring-2.txt >merge/begun.txt
	sed -i '/^# draft: held/d' begun/a/old/2023-24-spring-2.txt
	# Two records in conflict: a list and a figure, and an item.
	mkdir -p unsettled/a/eet
	{
		sed '/^Impact/q; s/^Officers:.*/<<<<<<< ours\
Officers: A; B\
=======\
Officers: A; C\
>>>>>>> theirs/' merge/base.txt
		printf -- '- One.\n# merge: both changed it.\n<<<<<<< ours\n'
		printf '  = schools: 6\n=======\n  = schools: 7\n>>>>>>> x\n'
	} >unsettled/a/eet/2023-24-summer-1.txt
	{
		sed '/^Impact/q' merge/base.txt
		printf -- '<<<<<<< ours\n- One.\n=======\n- Two.\n>>>>>>> x\n'
	} >unsettled/a/eet/2023-24-summer-2.txt
	git init -q --template= -b main .
	git add -A
	git commit -q -m 'Records'
	# Objects are read from packs, and what comes from now on by itself.
	git repack -q -d
	# What is allowed is new.
	sed -i.was 's/^Activity/# lint: allow section-empty because of X.\
&/' carried/a/new-a/*.txt
	rm carried/a/new-a/*.was
	git checkout -q -b topic
	echo '# Topic' >>merge/broken.txt
	git commit -q -a -m 'Topic'
	git checkout -q main
	echo '# Main' >>merge/broken.txt
	git commit -q -a -m 'Main'
	merge_twice records/central-lancs/eet/2023-24-summer-1.txt
	echo '# Staged' >>records/central-lancs/eet/2023-24-summer-1.txt
	git add records
	git clone -q --template= --bare . bare.git 2>/dev/null
	git -C bare.git repack -q -a -d
	git clone -q --template= --bare --depth 2 "file://$PWD" shallow.git
	git init -q --template= -b main set
	mkdir set/.git/hooks
	printf '#!/bin/sh\nexit 0\n' >set/.git/hooks/pre-commit
	chmod +x set/.git/hooks/pre-commit
	printf '*.md text' >set/.gitattributes
	mkdir -p set/records/a/eet
	cp messy/a/eet/*.txt set/records/a/eet
	cp -R set hooked
	termwise-setup --ci=both set >/dev/null
	cd ../..
}

cd "$tmp"
make_folder 0
make_folder 1
status=0
kinds=${KINDS:-memory EIO ENOSPC EINTR short kill}
: >unseen
mkdir claimed
"$failure" "$fault" "$table" 0 "${TIMES:-2}" $kinds &
first=$!
"$failure" "$fault" "$table" 1 "${TIMES:-2}" $kinds || status=1
wait $first || status=1
if [ "$(wc -l <unseen)" -gt $MOST_UNSEEN ]; then
	echo "failure.sh: too much was bad once, and not seen again"
	status=1
fi
exit $status
