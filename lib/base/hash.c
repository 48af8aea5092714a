#define XXH_INLINE_ALL
#include <sha2.h>
#include <xxhash.h>

#include "base/hash.h"

_Static_assert(sizeof(SHA2_CTX) <= sizeof(struct sha), "sha state too small");

__attribute__((flatten)) uint64_t
hash64(const void *p, size_t n, uint64_t seed)
{
	return XXH64(p, n, seed);
}

__attribute__((flatten)) uint64_t
hash64_word(const void *p, uint64_t seed)
{
	return XXH64(p, sizeof(uint64_t), seed);
}

void
sha_init(struct sha *s)
{
	SHA256Init((SHA2_CTX *)(void *)s->state);
}

void
sha_add(struct sha *s, const void *p, size_t n)
{
	SHA256Update((SHA2_CTX *)(void *)s->state, p, n);
}

void
sha_end(struct sha *s, uint8_t out[SHA_BYTES])
{
	SHA256Final(out, (SHA2_CTX *)(void *)s->state);
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

struct str
sha_text(struct arena *a, struct str bytes)
{
	uint8_t digest[SHA_BYTES];
	char hex[2 * SHA_BYTES + 1];
	struct sha sha;

	sha_init(&sha);
	sha_add(&sha, bytes.p, bytes.n);
	sha_end(&sha, digest);
	sha_hex(digest, hex);
	return arena_str(a, str_of(hex));
}
