#!/bin/sh
# Holds what spec/documents.md says of headings and labels, as people type them,
# against the table of the program. From the top of the source.
set -u
LC_ALL=C
export LC_ALL
tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-table.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT

# "heading|as typed" and "label|as typed"; the format's own headings are none
# of the list.
sed -n 's/^TW_TYPED(\([A-Z]*\), TW_\([A-Z]*\), "\(.*\)")$/\1|\2|\3/p' \
	tools/lib/record/typed.def | awk -F'|' '
	$1 == "HEADING" || $1 == "LABEL" { print $1 "|" $2 "|" $3 }' |
	grep -v -e '|intended outcomes$' -e '|activity last period$' \
		-e '|planned activity next period$' -e '|impact so far$' \
		-e '|exit strategy$' | sort >"$tmp/table"

awk '
	/^## / { kind = /Headings/ ? "HEADING" : /head, as typed/ ? "LABEL" : "" }
	kind && /^- \*/ {
		name = $0
		sub(/^- \*/, "", name)
		sub(/\*:.*/, "", name)
		name = toupper(name)
		sub(/^INTENDED /, "", name)
		sub(/^(ACTIVITY|PLANNED|IMPACT|EXIT) .*/, "", name)
		if (name == "")
			name = toupper($2) ~ /ACTIVITY/ ? "ACTIVITY" : \
				toupper($2) ~ /PLANNED/ ? "PLANNED" : \
				toupper($2) ~ /IMPACT/ ? "IMPACT" : "EXIT"
		on = 1
	}
	!/^(- \*|  )/ { on = 0 }
	kind && on {
		count = split($0, part, "`")
		for (i = 2; i < count; i += 2)
			print kind "|" name "|" part[i]
	}
' spec/documents.md | sort >"$tmp/told"

[ -s "$tmp/table" ] || { echo "table.sh: the table was not found"; exit 1; }
diff "$tmp/table" "$tmp/told" >"$tmp/diff" && exit 0
echo "The table of typed.def (<) and spec/documents.md (>) disagree:"
cat "$tmp/diff"
exit 1
