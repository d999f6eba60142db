/*
 * Personal data in a text: what identifies a person, found where it is
 * written in disguise, too, and masked. spec/privacy.md.
 *
 * Pure functions over bytes: any text may be searched, a record or not.
 */
#ifndef TW_PRIVACY_PRIVACY_H
#define TW_PRIVACY_PRIVACY_H

#include <termwise/house.h>

/* What was found; of two that overlap, the one that stands first here. */
enum tw_private_kind {
	TW_PRIVATE_UPN,
	TW_PRIVATE_NHS,
	TW_PRIVATE_ULN,
	TW_PRIVATE_NI,
	TW_PRIVATE_MOBILE,
	TW_PRIVATE_BIRTH,
	TW_PRIVATE_UPN_LIKE,   /* with a wrong check letter */
	TW_PRIVATE_NHS_LIKE,   /* unspaced, and nothing says so */
	TW_PRIVATE_ULN_LIKE,
	TW_PRIVATE_EMAIL,
	TW_PRIVATE_PHONE,
	TW_PRIVATE_POSTCODE,
	TW_PRIVATE_ADDRESS,    /* where somebody lives */
	TW_PRIVATE_PLATE,      /* of a car */
	TW_PRIVATE_BIRTH_LIKE, /* a day that may be a child's birthday */
	TW_PRIVATE_NAME,       /* of the private list */
	TW_PRIVATE_PUPIL,
	TW_PRIVATE_COUNT,      /* few enough to be known */
	TW_PRIVATE_KINDS
};

struct tw_private_span {
	struct tw_view text; /* in the text that was searched */
	enum tw_private_kind kind;
};

/* In the order of the text. Only a comment may lie within another one. */
struct tw_private_spans {
	struct tw_private_span *at;
	size_t count;
};

/* A private list of names. */
struct tw_private_names;

struct tw_private_options {
	const struct tw_private_public *allowed; /* by house rules, or NULL */
	const struct tw_private_names *names;    /* NULL: none */
	struct tw_date when; /* of the term; year 0: not known */
	bool counts;         /* small counts are looked for, too */
};

/*
 * Finds what is private in `text`, in lines as a record has them: an indented
 * line goes on with the one above. The spans live in `arena`. Linear, and one
 * look at each byte where nothing is suspicious. Fails only without memory.
 */
enum tw_status tw_private_find(struct tw_private_spans *spans,
	struct tw_arena *arena, struct tw_view text,
	const struct tw_private_options *options, struct tw_error *err);

/* The same, with nothing passed over: for tests to hold it against. */
enum tw_status tw_private_find_slowly(struct tw_private_spans *spans,
	struct tw_arena *arena, struct tw_view text,
	const struct tw_private_options *options, struct tw_error *err);

/*
 * `text`, which was searched for `spans`, with an asterisk for every letter
 * and digit in them; of what is written in more than a byte, a sign of as many
 * bytes. So lines and columns stay what they are. It is in `arena`, or `text`
 * itself if there are no spans; ptr NULL says: no memory.
 */
struct tw_view tw_private_mask(struct tw_view text,
	const struct tw_private_spans *spans, struct tw_arena *arena);

/*
 * Any text, searched and masked: for what is said beside a record's own
 * lines. ptr NULL says: no memory.
 */
struct tw_view tw_private_hide(struct tw_view text,
	const struct tw_private_options *options, struct tw_arena *arena);

/*
 * Reads what house rules declare public, in `arena`, for house->allowed: a
 * value is allowed in every spelling that comes to the same.
 */
enum tw_status tw_private_public_read(struct tw_house *house,
	struct tw_arena *arena, struct tw_error *err);

/*
 * Reads a private list, one name a line, from the file `path`, or from bytes.
 * TW_IO, with where and why, if it cannot be read, is not UTF-8, or has a line
 * that is no name: messages call it `shown`. Names are kept as hashes; a
 * message holds none. The caller frees it.
 */
enum tw_status tw_private_names_read(struct tw_private_names **names,
	const char *path, const char *shown, struct tw_error *err);
enum tw_status tw_private_names_parse(struct tw_private_names **names,
	struct tw_view bytes, const char *shown, struct tw_error *err);
void tw_private_names_free(struct tw_private_names *names);

#endif
