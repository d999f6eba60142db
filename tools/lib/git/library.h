/*
 * libgit2, loaded when it is first needed: its start costs ten times what
 * linting a file does, and most runs never ask for a revision.
 */
#ifndef TW_GIT_LIBRARY_H
#define TW_GIT_LIBRARY_H

#include <git2.h>
#include <git2/sys/alloc.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <termwise/base.h>
#include <zlib.h>

/* Every function of libgit2 that is called, without its "git_". */
#define TW_GIT_CALLS(CALL) \
	CALL(buf_dispose) \
	CALL(config_add_file_ondisk) \
	CALL(config_foreach) \
	CALL(config_free) \
	CALL(config_get_bool) \
	CALL(config_get_string) \
	CALL(config_open_default) \
	CALL(config_open_ondisk) \
	CALL(config_snapshot) \
	CALL(error_last) \
	CALL(index_checksum) \
	CALL(index_entrycount) \
	CALL(index_free) \
	CALL(index_get_byindex) \
	CALL(index_has_conflicts) \
	CALL(index_open) \
	CALL(index_remove) \
	CALL(index_write_tree_to) \
	CALL(libgit2_init) \
	CALL(libgit2_opts) \
	CALL(mempack_new) \
	CALL(merge_file) \
	CALL(merge_file_result_free) \
	CALL(object_free) \
	CALL(object_id) \
	CALL(odb_add_backend) \
	CALL(odb_add_disk_alternate) \
	CALL(odb_exists_prefix) \
	CALL(odb_free) \
	CALL(odb_hash) \
	CALL(odb_new) \
	CALL(odb_object_data) \
	CALL(odb_object_dup) \
	CALL(odb_object_free) \
	CALL(odb_object_size) \
	CALL(odb_object_type) \
	CALL(odb_open) \
	CALL(odb_read) \
	CALL(odb_read_header) \
	CALL(oid_fromstrn) \
	CALL(patch_free) \
	CALL(patch_from_buffers) \
	CALL(patch_num_hunks) \
	CALL(patch_to_buf) \
	CALL(reference_dwim) \
	CALL(reference_foreach_name) \
	CALL(reference_free) \
	CALL(reference_resolve) \
	CALL(reference_target) \
	CALL(repository_commondir) \
	CALL(repository_config) \
	CALL(repository_free) \
	CALL(repository_head_unborn) \
	CALL(repository_odb) \
	CALL(repository_open_ext) \
	CALL(repository_path) \
	CALL(repository_set_odb) \
	CALL(repository_state) \
	CALL(repository_workdir) \
	CALL(revparse_single)

struct tw_git {
#define TW_GIT_MEMBER(name) __typeof__(git_##name) *name;
	TW_GIT_CALLS(TW_GIT_MEMBER)
#undef TW_GIT_MEMBER

	/* What libgit2 unpacks with; NULL if it has that inside. */
	__typeof__(inflateInit_) *inflate_init;
	__typeof__(inflate) *inflate;
	__typeof__(inflateEnd) *inflate_end;
};

/*
 * Hands out libgit2, loading and starting it the first time, whichever
 * thread that is. It stays loaded until the process ends.
 */
enum tw_status tw_git_load(const struct tw_git **git, struct tw_error *err);

/*
 * True once libgit2 has gone without memory in this thread: then neither an
 * end nor an absence that it tells can be relied on, whatever it returns.
 */
bool tw_git_denied(void);

/*
 * From now on no block that libgit2 takes in this thread is larger than this;
 * 0: than a gigabyte, which none ever is. True if one would have been, since
 * the last call: then what it was for has failed, whatever libgit2 returned.
 */
bool tw_git_bound(size_t most);

/*
 * Fails with "SHOWN: WHAT", and in parentheses what libgit2 said last in
 * this thread. To be called before anything else is asked of libgit2.
 */
enum tw_status tw_git_fail(const struct tw_git *git, struct tw_error *err,
	const char *shown, const char *what);

#endif
