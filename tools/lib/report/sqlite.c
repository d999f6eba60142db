#include "report/sqlite.h"

#include <dlfcn.h>
#include <string.h>

#define SONAME "libsqlite3.so.0"

static const struct {
	const char *symbol;
	size_t offset;
} calls[] = {
#define TW_SQLITE_ROW(name) \
	{ "sqlite3_" #name, offsetof(struct tw_sqlite, name) },
	TW_SQLITE_CALLS(TW_SQLITE_ROW)
#undef TW_SQLITE_ROW
};

static bool calls_find(struct tw_sqlite *sqlite)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		void *symbol = dlsym(sqlite->handle, calls[i].symbol);

		if (!symbol)
			return false;
		/* POSIX has it that a function fits into a void pointer. */
		memcpy((char *)sqlite + calls[i].offset, &symbol,
			sizeof(symbol));
	}
	return true;
}

enum tw_status tw_sqlite_load(struct tw_sqlite *sqlite, struct tw_error *err)
{
	*sqlite = (struct tw_sqlite){ .handle = dlopen(SONAME,
		RTLD_NOW | RTLD_LOCAL) };
	if (!sqlite->handle)
		return tw_fail(err, TW_IO, "databases are made by the library "
			SONAME ", which cannot be loaded: install the package "
			"SQLite (Debian: libsqlite3-0)");
	if (!calls_find(sqlite) || sqlite->initialize() != SQLITE_OK)
		return tw_fail(err, TW_IO, "databases are made by SQLite 3.36 "
			"or later, and what is installed as " SONAME " does "
			"not work like it: install the package SQLite "
			"(Debian: libsqlite3-0) again");
	return TW_OK;
}

void tw_sqlite_unload(struct tw_sqlite *sqlite)
{
	if (sqlite->shutdown)
		sqlite->shutdown();
	if (sqlite->handle)
		dlclose(sqlite->handle);
	*sqlite = (struct tw_sqlite){ .handle = NULL };
}
