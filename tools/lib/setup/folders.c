#define _XOPEN_SOURCE 700 /* realpath */

#include "setup/work.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static enum tw_status add(struct tw_setup *setup, struct tw_view folder,
	struct tw_error *err)
{
	const char **more;
	const char *name = tw_arena_copy(setup->arena, folder).ptr;

	for (size_t i = 0; name && i < setup->folder_count; i++)
		if (!strcmp(setup->folders[i], name))
			return TW_OK;
	more = tw_arena_take(setup->arena, (setup->folder_count + 1) *
		sizeof(*more));
	if (!name || !more)
		return tw_fail_memory(err);
	if (setup->folder_count)
		memcpy(more, setup->folders, setup->folder_count *
			sizeof(*more));
	more[setup->folder_count++] = name;
	setup->folders = more;
	return TW_OK;
}

/* It stands in comments and scripts, so that it must be one plain line. */
static bool is_plain(struct tw_view name)
{
	while (name.len) {
		uint32_t code;
		size_t len = tw_utf8_decode(&code, name);

		if (!len || code == '\t' || tw_code_forbidden(code))
			return false;
		name = tw_after(name, len);
	}
	return true;
}

/* True if no part of a path is empty or leads up. */
static bool stays_below(struct tw_view path)
{
	for (size_t i = 0, start = 0; i <= path.len; i++) {
		struct tw_view part = { path.ptr + start, i - start };

		if (i < path.len && path.ptr[i] != '/')
			continue;
		if (!part.len || tw_view_equal(part, TW_VIEW(".")) ||
		    tw_view_equal(part, TW_VIEW("..")))
			return false;
		start = i + 1;
	}
	return true;
}

static enum tw_status add_named(struct tw_setup *setup, const char *typed,
	struct tw_error *err)
{
	struct tw_view name = tw_view_of(typed);

	while (name.len > 2 && !memcmp(name.ptr, "./", 2))
		name = tw_after(name, 2);
	while (name.len > 1 && name.ptr[name.len - 1] == '/')
		name.len--;
	if (!tw_view_equal(name, TW_VIEW(".")) && !stays_below(name))
		return tw_fail(err, TW_USAGE, "--records takes a folder of the "
			"repository, seen from its top, such as \"records\", "
			"not \"%s\"", typed);
	if (!is_plain(name))
		return tw_fail(err, TW_USAGE, "the folder of the records has "
			"characters in its name that cannot be shown");
	return add(setup, name, err);
}

/* The folders that a block of ours tells of. */
static enum tw_status add_told(struct tw_setup *setup,
	struct tw_view body, struct tw_error *err)
{
	static const struct tw_view begin = { TW_SETUP_FOLDER_BEGIN,
		sizeof(TW_SETUP_FOLDER_BEGIN) - 1 };
	static const struct tw_view end = { TW_SETUP_FOLDER_END,
		sizeof(TW_SETUP_FOLDER_END) - 1 };
	enum tw_status status = TW_OK;

	for (size_t i = 0, start = 0; i < body.len && !status; i++) {
		struct tw_view line = { body.ptr + start, i - start };

		if (body.ptr[i] != '\n')
			continue;
		start = i + 1;
		if (line.len && line.ptr[line.len - 1] == '\r')
			line.len--;
		if (line.len <= begin.len + end.len ||
		    memcmp(line.ptr, begin.ptr, begin.len) ||
		    memcmp(line.ptr + line.len - end.len, end.ptr, end.len))
			continue;
		line.ptr += begin.len;
		line.len -= begin.len + end.len;
		status = add(setup, line, err);
	}
	return status;
}

/* Whether a name in a folder is of a kind. */
static enum tw_status is_kind(bool *is, struct tw_setup *setup,
	const char *folder, const char *name, mode_t wanted,
	struct tw_error *err)
{
	struct tw_view whole = tw_arena_format(setup->arena, "%s/%s", folder,
		name);
	enum tw_status status;
	mode_t kind;

	if (!whole.ptr)
		return tw_fail_memory(err);
	status = tw_setup_kind(&kind, whole.ptr, whole.ptr, err);
	*is = !status && kind == wanted;
	return status;
}

/*
 * From the folder that was named up to the top: one with house rules is the
 * records' own, "records" lies in others.
 */
static enum tw_status seek(struct tw_setup *setup, char *path,
	struct tw_error *err)
{
	size_t top = setup->root.len;
	bool ruled = false, holds = false;

	for (;;) {
		const char *below = path[top] == '/' ? path + top + 1 : "";
		struct tw_view found = TW_VIEW("");
		enum tw_status status = is_kind(&ruled, setup, path,
			"house-rules.txt", S_IFREG, err);

		if (!status)
			status = is_kind(&holds, setup, path, "records",
				S_IFDIR, err);
		if (status)
			return status;
		if (ruled)
			found = tw_view_of(*below ? below : ".");
		else if (holds)
			found = tw_arena_format(setup->arena, "%s%srecords",
				below, *below ? "/" : "");
		if (!found.ptr)
			return tw_fail_memory(err);
		if (found.len && is_plain(found))
			return add(setup, found, err);
		if (strlen(path) <= top)
			return add(setup, TW_VIEW("records"), err);
		*strrchr(path, '/') = '\0';
	}
}

static enum tw_status seek_from_place(struct tw_setup *setup,
	struct tw_error *err)
{
	char *path = realpath(setup->options->place, NULL);
	struct tw_view view = tw_view_of(path ? path : "");
	enum tw_status status;

	if (!path && errno == ENOMEM)
		return tw_fail_memory(err);
	if (view.len > setup->root.len &&
	    !memcmp(view.ptr, setup->root.ptr, setup->root.len) &&
	    view.ptr[setup->root.len] == '/') {
		status = seek(setup, path, err);
	} else {
		free(path);
		path = strndup(setup->root.ptr, setup->root.len);
		status = path ? seek(setup, path, err) : tw_fail_memory(err);
	}
	free(path);
	return status;
}

enum tw_status tw_setup_folders(struct tw_setup *setup, struct tw_error *err)
{
	const struct tw_setup_piece piece = { .base = setup->root,
		.name = ".gitattributes", .shown = ".gitattributes" };
	enum tw_status status;
	struct tw_look look;

	status = tw_setup_look(&look, setup, &piece, err);
	if (!status && look.block.sound)
		status = add_told(setup, look.block.body, err);
	if (!status && setup->options->records)
		status = add_named(setup, setup->options->records, err);
	if (!status && !setup->folder_count)
		status = seek_from_place(setup, err);
	setup->blind = status == TW_IO;
	return tw_setup_failed(setup, "attributes", status, err);
}
