#include "history/stated.h"

#include "base/utf8.h"
#include "history/before.h"

/* So many updates, and folders of priorities, are looked back at. */
enum { MOST_UPDATES = 128, MOST_FOLDERS = 32 };

struct seeking {
	const struct tw_filter *filter;
	struct tw_before_place in;
	struct tw_stated *stated; /* .is: what it is that is stated anew */
	bool target;
};

/* Under a plan or an outcome a figure is a target. */
static bool is_target(enum tw_section_kind kind)
{
	return kind == TW_PLANNED || kind == TW_OUTCOMES;
}

/* What a record states of the measure: a level rather than an addition. */
static const struct tw_detail *find_in(const struct seeking *s,
	const struct tw_record *record)
{
	const struct tw_detail *found = NULL;

	for (const struct tw_section *part = record ? record->sections : NULL;
	     part; part = part->next) {
		if (is_target(part->kind) != s->target)
			continue;
		for (const struct tw_item *i = part->items; i; i = i->next)
			for (const struct tw_detail *d = i->details; d;
			     d = d->next)
				if (tw_filter_measures(s->filter, d) &&
				    (!found || found->sign != '='))
					found = d;
	}
	return found;
}

/*
 * Looks in a folder, term by term back from `name`; *first is the first update
 * there that was read, which may say what its priority carries on.
 */
static enum tw_status look_in(const struct tw_record **first,
	struct seeking *s, struct tw_view folder, struct tw_view name)
{
	struct tw_found_before before;
	struct tw_version version;
	enum tw_status status = TW_OK;

	for (int n = 0; n < MOST_UPDATES && !s->stated->was && !status; n++) {
		status = tw_before_find(&before, &s->in, folder, name);
		if (status || !before.entry.mode)
			return status;
		name = before.entry.name;
		status = tw_version_read(&version, s->in.reader,
			before.entry.id, before.entry.mode, before.path,
			s->in.arena, s->in.err);
		if (status || version.fault || !version.record)
			continue;
		*first = version.record;
		s->stated->was = find_in(s, version.record);
		if (s->stated->was)
			s->stated->term = tw_record_value(version.record,
				TW_TERM, s->in.arena);
	}
	return status;
}

/* The updates before in the folder, and those of the priorities succeeded. */
static enum tw_status look_back(struct seeking *s, const struct tw_deed *deed)
{
	struct tw_view folder = tw_folder_of(deed->path), slug, rest;
	struct tw_view name = tw_after(deed->path, folder.len);
	const struct tw_record *first = deed->to.record;
	enum tw_status status = TW_OK;

	for (int n = 0; n < MOST_FOLDERS && folder.len && !status; n++) {
		const struct tw_record *began = first;

		status = look_in(&first, s, folder, name);
		if (status || s->stated->was)
			return status;
		/* A folder that has none before was not where it began. */
		if (n && first == began)
			return TW_OK;
		rest = tw_record_value(first, TW_SUCCEEDS, s->in.arena);
		if (!rest.ptr)
			return tw_fail_memory(s->in.err);
		if (!tw_list_next(&slug, &rest) || !tw_slug_valid(slug))
			return TW_OK;
		folder = tw_folder_beside(folder, slug, s->in.arena);
		if (!folder.ptr)
			return tw_fail_memory(s->in.err);
	}
	return status;
}

/* The detail line that states it anew in an edit, or NULL. */
static const struct tw_detail *stated_anew(const struct tw_filter *filter,
	const struct tw_item_edit *edit)
{
	const struct tw_detail *d = edit->to && !edit->from ?
		edit->to->item->details : NULL;

	for (; d; d = d->next)
		if (tw_filter_measures(filter, d))
			return d;
	for (size_t i = 0; i < edit->detail_count; i++)
		if (!edit->details[i].from)
			return edit->details[i].to;
	return NULL;
}

static enum tw_status fill(struct seeking *s, const struct tw_deed *deed,
	struct tw_item_edit *edit)
{
	const struct tw_detail *is = stated_anew(s->filter, edit);

	if (!is)
		return TW_OK;
	s->stated = tw_arena_take(s->in.arena, sizeof(*s->stated));
	if (!s->stated)
		return tw_fail_memory(s->in.err);
	*s->stated = (struct tw_stated){ .is = is, .term = { "", 0 } };
	s->target = is_target(edit->to->section);
	s->stated->was = find_in(s, deed->from.record);
	edit->stated = s->stated;
	return s->stated->was ? TW_OK : look_back(s, deed);
}

enum tw_status tw_stated_find(const struct tw_filter *filter,
	struct tw_past *past, const struct tw_commit *commit,
	struct tw_deed *deeds, size_t count, struct tw_arena *arena,
	struct tw_error *err)
{
	struct seeking s = { filter, { tw_past_reader(past), commit->tree,
		arena, err }, NULL, false };
	enum tw_status status = TW_OK;

	if (!filter->measure.len)
		return TW_OK;
	for (size_t i = 0; i < count && !status; i++)
		for (size_t j = 0; j < deeds[i].edits.item_count && !status;
		     j++)
			status = deeds[i].merged ? TW_OK : fill(&s, &deeds[i],
				&deeds[i].edits.items[j]);
	return status;
}
