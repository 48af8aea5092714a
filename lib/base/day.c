#include "base/day.h"

enum {
	CYCLE_YEARS = 400,
	CYCLE_DAYS = 146097,
	MARCH_SHIFT = 719468, /* 0000-03-01 to 1970-01-01 */
};

bool
day_in_range(int64_t day)
{
	return day >= DAY_MIN && day <= DAY_MAX;
}

int64_t
day_of(int year, int month, int day)
{
	static const int before[] = {
		0, 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275};
	int64_t y = (int64_t)year + CYCLE_YEARS - (month <= 2);

	return 365 * y + y / 4 - y / 100 + y / 400 + before[month] + day - 1 -
		MARCH_SHIFT - CYCLE_DAYS;
}

/* Years run from March here, so that the leap day is a year's last. A day of
 * the century times 4 / 1461 and a day of the year times 2141 / 65536 stand in
 * for divisions; the test walks every day. */
struct ymd
day_split(int64_t day)
{
	uint32_t n = (uint32_t)((uint64_t)day + MARCH_SHIFT + CYCLE_DAYS);
	uint32_t q = 4 * n + 3;
	uint32_t century = q / CYCLE_DAYS;
	uint32_t in_century = (q % CYCLE_DAYS) | 3;
	uint32_t year = in_century / 1461;
	uint32_t in_year = in_century % 1461 / 4;
	uint32_t m = 2141 * in_year + 197913;
	uint32_t wrapped = in_year >= 306;

	return (struct ymd){
		.year = (int)(100 * century + year + wrapped) - CYCLE_YEARS,
		.month = (int)((m >> 16) - 12 * wrapped),
		.day = (int)((m & 0xffff) / 2141) + 1,
	};
}

int
days_in_month(int year, int month)
{
	static const int days[] = {
		0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month] + (leap && month == 2);
}

bool
day_real(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 &&
		day >= 1 && day <= days_in_month(year, month);
}

int
day_weekday(int64_t day)
{
	int64_t since_monday = (day + 3) % 7;

	return (int)(since_monday < 0 ? since_monday + 8 : since_monday + 1);
}

void
day_iso_week(int64_t day, int *year, int *week)
{
	int64_t thursday = day - day_weekday(day) + 4;

	*year = day_split(thursday).year;
	*week = (int)(thursday - day_of(*year, 1, 1)) / 7 + 1;
}

int64_t
day_of_iso_week(int year, int week)
{
	int64_t in_first = day_of(year, 1, 4);

	return in_first - day_weekday(in_first) + 1 + ((int64_t)week - 1) * 7;
}

int64_t
month_index(int64_t day)
{
	struct ymd d = day_split(day);

	return (int64_t)d.year * 12 + d.month - 1;
}

int64_t
month_first_day(int64_t index)
{
	int64_t year = num_floor_div(index, 12);

	return day_of((int)year, (int)(index - year * 12) + 1, 1);
}

int64_t
day_add_months(int64_t day, int64_t n)
{
	struct ymd d = day_split(day);
	int64_t index;
	int year, month, last;

	if (__builtin_add_overflow((int64_t)d.year * 12 + d.month - 1, n,
		    &index) ||
		index < 12 || index >= 120000)
		return n < 0 ? DAY_MIN - 1 : DAY_MAX + 1;
	year = (int)(index / 12);
	month = (int)(index % 12) + 1;
	last = days_in_month(year, month);
	return day_of(year, month, d.day < last ? d.day : last);
}

static bool
digits_at(struct str s, size_t at, size_t n, int *out)
{
	int v = 0;

	for (size_t i = at; i < at + n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + s.p[i] - '0';
	}
	*out = v;
	return true;
}

int
day_parse(struct str s, int64_t *out, struct err *e)
{
	int year, month, day;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' ||
		!digits_at(s, 0, 4, &year) || !digits_at(s, 5, 2, &month) ||
		!digits_at(s, 8, 2, &day)) {
		err_set(e, ERR_DATA, "'%.*s': not a day", STR_SHORT(s));
		return err_hint(e, "days are written YYYY-MM-DD");
	}
	if (!day_real(year, month, day))
		return err_set(e, ERR_DATA, "'%.*s': no such day",
			STR_SHORT(s));
	*out = day_of(year, month, day);
	return ERR_OK;
}

void
day_print(int64_t day, struct buf *out)
{
	struct ymd d = day_split(day);
	char text[10], *at = text;

	if (!day_in_range(day))
		return;
	at = num_pair(at, d.year / 100);
	at = num_pair(at, d.year % 100);
	*at++ = '-';
	at = num_pair(at, d.month);
	*at++ = '-';
	num_pair(at, d.day);
	buf_add(out, text, sizeof text);
}
