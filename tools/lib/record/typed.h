/*
 * The table of what people type in documents: typed.def.
 */
#ifndef TW_RECORD_TYPED_H
#define TW_RECORD_TYPED_H

#include <termwise/record.h>

enum tw_typed_kind {
	TW_TYPED_HEADING,     /* value: enum tw_section_kind */
	TW_TYPED_EITHER,      /* value: TW_EITHER of two of them */
	TW_TYPED_LABEL,       /* value: enum tw_field_kind */
	TW_TYPED_LABEL_TOP,   /* the same, above the first heading only */
	TW_TYPED_LABEL_FIELD, /* the same, with a colon only */
	TW_TYPED_OTHER,       /* what heads what no section of a record is */
	TW_TYPED_MAIL,        /* what begins a line of a mail's head */
	TW_TYPED_GREETING,    /* what begins a line above what is meant */
	TW_TYPED_SIGNATURE,   /* a line that begins one */
	TW_TYPED_CLOSING,     /* what begins a sentence below what is meant */
	TW_TYPED_PAGE,        /* what a line says of the page or the paper */
	TW_TYPED_PAGE_MORE,   /* a word that may stand behind that */
	TW_TYPED_DANGLING,    /* a word that ends no sentence */
	TW_TYPED_SEASON,      /* 0 to 2 */
	TW_TYPED_MONTH,       /* 1 to 12 */
	TW_TYPED_ORDINAL,     /* 1 or 2 */
	TW_TYPED_SILENT,      /* a word that says nothing */
	TW_TYPED_WEEKDAY,     /* a day of the week, which says nothing either */
	TW_TYPED_OPENING,     /* a word before the matter of a title */
	TW_TYPED_LINK,        /* a word behind it */
	TW_TYPED_ROUGH,       /* a word that makes a number no figure */
	TW_TYPED_GLUED_AFTER, /* a word that lost the space before it */
	TW_TYPED_GLUED_BEFORE, /* the same, behind it */
	TW_TYPED_ABOUT,       /* what a document is, beside its area */
	TW_TYPED_FORMAL,      /* what heads a column of a form */
	TW_TYPED_TIME,        /* of a heading's time; value: enum tw_time */
	TW_TYPED_STATE,       /* what became of points; enum tw_state */
	TW_TYPED_OPENS,       /* a word that headings in own words begin with */
	TW_TYPED_SIGN,        /* what betrays a section; enum tw_sign */
	TW_TYPED_FILLS,       /* a word that stands beside such signs */
	TW_TYPED_HYPHEN_BEFORE, /* what stands before the hyphen of a word */
	TW_TYPED_HYPHEN_BEHIND, /* and behind it */
	TW_TYPED_ASKS,        /* a word of a form's question; enum tw_field_kind,
	                         or TW_KNOWN_FIELDS for what says nothing */
	TW_TYPED_BODY,        /* a word of what parts of councils are called */
};

/* What a word of a heading betrays; a weak one does so among words of such. */
enum tw_sign {
	TW_SIGN_LASTS, TW_SIGN_WANTED, TW_SIGN_CHANGED, TW_SIGN_AHEAD,
	TW_SIGN_DONE, TW_SIGN_WEAK = 8
};

#define TW_WEAK(sign) ((sign) | TW_SIGN_WEAK)

/* What a word of a time says of it; the last three from an update's now. */
enum tw_time {
	TW_TIME_BESIDE, TW_TIME_NAMED, TW_TIME_PAST, TW_TIME_NOW, TW_TIME_AHEAD
};

/* A heading that may be of either of two sections. */
#define TW_EITHER(one, other) ((one) | (other) << 4)
#define TW_EITHER_ONE(value) ((value) & 15)
#define TW_EITHER_OTHER(value) ((value) >> 4)

/* A row; its words stand in it, as those of struct tw_special do. */
struct tw_typed {
	char words[45];
	uint8_t len;
	uint8_t kind; /* enum tw_typed_kind */
	uint8_t value;
};

static inline struct tw_view tw_typed_text(const struct tw_typed *row)
{
	return (struct tw_view){ row->words, row->len };
}

/* The rows in the order of the table, which is that of their kinds. */
extern const struct tw_typed tw_typed[];
extern const size_t tw_typed_count;

/* The number of the first row of a kind, or of one behind it. */
size_t tw_typed_first(enum tw_typed_kind kind);

/* The row of a kind that has these words, letter case aside; or NULL. */
const struct tw_typed *tw_typed_find(enum tw_typed_kind kind,
	struct tw_view text);

/* The same of several kinds that stand one after the other. */
const struct tw_typed *tw_typed_find_of(enum tw_typed_kind first,
	enum tw_typed_kind last, struct tw_view text);

/*
 * The section that a line heads as people type it, "Next steps", with a colon
 * or a dash at its end at will; TW_SECTIONS if it is of none, or of two.
 */
enum tw_section_kind tw_typed_heading(struct tw_view line);

/*
 * The name of an area without what a document calls itself before it or
 * behind, as in "Anytown - Priority Update"; all of it, if nothing else would
 * be left.
 */
struct tw_view tw_typed_area(struct tw_view name);

#endif
