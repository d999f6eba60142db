/* Reads a record from standard input and prints its title. */
#include <termwise/record.h>

#include <stdio.h>

int main(void)
{
	static char bytes[TW_MAX_BYTES];
	size_t len = fread(bytes, 1, sizeof(bytes), stdin);
	struct tw_arena *arena = tw_arena_new();
	struct tw_record *record;
	struct tw_view title;

	if (!arena || tw_record_parse(&record, arena,
	    (struct tw_view){ bytes, len }, NULL))
		return 1;
	title = tw_record_value(record, TW_TITLE, arena);
	printf("%.*s\n", TW_ARG(title));
	tw_arena_free(arena);
	return 0;
}
