# Turns spec/diagnostics.md into C: a row for each entry, "## id".
function literal(line) {
	gsub(/\\/, "\\\\", line)
	gsub(/"/, "\\\"", line)
	return "\t\"" line "\\n\"\n"
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
	started = 0
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
