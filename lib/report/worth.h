/* worth.h - what one deal is worth to a forecast: the one place where figures
 * are made of a record. */
#ifndef REPORT_WORTH_H
#define REPORT_WORTH_H

#include "model/deal.h"
#include "report/forecast.h"

/* Converts at a view; NULL converts nothing. */
struct exchange;

struct worth {
	enum stage_type kind;	   /* by the policy; open where it is unknown */
	enum category category;	   /* closed exactly for won deals */
	int64_t day;		   /* it counts by; NUM_NULL: none */
	const struct currency *own, *money; /* its own, and that of value */
	int64_t amount;		   /* in its own; NUM_NULL: it has none */
	int64_t value;		   /* in money; NUM_NULL: none, or no rate */
	int64_t weighted;	   /* value times probability; 0 without one */
	bool unrated;		   /* an amount, but no rate */
	struct rate_used used;	   /* where it was converted */
};

/* The day a deal of a stage of that type counts by; NUM_NULL: none. */
int64_t deal_day(const struct model *m, enum forecast_date date,
	const struct deal *d, enum stage_type kind);
int deal_worth(struct model *m, struct exchange *x,
	const struct forecast_spec *spec, const struct deal *d,
	struct worth *out, struct err *e);
/* The type of a stage of the policy, open where it is unknown. */
enum stage_type stage_kind(const struct policy *p, struct str pipeline,
	struct str stage);
/* Won is closed; of what is open nothing is. */
enum category category_in(enum stage_type kind, struct str word);

static inline bool
measure_money(enum measure m)
{
	return m == MEASURE_AMOUNT || m == MEASURE_RECURRING;
}

#endif
