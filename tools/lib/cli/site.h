/*
 * A site in a folder: its pages are written where they are not as they should
 * be, and what is no page of it any more is taken away.
 */
#ifndef TW_CLI_SITE_H
#define TW_CLI_SITE_H

#include "cli/cli.h"
#include "report/site.h"

struct tw_site_folder;

/*
 * Begins a site in `path`: a folder that is not there yet, is empty, or holds
 * a site that was made before; anything else is TW_USAGE. `url` may be NULL.
 */
enum tw_status tw_site_open(struct tw_site_folder **folder, const char *path,
	const char *url, struct tw_error *err);

/* Where pages are put; the folder's. */
struct tw_site *tw_site_of(struct tw_site_folder *folder);

/*
 * True if all is as it was when a site ended with a seal: the seal of what
 * pages are made of, `made_of`, the program and the address, and every byte of
 * every page that lies there. Then there is nothing to put, and it may end.
 */
bool tw_site_stands(struct tw_site_folder *folder,
	const struct tw_seal *made_of);

/*
 * Ends a site whose pages are all put: those of before that were not are
 * removed, unless `keep`, and what was done is said. `made_of` is the seal of
 * what they were made of; NULL, where that is not known for sure: then there
 * is none. What went wrong with a page is the status.
 */
enum tw_status tw_site_finish(struct tw_site_folder *folder,
	struct tw_cli *cli, bool keep, const struct tw_seal *made_of,
	struct tw_error *err);

/* NULL is let pass. */
void tw_site_free(struct tw_site_folder *folder);

#endif
