#!/bin/sh
# Holds what README shows against what the programs print. Run from the top.
set -eu

bin=${BUILD:-build}/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shown WORDS: the indented block behind the comment with these words.
shown() {
	awk -v words="$1" '
		index($0, "<!-- shown by: ") && index($0, words) { on = 1; next }
		on && /^[^ ]/ { exit }
		on { sub(/^    /, ""); print }' README.md | sed '/./,$!d' |
		sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

fail() {
	echo "readme: $1 is not what is printed" >&2
	exit 1
}

# holds WHAT: of what is printed, README shows the first parts or all, whole
# lines each, with "..." for what is left out between two of them.
holds() {
	[ -s "$work/want" ] || fail "$1"
	awk 'BEGIN { part = 0 }
		NR == FNR { got = got $0 "\n"; next }
		/^ *\.\.\.$/ { part++; next }
		{ want[part] = want[part] $0 "\n" }
		END {
			for (i = 0; i <= part; i++) {
				at = index("\n" got, "\n" want[i])
				if (!at) {
					printf "%s", want[i]
					exit 1
				}
				got = substr(got, at + length(want[i]))
			}
		}' "$work/got" "$work/want" || fail "$1"
}

shown 'diff-by-term --area' >"$work/want"
"$bin/termwise" diff-by-term --area "Central Lancs" \
	--priority emotional-health --to "2023-24 Summer 1" records \
	>"$work/got"
holds "the comparison"

shown 'termwise summarise records' >"$work/want"
"$bin/termwise" summarise records >"$work/got"
holds "the summary"

# The half page of the format is a record without an error; and what two people
# may do to it.
awk '/^## The format on half a page/ { on = 1; next }
	on && /^[^ ]/ { exit } on { sub(/^    /, ""); print }' README.md |
	sed '1{/^$/d}' >"$work/record.txt"
"$bin/termwise" lint --strict - <"$work/record.txt" >/dev/null 2>&1 ||
	fail "the example record"
sed 's/^- \[providers\]/& (on hold)/; s/: 14 of/: 15 of/' "$work/record.txt" \
	>"$work/ours.txt"
sed 's/move from secondary/move to college/; s/: 14 of/: 16 of/' \
	"$work/record.txt" >"$work/theirs.txt"
shown 'termwise merge, of the half page' >"$work/want"
"$bin/termwise" merge "$work/record.txt" "$work/ours.txt" \
	"$work/theirs.txt" >"$work/got" && fail "the merge, which has a conflict,"
holds "the merge"

# A house rule, as it stands in the records.
shown 'the rule no-etc' >"$work/want"
sed -n '/^Rule: no-etc$/,/^No-match/p' records/house-rules.txt >"$work/got"
[ -s "$work/want" ] || fail "the house rule"
diff -u "$work/want" "$work/got" || fail "the house rule"

# The finding: the heading of the plans, as somebody might type it.
shown 'with a heading that is none' >"$work/want"
sed 's/^Planned activity next period$/Planned activity for next half term/' \
	records/central-lancs/eet/2023-24-summer-1.txt |
	"$bin/termwise" lint - 2>/dev/null --stdin-path \
	records/central-lancs/eet/2023-24-summer-1.txt |
	sed -n '/margin-text/q;p' >"$work/got" || true
sed -n '/margin-text/q;p' "$work/want" >"$work/cut"
[ -s "$work/cut" ] || fail "the finding"
diff -u "$work/cut" "$work/got" || fail "the finding"

# Personal data, as somebody might plan for it.
shown 'with personal data' >"$work/want"
sed '/^Planned activity next period$/a\
- CAMHS wrote of 943 476 5919.' records/central-lancs/eet/2023-24-summer-1.txt |
	"$bin/termwise" lint - 2>/dev/null --stdin-path \
	records/central-lancs/eet/2023-24-summer-1.txt |
	sed -n '1,/private-nhs/p' >"$work/got" || true
[ -s "$work/want" ] || fail "personal data"
diff -u "$work/want" "$work/got" || fail "personal data"

# The next term's records: what is shown is run, each in a copy of its own.
sed -n 's/^    \(termwise next .*\)/\1/p' README.md >"$work/commands"
[ -s "$work/commands" ] || fail "the next term"
bin=$(cd "$bin" && pwd)
while read -r command; do
	rm -rf "$work/here"
	mkdir "$work/here"
	cp -R records "$work/here"
	(cd "$work/here" && PATH=$bin:$PATH && eval "$command" >paths 2>/dev/null \
		&& termwise lint $(cat paths) >/dev/null 2>&1 &&
		termwise fmt --check $(cat paths)) || fail "\"$command\""
done <"$work/commands"

# The lines for many machines, with Slurm and GNU parallel stood in for: tasks
# are run one by one. `make scale-check` runs them with the real ones.
mkdir "$work/front"
cat >"$work/front/sbatch" <<'END'
#!/bin/sh
for last; do :; done
tasks=$(printf '%s\n' "$@" | sed -n 's/^--array=1-//p')
for task in $(seq "${tasks:-1}"); do
	SLURM_ARRAY_TASK_ID=$task sh -eu -c "$last" || exit
done
echo 1
END
cat >"$work/front/parallel" <<'END'
#!/bin/sh
for last; do :; done
while read -r task; do
	sh -eu -c "$(printf '%s\n' "$last" | sed "s/{}/$task/g")" || exit
done
END
chmod +x "$work/front/sbatch" "$work/front/parallel"
"$bin/termwise" summarise records >"$work/want"
for way in Slurm parallel; do
	for part in folders $way; do
		shown "make scale-check, $part" | sed 's/-n 45/-n 1/'
	done >"$work/commands"
	rm -rf "$work/here"
	mkdir "$work/here"
	cp -R records "$work/here"
	(cd "$work/here" && PATH=$work/front:$bin:$PATH &&
		sh -eu "$work/commands" >said && [ -f parts/2 ]) ||
		fail "$way"
	cmp "$work/want" "$work/here/summary.txt" || fail "$way"
done
echo "readme: what it shows is what is printed"
