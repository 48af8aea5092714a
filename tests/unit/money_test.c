#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/money.h"

enum { ROUNDS = 100000 };

static const struct currency *
code(const char *z)
{
	const struct currency *c = currency_find(str_of(z));

	if (!c)
		fail_msg("no currency %s", z);
	return c;
}

static uint64_t
next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static int64_t
any(uint64_t *state)
{
	int bits = (int)(next(state) % 64);
	int64_t v = (int64_t)(next(state) & ((UINT64_C(1) << bits) - 1));

	return next(state) & 1 ? -v : v;
}

static void
table_is_sound(void **state)
{
	const char *last = "";
	size_t n = 0;

	(void)state;
	for (const struct currency *c = currency_all(); *c->code; c++, n++) {
		assert_true(strcmp(last, c->code) < 0);
		last = c->code;
		assert_int_equal(strlen(c->code), 3);
		for (int i = 0; i < 3; i++)
			assert_in_range(c->code[i], 'A', 'Z');
		assert_true(c->exponent >= -1 && c->exponent <= 4 &&
			c->exponent != 1);
		assert_true(c->name && *c->name);
		assert_ptr_equal(currency_find(str_of(c->code)), c);
	}
	assert_true(n > 300);
}

static void
exponents_are_those_of_the_standard(void **state)
{
	static const struct {
		const char *codes;
		int exponent;
	} rows[] = {
		{"JPY KRW VND CLP ISK PYG UGX XAF XOF XPF RWF KMF GNF DJF BIF "
		 "VUV UYI ITL ESP TRL", 0},
		{"EUR USD GBP CHF BRL INR CNY RUB ZAR HUF CZK DEM FRF BGN HRK",
			2},
		{"BHD IQD JOD KWD LYD OMR TND YDD", 3},
		{"CLF UYW", 4},
		{"XAU XAG XPT XPD XDR XXX XTS XSU XUA XBA XFU", -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str rest = str_of(rows[i].codes), one;

		while (str_split(&rest, ' ', &one)) {
			const struct currency *c = currency_find(one);

			assert_non_null(c);
			assert_int_equal(c->exponent, rows[i].exponent);
		}
	}
	assert_false(code("EUR")->withdrawn);
	assert_false(code("RON")->withdrawn);
	assert_true(code("DEM")->withdrawn);
	assert_true(code("BGN")->withdrawn);
}

static void
find_is_exact(void **state)
{
	static const char *const none[] = {"", "E", "EU", "EURO", "eur", "ZZZ",
		"AAA", "E R", "\xe2\x82\xac"};

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_null(currency_find(str_of(none[i])));
	assert_null(currency_find(STR_NULL));
	assert_string_equal(code("JPY")->name, "Yen");
}

static void
near_guesses(void **state)
{
	static const struct {
		const char *typed, *want;
	} rows[] = {
		{"eur", "EUR"},
		{"EURO", "EUR"},
		{"euro", "EUR"},
		{"euros", "EUR"},
		{"UDS", "USD"},
		{"GPB", "GBP"},
		{"dem", "DEM"},
		{"dollars", NULL},
		{"", NULL},
		{"qqq", NULL},
		{"averyveryverylongword", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct currency *c = currency_near(str_of(rows[i].typed));

		if (!rows[i].want) {
			assert_null(c);
			continue;
		}
		assert_non_null(c);
		assert_string_equal(c->code, rows[i].want);
	}
}

static void
parse_table(void **state)
{
	static const struct {
		const char *text, *code;
		int64_t minor;
	} rows[] = {
		{"0", "EUR", 0},
		{"-0.00", "EUR", 0},
		{"1234.50", "EUR", 123450},
		{"1234.5", "EUR", 123450},
		{"1234", "EUR", 123400},
		{"-3", "EUR", -300},
		{"-0.01", "EUR", -1},
		{"1", "JPY", 1},
		{"1.505", "KWD", 1505},
		{"1.0001", "CLF", 10001},
		{"5", "XAU", 5},
		{"92233720368547758.07", "EUR", INT64_MAX},
		{"-92233720368547758.07", "EUR", -INT64_MAX},
		{"9223372036854775807", "JPY", INT64_MAX},
		{"00012.30", "EUR", 1230},
	};
	struct err e;
	int64_t v;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(money_parse(str_of(rows[i].text),
					 code(rows[i].code), &v, &e),
			0);
		assert_int_equal(v, rows[i].minor);
	}
}

static void
parse_refusals(void **state)
{
	static const struct {
		const char *text, *code, *msg;
	} rows[] = {
		{"", "EUR", "'': not an amount"},
		{"1,234", "EUR", "'1,234': not an amount"},
		{"1.234,56", "EUR", "'1.234,56': not an amount"},
		{"1,234.56", "EUR", "'1,234.56': not an amount"},
		{"1 234.56", "EUR", "'1 234.56': not an amount"},
		{"1'234.56", "EUR", "'1'234.56': not an amount"},
		{"(5.00)", "EUR", "'(5.00)': not an amount"},
		{"1e3", "EUR", "'1e3': not an amount"},
		{"+5", "EUR", "'+5': not an amount"},
		{".5", "EUR", "'.5': not an amount"},
		{"5.", "EUR", "'5.': not an amount"},
		{"-", "EUR", "'-': not an amount"},
		{"1.505", "EUR", "'1.505': EUR has 2 digits after the point"},
		{"1.500", "EUR", "'1.500': EUR has 2 digits after the point"},
		{"1.5", "JPY", "'1.5': JPY has no digits after the point"},
		{"1.5", "XAU", "'1.5': XAU has no digits after the point"},
		{"92233720368547758.08", "EUR",
			"'92233720368547758.08': amount too large"},
		{"-92233720368547758.08", "EUR",
			"'-92233720368547758.08': amount too large"},
		{"922337203685477581", "EUR",
			"'922337203685477581': amount too large"},
	};
	struct err e;
	int64_t v = 7;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(money_parse(str_of(rows[i].text),
					 code(rows[i].code), &v, &e),
			ERR_DATA);
		assert_string_equal(e.msg, rows[i].msg);
		assert_int_equal(v, 7);
	}
}

