#include "text/stemmer.h"

#include <assert.h>
#include <limits.h>

/*
 * What Snowball's compiler writes for each language, as its site has it under
 * "Using the Snowball stemmers"; the package installs no header for it. Of
 * the state this is the beginning: the word, a place in it, and its length.
 */
struct SN_env {
	unsigned char *p;
	int c;
	int l;
};

extern struct SN_env *english_UTF_8_create_env(void);
extern void english_UTF_8_close_env(struct SN_env *env);
extern int english_UTF_8_stem(struct SN_env *env);
extern int SN_set_current(struct SN_env *env, int size,
	const unsigned char *word);

struct tw_stemmer *tw_stemmer_new(void)
{
	return (struct tw_stemmer *)english_UTF_8_create_env();
}

void tw_stemmer_free(struct tw_stemmer *stemmer)
{
	if (stemmer)
		english_UTF_8_close_env((struct SN_env *)stemmer);
}

struct tw_view tw_stemmer_stem(struct tw_stemmer *stemmer, struct tw_view word)
{
	struct SN_env *env = (struct SN_env *)stemmer;

	assert(word.len <= INT_MAX);
	if (SN_set_current(env, (int)word.len,
	    (const unsigned char *)word.ptr)) {
		/* There is no word now, so that it has no length either. */
		env->l = 0;
		return (struct tw_view){ NULL, 0 };
	}
	if (english_UTF_8_stem(env) < 0)
		return (struct tw_view){ NULL, 0 };
	return (struct tw_view){ (const char *)env->p, (size_t)env->l };
}
