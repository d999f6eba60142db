#!/bin/sh
# Summarises a corpus as a map over its folders and a reduce of the partials,
# by the lines of README, and holds what comes out against what one process
# prints: with GNU parallel; as an array job of Slurm, on two nodes; with a
# node that dies on the way; with the daemon of a node alone killed, so that a
# task is done twice; and with a task that fails. From the top of the source:
#
#   scale.sh BIN CORPUS RECORDS
#
# BIN is the folder of the programs, CORPUS the program that makes records up,
# RECORDS how many of them. All that runs is stopped, and all that is written
# goes, also when this is interrupted.
set -eu
LC_ALL=C
export LC_ALL
umask 022

bin=$(cd "$1" && pwd)
corpus=$2 count=$3
tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-scale.XXXXXX")
cluster=$tmp/cluster
me=$(id -un)
PATH=$bin:$PATH:/usr/sbin:/sbin HOME=$tmp PARALLEL=--will-cite
export PATH HOME PARALLEL
# This may run on a cluster itself: nothing of that one is meant for this.
unset SLURM_CONF $(env | sed -n 's/^\(SLURM_[A-Z0-9_]*\)=.*/\1/p
	s/^\(SBATCH_[A-Z0-9_]*\)=.*/\1/p')
. tests/scale/cluster.sh

# The seconds that a thing may take at most before it is taken to hang.
most=300

clean_up()
{
	trap '' INT TERM HUP
	stop_cluster || echo "scale: some processes did not end" >&2
	rm -rf "$tmp"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

fail()
{
	echo "scale: $*" >&2
	for log in "$cluster"/*.log "$here"/slurm-*.out; do
		[ ! -s "$log" ] || { echo "== $log" && tail -n 20 "$log"; } >&2
	done
	exit 1
}

# until_true COMMAND...: waits for it.
until_true()
{
	end=$(($(date +%s) + most))
	until "$@"; do
		[ "$(date +%s)" -lt "$end" ] || fail "waited too long: $*"
		sleep 0.1
	done
}

now()
{
	date +%s.%N
}

# since TIME [TIME]: the seconds from then to now, or to the second one.
since()
{
	awk -v a="$1" -v b="${2-$(now)}" 'BEGIN { printf "%.2f\n", b - a }'
}

# row TEXT SECONDS: beside one process.
row()
{
	printf '%-56s %6.2f s  %5.1f x\n' "$1" "$2" \
		"$(awk -v a="$2" -v b="$one" 'BEGIN { print a / b }')"
}

# recipe WORD: the lines of README behind the comment that says so.
recipe()
{
	awk -v words="<!-- shown by: make scale-check, $1 -->" '
		index($0, words) { on = 1; next }
		on && /^[^ ]/ { exit }
		on { sub(/^    /, ""); print }' README.md
}

# A folder of its own for a run, with the records in it, the same ones.
begin()
{
	mkdir "$tmp/$1"
	mv "$here/records" "$tmp/$1/"
	here=$tmp/$1
}

# in_shell LINES: as somebody types them.
in_shell()
{
	(cd "$here" && SLURM_CONF=$config sh -eu -c "$1" >said 2>&1) ||
		fail "$1: $(cat "$here/said")"
}

held_alike()
{
	cmp "$tmp/want" "$here/summary.txt" || fail "$1: not the same bytes"
}

# ---- one process ----

here=$tmp
"$corpus" "$here" "$count" 10 || fail "no records could be made"
one=
for _ in 1 2 3; do
	start=$(now)
	(cd "$here" && termwise summarise records) >"$tmp/want"
	took=$(since "$start")
	one=$(printf '%s\n' "$took" $one | sort -n | head -n 1)
done
[ -s "$tmp/want" ] || fail "one process prints nothing"
row "one process, $count records" "$one"

# ---- GNU parallel ----

recipe folders >"$tmp/folders.sh"
recipe parallel >"$tmp/parallel.sh"
recipe Slurm >"$tmp/slurm.sh"
for part in folders parallel slurm; do
	[ -s "$tmp/$part.sh" ] || fail "README has no lines for $part"
done

begin parallel
start=$(now)
in_shell "$(cat "$tmp/folders.sh" "$tmp/parallel.sh")"
took=$(since "$start")
held_alike "GNU parallel"
tasks=$(wc -l <"$here/folders")
row "GNU parallel, $tasks tasks on $(nproc) cores" "$took"

# ---- Slurm ----

mkdir "$cluster"
start_cluster || fail "Slurm does not start: $(cat "$cluster/munge.said")"
until_true idle

# submit: the lines of README; $map and $reduce are the jobs.
submit()
{
	in_shell "$(cat "$tmp/folders.sh" "$tmp/slurm.sh")"
	reduce=$(sed -n 's/^Submitted batch job \([0-9]*\)$/\1/p' "$here/said")
	map=$(slurm squeue -h -j "$reduce" -o %E |
		sed -n 's/^afterok:\([0-9]*\).*/\1/p')
	[ "$map" ] || fail "nothing was submitted: $(cat "$here/said")"
}

# state JOB: the states that its tasks are in, each once.
state()
{
	slurm scontrol -o show job "$1" |
		sed -n 's/.* JobState=\([A-Z_]*\) .*/\1/p' | sort -u |
		paste -s -d ' ' -
}

ended()
{
	case $(state "$1") in
	'' | *PENDING* | *RUNNING* | *COMPLETING* | *CONFIGURING*) return 1 ;;
	esac
}

completed()
{
	until_true ended "$reduce"
	[ "$(state "$map"), $(state "$reduce")" = "COMPLETED, COMPLETED" ] ||
		fail "$1: $(state "$map"), and then $(state "$reduce")"
	held_alike "$1"
}

begin plain
start=$(now)
submit
completed "Slurm"
took=$(since "$start")
plain=$here
nodes=$(slurm scontrol -o show job "$map" |
	sed -n 's/.* NodeList=\([^ ]*\) .*/\1/p' | sort -u | paste -s -d ' ' -)
[ "$nodes" = "n1 n2" ] || fail "Slurm: only $nodes worked"
row "Slurm, $tasks tasks on 2 nodes, and the summary after them" "$took"

# From its partials: the same once more, a part of it, and by way of partials of
# partials in another order.
start=$(now)
in_shell 'termwise summarise --from-partials --output summary.txt parts/*'
row "the partials alone, put together" "$(since "$start")"
in_shell 'area=$(ls records | sed -n 7p)
termwise summarise --area "$area" records >area.txt
termwise summarise --area "$area" --from-partials parts/* | cmp - area.txt'
in_shell 'for i in 1 2; do
	termwise summarise --partial --from-partials --output tree.$i \
		$(ls parts/* | sed -n "$i~2p")
done
termwise summarise --from-partials --output summary.txt tree.2 tree.1'
held_alike "partials of partials"

# ---- Slurm, and a node dies ----

# A program in front of termwise notes where tasks begin and end, and holds one
# of them in its first try, where it leaves what dies as it is written.
mkdir "$tmp/front"
cat >"$tmp/front/termwise" <<'END'
#!/bin/sh
task=${SLURM_ARRAY_TASK_ID-${PARALLEL_SEQ-reduce}}
try=${SLURM_RESTART_COUNT-0}
echo "$task $try $SLURMD_NODENAME begins" >>notes
if [ "$task $try" = "$(cat victim) 0" ]; then
	echo half >"parts/.termwise-$$-0"
	echo "$task $try $SLURMD_NODENAME holds" >>notes
	until [ -e go ]; do sleep 0.1; done
fi
[ "$task fails" != "$(cat victim)" ] || ulimit -f 1
"$BIN/termwise" "$@" || exit
echo "$task $try $SLURMD_NODENAME ends" >>notes
END
chmod +x "$tmp/front/termwise"
BIN=$bin PATH=$tmp/front:$PATH
export BIN

noted()
{
	grep -qx "$1" "$here/notes" 2>/dev/null
}

# strike WORDS: submits, waits until the task is held, and kills.
strike()
{
	begin "$1"
	echo 3 >"$here/victim"
	submit
	until_true noted "3 0 n[12] holds"
	dead=$(sed -n 's/^3 0 \(n[12]\) holds$/\1/p' "$here/notes")
	other=n$((3 - ${dead#n}))
	noted "3 1 .*" && fail "$1: begun again too early"
	start=$(now)
}

# went_over WORDS: its work was done on the other node.
went_over()
{
	noted "3 1 $other ends" || fail "$1: $(cat "$here/notes")"
	for part in $(cd "$plain" && echo parts/*); do
		cmp "$plain/$part" "$here/$part" || fail "$1: $part differs"
	done
	[ "$(cd "$here" && echo parts/*)" = "$(cd "$plain" && echo parts/*)" ] ||
		fail "$1: $(ls "$here/parts")"
}

# All at once, so that nothing there can report what happened.
strike machine
kill_all STOP "$dead"
kill_all KILL "$dead"
until_true gone "$dead"
completed "a node dies"
took=$(since "$start")
noted "3 0 $dead ends" && fail "a node dies: its task lived on"
went_over "a node dies"
row "from the death of a node to the summary" "$took"
slurm slurmd -N "$dead"
until_true idle

# The daemon alone: its task lives on, and writes after everything is done.
strike daemon
kill -KILL "$(cat "$cluster/$dead.pid")"
completed "a daemon dies"
touch "$here/go"
until_true noted "3 0 $dead ends"
held_alike "a daemon dies"
went_over "a daemon dies"
slurm slurmd -N "$dead"
until_true idle

# ---- Slurm, and a task fails ----

# Nothing of it, and nothing that says less than all, may be left.
failed()
{
	[ ! -e "$here/summary.txt" ] || fail "$1: there is a summary"
	[ ! -e "$here/parts/3" ] || fail "$1: there is a partial"
}

begin fails
echo 3 fails >"$here/victim"
submit
until_true ended "$reduce"
[ "$(state "$reduce")" = CANCELLED ] || fail "a task fails: $(state "$reduce")"
until_true ended "$map"
[ "$(state "$map")" = "COMPLETED FAILED" ] ||
	fail "a task fails: $(state "$map")"
failed "a task fails"

begin halts
echo 3 fails >"$here/victim"
(cd "$here" && cat "$tmp/folders.sh" "$tmp/parallel.sh" | sh -e) \
	>"$here/said" 2>&1 && fail "GNU parallel took a failing task for none"
failed "a task of GNU parallel fails"

# ---- a country ----

# Repositories with house rules of their own, each a task.
begin country
echo none >"$here/victim"
for county in 1 2 3; do
	mkdir -p "$here/county-$county/records"
	(cat "$here/records/house-rules.txt" && echo "# County $county") \
		>"$here/county-$county/records/house-rules.txt"
done
county=1
for area in "$here"/records/*/; do
	mv "$area" "$here/county-$county/records/"
	county=$((county % 3 + 1))
done
(cd "$here" && termwise summarise county-*/records) >"$tmp/want"
in_shell "$(sed 's/^ls .*/ls -d county-*\/records >folders/' "$tmp/folders.sh"
	cat "$tmp/parallel.sh")"
[ "$(wc -l <"$here/folders")" = 3 ] || fail "README begins in another way"
held_alike "a country"

echo "scale: the same bytes each time; a task that fails leaves no summary"
