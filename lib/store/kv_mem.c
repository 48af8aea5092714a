/* A sorted array per table. A writing transaction works on copies of the
 * arrays; the entries themselves are immutable and shared until freed. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "store/kv.h"

struct entry {
	struct str key, val;
};

struct rows {
	struct entry *v;
	size_t n, cap;
};

struct mem {
	struct kv kv;
	struct rows live[KV_TABLES];
	struct arena bytes; /* every key and value ever put */
	uint64_t txn;
};

struct kv_txn {
	struct mem *mem;
	bool write;
	bool copied[KV_TABLES];
	struct rows own[KV_TABLES];
};

struct kv_cursor {
	struct kv_txn *txn;
	int table;
	size_t at;
};

static int
mem_begin(struct kv *kv, bool write, struct kv_txn **out, struct err *e)
{
	struct kv_txn *t = calloc(1, sizeof *t);

	(void)e;
	if (!t)
		die_oom();
	t->mem = (struct mem *)(void *)kv;
	t->write = write;
	for (int i = 0; i < KV_TABLES; i++)
		t->own[i] = t->mem->live[i];
	*out = t;
	return 0;
}

static int
mem_commit(struct kv_txn *t, struct err *e)
{
	(void)e;
	for (int i = 0; i < KV_TABLES; i++) {
		if (!t->copied[i])
			continue;
		free(t->mem->live[i].v);
		t->mem->live[i] = t->own[i];
	}
	t->mem->txn += t->write;
	free(t);
	return 0;
}

static void
mem_abort(struct kv_txn *t)
{
	for (int i = 0; i < KV_TABLES; i++)
		if (t->copied[i])
			free(t->own[i].v);
	free(t);
}

/* Position of the first key >= the given one. */
static size_t
rows_seek(const struct rows *r, struct str key)
{
	size_t lo = 0, hi = r->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (str_cmp(r->v[mid].key, key) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static struct rows *
rows_own(struct kv_txn *t, int table)
{
	struct rows *r = &t->own[table];
	struct entry *v;

	if (t->copied[table])
		return r;
	v = malloc((r->n + 64) * sizeof *v);
	if (!v)
		die_oom();
	if (r->n)
		memcpy(v, r->v, r->n * sizeof *v);
	*r = (struct rows){v, r->n, r->n + 64};
	t->copied[table] = true;
	return r;
}

static int
mem_get(struct kv_txn *t, int table, struct str key, struct str *val,
	struct err *e)
{
	const struct rows *r = &t->own[table];
	size_t at = rows_seek(r, key);

	(void)e;
	if (at == r->n || !str_eq(r->v[at].key, key))
		return ERR_NO;
	*val = r->v[at].val;
	return 0;
}

static int
mem_put(struct kv_txn *t, int table, struct str key, struct str val,
	bool append, struct err *e)
{
	struct rows *r = rows_own(t, table);
	size_t at = rows_seek(r, key);

	if (append && at < r->n)
		return err_set(e, ERR_DAMAGED, "key out of order in table %d",
			table);
	if (at == r->n || !str_eq(r->v[at].key, key)) {
		r->v = arr_grow(r->v, r->n, &r->cap, sizeof *r->v);
		memmove(r->v + at + 1, r->v + at, (r->n - at) * sizeof *r->v);
		r->v[at].key = arena_str(&t->mem->bytes, key);
		r->n++;
	}
	r->v[at].val = arena_str(&t->mem->bytes, val);
	return 0;
}

static int
mem_del(struct kv_txn *t, int table, struct str key, struct err *e)
{
	struct rows *r = rows_own(t, table);
	size_t at = rows_seek(r, key);

	(void)e;
	if (at == r->n || !str_eq(r->v[at].key, key))
		return ERR_NO;
	r->n--;
	memmove(r->v + at, r->v + at + 1, (r->n - at) * sizeof *r->v);
	return 0;
}

static int
mem_count(struct kv_txn *t, int table, uint64_t *n, struct err *e)
{
	(void)e;
	*n = t->own[table].n;
	return 0;
}

static int
mem_cursor(struct kv_txn *t, int table, struct kv_cursor **out, struct err *e)
{
	struct kv_cursor *c = calloc(1, sizeof *c);

	(void)e;
	if (!c)
		die_oom();
	c->txn = t;
	c->table = table;
	*out = c;
	return 0;
}

static int
cursor_hand(const struct kv_cursor *c, struct str *key, struct str *val)
{
	const struct rows *r = &c->txn->own[c->table];

	if (c->at >= r->n)
		return ERR_NO;
	*key = r->v[c->at].key;
	*val = r->v[c->at].val;
	return 0;
}

static int
mem_seek(struct kv_cursor *c, enum kv_seek how, struct str from,
	struct str *key, struct str *val, struct err *e)
{
	const struct rows *r = &c->txn->own[c->table];

	(void)e;
	switch (how) {
	case KV_AT: c->at = rows_seek(r, from); break;
	case KV_FIRST: c->at = 0; break;
	case KV_LAST: c->at = r->n - 1; break; /* wraps to "none" when empty */
	}
	return cursor_hand(c, key, val);
}

static int
mem_step(struct kv_cursor *c, int direction, struct str *key, struct str *val,
	struct err *e)
{
	(void)e;
	c->at += (size_t)(ptrdiff_t)direction;
	return cursor_hand(c, key, val);
}

static void
mem_cursor_close(struct kv_cursor *c)
{
	free(c);
}

static int
mem_stat(struct kv_txn *t, struct kv_stat *out, struct err *e)
{
	(void)e;
	*out = (struct kv_stat){.txn = t->mem->txn + t->write};
	return 0;
}

static int
mem_grow(struct kv *kv, struct err *e)
{
	(void)kv;
	(void)e;
	return 0;
}

static int
mem_copy(struct kv *kv, int fd, struct err *e)
{
	(void)kv;
	(void)fd;
	return err_set(e, ERR_SYSTEM, "a store in memory has no file to copy");
}

static void
mem_close(struct kv *kv)
{
	struct mem *m = (struct mem *)(void *)kv;

	for (int i = 0; i < KV_TABLES; i++)
		free(m->live[i].v);
	arena_free(&m->bytes);
	free(m);
}

static const struct kv_ops mem_ops = {
	.name = "memory",
	.begin = mem_begin,
	.commit = mem_commit,
	.abort = mem_abort,
	.get = mem_get,
	.put = mem_put,
	.del = mem_del,
	.count = mem_count,
	.cursor = mem_cursor,
	.seek = mem_seek,
	.step = mem_step,
	.cursor_close = mem_cursor_close,
	.stat = mem_stat,
	.grow = mem_grow,
	.copy = mem_copy,
	.close = mem_close,
};

struct kv *
kv_mem_open(void)
{
	struct mem *m = calloc(1, sizeof *m);

	if (!m)
		die_oom();
	m->kv.ops = &mem_ops;
	return &m->kv;
}
