/*
 * termwise: lists the other programs, and runs one of them in its place.
 */
#include "base/utf8.h"
#include "cli/cli.h"

#include <termwise/record.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name, *summary;
} programs[] = {
#define TW_PROGRAM(name, summary) { name, summary },
#include "cli/programs.def"
#undef TW_PROGRAM
};

static const struct tw_error no_memory = { TW_NO_MEMORY,
	"there is not enough memory" };
enum { PROGRAMS = sizeof(programs) / sizeof(*programs) };

/* Makes `path` the program's in a folder; true if it is there to be run. */
static bool lies_in(struct tw_buffer *path, struct tw_view folder,
	const char *name)
{
	tw_buffer_clear(path);
	tw_buffer_format(path, "%.*s/termwise-%s", TW_ARG(folder), name);
	tw_buffer_byte(path, '\0');
	return !path->failed && !access(path->ptr, X_OK);
}

/* Programs of one version lie together: beside this one. */
static bool find(struct tw_buffer *path, const char *name)
{
	char self[4096];
	ssize_t len = readlink("/proc/self/exe", self, sizeof(self));

	if (len <= 0 || len == (ssize_t)sizeof(self))
		return false;
	while (len && self[--len] != '/')
		continue;
	return lies_in(path, (struct tw_view){ self, (size_t)len }, name);
}

/* The program whose name is nearest to what was typed, or NULL. */
static const char *nearest(struct tw_buffer *path, const char *typed)
{
	struct tw_view view = tw_view_of(typed);
	unsigned least = view.len < 5 ? 2 : 3;
	const char *best = NULL;

	for (size_t i = 0; i <= PROGRAMS; i++) {
		const char *name = i < PROGRAMS ? programs[i].name : "help";
		bool begun = view.len > 1 && !strncmp(name, typed, view.len);
		unsigned slips = begun ? 0 :
			tw_slips(view, tw_view_of(name), 2);

		if (slips < least && (i == PROGRAMS || find(path, name))) {
			least = slips;
			best = name;
		}
	}
	return best;
}

/* Becomes the program of a name; returns only if that cannot be. */
static int run(struct tw_cli *cli, const char *name, char **argv)
{
	struct tw_buffer path = TW_BUFFER_INIT;
	int status = TW_EXIT_USAGE;
	const char *near = NULL;

	/* A slug has neither a slash nor a dot: no name leads elsewhere. */
	if (tw_slug_valid(tw_view_of(name)) && find(&path, name)) {
		argv[0] = path.ptr;
		execv(path.ptr, argv);
		tw_cli_say(cli, "%s cannot be run: %s", path.ptr,
			strerror(errno));
		status = TW_EXIT_UNREAD;
	} else if (path.failed) {
		status = tw_cli_end(cli, TW_NO_MEMORY, &no_memory, false, 0);
	} else if ((near = nearest(&path, name))) {
		tw_cli_say(cli, "there is no program \"%s\"; did you mean "
			"\"%s\"?", name, near);
	} else {
		tw_cli_say(cli, "there is no program \"%s\"; see --help", name);
	}
	tw_buffer_release(&path);
	return status;
}

/* What --help says: the programs that lie beside this one. */
static void list(struct tw_buffer *about)
{
	struct tw_buffer path = TW_BUFFER_INIT;

	tw_buffer_string(about, "NAME is one of these:\n\n");
	for (size_t i = 0; i < PROGRAMS; i++) {
		if (find(&path, programs[i].name))
			tw_buffer_format(about, "  %-14s%s\n",
				programs[i].name, programs[i].summary);
		about->failed |= path.failed;
	}
	tw_buffer_format(about, "  %-14ssays how one of them is used\n\n"
		"\"man termwise-NAME\" says more.", "help NAME");
	tw_buffer_byte(about, '\0');
	tw_buffer_release(&path);
}

int main(int argc, char **argv)
{
	char help[] = "--help", *show[] = { argv[0], help, NULL };
	const char *name = argc > 1 ? argv[1] : "help";
	bool asked = !strcmp(name, "help");
	struct tw_buffer about = TW_BUFFER_INIT;
	struct tw_program program = { "", "Updates on shared priorities as "
		"plain text, and what became of each plan, term on term.",
		"or termwise NAME [ARGUMENT...]", "", NULL, 0 };
	struct tw_cli cli = { .program = &program };
	int status;

	if (asked && argc == 3 && strcmp(argv[2], "help"))
		return run(&cli, argv[2], show);
	if (!asked && name[0] != '-')
		return run(&cli, name, argv + 1);
	list(&about);
	program.about = about.ptr;
	if (about.failed)
		status = tw_cli_end(&cli, TW_NO_MEMORY, &no_memory, false, 0);
	else if (tw_cli_begin(&cli, &program, asked ? 2 : argc,
	    asked ? show : argv, &status)) {
		tw_cli_say(&cli, "the name of a program comes first; see "
			"--help");
		status = TW_EXIT_USAGE;
	}
	tw_buffer_release(&about);
	return status;
}
