#define _XOPEN_SOURCE 700 /* scandir */

#include "setup/work.h"

#include "base/file.h"
#include "base/utf8.h"
#include "setup/glob.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum { MERGE, DIFF, SETTINGS };

static const char *const settings[SETTINGS] = { "merge", "diff" };

enum {
	MOST_RECORDS = 10000, /* that are looked at; one is enough to see */
	MOST_DEPTH = 16,      /* of folders */
	MOST_SAID = 5         /* lines that shadow ours */
};

/* A line of a file of attributes. */
struct rule {
	struct rule *before; /* it has less weight */
	struct tw_view pattern;
	const char *folder;  /* what it is seen from; "" is the top */
	const char *shown;   /* its file */
	unsigned line;
	struct tw_view value[SETTINGS]; /* ptr NULL: it says nothing */
	const char *shadows[SETTINGS];  /* the first record, or NULL */
};

struct scan {
	struct tw_setup *setup;
	struct rule *tree;   /* of the work tree, the deepest file first */
	struct rule *info;   /* these beat them all */
	struct rule *macros;
	size_t records;
	const char *unset[SETTINGS]; /* a record that nothing is said of */
};

/* ---- reading lines ---- */

static struct tw_view cut_word(struct tw_view *rest)
{
	static const char blanks[] = " \t\r";
	struct tw_view word;

	while (rest->len && memchr(blanks, *rest->ptr, sizeof(blanks) - 1))
		*rest = tw_after(*rest, 1);
	word = (struct tw_view){ rest->ptr, 0 };
	while (rest->len && !memchr(blanks, *rest->ptr, sizeof(blanks) - 1)) {
		*rest = tw_after(*rest, 1);
		word.len++;
	}
	return word;
}

/* The pattern between double quotes, as git writes odd names in C's way. */
static bool cut_quoted(struct tw_view *pattern, struct tw_view *rest,
	struct tw_arena *arena)
{
	static const char escapes[] = "a\ab\bf\fn\nr\rt\tv\v";
	char *out = tw_arena_take(arena, rest->len + 1);
	size_t i = 1, len = 0;

	while (out && i < rest->len && rest->ptr[i] != '"') {
		const char *escape;
		unsigned code = 0;

		if (rest->ptr[i] != '\\' || i + 1 == rest->len) {
			out[len++] = rest->ptr[i++];
			continue;
		}
		escape = memchr(escapes, rest->ptr[++i], sizeof(escapes) - 1);
		if (rest->ptr[i] >= '0' && rest->ptr[i] <= '3') {
			for (int d = 0; d < 3 && i < rest->len; d++)
				code = 8 * code + (unsigned)(rest->ptr[i++] -
					'0') % 8;
			out[len++] = (char)code;
		} else {
			out[len++] = escape ? escape[1] : rest->ptr[i];
			i++;
		}
	}
	*pattern = (struct tw_view){ out, len };
	*rest = tw_after(*rest, i < rest->len ? i + 1 : rest->len);
	return out;
}

/* What one word of a line says of merging and showing. */
static void read_word(struct rule *rule, struct tw_view word,
	const struct rule *macros)
{
	const char *equals = word.len ? memchr(word.ptr, '=', word.len) : NULL;
	struct tw_view name = { word.ptr, equals ?
		(size_t)(equals - word.ptr) : word.len };

	if (word.len && strchr("-!", *word.ptr))
		name = tw_after(name, 1);
	for (int s = 0; s < SETTINGS; s++)
		if (tw_view_equal(name, tw_view_of(settings[s])) ||
		    tw_view_equal(word, TW_VIEW("binary")))
			rule->value[s] = word;
	for (; macros; macros = macros->before) {
		if (!tw_view_equal(macros->pattern, word))
			continue;
		for (int s = 0; s < SETTINGS; s++)
			if (macros->value[s].ptr)
				rule->value[s] = word;
		return;
	}
}

static bool read_line(struct scan *scan, struct tw_view line,
	const struct rule *like, struct rule **list)
{
	static const char macro[] = "[attr]";
	struct tw_arena *arena = scan->setup->arena;
	struct tw_view rest = line, word = cut_word(&rest);
	struct rule *rule, **to = list;

	if (!word.len || *word.ptr == '#')
		return true;
	rule = tw_arena_take(arena, sizeof(*rule));
	if (!rule)
		return false;
	*rule = *like;
	rule->pattern = word;
	if (*word.ptr == '"') {
		rest = (struct tw_view){ word.ptr, (size_t)(line.ptr +
			line.len - word.ptr) };
		if (!cut_quoted(&rule->pattern, &rest, arena))
			return false;
	} else if (word.len > 6 && !memcmp(word.ptr, macro, 6)) {
		rule->pattern = tw_after(word, 6);
		to = &scan->macros;
	}
	while ((word = cut_word(&rest)).len)
		read_word(rule, word, scan->macros);
	if (rule->value[MERGE].ptr || rule->value[DIFF].ptr) {
		rule->before = *to;
		*to = rule;
	}
	return true;
}

