/* The shape of a year: where its windows begin, and in which one a day lies. */
#include "base/timeword.h"

enum {
	YEAR_MONTHS = 12,
	QUARTER_MONTHS = 3,
	QUARTER_WEEKS = 13,
	WEEK_DAYS = 7,
	MONDAY_SHIFT = 3, /* days from the Monday before it to day 0 */
};

static const int unit_months[] = {
	[UNIT_MONTH] = 1, [UNIT_QUARTER] = QUARTER_MONTHS,
	[UNIT_YEAR] = YEAR_MONTHS};

/* Weeks of a quarter before each of its months. */
static const int weeks_before[][QUARTER_MONTHS] = {
	[PATTERN_445] = {0, 4, 8},
	[PATTERN_454] = {0, 4, 9},
	[PATTERN_544] = {0, 5, 9},
};

bool
calendar_by_weeks(const struct calendar *c)
{
	return c->pattern != PATTERN_MONTH;
}

bool
calendar_is_fiscal(enum period_unit unit, const struct calendar *c)
{
	return calendar_by_weeks(c) ||
		(unit != UNIT_WEEK && c->fiscal_month != 1);
}

/* Months from January of a year to the start of the fiscal year named so. */
static int64_t
fiscal_shift(const struct calendar *c)
{
	return c->fiscal_month == 1 ? 0 : c->fiscal_month - 13;
}

/* Days from the first of the week that day 0 lies in to day 0. */
static int64_t
week_shift(bool fiscal, const struct calendar *c)
{
	return fiscal ? (MONDAY_SHIFT + WEEK_DAYS - c->week_ends) % WEEK_DAYS
		      : MONDAY_SHIFT;
}

/* ---- years of weeks ---------------------------------------------------- */

/* The year before ends on the last of its weekdays in the end month, or on the
 * one nearest to that month's end. */
static int64_t
year_first(int64_t year, const struct calendar *c)
{
	int64_t last = month_first_day(year * YEAR_MONTHS + fiscal_shift(c)) -
		1;
	int64_t back = (day_weekday(last) + WEEK_DAYS - c->week_ends) %
		WEEK_DAYS;

	if (c->year_ends == YEAR_NEAREST && back > WEEK_DAYS / 2)
		back -= WEEK_DAYS;
	return last - back + 1;
}

static int64_t
year_of(int64_t day, const struct calendar *c)
{
	int64_t year = num_floor_div(month_index(day) - fiscal_shift(c),
		YEAR_MONTHS);

	if (day < year_first(year, c))
		return year - 1;
	return day < year_first(year + 1, c) ? year : year + 1;
}

/* Weeks of a year before its month, from 0. A 53rd is in the last. */
static int64_t
month_weeks(int64_t month, const struct calendar *c)
{
	return month / QUARTER_MONTHS * QUARTER_WEEKS +
		weeks_before[c->pattern][month % QUARTER_MONTHS];
}

static int64_t
weeks_first_day(struct key k, const struct calendar *c)
{
	int64_t month = k.index * unit_months[k.unit];
	int64_t year = num_floor_div(month, YEAR_MONTHS);

	return year_first(year, c) +
		month_weeks(month - year * YEAR_MONTHS, c) * WEEK_DAYS;
}

static int64_t
weeks_index(enum period_unit unit, int64_t day, const struct calendar *c)
{
	int64_t year = year_of(day, c), month = 1;
	int64_t week = (day - year_first(year, c)) / WEEK_DAYS;

	while (month < YEAR_MONTHS && week >= month_weeks(month, c))
		month++;
	return num_floor_div(year * YEAR_MONTHS + month - 1,
		unit_months[unit]);
}

void
fiscal_week(int64_t day, const struct calendar *c, int64_t *year, int *week)
{
	*year = year_of(day, c);
	*week = (int)((day - year_first(*year, c)) / WEEK_DAYS) + 1;
}

int64_t
day_of_fiscal_week(int64_t year, int week, const struct calendar *c)
{
	return year_first(year, c) + ((int64_t)week - 1) * WEEK_DAYS;
}

/* ---- any --------------------------------------------------------------- */

int64_t
key_first_day(struct key k, const struct calendar *c)
{
	if (k.unit == UNIT_WEEK)
		return k.index * WEEK_DAYS - week_shift(k.fiscal, c);
	if (k.fiscal && calendar_by_weeks(c))
		return weeks_first_day(k, c);
	return month_first_day(k.index * unit_months[k.unit] +
		(k.fiscal ? fiscal_shift(c) : 0));
}

int64_t
key_index(enum period_unit unit, bool fiscal, int64_t day,
	const struct calendar *c)
{
	if (unit == UNIT_WEEK)
		return num_floor_div(day + week_shift(fiscal, c), WEEK_DAYS);
	if (fiscal && calendar_by_weeks(c))
		return weeks_index(unit, day, c);
	return num_floor_div(
		month_index(day) - (fiscal ? fiscal_shift(c) : 0),
		unit_months[unit]);
}

int64_t
calendar_month(const struct calendar *c, int64_t day)
{
	return key_index(UNIT_MONTH, calendar_by_weeks(c), day, c);
}

int64_t
calendar_month_first(const struct calendar *c, int64_t index)
{
	return key_first_day((struct key){.unit = UNIT_MONTH,
		.fiscal = calendar_by_weeks(c), .index = index}, c);
}

static bool
begins_month(const struct calendar *c, int64_t day)
{
	return calendar_month_first(c, calendar_month(c, day)) == day;
}

bool
period_whole(const struct period *p, const struct calendar *c)
{
	return p->from < p->to && begins_month(c, p->from) &&
		begins_month(c, p->to);
}
