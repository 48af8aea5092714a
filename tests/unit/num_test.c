#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/num.h"

enum { ROUNDS = 100000 };

static uint64_t
next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* Of any size from 0 to 63 bits, either sign. */
static int64_t
any(uint64_t *state)
{
	int bits = (int)(next(state) % 64);
	int64_t v = (int64_t)(next(state) & ((UINT64_C(1) << bits) - 1));

	return next(state) & 1 ? -v : v;
}

static void
parse_takes_the_strict_form_only(void **state)
{
	static const struct {
		const char *text;
		int64_t value;
	} good[] = {
		{"0", 0},
		{"-0", 0},
		{"7", 7},
		{"007", 7},
		{"-12", -12},
		{"9223372036854775807", INT64_MAX},
		{"-9223372036854775807", -INT64_MAX},
	};
	static const char *const bad[] = {"", "-", "+1", " 1", "1 ", "1.0",
		"1e3", "0x10", "1,000", "--1", "1-", "\xef\xbc\x91",
		"9223372036854775808", "-9223372036854775808",
		"99999999999999999999999999999999999999999999"};
	struct err e;
	int64_t v;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_int_equal(num_parse(str_of(good[i].text), INT64_MIN,
					 INT64_MAX, &v, &e),
			0);
		assert_int_equal(v, good[i].value);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(num_parse(str_of(bad[i]), INT64_MIN,
					 INT64_MAX, &v, &e),
			ERR_DATA);
	assert_int_equal(num_parse(STR_NULL, 0, 9, &v, &e), ERR_DATA);
	assert_int_equal(num_parse((struct str){"1\0002", 3}, 0, 99, &v, &e),
		ERR_DATA);
}

static void
parse_keeps_to_its_range(void **state)
{
	struct err e;
	int64_t v = 5;

	(void)state;
	assert_int_equal(num_parse(STR("0"), 1, 12, &v, &e), ERR_DATA);
	assert_string_equal(e.msg, "'0': must be within 1 and 12");
	assert_int_equal(num_parse(STR("13"), 1, 12, &v, &e), ERR_DATA);
	assert_int_equal(v, 5);
	assert_int_equal(num_parse(STR("1"), 1, 12, &v, &e), 0);
	assert_int_equal(num_parse(STR("12"), 1, 12, &v, &e), 0);
	assert_int_equal(v, 12);
}

static void
long_text_leaves_the_problem_readable(void **state)
{
	char *text = malloc(100000);
	struct err e;
	int64_t v;

	(void)state;
	assert_non_null(text);
	memset(text, 'x', 100000);
	assert_int_equal(num_parse((struct str){text, 100000}, 0, 9, &v, &e),
		ERR_DATA);
	assert_true(str_ends(str_of(e.msg), "': not a whole number"));
	free(text);
}

static void
write_agrees_with_the_reader(void **state)
{
	uint64_t seed = 1, back;
	char text[20], *p;

	(void)state;
	p = num_write(UINT64_MAX, text + sizeof text);
	assert_ptr_equal(p, text);
	assert_memory_equal(p, "18446744073709551615", 20);
	for (int i = 0; i < ROUNDS; i++) {
		int64_t v = any(&seed);
		uint64_t u = num_abs(v);

		p = num_write(u, text + sizeof text);
		back = 0;
		assert_true(num_gather((struct str){p,
			(size_t)(text + sizeof text - p)}, &back));
		assert_true(back == u);
		assert_true(u < 10 || *p != '0');
	}
}

