#include "word/package.h"

#include "base/buffer.h"
#include "base/set.h"
#include "base/utf8.h"
#include "word/archive.h"

#include <errno.h>
#include <string.h>

struct unpacking {
	struct tw_package *package;
	struct tw_arena *arena;
	struct tw_archive calls;
	struct archive *archive;
	struct tw_set names;
	size_t packed;   /* bytes of the package */
	size_t unpacked; /* so far */
	size_t room, met; /* for files; entries so far */
	bool damaged;     /* as libarchive says */
	enum tw_status status;
	struct tw_error *err;
};

bool tw_package_is(struct tw_view bytes)
{
	return bytes.len >= 4 && (!memcmp(bytes.ptr, "PK\x03\x04", 4) ||
		!memcmp(bytes.ptr, "PK\x05\x06", 4));
}

static bool fault(struct unpacking *u, const char *what)
{
	u->package->fault = what;
	return false;
}

static bool no_memory(struct unpacking *u)
{
	u->status = tw_fail_memory(u->err);
	return false;
}

/* What libarchive says is damage, unless it went without memory. */
static bool damaged(struct unpacking *u, const char *what)
{
	u->damaged = true;
	return u->calls.number(u->archive) == ENOMEM ? no_memory(u) :
		fault(u, what);
}

/* ---- names ---- */

static bool ends(struct tw_view name, const char *with)
{
	size_t len = strlen(with);

	return name.len >= len && tw_fold_equal(tw_view_of(with),
		tw_after(name, name.len - len));
}

/* The files that are of use: the rest is not even unpacked. */
static bool is_wanted(struct tw_view name)
{
	return ends(name, ".xml") || ends(name, ".rels") ||
		tw_view_equal(name, TW_VIEW("mimetype"));
}

/* Some programs part names with backslashes, or begin them with a slash. */
static struct tw_view clean_name(struct unpacking *u, const char *name)
{
	size_t len = strlen(name);
	char *clean = tw_arena_take(u->arena, len + 1);

	if (!clean)
		return (struct tw_view){ NULL, 0 };
	for (size_t i = 0; i < len; i++)
		clean[i] = name[i] == '\\' ? '/' : name[i];
	return *clean == '/' ? (struct tw_view){ clean + 1, len - 1 } :
		(struct tw_view){ clean, len };
}

static bool same_file(const void *a, const void *b)
{
	return tw_fold_equal(((const struct tw_package_file *)a)->name,
		((const struct tw_package_file *)b)->name);
}

/* A place for a file in the list; NULL if there is none. */
static struct tw_package_file *add_file(struct unpacking *u,
	struct tw_view name)
{
	struct tw_package *package = u->package;
	struct tw_package_file *more = NULL, *file;
	size_t room = u->room ? 2 * u->room : 32;

	if (package->count == u->room) {
		more = tw_arena_take(u->arena, room * sizeof(*more));
		if (!more)
			return NULL;
		if (package->count)
			memcpy(more, package->files,
				package->count * sizeof(*more));
		package->files = more;
		u->room = room;
	}
	file = &package->files[package->count++];
	file->name = name;
	return file;
}

/* ---- bytes ---- */

/* Counts what was unpacked, here and in all; false if it is a trap. */
static bool count_bytes(struct unpacking *u, size_t here, size_t more)
{
	u->unpacked += more;
	if (here > TW_PACKAGE_BYTES || u->unpacked > TW_PACKAGE_UNPACKED)
		return fault(u, "unpacks to more than any update could say");
	if (u->unpacked > 1 << 20 &&
	    u->unpacked / TW_PACKAGE_RATIO > u->packed)
		return fault(u, "unpacks to more than 500 times its size, "
			"which no document does");
	return true;
}

static bool read_bytes(struct unpacking *u, struct tw_buffer *bytes)
{
	const void *block;
	size_t len;
	la_int64_t offset;
	int result;

	while ((result = u->calls.read_data_block(u->archive, &block, &len,
	        &offset)) == ARCHIVE_OK) {
		if (!count_bytes(u, bytes->len + len, len))
			return false;
		if (!tw_buffer_add(bytes, block, len))
			return no_memory(u);
	}
	return result == ARCHIVE_EOF || damaged(u, "is damaged: what it holds "
		"cannot be unpacked; get it once more from where it came");
}

