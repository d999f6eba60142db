#!/bin/sh
# Files and outputs that are not what they should be: each a clear message
# and the right exit status, and the other files still judged.
#
#   bad_input.sh BIN
#
# BIN is the folder of the programs.
set -u
LC_ALL=C
export LC_ALL
umask 022

top=$(cd "$(dirname "$0")/../.." && pwd)
bin=$(cd "$1" && pwd) || exit 2
tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-bad-input.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM HUP
chmod 755 "$tmp"
cd "$tmp" || exit 2
PATH=$bin:$PATH HOME=$tmp
export PATH HOME
cp -R "$top/records" records
good=records/central-lancs/eet/2023-24-summer-1.txt
bad=0
count=0

complain()
{
	echo "bad_input.sh: $1" >&2
	sed 's/^/    /' err >&2
	bad=1
}

# expect STATUS MESSAGE COMMAND: the shell's COMMAND ends with STATUS (not
# by a signal, and within ten seconds) and says MESSAGE on standard error.
expect()
{
	count=$((count + 1))
	(timeout -s KILL 10 sh -c "$3") </dev/null >out 2>err
	status=$?
	[ $status = "$1" ] || complain "$3: exit status $status, not $1"
	[ -z "$2" ] || grep -qF -e "$2" err ||
		complain "$3: does not say \"$2\""
}

# The file that a command was to leave alone.
unchanged()
{
	cmp -s "$top/$good" "$good" || complain "$good was changed"
}

# ---- outputs ----

begin='termwise-new --dry-run a/b --into=x --title=T --officers=X'
begin="$begin --term=2023-24-autumn-1"
for p in 'termwise-lint records' 'termwise-lint --format=json records' \
	'termwise-lint --list' 'termwise-lint --help' \
	'termwise-lint --explain bad-key' 'termwise-fmt --diff messy' \
	'termwise-fmt --check messy' 'termwise-diff-by-term records' \
	'termwise-diff-by-term --format=json records' \
	'termwise-next --dry-run central-lancs/eet' \
	"$begin" \
	'termwise-export --area=central-lancs --format=html records'
do
	mkdir -p messy
	sed 's/^- /-   /' "$top/$good" >messy/a.txt
	expect 3 'standard output: cannot be written' "$p >/dev/full"
	expect 3 'standard output' "exec $p >&-"
	# A reader that is gone: the status is that of the program.
	expect 3 'standard output: cannot be written' \
		"mkfifo pipe; { read -r line <pipe; } & exec 3>pipe; echo >&3
		wait; rm pipe; exec $p >&3"
done
expect 3 'standard output' "termwise-fmt - <$good >/dev/full"
expect 3 '/dev/full' 'termwise-lint records --output=/dev/full'
expect 3 'folder does not exist' \
	'termwise-lint records --output=nowhere/report.txt'
expect 3 'is a folder' 'termwise-lint records --output=records'
ln -s report.txt link.out
expect 3 'is a link' 'termwise-lint records --output=link.out'
expect 0 '' 'termwise-lint records 2>/dev/null'
expect 0 '' 'termwise-lint records 2>&-'
expect 3 '' 'termwise-lint records nowhere.txt 2>&-'
expect 0 '' 'termwise-lint records <&-'
expect 3 'standard input' "exec termwise-lint - <&-"
expect 3 'standard input' 'termwise-lint - <records'

# A file that is opened takes the place of an output that is closed: none may
# get what was meant for standard output or standard error.
expect 3 '' "exec termwise-lint records nowhere.txt <&- >&- 2>&-"
unchanged
for closed in '>&-' '2>&-' '<&- >&-' '>&- 2>&-' '<&- >&- 2>&-'; do
	sed 's/^- /-   /' "$top/$good" >"$good"
	count=$((count + 1))
	(exec sh -c "exec termwise-fmt $good nowhere.txt $closed") 2>err >out
	unchanged
done
termwise-next central-lancs/eet >next 2>err && mv "$(cat next)" whole
for closed in '>&-' '2>&-' '<&- >&-' '>&- 2>&-' '<&- >&- 2>&-'; do
	count=$((count + 1))
	(exec sh -c "exec termwise-next central-lancs/eet $closed") 2>err >out
	cmp -s "$(cat next)" whole || complain "next, $closed: not whole"
	rm -f "$(cat next)"
