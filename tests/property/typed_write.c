/*
 * Typing a document that was made up.
 */
#include "typed.h"
#include "random.h"

#include <string.h>

enum { WIDTH = 72 };

struct typist {
	const struct typed *document;
	struct random random;
	struct tw_buffer text;
	bool fresh; /* an empty line stands above, or nothing */
};

static bool has(const struct typist *typist, uint32_t shape)
{
	return typist->document->shape & shape;
}

/* ---- lines ---- */

static const char *const blanks[] = {
	"\xC2\xA0", " ", "\xC2\xA0 ", "  ", "\t", "\xE2\x80\xAF",
	"\xE2\x80\x89", "\xE2\x80\x83\xC2\xA0",
};

static void add_blanks(struct typist *typist)
{
	unsigned count = has(typist, SHAPE_WINDOWS) ? 5 : 8;

	if (has(typist, SHAPE_BLANKS) && random_once(&typist->random, 2))
		tw_buffer_string(&typist->text,
			blanks[random_below(&typist->random, count)]);
}

static void end_line(struct typist *typist)
{
	add_blanks(typist);
	tw_buffer_string(&typist->text,
		has(typist, SHAPE_CRLF) ? "\r\n" : "\n");
	typist->fresh = false;
}

/* An empty line, if there is none, or one more. */
static void part(struct typist *typist, bool always)
{
	if (!typist->fresh || (always && random_once(&typist->random, 2)))
		end_line(typist);
	typist->fresh = true;
}

/* Between two paragraphs. */
static void gap(struct typist *typist)
{
	if (!has(typist, SHAPE_TIGHT))
		part(typist, false);
}

static void add_text(struct typist *typist, const char *text, bool capitals)
{
	for (; *text; text++)
		tw_buffer_byte(&typist->text, capitals && *text >= 'a' &&
			*text <= 'z' ? (char)(*text - 'a' + 'A') : *text);
}

/* ---- paragraphs ---- */

/* Where a line that starts at `text` and has `room` columns must end. */
static size_t fitting(const char *text, size_t room)
{
	size_t len = strcspn(text, " "), next;

	while (text[len]) {
		next = len + 1 + strcspn(text + len + 1, " ");
		if (next > room)
			break;
		len = next;
	}
	return len;
}

/*
 * Where a line may go on below: in the middle of a sentence, so that the line
 * could not be a paragraph of its own.
 */
static bool may_break(const char *before, const char *after)
{
	return *after >= 'a' && *after <= 'z' && !strchr(".:;!?", *before);
}

/* A text whose first line has `used` columns before it. */
static void paragraph(struct typist *typist, const char *text, size_t used)
{
	const char *indent = used && has(typist, SHAPE_HANGING) ? "  " : "";

	while (has(typist, SHAPE_WRAPPED) && *text) {
		size_t len = fitting(text, WIDTH - used);

		while (text[len] &&
		       !may_break(text + len - 1, text + len + 1))
			len += 1 + strcspn(text + len + 1, " ");
		tw_buffer_add(&typist->text, text, len);
		text += len + (text[len] != '\0');
		used = strlen(indent);
		end_line(typist);
		if (*text)
			tw_buffer_string(&typist->text, indent);
	}
	if (*text) {
		tw_buffer_string(&typist->text, text);
		end_line(typist);
	}
}

/* ---- the head ---- */

/* "LABEL: VALUE", or LABEL above VALUE. */
static void labelled(struct typist *typist, const char *label,
	const char *value)
{
	add_blanks(typist);
	add_text(typist, label, has(typist, SHAPE_CAPITALS));
	if (has(typist, SHAPE_INLINE)) {
		tw_buffer_string(&typist->text, ": ");
	} else {
		end_line(typist);
		gap(typist);
		add_blanks(typist);
	}
	tw_buffer_string(&typist->text, value);
	end_line(typist);
	gap(typist);
}

