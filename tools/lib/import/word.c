#include "import/word.h"

#include "base/utf8.h"

#include <string.h>

/* How far into a file that is one whole its name is sought. */
enum { START = 4096 };

static bool holds(struct tw_view bytes, struct tw_view what)
{
	const char *at;

	while (bytes.len >= what.len && (at = memchr(bytes.ptr, *what.ptr,
	        bytes.len - what.len + 1))) {
		if (!memcmp(at, what.ptr, what.len))
			return true;
		bytes = tw_after(bytes, (size_t)(at - bytes.ptr) + 1);
	}
	return false;
}

/* ---- what it is ---- */

static bool is_compound(struct tw_view bytes)
{
	const struct tw_view magic = TW_VIEW("\xD0\xCF\x11\xE0\xA1\xB1\x1A"
		"\xE1");

	return bytes.len >= magic.len && !memcmp(bytes.ptr, magic.ptr,
		magic.len);
}

/* The start of a file of XML, and nothing of any other. */
static struct tw_view xml_start(struct tw_view bytes)
{
	if (bytes.len > 3 && !memcmp(bytes.ptr, "\xEF\xBB\xBF", 3))
		bytes = tw_after(bytes, 3);
	if (bytes.len < 5 || memcmp(bytes.ptr, "<?xml", 5))
		return TW_VIEW("");
	if (bytes.len > START)
		bytes.len = START;
	return bytes;
}

static bool is_flat(struct tw_view bytes)
{
	struct tw_view start = xml_start(bytes);

	return holds(start, TW_VIEW("urn:oasis:names:tc:opendocument:xmlns:"
		"office:1.0"));
}

static bool is_old_xml(struct tw_view bytes)
{
	return holds(xml_start(bytes), TW_VIEW("progid=\"Word.Document\""));
}

bool tw_word_is(struct tw_view bytes)
{
	return tw_package_is(bytes) || is_compound(bytes) ||
		is_flat(bytes) || is_old_xml(bytes);
}

/* ---- what is refused ---- */

static const char locked[] = "is protected by a password; open it, take the "
	"password off (in Word: File, Info, Protect Document), and save it "
	"again";

/* The names of its parts are in UTF-16. */
static const char *compound_fault(struct tw_view bytes)
{
	if (holds(bytes, TW_VIEW("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0")))
		return locked;
	if (holds(bytes, TW_VIEW("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0")))
		return "is an old Word document (.doc); open it and save it "
			"as .docx";
	return "is an old document of Office, and none of Word; copy what it "
		"says into a document of Word";
}

/* ---- packages ---- */

static enum tw_status package_lines(struct tw_lines *lines,
	struct tw_source *source, struct tw_view bytes, struct tw_error *err)
{
	const struct tw_view odt = TW_VIEW("application/vnd.oasis."
		"opendocument.text");
	struct tw_package package;
	struct tw_view type, content, manifest;
	enum tw_status status = tw_package_read(&package, lines->arena, bytes,
		err);

	if (status)
		return status;
	type = tw_package_find(&package, TW_VIEW("mimetype"));
	content = tw_package_find(&package, TW_VIEW("content.xml"));
	manifest = tw_package_find(&package,
		TW_VIEW("META-INF/manifest.xml"));
	source->fault = package.locked ||
		holds(manifest, TW_VIEW("encryption-data")) ? locked :
		package.fault;
	if (source->fault)
		return TW_OK;
	if (type.len && !holds(type, odt)) {
		source->fault = "is no text document, but of another kind; "
			"copy what it says into one";
	} else if (content.ptr) {
		source->packed = "LibreOffice";
		return tw_odf_lines(lines, source, content,
			tw_package_find(&package, TW_VIEW("styles.xml")), err);
	} else if (tw_package_find(&package,
	           TW_VIEW("[Content_Types].xml")).ptr ||
	           tw_package_find(&package, TW_VIEW("_rels/.rels")).ptr) {
		source->packed = "Word";
		return tw_docx_lines(lines, source, &package, err);
	} else {
		source->fault = "is a packed archive, and no document of Word "
			"or LibreOffice; unpack it and give what is in it";
	}
	return TW_OK;
}

enum tw_status tw_word_lines(struct tw_lines *lines,
	struct tw_source *source, struct tw_view bytes, struct tw_error *err)
{
	struct tw_view fault;
	enum tw_status status = TW_OK;

	if (tw_package_is(bytes)) {
		status = package_lines(lines, source, bytes, err);
	} else if (is_compound(bytes)) {
		source->fault = compound_fault(bytes);
	} else if (is_old_xml(bytes)) {
		source->fault = "is a document of Word in one file of XML; "
			"open it and save it as .docx";
	} else if (bytes.len > TW_PACKAGE_BYTES) {
		source->fault = "is longer than 64 MiB, which no update is";
	} else {
		source->packed = "LibreOffice";
		status = tw_odf_lines(lines, source, bytes,
			(struct tw_view){ NULL, 0 }, err);
	}
	if (status || !source->fault)
		return status;
	fault = tw_arena_format(lines->arena, "this %s", source->fault);
	source->fault = fault.ptr;
	return fault.ptr ? TW_OK : tw_fail_memory(err);
}
