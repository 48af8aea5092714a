/* Conversion against multiplication of whole numbers of any size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/rate.h"
#include "model/rates.h"
#include "shop.h"

/* ---- numbers of any size -------------------------------------------------- */

enum { LIMBS = 12 };

struct big {
	uint64_t v[LIMBS];
};

static struct big
big_of(uint64_t u)
{
	return (struct big){{u}};
}

static void
big_times(struct big *b, uint64_t by)
{
	unsigned __int128 carry = 0;

	for (size_t i = 0; i < LIMBS; i++) {
		carry += (unsigned __int128)b->v[i] * by;
		b->v[i] = (uint64_t)carry;
		carry >>= 64;
	}
	assert_true(carry == 0);
}

static struct big
big_sum(const struct big *a, const struct big *b)
{
	unsigned __int128 carry = 0;
	struct big out;

	for (size_t i = 0; i < LIMBS; i++) {
		carry += (unsigned __int128)a->v[i] + b->v[i];
		out.v[i] = (uint64_t)carry;
		carry >>= 64;
	}
	return out;
}

static int
big_order(const struct big *a, const struct big *b)
{
	for (size_t i = LIMBS; i-- > 0;)
		if (a->v[i] != b->v[i])
			return a->v[i] < b->v[i] ? -1 : 1;
	return 0;
}

static void
big_tens(struct big *b, int n)
{
	while (n-- > 0)
		big_times(b, 10);
}

/* A fraction up / down. */
struct ratio {
	struct big up, down;
};

static void
ratio_rate(struct ratio *r, int64_t rate, bool inverse)
{
	struct big *a = inverse ? &r->down : &r->up;
	struct big *b = inverse ? &r->up : &r->down;

	big_times(a, (uint64_t)dec_mantissa(rate));
	big_tens(b, dec_scale(rate));
}

/* out is amount * ratio rounded half away from zero: with all doubled,
 * out * down - down <= amount * up < out * down + down, of absolutes. */
static bool
rounded(int64_t amount, const struct ratio *r, int64_t out)
{
	struct big a = r->up, b = r->down, left, right;

	if ((amount < 0 && out > 0) || (amount > 0 && out < 0))
		return false;
	big_times(&a, num_abs(amount));
	big_times(&a, 2);
	big_times(&b, num_abs(out));
	big_times(&b, 2);
	left = big_sum(&a, &r->down);
	right = big_sum(&b, &r->down);
	return big_order(&b, &left) <= 0 && big_order(&a, &right) < 0;
}

/* Even the largest amount is too small. */
static bool
too_large(int64_t amount, const struct ratio *r)
{
	struct big a = r->up, b = r->down;

	big_times(&a, num_abs(amount));
	big_times(&a, 2);
	big_times(&b, UINT64_MAX); /* twice INT64_MAX, and half of 2 */
	return big_order(&a, &b) >= 0;
}

/* ---- at random ------------------------------------------------------------- */

static uint64_t seed = 42;

static uint64_t
next(void)
{
	uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

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

static struct rates *
rates(struct shop *s, const char *plan, int64_t max_age)
{
	struct rates *r;

	shop_must(s, rates_open(&s->m, &s->arena, str_of(plan), max_age, &r,
		&s->e));
	return r;
}

enum { DAYS = 60, ROUNDS = 10000 };

static const char *const codes[] = {"EUR", "JPY", "KWD", "CLF", "USD", "XAU"};
enum { CODES = sizeof codes / sizeof *codes };

static int
places(const char *z)
{
	return code(z)->exponent < 0 ? 0 : code(z)->exponent;
}

/* Up to 17 digits, anywhere within the bounds of a rate. */
static int64_t
any_rate(struct shop *s)
{
	for (;;) {
		int scale = (int)(next() % 16);
		int64_t m = (int64_t)(next() >> (5 + next() % 59)), d, big;
		struct err e;

		shop_must(s, dec_parse(STR("1000000"), &big, &s->e));
		if (m && dec_make(m, scale, &d, &e) == 0 &&
			dec_cmp(d, big) <= 0 &&
			dec_cmp(d, dec(s, "0.000001")) >= 0)
			return d;
	}
}

static int64_t
any_amount(void)
{
	int64_t v = (int64_t)(next() >> (1 + next() % 63));

	return next() & 1 ? -v : v;
}

/* EUR in each, every day, is all there is: a naive choice of legs. */
IN_SHOP(equals_exact_arithmetic)
{
	static int64_t kept[CODES][DAYS];
	int64_t first = shop_day("2026-06-01");
	struct rates *r = rates(s, NULL, 7);
	size_t large = 0;

	for (size_t c = 1; c < CODES; c++)
		for (int d = 0; d < DAYS; d++) {
			kept[c][d] = any_rate(s);
			shop_must(s, quote(s, NULL, "EUR", codes[c],
				first + d, kept[c][d]));
		}
	for (int i = 0; i < ROUNDS; i++) {
		size_t from = next() % CODES, to = next() % CODES;
		int d = (int)(next() % DAYS);
		int64_t amount = any_amount(), out;
		struct ratio q = {big_of(1), big_of(1)};
		int rc;

		if (from)
			ratio_rate(&q, kept[from][d], true);
		if (to && to != from)
			ratio_rate(&q, kept[to][d], false);
		if (from == to)
			q = (struct ratio){big_of(1), big_of(1)};
		big_tens(&q.up, places(codes[to]));
		big_tens(&q.down, places(codes[from]));
		rc = rates_convert(r, amount, code(codes[from]),
			code(codes[to]), first + d, &out, NULL, &s->e);
		if (rc == ERR_DATA) { /* then it does not fit */
			large++;
			assert_true(too_large(amount, &q));
			continue;
		}
		assert_int_equal(rc, 0);
		assert_true(rounded(amount, &q, out));
	}
	assert_in_range(large, 1, ROUNDS / 3);
}

/* There and back again: at most half a unit of each currency is lost. */
IN_SHOP(there_and_back)
{
	struct rates *r = rates(s, NULL, 7);
	const struct currency *eur = code("EUR");
	size_t rounds = 0;

	for (int i = 0; i < 500; i++) {
		const struct currency *c = code(codes[1 + next() %
			(CODES - 1)]);
		int64_t day = shop_day("2010-01-01") + i, there, back;
		int64_t amount = any_amount() / (1 << 20), rate = any_rate(s);
		struct ratio unit = {big_of(1), big_of(1)};
		struct big lost;

		shop_must(s, quote(s, NULL, "EUR", c->code, day, rate));
		r = rates(s, NULL, 0);
		if (rates_convert(r, amount, eur, c, day, &there, NULL,
			    &s->e))
			continue;
		shop_must(s, rates_convert(r, there, c, eur, day, &back, NULL,
			&s->e));
		/* 2 |back - amount| <= 1 + units of EUR for one of c */
		ratio_rate(&unit, rate, true);
		big_tens(&unit.up, places("EUR"));
		big_tens(&unit.down, places(c->code));
		lost = unit.down;
		big_times(&lost, num_abs(back - amount) * 2);
		unit.up = big_sum(&unit.up, &unit.down);
		assert_true(big_order(&lost, &unit.up) <= 0);
		rounds++;
	}
	assert_in_range(rounds, 300, 500);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_exact_arithmetic),
		cmocka_unit_test(there_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
