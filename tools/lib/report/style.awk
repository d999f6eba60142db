# Turns the style sheet of pages, tools/share/page.css, into C. Its hash is of
# what stands in the page, which neither begins nor ends with a line end.
BEGIN {
	print "/* Made from tools/share/page.css. */"
	print "#include \"report/html.h\"\n"
	print "struct tw_view tw_style(void)\n{"
	printf "\treturn TW_VIEW("
}
{
	gsub(/[\\"]/, "\\\\&")
	printf "%s\n\t\t\"%s", (NR > 1 ? "\\n\"" : ""), $0
}
END {
	print "\");\n}"
}
