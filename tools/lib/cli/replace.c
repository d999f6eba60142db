#include "cli/replace.h"

#include "base/file.h"

#include <fcntl.h>

enum tw_status tw_cli_replace(const char *shown, struct tw_view was,
	struct tw_view now, const char *again, struct tw_error *err)
{
	struct tw_buffer bytes = TW_BUFFER_INIT;
	enum tw_status status = tw_file_read(&bytes, AT_FDCWD, shown, was.len,
		shown, err);

	if (!status && !tw_view_equal(tw_buffer_get(&bytes), was))
		status = tw_fail(err, TW_IO, "%s: was changed by somebody else "
			"in the meantime, and is left as it is now; %s again",
			shown, again);
	if (!status)
		status = tw_file_replace(shown, now, err);
	tw_buffer_release(&bytes);
	return status;
}
