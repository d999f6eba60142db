#include "draft/next.h"

#include "base/file.h"
#include "corpus/paths.h"
#include "draft/choose.h"
#include "draft/draft.h"
#include "draft/succeeded.h"

#include <sys/stat.h>

static size_t count_drafts(const struct tw_record *record)
{
	const struct tw_diagnostic *d = record->diagnostics.first;
	size_t count = 0;

	for (; d; d = d->next)
		count += d->id == TW_DIAG_DRAFT;
	return count;
}

/* True, and noted, if nothing can or may follow a record. */
static bool refuse(struct tw_next_result *result,
	const struct tw_target *target, const struct tw_record *record,
	struct tw_view status_text)
{
	const char *shown = target->before->shown;
	enum tw_priority_status status;
	size_t drafts = count_drafts(record);

	if (record->diagnostics.layout) {
		tw_next_note(result, "%s: cannot be carried on, since a line "
			"of it has no place; \"termwise lint\" says which",
			shown);
	} else if (tw_status_read(&status, status_text) &&
	           status == TW_CLOSED) {
		tw_next_note(result, "%s: %s, since its status is closed",
			shown, target->named ? "is not carried on" :
			"passed over");
		result->refused |= target->named;
		return true;
	} else if (drafts) {
		tw_next_note(result, "%s: is not carried on yet, since there "
			"%s %zu draft%s to fill in first; \"termwise lint\" "
			"shows %s", shown, drafts == 1 ? "is" : "are", drafts,
			drafts == 1 ? "" : "s", drafts == 1 ? "it" : "them");
	} else {
		return false;
	}
	result->refused = true;
	return true;
}

/* True in *refused, and noted, if another priority carries it on. */
static enum tw_status refuse_succeeded(bool *refused,
	struct tw_next_result *result, const struct tw_target *target,
	struct tw_arena *arena, struct tw_error *err)
{
	const struct tw_cataloged *by;
	enum tw_status status = tw_target_succeeded(&by, target, result,
		arena, err);

	*refused = !status && by;
	if (!*refused)
		return status;
	tw_next_note(result, "%s: %s, since %s says that it succeeds it; go "
		"on from there, or say --succeeded if both go on",
		target->before->shown, target->named ? "is not carried on" :
		"passed over", by->shown);
	result->refused |= target->named;
	return TW_OK;
}

static enum tw_status write_draft(struct tw_next_result *result,
	const struct tw_target *target, const struct tw_draft *draft,
	bool dry_run, struct tw_error *err)
{
	struct tw_error fault;
	struct stat st;
	enum tw_status status = TW_OK;

	/* What is no record may be in the way, too. */
	if (!lstat(target->path, &st)) {
		tw_next_note(result, "%s: is there already, and is left as it "
			"is", target->path);
		result->refused = true;
		return TW_OK;
	}
	if (!dry_run)
		status = tw_file_create(target->path, draft->text, &fault);
	if (status == TW_IO) {
		tw_next_note(result, "%s", fault.message);
		result->unread = true;
		return TW_OK;
	}
	if (status)
		return tw_fail_memory(err);
	result->written++;
	result->open += draft->open;
	tw_buffer_string(&result->paths, target->path);
	tw_buffer_byte(&result->paths, '\0');
	return TW_OK;
}

static enum tw_status carry_on(struct tw_next_result *result,
	const struct tw_target *target, struct tw_arena *arena,
	const struct tw_next_options *options, struct tw_error *err)
{
	struct tw_carrying carrying = { NULL, target->catalog->calendar,
		target->before->term, target->term };
	struct tw_view status_text;
	struct tw_record *record;
	struct tw_draft draft;
	struct tw_error fault;
	bool refused = false;
	enum tw_status status = options->succeeded ? TW_OK :
		refuse_succeeded(&refused, result, target, arena, err);

	if (status || refused)
		return status;
	status = tw_catalog_load(&record, arena, target->before, &fault);
	if (status == TW_IO) {
		tw_next_note(result, "%s", fault.message);
		result->unread = true;
		return TW_OK;
	}
	if (status)
		return tw_fail_memory(err);
	status_text = tw_record_value(record, TW_STATUS, arena);
	if (!status_text.ptr)
		return tw_fail_memory(err);
	if (refuse(result, target, record, status_text))
		return TW_OK;
	carrying.before = record;
	status = tw_draft_next(&draft, arena, &carrying, &fault);
	if (status == TW_USAGE) {
		tw_next_note(result, "%s: cannot be carried on, since %s",
			target->before->shown, fault.message);
		result->refused = true;
		return TW_OK;
	}
	if (status)
		return tw_fail_memory(err);
	return write_draft(result, target, &draft, options->dry_run, err);
}

enum tw_status tw_next_run(struct tw_next_result *result,
	const struct tw_next_options *options, struct tw_error *err)
{
	struct tw_choosing choice = { .options = options, .result = result };
	struct tw_arena *scratch = tw_arena_new();
	enum tw_status status = TW_OK;

	choice.arena = tw_arena_new();
	choice.end = &choice.first;
	if (!scratch || !choice.arena)
		status = tw_fail_memory(err);
	if (!status)
		status = tw_path_here(&choice.here, choice.arena, err);
	if (!status)
		status = tw_choose(&choice, err);
	for (const struct tw_target *t = choice.first; t && !status;
	     t = t->next) {
		tw_arena_reset(scratch);
		status = carry_on(result, t, scratch, options, err);
	}
	if (!status && (result->paths.failed || result->notes.failed))
		status = tw_fail_memory(err);
	result->refused |= options->area && !result->written;
	tw_arena_free(choice.arena);
	tw_arena_free(scratch);
	return status;
}

void tw_next_release(struct tw_next_result *result)
{
	tw_buffer_release(&result->paths);
	tw_buffer_release(&result->notes);
}
