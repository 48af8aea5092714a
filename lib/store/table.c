#include <stdarg.h>
#include <stdio.h>

#include "store/block.h"

enum { HASH_BYTES = 8 };

int
damaged(struct err *e, const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	err_set(e, ERR_DAMAGED, "store damaged: %s", text);
	return err_hint(e, "run pipe check");
}

void
key_u64(struct buf *b, uint64_t v)
{
	char p[8];

	for (int i = 7; i >= 0; i--) {
		p[i] = (char)(v & 255);
		v >>= 8;
	}
	buf_add(b, p, sizeof p);
}

struct str
key_of(struct buf *b, int n, const uint64_t *v)
{
	buf_reset(b);
	for (int i = 0; i < n; i++)
		key_u64(b, v[i]);
	return buf_view(b);
}

struct str
key_one(struct buf *b, uint64_t v)
{
	return key_of(b, 1, &v);
}

static uint64_t
entry_hash(int table, struct str key, struct str val)
{
	return hash64(val.p, val.n, key.n == sizeof(uint64_t)
		? hash64_word(key.p, (uint64_t)table)
		: hash64(key.p, key.n, (uint64_t)table));
}

int
tab_verify(int table, struct str key, struct str stored, struct str *val,
	uint64_t *hash, struct err *e)
{
	uint64_t h;

	if (stored.n < HASH_BYTES)
		return damaged(e, "a short value in table %d", table);
	*val = str_cut(stored, 0, stored.n - HASH_BYTES);
	memcpy(&h, stored.p + val->n, HASH_BYTES);
	if (h != entry_hash(table, key, *val))
		return damaged(e, "a value in table %d does not match its "
			"hash", table);
	*hash = h;
	return 0;
}

int
tab_get(struct tx *t, int table, struct str key, struct str *val,
	struct err *e)
{
	struct str stored;
	uint64_t hash;
	int rc = tab_ready(t, table, e);

	if (rc == 0)
		rc = t->st->kv->ops->get(t->kv, table, key, &stored, e);
	if (rc == 0)
		rc = tab_verify(table, key, stored, val, &hash, e);
	return tab_met(t, rc, e);
}

static bool
is_rows(int table)
{
	return table >= TAB_ROWS && table < TAB_ROWS + 64;
}

static void
tab_uncount(struct tx *t, int table, uint64_t hash)
{
	t->head.count[table]--;
	t->head.sum[table] -= hash;
}

int
tab_put(struct tx *t, int table, struct str key, struct str val,
	enum tab_how how, struct err *e)
{
	const struct kv_ops *ops = t->st->kv->ops;
	uint64_t hash = entry_hash(table, key, val), old_hash;
	struct str old, stored;
	char small[512];
	struct buf big = {0};
	char *p = small;
	int rc = tab_ready(t, table, e);

	if (rc)
		return rc;
	if (is_rows(table))
		block_touch(t, table - TAB_ROWS, (int64_t)key_get_u64(key.p));
	if (how == TAB_REPLACE) {
		rc = ops->get(t->kv, table, key, &stored, e);
		if (rc == 0)
			rc = tab_verify(table, key, stored, &old, &old_hash, e);
		if (rc == 0)
			tab_uncount(t, table, old_hash);
		else if (rc != ERR_NO)
			return tab_met(t, rc, e);
	}
	if (val.n + HASH_BYTES > sizeof small) {
		buf_room(&big, val.n + HASH_BYTES);
		p = big.p;
	}
	if (val.n)
		memcpy(p, val.p, val.n);
	memcpy(p + val.n, &hash, HASH_BYTES);
	rc = ops->put(t->kv, table, key, (struct str){p, val.n + HASH_BYTES},
		how == TAB_APPEND, e);
	buf_free(&big);
	if (rc)
		return tab_met(t, rc, e);
	t->head.count[table]++;
	t->head.sum[table] += hash;
	return 0;
}

int
tab_del(struct tx *t, int table, struct str key, struct err *e)
{
	struct str stored, old;
	uint64_t hash;
	int rc = tab_ready(t, table, e);

	if (rc == 0)
		rc = t->st->kv->ops->get(t->kv, table, key, &stored, e);
	if (rc == 0)
		rc = tab_verify(table, key, stored, &old, &hash, e);
	if (rc == 0 && is_rows(table))
		block_touch(t, table - TAB_ROWS, (int64_t)key_get_u64(key.p));
	if (rc == 0)
		rc = t->st->kv->ops->del(t->kv, table, key, e);
	if (rc == 0)
		tab_uncount(t, table, hash);
	return tab_met(t, rc, e);
}

int
tab_clear(struct tx *t, int table, struct str prefix, struct err *e)
{
	struct tab_cursor c;
	struct str key, val;
	int rc = 0;

	while (rc == 0) {
		rc = tab_open(t, table, &c, e);
		if (rc)
			return rc;
		rc = tab_seek(&c, KV_AT, prefix, &key, &val, e);
		if (rc == 0 && (key.n < prefix.n ||
			memcmp(key.p, prefix.p, prefix.n) != 0))
			rc = ERR_NO;
		if (rc == 0) {
			buf_reset(&t->key);
			buf_str(&t->key, key);
		}
		tab_close(&c);
		if (rc == 0)
			rc = tab_del(t, table, buf_view(&t->key), e);
	}
	return rc == ERR_NO ? 0 : rc;
}

struct tab_tail
tab_tail(struct tx *t, int table)
{
	struct tab_tail tail = {0};
	struct tab_cursor c;
	struct str key, val;
	struct err ignored;

	if (tab_open(t, table, &c, &ignored) == 0 &&
		tab_seek(&c, KV_LAST, STR(""), &key, &val, &ignored) == 0 &&
		key.n <= sizeof tail.last) {
		memcpy(tail.last, key.p, key.n);
		tail.n = key.n;
	}
	tab_close(&c);
	return tail;
}

enum tab_how
tail_how(struct tab_tail *tail, struct str key)
{
	if (!tail->past)
		tail->past = str_cmp(key,
			(struct str){tail->last, tail->n}) > 0;
	return tail->past ? TAB_APPEND : TAB_FRESH;
}
