/*
 * bridge.h - what changed between two views of the open pipeline of a period,
 * so that it sums: open then + every bucket = open now, in deals and in minor
 * units, at every node and in every currency.
 *
 * A deal is in exactly one bucket at a node, the first that fits (the order of
 * forecast-and-quota.md 2.5); what rates did to its value is a part of its own.
 * One that is no longer there leaves with its whole former value, one that has
 * come enters with its whole new one. At a node deals count that are open, of
 * another category than omitted, owned below it, and expected to close in the
 * period, each by the records, the tree, the calendar and the stages of its
 * view:
 *
 *	definition	the deal as it was would count otherwise in the tree,
 *			the calendar or by the stages of now
 *	fx		the same value, by another rate
 *	won lost slipped pulled_out transferred_out scrubbed omitted
 *			it left: it closed; its day moved behind the period, or
 *			before it; its owner is elsewhere; it was archived, is
 *			in another currency or no longer meant by the filter;
 *			its category is omitted
 *	new pulled_in pushed_in reopened transferred_in included
 *			it came: it was made since; its day was later, or
 *			earlier; it was closed; its owner was elsewhere; it was
 *			archived, omitted or not meant
 *	increased decreased unchanged
 *
 * The sides of the sum are checked against the figures that a forecast gives
 * for the two views.
 */
#ifndef REPORT_BRIDGE_H
#define REPORT_BRIDGE_H

#include "report/forecast.h"

enum bucket {
	BUCKET_DEFINITION,
	BUCKET_FX,
	BUCKET_WON,
	BUCKET_LOST,
	BUCKET_SLIPPED,
	BUCKET_PULLED_OUT,
	BUCKET_TRANSFERRED_OUT,
	BUCKET_SCRUBBED,
	BUCKET_OMITTED,
	BUCKET_NEW,
	BUCKET_PULLED_IN,
	BUCKET_PUSHED_IN,
	BUCKET_REOPENED,
	BUCKET_TRANSFERRED_IN,
	BUCKET_INCLUDED,
	BUCKET_INCREASED,
	BUCKET_DECREASED,
	BUCKET_UNCHANGED,
	BUCKETS,
};

const char *bucket_word(enum bucket b);

struct bridge_spec {
	struct view from, to;
	struct str period;   /* its label, read in the calendar of each view */
	struct forecast_spec figures; /* by BY_REP; team, currency and rates
				       * hold, periods and filter do not */
	/* The filter over a view's model; NULL: all deals. */
	int (*filter)(void *ctx, struct model *, struct query **, struct err *);
	void *ctx;
};

/* Signed: what leaves is below zero. */
struct bridge_line {
	int64_t count, value;
	int64_t deals; /* how many are in the bucket */
};

struct bridge_row {
	struct str node, title;
	int depth; /* 0: the total, or the team asked for */
	bool rep;
	const struct currency *money;
	struct bridge_line from, to, in[BUCKETS];
};

/* A deal that is or was open there, at the node of its owner. */
struct bridge_deal {
	int64_t id;
	struct str node; /* of the owner now, else then */
	const struct currency *money;
	enum bucket bucket;
	int64_t count, value; /* fx apart */
	int64_t fx;
	bool bare, unrated; /* as below; of a deal listed twice once */
};

struct bridge {
	struct period was, is; /* the period at each view */
	struct bridge_row *rows;
	size_t n;
	struct bridge_deal *deals; /* by bucket, node, id */
	size_t ndeals;
	int64_t bare;	 /* deals without a value on a side */
	int64_t *unrated; /* deals that could not be converted on a side, */
	size_t nunrated;  /* ascending */
};

/* m is the model of the transaction; its view is changed meanwhile and left at
 * `to`. ERR_DAMAGED where a sum does not hold. */
int bridge_make(struct model *m, struct arena *a, const struct bridge_spec *,
	struct bridge *out, struct err *e);

#endif