done

# ---- inputs ----

expect 3 'there is no such file' "termwise-lint nowhere.txt $good"
grep -q '1 record:' err || complain 'the other file was not judged'
expect 3 'there is no such file' 'termwise-lint nowhere/at-all.txt'
expect 3 'there is no such file' "termwise-lint $good/x.txt"
mkdir -p odd/a/b
mkfifo odd/a/b/fifo.txt
expect 3 'no regular file' 'termwise-lint odd/a/b/fifo.txt'
expect 3 'no regular file' 'termwise-lint /dev/null'
expect 3 'no regular file' 'termwise-lint /dev/zero'
rm odd/a/b/fifo.txt
ln -s "$tmp/$good" odd/a/b/link.txt
expect 3 'link' 'termwise-lint odd/a/b/link.txt'
expect 3 'link' 'termwise-fmt odd/a/b/link.txt'
unchanged
[ -h odd/a/b/link.txt ] || complain 'a link was replaced'
ln -s /etc/passwd odd/a/b/out.txt
ln -s ../../../../../../../etc/passwd odd/a/b/up.txt
ln -s loop.txt odd/a/b/loop.txt
ln -s "$tmp/records" odd/a/folder
cp "$good" odd/a/b/real.txt
expect 3 'up.txt: is a link' 'termwise-lint odd'
grep -q '1 record:' err || complain 'a link in a folder was followed'
rm odd/a/b/[lou]*.txt odd/a/folder
mkdir odd/a/b/folder.txt
expect 0 '1 record:' 'termwise-lint odd'
mkdir empty
expect 0 '0 records' 'termwise-lint empty'
: >empty.txt
expect 1 '1 record' 'termwise-lint empty.txt'
long=$(printf '%0300d' 0)
expect 3 'name' "termwise-lint $long.txt"

# House rules that are not what they should be.
mkdir -p house/a/b
cp "$good" house/a/b/real.txt
mkdir house/house-rules.txt
expect 3 'house-rules.txt: is a folder' 'termwise-lint house'
rmdir house/house-rules.txt
mkfifo house/house-rules.txt
expect 3 'house-rules.txt' 'termwise-lint house'
rm house/house-rules.txt

# ---- what may not be read or written, to somebody who is not root ----

as_nobody=
if [ "$(id -u)" = 0 ]; then
	if command -v setpriv >/dev/null; then
		as_nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
	fi
	chown -R 65534:65534 records
fi
if [ "$(id -u)" != 0 ] || $as_nobody test -x "$bin/termwise-lint"; then
	chmod 000 "$good"
	expect 3 'may not be read' "exec $as_nobody termwise-lint records"
	grep -q '8 records:' err || complain 'the others were not judged'
	chmod 444 "$good"
	sed -i 's/^- /-  /' "$good"
	cp "$good" before
	expect 3 'may not be written' "exec $as_nobody termwise-fmt $good"
	cmp -s before "$good" || complain 'what is protected was changed'
	chmod 644 "$good"
	chmod 555 "$(dirname "$good")"
	expect 3 'may not be written to' "exec $as_nobody termwise-fmt $good"
	cmp -s before "$good" || complain 'what is protected was changed'
	chmod 000 records/central-lancs
	expect 3 'records/central-lancs' "exec $as_nobody termwise-lint records"
	chmod 755 records/central-lancs "$(dirname "$good")"
else
	echo 'bad_input.sh: nobody else to be: permissions are not tried' >&2
fi

# ---- a full disk in the middle, and a limit ----

cp "$top/$good" "$good"
sed -i 's/^- /-  /' "$good"
cp "$good" before
expect 3 'cannot be written' "ulimit -f 1; exec termwise-fmt $good"
cmp -s before "$good" || complain 'a torn write'
[ -z "$(find . -name '.termwise*')" ] || complain 'a file was left behind'

echo "$count bad inputs and outputs tried"
exit $bad
