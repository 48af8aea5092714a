#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/period.h"

static struct arena memory;

static int64_t
day(const char *text)
{
	struct err e;
	int64_t d = 0;

	if (day_parse(str_of(text), &d, &e))
		fail_msg("%s", e.msg);
	return d;
}

static struct calendar
calendar(const char *today, int fiscal_month)
{
	struct calendar c = {.fiscal_month = fiscal_month, .today = day(today)};
	struct err e;

	assert_int_equal(zone_load(&memory, STR("Europe/Berlin"), &c.zone, &e),
		0);
	c.now = zone_instant(c.zone, c.today, 12 * 3600);
	return c;
}

static int
arena_drop(void **state)
{
	(void)state;
	arena_free(&memory);
	return 0;
}

static void
check_day(int64_t got, const char *want)
{
	struct buf b = {0};

	day_print(got, &b);
	assert_string_equal(buf_view(&b).p, want);
	buf_free(&b);
}

/* "2026-10-01 2026-12-31 2026Q4": first day, last day, label. */
static void
check_period(const struct period *p, const char *want)
{
	struct buf b = {0};

	day_print(p->from, &b);
	buf_char(&b, ' ');
	day_print(p->to - 1, &b);
	buf_char(&b, ' ');
	buf_cstr(&b, p->label);
	assert_string_equal(b.p, want);
	buf_free(&b);
}

static void
day_words(void **state)
{
	/* Thursday, in the second quarter of a fiscal year from July */
	static const struct {
		const char *word, *want;
	} rows[] = {
		{"2026-02-28", "2026-02-28"},
		{"today", "2026-10-01"},
		{"yesterday", "2026-09-30"},
		{"tomorrow", "2026-10-02"},
		{"mon", "2026-10-05"},
		{"tue", "2026-10-06"},
		{"wed", "2026-10-07"},
		{"thu", "2026-10-08"},
		{"fri", "2026-10-02"},
		{"sat", "2026-10-03"},
		{"sun", "2026-10-04"},
		{"+10d", "2026-10-11"},
		{"-10d", "2026-09-21"},
		{"+0d", "2026-10-01"},
		{"-0d", "2026-10-01"},
		{"-2w", "2026-09-17"},
		{"+3m", "2027-01-01"},
		{"+1q", "2027-01-01"},
		{"-1q", "2026-07-01"},
		{"+1y", "2027-10-01"},
		{"-26y", "2000-10-01"},
		{"sow", "2026-09-28"},
		{"eow", "2026-10-04"},
		{"som", "2026-10-01"},
		{"eom", "2026-10-31"},
		{"soq", "2026-10-01"},
		{"eoq", "2026-12-31"},
		{"soy", "2026-07-01"},
		{"eoy", "2027-06-30"},
		{"this-eoq", "2026-12-31"},
		{"next-eoq", "2027-03-31"},
		{"last-eoq", "2026-09-30"},
		{"next-soq", "2027-01-01"},
		{"last-soq", "2026-07-01"},
		{"last-eom", "2026-09-30"},
		{"next-eom", "2026-11-30"},
		{"next-som", "2026-11-01"},
		{"last-sow", "2026-09-21"},
		{"next-eow", "2026-10-11"},
		{"this-sow", "2026-09-28"},
		{"last-soy", "2025-07-01"},
		{"last-eoy", "2026-06-30"},
		{"next-eoy", "2028-06-30"},
	};
	struct calendar c = calendar("2026-10-01", 7);
	struct err e;
	int64_t d;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (day_word(str_of(rows[i].word), &c, &d, &e))
			fail_msg("%s", e.msg);
		check_day(d, rows[i].want);
	}
}

static void
month_steps_clamp(void **state)
{
	static const struct {
		const char *today, *word, *want;
	} rows[] = {
		{"2026-01-31", "+1m", "2026-02-28"},
		{"2026-01-31", "+2m", "2026-03-31"},
		{"2028-02-29", "+1y", "2029-02-28"},
		{"2026-11-30", "+1q", "2027-02-28"},
		{"2026-05-31", "-3m", "2026-02-28"},
	};
	struct err e;
	int64_t d;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct calendar c = calendar(rows[i].today, 1);

		assert_int_equal(day_word(str_of(rows[i].word), &c, &d, &e), 0);
		check_day(d, rows[i].want);
	}
}

