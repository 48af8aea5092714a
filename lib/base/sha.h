/* sha.h - blocks of SHA-256, by the processor's own instructions where it has
 * them. Private to hash.c. */
#ifndef BASE_SHA_H
#define BASE_SHA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether sha_fast_blocks can be called here. */
bool sha_is_fast(void);
/* n blocks of 64 bytes into the state. */
void sha_fast_blocks(uint32_t state[8], const uint8_t *p, size_t n);

#endif
