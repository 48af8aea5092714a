/* A store as the program that wrote format 3 left it, and a backup of it: both
 * stay of that format until they are written to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "oracle.h"
#include "store/open.h"
#include "store/rollup.h"

enum { THINGS = 40, PATH = 64 };

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
		rec->day = i * 10;
		rc = tx_save(t, en, rec, 1000000 + i, &how, e);
	}
	return rc;
}

static void
write_things(struct world *w)
{
	const struct op_spec spec = {.kind = OP_CHANGE, .recorded = 2000000,
		.login = STR("test"), .command = STR("test")};
	uint64_t op;
	struct err e = {0};

	must(store_write(w->st, &spec, make, w, &op, &e), &e);
}

static void
open_world(struct world *w, const char *dir)
{
	const struct store_options o = {.mode = STORE_WRITE};
	struct err e = {0};

	must(store_open(&w->st, dir, &o, &e), &e);
	store_bind(w->st, &w->schema, &w->env, NULL);
}

/* Without sums over spans, and with a head that says so. */
static void
write_format_three(struct world *w)
{
	struct cell_reader r;
	struct err e = {0};
	struct tx *t;

	must(tx_begin(w->st, true, true, &t, &e), &e);
	cells_of(&r, t, schema_entity(&w->schema, E_THING), true);
	must(tab_clear(t, TAB_ROLLUP, (struct str){&r.first, 1}, &e), &e);
	t->head.format = 3;
	must(head_write(t, &e), &e);
	must(t->st->kv->ops->commit(t->kv, &e), &e);
	tx_free(t);
}

/* Whole, and of a format. */
static void
expect(struct world *w, uint64_t format, int64_t things)
{
	struct buf faults = {0};
	struct err e = {0};
	struct tx *t;

	must(tx_begin_read(w->st, VIEW_NOW, &t, &e), &e);
	assert_int_equal(t->head.format, format);
	assert_int_equal(t->head.count[TAB_ROWS + E_THING], things);
	tx_end(t);
	oracle_faults(w->st, &faults);
	if (faults.n)
		fail_msg("check: %s", faults.p);
	buf_free(&faults);
}

static void
remove_store(const char *dir)
{
	static const char *const files[] = {"data.mdb", "lock.mdb"};
	char path[PATH];

	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, files[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(dir), 0);
}

static void
a_backup_of_an_older_format(void **state)
{
	char dir[] = "/dev/shm/pipe-older-XXXXXX";
	char again[] = "/dev/shm/pipe-again-XXXXXX", file[PATH];
	struct world w = {0};
	struct err e = {0};

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_non_null(mkdtemp(again));
	snprintf(file, sizeof file, "%s/data.mdb", again);
	schema_add(&w.schema, &w.arena, &thing_entity, NULL, 0);
	schema_add(&w.schema, &w.arena, &mark_entity, NULL, 0);
	must(store_create(dir, false, &e), &e);
	open_world(&w, dir);
	must(store_first_policy(w.st, STR("first"), STR("c"), &e), &e);
	write_things(&w);
	expect(&w, STORE_FORMAT, THINGS);
	write_format_three(&w);
	expect(&w, 3, THINGS);

	must(store_backup(w.st, file, &e), &e);
	expect(&w, 3, THINGS);
	store_close(w.st);
	must(store_adopt_backup(again, &e), &e);
	open_world(&w, again);
	expect(&w, 3, THINGS);
	write_things(&w);
	expect(&w, STORE_FORMAT, 2 * THINGS);
	store_close(w.st);

	remove_store(dir);
	remove_store(again);
	arena_free(&w.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_backup_of_an_older_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
