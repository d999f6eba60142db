#include "report/audit.h"

#include "base/utf8.h"
#include "report/past_json.h"
#include "report/safe.h"
#include "report/wrap.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { QUOTE_MOST = 240, SHORT_MOST = 60, MARGIN = 2, BODY = 4,
	COMMAND = 6 };

/* Texts of others in a sentence, cut at a character's end. */
static void add_cut(struct tw_buffer *out, struct tw_view text, size_t most)
{
	struct tw_view start = tw_start(text, most);

	tw_buffer_view(out, start);
	if (start.len < text.len)
		tw_buffer_string(out, "...");
}

static void add_quoted(struct tw_buffer *out, struct tw_view text)
{
	tw_buffer_byte(out, '"');
	add_cut(out, text, SHORT_MOST);
	tw_buffer_byte(out, '"');
}

/* ---- what happened ---- */

/* "%" stands for what the record has to do with. */
static void add_filled(struct tw_buffer *out, const char *pattern,
	const struct tw_audit_finding *f)
{
	for (; *pattern; pattern++)
		if (*pattern != '%')
			tw_buffer_byte(out, *pattern);
		else if (*++pattern == 'n')
			add_quoted(out, f->name);
		else if (*pattern == 'r')
			add_quoted(out, f->right);
		else
			add_quoted(out, f->found);
}

static const char *lost_pattern(const struct tw_audit_finding *f)
{
	switch (f->part) {
	case TW_AUDIT_ITEM:
		return "this item is gone, and neither side took it out";
	case TW_AUDIT_SECTION:
		return "this item was moved to %r, and stands under %f";
	case TW_AUDIT_KEY:
		return !f->right.len ? "the key %f was taken off this item, "
			"and is there again" : f->found.len ? "the key %r of "
			"this item gave way to %f" :
			"the key %r of this item is gone";
	case TW_AUDIT_STATE:
		return !f->right.len ? "the mark %f was taken off this item, "
			"and is there again" : f->found.len ? "the mark %r of "
			"this item gave way to %f" :
			"the mark %r of this item is gone";
	case TW_AUDIT_TEXT:
		return "what one side changed in the words of this item is "
			"gone";
	case TW_AUDIT_DETAIL:
		if (*f->name.ptr == '>')
			return "the line %n of this item is gone";
		return f->found.len ? "the line %n of this item says %f, and "
			"should say %r" : "the line %n of this item, which "
			"said %r, is gone";
	case TW_AUDIT_FIELD:
		return f->found.len ? "the field %n says %f, and should say "
			"%r" : "the field %n, which said %r, is gone";
	case TW_AUDIT_ELEMENT:
		return "%r is gone from the field %n";
	default:
		return "a comment is gone: %r";
	}
}

static const char *doubled_pattern(const struct tw_audit_finding *f)
{
	if (f->part == TW_AUDIT_DETAIL)
		return "the line %n of this item stands twice";
	if (f->part == TW_AUDIT_FIELD)
		return "the field %n stands twice";
	return tw_view_equal(f->right, f->found) ? "this item stands twice" :
		"this item stands twice, in two forms";
}

static const char *back_pattern(const struct tw_audit_finding *f)
{
	if (f->part == TW_AUDIT_DETAIL)
		return "the line %n of this item was taken out, and is there "
			"again";
	if (f->part == TW_AUDIT_FIELD)
		return "the field %n was taken out, and is there again";
	return "this item was taken out, and is there again";
}

/* One clause, without a full stop. */
static void add_message(struct tw_buffer *out, const struct tw_audit_finding *f)
{
	switch (f->kind) {
	case TW_AUDIT_LOST:
		add_filled(out, lost_pattern(f), f);
		break;
	case TW_AUDIT_DOUBLED:
		add_filled(out, doubled_pattern(f), f);
		if (f->other)
			tw_buffer_format(out, ", here and in line %u",
				(unsigned)f->other);
		break;
	case TW_AUDIT_BACK:
		add_filled(out, back_pattern(f), f);
		break;
	case TW_AUDIT_DISAGREED:
		add_filled(out, f->part == TW_AUDIT_FIELD ? "the sides "
			"disagree about the field %n, and nobody was asked" :
			f->rule != TW_DIAG_COUNT ? "both sides together "
			"break a rule, and nobody was asked" :
			f->part == TW_AUDIT_RECORD ? "so much has changed on "
			"both sides that nobody can tell what is right, and "
			"nobody was asked" : "the sides disagree about this "
			"item, and nobody was asked", f);
		if (f->rule != TW_DIAG_COUNT)
			tw_buffer_format(out, ": %s",
				tw_diagnostic_kind(f->rule)->message);
		break;
	default:
		tw_buffer_string(out, "markers of a conflict were left in "
			"this record");
	}
}

/* ---- who did what ---- */

