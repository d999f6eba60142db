/*
 * Writing what was made up. Where there is no noise, what comes out is the
 * canonical form, by spec/format.md, "Canonical form", and not by the writer
 * under test.
 */
#include "model.h"
#include "random.h"

#include <string.h>

struct emitter {
	struct tw_buffer *out;
	bool noisy;
	bool crlf;
	bool mixed; /* either line end, line by line */
	struct random random;
};

static bool once(struct emitter *e, unsigned times)
{
	return e->noisy && random_once(&e->random, times);
}

static const char *pick(struct emitter *e, const char *const *list,
	unsigned count)
{
	return list[random_below(&e->random, count)];
}

static void put(struct emitter *e, const char *text)
{
	tw_buffer_string(e->out, text);
}

/* ---- blanks ---- */

static const char *const blanks[] = {
	" ", "\t", "  ", "\xC2\xA0", "\xE2\x80\x83", "\xE3\x80\x80", " \t ",
	"\xE1\x9A\x80",
};

enum { BLANKS = sizeof(blanks) / sizeof(*blanks) };

/* `plain`, or any other run of blanks in its place. */
static void blank(struct emitter *e, const char *plain)
{
	put(e, once(e, 3) ? pick(e, blanks, BLANKS) : plain);
}

/* Nothing, or blanks where they do not count. */
static void slack(struct emitter *e)
{
	if (once(e, 4))
		put(e, pick(e, blanks, BLANKS));
}

static void end_line(struct emitter *e)
{
	slack(e);
	if (e->mixed ? random_once(&e->random, 2) : e->crlf)
		tw_buffer_byte(e->out, '\r');
	tw_buffer_byte(e->out, '\n');
}

/* Empty lines where they mean nothing. */
static void gap(struct emitter *e)
{
	while (once(e, 6))
		end_line(e);
}

/* A text whose spaces may be tabs. */
static void text(struct emitter *e, const char *at)
{
	for (; *at; at++)
		tw_buffer_byte(e->out, *at == ' ' && once(e, 30) ? '\t' : *at);
}

/* A name whose letter case and runs of blanks do not count. */
static void folded(struct emitter *e, const char *name)
{
	bool shout = once(e, 4);

	for (; *name; name++) {
		char c = *name;

		if (c == ' ') {
			blank(e, " ");
			continue;
		}
		if (((c | 0x20) >= 'a' && (c | 0x20) <= 'z') &&
		    (shout || once(e, 8)))
			c ^= 0x20;
		tw_buffer_byte(e->out, c);
	}
}

static void comments(struct emitter *e, const struct made_comments *made,
	bool gaps)
{
	for (unsigned i = 0; i < made->count; i++) {
		if (gaps)
			gap(e);
		put(e, made->text[i]);
		end_line(e);
	}
	if (gaps)
		gap(e);
}

/* ---- fields ---- */

static const char *const field_names[] = {
	"Priority", "Title", "Area", "Term", "Date", "Officers", "Status",
	"Succeeds", "Theme", "Scope", "Format",
};

static void value(struct emitter *e, const struct made_field *field,
	const char *at)
{
	for (; *at; at++) {
		if (*at != ';' || !field->parted) {
			text(e, (const char[]){ *at, '\0' });
			continue;
		}
		slack(e);
		put(e, ";");
		if (at[1] == ' ') {
			if (!once(e, 3))
				blank(e, " ");
			at++;
		}
	}
}

static void field(struct emitter *e, const struct made_field *made)
{
	comments(e, &made->comments, true);
	if (made->name)
		put(e, made->name);
	else
		folded(e, field_names[made->kind]);
	slack(e);
	put(e, ":");
	for (unsigned i = 0; i < made->count; i++) {
		if (i || made->below) {
			end_line(e);
			comments(e, &made->lines[i].comments, true);
			blank(e, "  ");
		} else if (!once(e, 4)) {
			blank(e, " ");
		}
		value(e, made, made->lines[i].text);
	}
	end_line(e);
}

/* ---- items ---- */

static const char *const state_names[] = {
	"", "done", "ongoing", "on hold", "dropped",
};

static void key(struct emitter *e, const struct made_item *item)
{
	if (!item->key)
		return;
	put(e, "[");
	put(e, item->key);
	put(e, "]");
	blank(e, " ");
}

static void state(struct emitter *e, const struct made_item *item)
{
	if (!item->state)
		return;
	put(e, "(");
	slack(e);
	folded(e, state_names[item->state]);
	slack(e);
	put(e, ")");
	blank(e, " ");
}

