#include "cli/ask.h"

#include "base/file.h"
#include "report/safe.h"

#include <unistd.h>

/* No answer is longer than a line of a record; what is beyond is dropped. */
enum { MOST_ANSWER = 64 * 1024 + 1 };

bool tw_cli_may_ask(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* Takes bytes up to the end of a line, and nothing of the next one. */
static enum tw_status read_line(struct tw_buffer *answer, bool *ended,
	struct tw_error *err)
{
	struct tw_buffer byte = TW_BUFFER_INIT;
	enum tw_status status;

	tw_buffer_clear(answer);
	for (;;) {
		status = tw_stream_read(&byte, STDIN_FILENO, 0,
			"standard input", err);
		*ended = !status && !byte.len && !answer->len;
		if (status || !byte.len || *byte.ptr == '\n')
			break;
		if (answer->len < MOST_ANSWER)
			tw_buffer_byte(answer, *byte.ptr);
	}
	tw_buffer_release(&byte);
	return !status && answer->failed ? tw_fail_memory(err) : status;
}

enum tw_status tw_cli_ask(struct tw_buffer *answer, bool *ended,
	const char *question, struct tw_view proposed, struct tw_error *err)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	enum tw_status status;

	tw_safe_add(&text, tw_view_of(question));
	if (proposed.len) {
		tw_buffer_string(&text, " [");
		tw_safe_add(&text, proposed);
		tw_buffer_byte(&text, ']');
	}
	tw_buffer_string(&text, ": ");
	status = text.failed ? tw_fail_memory(err) :
		tw_fd_write(STDERR_FILENO, tw_buffer_get(&text),
			"standard error", err);
	if (!status)
		status = read_line(answer, ended, err);
	if (!status && *ended)
		status = tw_fd_write(STDERR_FILENO, TW_VIEW("\n"),
			"standard error", err);
	else if (!status && !answer->len && !tw_buffer_view(answer, proposed))
		status = tw_fail_memory(err);
	tw_buffer_release(&text);
	return status;
}

enum tw_status tw_cli_show(struct tw_buffer *out, struct tw_error *err)
{
	enum tw_status status = out->failed ? tw_fail_memory(err) :
		tw_fd_write(STDERR_FILENO, tw_buffer_get(out),
			"standard error", err);

	tw_buffer_release(out);
	return status;
}
