# Run by git for each record that both sides changed. Without termwise, or
# where it fails, the record is merged line by line, as git would by itself.
set -- %O %A %B %L %P %S %X %Y
termwise=termwise-merge
if ! command -v "$termwise" >/dev/null 2>&1; then
	termwise=$(git config termwise.programs)/termwise-merge
	[ -x "$termwise" ] || termwise=
fi
case $5 in
*[!A-Za-z0-9._/\ -]*) record='a record' ;;
*) record=$5 ;;
esac
IFS= read -r before <"$2"
failed=
if [ "$termwise" ]; then
	# At once: to start it by another program takes as long as most merges.
	"$termwise" --driver "$@"
	status=$?
	case $status in
	0 | 1) exit $status ;;
	126 | 127) ;;
	*) failed=1 ;;
	esac
	# Who is killed leaves what was to take the record's place.
	rm -f .termwise-[0-9]*-[0-9]*
fi
# What failed may have marked the record as a whole, before it did.
IFS= read -r after <"$2"
if [ "$failed" ] && [ "$before" != "$after" ] &&
	expr "x$after" : "x<\{$4\}" >/dev/null; then
	echo "termwise failed (status $status): all of $record is in conflict" >&2
	exit 1
fi
# Before git 2.44, a name that it does not tell comes as it stands.
case $6 in '' | ?S) base=base ;; *) base=$6 ;; esac
case $7 in '' | ?X) ours=ours ;; *) ours=$7 ;; esac
case $8 in '' | ?Y) theirs=theirs ;; *) theirs=$8 ;; esac
git merge-file -p --marker-size="$4" -L "$ours" -L "$base" -L "$theirs" \
	"$2" "$1" "$3" >"$2.lines"
lines=$?
if [ $lines -gt 127 ] || ! mv -f "$2.lines" "$2"; then
	rm -f "$2.lines"
	echo "$record is not merged: it is as it was on this side" >&2
	exit 129
fi
if [ "$failed" ]; then
	echo "termwise failed (status $status): $record is merged line by line; look it over" >&2
	exit 1
fi
echo "termwise is not installed: $record is merged line by line; look it over" >&2
[ $lines = 0 ] || exit 1
