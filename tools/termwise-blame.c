/*
 * termwise-blame: who last changed each item of a record, and who promised it.
 */
#include "cli/blame.h"

enum { REV, AT, FORMAT, WIDTH };

static const struct tw_option options[] = {
	[REV] = { "rev", "REV", "read the record of a commit, tag or branch" },
	[AT] = { "at", "DATE", "read it as the newest commit has it that is "
		"not after a day, 2024-05-01, or a month, 2024-05" },
	[FORMAT] = { "format", "FORM", "text (the default) or json" },
	[WIDTH] = { "width", "N", "columns of text, 40 to 1000 (the "
		"terminal's, or 80)" },
};

static const struct tw_program program = {
	"blame", "Tells of each item of a record which commit last changed its "
	"substance, and of each plan who promised it.", "FILE",
	"FILE is a record. Items that were only re-wrapped, or moved within "
	"their section, are as old as they were before. A plan that was "
	"carried over was promised in the term in which it was planned first. "
	"What is not committed yet is said to be so.",
	options, sizeof(options) / sizeof(*options)
};

int main(int argc, char **argv)
{
	struct tw_cli cli;
	int status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &status))
		return status;
	return tw_cli_blame(&cli, &(struct tw_blame_asked){
		.rev = cli.value[REV], .at = cli.value[AT],
		.format = cli.value[FORMAT], .width = cli.value[WIDTH] });
}
