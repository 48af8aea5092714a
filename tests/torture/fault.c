/*
 * fault - make one call of a process fail; for LD_PRELOAD.
 *
 * FAULT_CALL names the call, FAULT_AT which one of them (from 1), FAULT_ERRNO
 * the error's number; 0 makes a read or write short instead. FAULT_STICKY=1:
 * every later one fails too. FAULT_MARK is a file that is made when the fault
 * has struck; without it the process came to its end before.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static char call[32], mark[4096];
static long at = -1, number, count;
static int sticky;

static void
settle(void)
{
	const char *s = getenv("FAULT_CALL"), *m = getenv("FAULT_MARK");
	const char *n = getenv("FAULT_AT"), *e = getenv("FAULT_ERRNO");

	at = 0;
	if (!s || !m || !n || !e || strlen(s) >= sizeof call ||
		strlen(m) >= sizeof mark)
		return;
	strcpy(call, s);
	strcpy(mark, m);
	number = strtol(e, NULL, 10);
	sticky = getenv("FAULT_STICKY") != NULL;
	at = strtol(n, NULL, 10);
}

/* Whether this call is the one. */
static int
strikes(const char *name)
{
	long fd;

	if (at < 0)
		settle();
	if (at == 0 || strcmp(name, call) != 0)
		return 0;
	count++;
	if (count < at || (count > at && !sticky))
		return 0;
	fd = syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT, 0600);
	if (fd >= 0)
		syscall(SYS_close, fd);
	errno = (int)number;
	return 1;
}

static void *
next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

/* ---- memory ------------------------------------------------------------ */

void *
malloc(size_t n)
{
	return strikes("malloc") ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return strikes("malloc") ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return strikes("malloc") ? NULL : __libc_realloc(p, n);
}

/* ---- files ------------------------------------------------------------- */

static int
open_mode(int flags, va_list ap)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, int) : 0;
}

#define OPEN(name)                                                             \
	int name(const char *path, int flags, ...)                             \
	{                                                                      \
		int (*real)(const char *, int, ...) =                          \
			(int (*)(const char *, int, ...))next(#name);          \
		va_list ap;                                                    \
		int mode;                                                      \
                                                                               \
		va_start(ap, flags);                                           \
		mode = open_mode(flags, ap);                                   \
		va_end(ap);                                                    \
		return strikes("open") ? -1 : real(path, flags, mode);         \
	}
OPEN(open)
OPEN(open64)

/* A call that is refused with -1. */
#define REFUSE(type, name, alias, params, args)                                \
	type name params                                                       \
	{                                                                      \
		type(*real) params = (type(*) params)next(#name);              \
                                                                               \
		return strikes(alias) ? -1 : real args;                        \
	}
/* One that may also do less than asked. */
#define SHORT(name, alias, params, args, less)                                 \
	ssize_t name params                                                    \
	{                                                                      \
		ssize_t (*real) params = (ssize_t(*) params)next(#name);       \
                                                                               \
		if (!strikes(alias))                                           \
			return real args;                                      \
		if (number || !(n > 1))                                        \
			return -1;                                             \
		return real less;                                              \
	}

SHORT(read, "read", (int fd, void *p, size_t n), (fd, p, n), (fd, p, n / 2))
SHORT(write, "write", (int fd, const void *p, size_t n), (fd, p, n),
	(fd, p, n / 2))
SHORT(pread, "pread", (int fd, void *p, size_t n, off_t o), (fd, p, n, o),
	(fd, p, n / 2, o))
SHORT(pread64, "pread", (int fd, void *p, size_t n, off_t o), (fd, p, n, o),
	(fd, p, n / 2, o))
SHORT(pwrite, "pwrite", (int fd, const void *p, size_t n, off_t o),
	(fd, p, n, o), (fd, p, n / 2, o))
SHORT(pwrite64, "pwrite", (int fd, const void *p, size_t n, off_t o),
	(fd, p, n, o), (fd, p, n / 2, o))
SHORT(pwritev, "pwrite", (int fd, const struct iovec *v, int n, off_t o),
	(fd, v, n, o), (fd, v, n / 2, o))
SHORT(pwritev64, "pwrite", (int fd, const struct iovec *v, int n, off_t o),
	(fd, v, n, o), (fd, v, n / 2, o))
SHORT(writev, "write", (int fd, const struct iovec *v, int n), (fd, v, n),
	(fd, v, n / 2))
REFUSE(int, fdatasync, "sync", (int fd), (fd))
REFUSE(int, fsync, "sync", (int fd), (fd))
REFUSE(int, msync, "sync", (void *p, size_t n, int flags), (p, n, flags))
REFUSE(int, ftruncate, "ftruncate", (int fd, off_t n), (fd, n))
REFUSE(int, ftruncate64, "ftruncate", (int fd, off_t n), (fd, n))
REFUSE(int, rename, "rename", (const char *a, const char *b), (a, b))
REFUSE(int, renameat2, "rename", (int d, const char *a, int f, const char *b,
	unsigned g), (d, a, f, b, g))
REFUSE(int, mkdir, "rename", (const char *a, mode_t m), (a, m))
REFUSE(int, memfd_create, "open", (const char *a, unsigned f), (a, f))

#define MMAP(name)                                                             \
	void *name(void *p, size_t n, int prot, int flags, int fd, off_t o)    \
	{                                                                      \
		void *(*real)(void *, size_t, int, int, int, off_t) =          \
			(void *(*)(void *, size_t, int, int, int,              \
				off_t))next(#name);                            \
                                                                               \
		return strikes("mmap") ? MAP_FAILED                            \
				       : real(p, n, prot, flags, fd, o);       \
	}
MMAP(mmap)
MMAP(mmap64)
