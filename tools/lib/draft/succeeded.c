#include "draft/succeeded.h"

#include "base/lines.h"
#include "corpus/paths.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

struct seeking {
	const struct tw_cataloged *found;
	const struct tw_target *target;
	struct tw_next_result *result;
	struct tw_arena *arena;
	struct tw_error *err;
};

static bool names(struct tw_view list, struct tw_view slug)
{
	struct tw_view name;

	while (tw_list_next(&name, &list))
		if (tw_view_equal(name, slug))
			return true;
	return false;
}

/* True of a priority's first update after the last one of the target's. */
static bool may_succeed(const struct seeking *s,
	const struct tw_catalog *catalog, size_t i)
{
	const struct tw_cataloged *at = &catalog->records[i];
	const struct tw_cataloged *last = s->target->before;

	return tw_view_equal(at->area, last->area) &&
		!tw_view_equal(at->priority, last->priority) &&
		tw_term_compare(at->term, last->term) > 0 &&
		tw_term_compare(at->term, s->target->term) <= 0 && (!i ||
		!tw_view_equal(at[-1].area, at->area) ||
		!tw_view_equal(at[-1].priority, at->priority) ||
		tw_term_compare(at[-1].term, last->term) <= 0);
}

/* What cannot be read may say it: that is noted, once. */
static enum tw_status note_fault(const struct seeking *s,
	const struct tw_error *fault)
{
	struct tw_view notes = tw_buffer_get(&s->result->notes), note;

	if (fault->status == TW_NO_MEMORY)
		return tw_fail_memory(s->err);
	s->result->unread = true;
	while (tw_cut(&note, &notes, '\0'))
		if (tw_view_equal(note, tw_view_of(fault->message)))
			return TW_OK;
	tw_next_note(s->result, "%s", fault->message);
	return TW_OK;
}

static enum tw_status seek(struct seeking *s, const struct tw_catalog *catalog)
{
	struct tw_error fault;
	struct tw_record *record;
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < catalog->count && !s->found && !status; i++) {
		struct tw_view list;

		if (!may_succeed(s, catalog, i))
			continue;
		if (tw_catalog_load(&record, s->arena, &catalog->records[i],
		    &fault)) {
			status = note_fault(s, &fault);
			continue;
		}
		list = tw_record_value(record, TW_SUCCEEDS, s->arena);
		if (!list.ptr)
			status = tw_fail_memory(s->err);
		else if (names(list, s->target->before->priority))
			s->found = &catalog->records[i];
	}
	return status;
}

/* What stands beside the priority: a folder of another one, if it is one. */
static enum tw_status look_at(struct seeking *s, const char *folder)
{
	struct tw_error fault = { TW_OK, "" };
	struct tw_catalog *catalog;
	struct stat st;

	if (lstat(folder, &st))
		tw_fail(&fault, TW_IO, "%s: cannot be looked at", folder);
	else if (!S_ISDIR(st.st_mode))
		return TW_OK;
	else if (!tw_catalog_read_priority(&catalog, s->arena, folder,
	         &fault))
		return seek(s, catalog);
	return note_fault(s, &fault);
}

/* Where one priority alone was read, those that lie beside it are now. */
static enum tw_status seek_beside(struct seeking *s, const char *priority)
{
	const char *area = tw_path_shown_above(s->arena, priority);
	struct tw_error fault;
	struct dirent *entry;
	enum tw_status status = TW_OK;
	DIR *dir;

	if (!area)
		return tw_fail_memory(s->err);
	dir = opendir(*area ? area : ".");
	if (!dir) {
		tw_fail(&fault, errno == ENOMEM ? TW_NO_MEMORY : TW_IO, "%s: "
			"cannot be looked into", *area ? area : ".");
		return note_fault(s, &fault);
	}
	while (errno = 0, !s->found && !status && (entry = readdir(dir))) {
		const char *folder = tw_path_shown(s->arena, area,
			entry->d_name);

		if (!folder)
			status = tw_fail_memory(s->err);
		else if (*entry->d_name != '.')
			status = look_at(s, folder);
	}
	if (!s->found && !status && errno) {
		tw_fail(&fault, TW_IO, "%s: cannot be looked into", *area ?
			area : ".");
		status = note_fault(s, &fault);
	}
	closedir(dir);
	return status;
}

enum tw_status tw_target_succeeded(const struct tw_cataloged **by,
	const struct tw_target *target, struct tw_next_result *result,
	struct tw_arena *arena, struct tw_error *err)
{
	struct seeking s = { NULL, target, result, arena, err };
	const char *folder = tw_path_shown_above(arena,
		target->before->shown);
	enum tw_status status = folder ? TW_OK : tw_fail_memory(err);

	if (!status)
		status = target->alone ? seek_beside(&s, folder) :
			seek(&s, target->catalog);
	*by = s.found;
	return status;
}
