/*
 * What the readers of the blocks of house rules share.
 */
#ifndef TW_RECORD_HOUSE_READ_H
#define TW_RECORD_HOUSE_READ_H

#include <termwise/house.h>
#include <termwise/record.h>

/* One field after the other; `failed`: without memory. */
struct tw_house_reader {
	struct tw_house *house;
	struct tw_arena *arena;
	struct tw_alias *block;    /* that Also, Title ... belong to */
	struct tw_names *names;    /* where the block stands */
	struct tw_house_rule *rule, **rules; /* the same of a Rule */
	struct tw_set *slugs;      /* of the rules */
	size_t rule_count;
	enum tw_diagnostic_id check; /* of a Check; TW_DIAG_COUNT: none */
	const struct tw_field *checked;
	bool calendar;             /* one was declared */
	bool lost;                 /* fields may be of a block that is none */
	unsigned suggested;        /* how often a hint took a search */
	bool failed;
	const struct tw_field *field;
	struct tw_view value;
};

/* Reports the field that is read. */
void tw_house_report(struct tw_house_reader *r, struct tw_view hint);

/*
 * Ends the block at hand; reads a field that begins a Rule or a Check, which
 * ends it, or belongs to one. False: it is no such field.
 */
void tw_house_block_end(struct tw_house_reader *r);
bool tw_house_rule_begin(struct tw_house_reader *r);
bool tw_house_rule_field(struct tw_house_reader *r);

/* Reports what is missing in the rules, once all fields are read. */
void tw_house_rules_end(struct tw_house_reader *r);

#endif
