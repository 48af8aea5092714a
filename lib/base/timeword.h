/*
 * timeword.h - the readers behind period.h, which tell why a word is none, and
 * the refusals, which try the other readings. Everyone else uses period.h.
 */
#ifndef BASE_TIMEWORD_H
#define BASE_TIMEWORD_H

#include "base/period.h"

enum reading {
	READ_OK,
	READ_UNKNOWN, /* not of this form */
	READ_ABSENT,  /* well formed, but there is no such day or period */
};

/* What a label says: the index-th week, month, quarter or year, counted from
 * the first of year 0 (weeks from the one of day 0), civil or fiscal. Weeks are
 * fiscal only where the calendar's years are made of weeks. */
struct key {
	enum period_unit unit;
	bool fiscal;
	int64_t index;
};

int64_t key_first_day(struct key k, const struct calendar *c);
int64_t key_index(enum period_unit unit, bool fiscal, int64_t day,
	const struct calendar *c);
/* What the words for a unit mean, and how its windows are labelled. */
bool calendar_is_fiscal(enum period_unit unit, const struct calendar *c);

/* Of years of weeks: the year and the week, from 1, that a day lies in; and
 * the first day of one. */
bool calendar_by_weeks(const struct calendar *c);
void fiscal_week(int64_t day, const struct calendar *c, int64_t *year,
	int *week);
int64_t day_of_fiscal_week(int64_t year, int week, const struct calendar *c);

/* Forms of labels: '9' stands for a digit and every run of them is a part,
 * added into part[]; letters match in either case; between the parts a hyphen
 * may stand. */
enum { PARTS = 3 };
bool form_match(struct str s, const char *form, int part[PARTS]);

enum reading label_read(struct str s, const struct calendar *c,
	struct key *out);
/* Into struct period's label. */
void label_print(struct key k, const struct calendar *c, char *at);

enum reading day_read(struct str s, const struct calendar *c, int64_t *out);
enum reading period_read(struct str s, const struct calendar *c,
	struct period *out);

/* The window `shift` after the one that a day lies in; false past the end. */
bool period_near(int64_t day, enum period_unit unit, int shift,
	const struct calendar *c, struct period *out);

/* The n-th of the words that are written one way; NULL past the last. */
const char *day_word_name(size_t n);
const char *period_word_name(size_t n);

/* ERR_USAGE with the readings that come near as hint. */
int day_refuse(struct str s, enum reading why, const struct calendar *c,
	struct err *e);
int period_refuse(struct str s, enum reading why, const struct calendar *c,
	struct err *e);

#endif
