/*
 * pending.h - index entries made in a transaction, kept back until its end to
 * be put in order. Entries of equal prefix form a group, found through a hash.
 * Private to the layer.
 */
#ifndef STORE_PENDING_H
#define STORE_PENDING_H

#include "base/arena.h"
#include "base/buf.h"
#include "schema/entity.h"

struct pending_group {
	uint64_t hash;
	const char *key; /* the prefix */
	uint32_t size;	 /* of it */
	uint32_t last;	 /* position + 1 of its last entry */
};

struct pending_entry {
	int64_t id;	 /* 0: taken away again */
	uint32_t group, before; /* before: position + 1, 0 ends */
};

struct pending {
	ARR(struct pending_group) groups;
	ARR(struct pending_entry) entries;
	uint32_t *slots; /* group + 1 */
	size_t nslots;
	size_t bytes;	 /* of the keys */
	struct arena keys;
};

void pending_add(struct pending *, struct str prefix, int64_t id);
/* Take an entry away; false: there is none. */
bool pending_take(struct pending *, struct str prefix, int64_t id);
/* Call for each id of a prefix, the last first: *at is 0 at first. */
bool pending_next(const struct pending *, struct str prefix, size_t *at,
	int64_t *id);
/* More than shall be held in memory. */
bool pending_full(const struct pending *);
/* Call fn for each entry in order of (prefix, id). */
int pending_each(struct pending *, int (*fn)(void *, struct str prefix,
	int64_t id, struct err *), void *arg, struct err *e);
void pending_free(struct pending *);

#endif
