/*
 * Questions on a terminal, and their answers.
 */
#ifndef TW_CLI_ASK_H
#define TW_CLI_ASK_H

#include "cli/cli.h"
#include "report/wrap.h"

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

/* Where people are asked: how wide that is, and if there is colour. */
struct tw_asker {
	unsigned width;
	bool color;
	struct tw_error *err;
};

/* The paper of what is shown there, which goes to `out` first. */
struct tw_paper tw_asker_paper(const struct tw_asker *asker,
	struct tw_buffer *out);

/* Says a sentence, printf-like, broken where the terminal ends. */
enum tw_status tw_asker_say(const struct tw_asker *asker, const char *format,
	...) __attribute__((format(printf, 2, 3)));

/* An answer that there may be, by its letter or its name. */
struct tw_command {
	char letter;
	const char *name;
	const char *help;
};

/* Says what all of them mean. */
enum tw_status tw_asker_help(const struct tw_asker *asker,
	const struct tw_command *commands, size_t count);

/* Which of them an answer is; `count`: none. */
size_t tw_command_find(const struct tw_command *commands, size_t count,
	struct tw_view answer);

#endif
