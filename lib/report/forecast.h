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
 * counts as open. Currencies are never added up as they are.
 *
 * Nodes are printed parents before children. By rep: the tree of team_tree.h
 * as it is at the view; by team the same without reps; by pipeline and stage
 * all of the policy but its lost stages, and others where deals stand; by
 * product those that have deals; by month and quarter the total, for every
 * part of the periods. A node's figures are its own and its children's. Each
 * has a row for every currency present below it, by code, or else one of zeros
 * in the base currency; in the undated period only rows with deals are given.
 *
 * Of quotas those count that are of the measure asked for, and for all deals
 * (no selector) or just for those that are filtered. A holder's figure for a
 * period is the one set for those days, else the sum of those set for its
 * quarters, else for its months; a node without a figure of its own has the sum
 * of its children's.
 *
 * With a currency all money is converted to it, deal by deal (exchange.h); a
 * deal without a rate is in the counts, and listed. A holder's quotas, calls
 * and adjustments of one category in several currencies are added up then; an
 * adjustment stands for the category in all of them.
 *
 * By rep and team, unless deals are filtered, what people say counts: an
 * adjustment stands in the place of a holder's category for whoever made it and
 * for everyone above (forecast-and-quota.md 2.2), a deal's in the category of
 * the deal; nothing else changes. A call makes the landing: it, or what is won
 * where that is more. Without one a node's landing is what it has won and,
 * weighted, what is open, and its children's landings.
 */
#ifndef REPORT_FORECAST_H
#define REPORT_FORECAST_H

#include "model/model.h"
#include "model/rates.h"
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

/* What is added up: money, units, deals, or money a month. */
enum measure {
	MEASURE_AMOUNT,
	MEASURE_QUANTITY,
	MEASURE_COUNT,
	MEASURE_RECURRING,
};

/* The day a deal counts by: as above; that it was made on; that it was won on,
 * by which open ones do not count at all. */
enum forecast_date { DATE_CLOSE, DATE_CREATED, DATE_CLOSED };

/* Ascending by how sure a deal is; won ones are closed, whatever their own
 * word. */
enum category {
	CAT_OMITTED,
	CAT_PIPELINE,
	CAT_BEST_CASE,
	CAT_MOST_LIKELY,
	CAT_COMMIT,
	CAT_CLOSED,
	CATEGORIES,
};

/* What a category's column holds: it alone, or it with all that is surer;
 * pipeline then with all that is open. */
enum forecast_rollup { ROLLUP_SINGLE, ROLLUP_CUMULATIVE };

/* Whose adjustments count (forecast-and-quota.md 2.2): those of managers above
 * and of owners; of owners; none; none, and no deals but a node's own. */
enum forecast_view { VIEW_MANAGER, VIEW_OWNER, VIEW_UNADJUSTED, VIEW_RAW };

/* A word of one of the enumerations above, as its number. ERR_USAGE with all
 * of them for another. */
enum forecast_word { WORD_BY, WORD_MEASURE, WORD_DATE, WORD_ROLLUP, WORD_VIEW,
	WORD_CATEGORY };
int forecast_word(enum forecast_word kind, struct str word, int *out,
	struct err *e);
struct str measure_word(enum measure m);
const char *category_word(enum category c);
/* CAT_PIPELINE for a null or unknown word. */
enum category category_of(struct str word);

/* The unit of quantities and counts: exact millionths, without a code. */
extern const struct currency number_unit;

struct forecast_spec {
	const struct period *periods;
	size_t nperiods;
	enum forecast_by by;
	enum measure measure;
	enum forecast_date date;
	enum forecast_rollup rollup;
	struct query *filter; /* of deals, without their open filter; NULL:
			       * all */
	struct str selector;  /* the filter in words: quotas set for just
			       * these deals take the place of the others;
			       * null: none */
	const struct currency *currency; /* convert to it; NULL: currencies
					  * stay apart */
	enum rate_policy rates;		 /* which rates, see exchange.h */
	struct str plan;		 /* the table of RATE_PLAN */
	enum forecast_view view;	 /* of adjustments */
	bool top_owner; /* but what is shown first as its owner sees it */
	int64_t team;	      /* only what is owned below it; 0: all */
	int64_t quota_as_of;  /* quotas as they stood; 0: at the view */
	bool detail;	      /* list the deals, too */
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
	int64_t coverage_of; /* what coverage was divided by: the gap, where
			      * there is one; else NUM_NULL */
	int64_t mismatch;    /* below - quota, 0 where quota is that sum;
			      * NUM_NULL where nothing is below */
	int64_t deals_won, deals_open;
	int64_t cat[CATEGORIES]; /* as spec.rollup says */
	int64_t call;	 /* what is said to come in; NUM_NULL: nothing is */
	int64_t landing; /* won and what is still to come, by the call where
			  * there is one, else weighted */
	/* To tell where figures of quotas do not agree, else NUM_NULL: */
	int64_t below;	    /* the children's sum, where the node has its own */
	int64_t parts;	    /* the sum of months or quarters, where the
			     * period has its own */
};

