#include "report/json.h"

#include "base/utf8.h"

#include <string.h>

static void separate(struct tw_json *json)
{
	if (json->comma)
		tw_buffer_byte(json->out, ',');
	json->comma = true;
}

void tw_json_open(struct tw_json *json, char bracket)
{
	separate(json);
	tw_buffer_byte(json->out, bracket);
	json->comma = false;
}

void tw_json_close(struct tw_json *json, char bracket)
{
	tw_buffer_byte(json->out, bracket);
	json->comma = true;
}

/* The bytes from the start of `v` that stand for themselves. */
static size_t plain_length(struct tw_view v)
{
	size_t i = 0;

	while (i < v.len && v.ptr[i] >= ' ' && v.ptr[i] != '"' &&
	       v.ptr[i] != '\\' && v.ptr[i] != 0x7F)
		i++;
	return i;
}

/* Writes one character that may need an escape; returns its bytes. */
static size_t write_special(struct tw_buffer *out, struct tw_view v)
{
	uint32_t code;
	size_t len = tw_utf8_decode(&code, v);

	if (!len) {
		tw_buffer_string(out, "\xEF\xBF\xBD");
		return 1;
	}
	if (code == '"' || code == '\\') {
		tw_buffer_byte(out, '\\');
		tw_buffer_byte(out, (char)code);
	} else if (tw_code_forbidden(code) || code == '\t') {
		tw_buffer_format(out, "\\u%04X", (unsigned)code);
	} else {
		tw_buffer_add(out, v.ptr, len);
	}
	return len;
}

void tw_json_string(struct tw_json *json, struct tw_view v)
{
	separate(json);
	tw_buffer_byte(json->out, '"');
	while (v.len) {
		size_t len = plain_length(v);

		tw_buffer_add(json->out, v.ptr, len);
		if (len < v.len)
			len += write_special(json->out, (struct tw_view){
				v.ptr + len, v.len - len });
		v.ptr += len;
		v.len -= len;
	}
	tw_buffer_byte(json->out, '"');
}

void tw_json_key(struct tw_json *json, const char *key)
{
	tw_json_text(json, key);
	tw_buffer_byte(json->out, ':');
	json->comma = false;
}

void tw_json_text(struct tw_json *json, const char *text)
{
	if (text)
		tw_json_string(json, tw_view_of(text));
	else
		tw_json_null(json);
}

void tw_json_bare(struct tw_json *json, const char *literal)
{
	separate(json);
	tw_buffer_string(json->out, literal);
}

void tw_json_null(struct tw_json *json)
{
	tw_json_bare(json, "null");
}

void tw_json_word(struct tw_json *json, const char *key, const char *word)
{
	tw_json_key(json, key);
	tw_json_text(json, word);
}

void tw_json_count(struct tw_json *json, const char *key, size_t count)
{
	tw_json_key(json, key);
	separate(json);
	tw_buffer_format(json->out, "%zu", count);
}

void tw_json_flag(struct tw_json *json, const char *key, bool flag)
{
	tw_json_key(json, key);
	tw_json_bare(json, flag ? "true" : "false");
}

void tw_json_member(struct tw_json *json, const char *key,
	struct tw_view text)
{
	tw_json_key(json, key);
	tw_json_string(json, text);
}

void tw_json_maybe(struct tw_json *json, const char *key,
	struct tw_view text)
{
	tw_json_key(json, key);
	if (text.len)
		tw_json_string(json, text);
	else
		tw_json_null(json);
}

void tw_json_object(struct tw_json *json, const char *key)
{
	tw_json_key(json, key);
	tw_json_open(json, '{');
}

void tw_json_list(struct tw_json *json, const char *key)
{
	tw_json_key(json, key);
	tw_json_open(json, '[');
}

void tw_json_first(struct tw_buffer *out, size_t start)
{
	if (!out->failed)
		memmove(out->ptr + start, out->ptr + start + 1,
			--out->len - start);
}
