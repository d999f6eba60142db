/*
 * A run of termwise-resolve: the records in conflict, one after the other.
 */
#ifndef TW_CLI_RESOLVE_H
#define TW_CLI_RESOLVE_H

#include "cli/cli.h"
#include "corpus/corpus.h"
#include "git/origin.h"
#include "merge/settle.h"

enum tw_resolving { TW_ASK, TW_LIST, TW_OURS_ALL, TW_THEIRS_ALL, TW_BOTH_ALL };

struct tw_resolver {
	struct tw_cli *cli;
	enum tw_resolving what;
	unsigned width;        /* of the terminal on which people are asked */
	size_t records;        /* that are settled whole */
	size_t settled;        /* conflicts that are, and saved */
	size_t left;           /* conflicts that are not */
	size_t broken;         /* records with markers that do not fit */
	size_t passed;         /* records that were not come to */
	bool unread;           /* something could not be read or written */
	bool quit;             /* no more is asked for */
	enum tw_under_way under_way;
	bool in_git;           /* a settled record lies in a repository */
};

/* Fails without memory, and where paths make no sense. */
enum tw_status tw_resolver_run(struct tw_resolver *resolver,
	struct tw_error *err);

/* As tw_cli_say, broken where the terminal ends if people are asked. */
void tw_resolver_say(struct tw_resolver *resolver, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* ---- between the parts of this floor that do it ---- */

/* A record in conflict. */
struct tw_unsettled {
	struct tw_resolver *resolver;
	const struct tw_entry *entry;
	struct tw_arena *arena;
	struct tw_view bytes; /* as they were read */
	struct tw_settling settling;
};

/*
 * Asks about each conflict. *save is true if what is settled shall be
 * written.
 */
enum tw_status tw_unsettled_ask(bool *save, struct tw_unsettled *unsettled,
	struct tw_error *err);

/* Shows what is found on neither side. *any is false if there is nothing. */
enum tw_status tw_unsettled_review(bool *any, struct tw_unsettled *unsettled,
	struct tw_error *err);

#endif
