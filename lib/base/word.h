/* word.h - eight bytes at a time. A mask has 0x80 in every byte that answers
 * and 0 in all others, exactly; the first byte in memory is the lowest. */
#ifndef BASE_WORD_H
#define BASE_WORD_H

#include <stdint.h>
#include <string.h>

#define WORD_ONES 0x0101010101010101u
#define WORD_HIGH 0x8080808080808080u /* masks the bytes that are not ASCII */
#define WORD_LOW7 0x7f7f7f7f7f7f7f7fu

static inline uint64_t
word_load(const void *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof w);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

/* The same of n < 8 bytes; the others are NUL. */
static inline uint64_t
word_load_part(const void *p, size_t n)
{
	unsigned char bytes[sizeof(uint64_t)] = {0};

	memcpy(bytes, p, n);
	return word_load(bytes);
}

/* Every byte the same. */
static inline uint64_t
word_of(unsigned char c)
{
	return c * WORD_ONES;
}

/* Bytes equal to those of `same`, made by word_of. */
static inline uint64_t
word_equal(uint64_t w, uint64_t same)
{
	uint64_t x = w ^ same;

	return ~(((x & WORD_LOW7) + WORD_LOW7) | x | WORD_LOW7);
}

/* Bytes below limit, which is at most 0x80. */
static inline uint64_t
word_below(uint64_t w, unsigned char limit)
{
	return ~(((w & WORD_LOW7) + (0x80u - limit) * WORD_ONES) | w) &
		WORD_HIGH;
}

/* The place of the first byte that answers; the mask is not 0. */
static inline size_t
word_first(uint64_t mask)
{
	return (size_t)__builtin_ctzll(mask) / 8;
}

#endif
