/*
 * The forecast against worked examples, and its two routes against each other:
 * every forecast made here is made from the roll-up and from the deals.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "model/deal.h"
#include "model/product.h"
#include "model/quota.h"
#include "model/rep.h"
#include "model/team.h"
#include "report/forecast.h"
#include "report/ratio.h"

#define NOW INT64_C(1792065600000000) /* 2026-10-15T12:00:00Z */

static const char policy[] =
	"currency: EUR\n"
	"calendar: {zone: Europe/Berlin, fiscal_year_start: 1}\n"
	"pipelines:\n"
	"  - id: default\n"
	"    stages:\n"
	"      - {id: first, probability: 25, category: pipeline}\n"
	"      - {id: offer, probability: 50, category: commit}\n"
	"      - {id: quiet, probability: 10, category: omitted}\n"
	"      - {id: won, type: won}\n"
	"      - {id: lost, type: lost}\n"
	"  - id: renewals\n"
	"    stages:\n"
	"      - {id: due, probability: 90, category: commit}\n"
	"      - {id: renewed, type: won}\n"
	"      - {id: churned, type: lost}\n"
	"lead_statuses: [new, working, nurturing, qualified, converted,\n"
	"  disqualified]\n";

struct world {
	struct arena arena;
	struct store *st;
	struct model m;
	struct err e;
	int64_t anna, bert, emea, dach;
	void (*steps)(struct world *);
	int64_t at;
};

static void
must(struct world *w, int rc)
{
	if (rc)
		print_error("%s\n%s\n", w->e.msg, w->e.hint);
	assert_int_equal(rc, 0);
}

static void
adopt(struct world *w)
{
	struct faults faults = {0};
	struct buf compiled = {0};
	struct policy *p;

	must(w, policy_parse(&w->arena, str_of(policy), "pipe.yaml",
		model_builtin(&w->arena), &p, &faults, &w->e));
	policy_compile(p, &compiled);
	must(w, store_open_memory(&w->st, &w->e));
	must(w, store_first_policy(w->st, str_of(policy),
		buf_view(&compiled), &w->e));
	buf_free(&compiled);
	ARR_FREE(&faults.list);
}

static int
run(struct tx *t, void *arg, struct err *e)
{
	struct world *w = arg;

	(void)e;
	must(w, model_load(&w->m, &w->arena, w->st, t, w->at, STR_NULL,
		&w->e));
	w->steps(w);
	return 0;
}

/* Steps in an operation of their own, at an instant. */
static void
operate(struct world *w, int64_t at, void (*steps)(struct world *))
{
	struct op_spec spec = {.recorded = at, .login = STR("test"),
		.command = STR("test"), .rep = NUM_NULL};
	uint64_t op;

	w->steps = steps;
	w->at = at;
	must(w, store_write(w->st, &spec, run, w, &op, &w->e));
}

static void
set(struct world *w, int entity, void *rec, const char *name,
	const char *value)
{
	const struct entity *en = model_entity(&w->m, entity);
	const struct field *f = entity_field(en, str_of(name));

	if (value)
		must(w, model_assign_text(&w->m, en, rec, f->tag,
			str_of(value), &w->e));
	else
		model_assign(&w->m, rec, f, NULL);
}

static int64_t
save(struct world *w, int entity, void *rec)
{
	enum saved how;

	must(w, model_save(&w->m, model_entity(&w->m, entity), rec, &how,
		&w->e));
	return ((struct common *)rec)->id;
}

static void *
make(struct world *w, int entity)
{
	const struct entity *en = model_entity(&w->m, entity);
	void *rec = record_new(en, &w->arena);

	must(w, model_defaults(&w->m, en, rec, &w->e));
	return rec;
}

static void *
get(struct world *w, int entity, int64_t id)
{
	void *rec;

	must(w, model_get(&w->m, model_entity(&w->m, entity), id, &rec,
		&w->e));
	return rec;
}

static int64_t
team(struct world *w, const char *key, const char *parent)
{
	void *t = make(w, E_TEAM);

	set(w, E_TEAM, t, "key", key);
	set(w, E_TEAM, t, "parent", parent);
	return save(w, E_TEAM, t);
}

static int64_t
rep(struct world *w, const char *handle, const char *of)
{
	void *r = make(w, E_REP);

	set(w, E_REP, r, "handle", handle);
	set(w, E_REP, r, "team", of);
	return save(w, E_REP, r);
}

