#include "git/head.h"

#include "base/utf8.h"

#include <limits.h>
#include <string.h>

enum {
	MOST_COMMIT = 16 * 1024 * 1024, /* bytes */
	MANY_READ = 250000,  /* commits, from which on none is believed */
	DIGITS = 2 * GIT_OID_RAWSZ,
	PARENT_LINE = sizeof("parent ") - 1 + DIGITS + 1,
	MOST_NAME = 200, MOST_SUBJECT = 1000 /* bytes that are shown */
};

static const long long MOST_TIME = 1000000000000; /* far beyond year 9999 */

/* ---- its bytes ---- */

static int digit_of(char c)
{
	if (tw_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool take_id(git_oid *id, struct tw_view hex)
{
	for (size_t i = 0; i < GIT_OID_RAWSZ && hex.len >= DIGITS; i++) {
		int high = digit_of(hex.ptr[2 * i]);
		int low = digit_of(hex.ptr[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		id->id[i] = (unsigned char)(high << 4 | low);
	}
	return hex.len == DIGITS;
}

/* Takes the next line; false if there is none left, or an empty one. */
static bool take_line(struct tw_view *line, struct tw_view *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);

	*line = (struct tw_view){ rest->ptr, end ? (size_t)(end - rest->ptr) :
		rest->len };
	*rest = tw_after(*rest, line->len + (end != NULL));
	return line->len;
}

/* If a line begins with a word: what stands behind it. */
static bool take_word(struct tw_view *value, struct tw_view line,
	const char *word)
{
	size_t len = strlen(word);

	if (line.len < len || memcmp(line.ptr, word, len))
		return false;
	*value = tw_after(line, len);
	return true;
}

static void take_parents(struct tw_head *head, struct tw_view *rest)
{
	struct tw_view line, value, after = *rest;
	git_oid id;

	head->parents.ptr = rest->ptr;
	while (take_line(&line, &after) &&
	       take_word(&value, line, "parent ") && take_id(&id, value)) {
		head->parent_count++;
		*rest = after;
	}
	head->parents.len = (size_t)(rest->ptr - head->parents.ptr);
}

static bool take_all(struct tw_head *head, struct tw_view rest)
{
	struct tw_view line, value;

	if (!take_line(&line, &rest) || !take_word(&value, line, "tree ") ||
	    !take_id(&head->tree, value))
		return false;
	take_parents(head, &rest);
	while (take_line(&line, &rest))
		if (!take_word(&head->author, line, "author ") &&
		    !take_word(&head->committer, line, "committer "))
			take_word(&head->encoding, line, "encoding ");
	head->message = rest;
	return true;
}

git_oid tw_head_parent(const struct tw_head *head, size_t i)
{
	git_oid id = tw_oid_of((const unsigned char[32]){ 0 });

	take_id(&id, (struct tw_view){ head->parents.ptr +
		(i + 1) * PARENT_LINE - 1 - DIGITS, DIGITS });
	return id;
}

/* ---- the object ---- */

/*
 * No true commit comes from itself, but one that was made to mislead may. That
 * shows in its id, which costs too much to try of all that are read; but who
 * goes round in circles reads very many.
 */
static bool is_true(struct tw_revision *revision, const struct tw_head *head,
	const git_oid *id)
{
	const struct tw_git *git = revision->repository.git;
	git_oid made;

	if (revision->commits_read < MANY_READ) {
		revision->commits_read++;
		return true;
	}
	return git->odb_hash(&made, git->odb_object_data(head->own),
		git->odb_object_size(head->own), GIT_OBJECT_COMMIT) == 0 &&
		!memcmp(made.id, id->id, GIT_OID_RAWSZ);
}

enum tw_status tw_head_open(struct tw_head *head, struct tw_revision *revision,
	const git_oid *id, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	unsigned char named[32];
	bool large;
	enum tw_status status;

	tw_oid_save(named, id);
	*head = (struct tw_head){ .author = TW_VIEW(""),
		.committer = TW_VIEW(""), .encoding = TW_VIEW("") };
	status = tw_object_read(&head->own, &large, revision, revision->odb,
		id, MOST_COMMIT, "a commit", err);
	if (status)
		return status;
	if (!large && git->odb_object_type(head->own) == GIT_OBJECT_COMMIT &&
	    take_all(head, (struct tw_view){ git->odb_object_data(head->own),
	    git->odb_object_size(head->own) }) && is_true(revision, head, id)) {
		if (tw_shallow_ends(revision, named))
			head->parent_count = 0;
		return TW_OK;
	}
	return tw_fail(err, TW_IO, large ? "%s: the repository has a commit "
		"that is too large" : "%s: the repository has a commit that "
		"is damaged; \"git fsck\" says more",
		tw_repository_shown(&revision->repository));
}

void tw_head_close(struct tw_head *head, struct tw_revision *revision)
{
	revision->repository.git->odb_object_free(head->own);
	*head = (struct tw_head){ .own = NULL };
}

/* ---- who, and when ---- */

static const char *last_of(struct tw_view line, char c)
{
	size_t at = line.len;

	while (at && line.ptr[at - 1] != c)
		at--;
	return at ? line.ptr + at - 1 : NULL;
}

/* What git leaves out around a name. */
static bool is_crud(char c)
{
	return (unsigned char)c <= ' ' || strchr(".,:;<>\"\\'", c);
}

static struct tw_view trim_name(struct tw_view name)
{
	while (name.len && is_crud(*name.ptr))
		name = tw_after(name, 1);
	while (name.len && is_crud(name.ptr[name.len - 1]))
		name.len--;
	return name;
}

static struct tw_view take_number(long long *number, struct tw_view rest)
{
	bool known = false;

	for (*number = 0; rest.len && tw_digit(*rest.ptr);
	     rest = tw_after(rest, 1)) {
		known = *number < LLONG_MAX / 10;
		*number = known ? *number * 10 + (*rest.ptr - '0') :
			LLONG_MAX;
	}
	if (!known)
		*number = LLONG_MAX;
	return rest;
}

static struct tw_view take_sign(bool *minus, struct tw_view rest)
{
	while (rest.len && *rest.ptr == ' ')
		rest = tw_after(rest, 1);
	*minus = rest.len && *rest.ptr == '-';
	return rest.len && strchr("+-", *rest.ptr) ? tw_after(rest, 1) : rest;
}

struct tw_signature tw_head_signature(struct tw_view line)
{
	const char *open = last_of(line, '<'), *close = last_of(line, '>');
	struct tw_signature made = { .name = line };
	struct tw_view rest = { line.ptr + line.len, 0 };
	long long zone;
	bool minus;

	if (open)
		made.name.len = (size_t)(open - line.ptr);
	if (close)
		rest = tw_after(line, (size_t)(close + 1 - line.ptr));
	made.name = trim_name(made.name);
	rest = take_number(&made.time, take_sign(&minus, rest));
	if (made.time > MOST_TIME) {
		made.time = LLONG_MAX;
		return made;
	}
	if (minus)
		made.time = -made.time;
	take_number(&zone, take_sign(&minus, rest));
	if (zone <= 1459 && zone % 100 < 60)
		made.offset = (int)(zone / 100 * 60 + zone % 100);
	if (minus)
		made.offset = -made.offset;
	return made;
}

long long tw_head_committed(const struct tw_head *head)
{
	long long time = tw_head_signature(head->committer).time;

	return time < LLONG_MAX ? time : 0;
}

/* ---- what is shown ---- */

static bool is_latin(struct tw_view encoding)
{
	return tw_fold_equal(encoding, TW_VIEW("iso-8859-1")) ||
		tw_fold_equal(encoding, TW_VIEW("latin1")) ||
		tw_fold_equal(encoding, TW_VIEW("latin-1"));
}

/* Where a text of more bytes than that is cut: between two characters. */
static size_t cut_at(struct tw_view text, size_t most)
{
	size_t len = text.len < most ? text.len : most;

	while (len < text.len && len > most - 4 &&
	       (text.ptr[len] & 0xC0) == 0x80)
		len--;
	return len;
}

static struct tw_view show(const struct tw_head *head, struct tw_view text,
	size_t most, struct tw_arena *arena)
{
	bool latin = is_latin(head->encoding);
	struct tw_buffer made = TW_BUFFER_INIT;
	size_t len = cut_at(text, most);
	struct tw_view shown = { text.ptr, len };
	char code[4];

	if (!latin && len == text.len)
		return tw_arena_copy(arena, text);
	for (size_t i = 0; i < len && latin; i++)
		tw_buffer_add(&made, code, tw_utf8_encode(code,
			(unsigned char)text.ptr[i]));
	if (!latin)
		tw_buffer_view(&made, shown);
	if (len < text.len)
		tw_buffer_string(&made, "\xE2\x80\xA6");
	shown = made.failed ? (struct tw_view){ NULL, 0 } :
		tw_arena_copy(arena, tw_buffer_get(&made));
	tw_buffer_release(&made);
	return shown;
}

struct tw_view tw_head_name(const struct tw_head *head, struct tw_view name,
	struct tw_arena *arena)
{
	return show(head, name, MOST_NAME, arena);
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct tw_view tw_head_subject(const struct tw_head *head,
	struct tw_arena *arena)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_view rest = head->message, line;
	bool more = true;

	while (rest.len && is_blank(*rest.ptr))
		rest = tw_after(rest, 1);
	/* Blanks at a line's end join it to the next one. */
	while (rest.len && more && text.len <= MOST_SUBJECT) {
		take_line(&line, &rest);
		while (line.len && is_blank(line.ptr[line.len - 1]))
			line.len--;
		while (line.len && text.len && is_blank(*line.ptr))
			line = tw_after(line, 1);
		more = line.len;
		if (line.len > MOST_SUBJECT + 1)
			line.len = MOST_SUBJECT + 1;
		if (more && text.len)
			tw_buffer_byte(&text, ' ');
		tw_buffer_view(&text, line);
	}
	line = text.failed ? (struct tw_view){ NULL, 0 } :
		show(head, tw_buffer_get(&text), MOST_SUBJECT, arena);
	tw_buffer_release(&text);
	return line;
}
