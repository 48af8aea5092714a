/*
 * varint.h - numbers in as few bytes as they need: seven bits a byte, lowest
 * first, the high bit says that more follow. One to ten bytes; every number
 * has exactly one form, longer ones are refused.
 */
#ifndef BASE_VARINT_H
#define BASE_VARINT_H

#include <stdint.h>
#include <string.h>

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
/* The general case of varint_get, and what is behind the number; NULL: there is
 * none. */
struct varint {
	const uint8_t *behind;
	uint64_t v;
};
struct varint varint_long(const uint8_t *p, const uint8_t *end);

/* A number of two to eight bytes, eight being there: the first whose high bit
 * is clear ends it, and what is left of each, seven bits, is moved together.
 * False leaves it to the general case. */
static inline bool
varint_get_word(const uint8_t **p, uint64_t *out)
{
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t v, ends, upper;
	int bytes;

	memcpy(&v, *p, sizeof v);
	ends = ~v & high;
	if (!ends || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
		return false;
	bytes = __builtin_ctzll(ends) / 8 + 1;
	if (!(*p)[bytes - 1])
		return false;
	v &= (ends ^ (ends - 1)) & ~high;
	/* what each upper half loses by moving down to the lower one */
	upper = v & UINT64_C(0x7f007f007f007f00);
	v -= upper - (upper >> 1);
	upper = v & UINT64_C(0x3fff00003fff0000);
	v -= upper - (upper >> 2);
	upper = v & UINT64_C(0x0fffffff00000000);
	v -= upper - (upper >> 4);
	*out = v;
	*p += bytes;
	return true;
}

/* Read the number at *p and step behind it. False, with *p and *out as they
 * were, where it is cut off at `end`, too large or written too long. */
static inline bool
varint_get(const uint8_t **p, const uint8_t *end, uint64_t *out)
{
	struct varint n;

	if (*p < end && **p < 0x80) {
		*out = *(*p)++;
		return true;
	}
	if (end - *p >= 8 && varint_get_word(p, out))
		return true;
	n = varint_long(*p, end);
	if (!n.behind)
		return false;
	*p = n.behind;
	*out = n.v;
	return true;
}

/* Signed numbers near zero as small unsigned ones: 0, -1, 1, -2 as 0 to 3. */
static inline uint64_t
zigzag(int64_t v)
{
	return (uint64_t)v << 1 ^ (uint64_t)(v >> 63);
}

static inline int64_t
unzigzag(uint64_t u)
{
	return (int64_t)(u >> 1) ^ -(int64_t)(u & 1);
}

#endif
