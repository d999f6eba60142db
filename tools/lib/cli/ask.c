#include "cli/ask.h"

#include "base/file.h"
#include "base/utf8.h"
#include "report/marked.h"
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

struct tw_paper tw_asker_paper(const struct tw_asker *asker,
	struct tw_buffer *out)
{
	return (struct tw_paper){ out, asker->width, 0, asker->color };
}

enum tw_status tw_asker_say(const struct tw_asker *asker, const char *format,
	...)
{
	struct tw_buffer text = TW_BUFFER_INIT, out = TW_BUFFER_INIT;
	struct tw_paper paper = tw_asker_paper(asker, &out);
	va_list args;

	va_start(args, format);
	tw_buffer_vformat(&text, format, args);
	va_end(args);
	tw_paper_to(&paper, 2);
	tw_paper_broken(&paper, tw_buffer_get(&text), 2);
	tw_paper_newline(&paper);
	tw_buffer_end(&text, &out);
	return tw_cli_show(&out, asker->err);
}

enum tw_status tw_asker_help(const struct tw_asker *asker,
	const struct tw_command *commands, size_t count)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < count && !status; i++)
		status = tw_asker_say(asker, "%c  %s: %s.",
			commands[i].letter, commands[i].name,
			commands[i].help);
	return status;
}

size_t tw_command_find(const struct tw_command *commands, size_t count,
	struct tw_view answer)
{
	size_t i = 0;

	while (i < count && !tw_fold_equal(answer, (struct tw_view){
	       &commands[i].letter, 1 }) &&
	       !tw_fold_equal(answer, tw_view_of(commands[i].name)))
		i++;
	return i;
}
