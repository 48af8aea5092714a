/* What deals keep and derive: slip, idleness, periods, money. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/activity.h"
#include "shop.h"

static struct deal *
again(struct shop *s, const struct deal *d)
{
	return shop_get(s, E_DEAL, d->common.id);
}

IN_SHOP(pushes_and_slip)
{
	static const struct {
		const char *close;
		int64_t pushes, slip;
	} rows[] = {
		{"2026-12-10", 1, 10}, {"2026-12-05", 1, 10},
		{"2026-12-08", 2, 13}, {NULL, 2, 13}, {"2027-03-01", 2, 13},
		{"2027-03-02", 3, 14},
	};
	struct deal *d = shop_deal(s);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		shop_set(s, E_DEAL, d, "close", rows[i].close);
		shop_save(s, E_DEAL, d);
		d = again(s, d);
		assert_int_equal(d->pushes, rows[i].pushes);
		assert_int_equal(d->slip, rows[i].slip);
	}
}

IN_SHOP(periods)
{
	struct deal *d = shop_deal(s);

	assert_int_equal(d->period, 2026 * 12 + 10);
	shop_set(s, E_DEAL, d, "close", NULL);
	shop_save(s, E_DEAL, d);
	assert_int_equal(again(s, d)->period, PERIOD_UNDATED);
}

static int64_t
touch(struct shop *s, const struct deal *d)
{
	struct note n = {
		.about = anyref_make(E_DEAL, d->common.id),
		.text = STR("left a voicemail"),
		.next = NUM_NULL,
	};
	int64_t id;

	shop_must(s, activity_note(&s->m, &n, &id, &s->e));
	return id;
}

IN_SHOP(idle_and_rotten)
{
	struct deal *d = shop_deal(s);

	shop_later(s, 14);
	d = again(s, d);
	assert_int_equal(d->idle, 14);
	assert_text(d->idle_by, "stage");
	assert_int_equal(d->rotten, 0);
	assert_int_equal(d->stage_days, 14);
	shop_later(s, 1);
	assert_int_equal(again(s, d)->rotten, 1);
	touch(s, d);
	shop_later(s, 3);
	d = again(s, d);
	assert_int_equal(d->idle, 3);
	assert_text(d->idle_by, "activity");
	assert_int_equal(d->rotten, 0);
	assert_int_equal(d->common.rev, 1);
	shop_must(s, deal_move(&s->m, d, STR("terms"), &s->how, &s->e));
	d = again(s, d);
	assert_int_equal(d->idle, 0);
	assert_text(d->idle_by, "stage");
	shop_later(s, 400);
	assert_int_equal(again(s, d)->rotten, 0); /* terms never rot */
}

IN_SHOP(currency_needs_new_money)
{
	struct deal *d = shop_deal(s);

	shop_set(s, E_DEAL, d, "recurring", "20");
	shop_save(s, E_DEAL, d);
	shop_set(s, E_DEAL, d, "currency", "JPY");
	shop_refused(s, shop_try(s, E_DEAL, d), ERR_DATA,
		"1: another currency needs new money: amount, recurring",
		"--amount AMOUNT --recurring RECURRING", NULL);
	d = again(s, d);
	shop_set(s, E_DEAL, d, "currency", "USD");
	shop_set(s, E_DEAL, d, "amount", "1000");
	shop_set(s, E_DEAL, d, "recurring", NULL);
	shop_save(s, E_DEAL, d);
	d = again(s, d);
	assert_text(d->currency, "USD");
	assert_int_equal(d->amount, 100000);
}

IN_SHOP(numbers)
{
	struct deal *d = shop_deal(s);

	d->amount = -1;
	shop_refused(s, shop_try(s, E_DEAL, d), ERR_DATA,
		"amount is below zero", NULL);
	d = again(s, d);
	shop_set(s, E_DEAL, d, "quantity", "-2.5");
	shop_refused(s, shop_try(s, E_DEAL, d), ERR_DATA,
		"quantity is below zero", NULL);
	d = again(s, d);
	d->probability = 10001;
	shop_refused(s, shop_try(s, E_DEAL, d), ERR_DATA, "probability",
		NULL);
	d = again(s, d);
	shop_set(s, E_DEAL, d, "close", "0226-11-30");
	shop_refused(s, shop_try(s, E_DEAL, d), ERR_DATA,
		"close 0226-11-30 is a century away", NULL);
}

static int
cell(void *arg, const struct rollup_cell *c, struct err *e)
{
	struct rollup_cell *sum = arg;

	(void)e;
	sum->count += c->count;
	sum->sums[0] += c->sums[0];
	sum->sums[1] += c->sums[1];
	return 0;
}

/* Nobody's deals, and those without a day, have a cell too. */
IN_SHOP(every_deal_is_in_the_roll_up)
{
	struct rollup_cell sum = {0};
	struct deal *d = shop_deal(s);

	shop_set(s, E_DEAL, d, "owner", NULL);
	shop_set(s, E_DEAL, d, "close", NULL);
	shop_save(s, E_DEAL, d);
	d = shop_deal(s);
	shop_must(s, deal_win(&s->m, d, &s->how, &s->e));
	shop_must(s, tx_rollup(s->tx, model_entity(&s->m, E_DEAL), INT64_MIN,
		INT64_MAX, false, cell, &sum, &s->e));
	assert_int_equal(sum.count, 2);
	assert_int_equal(sum.sums[0], 200000);
	assert_int_equal(sum.sums[1], 110000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pushes_and_slip),
		cmocka_unit_test(periods),
		cmocka_unit_test(idle_and_rotten),
		cmocka_unit_test(currency_needs_new_money),
		cmocka_unit_test(numbers),
		cmocka_unit_test(every_deal_is_in_the_roll_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
