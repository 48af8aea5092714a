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

/* Seven bits of each of eight bytes, without those between them: what each
 * upper half loses by moving down to the lower one is taken off. */
static inline uint64_t
varint_close(uint64_t v)
{
	uint64_t upper = v & UINT64_C(0x7f007f007f007f00);

	v -= upper - (upper >> 1);
	upper = v & UINT64_C(0x3fff00003fff0000);
	v -= upper - (upper >> 2);
	upper = v & UINT64_C(0x0fffffff00000000);
	return v - (upper - (upper >> 4));
}

/* A number of two to eight bytes, eight being there: the first whose high bit
 * is clear ends it, and what is left of each, seven bits, is moved together.
 * False leaves it to the general case. */
static inline bool
varint_get_word(const uint8_t **p, uint64_t *out)
{
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t v, ends;
	int bytes;

	memcpy(&v, *p, sizeof v);
	ends = ~v & high;
	if (!ends || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
		return false;
	bytes = __builtin_ctzll(ends) / 8 + 1;
	if (!(*p)[bytes - 1])
		return false;
	*out = varint_close(v & (ends ^ (ends - 1)) & ~high);
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

/* The same where most are short: yields what is behind the number, or NULL. */
static inline const uint8_t *
varint_next(const uint8_t *p, const uint8_t *end, uint64_t *out)
{
	if (p < end && *p < 0x80) {
		*out = *p;
		return p + 1;
	}
	if (end - p >= 2 && p[1] < 0x80 && p[1]) {
		*out = (p[0] & 0x7fU) | (uint64_t)p[1] << 7;
		return p + 2;
	}
	if (end - p >= 3 && p[1] >= 0x80 && p[2] < 0x80 && p[2]) {
		*out = (p[0] & 0x7fU) | (p[1] & 0x7fU) << 7 |
			(uint64_t)p[2] << 14;
		return p + 3;
	}
	return varint_get(&p, end, out) ? p : NULL;
}

/* Step behind n numbers, whatever they are; NULL where they are cut off. */
static inline const uint8_t *
varint_skip(const uint8_t *p, const uint8_t *end, unsigned n)
{
	const uint64_t high = UINT64_C(0x8080808080808080);

	while (end - p >= 8 &&
		__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
		uint64_t v, ends;

		memcpy(&v, p, sizeof v);
		for (ends = ~v & high; ends; ends &= ends - 1)
			if (--n == 0)
				return p + __builtin_ctzll(ends) / 8 + 1;
		p += 8;
	}
	while (n && p < end)
		n -= *p++ < 0x80;
	return n ? NULL : p;
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