static void plain_line(struct typist *typist, const char *text)
{
	add_blanks(typist);
	tw_buffer_string(&typist->text, text);
	end_line(typist);
	gap(typist);
}

static void add_names(struct tw_buffer *names, const struct typed *document)
{
	static const char *const separators[] = {
		"/", " / ", " & ", " and ", ", ", "; ",
	};
	static const char *const last[] = {
		"/", "/ ", " & ", " and ", " and ", "; ",
	};
	unsigned count = document->officer_count, way = document->separator;

	for (unsigned i = 0; i < count; i++) {
		/* "A, B and C". */
		bool comma = count > 2 && (way == 2 || way == 3);

		if (i)
			tw_buffer_string(names, i + 1 == count ? last[way] :
				comma ? ", " : separators[way]);
		tw_buffer_string(names, document->officers[i]);
	}
}

static void officers(struct typist *typist)
{
	struct tw_buffer names = TW_BUFFER_INIT;
	bool one = typist->document->officer_count == 1;

	add_names(&names, typist->document);
	tw_buffer_byte(&names, '\0');
	labelled(typist, one ? "Education Partnership Officer" :
		"Education Partnership Officers",
		names.ptr ? names.ptr : "");
	typist->text.failed |= names.failed;
	tw_buffer_release(&names);
}

static void head(struct typist *typist)
{
	const struct typed *document = typist->document;

	if (!has(typist, SHAPE_AREA_LOW))
		plain_line(typist, document->area);
	officers(typist);
	if (has(typist, SHAPE_AREA_LOW))
		plain_line(typist, document->area);
	if (has(typist, SHAPE_PERIOD))
		labelled(typist, "Period", document->spelling);
	else
		plain_line(typist, document->spelling);
}

/* ---- priorities ---- */

static const char *const near[TW_SECTIONS][4] = {
	{ "Intended outcome", "Intented outcomes", "Intended Outcomse",
		"INTENDED OUTCOME" },
	{ "Activities last period", "Activity in last period",
		"Activty last period", "Activity during last period" },
	{ "Planned activities next period", "Planned activity for next period",
		"Planned activities for next period",
		"Plannned activity next period" },
	{ "Impact to date", "Impact so fra", "Imapct so far",
		"IMPACT TO DATE" },
	{ "Exit plan", "Exit stratgey", "Exit strategies", "Exit Plan" },
};

static void heading(struct typist *typist, const char *subtitle,
	const struct typed_section *section, unsigned number)
{
	static const char *const joints[] = { "- ", " - ", " \xE2\x80\x93 ",
		": ", " (" };
	unsigned joint = section->heading % 5;

	gap(typist);
	add_blanks(typist);
	if (has(typist, SHAPE_NUMBERED) && has(typist, SHAPE_PRIORITY))
		tw_buffer_format(&typist->text, "%u. ", number);
	if (has(typist, SHAPE_NEAR) && !subtitle && section->heading < 4)
		tw_buffer_string(&typist->text,
			near[section->kind][section->heading]);
	else
		add_text(typist, tw_section_name(section->kind),
			has(typist, SHAPE_CAPITALS));
	if (subtitle) {
		tw_buffer_string(&typist->text, joints[joint]);
		tw_buffer_string(&typist->text, subtitle);
		tw_buffer_string(&typist->text, joint == 4 ? ")" : "");
	} else if (has(typist, SHAPE_COLONS)) {
		tw_buffer_byte(&typist->text, ':');
	}
	end_line(typist);
	gap(typist);
}

/* The bullet and what parts it from the text; returns its columns. */
static size_t bullet(struct typist *typist, enum bullet bullet,
	unsigned number)
{
	static const char *const signs[BULLET_COUNT] = {
		"", "\xE2\x80\xA2 ", "- ", "\xE2\x80\x93 ", "* ", "o ",
		"\xEF\x82\xB7\t", "", "",
	};

	if (bullet == BULLET_PRIVATE && has(typist, SHAPE_WINDOWS))
		bullet = BULLET_DOT;
	if (bullet == BULLET_NONE)
		return 0;
	add_blanks(typist);
	tw_buffer_string(&typist->text, signs[bullet]);
	if (bullet == BULLET_NUMBER || bullet == BULLET_BRACKET)
		tw_buffer_format(&typist->text, "%u%c ", number,
			bullet == BULLET_NUMBER ? '.' : ')');
	return 3;
}

