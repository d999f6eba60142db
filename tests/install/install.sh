#!/bin/sh
# Installs into a folder of its own, uses what lies there as others would, and
# takes it away again. From the top of the source:
#
#   BUILD=build sh tests/install/install.sh
set -eu
LC_ALL=C
export LC_ALL

BUILD=${BUILD:-build}
TOP=$(pwd)
tmp=$(mktemp -d "${TMPDIR:-/tmp}/termwise-install.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM HUP

prefix=/opt/local
there=$tmp$prefix

fail()
{
	echo "install: $*" >&2
	exit 1
}

# What a make above this one hands down is not meant for these.
run_make()
{
	MAKEFLAGS='' make -s --no-print-directory BUILD="$BUILD" \
		PREFIX=$prefix DESTDIR="$tmp" "$@"
}

# Something of somebody else, which has to stay as it is.
mkdir -p "$there/bin" "$there/share/man/man1"
echo other >"$there/bin/other"
echo other >"$there/share/man/man1/other.1"
mkdir -p "$there/share/zsh/site-functions"
echo other >"$there/share/zsh/site-functions/_other"

umask 077
run_make install >/dev/null
umask 022

# ---- what lies there ----

for program in "$BUILD"/bin/*; do
	name=$(basename "$program")
	cmp "$program" "$there/bin/$name" || fail "bin/$name differs"
	[ -f "$there/share/man/man1/$name.1" ] || fail "$name has no page"
done
[ -f "$there/share/man/man5/termwise-format.5" ] ||
	fail "the format has no page"

for file in bash-completion/completions/termwise zsh/site-functions/_termwise \
	fish/vendor_completions.d/termwise.fish \
	termwise/pre-commit-hooks.yaml termwise/problem-matcher.json; do
	[ -s "$there/share/$file" ] || fail "share/$file is not there"
done

# The mask of who installs must not keep others from reading.
closed=$(find "$there" \( -type d ! -perm -755 -o -type f ! -perm -444 \))
[ -z "$closed" ] || fail "others cannot read $closed"
if grep -rq -e "$tmp" "$there/lib/pkgconfig" "$there/include"; then
	fail "the folder of the installation shows in what is installed"
fi

# ---- the library, by the headers and the .pc file alone ----

# Here are neither the source nor its headers.
cp tests/install/title.c "$tmp"
cd "$tmp"
strict="-std=c11 -pedantic -Wall -Wextra -Werror"
PKG_CONFIG_PATH=$there/lib/pkgconfig
export PKG_CONFIG_PATH
there()
{
	pkg-config --define-variable=prefix="$there" "$@" termwise
}

version=$("$there/bin/termwise" --version)
[ "$version" = "termwise $(there --modversion)" ] ||
	fail "the .pc file is not of $version"
for header in "$there"/include/termwise/*.h; do
	echo "#include <termwise/$(basename "$header")>" >header.c
	# shellcheck disable=SC2046,SC2086
	${CC:-cc} $strict $(there --cflags) -fsyntax-only header.c ||
		fail "$header cannot be used by itself"
done
# shellcheck disable=SC2046,SC2086
${CC:-cc} $strict ${SAN:-} -o title title.c $(there --cflags --libs) ||
	fail "a program cannot be built"
record=$TOP/records/central-lancs/eet/2023-24-summer-1.txt
title=$(./title <"$record")
[ "$title" = "$(sed -n 's/^Title: //p' "$record")" ] ||
	fail "the title of $record is not \"$title\""

# ---- the programs ----

"$there/bin/termwise" lint "$TOP/records" >out 2>err ||
	fail "the records are not clean: $(cat err)"
grep -q ': 0 errors' err || fail "lint says: $(cat err)"
"$there/bin/termwise" diff-by-term "$TOP/records" >out ||
	fail "the records cannot be compared"
grep -q 'None is unaccounted for' out || fail "diff-by-term says: $(cat out)"

# ---- and away ----

cd "$TOP"
run_make uninstall >/dev/null
(cd "$there" && find . ! -type d | sort) >"$tmp/files"
printf '%s\n' ./bin/other ./share/man/man1/other.1 \
	./share/zsh/site-functions/_other >"$tmp/expected"
cmp "$tmp/files" "$tmp/expected" || fail "left: $(cat "$tmp/files")"
left=$(find "$there" -path "$there/*termwise*")
[ -z "$left" ] || fail "left: $left"
run_make uninstall >/dev/null || fail "nothing cannot be uninstalled"
rm -r "$there"
run_make uninstall >/dev/null || fail "a missing folder is in the way"

echo "install: all that is installed works, and goes away again"
