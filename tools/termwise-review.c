/*
 * termwise-review: what a change proposes, as Markdown for those who review it.
 */
#include "cli/review.h"

enum { STAGED, WORKTREE };

static const struct tw_option options[] = {
	[STAGED] = { "staged", NULL, "review what the next commit changes, as "
		"\"git add\" has it" },
	[WORKTREE] = { "worktree", NULL, "review what the work tree has and no "
		"commit yet, in the folder PATH, or in \"records\" here or "
		"above" },
};

static const struct tw_program program = {
	"review", "Prints as Markdown what a change proposes: what changed in "
	"substance, what is found on lines that changed, each update beside "
	"the term before, and as it reads now.",
	"[BASE..HEAD | PATH]",
	"BASE..HEAD is what HEAD has that it does not share with BASE, as a "
	"pull request shows it. House rules are those of before the change, so "
	"that no change weakens the rules that judge it. What is printed is "
	"the same every time, less than 65,536 characters long, and safe "
	"whatever the records say.",
	options, sizeof(options) / sizeof(*options)
};

int main(int argc, char **argv)
{
	struct tw_cli cli;
	int status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &status))
		return status;
	return tw_cli_review(&cli, &(struct tw_review_asked){
		.staged = cli.value[STAGED],
		.worktree = cli.value[WORKTREE] });
}
