/*
 * The text of a document of LibreOffice: OpenDocument 1.3, part 3, in one file
 * or in two. Its changes are accepted already: what was deleted is kept aside.
 */
#include "import/word.h"

#include "base/set.h"
#include "base/utf8.h"
#include "import/field.h"
#include "import/story.h"
#include "word/xml.h"

#include <stdlib.h>
#include <string.h>

enum { LEVELS = 10, SCOPES = 16 };

struct style {
	struct tw_view id, parent; /* id: its family and its name */
	bool hidden, ruled, contents;
	unsigned within; /* levels that its name says it stands within */
};

struct list {
	struct tw_view id;
	enum tw_list_kind levels[LEVELS];
	bool own[LEVELS];
};

/* The lists that are open, of the text or of a box within it. */
struct scope {
	struct tw_view names[LEVELS + 1]; /* of the list of each level */
	unsigned level;
	bool fresh; /* a point has begun, and no paragraph of it */
};

struct body {
	struct tw_arena *arena;
	struct tw_source *source;
	struct tw_word_story story;
	struct tw_set styles, lists;
	struct style *style; /* that is being read */
	struct list *list;
	struct scope scopes[SCOPES];
	unsigned scope;      /* the innermost */
	unsigned depth;      /* of elements; the next one is such a depth */
	unsigned aside;      /* what is left out is open */
	unsigned skipped;    /* elements of what is passed over */
	const char *what;    /* what is left out is; NULL: it is not quoted */
	struct tw_buffer left_out;
	struct tw_form_field field;
	bool heading_rows;   /* those that head a table are open */
	bool is_text, contents_said, failed;
};

static bool is(const struct tw_xml_element *e, const char *prefix,
	const char *name)
{
	return !strcmp(e->name, name) && !strcmp(e->prefix, prefix);
}

static bool is_text(const struct tw_xml_element *e, const char *name)
{
	return is(e, "text", name);
}

static struct tw_view keep(struct body *b, const char *prefix,
	const char *value)
{
	struct tw_view kept = tw_arena_format(b->arena, "%s%s", prefix,
		value ? value : "");

	b->failed |= !kept.ptr;
	return kept;
}

static unsigned number_of(const char *value)
{
	unsigned long number = value ? strtoul(value, NULL, 10) : 1;

	return number < 1000 ? (unsigned)number : 1000;
}

/* ---- styles ---- */

static bool same_style(const void *a, const void *b)
{
	return tw_view_equal(((const struct style *)a)->id,
		((const struct style *)b)->id);
}

static bool same_list(const void *a, const void *b)
{
	return tw_view_equal(((const struct list *)a)->id,
		((const struct list *)b)->id);
}

static bool begins(struct tw_view text, const char *with)
{
	struct tw_view start = tw_view_of(with);

	return text.len >= start.len && tw_fold_equal(start,
		(struct tw_view){ text.ptr, start.len });
}

/* A style of paragraphs, or of text, by a letter and its name. */
static void begin_style(struct body *b, const struct tw_xml_element *e)
{
	const char *family = tw_xml_attribute(e, "style", "family");
	const char *parent = tw_xml_attribute(e, "style",
		"parent-style-name");
	const char *letter = family && !strcmp(family, "text") ? "t" : "p";

	if (!family || (strcmp(family, "text") && strcmp(family,
	    "paragraph")))
		return;
	b->style = tw_arena_take(b->arena, sizeof(*b->style));
	if (!b->style) {
		b->failed = true;
		return;
	}
	b->style->id = keep(b, letter, tw_xml_attribute(e, "style", "name"));
	if (parent)
		b->style->parent = keep(b, letter, parent);
	b->style->ruled = begins(b->style->id, "pHorizontal_20_Line");
	b->style->contents = begins(b->style->id, "pContents_20_");
}

static void end_style(struct body *b)
{
	if (b->style)
		tw_set_add(&b->styles, b->arena, tw_hash(b->style->id),
			b->style, same_style, &b->failed);
	b->style = NULL;
}

