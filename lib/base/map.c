#include <stdlib.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/map.h"

static uint64_t
slot_made(uint64_t hash, size_t index)
{
	return hash >> 32 << 32 | (index + 1);
}

static struct map_entry *
entry_at(const struct map *m, size_t slot)
{
	return &m->v[(uint32_t)m->slots[slot] - 1];
}

static size_t
slot_of(const struct map *m, struct str key, uint64_t hash)
{
	size_t i = hash & (m->nslots - 1);

	for (; m->slots[i]; i = (i + 1) & (m->nslots - 1))
		if (m->slots[i] >> 32 == hash >> 32 &&
			str_eq(entry_at(m, i)->key, key))
			break;
	return i;
}

static void
map_rehash(struct map *m)
{
	free(m->slots);
	m->nslots = m->nslots ? m->nslots * 2 : 64;
	m->slots = calloc(m->nslots, sizeof *m->slots);
	if (!m->slots)
		die_oom();
	for (size_t i = 0; i < m->n; i++) {
		size_t at = m->v[i].hash & (m->nslots - 1);

		while (m->slots[at])
			at = (at + 1) & (m->nslots - 1);
		m->slots[at] = slot_made(m->v[i].hash, i);
	}
}

int64_t *
map_get(const struct map *m, struct str key)
{
	size_t i;

	if (!m->nslots)
		return NULL;
	i = slot_of(m, key, hash64(key.p, key.n, 0));
	return m->slots[i] ? &entry_at(m, i)->value : NULL;
}

int64_t *
map_put(struct map *m, struct str key, bool *added)
{
	uint64_t hash = hash64(key.p, key.n, 0);
	struct map_entry *e;
	size_t i;

	if (m->n * 2 >= m->nslots)
		map_rehash(m);
	i = slot_of(m, key, hash);
	if (added)
		*added = !m->slots[i];
	if (m->slots[i])
		return &entry_at(m, i)->value;
	m->v = arr_grow(m->v, m->n, &m->cap, sizeof *m->v);
	e = &m->v[m->n++];
	e->key = (struct str){arena_cstr(&m->keys, key), key.n};
	e->hash = hash;
	m->slots[i] = slot_made(hash, m->n - 1);
	return &e->value;
}

int64_t *
map_get_u64(const struct map *m, uint64_t key)
{
	return map_get(m, (struct str){(const char *)&key, sizeof key});
}

int64_t *
map_put_u64(struct map *m, uint64_t key, bool *added)
{
	return map_put(m, (struct str){(const char *)&key, sizeof key}, added);
}

static int
entry_order(const void *a, const void *b)
{
	const struct map_entry *const *x = a, *const *y = b;

	return str_cmp((*x)->key, (*y)->key);
}

const struct map_entry **
map_sorted(const struct map *m)
{
	const struct map_entry **v = calloc(m->n + 1, sizeof *v);

	if (!v)
		die_oom();
	for (size_t i = 0; i < m->n; i++)
		v[i] = &m->v[i];
	arr_sort(v, m->n, sizeof *v, entry_order);
	return v;
}

void
map_free(struct map *m)
{
	free(m->v);
	free(m->slots);
	arena_free(&m->keys);
	*m = (struct map){0};
}
