/*
 * The entries of spec/diagnostics.md, built into the program.
 */
#ifndef TW_LINT_EXPLAIN_H
#define TW_LINT_EXPLAIN_H

#include <termwise/diagnostic.h>

/* The text of an id's entry, without its heading; NULL if it has none. */
const char *tw_explain(const char *name);

#endif
