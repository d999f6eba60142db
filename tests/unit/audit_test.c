/* What another merge made of three copies, on records in memory. */
#include "../test.h"

#include "base/buffer.h"
#include "git/lines.h"
#include "lint/lint.h"
#include "merge/audit.h"

#include <string.h>

/*
 * Copies are given without what stands in all of them; `merged` NULL: as
 * lines have it; `latest` NULL: as merged.
 */
struct trial {
	const char *base, *ours, *theirs, *merged, *latest;
	const char *found; /* "kind part[!]; ..."; "!": put right since */
};

static enum tw_status judge(struct tw_record *record, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_lint_options options = { .house = NULL };

	return tw_lint_record(record, arena, &options, err);
}

static struct tw_view whole(struct tw_arena *arena, const char *body)
{
	return tw_arena_format(arena, "Priority: eet\nTitle: T\nArea: A\n"
		"Term: 2023-24 Summer 1\n%s%s", strncmp(body, "Officers", 8) ?
		"Officers: X\n\n" : "", body);
}

static const struct tw_record *parse(struct tw_arena *arena,
	struct tw_view text)
{
	struct tw_record *record;

	assert_int_equal(tw_record_parse(&record, arena, text, NULL), TW_OK);
	return record;
}

static struct tw_view by_lines(struct tw_arena *arena, const struct trial *t)
{
	struct tw_line_merge lines = { whole(arena, t->base),
		whole(arena, t->ours), whole(arena, t->theirs),
		{ "base", "ours", "theirs" }, TW_MARKER_SIZE, true };
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view text;
	bool clean;

	assert_int_equal(tw_lines_merge(&out, &clean, &lines, NULL), TW_OK);
	assert_true(clean || t->merged);
	text = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return text;
}

static void try(const struct trial *t)
{
	struct tw_merge_options options = { .judge = judge };
	struct tw_arena *arena = tw_arena_new();
	struct tw_audit_copies copies = {
		.base = parse(arena, whole(arena, t->base)),
		.ours = parse(arena, whole(arena, t->ours)),
		.theirs = parse(arena, whole(arena, t->theirs)),
		.lines = by_lines(arena, t) };
	struct tw_buffer found = TW_BUFFER_INIT;
	struct tw_audit_finding *f;

	copies.merged = parse(arena, t->merged ? whole(arena, t->merged) :
		copies.lines);
	copies.latest = t->latest ? parse(arena, whole(arena, t->latest)) :
		copies.merged;
	assert_int_equal(tw_audit(&f, arena, &copies, &options, NULL), TW_OK);
	for (; f; f = f->next)
		tw_buffer_format(&found, "%s%s %s%s", found.len ? "; " : "",
			tw_audit_kind_name(f->kind),
			tw_audit_part_name(f->part), f->settled ? "!" : "");
	tw_buffer_byte(&found, '\0');
	assert_string_equal(found.ptr, t->found);
	tw_buffer_release(&found);
	tw_arena_free(arena);
}

#define ACTIVITY "Activity last period\n"
#define PLANNED "Planned activity next period\n"
#define IMPACT "\nImpact so far\n"
#define REST PLANNED "- Third.\n- Fourth.\n" IMPACT "- Fifth.\n- Sixth.\n"
#define TRY(...) try(&(struct trial){ __VA_ARGS__ })

