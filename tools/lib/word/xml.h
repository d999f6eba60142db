/*
 * XML as word processors write it, element by element. What no such program
 * writes is refused at once: a document type, and with it every entity of its
 * own, and elements that lie too deep. Nothing is ever fetched. expat reads it,
 * in one pass.
 */
#ifndef TW_WORD_XML_H
#define TW_WORD_XML_H

#include <termwise/base.h>

enum { TW_XML_DEPTH = 1000 };

/*
 * An element by the prefix that its namespace has as a rule, whatever the
 * document calls it, and its name: "w" and "p". Others have the prefix "".
 */
struct tw_xml_element {
	const char *prefix, *name;
	const char **attributes; /* of expat: name and value, NULL behind */
};

/* Each returns false to stop. */
struct tw_xml_handler {
	bool (*begin)(void *context, const struct tw_xml_element *element);
	bool (*end)(void *context, const struct tw_xml_element *element);
	bool (*text)(void *context, struct tw_view text);
};

/*
 * Reads a document. If it is none, or is refused, *fault says what is wrong
 * with it, behind "it"; else it is NULL. Fails only without memory.
 */
enum tw_status tw_xml_read(const char **fault, struct tw_view bytes,
	const struct tw_xml_handler *handler, void *context,
	struct tw_error *err);

/* The value of an attribute, by prefix and name; NULL: it has none. */
const char *tw_xml_attribute(const struct tw_xml_element *element,
	const char *prefix, const char *name);

#endif
