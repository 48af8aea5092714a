/*
 * period.h - the words for time of CLI.md section 6: days, periods, ranges.
 *
 * All words are relative to a calendar: its zone, "today", and the shape of its
 * fiscal year. Civil labels: 2026, 2026Q4, 2026-10, 2026W42. Fiscal labels are
 * named by the year in which they end: FY27, FY27Q2, FY27Q2M1 (hyphens and case
 * free). With a fiscal year from January, FY26 is 2026. Bare words (soq, eoq,
 * soy, eoy, this-quarter, last-year, ...) are fiscal.
 *
 * A year is made of the civil months, or of 52 weeks and sometimes 53. Then it
 * ends on one weekday always: the last of the end month, the one before the
 * month it nominally starts in, or the one nearest to that month's end; and is
 * named by the year of the end month, though it may end days into the next. Its
 * quarters have 13 weeks, their months 4, 4 and 5 or the like, and a 53rd week
 * is in the last month. Weeks begin on the day after that weekday, are labelled
 * FY27W40, and every label of the calendar's own is fiscal.
 *
 * A label names one window and a window of the calendar's has one label: with a
 * fiscal year from January, FY26Q4 is read but 2026Q4 is printed. Fiscal years
 * 2000 to 2099 are written with two digits, others with four (FY1999), the one
 * that 9999-12-31 may lie in with five (FY10000). Windows are cut at 0001-01-01
 * and 9999-12-31. Words are lower case.
 */
#ifndef BASE_PERIOD_H
#define BASE_PERIOD_H

#include "base/clock.h"

/* What a quarter is made of: months, or so many weeks each. */
enum year_pattern { PATTERN_MONTH, PATTERN_445, PATTERN_454, PATTERN_544 };
enum year_end { YEAR_LAST, YEAR_NEAREST };

struct calendar {
	const struct zone *zone;
	int fiscal_month; /* 1 to 12: the month the fiscal year starts in */
	enum year_pattern pattern;
	int week_ends;		 /* of weeks: Monday 1 to Sunday 7 */
	enum year_end year_ends; /* of weeks */
	int64_t today;	  /* the day in the calendar's zone */
	int64_t now;	  /* the instant; under --as-of both are T's */
};

/* Half open: [from, to). */
struct period {
	int64_t from, to;
	char label[24]; /* canonical: "2026Q4", "FY27Q2", "2026-10", ... */
};

/* ISO days; today yesterday tomorrow; mon..sun (the next one, today excluded);
 * +10d -2w +3m +1q +1y; sow eow som eom soq eoq soy eoy, each with this- next-
 * last-. Ambiguous or unknown words are ERR_USAGE with the readings as hint.
 * "next-eoq" is the end of the quarter after the one today is in; +1m, +1q
 * and +1y count civil months and end on the last day of a month where today's
 * is missing. */
int day_word(struct str s, const struct calendar *c, int64_t *out,
	struct err *e);
/* A period label or word; also one month "2026-10" and "this-month" etc. */
int period_parse(struct str s, const struct calendar *c, struct period *out,
	struct err *e);
/* RFC 3339 instant, read in the calendar's zone where it names none; or a day
 * word, meaning the day's last microsecond in the zone (end = true) or its
 * first (end = false). ERR_USAGE. */
int instant_word(struct str s, const struct calendar *c, bool end,
	int64_t *out, struct err *e);
/* The fiscal quarter, month or year a day lies in, labelled civilly when the
 * fiscal year is the civil one ("2026Q4") and fiscally otherwise; or its ISO
 * week ("2026W42"), in years of weeks its fiscal one. */
enum period_unit { UNIT_WEEK, UNIT_MONTH, UNIT_QUARTER, UNIT_YEAR };
void period_of(int64_t day, enum period_unit unit, const struct calendar *c,
	struct period *out);
/* The n-th period after (n < 0: before) of the same length and kind, which p's
 * label tells. ERR_USAGE past the years 0001 to 9999. */
int period_shift(const struct period *p, int n, const struct calendar *c,
	struct period *out, struct err *e);
/* Split into months or quarters (or weeks, or years); ERR_USAGE when p is no
 * whole number of them. The parts are civil where p's label is, else the
 * calendar's own. *out is in the arena, *n its length. */
int period_split(const struct period *p, enum period_unit unit,
	const struct calendar *c, struct arena *a, struct period **out,
	size_t *n, struct err *e);

/* The smallest fiscal periods, which everything but weeks is made of. The index
 * of the one a day lies in: for years of months month_index(day); and the first
 * day of an index. */
int64_t calendar_month(const struct calendar *c, int64_t day);
int64_t calendar_month_first(const struct calendar *c, int64_t index);
/* True when p is made of whole ones. */
bool period_whole(const struct period *p, const struct calendar *c);

#endif