static void
weekday_words_never_mean_today(void **state)
{
	static const char *const words[] = {"mon", "tue", "wed", "thu", "fri",
		"sat", "sun"};
	struct err e;
	int64_t d;

	(void)state;
	for (int shift = 0; shift < 7; shift++) {
		struct calendar c = calendar("2026-10-01", 1);

		c.today += shift;
		for (int w = 0; w < 7; w++) {
			assert_int_equal(day_word(str_of(words[w]), &c, &d, &e),
				0);
			assert_int_equal(day_weekday(d), w + 1);
			assert_true(d > c.today && d <= c.today + 7);
		}
	}
}

static void
day_refusals_name_the_readings(void **state)
{
	static const char *const all = "days are 2026-10-01, today, fri, +10d, "
				       "-2w, +3m, eom, next-eoq and the like";
	static const struct {
		const char *word, *msg, *hint;
	} rows[] = {
		{"10d", "'10d': not a day", "write +10d or -10d"},
		{"3m", "'3m': not a day", "write +3m or -3m"},
		{"+3M", "'+3M': not a day", "write +3m"},
		{"Fri", "'Fri': not a day", "write fri"},
		{"friday", "'friday': not a day", "write fri"},
		{"Thursday", "'Thursday': not a day", "write thu"},
		{"tommorow", "'tommorow': not a day", "write tomorrow"},
		{"now", "'now': not a day", "write today"},
		{"Now", "'Now': not a day", "write today"},
		{"01/02/2026", "'01/02/2026': not a day",
			"write 2026-02-01 or 2026-01-02"},
		{"1.2.26", "'1.2.26': not a day",
			"write 2026-02-01 or 2026-01-02"},
		{"31.12.2026", "'31.12.2026': not a day", "write 2026-12-31"},
		{"2026/10/1", "'2026/10/1': not a day", "write 2026-10-01"},
		{"2026-1-2", "'2026-1-2': not a day", "write 2026-01-02"},
		{"20261001", "'20261001': not a day", "write 2026-10-01"},
		{"02/02/2026", "'02/02/2026': not a day", "write 2026-02-02"},
		{"2026", "'2026': not a day",
			"write 2026-01-01 or 2026-12-31"},
		{"2026-10", "'2026-10': not a day",
			"write 2026-10-01 or 2026-10-31"},
		{"this-quarter", "'this-quarter': not a day",
			"write 2026-10-01 or 2026-12-31"},
		{"2026-02-30", "'2026-02-30': no such day", ""},
		{"+9999y", "'+9999y': no such day",
			"the calendar runs from 0001-01-01 to 9999-12-31"},
		{"-999999999999999999999999d",
			"'-999999999999999999999999d': not a day", all},
		{"+99999999d", "'+99999999d': no such day",
			"the calendar runs from 0001-01-01 to 9999-12-31"},
		{"", "'': not a day", all},
		{"+", "'+': not a day", all},
		{"+d", "'+d': not a day", all},
		{"+-5d", "'+-5d': not a day", all},
		{"+-0d", "'+-0d': not a day", all},
		{"+1.5d", "'+1.5d': not a day", all},
		{"+1h", "'+1h': not a day", all},
		{"someday", "'someday': not a day", "write som"},
		{"next-fri", "'next-fri': not a day", all},
		{"whenever-we-have-time-for-it",
			"'whenever-we-have-time-for-it': not a day", all},
	};
	struct calendar c = calendar("2026-10-01", 1);
	struct err e;
	int64_t d = 7;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(day_word(str_of(rows[i].word), &c, &d, &e),
			ERR_USAGE);
		assert_string_equal(e.msg, rows[i].msg);
		assert_string_equal(e.hint, rows[i].hint);
		assert_int_equal(d, 7);
	}
	assert_int_equal(day_word(STR_NULL, &c, &d, &e), ERR_USAGE);
}

