/*
 * exchange.h - the money of deals in one currency, by a policy of rates.
 *
 * The day whose rate counts is, by policy: close, the day a deal closed, or is
 * expected to but no later than today, since rates of the future are not
 * known; deal, the day its amount last changed; asof, the day the report is
 * of; today, the clock's day, by the rates known now, whatever the report is
 * of; plan, as close in a named table. Each value is rounded once.
 */
#ifndef REPORT_EXCHANGE_H
#define REPORT_EXCHANGE_H

#include "model/deal.h"
#include "model/rates.h"
#include "report/worth.h"

struct exchange;

/* For spec's currency and rates, in the arena; *out NULL where it converts
 * nothing. */
int exchange_open(struct model *m, struct arena *a,
	const struct forecast_spec *spec, struct exchange **out,
	struct err *e);
/* An amount of a deal; *out NUM_NULL where there is no rate. */
int exchange_deal(struct exchange *x, const struct deal *d,
	enum stage_type kind, int64_t amount, const struct currency *from,
	int64_t *out, struct err *e);
/* An amount at a day, no later than today. */
int exchange_day(struct exchange *x, int64_t day, int64_t amount,
	const struct currency *from, int64_t *out, struct err *e);
const struct currency *exchange_to(const struct exchange *x);
/* The rates the last conversion took. */
const struct rate_used *exchange_used(const struct exchange *x);
/* A line that says of which currencies there was no rate; nothing where there
 * always was. */
void exchange_lacks(const struct exchange *x, struct buf *out);
/* SHA-256 over the rates taken so far, in hexadecimal. */
void exchange_digest(const struct exchange *x, char out[65]);

#endif
