#!/bin/sh
# Holds what spec/documents.md lists of what people type, headings, labels and
# the rest, against the table of the program. From the top of the source.
set -u
LC_ALL=C
export LC_ALL
tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-table.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT

# "kind|value|as typed"; the format's own headings are none of the list.
sed -n 's/^TW_TYPED(\([A-Z_]*\), \(.*\), "\(.*\)")$/\1|\2|\3/p' \
	tools/lib/record/typed.def |
	grep -E '^(HEADING|EITHER|LABEL|LABEL_TOP|OTHER|MAIL|GREETING|SIGNATURE|CLOSING|PAGE|PAGE_MORE|DANGLING|ABOUT|FORMAL|TIME|STATE|OPENS|SIGN|FILLS|ASKS|HYPHEN_BEFORE|HYPHEN_BEHIND|BODY)\|' |
	grep -v -e '|intended outcomes$' -e '|activity last period$' \
		-e '|planned activity next period$' -e '|impact so far$' \
		-e '|exit strategy$' | sort >"$tmp/table"

# What each list is of: its name on the page, kind and value.
cat >"$tmp/names" <<'END'
Intended outcomes|HEADING|TW_OUTCOMES
Activity last period|HEADING|TW_ACTIVITY
Planned activity next period|HEADING|TW_PLANNED
Impact so far|HEADING|TW_IMPACT
Exit strategy|HEADING|TW_EXIT
Intended outcomes, or impact|EITHER|TW_EITHER(TW_OUTCOMES, TW_IMPACT)
Intended outcomes, or activity|EITHER|TW_EITHER(TW_OUTCOMES, TW_ACTIVITY)
Activity, or plans|EITHER|TW_EITHER(TW_ACTIVITY, TW_PLANNED)
Activity, or impact|EITHER|TW_EITHER(TW_ACTIVITY, TW_IMPACT)
Area|LABEL|TW_AREA
Officers|LABEL|TW_OFFICERS
Officers, above the first heading, with a colon|LABEL_TOP|TW_OFFICERS
Title, above the first heading, with a colon|LABEL_TOP|TW_TITLE
Term|LABEL|TW_TERM
Date|LABEL|TW_DATE
Title|LABEL|TW_TITLE
Scope|LABEL|TW_SCOPE
Other headings|OTHER|0
Ratings|OTHER|1
Heads of mails|MAIL|0
Greetings|GREETING|0
Signatures|SIGNATURE|0
Closings|CLOSING|0
Pages|PAGE|0
Behind those of pages|PAGE_MORE|0
Words that end no sentence|DANGLING|0
What a document calls itself|ABOUT|1
Words that go with it|ABOUT|0
Words of forms|FORMAL|0
Past|TIME|TW_TIME_PAST
At hand|TIME|TW_TIME_NOW
Ahead|TIME|TW_TIME_AHEAD
Named|TIME|TW_TIME_NAMED
Beside|TIME|TW_TIME_BESIDE
Read as done|STATE|TW_DONE
Read as ongoing|STATE|TW_ONGOING
Read as on hold|STATE|TW_ON_HOLD
Read as dropped|STATE|TW_DROPPED
Put before each|STATE|TW_NO_STATE
First words|OPENS|0
Of the exit strategy|SIGN|TW_SIGN_LASTS
Of the exit strategy, weak|SIGN|TW_WEAK(TW_SIGN_LASTS)
Of intended outcomes|SIGN|TW_SIGN_WANTED
Of intended outcomes, weak|SIGN|TW_WEAK(TW_SIGN_WANTED)
Of impact|SIGN|TW_SIGN_CHANGED
Of impact, weak|SIGN|TW_WEAK(TW_SIGN_CHANGED)
Of plans|SIGN|TW_SIGN_AHEAD
Of plans, weak|SIGN|TW_WEAK(TW_SIGN_AHEAD)
Of activity|SIGN|TW_SIGN_DONE
Of activity, weak|SIGN|TW_WEAK(TW_SIGN_DONE)
Words beside signs|FILLS|0
Words that ask for the officers|ASKS|TW_OFFICERS
Words that ask for the term|ASKS|TW_TERM
Words that ask for the date|ASKS|TW_DATE
Words that ask for the title|ASKS|TW_TITLE
Words that ask for the area|ASKS|TW_AREA
Words beside those|ASKS|TW_KNOWN_FIELDS
Before a hyphen|HYPHEN_BEFORE|0
Behind a hyphen|HYPHEN_BEHIND|0
Words of departments|BODY|0
END

awk -F'|' '
	NR == FNR { is[$1] = $2 "|" $3; next }
	/^- \*/ {
		name = $0
		sub(/^- \*/, "", name)
		on = name ~ /\*:/
		sub(/\*:.*/, "", name)
		on = on && name in is
	}
	!/^(- \*|  )/ { on = 0 }
	on {
		count = split($0, part, "`")
		for (i = 2; i < count; i += 2)
			print is[name] "|" part[i]
	}
' "$tmp/names" spec/documents.md | sort >"$tmp/told"

[ -s "$tmp/table" ] || { echo "table.sh: the table was not found"; exit 1; }
diff "$tmp/table" "$tmp/told" >"$tmp/diff" && exit 0
echo "The table of typed.def (<) and spec/documents.md (>) disagree:"
cat "$tmp/diff"
exit 1
