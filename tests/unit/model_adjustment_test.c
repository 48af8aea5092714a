/* Adjustments: whose they are, who may, and what counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/adjustment.h"
#include "shop.h"

static struct period
period(struct shop *s, const char *label)
{
	struct period p;

	shop_must(s, period_parse(str_of(label), &s->m.cal, &p, &s->e));
	return p;
}

static struct adjustment_key
key(struct shop *s, int entity, int64_t id)
{
	return (struct adjustment_key){
		.holder = anyref_make(entity, id),
		.deal = NUM_NULL,
		.period = period(s, "2026Q4"),
		.category = STR("commit"),
	};
}

static struct adjustment_key
deal_key(int64_t deal)
{
	return (struct adjustment_key){.holder = NUM_NULL, .deal = deal};
}

static struct adjustment *
set(struct shop *s, const struct adjustment_key *k, const char *value,
	const char *note)
{
	int64_t id;

	shop_must(s, adjustment_set(&s->m, k, str_of(value), str_of(note),
		&id, &s->how, &s->e));
	return shop_get(s, E_ADJUSTMENT, id);
}

static int
try(struct shop *s, const struct adjustment_key *k, const char *value)
{
	int64_t id;

	return adjustment_set(&s->m, k, str_of(value), STR_NULL, &id, &s->how,
		&s->e);
}

static void
manage(struct shop *s, int64_t team, const char *rep)
{
	void *t = shop_get(s, E_TEAM, team);

	shop_set(s, E_TEAM, t, "manager", rep);
	shop_save(s, E_TEAM, t);
}

/* We are bert, of dach below emea. */
IN_SHOP(whose)
{
	struct adjustment_key k = key(s, E_REP, s->bert);
	struct adjustment *a = set(s, &k, "100", "why");

	assert_int_equal(s->how, SAVED_CREATED);
	assert_text(a->by, "owner");
	assert_int_equal(a->author, s->bert);
	assert_int_equal(a->figure.value, 10000);
	assert_text(a->figure.currency, "EUR");
	assert_text(a->note, "why");
	assert_int_equal(a->deal, NUM_NULL);
	k = key(s, E_REP, s->anna);
	a = set(s, &k, "100", NULL); /* nobody manages anyone */
	assert_text(a->by, "manager");
	manage(s, s->emea, "anna");
	k = key(s, E_TEAM, s->dach);
	shop_refused(s, try(s, &k, "1"), ERR_DATA, "team/dach: is not directly "
		"below rep/bert", "its manager is rep/anna", NULL);
	manage(s, s->dach, "bert");
	a = set(s, &k, "1", NULL);
	assert_text(a->by, "owner");
	k.by = STR("manager");
	shop_refused(s, try(s, &k, "1"), ERR_DATA, "is not directly", NULL);
	s->m.me = STR("anna");
	a = set(s, &k, "1", NULL);
	assert_text(a->by, "manager");
	k = key(s, E_REP, s->bert); /* bert manages his own team */
	a = set(s, &k, "1", NULL);
	assert_text(a->by, "manager");
	k = key(s, E_TEAM, s->emea);
	a = set(s, &k, "1", NULL);
	assert_text(a->by, "owner");
	k.by = STR("boss");
	shop_refused(s, try(s, &k, "1"), ERR_USAGE, "boss", NULL);
}

IN_SHOP(revised)
{
	struct adjustment_key k = key(s, E_REP, s->bert);
	struct adjustment *a = set(s, &k, "100", "why");

	a = set(s, &k, "100.00EUR", NULL);
	assert_int_equal(s->how, SAVED_UNCHANGED);
	assert_text(a->note, "why");
	a = set(s, &k, "90", NULL);
	assert_int_equal(s->how, SAVED_UPDATED);
	assert_int_equal(a->common.id, 1);
	assert_text(a->note, NULL);
	k.period = period(s, "FY26Q4");
	a = set(s, &k, "80", "since");
	assert_int_equal(a->common.id, 1);
	assert_text(a->figure.period, "2026Q4");
	a = set(s, &k, "80USD", NULL);
	assert_int_equal(a->common.id, 2);
	k.category = STR("best_case");
	a = set(s, &k, "80", NULL);
	assert_int_equal(a->common.id, 3);
	k.measure = STR("quantity");
	a = set(s, &k, "2.5", NULL);
	assert_int_equal(a->common.id, 4);
	assert_text(a->figure.currency, NULL);
	assert_int_equal(a->figure.value, NUM_NULL);
	k.category = STR("omitted");
	shop_refused(s, try(s, &k, "1"), ERR_USAGE, "omitted", NULL);
}

