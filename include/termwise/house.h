/*
 * House rules: what a corpus declares for itself in house-rules.txt: its
 * areas and themes, its calendar, names of measures that are one, the
 * partners that items name, acronyms, words that say what became of a plan,
 * words that it prefers or spells its own way, patterns of what may not stand
 * in a text, how much the findings of the format weigh, and personal data
 * that is public.
 * spec/format.md, "House rules".
 */
#ifndef TERMWISE_HOUSE_H
#define TERMWISE_HOUSE_H

#include <termwise/diagnostic.h>
#include <termwise/term.h>

/* What a cue says of a plan. */
enum tw_says {
	TW_SAYS_NOTHING,
	TW_SAYS_DONE,
	TW_SAYS_ONGOING,
	TW_SAYS_ON_HOLD,
	TW_SAYS_DROPPED,
	TW_SAYS_PLANNED /* it is still to come */
};

/* How much findings of one id weigh in a corpus. */
enum tw_weight {
	TW_WEIGHT_TABLE, /* what the table says; off, if it is an aid */
	TW_WEIGHT_ON,    /* what the table says */
	TW_WEIGHT_OFF,
	TW_WEIGHT_NOTE,  /* a note, a warning, an error */
	TW_WEIGHT_WARNING,
	TW_WEIGHT_ERROR
};

/* A declared name, and other names for it. */
struct tw_alias {
	struct tw_alias *next;
	struct tw_view name;
	struct tw_view also;  /* a list, parted by ";" (tw_list_next) */
	/* Of a theme its title, of an acronym what it means; else empty. */
	struct tw_view title;
	enum tw_says says; /* of a cue */
	uint32_t line;
	bool lost; /* a field of it could not be read */
};

/* Declared names in the order of the file, and how to find them. */
struct tw_set;
struct tw_names {
	struct tw_alias *first, **end;
	struct tw_set *set; /* NULL: none declared */
};

/*
 * Which texts a rule looks at: a bit for each section, for each known field,
 * and these. spec/format.md, "Rules".
 */
#define TW_WHERE_SECTION(kind) (UINT32_C(1) << (unsigned)(kind))
#define TW_WHERE_FIELD(kind) (UINT32_C(1) << (8 + (unsigned)(kind)))
enum {
	TW_WHERE_OTHER = 1 << 20,    /* every field whose name is not known */
	TW_WHERE_MEASURES = 1 << 21, /* their names */
	TW_WHERE_COMMENTS = 1 << 22
};

/* What a house rule or an example of it says, and the field it stands in. */
struct tw_field;
struct tw_said {
	struct tw_view text;
	const struct tw_field *field; /* NULL: it is not said */
};

/* A text that the pattern of a rule must match, or must not. */
struct tw_example {
	struct tw_example *next;
	struct tw_said said;
	bool match;
};

/* How many a corpus may have: rules, and examples of each. */
enum { TW_HOUSE_RULES_MOST = 1000, TW_EXAMPLES_MOST = 20 };

/* A block "Rule". */
struct tw_house_rule {
	struct tw_house_rule *next;
	struct tw_said slug, pattern, message, replace, where;
	struct tw_example *examples, **end;
	size_t example_count;
	uint32_t looks_at; /* bits of where */
	enum tw_weight weight;
	bool weighed;      /* it has a Severity */
	bool lost;         /* a field of it could not be read */
};

/* What the values of `publics` come to; privacy/privacy.h. */
struct tw_private_public;

struct tw_house {
	struct tw_view source; /* the bytes that were read */
	struct tw_names areas;
	struct tw_names themes;
	struct tw_names measures;
	struct tw_names partners;
	struct tw_names acronyms;
	struct tw_names cues;
	struct tw_names preferred; /* `also` is what stands instead of them */
	struct tw_names words;     /* that are spelt right */
	struct tw_house_rule *rules;
	struct tw_names publics;
	const struct tw_private_public *allowed; /* NULL: nobody asked */
	struct tw_calendar calendar; /* the half-terms unless declared */
	uint8_t weights[TW_DIAG_COUNT]; /* enum tw_weight, by id */
	struct tw_diagnostics diagnostics;
};

/* Reads house rules; they live in `arena` and hold views into `bytes`. */
enum tw_status tw_house_parse(struct tw_house **house, struct tw_arena *arena,
	struct tw_view bytes, struct tw_error *err);

/* The calendar that it has; without house rules, of half-terms. */
const struct tw_calendar *tw_house_calendar(const struct tw_house *house);

/*
 * The declared name for `name`, by itself or as another name of it; NULL if
 * there is none. Letter case and runs of blanks do not count.
 */
const struct tw_alias *tw_names_find(const struct tw_names *names,
	struct tw_view name);

#endif
