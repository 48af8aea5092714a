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

/* The same of n < 8 bytes; the others are NUL. Loads that meet in the middle
 * stand for a loop. */
static inline uint64_t
word_load_part(const void *p, size_t n)
{
	const unsigned char *c = p;
	uint32_t low, high;

	if (n < 4)
		return !n ? 0 : (uint64_t)c[0] |
			(uint64_t)c[n / 2] << 8 * (n / 2) |
			(uint64_t)c[n - 1] << 8 * (n - 1);
	memcpy(&low, c, sizeof low);
	memcpy(&high, c + n - sizeof high, sizeof high);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	low = __builtin_bswap32(low);
	high = __builtin_bswap32(high);
#endif
	return low | (uint64_t)high << 8 * (n - sizeof high);
}

/* Copy n < 8 bytes. */
static inline void
word_copy_part(void *to, const void *from, size_t n)
{
	const unsigned char *f = from;
	unsigned char *t = to;
	uint32_t low, high;

	if (n < 4) {
		for (size_t i = 0; i < n; i++)
			t[i] = f[i];
		return;
	}
	memcpy(&low, f, sizeof low);
	memcpy(&high, f + n - sizeof high, sizeof high);
	memcpy(t, &low, sizeof low);
	memcpy(t + n - sizeof high, &high, sizeof high);
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

/* Bytes that are not printable ASCII: 0x80 and more, 0x7f, below 0x20. */
static inline uint64_t
word_not_print(uint64_t w)
{
	uint64_t low = w & WORD_LOW7;

	return (w | (low + WORD_ONES) | ~(low + 0x60 * WORD_ONES)) & WORD_HIGH;
}

/* The place of the first byte that answers; the mask is not 0. */
static inline size_t
word_first(uint64_t mask)
{
	return (size_t)__builtin_ctzll(mask) / 8;
}

#endif