/* anna is of emea, bert of dach below it, cora of no team. */
static void
staff(struct world *w)
{
	w->emea = team(w, "emea", NULL);
	w->dach = team(w, "dach", "emea");
	w->anna = rep(w, "anna", "emea");
	w->bert = rep(w, "bert", "dach");
	rep(w, "cora", NULL);
}

static int64_t
deal(struct world *w, const char *owner, const char *amount,
	const char *close)
{
	void *d = make(w, E_DEAL);

	set(w, E_DEAL, d, "name", "Deal");
	set(w, E_DEAL, d, "owner", owner);
	set(w, E_DEAL, d, "amount", amount);
	set(w, E_DEAL, d, "close", close);
	return save(w, E_DEAL, d);
}

static void
change(struct world *w, int64_t id, const char *field, const char *value)
{
	void *d = get(w, E_DEAL, id);

	set(w, E_DEAL, d, field, value);
	save(w, E_DEAL, d);
}

static void
quota(struct world *w, const char *holder, const char *period,
	const char *value)
{
	const struct entity *en;
	struct quota_key k = {0};
	enum saved how;
	int64_t id;

	must(w, model_resolve_any(&w->m, str_of(holder), &en, &id, &w->e));
	k.holder = anyref_make(en->number, id);
	must(w, period_parse(str_of(period), &w->m.cal, &k.period, &w->e));
	must(w, quota_set(&w->m, &k, str_of(value), STR_NULL, &id, &how,
		&w->e));
}

/* ---- forecasts as text ------------------------------------------------ */

static void
add_money(struct buf *b, int64_t v, const struct currency *c)
{
	buf_char(b, ' ');
	if (v == NUM_NULL)
		buf_char(b, '-');
	money_print(v, c, b);
}

static void
add_ratio(struct buf *b, int64_t v, int decimals)
{
	buf_char(b, ' ');
	if (v == NUM_NULL)
		buf_char(b, '-');
	else if (v == COVERAGE_INF)
		buf_cstr(b, "inf");
	else
		ratio_print(v, decimals, b);
}

/* "2026Q4 rep/anna<team/emea EUR quota won gap attainment pipeline weighted
 * coverage won open" */
static void
add_row(struct buf *b, const struct forecast_row *r)
{
	buf_fmt(b, "%s %.*s<%.*s %s", r->period ? r->period->label
						: "undated",
		STR_F(r->node), STR_F(r->parent), r->money->code);
	add_money(b, r->quota, r->money);
	add_money(b, r->won, r->money);
	add_money(b, r->gap, r->money);
	add_ratio(b, r->attainment, 1);
	add_money(b, r->pipeline, r->money);
	add_money(b, r->weighted, r->money);
	add_ratio(b, r->coverage, 2);
	buf_fmt(b, " %d %d\n", (int)r->deals_won, (int)r->deals_open);
}

static void
both_ways(struct world *w, struct forecast_spec *spec, struct forecast *out,
	struct buf *text)
{
	struct forecast again;
	struct buf other = {0};

	must(w, forecast_make(&w->m, &w->arena, spec, out, &w->e));
	spec->scan = true;
	must(w, forecast_make(&w->m, &w->arena, spec, &again, &w->e));
	assert_true(again.scanned);
	for (size_t i = 0; i < out->n; i++)
		add_row(text, &out->rows[i]);
	for (size_t i = 0; i < again.n; i++)
		add_row(&other, &again.rows[i]);
	assert_string_equal(other.n ? other.p : "", text->n ? text->p : "");
	assert_int_equal(out->open, again.open);
	assert_int_equal(out->open_bare, again.open_bare);
	assert_int_equal(out->won, again.won);
	assert_int_equal(out->won_bare, again.won_bare);
	assert_int_equal(out->omitted, again.omitted);
	buf_free(&other);
}

/* What is made by `by` of periods given as words; NULL: not compared. */
static struct forecast
forecast(struct world *w, enum forecast_by by, const char *periods,
	const char *expected)
{
	struct period list[4];
	struct forecast_spec spec = {.periods = list, .by = by};
	struct str rest = str_of(periods), word;
	struct forecast out;
	struct buf text = {0};

	while (str_split(&rest, ' ', &word))
		must(w, period_parse(word, &w->m.cal,
			&list[spec.nperiods++], &w->e));
	both_ways(w, &spec, &out, &text);
	if (expected)
		assert_string_equal(text.n ? text.p : "", expected);
	buf_free(&text);
	return out;
}

/* The rows of one node. */
static void
node(struct world *w, enum forecast_by by, const char *period,
	const char *name, const char *expected)
{
	struct forecast out = forecast(w, by, period, NULL);
	struct buf text = {0};

	for (size_t i = 0; i < out.n; i++)
		if (str_is(out.rows[i].node, name))
			add_row(&text, &out.rows[i]);
	assert_string_equal(text.n ? text.p : "", expected);
	buf_free(&text);
}

