/* spool.h - a run of bytes that may outgrow memory.
 *
 * What is added stays in memory up to SPOOL_MEMORY and goes to an unlinked
 * file (mode 0600, in $TMPDIR, else /var/tmp) beyond it, which is mapped once
 * all is in. All zero is a valid empty spool. */
#ifndef IN_SPOOL_H
#define IN_SPOOL_H

#include "base/buf.h"
#include "base/err.h"

enum { SPOOL_MEMORY = 32 * 1024 * 1024 };

struct spool {
	struct buf buf;
	int file; /* descriptor + 1; 0 while all is in memory */
	size_t written;
	void *map;
	size_t mapped, from; /* the view begins at map + from */
};

int spool_add(struct spool *s, struct str bytes, struct err *e);
/* All of a descriptor from where it stands, at most `max` bytes (ERR_DATA).
 * A large regular file is mapped, not copied: it has to stay as it is until
 * spool_free. `name` is for messages. */
int spool_read(
	struct spool *s, int fd, const char *name, size_t max, struct err *e);
/* Everything added, valid until spool_free. Nothing is added after this. */
int spool_view(struct spool *s, struct str *out, struct err *e);
void spool_free(struct spool *s);

#endif
