/*
 * rates.h - money of one currency in another, by the rates kept (rate.h).
 *
 * A rate of a day is the latest on or before it. It is looked for in this
 * order, and the first that is there and young enough counts:
 *
 *	1. the pair itself, whichever way it is quoted: the later day of the
 *	   two, on the same day the one that prices `from` in `to`;
 *	2. across one other currency to which both are quoted, either way: the
 *	   store's base currency first, then by code.
 *
 * Arithmetic is exact: the amount times both rates as one fraction, rounded
 * once, half away from zero, to the minor units of `to`. Series are read once,
 * when first needed, as they stand at the view.
 */
#ifndef MODEL_RATES_H
#define MODEL_RATES_H

#include "model/model.h"

/* Of which day the rates of a report are. */
enum rate_policy {
	RATE_CLOSE, /* of the day a deal closes, or closed */
	RATE_DEAL,  /* of the day its amount last changed (amount_since) */
	RATE_ASOF,  /* of the day the report is of */
	RATE_TODAY, /* of the clock's day, whatever the report is of */
	RATE_PLAN,  /* of a named table, at the close day */
};
/* "close", "deal", "asof", "today", "plan:NAME"; *plan is a part of the text,
 * null but for the last. ERR_USAGE. */
int rate_policy_parse(struct str text, enum rate_policy *out, struct str *plan,
	struct err *e);
/* The way back; plan is of use with RATE_PLAN. */
void rate_policy_print(enum rate_policy policy, struct str plan,
	struct buf *out);

struct rates;
/* Over m's transaction, with everything in `a`: nothing to close. Plan null:
 * the market's table, whose rates count for max_age days after their own
 * (NUM_NULL: for ever). A plan's hold until the next, and max_age is set
 * aside. */
int rates_open(struct model *m, struct arena *a, struct str plan,
	int64_t max_age, struct rates **out, struct err *e);

/* Read all of the table as it is known now, whatever the view: what is
 * converted from here on goes by that. */
int rates_load_now(struct rates *r, struct err *e);

/* One rate as it is kept, and whether it was divided by. */
struct rate_leg {
	int64_t id, day, rate;
	struct str base, currency;
	bool inverse;
};
/* The rates a conversion took; legs lie in the order of conversion. */
struct rate_used {
	int64_t day;  /* the older of the two; NUM_NULL: same currency */
	bool crossed; /* across a third currency */
	int nlegs;    /* 0 (same currency), 1, 2 */
	struct rate_leg legs[2];
};

/* Minor units of `from` in those of `to`, at a day's rate. `used` may be NULL.
 * The same currency is unchanged, whatever the rates; an unset amount stays
 * unset. ERR_NO, without a message to show: no rate; ERR_DATA: the result is
 * too large. */
int rates_convert(struct rates *r, int64_t amount, const struct currency *from,
	const struct currency *to, int64_t day, int64_t *out,
	struct rate_used *used, struct err *e);

/* "EUR/USD 1.145 of 2018-12-31", two joined by ", ". */
void rate_used_print(const struct rate_used *u, struct buf *out);
/* Units of `to` for one of `from`, for display: exact for a rate taken as it
 * is, else rounded to 10 significant digits. NUM_NULL: past what a decimal
 * holds; 1 for the same currency. */
int64_t rate_used_decimal(const struct rate_used *u);

/* Every rate that a conversion took so far, once, by base, currency and day.
 * fn's non-zero code ends the walk. */
int rates_each(const struct rates *r,
	int (*fn)(void *, const struct rate_leg *, struct err *), void *arg,
	struct err *e);
/* SHA-256 in hexadecimal over these: a line "EUR USD 2018-12-31 1.145" each, a
 * plan's name before them on a line of its own. The order of conversions does
 * not matter. */
void rates_digest(const struct rates *r, char out[65]);

#endif
