/*
 * The text of a document of Word: its main part, as it reads once all changes
 * are accepted.
 */
#include "import/word.h"

#include "base/utf8.h"
#include "import/docx.h"
#include "import/field.h"

#include <stdlib.h>
#include <string.h>

/* What a paragraph says of itself, over its style. */
struct own {
	struct tw_view style;
	struct tw_docx_list list;
	unsigned rank;
	bool ranked, indented, ruled;
	bool gone; /* its end is deleted: the next paragraph goes on with it */
	bool bold, plain; /* some of its text is bold; some is not */
};

enum { ALTERNATES = 32 };

struct body {
	struct tw_docx docx;
	struct tw_word_story story;
	struct own own[TW_STORY_BOXES];
	unsigned depth;      /* of elements; the next ones are such depths */
	unsigned properties; /* those of something are open; 0: none are */
	unsigned mark;       /* those of a paragraph's end, within its own */
	unsigned row_gone, cell_gone; /* one that is deleted is open */
	unsigned aside;      /* what is left out is open */
	unsigned skipped;    /* elements of what is passed over */
	int in;              /* whose properties they are */
	const char *what;    /* what is left out is; NULL: it is not quoted */
	struct tw_buffer left_out;
	struct tw_form_field field;
	bool field_open;     /* and shows no text as yet */
	bool field_chosen;   /* said as it is, and not only as it was at first */
	bool taken[ALTERNATES]; /* one of the alternates was */
	unsigned alternates;
	bool text;              /* an element of text is open */
	bool hidden, bold;      /* a run says that it is */
	bool prompt, contents;  /* what a content control says it holds */
	bool joined;            /* a paragraph is open that goes on */
	bool is_document, contents_said;
};

enum element {
	NOTHING, ALT_CHUNK, BODY, BOLD, BR, BOX, CELL_DEL, CHOICE, CHOICES, CONTROL,
	CR, DEFAULT, DEL, DEL_TEXT, DOC_PART, FIELD, GRID_SPAN, ILVL, IND,
	INSTR, MOVE_FROM, HYPHEN, NUM_ID, OUTLINE, BORDER, P_PR, P_STYLE,
	PROMPT, PTAB, PARAGRAPH, R_PR, RESULT, RT, RUN, SDT_CONTENT, SDT_PR,
	SECT_PR, SYM, T, TAB, TBL, TBL_HEAD, TBL_PR, TC, TC_PR, TR, TR_PR, TXBX,
	VANISH, CHANGE, DOCUMENT
};

/* By name, in the order of strcmp. */
static const struct {
	const char *name;
	enum element element;
} elements[] = {
	{ "altChunk", ALT_CHUNK }, { "b", BOLD }, { "body", BODY },
	{ "bottom", BORDER },
	{ "br", BR }, { "cellDel", CELL_DEL }, { "checkBox", BOX },
	{ "checked", RESULT }, { "control", CONTROL }, { "cr", CR },
	{ "ddList", CHOICES }, { "default", DEFAULT }, { "del", DEL },
	{ "delInstrText", INSTR }, { "delText", DEL_TEXT },
	{ "docPartGallery", DOC_PART }, { "document", DOCUMENT },
	{ "fldChar", FIELD }, { "gridSpan", GRID_SPAN }, { "ilvl", ILVL },
	{ "ind", IND }, { "instrText", INSTR }, { "listEntry", CHOICE },
	{ "moveFrom", MOVE_FROM }, { "noBreakHyphen", HYPHEN },
	{ "numId", NUM_ID }, { "outlineLvl", OUTLINE }, { "p", PARAGRAPH },
	{ "pPr", P_PR }, { "pPrChange", CHANGE }, { "pStyle", P_STYLE },
	{ "ptab", PTAB }, { "r", RUN }, { "rPr", R_PR }, { "rPrChange", CHANGE },
	{ "result", RESULT }, { "rt", RT }, { "sdtContent", SDT_CONTENT },
	{ "sdtPr", SDT_PR }, { "sectPr", SECT_PR }, { "sectPrChange", CHANGE },
	{ "showingPlcHdr", PROMPT }, { "sym", SYM }, { "t", T }, { "tab", TAB },
	{ "tbl", TBL }, { "tblHeader", TBL_HEAD }, { "tblPr", TBL_PR },
	{ "tblPrChange", CHANGE }, { "tc", TC }, { "tcPr", TC_PR },
	{ "tcPrChange", CHANGE }, { "top", BORDER }, { "tr", TR },
	{ "trPr", TR_PR }, { "trPrChange", CHANGE }, { "txbxContent", TXBX },
	{ "vanish", VANISH },
};

