/* The demo company in figures: believable at any time of the year. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "firm.h"
#include "model/activity.h"
#include "model/deal.h"
#include "model/lead.h"
#include "model/quota.h"
#include "model/rate.h"

static uint64_t
count(struct firm *d, int entity)
{
	uint64_t n;

	firm_must(d, tx_count(d->tx, model_entity(&d->m, entity), &n, &d->e));
	return n;
}

static void
counts_are(struct firm *d)
{
	static const struct {
		int entity;
		uint64_t low, high;
	} rows[] = {{E_TEAM, 3, 3}, {E_REP, 11, 11}, {E_ACCOUNT, 54, 66},
		{E_CONTACT, 75, 105}, {E_LEAD, 150, 150}, {E_DEAL, 400, 400},
		{E_ACTIVITY, 600, 1200}, {E_CAMPAIGN, 9, 9},
		{E_PRODUCT, 8, 8}, {E_QUOTA, 45, 65},
		{E_RATE, 204, 210}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_in_range(count(d, rows[i].entity), rows[i].low,
			rows[i].high);
	assert_in_range(tx_last_op(d->tx), 110, 165);
}

/* ---- deals -------------------------------------------------------------- */

enum { CURRENCIES = 3 };

struct tally {
	int64_t open, won, lost, renewals, rotten, undated, unassigned;
	int64_t bare, overdue, pushed, by_person, from_lead;
	/* in the current quarter, by currency */
	int64_t gained[CURRENCIES], ahead[CURRENCIES], deals[CURRENCIES];
	struct period quarter;
};

static size_t
currency_place(struct str code)
{
	static const char *const codes[CURRENCIES] = {"EUR", "GBP", "USD"};

	for (size_t i = 0; i < CURRENCIES; i++)
		if (str_is(code, codes[i]))
			return i;
	fail();
	return 0;
}

static void
tally_open(struct firm *d, const struct deal *one, struct tally *t)
{
	size_t c = currency_place(one->currency);

	t->open++;
	t->rotten += one->rotten == 1;
	t->undated += one->close == NUM_NULL;
	t->unassigned += one->owner == NUM_NULL;
	t->bare += one->amount == NUM_NULL;
	t->overdue += one->close != NUM_NULL &&
		one->close < d->m.cal.today;
	if (one->close >= t->quarter.from && one->close < t->quarter.to &&
		one->amount != NUM_NULL)
		t->ahead[c] += one->amount;
}

static void
tally_deal(struct firm *d, const void *rec, void *arg)
{
	const struct deal *one = rec;
	struct tally *t = arg;
	size_t c = currency_place(one->currency);

	t->deals[c]++;
	t->renewals += str_is(one->pipeline, "renewals");
	t->pushed += one->pushes > 0;
	t->by_person += str_is(one->probability_by, "person");
	t->from_lead += one->lead != NUM_NULL;
	assert_true(one->account != NUM_NULL);
	assert_true(one->common.updated <= d->now);
	if (str_is(one->status, "open")) {
		tally_open(d, one, t);
		return;
	}
	assert_true(one->closed <= d->now);
	if (str_is(one->status, "lost")) {
		assert_non_null(one->reason.p);
		t->lost++;
		return;
	}
	t->won++;
	if (one->closed >= zone_day_start(d->m.cal.zone, t->quarter.from))
		t->gained[c] += one->amount;
}

static void
tally_make(struct firm *d, struct tally *t)
{
	*t = (struct tally){0};
	period_of(d->m.cal.today, UNIT_QUARTER, &d->m.cal, &t->quarter);
	firm_each(d, E_DEAL, tally_deal, t);
}

/* Whatever the time of the year. */
static void
deals_are_mixed(const struct tally *t)
{
	assert_in_range(t->open, 60, 115);
	assert_in_range(t->won, 90, 190);
	assert_in_range(t->lost, 100, 230);
	assert_in_range(t->renewals, 12, 50);
	assert_in_range(t->rotten, 3, 25);
	assert_in_range(t->undated, 1, 8);
	assert_int_equal(t->unassigned, 1);
	assert_int_equal(t->bare, 1);
	assert_in_range(t->pushed, 90, 240);
	assert_true(t->by_person > 0);
	assert_in_range(t->from_lead, 25, 60);
	for (size_t c = 0; c < CURRENCIES; c++)
		assert_true(t->deals[c] > 20);
}

/* ---- quotas ------------------------------------------------------------- */

struct quotas {
	struct period quarter;
	int64_t reps[CURRENCIES]; /* of reps, in the current quarter */
	int64_t months, teams, revised, measures;
};

static void
tally_quota(struct firm *d, const void *rec, void *arg)
{
	const struct quota *q = rec;
	struct quotas *t = arg;
	bool current = q->from >= t->quarter.from && q->to <= t->quarter.to;
	bool whole = q->from == t->quarter.from && q->to == t->quarter.to;

	(void)d;
	t->revised += q->common.rev > 1;
	t->months += !whole && current;
	t->teams += anyref_entity(q->holder) == E_TEAM;
	if (!str_is(q->measure, "amount")) {
		t->measures++;
		return;
	}
	/* Petra has months only; Tom, in pounds, has both */
	if (anyref_entity(q->holder) == E_REP && current &&
		(whole || str_is(q->currency, "EUR")))
		t->reps[currency_place(q->currency)] += q->value;
}

