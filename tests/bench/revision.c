/*
 * What reading a revision costs without understanding: revision REPOSITORY
 * [THREADS] reads every file of HEAD through the floor that the programs use,
 * and prints how many files and bytes there were. With --ids it prints the
 * ids of these files instead, for another program to read.
 */
#include "git/revision.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BATCH = 32, MOST_THREADS = 16, MOST_BYTES = 1 << 24, FOLDER = 0040000,
	KIND = 0170000 };

struct reading {
	struct tw_revision *revision;
	struct tw_arena *arena;
	struct tw_buffer ids; /* 32 bytes each */

	pthread_mutex_t lock;
	size_t next, bytes;
	bool failed;
	struct tw_error err;
};

static enum tw_status collect(struct reading *all, const unsigned char id[32])
{
	struct tw_tree_entry *entries;
	size_t count;
	enum tw_status status = tw_revision_list(&entries, &count,
		all->revision, id, all->arena, &all->err);

	for (size_t i = 0; i < count && !status; i++) {
		if ((entries[i].mode & KIND) == FOLDER)
			status = collect(all, entries[i].id);
		else if (!tw_buffer_add(&all->ids, entries[i].id, 32))
			status = tw_fail_memory(&all->err);
	}
	return status;
}

static enum tw_status read_batch(size_t *bytes, struct tw_buffer *buffer,
	struct tw_blobs *blobs, struct tw_view ids, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < ids.len && !status; i += 32) {
		status = tw_blobs_read(buffer, blobs,
			(const unsigned char *)ids.ptr + i, MOST_BYTES,
			"a file", err);
		*bytes += buffer->len;
	}
	return status;
}

/* Takes ids that no other thread has taken; none: all are read. */
static struct tw_view take_batch(struct reading *all)
{
	struct tw_view ids = tw_buffer_get(&all->ids);
	size_t start;

	pthread_mutex_lock(&all->lock);
	start = all->next < ids.len ? all->next : ids.len;
	ids.ptr += start;
	ids.len -= start;
	if (ids.len > BATCH * 32)
		ids.len = BATCH * 32;
	all->next = start + ids.len;
	pthread_mutex_unlock(&all->lock);
	return ids;
}

static void *work(void *context)
{
	struct reading *all = context;
	struct tw_buffer buffer = TW_BUFFER_INIT;
	struct tw_blobs *blobs = NULL;
	struct tw_error err;
	struct tw_view ids;
	size_t bytes = 0;
	enum tw_status status = tw_blobs_open(&blobs, all->revision, &err);

	while (!status && (ids = take_batch(all)).len)
		status = read_batch(&bytes, &buffer, blobs, ids, &err);
	pthread_mutex_lock(&all->lock);
	all->bytes += bytes;
	if (status) {
		all->failed = true;
		all->err = err;
	}
	pthread_mutex_unlock(&all->lock);
	tw_blobs_close(blobs);
	tw_buffer_release(&buffer);
	return NULL;
}

static void print_ids(struct tw_view ids)
{
	for (size_t i = 0; i < ids.len; i += 32) {
		for (size_t k = 0; k < 20; k++)
			printf("%02x", (unsigned char)ids.ptr[i + k]);
		putchar('\n');
	}
}

static void read_all(struct reading *all, long count)
{
	pthread_t threads[MOST_THREADS];
	long started = 0;

	pthread_mutex_init(&all->lock, NULL);
	while (started < count && started < MOST_THREADS &&
	       !pthread_create(&threads[started], NULL, work, all))
		started++;
	all->failed |= !started;
	while (started)
		pthread_join(threads[--started], NULL);
	pthread_mutex_destroy(&all->lock);
	printf("%zu files, %zu bytes\n", all->ids.len / 32, all->bytes);
}

int main(int argc, char **argv)
{
	struct reading all = { .arena = tw_arena_new() };
	struct tw_tree_entry top;
	bool found, ids = argc > 2 && !strcmp(argv[2], "--ids");
	enum tw_status status;

	if (argc < 2 || !all.arena) {
		fputs("use: revision REPOSITORY [THREADS | --ids]\n", stderr);
		return 2;
	}
	status = tw_revision_open(&all.revision, argv[1], "HEAD", &all.err);
	if (!status)
		status = tw_revision_find(&top, &found, all.revision, "",
			&all.err);
	if (!status)
		status = collect(&all, top.id);
	if (!status && ids)
		print_ids(tw_buffer_get(&all.ids));
	else if (!status)
		read_all(&all, argc > 2 ? atol(argv[2]) :
			sysconf(_SC_NPROCESSORS_ONLN));
	if (status || all.failed)
		fprintf(stderr, "revision: %s\n", all.err.message);
	tw_revision_close(all.revision);
	tw_arena_free(all.arena);
	tw_buffer_release(&all.ids);
	return status || all.failed;
}
