/*
 * Findings as GitHub's workflow commands and as JUnit's XML.
 */
#include "report/findings.h"

#include "base/lines.h"
#include "base/utf8.h"
#include "report/safe.h"

#include <string.h>

/* ---- GitHub ---- */

/* "##[" begins a command wherever it stands in a line. */
static bool begins_command(const struct tw_buffer *safe, size_t i)
{
	return safe->ptr[i] == '[' && i >= 2 && safe->ptr[i - 1] == '#' &&
		safe->ptr[i - 2] == '#';
}

/*
 * Appends text of others within a command, made safe to show; in a property
 * "," and ":" have a meaning of their own.
 */
static void add_encoded(struct tw_buffer *out, struct tw_view text,
	bool property)
{
	struct tw_buffer safe = TW_BUFFER_INIT;

	tw_safe_add(&safe, text);
	for (size_t i = 0; i < safe.len; i++) {
		char c = safe.ptr[i];

		if (c == '%' || c == '\r' || c == '\n' ||
		    (property && (c == ':' || c == ',')))
			tw_buffer_format(out, "%%%02X", (unsigned)c);
		else
			tw_buffer_format(out, begins_command(&safe, i) ?
				"\\%c" : "%c", c);
	}
	tw_buffer_end(&safe, out);
}

/* GitHub's words for the severities. */
static const char *const words[] = { "notice", "warning", "error" };

/* What stops all else comes first: layout, then errors, warnings, notes. */
static unsigned rank_of(const struct tw_diagnostic *d)
{
	return d->kind->class == TW_LAYOUT ? 0 : 1 + TW_ERROR -
		d->kind->severity;
}

static enum tw_severity severity_of(unsigned rank)
{
	return rank ? 1 + TW_ERROR - rank : TW_ERROR;
}

/* One command in one line, behind its rank. */
static void add_command(struct tw_buffer *out, const struct tw_judged *judged,
	const struct tw_diagnostic *d, unsigned rank)
{
	const struct tw_diagnostic_kind *kind = d->kind;
	struct tw_view path = judged->shown;

	while (path.len >= 2 && !memcmp(path.ptr, "./", 2))
		path = tw_after(path, 2);
	tw_buffer_format(out, "%u::%s file=", rank,
		words[kind->severity]);
	add_encoded(out, path, true);
	tw_buffer_format(out, ",line=%u,col=%u,title=", (unsigned)d->line,
		(unsigned)d->column);
	add_encoded(out, tw_view_of(kind->name), true);
	tw_buffer_string(out, "::");
	add_encoded(out, tw_view_of(kind->message), false);
	if (d->hint.len) {
		tw_buffer_string(out, "; ");
		add_encoded(out, d->hint, false);
	}
	tw_buffer_string(out, "%0A");
	add_encoded(out, tw_view_of(kind->advice), false);
	tw_buffer_byte(out, '\n');
}

void tw_findings_github(struct tw_buffer *out,
	const struct tw_judged *judged)
{
	size_t count[TW_GITHUB_RANKS] = { 0 };

	for (const struct tw_diagnostic *d = judged->diagnostics->first; d;
	     d = d->next) {
		unsigned rank = rank_of(d);

		if (count[rank]++ < TW_GITHUB_MOST)
			add_command(out, judged, d, rank);
	}
}

bool tw_github_take(struct tw_github *github, struct tw_view commands)
{
	struct tw_view line;
	bool taken = true;

	while (tw_cut(&line, &commands, '\n')) {
		unsigned rank = (unsigned)(line.ptr[0] - '0');

		if (github->count[rank]++ < TW_GITHUB_MOST)
			taken &= tw_buffer_add(&github->ranks[rank],
				line.ptr + 1, line.len);
	}
	return taken;
}

/* The first `most` lines of a rank; returns how many there were. */
static size_t add_lines(struct tw_buffer *out, struct tw_view lines,
	size_t most)
{
	struct tw_view line;
	size_t count = 0;

	for (; count < most && tw_cut(&line, &lines, '\n'); count++)
		tw_buffer_add(out, line.ptr, line.len + 1);
	return count;
}

