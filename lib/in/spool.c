#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "in/spool.h"

/* Below MAP_LEAST a copy costs less than a mapping. */
enum { CHUNK = 1024 * 1024, MAP_LEAST = 1024 * 1024 };

static int
temp_named(const char *dir)
{
	struct arena a = {0};
	char *name = path_join(&a, dir, "spool-XXXXXX");
	int fd = mkostemp(name, O_CLOEXEC), error = errno;

	if (fd >= 0)
		unlink(name);
	arena_free(&a);
	errno = error;
	return fd;
}

static int
temp_open(struct spool *s, struct err *e)
{
	const char *dir = secure_getenv("TMPDIR");
	int fd;

	if (!dir || !*dir)
		dir = "/var/tmp";
	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
	if (fd < 0)
		fd = temp_named(dir);
	if (fd < 0)
		return err_sys(e, errno, "%s: cannot spool", dir);
	s->file = fd + 1;
	return ERR_OK;
}

static int
spill(struct spool *s, struct err *e)
{
	int code = io_write_all(s->file - 1, s->buf.p, s->buf.n, e);

	if (code)
		return err_hint(e,
			"large input is spooled to $TMPDIR, else "
			"/var/tmp");
	s->written += s->buf.n;
	buf_reset(&s->buf);
	return ERR_OK;
}

int
spool_add(struct spool *s, struct str bytes, struct err *e)
{
	int code;

	buf_str(&s->buf, bytes);
	if (!s->file && s->buf.n > SPOOL_MEMORY && (code = temp_open(s, e)))
		return code;
	return s->file && s->buf.n >= CHUNK ? spill(s, e) : ERR_OK;
}

static bool
map_file(struct spool *s, int fd, size_t end)
{
	void *p = mmap(NULL, end, PROT_READ, MAP_PRIVATE, fd, 0);

	if (p == MAP_FAILED)
		return false;
	madvise(p, end, MADV_SEQUENTIAL);
	s->map = p;
	s->mapped = end;
	return true;
}

/* Maps what is left of a large regular file; false where it is to be read. */
static bool
read_mapped(struct spool *s, int fd, size_t max)
{
	struct stat st;
	off_t at;

	if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		return false;
	at = lseek(fd, 0, SEEK_CUR);
	if (at < 0 || st.st_size - at < MAP_LEAST ||
		(uintmax_t)(st.st_size - at) > max ||
		!map_file(s, fd, (size_t)st.st_size))
		return false;
	s->from = (size_t)at;
	lseek(fd, st.st_size, SEEK_SET);
	return true;
}

int
spool_read(struct spool *s, int fd, const char *name, size_t max, struct err *e)
{
	struct buf chunk = {0};
	size_t total = 0;
	int code = ERR_OK;

	if (read_mapped(s, fd, max))
		return ERR_OK;
	buf_room(&chunk, CHUNK);
	for (;;) {
		ssize_t n = io_read(fd, chunk.p, CHUNK);

		if (n < 0)
			code = err_sys(e, errno, "%s: cannot read", name);
		if (n <= 0)
			break;
		total += (size_t)n;
		if (total > max)
			code = err_set(e, ERR_DATA, "%s: larger than %zu bytes",
				name, max);
		else
			code = spool_add(
				s, (struct str){chunk.p, (size_t)n}, e);
		if (code)
			break;
	}
	buf_free(&chunk);
	return code;
}

int
spool_view(struct spool *s, struct str *out, struct err *e)
{
	int code;

	if (s->file && !s->map) {
		if ((code = spill(s, e)))
			return code;
		if (!map_file(s, s->file - 1, s->written))
			return err_sys(e, errno, "cannot map spooled input");
	}
	*out = s->map ? (struct str){(const char *)s->map + s->from,
				s->mapped - s->from}
		      : buf_view(&s->buf);
	return ERR_OK;
}

void
spool_free(struct spool *s)
{
	buf_free(&s->buf);
	if (s->map)
		munmap(s->map, s->mapped);
	if (s->file)
		close(s->file - 1);
	*s = (struct spool){0};
}
