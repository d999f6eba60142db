#include "report/review.h"

#include "base/utf8.h"
#include "report/document.h"
#include "report/markup.h"
#include "report/safe.h"

#include <string.h>

bool tw_review_add(struct tw_review_part *part, struct tw_view block)
{
	if (part->left || part->text.len + block.len > part->most) {
		part->left++;
		return true;
	}
	return tw_buffer_view(&part->text, block);
}

void tw_review_text(struct tw_buffer *out, struct tw_view text)
{
	tw_markdown_safe(out, text, true);
}

/* A path in HTML, that calls nobody either. */
static void add_path(struct tw_buffer *out, struct tw_view path)
{
	struct tw_buffer safe = TW_BUFFER_INIT;
	struct tw_view rest;

	tw_safe_add(&safe, path);
	for (rest = tw_buffer_get(&safe); rest.len && !safe.failed;) {
		size_t len = 0;

		while (len < rest.len && !strchr("@#", rest.ptr[len]))
			len++;
		len += len < rest.len;
		tw_html_add(out, (struct tw_view){ rest.ptr, len });
		if (strchr("@#", rest.ptr[len - 1]))
			tw_buffer_string(out, TW_NO_WIDTH);
		rest = tw_after(rest, len);
	}
	tw_buffer_end(&safe, out);
}

/* ---- findings ---- */

static const char *const severities[] = {
	[TW_WARNING] = "warning", [TW_ERROR] = "error"
};

static void add_finding(struct tw_buffer *out, const struct tw_diagnostic *d)
{
	tw_buffer_format(out, "- **%s**, line %u: ",
		severities[d->kind->severity], (unsigned)d->line);
	tw_review_text(out, tw_view_of(d->kind->message));
	if (d->hint.len) {
		tw_buffer_string(out, "; ");
		tw_review_text(out, d->hint);
	}
	tw_buffer_string(out, " (");
	tw_review_text(out, tw_view_of(d->kind->name));
	tw_buffer_string(out, ")\n");
}

void tw_review_findings(struct tw_buffer *out, const struct tw_judged *judged,
	struct tw_view path, const bool *changed, size_t lines)
{
	const struct tw_diagnostic *d = judged->diagnostics->first;
	size_t others = 0, own = 0;

	for (; d; d = d->next) {
		if (d->kind->severity == TW_NOTE)
			continue;
		if (d->line && d->line <= lines && !changed[d->line - 1]) {
			others++;
			continue;
		}
		if (!own++) {
			tw_buffer_string(out, "**");
			tw_review_text(out, path);
			tw_buffer_string(out, "**\n\n");
		}
		add_finding(out, d);
	}
	if (own && others)
		tw_buffer_format(out, "- and %zu more, on lines that this "
			"change leaves alone\n", others);
	if (own)
		tw_buffer_byte(out, '\n');
}

/* ---- updates ---- */

void tw_review_update(struct tw_buffer *out, const struct tw_filed *filed,
	struct tw_view path, const struct tw_veil *veil)
{
	const struct tw_document document = { .at = filed, .count = 1,
		.calendar = tw_house_calendar(filed->entry->house),
		.arena = veil->arena };
	const struct tw_document_style style = {
		.form = TW_DOCUMENT_MARKDOWN, .veil = veil };

	tw_buffer_string(out, "<details>\n<summary>");
	add_path(out, tw_veiled(veil, path, &out->failed));
	tw_buffer_string(out, "</summary>\n\n");
	tw_document_write(out, &document, &style);
	tw_buffer_string(out, "\n</details>\n\n");
}
