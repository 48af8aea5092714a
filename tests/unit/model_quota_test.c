/* Quotas: keys, revisions, copies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/quota.h"
#include "shop.h"

static struct quota_key
key(struct shop *s, int64_t holder, const char *period)
{
	struct quota_key k = {.holder = holder};

	shop_must(s, period_parse(str_of(period), &s->m.cal, &k.period,
		&s->e));
	return k;
}

static struct quota *
set(struct shop *s, const struct quota_key *k, const char *value)
{
	int64_t id;

	shop_must(s, quota_set(&s->m, k, str_of(value), STR_NULL, &id,
		&s->how, &s->e));
	return shop_get(s, E_QUOTA, id);
}

IN_SHOP(upsert)
{
	struct quota_key k = key(s, anyref_make(E_REP, s->anna), "2026q4");
	struct quota *q = set(s, &k, "250000");

	assert_int_equal(s->how, SAVED_CREATED);
	assert_text(q->period, "2026Q4");
	assert_int_equal(q->from, shop_day("2026-10-01"));
	assert_int_equal(q->to, shop_day("2027-01-01"));
	assert_text(q->measure, "amount");
	assert_text(q->currency, "EUR");
	assert_int_equal(q->value, 25000000);
	assert_int_equal(q->number, NUM_NULL);
	q = set(s, &k, "250000.00");
	assert_int_equal(s->how, SAVED_UNCHANGED);
	q = set(s, &k, "260000EUR");
	assert_int_equal(s->how, SAVED_UPDATED);
	assert_int_equal(q->common.id, 1);
	assert_int_equal(q->common.rev, 2);
	q = set(s, &k, "9000USD");
	assert_int_equal(s->how, SAVED_CREATED);
	assert_text(q->currency, "USD");
	k.selector = STR("product:GTX");
	set(s, &k, "1000");
	assert_int_equal(s->how, SAVED_CREATED);
	k.holder = anyref_make(E_TEAM, s->emea);
	set(s, &k, "1000");
	assert_int_equal(s->how, SAVED_CREATED);
}

/* The same days under another label are the same quota. */
IN_SHOP(labels_of_the_same_days)
{
	struct quota_key k = key(s, anyref_make(E_REP, s->anna), "2026Q4");
	struct quota *q = set(s, &k, "100");

	k = key(s, k.holder, "FY26Q4");
	q = set(s, &k, "120");
	assert_int_equal(s->how, SAVED_UPDATED);
	assert_int_equal(q->common.id, 1);
	assert_int_equal(q->value, 12000);
}

IN_SHOP(numbers)
{
	struct quota_key k = key(s, anyref_make(E_REP, s->anna), "2026");
	struct quota *q;
	int64_t id;

	k.measure = STR("count");
	q = set(s, &k, "12");
	assert_int_equal(q->value, NUM_NULL);
	assert_text(q->currency, NULL);
	assert_int_equal(dec_mantissa(q->number), 12);
	shop_refused(s, quota_set(&s->m, &k, STR("12.5"), STR_NULL, &id,
		&s->how, &s->e), ERR_DATA, "whole number", NULL);
	k.measure = STR("quantity");
	q = set(s, &k, "12.5");
	assert_int_equal(q->common.id, 2);
	k.measure = STR("amonut");
	shop_refused(s, quota_set(&s->m, &k, STR("1"), STR_NULL, &id,
		&s->how, &s->e), ERR_USAGE, "did you mean 'amount'", NULL);
	k.measure = STR("amount");
	k.currency = STR("USD");
	shop_refused(s, quota_set(&s->m, &k, STR("1EUR"), STR_NULL, &id,
		&s->how, &s->e), ERR_USAGE, "is in EUR, not USD", NULL);
	q = set(s, &k, "1");
	assert_text(q->currency, "USD");
}

IN_SHOP(by_add)
{
	struct quota *q = shop_new(s, E_QUOTA);

	shop_set(s, E_QUOTA, q, "holder", "rep/anna");
	shop_set(s, E_QUOTA, q, "period", "this-quarter");
	shop_refused(s, shop_try(s, E_QUOTA, q), ERR_DATA,
		"rep/anna: money is given by value", NULL);
	shop_set(s, E_QUOTA, q, "value", "500");
	shop_save(s, E_QUOTA, q);
	assert_text(q->period, "2026Q4");
	q = shop_new(s, E_QUOTA);
	shop_set(s, E_QUOTA, q, "holder", "rep/anna");
	shop_set(s, E_QUOTA, q, "period", "2026Q4");
	shop_set(s, E_QUOTA, q, "value", "600");
	shop_refused(s, shop_try(s, E_QUOTA, q), ERR_DATA,
		"rep/anna: there is one for this already", "quota/1", NULL);
	shop_set(s, E_QUOTA, q, "period", "next-quarter");
	shop_save(s, E_QUOTA, q);
	assert_int_equal(q->from, shop_day("2027-01-01"));
	shop_set(s, E_QUOTA, q, "period", "2026Q4");
	shop_refused(s, shop_try(s, E_QUOTA, q), ERR_DATA, "already", NULL);
	q = shop_new(s, E_QUOTA);
	q->holder = anyref_make(E_DEAL, shop_deal(s)->common.id);
	shop_set(s, E_QUOTA, q, "period", "2026Q4");
	shop_set(s, E_QUOTA, q, "value", "1");
	shop_refused(s, shop_try(s, E_QUOTA, q), ERR_DATA,
		"deal/1: only reps and teams", NULL);
}

IN_SHOP(copy)
{
	struct quota_key k = key(s, anyref_make(E_REP, s->anna), "2026Q3");
	struct quota_copied n;
	struct period from, to;
	int64_t scale;

	from = k.period;
	set(s, &k, "100.05");
	k = key(s, anyref_make(E_REP, s->bert), "2026-08");
	set(s, &k, "10");
	k.measure = STR("count");
	set(s, &k, "5");
	k = key(s, anyref_make(E_TEAM, s->emea), "2026Q2");
	set(s, &k, "1");
	to = key(s, NUM_NULL, "2026Q4").period;
	shop_must(s, dec_parse(STR("1.1"), &scale, &s->e));
	shop_must(s, quota_copy(&s->m, &from, &to, scale, STR_NULL, &n,
		&s->e));
	assert_int_equal(n.created, 3);
	assert_int_equal(n.updated + n.unchanged, 0);
	/* 110.055 away from zero; 5 x 1.1 likewise */
	assert_int_equal(((struct quota *)shop_get(s, E_QUOTA, 5))->value,
		11006);
	assert_text(((struct quota *)shop_get(s, E_QUOTA, 6))->period,
		"2026-11");
	assert_int_equal(((struct quota *)shop_get(s, E_QUOTA, 6))->value,
		1100);
	assert_int_equal(dec_mantissa(
		((struct quota *)shop_get(s, E_QUOTA, 7))->number), 6);
	shop_must(s, quota_copy(&s->m, &from, &to, scale, STR_NULL, &n,
		&s->e));
	assert_int_equal(n.unchanged, 3);
	from = key(s, NUM_NULL, "2020").period;
	shop_refused(s, quota_copy(&s->m, &from, &to, scale, STR_NULL, &n,
		&s->e), ERR_NO, "2020: no quotas to copy", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(upsert),
		cmocka_unit_test(labels_of_the_same_days),
		cmocka_unit_test(numbers),
		cmocka_unit_test(by_add),
		cmocka_unit_test(copy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
