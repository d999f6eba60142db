/*
 * A record that is replaced after people were asked about it.
 */
#ifndef TW_CLI_REPLACE_H
#define TW_CLI_REPLACE_H

#include "cli/cli.h"

/*
 * Replaces the file `shown` by `now`, whole, if it still holds `was`: what
 * somebody else wrote in the meantime is not ours to replace. `again` says in
 * the message what to do then, as in "settle it".
 */
enum tw_status tw_cli_replace(const char *shown, struct tw_view was,
	struct tw_view now, const char *again, struct tw_error *err);

#endif
