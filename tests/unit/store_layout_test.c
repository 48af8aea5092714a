/* Walks over blocks that are empty, indexes as format 1 kept them and roll-ups
 * as format 2 did. Built with a store whose blocks (column.h) are of sixteen rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "shelf.h"
#include "base/varint.h"
#include "store/rollup.h"

enum { BLOCK = 16, THINGS = 5 * BLOCK + 3 };

struct world {
	struct shelf in;
	int64_t from, to; /* ids to be purged */
	bool owned;	  /* things have owners */
};

static int
make(struct tx *t, void *arg, struct err *e)
{
	struct world *w = arg;
	const struct entity *en = schema_entity(&w->in.schema, E_THING);
	enum saved how;
	int rc = 0;

	for (int i = 0; rc == 0 && i < THINGS; i++) {
		struct thing *rec = record_new(en, &w->in.arena);

		rec->name = i % 3 ? STR("one") : STR("other");
		rec->amount = i;
		rec->kind = i % 4 ? (i % 2 ? STR("odd") : STR("even"))
				  : STR_NULL;
		rec->day = i % 5 ? i * 10 : NUM_NULL;
		if (w->owned && i > 30 && i % 7)
			rec->owner = 1 + i % 29;
		rc = tx_save(t, en, rec, 1000000 + i, &how, e);
	}
	return rc;
}

static int
purge(struct tx *t, void *arg, struct err *e)
{
	struct world *w = arg;
	int rc = 0;

	for (int64_t id = w->from; rc == 0 && id <= w->to; id++)
		rc = tx_purge(t, schema_entity(&w->in.schema, E_THING), id, e);
	return rc;
}

static void
run(struct world *w, enum op_kind kind,
	int (*fn)(struct tx *, void *, struct err *))
{
	shelf_run(&w->in, kind, fn, w);
}

static void
open_world(struct world *w)
{
	*w = (struct world){0};
	shelf_open(&w->in);
	run(w, OP_CHANGE, make);
}

/* Where all of a block is wanted whole, the next is read by its rows; of one
 * that is empty the cursor comes out many blocks on. */
static void
walk(struct world *w, int64_t whole_upto)
{
	static const uint16_t first[] = {TAG_ID, 34, 0};
	const struct entity *en = schema_entity(&w->in.schema, E_THING);
	struct err e = {0};
	const void *rec;
	struct scan *s;
	struct tx *t;
	int64_t id = 0;
	int rc;

	shelf_must(tx_begin_read(w->in.st, VIEW_NOW, &t, &e), &e);
	shelf_must(scan_sift(t, en, first, NULL, &s, &e), &e);
	while ((rc = scan_next(s, &rec, &e)) == 0) {
		const struct thing *one = rec;

		id = id + 1 == w->from ? w->to + 1 : id + 1;
		assert_int_equal(one->c.id, id);
		assert_int_equal(one->amount, id - 1);
		if (id <= whole_upto)
			shelf_must(scan_whole(s, &e), &e);
	}
	assert_int_equal(rc, ERR_NO);
	assert_int_equal(id, w->to == THINGS ? w->from - 1 : THINGS);
	scan_close(s);
	tx_end(t);
}

static void
test_empty_blocks(void **state)
{
	static const int64_t gaps[][2] = {{1, 16}, {17, 32}, {17, 48},
		{1, 32}, {20, 40}, {33, 80}, {65, THINGS}, {81, THINGS},
		{1, THINGS}};

	(void)state;
	for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
		struct world w;

		open_world(&w);
		w.from = gaps[i][0];
		w.to = gaps[i][1];
		run(&w, OP_PURGE, purge);
		for (int64_t n = 0; n <= THINGS; n += BLOCK)
			walk(&w, n);
		shelf_whole(w.in.st);
		shelf_close(&w.in);
	}
}

/* What the program that wrote format 1 would have left. */
static int
move_index(struct tx *t, void *arg, struct err *e)
{
	int from = TAB_INDEX + E_THING, rc;
	char key[512];
	struct tab_cursor c;
	struct str k, v;

	(void)arg;
	rc = index_flush(t, e);
	while (rc == 0) {
		rc = tab_open(t, from, &c, e);
		if (rc == 0)
			rc = tab_seek(&c, KV_FIRST, STR(""), &k, &v, e);
		if (rc == 0)
			memcpy(key, k.p, k.n);
		tab_close(&c);
		k.p = key;
		if (rc == 0)
			rc = tab_del(t, from, k, e);
		if (rc == 0)
			rc = tab_put(t, TAB_INDEX_ONE, k, STR(""), TAB_FRESH,
				e);
	}
	t->voided = true; /* counts as a change */
	return rc == ERR_NO ? 0 : rc;
}

static size_t
found(struct world *w, struct str name)
{
	const struct entity *en = schema_entity(&w->in.schema, E_THING);
	struct ids ids = {0};
	struct err e = {0};
	struct tx *t;
	size_t n;

	shelf_must(tx_begin_read(w->in.st, VIEW_NOW, &t, &e), &e);
	shelf_must(tx_find(t, en, entity_field(en, STR("name")),
		(union val){.s = name}, &ids, &e), &e);
	tx_end(t);
	n = ids.list.n;
	ARR_FREE(&ids.list);
	return n;
}

