#include "account/account.h"

#include <string.h>

static const struct {
	const char *words;
	enum tw_state state;
} cues[] = {
#define CUE(words, state) { words, state },
#include "account/cues.def"
#undef CUE
};

enum { CUES = sizeof(cues) / sizeof(*cues) };

static int word_character(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c & 0x80;
}

static int lowered(char c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : (unsigned char)c;
}

/* True if the words stand at `at`, blanks and hyphens being alike. */
static bool stands_at(struct tw_view text, size_t at, const char *words)
{
	for (; *words; words++, at++) {
		int c = at < text.len ? lowered(text.ptr[at]) : 0;

		if (c != *words && !(*words == ' ' && c == '-'))
			return false;
	}
	return at >= text.len || !word_character(lowered(text.ptr[at]));
}

/* The first cue of the table that stands at `at`; CUES: none. */
static int cue_at(struct tw_view text, size_t at)
{
	char c = (char)lowered(text.ptr[at]);
	int k = 0;

	while (k < CUES && (cues[k].words[0] != c ||
	       !stands_at(text, at, cues[k].words)))
		k++;
	return k;
}

enum tw_state tw_cue_read(struct tw_view text)
{
	bool start = true, starts[256] = { false };

	for (int k = 0; k < CUES; k++)
		starts[(unsigned char)cues[k].words[0]] = true;
	for (size_t i = 0; i < text.len; i++) {
		int c = lowered(text.ptr[i]), k;

		if (start && starts[c]) {
			k = cue_at(text, i);
			if (k < CUES)
				return cues[k].state;
		}
		start = !word_character(c);
	}
	return TW_NO_STATE;
}