static void
begin(struct world *w)
{
	*w = (struct world){0};
	adopt(w);
	operate(w, NOW - 300 * US_PER_DAY, staff);
}

static void
end(struct world *w)
{
	store_close(w->st);
	arena_free(&w->arena);
}

#define IN_WORLD(name)                                                         \
	static void name##_steps(struct world *w);                             \
	static void name(void **state)                                         \
	{                                                                      \
		struct world w;                                                \
		(void)state;                                                   \
		begin(&w);                                                     \
		operate(&w, NOW, name##_steps);                                \
		end(&w);                                                       \
	}                                                                      \
	static void name##_steps(struct world *w)

/* ---- worked examples -------------------------------------------------- */

IN_WORLD(nothing_yet)
{
	forecast(w, BY_REP, "2026Q4",
		"2026Q4 total< EUR - 0.00 - - 0.00 0.00 - 0 0\n"
		"2026Q4 team/emea<total EUR - 0.00 - - 0.00 0.00 - 0 0\n"
		"2026Q4 team/dach<team/emea EUR - 0.00 - - 0.00 0.00 - 0 0\n"
		"2026Q4 rep/bert<team/dach EUR - 0.00 - - 0.00 0.00 - 0 0\n"
		"2026Q4 rep/anna<team/emea EUR - 0.00 - - 0.00 0.00 - 0 0\n"
		"2026Q4 rep/cora<total EUR - 0.00 - - 0.00 0.00 - 0 0\n"
		"2026Q4 unassigned<total EUR - 0.00 - - 0.00 0.00 - 0 0\n");
}

IN_WORLD(weighted_is_rounded_by_deal)
{
	deal(w, "anna", "1234.50", "2026-11-01");
	deal(w, "anna", "1234.50", "2026-12-31");
	node(w, BY_REP, "2026Q4", "rep/anna",
		"2026Q4 rep/anna<team/emea EUR - 0.00 - - 2469.00 617.26 - "
		"0 2\n");
	node(w, BY_TEAM, "2026Q4", "total",
		"2026Q4 total< EUR - 0.00 - - 2469.00 617.26 - 0 2\n");
}

IN_WORLD(figures_add_up_to_the_total)
{
	int64_t won = deal(w, "bert", "700", "2026-11-01");

	change(w, won, "stage", "won");
	deal(w, "bert", "100", "2026-10-31");
	deal(w, "anna", "50", "2026-12-31");
	deal(w, "cora", "10", "2026-10-01");
	deal(w, NULL, "3", "2026-12-01");
	deal(w, "cora", "9999", "2027-01-01");
	quota(w, "rep/bert", "2026Q4", "1000");
	quota(w, "team/emea", "2026Q4", "2000");
	forecast(w, BY_REP, "2026Q4",
		"2026Q4 total< EUR 2000.00 700.00 1300.00 35.0 163.00 40.75 "
		"0.13 1 4\n"
		"2026Q4 team/emea<total EUR 2000.00 700.00 1300.00 35.0 "
		"150.00 37.50 0.12 1 2\n"
		"2026Q4 team/dach<team/emea EUR 1000.00 700.00 300.00 70.0 "
		"100.00 25.00 0.33 1 1\n"
		"2026Q4 rep/bert<team/dach EUR 1000.00 700.00 300.00 70.0 "
		"100.00 25.00 0.33 1 1\n"
		"2026Q4 rep/anna<team/emea EUR - 0.00 - - 50.00 12.50 - 0 1\n"
		"2026Q4 rep/cora<total EUR - 0.00 - - 10.00 2.50 - 0 1\n"
		"2026Q4 unassigned<total EUR - 0.00 - - 3.00 0.75 - 0 1\n");
	forecast(w, BY_TEAM, "2026Q4",
		"2026Q4 total< EUR 2000.00 700.00 1300.00 35.0 163.00 40.75 "
		"0.13 1 4\n"
		"2026Q4 team/emea<total EUR 2000.00 700.00 1300.00 35.0 "
		"150.00 37.50 0.12 1 2\n"
		"2026Q4 team/dach<team/emea EUR 1000.00 700.00 300.00 70.0 "
		"100.00 25.00 0.33 1 1\n"
		"2026Q4 unassigned<total EUR - 0.00 - - 3.00 0.75 - 0 1\n");
}

static int64_t
mismatch(struct world *w, const char *name)
{
	struct forecast out = forecast(w, BY_REP, "2026Q4", NULL);

	for (size_t i = 0; i < out.n; i++)
		if (str_is(out.rows[i].node, name))
			return out.rows[i].below - out.rows[i].quota;
	fail();
	return 0;
}

IN_WORLD(mismatch_is_below_minus_own)
{
	rep(w, "dora", "dach");
	quota(w, "team/dach", "2026Q4", "100");
	quota(w, "rep/bert", "2026Q4", "40");
	quota(w, "rep/dora", "2026Q4", "50");
	assert_int_equal(mismatch(w, "team/dach"), -1000);
	quota(w, "rep/bert", "2026Q4", "60");
	assert_int_equal(mismatch(w, "team/dach"), 1000);
	node(w, BY_TEAM, "2026Q4", "team/emea",
		"2026Q4 team/emea<total EUR 100.00 0.00 100.00 0.0 0.00 0.00 "
		"0.00 0 0\n");
}

IN_WORLD(coverage_beyond_the_quota)
{
	int64_t id = deal(w, "anna", "1000", "2026-11-01");

	change(w, id, "stage", "won");
	deal(w, "anna", "400", "2026-11-01");
	quota(w, "rep/anna", "2026Q4", "1000");
	node(w, BY_REP, "2026Q4", "rep/anna",
		"2026Q4 rep/anna<team/emea EUR 1000.00 1000.00 0.00 100.0 "
		"400.00 100.00 inf 1 1\n");
	quota(w, "rep/anna", "2026Q4", "800");
	node(w, BY_REP, "2026Q4", "rep/anna",
		"2026Q4 rep/anna<team/emea EUR 800.00 1000.00 -200.00 125.0 "
		"400.00 100.00 inf 1 1\n");
	quota(w, "rep/anna", "2026Q4", "0");
	node(w, BY_REP, "2026Q4", "rep/anna",
		"2026Q4 rep/anna<team/emea EUR 0.00 1000.00 -1000.00 - "
		"400.00 100.00 inf 1 1\n");
	quota(w, "rep/anna", "2026Q4", "1600");
	node(w, BY_REP, "2026Q4", "rep/anna",
		"2026Q4 rep/anna<team/emea EUR 1600.00 1000.00 600.00 62.5 "
		"400.00 100.00 0.67 1 1\n");
}

IN_WORLD(undated_and_unassigned)
{
	deal(w, NULL, "30", NULL);
	deal(w, "bert", "70", NULL);
	deal(w, "bert", NULL, "2026-10-20");
	forecast(w, BY_TEAM, "2026-10",
		"2026-10 total< EUR - 0.00 - - 0.00 0.00 - 0 1\n"
		"2026-10 team/emea<total EUR - 0.00 - - 0.00 0.00 - 0 1\n"
		"2026-10 team/dach<team/emea EUR - 0.00 - - 0.00 0.00 - 0 1\n"
		"2026-10 unassigned<total EUR - 0.00 - - 0.00 0.00 - 0 0\n"
		"undated total< EUR - 0.00 - - 100.00 25.00 - 0 2\n"
		"undated team/emea<total EUR - 0.00 - - 70.00 17.50 - 0 1\n"
		"undated team/dach<team/emea EUR - 0.00 - - 70.00 17.50 - "
		"0 1\n"
		"undated unassigned<total EUR - 0.00 - - 30.00 7.50 - 0 1\n");
}

IN_WORLD(counts_of_what_lacks_an_amount)
{
	struct forecast out;
	int64_t id = deal(w, "anna", NULL, "2026-10-20");

	change(w, id, "stage", "won");
	deal(w, "anna", NULL, NULL);
	deal(w, "anna", "1", "2026-10-20");
	deal(w, "anna", NULL, "2027-01-20");
	id = deal(w, "anna", "5", "2026-10-20");
	change(w, id, "stage", "quiet");
	out = forecast(w, BY_REP, "2026Q4 2026-10", NULL);
	assert_int_equal(out.open, 2);
	assert_int_equal(out.open_bare, 1);
	assert_int_equal(out.won, 1);
	assert_int_equal(out.won_bare, 1);
	assert_int_equal(out.omitted, 1);
}

IN_WORLD(lost_and_omitted_and_archived_add_nothing)
{
	int64_t id = deal(w, "anna", "500", "2026-10-20");

	change(w, id, "stage", "lost");
	id = deal(w, "anna", "50", "2026-10-20");
	change(w, id, "stage", "quiet");
	id = deal(w, "anna", "5", "2026-10-20");
	change(w, id, "archived", "yes");
	node(w, BY_REP, "2026Q4", "total",
		"2026Q4 total< EUR - 0.00 - - 0.00 0.00 - 0 0\n");
}

IN_WORLD(quarter_is_the_sum_of_its_months)
{
	quota(w, "rep/anna", "2026-10", "100");
	quota(w, "rep/anna", "2026-12", "50");
	node(w, BY_REP, "2026Q4", "rep/anna",
		"2026Q4 rep/anna<team/emea EUR 150.00 0.00 150.00 0.0 0.00 "
		"0.00 0.00 0 0\n");
	node(w, BY_REP, "2026", "total",
		"2026 total< EUR 150.00 0.00 150.00 0.0 0.00 0.00 0.00 0 0\n");
	quota(w, "rep/anna", "2026Q4", "500");
	node(w, BY_REP, "2026", "total",
		"2026 total< EUR 500.00 0.00 500.00 0.0 0.00 0.00 0.00 0 0\n");
	forecast(w, BY_MONTH, "2026Q4",
		"2026-10 total< EUR 100.00 0.00 100.00 0.0 0.00 0.00 0.00 0 "
		"0\n"
		"2026-11 total< EUR - 0.00 - - 0.00 0.00 - 0 0\n"
		"2026-12 total< EUR 50.00 0.00 50.00 0.0 0.00 0.00 0.00 0 "
		"0\n");
}

IN_WORLD(both_quotas_are_told)
{
	struct forecast out;

	quota(w, "rep/anna", "2026-10", "100");
	quota(w, "rep/anna", "2026Q4", "500");
	quota(w, "rep/anna", "2026", "900");
	out = forecast(w, BY_REP, "2026Q4", NULL);
	assert_true(str_is(out.rows[4].node, "rep/anna"));
	assert_int_equal(out.rows[4].quota, 50000);
	assert_int_equal(out.rows[4].parts, 10000);
	out = forecast(w, BY_REP, "2026", NULL);
	assert_int_equal(out.rows[4].quota, 90000);
	assert_int_equal(out.rows[4].parts, 50000);
}

IN_WORLD(other_quotas_stay_apart)
{
	struct quota *q = make(w, E_QUOTA);
	struct forecast out;

	set(w, E_QUOTA, q, "holder", "rep/anna");
	set(w, E_QUOTA, q, "period", "2026Q4");
	set(w, E_QUOTA, q, "measure", "count");
	set(w, E_QUOTA, q, "number", "12");
	save(w, E_QUOTA, q);
	q = make(w, E_QUOTA);
	set(w, E_QUOTA, q, "holder", "rep/anna");
	set(w, E_QUOTA, q, "period", "2026Q4");
	set(w, E_QUOTA, q, "value", "12");
	set(w, E_QUOTA, q, "selector", "pipeline:renewals");
	save(w, E_QUOTA, q);
	out = forecast(w, BY_REP, "2026Q4", NULL);
	assert_int_equal(out.quotas_apart, 2);
	assert_int_equal(out.rows[0].quota, NUM_NULL);
}

/* 2026-06-30T22:30Z is half past midnight on 1 July in Berlin. */
static void
close_at_night(struct world *w)
{
	int64_t id = deal(w, "anna", "80", "2026-06-15");

	change(w, id, "stage", "won");
}

static void
night_steps(struct world *w)
{
	node(w, BY_REP, "2026Q3", "rep/anna",
		"2026Q3 rep/anna<team/emea EUR - 80.00 - - 0.00 0.00 - 1 0\n");
	node(w, BY_REP, "2026-06", "rep/anna",
		"2026-06 rep/anna<team/emea EUR - 0.00 - - 0.00 0.00 - 0 0\n");
	node(w, BY_REP, "2026W27", "rep/anna",
		"2026W27 rep/anna<team/emea EUR - 80.00 - - 0.00 0.00 - 1 "
		"0\n");
}

static void
closed_at_night_is_the_next_day(void **state)
{
	struct world w;

	(void)state;
	begin(&w);
	operate(&w, INT64_C(1782858600000000), close_at_night);
	operate(&w, NOW, night_steps);
	end(&w);
}

IN_WORLD(a_row_for_each_currency)
{
	const struct entity *en = model_entity(&w->m, E_DEAL);
	struct deal *d = make(w, E_DEAL);

	d->currency = STR("USD");
	set(w, E_DEAL, d, "name", "Dollars");
	set(w, E_DEAL, d, "owner", "bert");
	set(w, E_DEAL, d, "amount", "20");
	set(w, E_DEAL, d, "close", "2026-12-24");
	save(w, en->number, d);
	deal(w, "anna", "100", "2026-12-24");
	quota(w, "rep/bert", "2026Q4", "1000JPY");
	forecast(w, BY_TEAM, "2026Q4",
		"2026Q4 total< EUR - 0.00 - - 100.00 25.00 - 0 1\n"
		"2026Q4 total< JPY 1000 0 1000 0.0 0 0 0.00 0 0\n"
		"2026Q4 total< USD - 0.00 - - 20.00 5.00 - 0 1\n"
		"2026Q4 team/emea<total EUR - 0.00 - - 100.00 25.00 - 0 1\n"
		"2026Q4 team/emea<total JPY 1000 0 1000 0.0 0 0 0.00 0 0\n"
		"2026Q4 team/emea<total USD - 0.00 - - 20.00 5.00 - 0 1\n"
		"2026Q4 team/dach<team/emea JPY 1000 0 1000 0.0 0 0 0.00 0 "
		"0\n"
		"2026Q4 team/dach<team/emea USD - 0.00 - - 20.00 5.00 - 0 1\n"
		"2026Q4 unassigned<total EUR - 0.00 - - 0.00 0.00 - 0 0\n");
}

IN_WORLD(by_pipeline_and_stage)
{
	int64_t id = deal(w, "anna", "100", "2026-12-24");
	struct deal *d = make(w, E_DEAL);

	change(w, id, "stage", "offer");
	id = deal(w, "anna", "7", "2026-12-24");
	change(w, id, "stage", "won");
	set(w, E_DEAL, d, "name", "Again");
	set(w, E_DEAL, d, "pipeline", "renewals");
	set(w, E_DEAL, d, "amount", "10");
	set(w, E_DEAL, d, "close", "2026-12-24");
	save(w, E_DEAL, d);
	quota(w, "rep/anna", "2026Q4", "220");
	forecast(w, BY_PIPELINE, "2026Q4",
		"2026Q4 total< EUR 220.00 7.00 213.00 3.2 110.00 59.00 0.52 "
		"1 2\n"
		"2026Q4 pipeline/default<total EUR - 7.00 - - 100.00 50.00 - "
		"1 1\n"
		"2026Q4 pipeline/renewals<total EUR - 0.00 - - 10.00 9.00 - "
		"0 1\n");
	forecast(w, BY_STAGE, "2026Q4",
		"2026Q4 total< EUR 220.00 7.00 213.00 3.2 110.00 59.00 0.52 "
		"1 2\n"
		"2026Q4 pipeline/default<total EUR - 7.00 - - 100.00 50.00 - "
		"1 1\n"
		"2026Q4 stage/default/first<pipeline/default EUR - 0.00 - - "
		"0.00 0.00 - 0 0\n"
		"2026Q4 stage/default/offer<pipeline/default EUR - 0.00 - - "
		"100.00 50.00 - 0 1\n"
		"2026Q4 stage/default/quiet<pipeline/default EUR - 0.00 - - "
		"0.00 0.00 - 0 0\n"
		"2026Q4 stage/default/won<pipeline/default EUR - 7.00 - - "
		"0.00 0.00 - 1 0\n"
		"2026Q4 pipeline/renewals<total EUR - 0.00 - - 10.00 9.00 - "
		"0 1\n"
		"2026Q4 stage/renewals/due<pipeline/renewals EUR - 0.00 - - "
		"10.00 9.00 - 0 1\n"
		"2026Q4 stage/renewals/renewed<pipeline/renewals EUR - 0.00 "
		"- - 0.00 0.00 - 0 0\n");
}

IN_WORLD(by_product)
{
	static const char *const skus[] = {"Z-1", "A-2", "B-3"};
	int64_t id;

	for (size_t i = 0; i < 3; i++) {
		void *p = make(w, E_PRODUCT);

		set(w, E_PRODUCT, p, "sku", skus[i]);
		set(w, E_PRODUCT, p, "name", skus[i]);
		save(w, E_PRODUCT, p);
	}
	id = deal(w, "anna", "100", "2026-12-24");
	change(w, id, "product", "Z-1");
	id = deal(w, "anna", "10", "2026-12-24");
	change(w, id, "product", "A-2");
	deal(w, "anna", "1", "2026-12-24");
	forecast(w, BY_PRODUCT, "2026Q4",
		"2026Q4 total< EUR - 0.00 - - 111.00 27.75 - 0 3\n"
		"2026Q4 product/A-2<total EUR - 0.00 - - 10.00 2.50 - 0 1\n"
		"2026Q4 product/Z-1<total EUR - 0.00 - - 100.00 25.00 - 0 1\n"
		"2026Q4 unassigned<total EUR - 0.00 - - 1.00 0.25 - 0 1\n");
}

IN_WORLD(parts_of_a_period)
{
	struct forecast_spec spec = {.by = BY_MONTH, .nperiods = 1};
	struct forecast out;
	struct period week;

	deal(w, "anna", "100", "2026-12-24");
	deal(w, "anna", "10", "2027-02-01");
	forecast(w, BY_QUARTER, "2026Q4 2027Q1",
		"2026Q4 total< EUR - 0.00 - - 100.00 25.00 - 0 1\n"
		"2027Q1 total< EUR - 0.00 - - 10.00 2.50 - 0 1\n");
	must(w, period_parse(STR("2026W40"), &w->m.cal, &week, &w->e));
	spec.periods = &week;
	assert_int_equal(forecast_make(&w->m, &w->arena, &spec, &out, &w->e),
		ERR_USAGE);
}

IN_WORLD(sums_that_are_too_large)
{
	struct forecast_spec spec = {.by = BY_TEAM, .nperiods = 1};
	struct forecast out;
	struct period p;

	must(w, period_parse(STR("2026Q4"), &w->m.cal, &p, &w->e));
	spec.periods = &p;
	for (int i = 0; i < 2; i++)
		deal(w, i ? "anna" : "bert", "90000000000000000.00",
			"2026-12-24");
	assert_int_equal(forecast_make(&w->m, &w->arena, &spec, &out, &w->e),
		ERR_DATA);
}

/* ---- past days -------------------------------------------------------- */

static void
first_steps(struct world *w)
{
	deal(w, "anna", "100", "2026-12-24");
	quota(w, "rep/anna", "2026Q4", "500");
}

static void
later_steps(struct world *w)
{
	change(w, 1, "stage", "offer");
	change(w, 1, "close", "2027-01-05");
	quota(w, "rep/anna", "2026Q4", "400");
}

static void
at_view(struct world *w, int64_t as_of, const char *expected)
{
	struct tx *t;

	must(w, tx_begin_read(w->st, (struct view){as_of, OP_NOW}, &t,
		&w->e));
	must(w, model_load(&w->m, &w->arena, w->st, t, NOW, STR_NULL, &w->e));
	node(w, BY_REP, "2026Q4", "rep/anna", expected);
	tx_end(t);
}

static void
as_of_past_days(void **state)
{
	struct world w;

	(void)state;
	begin(&w);
	operate(&w, NOW - 20 * US_PER_DAY, first_steps);
	operate(&w, NOW - 10 * US_PER_DAY, later_steps);
	at_view(&w, AS_OF_NOW,
		"2026Q4 rep/anna<team/emea EUR 400.00 0.00 400.00 0.0 0.00 "
		"0.00 0.00 0 0\n");
	at_view(&w, NOW - 15 * US_PER_DAY,
		"2026Q4 rep/anna<team/emea EUR 500.00 0.00 500.00 0.0 100.00 "
		"25.00 0.20 0 1\n");
	at_view(&w, NOW - 25 * US_PER_DAY,
		"2026Q4 rep/anna<team/emea EUR - 0.00 - - 0.00 0.00 - 0 0\n");
	at_view(&w, NOW - 400 * US_PER_DAY, "");
	end(&w);
}

/* ---- both routes over random histories -------------------------------- */

static uint64_t seed;

static unsigned
dice(unsigned sides)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % sides;
}

