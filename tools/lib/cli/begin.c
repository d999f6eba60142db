#include "cli/begin.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cli/ask.h"
#include "corpus/catalog.h"
#include "corpus/paths.h"
#include "draft/draft.h"
#include "lint/lint.h"
#include "text/text.h"

#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

/* Of names to choose from, more than these are not listed. */
enum { MOST_LISTED = 24, SHORT_SLUG = 32 };

struct beginning {
	struct tw_cli *cli;
	const struct tw_begin_options *options;
	struct tw_arena *arena;
	struct tw_error *err;
	struct tw_catalog *catalog;
	struct tw_view values[TW_KNOWN_FIELDS]; /* found good so far */
	struct tw_view area;                    /* slug */
	const struct tw_cataloged *latest;      /* of the area; NULL: none */
	struct tw_term term;
};

/* What is asked for, in this order. */
static const struct {
	enum tw_field_kind kind;
	bool required;
	const char *option; /* with a sample, as people would type it */
	const char *question;
} asked[] = {
	{ TW_AREA, true, "--area=NAME", "Area" },
	{ TW_TITLE, true, "--title=TEXT", "Title, in a line" },
	{ TW_PRIORITY, true, "--priority=SLUG",
		"Short name, in small letters with hyphens" },
	{ TW_TERM, true, "--term=TERM", "Term of the update" },
	{ TW_OFFICERS, true, "--officers=LIST",
		"Officers, with \";\" between names" },
	{ TW_THEME, false, "--theme=LIST",
		"Themes, with \";\" between them (Enter for none)" },
	{ TW_SCOPE, false, "--scope=TEXT",
		"Scope, in a sentence (Enter for none)" },
};

enum { ASKED = sizeof(asked) / sizeof(*asked) };

static const struct tw_term end_of_time = { INT16_MAX, UINT16_MAX };

/* ---- whether a value is good ---- */

/* What the rules say about a value: the worst, or nothing. */
struct verdict {
	enum tw_severity severity;
	struct tw_view words; /* empty: it is good */
};

