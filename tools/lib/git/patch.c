#include "git/patch.h"

#include "base/lines.h"
#include "git/library.h"

#include <string.h>

/*
 * Of a hunk's first line only what says where it is is kept. What libgit2 puts
 * behind that, some line above the hunk, it leaves out where memory is short.
 */
static struct tw_view place_of(struct tw_view line)
{
	size_t kept = 3;

	while (kept + 2 < line.len && memcmp(line.ptr + kept, "@@", 2))
		kept++;
	line.len = kept + 2 < line.len ? kept + 2 : line.len;
	return line;
}

static bool begins(struct tw_view line, const char *with)
{
	size_t len = strlen(with);

	return line.len >= len && !memcmp(line.ptr, with, len);
}

/*
 * A name with a blank in it ends with a tab, as git has it end: "patch" takes
 * what is behind the blank for a time else.
 */
static bool add_patch(struct tw_buffer *out, struct tw_view patch)
{
	struct tw_view line;
	bool named = true; /* above the first hunk, where the files are */

	while (tw_cut(&line, &patch, '\n')) {
		bool place = begins(line, "@@ ");

		named = named && !place;
		tw_buffer_view(out, place ? place_of(line) : line);
		if (named && (begins(line, "--- ") || begins(line, "+++ ")) &&
		    memchr(line.ptr + 4, ' ', line.len - 4))
			tw_buffer_byte(out, '\t');
		tw_buffer_byte(out, '\n');
	}
	return !out->failed;
}

enum tw_status tw_patch_add(struct tw_buffer *out, struct tw_view before,
	struct tw_view after, const char *shown, struct tw_error *err)
{
	const struct tw_git *git;
	/* A byte 0, an error in a record, makes it no file of another kind. */
	const git_diff_options options = { .version =
		GIT_DIFF_OPTIONS_VERSION, .flags = GIT_DIFF_FORCE_TEXT,
		.context_lines = 3 };
	git_patch *patch = NULL;
	git_buf text = { NULL, 0, 0 };
	enum tw_status status = tw_git_load(&git, err);

	if (status)
		return status;
	if (git->patch_from_buffers(&patch, before.ptr, before.len, shown,
	    after.ptr, after.len, shown, &options) ||
	    git->patch_to_buf(&text, patch)) {
		status = tw_git_fail(git, err, shown, "cannot be compared");
		goto out;
	}
	/* Without memory, libgit2 may take unlike texts for alike. */
	if (tw_git_denied() ||
	    (!git->patch_num_hunks(patch) && !tw_view_equal(before, after)) ||
	    !add_patch(out, (struct tw_view){ text.ptr, text.size }))
		status = tw_fail_memory(err);
out:
	git->buf_dispose(&text);
	git->patch_free(patch);
	return status;
}
