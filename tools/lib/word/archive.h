/*
 * libarchive, loaded when a package is to be read: it brings along two dozen
 * other libraries, which cost more than to import a text does.
 */
#ifndef TW_WORD_ARCHIVE_H
#define TW_WORD_ARCHIVE_H

#include <archive.h>
#include <archive_entry.h>
#include <termwise/base.h>

/* Every function of libarchive that is called, without its "archive_". */
#define TW_ARCHIVE_CALLS(CALL) \
	CALL(entry_is_encrypted) \
	CALL(entry_pathname) \
	CALL(entry_size) \
	CALL(entry_size_is_set) \
	CALL(read_data_block) \
	CALL(read_free) \
	CALL(read_new) \
	CALL(read_next_header) \
	CALL(read_open_memory) \
	CALL(read_support_format_zip_seekable)

struct tw_archive {
#define TW_ARCHIVE_MEMBER(name) __typeof__(archive_##name) *name;
	TW_ARCHIVE_CALLS(TW_ARCHIVE_MEMBER)
#undef TW_ARCHIVE_MEMBER
	/* As above, of what went wrong. */
	int (*number)(struct archive *archive);
	void *handle; /* of the library */
};

/*
 * Loads libarchive; tw_archive_unload lets it go, also after a failure. The
 * status is TW_IO if it is missing.
 */
enum tw_status tw_archive_load(struct tw_archive *archive,
	struct tw_error *err);
void tw_archive_unload(struct tw_archive *archive);

#endif