static void
decimals_read_and_print(void **state)
{
	static const struct {
		const char *text, *print;
		int64_t mantissa;
		int scale;
	} rows[] = {
		{"0", "0", 0, 0},
		{"-0.00", "0", 0, 0},
		{"12.50", "12.5", 125, 1},
		{"-0.05", "-0.05", -5, 2},
		{"100", "100", 100, 0},
		{"1.000000000000001", "1.000000000000001",
			INT64_C(1000000000000001), 15},
		{"0.000000000000001", "0.000000000000001", 1, 15},
		{"1.50000000000000000000000000000", "1.5", 15, 1},
		{"000000000000000000000000001.25", "1.25", 125, 2},
		{"576460752303423487", "576460752303423487",
			(INT64_C(1) << 59) - 1, 0},
		{"-576460752303423487", "-576460752303423487",
			-(INT64_C(1) << 59) + 1, 0},
		{"-57646075230342348.7", "-57646075230342348.7",
			-(INT64_C(1) << 59) + 1, 1},
	};
	static const char *const bad[] = {"", "-", ".", ".5", "5.", "1.2.3",
		"+1", "1e3", "1,5", "0.0000000000000001", "576460752303423488",
		"-576460752303423488", "99999999999999999999.5", "1 000", "-.5",
		"(5.00)", "1'000", "nan", "inf"};
	struct buf b = {0};
	struct err e;
	int64_t v;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(dec_parse(str_of(rows[i].text), &v, &e), 0);
		assert_int_equal(dec_mantissa(v), rows[i].mantissa);
		assert_int_equal(dec_scale(v), rows[i].scale);
		buf_reset(&b);
		dec_print(v, &b);
		assert_string_equal(b.p, rows[i].print);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(dec_parse(str_of(bad[i]), &v, &e), ERR_DATA);
	buf_reset(&b);
	dec_print(NUM_NULL, &b);
	assert_int_equal(b.n, 0);
	buf_free(&b);
}

static void
decimals_make_normalises(void **state)
{
	struct err e;
	int64_t v, w;

	(void)state;
	assert_int_equal(dec_make(1250, 2, &v, &e), 0);
	assert_int_equal(v, 125 * 16 + 1);
	assert_int_equal(dec_make(125, 1, &w, &e), 0);
	assert_int_equal(v, w);
	assert_int_equal(dec_make(10, 16, &v, &e), 0);
	assert_int_equal(dec_scale(v), 15);
	assert_int_equal(dec_make(1, 16, &v, &e), ERR_DATA);
	assert_int_equal(dec_make(1, -1, &v, &e), ERR_DATA);
	assert_int_equal(dec_make(INT64_C(1) << 59, 0, &v, &e), ERR_DATA);
	assert_int_equal(dec_make(INT64_MIN, 0, &v, &e), ERR_DATA);
	assert_int_equal(dec_make(0, 15, &v, &e), 0);
	assert_int_equal(v, 0);
}

/* A decimal at scale 15. */
static __int128
wide(int64_t dec)
{
	__int128 v = dec_mantissa(dec);

	for (int i = dec_scale(dec); i < DEC_SCALE_MAX; i++)
		v *= 10;
	return v;
}

static int64_t
any_dec(uint64_t *seed)
{
	struct err e;
	int64_t v;

	while (dec_make(any(seed), (int)(next(seed) % 16), &v, &e))
		;
	return v;
}

static void
decimals_survive_their_text(void **state)
{
	struct buf b = {0};
	uint64_t seed = 2;
	struct err e;
	int64_t v, back;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		v = any_dec(&seed);
		buf_reset(&b);
		dec_print(v, &b);
		assert_int_equal(dec_parse(buf_view(&b), &back, &e), 0);
		assert_int_equal(back, v);
	}
	buf_free(&b);
}

static void
decimals_compute_exactly(void **state)
{
	const __int128 limit = (__int128)1 << 59;
	uint64_t seed = 3;
	struct err e;
	int64_t a, b, out;
	int fitted = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		__int128 x, y;

		a = any_dec(&seed);
		b = next(&seed) % 8 ? any_dec(&seed) : a;
		x = wide(a);
		y = wide(b);
		assert_int_equal(dec_cmp(a, b), (x > y) - (x < y));
		assert_true((dec_cmp(a, b) == 0) == (a == b));
		if (!dec_add(a, b, &out, &e)) {
			assert_true(wide(out) == x + y);
			fitted++;
		}
		/* a product is exact when mantissas and scales agree */
		if (!dec_mul(a, b, &out, &e)) {
			__int128 p = (__int128)dec_mantissa(a) *
				dec_mantissa(b);
			int s = dec_scale(a) + dec_scale(b);

			for (; p && s > dec_scale(out); s--) {
				assert_true(p % 10 == 0);
				p /= 10;
			}
			assert_true(p == dec_mantissa(out));
			assert_true(p < limit && p > -limit);
			fitted++;
		}
	}
	assert_true(fitted > ROUNDS / 2);
}

