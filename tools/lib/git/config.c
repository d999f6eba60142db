#include "git/config.h"

#include "git/repository.h"

#include <stdlib.h>
#include <string.h>

struct tw_config {
	struct tw_repository repository; /* handle NULL: none */
	git_config *settings;            /* as they were when it was opened */
};

/*
 * A linked work tree may have settings of its own, which libgit2 1.5 leaves
 * out. Only where they are asked for does git read them.
 */
static int add_own(git_config *config, const struct tw_repository *repository)
{
	static const char name[] = "config.worktree";
	const struct tw_git *git = repository->git;
	const char *folder = git->repository_path(repository->handle);
	size_t len = strlen(folder);
	int code, asked = 0;
	char *path;

	if (git->config_get_bool(&asked, config,
			"extensions.worktreeconfig") < 0 || !asked)
		return 0;
	path = malloc(len + sizeof(name));
	if (!path)
		return -1;
	memcpy(path, folder, len);
	memcpy(path + len, name, sizeof(name));
	code = git->config_add_file_ondisk(config, path, GIT_CONFIG_LEVEL_APP,
		repository->handle, 1);
	free(path);
	return code;
}

/* Settings of the repository, where there is one that may be read. */
static int open_settings(struct tw_config *config)
{
	const struct tw_repository *repository = &config->repository;
	const struct tw_git *git = repository->git;
	git_config *live = NULL;
	int code;

	if (!repository->handle)
		code = git->config_open_default(&live);
	else
		code = git->repository_config(&live, repository->handle);
	if (!code && repository->handle)
		code = add_own(live, repository);
	if (!code)
		code = git->config_snapshot(&config->settings, live);
	git->config_free(live);
	return code;
}

enum tw_status tw_config_open(struct tw_config **config, const char *place,
	struct tw_error *err)
{
	struct tw_config *opened = calloc(1, sizeof(*opened));
	enum tw_status status;

	*config = NULL;
	if (!opened)
		return tw_fail_memory(err);
	status = tw_repository_open(&opened->repository, place, err);
	if (!status && open_settings(opened) < 0)
		status = tw_git_fail(opened->repository.git, err,
			tw_repository_shown(&opened->repository),
			"its settings cannot be read");
	if (!status) {
		*config = opened;
		opened = NULL;
	}
	tw_config_close(opened);
	return status;
}

void tw_config_close(struct tw_config *config)
{
	if (!config)
		return;
	if (config->settings)
		config->repository.git->config_free(config->settings);
	tw_repository_close(&config->repository);
	free(config);
}

struct tw_view tw_config_root(const struct tw_config *config, bool *bare)
{
	*bare = config->repository.bare;
	return tw_view_of(config->repository.root);
}

struct tw_view tw_config_common(const struct tw_config *config)
{
	struct tw_view folder = tw_view_of(config->repository.git->
		repository_commondir(config->repository.handle));

	while (folder.len > 1 && folder.ptr[folder.len - 1] == '/')
		folder.len--;
	return folder;
}

/* True if what gave `code` had no memory, and not just no answer. */
static bool is_starved(const struct tw_git *git, int code)
{
	const git_error *last = code < 0 && code != GIT_ENOTFOUND ?
		git->error_last() : NULL;

	return tw_git_denied() ||
		(last && last->klass == GIT_ERROR_NOMEMORY);
}

enum tw_status tw_config_get(struct tw_buffer *value, bool *found,
	const struct tw_config *config, const char *name, struct tw_error *err)
{
	const struct tw_git *git = config->repository.git;
	const char *text;
	int code = git->config_get_string(&text, config->settings, name);

	*found = !code;
	if (is_starved(git, code) || (*found && !tw_buffer_string(value, text)))
		return tw_fail_memory(err);
	return TW_OK;
}

static int word_find(const git_config_entry *entry, void *payload)
{
	static const char start[] = "remote.", end[] = ".url";
	size_t len = strlen(entry->name), cut = sizeof(end) - 1;
	const char **word = payload;

	if (!strncmp(entry->name, start, sizeof(start) - 1) && len > cut &&
	    !strcmp(entry->name + len - cut, end) && *word &&
	    entry->value && strstr(entry->value, *word))
		*word = NULL;
	return 0;
}

enum tw_status tw_config_remote(bool *found, const struct tw_config *config,
	const char *word, struct tw_error *err)
{
	const struct tw_git *git = config->repository.git;
	int code = git->config_foreach(config->settings, word_find, &word);

	*found = !word;
	return is_starved(git, code) ? tw_fail_memory(err) : TW_OK;
}

enum tw_status tw_config_read(struct tw_buffer *value, bool *found,
	const char *place, const char *name, struct tw_error *err)
{
	struct tw_config config = { .settings = NULL };
	struct tw_error ignored;
	const struct tw_git *git;
	enum tw_status status;

	*found = false;
	status = tw_git_load(&git, &ignored);
	if (!status)
		status = tw_repository_open(&config.repository, place,
			&ignored);
	if (status == TW_NO_MEMORY)
		return tw_fail_memory(err);
	if (!git)
		return TW_OK;
	config.repository.git = git;
	status = TW_OK;
	if (!open_settings(&config))
		status = tw_config_get(value, found, &config, name, err);
	git->config_free(config.settings);
	tw_repository_close(&config.repository);
	return status;
}