static void parts_of_items(void **state)
{
	/* All is there: nothing is said. */
	TRY(PLANNED "- One thing.\n", PLANNED "- (done) One thing.\n",
		PLANNED "- [one] One thing.\n",
		PLANNED "- [one] (done) One thing.\n", NULL, "");
	/* Ours was taken whole. */
	TRY(PLANNED "- One thing.\n", PLANNED "- (done) One thing.\n",
		PLANNED "- [one] One thing.\n",
		PLANNED "- (done) One thing.\n", NULL, "lost key");
	TRY(PLANNED "- One thing.\n", PLANNED "- (done) One thing.\n",
		PLANNED "- [one] One thing.\n",
		PLANNED "- [one] One thing.\n", NULL, "lost disposition");
	TRY(PLANNED "- One thing.\n", PLANNED "- (done) One thing.\n",
		PLANNED "- [one] One thing.\n", PLANNED "- [one] One thing.\n",
		PLANNED "- [one] (done) One thing.\n", "lost disposition!");
	/* What was moved is back, and with it what was done to it. */
	TRY(PLANNED "- [kk] One thing.\n", ACTIVITY "- [kk] One thing.\n",
		PLANNED "- [kk] One thing that grew.\n",
		PLANNED "- [kk] One thing that grew.\n", NULL, "lost section");
	TRY(PLANNED "- [kk] One thing.\n", ACTIVITY "- [kk] One thing.\n",
		PLANNED "- [kk] One thing that grew.\n",
		ACTIVITY "- [kk] One thing.\n", NULL, "lost text");
	/* Somebody found other words. */
	TRY(PLANNED "- [kk] One thing.\n", ACTIVITY "- [kk] One thing.\n",
		PLANNED "- [kk] One thing that grew.\n",
		ACTIVITY "- [kk] Something else.\n", NULL, "");
}

static void whole_items(void **state)
{
	static const char base[] = PLANNED "- One thing.\n- Another plan.\n";
	static const char ours[] = PLANNED "- One thing.\n- Another plan.\n"
		"- Ours is new here.\n";
	static const char theirs[] = PLANNED "- (done) One thing.\n"
		"- Another plan.\n- Theirs comes as well.\n";

	TRY(base, ours, theirs, PLANNED "- (done) One thing.\n"
		"- Another plan.\n- Ours is new here.\n", NULL, "lost item");
	TRY(base, ours, theirs, PLANNED "- (done) One thing.\n"
		"- Another plan.\n- Ours is new here.\n",
		PLANNED "- Theirs comes as well.\n", "lost item!");
	TRY(base, ours, theirs, PLANNED "- (done) One thing.\n"
		"- Ours is new here.\n- Theirs comes as well.\n", NULL,
		"lost item");
	TRY(base, ours, theirs, PLANNED "- (done) One thing.\n"
		"- Another plan.\n- Ours is new here.\n- Ours is new here.\n"
		"- Theirs comes as well.\n", NULL, "doubled item");
	/* Two made one by hand, of which something is left. */
	TRY(base, ours, theirs, PLANNED "- (done) One thing.\n"
		"- Another plan.\n- Ours is new here; theirs comes as well.\n",
		NULL, "");
	/* A placeholder that gave way is no loss. */
	TRY(PLANNED "- None.\n", PLANNED "- First plan of ours.\n",
		PLANNED "- None.\n- Second one of theirs.\n",
		PLANNED "- First plan of ours.\n- Second one of theirs.\n",
		NULL, "");
}

static void details(void **state)
{
	static const char base[] = IMPACT "- [kk] Schools.\n  = schools: 4\n";
	static const char ours[] = IMPACT "- [kk] Schools.\n  = schools: 5\n";
	static const char theirs[] = IMPACT "- [kk] Schools.\n  = schools: 4\n"
		"  + staff: 3\n";

	TRY(base, ours, theirs, IMPACT "- [kk] Schools.\n  = schools: 5\n",
		NULL, "lost detail");
	TRY(base, ours, theirs, theirs, NULL, "lost detail");
	TRY(base, ours, theirs, theirs, IMPACT "- [kk] Schools.\n"
		"  = schools: 5\n  + staff: 3\n", "lost detail!");
	TRY(base, ours, theirs, IMPACT "- [kk] Schools.\n  = schools: 5\n"
		"  + staff: 3\n", NULL, "");
	/* Another name, another item: somebody saw to it. */
	TRY(base, ours, theirs, IMPACT "- [kk] Schools.\n  = schools: 5\n"
		"  + staff trained: 3\n", NULL, "");
	TRY(base, ours, theirs, IMPACT "- [kk] Schools.\n  = schools: 5\n"
		"- Staff.\n  + staff: 3\n", NULL, "");
	/* Both changed it: whichever was taken, somebody decided. */
	TRY(base, ours, IMPACT "- [kk] Schools.\n  = schools: 7\n", ours, NULL,
		"");
}

