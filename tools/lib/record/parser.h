/*
 * The state of the parser, and what every part of it does with it: report,
 * hold comments back for what they precede, hang up lines of text.
 */
#ifndef TW_RECORD_PARSER_H
#define TW_RECORD_PARSER_H

#include "base/arena.h"
#include "base/utf8.h"

#include <termwise/record.h>

#include <string.h>

/* What an indented line would go on with. */
enum tw_open {
	NOTHING, /* a heading, or the start of the record */
	LOST,    /* a line without a place, reported already */
	FIELD,
	TEXT,    /* an item, its text */
	DETAILS  /* an item, after its first detail line */
};

struct tw_parser {
	struct tw_arena *arena;
	struct tw_record *record;
	const char *start;      /* of the text, behind a byte order mark */
	const char *at, *end;   /* what is still to read */
	struct tw_view line;    /* without its line end */
	struct tw_view raw;     /* with it */
	uint32_t number;
	bool plain;             /* the line is printable ASCII, no tab */
	bool failed;            /* no memory */
	bool stopped;           /* too many items */
	bool blank;             /* blank lines stand above this line */
	bool outside;           /* items without a heading were reported */

	struct tw_comment *comments;      /* that wait for what they precede */
	struct tw_comment **comments_end;
	struct tw_comment **comments_cut; /* those after the last blank line */

	enum tw_open open;
	struct tw_field *field, **field_end;
	struct tw_section *section, **section_end;
	struct tw_item *item, **item_end;
	struct tw_segment **segment_end;
	struct tw_detail **detail_end;
	struct tw_segment *last; /* segment, to see how its line ends */
	size_t items;
};

/* All of these set p->failed without memory. */

/* Zeroed bytes in the arena, or NULL. Here, since sizes are known to callers. */
static inline void *tw_parser_take(struct tw_parser *p, size_t size)
{
	void *place = tw_arena_take_raw(p->arena, size);

	if (place)
		memset(place, 0, size);
	else
		p->failed = true;
	return place;
}

/* Reports what stands at `from` in the present line. */
void tw_parser_report_hint(struct tw_parser *p, enum tw_diagnostic_id id,
	const char *from, size_t len, struct tw_view hint);
void tw_parser_report(struct tw_parser *p, enum tw_diagnostic_id id,
	struct tw_view at);

/* The hint: did you mean "BEFORE NAME AFTER"? */
struct tw_view tw_parser_mean(struct tw_parser *p, const char *before,
	const char *name, const char *after);

/* Reports the first wrong byte and the first forbidden character. */
void tw_parser_check(struct tw_parser *p);

/* Reports the first blank in a text that is no space; true if there is one. */
bool tw_parser_check_blanks(struct tw_parser *p, struct tw_view text);

/* Holds the present line back as a comment; hands out those held back. */
void tw_parser_comment(struct tw_parser *p);
struct tw_comment *tw_parser_comments(struct tw_parser *p);

/* Comments up to the last blank line, or all, close what stands above. */
void tw_parser_close(struct tw_parser *p, bool all);

/* Hangs one more line of text to the open field or item. */
void tw_parser_segment(struct tw_parser *p, struct tw_view text);

#endif
