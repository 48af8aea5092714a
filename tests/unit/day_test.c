#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/day.h"

/* assert_true in a loop of millions would be most of the time. */
#define CHECK(condition, day)                                                  \
	do {                                                                   \
		if (!(condition))                                              \
			fail_msg("day %lld: %s", (long long)(day),             \
				#condition);                                   \
	} while (0)

/* The reference: a calendar that only ever steps to the next day. */
struct walk {
	int year, month, day, weekday, iso_year, iso_week;
	int64_t month_index;
};

static bool
leap(int year)
{
	if (year % 400 == 0)
		return true;
	return year % 4 == 0 && year % 100 != 0;
}

static int
month_days(int year, int month)
{
	if (month == 2)
		return leap(year) ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* A new ISO year begins with the Monday on or after 29 December. */
static void
walk_on(struct walk *w)
{
	if (++w->day > month_days(w->year, w->month)) {
		w->day = 1;
		w->month_index++;
		if (++w->month > 12) {
			w->month = 1;
			w->year++;
		}
	}
	if (w->weekday < 7) {
		w->weekday++;
		return;
	}
	w->weekday = 1;
	w->iso_week++;
	if ((w->month == 12 && w->day >= 29) || (w->month == 1 && w->day <= 4)) {
		w->iso_year++;
		w->iso_week = 1;
	}
}

static void
check_day(int64_t day, const struct walk *w, struct buf *text)
{
	struct ymd d = day_split(day);
	int year, week;
	struct err e;
	int64_t back;

	CHECK(d.year == w->year && d.month == w->month && d.day == w->day, day);
	CHECK(day_of(w->year, w->month, w->day) == day, day);
	CHECK(day_weekday(day) == w->weekday, day);
	day_iso_week(day, &year, &week);
	CHECK(year == w->iso_year && week == w->iso_week, day);
	CHECK(day_of_iso_week(year, week) == day - w->weekday + 1, day);
	CHECK(month_index(day) == w->month_index, day);
	CHECK(w->day > 1 || month_first_day(w->month_index) == day, day);
	buf_reset(text);
	day_print(day, text);
	CHECK(text->n == 10, day);
	CHECK(!day_parse(buf_view(text), &back, &e) && back == day, day);
}

static void
every_day_there_is(void **state)
{
	struct walk w = {.year = 1,
		.month = 1,
		.day = 1,
		.weekday = 1,
		.iso_year = 1,
		.iso_week = 1,
		.month_index = 12};
	struct buf text = {0};

	(void)state;
	for (int64_t day = DAY_MIN; day <= DAY_MAX; day++, walk_on(&w))
		check_day(day, &w, &text);
	assert_int_equal(w.year, 10000);
	assert_int_equal(w.weekday, 6);
	buf_free(&text);
}

static void
known_days(void **state)
{
	static const struct {
		const char *text;
		int64_t day;
		int weekday, iso_year, iso_week;
	} rows[] = {
		{"0001-01-01", DAY_MIN, 1, 1, 1},
		{"1970-01-01", 0, 4, 1970, 1},
		{"1969-12-31", -1, 3, 1970, 1},
		{"2000-02-29", 11016, 2, 2000, 9},
		{"2005-01-01", 12784, 6, 2004, 53},
		{"2008-12-29", 14242, 1, 2009, 1},
		{"2010-01-03", 14612, 7, 2009, 53},
		{"2026-10-01", 20727, 4, 2026, 40},
		{"2038-01-19", 24855, 2, 2038, 3},
		{"9999-12-31", DAY_MAX, 5, 9999, 52},
	};
	struct err e;
	int64_t day;
	int year, week;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(day_parse(str_of(rows[i].text), &day, &e), 0);
		assert_int_equal(day, rows[i].day);
		assert_int_equal(day_weekday(day), rows[i].weekday);
		day_iso_week(day, &year, &week);
		assert_int_equal(year, rows[i].iso_year);
		assert_int_equal(week, rows[i].iso_week);
	}
}

static void
parse_is_strict(void **state)
{
	static const char *const bad[] = {"", "2026", "2026-1-1", "2026-10-1",
		"2026-10-011", "20261001", "2026/10/01", "01-10-2026",
		"2026-10-01 ", " 2026-10-01", "+2026-10-1", "-026-10-01",
		"2026-00-01", "2026-13-01", "2026-10-00", "2026-10-32",
		"2026-02-29", "2026-02-30", "2100-02-29", "1900-02-29",
		"2026-04-31", "0000-01-01", "10000-01-01", "2026-1O-01",
		"2026-10-01T00:00:00Z", "\xef\xbc\x92-26-1-01"};
	struct err e;
	int64_t day = 77;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(day_parse(str_of(bad[i]), &day, &e), ERR_DATA);
		assert_int_equal(day, 77);
	}
	assert_int_equal(day_parse(STR_NULL, &day, &e), ERR_DATA);
	assert_int_equal(day_parse(STR("2026-02-30"), &day, &e), ERR_DATA);
	assert_string_equal(e.msg, "'2026-02-30': no such day");
	assert_int_equal(day_parse(STR("tomorrow"), &day, &e), ERR_DATA);
	assert_string_equal(e.msg, "'tomorrow': not a day");
	assert_string_equal(e.hint, "days are written YYYY-MM-DD");
}

