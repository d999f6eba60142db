#include "cli/explain.h"

#include "base/utf8.h"
#include "lint/explain.h"

#include <termwise/diagnostic.h>

#include <string.h>

static void say_unknown(struct tw_cli *cli, const char *name)
{
	const char *near = NULL;
	unsigned least = 3;

	for (int i = 0; i < TW_DIAG_COUNT; i++) {
		const char *known = tw_diagnostic_kind(i)->name;
		unsigned slips = tw_slips(tw_view_of(name), tw_view_of(known),
			2);

		if (slips < least) {
			least = slips;
			near = known;
		}
	}
	tw_cli_say(cli, near ? "there is no finding \"%s\"; did you mean "
		"\"%s\"?" : "there is no finding \"%s\"; --list shows all",
		name, near);
}

/* A house rule says itself what is wrong: "rule/no-jargon" is a "rule". */
static const char *entry_of(const char *name)
{
	const char *rule = tw_diagnostic_kind(TW_DIAG_RULE)->name;
	size_t len = strlen(rule);

	return !strncmp(name, rule, len) && name[len] == '/' ? rule : name;
}

int tw_cli_explain(struct tw_cli *cli, const char *name)
{
	struct tw_error err = { TW_OK, "" };
	const char *text = tw_explain(entry_of(name));

	if (!text) {
		say_unknown(cli, name);
		return TW_EXIT_USAGE;
	}
	tw_buffer_format(&cli->out, "%s\n\n%s", name, text);
	return tw_cli_end(cli, TW_OK, &err, false, false);
}

int tw_cli_list_findings(struct tw_cli *cli)
{
	struct tw_error err = { TW_OK, "" };

	for (int i = 0; i < TW_DIAG_COUNT; i++) {
		const struct tw_diagnostic_kind *kind = tw_diagnostic_kind(i);

		tw_buffer_format(&cli->out, "%-21s %-8s %s\n", kind->name,
			kind->class == TW_AID ? "off" :
			tw_severity_name(kind->severity), kind->message);
	}
	return tw_cli_end(cli, TW_OK, &err, false, false);
}
