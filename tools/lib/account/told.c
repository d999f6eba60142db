/*
 * What a report says in words, clause by clause: spec/format.md, chapter 19,
 * "Cues".
 */
#include "account/clause.h"
#include "account/cues.h"

#include <string.h>

/* A text that is read, up to a word of it. */
struct telling {
	const struct tw_sides *sides;
	struct tw_view text;
	unsigned reads; /* enum tw_reads */

	enum tw_says says;    /* what it says so far */
	struct tw_view words; /* that say it; of DONE, only those of a house */
	bool planned, reported; /* says so; something past, before that */
	bool came; /* something past did come to be */
	size_t count; /* of words */

	/* The clause at hand. */
	bool opens; /* no word of its own yet */
	bool begun; /* and it is the first of its sentence */
	bool aside; /* it is of others, or of what may be */
	bool other; /* of something else than what was said already */
	bool more;   /* and of one more: "another is planned" */
	struct tw_view past; /* the first word of it that tells of such */
	unsigned denied; /* TW_DENIES, TW_NONE: such a word stands in it */
	bool undone; /* of the cue at hand: it tells what was not done */
};

static unsigned before(const struct telling *t, size_t *at)
{
	return tw_particle_of(t->sides->cues, t->text,
		tw_clause_before(t->text, at));
}

/* The word before, or before a form of "be". */
static struct tw_view before_be(const struct telling *t, size_t *at)
{
	static const char *const be[] = { "be", "been", "being", NULL };
	struct tw_view word = tw_clause_before(t->text, at);

	return tw_clause_any(word, be) ? tw_clause_before(t->text, at) : word;
}

/* Where the words begin that deny what is said at `at`; SIZE_MAX: none do. */
static size_t denied_from(const struct telling *t, size_t at)
{
	enum { NEAR = 5 };
	static const char *const nearly[] = { "almost", "longer", "nearly",
		"than", NULL };
	struct tw_view word = before_be(t, &at);

	if (tw_clause_any(word, nearly) ||
	    tw_particle_of(t->sides->cues, t->text, word) & TW_DENIES)
		return at;
	for (int i = 0; i < NEAR && word.len; i++) {
		unsigned is = tw_particle_of(t->sides->cues, t->text, word);

		if (is & TW_NONE)
			return at;
		if (is & (TW_JOINS | TW_TURNS | TW_ASIDE))
			break;
		word = tw_clause_before(t->text, &at);
	}
	return SIZE_MAX;
}

/* What is told at `at` shall be, or is not. */
static bool is_open(const struct telling *t, size_t at, size_t end)
{
	size_t next = tw_clause_next(t->text, end), from = at;
	unsigned is = before(t, &from);

	for (int i = 0; i < 2 && is & TW_HAS; i++)
		is = before(t, &from);
	return is & (TW_SHALL | TW_DENIES) || denied_from(t, at) != SIZE_MAX ||
		tw_clause_match(t->text, next, TW_VIEW("not/never"));
}

/* True if the clause told of something past that came to be. */
static bool has_told(const struct telling *t)
{
	size_t at = (size_t)(t->past.ptr - t->text.ptr);

	return t->past.len && !is_open(t, at, at + t->past.len);
}

/* It only tells which one: "the cancelled line", "met families awaiting". */
static bool describes(const struct telling *t, size_t at)
{
	struct tw_view word = tw_clause_word(t->text, at), prior;
	bool going = tw_clause_ends(word, "ing");
	unsigned is = tw_particle_of(t->sides->cues, t->text, word);

	if (!going && !tw_clause_ends(word, "ed") && !(is & TW_NONE))
		return false;
	prior = before_be(t, &at);
	is = tw_particle_of(t->sides->cues, t->text, prior);
	if (is & TW_LEADS)
		return true;
	return going && prior.len && !(is & (TW_PAST | TW_HAS | TW_JOINS |
		TW_SAME)) && has_told(t);
}

