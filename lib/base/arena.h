/* arena.h - memory that is given back all at once. One arena per invocation,
 * a scratch arena reset per record in loops. Allocation never fails: out of
 * memory ends the process (err.h). */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

struct arena_chunk;

/* All zero is a valid empty arena. */
struct arena {
	struct arena_chunk *head;
};

/* Zeroed memory, aligned to 16. */
void *arena_alloc(struct arena *a, size_t n);
/* Neither zeroed nor aligned: for bytes that are written at once. */
char *arena_bytes(struct arena *a, size_t n);
/* n * size with the product checked. */
void *arena_array(struct arena *a, size_t n, size_t size);
struct str arena_str(struct arena *a, struct str s); /* null stays null */
char *arena_cstr(struct arena *a, struct str s);     /* NUL-terminated copy */
char *arena_fmt(struct arena *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void arena_reset(struct arena *a); /* empty, but keep one chunk */
void arena_free(struct arena *a);

#endif
