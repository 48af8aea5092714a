#include "base/sha.h"

#if defined(__x86_64__) && __has_include(<sys/platform/x86.h>)
#include <immintrin.h>
#include <sys/platform/x86.h>

static const uint32_t round_keys[64] __attribute__((aligned(16))) = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

#define FAST __attribute__((target("sha,sse4.1")))

bool
sha_is_fast(void)
{
	return CPU_FEATURE_ACTIVE(SHA) && CPU_FEATURE_ACTIVE(SSE4_1);
}

/* The instructions want the words a b e f in one register and c d g h in the
 * other, the first highest. */
struct halves {
	__m128i abef, cdgh;
};

static FAST struct halves
halves_load(const uint32_t state[8])
{
	__m128i abcd = _mm_loadu_si128((const __m128i *)(const void *)state);
	__m128i efgh =
		_mm_loadu_si128((const __m128i *)(const void *)(state + 4));
	__m128i cdab = _mm_shuffle_epi32(abcd, 0xb1);
	__m128i hgfe = _mm_shuffle_epi32(efgh, 0x1b);

	return (struct halves){_mm_alignr_epi8(cdab, hgfe, 8),
		_mm_blend_epi16(hgfe, cdab, 0xf0)};
}

static FAST void
halves_store(struct halves h, uint32_t state[8])
{
	__m128i feba = _mm_shuffle_epi32(h.abef, 0x1b);
	__m128i dchg = _mm_shuffle_epi32(h.cdgh, 0xb1);

	_mm_storeu_si128((__m128i *)(void *)state,
		_mm_blend_epi16(feba, dchg, 0xf0));
	_mm_storeu_si128((__m128i *)(void *)(state + 4),
		_mm_alignr_epi8(dchg, feba, 8));
}

/* Sixteen times four rounds; the words of four are made from those of the
 * sixteen rounds before. */
static FAST struct halves
block_add(struct halves h, const uint8_t *p)
{
	const __m128i big = _mm_set_epi64x(0x0c0d0e0f08090a0b,
		0x0405060700010203);
	struct halves was = h;
	__m128i w[4], keyed, more;

#pragma GCC unroll 16
	for (int i = 0; i < 16; i++) {
		__m128i *now = &w[i % 4];
		const __m128i *next = &w[(i + 1) % 4];
		const __m128i *third = &w[(i + 2) % 4];
		const __m128i *last = &w[(i + 3) % 4];

		if (i < 4) {
			*now = _mm_shuffle_epi8(_mm_loadu_si128(
				(const __m128i *)(const void *)(p + 16 * i)),
				big);
		} else {
			more = _mm_alignr_epi8(*last, *third, 4);
			*now = _mm_sha256msg2_epu32(_mm_add_epi32(
				_mm_sha256msg1_epu32(*now, *next), more),
				*last);
		}
		keyed = _mm_add_epi32(*now, _mm_load_si128(
			(const __m128i *)(const void *)(round_keys + 4 * i)));
		h.cdgh = _mm_sha256rnds2_epu32(h.cdgh, h.abef, keyed);
		h.abef = _mm_sha256rnds2_epu32(h.abef, h.cdgh,
			_mm_shuffle_epi32(keyed, 0x0e));
	}
	return (struct halves){_mm_add_epi32(h.abef, was.abef),
		_mm_add_epi32(h.cdgh, was.cdgh)};
}

FAST void
sha_fast_blocks(uint32_t state[8], const uint8_t *p, size_t n)
{
	struct halves h = halves_load(state);

	for (; n; n--, p += 64)
		h = block_add(h, p);
	halves_store(h, state);
}

#else

bool
sha_is_fast(void)
{
	return false;
}

void
sha_fast_blocks(uint32_t state[8], const uint8_t *p, size_t n)
{
	(void)state;
	(void)p;
	(void)n;
}

#endif
