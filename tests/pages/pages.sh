#!/bin/sh
# Makes pages of the records and of hostile ones, and has them checked: by the
# Nu checker, and in headless Chromium by axe-core.
#
#   pages.sh BIN PACKAGES WORK
#
# BIN is the folder of the programs, PACKAGES that of what npm installed; WORK
# is made anew.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$here/../..
bin=$(cd "$1" && pwd)
packages=$(cd "$2" && pwd)
work=$3

rm -rf "$work"
mkdir -p "$work/pages"
/usr/bin/python3 "$here/hostile.py" "$work/hostile"

# pages NAME RECORDS AREA: every kind of page.
pages()
{
	"$bin/termwise-summarise" --site "$work/pages/$1-site" "$2" ||
		[ $? -eq 3 ]
	"$bin/termwise-summarise" --all --format=html \
		--output="$work/pages/$1-summary.html" "$2" || [ $? -eq 3 ]
	"$bin/termwise-diff-by-term" --all --format=html \
		--output="$work/pages/$1-compared.html" "$2" || [ $? -eq 3 ]
	"$bin/termwise-export" --area="$3" --format=html \
		--output="$work/pages/$1-exported.html" "$2" || [ $? -eq 3 ]
}
pages records "$top/records" central-lancs
pages hostile "$work/hostile" area-0 2>"$work/said" || {
	cat "$work/said"
	exit 1
}
find "$work/pages" -name '*.html' >"$work/list"
xargs java -jar "$packages/node_modules/vnu-jar/build/dist/vnu.jar" \
	--also-check-svg <"$work/list"
node "$here/pages.mjs" "$packages" "$(command -v chromium)" "$work/pages"
