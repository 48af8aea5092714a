#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/err.h"

void
buf_room(struct buf *b, size_t more)
{
	size_t need, cap = b->cap ? b->cap : 128;

	if (__builtin_add_overflow(b->n, more, &need) ||
		need > SIZE_MAX / 4)
		die_oom();
	if (need + 1 <= b->cap)
		return;
	while (cap < need + 1)
		cap *= 2;
	b->p = realloc(b->p, cap);
	if (!b->p)
		die_oom();
	b->cap = cap;
	b->p[b->n] = '\0';
}

void
buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

void
buf_cstr(struct buf *b, const char *z)
{
	buf_add(b, z, strlen(z));
}

void
buf_fill(struct buf *b, char c, size_t n)
{
	if (n >= b->cap - b->n)
		buf_room(b, n);
	memset(b->p + b->n, c, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
buf_int(struct buf *b, int64_t v)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	do {
		digits[--at] = (char)('0' + u % 10);
		u /= 10;
	} while (u);
	if (v < 0)
		digits[--at] = '-';
	buf_add(b, digits + at, sizeof digits - at);
}

void
buf_fmt(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	size_t room;
	int n;

	buf_room(b, 64);
	room = b->cap - b->n;
	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(b->p + b->n, room, fmt, ap);
	va_end(ap);
	if (n < 0)
		die_oom();
	if ((size_t)n >= room) {
		buf_room(b, (size_t)n);
		vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
	}
	va_end(again);
	b->n += (size_t)n;
}

struct str
buf_view(const struct buf *b)
{
	return (struct str){b->p ? b->p : "", b->n};
}

void
buf_reset(struct buf *b)
{
	b->n = 0;
	if (b->p)
		b->p[0] = '\0';
}

void
buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){0};
}

void *
arr_grow(void *v, size_t n, size_t *cap, size_t size)
{
	if (n == *cap) {
		size_t total;

		*cap = *cap ? *cap * 2 : 8;
		if (__builtin_mul_overflow(*cap, size, &total))
			die_oom();
		v = realloc(v, total);
		if (!v)
			die_oom();
	}
	memset((char *)v + n * size, 0, size);
	return v;
}

void *
arr_room(void *v, size_t n, size_t *cap, size_t size, size_t more)
{
	size_t need, total;

	if (*cap - n >= more)
		return v;
	if (__builtin_add_overflow(n, more, &need) ||
		__builtin_mul_overflow(need, size, &total))
		die_oom();
	v = realloc(v, total);
	if (!v)
		die_oom();
	*cap = need;
	return v;
}

void
arr_free(void *v)
{
	free(v);
}

void
arr_sort(void *v, size_t n, size_t size,
	int (*order)(const void *, const void *))
{
	const char *at = v;
	size_t i = 1;

	while (i < n && order(at, at + size) <= 0) {
		at += size;
		i++;
	}
	if (i < n)
		qsort(v, n, size, order);
}

int
int64_order(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}
