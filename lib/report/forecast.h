/*
 * forecast.h - Quota, Won, Gap, Pipeline: what a period is to bring, by rep,
 * team, pipeline, stage, product or part of the period.
 *
 * The report layer turns records into figures. It knows the model, queries and
 * the store's readers; it prints nothing and has no clock: now, today and the
 * view are the model's, so that a past day runs the same code. Everything it
 * hands out lives in the arena it was given.
 *
 * A deal counts once a period: a won one by the day of `closed` in the
 * calendar's zone, an open one by `close`; lost and archived ones never do.
 * Open deals of category `omitted` are left apart and counted; those without a
 * close day are rows of a period of their own, `undated`; those without an
 * owner (by product: without a product) stand at the node `unassigned`; those
 * without an amount are in the counts. A stage that the policy does not know
 * counts as open. Currencies are never added up.
 *
 * Nodes are printed parents before children. By rep: the tree of team_tree.h
 * as it is at the view; by team the same without reps; by pipeline and stage
 * all of the policy but its lost stages, and others where deals stand; by
 * product those that have deals; by month and quarter the total, for every
 * part of the periods. A node's figures are its own and its children's. Each
 * has a row for every currency present below it, by code, or else one of zeros
 * in the base currency; in the undated period only rows with deals are given.
 *
 * Of quotas those count that are of the measure amount, for all deals (no
 * selector). A holder's figure for a period is the one set for those days,
 * else the sum of those set for its quarters, else for its months; a node
 * without a figure of its own has the sum of its children's.
 */
#ifndef REPORT_FORECAST_H
#define REPORT_FORECAST_H

#include "model/model.h"
#include "query/query.h"

enum forecast_by {
	BY_REP,
	BY_TEAM,
	BY_PIPELINE,
	BY_STAGE,
	BY_PRODUCT,
	BY_MONTH,
	BY_QUARTER,
};

/* "rep", "team" and so on. ERR_USAGE with the words for another. */
int forecast_by_parse(struct str word, enum forecast_by *out, struct err *e);

struct forecast_spec {
	const struct period *periods;
	size_t nperiods;
	enum forecast_by by;
	struct query *filter; /* of deals, without their open filter; NULL:
			       * all. Quotas are not filtered */
	bool scan; /* read the deals even where the roll-up would do; both
		    * ways give the same */
};

#define COVERAGE_INF INT64_MAX

struct forecast_row {
	const struct period *period; /* NULL: undated */
	struct str node, parent;     /* the total's parent is null */
	struct str title;	     /* "Anna Ek", or null */
	int depth;		     /* 0: the total */
	const struct currency *money;
	int64_t quota;	    /* minor units; NUM_NULL: none is set */
	int64_t won;
	int64_t gap;	    /* quota - won; NUM_NULL without a quota */
	int64_t attainment; /* won / quota in tenths of a percent; NUM_NULL
			     * without a quota, or where it is 0 */
	int64_t pipeline, weighted;
	int64_t coverage;   /* pipeline / gap in hundredths; COVERAGE_INF with
			     * a quota and gap <= 0; NUM_NULL without one */
	int64_t deals_won, deals_open;
	/* To tell where figures of quotas do not agree, else NUM_NULL: */
	int64_t below;	    /* the children's sum, where the node has its own */
	int64_t parts;	    /* the sum of months or quarters, where the
			     * period has its own */
};

struct forecast {
	const struct period *periods; /* as the rows have them: split */
	size_t nperiods;
	struct forecast_row *rows;
	size_t n;
	bool scanned; /* deals were read, not the roll-up */
	/* Deals in the periods or undated, and those without an amount. */
	int64_t open, open_bare, won, won_bare;
	int64_t omitted;       /* open deals of that category, not in `open` */
	int64_t quotas_apart;  /* of other measures, or with a selector */
	int64_t quotas_nobody; /* held by teams that are no longer there */
	int64_t apart;	       /* deals whose amount is in another currency than
				* the filter's */
};

/* ERR_USAGE where a period cannot be split as asked; ERR_DATA where a sum is
 * too large. */
int forecast_make(struct model *m, struct arena *a,
	const struct forecast_spec *spec, struct forecast *out,
	struct err *e);
/* What the rows do not tell, a line each: what was left apart, what has no
 * amount, quotas that do not agree with those below them. */
void forecast_notes(const struct forecast *f, struct buf *lines);

#endif
