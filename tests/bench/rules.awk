# Writes n house rules with patterns of the sorts that people write: a word, a
# word in any case, several words, a word before a number, a spelling.
BEGIN {
	shapes[1] = "\\bpanel%d\\b"
	shapes[2] = "(?i)\\bschool%d\\b"
	shapes[3] = "\\b(?:leverage%d|utilise|going forward)\\b"
	shapes[4] = "(?<=\\d) ?percent%d\\b"
	shapes[0] = "\\b[A-Z]{3}s%d\\b"
	for (i = 1; i <= n; i++)
		printf "\nRule: r%d\nPattern: " shapes[i % 5] \
			"\nMessage: no\nSeverity: note\n", i, i
}
