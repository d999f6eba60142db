/* What a folder says of the kinds of its entries is in no standard. */
#define _DEFAULT_SOURCE

#include "git/plain.h"

#include "base/file.h"
#include "base/lines.h"
#include "base/utf8.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	MOST_DEPTH = 16,      /* of folders, and of files that name others */
	MOST_PLACES = 100000, /* that are looked at */
	MOST_SETTINGS = 256,  /* of these, files of settings */
	MOST_BYTES = 1 << 20, /* of a file that names others */
	FANOUT = 256 * 4      /* the bytes in a pack's index that say how many
	                       * objects have ids up to where */
};

enum place_kind {
	GITDIR,   /* a repository's folder, or a file that leads to it */
	FOLDER,   /* of references, or of objects */
	ALTERNATE, /* a folder of objects, maybe another repository's */
	PACKS,     /* the one in it of packs */
	SETTINGS
};

/* What is still to be looked at. */
struct place {
	struct place *next;
	enum place_kind kind;
	unsigned depth;
	const char *path;
};

struct checking {
	struct place *todo;
	size_t count, settings;
	struct tw_loose *loose;
	struct tw_arena *arena;
	struct tw_buffer bytes;
	struct tw_error *err;
};

static enum tw_status add(struct checking *c, enum place_kind kind,
	unsigned depth, struct tw_view folder, struct tw_view name)
{
	struct place *place;
	struct tw_view path;

	if (depth > MOST_DEPTH || ++c->count > MOST_PLACES)
		return TW_OK;
	path = name.len && *name.ptr == '/' ? tw_arena_copy(c->arena, name) :
		tw_arena_format(c->arena, "%.*s/%.*s", TW_ARG(folder),
		TW_ARG(name));
	place = tw_arena_take(c->arena, sizeof(*place));
	if (!path.ptr || !place)
		return tw_fail_memory(c->err);
	*place = (struct place){ c->todo, kind, depth, path.ptr };
	c->todo = place;
	return TW_OK;
}

/* What a path leads to; 0: nothing that can be found. */
static mode_t kind_of(const char *path)
{
	struct stat st;

	return stat(path, &st) ? 0 : st.st_mode & S_IFMT;
}

static enum tw_status check(mode_t kind, struct tw_view path,
	struct checking *c)
{
	if (kind == S_IFIFO || kind == S_IFCHR || kind == S_IFBLK)
		return tw_fail(c->err, TW_IO, "%.*s: is no regular file (but "
			"a FIFO or a device), and so this repository is not "
			"opened", TW_ARG(path));
	return TW_OK;
}

/* ---- files ---- */

/* Empty if it cannot be read: libgit2 says so in its turn. */
static enum tw_status read_start(struct tw_view *bytes, struct checking *c,
	struct tw_view path, size_t most)
{
	char *real = realpath(path.ptr, NULL);
	struct tw_error ignored;
	enum tw_status status = TW_OK;

	tw_buffer_clear(&c->bytes);
	if (real && tw_file_read(&c->bytes, AT_FDCWD, real, most, real,
	    &ignored) == TW_NO_MEMORY)
		status = tw_fail_memory(c->err);
	free(real);
	*bytes = tw_buffer_get(&c->bytes);
	return status;
}

/* What is longer than is looked at might name anything further down. */
static enum tw_status read_file(struct tw_view *bytes, struct checking *c,
	struct tw_view folder, const char *name)
{
	struct tw_view path = tw_arena_format(c->arena, "%.*s%s%s",
		TW_ARG(folder), *name ? "/" : "", name);
	enum tw_status status = path.ptr ? read_start(bytes, c, path,
		MOST_BYTES) : tw_fail_memory(c->err);

	if (!status && bytes->len > MOST_BYTES)
		status = tw_fail(c->err, TW_IO, "%.*s: is larger than git "
			"makes such a file, and so this repository is not "
			"opened", TW_ARG(path));
	return status;
}

