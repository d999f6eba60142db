/*
 * The packages that word processors write: a ZIP archive of files, most of them
 * XML. Their names are names in a list here, and never paths; nothing is
 * written. What could be a trap is refused: more files, longer ones, or more
 * tightly packed than any document's, two of one name, one that is encrypted.
 */
#ifndef TW_WORD_PACKAGE_H
#define TW_WORD_PACKAGE_H

#include <termwise/base.h>

enum {
	TW_PACKAGE_BYTES = 64 << 20,    /* of the package, and of a file */
	TW_PACKAGE_UNPACKED = 128 << 20, /* of all its files */
	TW_PACKAGE_FILES = 10000,
	TW_PACKAGE_RATIO = 500          /* unpacked to packed */
};

struct tw_package_file {
	struct tw_view name, bytes;
};

struct tw_package {
	struct tw_package_file *files; /* XML, and "mimetype"; no others */
	size_t count;
	const char *fault; /* NULL, or what is wrong with it, behind "it" */
	bool locked;       /* by a password */
};

/* True if bytes begin as a package does. */
bool tw_package_is(struct tw_view bytes);

/*
 * Reads a package into `arena`. Fails without memory, and if the library that
 * unpacks cannot be loaded.
 */
enum tw_status tw_package_read(struct tw_package *package,
	struct tw_arena *arena, struct tw_view bytes, struct tw_error *err);

/* A file by its name, in any letter case; ptr NULL: there is none. */
struct tw_view tw_package_find(const struct tw_package *package,
	struct tw_view name);

#endif
