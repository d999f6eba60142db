#include "git/lines.h"

#include "git/library.h"

static git_merge_file_input input(struct tw_view bytes)
{
	return (git_merge_file_input){
		.version = GIT_MERGE_FILE_INPUT_VERSION,
		.ptr = bytes.ptr ? bytes.ptr : "", .size = bytes.len };
}

enum tw_status tw_lines_merge(struct tw_buffer *out, bool *clean,
	const struct tw_line_merge *lines, struct tw_error *err)
{
	git_merge_file_options options = {
		.version = GIT_MERGE_FILE_OPTIONS_VERSION,
		.ancestor_label = lines->names[0],
		.our_label = lines->names[1],
		.their_label = lines->names[2],
		.marker_size = (unsigned short)lines->marker_size,
		.flags = lines->show_base ? GIT_MERGE_FILE_STYLE_DIFF3 : 0,
	};
	git_merge_file_input base = input(lines->base);
	git_merge_file_input ours = input(lines->ours);
	git_merge_file_input theirs = input(lines->theirs);
	git_merge_file_result result = { 0, NULL, 0, NULL, 0 };
	const struct tw_git *git;
	enum tw_status status = tw_git_load(&git, err);

	if (status)
		return status;
	if (git->merge_file(&result, lines->base.len ? &base : NULL, &ours,
	    &theirs, &options) < 0)
		return tw_git_fail(git, err, lines->names[1],
			"cannot be merged by lines");
	*clean = result.automergeable;
	if (tw_git_denied() || !tw_buffer_add(out, result.ptr, result.len))
		status = tw_fail_memory(err);
	git->merge_file_result_free(&result);
	return status;
}
