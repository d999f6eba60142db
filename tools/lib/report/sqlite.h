/*
 * SQLite, loaded when a database is asked for: nothing else needs it.
 */
#ifndef TW_REPORT_SQLITE_H
#define TW_REPORT_SQLITE_H

#include <sqlite3.h>
#include <termwise/base.h>

/* Every function of SQLite that is called, without its "sqlite3_". */
#define TW_SQLITE_CALLS(CALL) \
	CALL(bind_int64) \
	CALL(bind_null) \
	CALL(bind_text) \
	CALL(close) \
	CALL(errmsg) \
	CALL(exec) \
	CALL(extended_errcode) \
	CALL(finalize) \
	CALL(free) \
	CALL(initialize) \
	CALL(open) \
	CALL(prepare_v2) \
	CALL(reset) \
	CALL(serialize) \
	CALL(shutdown) \
	CALL(step)

struct tw_sqlite {
#define TW_SQLITE_MEMBER(name) __typeof__(sqlite3_##name) *name;
	TW_SQLITE_CALLS(TW_SQLITE_MEMBER)
#undef TW_SQLITE_MEMBER
	void *handle; /* of the library */
};

/*
 * Loads SQLite and starts it; tw_sqlite_unload lets it go, also after a
 * failure. The status is TW_IO if it is missing, or too old.
 */
enum tw_status tw_sqlite_load(struct tw_sqlite *sqlite, struct tw_error *err);
void tw_sqlite_unload(struct tw_sqlite *sqlite);

#endif
