/* The demo company: its rules are kept, its log tells of everything, and it is
 * the same every time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "demo/demo.h"
#include "firm.h"
#include "model/deal.h"
#include "model/rep.h"

static void
look_rep(struct firm *d, const void *rec, void *arg)
{
	const struct rep *r = rec;
	int *left = arg;

	(void)d;
	assert_non_null(r->login.p);
	assert_true(r->team != NUM_NULL);
	*left += r->active == 0 && r->common.archived == 1;
}

/* One changed teams, one left; both were otherwise before. */
static void
people_come_and_go(void **state)
{
	struct firm *d = *state;
	const struct entity *en = model_entity(&d->m, E_REP);
	struct rep *now, *then;
	int64_t elin, noah;
	int left = 0;
	void *rec;

	firm_each(d, E_REP, look_rep, &left);
	assert_int_equal(left, 1);
	firm_must(d, model_resolve(&d->m, en, STR("elin"), &elin, &d->e));
	firm_must(d, model_resolve(&d->m, en, STR("noah"), &noah, &d->e));
	firm_must(d, model_get(&d->m, en, elin, &rec, &d->e));
	now = rec;
	tx_set_view(d->tx, (struct view){d->now - 300 * US_PER_DAY, OP_NOW});
	firm_must(d, model_get(&d->m, en, elin, &rec, &d->e));
	then = rec;
	assert_true(now->team != then->team);
	assert_int_equal(model_get(&d->m, en, noah, &rec, &d->e), ERR_NO);
	tx_set_view(d->tx, VIEW_NOW);
}

/* ---- the log ------------------------------------------------------------ */

/* Who, when and what is told of every operation, and none is late. */
static void
log_is_told(void **state)
{
	struct firm *d = *state;
	int64_t before = 0, messages = 0, singles = 0;
	struct op o;

	for (uint64_t n = 1; n <= tx_last_op(d->tx); n++) {
		firm_must(d, tx_op(d->tx, n, &o, &d->e));
		assert_int_equal(o.kind, OP_CHANGE);
		assert_true(o.recorded >= before && o.recorded < d->now);
		assert_non_null(o.login.p);
		assert_true(o.command.n > 4);
		messages += o.message.p != NULL;
		singles += o.events == 1;
		before = o.recorded;
	}
	assert_true(messages > 80);
	assert_true(singles > 10);
	assert_true(str_starts(o.command, "deal move "));
	assert_true(str_is(o.login, "abrandt"));
}

static int
take_back(struct tx *tx, void *arg, struct err *e)
{
	struct firm *d = arg;
	uint64_t last = tx_last_op(tx);
	int rc = model_load(&d->m, &d->arena, d->st, tx, d->now, STR_NULL, e);

	return rc ? rc : tx_undo(tx, last, d->now, e);
}

static void
stage_is(struct firm *d, int64_t id, const char *stage)
{
	const struct deal *one;
	void *rec;

	firm_must(d, model_get(&d->m, model_entity(&d->m, E_DEAL), id, &rec,
		&d->e));
	one = rec;
	assert_true(str_is(one->stage, stage));
}

/* The last thing done can be undone by who tries it. */
static void
last_is_taken_back(void **state)
{
	struct firm *d = firm_make(((struct firm *)*state)->now);
	struct op_spec spec = {.kind = OP_UNDO, .recorded = d->now,
		.login = STR("root"), .command = STR("undo"),
		.rep = NUM_NULL, .undoes = tx_last_op(d->tx)};
	struct event ev;
	struct op o;
	uint64_t n;

	firm_must(d, tx_op(d->tx, spec.undoes, &o, &d->e));
	firm_must(d, tx_event(d->tx, o.first_event, &d->arena, &ev, &d->e));
	assert_int_equal(ev.entity, E_DEAL);
	stage_is(d, ev.id, "negotiation");
	tx_end(d->tx);
	firm_must(d, store_write(d->st, &spec, take_back, d, &n, &d->e));
	firm_must(d, tx_begin_read(d->st, VIEW_NOW, &d->tx, &d->e));
	firm_must(d, model_load(&d->m, &d->arena, d->st, d->tx, d->now,
		STR_NULL, &d->e));
	stage_is(d, ev.id, "proposal");
	firm_check(d);
	firm_free(d);
}

