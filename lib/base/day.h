/*
 * day.h - civil days of the proleptic Gregorian calendar, without a zone.
 *
 * A day is an int64_t count from 1970-01-01 (day 0), within 0001-01-01 to
 * 9999-12-31. Unset is NUM_NULL.
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include "base/num.h"

#define DAY_MIN ((int64_t)-719162) /* 0001-01-01 */
#define DAY_MAX ((int64_t)2932896) /* 9999-12-31 */

struct ymd {
	int year, month, day; /* 1..9999, 1..12, 1..31 */
};

int64_t day_of(int year, int month, int day); /* must be a real day */
/* Holds for years 0 and 10000 too, into which a period may reach. */
struct ymd day_split(int64_t day);
bool day_real(int year, int month, int day);
int days_in_month(int year, int month);
/* Monday 1 to Sunday 7. */
int day_weekday(int64_t day);
/* ISO 8601 week and its year. */
void day_iso_week(int64_t day, int *year, int *week);
int64_t day_of_iso_week(int year, int week); /* its Monday */
/* n months later or earlier, clamped to the month's last day. The result may
 * leave [DAY_MIN, DAY_MAX]: check with day_in_range. */
int64_t day_add_months(int64_t day, int64_t n);
bool day_in_range(int64_t day);
/* "YYYY-MM-DD", strict. ERR_DATA. */
int day_parse(struct str s, int64_t *out, struct err *e);
/* Prints nothing for a null day or one out of range. */
void day_print(int64_t day, struct buf *out);
/* Months since January of year 0, for period keys: year * 12 + month - 1. */
int64_t month_index(int64_t day);
/* Of any index of the years 0 to 10000. */
int64_t month_first_day(int64_t index);

#endif
