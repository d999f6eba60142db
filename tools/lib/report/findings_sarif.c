/*
 * Findings as SARIF 2.1.0 and as GitLab's code quality report.
 */
#include "report/findings.h"

#include "base/lines.h"
#include "base/utf8.h"
#include "lint/explain.h"
#include "lint/prints.h"
#include "report/json.h"

#include <stdio.h>
#include <string.h>

/* ---- places ---- */

/* Columns of a line in code points, forward only. */
struct columns {
	const char *start, *end; /* of the line */
	const char *at;
	uint32_t column;         /* of `at` */
};

static uint32_t column_at(struct columns *columns, const char *place)
{
	if (place > columns->end)
		place = columns->end;
	if (place < columns->at) {
		columns->at = columns->start;
		columns->column = 1;
	}
	while (columns->at < place) {
		uint32_t code;
		size_t len = tw_utf8_decode(&code, (struct tw_view){
			columns->at, (size_t)(columns->end - columns->at) });

		columns->at += len ? len : 1;
		columns->column++;
	}
	return columns->column;
}

/* Turns to a line, and stays where it is if that is the same. */
static void turn(struct columns *columns, struct tw_view line)
{
	if (columns->start == line.ptr)
		return;
	*columns = (struct columns){ line.ptr, line.ptr + line.len, line.ptr,
		1 };
}

/* The line that a place stands in, sought from another one of the source. */
static uint32_t line_of(struct columns *columns, struct tw_view source,
	const char *place, const char *start, uint32_t line)
{
	const char *end = source.ptr + source.len, *newline;

	while (place < start && start > source.ptr) {
		for (start--; start > source.ptr && start[-1] != '\n';)
			start--;
		line--;
	}
	while ((newline = memchr(start, '\n', (size_t)(place - start)))) {
		start = newline + 1;
		line++;
	}
	newline = memchr(start, '\n', (size_t)(end - start));
	turn(columns, (struct tw_view){ start, (size_t)((newline ? newline :
		end) - start) });
	return line;
}

/* ---- SARIF ---- */

static void add_text(struct tw_json *json, const char *key, struct tw_view v)
{
	tw_json_object(json, key);
	tw_json_member(json, "text", v);
	tw_json_close(json, '}');
}

/*
 * "bad-key" as SARIF has the names of rules: "BadKey". A name has to be
 * another one than the id, so that an id of one word goes without.
 */
static void add_name(struct tw_json *json, const char *id)
{
	char name[64];
	size_t len = 0;

	if (!strchr(id, '-'))
		return;
	for (size_t i = 0; id[i] && len < sizeof(name); i++)
		if (id[i] != '-')
			name[len++] = i && id[i - 1] != '-' ? id[i] :
				(char)(id[i] - 'a' + 'A');
	tw_json_member(json, "name", (struct tw_view){ name, len });
}

static void add_rule(struct tw_json *json, enum tw_diagnostic_id id)
{
	const struct tw_diagnostic_kind *kind = tw_diagnostic_kind(id);
	const char *help = tw_explain(kind->name);

	tw_json_open(json, '{');
	tw_json_word(json, "id", kind->name);
	add_name(json, kind->name);
	add_text(json, "shortDescription", tw_view_of(kind->message));
	add_text(json, "fullDescription", tw_view_of(kind->advice));
	add_text(json, "help", tw_view_of(help ? help : kind->advice));
	tw_json_object(json, "defaultConfiguration");
	tw_json_word(json, "level", tw_severity_name(
		kind->severity));
	tw_json_close(json, '}');
	tw_json_close(json, '}');
}

void tw_sarif_open(struct tw_buffer *out)
{
	struct tw_json json = { out, false };

	tw_buffer_string(out, "{\"$schema\":\"https://json.schemastore.org/"
		"sarif-2.1.0.json\",\n\"version\":\"2.1.0\",\n\"runs\":["
		"{\"tool\":{\"driver\":{\"name\":\"Termwise\","
		"\"semanticVersion\":\"" TERMWISE_VERSION "\",\"rules\":");
	tw_json_open(&json, '[');
	for (int id = 0; id < TW_DIAG_COUNT; id++) {
		tw_buffer_string(out, id ? ",\n" : "\n");
		json.comma = false;
		add_rule(&json, (enum tw_diagnostic_id)id);
	}
	tw_buffer_string(out, "\n]}},\n"
		"\"columnKind\":\"unicodeCodePoints\",\n\"results\":[");
}

