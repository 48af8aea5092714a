/* radix.h - byte strings into order, many at once. Private to the layer. */
#ifndef STORE_RADIX_H
#define STORE_RADIX_H

#include <stdint.h>

#include "base/str.h"

struct radix_key {
	struct str key;
	uint64_t head; /* scratch */
	uint32_t row;  /* the caller's */
};

/* By str_cmp. Keys that are equal come in any order. */
void radix_sort(struct radix_key *v, size_t n);

#endif
