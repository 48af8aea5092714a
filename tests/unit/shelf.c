#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shelf.h"

void
shelf_must(int rc, const struct err *e)
{
	if (rc)
		fail_msg("%d: %s", rc, e->msg);
}

void
shelf_begin(struct shelf *w)
{
	*w = (struct shelf){0};
	schema_add(&w->schema, &w->arena, &thing_entity, NULL, 0);
	schema_add(&w->schema, &w->arena, &mark_entity, NULL, 0);
}

void
shelf_open(struct shelf *w)
{
	struct err e = {0};

	shelf_begin(w);
	shelf_must(store_open_memory(&w->st, &e), &e);
	shelf_must(store_first_policy(w->st, STR("first"), STR("c"), &e), &e);
	store_bind(w->st, &w->schema, &w->env, NULL);
}

void
shelf_open_at(struct shelf *w, const char *dir)
{
	const struct store_options o = {.mode = STORE_WRITE};
	struct err e = {0};

	shelf_must(store_open(&w->st, dir, &o, &e), &e);
	store_bind(w->st, &w->schema, &w->env, NULL);
}

void
shelf_close(struct shelf *w)
{
	store_close(w->st);
	arena_free(&w->arena);
}

void
shelf_run(struct shelf *w, enum op_kind kind,
	int (*fn)(struct tx *, void *, struct err *), void *arg)
{
	const struct op_spec spec = {.kind = kind, .recorded = 2000000,
		.login = STR("test"), .command = STR("test")};
	uint64_t op;
	struct err e = {0};

	shelf_must(store_write(w->st, &spec, fn, arg, &op, &e), &e);
}

struct adding {
	struct shelf *w;
	int n;
};

static int
add(struct tx *t, void *arg, struct err *e)
{
	struct adding *a = arg;
	const struct entity *en = schema_entity(&a->w->schema, E_THING);
	enum saved how;
	int rc = 0;

	for (int i = 0; rc == 0 && i < a->n; i++) {
		struct thing *rec = record_new(en, &a->w->arena);

		rec->name = STR("one");
		rec->amount = i;
		rec->day = i * 10;
		rc = tx_save(t, en, rec, 1000000 + i, &how, e);
	}
	return rc;
}

void
shelf_add(struct shelf *w, int n)
{
	shelf_run(w, OP_CHANGE, add, &(struct adding){w, n});
}

void
shelf_whole(struct store *st)
{
	struct buf faults = {0};

	oracle_faults(st, &faults);
	if (faults.n)
		fail_msg("check: %s", faults.p);
	buf_free(&faults);
}
