/*
 * The head of a document: area, officers, period, and the title and scope of
 * a priority, each with its label or known by what it looks like.
 */
#include "base/buffer.h"
#include "base/utf8.h"
#include "import/head.h"
#include "import/looks.h"
#include "record/typed.h"

#include <string.h>

static const struct tw_block *block_at(const struct tw_doc_head *h, size_t i)
{
	return &h->r->blocks->at[i];
}

/* ---- fields of a priority ---- */

static void add_field(struct tw_doc_head *h, enum tw_field_kind kind,
	struct tw_view name, struct tw_view value, uint32_t line)
{
	struct tw_doc_field *field = tw_reading_take(h->r, sizeof(*field));

	if (!field)
		return;
	*field = (struct tw_doc_field){ NULL, name, value, kind, line };
	*h->priority->field_end = field;
	h->priority->field_end = &field->next;
}

/*
 * "Status: Amber" rates; a record's status has words of its own, and so have
 * those other fields that forms may label.
 */
static bool is_foreign(enum tw_field_kind kind, struct tw_view text)
{
	enum tw_priority_status status;
	struct tw_view slug, rest = text;

	if (kind == TW_STATUS)
		return !tw_status_read(&status, text);
	if (kind == TW_FORMAT_FIELD)
		return !tw_view_equal(text, TW_VIEW("1"));
	while (kind == TW_SUCCEEDS && tw_list_next(&slug, &rest))
		if (!tw_slug_valid(slug))
			return true;
	return false;
}

/* Keeps a label and what it says, which is no value of the field. */
static void add_foreign(struct tw_doc_head *h, enum tw_field_kind kind,
	const struct tw_block *block, struct tw_view text)
{
	struct tw_view both = block->text;

	if (block->kind != TW_LABEL)
		both = tw_arena_format(h->r->report->arena, "%s: %.*s",
			tw_field_name(kind), TW_ARG(text));
	if (!both.ptr) {
		h->r->report->status = tw_fail_memory(h->r->report->err);
		return;
	}
	tw_reading_item(h->r, &h->priority->other_end, both, block->line);
	tw_report_note(h->r->report, block->line, kind == TW_STATUS ? "\"%.*s\" "
		"is a rating, and is kept as a comment at the end of the "
		"record" : "\"%.*s\" is no such value as a record has, and is "
		"kept as a comment at its end", TW_ARG(both));
}

/* What a label says, its value in hand. */
static void set_labelled(struct tw_doc_head *h, enum tw_field_kind kind,
	const struct tw_block *block, struct tw_view text)
{
	bool own = h->priority->complete;
	struct tw_view name = block->text;

	if (!own && is_foreign(kind, text)) {
		add_foreign(h, kind, block, text);
		return;
	}

	/* "Update from Eastwick" says where, and not who. */
	if (!own && kind == TW_OFFICERS &&
	    h->r->areas->known(text, h->r->areas->context).len)
		kind = TW_AREA;
	switch (kind) {
	case TW_AREA:
	case TW_TERM:
	case TW_OFFICERS:
	case TW_DATE:
	case TW_SCOPE:
		break;
	case TW_TITLE:
		if (!own) {
			tw_head_title(h, block, text);
			return;
		}
		break;
	default:
		own = true;
		h->priority->complete |= kind == TW_PRIORITY;
	}
	if (kind == TW_X_FIELD)
		name.len = (size_t)((const char *)memchr(name.ptr, ':',
			name.len) - name.ptr);
	else
		name = tw_view_of(tw_field_name(kind));
	if (own)
		add_field(h, kind, name, text, block->line);
	else if (kind == TW_AREA)
		tw_head_area(h, block, text);
	else if (kind == TW_TERM)
		tw_head_period(h, block, text);
	else if (kind == TW_OFFICERS)
		tw_head_officers(h, block, text);
	else if (kind == TW_DATE)
		tw_head_date(h, block, text);
	else
		tw_head_scope(h, text, block->line);
}

/* ---- blocks ---- */

bool tw_reading_is_head(const struct tw_reading *r,
	const struct tw_block *block)
{
	if (block->kind == TW_LABEL)
		return block->strong || (block->value == TW_OFFICERS &&
			(!block->rest.len || tw_looks_like_names(block->rest))) ||
			(block->value == TW_AREA && block->rest.len &&
			!block->dash);
	if (block->kind == TW_PARAGRAPH && (block->titled || ((block->ruled ||
	    block->underlined) && block->text.len < 160)))
		return true;
	return block->kind == TW_PARAGRAPH && block->text.len < 60 &&
		(r->areas->known(block->text, r->areas->context).len ||
		tw_head_has_term(r, block->text));
}

