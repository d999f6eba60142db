/*
 * What we put into a file that others write in, too: a block of lines between
 * two comments. The first one holds a sum of the lines, so that what somebody
 * changed can be told from what an older version put.
 */
#ifndef TW_SETUP_BLOCK_H
#define TW_SETUP_BLOCK_H

#include "base/buffer.h"

/* What has to be undone when a block is taken out again. */
enum tw_block_origin {
	TW_BLOCK_ADDED,
	TW_BLOCK_JOINED, /* the line before it had no end, and was given one */
	TW_BLOCK_MADE,   /* the file was made for it */
	TW_BLOCK_HOUSED  /* and so was the file's folder */
};

/* A block in a text, and what stands around it. */
struct tw_setup_block {
	bool found;
	bool sound;  /* nobody changed it since it was put */
	bool crlf;   /* its lines end so */
	enum tw_block_origin origin;
	struct tw_view before, body, after;
};

/* Finds the first block of a text, whose lines may end in LF or CRLF. */
void tw_block_find(struct tw_setup_block *block, struct tw_view text);

/* True if a block's lines are these, whatever ends them. */
bool tw_block_says(const struct tw_setup_block *block, struct tw_view body);

/* Where in a text a block goes that is not there yet. */
enum tw_block_place {
	TW_BLOCK_LAST,  /* to the end */
	TW_BLOCK_HEADED, /* there, too, and its first line heads a section: where
			  * git takes out a section, what follows up to the
			  * next heading goes with it */
	TW_BLOCK_SECOND /* behind the first line */
};

/*
 * Appends the text with a block of these lines: in the place of the block
 * that is there, or else where it goes. It takes on the line ends of the
 * text. `origin` is that of a new block; that a line had no end is seen here.
 */
void tw_block_put(struct tw_buffer *out, struct tw_view text,
	struct tw_view body, enum tw_block_place place,
	enum tw_block_origin origin);

/* Appends the text that was there before the block was put. */
void tw_block_take(struct tw_buffer *out, const struct tw_setup_block *block);

#endif
