/* Walks over tables, and what LMDB is not trusted with: that a table is there,
 * holds what was written, and comes in order. A flipped bit in a page's
 * structure can hide entries whose own hashes are right. */
#include "store/tx.h"

enum { SMALL = 256 }; /* entries looked at whole before a table is used */

int
tab_open(struct tx *t, int table, struct tab_cursor *c, struct err *e)
{
	int rc = tab_ready(t, table, e);

	c->tx = t;
	c->table = table;
	c->c = NULL;
	c->whole = false;
	if (rc == 0)
		rc = t->st->kv->ops->cursor(t->kv, table, &c->c, e);
	return tab_met(t, rc, e);
}

static int
out_of_order(struct tab_cursor *c, struct err *e)
{
	return damaged(e, "table %d is out of order", c->table);
}

static int
cursor_take(struct tab_cursor *c, struct str key, struct str stored,
	struct str *val, struct err *e)
{
	uint64_t hash;
	int rc = tab_verify(c->table, key, stored, val, &hash, e);

	if (rc)
		return rc;
	if (key.n > sizeof c->last)
		return out_of_order(c, e);
	memcpy(c->last, key.p, key.n);
	c->last_n = key.n;
	c->n++;
	c->sum += hash;
	return 0;
}

/* A walk from the first entry to the end has met what the head counts, unless
 * the table was written to meanwhile. */
static int
cursor_end(struct tab_cursor *c, struct err *e)
{
	const struct head *h = &c->tx->head;

	if (c->whole && c->tx->ready[c->table] &&
		c->head_n == h->count[c->table] &&
		c->head_sum == h->sum[c->table] &&
		(c->n != c->head_n || c->sum != c->head_sum))
		return damaged(e, "table %d gave %llu entries, %llu were "
			"written", c->table, (unsigned long long)c->n,
			(unsigned long long)c->head_n);
	return ERR_NO;
}

int
tab_seek(struct tab_cursor *c, enum kv_seek how, struct str from,
	struct str *key, struct str *val, struct err *e)
{
	const struct head *h = &c->tx->head;
	struct str stored;
	int rc = c->tx->st->kv->ops->seek(c->c, how, from, key, &stored, e);

	c->whole = how == KV_FIRST || (how == KV_AT && from.n == 0);
	c->n = c->sum = 0;
	c->head_n = h->count[c->table];
	c->head_sum = h->sum[c->table];
	if (rc == ERR_NO)
		rc = cursor_end(c, e);
	else if (rc == 0 && how == KV_AT && str_cmp(*key, from) < 0)
		rc = out_of_order(c, e);
	else if (rc == 0)
		rc = cursor_take(c, *key, stored, val, e);
	return tab_met(c->tx, rc, e);
}

int
tab_step(struct tab_cursor *c, int direction, struct str *key,
	struct str *val, struct err *e)
{
	const struct str last = {c->last, c->last_n};
	struct str stored;
	int rc = c->tx->st->kv->ops->step(c->c, direction, key, &stored, e);

	c->whole &= direction > 0;
	if (rc == ERR_NO)
		rc = cursor_end(c, e);
	else if (rc == 0 && str_cmp(*key, last) * direction <= 0)
		rc = out_of_order(c, e);
	else if (rc == 0)
		rc = cursor_take(c, *key, stored, val, e);
	return tab_met(c->tx, rc, e);
}

void
tab_close(struct tab_cursor *c)
{
	if (c->c)
		c->tx->st->kv->ops->cursor_close(c->c);
	c->c = NULL;
}

static int
table_walk(struct tx *t, int table, struct err *e)
{
	struct tab_cursor c;
	struct str key, val;
	int rc = tab_open(t, table, &c, e);

	if (rc == 0)
		rc = tab_seek(&c, KV_FIRST, STR(""), &key, &val, e);
	while (rc == 0)
		rc = tab_step(&c, 1, &key, &val, e);
	tab_close(&c);
	return rc == ERR_NO ? 0 : rc;
}

int
tab_ready(struct tx *t, int table, struct err *e)
{
	uint64_t n = 0;
	int rc;

	if (t->ready[table] || t->checking || table == TAB_META)
		return 0;
	rc = t->st->kv->ops->count(t->kv, table, &n, e);
	if (rc == 0 && n != t->head.count[table])
		rc = damaged(e, "table %d has %llu entries, %llu were written",
			table, (unsigned long long)n,
			(unsigned long long)t->head.count[table]);
	if (rc)
		return tab_met(t, rc, e);
	t->ready[table] = true;
	if (n && n <= SMALL)
		rc = table_walk(t, table, e);
	t->ready[table] = rc == 0;
	return rc;
}

int
tab_met(struct tx *t, int rc, const struct err *e)
{
	if (rc == ERR_DAMAGED && t->hurt.code != ERR_DAMAGED)
		t->hurt = *e;
	return rc;
}

int
tx_verdict(const struct tx *t, int rc, struct err *e)
{
	if (rc == ERR_DAMAGED || t->hurt.code != ERR_DAMAGED)
		return rc;
	*e = t->hurt;
	return ERR_DAMAGED;
}