static enum tw_status say(struct verdict *verdict, struct beginning *b,
	enum tw_severity severity, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static enum tw_status say(struct verdict *verdict, struct beginning *b,
	enum tw_severity severity, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	verdict->words = tw_arena_vformat(b->arena, format, args);
	va_end(args);
	verdict->severity = severity;
	return verdict->words.ptr ? TW_OK : tw_fail_memory(b->err);
}

/* The worst that is wrong with a record of one field; NULL: nothing. */
static const struct tw_diagnostic *worst(const struct tw_record *record)
{
	const struct tw_diagnostic *d = record->diagnostics.first;
	const struct tw_diagnostic *found = NULL;

	for (; d; d = d->next) {
		enum tw_severity severity = d->kind->severity;

		if (d->id == TW_DIAG_FIELD_MISSING || severity == TW_NOTE)
			continue;
		if (!found ||
		    severity > found->kind->severity)
			found = d;
	}
	return found;
}

/* What to do; of what is to be declared, where. NULL: no memory. */
static const char *advice_on(struct beginning *b, enum tw_field_kind kind,
	const struct tw_diagnostic *d)
{
	if (d->id == TW_DIAG_AREA_UNKNOWN || d->id == TW_DIAG_THEME_UNKNOWN)
		return tw_arena_format(b->arena, "A new one is declared in "
			"%s, by a line that begins with \"%s: \".",
			b->catalog->house_shown, tw_field_name(kind)).ptr;
	return d->kind->advice;
}

/* The rules are those by which every record is judged. */
static enum tw_status judge(struct verdict *verdict, struct beginning *b,
	enum tw_field_kind kind, struct tw_view value)
{
	struct tw_lint_options options = { .house = b->catalog->house };
	struct tw_view text = tw_arena_format(b->arena, "%s: %.*s\n",
		tw_field_name(kind), TW_ARG(value));
	const struct tw_diagnostic_kind *row;
	const struct tw_diagnostic *d;
	const char *advice;
	struct tw_record *record;
	enum tw_status status;

	verdict->words.len = 0;
	if (memchr(value.ptr, '\n', value.len))
		return say(verdict, b, TW_ERROR, "this has more than one line");
	status = text.ptr ? tw_record_parse(&record, b->arena, text, b->err) :
		tw_fail_memory(b->err);
	if (!status)
		status = tw_lint_record(record, b->arena, &options, b->err);
	d = status ? NULL : worst(record);
	if (!d)
		return status;
	row = d->kind;
	advice = advice_on(b, kind, d);
	if (!advice)
		return tw_fail_memory(b->err);
	return say(verdict, b, row->severity, "%s%s%.*s%s %s", row->message,
		d->hint.len ? "; " : "", TW_ARG(d->hint), d->hint.len &&
		d->hint.ptr[d->hint.len - 1] == '?' ? "" : ".", advice);
}

/* ---- areas ---- */

static enum tw_status slug_of(struct tw_view *slug, struct beginning *b,
	struct tw_view name)
{
	struct tw_buffer out = TW_BUFFER_INIT;

	slug->ptr = NULL;
	if (tw_area_slug(&out, b->catalog->house, name))
		*slug = tw_arena_copy(b->arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return slug->ptr ? TW_OK : tw_fail_memory(b->err);
}

/* The latest record of the area, which may say more about it. */
static void find_latest(struct beginning *b)
{
	const struct tw_catalog *catalog = b->catalog;

	b->latest = NULL;
	for (size_t i = 0; i < catalog->count; i++) {
		const struct tw_cataloged *at = &catalog->records[i];

		if (tw_view_equal(at->area, b->area) && (!b->latest ||
		    tw_term_compare(at->term, b->latest->term) > 0))
			b->latest = at;
	}
}

/* The value of a field of the area's latest record, if it can be read. */
static enum tw_status latest_value(struct tw_view *value, struct beginning *b,
	enum tw_field_kind kind)
{
	struct tw_record *record;
	struct tw_error fault;
	enum tw_status status = TW_IO;

	*value = (struct tw_view){ NULL, 0 };
	if (b->latest)
		status = tw_catalog_load(&record, b->arena, b->latest, &fault);
	if (status == TW_NO_MEMORY)
		return tw_fail_memory(b->err);
	if (!status)
		*value = tw_record_value(record, kind, b->arena);
	return !status && !value->ptr ? tw_fail_memory(b->err) : TW_OK;
}

/*
 * Whoever types a slug means the area of that name: one that is declared, or
 * that the area's records have.
 */
static enum tw_status name_area(struct tw_view *name, struct beginning *b)
{
	const struct tw_house *house = b->catalog->house;
	const struct tw_alias *area = house ? house->areas.first : NULL;
	struct tw_view slug, value;
	enum tw_status status = slug_of(&b->area, b, *name);

	for (; area && !status; area = area->next) {
		status = slug_of(&slug, b, area->name);
		if (!status && tw_view_equal(slug, b->area)) {
			*name = area->name;
			find_latest(b);
			return TW_OK;
		}
	}
	find_latest(b);
	if (status || !tw_view_equal(*name, b->area))
		return status;
	status = latest_value(&value, b, TW_AREA);
	if (!status && value.len)
		status = slug_of(&slug, b, value);
	if (!status && value.len && tw_view_equal(slug, b->area))
		*name = value;
	return status;
}

static enum tw_status check_area(struct verdict *verdict, struct beginning *b,
	struct tw_view *value)
{
	enum tw_status status = name_area(value, b);

	if (!status)
		status = judge(verdict, b, TW_AREA, *value);
	if (status || verdict->words.len)
		return status;
	return b->area.len ? TW_OK : say(verdict, b, TW_ERROR,
		"an area's name has letters or digits");
}

/* ---- the other fields ---- */

static enum tw_status check_term(struct verdict *verdict, struct beginning *b,
	struct tw_view *value)
{
	struct tw_error fault;
	char text[TW_TERM_ROOM];
	size_t len;

	if (tw_term_take(&b->term, b->catalog->calendar, "Term", *value,
	    &fault))
		return say(verdict, b, TW_ERROR, "%s", fault.message);
	len = tw_term_write(text, b->catalog->calendar, b->term);
	*value = tw_arena_copy(b->arena, (struct tw_view){ text, len });
	return value->ptr ? TW_OK : tw_fail_memory(b->err);
}

/* Takes a value if it is good; what is merely doubtful is told as well. */
static enum tw_status check(struct verdict *verdict, struct beginning *b,
	enum tw_field_kind kind, struct tw_view typed)
{
	struct tw_view value = tw_trim(typed);
	enum tw_status status;

	*verdict = (struct verdict){ TW_NOTE, { NULL, 0 } };
	status = kind == TW_AREA ? check_area(verdict, b, &value) :
		kind == TW_TERM ? check_term(verdict, b, &value) :
		judge(verdict, b, kind, value);
	if (!status && verdict->severity != TW_ERROR) {
		b->values[kind] = tw_arena_copy(b->arena, value);
		if (!b->values[kind].ptr)
			status = tw_fail_memory(b->err);
	}
	return status;
}

/* A record of the priority that is to be begun; NULL: there is none. */
static const struct tw_cataloged *existing(const struct beginning *b)
{
	if (!b->values[TW_AREA].len || !b->values[TW_PRIORITY].len)
		return NULL;
	return tw_catalog_before(b->catalog, b->area, b->values[TW_PRIORITY],
		end_of_time);
}

/* ---- from options ---- */

static enum tw_status take_options(struct beginning *b)
{
	size_t wrong = 0;

	for (size_t i = 0; i < ASKED; i++) {
		enum tw_field_kind kind = asked[i].kind;
		const char *typed = b->options->value[kind];
		struct verdict verdict;

		if (!typed)
			continue;
		if (check(&verdict, b, kind, tw_view_of(typed)))
			return b->err->status;
		if (verdict.words.len)
			tw_cli_say(b->cli, "%.*s: %.*s",
				(int)strcspn(asked[i].option, "="),
				asked[i].option, TW_ARG(verdict.words));
		wrong += verdict.severity == TW_ERROR;
	}
	return wrong ? tw_fail(b->err, TW_USAGE, "nothing was written") :
		TW_OK;
}

static enum tw_status need_all(struct beginning *b)
{
	struct tw_buffer list = TW_BUFFER_INIT;
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < ASKED; i++)
		if (asked[i].required && !b->values[asked[i].kind].len)
			tw_buffer_format(&list, "%s%s", list.len ? ", " : "",
				asked[i].option);
	if (list.failed)
		status = tw_fail_memory(b->err);
	else if (list.len)
		status = tw_fail(b->err, TW_USAGE, "there is no terminal to "
			"ask on, and these are missing: %.*s",
			TW_ARG(tw_buffer_get(&list)));
	tw_buffer_release(&list);
	return status;
}

/* ---- from questions ---- */

static void tell(struct beginning *b, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void tell(struct beginning *b, const char *format, ...)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	va_list args;

	va_start(args, format);
	tw_buffer_vformat(&text, format, args);
	va_end(args);
	tw_cli_note(b->cli, tw_buffer_get(&text));
	tw_buffer_release(&text);
}

static void list_names(struct beginning *b, const struct tw_names *names)
{
	const struct tw_alias *at = names->first;
	int left = MOST_LISTED;

	for (; at && left; at = at->next, left--)
		tell(b, at->title.len ? "  %-20.*s  %.*s" : "  %.*s%.*s",
			TW_ARG(at->name), TW_ARG(at->title));
	if (at)
		tell(b, "  and more");
}

/* The title's slug, cut at the end of a word. */
static enum tw_status propose_slug(struct tw_view *slug, struct beginning *b)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	size_t len;

	if (!tw_text_slug(&out, b->values[TW_TITLE])) {
		tw_buffer_release(&out);
		return tw_fail_memory(b->err);
	}
	len = out.len;
	if (len > SHORT_SLUG) {
		len = SHORT_SLUG + 1;
		while (len && out.ptr[len - 1] != '-')
			len--;
		len = len ? len - 1 : SHORT_SLUG;
	}
	*slug = tw_arena_copy(b->arena, (struct tw_view){ out.ptr, len });
	tw_buffer_release(&out);
	return slug->ptr ? TW_OK : tw_fail_memory(b->err);
}

