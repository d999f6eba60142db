/*
 * What a character is in plain ASCII, so that what is written in disguise can
 * be compared: wide and styled forms, accents, blanks, dashes, and letters of
 * other scripts that look like Latin ones. spec/privacy.md, "Disguises".
 */
#ifndef TW_TEXT_PLAIN_H
#define TW_TEXT_PLAIN_H

#include <stddef.h>
#include <stdint.h>

/* The most bytes that one character becomes. */
enum { TW_PLAIN_MOST = 40 };

/* What stands for a character that is neither letter nor digit. */
enum { TW_PLAIN_OTHER = 1 };

/*
 * Writes the plain form of `code` to `out` and returns its length: 0 for what
 * nobody sees and for marks over letters. ASCII stays as it is, but for
 * controls, which go, and blanks, which are a space; a currency sign is "$".
 * Letters and digits beyond ASCII that stand for themselves are written
 * small, in UTF-8, so that only letters have bytes of 0x80 and more.
 */
size_t tw_text_plain(unsigned char out[static TW_PLAIN_MOST], uint32_t code);

#endif
