#include <stdlib.h>

#include "store/rollup.h"

struct cells {
	struct map at;
	ARR(struct rollup_cell) list;
	struct buf key; /* scratch */
};

/* Walk over what is kept from a first field's number to another's. */
static int
each_kept(struct tx *t, const struct entity *en, bool spans, int64_t from,
	int64_t to, int (*fn)(void *, struct cell_reader *, struct err *),
	void *arg, struct err *e)
{
	struct cell_reader r;
	struct tab_cursor c;
	struct str key, val;
	struct buf start = {0};
	uint64_t last = key_signed(to);
	int rc = tab_open(t, TAB_ROLLUP, &c, e);

	if (rc)
		return rc;
	cells_of(&r, t, en, spans);
	buf_char(&start, r.first);
	key_u64(&start, key_signed(from));
	for (rc = tab_seek(&c, KV_AT, buf_view(&start), &key, &val, e);
		rc == 0 && key.p[0] == r.first;
		rc = tab_step(&c, 1, &key, &val, e)) {
		rc = cells_open(&r, key, val, e);
		if (rc || r.words[0] > last)
			break;
		while (rc == 0 && (rc = cells_next(&r, e)) == 0)
			rc = fn(arg, &r, e);
		if (rc != ERR_NO)
			break;
	}
	tab_close(&c);
	buf_free(&start);
	return rc == ERR_NO ? 0 : rc;
}

int
cells_each(struct tx *t, const struct entity *en, bool spans,
	int (*fn)(void *, struct cell_reader *, struct err *), void *arg,
	struct err *e)
{
	return each_kept(t, en, spans, INT64_MIN, INT64_MAX, fn, arg, e);
}

/* ---- at a past view ----------------------------------------------------- */

static int
cell_load(void *arg, struct cell_reader *r, struct err *e)
{
	struct cells *all = arg;
	int rc = cells_by(r, e);

	*map_put(&all->at, cells_key(r, &all->key), NULL) =
		(int64_t)all->list.n;
	*ARR_ADD(&all->list) = r->cell;
	return rc;
}

/* Of a record that is only in the past: its texts are not kept by it. */
static int
cell_begin(struct tx *t, const struct entity *en, struct str key,
	struct rollup_cell *into, struct err *e)
{
	struct cell_reader r;
	int rc;

	cells_of(&r, t, en, false);
	rc = cells_open(&r, key, STR(""), e);
	if (rc == 0)
		rc = cells_by(&r, e);
	*into = r.cell;
	return rc;
}

static int
cells_change(struct tx *t, const struct entity *en, struct cells *all,
	const void *rec, int sign, struct err *e)
{
	struct rollup_cell cell;
	int64_t *at;
	bool added;
	int rc;

	if (!rollup_cell_of(en, rec, &cell))
		return 0;
	rc = rollup_key(t, en, &cell, &all->key, e);
	if (rc)
		return rc;
	at = map_put(&all->at, buf_view(&all->key), &added);
	if (added) {
		*at = (int64_t)all->list.n;
		rc = cell_begin(t, en, buf_view(&all->key),
			ARR_ADD(&all->list), e);
	}
	return rc ? rc : rollup_add(en, &all->list.v[*at], &cell, sign, e);
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
cells_give(struct cells *all, int64_t from, int64_t to,
	int (*fn)(void *, const struct rollup_cell *, struct err *), void *arg,
	struct err *e)
{
	const struct map_entry **order = map_sorted(&all->at);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < all->at.n; i++) {
		const struct rollup_cell *c = &all->list.v[order[i]->value];

		if (!cell_is_empty(c) && c->by[0].i >= from &&
			c->by[0].i <= to)
			rc = fn(arg, c, e);
	}
	free(order);
	return rc;
}

struct give {
	int (*fn)(void *, const struct rollup_cell *, struct err *);
	void *arg;
};

static int
give(void *arg, struct cell_reader *r, struct err *e)
{
	const struct give *g = arg;
	int rc = cells_by(r, e);

	return rc ? rc : g->fn(g->arg, &r->cell, e);
}

int
tx_rollup(struct tx *t, const struct entity *en, int64_t from, int64_t to,
	bool spans,
	int (*fn)(void *, const struct rollup_cell *, struct err *), void *arg,
	struct err *e)
{
	struct cells all = {0};
	struct give now = {fn, arg};
	int rc = t->write ? rollup_flush(t, e) : 0;

	if (rc)
		return rc;
	if (view_is_now(t))
		return each_kept(t, en,
			spans && t->head.format >= FORMAT_SPANS, from, to,
			give, &now, e);
	rc = cells_each(t, en, false, cell_load, &all, e);
	if (rc == 0)
		rc = cells_to_view(t, en, &all, e);
	if (rc == 0)
		rc = cells_give(&all, from, to, fn, arg, e);
	map_free(&all.at);
	ARR_FREE(&all.list);
	buf_free(&all.key);
	return rc;
}
