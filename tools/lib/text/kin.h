/*
 * Inside the floor of texts: which words mean the same in this field, as
 * "leaflet" and "booklet" do. Such are of one kin.
 */
#ifndef TW_TEXT_KIN_H
#define TW_TEXT_KIN_H

#include <termwise/base.h>

/* Kins are numbered from 1 on, below TW_KINS_MOST. */
enum { TW_KINS_MOST = 255 };

struct tw_kin_stem {
	char stem[16];
	uint8_t kin;
};

/* All stems that have one, in bytewise order. */
extern const struct tw_kin_stem tw_kins[];
extern const size_t tw_kin_count;

/* The kin of a stem; 0: it has none. */
uint8_t tw_kin_of(struct tw_view stem);

#endif