static void
words_stay_within_the_calendar(void **state)
{
	struct calendar c = calendar("9999-12-31", 7);
	struct err e;
	int64_t d;

	(void)state;
	assert_int_equal(day_word(STR("tomorrow"), &c, &d, &e), ERR_USAGE);
	assert_int_equal(day_word(STR("sat"), &c, &d, &e), ERR_USAGE);
	assert_int_equal(day_word(STR("next-soq"), &c, &d, &e), ERR_USAGE);
	assert_int_equal(day_word(STR("eow"), &c, &d, &e), 0);
	check_day(d, "9999-12-31");
	assert_int_equal(day_word(STR("eoy"), &c, &d, &e), 0);
	check_day(d, "9999-12-31");
	c.today = DAY_MIN;
	assert_int_equal(day_word(STR("yesterday"), &c, &d, &e), ERR_USAGE);
	assert_int_equal(day_word(STR("-1m"), &c, &d, &e), ERR_USAGE);
	assert_int_equal(day_word(STR("last-eoq"), &c, &d, &e), ERR_USAGE);
	assert_int_equal(day_word(STR("soy"), &c, &d, &e), 0);
	check_day(d, "0001-01-01");
}

static void
period_labels_and_words(void **state)
{
	static const struct {
		int fiscal_month;
		const char *word, *want;
	} rows[] = {
		{1, "2026", "2026-01-01 2026-12-31 2026"},
		{1, "2026Q4", "2026-10-01 2026-12-31 2026Q4"},
		{1, "2026-q4", "2026-10-01 2026-12-31 2026Q4"},
		{1, "2026-10", "2026-10-01 2026-10-31 2026-10"},
		{1, "2028-02", "2028-02-01 2028-02-29 2028-02"},
		{1, "2026W42", "2026-10-12 2026-10-18 2026W42"},
		{1, "2026-w01", "2025-12-29 2026-01-04 2026W01"},
		{1, "2026W53", "2026-12-28 2027-01-03 2026W53"},
		{1, "FY26", "2026-01-01 2026-12-31 2026"},
		{1, "fy-26-q4", "2026-10-01 2026-12-31 2026Q4"},
		{1, "FY2026Q2M1", "2026-04-01 2026-04-30 2026-04"},
		{1, "this-quarter", "2026-10-01 2026-12-31 2026Q4"},
		{1, "last-month", "2026-09-01 2026-09-30 2026-09"},
		{1, "next-year", "2027-01-01 2027-12-31 2027"},
		{1, "this-week", "2026-09-28 2026-10-04 2026W40"},
		{1, "last-week", "2026-09-21 2026-09-27 2026W39"},
		{7, "2026", "2026-01-01 2026-12-31 2026"},
		{7, "2026Q4", "2026-10-01 2026-12-31 2026Q4"},
		{7, "2026-10", "2026-10-01 2026-10-31 2026-10"},
		{7, "FY27", "2026-07-01 2027-06-30 FY27"},
		{7, "fy2027", "2026-07-01 2027-06-30 FY27"},
		{7, "FY27Q2", "2026-10-01 2026-12-31 FY27Q2"},
		{7, "FY27-Q2-M1", "2026-10-01 2026-10-31 FY27Q2M1"},
		{7, "fy-27q4m3", "2027-06-01 2027-06-30 FY27Q4M3"},
		{7, "FY1999", "1998-07-01 1999-06-30 FY1999"},
		{7, "FY1999Q1", "1998-07-01 1998-09-30 FY1999Q1"},
		{7, "FY00", "1999-07-01 2000-06-30 FY00"},
		{7, "FY99", "2098-07-01 2099-06-30 FY99"},
		{7, "FY2100", "2099-07-01 2100-06-30 FY2100"},
		{7, "this-month", "2026-10-01 2026-10-31 FY27Q2M1"},
		{7, "this-quarter", "2026-10-01 2026-12-31 FY27Q2"},
		{7, "last-quarter", "2026-07-01 2026-09-30 FY27Q1"},
		{7, "next-quarter", "2027-01-01 2027-03-31 FY27Q3"},
		{7, "this-year", "2026-07-01 2027-06-30 FY27"},
		{7, "last-year", "2025-07-01 2026-06-30 FY26"},
		{7, "next-month", "2026-11-01 2026-11-30 FY27Q2M2"},
		{7, "next-week", "2026-10-05 2026-10-11 2026W41"},
		{12, "FY26", "2025-12-01 2026-11-30 FY26"},
		{12, "FY26Q1", "2025-12-01 2026-02-28 FY26Q1"},
		{2, "FY27", "2026-02-01 2027-01-31 FY27"},
		{11, "this-quarter", "2026-08-01 2026-10-31 FY26Q4"},
		{1, "0001", "0001-01-01 0001-12-31 0001"},
		{1, "9999W52", "9999-12-27 9999-12-31 9999W52"},
		{7, "FY0001", "0001-01-01 0001-06-30 FY0001"},
	};
	struct err e;
	struct period p;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct calendar c = calendar("2026-10-01",
			rows[i].fiscal_month);

		if (period_parse(str_of(rows[i].word), &c, &p, &e))
			fail_msg("%s", e.msg);
		check_period(&p, rows[i].want);
	}
}

