/*
 * A record in conflict, asked about on a terminal.
 */
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/editor.h"
#include "cli/resolve.h"
#include "report/conflict.h"
#include "report/marked.h"

#include <string.h>

struct session {
	struct tw_unsettled *u;
	struct tw_asker asker;
	struct tw_error *err;
	struct tw_origins *origins;  /* NULL: history is silent */
	const char *path;            /* below its root */
	struct tw_buffer answer;
	struct tw_buffer draft;      /* what the editor was left with */
	size_t draft_of;             /* the conflict it is of */
	struct tw_view both[2];      /* ours first, theirs first; or ptr NULL */
	struct tw_view why_not;
	size_t *trail;               /* conflicts as they were passed */
	size_t passed;
};

#define say(s, ...) tw_asker_say(&(s)->asker, __VA_ARGS__)

enum command {
	OURS, THEIRS, BOTH, TURNED, EDIT, SKIP, UNDO, QUIT, HELP, NO_COMMAND
};

static const struct tw_command commands[] = {
	[OURS] = { 'o', "ours", "take ours, and leave theirs" },
	[THEIRS] = { 't', "theirs", "take theirs, and leave ours" },
	[BOTH] = { 'b', "both", "take both, ours first" },
	[TURNED] = { 'r', "reverse", "take both, theirs first" },
	[EDIT] = { 'e', "edit", "write it yourself: your editor shows both" },
	[SKIP] = { 's', "skip", "leave this conflict as it is, for later" },
	[UNDO] = { 'u', "undo", "go back to the conflict before" },
	[QUIT] = { 'q', "quit", "stop; what is settled so far is saved" },
	[HELP] = { '?', "help", "say what the answers mean" },
};

/* ---- history ---- */

static const char *role_of(enum tw_under_way what, bool theirs)
{
	static const char *const roles[][2] = {
		[TW_NOTHING_UNDER_WAY] = { NULL, NULL },
		[TW_MERGE_UNDER_WAY] = { "your branch",
			"what is merged into it" },
		[TW_REBASE_UNDER_WAY] = { "what your work is put on top of",
			"your own work" },
		[TW_PICK_UNDER_WAY] = { "your branch",
			"the change that is picked" },
		[TW_REVERT_UNDER_WAY] = { "your branch",
			"as it was before the change that is taken back" },
	};

	return roles[what][theirs];
}

static enum tw_status find_who(struct tw_view *who, struct session *s,
	const struct tw_conflict *c, bool theirs, struct tw_arena *arena)
{
	struct tw_view ours = c->part[TW_PART_OURS];
	struct tw_view others = c->part[TW_PART_THEIRS], day;
	bool reverted = theirs && tw_origins_under_way(s->origins) ==
		TW_REVERT_UNDER_WAY, found;
	struct tw_commit commit;
	enum tw_status status = tw_origin_find(&commit, &found, s->origins,
		s->path, theirs, theirs ? others : ours,
		theirs ? ours : others, arena, s->err);

	if (status || !found)
		return status;
	day = tw_commit_day(&commit, arena);
	*who = tw_arena_format(arena, "%s%.*s%s%.*s: %.*s",
		reverted ? "taken back: " : "", TW_ARG(commit.author),
		day.len ? ", " : "", TW_ARG(day), TW_ARG(commit.summary));
	return day.ptr && who->ptr ? TW_OK : tw_fail_memory(s->err);
}

static enum tw_status open_history(struct session *s)
{
	const char *shown = s->u->entry->shown;
	struct tw_view place = s->u->entry->place, root;
	enum tw_status status = tw_origins_open(&s->origins, shown, s->err);

	if (status || !s->origins)
		return status;
	root = tw_origins_root(s->origins);
	if (place.len <= root.len || memcmp(place.ptr, root.ptr, root.len) ||
	    place.ptr[root.len] != '/') {
		tw_origins_close(s->origins);
		s->origins = NULL;
		return TW_OK;
	}
	place = tw_arena_format(s->u->arena, "%.*s",
		TW_ARG(tw_after(place, root.len + 1)));
	s->path = place.ptr;
	s->u->resolver->in_git = true;
	s->u->resolver->under_way = tw_origins_under_way(s->origins);
	return s->path ? TW_OK : tw_fail_memory(s->err);
}