/* The levels that "List Bullet 2" stands within, by its name. */
static unsigned within(struct tw_view id)
{
	const struct tw_view bullet = TW_VIEW("pList_20_Bullet_20_"),
		number = TW_VIEW("pList_20_Number_20_");
	struct tw_view rest = tw_after(id, begins(id, bullet.ptr) ? bullet.len :
		begins(id, number.ptr) ? number.len : id.len);

	return rest.len && rest.ptr[0] >= '2' && rest.ptr[0] <= '5' ?
		(unsigned)(rest.ptr[0] - '1') : 0;
}

/* What a style and those above it say, put together. */
static struct style style_of(struct body *b, const char *letter,
	const struct tw_xml_element *e)
{
	enum { MOST = 16 };
	const char *name = tw_xml_attribute(e, "text", "style-name");
	struct style all = { .id = { NULL, 0 } }, wanted;
	const struct style *found;

	if (!name)
		return all;
	wanted.id = keep(b, letter, name);
	for (unsigned i = 0; i < MOST && wanted.id.len; i++) {
		all.ruled |= begins(wanted.id, "pHorizontal_20_Line");
		all.contents |= begins(wanted.id, "pContents_20_");
		if (!all.within)
			all.within = within(wanted.id);
		found = tw_set_get(&b->styles, tw_hash(wanted.id), &wanted,
			same_style);
		if (!found)
			break;
		all.hidden |= found->hidden;
		wanted.id = found->parent;
	}
	return all;
}

/* ---- lists ---- */

static void begin_list_style(struct body *b, const struct tw_xml_element *e)
{
	b->list = tw_arena_take(b->arena, sizeof(*b->list));
	if (!b->list) {
		b->failed = true;
		return;
	}
	b->list->id = keep(b, "", tw_xml_attribute(e, "style", "name"));
}

static void end_list_style(struct body *b)
{
	if (b->list)
		tw_set_add(&b->lists, b->arena, tw_hash(b->list->id), b->list,
			same_list, &b->failed);
	b->list = NULL;
}

/* A number whose form is empty is not shown. */
static void take_level(struct body *b, const struct tw_xml_element *e)
{
	unsigned level = number_of(tw_xml_attribute(e, "text", "level")) - 1;
	const char *form = tw_xml_attribute(e, "style", "num-format");
	bool numbers = is_text(e, "list-level-style-number");

	if (level >= LEVELS)
		return;
	b->list->own[level] = true;
	b->list->levels[level] = !numbers ? TW_BULLETS :
		form && *form ? TW_NUMBERS : TW_NO_LIST;
}

static enum tw_list_kind mark_of(struct body *b, const struct scope *scope)
{
	unsigned level = scope->level > LEVELS ? LEVELS : scope->level;
	struct list wanted = { .id = { NULL, 0 } };
	const struct list *found = NULL;

	/* A list without a style has that of the one around it. */
	for (unsigned i = level; i && !wanted.id.len; i--)
		wanted.id = scope->names[i];
	if (wanted.id.len)
		found = tw_set_get(&b->lists, tw_hash(wanted.id), &wanted,
			same_list);
	return found && level && found->own[level - 1] ?
		found->levels[level - 1] : TW_BULLETS;
}

static void begin_list(struct body *b, const struct tw_xml_element *e)
{
	struct scope *scope = &b->scopes[b->scope];
	const char *name = tw_xml_attribute(e, "text", "style-name");

	scope->level++;
	if (scope->level <= LEVELS)
		scope->names[scope->level] = name ? keep(b, "", name) :
			TW_VIEW("");
	scope->fresh = false;
}

/* ---- text ---- */

static void put(struct body *b, struct tw_view text)
{
	if (!b->aside) {
		tw_story_text(&b->story, text);
		return;
	}
	tw_buffer_view(&b->left_out, text);
	b->failed |= b->left_out.failed;
}

static void put_spaces(struct body *b, const struct tw_xml_element *e)
{
	enum { MOST = 100 };
	unsigned count = number_of(tw_xml_attribute(e, "text", "c"));

	for (unsigned i = 0; i < count && i < MOST; i++)
		put(b, TW_VIEW(" "));
}

static void begin_aside(struct body *b, const char *what)
{
	if (b->aside)
		return;
	b->aside = b->depth;
	b->what = what;
	tw_buffer_clear(&b->left_out);
}