static int by_name(const void *name, const void *row)
{
	return strcmp(name, *(const char *const *)row);
}

static enum element element_of(const struct tw_xml_element *e)
{
	const void *found;

	if (!strcmp(e->prefix, "m") && !strcmp(e->name, "t"))
		return T;
	if (strcmp(e->prefix, "w"))
		return NOTHING;
	found = bsearch(e->name, elements, sizeof(elements) /
		sizeof(*elements), sizeof(*elements), by_name);
	return found ? elements[((const char *)found -
		(const char *)elements) / sizeof(*elements)].element : NOTHING;
}

static struct tw_view keep(struct body *b, const char *value)
{
	struct tw_view kept = tw_arena_copy(b->docx.arena,
		tw_view_of(value ? value : ""));

	b->docx.failed |= !kept.ptr;
	return kept;
}

/* ---- text ---- */

static struct own *own_of(struct body *b)
{
	unsigned count = b->story.paragraphs;

	return count && count <= TW_STORY_BOXES ? &b->own[count - 1] : NULL;
}

/* Text goes to the paragraph, or to what is quoted and left out. */
static void put(struct body *b, struct tw_view text)
{
	struct own *own = own_of(b);

	b->field_open = false;
	if (!b->aside && own && tw_trim(text).len) {
		own->bold |= b->bold;
		own->plain |= !b->bold;
	}
	if (!b->aside) {
		tw_story_text(&b->story, text);
		return;
	}
	tw_buffer_view(&b->left_out, text);
	b->docx.failed |= b->left_out.failed;
}

static void put_sign(struct body *b, const struct tw_xml_element *e)
{
	const char *code = tw_xml_attribute(e, "w", "char");
	unsigned long number = code ? strtoul(code, NULL, 16) : 0;
	char bytes[4];

	if (number < 0x20 || number > 0xFFFD ||
	    (number >= 0xD800 && number < 0xE000))
		return;
	put(b, (struct tw_view){ bytes, tw_utf8_encode(bytes,
		tw_docx_sign(tw_xml_attribute(e, "w", "font"),
		(uint32_t)number)) });
}

/* ---- fields of forms ---- */

static void begin_field(struct body *b, bool box)
{
	tw_field_begin(&b->field, box);
	b->field.choice = 1; /* unless another one is said to be */
	b->field_open = true;
	b->field_chosen = false;
}

/* What is chosen of a list or a box, or was at first. */
static void take_result(struct body *b, enum element element,
	const struct tw_xml_element *e)
{
	if (element == DEFAULT && b->field_chosen)
		return;
	b->field_chosen = element == RESULT;
	b->field.choice = tw_docx_number(tw_xml_attribute(e, "w", "val")) + 1;
	b->field.on = tw_docx_on(e);
}

static void take_choice(struct body *b, const struct tw_xml_element *e)
{
	const char *choice = tw_xml_attribute(e, "w", "val");

	b->docx.failed |= choice && !tw_field_choice(&b->field, choice);
}

static void end_field(struct body *b, const struct tw_xml_element *e)
{
	const char *type = tw_xml_attribute(e, "w", "fldCharType");
	bool none;
	struct tw_view shown;

	if (!b->field_open || !type || strcmp(type, "end"))
		return;
	b->field_open = false;
	shown = tw_field_shown(&none, &b->field);
	if (none && !b->aside)
		tw_story_aside(&b->story, TW_NO_CHOICE, TW_VIEW(""));
	put(b, shown);
}

/* ---- what is left out ---- */