static void fields_and_comments(void **state)
{
	static const char base[] = "Officers: X\n\n" PLANNED "- One.\n";

	TRY(base, "Officers: X; Y\n\n" PLANNED "- One.\n",
		"Officers: X; Z\n\n" PLANNED "- One.\n",
		"Officers: X; Y\n\n" PLANNED "- One.\n", NULL,
		"lost element");
	TRY(base, "Officers: X; Y\n\n" PLANNED "- One.\n",
		"Officers: X\nScope: All.\n\n" PLANNED "- One.\n",
		"Officers: X; Y\n\n" PLANNED "- One.\n", NULL, "lost field");
	TRY(base, "Officers: X\nDate: 2024-05\n\n" PLANNED "- One.\n",
		"Officers: X\nDate: 2024-06\n\n" PLANNED "- One.\n",
		"Officers: X\nDate: 2024-05\n\n" PLANNED "- One.\n", NULL,
		"lost field");
	TRY(base, "Officers: X\n\n" PLANNED "# Ask Jo.\n- One.\n",
		"Officers: X\n\n" PLANNED "- (done) One.\n",
		"Officers: X\n\n" PLANNED "- (done) One.\n", NULL,
		"lost comment");
	TRY(base, "Officers: X\n\n" PLANNED "# draft: Ask Jo.\n- One.\n",
		"Officers: X\n\n" PLANNED "- (done) One.\n",
		"Officers: X\n\n" PLANNED "- (done) One.\n", NULL, "");
	TRY(base, "Officers: X; Y\n\n" PLANNED "- One.\n",
		"Officers: X; Z\n\n" PLANNED "- One.\n",
		"Officers: X\n<<<<<<< a\n=======\n>>>>>>> bb\n" PLANNED
		"- One.\n", "Officers: X; Y; Z\n\n" PLANNED "- One.\n",
		"markers record!");
}

/* Merged by lines, without a conflict, and nobody looked. */
static void unseen(void **state)
{
	static const char base[] = ACTIVITY "- Zeroth.\n- First.\n- Second.\n\n"
		REST;

	TRY(base, ACTIVITY "- Zeroth.\n- First.\n- Second.\n\n" REST "- New.\n",
		ACTIVITY "- New.\n- Zeroth.\n- First.\n- Second.\n\n" REST,
		NULL, NULL, "doubled item");
	/* Moved within the section, and taken out. */
	TRY(base, ACTIVITY "- Zeroth.\n- First.\n\n" REST,
		ACTIVITY "- Second.\n- Zeroth.\n- First.\n\n" REST,
		NULL, NULL, "back item");
	/* Moved to another section, and taken out. */
	TRY(base, ACTIVITY "- Zeroth.\n- First.\n\n" REST,
		ACTIVITY "- Zeroth.\n- First.\n\n" REST "- Second.\n",
		NULL, NULL, "disagreed item");
	/* Evidence for an outcome that the other side took out. */
	TRY("Intended outcomes\n- [aa] One.\n- [bb] Two.\n" IMPACT "- Five.\n",
		"Intended outcomes\n- [aa] One.\n" IMPACT "- Five.\n",
		"Intended outcomes\n- [aa] One.\n- [bb] Two.\n" IMPACT
		"- Five.\n  > bb\n", NULL, NULL, "disagreed item");
	/* Two marks at two places are none of this. */
	TRY(base, ACTIVITY "- (done) Zeroth.\n- First.\n- Second.\n\n" REST,
		ACTIVITY "- Zeroth.\n- First.\n- (done) Second.\n\n" REST,
		NULL, NULL, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_of_items),
		cmocka_unit_test(whole_items),
		cmocka_unit_test(details),
		cmocka_unit_test(fields_and_comments),
		cmocka_unit_test(unseen)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