/* ---- showing ---- */

static enum tw_status show_in(struct session *s, size_t which,
	struct tw_buffer *out, struct tw_arena *arena)
{
	struct tw_settling *settling = &s->u->settling;
	struct tw_conflict_shown shown = {
		.conflict = settling->conflicts[which],
		.number = which + 1, .count = settling->count,
		.path = s->u->entry->shown };
	struct tw_paper paper = tw_asker_paper(&s->asker, out);
	struct tw_record *record;
	enum tw_status status = tw_settling_place(&record, &shown.at, settling,
		which, arena, s->err);

	for (int i = 0; i < TW_SHOWN_SIDES && !status && s->origins; i++) {
		shown.role[i] = role_of(tw_origins_under_way(s->origins), i);
		status = find_who(&shown.who[i], s, shown.conflict, i, arena);
	}
	if (status)
		return status;
	shown.record = record;
	tw_buffer_byte(out, '\n');
	return tw_conflict_show(&paper, &shown, s->err);
}

static void add_commands(struct session *s, struct tw_buffer *out)
{
	struct tw_buffer line = TW_BUFFER_INIT;
	struct tw_paper paper = tw_asker_paper(&s->asker, out);

	for (int i = 0; i < NO_COMMAND; i++)
		if ((i != BOTH && i != TURNED) || s->both[i - BOTH].ptr)
			tw_buffer_format(&line, "%s[%c]%s", i ? ", " : "",
				commands[i].letter, i == HELP ? "" :
				commands[i].name + 1);
	tw_paper_broken(&paper, tw_buffer_get(&line), 0);
	tw_paper_newline(&paper);
	tw_buffer_clear(&line);
	tw_buffer_format(&line, "(Not both, since %.*s.)",
		TW_ARG(s->why_not));
	if (!s->both[0].ptr) {
		tw_paper_broken(&paper, tw_buffer_get(&line), 0);
		tw_paper_newline(&paper);
	}
	tw_buffer_end(&line, out);
}

static enum tw_status show(struct session *s, size_t which)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_buffer out = TW_BUFFER_INIT;
	enum tw_status status = arena ? show_in(s, which, &out, arena) :
		tw_fail_memory(s->err);

	for (int turned = 0; turned < 2 && !status; turned++)
		status = tw_settling_both(&s->both[turned], &s->why_not,
			&s->u->settling, which, turned, s->err);
	if (!status)
		add_commands(s, &out);
	tw_arena_free(arena);
	if (!status)
		return tw_cli_show(&out, s->err);
	tw_buffer_release(&out);
	return status;
}

static enum tw_status help(struct session *s)
{
	enum tw_status status = tw_asker_help(&s->asker, commands, NO_COMMAND);

	if (!status)
		status = say(s, "Words in {braces} are not on the other side. "
			"Ctrl-C stops, and leaves this record as it was.");
	return status;
}

/* ---- the editor ---- */

/* The conflict as it stands, below a word on what to do. */
static void add_draft(struct tw_buffer *out, const struct session *s,
	size_t which)
{
	const struct tw_conflict *c = s->u->settling.conflicts[which];
	const char *eol = s->u->settling.crlf ? "\r\n" : "\n";

	tw_buffer_view(out, c->comments);
	tw_buffer_format(out, "# merge: Keep what shall stand, and delete the "
		"rest with the marker lines.%s"
		"# merge: Lines like this one go by themselves.%s", eol, eol);
	tw_buffer_view(out, tw_after(c->whole, c->comments.len));
}

/* What was edited before, and not taken, is gone on with. */
static enum tw_status edit_draft(bool *changed, struct session *s,
	size_t which, struct tw_error *failed)
{
	struct tw_buffer fresh = TW_BUFFER_INIT;
	enum tw_status status = TW_NO_MEMORY;

	add_draft(&fresh, s, which);
	if (!s->draft.len || s->draft_of != which) {
		tw_buffer_clear(&s->draft);
		tw_buffer_view(&s->draft, tw_buffer_get(&fresh));
		s->draft_of = which;
	}
	if (!fresh.failed && !s->draft.failed)
		status = tw_editor_run(&s->draft, failed);
	*changed = !tw_view_equal(tw_buffer_get(&fresh),
		tw_buffer_get(&s->draft));
	tw_buffer_release(&fresh);
	return status;
}

