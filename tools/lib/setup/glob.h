/*
 * Patterns of .gitattributes, as gitattributes(5) and gitignore(5) have them.
 */
#ifndef TW_SETUP_GLOB_H
#define TW_SETUP_GLOB_H

#include <termwise/base.h>

/*
 * True if a pattern stands for the file at `path`, which is seen from the
 * folder of the pattern. Its time grows with the product of their lengths.
 * Named classes within brackets, as [[:alpha:]], match nothing.
 */
bool tw_glob_match(struct tw_view pattern, struct tw_view path);

#endif
