/*
 * What git is configured to do, as far as a program has to follow it.
 */
#ifndef TW_GIT_CONFIG_H
#define TW_GIT_CONFIG_H

#include "base/buffer.h"

/*
 * Appends the value of a setting, of the repository that `place` lies in or,
 * outside of one, of the user and the machine. *found is false if it is not
 * set, or cannot be read: then nothing is appended. Only memory can fail.
 */
enum tw_status tw_config_read(struct tw_buffer *value, bool *found,
	const char *place, const char *name, struct tw_error *err);

#endif
