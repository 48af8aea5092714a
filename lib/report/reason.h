/*
 * reason.h - why a figure is what it is: the deals and quotas it is made of,
 * each with what it adds, down to the operations that set it.
 *
 * What is listed is read deal by deal; the figure itself comes from a forecast
 * made on its own way, over the roll-up where that serves. That both agree is
 * checked on every run.
 */
#ifndef REPORT_REASON_H
#define REPORT_REASON_H

#include "report/forecast.h"

enum metric {
	METRIC_QUOTA,
	METRIC_WON,
	METRIC_GAP,
	METRIC_PIPELINE,
	METRIC_WEIGHTED,
	METRIC_LANDING,
	METRIC_DEALS_WON,
	METRIC_DEALS_OPEN,
	METRIC_CATEGORY, /* + enum category, which begins with omitted */
	METRICS = METRIC_CATEGORY + CATEGORIES,
};

/* "won", "gap", "commit" and so on. */
const char *metric_word(enum metric m);
/* ERR_USAGE with all of them for another word. */
int metric_parse(struct str word, enum metric *out, struct err *e);

struct reason {
	int entity; /* E_DEAL, E_QUOTA and so on */
	int64_t id;
	struct str node; /* it stands at */
	const struct currency *money;
	int64_t value;	 /* what it adds; NUM_NULL: nothing is known of it */
	struct rate_used used; /* where a deal was converted */
};

struct reason_sum {
	const struct currency *money;
	int64_t value; /* the figure; NUM_NULL: it is empty */
};

struct explained {
	const struct period *period;
	struct str node;
	struct reason *reasons; /* by currency, then kind and id */
	size_t n;
	struct reason_sum *sums; /* by currency */
	size_t nsums;
	struct forecast figures; /* for its notes */
};

/* spec.by is set by the node's name; it has one period. ERR_NO for a node that
 * is not there; ERR_DAMAGED where the sum is another. */
int reasons_find(struct model *m, struct arena *a,
	const struct forecast_spec *spec, enum metric metric, struct str node,
	struct explained *out, struct err *e);

#endif
