/*
 * A package of files as Word and LibreOffice write them: a ZIP archive (PKWARE
 * APPNOTE 6.3), nothing packed, of no time and no machine, so that the same
 * files are the same bytes everywhere. libarchive writes none whose first file
 * OpenDocument takes for its type: that may have no extra field (OpenDocument
 * 1.3, part 2, section 3.3).
 */
#ifndef TW_WORD_ZIP_H
#define TW_WORD_ZIP_H

#include "base/buffer.h"

enum { TW_ZIP_FILES = 16 };

struct tw_zip_file {
	const char *name; /* as long as the archive is written */
	uint32_t sum, length, offset;
};

struct tw_zip {
	struct tw_buffer *out;
	size_t start; /* of the archive in `out` */
	struct tw_zip_file files[TW_ZIP_FILES];
	size_t count;
};

void tw_zip_begin(struct tw_zip *zip, struct tw_buffer *out);

/*
 * Appends a file, of which there are at most TW_ZIP_FILES. Without memory, or
 * if the archive would be longer than 2 GiB, `failed` of the buffer is set.
 */
void tw_zip_add(struct tw_zip *zip, const char *name, struct tw_view bytes);

/* Appends the list of the files, which ends it. */
void tw_zip_end(struct tw_zip *zip);

#endif
