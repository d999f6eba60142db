/*
 * Stems of English words, by Snowball. spec/likeness.md, section 2.
 *
 * libstemmer finds a language by its name and so comes with all of them: to
 * put their 10,000 pointers in place takes a third of what starting a program
 * does. What Snowball makes of one language is in the archive by itself.
 */
#ifndef TW_TEXT_STEMMER_H
#define TW_TEXT_STEMMER_H

#include <termwise/base.h>

struct tw_stemmer;

/* NULL: no memory. */
struct tw_stemmer *tw_stemmer_new(void);
void tw_stemmer_free(struct tw_stemmer *stemmer);

/*
 * The stem of a folded word in UTF-8, shorter than 2 GiB; ptr NULL: no memory,
 * and the next word may do better. Good until the next call.
 */
struct tw_view tw_stemmer_stem(struct tw_stemmer *stemmer,
	struct tw_view word);

#endif