static const char *
pick(const char *const *words, unsigned n)
{
	return words[dice(n)];
}

static const char *const owners[] = {"anna", "bert", "cora", NULL};
static const char *const closes[] = {"2026-09-30", "2026-10-01", "2026-11-11",
	"2026-12-31", "2027-01-01", NULL};
static const char *const stages[] = {"first", "offer", "quiet", "won",
	"lost"};

static void
random_change(struct world *w, int64_t id)
{
	switch (dice(5)) {
	case 0: change(w, id, "owner", pick(owners, 4)); return;
	case 1: change(w, id, "close", pick(closes, 6)); return;
	case 2: change(w, id, "amount", dice(4) ? "12.34" : NULL); return;
	case 3: change(w, id, "archived", dice(3) ? "no" : "yes"); return;
	}
	change(w, id, "stage", pick(stages, 5));
}

static void
random_steps(struct world *w)
{
	const struct entity *en = model_entity(&w->m, E_DEAL);

	for (int i = 0; i < 6; i++)
		deal(w, pick(owners, 4), dice(5) ? "99.99" : NULL,
			pick(closes, 6));
	for (int i = 0; i < 12; i++)
		random_change(w,
			1 + dice((unsigned)tx_last_id(w->m.tx, en)));
}

static void
compare_all(struct world *w, int64_t as_of)
{
	struct tx *t;

	must(w, tx_begin_read(w->st, (struct view){as_of, OP_NOW}, &t,
		&w->e));
	must(w, model_load(&w->m, &w->arena, w->st, t, NOW, STR_NULL, &w->e));
	for (int by = BY_REP; by <= BY_QUARTER; by++)
		forecast(w, (enum forecast_by)by, "2026Q4 2026 2026Q3", NULL);
	tx_end(t);
}

