#include <stdlib.h>

#include "base/hash.h"
#include "store/pending_part.h"
#include "store/radix.h"

enum { SLOTS_FIRST = 256, BYTES_MAX = 128 * 1024 * 1024 };

/* ---- texts: groups by prefix --------------------------------------------- */

static uint32_t
hash_of(struct str prefix)
{
	return (uint32_t)hash64(prefix.p, prefix.n, 0);
}

static struct pending_slot *
slot_of(const struct pending *p, struct str prefix, uint32_t hash)
{
	size_t i = hash & (p->nslots - 1);

	for (; p->slots[i].group; i = (i + 1) & (p->nslots - 1)) {
		const struct pending_group *g;

		if (p->slots[i].hash != hash)
			continue;
		g = &p->groups.v[p->slots[i].group - 1];
		if (g->size == prefix.n &&
			memcmp(g->key, prefix.p, prefix.n) == 0)
			break;
	}
	return &p->slots[i];
}

static void
slots_grow(struct pending *p)
{
	struct pending_slot *old = p->slots;
	size_t n = p->nslots, at;

	p->nslots = n ? n * 4 : SLOTS_FIRST;
	p->slots = calloc(p->nslots, sizeof *p->slots);
	if (!p->slots)
		die_oom();
	for (size_t i = 0; i < n; i++) {
		if (!old[i].group)
			continue;
		at = old[i].hash & (p->nslots - 1);
		while (p->slots[at].group)
			at = (at + 1) & (p->nslots - 1);
		p->slots[at] = old[i];
	}
	free(old);
}

static struct pending_group *
group_find(const struct pending *p, struct str prefix)
{
	const struct pending_slot *slot;

	if (!p->groups.n)
		return NULL;
	slot = slot_of(p, prefix, hash_of(prefix));
	return slot->group ? &p->groups.v[slot->group - 1] : NULL;
}

static uint32_t
group_make(struct pending *p, struct str prefix)
{
	uint32_t hash = hash_of(prefix);
	struct pending_slot *slot;
	char *key;

	if (p->groups.n * 2 >= p->nslots)
		slots_grow(p);
	slot = slot_of(p, prefix, hash);
	if (slot->group)
		return slot->group - 1;
	key = arena_bytes(&p->keys, prefix.n);
	memcpy(key, prefix.p, prefix.n);
	*ARR_ADD(&p->groups) = (struct pending_group){.key = key,
		.size = (uint32_t)prefix.n};
	p->bytes += prefix.n + sizeof(struct pending_group) +
		4 * sizeof(struct pending_slot);
	*slot = (struct pending_slot){hash, (uint32_t)p->groups.n};
	return slot->group - 1;
}

void
pending_add(struct pending *p, struct str prefix, int64_t id)
{
	uint32_t group = group_make(p, prefix);
	struct pending_group *g = &p->groups.v[group];

	*ARR_ADD(&p->entries) = (struct pending_entry){id, group, g->last};
	g->last = (uint32_t)p->entries.n;
	p->bytes += sizeof(struct pending_entry);
}

bool
pending_take(struct pending *p, struct str prefix, int64_t id)
{
	const struct pending_group *g = group_find(p, prefix);
	struct pending_entry *one;

	for (uint32_t at = g ? g->last : 0; at; at = one->before) {
		one = &p->entries.v[at - 1];
		if (one->id != id)
			continue;
		one->id = 0;
		return true;
	}
	return false;
}

bool
pending_next(const struct pending *p, struct str prefix, size_t *at,
	int64_t *id)
{
	const struct pending_group *g;

	if (*at) {
		*at = p->entries.v[*at - 1].before;
	} else {
		g = group_find(p, prefix);
		*at = g ? g->last : 0;
	}
	while (*at && !p->entries.v[*at - 1].id)
		*at = p->entries.v[*at - 1].before;
	if (*at)
		*id = p->entries.v[*at - 1].id;
	return *at != 0;
}

bool
pending_full(const struct pending *p)
{
	return p->bytes > BYTES_MAX;
}

/* ---- texts in order ------------------------------------------------------ */

struct sorted {
	size_t *ends; /* of each group's ids, by group */
	int64_t *ids;
	struct radix_key *order; /* of the groups */
};

static void *
room(size_t n, size_t size)
{
	void *p = calloc(n + 1, size);

	if (!p)
		die_oom();
	return p;
}

/* Each group's ids behind those of the groups before it, as they were added;
 * `ends` is where they end. */
static void
ids_deal(const struct pending *p, struct sorted *s)
{
	size_t at = 0, n;

	for (size_t i = 0; i < p->entries.n; i++)
		s->ends[p->entries.v[i].group] += p->entries.v[i].id != 0;
	for (size_t i = 0; i < p->groups.n; i++) {
		n = s->ends[s->order[i].row];
		s->ends[s->order[i].row] = at;
		at += n;
	}
	for (size_t i = 0; i < p->entries.n; i++)
		if (p->entries.v[i].id)
			s->ids[s->ends[p->entries.v[i].group]++] =
				p->entries.v[i].id;
}

static void
ids_sort(int64_t *ids, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (ids[i] < ids[i - 1]) {
			qsort(ids, n, sizeof *ids, int64_order);
			return;
		}
}

static uint32_t
head_of(struct str key)
{
	const unsigned char *p = (const unsigned char *)key.p;

	return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
}

static int
groups_each(struct pending *p, struct sorted *s,
	const struct pending_sink *to, struct err *e)
{
	size_t at = 0, end;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < p->groups.n; i++) {
		struct str key = s->order[i].key;

		rc = numbers_below(p, head_of(key), to, e);
		end = s->ends[s->order[i].row];
		ids_sort(s->ids + at, end - at);
		for (; rc == 0 && at < end; at++)
			rc = to->fn(to->arg, key, s->ids[at], false, e);
	}
	return rc ? rc : numbers_below(p, UINT32_MAX, to, e);
}

int
pending_each(struct pending *p, const struct pending_sink *to,
	struct err *e)
{
	struct sorted s = {
		.ends = room(p->groups.n, sizeof *s.ends),
		.ids = room(p->entries.n, sizeof *s.ids),
		.order = room(p->groups.n, sizeof *s.order),
	};
	int rc;

	for (size_t i = 0; i < p->groups.n; i++)
		s.order[i] = (struct radix_key){
			.key = {p->groups.v[i].key, p->groups.v[i].size},
			.row = (uint32_t)i};
	radix_sort(s.order, p->groups.n);
	ids_deal(p, &s);
	rc = groups_each(p, &s, to, e);
	free(s.ends);
	free(s.ids);
	free(s.order);
	pending_free(p);
	return rc;
}

void
pending_free(struct pending *p)
{
	for (size_t i = 0; i < p->lists.n; i++)
		ARR_FREE(&p->lists.v[i].v);
	ARR_FREE(&p->lists);
	ARR_FREE(&p->groups);
	ARR_FREE(&p->entries);
	free(p->slots);
	arena_free(&p->keys);
	*p = (struct pending){0};
}
