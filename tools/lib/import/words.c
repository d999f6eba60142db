#include "import/words.h"

#include "base/buffer.h"
#include "base/set.h"
#include "base/utf8.h"
#include "import/blocks.h"
#include "record/bullet.h"

/* A word, and how often it stands in the records less in the document. */
struct word {
	struct tw_view text;
	long spare;
};

struct checking {
	struct tw_arena *arena;
	struct tw_set words;
	bool failed;
};

static bool same_word(const void *a, const void *b)
{
	return tw_fold_equal(((const struct word *)a)->text,
		((const struct word *)b)->text);
}

/* Letters and digits; of what is not ASCII, all that is no mark. */
static bool in_word(uint32_t code)
{
	if (code < 0x80)
		return (code >= '0' && code <= '9') ||
			((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
	return code >= 0xC0 && code != 0xD7 && code != 0xF7 &&
		!(code >= 0x2000 && code < 0x2C00) &&
		!(code >= 0x3000 && code < 0x3040) &&
		!(code >= 0xE000 && code < 0xF900);
}

bool tw_words_next(struct tw_view *word, struct tw_view *text)
{
	*word = (struct tw_view){ text->ptr, 0 };
	while (text->len) {
		uint32_t code = 0;
		size_t len = tw_utf8_decode(&code, *text);
		bool in = len && in_word(code);

		len += !len;
		if (!in && word->len)
			return true;
		*text = tw_after(*text, len);
		if (in)
			word->len += len;
		else
			word->ptr = text->ptr;
	}
	return word->len > 0;
}

static struct word *find_word(struct checking *c, struct tw_view text)
{
	struct word wanted = { text, 0 }, *word;
	uint64_t hash = tw_fold_hash(text);
	const void *known = tw_set_get(&c->words, hash, &wanted, same_word);

	/* What is in the set was put there to be changed. */
	if (known)
		return (struct word *)(uintptr_t)known;
	word = tw_arena_take(c->arena, sizeof(*word));
	if (!word) {
		c->failed = true;
		return NULL;
	}
	*word = wanted;
	tw_set_add(&c->words, c->arena, hash, word, same_word, &c->failed);
	return word;
}

static void add_words(struct checking *c, struct tw_view text)
{
	struct tw_view word;

	while (tw_words_next(&word, &text) && !c->failed) {
		struct word *known = find_word(c, word);

		if (known)
			known->spare++;
	}
}

/* Takes the words of a line off; adds up those that are not there. */
static void take_line(struct checking *c, struct tw_buffer *missing,
	const struct tw_line *line)
{
	struct tw_view text = tw_trim(line->text), word;
	bool number;

	text = tw_after(text, tw_bullet_length(text, &number));
	while (tw_words_next(&word, &text) && !c->failed) {
		struct word *known = find_word(c, word);

		if (!known || known->spare-- > 0)
			continue;
		tw_buffer_format(missing, "%s\"%.*s\" (line %u)",
			missing->len ? ", " : "", TW_ARG(word),
			(unsigned)line->number);
	}
}

enum tw_status tw_words_check(struct tw_report *report,
	const struct tw_source *source,
	const struct tw_imported_record *records, struct tw_error *err)
{
	enum { ENOUGH = 400 }; /* bytes of a list of words */
	struct checking c = { .arena = report->arena };
	struct tw_buffer missing = TW_BUFFER_INIT;

	for (; records; records = records->next)
		add_words(&c, records->bytes);
	for (const struct tw_import_note *s = report->said; s; s = s->next)
		add_words(&c, s->text);
	for (size_t i = 0; i < source->count && missing.len < ENOUGH; i++)
		take_line(&c, &missing, &source->lines[i]);
	if (missing.len)
		tw_report_problem(report, 0, "these words would be lost, so "
			"that nothing is written: %.*s",
			TW_ARG(tw_buffer_get(&missing)));
	c.failed |= missing.failed;
	tw_buffer_release(&missing);
	return c.failed ? tw_fail_memory(err) : TW_OK;
}