/* What has no place in a record is kept where it shows. */
static void add_preface(struct tw_doc_head *h, const struct tw_block *block)
{
	tw_reading_item(h->r, &h->r->document->preface_end, block->text,
		block->line);
	tw_report_hint(h->r->report, block->line, block->text,
		TW_HINT_TEXT);
	tw_report_note(h->r->report, block->line, "\"%.*s\" has no place in a "
		"record, and is kept as a comment at the top of the first",
		TW_ARG(tw_report_short(h->r->report, block->text)));
}

/* "To: all locality groups" */
static bool is_mail(const struct tw_block *block)
{
	const char *colon = memchr(block->text.ptr, ':', block->text.len);

	return colon && tw_typed_find(TW_TYPED_MAIL, (struct tw_view){
		block->text.ptr, (size_t)(colon - block->text.ptr) });
}

/* What stands without a label, by what it looks like; false: loose. */
static bool read_plain(struct tw_doc_head *h, const struct tw_block *block)
{
	struct tw_reading *r = h->r;
	struct tw_view names;

	if (block->kind != TW_PARAGRAPH)
		return false;
	/* Below the title it is the scope, unless it says a term. */
	if (h->title_at != SIZE_MAX && (h->period ||
	    !tw_head_has_term(r, block->text) || block->text.len >= 60))
		return false;
	if (is_mail(block))
		add_preface(h, block);
	else if (r->document->period.text.ptr && !r->document->date.text.ptr &&
	         tw_head_is_day(r, block->text) &&
	         !tw_head_is_other_term(h, block->text))
		tw_head_date(h, block, block->text);
	else if ((!h->period && block->text.len < 60 &&
	          tw_head_may_be_term(r, block->text) &&
	          !tw_says_what_it_is(block->text)) ||
	         (tw_head_is_half(block->text) &&
	          tw_head_is_day(r, r->document->period.text)))
		tw_head_period(h, block, block->text);
	else if (!h->period && tw_head_named_term(h, block))
		return true;
	else if (r->areas->known(block->text, r->areas->context).len)
		tw_head_area(h, block, block->text);
	else if (!r->document->officers.text.ptr &&
	         tw_looks_like_officers(block->text))
		tw_head_officers(h, block, block->text);
	else if (!r->document->officers.text.ptr &&
	         (names = tw_names_of_officers(block->text)).len)
		tw_head_role(h, block, names);
	else
		return false;
	return true;
}

/*
 * True for one more officer, on a line of his or her own right below the
 * others, where the area stands above.
 */
static bool adds_officer(const struct tw_doc_head *h,
	const struct tw_block *block)
{
	const struct tw_doc *document = h->r->document;

	return document->officers.text.ptr && !document->count &&
		block->kind != TW_LABEL && h->title_at == SIZE_MAX &&
		(document->officers.last + 1 + block->gap == block->line ||
		(document->officers.last == block->line && !block->gap)) &&
		document->officers.text.len < 400 && block->gap < 2 &&
		(h->area || h->loose_count) &&
		!h->period && tw_looks_like_names(block->text) &&
		!tw_head_may_be_term(h->r, block->text);
}

static void add_officer(struct tw_doc_head *h, const struct tw_block *block)
{
	struct tw_typed_text *officers = &h->r->document->officers;

	officers->text = tw_arena_format(h->r->report->arena, "%.*s / %.*s",
		TW_ARG(officers->text), TW_ARG(block->text));
	officers->last = block->line;
	if (!officers->text.ptr)
		h->r->report->status = tw_fail_memory(h->r->report->err);
}

/*
 * Below a short name stand fields and nothing else: one without a value, or
 * that there is not, is no scope. True if it is said.
 */
