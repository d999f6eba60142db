#include "git/config.h"

#include "git/repository.h"

/* Settings of the repository, where there is one that may be read. */
static int open_config(git_config **config, const struct tw_git *git,
	const struct tw_repository *repository)
{
	return repository->handle ?
		git->repository_config(config, repository->handle) :
		git->config_open_default(config);
}

enum tw_status tw_config_read(struct tw_buffer *value, bool *found,
	const char *place, const char *name, struct tw_error *err)
{
	struct tw_repository repository = { .git = NULL };
	git_config *config = NULL, *snapshot = NULL;
	struct tw_error ignored;
	const struct tw_git *git;
	const char *text;
	enum tw_status status = TW_OK;

	*found = false;
	status = tw_git_load(&git, &ignored);
	if (!status)
		status = tw_repository_open(&repository, place, &ignored);
	if (status == TW_NO_MEMORY)
		return tw_fail_memory(err);
	if (!git)
		return TW_OK;
	status = TW_OK;
	if (!open_config(&config, git, &repository) &&
	    !git->config_snapshot(&snapshot, config) &&
	    !git->config_get_string(&text, snapshot, name)) {
		*found = true;
		if (!tw_buffer_string(value, text))
			status = tw_fail_memory(err);
	}
	git->config_free(snapshot);
	git->config_free(config);
	tw_repository_close(&repository);
	return status;
}