static void
print_leaves_out_what_is_no_day(void **state)
{
	static const int64_t none[] = {NUM_NULL, INT64_MAX, DAY_MIN - 1,
		DAY_MAX + 1};
	struct buf text = {0};

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		day_print(none[i], &text);
		assert_int_equal(text.n, 0);
		assert_false(day_in_range(none[i]));
	}
	assert_true(day_in_range(DAY_MIN) && day_in_range(DAY_MAX));
	buf_free(&text);
}

static void
months_clamp(void **state)
{
	static const struct {
		const char *from;
		int64_t n;
		const char *to;
	} rows[] = {
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-01-31", 2, "2026-03-31"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-05-31", 1, "2026-06-30"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2028-02-29", 48, "2032-02-29"},
		{"2028-02-29", -12, "2027-02-28"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2026-07-04", 0, "2026-07-04"},
		{"0001-01-31", 1, "0001-02-28"},
		{"9999-11-30", 1, "9999-12-30"},
		{"0001-01-01", 119987, "9999-12-01"},
	};
	struct buf text = {0};
	struct err e;
	int64_t day;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(day_parse(str_of(rows[i].from), &day, &e), 0);
		buf_reset(&text);
		day_print(day_add_months(day, rows[i].n), &text);
		assert_string_equal(text.p, rows[i].to);
	}
	buf_free(&text);
}

static void
months_past_the_calendar_are_out_of_range(void **state)
{
	static const int64_t far[] = {1, 12, 120000, INT64_MAX};

	(void)state;
	for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
		assert_true(day_add_months(DAY_MAX, far[i]) > DAY_MAX);
		assert_true(day_add_months(DAY_MIN, -far[i]) < DAY_MIN);
	}
	assert_true(day_add_months(0, INT64_MIN) < DAY_MIN);
}

static void
periods_may_reach_into_year_0_and_10000(void **state)
{
	(void)state;
	assert_int_equal(month_first_day(120000), DAY_MAX + 1);
	assert_int_equal(day_split(DAY_MAX + 1).year, 10000);
	assert_int_equal(day_split(DAY_MIN - 1).year, 0);
	assert_int_equal(day_split(DAY_MIN - 1).day, 31);
	assert_int_equal(month_first_day(0), DAY_MIN - 366);
	assert_int_equal(month_index(DAY_MIN - 366), 0);
	assert_int_equal(days_in_month(2000, 2), 29);
	assert_int_equal(days_in_month(1900, 2), 28);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_there_is),
		cmocka_unit_test(known_days),
		cmocka_unit_test(parse_is_strict),
		cmocka_unit_test(print_leaves_out_what_is_no_day),
		cmocka_unit_test(months_clamp),
		cmocka_unit_test(months_past_the_calendar_are_out_of_range),
		cmocka_unit_test(periods_may_reach_into_year_0_and_10000),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
