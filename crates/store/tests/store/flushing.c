/* Counts the flushes of a record's journal, and cuts the power at an acknowledgement: what was written after the last flush
 * is gone, and the process with it. Loaded before the C library (LD_PRELOAD) into a child process of the tests, it counts from the
 * moment at which that process says so on its standard output. With FLUSH_LIES no flush reaches the disk, as one that is told to be
 * done too early. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define FILES 4096
static const char begin_text[] = "the disk may fail from here on", told_text[] = "acknowledged ";
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static int counting;
static long flushes, told;
/* For each file: how far it was written, and how far that is on the disk. */
static off64_t written[FILES], durable[FILES];

static int is_journal(int file, const char *of) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (file >= FILES || length <= 4) return 0;
    path[length] = 0;
    return strcmp(path + length - 4, "-wal") == 0 && (of == NULL || strstr(path, of) != NULL);
}

static long wanted(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static void keep_count(void) {
    const char *path = getenv("FLUSH_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file == NULL) return;
    fprintf(file, "%ld\n", flushes);
    fclose(file);
}

static void cut_the_power(void) {
    for (int file = 0; file < FILES; file++)
        if (written[file] > durable[file] && is_journal(file, NULL)) syscall(SYS_ftruncate, file, durable[file]);
    _exit(0);
}

ssize_t write(int file, const void *bytes, size_t length) {
    if (file != STDOUT_FILENO) return syscall(SYS_write, file, bytes, length);
    pthread_mutex_lock(&one_at_a_time);
    ssize_t done = syscall(SYS_write, file, bytes, length);
    if (memmem(bytes, length, begin_text, sizeof begin_text - 1)) counting = 1;
    if (counting && memmem(bytes, length, told_text, sizeof told_text - 1) && ++told == wanted("POWER_CUT_AT")) cut_the_power();
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    pthread_mutex_lock(&one_at_a_time);
    ssize_t done = syscall(SYS_pwrite64, file, bytes, length, at);
    if (is_journal(file, NULL) && at + done > written[file]) written[file] = at + done;
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) { return pwrite64(file, bytes, length, at); }

static int flush(int number, int file) {
    off64_t sure = file < FILES ? written[file] : 0;
    int done = (int)syscall(number, file);
    pthread_mutex_lock(&one_at_a_time);
    if (done == 0 && getenv("FLUSH_LIES") == NULL && is_journal(file, NULL) && sure > durable[file]) durable[file] = sure;
    if (counting && is_journal(file, "alongside.db-wal")) flushes++;
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

int fsync(int file) { return flush(SYS_fsync, file); }

int fdatasync(int file) { return flush(SYS_fdatasync, file); }

__attribute__((destructor)) static void tell(void) { keep_count(); }
