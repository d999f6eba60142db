# Makes this folder a repository: the real updates of Central Lancs on
# emotional health, as officers would have edited them over three terms.
# To be read by a shell in which the identity of git's authors is set. House rules
# are few, so that those of the records may change.
#
#   spring    drafted, a plan added, lines re-wrapped
#   summer    begun under a wrong name, renamed, figures counted twice and
#             merged, a line left that has no place, mended
#   autumn    a priority that carries the first one on

# by WHO DAY SUBJECT: commits all there is.
by()
{
	git add -A
	GIT_AUTHOR_NAME=$1 GIT_AUTHOR_DATE="$2T12:00:00Z" \
		GIT_COMMITTER_DATE="$2T12:00:00Z" git commit -q -m "$3"
}

# edit FILE SED
edit()
{
	sed "$2" "$1" >edited && cat edited >"$1" && rm edited
}

past()
{
	eh=records/central-lancs/emotional-health
	sa=records/central-lancs/school-avoidance
	from=$TOP/$eh
	spring=$eh/2023-24-spring-2.txt summer=$eh/2023-24-summer-1.txt
	[ -d .git ] || git init -q --template= -b main .
	mkdir -p $eh $sa
	printf '%s\n' 'Area: Central Lancs' 'Also: Central' '' \
		'Theme: attendance' '' 'Theme: mental-health' \
		>records/house-rules.txt

	sed -e '/pmh-leads/,$d' -e 's/\[srbc-mind\] //' \
		"$from/2023-24-spring-2.txt" >$spring
	by 'Claire Fox' 2024-03-01 'Spring update, as far as it goes'
	cp "$from/2023-24-spring-2.txt" $spring
	edit $spring 's/\[srbc-mind\] //'
	by 'Alison Walsh' 2024-03-04 'Plans from the locality group'
	edit $spring '/^- Kept up support/{N
s/.*/- Kept up support for the Change Talks\
  roll out and promoted the Trauma Informed training/
}'
	by 'Claire Fox' 2024-03-06 'Re-wrap'
	edit $spring 's/^- Explore joint/- [srbc-mind] Explore joint/'
	by 'Claire Fox' 2024-03-08 'A key for the joint work'

	sed -e '/^Impact so far/,$d' -e 's/(on hold) The work with/Start the work with/' \
		-e 's/ is on hold until the Autumn term\././' \
		"$from/2023-24-summer-1.txt" >$eh/summer.txt
	by 'Claire Fox' 2024-04-22 'Begin the summer update'
	git mv $eh/summer.txt $summer
	cp "$from/2023-24-summer-1.txt" $summer
	edit $summer 's/^  = pilot cases: 3/  = pilot cases: 2/'
	by 'Alison Walsh' 2024-05-02 'Impact, and its right name'

	git checkout -q -b count
	edit $summer 's/pilot high schools: 4/pilot high schools: 5/
		s/^- 4 High Schools/- 5 High Schools/
		s/^- First meeting with the multi/- [first] First meeting with the multi/'
	by 'Craig Brown' 2024-05-06 'Five schools, says the register'
	git checkout -q main
	edit $summer 's/pilot high schools: 4/pilot high schools: 6/
		s/^- 4 High Schools/- 6 High Schools/
		s/^Date: 2024-05$/Date: 2024-05-10/'
	by 'Claire Fox' 2024-05-07 'Six schools now'
	git merge -q --no-commit count >/dev/null 2>&1 || :
	git checkout -q --ours $summer
	edit $summer 's/^- First meeting with the multi/- [first] First meeting with the multi/'
	by 'Claire Fox' 2024-05-08 'Merge the count: it is six'
	edit $summer 's/^Impact so far/Impact/'
	by 'Craig Brown' 2024-05-13 'A shorter heading'
	edit $summer 's/^Impact$/Impact so far/
		s/pilot cases: 2/pilot cases: 3/'
	by 'Claire Fox' 2024-05-14 'The heading back, and a third case'

	cp "$TOP/$sa/2024-25-autumn-1.txt" $sa
	edit $sa/2024-25-autumn-1.txt '/^Planned activity/,$d'
	by 'Claire Fox' 2024-10-01 'School avoidance, on its own now'
	cp "$TOP/$sa/2024-25-autumn-1.txt" $sa
	by 'Alison Walsh' 2024-10-03 'What comes next'
}