/* A file that is not there, or that git would not read, says nothing. */
static enum tw_status read_file(struct scan *scan, const char *path,
	const char *shown, const char *folder, struct rule **list,
	struct tw_error *err)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct rule like = { .shown = shown, .folder = folder };
	struct tw_view rest = { NULL, 0 };
	enum tw_status status;
	mode_t kind;

	status = tw_setup_kind(&kind, path, shown, err);
	if (status || kind != S_IFREG)
		return status;
	status = tw_file_read(&text, AT_FDCWD, path, TW_SETUP_MOST, shown,
		err);
	if (!status) {
		rest = tw_arena_copy(scan->setup->arena, tw_buffer_get(&text));
		status = rest.ptr ? TW_OK : tw_fail_memory(err);
	}
	tw_buffer_release(&text);
	while (rest.len && !status) {
		const char *end = memchr(rest.ptr, '\n', rest.len);
		struct tw_view line = { rest.ptr, end ?
			(size_t)(end - rest.ptr) : rest.len };

		like.line++;
		if (!read_line(scan, line, &like, list))
			status = tw_fail_memory(err);
		rest = tw_after(rest, line.len + (end != NULL));
	}
	return status;
}

/* ---- records ---- */

static struct rule *rule_for(struct rule *list, struct tw_view path,
	int setting)
{
	for (; list; list = list->before) {
		size_t above = strlen(list->folder);

		if (!list->value[setting].ptr)
			continue;
		if (above && (path.len <= above ||
		    memcmp(path.ptr, list->folder, above) ||
		    path.ptr[above] != '/'))
			continue;
		if (tw_glob_match(list->pattern, tw_after(path, above ?
		    above + 1 : 0)))
			return list;
	}
	return NULL;
}

static bool is_ours(struct tw_view value)
{
	return tw_view_equal(value, TW_VIEW("merge=termwise")) ||
		tw_view_equal(value, TW_VIEW("diff=termwise"));
}

static void judge(struct scan *scan, const char *path)
{
	scan->records++;
	for (int s = 0; s < SETTINGS; s++) {
		struct rule *rule = rule_for(scan->info, tw_view_of(path), s);

		if (!rule)
			rule = rule_for(scan->tree, tw_view_of(path), s);
		if (!rule && !scan->unset[s])
			scan->unset[s] = path;
		if (rule && !is_ours(rule->value[s]) && !rule->shadows[s])
			rule->shadows[s] = path;
	}
}

static bool ends_in(const char *name, const char *end)
{
	size_t len = strlen(name), cut = strlen(end);

	return len > cut && !strcmp(name + len - cut, end);
}

static enum tw_status walk(struct scan *scan, const char *folder,
	unsigned depth, struct tw_error *err);

/* A name in a folder of records; the house rules' folder has depth 0. */
static enum tw_status walk_name(struct scan *scan, const char *folder,
	const char *name, unsigned depth, struct tw_error *err)
{
	struct tw_arena *arena = scan->setup->arena;
	struct tw_view below = *folder ? tw_arena_format(arena, "%s/%s",
		folder, name) : tw_arena_copy(arena, tw_view_of(name));
	struct tw_view path = tw_arena_format(arena, "%.*s/%s",
		TW_ARG(scan->setup->root), below.ptr ? below.ptr : "");
	enum tw_status status;
	mode_t kind;

	if (!below.ptr || !path.ptr)
		return tw_fail_memory(err);
	status = tw_setup_kind(&kind, path.ptr, below.ptr, err);
	if (!status && kind == S_IFDIR && depth < MOST_DEPTH)
		return walk(scan, below.ptr, depth + 1, err);
	if (kind == S_IFREG && depth && ends_in(name, ".txt"))
		judge(scan, below.ptr);
	return status;
}

static enum tw_status read_folder(struct scan *scan, const char *folder,
	struct tw_error *err)
{
	struct tw_arena *arena = scan->setup->arena;
	struct tw_view shown = tw_arena_format(arena, "%s%s.gitattributes",
		folder, *folder ? "/" : "");
	struct tw_view path = tw_arena_format(arena, "%.*s/%s",
		TW_ARG(scan->setup->root), shown.ptr ? shown.ptr : "");

