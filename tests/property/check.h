/*
 * What holds of every record that was read, whatever the bytes were.
 */
#ifndef TW_PROPERTY_CHECK_H
#define TW_PROPERTY_CHECK_H

#include <termwise/record.h>

/*
 * NULL if all findings stand in the text, in order and counted right, and
 * all nodes are of the text and know their lines; else what does not hold.
 * One walk over the record.
 */
const char *record_fault(const struct tw_record *record);

#endif
