#include "import/docx.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* True for an element of the main namespace. */
static bool is_main(const struct tw_xml_element *element, const char *name)
{
	return !strcmp(element->name, name) && !strcmp(element->prefix, "w");
}

static const char *value_of(const struct tw_xml_element *element)
{
	return tw_xml_attribute(element, "w", "val");
}

bool tw_docx_on(const struct tw_xml_element *element)
{
	const char *value = value_of(element);

	return !value || (strcmp(value, "0") && strcmp(value, "false") &&
		strcmp(value, "off"));
}

unsigned tw_docx_number(const char *value)
{
	unsigned long number = value ? strtoul(value, NULL, 10) : 0;

	return number < 1000 ? (unsigned)number : 1000;
}

/* ---- one part ---- */

struct reading {
	struct tw_docx *docx;
	struct tw_word_story *story; /* where asides go */
	struct tw_docx_style *style;
	struct tw_docx_numbering *numbering;
	unsigned level;
	unsigned skipped;       /* depth of what is passed over */
	struct tw_buffer text;
	const char *what;
};

static bool no_memory(struct reading *r)
{
	r->docx->failed = true;
	return false;
}

static struct tw_view keep(struct reading *r, const char *value)
{
	struct tw_view kept = tw_arena_copy(r->docx->arena,
		tw_view_of(value ? value : ""));

	if (!kept.ptr)
		no_memory(r);
	return kept;
}

/* Reads a part, if there is one. What is wrong with it is wrong with all. */
static enum tw_status read_part(struct reading *r,
	const struct tw_package *package, struct tw_view name,
	const struct tw_xml_handler *handler, struct tw_error *err)
{
	struct tw_view bytes = tw_package_find(package, name);
	const char *fault = NULL;
	enum tw_status status = TW_OK;

	if (bytes.ptr && !r->docx->source->fault)
		status = tw_xml_read(&fault, bytes, handler, r, err);
	if (fault)
		r->docx->source->fault = fault;
	if (!status && r->docx->failed)
		status = tw_fail_memory(err);
	return status;
}

static bool no_text(void *context, struct tw_view text)
{
	(void)context, (void)text;
	return true;
}

/* ---- how files belong together ---- */

static bool ends(struct tw_view text, const char *with)
{
	size_t len = strlen(with);

	return text.len >= len && !memcmp(text.ptr + text.len - len, with,
		len);
}

/* Where a target lies: from the top, or beside what names it. */
static struct tw_view place_of(struct reading *r, const char *target)
{
	struct tw_view folder = r->docx->folder, place;

	if (*target == '/')
		return keep(r, target + 1);
	place = tw_arena_format(r->docx->arena, "%.*s%s", TW_ARG(folder),
		target);
	if (!place.ptr)
		no_memory(r);
	return place;
}

static bool begin_relation(void *context, const struct tw_xml_element *e)
{
	struct reading *r = context;
	const char *type, *target;
	struct tw_view *place;

	if (strcmp(e->name, "Relationship"))
		return true;
	type = tw_xml_attribute(e, "", "Type");
	target = tw_xml_attribute(e, "", "Target");
	if (!type || !target)
		return true;
	place = ends(tw_view_of(type), "/officeDocument") ? &r->docx->main :
		ends(tw_view_of(type), "/styles") ? &r->docx->styles_file :
		ends(tw_view_of(type), "/numbering") ?
			&r->docx->numbering_file : NULL;
	if (place && !place->len)
		*place = place_of(r, target);
	return !r->docx->failed;
}

static bool end_nothing(void *context, const struct tw_xml_element *e)
{
	(void)context, (void)e;
	return true;
}

static enum tw_status read_relations(struct reading *r,
	const struct tw_package *package, struct tw_error *err)
{
	static const struct tw_xml_handler handler = { begin_relation,
		end_nothing, no_text };
	struct tw_docx *docx = r->docx;
	struct tw_view name;
	enum tw_status status = read_part(r, package, TW_VIEW("_rels/.rels"),
		&handler, err);
	size_t len;

	if (status)
		return status;
	if (!docx->main.len)
		docx->main = TW_VIEW("word/document.xml");
	for (len = docx->main.len; len && docx->main.ptr[len - 1] != '/';)
		len--;
	docx->folder = (struct tw_view){ docx->main.ptr, len };
	name = tw_arena_format(docx->arena, "%.*s_rels/%.*s.rels",
		TW_ARG(docx->folder), TW_ARG(tw_after(docx->main, len)));
	if (!name.ptr)
		return tw_fail_memory(err);
	status = read_part(r, package, name, &handler, err);
	if (!status && !docx->styles_file.len)
		docx->styles_file = place_of(r, "styles.xml");
	if (!status && !docx->numbering_file.len)
		docx->numbering_file = place_of(r, "numbering.xml");
	return status ? status : docx->failed ? tw_fail_memory(err) : TW_OK;
}

/* ---- styles ---- */

static bool same_style(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_docx_style *)a)->id,
		((const struct tw_docx_style *)b)->id);
}