static void
period_refusals_name_the_readings(void **state)
{
	static const char *const all =
		"periods are 2026, 2026Q4, 2026-10, 2026W42, FY27Q2, "
		"this-quarter, last-month and the like";
	static const struct {
		int fiscal_month;
		const char *word, *msg, *hint;
	} rows[] = {
		{1, "Q4", "'Q4': not a period", "write 2026Q4"},
		{7, "q4", "'q4': not a period", "write 2026Q4 or FY27Q4"},
		{7, "26Q4", "'26Q4': not a period", "write 2026Q4 or FY26Q4"},
		{7, "Q4 2026", "'Q4 2026': not a period",
			"write 2026Q4 or FY26Q4"},
		{1, "W42", "'W42': not a period", "write 2026W42"},
		{1, "2026W7", "'2026W7': not a period", "write 2026W07"},
		{1, "2026-4", "'2026-4': not a period",
			"write 2026-04 or 2026Q4"},
		{1, "202610", "'202610': not a period", "write 2026-10"},
		{1, "10/2026", "'10/2026': not a period", "write 2026-10"},
		{1, "2026M3", "'2026M3': not a period", "write 2026-03"},
		{7, "27", "'27': not a period", "write 2027 or FY27"},
		{7, "FY7", "'FY7': not a period", "write FY07"},
		{7, "2026-10-01", "'2026-10-01': not a period",
			"write FY27Q2M1 or FY27Q2"},
		{1, "today", "'today': not a period",
			"write 2026-10 or 2026Q4"},
		{1, "This-Quarter", "'This-Quarter': not a period",
			"write this-quarter"},
		{1, "last month", "'last month': not a period",
			"write last-month"},
		{1, "lastmonth", "'lastmonth': not a period",
			"write last-month"},
		{1, "2026Q5", "'2026Q5': no such period", ""},
		{1, "2026Q0", "'2026Q0': no such period", ""},
		{1, "2026-13", "'2026-13': no such period", ""},
		{1, "2026-00", "'2026-00': no such period", ""},
		{1, "0000", "'0000': no such period", ""},
		{1, "2025W53", "'2025W53': no such period", ""},
		{1, "2026W54", "'2026W54': no such period", ""},
		{1, "2026W00", "'2026W00': no such period", ""},
		{1, "FY26Q2M4", "'FY26Q2M4': no such period", NULL},
		{1, "", "'': not a period", all},
		{1, "2026-", "'2026-': not a period", all},
		{1, "-2026", "'-2026': not a period", all},
		{1, "2026--Q4", "'2026--Q4': not a period", all},
		{1, "20-26", "'20-26': not a period", all},
		{1, "2026Q4Q4", "'2026Q4Q4': not a period", all},
		{1, "quarter", "'quarter': not a period", all},
		{1, "forever", "'forever': not a period", all},
	};
	struct period p = {.from = 7};
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct calendar c = calendar("2026-10-01",
			rows[i].fiscal_month);

		if (!period_parse(str_of(rows[i].word), &c, &p, &e))
			fail_msg("accepted: %s", rows[i].word);
		assert_int_equal(e.code, ERR_USAGE);
		assert_string_equal(e.msg, rows[i].msg);
		if (rows[i].hint)
			assert_string_equal(e.hint, rows[i].hint);
		assert_int_equal(p.from, 7);
	}
}

static void
check_same(const struct period *a, const struct period *b)
{
	assert_int_equal(a->from, b->from);
	assert_int_equal(a->to, b->to);
	assert_string_equal(a->label, b->label);
}

/* For each month a fiscal year may start in: 200 years of windows leave no day
 * out and none in two, hold the days they should, and their labels are read
 * back as the same windows. */
