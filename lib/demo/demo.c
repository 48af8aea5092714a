#include "demo/demo.h"
#include "demo/demo_plan.h"

/* The first day is the Monday two years before. */
static void
plan_days(struct plan *p)
{
	enum { TWO_YEARS = 728, WEEK = 7 };
	const struct calendar *c = &p->cal;
	int64_t day = c->today - TWO_YEARS;

	p->first = day + (WEEK + 1 - day_weekday(day)) % WEEK;
	p->last = day_working(c->today - 1);
	period_of(c->today, UNIT_QUARTER, c, &p->quarters[1]);
	period_of(p->quarters[1].from - 1, UNIT_QUARTER, c, &p->quarters[0]);
	period_of(p->quarters[1].to, UNIT_QUARTER, c, &p->quarters[2]);
}

/* What the plan needs to know of the store, which has to be empty. */
static int
plan_begin(struct plan *p, struct store *st, int64_t now, struct err *e)
{
	struct model *m = arena_alloc(p->arena, sizeof *m);
	struct tx *tx;
	bool empty;
	int rc = tx_begin_read(st, VIEW_NOW, &tx, e);

	if (rc)
		return rc;
	rc = model_load(m, p->arena, st, tx, now, STR_NULL, e);
	empty = tx_last_op(tx) == 0;
	tx_end(tx);
	if (rc == 0 && !empty)
		rc = err_set(e, ERR_USAGE, "demo: the store is not empty");
	p->model = m;
	p->cal = m->cal;
	return rc;
}

static void
plan_all(struct plan *p)
{
	static void (*const parts[])(struct plan *) = {
		plan_days, plan_company, plan_market, plan_deals, plan_leads,
		plan_quotas, plan_rates,
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		parts[i](p);
}

int
demo_fill(struct store *st, struct arena *a, int64_t now, struct err *e)
{
	enum { ROOM = 1200 };
	struct plan p = {.arena = a};
	int64_t day = num_floor_div(now, US_PER_DAY);
	int rc;

	if (day < DAY_MIN + ROOM || day > DAY_MAX - ROOM)
		return err_set(e, ERR_USAGE, "demo: there is no room for two "
			"years before now and one after");
	rc = plan_begin(&p, st, now, e);
	if (rc == 0) {
		plan_all(&p);
		rc = plan_play(&p, st, e);
	}
	ARR_FREE(&p.steps);
	ARR_FREE(&p.persons);
	return rc;
}
