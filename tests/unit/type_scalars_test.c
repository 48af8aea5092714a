/* The field's type decides what a scalar is, never the way it is written: the
 * words YAML 1.1 makes something else of, under every type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "values.h"

static const char *const scalars[] = {
	"y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On",
	"ON", "off", "Off", "OFF", "true", "True", "TRUE", "false", "False",
	"FALSE", "~", "null", "Null", "NULL", "0", "1", "-1", "+1", "012",
	"0o14", "0x1F", "0b101", "1_000", "1,000", "1.0", "1.10", "1.50",
	"1.", ".5", "1e3", "1E+3", ".inf", "-.inf", ".nan", "NaN", "12:30",
	"190:20:30", "2026-10-01", "2026-10-1", "20261001",
	"2026-10-01T09:00:00Z", "2026-10-01 09:00:00",
	"2001-12-14t21:59:43.10-05:00", "=", "<<", "-", "100", "25%",
	"12.50EUR", "DE", "EUR", "today", "+2w", "a@b.example", "b.example",
	"deal/42", "1.2.3", "{}", "!!int 1",
};

enum { SCALARS = sizeof scalars / sizeof *scalars };

/* What a type makes of a scalar, as printed; all others are refused. */
struct taken {
	const char *scalar, *printed;
};

static const struct taken ints[] = {{"0", "0"}, {"1", "1"}, {"-1", "-1"},
	{"012", "12"}, {"100", "100"}, {"20261001", "20261001"}, {0}};

static const struct taken moneys[] = {{"0", "0.00"}, {"1", "1.00"},
	{"-1", "-1.00"}, {"012", "12.00"}, {"100", "100.00"},
	{"20261001", "20261001.00"}, {"1.0", "1.00"}, {"1.10", "1.10"},
	{"1.50", "1.50"}, {"12.50EUR", "12.50"}, {0}};

static const struct taken prices[] = {{"0", "0.00"}, {"1", "1.00"},
	{"-1", "-1.00"}, {"012", "12.00"}, {"100", "100.00"},
	{"20261001", "20261001.00"}, {"1.0", "1.00"}, {"1.10", "1.10"},
	{"1.50", "1.50"}, {"12.50EUR", "12.50"}, {0}};

static const struct taken percents[] = {{"0", "0"}, {"1", "1"},
	{"-1", "-1"}, {"012", "12"}, {"100", "100"},
	{"20261001", "20261001"}, {"1.0", "1"}, {"1.10", "1.1"},
	{"1.50", "1.5"}, {"25%", "25"}, {0}};

static const struct taken decimals[] = {{"0", "0"}, {"1", "1"}, {"-1", "-1"},
	{"012", "12"}, {"100", "100"}, {"20261001", "20261001"},
	{"1.0", "1"}, {"1.10", "1.1"}, {"1.50", "1.5"}, {0}};

static const struct taken days[] = {{"2026-10-01", "2026-10-01"},
	{"today", "2026-10-15"}, {"+2w", "2026-10-29"}, {0}};

static const struct taken instants[] = {
	{"2026-10-01", "2026-10-01T23:59:59.999999Z"},
	{"2026-10-01T09:00:00Z", "2026-10-01T09:00:00Z"},
	{"2026-10-01 09:00:00", "2026-10-01T09:00:00Z"},
	{"today", "2026-10-15T23:59:59.999999Z"},
	{"+2w", "2026-10-29T23:59:59.999999Z"}, {0}};

static const struct taken whens[] = {{"2026-10-01", "2026-10-01"},
	{"2026-10-01T09:00:00Z", "2026-10-01T09:00:00Z"},
	{"2026-10-01 09:00:00", "2026-10-01T09:00:00Z"},
	{"today", "2026-10-15"}, {"+2w", "2026-10-29"}, {0}};

static const struct taken bools[] = {{"yes", "yes"}, {"no", "no"},
	{"true", "yes"}, {"false", "no"}, {0}};

