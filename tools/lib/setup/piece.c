#define _XOPEN_SOURCE 700 /* S_ISLNK and the like */

#include "setup/work.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- what is said ---- */

enum tw_status tw_setup_say(struct tw_setup *setup, const char *what,
	enum tw_setup_state state, struct tw_error *err, const char *format,
	...)
{
	struct tw_setup_thing *thing = tw_arena_take(setup->arena,
		sizeof(*thing));
	struct tw_view says;
	va_list args;

	va_start(args, format);
	says = tw_arena_vformat(setup->arena, format, args);
	va_end(args);
	if (!thing || !says.ptr)
		return tw_fail_memory(err);
	*thing = (struct tw_setup_thing){ NULL, what, state, says.ptr };
	*setup->end = thing;
	setup->end = &thing->next;
	return TW_OK;
}

enum tw_status tw_setup_failed(struct tw_setup *setup, const char *what,
	enum tw_status status, struct tw_error *err)
{
	if (status != TW_IO)
		return status;
	return tw_setup_say(setup, what, TW_SETUP_FAILED, err, "%s",
		err->message);
}

/* ---- files ---- */

enum tw_status tw_setup_kind(mode_t *kind, const char *path,
	const char *shown, struct tw_error *err)
{
	struct stat st;
	bool there = !lstat(path, &st);

	*kind = there ? st.st_mode & S_IFMT : 0;
	return there || errno == ENOENT || errno == ENOTDIR ? TW_OK :
		tw_fail(err, TW_IO, "%s: cannot be looked at", shown);
}

/* What we write must stay in the folder that it is meant for. */
static enum tw_status refuse_links(const struct tw_setup_piece *piece,
	char *path, struct tw_error *err)
{
	struct stat st;
	char *slash;
	bool link;

	for (slash = path + piece->base.len + 1; (slash = strchr(slash, '/'));
	     slash++) {
		*slash = '\0';
		link = !lstat(path, &st) && S_ISLNK(st.st_mode);
		*slash = '/';
		if (link)
			return tw_fail(err, TW_IO, "%s: a folder on the way "
				"is a link, and nothing is put behind links",
				piece->shown);
	}
	return TW_OK;
}

static enum tw_status look_at(struct tw_look *look, struct tw_setup *setup,
	const struct tw_setup_piece *piece, struct tw_buffer *text,
	struct tw_error *err)
{
	enum tw_status status;
	struct stat st;

	if (lstat(look->path, &st)) {
		if (errno == ENOENT || errno == ENOTDIR)
			return TW_OK;
		return tw_fail(err, TW_IO, "%s: cannot be looked at",
			piece->shown);
	}
	look->exists = true;
	look->runs = st.st_mode & S_IXUSR;
	look->link = S_ISLNK(st.st_mode);
	status = tw_file_read(text, AT_FDCWD, look->path, TW_SETUP_MOST,
		piece->shown, err);
	if (!status && text->len > TW_SETUP_MOST)
		status = tw_fail(err, TW_IO, "%s: is larger than 1 MiB, and "
			"thus nothing that we would change", piece->shown);
	if (status)
		return status;
	look->text = tw_arena_copy(setup->arena, tw_buffer_get(text));
	if (!look->text.ptr)
		return tw_fail_memory(err);
	tw_block_find(&look->block, look->text);
	return TW_OK;
}

enum tw_status tw_setup_look(struct tw_look *look, struct tw_setup *setup,
	const struct tw_setup_piece *piece, struct tw_error *err)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_view path = tw_arena_format(setup->arena, "%.*s/%s",
		TW_ARG(piece->base), piece->name);
	enum tw_status status;

	*look = (struct tw_look){ .path = path.ptr };
	if (!path.ptr)
		return tw_fail_memory(err);
	status = refuse_links(piece, (char *)(uintptr_t)path.ptr, err);
	if (!status)
		status = look_at(look, setup, piece, &text, err);
	tw_buffer_release(&text);
	return status;
}

static enum tw_status make(const struct tw_setup_piece *piece, const char *path,
	struct tw_view text, struct tw_error *err)
{
	char *slash = strrchr(path, '/');
	enum tw_status status;
	size_t made;

