/*
 * Comments that ask: "# draft: ..." in one line, of 80 columns at most where
 * names and terms are not too long for it.
 */
#ifndef TW_DRAFT_ASK_H
#define TW_DRAFT_ASK_H

#include <termwise/record.h>

struct tw_asking {
	struct tw_arena *arena;
	size_t count; /* of what was asked */
	bool failed;  /* without memory; then nothing more is asked */
};

/* Adds a question at the end of a list of comments, and moves that. */
void tw_ask(struct tw_asking *asking, struct tw_comment ***end,
	const char *format, ...) __attribute__((format(printf, 3, 4)));

/*
 * The same about a figure: its measure and value come first, cut where they
 * are too long.
 */
void tw_ask_figure(struct tw_asking *asking, struct tw_comment ***end,
	const struct tw_detail *figure, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Asks for all that a section of a kind, without items, is for. */
void tw_ask_section(struct tw_asking *asking, struct tw_comment ***end,
	enum tw_section_kind kind);

#endif
