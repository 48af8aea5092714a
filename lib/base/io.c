#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"

enum { READ_CHUNK = 64 * 1024 };

/* After a failed read or write: whether to try again. A descriptor that does
 * not block (shared with another program) is waited for. */
static bool
io_again(int fd, short events)
{
	struct pollfd p = {.fd = fd, .events = events};

	if (errno == EAGAIN || errno == EWOULDBLOCK)
		return poll(&p, 1, -1) >= 0 || errno == EINTR;
	return errno == EINTR;
}

ssize_t
io_read(int fd, void *p, size_t n)
{
	ssize_t got;

	do
		got = read(fd, p, n);
	while (got < 0 && io_again(fd, POLLIN));
	return got;
}

/* Room for the next read: all that is left of a regular file and one byte to
 * see its end, or a chunk. */
static size_t
read_room(int fd)
{
	struct stat st;
	off_t at;

	if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		return READ_CHUNK;
	at = lseek(fd, 0, SEEK_CUR);
	if (at < 0 || st.st_size <= at)
		return READ_CHUNK;
	return (size_t)(st.st_size - at) + 1;
}

int
io_read_all(
	int fd, const char *name, size_t max, struct buf *out, struct err *e)
{
	size_t room = read_room(fd), from = out->n;

	for (;;) {
		size_t left = max - (out->n - from);
		size_t want = left < room ? left + 1 : room;
		ssize_t n;

		buf_room(out, want);
		n = io_read(fd, out->p + out->n, want);
		if (n < 0)
			return err_sys(e, errno, "%s: cannot read", name);
		out->p[out->n + (size_t)n] = '\0';
		if (!n)
			return ERR_OK;
		if ((size_t)n > left)
			return err_set(e, ERR_DATA, "%s: larger than %zu bytes",
				name, max);
		out->n += (size_t)n;
		room = (size_t)n < room ? room - (size_t)n : READ_CHUNK;
	}
}

int
io_read_file(const char *path, size_t max, struct buf *out, struct err *e)
{
	int fd, code;

	if (strcmp(path, "-") == 0)
		return io_read_all(0, "standard input", max, out, e);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return err_sys(e, errno, "%s: cannot open", path);
	code = io_read_all(fd, path, max, out, e);
	close(fd);
	return code;
}

int
io_write(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && io_again(fd, POLLOUT))
			continue;
		if (done <= 0)
			return done ? errno : EIO;
		p += done;
		n -= (size_t)done;
	}
	return 0;
}

int
io_write_all(int fd, const void *p, size_t n, struct err *e)
{
	int error = io_write(fd, p, n);

	return error ? err_sys(e, error, "cannot write") : ERR_OK;
}

/* The folder part of a path, "." where it has none. */
static char *
path_dir(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return arena_cstr(a, STR("."));
	return arena_cstr(a,
		(struct str){path, slash == path ? 1 : (size_t)(slash - path)});
}

/* Some file systems cannot sync a folder and say EINVAL. */
static int
dir_sync(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = 0;

	if (fd < 0)
		return errno;
	if (fsync(fd) && errno != EINVAL && errno != ENOTSUP)
		error = errno;
	close(fd);
	return error;
}

/* Content and mode, on the disk; closes fd. */
static int
file_fill(int fd, struct str content, int mode)
{
	int error = io_write(fd, content.p, content.n);

	if (!error && fchmod(fd, (mode_t)mode))
		error = errno;
	if (!error && fsync(fd))
		error = errno;
	if (close(fd) && !error)
		error = errno;
	return error;
}

int
io_write_file(const char *path, struct str content, int mode, struct err *e)
{
	struct arena a = {0};
	char *dir = path_dir(&a, path);
	char *temp = path_join(&a, dir, ".write-XXXXXX");
	int fd = mkostemp(temp, O_CLOEXEC), error;

	if (fd < 0) {
		error = errno;
		goto out;
	}
	error = file_fill(fd, content, mode);
	if (!error && rename(temp, path))
		error = errno;
	if (error)
		unlink(temp);
	else
		error = dir_sync(dir);
out:
	arena_free(&a);
	return error ? err_sys(e, error, "%s: cannot write", path) : ERR_OK;
}

int
io_write_out(const char *path, struct str content, struct err *e)
{
	enum { MODE = 0666 };
	struct stat st;
	mode_t mask = umask(0);
	int fd, error;

	umask(mask);
	if (lstat(path, &st) || S_ISREG(st.st_mode))
		return io_write_file(path, content, MODE & ~(int)mask, e);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, MODE);
	if (fd < 0)
		return err_sys(e, errno, "%s: cannot write", path);
	error = io_write(fd, content.p, content.n);
	if (close(fd) && !error)
		error = errno;
	return error ? err_sys(e, error, "%s: cannot write", path) : ERR_OK;
}

char *
path_join(struct arena *a, const char *dir, const char *name)
{
	size_t n = strlen(dir);
	const char *slash = n && dir[n - 1] != '/' ? "/" : "";

	return arena_fmt(a, "%s%s%s", dir, slash, name);
}
