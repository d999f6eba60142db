/*
 * What a line of a document's head is, by what it looks like.
 * spec/documents.md, "The head, as typed".
 */
#ifndef TW_IMPORT_LOOKS_H
#define TW_IMPORT_LOOKS_H

#include <termwise/base.h>

/* True if a word of it says what documents are called: "Progress report". */
bool tw_says_what_it_is(struct tw_view text);

/* True if a word is a season, a month, or one that terms are told by. */
bool tw_says_a_time(struct tw_view text);

/* A name or two, in capitals, no figure, and not what documents are called. */
bool tw_looks_like_names(struct tw_view text);

/* True if what looks like names is those of two or more. */
bool tw_joins_names(struct tw_view names);

/* Names, and what officers are called in parentheses behind them. */
bool tw_looks_like_officers(struct tw_view text);

/*
 * The names at the end of "From your Education Partnership Officer, Dan Reeve",
 * behind a comma and what officers are called; empty: there are none.
 */
struct tw_view tw_names_of_officers(struct tw_view text);

/*
 * True if a line is a name such as areas have: few words, each with a capital
 * letter, the first none that titles begin with.
 */
bool tw_looks_like_place(struct tw_view text);

/* True for where an item of a list lies: "Partnership returns > Item 114". */
bool tw_is_path(struct tw_view text);

#endif