	*slash = '\0';
	status = tw_folder_make(path, &made, err);
	*slash = '/';
	if (status)
		return status;
	status = piece->program ? tw_file_create_program(path, text, err) :
		tw_file_create(path, text, err);
	if (status) {
		*slash = '\0';
		tw_folder_unmake(path, made);
		*slash = '/';
	}
	return status;
}

/* With the file go the folders made for it in which nothing is left. */
static enum tw_status unmake(const struct tw_look *look,
	const struct tw_setup_piece *piece, struct tw_error *err)
{
	const char *path = look->path;
	enum tw_status status = tw_file_remove(path, err);
	char *slash = strrchr(path, '/'), *upper;
	bool gone = !status && look->block.origin == TW_BLOCK_HOUSED;

	while (gone && slash > path + piece->base.len) {
		*slash = '\0';
		gone = !rmdir(path);
		upper = strrchr(path, '/');
		*slash = '/';
		slash = upper;
	}
	return status;
}

static enum tw_status origin_of(enum tw_block_origin *origin,
	const struct tw_look *look, const struct tw_setup_piece *piece,
	struct tw_error *err)
{
	char *slash = strrchr(look->path, '/');
	struct stat st;
	bool missing;

	*origin = TW_BLOCK_ADDED;
	if (look->exists)
		return TW_OK;
	*slash = '\0';
	missing = lstat(look->path, &st);
	*slash = '/';
	*origin = missing ? TW_BLOCK_HOUSED : TW_BLOCK_MADE;
	return missing && errno != ENOENT && errno != ENOTDIR ?
		tw_fail(err, TW_IO, "%s: its folder cannot be looked at",
			piece->shown) : TW_OK;
}

static enum tw_status put(const struct tw_look *look,
	const struct tw_setup_piece *piece, struct tw_error *err)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_view before = look->exists ? look->text :
		tw_view_of(piece->head);
	enum tw_block_origin origin;
	enum tw_status status = origin_of(&origin, look, piece, err);

	if (status)
		return status;
	tw_block_put(&text, before, piece->body, piece->place, origin);
	if (text.failed)
		status = tw_fail_memory(err);
	else if (look->exists)
		status = tw_file_replace(look->path, tw_buffer_get(&text),
			err);
	else
		status = make(piece, look->path, tw_buffer_get(&text), err);
	tw_buffer_release(&text);
	return status;
}

static enum tw_status take(const struct tw_look *look,
	const struct tw_setup_piece *piece, struct tw_error *err)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	enum tw_status status;

	tw_block_take(&text, &look->block);
	if (text.failed)
		status = tw_fail_memory(err);
	else if (look->block.origin >= TW_BLOCK_MADE &&
	    tw_view_equal(tw_buffer_get(&text), tw_view_of(piece->head)))
		status = unmake(look, piece, err);
	else
		status = tw_file_replace(look->path, tw_buffer_get(&text),
			err);
	tw_buffer_release(&text);
	return status;
}

/* ---- pieces ---- */

enum tw_setup_state tw_setup_state_of(const struct tw_look *look,
	const struct tw_setup_piece *piece)
{
	if (!look->block.found)
		return piece->alone && look->exists ? TW_SETUP_CHANGED :
			TW_SETUP_MISSING;
	if (!look->block.sound)
		return TW_SETUP_CHANGED;
	return tw_block_says(&look->block, piece->body) ? TW_SETUP_THERE :
		TW_SETUP_STALE;
}

/* As git locks what it writes: by a file that only one can make. */
static enum tw_status lock(const char **path, struct tw_setup *setup,
	const struct tw_look *look, const struct tw_setup_piece *piece,
	struct tw_error *err)
{
	struct tw_view name = tw_arena_format(setup->arena, "%s.lock",
		look->path);
	int fd;

