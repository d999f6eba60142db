/*
 * Threads that work on tasks, and one, the caller's, that walks, works along
 * while it waits, and takes what is finished in the order of the walk.
 */
#include "corpus/walk.h"

#include "base/file.h"
#include "corpus/paths.h"
#include "git/commit.h"
#include "git/staged.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RING = 64, MOST_THREADS = 16 };

struct pool {
	const struct tw_job *job;
	struct tw_revision *revision;
	struct tw_worker own;            /* the caller's thread */
	pthread_t threads[MOST_THREADS];
	size_t started, wanted;

	pthread_mutex_t lock;            /* of all below */
	pthread_cond_t more, finished;
	struct tw_task *ring[RING];
	size_t head, taken, tail;        /* ever growing; modulo RING */
	bool stop;

	sigset_t signals; /* which were blocked before, if job->writes */

	struct tw_task *idle;            /* to use again */
	struct tw_task *all;             /* through `older` */
};

/* ---- workers ---- */

static bool worker_init(struct tw_worker *worker, const struct pool *pool)
{
	memset(worker, 0, sizeof(*worker));
	worker->revision = pool->revision;
	worker->seals = pool->job->seals;
	worker->arena = tw_arena_new();
	if (worker->arena && pool->job->worker_new)
		worker->own = pool->job->worker_new();
	return worker->arena && (worker->own || !pool->job->worker_new);
}

static void worker_release(struct tw_worker *worker, const struct tw_job *job)
{
	tw_arena_free(worker->arena);
	tw_buffer_release(&worker->buffer);
	tw_blobs_close(worker->blobs);
	if (job->worker_free)
		job->worker_free(worker->own);
}

enum tw_status tw_entry_read(struct tw_view *bytes, struct tw_worker *worker,
	const struct tw_entry *entry, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	switch (entry->kind) {
	case TW_ENTRY_FILE:
		status = tw_file_read(&worker->buffer, AT_FDCWD, entry->shown,
			TW_MAX_BYTES, entry->shown, err);
		break;
	case TW_ENTRY_STREAM:
		status = tw_stream_read(&worker->buffer, STDIN_FILENO,
			TW_MAX_BYTES, entry->shown, err);
		break;
	case TW_ENTRY_BLOB:
		if (!worker->blobs)
			status = tw_blobs_open(&worker->blobs,
				worker->revision, err);
		if (!status)
			status = tw_blobs_read(&worker->buffer, worker->blobs,
				entry->id, TW_MAX_BYTES, entry->shown, err);
		break;
	case TW_ENTRY_HOUSE:
		*bytes = entry->bytes;
		return TW_OK;
	case TW_ENTRY_FAULT:
		return tw_fail(err, TW_IO, "%s: %s", entry->shown,
			entry->fault);
	}
	*bytes = tw_buffer_get(&worker->buffer);
	if (!bytes->ptr)
		bytes->ptr = "";
	return status;
}

/* Works on the next task that nobody has taken; the lock is held. */
static void work_next(struct pool *pool, struct tw_worker *worker)
{
	struct tw_task *task = pool->ring[pool->taken++ % RING];
	enum tw_status status;

	pthread_mutex_unlock(&pool->lock);
	status = pool->job->work(task, worker, pool->job->context,
		&task->err);
	pthread_mutex_lock(&pool->lock);
	task->status = status;
	task->complete = true;
	pthread_cond_signal(&pool->finished);
}

static void *work(void *context)
{
	struct pool *pool = context;
	struct tw_worker worker;

	/* Without memory for a worker, the caller's thread does it all. */
	if (worker_init(&worker, pool)) {
		pthread_mutex_lock(&pool->lock);
		while (!pool->stop) {
			if (pool->taken < pool->tail)
				work_next(pool, &worker);
			else
				pthread_cond_wait(&pool->more, &pool->lock);
		}
		pthread_mutex_unlock(&pool->lock);
	}
	worker_release(&worker, pool->job);
	return NULL;
}

/* ---- tasks ---- */

static struct tw_task *task_new(void *context)
{
	struct pool *pool = context;
	struct tw_task *task = pool->idle;