static void
parse_any_table(void **state)
{
	static const struct {
		const char *text, *fallback, *code;
		int64_t minor;
	} rows[] = {
		{"12000EUR", NULL, "EUR", 1200000},
		{"12000 EUR", "USD", "EUR", 1200000},
		{"EUR 12000", "USD", "EUR", 1200000},
		{"EUR -12.5", NULL, "EUR", -1250},
		{"-12.50USD", NULL, "USD", -1250},
		{"12000", "JPY", "JPY", 12000},
		{"1.505KWD", "EUR", "KWD", 1505},
	};
	const struct currency *c;
	struct err e;
	int64_t v;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *fallback = rows[i].fallback;

		assert_int_equal(money_parse_any(str_of(rows[i].text),
					 fallback ? code(fallback) : NULL, &c,
					 &v, &e),
			0);
		assert_string_equal(c->code, rows[i].code);
		assert_int_equal(v, rows[i].minor);
	}
}

static void
parse_any_refusals(void **state)
{
	static const struct {
		const char *text, *msg, *hint;
	} rows[] = {
		{"12000", "'12000': no currency",
			"write the code too, as in 12000EUR"},
		{"12000EUO", "'EUO': unknown currency",
			"did you mean 'EUR'?"},
		{"12000eur", "'eur': unknown currency",
			"did you mean 'EUR'?"},
		{"12000 quatloos", "'quatloos': unknown currency",
			"currencies are codes of ISO 4217, such as EUR"},
		{"EUR12000", "'EUR12000': not an amount", NULL},
		{"EUR", "'EUR': not an amount", NULL},
		{"12000EUR ", "'12000EUR ': not an amount", NULL},
		{" 12000EUR", "' 12000': not an amount", NULL},
		{"12000  EUR", "'12000 ': not an amount", NULL},
		{"1,200EUR", "'1,200': not an amount", NULL},
		{"1.5JPY", "'1.5': JPY has no digits after the point", ""},
		{"12000\xe2\x82\xac", "'12000\xe2\x82\xac': not an amount",
			NULL},
		{"", "'': not an amount", NULL},
	};
	const struct currency *c = currency_all();
	struct err e;
	int64_t v = 7;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(money_parse_any(str_of(rows[i].text), NULL, &c,
					 &v, &e),
			ERR_DATA);
		assert_string_equal(e.msg, rows[i].msg);
		if (rows[i].hint)
			assert_string_equal(e.hint, rows[i].hint);
		assert_ptr_equal(c, currency_all());
		assert_int_equal(v, 7);
	}
}

static void
print_table(void **state)
{
	static const struct {
		int64_t minor;
		const char *code, *plain, *grouped;
	} rows[] = {
		{0, "EUR", "0.00", "0.00"},
		{5, "EUR", "0.05", "0.05"},
		{-5, "EUR", "-0.05", "-0.05"},
		{120000, "EUR", "1200.00", "1,200.00"},
		{99999, "EUR", "999.99", "999.99"},
		{100000, "EUR", "1000.00", "1,000.00"},
		{-123456789, "EUR", "-1234567.89", "-1,234,567.89"},
		{0, "JPY", "0", "0"},
		{123, "JPY", "123", "123"},
		{1234, "JPY", "1234", "1,234"},
		{-1234567, "JPY", "-1234567", "-1,234,567"},
		{1505, "KWD", "1.505", "1.505"},
		{1, "CLF", "0.0001", "0.0001"},
		{7, "XAU", "7", "7"},
		{INT64_MAX, "EUR", "92233720368547758.07",
			"92,233,720,368,547,758.07"},
		{-INT64_MAX, "JPY", "-9223372036854775807",
			"-9,223,372,036,854,775,807"},
		{NUM_NULL, "EUR", "", ""},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		buf_reset(&b);
		money_print(rows[i].minor, code(rows[i].code), &b);
		assert_string_equal(buf_view(&b).p, rows[i].plain);
		buf_reset(&b);
		money_print_grouped(rows[i].minor, code(rows[i].code), &b);
		assert_string_equal(buf_view(&b).p, rows[i].grouped);
	}
	buf_free(&b);
}

