/*
 * What reading costs without understanding: walks a folder, opens, reads and
 * closes every record below it, and does nothing else. floor FOLDER [THREADS]
 * prints how many files and bytes there were; with THREADS 0 it only walks.
 */
#define _DEFAULT_SOURCE /* d_type */

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROOM = 64 * 1024, BATCH = 64, RING = 64, MOST_THREADS = 16 };

/* Paths of one folder or a part of it, handed to a thread together. */
struct batch {
	char *paths[BATCH];
	size_t count;
};

struct floor {
	bool read;
	size_t files;
	struct batch batch; /* that is being filled */

	pthread_mutex_t lock;
	pthread_cond_t more, room;
	struct batch ring[RING];
	size_t taken, given; /* ever growing; modulo RING */
	bool over, failed;
	size_t bytes;
};

/* ---- reading ---- */

static void read_file(struct floor *all, const char *path, size_t *bytes)
{
	static _Thread_local char room[ROOM];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : 0;

	/* Less than was asked for is the end: no second read to find it. */
	while (fd >= 0 && (got = read(fd, room, ROOM)) > 0) {
		*bytes += (size_t)got;
		if (got < ROOM)
			break;
	}
	if (got < 0)
		all->failed = true;
	if (fd >= 0)
		close(fd);
}

static void *work(void *context)
{
	struct floor *all = context;
	struct batch batch;
	size_t bytes = 0;

	pthread_mutex_lock(&all->lock);
	for (;;) {
		while (all->taken == all->given && !all->over)
			pthread_cond_wait(&all->more, &all->lock);
		if (all->taken == all->given)
			break;
		batch = all->ring[all->taken++ % RING];
		pthread_cond_signal(&all->room);
		pthread_mutex_unlock(&all->lock);
		for (size_t i = 0; i < batch.count; i++) {
			read_file(all, batch.paths[i], &bytes);
			free(batch.paths[i]);
		}
		pthread_mutex_lock(&all->lock);
	}
	all->bytes += bytes;
	pthread_mutex_unlock(&all->lock);
	return NULL;
}

/* ---- walking ---- */

static void hand_over(struct floor *all)
{
	if (!all->batch.count)
		return;
	pthread_mutex_lock(&all->lock);
	while (all->given - all->taken == RING)
		pthread_cond_wait(&all->room, &all->lock);
	all->ring[all->given++ % RING] = all->batch;
	pthread_cond_signal(&all->more);
	pthread_mutex_unlock(&all->lock);
	all->batch.count = 0;
}

static void add_file(struct floor *all, const char *path)
{
	char *copy = all->read ? strdup(path) : NULL;

	all->files++;
	if (!copy)
		return;
	all->batch.paths[all->batch.count++] = copy;
	if (all->batch.count == BATCH)
		hand_over(all);
}

static bool is_record(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && !strcmp(name + len - 4, ".txt");
}

static void walk(struct floor *all, const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	char below[4096];

	if (!folder) {
		all->failed = true;
		return;
	}
	while ((entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(below, sizeof(below), "%s/%s", path, entry->d_name);
		if (entry->d_type == DT_DIR)
			walk(all, below);
		else if (is_record(entry->d_name))
			add_file(all, below);
	}
	closedir(folder);
}

int main(int argc, char **argv)
{
	struct floor all = { .read = true };
	pthread_t threads[MOST_THREADS];
	long count = argc > 2 ? atol(argv[2]) : sysconf(_SC_NPROCESSORS_ONLN);
	long started = 0;

	if (argc < 2 || count < 0) {
		fputs("use: floor FOLDER [THREADS]\n", stderr);
		return 2;
	}
	all.read = count > 0;
	pthread_mutex_init(&all.lock, NULL);
	pthread_cond_init(&all.more, NULL);
	pthread_cond_init(&all.room, NULL);
	while (started < count && started < MOST_THREADS &&
	       !pthread_create(&threads[started], NULL, work, &all))
		started++;
	walk(&all, argv[1]);
	hand_over(&all);
	pthread_mutex_lock(&all.lock);
	all.over = true;
	pthread_cond_broadcast(&all.more);
	pthread_mutex_unlock(&all.lock);
	while (started)
		pthread_join(threads[--started], NULL);
	printf("%zu files, %zu bytes\n", all.files, all.bytes);
	return all.failed;
}
