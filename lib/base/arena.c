#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/arena.h"
#include "base/err.h"

enum { ALIGN = 16, FIRST_CHUNK = 8 * 1024, LAST_CHUNK = 1024 * 1024,
	FRESH_CHUNK = 128 * 1024 };

struct arena_chunk {
	struct arena_chunk *next;
	size_t used, size;
	size_t zero; /* from here on it is so already */
	_Alignas(ALIGN) char data[];
};

/* Large ones are the system's own zeros, which nobody has to touch before they
 * are used. */
static struct arena_chunk *
chunk_new(size_t size, struct arena_chunk *next)
{
	bool fresh = size >= FRESH_CHUNK;
	struct arena_chunk *c = fresh
		? mmap(NULL, sizeof *c + size, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
		: malloc(sizeof *c + size);

	if (!c || c == MAP_FAILED)
		die_oom();
	c->next = next;
	c->used = 0;
	c->size = size;
	c->zero = fresh ? 0 : size;
	return c;
}

static void
chunk_free(struct arena_chunk *c)
{
	if (c->size >= FRESH_CHUNK)
		munmap(c, sizeof *c + c->size);
	else
		free(c);
}

/* Another chunk to take n bytes of. What is large has one of its own, behind
 * the one that smaller ones go on with. */
static struct arena_chunk *
chunk_more(struct arena *a, size_t n)
{
	size_t size;

	if (n > SIZE_MAX / 2)
		die_oom();
	if (a->head && n >= FRESH_CHUNK)
		return a->head->next = chunk_new(n, a->head->next);
	size = a->head ? a->head->size * 2 : FIRST_CHUNK;
	if (size > LAST_CHUNK)
		size = LAST_CHUNK;
	a->head = chunk_new(size < n ? n : size, a->head);
	return a->head;
}

static inline struct arena_chunk *
chunk_for(struct arena *a, size_t n)
{
	return a->head && a->head->size - a->head->used >= n
		? a->head
		: chunk_more(a, n);
}

static inline char *
take(struct arena_chunk *c, size_t n)
{
	char *p = c->data + c->used;

	c->used += n;
	return p;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	struct arena_chunk *c = a->head;
	size_t used, dirty = 0;
	char *p;

	if (c) {
		used = (c->used + ALIGN - 1) & ~(size_t)(ALIGN - 1);
		c->used = used < c->size ? used : c->size;
	}
	c = chunk_for(a, n);
	if (c->zero > c->used)
		dirty = c->zero - c->used;
	p = take(c, n);
	if (c->zero < c->used)
		c->zero = c->used;
	return memset(p, 0, dirty < n ? dirty : n);
}

char *
arena_bytes(struct arena *a, size_t n)
{
	struct arena_chunk *c = chunk_for(a, n);
	char *p = take(c, n);

	if (c->zero < c->used)
		c->zero = c->used;
	return p;
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total))
		die_oom();
	return arena_alloc(a, total);
}

char *
arena_cstr(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

struct str
arena_str(struct arena *a, struct str s)
{
	return s.p ? (struct str){arena_cstr(a, s), s.n} : s;
}

char *
arena_fmt(struct arena *a, const char *fmt, ...)
{
	char small[256], *p;
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(small, sizeof small, fmt, ap);
	va_end(ap);
	if (n < 0)
		die_oom();
	p = arena_alloc(a, (size_t)n + 1);
	if ((size_t)n < sizeof small)
		memcpy(p, small, (size_t)n);
	else
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return p;
}

void
arena_reset(struct arena *a)
{
	struct arena_chunk *keep = a->head, *c, *next;

	if (!keep)
		return;
	for (c = keep->next; c; c = next) {
		next = c->next;
		chunk_free(c);
	}
	keep->next = NULL;
	keep->used = 0;
}

void
arena_free(struct arena *a)
{
	arena_reset(a);
	if (a->head)
		chunk_free(a->head);
	a->head = NULL;
}