static bool complains(struct tw_doc_head *h, const struct tw_block *block)
{
	const char *colon = memchr(block->text.ptr, ':', block->text.len);
	struct tw_view name = { block->text.ptr, 0 };

	if (!h->priority->complete || !colon || block->kind == TW_POINT)
		return false;
	name.len = (size_t)(colon - name.ptr);
	if (memchr(name.ptr, ' ', name.len) ||
	    (block->kind == TW_LABEL && block->rest.len))
		return false;
	tw_report_problem(h->r->report, block->line, block->kind == TW_LABEL ?
		"the field \"%.*s\" has no value; fill it in, or delete the "
		"line" : "there is no field \"%.*s\"; fields of your own "
		"begin with \"X-\"", TW_ARG(name));
	return true;
}

static void read_blocks(struct tw_doc_head *h)
{
	const struct tw_block *label = NULL;

	for (size_t i = h->from; i < h->to; i++) {
		const struct tw_block *block = block_at(h, i);

		/* A label without a value is followed by the next one. */
		if (label && block->kind == TW_LABEL)
			label = NULL;
		if (block->kind == TW_OTHER) {
			size_t end = i + 1;

			while (block->chapter && end < h->to &&
			       block_at(h, end)->kind == TW_POINT)
				end++;
			tw_reading_others(h->r, h->priority, i, end);
			i = end - 1;
		} else if (label) {
			h->label = label;
			set_labelled(h, label->value, block, block->text);
			if (label->value == TW_TITLE)
				h->title_at = i + 1;
			else
				h->last = i + 1;
			label = NULL;
		} else if (complains(h, block)) {
			continue;
		} else if (block->kind == TW_LABEL) {
			tw_report_label(h->r->report, (struct tw_view){
				block->text.ptr, block->text.len -
				block->rest.len }, block->line);
			h->label = block;
			if (!block->rest.len)
				label = block;
			else
				set_labelled(h, block->value, block,
					block->rest);
			if (h->priority->complete)
				continue;
			if (block->rest.len && block->value == TW_TITLE)
				h->title_at = i + 1;
			else
				h->last = i + 1;
		} else if (adds_officer(h, block)) {
			add_officer(h, block);
		} else if (read_plain(h, block)) {
			h->last = i + 1;
		} else {
			h->loose[h->loose_count++] = i;
		}
	}
}

/* ---- what has no label ---- */

/*
 * No sentence, no greeting: a few words, the first with a capital, unless it
 * is the first line of all, and a label follows.
 */
static bool may_name_area(const struct tw_doc_head *h,
	const struct tw_block *block)
{
	const struct tw_blocks *blocks = h->r->blocks;
	struct tw_view text = block->text, name = tw_typed_area(text);
	size_t words = 1;

	/* "M." signs a mail. */
	if (text.len == 2 && text.ptr[1] == '.')
		return false;
	if (h->r->areas->declared && tw_head_is_about(text))
		return false;
	/* "Form (v2.1)", "Update as promised." */
	if (name.len < text.len && (*name.ptr == '(' || (*name.ptr >= 'a' &&
	    *name.ptr <= 'z')))
		return false;
	if (block == blocks->at && blocks->count > 1 &&
	    blocks->at[1].kind == TW_LABEL)
		return true;
	for (size_t i = 0; i < text.len; i++)
		words += text.ptr[i] == ' ';
	return words < 8 && !(*text.ptr >= 'a' && *text.ptr <= 'z') &&
		!strchr(",.!?:;", text.ptr[text.len - 1]);
}

/* The area that a line names beside what the document is, if it is known. */
static bool names_known(const struct tw_doc_head *h,
	const struct tw_block *block)
{
	const struct tw_areas *areas = h->r->areas;

	return areas->known(tw_typed_area(block->text), areas->context).len > 0;
}

/* The first line above the title that names one; NULL: none does. */
static const struct tw_block *find_known(const struct tw_doc_head *h,
	size_t first_title)
{
	for (size_t i = 0; i < h->loose_count && h->loose[i] < first_title;
	     i++)
		if (names_known(h, block_at(h, h->loose[i])))
			return block_at(h, h->loose[i]);
	return NULL;
}

/* The name of an area, beside which the document may say what it is. */
static void set_named_area(struct tw_doc_head *h, const struct tw_block *block)
{
	struct tw_view name = tw_typed_area(block->text);
	struct tw_view about = name.ptr > block->text.ptr ?
		(struct tw_view){ block->text.ptr,
			(size_t)(name.ptr - block->text.ptr) } :
		tw_after(block->text, name.len);

	if (about.len) {
		tw_report_note(h->r->report, block->line, "\"%.*s\" is read "
			"as the name of the area; \"%.*s\" is left out",
			TW_ARG(name), TW_ARG(tw_trim(about)));
		tw_report_said(h->r->report, about);
	}
	tw_head_area(h, block, name);
}