static void
decimals_overflow_is_told(void **state)
{
	int64_t most, least, tiny, out;
	struct err e;

	(void)state;
	assert_int_equal(dec_make((INT64_C(1) << 59) - 1, 0, &most, &e), 0);
	assert_int_equal(dec_make(-(INT64_C(1) << 59) + 1, 0, &least, &e), 0);
	assert_int_equal(dec_make(1, 15, &tiny, &e), 0);
	assert_int_equal(dec_add(most, 16, &out, &e), ERR_DATA);
	assert_int_equal(dec_add(least, -16, &out, &e), ERR_DATA);
	assert_int_equal(dec_add(most, tiny, &out, &e), ERR_DATA);
	assert_int_equal(dec_mul(tiny, tiny, &out, &e), ERR_DATA);
	assert_int_equal(dec_mul(most, most, &out, &e), ERR_DATA);
	assert_int_equal(dec_add(most, least, &out, &e), 0);
	assert_int_equal(out, 0);
	assert_int_equal(dec_cmp(most, least), 1);
	assert_int_equal(dec_cmp(tiny, most), -1);
}

static void
muldiv_ties_go_away_from_zero(void **state)
{
	static const struct {
		int64_t a, b, c, want;
	} rows[] = {
		{1, 1, 2, 1},
		{-1, 1, 2, -1},
		{1, -1, 2, -1},
		{-1, -1, 2, 1},
		{3, 1, 2, 2},
		{-3, 1, 2, -2},
		{5, 1, 10, 1},
		{15, 1, 10, 2},
		{25, 1, 10, 3},
		{-25, 1, 10, -3},
		{4, 1, 10, 0},
		{-4, 1, 10, 0},
		{1, 1, 3, 0},
		{2, 1, 3, 1},
		{-2, 1, 3, -1},
		{0, 5, 7, 0},
		{7, 1, 1, 7},
		{INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX},
		{-INT64_MAX, INT64_MAX, INT64_MAX, -INT64_MAX},
		{INT64_MAX, 1, 2, INT64_C(4611686018427387904)},
		{1, -1, INT64_MAX, 0},
	};
	struct err e;
	int64_t out;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(num_muldiv(rows[i].a, rows[i].b, rows[i].c,
					 &out, &e),
			0);
		assert_int_equal(out, rows[i].want);
	}
}

static void
muldiv_refuses_what_does_not_fit(void **state)
{
	struct err e;
	int64_t out = 9;

	(void)state;
	assert_int_equal(num_muldiv(INT64_MAX, 2, 1, &out, &e), ERR_DATA);
	assert_int_equal(num_muldiv(INT64_MIN, 1, 1, &out, &e), ERR_DATA);
	assert_int_equal(num_muldiv(INT64_MIN, INT64_MIN, 1, &out, &e),
		ERR_DATA);
	assert_int_equal(num_muldiv(1, 1, 0, &out, &e), ERR_DATA);
	assert_int_equal(num_muldiv(1, 1, -5, &out, &e), ERR_DATA);
	assert_int_equal(out, 9);
}

/* Not computed again but checked: the remainder is under a half, or is a half
 * and the result lies beyond the exact value. */
static void
check_rounded(__int128 exact, int64_t c, int64_t q)
{
	__int128 rest = exact - (__int128)q * c;
	__int128 size = rest < 0 ? -rest : rest;

	assert_true(2 * size <= c);
	if (2 * size == c)
		assert_true(exact < 0 ? rest > 0 : rest < 0);
}

