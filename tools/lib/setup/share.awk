# Turns what is put into repositories, tools/share/*, into C.
function name_of(path) {
	sub(/.*\//, "", path)
	return path
}
BEGIN {
	print "/* Made from tools/share. */"
	print "#include \"setup/work.h\"\n"
	print "#include <string.h>\n"
	print "static const struct { const char *name, *text; } files[] = {"
}
FNR == 1 {
	if (NR > 1)
		print " },"
	print "\t{ \"" name_of(FILENAME) "\","
}
{
	gsub(/[\\"]/, "\\\\&")
	print "\t\"" $0 "\\n\""
}
END {
	print " },\n};\n"
	print "struct tw_view tw_share(const char *name)\n{"
	print "\tfor (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)"
	print "\t\tif (!strcmp(files[i].name, name))"
	print "\t\t\treturn tw_view_of(files[i].text);"
	print "\treturn TW_VIEW(\"\");\n}"
}