const struct tw_docx_style *tw_docx_style(const struct tw_docx *docx,
	struct tw_view id)
{
	struct tw_docx_style wanted = { .id = id };

	return tw_set_get(&docx->styles, tw_hash(id), &wanted, same_style);
}

static bool begins(struct tw_view text, const char *with)
{
	struct tw_view start = tw_view_of(with);

	return text.len >= start.len && tw_fold_equal(start,
		(struct tw_view){ text.ptr, start.len });
}

/* What Word calls its own styles, whatever language it speaks. */
static void take_name(struct tw_docx_style *style, struct tw_view name)
{
	if (begins(name, "heading ") && name.len == 9 && name.ptr[8] >= '1' &&
	    name.ptr[8] <= '9')
		style->rank = (unsigned)(name.ptr[8] - '0');
	style->contents = begins(name, "toc ") || begins(name, "contents ");
	style->indented = begins(name, "list paragraph") ||
		begins(name, "list continue");
	style->ruled = begins(name, "horizontal line");
	/* "List Bullet 2" stands within "List Bullet". */
	if ((begins(name, "list bullet ") || begins(name, "list number ")) &&
	    name.ptr[12] >= '2' && name.ptr[12] <= '5')
		style->within = (unsigned)(name.ptr[12] - '1');
}

static bool begin_style(struct reading *r, const struct tw_xml_element *e)
{
	r->style = tw_arena_take(r->docx->arena, sizeof(*r->style));
	if (!r->style)
		return no_memory(r);
	r->style->id = keep(r, tw_xml_attribute(e, "w", "styleId"));
	return !r->docx->failed;
}

static bool begin_of_styles(void *context, const struct tw_xml_element *e)
{
	struct reading *r = context;
	const char *value = value_of(e);

	if (is_main(e, "style"))
		return begin_style(r, e);
	if (!r->style || !value)
		return true;
	if (is_main(e, "name"))
		take_name(r->style, tw_view_of(value));
	else if (is_main(e, "basedOn"))
		r->style->based_on = keep(r, value);
	else if (is_main(e, "numId"))
		r->style->list.id = keep(r, value);
	else if (is_main(e, "ilvl"))
		r->style->list.level = tw_docx_number(value);
	else if (is_main(e, "outlineLvl")) {
		r->style->body = tw_docx_number(value) > 8;
		r->style->rank = r->style->body ? 0 : tw_docx_number(value) + 1;
	}
	return !r->docx->failed;
}

static bool end_of_styles(void *context, const struct tw_xml_element *e)
{
	struct reading *r = context;

	if (!is_main(e, "style") || !r->style)
		return true;
	tw_set_add(&r->docx->styles, r->docx->arena, tw_hash(r->style->id),
		r->style, same_style, &r->docx->failed);
	r->style = NULL;
	return !r->docx->failed;
}

/* ---- lists ---- */

static bool same_numbering(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_docx_numbering *)a)->id,
		((const struct tw_docx_numbering *)b)->id);
}

static const struct tw_docx_numbering *find_numbering(
	const struct tw_set *set, struct tw_view id)
{
	struct tw_docx_numbering wanted = { .id = id };

	return tw_set_get(set, tw_hash(id), &wanted, same_numbering);
}

enum tw_list_kind tw_docx_mark(const struct tw_docx *docx,
	struct tw_docx_list list)
{
	unsigned level = list.level < TW_DOCX_LEVELS ? list.level :
		TW_DOCX_LEVELS - 1;
	const struct tw_docx_numbering *n, *levels;

	/* 0 takes the mark away that a style gives. */
	if (!list.id.len || tw_view_equal(list.id, TW_VIEW("0")))
		return TW_NO_LIST;
	n = find_numbering(&docx->numberings, list.id);
	if (!n)
		return TW_BULLETS;
	levels = find_numbering(&docx->abstracts, n->abstract);
	if (n->own[level] || !levels)
		return n->own[level] ? n->levels[level] : TW_BULLETS;
	return levels->own[level] ? levels->levels[level] : TW_BULLETS;
}

static bool begin_numbering(struct reading *r, const char *id)
{
	r->numbering = tw_arena_take(r->docx->arena, sizeof(*r->numbering));
	if (!r->numbering)
		return no_memory(r);
	r->numbering->id = keep(r, id);
	r->level = 0;
	return !r->docx->failed;
}

static void take_format(struct reading *r, const char *value)
{
	struct tw_docx_numbering *n = r->numbering;

	if (r->level >= TW_DOCX_LEVELS)
		return;
	n->own[r->level] = true;
	n->levels[r->level] = !strcmp(value, "bullet") ? TW_BULLETS :
		!strcmp(value, "none") ? TW_NO_LIST : TW_NUMBERS;
}

