/*
 * lanes.h - open deals by the stages they stand at, as a board shows them, and
 * what was closed in a period beside them.
 *
 * Every open stage of the policy is a lane, in order; a stage that deals stand
 * at and the policy does not know is one behind those of its pipeline. Within
 * a lane deals come by their close day, those without one last, ties by id.
 * Sums are by currency, in order of code. Archived deals are out.
 */
#ifndef REPORT_LANES_H
#define REPORT_LANES_H

#include "model/deal.h"
#include "query/query.h"

struct lane_sum {
	const struct currency *money;
	int64_t amount, weighted;
};

struct lane_sums {
	struct lane_sum *v; /* in the arena */
	size_t n;
	int64_t deals, bare; /* bare: without an amount */
};

struct lane_deal {
	int64_t id;
	struct str name;
	int64_t account, owner; /* NUM_NULL: none */
	struct str account_name;
	int64_t amount, weighted, close, stage_days;
	const struct currency *money;
	bool rotten;
};

struct lane {
	struct str pipeline, stage; /* ids */
	struct str title;	    /* name of the stage */
	struct lane_sums sums;	    /* of all its deals */
	struct lane_deal *deals;    /* those that are shown */
	size_t n;
};

/* What a pipeline won and lost in the period, by the day of `closed`. */
struct lane_closed {
	struct str pipeline, title;
	struct lane_sums won, lost;
	size_t first, n; /* its lanes */
};

struct lanes_spec {
	struct query *filter; /* of deals, without their open filter; or NULL */
	struct str pipeline;  /* this one alone; null: all */
	struct period closed; /* the period of what is closed */
	size_t most;	      /* deals shown of a lane, 0: all */
};

struct lanes {
	struct lane *v;
	size_t n;
	struct lane_closed *pipelines;
	size_t npipelines;
};

/* ERR_USAGE for a pipeline there is none of; ERR_DATA where a sum is too
 * large. */
int lanes_make(struct model *m, struct arena *a, const struct lanes_spec *spec,
	struct lanes *out, struct err *e);

#endif
