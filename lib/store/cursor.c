/* Walks over tables, and what LMDB is not trusted with: that a table is there,
 * holds what was written, and comes in order. A flipped bit in a page's
 * structure can hide entries whose own hashes are right. */
#include "store/tx.h"

/* That a table has as many entries as the head counts. */
static int
table_count(struct tx *t, int table, struct err *e)
{
	uint64_t n = 0;
	int rc;

	if (t->counted[table] || t->checking || table == TAB_META)
		return 0;
	rc = t->st->kv->ops->count(t->kv, table, &n, e);
	if (rc == 0 && n != t->head.count[table])
		rc = damaged(e, "table %d has %llu entries, %llu were written",
			table, (unsigned long long)n,
			(unsigned long long)t->head.count[table]);
	t->counted[table] = rc == 0;
	return tab_met(t, rc, e);
}

/* rc: whether the table may be used. */
static int
cursor_open(struct tx *t, int table, struct tab_cursor *c, int rc,
	struct err *e)
{
	c->tx = t;
	c->table = table;
	c->c = NULL;
	c->whole = c->owed = false;
	if (rc == 0)
		rc = t->st->kv->ops->cursor(t->kv, table, &c->c, e);
	return tab_met(t, rc, e);
}

int
tab_open(struct tx *t, int table, struct tab_cursor *c, struct err *e)
{
	return cursor_open(t, table, c, tab_ready(t, table, e), e);
}

int
tab_open_walk(struct tx *t, int table, struct tab_cursor *c, struct err *e)
{
	int rc;

	if (t->write)
		return tab_open(t, table, c, e);
	rc = cursor_open(t, table, c, table_count(t, table, e), e);
	c->owed = rc == 0 && !t->ready[table];
	return rc;
}

static int
out_of_order(struct tab_cursor *c, struct err *e)
{
	return damaged(e, "table %d is out of order", c->table);
}

static inline int
cursor_take(struct tab_cursor *c, struct str key, struct str stored,
	struct str *val, struct err *e)
{
	uint64_t hash;
	int rc = tab_verify(c->table, key, stored, val, &hash, e);

	if (rc)
		return rc;
	if (key.n == sizeof c->last_number)
		c->last_number = key_get_u64(key.p);
	else if (key.n <= sizeof c->last)
		memcpy(c->last, key.p, key.n);
	else
		return out_of_order(c, e);
	c->last_n = key.n;
	c->n++;
	c->sum += hash;
	return 0;
}

static struct str
last_key(const struct tab_cursor *c, char number[sizeof c->last_number])
{
	uint64_t v = __builtin_bswap64(c->last_number);

	if (c->last_n != sizeof v)
		return (struct str){c->last, c->last_n};
	memcpy(number, &v, sizeof v);
	return (struct str){number, sizeof v};
}

/* Whether a key lies behind the one the cursor stands on, as the walk goes. */
static inline bool
is_next(const struct tab_cursor *c, struct str key, int direction)
{
	char last[sizeof c->last_number];

	if (key.n != sizeof last || c->last_n != sizeof last)
		return str_cmp(key, last_key(c, last)) * direction > 0;
	return direction > 0 ? key_get_u64(key.p) > c->last_number
			     : key_get_u64(key.p) < c->last_number;
}

/* A walk from the first entry to the end has met what the head counts, unless
 * the table was written to meanwhile. Then nothing of it is hidden. */
static int
cursor_end(struct tab_cursor *c, struct err *e)
{
	const struct head *h = &c->tx->head;

	if (!c->whole || !c->tx->counted[c->table] ||
		c->head_n != h->count[c->table] ||
		c->head_sum != h->sum[c->table])
		return ERR_NO;
	if (c->n != c->head_n || c->sum != c->head_sum)
		return damaged(e, "table %d gave %llu entries, %llu were "
			"written", c->table, (unsigned long long)c->n,
			(unsigned long long)c->head_n);
	c->tx->ready[c->table] = true;
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
	struct str stored;
	int rc = c->tx->st->kv->ops->step(c->c, direction, key, &stored, e);

	c->whole &= direction > 0;
	if (rc == ERR_NO)
		rc = cursor_end(c, e);
	else if (rc == 0 && !is_next(c, *key, direction))
		rc = out_of_order(c, e);
	else if (rc == 0)
		rc = cursor_take(c, *key, stored, val, e);
	return tab_met(c->tx, rc, e);
}

void
tab_close(struct tab_cursor *c)
{
	struct err kept;

	if (c->c)
		c->tx->st->kv->ops->cursor_close(c->c);
	c->c = NULL;
	if (c->owed)
		tab_ready(c->tx, c->table, &kept);
	c->owed = false;
}

static int
table_walk(struct tx *t, int table, struct err *e)
{
	struct tab_cursor c;
	struct str key, val;
	int rc = cursor_open(t, table, &c, 0, e);

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
	uint64_t n = t->head.count[table];
	int rc;

	if (t->ready[table] || t->checking || table == TAB_META)
		return 0;
	rc = table_count(t, table, e);
	if (rc == 0 && n && n <= TAB_SMALL)
		rc = table_walk(t, table, e);
	t->ready[table] = rc == 0;
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