static void
muldiv_is_right_at_random(void **state)
{
	uint64_t seed = 4;
	int fitted = 0;
	struct err e;
	int64_t out;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		int64_t a = any(&seed), b = any(&seed);
		int64_t c = (int64_t)num_abs(any(&seed)) + 1;
		__int128 exact = (__int128)a * b;

		if (c <= 0)
			c = INT64_MAX;
		if (!num_muldiv(a, b, c, &out, &e)) {
			check_rounded(exact, c, out);
			fitted++;
			continue;
		}
		if (exact < 0)
			exact = -exact;
		assert_true(2 * exact >= 2 * (__int128)INT64_MAX * c + c ||
			(exact - (__int128)INT64_MAX * c) * 2 >= c);
	}
	assert_true(fitted > ROUNDS / 2);
}

static void
muldec_is_right_at_random(void **state)
{
	uint64_t seed = 5;
	struct err e;
	int64_t out;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		int64_t a = any(&seed), dec = any_dec(&seed), ten = 1;

		for (int k = 0; k < dec_scale(dec); k++)
			ten *= 10;
		if (!num_muldec(a, dec, &out, &e))
			check_rounded((__int128)a * dec_mantissa(dec), ten,
				out);
	}
	assert_int_equal(num_muldec(INT64_MAX, 2 * 16, &out, &e), ERR_DATA);
	assert_int_equal(num_muldec(3, 5 * 16 + 1, &out, &e), 0);
	assert_int_equal(out, 2);
}

/* A factor on both sides changes nothing, however long the product gets. */
static void
ratio_is_muldiv_at_any_length(void **state)
{
	uint64_t seed = 6;
	struct err e;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		int64_t a = any(&seed), x = 0, y = 0;
		int64_t b = (int64_t)num_abs(any(&seed) / 2);
		int64_t c = (int64_t)num_abs(any(&seed) / 2) + 1;
		unsigned __int128 k = (unsigned __int128)1 << (i % 62) |
			(unsigned)i;
		int rc;

		rc = num_muldiv(a, b, c, &x, &e);
		assert_int_equal(rc, num_ratio(a, (unsigned __int128)b * k,
			(unsigned __int128)c * k, &y, &e));
		if (!rc)
			assert_int_equal(x, y);
	}
	assert_int_equal(num_ratio(1, 1, 0, &(int64_t){0}, &e), ERR_DATA);
	assert_int_equal(num_ratio(1, 1, (unsigned __int128)1 << 127,
		&(int64_t){0}, &e), ERR_DATA);
}

static void
floor_division(void **state)
{
	(void)state;
	assert_int_equal(num_floor_div(7, 2), 3);
	assert_int_equal(num_floor_div(-7, 2), -4);
	assert_int_equal(num_floor_div(-8, 2), -4);
	assert_int_equal(num_floor_div(0, 2), 0);
	assert_int_equal(num_floor_div(-1, 86400), -1);
	assert_int_equal(num_abs(INT64_MIN), UINT64_C(1) << 63);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parse_takes_the_strict_form_only),
		cmocka_unit_test(parse_keeps_to_its_range),
		cmocka_unit_test(long_text_leaves_the_problem_readable),
		cmocka_unit_test(write_agrees_with_the_reader),
		cmocka_unit_test(decimals_read_and_print),
		cmocka_unit_test(decimals_make_normalises),
		cmocka_unit_test(decimals_survive_their_text),
		cmocka_unit_test(decimals_compute_exactly),
		cmocka_unit_test(decimals_overflow_is_told),
		cmocka_unit_test(muldiv_ties_go_away_from_zero),
		cmocka_unit_test(muldiv_refuses_what_does_not_fit),
		cmocka_unit_test(muldiv_is_right_at_random),
		cmocka_unit_test(muldec_is_right_at_random),
		cmocka_unit_test(ratio_is_muldiv_at_any_length),
		cmocka_unit_test(floor_division),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
