#include "word/xml.h"

#include <expat.h>
#include <limits.h>
#include <string.h>

/* What parts a namespace from a name. */
enum { BETWEEN = '|' };

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define ECMA "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"

static const struct {
	const char *prefix, *space;
} spaces[] = {
	{ "w", ECMA "wordprocessingml/2006/main" },
	{ "w", STRICT "wordprocessingml/main" },
	{ "text", OASIS "text:1.0" },
	{ "table", OASIS "table:1.0" },
	{ "style", OASIS "style:1.0" },
	{ "office", OASIS "office:1.0" },
	{ "draw", OASIS "drawing:1.0" },
	{ "loext", "urn:org:documentfoundation:names:experimental:office:"
		"xmlns:loext:1.0" },
	{ "field", "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:"
		"field:1.0" },
	{ "manifest", OASIS "manifest:1.0" },
	{ "mc", ECMA "markup-compatibility/2006" },
	{ "m", ECMA "officeDocument/2006/math" },
	{ "m", STRICT "officeDocument/math" },
	{ "pic", ECMA "drawingml/2006/picture" },
	{ "pic", STRICT "drawingml/picture" },
	{ "c", ECMA "drawingml/2006/chart" },
	{ "c", STRICT "drawingml/chart" },
	{ "dgm", ECMA "drawingml/2006/diagram" },
	{ "dgm", STRICT "drawingml/diagram" },
	{ "v", "urn:schemas-microsoft-com:vml" },
	{ "o", "urn:schemas-microsoft-com:office:office" },
	{ "rel", ECMA "package/2006/relationships" },
	{ "r", ECMA "officeDocument/2006/relationships" },
	{ "r", STRICT "officeDocument/relationships" },
};

struct reading {
	XML_Parser parser;
	const struct tw_xml_handler *handler;
	void *context;
	unsigned depth;
	const char *fault;
};

/* Takes a name of expat apart. */
static const char *name_of(const char **prefix, const char *full)
{
	const char *between = strrchr(full, BETWEEN);

	*prefix = "";
	if (!between)
		return full;
	for (size_t i = 0; i < sizeof(spaces) / sizeof(*spaces); i++) {
		size_t len = strlen(spaces[i].space);

		if (len == (size_t)(between - full) &&
		    !memcmp(full, spaces[i].space, len)) {
			*prefix = spaces[i].prefix;
			break;
		}
	}
	return between + 1;
}

static void stop(struct reading *r, const char *fault)
{
	if (!r->fault)
		r->fault = fault;
	XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL on_begin(void *context, const char *full,
	const char **attributes)
{
	struct reading *r = context;
	struct tw_xml_element element = { .attributes = attributes };

	element.name = name_of(&element.prefix, full);
	if (++r->depth > TW_XML_DEPTH)
		stop(r, "has parts within parts, more than 1,000 deep");
	else if (!r->handler->begin(r->context, &element))
		stop(r, NULL);
}

static void XMLCALL on_end(void *context, const char *full)
{
	struct reading *r = context;
	struct tw_xml_element element = { .attributes = NULL };

	element.name = name_of(&element.prefix, full);
	r->depth--;
	if (!r->handler->end(r->context, &element))
		stop(r, NULL);
}

static void XMLCALL on_text(void *context, const char *text, int len)
{
	struct reading *r = context;

	if (!r->handler->text(r->context, (struct tw_view){ text,
	    (size_t)len }))
		stop(r, NULL);
}

static void XMLCALL on_doctype(void *context, const char *name,
	const char *system_id, const char *public_id, int internal)
{
	(void)name, (void)system_id, (void)public_id, (void)internal;
	stop(context, "declares a document type (DTD), which no Word or "
		"LibreOffice document does");
}

static const char *fault_of(enum XML_Error error)
{
	switch (error) {
	case XML_ERROR_UNKNOWN_ENCODING:
	case XML_ERROR_INCORRECT_ENCODING:
		return "is in an encoding that Word and LibreOffice do not "
			"write";
	case XML_ERROR_NO_ELEMENTS:
		return "holds nothing";
	case XML_ERROR_UNCLOSED_TOKEN:
	case XML_ERROR_PARTIAL_CHAR:
	case XML_ERROR_UNCLOSED_CDATA_SECTION:
		return "breaks off in the middle";
	default:
		return "is damaged: what it says is no XML";
	}
}

static void take(struct reading *r, struct tw_view bytes)
{
	XML_Parser p = r->parser;

	XML_SetUserData(p, r);
	XML_SetElementHandler(p, on_begin, on_end);
	XML_SetCharacterDataHandler(p, on_text);
	XML_SetStartDoctypeDeclHandler(p, on_doctype);
	/* Whole, so that nothing is ever looked at twice. */
	if (bytes.len > INT_MAX)
		r->fault = "is too long";
	else if (XML_Parse(p, bytes.ptr, (int)bytes.len, XML_TRUE) !=
	         XML_STATUS_OK && !r->fault &&
	         XML_GetErrorCode(p) != XML_ERROR_ABORTED &&
	         XML_GetErrorCode(p) != XML_ERROR_NO_MEMORY)
		r->fault = fault_of(XML_GetErrorCode(p));
}

enum tw_status tw_xml_read(const char **fault, struct tw_view bytes,
	const struct tw_xml_handler *handler, void *context,
	struct tw_error *err)
{
	struct reading r = { .handler = handler, .context = context };
	bool failed;

	*fault = NULL;
	r.parser = XML_ParserCreateNS(NULL, BETWEEN);
	if (!r.parser)
		return tw_fail_memory(err);
	take(&r, bytes);
	failed = XML_GetErrorCode(r.parser) == XML_ERROR_NO_MEMORY;
	XML_ParserFree(r.parser);
	*fault = r.fault;
	return failed ? tw_fail_memory(err) : TW_OK;
}

const char *tw_xml_attribute(const struct tw_xml_element *element,
	const char *prefix, const char *name)
{
	const char **a = element->attributes;

	for (; a && *a; a += 2) {
		const char *its, *local = name_of(&its, *a);

		if (!strcmp(local, name) && !strcmp(its, prefix))
			return a[1];
	}
	return NULL;
}
