#include "word/archive.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#define SONAME "libarchive.so.13"

static const struct {
	const char *symbol;
	size_t offset;
} calls[] = {
#define TW_ARCHIVE_ROW(name) \
	{ "archive_" #name, offsetof(struct tw_archive, name) },
	TW_ARCHIVE_CALLS(TW_ARCHIVE_ROW)
#undef TW_ARCHIVE_ROW
	{ "archive_errno", offsetof(struct tw_archive, number) },
};

enum tw_status tw_archive_load(struct tw_archive *archive,
	struct tw_error *err)
{
	*archive = (struct tw_archive){ .handle = dlopen(SONAME,
		RTLD_NOW | RTLD_LOCAL) };
	if (!archive->handle)
		return tw_fail(err, TW_IO, "documents of Word and LibreOffice "
			"are unpacked by the library " SONAME ", which cannot "
			"be loaded: install the package libarchive (Debian: "
			"libarchive13)");
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		void *symbol = dlsym(archive->handle, calls[i].symbol);

		if (!symbol)
			return tw_fail(err, TW_IO, "what is installed as "
				SONAME " does not work like it: install the "
				"package libarchive (Debian: libarchive13) "
				"again");
		/* POSIX has it that a function fits into a void pointer. */
		memcpy((char *)archive + calls[i].offset, &symbol,
			sizeof(symbol));
	}
	return TW_OK;
}

void tw_archive_unload(struct tw_archive *archive)
{
	if (archive->handle)
		dlclose(archive->handle);
	*archive = (struct tw_archive){ .handle = NULL };
}
