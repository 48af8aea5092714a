/* Submissions: said, said anew, stale. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/submission.h"
#include "shop.h"

static struct submission_key
key(struct shop *s, int64_t holder, const char *period)
{
	struct submission_key k = {.holder = holder};

	shop_must(s, period_parse(str_of(period), &s->m.cal, &k.period,
		&s->e));
	return k;
}

static struct submission *
set(struct shop *s, const struct submission_key *k, const char *value,
	const char *note)
{
	int64_t id;

	shop_must(s, submission_set(&s->m, k, str_of(value), str_of(note),
		&id, &s->how, &s->e));
	return shop_get(s, E_SUBMISSION, id);
}

IN_SHOP(said)
{
	struct submission_key k = key(s, anyref_make(E_REP, s->bert), "2026q4");
	struct submission *x = set(s, &k, "300000", "without Acme");

	assert_int_equal(s->how, SAVED_CREATED);
	assert_text(x->figure.period, "2026Q4");
	assert_text(x->figure.currency, "EUR");
	assert_int_equal(x->author, s->bert);
	assert_int_equal(x->said, s->m.at);
	shop_later(s, 3);
	x = set(s, &k, "300000", NULL);
	assert_int_equal(s->how, SAVED_UPDATED);
	assert_int_equal(x->common.id, 1);
	assert_int_equal(x->said, s->m.at);
	assert_text(x->note, "without Acme");
	x = set(s, &k, "310000", NULL);
	assert_text(x->note, NULL);
	x->common.archived = 1;
	shop_save(s, E_SUBMISSION, x);
	x = set(s, &k, "1", NULL);
	assert_int_equal(x->common.id, 2);
	x = shop_get(s, E_SUBMISSION, 1);
	x->common.archived = 0;
	shop_refused(s, shop_try(s, E_SUBMISSION, x), ERR_DATA,
		"submission/1: there is one", "submission/2", NULL);
	k.holder = anyref_make(E_DEAL, shop_deal(s)->common.id);
	shop_refused(s, submission_set(&s->m, &k, STR("1"), STR_NULL,
		&k.holder, &s->how, &s->e), ERR_DATA, "deal/1: only reps and "
		"teams", NULL);
}

IN_SHOP(loaded)
{
	struct submission_key k = key(s, anyref_make(E_REP, s->bert), "2026Q4");
	struct period in = k.period;
	struct submitted *v;
	size_t n;

	set(s, &k, "300", NULL);
	k = key(s, anyref_make(E_TEAM, s->emea), "2026-12");
	shop_later(s, 7);
	k.measure = STR("count");
	set(s, &k, "12", "sure");
	k = key(s, anyref_make(E_REP, s->bert), "2026Q3");
	set(s, &k, "9", NULL);
	shop_must(s, submission_load(&s->m, &s->arena, &in, 1, 6, &v, &n,
		&s->e));
	assert_int_equal(n, 2);
	assert_int_equal(v[0].value, 30000);
	assert_string_equal(v[0].money->code, "EUR");
	assert_int_equal(v[0].days, 7);
	assert_true(v[0].stale);
	assert_null(v[1].money);
	assert_int_equal(dec_mantissa(v[1].number), 12);
	assert_int_equal(v[1].days, 0);
	assert_false(v[1].stale);
	shop_must(s, submission_load(&s->m, &s->arena, &in, 1, 7, &v, &n,
		&s->e));
	assert_false(v[0].stale);
	shop_later(s, 1000);
	shop_must(s, submission_load(&s->m, &s->arena, &in, 1, NUM_NULL, &v,
		&n, &s->e));
	assert_false(v[0].stale);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(said),
		cmocka_unit_test(loaded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
