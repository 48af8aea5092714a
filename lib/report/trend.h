/*
 * trend.h - a period's figures as they stood, time and again, from history
 * alone.
 *
 * Each point is a forecast at its own view, with the policy, tree and quotas
 * of then. Points are the last instants of days, every so often back from the
 * last one.
 */
#ifndef REPORT_TREND_H
#define REPORT_TREND_H

#include "report/forecast.h"

struct trend_spec {
	struct str period; /* its label, read in the calendar of each view */
	int64_t from, to;  /* days: no point before, and the last one */
	enum period_unit every;
	bool recorded;	   /* as the store knew it then */
	struct str node;   /* null: the total */
	struct forecast_spec figures; /* periods and filter do not hold */
	int (*filter)(void *ctx, struct model *, struct query **, struct err *);
	void *ctx;
};

struct trend_row {
	int64_t day;
	const struct currency *money;
	int64_t quota, won, pipeline, weighted; /* quota may be NUM_NULL */
	int64_t deals_won, deals_open;
};

struct trend {
	struct trend_row *rows; /* by day, currency */
	size_t n;
	struct str notes; /* deals without a rate, a line for each day from
			   * which it was others; null: none */
};

enum { TREND_POINTS_MAX = 1000 };

/* The view is changed meanwhile and left at `last`. ERR_USAGE for too many
 * points. */
int trend_make(struct model *m, struct arena *a, const struct trend_spec *,
	struct view last, struct trend *out, struct err *e);

#endif