static void begin_aside(struct body *b, unsigned depth, const char *what)
{
	if (b->aside)
		return;
	b->aside = depth;
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

static void say_contents(struct body *b)
{
	if (!b->contents_said)
		tw_story_aside(&b->story, "the table of contents",
			TW_VIEW(""));
	b->contents_said = true;
}

/* ---- paragraphs ---- */

static void end_joined(struct body *b)
{
	if (b->joined)
		tw_story_paragraph_end(&b->story);
	b->joined = false;
}

static void begin_paragraph(struct body *b)
{
	if (b->aside)
		return;
	if (!b->joined)
		tw_story_paragraph(&b->story);
	b->joined = false;
	if (own_of(b))
		*own_of(b) = (struct own){ .rank = 0 };
}

/*
 * What the style says, and those that it is based on; true for a line of a
 * table of contents.
 */
static bool apply_style(struct body *b, const struct own *own,
	struct tw_story_paragraph *p, struct tw_docx_list *list)
{
	enum { MOST = 16 };
	const struct tw_docx_style *style = tw_docx_style(&b->docx,
		own->style);
	bool ranked = own->ranked, contents = false;

	for (unsigned i = 0; style && i < MOST; i++) {
		if (!ranked && (style->rank || style->body)) {
			p->rank = style->rank;
			ranked = true;
		}
		if (!list->id.ptr)
			*list = style->list;
		if (!list->level && style->within)
			p->level = style->within;
		p->indented |= style->indented;
		p->ruled |= style->ruled;
		contents |= style->contents;
		style = style->based_on.len ? tw_docx_style(&b->docx,
			style->based_on) : NULL;
	}
	return contents;
}

static void end_paragraph(struct body *b)
{
	struct tw_story_paragraph *p = tw_story_open(&b->story);
	const struct own *own = own_of(b);
	struct tw_docx_list list;

	if (b->aside) {
		put(b, TW_VIEW(" "));
		return;
	}
	if (own && own->gone) {
		b->joined = true;
		return;
	}
	if (p && own) {
		list = own->list;
		p->rank = own->rank;
		p->indented = own->indented;
		p->ruled = own->ruled;
		p->bold = own->bold && !own->plain;
		if (apply_style(b, own, p, &list)) {
			say_contents(b);
			tw_buffer_clear(&p->text);
		}
		p->list = tw_docx_mark(&b->docx, list);
		if (list.level)
			p->level = list.level;
	}
	tw_story_paragraph_end(&b->story);
}

/* ---- properties ---- */

static void take_indent(struct own *own, const struct tw_xml_element *e)
{
	const char *left = tw_xml_attribute(e, "w", "left");

	if (!left)
		left = tw_xml_attribute(e, "w", "start");
	own->indented = left && atoi(left) > 0;
}

/* Within the properties of a paragraph. */
static void take_own(struct body *b, struct own *own, enum element element,
	const struct tw_xml_element *e)
{
	const char *value = tw_xml_attribute(e, "w", "val");

	switch (element) {
	case P_STYLE:
		own->style = keep(b, value);
		break;
	case NUM_ID:
		own->list.id = keep(b, value);
		break;
	case ILVL:
		own->list.level = tw_docx_number(value);
		break;
	case OUTLINE:
		own->ranked = true;
		own->rank = tw_docx_number(value) + 1;
		own->rank = own->rank > 9 ? 0 : own->rank;
		break;
	case IND:
		take_indent(own, e);
		break;
	case BORDER:
		own->ruled = value && strcmp(value, "none") &&
			strcmp(value, "nil");
		break;
	case DEL:
	case MOVE_FROM:
		own->gone |= b->mark != 0;
		break;
	default:
		break;
	}
}

/* What a content control is for. */
static void take_control(struct body *b, enum element element,
	const struct tw_xml_element *e)
{
	const char *value = tw_xml_attribute(e, "w", "val");

	if (element == PROMPT)
		b->prompt = tw_docx_on(e);
	else if (element == DOC_PART)
		b->contents = value && !strcmp(value, "Table of Contents");
}

/* Within the properties of anything. */
static void take_property(struct body *b, enum element element,
	const struct tw_xml_element *e)
{
	struct own *own = own_of(b);

	if (element == CHANGE || element == SECT_PR)
		b->skipped = 1;
	else if (element == R_PR && !b->mark)
		b->mark = b->depth;
	else if (b->in == SDT_PR)
		take_control(b, element, e);
	else if (b->in == R_PR && element == BOLD)
		b->bold = tw_docx_on(e);
	else if (b->in == R_PR)
		b->hidden |= element == VANISH && tw_docx_on(e);
	else if (b->in == TR_PR && element == TBL_HEAD && tw_docx_on(e))
		tw_story_row_heads(&b->story);
	else if (b->in == TR_PR && element == DEL)
		b->row_gone = b->properties - 1;
	else if (b->in == TC_PR && element == CELL_DEL)
		b->cell_gone = b->properties - 1;
	else if (b->in == TC_PR && element == GRID_SPAN)
		tw_story_span(&b->story, tw_docx_number(tw_xml_attribute(e,
			"w", "val")));
	else if (b->in == P_PR && own && !b->aside)
		take_own(b, own, element, e);
}

static void begin_properties(struct body *b, enum element element)
{
	b->properties = b->depth;
	b->in = element;
	b->mark = 0;
	if (element == SDT_PR)
		b->prompt = b->contents = false;
	if (element == R_PR)
		b->hidden = false;
}

static void end_properties(struct body *b)
{
	if (b->in == R_PR && b->hidden)
		begin_aside(b, b->depth - 1, "hidden text");
	b->properties = 0;
}

/* ---- elements ---- */

/* Of alternates the first is taken; false for the others. */
static bool take_alternate(struct body *b, const struct tw_xml_element *e)
{
	bool *taken;

	if (!strcmp(e->name, "AlternateContent")) {
		if (b->alternates < ALTERNATES)
			b->taken[b->alternates] = false;
		b->alternates++;
		return true;
	}
	if (!b->alternates || b->alternates > ALTERNATES ||
	    (strcmp(e->name, "Choice") && strcmp(e->name, "Fallback")))
		return true;
	taken = &b->taken[b->alternates - 1];
	if (*taken)
		return false;
	*taken = true;
	return true;
}

/* What is drawn, and not written. */
static void take_drawing(struct body *b, const struct tw_xml_element *e)
{
	if ((!strcmp(e->prefix, "pic") && !strcmp(e->name, "pic")) ||
	    (!strcmp(e->prefix, "v") && !strcmp(e->name, "imagedata")))
		b->story.pictures++;
	else if (tw_xml_attribute(e, "o", "hr") && own_of(b))
		own_of(b)->ruled = true;
	else if (!strcmp(e->prefix, "c") && !strcmp(e->name, "chart"))
		tw_story_aside(&b->story, "a chart", TW_VIEW(""));
	else if (!strcmp(e->prefix, "dgm") && !strcmp(e->name, "relIds"))
		tw_story_aside(&b->story, "a diagram", TW_VIEW(""));
}

static void begin_content(struct body *b)
{
	if (b->prompt)
		begin_aside(b, b->depth, "a prompt that nobody filled in");
	if (b->contents) {
		begin_aside(b, b->depth, NULL);
		say_contents(b);
	}
	b->prompt = b->contents = false;
}

static void begin_cell(struct body *b)
{
	end_joined(b);
	tw_story_cell(&b->story);
	if (b->row_gone && !b->cell_gone)
		b->cell_gone = b->depth;
}

static void begin_element(struct body *b, enum element element,
	const struct tw_xml_element *e)
{
	switch (element) {
	case P_PR: case R_PR: case TR_PR: case TC_PR: case SDT_PR:
	case TBL_PR: case SECT_PR:
		begin_properties(b, element);
		break;
	case DEL: case MOVE_FROM: case DEL_TEXT: case INSTR: case RT:
	case CHANGE:
		b->skipped = 1;
		break;
	case PARAGRAPH:
		begin_paragraph(b);
		break;
	case RUN:
		b->bold = false;
		break;
	case T:
		b->text = true;
		break;
	case TAB: case PTAB:
		put(b, TW_VIEW("\t"));
		break;
	case BR: case CR:
		put(b, TW_VIEW("\v"));
		break;
	case HYPHEN:
		put(b, TW_VIEW("-"));
		break;
	case SYM:
		put_sign(b, e);
		break;
	case SDT_CONTENT:
		begin_content(b);
		break;
	case CHOICES: case BOX:
		begin_field(b, element == BOX);
		break;
	case RESULT: case DEFAULT:
		take_result(b, element, e);
		break;
	case CHOICE:
		take_choice(b, e);
		break;
	case FIELD:
		end_field(b, e);
		break;
	case CONTROL:
		tw_story_aside(&b->story, TW_CONTROL, TW_VIEW(""));
		break;
	case TBL:
		end_joined(b);
		tw_story_table(&b->story);
		break;
	case TR:
		tw_story_row(&b->story);
		break;
	case TC:
		begin_cell(b);
		break;
	case ALT_CHUNK:
		tw_story_aside(&b->story, "a part that is kept as another "
			"document", TW_VIEW(""));
		break;
	case DOCUMENT:
		b->is_document = true;
		break;
	default:
		take_drawing(b, e);
		break;
	}
}

static void end_element(struct body *b, enum element element)
{
	switch (element) {
	case PARAGRAPH:
		end_paragraph(b);
		break;
	case T:
		b->text = false;
		break;
	case TXBX: case BODY:
		end_joined(b);
		break;
	case TC:
		end_joined(b);
		tw_story_cell_end(&b->story);
		if (b->cell_gone == b->depth)
			b->cell_gone = 0;
		break;
	case TR:
		if (b->row_gone == b->depth)
			b->row_gone = 0;
		break;
	case TBL:
		tw_story_table_end(&b->story);
		break;
	default:
		break;
	}
}

static bool going_on(const struct body *b)
{
	return !b->docx.failed && !b->story.failed && !b->docx.source->fault;
}

static bool begin(void *context, const struct tw_xml_element *e)
{
	struct body *b = context;

	b->depth++;
	if (b->skipped)
		b->skipped++;
	else if (b->cell_gone)
		b->skipped = 1;
	else if (b->properties)
		take_property(b, element_of(e), e);
	else if (!strcmp(e->prefix, "mc"))
		b->skipped = !take_alternate(b, e);
	else
		begin_element(b, element_of(e), e);
	return going_on(b);
}

static bool end(void *context, const struct tw_xml_element *e)
{
	struct body *b = context;

	if (b->skipped) {
		b->skipped--;
	} else if (b->properties) {
		if (b->mark == b->depth)
			b->mark = 0;
		if (b->properties == b->depth)
			end_properties(b);
	} else if (!strcmp(e->prefix, "mc")) {
		b->alternates -= !strcmp(e->name, "AlternateContent") &&
			b->alternates;
	} else {
		end_element(b, element_of(e));
	}
	if (b->aside == b->depth)
		end_aside(b);
	b->depth--;
	return going_on(b);
}

/* White space of XML is a blank, whatever it is. */
static bool text(void *context, struct tw_view text)
{
	struct body *b = context;

	while (text.len && b->text && !b->skipped) {
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

static enum tw_status read_body(struct body *b,
	const struct tw_package *package, struct tw_error *err)
{
	static const struct tw_xml_handler handler = { begin, end, text };
	struct tw_source *source = b->docx.source;
	struct tw_view bytes = tw_package_find(package, b->docx.main);
	const char *fault = NULL;
	enum tw_status status;

	if (!bytes.ptr) {
		source->fault = "is damaged: the part that should hold its "
			"text is missing";
		return TW_OK;
	}
	status = tw_xml_read(&fault, bytes, &handler, b, err);
	if (fault && !source->fault)
		source->fault = fault;
	if (!source->fault && !b->is_document)
		source->fault = "is no text, but perhaps a workbook or slides; "
			"copy what it says into a document of Word";
	return status;
}

enum tw_status tw_docx_lines(struct tw_lines *lines,
	struct tw_source *source, const struct tw_package *package,
	struct tw_error *err)
{
	struct body b = { .docx = { .arena = lines->arena,
		.source = source } };
	enum tw_status status;

	tw_story_begin(&b.story, lines->arena, source);
	status = tw_docx_read_parts(&b.docx, package, err);
	if (!status && !source->fault)
		status = read_body(&b, package, err);
	if (!status && !source->fault)
		status = tw_docx_read_asides(&b.docx, &b.story, package, err);
	if (!status && (b.docx.failed || b.story.failed))
		status = tw_fail_memory(err);
	if (!status && !source->fault)
		tw_story_lines(lines, &b.story);
	tw_story_release(&b.story);
	tw_buffer_release(&b.left_out);
	tw_field_release(&b.field);
	return status;
}