static uint64_t number_at(const char *bytes)
{
	const unsigned char *at = (const unsigned char *)bytes;

	return (uint64_t)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

/*
 * libgit2 1.5 counts how long an index has to be in 32 bits, and so believes
 * one that says it is of four thousand million objects.
 */
static enum tw_status check_index(struct checking *c, struct tw_view path)
{
	bool second;
	struct stat st;
	struct tw_view bytes;
	enum tw_status status = read_start(&bytes, c, path, 8 + FANOUT - 1);
	uint64_t count;

	if (status || bytes.len < 8 + FANOUT || stat(path.ptr, &st))
		return status;
	second = !memcmp(bytes.ptr, "\377tOc", 4);
	count = number_at(bytes.ptr + (second ? 8 : 0) + FANOUT - 4);
	if ((uint64_t)st.st_size / (second ? 28 : 24) >= count)
		return TW_OK;
	return tw_fail(c->err, TW_IO, "%.*s: is damaged, and so this "
		"repository is not opened; \"git fsck\" says more",
		TW_ARG(path));
}

/* ---- folders ---- */

/* Of a folder of objects, one that holds those whose ids begin so. */
static void note_loose(struct checking *c, const struct place *place,
	const char *name)
{
	unsigned byte;
	char end;

	if (place->kind == ALTERNATE && sscanf(name, "%2x%c", &byte, &end) == 1)
		c->loose->some[byte] = true;
}

static enum tw_status look_at_entry(struct checking *c,
	const struct place *place, const struct dirent *entry)
{
	struct tw_view name = tw_view_of(entry->d_name), path;
	enum place_kind below = place->kind == ALTERNATE &&
		tw_view_equal(name, TW_VIEW("pack")) ? PACKS : FOLDER;
	mode_t kind;

	if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
		return TW_OK;
	note_loose(c, place, entry->d_name);
	if (entry->d_type == DT_REG && place->kind != PACKS)
		return TW_OK;
	if (entry->d_type == DT_DIR)
		return place->kind == GITDIR ? TW_OK : add(c, below,
			place->depth + 1, tw_view_of(place->path), name);
	path = tw_arena_format(c->arena, "%s/%s", place->path, entry->d_name);
	if (!path.ptr)
		return tw_fail_memory(c->err);
	kind = kind_of(path.ptr);
	if (kind == S_IFDIR && place->kind != GITDIR)
		return add(c, below, place->depth + 1, path, path);
	if (place->kind == PACKS && kind == S_IFREG && path.len > 4 &&
	    !strcmp(path.ptr + path.len - 4, ".idx"))
		return check_index(c, path);
	return check(kind, path, c);
}

static enum tw_status look_into(struct checking *c, const struct place *place)
{
	enum tw_status status = TW_OK;
	struct dirent *entry;
	DIR *folder = opendir(place->path);

	while (folder && !status && (entry = readdir(folder)))
		status = look_at_entry(c, place, entry);
	if (folder)
		closedir(folder);
	return status;
}

/* ---- files that name others ---- */

/* A folder that is named by a line, after a word. */
static enum tw_status follow(struct checking *c, const struct place *place,
	struct tw_view folder, const char *name, const char *word)
{
	size_t len = strlen(word);
	struct tw_view rest, line;
	enum tw_status status = read_file(&rest, c, folder, name);

	if (status || !tw_cut(&line, &rest, '\n') || line.len <= len ||
	    memcmp(line.ptr, word, len))
		return status;
	return add(c, GITDIR, place->depth + 1, folder, tw_trim(
		tw_after(line, len)));
}

static enum tw_status add_alternates(struct checking *c,
	const struct place *place)
{
	struct tw_view folder = tw_view_of(place->path), rest, line;
	enum tw_status status = read_file(&rest, c, folder,
		"info/alternates");

	while (!status && tw_cut(&line, &rest, '\n'))
		if (line.len && *line.ptr != '#')
			status = add(c, ALTERNATE, place->depth + 1, folder,
				line);
	return status;
}

static enum tw_status look_at_objects(struct checking *c,
	const struct place *place)
{
	enum tw_status status = add_alternates(c, place);

	if (!status && !tw_buffer_add(&c->loose->folders, place->path,
	    strlen(place->path) + 1))
		status = tw_fail_memory(c->err);
	return status ? status : look_into(c, place);
}

static enum tw_status look_at_gitdir(struct checking *c,
	const struct place *place)
{
	static const struct {
		const char *name;
		enum place_kind kind;
	} parts[] = {
		{ "refs", FOLDER }, { "logs", FOLDER },
		{ "objects", ALTERNATE }, { "config", SETTINGS },
		{ "config.worktree", SETTINGS },
	};
	struct tw_view path = tw_view_of(place->path);
	enum tw_status status;

	if (kind_of(place->path) == S_IFREG)
		return follow(c, place, tw_start(path, (size_t)(strrchr(
			place->path, '/') - place->path)), strrchr(
			place->path, '/') + 1, "gitdir:");
	status = look_into(c, place);
	if (!status)
		status = follow(c, place, path, "commondir", "");
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts) && !status; i++)
		status = add(c, parts[i].kind, place->depth + 1, path,
			tw_view_of(parts[i].name));
	return status;
}

/* ---- settings ---- */

static bool is_name(char c)
{
	return tw_letter(c) || tw_digit(c) || c == '-';
}