/* A deal behind the figures, in each period it counts in. */
struct forecast_deal {
	int64_t id;
	const struct period *period; /* NULL: undated */
	struct str node;	     /* it stands at */
	const struct currency *money;
	bool won;
	enum category category;	     /* CAT_OMITTED: listed, in no figure */
	int64_t day;		     /* it counts by; NUM_NULL: undated */
	int64_t value, weighted;     /* NUM_NULL: it has none, or no rate */
	bool unrated;
	struct rate_used used;	     /* where it was converted */
};

/* A quota behind the figures, at the node of its holder. */
struct forecast_quota {
	int64_t id;
	const struct period *period;
	struct str node;
	const struct currency *money;
	int64_t value;
};

/* What is said of a figure, where it counts: an adjustment in place of the
 * category of a holder, or added to that of a deal; a call. */
struct forecast_said {
	int entity; /* E_ADJUSTMENT, E_SUBMISSION */
	int64_t id, deal; /* NUM_NULL: of a holder */
	const struct period *period;
	struct str node;
	const struct currency *money;
	enum category category;
	bool manager;
	int64_t value; /* of a deal's: the difference it makes */
	int64_t above; /* the part of that which only those above see */
};

struct forecast {
	const struct period *periods; /* as the rows have them: split */
	size_t nperiods;
	struct forecast_row *rows;
	size_t n;
	struct forecast_deal *deals; /* with spec.detail: by period, node, id */
	size_t ndeals;
	struct forecast_quota *quotas; /* with spec.detail */
	size_t nquotas;
	struct forecast_said *said; /* with spec.detail */
	size_t nsaid;
	struct str said_notes; /* a line for each call that is stale */
	bool scanned; /* deals were read, not the roll-up */
	/* Deals in the periods or undated, and those without an amount. */
	int64_t open, open_bare, won, won_bare;
	int64_t omitted;       /* open deals of that category, not in `open` */
	int64_t *unrated;      /* of these, no rate was found for: ids, */
	size_t nunrated;       /* ascending */
	struct str lacks;      /* a line that says what rates there were not */
	int64_t said_unrated;  /* adjustments and calls without a rate */
	char rates[65];	       /* digest of those that were; empty: none */
	int64_t dateless;      /* open deals, which have no day of that kind */
	bool selected;	       /* quotas of spec.selector are used */
	int64_t quotas_unrated; /* quotas that no rate was found for */
	int64_t quotas_apart;  /* of other measures, or with a selector */
	int64_t quotas_unspread; /* of longer periods than asked for, or across
				  * their ends, where the holder has no other */
	struct str quota_notes; /* a line for each period that quotas are sums
				 * for of which a part is missing */
	int64_t quotas_nobody; /* held by teams that are no longer there */
	int64_t said_nobody;   /* adjustments and calls of such */
	int64_t apart;	       /* deals whose amount is in another currency than
				* the filter's */
};

/* ERR_USAGE where a period cannot be split as asked; ERR_DATA where a sum is
 * too large. */
int forecast_make(struct model *m, struct arena *a,
	const struct forecast_spec *spec, struct forecast *out,
	struct err *e);
/* Leave a rep's own rows, deals and notes alone; `f` was made by rep and with
 * spec.detail. What is not told of a node by itself, as quotas left apart, is
 * no longer told. */
void forecast_only(struct forecast *f, struct arena *a, struct str node);
/* What the rows do not tell, a line each: what was left apart, what has no
 * amount, quotas that do not agree with those below them. */
void forecast_notes(const struct forecast *f, struct buf *lines);
/* Of these the one about deals without a rate. */
void forecast_note_unrated(const struct forecast *f, struct buf *line);
/* "deal/3, deal/7", the first of many, and the line's end. */
void note_deals(const int64_t *ids, size_t n, struct buf *out);

#endif