	if (!shown.ptr || !path.ptr)
		return tw_fail_memory(err);
	return read_file(scan, path.ptr, shown.ptr, folder, &scan->tree, err);
}

static enum tw_status walk(struct scan *scan, const char *folder,
	unsigned depth, struct tw_error *err)
{
	struct tw_view path = tw_arena_format(scan->setup->arena, "%.*s/%s",
		TW_ARG(scan->setup->root), folder);
	struct dirent **names = NULL;
	enum tw_status status;
	int count;

	if (!path.ptr)
		return tw_fail_memory(err);
	status = *folder ? read_folder(scan, folder, err) : TW_OK;
	if (status)
		return status;
	count = scandir(path.ptr, &names, NULL, alphasort);
	if (count < 0)
		return errno == ENOMEM ? tw_fail_memory(err) :
			errno == ENOENT || errno == ENOTDIR ? TW_OK :
			tw_fail(err, TW_IO, "%s: cannot be looked into",
				folder);
	for (int i = 0; i < count; i++) {
		if (!status && scan->records < MOST_RECORDS &&
		    *names[i]->d_name != '.')
			status = walk_name(scan, folder, names[i]->d_name,
				depth, err);
		free(names[i]);
	}
	free(names);
	return status;
}

/* The files above a folder of records, its records, and if none one. */
static enum tw_status scan_folder(struct scan *scan, const char *folder,
	struct tw_error *err)
{
	struct tw_arena *arena = scan->setup->arena;
	bool top = !strcmp(folder, ".");
	size_t before = scan->records;
	enum tw_status status = TW_OK;
	struct tw_view name;

	for (const char *slash = folder; !status && !top &&
	     (slash = strchr(slash, '/')); slash++) {
		name = tw_arena_copy(arena, (struct tw_view){ folder,
			(size_t)(slash - folder) });
		status = name.ptr ? read_folder(scan, name.ptr, err) :
			tw_fail_memory(err);
	}
	/* At the top a folder may be anything's, and one deep is no record. */
	if (!status && !top)
		status = walk(scan, folder, 0, err);
	name = tw_arena_format(arena, "%s%sarea/priority/2023-24-spring-1.txt",
		top ? "" : folder, top ? "" : "/");
	if (!status && !name.ptr)
		return tw_fail_memory(err);
	if (!status && scan->records == before)
		judge(scan, name.ptr);
	return status;
}

/* ---- what is found ---- */

static enum tw_status say_rule(struct scan *scan, const char *what,
	const struct rule *rule, size_t *said, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (int s = 0; s < SETTINGS && !status; s++) {
		if (!rule->shadows[s] || *said >= MOST_SAID)
			continue;
		/* A word such as "binary" sets both, and is said once. */
		if (s && rule->shadows[0] && tw_view_equal(rule->value[s],
		    rule->value[0]))
			continue;
		++*said;
		status = tw_setup_say(scan->setup, what, TW_SETUP_SHADOWED,
			err, "%s, line %u, sets \"%.*s\" for %s", rule->shown,
			rule->line, TW_ARG(rule->value[s]), rule->shadows[s]);
	}
	return status;
}

static enum tw_status say_all(struct scan *scan, const char *what,
	size_t *said, struct tw_error *err)
{
	struct rule *const lists[] = { scan->info, scan->tree };
	enum tw_status status = TW_OK;

	for (int i = 0; i < 2; i++)
		for (const struct rule *r = lists[i]; r && !status;
		     r = r->before)
			status = say_rule(scan, what, r, said, err);
	for (int s = 0; s < SETTINGS && !status; s++) {
		if (!scan->unset[s] || *said >= MOST_SAID)
			continue;
		++*said;
		status = tw_setup_say(scan->setup, what, TW_SETUP_MISSING, err,
			".gitattributes says nothing of %s for %s",
			settings[s], scan->unset[s]);
	}
	return status;
}

enum tw_status tw_setup_shadows(struct tw_setup *setup, const char *what,
	bool *shadowed, struct tw_error *err)
{
	static const char info[] = "info/attributes";
	struct scan scan = { .setup = setup };
	struct tw_view path = tw_arena_format(setup->arena, "%.*s/%s",
		TW_ARG(setup->common), info);
	enum tw_status status;
	size_t said = 0;

	if (!path.ptr)
		return tw_fail_memory(err);
	status = read_folder(&scan, "", err);
	if (!status)
		status = read_file(&scan, path.ptr, ".git/info/attributes", "",
			&scan.info, err);
	for (size_t i = 0; i < setup->folder_count && !status; i++)
		status = scan_folder(&scan, setup->folders[i], err);
	if (!status)
		status = say_all(&scan, what, &said, err);
	*shadowed = said > 0;
	return status;
}
