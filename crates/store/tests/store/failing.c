/* Makes the N-th write or flush of a database's files fail, as a disk does that is broken or full. Loaded before the C library
 * (LD_PRELOAD) into a child process of the tests, it counts from the moment at which that process says so on its standard output. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static const char signal_text[] = "the disk may fail from here on";
static int counting;
static long counted;

static int is_a_database(int file) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, ".db") != NULL;
}

/* FAULT_AT: which call fails, from 1. FAULT_FULL: all writes from then on fail for want of room; otherwise that one call fails. */
static int fails(int file, int is_flush) {
    const char *at = getenv("FAULT_AT");
    int full = getenv("FAULT_FULL") != NULL;
    if (!__atomic_load_n(&counting, __ATOMIC_SEQ_CST) || !is_a_database(file) || (full && is_flush)) return 0;
    long number = __atomic_add_fetch(&counted, 1, __ATOMIC_SEQ_CST), wanted = at ? atol(at) : 0;
    if (wanted == 0 || (full ? number < wanted : number != wanted)) return 0;
    errno = full ? ENOSPC : EIO;
    return 1;
}

ssize_t write(int file, const void *bytes, size_t length) {
    if (file == STDOUT_FILENO && memmem(bytes, length, signal_text, sizeof signal_text - 1))
        __atomic_store_n(&counting, 1, __ATOMIC_SEQ_CST);
    return fails(file, 0) ? -1 : syscall(SYS_write, file, bytes, length);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    return fails(file, 0) ? -1 : syscall(SYS_pwrite64, file, bytes, length, at);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) { return pwrite64(file, bytes, length, at); }

int ftruncate64(int file, off64_t length) { return fails(file, 0) ? -1 : (int)syscall(SYS_ftruncate, file, length); }

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int fsync(int file) { return fails(file, 1) ? -1 : (int)syscall(SYS_fsync, file); }

int fdatasync(int file) { return fails(file, 1) ? -1 : (int)syscall(SYS_fdatasync, file); }

/* FAULT_COUNT: where the number of calls is written in the end. */
__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("FAULT_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file == NULL) return;
    fprintf(file, "%ld\n", __atomic_load_n(&counted, __ATOMIC_SEQ_CST));
    fclose(file);
}
