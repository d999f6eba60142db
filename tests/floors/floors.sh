#!/bin/sh
# Holds the house against its plan: who may include whom, what library code
# may not do, how long files may be, and what names stand for.
#
#   floors.sh TOP LIBRARY [CHECK...]
#
# TOP is the folder of the house; LIBRARY the built libtermwise.a, without
# sanitizers; CHECKs are of those that the end of this file names, all of them
# unless told. What is wrong is said in a line each.
set -u
LC_ALL=C
export LC_ALL
top=$1 library=$2
shift 2
cd "$top" || exit 2

# The floors from the ground up, and which of the public headers each one
# makes. A floor sees those above its line in this list; floors of one line
# do not see each other.
floors='
base         base.h
record       diagnostic.h diagnostic.def term.h value.h record.h house.h
git
word
text
privacy
corpus
match        compare.h
account
thread
rules
lint,compare,summary,draft,export,import,setup,history,key,merge merge.h
report
cli
'

# Floors below that a floor does not see all the same: git and packages know
# bytes, and words are no records.
blind='git:record word:record word:git text:record text:git text:word match:git
	match:word'

# Third-party headers, and the only floor that may include each; of letters
# and their spellings both know that name things and that read texts.
foreign='git2:git zlib:git archive:word expat:word libstemmer:text utf8proc:base,text sqlite3:report pcre2:rules jansson:-
	cmocka:-'

# What else may lie at the top.
top_level='Makefile README.md tools include spec records tests build'

# Functions that library code must leave to the programs; the second list is
# for nobody at all but the front program.
loud='printf fprintf vprintf vfprintf dprintf vdprintf puts fputs putchar fputc
	putc fwrite perror stdout stderr exit _exit _Exit quick_exit abort
	setlocale'
forbidden='system popen fork vfork posix_spawn posix_spawnp execl execlp execv
	execve execvp fexecve socket connect gethostbyname getaddrinfo'

# The one object that may start a program, and by what: termwise-resolve opens
# the editor that its user names in the environment, as git does. Nothing that
# a record, a path or a repository says ever becomes a command.
starters='editor.o:posix_spawnp'

# Objects with a state of their own, and what it is: libgit2 is one for the
# process, so that loading it is, too, and it does not tell each caller what it
# went without, nor what it may take. Spelling has a reserve for the process, and
# its threads, too.
stateful='library.o:library library.o:denied library.o:bound library.o:refused'
stateful="$stateful spelling.o:reserve spelling.o:denied"

most_lines=700
most_lines_main=150

# ---- includes ----

