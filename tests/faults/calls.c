/* Counts what a process asks of the disk below one folder, and does its worst at the N-th of it: preloaded, Linux.
 *
 * `calls_watch` says below which folder, which kinds of call count, which of them it is, and what happens there: the
 * process is killed before it, or in the middle of it (a write is torn in half), or the call fails with an error, once
 * or from then on. The database library goes through here as everybody else does.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OPEN = 1, WRITE = 2, SYNC = 4, RENAME = 8, OTHER = 16 };
enum { NOTHING, KILL, TEAR, FAIL, PULL };

static char folder[PATH_MAX];
static size_t folder_length;
static int kinds, how, number;
static long left;
static long counted[32];
static int has_happened;

void calls_watch(const char *below, int of_kinds, long which, int what, int error)
{
    strncpy(folder, below, sizeof folder - 1);
    folder_length = strlen(folder);
    kinds = of_kinds;
    left = which;
    how = what;
    number = error;
    memset(counted, 0, sizeof counted);
    has_happened = 0;
}

long calls_counted(int kind) { return counted[kind]; }

int calls_happened(void) { return has_happened; }

static int is_below(const char *path)
{
    char here[PATH_MAX];
    if (!folder_length || !path)
        return 0;
    if (path[0] != '/') {
        if (!getcwd(here, sizeof here))
            return 0;
        path = here;
    }
    return !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

static int is_open_below(int handle)
{
    char link[64], path[PATH_MAX];
    if (!folder_length)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return 0;
    path[length] = 0;
    return is_below(path);
}

/* Says whether the call fails; 2 where a write is to be torn before the process ends. */
static int comes(int kind)
{
    if (!(kinds & kind))
        return 0;
    counted[kind]++;
    if (has_happened) {
        if (how == PULL)
            errno = number;
        return how == PULL;
    }
    if (how == NOTHING || --left > 0)
        return 0;
    has_happened = 1;
    if (how == TEAR && kind == WRITE)
        return 2;
    if (how == KILL || how == TEAR)
        kill(getpid(), SIGKILL);
    errno = number;
    return 1;
}

static void *real(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found)
        abort();
    return found;
}

#define OPENING(name)                                                                                                  \
    int name(const char *path, int flags, ...)                                                                         \
    {                                                                                                                  \
        static int (*next)(const char *, int, ...);                                                                    \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                                        \
        va_end(more);                                                                                                  \
        if (!next)                                                                                                     \
            next = (int (*)(const char *, int, ...))real(#name);                                                       \
        return is_below(path) && comes(OPEN) ? -1 : next(path, flags, mode);                                           \
    }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name)                                                                                               \
    int name(int at, const char *path, int flags, ...)                                                                 \
    {                                                                                                                  \
        static int (*next)(int, const char *, int, ...);                                                               \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                                        \
        va_end(more);                                                                                                  \
        if (!next)                                                                                                     \
            next = (int (*)(int, const char *, int, ...))real(#name);                                                  \
        return (path[0] == '/' ? is_below(path) : is_open_below(at)) && comes(OPEN) ? -1                               \
                                                                                    : next(at, path, flags, mode);     \
    }
OPENING_AT(openat)
OPENING_AT(openat64)

#define CALL(kind, type, name, parameters, where, arguments)                                                           \
    type name parameters                                                                                               \
    {                                                                                                                  \
        static type(*next) parameters;                                                                                 \
        if (!next)                                                                                                     \
            next = (type(*) parameters)real(#name);                                                                    \
        return (where) && comes(kind) ? -1 : next arguments;                                                           \
    }

#define WRITING(name, parameters, arguments, torn)                                                                     \
    ssize_t name parameters                                                                                            \
    {                                                                                                                  \
        static ssize_t(*next) parameters;                                                                              \
        if (!next)                                                                                                     \
            next = (ssize_t(*) parameters)real(#name);                                                                 \
        int told = is_open_below(handle) ? comes(WRITE) : 0;                                                           \
        if (told == 2) {                                                                                               \
            if (next torn < 0)                                                                                         \
                abort();                                                                                               \
            kill(getpid(), SIGKILL);                                                                                   \
        }                                                                                                              \
        return told ? -1 : next arguments;                                                                             \
    }
WRITING(write, (int handle, const void *data, size_t size), (handle, data, size), (handle, data, size / 2))
WRITING(pwrite, (int handle, const void *data, size_t size, off_t at), (handle, data, size, at),
        (handle, data, size / 2, at))
WRITING(pwrite64, (int handle, const void *data, size_t size, off64_t at), (handle, data, size, at),
        (handle, data, size / 2, at))

CALL(SYNC, int, fsync, (int handle), is_open_below(handle), (handle))
CALL(SYNC, int, fdatasync, (int handle), is_open_below(handle), (handle))
CALL(RENAME, int, rename, (const char *from, const char *to), is_below(from) || is_below(to), (from, to))
CALL(OTHER, int, unlink, (const char *path), is_below(path), (path))
CALL(OTHER, int, mkdir, (const char *path, mode_t mode), is_below(path), (path, mode))
CALL(OTHER, int, ftruncate, (int handle, off_t size), is_open_below(handle), (handle, size))
CALL(OTHER, int, ftruncate64, (int handle, off64_t size), is_open_below(handle), (handle, size))