	if (task) {
		pool->idle = task->next;
	} else {
		task = calloc(1, sizeof(*task));
		if (!task)
			return NULL;
		task->arena = tw_arena_new();
		if (!task->arena) {
			free(task);
			return NULL;
		}
		task->older = pool->all;
		pool->all = task;
	}
	task->end = &task->entries;
	return task;
}

void tw_task_note(struct tw_task *task, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	tw_buffer_vformat(&task->notes, format, args);
	va_end(args);
	tw_buffer_byte(&task->notes, '\0');
}

enum tw_status tw_task_read(struct tw_view *bytes, bool *readable,
	struct tw_task *task, struct tw_worker *worker,
	const struct tw_entry *entry, struct tw_error *err)
{
	struct tw_error fault;
	enum tw_status status = tw_entry_read(bytes, worker, entry, &fault);

	*readable = !status;
	if (status == TW_IO) {
		tw_task_note(task, "%s", fault.message);
		task->unread = true;
		return TW_OK;
	}
	if (status)
		*err = fault;
	return status;
}

/* Makes a task as new, with the room that it has. */
static void task_recycle(struct pool *pool, struct tw_task *task)
{
	struct tw_task fresh = { .arena = task->arena, .out = task->out,
		.notes = task->notes, .older = task->older,
		.next = pool->idle };

	tw_arena_reset(task->arena);
	tw_buffer_clear(&fresh.out);
	tw_buffer_clear(&fresh.notes);
	*task = fresh;
	pool->idle = task;
}

static void free_tasks(struct tw_task *task)
{
	while (task) {
		struct tw_task *older = task->older;

		tw_arena_free(task->arena);
		tw_buffer_release(&task->out);
		tw_buffer_release(&task->notes);
		free(task);
		task = older;
	}
}

static void stop_threads(struct pool *pool)
{
	pthread_mutex_lock(&pool->lock);
	pool->stop = true;
	pthread_cond_broadcast(&pool->more);
	pthread_mutex_unlock(&pool->lock);
	while (pool->started)
		pthread_join(pool->threads[--pool->started], NULL);
	pool->stop = false;
}

/* Threads begin with what is blocked where they are started. */
static void block_signals(struct pool *pool)
{
	sigset_t all;

	sigfillset(&all);
	if (pool->job->writes)
		pthread_sigmask(SIG_SETMASK, &all, &pool->signals);
}

static void unblock_signals(struct pool *pool)
{
	if (pool->job->writes)
		pthread_sigmask(SIG_SETMASK, &pool->signals, NULL);
}

/*
 * Lets signals through that waited, if there are any, while no thread is at
 * work: one that ends the program leaves nothing half done.
 */
static void heed_signals(struct pool *pool)
{
	sigset_t waiting;
	bool any = false;

	if (!pool->job->writes || sigpending(&waiting))
		return;
	for (int i = 1; i <= SIGRTMAX && !any; i++)
		any = sigismember(&waiting, i) == 1 &&
			!sigismember(&pool->signals, i);
	if (!any)
		return;
	stop_threads(pool);
	unblock_signals(pool);
	block_signals(pool);
}

/* Waits for the oldest task, working along, and takes it. */
static enum tw_status take_oldest(struct pool *pool, struct tw_error *err)
{
	struct tw_task *task = pool->ring[pool->head % RING];
	enum tw_status status;

	heed_signals(pool);
	pthread_mutex_lock(&pool->lock);
	while (!task->complete) {
		if (pool->taken < pool->tail)
			work_next(pool, &pool->own);
		else
			pthread_cond_wait(&pool->finished, &pool->lock);
	}
	pool->head++;
	pthread_mutex_unlock(&pool->lock);
	status = task->status;
	if (status)
		*err = task->err;
	else if (task->out.failed || task->notes.failed)
		status = tw_fail_memory(err);
	else
		status = pool->job->done(task, pool->job->taker, err);
	task_recycle(pool, task);
	return status;
}

/* Threads are worth their start from the second task on. */
static void start_threads(struct pool *pool)
{
	while (pool->tail > 0 && pool->started < pool->wanted) {
		if (pthread_create(&pool->threads[pool->started], NULL, work,
		    pool))
			pool->wanted = pool->started;
		else
			pool->started++;
	}
}