IN_SHOP(of_deals)
{
	struct deal *d = shop_deal(s);
	struct adjustment_key k = deal_key(d->common.id);
	struct adjustment *a = set(s, &k, "900", "less");

	assert_int_equal(a->deal, d->common.id);
	assert_int_equal(a->holder, NUM_NULL);
	assert_int_equal(a->figure.from, NUM_NULL);
	assert_text(a->by, "owner");
	shop_refused(s, try(s, &k, "900USD"), ERR_DATA, "deal/1: its money is "
		"in EUR", NULL);
	shop_set(s, E_DEAL, d, "owner", "anna");
	shop_save(s, E_DEAL, d);
	a = set(s, &k, "800", NULL);
	assert_int_equal(a->common.id, 2);
	assert_text(a->by, "manager");
	shop_set(s, E_DEAL, d, "owner", NULL);
	shop_save(s, E_DEAL, d);
	a = set(s, &k, "700", NULL); /* nobody's deal */
	assert_int_equal(a->common.id, 2);
	shop_must(s, deal_win(&s->m, d, &s->how, &s->e));
	shop_refused(s, try(s, &k, "1"), ERR_DATA, "deal/1: is won", NULL);
}

IN_SHOP(loaded)
{
	struct deal *d = shop_deal(s);
	struct adjustment_key k = key(s, E_REP, s->bert),
		kd = deal_key(d->common.id);
	struct period in[2] = {period(s, "2026Q4"), period(s, "2027")};
	struct ids ids = {0};
	struct adjusted *v;
	size_t n;

	set(s, &k, "100", "why");
	set(s, &kd, "900", NULL);
	k.period = period(s, "2026-11");
	k.currency = STR("USD");
	set(s, &k, "40", NULL);
	k.period = period(s, "2026"); /* wider than what is asked */
	set(s, &k, "400", NULL);
	k.period = period(s, "2026Q3");
	set(s, &k, "30", NULL);
	shop_later(s, 1);
	k.period = period(s, "2027Q1");
	k.measure = STR("count");
	set(s, &k, "3", NULL);
	shop_must(s, adjustment_load(&s->m, &s->arena, in, 2, &v, &n, &s->e));
	assert_int_equal(n, 4);
	assert_int_equal(v[0].holder, anyref_make(E_REP, s->bert));
	assert_int_equal(v[0].value, 10000);
	assert_false(v[0].manager);
	assert_text(v[0].category, "commit");
	assert_int_equal(v[1].deal, d->common.id);
	assert_string_equal(v[1].money->code, "EUR");
	assert_int_equal(v[2].to - v[2].from, 30);
	assert_string_equal(v[2].money->code, "USD");
	assert_null(v[3].money);
	assert_int_equal(dec_mantissa(v[3].number), 3);
	shop_must(s, adjustment_clear(&s->m, &kd, &ids, &s->e));
	assert_int_equal(ids.list.n, 1);
	ARR_FREE(&ids.list);
	shop_refused(s, adjustment_clear(&s->m, &kd, &ids, &s->e), ERR_NO,
		"deal/1: no adjustment", NULL);
	k.measure = k.currency = STR_NULL;
	k.period = period(s, "2026-11");
	shop_must(s, adjustment_clear(&s->m, &k, &ids, &s->e));
	assert_int_equal(ids.list.v[0], v[2].id);
	ARR_FREE(&ids.list);
	shop_must(s, adjustment_load(&s->m, &s->arena, in, 2, &v, &n, &s->e));
	assert_int_equal(n, 2);
	shop_must(s, adjustment_load(&s->m, &s->arena, NULL, 0, &v, &n,
		&s->e));
	assert_int_equal(n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whose),
		cmocka_unit_test(revised),
		cmocka_unit_test(of_deals),
		cmocka_unit_test(loaded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
