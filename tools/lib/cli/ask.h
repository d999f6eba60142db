/*
 * Questions on a terminal, and their answers.
 */
#ifndef TW_CLI_ASK_H
#define TW_CLI_ASK_H

#include "cli/cli.h"

/* True if people can be asked: they see standard error, and can answer. */
bool tw_cli_may_ask(void);

/*
 * Asks for one line, with what is taken for an empty one in brackets; empty:
 * none. *ended says that there is no answer and will be none. The question
 * is made safe; the answer, without its line end, is as it was typed.
 */
enum tw_status tw_cli_ask(struct tw_buffer *answer, bool *ended,
	const char *question, struct tw_view proposed, struct tw_error *err);

/* Shows text to who is asked, on standard error, and releases it. */
enum tw_status tw_cli_show(struct tw_buffer *out, struct tw_error *err);

#endif
