#include "word/zip.h"

#include <assert.h>
#include <string.h>

/* 1 January 1980, as DOS writes it: the first day that there is. */
enum { FIRST_DAY = 1 << 5 | 1, VERSION = 20, UTF8_NAMES = 1 << 11 };

static const size_t longest = (size_t)1 << 31;

/* ---- sums ---- */

/* The table of CRC-32, four bits at a time. */
static const uint32_t nibbles[16] = {
	0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC,
	0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
	0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
	0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C
};

static uint32_t sum_of(struct tw_view bytes)
{
	uint32_t sum = 0xFFFFFFFF;

	for (size_t i = 0; i < bytes.len; i++) {
		sum ^= (unsigned char)bytes.ptr[i];
		sum = sum >> 4 ^ nibbles[sum & 15];
		sum = sum >> 4 ^ nibbles[sum & 15];
	}
	return ~sum;
}

/* ---- parts of an archive ---- */

static void put16(struct tw_buffer *out, uint32_t value)
{
	tw_buffer_byte(out, (char)(value & 0xFF));
	tw_buffer_byte(out, (char)(value >> 8 & 0xFF));
}

static void put32(struct tw_buffer *out, uint32_t value)
{
	put16(out, value & 0xFFFF);
	put16(out, value >> 16);
}

/* What is said of a file both before it and in the list. */
static void put_file(struct tw_buffer *out, const struct tw_zip_file *file)
{
	put16(out, VERSION);
	put16(out, UTF8_NAMES);
	put16(out, 0); /* not packed */
	put16(out, 0); /* midnight */
	put16(out, FIRST_DAY);
	put32(out, file->sum);
	put32(out, file->length);
	put32(out, file->length);
	put16(out, (uint32_t)strlen(file->name));
	put16(out, 0); /* no extra field */
}

void tw_zip_begin(struct tw_zip *zip, struct tw_buffer *out)
{
	*zip = (struct tw_zip){ .out = out, .start = out->len };
}

void tw_zip_add(struct tw_zip *zip, const char *name, struct tw_view bytes)
{
	struct tw_zip_file *file = &zip->files[zip->count];
	size_t offset = zip->out->len - zip->start;

	assert(zip->count < TW_ZIP_FILES);
	if (bytes.len > longest || offset > longest - bytes.len) {
		zip->out->failed = true;
		return;
	}
	*file = (struct tw_zip_file){ name, sum_of(bytes),
		(uint32_t)bytes.len, (uint32_t)offset };
	zip->count++;
	tw_buffer_string(zip->out, "PK\x03\x04");
	put_file(zip->out, file);
	tw_buffer_string(zip->out, name);
	tw_buffer_view(zip->out, bytes);
}

static void put_entry(struct tw_buffer *out, const struct tw_zip_file *file)
{
	tw_buffer_string(out, "PK\x01\x02");
	put16(out, VERSION);
	put_file(out, file);
	put16(out, 0); /* no comment */
	put16(out, 0); /* the first disk */
	put16(out, 0); /* no text, as far as is known */
	put32(out, 0); /* no rights */
	put32(out, file->offset);
	tw_buffer_string(out, file->name);
}

void tw_zip_end(struct tw_zip *zip)
{
	struct tw_buffer *out = zip->out;
	size_t list = out->len - zip->start;
	uint32_t count = (uint32_t)zip->count;

	for (size_t i = 0; i < zip->count; i++)
		put_entry(out, &zip->files[i]);
	tw_buffer_string(out, "PK\x05\x06");
	put16(out, 0);
	put16(out, 0);
	put16(out, count);
	put16(out, count);
	put32(out, (uint32_t)(out->len - zip->start - 12 - list));
	put32(out, (uint32_t)list);
	put16(out, 0); /* no comment */
}
