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
	k.selector = STR("pipeline:renewals");
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

static void
spread(struct shop *s, struct quota_key *k, const char *value,
	const int64_t *weights, size_t n, struct quota_copied *out)
{
	struct quota_spread x = {.key = *k, .value = str_of(value),
		.weights = weights, .nweights = n};

	shop_must(s, quota_spread(&s->m, &x, out, &s->e));
}

/* Any figure and weights: the parts sum to it, none is off by one or more. */
IN_SHOP(spread_exactly)
{
	struct quota_key k = key(s, anyref_make(E_REP, s->anna), "2026");
	uint64_t seed = 7;
	struct quota_copied n;

	for (int round = 0; round < 40; round++) {
		int64_t weights[12], total, sum = 0, whole = 0;
		struct buf text = {0};

		for (int i = 0; i < 12; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			shop_must(s, dec_make((int64_t)(seed >> 52), i % 3,
				&weights[i], &s->e));
			whole += dec_mantissa(weights[i]) *
				(dec_scale(weights[i]) == 0 ? 100 :
				dec_scale(weights[i]) == 1 ? 10 : 1);
		}
		total = (int64_t)(seed >> 24);
		money_print(total, s->m.policy->base, &text);
		spread(s, &k, text.p, round % 4 ? weights : NULL, 12, &n);
		buf_free(&text);
		assert_int_equal(n.created + n.updated + n.unchanged, 12);
		for (int i = 0; i < 12; i++) {
			struct quota *q = shop_get(s, E_QUOTA, i + 1);
			int64_t w = dec_mantissa(weights[i]) *
				(dec_scale(weights[i]) == 0 ? 100 :
				dec_scale(weights[i]) == 1 ? 10 : 1);
			int64_t down;

			sum += q->value;
			down = round % 4 ? (int64_t)((__int128)total * w /
				whole) : total / 12;
			assert_in_range(q->value - down, 0, 1);
		}
		assert_int_equal(sum, total);
	}
}

IN_SHOP(spread_follows)
{
	struct quota_key k = key(s, anyref_make(E_REP, s->anna), "2026");
	struct quota_key q2 = key(s, k.holder, "2026Q2");
	struct quota_spread x = {.key = q2, .value = STR("1")};
	struct quota_copied n;
	struct quota *year = set(s, &k, "5"), *quarter = set(s, &q2, "1");
	int64_t none[] = {0, 0, 0};

	spread(s, &k, "1200", NULL, 0, &n);
	assert_int_equal(n.created, 12);
	assert_int_equal(n.updated, 2);
	year = shop_get(s, E_QUOTA, year->common.id);
	quarter = shop_get(s, E_QUOTA, quarter->common.id);
	assert_int_equal(year->value, 120000);
	assert_int_equal(quarter->value, 30000);
	k.measure = STR("quantity");
	spread(s, &k, "2.5", NULL, 0, &n);
	assert_int_equal(((struct quota *)shop_get(s, E_QUOTA, 15))->number >>
		4, 3);
	x.weights = none;
	x.nweights = 3;
	shop_refused(s, quota_spread(&s->m, &x, &n, &s->e), ERR_USAGE,
		"all are zero", NULL);
	x.key = key(s, k.holder, "2026-05");
	shop_refused(s, quota_spread(&s->m, &x, &n, &s->e), ERR_USAGE,
		"not several months", NULL);
}

IN_SHOP(selectors)
{
	struct str out;

	shop_must(s, quota_selector(&s->m, STR(" pipeline:renewals  "
		"pipeline:default pipeline:renewals"), &out, &s->e));
	assert_text(out, "pipeline:default pipeline:renewals");
	shop_must(s, quota_selector(&s->m, STR("  "), &out, &s->e));
	assert_text(out, NULL);
	shop_refused(s, quota_selector(&s->m, STR("product:GTX"), &out,
		&s->e), ERR_NO, "GTX: no such product", NULL);
	shop_refused(s, quota_selector(&s->m, STR("pipeline:x"), &out, &s->e),
		ERR_USAGE, "no such pipeline", NULL);
	shop_refused(s, quota_selector(&s->m, STR("@big"), &out, &s->e),
		ERR_USAGE, "@big: no segment or filter", NULL);
	shop_refused(s, quota_selector(&s->m, STR("pipeline:"), &out, &s->e),
		ERR_USAGE, "does not select", NULL);
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
		cmocka_unit_test(spread_exactly),
		cmocka_unit_test(spread_follows),
		cmocka_unit_test(selectors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
