#!/bin/sh
# All the ways in which git merges, with the driver as "termwise setup" puts
# it: what can be combined must be, exactly; what cannot must stop, with
# markers, and with all that either side wrote. Then the same with a driver
# that is killed, or whose disk fails, at each call that it makes, or that is
# not there.
#
#   matrix.sh BIN FAULT.so
#
# BIN is the folder of the programs; FAULT.so is tests/failure/fault.c built.
set -u
LC_ALL=C TZ=UTC0
export LC_ALL TZ
umask 022

bin=$(cd "$1" && pwd) || exit 2
fault=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-matrix.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM HUP

without=$PATH
PATH=$bin:$PATH HOME=$tmp GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=$tmp/gitconfig
GIT_AUTHOR_NAME=Sam GIT_AUTHOR_EMAIL=sam@example.org
GIT_COMMITTER_NAME=Sam GIT_COMMITTER_EMAIL=sam@example.org
GIT_AUTHOR_DATE='2024-06-01T12:00:00Z' GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
GIT_CEILING_DIRECTORIES=$tmp GIT_EDITOR=: GIT_MERGE_AUTOEDIT=no
export PATH HOME GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL GIT_AUTHOR_NAME
export GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
export GIT_COMMITTER_DATE GIT_CEILING_DIRECTORIES GIT_EDITOR GIT_MERGE_AUTOEDIT
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE FAULT FAULT_FD
printf '[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n' \
	>"$GIT_CONFIG_GLOBAL"

R=records/a/eet/2023-24-spring-1.txt
bad=0

# ---- the record, and what each side does to it ----

cat >"$tmp/base" <<'END'
Priority: eet
Title: Into work
Area: A
Term: 2023-24 Spring 1
Officers: Jo

Activity last period
- Met the council.

Planned activity next period
- [venue] Find a venue for the fair in Chorley.
- Ask the panel about transport.

Impact so far
- [wg] 5 schools take part in the working group.
  = schools in group: 5

Exit strategy
- Schools carry it on.
END
# Both change one line: what line by line is a conflict is none by items.
ours='s/in Chorley/in the town of Chorley/
s/^- Met the council\./&\n- Oursword was written to./'
theirs='s/^- \[venue\]/& (on hold)/
s/^  = schools.*/&\n- Theirsword has sent a letter of thanks./'
sed -e "$ours" "$tmp/base" >"$tmp/ours.clean"
sed -e "$theirs" "$tmp/base" >"$tmp/theirs.clean"
sed -e "$theirs" "$tmp/ours.clean" >"$tmp/both"
sed 's/group: 5/group: 6/' "$tmp/ours.clean" >"$tmp/ours.conflict"
sed 's/group: 5/group: 7/' "$tmp/theirs.clean" >"$tmp/theirs.conflict"

# ---- repositories ----

# Writes one of these versions, under the name that the record has here.
version()
{
	set -- "$1" "${2:-$R}"
	[ -d "${2%/*}" ] || mkdir -p "${2%/*}"
	cat "$tmp/$1" >"$2"
}

save()
{
	git add -A && git commit -q --no-verify -m "$1"
}

# A repository that is set up, with the base committed.
fresh()
{
	rm -rf "$lane/repo"
	if [ -d "$lane/template" ]; then
		cp -R "$lane/template" "$lane/repo" && cd "$lane/repo" ||
			exit 1
		return
	fi
	git init -q --template= "$lane/repo" && cd "$lane/repo" &&
		version base && termwise setup >/dev/null &&
		termwise setup --check >/dev/null && save Base || {
		echo "matrix: cannot set up a repository" >&2
		exit 1
	}
	cp -R "$lane/repo" "$lane/template"
}

# "main" has ours, "topic" theirs, and the first one is checked out.
branches()
{
	fresh
	git checkout -q -b topic && version theirs.$1 && save Theirs &&
		git checkout -q main && version ours.$1 && save Ours
}

# ---- what must hold ----

complain()
{
	echo "$what: $*" >&2
	bad=$((bad + 1))
}

# Nothing but the record and what was put may lie about.
tidy()
{
	litter=$(git status --porcelain | grep '^??')
	[ -z "$litter" ] || complain "left behind: $litter"
}

