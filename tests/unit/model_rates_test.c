/* Rates: records and their rules, which of them a conversion takes, and what
 * is told of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "model/rate.h"
#include "model/rates.h"
#include "shop.h"

/* ---- helpers --------------------------------------------------------------- */

static const struct currency *
code(const char *z)
{
	return currency_find(str_of(z));
}

static int64_t
dec(struct shop *s, const char *text)
{
	int64_t d;

	shop_must(s, dec_parse(str_of(text), &d, &s->e));
	return d;
}

static int
quote(struct shop *s, const char *plan, const char *base, const char *currency,
	int64_t day, int64_t rate)
{
	struct rate_quote q = {.plan = str_of(plan), .base = str_of(base),
		.currency = str_of(currency), .day = day, .rate = rate};
	int64_t id;

	return rate_set(&s->m, &q, &id, &s->how, &s->e);
}

static void
keep(struct shop *s, const char *base, const char *currency, const char *day,
	const char *rate)
{
	shop_must(s, quote(s, NULL, base, currency, shop_day(day),
		dec(s, rate)));
}

static struct rates *
rates(struct shop *s, const char *plan, int64_t max_age)
{
	struct rates *r;

	shop_must(s, rates_open(&s->m, &s->arena, str_of(plan), max_age, &r,
		&s->e));
	return r;
}

struct result {
	int rc;
	int64_t out;
	struct rate_used used;
};

static struct result
convert(struct shop *s, struct rates *r, int64_t amount, const char *from,
	const char *to, const char *day)
{
	struct result x = {.out = NUM_NULL};

	x.rc = rates_convert(r, amount, code(from), code(to), shop_day(day),
		&x.out, &x.used, &s->e);
	return x;
}

/* ---- records --------------------------------------------------------------- */

IN_SHOP(effective_on_its_day)
{
	struct rate *r;

	keep(s, "EUR", "USD", "2026-10-01", "1.08");
	assert_int_equal(s->how, SAVED_CREATED);
	r = shop_get(s, E_RATE, 1);
	assert_int_equal(r->common.created,
		shop_day("2026-10-01") * US_PER_DAY);
	keep(s, "EUR", "USD", "2026-10-01", "1.080");
	assert_int_equal(s->how, SAVED_UNCHANGED);
	keep(s, "EUR", "USD", "2026-10-01", "1.09");
	assert_int_equal(s->how, SAVED_UPDATED);
	r = shop_get(s, E_RATE, 1);
	assert_int_equal(r->common.updated, s->m.now);
	assert_int_equal(r->common.rev, 2);
	/* not before it is known */
	keep(s, "EUR", "USD", "2027-01-01", "1.10");
	r = shop_get(s, E_RATE, 2);
	assert_int_equal(r->common.created, s->m.now);
	/* --at says otherwise */
	s->m.at = s->m.now - US_PER_DAY;
	keep(s, "EUR", "USD", "2026-09-01", "1.10");
	r = shop_get(s, E_RATE, 3);
	assert_int_equal(r->common.created, s->m.at);
}

/* What was taken out and comes back does not change the past. */
IN_SHOP(taken_out)
{
	struct rate *r;

	keep(s, "EUR", "USD", "2026-10-01", "1.08");
	r = shop_get(s, E_RATE, 1);
	r->common.archived = 1;
	shop_save(s, E_RATE, r);
	assert_int_equal(convert(s, rates(s, NULL, 7), 100, "EUR", "USD",
		"2026-10-01").rc, ERR_NO);
	r = shop_new(s, E_RATE);
	shop_set(s, E_RATE, r, "currency", "USD");
	shop_set(s, E_RATE, r, "day", "2026-10-01");
	shop_set(s, E_RATE, r, "rate", "2");
	shop_save(s, E_RATE, r);
	assert_text(r->base, "EUR");
	assert_int_equal(r->common.created, s->m.now);
	r = shop_get(s, E_RATE, 1);
	r->common.archived = 0;
	shop_refused(s, shop_try(s, E_RATE, r), ERR_DATA,
		"EUR/USD 2026-10-01: there is one already", "rate/2", NULL);
}