/* *fit is false if the lines cannot stand; why is said. */
static enum tw_status check_lines(bool *fit, struct session *s, size_t which,
	struct tw_view lines)
{
	struct tw_diagnostic what;
	const struct tw_diagnostic_kind *kind;
	struct tw_view line;
	bool found;
	enum tw_status status;

	*fit = tw_trim(tw_raw_bare(lines)).len;
	if (!*fit) {
		tw_buffer_clear(&s->draft);
		return say(s, "Nothing came back, and so nothing is taken.");
	}
	status = tw_settling_given(&found, &what, &line, &s->u->settling,
		which, lines, s->err);
	if (status || !found)
		return status;
	kind = tw_diagnostic_kind(what.id);
	*fit = kind->class != TW_LAYOUT;
	status = say(s, "%.*s", TW_ARG(line));
	/* Its advice leads here; one is here already. */
	if (!status && what.id == TW_DIAG_CONFLICT_MARKER)
		status = say(s, "this marker is still here. Delete it, with "
			"what shall not stand.");
	else if (!status)
		status = say(s, "%s%s%.*s. %s", kind->message,
			what.hint.len ? "; " : "", TW_ARG(what.hint),
			kind->advice);
	if (!status)
		status = say(s, *fit ? "It is taken all the same; \"u\" goes "
			"back to it." : "So it cannot stand, and is not taken; "
			"\"e\" goes on where you left it.");
	return status;
}

static enum tw_status edit(bool *settled, struct session *s, size_t which)
{
	struct tw_settling *settling = &s->u->settling;
	struct tw_view lines;
	struct tw_error failed;
	bool changed;
	enum tw_status status = edit_draft(&changed, s, which, &failed);

	if (status == TW_IO)
		return say(s, "%s.", failed.message);
	if (status)
		return tw_fail_memory(s->err);
	if (!changed)
		return say(s, "Nothing was changed; the conflict is still "
			"open.");
	lines = tw_settling_lines(settling, tw_buffer_get(&s->draft));
	if (!lines.ptr)
		return tw_fail_memory(s->err);
	status = check_lines(settled, s, which, lines);
	if (!status && *settled)
		settling->answers[which] = (struct tw_answer){ TW_TAKE_GIVEN,
			lines };
	return status;
}

/* ---- answers ---- */

static enum command command_of(struct tw_view answer)
{
	return (enum command)tw_command_find(commands, NO_COMMAND, answer);
}

static enum tw_status ask(enum command *command, struct session *s)
{
	bool ended;
	enum tw_status status = tw_cli_ask(&s->answer, &ended,
		s->both[0].ptr ? "o, t, b, r, e, s, u, q or ?" :
		"o, t, e, s, u, q or ?", (struct tw_view){ NULL, 0 }, s->err);

	*command = ended ? QUIT : command_of(tw_trim(tw_buffer_get(
		&s->answer)));
	return status;
}

static void take(bool *settled, struct session *s, size_t which,
	enum tw_choice choice, struct tw_view given)
{
	s->u->settling.answers[which] = (struct tw_answer){ choice, given };
	*settled = true;
}

/* Does what was answered; *settled says that the next conflict comes. */
static enum tw_status obey(bool *settled, struct session *s, size_t which,
	enum command command)
{
	const struct tw_view none = { NULL, 0 };

	switch (command) {
	case OURS:
		take(settled, s, which, TW_TAKE_OURS, none);
		return TW_OK;
	case THEIRS:
		take(settled, s, which, TW_TAKE_THEIRS, none);
		return TW_OK;
	case BOTH:
	case TURNED:
		if (!s->both[command - BOTH].ptr)
			return say(s, "Both cannot stand here, since %.*s.",
				TW_ARG(s->why_not));
		take(settled, s, which, TW_TAKE_GIVEN,
			s->both[command - BOTH]);
		return TW_OK;
	case SKIP:
		take(settled, s, which, TW_LEFT_OPEN, none);
		return TW_OK;
	case EDIT:
		return edit(settled, s, which);
	case HELP:
		return help(s);
	default:
		return say(s, "This is no answer; \"?\" says which there are.");
	}
}

