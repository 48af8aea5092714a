/*
 * pending.h - index entries made in a transaction, kept back until its end to
 * be put in order. Private to the layer.
 *
 * Of numbers, all that happens is noted in lists by field, and what is left of
 * it is known when they are sorted. Of texts, entries of equal prefix form a
 * group, found through a hash, because they are asked for meanwhile.
 */
#ifndef STORE_PENDING_H
#define STORE_PENDING_H

#include "base/arena.h"
#include "base/buf.h"
#include "schema/entity.h"


struct pending_group {
	const char *key; /* the prefix */
	uint32_t size;	 /* of it */
	uint32_t last;	 /* position + 1 of its last entry */
};

struct pending_entry {
	int64_t id;	 /* 0: taken away again */
	uint32_t group, before; /* before: position + 1, 0 ends */
};

struct pending_slot {
	uint32_t hash;
	uint32_t group; /* + 1, 0: free */
};

/* An entry of a number that came (id) or went (-id). */
struct pending_number {
	uint64_t key; /* in the order of keys */
	int64_t id;
};

struct pending_list {
	uint32_t head; /* entity << 16 | tag: how its keys begin */
	ARR(struct pending_number) v;
};

struct pending {
	ARR(struct pending_group) groups;
	ARR(struct pending_entry) entries;
	ARR(struct pending_list) lists;
	struct pending_slot *slots;
	size_t nslots;
	size_t bytes; /* held, about */
	struct arena keys;
};

/* ---- texts ---- */

void pending_add(struct pending *, struct str prefix, int64_t id);
/* Take an entry away; false: there is none. */
bool pending_take(struct pending *, struct str prefix, int64_t id);
/* Yields each id of a prefix, the last first: *at is 0 at first. */
bool pending_next(const struct pending *, struct str prefix, size_t *at,
	int64_t *id);

/* ---- numbers ---- */

void pending_number(struct pending *, uint32_t head, int64_t value,
	int64_t id, bool gone);

/* Whether something of a list is kept back. */
bool pending_waits(struct pending *, uint32_t head);

/* ---- both ---- */

/* More than shall be held in memory. */
bool pending_full(const struct pending *);
/* Hand over each entry in order of (prefix, id); gone: it was there before
 * and is to be deleted. Of one list of numbers alone: pending_settle. Both
 * forget what they gave. */
struct pending_sink {
	int (*fn)(void *, struct str prefix, int64_t id, bool gone,
		struct err *);
	void *arg;
};
int pending_each(struct pending *, const struct pending_sink *,
	struct err *e);
int pending_settle(struct pending *, uint32_t head,
	const struct pending_sink *, struct err *e);
void pending_free(struct pending *);

#endif