IN_SHOP(refused)
{
	int64_t day = shop_day("2026-10-01");

	shop_refused(s, quote(s, NULL, "EUR", "EUR", day, dec(s, "1")),
		ERR_DATA, "no rate in itself", NULL);
	shop_refused(s, quote(s, NULL, "EUR", "USD", day, dec(s, "0")),
		ERR_DATA, "EUR/USD 2026-10-01: a rate is above zero", NULL);
	shop_refused(s, quote(s, NULL, "EUR", "USD", day, dec(s, "-1.1")),
		ERR_DATA, "above zero", NULL);
	shop_refused(s, quote(s, NULL, "EUR", "USD", day,
		dec(s, "1000000000.1")), ERR_DATA, "that large", NULL);
	shop_refused(s, quote(s, NULL, "EUR", "USD", day,
		dec(s, "0.0000000009")), ERR_DATA, "that large", NULL);
	shop_refused(s, quote(s, "a b", "EUR", "USD", day, dec(s, "1")),
		ERR_DATA, "one word", NULL);
	shop_must(s, quote(s, NULL, "EUR", "ITL", day, dec(s, "1936.27")));
	shop_must(s, quote(s, "b", "EUR", "USD", day, dec(s, "1")));
	shop_must(s, quote(s, "c", "EUR", "USD", day, dec(s, "1")));
	assert_int_equal(s->how, SAVED_CREATED);
}

/* ---- which rate ------------------------------------------------------------ */

IN_SHOP(latest_before)
{
	struct rates *r = rates(s, NULL, 7);
	struct result x;

	keep(s, "EUR", "USD", "2026-09-24", "1.25");
	keep(s, "EUR", "USD", "2026-09-25", "2");
	keep(s, "EUR", "USD", "2026-09-28", "4");
	x = convert(s, r, 100, "EUR", "USD", "2026-09-27");
	assert_int_equal(x.out, 200);
	assert_int_equal(x.used.day, shop_day("2026-09-25"));
	assert_int_equal(convert(s, r, 100, "EUR", "USD", "2026-09-28").out,
		400);
	assert_int_equal(convert(s, r, 100, "EUR", "USD", "2026-10-05").out,
		400);
	assert_int_equal(convert(s, r, 100, "EUR", "USD", "2026-10-06").rc,
		ERR_NO);
	assert_int_equal(convert(s, r, 100, "EUR", "USD", "2026-09-23").rc,
		ERR_NO);
	x = convert(s, rates(s, NULL, NUM_NULL), 100, "EUR", "USD",
		"2036-10-06");
	assert_int_equal(x.out, 400);
	x = convert(s, rates(s, NULL, 0), 100, "EUR", "USD", "2026-09-27");
	assert_int_equal(x.rc, ERR_NO);
	/* the same currency needs none */
	x = convert(s, r, 12345, "CHF", "CHF", "2026-09-23");
	assert_int_equal(x.out, 12345);
	assert_int_equal(x.used.nlegs, 0);
	assert_int_equal(x.used.day, NUM_NULL);
	x = convert(s, r, NUM_NULL, "EUR", "USD", "2026-09-27");
	assert_int_equal(x.out, NUM_NULL);
}

IN_SHOP(either_way)
{
	struct rates *r = rates(s, NULL, 7);
	struct result x;

	keep(s, "EUR", "USD", "2026-10-01", "2");
	keep(s, "USD", "EUR", "2026-10-02", "0.25");
	keep(s, "USD", "EUR", "2026-10-04", "0.2");
	keep(s, "EUR", "USD", "2026-10-04", "8");
	assert_int_equal(convert(s, r, 100, "EUR", "USD", "2026-10-01").out,
		200);
	x = convert(s, r, 100, "EUR", "USD", "2026-10-03");
	assert_int_equal(x.out, 400);
	assert_true(x.used.legs[0].inverse);
	assert_int_equal(convert(s, r, 100, "USD", "EUR", "2026-10-03").out,
		25);
	assert_int_equal(convert(s, r, 100, "EUR", "USD", "2026-10-04").out,
		800);
	assert_int_equal(convert(s, r, 100, "USD", "EUR", "2026-10-04").out,
		20);
}

IN_SHOP(across)
{
	struct rates *r = rates(s, NULL, 7);
	struct result x;
	struct buf b = {0};

	keep(s, "EUR", "USD", "2026-10-01", "1.1");
	keep(s, "EUR", "GBP", "2026-09-30", "0.9");
	keep(s, "CHF", "USD", "2026-10-05", "1.2");
	keep(s, "GBP", "CHF", "2026-10-05", "1.3");
	x = convert(s, r, 1000, "USD", "GBP", "2026-10-05");
	assert_int_equal(x.out, 818); /* by the base currency, if it can be */
	assert_true(x.used.crossed);
	assert_int_equal(x.used.day, shop_day("2026-09-30"));
	rate_used_print(&x.used, &b);
	assert_string_equal(b.p,
		"EUR/USD 1.1 of 2026-10-01, EUR/GBP 0.9 of 2026-09-30");
	buf_reset(&b);
	dec_print(rate_used_decimal(&x.used), &b);
	assert_string_equal(b.p, "0.8181818182");
	/* then by another, however it is quoted */
	x = convert(s, r, 1000, "USD", "GBP", "2026-10-08");
	assert_int_equal(x.out, 641); /* 1000 / 1.2 / 1.3 */
	x = convert(s, r, 1000, "GBP", "USD", "2026-10-08");
	assert_int_equal(x.out, 1560);
	/* the pair itself comes first */
	r = rates(s, NULL, 7);
	keep(s, "GBP", "USD", "2026-10-02", "5");
	x = convert(s, r, 1000, "GBP", "USD", "2026-10-08");
	assert_int_equal(x.out, 5000);
	assert_int_equal(convert(s, r, 1, "USD", "SEK", "2026-10-05").rc,
		ERR_NO);
	buf_free(&b);
}