	if (!name.ptr)
		return tw_fail_memory(err);
	fd = open(name.ptr, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return tw_fail(err, TW_IO, errno == EEXIST ? "%s: another "
			"program is changing it just now; if none is, remove "
			"%s" : "%s: may not be changed, since %s cannot be "
			"made", piece->shown, name.ptr);
	close(fd);
	*path = name.ptr;
	return TW_OK;
}

/* Does what `change` is about to do with the file as it is now. */
static enum tw_status change(struct tw_setup *setup, struct tw_look *look,
	const struct tw_setup_piece *piece, enum tw_status (*how)(
		const struct tw_look *, const struct tw_setup_piece *,
		struct tw_error *), struct tw_error *err)
{
	enum tw_status status = TW_OK;
	const char *locked = NULL;

	if (piece->locked) {
		status = lock(&locked, setup, look, piece, err);
		if (!status)
			status = tw_setup_look(look, setup, piece, err);
	}
	if (!status)
		status = how(look, piece, err);
	if (locked)
		unlink(locked);
	return status;
}

static const char changed_says[] = "%s: somebody changed what setup put "
	"there, so it is theirs; who wants ours takes it out and runs "
	"\"termwise setup\" again";

static enum tw_status piece_put(struct tw_setup *setup, struct tw_look *look,
	const struct tw_setup_piece *piece, struct tw_error *err)
{
	enum tw_setup_state state = tw_setup_state_of(look, piece);
	enum tw_status status;

	if (state == TW_SETUP_CHANGED)
		return look->block.found ?
			tw_setup_say(setup, piece->what, state, err,
				changed_says, piece->shown) :
			tw_setup_say(setup, piece->what, state, err, "%s is "
				"there already, and not ours", piece->shown);
	if (state == TW_SETUP_THERE)
		return tw_setup_say(setup, piece->what, state, err, "%s",
			piece->shown);
	status = change(setup, look, piece, put, err);
	if (status)
		return status;
	return tw_setup_say(setup, piece->what, state == TW_SETUP_STALE ?
		TW_SETUP_UPDATED : TW_SETUP_DONE, err, "%s%s", piece->shown,
		piece->place == TW_BLOCK_SECOND && look->exists &&
		state == TW_SETUP_MISSING ? ", before what is there" : "");
}

static enum tw_status piece_check(struct tw_setup *setup,
	const struct tw_look *look, const struct tw_setup_piece *piece,
	struct tw_error *err)
{
	enum tw_setup_state state = tw_setup_state_of(look, piece);

	if (state == TW_SETUP_CHANGED)
		return tw_setup_say(setup, piece->what, state, err,
			look->block.found ? "%s was put by setup and changed "
			"since" : "%s is not what setup puts", piece->shown);
	return tw_setup_say(setup, piece->what, state, err, "%s%s",
		piece->shown, state == TW_SETUP_THERE ? "" :
		state == TW_SETUP_STALE ? "; \"termwise setup\" brings it up "
		"to date" : "; \"termwise setup\" puts it there");
}

static enum tw_status piece_remove(struct tw_setup *setup,
	struct tw_look *look, const struct tw_setup_piece *piece,
	struct tw_error *err)
{
	enum tw_status status;

	if (!look->block.found)
		return tw_setup_say(setup, piece->what, TW_SETUP_ABSENT, err,
			"%s", piece->shown);
	if (!look->block.sound)
		return tw_setup_say(setup, piece->what, TW_SETUP_LEFT, err,
			"%s: somebody changed what setup put there", piece->shown);
	status = change(setup, look, piece, take, err);
	return status ? status : tw_setup_say(setup, piece->what,
		TW_SETUP_TAKEN, err, "%s", piece->shown);
}

enum tw_status tw_setup_piece(struct tw_setup *setup,
	const struct tw_setup_piece *piece, struct tw_error *err)
{
	struct tw_look look;
	enum tw_status status = tw_setup_look(&look, setup, piece, err);

	if (!status)
		switch (setup->options->action) {
		case TW_SETUP_PUT:
			status = piece_put(setup, &look, piece, err);
			break;
		case TW_SETUP_CHECK:
			status = piece_check(setup, &look, piece, err);
			break;
		case TW_SETUP_REMOVE:
			status = piece_remove(setup, &look, piece, err);
			break;
		}
	return tw_setup_failed(setup, piece->what, status, err);
}
