/* buf.h - the only growable container of bytes. All zero is a valid empty
 * buffer. `p` is NULL only while nothing was ever added; after the first
 * addition p[n] is always NUL, which n does not count. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdint.h>

#include "base/str.h"

struct buf {
	char *p;
	size_t n, cap;
};

void buf_room(struct buf *b, size_t more); /* so that `more` bytes fit */
void buf_str(struct buf *b, struct str s); /* null adds nothing */
void buf_cstr(struct buf *b, const char *z);
void buf_fill(struct buf *b, char c, size_t n);
void buf_int(struct buf *b, int64_t v);
void buf_fmt(struct buf *b, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
struct str buf_view(const struct buf *b); /* valid until the next addition */
void buf_reset(struct buf *b);		  /* empty, memory kept */
void buf_free(struct buf *b);

static inline void
buf_add(struct buf *b, const void *p, size_t n)
{
	if (n >= b->cap - b->n)
		buf_room(b, n);
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

static inline void
buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

/* A growable array of any one type: ARR(T) declares it, ARR_ADD appends a
 * zeroed element and yields its address. Freed with arr_free. */
#define ARR(T)                                                                 \
	struct {                                                               \
		T *v;                                                          \
		size_t n, cap;                                                 \
	}
#define ARR_ADD(a)                                                             \
	((void)((a)->n < (a)->cap || ((a)->v = arr_grow((a)->v, (a)->n,        \
					      &(a)->cap, sizeof *(a)->v),      \
					     0)),                              \
		memset(&(a)->v[(a)->n], 0, sizeof *(a)->v),                    \
		&(a)->v[(a)->n++])
/* So that `more` elements fit without a move. */
#define ARR_ROOM(a, more)                                                      \
	((a)->v = arr_room((a)->v, (a)->n, &(a)->cap, sizeof *(a)->v, (more)))
#define ARR_FREE(a) (arr_free((a)->v), (a)->v = NULL, (a)->n = (a)->cap = 0)
void *arr_grow(void *v, size_t n, size_t *cap, size_t size);
void *arr_room(void *v, size_t n, size_t *cap, size_t size, size_t more);
void arr_free(void *v);
/* qsort that takes an empty array and leaves one alone that is in order. */
void arr_sort(void *v, size_t n, size_t size,
	int (*order)(const void *, const void *));
/* An order for arr_sort: of int64_t, ascending. */
int int64_order(const void *a, const void *b);

#endif
