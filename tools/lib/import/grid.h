/*
 * Tables that are drawn with characters.
 */
#ifndef TW_IMPORT_GRID_H
#define TW_IMPORT_GRID_H

#include "import/arranging.h"

/* Reads a table that begins at line `i`; where it ends, or `i`. */
size_t tw_grid_take(struct tw_arranging *a, size_t i);

#endif
