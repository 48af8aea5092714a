/*
 * Calendars of weeks: the windows tile two hundred years without a gap, for
 * every pattern, weekday, rule and month; and the retail calendar as its
 * federation publishes it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/period.h"

enum { FROM = 1950, TO = 2150, WEEK = 7 };

static int64_t
day(const char *s)
{
	struct err e;
	int64_t d;

	assert_int_equal(day_parse(str_of(s), &d, &e), 0);
	return d;
}

/* The windows of a unit follow one another from one day on to another. */
static void
tile(const struct calendar *c, enum period_unit unit, int64_t from, int64_t to)
{
	struct period p, again;
	struct err e;

	while (from < to) {
		period_of(from, unit, c, &p);
		assert_int_equal(p.from, from);
		assert_true(p.to > p.from && p.to <= to);
		period_of(p.to - 1, unit, c, &again);
		assert_int_equal(again.from, p.from);
		assert_int_equal(period_parse(str_of(p.label), c, &again, &e),
			0);
		assert_int_equal(again.from, p.from);
		assert_int_equal(again.to, p.to);
		from = p.to;
	}
	assert_int_equal(from, to);
}

static void
check_year(const struct calendar *c, const struct period *y)
{
	int64_t nominal = month_first_day(month_index(y->from + 15));
	struct ymd at = day_split(nominal);

	assert_true(y->to - y->from == 52 * WEEK ||
		y->to - y->from == 53 * WEEK);
	assert_int_equal(day_weekday(y->to - 1), c->week_ends);
	/* within a week of the first of the month it starts in */
	assert_int_equal(at.month, c->fiscal_month);
	assert_true(y->from - nominal <= 4 && nominal - y->from < WEEK);
	tile(c, UNIT_QUARTER, y->from, y->to);
	tile(c, UNIT_MONTH, y->from, y->to);
	tile(c, UNIT_WEEK, y->from, y->to);
}

static void
quarters(const struct calendar *c, const struct period *y)
{
	static const int weeks[][3] = {[PATTERN_445] = {4, 4, 5},
		[PATTERN_454] = {4, 5, 4}, [PATTERN_544] = {5, 4, 4}};
	int64_t from = y->from;

	for (int month = 0; month < 12; month++) {
		bool extra = month == 11 && y->to - y->from == 53 * WEEK;
		struct period p;

		period_of(from, UNIT_MONTH, c, &p);
		assert_int_equal(p.to - p.from, WEEK *
			(weeks[c->pattern][month % 3] + extra));
		assert_int_equal(calendar_month_first(c,
			calendar_month(c, p.to - 1)), p.from);
		assert_true(period_whole(&p, c));
		from = p.to;
	}
}

static void
every_calendar_tiles_its_years(void **state)
{
	(void)state;
	for (int i = 0; i < 3 * 7 * 2 * 12; i++) {
		struct calendar c = {
			.pattern = (enum year_pattern)(PATTERN_445 + i % 3),
			.week_ends = i / 3 % 7 + 1,
			.year_ends = (enum year_end)(i / 21 % 2),
			.fiscal_month = i / 42 + 1,
		};
		int64_t next = DAY_MIN;
		struct period first, last;

		for (int year = FROM + i % 10; year < TO; year += 10 + i % 3) {
			struct period y;

			period_of(day_of(year, 6, 15), UNIT_YEAR, &c, &y);
			check_year(&c, &y);
			quarters(&c, &y);
			assert_true(y.from >= next);
			next = y.to;
		}
		period_of(day_of(FROM, 6, 15), UNIT_YEAR, &c, &first);
		period_of(day_of(TO, 6, 15), UNIT_YEAR, &c, &last);
		tile(&c, UNIT_YEAR, first.from, last.to);
	}
}

/* 4-5-4, a year ends on the Saturday nearest to the end of January: fiscal
 * 2023 of the trade had 53 weeks. Here years are named by their end. */
static void
the_retail_calendar(void **state)
{
	static const struct {
		const char *from, *to, *label;
	} years[] = {
		{"2022-01-30", "2023-01-28", "FY23"},
		{"2023-01-29", "2024-02-03", "FY24"},
		{"2024-02-04", "2025-02-01", "FY25"},
		{"2025-02-02", "2026-01-31", "FY26"},
		{"2026-02-01", "2027-01-30", "FY27"},
	};
	struct calendar c = {.pattern = PATTERN_454, .week_ends = 6,
		.year_ends = YEAR_NEAREST, .fiscal_month = 2};
	struct period p;
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
		period_of(day("2022-07-01") + (int64_t)i * 364, UNIT_YEAR, &c,
			&p);
		assert_int_equal(p.from, day(years[i].from));
		assert_int_equal(p.to - 1, day(years[i].to));
		assert_string_equal(p.label, years[i].label);
	}
	assert_int_equal(period_parse(STR("FY24Q4M3"), &c, &p, &e), 0);
	assert_int_equal(p.from, day("2023-12-31"));
	assert_int_equal(p.to - 1, day("2024-02-03"));
	assert_int_equal(period_parse(STR("FY24W53"), &c, &p, &e), 0);
	assert_int_equal(p.from, day("2024-01-28"));
	assert_int_equal(period_parse(STR("FY25W53"), &c, &p, &e), ERR_USAGE);
	assert_int_equal(period_parse(STR("2024-01"), &c, &p, &e), 0);
	assert_int_equal(p.from, day("2024-01-01"));
	assert_false(period_whole(&p, &c));
}

/* Without a pattern nothing is other than the civil months. */
static void
months_are_months(void **state)
{
	struct calendar c = {.fiscal_month = 7};

	(void)state;
	for (int64_t d = day("1999-12-01"); d < day("2001-02-01"); d++) {
		assert_int_equal(calendar_month(&c, d), month_index(d));
		assert_int_equal(calendar_month_first(&c, month_index(d)),
			month_first_day(month_index(d)));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_calendar_tiles_its_years),
		cmocka_unit_test(the_retail_calendar),
		cmocka_unit_test(months_are_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
