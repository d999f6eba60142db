#include "git/patch.h"

#include "git/library.h"

#include <string.h>

/*
 * The length of the line at the start of `v`, its end included; of a hunk's
 * first line only what says where it is is kept. What libgit2 puts behind
 * that, some line above the hunk, it leaves out where memory is short.
 */
static size_t add_line(struct tw_buffer *out, struct tw_view v)
{
	const char *end = memchr(v.ptr, '\n', v.len);
	size_t len = end ? (size_t)(end - v.ptr) + 1 : v.len, kept = len;

	if (len > 4 && !memcmp(v.ptr, "@@ ", 3)) {
		for (kept = 3; kept + 2 < len &&
		     memcmp(v.ptr + kept, "@@", 2);)
			kept++;
		kept += 2;
	}
	tw_buffer_add(out, v.ptr, kept);
	if (kept < len)
		tw_buffer_byte(out, '\n');
	return len;
}

static bool add_patch(struct tw_buffer *out, struct tw_view patch)
{
	while (patch.len) {
		size_t len = add_line(out, patch);

		patch.ptr += len;
		patch.len -= len;
	}
	return !out->failed;
}

enum tw_status tw_patch_add(struct tw_buffer *out, struct tw_view before,
	struct tw_view after, const char *shown, struct tw_error *err)
{
	const struct tw_git *git;
	git_patch *patch = NULL;
	git_buf text = { NULL, 0, 0 };
	enum tw_status status = tw_git_load(&git, err);

	if (status)
		return status;
	if (git->patch_from_buffers(&patch, before.ptr, before.len, shown,
	    after.ptr, after.len, shown, NULL) ||
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
