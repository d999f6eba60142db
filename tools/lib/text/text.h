/*
 * Widths and slugs of texts. This floor is the only one that sees libstemmer,
 * and beside base/fold.c utf8proc; text/words.h has words.
 */
#ifndef TW_TEXT_TEXT_H
#define TW_TEXT_TEXT_H

#include "base/arena.h"
#include "base/buffer.h"

/*
 * The number of columns that `v` takes on a terminal: wide characters two,
 * combining ones none, what is not UTF-8 one a byte.
 */
size_t tw_text_width(struct tw_view v);

/*
 * The first part of a text from `start` on that is written from right to left.
 * Where the text begins with it, the end of its sentence is its own, and up to
 * three words in a row of the other way may stand amid it. False if there is
 * none.
 */
bool tw_text_turn(struct tw_view *part, struct tw_view text, size_t start);

/*
 * A text in Unicode Normalization Form C, in the arena; `v` itself if it is in
 * it already, is no UTF-8, or has more than 64 marks in a row (spec/merge.md,
 * "What holds"). ptr is NULL without memory.
 */
struct tw_view tw_text_compose(struct tw_view v, struct tw_arena *arena);

/*
 * A text with the marks of a keyboard in the place of those that are typeset:
 * ' for U+2018, U+2019 and U+201B, " for U+201C, U+201D and U+201F, - for
 * U+2010 to U+2015 and U+2212, three points for U+2026. In the arena; `v`
 * itself if it has none of them. ptr is NULL without memory.
 * spec/merge.md, "What holds".
 */
struct tw_view tw_text_typed(struct tw_view v, struct tw_arena *arena);

/*
 * Appends the slug of a name: decomposed (NFKD), letters and digits of ASCII
 * kept and lowered, apostrophes and combining marks dropped, every other run
 * one hyphen, none at the ends. A name without letters or digits has an empty
 * slug. False without memory, the buffer left as it was.
 * spec/format.md, "Place".
 */
bool tw_text_slug(struct tw_buffer *out, struct tw_view name);

/* The same in `arena`. ptr NULL: no memory. */
struct tw_view tw_slug(struct tw_arena *arena, struct tw_view name);

#endif
