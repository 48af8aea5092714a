/* A store as the program that wrote format 3 left it, and a backup of it: both
 * stay of that format until they are written to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "shelf.h"
#include "store/open.h"
#include "store/rollup.h"

enum { THINGS = 40, PATH = 64 };

/* Without sums over spans, and with a head that says so. */
static void
write_format_three(struct shelf *w)
{
	struct cell_reader r;
	struct err e = {0};
	struct tx *t;

	shelf_must(tx_begin(w->st, true, true, &t, &e), &e);
	cells_of(&r, t, schema_entity(&w->schema, E_THING), true);
	shelf_must(tab_clear(t, TAB_ROLLUP, (struct str){&r.first, 1}, &e), &e);
	t->head.format = 3;
	shelf_must(head_write(t, &e), &e);
	shelf_must(t->st->kv->ops->commit(t->kv, &e), &e);
	tx_free(t);
}

/* Whole, and of a format. */
static void
expect(struct shelf *w, uint64_t format, int64_t things)
{
	struct err e = {0};
	struct tx *t;

	shelf_must(tx_begin_read(w->st, VIEW_NOW, &t, &e), &e);
	assert_int_equal(t->head.format, format);
	assert_int_equal(t->head.count[TAB_ROWS + E_THING], things);
	tx_end(t);
	shelf_whole(w->st);
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
	struct shelf w;
	struct err e = {0};

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_non_null(mkdtemp(again));
	snprintf(file, sizeof file, "%s/data.mdb", again);
	shelf_begin(&w);
	shelf_must(store_create(dir, false, &e), &e);
	shelf_open_at(&w, dir);
	shelf_must(store_first_policy(w.st, STR("first"), STR("c"), &e), &e);
	shelf_add(&w, THINGS);
	expect(&w, STORE_FORMAT, THINGS);
	write_format_three(&w);
	expect(&w, 3, THINGS);

	shelf_must(store_backup(w.st, file, &e), &e);
	expect(&w, 3, THINGS);
	store_close(w.st);
	shelf_must(store_adopt_backup(again, &e), &e);
	shelf_open_at(&w, again);
	expect(&w, 3, THINGS);
	shelf_add(&w, THINGS);
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