static void
windows_tile(void **state)
{
	static const enum period_unit units[] = {UNIT_WEEK, UNIT_MONTH,
		UNIT_QUARTER, UNIT_YEAR};
	struct period p, q, back;
	struct err e;

	(void)state;
	for (int m = 1; m <= 12; m++)
		for (int u = m > 1; u < 4; u++) {
			struct calendar c = calendar("1900-01-01", m);
			int64_t to = day("2100-01-01");

			period_of(c.today, units[u], &c, &p);
			for (; p.from < to; p = q) {
				int64_t middle = (p.from + p.to) / 2;

				assert_true(p.from < p.to);
				period_of(p.from, units[u], &c, &q);
				check_same(&p, &q);
				period_of(p.to - 1, units[u], &c, &q);
				check_same(&p, &q);
				period_of(middle, units[u], &c, &q);
				check_same(&p, &q);
				assert_int_equal(period_parse(str_of(p.label),
							 &c, &back, &e),
					0);
				check_same(&p, &back);
				period_of(p.to, units[u], &c, &q);
				assert_int_equal(q.from, p.to);
				assert_int_equal(period_shift(&p, 1, &c, &back,
							 &e),
					0);
				check_same(&q, &back);
				assert_int_equal(period_shift(&q, -1, &c, &back,
							 &e),
					0);
				check_same(&p, &back);
			}
		}
}

/* Every fiscal month of every start, worked out by stepping. */
static void
labels_of_every_fiscal_month(void **state)
{
	char want[80], first[16], last[16];
	struct period p;

	(void)state;
	for (int start = 2; start <= 12; start++) {
		int year = 2026, month = start;

		for (int i = 0; i < 12; i++) {
			struct calendar c;

			snprintf(first, sizeof first, "%04d-%02d-01",
				year % 10000, month % 100);
			snprintf(last, sizeof last, "%04d-%02d-%02d",
				year % 10000, month % 100,
				days_in_month(year, month) % 100);
			snprintf(want, sizeof want, "%s %s FY27Q%dM%d", first,
				last, i / 3 + 1, i % 3 + 1);
			c = calendar(first, start);
			period_of(c.today, UNIT_MONTH, &c, &p);
			check_period(&p, want);
			period_of(c.today, UNIT_YEAR, &c, &p);
			assert_string_equal(p.label, "FY27");
			year += month == 12;
			month = month % 12 + 1;
		}
	}
}

static void
shift_goes_far_and_no_further(void **state)
{
	struct calendar c = calendar("2026-10-01", 7);
	struct period p, q;
	struct err e;

	(void)state;
	assert_int_equal(period_parse(STR("FY27Q2"), &c, &p, &e), 0);
	assert_int_equal(period_shift(&p, -400, &c, &q, &e), 0);
	check_period(&q, "1926-10-01 1926-12-31 FY1927Q2");
	assert_int_equal(period_shift(&p, 0, &c, &q, &e), 0);
	check_same(&p, &q);
	assert_int_equal(period_shift(&p, INT32_MAX, &c, &q, &e), ERR_USAGE);
	assert_int_equal(period_shift(&p, INT32_MIN, &c, &q, &e), ERR_USAGE);
	assert_int_equal(period_parse(STR("2026Q4"), &c, &p, &e), 0);
	assert_int_equal(period_shift(&p, 1, &c, &q, &e), 0);
	check_period(&q, "2027-01-01 2027-03-31 2027Q1");
	assert_int_equal(period_parse(STR("2026W53"), &c, &p, &e), 0);
	assert_int_equal(period_shift(&p, 1, &c, &q, &e), 0);
	check_period(&q, "2027-01-04 2027-01-10 2027W01");
	p = (struct period){.from = 0, .to = 10};
	assert_int_equal(period_shift(&p, 1, &c, &q, &e), ERR_USAGE);
}

static void
check_split(const struct calendar *c, const char *label, enum period_unit unit,
	size_t want, const char *first, const char *last)
{
	struct period p, *parts;
	struct err e;
	size_t n;

	assert_int_equal(period_parse(str_of(label), c, &p, &e), 0);
	if (period_split(&p, unit, c, &memory, &parts, &n, &e))
		fail_msg("%s", e.msg);
	assert_int_equal(n, want);
	assert_string_equal(parts[0].label, first);
	assert_string_equal(parts[n - 1].label, last);
	assert_int_equal(parts[0].from, p.from);
	assert_int_equal(parts[n - 1].to, p.to);
	for (size_t i = 1; i < n; i++)
		assert_int_equal(parts[i].from, parts[i - 1].to);
}

