#include "cli/patch.h"

#include "git/patch.h"
#include "report/safe.h"

static enum tw_status add(struct tw_cli *cli, struct tw_view patch,
	struct tw_error *err)
{
	struct tw_buffer *out = &cli->out;
	size_t start = out->len;

	if (cli->output) {
		tw_buffer_view(out, patch);
	} else {
		tw_safe_patch(out, patch);
		if (!out->failed)
			tw_safe_lines(out, start);
	}
	return out->failed ? tw_fail_memory(err) : TW_OK;
}

enum tw_status tw_cli_patch(struct tw_cli *cli, struct tw_view before,
	struct tw_view after, const char *shown, struct tw_error *err)
{
	struct tw_buffer patch = TW_BUFFER_INIT;
	enum tw_status status = tw_patch_add(&patch, before, after, shown,
		err);

	if (!status)
		status = add(cli, tw_buffer_get(&patch), err);
	tw_buffer_release(&patch);
	return status;
}

enum tw_status tw_cli_take_patch(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	return add(taker, tw_buffer_get(&task->out), err);
}