static void
text_survives_for_every_currency(void **state)
{
	struct buf plain = {0}, grouped = {0};
	uint64_t seed = 1;
	struct err e;
	int64_t back;

	(void)state;
	for (const struct currency *c = currency_all(); *c->code; c++)
		for (int i = 0; i < ROUNDS / 300; i++) {
			int64_t v = any(&seed);
			size_t at = 0;

			buf_reset(&plain);
			buf_reset(&grouped);
			money_print(v, c, &plain);
			assert_int_equal(money_parse(buf_view(&plain), c, &back,
						 &e),
				0);
			assert_int_equal(back, v);
			money_print_grouped(v, c, &grouped);
			for (size_t k = 0; k < grouped.n; k++)
				if (grouped.p[k] != ',')
					assert_int_equal(grouped.p[k],
						plain.p[at++]);
			assert_int_equal(at, plain.n);
		}
	buf_free(&plain);
	buf_free(&grouped);
}

static void
sums_are_checked(void **state)
{
	struct err e;
	int64_t v = 7;

	(void)state;
	assert_int_equal(money_add(INT64_MAX, 1, &v, &e), ERR_DATA);
	assert_string_equal(e.msg, "amount too large");
	assert_int_equal(money_add(-INT64_MAX, -1, &v, &e), ERR_DATA);
	assert_int_equal(money_sub(-INT64_MAX, 1, &v, &e), ERR_DATA);
	assert_int_equal(money_sub(INT64_MAX, -1, &v, &e), ERR_DATA);
	assert_int_equal(v, 7);
	assert_int_equal(money_add(INT64_MAX, -INT64_MAX, &v, &e), 0);
	assert_int_equal(v, 0);
	assert_int_equal(money_add(-INT64_MAX, 0, &v, &e), 0);
	assert_int_equal(v, -INT64_MAX);
	assert_int_equal(money_sub(3, 5, &v, &e), 0);
	assert_int_equal(v, -2);
}

static void
weigh_ties(void **state)
{
	static const struct {
		int64_t minor, points, want;
	} rows[] = {
		{0, 10000, 0},
		{120000, 10000, 120000},
		{120000, 2500, 30000},
		{120000, 0, 0},
		{1, 5000, 1},
		{-1, 5000, -1},
		{1, 4999, 0},
		{-1, 4999, 0},
		{3, 5000, 2},
		{-3, 5000, -2},
		{5, 5000, 3},
		{125, 1000, 13},
		{-125, 1000, -13},
		{10, 3333, 3},
		{INT64_MAX, 10000, INT64_MAX},
		{-INT64_MAX, 10000, -INT64_MAX},
		{INT64_MAX, 5000, INT64_C(4611686018427387904)},
		{INT64_MAX, 1, INT64_C(922337203685478)},
	};
	struct err e;
	int64_t v;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(money_weigh(rows[i].minor, rows[i].points, &v,
					 &e),
			0);
		assert_int_equal(v, rows[i].want);
	}
	assert_int_equal(money_weigh(INT64_MAX, 10001, &v, &e), ERR_DATA);
	assert_string_equal(e.msg, "amount too large");
}

static void
weigh_at_random(void **state)
{
	uint64_t seed = 2;
	struct err e;
	int64_t v, w;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		int64_t minor = any(&seed);
		int64_t points = (int64_t)(next(&seed) % 10001);
		__int128 twice = (__int128)minor * points * 2;
		__int128 want = twice < 0 ? -twice : twice;

		want = (want + 10000) / 20000;
		assert_int_equal(money_weigh(minor, points, &v, &e), 0);
		assert_true(v == (twice < 0 ? -want : want));
		assert_int_equal(money_weigh(-minor, points, &w, &e), 0);
		assert_int_equal(w, -v);
	}
}

/* For tests/tools/currency-check.sh: code, digits, state, name. */
static int
dump(void)
{
	for (const struct currency *c = currency_all(); *c->code; c++)
		printf("%s\t%d\t%s\t%s\n", c->code, c->exponent,
			c->withdrawn ? "withdrawn" : "active", c->name);
	return fflush(stdout) != 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table_is_sound),
		cmocka_unit_test(exponents_are_those_of_the_standard),
		cmocka_unit_test(find_is_exact),
		cmocka_unit_test(near_guesses),
		cmocka_unit_test(parse_table),
		cmocka_unit_test(parse_refusals),
		cmocka_unit_test(parse_any_table),
		cmocka_unit_test(parse_any_refusals),
		cmocka_unit_test(print_table),
		cmocka_unit_test(text_survives_for_every_currency),
		cmocka_unit_test(sums_are_checked),
		cmocka_unit_test(weigh_ties),
		cmocka_unit_test(weigh_at_random),
	};

	if (argc == 2 && strcmp(argv[1], "--dump") == 0)
		return dump();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