static void
test_format_one(void **state)
{
	struct world w;
	size_t other = (THINGS + 2) / 3;

	(void)state;
	open_world(&w);
	run(&w, OP_CHANGE, move_index);
	assert_int_equal(found(&w, STR("one")), THINGS - other);
	shelf_whole(w.in.st);
	run(&w, OP_CHANGE, make);
	assert_int_equal(found(&w, STR("one")), 2 * (THINGS - other));
	shelf_whole(w.in.st);
	w.from = 1; /* an "other" */
	w.to = 2;
	run(&w, OP_PURGE, purge);
	assert_int_equal(found(&w, STR("one")), 2 * (THINGS - other) - 1);
	assert_int_equal(found(&w, STR("other")), 2 * other - 1);
	shelf_whole(w.in.st);
	/* emptied, it goes on as a new one */
	w.from = 3;
	w.to = 2 * THINGS;
	run(&w, OP_PURGE, purge);
	assert_int_equal(found(&w, STR("one")), 0);
	run(&w, OP_CHANGE, make);
	assert_int_equal(found(&w, STR("other")), other);
	shelf_whole(w.in.st);
	shelf_close(&w.in);
}

struct kept_cell {
	char key[1 + 3 * 8];
	int64_t count, sum, set;
};

struct kept {
	size_t cells;
	int64_t count, amount, mixed;
	bool single;
	ARR(struct kept_cell) list;
	struct buf key; /* scratch */
};

static int
keep(void *arg, struct cell_reader *r, struct err *e)
{
	struct kept *k = arg;
	int rc = cells_by(r, e);
	struct rollup_cell c = r->cell;
	struct kept_cell one = {.count = c.count, .sum = c.sums[0],
		.set = c.set[0]};
	struct str key = cells_key(r, &k->key);

	assert_int_equal(key.n, sizeof one.key);
	memcpy(one.key, key.p, key.n);
	k->cells++;
	k->count += c.count;
	k->amount += c.sums[0];
	k->mixed += c.sums[0] * (c.by[0].i +
		3 * (c.by[1].i == NUM_NULL ? 50 : c.by[1].i)) +
		c.set[0] * (int64_t)c.by[2].s.n;
	k->single |= r->single;
	*ARR_ADD(&k->list) = one;
	return rc;
}

static struct kept
kept_of(struct tx *t, struct world *w, struct err *e)
{
	struct kept k = {0};

	shelf_must(cells_each(t, schema_entity(&w->in.schema, E_THING), false, keep,
		&k, e), e);
	buf_free(&k.key);
	return k;
}

/* An entry for each cell, as the program that wrote format 2 left it. */
static int
part(struct tx *t, const struct kept *k, struct err *e)
{
	struct buf val = {0};
	int rc = tab_clear(t, TAB_ROLLUP, STR(""), e);

	for (size_t i = 0; rc == 0 && i < k->list.n; i++) {
		const struct kept_cell *c = &k->list.v[i];

		buf_reset(&val);
		varint_put(&val, zigzag(c->count));
		varint_put(&val, zigzag(c->sum));
		varint_put(&val, zigzag(c->set));
		rc = tab_put(t, TAB_ROLLUP, (struct str){c->key, sizeof c->key},
			buf_view(&val), TAB_FRESH, e);
	}
	buf_free(&val);
	return rc;
}

static void
expect_same(struct kept *a, struct kept *b, bool single)
{
	assert_int_equal(b->cells, a->cells);
	assert_int_equal(b->count, a->count);
	assert_int_equal(b->amount, a->amount);
	assert_int_equal(b->mixed, a->mixed);
	assert_int_equal(b->single, single);
	ARR_FREE(&b->list);
}

static int
format_two(struct tx *t, void *arg, struct err *e)
{
	struct world *w = arg;
	struct kept packed, now;

	shelf_must(rollup_flush(t, e), e);
	packed = kept_of(t, w, e);
	assert_int_equal(packed.count, 2 * THINGS);
	assert_int_equal(packed.amount, THINGS * (THINGS - 1));
	assert_true(packed.cells > t->head.count[TAB_ROLLUP]);
	shelf_must(part(t, &packed, e), e);
	assert_int_equal(packed.cells, t->head.count[TAB_ROLLUP]);
	now = kept_of(t, w, e);
	expect_same(&packed, &now, true);
	t->head.format = 2;
	shelf_must(rollup_flush(t, e), e);
	now = kept_of(t, w, e);
	expect_same(&packed, &now, false);
	ARR_FREE(&packed.list);
	return make(t, arg, e); /* onto what was packed */
}

static void
test_format_two(void **state)
{
	struct world w;

	(void)state;
	open_world(&w);
	w.owned = true;
	run(&w, OP_CHANGE, make);
	run(&w, OP_CHANGE, format_two);
	shelf_whole(w.in.st);
	shelf_close(&w.in);
}

/* Packed, without sums over spans. */
static int
format_three(struct tx *t, void *arg, struct err *e)
{
	struct world *w = arg;
	struct cell_reader r;
	struct kept packed, now;

	shelf_must(rollup_flush(t, e), e);
	packed = kept_of(t, w, e);
	cells_of(&r, t, schema_entity(&w->in.schema, E_THING), true);
	shelf_must(tab_clear(t, TAB_ROLLUP, (struct str){&r.first, 1}, e), e);
	t->head.format = 3;
	shelf_must(rollup_flush(t, e), e);
	assert_int_equal(t->head.format, STORE_FORMAT);
	now = kept_of(t, w, e);
	expect_same(&packed, &now, false);
	ARR_FREE(&packed.list);
	return 0;
}

static void
test_format_three(void **state)
{
	struct world w;

	(void)state;
	open_world(&w);
	w.owned = true;
	run(&w, OP_CHANGE, make);
	run(&w, OP_CHANGE, format_three);
	shelf_whole(w.in.st);
	shelf_close(&w.in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty_blocks),
		cmocka_unit_test(test_format_one),
		cmocka_unit_test(test_format_two),
		cmocka_unit_test(test_format_three),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