static void end_aside(struct body *b)
{
	struct tw_view text = tw_buffer_get(&b->left_out);

	b->aside = 0;
	if (b->what && tw_trim(text).len)
		tw_story_aside(&b->story, b->what, text);
}

static void begin_contents(struct body *b)
{
	begin_aside(b, NULL);
	if (!b->contents_said)
		tw_story_aside(&b->story, "the table of contents",
			TW_VIEW(""));
	b->contents_said = true;
}

static void begin_paragraph(struct body *b, const struct tw_xml_element *e,
	bool heading)
{
	struct scope *scope = &b->scopes[b->scope];
	struct style style = style_of(b, "p", e);
	struct tw_story_paragraph *p;

	if (style.hidden)
		begin_aside(b, "hidden text");
	if (style.contents)
		begin_contents(b);
	if (b->aside)
		return;
	p = tw_story_paragraph(&b->story);
	if (!p)
		return;
	p->ruled = style.ruled;
	if (heading)
		p->rank = number_of(tw_xml_attribute(e, "text",
			"outline-level"));
	if (scope->fresh)
		p->list = mark_of(b, scope);
	p->level = scope->level - (scope->level > 0);
	if (scope->level == 1)
		p->level += style.within;
	p->indented = scope->level > 0;
	scope->fresh = false;
}

static void end_paragraph(struct body *b)
{
	if (b->aside)
		put(b, TW_VIEW(" "));
	else
		tw_story_paragraph_end(&b->story);
}

/* ---- fields of forms ---- */

static bool ends_with(const char *name, const char *with)
{
	size_t len = strlen(name), end = strlen(with);

	return len >= end && !strcmp(name + len - end, with);
}

static void take_parameter(struct body *b, const struct tw_xml_element *e)
{
	const char *name = tw_xml_attribute(e, "field", "name");
	const char *value = tw_xml_attribute(e, "field", "value");

	if (!name || !value)
		return;
	if (!strcmp(name, "Checkbox_Checked"))
		b->field.on = !strcmp(value, "true");
	else if (!strcmp(name, "Dropdown_ListEntry"))
		b->failed |= !tw_field_choice(&b->field, value);
	else if (!strcmp(name, "Dropdown_Selected"))
		b->field.choice = number_of(value) + 1;
}

static bool begin_of_fields(struct body *b, const struct tw_xml_element *e)
{
	const char *type = tw_xml_attribute(e, "field", "type");

	if (strcmp(e->prefix, "field"))
		return false;
	if (!strcmp(e->name, "param"))
		take_parameter(b, e);
	else
		tw_field_begin(&b->field, type && ends_with(type,
			".FORMCHECKBOX"));
	return true;
}

static void end_field(struct body *b)
{
	bool none;
	struct tw_view shown = tw_field_shown(&none, &b->field);

	if (none && !b->aside)
		tw_story_aside(&b->story, TW_NO_CHOICE, TW_VIEW(""));
	put(b, shown);
	tw_field_begin(&b->field, false);
}

/* ---- elements ---- */

/* What holds characters that are no text. */
static bool is_silent(const struct tw_xml_element *e)
{
	static const char *const silent[] = {
		"tracked-changes", "note-citation", "ruby-text", "binary-data",
		"forms", "event-listeners", "scripts", "meta", "settings",
		"font-face-decls", "hidden-text", "change-info",
		"index-title-template", "table-of-content-source", "dde-source",
	};

	if (!*e->prefix)
		return true;
	if (strcmp(e->prefix, "text") && strcmp(e->prefix, "office"))
		return false;
	for (size_t i = 0; i < sizeof(silent) / sizeof(*silent); i++)
		if (!strcmp(e->name, silent[i]))
			return !is_text(e, "meta");
	return false;
}

