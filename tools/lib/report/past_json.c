#include "report/json_parts.h"
#include "report/past_json.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

void tw_id_write(char out[static TW_ID_ROOM], const unsigned char id[32])
{
	for (int i = 0; i < 20; i++)
		snprintf(out + 2 * i, 3, "%02x", id[i]);
}

void tw_json_id(struct tw_json *json, const char *key,
	const unsigned char id[32])
{
	char text[TW_ID_ROOM];

	tw_id_write(text, id);
	tw_json_word(json, key, text);
}

/* "2024-05-03T12:00:00+01:00"; null of a time that no calendar has. */
static void write_time(struct tw_json *json, const struct tw_commit *commit)
{
	const long long first = -62135596800, end = 253402300800;
	int offset = commit->offset, size = offset < 0 ? -offset : offset;
	char text[64] = "", zone[16];
	struct tm day;
	time_t there;

	tw_json_key(json, "date");
	if (commit->time < first || commit->time >= end || size > 24 * 60) {
		tw_json_null(json);
		return;
	}
	there = (time_t)(commit->time + offset * 60LL);
	if (gmtime_r(&there, &day))
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &day);
	snprintf(zone, sizeof(zone), "%c%02d:%02d", offset < 0 ? '-' : '+',
		size / 60, size % 60);
	strncat(text, zone, sizeof(text) - strlen(text) - 1);
	tw_json_text(json, text);
}

void tw_json_commit(struct tw_json *json, const struct tw_commit *commit)
{
	tw_json_open(json, '{');
	tw_json_id(json, "id", commit->id);
	tw_json_maybe(json, "author", commit->author);
	write_time(json, commit);
	tw_json_maybe(json, "subject", commit->summary);
	tw_json_count(json, "parents", commit->parent_count);
	tw_json_flag(json, "shallow", commit->cut);
	tw_json_close(json, '}');
}

/* ---- items ---- */

static void write_detail(struct tw_json *json, const char *key,
	const struct tw_detail *d)
{
	struct tw_value value;
	char sign[2] = "";
	bool given;

	if (!d) {
		tw_json_word(json, key, NULL);
		return;
	}
	sign[0] = d->sign;
	given = d->sign != '>' && tw_value_read(&value, d->value);
	tw_json_object(json, key);
	tw_json_word(json, "sign", sign);
	tw_json_maybe(json, "name", d->name);
	tw_json_maybe(json, "text", d->value);
	tw_json_value(json, "value", given, value);
	tw_json_unit(json, "unit", given, value);
	tw_json_whole(json, "whole", given, value);
	tw_json_close(json, '}');
}

void tw_json_past_item(struct tw_json *json, const char *key,
	const struct tw_node *node)
{
	if (!node) {
		tw_json_word(json, key, NULL);
		return;
	}
	tw_json_object(json, key);
	tw_json_word(json, "section", tw_section_word(node->section));
	tw_json_maybe(json, "key", node->item->key);
	tw_json_word(json, "disposition", node->item->state ?
		tw_state_name(node->item->state) : NULL);
	tw_json_maybe(json, "text", node->text);
	tw_json_count(json, "line", node->item->line);
	tw_json_close(json, '}');
}

void tw_json_what(struct tw_json *json, const char *key, unsigned what)
{
	tw_json_list(json, key);
	for (unsigned bit = 1; bit <= TW_EDIT_LAYOUT; bit <<= 1)
		if (what & bit)
			tw_json_text(json, tw_edit_name(bit));
	tw_json_close(json, ']');
}

static void write_stated(struct tw_json *json, const struct tw_stated *stated)
{
	if (!stated) {
		tw_json_word(json, "stated", NULL);
		return;
	}
	tw_json_object(json, "stated");
	write_detail(json, "is", stated->is);
	write_detail(json, "was", stated->was);
	tw_json_maybe(json, "term", stated->term);
	tw_json_close(json, '}');
}

static void write_item(struct tw_json *json, const struct tw_item_edit *edit)
{
	tw_json_open(json, '{');
	tw_json_what(json, "what", edit->what);
	tw_json_past_item(json, "from", edit->from);
	tw_json_past_item(json, "to", edit->to);
	tw_json_word(json, "by", edit->from && edit->to ? tw_by_name(edit->by) :
		NULL);
	tw_json_score(json, edit->from && edit->to, edit->score);
	tw_json_list(json, "details");
	for (size_t i = 0; i < edit->detail_count; i++) {
		tw_json_open(json, '{');
		write_detail(json, "from", edit->details[i].from);
		write_detail(json, "to", edit->details[i].to);
		tw_json_close(json, '}');
	}
	tw_json_close(json, ']');
	write_stated(json, edit->stated);
	tw_json_close(json, '}');
}

/* ---- records ---- */

static void write_field(struct tw_json *json, const struct tw_field_edit *f)
{
	tw_json_open(json, '{');
	tw_json_maybe(json, "name", f->to ? f->to->name : f->from->name);
	tw_json_maybe(json, "from", f->was);
	tw_json_maybe(json, "to", f->is);
	tw_json_close(json, '}');
}

