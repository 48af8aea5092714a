/* map.h - a hash map from short byte strings or 64-bit numbers to one 64-bit
 * value. Keys are copied. All zero is a valid empty map. Iteration follows the
 * order of insertion, so that what is printed from a map is deterministic. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

struct map_entry {
	struct str key;
	uint64_t hash;
	int64_t value;
};

struct map {
	struct map_entry *v; /* entries in order of insertion */
	uint64_t *slots;     /* index + 1 into v below the hash's upper half,
				0 is free */
	size_t n, cap, nslots;
	struct arena keys;
};

/* The value's address, or NULL where the key is absent. Addresses are valid
 * until the next map_put. */
int64_t *map_get(const struct map *m, struct str key);
/* The value's address, added as 0 where absent; *added tells (may be NULL). */
int64_t *map_put(struct map *m, struct str key, bool *added);
/* The same with a number as key. */
int64_t *map_get_u64(const struct map *m, uint64_t key);
int64_t *map_put_u64(struct map *m, uint64_t key, bool *added);
/* All entries, m->n of them, by key; to be freed. Entries stay where they are
 * until the next map_put. */
const struct map_entry **map_sorted(const struct map *m);
void map_free(struct map *m);

#endif
