#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "demo/demo.h"
#include "firm.h"

void
firm_must(struct firm *d, int rc)
{
	if (rc)
		print_error("%s\n%s\n", d->e.msg, d->e.hint);
	assert_int_equal(rc, 0);
}

static void
policy_make(struct firm *d)
{
	struct buf yaml = {0}, compiled = {0};
	struct faults faults = {0};
	struct policy *p;
	char text[1024];
	int rc;

	demo_policy(&yaml);
	rc = policy_parse(&d->arena, buf_view(&yaml), "pipe.yaml",
		model_builtin(&d->arena), &p, &faults, &d->e);
	for (size_t i = 0; i < faults.list.n; i++) {
		err_text(&faults.list.v[i], text, sizeof text);
		print_error("%s\n", text);
	}
	firm_must(d, rc);
	policy_compile(p, &compiled);
	firm_must(d, store_first_policy(d->st, buf_view(&yaml),
		buf_view(&compiled), &d->e));
	faults_free(&faults);
	buf_free(&compiled);
	buf_free(&yaml);
}

int64_t
firm_noon(const char *day)
{
	struct err e;
	int64_t out;

	assert_int_equal(day_parse(str_of(day), &out, &e), 0);
	return out * US_PER_DAY + US_PER_DAY / 2;
}

struct firm *
firm_make(int64_t now)
{
	struct firm *d = calloc(1, sizeof *d);

	assert_non_null(d);
	d->now = now;
	firm_must(d, store_open_memory(&d->st, &d->e));
	policy_make(d);
	firm_must(d, demo_fill(d->st, &d->arena, now, &d->e));
	firm_must(d, tx_begin_read(d->st, VIEW_NOW, &d->tx, &d->e));
	firm_must(d, model_load(&d->m, &d->arena, d->st, d->tx, now, STR_NULL,
		&d->e));
	return d;
}

void
firm_free(struct firm *d)
{
	tx_end(d->tx);
	store_close(d->st);
	arena_free(&d->arena);
	free(d);
}

void
firm_each(struct firm *d, int entity,
	void (*look)(struct firm *, const void *rec, void *arg), void *arg)
{
	const struct entity *en = model_entity(&d->m, entity);
	const void *rec;
	struct scan *s;
	int rc;

	firm_must(d, scan_open(d->tx, en, NULL, &s, &d->e));
	while ((rc = scan_next(s, &rec, &d->e)) == 0)
		look(d, rec, arg);
	assert_int_equal(rc, ERR_NO);
	scan_close(s);
}

void
firm_check(struct firm *d)
{
	struct check_report r = {0};

	firm_must(d, tx_check(d->tx, &r, &d->e));
	if (r.nproblems)
		print_error("%s", r.problems.p);
	assert_int_equal(r.nproblems, 0);
	assert_false(r.damaged);
	buf_free(&r.problems);
}

/* The one most tests look at, in the middle of a quarter. */
int
firm_setup(void **state)
{
	*state = firm_make(firm_noon("2026-11-24"));
	return 0;
}

int
firm_teardown(void **state)
{
	firm_free(*state);
	return 0;
}