/*
 * True if a reference ends in a folder that ".." behind it takes back. None is
 * taken off "file://", behind which a slash comes first.
 */
static bool has_folder(struct tw_view uri)
{
	return uri.len > 2 && uri.ptr[uri.len - 1] == '/' &&
		uri.ptr[uri.len - 2] != '/' &&
		!(uri.len >= 3 && !memcmp(uri.ptr + uri.len - 3, "../", 3) &&
		(uri.len == 3 || uri.ptr[uri.len - 4] == '/'));
}

/* Takes "./" off the path, and "../" with the folder before it. */
static bool take_dots(struct tw_buffer *uri, struct tw_view *path)
{
	if (uri->len && uri->ptr[uri->len - 1] != '/')
		return false;
	if (path->len >= 2 && !memcmp(path->ptr, "./", 2)) {
		*path = tw_after(*path, 2);
		return true;
	}
	if (path->len < 3 || memcmp(path->ptr, "../", 3) ||
	    !has_folder(tw_buffer_get(uri)))
		return false;
	do
		uri->len--;
	while (uri->len && uri->ptr[uri->len - 1] != '/');
	*path = tw_after(*path, 3);
	return true;
}

/*
 * A path as a reference: what has a meaning there, or is no ASCII, as %XX, and
 * no detours, which readers would not take for the same file.
 */
static void add_uri(struct tw_json *json, struct tw_view path)
{
	struct tw_buffer uri = TW_BUFFER_INIT;

	if (path.len && path.ptr[0] == '/')
		tw_buffer_string(&uri, "file://");
	while (path.len) {
		char c = path.ptr[0];

		if (take_dots(&uri, &path))
			continue;
		path = tw_after(path, 1);
		if (tw_letter(c) || tw_digit(c) || (c && strchr("-._~/", c)))
			tw_buffer_byte(&uri, c);
		else
			tw_buffer_format(&uri, "%%%02X", (unsigned char)c);
	}
	tw_json_object(json, "artifactLocation");
	tw_json_member(json, "uri", tw_buffer_get(&uri));
	tw_json_close(json, '}');
	tw_buffer_end(&uri, json->out);
}

static void add_region(struct tw_json *json, const char *key, uint32_t line,
	uint32_t column, uint32_t end_line, uint32_t end_column)
{
	tw_json_object(json, key);
	tw_json_count(json, "startLine", line);
	tw_json_count(json, "startColumn", column);
	if (end_line != line)
		tw_json_count(json, "endLine", end_line);
	tw_json_count(json, "endColumn", end_column);
	tw_json_close(json, '}');
}

/* The message and the hint, and the advice as a sentence of its own. */
static void say(struct tw_buffer *out, const struct tw_diagnostic *d,
	bool advice)
{
	tw_buffer_string(out, d->kind->message);
	if (d->hint.len)
		tw_buffer_string(out, "; ");
	tw_buffer_view(out, d->hint);
	if (!advice)
		return;
	if (!d->hint.len || !strchr(".?!", d->hint.ptr[d->hint.len - 1]))
		tw_buffer_byte(out, '.');
	tw_buffer_format(out, " %s", d->kind->advice);
}

static void add_message(struct tw_json *json, const struct tw_diagnostic *d)
{
	struct tw_buffer text = TW_BUFFER_INIT;

	say(&text, d, true);
	add_text(json, "message", tw_buffer_get(&text));
	tw_buffer_end(&text, json->out);
}

static void add_fix(struct tw_json *json, const struct tw_judged *judged,
	const struct tw_diagnostic *d, struct columns at)
{
	struct tw_view place = d->mend->place;
	uint32_t line = line_of(&at, judged->source, place.ptr, at.start,
		d->line), column = column_at(&at, place.ptr), end;

	end = line_of(&at, judged->source, place.ptr + place.len, at.start,
		line);
	tw_json_list(json, "fixes");
	tw_json_open(json, '{');
	add_text(json, "description", d->mend->unsafe ?
		TW_VIEW("Look at it first: it may say something else.") :
		TW_VIEW("Says the same."));
	tw_json_list(json, "artifactChanges");
	tw_json_open(json, '{');
	add_uri(json, judged->shown);
	tw_json_list(json, "replacements");
	tw_json_open(json, '{');
	add_region(json, "deletedRegion", line, column, end,
		column_at(&at, place.ptr + place.len));
	add_text(json, "insertedContent", d->mend->text);
	tw_json_close(json, '}');
	tw_json_close(json, ']');
	tw_json_close(json, '}');
	tw_json_close(json, ']');
	tw_json_close(json, '}');
	tw_json_close(json, ']');
}