/* What stands above the title without a label: area, officers, or nothing. */
static void take_loose_head(struct tw_doc_head *h, const struct tw_block *block)
{
	struct tw_doc *document = h->r->document;
	bool again = document->count > 0;

	if (again && (tw_fold_equal(block->text, document->area.text) ||
	    tw_fold_equal(block->text, document->officers.text)))
		tw_head_again(h, block, block->text);
	else if (!h->area && (h->known ? block == h->known :
	         may_name_area(h, block)) && (again ? h->officers || h->period :
	          !document->area.text.ptr))
		set_named_area(h, block);
	else if (!document->officers.text.ptr &&
	         tw_looks_like_names(block->text))
		tw_head_officers(h, block, block->text);
	else
		add_preface(h, block);
}

static bool looks_like_title(const struct tw_block *block)
{
	return block->text.len < 120 &&
		block->text.ptr[block->text.len - 1] != '.';
}

/* True if what was left out, such as a signature, has a text. */
static bool is_left_out(const struct tw_report *report, struct tw_view text)
{
	for (const struct tw_import_note *s = report->said; s; s = s->next)
		for (size_t i = 0; i + text.len <= s->text.len; i++)
			if (!memcmp(s->text.ptr + i, text.ptr, text.len))
				return true;
	return false;
}

/*
 * Takes the first line of what would be title and scope for the officers, if a
 * mail or its signature has the name: then it is none of a title.
 */
static void take_names(struct tw_doc_head *h, size_t *first_title)
{
	struct tw_doc *document = h->r->document;
	size_t i = 0;

	if (document->officers.text.ptr || document->count)
		return;
	while (i < h->loose_count && h->loose[i] < *first_title)
		i++;
	if (i + 1 >= h->loose_count)
		return;
	if (!tw_looks_like_names(block_at(h, h->loose[i])->text))
		return;
	document->perhaps = (struct tw_typed_text){
		block_at(h, h->loose[i])->text,
		block_at(h, h->loose[i])->line, 0 };
	if (is_left_out(h->r->report, document->perhaps.text) ||
	    tw_fold_equal(document->perhaps.text, h->r->areas->officers))
		*first_title = h->loose[i] + 1;
}

/*
 * Takes names for the officers where they would stand for the title, below one,
 * and nobody else is named.
 */
static void take_names_last(struct tw_doc_head *h, size_t first_title)
{
	const struct tw_block *block;
	size_t last = h->loose_count - 1;

	if (h->r->document->officers.text.ptr || h->r->document->count ||
	    h->loose_count < 2 || h->loose[last - 1] >= first_title ||
	    (h->loose[last] >= first_title && !h->area))
		return;
	block = block_at(h, h->loose[last]);
	if (block->kind != TW_PARAGRAPH || !tw_looks_like_names(block->text) ||
	    tw_looks_like_names(block_at(h, h->loose[last - 1])->text))
		return;
	tw_head_officers(h, block, block->text);
	h->loose_count--;
}

/*
 * Takes for the officers the names of two or more that stand last below a
 * title, where nobody else is named.
 */
static void take_names_below(struct tw_doc_head *h, size_t first_title)
{
	const struct tw_block *block;
	size_t last = h->loose_count - 1;

	if (h->r->document->officers.text.ptr || h->r->document->count ||
	    h->loose_count < 2 || h->loose[last] + 1 != h->to ||
	    h->loose[last - 1] < first_title)
		return;
	block = block_at(h, h->loose[last]);
	if (block->kind != TW_PARAGRAPH || !tw_looks_like_names(block->text) ||
	    !tw_joins_names(block->text))
		return;
	tw_head_officers(h, block, block->text);
	tw_report_note(h->r->report, block->line, "\"%.*s\" stands below the "
		"title, and is read as the officers", TW_ARG(block->text));
	h->loose_count--;
}

/* Area and title without a label, by their places among the loose blocks. */
struct named {
	size_t area, title; /* SIZE_MAX: none */
};

/* Two lines, the second the title, unless that looks like the area instead. */
static struct named name_two(const struct tw_doc_head *h, size_t first)
{
	bool swapped = tw_looks_like_place(block_at(h, h->loose[first + 1])->text)
		&& !tw_looks_like_place(block_at(h, h->loose[first])->text);