static bool unpack(struct unpacking *u, struct tw_view name)
{
	struct tw_buffer bytes = TW_BUFFER_INIT;
	struct tw_package_file *file = NULL;
	bool good = read_bytes(u, &bytes);

	if (good) {
		file = add_file(u, name);
		if (file)
			file->bytes = tw_arena_copy(u->arena,
				tw_buffer_get(&bytes));
		good = (file && file->bytes.ptr) || no_memory(u);
	}
	tw_buffer_release(&bytes);
	return good;
}

static bool take_entry(struct unpacking *u, struct archive_entry *entry)
{
	const char *path = u->calls.entry_pathname(entry);
	struct tw_package_file *met;
	bool failed = false;

	if (++u->met > TW_PACKAGE_FILES)
		return fault(u, "holds more than 10,000 files");
	if (u->calls.entry_is_encrypted(entry)) {
		u->package->locked = true;
		return false;
	}
	/* One without a name that can be read is none of ours. */
	if (!path)
		return true;
	met = tw_arena_take(u->arena, sizeof(*met));
	if (!met)
		return no_memory(u);
	met->name = clean_name(u, path);
	if (!met->name.ptr)
		return no_memory(u);
	if (tw_set_add(&u->names, u->arena, tw_fold_hash(met->name), met,
	    same_file, &failed))
		return fault(u, "holds two files of one name");
	if (failed)
		return no_memory(u);
	if (!is_wanted(met->name))
		return true;
	if (u->calls.entry_size_is_set(entry) &&
	    u->calls.entry_size(entry) > TW_PACKAGE_BYTES)
		return count_bytes(u, TW_PACKAGE_BYTES + 1, 0);
	return unpack(u, met->name);
}

static void read_all(struct unpacking *u, struct tw_view bytes)
{
	struct archive_entry *entry;
	int result;

	if (u->calls.read_support_format_zip_seekable(u->archive) !=
	    ARCHIVE_OK || u->calls.read_open_memory(u->archive, bytes.ptr,
	    bytes.len) != ARCHIVE_OK) {
		damaged(u, "is a packed document that is damaged, and breaks "
			"off before its end; get it once more from where it "
			"came");
		return;
	}
	do {
		result = u->calls.read_next_header(u->archive, &entry);
		if (result == ARCHIVE_EOF)
			return;
		if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
			damaged(u, "is damaged: the list of what it holds "
				"cannot be read; get it once more from where "
				"it came");
		else if (take_entry(u, entry))
			continue;
		return;
	} while (true);
}

static void read_once(struct unpacking *u, struct tw_view bytes)
{
	*u->package = (struct tw_package){ .files = NULL };
	u->names = (struct tw_set){ NULL, 0, 0 };
	u->unpacked = u->room = u->met = 0;
	u->damaged = false;
	u->archive = u->calls.read_new();
	if (!u->archive) {
		no_memory(u);
		return;
	}
	read_all(u, bytes);
	u->calls.read_free(u->archive);
}

enum tw_status tw_package_read(struct tw_package *package,
	struct tw_arena *arena, struct tw_view bytes, struct tw_error *err)
{
	struct unpacking u = { .package = package, .arena = arena,
		.packed = bytes.len, .err = err };

	*package = (struct tw_package){ .files = NULL };
	if (bytes.len > TW_PACKAGE_BYTES) {
		fault(&u, "is longer than 64 MiB, which no update is");
		return TW_OK;
	}
	u.status = tw_archive_load(&u.calls, err);
	if (!u.status)
		read_once(&u, bytes);
	/* libarchive may go without memory, and call that damage. */
	if (!u.status && u.damaged)
		read_once(&u, bytes);
	tw_archive_unload(&u.calls);
	return u.status;
}

struct tw_view tw_package_find(const struct tw_package *package,
	struct tw_view name)
{
	for (size_t i = 0; i < package->count; i++)
		if (tw_fold_equal(package->files[i].name, name))
			return package->files[i].bytes;
	return (struct tw_view){ NULL, 0 };
}
