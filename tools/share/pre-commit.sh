# Checks the records that are about to be committed. Who has no termwise can
# still commit: what is wrong then shows where everybody's changes are checked.
(
	termwise=termwise
	command -v "$termwise" >/dev/null 2>&1 ||
		termwise=$(git config termwise.programs)/termwise
	result=127
	if command -v "$termwise" >/dev/null 2>&1; then
		"$termwise" lint --staged && exit 0
		result=$?
	fi
	case $result in
	2 | 126 | 127)
		echo 'termwise is not there, or cannot do this: the records are committed unchecked' >&2
		exit 0
		;;
	esac
	echo 'Nothing is committed. Mend what is said above and "git add" it, or commit all the same by "git commit --no-verify".' >&2
	exit 1
) || exit 1