/* ---- the same every time ------------------------------------------------ */

static void
digest_text(struct str text, struct sha *s)
{
	sha_add(s, &text.n, sizeof text.n);
	if (text.n)
		sha_add(s, text.p, text.n);
}

static void
digest_change(const struct change *c, struct sha *s)
{
	sha_add(s, &c->tag, sizeof c->tag);
	sha_add(s, &c->had, sizeof c->had);
	sha_add(s, &c->has, sizeof c->has);
	if (c->had && c->text)
		digest_text(c->before.s, s);
	else if (c->had)
		sha_add(s, &c->before.i, sizeof c->before.i);
	if (c->has && c->text)
		digest_text(c->after.s, s);
	else if (c->has)
		sha_add(s, &c->after.i, sizeof c->after.i);
}

static void
digest_op(struct firm *d, uint64_t n, struct sha *s)
{
	struct arena a = {0};
	struct event ev;
	struct op o;

	firm_must(d, tx_op(d->tx, n, &o, &d->e));
	sha_add(s, &o.recorded, sizeof o.recorded);
	digest_text(o.login, s);
	digest_text(o.command, s);
	digest_text(o.message, s);
	for (uint64_t i = 0; i < o.events; i++) {
		firm_must(d, tx_event(d->tx, o.first_event + i, &a, &ev,
			&d->e));
		sha_add(s, &ev.entity, sizeof ev.entity);
		sha_add(s, &ev.id, sizeof ev.id);
		sha_add(s, &ev.instant, sizeof ev.instant);
		for (size_t c = 0; c < ev.nchanges; c++)
			digest_change(&ev.changes[c], s);
		arena_reset(&a);
	}
	arena_free(&a);
}

static void
digest(struct firm *d, uint8_t out[SHA_BYTES])
{
	struct sha s;

	sha_init(&s);
	for (uint64_t n = 1; n <= tx_last_op(d->tx); n++)
		digest_op(d, n, &s);
	sha_end(&s, out);
}

static void
same_now_same_records(void **state)
{
	struct firm *d = *state, *twin = firm_make(d->now);
	struct firm *later = firm_make(d->now + US_PER_DAY);
	uint8_t a[SHA_BYTES], b[SHA_BYTES], c[SHA_BYTES];

	digest(d, a);
	digest(twin, b);
	digest(later, c);
	assert_memory_equal(a, b, SHA_BYTES);
	assert_memory_not_equal(a, c, SHA_BYTES);
	firm_free(later);
	firm_free(twin);
}

static void
all_is_derived_well(void **state)
{
	firm_check(*state);
}

static void
only_an_empty_store(void **state)
{
	struct firm *d = firm_make(((struct firm *)*state)->now);

	tx_end(d->tx);
	assert_int_equal(demo_fill(d->st, &d->arena, d->now, &d->e),
		ERR_USAGE);
	assert_non_null(strstr(d->e.msg, "not empty"));
	firm_must(d, tx_begin_read(d->st, VIEW_NOW, &d->tx, &d->e));
	firm_free(d);
}

static void
no_room_for_two_years(void **state)
{
	struct firm *d = *state;
	struct arena a = {0};

	assert_int_equal(demo_fill(d->st, &a, firm_noon("0002-01-01"), &d->e),
		ERR_USAGE);
	assert_int_equal(demo_fill(d->st, &a, firm_noon("9998-01-01"), &d->e),
		ERR_USAGE);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_is_derived_well),
		cmocka_unit_test(people_come_and_go),
		cmocka_unit_test(log_is_told),
		cmocka_unit_test(last_is_taken_back),
		cmocka_unit_test(same_now_same_records),
		cmocka_unit_test(only_an_empty_store),
		cmocka_unit_test(no_room_for_two_years),
	};

	return cmocka_run_group_tests(tests, firm_setup, firm_teardown);
}