static bool begin_of_lists(void *context, const struct tw_xml_element *e)
{
	struct reading *r = context;
	const char *value = value_of(e);

	if (is_main(e, "abstractNum"))
		return begin_numbering(r, tw_xml_attribute(e, "w",
			"abstractNumId"));
	if (is_main(e, "num"))
		return begin_numbering(r, tw_xml_attribute(e, "w", "numId"));
	if (!r->numbering)
		return true;
	if (is_main(e, "lvl") || is_main(e, "lvlOverride"))
		r->level = tw_docx_number(tw_xml_attribute(e, "w", "ilvl"));
	else if (is_main(e, "numFmt") && value)
		take_format(r, value);
	else if (is_main(e, "abstractNumId"))
		r->numbering->abstract = keep(r, value);
	return !r->docx->failed;
}

static bool end_of_lists(void *context, const struct tw_xml_element *e)
{
	struct reading *r = context;
	bool abstract = is_main(e, "abstractNum");

	if ((!abstract && !is_main(e, "num")) || !r->numbering)
		return true;
	tw_set_add(abstract ? &r->docx->abstracts : &r->docx->numberings,
		r->docx->arena, tw_hash(r->numbering->id), r->numbering,
		same_numbering, &r->docx->failed);
	r->numbering = NULL;
	return !r->docx->failed;
}

enum tw_status tw_docx_read_parts(struct tw_docx *docx,
	const struct tw_package *package, struct tw_error *err)
{
	static const struct tw_xml_handler styles = { begin_of_styles,
		end_of_styles, no_text };
	static const struct tw_xml_handler lists = { begin_of_lists,
		end_of_lists, no_text };
	struct reading r = { .docx = docx };
	enum tw_status status = read_relations(&r, package, err);

	if (!status)
		status = read_part(&r, package, docx->styles_file, &styles,
			err);
	if (!status)
		status = read_part(&r, package, docx->numbering_file, &lists,
			err);
	return status;
}

/* ---- notes, comments, headers and footers ---- */

static bool begin_aside(void *context, const struct tw_xml_element *e)
{
	struct reading *r = context;

	if (r->skipped || is_main(e, "del") || is_main(e, "moveFrom") ||
	    is_main(e, "pPr") || is_main(e, "instrText") ||
	    !strcmp(e->name, "Fallback"))
		r->skipped++;
	else if (is_main(e, "tab") || is_main(e, "br"))
		tw_buffer_byte(&r->text, '\t');
	return true;
}

/* Numbers of pages and the like are nothing to be said. */
static void flush(struct reading *r)
{
	struct tw_view text = tw_buffer_get(&r->text), rest = text;
	size_t letters = 0;

	for (; rest.len; rest = tw_after(rest, 1))
		letters += (*rest.ptr | 0x20) >= 'a' &&
			(*rest.ptr | 0x20) <= 'z';
	if (letters)
		tw_story_aside(r->story, r->what, text);
	r->docx->failed |= r->text.failed || r->story->failed;
	tw_buffer_clear(&r->text);
}

static bool end_aside(void *context, const struct tw_xml_element *e)
{
	struct reading *r = context;

	if (r->skipped)
		r->skipped--;
	else if (is_main(e, "p"))
		tw_buffer_byte(&r->text, ' ');
	else if (is_main(e, "footnote") || is_main(e, "endnote") ||
	         is_main(e, "comment") || is_main(e, "hdr") ||
	         is_main(e, "ftr"))
		flush(r);
	return !r->docx->failed;
}

/* Only elements of text hold any, but for those that were passed over. */
static bool text_of_aside(void *context, struct tw_view text)
{
	struct reading *r = context;

	if (!r->skipped)
		tw_buffer_view(&r->text, text);
	return !r->text.failed || no_memory(r);
}

static const char *kind_of(struct tw_view name)
{
	static const struct {
		const char *start, *what;
	} kinds[] = {
		{ "footnotes", "a footnote" }, { "endnotes", "an endnote" },
		{ "comments", "a comment" }, { "header", "a page's header" },
		{ "footer", "a page's footer" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t len = strlen(kinds[i].start);

		if (name.len > len && begins(name, kinds[i].start) &&
		    ends(name, ".xml") && (i > 2 || name.ptr[len] == '.'))
			return kinds[i].what;
	}
	return NULL;
}

enum tw_status tw_docx_read_asides(struct tw_docx *docx,
	struct tw_word_story *story, const struct tw_package *package,
	struct tw_error *err)
{
	static const struct tw_xml_handler handler = { begin_aside, end_aside,
		text_of_aside };
	struct reading r = { .docx = docx, .story = story,
		.text = TW_BUFFER_INIT };
	enum tw_status status = TW_OK;

	story->number = 0;
	for (size_t i = 0; i < package->count && !status; i++) {
		struct tw_view name = package->files[i].name;
		size_t len = docx->folder.len;

		if (name.len <= len || !tw_fold_equal(docx->folder,
		    (struct tw_view){ name.ptr, len }))
			continue;
		r.what = kind_of(tw_after(name, len));
		if (r.what)
			status = read_part(&r, package, name, &handler, err);
		tw_buffer_clear(&r.text);
		r.skipped = 0;
	}
	tw_buffer_release(&r.text);
	return status;
}
