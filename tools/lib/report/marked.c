#include "report/marked.h"

#include "base/utf8.h"
#include "report/safe.h"
#include "text/text.h"

/* How many bytes at the start of a safe text take at most `room` columns. */
static size_t fitting(struct tw_view text, unsigned room)
{
	size_t len = 0, width = 0;

	while (len < text.len) {
		uint32_t code;
		size_t step = tw_utf8_decode(&code, tw_after(text, len));
		struct tw_view one = { text.ptr + len, step ? step : 1 };

		width += tw_text_width(one);
		if (width > room)
			break;
		len += one.len;
	}
	return len;
}

/* One word; it goes to the next line if there is no room for it on this. */
static void put_word(struct tw_paper *paper, struct tw_view word,
	unsigned indent, bool first)
{
	size_t width = tw_text_width(word);
	unsigned gap = !first;

	if (!first && paper->column + gap + width > paper->width) {
		tw_paper_newline(paper);
		tw_paper_to(paper, indent);
		gap = 0;
	}
	if (gap)
		tw_paper_string(paper, " ");
	while (word.len) {
		unsigned room = paper->width > paper->column ?
			paper->width - paper->column : 0;
		size_t len = fitting(word, room);

		if (!len && paper->column > indent) {
			tw_paper_newline(paper);
			tw_paper_to(paper, indent);
			continue;
		}
		len = len ? len : word.len;
		tw_buffer_add(paper->out, word.ptr, len);
		paper->column += (unsigned)tw_text_width((struct tw_view){
			word.ptr, len });
		word = tw_after(word, len);
	}
}

static void put_safe(struct tw_paper *paper, struct tw_view word,
	const char *before, const char *after, unsigned indent, bool first)
{
	struct tw_buffer safe = TW_BUFFER_INIT;

	tw_buffer_string(&safe, before);
	tw_safe_add(&safe, word);
	tw_buffer_string(&safe, after);
	put_word(paper, tw_buffer_get(&safe), indent, first);
	tw_buffer_end(&safe, paper->out);
}

void tw_paper_broken(struct tw_paper *paper, struct tw_view text,
	unsigned indent)
{
	bool first = true;

	while ((text = tw_trim(text)).len) {
		size_t len = 0;

		while (len < text.len && !tw_blank_start(tw_after(text, len)))
			len++;
		put_safe(paper, (struct tw_view){ text.ptr, len }, "", "",
			indent, first);
		text = tw_after(text, len);
		first = false;
	}
}

size_t tw_paper_marked(struct tw_paper *paper,
	const struct tw_shown_words *words, size_t i, bool marks,
	unsigned indent)
{
	uint32_t line = words->at[i].line;
	bool first = true, open = false;

	for (; i < words->count && words->at[i].line == line; i++) {
		bool more = i + 1 < words->count &&
			words->at[i + 1].line == line &&
			words->at[i + 1].alone;
		bool alone = marks && words->at[i].alone;

		if (alone && !open)
			tw_paper_bold(paper, true);
		put_safe(paper, words->at[i].text, alone && !open ? "{" : "",
			alone && !more ? "}" : "", indent, first);
		if (alone && !more)
			tw_paper_bold(paper, false);
		open = alone && more;
		first = false;
	}
	return i;
}

bool tw_any_common(const struct tw_shown_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (!words->at[i].alone)
			return true;
	return false;
}
