#include <stdlib.h>

#include "store/tx.h"

struct cells {
	struct map at;
	ARR(struct rollup_cell) list;
};

static int
cells_load(struct tx *t, const struct entity *en, struct cells *all,
	struct err *e)
{
	char prefix = (char)en->number;
	struct tab_cursor c;
	struct str key, val;
	int rc = tab_open(t, TAB_ROLLUP, &c, e);

	if (rc)
		return rc;
	for (rc = tab_seek(&c, KV_AT, (struct str){&prefix, 1}, &key, &val,
		     e);
		rc == 0 && key.p[0] == prefix;
		rc = tab_step(&c, 1, &key, &val, e)) {
		rc = cell_decode(t, en, key, val, ARR_ADD(&all->list), e);
		if (rc)
			break;
		*map_put(&all->at, key, NULL) = (int64_t)all->list.n - 1;
	}
	tab_close(&c);
	return rc == ERR_NO ? 0 : rc;
}

static int
cells_change(struct tx *t, const struct entity *en, struct cells *all,
	const void *rec, int sign, struct err *e)
{
	struct rollup_cell cell, *into;
	struct buf key = {0};
	int64_t *at;
	bool added;
	int rc;

	if (!rollup_cell_of(en, rec, &cell))
		return 0;
	rc = rollup_key(t, en, &cell, &key, e);
	if (rc == 0) {
		at = map_put(&all->at, buf_view(&key), &added);
		if (added) {
			*at = (int64_t)all->list.n;
			into = ARR_ADD(&all->list);
			memcpy(into->by, cell.by, sizeof cell.by);
		}
		rc = rollup_add(en, &all->list.v[*at], &cell, sign, e);
	}
	buf_free(&key);
	return rc;
}

static int
cells_to_view(struct tx *t, const struct entity *en, struct cells *all,
	struct err *e)
{
	struct arena a = {0};
	const int64_t *ids;
	void *rec;
	size_t n;
	int rc = overlay_ids(t, en->number, &ids, &n, e);

	for (size_t i = 0; rc == 0 && i < n; i++) {
		arena_reset(&a);
		rc = row_now(t, en, ids[i], &a, &rec, e);
		if (rc == 0)
			rc = cells_change(t, en, all, rec, -1, e);
		if (rc)
			break;
		rec = record_new(en, &a);
		rc = tx_get(t, en, ids[i], rec, e);
		if (rc == 0)
			rc = cells_change(t, en, all, rec, 1, e);
		else if (rc == ERR_NO)
			rc = 0;
	}
	arena_free(&a);
	return rc;
}

static int
entry_order(const void *a, const void *b)
{
	const struct map_entry *const *x = a, *const *y = b;

	return str_cmp((*x)->key, (*y)->key);
}

static int
cells_give(struct cells *all, int64_t from, int64_t to,
	int (*fn)(void *, const struct rollup_cell *, struct err *), void *arg,
	struct err *e)
{
	const struct map_entry **order =
		calloc(all->at.n + 1, sizeof *order);
	int rc = 0;

	if (!order)
		die_oom();
	for (size_t i = 0; i < all->at.n; i++)
		order[i] = &all->at.v[i];
	arr_sort(order, all->at.n, sizeof *order, entry_order);
	for (size_t i = 0; rc == 0 && i < all->at.n; i++) {
		const struct rollup_cell *c = &all->list.v[order[i]->value];

		if (!cell_is_empty(c) && c->by[0].i >= from &&
			c->by[0].i <= to)
			rc = fn(arg, c, e);
	}
	free(order);
	return rc;
}

static int
rollup_now(struct tx *t, const struct entity *en, int64_t from, int64_t to,
	int (*fn)(void *, const struct rollup_cell *, struct err *), void *arg,
	struct err *e)
{
	struct rollup_cell cell;
	struct tab_cursor c;
	struct str key, val;
	struct buf start = {0};
	int rc = tab_open(t, TAB_ROLLUP, &c, e);

	if (rc)
		return rc;
	buf_char(&start, (char)en->number);
	key_u64(&start, (uint64_t)from ^ UINT64_C(1) << 63);
	for (rc = tab_seek(&c, KV_AT, buf_view(&start), &key, &val, e);
		rc == 0 && key.p[0] == (char)en->number;
		rc = tab_step(&c, 1, &key, &val, e)) {
		rc = cell_decode(t, en, key, val, &cell, e);
		if (rc || cell.by[0].i > to)
			break;
		rc = fn(arg, &cell, e);
		if (rc)
			break;
	}
	tab_close(&c);
	buf_free(&start);
	return rc == ERR_NO ? 0 : rc;
}

int
tx_rollup(struct tx *t, const struct entity *en, int64_t from, int64_t to,
	int (*fn)(void *, const struct rollup_cell *, struct err *), void *arg,
	struct err *e)
{
	struct cells all = {0};
	int rc = t->write ? rollup_flush(t, e) : 0;

	if (rc)
		return rc;
	if (view_is_now(t))
		return rollup_now(t, en, from, to, fn, arg, e);
	rc = cells_load(t, en, &all, e);
	if (rc == 0)
		rc = cells_to_view(t, en, &all, e);
	if (rc == 0)
		rc = cells_give(&all, from, to, fn, arg, e);
	map_free(&all.at);
	ARR_FREE(&all.list);
	return rc;
}
