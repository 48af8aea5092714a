/*
 * rate.h - what one unit of a currency was worth in another on a day.
 *
 * A rate goes by its table, base, currency and day. The table is the market's,
 * or a plan with a name; there is one live record for each of these. A day's
 * first value is effective on that day, so its first event has that instant
 * (HISTORY.md 16), unless the day is still to come or --at says when. What
 * replaces it is an event of the same record, effective when recorded.
 */
#ifndef MODEL_RATE_H
#define MODEL_RATE_H

#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum rate_tag {
	RATE_BASE = 32,
	RATE_CURRENCY,
	RATE_DAY,
	RATE_RATE,
	RATE_TABLE,
	RATE_SOURCE,
	/* derived */
	RATE_SERIES = 48,
	RATE_KEY,
};

struct rate {
	struct common common;
	struct str base, currency;
	int64_t day;
	int64_t rate;	   /* exact decimal: units of currency for a base */
	struct str plan;   /* null: the market's */
	struct str source; /* who says so */
	int64_t series;	   /* derived: see rate_series() */
	int64_t key;	   /* derived: the series and the day */
};

extern const struct entity rate_entity;

/* The number under which all days of a table, base and currency are indexed;
 * NUM_NULL where one of the codes is none. Tables may share a number, so what
 * is found by it has to be looked at (rate_is_of). */
int64_t rate_series(struct str plan, struct str base, struct str currency);
bool rate_is_of(const struct rate *r, struct str plan, struct str base,
	struct str currency);

/* A rate as typed or read. */
struct rate_quote {
	struct str plan;   /* null: the market's */
	struct str base;   /* null: the base currency */
	struct str currency;
	struct str source; /* may be null */
	bool sourced;	   /* a person said the source: set it in any case,
			    * else only with a rate that is new or differs */
	int64_t day, rate;
};
/* Insert or replace by key; an archived one is taken back. ERR_DATA. */
int rate_set(struct model *m, const struct rate_quote *q, int64_t *id,
	enum saved *how, struct err *e);

/* The instant of a rate about to be saved: m->at, or that of its day. */
int rate_instant(struct model *m, void *rec, int64_t *at, struct err *e);

#endif
