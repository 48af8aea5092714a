/* The buffered output stream of io.h. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/io.h"

/* READY_BYTES: a pipe that is ready takes as many without blocking. */
enum { OUT_BYTES = 64 * 1024, READY_BYTES = 4096 };

void
out_open(struct out *o, int fd)
{
	*o = (struct out){.fd = fd, .live = -1, .most = OUT_BYTES};
}

void
out_gather(struct out *o)
{
	out_open(o, -1);
	o->gathers = true;
}

void
out_live(struct out *o, int fd)
{
	o->live = fd;
	o->most = READY_BYTES;
}

void
out_gone(void)
{
	sigset_t set;

	signal(SIGPIPE, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	raise(SIGPIPE);
	_exit(128 + SIGPIPE);
}

/* As many bytes as the reader takes now. One that has fallen behind is left
 * to the end, and only asked whether it is there at all. */
static size_t
live_write(struct out *o, struct str s)
{
	struct pollfd p = {.fd = o->live, .events = POLLOUT};
	size_t n = 0;

	while (n < s.n && !o->error) {
		bool asked = poll(&p, 1, 0) >= 0;
		size_t part = s.n - n < READY_BYTES ? s.n - n : READY_BYTES;
		ssize_t done;

		if (asked && p.revents & (POLLERR | POLLNVAL))
			o->error = EPIPE;
		o->behind |= !asked || !(p.revents & POLLOUT);
		if (o->error || o->behind)
			break;
		done = write(o->live, s.p + n, part);
		if (done < 0 && errno != EAGAIN && errno != EINTR)
			o->error = errno;
		o->behind = done < 0;
		n += done > 0 ? (size_t)done : 0;
	}
	if (o->behind)
		o->most = OUT_BYTES;
	return n;
}

static void
out_write(struct out *o, struct str s)
{
	if (o->error)
		return;
	if (o->live >= 0)
		s = str_cut(s, live_write(o, s), s.n);
	if (o->error || !s.n)
		return;
	if (o->gathers && o->fd < 0)
		o->fd = memfd_create("output", MFD_CLOEXEC);
	o->error = o->gathers && o->fd < 0 ? errno
					   : io_write(o->fd, s.p, s.n);
	if (o->error == EPIPE)
		out_gone();
}

void
out_flush(struct out *o)
{
	out_write(o, buf_view(&o->buf));
	buf_reset(&o->buf);
}

void
out_add(struct out *o, struct str s)
{
	if (o->error)
		return;
	if (s.n >= o->most - o->buf.n)
		out_flush(o);
	if (s.n >= o->most)
		out_write(o, s);
	else
		buf_str(&o->buf, s);
}

void
out_char(struct out *o, char c)
{
	if (o->buf.n + 1 >= o->most)
		out_flush(o);
	if (!o->error)
		buf_char(&o->buf, c);
}

int
out_forget(struct out *o)
{
	buf_reset(&o->buf);
	if (o->fd >= 0 && !o->error && (ftruncate(o->fd, 0) ||
		lseek(o->fd, 0, SEEK_SET)))
		o->error = errno;
	return o->error;
}

int
out_close(struct out *o, struct err *e)
{
	out_flush(o);
	buf_free(&o->buf);
	if (!o->error)
		return ERR_OK;
	return err_sys(e, o->error, "%s: cannot write",
		o->fd == 1 ? "standard output" : "output");
}