static void
split_into_parts(void **state)
{
	struct calendar civil = calendar("2026-10-01", 1);
	struct calendar july = calendar("2026-10-01", 7);

	(void)state;
	check_split(&civil, "2026", UNIT_QUARTER, 4, "2026Q1", "2026Q4");
	check_split(&civil, "2026", UNIT_MONTH, 12, "2026-01", "2026-12");
	check_split(&civil, "2026Q4", UNIT_MONTH, 3, "2026-10", "2026-12");
	check_split(&civil, "2026-10", UNIT_MONTH, 1, "2026-10", "2026-10");
	check_split(&civil, "2026", UNIT_YEAR, 1, "2026", "2026");
	check_split(&july, "FY27", UNIT_QUARTER, 4, "FY27Q1", "FY27Q4");
	check_split(&july, "FY27", UNIT_MONTH, 12, "FY27Q1M1", "FY27Q4M3");
	check_split(&july, "FY27Q2", UNIT_MONTH, 3, "FY27Q2M1", "FY27Q2M3");
	check_split(&july, "2026Q4", UNIT_MONTH, 3, "2026-10", "2026-12");
	check_split(&july, "2026", UNIT_QUARTER, 4, "2026Q1", "2026Q4");
	check_split(&july, "2026W42", UNIT_WEEK, 1, "2026W42", "2026W42");
}

static void
split_refuses_broken_parts(void **state)
{
	static const struct {
		const char *label;
		enum period_unit unit;
	} rows[] = {
		{"2026-10", UNIT_QUARTER},
		{"2026W42", UNIT_MONTH},
		{"2026W42", UNIT_QUARTER},
		{"2026Q4", UNIT_YEAR},
		{"2026", UNIT_WEEK},
		{"FY27Q2M1", UNIT_QUARTER},
		{"FY27Q2M3", UNIT_QUARTER},
		{"2026-12", UNIT_QUARTER},
	};
	struct calendar c = calendar("2026-10-01", 8);
	struct period p, *parts;
	struct err e;
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(period_parse(str_of(rows[i].label), &c, &p,
					 &e),
			0);
		assert_int_equal(period_split(&p, rows[i].unit, &c, &memory,
					 &parts, &n, &e),
			ERR_USAGE);
	}
	assert_string_equal(e.msg, "'2026-12': not made of whole quarters");
	p = (struct period){.from = 10, .to = 10};
	assert_int_equal(period_split(&p, UNIT_MONTH, &c, &memory, &parts, &n,
				 &e),
		ERR_USAGE);
	p = (struct period){.from = day("2026-08-01"), .to = day("2027-02-01")};
	assert_int_equal(period_split(&p, UNIT_QUARTER, &c, &memory, &parts, &n,
				 &e),
		0);
	assert_int_equal(n, 2);
	assert_string_equal(parts[1].label, "FY27Q2");
}

static void
whole_months(void **state)
{
	struct calendar c = calendar("2026-10-01", 7);
	struct period p;
	struct err e;

	(void)state;
	assert_int_equal(period_parse(STR("FY27Q2"), &c, &p, &e), 0);
	assert_true(period_whole(&p, &c));
	assert_int_equal(period_parse(STR("9999"), &c, &p, &e), 0);
	assert_true(period_whole(&p, &c));
	assert_int_equal(period_parse(STR("2026W42"), &c, &p, &e), 0);
	assert_false(period_whole(&p, &c));
	p = (struct period){.from = day("2026-10-01"), .to = day("2026-10-01")};
	assert_false(period_whole(&p, &c));
	p.to = day("2026-10-31");
	assert_false(period_whole(&p, &c));
	p.to++;
	assert_true(period_whole(&p, &c));
}

static void
instant_words(void **state)
{
	static const struct {
		const char *word;
		bool end;
		const char *want;
	} rows[] = {
		{"2026-10-01T09:00:00Z", true, "2026-10-01T09:00:00Z"},
		{"2026-10-01 09:00:00", false, "2026-10-01T07:00:00Z"},
		{"2026-10-01", false, "2026-09-30T22:00:00Z"},
		{"2026-10-01", true, "2026-10-01T21:59:59.999999Z"},
		{"today", true, "2026-10-01T21:59:59.999999Z"},
		{"eoq", true, "2026-12-31T22:59:59.999999Z"},
		{"-1y", false, "2025-09-30T22:00:00Z"},
	};
	static const char *const bad[] = {"", "now", "2026-10-01T25:00:00Z",
		"2026-10-01T09:00", "2026-02-30", "2026-10", "10d",
		"2026-02-30T00:00:00Z"};
	struct calendar c = calendar("2026-10-01", 1);
	struct buf b = {0};
	struct err e;
	int64_t t;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(instant_word(str_of(rows[i].word), &c,
					 rows[i].end, &t, &e),
			0);
		buf_reset(&b);
		instant_print(t, &b);
		assert_string_equal(b.p, rows[i].want);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(instant_word(str_of(bad[i]), &c, true, &t, &e),
			ERR_USAGE);
		assert_int_equal(e.code, ERR_USAGE);
	}
	buf_free(&b);
}

