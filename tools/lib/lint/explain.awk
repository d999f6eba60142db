# Turns spec/diagnostics.md into C: a row for each entry, "## id". Examples
# are indented; what the tests expect of them is said in words.
function literal(line) {
	gsub(/[\\"]/, "\\\\&", line)
	return "\t\"" line "\\n\"\n"
}
function finding(line, part) {
	split(line, part, " ")
	split(part[1], place, ":")
	return "  Line " place[1] ", column " place[2] ": " part[2] ", " part[3]
}
BEGIN {
	print "/* Made from spec/diagnostics.md. */"
	print "#include \"lint/explain.h\"\n"
	print "#include <string.h>\n"
	print "static const struct { const char *name, *text; } entries[] = {"
}
/^## / {
	if (open)
		print text " },"
	open = 1
	text = "\t{ \"" $2 "\",\n"
	started = example = 0
	next
}
/^````/ {
	example = !example
	part = 0
	next
}
example && /^===$/ {
	part++
	text = text literal(part == 2 ? "  In canonical form:" : "")
	next
}
example && part == 1 {
	text = text literal(finding($0))
	next
}
example {
	text = text literal("    " ($0 == "..." ? "(the five fields)" : $0))
	next
}
open && (started || NF) {
	started = 1
	text = text literal($0)
}
END {
	if (open)
		print text " },"
	print "};\n"
	print "const char *tw_explain(const char *name)\n{"
	print "\tfor (size_t i = 0; i < sizeof(entries) / sizeof(*entries); i++)"
	print "\t\tif (!strcmp(entries[i].name, name))"
	print "\t\t\treturn entries[i].text;"
	print "\treturn NULL;\n}"
}
