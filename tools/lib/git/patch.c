#include "git/patch.h"

#include "git/library.h"

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
	if ((!git->patch_num_hunks(patch) && !tw_view_equal(before, after)) ||
	    !tw_buffer_add(out, text.ptr, text.size))
		status = tw_fail_memory(err);
out:
	git->buf_dispose(&text);
	git->patch_free(patch);
	return status;
}
