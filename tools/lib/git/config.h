/*
 * What git is configured to do, as far as a program has to follow it.
 */
#ifndef TW_GIT_CONFIG_H
#define TW_GIT_CONFIG_H

#include "base/buffer.h"

/* A repository, with all settings that are in force there. */
struct tw_config;

/*
 * Opens the repository that `place` lies in, as tw_revision_open does. Its
 * settings are those that git itself reads, but for what is given to git by
 * -c or in the environment.
 */
enum tw_status tw_config_open(struct tw_config **config, const char *place,
	struct tw_error *err);
void tw_config_close(struct tw_config *config);

/*
 * Where the work tree lies, as tw_revision_root says it; and the folder of
 * all that its linked work trees share, without a slash at its end. *bare is
 * true if there is no work tree.
 */
struct tw_view tw_config_root(const struct tw_config *config, bool *bare);
struct tw_view tw_config_common(const struct tw_config *config);

/* Appends the value of a setting; as tw_config_read otherwise. */
enum tw_status tw_config_get(struct tw_buffer *value, bool *found,
	const struct tw_config *config, const char *name,
	struct tw_error *err);

/* Tells whether a remote's address has this word in it. */
enum tw_status tw_config_remote(bool *found, const struct tw_config *config,
	const char *word, struct tw_error *err);

/*
 * Appends the value of a setting, of the repository that `place` lies in or,
 * outside of one, of the user and the machine. *found is false if it is not
 * set, or cannot be read: then nothing is appended. Only memory can fail.
 */
enum tw_status tw_config_read(struct tw_buffer *value, bool *found,
	const char *place, const char *name, struct tw_error *err);

#endif
