/* hash.h - the two hashes: XXH64 against damage, SHA-256 against people. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { SHA_BYTES = 32 };

uint64_t hash64(const void *p, size_t n, uint64_t seed);
/* The same of eight bytes. */
uint64_t hash64_word(const void *p, uint64_t seed);

/* A running SHA-256 over pieces. */
struct sha {
	_Alignas(16) unsigned char state[256];
};
void sha_init(struct sha *s);
void sha_add(struct sha *s, const void *p, size_t n);
void sha_end(struct sha *s, uint8_t out[SHA_BYTES]);
/* Lower-case hexadecimal, NUL-terminated. */
void sha_hex(const uint8_t digest[SHA_BYTES], char out[2 * SHA_BYTES + 1]);
/* The same of some bytes. */
struct str sha_text(struct arena *a, struct str bytes);

#endif