static void say(struct telling *t, enum tw_says says, size_t at, size_t end)
{
	bool adds = (t->says == TW_SAYS_DROPPED && says == TW_SAYS_ON_HOLD &&
		 !t->undone) ||
		(t->says == TW_SAYS_DONE && says == TW_SAYS_ONGOING &&
		 !t->more);

	if (t->says && t->other && !adds)
		return;
	t->says = says;
	t->words = (struct tw_view){ t->text.ptr + at, end - at };
}

/* Takes in a cue that stands at `at`. */
static void see_cue(struct telling *t, struct tw_cue cue, size_t at)
{
	size_t denied = denied_from(t, at);

	t->undone = cue.undone;
	if (!cue.says)
		return;
	if (cue.says == TW_SAYS_DONE && !cue.house) {
		if (denied != SIZE_MAX) {
			cue.says = TW_SAYS_ON_HOLD;
			at = denied;
		} else if (is_open(t, at, cue.end)) {
			return;
		}
	} else if (denied != SIZE_MAX) {
		return;
	}
	if (cue.says == TW_SAYS_PLANNED) {
		t->planned |= !t->reported && !t->says;
		return;
	}
	if (cue.says == TW_SAYS_DONE && !t->past.len)
		t->past = (struct tw_view){ t->text.ptr + at, cue.end - at };
	if ((t->says == TW_SAYS_DONE && tw_clause_match(t->text, at,
	    TW_VIEW("no longer"))) || (cue.goes_on &&
	    t->reads & TW_READS_EFFECT))
		return;
	if (!t->aside && !describes(t, at))
		say(t, cue.says, at, cue.says == TW_SAYS_DONE && !cue.house ?
			at : cue.end);
}

/* A clause begins that goes on about the same, or about something else. */
static void open_clause(struct telling *t, unsigned is, struct tw_cue cue)
{
	bool same = is & TW_SAME || (cue.end && cue.says !=
		TW_SAYS_PLANNED);

	t->opens = t->begun = false;
	t->other |= t->says && !same;
	t->more = is & TW_MORE;
}

/* "That" stands for others where what it does comes right behind it. */
static bool stands_for(const struct telling *t, size_t that)
{
	return tw_clause_match(t->text, tw_clause_next(t->text, that),
		TW_VIEW("are/could/couldnt/did/didnt/do/dont/had/hadnt/has/"
		"hasnt/have/havent/is/still/was/were"));
}

/* What a clause that begins so tells is of some of those that were told of. */
static bool is_of_part(const struct telling *t, unsigned is, size_t at)
{
	at = tw_clause_next(t->text, at);
	return is & TW_PART && t->came && !t->says &&
		!tw_clause_match(t->text, at, TW_VIEW("WHEN")) &&
		!tw_clause_match(t->text, at, TW_VIEW("left/more/still/to"));
}

/* Not yet, or nothing until then. */
static bool puts_off(const struct telling *t, size_t at)
{
	return (t->denied && tw_clause_match(t->text, at, TW_VIEW("yet"))) ||
		(t->denied & TW_NONE && (tw_clause_match(t->text, at,
		TW_VIEW("till/until")) || tw_clause_match(t->text, at,
		TW_VIEW("before WHEN"))));
}

/* Takes in a word that is no cue. */
static void see_word(struct telling *t, unsigned is, size_t at,
	struct tw_view word)
{
	enum { FIRST = 3 };
	bool begins = t->opens && t->begun;
	size_t from;