void tw_github_end(struct tw_buffer *out, struct tw_github *github,
	const size_t *tally)
{
	size_t shown[TW_ERROR + 1] = { 0 };

	for (unsigned rank = 0; rank < TW_GITHUB_RANKS; rank++) {
		enum tw_severity severity = severity_of(rank);
		size_t most = tally[severity] > TW_GITHUB_MOST ?
			TW_GITHUB_MOST - 1 : TW_GITHUB_MOST;

		shown[severity] += add_lines(out,
			tw_buffer_get(&github->ranks[rank]),
			most - shown[severity]);
		tw_buffer_end(&github->ranks[rank], out);
		if (rank && tally[severity] > shown[severity])
			tw_buffer_format(out, "::%s title=more::%zu more "
				"%ss are not shown here; \"termwise lint\" "
				"shows them all\n", words[severity],
				tally[severity] - shown[severity],
				tw_severity_name(severity));
	}
}

/* ---- JUnit ---- */

/*
 * Appends text as XML, which may hold no control characters and neither of
 * the two that are none.
 */
static void add_xml(struct tw_buffer *out, struct tw_view text)
{
	struct tw_buffer safe = TW_BUFFER_INIT;

	tw_safe_add(&safe, text);
	for (size_t i = 0; i < safe.len; i++) {
		const char *known = strchr("&<>\"'\n", safe.ptr[i]);
		bool none = safe.len - i >= 3 &&
			(!memcmp(safe.ptr + i, "\xEF\xBF\xBE", 3) ||
			 !memcmp(safe.ptr + i, "\xEF\xBF\xBF", 3));

		if (none) {
			tw_buffer_string(out, safe.ptr[i + 2] == '\xBE' ?
				"\\u{FFFE}" : "\\u{FFFF}");
			i += 2;
		} else if (known || begins_command(&safe, i)) {
			tw_buffer_format(out, "&#%u;",
				(unsigned)(unsigned char)safe.ptr[i]);
		} else {
			tw_buffer_byte(out, safe.ptr[i]);
		}
	}
	tw_buffer_end(&safe, out);
}

static bool failed(const struct tw_diagnostic *d, bool strict)
{
	return d->kind->severity == TW_ERROR ||
		(strict && d->kind->severity == TW_WARNING);
}

static void add_message(struct tw_buffer *out, const struct tw_diagnostic *d)
{
	add_xml(out, tw_view_of(d->kind->message));
	if (d->hint.len)
		tw_buffer_string(out, "; ");
	add_xml(out, d->hint);
}

static void add_case(struct tw_buffer *out, const struct tw_judged *judged,
	const struct tw_diagnostic *d, bool strict)
{
	tw_buffer_string(out, "<testcase classname=\"");
	add_xml(out, judged->below);
	tw_buffer_string(out, "\" name=\"");
	add_xml(out, tw_view_of(d->kind->name));
	tw_buffer_format(out, " at %u:%u\" file=\"", (unsigned)d->line,
		(unsigned)d->column);
	add_xml(out, judged->shown);
	tw_buffer_format(out, "\" line=\"%u\">", (unsigned)d->line);
	if (failed(d, strict)) {
		tw_buffer_format(out, "<failure type=\"%s\" message=\"",
			tw_severity_name(d->kind->severity));
		add_message(out, d);
		tw_buffer_string(out, "\">");
		add_xml(out, tw_view_of(d->kind->advice));
		tw_buffer_string(out, "</failure>");
	} else {
		tw_buffer_format(out, "<system-out>%s: ",
			tw_severity_name(d->kind->severity));
		add_message(out, d);
		tw_buffer_string(out, "</system-out>");
	}
	tw_buffer_string(out, "</testcase>\n");
}

void tw_findings_junit(struct tw_buffer *out, const struct tw_judged *judged,
	bool strict)
{
	const struct tw_diagnostics *all = judged->diagnostics;
	size_t tests = 0, failures = all->count[TW_ERROR] +
		(strict ? all->count[TW_WARNING] : 0);

	for (int i = 0; i <= TW_ERROR; i++)
		tests += all->count[i];
	tw_buffer_string(out, "<testsuite name=\"");
	add_xml(out, judged->shown);
	tw_buffer_format(out, "\" tests=\"%zu\" failures=\"%zu\" "
		"errors=\"0\">\n", tests ? tests : 1, failures);
	for (const struct tw_diagnostic *d = all->first; d; d = d->next)
		add_case(out, judged, d, strict);
	if (!tests) {
		tw_buffer_string(out, "<testcase classname=\"");
		add_xml(out, judged->below);
		tw_buffer_string(out, "\" name=\"nothing found\"/>\n");
	}
	tw_buffer_string(out, "</testsuite>\n");
}