IN_SHOP(plans)
{
	struct rates *r = rates(s, "budget", 7);

	keep(s, "EUR", "USD", "2026-10-01", "1.1");
	assert_int_equal(convert(s, r, 100, "EUR", "USD", "2026-10-01").rc,
		ERR_NO);
	shop_must(s, quote(s, "budget", "EUR", "USD", shop_day("2026-01-01"),
		dec(s, "2")));
	r = rates(s, "budget", 7);
	assert_int_equal(convert(s, r, 100, "EUR", "USD", "2026-12-31").out,
		200);
	assert_int_equal(convert(s, r, 100, "EUR", "USD", "2025-12-31").rc,
		ERR_NO);
}

IN_SHOP(half_away_from_zero)
{
	struct rates *r = rates(s, NULL, 7);

	keep(s, "EUR", "USD", "2026-10-01", "1.5");
	keep(s, "EUR", "JPY", "2026-10-01", "150");
	assert_int_equal(convert(s, r, 1, "EUR", "USD", "2026-10-01").out, 2);
	assert_int_equal(convert(s, r, -1, "EUR", "USD", "2026-10-01").out,
		-2);
	assert_int_equal(convert(s, r, 3, "EUR", "JPY", "2026-10-01").out, 5);
	assert_int_equal(convert(s, r, 1, "EUR", "JPY", "2026-10-01").out, 2);
	assert_int_equal(convert(s, r, 100, "JPY", "USD", "2026-10-01").out,
		100);
}

/* ---- what was used --------------------------------------------------------- */

static void
sha_of(const char *text, char out[65])
{
	uint8_t digest[SHA_BYTES];
	struct sha sha;

	sha_init(&sha);
	sha_add(&sha, text, strlen(text));
	sha_end(&sha, digest);
	sha_hex(digest, out);
}

IN_SHOP(digest)
{
	struct rates *a = rates(s, NULL, 7), *b = rates(s, NULL, 7);
	char x[65], y[65];

	keep(s, "EUR", "USD", "2026-10-01", "1.5");
	keep(s, "EUR", "USD", "2026-10-02", "1.6");
	keep(s, "EUR", "GBP", "2026-10-01", "0.9");
	rates_digest(a, x);
	sha_of("", y);
	assert_string_equal(x, y);
	convert(s, a, 1, "USD", "EUR", "2026-10-02");
	convert(s, a, 1, "USD", "GBP", "2026-10-01");
	convert(s, a, 1, "USD", "GBP", "2026-10-01");
	convert(s, b, 5, "GBP", "USD", "2026-10-01");
	convert(s, b, 7, "EUR", "USD", "2026-10-04");
	rates_digest(a, x);
	rates_digest(b, y);
	assert_string_equal(x, y);
	sha_of("EUR GBP 2026-10-01 0.9\nEUR USD 2026-10-01 1.5\n"
		"EUR USD 2026-10-02 1.6\n", y);
	assert_string_equal(x, y);
}

IN_SHOP(policies)
{
	static const char *const words[] = {"close", "deal", "asof", "today",
		"plan:budget"};
	enum rate_policy p;
	struct buf b = {0};
	struct str plan;

	for (size_t i = 0; i < 5; i++) {
		shop_must(s, rate_policy_parse(str_of(words[i]), &p, &plan,
			&s->e));
		assert_int_equal(p, i);
		buf_reset(&b);
		rate_policy_print(p, plan, &b);
		assert_string_equal(b.p, words[i]);
	}
	assert_text(plan, "budget");
	shop_refused(s, rate_policy_parse(STR("clsoe"), &p, &plan, &s->e),
		ERR_USAGE, "did you mean 'close'", NULL);
	shop_refused(s, rate_policy_parse(STR("plan:"), &p, &plan, &s->e),
		ERR_USAGE, "plan:NAME", NULL);
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(effective_on_its_day),
		cmocka_unit_test(taken_out),
		cmocka_unit_test(refused),
		cmocka_unit_test(latest_before),
		cmocka_unit_test(either_way),
		cmocka_unit_test(across),
		cmocka_unit_test(plans),
		cmocka_unit_test(half_away_from_zero),
		cmocka_unit_test(digest),
		cmocka_unit_test(policies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
