/*
 * Whether all that libgit2 would open of a repository are files and folders.
 * It waits for ever for a FIFO that nobody writes to, and a device may do
 * anything when it is opened: so who was handed a repository looks first.
 */
#ifndef TW_GIT_PLAIN_H
#define TW_GIT_PLAIN_H

#include "git/loose.h"

/*
 * Looks through what `gitdir` leads to, a repository's folder or a file that
 * names it: settings and those that they include, references, objects, and
 * what it shares with other repositories. TW_IO if something there is no
 * plain file, with its path; what is not there, or cannot be read, is not
 * its matter. Notes where objects lie each in a file of its own: the buffer
 * there is the caller's to release, whatever comes of it.
 */
enum tw_status tw_git_plain(struct tw_loose *loose, const char *gitdir,
	struct tw_error *err);

#endif