static void details(struct emitter *e, const struct made_item *item)
{
	for (unsigned i = 0; i < item->detail_count; i++) {
		const struct made_detail *detail = &item->details[i];

		comments(e, &detail->comments, true);
		blank(e, "  ");
		tw_buffer_byte(e->out, detail->sign);
		if (!once(e, 3))
			blank(e, " ");
		text(e, detail->name);
		if (detail->sign != '>') {
			slack(e);
			put(e, ":");
			if (!once(e, 3))
				blank(e, " ");
			text(e, detail->value);
		}
		end_line(e);
	}
}

static void item(struct emitter *e, const struct made_item *made)
{
	bool swapped = once(e, 3);

	comments(e, &made->comments, true);
	put(e, "-");
	blank(e, " ");
	if (swapped)
		state(e, made);
	key(e, made);
	if (!swapped)
		state(e, made);
	if (made->escaped || (made->escapable && once(e, 2)))
		put(e, "\\");
	text(e, made->lines[0].text);
	end_line(e);
	for (unsigned i = 1; i < made->count; i++) {
		comments(e, &made->lines[i].comments, true);
		blank(e, "  ");
		text(e, made->lines[i].text);
		end_line(e);
	}
	details(e, made);
}

/* ---- sections ---- */

static const char *const section_names[] = {
	"Intended outcomes", "Activity last period",
	"Planned activity next period", "Impact so far", "Exit strategy",
};

/*
 * Comments before a heading are its own down from the last empty line. So
 * one empty line must stand below those that close what is above, and none
 * between the heading's own.
 */
static void section(struct emitter *e, const struct made_section *made,
	bool closed)
{
	if (e->noisy ? closed : e->out->len > 0)
		put(e, "\n");
	gap(e);
	comments(e, &made->comments, false);
	folded(e, section_names[made->kind]);
	slack(e);
	if (once(e, 4))
		put(e, ":");
	end_line(e);
	for (unsigned i = 0; i < made->count; i++)
		item(e, &made->items[i]);
	comments(e, &made->closing, true);
}

/* ---- order ---- */

/*
 * Puts `count` numbers in any order in which those of one group keep theirs:
 * they are shuffled, and each group is then dealt out anew over its places.
 */
static void shuffle(struct emitter *e, unsigned *order, const int *group,
	unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		order[i] = i;
	for (unsigned i = count; once(e, 1) && i > 1; i--) {
		unsigned j = random_below(&e->random, i), kept = order[j];

		order[j] = order[i - 1];
		order[i - 1] = kept;
	}
	for (unsigned i = 0; i < count; i++)
		for (unsigned j = i + 1; j < count; j++)
			if (group[order[i]] == group[order[j]] &&
			    order[i] > order[j]) {
				unsigned kept = order[i];

				order[i] = order[j];
				order[j] = kept;
			}
}

static void fields(struct emitter *e, const struct made *made)
{
	unsigned order[MOST_FIELDS];
	int group[MOST_FIELDS];

	for (unsigned i = 0; i < made->field_count; i++)
		group[i] = (int)made->fields[i].kind;
	shuffle(e, order, group, made->field_count);
	for (unsigned i = 0; i < made->field_count; i++)
		field(e, &made->fields[order[i]]);
	comments(e, &made->closing, true);
}

static void sections(struct emitter *e, const struct made *made)
{
	bool closed = made->closing.count;
	unsigned order[MOST_SECTIONS];
	int group[MOST_SECTIONS];

	for (unsigned i = 0; i < made->section_count; i++)
		group[i] = (int)made->sections[i].kind;
	shuffle(e, order, group, made->section_count);
	for (unsigned i = 0; i < made->section_count; i++) {
		const struct made_section *s = &made->sections[order[i]];

		section(e, s, closed);
		closed = s->closing.count;
	}
}

void made_write(struct tw_buffer *out, const struct made *made)
{
	struct emitter e = { .out = out };

	fields(&e, made);
	sections(&e, made);
}

void made_write_noisy(struct tw_buffer *out, const struct made *made,
	uint64_t seed)
{
	struct emitter e = { .out = out, .noisy = true, .random = { seed } };

	e.crlf = random_once(&e.random, 3);
	e.mixed = random_once(&e.random, 8);
	if (once(&e, 4))
		put(&e, "\xEF\xBB\xBF");
	gap(&e);
	fields(&e, made);
	sections(&e, made);
	/* A last line without its end: what is left must not end in a CR. */
	if (once(&e, 4) && out->len && out->ptr[out->len - 1] == '\n') {
		out->len--;
		if (out->len && out->ptr[out->len - 1] == '\r')
			out->len--;
	}
}