# combined STATUS FILE: both sides' changes, and git says so.
combined()
{
	[ "$1" = 0 ] || complain "ends with $1, though nothing conflicts"
	cmp -s "$2" "$tmp/both" || {
		complain "is not what both sides make"
		diff "$tmp/both" "$2" >&2
	}
	[ -z "$(git ls-files -u)" ] || complain "is left unmerged"
	tidy
}

# all_there FILE [FIGURE...]: what only one side wrote, and the untouched, to
# the last line.
all_there()
{
	lost=$(awk -v figures="$*" '
		/^- Oursword was written to\.$/ { seen["ours"] }
		/^- Theirsword has sent a letter of thanks\.$/ { seen["theirs"] }
		/^- Ask the panel about transport\.$/ { seen["the panel"] }
		/^- Schools carry it on\.$/ { seen["the last item"] }
		/in the town of Chorley/ { seen["our words"] }
		/[(]on hold[)]/ { seen["their mark"] }
		/^  = schools in group: / { seen[$NF] }
		{ last = $0 }
		END {
			n = split("ours;theirs;the panel;the last item;" \
				"our words;their mark", all, ";")
			m = split(figures, figure, " ")
			for (i = 2; i <= m; i++)
				all[++n] = figure[i]
			for (i = 1; i <= n; i++)
				if (!(all[i] in seen))
					print all[i]
			if (last != "- Schools carry it on." &&
			    last !~ /^>>>>>>>/)
				print "the end"
		}' "$1" 2>&1)
	[ -z "$lost" ] || complain "loses" $lost
}

# stopped STATUS FILE: git does not go on, and all is between markers.
stopped()
{
	[ "$1" != 0 ] || complain "ends with 0 in spite of a conflict"
	all_there "$2" 6 7
	for mark in '<<<<<<<' '=======' '>>>>>>>'; do
		[ "$(grep -c "^$mark" "$2")" = 1 ] ||
			complain "has no $mark, or several"
	done
	tidy
}

unmerged()
{
	[ "$(git ls-files -u | cut -d' ' -f3 | cut -f1 | tr -d '\n')" = "$1" ] ||
		complain "the index has not the stages $1"
}

# ---- ways to merge: each is called with "clean" or "conflict" ----

# judge VARIANT STATUS [FILE [STAGES]]
judge()
{
	if [ "$1" = clean ]; then
		combined "$2" "${3:-$R}"
	else
		stopped "$2" "${3:-$R}"
		unmerged "${4:-123}"
	fi
}

try_merge()
{
	branches $1
	git merge -q -m Merged topic >/dev/null 2>&1
	judge $1 $?
}

try_octopus()
{
	branches $1
	git checkout -q -b other main~1 && echo x >other && save Other &&
		git checkout -q main
	git merge -q -m Merged other topic >/dev/null 2>&1
	status=$?
	# What an octopus cannot do it refuses, and leaves all as it was.
	if [ $1 = clean ] && [ $status = 0 ]; then
		combined 0 $R
	else
		[ $status != 0 ] || complain "an octopus in conflict is merged"
		git reset -q --hard && cmp -s $R "$tmp/ours.$1" ||
			complain "an octopus that failed changed the record"
	fi
}

try_rebase()
{
	branches $1
	git rebase -q main topic >/dev/null 2>&1
	judge $1 $?
}

try_cherry_pick()
{
	branches $1
	git cherry-pick topic >/dev/null 2>&1
	judge $1 $?
}

# Taken back is what made theirs into the base.
try_revert()
{
	fresh
	version theirs.$1 && save Theirs && version base && save Back &&
		version ours.$1 && save Ours
	git revert --no-edit HEAD~1 >/dev/null 2>&1
	judge $1 $?
}

try_stash_pop()
{
	fresh
	version theirs.$1 && git stash -q && version ours.$1 && save Ours
	git stash pop -q >/dev/null 2>&1
	judge $1 $?
}

# It ends with 0 in any case, but leaves the record unmerged.
try_checkout_m()
{
	branches $1
	git checkout -q -b here main~1 && version theirs.$1
	git checkout -q -m main >/dev/null 2>&1
	status=$?
	[ $1 = clean ] || status=$(git ls-files -u | wc -l)
	judge $1 $status
}

try_apply_3()
{
	branches $1
	git diff main~1 topic -- $R >"$lane/patch"
	git apply -3 "$lane/patch" >/dev/null 2>&1
	judge $1 $?
}

try_am_3()
{
	branches $1
	git format-patch -q --stdout main~1..topic >"$lane/patch"
	git am -q -3 "$lane/patch" >/dev/null 2>&1
	judge $1 $?
}

# Two bases, which differ in a figure; each side settled that for itself.
try_criss_cross()
{
	fresh
	git checkout -q -b topic
	sed 's/group: 5/group: 4/' "$tmp/base" >$R && save Four
	git checkout -q main
	echo >other && save Other && git branch six
	settled=6
	git merge -q -m M topic >/dev/null 2>&1
	[ $1 = conflict ] || settled=8
	sed "s/group: .*/group: $settled/" "$tmp/ours.clean" >$R && save M
	git checkout -q topic
	git merge -q -m T six >/dev/null 2>&1
	[ $1 = conflict ] && settled=7
	sed "s/group: .*/group: $settled/" "$tmp/theirs.clean" >$R && save T
	git checkout -q main
	[ "$(git merge-base --all main topic | wc -l)" = 2 ] ||
		complain "has not two bases"
	git merge -q -m Merged topic >/dev/null 2>&1
	status=$?
	[ $1 = conflict ] || sed -i 's/group: 8/group: 5/' $R
	if [ $1 = clean ]; then
		combined $status $R
	else
		stopped $status $R
		unmerged 123
	fi
}

# Nobody has a base: what only one has is kept, a figure that differs is not.
try_add_add()
{
	fresh
	new=records/a/eet/2023-24-spring-2.txt
	git checkout -q -b topic && version theirs.$1 $new && save Theirs &&
		git checkout -q main && version ours.$1 $new && save Ours
	git merge -q -m Merged topic >/dev/null 2>&1
	status=$?
	# Of one line in two forms nobody knows which is the newer one.
	[ $status != 0 ] || complain "two forms of one plan are merged"
	all_there $new
	unmerged 23
	tidy
	git reset -q --hard
	version ours.clean $new
	sed -i 's/ in the town of / in /' $new && git add -A &&
		git commit -q --amend --no-verify -m Ours
	git checkout -q topic && version theirs.clean $new &&
		sed -i 's/ (on hold)//' $new && git add -A &&
		git commit -q --amend --no-verify -m Theirs
	[ $1 = conflict ] && return
	git checkout -q main
	git merge -q -m Merged topic >/dev/null 2>&1
	status=$?
	sed -i 's/ in Chorley/ in the town of Chorley/
		s/^- \[venue\]/& (on hold)/' $new
	combined $status $new
}

try_renamed()
{
	branches $1
	new=records/a/jobs/2023-24-spring-1.txt
	mkdir -p records/a/jobs && git mv $R $new && save Renamed
	git merge -q -m Merged topic >/dev/null 2>&1
	judge $1 $? $new
}

try_renamed_theirs()
{
	branches $1
	new=records/a/jobs/2023-24-spring-1.txt
	git checkout -q topic && mkdir -p records/a/jobs && git mv $R $new &&
		save Renamed && git checkout -q main
	git merge -q -m Merged topic >/dev/null 2>&1
	judge $1 $? $new
}

# Nothing is checked out: what is merged is a tree.
try_merge_tree()
{
	branches $1
	tree=$(git merge-tree --write-tree main topic 2>/dev/null)
	status=$?
	tree=$(echo "$tree" | head -n 1)
	git show "$tree:$R" >"$lane/shown" 2>/dev/null
	if [ $1 = clean ]; then
		combined $status "$lane/shown"
	else
		stopped $status "$lane/shown"
	fi
	cmp -s $R "$tmp/ours.$1" || complain "changes the work tree"
}

try_squash()
{
	branches $1
	git merge -q --squash topic >/dev/null 2>&1
	judge $1 $?
}

# Deleted and not touched is gone; deleted and changed stops with the change.
try_modify_delete()
{
	branches $1
	git checkout -q topic && git rm -q $R && save Deleted &&
		git checkout -q main
	if [ $1 = clean ]; then
		git reset -q --hard main~1
		echo x >other && save Other
	fi
	git merge -q -m Merged topic >/dev/null 2>&1
	status=$?
	if [ $1 = clean ]; then
		[ $status = 0 ] && [ ! -e $R ] || complain "is not deleted"
	else
		[ $status != 0 ] || complain "ends with 0"
		cmp -s $R "$tmp/ours.$1" || complain "loses ours"
		unmerged 12
	fi
	tidy
}

# ---- the matrix ----

cell()
{
	what="$1, $2" before=$bad
	"try_$(echo "$1" | tr ' -' '__')" "$2"
	[ $bad = $before ] && result=$3 || result=WRONG
}

matrix()
{
	printf '  %-18s %-8s %s\n' operation clean conflict
	for operation in merge squash octopus rebase cherry-pick revert \
	    'stash pop' 'checkout m' 'apply 3' 'am 3' merge-tree criss-cross \
	    add-add renamed 'renamed theirs' modify-delete; do
		cell "$operation" clean right
		clean=$result
		cell "$operation" conflict stops
		printf '  %-18s %-8s %s\n' "$operation" "$clean" "$result"
	done
}

# ---- a driver that fails ----

# A termwise-merge that comes before ours; its lines are the arguments.
other_driver()
{
	mkdir -p "$lane/other"
	{
		echo '#!/bin/sh'
		printf '%s\n' "$@"
	} >"$lane/other/termwise-merge"
	chmod 755 "$lane/other/termwise-merge"
}

# merge_other: merges topic, with the other driver, as often as one likes.
merge_other()
{
	git reset -q --hard
	git reset -q --hard ours
	git clean -q -f -d
	(PATH=$lane/other:${others:-$PATH} && exec git merge -q -m Merged topic) \
		>/dev/null 2>"$lane/said"
}

# One that failed, at whatever time: never 0, unless all was done; else a file
# that is whole, with all that either side wrote.
survived()
{
	if [ $1 = 0 ]; then
		[ $variant = clean ] && cmp -s "$2" "$tmp/both" ||
			complain "ends with 0, and is not whole"
	elif [ $variant = clean ]; then
		all_there "$2"
	else
		all_there "$2" 6 7
	fi
}

# As git does it: the three versions by its names, in the work tree.
drive()
{
	cp "$lane/three/.merge_"? . &&
		PATH=$lane/other:$PATH sh "$lane/driver" 2>"$lane/said"
	status=$?
	survived $status .merge_a
	rm -f .merge_?
	litter=$(echo .* *)
	[ "$litter" = "$usual" ] || complain "left behind: $litter"
}

faults()
{
	variant=$1
	branches $variant
	git tag ours
	git config merge.termwise.driver | sed "s|%O|.merge_o|; s|%A|.merge_a|
		s|%B|.merge_b|; s|%L|7|; s|%P|'$R'|" >"$lane/driver"
	mkdir "$lane/three"
	cp "$tmp/base" "$lane/three/.merge_o"
	cp "$tmp/ours.$variant" "$lane/three/.merge_a"
	cp "$tmp/theirs.$variant" "$lane/three/.merge_b"
	usual=$(echo .* *)
	for kind in kill EIO ENOSPC memory; do
		try_kind $kind
	done
}

try_kind()
{
	other_driver "FAULT=$1:\$AT FAULT_FD=9 LD_PRELOAD='$fault'" \
		'export FAULT FAULT_FD LD_PRELOAD' \
		"exec '$bin/termwise-merge' \"\$@\" 9>'$lane/told'"
	what="counting $1, $variant"
	AT=0
	export AT
	drive
	count=$(($(wc -c <"$lane/told") / 4)) # a number of 32 bits each
	[ "${count:-0}" -gt 5 ] || complain "only ${count:-0} calls are seen"
	at=0 step=1 tried=0
	# Of thousands of allocations some, of what kills all.
	[ $1 = kill ] || [ "$count" -le 100 ] || step=$((count / 40))
	while [ $at -lt "$count" ]; do
		at=$((at + step)) tried=$((tried + 1))
		what="$1 at call $at of $count, $variant"
		AT=$at
		drive
		# And now and then by git itself.
		[ $((tried % 12)) = 5 ] || continue
		merge_other
		status=$?
		survived $status $R
		[ $status = 0 ] || unmerged 123
		tidy
	done
	printf '  %-18s %-8s at %d of %d calls: nothing lost\n' "$1" \
		"$variant" $tried "$count"
}

# Line by line, what is on one line is a conflict; where there is none, both.
missing()
{
	for why in 126 127 unrunnable; do
		other_driver "exit $why"
		# A program for another machine; some shells would look further.
		if [ $why = unrunnable ]; then
			printf '\177ELF\001' >"$lane/other/termwise-merge"
			others=$without
		fi
		for variant in clean conflict; do
			what="driver $why, $variant"
			branches $variant
			git tag ours
			merge_other
			status=$?
			[ $status != 0 ] || complain "ends with 0"
			survived $status $R
			unmerged 123
			grep -q '^<<<<<<<' $R || complain "has no marker"
			grep -q 'line by line' "$lane/said" ||
				complain "says nothing"
		done
		what="driver $why, lines"
		git reset -q --hard && git checkout -q topic && sed 's/ (on hold)//' \
			"$tmp/theirs.clean" >$R && save Lines &&
			git checkout -q main && version ours.clean && save L &&
			git tag -f ours >/dev/null
		merge_other || complain "ends with $?"
		sed 's/ (on hold)//' "$tmp/both" | cmp -s - $R ||
			complain "is not what both sides make"
		tidy
		printf '  %-18s merged line by line: nothing lost\n' "driver $why"
	done
	others=
}

# Neither driver nor line merge can be written: ours as it was, never 0.
hopeless()
{
	branches conflict
	git tag ours
	other_driver 'exit 129'
	printf '#!/bin/sh\nexit 1\n' >"$lane/other/mv"
	chmod 755 "$lane/other/mv"
	what='no way to write'
	variant=conflict
	merge_other && complain "ends with 0"
	# Git from 2.42 on gives up, and leaves the record as it was, too.
	cmp -s $R "$tmp/ours.conflict" || complain "is neither old nor new"
	tidy
	rm "$lane/other/mv"
	printf '  %-18s ours as it was, and never 0\n' "$what"
}

# ---- can all this fail? ----

# Drivers that are wrong must be found to be, or nothing above says anything.
wrong()
{
	seen=0
	for driver in true false 'cp %B %A' 'cat %B >>%A' 'head -c 99 %B >%A' \
	    ': >%A; false' 'git merge-file %A %O %B; true' \
	    'echo left >left; termwise-merge --driver %O %A %B %L %P' \
	    'termwise-merge --driver %O %A %B %L %P || cp %B %A' \
	    'termwise-merge --driver %O %A %B %L %P; true'; do
		git -C "$lane/template" config merge.termwise.driver "$driver"
		before=$bad
		for variant in clean conflict; do
			what=wrong
			try_merge $variant 2>/dev/null
		done
		if [ $bad = $before ]; then
			seen=$((seen - 100))
			echo "matrix: the driver \"$driver\" passes for ours" >&2
		fi
		bad=$before seen=$((seen + 1))
	done
	[ $seen -gt 0 ] || bad=$((bad + 1))
	rm -rf "$lane/template"
	printf '  %d wrong drivers are all seen to be\n' $seen
}

# ---- all of it, two at a time ----

# lane NAME PART...: runs these parts in a folder of their own.
lane()
{
	lane=$tmp/$1
	shift
	mkdir "$lane"
	for part; do
		# shellcheck disable=SC2086
		$part
	done
	exit $((bad > 0))
}

(lane one 'faults conflict') >"$tmp/out.one" 2>&1 &
one=$!
status=0
(lane two matrix 'faults clean' missing hopeless wrong) || status=1
wait $one || status=1
cat "$tmp/out.one"
exit $status
