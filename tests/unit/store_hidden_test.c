/* A row that damage hides, another in its place: whoever reads the table is
 * told, be it at the end of a walk or where one was given up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "shelf.h"
#include "store/tx.h"

enum { THINGS = 20, HIDDEN = 11, ELSEWHERE = 900 };

/* As many entries as the head counts, each with its hash. */
static int
hide(struct tx *t, void *arg, struct err *e)
{
	const int table = TAB_ROWS + E_THING;
	struct buf from = {0}, to = {0}, stored = {0};
	struct str val;
	uint64_t hash;

	(void)arg;
	shelf_must(tab_get(t, table, key_one(&from, HIDDEN), &val, e), e);
	key_one(&to, ELSEWHERE);
	hash = hash64(val.p, val.n, hash64(to.p, to.n, (uint64_t)table));
	buf_str(&stored, val);
	buf_add(&stored, &hash, sizeof hash);
	shelf_must(t->st->kv->ops->del(t->kv, table, buf_view(&from), e), e);
	shelf_must(t->st->kv->ops->put(t->kv, table, buf_view(&to),
		buf_view(&stored), false, e), e);
	buf_free(&from);
	buf_free(&to);
	buf_free(&stored);
	t->voided = true; /* counts as a change */
	return 0;
}

static void
open_world(struct shelf *w)
{
	shelf_open(w);
	shelf_add(w, THINGS);
}

/* Walk over up to `steps` records; *verdict is what the transaction says. */
static int
walk(struct shelf *w, int steps, int *verdict)
{
	const struct entity *en = schema_entity(&w->schema, E_THING);
	struct err e = {0};
	const void *rec;
	struct scan *s;
	struct tx *t;
	int rc = 0;

	shelf_must(tx_begin_read(w->st, VIEW_NOW, &t, &e), &e);
	shelf_must(scan_open(t, en, NULL, &s, &e), &e);
	for (int i = 0; rc == 0 && i < steps; i++)
		rc = scan_next(s, &rec, &e);
	scan_close(s);
	*verdict = tx_verdict(t, 0, &e);
	tx_end(t);
	return rc;
}

static void
test_whole(void **state)
{
	struct shelf w;
	int verdict;

	(void)state;
	open_world(&w);
	for (int steps = 0; steps <= THINGS; steps++) {
		assert_int_equal(walk(&w, steps, &verdict), 0);
		assert_int_equal(verdict, 0);
	}
	assert_int_equal(walk(&w, THINGS + 1, &verdict), ERR_NO);
	assert_int_equal(verdict, 0);
	shelf_close(&w);
}

static void
test_hidden(void **state)
{
	struct shelf w;
	int verdict;

	(void)state;
	open_world(&w);
	shelf_run(&w, OP_CHANGE, hide, NULL);
	for (int steps = 0; steps <= THINGS; steps++) {
		assert_int_equal(walk(&w, steps, &verdict), 0);
		assert_int_equal(verdict, ERR_DAMAGED);
	}
	assert_int_equal(walk(&w, THINGS + 1, &verdict), ERR_DAMAGED);
	assert_int_equal(verdict, ERR_DAMAGED);
	shelf_close(&w);
}

static void
test_hidden_from_a_look(void **state)
{
	struct shelf w;
	struct err e = {0};
	struct tx *t;
	struct thing *rec;

	(void)state;
	open_world(&w);
	shelf_run(&w, OP_CHANGE, hide, NULL);
	rec = record_new(schema_entity(&w.schema, E_THING), &w.arena);
	shelf_must(tx_begin_read(w.st, VIEW_NOW, &t, &e), &e);
	assert_int_equal(tx_get(t, schema_entity(&w.schema, E_THING), 1, rec,
		&e), ERR_DAMAGED);
	tx_end(t);
	shelf_close(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_hidden),
		cmocka_unit_test(test_hidden_from_a_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