	if (is & TW_JOINS) {
		t->opens = true;
		t->past.len = 0;
		t->aside &= tw_clause_is(word, "and");
		return;
	}
	if (t->opens) {
		t->aside |= is_of_part(t, is, at);
		open_clause(t, is, (struct tw_cue){ .end = 0 });
	}
	if (is & TW_MAY_BE || (is & TW_ASIDE && !begins) ||
	    (is & TW_SAME && tw_clause_is(word, "that") && stands_for(t, at) &&
	     has_told(t)))
		t->aside = true;
	if (is & TW_TURNS)
		t->other |= t->says != TW_SAYS_NOTHING;
	t->denied |= is & (TW_DENIES | TW_NONE);
	if (!t->aside && puts_off(t, at)) {
		t->undone = false;
		say(t, TW_SAYS_ON_HOLD, at, at + word.len);
	}
	if (!(is & TW_PAST))
		return;
	from = at;
	if (before(t, &from) & TW_LEADS)
		return;
	t->reported = true;
	t->came = t->came || (!(is & TW_HAS) &&
		!is_open(t, at, at + word.len));
	if (!t->past.len)
		t->past = word;
	if (t->reads & TW_READS_BEGUN && t->count < FIRST && !(is & TW_HAS) &&
	    !t->says)
		t->says = TW_SAYS_DONE;
}

/* What stands between words parts clauses, if it is more than a blank. */
static void see_mark(struct telling *t, size_t at)
{
	if (!tw_clause_parts(t->text, at))
		return;
	t->opens = true;
	t->aside = false;
	t->denied = 0;
	t->past.len = 0;
	if (!strchr(".!?", t->text.ptr[at]))
		return;
	t->begun = true;
	t->other |= t->says == TW_SAYS_DONE;
}

static void read(struct telling *t)
{
	t->opens = t->begun = true;
	for (size_t at = 0; at < t->text.len;) {
		struct tw_view word;
		struct tw_cue cue;
		unsigned is;

		if (t->text.ptr[at] == ' ') {
			at++;
			continue;
		}
		word = tw_clause_word(t->text, at);
		is = tw_cue_at(&cue, t->sides, t->text, at, word);
		if (cue.end) {
			if (t->opens && !(is & TW_JOINS))
				open_clause(t, is, cue);
			see_cue(t, cue, at);
			t->denied |= is & (TW_DENIES | TW_NONE);
		}
		if (cue.end && cue.says != TW_SAYS_PLANNED) {
			t->reported |= cue.says == TW_SAYS_DONE;
			at = cue.end;
		} else if (word.len) {
			see_word(t, is, at, word);
			at += word.len;
		} else {
			see_mark(t, at++);
			continue;
		}
		t->count++;
	}
}

struct tw_told tw_cue_read(const struct tw_sides *sides, struct tw_view text,
	unsigned reads)
{
	static const enum tw_state states[] = {
		[TW_SAYS_NOTHING] = TW_NO_STATE, [TW_SAYS_DONE] = TW_DONE,
		[TW_SAYS_ONGOING] = TW_ONGOING, [TW_SAYS_ON_HOLD] = TW_ON_HOLD,
		[TW_SAYS_DROPPED] = TW_DROPPED
	};
	struct telling t = { .sides = sides, .text = text, .reads = reads };

	read(&t);
	return (struct tw_told){ .known = true, .words = t.words,
		.state = t.says == TW_SAYS_DONE && !t.words.len ?
			TW_NO_STATE : states[t.says],
		.announces = t.planned &&
			(!t.says || t.says == TW_SAYS_DONE) };
}

struct tw_told tw_sides_told(struct tw_sides *sides, size_t to)
{
	const struct tw_node *node = &sides->to.at[to];

	if (!sides->told[to].known)
		sides->told[to] = tw_cue_read(sides, node->text,
			tw_reads_of(node->section));
	return sides->told[to];
}

bool tw_sides_announce(struct tw_sides *sides, size_t to)
{
	const struct tw_node *node = &sides->to.at[to];

	return node->section == TW_ACTIVITY && !node->item->state &&
		tw_sides_told(sides, to).announces;
}

bool tw_cue_reports(const struct tw_sides *sides, struct tw_view text)
{
	struct telling t = { .sides = sides, .text = text };
	bool reports = false;

	for (size_t at = 0; at < text.len && !reports;) {
		struct tw_view word = tw_clause_word(text, at);

		reports = tw_particle_of(sides->cues, text, word) & TW_PAST &&
			!is_open(&t, at, at + word.len);
		at += word.len + !word.len;
	}
	return reports;
}