static void write_field_side(struct tw_json *json, const char *key,
	const struct tw_field *field, struct tw_arena *arena, bool *failed)
{
	struct tw_view text = { "", 0 };

	if (!field) {
		tw_json_word(json, key, NULL);
		return;
	}
	text = tw_words_join(field->value, arena);
	*failed |= !text.ptr;
	tw_json_object(json, key);
	tw_json_maybe(json, "name", field->name);
	tw_json_maybe(json, "text", text);
	tw_json_close(json, '}');
}

static void write_decision(struct tw_json *json, const struct tw_decision *d,
	struct tw_arena *arena, bool *failed)
{
	static const char *const names[TW_DECIDED_COUNT] = { "first",
		"second", "both", "anew", "left-out" };
	bool item = d->merged || d->side[0] || d->side[1];

	tw_json_open(json, '{');
	tw_json_word(json, "decided", names[d->decided]);
	tw_json_word(json, "part", item ? "item" : "field");
	if (item) {
		tw_json_past_item(json, "first", d->side[0]);
		tw_json_past_item(json, "second", d->side[1]);
		tw_json_past_item(json, "merged", d->merged);
	} else {
		write_field_side(json, "first", d->field_of[0], arena, failed);
		write_field_side(json, "second", d->field_of[1], arena,
			failed);
		write_field_side(json, "merged", d->field, arena, failed);
	}
	tw_json_close(json, '}');
}

static void write_sections(struct tw_json *json, const char *key,
	unsigned kinds)
{
	tw_json_list(json, key);
	for (int kind = 0; kind < TW_SECTIONS; kind++)
		if (kinds >> kind & 1)
			tw_json_text(json, tw_section_word(
				(enum tw_section_kind)kind));
	tw_json_close(json, ']');
}

static void write_edits(struct tw_json *json, const struct tw_edits *e)
{
	tw_json_what(json, "what", e->what);
	tw_json_list(json, "fields");
	for (size_t i = 0; i < e->field_count; i++)
		write_field(json, &e->fields[i]);
	tw_json_close(json, ']');
	tw_json_list(json, "items");
	for (size_t i = 0; i < e->item_count; i++)
		write_item(json, &e->items[i]);
	tw_json_close(json, ']');
	write_sections(json, "empty_sections_added", e->sections_added);
	write_sections(json, "empty_sections_removed", e->sections_removed);
	tw_json_list(json, "comments");
	for (size_t i = 0; i < e->comment_count; i++) {
		tw_json_open(json, '{');
		tw_json_flag(json, "added", e->comments[i].added);
		tw_json_member(json, "text", e->comments[i].text);
		tw_json_close(json, '}');
	}
	tw_json_close(json, ']');
}

/* A field of the record as it is, or was. */
static void write_value(struct tw_json *json, const char *key,
	const struct tw_deed *deed, enum tw_field_kind kind,
	struct tw_arena *arena)
{
	const struct tw_record *record = deed->to.record ? deed->to.record :
		deed->from.record;

	tw_json_maybe(json, key, record ? tw_record_value(record, kind,
		arena) : TW_VIEW(""));
}

static const char *state_of(const struct tw_version *version)
{
	return !version->present ? "absent" : version->fault ? "unreadable" :
		"record";
}

void tw_json_deed(struct tw_json *json, const struct tw_deed *deed,
	struct tw_arena *arena, bool *failed)
{
	const char *fault = deed->to.fault ? deed->to.fault :
		deed->from.fault;

	tw_json_open(json, '{');
	tw_json_member(json, "path", deed->path);
	tw_json_maybe(json, "renamed_from", deed->was);
	write_value(json, "area", deed, TW_AREA, arena);
	write_value(json, "priority", deed, TW_PRIORITY, arena);
	write_value(json, "term", deed, TW_TERM, arena);
	tw_json_word(json, "before", state_of(&deed->from));
	tw_json_word(json, "now", state_of(&deed->to));
	tw_json_word(json, "fault", fault);
	tw_json_maybe(json, "held_against", deed->than);
	tw_json_flag(json, "substance", tw_edits_matter(&deed->edits));
	write_edits(json, &deed->edits);
	tw_json_flag(json, "merged", deed->merged);
	tw_json_list(json, "decisions");
	for (size_t i = 0; i < deed->decision_count; i++)
		write_decision(json, &deed->decisions[i], arena, failed);
	tw_json_close(json, ']');
	tw_json_close(json, '}');
}

enum tw_status tw_past_json(struct tw_buffer *out,
	const struct tw_commit *commit, const struct tw_deed *deeds,
	size_t count, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_json json = { .out = out };
	bool failed = false;

	tw_buffer_string(out, ",\n");
	tw_json_open(&json, '{');
	tw_json_key(&json, "commit");
	tw_json_commit(&json, commit);
	tw_json_list(&json, "records");
	for (size_t i = 0; i < count; i++)
		tw_json_deed(&json, &deeds[i], arena, &failed);
	tw_json_close(&json, ']');
	tw_json_close(&json, '}');
	return failed || out->failed ? tw_fail_memory(err) : TW_OK;
}