static bool holds(struct tw_view text, struct tw_view word)
{
	for (; text.len >= word.len; text = tw_after(text, 1))
		if (tw_fold_equal(tw_start(text, word.len), word))
			return true;
	return false;
}

/* Goes on behind the next "path =", wherever it stands. */
static bool find_path(struct tw_view *rest, const char *start)
{
	while (rest->len > 4) {
		struct tw_view word = tw_start(*rest, 4), after;
		bool begins = rest->ptr == start || !is_name(rest->ptr[-1]);

		*rest = tw_after(*rest, 1);
		if (!begins || !tw_fold_equal(word, TW_VIEW("path")))
			continue;
		after = tw_after(*rest, 3);
		after = tw_after(after, tw_blank_start(after));
		if (!after.len || *after.ptr != '=')
			continue;
		*rest = tw_after(after, 1);
		return true;
	}
	return false;
}

/* The value that stands there, as git reads it, into the buffer. */
static void take_value(struct tw_buffer *value, struct tw_view rest)
{
	bool quoted = false;

	rest = tw_after(rest, tw_blank_start(rest));
	for (; rest.len && *rest.ptr != '\n'; rest = tw_after(rest, 1)) {
		char c = *rest.ptr;

		if (!quoted && strchr("#;\r", c))
			return;
		quoted ^= c == '"';
		if (c == '\\' && rest.len > 1) {
			rest = tw_after(rest, 1);
			c = *rest.ptr;
			if (c != '\n')
				tw_buffer_byte(value, c);
		} else if (c != '"') {
			tw_buffer_byte(value, c);
		}
	}
}

/* What libgit2 takes for blank. */
static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * A path that settings name. One from the home of whoever runs this may lead
 * out of it again.
 */
static enum tw_status add_included(struct checking *c,
	const struct place *place, struct tw_view folder, struct tw_view name)
{
	const char *home = getenv("HOME");

	while (name.len && is_space(*name.ptr))
		name = tw_after(name, 1);
	while (name.len && is_space(name.ptr[name.len - 1]))
		name.len--;
	if (home && name.len > 1 && !memcmp(name.ptr, "~/", 2)) {
		folder = tw_view_of(home);
		name = tw_after(name, 2);
	}
	return name.len ? add(c, SETTINGS, place->depth + 1, folder, name) :
		TW_OK;
}

/*
 * Every path that settings name where something is included may be that of
 * others. What is included is read each time that it is: a few files that
 * include one another often would be read for ever.
 */
static enum tw_status look_at_settings(struct checking *c,
	const struct place *place)
{
	struct tw_buffer value = TW_BUFFER_INIT;
	struct tw_view path = tw_view_of(place->path), rest, own;
	enum tw_status status = check(kind_of(place->path), path, c);

	if (!status && ++c->settings > MOST_SETTINGS)
		status = tw_fail(c->err, TW_IO, "%.*s: is reached by settings "
			"that include one another more than %d times, and so "
			"this repository is not opened", TW_ARG(path),
			MOST_SETTINGS);
	if (!status)
		status = read_file(&rest, c, path, "");
	if (status || !holds(rest, TW_VIEW("[include")))
		return status;
	rest = tw_arena_copy(c->arena, rest);
	own = tw_start(path, (size_t)(strrchr(place->path, '/') -
		place->path));
	for (const char *start = rest.ptr; !status && start &&
	     find_path(&rest, start);) {
		tw_buffer_clear(&value);
		take_value(&value, rest);
		status = add_included(c, place, own, tw_buffer_get(&value));
	}
	if (value.failed || !rest.ptr)
		status = tw_fail_memory(c->err);
	tw_buffer_release(&value);
	return status;
}

/* ---- all of it ---- */

enum tw_status tw_git_plain(struct tw_loose *loose, const char *gitdir,
	struct tw_error *err)
{
	static enum tw_status (*const looks[])(struct checking *c,
		const struct place *place) = {
		[GITDIR] = look_at_gitdir, [FOLDER] = look_into,
		[ALTERNATE] = look_at_objects, [PACKS] = look_into,
		[SETTINGS] = look_at_settings,
	};
	struct checking c = { .arena = tw_arena_new(), .loose = loose,
		.err = err };
	enum tw_status status = c.arena ? add(&c, GITDIR, 0, TW_VIEW(""),
		tw_view_of(gitdir)) : tw_fail_memory(err);
	struct place *place;

	while (!status && (place = c.todo)) {
		c.todo = place->next;
		status = looks[place->kind](&c, place);
	}
	tw_buffer_release(&c.bytes);
	tw_arena_free(c.arena);
	return status;
}