static enum tw_status submit(void *context, struct tw_task *task,
	struct tw_error *err)
{
	struct pool *pool = context;
	enum tw_status status = TW_OK;

	if (!task->count) {
		task_recycle(pool, task);
		return TW_OK;
	}
	heed_signals(pool);
	start_threads(pool);
	if (pool->tail - pool->head == RING)
		status = take_oldest(pool, err);
	pthread_mutex_lock(&pool->lock);
	pool->ring[pool->tail++ % RING] = task;
	pthread_cond_signal(&pool->more);
	pthread_mutex_unlock(&pool->lock);
	return status;
}

/* ---- the run ---- */

static enum tw_status run(struct pool *pool, struct tw_walk *walk,
	struct tw_error *err)
{
	enum tw_status status;

	if (!worker_init(&pool->own, pool)) {
		worker_release(&pool->own, pool->job);
		return tw_fail_memory(err);
	}
	block_signals(pool);
	status = tw_walk_all(walk, err);
	while (!status && pool->head < pool->tail)
		status = take_oldest(pool, err);
	stop_threads(pool);
	unblock_signals(pool);
	worker_release(&pool->own, pool->job);
	return status;
}

/* Where the repository of a revision is sought: at the first path, or here. */
static const char *place_of(const struct tw_corpus_options *options)
{
	return options->count && strcmp(options->paths[0], "-") ?
		options->paths[0] : ".";
}

static enum tw_status turn_to_date(struct tw_revision *revision,
	const struct tw_corpus_options *options, struct tw_error *err)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_commit commit;
	struct tw_date date;
	enum tw_status status = arena ? TW_OK : tw_fail_memory(err);

	if (!status && !tw_date_read(&date, tw_view_of(options->at)))
		status = tw_fail(err, TW_USAGE, "--at \"%s\" is no date: "
			"write it as 2024-05-01, or 2024-05 for a month",
			options->at);
	if (!status)
		status = tw_commit_find(&commit, revision, options->revision ?
			options->revision : "HEAD", arena, err);
	if (!status)
		status = tw_commit_at(&commit, revision, tw_date_ends(date),
			arena, err);
	if (!status)
		tw_revision_turn(revision, commit.tree);
	tw_arena_free(arena);
	return status;
}

static enum tw_status open_revision(struct tw_revision **revision,
	const struct tw_corpus_options *options, struct tw_error *err)
{
	const char *place = place_of(options);
	enum tw_status status;

	if (options->staged)
		return tw_staged_open(revision, place, options->index, err);
	if (!options->revision && !options->at)
		return TW_OK;
	status = tw_revision_open(revision, place, options->at ? NULL :
		options->revision, err);
	return status || !options->at ? status : turn_to_date(*revision,
		options, err);
}

static size_t threads_wanted(void)
{
	long online = sysconf(_SC_NPROCESSORS_ONLN);

	return online < 2 ? 0 : online > MOST_THREADS ? MOST_THREADS :
		(size_t)online - 1;
}

enum tw_status tw_corpus_run(const struct tw_corpus_options *options,
	const struct tw_job *job, struct tw_error *err)
{
	struct pool pool = { .job = job, .wanted = threads_wanted() };
	struct tw_walk walk = { .options = options, .job = job,
		.submit = submit, .task_new = task_new,
		.pool = &pool };
	enum tw_status status = TW_OK;

	pthread_mutex_init(&pool.lock, NULL);
	pthread_cond_init(&pool.more, NULL);
	pthread_cond_init(&pool.finished, NULL);
	walk.arena = tw_arena_new();
	if (!walk.arena)
		status = tw_fail_memory(err);
	else
		status = tw_path_here(&walk.here, walk.arena, err);
	if (!status)
		status = open_revision(&pool.revision, options, err);
	if (!status && options->rules_from)
		status = tw_revision_open(&walk.rules, place_of(options),
			options->rules_from, err);
	walk.revision = pool.revision;
	if (!status)
		status = run(&pool, &walk, err);
	free_tasks(pool.all);
	tw_revision_close(walk.rules);
	tw_revision_close(pool.revision);
	tw_arena_free(walk.arena);
	pthread_cond_destroy(&pool.finished);
	pthread_cond_destroy(&pool.more);
	pthread_mutex_destroy(&pool.lock);
	return status;
}