includes()
{
	find tools include -name '*.[ch]' -o -name '*.def' | sort |
	xargs awk -v floors="$floors" -v blind="$blind" -v foreign="$foreign" '
	BEGIN {
		n = split(floors, line, "\n")
		for (i = 1; i <= n; i++) {
			words = split(line[i], word, " ")
			many = split(word[1], side, ",")
			for (j = 1; j <= many; j++)
				level[side[j]] = i
			for (j = 2; j <= words; j++)
				home["termwise/" word[j]] = side[many]
		}
		n = split(blind, word, " ")
		for (i = 1; i <= n; i++)
			unseen[word[i]] = 1
		n = split(foreign, word, " ")
		for (i = 1; i <= n; i++) {
			split(word[i], pair, ":")
			only[pair[1]] = pair[2]
		}
	}
	function complain(what) {
		print FILENAME ":" FNR ": " what
	}
	# The floor of a file; "" for programs.
	function floor_of(path,  part) {
		if (path ~ /^tools\/lib\//) {
			split(path, part, "/")
			return part[3]
		}
		if (path ~ /^include\//)
			return home[substr(path, 9)]
		return ""
	}
	FNR == 1 {
		mine = floor_of(FILENAME)
		if (FILENAME ~ /^(tools\/lib|include)\// && !(mine in level))
			complain("lies on no floor")
	}
	/^[ \t]*#[ \t]*include/ {
		quoted = /"/
		file = $0
		sub(/^[^<"]*[<"]/, "", file)
		sub(/[>"].*$/, "", file)
		for (name in only)
			if (index(file, name) == 1 &&
			    !index("," only[name] ",", "," mine ","))
				complain((only[name] == "-" ? "nobody" : \
					"only " only[name]) \
					" may include " file)
		if (FILENAME ~ /^include\// && quoted)
			complain("public headers include public ones only")
		if (file ~ /^termwise\//) {
			other = home[file]
			if (other == "")
				complain(file " is in no list of floors.sh")
		} else if (quoted) {
			other = file
			if (!sub(/\/.*/, "", other))
				complain("say the floor: \"" file "\"")
		} else {
			next
		}
		if (mine == "" || other == "" || other == mine)
			next
		if (!(other in level))
			complain("there is no floor " other)
		else if (level[other] >= level[mine])
			complain(mine " does not see " other)
		else if ((mine ":" other) in unseen)
			complain(mine " does not see " other)
	}'
}

# ---- sizes and places ----

lines()
{
	find tools include tests -name '*.[ch]' |
	xargs awk -v most="$most_lines" -v most_main="$most_lines_main" '
	{ count[FILENAME] = FNR }
	END {
		for (file in count) {
			limit = file ~ /^tools\/termwise/ ? most_main : most
			if (count[file] > limit)
				print file ": has " count[file] \
					" lines, more than " limit
		}
	}' | sort
}

places()
{
	for name in *; do
		case " $top_level " in
		*" $name "*) ;;
		*) echo "$name: does not belong at the top" ;;
		esac
	done
	find tools -name '*.c' | while read -r file; do
		case $file in
		tools/lib/*/*/*) echo "$file: lies too deep" ;;
		tools/lib/*/*.c | tools/termwise*.c) ;;
		*) echo "$file: is neither a program nor on a floor" ;;
		esac
	done
}

# A name of a struct, an enum or a union stands for one thing.
tags()
{
	find tools include -name '*.h' | sort | xargs awk '
	/^(struct|enum|union) tw_[a-z0-9_]+ \{/ {
		if ($2 in first)
			print FILENAME ":" FNR ": " $2 " stands in " \
				first[$2] ", too"
		first[$2] = FILENAME
	}'
}

# ---- what is built ----

# The members of the library, with their floors: cli may speak.
calls()
{
	cli=$(cd tools/lib/cli 2>/dev/null && ls ./*.c | sed 's|.*/||; s/c$/o/')
	nm -A -u "$library" | awk -v loud="$loud" -v forbidden="$forbidden" \
		-v cli="$cli" -v starters="$starters" '
	BEGIN {
		n = split(loud, word, " ")
		for (i = 1; i <= n; i++)
			is_loud[word[i]] = 1
		n = split(forbidden, word, " ")
		for (i = 1; i <= n; i++)
			is_forbidden[word[i]] = 1
		n = split(cli, word, " ")
		for (i = 1; i <= n; i++)
			is_cli[word[i]] = 1
	}
	{
		object = $1
		sub(/:[^:]*$/, "", object)
		sub(/.*:/, "", object)
		name = $NF
		sub(/@.*/, "", name)
		sub(/^__/, "", name)
		sub(/_chk$/, "", name)
		if ((name in is_forbidden && !(is_cli[object] &&
		    index(" " starters " ", " " object ":" name " "))) ||
		    (name in is_loud && !is_cli[object]))
			print object ": uses " name
	}'
}

globals()
{
	objdump -t "$library" | awk -v stateful="$stateful" '
	/file format/ { object = $1; sub(/:$/, "", object) }
	/ \.(data|bss|tdata|tbss)[ \t]/ || / \*COM\*/ {
		name = $NF
		if (name ~ /^\./ || index(" " stateful " ",
		    " " object ":" name " "))
			next
		print object ": has a state of its own, " name
	}'
}

[ $# -gt 0 ] || set -- includes lines tags places calls globals
bad=0
for check do
	found=$($check) || { echo "floors.sh: $check failed"; bad=1; }
	[ -z "$found" ] || { echo "$found"; bad=1; }
done
exit $bad