static void section(struct typist *typist,
	const struct typed_section *section, unsigned number)
{
	heading(typist, has(typist, SHAPE_SUBTITLES) ? section->subtitle :
		NULL, section, number);
	for (unsigned i = 0; i < section->count; i++) {
		size_t used = bullet(typist, section->bullet, i + 1);

		paragraph(typist, section->items[i], used);
		if (!section->bullet)
			gap(typist);
	}
}

static void title(struct typist *typist,
	const struct typed_priority *priority, unsigned number)
{
	char label[] = "Priority N";

	label[9] = (char)('1' + number);
	if (!has(typist, SHAPE_NUMBERED))
		label[8] = '\0';
	if (has(typist, SHAPE_PRIORITY)) {
		labelled(typist, label, priority->title);
	} else {
		tw_buffer_string(&typist->text, priority->title);
		end_line(typist);
		gap(typist);
	}
	if (priority->scope) {
		paragraph(typist, priority->scope, 0);
		gap(typist);
	}
}

static void priority(struct typist *typist, unsigned number)
{
	const struct typed_priority *priority =
		&typist->document->priorities[number];

	if (number) {
		part(typist, false);
		part(typist, true);
	}
	if (number && has(typist, SHAPE_REPEATED))
		head(typist);
	title(typist, priority, number);
	for (unsigned i = 0; i < priority->count; i++)
		section(typist, &priority->sections[i], i + 1);
}

/* ---- encodings ---- */

static const struct {
	const char *text;
	unsigned char byte;
} windows[] = {
	{ "\xE2\x80\xA2", 0x95 }, { "\xE2\x80\x93", 0x96 },
	{ "\xE2\x80\x99", 0x92 }, { "\xC3\xA9", 0xE9 },
	{ "\xC2\xA0", 0xA0 }, { "\xC2\xA3", 0xA3 },
};

static void to_windows(struct tw_buffer *out, struct tw_view text)
{
	for (size_t i = 0, len; i < text.len; i += len) {
		char byte = text.ptr[i];

		len = 1;
		for (size_t j = 0; j < sizeof(windows) / sizeof(*windows);
		     j++) {
			size_t most = strlen(windows[j].text);

			if (text.len - i >= most && !memcmp(text.ptr + i,
			    windows[j].text, most)) {
				byte = (char)windows[j].byte;
				len = most;
			}
		}
		tw_buffer_byte(out, byte);
	}
}

void typed_write(struct tw_buffer *out, const struct typed *document)
{
	struct typist typist = { .document = document, .fresh = true,
		.random = { document->seed }, .text = TW_BUFFER_INIT };

	head(&typist);
	for (unsigned i = 0; i < document->count; i++)
		priority(&typist, i);
	if (has(&typist, SHAPE_WINDOWS)) {
		to_windows(out, tw_buffer_get(&typist.text));
	} else {
		if (has(&typist, SHAPE_BOM))
			tw_buffer_string(out, "\xEF\xBB\xBF");
		tw_buffer_view(out, tw_buffer_get(&typist.text));
	}
	out->failed |= typist.text.failed;
	tw_buffer_release(&typist.text);
}

const char *typed_rules(const struct typed *document)
{
	if (!(document->shape & SHAPE_RULES))
		return NULL;
	return "Area: Eastwick\nArea: North Fellside\nArea: St Osric's\n"
		"Area: Ashdale & Wyndmoor\nArea: Thornsea and Ellerby\n"
		"Area: Saltmarsh Coast\n";
}