/* What an empty answer is taken for; empty: nothing. */
static enum tw_status propose(struct tw_view *proposed, struct beginning *b,
	enum tw_field_kind kind)
{
	const struct tw_house *house = b->catalog->house;
	char text[TW_TERM_ROOM];
	size_t len;

	*proposed = (struct tw_view){ NULL, 0 };
	if (kind == TW_AREA && house && house->areas.first &&
	    !house->areas.first->next)
		*proposed = house->areas.first->name;
	if (kind == TW_PRIORITY)
		return propose_slug(proposed, b);
	if (kind == TW_OFFICERS)
		return latest_value(proposed, b, TW_OFFICERS);
	if (kind != TW_TERM || !b->latest)
		return TW_OK;
	len = tw_term_write(text, b->catalog->calendar, b->latest->term);
	*proposed = tw_arena_copy(b->arena, (struct tw_view){ text, len });
	return proposed->ptr ? TW_OK : tw_fail_memory(b->err);
}

/* Where there is no term to propose, how one is written. */
static enum tw_status sample_term(const char **question, struct beginning *b)
{
	const struct tw_calendar *calendar = b->catalog->calendar;
	char text[TW_TERM_ROOM];

	tw_term_write(text, calendar, (struct tw_term){ 2023,
		(uint16_t)(calendar->count - 1) });
	*question = tw_arena_format(b->arena, "%s, such as \"%s\"", *question,
		text).ptr;
	return *question ? TW_OK : tw_fail_memory(b->err);
}