	return (struct named){ first + swapped, first + !swapped };
}

/*
 * If the area stands right above the title, and neither is said elsewhere:
 * both, below all that is known, such as the term.
 */
static bool named_below(struct named *named, const struct tw_doc_head *h,
	size_t first_title)
{
	const struct tw_block *first;

	if (h->area || h->loose_count < 2 || h->loose[0] < first_title)
		return false;
	first = block_at(h, h->loose[0]);
	if (first->text.len >= 48 ||
	    !looks_like_title(block_at(h, h->loose[1])))
		return false;
	*named = name_two(h, 0);
	return true;
}

/*
 * The same above all that is known: nothing else could be the title, and it
 * is not the officers.
 */
static bool named_above(struct named *named, const struct tw_doc_head *h,
	size_t first_title)
{
	const struct tw_block *last;
	size_t i = h->loose_count - 1;

	if (!h->loose_count || h->loose[i] >= first_title || (!h->area && !i))
		return false;
	last = block_at(h, h->loose[i]);
	*named = h->area ? (struct named){ SIZE_MAX, i } : name_two(h, i - 1);
	return last->kind != TW_POINT && looks_like_title(last) &&
		(h->r->document->officers.text.ptr || named->title != i ||
		!tw_looks_like_names(last->text));
}

/* Which of two lines names the area is said where it is the second. */
static void say_named(struct tw_doc_head *h, const struct named *named)
{
	const struct tw_block *block;

	if (named->area == SIZE_MAX || named->area < named->title)
		return;
	block = block_at(h, h->loose[named->title]);
	tw_report_note(h->r->report, block->line, "\"%.*s\" is read as the "
		"title, and \"%.*s\" as the name of the area",
		TW_ARG(tw_report_short(h->r->report, block->text)),
		TW_ARG(h->r->document->area.text));
}

/*
 * What the head says by now is the priority's, too. Beside another term, other
 * officers are those of all that follows.
 */
static void keep_head(struct tw_doc_head *h)
{
	struct tw_doc *document = h->r->document;
	struct tw_doc_priority *priority = h->priority;

	if (h->another && priority->officers.text.ptr) {
		document->officers = priority->officers;
		priority->officers.text.ptr = NULL;
	}
	priority->names = document->officers;
	priority->period = document->period;
	priority->date = document->date;
}

void tw_reading_head(struct tw_reading *r, struct tw_doc_priority *priority,
	size_t from, size_t to)
{
	struct tw_doc_head h = { .r = r, .priority = priority, .from = from,
		.to = to, .last = from, .title_at = SIZE_MAX };
	struct named named;
	size_t first_title;

	h.loose = tw_reading_take(r, (to - from + 1) * sizeof(*h.loose));
	if (!h.loose)
		return;
	read_blocks(&h);
	h.label = NULL;
	first_title = h.title_at != SIZE_MAX ? h.title_at : h.last;
	if (h.title_at == SIZE_MAX) {
		take_names(&h, &first_title);
		take_names_last(&h, first_title);
	}
	if (!r->document->count && h.title_at == SIZE_MAX &&
	    (named_below(&named, &h, first_title) ||
	     named_above(&named, &h, first_title)))
		first_title = h.loose[named.title];
	else
		named = (struct named){ SIZE_MAX, SIZE_MAX };
	take_names_below(&h, first_title);
	h.known = find_known(&h, first_title);
	for (size_t i = 0; i < h.loose_count; i++) {
		const struct tw_block *block = block_at(&h, h.loose[i]);

		if (block->kind == TW_POINT && h.title_at != SIZE_MAX &&
		    h.loose[i] < first_title) {
			add_preface(&h, block);
			continue;
		}
		if (block->kind == TW_POINT) {
			tw_report_problem(r->report, block->line, "a point "
				"stands here, \"%.*s\", but no heading that is "
				"known above it; write one, such as \"%s\"",
				TW_ARG(tw_report_short(r->report,
				block->text)), tw_section_name(TW_OUTCOMES));
			return;
		}
		if (h.loose[i] < first_title || i == named.area)
			take_loose_head(&h, block);
		else
			tw_head_title(&h, block, block->text);
	}
	say_named(&h, &named);
	tw_head_part_title(&h);
	keep_head(&h);
	r->document->labelled |= h.title_at != SIZE_MAX;
}
