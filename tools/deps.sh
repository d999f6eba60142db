#!/bin/sh
# Finds out what is missing to build ("build"), to test ("check"), to hold
# merges beside those of other programs ("proof") and to summarise on several
# machines ("scale"), and installs it when run as root; otherwise says how to,
# and stops.
set -eu

missing=

# need PACKAGE COMMAND...: the package is missing if the command fails.
need() {
	package=$1
	shift
	"$@" >/dev/null 2>&1 || missing="$missing $package"
}

header() {
	printf '#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <setjmp.h>\n#include <%s>\n' \
		"$1" | ${CC:-cc} -E -x c - -o /dev/null
}

header_of_bytes() {
	printf '#define PCRE2_CODE_UNIT_WIDTH 8\n#include <%s>\n' "$1" |
		${CC:-cc} -E -x c - -o /dev/null
}

archive() {
	test -f "$(${CC:-cc} -print-file-name="$1")"
}

library() {
	test -f "$(${CC:-cc} -print-file-name="$1")"
}

build() {
	need gcc command -v "${CC:-cc}"
	need libc6-dev header stdio.h
	need libarchive-dev header archive.h
	need libexpat1-dev header expat.h
	need libgit2-dev header git2.h
	need libpcre2-dev header_of_bytes pcre2.h
	need libsqlite3-dev header sqlite3.h
	need libstemmer-dev archive libstemmer.a
	need libutf8proc-dev header utf8proc.h
	need zlib1g-dev header zlib.h
}

check() {
	need libcmocka-dev header cmocka.h
	need git command -v git
	need cmark command -v cmark
	need mandoc command -v mandoc
	need pkgconf command -v pkg-config
	need strace command -v strace
	need python3-jsonschema /usr/bin/python3 -c 'import jsonschema'
	need libhunspell-1.7-0 library libhunspell-1.7.so.0
	need hunspell-en-gb test -f /usr/share/hunspell/en_GB.dic
	need python3-yaml /usr/bin/python3 -c 'import yaml'
}

pages() {
	need chromium command -v chromium
	need openjdk-17-jre-headless command -v java
}

proof() {
	need git command -v git
	need wiggle command -v wiggle
}

# The daemons of Slurm lie where not everybody's PATH leads.
scale() {
	PATH=$PATH:/usr/sbin:/sbin
	need slurm-wlm sh -c 'command -v sbatch && command -v slurmd &&
		command -v slurmctld'
	need munge command -v munged
	need parallel sh -c 'parallel --version </dev/null | grep -q GNU'
}

for part; do
	$part
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	echo "Installing:$missing"
	log=$(mktemp)
	# shellcheck disable=SC2086
	if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -q --no-install-recommends $missing; } \
		>"$log" 2>&1; then
		cat "$log" >&2
		rm -f "$log"
		exit 1
	fi
	rm -f "$log"
	exit 0
fi
echo "Something is missing. As root, run this, and then try again:" >&2
echo "  apt-get install$missing" >&2
exit 1
