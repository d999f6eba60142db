/*
 * What the fuzz targets share. A target is one function, as libFuzzer wants
 * it; replay.c calls the same function without libFuzzer.
 */
#ifndef TW_FUZZ_FUZZ_H
#define TW_FUZZ_FUZZ_H

#include "base/buffer.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* What must hold; where it does not, the fuzzer keeps the input. */
#define require(what) ((what) ? (void)0 : abort())

/*
 * What is shown may go to a terminal and to the log of an integration run:
 * valid UTF-8, nothing that is forbidden in a record but line ends (and, if
 * `color`, our own escapes), no line that is a command to such a log.
 */
void require_safe(struct tw_view shown, bool color);

#endif