static const struct taken refs[] = {{"1", "1"}, {"012", "12"},
	{"100", "100"}, {"20261001", "20261001"}, {0}};

static const struct taken anyrefs[] = {{"deal/42", "deal/42"}, {0}};
static const struct taken emails[] = {{"a@b.example", "a@b.example"}, {0}};
static const struct taken urls[] = {{"b.example", "b.example"}, {0}};

static const struct taken phones[] = {{"012", "012"}, {"100", "100"},
	{"1.10", "1.10"}, {"1.50", "1.50"}, {"1.2.3", "1.2.3"},
	{"2026-10-01", "2026-10-01"}, {"2026-10-1", "2026-10-1"},
	{"20261001", "20261001"}, {0}};

static const struct taken countries[] = {{"no", "NO"}, {"No", "NO"},
	{"NO", "NO"}, {"DE", "DE"}, {0}};

static const struct taken currencies[] = {{"EUR", "EUR"}, {0}};

/* Texts stay as they are; of a set's words none begins with a sign, and a
 * comma parts them. */
static const struct taken sets[] = {{"1,000", "000,1"}, {"-1", NULL},
	{"+1", NULL}, {"-.inf", NULL}, {"-", NULL}, {"+2w", NULL}, {0}};
static const struct taken texts[] = {{0}};

static const struct {
	int type;
	bool rest; /* what is not in the list is taken as it is */
	const struct taken *list;
} tables[] = {
	{T_LINE, true, texts}, {T_TEXT, true, texts}, {T_INT, false, ints},
	{T_MONEY, false, moneys}, {T_PERCENT, false, percents},
	{T_DECIMAL, false, decimals}, {T_DAY, false, days},
	{T_INSTANT, false, instants}, {T_WHEN, false, whens},
	{T_BOOL, false, bools}, {T_ENUM, true, texts}, {T_REF, false, refs},
	{T_ANYREF, false, anyrefs}, {T_SET, true, sets},
	{T_EMAIL, false, emails}, {T_URL, false, urls},
	{T_PHONE, false, phones}, {T_COUNTRY, false, countries},
	{T_CURRENCY, false, currencies}, {T_PRICE, false, prices},
};

static const char *
expected(size_t table, const char *scalar)
{
	for (const struct taken *t = tables[table].list; t->scalar; t++)
		if (strcmp(t->scalar, scalar) == 0)
			return t->printed;
	return tables[table].rest ? scalar : NULL;
}

static void
check(struct values *v, size_t table, const char *scalar)
{
	struct field f = {.name = "thing", .type = (uint8_t)tables[table].type};
	const char *want = expected(table, scalar);
	struct err e = {0};
	union val x;
	int rc = values_parse(v, &f, str_of(scalar), &x, &e);

	if (!want != (rc != 0))
		fail_msg("%s '%s' is %s: %s", field_type(&f)->name, scalar,
			rc ? "refused" : "taken", e.msg);
	if (rc == 0)
		assert_true(str_is(values_print(v, &f, x), want));
}

static void
the_type_decides_not_the_scalar(void **state)
{
	(void)state;
	assert_true(SCALARS >= 60);
	assert_int_equal(sizeof tables / sizeof *tables, T_COUNT);
	for (size_t t = 0; t < T_COUNT; t++) {
		struct values v;

		values_begin(&v);
		for (size_t i = 0; i < SCALARS; i++)
			check(&v, t, scalars[i]);
		values_end(&v);
	}
}

/* Every expectation above is about a scalar of the list. */
static void
no_expectation_is_idle(void **state)
{
	(void)state;
	for (size_t t = 0; t < T_COUNT; t++)
		for (const struct taken *k = tables[t].list; k->scalar; k++) {
			size_t i = 0;

			while (i < SCALARS && strcmp(scalars[i], k->scalar))
				i++;
			assert_true(i < SCALARS);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_type_decides_not_the_scalar),
		cmocka_unit_test(no_expectation_is_idle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