static void add_deed(struct tw_buffer *out, bool *some, const char *verb,
	const char *what)
{
	tw_buffer_format(out, "%s%s%s", *some ? ", " : "", *some ? "" : verb,
		what);
	*some = true;
}

static void add_deeds(struct tw_buffer *out, const struct tw_audit_finding *f,
	int side)
{
	unsigned did = f->did[side];
	bool some = false;

	if (did & TW_NEVER_HAD)
		tw_buffer_string(out, "never had it");
	else if (did & TW_DID_ADD)
		tw_buffer_string(out, "added it");
	else if (did & TW_DID_TAKE_OUT)
		tw_buffer_string(out, "took it out");
	else if (!did)
		tw_buffer_string(out, "left it alone");
	if (did & TW_DID_MOVE) {
		add_deed(out, &some, "moved it to ", "\"");
		tw_buffer_format(out, "%s\"", tw_section_name(f->moved[side]));
		some = false;
		tw_buffer_string(out, did & (TW_DID_KEY | TW_DID_STATE |
			TW_DID_TEXT | TW_DID_DETAILS) ? " and " : "");
	}
	if (did & TW_DID_TEXT)
		add_deed(out, &some, "changed ", "its words");
	if (did & TW_DID_STATE)
		add_deed(out, &some, "changed ", "its mark");
	if (did & TW_DID_KEY)
		add_deed(out, &some, "changed ", "its key");
	if (did & TW_DID_DETAILS)
		add_deed(out, &some, "changed ", "its detail lines");
	if (did & TW_DID_VALUE)
		add_deed(out, &some, "changed ", "it");
}

static bool has_sides(const struct tw_audit_finding *f)
{
	return f->part != TW_AUDIT_RECORD;
}

static void add_name(struct tw_buffer *out, const struct tw_audited *a,
	int side)
{
	struct tw_view who = a->who[side - TW_OURS];

	tw_buffer_view(out, who.len ? who : side == TW_OURS ?
		TW_VIEW("the first side") : TW_VIEW("the second side"));
}

static void add_who(struct tw_buffer *out, const struct tw_audited *a)
{
	const struct tw_audit_finding *f = a->finding;

	if (a->who[0].len && tw_view_equal(a->who[0], a->who[1]) &&
	    f->did[TW_OURS] == f->did[TW_THEIRS] &&
	    !(f->did[TW_OURS] & TW_DID_MOVE)) {
		add_name(out, a, TW_OURS);
		tw_buffer_byte(out, ' ');
		add_deeds(out, f, TW_OURS);
		tw_buffer_string(out, " on both sides.");
		return;
	}
	for (int s = TW_OURS; s < TW_MERGED; s++) {
		add_name(out, a, s);
		tw_buffer_byte(out, ' ');
		add_deeds(out, f, s);
		tw_buffer_string(out, s == TW_OURS ? "; " : ".");
	}
}

/* ---- what to do ---- */

/* A path that a shell takes as it is. */
static bool is_plain(struct tw_view path)
{
	for (size_t i = 0; i < path.len; i++) {
		char c = path.ptr[i];

		if (!tw_letter(c) && !tw_digit(c) && !strchr("._/-", c))
			return false;
	}
	return path.len > 0 && path.ptr[0] != '-';
}

static void add_show(struct tw_buffer *out, const struct tw_audited *a,
	int side)
{
	tw_buffer_format(out, "git show %.*s^%d", TW_ARG(a->id), side);
	if (is_plain(a->path))
		tw_buffer_format(out, ":%.*s", TW_ARG(a->path));
}

/* What a side did, as far as it matters to what is spoken of. */
static unsigned weight(const struct tw_audit_finding *f, int side)
{
	static const unsigned bits[TW_AUDIT_PARTS] = {
		[TW_AUDIT_SECTION] = TW_DID_MOVE, [TW_AUDIT_KEY] = TW_DID_KEY,
		[TW_AUDIT_STATE] = TW_DID_STATE, [TW_AUDIT_TEXT] = TW_DID_TEXT
	};

	return f->did[side] & (bits[f->part] ? bits[f->part] | TW_DID_ADD :
		~(unsigned)(TW_NEVER_HAD | TW_DID_TAKE_OUT));
}

/* Whose copy shows what a right merge has. */
static int side_of(const struct tw_audit_finding *f)
{
	bool gone = f->did[TW_OURS] & (TW_NEVER_HAD | TW_DID_TAKE_OUT);

	return gone || (!weight(f, TW_OURS) && weight(f, TW_THEIRS)) ?
		TW_THEIRS : TW_OURS;
}

