/* A row that damage hides, another in its place: whoever reads the table is
 * told, be it at the end of a walk or where one was given up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "oracle.h"
#include "store/tx.h"

enum { THINGS = 20, HIDDEN = 11, ELSEWHERE = 900 };

struct world {
	struct store *st;
	struct schema schema;
	struct arena arena;
	struct derive_env env;
};

static void
must(int rc, const struct err *e)
{
	if (rc)
		fail_msg("%d: %s", rc, e->msg);
}

static int
make(struct tx *t, void *arg, struct err *e)
{
	struct world *w = arg;
	const struct entity *en = schema_entity(&w->schema, E_THING);
	enum saved how;
	int rc = 0;

	for (int i = 0; rc == 0 && i < THINGS; i++) {
		struct thing *rec = record_new(en, &w->arena);

		rec->name = STR("one");
		rec->amount = i;
		rc = tx_save(t, en, rec, 1000000 + i, &how, e);
	}
	return rc;
}

/* As many entries as the head counts, each with its hash. */
static int
hide(struct tx *t, void *arg, struct err *e)
{
	const int table = TAB_ROWS + E_THING;
	struct buf from = {0}, to = {0}, stored = {0};
	struct str val;
	uint64_t hash;

	(void)arg;
	must(tab_get(t, table, key_one(&from, HIDDEN), &val, e), e);
	key_one(&to, ELSEWHERE);
	hash = hash64(val.p, val.n, hash64(to.p, to.n, (uint64_t)table));
	buf_str(&stored, val);
	buf_add(&stored, &hash, sizeof hash);
	must(t->st->kv->ops->del(t->kv, table, buf_view(&from), e), e);
	must(t->st->kv->ops->put(t->kv, table, buf_view(&to),
		buf_view(&stored), false, e), e);
	buf_free(&from);
	buf_free(&to);
	buf_free(&stored);
	t->voided = true; /* counts as a change */
	return 0;
}

static void
run(struct world *w, int (*fn)(struct tx *, void *, struct err *))
{
	const struct op_spec spec = {.kind = OP_CHANGE, .recorded = 2000000,
		.login = STR("test"), .command = STR("test")};
	uint64_t op;
	struct err e = {0};

	must(store_write(w->st, &spec, fn, w, &op, &e), &e);
}

static void
open_world(struct world *w)
{
	struct err e = {0};

	*w = (struct world){0};
	must(store_open_memory(&w->st, &e), &e);
	must(store_first_policy(w->st, STR("first"), STR("c"), &e), &e);
	schema_add(&w->schema, &w->arena, &thing_entity, NULL, 0);
	schema_add(&w->schema, &w->arena, &mark_entity, NULL, 0);
	store_bind(w->st, &w->schema, &w->env, NULL);
	run(w, make);
}

static void
close_world(struct world *w)
{
	store_close(w->st);
	arena_free(&w->arena);
}

/* Walk over up to `steps` records; *verdict is what the transaction says. */
static int
walk(struct world *w, int steps, int *verdict)
{
	const struct entity *en = schema_entity(&w->schema, E_THING);
	struct err e = {0};
	const void *rec;
	struct scan *s;
	struct tx *t;
	int rc = 0;

	must(tx_begin_read(w->st, VIEW_NOW, &t, &e), &e);
	must(scan_open(t, en, NULL, &s, &e), &e);
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
	struct world w;
	int verdict;

	(void)state;
	open_world(&w);
	for (int steps = 0; steps <= THINGS; steps++) {
		assert_int_equal(walk(&w, steps, &verdict), 0);
		assert_int_equal(verdict, 0);
	}
	assert_int_equal(walk(&w, THINGS + 1, &verdict), ERR_NO);
	assert_int_equal(verdict, 0);
	close_world(&w);
}

static void
test_hidden(void **state)
{
	struct world w;
	int verdict;

	(void)state;
	open_world(&w);
	run(&w, hide);
	for (int steps = 0; steps <= THINGS; steps++) {
		assert_int_equal(walk(&w, steps, &verdict), 0);
		assert_int_equal(verdict, ERR_DAMAGED);
	}
	assert_int_equal(walk(&w, THINGS + 1, &verdict), ERR_DAMAGED);
	assert_int_equal(verdict, ERR_DAMAGED);
	close_world(&w);
}

static void
test_hidden_from_a_look(void **state)
{
	struct world w;
	struct err e = {0};
	struct tx *t;
	struct thing *rec;

	(void)state;
	open_world(&w);
	run(&w, hide);
	rec = record_new(schema_entity(&w.schema, E_THING), &w.arena);
	must(tx_begin_read(w.st, VIEW_NOW, &t, &e), &e);
	assert_int_equal(tx_get(t, schema_entity(&w.schema, E_THING), 1, rec,
		&e), ERR_DAMAGED);
	tx_end(t);
	close_world(&w);
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