static void
routes_agree(void **state)
{
	struct world w;

	(void)state;
	for (seed = 1; seed < 6; seed++) {
		uint64_t from = seed;

		begin(&w);
		for (int i = 0; i < 10; i++)
			operate(&w, NOW + (i - 50) * US_PER_DAY,
				random_steps);
		compare_all(&w, AS_OF_NOW);
		for (int i = 0; i < 4; i++)
			compare_all(&w, NOW - dice(60) * US_PER_DAY);
		end(&w);
		seed = from;
	}
}

/* ---- ratios ----------------------------------------------------------- */

static void
is_ratio(int64_t part, int64_t whole, int64_t scale, int decimals,
	const char *expected)
{
	struct buf b = {0};
	struct err e;
	int64_t v;

	assert_int_equal(ratio_of(part, whole, scale, &v, &e), 0);
	ratio_print(v, decimals, &b);
	assert_string_equal(b.n ? b.p : "", expected);
	buf_free(&b);
}

static void
ratios(void **state)
{
	struct err e;
	int64_t v;

	(void)state;
	is_ratio(1, 3, 1000, 1, "33.3");
	is_ratio(2, 3, 1000, 1, "66.7");
	is_ratio(1, 2000, 1000, 1, "0.1");
	is_ratio(-1, 2000, 1000, 1, "-0.1");
	is_ratio(1, -2000, 1000, 1, "-0.1");
	is_ratio(1, 2001, 1000, 1, "0.0");
	is_ratio(0, 5, 100, 2, "0.00");
	is_ratio(1, 8, 100, 2, "0.13");
	is_ratio(-1, 8, 100, 2, "-0.13");
	is_ratio(1234, 1, 100, 2, "1234.00");
	is_ratio(7, 0, 100, 2, "");
	is_ratio(INT64_MAX, INT64_MAX, 1000, 1, "100.0");
	assert_int_equal(ratio_of(INT64_MAX, 1, 100, &v, &e), ERR_DATA);
}