static const char *advice(const struct tw_audit_finding *f)
{
	static const char *const advices[TW_AUDIT_KINDS] = {
		[TW_AUDIT_LOST] = "Put it back, as it stands in:",
		[TW_AUDIT_DOUBLED] = "Keep one of the two, with all that "
			"either has.",
		[TW_AUDIT_BACK] = "Take it out again, unless it is meant to "
			"stay.",
		[TW_AUDIT_DISAGREED] = "Decide what is right; the two sides "
			"stand in:",
		[TW_AUDIT_MARKERS] = "Settle what stands between them, and "
			"delete them."
	};

	return f->settled ? "It has been put right since." : advices[f->kind];
}

/* The commands that show what is spoken of; 0: none is. */
static int commands(int sides[2], const struct tw_audit_finding *f)
{
	if (f->settled || (f->kind != TW_AUDIT_LOST &&
	    f->kind != TW_AUDIT_DISAGREED))
		return 0;
	sides[0] = f->kind == TW_AUDIT_LOST ? side_of(f) : TW_OURS;
	sides[1] = TW_THEIRS;
	return f->kind == TW_AUDIT_LOST ? 1 : 2;
}

/* ---- for people ---- */

/* Sets a sentence, and empties the buffer that it was made in. */
static void set(struct tw_paper *paper, unsigned indent,
	struct tw_buffer *words)
{
	tw_paper_to(paper, indent);
	tw_paper_words(paper, tw_buffer_get(words), indent);
	tw_paper_newline(paper);
	paper->out->failed |= words->failed;
	tw_buffer_clear(words);
}

static void add_item(struct tw_buffer *words, const struct tw_audit_finding *f)
{
	tw_buffer_string(words, "- ");
	if (f->key.len)
		tw_buffer_format(words, "[%.*s] ", TW_ARG(f->key));
	add_cut(words, f->item, QUOTE_MOST);
}

static void set_merge(struct tw_paper *paper, const struct tw_audited *a,
	struct tw_buffer *words)
{
	tw_buffer_format(words, "Merge %.*s%s%.*s, ", TW_ARG(a->id),
		a->day.len ? " of " : "", TW_ARG(a->day));
	add_cut(words, tw_commit_author(a->commit), SHORT_MOST);
	tw_buffer_string(words, ": ");
	add_cut(words, a->commit->summary, QUOTE_MOST);
	tw_paper_bold(paper, true);
	set(paper, 0, words);
	tw_paper_bold(paper, false);
	tw_paper_newline(paper);
}

static void set_copies(struct tw_paper *paper, const struct tw_audited *a,
	struct tw_buffer *words)
{
	const struct tw_audit_finding *f = a->finding;

	if (f->kind != TW_AUDIT_DISAGREED || f->part != TW_AUDIT_ITEM ||
	    tw_view_equal(f->said[TW_OURS], f->said[TW_THEIRS]))
		return;
	for (int s = TW_OURS; s < TW_MERGED; s++) {
		if (!f->said[s].len || tw_view_equal(f->said[s], f->item))
			continue;
		add_name(words, a, s);
		tw_buffer_string(words, ": ");
		add_cut(words, f->said[s], QUOTE_MOST);
		set(paper, BODY, words);
	}
}

/* Each on a line of its own, so that it can be taken from there. */
static void set_commands(struct tw_paper *paper, const struct tw_audited *a,
	struct tw_buffer *words)
{
	int sides[2], count = commands(sides, a->finding);

	for (int i = 0; i < count; i++) {
		add_show(words, a, sides[i]);
		tw_paper_to(paper, COMMAND);
		tw_paper_text(paper, tw_buffer_get(words));
		tw_paper_newline(paper);
		paper->out->failed |= words->failed;
		tw_buffer_clear(words);
	}
}

void tw_audit_text(struct tw_buffer *out, const struct tw_audited *a,
	unsigned width, bool color)
{
	const struct tw_audit_finding *f = a->finding;
	struct tw_paper paper = { .out = out, .width = width, .color = color };
	struct tw_buffer words = TW_BUFFER_INIT;
	size_t start = out->len;

	if (a->first)
		set_merge(&paper, a, &words);
	tw_paper_to(&paper, MARGIN);
	tw_paper_text(&paper, a->path);
	tw_paper_format(&paper, ":%u", (unsigned)f->line);
	tw_paper_newline(&paper);
	tw_buffer_format(&words, "%s%s: ", f->settled ? "put right since, " :
		"", tw_audit_kind_name(f->kind));
	add_message(&words, f);
	set(&paper, MARGIN, &words);
	tw_paper_newline(&paper);
	if (f->item.len) {
		add_item(&words, f);
		set(&paper, BODY, &words);
		set_copies(&paper, a, &words);
		tw_paper_newline(&paper);
	}
	if (has_sides(f)) {
		add_who(&words, a);
		set(&paper, BODY, &words);
	}
	tw_buffer_string(&words, advice(f));
	set(&paper, BODY, &words);
	set_commands(&paper, a, &words);
	tw_paper_newline(&paper);
	tw_buffer_release(&words);
	if (!out->failed)
		tw_safe_lines(out, start);
}

