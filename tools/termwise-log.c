/*
 * termwise-log: what commits did to records, item by item.
 */
#include "cli/log.h"

enum { REV, AT, SINCE, AUTHOR, MEASURE, FORMAT, ALL, WIDTH };

static const struct tw_option options[] = {
	[REV] = { "rev", "REV", "begin at a commit, tag or branch, instead of "
		"at HEAD" },
	[AT] = { "at", "DATE", "begin at the newest commit that is not after "
		"a day, 2024-05-01, or a month, 2024-05" },
	[SINCE] = { "since", "DATE", "leave out commits made before" },
	[AUTHOR] = { "author", "NAME", "only what somebody did whose name "
		"holds this" },
	[MEASURE] = { "measure", "NAME", "only what became of this figure" },
	[FORMAT] = { "format", "FORM", "text (the default), json or "
		"markdown" },
	[ALL] = { "all", NULL, "tell all of a commit that changed more than "
		"50 records, or one word in many items, too" },
	[WIDTH] = { "width", "N", "columns of text, 40 to 1000 (the "
		"terminal's, or 80)" },
};

static const struct tw_program program = {
	"log", "Tells what commits did to records: items added, reworded and "
	"moved, figures, dispositions, fields.",
	"[PATH|AREA/PRIORITY][#KEY]",
	"PATH is a record or a folder, there now or once; without one, the "
	"folder \"records\" here or above is looked at. Newest first. A "
	"record is followed through its renames, a priority through its terms "
	"and to the priorities that it succeeds; of a merge is told what it "
	"decided. #KEY asks for one item, by its key.",
	options, sizeof(options) / sizeof(*options)
};

int main(int argc, char **argv)
{
	struct tw_cli cli;
	int status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &status))
		return status;
	return tw_cli_log(&cli, &(struct tw_log_asked){
		.rev = cli.value[REV], .at = cli.value[AT],
		.since = cli.value[SINCE], .author = cli.value[AUTHOR],
		.measure = cli.value[MEASURE], .format = cli.value[FORMAT],
		.all = cli.value[ALL],
		.width = cli.value[WIDTH] });
}