/* True if the answer will do; else why not is told. */
static enum tw_status accept(bool *good, struct tw_view *proposed,
	struct beginning *b, enum tw_field_kind kind, struct tw_view typed)
{
	const struct tw_cataloged *there;
	struct verdict verdict;
	enum tw_status status = check(&verdict, b, kind, typed);

	if (status)
		return status;
	/* What is only doubtful stands if it is confirmed. */
	*good = !verdict.words.len || (verdict.severity != TW_ERROR &&
		tw_view_equal(b->values[kind], *proposed));
	if (!*good && verdict.severity != TW_ERROR)
		*proposed = b->values[kind];
	if (!*good)
		tell(b, "  %.*s%s", TW_ARG(verdict.words),
			verdict.severity != TW_ERROR ? " (Enter: as it is.)" :
			"");
	there = *good && kind == TW_PRIORITY ? existing(b) : NULL;
	if (there) {
		*good = false;
		tell(b, "  %s is a record of it: \"termwise next\" carries "
			"it on. A new one needs another name.", there->shown);
	}
	return TW_OK;
}

static enum tw_status ask_field(struct beginning *b, bool *ended, size_t i)
{
	const struct tw_house *house = b->catalog->house;
	enum tw_field_kind kind = asked[i].kind;
	const char *question = asked[i].question;
	struct tw_buffer answer = TW_BUFFER_INIT;
	struct tw_view proposed, typed;
	bool good = false;
	enum tw_status status = propose(&proposed, b, kind);

	if (house && (kind == TW_AREA || kind == TW_THEME))
		list_names(b, kind == TW_AREA ? &house->areas :
			&house->themes);
	if (!status && kind == TW_TERM && !proposed.len)
		status = sample_term(&question, b);
	while (!status && !good && !*ended) {
		status = tw_cli_ask(&answer, ended, question, proposed, b->err);
		typed = tw_trim(tw_buffer_get(&answer));
		if (status || *ended)
			break;
		if (typed.len)
			status = accept(&good, &proposed, b, kind, typed);
		else if (!(good = !asked[i].required))
			tell(b, "  This is needed.");
	}
	tw_buffer_release(&answer);
	return status;
}

static enum tw_status ask_all(struct beginning *b, bool *ended)
{
	enum tw_status status = TW_OK;

	*ended = false;
	for (size_t i = 0; i < ASKED && !status && !*ended; i++)
		if (!b->values[asked[i].kind].len)
			status = ask_field(b, ended, i);
	return status;
}

/* ---- the record ---- */

static enum tw_status place(const char **folder, const char **path,
	struct beginning *b)
{
	struct tw_arena *arena = b->arena;
	char slug[TW_TERM_ROOM];
	const char *name;

	tw_term_write_slug(slug, b->catalog->calendar, b->term);
	name = tw_arena_format(arena, "%.*s/%.*s", TW_ARG(b->area),
		TW_ARG(b->values[TW_PRIORITY])).ptr;
	*folder = name ? tw_path_shown(arena, b->catalog->root, name) : NULL;
	name = tw_arena_format(arena, "%s.txt", slug).ptr;
	*path = *folder && name ? tw_path_shown(arena, *folder, name) : NULL;
	return *path ? TW_OK : tw_fail_memory(b->err);
}

static enum tw_status check_output(struct beginning *b, const char *path)
{
	const char *output = b->cli->output, *here;
	struct tw_view whole, other;
	enum tw_status status = output ? tw_path_here(&here, b->arena,
		b->err) : TW_OK;

