/*
 * What a merge that was made in another way, line by line or by hand, made
 * of a record: what it lost, doubled, or decided where nobody was asked.
 * spec/merge.md, "In history".
 */
#ifndef TW_MERGE_AUDIT_H
#define TW_MERGE_AUDIT_H

#include <termwise/merge.h>

enum tw_audit_kind {
	TW_AUDIT_LOST,      /* a right merge has it, and this one has not */
	TW_AUDIT_DOUBLED,   /* a right merge has it once, this one twice */
	TW_AUDIT_BACK,      /* one side took it out, and it is there */
	TW_AUDIT_DISAGREED, /* the sides disagree, and lines have decided */
	TW_AUDIT_MARKERS,   /* markers of a conflict were left */
	TW_AUDIT_KINDS
};

/* What of a record a finding is about. */
enum tw_audit_part {
	TW_AUDIT_ITEM,
	TW_AUDIT_SECTION,
	TW_AUDIT_KEY,
	TW_AUDIT_STATE,
	TW_AUDIT_TEXT,
	TW_AUDIT_DETAIL,
	TW_AUDIT_FIELD,
	TW_AUDIT_ELEMENT, /* of a list, such as Officers */
	TW_AUDIT_COMMENT,
	TW_AUDIT_RECORD,
	TW_AUDIT_PARTS
};

/* What a side did to it, as bits; none: it left it alone. */
enum {
	TW_DID_ADD = 1,
	TW_DID_TAKE_OUT = 2,
	TW_DID_MOVE = 4,
	TW_DID_KEY = 8,
	TW_DID_STATE = 16,
	TW_DID_TEXT = 32,
	TW_DID_DETAILS = 64,
	TW_DID_VALUE = 128,
	TW_NEVER_HAD = 256 /* nor had the base */
};

struct tw_audit_finding {
	struct tw_audit_finding *next;
	enum tw_audit_kind kind;
	enum tw_audit_part part;
	enum tw_section_kind section; /* of the item; TW_SECTIONS: header */
	struct tw_view key, item;     /* of the item: empty where none is */
	struct tw_view name;  /* of a field; of a detail, as "= name" */
	struct tw_view right; /* what a right merge has here */
	struct tw_view found; /* what the merge has there; may be empty */
	struct tw_view said[TW_MERGED]; /* DISAGREED: what each copy has */
	unsigned did[TW_MERGED];        /* TW_DID_..., of ours and theirs */
	enum tw_section_kind moved[TW_MERGED]; /* where to, for TW_DID_MOVE */
	enum tw_diagnostic_id rule; /* that both together break, or COUNT */
	uint32_t line;      /* in the merge's record, where it is or may be */
	uint32_t other;     /* DOUBLED: where else; or 0 */
	bool settled;       /* it is right by now: `latest` shows it */
	const struct tw_item *was; /* DISAGREED: as the merge has it, or NULL */
};

struct tw_audit_copies {
	const struct tw_record *base; /* NULL: none */
	const struct tw_record *ours, *theirs;
	const struct tw_record *merged; /* what was made of them */
	const struct tw_record *latest; /* as it is by now; NULL: it is gone */
	/* As tw_lines_merge has it, the base shown in conflicts. */
	struct tw_view lines;
};

/*
 * Finds what is wrong with a merge, in the order of the record. Neither of
 * base, ours and theirs may have a layout error: that is TW_USAGE. All lives
 * in `arena`. Where people resolved a conflict of the line merge, what they
 * chose counts, unless something is gone or doubled that nobody disputed.
 */
enum tw_status tw_audit(struct tw_audit_finding **findings,
	struct tw_arena *arena, const struct tw_audit_copies *copies,
	const struct tw_merge_options *options, struct tw_error *err);

/* True if two findings are about the same, whatever the base. */
bool tw_audit_same(const struct tw_audit_finding *a,
	const struct tw_audit_finding *b);

/* "lost", "doubled", "back", "disagreed", "markers"; "item", "text", ... */
const char *tw_audit_kind_name(enum tw_audit_kind kind);
const char *tw_audit_part_name(enum tw_audit_part part);

#endif