/* ---- for programs ---- */

void tw_audit_gcc(struct tw_buffer *out, const struct tw_audited *a)
{
	const struct tw_audit_finding *f = a->finding;
	struct tw_buffer words = TW_BUFFER_INIT;
	size_t start = out->len;

	tw_safe_add(out, a->path);
	tw_buffer_format(out, ":%u:1: %s: ", (unsigned)f->line,
		f->settled ? "note" : "error");
	add_message(&words, f);
	if (f->item.len) {
		tw_buffer_string(&words, "; ");
		add_quoted(&words, f->item);
	}
	tw_buffer_format(&words, "; merge %.*s%s%.*s%s", TW_ARG(a->id),
		a->day.len ? " of " : "", TW_ARG(a->day),
		f->settled ? ", put right since" : "");
	tw_safe_add(out, tw_buffer_get(&words));
	tw_buffer_format(out, " [%s]\n", tw_audit_kind_name(f->kind));
	tw_buffer_end(&words, out);
	if (!out->failed)
		tw_safe_lines(out, start);
}

/* "2024-05-03", where its author was; null if it is no day of ours. */
static void add_date(struct tw_json *json, const struct tw_commit *commit)
{
	time_t there = (time_t)(commit->time + commit->offset * 60LL);
	struct tm day;
	char text[48];

	if (commit->time < -62135596800 || commit->time >= 253402300800 ||
	    !gmtime_r(&there, &day)) {
		tw_json_null(json);
		return;
	}
	snprintf(text, sizeof(text), "%04d-%02d-%02d", day.tm_year + 1900,
		day.tm_mon + 1, day.tm_mday);
	tw_json_text(json, text);
}

/* What add_message or another one says, as a string. */
static void add_said(struct tw_json *json, const char *key,
	struct tw_buffer *words)
{
	tw_json_member(json, key, tw_buffer_get(words));
	json->out->failed |= words->failed;
	tw_buffer_clear(words);
}

static void add_side(struct tw_json *json, const struct tw_audited *a,
	int side)
{
	static const char *const names[] = { "added", "took-out", "moved",
		"key", "disposition", "text", "details", "value",
		"never-had" };
	const struct tw_audit_finding *f = a->finding;

	tw_json_open(json, '{');
	tw_json_id(json, "parent", a->commit->parents[side - TW_OURS]);
	tw_json_maybe(json, "who", a->who[side - TW_OURS]);
	tw_json_list(json, "did");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (f->did[side] & 1u << i)
			tw_json_text(json, names[i]);
	tw_json_close(json, ']');
	tw_json_maybe(json, "says", f->said[side]);
	tw_json_close(json, '}');
}

void tw_audit_json(struct tw_buffer *out, const struct tw_audited *a)
{
	const struct tw_audit_finding *f = a->finding;
	struct tw_json json = { out, false };
	struct tw_buffer words = TW_BUFFER_INIT;
	int shown[2], count;

	tw_buffer_string(out, ",\n");
	tw_json_open(&json, '{');
	tw_json_word(&json, "kind", tw_audit_kind_name(f->kind));
	tw_json_word(&json, "part", tw_audit_part_name(f->part));
	tw_json_flag(&json, "settled", f->settled);
	tw_json_id(&json, "commit", a->commit->id);
	tw_json_key(&json, "date");
	add_date(&json, a->commit);
	tw_json_maybe(&json, "author", a->commit->author);
	tw_json_maybe(&json, "subject", a->commit->summary);
	tw_json_member(&json, "path", a->path);
	tw_json_count(&json, "line", f->line);
	tw_json_word(&json, "section", f->section == TW_SECTIONS ? NULL :
		tw_section_name(f->section));
	tw_json_maybe(&json, "key", f->key);
	tw_json_maybe(&json, "item", f->item);
	tw_json_maybe(&json, "name", f->name);
	tw_json_maybe(&json, "right", f->right);
	tw_json_maybe(&json, "found", f->found);
	tw_json_word(&json, "rule", f->rule == TW_DIAG_COUNT ? NULL :
		tw_diagnostic_kind(f->rule)->name);
	tw_json_list(&json, "sides");
	for (int s = TW_OURS; has_sides(f) && s < TW_MERGED; s++)
		add_side(&json, a, s);
	tw_json_close(&json, ']');
	add_message(&words, f);
	add_said(&json, "message", &words);
	tw_buffer_string(&words, advice(f));
	count = commands(shown, f);
	for (int i = 0; i < count; i++) {
		tw_buffer_string(&words, i ? " and: " : " ");
		add_show(&words, a, shown[i]);
	}
	add_said(&json, "hint", &words);
	tw_json_close(&json, '}');
	tw_buffer_release(&words);
}
