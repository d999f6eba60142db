/*
 * A document of Word or LibreOffice: any bytes, as a package or a flat file;
 * or, behind a letter, the XML of its text in a package that is made here, so
 * that the fuzzer need not find sums and tables first. It is refused with a
 * word, or becomes records that are canonical, without errors and in their
 * places, the same each time.
 */
#include "fuzz.h"

#include "../property/imported.h"
#include "word/zip.h"

#include <dlfcn.h>
#include <string.h>

/* What stands in the place of the other parts. */
static const char styles[] = "<w:styles xmlns:w='http://schemas."
	"openxmlformats.org/wordprocessingml/2006/main'>"
	"<w:style w:styleId='H1'><w:name w:val='heading 1'/></w:style>"
	"<w:style w:styleId='L'><w:basedOn w:val='L2'/></w:style>"
	"<w:style w:styleId='L2'><w:basedOn w:val='L'/><w:pPr><w:numPr>"
	"<w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>";

/* The package that a letter stands for; false: the bytes are one. */
static bool pack(struct tw_buffer *out, struct tw_view bytes)
{
	struct tw_view xml = { bytes.ptr + 1, bytes.len - 1 };
	struct tw_zip zip;

	if (!bytes.len || !strchr("WSNO", *bytes.ptr))
		return false;
	tw_zip_begin(&zip, out);
	if (*bytes.ptr == 'O') {
		tw_zip_add(&zip, "content.xml", xml);
	} else {
		tw_zip_add(&zip, "_rels/.rels", TW_VIEW("<R/>"));
		tw_zip_add(&zip, "word/document.xml", *bytes.ptr == 'W' ? xml :
			TW_VIEW("<w:document xmlns:w='http://schemas."
			"openxmlformats.org/wordprocessingml/2006/main'><w:p>"
			"<w:pPr><w:pStyle w:val='L'/></w:pPr></w:p>"
			"</w:document>"));
		tw_zip_add(&zip, "word/styles.xml", *bytes.ptr == 'S' ? xml :
			tw_view_of(styles));
		tw_zip_add(&zip, "word/numbering.xml", *bytes.ptr == 'N' ?
			xml : TW_VIEW("<x/>"));
	}
	tw_zip_end(&zip);
	require(!out->failed);
	return true;
}

static size_t total(const struct imported *imported)
{
	size_t sum = imported->count + imported->said.len;

	for (size_t i = 0; i < imported->count; i++)
		sum = sum * 31 + imported->records[i]->source.len;
	return sum;
}

static void import(struct tw_arena *arena, struct tw_view bytes)
{
	struct imported imported, again;

	require(imported_read(&imported, arena, bytes, NULL));
	require(!imported_fault(&imported, arena, false));
	require(imported_read(&again, arena, bytes, NULL));
	require(total(&imported) == total(&again));
	imported_release(&imported);
	imported_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct tw_view given = { (const char *)bytes, size };
	struct tw_buffer packed = TW_BUFFER_INIT;
	struct tw_arena *arena = tw_arena_new();
	static void *loaded;

	/* Once, and not with each input. */
	if (!loaded)
		loaded = dlopen("libarchive.so.13", RTLD_LAZY);
	require(arena && loaded);
	import(arena, pack(&packed, given) ? tw_buffer_get(&packed) : given);
	tw_buffer_release(&packed);
	tw_arena_free(arena);
	return 0;
}