/* What is open in the quarter is two and a half to four times what misses. */
static void
coverage_is_credible(struct firm *d, const struct tally *t)
{
	struct quotas q = {.quarter = t->quarter};
	int64_t left = t->quarter.to - d->m.cal.today;

	firm_each(d, E_QUOTA, tally_quota, &q);
	assert_in_range(q.months, 6, 6);
	assert_int_equal(q.teams, 9);
	assert_int_equal(q.revised, 3);
	assert_int_equal(q.measures, 6);
	for (size_t c = 0; c < CURRENCIES && left > 20; c++) {
		int64_t gap = q.reps[c] - t->gained[c];

		assert_true(gap > 0);
		assert_in_range(t->ahead[c] * 10 / gap, 24, 42);
	}
}

static void
numbers_are_believable(void **state)
{
	struct firm *d = *state;
	struct tally t;

	counts_are(d);
	tally_make(d, &t);
	deals_are_mixed(&t);
	coverage_is_credible(d, &t);
	assert_true(t.overdue > 0);
}

/* ---- the others --------------------------------------------------------- */

struct leads {
	int64_t converted, out, asleep, waking, campaign, open;
};

static void
tally_lead(struct firm *d, const void *rec, void *arg)
{
	const struct lead *l = rec;
	struct leads *t = arg;

	t->open += l->open == 1;
	t->campaign += l->campaign != NUM_NULL;
	assert_non_null(l->source.p);
	assert_true(str_ends(l->email, ".example"));
	if (l->converted != NUM_NULL) {
		struct deal *deal;
		void *of;

		t->converted++;
		firm_must(d, model_get(&d->m, model_entity(&d->m, E_DEAL),
			l->deal, &of, &d->e));
		deal = of;
		assert_int_equal(deal->lead, l->common.id);
		assert_int_equal(deal->account, l->account);
		assert_int_equal(deal->contact, l->contact);
	}
	t->out += str_is(l->status, "disqualified") && l->reason.p;
	t->asleep += str_is(l->status, "nurturing") && l->wake != NUM_NULL;
	t->waking += l->wake != NUM_NULL && l->wake <= d->m.cal.today;
}

static void
leads_have_all_ends(void **state)
{
	struct firm *d = *state;
	struct leads t = {0};

	firm_each(d, E_LEAD, tally_lead, &t);
	assert_in_range(t.converted, 25, 60);
	assert_in_range(t.out, 25, 70);
	assert_int_equal(t.asleep, 22);
	assert_true(t.waking > 0);
	assert_true(t.campaign > 25);
	assert_int_equal(t.open, 59);
}

struct activities {
	int64_t done, due, late;
};

static void
tally_activity(struct firm *d, const void *rec, void *arg)
{
	const struct activity *a = rec;
	struct activities *t = arg;
	int64_t day;

	assert_true(a->about != NUM_NULL);
	if (a->done != NUM_NULL) {
		t->done++;
		return;
	}
	assert_true(a->due != NUM_NULL);
	day = when_is_day(a->due) ? when_day(a->due)
				  : zone_day(d->m.cal.zone,
					    when_instant(a->due));
	t->due++;
	t->late += day < d->m.cal.today;
}

static void
activities_are_done_and_due(void **state)
{
	struct activities t = {0};

	firm_each(*state, E_ACTIVITY, tally_activity, &t);
	assert_true(t.done > 500);
	assert_in_range(t.due, 15, 60);
	assert_true(t.late > 0);
}

struct rates_of {
	int64_t last[CURRENCIES]; /* days */
};

static void
tally_rate(struct firm *d, const void *rec, void *arg)
{
	const struct rate *r = rec;
	struct rates_of *t = arg;
	int64_t *last = &t->last[currency_place(r->currency)];
	char text[32];
	struct buf b = {0};

	assert_true(str_is(r->base, "EUR"));
	assert_true(!*last || r->day == *last + 7);
	assert_true(r->day < d->m.cal.today);
	*last = r->day;
	dec_print(r->rate, &b);
	snprintf(text, sizeof text, "%s", b.p);
	buf_free(&b);
	/* a dollar is less than a euro, a pound more, neither by much */
	if (str_is(r->currency, "USD"))
		assert_in_range(strtod(text, NULL) * 1000, 1000, 1160);
	else
		assert_in_range(strtod(text, NULL) * 1000, 800, 920);
}

/* Every week, up to one that no report finds too old. */
static void
rates_reach_today(struct firm *d)
{
	struct rates_of t = {{0}};

	firm_each(d, E_RATE, tally_rate, &t);
	for (int i = 1; i < CURRENCIES; i++)
		assert_in_range(d->m.cal.today - t.last[i], 1,
			d->m.policy->rate_max_age);
	assert_int_equal(t.last[0], 0);
}

/* First and last days of quarters, weekends, leap days, changes of the clock,
 * and years far away. */
static void
any_day_will_do(void **state)
{
	static const char *const days[] = {"2026-01-01", "2026-03-31",
		"2028-02-29", "2026-07-01", "2026-10-25", "2027-02-07",
		"1970-01-05", "1904-02-29"};
	struct tally t;

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct firm *d = firm_make(firm_noon(days[i]));

		print_message("# %s\n", days[i]);
		firm_check(d);
		counts_are(d);
		rates_reach_today(d);
		tally_make(d, &t);
		deals_are_mixed(&t);
		coverage_is_credible(d, &t);
		firm_free(d);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_believable),
		cmocka_unit_test(leads_have_all_ends),
		cmocka_unit_test(activities_are_done_and_due),
		cmocka_unit_test(any_day_will_do),
	};

	return cmocka_run_group_tests(tests, firm_setup, firm_teardown);
}