static void
words(void **state)
{
	int by;
	struct err e;

	(void)state;
	assert_int_equal(forecast_word(WORD_BY, STR("quarter"), &by, &e), 0);
	assert_int_equal(by, BY_QUARTER);
	assert_int_equal(forecast_word(WORD_BY, STR("rep"), &by, &e), 0);
	assert_int_equal(by, BY_REP);
	assert_int_equal(forecast_word(WORD_BY, STR("reps"), &by, &e),
		ERR_USAGE);
	assert_int_equal(category_of(STR("commit")), CAT_COMMIT);
	assert_int_equal(category_of(STR("omitted")), CAT_OMITTED);
	assert_int_equal(category_of(STR_NULL), CAT_PIPELINE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_yet),
		cmocka_unit_test(weighted_is_rounded_by_deal),
		cmocka_unit_test(figures_add_up_to_the_total),
		cmocka_unit_test(mismatch_is_below_minus_own),
		cmocka_unit_test(coverage_beyond_the_quota),
		cmocka_unit_test(undated_and_unassigned),
		cmocka_unit_test(counts_of_what_lacks_an_amount),
		cmocka_unit_test(lost_and_omitted_and_archived_add_nothing),
		cmocka_unit_test(quarter_is_the_sum_of_its_months),
		cmocka_unit_test(both_quotas_are_told),
		cmocka_unit_test(other_quotas_stay_apart),
		cmocka_unit_test(closed_at_night_is_the_next_day),
		cmocka_unit_test(a_row_for_each_currency),
		cmocka_unit_test(by_pipeline_and_stage),
		cmocka_unit_test(by_product),
		cmocka_unit_test(parts_of_a_period),
		cmocka_unit_test(sums_that_are_too_large),
		cmocka_unit_test(as_of_past_days),
		cmocka_unit_test(routes_agree),
		cmocka_unit_test(ratios),
		cmocka_unit_test(words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
