# What the commands of the cases have at hand.

# The records of this repository, here.
records()
{
	cp -R "$TOP/records" records
}

# Makes this folder a repository with everything in it committed.
commit()
{
	[ -d .git ] || git init -q -b main .
	git add -A
	git commit -q -m "${1:-Records}"
}

# Shows escape sequences as people can read them.
visible()
{
	sed "s/$(printf '\033')/<ESC>/g"
}

# Runs a command and says its exit status, where it would be lost.
status()
{
	"$@"
	echo "exit status $?"
}

# What is left of records without keys, dispositions, detail lines and
# declared successions: bare FOLDER.
bare()
{
	find "$1" -name '*.txt' ! -name house-rules.txt | while read -r file; do
		sed -e 's/^- \[[a-z0-9-]*\] /- /' -e 's/^- ([a-z ]*) /- /' \
			-e '/^ *[=+>] /d' -e '/^Succeeds:/d' "$file" >bare.new
		cat bare.new >"$file"
	done
	rm -f bare.new
}

# Runs a command on a terminal and types answers: terminal ANSWER... -- COMMAND.
terminal()
{
	"${PYTHON:-/usr/bin/python3}" "$TESTS/terminal.py" "$@"
}

# Breaks JSON into lines, an object each, so that a difference can be read.
lines()
{
	awk '{ gsub(/[[,][{]/, "&\n"); gsub(/[{]\n/, "\n{"); print }'
}

# Holds what lint says of paths in the forms for other programs against what
# these make of them: forms PATH...
forms()
{
	"${PYTHON:-/usr/bin/python3}" "$TESTS/forms.py" "$@"
}
