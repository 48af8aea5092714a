/*
 * varint.h - numbers in as few bytes as they need: seven bits a byte, lowest
 * first, the high bit says that more follow. One to ten bytes; every number
 * has exactly one form, longer ones are refused.
 */
#ifndef BASE_VARINT_H
#define BASE_VARINT_H

#include <stdint.h>

#include "base/buf.h"

enum { VARINT_MAX = 10 };

/* Append. */
void varint_put(struct buf *b, uint64_t v);
/* Write where there is room for VARINT_MAX; yields what is behind it. */
static inline uint8_t *
varint_write(uint8_t *p, uint64_t v)
{
	while (v >= 0x80) {
		*p++ = (uint8_t)(v | 0x80);
		v >>= 7;
	}
	*p++ = (uint8_t)v;
	return p;
}
/* The general case of varint_get. */
bool varint_get_long(const uint8_t **p, const uint8_t *end, uint64_t *out);

/* Read the number at *p and step behind it. False, with *p and *out as they
 * were, where it is cut off at `end`, too large or written too long. */
static inline bool
varint_get(const uint8_t **p, const uint8_t *end, uint64_t *out)
{
	if (*p < end && **p < 0x80) {
		*out = *(*p)++;
		return true;
	}
	return varint_get_long(p, end, out);
}

/* Signed numbers near zero as small unsigned ones: 0, -1, 1, -2 as 0 to 3. */
static inline uint64_t
zigzag(int64_t v)
{
	return (uint64_t)v << 1 ^ (v < 0 ? UINT64_MAX : 0);
}

static inline int64_t
unzigzag(uint64_t u)
{
	return (int64_t)(u >> 1 ^ (u & 1 ? UINT64_MAX : 0));
}

#endif