static bool begin_of_styles(struct body *b, const struct tw_xml_element *e)
{
	const char *display;

	if (is(e, "style", "style")) {
		begin_style(b, e);
	} else if (is_text(e, "list-style")) {
		begin_list_style(b, e);
	} else if (is(e, "style", "text-properties") && b->style) {
		display = tw_xml_attribute(e, "text", "display");
		b->style->hidden |= display && !strcmp(display, "none");
	} else if (b->list && is(e, "text", e->name) &&
	           !strncmp(e->name, "list-level-style-", 17)) {
		take_level(b, e);
	} else if (is(e, "style", e->name) &&
	           (!strncmp(e->name, "header", 6) ||
	           !strncmp(e->name, "footer", 6)) &&
	           !strstr(e->name, "style")) {
		begin_aside(b, *e->name == 'h' ? "a page's header" :
			"a page's footer");
	} else {
		return false;
	}
	return true;
}

static void begin_cell(struct body *b, const struct tw_xml_element *e)
{
	tw_story_cell(&b->story);
	tw_story_span(&b->story, number_of(tw_xml_attribute(e, "table",
		"number-columns-repeated")));
}

static void begin_row(struct body *b)
{
	tw_story_row(&b->story);
	if (b->heading_rows)
		tw_story_row_heads(&b->story);
}

static bool begin_of_tables(struct body *b, const struct tw_xml_element *e)
{
	if (strcmp(e->prefix, "table"))
		return false;
	if (!strcmp(e->name, "table"))
		tw_story_table(&b->story);
	else if (!strcmp(e->name, "table-row"))
		begin_row(b);
	else if (!strcmp(e->name, "table-header-rows"))
		b->heading_rows = true;
	else if (!strcmp(e->name, "table-cell") ||
	         !strcmp(e->name, "covered-table-cell"))
		begin_cell(b, e);
	return true;
}

static void begin_box(struct body *b)
{
	if (++b->scope < SCOPES)
		b->scopes[b->scope] = (struct scope){ .level = 0 };
	else
		b->source->fault = "has boxes of text within each other, more "
			"than 16 deep";
}

static bool begin_of_drawings(struct body *b, const struct tw_xml_element *e)
{
	if (strcmp(e->prefix, "draw"))
		return false;
	if (!strcmp(e->name, "text-box") || !strcmp(e->name, "custom-shape"))
		begin_box(b);
	else if (!strcmp(e->name, "image"))
		b->story.pictures++;
	else if (!strcmp(e->name, "object"))
		tw_story_aside(&b->story, "a chart, a formula or another "
			"object", TW_VIEW(""));
	else if (!strcmp(e->name, "control"))
		tw_story_aside(&b->story, TW_CONTROL, TW_VIEW(""));
	return true;
}

static void begin_note(struct body *b, const struct tw_xml_element *e)
{
	const char *class = tw_xml_attribute(e, "text", "note-class");

	begin_aside(b, class && !strcmp(class, "endnote") ? "an endnote" :
		"a footnote");
}

static void begin_of_text(struct body *b, const struct tw_xml_element *e)
{
	struct scope *scope = &b->scopes[b->scope];
	const char *display;

	if (!strcmp(e->name, "p") || !strcmp(e->name, "h")) {
		begin_paragraph(b, e, *e->name == 'h');
	} else if (!strcmp(e->name, "s")) {
		put_spaces(b, e);
	} else if (!strcmp(e->name, "tab")) {
		put(b, TW_VIEW("\t"));
	} else if (!strcmp(e->name, "line-break")) {
		put(b, TW_VIEW("\v"));
	} else if (!strcmp(e->name, "list")) {
		begin_list(b, e);
	} else if (!strcmp(e->name, "list-item")) {
		scope->fresh = true;
	} else if (!strcmp(e->name, "note")) {
		begin_note(b, e);
	} else if (!strcmp(e->name, "span")) {
		if (style_of(b, "t", e).hidden)
			begin_aside(b, "hidden text");
	} else if (!strcmp(e->name, "section")) {
		display = tw_xml_attribute(e, "text", "display");
		if (display && !strcmp(display, "none"))
			begin_aside(b, "hidden text");
	} else if (!strcmp(e->name, "table-of-content") ||
	           ends_with(e->name, "-index")) {
		begin_contents(b);
	}
}

