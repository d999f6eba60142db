#include "summary/pack.h"

void tw_pack_number(struct tw_buffer *out, uint64_t number)
{
	while (number >= 0x80) {
		tw_buffer_byte(out, (char)(number | 0x80));
		number >>= 7;
	}
	tw_buffer_byte(out, (char)number);
}

void tw_pack_view(struct tw_buffer *out, struct tw_view text)
{
	tw_pack_number(out, text.len);
	tw_buffer_view(out, text);
}

void tw_pack_buffer(struct tw_buffer *out, struct tw_buffer *text)
{
	tw_pack_view(out, tw_buffer_get(text));
	out->failed |= text->failed;
	tw_buffer_clear(text);
}

/* Those below zero lie between those above: 0, -1, 1, -2 ... */
static uint64_t fold(int64_t number)
{
	return ((uint64_t)number << 1) ^ (number < 0 ? UINT64_MAX : 0);
}

static int64_t unfold(uint64_t number)
{
	return (int64_t)((number >> 1) ^ (number & 1 ? UINT64_MAX : 0));
}

void tw_pack_term(struct tw_buffer *out, struct tw_term term)
{
	tw_pack_number(out, fold(term.year));
	tw_pack_number(out, term.period);
}

void tw_pack_value(struct tw_buffer *out, struct tw_value value)
{
	tw_pack_number(out, fold(value.mantissa));
	tw_pack_number(out, fold(value.whole));
	tw_pack_number(out, value.scale);
	tw_pack_number(out, value.unit);
}

uint64_t tw_unpack_number(struct tw_unpack *in)
{
	uint64_t number = 0;

	for (unsigned shift = 0; shift < 64 && in->rest.len; shift += 7) {
		unsigned char byte = (unsigned char)*in->rest.ptr;

		in->rest.ptr++;
		in->rest.len--;
		number |= (uint64_t)(byte & 0x7F) << shift;
		if (!(byte & 0x80) && (shift < 63 || byte < 2))
			return number;
	}
	in->failed = true;
	in->rest.len = 0;
	return 0;
}

size_t tw_unpack_below(struct tw_unpack *in, size_t end)
{
	uint64_t number = tw_unpack_number(in);

	if (number < end)
		return (size_t)number;
	in->failed = true;
	return 0;
}

bool tw_unpack_bool(struct tw_unpack *in)
{
	return tw_unpack_below(in, 2);
}

struct tw_view tw_unpack_view(struct tw_unpack *in)
{
	uint64_t len = tw_unpack_number(in);
	struct tw_view text = { in->rest.ptr, (size_t)len };

	if (len > in->rest.len) {
		in->failed = true;
		in->rest.len = 0;
		return TW_VIEW("");
	}
	in->rest.ptr += len;
	in->rest.len -= (size_t)len;
	return text;
}

struct tw_term tw_unpack_term(struct tw_unpack *in)
{
	int64_t year = unfold(tw_unpack_number(in));
	size_t period = tw_unpack_below(in, TW_PERIODS_MAX);

	if (year < TW_YEAR_FIRST || year > TW_YEAR_LAST)
		in->failed = true;
	return in->failed ? (struct tw_term){ TW_YEAR_FIRST, 0 } :
		(struct tw_term){ (int16_t)year, (uint16_t)period };
}

struct tw_value tw_unpack_value(struct tw_unpack *in)
{
	struct tw_value value;

	value.mantissa = unfold(tw_unpack_number(in));
	value.whole = unfold(tw_unpack_number(in));
	value.scale = (uint8_t)tw_unpack_below(in, 19);
	value.unit = (uint8_t)tw_unpack_below(in, TW_RATIO + 1);
	return value;
}

size_t tw_unpack_count(struct tw_unpack *in, size_t least)
{
	uint64_t count = tw_unpack_number(in);

	if (count <= in->rest.len / least)
		return (size_t)count;
	in->failed = true;
	return 0;
}
