#!/bin/sh
# Prints completions for a shell, made of what the programs say of themselves
# by --help, which they print from the tables of their options.
#
#   completions.sh BIN bash|zsh|fish
set -eu
LC_ALL=C
export LC_ALL
bin=$1 shell=$2

# What each program has: "NAME<tab>OPTION<tab>VALUE<tab>help" for an option, and
# "<tab>NAME<tab><tab>summary" for a program of the front one's list.
tables()
{
	for program in "$bin"/termwise "$bin"/termwise-*; do
		name=${program##*/termwise}
		"$program" --help | awk -v name="${name#-}" '
		function flush() {
			if (option != "")
				printf "%s\t%s\t%s\t%s\n", name, option,
					value, help
			option = ""
		}
		/^  --/ {
			flush()
			option = $1
			sub(/^--/, "", option)
			value = option ~ /=/ ? option : ""
			sub(/=.*/, "", option)
			sub(/.*=/, "", value)
			help = $0
			sub(/^  [^ ]+ */, "", help)
			next
		}
		option != "" && /^ / {
			sub(/^ +/, "")
			help = help (help == "" ? "" : " ") $0
			next
		}
		{ flush() }
		name == "" && /^  [a-z][a-z-]*  / {
			said = $0
			sub(/^  [a-z-]+ +/, "", said)
			printf "\t%s\t\t%s\n", $1, said
		}
		END { flush() }'
	done
	"$bin/termwise-lint" --list | awk '{ printf "ids\t%s\t\t\n", $1 }'
}

tables | awk -F '\t' -v shell="$shell" -v single="'" '
# The words of "text (the default), json or gcc"; "@files", "@folders", or
# nothing that is known.
function values(option, value, help,  list) {
	if (value == "FILE" || value == "PATH")
		return "@files"
	if (value == "DIR")
		return "@folders"
	if (value == "ID")
		return ids
	if (value !~ /^(FORM|WHEN|STYLE|SIDE|SITE|HOW)$/ && option != "table")
		return ""
	gsub(/ \([^)]*\)/, "", help)
	gsub(/, or [a-z]+: /, ", ", help)
	while (match(help, /[a-z0-9]+(, [a-z0-9]+)*,? or [a-z0-9]+/)) {
		list = list (list == "" ? "" : " ") \
			substr(help, RSTART, RLENGTH)
		help = substr(help, RSTART + RLENGTH)
	}
	gsub(/,? or |, /, " ", list)
	return list
}
# What an option does, in a few words.
function brief(help) {
	sub(/ *[;:(].*/, "", help)
	return help
}
function quoted(text) {
	gsub(/\\/, "\\\\", text)
	gsub(single, "\\" single, text)
	return single text single
}
function zsh_quoted(text) {
	gsub(/\[|\]|:|\\/, "\\\\&", text)
	gsub(single, single "\\" single single, text)
	return text
}
$1 == "ids" {
	ids = ids (ids == "" ? "" : " ") $2
	next
}
$1 == "" && $3 == "" && $4 != "" && !($2 ~ /^(help|version)$/) {
	names[++count] = $2
	said[$2] = $4
	next
}
{
	if (!($1 in many))
		programs[++program_count] = $1
	n = ++many[$1]
	option[$1, n] = $2
	value[$1, n] = $3
	help[$1, n] = $4
}
function head(sign) {
	print sign " Completions for Termwise, made of the usage of its programs."
}
function bash(  p, i, v) {
	head("#")
	print "_termwise_options()\n{\n\tcase $1 in"
	for (p = 1; p <= program_count; p++) {
		printf "\t%s) echo \"", quoted(programs[p])
		for (i = 1; i <= many[programs[p]]; i++)
			printf "%s--%s%s", (i > 1 ? " " : ""),
				option[programs[p], i],
				(value[programs[p], i] == "" ? "" : "=")
		print "\" ;;"
	}
	print "\tesac\n}\n\n_termwise_values()\n{\n\tcase $1:$2 in"
	for (p = 1; p <= program_count; p++)
		for (i = 1; i <= many[programs[p]]; i++) {
			v = values(option[programs[p], i],
				value[programs[p], i], help[programs[p], i])
			if (v != "")
				printf "\t%s:--%s) echo \"%s\" ;;\n",
					programs[p], option[programs[p], i], v
		}
	print "\tesac\n}\n"
	printf "_termwise_names=\""
	for (i = 1; i <= count; i++)
		printf "%s%s", (i > 1 ? " " : ""), names[i]
	print "\"\n"
}
function zsh(  p, i, v, name, action) {
	printf "#compdef termwise"
	for (i = 1; i <= count; i++)
		printf " termwise-%s", names[i]
	print ""
	head("#")
	print "\nlocal name=${service#termwise}"
	print "name=${name#-}"
	print "if [[ $service == termwise ]] && (( CURRENT > 2 )); then"
	print "\tname=$words[2]\n\tshift words\n\t(( CURRENT-- ))"
	print "elif [[ $service == termwise ]] && [[ $PREFIX != -* ]]; then"
	print "\tlocal -a names=("
	for (i = 1; i <= count; i++)
		printf "\t\t%s%s:%s%s\n", single, names[i],
			zsh_quoted(said[names[i]]), single
	print "\t)\n\t_describe -t names program names\n\treturn\nfi"
	print "case $name in"
	for (p = 1; p <= program_count; p++) {
		name = programs[p]
		printf "%s)\n\t_arguments", quoted(name)
		for (i = 1; i <= many[name]; i++) {
			v = values(option[name, i], value[name, i],
				help[name, i])
			action = v == "" ? " " : "(" v ")"
			if (v == "@files" || v == "@folders")
				action = v == "@files" ? "_files" : "_files -/"
			printf " \\\n\t\t%s--%s%s[%s]%s%s", single,
				option[name, i],
				(value[name, i] == "" ? "" : "="),
				zsh_quoted(brief(help[name, i])),
				(value[name, i] == "" ? "" : \
					":" value[name, i] ":" action), single
		}
		printf " \\\n\t\t%s*:path:_files%s\n\t;;\n", single, single
	}
	print "esac"
}
function fish_option(to, name, i,  v) {
	v = values(option[name, i], value[name, i], help[name, i])
	printf "complete %s -l %s%s -d %s\n", to, option[name, i],
		value[name, i] == "" ? "" : v == "@files" ? " -r -F" : \
		v == "@folders" ? " -x -a \"(__fish_complete_directories)\"" : \
		" -x" (v == "" ? "" : " -a \"" v "\""),
		quoted(brief(help[name, i]))
}
function fish(  p, i, name) {
	head("#")
	for (i = 1; i <= count; i++)
		printf "complete -c termwise -n __fish_use_subcommand -f -a %s " \
			"-d %s\n", names[i], quoted(said[names[i]])
	for (p = 1; p <= program_count; p++) {
		name = programs[p]
		for (i = 1; i <= many[name]; i++) {
			fish_option(name == "" ? "-c termwise -n " \
				"__fish_use_subcommand" : "-c termwise -n " \
				"\"__fish_seen_subcommand_from " name "\"",
				name, i)
			if (name != "")
				fish_option("-c termwise-" name, name, i)
		}
	}
}
END {
	if (shell == "bash")
		bash()
	else if (shell == "zsh")
		zsh()
	else
		fish()
}'

# What bash does with the tables. It parts words at "=", too.
[ "$shell" = bash ] || exit 0
cat <<'END'
_termwise()
{
	local name=${COMP_WORDS[0]##*/} word=${COMP_WORDS[COMP_CWORD]}
	local before=${COMP_WORDS[COMP_CWORD - 1]} values

	name=${name#termwise}
	name=${name#-}
	if [[ -z $name ]] && ((COMP_CWORD > 1)); then
		name=${COMP_WORDS[1]}
	fi
	if [[ $word == = ]]; then
		word=
	elif [[ $before == = ]]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	elif [[ $before == --* && $word != --* ]]; then
		: # the value of the option before, parted by a blank
	else
		before=
	fi
	COMPREPLY=()
	values=$(_termwise_values "$name" "$before")
	case $values in
	@files) COMPREPLY=($(compgen -f -- "$word")) ;;
	@folders) COMPREPLY=($(compgen -d -- "$word")) ;;
	?*) COMPREPLY=($(compgen -W "$values" -- "$word")) ;;
	*)
		if [[ $word == -* ]]; then
			COMPREPLY=($(compgen -W \
				"$(_termwise_options "$name")" -- "$word"))
		elif [[ -z ${name} ]] || ((COMP_CWORD == 1)) &&
		     [[ ${COMP_WORDS[0]##*/} == termwise ]]; then
			COMPREPLY=($(compgen -W "$_termwise_names" -- "$word"))
		else
			COMPREPLY=($(compgen -f -- "$word"))
		fi
		;;
	esac
	if [[ ${COMPREPLY[0]-} == *= ]]; then
		compopt -o nospace 2>/dev/null
	fi
}
complete -F _termwise -o filenames termwise
for _termwise_name in $_termwise_names; do
	complete -F _termwise -o filenames "termwise-$_termwise_name"
done
unset _termwise_name
END
