/* cell.h - dates, numbers and letters as other people write them, decided by
 * column, never by cell: what does not fit the column's form is refused. */
#ifndef TRANSFER_CELL_H
#define TRANSFER_CELL_H

#include "base/clock.h"
#include "transfer/map.h"

/* What a date says: a civil day, maybe a time of it, maybe where. */
struct moment {
	int64_t day;
	bool timed, zoned;
	int64_t time;	/* microseconds after midnight */
	int64_t offset; /* seconds east of UTC, where zoned */
};

/* "2026-10-01", "1.10.2026", "10/1/2026 9:30 PM", "Sep 12, 2026",
 * "2024-03-01T09:00:00.000+0000", or a number of days. A year has four digits.
 * DATE_UNSAID is DATE_ISO. ERR_DATA. */
int cell_moment(struct str text, enum date_form form, struct moment *out,
	struct err *e);
/* The instant it is; of a day its first microsecond. */
int64_t moment_instant(const struct moment *m, const struct zone *z);
/* The day it is there. */
int64_t moment_day(const struct moment *m, const struct zone *z);

/* Into the strict form of base/num.h, added to `out`: thousands and currency
 * signs taken off, "(5)" and "5-" negative, a percent sign kept out. A code of
 * three letters stays before it, for money. ERR_DATA. NUMBER_UNSAID and
 * NUMBER_PLAIN leave the text as it is. */
int cell_number(struct str text, enum number_form form, struct buf *out,
	struct err *e);
/* Of a text in the strict form, exactly. ERR_DATA where it does not fit. */
int cell_times(struct str number, int64_t unit, struct buf *out,
	struct err *e);

/* Added to `out`. */
void cell_letters(struct str text, enum case_form form, struct buf *out);

#endif
