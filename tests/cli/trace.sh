#!/bin/sh
# Traces the programs that read history in a repository whose settings would
# have others started, and one that makes pages again, and holds the system
# calls against what may be: nothing is executed but the program itself, no
# connection is made, nor made ready for by reading what this machine trusts,
# and nothing is written but to standard output and error. BUILD is where the
# programs are.
set -u
LC_ALL=C
export LC_ALL
TESTS=$(cd "$(dirname "$0")" && pwd)
TOP=$(cd "$TESTS/../.." && pwd)
BIN=$(cd "${BUILD:-$TOP/build}/bin" && pwd) || exit 2
tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-trace.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
HOME=$tmp GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
GIT_AUTHOR_NAME=Sam GIT_AUTHOR_EMAIL=sam@example.org
GIT_COMMITTER_NAME=Sam GIT_COMMITTER_EMAIL=sam@example.org
export TOP HOME GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL GIT_AUTHOR_NAME
export GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
cd "$tmp" || exit 2

strace -o probe true 2>err || {
	echo "trace: nothing can be traced here, and so nothing was: $(cat err)"
	exit 0
}
. "$TESTS/past.sh"
past
printf '#!/bin/sh\ntouch %s/ran\n' "$tmp" >evil && chmod +x evil
for setting in core.fsmonitor core.pager core.sshCommand diff.external \
	filter.x.clean filter.x.smudge diff.x.textconv diff.x.command \
	merge.x.driver credential.helper uploadpack.packObjectsHook; do
	git config "$setting" "$tmp/evil"
done
git config core.hooksPath "$tmp"
git config remote.origin.url "ext::$tmp/evil"
git config remote.origin.promisor true
echo '*.txt filter=x diff=x merge=x' >.gitattributes

summer=records/central-lancs/emotional-health/2023-24-summer-1.txt
echo '# Not committed.' >>$summer
calls=execve,execveat,fork,vfork,socket,connect,bind,sendto,open,openat,creat
calls=$calls,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,link,linkat
calls=$calls,symlink,symlinkat,chmod,fchmod
bad=0 traced=0
# What may be, by name: only reading, and writing to what is open already.
check()
{
	strace -f -qq -o trace -e "trace=$calls" \
		"$BIN/termwise-$@" >out 2>err
	status=$?
	traced=$((traced + 1))
	[ $status = 0 ] || { echo "trace: $* ends with $status: $(cat err)"; bad=1; }
	sed -e 's/^[0-9]* *//' -e '/^+++/d' -e '/^---/d' trace |
	awk -v self="$BIN/termwise-$1" '
		/^execve\(/ && index($0, "execve(\"" self "\"") == 1 &&
			!seen++ { next }
		/^<\.\.\. [a-z]* resumed>/ { next }
		/^open(at)?\(/ && /\/ssl\/certs/ { print; next }
		/^open(at)?\(/ && !/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/ { next }
		{ print }' >wrong
	[ ! -s wrong ] || {
		echo "trace: $* does what it may not:"
		cat wrong
		bad=1
	}
}

check log central-lancs/emotional-health
check log --format=json --measure='pilot cases' records
check log --at=2024-05-07 --format=markdown "$summer"
check blame "$summer"
check blame --rev=main~5 "$summer"
check review main~5..main
check review --staged
check review --worktree
check diff-by-term --rev=main~1 records
check diff-by-term --at=2024-05 records
check lint --rev=main records/central-lancs/school-avoidance
# A site that is as it was: all is read once, and nothing is made.
"$BIN/termwise-summarise" --site=site records 2>/dev/null
check summarise --site=site records
find records site -type f ! -name .termwise-site | sort >files
grep -o '"[^"]*\.[hat][a-z]*"' trace | grep -e '"records/' -e '"site/' |
	tr -d '"' | sort | cmp -s - files || {
	echo "trace: not every file of a site is read once"
	bad=1
}

# A repository of somebody else's, which only root can make.
if [ "$(id -u)" = 0 ]; then
	mkdir theirs && cp -R .git records theirs
	chown -R 65534 theirs
	for asked in "log records" "blame --rev=main $summer" \
		"review main~5..main" "review --staged" "review --worktree" \
		"lint --rev=main records" "merge --check=main"; do
		(cd theirs && "$BIN/termwise-"$asked) >out 2>err
		status=$?
		[ $status = 3 ] && grep -q "belongs to another user; if you \
trust it, say so by its full name: git config --global --add safe.directory" \
			err || {
			echo "trace: theirs, $asked: $status, $(cat err)"
			bad=1
		}
	done
fi
[ ! -e ran ] || { echo "trace: something was executed"; bad=1; }
[ $bad = 0 ] && echo "$traced runs traced: nothing executed, connected or written"
exit $bad