static void add_print(struct tw_json *json, const struct tw_print *print)
{
	char text[48];

	snprintf(text, sizeof(text), "%016llx:%u",
		(unsigned long long)print->hash, (unsigned)print->number);
	tw_json_object(json, "partialFingerprints");
	tw_json_word(json, "primaryLocationLineHash", text);
	tw_json_close(json, '}');
}

static void add_place(struct tw_json *json, const struct tw_judged *judged,
	const struct tw_diagnostic *d, struct columns *columns)
{
	const char *place = columns->start + d->column - 1;
	uint32_t column = column_at(columns, place);

	tw_json_list(json, "locations");
	tw_json_open(json, '{');
	tw_json_object(json, "physicalLocation");
	add_uri(json, judged->shown);
	add_region(json, "region", d->line, column, d->line,
		tw_finding_of_whole(d) ? column :
		column_at(columns, place + d->length));
	tw_json_close(json, '}');
	tw_json_close(json, '}');
	tw_json_close(json, ']');
}

/* A house rule has a name of its own, and no place in the table. */
static bool in_table(const struct tw_diagnostic *d)
{
	return !strcmp(d->kind->name, tw_diagnostic_kind(d->id)->name);
}

void tw_findings_sarif(struct tw_buffer *out, const struct tw_judged *judged)
{
	struct tw_json json = { out, true };
	struct tw_line_walk walk = tw_line_walk(judged->source);
	const struct tw_print *print = judged->prints;
	struct columns columns = { .start = NULL };

	for (const struct tw_diagnostic *d = judged->diagnostics->first; d;
	     d = d->next, print++) {
		turn(&columns, tw_line_at(&walk, d->line));
		json.comma = false;
		tw_buffer_string(out, ",\n");
		tw_json_open(&json, '{');
		tw_json_word(&json, "ruleId", d->kind->name);
		if (in_table(d))
			tw_json_count(&json, "ruleIndex", d->id);
		tw_json_word(&json, "level", tw_severity_name(
			d->kind->severity));
		add_message(&json, d);
		add_place(&json, judged, d, &columns);
		add_print(&json, print);
		if (d->mend)
			add_fix(&json, judged, d, columns);
		tw_json_close(&json, '}');
	}
}

/* ---- GitLab ---- */

static void gitlab_member(struct tw_json *json,
	const struct tw_diagnostic *d, struct tw_view path)
{
	static const char *const severities[] = { "info", "minor", "major" };
	struct tw_buffer text = TW_BUFFER_INIT;

	say(&text, d, false);
	tw_json_member(json, "description", tw_buffer_get(&text));
	tw_buffer_end(&text, json->out);
	tw_json_word(json, "check_name", d->kind->name);
	tw_json_word(json, "severity", d->kind->class ==
		TW_LAYOUT ? "critical" : severities[d->kind->severity]);
	while (path.len >= 2 && !memcmp(path.ptr, "./", 2))
		path = tw_after(path, 2);
	tw_json_object(json, "location");
	tw_json_member(json, "path", path);
	tw_json_object(json, "lines");
	tw_json_count(json, "begin", d->line);
	tw_json_close(json, '}');
	tw_json_close(json, '}');
}

void tw_findings_gitlab(struct tw_buffer *out,
	const struct tw_judged *judged)
{
	struct tw_json json = { out, true };
	const struct tw_print *print = judged->prints;

	for (const struct tw_diagnostic *d = judged->diagnostics->first; d;
	     d = d->next, print++) {
		char text[48];

		json.comma = false;
		tw_buffer_string(out, ",\n");
		tw_json_open(&json, '{');
		gitlab_member(&json, d, judged->shown);
		snprintf(text, sizeof(text), "%016llx%08x",
			(unsigned long long)print->hash,
			(unsigned)print->number);
		tw_json_word(&json, "fingerprint", text);
		tw_json_close(&json, '}');
	}
}