/* The conflict before comes again, as if nothing had been said of it. */
static bool go_back(struct session *s, size_t *which)
{
	if (!s->passed)
		return false;
	*which = s->trail[--s->passed];
	s->u->settling.answers[*which].choice = TW_LEFT_OPEN;
	return true;
}

static enum tw_status ask_about(struct session *s, size_t *which)
{
	bool settled = false;
	enum command command;
	enum tw_status status = show(s, *which);

	while (!status && !settled && !s->u->resolver->quit) {
		status = ask(&command, s);
		if (status)
			break;
		if (command == QUIT)
			s->u->resolver->quit = true;
		else if (command == UNDO && go_back(s, which))
			return TW_OK;
		else if (command == UNDO)
			status = say(s, "This is the first conflict of the "
				"record.");
		else
			status = obey(&settled, s, *which, command);
	}
	if (settled)
		s->trail[s->passed++] = (*which)++;
	return status;
}

/* ---- the end of a record ---- */

static enum tw_status show_outcome(struct session *s)
{
	size_t open = tw_settling_open(&s->u->settling);
	size_t count = s->u->settling.count;
	enum tw_status status = TW_OK;
	bool any = false;

	if (!open)
		status = tw_unsettled_review(&any, s->u, s->err);
	if (status)
		return status;
	if (any)
		return say(s, "Neither side has that. \"u\" goes back to the "
			"conflicts; after saving, it may be mended in an "
			"editor.");
	return open ? say(s, "%zu of %zu conflicts settled.", count - open,
		count) : say(s, "All conflicts of this record are settled.");
}

/* *done is false if one goes back to a conflict. */
static enum tw_status conclude(bool *done, bool *save, struct session *s,
	size_t *which)
{
	enum tw_status status = show_outcome(s);
	struct tw_view answer;
	bool ended;

	while (!status) {
		status = tw_cli_ask(&s->answer, &ended,
			"Save it? y, n, or u to go back", TW_VIEW("y"),
			s->err);
		answer = tw_trim(tw_buffer_get(&s->answer));
		if (status)
			break;
		s->u->resolver->quit |= ended;
		*save = !ended && (tw_fold_equal(answer, TW_VIEW("y")) ||
			tw_fold_equal(answer, TW_VIEW("yes")));
		*done = true;
		if (ended || *save || tw_fold_equal(answer, TW_VIEW("n")) ||
		    tw_fold_equal(answer, TW_VIEW("no")))
			return TW_OK;
		*done = false;
		if (command_of(answer) == UNDO && go_back(s, which))
			return TW_OK;
		status = say(s, "Answer \"y\", \"n\" or \"u\".");
	}
	return status;
}

static enum tw_status go_through(bool *save, struct session *s)
{
	const struct tw_settling *settling = &s->u->settling;
	enum tw_status status = TW_OK;
	bool done = false;
	size_t which = 0;

	while (!status && !done && !s->u->resolver->quit) {
		if (which < settling->count)
			status = ask_about(s, &which);
		else if (tw_settling_open(settling) == settling->count)
			done = true;
		else
			status = conclude(&done, save, s, &which);
	}
	/* Who quits in between keeps what is settled. */
	if (!done)
		*save = which < settling->count;
	return status;
}

enum tw_status tw_unsettled_ask(bool *save, struct tw_unsettled *u,
	struct tw_error *err)
{
	struct session s = { .u = u, .err = err, .asker = {
		u->resolver->width, u->resolver->cli->color, err } };
	enum tw_status status;

	*save = false;
	s.trail = tw_arena_take(u->arena,
		(u->settling.count + 1) * sizeof(*s.trail));
	status = s.trail ? open_history(&s) : tw_fail_memory(err);
	if (!status)
		status = go_through(save, &s);
	tw_origins_close(s.origins);
	tw_buffer_release(&s.answer);
	tw_buffer_release(&s.draft);
	return status;
}