/* The first and the last day lie in windows whose labels are read again. */
static void
labels_at_the_ends(void **state)
{
	static const char *const days[] = {"0001-01-01", "9999-12-31"};
	static const char *const absent[] = {"FY10001", "FY09999", "FY10000Q5",
		"FY99999", "FY10000W54", "10000"};
	struct period p, same;
	struct calendar c;
	struct err e;

	(void)state;
	for (int month = 1; month <= 12; month++)
		for (int pattern = PATTERN_MONTH; pattern <= PATTERN_544;
			pattern++)
			for (int i = 0; i < 8; i++) {
				c = calendar(days[i % 2], month);
				c.pattern = (enum year_pattern)pattern;
				c.week_ends = 1 + (month + pattern) % 7;
				c.year_ends = month % 2 ? YEAR_LAST
							: YEAR_NEAREST;
				period_of(c.today, (enum period_unit)(i / 2),
					&c, &p);
				if (period_parse(str_of(p.label), &c, &same,
					    &e))
					fail_msg("%s: %s", p.label, e.msg);
				assert_int_equal(same.from, p.from);
				assert_int_equal(same.to, p.to);
				assert_string_equal(same.label, p.label);
			}
	c = calendar("9999-12-31", 5);
	assert_int_equal(period_parse(STR("this-quarter"), &c, &p, &e), 0);
	check_period(&p, "9999-11-01 9999-12-31 FY10000Q3");
	assert_int_equal(period_parse(STR("fy-10000-q3-m2"), &c, &p, &e), 0);
	check_period(&p, "9999-12-01 9999-12-31 FY10000Q3M2");
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
		assert_int_equal(period_parse(str_of(absent[i]), &c, &p, &e),
			ERR_USAGE);
}

/* No text crashes the readers, and what they take is within the calendar. */
static void
odd_texts_do_no_harm(void **state)
{
	static const char letters[] = "0123456789QWMFYdwmqy-+./ \xc3\xa9"
				      "toayeshinx";
	struct calendar c = calendar("2026-10-01", 7);
	uint64_t seed = 1;
	struct period p;
	char text[40];
	struct err e;
	int64_t d;

	(void)state;
	for (int i = 0; i < 50000; i++) {
		size_t n;

		seed = seed * UINT64_C(6364136223846793005) + 1442695040888963;
		n = seed >> 33 & 15;
		for (size_t k = 0; k < n; k++) {
			seed = seed * UINT64_C(6364136223846793005) +
				1442695040888963;
			text[k] = letters[(seed >> 33) % (sizeof letters - 1)];
		}
		if (!day_word((struct str){text, n}, &c, &d, &e))
			assert_true(day_in_range(d));
		if (!period_parse((struct str){text, n}, &c, &p, &e))
			assert_true(p.from < p.to && day_in_range(p.from));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(day_words),
		cmocka_unit_test(month_steps_clamp),
		cmocka_unit_test(weekday_words_never_mean_today),
		cmocka_unit_test(day_refusals_name_the_readings),
		cmocka_unit_test(words_stay_within_the_calendar),
		cmocka_unit_test(period_labels_and_words),
		cmocka_unit_test(period_refusals_name_the_readings),
		cmocka_unit_test(windows_tile),
		cmocka_unit_test(labels_of_every_fiscal_month),
		cmocka_unit_test(shift_goes_far_and_no_further),
		cmocka_unit_test(split_into_parts),
		cmocka_unit_test(split_refuses_broken_parts),
		cmocka_unit_test(whole_months),
		cmocka_unit_test(instant_words),
		cmocka_unit_test(labels_at_the_ends),
		cmocka_unit_test(odd_texts_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, arena_drop);
}