	if (status || !output)
		return status;
	whole = tw_path_whole(b->arena, here, output);
	other = tw_path_whole(b->arena, here, path);
	if (!whole.ptr || !other.ptr)
		return tw_fail_memory(b->err);
	if (tw_catalog_holds(b->catalog, output) ||
	    tw_view_equal(whole, other))
		return tw_fail(b->err, TW_USAGE, "--output=%s would replace a "
			"record", output);
	return TW_OK;
}

static enum tw_status write_first(struct tw_begun *begun, struct beginning *b)
{
	const char *folder, *path;
	struct tw_draft draft;
	struct stat st;
	size_t made = 0;
	enum tw_status status = place(&folder, &path, b);

	if (!status && b->catalog->notes.len && !lstat(folder, &st))
		status = tw_fail(b->err, TW_IO, "%s: may hold a record, since "
			"not all could be looked at", folder);
	if (!status)
		status = check_output(b, path);
	if (!status)
		status = tw_draft_first(&draft, b->arena, b->values, b->err);
	if (!status && !b->options->dry_run) {
		/* From here on there is a record, or nothing at all. */
		signal(SIGINT, SIG_IGN);
		status = tw_folder_make(folder, &made, b->err);
		if (!status)
			status = tw_file_create(path, draft.text, b->err);
		if (status)
			tw_folder_unmake(folder, made);
	}
	if (status)
		return status;
	begun->path = path;
	begun->open = draft.open;
	return TW_OK;
}

/* Nothing is begun twice: the last record of it goes on. */
static bool refuse_existing(struct tw_begun *begun, struct beginning *b)
{
	const struct tw_cataloged *there = existing(b);

	if (there)
		tell(b, "%s: is a record of it already; \"termwise next\" "
			"carries it on", there->shown);
	begun->refused |= there != NULL;
	return there;
}

static enum tw_status fill(struct tw_begun *begun, struct beginning *b)
{
	enum tw_status status = take_options(b);

	if (status || refuse_existing(begun, b))
		return status;
	status = tw_cli_may_ask() ? ask_all(b, &begun->refused) :
		need_all(b);
	if (status || begun->refused || refuse_existing(begun, b))
		return status;
	return write_first(begun, b);
}

static void mention_catalog(struct tw_begun *begun, struct beginning *b)
{
	const struct tw_house *house = b->catalog->house;

	begun->unread = b->catalog->notes.len;
	tw_cli_note(b->cli, b->catalog->notes);
	if (house && house->diagnostics.count[TW_ERROR])
		tell(b, "%s: has errors; \"termwise lint\" says which",
			b->catalog->house_shown);
}

/* AREA/PRIORITY says what two options would. */
static enum tw_status take_argument(struct tw_begin_options *options,
	struct tw_arena *arena, struct tw_error *err)
{
	const char *typed = options->argument;
	const char *slash = typed ? strchr(typed, '/') : NULL;

	if (!typed)
		return TW_OK;
	if (!slash || slash == typed || !slash[1] || strchr(slash + 1, '/'))
		return tw_fail(err, TW_USAGE, "\"%s\" is not AREA/PRIORITY",
			typed);
	if (options->value[TW_AREA] || options->value[TW_PRIORITY])
		return tw_fail(err, TW_USAGE, "give area and priority as "
			"AREA/PRIORITY or by options, not both");
	options->value[TW_AREA] = tw_arena_copy(arena, (struct tw_view){
		typed, (size_t)(slash - typed) }).ptr;
	options->value[TW_PRIORITY] = slash + 1;
	return options->value[TW_AREA] ? TW_OK : tw_fail_memory(err);
}

enum tw_status tw_begin(struct tw_begun *begun, struct tw_cli *cli,
	const struct tw_begin_options *given, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_begin_options options = *given;
	struct beginning b = { .cli = cli, .options = &options,
		.arena = arena, .err = err };
	enum tw_status status = take_argument(&options, arena, err);

	*begun = (struct tw_begun){ .path = NULL };
	if (status)
		return status;
	status = tw_catalog_read(&b.catalog, arena, options.into, err);
	if (status == TW_USAGE)
		return tw_fail(err, TW_USAGE, "there is no folder \"records\" "
			"here or above; --into names another one, or one to "
			"be made");
	if (status)
		return status;
	mention_catalog(begun, &b);
	return fill(begun, &b);
}
