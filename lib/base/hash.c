#define XXH_INLINE_ALL
#include <endian.h>
#include <sha2.h>
#include <string.h>
#include <xxhash.h>

#include "base/hash.h"
#include "base/sha.h"

enum { BLOCK = 64, LENGTH_AT = 56 };

uint64_t
hash64(const void *p, size_t n, uint64_t seed)
{
	return XXH64(p, n, seed);
}

static void
blocks_add(struct sha *s, const uint8_t *p, size_t n)
{
	if (s->fast) {
		sha_fast_blocks(s->state, p, n);
		return;
	}
	for (; n; n--, p += BLOCK)
		SHA256Transform(s->state, p);
}

void
sha_init(struct sha *s)
{
	*s = (struct sha){
		.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
			0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19},
		.fast = sha_is_fast(),
	};
}

void
sha_add(struct sha *s, const void *from, size_t n)
{
	const uint8_t *p = from;
	size_t held = s->length % BLOCK, part;

	s->length += n;
	if (held) {
		part = n < BLOCK - held ? n : BLOCK - held;
		memcpy(s->block + held, p, part);
		p += part;
		n -= part;
		if (held + part < BLOCK)
			return;
		blocks_add(s, s->block, 1);
	}
	if (n >= BLOCK)
		blocks_add(s, p, n / BLOCK);
	if (n % BLOCK)
		memcpy(s->block, p + n / BLOCK * BLOCK, n % BLOCK);
}

void
sha_end(struct sha *s, uint8_t out[SHA_BYTES])
{
	uint64_t bits = htobe64(s->length * 8);
	size_t held = s->length % BLOCK;
	uint32_t word;

	s->block[held++] = 0x80;
	if (held > LENGTH_AT) {
		memset(s->block + held, 0, BLOCK - held);
		blocks_add(s, s->block, 1);
		held = 0;
	}
	memset(s->block + held, 0, LENGTH_AT - held);
	memcpy(s->block + LENGTH_AT, &bits, sizeof bits);
	blocks_add(s, s->block, 1);
	for (int i = 0; i < 8; i++) {
		word = htobe32(s->state[i]);
		memcpy(out + 4 * i, &word, sizeof word);
	}
}

void
sha_hex(const uint8_t digest[SHA_BYTES], char out[2 * SHA_BYTES + 1])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < SHA_BYTES; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[2 * SHA_BYTES] = '\0';
}
