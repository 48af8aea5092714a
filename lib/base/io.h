/* io.h - files and streams, every read and write checked. */
#ifndef BASE_IO_H
#define BASE_IO_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* read(2), again after EINTR and waiting where the descriptor does not block;
 * negative with errno set on failure. */
ssize_t io_read(int fd, void *p, size_t n);
/* Everything of a descriptor, added to `out`, refusing more than `max` bytes
 * (ERR_DATA). `name` is for the message. */
int io_read_all(int fd, const char *name, size_t max, struct buf *out,
	struct err *e);
/* The same of a path; "-" is standard input. */
int io_read_file(const char *path, size_t max, struct buf *out, struct err *e);
/* All bytes, retrying EINTR and short writes. io_write: 0 or the errno. */
int io_write(int fd, const char *p, size_t n);
int io_write_all(int fd, const void *p, size_t n, struct err *e);
/* Written beside, synced, renamed over path, folder synced. `mode` holds
 * whatever the umask; a link at `path` is replaced, not followed. */
int io_write_file(const char *path, struct str content, int mode,
	struct err *e);
/* As a shell's `>`: what is no file of its own at `path`, a device, a pipe or
 * what a link leads to, is written into; else io_write_file, under the
 * umask. */
int io_write_out(const char *path, struct str content, struct err *e);
/* "a/b"; one slash where dir ends in one, name alone where dir is empty. */
char *path_join(struct arena *a, const char *dir, const char *name);

/* A buffered output stream of 64 KiB over a descriptor, which stays the
 * caller's. The first failure is kept and returned by out_close, and what is
 * added after it is dropped; a closed pipe ends the process quietly, by
 * SIGPIPE even where that was ignored. */
struct out {
	int fd;
	struct buf buf;
	int error;   /* errno of the first failed write */
	int live;    /* -1: none */
	bool behind; /* its reader is */
	size_t most; /* bytes gathered before they are written */
	bool gathers; /* in memory, see out_gather */
};
void out_open(struct out *o, int fd);
/* Into memory: what has not been written yet is in `buf`, and all before it in
 * `fd`, which is there from the first write on; else it is negative. */
void out_gather(struct out *o);
/* Give another descriptor what it takes at once, in order, and `fd` the rest,
 * from where it first would have to wait: whoever reads has the first rows
 * early, and nothing waits for him. Once he has gone, `error` is EPIPE. */
void out_live(struct out *o, int fd);
/* Whoever read our output has gone: end as any filter does. */
void out_gone(void) __attribute__((noreturn));
void out_add(struct out *o, struct str s);
void out_char(struct out *o, char c);
void out_flush(struct out *o);
/* Of what is gathered in memory nothing is left. An errno. */
int out_forget(struct out *o);
int out_close(struct out *o, struct err *e); /* flush, fsync not; frees */

#endif