static bool is_prompt(const struct tw_xml_element *e)
{
	const char *prompt = tw_xml_attribute(e, "loext",
		"showing-place-holder");

	return is_text(e, "placeholder") || (prompt && !strcmp(prompt,
		"true") && is(e, "loext", "content-control"));
}

static bool going_on(const struct body *b)
{
	return !b->failed && !b->story.failed && !b->source->fault;
}

static bool begin(void *context, const struct tw_xml_element *e)
{
	struct body *b = context;

	b->depth++;
	if (b->skipped || is_silent(e)) {
		b->skipped++;
		return true;
	}
	if (is(e, "office", "text"))
		b->is_text = true;
	else if (is(e, "office", "annotation"))
		begin_aside(b, "a comment");
	else if (is_prompt(e))
		begin_aside(b, "a prompt that nobody filled in");
	else if (!begin_of_styles(b, e) && !begin_of_tables(b, e) &&
	         !begin_of_drawings(b, e) && !begin_of_fields(b, e) &&
	         !strcmp(e->prefix, "text"))
		begin_of_text(b, e);
	return going_on(b);
}

static void end_element(struct body *b, const struct tw_xml_element *e)
{
	struct scope *scope = &b->scopes[b->scope];

	if (is_text(e, "p") || is_text(e, "h"))
		end_paragraph(b);
	else if (is_text(e, "list"))
		scope->level -= scope->level > 0;
	else if (is_text(e, "list-style"))
		end_list_style(b);
	else if (is(e, "style", "style"))
		end_style(b);
	else if (is(e, "draw", "text-box") || is(e, "draw", "custom-shape"))
		b->scope -= b->scope > 0;
	else if (is(e, "table", "table-cell") ||
	         is(e, "table", "covered-table-cell"))
		tw_story_cell_end(&b->story);
	else if (is(e, "table", "table-header-rows"))
		b->heading_rows = false;
	else if (is(e, "table", "table"))
		tw_story_table_end(&b->story);
	else if (is(e, "field", "fieldmark"))
		end_field(b);
}

static bool end(void *context, const struct tw_xml_element *e)
{
	struct body *b = context;

	if (b->skipped)
		b->skipped--;
	else
		end_element(b, e);
	if (b->aside == b->depth)
		end_aside(b);
	b->depth--;
	return going_on(b);
}

/* White space of XML is a blank, whatever it is. */
static bool text(void *context, struct tw_view text)
{
	struct body *b = context;

	while (text.len && !b->skipped && (b->aside || b->story.paragraphs)) {
		size_t len = 0;

		while (len < text.len && !strchr("\n\r\t", text.ptr[len]))
			len++;
		put(b, (struct tw_view){ text.ptr, len });
		if (len < text.len)
			put(b, TW_VIEW(" "));
		text = tw_after(text, len + (len < text.len));
	}
	return going_on(b);
}

/* ---- the document ---- */

static enum tw_status read_file(struct body *b, struct tw_view bytes,
	struct tw_error *err)
{
	static const struct tw_xml_handler handler = { begin, end, text };
	const char *fault = NULL;
	enum tw_status status = TW_OK;

	if (!b->source->fault && bytes.ptr)
		status = tw_xml_read(&fault, bytes, &handler, b, err);
	if (fault && !b->source->fault)
		b->source->fault = fault;
	b->depth = b->skipped = b->aside = b->scope = 0;
	return status;
}

enum tw_status tw_odf_lines(struct tw_lines *lines,
	struct tw_source *source, struct tw_view content,
	struct tw_view styles, struct tw_error *err)
{
	struct body b = { .arena = lines->arena, .source = source };
	enum tw_status status;

	tw_story_begin(&b.story, lines->arena, source);
	status = read_file(&b, styles, err);
	if (!status)
		status = read_file(&b, content, err);
	if (!status && (b.failed || b.story.failed))
		status = tw_fail_memory(err);
	if (!status && !source->fault && !b.is_text)
		source->fault = "is no text, but perhaps a sheet or slides; "
			"copy what it says into a text document";
	if (!status && !source->fault)
		tw_story_lines(lines, &b.story);
	tw_story_release(&b.story);
	tw_buffer_release(&b.left_out);
	tw_field_release(&b.field);
	return status;
}
